//! What publishing would change.

use crate::form;
use crate::public::model::{Counts, EndedCommune, ReleaseInfo, UnitRef};
use domain::{period::Period, ranking::Rank, release::ReleaseId, status::Level, time::Timestamp};
use std::sync::Arc;

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
    /// Sums over the country.
    pub total: Counts,
    /// Provinces whose figures change: unit, before, after, rank before, rank after.
    pub provinces: Vec<ProvinceChange>,
    /// Communes whose status changes.
    pub communes: Vec<CommuneChange>,
    /// Communes of the release before that have ended since.
    pub ended: Vec<EndedCommune>,
    /// Answers that wait for review.
    pub waiting: u32,
    /// Whether it would be marked as simulated.
    pub simulated: bool,
    /// Hash over the content, so that exactly this is published.
    pub hash: String,
    /// The release that it is compared with: a correction is of this one and no other.
    pub last: Option<Arc<ReleaseInfo>>,
    /// Why it is hardly worth publishing, if it is not: then it is asked twice.
    pub doubt: Option<Doubt>,
    /// Why the last attempt published nothing.
    pub refused: Option<Refused>,
}

/// How far a release that is being published has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The answers are read.
    Reading,
    /// The status of so many communes is worked out.
    Counting {
        /// How many.
        done: u32,
        /// Of how many.
        all: u32,
    },
    /// It is written down.
    Storing,
}

/// Why a release is hardly worth publishing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// Nothing was submitted anywhere.
    Empty,
    /// No commune changes its status, and as many items are submitted and confirmed as in the release before.
    Unchanged,
}

/// Why an attempt published nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// A correction needs its reason.
    NoReason,
    /// It was not said that it is wanted all the same.
    NotConfirmed,
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

form! {
    /// Publishes what a preview showed.
    pub struct Publish sent to Publish {
        /// The moment of the preview.
        as_of: Timestamp,
        /// The hash of what it showed.
        hash: String,
        /// `new` or `correction`.
        kind: String,
        /// Why it is corrected.
        reason: Option<String>,
        /// The newest release that was known.
        last: Option<ReleaseId>,
        /// Whether it is wanted although it is hardly worth publishing.
        anyway: Option<String>,
    }
}
