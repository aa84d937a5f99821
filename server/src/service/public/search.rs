//! Finding a unit by its name, an older name or its code, and by the names of what it was made of.

use super::{
    PublicBackend,
    release_context::{ReleaseContext, unavailable},
    sums_cache::Levels,
};
use crate::service::{
    former_units::{FormerUnit, FormerUnits},
    snapshot::{Release, Unit},
};
use app::{
    failure::Failure,
    public::model::{BriefStanding, Ended, Place, Search, SearchHit, UnitRef},
};
use domain::{
    place_name::{Fit, Label, Wanted, kind_key},
    release::ReleaseRef,
    unit::{TWO_LEVELS_FROM, UnitCode, UnitLevel},
};
use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

/// Most places that a search shows.
const MOST_FOUND: usize = 50;

pub(super) async fn search(
    backend: &PublicBackend,
    text: String,
    release: ReleaseRef,
) -> Result<Search, Failure> {
    let opened = backend.open(release).await?;
    let former = FormerUnits::shipped().map_err(|e| unavailable(&e))?;
    let places = Places { opened, former };
    let wanted = Wanted::read(&text);
    let readable = wanted.is_some();
    let (mut found, mut near) = (Vec::new(), false);
    if let Some(wanted) = wanted {
        found = places.exactly(&wanted);
        if found.is_empty() {
            found = places.turned(&wanted);
        }
        if found.is_empty() {
            found = places.nearly(&wanted);
            near = !found.is_empty();
        }
    }
    let more = found.len() > MOST_FOUND;
    found.truncate(MOST_FOUND);
    let found: Vec<SearchHit> = found.iter().filter_map(|one| places.hit(one)).collect();
    let standings = backend.brief_standings(&places.opened, &found).await?;
    Ok(Search {
        indicators: places.opened.snapshot.indicators.clone(),
        text,
        readable,
        found,
        near,
        more,
        standings,
        edition: places.opened.edition,
    })
}

/// A place that fits.
struct Found<'a> {
    place: Candidate<'a>,
    fit: Fit,
    alias: Option<&'a str>,
}

#[derive(Clone, Copy)]
enum Candidate<'a> {
    Unit(&'a Unit),
    Former(&'a FormerUnit),
}

/// How well a place fits by its code, a name and what it lies in.
type FitsHow<'f> = &'f dyn for<'a> Fn(&str, Label<'_>, &dyn Fn() -> Vec<Label<'a>>) -> Option<Fit>;

/// Everything that has a name.
struct Places {
    opened: ReleaseContext,
    former: &'static FormerUnits,
}

impl Places {
    fn exactly(&self, wanted: &Wanted) -> Vec<Found<'_>> {
        self.fitting(&|code, label, around| {
            let coded = || wanted.is_coded(code, label, around);
            let named = wanted.fit(label, around);
            named.or_else(|| coded().then_some(Fit::Whole))
        })
    }

    /// What was named behind what it lies in.
    fn turned(&self, wanted: &Wanted) -> Vec<Found<'_>> {
        self.fitting(&|_, label, around| wanted.fits_turned(label, around).then_some(Fit::Whole))
    }

    /// What was perhaps meant.
    fn nearly(&self, wanted: &Wanted) -> Vec<Found<'_>> {
        self.fitting(&|code, label, around| {
            let near = wanted.has_code(code) || wanted.nearly(label, around);
            near.then_some(Fit::Part)
        })
    }

    /// The places that fit under their code and a name, under their own rather than another.
    fn fitting(&self, fit: FitsHow<'_>) -> Vec<Found<'_>> {
        let units = self.opened.snapshot.units.values().filter_map(|unit| {
            let around = || self.around(unit);
            let own = self.label(unit);
            let (fit, alias) = match fit(unit.code.as_str(), own, &around) {
                Some(fit) => (fit, None),
                None => unit.aliases.iter().find_map(|(alias, key)| {
                    let label = Label { name: key, ..own };
                    let fit = fit(unit.code.as_str(), label, &around)?;
                    Some((fit, Some(alias.as_str())))
                })?,
            };
            Some(Found {
                place: Candidate::Unit(unit),
                fit,
                alias,
            })
        });
        let former = self.former.units.iter().filter_map(|unit| {
            let around = || self.around_former(unit);
            Some(Found {
                place: Candidate::Former(unit),
                fit: fit(&unit.code, unit.label(), &around)?,
                alias: None,
            })
        });
        self.in_order(units.chain(former).collect())
    }

    /// Whole names before parts, larger places before smaller ones, today's before former ones. A former unit whose name
    /// its only successor still bears is not told beside it, nor are parts with what they lie in beside anything better.
    fn in_order<'a>(&self, mut found: Vec<Found<'a>>) -> Vec<Found<'a>> {
        let today: HashMap<&UnitCode, &str> = found
            .iter()
            .filter_map(|one| match one.place {
                Candidate::Unit(unit) => Some((&unit.code, unit.search_key.as_str())),
                Candidate::Former(_) => None,
            })
            .collect();
        found.retain(|one| match one.place {
            Candidate::Former(unit) => match unit.successors.as_slice() {
                [only] => today.get(only) != Some(&unit.search_key.as_str()),
                _ => true,
            },
            Candidate::Unit(_) => true,
        });
        if let Some(best) = found.iter().map(|one| one.fit).min() {
            found.retain(|one| one.fit != Fit::PartAround || best == Fit::PartAround);
        }
        found.sort_by(|a, b| self.rank(a).cmp(&self.rank(b)));
        found
    }

    fn rank<'a>(&'a self, one: &Found<'a>) -> (Fit, u8, &'a str, &'a str, &'a str) {
        match one.place {
            Candidate::Unit(unit) => {
                let tier = match unit.code.level() {
                    UnitLevel::Province => 0,
                    UnitLevel::Commune => 3,
                };
                let province = unit.province.as_ref();
                let province = province.and_then(|code| self.opened.snapshot.units.get(code));
                let province = province.map_or("", |province| &province.sort_key);
                (one.fit, tier, &unit.sort_key, province, unit.code.as_str())
            }
            Candidate::Former(unit) => {
                let tier = match unit.code.len() {
                    2 => 1,
                    3 => 2,
                    _ => 4,
                };
                (one.fit, tier, &unit.search_key, "", &unit.code)
            }
        }
    }

    fn label<'a>(&self, unit: &'a Unit) -> Label<'a> {
        let kind = unit.kind(self.opened.on);
        Label {
            kind: kind.map_or("", |kind| kind_key(kind.word())),
            name: &unit.search_key,
        }
    }

    /// What may stand behind the name of a unit: its province, and the districts and provinces that it was made of.
    fn around(&self, unit: &Unit) -> Vec<Label<'_>> {
        let former = self.former.before(&unit.code);
        let mut labels: Vec<_> = former.into_iter().map(FormerUnit::label).collect();
        labels.extend(unit.province.iter().flat_map(|code| self.names(code)));
        labels
    }

    /// The same of a former unit: its district and province, and the province that became of it.
    fn around_former(&self, unit: &FormerUnit) -> Vec<Label<'_>> {
        let mut labels: Vec<_> = self.former.around(unit).map(FormerUnit::label).collect();
        let units = &self.opened.snapshot.units;
        let successor = unit.successors.first().and_then(|code| units.get(code));
        let province = successor.and_then(|unit| unit.province.as_ref());
        labels.extend(province.into_iter().flat_map(|code| self.names(code)));
        labels
    }

    /// A unit under each of its names.
    fn names(&self, code: &UnitCode) -> Vec<Label<'_>> {
        let Some(unit) = self.opened.snapshot.units.get(code) else {
            return Vec::new();
        };
        let own = self.label(unit);
        let aliases = unit
            .aliases
            .iter()
            .map(|(_, key)| Label { name: key, ..own });
        std::iter::once(own).chain(aliases).collect()
    }

    fn unit(&self, code: &UnitCode) -> Option<UnitRef> {
        self.opened.snapshot.unit_ref(code, self.opened.on)
    }

    fn hit(&self, found: &Found<'_>) -> Option<SearchHit> {
        let alias = found.alias.map(ToOwned::to_owned);
        let whole = found.fit == Fit::Whole;
        Some(match found.place {
            Candidate::Unit(unit) => SearchHit {
                place: Place::Unit(self.unit(&unit.code)?),
                within: unit
                    .province
                    .iter()
                    .filter_map(|code| self.unit(code).map(Place::Unit))
                    .collect(),
                code: unit.code.to_string(),
                alias,
                ended: self.opened.snapshot.ended(&unit.code),
                whole,
            },
            Candidate::Former(unit) => SearchHit {
                place: former(unit),
                within: self.former.around(unit).map(former).collect(),
                code: unit.code.clone(),
                alias,
                ended: Some(Ended {
                    last_day: TWO_LEVELS_FROM.plus(-1),
                    successors: self.opened.snapshot.of_today(&unit.successors),
                }),
                whole,
            },
        })
    }
}

/// A former unit, as its name and type were.
pub(super) fn former(unit: &FormerUnit) -> Place {
    Place::Former(unit.kind, unit.name.clone())
}

impl PublicBackend {
    /// Where the units stand that these places name.
    async fn brief_standings(
        &self,
        opened: &ReleaseContext,
        found: &[SearchHit],
    ) -> Result<HashMap<UnitCode, BriefStanding>, Failure> {
        let Some(release) = &opened.release else {
            return Ok(HashMap::new());
        };
        let codes: HashSet<&UnitCode> = found
            .iter()
            .flat_map(|hit| {
                let own = match &hit.place {
                    Place::Unit(unit) => Some(unit),
                    Place::Former(..) => None,
                };
                let successors = hit.ended.iter().flat_map(|ended| &ended.successors);
                own.into_iter().chain(successors)
            })
            .map(|unit| &unit.code)
            .collect();
        if codes.is_empty() {
            return Ok(HashMap::new());
        }
        let levels = self.levels(release).await?;
        let standing = |code: &UnitCode| match code.level() {
            UnitLevel::Commune => levels
                .get(code)
                .map(|(level, missing)| BriefStanding::Commune(*level, *missing)),
            UnitLevel::Province => release
                .provinces
                .get(code)
                .map(|counts| BriefStanding::Province(counts.rate())),
        };
        let known = codes.into_iter();
        Ok(known
            .filter_map(|code| Some((code.clone(), standing(code)?)))
            .collect())
    }

    async fn levels(&self, release: &Release) -> Result<Levels, Failure> {
        let cache = self.sums_cache.levels.read().ok();
        if let Some(found) = cache.and_then(|cache| cache.get(&release.key).cloned()) {
            return Ok(found);
        }
        let rows = self.db.standings_of_all(release.key).await;
        let rows = rows.map_err(|e| unavailable(&e))?.into_iter();
        let levels: Levels = Arc::new(
            rows.map(|row| {
                let missing = row.required.saturating_sub(row.met);
                (row.unit_code, (row.level, missing))
            })
            .collect(),
        );
        if let Ok(mut cache) = self.sums_cache.levels.write() {
            cache.insert(release.key, levels.clone());
        }
        Ok(levels)
    }
}
