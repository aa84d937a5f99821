//! The register of denominators beside a field that asks for such a number, so that it is asked once.

use super::Observations;
use crate::service::{snapshot::Snapshot, workspace::Outcome};
use app::workspace::observations::model::Registered;
use domain::{
    indicator::{Value, whole_of},
    time::Date,
    unit::UnitCode,
};

impl Observations {
    /// What the register says of the whole of a criterion in a commune: the newest figure.
    pub(in crate::service::workspace) async fn registered(
        &self,
        snapshot: &Snapshot,
        unit: &UnitCode,
        criterion: &str,
    ) -> Outcome<Option<Registered>> {
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
        let as_of: Date = observed.to;
        Ok(Some(Registered {
            indicator: indicator.clone(),
            number,
            as_of,
            source: observed.source,
            simulated: row.simulated,
        }))
    }
}
