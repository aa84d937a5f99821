//! A field of several lines. The only place that writes `<textarea>`: Leptos does not escape what stands
//! inside one, so a text that holds `</textarea>` would end it (a test keeps others from writing their
//! own).

use crate::components::markup::Markup;
use leptos::prelude::*;

/// What a field of several lines is like.
#[derive(Clone, Debug, Default)]
pub struct TextArea {
    /// Name, which is its id as well.
    pub name: String,
    /// Lines shown.
    pub rows: u32,
    /// Whether it must not be empty.
    pub required: bool,
    /// Ids of what describes it.
    pub described: Option<String>,
    /// Whether what is in it can't be accepted.
    pub invalid: bool,
    /// Whether it is only there to be selected.
    pub readonly: bool,
    /// The language of what is in it, if it is not the page's.
    pub language: Option<&'static str>,
    /// What is in it.
    pub text: String,
}

impl TextArea {
    /// The field.
    #[must_use]
    pub fn view(self) -> AnyView {
        // A browser drops the first line break inside; this one, so that none of the text's is lost.
        let mut inside = Markup::new();
        inside.raw("\n").text(&self.text);
        view! {
            <textarea id=self.name.clone() name=self.name rows=self.rows.to_string() required=self.required readonly=self.readonly
                lang=self.language dir=self.language.map(|_| "ltr")
                aria-describedby=self.described aria-invalid=self.invalid.then_some("true")
                inner_html=inside.html()></textarea>
        }
        .into_any()
    }
}
