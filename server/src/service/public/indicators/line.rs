//! A line about a place: what its communes' values come to, what was observed of the place itself, and what was
//! published about it, each in a field of its own.

use super::observed::observation_record;
use crate::{
    service::{
        public::{PublicBackend, release_context::ReleaseContext},
        snapshot::Snapshot,
    },
    store::observations::ObservationRow,
};
use app::{
    failure::Failure,
    public::{
        indicators::model::{Line, ObservationRecord, Origin},
        model::figures::{Figure, Source},
    },
};
use domain::{
    indicator::{Denominator, Indicator, Value},
    unit::UnitCode,
};
use std::sync::Arc;

/// Key of the source article.
const ARTICLE: &str = "S0";

impl PublicBackend {
    /// A line: what communes' values come to, what was observed of the place itself (`own`), what was
    /// published about it.
    pub(super) async fn line(
        &self,
        opened: &ReleaseContext,
        indicator: &Indicator,
        province: Option<&UnitCode>,
        own: &[ObservationRow],
    ) -> Result<Line, Failure> {
        let (rolled, kept_back) = self.rolled(opened, indicator, province).await?;
        let mut observed: Vec<ObservationRecord> = Vec::new();
        for row in own.iter().filter(|row| row.indicator == indicator.code) {
            // Newest first: of each source the first is its newest.
            if observed.iter().all(|t| t.source != row.source) {
                observed.push(observation_record(indicator, row, Vec::new())?);
            }
        }
        let snapshot = &opened.snapshot;
        let inside = |about: Option<&str>| match (province, about.and_then(UnitCode::parse)) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(province), Some(about)) => {
                let own = snapshot.units.get(&about);
                about == *province || own.is_some_and(|u| u.province.as_ref() == Some(province))
            }
        };
        Ok(Line {
            rolled,
            kept_back,
            own: observed,
            figures: figures(snapshot, indicator, inside),
            indicator: indicator.clone(),
        })
    }

    /// A denominator of a place: what was told of the place itself, or else what all of its communes were
    /// told to have.
    pub(super) async fn denominator(
        &self,
        opened: &ReleaseContext,
        code: &str,
        province: Option<&UnitCode>,
        own: &[ObservationRow],
    ) -> Result<Option<Denominator>, Failure> {
        let Some(indicator) = find(&opened.snapshot, code) else {
            return Ok(None);
        };
        let line = self.line(opened, indicator, province, own).await?;
        let of = |number, on, source, simulated| Denominator {
            indicator: indicator.clone(),
            number,
            on,
            source,
            simulated,
        };
        let observed = line.own.first().and_then(|observed| match observed.value {
            Value::Number(n) => Some(of(
                n,
                observed.to,
                observed.source.clone(),
                observed.simulated,
            )),
            _ => None,
        });
        let all = line.rolled.filter(|r| r.counted == r.of);
        let summed = all.and_then(|r| match (r.value, r.origin) {
            (Value::Number(n), Origin::Observed(sources)) => {
                Some(of(n, r.days.0, sources.join("; "), r.simulated))
            }
            _ => None,
        });
        Ok(observed.or(summed))
    }
}

pub(super) fn find<'a>(snapshot: &'a Snapshot, code: &str) -> Option<&'a Indicator> {
    snapshot.indicators.iter().find(|i| i.code == code)
}

pub(super) fn article(snapshot: &Snapshot) -> Option<Arc<Source>> {
    let mut sources = snapshot.figures.iter().flat_map(|(_, f)| &f.sources);
    sources.find(|s| s.key == ARTICLE).cloned()
}

/// Published figures that speak of an indicator's system, in the order of the catalogue.
pub(in crate::service::public) fn figures(
    snapshot: &Snapshot,
    indicator: &Indicator,
    about: impl Fn(Option<&str>) -> bool,
) -> Vec<Arc<Figure>> {
    let mut found = Vec::new();
    for code in &indicator.published {
        let all = snapshot.figures.iter();
        let own = all.filter(|(unit, f)| f.indicator == *code && about(unit.as_deref()));
        found.extend(own.map(|(_, figure)| figure.clone()));
    }
    found
}
