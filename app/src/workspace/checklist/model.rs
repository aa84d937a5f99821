//! What the pages of a commune's checklist show.

use crate::forms::Suffixed;
use crate::{form, forms::Field, query::Query};
use crate::{
    public::model::{Ended, UnitRef},
    texts::link::LinkProblem,
    workspace::{
        committee::model::Directive,
        correspondence::model::{MessageView, QuestionLine, QuestionView},
    },
};
pub use domain::evidence::Kind as EvidenceKind;
use domain::unit::UnitCode;
use domain::{
    answer::Content,
    assessment::{ReturnReason, Stage},
    criteria::CriteriaSet,
    entry::{self, Earliest, EntryProblem, FieldError, Fields},
    evidence::{Openness, Unfit},
    indicator::Denominator,
    period::Period,
    status::{Confirmed, Outcome},
    time::{Date, Timestamp},
};
use std::sync::Arc;

/// A commune in somebody's care.
#[derive(Clone, Debug)]
pub struct ChecklistEntry {
    /// The unit.
    pub unit: UnitRef,
    /// Its province.
    pub province: UnitRef,
}

/// A commune's checklist as its officer sees it: what is missing for green, due when, what came back.
#[derive(Clone, Debug)]
pub struct ChecklistView {
    /// The unit.
    pub unit: UnitRef,
    /// Its province.
    pub province: UnitRef,
    /// That it has ended, if it has by now.
    pub ended: Option<Ended>,
    /// Criteria set in force.
    pub set: Arc<CriteriaSet>,
    /// The campaign that is open.
    pub period: Option<Period>,
    /// The status as it would be published now.
    pub outcome: Outcome,
    /// One row a criterion, in the order of the set.
    pub rows: Vec<ChecklistRow>,
    /// Questions about items of this commune that are not closed.
    pub questions: Vec<QuestionLine>,
    /// Whether this person enters answers here.
    pub enters: bool,
    /// Whether this person enters answers elsewhere as well.
    pub enters_elsewhere: bool,
    /// Whether this person signs here.
    pub signs: bool,
    /// Why nothing was carried forward, if that was asked for.
    pub not_carried: Option<NotCarried>,
    /// Whether nothing was ticked when the sheet was sent to be signed.
    pub nothing_ticked: bool,
    /// What the steering committee asks of the commune, overdue first.
    pub directives: Vec<Directive>,
    /// Now.
    pub now: Timestamp,
}

/// One criterion on the desk.
#[derive(Clone, Debug)]
pub struct ChecklistRow {
    /// Where it stands.
    pub stage: Stage,
    /// The last confirmed answer that still counts.
    pub confirmed: Option<Confirmed>,
    /// What is being written or was submitted last, as a content if it can be read.
    pub current: Option<Content>,
    /// The commune's deadline, if it is outstanding.
    pub due: Option<Timestamp>,
    /// What came back and why, if it did.
    pub returned: Option<ReturnView>,
    /// What the leader wrote when sending it back.
    pub sent_back: Option<String>,
    /// Version of the draft; 0 if none was ever saved.
    pub version: u32,
    /// Whether last period's confirmed answer can simply be carried forward.
    pub carries: bool,
    /// Whether what is written can be handed in as it is.
    pub complete: bool,
    /// What waits for the leader's signature.
    pub to_sign: Option<ToSign>,
}

/// Why nothing was carried forward.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotCarried {
    /// Nothing was ticked.
    NothingTicked,
    /// The day can't be accepted; as it was typed.
    Date(EntryProblem, String),
}

/// What a leader is asked to sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToSign {
    /// What is said.
    pub content: Content,
    /// The day on which it was true.
    pub fact_date: Date,
    /// Note to the reviewer.
    pub note: String,
    /// How many pieces of evidence it has.
    pub evidence: u32,
    /// Whether it differs much from what was confirmed last.
    pub jumps: bool,
}

impl ChecklistRow {
    /// Whether a leader or reviewer sent it back, and nobody has changed it since.
    #[must_use]
    pub fn came_back(&self) -> bool {
        self.stage == Stage::Returned || self.sent_back.is_some()
    }

    /// Whether it goes along when all complete drafts are handed in at once: what came back does not, until it is changed.
    #[must_use]
    pub fn can_be_handed_in(&self) -> bool {
        self.stage == Stage::Draft && self.complete && !self.came_back()
    }
}

/// A return.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReturnView {
    /// When.
    pub at: Timestamp,
    /// New deadline.
    pub due: Timestamp,
    /// Kind of reason.
    pub reason: Option<ReturnReason>,
    /// In the reviewer's words.
    pub text: String,
}

/// One criterion's form.
#[derive(Clone, Debug)]
pub struct ItemView {
    /// The unit.
    pub unit: UnitRef,
    /// Its province.
    pub province: UnitRef,
    /// That the unit has ended, if it has by now.
    pub ended: Option<Ended>,
    /// Criteria set in force.
    pub set: Arc<CriteriaSet>,
    /// Index of the criterion in the set.
    pub index: usize,
    /// Where the item stands.
    pub row: ChecklistRow,
    /// Fields as typed.
    pub fields: Fields,
    /// When they were saved last, and by whom.
    pub saved: Option<(Timestamp, String)>,
    /// Fields that can't be accepted; only said after somebody tried to hand in.
    pub errors: Vec<FieldError>,
    /// What somebody else saved in between.
    pub conflict: Option<Conflict>,
    /// Evidence attached to what is being written, or to what was submitted.
    pub evidence: Vec<EvidenceView>,
    /// Other evidence of this commune that can be attached as well.
    pub library: Vec<EvidenceView>,
    /// What commune and province wrote to each other about it, oldest first.
    pub messages: Vec<MessageView>,
    /// Questions about it that are not closed.
    pub questions: Vec<QuestionView>,
    /// What the register of denominators says of the whole, if it does.
    pub registered: Option<Denominator>,
    /// Whether evidence is missing, said after somebody tried to hand in.
    pub needs_evidence: bool,
    /// Whether this person enters answers here.
    pub enters: bool,
    /// Whether this person signs here.
    pub signs: bool,
    /// The first day of a fact that counts.
    pub earliest: Earliest,
    /// Now.
    pub now: Timestamp,
    /// Why a file was refused, if one was.
    pub refused_file: Option<FileProblem>,
    /// What became of a form that came back.
    pub outcome: FormOutcome,
}

/// What became of a form that came back with its problems.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FormOutcome {
    /// What was typed is saved, but was not handed in.
    #[default]
    NotHandedIn,
    /// What was typed is saved; nobody asked to hand it in.
    Saved,
    /// Nothing is saved: what was typed stands in the form and nowhere else.
    NotSaved,
    /// The same, because the form as a whole is larger than it may be: what came after that was not read.
    TooLarge,
}

/// Another version than the one that the form began with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// What stands there now.
    pub theirs: Fields,
    /// Its version.
    pub version: u32,
    /// When it was saved.
    pub saved_at: Timestamp,
    /// By whom.
    pub by: String,
    /// Whether by the same account that now saves: in another window, say.
    pub own: bool,
}

/// Evidence on a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvidenceView {
    /// Key.
    pub id: i64,
    /// What it is.
    pub kind: EvidenceKind,
    /// A file's name, a link's address, a document's number.
    pub title: String,
    /// Who issued it; empty if not said.
    pub issuer: String,
    /// Date of the fact that it shows.
    pub fact_date: Date,
    /// When it was brought.
    pub added_at: Timestamp,
    /// Where else the same file was brought: unit and criterion.
    pub also: Vec<(UnitRef, String)>,
    /// How far it is open, as far as the page tells.
    pub open: Openness,
}

/// Why a file was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileProblem {
    /// Nothing was sent.
    Missing,
    /// It exceeds [`domain::evidence::LARGEST_FILE`].
    TooLarge,
    /// Its content can't be evidence.
    Unfit(Unfit),
    /// The line was cut before its end.
    Cut,
    /// More than one was sent.
    Several,
    /// Too many files were arriving at once.
    Busy,
    /// The link can't be evidence.
    Link(LinkProblem),
    /// The date of the evidence is none, or still to come.
    Date,
    /// A date or an issuer came without what they are of.
    OfNothing,
}

impl FileProblem {
    /// The field that it is about.
    #[must_use]
    pub fn field(self) -> &'static str {
        match self {
            Self::Link(_) => entry::LINK,
            Self::Date => entry::EVIDENCE_DATE,
            _ => entry::EVIDENCE,
        }
    }
}

form! {
    /// Hands in every complete draft of a commune.
    pub struct HandIn sent to HandIn {
        /// The commune.
        unit: UnitCode,
    }
}

form! {
    /// Carries confirmed answers of a commune forward.
    pub struct CarryForward sent to CarryForward {
        /// The commune.
        unit: UnitCode,
        /// Ticks, by the code of the criterion.
        keep: Suffixed,
        /// The day on which they were still true, as typed.
        date: Option<String>,
    }
}

form! {
    /// Signs what was handed in.
    pub struct Sign sent to Sign {
        /// The commune.
        unit: UnitCode,
        /// What its leader saw.
        items: SeenItems,
    }
}

form! {
    /// Sends an item back to the officer.
    pub struct SendBack sent to SendBack {
        /// The commune.
        unit: UnitCode,
        /// The item's criterion.
        criterion: String,
        /// The version that was seen.
        version: u32,
        /// Why.
        reason: String,
    }
}

form! {
    /// Takes an item back from review.
    pub struct Withdraw sent to Withdraw {
        /// The commune.
        unit: UnitCode,
        /// The item's criterion.
        criterion: String,
        /// Why.
        reason: String,
    }
}

form! {
    /// Throws a draft away.
    pub struct Discard sent to Discard {
        /// The commune.
        unit: UnitCode,
        /// The item's criterion.
        criterion: String,
        /// The version that was seen.
        version: u32,
    }
}

/// Items with the versions that were seen of them, each in a field of its own: `TC1.3`, `TC2.1`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeenItems(pub Vec<(String, u32)>);

impl Field for SeenItems {
    fn read(sent: &Query, name: &str) -> Option<Self> {
        let one = |text: &str| {
            let (criterion, version) = text.rsplit_once('.')?;
            Some((criterion.to_owned(), version.parse().ok()?))
        };
        let all = sent.all().filter(|(field, _)| *field == name);
        all.map(|(_, text)| one(text))
            .collect::<Option<_>>()
            .map(Self)
    }
}

form! {
    /// Which item is saved, and what for. What is typed besides has the names of [`domain::entry`].
    pub struct SaveAnswer sent to SaveAnswer {
        /// The commune.
        unit: UnitCode,
        /// The item's criterion.
        criterion: String,
        /// The version that was seen.
        version: u32,
        /// `hand-in` if it is handed in at once.
        intent: Option<String>,
        /// Evidence sent before that is used again: `attach-12`.
        attach: Suffixed,
        /// Evidence that is taken away.
        detach: Suffixed,
    }
}
