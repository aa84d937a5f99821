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
mod page;
mod store;
mod unsent;

use domain::{
    answer::{self, Worth},
    criteria::Criterion,
    entry,
    time::Date,
};
use leptos::{html, prelude::*};
use serde::{Deserialize, Serialize};
use store::{Kept, Place, Sent};

/// Whose drafts, and the key to those on this machine.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Owner {
    /// The account.
    pub account: i64,
    /// 256 bits, hexadecimal.
    pub key: String,
}

/// What [`Autosave`] says, in the language of the page.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct AutosaveWords {
    /// Before the time at which it was saved.
    pub saved: String,
    /// The draft is saved, and the button that was pressed while there was no line has done nothing.
    pub again: String,
    /// While saving.
    pub saving: String,
    /// Kept on the machine, tried again.
    pub unsaved: String,
    /// Not even kept on the machine, tried again.
    pub unkept: String,
    /// The server will not have it as it is.
    pub refused: String,
    /// Another version was saved in between.
    pub conflict: String,
    /// The session has ended; kept on the machine.
    pub ended: String,
    /// The session has ended, and nothing is kept on the machine.
    pub ended_unkept: String,
    /// What was kept on the machine is in the form again.
    pub restored: String,
    /// The value meets the criterion.
    pub pass: String,
    /// It is near.
    pub near: String,
    /// It does not meet it.
    pub below: String,
    /// There is no value yet.
    pub nothing: String,
    /// The criterion does not apply.
    pub not_applicable: String,
}

/// Which item the form is about.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AutosaveItem {
    /// Unit.
    pub unit: String,
    /// Criterion.
    pub criterion: Criterion,
    /// Version that the form began with.
    pub version: u32,
    /// Days since 1970, today.
    pub today: Date,
    /// Where the form is sent.
    pub action: String,
    /// Whether the form shows what is not saved, because the person has to choose or mend something first.
    pub unsaved: bool,
}

/// Milliseconds of rest after which what was typed is saved.
const REST_MS: u64 = 1_200;
/// First and longest wait before trying again.
const FIRST_WAIT_MS: u64 = 3_000;
const LONGEST_WAIT_MS: u64 = 60_000;
/// How long an answer to a save is waited for.
const LONGEST_ANSWER_MS: i32 = 30_000;
/// How long the form waits for it when its button was pressed, if the text is kept on the machine.
const LONGEST_LEAVE_MS: i32 = 8_000;

/// What an [`Autosave`] says, for the [`AutosaveStatus`] among its fields.
#[derive(Clone, Copy)]
struct Status {
    /// What became of the text.
    said: RwSignal<String>,
    /// What the value means; nothing before it was changed.
    means: RwSignal<Option<String>>,
}

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
        said: RwSignal::new(String::new()),
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
        <p class="autosave" role="status">{move || status.map(|s| s.said.get()).unwrap_or_default()}</p>
    }
}

/// What [`Unsent`] says.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct UnsentWords {
    /// Before the number of items that are kept on the machine and not yet sent.
    pub unsent: String,
    /// Asked before signing out with such items.
    pub leave: String,
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

/// Asks the what-if form around it again at every tick.
#[island]
pub fn WhatIf() -> impl IntoView {
    Effect::new(|started: Option<()>| {
        if started.is_none() {
            imagine::attend();
        }
    });
}

/// What the value of a form means, in words.
fn meaning(item: &AutosaveItem, words: &AutosaveWords, fields: &entry::Fields) -> String {
    if fields.get(entry::NOT_APPLICABLE).is_some() {
        return words.not_applicable.clone();
    }
    let Some(value) = entry::value(&item.criterion, fields, item.today) else {
        return words.nothing.clone();
    };
    match answer::worth(&item.criterion.question, &value, item.today) {
        Worth::Pass => words.pass.clone(),
        Worth::Near => words.near.clone(),
        Worth::Below => words.below.clone(),
    }
}

/// What a person is told about an attempt to send. Whether the text is kept on the machine is said as it is.
fn told(words: &AutosaveWords, sent: &Sent, kept: bool) -> String {
    match sent {
        Sent::Saved(done) => format!("{} {}", words.saved, done.at),
        Sent::Conflict(_) => words.conflict.clone(),
        Sent::Ended if kept => words.ended.clone(),
        Sent::Ended => words.ended_unkept.clone(),
        Sent::Refused => words.refused.clone(),
        Sent::Unsent | Sent::Late if kept => words.unsaved.clone(),
        Sent::Unsent | Sent::Late => words.unkept.clone(),
    }
}
