//! What the rooms behind the sign-in show: one struct a page, filled by `server`, drawn by
//! [`crate::rooms`]. How it is found must not enter.

pub mod admin;
pub mod copying;
pub mod correspondence;

use correspondence::{MessageView, QuestionLine, QuestionView};

use crate::{
    backend::{Counts, UnitRef},
    committee::Directive,
    failure::Failure,
    islands::Owner,
    limits::TooLong,
    observations::Registered,
    query::Query,
    routes::Act,
};
use domain::{
    access::{Refusal, Role},
    answer::{Answer, Content},
    assessment::{ReturnReason, Stage},
    criteria::CriteriaSet,
    entry::{FieldError, Fields, Problem},
    evidence::{Media, Unfit},
    period::Period,
    ranking::Rank,
    release::ReleaseId,
    status::{Confirmed, Level, Outcome},
    time::{Date, Timestamp},
};
use std::sync::Arc;

/// Who is signed in, for the frame of the page.
#[derive(Clone, Debug)]
pub struct Person {
    /// Name to show.
    pub name: String,
    /// Name to sign in with.
    pub user_name: String,
    /// The rooms that this person may enter.
    pub doors: Doors,
    /// Whether the installation is a demo.
    pub demo: bool,
    /// Whose drafts may lie on the machine, and their key.
    pub owner: Owner,
    /// How many things wait for this person.
    pub notices: u32,
}

/// Which rooms are open to a person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Doors {
    /// `/can-bo`.
    pub desk: bool,
    /// `/tham-dinh`.
    pub review: bool,
    /// `/trao-doi`.
    pub talk: bool,
    /// `/quan-tri/cong-bo`.
    pub publish: bool,
    /// `/quan-tri/tai-khoan`.
    pub accounts: bool,
    /// `/quan-tri/nhat-ky`.
    pub trail: bool,
    /// `/quan-tri`: what of the administration is open.
    pub admin: AdminDoors,
    /// `/dieu-hanh`.
    pub steering: bool,
    /// `/dieu-hanh/giao-viec` for those who answer for a department.
    pub directives: bool,
    /// `/so-lieu`.
    pub observe: bool,
}

/// Which rooms of the administration are open to a person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AdminDoors {
    /// `/quan-tri/dot`.
    pub periods: bool,
    /// `/quan-tri/bo-tieu-chi`.
    pub sets: bool,
    /// `/quan-tri/quy-che`.
    pub settings: bool,
}

impl AdminDoors {
    /// Whether any is.
    #[must_use]
    pub fn any(self) -> bool {
        self.periods || self.sets || self.settings
    }
}

impl Doors {
    /// Whether any room is open.
    #[must_use]
    pub fn any(self) -> bool {
        self != Self::default()
    }
}

/// The sign-in page.
#[derive(Clone, Debug, Default)]
pub struct SignIn {
    /// The name that was typed.
    pub user_name: String,
    /// Where to go afterwards.
    pub then: Option<String>,
    /// A form that came with an ended session, kept to be sent again.
    pub carried: Option<String>,
    /// What went wrong.
    pub problem: Option<SignInProblem>,
}

/// Why nobody was signed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignInProblem {
    /// Name or password is wrong, or the account is closed: never said which.
    Wrong,
    /// The code is wrong or was used.
    WrongCode,
    /// Too many attempts; minutes to wait at most.
    TooMany(u32),
    /// So many codes of this account were wrong that only recovery codes are looked at; minutes to wait at most.
    CodesShut(u32),
    /// So many codes were wrong that this session has ended.
    CodesSpent,
    /// The session has ended.
    Ended,
    /// The two new passwords differ.
    Differ,
    /// The new password is too short.
    Short,
}

/// The page that sets up a second factor.
#[derive(Clone, Debug)]
pub struct Enrolment {
    /// Base32, in groups of four.
    pub secret: String,
    /// `otpauth://` address.
    pub address: String,
    /// Where to go afterwards.
    pub then: Option<String>,
    /// A form that came with an ended session, kept to be sent again.
    pub carried: Option<String>,
    /// What went wrong.
    pub problem: Option<SignInProblem>,
}

/// The recovery codes of a second factor that was just set up; they are shown once.
#[derive(Clone, Debug)]
pub struct RecoveryCodes {
    /// Each for one use.
    pub codes: Vec<String>,
    /// Where to go afterwards.
    pub then: String,
    /// The form that came with an ended session: sent again when the codes are put down.
    pub carried: Option<(Act, Query)>,
}

/// A form that was not done.
#[derive(Clone, Debug)]
pub struct NotSaved {
    /// What it asked for.
    pub act: Act,
    /// What was typed, as it was sent.
    pub fields: Query,
    /// The page that it was sent from.
    pub back: Option<String>,
    /// Why.
    pub why: NotSavedBecause,
}

/// Why a form was not done.
#[derive(Clone, Debug)]
pub enum NotSavedBecause {
    /// Its session had ended; a new one has begun.
    SignedInAnew,
    /// Something went wrong, or is not allowed.
    Failed(Failure),
    /// These fields are longer than they may be.
    TooLong(Vec<TooLong>),
    /// The same, and the form was so large that it was not read to its end.
    TooLarge(Vec<TooLong>),
}

impl NotSavedBecause {
    /// The status of the page that says so.
    #[must_use]
    pub fn status(&self) -> u16 {
        match self {
            Self::SignedInAnew => 200,
            Self::Failed(failure) => failure.status(),
            Self::TooLong(_) => 422,
            Self::TooLarge(_) => Failure::TooLarge.status(),
        }
    }

    /// Seconds after which the same may be tried again, if it may.
    #[must_use]
    pub fn retry_after(&self) -> Option<u32> {
        match self {
            Self::Failed(failure) => failure.retry_after(),
            _ => None,
        }
    }

    /// The fields that are too long.
    #[must_use]
    pub fn long(&self) -> &[TooLong] {
        match self {
            Self::TooLong(long) | Self::TooLarge(long) => long,
            Self::SignedInAnew | Self::Failed(_) => &[],
        }
    }

    /// Whether the same form, sent again as it stands there, may be done.
    #[must_use]
    pub fn sends_again(&self) -> bool {
        match self {
            Self::SignedInAnew | Self::TooLong(_) => true,
            Self::Failed(failure) => matches!(
                failure,
                Failure::Unavailable | Failure::Uncertain | Failure::Full
            ),
            Self::TooLarge(_) => false,
        }
    }
}

/// A commune in somebody's care.
#[derive(Clone, Debug)]
pub struct DeskEntry {
    /// The unit.
    pub unit: UnitRef,
    /// Its province.
    pub province: UnitRef,
}

/// A commune's checklist as its officer sees it: what is missing for green, due when, what came back.
#[derive(Clone, Debug)]
pub struct Desk {
    /// The unit.
    pub unit: UnitRef,
    /// Its province.
    pub province: UnitRef,
    /// Criteria set in force.
    pub set: Arc<CriteriaSet>,
    /// The campaign that is open.
    pub period: Option<Period>,
    /// The status as it would be published now.
    pub outcome: Outcome,
    /// One row a criterion, in the order of the set.
    pub rows: Vec<DeskRow>,
    /// Questions about items of this commune that are not closed.
    pub questions: Vec<QuestionLine>,
    /// Whether this person enters answers here.
    pub enters: bool,
    /// Whether this person enters answers elsewhere as well.
    pub enters_elsewhere: bool,
    /// Whether this person signs here.
    pub signs: bool,
    /// What the steering committee asks of the commune, overdue first.
    pub directives: Vec<Directive>,
    /// Now.
    pub now: Timestamp,
    /// What just happened, if the page follows a form.
    pub done: Option<Done>,
}

/// One criterion on the desk.
#[derive(Clone, Debug)]
pub struct DeskRow {
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

/// What a form did, said on the page that follows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    /// So many items were handed in.
    HandedIn(u32),
    /// So many items were signed.
    Signed(u32),
    /// An item was sent back to the officer.
    SentBack,
    /// An item was taken back from review.
    Withdrawn,
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

impl Done {
    /// The word in the address of the page that follows, with its number.
    #[must_use]
    pub fn word(self) -> (&'static str, u32) {
        match self {
            Self::HandedIn(n) => ("da-nop", n),
            Self::Signed(n) => ("da-ky", n),
            Self::SentBack => ("da-chuyen-lai", 1),
            Self::Withdrawn => ("da-rut", 1),
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
            Self::Signed(number),
            Self::SentBack,
            Self::Withdrawn,
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

/// One criterion's form.
#[derive(Clone, Debug)]
pub struct ItemView {
    /// The unit.
    pub unit: UnitRef,
    /// Its province.
    pub province: UnitRef,
    /// Criteria set in force.
    pub set: Arc<CriteriaSet>,
    /// Index of the criterion in the set.
    pub index: usize,
    /// Where the item stands.
    pub row: DeskRow,
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
    pub registered: Option<Registered>,
    /// Whether evidence is missing, said after somebody tried to hand in.
    pub needs_evidence: bool,
    /// Whether this person enters answers here.
    pub enters: bool,
    /// Whether this person signs here.
    pub signs: bool,
    /// Now.
    pub now: Timestamp,
    /// What just happened, if the page follows a form.
    pub done: Option<Done>,
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
    /// Whether the reviewer opened it to the public.
    pub public: bool,
}

/// Kinds of evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EvidenceKind {
    /// A file: kind of content, bytes, SHA-256.
    File(Media, u64, String),
    /// A link.
    Link,
    /// A document by its number.
    Document,
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
    /// The number, address or date is missing or can't be read.
    Fields,
}

/// Largest spreadsheet, bytes as sent: every commune of a province fits many times.
pub const LARGEST_SHEET: usize = 2 * 1024 * 1024;

/// Most rows of a spreadsheet.
pub const MOST_SHEET_ROWS: u32 = 50_000;

/// What a spreadsheet would change, cell by cell, or why it can't.
#[derive(Clone, Debug)]
pub struct SheetView {
    /// Criteria set in force.
    pub set: Arc<CriteriaSet>,
    /// Why the file as a whole was refused, if it was.
    pub refusal: Option<SheetRefusal>,
    /// What would change, in the order of the file.
    pub changes: Vec<SheetChange>,
    /// What must be mended first, in the order of the file.
    pub faults: Vec<SheetFault>,
    /// How many more faults there are than are listed.
    pub more_faults: u32,
    /// The changes as the form that applies them carries them.
    pub carried: String,
}

/// A cell that would change a draft.
#[derive(Clone, Debug)]
pub struct SheetChange {
    /// Address of the cell.
    pub cell: String,
    /// The unit.
    pub unit: UnitRef,
    /// Index of the criterion in the set.
    pub index: usize,
    /// Name of the field.
    pub field: String,
    /// What stands in the form now.
    pub before: String,
    /// What would stand there.
    pub after: String,
}

/// A cell that can't be accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetFault {
    /// Address of the cell.
    pub cell: String,
    /// What is wrong with it.
    pub problem: SheetProblem,
}

/// What can be wrong with a cell of a spreadsheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SheetProblem {
    /// It holds a formula, or text that a spreadsheet program would take for one.
    Formula,
    /// It holds an error of the spreadsheet program, such as `#N/A`.
    NotAValue,
    /// No commune-level unit with this code is in this person's care.
    Unit,
    /// The criteria set has no such criterion.
    Criterion,
    /// The criterion's form has no such field.
    Field,
    /// The same field stands in an earlier row.
    Twice,
    /// The version that the file was made from can't be read.
    Version,
    /// Somebody saved the item, or the set changed, after the file was made.
    Stale,
    /// The item waits for review.
    Waiting,
    /// None of the words of the drop-down list.
    Choice,
    /// Longer than the field may be.
    TooLong,
    /// The value can't be what the field asks for.
    Value(Problem),
}

/// Why a spreadsheet was refused as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SheetRefusal {
    /// Nothing was sent.
    Missing,
    /// It exceeds [`LARGEST_SHEET`].
    TooLarge,
    /// It is no workbook that can be read.
    NotASheet,
    /// It unpacks to more than it may.
    TooMuchInside,
    /// It has more than [`MOST_SHEET_ROWS`] rows, or as many cells as that would take.
    TooManyRows,
    /// It has no sheet of the right name.
    WrongSheet,
    /// Reading it took too long.
    TooSlow,
    /// It changes more at once than one form can carry.
    TooManyChanges,
    /// More than one was sent.
    Several,
}

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
    /// What just happened, if the page follows a form.
    pub done: Option<Done>,
}

/// One waiting answer.
#[derive(Clone, Debug)]
pub struct QueueRow {
    /// Key of the answer.
    pub id: i64,
    /// The unit.
    pub unit: UnitRef,
    /// Index of the criterion in the set.
    pub index: usize,
    /// What is said.
    pub content: Content,
    /// What was confirmed last.
    pub last: Option<Confirmed>,
    /// When it was submitted.
    pub submitted_at: Timestamp,
    /// Until when it should be decided.
    pub due: Timestamp,
    /// Whether it differs much from the last confirmed value.
    pub jumps: bool,
    /// How many pieces of evidence it has.
    pub evidence: u32,
    /// Whether this reviewer wrote or signed it.
    pub own: bool,
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
    pub registered: Option<Registered>,
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
    /// Now.
    pub now: Timestamp,
    /// What just happened, if the page follows a form.
    pub done: Option<Done>,
}

/// An earlier answer.
#[derive(Clone, Debug)]
pub struct PastAnswer {
    /// The answer.
    pub answer: Answer,
    /// The reviewer's words, if it came back.
    pub text: Option<String>,
}

/// What publishing now would change.
#[derive(Clone, Debug)]
pub struct Preview {
    /// Number that the release would bear.
    pub number: u32,
    /// Revision that it would bear: more than 1 for a correction.
    pub revision: u32,
    /// As-of time: now.
    pub as_of: Timestamp,
    /// The campaign it would belong to.
    pub period: Option<Period>,
    /// Sums over the country, before and after.
    pub total: (Option<Counts>, Counts),
    /// Provinces whose figures change: unit, before, after, rank before, rank after.
    pub provinces: Vec<ProvinceChange>,
    /// Communes whose status changes.
    pub communes: Vec<CommuneChange>,
    /// Answers that wait for review.
    pub waiting: u32,
    /// Whether it would be marked as simulated.
    pub simulated: bool,
    /// Hash over the content, so that exactly this is published.
    pub hash: String,
    /// The release that it is compared with: a correction is of this one and no other.
    pub last: Option<ReleaseId>,
    /// Whether the last attempt lacked its reason.
    pub needs_reason: bool,
    /// What just happened, if the page follows a form.
    pub done: Option<Done>,
}

/// A province before and after.
#[derive(Clone, Debug)]
pub struct ProvinceChange {
    /// The province.
    pub unit: UnitRef,
    /// Sums before.
    pub before: Counts,
    /// Sums after.
    pub after: Counts,
    /// Rank before.
    pub rank_before: Option<Rank>,
    /// Rank after.
    pub rank_after: Option<Rank>,
}

/// A commune whose status changes.
#[derive(Clone, Debug)]
pub struct CommuneChange {
    /// The unit.
    pub unit: UnitRef,
    /// Its province.
    pub province: UnitRef,
    /// Status before.
    pub before: Level,
    /// Status after.
    pub after: Level,
}

/// The trail of changes.
#[derive(Clone, Debug)]
pub struct Trail {
    /// Entries, newest first.
    pub entries: Vec<TrailEntry>,
    /// Filter: unit code or `VN`.
    pub chain: Option<String>,
    /// Filter: user name.
    pub actor: Option<String>,
    /// Where older entries begin.
    pub older: Option<TrailPlace>,
}

/// A place in the trail's order: newest first, then by chain, then newest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrailPlace {
    /// When the entry was made.
    pub at: Timestamp,
    /// Its number in its chain.
    pub seq: u64,
    /// Its chain.
    pub chain: String,
}

impl TrailPlace {
    /// How an address writes it.
    #[must_use]
    pub fn word(&self) -> String {
        format!("{}-{}-{}", self.at.0, self.seq, self.chain)
    }

    /// Reads [`TrailPlace::word`].
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        let mut parts = word.splitn(3, '-');
        Some(Self {
            at: Timestamp(parts.next()?.parse().ok()?),
            seq: parts.next()?.parse().ok()?,
            chain: parts.next()?.to_owned(),
        })
    }
}

/// One change.
#[derive(Clone, Debug)]
pub struct TrailEntry {
    /// The unit, or none for the installation.
    pub unit: Option<UnitRef>,
    /// The entry.
    pub entry: domain::audit::Entry,
    /// Its hash.
    pub hash: String,
}

/// Accounts.
#[derive(Clone, Debug)]
pub struct People {
    /// Accounts in this administrator's scope, by name.
    pub people: Vec<PersonRow>,
    /// Filter: name as typed.
    pub name: Option<String>,
    /// A link just made: user name, address.
    pub link: Option<(String, String)>,
    /// What just happened, if the page follows a form.
    pub done: Option<Done>,
    /// Why a new account was refused: field and problem, with what was typed.
    pub refused: Option<(Fields, Vec<FieldError>)>,
}

/// One account.
#[derive(Clone, Debug)]
pub struct PersonRow {
    /// Key.
    pub id: i64,
    /// Name to sign in with.
    pub user_name: String,
    /// Name to show.
    pub name: String,
    /// Roles with the name of their scope.
    pub roles: Vec<(Role, String)>,
    /// Whether it may sign in.
    pub active: bool,
    /// Whether the invitation was used.
    pub joined: bool,
    /// Whether a second factor is set up.
    pub second_factor: bool,
    /// Open sessions.
    pub sessions: u32,
}
