//! A form that changes something, with the mark by which it is known again.

use crate::{page::Visit, routes::Act};
use leptos::prelude::*;

/// The name of the field with a page's mark.
pub const MARK: &str = "mark";

/// A form that changes something.
pub fn form(visit: &Visit, act: Act, content: impl IntoView + 'static) -> AnyView {
    view! {
        <form method="post" action=act.href(visit.lang) class="act">
            {mark(visit)}
            {content.into_any()}
        </form>
    }
    .into_any()
}

/// The mark that every form carries which changes something.
pub fn mark(visit: &Visit) -> AnyView {
    hidden(MARK, &visit.mark)
}

/// A hidden field.
pub fn hidden(name: &'static str, value: impl ToString) -> AnyView {
    view! { <input type="hidden" name=name value=value.to_string() /> }.into_any()
}
