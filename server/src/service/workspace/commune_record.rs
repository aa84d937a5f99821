//! A commune's record as use cases read it: loaded once for a request, with what follows from it.

use super::service_error::{ServiceError, ServiceResult};
use crate::{
    service::snapshot::Snapshot,
    store::{
        checklists::Record,
        drafts::{DraftRecord, DraftStage},
        evidence::EvidenceRow,
    },
};
use app::{
    failure::Failure,
    workspace::checklist::model::{ChecklistRow, EvidenceView, ReturnView, ToSign},
};
use domain::{
    access::Scope,
    answer::{Closed, Content, Review},
    assessment::{Draft, Item, Policy, ReturnReason, Stage, Submission},
    criteria::{CriteriaSet, Criterion},
    entry::{self, Entry, FieldError, Fields},
    evidence::Openness,
    indicator::Denominator,
    period::{self, Campaign, Period, reviewer_due},
    rate::saturating_u32,
    status::{self, Input, Reason, RuleVersion},
    time::Timestamp,
    unit::UnitCode,
};
use std::{
    collections::{BTreeSet, HashMap},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

/// Evidence that ends within so many days after the campaign is worth renewing now.
const RENEW_DAYS: i32 = 14;

/// Everything about one commune, as a use case needs it.
#[derive(Debug)]
pub(super) struct CommuneRecord {
    pub(super) snapshot: Arc<Snapshot>,
    pub(super) set: Arc<CriteriaSet>,
    pub(super) unit: UnitCode,
    pub(super) province: UnitCode,
    pub(super) place: Scope,
    pub(super) periods: Vec<Period>,
    pub(super) campaigns: Vec<Campaign>,
    pub(super) policy: Policy,
    pub(super) records: Vec<Record>,
    pub(super) drafts: Vec<DraftRecord>,
    pub(super) inputs: Vec<Input>,
    pub(super) evidence: Vec<EvidenceRow>,
    pub(super) of_drafts: Vec<(String, i64)>,
    pub(super) of_answers: Vec<(i64, i64)>,
    pub(super) now: Timestamp,
    pub(super) demo: bool,
}

/// A commune's items as they stand, and what they come to.
pub(super) struct Standing {
    /// The campaign that runs.
    pub(super) period: Option<Period>,
    pub(super) outcome: status::Outcome,
    /// In the set's order.
    pub(super) rows: Vec<ChecklistRow>,
}

/// The communes that a request has loaded, so that a page and its frame load each once. Whatever changes something
/// forgets them.
#[derive(Clone, Debug, Default)]
pub(super) struct CommuneCache(Arc<Mutex<HashMap<UnitCode, Arc<CommuneRecord>>>>);

impl CommuneCache {
    pub(super) fn communes(&self) -> MutexGuard<'_, HashMap<UnitCode, Arc<CommuneRecord>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Something was changed: what comes next is loaded anew.
    pub(super) fn forget(&self) {
        self.communes().clear();
    }
}

impl CommuneRecord {
    /// Where every item stands, and what the commune comes to now.
    pub(super) fn standing(&self) -> Standing {
        let period = period::current(&self.periods, self.now).cloned();
        let due = period.as_ref().map_or(self.now, |p| p.due_at);
        let outcome = status::assess(RuleVersion::CURRENT, &self.set, &self.inputs, self.now, due);
        let rows = (0..self.set.criteria.len())
            .map(|i| self.row(i, outcome.criteria[i].reason, period.as_ref()))
            .collect();
        Standing {
            period,
            outcome,
            rows,
        }
    }

    pub(super) fn index(&self, criterion: &str) -> ServiceResult<usize> {
        let found = self.set.criteria.iter().position(|c| c.code == criterion);
        found.ok_or(ServiceError(Failure::NoSuchPage))
    }

    pub(super) fn criterion(&self, index: usize) -> &Criterion {
        &self.set.criteria[index]
    }

    /// Until when a reviewer should decide what was submitted then.
    pub(super) fn review_due(&self, submitted: Timestamp) -> Timestamp {
        reviewer_due(
            &self.campaigns,
            submitted,
            self.policy.review_due(submitted),
        )
    }

    pub(super) fn draft(&self, criterion: &str) -> Option<&DraftRecord> {
        self.drafts.iter().find(|d| d.criterion == criterion)
    }

    /// The newest answer to a criterion that the commune has not taken back itself.
    pub(super) fn latest(&self, criterion: &str) -> Option<&Record> {
        let withdrawn = |r: &Record| matches!(r.answer.closed, Some(Closed { due: None, .. }));
        self.records
            .iter()
            .rfind(|r| r.answer.criterion == criterion && !withdrawn(r))
    }

    /// Where an item stands.
    pub(super) fn item(&self, criterion: &str) -> Item {
        if let Some(draft) = self.draft(criterion) {
            let own = Draft {
                author: draft.author,
                version: draft.version,
            };
            match draft.stage {
                DraftStage::Open => return Item::Draft(own),
                DraftStage::Ready => return Item::Ready(own),
                DraftStage::Done => {}
            }
        }
        self.item_without_draft(criterion)
    }

    /// Where an item would stand if nothing were being written.
    fn item_without_draft(&self, criterion: &str) -> Item {
        let Some(latest) = self.latest(criterion) else {
            return Item::NotDeclared;
        };
        let submission = Submission {
            author: latest.author,
            signer: latest.signer,
            at: latest.answer.submitted_at,
        };
        match (latest.answer.closed, latest.answer.review) {
            (Some(_), _) | (None, Review::Returned { .. }) => Item::Returned(submission),
            (None, Review::Waiting) => Item::Submitted(submission),
            (None, Review::Confirmed(_)) => Item::Confirmed(submission),
        }
    }

    /// Whether what is handed in now comes after its deadline.
    pub(super) fn is_late(&self, index: usize) -> bool {
        self.inputs[index].is_late(&self.criterion(index).question, self.now)
    }

    pub(super) fn version(&self, criterion: &str) -> u32 {
        self.draft(criterion).map_or(0, |d| d.version)
    }

    fn returned(&self, criterion: &str) -> Option<ReturnView> {
        let latest = self.latest(criterion)?;
        let reason = latest.return_code.as_deref().and_then(ReturnReason::parse);
        match (latest.answer.closed, latest.answer.review) {
            (Some(Closed { at, due: Some(due) }), _) => Some(ReturnView {
                at,
                due,
                reason,
                text: latest.closed_text.clone().unwrap_or_default(),
            }),
            (None, Review::Returned { at, due }) => Some(ReturnView {
                at,
                due,
                reason,
                text: latest.return_text.clone().unwrap_or_default(),
            }),
            _ => None,
        }
    }

    /// Keys of the evidence of what is being written, or of what was submitted last.
    pub(super) fn evidence_ids(&self, criterion: &str) -> Vec<i64> {
        let writing = self
            .draft(criterion)
            .is_some_and(|d| d.stage != DraftStage::Done);
        if writing {
            let own = self.of_drafts.iter().filter(|(c, _)| c == criterion);
            return own.map(|(_, id)| *id).collect();
        }
        self.evidence_of_latest(criterion)
    }

    fn evidence_of_latest(&self, criterion: &str) -> Vec<i64> {
        let Some(latest) = self.latest(criterion) else {
            return Vec::new();
        };
        let own = self.of_answers.iter().filter(|(a, _)| *a == latest.id);
        own.map(|(_, id)| *id).collect()
    }

    /// Keys of the evidence with which writing begins: that of an answer that came back.
    pub(super) fn evidence_to_begin_with(&self, criterion: &str) -> Vec<i64> {
        match self.item_without_draft(criterion) {
            Item::Returned(_) => self.evidence_of_latest(criterion),
            _ => Vec::new(),
        }
    }

    /// Whether what is being written has no other evidence than it began with.
    pub(super) fn has_no_own_evidence(&self, criterion: &str) -> bool {
        let keys = |ids: Vec<i64>| ids.into_iter().collect::<BTreeSet<_>>();
        keys(self.evidence_ids(criterion)) == keys(self.evidence_to_begin_with(criterion))
    }

    pub(super) fn complete(&self, index: usize) -> Result<Entry, Vec<FieldError>> {
        let criterion = self.criterion(index);
        let nothing = Fields::default();
        let fields = self
            .draft(&criterion.code)
            .map_or(&nothing, |draft| &draft.fields);
        let last = self.inputs[index].confirmed.as_ref();
        entry::complete(
            criterion,
            fields,
            last,
            self.evidence_ids(&criterion.code).len(),
            self.now.date(),
        )
    }

    pub(super) fn row(
        &self,
        index: usize,
        reason: Reason,
        period: Option<&Period>,
    ) -> ChecklistRow {
        let criterion = self.criterion(index);
        let input = &self.inputs[index];
        let item = self.item(&criterion.code);
        let stage = item.stage();
        let writing = matches!(stage, Stage::Draft | Stage::Ready);
        let current = if writing {
            let fields = self.draft(&criterion.code).map(|d| &d.fields);
            fields.and_then(|fields| {
                if fields.get(entry::NOT_APPLICABLE).is_some() {
                    return Some(Content::NotApplicable);
                }
                entry::value(criterion, fields, self.now.date()).map(Content::Value)
            })
        } else {
            self.latest(&criterion.code)
                .map(|r| r.answer.content.clone())
        };
        let renew = input.confirmed.as_ref().is_some_and(|c| {
            let horizon = period.map_or(self.now, |p| p.due_at).date();
            c.met_until(&criterion.question) < horizon.plus(RENEW_DAYS)
        });
        ChecklistRow {
            stage,
            confirmed: input.confirmed.clone(),
            current,
            due: input
                .due
                .filter(|_| !matches!(reason, Reason::Met | Reason::NotApplicable)),
            returned: self.returned(&criterion.code),
            sent_back: self
                .draft(&criterion.code)
                .filter(|d| d.stage == DraftStage::Open)
                .and_then(|d| d.sent_back.clone()),
            version: self.version(&criterion.code),
            carries: stage == Stage::Confirmed
                && renew
                && input
                    .confirmed
                    .as_ref()
                    .is_some_and(|c| !c.value.is_share()),
            complete: stage == Stage::Draft && self.complete(index).is_ok(),
            to_sign: (stage == Stage::Ready)
                .then(|| self.to_sign(index))
                .flatten(),
        }
    }

    /// What the leader is asked to sign.
    fn to_sign(&self, index: usize) -> Option<ToSign> {
        let entry = self.complete(index).ok()?;
        let evidence = self.evidence_ids(&self.criterion(index).code).len();
        let last = self.inputs[index].confirmed.as_ref();
        Some(ToSign {
            jumps: entry::differs_much(last, &entry.content),
            content: entry.content,
            fact_date: entry.fact_date,
            note: entry.note,
            evidence: saturating_u32(evidence),
        })
    }

    /// The fields that the form shows, `registered` being the whole that is known already.
    pub(super) fn form_fields(&self, index: usize, registered: Option<&Denominator>) -> Fields {
        self.written(index)
            .unwrap_or_else(|| self.fields_without_draft(index, registered))
    }

    /// What is being written, or what was said last.
    pub(super) fn fields(&self, index: usize) -> Fields {
        self.form_fields(index, None)
    }

    /// What is being written.
    fn written(&self, index: usize) -> Option<Fields> {
        let own = self.draft(&self.criterion(index).code)?;
        (own.stage != DraftStage::Done).then(|| own.fields.clone())
    }

    /// What the form shows where nothing is being written: what was said last, if it is not decided or came back. Where
    /// nothing was ever said, it is what is known already.
    pub(super) fn fields_without_draft(
        &self,
        index: usize,
        registered: Option<&Denominator>,
    ) -> Fields {
        let criterion = self.criterion(index);
        let latest = self.latest(&criterion.code);
        let mut fields = match self.item_without_draft(&criterion.code) {
            Item::Submitted(_) | Item::Returned(_) => {
                latest.map_or_else(Fields::default, |r| fields_of(criterion, r))
            }
            // A new answer begins empty: a value that was true last time is confirmed anew on purpose.
            _ => Fields::default(),
        };
        let untouched = latest.is_none() && self.inputs[index].confirmed.is_none();
        if let Some(known) = registered.filter(|_| untouched) {
            fields.set(entry::WHOLE, known.number.to_string());
        }
        fields
    }
}

/// The fields in which an answer was given.
pub(super) fn fields_of(criterion: &Criterion, record: &Record) -> Fields {
    let mut fields = entry::fields_of(&criterion.question, &record.answer.content);
    fields.set(entry::FACT_DATE, record.answer.fact_date.to_string());
    if let Some(note) = &record.note {
        fields.set(entry::NOTE, note.clone());
    }
    fields
}

/// Evidence as pages show it.
pub(super) fn evidence_view(row: &EvidenceRow) -> EvidenceView {
    EvidenceView {
        id: row.id,
        kind: row.kind.clone(),
        title: row.title.clone(),
        issuer: row.issuer.clone(),
        fact_date: row.fact_date,
        added_at: row.added_at,
        also: Vec::new(),
        open: Openness::of(row.is_public, false, false),
    }
}
