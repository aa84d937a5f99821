//! What pages of infrastructure and sectors are told: observations added up, values that follow from frozen
//! answers, published figures, each in a field of its own. Sums are held for one `data_version`, as the
//! snapshot is; what a release froze is held for good.

use super::{Opened, PublicBackend, held::DerivedSums, unavailable};
use crate::{
    service::{
        indicators::{observation, value},
        snapshot::{Release, Snapshot},
    },
    store::{
        StoreError,
        observations::{ObservationRow, SumRow},
    },
};
use app::{
    failure::Failure,
    port::{Indicators, Reply},
    public::{
        indicators::model::{
            Asked, Frozen, IndicatorView, Line, Origin, Past, Rolled, Row, RowSort, SectorView,
            Sectors, System, Told, ToldView,
        },
        model::{
            UnitRef,
            figures::{Figure, Source},
        },
    },
    texts::fact,
};
use domain::{
    access::Role,
    coverage::{self, Sums},
    criteria::{CriteriaSet, Criterion, Public},
    figure::Qualifier,
    indicator::{Denominator, Derived, Indicator, Kind, Sector, Value},
    release::{FrozenRow, ReceiptId, ReleaseRef},
    status::Input,
    time::Date,
    unit::{UnitCode, UnitLevel},
};
use std::{
    cmp::{Ordering, Reverse},
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

/// Key of the source article.
const ARTICLE: &str = "S0";
/// Area in the register of denominators.
const AREA: &str = "M05";
/// Population in the register of denominators.
const PEOPLE: &str = "M01";

/// The communes of a province, or of the country.
fn communes<'a>(
    snapshot: &'a Snapshot,
    province: Option<&'a UnitCode>,
) -> impl Iterator<Item = &'a UnitCode> {
    let own = move |unit: &&'a crate::service::snapshot::Unit| match (&unit.province, province) {
        (Some(own), Some(wanted)) => own == wanted,
        (own, None) => own.is_some(),
        (None, Some(_)) => false,
    };
    snapshot.units.values().filter(own).map(|u| &u.code)
}

fn count(snapshot: &Snapshot, province: Option<&UnitCode>) -> u32 {
    u32::try_from(communes(snapshot, province).count()).unwrap_or(0)
}

/// The criterion of a set from whose answers an indicator follows.
fn criterion<'a>(set: &'a CriteriaSet, indicator: &Indicator) -> Option<&'a Criterion> {
    let Some(Derived::Criterion(code)) = &indicator.derived else {
        return None;
    };
    set.criteria.iter().find(|c| c.code == *code)
}

/// The value that follows from frozen inputs.
fn derived(
    indicator: &Indicator,
    criterion: &Criterion,
    inputs: &[Input],
    on: Date,
) -> Option<Value> {
    let input = inputs.iter().find(|i| i.criterion == criterion.code)?;
    coverage::derived(indicator, criterion, input, on)
}

impl PublicBackend {
    /// What the newest observations of an indicator add up to, by province and source.
    async fn sums(&self, version: i64, indicator: &str) -> Result<Arc<Vec<SumRow>>, Failure> {
        if let Ok(held) = self.held.added.read()
            && held.version == version
            && let Some(found) = held.sums.get(indicator)
        {
            return Ok(found.clone());
        }
        let rows = self.db.observation_sums(indicator).await;
        let rows = Arc::new(rows.map_err(|e| unavailable(&e))?);
        if let Ok(mut held) = self.held.added.write() {
            let held = held.of(version);
            held.sums.insert(indicator.to_owned(), rows.clone());
        }
        Ok(rows)
    }

    /// What the communes of a province were known to have on each day on which something became known.
    async fn told_over_time(
        &self,
        version: i64,
        indicator: &Indicator,
        province: &UnitCode,
    ) -> Result<Arc<Vec<Past>>, Failure> {
        let key = (indicator.code.clone(), province.clone());
        if let Ok(held) = self.held.added.read()
            && held.version == version
            && let Some(found) = held.courses.get(&key)
        {
            return Ok(found.clone());
        }
        let rows = self.db.observation_course(&indicator.code, province).await;
        let mut values = Vec::new();
        for row in rows.map_err(|e| unavailable(&e))? {
            let told = value(indicator, &row.unit_code, row.value);
            values.push((row.unit_code, row.as_of, told.map_err(|e| unavailable(&e))?));
        }
        let course = coverage::course(values).into_iter().map(|(on, sums)| Past {
            on,
            sums,
            release: None,
        });
        let course = Arc::new(course.collect::<Vec<_>>());
        if let Ok(mut held) = self.held.added.write() {
            held.of(version).courses.insert(key, course.clone());
        }
        Ok(course)
    }

    async fn frozen(
        &self,
        release: &Release,
        province: &UnitCode,
    ) -> Result<Vec<FrozenRow>, Failure> {
        let rows = self.db.frozen_of_province(release.key, province);
        rows.await.map_err(|e| unavailable(&e))
    }

    /// What the answers of a province's communes come to in a release, for every indicator that follows from
    /// one.
    async fn derived_sums(
        &self,
        snapshot: &Snapshot,
        release: &Release,
        province: &UnitCode,
    ) -> Result<DerivedSums, Failure> {
        let key = (release.key, province.clone());
        let held = self.held.derived.read().ok();
        if let Some(found) = held.and_then(|held| held.get(&key).cloned()) {
            return Ok(found);
        }
        let set = snapshot.set(Some(&release.info.criteria_set));
        let on = release.info.as_of.date();
        let mut sums: HashMap<String, Sums> = HashMap::new();
        for row in &self.frozen(release, province).await? {
            let inputs = &row.inputs;
            for indicator in snapshot.indicators.iter() {
                let criterion = set.as_deref().and_then(|set| criterion(set, indicator));
                let value = criterion.and_then(|c| derived(indicator, c, inputs, on));
                if let Some(value) = value {
                    let sum = sums.entry(indicator.code.clone()).or_default();
                    *sum = sum.plus(Sums::of(&value, on));
                }
            }
        }
        let sums = Arc::new(sums);
        if let Ok(mut held) = self.held.derived.write() {
            held.insert(key, sums.clone());
        }
        Ok(sums)
    }

    /// What the values of a place's communes come to, and whether they are kept from the public.
    async fn rolled(
        &self,
        opened: &Opened,
        indicator: &Indicator,
        province: Option<&UnitCode>,
    ) -> Result<(Option<Rolled>, bool), Failure> {
        let of = count(&opened.snapshot, province);
        let code = match &indicator.derived {
            Some(Derived::Green) => return Ok((green(opened, province), false)),
            Some(Derived::Criterion(code)) => code,
            None => {
                let rows = self.sums(opened.snapshot.version, &indicator.code).await?;
                let own = |row: &&SumRow| province.is_none_or(|p| *p == row.province_code);
                return Ok((observed(indicator, rows.iter().filter(own), of), false));
            }
        };
        let criterion = criterion(&opened.edition.set, indicator);
        let (Some(release), Some(criterion)) = (&opened.release, criterion) else {
            return Ok((None, false));
        };
        if criterion.public == Public::Status {
            return Ok((None, true));
        }
        let provinces: Vec<_> = match province {
            Some(code) => vec![code],
            None => release.provinces.keys().collect(),
        };
        let mut sum = Sums::default();
        for province in provinces {
            let own = self.derived_sums(&opened.snapshot, release, province);
            let own = own.await?;
            sum = sum.plus(own.get(&indicator.code).copied().unwrap_or_default());
        }
        let origin = Origin::Answers(release.info.id, code.clone());
        let simulated = release.info.simulated;
        Ok((rolled_up(indicator, sum, of, simulated, origin), false))
    }

    /// A line: what communes' values come to, what was observed of the place itself (`own`), what was
    /// published about it.
    async fn line(
        &self,
        opened: &Opened,
        indicator: &Indicator,
        province: Option<&UnitCode>,
        own: &[ObservationRow],
    ) -> Result<Line, Failure> {
        let (rolled, kept_back) = self.rolled(opened, indicator, province).await?;
        let mut told: Vec<Told> = Vec::new();
        for row in own.iter().filter(|row| row.indicator == indicator.code) {
            // Newest first: of each source the first is its newest.
            if told.iter().all(|t| t.source != row.source) {
                told.push(told_of(indicator, row, Vec::new())?);
            }
        }
        let snapshot = &opened.snapshot;
        let inside = |about: Option<&str>| match (province, about.and_then(UnitCode::parse)) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(province), Some(about)) => {
                let own = snapshot.units.get(&about);
                about == *province || own.is_some_and(|u| u.province.as_ref() == Some(province))
            }
        };
        Ok(Line {
            rolled,
            kept_back,
            own: told,
            figures: figures(snapshot, indicator, inside),
            indicator: indicator.clone(),
        })
    }

    async fn own(&self, province: Option<&UnitCode>) -> Result<Vec<ObservationRow>, Failure> {
        let Some(code) = province else {
            return Ok(Vec::new());
        };
        let rows = self.db.observations_of(code).await;
        rows.map_err(|e| unavailable(&e))
    }

    /// A denominator of a place: what was told of the place itself, or else what all of its communes were
    /// told to have.
    async fn denominator(
        &self,
        opened: &Opened,
        code: &str,
        province: Option<&UnitCode>,
        own: &[ObservationRow],
    ) -> Result<Option<Denominator>, Failure> {
        let Some(indicator) = find(&opened.snapshot, code) else {
            return Ok(None);
        };
        let line = self.line(opened, indicator, province, own).await?;
        let of = |number, on, source, simulated| Denominator {
            indicator: indicator.clone(),
            number,
            on,
            source,
            simulated,
        };
        let told = line.own.first().and_then(|told| match told.value {
            Value::Number(n) => Some(of(n, told.to, told.source.clone(), told.simulated)),
            _ => None,
        });
        let all = line.rolled.filter(|r| r.counted == r.of);
        let summed = all.and_then(|r| match (r.value, r.origin) {
            (Value::Number(n), Origin::Observed(sources)) => {
                Some(of(n, r.days.0, sources.join("; "), r.simulated))
            }
            _ => None,
        });
        Ok(told.or(summed))
    }

    /// The rows of a province, its communes, and what was known over time.
    async fn commune_rows(
        &self,
        opened: &Opened,
        indicator: &Indicator,
        province: &UnitCode,
        at: Option<Date>,
    ) -> Result<(Vec<Row>, Vec<Past>), Failure> {
        let mut rows: BTreeMap<UnitCode, Row> = BTreeMap::new();
        for code in communes(&opened.snapshot, Some(province)) {
            if let Some(unit) = opened.snapshot.unit_ref(code, opened.on) {
                rows.insert(code.clone(), empty(unit, None));
            }
        }
        if indicator.derived.is_some() {
            let criterion = criterion(&opened.edition.set, indicator);
            let criterion = criterion.filter(|c| c.public != Public::Status);
            let (Some(release), Some(criterion)) = (&opened.release, criterion) else {
                return Ok((rows.into_values().collect(), Vec::new()));
            };
            for frozen in &self.frozen(release, province).await? {
                let own = rows.get_mut(&frozen.unit);
                let value = derived(indicator, criterion, &frozen.inputs, opened.on);
                if let (Some(own), Some(value)) = (own, value) {
                    own.value = Some(value);
                    own.days = Some((opened.on, opened.on));
                    own.source = answers(release, criterion);
                    own.simulated = release.info.simulated;
                }
            }
            let course = self.past_answers(opened, release, indicator, province);
            return Ok((rows.into_values().collect(), course.await?));
        }
        let known = self
            .db
            .known_of_communes(&indicator.code, province, at)
            .await;
        for row in known.map_err(|e| unavailable(&e))? {
            let seen = value(indicator, &row.unit_code, row.value);
            let seen = seen.map_err(|e| unavailable(&e))?;
            if let Some(own) = rows.get_mut(&row.unit_code) {
                own.value = Some(seen);
                own.qualifier = row.qualifier;
                own.days = Some((row.as_of, row.as_of));
                own.source = row.source;
                own.simulated = row.simulated;
            }
        }
        let course = self.told_over_time(opened.snapshot.version, indicator, province);
        Ok((rows.into_values().collect(), course.await?.to_vec()))
    }

    /// What the answers of a province came to in each release up to one, oldest first.
    async fn past_answers(
        &self,
        opened: &Opened,
        release: &Release,
        indicator: &Indicator,
        province: &UnitCode,
    ) -> Result<Vec<Past>, Failure> {
        let mut course = Vec::new();
        for past in opened.snapshot.until(release) {
            // Another set may ask something else under the same code.
            if past.info.criteria_set != release.info.criteria_set {
                continue;
            }
            let sums = self.derived_sums(&opened.snapshot, past, province).await?;
            course.push(Past {
                on: past.info.as_of.date(),
                sums: sums.get(&indicator.code).copied().unwrap_or_default(),
                release: Some(past.info.id),
            });
        }
        Ok(course)
    }

    /// The rows of the country: its provinces.
    async fn province_sums(
        &self,
        opened: &Opened,
        indicator: &Indicator,
    ) -> Result<Vec<Row>, Failure> {
        let mut rows = Vec::new();
        for unit in provinces(opened) {
            let (rolled, _) = self.rolled(opened, indicator, Some(&unit.code)).await?;
            let all = count(&opened.snapshot, Some(&unit.code));
            let mut row = empty(unit, Some((0, all)));
            if let Some(rolled) = rolled {
                row.counted = Some((rolled.counted, rolled.of));
                row.days = Some(rolled.days);
                row.simulated = rolled.simulated;
                row.source = match rolled.origin {
                    Origin::Observed(sources) => sources.join("; "),
                    Origin::Answers(release, criterion) => format!("{release} · {criterion}"),
                    Origin::Statuses(release) => release.to_string(),
                };
                row.value = Some(rolled.value);
            }
            rows.push(row);
        }
        Ok(rows)
    }

    /// The roles of a user, for whoever may not know their name.
    async fn roles_of(&self, user: &str) -> Result<Vec<Role>, StoreError> {
        let Some(account) = self.db.account_by_name(user).await? else {
            return Ok(Vec::new());
        };
        let mut roles: Vec<Role> = Vec::new();
        for (word, _) in self.db.grants(account.id).await? {
            let role = Role::ALL.into_iter().find(|role| role.slug() == word);
            roles.extend(role.filter(|role| !roles.contains(role)));
        }
        Ok(roles)
    }

    /// What follows from each release about a commune, newest first; and whether the public may not see it.
    async fn frozen_values(
        &self,
        opened: &Opened,
        indicator: &Indicator,
        unit: &UnitCode,
    ) -> Result<(Vec<Frozen>, bool), Failure> {
        let (Some(release), UnitLevel::Commune) = (&opened.release, unit.level()) else {
            return Ok((Vec::new(), false));
        };
        let (mut frozen, mut kept_back) = (Vec::new(), false);
        let mut until: Vec<_> = opened.snapshot.until(release).collect();
        until.reverse();
        for past in until {
            let set = opened.snapshot.set(Some(&past.info.criteria_set));
            let Some(criterion) = set.as_deref().and_then(|set| criterion(set, indicator)) else {
                continue;
            };
            if criterion.public == Public::Status {
                kept_back = true;
                continue;
            }
            let row = self.db.frozen_row(past.key, unit).await;
            let Some(row) = row.map_err(|e| unavailable(&e))? else {
                continue;
            };
            let on = past.info.as_of.date();
            frozen.push(Frozen {
                value: derived(indicator, criterion, &row.inputs, on),
                receipt: ReceiptId {
                    release: past.info.id,
                    unit: unit.clone(),
                },
                release: past.info.clone(),
            });
        }
        Ok((frozen, kept_back))
    }
}

/// An indicator of a province, with its communes' values and what was known before its newest day.
#[derive(Clone, Debug)]
pub struct KnownOf {
    /// What is known of it.
    pub line: Line,
    /// What was known before its newest day.
    pub before: Option<Past>,
    /// Value of each commune.
    pub values: HashMap<UnitCode, Value>,
}

impl PublicBackend {
    /// Everything of infrastructure that communes of a province can have.
    ///
    /// # Errors
    /// [`Failure::Unavailable`], or what can't be opened.
    pub async fn covered(
        &self,
        province: &UnitCode,
        release: ReleaseRef,
    ) -> Result<Vec<KnownOf>, Failure> {
        let opened = self.open(release).await?;
        let own = self.own(Some(province)).await?;
        let mut answers = Vec::new();
        if let Some(release) = &opened.release {
            for row in self.frozen(release, province).await? {
                answers.push((row.unit, row.inputs));
            }
        }
        let all = opened.snapshot.indicators.clone();
        let of = all.iter().filter(|i| i.sector == Sector::Infrastructure);
        let mut found = Vec::new();
        for indicator in of {
            let line = self.line(&opened, indicator, Some(province), &own).await?;
            let (mut values, mut before) = (HashMap::new(), None);
            if let Some(rolled) = line.rolled.as_ref().filter(|_| indicator.of_commune) {
                if let (Some(criterion), Some(release)) =
                    (criterion(&opened.edition.set, indicator), &opened.release)
                {
                    let own = answers.iter().filter_map(|(unit, inputs)| {
                        let value = derived(indicator, criterion, inputs, opened.on)?;
                        Some((unit.clone(), value))
                    });
                    values.extend(own);
                    let course = self.past_answers(&opened, release, indicator, province);
                    before = course.await?.into_iter().rev().nth(1);
                } else {
                    values = self.newest(indicator, province).await?;
                    let version = opened.snapshot.version;
                    let course = self.told_over_time(version, indicator, province);
                    let newest = rolled.days.1;
                    before = course.await?.iter().rfind(|p| p.on < newest).cloned();
                }
            }
            found.push(KnownOf {
                line,
                before,
                values,
            });
        }
        Ok(found)
    }

    /// The newest observation of each commune.
    async fn newest(
        &self,
        indicator: &Indicator,
        province: &UnitCode,
    ) -> Result<HashMap<UnitCode, Value>, Failure> {
        let known = self
            .db
            .known_of_communes(&indicator.code, province, None)
            .await;
        let mut values = HashMap::new();
        for row in known.map_err(|e| unavailable(&e))? {
            let seen = value(indicator, &row.unit_code, row.value);
            values.insert(row.unit_code, seen.map_err(|e| unavailable(&e))?);
        }
        Ok(values)
    }

    /// People of each commune of a province and as of which day, where the register has them.
    ///
    /// # Errors
    /// [`Failure::Unavailable`].
    pub async fn people(
        &self,
        province: &UnitCode,
    ) -> Result<HashMap<UnitCode, (i64, Date)>, Failure> {
        let rows = self.db.known_of_communes(PEOPLE, province, None).await;
        let rows = rows.map_err(|e| unavailable(&e))?;
        let people = rows
            .into_iter()
            .filter_map(|row| Some((row.unit_code, (row.value.number?, row.as_of))));
        Ok(people.collect())
    }
}

/// “19r1 · HT3”: the release and the criterion that a value follows from.
fn answers(release: &Release, criterion: &Criterion) -> String {
    format!("{} · {}", release.info.id, criterion.code)
}

fn empty(unit: UnitRef, counted: Option<(u32, u32)>) -> Row {
    Row {
        unit,
        value: None,
        qualifier: Qualifier::Exact,
        days: None,
        source: String::new(),
        simulated: false,
        counted,
    }
}

fn find<'a>(snapshot: &'a Snapshot, code: &str) -> Option<&'a Indicator> {
    snapshot.indicators.iter().find(|i| i.code == code)
}

fn article(snapshot: &Snapshot) -> Option<Arc<Source>> {
    let mut sources = snapshot.figures.iter().flat_map(|(_, f)| &f.sources);
    sources.find(|s| s.key == ARTICLE).cloned()
}

/// Published figures that speak of an indicator's system, in the order of the catalogue.
fn figures(
    snapshot: &Snapshot,
    indicator: &Indicator,
    about: impl Fn(Option<&str>) -> bool,
) -> Vec<Arc<Figure>> {
    let mut found = Vec::new();
    for code in &indicator.published {
        let all = snapshot.figures.iter();
        let own = all.filter(|(unit, f)| f.indicator == *code && about(unit.as_deref()));
        found.extend(own.map(|(_, figure)| figure.clone()));
    }
    found
}

fn rolled_up(
    indicator: &Indicator,
    sums: Sums,
    of: u32,
    simulated: bool,
    origin: Origin,
) -> Option<Rolled> {
    Some(Rolled {
        value: sums.value(indicator.kind)?,
        counted: sums.counted(indicator.kind),
        of,
        days: sums.days?,
        simulated,
        origin,
    })
}

/// Rows of sums as one, where communes' values add up.
fn observed<'a>(
    indicator: &Indicator,
    rows: impl Iterator<Item = &'a SumRow>,
    of: u32,
) -> Option<Rolled> {
    if !indicator.sums && indicator.kind != Kind::YesNo {
        return None;
    }
    let (mut sum, mut simulated, mut sources) = (Sums::default(), false, Vec::new());
    for row in rows {
        sum = sum.plus(row.sums);
        simulated |= row.simulated;
        if !sources.contains(&row.source) {
            sources.push(row.source.clone());
        }
    }
    rolled_up(indicator, sum, of, simulated, Origin::Observed(sources))
}

/// Green of all, as released.
fn green(opened: &Opened, province: Option<&UnitCode>) -> Option<Rolled> {
    let release = opened.release.as_ref()?;
    let rate = match province {
        None => release.info.counts.rate(),
        Some(code) => release.provinces.get(code)?.rate(),
    };
    let on = release.info.as_of.date();
    (rate.whole > 0).then(|| Rolled {
        value: Value::Fraction {
            part: rate.part.into(),
            whole: rate.whole.into(),
        },
        counted: rate.whole,
        of: rate.whole,
        days: (on, on),
        simulated: release.info.simulated,
        origin: Origin::Statuses(release.info.id),
    })
}

fn told_of(indicator: &Indicator, row: &ObservationRow, roles: Vec<Role>) -> Result<Told, Failure> {
    let seen = observation(indicator, row).map_err(|e| unavailable(&e))?;
    Ok(Told {
        value: seen.value,
        qualifier: seen.qualifier,
        printed: seen.printed,
        from: seen.from,
        to: seen.to,
        source: seen.source,
        note: seen.note,
        revision: row.revision,
        current: row.current,
        undone: row.undone_at.is_some(),
        simulated: row.simulated,
        how: row.kind,
        roles,
        at: row.entered_at,
    })
}

/// Every province, by name.
fn provinces(opened: &Opened) -> Vec<UnitRef> {
    let units = opened.snapshot.units.keys();
    let codes = units.filter(|code| code.level() == UnitLevel::Province);
    let named = codes.filter_map(|code| opened.snapshot.unit_ref(code, opened.on));
    let mut provinces: Vec<_> = named.collect();
    provinces.sort_by(|a, b| a.sort_key.cmp(&b.sort_key));
    provinces
}

fn sort(rows: &mut [Row], kind: Kind, order: RowSort) {
    let size = |row: &Row| row.value.as_ref().and_then(|v| fact::size(kind, v));
    rows.sort_by(|a, b| {
        let first = match order {
            RowSort::Name => Ordering::Equal,
            RowSort::Value => Reverse(size(a)).cmp(&Reverse(size(b))),
            RowSort::Day => a.days.map(|d| d.0).cmp(&b.days.map(|d| d.0)),
        };
        first.then_with(|| a.unit.sort_key.cmp(&b.unit.sort_key))
    });
}

/// A line as it was known on a day: the sum of the rows of that day.
fn then(line: &mut Line, rows: &[Row], course: &[Past], at: Date) {
    let sums = course.iter().rfind(|past| past.on <= at).map(|p| p.sums);
    let sums = sums.filter(|_| line.rolled.is_some());
    let of = u32::try_from(rows.len()).unwrap_or(0);
    let known: Vec<_> = rows.iter().filter(|row| row.value.is_some()).collect();
    let simulated = known.iter().any(|row| row.simulated);
    let mut sources: Vec<String> = known.iter().map(|row| row.source.clone()).collect();
    sources.sort_unstable();
    sources.dedup();
    let origin = Origin::Observed(sources);
    line.rolled = sums.and_then(|sums| rolled_up(&line.indicator, sums, of, simulated, origin));
}

impl Indicators for PublicBackend {
    fn sector(
        &self,
        sector: Sector,
        province: Option<UnitCode>,
        release: ReleaseRef,
    ) -> Reply<'_, SectorView> {
        Box::pin(async move {
            let opened = self.open(release).await?;
            let province = province.as_ref();
            let place = province.map(|code| opened.unit(code)).transpose()?;
            let own = self.own(province).await?;
            let all = opened.snapshot.indicators.clone();
            let mut lines = Vec::new();
            for indicator in all.iter().filter(|i| i.sector == sector) {
                lines.push(self.line(&opened, indicator, province, &own).await?);
            }
            let (mut area, mut people) = (None, None);
            if sector == Sector::Infrastructure {
                area = self.denominator(&opened, AREA, province, &own).await?;
                people = self.denominator(&opened, PEOPLE, province, &own).await?;
            }
            Ok(SectorView {
                sector,
                place,
                provinces: provinces(&opened),
                lines,
                area,
                people,
                article: article(&opened.snapshot),
                edition: opened.edition,
            })
        })
    }

    fn sectors(&self, release: ReleaseRef) -> Reply<'_, Sectors> {
        Box::pin(async move {
            let opened = self.open(release).await?;
            let all = opened.snapshot.indicators.iter();
            let codes: Vec<&str> = all.map(|i| i.code.as_str()).collect();
            let observed = self.db.observed_indicators(&codes).await;
            let observed = observed.map_err(|e| unavailable(&e))?;
            let mut systems: Vec<System> = Vec::new();
            for indicator in opened.snapshot.indicators.iter() {
                let open = criterion(&opened.edition.set, indicator)
                    .is_none_or(|c| c.public != Public::Status);
                let derived = indicator.derived.is_some() && opened.release.is_some() && open;
                let seen = derived || observed.contains(&indicator.code);
                let figures = figures(&opened.snapshot, indicator, |_| true).len();
                let figures = u32::try_from(figures).unwrap_or(0);
                match systems.last_mut().filter(|s| s.code == indicator.system) {
                    Some(system) => {
                        system.observed |= seen;
                        system.figures += figures;
                        system.indicators.push(indicator.clone());
                    }
                    None => systems.push(System {
                        code: indicator.system.clone(),
                        sector: indicator.sector,
                        indicators: vec![indicator.clone()],
                        observed: seen,
                        figures,
                    }),
                }
            }
            Ok(Sectors {
                systems,
                article: article(&opened.snapshot),
                edition: opened.edition,
            })
        })
    }

    fn indicator(
        &self,
        code: String,
        asked: Asked,
        release: ReleaseRef,
    ) -> Reply<'_, IndicatorView> {
        Box::pin(async move {
            let opened = self.open(release).await?;
            let indicator = find(&opened.snapshot, &code).ok_or(Failure::NoSuchPage)?;
            let indicator = indicator.clone();
            let province = asked.province.clone();
            let place = province.as_ref().map(|c| opened.unit(c)).transpose()?;
            let own = self.own(province.as_ref()).await?;
            let line = self.line(&opened, &indicator, province.as_ref(), &own);
            let mut line = line.await?;
            let (mut rows, mut course, mut cells) = (Vec::new(), Vec::new(), Arc::default());
            match &province {
                Some(code) if indicator.of_commune => {
                    let found = self.commune_rows(&opened, &indicator, code, asked.day);
                    (rows, course) = found.await?;
                    cells = opened.snapshot.cells.get(code).cloned().unwrap_or_default();
                }
                Some(_) => {}
                None => rows = self.province_sums(&opened, &indicator).await?,
            }
            if let (Some(at), Some(_), None) = (asked.day, &province, &indicator.derived) {
                then(&mut line, &rows, &course, at);
            }
            sort(&mut rows, indicator.kind, asked.sort);
            Ok(IndicatorView {
                place,
                provinces: provinces(&opened),
                line,
                rows,
                asked,
                cells,
                course,
                article: article(&opened.snapshot),
                edition: opened.edition,
            })
        })
    }

    fn told(&self, code: String, unit: UnitCode, release: ReleaseRef) -> Reply<'_, ToldView> {
        Box::pin(async move {
            let opened = self.open(release).await?;
            let indicator = find(&opened.snapshot, &code).ok_or(Failure::NoSuchPage)?;
            let indicator = indicator.clone();
            let named = opened.unit(&unit)?;
            let own = opened.snapshot.units.get(&unit);
            let province = own.and_then(|u| u.province.clone());
            let province = province.map(|code| opened.unit(&code)).transpose()?;
            let history = self.db.observation_history(&unit, &code).await;
            let mut roles: HashMap<String, Vec<Role>> = HashMap::new();
            let mut told = Vec::new();
            for row in history.map_err(|e| unavailable(&e))? {
                if !roles.contains_key(&row.entered_by) {
                    let found = self.roles_of(&row.entered_by).await;
                    let found = found.map_err(|e| unavailable(&e))?;
                    roles.insert(row.entered_by.clone(), found);
                }
                let own = roles.get(&row.entered_by).cloned().unwrap_or_default();
                told.push(told_of(&indicator, &row, own)?);
            }
            let (frozen, kept_back) = self.frozen_values(&opened, &indicator, &unit).await?;
            let about = |about: Option<&str>| about == Some(unit.as_str());
            Ok(ToldView {
                figures: figures(&opened.snapshot, &indicator, about),
                unit: named,
                province,
                told,
                frozen,
                kept_back,
                indicator,
                edition: opened.edition,
            })
        })
    }
}
