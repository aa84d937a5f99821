//! A commune's checklist: what stands where, saving, handing in, signing, taking back, carrying
//! forward.

use super::{
    Failed, Note, Outcome, Visitor, Workspace, place,
    texts::{Kept, SAVE, Typed, text_of},
};
use crate::{
    service::snapshot::Snapshot,
    store::{
        Tx,
        checklists::{DraftRecord, DraftStage, EvidenceRow, NewRecord, Record},
    },
};
use app::{
    backend::UnitRef,
    failure::Failure,
    workspace::{
        Conflict, Desk, DeskEntry, DeskRow, EvidenceKind, EvidenceView, FileProblem, ItemView,
        ReturnView,
    },
};
use domain::{
    access::{AccountId, Action, Object, Scope},
    answer::{Closed, Content, Review},
    assessment::{Draft, Item, Policy, Refused, ReturnReason, Stage, Submission},
    criteria::{CriteriaSet, Criterion},
    entry::{self, Entry, FieldError, Fields},
    evidence::Media,
    period::{self, Campaign, Period, reviewer_due},
    release,
    status::{self, Input, Reason},
    time::{Date, Timestamp},
    unit::UnitCode,
};
use std::sync::Arc;

/// Evidence that ends within so many days after the campaign is worth renewing now.
const RENEW_DAYS: i32 = 14;

/// Everything about one commune, as a use case needs it.
pub(super) struct Loaded {
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

impl Loaded {
    pub(super) fn index(&self, criterion: &str) -> Outcome<usize> {
        let found = self.set.criteria.iter().position(|c| c.code == criterion);
        found.ok_or(Failed(Failure::NoSuchPage))
    }

    fn criterion(&self, index: usize) -> &Criterion {
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

    /// The newest answer to a criterion, taken back or not.
    pub(super) fn latest(&self, criterion: &str) -> Option<&Record> {
        self.records
            .iter()
            .rfind(|r| r.answer.criterion == criterion)
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
        let Some(latest) = self.latest(criterion) else {
            return Item::NotDeclared;
        };
        let submission = Submission {
            author: latest.author,
            signer: latest.signer,
            at: latest.answer.submitted_at,
        };
        match (latest.answer.closed, latest.answer.review) {
            (Some(Closed { due: Some(_), .. }), _) | (None, Review::Returned { .. }) => {
                Item::Returned(submission)
            }
            (Some(_), _) => Item::NotDeclared,
            (None, Review::Waiting) => Item::Submitted(submission),
            (None, Review::Confirmed(_)) => Item::Confirmed(submission),
        }
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
    fn evidence_ids(&self, criterion: &str) -> Vec<i64> {
        let writing = self
            .draft(criterion)
            .is_some_and(|d| d.stage != DraftStage::Done);
        if writing {
            let own = self.of_drafts.iter().filter(|(c, _)| c == criterion);
            return own.map(|(_, id)| *id).collect();
        }
        let Some(latest) = self.latest(criterion) else {
            return Vec::new();
        };
        let own = self.of_answers.iter().filter(|(a, _)| *a == latest.id);
        own.map(|(_, id)| *id).collect()
    }

    fn complete(&self, index: usize) -> Result<Entry, Vec<FieldError>> {
        let criterion = self.criterion(index);
        let nothing = Fields::default();
        let fields = self
            .draft(&criterion.code)
            .map_or(&nothing, |draft| &draft.fields);
        let last = self.inputs[index].confirmed.as_ref().map(|c| &c.value);
        entry::complete(
            criterion,
            fields,
            last,
            self.evidence_ids(&criterion.code).len(),
            self.now.date(),
        )
    }

    fn row(&self, index: usize, reason: Reason, period: Option<&Period>) -> DeskRow {
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
            c.valid_until < horizon.plus(RENEW_DAYS)
        });
        DeskRow {
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
            carries: stage == Stage::Confirmed && renew,
            complete: stage == Stage::Draft && self.complete(index).is_ok(),
        }
    }

    /// The fields that the form shows: what is being written, or what was said last.
    pub(super) fn fields(&self, index: usize) -> Fields {
        let criterion = self.criterion(index);
        match self.item(&criterion.code) {
            Item::Draft(_) | Item::Ready(_) => self
                .draft(&criterion.code)
                .map(|d| d.fields.clone())
                .unwrap_or_default(),
            Item::Submitted(_) | Item::Returned(_) => {
                let latest = self.latest(&criterion.code);
                latest.map_or_else(Fields::default, |r| fields_of(criterion, r))
            }
            // A new answer begins empty: a value that was true last time is confirmed anew on purpose.
            Item::NotDeclared | Item::Confirmed(_) => Fields::default(),
        }
    }
}

/// The fields in which an answer was given.
fn fields_of(criterion: &Criterion, record: &Record) -> Fields {
    let mut fields = entry::fields_of(&criterion.question, &record.answer.content);
    fields.set(entry::FACT_DATE, record.answer.fact_date.to_string());
    if let Some(note) = &record.note {
        fields.set(entry::NOTE, note.clone());
    }
    fields
}

/// A file that has been received and stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredFile {
    /// Name to show.
    pub name: String,
    /// What it is.
    pub media: Media,
    /// Size.
    pub bytes: u64,
    /// Content hash.
    pub sha256: String,
}

/// What a form brings to one item.
#[derive(Clone, Debug, Default)]
pub struct Save {
    /// Version that the form began with.
    pub seen: u32,
    /// Fields as typed.
    pub fields: Fields,
    /// Evidence to take off.
    pub detach: Vec<i64>,
    /// Evidence of this commune to use as well.
    pub attach: Vec<i64>,
    /// A new file, or why it was refused.
    pub file: Option<Result<StoredFile, FileProblem>>,
    /// A link.
    pub link: Option<String>,
    /// Number of a document.
    pub document: Option<String>,
    /// Who issued it.
    pub issuer: Option<String>,
    /// Date of the evidence as typed.
    pub evidence_date: Option<String>,
    /// Whether it shall be handed in as well.
    pub hand_in: bool,
}

impl Save {
    /// Whether it brings fields and nothing else.
    fn is_text_only(&self) -> bool {
        let evidence = self.file.is_some() || self.link.is_some() || self.document.is_some();
        !evidence && self.attach.is_empty() && self.detach.is_empty() && !self.hand_in
    }
}

/// What came of saving.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saved {
    /// Saved.
    Draft {
        /// The version now.
        version: u32,
        /// When.
        at: Timestamp,
    },
    /// Saved and handed in; this is where it stands.
    HandedIn(Stage),
    /// Saved, but it can't be handed in for these fields, or a piece of evidence was refused.
    Incomplete {
        /// Fields to mend.
        errors: Vec<FieldError>,
        /// Why the evidence was refused.
        file: Option<FileProblem>,
    },
    /// Not saved: somebody else saved in between.
    Conflict(Conflict),
}

impl Workspace {
    pub(super) async fn load(&self, unit: &UnitCode) -> Outcome<Loaded> {
        let snapshot = self.snapshot().await?;
        let set = Self::set_in_force(&snapshot)?;
        let place = place(&snapshot, unit)?;
        let Scope::Commune { province, .. } = &place else {
            return Err(Failed(Failure::NoSuchUnit(unit.to_string())));
        };
        let campaigns = self.db.campaigns().await?;
        let periods: Vec<Period> = campaigns.iter().map(|c| c.period.clone()).collect();
        let records = self.db.records(unit).await?;
        let now = self.now();
        let answers: Vec<_> = records.iter().map(|r| r.answer.clone()).collect();
        Ok(Loaded {
            inputs: release::inputs_at(&set, &periods, &answers, now),
            policy: self.db.policy(province).await?,
            drafts: self.db.drafts(unit).await?,
            evidence: self.db.evidence_of(unit).await?,
            of_drafts: self.db.evidence_of_drafts(unit).await?,
            of_answers: self.db.evidence_of_answers(unit).await?,
            province: province.clone(),
            unit: unit.clone(),
            demo: snapshot.demo,
            snapshot,
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
    pub async fn desks(&self, who: &Visitor) -> Outcome<Vec<DeskEntry>> {
        let snapshot = self.snapshot().await?;
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
                Ok(DeskEntry {
                    unit: self.unit(&snapshot, &unit)?,
                    province: self.unit(&snapshot, &province)?,
                })
            })
            .collect()
    }

    /// A commune's checklist.
    ///
    /// # Errors
    /// [`Failure::Denied`], [`Failure::NoSuchUnit`], or if the store refuses.
    pub async fn desk(&self, who: &Visitor, unit: &UnitCode) -> Outcome<Desk> {
        let snapshot = self.snapshot().await?;
        who.may(Action::ReadDrafts, &Object::at(place(&snapshot, unit)?))?;
        let loaded = self.load(unit).await?;
        let period = period::current(&loaded.periods, loaded.now).cloned();
        let due = period.as_ref().map_or(loaded.now, |p| p.due_at);
        let outcome = status::assess(&loaded.set, &loaded.inputs, loaded.now, due);
        let rows = (0..loaded.set.criteria.len())
            .map(|i| loaded.row(i, outcome.criteria[i].reason, period.as_ref()))
            .collect();
        let questions = self
            .question_lines(who, &loaded.snapshot, &loaded.set, Some(unit))
            .await?;
        Ok(Desk {
            questions,
            unit: self.unit(&loaded.snapshot, unit)?,
            province: self.unit(&loaded.snapshot, &loaded.province)?,
            enters: who.may_at(Action::Enter, &loaded.place),
            enters_elsewhere: who.enters_beside(unit),
            signs: who.may_at(Action::Sign, &loaded.place),
            set: loaded.set,
            // What fell due in a campaign that is closed stays due; there is no campaign to name.
            period: period.filter(|p| {
                let own = loaded.campaigns.iter().find(|c| c.period.code == p.code);
                own.is_none_or(|c| c.closed_at.is_none())
            }),
            outcome,
            rows,
            directives: self.asked_of(&snapshot, unit).await?,
            now: loaded.now,
            done: None,
        })
    }

    /// One criterion's form.
    ///
    /// # Errors
    /// [`Failure::Denied`], [`Failure::NoSuchUnit`], [`Failure::NoSuchPage`], or if the store refuses.
    pub async fn form(&self, who: &Visitor, unit: &UnitCode, criterion: &str) -> Outcome<ItemView> {
        let snapshot = self.snapshot().await?;
        who.may(Action::ReadDrafts, &Object::at(place(&snapshot, unit)?))?;
        let loaded = self.load(unit).await?;
        let index = loaded.index(criterion)?;
        let period = period::current(&loaded.periods, loaded.now);
        let due = period.map_or(loaded.now, |p| p.due_at);
        let outcome = status::assess(&loaded.set, &loaded.inputs, loaded.now, due);
        let row = loaded.row(index, outcome.criteria[index].reason, period);
        let attached = loaded.evidence_ids(criterion);
        let (mut evidence, mut library) = (Vec::new(), Vec::new());
        for piece in &loaded.evidence {
            let view = evidence_view(piece, Vec::new());
            if attached.contains(&piece.id) {
                evidence.extend(view);
            } else {
                library.extend(view);
            }
        }
        let saved = match loaded.draft(criterion) {
            Some(draft) => Some((draft.saved_at, self.name_of(draft.author).await?)),
            None => None,
        };
        let (messages, questions) = self.exchange(who, (unit, &loaded.place), criterion).await?;
        let registered = self.registered(&snapshot, unit, criterion).await?;
        let mut fields = loaded.fields(index);
        // Nothing was ever said here: what is known already need not be typed again.
        let untouched = saved.is_none() && row.confirmed.is_none() && row.current.is_none();
        if let Some(known) = registered
            .as_ref()
            .filter(|_| untouched && fields.0.is_empty())
        {
            fields.set(entry::WHOLE, known.number.to_string());
        }
        Ok(ItemView {
            registered,
            messages,
            questions,
            unit: self.unit(&loaded.snapshot, unit)?,
            province: self.unit(&loaded.snapshot, &loaded.province)?,
            enters: who.may_at(Action::Enter, &loaded.place),
            signs: who.may_at(Action::Sign, &loaded.place),
            fields,
            set: loaded.set,
            index,
            row,
            saved,
            errors: Vec::new(),
            conflict: None,
            evidence,
            library,
            needs_evidence: false,
            now: loaded.now,
            done: None,
            refused_file: None,
        })
    }

    pub(super) async fn name_of(&self, account: AccountId) -> Outcome<String> {
        let account = self.db.account(account.0).await?;
        Ok(account.map_or_else(|| "–".to_owned(), |a| a.display_name))
    }

    /// Saves one item, with its evidence, and hands it in if asked to.
    ///
    /// # Errors
    /// [`Failure::Denied`], [`Failure::Changed`] while it waits for review, or if the store refuses;
    /// then nothing was saved.
    pub async fn save(
        &self,
        who: &Visitor,
        unit: &UnitCode,
        criterion: &str,
        save: Save,
    ) -> Outcome<Saved> {
        who.may(Action::Enter, &Object::at(place(&who.snapshot, unit)?))?;
        if save.is_text_only()
            && let Some(saved) = self.save_text(who, unit, criterion, &save).await?
        {
            return Ok(saved);
        }
        let loaded = self.load(unit).await?;
        let index = loaded.index(criterion)?;
        let own = loaded.criterion(index);
        let fields = save.fields.kept_for(&own.question);
        let (rows, refused) = new_evidence(&loaded, who, &save, &fields);
        let stored = loaded.version(criterion);
        let plain = (!save.hand_in && rows.is_empty()).then_some(&fields);
        match loaded
            .item(criterion)
            .write(who.actor.account, save.seen, stored)
        {
            Ok(_) => {}
            Err(Refused::Stale(_)) => {
                // A file that came with it is kept for the commune, so that it need not be sent twice.
                self.keep_evidence(who, unit, &rows).await?;
                return self.conflict(loaded.draft(criterion), plain).await;
            }
            Err(_) => return Err(Failed(Failure::Changed)),
        }
        let before = loaded.draft(criterion).map(|d| &d.fields);
        let writing = matches!(loaded.item(criterion), Item::Draft(_));
        let evidence_changes =
            !rows.is_empty() || !save.attach.is_empty() || !save.detach.is_empty();
        let changes = before != Some(&fields) || !writing || evidence_changes;
        let mut version = stored;
        let mut tx = self.db.begin().await?;
        if changes {
            if !self
                .write_draft(&mut tx, who, &loaded, index, &fields, (&save, &rows))
                .await?
            {
                drop(tx);
                let theirs = self.db.draft(unit, criterion).await?;
                return self.conflict(theirs.as_ref(), plain).await;
            }
            version += 1;
        }
        let mut result = Saved::Draft {
            version,
            at: loaded.now,
        };
        let mut errors = Vec::new();
        if save.hand_in && refused.is_none() {
            let attached = attached_after(&loaded, criterion, &save, rows.len());
            let last = loaded.inputs[index].confirmed.as_ref().map(|c| &c.value);
            match entry::complete(own, &fields, last, attached, loaded.now.date()) {
                Ok(entry) => {
                    let draft = Item::Draft(Draft {
                        author: who.actor.account,
                        version,
                    });
                    let stage = self
                        .hand_in_one(&mut tx, who, &loaded, criterion, draft, version, &entry)
                        .await?;
                    result = Saved::HandedIn(stage);
                }
                Err(found) => errors = found,
            }
        }
        tx.commit().await?;
        if refused.is_some() || !errors.is_empty() {
            result = Saved::Incomplete {
                errors,
                file: refused,
            };
        }
        Ok(result)
    }

    /// Writes a draft with its evidence and its entry in the trail, over the version that was loaded.
    /// Gives whether that version still stood there.
    pub(super) async fn write_draft(
        &self,
        tx: &mut Tx,
        who: &Visitor,
        loaded: &Loaded,
        index: usize,
        fields: &Fields,
        (save, rows): (&Save, &[EvidenceRow]),
    ) -> Outcome<bool> {
        let criterion = loaded.criterion(index).code.as_str();
        let key = (&loaded.unit, criterion, loaded.set.version.as_str());
        let before = loaded.draft(criterion).map(|d| &d.fields);
        let over = (loaded.version(criterion), loaded.now);
        if !self
            .write_text(tx, who, key, (before, fields), over)
            .await?
        {
            return Ok(false);
        }
        self.change_evidence(tx, who, loaded, criterion, save, rows)
            .await?;
        Ok(true)
    }

    /// Saves the text of an item that is being written, which needs nothing else of the commune's record.
    /// Nothing comes of it if the item is not being written.
    async fn save_text(
        &self,
        who: &Visitor,
        unit: &UnitCode,
        criterion: &str,
        save: &Save,
    ) -> Outcome<Option<Saved>> {
        let set = Self::set_in_force(&who.snapshot)?;
        let own = set.criteria.iter().find(|c| c.code == criterion);
        let own = own.ok_or(Failed(Failure::NoSuchPage))?;
        let (fields, now) = (save.fields.kept_for(&own.question), self.now());
        let typed = Typed {
            unit: unit.clone(),
            criterion: criterion.to_owned(),
            criteria_set: set.version.clone(),
            fields: fields.clone(),
            seen: save.seen,
            account: who.actor.account,
            user_name: who.user_name.clone(),
            address: who.address.clone(),
            at: now,
        };
        Ok(match self.texts.save(typed).await? {
            Kept::Saved(version) => Some(Saved::Draft { version, at: now }),
            Kept::Stale(theirs) => Some(self.conflict(Some(&theirs), Some(&fields)).await?),
            Kept::NotOpen => None,
        })
    }

    /// Writes a text over the version `stored`, with its entry in the trail; `false` if another version is
    /// there by now.
    async fn write_text(
        &self,
        tx: &mut Tx,
        who: &Visitor,
        key: (&UnitCode, &str, &str),
        (before, after): (Option<&Fields>, &Fields),
        (stored, now): (u32, Timestamp),
    ) -> Outcome<bool> {
        let by = (who.actor.account, now);
        if !tx.save_draft(key, after, by, stored).await? {
            return Ok(false);
        }
        let mut note = Note::new(key.0.as_str(), SAVE, key.1);
        note.before = before.map(text_of).unwrap_or_default();
        note.after = text_of(after);
        self.note(tx, who, note).await?;
        Ok(true)
    }

    /// Another version stands there. If it holds the same text, as when a page did not learn that its own
    /// had arrived, the text is saved; else the person chooses.
    async fn conflict(
        &self,
        theirs: Option<&DraftRecord>,
        plain: Option<&Fields>,
    ) -> Outcome<Saved> {
        let Some(theirs) = theirs else {
            return Err(Failed(Failure::Changed));
        };
        if plain == Some(&theirs.fields) {
            return Ok(Saved::Draft {
                version: theirs.version,
                at: theirs.saved_at,
            });
        }
        Ok(Saved::Conflict(Conflict {
            theirs: theirs.fields.clone(),
            version: theirs.version,
            saved_at: theirs.saved_at,
            by: self.name_of(theirs.author).await?,
        }))
    }

    async fn keep_evidence(
        &self,
        who: &Visitor,
        unit: &UnitCode,
        rows: &[EvidenceRow],
    ) -> Outcome<()> {
        if rows.is_empty() {
            return Ok(());
        }
        let mut tx = self.db.begin().await?;
        for row in rows {
            tx.add_evidence(row).await?;
            let note = Note::new(unit.as_str(), "add-evidence", &row.title);
            self.note(&mut tx, who, note).await?;
        }
        Ok(tx.commit().await?)
    }

    async fn change_evidence(
        &self,
        tx: &mut Tx,
        who: &Visitor,
        loaded: &Loaded,
        criterion: &str,
        save: &Save,
        rows: &[EvidenceRow],
    ) -> Outcome<()> {
        let unit = &loaded.unit;
        // Writing anew into what was submitted or confirmed begins with the evidence it had.
        if !matches!(loaded.item(criterion), Item::Draft(_) | Item::Ready(_)) {
            let returned = matches!(loaded.item(criterion), Item::Returned(_));
            for id in loaded.of_drafts.iter().filter(|(c, _)| c == criterion) {
                tx.detach(unit, criterion, id.1).await?;
            }
            if returned {
                for id in loaded.evidence_ids(criterion) {
                    tx.attach(unit, criterion, id).await?;
                }
            }
        }
        for row in rows {
            let id = tx.add_evidence(row).await?;
            tx.attach(unit, criterion, id).await?;
            let mut note = Note::new(unit.as_str(), "add-evidence", criterion);
            note.after = match &row.sha256 {
                Some(sha256) => format!("{} sha256:{sha256}", row.title),
                None => row.title.clone(),
            };
            self.note(tx, who, note).await?;
        }
        // What the commune has already, put to this item or taken from it.
        let attached = loaded.evidence_ids(criterion);
        for id in &save.attach {
            let Some(piece) = loaded.evidence.iter().find(|e| e.id == *id) else {
                continue;
            };
            tx.attach(unit, criterion, *id).await?;
            if !attached.contains(id) {
                let mut note = Note::new(unit.as_str(), "attach-evidence", criterion);
                note.after.clone_from(&piece.title);
                self.note(tx, who, note).await?;
            }
        }
        for id in &save.detach {
            tx.detach(unit, criterion, *id).await?;
            let piece = loaded.evidence.iter().find(|e| e.id == *id);
            if let Some(piece) = piece.filter(|_| attached.contains(id)) {
                let mut note = Note::new(unit.as_str(), "detach-evidence", criterion);
                note.before.clone_from(&piece.title);
                self.note(tx, who, note).await?;
            }
        }
        Ok(())
    }

    /// Hands one draft in: to the leader, or to review where nobody signs.
    #[expect(clippy::too_many_arguments, reason = "one step of three use cases")]
    async fn hand_in_one(
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
        self.note(tx, who, note).await?;
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
        let snapshot = self.snapshot().await?;
        who.may(Action::Enter, &Object::at(place(&snapshot, unit)?))?;
        let loaded = self.load(unit).await?;
        let mut number = 0;
        let mut tx = self.db.begin().await?;
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
        let snapshot = self.snapshot().await?;
        who.may(Action::Sign, &Object::at(place(&snapshot, unit)?))?;
        let loaded = self.load(unit).await?;
        let mut number = 0;
        let mut tx = self.db.begin().await?;
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
            self.note(&mut tx, who, note).await?;
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
        let snapshot = self.snapshot().await?;
        who.may(Action::Sign, &Object::at(place(&snapshot, unit)?))?;
        if reason.trim().is_empty() {
            return Err(Failed(Failure::BadForm));
        }
        let loaded = self.load(unit).await?;
        let item = loaded.item(criterion);
        let version = loaded.version(criterion);
        item.send_back().map_err(|_| Failed(Failure::Changed))?;
        if version != seen {
            return Err(Failed(Failure::Changed));
        }
        let mut tx = self.db.begin().await?;
        let stages = (DraftStage::Ready, DraftStage::Open);
        if !tx
            .move_draft(unit, criterion, version, stages, Some(reason))
            .await?
        {
            return Err(Failed(Failure::Changed));
        }
        let mut note = Note::new(unit.as_str(), "send-back", criterion);
        note.reason = reason;
        self.note(&mut tx, who, note).await?;
        Ok(tx.commit().await?)
    }

    /// The commune takes back what waits for review: it becomes a draft again.
    ///
    /// # Errors
    /// As [`Workspace::send_back`].
    pub async fn withdraw(
        &self,
        who: &Visitor,
        unit: &UnitCode,
        criterion: &str,
        reason: &str,
    ) -> Outcome<()> {
        let snapshot = self.snapshot().await?;
        who.may(Action::Enter, &Object::at(place(&snapshot, unit)?))?;
        if reason.trim().is_empty() {
            return Err(Failed(Failure::BadForm));
        }
        let loaded = self.load(unit).await?;
        let index = loaded.index(criterion)?;
        let stored = loaded.version(criterion);
        let changed = Failed(Failure::Changed);
        loaded
            .item(criterion)
            .withdraw(who.actor.account, stored)
            .map_err(|_| changed.clone())?;
        let latest = loaded.latest(criterion).ok_or(changed.clone())?;
        let fields = fields_of(loaded.criterion(index), latest);
        let mut tx = self.db.begin().await?;
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
        self.note(&mut tx, who, note).await?;
        Ok(tx.commit().await?)
    }

    /// Carries confirmed answers whose evidence ends soon forward as drafts, for the officer to look at
    /// and hand in. Gives their number.
    ///
    /// # Errors
    /// [`Failure::Denied`], or if the store refuses; then none was carried.
    pub async fn carry_forward(&self, who: &Visitor, unit: &UnitCode) -> Outcome<u32> {
        let snapshot = self.snapshot().await?;
        who.may(Action::Enter, &Object::at(place(&snapshot, unit)?))?;
        let desk = self.desk(who, unit).await?;
        let loaded = self.load(unit).await?;
        let mut number = 0;
        let mut tx = self.db.begin().await?;
        for (index, criterion) in loaded.set.criteria.iter().enumerate() {
            let Some(confirmed) = desk.rows[index]
                .confirmed
                .as_ref()
                .filter(|_| desk.rows[index].carries)
            else {
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
            self.note(&mut tx, who, note).await?;
            number += 1;
        }
        tx.commit().await?;
        Ok(number)
    }
}

/// The evidence that a form brings, ready to be stored, and why a piece of it was refused.
fn new_evidence(
    loaded: &Loaded,
    who: &Visitor,
    save: &Save,
    fields: &Fields,
) -> (Vec<EvidenceRow>, Option<FileProblem>) {
    let today = loaded.now.date();
    let date = match &save.evidence_date {
        Some(text) => entry::parse_date(text).filter(|d| *d <= today),
        None => Some(
            fields
                .get(entry::FACT_DATE)
                .and_then(entry::parse_date)
                .filter(|d| *d <= today)
                .unwrap_or(today),
        ),
    };
    let row = |kind: &str, title: &str, date: Date| EvidenceRow {
        id: 0,
        unit_code: loaded.unit.to_string(),
        kind: kind.to_owned(),
        title: title.chars().take(500).collect(),
        issuer: save
            .issuer
            .clone()
            .unwrap_or_default()
            .chars()
            .take(200)
            .collect(),
        fact_date: i64::from(date.0),
        sha256: None,
        media: None,
        bytes: None,
        added_by: who.actor.account.0,
        added_at: loaded.now.0,
        is_public: false,
    };
    let mut rows = Vec::new();
    let mut refused = None;
    let anything = save.file.is_some() || save.link.is_some() || save.document.is_some();
    let Some(date) = date else {
        return (rows, anything.then_some(FileProblem::Fields));
    };
    match &save.file {
        Some(Ok(file)) => rows.push(EvidenceRow {
            sha256: Some(file.sha256.clone()),
            media: Some(file.media.mime().to_owned()),
            bytes: Some(i64::try_from(file.bytes).unwrap_or(i64::MAX)),
            ..row("file", &file.name, date)
        }),
        Some(Err(problem)) => refused = Some(*problem),
        None => {}
    }
    if let Some(link) = &save.link {
        let known = ["https://", "http://"].iter().any(|s| link.starts_with(s));
        if known && !link.contains(char::is_whitespace) {
            rows.push(row("link", link, date));
        } else {
            refused = Some(FileProblem::Fields);
        }
    }
    if let Some(document) = &save.document {
        rows.push(row("document", document, date));
    }
    (rows, refused)
}

/// How many pieces of evidence an item has after a form's changes.
fn attached_after(loaded: &Loaded, criterion: &str, save: &Save, new: usize) -> usize {
    let mut ids = match loaded.item(criterion) {
        Item::Draft(_) | Item::Ready(_) | Item::Returned(_) => loaded.evidence_ids(criterion),
        _ => Vec::new(),
    };
    let own = |id: &&i64| loaded.evidence.iter().any(|e| e.id == **id);
    ids.extend(save.attach.iter().filter(own));
    ids.retain(|id| !save.detach.contains(id));
    ids.sort_unstable();
    ids.dedup();
    ids.len() + new
}

/// Evidence as pages show it; a row that is none is left out.
pub(super) fn evidence_view(
    row: &EvidenceRow,
    also: Vec<(UnitRef, String)>,
) -> Option<EvidenceView> {
    let kind = match (row.kind.as_str(), &row.media, &row.sha256) {
        ("file", Some(media), Some(sha256)) => EvidenceKind::File(
            Media::parse(media)?,
            row.bytes.and_then(|b| u64::try_from(b).ok()).unwrap_or(0),
            sha256.clone(),
        ),
        ("link", ..) => EvidenceKind::Link,
        _ => EvidenceKind::Document,
    };
    Some(EvidenceView {
        id: row.id,
        kind,
        title: row.title.clone(),
        issuer: row.issuer.clone(),
        fact_date: Date(i32::try_from(row.fact_date).ok()?),
        added_at: Timestamp(row.added_at),
        also,
        public: row.is_public,
    })
}

/// An answer as the trail keeps it.
pub(super) fn said(content: &Content) -> String {
    match content {
        Content::Value(value) => value.to_string(),
        Content::NotApplicable => "not_applicable".to_owned(),
    }
}

fn plain_date(date: Date) -> String {
    let civil = date.civil();
    format!("{}/{}/{}", civil.day, civil.month, civil.year)
}

impl Workspace {
    /// The file of a piece of evidence, if this person may have it: anybody if the reviewer opened it,
    /// else whoever may read the commune's drafts, or its checklist once the file was submitted.
    ///
    /// # Errors
    /// [`Failure::NotSignedIn`], [`Failure::Denied`], [`Failure::NoSuchPage`], or if the store refuses.
    pub async fn evidence_file(&self, who: Option<&Visitor>, id: i64) -> Outcome<StoredFile> {
        let gone = Failed(Failure::NoSuchPage);
        let row = self.db.evidence(id).await?;
        // To a stranger, what is private and what does not exist look the same.
        let hidden = if who.is_none() {
            Failed(Failure::NotSignedIn)
        } else {
            gone.clone()
        };
        let row = row.ok_or(hidden)?;
        let snapshot = self.snapshot().await?;
        let set = Self::set_in_force(&snapshot)?;
        let open = row.is_public && set.shows_evidence(&self.db.criteria_of_evidence(id).await?);
        if !open {
            let who = who.ok_or(Failed(Failure::NotSignedIn))?;
            let unit = UnitCode::parse(&row.unit_code).ok_or(gone.clone())?;
            let object = Object::at(place(&snapshot, &unit)?);
            if who.may(Action::ReadDrafts, &object).is_err() {
                who.may(Action::ReadChecklist, &object)?;
                let of_answers = self.db.evidence_of_answers(&unit).await?;
                if !of_answers.iter().any(|(_, evidence)| *evidence == id) {
                    return Err(gone);
                }
            }
        }
        let (Some(sha256), Some(media)) = (row.sha256, row.media.as_deref().and_then(Media::parse))
        else {
            return Err(gone);
        };
        Ok(StoredFile {
            name: row.title,
            media,
            bytes: row.bytes.and_then(|b| u64::try_from(b).ok()).unwrap_or(0),
            sha256,
        })
    }
}
