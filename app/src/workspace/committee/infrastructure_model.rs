//! Infrastructure as the committee reads it: what communes have, which of them it keeps from green, and what
//! the committee aims at.

use crate::{
    public::{
        indicators::model::{Line, Past},
        model::UnitRef,
    },
    workspace::committee::model::CommitteeContext,
};
use domain::{
    coverage::Blocker,
    entry::Fields,
    indicator::Value,
    release::ReceiptId,
    status::{Level, Reason},
    time::{Date, Timestamp},
};

/// How many of something a province shall have by a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CountTarget {
    /// The number, times ten to the indicator's decimals.
    pub number: i64,
    /// By the end of this day.
    pub by: Date,
    /// Who set it.
    pub set_by: String,
    /// When.
    pub set_at: Timestamp,
}

/// One indicator of a province.
#[derive(Clone, Debug)]
pub struct Covered {
    /// What is known of it.
    pub line: Line,
    /// What was known before its newest day.
    pub before: Option<Past>,
    /// What the committee aims at.
    pub target: Option<CountTarget>,
}

/// A commune with its values.
#[derive(Clone, Debug)]
pub struct CoveredUnit {
    /// The commune.
    pub unit: UnitRef,
    /// Its status in the release.
    pub level: Level,
    /// Its value of each indicator, in the order of [`Coverage::lines`].
    pub values: Vec<Option<Value>>,
}

/// A commune that is not green, and what keeps it from it.
#[derive(Clone, Debug)]
pub struct Blocked {
    /// The commune.
    pub unit: UnitRef,
    /// Its status.
    pub level: Level,
    /// What keeps it from green.
    pub blocker: Blocker,
    /// The criteria, with why each is not met.
    pub missing: Vec<(String, Reason)>,
    /// The receipt that shows it.
    pub receipt: ReceiptId,
    /// People who live there, as of a day, where the register has them.
    pub people: Option<(i64, Date)>,
}

/// Infrastructure of a province.
#[derive(Clone, Debug)]
pub struct Coverage {
    /// Frame.
    pub context: CommitteeContext,
    /// Indicators of infrastructure, in the order of the catalogue.
    pub lines: Vec<Covered>,
    /// Communes in the order asked for.
    pub rows: Vec<CoveredUnit>,
    /// How they are sorted: a word of the address, or the code of an indicator.
    pub sort: Option<String>,
    /// Communes that are not green, by name.
    pub blocked: Vec<Blocked>,
    /// What was typed.
    pub typed: Fields,
    /// Fields that can't be accepted.
    pub refused: Vec<&'static str>,
}

impl Coverage {
    /// The communes that something of this kind keeps from green.
    pub fn of(&self, blocker: Blocker) -> impl Iterator<Item = &Blocked> {
        self.blocked.iter().filter(move |b| b.blocker == blocker)
    }
}
