//! Saying what is observed of indicators: what is missing, one figure by form, a file looked at and taken,
//! an act undone. Everything comes in by the one door of [`crate::service::indicators`].

pub mod ingest;
mod register;
mod template;
mod tokens;

pub use template::Kind as TemplateKind;

use super::{Failed, Outcome, Visitor, Workspace, failed, place};
use crate::{
    service::{
        import::observations::{self as tables, Rules, Table},
        indicators::{self, observation},
        snapshot::Snapshot,
    },
    store::{
        StoreError,
        observations::{BatchRow, NewBatch, ObservationRow},
    },
};
use app::{
    failure::Failure,
    public::model::UnitRef,
    workspace::observations::model::{
        ActLine, ActView, Check, CheckedRow, Entry, Import, Index, Line as ListLine,
        MOST_TABLE_ROWS, Mapping, ROWS_SHOWN, RowFault, Said, State, TableRefusal,
    },
};
use domain::{
    access::{Action, Object, Refusal, Scope},
    delivery::{self, FIELDS, Fault, Given, Line, Seen, Taken},
    entry::Fields,
    indicator::{Cadence, Cell, Derived, Indicator, Observation, Sector},
    time::{Date, Timestamp},
    unit::{UnitCode, UnitLevel},
};
use std::{
    collections::HashMap,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};
use tokio::{sync::Semaphore, task::spawn_blocking, time::timeout};

/// Acts on one page.
const ACTS: i64 = 50;

/// Longest reason for undoing, characters.
const LONGEST_REASON: usize = domain::indicator::LONGEST_TEXT;

/// How long one file may be waited for and read.
const LONGEST: Duration = Duration::from_secs(30);

/// Files that are read at the same time: each may take some memory.
static READERS: Semaphore = Semaphore::const_new(2);

/// What the list of figures is asked for.
#[derive(Clone, Debug, Default)]
pub struct Asked {
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

/// A file that was sent and waits.
#[derive(Clone, Debug)]
pub struct Sent {
    /// Its name.
    pub name: String,
    /// SHA-256, lower-case hexadecimal.
    pub hash: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// What came of taking a file.
#[derive(Debug)]
pub enum Added {
    /// So many rows said something new.
    Rows(u32),
    /// Nothing was taken, for these reasons.
    Refused(Box<Check>),
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

fn state(indicator: &Indicator, level: UnitLevel, last: Option<&Said>, today: Date) -> State {
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

fn said(indicator: &Indicator, row: &ObservationRow) -> Result<Said, StoreError> {
    Ok(Said {
        act: row.batch_id,
        observation: observation(indicator, row)?,
        revision: row.revision,
        current: row.current,
        simulated: row.simulated,
        by: (row.entered_by.clone(), Timestamp(row.entered_at)),
        undone: row.undone_at.is_some(),
    })
}

fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// Whether somebody may say anything anywhere.
fn observes(who: &Visitor) -> Outcome<()> {
    if who.has(Action::Observe) {
        return Ok(());
    }
    // A role that would allow it, but for the second factor, is told so.
    who.may(Action::Observe, &Object::at(Scope::Country))?;
    Err(Failed(Failure::Denied(Refusal::NoRole)))
}

impl Workspace {
    /// What a unit's figures lie in.
    fn place_of(snapshot: &Snapshot, unit: &UnitCode) -> Outcome<Scope> {
        match unit.level() {
            UnitLevel::Province if snapshot.units.contains_key(unit) => {
                Ok(Scope::Province(unit.clone()))
            }
            UnitLevel::Province => Err(Failed(Failure::NoSuchUnit(unit.to_string()))),
            UnitLevel::Commune => place(snapshot, unit),
        }
    }

    /// Whether somebody has a say about a province in this installation.
    fn says_about(&self, who: &Visitor, province: &UnitCode) -> bool {
        self.public.only().is_none_or(|only| only == province)
            && who.may_at(Action::Observe, &Scope::Province(province.clone()))
    }

    /// What there is to say: of every indicator of a unit, or of every unit of an indicator; what is missing
    /// or old comes first.
    ///
    /// # Errors
    /// [`Failure::Denied`], [`Failure::NoSuchUnit`], [`Failure::NoSuchPage`] for an indicator that is none, or
    /// if the store refuses.
    pub async fn figures_to_tell(&self, who: &Visitor, asked: &Asked) -> Outcome<Index> {
        observes(who)?;
        let snapshot = &who.snapshot;
        let of_unit = |unit: &UnitCode| {
            let unit = snapshot.units.get(unit)?;
            Some(unit.province.clone().unwrap_or(unit.code.clone()))
        };
        // Another province than the unit's was chosen: the province itself is shown.
        let wanted = asked
            .province
            .clone()
            .or_else(|| asked.unit.as_ref().and_then(of_unit));
        let province = self.province(who, Action::Observe, snapshot, wanted.as_ref())?;
        let own = |unit: &&UnitCode| of_unit(unit).as_ref() == Some(&province);
        let unit = asked.unit.as_ref().filter(own).unwrap_or(&province).clone();
        let catalogue = snapshot.indicators.clone();
        let chosen = match asked.indicator.as_deref() {
            None => None,
            Some(code) => {
                let at = catalogue.iter().position(|i| i.code == code);
                Some(at.ok_or(Failed(Failure::NoSuchPage))?)
            }
        };
        let today = self.now().date();
        let newest = match chosen {
            Some(at) => {
                let code = catalogue[at].code.as_str();
                self.db.observation_heads(&province, code).await?
            }
            None => self.db.observation_heads_of(&unit, None).await?,
        };
        let mut last: HashMap<(String, String), Said> = HashMap::new();
        for row in newest {
            let indicator = catalogue.iter().find(|i| i.code == row.indicator);
            // What a newer program wrote is not known here; it stays where it is.
            let Some(indicator) = indicator else { continue };
            let said = said(indicator, &row)?;
            last.insert((row.indicator, row.unit_code), said);
        }
        let communes = self.communes_of(snapshot, &province);
        let whole = self.unit(snapshot, &province)?;
        let shown = self.unit(snapshot, &unit)?;
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
                let last = last.remove(&(indicator.code.clone(), unit.code.to_string()));
                ListLine {
                    state: state(indicator, level, last.as_ref(), today),
                    unit: unit.clone(),
                    indicator: at,
                    last,
                }
            })
            .collect();
        lines.sort_by_key(|line| line.state);
        let everywhere = self.public.only().is_none()
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
        let today = self.now().date();
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
    pub async fn figure(
        &self,
        who: &Visitor,
        code: &str,
        unit: &UnitCode,
        line: Option<(Date, Date, &str)>,
    ) -> Outcome<Entry> {
        observes(who)?;
        let snapshot = &who.snapshot;
        who.may(
            Action::Observe,
            &Object::at(Self::place_of(snapshot, unit)?),
        )?;
        let indicator = snapshot.indicators.iter().find(|i| i.code == code);
        let indicator = indicator.filter(|i| i.at(unit.level()));
        let indicator = indicator.ok_or(Failed(Failure::NoSuchPage))?.clone();
        let rows = self.db.observation_history(unit, code).await?;
        let history: Result<Vec<Said>, StoreError> =
            rows.iter().map(|row| said(&indicator, row)).collect();
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
            province: self.unit(snapshot, of.as_ref().unwrap_or(unit))?,
            unit: self.unit(snapshot, unit)?,
            elsewhere: is_elsewhere(&indicator, unit.level()),
            indicator,
            history,
            fields,
            faults: Vec::new(),
            today: self.now().date(),
        })
    }

    /// Says one figure. Fields: those of [`FIELDS`].
    ///
    /// # Errors
    /// As [`Workspace::figure`]; [`Failure::Changed`] if somebody spoke of the same line at the same moment.
    pub async fn observe(&self, who: &Visitor, typed: &Fields) -> Outcome<Observed> {
        observes(who)?;
        let snapshot = &who.snapshot;
        let text = |name: &str| typed.0.get(name).map_or("", String::as_str);
        let unit = UnitCode::parse(text(delivery::UNIT)).ok_or(Failed(Failure::BadForm))?;
        let place = Self::place_of(snapshot, &unit)?;
        who.may(Action::Observe, &Object::at(place))?;
        let line = Line {
            unit: text(delivery::UNIT),
            indicator: text(delivery::INDICATOR),
            value: Given::Text(text(delivery::VALUE)),
            as_of: text(delivery::AS_OF),
            from: text(delivery::FROM),
            qualifier: text(delivery::QUALIFIER),
            printed: text(delivery::PRINTED),
            source: text(delivery::SOURCE),
            note: text(delivery::NOTE),
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
                let code = text(delivery::INDICATOR);
                let mut entry = self.figure(who, code, &unit, None).await?;
                entry.fields = typed.clone();
                entry.faults = faults;
                return Ok(Observed::Refused(Box::new(entry)));
            }
        };
        let rows = [taken];
        let standing = self
            .db
            .observations_standing(std::slice::from_ref(&rows[0].1))
            .await?;
        if standing.iter().any(|row| row.says(&rows[0].1)) {
            return Ok(Observed::Before);
        }
        let title = rows[0].1.indicator.clone();
        self.take(who, snapshot, ("form", &title, None), &rows)
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
            today: self.now().date(),
        }
    }

    /// Writes what a person says, as one act.
    async fn take(
        &self,
        who: &Visitor,
        snapshot: &Snapshot,
        (kind, title, file_hash): (&'static str, &str, Option<&str>),
        rows: &[Taken],
    ) -> Outcome<u64> {
        let batch = NewBatch {
            kind,
            title,
            file_hash,
            entered_by: &who.user_name,
            entered_at: self.now().0,
            simulated: snapshot.demo,
        };
        let catalogue = &snapshot.indicators;
        let mut tx = self.db.begin().await?;
        let done = indicators::write(&mut tx, batch, catalogue, rows, Some(&who.address)).await;
        let (_, taken) = done.map_err(met)?;
        tx.commit().await.map_err(met)?;
        Ok(taken)
    }

    /// What was brought in this person's scope, newest first, before a key.
    ///
    /// # Errors
    /// [`Failure::Denied`], or if the store refuses.
    pub async fn acts(&self, who: &Visitor, before: Option<i64>) -> Outcome<Import> {
        observes(who)?;
        let before = before.unwrap_or(i64::MAX);
        let mut rows: Vec<BatchRow> = Vec::new();
        for scope in who.actor.scopes_for(Action::Observe) {
            let province = match scope {
                Scope::Province(code) => Some(code),
                _ => None,
            };
            rows.extend(
                self.db
                    .observation_batches(before, province, ACTS + 1)
                    .await?,
            );
        }
        rows.sort_by_key(|row| std::cmp::Reverse(row.id));
        rows.dedup_by_key(|row| row.id);
        let more = rows.len() > usize::try_from(ACTS).unwrap_or(usize::MAX);
        rows.truncate(usize::try_from(ACTS).unwrap_or(usize::MAX));
        let older = rows.last().map(|row| row.id).filter(|_| more);
        Ok(Import {
            acts: rows.into_iter().map(act).collect(),
            older,
            refusal: None,
        })
    }

    /// Whether somebody may send a file.
    ///
    /// # Errors
    /// [`Failure::Denied`].
    pub fn may_observe(&self, who: &Visitor) -> Outcome<()> {
        observes(who)
    }

    /// An act that touches nothing beyond this person's scope, and whether it does.
    async fn act_in_scope(&self, who: &Visitor, id: i64) -> Outcome<BatchRow> {
        observes(who)?;
        // Whether there is such an act is nobody's business whose scope it does not lie in.
        let denied = || Failed(Failure::Denied(Refusal::NoRole));
        let row = self.db.observation_batch(id).await?.ok_or_else(denied)?;
        let provinces = self.db.provinces_of_batch(id).await?;
        let inside = |code: &String| {
            UnitCode::parse(code).is_some_and(|province| self.says_about(who, &province))
        };
        let own = row.entered_by == who.user_name;
        if provinces.iter().all(inside) && (own || !provinces.is_empty()) {
            return Ok(row);
        }
        Err(denied())
    }

    /// One act, with its rows after a key.
    ///
    /// # Errors
    /// [`Failure::Denied`], also if there is no such act; or if the store refuses.
    pub async fn act(&self, who: &Visitor, id: i64, after: Option<i64>) -> Outcome<ActView> {
        let row = self.act_in_scope(who, id).await?;
        let snapshot = &who.snapshot;
        let limit = i64::try_from(ROWS_SHOWN).unwrap_or(i64::MAX);
        let found = self
            .db
            .observations_of_batch(id, after.unwrap_or(0), limit)
            .await?;
        let more = (found.len() == ROWS_SHOWN).then(|| found.last().map(|r| r.id));
        let mut rows = Vec::with_capacity(found.len());
        for row in &found {
            let at = snapshot
                .indicators
                .iter()
                .position(|i| i.code == row.indicator);
            let unit = UnitCode::parse(&row.unit_code);
            let (Some(at), Some(unit)) = (at, unit) else {
                continue;
            };
            let said = said(&snapshot.indicators[at], row)?;
            rows.push((self.unit(snapshot, &unit)?, at, said));
        }
        Ok(ActView {
            undoes: row.undone_at.is_none() && row.kind != "demo",
            act: act(row),
            rows,
            catalogue: snapshot.indicators.clone(),
            more: more.flatten(),
            needs_reason: false,
        })
    }

    /// Undoes an act. Without its reason the act comes back.
    ///
    /// # Errors
    /// As [`Workspace::act`]; [`Failure::Changed`] if it is undone already.
    pub async fn undo_act(
        &self,
        who: &Visitor,
        id: i64,
        reason: &str,
    ) -> Outcome<Result<(), Box<ActView>>> {
        let row = self.act_in_scope(who, id).await?;
        if row.undone_at.is_some() || row.kind == "demo" {
            return Err(Failed(Failure::Changed));
        }
        let reason = reason.trim();
        if reason.is_empty() || domain::text::length(reason) > LONGEST_REASON {
            let mut view = self.act(who, id, None).await?;
            view.needs_reason = true;
            return Ok(Err(Box::new(view)));
        }
        let mut tx = self.db.begin().await?;
        let (by, at) = (who.user_name.as_str(), self.now());
        let undone = indicators::undo(&mut tx, id, by, at, reason, Some(&who.address)).await;
        if !undone.map_err(met)? {
            return Err(Failed(Failure::Changed));
        }
        tx.commit().await.map_err(met)?;
        Ok(Ok(()))
    }

    /// What a file would say, with a mapping, or with one guessed from its heads. Nothing is written.
    ///
    /// # Errors
    /// [`Failure::Denied`], or if the store refuses. What is wrong with the file is no error.
    pub async fn check_file(
        &self,
        who: &Visitor,
        sent: Sent,
        mapping: Option<Mapping>,
    ) -> Outcome<Result<Check, TableRefusal>> {
        observes(who)?;
        let (name, hash) = (sent.name.clone(), sent.hash.clone());
        let table = match read(sent.bytes).await {
            Ok(table) => table,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let mapping = mapping.unwrap_or_else(|| tables::guess(&table.heads));
        let snapshot = &who.snapshot;
        let examined = self.examine_table(who, snapshot, &table, &mapping).await?;
        let mut check = examined.check;
        (check.name, check.hash) = (name, hash);
        Ok(Ok(check))
    }

    /// Takes a file in, all of it or nothing. Everything is looked at anew.
    ///
    /// # Errors
    /// As [`Workspace::check_file`]; [`Failure::Changed`] if somebody spoke of the same lines at the same
    /// moment; then nothing was written.
    pub async fn add_file(
        &self,
        who: &Visitor,
        sent: Sent,
        mapping: &Mapping,
    ) -> Outcome<Result<Added, TableRefusal>> {
        observes(who)?;
        let (name, hash) = (sent.name.clone(), sent.hash.clone());
        let table = match read(sent.bytes).await {
            Ok(table) => table,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let snapshot = &who.snapshot;
        let examined = self.examine_table(who, snapshot, &table, mapping).await?;
        let mut check = examined.check;
        (check.name, check.hash) = (name, hash);
        let good = check.faults.is_empty() && check.unmapped.is_empty();
        if !good || check.new + check.revised == 0 {
            return Ok(Ok(Added::Refused(Box::new(check))));
        }
        let file = ("file", check.name.as_str(), Some(check.hash.as_str()));
        let taken = self.take(who, snapshot, file, &examined.taken).await?;
        let rows = u32::try_from(taken).unwrap_or(u32::MAX);
        Ok(Ok(Added::Rows(rows)))
    }

    /// Reads every row and compares it with what stands there.
    async fn examine_table(
        &self,
        who: &Visitor,
        snapshot: &Snapshot,
        table: &Table,
        mapping: &Mapping,
    ) -> Outcome<Examined> {
        let mut check = Check {
            name: String::new(),
            hash: String::new(),
            heads: table.heads.clone(),
            mapping: mapping.clone(),
            unmapped: tables::unmapped(mapping),
            total: small(table.rows.len()),
            new: 0,
            revised: 0,
            same: 0,
            rows: Vec::new(),
            faults: Vec::new(),
            more_faults: 0,
            catalogue: snapshot.indicators.clone(),
        };
        if !check.unmapped.is_empty() {
            return Ok(Examined {
                check,
                taken: Vec::new(),
            });
        }
        let in_scope = |province: &UnitCode| self.says_about(who, province);
        let rules = self.rules(snapshot, &in_scope);
        let mut seen = Seen::default();
        let mut taken: Vec<Taken> = Vec::with_capacity(table.rows.len());
        let mut lines = Vec::with_capacity(table.rows.len());
        let add = |check: &mut Check, line: u32, (field, fault), earlier| {
            if check.faults.len() >= tables::MOST_FAULTS {
                check.more_faults = check.more_faults.saturating_add(1);
                return;
            }
            let at = FIELDS.iter().position(|f| *f == field);
            let column = at.and_then(|at| mapping.columns[at]);
            let column = column.and_then(|c| u16::try_from(c).ok());
            let cell = column.filter(|_| table.workbook);
            check.faults.push(RowFault {
                line,
                cell: cell.map(|column| super::sheet::book::address(line, column)),
                field,
                fault,
                earlier,
            });
        };
        for row in &table.rows {
            match rules.read(row, mapping) {
                Ok(read) => match seen.note(&read.1, row.line) {
                    None => {
                        taken.push(read);
                        lines.push(row.line);
                    }
                    Some(earlier) => {
                        let fault = (delivery::UNIT, Fault::Twice);
                        add(&mut check, row.line, fault, Some(earlier));
                    }
                },
                Err(faults) => {
                    for fault in faults {
                        add(&mut check, row.line, fault, None);
                    }
                }
            }
        }
        let observations: Vec<Observation> = taken.iter().map(|(_, o)| o.clone()).collect();
        let mut standing = HashMap::new();
        for row in self.db.observations_standing(&observations).await? {
            if let Ok(place) = usize::try_from(row.place) {
                standing.insert(place, row);
            }
        }
        for (at, (line, observed)) in lines.into_iter().zip(observations).enumerate() {
            let before = standing.get(&at);
            match before {
                None => check.new += 1,
                Some(row) if row.says(&observed) => check.same += 1,
                Some(_) => check.revised += 1,
            }
            if check.rows.len() >= ROWS_SHOWN {
                continue;
            }
            let place = check
                .catalogue
                .iter()
                .position(|i| i.code == observed.indicator);
            let Some(indicator) = place else { continue };
            let before = match before {
                None => None,
                Some(row) => Some(indicators::standing(
                    &check.catalogue[indicator],
                    row,
                    &observed,
                )?),
            };
            check.rows.push(CheckedRow {
                line,
                unit: self.unit(snapshot, &observed.unit)?,
                indicator,
                observation: observed,
                before,
            });
        }
        Ok(Examined { check, taken })
    }
}

/// What the rows of a file come to.
struct Examined {
    check: Check,
    taken: Vec<Taken>,
}

/// A conflict with another act is the visitor's to hear; other faults are logged.
fn met(error: StoreError) -> Failed {
    if error.is_conflict() {
        return Failed(Failure::Changed);
    }
    Failed(failed(&error))
}

fn act(row: BatchRow) -> ActLine {
    let undone = match (row.undone_by, row.undone_at, row.undo_reason) {
        (Some(by), Some(at), Some(reason)) => Some((by, Timestamp(at), reason)),
        _ => None,
    };
    ActLine {
        id: row.id,
        kind: row.kind,
        title: row.title,
        by: (row.entered_by, Timestamp(row.entered_at)),
        rows: u32::try_from(row.row_count).unwrap_or(u32::MAX),
        simulated: row.simulated,
        undone,
    }
}

/// Reads a file where blocking is allowed, for a limited time.
async fn read(bytes: Vec<u8>) -> Result<Table, TableRefusal> {
    let stop = Arc::new(AtomicBool::new(false));
    let seen = stop.clone();
    let reading = async {
        let place = READERS.acquire().await;
        // The place is given back when the thread ends, not when nobody waits for it any more.
        spawn_blocking(move || {
            let _place = place;
            tables::read(&bytes, MOST_TABLE_ROWS, &seen)
        })
        .await
    };
    match timeout(LONGEST, reading).await {
        Ok(Ok(found)) => found,
        Ok(Err(cause)) => {
            tracing::warn!(%cause, "a file of observations broke its reader");
            Err(TableRefusal::NotATable)
        }
        Err(_) => {
            stop.store(true, Ordering::Relaxed);
            Err(TableRefusal::TooSlow)
        }
    }
}
