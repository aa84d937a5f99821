//! Months and quarters of releases. The last release of a month or quarter stands for it: a status is
//! what it was at the end, never a mean. What a release says must not enter.

use crate::time::Date;

/// How long a stretch of time is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Span {
    /// A calendar month.
    #[default]
    Month,
    /// A calendar quarter.
    Quarter,
}

/// One month or quarter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stretch {
    /// Gregorian year.
    pub year: i32,
    /// Month, 1 to 12, or quarter, 1 to 4.
    pub number: u32,
}

impl Span {
    /// Every span.
    pub const ALL: [Self; 2] = [Self::Month, Self::Quarter];

    /// The stretch in which a day lies.
    #[must_use]
    pub fn of(self, day: Date) -> Stretch {
        let civil = day.civil();
        Stretch {
            year: civil.year,
            number: match self {
                Self::Month => civil.month,
                Self::Quarter => civil.month.div_ceil(3),
            },
        }
    }

    /// The stretch that follows.
    #[must_use]
    pub fn next(self, stretch: Stretch) -> Stretch {
        let last = match self {
            Self::Month => 12,
            Self::Quarter => 4,
        };
        if stretch.number < last {
            Stretch {
                number: stretch.number + 1,
                ..stretch
            }
        } else {
            Stretch {
                year: stretch.year + 1,
                number: 1,
            }
        }
    }
}

/// What lies in each stretch, from the first to the last without a gap; a stretch in which nothing lies is
/// empty. Inside a stretch the given order is kept.
pub fn roll_up<T>(
    span: Span,
    items: impl IntoIterator<Item = T>,
    day: impl Fn(&T) -> Date,
) -> Vec<(Stretch, Vec<T>)> {
    let mut dated: Vec<(Stretch, T)> = items
        .into_iter()
        .map(|item| (span.of(day(&item)), item))
        .collect();
    dated.sort_by_key(|(stretch, _)| *stretch);
    let mut rolled: Vec<(Stretch, Vec<T>)> = Vec::new();
    for (stretch, item) in dated {
        while let Some((last, _)) = rolled.last().filter(|(last, _)| *last < stretch) {
            rolled.push((span.next(*last), Vec::new()));
        }
        match rolled.last_mut() {
            Some((_, own)) => own.push(item),
            None => rolled.push((stretch, vec![item])),
        }
    }
    rolled
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn quarters_are_those_of_the_calendar() {
        let quarter = |month| Span::Quarter.of(Date::new(2026, month, 28).unwrap()).number;
        let all: Vec<u32> = (1..=12).map(quarter).collect();
        assert_eq!(all, [1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4]);
    }

    proptest! {
        #[test]
        fn every_item_is_in_its_stretch_and_no_stretch_is_missing(
            days in prop::collection::vec(-40_000..40_000_i32, 0..40), quarters: bool,
        ) {
            let span = if quarters { Span::Quarter } else { Span::Month };
            let rolled = roll_up(span, days.iter().copied(), |day| Date(*day));
            for pair in rolled.windows(2) {
                prop_assert_eq!(span.next(pair[0].0), pair[1].0);
            }
            for (stretch, own) in &rolled {
                prop_assert!(own.iter().all(|day| span.of(Date(*day)) == *stretch));
            }
            if let (Some(first), Some(last)) = (rolled.first(), rolled.last()) {
                prop_assert!(!first.1.is_empty() && !last.1.is_empty());
            }
            let mut found: Vec<i32> = rolled.into_iter().flat_map(|(_, own)| own).collect();
            let mut given = days;
            found.sort_unstable();
            given.sort_unstable();
            prop_assert_eq!(found, given);
        }
    }
}
