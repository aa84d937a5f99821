//! A snapshot opened at one release: what every page begins with.

use super::PublicBackend;
use crate::service::snapshot::{Release, Snapshot};
use app::{
    failure::Failure,
    public::model::{Change, Edition, ProvinceRow, SeriesPoint, UnitRef, figures::Figure},
};
use domain::{ranking, rate::Rate, release::ReleaseRef, time::Date, unit::UnitCode};
use std::sync::Arc;

/// A snapshot opened at one release.
pub(super) struct ReleaseContext {
    pub(super) snapshot: Arc<Snapshot>,
    pub(super) release: Option<Release>,
    pub(super) edition: Edition,
    pub(super) on: Date,
}

impl ReleaseContext {
    /// The release before, if it can be compared: its criteria mean the same.
    pub(super) fn comparable(&self) -> Option<&Release> {
        let release = self.release.as_ref()?;
        self.snapshot
            .before(release)
            .filter(|b| b.info.is_comparable(&release.info))
    }

    pub(super) fn unit(&self, code: &UnitCode) -> Result<UnitRef, Failure> {
        self.snapshot
            .unit_ref(code, self.on)
            .ok_or_else(|| Failure::NoSuchUnit(code.to_string()))
    }

    /// Provinces in display order: rank, then the documented tie-break.
    pub(super) fn province_rows(&self) -> Vec<ProvinceRow> {
        let Some(release) = &self.release else {
            return Vec::new();
        };
        let before = self.comparable();
        let mut rows: Vec<_> = release
            .provinces
            .iter()
            .filter_map(|(code, counts)| {
                let rank = release.ranks.get(code).copied();
                let change = before.and_then(|b| {
                    let counts_before = b.provinces.get(code)?;
                    let places = b.ranks.get(code).zip(rank).map(|(before, now)| {
                        i32::try_from(i64::from(before.rank) - i64::from(now.rank)).unwrap_or(0)
                    });
                    Some(Change {
                        rate: counts.rate().change_since(counts_before.rate()),
                        places,
                    })
                });
                Some(ProvinceRow {
                    unit: self.snapshot.unit_ref(code, self.on)?,
                    counts: *counts,
                    rank,
                    change,
                })
            })
            .collect();
        rows.sort_by(|a, b| {
            let rank = |row: &ProvinceRow| row.rank.map_or(u32::MAX, |r| r.rank);
            rank(a).cmp(&rank(b)).then_with(|| {
                ranking::province_tie_break(
                    (a.counts.units(), &a.unit.sort_key),
                    (b.counts.units(), &b.unit.sort_key),
                )
            })
        });
        rows
    }

    pub(super) fn series(&self, province: Option<&UnitCode>) -> Vec<SeriesPoint> {
        let Some(release) = &self.release else {
            return Vec::new();
        };
        self.snapshot
            .until(release)
            .map(|r| SeriesPoint {
                release: r.info.clone(),
                rate: province.map_or_else(
                    || r.info.counts.rate(),
                    |code| {
                        r.provinces
                            .get(code)
                            .map_or_else(Rate::default, app::public::model::Counts::rate)
                    },
                ),
                rank: province.and_then(|code| r.ranks.get(code).copied()),
            })
            .collect()
    }

    pub(super) fn figures(
        &self,
        about: &str,
        wanted: impl Fn(&Figure) -> bool,
    ) -> Vec<Arc<Figure>> {
        let own = self
            .snapshot
            .figures
            .iter()
            .filter(|(unit, _)| unit.as_deref() == Some(about));
        own.filter(|(_, figure)| wanted(figure))
            .map(|(_, figure)| figure.clone())
            .collect()
    }
}

impl PublicBackend {
    pub(super) async fn open(&self, wanted: ReleaseRef) -> Result<ReleaseContext, Failure> {
        let snapshot = self.recent().await.map_err(|e| unavailable(&e))?;
        let found = snapshot.release(wanted).cloned();
        if found.is_none() && wanted != ReleaseRef::Latest {
            return Err(Failure::NoSuchRelease(match wanted {
                ReleaseRef::Exact(id) => id.to_string(),
                ReleaseRef::Number(number) => number.to_string(),
                ReleaseRef::Latest => String::new(),
            }));
        }
        let on = found
            .as_ref()
            .map_or_else(|| self.clock.now().date(), |r| r.info.as_of.date());
        let set = found
            .as_ref()
            .map(|r| r.wording.set.clone())
            .or_else(|| snapshot.set());
        let home = snapshot.unit_ref(&self.home, on);
        let (Some(set), Some(home)) = (set, home) else {
            tracing::error!(home = %self.home, "no criteria set, or the home province is unknown");
            return Err(Failure::Unavailable);
        };
        let newest = snapshot.releases.last().map(|r| r.info.id);
        let edition = Edition {
            release: found.as_ref().map(|r| r.info.clone()),
            latest: found.as_ref().map(|r| r.info.id) == newest,
            all: snapshot.editions.clone(),
            home,
            demo: snapshot.demo,
            set,
        };
        Ok(ReleaseContext {
            snapshot,
            release: found,
            edition,
            on,
        })
    }
}

/// Logs the cause once; the person is told only that it can't be had now.
pub(super) fn unavailable(cause: &dyn std::error::Error) -> Failure {
    tracing::error!(%cause, "page can't be made");
    Failure::Unavailable
}
