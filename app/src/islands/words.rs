//! What the islands say, and when.

use super::{item::AutosaveItem, store::Sent};
use domain::{
    answer::{self, Worth},
    entry,
};
use serde::{Deserialize, Serialize};

/// What [`Autosave`](super::Autosave) says, in the language of the page.
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

/// What [`Unsent`](super::Unsent) says.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct UnsentWords {
    /// Before the number of items that are kept on the machine and not yet sent.
    pub unsent: String,
    /// Asked before signing out with such items.
    pub leave: String,
}

/// What the value of a form means, in words.
pub(super) fn meaning(
    item: &AutosaveItem,
    words: &AutosaveWords,
    fields: &entry::Fields,
) -> String {
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
pub(super) fn status_text(words: &AutosaveWords, sent: &Sent, kept: bool) -> String {
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
