//! What the statuses of a release come to: communes by level, by criterion, and what is still open. How they are shown
//! must not enter.

use crate::{
    criteria::CriteriaSet,
    distance,
    rate::Rate,
    status::{Input, Level, Outcome},
};

/// Communes by level, and how complete their data are: of a province, or of the country.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Green communes.
    pub green: u32,
    /// Yellow communes.
    pub yellow: u32,
    /// Red communes.
    pub red: u32,
    /// Communes without data.
    pub none: u32,
    /// Communes that have submitted anything still valid.
    pub units_submitted: u32,
    /// Required items over all communes.
    pub required: u32,
    /// Of these, submitted (confirmed and valid, or waiting).
    pub submitted: u32,
    /// Of these, confirmed and valid.
    pub confirmed: u32,
    /// Communes that became green since the release before.
    pub gained: u32,
    /// Communes that ceased to be green since the release before.
    pub lost: u32,
}

impl Counts {
    /// Counts one more commune; `before` is its level in the release before, if it was in one.
    pub fn add(&mut self, outcome: &Outcome, before: Option<Level>) {
        let green = outcome.level == Level::Green;
        let was_green = before.map(|level| level == Level::Green);
        self.add_level(outcome.level);
        self.units_submitted += u32::from(outcome.submitted > 0);
        self.required += u32::from(outcome.required);
        self.submitted += u32::from(outcome.submitted);
        self.confirmed += u32::from(outcome.confirmed);
        self.gained += u32::from(green && was_green == Some(false));
        self.lost += u32::from(!green && was_green == Some(true));
    }

    /// Counts one more commune of which nothing but the level is known.
    pub fn add_level(&mut self, level: Level) {
        match level {
            Level::Green => self.green += 1,
            Level::Yellow => self.yellow += 1,
            Level::Red => self.red += 1,
            Level::None => self.none += 1,
        }
    }

    /// All communes.
    #[must_use]
    pub fn units(&self) -> u32 {
        self.green + self.yellow + self.red + self.none
    }

    /// Green of all.
    #[must_use]
    pub fn rate(&self) -> Rate {
        Rate::new(self.green, self.units())
    }

    /// Submitted of required items.
    #[must_use]
    pub fn submitted_rate(&self) -> Rate {
        Rate::new(self.submitted, self.required)
    }

    /// Confirmed of required items.
    #[must_use]
    pub fn confirmed_rate(&self) -> Rate {
        Rate::new(self.confirmed, self.required)
    }

    /// Communes at one level.
    #[must_use]
    pub fn at(&self, level: Level) -> u32 {
        match level {
            Level::Green => self.green,
            Level::Yellow => self.yellow,
            Level::Red => self.red,
            Level::None => self.none,
        }
    }

    /// The sum of two.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self {
            green: self.green + other.green,
            yellow: self.yellow + other.yellow,
            red: self.red + other.red,
            none: self.none + other.none,
            units_submitted: self.units_submitted + other.units_submitted,
            required: self.required + other.required,
            submitted: self.submitted + other.submitted,
            confirmed: self.confirmed + other.confirmed,
            gained: self.gained + other.gained,
            lost: self.lost + other.lost,
        }
    }
}

/// How many communes of a province stand where on one criterion.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CriterionCount {
    /// Code of the criterion.
    pub criterion: String,
    /// Green communes.
    pub green: u32,
    /// Yellow.
    pub yellow: u32,
    /// Red.
    pub red: u32,
    /// No status.
    pub none: u32,
}

impl CriterionCount {
    /// Counts one more commune.
    pub fn add(&mut self, level: Level) {
        match level {
            Level::Green => self.green += 1,
            Level::Yellow => self.yellow += 1,
            Level::Red => self.red += 1,
            Level::None => self.none += 1,
        }
    }

    /// Communes that do not meet it: yellow and red.
    #[must_use]
    pub fn failing(&self) -> u32 {
        self.yellow + self.red
    }

    /// All communes.
    #[must_use]
    pub fn units(&self) -> u32 {
        self.green + self.yellow + self.red + self.none
    }
}

/// What waiting items could still change in a province.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StillOpen {
    /// Required items that wait for review.
    pub waiting: u32,
    /// Communes that may become green.
    pub rise: u32,
    /// Green communes that may cease to be.
    pub fall: u32,
}

impl StillOpen {
    /// Counts one more commune; `inputs` and `outcome` are those of one release.
    pub fn add(&mut self, set: &CriteriaSet, inputs: &[Input], outcome: &Outcome) {
        let required = |code: &str| set.criterion(code).is_some_and(|c| c.required);
        for input in inputs {
            self.waiting += u32::from(input.is_waiting() && required(&input.criterion));
        }
        let open = distance::open(set, inputs, outcome);
        self.rise += u32::from(open.rise);
        self.fall += u32::from(open.fall);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        criteria::tests::sample,
        status::{Pending, RuleVersion, assess},
        time::{Date, Timestamp},
    };
    use proptest::prelude::*;

    fn level() -> impl Strategy<Value = Level> {
        (0..4_usize).prop_map(|at| Level::ALL[at])
    }

    fn outcome(level: Level, [required, submitted, confirmed]: [u16; 3]) -> Outcome {
        Outcome {
            level,
            required,
            met: 0,
            submitted,
            confirmed,
            completed_at: None,
            criteria: Vec::new(),
        }
    }

    fn counted(communes: &[(Level, Option<Level>, [u16; 3])]) -> Counts {
        let mut counts = Counts::default();
        for (level, before, numbers) in communes {
            counts.add(&outcome(*level, *numbers), *before);
        }
        counts
    }

    prop_compose! {
        fn commune()(
            level in level(), before in proptest::option::of(level()), numbers in [0..20_u16, 0..20_u16, 0..20_u16],
        ) -> (Level, Option<Level>, [u16; 3]) {
            (level, before, numbers)
        }
    }

    proptest! {
        #[test]
        fn parts_add_up_to_the_whole(
            first in proptest::collection::vec(commune(), 0..30), second in proptest::collection::vec(commune(), 0..30),
        ) {
            let (a, b) = (counted(&first), counted(&second));
            let whole = counted(&[first.clone(), second.clone()].concat());
            prop_assert_eq!(a.plus(b), whole);
            prop_assert_eq!(b.plus(a), whole);
            prop_assert_eq!(whole.units() as usize, first.len() + second.len());
            prop_assert_eq!(Level::ALL.map(|level| whole.at(level)).iter().sum::<u32>(), whole.units());
            prop_assert_eq!(whole.rate(), Rate::new(whole.green, whole.units()));
        }

        #[test]
        fn greens_change_by_what_was_gained_and_lost(levels in proptest::collection::vec((level(), level()), 0..40)) {
            let of = |green: fn(&(Level, Level)) -> Level| {
                let greens = levels.iter().filter(|pair| green(pair) == Level::Green);
                i64::try_from(greens.count()).unwrap()
            };
            let communes: Vec<_> = levels.iter().map(|(now, before)| (*now, Some(*before), [0; 3])).collect();
            let counts = counted(&communes);
            prop_assert_eq!(
                of(|pair| pair.0) - of(|pair| pair.1),
                i64::from(counts.gained) - i64::from(counts.lost)
            );
        }

        #[test]
        fn a_criterion_counts_every_commune_once(levels in proptest::collection::vec(level(), 0..40)) {
            let mut count = CriterionCount::default();
            levels.iter().for_each(|level| count.add(*level));
            prop_assert_eq!(count.units() as usize, levels.len());
            let failing = levels.iter().filter(|l| matches!(l, Level::Yellow | Level::Red)).count();
            prop_assert_eq!(count.failing() as usize, failing);
        }
    }

    #[test]
    fn only_required_items_are_still_open() {
        let mut set = sample();
        set.criteria[1].required = false;
        let waiting = |code: &str| Input {
            criterion: code.into(),
            confirmed: None,
            pending: Some(Pending {
                submitted_at: Timestamp(0),
                in_time: true,
            }),
            due: None,
            not_applicable: None,
        };
        let inputs = [waiting("C1"), waiting("C2"), waiting("C3")];
        let at = Date(20_000).at(16, 0);
        let mut open = StillOpen::default();
        open.add(
            &set,
            &inputs,
            &assess(RuleVersion::CURRENT, &set, &inputs, at, at),
        );
        assert_eq!(open.waiting, 2);
    }
}
