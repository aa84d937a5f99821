//! Criteria sets: a reviewer prepares one, everybody who decides sees what it would change, the secretary
//! lets it hold from a day. What a set that is in means is never changed; the secretary may word it anew.

use super::{
    Principal, ServiceError, ServiceResult,
    context::{Context, Note},
    service_error::service_error,
};
use crate::service::{
    campaign::By,
    criteria::{self, SetFileError},
    import::{
        ImportError,
        criteria::{self as import, Brought},
    },
    snapshot::Snapshot,
};
use app::workspace::{criteria_sets::model::ActivateSet, rejected_form::FormProblems};
use app::{
    failure::Failure,
    public::model::Counts,
    workspace::{
        criteria_sets::model::{Author, SetEffects, SetRow, SetStage, Sets},
        publication::model::CommuneChange,
        rejected_form::{AdminProblem, FaultReason, FaultRow},
    },
};
use domain::{
    access::{AccountId, Action, Object, Scope},
    audit::AuditAction,
    criteria::{CriteriaSet, in_force},
    release::{FrozenRow, ReleaseRef},
    status::{self, Level, RuleVersion},
    time::{Date, Timestamp},
    unit::UnitCode,
};
use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

/// Criteria sets: prepared, tried, put into force.
#[derive(Clone, Debug)]
pub struct CriteriaSets {
    pub(super) context: Context,
}

impl CriteriaSets {
    /// Every criteria set.
    ///
    /// # Errors
    /// [`Failure::Denied`], or if the store refuses.
    pub async fn list(&self, who: &Principal) -> ServiceResult<Sets> {
        sees(who)?;
        let snapshot = &who.snapshot;
        let mut rows = Vec::new();
        let prepared = self.prepared(snapshot).await?;
        for set in snapshot.sets.iter().rev() {
            rows.push(row(snapshot, &prepared, set));
        }
        Ok(Sets {
            rows,
            prepares: who.has(Action::PrepareSet),
            faults: Vec::new(),
            problem: None,
        })
    }

    async fn prepared(&self, snapshot: &Snapshot) -> ServiceResult<Prepared> {
        let mut prepared = HashMap::new();
        for row in self.context.db.prepared_sets().await? {
            let account = self.context.db.account(row.prepared_by.0).await?;
            let (Some(account), true) = (
                account,
                snapshot.sets.iter().any(|s| s.version == row.version),
            ) else {
                continue;
            };
            let author = Author {
                name: Some(account.display_name),
                user: account.user_name,
            };
            prepared.insert(row.version, (row.prepared_by, author, row.prepared_at));
        }
        Ok(prepared)
    }

    /// Whether somebody may prepare a set. A proposal binds nobody, so any reviewer may make one: its
    /// place is their own.
    ///
    /// # Errors
    /// [`Failure::Denied`].
    pub fn may_prepare(&self, who: &Principal) -> ServiceResult<()> {
        let own = who.actor.scopes_for(Action::PrepareSet).next().cloned();
        let place = own.unwrap_or(Scope::Country);
        Ok(who.may(Action::PrepareSet, &Object::at(place))?)
    }

    /// Takes a set in, as TOML. It holds for nothing until the secretary lets it. Gives its version, or
    /// every mistake of the file.
    ///
    /// # Errors
    /// [`Failure::Denied`], or if the store refuses.
    pub async fn prepare(
        &self,
        who: &Principal,
        text: &str,
    ) -> ServiceResult<Result<String, Vec<FaultRow>>> {
        self.may_prepare(who)?;
        let set = match import::check(&self.context.db, text).await {
            Ok(Brought::Set(set)) => set,
            Ok(Brought::Wording(set)) => {
                return Ok(Err(vec![whole(FaultReason::SetReworded(set.version))]));
            }
            Ok(Brought::Nothing) => {
                return Ok(Err(vec![whole(FaultReason::SetThere)]));
            }
            Err(error) => return Ok(Err(mistakes(error)?)),
        };
        let mut tx = self.context.db.begin().await?;
        let by = (who.actor.account, self.context.now());
        tx.add_criteria_set(&set, Some(by)).await?;
        tx.raise_data_version().await?;
        let mut note = Note::installation(AuditAction::PrepareSet, &set.version);
        note.after = format!("{} criteria", set.criteria.len());
        self.context.note(&mut tx, who, note).await?;
        tx.commit().await?;
        Ok(Ok(set.version))
    }

    /// Whether somebody may word sets anew: whoever may put them into force.
    ///
    /// # Errors
    /// [`Failure::Denied`].
    pub fn may_revise(&self, who: &Principal) -> ServiceResult<()> {
        Ok(who.may(Action::ActivateSet, &Object::at(Scope::Country))?)
    }

    /// Words a set anew, as TOML of the whole set. Nothing that was published changes. Gives every mistake of the file, or
    /// the first place at which it means something else.
    ///
    /// # Errors
    /// [`Failure::Denied`], [`Failure::NoSuchPage`] if there is no such set, or if the store refuses.
    pub async fn revise(
        &self,
        who: &Principal,
        version: &str,
        text: &str,
    ) -> ServiceResult<Result<(), Vec<FaultRow>>> {
        self.may_revise(who)?;
        find(&*self.context.snapshot().await?, version)?;
        let set = match import::read(text) {
            Ok(set) => set,
            Err(error) => return Ok(Err(mistakes(error)?)),
        };
        if set.version != version {
            let reason = FaultReason::SetElsewhere(set.version);
            return Ok(Err(vec![whole(reason)]));
        }
        let mut tx = self.context.db.begin().await?;
        let by = By {
            name: &who.user_name,
            address: Some(&who.address),
        };
        match import::reword(&mut tx, &set, by, self.context.now()).await {
            Ok(places) if places.is_empty() => Ok(Err(vec![whole(FaultReason::SetThere)])),
            Ok(_) => {
                who.commune.forget();
                tx.commit().await?;
                Ok(Ok(()))
            }
            Err(error) => Ok(Err(mistakes(error)?)),
        }
    }

    /// The file of a set as it is worded now, to revise its words or to begin another set with. Whoever sees the page may
    /// have it: every set is public once it holds.
    ///
    /// # Errors
    /// [`Failure::Denied`], [`Failure::NoSuchPage`] if there is no such set, or if the store refuses.
    pub async fn file(&self, who: &Principal, version: &str) -> ServiceResult<String> {
        sees(who)?;
        let file =
            criteria::file(&self.context.db, version)
                .await
                .map_err(|error| match error {
                    SetFileError::Store(error) => error.into(),
                    SetFileError::Write(error) => ServiceError(service_error(&error)),
                })?;
        file.ok_or(ServiceError(Failure::NoSuchPage))
    }

    /// What a set would change: the frozen answers of the latest release, judged by it.
    ///
    /// # Errors
    /// [`Failure::Denied`], [`Failure::NoSuchPage`] if there is no such set, or if the store refuses.
    pub async fn effects(&self, who: &Principal, version: &str) -> ServiceResult<SetEffects> {
        sees(who)?;
        let snapshot = &who.snapshot;
        let prepared = self.prepared(snapshot).await?;
        let set = find(snapshot, version)?;
        let row = row(snapshot, &prepared, &set);
        let activates = row.stage == SetStage::Prepared
            && who
                .may(Action::ActivateSet, &proposal(&prepared, version))
                .is_ok();
        let revisions = criteria::revisions(&self.context.db, version).await?;
        let mut view = SetEffects {
            row,
            release: None,
            total: (Counts::default(), Counts::default()),
            provinces: Vec::new(),
            communes: Vec::new(),
            added: Vec::new(),
            dropped: Vec::new(),
            wordings: revisions.unwrap_or_default(),
            revises: self.may_revise(who).is_ok(),
            faults: Vec::new(),
            problem: None,
            activates,
            earliest: self.earliest(snapshot, &set),
            refused: None,
        };
        let Some(release) = snapshot.release(ReleaseRef::Latest) else {
            return Ok(view);
        };
        let info = release.info.clone();
        view.release = Some((info.id, info.criteria_set.clone()));
        let codes = |set: &CriteriaSet| -> Vec<String> {
            set.criteria.iter().map(|c| c.code.clone()).collect()
        };
        let (before, after) = (codes(&release.wording.set), codes(&set));
        view.added = after
            .iter()
            .filter(|c| !before.contains(c))
            .cloned()
            .collect();
        view.dropped = before.into_iter().filter(|c| !after.contains(c)).collect();
        let rows = self.context.db.frozen_rows(release.key).await?;
        let (as_of, due) = (info.as_of, info.period_due);
        let judged = tokio::task::spawn_blocking(move || judge(&set, rows, as_of, due)).await;
        let judged = judged.map_err(|e| ServiceError(service_error(&e)))?;
        let mut sums: BTreeMap<UnitCode, (Counts, Counts)> = BTreeMap::new();
        let day = info.as_of.date();
        for effect in judged {
            let sum = sums.entry(effect.province.clone()).or_default();
            sum.0.add_level(effect.before);
            sum.1.add_level(effect.after);
            view.total.0.add_level(effect.before);
            view.total.1.add_level(effect.after);
            let green = |level| level == Level::Green;
            if green(effect.before) == green(effect.after) {
                continue;
            }
            let unit = snapshot.unit_ref(&effect.unit, day);
            if let (Some(unit), Some(province)) = (unit, snapshot.unit_ref(&effect.province, day)) {
                view.communes.push(CommuneChange {
                    unit,
                    province,
                    before: effect.before,
                    after: effect.after,
                });
            }
        }
        // Gained first; each by province and name.
        view.communes.sort_by_cached_key(|e| {
            (
                e.before == Level::Green,
                e.province.sort_key.clone(),
                e.unit.sort_key.clone(),
            )
        });
        for (code, (before, after)) in sums {
            if before.green != after.green {
                let unit = snapshot.unit_ref(&code, day);
                view.provinces
                    .extend(unit.map(|unit| (unit, before, after)));
            }
        }
        Ok(view)
    }

    /// The first day from which a set can hold.
    fn earliest(&self, snapshot: &Snapshot, set: &CriteriaSet) -> Date {
        let last = snapshot.activated.iter().map(|(from, _)| *from).max();
        self.context
            .now()
            .date()
            .max(set.valid_from)
            .max(last.unwrap_or(set.valid_from))
    }

    /// Lets a prepared set hold from a day (field `from`), for good. What was published stays as it was
    /// judged.
    ///
    /// # Errors
    /// [`Failure::Denied`], also for whoever prepared it; [`Failure::NoSuchPage`]; [`Failure::Changed`] if it
    /// has its day already; or if the store refuses. A day that is too early comes back.
    pub async fn activate(
        &self,
        who: &Principal,
        form: &ActivateSet,
    ) -> ServiceResult<Result<(), FormProblems>> {
        let version = form.version.as_str();
        who.may(Action::ActivateSet, &Object::at(Scope::Country))?;
        let snapshot = self.context.snapshot().await?;
        let prepared = self.prepared(&snapshot).await?;
        let set = find(&snapshot, version)?;
        who.may(Action::ActivateSet, &proposal(&prepared, version))?;
        let from = form.from.as_deref().and_then(Date::parse);
        let problem = match from {
            None => Some(AdminProblem::NotADate),
            Some(from) if from < self.earliest(&snapshot, &set) => Some(AdminProblem::TooEarly),
            Some(_) => None,
        };
        let (Some(from), None) = (from, problem) else {
            let problem = problem.unwrap_or(AdminProblem::NotADate);
            return Ok(Err(vec![("from", problem)]));
        };
        let mut tx = self.context.db.begin().await?;
        let by = (who.actor.account, self.context.now());
        if !tx.activate_set(version, from, Some(by)).await? {
            return Err(ServiceError(Failure::Changed));
        }
        tx.raise_data_version().await?;
        let mut note = Note::installation(AuditAction::ActivateSet, version);
        note.after = from.to_string();
        self.context.note(&mut tx, who, note).await?;
        tx.commit().await?;
        Ok(Ok(()))
    }
}

/// Who prepared which version, and when.
type Prepared = HashMap<String, (AccountId, Author, Timestamp)>;

fn sees(who: &Principal) -> ServiceResult<()> {
    if who.has(Action::PrepareSet) {
        return Ok(());
    }
    Ok(who.may(Action::ActivateSet, &Object::at(Scope::Country))?)
}

/// A set as the object of putting it into force: it is its preparer's work.
fn proposal(prepared: &Prepared, version: &str) -> Object {
    Object {
        place: Scope::Country,
        authors: prepared
            .get(version)
            .map(|(by, ..)| *by)
            .into_iter()
            .collect(),
    }
}

fn find(snapshot: &Snapshot, version: &str) -> ServiceResult<Arc<CriteriaSet>> {
    let found = snapshot.sets.iter().find(|s| s.version == version);
    found.cloned().ok_or(ServiceError(Failure::NoSuchPage))
}

fn row(snapshot: &Snapshot, prepared: &Prepared, set: &Arc<CriteriaSet>) -> SetRow {
    let own = snapshot
        .activated
        .iter()
        .find(|(_, s)| s.version == set.version);
    let current = in_force(&snapshot.activated, snapshot.today);
    let stage = match own {
        None => SetStage::Prepared,
        Some((from, _)) if current.is_some_and(|c| c.version == set.version) => {
            SetStage::InForce(*from)
        }
        Some((from, _)) if *from > snapshot.today => SetStage::Coming(*from),
        Some((from, _)) => SetStage::Superseded(*from),
    };
    let of_set = |r: &&crate::service::snapshot::Release| r.info.criteria_set == set.version;
    let releases = snapshot.releases.iter().filter(of_set).count();
    SetRow {
        set: set.clone(),
        stage,
        prepared: prepared
            .get(&set.version)
            .map(|(_, name, at)| (name.clone(), *at)),
        releases: u32::try_from(releases).unwrap_or(u32::MAX),
    }
}

/// What is wrong with a file of a set, or why that can't be said.
fn mistakes(error: ImportError) -> ServiceResult<Vec<FaultRow>> {
    match error {
        ImportError::Faults(faults) => Ok(faults),
        ImportError::OtherMeaning(version, place) => {
            Ok(vec![whole(FaultReason::SetOther(version, place))])
        }
        ImportError::Store(error) => Err(error.into()),
    }
}

fn whole(reason: FaultReason) -> FaultRow {
    FaultRow {
        line: 0,
        column: "version".to_owned(),
        reason,
    }
}

struct Effect {
    unit: UnitCode,
    province: UnitCode,
    before: Level,
    after: Level,
}

/// Judges frozen inputs by another set.
fn judge(
    set: &CriteriaSet,
    rows: Vec<FrozenRow>,
    as_of: Timestamp,
    period_due: Timestamp,
) -> Vec<Effect> {
    rows.into_iter()
        .map(|row| {
            let inputs = status::inputs_under(set, &row.inputs);
            Effect {
                unit: row.unit,
                province: row.province,
                before: row.level,
                after: status::assess(RuleVersion::CURRENT, set, &inputs, as_of, period_due).level,
            }
        })
        .collect()
}
