//! What every page states: the release it shows, and units as they are named and summed in it.

use domain::{
    counts::Counts,
    criteria::CriteriaSet,
    meaning::Meaning,
    ranking::RankFloor,
    release::{ReleaseHeader, ReleaseId},
    status::{Level, RuleVersion},
    time::{Date, Timestamp},
    unit::{UnitCode, UnitType},
};
use std::sync::Arc;

/// What the frame of every page states: which release it shows, which there are.
#[derive(Clone, Debug)]
pub struct Edition {
    /// The release shown; `None` while none has been published.
    pub release: Option<Arc<ReleaseInfo>>,
    /// Whether it is the newest.
    pub latest: bool,
    /// Every release, newest first, each in its newest revision.
    pub all: Arc<Vec<Arc<ReleaseInfo>>>,
    /// The home province of this installation.
    pub home: UnitRef,
    /// Whether the installation was filled by `xanh demo`.
    pub demo: bool,
    /// The criteria set (of the release, worded as it was published with, or the one in force).
    pub set: Arc<CriteriaSet>,
}

impl Edition {
    /// What a province must have submitted to be ranked in the release shown.
    #[must_use]
    pub fn rank_floor(&self) -> RankFloor {
        self.release
            .as_ref()
            .map_or(RankFloor::NONE, |release| release.rank_floor)
    }
}

/// A release in words.
#[derive(Clone, Debug)]
pub struct ReleaseInfo {
    /// Number and revision.
    pub id: ReleaseId,
    /// As-of time.
    pub as_of: Timestamp,
    /// Key of its period.
    pub period: String,
    /// Due date of its period.
    pub period_due: Timestamp,
    /// Version of its criteria set.
    pub criteria_set: String,
    /// What that set means.
    pub meaning: Arc<Meaning>,
    /// Version of the rules that computed it.
    pub rule_version: RuleVersion,
    /// What a province must have submitted to be ranked in it.
    pub rank_floor: RankFloor,
    /// Whether its answers are simulated.
    pub simulated: bool,
    /// Content hash.
    pub hash: String,
    /// Sums over the country.
    pub counts: Counts,
}

impl ReleaseInfo {
    /// Whether figures and ranks of two releases may be compared: their criteria mean the same, whatever the set is called
    /// and however it is worded.
    #[must_use]
    pub fn is_comparable(&self, other: &Self) -> bool {
        self.meaning == other.meaning
    }

    /// What all its rows have in common.
    #[must_use]
    pub fn header(&self) -> ReleaseHeader {
        ReleaseHeader {
            id: self.id,
            as_of: self.as_of,
            period_due: self.period_due,
            criteria_set: self.criteria_set.clone(),
            rules: self.rule_version,
            rank_floor: self.rank_floor,
            simulated: self.simulated,
        }
    }
}

/// A unit as it is named on the date of the release.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitRef {
    /// Official code.
    pub code: UnitCode,
    /// Vietnamese name without the type word.
    pub name: Arc<str>,
    /// Arabic name, where a source gives one.
    pub name_ar: Option<Arc<str>>,
    /// Type on the date of the release.
    pub kind: UnitType,
    /// Key of the Vietnamese alphabetical order.
    pub sort_key: Arc<str>,
}

/// A commune of the release before that has ended since, and so is counted no longer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EndedCommune {
    /// The unit.
    pub unit: UnitRef,
    /// Its status in the release before.
    pub level: Level,
    /// Its end.
    pub ended: Ended,
}

/// That a unit has ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ended {
    /// The last day on which it existed.
    pub last_day: Date,
    /// The units that took its place; none if nobody said.
    pub successors: Vec<UnitRef>,
}
