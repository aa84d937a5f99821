//! The trail: reading it, and following its chains to the first link that does not hold.

use super::{Failed, Outcome, Visitor, Workspace};
use crate::store::{Db, StoreError, trail::HeadRow};
use app::{
    failure::Failure,
    workspace::{Trail, TrailEntry},
};
use domain::{
    access::{Action, Refusal, Scope},
    audit::{self, Broken, Entry, INSTALLATION},
    time::Timestamp,
    unit::UnitCode,
};

/// Entries on one page.
const MOST: usize = 100;

impl Workspace {
    /// The newest entries that this person may read, before an instant.
    ///
    /// # Errors
    /// [`Failure::Denied`], or if the store refuses.
    pub async fn trail(
        &self,
        who: &Visitor,
        chain: Option<&str>,
        actor: Option<&str>,
        before: Option<Timestamp>,
    ) -> Outcome<Trail> {
        let scopes: Vec<Scope> = who.actor.scopes_for(Action::ReadTrail).cloned().collect();
        let denied = Failed(Failure::Denied(Refusal::NoRole));
        let snapshot = self.snapshot().await?;
        // Whoever may read but one place is shown that; the installation's chain takes the country.
        let allowed = |chain: &str| {
            let place = if chain == INSTALLATION {
                Some(Scope::Country)
            } else {
                UnitCode::parse(chain).and_then(|unit| super::place(&snapshot, &unit).ok())
            };
            place.is_some_and(|place| scopes.iter().any(|own| own.covers(&place)))
        };
        let chain = match (chain, scopes.as_slice()) {
            (Some(chain), _) if allowed(chain) => Some(chain.to_owned()),
            (Some(_), _) | (None, []) => return Err(denied),
            (None, [only @ Scope::Commune { .. }]) => Some(only.word().to_owned()),
            (None, _) => None,
        };
        let everything = scopes.contains(&Scope::Country);
        let before = before.map_or(i64::MAX, |t| t.0);
        let most = i64::try_from(MOST + 1).unwrap_or(i64::MAX);
        let mut found = Vec::new();
        let mut until = before;
        // Entries of other places are passed over, page by page, until a page is full.
        loop {
            let rows = self
                .db
                .recent_changes(chain.as_deref(), actor, until, most)
                .await?;
            let last = rows.len() <= MOST;
            let end = rows.last().map(|(entry, _)| entry.at.0);
            found.extend(
                rows.into_iter()
                    .filter(|(entry, _)| everything || allowed(&entry.chain)),
            );
            match end {
                Some(end) if !last && found.len() <= MOST && end < until => until = end,
                _ => break,
            }
        }
        let more = found.len() > MOST;
        found.truncate(MOST);
        let older = found.last().filter(|_| more).map(|(entry, _)| entry.at);
        let today = self.now().date();
        Ok(Trail {
            entries: found
                .into_iter()
                .map(|(entry, hash)| TrailEntry {
                    unit: UnitCode::parse(&entry.chain)
                        .and_then(|code| snapshot.unit_ref(&code, today)),
                    entry,
                    hash,
                })
                .collect(),
            chain,
            actor: actor.map(str::to_owned),
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
    pub broken: Option<(String, Fault)>,
}

/// What can be wrong with a chain.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// A link does not hold.
    #[error(transparent)]
    Link(#[from] Broken),
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
    let heads = db.heads().await?;
    let mut names: Vec<String> = heads
        .iter()
        .map(|h| h.chain.clone())
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
            Err(broken) => Some(Fault::Link(broken)),
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
                    (_, Some(seq)) => Some(Fault::Release(seq)),
                    (false, None) => Some(Fault::Head(end.seq)),
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
