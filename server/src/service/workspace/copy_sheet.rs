//! The copy sheet for the national system: what can be copied of a commune now, what changed since somebody said
//! that it was copied, and saying so.

use super::{
    Principal, ServiceError, ServiceResult,
    checklist::Checklists,
    context::{Context, Note, set_in_force},
    principal::place,
};
use crate::store::copying::CopiedRecord;
use app::{
    failure::Failure,
    workspace::copy_sheet::model::{CopyLine, CopyList, CopyRow, CopySheet, LastCopied},
};
use domain::{
    access::{Action, Object, Scope},
    answer::Answer,
    audit::AuditAction,
    copying::{self, Copied, CopiedValue, Line},
    rate::saturating_u32,
    release,
    unit::{UnitCode, UnitLevel},
};
use std::collections::{BTreeMap, BTreeSet};

/// What is copied into the national system.
#[derive(Clone, Debug)]
pub struct CopySheets {
    pub(super) context: Context,
    pub(super) checklist: Checklists,
}

/// What the new lines are compared with: nothing of a set that means something else. `same` holds the versions of one
/// meaning.
fn comparable<'a>(last: Option<&'a CopiedRecord>, same: &BTreeSet<&str>) -> &'a [Copied] {
    let last = last.filter(|l| same.contains(l.criteria_set.as_str()));
    last.map_or(&[], |l| &l.lines)
}

fn last_of(last: &CopiedRecord, same: &BTreeSet<&str>) -> LastCopied {
    let other = !same.contains(last.criteria_set.as_str());
    LastCopied {
        at: last.at,
        by: last.by.clone(),
        other_set: other.then(|| last.criteria_set.clone()),
    }
}

fn lines(lines: &[Line<'_>], before: &[Copied]) -> Vec<CopyLine> {
    let line = |line: &Line<'_>| CopyLine {
        criterion: line.criterion.code.clone(),
        value: line.value.clone(),
        until: line.until,
        waiting: line.waiting,
        change: copying::change(line, before),
    };
    lines.iter().map(line).collect()
}

/// For the audit log: `DL2 82/95 2026-10-31`, a line each.
fn words(copied: &[Copied]) -> String {
    let line = |c: &Copied| match &c.value {
        CopiedValue::Value(value, fact) => format!("{} {value} {fact}", c.criterion),
        CopiedValue::NotApplicable => format!("{} not_applicable", c.criterion),
    };
    copied.iter().map(line).collect::<Vec<_>>().join("\n")
}

impl CopySheets {
    /// What can be copied of a commune now.
    ///
    /// # Errors
    /// [`Failure::Denied`], [`Failure::NoSuchUnit`], or if the store refuses.
    pub async fn show(&self, who: &Principal, unit: &UnitCode) -> ServiceResult<CopySheet> {
        let snapshot = &who.snapshot;
        who.may(Action::Copy, &Object::at(place(snapshot, unit)?))?;
        let commune = self.checklist.load(who, unit).await?;
        let last = self.context.db.last_copied_of(unit).await?;
        let sheet = copying::sheet(&commune.set, &commune.inputs, commune.now);
        let seen = copying::fingerprint(&commune.set, &copying::remembered(&sheet));
        let same = commune.snapshot.same_meaning(&commune.set);
        let lines = lines(&sheet, comparable(last.as_ref(), &same));
        drop(sheet);
        Ok(CopySheet {
            unit: self.context.unit(&commune.snapshot, unit)?,
            province: self.context.unit(&commune.snapshot, &commune.province)?,
            last: last.map(|l| last_of(&l, &same)),
            set: commune.set.clone(),
            lines,
            seen,
            simulated: commune.demo,
            now: commune.now,
            stale: false,
        })
    }

    /// Remembers that a commune's sheet was copied as it was seen; says how many lines were. Saying it again
    /// changes nothing.
    ///
    /// # Errors
    /// [`Failure::Denied`], [`Failure::NoSuchUnit`], [`Failure::Changed`] if there is something else to copy by
    /// now, [`Failure::BadForm`] if there is nothing, or if the store refuses.
    pub async fn mark_copied(
        &self,
        who: &Principal,
        unit: &UnitCode,
        seen: &str,
    ) -> ServiceResult<u32> {
        let snapshot = &who.snapshot;
        who.may(Action::Copy, &Object::at(place(snapshot, unit)?))?;
        let commune = self.checklist.load(who, unit).await?;
        let last = self.context.db.last_copied_of(unit).await?;
        let sheet = copying::sheet(&commune.set, &commune.inputs, commune.now);
        let copied = copying::remembered(&sheet);
        if copying::fingerprint(&commune.set, &copied) != seen {
            return Err(ServiceError(Failure::Changed));
        }
        let same = commune.snapshot.same_meaning(&commune.set);
        let before = comparable(last.as_ref(), &same);
        let number = saturating_u32(copied.len());
        if last.is_some() && before == copied.as_slice() {
            return Ok(number);
        }
        if copied.is_empty() && before.is_empty() {
            return Err(ServiceError(Failure::BadForm));
        }
        let mut note = Note::new(unit.as_str(), AuditAction::CopySheet, &commune.set.version);
        note.before = words(before);
        note.after = words(&copied);
        let record = CopiedRecord {
            unit: unit.clone(),
            criteria_set: commune.set.version.clone(),
            lines: copied,
            by: who.user_name.clone(),
            at: commune.now,
        };
        let mut tx = self.context.db.begin().await?;
        tx.add_copied(&record).await?;
        self.context.note(&mut tx, who, note).await?;
        tx.commit().await?;
        Ok(number)
    }

    /// The sheets of a province: the one that is named, or else the person's own, or else the installation's.
    ///
    /// # Errors
    /// [`Failure::Denied`], [`Failure::NoSuchUnit`], or if the store refuses.
    pub async fn list(
        &self,
        who: &Principal,
        filter: Option<&UnitCode>,
    ) -> ServiceResult<CopyList> {
        let snapshot = &who.snapshot;
        let own = who
            .actor
            .scopes_for(Action::Copy)
            .find_map(|scope| match scope {
                Scope::Province(code) => Some(code.clone()),
                _ => None,
            });
        let province = filter
            .cloned()
            .or(own)
            .unwrap_or_else(|| self.context.public.home().clone());
        who.may(Action::Copy, &Object::at(Scope::Province(province.clone())))?;
        let today = self.context.now().date();
        let known = |code: &UnitCode| snapshot.unit_ref(code, today);
        let unit = known(&province)
            .filter(|_| province.level() == UnitLevel::Province)
            .filter(|_| {
                self.context
                    .public
                    .only()
                    .is_none_or(|only| *only == province)
            })
            .ok_or_else(|| ServiceError(Failure::NoSuchUnit(province.to_string())))?;
        let set = set_in_force(snapshot)?;
        let now = self.context.now();
        let mut answers: BTreeMap<UnitCode, Vec<Answer>> = BTreeMap::new();
        let criteria: Vec<_> = set.criteria.iter().map(|c| c.code.as_str()).collect();
        for (unit, answer) in self.context.db.copyable(&province, &criteria).await? {
            answers.entry(unit).or_default().push(answer);
        }
        let last = self.context.db.last_copied(&province).await?;
        let same = snapshot.same_meaning(&set);
        let last: BTreeMap<&UnitCode, &CopiedRecord> = last.iter().map(|l| (&l.unit, l)).collect();
        let communes = snapshot.units.values();
        let communes = communes.filter(|u| u.province.as_ref() == Some(&province));
        let mut rows = Vec::new();
        for commune in communes.filter_map(|u| known(&u.code)) {
            let own = answers.get(&commune.code).map_or(&[][..], Vec::as_slice);
            // Deadlines are of no account here, so no periods are needed.
            let inputs = release::inputs_at(&set, &[], own, now);
            let sheet = copying::sheet(&set, &inputs, now);
            let last = last.get(&commune.code).copied();
            let lines = lines(&sheet, comparable(last, &same));
            let count = |test: &dyn Fn(&CopyLine) -> bool| {
                saturating_u32(lines.iter().filter(|l| test(l)).count())
            };
            rows.push(CopyRow {
                ready: count(&|l| l.value.is_ok()),
                changed: count(&CopyLine::changed),
                last: last.map(|l| last_of(l, &same)),
                unit: commune,
            });
        }
        rows.sort_by_key(|r| (u32::MAX - r.changed, r.unit.sort_key.clone()));
        let everywhere = who
            .actor
            .scopes_for(Action::Copy)
            .any(|s| *s == Scope::Country)
            && self.context.public.only().is_none();
        let mut provinces = Vec::new();
        if everywhere {
            let all = snapshot.units.keys();
            let codes = all.filter(|c| c.level() == UnitLevel::Province);
            provinces.extend(codes.filter_map(known));
            provinces.sort_by(|a, b| a.sort_key.cmp(&b.sort_key));
        }
        Ok(CopyList {
            province: unit,
            provinces,
            criteria: saturating_u32(set.criteria.len()),
            rows,
        })
    }
}
