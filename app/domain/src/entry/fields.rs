//! Fields of a criterion's form as typed: their names, how long each may be, and which a question has.

use super::problem::{FieldError, too_long};
use crate::{criteria::Question, text::is_blank};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Most characters that a note or an explanation may have.
pub const LONGEST_TEXT: usize = 4_000;

/// Longest value of any other field.
pub const LONGEST_FIELD: usize = 100;

/// Most characters that a field may have, a line break being one.
#[must_use]
pub fn longest(field: &str) -> usize {
    if matches!(field, NOTE | EXPLANATION) {
        LONGEST_TEXT
    } else {
        LONGEST_FIELD
    }
}

/// Fields as typed, by name. What is impossible is kept as well: nothing typed is lost.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Fields(pub BTreeMap<String, String>);

impl Fields {
    /// The field's text without surrounding space; `None` if nothing of it can be seen.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        let text = self.0.get(name)?.trim();
        (!is_blank(text)).then_some(text)
    }

    /// Sets a field.
    pub fn set(&mut self, name: &str, text: impl Into<String>) {
        self.0.insert(name.to_owned(), text.into());
    }

    /// Keeps what a criterion's form has, whole: what is too long is refused ([`Fields::too_long`]), never cut.
    #[must_use]
    pub fn kept_for(&self, question: &Question) -> Self {
        let names = names(question);
        let kept = self.0.iter().filter(|(name, _)| names.contains(name));
        Self(kept.map(|(n, t)| (n.clone(), t.clone())).collect())
    }

    /// Whether two texts say the same: an empty field says nothing, and a line break is one however it is written.
    #[must_use]
    pub fn says_the_same(&self, other: &Self) -> bool {
        let plain = |fields: &Self| -> Vec<(String, String)> {
            let all = fields.0.iter();
            let said = all.map(|(name, text)| (name.clone(), text.replace("\r\n", "\n")));
            said.filter(|(_, text)| !is_blank(text)).collect()
        };
        plain(self) == plain(other)
    }

    /// The fields that are longer than they may be.
    #[must_use]
    pub fn too_long(&self) -> Vec<FieldError> {
        let fields = self.0.iter();
        fields
            .filter_map(|(name, text)| too_long(name, text, longest(name)))
            .collect()
    }
}

/// Yes, no, or in preparation: `yes`, `no`, `in_preparation`.
pub const YES: &str = "yes";
/// Numerator.
pub const PART: &str = "part";
/// Denominator.
pub const WHOLE: &str = "whole";
/// A measured number.
pub const NUMBER: &str = "number";
/// Date of the last time.
pub const DATE: &str = "date";
/// Date on which the answer was true.
pub const FACT_DATE: &str = "fact_date";
/// `on` if the criterion does not apply here.
pub const NOT_APPLICABLE: &str = "not_applicable";
/// Note to the reviewer; the reason, where the criterion does not apply.
pub const NOTE: &str = "note";
/// Why a value differs so much from the last confirmed one.
pub const EXPLANATION: &str = "explanation";

/// The file of the form: never part of [`Fields`], but errors may point to it.
pub const EVIDENCE: &str = "file";

/// The address of evidence; like what follows, never part of [`Fields`].
pub const LINK: &str = "link";
/// The number of a document.
pub const DOCUMENT: &str = "number_of_document";
/// Who issued it.
pub const ISSUER: &str = "issuer";
/// Date of the evidence.
pub const EVIDENCE_DATE: &str = "evidence_date";

/// Name of the field of one item of a list.
#[must_use]
pub fn item_field(code: &str) -> String {
    format!("item-{code}")
}

/// The fields of a question's form, in their order.
#[must_use]
pub fn names(question: &Question) -> Vec<String> {
    let own: &[&str] = match question {
        Question::YesNo | Question::ThreeValued => &[YES],
        Question::YesNoDate { .. } => &[YES, DATE],
        Question::YesNoNumber { .. } => &[YES, NUMBER],
        Question::PartOfWhole(_) | Question::Ratio(_) => &[PART, WHOLE],
        Question::YesNoRatio(_) => &[YES, PART, WHOLE],
        Question::ItemList { .. } => &[],
    };
    let items: &[_] = match question {
        Question::ItemList { items, .. } => items,
        _ => &[],
    };
    own.iter()
        .map(|name| (*name).to_owned())
        .chain(items.iter().map(|item| item_field(&item.code)))
        .chain([FACT_DATE, NOT_APPLICABLE, NOTE, EXPLANATION].map(str::to_owned))
        .collect()
}
