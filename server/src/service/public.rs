//! What public pages are told: the [`Backend`](app::port::Backend) on top of a [`Snapshot`] and a few indexed
//! queries. How a page is filled stands in the module of that page.

mod commune;
mod country;
mod evidence;
mod indicators;
mod items;
mod nearest;
mod port;
mod province;
mod published;
mod ranked;
mod receipt;
mod release_context;
mod releases;
mod search;
mod sums_cache;

use crate::{
    clock::Clock,
    service::snapshot::{Snapshot, SnapshotError},
    store::Db,
};
use domain::{ranking::RankFloor, unit::UnitCode};
use std::sync::{Arc, RwLock};
use sums_cache::SumsCache;

/// The public side of an installation.
#[derive(Debug)]
pub struct PublicBackend {
    db: Db,
    clock: Clock,
    home: UnitCode,
    /// The province of an installation that has no other.
    only: Option<UnitCode>,
    /// What a province must have submitted to be ranked in the releases to come.
    rank_floor: RankFloor,
    snapshot: RwLock<Option<Arc<Snapshot>>>,
    sums_cache: SumsCache,
}

impl PublicBackend {
    /// A backend on a migrated database.
    #[must_use]
    pub fn new(db: Db, clock: Clock, home: UnitCode) -> Self {
        Self {
            db,
            clock,
            home,
            only: None,
            rank_floor: RankFloor::USUAL,
            snapshot: RwLock::new(None),
            sums_cache: SumsCache::default(),
        }
    }

    /// The same for an installation of one province: it computes only its own communes, and knows the
    /// other provinces from what was published.
    #[must_use]
    pub fn of_one_province(db: Db, clock: Clock, province: UnitCode) -> Self {
        Self {
            only: Some(province.clone()),
            ..Self::new(db, clock, province)
        }
    }

    /// The same with another floor for the rankings of releases to come.
    #[must_use]
    pub fn with_rank_floor(self, rank_floor: RankFloor) -> Self {
        Self { rank_floor, ..self }
    }

    /// What a province must have submitted to be ranked in the releases to come.
    #[must_use]
    pub fn rank_floor(&self) -> RankFloor {
        self.rank_floor
    }

    /// The province of this installation, which its pages lead to.
    #[must_use]
    pub fn home(&self) -> &UnitCode {
        &self.home
    }

    /// The province of an installation that has no other.
    #[must_use]
    pub fn only(&self) -> Option<&UnitCode> {
        self.only.as_ref()
    }

    /// The newest snapshot.
    ///
    /// # Errors
    /// If it can't be read.
    pub async fn snapshot(&self) -> Result<Arc<Snapshot>, SnapshotError> {
        let version = self.db.installation().await?.data_version;
        self.snapshot_of(version).await
    }

    /// The snapshot of a version that was just read, or a newer one.
    ///
    /// # Errors
    /// If it can't be read.
    pub async fn snapshot_of(&self, version: i64) -> Result<Arc<Snapshot>, SnapshotError> {
        let sums_cache = self
            .snapshot
            .read()
            .ok()
            .and_then(|sums_cache| sums_cache.clone());
        let today = self.clock.now().date();
        let holds =
            |sums_cache: &Arc<Snapshot>| sums_cache.version == version && sums_cache.today == today;
        if let Some(sums_cache) = sums_cache.filter(holds) {
            return Ok(sums_cache);
        }
        let fresh = Arc::new(Snapshot::load_for(&self.db, today, self.only.as_ref()).await?);
        if let Ok(mut sums_cache) = self.snapshot.write() {
            *sums_cache = Some(fresh.clone());
        }
        Ok(fresh)
    }
}
