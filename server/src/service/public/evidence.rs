//! What the public may have of evidence. Pages, downloads and whoever opens a piece ask here.

use super::{PublicBackend, release_context::unavailable};
use crate::store::{
    StoreError,
    evidence::{StandingEvidence, StandingFilter},
};
use app::{failure::Failure, public::model::PublicEvidence};
use domain::{criteria::CriteriaSet, evidence::Openness, unit::UnitCode};

impl PublicBackend {
    /// The evidence of a commune that could be public: an answer that shows it is confirmed, and of no criterion that it
    /// serves is the status alone public by the set in force. How far it is open, each says itself.
    ///
    /// # Errors
    /// If the store refuses.
    pub async fn standing_evidence(
        &self,
        set: &CriteriaSet,
        unit: &UnitCode,
        filter: StandingFilter,
    ) -> Result<Vec<StandingEvidence>, StoreError> {
        let mut rows = self.db.standing_evidence(unit, filter).await?;
        if !rows.is_empty() {
            let served = self.db.criteria_of_evidence(unit).await?;
            rows.retain(|row| {
                let own = served.iter().filter(|(evidence, _)| *evidence == row.id);
                let criteria: Vec<String> = own.map(|(_, criterion)| criterion.clone()).collect();
                set.shows_evidence(&criteria)
            });
        }
        Ok(rows)
    }

    /// Evidence that is public, of the answers that stand in a release.
    pub(super) async fn public_evidence(
        &self,
        set: Option<&CriteriaSet>,
        unit: &UnitCode,
        release: i64,
    ) -> Result<Vec<PublicEvidence>, Failure> {
        let Some(set) = set else {
            return Ok(Vec::new());
        };
        let filter = StandingFilter {
            release: Some(release),
            ..StandingFilter::default()
        };
        let rows = self.standing_evidence(set, unit, filter).await;
        let rows = rows.map_err(|e| unavailable(&e))?;
        let public = rows
            .into_iter()
            .filter(|row| row.openness() == Openness::Public);
        Ok(public
            .map(|row| PublicEvidence {
                criterion: row.criterion,
                id: row.id,
                kind: row.kind,
                title: row.title,
                issuer: row.issuer,
                fact_date: row.fact_date,
            })
            .collect())
    }
}
