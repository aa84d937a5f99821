//! The steering committee's pages: where a province stands, what moves it, what is asked of whom. Every
//! number comes from frozen releases; what is imagined is computed and never stored.

pub mod briefing;
mod course;
mod coverage;
mod standing;
pub mod workbook;

use super::{
    Principal, ServiceError, ServiceResult,
    context::{Context, set_in_force},
    service_error::service_error,
};
use crate::{
    service::snapshot::{Release, Snapshot},
    store::StoreError,
};
use app::{
    failure::Failure,
    public::model::UnitRef,
    workspace::committee::model::{CommitteeContext, CommitteeFilter, Letterhead},
};
use domain::{
    access::{Action, Object, Scope},
    criteria::CriteriaSet,
    distance::Gap,
    release::{FrozenRow, ReleaseRef},
    status::{self, Input, Level, Outcome as Standing, Reason},
    time::Date,
    unit::{UnitCode, UnitLevel},
};
use std::sync::Arc;

/// The pages of the steering committee.
#[derive(Clone, Debug)]
pub struct Committee {
    pub(super) context: Context,
    /// Whose reports its briefings are, if anybody's.
    pub(super) letterhead: Option<Letterhead>,
}

/// A view opened: the province, the release, and what they are read with.
pub(super) struct CommitteeData {
    pub(super) snapshot: Arc<Snapshot>,
    pub(super) release: Option<Release>,
    pub(super) province: UnitCode,
    pub(super) on: Date,
    pub(super) context: CommitteeContext,
}

impl CommitteeData {
    pub(super) async fn new(
        context: &Context,
        who: &Principal,
        action: Action,
        filter: &CommitteeFilter,
    ) -> ServiceResult<Self> {
        if who.actor.scopes_for(action).next().is_none() {
            who.may(action, &Object::at(Scope::Country))?;
        }
        let snapshot = &who.snapshot;
        let province = context.province(who, action, snapshot, filter.province.as_ref())?;
        let release = snapshot.release(filter.release).cloned();
        if release.is_none() && filter.release != ReleaseRef::Latest {
            let name = match filter.release {
                ReleaseRef::Exact(id) => id.to_string(),
                ReleaseRef::Number(number) => number.to_string(),
                ReleaseRef::Latest => String::new(),
            };
            return Err(ServiceError(Failure::NoSuchRelease(name)));
        }
        let today = context.now().date();
        let on = release.as_ref().map_or(today, |r| r.info.as_of.date());
        let set = release
            .as_ref()
            .map_or_else(|| set_in_force(snapshot), |r| Ok(r.wording.set.clone()))?;
        let everywhere = who.actor.scopes_for(action).any(|s| *s == Scope::Country)
            && context.public.only().is_none();
        let mut provinces = Vec::new();
        if everywhere {
            let all = snapshot.units.keys();
            let codes = all.filter(|c| c.level() == UnitLevel::Province);
            provinces.extend(codes.filter_map(|c| snapshot.unit_ref(c, on)));
            provinces.sort_by(|a, b| a.sort_key.cmp(&b.sort_key));
        }
        let unit = snapshot
            .unit_ref(&province, on)
            .ok_or_else(|| ServiceError(Failure::NoSuchUnit(province.to_string())))?;
        let newest = snapshot.releases.last().map(|r| r.info.id);
        let context = CommitteeContext {
            province: unit,
            provinces,
            latest: release.as_ref().map(|r| r.info.id) == newest,
            release: release.as_ref().map(|r| r.info.clone()),
            all: snapshot.editions.clone(),
            set,
            briefings: context.typesetter.is_there(),
            steers: who.may_at(Action::Steer, &Scope::Province(province.clone())),
            today,
        };
        Ok(CommitteeData {
            snapshot: snapshot.clone(),
            release,
            province,
            on,
            context,
        })
    }

    /// The communes of the province as frozen, by code.
    pub(super) async fn communes(&self, context: &Context) -> ServiceResult<Vec<Commune>> {
        let Some(release) = &self.release else {
            return Ok(Vec::new());
        };
        let rows = context
            .db
            .frozen_of_province(release.key, &self.province)
            .await?;
        let communes: Result<_, StoreError> =
            rows.iter().map(|row| commune(self, release, row)).collect();
        communes.map_err(|error| ServiceError(service_error(&error)))
    }
}

/// A commune's frozen row, with its outcome replayed from its frozen inputs.
pub(super) struct Commune {
    unit: UnitRef,
    level: Level,
    inputs: Vec<Input>,
    outcome: Standing,
}

impl Commune {
    fn missing(&self, set: &CriteriaSet) -> Vec<(String, Reason)> {
        let missing = self.outcome.missing(set);
        missing.map(|o| (o.criterion.clone(), o.reason)).collect()
    }

    fn gap(&self, set: &CriteriaSet) -> Option<Gap> {
        Gap::of(self.unit.code.clone(), set, &self.outcome)
    }
}

fn commune(
    opened: &CommitteeData,
    release: &Release,
    row: &FrozenRow,
) -> Result<Commune, StoreError> {
    let unit = opened.snapshot.unit_ref(&row.unit, opened.on);
    let unknown = || StoreError::inconsistent("release_unit", &row.unit, "no such unit");
    let info = &release.info;
    let set = &opened.context.set;
    Ok(Commune {
        unit: unit.ok_or_else(unknown)?,
        level: row.level,
        outcome: status::assess(
            info.rule_version,
            set,
            &row.inputs,
            info.as_of,
            info.period_due,
        ),
        inputs: row.inputs.clone(),
    })
}
