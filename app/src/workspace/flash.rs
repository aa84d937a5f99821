//! What has just happened, as the address of the page that follows a form says it.

use crate::query::Query;

/// What a form did, said on the page that follows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flash {
    /// So many items were handed in.
    HandedIn(u32),
    /// The same, after the deadline.
    HandedInLate(u32),
    /// So many items were signed.
    Signed(u32),
    /// An item was sent back to the officer.
    SentBack,
    /// An item was taken back from review.
    Withdrawn,
    /// A draft was thrown away.
    Discarded,
    /// What was sent stands there already.
    Unchanged,
    /// So many answers were carried forward.
    Carried(u32),
    /// The item was saved.
    Saved,
    /// So many items were saved from a spreadsheet.
    Applied(u32),
    /// So many answers were confirmed.
    Confirmed(u32),
    /// An answer was returned.
    Returned,
    /// A confirmation was taken back.
    Reopened,
    /// A release was published.
    Published,
    /// An account was changed.
    Changed,
    /// Words were sent to the other side.
    Written,
    /// Evidence was opened to the public.
    EvidenceOpened,
    /// Evidence was opened and becomes public with a release.
    EvidenceOpenedLater,
    /// Evidence was closed to the public.
    EvidenceClosed,
    /// Where somebody's mail goes was saved.
    MailSet,
    /// A directive was issued.
    Issued,
    /// A step of a directive was taken.
    Stepped,
    /// A target was set.
    Aimed,
    /// So many observations were taken.
    Observed(u32),
    /// What was said stood there already.
    SaidBefore,
    /// An act that brought observations was undone.
    Undone,
    /// So many items were copied into the national system.
    Copied(u32),
}

impl Flash {
    /// What the query of an address says.
    #[must_use]
    pub fn of(query: &Query) -> Option<Self> {
        let number = query.get("so").and_then(|n| n.parse().ok()).unwrap_or(1);
        Self::parse(query.get("xong")?, number)
    }

    /// An address that says what has just happened.
    #[must_use]
    pub fn at(self, href: &str) -> String {
        let (word, number) = self.word();
        let sign = if href.contains('?') { '&' } else { '?' };
        format!("{href}{sign}xong={word}&so={number}")
    }

    /// The word in the address of the page that follows, with its number.
    #[must_use]
    pub fn word(self) -> (&'static str, u32) {
        match self {
            Self::HandedIn(n) => ("da-nop", n),
            Self::HandedInLate(n) => ("da-nop-muon", n),
            Self::Signed(n) => ("da-ky", n),
            Self::SentBack => ("da-chuyen-lai", 1),
            Self::Withdrawn => ("da-rut", 1),
            Self::Discarded => ("da-bo", 1),
            Self::Unchanged => ("khong-doi", 1),
            Self::Carried(n) => ("da-giu-nguyen", n),
            Self::Saved => ("da-luu", 1),
            Self::Applied(n) => ("da-ghi", n),
            Self::Confirmed(n) => ("da-xac-nhan", n),
            Self::Returned => ("da-tra-lai", 1),
            Self::Reopened => ("da-mo-lai", 1),
            Self::Published => ("da-cong-bo", 1),
            Self::Changed => ("da-sua", 1),
            Self::Written => ("da-gui", 1),
            Self::EvidenceOpened => ("da-cong-khai", 1),
            Self::EvidenceOpenedLater => ("se-cong-khai", 1),
            Self::EvidenceClosed => ("da-thoi-cong-khai", 1),
            Self::MailSet => ("da-luu-dia-chi", 1),
            Self::Issued => ("da-giao", 1),
            Self::Stepped => ("da-chuyen", 1),
            Self::Aimed => ("da-dat", 1),
            Self::Observed(n) => ("da-nhan", n),
            Self::SaidBefore => ("da-co", 1),
            Self::Undone => ("da-hoan-tac", 1),
            Self::Copied(n) => ("da-sao-chep", n),
        }
    }

    /// Reads the word.
    #[must_use]
    pub fn parse(word: &str, number: u32) -> Option<Self> {
        let all = [
            Self::HandedIn(number),
            Self::HandedInLate(number),
            Self::Signed(number),
            Self::SentBack,
            Self::Withdrawn,
            Self::Discarded,
            Self::Unchanged,
            Self::Carried(number),
            Self::Saved,
            Self::Applied(number),
            Self::Confirmed(number),
            Self::Returned,
            Self::Reopened,
            Self::Published,
            Self::Changed,
            Self::Written,
            Self::EvidenceOpened,
            Self::EvidenceOpenedLater,
            Self::EvidenceClosed,
            Self::MailSet,
            Self::Issued,
            Self::Stepped,
            Self::Aimed,
            Self::Observed(number),
            Self::SaidBefore,
            Self::Undone,
            Self::Copied(number),
        ];
        all.into_iter().find(|done| done.word().0 == word)
    }
}
