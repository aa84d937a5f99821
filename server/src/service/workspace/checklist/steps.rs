//! The way of items after they are written: handed in, signed, sent back, withdrawn, carried forward. What may follow
//! what is the domain's to say ([`domain::assessment`]).

use super::{Checklists, draft_writer::text_of};
use crate::{
    service::workspace::{
        Principal, ServiceError, ServiceResult,
        commune_record::{CommuneRecord, fields_of},
        context::Note,
        principal::place,
    },
    store::{Tx, checklists::NewRecord, drafts::DraftStage},
};
use app::{failure::Failure, texts::written, workspace::checklist::model::NotCarried};
use domain::{
    access::{AccountId, Action, Object},
    answer::{Closed, Content},
    assessment::{Item, Stage, Submission},
    audit::AuditAction,
    entry::{self, Earliest, Entry, EntryProblem, Fields},
    text,
    unit::UnitCode,
};

impl Checklists {
    /// Hands one draft in: to the leader, or to review where nobody signs.
    #[expect(clippy::too_many_arguments, reason = "one step of three use cases")]
    pub(super) async fn hand_in_one(
        &self,
        tx: &mut Tx,
        who: &Principal,
        commune: &CommuneRecord,
        criterion: &str,
        item: Item,
        version: u32,
        entry: &Entry,
    ) -> ServiceResult<Stage> {
        let next = item
            .hand_in(commune.policy, commune.now)
            .map_err(|_| ServiceError(Failure::Changed))?;
        let to = match next {
            Item::Submitted(_) => DraftStage::Done,
            _ => DraftStage::Ready,
        };
        let moved = tx
            .move_draft(
                &commune.unit,
                criterion,
                version,
                (DraftStage::Open, to),
                None,
            )
            .await?;
        if !moved {
            return Err(ServiceError(Failure::Changed));
        }
        let mut note = Note::new(commune.unit.as_str(), AuditAction::HandIn, criterion);
        note.after = content_words(&entry.content);
        self.context.note(tx, who, note).await?;
        if let Item::Submitted(submission) = next {
            self.submit(tx, commune, criterion, entry, submission)
                .await?;
        }
        Ok(next.stage())
    }

    async fn submit(
        &self,
        tx: &mut Tx,
        commune: &CommuneRecord,
        criterion: &str,
        entry: &Entry,
        submission: Submission,
    ) -> ServiceResult<i64> {
        let author = submission.author.unwrap_or(AccountId(0));
        Ok(tx
            .add_record(NewRecord {
                unit: &commune.unit,
                criteria_set: &commune.set.version,
                criterion,
                content: &entry.content,
                fact_date: entry.fact_date,
                at: submission.at,
                simulated: commune.demo,
                author,
                signer: submission.signer,
                note: &entry.note,
            })
            .await?)
    }

    /// Hands in every complete draft of a commune, but none that was sent back and not changed since; gives their number, and
    /// whether any came late.
    ///
    /// # Errors
    /// [`Failure::Denied`], or if the store refuses; then none was handed in.
    pub async fn hand_in(&self, who: &Principal, unit: &UnitCode) -> ServiceResult<(u32, bool)> {
        let snapshot = &who.snapshot;
        who.may(Action::Enter, &Object::at(place(snapshot, unit)?))?;
        let commune = self.load(who, unit).await?;
        let (mut number, mut late) = (0, false);
        let mut tx = self.context.db.begin().await?;
        for (index, criterion) in commune.set.criteria.iter().enumerate() {
            let item = commune.item(&criterion.code);
            let draft = commune.draft(&criterion.code);
            if draft.is_some_and(|draft| draft.sent_back.is_some()) {
                continue;
            }
            let (Item::Draft(draft), Ok(entry)) = (&item, commune.complete(index)) else {
                continue;
            };
            let version = draft.version;
            self.hand_in_one(
                &mut tx,
                who,
                &commune,
                &criterion.code,
                item,
                version,
                &entry,
            )
            .await?;
            number += 1;
            late |= commune.is_late(index);
        }
        tx.commit().await?;
        Ok((number, late))
    }

    /// Signs items as they were seen, each in its version. Gives their number.
    ///
    /// # Errors
    /// [`Failure::Denied`], [`Failure::Changed`] if one of them is not what was seen, or if the store
    /// refuses; then none was signed.
    pub async fn sign(
        &self,
        who: &Principal,
        unit: &UnitCode,
        seen: &[(String, u32)],
    ) -> ServiceResult<u32> {
        let snapshot = &who.snapshot;
        who.may(Action::Sign, &Object::at(place(snapshot, unit)?))?;
        let commune = self.load(who, unit).await?;
        let mut number = 0;
        let mut tx = self.context.db.begin().await?;
        for (code, version) in seen {
            let index = commune.index(code)?;
            let criterion = commune.criterion(index);
            let item = commune.item(code);
            let Item::Ready(draft) = item else {
                return Err(ServiceError(Failure::Changed));
            };
            if draft.version != *version {
                return Err(ServiceError(Failure::Changed));
            }
            let entry = commune
                .complete(index)
                .map_err(|_| ServiceError(Failure::Changed))?;
            let next = item
                .sign(who.actor.account, commune.now)
                .map_err(|_| ServiceError(Failure::Changed))?;
            let stages = (DraftStage::Ready, DraftStage::Done);
            let moved = tx
                .move_draft(unit, &criterion.code, draft.version, stages, None)
                .await?;
            let Item::Submitted(submission) = next else {
                return Err(ServiceError(Failure::Changed));
            };
            if !moved {
                return Err(ServiceError(Failure::Changed));
            }
            self.submit(&mut tx, &commune, &criterion.code, &entry, submission)
                .await?;
            let mut note = Note::new(unit.as_str(), AuditAction::Sign, &criterion.code);
            note.after = content_words(&entry.content);
            self.context.note(&mut tx, who, note).await?;
            number += 1;
        }
        tx.commit().await?;
        Ok(number)
    }

    /// The leader sends an item back to the officer.
    ///
    /// # Errors
    /// [`Failure::Denied`], [`Failure::BadForm`] without a reason, [`Failure::Changed`], or if the store
    /// refuses.
    pub async fn send_back(
        &self,
        who: &Principal,
        unit: &UnitCode,
        (criterion, seen): (&str, u32),
        reason: &str,
    ) -> ServiceResult<()> {
        let snapshot = &who.snapshot;
        who.may(Action::Sign, &Object::at(place(snapshot, unit)?))?;
        if reason.trim().is_empty() || text::length(reason) > text::LONGEST_WORDS {
            return Err(ServiceError(Failure::BadForm));
        }
        let commune = self.load(who, unit).await?;
        let item = commune.item(criterion);
        let version = commune.version(criterion);
        item.send_back()
            .map_err(|_| ServiceError(Failure::Changed))?;
        if version != seen {
            return Err(ServiceError(Failure::Changed));
        }
        let mut tx = self.context.db.begin().await?;
        let stages = (DraftStage::Ready, DraftStage::Open);
        if !tx
            .move_draft(unit, criterion, version, stages, Some(reason))
            .await?
        {
            return Err(ServiceError(Failure::Changed));
        }
        let mut note = Note::new(unit.as_str(), AuditAction::SendBack, criterion);
        note.reason = reason;
        self.context.note(&mut tx, who, note).await?;
        Ok(tx.commit().await?)
    }

    /// The commune takes back what waits for review, its officer or its leader: it becomes a draft again.
    ///
    /// # Errors
    /// As [`Self::send_back`].
    pub async fn withdraw(
        &self,
        who: &Principal,
        unit: &UnitCode,
        criterion: &str,
        reason: &str,
    ) -> ServiceResult<()> {
        let snapshot = &who.snapshot;
        let place = place(snapshot, unit)?;
        if !who.may_at(Action::Sign, &place) {
            who.may(Action::Enter, &Object::at(place))?;
        }
        if reason.trim().is_empty() || text::length(reason) > text::LONGEST_WORDS {
            return Err(ServiceError(Failure::BadForm));
        }
        let commune = self.load(who, unit).await?;
        let index = commune.index(criterion)?;
        let stored = commune.version(criterion);
        let changed = ServiceError(Failure::Changed);
        commune
            .item(criterion)
            .withdraw(who.actor.account, stored)
            .map_err(|_| changed.clone())?;
        let latest = commune.latest(criterion).ok_or(changed.clone())?;
        let fields = fields_of(commune.criterion(index), latest);
        let mut tx = self.context.db.begin().await?;
        let closed = Closed {
            at: commune.now,
            due: None,
        };
        if !tx
            .close_record(latest.id, closed, (None, reason), "waiting")
            .await?
        {
            return Err(changed);
        }
        let key = (unit, criterion, commune.set.version.as_str());
        let by = (who.actor.account, commune.now);
        if !tx.save_draft(key, &fields, by, stored).await? {
            return Err(changed);
        }
        for id in commune.evidence_ids(criterion) {
            tx.attach(unit, criterion, id).await?;
        }
        let mut note = Note::new(unit.as_str(), AuditAction::Withdraw, criterion);
        note.before = content_words(&latest.answer.content);
        note.reason = reason;
        self.context.note(&mut tx, who, note).await?;
        Ok(tx.commit().await?)
    }

    /// Throws a draft away: the item is again what it was before. Its evidence stays with the commune's.
    ///
    /// # Errors
    /// [`Failure::Denied`], [`Failure::Changed`] if it is not the draft that was seen, or if the store refuses.
    pub async fn discard(
        &self,
        who: &Principal,
        unit: &UnitCode,
        (criterion, seen): (&str, u32),
    ) -> ServiceResult<()> {
        who.may_enter(unit)?;
        let commune = self.load(who, unit).await?;
        let changed = || ServiceError(Failure::Changed);
        let draft = commune.draft(criterion).ok_or_else(changed)?;
        let item = commune.item(criterion);
        item.discard(seen).map_err(|_| changed())?;
        let mut tx = self.context.db.begin().await?;
        let over = (criterion, seen, &draft.fields);
        if !self.throw_away(&mut tx, who, &commune, over).await? {
            return Err(changed());
        }
        Ok(tx.commit().await?)
    }

    /// Throws away a draft of this version and these fields, with its entry in the audit log; `false` if another version is
    /// there by now.
    pub(super) async fn throw_away(
        &self,
        tx: &mut Tx,
        who: &Principal,
        commune: &CommuneRecord,
        (criterion, version, fields): (&str, u32, &Fields),
    ) -> ServiceResult<bool> {
        let unit = &commune.unit;
        let stages = (DraftStage::Open, DraftStage::Done);
        if !tx
            .move_draft(unit, criterion, version, stages, None)
            .await?
        {
            return Ok(false);
        }
        for id in commune.evidence_ids(criterion) {
            tx.detach(unit, criterion, id).await?;
        }
        let mut note = Note::new(unit.as_str(), AuditAction::Discard, criterion);
        note.before = text_of(fields);
        self.context.note(tx, who, note).await?;
        Ok(true)
    }

    /// Carries confirmed answers that end soon forward as drafts, for the officer to look at and hand in: those that were
    /// chosen, as of the day on which they were still true. Gives their number, or why none was carried.
    ///
    /// # Errors
    /// [`Failure::Denied`], [`Failure::Changed`] if one of them can't be carried any more, or if the store refuses; then none
    /// was carried.
    pub async fn carry_forward(
        &self,
        who: &Principal,
        unit: &UnitCode,
        chosen: &[&str],
        typed: &str,
    ) -> ServiceResult<Result<u32, NotCarried>> {
        let snapshot = &who.snapshot;
        who.may(Action::Enter, &Object::at(place(snapshot, unit)?))?;
        let commune = self.load(who, unit).await?;
        let rows = commune.standing().rows;
        if chosen.is_empty() {
            return Ok(Err(NotCarried::NothingTicked));
        }
        let today = commune.now.date();
        let wrong = |problem| Ok(Err(NotCarried::Date(problem, typed.to_owned())));
        let fact_date = match entry::parse_date(typed) {
            None if typed.trim().is_empty() => return wrong(EntryProblem::Missing),
            None => return wrong(EntryProblem::NotADate),
            Some(date) if date > today => return wrong(EntryProblem::Future),
            Some(date) => date,
        };
        let mut number = 0;
        let mut tx = self.context.db.begin().await?;
        for (index, criterion) in commune.set.criteria.iter().enumerate() {
            let row = &rows[index];
            if !chosen.contains(&criterion.code.as_str()) {
                continue;
            }
            let Some(confirmed) = row.confirmed.as_ref().filter(|_| row.carries) else {
                return Err(ServiceError(Failure::Changed));
            };
            let earliest = Earliest::of(criterion, Some(confirmed), today);
            if fact_date < earliest.day {
                return wrong(EntryProblem::TooOld(earliest));
            }
            let content = Content::Value(confirmed.value.clone());
            let mut fields = entry::fields_of(&criterion.question, &content);
            fields.set(entry::FACT_DATE, fact_date.to_string());
            fields.set(entry::NOTE, written::carried_forward(confirmed.fact_date));
            let key = (unit, criterion.code.as_str(), commune.set.version.as_str());
            let by = (who.actor.account, commune.now);
            let stored = commune.version(&criterion.code);
            if !tx.save_draft(key, &fields, by, stored).await? {
                return Err(ServiceError(Failure::Changed));
            }
            for id in commune.evidence_ids(&criterion.code) {
                tx.attach(unit, &criterion.code, id).await?;
            }
            let mut note = Note::new(unit.as_str(), AuditAction::CarryForward, &criterion.code);
            note.after = text_of(&fields);
            self.context.note(&mut tx, who, note).await?;
            number += 1;
        }
        tx.commit().await?;
        Ok(Ok(number))
    }
}

/// An answer as the audit log keeps it.
pub(in crate::service::workspace) fn content_words(content: &Content) -> String {
    match content {
        Content::Value(value) => value.to_string(),
        Content::NotApplicable => "not_applicable".to_owned(),
    }
}
