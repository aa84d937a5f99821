//! The copy sheet: what of a commune's confirmed answers is typed into the national system, in which order,
//! and what has changed since it was last copied. Words for people and how lines look must not enter.

use crate::{
    answer::Value,
    criteria::{CriteriaSet, Criterion},
    meaning::Meaning,
    release::hex,
    status::Input,
    time::{Date, Timestamp},
};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// What can be copied of one criterion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CopiedValue {
    /// A confirmed value, and the day on which it was true.
    Value(Value, Date),
    /// It does not apply here; a reviewer approved that.
    NotApplicable,
}

/// Why there is nothing to copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// Nothing was ever confirmed.
    Nothing,
    /// What was confirmed holds no longer, since the day after this one.
    Ended(Date),
}

/// One criterion of the sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line<'a> {
    /// The criterion.
    pub criterion: &'a Criterion,
    /// What to copy, or why there is nothing.
    pub value: Result<CopiedValue, Missing>,
    /// Last day on which what is copied counts ([`crate::validity::met_until`]); `None` if there is nothing that ends.
    pub until: Option<Date>,
    /// Whether a newer answer waits for review.
    pub waiting: bool,
}

/// One criterion as it was copied.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Copied {
    /// Code of the criterion.
    pub criterion: String,
    /// What was copied.
    #[serde(rename = "said")]
    pub value: CopiedValue,
}

/// How a line differs from what was last copied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// It was not copied before.
    New,
    /// Something else was copied.
    From(CopiedValue),
    /// The same was copied, or nothing, and there is nothing.
    Same,
    /// It was copied, and there is nothing to copy now.
    Gone(CopiedValue),
}

/// The criteria in the order of the national system if the set has one, or else in their own.
#[must_use]
pub fn in_order(set: &CriteriaSet) -> Vec<&Criterion> {
    let mut criteria: Vec<_> = set.criteria.iter().collect();
    criteria.sort_by_key(|c| c.nq57_order);
    criteria
}

/// The sheet of one commune: a line for each criterion, in order. `inputs` as of `now`.
#[must_use]
pub fn sheet<'a>(set: &'a CriteriaSet, inputs: &[Input], now: Timestamp) -> Vec<Line<'a>> {
    let line = |criterion: &'a Criterion| {
        let input = inputs.iter().find(|i| i.criterion == criterion.code);
        let value = input.map_or(Err(Missing::Nothing), |i| value_of(i, now));
        let confirmed = input.and_then(|i| i.confirmed.as_ref());
        let counts = confirmed.filter(|_| matches!(value, Ok(CopiedValue::Value(..))));
        Line {
            criterion,
            value,
            until: counts.map(|c| c.met_until(&criterion.question)),
            waiting: input.is_some_and(|i| i.pending.is_some()),
        }
    };
    in_order(set).into_iter().map(line).collect()
}

fn value_of(input: &Input, now: Timestamp) -> Result<CopiedValue, Missing> {
    if input.not_applicable.is_some() {
        return Ok(CopiedValue::NotApplicable);
    }
    let confirmed = input.confirmed.as_ref().ok_or(Missing::Nothing)?;
    if confirmed.valid_until < now.date() {
        return Err(Missing::Ended(confirmed.valid_until));
    }
    Ok(CopiedValue::Value(
        confirmed.value.clone(),
        confirmed.fact_date,
    ))
}

/// How a line differs from what was last copied of it.
#[must_use]
pub fn change(line: &Line<'_>, copied: &[Copied]) -> Change {
    let before = copied.iter().find(|c| c.criterion == line.criterion.code);
    match (&line.value, before) {
        (Ok(now), Some(before)) if *now == before.value => Change::Same,
        (Ok(_), Some(before)) => Change::From(before.value.clone()),
        (Ok(_), None) => Change::New,
        (Err(_), Some(before)) => Change::Gone(before.value.clone()),
        (Err(_), None) => Change::Same,
    }
}

/// What is remembered of a sheet that was copied: every line that had something to copy.
#[must_use]
pub fn remembered(lines: &[Line<'_>]) -> Vec<Copied> {
    let copied = lines.iter().filter_map(|line| {
        Some(Copied {
            criterion: line.criterion.code.clone(),
            value: line.value.as_ref().ok()?.clone(),
        })
    });
    copied.collect()
}

/// A name for what a sheet holds to copy: another as soon as anything of it is another, or the set means something else.
/// What the set is called and how it is worded is of no account. Lower-case hexadecimal.
#[must_use]
pub fn fingerprint(set: &CriteriaSet, copied: &[Copied]) -> String {
    let mut text = Meaning::of(set).to_string();
    for line in copied {
        let words = match &line.value {
            CopiedValue::Value(value, fact) => format!("\n{} {value} {fact}", line.criterion),
            CopiedValue::NotApplicable => format!("\n{} not_applicable", line.criterion),
        };
        text.push_str(&words);
    }
    hex(&Sha256::digest(text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        criteria::{Localized, Question, Rules, SetStatus},
        status::{Confirmed, Pending},
    };
    use proptest::prelude::*;

    fn criterion(code: &str, order: Option<u32>) -> Criterion {
        Criterion {
            code: code.to_owned(),
            group: "A".to_owned(),
            required: true,
            validity_days: 30,
            public: crate::criteria::Public::Value,
            nq57_order: order,
            title: Localized::default(),
            help: Localized::default(),
            evidence: Localized::default(),
            system: Localized::default(),
            question: Question::YesNo,
        }
    }

    fn set(criteria: Vec<Criterion>) -> CriteriaSet {
        CriteriaSet {
            version: "v".to_owned(),
            status: SetStatus::Inferred,
            legal_ref: String::new(),
            valid_from: Date(0),
            title: Localized::default(),
            note: Localized::default(),
            rules: Rules {
                red_below_bp: 0,
                expiring_days: 0,
            },
            groups: Vec::new(),
            criteria,
        }
    }

    fn input(code: &str, confirmed: Option<(bool, i32)>, pending: bool) -> Input {
        Input {
            criterion: code.to_owned(),
            confirmed: confirmed.map(|(yes, until)| Confirmed {
                value: Value::YesNo(yes),
                fact_date: Date(until - 30),
                valid_until: Date(until),
                submitted_at: Timestamp(0),
                confirmed_at: Timestamp(0),
                backing: None,
            }),
            pending: pending.then_some(Pending {
                submitted_at: Timestamp(1),
                in_time: true,
            }),
            due: None,
            not_applicable: None,
        }
    }

    #[test]
    fn lines_stand_in_the_national_order_if_there_is_one() {
        let own = set(vec![criterion("B", None), criterion("A", None)]);
        let codes = |set: &CriteriaSet| -> Vec<String> {
            in_order(set).iter().map(|c| c.code.clone()).collect()
        };
        assert_eq!(codes(&own), ["B", "A"]);
        let national = set(vec![criterion("B", Some(7)), criterion("A", Some(2))]);
        assert_eq!(codes(&national), ["A", "B"]);
    }

    #[test]
    fn only_what_is_confirmed_and_holds_is_copied() {
        let set = set(["A", "B", "C", "D"].map(|c| criterion(c, None)).to_vec());
        let now = Date(100).at(9, 0);
        let mut inputs = vec![
            input("A", Some((true, 100)), true),
            input("B", Some((true, 99)), false),
            input("C", None, true),
            input("D", None, false),
        ];
        inputs[3].not_applicable = Some(Timestamp(0));
        let lines = sheet(&set, &inputs, now);
        let value: Vec<_> = lines.iter().map(|l| (l.value.clone(), l.waiting)).collect();
        assert_eq!(
            value,
            [
                (Ok(CopiedValue::Value(Value::YesNo(true), Date(70))), true),
                (Err(Missing::Ended(Date(99))), false),
                (Err(Missing::Nothing), true),
                (Ok(CopiedValue::NotApplicable), false),
            ]
        );
        let before = [
            Copied {
                criterion: "A".to_owned(),
                value: CopiedValue::Value(Value::YesNo(false), Date(70)),
            },
            Copied {
                criterion: "B".to_owned(),
                value: CopiedValue::NotApplicable,
            },
        ];
        let changes: Vec<_> = lines.iter().map(|l| change(l, &before)).collect();
        assert_eq!(
            changes,
            [
                Change::From(before[0].value.clone()),
                Change::Gone(CopiedValue::NotApplicable),
                Change::Same,
                Change::New,
            ]
        );
    }

    #[test]
    fn what_was_seen_is_named_by_meaning() {
        let seen = set(vec![criterion("A", None)]);
        let copied = [Copied {
            criterion: "A".to_owned(),
            value: CopiedValue::NotApplicable,
        }];
        let name = fingerprint(&seen, &copied);
        let of = |change: &dyn Fn(&mut CriteriaSet)| {
            let mut other = seen.clone();
            change(&mut other);
            fingerprint(&other, &copied)
        };
        assert_eq!(of(&|set| set.version = "w".to_owned()), name);
        assert_eq!(of(&|set| set.valid_from = Date(9)), name);
        assert_eq!(
            of(&|set| set.criteria[0].title.vi = "Tên khác".to_owned()),
            name
        );
        assert_ne!(of(&|set| set.criteria[0].validity_days = 31), name);
        assert_ne!(of(&|set| set.criteria[0].required = false), name);
        assert_ne!(fingerprint(&seen, &[]), name);
    }

    proptest! {
        #[test]
        fn after_copying_nothing_that_can_be_copied_has_changed(
            states in prop::collection::vec((prop::option::of((any::<bool>(), 90..110)), any::<bool>()), 0..8)
        ) {
            let codes: Vec<_> = (0..states.len()).map(|i| format!("C{i}")).collect();
            let set = set(codes.iter().map(|c| criterion(c, None)).collect());
            let inputs: Vec<_> = codes
                .iter()
                .zip(&states)
                .map(|(code, (confirmed, pending))| input(code, *confirmed, *pending))
                .collect();
            let lines = sheet(&set, &inputs, Date(100).at(9, 0));
            let copied = remembered(&lines);
            for line in &lines {
                prop_assert_eq!(change(line, &copied), Change::Same);
            }
            let kept: Vec<Copied> =
                serde_json::from_str(&serde_json::to_string(&copied).unwrap()).unwrap();
            prop_assert_eq!(kept, copied);
        }
    }
}
