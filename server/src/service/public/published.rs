//! What others published, beside what we computed for the same day.

use super::PublicBackend;
use crate::service::snapshot::{Release, Snapshot};
use app::{
    failure::Failure,
    public::model::{
        ReleaseInfo,
        figures::{AsOf, Compared, Figure, Published, strips},
    },
    texts::cite::GREEN_RATE,
};
use domain::{
    figure::{self, Comparison},
    rate::Rate,
    release::ReleaseRef,
    unit::UnitCode,
};
use std::{collections::HashMap, sync::Arc};

pub(super) async fn published(
    backend: &PublicBackend,
    release: ReleaseRef,
) -> Result<Published, Failure> {
    let opened = backend.open(release).await?;
    let all = &opened.snapshot.figures;
    let green = all.iter().filter(|(_, f)| f.indicator == GREEN_RATE);
    let about: HashMap<_, _> = green.clone().map(|(about, f)| (&f.id, about)).collect();
    let green: Vec<_> = green.map(|(_, figure)| figure.clone()).collect();
    let mut compared = Vec::new();
    for figure in strips(&green).iter().flatten() {
        let about = about.get(&figure.id).and_then(|about| about.as_deref());
        let computed = figure
            .to
            .and_then(|to| computed_at(&opened.snapshot, about, to));
        let comparison = computed.as_ref().map(|(_, rate)| compare(figure, *rate));
        compared.push(Compared {
            figure: figure.clone(),
            computed,
            comparison,
        });
    }
    Ok(Published {
        compared,
        figures: all.iter().map(|(_, f)| f.clone()).collect(),
        edition: opened.edition,
    })
}

/// Our rate of a unit in the release of the same day, or of the same instant.
fn computed_at(
    snapshot: &Snapshot,
    about: Option<&str>,
    at: AsOf,
) -> Option<(Arc<ReleaseInfo>, Rate)> {
    let same = |r: &&Release| match at {
        AsOf::Day(day) => r.info.as_of.date() == day,
        AsOf::Instant(at) => r.info.as_of == at,
    };
    let release = snapshot.releases.iter().rfind(same)?;
    let rate = match about? {
        "VN" => release.info.counts.rate(),
        code => release.provinces.get(&UnitCode::parse(code)?)?.rate(),
    };
    Some((release.info.clone(), rate))
}

/// A printed fraction decides; without one, the printed percentage.
fn compare(figure: &Figure, computed: Rate) -> Comparison {
    match (figure.numerator, figure.denominator, &figure.value) {
        (Some(part), Some(whole), _) if Rate::new(part, whole) != computed => Comparison::Differs,
        (_, _, Some(value)) => figure::compare(computed, value),
        (Some(_), Some(_), None) => Comparison::Agrees,
        _ => Comparison::Differs,
    }
}
