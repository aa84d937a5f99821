//! What public pages are told: the [`Backend`] on top of a [`Snapshot`] and a few indexed queries.

mod held;
mod indicators;

use crate::{
    clock::Clock,
    service::snapshot::{Release, Snapshot, SnapshotError},
    store::{Db, StoreError, evidence::PublicEvidenceRow, frozen::UnitStanding},
};
use app::{
    failure::Failure,
    port::{Backend, Reply},
    public::model::{
        Cell, Change, Commune, CommuneItems, CommuneRow, CommuneStanding, Correction, Country,
        Edition, Found, HistoryPoint, Items, Method, Province, ProvinceRow, PublicEvidence,
        Receipt, Search, SeriesPoint, UnitRef,
        figures::{AsOf, Compared, Figure, Published},
    },
    texts::cite::GREEN_RATE,
};
use domain::{
    criteria::CriteriaSet,
    figure::{self, Comparison},
    ranking::{self, Standing},
    rate::Rate,
    release::{Frame, FrozenRow, ReceiptId, ReleaseRef},
    status::{self, Level},
    text::fold,
    time::{Date, Timestamp},
    unit::{UnitCode, UnitLevel},
};
use held::Held;
use std::{
    collections::HashMap,
    sync::{Arc, RwLock},
};

/// Most units that a search shows.
const MOST_FOUND: usize = 50;

/// Indicators that the infrastructure table of a province shows, in this order.
const INFRASTRUCTURE: [&str; 6] = [
    "bts_total",
    "bts_5g",
    "cov_3g4g_area",
    "cov_4g_area",
    "fixed_broadband",
    "household_fibre",
];

/// The public side of an installation.
#[derive(Debug)]
pub struct PublicBackend {
    db: Db,
    clock: Clock,
    home: UnitCode,
    /// The province of an installation that has no other.
    only: Option<UnitCode>,
    snapshot: RwLock<Option<Arc<Snapshot>>>,
    held: Held,
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
            snapshot: RwLock::new(None),
            held: Held::default(),
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
        let held = self.snapshot.read().ok().and_then(|held| held.clone());
        let today = self.clock.now().date();
        let holds = |held: &Arc<Snapshot>| held.version == version && held.today == today;
        if let Some(held) = held.filter(holds) {
            return Ok(held);
        }
        let fresh = Arc::new(Snapshot::load_for(&self.db, today, self.only.as_ref()).await?);
        if let Ok(mut held) = self.snapshot.write() {
            *held = Some(fresh.clone());
        }
        Ok(fresh)
    }

    async fn open(&self, wanted: ReleaseRef) -> Result<Opened, Failure> {
        let snapshot = self.snapshot().await.map_err(|e| unavailable(&e))?;
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
        let set = snapshot.set(found.as_ref().map(|r| r.info.criteria_set.as_str()));
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
        Ok(Opened {
            snapshot,
            release: found,
            edition,
            on,
        })
    }

    async fn rows(&self, opened: &Opened, province: &UnitCode) -> Result<Vec<CommuneRow>, Failure> {
        let Some(release) = &opened.release else {
            return Ok(Vec::new());
        };
        let standings = self
            .db
            .standings(release.key, province)
            .await
            .map_err(|e| unavailable(&e))?;
        let before: HashMap<UnitCode, Level> = match opened.comparable() {
            None => HashMap::new(),
            Some(before) => {
                let rows = self
                    .db
                    .standings(before.key, province)
                    .await
                    .map_err(|e| unavailable(&e))?;
                rows.into_iter()
                    .map(|row| (row.unit_code, row.level))
                    .collect()
            }
        };
        commune_rows(opened, standings, &before).map_err(|e| unavailable(&e))
    }
}

/// A snapshot opened at one release.
struct Opened {
    snapshot: Arc<Snapshot>,
    release: Option<Release>,
    edition: Edition,
    on: Date,
}

impl Opened {
    /// The release before, if it can be compared: the same criteria set.
    fn comparable(&self) -> Option<&Release> {
        let release = self.release.as_ref()?;
        self.snapshot
            .before(release)
            .filter(|b| b.info.criteria_set == release.info.criteria_set)
    }

    fn unit(&self, code: &UnitCode) -> Result<UnitRef, Failure> {
        self.snapshot
            .unit_ref(code, self.on)
            .ok_or_else(|| Failure::NoSuchUnit(code.to_string()))
    }

    /// Provinces in display order: rank, then the documented tie-break.
    fn province_rows(&self) -> Vec<ProvinceRow> {
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

    fn series(&self, province: Option<&UnitCode>) -> Vec<SeriesPoint> {
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

    fn figures(&self, about: &str, wanted: impl Fn(&Figure) -> bool) -> Vec<Arc<Figure>> {
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

/// Logs the cause once; the person is told only that it can't be had now.
fn unavailable(cause: &dyn std::error::Error) -> Failure {
    tracing::error!(%cause, "page can't be made");
    Failure::Unavailable
}

fn commune_rows(
    opened: &Opened,
    standings: Vec<UnitStanding>,
    before: &HashMap<UnitCode, Level>,
) -> Result<Vec<CommuneRow>, StoreError> {
    let mut rows = Vec::with_capacity(standings.len());
    for row in standings {
        let unit = opened.snapshot.unit_ref(&row.unit_code, opened.on);
        rows.push(CommuneRow {
            unit: unit.ok_or_else(|| unknown_unit(&row.unit_code))?,
            level: row.level,
            met: Rate::new(row.met, row.required),
            rank: None,
            levels: row.levels,
            completed_at: row.completed_at,
            before: before.get(&row.unit_code).copied(),
        });
    }
    let standing = |row: &CommuneRow| Standing {
        level: row.level,
        met: row.met,
        completed_at: row.completed_at,
    };
    let ranks = ranking::competition(
        &rows,
        |_| true,
        |a, b| ranking::communes(&standing(a), &standing(b)),
    );
    for (row, rank) in rows.iter_mut().zip(ranks) {
        row.rank = rank;
    }
    rows.sort_by(|a, b| {
        let rank = |row: &CommuneRow| row.rank.map_or(u32::MAX, |r| r.rank);
        rank(a)
            .cmp(&rank(b))
            .then_with(|| a.unit.sort_key.cmp(&b.unit.sort_key))
    });
    Ok(rows)
}

fn unknown_unit(code: &UnitCode) -> StoreError {
    StoreError::inconsistent("release_unit", code, "no such unit")
}

/// The items of a frozen row, computed from its inputs as its receipt is.
fn commune_items(
    opened: &Opened,
    release: &Release,
    row: &FrozenRow,
) -> Result<CommuneItems, StoreError> {
    let set = &opened.edition.set;
    let outcome = row.frozen(set, &frame(release)).outcome;
    let unit = opened.snapshot.unit_ref(&row.unit, opened.on);
    Ok(CommuneItems {
        items: status::progress(set, &row.inputs, &outcome, opened.on),
        unit: unit.ok_or_else(|| unknown_unit(&row.unit))?,
        receipt: ReceiptId {
            release: release.info.id,
            unit: row.unit.clone(),
        },
    })
}

fn frame(release: &Release) -> Frame {
    Frame {
        id: release.info.id,
        as_of: release.info.as_of,
        period_due: release.info.period_due,
        criteria_set: release.info.criteria_set.clone(),
        simulated: release.info.simulated,
    }
}

/// Cells that touch a cell of a hexagon diagram whose odd rows stand half a cell to the right.
fn touching(cell: &Cell, other: &Cell) -> bool {
    let (column, row) = (i64::from(cell.column), i64::from(cell.row));
    let (other_column, other_row) = (i64::from(other.column), i64::from(other.row));
    let shift = row.rem_euclid(2);
    match (other_row - row).abs() {
        0 => (other_column - column).abs() == 1,
        1 => other_column == column + shift || other_column == column + shift - 1,
        _ => false,
    }
}

impl PublicBackend {
    /// Evidence that is open to the public, of the answers that counted at `as_of`: of each criterion, the
    /// one confirmed last. Of criteria whose status alone is public there is none.
    async fn open_evidence(
        &self,
        set: &CriteriaSet,
        unit: &UnitCode,
        as_of: Timestamp,
    ) -> Result<Vec<PublicEvidence>, Failure> {
        let rows = self.db.public_evidence(unit).await;
        let mut rows = rows.map_err(|e| unavailable(&e))?;
        rows.retain(|row| {
            row.reviewed_at <= as_of
                && row.closed_at.is_none_or(|closed| closed > as_of)
                && set.shows_evidence(std::slice::from_ref(&row.criterion))
        });
        let newest = |row: &PublicEvidenceRow, all: &[PublicEvidenceRow]| {
            let same = all.iter().filter(|other| other.criterion == row.criterion);
            same.map(|other| other.reviewed_at).max() == Some(row.reviewed_at)
        };
        Ok(rows
            .iter()
            .filter(|row| newest(row, &rows))
            .map(|row| PublicEvidence {
                criterion: row.criterion.clone(),
                id: row.id,
                kind: row.kind.clone(),
                title: row.title.clone(),
                issuer: row.issuer.clone(),
                fact_date: row.fact_date,
            })
            .collect())
    }
}

impl Backend for PublicBackend {
    fn edition(&self, release: ReleaseRef) -> Reply<'_, Edition> {
        Box::pin(async move { Ok(self.open(release).await?.edition) })
    }

    fn corrections(&self) -> Reply<'_, Vec<Correction>> {
        Box::pin(async move {
            let snapshot = self.snapshot().await.map_err(|e| unavailable(&e))?;
            let mut found = Vec::new();
            let reasons = self.db.release_reasons().await;
            let reasons = reasons.map_err(|e| unavailable(&e))?;
            let corrections = snapshot.releases.iter().rev();
            for release in corrections.filter(|r| r.info.id.revision > 1) {
                let id = release.info.id;
                let before = snapshot.releases.iter().find(|r| {
                    r.info.id.number == id.number && r.info.id.revision == id.revision - 1
                });
                let Some(before) = before else {
                    continue;
                };
                let changed = self.db.changed_units(release.key, before.key).await;
                let changed = changed.map_err(|e| unavailable(&e))?;
                let on = release.info.as_of.date();
                let unit = |code: &UnitCode| snapshot.unit_ref(code, on);
                let reason = reasons.iter().find(|r| r.release_id == release.key);
                found.push(Correction {
                    id,
                    reason: reason.map(|r| r.reason.clone()).unwrap_or_default(),
                    changes: changed
                        .iter()
                        .filter_map(|row| {
                            let units = (unit(&row.unit_code)?, unit(&row.province_code)?);
                            Some((units.0, units.1, row.was, row.now))
                        })
                        .collect(),
                });
            }
            Ok(found)
        })
    }

    fn method(&self, release: ReleaseRef) -> Reply<'_, Method> {
        Box::pin(async move {
            Ok(Method {
                edition: self.open(release).await?.edition,
            })
        })
    }

    fn country(&self, release: ReleaseRef) -> Reply<'_, Country> {
        Box::pin(async move {
            let opened = self.open(release).await?;
            let total = opened
                .release
                .as_ref()
                .map(|r| r.info.counts)
                .unwrap_or_default();
            let before = opened.comparable().map(|b| b.info.clone());
            Ok(Country {
                rows: opened.province_rows(),
                total,
                change: before
                    .as_ref()
                    .and_then(|b| total.rate().change_since(b.counts.rate())),
                before,
                series: opened.series(None),
                tiles: opened.snapshot.tiles.clone(),
                figures: opened.figures("VN", |f| {
                    f.indicator.starts_with("green_") || f.indicator.starts_with("provinces_")
                }),
                home_figures: opened.figures(self.home.as_str(), |f| f.indicator == GREEN_RATE),
                edition: opened.edition,
            })
        })
    }

    fn province(&self, code: UnitCode, release: ReleaseRef) -> Reply<'_, Province> {
        Box::pin(async move {
            let opened = self.open(release).await?;
            let unit = opened.unit(&code)?;
            let communes = self.rows(&opened, &code).await?;
            let mut failing = Vec::new();
            if let Some(release) = &opened.release {
                let sums = self.db.criterion_sums(release.key, &code).await;
                failing = sums.map_err(|e| unavailable(&e))?;
            }
            failing.sort_by(|a, b| {
                b.failing()
                    .cmp(&a.failing())
                    .then_with(|| a.criterion.cmp(&b.criterion))
            });
            let mut infrastructure = opened.figures(code.as_str(), |f| {
                INFRASTRUCTURE.contains(&f.indicator.as_str())
            });
            infrastructure.sort_by_key(|f| INFRASTRUCTURE.iter().position(|i| *i == f.indicator));
            let units = opened
                .snapshot
                .units
                .values()
                .filter(|u| u.province.as_ref() == Some(&code))
                .count();
            Ok(Province {
                row: opened
                    .province_rows()
                    .into_iter()
                    .find(|row| row.unit.code == code),
                ranked: opened
                    .release
                    .as_ref()
                    .map_or(0, |r| u32::try_from(r.ranks.len()).unwrap_or(0)),
                series: opened.series(Some(&code)),
                communes,
                cells: opened
                    .snapshot
                    .cells
                    .get(&code)
                    .cloned()
                    .unwrap_or_default(),
                failing,
                headline: opened.figures(code.as_str(), |f| f.indicator == GREEN_RATE),
                infrastructure,
                units: u32::try_from(units).unwrap_or(0),
                unit,
                edition: opened.edition,
            })
        })
    }

    fn items(&self, code: UnitCode, release: ReleaseRef) -> Reply<'_, Items> {
        Box::pin(async move {
            let opened = self.open(release).await?;
            let unit = opened.unit(&code)?;
            let mut communes = Vec::new();
            if let Some(release) = &opened.release {
                let rows = self.db.frozen_of_province(release.key, &code).await;
                for row in rows.map_err(|e| unavailable(&e))? {
                    let own = commune_items(&opened, release, &row);
                    communes.push(own.map_err(|e| unavailable(&e))?);
                }
            }
            communes.sort_by(|a, b| a.unit.sort_key.cmp(&b.unit.sort_key));
            Ok(Items {
                unit,
                communes,
                edition: opened.edition,
            })
        })
    }

    fn commune(&self, code: UnitCode, release: ReleaseRef) -> Reply<'_, Commune> {
        Box::pin(async move {
            let opened = self.open(release).await?;
            let unit = opened.unit(&code)?;
            let province = opened
                .snapshot
                .units
                .get(&code)
                .and_then(|u| u.province.clone());
            let province =
                opened.unit(&province.ok_or_else(|| Failure::NoSuchUnit(code.to_string()))?)?;
            let rows = self.rows(&opened, &province.code).await?;
            let mut standing = None;
            if let Some(release) = &opened.release {
                let row = rows.iter().find(|row| row.unit.code == code).cloned();
                let stored = self
                    .db
                    .frozen_row(release.key, &code)
                    .await
                    .map_err(|e| unavailable(&e))?;
                if let (Some(row), Some(stored)) = (row, stored) {
                    let frame = frame(release);
                    let outcome = stored.frozen(&opened.edition.set, &frame).outcome;
                    standing = Some(CommuneStanding {
                        row,
                        ranked: u32::try_from(rows.len()).unwrap_or(0),
                        inputs: stored.inputs,
                        outcome,
                        receipt: ReceiptId {
                            release: frame.id,
                            unit: code.clone(),
                        },
                    });
                }
            }
            let evidence = match &opened.release {
                Some(release) => {
                    self.open_evidence(&opened.edition.set, &code, release.info.as_of)
                        .await?
                }
                None => Vec::new(),
            };
            let history = match &opened.release {
                None => Vec::new(),
                Some(release) => {
                    let stored = self
                        .db
                        .unit_history(&code)
                        .await
                        .map_err(|e| unavailable(&e))?;
                    opened
                        .snapshot
                        .until(release)
                        .filter_map(|r| {
                            let row = stored.iter().find(|h| h.release_id == r.key)?;
                            Some(HistoryPoint {
                                release: r.info.clone(),
                                level: row.level,
                                met: Rate::new(row.met, row.required),
                            })
                        })
                        .collect()
                }
            };
            let cells = opened
                .snapshot
                .cells
                .get(&province.code)
                .cloned()
                .unwrap_or_default();
            let own = cells.iter().find(|c| c.unit == code);
            let neighbours = rows
                .into_iter()
                .filter(|row| {
                    let other = cells.iter().find(|c| c.unit == row.unit.code);
                    own.zip(other)
                        .is_some_and(|(own, other)| touching(own, other))
                })
                .collect();
            Ok(Commune {
                unit,
                province,
                standing,
                history,
                neighbours,
                figures: opened.figures(code.as_str(), |_| true),
                evidence,
                edition: opened.edition,
            })
        })
    }

    fn receipt(&self, id: ReceiptId) -> Reply<'_, Receipt> {
        Box::pin(async move {
            let missing = || Failure::NoSuchReceipt(id.to_string());
            let opened = self
                .open(ReleaseRef::Exact(id.release))
                .await
                .map_err(|failure| match failure {
                    Failure::NoSuchRelease(_) => missing(),
                    other => other,
                })?;
            let release = opened.release.as_ref().ok_or_else(missing)?;
            let stored = self
                .db
                .frozen_row(release.key, &id.unit)
                .await
                .map_err(|e| unavailable(&e))?;
            let stored = stored.ok_or_else(missing)?;
            let frame = frame(release);
            let set = &opened.edition.set;
            let replay = stored.replay(&frame, set, release.info.rule_version);
            let frozen = stored.frozen(set, &frame);
            let evidence = self
                .open_evidence(&opened.edition.set, &id.unit, release.info.as_of)
                .await?;
            Ok(Receipt {
                evidence,
                unit: opened.unit(&id.unit)?,
                province: opened.unit(&stored.province)?,
                release: release.info.clone(),
                replay,
                inputs: frozen.inputs,
                outcome: frozen.outcome,
                hash: frozen.hash,
                id,
                edition: opened.edition,
            })
        })
    }

    fn published(&self, release: ReleaseRef) -> Reply<'_, Published> {
        Box::pin(async move {
            let opened = self.open(release).await?;
            let mut compared = Vec::new();
            for (about, figure) in opened
                .snapshot
                .figures
                .iter()
                .filter(|(_, f)| f.indicator == GREEN_RATE)
            {
                let computed = figure
                    .to
                    .and_then(|to| computed_at(&opened.snapshot, about.as_deref(), to));
                let comparison = computed.as_ref().map(|(_, rate)| compare(figure, *rate));
                compared.push(Compared {
                    figure: figure.clone(),
                    computed,
                    comparison,
                });
            }
            Ok(Published {
                compared,
                figures: opened
                    .snapshot
                    .figures
                    .iter()
                    .map(|(_, f)| f.clone())
                    .collect(),
                edition: opened.edition,
            })
        })
    }

    fn search(&self, text: String, release: ReleaseRef) -> Reply<'_, Search> {
        Box::pin(async move {
            let opened = self.open(release).await?;
            let wanted = fold(&text);
            let mut found: Vec<(bool, bool, Found)> = Vec::new();
            if !wanted.is_empty() {
                for unit in opened.snapshot.units.values() {
                    // People type the type word too: “xã Đức Nhàn”.
                    let Some(named) = opened.snapshot.unit_ref(&unit.code, opened.on) else {
                        continue;
                    };
                    let with_type = format!("{} {}", fold(named.kind.word()), unit.search_key);
                    let by_name = unit.search_key.contains(&wanted)
                        || with_type.contains(&wanted)
                        || unit.code.as_str() == wanted;
                    let alias = unit
                        .aliases
                        .iter()
                        .find(|(_, key)| key.contains(&wanted))
                        .map(|(a, _)| a.clone());
                    if !by_name && alias.is_none() {
                        continue;
                    }
                    let whole = unit.search_key == wanted
                        || with_type == wanted
                        || unit.code.as_str() == wanted;
                    let province = unit
                        .province
                        .as_ref()
                        .and_then(|p| opened.snapshot.unit_ref(p, opened.on));
                    let alias = alias.filter(|_| !by_name);
                    let commune = unit.code.level() == UnitLevel::Commune;
                    found.push((
                        commune,
                        !whole,
                        Found {
                            unit: named,
                            province,
                            alias,
                        },
                    ));
                }
            }
            found.sort_by(|a, b| {
                let province = |f: &Found| f.province.as_ref().map(|p| p.sort_key.clone());
                (a.0, a.1, &a.2.unit.sort_key, province(&a.2)).cmp(&(
                    b.0,
                    b.1,
                    &b.2.unit.sort_key,
                    province(&b.2),
                ))
            });
            let more = found.len() > MOST_FOUND;
            found.truncate(MOST_FOUND);
            Ok(Search {
                text,
                found: found.into_iter().map(|(_, _, f)| f).collect(),
                more,
                edition: opened.edition,
            })
        })
    }
}

/// Our rate of a unit in the release of the same day, or of the same instant.
fn computed_at(
    snapshot: &Snapshot,
    about: Option<&str>,
    at: AsOf,
) -> Option<(Arc<app::public::model::ReleaseInfo>, Rate)> {
    let same = |r: &&Release| match at {
        AsOf::Day(day) => r.info.as_of.date() == day,
        AsOf::Instant(at) => r.info.as_of == at,
    };
    let release = snapshot.releases.iter().rfind(same)?;
    let rate = match about? {
        "VN" => release.info.counts.rate(),
        code => release.provinces.get(&UnitCode::parse(code)?)?.rate(),
    };
    Some((release.info.clone(), rate))
}

/// A printed fraction decides; without one, the printed percentage.
fn compare(figure: &Figure, computed: Rate) -> Comparison {
    match (figure.numerator, figure.denominator, &figure.value) {
        (Some(part), Some(whole), _) if Rate::new(part, whole) != computed => Comparison::Differs,
        (_, _, Some(value)) => figure::compare(computed, value),
        (Some(_), Some(_), None) => Comparison::Agrees,
        _ => Comparison::Differs,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_touches_six_others() {
        let code = UnitCode::parse("04846").unwrap();
        let cell = |column, row| Cell {
            unit: code.clone(),
            column,
            row,
        };
        for (column, row) in [(3, 2), (3, 3)] {
            let around: Vec<_> = (0..8)
                .flat_map(|r| (0..8).map(move |c| (c, r)))
                .filter(|&(c, r)| touching(&cell(column, row), &cell(c, r)))
                .collect();
            assert_eq!(around.len(), 6, "{around:?}");
            // Touching is mutual.
            assert!(
                around
                    .iter()
                    .all(|&(c, r)| touching(&cell(c, r), &cell(column, row)))
            );
        }
    }
}
