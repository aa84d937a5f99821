//! A versioned criteria set: groups, criteria, what may be answered, thresholds. A set is data; its
//! file form is read in the server, its rules are checked here. What a set means is never changed, only
//! superseded; its wording may be revised (`meaning`).

use crate::{
    text::{self, LONGEST_WORDS, is_blank},
    time::Date,
};
use serde::{Deserialize, Serialize};

/// One text in the three languages of the product.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Localized {
    /// Vietnamese, the language of reference.
    pub vi: String,
    /// English.
    pub en: String,
    /// Arabic.
    pub ar: String,
}

words! {
    /// Where a set comes from.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum SetStatus {
        /// Reconstructed by us from public reports; every page says so.
        Inferred = "inferred",
        /// From a legal text, which [`CriteriaSet::legal_ref`] names.
        Official = "official",
    }
    /// The word in files.
    word
}

/// A complete criteria set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CriteriaSet {
    /// Short name, for example `v0`; the key under which answers and releases refer to the set.
    pub version: String,
    /// Inferred or official.
    pub status: SetStatus,
    /// The legal text, empty for an inferred set.
    pub legal_ref: String,
    /// First day on which the set may be used.
    pub valid_from: Date,
    /// Name of the set.
    pub title: Localized,
    /// What is sourced in it and what is inferred.
    pub note: Localized,
    /// Parameters of the status rules.
    pub rules: Rules,
    /// Groups in their order.
    pub groups: Vec<Group>,
    /// Criteria in their order.
    pub criteria: Vec<Criterion>,
}

/// Parameters of the status rules (`docs/rules.md`, inferred).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rules {
    /// After the due date, a commune that meets a smaller share of its required criteria is red.
    /// Basis points.
    pub red_below_bp: u32,
    /// Evidence that ends within so many days is about to expire.
    pub expiring_days: u32,
}

/// A group of criteria.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// Two letters, for example `TC`.
    pub code: String,
    /// Name.
    pub name: Localized,
    /// Whether the group's name is our inference rather than found in a source.
    pub inferred: bool,
    /// Key of the source that names the group, empty if inferred.
    pub source: String,
}

/// One criterion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Criterion {
    /// Code, for example `DL2`.
    pub code: String,
    /// Code of its group.
    pub group: String,
    /// Whether a commune needs it to be green.
    pub required: bool,
    /// Days for which an answer's evidence holds, counted from the date of the fact.
    pub validity_days: u32,
    /// What the public sees of an answer. Left out of the JSON of a set where it is the usual, so that
    /// sets from before it stay what they are.
    #[serde(default, skip_serializing_if = "Public::is_usual")]
    pub public: Public,
    /// Its place in the national system, of an official set: given for every criterion or for none. Left out
    /// of the JSON of a set that has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nq57_order: Option<u32>,
    /// The criterion itself.
    pub title: Localized,
    /// Plain-language help for the officer.
    pub help: Localized,
    /// Evidence wanted.
    pub evidence: Localized,
    /// Where the value comes from.
    pub system: Localized,
    /// What is asked, and what it takes to pass.
    pub question: Question,
}

words! {
    /// What the public sees of the answers to a criterion.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum Public {
        /// The value and its status.
        #[default]
        Value = "value",
        /// The status alone.
        Status = "status",
    }
    /// The word in files.
    word
}

impl Public {
    fn is_usual(&self) -> bool {
        *self == Self::default()
    }
}

words! {
    /// How the items of a list are asked in a form.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum Control {
        /// A number is typed.
        #[default]
        Number = "number",
        /// Yes or no is chosen, which stand for 1 and 0.
        YesNo = "yes_no",
    }
    /// The word in files.
    word
}

impl Control {
    fn is_usual(&self) -> bool {
        *self == Self::default()
    }
}

/// What a criterion asks and its thresholds. Percentages are asked as two counts; thresholds on
/// them are basis points of the exact fraction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Question {
    /// Yes or no; passes with yes.
    YesNo,
    /// Yes, in preparation, no; passes with yes, near with in preparation.
    ThreeValued,
    /// Yes or no and the date of the last time; near if longer ago.
    YesNoDate {
        /// Days within which the date must lie.
        max_age_days: u32,
    },
    /// Yes or no and a measured number; near if below the floor.
    YesNoNumber {
        /// Unit of the number, for example `Mbps`.
        unit: String,
        /// Smallest number that passes.
        floor: u32,
    },
    /// A part of a whole: the part can't exceed it.
    PartOfWhole(Thresholds),
    /// A ratio of two counts, which may exceed 1.
    Ratio(Thresholds),
    /// Yes or no and a ratio of two counts.
    YesNoRatio(Thresholds),
    /// Items, each with a minimum; near if few are missing.
    ItemList {
        /// Largest number of missing items that is still near.
        near_missing: u32,
        /// How they are asked. Left out of the JSON of a set where it is the usual, so that sets from before
        /// it stay what they are.
        #[serde(default, skip_serializing_if = "Control::is_usual")]
        control: Control,
        /// The items in their order.
        items: Vec<Item>,
    },
}

/// Thresholds on a fraction and the names of its two counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Thresholds {
    /// Smallest rate that passes, basis points.
    pub pass_bp: u32,
    /// Smallest rate that is near, basis points.
    pub near_bp: u32,
    /// What the numerator counts.
    pub part: Localized,
    /// What the denominator counts.
    pub whole: Localized,
}

/// One item of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Key of the item.
    pub code: String,
    /// Smallest number that is enough.
    pub min: u32,
    /// What it is.
    pub name: Localized,
}

/// A mistake in a criteria set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CriteriaError {
    /// Path of the field, for example `criterion[TC2].answer.near_bp`: see [`member`].
    pub field: String,
    /// What is wrong with it.
    pub problem: CriteriaProblem,
}

/// What can be wrong with a field of a criteria set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CriteriaProblem {
    /// A text is missing in one language.
    #[error("is empty")]
    Empty,
    /// A code occurs twice.
    #[error("occurs twice")]
    Twice,
    /// A group is named that the set does not have.
    #[error("names a group that the set does not have")]
    UnknownGroup,
    /// A threshold is out of its range.
    #[error("is out of range")]
    Range,
    /// The near threshold is above the pass threshold.
    #[error("is above the pass threshold")]
    NearAbovePass,
    /// An official set must name its legal text.
    #[error("must name the legal text of an official set")]
    NoLegalText,
    /// A place in the national system is given for some criteria and not for others.
    #[error("must be given for every criterion or for none")]
    Incomplete,
    /// Only an official set knows the places in the national system.
    #[error("may stand in an official set only")]
    NotOfficial,
    /// A text has more characters than this.
    #[error("has more than {0} characters")]
    TooLong(usize),
    /// A list has more members than this.
    #[error("has more than {0} members")]
    TooMany(usize),
    /// A name that stands in addresses and file names holds something else than letters, digits, full stops, hyphens and
    /// underscores of ASCII, or begins with none of the first two.
    #[error("may hold the letters a to z, digits and . _ - alone")]
    NotAName,
    /// A text holds what steers a screen ([`text::has_controls`]).
    #[error("holds control characters or marks of direction")]
    Controls,
}

/// Most characters of a version or a code, which stand in addresses and file names.
pub const LONGEST_CODE: usize = 40;

/// Most characters of a title, a name or what a count counts: legal texts have long ones.
pub const LONGEST_TITLE: usize = 500;

/// Most criteria of a set, and most groups.
pub const MOST_CRITERIA: usize = 100;

/// Most items of a list that one criterion asks for.
pub const MOST_ITEMS: usize = 50;

/// What a member of a list is called in a path: by its code, or by its place, from 0, if it has none.
#[must_use]
pub fn member(list: &str, place: usize, code: &str) -> String {
    if is_blank(code) {
        format!("{list}[{place}]")
    } else {
        format!("{list}[{code}]")
    }
}

impl CriteriaSet {
    /// Whether evidence that serves these criteria may be open to the public: of none of them may the
    /// status alone be public. A criterion that the set does not have keeps nothing from being shown.
    #[must_use]
    pub fn shows_evidence(&self, criteria: &[String]) -> bool {
        let withheld = |code: &String| {
            self.criterion(code)
                .is_some_and(|c| c.public == Public::Status)
        };
        !criteria.is_empty() && !criteria.iter().any(withheld)
    }

    /// Checks the whole set and returns every mistake, in file order. Whether texts hold control characters is asked where
    /// they are read, because reading tidies them.
    #[must_use]
    pub fn mistakes(&self) -> Vec<CriteriaError> {
        let mut found = Vec::new();
        let mut note = |field: String, problem| found.push(CriteriaError { field, problem });

        check_name(&mut note, "version".into(), &self.version);
        if self.status == SetStatus::Official && is_blank(&self.legal_ref) {
            note("legal_ref".into(), CriteriaProblem::NoLegalText);
        }
        check_length(
            &mut note,
            "legal_ref".into(),
            &self.legal_ref,
            LONGEST_WORDS,
        );
        if self.rules.red_below_bp > 10_000 {
            note("rules.red_below_bp".into(), CriteriaProblem::Range);
        }
        check_texts(&mut note, "title", &self.title, LONGEST_TITLE);
        check_texts(&mut note, "note", &self.note, LONGEST_WORDS);
        check_number(&mut note, "group", self.groups.len(), MOST_CRITERIA);
        check_number(&mut note, "criterion", self.criteria.len(), MOST_CRITERIA);
        for (i, group) in self.groups.iter().enumerate() {
            let own = member("group", i, &group.code);
            let at = |field: &str| format!("{own}.{field}");
            check_name(&mut note, at("code"), &group.code);
            if self.groups[..i].iter().any(|g| g.code == group.code) {
                note(at("code"), CriteriaProblem::Twice);
            }
            check_texts(&mut note, &at("name"), &group.name, LONGEST_TITLE);
            check_length(&mut note, at("source"), &group.source, LONGEST_TITLE);
        }
        let ordered = self.criteria.iter().any(|c| c.nq57_order.is_some());
        for (i, criterion) in self.criteria.iter().enumerate() {
            let own = member("criterion", i, &criterion.code);
            let at = |field: &str| format!("{own}.{field}");
            let before = &self.criteria[..i];
            match criterion.nq57_order {
                None if ordered => note(at("nq57_order"), CriteriaProblem::Incomplete),
                Some(_) if self.status != SetStatus::Official => {
                    note(at("nq57_order"), CriteriaProblem::NotOfficial);
                }
                Some(0) => note(at("nq57_order"), CriteriaProblem::Range),
                Some(_) if before.iter().any(|c| c.nq57_order == criterion.nq57_order) => {
                    note(at("nq57_order"), CriteriaProblem::Twice);
                }
                _ => {}
            }
            check_name(&mut note, at("code"), &criterion.code);
            if before.iter().any(|c| c.code == criterion.code) {
                note(at("code"), CriteriaProblem::Twice);
            }
            if !self.groups.iter().any(|g| g.code == criterion.group) {
                note(at("group"), CriteriaProblem::UnknownGroup);
            }
            if !(1..=3_650).contains(&criterion.validity_days) {
                note(at("validity_days"), CriteriaProblem::Range);
            }
            check_texts(&mut note, &at("title"), &criterion.title, LONGEST_TITLE);
            check_texts(&mut note, &at("help"), &criterion.help, LONGEST_WORDS);
            check_texts(
                &mut note,
                &at("evidence"),
                &criterion.evidence,
                LONGEST_WORDS,
            );
            check_texts(&mut note, &at("system"), &criterion.system, LONGEST_WORDS);
            check_question(&mut note, &at("answer"), &criterion.question);
        }
        found
    }

    /// The criterion with this code.
    #[must_use]
    pub fn criterion(&self, code: &str) -> Option<&Criterion> {
        self.criteria.iter().find(|c| c.code == code)
    }

    /// The criteria of one group, in order.
    pub fn in_group<'a>(&'a self, group: &'a str) -> impl Iterator<Item = &'a Criterion> {
        self.criteria.iter().filter(move |c| c.group == group)
    }
}

fn check_length(
    note: &mut impl FnMut(String, CriteriaProblem),
    field: String,
    text: &str,
    most: usize,
) {
    if text::length(text) > most {
        note(field, CriteriaProblem::TooLong(most));
    }
}

fn check_code(note: &mut impl FnMut(String, CriteriaProblem), field: String, code: &str) {
    if is_blank(code) {
        note(field, CriteriaProblem::Empty);
    } else {
        check_length(note, field, code, LONGEST_CODE);
    }
}

/// What stands in addresses, file names and names of fields.
fn check_name(note: &mut impl FnMut(String, CriteriaProblem), field: String, name: &str) {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"._-".contains(&b);
    let begins = name.starts_with(|c: char| c.is_ascii_alphanumeric());
    if is_blank(name) || (begins && name.bytes().all(plain)) {
        check_code(note, field, name);
    } else {
        note(field, CriteriaProblem::NotAName);
    }
}

fn check_texts(
    note: &mut impl FnMut(String, CriteriaProblem),
    field: &str,
    texts: &Localized,
    most: usize,
) {
    for (language, text) in [("vi", &texts.vi), ("en", &texts.en), ("ar", &texts.ar)] {
        let field = format!("{field}.{language}");
        if is_blank(text) {
            note(field, CriteriaProblem::Empty);
        } else {
            check_length(note, field, text, most);
        }
    }
}

fn check_number(
    note: &mut impl FnMut(String, CriteriaProblem),
    field: &str,
    number: usize,
    most: usize,
) {
    if number == 0 {
        note(field.to_owned(), CriteriaProblem::Empty);
    } else if number > most {
        note(field.to_owned(), CriteriaProblem::TooMany(most));
    }
}

fn check_question(
    note: &mut impl FnMut(String, CriteriaProblem),
    field: &str,
    question: &Question,
) {
    match question {
        Question::YesNo | Question::ThreeValued => {}
        Question::YesNoDate { max_age_days } => {
            if !(1..=3_650).contains(max_age_days) {
                note(format!("{field}.max_age_days"), CriteriaProblem::Range);
            }
        }
        Question::YesNoNumber { unit, floor } => {
            check_code(note, format!("{field}.unit"), unit);
            if *floor == 0 {
                note(format!("{field}.floor"), CriteriaProblem::Range);
            }
        }
        Question::PartOfWhole(t) | Question::Ratio(t) | Question::YesNoRatio(t) => {
            let most = if matches!(question, Question::PartOfWhole(_)) {
                10_000
            } else {
                100_000
            };
            if !(1..=most).contains(&t.pass_bp) {
                note(format!("{field}.pass_bp"), CriteriaProblem::Range);
            }
            if t.near_bp > t.pass_bp {
                note(format!("{field}.near_bp"), CriteriaProblem::NearAbovePass);
            }
            check_texts(note, &format!("{field}.part"), &t.part, LONGEST_TITLE);
            check_texts(note, &format!("{field}.whole"), &t.whole, LONGEST_TITLE);
        }
        Question::ItemList {
            near_missing,
            control,
            items,
        } => {
            // A yes is worth 1: it can't be enough where more is needed.
            if *control == Control::YesNo && items.iter().any(|item| item.min > 1) {
                note(format!("{field}.control"), CriteriaProblem::Range);
            }
            check_number(note, &format!("{field}.item"), items.len(), MOST_ITEMS);
            if !items.is_empty() && *near_missing as usize >= items.len() {
                note(format!("{field}.near_missing"), CriteriaProblem::Range);
            }
            for (i, item) in items.iter().enumerate() {
                let own = member(&format!("{field}.item"), i, &item.code);
                let at = |field: &str| format!("{own}.{field}");
                check_name(note, at("code"), &item.code);
                if items[..i].iter().any(|other| other.code == item.code) {
                    note(at("code"), CriteriaProblem::Twice);
                }
                if item.min == 0 {
                    note(at("min"), CriteriaProblem::Range);
                }
                check_texts(note, &at("name"), &item.name, LONGEST_TITLE);
            }
        }
    }
}

/// The set in force on a day: the one whose validity began last by then; of two that begin together, the
/// one activated later, which stands after the other. `activated` names sets with their first day. Before
/// the first of them it is the first: a checklist without a set does not exist.
#[must_use]
pub fn in_force<T>(activated: &[(Date, T)], day: Date) -> Option<&T> {
    let mut found = activated.iter().min_by_key(|(from, _)| *from);
    for entry in activated.iter().filter(|(from, _)| *from <= day) {
        if found.is_none_or(|(from, _)| entry.0 >= *from) {
            found = Some(entry);
        }
    }
    found.map(|(_, set)| set)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    fn texts(text: &str) -> Localized {
        Localized {
            vi: text.into(),
            en: text.into(),
            ar: text.into(),
        }
    }

    /// A set with one criterion of each kind of question, for the tests of this crate.
    pub(crate) fn sample() -> CriteriaSet {
        let thresholds = |pass_bp, near_bp| Thresholds {
            pass_bp,
            near_bp,
            part: texts("p"),
            whole: texts("w"),
        };
        let item = |code: &str| Item {
            code: code.into(),
            min: 1,
            name: texts(code),
        };
        let questions = vec![
            Question::YesNo,
            Question::ThreeValued,
            Question::YesNoDate { max_age_days: 90 },
            Question::YesNoNumber {
                unit: "Mbps".into(),
                floor: 6,
            },
            Question::PartOfWhole(thresholds(8_000, 6_000)),
            Question::Ratio(thresholds(10_000, 8_000)),
            Question::YesNoRatio(thresholds(9_000, 6_000)),
            Question::ItemList {
                near_missing: 1,
                control: Control::Number,
                items: vec![item("a"), item("b"), item("c")],
            },
        ];
        CriteriaSet {
            version: "t1".into(),
            status: SetStatus::Inferred,
            legal_ref: String::new(),
            valid_from: Date(0),
            title: texts("set"),
            note: texts("note"),
            rules: Rules {
                red_below_bp: 7_500,
                expiring_days: 7,
            },
            groups: vec![Group {
                code: "G".into(),
                name: texts("g"),
                inferred: true,
                source: String::new(),
            }],
            criteria: questions
                .into_iter()
                .enumerate()
                .map(|(i, question)| Criterion {
                    code: format!("C{}", i + 1),
                    group: "G".into(),
                    required: true,
                    validity_days: 90,
                    public: Public::Value,
                    nq57_order: None,
                    title: texts("t"),
                    help: texts("h"),
                    evidence: texts("e"),
                    system: texts("s"),
                    question,
                })
                .collect(),
        }
    }

    #[test]
    fn a_good_set_has_no_mistakes() {
        assert_eq!(sample().mistakes(), []);
    }

    #[test]
    fn places_in_the_national_system_are_whole_and_official() {
        let orders = |orders: [Option<u32>; 8], status| {
            let mut set = sample();
            set.status = status;
            set.legal_ref = "x".into();
            for (criterion, order) in set.criteria.iter_mut().zip(orders) {
                criterion.nq57_order = order;
            }
            let mistakes = set.mistakes().into_iter();
            mistakes.map(|m| (m.field, m.problem)).collect::<Vec<_>>()
        };
        let at = |i: u32| format!("criterion[C{}].nq57_order", i + 1);
        let all = [3, 1, 2, 4, 5, 6, 7, 8].map(Some);
        assert_eq!(orders(all, SetStatus::Official), []);
        assert_eq!(orders(all, SetStatus::Inferred).len(), 8);
        let mut some = all;
        (some[1], some[4], some[5]) = (None, Some(3), Some(0));
        assert_eq!(
            orders(some, SetStatus::Official),
            [
                (at(1), CriteriaProblem::Incomplete),
                (at(4), CriteriaProblem::Twice),
                (at(5), CriteriaProblem::Range)
            ]
        );
        // A set that has none is written as it was before there were any.
        let written = serde_json::to_string(&sample()).unwrap();
        assert!(!written.contains("nq57") && !written.contains("control"));
    }

    #[test]
    fn every_mistake_is_named_at_once() {
        let mut set = sample();
        set.status = SetStatus::Official;
        set.title.ar.clear();
        set.criteria[1].code = "C1".into();
        set.criteria[2].group = "X".into();
        set.criteria[3].validity_days = 0;
        if let Question::PartOfWhole(t) = &mut set.criteria[4].question {
            t.near_bp = 9_000;
            t.part.vi = "  ".into();
        }
        if let Question::ItemList {
            near_missing,
            control,
            items,
        } = &mut set.criteria[7].question
        {
            *near_missing = 3;
            *control = Control::YesNo;
            items[1].code = "a".into();
            items[2].min = 2;
        }
        let fields: Vec<_> = set
            .mistakes()
            .into_iter()
            .map(|m| (m.field, m.problem))
            .collect();
        let expected = [
            ("legal_ref", CriteriaProblem::NoLegalText),
            ("title.ar", CriteriaProblem::Empty),
            ("criterion[C1].code", CriteriaProblem::Twice),
            ("criterion[C3].group", CriteriaProblem::UnknownGroup),
            ("criterion[C4].validity_days", CriteriaProblem::Range),
            (
                "criterion[C5].answer.near_bp",
                CriteriaProblem::NearAbovePass,
            ),
            ("criterion[C5].answer.part.vi", CriteriaProblem::Empty),
            ("criterion[C8].answer.control", CriteriaProblem::Range),
            ("criterion[C8].answer.near_missing", CriteriaProblem::Range),
            ("criterion[C8].answer.item[a].code", CriteriaProblem::Twice),
        ];
        assert_eq!(fields, expected.map(|(f, p)| (f.to_owned(), p)));
    }

    #[test]
    fn every_text_and_list_has_a_limit() {
        let set = sample();
        let mistakes = |change: &dyn Fn(&mut CriteriaSet)| {
            let mut other = set.clone();
            change(&mut other);
            let found = other.mistakes().into_iter();
            found.map(|m| (m.field, m.problem)).collect::<Vec<_>>()
        };
        let long = |most: usize| "ế".repeat(most + 1);
        let title = CriteriaProblem::TooLong(LONGEST_TITLE);
        let words = CriteriaProblem::TooLong(LONGEST_WORDS);
        let code = CriteriaProblem::TooLong(LONGEST_CODE);
        let one = |field: &str, problem| vec![(field.to_owned(), problem)];
        assert_eq!(mistakes(&|s| s.title.en = "ế".repeat(LONGEST_TITLE)), []);
        assert_eq!(
            mistakes(&|s| s.title.en = long(LONGEST_TITLE)),
            one("title.en", title)
        );
        assert_eq!(
            mistakes(&|s| s.groups[0].name.ar = long(LONGEST_TITLE)),
            one("group[G].name.ar", title)
        );
        assert_eq!(
            mistakes(&|s| s.groups[0].source = long(LONGEST_TITLE)),
            one("group[G].source", title)
        );
        assert_eq!(
            mistakes(&|s| s.criteria[1].help.vi = long(LONGEST_WORDS)),
            one("criterion[C2].help.vi", words)
        );
        assert_eq!(
            mistakes(&|s| s.legal_ref = long(LONGEST_WORDS)),
            one("legal_ref", words)
        );
        assert_eq!(
            mistakes(&|s| s.version = "e".repeat(LONGEST_CODE + 1)),
            one("version", code)
        );
        assert_eq!(
            mistakes(
                &|s| if let Question::ItemList { items, .. } = &mut s.criteria[7].question {
                    items[2].name.vi = long(LONGEST_TITLE);
                }
            ),
            one("criterion[C8].answer.item[c].name.vi", title)
        );
        assert_eq!(
            mistakes(
                &|s| if let Question::Ratio(t) = &mut s.criteria[5].question {
                    t.whole.en = long(LONGEST_TITLE);
                }
            ),
            one("criterion[C6].answer.whole.en", title)
        );
        assert_eq!(
            mistakes(
                &|s| if let Question::ItemList { items, .. } = &mut s.criteria[7].question {
                    *items = (0..=MOST_ITEMS)
                        .map(|i| Item {
                            code: i.to_string(),
                            ..items[0].clone()
                        })
                        .collect();
                }
            ),
            one(
                "criterion[C8].answer.item",
                CriteriaProblem::TooMany(MOST_ITEMS)
            )
        );
        // What stands in addresses is plain.
        for version in ["v1/../x y", "thử", "a?b", ".v1", "-", "v 1"] {
            assert_eq!(
                mistakes(&|s| s.version = version.into()),
                one("version", CriteriaProblem::NotAName),
                "{version}"
            );
        }
        assert_eq!(mistakes(&|s| s.version = "2026.1_a-B".into()), []);
        assert_eq!(
            mistakes(&|s| s.criteria[0].code = "A/1".into()),
            one("criterion[A/1].code", CriteriaProblem::NotAName)
        );
        // What cannot be seen is no text and no code.
        assert_eq!(
            mistakes(&|s| s.criteria[0].title.vi = "\u{200d}\u{2800}".into()),
            one("criterion[C1].title.vi", CriteriaProblem::Empty)
        );
        assert_eq!(
            mistakes(&|s| s.groups.push(Group {
                code: "\u{200d}".into(),
                ..s.groups[0].clone()
            })),
            one("group[1].code", CriteriaProblem::Empty)
        );
    }

    #[test]
    fn a_set_is_in_force_from_its_day_until_the_next_ones() {
        let activated = [
            (Date(10), "a"),
            (Date(30), "b"),
            (Date(30), "c"),
            (Date(20), "d"),
        ];
        let on = |day| in_force(&activated, Date(day)).copied();
        assert_eq!([on(0), on(10), on(19)], [Some("a"); 3]);
        assert_eq!([on(20), on(29)], [Some("d"); 2]);
        assert_eq!([on(30), on(99)], [Some("c"); 2]);
        assert_eq!(in_force::<&str>(&[], Date(0)), None);
    }
}
