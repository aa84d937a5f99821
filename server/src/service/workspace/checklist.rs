//! A commune's checklist: what stands where, loaded for every use case about one commune. `saving` writes drafts, `steps`
//! hands in, signs and takes back, `evidence` keeps what supports an answer.

mod brought;
pub(super) mod draft_writer;
mod evidence;
mod saving;
mod steps;

pub use brought::{Save, SentFile};
pub use evidence::StoredFile;
pub use saving::Saved;
pub(super) use steps::content_words;

use super::{
    Principal, ServiceError, ServiceResult,
    commune_record::{CommuneRecord, Standing, evidence_view},
    context::{Context, set_in_force},
    correspondence::Correspondence,
    directives::Directives,
    observations::Observations,
    principal::place,
};
use crate::service::snapshot::Snapshot;
use app::{
    failure::Failure,
    workspace::checklist::model::{ChecklistEntry, ChecklistView, FormOutcome, ItemView},
};
use domain::{
    access::{Action, Object, Scope},
    entry::Earliest,
    period::{self, Period},
    release,
    status::{self, RuleVersion},
    unit::UnitCode,
};
use draft_writer::DraftWriter;
use std::sync::Arc;

/// Checklists of communes: written, handed in, signed, carried forward.
#[derive(Clone, Debug)]
pub struct Checklists {
    pub(super) context: Context,
    pub(super) correspondence: Correspondence,
    pub(super) directives: Directives,
    pub(super) observations: Observations,
    pub(super) texts: DraftWriter,
}

impl Checklists {
    /// A commune as it stood when this request first asked, or since it changed something.
    pub(super) async fn load(
        &self,
        who: &Principal,
        unit: &UnitCode,
    ) -> ServiceResult<Arc<CommuneRecord>> {
        let known = who.commune.communes().get(unit).cloned();
        if let Some(commune) = known {
            return Ok(commune);
        }
        let commune = Arc::new(self.load_now(&who.snapshot, unit).await?);
        who.commune.communes().insert(unit.clone(), commune.clone());
        Ok(commune)
    }

    async fn load_now(
        &self,
        snapshot: &Arc<Snapshot>,
        unit: &UnitCode,
    ) -> ServiceResult<CommuneRecord> {
        let set = set_in_force(snapshot)?;
        let place = place(snapshot, unit)?;
        let Scope::Commune { province, .. } = &place else {
            return Err(ServiceError(Failure::NoSuchUnit(unit.to_string())));
        };
        let campaigns = self.context.db.campaigns().await?;
        let periods: Vec<Period> = campaigns.iter().map(|c| c.period.clone()).collect();
        let records = self.context.db.records(unit).await?;
        let now = self.context.now();
        let answers: Vec<_> = records.iter().map(|r| r.answer.clone()).collect();
        Ok(CommuneRecord {
            inputs: release::inputs_at(&set, &periods, &answers, now),
            policy: self.context.db.policy(province).await?,
            drafts: self.context.db.drafts(unit).await?,
            evidence: self.context.db.evidence_of(unit).await?,
            of_drafts: self.context.db.evidence_of_drafts(unit).await?,
            of_answers: self.context.db.evidence_of_answers(unit).await?,
            province: province.clone(),
            unit: unit.clone(),
            demo: snapshot.demo,
            snapshot: snapshot.clone(),
            set,
            place,
            periods,
            campaigns,
            records,
            now,
        })
    }

    /// The communes in this person's care.
    ///
    /// # Errors
    /// If the store refuses.
    pub async fn communes(&self, who: &Principal) -> ServiceResult<Vec<ChecklistEntry>> {
        let snapshot = &who.snapshot;
        let mut units: Vec<_> = who
            .actor
            .scopes_for(Action::Enter)
            .chain(who.actor.scopes_for(Action::Sign))
            .filter_map(|scope| match scope {
                Scope::Commune { unit, province } => Some((unit.clone(), province.clone())),
                _ => None,
            })
            .collect();
        units.sort();
        units.dedup();
        units
            .into_iter()
            .map(|(unit, province)| {
                Ok(ChecklistEntry {
                    unit: self.context.unit(snapshot, &unit)?,
                    province: self.context.unit(snapshot, &province)?,
                })
            })
            .collect()
    }

    /// A commune's checklist.
    ///
    /// # Errors
    /// [`Failure::Denied`], [`Failure::NoSuchUnit`], or if the store refuses.
    pub async fn show(&self, who: &Principal, unit: &UnitCode) -> ServiceResult<ChecklistView> {
        let snapshot = &who.snapshot;
        who.may(Action::ReadDrafts, &Object::at(place(snapshot, unit)?))?;
        let commune = self.load(who, unit).await?;
        let Standing {
            period,
            outcome,
            rows,
        } = commune.standing();
        let questions = self
            .correspondence
            .question_lines(who, &commune.snapshot, &commune.set, Some(unit))
            .await?;
        Ok(ChecklistView {
            not_carried: None,
            nothing_ticked: false,
            questions,
            ended: commune.snapshot.ended(unit),
            unit: self.context.unit(&commune.snapshot, unit)?,
            province: self.context.unit(&commune.snapshot, &commune.province)?,
            enters: who.may_at(Action::Enter, &commune.place),
            enters_elsewhere: who.enters_beside(unit),
            signs: who.may_at(Action::Sign, &commune.place),
            set: commune.set.clone(),
            // What fell due in a campaign that is closed stays due; there is no campaign to name.
            period: period.filter(|p| {
                let own = commune.campaigns.iter().find(|c| c.period.code == p.code);
                own.is_none_or(|c| c.closed_at.is_none())
            }),
            outcome,
            rows,
            directives: self.directives.asked_of(snapshot, unit).await?,
            now: commune.now,
        })
    }

    /// One criterion's form.
    ///
    /// # Errors
    /// [`Failure::Denied`], [`Failure::NoSuchUnit`], [`Failure::NoSuchPage`], or if the store refuses.
    pub async fn item(
        &self,
        who: &Principal,
        unit: &UnitCode,
        criterion: &str,
    ) -> ServiceResult<ItemView> {
        let snapshot = &who.snapshot;
        who.may(Action::ReadDrafts, &Object::at(place(snapshot, unit)?))?;
        let commune = self.load(who, unit).await?;
        let index = commune.index(criterion)?;
        let period = period::current(&commune.periods, commune.now);
        let due = period.map_or(commune.now, |p| p.due_at);
        let outcome = status::assess(
            RuleVersion::CURRENT,
            &commune.set,
            &commune.inputs,
            commune.now,
            due,
        );
        let row = commune.row(index, outcome.criteria[index].reason, period);
        let attached = commune.evidence_ids(criterion);
        let (mut evidence, mut library) = (Vec::new(), Vec::new());
        for piece in &commune.evidence {
            let view = evidence_view(piece);
            if attached.contains(&piece.id) {
                evidence.push(view);
            } else {
                library.push(view);
            }
        }
        let saved = match commune.draft(criterion) {
            Some(draft) => Some((draft.saved_at, self.context.name_of(draft.author).await?)),
            None => None,
        };
        let (messages, questions) = self
            .correspondence
            .exchange(who, (unit, &commune.place), criterion)
            .await?;
        let registered = self
            .observations
            .registered(snapshot, unit, criterion)
            .await?;
        let fields = commune.form_fields(index, registered.as_ref());
        Ok(ItemView {
            registered,
            messages,
            questions,
            ended: commune.snapshot.ended(unit),
            unit: self.context.unit(&commune.snapshot, unit)?,
            province: self.context.unit(&commune.snapshot, &commune.province)?,
            enters: who.may_at(Action::Enter, &commune.place),
            signs: who.may_at(Action::Sign, &commune.place),
            fields,
            set: commune.set.clone(),
            index,
            row,
            saved,
            errors: Vec::new(),
            conflict: None,
            evidence,
            library,
            needs_evidence: false,
            earliest: Earliest::of(
                commune.criterion(index),
                commune.inputs[index].confirmed.as_ref(),
                commune.now.date(),
            ),
            now: commune.now,
            refused_file: None,
            outcome: FormOutcome::default(),
        })
    }
}
