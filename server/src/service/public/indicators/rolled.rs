//! What the values of a place's communes come to.

use super::derived::criterion;
use crate::{
    service::{
        public::{PublicBackend, release_context::ReleaseContext},
        snapshot::{Snapshot, Unit},
    },
    store::observations::SumRow,
};
use app::{
    failure::Failure,
    public::indicators::model::{Line, Origin, Past, Rolled, Row},
};
use domain::{
    coverage::Sums,
    criteria::Public,
    indicator::{Derived, Indicator, Kind, Value},
    time::Date,
    unit::UnitCode,
};

/// The communes of a province, or of the country.
pub(super) fn communes<'a>(
    snapshot: &'a Snapshot,
    province: Option<&'a UnitCode>,
) -> impl Iterator<Item = &'a UnitCode> {
    let own = move |unit: &&'a Unit| match (&unit.province, province) {
        (Some(own), Some(wanted)) => own == wanted,
        (own, None) => own.is_some(),
        (None, Some(_)) => false,
    };
    snapshot.units.values().filter(own).map(|u| &u.code)
}

pub(super) fn count(snapshot: &Snapshot, province: Option<&UnitCode>) -> u32 {
    u32::try_from(communes(snapshot, province).count()).unwrap_or(0)
}

impl PublicBackend {
    /// What the values of a place's communes come to, and whether they are kept from the public.
    pub(super) async fn rolled(
        &self,
        opened: &ReleaseContext,
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
fn green(opened: &ReleaseContext, province: Option<&UnitCode>) -> Option<Rolled> {
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

/// A line as it was known on a day: the sum of the rows of that day.
pub(super) fn then(line: &mut Line, rows: &[Row], course: &[Past], at: Date) {
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
