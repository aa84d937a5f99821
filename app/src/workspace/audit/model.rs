//! What the page of the audit trail shows.

use crate::public::model::UnitRef;
use domain::{criteria::CriteriaSet, time::Timestamp};
use std::sync::Arc;

/// The audit log.
#[derive(Clone, Debug)]
pub struct AuditLog {
    /// Entries, newest first.
    pub entries: Vec<AuditEntry>,
    /// Criteria set in force: it says what the fields of answers are called.
    pub set: Option<Arc<CriteriaSet>>,
    /// Filter: unit code or `VN`.
    pub chain: Option<String>,
    /// Filter: user name.
    pub actor: Option<String>,
    /// Where older entries begin.
    pub older: Option<AuditPlace>,
}

/// A place in the audit log's order: newest first, then by chain, then newest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditPlace {
    /// When the entry was made.
    pub at: Timestamp,
    /// Its number in its chain.
    pub seq: u64,
    /// Its chain.
    pub chain: String,
}

impl AuditPlace {
    /// How an address writes it.
    #[must_use]
    pub fn word(&self) -> String {
        format!("{}-{}-{}", self.at.0, self.seq, self.chain)
    }

    /// Reads [`AuditPlace::word`].
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        let mut parts = word.splitn(3, '-');
        Some(Self {
            at: Timestamp(parts.next()?.parse().ok()?),
            seq: parts.next()?.parse().ok()?,
            chain: parts.next()?.to_owned(),
        })
    }
}

/// One change.
#[derive(Clone, Debug)]
pub struct AuditEntry {
    /// The unit, or none for the installation.
    pub unit: Option<UnitRef>,
    /// The entry, without what it says if that is withheld.
    pub entry: domain::audit::Entry,
    /// Whether the reader may not read what it says.
    pub withheld: bool,
    /// Its hash.
    pub hash: String,
}
