//! What the pages of observations show: one struct a page, filled by `server`, drawn by
//! [`crate::workspace::observations`]. How it is found, and the public pages of indicators, must not enter.

use crate::form;
use crate::forms::{Suffixed, Typed};
use crate::public::model::UnitRef;
use crate::workspace::rejected_form::UnitCandidate;
use crate::workspace::table::model::{HowRead, TableRefusal};
use domain::{
    delivery::{BatchKind, DeliveryFault, FIELDS, FieldFault},
    entry::Fields,
    indicator::{Indicator, Observation, Sector},
    time::{Date, Timestamp},
};
use std::sync::Arc;

/// Rows of a preview that are shown; all are counted and checked.
pub const ROWS_SHOWN: usize = 200;

/// Something that was said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BatchObservation {
    /// The act that said it.
    pub batch: i64,
    /// What.
    pub observation: Observation,
    /// Which time this line was told.
    pub revision: i64,
    /// Whether it is the line's last word.
    pub current: bool,
    /// Whether it is made up.
    pub simulated: bool,
    /// By whom, and when.
    pub by: (String, Timestamp),
    /// Whether the act was undone.
    pub undone: bool,
}

/// Where an indicator of a unit stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Nobody has said anything.
    Missing,
    /// What was said last is older than its cadence.
    Old,
    /// It is as new as it should be.
    Fresh,
    /// It is computed from what is confirmed elsewhere.
    Elsewhere,
}

/// One indicator of one unit.
#[derive(Clone, Debug)]
pub struct Line {
    /// The unit.
    pub unit: UnitRef,
    /// Place of the indicator in the catalogue.
    pub indicator: usize,
    /// What was said last.
    pub last: Option<BatchObservation>,
    /// Where it stands.
    pub state: State,
}

/// What there is to say: of every indicator of a unit, or of every unit of an indicator.
#[derive(Clone, Debug)]
pub struct Index {
    /// The province.
    pub province: UnitRef,
    /// Provinces to choose from; empty where there is one.
    pub provinces: Vec<UnitRef>,
    /// The unit whose indicators are listed, unless one indicator is.
    pub unit: UnitRef,
    /// Communes of the province.
    pub communes: Vec<UnitRef>,
    /// Only this sector.
    pub sector: Option<Sector>,
    /// The indicator whose units are listed.
    pub chosen: Option<usize>,
    /// What is missing or old first.
    pub lines: Vec<Line>,
    /// Every indicator.
    pub catalogue: Arc<Vec<Indicator>>,
}

/// One indicator of one unit before whoever may say something of it.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The unit.
    pub unit: UnitRef,
    /// Its province, or itself.
    pub province: UnitRef,
    /// The indicator.
    pub indicator: Indicator,
    /// Whether its value is computed from what is confirmed elsewhere, so that nothing can be typed.
    pub elsewhere: bool,
    /// Everything that was ever said, newest first, every revision.
    pub history: Vec<BatchObservation>,
    /// Fields as typed.
    pub fields: Fields,
    /// Fields that can't be taken.
    pub faults: Vec<FieldFault>,
    /// Today.
    pub today: Date,
}

/// An act that brought observations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BatchLine {
    /// Key.
    pub id: i64,
    /// How it came.
    pub kind: BatchKind,
    /// What it was: the name of a file or of a machine's token.
    pub title: String,
    /// By whom, and when.
    pub by: (String, Timestamp),
    /// Rows that said something new.
    pub rows: u32,
    /// Whether what it says is made up.
    pub simulated: bool,
    /// Who undid it, when and why.
    pub undone: Option<(String, Timestamp, String)>,
}

/// Sending a file, and what was sent before.
#[derive(Clone, Debug)]
pub struct Import {
    /// Newest first.
    pub batches: Vec<BatchLine>,
    /// Where older ones begin.
    pub older: Option<i64>,
    /// Why a file was not read.
    pub refusal: Option<TableRefusal>,
}

/// One act with rows of it.
#[derive(Clone, Debug)]
pub struct BatchView {
    /// The act.
    pub batch: BatchLine,
    /// Rows: unit, place of the indicator in the catalogue, what was said.
    pub rows: Vec<(UnitRef, usize, BatchObservation)>,
    /// Every indicator.
    pub catalogue: Arc<Vec<Indicator>>,
    /// Key of the last row shown, if there are more.
    pub more: Option<i64>,
    /// Whether this person may undo it.
    pub undoes: bool,
    /// Whether undoing lacked its reason.
    pub needs_reason: bool,
}

/// Which column of a file holds which field, and what stands for a whole file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapping {
    /// The column of each of [`FIELDS`].
    pub columns: [Option<usize>; FIELDS.len()],
    /// What every row says of a field that has no column, in the order of [`FIELDS`].
    pub all: [String; FIELDS.len()],
    /// Whether zeros at the front of codes, dropped by a program, are put back.
    pub zeros: bool,
}

/// Fields that may be the same for a whole file.
pub const FOR_ALL: [&str; 3] = [
    domain::delivery::INDICATOR,
    domain::delivery::AS_OF,
    domain::delivery::SOURCE,
];

/// What a file would say, row by row, or why it can't be taken.
#[derive(Clone, Debug)]
pub struct Check {
    /// Name of the file.
    pub name: String,
    /// Its SHA-256: the file waits under it.
    pub hash: String,
    /// How it was read.
    pub how: HowRead,
    /// Heads of its columns.
    pub heads: Vec<String>,
    /// Which column holds what.
    pub mapping: Mapping,
    /// Needed fields that have neither a column nor a text for all rows.
    pub unmapped: Vec<&'static str>,
    /// Rows of the file that say something.
    pub total: u32,
    /// Rows without a value, which were passed over: a template is rarely filled to its end.
    pub passed: u32,
    /// Codes whose zeros at the front are lost; they are told as one fault.
    pub lost_zeros: u32,
    /// Codes whose zeros were put back.
    pub restored: u32,
    /// Rows that say something of a line that nobody spoke of.
    pub new: u32,
    /// Rows that say something else than stands there.
    pub revised: u32,
    /// Rows that say what stands there.
    pub same: u32,
    /// The first rows.
    pub rows: Vec<CheckedRow>,
    /// Bad places, in the order of the file.
    pub faults: Vec<RowFault>,
    /// How many more there are than are listed.
    pub more_faults: u32,
    /// Every indicator.
    pub catalogue: Arc<Vec<Indicator>>,
}

/// A row that can be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckedRow {
    /// Its line in the file.
    pub line: u32,
    /// The unit.
    pub unit: UnitRef,
    /// Place of the indicator in the catalogue.
    pub indicator: usize,
    /// What it says.
    pub observation: Observation,
    /// What stands there now.
    pub before: Option<Observation>,
}

/// A bad place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowFault {
    /// Line in the file, from 1.
    pub line: u32,
    /// Address of the cell in a workbook.
    pub cell: Option<String>,
    /// The field.
    pub field: &'static str,
    /// What is wrong.
    pub fault: DeliveryFault,
    /// The earlier line that says the same, for [`DeliveryFault::Twice`].
    pub earlier: Option<u32>,
    /// The units of that name, for [`DeliveryFault::SeveralUnits`].
    pub meant: Vec<UnitCandidate>,
}

/// A machine's token, as the administration shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenRow {
    /// Key.
    pub id: i64,
    /// Name.
    pub name: String,
    /// The name of its scope.
    pub scope: String,
    /// Sectors of which it may speak.
    pub sectors: Vec<Sector>,
    /// Sources for which it delivers.
    pub sources: Vec<String>,
    /// Who made it, and when.
    pub made: (String, Timestamp),
    /// Until when it holds.
    pub expires: Timestamp,
    /// Who revoked it, and when.
    pub revoked: Option<(String, Timestamp)>,
    /// When it was last used, a minute exact.
    pub used: Option<Timestamp>,
}

/// Tokens of machines.
#[derive(Clone, Debug)]
pub struct Tokens {
    /// Those in this administrator's scope, newest first.
    pub rows: Vec<TokenRow>,
    /// A token just made: its name, and the secret, shown once.
    pub fresh: Option<(String, String)>,
    /// The form that was refused.
    pub refused: Option<crate::workspace::rejected_form::RejectedForm>,
    /// Now.
    pub now: Timestamp,
}

form! {
    /// Undoes what came together.
    pub struct UndoObservations sent to UndoObservations {
        /// What came together.
        batch as "act": i64,
        /// Why.
        reason: Option<String>,
    }
}

form! {
    /// Enters one observation. [`domain::delivery`] reads its fields.
    pub struct Observe sent to Observe {
        /// Unit code.
        unit: Typed,
        /// Code of the indicator.
        indicator: Typed,
        /// The value.
        value: Typed,
        /// The day as of which it holds.
        as_of: Typed,
        /// The first day, if it is a range.
        from: Typed,
        /// How exact it claims to be.
        qualifier: Typed,
        /// As it is printed at the source.
        printed: Typed,
        /// The source.
        source: Typed,
        /// A note.
        note: Typed,
    }
}

form! {
    /// Reads a file of observations and shows what it would add.
    pub struct CheckObservations sent to CheckObservations {
        /// The hash of the file that waits, if none is sent.
        hash: Option<String>,
        /// What that file is called.
        name: Option<String>,
        /// The place of the sheet to be read, if it was chosen.
        sheet: Option<u32>,
        /// The line that names the columns, if it was chosen.
        head: Option<u32>,
        /// `on` if lost zeros are put back.
        zeros: Option<String>,
        /// Which column holds each field: `col-unit`.
        col: Suffixed,
        /// What holds for every row: `all-source`.
        all: Suffixed,
    }
}

form! {
    /// Adds the file of observations that was checked.
    pub struct AddObservations sent to AddObservations {
        /// The hash of the file that waits.
        hash: String,
        /// What it is called.
        name: Option<String>,
        /// The place of the sheet that was read.
        sheet: Option<u32>,
        /// The line that names the columns.
        head: Option<u32>,
        /// `on` if lost zeros are put back.
        zeros: Option<String>,
        /// Which column holds each field.
        col: Suffixed,
        /// What holds for every row.
        all: Suffixed,
    }
}

form! {
    /// Makes or revokes a machine's token.
    pub struct ChangeToken sent to ChangeToken {
        /// `make` or `revoke`.
        kind: String,
        /// The token that is revoked.
        token: Option<i64>,
        /// Name of the machine.
        name: Option<String>,
        /// Word of the place for which it delivers.
        scope: Option<String>,
        /// The last day.
        expires: Option<String>,
        /// The sources for which it delivers, one a line.
        sources: Option<String>,
        /// The sectors: `sector-health`.
        sector: Suffixed,
    }
}
