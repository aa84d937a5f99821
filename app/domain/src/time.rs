//! Instants and civil dates. Time zones other than Viet Nam's must not enter: the whole product
//! speaks Asia/Ho_Chi_Minh, which has been UTC+7 without summer time since 1975.

use crate::words::Unreadable;
use serde::{Deserialize, Serialize};
use std::fmt;

const DAY_MS: i64 = 86_400_000;
const VIETNAM_MS: i64 = 7 * 3_600_000;

/// An instant: milliseconds since 1970-01-01T00:00Z.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timestamp(pub i64);

/// A civil date: days since 1970-01-01, proleptic Gregorian.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Date(pub i32);

/// Year, month (1–12) and day (1–31) of a [`Date`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Civil {
    /// Gregorian year.
    pub year: i32,
    /// 1 to 12.
    pub month: u32,
    /// 1 to 31.
    pub day: u32,
}

/// A day, or an instant: how exactly something that was published says when it held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AsOf {
    /// A day.
    Day(Date),
    /// An instant.
    Instant(Timestamp),
}

impl AsOf {
    /// Reads `YYYY-MM-DD` or what [`Timestamp::parse`] reads.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if text.contains('T') {
            Timestamp::parse(text).map(Self::Instant)
        } else {
            Date::parse(text).map(Self::Day)
        }
    }

    /// Its day in Viet Nam.
    #[must_use]
    pub fn date(self) -> Date {
        match self {
            Self::Day(day) => day,
            Self::Instant(at) => at.date(),
        }
    }
}

/// As [`AsOf::parse`] reads it.
impl fmt::Display for AsOf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => day.fmt(f),
            Self::Instant(at) => at.fmt(f),
        }
    }
}

impl TryFrom<String> for AsOf {
    type Error = Unreadable;

    fn try_from(text: String) -> Result<Self, Unreadable> {
        Self::parse(&text).ok_or_else(|| Unreadable::new("day or instant", text))
    }
}

impl From<i64> for Timestamp {
    fn from(milliseconds: i64) -> Self {
        Self(milliseconds)
    }
}

impl TryFrom<i64> for Date {
    type Error = Unreadable;

    fn try_from(days: i64) -> Result<Self, Unreadable> {
        let day = i32::try_from(days).map(Self);
        day.map_err(|_| Unreadable::new("day", days))
    }
}

impl Timestamp {
    /// Reads an instant as files write it, in Viet Nam's time: `2025-07-31T16:00+07:00`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (date, clock) = text.split_once('T')?;
        let (hour, minute) = clock.strip_suffix("+07:00")?.split_once(':')?;
        let (hour, minute) = (hour.parse::<u32>().ok()?, minute.parse::<u32>().ok()?);
        (hour < 24 && minute < 60).then_some(())?;
        Some(Date::parse(date)?.at(hour, minute))
    }

    /// The civil date in Viet Nam at this instant.
    #[must_use]
    pub fn date(self) -> Date {
        Date(i32::try_from((self.0 + VIETNAM_MS).div_euclid(DAY_MS)).unwrap_or(i32::MAX))
    }

    /// Hour and minute on the clock in Viet Nam.
    #[must_use]
    pub fn clock(self) -> (u32, u32) {
        let minutes = (self.0 + VIETNAM_MS).rem_euclid(DAY_MS) / 60_000;
        let minutes = u32::try_from(minutes).unwrap_or(0);
        (minutes / 60, minutes % 60)
    }

    /// This instant, `hours` later (earlier if negative).
    #[must_use]
    pub fn plus_hours(self, hours: i64) -> Self {
        Self(self.0 + hours * 3_600_000)
    }
}

impl Date {
    /// The date of a civil year, month and day; `None` if there is no such day.
    #[must_use]
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        if !(1..=12).contains(&month) || day == 0 || day > days_in_month(year, month) {
            return None;
        }
        // Days from civil: months counted from March, so that the leap day is the last of its year.
        let (y, m) = if month > 2 {
            (year, month - 3)
        } else {
            (year - 1, month + 9)
        };
        let era = y.div_euclid(400);
        let year_of_era = y.rem_euclid(400);
        let day_of_year = i32::try_from((153 * m + 2) / 5 + day - 1).ok()?;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        Some(Self(era * 146_097 + day_of_era - 719_468))
    }

    /// Year, month, day.
    #[must_use]
    pub fn civil(self) -> Civil {
        let shifted = i64::from(self.0) + 719_468;
        let era = shifted.div_euclid(146_097);
        let doe = shifted.rem_euclid(146_097);
        let yoe = (doe - doe / 1_460 + doe / 36_524 - doe / 146_096) / 365;
        let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
        let mp = (5 * doy + 2) / 153;
        let day = u32::try_from(doy - (153 * mp + 2) / 5 + 1).unwrap_or(1);
        let month = u32::try_from(if mp < 10 { mp + 3 } else { mp - 9 }).unwrap_or(1);
        let year = yoe + era * 400 + i64::from(month <= 2);
        Civil {
            year: i32::try_from(year).unwrap_or(i32::MAX),
            month,
            day,
        }
    }

    /// The instant at `hour`:`minute` on this date in Viet Nam.
    #[must_use]
    pub fn at(self, hour: u32, minute: u32) -> Timestamp {
        let clock = i64::from(hour) * 3_600_000 + i64::from(minute) * 60_000;
        Timestamp(i64::from(self.0) * DAY_MS + clock - VIETNAM_MS)
    }

    /// This date, `days` later (earlier if negative).
    #[must_use]
    pub fn plus(self, days: i32) -> Self {
        Self(self.0.saturating_add(days))
    }

    /// Reads `YYYY-MM-DD`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, '-');
        let year = parts.next()?.parse().ok()?;
        let month = parts.next()?;
        let day = parts.next()?;
        if month.len() != 2 || day.len() != 2 {
            return None;
        }
        Self::new(year, month.parse().ok()?, day.parse().ok()?)
    }

    /// The last day of this date's month.
    #[must_use]
    pub fn month_end(self) -> Self {
        let Civil { year, month, day } = self.civil();
        self.plus(
            i32::try_from(days_in_month(year, month)).unwrap_or(31)
                - i32::try_from(day).unwrap_or(1),
        )
    }
}

/// `YYYY-MM-DD`.
impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Civil { year, month, day } = self.civil();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

/// `YYYY-MM-DDTHH:MM+07:00`, the form used in files.
impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (hour, minute) = self.clock();
        write!(f, "{}T{hour:02}:{minute:02}+07:00", self.date())
    }
}

fn days_in_month(year: i32, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.rem_euclid(4) == 0
            && (year.rem_euclid(100) != 0 || year.rem_euclid(400) == 0) =>
        {
            29
        }
        2 => 28,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_snapshot_at_16_00_in_hanoi_is_09_00_utc() {
        let snapshot = Date::new(2025, 7, 31).unwrap().at(16, 0);
        assert_eq!(snapshot.0, 1_753_952_400_000);
        assert_eq!(snapshot.to_string(), "2025-07-31T16:00+07:00");
        assert_eq!(snapshot.date().to_string(), "2025-07-31");
    }

    #[test]
    fn months_end_where_the_calendar_says() {
        let end = |y, m| Date::new(y, m, 1).unwrap().month_end().civil().day;
        assert_eq!(
            [end(2025, 9), end(2026, 2), end(2028, 2), end(2100, 2)],
            [30, 28, 29, 28]
        );
        assert_eq!(Date::new(2026, 2, 29), None);
    }

    #[test]
    fn what_is_no_day_or_instant_is_not_read() {
        let at = Date(20_000).at(9, 5);
        assert_eq!(AsOf::parse("2024-10-04"), Some(AsOf::Day(Date(20_000))));
        assert_eq!(
            AsOf::parse("2024-10-04T09:05+07:00"),
            Some(AsOf::Instant(at))
        );
        for bad in [
            "",
            "2024-10",
            "2024-10-04T24:00+07:00",
            "2024-10-04T09:60+07:00",
        ] {
            assert_eq!(AsOf::parse(bad), None, "{bad}");
        }
        assert_eq!(AsOf::parse("2024-10-04T09:05Z"), None);
        assert_eq!(Timestamp::parse("2024-10-04"), None);
        assert_eq!(Date::try_from(20_000_i64), Ok(Date(20_000)));
        assert!(Date::try_from(i64::from(i32::MAX) + 1).is_err());
    }

    proptest! {
        #[test]
        fn an_instant_survives_its_text(minutes in -9_000_000i64..9_000_000) {
            let at = Timestamp(1_753_952_400_000 + minutes * 60_000);
            prop_assert_eq!(Timestamp::parse(&at.to_string()), Some(at));
            for as_of in [AsOf::Instant(at), AsOf::Day(at.date())] {
                prop_assert_eq!(AsOf::parse(&as_of.to_string()), Some(as_of));
            }
        }

        #[test]
        fn a_date_survives_its_civil_form_and_its_text(days in -200_000i32..200_000) {
            let date = Date(days);
            let Civil { year, month, day } = date.civil();
            prop_assert_eq!(Date::new(year, month, day), Some(date));
            if year >= 0 { prop_assert_eq!(Date::parse(&date.to_string()), Some(date)); }
            prop_assert_eq!(date.at(16, 0).date(), date);
            prop_assert_eq!(date.at(0, 0).date(), date);
            prop_assert_eq!(date.at(23, 59).date(), date);
        }
    }
}
