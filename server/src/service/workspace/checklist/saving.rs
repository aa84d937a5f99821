//! Saving one item: its text, its evidence, and what happens if somebody else saved in between. A draft keeps whatever
//! was typed; whether it can be handed in is asked afterwards.

use super::{
    Checklists,
    brought::Save,
    draft_writer::{SaveOutcome, text_of},
    evidence::{attached_after, new_evidence, stored},
};
use crate::{
    service::workspace::{
        Principal, ServiceError, ServiceResult,
        commune_record::{CommuneRecord, fields_of},
        context::{Note, set_in_force},
    },
    store::{Tx, drafts::DraftRecord, evidence::EvidenceRow, texts::DraftText},
};
use app::{
    failure::Failure,
    workspace::checklist::model::{Conflict, FileProblem},
};
use domain::{
    assessment::{Draft, Item, TransitionError, Writing},
    audit::AuditAction,
    entry::{self, FieldError, Fields},
    text::is_blank,
    time::Timestamp,
    unit::UnitCode,
};

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
    /// What was sent stands there without a draft: none was made, or the one that said something else is gone.
    Unchanged {
        /// The version now.
        version: u32,
        /// When that was found.
        at: Timestamp,
    },
    /// Saved and handed in.
    HandedIn {
        /// Whether that came after the deadline.
        late: bool,
    },
    /// Saved, but it can't be handed in for these fields, or a piece of evidence was refused.
    Incomplete {
        /// Fields to mend.
        errors: Vec<FieldError>,
        /// Why the evidence was refused.
        file: Option<FileProblem>,
    },
    /// Not saved, because these fields are longer than they may be.
    TooLong(Vec<FieldError>),
    /// Not saved: somebody else saved in between.
    Conflict(Conflict),
}

impl Checklists {
    /// Saves one item, with its evidence, and hands it in if asked to.
    ///
    /// # Errors
    /// [`Failure::Denied`], [`Failure::Changed`] while it waits for review, or if the store refuses;
    /// then nothing was saved.
    pub async fn save(
        &self,
        who: &Principal,
        unit: &UnitCode,
        criterion: &str,
        save: Save,
    ) -> ServiceResult<Saved> {
        who.may_enter(unit)?;
        let set = set_in_force(&who.snapshot)?;
        if let Some(own) = set.criteria.iter().find(|c| c.code == criterion) {
            let errors = save.too_long(&own.question);
            if !errors.is_empty() {
                return Ok(Saved::TooLong(errors));
            }
        }
        if save.is_text_only()
            && !self.may_stand_already(who, unit, criterion, &save).await?
            && let Some(saved) = self.save_text(who, unit, criterion, &save).await?
        {
            return Ok(saved);
        }
        let commune = self.load(who, unit).await?;
        let index = commune.index(criterion)?;
        let own = commune.criterion(index);
        let fields = save.fields.kept_for(&own.question);
        let version_there = commune.version(criterion);
        let draft = commune.draft(criterion);
        let writing = matches!(commune.item(criterion), Item::Draft(_));
        let same = draft.is_some_and(|d| d.fields == fields);
        let written =
            commune
                .item(criterion)
                .write_text(who.actor.account, save.seen, version_there, same);
        let (already, mut stale) = match written {
            Ok(Writing::Over(_)) => (false, false),
            Ok(Writing::Already) => (true, false),
            Err(TransitionError::Stale(_)) => (false, true),
            Err(_) => return Err(ServiceError(Failure::Changed)),
        };
        // Only now is a file looked at: its sender may bring it, and there is something that it can belong to.
        let file = match &save.file {
            Some(Ok(sent)) => {
                let stored = stored(sent).await?;
                if let Ok(file) = &stored {
                    self.came_again(file).await?;
                }
                Some(stored)
            }
            Some(Err(problem)) => Some(Err(*problem)),
            None => None,
        };
        let (rows, refused) =
            new_evidence(&commune, who, &save, file.as_ref(), (criterion, &fields));
        // The same words, which are no draft any more: of anything besides them, nothing can be said here.
        if already && !writing {
            if let Some(draft) =
                draft.filter(|_| !save.hand_in && rows.is_empty() && refused.is_none())
            {
                let (version, at) = (draft.version, draft.saved_at);
                return Ok(match commune.item(criterion) {
                    Item::Ready(_) => Saved::Draft { version, at },
                    _ => Saved::Unchanged { version, at },
                });
            }
            stale = true;
        }
        if stale {
            // A file that came with it is kept for the commune, so that it need not be sent twice.
            self.keep_evidence(who, unit, &rows).await?;
            return self.conflict(who, commune.draft(criterion)).await;
        }
        let before = draft.map(|d| &d.fields);
        let evidence_changes =
            !rows.is_empty() || !save.attach.is_empty() || !save.detach.is_empty();
        // What the leader sent back says why as long as nothing is written over it.
        let came_from_saving =
            draft.is_none_or(|d| d.sent_back.is_none()) && commune.has_no_own_evidence(criterion);
        let nothing_new = !save.hand_in
            && !evidence_changes
            && refused.is_none()
            && (!writing || came_from_saving)
            && self.stands_already(who, &commune, index, &fields).await?;
        if nothing_new && !writing {
            return Ok(Saved::Unchanged {
                version: version_there,
                at: commune.now,
            });
        }
        let changes = before != Some(&fields) || !writing || evidence_changes;
        let mut version = version_there;
        let mut tx = self.context.db.begin().await?;
        if changes {
            if !self
                .write_draft(&mut tx, who, &commune, index, &fields, (&save, &rows))
                .await?
            {
                drop(tx);
                who.commune.forget();
                let theirs = self.context.db.draft(unit, criterion).await?;
                if theirs.as_ref().is_some_and(|d| d.fields == fields) {
                    // It arrived just now: over it, then. What is saved with it was not kept yet.
                    return Box::pin(self.save(who, unit, criterion, save)).await;
                }
                return self.conflict(who, theirs.as_ref()).await;
            }
            version += 1;
        }
        if nothing_new {
            let over = (criterion, version, &fields);
            if !self.throw_away(&mut tx, who, &commune, over).await? {
                return Err(ServiceError(Failure::Changed));
            }
            tx.commit().await?;
            return Ok(Saved::Unchanged {
                version: version + 1,
                at: commune.now,
            });
        }
        let mut result = Saved::Draft {
            version,
            at: commune.now,
        };
        let mut errors = Vec::new();
        if save.hand_in && refused.is_none() {
            let attached = attached_after(&commune, criterion, &save, rows.len());
            let last = commune.inputs[index].confirmed.as_ref();
            match entry::complete(own, &fields, last, attached, commune.now.date()) {
                Ok(entry) => {
                    let draft = Item::Draft(Draft {
                        author: who.actor.account,
                        version,
                    });
                    self.hand_in_one(&mut tx, who, &commune, criterion, draft, version, &entry)
                        .await?;
                    result = Saved::HandedIn {
                        late: commune.is_late(index),
                    };
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

    /// Whether a text says what stands without what is being written: what the form would show then, or what was said last.
    /// What the leader has stands as well.
    async fn stands_already(
        &self,
        who: &Principal,
        commune: &CommuneRecord,
        index: usize,
        fields: &Fields,
    ) -> ServiceResult<bool> {
        let own = commune.criterion(index);
        if let Item::Ready(_) = commune.item(&own.code) {
            return Ok(fields.says_the_same(&commune.fields(index)));
        }
        let registered = self
            .observations
            .registered(&who.snapshot, &commune.unit, &own.code)
            .await?;
        let last = commune.latest(&own.code).map(|r| fields_of(own, r));
        let shown = commune.fields_without_draft(index, registered.as_ref());
        Ok(fields.says_the_same(&shown) || last.is_some_and(|last| fields.says_the_same(&last)))
    }

    /// Whether a text could be one that stands without a draft, so that more than the draft has to be looked at: it says
    /// nothing, or nothing but what may be known already, or what was said last.
    async fn may_stand_already(
        &self,
        who: &Principal,
        unit: &UnitCode,
        criterion: &str,
        save: &Save,
    ) -> ServiceResult<bool> {
        let set = set_in_force(&who.snapshot)?;
        let Some(own) = set.criterion(criterion) else {
            return Ok(false);
        };
        let fields = save.fields.kept_for(&own.question);
        let silent = |(name, text): (&String, &String)| name == entry::WHOLE || is_blank(text);
        if fields.0.iter().all(silent) {
            return Ok(true);
        }
        let last = self.context.db.latest_record(unit, criterion).await?;
        Ok(last.is_some_and(|last| fields.says_the_same(&fields_of(own, &last))))
    }

    /// Saves the text of an item that is being written, which needs nothing else of the commune's record.
    /// Nothing comes of it if the item is not being written.
    async fn save_text(
        &self,
        who: &Principal,
        unit: &UnitCode,
        criterion: &str,
        save: &Save,
    ) -> ServiceResult<Option<Saved>> {
        let set = set_in_force(&who.snapshot)?;
        let own = set.criteria.iter().find(|c| c.code == criterion);
        let own = own.ok_or(ServiceError(Failure::NoSuchPage))?;
        let text = DraftText {
            unit: unit.clone(),
            criterion: criterion.to_owned(),
            criteria_set: set.version.clone(),
            fields: save.fields.kept_for(&own.question),
            author: who.actor.account,
            at: self.context.now(),
            seen: save.seen,
        };
        let kept = self.texts.save(who, text).await?;
        who.commune.forget();
        Ok(match kept {
            SaveOutcome::Saved(version, at) => Some(Saved::Draft { version, at }),
            SaveOutcome::Stale(theirs) => Some(self.conflict(who, Some(&theirs)).await?),
            SaveOutcome::NotOpen => None,
        })
    }

    /// Writes a draft with its evidence and its entry in the audit log, over the version that was loaded.
    /// Gives whether that version still stood there.
    pub(in crate::service::workspace) async fn write_draft(
        &self,
        tx: &mut Tx,
        who: &Principal,
        commune: &CommuneRecord,
        index: usize,
        fields: &Fields,
        (save, rows): (&Save, &[EvidenceRow]),
    ) -> ServiceResult<bool> {
        let criterion = commune.criterion(index).code.as_str();
        let key = (&commune.unit, criterion, commune.set.version.as_str());
        let before = commune.draft(criterion).map(|d| &d.fields);
        let over = (commune.version(criterion), commune.now);
        if !self
            .write_text(tx, who, key, (before, fields), over)
            .await?
        {
            return Ok(false);
        }
        self.change_evidence(tx, who, commune, criterion, save, rows)
            .await?;
        Ok(true)
    }

    /// Writes a text over the version `stored`, with its entry in the audit log; `false` if another version is
    /// there by now.
    async fn write_text(
        &self,
        tx: &mut Tx,
        who: &Principal,
        key: (&UnitCode, &str, &str),
        (before, after): (Option<&Fields>, &Fields),
        (stored, now): (u32, Timestamp),
    ) -> ServiceResult<bool> {
        let by = (who.actor.account, now);
        if !tx.save_draft(key, after, by, stored).await? {
            return Ok(false);
        }
        let mut note = Note::new(key.0.as_str(), AuditAction::Save, key.1);
        note.before = before.map(text_of).unwrap_or_default();
        note.after = text_of(after);
        self.context.note(tx, who, note).await?;
        Ok(true)
    }

    /// Another version stands there: the person chooses.
    async fn conflict(
        &self,
        who: &Principal,
        theirs: Option<&DraftRecord>,
    ) -> ServiceResult<Saved> {
        let Some(theirs) = theirs else {
            return Err(ServiceError(Failure::Changed));
        };
        Ok(Saved::Conflict(Conflict {
            theirs: theirs.fields.clone(),
            version: theirs.version,
            saved_at: theirs.saved_at,
            by: self.context.name_of(theirs.author).await?,
            own: theirs.author == who.actor.account,
        }))
    }
}
