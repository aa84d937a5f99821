//! What pages show of correspondence, and what waits for somebody. How it is found must not enter.

use crate::forms::Suffixed;
use crate::query::Query;
use crate::{failure::FileFault, public::model::UnitRef, routes::WorkspaceRoute};
use crate::{form, forms};
use domain::unit::UnitCode;
use domain::{
    access::Role,
    correspondence::{Kind, Question, Step},
    criteria::CriteriaSet,
    time::Timestamp,
};
use std::sync::Arc;

/// Everything that was written about one item.
#[derive(Clone, Debug)]
pub struct Thread {
    /// The unit.
    pub unit: UnitRef,
    /// Its province.
    pub province: UnitRef,
    /// Criteria set in force.
    pub set: Arc<CriteriaSet>,
    /// Index of the criterion in the set.
    pub index: usize,
    /// Questions that are not closed, by deadline.
    pub questions: Vec<QuestionView>,
    /// Every message, oldest first.
    pub messages: Vec<MessageView>,
    /// What this person may begin: questions of a kind of which none is open, and notes.
    pub begins: Vec<MessageTarget>,
    /// Where the item itself is shown to this person.
    pub item: Option<WorkspaceRoute>,
    /// A form that was refused, with all that was typed.
    pub typed: Option<Typed>,
    /// Now.
    pub now: Timestamp,
}

/// A question that is not closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuestionView {
    /// Key.
    pub id: i64,
    /// Version that a step names.
    pub version: u32,
    /// The question.
    pub question: Question,
    /// The steps that this person may take.
    pub steps: Vec<Step>,
}

/// A message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MessageView {
    /// Kind of the question that it belongs to, none for a note.
    pub kind: Option<Kind>,
    /// What it does.
    pub step: Step,
    /// Name of who wrote it.
    pub author: String,
    /// In which role.
    pub role: Role,
    /// When.
    pub at: Timestamp,
    /// What was written.
    pub words: String,
}

/// One of the forms of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MessageTarget {
    /// The next step of a question.
    Question(i64),
    /// A new question.
    New(Kind),
    /// A note.
    Note,
}

impl MessageTarget {
    /// The word in the names of the form's fields.
    #[must_use]
    pub fn word(self) -> String {
        match self {
            Self::Question(id) => id.to_string(),
            Self::New(kind) => kind.word().to_owned(),
            Self::Note => "note".to_owned(),
        }
    }

    /// Reads the word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        match (word, Kind::parse(word)) {
            ("note", _) => Some(Self::Note),
            (_, Some(kind)) => Some(Self::New(kind)),
            (id, None) => id.parse().ok().map(Self::Question),
        }
    }
}

/// What was typed into a form that was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typed {
    /// Which form.
    pub target: MessageTarget,
    /// The words.
    pub words: String,
    /// The deadline, or the role that shall reply.
    pub choice: String,
    /// Why it was refused.
    pub problem: ThreadProblem,
}

/// Why a form was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ThreadProblem {
    /// Nothing was written, or too much.
    Words,
    /// The deadline is none that can be set.
    Due,
    /// Somebody else was faster.
    Changed,
}

/// Questions that are not closed, wherever this person may read them.
#[derive(Clone, Debug)]
pub struct Questions {
    /// Criteria set in force.
    pub set: Arc<CriteriaSet>,
    /// The questions: late ones first, then by deadline, then those that were replied to.
    pub lines: Vec<QuestionLine>,
    /// Now.
    pub now: Timestamp,
}

/// One question in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuestionLine {
    /// The unit.
    pub unit: UnitRef,
    /// Index of the criterion in the set.
    pub index: usize,
    /// The question.
    pub question: Question,
}

/// Something that waits for a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What.
    pub kind: NoticeKind,
    /// Where, if it is one commune's.
    pub unit: Option<UnitRef>,
    /// Code of the criterion, if it is one item's.
    pub criterion: Option<String>,
    /// Name and SHA-256 of the file, if it is about one.
    pub file: Option<(String, String)>,
    /// How many.
    pub number: u32,
    /// The earliest deadline.
    pub due: Option<Timestamp>,
    /// Where it is dealt with.
    pub route: WorkspaceRoute,
}

/// Kinds of what waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NoticeKind {
    /// The commune has ended: another unit took its place.
    UnitEnded,
    /// The reviewer returned items.
    Returned,
    /// The campaign ends soon and items are missing.
    PeriodDue,
    /// Items wait for the leader's signature.
    ToSign,
    /// Explanations were asked for.
    ExplanationWanted,
    /// Reported difficulties were replied to.
    DifficultyAnswered,
    /// The steering committee asks for something.
    DirectiveOpen,
    /// Confirmed answers are about to expire, within the days of the criteria set.
    ExpiringSoon,
    /// Confirmed answers expire in some weeks.
    Expiring,
    /// Answers wait for review.
    Reviews,
    /// Difficulties wait for a reply.
    DifficultyOpen,
    /// Explanations were given.
    ExplanationAnswered,
    /// Directives were answered.
    DirectiveAnswered,
    /// Somebody who knows the password guessed at codes of the second factor.
    CodesGuessed,
    /// An evidence file is not what was sent.
    WrongFile(FileFault),
}

/// The page of what waits for somebody, and where their mail goes.
#[derive(Clone, Debug)]
pub struct Notices {
    /// What waits, by deadline.
    pub list: Vec<Notice>,
    /// Now.
    pub now: Timestamp,
    /// Address of the daily mail as stored or as typed; empty: none is sent.
    pub email: String,
    /// Whether what was typed is no address.
    pub refused: bool,
    /// Whether this installation sends mail at all.
    pub sends: bool,
}

form! {
    /// Sets where one's own mail goes.
    pub struct Mail sent to ChangeMail {
        /// The address; empty for none.
        email: forms::Typed,
    }
}

impl forms::Field for MessageTarget {
    fn read(sent: &Query, name: &str) -> Option<Self> {
        Self::parse(sent.get(name)?)
    }
}

form! {
    /// Writes one message.
    pub struct WriteMessage sent to WriteMessage {
        /// The commune.
        unit: UnitCode,
        /// The item's criterion.
        criterion: String,
        /// To what it is written.
        target as "slot": MessageTarget,
        /// The step that it takes in a thread that is there.
        step: Option<String>,
        /// The version of that thread that was seen.
        version: Option<u32>,
        /// The words, one field a slot: `words-note`.
        words: Suffixed,
        /// What is chosen beside them, one field a slot.
        choice: Suffixed,
    }
}
