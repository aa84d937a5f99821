//! When things happen in the simulated history: releases, campaigns, working hours.

use super::dice::Dice;
use domain::{
    period::Period,
    time::{Civil, Date, Timestamp},
};

/// The communes of today exist from this day on, 2025-07-01: nothing in the record is older.
pub(super) const FIRST_DAY: Date = Date(20_270);

/// The days of the snapshots that were published in 2025 (month, day).
const PUBLISHED: [(u32, u32); 5] = [(7, 15), (7, 29), (7, 31), (8, 10), (8, 24)];

/// Index of the release of 31/7/2025.
pub(super) const JULY_31: usize = 2;
/// Index of the release of 10/8/2025.
pub(super) const AUGUST_10: usize = 3;
/// Index of the release of 24/8/2025.
pub(super) const AUGUST_24: usize = 4;
/// Index of the first release at a month's end, 30/9/2025.
pub(super) const SEPTEMBER_30: usize = 5;
/// Index of the release of 31/10/2025.
pub(super) const OCTOBER_31: usize = 6;

/// The as-of times of all releases up to `now`.
pub(super) fn releases(now: Timestamp) -> Vec<Timestamp> {
    let published = PUBLISHED
        .iter()
        .filter_map(|&(month, day)| Date::new(2025, month, day));
    let month_ends =
        std::iter::successors(Date::new(2025, 9, 30), |end| Some(end.plus(1).month_end()));
    published
        .chain(month_ends)
        .map(|date| date.at(16, 0))
        .take_while(|as_of| *as_of <= now)
        .collect()
}

/// The campaigns up to the one that is open at `now`. Each opens when the one before it ends.
pub(super) fn periods(now: Timestamp) -> Vec<Period> {
    let summer = [(8, 1, "2025-D1".to_owned()), (8, 31, "2025-D2".to_owned())]
        .into_iter()
        .filter_map(|(month, day, code)| Date::new(2025, month, day).map(|due| (due, code)));
    let ends = std::iter::successors(Date::new(2025, 12, 31), |end| {
        Some((0..3).fold(*end, |end, _| end.plus(1).month_end()))
    });
    let quarters = ends.map(|due| {
        let Civil { year, month, .. } = due.civil();
        (due, format!("{year}-Q{}", month.div_ceil(3)))
    });
    let mut periods: Vec<Period> = Vec::new();
    let mut opens_at = FIRST_DAY.at(0, 0);
    for (due, code) in summer.chain(quarters) {
        if opens_at > now {
            break;
        }
        let due_at = due.at(17, 0);
        periods.push(Period {
            code,
            opens_at,
            due_at,
        });
        opens_at = due_at;
    }
    periods
}

/// Whether offices are open: Monday to Friday, without the holidays that have a fixed date.
pub(super) fn works(date: Date) -> bool {
    // 1970-01-01 was a Thursday.
    let weekday = (date.0 + 3).rem_euclid(7);
    let Civil { month, day, .. } = date.civil();
    weekday < 5 && !matches!((month, day), (1, 1) | (4, 30) | (5, 1) | (9, 2))
}

/// The first working day from `date` on.
pub(super) fn working_day(date: Date) -> Date {
    (0..10)
        .map(|days| date.plus(days))
        .find(|day| works(*day))
        .unwrap_or(date)
}

/// A time in working hours, early enough to be before a release of the same day.
pub(super) fn office_hours(date: Date, dice: &mut Dice) -> Timestamp {
    let minute = dice.between(7 * 60 + 30, 15 * 60 + 45);
    let (hour, minute) = (minute / 60, minute % 60);
    date.at(hour.unsigned_abs(), minute.unsigned_abs())
}

/// A submission and its review.
#[derive(Clone, Copy, Debug)]
pub(super) struct Handling {
    /// When the commune submitted.
    pub(super) submitted: Timestamp,
    /// When the reviewer decided.
    pub(super) reviewed: Timestamp,
}

/// Longest time from a fact to the review of its answer, days; see [`from_fact`].
pub(super) const LONGEST_HANDLING: i32 = 13;

/// A submission within a few days after a fact, and its review.
pub(super) fn from_fact(fact: Date, dice: &mut Dice) -> Handling {
    let submitted = working_day(fact.plus(dice.between(0, 3)));
    Handling {
        submitted: office_hours(submitted, dice),
        reviewed: review(submitted, dice),
    }
}

/// When a submission of this day is decided: one to six days later.
pub(super) fn review(submitted: Date, dice: &mut Dice) -> Timestamp {
    let first = dice.between(1, 6);
    // Whatever the first lag, six days in a row hold a working day.
    let days = (0..6).map(|i| submitted.plus((first - 1 + i) % 6 + 1));
    let day = days
        .into_iter()
        .find(|day| works(*day))
        .unwrap_or(submitted.plus(first));
    office_hours(day, dice)
}

/// A submission from `earliest` to `latest` whose review falls after `after` and before `until`.
/// `None` if the calendar has no such days.
pub(super) fn reviewed_within(
    (earliest, latest): (Date, Date),
    after: Timestamp,
    until: Timestamp,
    dice: &mut Dice,
) -> Option<Handling> {
    let first = after.date().plus(1);
    // Office hours end before a release; on the day of a morning clock nothing is reviewed.
    let last = if until.clock() >= (16, 0) {
        until.date()
    } else {
        until.date().plus(-1)
    };
    let days = last.0 - first.0 + 1;
    if days < 1 {
        return None;
    }
    let start = dice.between(0, days - 1);
    for i in 0..days {
        let review = first.plus((start + i) % days);
        let lag = dice.between(1, 6);
        let submitted = (0..6)
            .map(|i| review.plus(-((lag - 1 + i) % 6 + 1)))
            .find(|day| works(*day) && (earliest..=latest).contains(day));
        if let Some(submitted) = submitted.filter(|_| works(review)) {
            return Some(Handling {
                submitted: office_hours(submitted, dice),
                reviewed: office_hours(review, dice),
            });
        }
    }
    None
}
