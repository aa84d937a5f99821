//! The rows of an indicator's table: the provinces of the country, or the communes of one.

use super::{
    derived::{answers, criterion, derived},
    rolled::{communes, count},
};
use crate::service::{
    indicators::value,
    public::{
        PublicBackend,
        release_context::{ReleaseContext, unavailable},
    },
};
use app::{
    failure::Failure,
    public::{
        indicators::model::{Origin, Past, Row, RowSort},
        model::UnitRef,
    },
    texts::fact,
};
use domain::{
    criteria::Public,
    figure::Qualifier,
    indicator::{Indicator, Kind},
    time::Date,
    unit::{UnitCode, UnitLevel},
};
use std::{
    cmp::{Ordering, Reverse},
    collections::BTreeMap,
};

impl PublicBackend {
    /// The rows of a province, its communes, and what was known over time.
    pub(super) async fn commune_rows(
        &self,
        opened: &ReleaseContext,
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
        let course = self.values_over_time(opened.snapshot.version, indicator, province);
        Ok((rows.into_values().collect(), course.await?.to_vec()))
    }

    /// The rows of the country: its provinces.
    pub(super) async fn province_sums(
        &self,
        opened: &ReleaseContext,
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

/// Every province, by name.
pub(super) fn provinces(opened: &ReleaseContext) -> Vec<UnitRef> {
    let units = opened.snapshot.units.keys();
    let codes = units.filter(|code| code.level() == UnitLevel::Province);
    let named = codes.filter_map(|code| opened.snapshot.unit_ref(code, opened.on));
    let mut provinces: Vec<_> = named.collect();
    provinces.sort_by(|a, b| a.sort_key.cmp(&b.sort_key));
    provinces
}

pub(super) fn sort(rows: &mut [Row], kind: Kind, order: RowSort) {
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
