//! Every value that is known of one commune.

use super::{
    derived::{criterion, derived},
    observed::observation_record,
};
use crate::service::public::{PublicBackend, release_context::ReleaseContext};
use app::{
    failure::Failure,
    public::model::local::{LocalIndicator, LocalSource, LocalValue},
};
use domain::{
    criteria::Public,
    figure::Qualifier,
    indicator::{Indicator, Sector},
    status::Input,
    unit::UnitCode,
};

/// The indicators that communes have values of, each with the newest that is known of this one: observed, or following
/// from its answers in the release (`inputs`).
pub(in crate::service::public) async fn local(
    backend: &PublicBackend,
    opened: &ReleaseContext,
    unit: &UnitCode,
    inputs: Option<&[Input]>,
) -> Result<Vec<LocalIndicator>, Failure> {
    let observed = backend.own(Some(unit)).await?;
    let of_communes =
        |indicator: &&Indicator| indicator.of_commune && indicator.sector != Sector::Register;
    let mut found = Vec::new();
    for indicator in opened.snapshot.indicators.iter().filter(of_communes) {
        let criterion = criterion(&opened.edition.set, indicator);
        if criterion.is_some_and(|c| c.public == Public::Status) {
            continue;
        }
        let known = if indicator.derived.is_some() {
            let answered = criterion.zip(inputs).zip(opened.release.as_ref());
            answered.and_then(|((criterion, inputs), release)| {
                let input = inputs.iter().find(|i| i.criterion == criterion.code)?;
                Some(LocalValue {
                    value: derived(indicator, criterion, inputs, opened.on)?,
                    qualifier: Qualifier::Exact,
                    // The day of the fact, not of the release that froze it.
                    as_of: input.confirmed.as_ref()?.fact_date,
                    source: LocalSource::Answer(release.info.id, criterion.code.clone()),
                    simulated: release.info.simulated,
                })
            })
        } else {
            // Newest first.
            let newest = observed.iter().find(|row| row.indicator == indicator.code);
            let newest = newest.map(|row| observation_record(indicator, row, Vec::new()));
            newest.transpose()?.map(|record| LocalValue {
                value: record.value,
                qualifier: record.qualifier,
                as_of: record.to,
                source: LocalSource::Observed(record.source),
                simulated: record.simulated,
            })
        };
        found.push(LocalIndicator {
            indicator: indicator.clone(),
            known,
        });
    }
    Ok(found)
}
