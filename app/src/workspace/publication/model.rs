//! What publishing would change.

use crate::form;
use crate::public::model::{Counts, UnitRef};
use domain::{period::Period, ranking::Rank, release::ReleaseId, status::Level, time::Timestamp};

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
    }
}
