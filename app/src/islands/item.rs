//! The item that a form is about.

use domain::{criteria::Criterion, entry::Earliest, time::Date};
use serde::{Deserialize, Serialize};

/// Which item the form is about.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AutosaveItem {
    /// Unit.
    pub unit: String,
    /// Criterion.
    pub criterion: Criterion,
    /// Version that the form began with.
    pub version: u32,
    /// The first day of a fact that counts.
    pub earliest: Earliest,
    /// Days since 1970, today.
    pub today: Date,
    /// Where the form is sent.
    pub action: String,
    /// Whether the form shows what is not saved, because the person has to choose or mend something first.
    pub unsaved: bool,
}
