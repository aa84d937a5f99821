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
    store::{self, Db},
};
use domain::{ranking::RankFloor, unit::UnitCode};
use std::{
    sync::{Arc, RwLock},
    time::{Duration, Instant},
};
use sums_cache::SumsCache;

/// How old what public pages know of the database may be, beyond what this process wrote itself.
const FRESH: Duration = Duration::from_millis(100);

/// A version that was read, and when.
#[derive(Clone, Copy, Debug)]
struct Seen {
    version: i64,
    at: Instant,
    /// [`store::committed`] at that time.
    committed: u64,
}

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
    seen: RwLock<Option<Seen>>,
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
            seen: RwLock::new(None),
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

    /// The snapshot that public pages show: it has everything that this process published, and what others did
    /// up to a tenth of a second ago. Most requests ask the database nothing.
    ///
    /// # Errors
    /// If it can't be read.
    pub async fn recent(&self) -> Result<Arc<Snapshot>, SnapshotError> {
        let (at, committed) = (Instant::now(), store::committed());
        let seen = self.seen.read().ok().and_then(|seen| *seen);
        let fresh = |seen: &Seen| seen.committed == committed && at.duration_since(seen.at) < FRESH;
        if let Some(seen) = seen.filter(fresh) {
            return self.snapshot_of(seen.version).await;
        }
        let version = self.db.installation().await?.data_version;
        if let Ok(mut seen) = self.seen.write() {
            *seen = Some(Seen {
                version,
                at,
                committed,
            });
        }
        self.snapshot_of(version).await
    }

    /// The snapshot of a version that was just read, or a newer one.
    ///
    /// # Errors
    /// If it can't be read.
    pub async fn snapshot_of(&self, version: i64) -> Result<Arc<Snapshot>, SnapshotError> {
        let held = self.snapshot.read().ok().and_then(|held| held.clone());
        let today = self.clock.now().date();
        let holds = |held: &Arc<Snapshot>| held.version >= version && held.today == today;
        if let Some(held) = held.filter(holds) {
            return Ok(held);
        }
        let fresh = Arc::new(Snapshot::load_for(&self.db, today, self.only.as_ref()).await?);
        if let Ok(mut held) = self.snapshot.write() {
            *held = Some(fresh.clone());
        }
        Ok(fresh)
    }
}
