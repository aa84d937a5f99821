//! What forms are made of. [`PostForm`] changes something and carries the mark of its page, by which the same form is
//! known again when it is sent twice; [`Field`] is a labelled control.

use crate::{components::Inside, i18n::use_lang, page::use_mark, routes::FormAction};
use leptos::prelude::*;

/// The name of the field with a page's mark.
pub const MARK: &str = "mark";

/// A form that changes something.
#[component]
pub fn PostForm(
    /// What it asks for.
    action: FormAction,
    /// Whether it may carry a file.
    #[prop(optional)]
    file: bool,
    /// Its look.
    #[prop(default = "act")]
    class: &'static str,
    /// Its fields and buttons.
    children: Inside,
) -> AnyView {
    view! {
        <form method="post" action=action.href(use_lang()) enctype=file.then_some("multipart/form-data") class=class>
            <Mark />
            {children.0}
        </form>
    }
    .into_any()
}

/// The mark that every form carries which changes something.
#[component]
pub fn Mark() -> AnyView {
    view! { <Hidden name=MARK value=use_mark() /> }.into_any()
}

/// A field that is sent unseen.
#[component]
pub fn Hidden(
    /// Its name.
    #[prop(into)]
    name: String,
    /// What it holds.
    value: impl ToString,
) -> AnyView {
    view! { <input type="hidden" name=name value=value.to_string() /> }.into_any()
}

/// A labelled control: what is wrong with it stands above it, its help below. The control names either as its
/// description: `{id}-error`, `{id}-help`.
#[component]
pub fn Field(
    /// The control's id.
    #[prop(into)]
    id: String,
    /// What it is called.
    #[prop(into)]
    label: String,
    /// What is wrong with what was typed.
    #[prop(optional_no_strip, into)]
    error: Option<String>,
    /// How it is filled in.
    #[prop(optional_no_strip, into)]
    help: Option<String>,
    /// The control.
    children: Inside,
) -> AnyView {
    let error =
        error.map(|text| view! { <span class="error" id=format!("{id}-error")>{text}</span> });
    let help = help.map(|text| view! { <span class="help" id=format!("{id}-help")>{text}</span> });
    view! {
        <p class="field">
            <label for=id>{label}</label>
            {error}
            {children.0}
            {help}
        </p>
    }
    .into_any()
}
