//! What the pages of reviewers show.

use crate::{form, forms::Suffixed};
use crate::{
    public::model::{Ended, UnitRef},
    workspace::{
        checklist::model::EvidenceView,
        correspondence::model::{MessageView, QuestionLine, QuestionView},
    },
};
use domain::{
    access::Refusal,
    answer::{Answer, Content},
    criteria::CriteriaSet,
    indicator::Denominator,
    status::Confirmed,
    time::{Date, Timestamp},
};
use std::sync::Arc;

/// The reviewer's queue.
#[derive(Clone, Debug)]
pub struct Queue {
    /// Criteria set in force.
    pub set: Arc<CriteriaSet>,
    /// Waiting answers after the filter, oldest first.
    pub rows: Vec<QueueRow>,
    /// How many wait without the filter.
    pub total: u32,
    /// Of all that wait, how many are past the reviewer's deadline.
    pub late: u32,
    /// Which page of them is shown, from 1.
    pub page: u32,
    /// Whether nothing was ticked when the form was sent.
    pub nothing_ticked: bool,
    /// Filter: group of criteria.
    pub group: Option<String>,
    /// Filter: name of the commune as typed.
    pub name: Option<String>,
    /// Filter: only what differs much from the last confirmed value.
    pub jumps: bool,
    /// Questions in this person's scope that are not closed.
    pub questions: Vec<QuestionLine>,
    /// Whether this person decides, or only reads.
    pub reviews: bool,
    /// Whether this person copies into the national system.
    pub copies: bool,
    /// Now.
    pub now: Timestamp,
}

/// One waiting answer.
#[derive(Clone, Debug)]
pub struct QueueRow {
    /// Key of the answer.
    pub id: i64,
    /// The unit.
    pub unit: UnitRef,
    /// That it has ended, if it has by now.
    pub ended: Option<Ended>,
    /// Index of the criterion in the set.
    pub index: usize,
    /// What is said.
    pub content: Content,
    /// The day on which it was true.
    pub fact_date: Date,
    /// What was confirmed last.
    pub last: Option<Confirmed>,
    /// When it was submitted.
    pub submitted_at: Timestamp,
    /// Whether it came after the commune's deadline.
    pub came_late: bool,
    /// Until when it should be decided.
    pub due: Timestamp,
    /// Whether it differs much from the last confirmed value.
    pub jumps: bool,
    /// How many pieces of evidence it has.
    pub evidence: u32,
    /// Whether this reviewer wrote or signed it.
    pub own: bool,
}

impl QueueRow {
    /// Whether it may be confirmed together with others: it has a document, is much like last time, and not one's own.
    #[must_use]
    pub fn can_be_ticked(&self) -> bool {
        self.evidence > 0 && !self.jumps && !self.own
    }
}

/// What was confirmed or returned in a reviewer's scope.
#[derive(Clone, Debug)]
pub struct Decisions {
    /// Criteria set in force.
    pub set: Arc<CriteriaSet>,
    /// Those of the page that is shown, newest first.
    pub rows: Vec<DecidedRow>,
    /// Whether older ones follow.
    pub more: bool,
    /// Which page is shown, from 1.
    pub page: u32,
    /// Filter: name of the commune as typed.
    pub name: Option<String>,
    /// Filter: only what the reader decided.
    pub own: bool,
}

/// One decided answer.
#[derive(Clone, Debug)]
pub struct DecidedRow {
    /// Key of the answer.
    pub id: i64,
    /// The unit.
    pub unit: UnitRef,
    /// That it has ended, if it has by now.
    pub ended: Option<Ended>,
    /// Index of the criterion in the set.
    pub index: usize,
    /// The answer.
    pub answer: Answer,
    /// Who decided, if an account did.
    pub reviewer: Option<String>,
}

/// One answer before its reviewer.
#[derive(Clone, Debug)]
pub struct ReviewView {
    /// The answer in the queue.
    pub row: QueueRow,
    /// Its province.
    pub province: UnitRef,
    /// Criteria set in force.
    pub set: Arc<CriteriaSet>,
    /// The answer.
    pub answer: Answer,
    /// Note to the reviewer.
    pub note: String,
    /// Names of who wrote and who signed it.
    pub author: Option<String>,
    /// Name of who signed it.
    pub signer: Option<String>,
    /// Its evidence.
    pub evidence: Vec<EvidenceView>,
    /// Whether this person may open evidence to the public here.
    pub opens_evidence: bool,
    /// What commune and province wrote to each other about the item, oldest first.
    pub messages: Vec<MessageView>,
    /// Questions about the item that are not closed.
    pub questions: Vec<QuestionView>,
    /// What the register of denominators says of the whole, if it does.
    pub registered: Option<Denominator>,
    /// Earlier answers to this criterion, newest first.
    pub history: Vec<PastAnswer>,
    /// Why this person can't decide, if so.
    pub refusal: Option<Refusal>,
    /// Deadline that a return would set.
    pub return_due: Timestamp,
    /// The next answer in the queue.
    pub next: Option<i64>,
    /// The reason as typed, if the form was refused.
    pub typed: Option<(String, String)>,
    /// What was seen and where as typed, if that was missing or too long.
    pub not_backed: Option<(String, String)>,
    /// Where it is found again what the reviewer saw instead of a document.
    pub reference: Option<String>,
    /// Why it was taken back or reopened, if it was.
    pub closing: Option<String>,
    /// Now.
    pub now: Timestamp,
}

/// An earlier answer.
#[derive(Clone, Debug)]
pub struct PastAnswer {
    /// The answer.
    pub answer: Answer,
    /// The reviewer's words, if it came back.
    pub text: Option<String>,
}

form! {
    /// Confirms or returns one answer.
    pub struct ReviewAnswer sent to Review {
        /// The answer.
        answer: i64,
        /// `confirm` or `return`.
        decision: String,
        /// The kind of reason why it is returned.
        code: Option<String>,
        /// The reason in words.
        text: Option<String>,
        /// What was seen where no document is attached.
        backing: Option<String>,
        /// Where that is found again.
        reference: Option<String>,
        /// The answer that is reviewed next.
        next: Option<i64>,
    }
}

form! {
    /// Takes a confirmation back.
    pub struct Reopen sent to Reopen {
        /// The answer.
        answer: i64,
        /// Why.
        reason: String,
    }
}

form! {
    /// Opens a piece of evidence to the public, or closes it.
    pub struct OpenEvidence sent to OpenEvidence {
        /// The piece.
        evidence: i64,
        /// The answer that it belongs to.
        answer: i64,
        /// `yes` or `no`.
        public: String,
        /// Why.
        reason: Option<String>,
    }
}

form! {
    /// Confirms the answers that are ticked.
    pub struct ReviewMany sent to ReviewMany {
        /// Ticks, by the key of the answer.
        answer: Suffixed,
    }
}
