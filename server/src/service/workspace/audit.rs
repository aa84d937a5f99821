//! The audit log: reading it, and following its chains to the first link that does not hold.

use super::{Principal, ServiceError, ServiceResult, context::Context};
use crate::{
    service::snapshot::Snapshot,
    store::{
        Db, StoreError,
        audit_log::{HeadRow, LogPart},
    },
};
use app::{
    failure::Failure,
    workspace::audit::model::{AuditEntry, AuditLog, AuditPlace},
};
use domain::{
    access::{Action, Actor, Refusal, Scope, may_read_entry},
    audit::{self, BrokenLink, Entry, INSTALLATION},
    time::{Date, Timestamp},
    unit::{UnitCode, UnitLevel},
};
use std::sync::Arc;

/// The audit log, as those see it who may.
#[derive(Clone, Debug)]
pub struct Audit {
    pub(super) context: Context,
}

/// Entries on one page.
const ON_A_PAGE: usize = 100;

/// What of the audit log somebody reads: found permitted by [`Audit::reading`].
#[derive(Clone, Debug)]
pub struct Reading {
    who: Actor,
    scopes: Vec<Scope>,
    snapshot: Arc<Snapshot>,
    chain: Option<String>,
    actor: Option<String>,
}

impl Reading {
    /// What a chain is about; the installation's is about the country.
    fn place(&self, chain: &str) -> Option<Scope> {
        if chain == INSTALLATION {
            return Some(Scope::Country);
        }
        let unit = UnitCode::parse(chain)?;
        match unit.level() {
            UnitLevel::Province => Some(Scope::Province(unit)),
            UnitLevel::Commune => super::principal::place(&self.snapshot, &unit).ok(),
        }
    }

    /// Whether a chain lies where this person may read.
    fn allows(&self, chain: &str) -> bool {
        let place = self.place(chain);
        place.is_some_and(|place| self.scopes.iter().any(|own| own.covers(&place)))
    }

    /// The parts of the log that are read together.
    fn parts(&self) -> Vec<LogPart<'_>> {
        if let Some(chain) = &self.chain {
            return vec![LogPart::Chain(chain)];
        }
        if self.scopes.contains(&Scope::Country) {
            return vec![LogPart::Everything];
        }
        let parts = self.scopes.iter().map(|scope| match scope {
            Scope::Country => LogPart::Everything,
            Scope::Province(code) => LogPart::Province(code),
            Scope::Commune { unit, .. } => LogPart::Chain(unit.as_str()),
        });
        parts.collect()
    }

    /// An entry as far as this person may read what it says.
    fn shown(&self, entry: Entry, hash: String, today: Date) -> AuditEntry {
        let unit = UnitCode::parse(&entry.chain);
        let unit = unit.and_then(|code| self.snapshot.unit_ref(&code, today));
        let place = self.place(&entry.chain);
        let read = place.is_some_and(|place| may_read_entry(&self.who, &entry.action, &place));
        AuditEntry {
            unit,
            withheld: !read,
            entry: if read { entry } else { entry.withheld() },
            hash,
        }
    }
}

/// The place of an entry in the order of the log.
fn order(entry: &Entry) -> (Timestamp, &str, u64) {
    (entry.at, &entry.chain, entry.seq)
}

impl Audit {
    /// Whether this person may read the audit log of one unit (`VN`: the installation) or of every unit in
    /// their care, by one person or by all.
    ///
    /// # Errors
    /// [`Failure::Denied`].
    pub fn reading(
        &self,
        who: &Principal,
        chain: Option<&str>,
        actor: Option<&str>,
    ) -> ServiceResult<Reading> {
        let mut reading = Reading {
            who: who.actor.clone(),
            scopes: who.actor.scopes_for(Action::ReadTrail).cloned().collect(),
            snapshot: who.snapshot.clone(),
            chain: None,
            actor: actor.map(str::to_owned),
        };
        let denied = ServiceError(Failure::Denied(Refusal::NoRole));
        // Whoever may read but one place is shown that.
        reading.chain = match (chain, reading.scopes.as_slice()) {
            (Some(chain), _) if reading.allows(chain) => Some(chain.to_owned()),
            (Some(_), _) | (None, []) => return Err(denied),
            (None, [only @ Scope::Commune { .. }]) => Some(only.word().to_owned()),
            (None, _) => None,
        };
        Ok(reading)
    }

    /// The newest entries, at most so many, from a place on; and the place from which there are more. What this person
    /// may not read is withheld.
    ///
    /// # Errors
    /// If the store refuses.
    pub async fn entries(
        &self,
        reading: &Reading,
        from: Option<AuditPlace>,
        most: usize,
    ) -> ServiceResult<(Vec<AuditEntry>, Option<AuditPlace>)> {
        let today = self.context.now().date();
        let actor = reading.actor.as_deref();
        let after = from.as_ref().map_or((i64::MAX, "", i64::MAX), |place| {
            let seq = i64::try_from(place.seq).unwrap_or(i64::MAX);
            (place.at.0, place.chain.as_str(), seq)
        });
        // One more says whether there are more.
        let limit = i64::try_from(most).unwrap_or(i64::MAX).saturating_add(1);
        let mut rows = Vec::new();
        for part in reading.parts() {
            let db = &self.context.db;
            rows.extend(db.recent_changes(part, actor, after, limit).await?);
        }
        rows.sort_by(|(a, _), (b, _)| order(b).cmp(&order(a)));
        rows.dedup_by(|(a, _), (b, _)| order(a) == order(b));
        let more = rows.len() > most;
        rows.truncate(most);
        let last = rows.last().filter(|_| more).map(|(entry, _)| AuditPlace {
            at: entry.at,
            seq: entry.seq,
            chain: entry.chain.clone(),
        });
        let shown = rows.into_iter();
        let shown = shown.map(|(entry, hash)| reading.shown(entry, hash, today));
        Ok((shown.collect(), last))
    }

    /// A page of the audit log.
    ///
    /// # Errors
    /// [`Failure::Denied`], or if the store refuses.
    pub async fn show(
        &self,
        who: &Principal,
        chain: Option<&str>,
        actor: Option<&str>,
        from: Option<AuditPlace>,
    ) -> ServiceResult<AuditLog> {
        let reading = self.reading(who, chain, actor)?;
        let (entries, older) = self.entries(&reading, from, ON_A_PAGE).await?;
        Ok(AuditLog {
            entries,
            set: reading.snapshot.set(),
            chain: reading.chain,
            actor: reading.actor,
            older,
        })
    }
}

/// What following every chain found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// Chains that hold.
    pub chains: usize,
    /// Their entries.
    pub entries: u64,
    /// The first link that does not hold: chain, and what is wrong.
    pub broken: Option<(String, ChainError)>,
}

/// What can be wrong with a chain.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ChainError {
    /// A link does not hold.
    #[error(transparent)]
    Link(#[from] BrokenLink),
    /// The chain holds up to this entry, its last, but its head says that it ends elsewhere.
    #[error("the chain ends with entry {0}, but not where its head says")]
    Head(u64),
    /// The chain is not the one that a release recorded.
    #[error("entry {0} is not the one that a release recorded")]
    Release(i64),
}

/// Whether a chain has the entry that a head names.
fn stands(entries: &[(Entry, String)], head: &HeadRow) -> bool {
    let at = usize::try_from(head.seq - 1).ok();
    at.and_then(|at| entries.get(at))
        .is_some_and(|(_, hash)| *hash == head.hash)
}

/// Whether a head names this entry or a later one.
fn reaches(head: &HeadRow, seq: u64) -> bool {
    u64::try_from(head.seq).is_ok_and(|own| own >= seq)
}

/// Follows every chain from its beginning, and compares it with its head and with what releases
/// recorded. Others may go on writing meanwhile.
///
/// # Errors
/// If the store refuses.
pub async fn verify(db: &Db) -> Result<Verified, StoreError> {
    let recorded = db.release_heads().await?;
    // Before the heads: an entry that is there has its head by then. Entries whose head was taken away are
    // found too.
    let mut names = db.chains().await?;
    let heads = db.heads().await?;
    names.extend(heads.iter().map(|h| h.chain.clone()));
    let mut names: Vec<String> = names
        .into_iter()
        .chain(recorded.iter().map(|(_, h)| h.chain.clone()))
        .collect();
    names.sort();
    names.dedup();
    let mut found = Verified {
        chains: 0,
        entries: 0,
        broken: None,
    };
    for name in names {
        let entries = db.chain(&name).await?;
        let fault = match audit::follow(entries.iter().map(|(e, h)| (e, h.as_str()))) {
            Err(broken) => Some(ChainError::Link(broken)),
            Ok(end) => {
                let ends = match heads.iter().find(|h| h.chain == name) {
                    None => false,
                    Some(head) if !stands(&entries, head) => false,
                    Some(head) if u64::try_from(head.seq).is_ok_and(|seq| seq == end.seq) => true,
                    // Entries beyond it may have been added since it was read; then it has moved too.
                    Some(_) => db
                        .heads()
                        .await?
                        .iter()
                        .any(|h| h.chain == name && reaches(h, end.seq)),
                };
                let of_releases = recorded.iter().map(|(_, h)| h).filter(|h| h.chain == name);
                let differs = of_releases
                    .filter(|h| !stands(&entries, h))
                    .map(|h| h.seq)
                    .min();
                match (ends, differs) {
                    (_, Some(seq)) => Some(ChainError::Release(seq)),
                    (false, None) => Some(ChainError::Head(end.seq)),
                    (true, None) => {
                        found.entries += end.seq;
                        None
                    }
                }
            }
        };
        if let Some(fault) = fault {
            found.broken = Some((name, fault));
            return Ok(found);
        }
        found.chains += 1;
    }
    Ok(found)
}
