//! What a form brings to one item: fields, files, and what is done to its evidence.

use crate::files::Arrived;
use app::workspace::checklist::model::FileProblem;
use domain::{
    criteria::Question,
    entry::{self, DOCUMENT, EVIDENCE_DATE, FieldError, Fields, ISSUER, LINK, LONGEST_FIELD},
    evidence::{LONGEST_ISSUER, LONGEST_TITLE},
};

/// What a form brings to one item.
#[derive(Clone, Debug, Default)]
pub struct Save {
    /// Version that the form began with.
    pub seen: u32,
    /// Fields as typed.
    pub fields: Fields,
    /// Evidence to take off.
    pub detach: Vec<i64>,
    /// Evidence of this commune to use as well.
    pub attach: Vec<i64>,
    /// A new file, or why it was refused.
    pub file: Option<Result<SentFile, FileProblem>>,
    /// A link.
    pub link: Option<String>,
    /// Number of a document.
    pub document: Option<String>,
    /// Who issued it.
    pub issuer: Option<String>,
    /// Date of the evidence as typed.
    pub evidence_date: Option<String>,
    /// Whether it shall be handed in as well.
    pub hand_in: bool,
}

impl Save {
    /// Whether it brings a new piece of evidence.
    pub(super) fn brings_evidence(&self) -> bool {
        self.file.is_some() || self.link.is_some() || self.document.is_some()
    }

    /// Whether it says when or by whom something was issued, and not what.
    pub(super) fn describes_nothing(&self) -> bool {
        let described = self.issuer.is_some() || self.evidence_date.is_some();
        described && !self.brings_evidence()
    }

    /// Whether it brings fields and nothing else.
    pub(super) fn is_text_only(&self) -> bool {
        let evidence = self.brings_evidence() || self.describes_nothing();
        !evidence && self.attach.is_empty() && self.detach.is_empty() && !self.hand_in
    }

    /// What of it is longer than it may be.
    pub(super) fn too_long(&self, question: &Question) -> Vec<FieldError> {
        let beside = [
            (LINK, &self.link, LONGEST_TITLE),
            (DOCUMENT, &self.document, LONGEST_TITLE),
            (ISSUER, &self.issuer, LONGEST_ISSUER),
            (EVIDENCE_DATE, &self.evidence_date, LONGEST_FIELD),
        ];
        let beside = beside.into_iter().filter_map(|(name, text, most)| {
            entry::too_long(name, text.as_deref().unwrap_or(""), most)
        });
        let fields = self.fields.kept_for(question).too_long();
        fields.into_iter().chain(beside).collect()
    }
}

/// A file that came with a form. Nobody has looked at it yet.
#[derive(Clone, Debug)]
pub struct SentFile {
    /// Name to show.
    pub name: String,
    /// What arrived.
    pub content: Arrived,
}
