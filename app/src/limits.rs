//! How long what is typed into a form may be. No form tells the browser, which would cut what is pasted without a word:
//! the server refuses it with its length, and gives it back. The form of a criterion's answer has limits of its own
//! ([`domain::entry::longest`]).

use crate::routes::FormAction;
use domain::{
    indicator,
    text::{self, LONGEST_NAME, LONGEST_WORDS},
};

/// Most characters of a field of a form; none if the form bounds it in another way.
#[must_use]
pub fn longest(action: FormAction, field: &str) -> Option<usize> {
    // Of several fields of one kind each has its own ending: `words-note`, `text-answer`.
    let kind = field.split('-').next().unwrap_or(field);
    match (action, kind) {
        (FormAction::WriteMessage, "words")
        | (FormAction::Review | FormAction::StepDirective, "text")
        | (FormAction::IssueDirective, "content")
        | (
            FormAction::SendBack
            | FormAction::Withdraw
            | FormAction::Reopen
            | FormAction::OpenEvidence
            | FormAction::Publish
            | FormAction::ChangeCampaign
            | FormAction::ChangeRights
            | FormAction::HandOver,
            "reason",
        ) => Some(LONGEST_WORDS),
        (FormAction::IssueDirective, "department" | "subject" | "owner")
        | (FormAction::Invite, "name" | "email")
        | (FormAction::ChangeMail, "email") => Some(LONGEST_NAME),
        (FormAction::Observe, "printed" | "source" | "note")
        | (FormAction::CheckObservations | FormAction::AddObservations, "all")
        | (FormAction::UndoObservations, "reason") => Some(indicator::LONGEST_TEXT),
        _ => None,
    }
}

/// A field that is longer than it may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TooLong {
    /// Its name.
    pub field: String,
    /// How many characters it has, a line break being one.
    pub length: usize,
    /// How many it may have.
    pub most: usize,
}

/// The fields of a form that are longer than they may be.
pub fn too_long<'a>(
    action: FormAction,
    fields: impl Iterator<Item = (&'a str, &'a str)>,
) -> Vec<TooLong> {
    fields
        .filter_map(|(field, typed)| {
            let (length, most) = (text::length(typed.trim()), longest(action, field)?);
            (length > most).then(|| TooLong {
                field: field.to_owned(),
                length,
                most,
            })
        })
        .collect()
}
