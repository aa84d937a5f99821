//! The items of a province's communes, computed from frozen inputs.

use super::{
    PublicBackend,
    ranked::unknown_unit,
    release_context::{ReleaseContext, unavailable},
};
use crate::{service::snapshot::Release, store::StoreError};
use app::{
    failure::Failure,
    public::model::{CommuneItems, Items},
};
use domain::{
    release::{FrozenRow, ReceiptId, ReleaseRef},
    status,
    unit::UnitCode,
};

pub(super) async fn items(
    backend: &PublicBackend,
    code: UnitCode,
    release: ReleaseRef,
) -> Result<Items, Failure> {
    let opened = backend.open(release).await?;
    let unit = opened.unit(&code)?;
    let mut communes = Vec::new();
    if let Some(release) = &opened.release {
        let rows = backend.db.frozen_of_province(release.key, &code).await;
        for row in rows.map_err(|e| unavailable(&e))? {
            let own = commune_items(&opened, release, &row);
            communes.push(own.map_err(|e| unavailable(&e))?);
        }
    }
    communes.sort_by(|a, b| a.unit.sort_key.cmp(&b.unit.sort_key));
    Ok(Items {
        unit,
        communes,
        edition: opened.edition,
    })
}

/// The items of a frozen row, computed from its inputs as its receipt is.
fn commune_items(
    opened: &ReleaseContext,
    release: &Release,
    row: &FrozenRow,
) -> Result<CommuneItems, StoreError> {
    let set = &opened.edition.set;
    let outcome = row.frozen(set, &release.info.header()).outcome;
    let unit = opened.snapshot.unit_ref(&row.unit, opened.on);
    Ok(CommuneItems {
        items: status::progress(set, &row.inputs, &outcome, opened.on),
        unit: unit.ok_or_else(|| unknown_unit(&row.unit))?,
        receipt: ReceiptId {
            release: release.info.id,
            unit: row.unit.clone(),
        },
    })
}
