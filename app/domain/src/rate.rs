//! Rates as fractions. Floating point must not enter: ties are exact, and a rate is cut, never
//! rounded up (`docs/rules.md`), so that 3,320 of 3,321 never reads as 100%.

use serde::{Deserialize, Serialize};
use std::cmp::Ordering;

/// A part of a whole. The part may exceed the whole where the question is a ratio.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Rate {
    /// Numerator.
    pub part: u32,
    /// Denominator; 0 means that there is nothing to measure and the rate is shown as “–”.
    pub whole: u32,
}

/// A rate as shown: hundredths of a percent, cut. 130/148 is `Shown(8783)`, printed 87.83.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Shown(pub u32);

impl Rate {
    /// A rate from its two counts.
    #[must_use]
    pub fn new(part: u32, whole: u32) -> Self {
        Self { part, whole }
    }

    /// The rate as shown, or `None` for 0/0 and n/0.
    #[must_use]
    pub fn shown(self) -> Option<Shown> {
        if self.whole == 0 {
            return None;
        }
        let hundredths = u64::from(self.part) * 10_000 / u64::from(self.whole);
        Some(Shown(u32::try_from(hundredths).unwrap_or(u32::MAX)))
    }

    /// Whether the exact rate is at least `basis_points` (10,000 = 100%). A rate over nothing is
    /// at least nothing: it answers `false` to every question.
    #[must_use]
    pub fn at_least(self, basis_points: u32) -> bool {
        self.whole > 0
            && u64::from(self.part) * 10_000 >= u64::from(basis_points) * u64::from(self.whole)
    }

    /// Whether the exact rate is greater than `basis_points`.
    #[must_use]
    pub fn above(self, basis_points: u32) -> bool {
        self.whole > 0
            && u64::from(self.part) * 10_000 > u64::from(basis_points) * u64::from(self.whole)
    }

    /// Exact order of two rates; a rate over nothing is smaller than any other.
    #[must_use]
    pub fn order(self, other: Self) -> Ordering {
        match (self.whole, other.whole) {
            (0, 0) => Ordering::Equal,
            (0, _) => Ordering::Less,
            (_, 0) => Ordering::Greater,
            _ => (u64::from(self.part) * u64::from(other.whole))
                .cmp(&(u64::from(other.part) * u64::from(self.whole))),
        }
    }

    /// The change from `before` to `self` in hundredths of a percentage point, taken between the
    /// shown values, so that a reader who subtracts what is printed finds the same.
    #[must_use]
    pub fn change_since(self, before: Self) -> Option<i32> {
        let (now, before) = (self.shown()?, before.shown()?);
        Some(i32::try_from(i64::from(now.0) - i64::from(before.0)).unwrap_or(0))
    }
}

/// A number of things in memory, as it is counted and shown: there are never more than `u32` holds.
#[must_use]
pub fn saturating_u32(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Published fractions and percentages.
    #[test]
    fn the_published_vectors_come_out() {
        let vectors = [
            (130, 148, 8783),
            (40, 102, 3921),
            (1_981, 3_321, 5965),
            (3_180, 3_321, 9575),
            (51, 56, 9107),
            (224_930, 310_903, 7234),
            (27_926, 31_920, 8748),
            (881_511, 959_022, 9191),
            (3_320, 3_321, 9996),
        ];
        for (part, whole, shown) in vectors {
            assert_eq!(
                Rate::new(part, whole).shown(),
                Some(Shown(shown)),
                "{part}/{whole}"
            );
        }
        assert_eq!(Rate::new(0, 0).shown(), None);
    }

    proptest! {
        #[test]
        fn nobody_is_shown_as_complete_who_is_not(part in 0u32..5_000_000, whole in 1u32..5_000_000) {
            let rate = Rate::new(part, whole);
            let shown = rate.shown().unwrap();
            prop_assert_eq!(shown.0 >= 10_000, part >= whole);
            prop_assert!(u64::from(shown.0) * u64::from(whole) <= u64::from(part) * 10_000);
            prop_assert!(rate.at_least(shown.0));
            prop_assert!(!rate.at_least(shown.0 + 1));
        }

        #[test]
        fn order_is_exact_and_total(a in 0u32..500, b in 0u32..500, c in 0u32..500, d in 0u32..500) {
            let (x, y) = (Rate::new(a, b), Rate::new(c, d));
            prop_assert_eq!(x.order(y), y.order(x).reverse());
            prop_assert_eq!(x.order(y) == Ordering::Equal,
                (b == 0 && d == 0) || (b > 0 && d > 0 && a * d == c * b));
        }

        #[test]
        fn a_change_is_the_difference_of_what_is_printed(a in 0u32..300, b in 1u32..300, c in 0u32..300, d in 1u32..300) {
            let (now, before) = (Rate::new(a, b), Rate::new(c, d));
            let printed = now.shown().unwrap().0 as i32 - before.shown().unwrap().0 as i32;
            prop_assert_eq!(now.change_since(before), Some(printed));
        }
    }
}
