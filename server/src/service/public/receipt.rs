//! A receipt: what was frozen about a unit, and whether computing it again gives the same.

use super::{PublicBackend, release_context::unavailable};
use app::{failure::Failure, public::model::Receipt};
use domain::release::{ReceiptId, ReleaseRef};

pub(super) async fn receipt(backend: &PublicBackend, id: ReceiptId) -> Result<Receipt, Failure> {
    let missing = || Failure::NoSuchReceipt(id.to_string());
    let opened =
        backend
            .open(ReleaseRef::Exact(id.release))
            .await
            .map_err(|failure| match failure {
                Failure::NoSuchRelease(_) => missing(),
                other => other,
            })?;
    let release = opened.release.as_ref().ok_or_else(missing)?;
    let stored = backend
        .db
        .frozen_row(release.key, &id.unit)
        .await
        .map_err(|e| unavailable(&e))?;
    let stored = stored.ok_or_else(missing)?;
    let header = release.info.header();
    let set = &opened.edition.set;
    let replay = stored.replay(&header, set);
    let frozen = stored.frozen(set, &header);
    let evidence = backend
        .public_evidence(opened.snapshot.set().as_deref(), &id.unit, release.key)
        .await?;
    Ok(Receipt {
        evidence,
        unit: opened.unit(&id.unit)?,
        province: opened.unit(&stored.province)?,
        release: release.info.clone(),
        replay,
        inputs: frozen.inputs,
        outcome: frozen.outcome,
        hash: frozen.hash,
        id,
        edition: opened.edition,
    })
}
