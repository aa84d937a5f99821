//! Criteria sets in TOML: read with the line of every field, checked completely, reported completely.

use super::{Done, ImportError};
use crate::{
    service::campaign::{By, TERMINAL},
    store::{Db, StoreError, Tx},
};
use app::workspace::rejected_form::{FaultReason, FaultRow};
use domain::{
    audit::{AuditAction, Entry, INSTALLATION},
    criteria::{
        Control, CriteriaProblem, CriteriaSet, Criterion, Group, Item, Localized, Public, Question,
        Rules, SetStatus, Thresholds, member,
    },
    meaning::{self, Rewording},
    text::{has_controls, tidy},
    time::{Date, Timestamp},
};
use std::{collections::BTreeMap, ops::Range};
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

/// Reads and checks a whole file.
///
/// # Errors
/// Every mistake, with line and field.
pub fn read(text: &str) -> Result<CriteriaSet, ImportError> {
    let root = DeTable::parse(text).map_err(|error| {
        let line = error.span().map_or(0, |span| line_of(text, &span));
        ImportError::Faults(vec![FaultRow {
            line,
            column: "–".to_owned(),
            reason: FaultReason::NotToml(error.message().to_owned()),
        }])
    })?;
    let mut reader = Reader {
        text,
        faults: Vec::new(),
        lines: BTreeMap::new(),
    };
    let set = reader.set(root.get_ref());
    for mistake in set.mistakes() {
        // A field that could not be read has been reported already.
        if !reader
            .faults
            .iter()
            .any(|f| mistake.field.starts_with(&f.column))
        {
            let line = reader.line_near(&mistake.field);
            reader.faults.push(FaultRow {
                line,
                column: mistake.field,
                reason: FaultReason::Mistake(mistake.problem),
            });
        }
    }
    if reader.faults.is_empty() {
        return Ok(set);
    }
    reader.faults.sort_by_key(|f| f.line);
    Err(ImportError::Faults(reader.faults))
}

fn line_of(text: &str, span: &Range<usize>) -> u64 {
    let before = text
        .as_bytes()
        .iter()
        .take(span.start)
        .filter(|b| **b == b'\n')
        .count();
    u64::try_from(before).unwrap_or(0) + 1
}

/// Whether a table has a field.
fn has(table: &Table<'_>, field: &str) -> bool {
    table.iter().any(|(k, _)| k.get_ref().as_ref() == field)
}

/// Reads fields and keeps the line of each, so that a later check can name it.
struct Reader<'a> {
    text: &'a str,
    faults: Vec<FaultRow>,
    lines: BTreeMap<String, u64>,
}

type Table<'a> = DeTable<'a>;

impl Reader<'_> {
    fn set(&mut self, root: &Table<'_>) -> CriteriaSet {
        self.only(
            root,
            "",
            &[
                "version",
                "status",
                "legal_ref",
                "valid_from",
                "title",
                "note",
                "rules",
                "group",
                "criterion",
            ],
        );
        let status = SetStatus::parse(&self.string(root, "", "status")).unwrap_or_else(|| {
            self.fault("status", FaultReason::NeedsOneOf("inferred, official"));
            SetStatus::Inferred
        });
        let valid_from = Date::parse(&self.string(root, "", "valid_from")).unwrap_or_else(|| {
            self.fault("valid_from", FaultReason::NeedsDate);
            Date(0)
        });
        let rules = self.table(root, "", "rules", |r, rules| {
            r.only(rules, "rules", &["red_below_bp", "expiring_days"]);
            Rules {
                red_below_bp: r.number(rules, "rules", "red_below_bp"),
                expiring_days: r.number(rules, "rules", "expiring_days"),
            }
        });
        CriteriaSet {
            version: self.string(root, "", "version"),
            status,
            legal_ref: self.string(root, "", "legal_ref"),
            valid_from,
            title: self.texts(root, "", "title"),
            note: self.texts(root, "", "note"),
            rules: rules.unwrap_or(Rules {
                red_below_bp: 0,
                expiring_days: 0,
            }),
            groups: self.list(root, "", "group", Self::group),
            criteria: self.list(root, "", "criterion", Self::criterion),
        }
    }

    fn group(&mut self, table: &Table<'_>, at: &str) -> Group {
        self.only(table, at, &["code", "inferred", "source", "name"]);
        Group {
            code: self.string(table, at, "code"),
            name: self.texts(table, at, "name"),
            inferred: self.boolean(table, at, "inferred"),
            source: self.string(table, at, "source"),
        }
    }

    fn criterion(&mut self, table: &Table<'_>, at: &str) -> Criterion {
        self.only(
            table,
            at,
            &[
                "code",
                "group",
                "required",
                "validity_days",
                "public",
                "nq57_order",
                "title",
                "help",
                "evidence",
                "system",
                "answer",
            ],
        );
        let question = self.table(table, at, "answer", |r, answer| {
            r.question(answer, &format!("{at}.answer"))
        });
        Criterion {
            code: self.string(table, at, "code"),
            group: self.string(table, at, "group"),
            required: self.boolean(table, at, "required"),
            validity_days: self.number(table, at, "validity_days"),
            public: self.public(table, at),
            nq57_order: has(table, "nq57_order").then(|| self.number(table, at, "nq57_order")),
            title: self.texts(table, at, "title"),
            help: self.texts(table, at, "help"),
            evidence: self.texts(table, at, "evidence"),
            system: self.texts(table, at, "system"),
            question: question.unwrap_or(Question::YesNo),
        }
    }

    /// What the public sees; where nothing is said, the value.
    fn public(&mut self, table: &Table<'_>, at: &str) -> Public {
        if !has(table, "public") {
            return Public::default();
        }
        Public::parse(&self.string(table, at, "public")).unwrap_or_else(|| {
            self.fault(
                &path(at, "public"),
                FaultReason::NeedsOneOf("value, status"),
            );
            Public::Status
        })
    }

    /// How the items of a list are asked; where nothing is said, as numbers.
    fn control(&mut self, table: &Table<'_>, at: &str) -> Control {
        if !has(table, "control") {
            return Control::default();
        }
        Control::parse(&self.string(table, at, "control")).unwrap_or_else(|| {
            self.fault(
                &path(at, "control"),
                FaultReason::NeedsOneOf("number, yes_no"),
            );
            Control::default()
        })
    }

    fn question(&mut self, table: &Table<'_>, at: &str) -> Question {
        let kind = self.string(table, at, "type");
        let with_thresholds = ["type", "pass_bp", "near_bp", "part", "whole"];
        match kind.as_str() {
            "yes_no" => {
                self.only(table, at, &["type"]);
                Question::YesNo
            }
            "three_valued" => {
                self.only(table, at, &["type"]);
                Question::ThreeValued
            }
            "yes_no_date" => {
                self.only(table, at, &["type", "max_age_days"]);
                Question::YesNoDate {
                    max_age_days: self.number(table, at, "max_age_days"),
                }
            }
            "yes_no_number" => {
                self.only(table, at, &["type", "unit", "floor"]);
                Question::YesNoNumber {
                    unit: self.string(table, at, "unit"),
                    floor: self.number(table, at, "floor"),
                }
            }
            "part_of_whole" | "ratio" | "yes_no_ratio" => {
                self.only(table, at, &with_thresholds);
                let thresholds = Thresholds {
                    pass_bp: self.number(table, at, "pass_bp"),
                    near_bp: self.number(table, at, "near_bp"),
                    part: self.texts(table, at, "part"),
                    whole: self.texts(table, at, "whole"),
                };
                match kind.as_str() {
                    "part_of_whole" => Question::PartOfWhole(thresholds),
                    "ratio" => Question::Ratio(thresholds),
                    _ => Question::YesNoRatio(thresholds),
                }
            }
            "item_list" => {
                self.only(table, at, &["type", "near_missing", "control", "item"]);
                Question::ItemList {
                    near_missing: self.number(table, at, "near_missing"),
                    control: self.control(table, at),
                    items: self.list(table, at, "item", |r, item, at| {
                        r.only(item, at, &["code", "min", "name"]);
                        Item {
                            code: r.string(item, at, "code"),
                            min: r.number(item, at, "min"),
                            name: r.texts(item, at, "name"),
                        }
                    }),
                }
            }
            _ => {
                self.fault(
                    &path(at, "type"),
                    FaultReason::NeedsOneOf(
                        "yes_no, three_valued, yes_no_date, yes_no_number, part_of_whole, ratio, \
                         yes_no_ratio, item_list",
                    ),
                );
                Question::YesNo
            }
        }
    }

    fn texts(&mut self, table: &Table<'_>, at: &str, key: &str) -> Localized {
        let field = path(at, key);
        self.table(table, at, key, |r, texts| {
            r.only(texts, &field, &["vi", "en", "ar"]);
            Localized {
                vi: r.string(texts, &field, "vi"),
                en: r.string(texts, &field, "en"),
                ar: r.string(texts, &field, "ar"),
            }
        })
        .unwrap_or_default()
    }

    fn value<'t, 'i>(
        &mut self,
        table: &'t Table<'i>,
        at: &str,
        key: &str,
    ) -> Option<&'t Spanned<DeValue<'i>>> {
        let field = path(at, key);
        let found = table
            .iter()
            .find(|(k, _)| k.get_ref().as_ref() == key)
            .map(|(_, v)| v);
        match found {
            Some(value) => {
                self.lines.insert(field, line_of(self.text, &value.span()));
            }
            None => self.fault(&field, FaultReason::FieldMissing),
        }
        found
    }

    fn string(&mut self, table: &Table<'_>, at: &str, key: &str) -> String {
        match self.value(table, at, key).map(Spanned::get_ref) {
            Some(DeValue::String(text)) => {
                if has_controls(text, key == "ar") {
                    let reason = FaultReason::Mistake(CriteriaProblem::Controls);
                    self.fault(&path(at, key), reason);
                }
                tidy(text)
            }
            Some(_) => {
                self.fault(&path(at, key), FaultReason::NeedsText);
                String::new()
            }
            None => String::new(),
        }
    }

    fn number(&mut self, table: &Table<'_>, at: &str, key: &str) -> u32 {
        match self.value(table, at, key).map(Spanned::get_ref) {
            Some(DeValue::Integer(number))
                if number.radix() == 10 && number.as_str().parse::<u32>().is_ok() =>
            {
                number.as_str().parse().unwrap_or(0)
            }
            Some(_) => {
                self.fault(&path(at, key), FaultReason::NeedsNumber);
                0
            }
            None => 0,
        }
    }

    fn boolean(&mut self, table: &Table<'_>, at: &str, key: &str) -> bool {
        match self.value(table, at, key).map(Spanned::get_ref) {
            Some(DeValue::Boolean(boolean)) => *boolean,
            Some(_) => {
                self.fault(&path(at, key), FaultReason::NeedsBoolean);
                false
            }
            None => false,
        }
    }

    fn table<T>(
        &mut self,
        table: &Table<'_>,
        at: &str,
        key: &str,
        read: impl FnOnce(&mut Self, &Table<'_>) -> T,
    ) -> Option<T> {
        match self.value(table, at, key).map(Spanned::get_ref) {
            Some(DeValue::Table(inner)) => Some(read(self, inner)),
            Some(_) => {
                self.fault(&path(at, key), FaultReason::NeedsTable);
                None
            }
            None => None,
        }
    }

    fn list<T>(
        &mut self,
        table: &Table<'_>,
        at: &str,
        key: &str,
        read: impl Fn(&mut Self, &Table<'_>, &str) -> T,
    ) -> Vec<T> {
        let Some(DeValue::Array(list)) = self.value(table, at, key).map(Spanned::get_ref) else {
            self.fault(&path(at, key), FaultReason::NeedsList);
            return Vec::new();
        };
        let mut found = Vec::with_capacity(list.len());
        for (index, entry) in list.iter().enumerate() {
            let at = member(&path(at, key), index, &code(entry.get_ref()));
            self.lines
                .insert(at.clone(), line_of(self.text, &entry.span()));
            match entry.get_ref() {
                DeValue::Table(inner) => found.push(read(self, inner, &at)),
                _ => self.fault(&at, FaultReason::NeedsTable),
            }
        }
        found
    }

    /// Reports every key that the format does not know.
    fn only(&mut self, table: &Table<'_>, at: &str, known: &[&str]) {
        for key in table.keys() {
            if !known.contains(&key.get_ref().as_ref()) {
                let field = path(at, key.get_ref());
                self.lines
                    .insert(field.clone(), line_of(self.text, &key.span()));
                self.fault(&field, FaultReason::FieldUnknown(known.join(", ")));
            }
        }
    }

    fn fault(&mut self, field: &str, reason: FaultReason) {
        if !self.faults.iter().any(|f| f.column == field) {
            let line = self.line_near(field);
            self.faults.push(FaultRow {
                line,
                column: field.to_owned(),
                reason,
            });
        }
    }

    /// Line of the field, or of the nearest part around it that was seen.
    fn line_near(&self, field: &str) -> u64 {
        let mut field = field;
        loop {
            if let Some(line) = self.lines.get(field) {
                return *line;
            }
            match field.rfind(['.', '[']) {
                Some(end) => field = &field[..end],
                None => return 1,
            }
        }
    }
}

/// The code of a member of a list, if it has one.
fn code(entry: &DeValue<'_>) -> String {
    let DeValue::Table(table) = entry else {
        return String::new();
    };
    let own = table.iter().find(|(k, _)| k.get_ref().as_ref() == "code");
    match own.map(|(_, value)| value.get_ref()) {
        Some(DeValue::String(code)) => tidy(code),
        _ => String::new(),
    }
}

fn path(at: &str, key: &str) -> String {
    if at.is_empty() {
        key.to_owned()
    } else {
        format!("{at}.{key}")
    }
}

/// What a file brings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Brought {
    /// A set of a version that is not there.
    Set(CriteriaSet),
    /// A set that is there, worded in another way.
    Wording(CriteriaSet),
    /// Nothing new.
    Nothing,
}

/// Reads a file and compares it with the sets that are there.
///
/// # Errors
/// Every mistake, [`ImportError::OtherMeaning`] for another meaning under a version that is there, or a refusal
/// of the store.
pub async fn check(db: &Db, text: &str) -> Result<Brought, ImportError> {
    let set = read(text)?;
    let known = db.criteria_sets().await?;
    match known.into_iter().find(|s| s.version == set.version) {
        None => Ok(Brought::Set(set)),
        Some(known) if known == set => Ok(Brought::Nothing),
        Some(known) => match meaning::beyond_wording(&known, &set) {
            None => Ok(Brought::Wording(set)),
            Some(place) => Err(ImportError::OtherMeaning(set.version, place)),
        },
    }
}

/// Words a set that is there anew, with its entry in the audit log, and gives what it words differently: nothing if
/// somebody else has brought the same wording since. What was published keeps the wording that it was published with.
///
/// # Errors
/// [`ImportError::OtherMeaning`], or if the store refuses.
pub async fn reword(
    tx: &mut Tx,
    set: &CriteriaSet,
    by: By<'_>,
    at: Timestamp,
) -> Result<Vec<Rewording>, ImportError> {
    // Holds the installation's row: of two that revise at once, the second sees what the first has written.
    tx.raise_data_version().await?;
    let unknown = || StoreError::inconsistent("criteria_set", &set.version, "no such set");
    let known = tx.criteria_set(&set.version).await?.ok_or_else(unknown)?;
    if let Some(place) = meaning::beyond_wording(&known, set) {
        return Err(ImportError::OtherMeaning(set.version.clone(), place));
    }
    let places = meaning::reworded(&known, set);
    if places.is_empty() {
        return Ok(places);
    }
    let revision = tx.revise_wording(set, by.name, at).await?;
    let told: Vec<String> = places.iter().map(|p| p.place.to_string()).collect();
    let entry = Entry {
        chain: INSTALLATION.to_owned(),
        seq: 0,
        at,
        actor: by.name.to_owned(),
        action: AuditAction::ReviseWording.into(),
        object: set.version.clone(),
        before: (revision - 1).to_string(),
        after: format!("{revision} {}", told.join(" ")),
        reason: String::new(),
    };
    tx.record(entry, by.address).await?;
    Ok(places)
}

/// Imports a file, all or nothing, and lets the set hold from its own day. Under a version that exists, equal content
/// changes nothing, another wording is a revision of its wording, and another meaning is refused.
///
/// # Errors
/// As [`check`].
pub async fn import(db: &Db, text: &str, at: Timestamp) -> Result<Done, ImportError> {
    let set = match check(db, text).await? {
        Brought::Set(set) => set,
        Brought::Wording(set) => {
            let mut tx = db.begin().await?;
            let places = reword(&mut tx, &set, TERMINAL, at).await?;
            tx.commit().await?;
            return Ok(Done::Reworded(places));
        }
        Brought::Nothing => return Ok(Done::Unchanged),
    };
    let mut tx = db.begin().await?;
    tx.add_criteria_set(&set, None).await?;
    tx.activate_set(&set.version, set.valid_from, None).await?;
    tx.raise_data_version().await?;
    tx.commit().await?;
    Ok(Done::Rows(set.criteria.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::service::reference;

    #[test]
    fn the_shipped_set_is_read_whole() {
        let set = read(reference::CRITERIA).unwrap();
        assert_eq!(
            (set.version.as_str(), set.groups.len(), set.criteria.len()),
            ("v0", 5, 16)
        );
        assert_eq!(set.status, SetStatus::Inferred);
        assert_eq!(set.legal_ref, "");
        assert!(set.criteria.iter().all(|c| c.required));
        let of = |group| set.in_group(group).count();
        assert_eq!(["TC", "HT", "NT", "DL", "TH"].map(of), [3, 4, 4, 2, 3]);
    }

    #[test]
    fn an_official_set_may_carry_the_national_order() {
        let official = reference::CRITERIA
            .replacen("status = \"inferred\"", "status = \"official\"", 1)
            .replacen("legal_ref = \"\"", "legal_ref = \"x\"", 1);
        let mut place = 0;
        let ordered: Vec<String> = official
            .lines()
            .map(|line| {
                if line.starts_with("validity_days") {
                    place += 1;
                    format!("nq57_order = {}\n{line}", 17 - place)
                } else {
                    line.to_owned()
                }
            })
            .collect();
        let set = read(&ordered.join("\n")).unwrap();
        let first = domain::copying::in_order(&set)[0];
        assert_eq!((first.code.as_str(), first.nq57_order), ("TH3", Some(1)));
        let Err(ImportError::Faults(faults)) =
            read(&ordered.join("\n").replacen("nq57_order = 9\n", "", 1))
        else {
            panic!("one place is missing")
        };
        assert_eq!(faults.len(), 1);
        assert_eq!(faults[0].column, "criterion[NT1].nq57_order");
    }

    #[test]
    fn every_mistake_has_its_line_and_field() {
        let text = reference::CRITERIA
            .replacen("validity_days = 365", "validity_days = \"lâu\"", 1)
            .replacen("code = \"TC2\"", "code = \"TC1\"\nweight = 3", 1)
            .replacen("type = \"ratio\"", "type = \"share\"", 1)
            .replacen("group = \"TH\"", "group = \"XX\"", 1);
        let Err(ImportError::Faults(faults)) = read(&text) else {
            panic!("must fail")
        };
        let places: Vec<_> = faults.iter().map(|f| f.column.as_str()).collect();
        assert_eq!(
            places,
            [
                "criterion[TC1].validity_days",
                "criterion[TC1].code",
                "criterion[TC1].weight",
                "criterion[HT1].answer.type",
                "criterion[TH1].group"
            ]
        );
        for fault in &faults {
            let line = text
                .lines()
                .nth(usize::try_from(fault.line).unwrap() - 1)
                .unwrap();
            let key = fault.column.rsplit('.').next().unwrap();
            assert!(line.contains(key), "{fault}: {line}");
        }
    }

    #[test]
    fn what_is_not_toml_is_refused_with_its_line() {
        let Err(ImportError::Faults(faults)) = read("version = \"v1\"\nstatus = \n") else {
            panic!("must fail")
        };
        assert_eq!((faults.len(), faults[0].line), (1, 2));
    }
}
