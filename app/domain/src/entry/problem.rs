//! Why a field can't be accepted. Words for people must not enter.

use super::earliest::Earliest;
use crate::{text, time::Date};
use serde::{Deserialize, Serialize};

/// A field that can't be read, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldError {
    /// Name of the field.
    pub field: String,
    /// What is wrong with it.
    pub problem: EntryProblem,
}

/// What is wrong with a field that has more characters than it may, a line break being one; nothing if it has not.
#[must_use]
pub fn too_long(field: &str, text: &str, most: usize) -> Option<FieldError> {
    let length = text::length(text);
    (length > most).then(|| FieldError {
        field: field.to_owned(),
        problem: EntryProblem::TooLong {
            length: u32::try_from(length).unwrap_or(u32::MAX),
            most: u32::try_from(most).unwrap_or(u32::MAX),
        },
    })
}

/// What can be wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EntryProblem {
    /// Nothing was entered.
    Missing,
    /// Not a whole number of zero or more.
    NotANumber,
    /// Not a date.
    NotADate,
    /// The date lies in the future.
    Future,
    /// The fact is older than what counts.
    TooOld(Earliest),
    /// The date inside the value is older than this one, which stands confirmed.
    OlderDate(Date),
    /// The date inside the value is later than the day of the figures.
    AfterFact,
    /// The part is greater than its whole.
    PartAboveWhole,
    /// The whole is zero: then the criterion may not apply.
    NothingToMeasure,
    /// A criterion that does not apply needs its reason in the note.
    NeedsReason,
    /// The value differs much from the last confirmed one: say why.
    NeedsExplanation,
    /// There is neither evidence nor a note that says why there is none.
    NeedsEvidence,
    /// The name to sign in with is somebody else's.
    Taken,
    /// It can't be a name to sign in with.
    NotAName,
    /// It is no place, or the role can't be held there.
    NotAScope,
    /// Mail can't be sent to this address.
    NotMail,
    /// It has more characters than it may, a line break being one.
    TooLong {
        /// How many it has.
        length: u32,
        /// How many it may have.
        most: u32,
    },
}

impl EntryProblem {
    /// The word of the problem in messages' keys and in files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::NotANumber => "not-a-number",
            Self::NotADate => "not-a-date",
            Self::Future => "future",
            Self::TooOld(_) => "too-old",
            Self::OlderDate(_) => "older-date",
            Self::AfterFact => "after-fact",
            Self::PartAboveWhole => "part-above-whole",
            Self::NothingToMeasure => "nothing-to-measure",
            Self::NeedsReason => "needs-reason",
            Self::NeedsExplanation => "needs-explanation",
            Self::NeedsEvidence => "needs-evidence",
            Self::Taken => "taken",
            Self::NotAName => "not-a-name",
            Self::NotAScope => "not-a-scope",
            Self::NotMail => "not-mail",
            Self::TooLong { .. } => "too-long",
        }
    }
}
