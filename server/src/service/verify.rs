//! Checking what an installation holds against its own hashes: the audit log, the releases with their receipts, the
//! evidence files. It reads and changes nothing, and says how much it found, so that nothing is not taken for whole.

use super::workspace::audit::{self, Verified};
use crate::{
    files::{Files, StoredFileError},
    store::{Db, StoreError, audit_log::LogPart},
};
use domain::{
    audit::Entry,
    counts::Counts,
    criteria::CriteriaSet,
    release::{self, ReceiptId, ReleaseId, Replay},
    status::Level,
    unit::UnitCode,
};
use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    path::Path,
};

/// What was found.
#[derive(Debug)]
pub struct Report {
    /// The chains of the audit log.
    pub audit_log: Verified,
    /// The newest entry of the audit log.
    pub last: Option<Entry>,
    /// Releases that were computed again.
    pub releases: usize,
    /// Receipts that were computed again and match.
    pub receipts: usize,
    /// Receipts made under other rules, of which nothing can be said.
    pub other_rules: usize,
    /// What of the releases does not come out again.
    pub differing: Vec<Differs>,
    /// Evidence files that are as they were received.
    pub files: usize,
    /// Evidence files that are not.
    pub spoilt: Vec<(String, StoredFileError)>,
}

impl Report {
    /// Whether there was anything to check: an installation that was ever used has entries.
    #[must_use]
    pub fn is_of_something(&self) -> bool {
        self.audit_log.entries > 0 || self.audit_log.broken.is_some()
    }

    /// Whether everything that was checked holds.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.audit_log.broken.is_none() && self.differing.is_empty() && self.spoilt.is_empty()
    }
}

/// What of a release does not come out again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Differs {
    /// A receipt: its status or its hash.
    Receipt(ReceiptId),
    /// The sums of a province.
    Sums(ReleaseId, UnitCode),
    /// The hash of the whole release.
    Content(ReleaseId),
    /// The release of this number names no criteria set that is there, or has a row that can't be read.
    Unreadable(u32),
}

/// Checks everything. Others may go on writing meanwhile.
///
/// # Errors
/// If the store refuses.
pub async fn everything(db: &Db, files: &Path) -> Result<Report, StoreError> {
    let audit_log = audit::verify(db).await?;
    let newest = (i64::MAX, "", i64::MAX);
    let last = db
        .recent_changes(LogPart::Everything, None, newest, 1)
        .await?;
    let mut report = Report {
        audit_log,
        last: last.into_iter().next().map(|(entry, _)| entry),
        releases: 0,
        receipts: 0,
        other_rules: 0,
        differing: Vec::new(),
        files: 0,
        spoilt: Vec::new(),
    };
    releases(db, &mut report).await?;
    evidence(db, files, &mut report).await?;
    Ok(report)
}

async fn releases(db: &Db, report: &mut Report) -> Result<(), StoreError> {
    let sets = db.criteria_sets().await?;
    let sets: HashMap<&str, &CriteriaSet> = sets.iter().map(|s| (s.version.as_str(), s)).collect();
    let sums = db.province_sums().await?;
    for row in db.releases().await? {
        report.releases += 1;
        let frame = row.frame();
        let Some(set) = sets.get(row.criteria_set.as_str()) else {
            report.differing.push(Differs::Unreadable(frame.id.number));
            continue;
        };
        let rows = db.suspect_rows(row.id).await?;
        let mut counted: BTreeMap<&UnitCode, Counts> = BTreeMap::new();
        let mut hashes = Vec::with_capacity(rows.len());
        let mut other_rules = false;
        for suspect in &rows {
            let frozen = match &suspect.row {
                Ok(frozen) => frozen,
                Err(_) => {
                    let unit = UnitCode::parse(&suspect.unit_code);
                    let receipt = unit.map(|unit| ReceiptId {
                        release: frame.id,
                        unit,
                    });
                    let unreadable = Differs::Unreadable(frame.id.number);
                    let differs = receipt.map_or(unreadable, Differs::Receipt);
                    report.differing.push(differs);
                    continue;
                }
            };
            match frozen.replay(&frame, set) {
                Replay::Matches => report.receipts += 1,
                Replay::OtherRules => {
                    other_rules = true;
                    report.other_rules += 1;
                }
                Replay::Differs => report.differing.push(Differs::Receipt(ReceiptId {
                    release: frame.id,
                    unit: frozen.unit.clone(),
                })),
            }
            let counts = counted.entry(&frozen.province).or_default();
            counts.add_level(frozen.level);
            hashes.push((&frozen.unit, frozen.hash.as_str()));
        }
        let whole = release::content_hash(&frame, hashes.into_iter());
        // The version of the rules is part of what is hashed.
        if !other_rules && whole != row.content_hash {
            report.differing.push(Differs::Content(frame.id));
        }
        let stored: BTreeMap<&UnitCode, &Counts> = sums
            .iter()
            .filter(|s| s.release_id == row.id)
            .map(|s| (&s.province_code, &s.counts))
            .collect();
        let levels = |counts: &Counts| Level::ALL.map(|level| counts.at(level));
        let differs = |code: &&UnitCode| {
            let stored = stored.get(*code).map(|counts| levels(counts));
            stored != counted.get(*code).map(levels)
        };
        let provinces: BTreeSet<&UnitCode> = stored.keys().chain(counted.keys()).copied().collect();
        let wrong = provinces.into_iter().filter(differs);
        let wrong = wrong.map(|code| Differs::Sums(frame.id, code.clone()));
        report.differing.extend(wrong);
    }
    // A release that was touched has a receipt of each unit that differs: what holds for the whole is said first.
    let one = |differs: &Differs| matches!(differs, Differs::Receipt(_));
    report.differing.sort_by_key(one);
    Ok(())
}

async fn evidence(db: &Db, folder: &Path, report: &mut Report) -> Result<(), StoreError> {
    let files = Files::at(folder);
    for (sha256, bytes) in db.evidence_sizes().await? {
        let bytes = u64::try_from(bytes).unwrap_or(u64::MAX);
        match files.check(&sha256, bytes).await {
            Ok(()) => report.files += 1,
            Err(fault) => report.spoilt.push((sha256, fault)),
        }
    }
    Ok(())
}
