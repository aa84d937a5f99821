//! The WASM side: comfort around ordinary forms. Each island stands beside a form, or around its fields, that works
//! without it; only what browsers need may enter. Texts come as properties, in the language of the page.
//!
//! What was typed and not yet saved is kept on the machine under the account's name, encrypted with a
//! key that only that account's pages carry: whoever uses the machine next can't read it.

#![expect(
    missing_docs,
    reason = "the macro of an island makes a struct of its properties, undocumented"
)]

mod autosave;
mod form;
mod imagine;
mod item;
mod owner;
mod page;
mod progress;
mod store;
mod unsent;
mod words;

pub use item::AutosaveItem;
pub use owner::Owner;
pub use words::{AutosaveWords, NumberForm, UnsentWords, meaning};

use autosave::Status;
use leptos::{html, prelude::*};

/// An item's form. It saves itself while somebody types, says what the value means at once, and keeps on the machine
/// what could not be sent. Its fields are drawn by the server, and it works without script.
#[island]
pub fn Autosave(
    owner: Owner,
    item: AutosaveItem,
    words: AutosaveWords,
    children: Children,
) -> impl IntoView {
    let form = NodeRef::<html::Form>::new();
    let status = Status {
        sentence: RwSignal::new(String::new()),
        means: RwSignal::new(None),
    };
    provide_context(status);
    let action = item.action.clone();
    Effect::new(move |started: Option<bool>| match form.get() {
        Some(form) if started != Some(true) => {
            autosave::attend(form, owner.clone(), item.clone(), words.clone(), status);
            true
        }
        _ => started.unwrap_or(false),
    });
    view! {
        <form node_ref=form method="post" action=action enctype="multipart/form-data" class="entry">
            {children()}
        </form>
    }
}

/// What the [`Autosave`] around it says, where its form has room for that; without script, what the value means that
/// the server has.
#[island]
pub fn AutosaveStatus(meaning: String) -> impl IntoView {
    let status = use_context::<Status>();
    let means = move || status.and_then(|s| s.means.get());
    view! {
        <p class="meaning" id="meaning" role="status">{move || means().unwrap_or_else(|| meaning.clone())}</p>
        <p class="autosave" role="status">{move || status.map(|s| s.sentence.get()).unwrap_or_default()}</p>
    }
}

/// Says how many items wait on this machine, sends them when the line is back, and warns before signing
/// out.
#[island]
pub fn Unsent(owner: Owner, words: UnsentWords) -> impl IntoView {
    let (number, count) = signal(0_usize);
    let text = words.unsent.clone();
    Effect::new(move |started: Option<()>| {
        if started.is_none() {
            unsent::attend(owner.clone(), words.clone(), count);
        }
    });
    view! {
        <span class="unsent" role="status">
            {move || match number.get() {
                0 => String::new(),
                n => format!("{text} {n}"),
            }}
        </span>
    }
}

/// Says how far the work of the form around it has come, from when it is sent until its answer comes.
#[island]
pub fn Progress(
    /// Where the server says it, in a sentence.
    address: String,
    /// What is said first, and where nothing is known.
    first: String,
) -> impl IntoView {
    let place = NodeRef::<html::P>::new();
    let (text, say) = signal(String::new());
    Effect::new(move |started: Option<bool>| match place.get() {
        Some(place) if started != Some(true) => {
            progress::attend(&place, address.clone(), first.clone(), say);
            true
        }
        _ => started.unwrap_or(false),
    });
    view! { <p node_ref=place class="help" role="status">{move || text.get()}</p> }
}

/// Asks the what-if form around it again at every tick.
#[island]
pub fn WhatIf() -> impl IntoView {
    Effect::new(|started: Option<()>| {
        if started.is_none() {
            imagine::attend();
        }
    });
}
