//! Saying what is observed of indicators: what is missing, one figure by form, a file looked at and taken,
//! an act undone. Everything comes in by the one door of [`crate::service::indicators`].

mod batches;
mod files;

pub mod ingest;
mod register;
mod template;
mod tokens;

use super::{
    Principal, ServiceError, ServiceResult, context::Context, principal::place,
    service_error::service_error,
};
use crate::{
    service::{
        import::observations::Rules,
        indicators::{self, observation},
        snapshot::Snapshot,
        unit_cell::UnitCells,
    },
    store::{StoreError, observation_batches::NewBatch, observations::ObservationRow},
};
use app::workspace::observations::model::Observe;
use app::{
    failure::Failure,
    public::model::UnitRef,
    workspace::observations::model::{BatchObservation, Entry, Index, Line as ListLine, State},
};
use domain::{
    access::{Action, Object, Refusal, Scope},
    delivery::{self, BatchKind, Line, ParsedRow, RawField},
    entry::Fields,
    indicator::{Cadence, Cell, Derived, Indicator, Sector},
    time::Date,
    unit::{UnitCode, UnitLevel},
};
pub use files::{Added, Sent};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};
pub use template::Kind as TemplateKind;

/// What is observed of indicators: told, corrected, undone.
#[derive(Clone, Debug)]
pub struct Observations {
    pub(super) context: Context,
    /// How often machines delivered in this minute.
    pub(super) turns: Turns,
}

/// How often each token was used in this minute. Of this process: with several, each counts for itself.
pub type Turns = Arc<Mutex<HashMap<i64, (i64, u32)>>>;

/// What the list of figures is asked for.
#[derive(Clone, Debug, Default)]
pub struct ObservationFilter {
    /// Province; none for one's own.
    pub province: Option<UnitCode>,
    /// Only this sector.
    pub sector: Option<Sector>,
    /// The unit whose indicators are listed; none for the province.
    pub unit: Option<UnitCode>,
    /// The indicator whose units are listed, instead of a unit's indicators.
    pub indicator: Option<String>,
}

/// What came of saying something.
#[derive(Debug)]
pub enum Observed {
    /// It was taken.
    Taken,
    /// It stood there already.
    Before,
    /// It can't be taken; the form comes back.
    Refused(Box<Entry>),
}

/// Days after which a figure of this cadence is old; none for what is told when it changes.
fn days(cadence: Cadence) -> Option<i32> {
    match cadence {
        Cadence::Monthly => Some(31),
        Cadence::Quarterly => Some(92),
        Cadence::PerTerm => Some(183),
        Cadence::Yearly => Some(366),
        Cadence::OnChange | Cadence::PerRelease => None,
    }
}

/// Whether the value at a level is computed from what is confirmed already.
fn is_elsewhere(indicator: &Indicator, level: UnitLevel) -> bool {
    match indicator.derived {
        Some(Derived::Green) => true,
        Some(Derived::Criterion(_)) => level == UnitLevel::Commune,
        None => false,
    }
}

fn state(
    indicator: &Indicator,
    level: UnitLevel,
    last: Option<&BatchObservation>,
    today: Date,
) -> State {
    if is_elsewhere(indicator, level) {
        return State::Elsewhere;
    }
    let Some(last) = last else {
        return State::Missing;
    };
    match days(indicator.cadence) {
        Some(days) if last.observation.to.plus(days) < today => State::Old,
        _ => State::Fresh,
    }
}

fn batch_observation(
    indicator: &Indicator,
    row: &ObservationRow,
) -> Result<BatchObservation, StoreError> {
    Ok(BatchObservation {
        batch: row.batch_id,
        observation: observation(indicator, row)?,
        revision: row.revision,
        current: row.current,
        simulated: row.simulated,
        by: (row.entered_by.clone(), row.entered_at),
        undone: row.undone_at.is_some(),
    })
}

/// Whether somebody may say anything anywhere.
fn observes(who: &Principal) -> ServiceResult<()> {
    if who.has(Action::Observe) {
        return Ok(());
    }
    // A role that would allow it, but for the second factor, is told so.
    who.may(Action::Observe, &Object::at(Scope::Country))?;
    Err(ServiceError(Failure::Denied(Refusal::NoRole)))
}

impl Observations {
    /// What a unit's figures lie in.
    fn place_of(snapshot: &Snapshot, unit: &UnitCode) -> ServiceResult<Scope> {
        match unit.level() {
            UnitLevel::Province if snapshot.units.contains_key(unit) => {
                Ok(Scope::Province(unit.clone()))
            }
            UnitLevel::Province => Err(ServiceError(Failure::NoSuchUnit(unit.to_string()))),
            UnitLevel::Commune => place(snapshot, unit),
        }
    }

    /// Whether somebody has a say about a province in this installation.
    fn says_about(&self, who: &Principal, province: &UnitCode) -> bool {
        self.context
            .public
            .only()
            .is_none_or(|only| only == province)
            && who.may_at(Action::Observe, &Scope::Province(province.clone()))
    }

    /// What there is to say: of every indicator of a unit, or of every unit of an indicator; what is missing
    /// or old comes first.
    ///
    /// # Errors
    /// [`Failure::Denied`], [`Failure::NoSuchUnit`], [`Failure::NoSuchPage`] for an indicator that is none, or
    /// if the store refuses.
    pub async fn index(&self, who: &Principal, asked: &ObservationFilter) -> ServiceResult<Index> {
        observes(who)?;
        let snapshot = &who.snapshot;
        let of_unit = |unit: &UnitCode| {
            let unit = snapshot.units.get(unit)?;
            Some(unit.province.clone().unwrap_or(unit.code.clone()))
        };
        // Another province than the unit's was chosen: the province itself is shown.
        let filter = asked
            .province
            .clone()
            .or_else(|| asked.unit.as_ref().and_then(of_unit));
        let province = self
            .context
            .province(who, Action::Observe, snapshot, filter.as_ref())?;
        let own = |unit: &&UnitCode| of_unit(unit).as_ref() == Some(&province);
        let unit = asked.unit.as_ref().filter(own).unwrap_or(&province).clone();
        let catalogue = snapshot.indicators.clone();
        let chosen = match asked.indicator.as_deref() {
            None => None,
            Some(code) => {
                let at = catalogue.iter().position(|i| i.code == code);
                Some(at.ok_or(ServiceError(Failure::NoSuchPage))?)
            }
        };
        let today = self.context.now().date();
        let newest = match chosen {
            Some(at) => {
                let code = catalogue[at].code.as_str();
                self.context.db.observation_heads(&province, code).await?
            }
            None => self.context.db.observation_heads_of(&unit, None).await?,
        };
        let mut last: HashMap<(String, UnitCode), BatchObservation> = HashMap::new();
        for row in newest {
            let indicator = catalogue.iter().find(|i| i.code == row.indicator);
            // What a newer program wrote is not known here; it stays where it is.
            let Some(indicator) = indicator else { continue };
            let batch_observation = batch_observation(indicator, &row)?;
            last.insert((row.indicator, row.unit_code), batch_observation);
        }
        let communes = self.communes_of(snapshot, &province);
        let whole = self.context.unit(snapshot, &province)?;
        let shown = self.context.unit(snapshot, &unit)?;
        let pairs: Vec<(usize, &UnitRef)> = match chosen {
            Some(at) => std::iter::once(&whole)
                .chain(&communes)
                .map(|unit| (at, unit))
                .collect(),
            None => (0..catalogue.len()).map(|at| (at, &shown)).collect(),
        };
        let mut lines: Vec<ListLine> = pairs
            .into_iter()
            .filter(|(at, unit)| {
                let indicator = &catalogue[*at];
                let fits = asked
                    .sector
                    .is_none_or(|s| chosen.is_some() || s == indicator.sector);
                fits && indicator.at(unit.code.level())
            })
            .map(|(at, unit)| {
                let indicator = &catalogue[at];
                let level = unit.code.level();
                let last = last.remove(&(indicator.code.clone(), unit.code.clone()));
                ListLine {
                    state: state(indicator, level, last.as_ref(), today),
                    unit: unit.clone(),
                    indicator: at,
                    last,
                }
            })
            .collect();
        lines.sort_by_key(|line| line.state);
        let everywhere = self.context.public.only().is_none()
            && who
                .actor
                .scopes_for(Action::Observe)
                .any(|s| *s == Scope::Country);
        let mut provinces = Vec::new();
        if everywhere {
            let all = snapshot.units.keys();
            let codes = all.filter(|c| c.level() == UnitLevel::Province);
            provinces.extend(codes.filter_map(|c| snapshot.unit_ref(c, today)));
            provinces.sort_by(|a, b| a.sort_key.cmp(&b.sort_key));
        }
        Ok(Index {
            province: whole,
            provinces,
            unit: shown,
            communes,
            sector: asked.sector,
            chosen,
            lines,
            catalogue,
        })
    }

    fn communes_of(&self, snapshot: &Snapshot, province: &UnitCode) -> Vec<UnitRef> {
        let today = self.context.now().date();
        let units = snapshot.units.values();
        let own = units.filter(|u| u.province.as_ref() == Some(province));
        let mut communes: Vec<_> = own
            .filter_map(|u| snapshot.unit_ref(&u.code, today))
            .collect();
        communes.sort_by(|a, b| a.sort_key.cmp(&b.sort_key));
        communes
    }

    /// One indicator of one unit; `line` names a figure to be corrected by its first day, day and source.
    ///
    /// # Errors
    /// [`Failure::Denied`], [`Failure::NoSuchUnit`]; [`Failure::NoSuchPage`] if there is no such indicator, or
    /// it has no figure at the level of the unit; or if the store refuses.
    pub async fn entry(
        &self,
        who: &Principal,
        code: &str,
        unit: &UnitCode,
        line: Option<(Date, Date, &str)>,
    ) -> ServiceResult<Entry> {
        observes(who)?;
        let snapshot = &who.snapshot;
        who.may(
            Action::Observe,
            &Object::at(Self::place_of(snapshot, unit)?),
        )?;
        let indicator = snapshot.indicators.iter().find(|i| i.code == code);
        let indicator = indicator.filter(|i| i.at(unit.level()));
        let indicator = indicator.ok_or(ServiceError(Failure::NoSuchPage))?.clone();
        let rows = self.context.db.observation_history(unit, code).await?;
        let history: Result<Vec<BatchObservation>, StoreError> = rows
            .iter()
            .map(|row| batch_observation(&indicator, row))
            .collect();
        let history = history?;
        let mut fields = Fields::default();
        let corrected = history.iter().find(|s| {
            let o = &s.observation;
            s.current && line == Some((o.from, o.to, o.source.as_str()))
        });
        if let Some(past) = corrected {
            let o = &past.observation;
            fields.set(delivery::VALUE, Cell(&indicator, &o.value).to_string());
            fields.set(delivery::QUALIFIER, o.qualifier.word());
            fields.set(delivery::AS_OF, o.to.to_string());
            if o.from != o.to {
                fields.set(delivery::FROM, o.from.to_string());
            }
            fields.set(delivery::SOURCE, o.source.as_str());
            fields.set(delivery::PRINTED, o.printed.as_str());
            fields.set(delivery::NOTE, o.note.as_str());
        } else if let Some(last) = history.iter().find(|s| s.current) {
            // Whoever tells a figure regularly names the same source each time.
            fields.set(delivery::SOURCE, last.observation.source.as_str());
        }
        let of = snapshot.units.get(unit).and_then(|u| u.province.clone());
        Ok(Entry {
            province: self.context.unit(snapshot, of.as_ref().unwrap_or(unit))?,
            unit: self.context.unit(snapshot, unit)?,
            elsewhere: is_elsewhere(&indicator, unit.level()),
            indicator,
            history,
            fields,
            faults: Vec::new(),
            today: self.context.now().date(),
        })
    }

    /// Enters one observation. If it is refused, what was typed is not in what comes back.
    ///
    /// # Errors
    /// As [`Self::entry`]; [`Failure::Changed`] if somebody spoke of the same line at the same moment.
    pub async fn observe(&self, who: &Principal, form: &Observe) -> ServiceResult<Observed> {
        observes(who)?;
        let snapshot = &who.snapshot;
        let unit = UnitCode::parse(&form.unit.0).ok_or(ServiceError(Failure::BadForm))?;
        let place = Self::place_of(snapshot, &unit)?;
        who.may(Action::Observe, &Object::at(place))?;
        let line = Line {
            unit: &form.unit.0,
            indicator: &form.indicator.0,
            value: RawField::Text(&form.value.0),
            as_of: &form.as_of.0,
            from: &form.from.0,
            qualifier: &form.qualifier.0,
            printed: &form.printed.0,
            source: &form.source.0,
            note: &form.note.0,
        };
        let in_scope = |province: &UnitCode| self.says_about(who, province);
        let rules = self.rules(snapshot, &in_scope);
        let read = delivery::read(
            &line,
            rules.catalogue,
            |code| rules.place(code),
            |_| true,
            rules.today,
        );
        let taken = match read {
            Ok(taken) => taken,
            Err(faults) => {
                let code = form.indicator.0.as_str();
                let mut entry = self.entry(who, code, &unit, None).await?;
                entry.faults = faults;
                return Ok(Observed::Refused(Box::new(entry)));
            }
        };
        let rows = [taken];
        let standing = self
            .context
            .db
            .observations_standing(std::slice::from_ref(&rows[0].1))
            .await?;
        if standing.iter().any(|row| row.says(&rows[0].1)) {
            return Ok(Observed::Before);
        }
        let title = rows[0].1.indicator.clone();
        self.take(who, snapshot, (BatchKind::Form, &title, None), &rows)
            .await?;
        Ok(Observed::Taken)
    }

    fn rules<'a>(
        &self,
        snapshot: &'a Snapshot,
        in_scope: &'a (dyn Fn(&UnitCode) -> bool + Send + Sync),
    ) -> Rules<'a> {
        Rules {
            catalogue: &snapshot.indicators,
            units: &snapshot.units,
            in_scope,
            today: self.context.now().date(),
            cells: UnitCells::of(&snapshot.units),
        }
    }

    /// Writes what a person says, as one act.
    async fn take(
        &self,
        who: &Principal,
        snapshot: &Snapshot,
        (kind, title, file_hash): (BatchKind, &str, Option<&str>),
        rows: &[ParsedRow],
    ) -> ServiceResult<u64> {
        let batch = NewBatch {
            kind,
            title,
            file_hash,
            entered_by: &who.user_name,
            entered_at: self.context.now(),
            simulated: snapshot.demo,
        };
        let catalogue = &snapshot.indicators;
        let mut tx = self.context.db.begin().await?;
        let done = indicators::write(&mut tx, batch, catalogue, rows, Some(&who.address)).await;
        let (_, taken) = done.map_err(met)?;
        tx.commit().await.map_err(met)?;
        Ok(taken)
    }
}

/// A conflict with another act is the visitor's to hear; other faults are logged.
fn met(error: StoreError) -> ServiceError {
    if error.is_conflict() {
        return ServiceError(Failure::Changed);
    }
    ServiceError(service_error(&error))
}
