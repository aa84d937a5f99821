//! Evidence that is open to the public.

use super::{PublicBackend, release_context::unavailable};
use crate::store::evidence::PublicEvidenceRow;
use app::{failure::Failure, public::model::PublicEvidence};
use domain::{criteria::CriteriaSet, time::Timestamp, unit::UnitCode};

impl PublicBackend {
    /// Evidence that is open to the public, of the answers that counted at `as_of`: of each criterion, the
    /// one confirmed last. Of criteria whose status alone is public there is none.
    pub(super) async fn open_evidence(
        &self,
        set: &CriteriaSet,
        unit: &UnitCode,
        as_of: Timestamp,
    ) -> Result<Vec<PublicEvidence>, Failure> {
        let rows = self.db.public_evidence(unit).await;
        let mut rows = rows.map_err(|e| unavailable(&e))?;
        rows.retain(|row| {
            row.reviewed_at <= as_of
                && row.closed_at.is_none_or(|closed| closed > as_of)
                && set.shows_evidence(std::slice::from_ref(&row.criterion))
        });
        let newest = |row: &PublicEvidenceRow, all: &[PublicEvidenceRow]| {
            let same = all.iter().filter(|other| other.criterion == row.criterion);
            same.map(|other| other.reviewed_at).max() == Some(row.reviewed_at)
        };
        Ok(rows
            .iter()
            .filter(|row| newest(row, &rows))
            .map(|row| PublicEvidence {
                criterion: row.criterion.clone(),
                id: row.id,
                kind: row.kind.clone(),
                title: row.title.clone(),
                issuer: row.issuer.clone(),
                fact_date: row.fact_date,
            })
            .collect())
    }
}
