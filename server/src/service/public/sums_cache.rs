//! Sums of observations and of frozen answers, as the public side holds them in memory.

use crate::store::observations::SumRow;
use app::public::indicators::model::Past;
use domain::{coverage::Sums, status::Level, unit::UnitCode};
use std::{
    collections::HashMap,
    sync::{Arc, RwLock},
};

/// Derived sums of one province in one release, by indicator.
pub(super) type DerivedSums = Arc<HashMap<String, Sums>>;

/// Every commune of one release: its status, and how many required criteria it lacks.
pub(super) type Levels = Arc<HashMap<UnitCode, (Level, u32)>>;

/// What observations of one `data_version` add up to.
#[derive(Debug, Default)]
pub(super) struct Added {
    pub(super) version: i64,
    /// By province and source, by indicator.
    pub(super) sums: HashMap<String, Arc<Vec<SumRow>>>,
    /// Over time, by indicator and province.
    pub(super) courses: HashMap<(String, UnitCode), Arc<Vec<Past>>>,
}

impl Added {
    /// What is held of a version; of another it is nothing.
    pub(super) fn of(&mut self, version: i64) -> &mut Self {
        if self.version != version {
            *self = Self {
                version,
                ..Self::default()
            };
        }
        self
    }
}

/// What is held in memory so that pages need not add up a whole country, or years, each time.
#[derive(Debug, Default)]
pub(super) struct SumsCache {
    /// Of one `data_version`.
    pub(super) added: RwLock<Added>,
    /// Of a release (its key) and a province: never changes.
    pub(super) derived: RwLock<HashMap<(i64, UnitCode), DerivedSums>>,
    /// Of a release (its key): never changes.
    pub(super) levels: RwLock<HashMap<i64, Levels>>,
}
