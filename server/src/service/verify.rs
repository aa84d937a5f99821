//! Checking what an installation holds against its own hashes: the trail, the releases with their receipts, the
//! evidence files. It reads and changes nothing, and says how much it found, so that nothing is not taken for whole.

use super::{
    public::frozen,
    workspace::audit::{self, Verified},
};
use crate::{
    files::{Fault, Files},
    store::{Db, StoreError, releases::ReleaseRow},
};
use domain::{
    audit::Entry,
    criteria::CriteriaSet,
    release::{self, Frame, ReceiptId, ReleaseId, Replay},
    time::Timestamp,
    unit::UnitCode,
};
use std::{
    collections::{BTreeMap, HashMap},
    path::Path,
};

/// What was found.
#[derive(Debug)]
pub struct Report {
    /// The chains of the trail.
    pub trail: Verified,
    /// The newest entry of the trail.
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
    pub spoilt: Vec<(String, Fault)>,
}

impl Report {
    /// Whether there was anything to check: an installation that was ever used has entries.
    #[must_use]
    pub fn is_of_something(&self) -> bool {
        self.trail.entries > 0 || self.trail.broken.is_some()
    }

    /// Whether everything that was checked holds.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.trail.broken.is_none() && self.differing.is_empty() && self.spoilt.is_empty()
    }
}

/// What of a release does not come out again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Differs {
    /// A receipt: its status or its hash.
    Receipt(ReceiptId),
    /// The sums of a province.
    Sums(ReleaseId, String),
    /// The hash of the whole release.
    Content(ReleaseId),
    /// The release names no criteria set that is there, or can't be read.
    Unreadable(i64),
}

/// Checks everything. Others may go on writing meanwhile.
///
/// # Errors
/// If the store refuses.
pub async fn everything(db: &Db, files: &Path) -> Result<Report, StoreError> {
    let trail = audit::verify(db).await?;
    let newest = (i64::MAX, "", i64::MAX);
    let last = db.recent_changes(None, None, newest, 1).await?;
    let mut report = Report {
        trail,
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
        let (Some(frame), Some(set)) = (frame(&row), sets.get(row.criteria_set.as_str())) else {
            report.differing.push(Differs::Unreadable(row.number));
            continue;
        };
        let rules = u16::try_from(row.rule_version).unwrap_or(u16::MAX);
        let rows = db.frozen_rows(row.id).await?;
        let mut levels: BTreeMap<&str, [i64; 4]> = BTreeMap::new();
        let mut hashes = Vec::with_capacity(rows.len());
        let mut other_rules = false;
        for row in &rows {
            let Some(unit) = UnitCode::parse(&row.unit_code) else {
                report
                    .differing
                    .push(Differs::Unreadable(frame.id.number.into()));
                continue;
            };
            let id = ReceiptId {
                release: frame.id,
                unit: unit.clone(),
            };
            let replay = match frozen(set, &frame, row) {
                Ok((frozen, _)) if row.letters != frozen.outcome.letters() => Replay::Differs,
                Ok((frozen, _)) => release::replay(&frame, set, rules, &frozen),
                Err(_) => Replay::Differs,
            };
            match replay {
                Replay::Matches => report.receipts += 1,
                Replay::OtherRules => {
                    other_rules = true;
                    report.other_rules += 1;
                }
                Replay::Differs => report.differing.push(Differs::Receipt(id)),
            }
            let levels = levels.entry(&row.province_code).or_default();
            if let Some(at) = ["G", "Y", "R", "N"].iter().position(|l| *l == row.level) {
                levels[at] += 1;
            }
            hashes.push((unit, row.hash.as_str()));
        }
        let whole = release::content_hash(&frame, hashes.iter().map(|(u, h)| (u, *h)));
        // The version of the rules is part of what is hashed.
        if !other_rules && whole != row.content_hash {
            report.differing.push(Differs::Content(frame.id));
        }
        let stored: BTreeMap<&str, [i64; 4]> = sums
            .iter()
            .filter(|s| s.release_id == row.id)
            .map(|s| {
                (
                    s.province_code.as_str(),
                    [s.green, s.yellow, s.red, s.no_data],
                )
            })
            .collect();
        let provinces = stored.keys().chain(levels.keys());
        let mut wrong: Vec<&str> = provinces
            .filter(|code| stored.get(**code) != levels.get(**code))
            .copied()
            .collect();
        wrong.sort_unstable();
        wrong.dedup();
        let wrong = wrong
            .into_iter()
            .map(|code| Differs::Sums(frame.id, code.to_owned()));
        report.differing.extend(wrong);
    }
    // A release that was touched has a receipt of each unit that differs: what holds for the whole is said first.
    let one = |differs: &Differs| matches!(differs, Differs::Receipt(_));
    report.differing.sort_by_key(one);
    Ok(())
}

fn frame(row: &ReleaseRow) -> Option<Frame> {
    Some(Frame {
        id: ReleaseId {
            number: u32::try_from(row.number).ok()?,
            revision: u32::try_from(row.revision).ok()?,
        },
        as_of: Timestamp(row.as_of),
        period_due: Timestamp(row.period_due),
        criteria_set: row.criteria_set.clone(),
        simulated: row.simulated,
    })
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
