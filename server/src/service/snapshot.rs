//! What every public page needs and no page changes: units, sets, releases and their sums, figures.
//! Held in memory for one `data_version`; whoever asks after an import or a publication gets a new
//! one.

use crate::{
    service::{
        indicators,
        reference::{self, Broken},
    },
    store::{
        Db, StoreError,
        releases::ReleaseRow,
        units::{AliasRow, TypeRow, UnitRow},
    },
};
use app::public::model::{
    Cell, Counts, ReleaseInfo, Tile, TilePlace, UnitRef,
    figures::{Figure, Source},
};
use domain::{
    counts::StillOpen,
    criteria::{CriteriaSet, Texts, in_force},
    indicator::Indicator,
    ranking::{self, PublishedLine, Rank},
    rate::Rate,
    release::ReleaseRef,
    time::Date,
    unit::{UnitCode, UnitLevel, UnitType, Validity},
};
use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

/// Why there is no snapshot.
#[derive(Debug, thiserror::Error)]
pub enum SnapshotError {
    /// The store refused or holds what it can't.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A shipped file is broken.
    #[error(transparent)]
    Broken(#[from] Broken),
}

/// A unit with its types over time.
#[derive(Clone, Debug)]
pub struct Unit {
    /// Code.
    pub code: UnitCode,
    /// Province of a commune-level unit.
    pub province: Option<UnitCode>,
    /// Name without type word.
    pub name: Arc<str>,
    /// Arabic name, where a source gives one.
    pub name_ar: Option<Arc<str>>,
    /// Folded name.
    pub search_key: String,
    /// Collation key.
    pub sort_key: Arc<str>,
    /// Types and when they hold, oldest first.
    pub types: Vec<(Validity, UnitType)>,
    /// Other spellings: as written, folded.
    pub aliases: Vec<(String, String)>,
}

/// A release with its sums and ranks.
#[derive(Clone, Debug)]
pub struct Release {
    /// Key of its rows.
    pub key: i64,
    /// In words.
    pub info: Arc<ReleaseInfo>,
    /// Sums of each province.
    pub provinces: BTreeMap<UnitCode, Counts>,
    /// Rank of each province: among computed ones in an installation of the whole country; in one of a
    /// single province, among itself and what others published.
    pub ranks: BTreeMap<UnitCode, Rank>,
    /// In an installation of a single province: the lines of the others.
    pub published: BTreeMap<UnitCode, Arc<PublishedLine>>,
    /// What is still open in each province; empty for a release that did not freeze it.
    pub open: BTreeMap<UnitCode, StillOpen>,
}

impl Release {
    /// Green of all of every province that has a rank, computed here or published.
    pub fn rates(&self) -> impl Iterator<Item = (&UnitCode, Rate, Option<&Arc<PublishedLine>>)> {
        let published = self.published.iter();
        let computed = self
            .provinces
            .iter()
            .map(|(code, c)| (code, c.rate(), None));
        computed.chain(published.map(|(code, line)| (code, line.rate, Some(line))))
    }
}

/// Everything, at one `data_version`.
#[derive(Clone, Debug)]
pub struct Snapshot {
    /// The version.
    pub version: i64,
    /// Whether the installation was filled by `xanh demo`.
    pub demo: bool,
    /// Units by code.
    pub units: BTreeMap<UnitCode, Unit>,
    /// Releases, oldest first, every revision.
    pub releases: Vec<Release>,
    /// Releases in their newest revisions, newest first.
    pub editions: Arc<Vec<Arc<ReleaseInfo>>>,
    /// The day on which it was read: it decides which set is in force, and what units are called.
    pub today: Date,
    /// Criteria sets, oldest first, in force or not.
    pub sets: Vec<Arc<CriteriaSet>>,
    /// Those that were activated, each with its first day, in the order of their activation.
    pub activated: Vec<(Date, Arc<CriteriaSet>)>,
    /// Published figures, in the order of their keys, and whom they are about (`VN` or a code).
    pub figures: Vec<(Option<String>, Arc<Figure>)>,
    /// The catalogue of indicators.
    pub indicators: Arc<Vec<Indicator>>,
    /// Cells of each province's diagram.
    pub cells: HashMap<UnitCode, Arc<Vec<Cell>>>,
    /// Tiles of the national diagram.
    pub tiles: Arc<Vec<Tile>>,
}

impl Snapshot {
    /// Reads everything for an installation of the whole country. `today` decides the types of units
    /// that figures name.
    ///
    /// # Errors
    /// If the store refuses, or a row or shipped file is broken.
    pub async fn load(db: &Db, today: Date) -> Result<Self, SnapshotError> {
        Self::load_for(db, today, None).await
    }

    /// The same for an installation of a single province, if one is named.
    ///
    /// # Errors
    /// See [`Snapshot::load`].
    pub async fn load_for(
        db: &Db,
        today: Date,
        only: Option<&UnitCode>,
    ) -> Result<Self, SnapshotError> {
        let installation = db.installation().await?;
        let units = units(db).await?;
        let mut releases = releases(db).await?;
        if let Some(only) = only {
            let lines = db.published_rankings().await?;
            rank_among_published(&mut releases, only, &lines);
        }
        let mut newest: BTreeMap<u32, Arc<ReleaseInfo>> = BTreeMap::new();
        for release in &releases {
            newest.insert(release.info.id.number, release.info.clone());
        }
        let activations = db.activations().await?;
        let mut sets: Vec<Arc<CriteriaSet>> = Vec::new();
        for mut set in db.criteria_sets().await? {
            // The day that was decided, which may be later than the one in the file.
            if let Some(row) = activations.iter().find(|a| a.version == set.version) {
                set.valid_from = row.from()?;
            }
            sets.push(Arc::new(set));
        }
        let mut activated = Vec::new();
        for row in activations {
            let set = sets.iter().find(|s| s.version == row.version);
            activated.extend(
                set.map(|set| row.from().map(|from| (from, set.clone())))
                    .transpose()?,
            );
        }
        let mut snapshot = Self {
            today,
            activated,
            version: installation.data_version,
            demo: installation.demo,
            cells: cells(&units)?,
            tiles: Arc::new(tiles()?),
            indicators: Arc::new(indicators::catalogue()?),
            units,
            releases,
            editions: Arc::new(newest.into_values().rev().collect()),
            sets,
            figures: Vec::new(),
        };
        snapshot.figures = figures(db, &snapshot, today).await?;
        Ok(snapshot)
    }

    /// A unit as it is called on a day.
    #[must_use]
    pub fn unit_ref(&self, code: &UnitCode, on: Date) -> Option<UnitRef> {
        let unit = self.units.get(code)?;
        let holding = unit.types.iter().find(|(validity, _)| validity.holds(on));
        let (_, kind) = holding.or(unit.types.first())?;
        Some(UnitRef {
            code: unit.code.clone(),
            name: unit.name.clone(),
            name_ar: unit.name_ar.clone(),
            kind: *kind,
            sort_key: unit.sort_key.clone(),
        })
    }

    /// The release that an address names.
    #[must_use]
    pub fn release(&self, wanted: ReleaseRef) -> Option<&Release> {
        let of = |number: u32| {
            self.releases
                .iter()
                .filter(move |r| r.info.id.number == number)
        };
        match wanted {
            ReleaseRef::Latest => self.releases.last(),
            ReleaseRef::Number(number) => of(number).next_back(),
            ReleaseRef::Exact(id) => of(id.number).find(|r| r.info.id == id),
        }
    }

    /// The newest revision of the number before, if there is one.
    #[must_use]
    pub fn before(&self, release: &Release) -> Option<&Release> {
        self.releases
            .iter()
            .rfind(|r| r.info.id.number < release.info.id.number)
    }

    /// The releases up to this one, each number in its newest revision, oldest first.
    pub fn until<'a>(&'a self, release: &'a Release) -> impl Iterator<Item = &'a Release> {
        let last = release.info.id;
        self.releases.iter().enumerate().filter_map(move |(i, r)| {
            let superseded = self
                .releases
                .get(i + 1)
                .is_some_and(|next| next.info.id.number == r.info.id.number);
            let own = r.info.id == last;
            (own || (r.info.id.number < last.number && !superseded)).then_some(r)
        })
    }

    /// The set of this version, or the one in force today.
    #[must_use]
    pub fn set(&self, version: Option<&str>) -> Option<Arc<CriteriaSet>> {
        let named = version.and_then(|v| self.sets.iter().find(|s| s.version == v));
        named
            .or_else(|| in_force(&self.activated, self.today))
            .cloned()
    }
}

async fn units(db: &Db) -> Result<BTreeMap<UnitCode, Unit>, StoreError> {
    let mut units = BTreeMap::new();
    let mut names: HashMap<UnitCode, Arc<str>> = db
        .unit_names()
        .await?
        .into_iter()
        .filter(|n| n.language == "ar")
        .map(|n| (n.unit_code, n.name.into()))
        .collect();
    for UnitRow {
        code,
        province_code,
        name,
        search_key,
        sort_key,
        ..
    } in db.units().await?
    {
        let unit = Unit {
            code: code.clone(),
            province: province_code,
            name: name.into(),
            name_ar: names.remove(&code),
            search_key,
            sort_key: sort_key.into(),
            types: Vec::new(),
            aliases: Vec::new(),
        };
        units.insert(code, unit);
    }
    for TypeRow {
        unit_code,
        kind,
        valid_from,
        valid_until,
    } in db.unit_types().await?
    {
        let validity = Validity {
            from: valid_from,
            until: valid_until,
        };
        if let Some(unit) = units.get_mut(&unit_code) {
            unit.types.push((validity, kind));
        }
    }
    for AliasRow {
        unit_code,
        alias,
        search_key,
    } in db.unit_aliases().await?
    {
        if let Some(unit) = units.get_mut(&unit_code) {
            unit.aliases.push((alias, search_key));
        }
    }
    Ok(units)
}

async fn releases(db: &Db) -> Result<Vec<Release>, StoreError> {
    let mut provinces: HashMap<i64, BTreeMap<UnitCode, Counts>> = HashMap::new();
    for row in db.province_sums().await? {
        let of_release = provinces.entry(row.release_id).or_default();
        of_release.insert(row.province_code, row.counts);
    }
    let mut open: HashMap<i64, BTreeMap<UnitCode, StillOpen>> = HashMap::new();
    for row in db.open_sums().await? {
        let of_release = open.entry(row.release_id).or_default();
        of_release.insert(row.province_code, row.open);
    }
    let mut releases = Vec::new();
    for row in db.releases().await? {
        let open = open.remove(&row.id).unwrap_or_default();
        let provinces = provinces.remove(&row.id).unwrap_or_default();
        releases.push(Release {
            open,
            ..release(row, provinces)
        });
    }
    Ok(releases)
}

/// Puts a province among the others as somebody else published them. Beside a release stands, of each
/// province, the last line that held before the next release.
fn rank_among_published(releases: &mut [Release], only: &UnitCode, lines: &[PublishedLine]) {
    for at in 0..releases.len() {
        let number = releases[at].info.id.number;
        let next = releases[at..].iter().find(|r| r.info.id.number > number);
        let mut published = ranking::published_before(lines, next.map(|r| r.info.as_of));
        published.remove(only);
        let release = &mut releases[at];
        release.provinces.retain(|code, _| code == only);
        release.published = published
            .into_iter()
            .map(|(code, line)| (code, Arc::new(line.clone())))
            .collect();
        release.ranks = ranking::of_provinces(release.rates().map(|(code, rate, _)| (code, rate)));
    }
}

fn release(row: ReleaseRow, provinces: BTreeMap<UnitCode, Counts>) -> Release {
    let ranks = ranking::of_provinces(provinces.iter().map(|(code, c)| (code, c.rate())));
    let total = provinces
        .values()
        .fold(Counts::default(), |sum, c| sum.plus(*c));
    Release {
        key: row.id,
        info: Arc::new(ReleaseInfo {
            id: row.release,
            as_of: row.as_of,
            period: row.period_code,
            period_due: row.period_due,
            criteria_set: row.criteria_set,
            rule_version: row.rule_version,
            simulated: row.simulated,
            hash: row.content_hash,
            counts: total,
        }),
        provinces,
        ranks,
        published: BTreeMap::new(),
        open: BTreeMap::new(),
    }
}

#[derive(serde::Deserialize)]
struct CellRow {
    province_code: String,
    code: String,
    col: u32,
    row: u32,
}

/// Every commune's cell. A unit that the shipped layout does not know gets one below the others.
fn cells(units: &BTreeMap<UnitCode, Unit>) -> Result<HashMap<UnitCode, Arc<Vec<Cell>>>, Broken> {
    let mut placed: HashMap<UnitCode, Vec<Cell>> = HashMap::new();
    let mut known = std::collections::HashSet::new();
    for row in reference::rows::<CellRow>("diagram.csv", reference::DIAGRAM)? {
        let codes = (
            UnitCode::parse(&row.province_code),
            UnitCode::parse(&row.code),
        );
        if let (Some(province), Some(unit)) = codes
            && units.contains_key(&unit)
        {
            known.insert(unit.clone());
            placed.entry(province).or_default().push(Cell {
                unit,
                column: row.col,
                row: row.row,
            });
        }
    }
    for unit in units
        .values()
        .filter(|u| u.code.level() == UnitLevel::Commune && !known.contains(&u.code))
    {
        if let Some(province) = &unit.province {
            let cells = placed.entry(province.clone()).or_default();
            let row = cells.iter().map(|c| c.row + 1).max().unwrap_or(0);
            cells.push(Cell {
                unit: unit.code.clone(),
                column: 0,
                row,
            });
        }
    }
    Ok(placed
        .into_iter()
        .map(|(province, cells)| (province, Arc::new(cells)))
        .collect())
}

#[derive(serde::Deserialize)]
struct TileRow {
    code: String,
    col: u32,
    row: u32,
    kind: String,
    name: String,
    belongs_to: String,
}

fn tiles() -> Result<Vec<Tile>, Broken> {
    Ok(reference::rows::<TileRow>("tiles.csv", reference::TILES)?
        .into_iter()
        .filter_map(|tile| {
            let place = if tile.kind == "archipelago" {
                TilePlace::Archipelago(tile.name, UnitCode::parse(&tile.belongs_to)?)
            } else {
                TilePlace::Province(UnitCode::parse(&tile.code)?)
            };
            Some(Tile {
                column: tile.col,
                row: tile.row,
                place,
            })
        })
        .collect())
}

async fn figures(
    db: &Db,
    snapshot: &Snapshot,
    today: Date,
) -> Result<Vec<(Option<String>, Arc<Figure>)>, StoreError> {
    let sources: HashMap<String, Arc<Source>> = db
        .sources()
        .await?
        .into_iter()
        .map(|s| {
            let source = Source {
                key: s.key.clone(),
                publisher: s.publisher,
                reference: s.reference,
                date: Texts {
                    vi: s.date_vi,
                    en: s.date_en,
                    ar: s.date_ar,
                },
                url: s.url.filter(|u| !u.is_empty()),
            };
            (s.key, Arc::new(source))
        })
        .collect();
    let mut of_figure: HashMap<String, Vec<Arc<Source>>> = HashMap::new();
    for (figure, key) in db.figure_sources().await? {
        of_figure
            .entry(figure)
            .or_default()
            .extend(sources.get(&key).cloned());
    }
    let indicators: HashMap<String, _> = db
        .published_indicators()
        .await?
        .into_iter()
        .map(|i| (i.code.clone(), i))
        .collect();
    db.figures()
        .await?
        .into_iter()
        .map(|row| {
            let unknown =
                || StoreError::inconsistent("published_figure", &row.id, "no such indicator");
            let indicator = indicators.get(&row.indicator).ok_or_else(unknown)?;
            let code = row.unit_code.as_deref().and_then(UnitCode::parse);
            let figure = Figure {
                name: Texts {
                    vi: indicator.name_vi.clone(),
                    en: indicator.name_en.clone(),
                    ar: indicator.name_ar.clone(),
                },
                unit_of_value: Texts {
                    vi: indicator.unit_vi.clone(),
                    en: indicator.unit_en.clone(),
                    ar: indicator.unit_ar.clone(),
                },
                basis: Texts {
                    vi: indicator.basis_vi.clone(),
                    en: indicator.basis_en.clone(),
                    ar: indicator.basis_ar.clone(),
                },
                unit: code.and_then(|code| snapshot.unit_ref(&code, today)),
                qualifier: row.qualifier,
                from: row.as_of_from,
                to: row.as_of_to,
                numerator: row.numerator,
                denominator: row.denominator,
                sources: of_figure.remove(&row.id).unwrap_or_default(),
                note: Texts {
                    vi: row.note_vi,
                    en: row.note_en,
                    ar: row.note_ar,
                },
                id: row.id,
                indicator: row.indicator,
                scope: row.scope,
                value: row.value,
                printed: row.published_text,
                printed_rank: row.printed_rank,
            };
            Ok((row.unit_code, Arc::new(figure)))
        })
        .collect()
}
