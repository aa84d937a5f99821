//! What every page states: the release it shows, and units as they are named and summed in it.

use domain::{
    criteria::CriteriaSet,
    rate::Rate,
    release::ReleaseId,
    status::Level,
    time::Timestamp,
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
    /// The criteria set that is in force (of the release, or the newest).
    pub set: Arc<CriteriaSet>,
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
    /// Version of the rules that computed it.
    pub rule_version: u16,
    /// Whether its answers are simulated.
    pub simulated: bool,
    /// Content hash.
    pub hash: String,
    /// Sums over the country.
    pub counts: Counts,
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

/// Units by status, and how complete their data are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Green units.
    pub green: u32,
    /// Yellow units.
    pub yellow: u32,
    /// Red units.
    pub red: u32,
    /// Units without data.
    pub none: u32,
    /// Units that have submitted anything still valid.
    pub units_submitted: u32,
    /// Required items over all units.
    pub required: u32,
    /// Of these, submitted (confirmed and valid, or waiting).
    pub submitted: u32,
    /// Of these, confirmed and valid.
    pub confirmed: u32,
    /// Units that became green since the release before.
    pub gained: u32,
    /// Units that ceased to be green since the release before.
    pub lost: u32,
}

impl Counts {
    /// All units.
    #[must_use]
    pub fn units(&self) -> u32 {
        self.green + self.yellow + self.red + self.none
    }

    /// Green of all.
    #[must_use]
    pub fn rate(&self) -> Rate {
        Rate::new(self.green, self.units())
    }

    /// Units at one level.
    #[must_use]
    pub fn at(&self, level: Level) -> u32 {
        match level {
            Level::Green => self.green,
            Level::Yellow => self.yellow,
            Level::Red => self.red,
            Level::None => self.none,
        }
    }

    /// The sum of two.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self {
            green: self.green + other.green,
            yellow: self.yellow + other.yellow,
            red: self.red + other.red,
            none: self.none + other.none,
            units_submitted: self.units_submitted + other.units_submitted,
            required: self.required + other.required,
            submitted: self.submitted + other.submitted,
            confirmed: self.confirmed + other.confirmed,
            gained: self.gained + other.gained,
            lost: self.lost + other.lost,
        }
    }
}
