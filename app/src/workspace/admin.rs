//! What the rooms of administration show: one struct a page.

use crate::backend::{Counts, UnitRef};
use domain::{
    access::Role,
    assessment::Policy,
    criteria::{CriteriaSet, Problem},
    entry::Fields,
    period::{Campaign, CampaignProblem},
    release::ReleaseId,
    time::{Date, Timestamp},
};
use std::sync::Arc;

use super::{CommuneChange, Done};

/// A page of the administration.
#[derive(Clone, Debug)]
pub enum AdminView {
    /// What there is to administer.
    Index,
    /// Campaigns.
    Periods(Periods),
    /// One account.
    Account(Box<AccountView>),
    /// A list of people to be let in.
    Import(Import),
    /// The links of people just let in, shown once: user name and address.
    Links(Vec<(String, String)>),
    /// Criteria sets.
    Sets(Sets),
    /// What a set would change.
    SetEffects(Box<SetEffects>),
    /// How provinces run their reviews.
    Settings(Settings),
    /// One's own sessions.
    Sessions(Sessions),
    /// Tokens of machines.
    Tokens(Box<crate::observations::Tokens>),
}

/// Why a form of the administration was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AdminProblem {
    /// Nothing was entered.
    Missing,
    /// Not a date.
    NotADate,
    /// The rules of campaigns forbid it.
    Campaign(CampaignProblem),
    /// There is a campaign of this name.
    Taken,
    /// Nobody of this name, or nobody whom this administrator may choose.
    NoSuchPerson,
    /// It is no place, or the role can't be held there.
    NotAScope,
    /// An account without roles would be nobody's: it is closed instead.
    LastRole,
    /// Too early: a set can't hold from a day that is over, from before its own day, or from before
    /// another set that has its day.
    TooEarly,
    /// Not a number of days from 1 to 60.
    Days,
    /// The list is larger than it may be.
    TooLarge,
    /// The file is no text.
    NotText,
    /// More than one file was sent.
    Several,
    /// Not a name of a machine: letters, digits and `. _ -`.
    NotAName,
    /// There is a token of this name.
    NameTaken,
    /// Not a day from tomorrow to two years from now.
    Expiry,
    /// No sector was chosen.
    NoSector,
}

/// A form that came back: what was typed, and each problem with its field.
#[derive(Clone, Debug, Default)]
pub struct Refused {
    /// What was typed.
    pub typed: Fields,
    /// Field and problem.
    pub problems: Vec<(&'static str, AdminProblem)>,
}

/// Campaigns.
#[derive(Clone, Debug)]
pub struct Periods {
    /// All, newest first.
    pub campaigns: Vec<Campaign>,
    /// Now.
    pub now: Timestamp,
    /// The form that was refused; its field `code` says about which campaign, unless it opens one.
    pub refused: Option<Refused>,
    /// What just happened.
    pub done: Option<Done>,
}

/// A role of an account.
#[derive(Clone, Debug)]
pub struct GrantRow {
    /// Role.
    pub role: Role,
    /// `VN` or a unit's code.
    pub word: String,
    /// The name of the scope.
    pub scope: String,
}

/// A session.
#[derive(Clone, Debug)]
pub struct SessionView {
    /// Names it in a form; not its token, nor enough of the token's hash to find it.
    pub id: String,
    /// What the browser calls itself.
    pub agent: String,
    /// Since when.
    pub since: Timestamp,
    /// Last use, a few minutes exact.
    pub seen: Timestamp,
    /// Whether a second factor was proven.
    pub second_factor: bool,
    /// Whether it is the one that asks.
    pub own: bool,
}

/// One account.
#[derive(Clone, Debug)]
pub struct AccountView {
    /// Key.
    pub id: i64,
    /// Name to sign in with.
    pub user_name: String,
    /// Name to show.
    pub name: String,
    /// Address for mail; may be empty.
    pub email: String,
    /// Whether it may sign in.
    pub active: bool,
    /// Whether the invitation was used.
    pub joined: bool,
    /// Whether a second factor is set up.
    pub second_factor: bool,
    /// Whether it is the account of whoever asks.
    pub own: bool,
    /// Roles.
    pub grants: Vec<GrantRow>,
    /// Open sessions.
    pub sessions: Vec<SessionView>,
    /// The form that was refused.
    pub refused: Option<Refused>,
    /// What just happened.
    pub done: Option<Done>,
}

/// A list of people to be let in.
#[derive(Clone, Debug, Default)]
pub struct Import {
    /// The list as it was sent.
    pub text: String,
    /// Why it was not read at all.
    pub problem: Option<AdminProblem>,
    /// Those who can be let in.
    pub people: Vec<ImportRow>,
    /// Bad places, by line.
    pub faults: Vec<FaultRow>,
}

/// Somebody who can be let in.
#[derive(Clone, Debug)]
pub struct ImportRow {
    /// Line in the list.
    pub line: u64,
    /// Name to sign in with.
    pub user: String,
    /// Name to show.
    pub name: String,
    /// Role.
    pub role: Role,
    /// The name of the scope.
    pub scope: String,
}

/// A bad place of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FaultRow {
    /// Line, from 1; 0 if it concerns the file as a whole.
    pub line: u64,
    /// Column or field.
    pub column: String,
    /// What is wrong.
    pub reason: FaultReason,
}

/// What is wrong at a place of a file. [`crate::rooms::admin::fault_text`] has the words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FaultReason {
    /// The first line does not name this column.
    ColumnMissing,
    /// The first line names this column twice.
    ColumnTwice,
    /// The first line names a column that is none of these.
    ColumnUnknown(String),
    /// The line can't be read as CSV in UTF-8.
    LineUnreadable,
    /// The line has so many cells, and needs so many.
    CellCount(u32, u32),
    /// There is no line of data.
    NoLines,
    /// There are more lines than this.
    TooManyLines(u32),
    /// The name to sign in with is none.
    UserName,
    /// Somebody has this name to sign in with.
    UserTaken,
    /// This name to sign in with stands in the list twice.
    UserTwice,
    /// There is no name to show.
    NoName,
    /// There is no such role.
    NoRole,
    /// There is no such place, or the role does not go with it.
    NoScope,
    /// The place lies beyond the scope of whoever lets people in.
    BeyondScope,
    /// The file is no TOML; what its reader said, in English.
    NotToml(String),
    /// A field is missing.
    FieldMissing,
    /// The format knows no such field, but these.
    FieldUnknown(String),
    /// A text in quotes is needed.
    NeedsText,
    /// A whole number from 0 is needed.
    NeedsNumber,
    /// `true` or `false` is needed.
    NeedsBoolean,
    /// A table is needed.
    NeedsTable,
    /// A list of tables is needed.
    NeedsList,
    /// A date such as "2025-07-01" is needed.
    NeedsDate,
    /// One of these words is needed.
    NeedsOneOf(&'static str),
    /// The set contradicts itself.
    Mistake(Problem),
    /// This set is there already, with the same content.
    SetThere,
    /// A set of this version is there, with other content.
    SetOther(String),
    /// Of files that only the command line reads: what is wrong and what is needed, in Vietnamese.
    Words(String),
}

impl From<&str> for FaultReason {
    fn from(words: &str) -> Self {
        Self::Words(words.to_owned())
    }
}

impl From<String> for FaultReason {
    fn from(words: String) -> Self {
        Self::Words(words)
    }
}

/// Where a criteria set stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SetStage {
    /// Holds for nothing yet.
    Prepared,
    /// Will hold from a day.
    Coming(Date),
    /// Holds, since a day.
    InForce(Date),
    /// Held from a day until another took its place.
    Superseded(Date),
}

/// A criteria set in the list.
#[derive(Clone, Debug)]
pub struct SetRow {
    /// The set.
    pub set: Arc<CriteriaSet>,
    /// Where it stands.
    pub stage: SetStage,
    /// Who prepared it, if it was on this page, and when.
    pub prepared: Option<(String, Timestamp)>,
    /// How many releases were made with it.
    pub releases: u32,
}

/// Criteria sets.
#[derive(Clone, Debug)]
pub struct Sets {
    /// All, newest first.
    pub rows: Vec<SetRow>,
    /// Whether this person may bring a set.
    pub prepares: bool,
    /// Bad places of a file that was refused.
    pub faults: Vec<FaultRow>,
    /// Why a file was not read at all.
    pub problem: Option<AdminProblem>,
    /// What just happened.
    pub done: Option<Done>,
}

/// What a set would change in the latest release.
#[derive(Clone, Debug)]
pub struct SetEffects {
    /// The set.
    pub row: SetRow,
    /// The release whose frozen answers were taken, and the set it was made with.
    pub release: Option<(ReleaseId, String)>,
    /// Sums before and after.
    pub total: (Counts, Counts),
    /// Provinces with another number of green communes: before, after.
    pub provinces: Vec<(UnitRef, Counts, Counts)>,
    /// Communes that gain or lose green.
    pub communes: Vec<CommuneChange>,
    /// Criteria that the release's set did not have.
    pub added: Vec<String>,
    /// Criteria that the set does not have any more.
    pub dropped: Vec<String>,
    /// Whether this person may put it into force.
    pub activates: bool,
    /// The first day that can be chosen.
    pub earliest: Date,
    /// The form that was refused.
    pub refused: Option<Refused>,
}

/// How provinces run their reviews.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Provinces in this administrator's scope.
    pub provinces: Vec<(UnitRef, Policy)>,
    /// The form that was refused; its field `province` says whose.
    pub refused: Option<Refused>,
    /// What just happened.
    pub done: Option<Done>,
}

/// One's own sessions.
#[derive(Clone, Debug)]
pub struct Sessions {
    /// All, last used first.
    pub sessions: Vec<SessionView>,
    /// What just happened.
    pub done: Option<Done>,
}
