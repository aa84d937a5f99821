//! A condition of a filter that is sent by a link or a form: one of a few values, or any.

use leptos::prelude::*;

/// A labelled `<select>` in a GET form: value, text and whether it is chosen; `any` leaves it open.
pub fn choice(
    name: &'static str,
    label: String,
    any: String,
    options: impl Iterator<Item = (String, String, bool)>,
) -> AnyView {
    let options = options
        .map(|(value, text, chosen)| view! { <option value=value selected=chosen>{text}</option> });
    view! {
        <p>
            <label for=name>{label}</label>
            <select id=name name=name>
                <option value="">{any}</option>
                {options.collect_view()}
            </select>
        </p>
    }
    .into_any()
}
