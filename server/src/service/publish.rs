//! Publishing: every commune's status computed once from what is confirmed, frozen with its inputs,
//! summed, and stored in one transaction.

use crate::store::{Db, StoreError, Tx, releases::ReleaseRow, units::UnitRow};
use domain::{
    answer::Answer,
    counts::{Counts, CriterionCount, StillOpen},
    criteria::CriteriaSet,
    period::Period,
    rate::saturating_u32,
    release::{self, FrozenRow, ReleaseHeader},
    status::Level,
    time::Timestamp,
    unit::UnitCode,
};
use std::collections::{BTreeMap, HashMap};

/// A commune-level unit and its province.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commune {
    /// Code.
    pub code: UnitCode,
    /// Code of its province.
    pub province: UnitCode,
}

/// What a release is made of.
#[derive(Clone, Copy, Debug)]
pub struct Material<'a> {
    /// Its frame.
    pub frame: &'a ReleaseHeader,
    /// Key of its period.
    pub period: &'a str,
    /// The criteria set that the frame names.
    pub set: &'a CriteriaSet,
    /// Every period.
    pub periods: &'a [Period],
    /// Every commune-level unit, by code.
    pub communes: &'a [Commune],
    /// Each unit's whole record.
    pub answers: &'a HashMap<UnitCode, Vec<Answer>>,
    /// Levels in the release before; empty for the first.
    pub before: &'a HashMap<UnitCode, Level>,
}

/// A frozen release, ready to be stored.
#[derive(Clone, Debug)]
pub struct Publication {
    /// The release's own row.
    pub release: ReleaseRow,
    /// One row for each unit.
    pub units: Vec<FrozenRow>,
    /// Sums by province.
    pub provinces: Vec<(UnitCode, Counts)>,
    /// Sums by province and criterion.
    pub criteria: Vec<(UnitCode, CriterionCount)>,
    /// What waiting items could still change, by province.
    pub open: Vec<(UnitCode, StillOpen)>,
    /// Levels, for the release after.
    pub levels: HashMap<UnitCode, Level>,
}

/// Every commune-level unit of the database, by code.
///
/// # Errors
/// If the store refuses.
pub async fn communes(db: &Db) -> Result<Vec<Commune>, StoreError> {
    let units = db.units().await?.into_iter();
    let commune = |unit: UnitRow| {
        let province = unit.province_code?;
        let code = unit.code;
        Some(Commune { code, province })
    };
    Ok(units.filter_map(commune).collect())
}

/// Freezes a release; `done` is told how many communes are, after each.
#[must_use]
pub fn freeze(material: &Material<'_>, done: impl Fn(u32)) -> Publication {
    let (frame, set) = (material.frame, material.set);
    let mut units = Vec::with_capacity(material.communes.len());
    let mut levels = HashMap::with_capacity(material.communes.len());
    let mut provinces: BTreeMap<&UnitCode, Counts> = BTreeMap::new();
    let mut criteria: BTreeMap<(&UnitCode, usize), CriterionCount> = BTreeMap::new();
    let mut open: BTreeMap<&UnitCode, StillOpen> = BTreeMap::new();
    for Commune { code, province } in material.communes {
        let answers = material.answers.get(code).map_or(&[][..], Vec::as_slice);
        let inputs = release::inputs_at(set, material.periods, answers, frame.as_of);
        let frozen = release::freeze(frame, set, code.clone(), inputs);
        let before = material.before.get(code).copied();
        let counts = provinces.entry(province).or_default();
        counts.add(&frozen.outcome, before);
        let still_open = open.entry(province).or_default();
        still_open.add(set, &frozen.inputs, &frozen.outcome);
        for (index, level) in frozen.outcome.levels().enumerate() {
            criteria.entry((province, index)).or_default().add(level);
        }
        levels.insert(code.clone(), frozen.outcome.level);
        units.push(FrozenRow::of(frozen, province.clone()));
        done(saturating_u32(units.len()));
    }
    let hashes = units.iter().map(|row| (&row.unit, row.hash.as_str()));
    let content_hash = release::content_hash(frame, hashes);
    Publication {
        release: ReleaseRow {
            id: 0,
            release: frame.id,
            period_code: material.period.to_owned(),
            period_due: frame.period_due,
            as_of: frame.as_of,
            criteria_set: frame.criteria_set.clone(),
            wording: 0,
            rule_version: frame.rules,
            rank_floor: frame.rank_floor,
            simulated: frame.simulated,
            content_hash,
        },
        units,
        provinces: owned(provinces),
        criteria: criteria
            .into_iter()
            .map(|((province, index), count)| {
                let criterion = set.criteria[index].code.clone();
                (province.clone(), CriterionCount { criterion, ..count })
            })
            .collect(),
        open: owned(open),
        levels,
    }
}

fn owned<T>(by_province: BTreeMap<&UnitCode, T>) -> Vec<(UnitCode, T)> {
    let rows = by_province.into_iter();
    rows.map(|(code, of_province)| (code.clone(), of_province))
        .collect()
}

/// Who publishes, when, and why if it is a correction.
#[derive(Clone, Copy, Debug)]
pub struct Publisher<'a> {
    /// User name; `xanh` for the program itself.
    pub name: &'a str,
    /// When.
    pub at: Timestamp,
    /// Why; empty for a first revision.
    pub reason: &'a str,
}

/// Stores a frozen release, with where every chain of the audit log ends.
///
/// # Errors
/// If the store refuses.
pub async fn store(
    tx: &mut Tx,
    publication: &Publication,
    by: Publisher<'_>,
) -> Result<(), StoreError> {
    let id = tx.add_release(&publication.release).await?;
    tx.add_frozen_rows(id, &publication.units).await?;
    tx.add_release_sums(id, &publication.provinces, &publication.criteria)
        .await?;
    tx.add_release_open(id, &publication.open).await?;
    tx.freeze_chains(id, by.name, by.at.0, by.reason).await?;
    tx.raise_data_version().await
}
