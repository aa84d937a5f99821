//! Texts that officers save while they type. Of all that happens behind the sign-in this happens by far
//! most often, and making a transaction durable costs as much for one save as for a hundred: those that
//! arrive while a transaction is being written share the next one. Each is acknowledged when that
//! transaction is durable. Whatever else a save brings goes through `checklist`.

use crate::store::{
    Db, StoreError,
    drafts::{DraftRecord, DraftStage},
    texts::Text,
};
use domain::{
    access::AccountId,
    assessment::{Draft, Item, Refused},
    audit::Entry,
    entry::Fields,
    time::Timestamp,
    unit::UnitCode,
};
use std::collections::{HashMap, HashSet, VecDeque};
use tokio::sync::{mpsc, oneshot};

/// Texts that share a transaction at most: enough for every officer of the largest province.
const MOST: usize = 256;

/// A text to be saved, whose author may save it.
#[derive(Clone, Debug)]
pub(super) struct Typed {
    pub(super) unit: UnitCode,
    pub(super) criterion: String,
    pub(super) criteria_set: String,
    pub(super) fields: Fields,
    /// The version that the form began with.
    pub(super) seen: u32,
    pub(super) account: AccountId,
    pub(super) user_name: String,
    pub(super) address: String,
    pub(super) at: Timestamp,
}

/// What came of it.
#[derive(Clone, Debug)]
pub(super) enum Kept {
    /// It is durable, as this version.
    Saved(u32),
    /// Another version stands there.
    Stale(DraftRecord),
    /// The item is not being written, or was moved meanwhile: nothing was saved, and more than a text has
    /// to be looked at.
    NotOpen,
}

struct Job {
    typed: Typed,
    reply: oneshot::Sender<Result<Kept, StoreError>>,
}

/// Where texts queue up. Ends with its last clone.
#[derive(Clone, Debug)]
pub(super) struct Texts {
    queue: mpsc::Sender<Job>,
}

impl Texts {
    /// Begins to save what is handed to it. Must be called within a runtime.
    pub(super) fn new(db: Db) -> Self {
        let (queue, jobs) = mpsc::channel(MOST);
        tokio::spawn(work(db, jobs));
        Self { queue }
    }

    /// Saves a text. It is saved also if whoever waits for it goes away.
    pub(super) async fn save(&self, typed: Typed) -> Result<Kept, StoreError> {
        let (reply, kept) = oneshot::channel();
        self.queue
            .send(Job { typed, reply })
            .await
            .map_err(|_| StoreError::Closed)?;
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
                .partition(|job| units.insert(job.typed.unit.clone()));
            waiting = later.into();
            settle(&db, now).await;
        }
    }
}

/// Saves texts of different units together. If that can't be, each is tried alone, so that what is wrong
/// with one is told to its author and to nobody else.
async fn settle(db: &Db, jobs: Vec<Job>) {
    let texts: Vec<&Typed> = jobs.iter().map(|job| &job.typed).collect();
    match save_all(db, &texts).await {
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
                let alone = save_all(db, &[&job.typed]).await;
                let alone = alone.map(|kept| kept.into_iter().next().unwrap_or(Kept::NotOpen));
                let _ = job.reply.send(alone);
            }
        }
    }
}

/// What is to become of a text over the draft that stands there.
fn decide(typed: &Typed, draft: Option<&DraftRecord>) -> Result<(), Kept> {
    let Some(draft) = draft.filter(|d| d.stage == DraftStage::Open) else {
        return Err(Kept::NotOpen);
    };
    let item = Item::Draft(Draft {
        author: draft.author,
        version: draft.version,
    });
    match item.write(typed.account, typed.seen, draft.version) {
        Err(Refused::Stale(_)) => Err(Kept::Stale(draft.clone())),
        Err(_) => Err(Kept::NotOpen),
        Ok(_) if draft.fields == typed.fields => Err(Kept::Saved(draft.version)),
        Ok(_) => Ok(()),
    }
}

async fn save_all(db: &Db, texts: &[&Typed]) -> Result<Vec<Kept>, StoreError> {
    let mut tx = db.begin().await?;
    let items: Vec<_> = texts
        .iter()
        .map(|t| (&t.unit, t.criterion.as_str()))
        .collect();
    let drafts: HashMap<UnitCode, DraftRecord> = tx
        .drafts_of(&items)
        .await?
        .into_iter()
        .map(|draft| (draft.unit.clone(), draft))
        .collect();
    let decided: Vec<_> = texts
        .iter()
        .map(|typed| decide(typed, drafts.get(&typed.unit)))
        .collect();
    let changes: Vec<Text<'_>> = texts
        .iter()
        .zip(&decided)
        .filter(|(_, decided)| decided.is_ok())
        .map(|(typed, _)| Text {
            unit: &typed.unit,
            criterion: &typed.criterion,
            criteria_set: &typed.criteria_set,
            fields: &typed.fields,
            author: typed.account,
            at: typed.at,
            seen: typed.seen,
        })
        .collect();
    if changes.is_empty() {
        return Ok(decided.into_iter().filter_map(Result::err).collect());
    }
    let saved = tx.save_texts(&changes).await?;
    let entries = texts
        .iter()
        .filter(|typed| saved.contains(typed.unit.as_str()))
        .map(|typed| {
            let before = drafts.get(&typed.unit).map(|draft| text_of(&draft.fields));
            let entry = Entry {
                chain: typed.unit.to_string(),
                seq: 0,
                at: typed.at,
                actor: typed.user_name.clone(),
                action: SAVE.to_owned(),
                object: typed.criterion.clone(),
                before: before.unwrap_or_default(),
                after: text_of(&typed.fields),
                reason: String::new(),
            };
            (entry, Some(typed.address.as_str()))
        })
        .collect();
    tx.record_all(entries).await?;
    tx.commit().await?;
    let kept = texts.iter().zip(decided).map(|(typed, decided)| {
        let saved = saved.contains(typed.unit.as_str());
        match decided {
            Ok(()) if saved => Kept::Saved(typed.seen + 1),
            Ok(()) => Kept::NotOpen,
            Err(kept) => kept,
        }
    });
    Ok(kept.collect())
}

/// What the trail calls it when a text is saved.
pub(super) const SAVE: &str = "save";

/// A text as the trail keeps it: a line for each field that holds something, in order.
pub(super) fn text_of(fields: &Fields) -> String {
    let mut lines: Vec<String> = fields
        .0
        .iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    lines.sort();
    lines.join("\n")
}
