//! Why a form or a file of the administration was not accepted.

use crate::{
    public::model::UnitRef,
    query::Query,
    workspace::table::model::{TableRefusal, WrongFile},
};
use domain::{criteria::CriteriaProblem, entry::Fields, meaning::Place, period::CampaignProblem};

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
    /// The file is no text, and what it is instead is known.
    Wrong(WrongFile),
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
    /// No source is named, or too many, or one by too long a name.
    NoSource,
}

impl AdminProblem {
    /// The status of a page that says so.
    #[must_use]
    pub fn status(self) -> u16 {
        match self {
            Self::TooLarge => 413,
            _ => 422,
        }
    }
}

/// What is wrong with a form: field and problem.
pub type FormProblems = Vec<(&'static str, AdminProblem)>;

/// A form that came back: what was typed, and each problem with its field.
#[derive(Clone, Debug, Default)]
pub struct RejectedForm {
    /// What was typed.
    pub typed: Fields,
    /// Field and problem.
    pub problems: FormProblems,
}

impl RejectedForm {
    /// A form with what is wrong with it.
    #[must_use]
    pub fn of(sent: &Query, problems: FormProblems) -> Self {
        Self {
            typed: sent.by_name(),
            problems,
        }
    }
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

/// A unit that may be meant by a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitCandidate {
    /// The unit.
    pub unit: UnitRef,
    /// Its province, if it is none.
    pub province: Option<UnitRef>,
}

/// What is wrong at a place of a file. [`crate::texts::faults::fault_text`] has the words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FaultReason {
    /// The first line does not name this column.
    ColumnMissing,
    /// The first line names none of these columns.
    NoHead(String),
    /// The first line names this column twice.
    ColumnTwice,
    /// The first line names a column that is none of these.
    ColumnUnknown(String),
    /// The file can't be read as a table.
    Unreadable(TableRefusal),
    /// Zeros at the front of so many codes are lost; told once, for the first of them.
    LostZeros(u32),
    /// The cell holds a formula.
    Formula,
    /// The cell shows an error.
    NotAValue,
    /// The line can't be read as CSV.
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
    /// The name to show has more than [`LONGEST_NAME`](domain::text::LONGEST_NAME) characters.
    NameTooLong,
    /// Mail can't be sent to this address.
    NotMail,
    /// There is no such role.
    NoRole,
    /// There is no such place, or the role does not go with it.
    NoScope,
    /// Several units are called so.
    SeveralUnits(Vec<UnitCandidate>),
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
    Mistake(CriteriaProblem),
    /// This set is there already, with the same content.
    SetThere,
    /// A set of this version is there and means something else, first at this place.
    SetOther(String, Place),
    /// A set of this version is there and means the same: only its wording is other, which is revised elsewhere.
    SetReworded(String),
    /// Another set's page was meant: the one of this version.
    SetElsewhere(String),
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
