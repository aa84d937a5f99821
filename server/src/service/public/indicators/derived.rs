//! Values that follow from frozen answers. What a release froze is held for good.

use crate::service::{
    public::{
        PublicBackend,
        release_context::{ReleaseContext, unavailable},
        sums_cache::DerivedSums,
    },
    snapshot::{Release, Snapshot},
};
use app::{
    failure::Failure,
    public::indicators::model::{Frozen, Past},
};
use domain::{
    coverage::{self, Sums},
    criteria::{CriteriaSet, Criterion, Public},
    indicator::{Derived, Indicator, Value},
    release::{FrozenRow, ReceiptId},
    status::Input,
    time::Date,
    unit::{UnitCode, UnitLevel},
};
use std::{collections::HashMap, sync::Arc};

/// The criterion of a set from whose answers an indicator follows.
pub(super) fn criterion<'a>(set: &'a CriteriaSet, indicator: &Indicator) -> Option<&'a Criterion> {
    let Some(Derived::Criterion(code)) = &indicator.derived else {
        return None;
    };
    set.criteria.iter().find(|c| c.code == *code)
}

/// The value that follows from frozen inputs.
pub(super) fn derived(
    indicator: &Indicator,
    criterion: &Criterion,
    inputs: &[Input],
    on: Date,
) -> Option<Value> {
    let input = inputs.iter().find(|i| i.criterion == criterion.code)?;
    coverage::derived(indicator, criterion, input, on)
}

impl PublicBackend {
    pub(super) async fn frozen(
        &self,
        release: &Release,
        province: &UnitCode,
    ) -> Result<Vec<FrozenRow>, Failure> {
        let rows = self.db.frozen_of_province(release.key, province);
        rows.await.map_err(|e| unavailable(&e))
    }

    /// What the answers of a province's communes come to in a release, for every indicator that follows from
    /// one.
    pub(super) async fn derived_sums(
        &self,
        snapshot: &Snapshot,
        release: &Release,
        province: &UnitCode,
    ) -> Result<DerivedSums, Failure> {
        let key = (release.key, province.clone());
        let sums_cache = self.sums_cache.derived.read().ok();
        if let Some(found) = sums_cache.and_then(|sums_cache| sums_cache.get(&key).cloned()) {
            return Ok(found);
        }
        let set = &release.wording.set;
        let on = release.info.as_of.date();
        let mut sums: HashMap<String, Sums> = HashMap::new();
        for row in &self.frozen(release, province).await? {
            let inputs = &row.inputs;
            for indicator in snapshot.indicators.iter() {
                let criterion = criterion(set, indicator);
                let value = criterion.and_then(|c| derived(indicator, c, inputs, on));
                if let Some(value) = value {
                    let sum = sums.entry(indicator.code.clone()).or_default();
                    *sum = sum.plus(Sums::of(&value, on));
                }
            }
        }
        let sums = Arc::new(sums);
        if let Ok(mut sums_cache) = self.sums_cache.derived.write() {
            sums_cache.insert(key, sums.clone());
        }
        Ok(sums)
    }

    /// What the answers of a province came to in each release up to one, oldest first.
    pub(super) async fn past_answers(
        &self,
        opened: &ReleaseContext,
        release: &Release,
        indicator: &Indicator,
        province: &UnitCode,
    ) -> Result<Vec<Past>, Failure> {
        let mut course = Vec::new();
        for past in opened.snapshot.until(release) {
            // A set of another meaning may ask something else under the same code.
            if !past.info.is_comparable(&release.info) {
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

    /// What follows from each release about a commune, newest first; and whether the public may not see it.
    pub(super) async fn frozen_values(
        &self,
        opened: &ReleaseContext,
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
            let Some(criterion) = criterion(&past.wording.set, indicator) else {
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

/// “19r1 · HT3”: the release and the criterion that a value follows from.
pub(super) fn answers(release: &Release, criterion: &Criterion) -> String {
    format!("{} · {}", release.info.id, criterion.code)
}
