//! A province: its communes, what they lack, and what others published about it.

use super::{PublicBackend, release_context::unavailable};
use app::{failure::Failure, public::model::Province, texts::cite::GREEN_RATE};
use domain::{release::ReleaseRef, unit::UnitCode};

/// Indicators that the infrastructure table of a province shows, in this order.
const INFRASTRUCTURE: [&str; 6] = [
    "bts_total",
    "bts_5g",
    "cov_3g4g_area",
    "cov_4g_area",
    "fixed_broadband",
    "household_fibre",
];

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
    let mut infrastructure = opened.figures(code.as_str(), |f| {
        INFRASTRUCTURE.contains(&f.indicator.as_str())
    });
    infrastructure.sort_by_key(|f| INFRASTRUCTURE.iter().position(|i| *i == f.indicator));
    let units = opened
        .snapshot
        .units
        .values()
        .filter(|u| u.province.as_ref() == Some(&code))
        .count();
    Ok(Province {
        row: opened
            .province_rows()
            .into_iter()
            .find(|row| row.unit.code == code),
        series: opened.series(Some(&code)),
        communes,
        cells: opened
            .snapshot
            .cells
            .get(&code)
            .cloned()
            .unwrap_or_default(),
        failing,
        headline: opened.figures(code.as_str(), |f| f.indicator == GREEN_RATE),
        infrastructure,
        units: u32::try_from(units).unwrap_or(0),
        unit,
        edition: opened.edition,
    })
}
