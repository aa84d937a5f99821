//! A field of several lines. The only place that writes `<textarea>`: Leptos does not escape what stands
//! inside one, so a text that holds `</textarea>` would end it (a test keeps others from writing their
//! own).

use leptos::prelude::*;
use maud::html;

/// A field of several lines.
#[component]
pub fn TextArea(
    /// Name, which is its id as well.
    #[prop(into)]
    name: String,
    /// Lines shown.
    rows: u32,
    /// Whether it must not be empty.
    #[prop(optional)]
    required: bool,
    /// Ids of what describes it.
    #[prop(optional_no_strip, into)]
    described: Option<String>,
    /// Whether what is in it can't be accepted.
    #[prop(optional)]
    invalid: bool,
    /// Whether it is only there to be selected.
    #[prop(optional)]
    readonly: bool,
    /// The language of what is in it, if it is not the page's.
    #[prop(optional)]
    language: Option<&'static str>,
    /// What is in it.
    #[prop(optional, into)]
    text: String,
) -> AnyView {
    // A browser drops the first line break inside; this one, so that none of the text's is lost.
    let inside = html! { "\n" (text) };
    view! {
        <textarea id=name.clone() name=name rows=rows.to_string() required=required readonly=readonly
            lang=language dir=language.map(|_| "ltr")
            aria-describedby=described aria-invalid=invalid.then_some("true")
            inner_html=inside.into_string()></textarea>
    }
    .into_any()
}
