//! What every public page needs and no page changes: units, sets, releases and their sums, figures.
//! Held in memory for one `data_version`; whoever asks after an import or a publication gets a new
//! one.

mod diagrams;
mod maps;
mod releases;
pub mod units;
mod wordings;

pub use releases::Release;
pub use units::Unit;
pub use wordings::{Wording, Wordings};

use crate::{
    service::{indicators, reference::ShippedFileError},
    store::{Db, StoreError},
};
use app::public::model::{
    Cell, Ended, EndedCommune, ReleaseInfo, Tile, UnitRef,
    figures::{Figure, Source, Words},
    map::Map,
};
use diagrams::{cells, tiles};
use domain::{
    criteria::{CriteriaSet, Localized, in_force},
    indicator::Indicator,
    meaning,
    release::ReleaseRef,
    status::Level,
    time::Date,
    unit::UnitCode,
};
use releases::{rank_among_published, releases};
use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::Arc,
};
use units::units;
use wordings::wordings;

/// Why there is no snapshot.
#[derive(Debug, thiserror::Error)]
pub enum SnapshotError {
    /// The store refused or holds what it can't.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A shipped file is broken.
    #[error(transparent)]
    Broken(#[from] ShippedFileError),
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
    /// Criteria sets as they are worded now, oldest first, in force or not.
    pub sets: Vec<Arc<CriteriaSet>>,
    /// How each of them was worded before.
    pub wordings: Wordings,
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
    /// The map of the country.
    pub map: Arc<Map>,
    /// The map of each province.
    pub maps: HashMap<UnitCode, Arc<Map>>,
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
        let activations = db.activations().await?;
        let (wordings, sets) = wordings(db, &activations).await?;
        let mut releases = releases(db, &wordings).await?;
        if let Some(only) = only {
            let lines = db.published_rankings().await?;
            rank_among_published(&mut releases, only, &lines);
        }
        let mut newest: BTreeMap<u32, Arc<ReleaseInfo>> = BTreeMap::new();
        for release in &releases {
            newest.insert(release.info.id.number, release.info.clone());
        }
        let mut activated = Vec::new();
        for row in activations {
            let set = sets.iter().find(|s| s.version == row.version);
            activated.extend(set.map(|set| (row.valid_from, set.clone())));
        }
        let outlines = maps::outlines()?;
        let mut snapshot = Self {
            map: Arc::new(maps::country(&units, &outlines, today)),
            maps: maps::provinces(&units, &outlines),
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
            wordings,
            figures: Vec::new(),
        };
        snapshot.figures = figures(db, &snapshot, today).await?;
        Ok(snapshot)
    }

    /// A unit as it is called on a day.
    #[must_use]
    pub fn unit_ref(&self, code: &UnitCode, on: Date) -> Option<UnitRef> {
        let unit = self.units.get(code)?;
        Some(UnitRef {
            code: unit.code.clone(),
            name: unit.name.clone(),
            name_ar: unit.name_ar.clone(),
            kind: unit.kind(on)?,
            sort_key: unit.sort_key.clone(),
        })
    }

    /// That a unit has ended, if it has by now, and what took its place.
    #[must_use]
    pub fn ended(&self, code: &UnitCode) -> Option<Ended> {
        let unit = self.units.get(code)?;
        Some(Ended {
            last_day: unit.last_day(self.today)?,
            successors: self.of_today(&unit.successors),
        })
    }

    /// Of communes with the status they had in a release, those that exist no longer on a day, by name.
    #[must_use]
    pub fn ended_communes<'a>(
        &self,
        before: impl IntoIterator<Item = (&'a UnitCode, Level)>,
        on: Date,
    ) -> Vec<EndedCommune> {
        let gone = before.into_iter().filter_map(|(code, level)| {
            let unit = self.units.get(code).filter(|unit| !unit.exists(on))?;
            Some(EndedCommune {
                unit: self.unit_ref(&unit.code, on)?,
                level,
                ended: self.ended(code)?,
            })
        });
        let mut gone: Vec<_> = gone.collect();
        gone.sort_by(|a, b| a.unit.sort_key.cmp(&b.unit.sort_key));
        gone
    }

    /// These units, and in place of those that have ended by now what took their place, in the order of their codes.
    #[must_use]
    pub fn of_today(&self, codes: &[UnitCode]) -> Vec<UnitRef> {
        let (mut found, mut seen) = (BTreeSet::new(), BTreeSet::new());
        let mut left: Vec<&UnitCode> = codes.iter().collect();
        while let Some(code) = left.pop() {
            if !seen.insert(code) {
                continue;
            }
            match self.units.get(code) {
                Some(unit)
                    if unit.last_day(self.today).is_some() && !unit.successors.is_empty() =>
                {
                    left.extend(&unit.successors);
                }
                Some(_) => {
                    found.insert(code);
                }
                None => {}
            }
        }
        let units = found.into_iter();
        units
            .filter_map(|code| self.unit_ref(code, self.today))
            .collect()
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

    /// The versions of sets that mean what this one means: what was said under one of them is compared.
    #[must_use]
    pub fn same_meaning(&self, set: &CriteriaSet) -> BTreeSet<&str> {
        let same = self.sets.iter().filter(|s| meaning::same(s, set));
        same.map(|s| s.version.as_str()).collect()
    }

    /// The set in force today, as it is worded now.
    #[must_use]
    pub fn set(&self) -> Option<Arc<CriteriaSet>> {
        in_force(&self.activated, self.today).cloned()
    }
}

/// Words in a language, if there are any.
fn words(text: String, language: String) -> Option<Words> {
    (!text.is_empty()).then_some(Words { text, language })
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
                publisher: Localized {
                    vi: s.publisher_vi,
                    en: s.publisher_en,
                    ar: s.publisher_ar,
                },
                title: words(s.title, s.title_lang),
                document: s.document,
                date: Localized {
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
                name: Localized {
                    vi: indicator.name_vi.clone(),
                    en: indicator.name_en.clone(),
                    ar: indicator.name_ar.clone(),
                },
                unit_of_value: Localized {
                    vi: indicator.unit_vi.clone(),
                    en: indicator.unit_en.clone(),
                    ar: indicator.unit_ar.clone(),
                },
                basis: Localized {
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
                note: Localized {
                    vi: row.note_vi,
                    en: row.note_en,
                    ar: row.note_ar,
                },
                id: row.id,
                indicator: row.indicator,
                scope: Localized {
                    vi: row.scope_vi,
                    en: row.scope_en,
                    ar: row.scope_ar,
                },
                value: row.value,
                words: words(row.words, row.words_lang),
                estimated_day: row.estimated_day,
                printed_rank: row.printed_rank,
            };
            Ok((row.unit_code, Arc::new(figure)))
        })
        .collect()
}
