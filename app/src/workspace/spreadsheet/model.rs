//! What a filled spreadsheet would change.

use crate::form;
use crate::public::model::UnitRef;
use crate::workspace::table::model::WrongFile;
use domain::{criteria::CriteriaSet, entry::EntryProblem};
use std::sync::Arc;

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
    Value(EntryProblem),
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
    /// None, and what it is instead is known.
    Wrong(WrongFile),
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

form! {
    /// Applies what a spreadsheet changes.
    pub struct ApplySheet sent to ApplySheet {
        /// The changes, as the preview wrote them down.
        changes: Option<String>,
    }
}
