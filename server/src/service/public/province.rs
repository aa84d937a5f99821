//! A province: its communes, what they lack, and what others published about it.

use super::{PublicBackend, indicators::line::figures, release_context::unavailable};
use app::{
    failure::Failure,
    public::model::{
        Province,
        figures::{Figure, strips},
    },
    texts::cite::GREEN_RATE,
};
use domain::{indicator::Sector, release::ReleaseRef, unit::UnitCode};
use std::sync::Arc;

/// How many indicators of infrastructure a province's page names before its section of them.
const FIRST: usize = 2;

pub(super) async fn province(
    backend: &PublicBackend,
    code: UnitCode,
    release: ReleaseRef,
) -> Result<Province, Failure> {
    let opened = backend.open(release).await?;
    let unit = opened.unit(&code)?;
    let communes = backend.rows(&opened, &code).await?;
    let mut failing = Vec::new();
    if let Some(release) = &opened.release {
        let sums = backend.db.criterion_sums(release.key, &code).await;
        failing = sums.map_err(|e| unavailable(&e))?;
    }
    failing.sort_by(|a, b| {
        b.failing()
            .cmp(&a.failing())
            .then_with(|| a.criterion.cmp(&b.criterion))
    });
    let about = |unit: Option<&str>| unit == Some(code.as_str());
    let catalogue = opened.snapshot.indicators.iter();
    let followed: Vec<_> = catalogue
        .filter(|i| i.sector == Sector::Infrastructure)
        .map(|indicator| (indicator, figures(&opened.snapshot, indicator, about)))
        .collect();
    let newest = followed.iter().filter_map(|(indicator, figures)| {
        let counted = |strip: &Vec<Arc<Figure>>| {
            let first = strip.first();
            first.is_some_and(|f| indicator.same_basis.contains(&f.indicator))
        };
        let strip = strips(figures).into_iter().find(counted)?;
        strip.into_iter().next()
    });
    let infrastructure_first = newest.take(FIRST).collect();
    let infrastructure = followed
        .iter()
        .flat_map(|(_, figures)| figures.clone())
        .collect();
    let mut own = (opened.snapshot.units.values()).filter(|u| u.province.as_ref() == Some(&code));
    let today = opened.snapshot.today;
    let units = own.clone().filter(|u| u.exists(today)).count();
    let mut ended_communes = Vec::new();
    // The release before is only asked if some have ended: it may have been made before that was known.
    if let Some(before) = opened.comparable()
        && own.any(|u| !u.exists(opened.on))
    {
        let standings = backend.db.standings(before.key, &code).await;
        let standings = standings.map_err(|e| unavailable(&e))?;
        let levels = standings.iter().map(|s| (&s.unit_code, s.level));
        ended_communes = opened.snapshot.ended_communes(levels, opened.on);
    }
    Ok(Province {
        row: opened
            .province_rows()
            .into_iter()
            .find(|row| row.unit.code == code),
        series: opened.series(Some(&code)),
        communes,
        ended_communes,
        map: opened.snapshot.maps.get(&code).cloned().unwrap_or_default(),
        cells: opened
            .snapshot
            .cells
            .get(&code)
            .cloned()
            .unwrap_or_default(),
        failing,
        headline: opened.figures(code.as_str(), |f| f.indicator == GREEN_RATE),
        infrastructure,
        infrastructure_first,
        units: u32::try_from(units).unwrap_or(0),
        ended: opened.snapshot.ended(&code),
        unit,
        edition: opened.edition,
    })
}
