//! The way of items after they are written: handed in, signed, sent back, withdrawn, carried forward. What may follow
//! what is the domain's to say ([`domain::assessment`]).

use super::{Checklists, texts::text_of};
use crate::{
    service::workspace::{
        Failed, Outcome, Visitor,
        context::Note,
        loaded::{Loaded, fields_of},
        visitor::place,
    },
    store::{Tx, checklists::NewRecord, drafts::DraftStage},
};
use app::failure::Failure;
use domain::{
    access::{AccountId, Action, Object},
    answer::{Closed, Content},
    assessment::{Item, Stage, Submission},
    entry::{self, Entry},
    text,
    time::Date,
    unit::UnitCode,
};

impl Checklists {
    /// Hands one draft in: to the leader, or to review where nobody signs.
    #[expect(clippy::too_many_arguments, reason = "one step of three use cases")]
    pub(super) async fn hand_in_one(
        &self,
        tx: &mut Tx,
        who: &Visitor,
        loaded: &Loaded,
        criterion: &str,
        item: Item,
        version: u32,
        entry: &Entry,
    ) -> Outcome<Stage> {
        let next = item
            .hand_in(loaded.policy, loaded.now)
            .map_err(|_| Failed(Failure::Changed))?;
        let to = match next {
            Item::Submitted(_) => DraftStage::Done,
            _ => DraftStage::Ready,
        };
        let moved = tx
            .move_draft(
                &loaded.unit,
                criterion,
                version,
                (DraftStage::Open, to),
                None,
            )
            .await?;
        if !moved {
            return Err(Failed(Failure::Changed));
        }
        let mut note = Note::new(loaded.unit.as_str(), "hand-in", criterion);
        note.after = said(&entry.content);
        self.context.note(tx, who, note).await?;
        if let Item::Submitted(submission) = next {
            self.submit(tx, loaded, criterion, entry, submission)
                .await?;
        }
        Ok(next.stage())
    }

    async fn submit(
        &self,
        tx: &mut Tx,
        loaded: &Loaded,
        criterion: &str,
        entry: &Entry,
        submission: Submission,
    ) -> Outcome<i64> {
        let author = submission.author.unwrap_or(AccountId(0));
        Ok(tx
            .add_record(NewRecord {
                unit: &loaded.unit,
                criteria_set: &loaded.set.version,
                criterion,
                content: &entry.content,
                fact_date: entry.fact_date,
                at: submission.at,
                simulated: loaded.demo,
                author,
                signer: submission.signer,
                note: &entry.note,
            })
            .await?)
    }

    /// Hands in every complete draft of a commune; gives their number.
    ///
    /// # Errors
    /// [`Failure::Denied`], or if the store refuses; then none was handed in.
    pub async fn hand_in(&self, who: &Visitor, unit: &UnitCode) -> Outcome<u32> {
        let snapshot = &who.snapshot;
        who.may(Action::Enter, &Object::at(place(snapshot, unit)?))?;
        let loaded = self.load(who, unit).await?;
        let mut number = 0;
        let mut tx = self.context.db.begin().await?;
        for (index, criterion) in loaded.set.criteria.iter().enumerate() {
            let item = loaded.item(&criterion.code);
            let (Item::Draft(draft), Ok(entry)) = (&item, loaded.complete(index)) else {
                continue;
            };
            let version = draft.version;
            self.hand_in_one(
                &mut tx,
                who,
                &loaded,
                &criterion.code,
                item,
                version,
                &entry,
            )
            .await?;
            number += 1;
        }
        tx.commit().await?;
        Ok(number)
    }

    /// Signs items as they were seen, each in its version. Gives their number.
    ///
    /// # Errors
    /// [`Failure::Denied`], [`Failure::Changed`] if one of them is not what was seen, or if the store
    /// refuses; then none was signed.
    pub async fn sign(
        &self,
        who: &Visitor,
        unit: &UnitCode,
        seen: &[(String, u32)],
    ) -> Outcome<u32> {
        let snapshot = &who.snapshot;
        who.may(Action::Sign, &Object::at(place(snapshot, unit)?))?;
        let loaded = self.load(who, unit).await?;
        let mut number = 0;
        let mut tx = self.context.db.begin().await?;
        for (code, version) in seen {
            let index = loaded.index(code)?;
            let criterion = loaded.criterion(index);
            let item = loaded.item(code);
            let Item::Ready(draft) = item else {
                return Err(Failed(Failure::Changed));
            };
            if draft.version != *version {
                return Err(Failed(Failure::Changed));
            }
            let entry = loaded
                .complete(index)
                .map_err(|_| Failed(Failure::Changed))?;
            let next = item
                .sign(who.actor.account, loaded.now)
                .map_err(|_| Failed(Failure::Changed))?;
            let stages = (DraftStage::Ready, DraftStage::Done);
            let moved = tx
                .move_draft(unit, &criterion.code, draft.version, stages, None)
                .await?;
            let Item::Submitted(submission) = next else {
                return Err(Failed(Failure::Changed));
            };
            if !moved {
                return Err(Failed(Failure::Changed));
            }
            self.submit(&mut tx, &loaded, &criterion.code, &entry, submission)
                .await?;
            let mut note = Note::new(unit.as_str(), "sign", &criterion.code);
            note.after = said(&entry.content);
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
        who: &Visitor,
        unit: &UnitCode,
        (criterion, seen): (&str, u32),
        reason: &str,
    ) -> Outcome<()> {
        let snapshot = &who.snapshot;
        who.may(Action::Sign, &Object::at(place(snapshot, unit)?))?;
        if reason.trim().is_empty() || text::length(reason) > text::LONGEST_WORDS {
            return Err(Failed(Failure::BadForm));
        }
        let loaded = self.load(who, unit).await?;
        let item = loaded.item(criterion);
        let version = loaded.version(criterion);
        item.send_back().map_err(|_| Failed(Failure::Changed))?;
        if version != seen {
            return Err(Failed(Failure::Changed));
        }
        let mut tx = self.context.db.begin().await?;
        let stages = (DraftStage::Ready, DraftStage::Open);
        if !tx
            .move_draft(unit, criterion, version, stages, Some(reason))
            .await?
        {
            return Err(Failed(Failure::Changed));
        }
        let mut note = Note::new(unit.as_str(), "send-back", criterion);
        note.reason = reason;
        self.context.note(&mut tx, who, note).await?;
        Ok(tx.commit().await?)
    }

    /// The commune takes back what waits for review: it becomes a draft again.
    ///
    /// # Errors
    /// As [`Self::send_back`].
    pub async fn withdraw(
        &self,
        who: &Visitor,
        unit: &UnitCode,
        criterion: &str,
        reason: &str,
    ) -> Outcome<()> {
        let snapshot = &who.snapshot;
        who.may(Action::Enter, &Object::at(place(snapshot, unit)?))?;
        if reason.trim().is_empty() || text::length(reason) > text::LONGEST_WORDS {
            return Err(Failed(Failure::BadForm));
        }
        let loaded = self.load(who, unit).await?;
        let index = loaded.index(criterion)?;
        let stored = loaded.version(criterion);
        let changed = Failed(Failure::Changed);
        loaded
            .item(criterion)
            .withdraw(who.actor.account, stored)
            .map_err(|_| changed.clone())?;
        let latest = loaded.latest(criterion).ok_or(changed.clone())?;
        let fields = fields_of(loaded.criterion(index), latest);
        let mut tx = self.context.db.begin().await?;
        let closed = Closed {
            at: loaded.now,
            due: None,
        };
        if !tx
            .close_record(latest.id, closed, (None, reason), "waiting")
            .await?
        {
            return Err(changed);
        }
        let key = (unit, criterion, loaded.set.version.as_str());
        let by = (who.actor.account, loaded.now);
        if !tx.save_draft(key, &fields, by, stored).await? {
            return Err(changed);
        }
        for id in loaded.evidence_ids(criterion) {
            tx.attach(unit, criterion, id).await?;
        }
        let mut note = Note::new(unit.as_str(), "withdraw", criterion);
        note.before = said(&latest.answer.content);
        note.reason = reason;
        self.context.note(&mut tx, who, note).await?;
        Ok(tx.commit().await?)
    }

    /// Carries confirmed answers whose evidence ends soon forward as drafts, for the officer to look at
    /// and hand in. Gives their number.
    ///
    /// # Errors
    /// [`Failure::Denied`], or if the store refuses; then none was carried.
    pub async fn carry_forward(&self, who: &Visitor, unit: &UnitCode) -> Outcome<u32> {
        let snapshot = &who.snapshot;
        who.may(Action::Enter, &Object::at(place(snapshot, unit)?))?;
        let loaded = self.load(who, unit).await?;
        let rows = loaded.standing().rows;
        let mut number = 0;
        let mut tx = self.context.db.begin().await?;
        for (index, criterion) in loaded.set.criteria.iter().enumerate() {
            let row = &rows[index];
            let Some(confirmed) = row.confirmed.as_ref().filter(|_| row.carries) else {
                continue;
            };
            let content = Content::Value(confirmed.value.clone());
            let mut fields = entry::fields_of(&criterion.question, &content);
            fields.set(entry::FACT_DATE, loaded.now.date().to_string());
            fields.set(
                entry::NOTE,
                format!(
                    "Không thay đổi so với số liệu ngày {}.",
                    plain_date(confirmed.fact_date)
                ),
            );
            let key = (unit, criterion.code.as_str(), loaded.set.version.as_str());
            let by = (who.actor.account, loaded.now);
            let stored = loaded.version(&criterion.code);
            if !tx.save_draft(key, &fields, by, stored).await? {
                return Err(Failed(Failure::Changed));
            }
            for id in loaded.evidence_ids(&criterion.code) {
                tx.attach(unit, &criterion.code, id).await?;
            }
            let mut note = Note::new(unit.as_str(), "carry-forward", &criterion.code);
            note.after = text_of(&fields);
            self.context.note(&mut tx, who, note).await?;
            number += 1;
        }
        tx.commit().await?;
        Ok(number)
    }
}

/// An answer as the trail keeps it.
pub(in crate::service::workspace) fn said(content: &Content) -> String {
    match content {
        Content::Value(value) => value.to_string(),
        Content::NotApplicable => "not_applicable".to_owned(),
    }
}

fn plain_date(date: Date) -> String {
    let civil = date.civil();
    format!("{}/{}/{}", civil.day, civil.month, civil.year)
}
