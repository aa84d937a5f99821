//! What the values of communes come to: sums and shares with how many of how many are known, their course
//! over time, values that follow from confirmed answers, and what keeps a commune from green. Sums are exact;
//! where values come from, and how they are worded, must not enter.

use crate::{
    answer::{self, Value as Answered, Worth},
    criteria::{CriteriaSet, Criterion},
    indicator::{Indicator, Kind, Value},
    status::{Input, Outcome},
    time::Date,
    unit::UnitCode,
};
use std::collections::BTreeMap;

/// What some values of one indicator add up to. Adding in any order gives the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// Values.
    pub rows: u32,
    /// Values that are a plain number: a count, a percentage, yes or no.
    pub plain: u32,
    /// Sum of the plain numbers; of yes or no, how many say yes.
    pub number: i64,
    /// Sum of the parts of fractions.
    pub part: i64,
    /// Sum of their wholes.
    pub whole: i64,
    /// The oldest and the newest day as of which they hold.
    pub days: Option<(Date, Date)>,
}

impl Sums {
    /// One value.
    #[must_use]
    pub fn of(value: &Value, on: Date) -> Self {
        let mut sums = Self {
            rows: 1,
            days: Some((on, on)),
            ..Self::default()
        };
        match value {
            Value::Number(number) | Value::Percent(number) => {
                (sums.plain, sums.number) = (1, *number);
            }
            Value::YesNo(yes) => (sums.plain, sums.number) = (1, i64::from(*yes)),
            Value::Fraction { part, whole } => (sums.part, sums.whole) = (*part, *whole),
            Value::Day(_) | Value::Text => {}
        }
        sums
    }

    /// The sums of both.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        let days = match (self.days, other.days) {
            (Some((a, b)), Some((c, d))) => Some((a.min(c), b.max(d))),
            (one, other) => one.or(other),
        };
        Self {
            rows: self.rows + other.rows,
            plain: self.plain + other.plain,
            number: self.number.saturating_add(other.number),
            part: self.part.saturating_add(other.part),
            whole: self.whole.saturating_add(other.whole),
            days,
        }
    }

    /// What they come to: a sum of counts, the sum of parts over the sum of wholes, or how many of those
    /// that say yes or no say yes. Percentages without a fraction are left out: they don't add up.
    #[must_use]
    pub fn value(&self, kind: Kind) -> Option<Value> {
        let fraction = |part, whole| (whole > 0).then_some(Value::Fraction { part, whole });
        match kind {
            Kind::Count => (self.plain > 0).then_some(Value::Number(self.number)),
            Kind::Share => fraction(self.part, self.whole),
            Kind::YesNo => fraction(self.number, i64::from(self.plain)),
            Kind::Date | Kind::Growth => None,
        }
    }

    /// How many values are in it.
    #[must_use]
    pub fn counted(&self, kind: Kind) -> u32 {
        match kind {
            Kind::Count | Kind::YesNo => self.plain,
            Kind::Share => self.rows - self.plain,
            Kind::Date | Kind::Growth => 0,
        }
    }
}

/// What was known on each day on which something became known: of each unit its newest value until then.
/// `told` may come in any order; of two values of a unit as of the same day the later one in `told` holds.
#[must_use]
pub fn course(told: impl IntoIterator<Item = (UnitCode, Date, Value)>) -> Vec<(Date, Sums)> {
    let mut days: BTreeMap<Date, Vec<(UnitCode, Value)>> = BTreeMap::new();
    for (unit, on, value) in told {
        days.entry(on).or_default().push((unit, value));
    }
    let mut known: BTreeMap<UnitCode, Sums> = BTreeMap::new();
    days.into_iter()
        .map(|(day, values)| {
            for (unit, value) in values {
                known.insert(unit, Sums::of(&value, day));
            }
            let sum = known
                .values()
                .fold(Sums::default(), |sum, own| sum.plus(*own));
            (day, sum)
        })
        .collect()
}

/// The value that follows from a confirmed answer to `criterion`, while its evidence holds on `on`: two
/// counts as their fraction, anything else as whether it meets the criterion or says yes.
#[must_use]
pub fn derived(
    indicator: &Indicator,
    criterion: &Criterion,
    input: &Input,
    on: Date,
) -> Option<Value> {
    let confirmed = input.confirmed.as_ref().filter(|c| c.valid_until >= on)?;
    match (indicator.kind, &confirmed.value) {
        (
            Kind::Share,
            Answered::Counts(rate)
            | Answered::YesCounts {
                yes: true,
                counts: rate,
            },
        ) if rate.whole > 0 => Some(Value::Fraction {
            part: rate.part.into(),
            whole: rate.whole.into(),
        }),
        // A list holds if nothing of it is missing; a line that is there is there, however slow.
        (Kind::YesNo, Answered::Items(_)) => {
            let worth = answer::worth(&criterion.question, &confirmed.value, on);
            Some(Value::YesNo(worth == Worth::Pass))
        }
        (Kind::YesNo, Answered::Three(three)) => Some(Value::YesNo(*three == answer::Three::Yes)),
        (
            Kind::YesNo,
            Answered::YesNo(yes) | Answered::Dated { yes, .. } | Answered::Measured { yes, .. },
        ) => Some(Value::YesNo(*yes)),
        _ => None,
    }
}

/// So much of one thing for so much of another, cut to hundredths: stations for each square kilometre.
/// `per` is how many of the whole are meant (1,000 people), `decimals` how the whole is scaled.
#[must_use]
pub fn density(number: i64, per: i64, whole: i64, decimals: u32) -> Option<i64> {
    if whole <= 0 || number < 0 {
        return None;
    }
    let scaled = i128::from(number) * i128::from(per) * 100 * i128::from(10_i64.pow(decimals));
    i64::try_from(scaled / i128::from(whole)).ok()
}

/// What keeps a commune from green.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Blocker {
    /// Criteria of infrastructure alone.
    Infrastructure,
    /// Criteria of infrastructure and others.
    Mixed,
    /// Others alone.
    Process,
}

impl Blocker {
    /// Every kind, the one for talks with operators first.
    pub const ALL: [Self; 3] = [Self::Infrastructure, Self::Mixed, Self::Process];
}

/// The group of a set that speaks of infrastructure.
pub const INFRASTRUCTURE: &str = "HT";

/// What keeps a commune from green; `None` if nothing does.
#[must_use]
pub fn blocker(set: &CriteriaSet, outcome: &Outcome) -> Option<Blocker> {
    let (mut infrastructure, mut process) = (false, false);
    for missing in outcome.missing(set) {
        let criterion = set.criteria.iter().find(|c| c.code == missing.criterion);
        if criterion.is_some_and(|c| c.group == INFRASTRUCTURE) {
            infrastructure = true;
        } else {
            process = true;
        }
    }
    match (infrastructure, process) {
        (false, false) => None,
        (true, false) => Some(Blocker::Infrastructure),
        (true, true) => Some(Blocker::Mixed),
        (false, true) => Some(Blocker::Process),
    }
}

/// Five steps of values, each with its smallest and its greatest: as many units in each as their values
/// allow. Fewer steps where values repeat; equal values are always in one step.
#[must_use]
pub fn steps(values: &[i64]) -> Vec<(i64, i64)> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    let mut steps: Vec<(i64, i64)> = Vec::new();
    let mut left = sorted.as_slice();
    for at in 0..5_usize {
        let Some(low) = left.first().copied() else {
            break;
        };
        let want = left.len().div_ceil(5 - at);
        let high = left.get(want - 1).copied().unwrap_or(low);
        let end = left.partition_point(|v| *v <= high);
        steps.push((low, high));
        left = left.get(end..).unwrap_or_default();
    }
    steps
}

/// The step that holds a value.
#[must_use]
pub fn step_of(steps: &[(i64, i64)], value: i64) -> Option<usize> {
    steps
        .iter()
        .position(|(low, high)| (*low..=*high).contains(&value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const DAY: Date = Date(20_000);

    fn fraction(part: i64, whole: i64) -> Value {
        Value::Fraction { part, whole }
    }

    #[test]
    fn published_vectors_come_out_of_sums() {
        // 224,930 of 310,903 dossiers, published in three parts.
        let parts = [(200_000, 250_000), (24_929, 60_000), (1, 903)];
        let sum = parts.iter().fold(Sums::default(), |sum, (part, whole)| {
            sum.plus(Sums::of(&fraction(*part, *whole), DAY))
        });
        let value = sum.value(Kind::Share).unwrap();
        assert_eq!(value, fraction(224_930, 310_903));
        assert_eq!(value.share(), Some(7_234));
        assert_eq!(sum.counted(Kind::Share), 3);
        // 130 of 148 communes say yes.
        let yes = (0..148).fold(Sums::default(), |sum, n| {
            sum.plus(Sums::of(&Value::YesNo(n < 130), DAY))
        });
        assert_eq!(yes.value(Kind::YesNo).unwrap().share(), Some(8_783));
    }

    #[test]
    fn percentages_do_not_add_up_and_nothing_is_not_nought() {
        assert_eq!(Sums::default().value(Kind::Count), None);
        assert_eq!(Sums::default().value(Kind::Share), None);
        let percent = Sums::of(&Value::Percent(9_900), DAY);
        assert_eq!(percent.value(Kind::Share), None);
        assert_eq!(percent.counted(Kind::Share), 0);
        let zero = Sums::of(&Value::Number(0), DAY);
        assert_eq!(zero.value(Kind::Count), Some(Value::Number(0)));
        let growth = Sums::of(&Value::Text, DAY);
        assert_eq!(growth.value(Kind::Growth), None);
    }

    #[test]
    fn densities_are_cut() {
        // 10,200 stations on 9,361.38 km²: 1.0895… each.
        assert_eq!(density(10_200, 1, 936_138, 2), Some(108));
        assert_eq!(density(170, 1_000, 4_022_638, 0), Some(4));
        assert_eq!(density(1, 1, 0, 0), None);
    }

    #[test]
    fn steps_hold_equal_values_together() {
        assert_eq!(steps(&[]), []);
        assert_eq!(steps(&[3, 3, 3]), [(3, 3)]);
        assert_eq!(
            steps(&[0, 0, 0, 0, 0, 0, 1, 2, 3, 9]),
            [(0, 0), (1, 1), (2, 2), (3, 3), (9, 9)]
        );
        assert_eq!(step_of(&[(0, 0), (2, 5)], 4), Some(1));
        assert_eq!(step_of(&[(0, 0), (2, 5)], 1), None);
    }

    proptest! {
        #[test]
        fn the_last_day_knows_the_newest_of_each(
            told in proptest::collection::vec((0_u8..6, 0_i32..9, 0_i64..100), 1..40),
        ) {
            let unit = |n: u8| UnitCode::parse(&format!("0000{n}")).unwrap();
            let rows = told.iter().map(|(n, day, number)| (unit(*n), Date(*day), Value::Number(*number)));
            let course = course(rows);
            let mut newest: BTreeMap<u8, (i32, i64)> = BTreeMap::new();
            for (n, day, number) in &told {
                if newest.get(n).is_none_or(|(held, _)| held <= day) {
                    newest.insert(*n, (*day, *number));
                }
            }
            let (_, last) = course.last().unwrap();
            prop_assert_eq!(last.number, newest.values().map(|(_, number)| number).sum::<i64>());
            prop_assert_eq!(last.rows as usize, newest.len());
            prop_assert!(course.windows(2).all(|w| w[0].0 < w[1].0 && w[0].1.rows <= w[1].1.rows));
        }

        #[test]
        fn every_value_is_in_one_step(values in proptest::collection::vec(0_i64..30, 0..60)) {
            let steps = steps(&values);
            prop_assert!(steps.len() <= 5);
            prop_assert!(steps.windows(2).all(|w| w[0].1 < w[1].0));
            for value in values {
                prop_assert!(step_of(&steps, value).is_some());
            }
        }
    }
}
