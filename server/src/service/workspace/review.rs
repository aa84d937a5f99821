//! Reviewing: the queue, one answer beside its evidence, confirming, returning, reopening.

mod authors;
mod decided;
mod open_evidence;

use super::{
    Principal, ServiceError, ServiceResult,
    checklist::{Checklists, content_words},
    commune_record::{CommuneRecord, evidence_view},
    context::{Context, Note, set_in_force},
    correspondence::Correspondence,
    observations::Observations,
    principal::place,
};
use crate::store::checklists::Record;
use app::{
    failure::Failure,
    workspace::{
        checklist::model::EvidenceView,
        review::model::{PastAnswer, Queue, QueueRow, ReviewView},
    },
};
use domain::{
    access::{AccountId, Action, Object, Refusal, Scope},
    answer::{Answer, Closed, Content},
    assessment::{Policy, ReturnReason, TransitionError},
    audit::AuditAction,
    entry,
    evidence::{Backing, Openness},
    period::{Period, reviewer_due},
    rate::saturating_u32,
    release,
    text::fold,
    unit::UnitCode,
};
use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::Arc,
};

/// What waits for review, and what becomes of it.
#[derive(Clone, Debug)]
pub struct Reviews {
    pub(super) context: Context,
    pub(super) checklist: Checklists,
    pub(super) correspondence: Correspondence,
    pub(super) observations: Observations,
}

/// What of the queue is wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QueueFilter {
    /// Code of a group of criteria.
    pub group: Option<String>,
    /// Part of a commune's name, as typed.
    pub name: Option<String>,
    /// Only what differs much from the last confirmed value.
    pub jumps: bool,
    /// Which page of the rows is shown, from 1; 0 is the first as well.
    pub page: u32,
}

/// What of the decided answers is wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DecidedFilter {
    /// Part of a commune's name, as typed.
    pub name: Option<String>,
    /// Only what this person decided.
    pub own: bool,
    /// Which page of the rows is shown, from 1; 0 is the first as well.
    pub page: u32,
}

/// A reviewer's decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Accepted; where no document is attached, with what was seen instead and where it is found again.
    Confirm(Option<Backing>, String),
    /// Given back, with a reason in words.
    Return(ReturnReason, String),
}

/// What came of a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decided {
    /// It was taken down.
    Done,
    /// Nothing was: without a document it takes what was seen, and where.
    NotBacked,
}

/// What was confirmed and what it rests on, for the audit log.
fn confirmed_words(content: &Content, backing: Backing) -> String {
    format!("{} [{}]", content_words(content), backing.word())
}

/// Where this person reads what others reviewed or review.
fn review_scopes(who: &Principal) -> ServiceResult<Vec<Scope>> {
    let scopes: Vec<Scope> = who
        .actor
        .scopes_for(Action::ReadChecklist)
        .filter(|s| !matches!(s, Scope::Commune { .. }))
        .cloned()
        .collect();
    if scopes.is_empty() {
        who.may(Action::Review, &Object::at(Scope::Country))?;
    }
    Ok(scopes)
}

impl Reviews {
    /// What waits for review in this person's scope, oldest first.
    ///
    /// # Errors
    /// [`Failure::Denied`], or if the store refuses.
    pub async fn queue(&self, who: &Principal, filter: &QueueFilter) -> ServiceResult<Queue> {
        let scopes = review_scopes(who)?;
        let snapshot = &who.snapshot;
        let set = set_in_force(snapshot)?;
        let province = match scopes.as_slice() {
            [Scope::Province(code)] => Some(code),
            _ => None,
        };
        let now = self.context.now();
        let campaigns = self.context.db.campaigns().await?;
        let periods: Vec<Period> = campaigns.iter().map(|c| c.period.clone()).collect();
        let mut of_item: HashMap<(UnitCode, String), Vec<Answer>> = HashMap::new();
        for rival in self.context.db.rivals(province).await? {
            let key = (rival.unit, rival.answer.criterion.clone());
            of_item.entry(key).or_default().push(rival.answer);
        }
        let pieces = self.context.db.waiting_evidence().await?;
        let writing = self.writing_of(who, None).await?;
        let mut policies: BTreeMap<UnitCode, Policy> = BTreeMap::new();
        let name = filter.name.as_deref().map(fold);
        let (mut rows, mut total, mut late) = (Vec::new(), 0, 0);
        for record in self.context.db.waiting(province).await? {
            let Some(index) = set
                .criteria
                .iter()
                .position(|c| c.code == record.answer.criterion)
            else {
                continue;
            };
            let place = place(snapshot, &record.unit)?;
            let Scope::Commune { province, .. } = &place else {
                continue;
            };
            if !scopes.iter().any(|own| own.covers(&place)) {
                continue;
            }
            if !policies.contains_key(province) {
                policies.insert(province.clone(), self.context.db.policy(province).await?);
            }
            let policy = policies.get(province).copied().unwrap_or_default();
            let submitted = record.answer.submitted_at;
            let due = reviewer_due(&campaigns, submitted, policy.review_due(submitted));
            total += 1;
            late += u32::from(due < now);
            let criterion = &set.criteria[index];
            let unit = self.context.unit(snapshot, &record.unit)?;
            let key = (record.unit.clone(), criterion.code.clone());
            let answers = of_item.get(&key).map_or(&[][..], Vec::as_slice);
            let inputs = release::inputs_at(&set, &periods, answers, now);
            let input = inputs.into_iter().nth(index);
            let came_late = input
                .as_ref()
                .is_some_and(|input| input.is_late(&criterion.question, submitted));
            let last = input.and_then(|input| input.confirmed);
            let jumps = entry::differs_much(last.as_ref(), &record.answer.content);
            let filter = filter.group.as_ref().is_none_or(|g| *g == criterion.group)
                && name.as_ref().is_none_or(|n| fold(&unit.name).contains(n))
                && (!filter.jumps || jumps);
            if !filter {
                continue;
            }
            rows.push(QueueRow {
                id: record.id,
                ended: snapshot.ended(&record.unit),
                unit,
                index,
                own: writing
                    .authors(&record, answers.iter())
                    .contains(&who.actor.account),
                last,
                fact_date: record.answer.fact_date,
                submitted_at: record.answer.submitted_at,
                came_late,
                due,
                jumps,
                evidence: pieces.get(&record.id).copied().unwrap_or(0),
                content: record.answer.content,
            });
        }
        let questions = self
            .correspondence
            .question_lines(who, snapshot, &set, None)
            .await?;
        Ok(Queue {
            nothing_ticked: false,
            questions,
            reviews: who.has(Action::Review),
            copies: who.has(Action::Copy),
            set,
            rows,
            total,
            late,
            page: filter.page,
            group: filter.group.clone(),
            name: filter.name.clone(),
            jumps: filter.jumps,
            now,
        })
    }

    /// An answer with its commune, for whoever may do something to it. Where they may not, it looks as if it did not
    /// exist.
    async fn record(
        &self,
        who: &Principal,
        action: Action,
        id: i64,
    ) -> ServiceResult<(Record, Arc<CommuneRecord>)> {
        if !who.has(action) {
            return Err(ServiceError(Failure::Denied(Refusal::NoRole)));
        }
        let record = self.context.db.record(id).await?.filter(|record| {
            place(&who.snapshot, &record.unit).is_ok_and(|place| who.may_at(action, &place))
        });
        let record = record.ok_or(ServiceError(Failure::NoSuchPage))?;
        let commune = self.checklist.load(who, &record.unit).await?;
        Ok((record, commune))
    }

    /// An answer as what this person decides about, or may not because of a hand in it.
    async fn object(
        &self,
        who: &Principal,
        record: &Record,
        commune: &CommuneRecord,
    ) -> ServiceResult<Object> {
        let criterion = &record.answer.criterion;
        let writing = self
            .writing_of(who, Some((&record.unit, criterion)))
            .await?;
        let answers = commune.records.iter().map(|r| &r.answer);
        Ok(Object {
            place: commune.place.clone(),
            authors: writing.authors(record, answers.filter(|a| a.criterion == *criterion)),
        })
    }

    /// One answer before its reviewer.
    ///
    /// # Errors
    /// [`Failure::Denied`], [`Failure::NoSuchPage`], or if the store refuses.
    pub async fn answer(&self, who: &Principal, id: i64) -> ServiceResult<ReviewView> {
        let (record, commune) = self.record(who, Action::ReadChecklist, id).await?;
        let index = commune.index(&record.answer.criterion)?;
        let last = commune.inputs[index].confirmed.clone();
        let object = self.object(who, &record, &commune).await?;
        let refusal = domain::access::permit(&who.actor, Action::Review, &object).err();
        let own: Vec<i64> = commune
            .of_answers
            .iter()
            .filter(|(answer, _)| *answer == id)
            .map(|(_, evidence)| *evidence)
            .collect();
        let standing = self.standing(&record.unit, None, &commune.snapshot).await?;
        let mut evidence = Vec::new();
        for row in commune.evidence.iter().filter(|e| own.contains(&e.id)) {
            let also = self.also(who, &commune, row.kind.sha256(), &record).await?;
            let released = standing.get(&row.id).copied();
            evidence.push(EvidenceView {
                also,
                open: Openness::of(row.is_public, released.is_some(), released == Some(true)),
                ..evidence_view(row)
            });
        }
        let history = commune
            .records
            .iter()
            .rev()
            .filter(|r| r.id != id && r.answer.criterion == record.answer.criterion)
            .map(|r| PastAnswer {
                answer: r.answer.clone(),
                text: r.closed_text.clone().or_else(|| r.return_text.clone()),
            })
            .collect();
        let name = |account: Option<AccountId>| async move {
            match account {
                Some(account) => self.context.name_of(account).await.map(Some),
                None => Ok(None),
            }
        };
        let queue = self.queue(who, &QueueFilter::default()).await;
        let next = queue.ok().and_then(|q| {
            let at = q.rows.iter().position(|r| r.id == id);
            q.rows
                .get(at.map_or(0, |at| at + 1))
                .map(|r| r.id)
                .filter(|next| *next != id)
        });
        let (messages, questions) = self
            .correspondence
            .exchange(
                who,
                (&record.unit, &commune.place),
                &record.answer.criterion,
            )
            .await?;
        let registered = self
            .observations
            .registered(&commune.snapshot, &record.unit, &record.answer.criterion)
            .await?;
        Ok(ReviewView {
            registered,
            opens_evidence: who.may_at(Action::OpenEvidence, &commune.place),
            messages,
            questions,
            now: commune.now,
            row: QueueRow {
                id,
                ended: commune.snapshot.ended(&record.unit),
                unit: self.context.unit(&commune.snapshot, &record.unit)?,
                index,
                own: object.authors.contains(&who.actor.account),
                jumps: entry::differs_much(last.as_ref(), &record.answer.content),
                content: record.answer.content.clone(),
                last,
                fact_date: record.answer.fact_date,
                submitted_at: record.answer.submitted_at,
                came_late: commune.inputs[index].is_late(
                    &commune.criterion(index).question,
                    record.answer.submitted_at,
                ),
                due: commune.review_due(record.answer.submitted_at),
                evidence: u32::try_from(evidence.len()).unwrap_or(0),
            },
            province: self.context.unit(&commune.snapshot, &commune.province)?,
            author: name(record.author).await?,
            signer: name(record.signer).await?,
            note: record.note.clone().unwrap_or_default(),
            reference: record.backing_reference.clone(),
            closing: record.closed_text.clone().filter(|text| !text.is_empty()),
            return_due: commune.policy.return_due(&commune.periods, commune.now),
            set: commune.set.clone(),
            answer: record.answer,
            evidence,
            history,
            refusal,
            next,
            typed: None,
            not_backed: None,
        })
    }

    /// One answer before its reviewer, who may decide.
    ///
    /// # Errors
    /// As [`Self::answer`].
    pub async fn to_decide(&self, who: &Principal, id: i64) -> ServiceResult<ReviewView> {
        if !who.has(Action::Review) {
            return Err(ServiceError(Failure::Denied(Refusal::NoRole)));
        }
        let data = self.answer(who, id).await?;
        match data.refusal {
            Some(refusal) => Err(ServiceError(Failure::Denied(refusal))),
            None => Ok(data),
        }
    }

    /// Where else the same file was brought, other communes or other criteria of this one: for reviewers, as far as they
    /// may read.
    async fn also(
        &self,
        who: &Principal,
        commune: &CommuneRecord,
        sha256: Option<&str>,
        record: &Record,
    ) -> ServiceResult<Vec<(app::public::model::UnitRef, String)>> {
        let reviews = who.may_at(Action::Review, &commune.place);
        let Some(sha256) = sha256.filter(|_| reviews) else {
            return Ok(Vec::new());
        };
        let mut found = Vec::new();
        for item in self.context.db.same_file(sha256).await? {
            let own = item.unit == record.unit && item.criterion == record.answer.criterion;
            let there = place(&commune.snapshot, &item.unit);
            let reads = there.is_ok_and(|there| who.may_at(Action::ReadChecklist, &there));
            let unit = commune.snapshot.unit_ref(&item.unit, commune.now.date());
            if let Some(unit) = unit.filter(|_| reads && !own) {
                found.push((unit, item.criterion));
            }
        }
        Ok(found)
    }

    /// Decides about one answer.
    ///
    /// # Errors
    /// [`Failure::Denied`], [`Failure::BadForm`] for a return without words, [`Failure::Changed`] if it
    /// does not wait any more, or if the store refuses.
    pub async fn decide(
        &self,
        who: &Principal,
        id: i64,
        decision: &Decision,
    ) -> ServiceResult<Decided> {
        let (record, commune) = self.record(who, Action::Review, id).await?;
        let object = self.object(who, &record, &commune).await?;
        who.may(Action::Review, &object)?;
        let changed = ServiceError(Failure::Changed);
        if commune.latest(&record.answer.criterion).map(|r| r.id) != Some(id) {
            return Err(changed);
        }
        let item = commune.item(&record.answer.criterion);
        let refused = |refused| match refused {
            TransitionError::OwnWork => ServiceError(Failure::Denied(Refusal::OwnWork)),
            _ => ServiceError(Failure::Changed),
        };
        let by = who.actor.account;
        let unit = record.unit.as_str();
        let mut tx = self.context.db.begin().await?;
        let (held, note) = match decision {
            Decision::Confirm(seen, reference) => {
                item.confirm(by).map_err(refused)?;
                let documents = commune.of_answers.iter().filter(|(a, _)| *a == id).count();
                let Ok(backing) = Backing::of(saturating_u32(documents), *seen, reference) else {
                    return Ok(Decided::NotBacked);
                };
                let reference = reference.trim();
                let reference = (backing != Backing::Document).then_some(reference);
                let held = tx
                    .confirm(id, (commune.now, by), (backing, reference))
                    .await?;
                let mut note = Note::new(unit, AuditAction::Confirm, &record.answer.criterion);
                note.after = confirmed_words(&record.answer.content, backing);
                note.reason = reference.unwrap_or("");
                (held, note)
            }
            Decision::Return(reason, text) => {
                item.give_back(by).map_err(refused)?;
                let text = text.trim();
                if text.is_empty() || domain::text::length(text) > domain::text::LONGEST_WORDS {
                    return Err(ServiceError(Failure::BadForm));
                }
                let due = commune.policy.return_due(&commune.periods, commune.now);
                let held = tx
                    .give_back(id, (commune.now, due), by, (reason.word(), text))
                    .await?;
                let mut note = Note::new(unit, AuditAction::Return, &record.answer.criterion);
                note.before = content_words(&record.answer.content);
                note.after = reason.word().to_owned();
                note.reason = text;
                (held, note)
            }
        };
        if !held {
            return Err(changed);
        }
        self.context.note(&mut tx, who, note).await?;
        tx.commit().await?;
        Ok(Decided::Done)
    }

    /// Confirms the answers that were ticked on a page of the queue, all in one transaction. An answer never changes, so its
    /// key says which version of the item the reviewer saw. What has no document, differs much from last time or is the
    /// reviewer's own can't be ticked.
    ///
    /// # Errors
    /// [`Failure::Denied`], [`Failure::Changed`] if one of them does not wait any more or can't be ticked, or if the store
    /// refuses; then none was confirmed.
    pub async fn confirm_many(
        &self,
        who: &Principal,
        ticked: &BTreeSet<i64>,
    ) -> ServiceResult<u32> {
        if !who.has(Action::Review) {
            return Err(ServiceError(Failure::Denied(Refusal::NoRole)));
        }
        let queue = self.queue(who, &QueueFilter::default()).await?;
        let rows = queue.rows.iter();
        let rows: Vec<_> = rows
            .filter(|row| ticked.contains(&row.id) && row.can_be_ticked())
            .collect();
        if rows.len() != ticked.len() {
            return Err(ServiceError(Failure::Changed));
        }
        let number = saturating_u32(rows.len());
        let snapshot = &who.snapshot;
        let mut tx = self.context.db.begin().await?;
        for row in rows {
            // Rows of one's own can't be ticked.
            let place = place(snapshot, &row.unit.code)?;
            who.may(Action::Review, &Object::at(place))?;
            if !tx
                .confirm(
                    row.id,
                    (self.context.now(), who.actor.account),
                    (Backing::Document, None),
                )
                .await?
            {
                return Err(ServiceError(Failure::Changed));
            }
            let criterion = &queue.set.criteria[row.index].code;
            let mut note = Note::new(row.unit.code.as_str(), AuditAction::Confirm, criterion);
            note.after = confirmed_words(&row.content, Backing::Document);
            self.context.note(&mut tx, who, note).await?;
        }
        tx.commit().await?;
        Ok(number)
    }

    /// Takes a confirmation back, with a reason and a new deadline.
    ///
    /// # Errors
    /// As [`Self::decide`].
    pub async fn reopen(&self, who: &Principal, id: i64, reason: &str) -> ServiceResult<()> {
        let (record, commune) = self.record(who, Action::Review, id).await?;
        let object = self.object(who, &record, &commune).await?;
        who.may(Action::Review, &object)?;
        let reason = reason.trim();
        if reason.is_empty() || domain::text::length(reason) > domain::text::LONGEST_WORDS {
            return Err(ServiceError(Failure::BadForm));
        }
        let changed = ServiceError(Failure::Changed);
        let latest = commune.latest(&record.answer.criterion).map(|r| r.id);
        let item = commune.item(&record.answer.criterion);
        if latest != Some(id) || item.reopen(who.actor.account).is_err() {
            return Err(changed);
        }
        let closed = Closed {
            at: commune.now,
            due: Some(commune.policy.return_due(&commune.periods, commune.now)),
        };
        let mut tx = self.context.db.begin().await?;
        let code = Some(ReturnReason::Other.word());
        if !tx
            .close_record(id, closed, (code, reason), "confirmed")
            .await?
        {
            return Err(changed);
        }
        // Pages show its evidence no more.
        tx.raise_data_version().await?;
        let mut note = Note::new(
            record.unit.as_str(),
            AuditAction::Reopen,
            &record.answer.criterion,
        );
        note.before = content_words(&record.answer.content);
        note.reason = reason;
        self.context.note(&mut tx, who, note).await?;
        Ok(tx.commit().await?)
    }
}
