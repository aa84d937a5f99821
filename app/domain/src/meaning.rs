//! What a criteria set means, and what of it is only wording. Its meaning is what its figures stand on: what is asked,
//! what it takes, how long it counts, what is shown of it, and what is claimed of where it comes from. It belongs to a
//! version for good. Its wording is how people are told: titles, help, evidence wanted, where a value is found, which
//! control is shown. It may be revised, with date and author, and no figure moves.
//!
//! A question is what its Vietnamese text says, the language of reference: its translations are wording. Version and
//! first day are neither: they are the set's name and when it begins.

use crate::criteria::{
    CriteriaSet, Criterion, Group, Item, Localized, Question, Rules, Thresholds,
};
use std::fmt;

/// Where in a set something stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Code of the criterion; none for what all of them share.
    pub criterion: Option<String>,
    /// The field, as a set's file calls it, for example `answer.pass_bp`. What stands in a list is called by its code:
    /// `group[TC].name.vi`.
    pub field: String,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(criterion) = &self.criterion {
            write!(f, "{criterion}.")?;
        }
        f.write_str(&self.field)
    }
}

/// The meaning of a set: equal for two sets whose figures may be compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meaning(Vec<(Place, String)>);

impl Meaning {
    /// What a set means.
    #[must_use]
    pub fn of(set: &CriteriaSet) -> Self {
        Self(Parts::of(set).meaning)
    }

    /// The first place at which another set means something else.
    #[must_use]
    pub fn differs_from<'a>(&'a self, other: &'a Self) -> Option<&'a Place> {
        let differing = self.0.iter().zip(&other.0).find(|(own, its)| own != its);
        let (own, its) = (&self.0, &other.0);
        let beyond = || own.get(its.len()).or_else(|| its.get(own.len()));
        differing
            .map(|(own, _)| own)
            .or_else(beyond)
            .map(|(place, _)| place)
    }
}

/// A line for each part: its place, and what stands there.
impl fmt::Display for Meaning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0
            .iter()
            .try_for_each(|(place, value)| writeln!(f, "{place} {value}"))
    }
}

/// Whether two sets mean the same, whatever they are called and however they are worded.
#[must_use]
pub fn same(one: &CriteriaSet, other: &CriteriaSet) -> bool {
    Meaning::of(one) == Meaning::of(other)
}

/// The first place that keeps a set from being another wording of one that is known: its meaning, its version and its first
/// day must be the same.
#[must_use]
pub fn beyond_wording(known: &CriteriaSet, revised: &CriteriaSet) -> Option<Place> {
    let of_all = |field: &str| {
        Some(Place {
            criterion: None,
            field: field.to_owned(),
        })
    };
    if known.version != revised.version {
        return of_all("version");
    }
    if known.valid_from != revised.valid_from {
        return of_all("valid_from");
    }
    Meaning::of(known)
        .differs_from(&Meaning::of(revised))
        .cloned()
}

/// A place that two wordings of a set word differently.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rewording {
    /// Where.
    pub place: Place,
    /// Language of the words, `vi`, `en` or `ar`; none if it is a word of the file.
    pub language: Option<&'static str>,
    /// What stood there.
    pub before: String,
    /// What stands there since.
    pub after: String,
}

/// What two sets of one meaning word differently, in the order of the file.
#[must_use]
pub fn reworded(known: &CriteriaSet, revised: &CriteriaSet) -> Vec<Rewording> {
    let (known, revised) = (Parts::of(known).wording, Parts::of(revised).wording);
    let pairs = known.into_iter().zip(revised);
    pairs
        .filter(|(own, its)| own.text != its.text)
        .map(|(own, its)| Rewording {
            place: own.place,
            language: own.language,
            before: own.text,
            after: its.text,
        })
        .collect()
}

/// A part of a set's wording.
struct Said {
    place: Place,
    language: Option<&'static str>,
    text: String,
}

/// A set taken apart. Every field is named here, as a part of its meaning or of its wording: a new one is not forgotten.
#[derive(Default)]
struct Parts {
    meaning: Vec<(Place, String)>,
    wording: Vec<Said>,
    /// Code of the criterion that is being taken apart.
    criterion: Option<String>,
}

impl Parts {
    fn of(set: &CriteriaSet) -> Self {
        let CriteriaSet {
            version: _,
            valid_from: _,
            title,
            note,
            status,
            legal_ref,
            rules,
            groups,
            criteria,
        } = set;
        let Rules {
            red_below_bp,
            expiring_days,
        } = rules;
        let mut parts = Self::default();
        parts.worded("title", title);
        parts.worded("note", note);
        parts.means("status", status.word());
        parts.means("legal_ref", legal_ref);
        parts.means("rules.red_below_bp", red_below_bp);
        parts.means("rules.expiring_days", expiring_days);
        for group in groups {
            let Group {
                code,
                name,
                inferred,
                source,
            } = group;
            let at = |field: &str| format!("group[{code}].{field}");
            parts.means(&at("code"), code);
            parts.worded(&at("name"), name);
            // Where it comes from is claimed, not worded: what was inferred becomes sourced in a new version alone.
            parts.means(&at("inferred"), inferred);
            parts.means(&at("source"), source);
        }
        for criterion in criteria {
            parts.criterion(criterion);
        }
        parts
    }

    fn place(&self, field: &str) -> Place {
        Place {
            criterion: self.criterion.clone(),
            field: field.to_owned(),
        }
    }

    /// A part of the meaning.
    fn means(&mut self, field: &str, value: impl ToString) {
        self.meaning.push((self.place(field), value.to_string()));
    }

    /// A text of the wording in one language.
    fn says(&mut self, field: &str, language: &'static str, text: &str) {
        self.wording.push(Said {
            place: self.place(&format!("{field}.{language}")),
            language: Some(language),
            text: text.to_owned(),
        });
    }

    /// A text that is wording in every language.
    fn worded(&mut self, field: &str, text: &Localized) {
        let Localized { vi, en, ar } = text;
        for (language, text) in [("vi", vi), ("en", en), ("ar", ar)] {
            self.says(field, language, text);
        }
    }

    /// A text of a question: what it says in the language of reference, and its translations.
    fn asked(&mut self, field: &str, text: &Localized) {
        let Localized { vi, en, ar } = text;
        self.means(&format!("{field}.vi"), vi);
        self.says(field, "en", en);
        self.says(field, "ar", ar);
    }

    fn criterion(&mut self, criterion: &Criterion) {
        let Criterion {
            code,
            group,
            required,
            validity_days,
            public,
            nq57_order,
            title,
            help,
            evidence,
            system,
            question,
        } = criterion;
        self.criterion = Some(code.clone());
        self.means("code", code);
        self.means("group", group);
        self.means("required", required);
        self.means("validity_days", validity_days);
        self.means("public", public.word());
        self.means(
            "nq57_order",
            nq57_order.map_or_else(String::new, |order| order.to_string()),
        );
        self.worded("title", title);
        self.worded("help", help);
        self.worded("evidence", evidence);
        self.worded("system", system);
        self.question(question);
    }

    fn question(&mut self, question: &Question) {
        let kind = match question {
            Question::YesNo => "yes_no",
            Question::ThreeValued => "three_valued",
            Question::YesNoDate { .. } => "yes_no_date",
            Question::YesNoNumber { .. } => "yes_no_number",
            Question::PartOfWhole(_) => "part_of_whole",
            Question::Ratio(_) => "ratio",
            Question::YesNoRatio(_) => "yes_no_ratio",
            Question::ItemList { .. } => "item_list",
        };
        self.means("answer.type", kind);
        match question {
            Question::YesNo | Question::ThreeValued => {}
            Question::YesNoDate { max_age_days } => self.means("answer.max_age_days", max_age_days),
            Question::YesNoNumber { unit, floor } => {
                self.means("answer.unit", unit);
                self.means("answer.floor", floor);
            }
            Question::PartOfWhole(thresholds)
            | Question::Ratio(thresholds)
            | Question::YesNoRatio(thresholds) => {
                let Thresholds {
                    pass_bp,
                    near_bp,
                    part,
                    whole,
                } = thresholds;
                self.means("answer.pass_bp", pass_bp);
                self.means("answer.near_bp", near_bp);
                self.asked("answer.part", part);
                self.asked("answer.whole", whole);
            }
            Question::ItemList {
                near_missing,
                control,
                items,
            } => {
                self.means("answer.near_missing", near_missing);
                self.wording.push(Said {
                    place: self.place("answer.control"),
                    language: None,
                    text: control.word().to_owned(),
                });
                for item in items {
                    let Item { code, min, name } = item;
                    let at = |field: &str| format!("answer.item[{code}].{field}");
                    self.means(&at("code"), code);
                    self.means(&at("min"), min);
                    self.asked(&at("name"), name);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        criteria::{Control, Public, SetStatus, tests::sample},
        time::Date,
    };
    use proptest::prelude::*;
    use serde_json::Value;

    /// A set in which every field stands, also those that JSON leaves out where they are the usual.
    fn whole() -> CriteriaSet {
        let mut set = sample();
        set.status = SetStatus::Official;
        set.legal_ref = "x".into();
        for (order, criterion) in (1..).zip(&mut set.criteria) {
            criterion.public = Public::Status;
            criterion.nq57_order = Some(order);
            if let Question::ItemList { control, .. } = &mut criterion.question {
                *control = Control::YesNo;
            }
        }
        set
    }

    /// The paths of all values in a document that hold no others.
    fn leaves(value: &Value, path: &str, found: &mut Vec<String>) {
        match value {
            Value::Object(fields) => {
                for (name, value) in fields {
                    leaves(value, &format!("{path}/{name}"), found);
                }
            }
            Value::Array(values) => {
                for (at, value) in values.iter().enumerate() {
                    leaves(value, &format!("{path}/{at}"), found);
                }
            }
            _ => found.push(path.to_owned()),
        }
    }

    /// What is wording, said once more and in another way than above.
    fn is_wording(path: &str) -> bool {
        let parts: Vec<&str> = path.trim_start_matches('/').split('/').collect();
        matches!(
            parts.as_slice(),
            ["version" | "valid_from" | "title" | "note", ..]
                | ["groups", _, "name", ..]
                | ["criteria", _, "title" | "help" | "evidence" | "system", ..]
                | ["criteria", _, "question", "control"]
                | ["criteria", _, "question", .., "en" | "ar"]
        )
    }

    /// Another value in the same place.
    fn changed(path: &str, value: &Value, more: u32, letters: &str) -> Value {
        match (path.rsplit('/').next(), value) {
            (Some("status"), _) => "inferred".into(),
            (Some("public"), _) => "value".into(),
            (Some("control"), _) => "number".into(),
            // Another question of the same shape, or the shape can't be read.
            (Some("type"), Value::String(kind)) => match kind.as_str() {
                "yes_no" => "three_valued".into(),
                "three_valued" => "yes_no".into(),
                "part_of_whole" => "ratio".into(),
                "ratio" => "yes_no_ratio".into(),
                "yes_no_ratio" => "part_of_whole".into(),
                _ => Value::Null,
            },
            (_, Value::String(text)) => format!("{text}{letters}").into(),
            (_, Value::Bool(flag)) => (!flag).into(),
            (_, Value::Number(number)) => (number.as_u64().unwrap() + u64::from(more)).into(),
            (_, other) => other.clone(),
        }
    }

    fn all_leaves(set: &CriteriaSet) -> (Value, Vec<String>) {
        let document = serde_json::to_value(set).unwrap();
        let mut found = Vec::new();
        leaves(&document, "", &mut found);
        (document, found)
    }

    proptest! {
        #[test]
        fn wording_may_change_and_meaning_may_not(
            at in any::<prop::sample::Index>(),
            more in 1u32..500,
            letters in "[a-zăâđêôơư ]{1,8}",
        ) {
            let set = whole();
            let (mut document, paths) = all_leaves(&set);
            let path = at.get(&paths);
            let place = document.pointer_mut(path).unwrap();
            let other = changed(path, place, more, &letters);
            // Three kinds of questions have no other of their shape; the test below has them.
            prop_assume!(!other.is_null());
            prop_assert_ne!(&*place, &other);
            *place = other;
            let revised: CriteriaSet = serde_json::from_value(document).unwrap();
            prop_assert_ne!(&revised, &set);
            prop_assert_eq!(same(&set, &revised), is_wording(path), "{}", path);
            let named = ["/version", "/valid_from"].contains(&path.as_str());
            if is_wording(path) {
                let places = reworded(&set, &revised);
                prop_assert_eq!(places.len(), usize::from(!named), "{}", path);
            }
            prop_assert_eq!(
                beyond_wording(&set, &revised).is_none(),
                is_wording(path) && !named,
                "{}", path
            );
        }

        #[test]
        fn sets_without_something_or_in_another_order_mean_something_else(
            one in 0usize..8,
            other in 0usize..8,
        ) {
            let set = whole();
            let mut without = set.clone();
            without.criteria.remove(one);
            prop_assert!(!same(&set, &without) && !same(&without, &set));
            prop_assert!(beyond_wording(&without, &set).is_some());
            let mut swapped = set.clone();
            swapped.criteria.swap(one, other);
            prop_assert_eq!(same(&set, &swapped), one == other);
            let mut asks = set.clone();
            asks.criteria[one].question = set.criteria[other].question.clone();
            prop_assert_eq!(same(&set, &asks), one == other);
        }
    }

    #[test]
    fn every_field_of_the_sample_is_tried() {
        let (_, paths) = all_leaves(&whole());
        let wording = paths.iter().filter(|path| is_wording(path)).count();
        // Both kinds are many; a set whose fields JSON hid would have fewer.
        assert!(
            wording > 100 && paths.len() - wording > 80,
            "{wording} of {}",
            paths.len()
        );
        for field in ["public", "nq57_order", "control", "max_age_days", "floor"] {
            let end = format!("/{field}");
            assert!(paths.iter().any(|path| path.ends_with(&end)), "{field}");
        }
    }

    #[test]
    fn what_changes_a_meaning_is_named_with_its_criterion() {
        let known = sample();
        let first = |change: &dyn Fn(&mut CriteriaSet)| {
            let mut revised = known.clone();
            change(&mut revised);
            let place = beyond_wording(&known, &revised)?;
            Some((place.criterion.unwrap_or_default(), place.field))
        };
        let is = |criterion: &str, field: &str| Some((criterion.to_owned(), field.to_owned()));
        assert_eq!(first(&|_| {}), None);
        assert_eq!(first(&|set| set.criteria[4].help.vi = "?".into()), None);
        assert_eq!(first(&|set| set.version = "t2".into()), is("", "version"));
        assert_eq!(first(&|set| set.valid_from = Date(9)), is("", "valid_from"));
        assert_eq!(
            first(&|set| set.rules.expiring_days = 8),
            is("", "rules.expiring_days")
        );
        assert_eq!(
            first(&|set| {
                if let Question::PartOfWhole(t) = &mut set.criteria[4].question {
                    t.near_bp = 5_999;
                    t.part.vi = "?".into();
                }
            }),
            is("C5", "answer.near_bp")
        );
        assert_eq!(
            first(&|set| set.criteria[2].validity_days = 91),
            is("C3", "validity_days")
        );
        // Where something comes from is claimed of a version, in both directions.
        assert_eq!(
            first(&|set| set.groups[0].inferred = false),
            is("", "group[G].inferred")
        );
        assert_eq!(
            first(&|set| set.groups[0].source = "S9".into()),
            is("", "group[G].source")
        );
        assert_eq!(
            first(&|set| {
                if let Question::ItemList { items, .. } = &mut set.criteria[7].question {
                    items[1].min = 2;
                }
            }),
            is("C8", "answer.item[b].min")
        );
        assert_eq!(first(&|set| drop(set.criteria.pop())), is("C8", "code"));
        assert_eq!(first(&|set| drop(set.criteria.remove(1))), is("C2", "code"));
    }

    #[test]
    fn a_rewording_holds_both_texts_and_their_language() {
        let known = sample();
        let mut revised = known.clone();
        revised.groups[0].name.ar = "ن".into();
        revised.criteria[6].help.vi = "Hỏi lại".into();
        if let Question::ItemList { control, items, .. } = &mut revised.criteria[7].question {
            *control = Control::YesNo;
            items[2].name.en = "third".into();
        }
        let told: Vec<_> = reworded(&known, &revised)
            .into_iter()
            .map(|r| (r.place.to_string(), r.language, r.before, r.after))
            .collect();
        let expected = [
            ("group[G].name.ar", Some("ar"), "g", "ن"),
            ("C7.help.vi", Some("vi"), "h", "Hỏi lại"),
            ("C8.answer.control", None, "number", "yes_no"),
            ("C8.answer.item[c].name.en", Some("en"), "c", "third"),
        ];
        let expected =
            expected.map(|(place, language, b, a)| (place.into(), language, b.into(), a.into()));
        assert_eq!(told, expected);
        assert_eq!(reworded(&known, &known), []);
    }
}
