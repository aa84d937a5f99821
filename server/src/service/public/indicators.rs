//! What pages of infrastructure and sectors are told: observations added up, values that follow from frozen
//! answers, published figures, each in a field of its own.

mod covered;
mod derived;
pub(super) mod line;
pub(super) mod local;
mod observed;
mod rolled;
mod rows;

use super::{PublicBackend, release_context::unavailable};
use app::{
    failure::Failure,
    port::{Indicators, Reply},
    public::indicators::model::{
        IndicatorFilter, IndicatorView, ObservationHistory, SectorView, Sectors, System,
    },
};
use derived::criterion;
use domain::{
    access::Role, criteria::Public, indicator::Sector, release::ReleaseRef, unit::UnitCode,
};
use line::{article, figures, find};
use observed::{PEOPLE, observation_record};
use rolled::then;
use rows::{provinces, sort};
use std::{collections::HashMap, sync::Arc};

/// Area in the register of denominators.
const AREA: &str = "M05";

impl Indicators for PublicBackend {
    fn sector(
        &self,
        sector: Sector,
        province: Option<UnitCode>,
        release: ReleaseRef,
    ) -> Reply<'_, SectorView> {
        Box::pin(async move {
            let opened = self.open(release).await?;
            let province = province.as_ref();
            let place = province.map(|code| opened.unit(code)).transpose()?;
            let own = self.own(province).await?;
            let all = opened.snapshot.indicators.clone();
            let mut lines = Vec::new();
            for indicator in all.iter().filter(|i| i.sector == sector) {
                lines.push(self.line(&opened, indicator, province, &own).await?);
            }
            let (mut area, mut people) = (None, None);
            if sector == Sector::Infrastructure {
                area = self.denominator(&opened, AREA, province, &own).await?;
                people = self.denominator(&opened, PEOPLE, province, &own).await?;
            }
            Ok(SectorView {
                sector,
                place,
                provinces: provinces(&opened),
                lines,
                area,
                people,
                article: article(&opened.snapshot),
                edition: opened.edition,
            })
        })
    }

    fn sectors(&self, release: ReleaseRef) -> Reply<'_, Sectors> {
        Box::pin(async move {
            let opened = self.open(release).await?;
            let all = opened.snapshot.indicators.iter();
            let codes: Vec<&str> = all.map(|i| i.code.as_str()).collect();
            let observed = self.db.observed_indicators(&codes).await;
            let observed = observed.map_err(|e| unavailable(&e))?;
            let mut systems: Vec<System> = Vec::new();
            for indicator in opened.snapshot.indicators.iter() {
                let open = criterion(&opened.edition.set, indicator)
                    .is_none_or(|c| c.public != Public::Status);
                let derived = indicator.derived.is_some() && opened.release.is_some() && open;
                let seen = derived || observed.contains(&indicator.code);
                let figures = figures(&opened.snapshot, indicator, |_| true).len();
                let figures = u32::try_from(figures).unwrap_or(0);
                match systems.last_mut().filter(|s| s.code == indicator.system) {
                    Some(system) => {
                        system.observed |= seen;
                        system.figures += figures;
                        system.indicators.push(indicator.clone());
                    }
                    None => systems.push(System {
                        code: indicator.system.clone(),
                        sector: indicator.sector,
                        indicators: vec![indicator.clone()],
                        observed: seen,
                        figures,
                    }),
                }
            }
            Ok(Sectors {
                systems,
                article: article(&opened.snapshot),
                edition: opened.edition,
            })
        })
    }

    fn indicator(
        &self,
        code: String,
        asked: IndicatorFilter,
        release: ReleaseRef,
    ) -> Reply<'_, IndicatorView> {
        Box::pin(async move {
            let opened = self.open(release).await?;
            let indicator = find(&opened.snapshot, &code).ok_or(Failure::NoSuchPage)?;
            let indicator = indicator.clone();
            let province = asked.province.clone();
            let place = province.as_ref().map(|c| opened.unit(c)).transpose()?;
            let own = self.own(province.as_ref()).await?;
            let line = self.line(&opened, &indicator, province.as_ref(), &own);
            let mut line = line.await?;
            let (mut rows, mut course, mut cells) = (Vec::new(), Vec::new(), Arc::default());
            match &province {
                Some(code) if indicator.of_commune => {
                    let found = self.commune_rows(&opened, &indicator, code, asked.day);
                    (rows, course) = found.await?;
                    cells = opened.snapshot.cells.get(code).cloned().unwrap_or_default();
                }
                Some(_) => {}
                None => rows = self.province_sums(&opened, &indicator).await?,
            }
            if let (Some(at), Some(_), None) = (asked.day, &province, &indicator.derived) {
                then(&mut line, &rows, &course, at);
            }
            sort(&mut rows, indicator.kind, asked.sort);
            let map = match &province {
                Some(code) => opened.snapshot.maps.get(code).cloned().unwrap_or_default(),
                None => opened.snapshot.map.clone(),
            };
            Ok(IndicatorView {
                map,
                place,
                provinces: provinces(&opened),
                line,
                rows,
                asked,
                cells,
                course,
                article: article(&opened.snapshot),
                edition: opened.edition,
            })
        })
    }

    fn observation_history(
        &self,
        code: String,
        unit: UnitCode,
        release: ReleaseRef,
    ) -> Reply<'_, ObservationHistory> {
        Box::pin(async move {
            let opened = self.open(release).await?;
            let indicator = find(&opened.snapshot, &code).ok_or(Failure::NoSuchPage)?;
            let indicator = indicator.clone();
            let named = opened.unit(&unit)?;
            let own = opened.snapshot.units.get(&unit);
            let province = own.and_then(|u| u.province.clone());
            let province = province.map(|code| opened.unit(&code)).transpose()?;
            let history = self.db.observation_history(&unit, &code).await;
            let mut roles: HashMap<String, Vec<Role>> = HashMap::new();
            let mut records = Vec::new();
            for row in history.map_err(|e| unavailable(&e))? {
                if !roles.contains_key(&row.entered_by) {
                    let found = self.roles_of(&row.entered_by).await;
                    let found = found.map_err(|e| unavailable(&e))?;
                    roles.insert(row.entered_by.clone(), found);
                }
                let own = roles.get(&row.entered_by).cloned().unwrap_or_default();
                records.push(observation_record(&indicator, &row, own)?);
            }
            let (frozen, kept_back) = self.frozen_values(&opened, &indicator, &unit).await?;
            let about = |about: Option<&str>| about == Some(unit.as_str());
            Ok(ObservationHistory {
                figures: figures(&opened.snapshot, &indicator, about),
                unit: named,
                province,
                records,
                frozen,
                kept_back,
                indicator,
                edition: opened.edition,
            })
        })
    }
}
