//! A commune: where it stands and stood, its evidence, and what lies near.

use super::{
    PublicBackend, indicators::local::local, nearest::nearest, release_context::unavailable, search,
};
use crate::service::former_units::FormerUnits;
use app::{
    failure::Failure,
    public::model::{Commune, CommuneStanding, HistoryPoint},
};
use domain::{
    rate::Rate,
    release::{ReceiptId, ReleaseRef},
    unit::UnitCode,
};

pub(super) async fn commune(
    backend: &PublicBackend,
    code: UnitCode,
    release: ReleaseRef,
) -> Result<Commune, Failure> {
    let opened = backend.open(release).await?;
    let unit = opened.unit(&code)?;
    let province = opened
        .snapshot
        .units
        .get(&code)
        .and_then(|u| u.province.clone());
    let province = opened.unit(&province.ok_or_else(|| Failure::NoSuchUnit(code.to_string()))?)?;
    let rows = backend.rows(&opened, &province.code).await?;
    let mut standing = None;
    if let Some(release) = &opened.release {
        let row = rows.iter().find(|row| row.unit.code == code).cloned();
        let stored = backend
            .db
            .frozen_row(release.key, &code)
            .await
            .map_err(|e| unavailable(&e))?;
        if let (Some(row), Some(stored)) = (row, stored) {
            let header = release.info.header();
            let outcome = stored.frozen(&opened.edition.set, &header).outcome;
            standing = Some(CommuneStanding {
                row,
                inputs: stored.inputs,
                outcome,
                receipt: ReceiptId {
                    release: header.id,
                    unit: code.clone(),
                },
            });
        }
    }
    let evidence = match &opened.release {
        Some(release) => {
            backend
                .public_evidence(opened.snapshot.set().as_deref(), &code, release.key)
                .await?
        }
        None => Vec::new(),
    };
    let history = match &opened.release {
        None => Vec::new(),
        Some(release) => {
            let stored = backend
                .db
                .unit_history(&code)
                .await
                .map_err(|e| unavailable(&e))?;
            opened
                .snapshot
                .until(release)
                .filter_map(|r| {
                    let row = stored.iter().find(|h| h.release_id == r.key)?;
                    Some(HistoryPoint {
                        release: r.info.clone(),
                        level: row.level,
                        met: Rate::new(row.met, row.required),
                    })
                })
                .collect()
        }
    };
    let inputs = standing.as_ref().map(|standing| &*standing.inputs);
    let local = local(backend, &opened, &code, inputs).await?;
    let former = FormerUnits::shipped().map_err(|e| unavailable(&e))?;
    let former = former.made_of(&code).into_iter().map(search::former);
    let nearest = nearest(&opened.snapshot.units, &code, &rows);
    Ok(Commune {
        ended: opened.snapshot.ended(&code),
        map: opened
            .snapshot
            .maps
            .get(&province.code)
            .cloned()
            .unwrap_or_default(),
        former: former.collect(),
        local,
        unit,
        province,
        standing,
        history,
        nearest,
        figures: opened.figures(code.as_str(), |_| true),
        evidence,
        edition: opened.edition,
    })
}
