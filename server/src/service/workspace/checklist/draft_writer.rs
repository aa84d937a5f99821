//! Texts that officers save while they type. Of all that happens behind the sign-in this happens by far
//! most often, and making a transaction durable costs as much for one save as for a hundred: those that
//! arrive while a transaction is being written share the next one. Each is acknowledged when that
//! transaction is durable. Whatever else a save brings goes through `checklist`.

use crate::{
    service::workspace::Principal,
    store::{
        Db, StoreError,
        drafts::{DraftRecord, DraftStage},
        texts::DraftText,
    },
};
use domain::{
    assessment::{Draft, Item, TransitionError, Writing},
    audit::{AuditAction, Entry},
    entry::Fields,
    time::Timestamp,
    unit::UnitCode,
};
use std::collections::{HashMap, HashSet, VecDeque};
use tokio::sync::{mpsc, oneshot};

/// Texts that share a transaction at most: enough for every officer of the largest province.
const MOST: usize = 256;

/// What came of it.
#[derive(Clone, Debug)]
pub(in crate::service::workspace) enum SaveOutcome {
    /// It is durable: as this version, since then.
    Saved(u32, Timestamp),
    /// Another version stands there.
    Stale(DraftRecord),
    /// The item is not being written, or was moved meanwhile: nothing was saved, and more than a text has
    /// to be looked at.
    NotOpen,
}

/// A text whose author may save it, under the name and from the address that the audit log keeps.
struct Job {
    text: DraftText,
    user_name: String,
    address: String,
    reply: oneshot::Sender<Result<SaveOutcome, StoreError>>,
}

/// Where texts queue up. Ends with its last clone.
#[derive(Clone, Debug)]
pub(in crate::service::workspace) struct DraftWriter {
    queue: mpsc::Sender<Job>,
}

impl DraftWriter {
    /// Begins to save what is handed to it. Must be called within a runtime.
    pub(in crate::service::workspace) fn new(db: Db) -> Self {
        let (queue, jobs) = mpsc::channel(MOST);
        tokio::spawn(work(db, jobs));
        Self { queue }
    }

    /// Saves a text that `who` may save. It is saved also if whoever waits for it goes away.
    pub(super) async fn save(
        &self,
        who: &Principal,
        text: DraftText,
    ) -> Result<SaveOutcome, StoreError> {
        let (reply, kept) = oneshot::channel();
        let job = Job {
            text,
            user_name: who.user_name.clone(),
            address: who.address.clone(),
            reply,
        };
        self.queue.send(job).await.map_err(|_| StoreError::Closed)?;
        kept.await.map_err(|_| StoreError::Closed)?
    }
}

async fn work(db: Db, mut queue: mpsc::Receiver<Job>) {
    let mut arrived = Vec::new();
    while queue.recv_many(&mut arrived, MOST).await > 0 {
        let mut waiting: VecDeque<Job> = arrived.drain(..).collect();
        while !waiting.is_empty() {
            // One text a unit: the entries of a unit's trail follow one another.
            let mut units = HashSet::new();
            let (now, later): (Vec<Job>, Vec<Job>) = waiting
                .into_iter()
                .partition(|job| units.insert(job.text.unit.clone()));
            waiting = later.into();
            settle(&db, now).await;
        }
    }
}

/// Saves texts of different units together. If that can't be, each is tried alone, so that what is wrong
/// with one is told to its author and to nobody else.
async fn settle(db: &Db, jobs: Vec<Job>) {
    let all: Vec<&Job> = jobs.iter().collect();
    match save_all(db, &all).await {
        Ok(kept) => {
            for (job, kept) in jobs.into_iter().zip(kept) {
                // Whoever went away needs no answer; the text is saved.
                let _ = job.reply.send(Ok(kept));
            }
        }
        Err(error) => {
            let mut jobs = jobs.into_iter();
            if jobs.len() == 1 {
                let _ = jobs.next().map(|job| job.reply.send(Err(error)));
                return;
            }
            tracing::warn!(%error, texts = jobs.len(), "texts could not be saved together");
            for job in jobs {
                let alone = save_all(db, &[&job]).await;
                let alone =
                    alone.map(|kept| kept.into_iter().next().unwrap_or(SaveOutcome::NotOpen));
                let _ = job.reply.send(alone);
            }
        }
    }
}

/// Whether a text is to be written over the draft that stands there, or what came of it already.
fn decide(text: &DraftText, draft: Option<&DraftRecord>) -> Result<(), SaveOutcome> {
    let Some(draft) = draft.filter(|d| d.stage == DraftStage::Open) else {
        return Err(SaveOutcome::NotOpen);
    };
    let item = Item::Draft(Draft {
        author: draft.author,
        version: draft.version,
    });
    let same = draft.fields == text.fields;
    match item.write_text(text.author, text.seen, draft.version, same) {
        Ok(Writing::Over(_)) => Ok(()),
        Ok(Writing::Already) if text.seen == draft.version => {
            Err(SaveOutcome::Saved(draft.version, text.at))
        }
        Ok(Writing::Already) => Err(SaveOutcome::Saved(draft.version, draft.saved_at)),
        Err(TransitionError::Stale(_)) => Err(SaveOutcome::Stale(draft.clone())),
        Err(_) => Err(SaveOutcome::NotOpen),
    }
}

async fn save_all(db: &Db, jobs: &[&Job]) -> Result<Vec<SaveOutcome>, StoreError> {
    let mut tx = db.begin().await?;
    let items: Vec<_> = jobs
        .iter()
        .map(|job| (&job.text.unit, job.text.criterion.as_str()))
        .collect();
    let drafts: HashMap<UnitCode, DraftRecord> = tx
        .drafts_of(&items)
        .await?
        .into_iter()
        .map(|draft| (draft.unit.clone(), draft))
        .collect();
    let decided: Vec<_> = jobs
        .iter()
        .map(|job| decide(&job.text, drafts.get(&job.text.unit)))
        .collect();
    let changes: Vec<&DraftText> = jobs
        .iter()
        .zip(&decided)
        .filter(|(_, decided)| decided.is_ok())
        .map(|(job, _)| &job.text)
        .collect();
    if changes.is_empty() {
        return Ok(decided.into_iter().filter_map(Result::err).collect());
    }
    let saved = tx.save_texts(&changes).await?;
    let entries = jobs
        .iter()
        .filter(|job| saved.contains(job.text.unit.as_str()))
        .map(|job| {
            let text = &job.text;
            let before = drafts.get(&text.unit).map(|draft| text_of(&draft.fields));
            let entry = Entry {
                chain: text.unit.to_string(),
                seq: 0,
                at: text.at,
                actor: job.user_name.clone(),
                action: AuditAction::Save.into(),
                object: text.criterion.clone(),
                before: before.unwrap_or_default(),
                after: text_of(&text.fields),
                reason: String::new(),
            };
            (entry, Some(job.address.as_str()))
        })
        .collect();
    tx.record_all(entries).await?;
    tx.commit().await?;
    let kept = jobs.iter().zip(decided).map(|(job, decided)| {
        let saved = saved.contains(job.text.unit.as_str());
        match decided {
            Ok(()) if saved => SaveOutcome::Saved(job.text.seen + 1, job.text.at),
            Ok(()) => SaveOutcome::NotOpen,
            Err(kept) => kept,
        }
    });
    Ok(kept.collect())
}

/// A text as the audit log keeps it: a line for each field that holds something, in order.
pub(in crate::service::workspace) fn text_of(fields: &Fields) -> String {
    let mut lines: Vec<String> = fields
        .0
        .iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    lines.sort();
    lines.join("\n")
}
