//! The register of denominators beside a field that asks for such a number, so that it is asked once.

use super::Observations;
use crate::service::{snapshot::Snapshot, workspace::ServiceResult};
use domain::{
    indicator::{Denominator, Value, whole_of},
    unit::UnitCode,
};

impl Observations {
    /// What the register says of the whole of a criterion in a commune: the newest figure.
    pub(in crate::service::workspace) async fn registered(
        &self,
        snapshot: &Snapshot,
        unit: &UnitCode,
        criterion: &str,
    ) -> ServiceResult<Option<Denominator>> {
        let Some(code) = whole_of(criterion) else {
            return Ok(None);
        };
        let indicator = snapshot.indicators.iter().find(|i| i.code == code);
        let Some(indicator) = indicator else {
            return Ok(None);
        };
        let Some(row) = self
            .context
            .db
            .observation_heads_of(unit, Some(code))
            .await?
            .pop()
        else {
            return Ok(None);
        };
        let observed = crate::service::indicators::observation(indicator, &row)?;
        let Value::Number(number) = observed.value else {
            return Ok(None);
        };
        Ok(Some(Denominator {
            indicator: indicator.clone(),
            number,
            on: observed.to,
            source: observed.source,
            simulated: row.simulated,
        }))
    }
}
