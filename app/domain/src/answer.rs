//! Answers: what a commune may say to a criterion, what is impossible to say, and what an answer is
//! worth on a date. Who says it, and whether it was confirmed, is the matter of [`crate::status`]
//! and [`crate::release`].

use crate::{
    criteria::{Question, Thresholds},
    evidence::Backing,
    rate::Rate,
    time::{Date, Timestamp},
};
use serde::{Deserialize, Serialize};
use std::fmt;

/// The value of an answer. Its shape must fit the criterion's [`Question`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// Yes or no.
    YesNo(bool),
    /// Yes, in preparation, no.
    Three(Three),
    /// Yes or no, with the date of the last time.
    Dated {
        /// Whether it is so.
        yes: bool,
        /// When it was last done.
        date: Option<Date>,
    },
    /// Yes or no, with a measured number.
    Measured {
        /// Whether it is so.
        yes: bool,
        /// The number, in the unit of the question.
        number: Option<u32>,
    },
    /// Two counts.
    Counts(Rate),
    /// Yes or no, with two counts.
    YesCounts {
        /// Whether it is so.
        yes: bool,
        /// The two counts.
        counts: Rate,
    },
    /// One number for each item, in the order of the question.
    Items(Vec<u32>),
}

impl Value {
    /// Whether it counts a part of something. A share is as of its day; what is there, in force or measured may stay.
    #[must_use]
    pub fn is_share(&self) -> bool {
        matches!(self, Self::Counts(_) | Self::YesCounts { .. })
    }
}

/// The value as receipts write it, in one word: `yes`, `82/95`, `yes 2025-07-01`, `1;0;1`.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = |yes: bool| if yes { "yes" } else { "no" };
        match self {
            Self::YesNo(yes) => f.write_str(word(*yes)),
            Self::Three(three) => f.write_str(three.word()),
            Self::Dated {
                yes,
                date: Some(date),
            } => write!(f, "{} {date}", word(*yes)),
            Self::Measured {
                yes,
                number: Some(number),
            } => write!(f, "{} {number}", word(*yes)),
            Self::Dated { yes, date: None } | Self::Measured { yes, number: None } => {
                f.write_str(word(*yes))
            }
            Self::Counts(rate) => write!(f, "{}/{}", rate.part, rate.whole),
            Self::YesCounts { yes, counts } => {
                write!(f, "{} {}/{}", word(*yes), counts.part, counts.whole)
            }
            Self::Items(numbers) => {
                let texts: Vec<_> = numbers.iter().map(ToString::to_string).collect();
                f.write_str(&texts.join(";"))
            }
        }
    }
}

impl Value {
    /// Reads what [`Value`] is written as, as an answer to this question; none if it is no such answer.
    #[must_use]
    pub fn read(question: &Question, text: &str) -> Option<Self> {
        let counts = |text: &str| {
            let (part, whole) = text.split_once('/')?;
            Some(Rate::new(part.parse().ok()?, whole.parse().ok()?))
        };
        let (word, rest) = match text.split_once(' ') {
            Some((word, rest)) => (word, Some(rest)),
            None => (text, None),
        };
        let yes = match word {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        };
        match question {
            Question::YesNo => yes.filter(|_| rest.is_none()).map(Self::YesNo),
            Question::ThreeValued => Three::parse(text).map(Self::Three),
            Question::YesNoDate { .. } => Some(Self::Dated {
                yes: yes?,
                date: match rest {
                    Some(date) => Some(Date::parse(date)?),
                    None => None,
                },
            }),
            Question::YesNoNumber { .. } => Some(Self::Measured {
                yes: yes?,
                number: match rest {
                    Some(number) => Some(number.parse().ok()?),
                    None => None,
                },
            }),
            Question::PartOfWhole(_) | Question::Ratio(_) => counts(text).map(Self::Counts),
            Question::YesNoRatio(_) => Some(Self::YesCounts {
                yes: yes?,
                counts: counts(rest?)?,
            }),
            Question::ItemList { items, .. } => {
                let numbers = text.split(';').map(str::parse);
                let numbers: Vec<u32> = numbers.collect::<Result<_, _>>().ok()?;
                (numbers.len() == items.len()).then_some(Self::Items(numbers))
            }
        }
    }
}

words! {
    /// A three-valued answer.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum Three {
        /// Done.
        Yes = "yes",
        /// Drafted, not yet in force.
        InPreparation = "in_preparation",
        /// Not begun.
        No = "no",
    }
    /// The word in receipts.
    word
}

/// What a value is worth against its criterion's thresholds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Worth {
    /// Meets the criterion.
    Pass,
    /// Not met, but near.
    Near,
    /// Not met.
    Below,
}

/// Why a value can't be an answer to its question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Impossible {
    /// The value's shape is not the question's.
    #[error("the answer does not fit the question")]
    Shape,
    /// The part exceeds the whole where it can't.
    #[error("the part is greater than its whole")]
    PartAboveWhole,
    /// The whole is zero: nothing to measure, the criterion may not apply.
    #[error("the whole is nought")]
    NothingToMeasure,
    /// A date lies in the future.
    #[error("the date lies in the future")]
    Future,
    /// “Yes” needs its date or number.
    #[error("“yes” needs its date or number")]
    Incomplete,
}

/// Checks that `value` is a possible answer to `question` given on `today`.
///
/// # Errors
/// The first reason why it is not.
pub fn check(question: &Question, value: &Value, today: Date) -> Result<(), Impossible> {
    let counts = |rate: &Rate, part_of_whole: bool| match rate.whole {
        0 => Err(Impossible::NothingToMeasure),
        whole if part_of_whole && rate.part > whole => Err(Impossible::PartAboveWhole),
        _ => Ok(()),
    };
    match (question, value) {
        (Question::YesNo, Value::YesNo(_)) | (Question::ThreeValued, Value::Three(_)) => Ok(()),
        (Question::YesNoDate { .. }, Value::Dated { yes, date }) => match date {
            Some(date) if *date > today => Err(Impossible::Future),
            None if *yes => Err(Impossible::Incomplete),
            _ => Ok(()),
        },
        (
            Question::YesNoNumber { .. },
            Value::Measured {
                yes: true,
                number: None,
            },
        ) => Err(Impossible::Incomplete),
        (Question::YesNoNumber { .. }, Value::Measured { .. }) => Ok(()),
        (Question::PartOfWhole(_), Value::Counts(rate)) => counts(rate, true),
        (Question::Ratio(_), Value::Counts(rate)) => counts(rate, false),
        (Question::YesNoRatio(_), Value::YesCounts { counts: rate, .. }) => counts(rate, false),
        (Question::ItemList { items, .. }, Value::Items(numbers))
            if items.len() == numbers.len() =>
        {
            Ok(())
        }
        _ => Err(Impossible::Shape),
    }
}

/// What `value` is worth on `today`. A value of the wrong shape is worth nothing.
#[must_use]
pub fn worth(question: &Question, value: &Value, today: Date) -> Worth {
    let against = |t: &Thresholds, rate: Rate| {
        if rate.at_least(t.pass_bp) {
            Worth::Pass
        } else if rate.at_least(t.near_bp) {
            Worth::Near
        } else {
            Worth::Below
        }
    };
    let pass_or = |pass: bool, otherwise: Worth| if pass { Worth::Pass } else { otherwise };
    match (question, value) {
        (Question::YesNo, Value::YesNo(yes)) => pass_or(*yes, Worth::Below),
        (Question::ThreeValued, Value::Three(three)) => match three {
            Three::Yes => Worth::Pass,
            Three::InPreparation => Worth::Near,
            Three::No => Worth::Below,
        },
        (Question::YesNoDate { max_age_days }, Value::Dated { yes: true, date }) => {
            let oldest = today.plus(-i32::try_from(*max_age_days).unwrap_or(i32::MAX));
            pass_or(
                date.is_some_and(|date| (oldest..=today).contains(&date)),
                Worth::Near,
            )
        }
        (Question::YesNoNumber { floor, .. }, Value::Measured { yes: true, number }) => {
            pass_or(number.is_some_and(|n| n >= *floor), Worth::Near)
        }
        (Question::PartOfWhole(t) | Question::Ratio(t), Value::Counts(rate)) => against(t, *rate),
        (Question::YesNoRatio(t), Value::YesCounts { yes: true, counts }) => against(t, *counts),
        (
            Question::ItemList {
                near_missing,
                items,
                ..
            },
            Value::Items(numbers),
        ) if items.len() == numbers.len() => {
            let missing = items
                .iter()
                .zip(numbers)
                .filter(|(item, n)| **n < item.min)
                .count();
            match missing {
                0 => Worth::Pass,
                few if few <= *near_missing as usize => Worth::Near,
                _ => Worth::Below,
            }
        }
        _ => Worth::Below,
    }
}

/// One answer in a commune's record: given on a day, decided on another. Amending makes a new
/// answer; this one is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Code of the criterion.
    pub criterion: String,
    /// What was said.
    pub content: Content,
    /// The date on which it was true; evidence is valid from here.
    pub fact_date: Date,
    /// When the commune submitted it.
    pub submitted_at: Timestamp,
    /// What the reviewer made of it.
    pub review: Review,
    /// What the confirmation rests on; `None` unless it is confirmed, and where it was confirmed before that was asked.
    pub backing: Option<Backing>,
    /// When it was taken back, if so; from then on it counts for nothing.
    pub closed: Option<Closed>,
}

/// An answer taken back: by the commune before review, or by the reviewer after confirming it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Closed {
    /// When.
    pub at: Timestamp,
    /// The commune's new deadline, where the reviewer took it back.
    pub due: Option<Timestamp>,
}

/// What an answer says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Content {
    /// A value.
    Value(Value),
    /// The criterion does not apply here; the reason stays with the reviewer.
    NotApplicable,
}

/// Where an answer stands with its reviewer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Review {
    /// Not yet decided.
    Waiting,
    /// Confirmed at an instant.
    Confirmed(Timestamp),
    /// Returned at an instant, with a new deadline.
    Returned {
        /// When.
        at: Timestamp,
        /// The commune's new deadline for this criterion.
        due: Timestamp,
    },
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::criteria::tests::sample;
    use proptest::prelude::*;

    const TODAY: Date = Date(20_000);

    fn question(index: usize) -> Question {
        sample().criteria[index].question.clone()
    }

    #[test]
    fn each_kind_of_question_has_its_pass_near_and_below() {
        let counts = |part, whole| Value::Counts(Rate::new(part, whole));
        let yes_counts = |yes, part, whole| Value::YesCounts {
            yes,
            counts: Rate::new(part, whole),
        };
        let dated = |yes, ago: Option<i32>| Value::Dated {
            yes,
            date: ago.map(|d| TODAY.plus(-d)),
        };
        let measured = |yes, number| Value::Measured { yes, number };
        let cases = [
            (0, Value::YesNo(true), Worth::Pass),
            (0, Value::YesNo(false), Worth::Below),
            (1, Value::Three(Three::Yes), Worth::Pass),
            (1, Value::Three(Three::InPreparation), Worth::Near),
            (1, Value::Three(Three::No), Worth::Below),
            (2, dated(true, Some(90)), Worth::Pass),
            (2, dated(true, Some(91)), Worth::Near),
            (2, dated(false, Some(1)), Worth::Below),
            (3, measured(true, Some(6)), Worth::Pass),
            (3, measured(true, Some(5)), Worth::Near),
            (3, measured(false, None), Worth::Below),
            (4, counts(80, 100), Worth::Pass),
            (4, counts(7_999, 10_000), Worth::Near),
            (4, counts(59, 100), Worth::Below),
            (4, counts(0, 0), Worth::Below),
            (5, counts(31, 30), Worth::Pass),
            (5, counts(29, 30), Worth::Near),
            (5, counts(23, 30), Worth::Below),
            (6, yes_counts(true, 9, 10), Worth::Pass),
            (6, yes_counts(true, 6, 10), Worth::Near),
            (6, yes_counts(false, 10, 10), Worth::Below),
            (7, Value::Items(vec![1, 2, 1]), Worth::Pass),
            (7, Value::Items(vec![1, 0, 1]), Worth::Near),
            (7, Value::Items(vec![0, 0, 1]), Worth::Below),
            (7, Value::Items(vec![1, 1]), Worth::Below),
        ];
        for (index, value, expected) in cases {
            assert_eq!(
                worth(&question(index), &value, TODAY),
                expected,
                "{value:?}"
            );
        }
    }

    #[test]
    fn impossible_values_are_named() {
        let cases = [
            (
                4,
                Value::Counts(Rate::new(3, 2)),
                Impossible::PartAboveWhole,
            ),
            (
                4,
                Value::Counts(Rate::new(0, 0)),
                Impossible::NothingToMeasure,
            ),
            (
                2,
                Value::Dated {
                    yes: true,
                    date: Some(TODAY.plus(1)),
                },
                Impossible::Future,
            ),
            (
                2,
                Value::Dated {
                    yes: true,
                    date: None,
                },
                Impossible::Incomplete,
            ),
            (
                3,
                Value::Measured {
                    yes: true,
                    number: None,
                },
                Impossible::Incomplete,
            ),
            (7, Value::Items(vec![1]), Impossible::Shape),
            (0, Value::Three(Three::Yes), Impossible::Shape),
        ];
        for (index, value, expected) in cases {
            assert_eq!(
                check(&question(index), &value, TODAY),
                Err(expected),
                "{value:?}"
            );
        }
        assert_eq!(
            check(&question(5), &Value::Counts(Rate::new(3, 2)), TODAY),
            Ok(())
        );
    }

    proptest! {
        /// What is written of a value is read back as an answer to the same question.
        #[test]
        fn a_written_value_is_read_back(yes in any::<bool>(), number in any::<u32>(), other in any::<u32>(), date in proptest::option::of(0i32..40_000)) {
            let counts = Rate::new(number, other);
            for (index, value) in [
                (0, Value::YesNo(yes)),
                (1, Value::Three(if yes { Three::InPreparation } else { Three::No })),
                (2, Value::Dated { yes, date: date.map(Date) }),
                (3, Value::Measured { yes, number: date.map(|_| number) }),
                (4, Value::Counts(counts)),
                (5, Value::Counts(counts)),
                (6, Value::YesCounts { yes, counts }),
            ] {
                let own = question(index);
                prop_assert_eq!(Value::read(&own, &value.to_string()), Some(value));
            }
            let Question::ItemList { items, .. } = question(7) else { unreachable!() };
            let items = Value::Items(vec![number; items.len()]);
            prop_assert_eq!(Value::read(&question(7), &items.to_string()), Some(items));
            prop_assert_eq!(Value::read(&question(7), "1"), None);
            prop_assert_eq!(Value::read(&question(4), "yes"), None);
        }

        #[test]
        fn more_of_the_same_is_never_worth_less(part in 0u32..1_000, more in 0u32..1_000, whole in 1u32..1_000) {
            let rank = |w| match w { Worth::Below => 0, Worth::Near => 1, Worth::Pass => 2 };
            for index in [4, 5] {
                let before = worth(&question(index), &Value::Counts(Rate::new(part, whole)), TODAY);
                let after = worth(&question(index), &Value::Counts(Rate::new(part + more, whole)), TODAY);
                prop_assert!(rank(after) >= rank(before));
            }
        }
    }
}
