//! Corrections of releases: which units changed, and why.

use super::{PublicBackend, release_context::unavailable};
use app::{failure::Failure, public::model::Correction};
use domain::unit::UnitCode;

pub(super) async fn corrections(backend: &PublicBackend) -> Result<Vec<Correction>, Failure> {
    let snapshot = backend.recent().await.map_err(|e| unavailable(&e))?;
    let mut found = Vec::new();
    let reasons = backend.db.release_reasons().await;
    let reasons = reasons.map_err(|e| unavailable(&e))?;
    let corrections = snapshot.releases.iter().rev();
    for release in corrections.filter(|r| r.info.id.revision > 1) {
        let id = release.info.id;
        let before = snapshot
            .releases
            .iter()
            .find(|r| r.info.id.number == id.number && r.info.id.revision == id.revision - 1);
        let Some(before) = before else {
            continue;
        };
        let changed = backend.db.changed_units(release.key, before.key).await;
        let changed = changed.map_err(|e| unavailable(&e))?;
        let on = release.info.as_of.date();
        let unit = |code: &UnitCode| snapshot.unit_ref(code, on);
        let reason = reasons.iter().find(|r| r.release_id == release.key);
        found.push(Correction {
            id,
            reason: reason.map(|r| r.reason.clone()).unwrap_or_default(),
            changes: changed
                .iter()
                .filter_map(|row| {
                    let units = (unit(&row.unit_code)?, unit(&row.province_code)?);
                    Some((units.0, units.1, row.was, row.now))
                })
                .collect(),
        });
    }
    Ok(found)
}
