//! What the copy sheets show: a commune's, and the list of a province. How it is found must not enter.

use crate::form;
use crate::public::model::UnitRef;
use domain::unit::UnitCode;
use domain::{
    copying::{Change, CopiedValue, Missing},
    criteria::CriteriaSet,
    time::{Date, Timestamp},
};
use std::sync::Arc;

/// A commune's sheet.
#[derive(Clone, Debug)]
pub struct CopySheet {
    /// The commune.
    pub unit: UnitRef,
    /// Its province.
    pub province: UnitRef,
    /// The criteria set in force.
    pub set: Arc<CriteriaSet>,
    /// Lines in the order of the national system.
    pub lines: Vec<CopyLine>,
    /// When it was last copied, if ever.
    pub last: Option<LastCopied>,
    /// Names what there is to copy; a form that says it was copied sends it back.
    pub seen: String,
    /// Whether the answers are simulated.
    pub simulated: bool,
    /// As of when.
    pub now: Timestamp,
    /// Whether somebody just said that another one was copied.
    pub stale: bool,
}

/// One criterion of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CopyLine {
    /// Code of the criterion.
    pub criterion: String,
    /// What to copy, or why there is nothing.
    pub value: Result<CopiedValue, Missing>,
    /// Last day on which what is copied counts; `None` if there is nothing that ends.
    pub until: Option<Date>,
    /// Whether a newer answer waits for review.
    pub waiting: bool,
    /// How it differs from what was last copied.
    pub change: Change,
}

impl CopyLine {
    /// Whether the national system needs another word about it.
    #[must_use]
    pub fn changed(&self) -> bool {
        self.change != Change::Same
    }
}

/// When a sheet was last copied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastCopied {
    /// When.
    pub at: Timestamp,
    /// Who said so: name to sign in with.
    pub by: String,
    /// Under which criteria set, if that means something else than the one in force: then nothing is compared.
    pub other_set: Option<String>,
}

/// The sheets of a province.
#[derive(Clone, Debug)]
pub struct CopyList {
    /// The province.
    pub province: UnitRef,
    /// Provinces to choose from; empty if there is no choice.
    pub provinces: Vec<UnitRef>,
    /// Criteria of the set.
    pub criteria: u32,
    /// Communes, those with most changes first.
    pub rows: Vec<CopyRow>,
}

/// A commune in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CopyRow {
    /// The commune.
    pub unit: UnitRef,
    /// Criteria that can be copied.
    pub ready: u32,
    /// Lines that differ from what was last copied.
    pub changed: u32,
    /// When it was last copied.
    pub last: Option<LastCopied>,
}

form! {
    /// Says that a commune's sheet was copied into the national system.
    pub struct Copied sent to MarkCopied {
        /// The commune.
        unit: UnitCode,
        /// What was seen.
        seen: Option<String>,
    }
}
