//! Publishing: every commune's status computed once from what is confirmed, frozen with its inputs,
//! summed, and stored in one transaction.

use crate::store::Db;
use crate::store::{
    StoreError, Tx,
    releases::{CriterionSums, FrozenRow, OpenSums, ProvinceSums, ReleaseRow},
};
use domain::{
    answer::Answer,
    criteria::CriteriaSet,
    period::Period,
    reach,
    release::{self, Frame, Frozen},
    status::{Level, RULE_VERSION},
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
    pub frame: &'a Frame,
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
    pub provinces: Vec<ProvinceSums>,
    /// Sums by province and criterion.
    pub criteria: Vec<(String, CriterionSums)>,
    /// What waiting items could still change, by province.
    pub open: Vec<OpenSums>,
    /// Levels, for the release after.
    pub levels: HashMap<UnitCode, Level>,
}

/// Every commune-level unit of the database, by code.
///
/// # Errors
/// If the store refuses or a code is none.
pub async fn communes(db: &Db) -> Result<Vec<Commune>, StoreError> {
    let wrong = |row: &str| StoreError::Inconsistent {
        table: "unit",
        row: row.to_owned(),
        problem: "no unit code",
    };
    db.units()
        .await?
        .into_iter()
        .filter_map(|u| u.province_code.map(|p| (u.code, p)))
        .map(|(code, province)| {
            Ok(Commune {
                code: UnitCode::parse(&code).ok_or_else(|| wrong(&code))?,
                province: UnitCode::parse(&province).ok_or_else(|| wrong(&code))?,
            })
        })
        .collect()
}

/// Freezes a release.
///
/// # Errors
/// If inputs can't be written as JSON.
pub fn freeze(material: &Material<'_>) -> Result<Publication, StoreError> {
    let frame = material.frame;
    let mut units = Vec::with_capacity(material.communes.len());
    let mut levels = HashMap::with_capacity(material.communes.len());
    let mut provinces: BTreeMap<&UnitCode, ProvinceSums> = BTreeMap::new();
    let mut criteria: BTreeMap<(&UnitCode, usize), CriterionSums> = BTreeMap::new();
    let mut open: BTreeMap<&UnitCode, OpenSums> = BTreeMap::new();
    for commune in material.communes {
        let answers = material
            .answers
            .get(&commune.code)
            .map_or(&[][..], Vec::as_slice);
        let inputs = release::inputs_at(material.set, material.periods, answers, frame.as_of);
        let frozen = release::freeze(frame, material.set, commune.code.clone(), inputs);
        let sums = provinces.entry(&commune.province).or_default();
        add(sums, &frozen, material.before.get(&commune.code).copied());
        add_open(
            open.entry(&commune.province).or_default(),
            material.set,
            &frozen,
        );
        for (index, outcome) in frozen.outcome.criteria.iter().enumerate() {
            let sums = criteria.entry((&commune.province, index)).or_default();
            match outcome.reason.level() {
                Level::Green => sums.green += 1,
                Level::Yellow => sums.yellow += 1,
                Level::Red => sums.red += 1,
                Level::None => sums.no_data += 1,
            }
        }
        levels.insert(commune.code.clone(), frozen.outcome.level);
        units.push(row(&commune.province, frozen)?);
    }
    let hashes: Vec<_> = material
        .communes
        .iter()
        .map(|c| &c.code)
        .zip(units.iter().map(|u| u.hash.as_str()))
        .collect();
    let content_hash = release::content_hash(frame, hashes.into_iter());
    Ok(Publication {
        release: ReleaseRow {
            id: 0,
            number: frame.id.number.into(),
            revision: frame.id.revision.into(),
            period_code: material.period.to_owned(),
            period_due: frame.period_due.0,
            as_of: frame.as_of.0,
            criteria_set: frame.criteria_set.clone(),
            rule_version: RULE_VERSION.into(),
            simulated: frame.simulated,
            content_hash,
        },
        units,
        provinces: provinces
            .into_iter()
            .map(|(code, sums)| ProvinceSums {
                province_code: code.to_string(),
                ..sums
            })
            .collect(),
        criteria: criteria
            .into_iter()
            .map(|((province, index), sums)| {
                let criterion = material.set.criteria[index].code.clone();
                (province.to_string(), CriterionSums { criterion, ..sums })
            })
            .collect(),
        open: open
            .into_iter()
            .map(|(code, sums)| OpenSums {
                province_code: code.to_string(),
                ..sums
            })
            .collect(),
        levels,
    })
}

fn add_open(sums: &mut OpenSums, set: &CriteriaSet, frozen: &Frozen) {
    let required = |code: &str| set.criteria.iter().any(|c| c.required && c.code == code);
    let waiting = frozen
        .inputs
        .iter()
        .filter(|i| i.pending.is_some() && required(&i.criterion));
    sums.waiting += i64::try_from(waiting.count()).unwrap_or(0);
    let open = reach::open(set, &frozen.inputs, &frozen.outcome);
    sums.may_rise += i64::from(open.rise);
    sums.may_fall += i64::from(open.fall);
}

fn add(sums: &mut ProvinceSums, frozen: &Frozen, before: Option<Level>) {
    let outcome = &frozen.outcome;
    match outcome.level {
        Level::Green => sums.green += 1,
        Level::Yellow => sums.yellow += 1,
        Level::Red => sums.red += 1,
        Level::None => sums.no_data += 1,
    }
    sums.units_submitted += i64::from(outcome.submitted > 0);
    sums.required += i64::from(outcome.required);
    sums.submitted += i64::from(outcome.submitted);
    sums.confirmed += i64::from(outcome.confirmed);
    if let Some(before) = before {
        sums.gained += i64::from(outcome.level == Level::Green && before != Level::Green);
        sums.lost += i64::from(outcome.level != Level::Green && before == Level::Green);
    }
}

fn row(province: &UnitCode, frozen: Frozen) -> Result<FrozenRow, StoreError> {
    let inputs = serde_json::to_string(&frozen.inputs).map_err(|_| StoreError::Inconsistent {
        table: "release_unit",
        row: frozen.unit.to_string(),
        problem: "inputs cannot be written as JSON",
    })?;
    let outcome = &frozen.outcome;
    Ok(FrozenRow {
        unit_code: frozen.unit.to_string(),
        province_code: province.to_string(),
        level: outcome.level.letter().to_string(),
        required: outcome.required.into(),
        met: outcome.met.into(),
        submitted: outcome.submitted.into(),
        confirmed: outcome.confirmed.into(),
        completed_at: outcome.completed_at.map(|t| t.0),
        letters: outcome.letters(),
        inputs,
        hash: frozen.hash,
    })
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

/// Stores a frozen release, with where every chain of the trail ends.
///
/// # Errors
/// If the store refuses.
pub async fn store(
    tx: &mut Tx,
    publication: &Publication,
    by: Publisher<'_>,
) -> Result<(), StoreError> {
    let id = tx.add_release(&publication.release).await?;
    tx.add_release_rows(
        id,
        &publication.units,
        &publication.provinces,
        &publication.criteria,
    )
    .await?;
    tx.add_release_open(id, &publication.open).await?;
    tx.freeze_chains(id, by.name, by.at.0, by.reason).await?;
    tx.raise_data_version().await
}
