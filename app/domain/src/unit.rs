//! Provinces and commune-level units. Codes are text with leading zeros and are the only key: names
//! repeat across provinces, and types change on a date (`docs/rules.md`).

use crate::{time::Date, words::Unreadable};
use serde::{Deserialize, Serialize};
use std::fmt;

/// The official code of a unit: two digits for a province, five for a commune-level unit.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct UnitCode(String);

impl UnitCode {
    /// Reads a code; `None` unless it is two or five digits.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.bytes().all(|b| b.is_ascii_digit());
        (digits && matches!(text.len(), 2 | 5)).then(|| Self(text.to_owned()))
    }

    /// The code as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the code is a province's or a commune-level unit's.
    #[must_use]
    pub fn level(&self) -> UnitLevel {
        if self.0.len() == 2 {
            UnitLevel::Province
        } else {
            UnitLevel::Commune
        }
    }
}

/// The codes that a number may have been before a program dropped the zeros at its front: `4846` was `04846`, `1` was
/// `01` or `00001`. What has its digits is left alone, if it is a code.
#[must_use]
pub fn codes_with_zeros(text: &str) -> Vec<UnitCode> {
    if text.is_empty() {
        return Vec::new();
    }
    let padded = [2, 5].into_iter().filter(|digits| text.len() < *digits);
    padded
        .filter_map(|digits| UnitCode::parse(&format!("{text:0>digits$}")))
        .collect()
}

impl TryFrom<String> for UnitCode {
    type Error = Unreadable;

    fn try_from(text: String) -> Result<Self, Unreadable> {
        Self::parse(&text).ok_or_else(|| Unreadable::new("code of a unit", text))
    }
}

impl fmt::Display for UnitCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

words! {
    /// The two levels of local government since 2025-07-01.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum UnitLevel {
        /// Province or centrally-run city.
        Province = "province",
        /// Commune, ward or special zone.
        Commune = "commune",
    }
    /// The word in the store.
    word
}

words! {
    /// What a unit is called by law. A type holds for an interval of dates.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum UnitType {
        /// Tỉnh.
        Province = "tinh",
        /// Thành phố trực thuộc trung ương.
        City = "thanh-pho",
        /// Xã.
        Commune = "xa",
        /// Phường.
        Ward = "phuong",
        /// Đặc khu.
        SpecialZone = "dac-khu",
    }
    /// The word in an address (`?loai=phuong`).
    slug
}

impl UnitType {
    /// The Vietnamese word, as the unit list writes it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Province => "tỉnh",
            Self::City => "thành phố",
            Self::Commune => "xã",
            Self::Ward => "phường",
            Self::SpecialZone => "đặc khu",
        }
    }

    /// Reads the Vietnamese word.
    #[must_use]
    pub fn parse_word(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|t| t.word() == text)
    }

    /// The level at which this type occurs.
    #[must_use]
    pub fn level(self) -> UnitLevel {
        match self {
            Self::Province | Self::City => UnitLevel::Province,
            Self::Commune | Self::Ward | Self::SpecialZone => UnitLevel::Commune,
        }
    }
}

/// The first day of the two levels, 2025-07-01, with which the unit list begins (`server/data/NOTICE`): districts, and
/// the provinces and communes of before, held until the day before.
pub const TWO_LEVELS_FROM: Date = Date(20_270);

words! {
    /// What a unit was called before [`TWO_LEVELS_FROM`], when districts stood between provinces and communes.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
    #[serde(try_from = "String")]
    pub enum FormerType {
        /// Tỉnh.
        Province = "tỉnh",
        /// Thành phố, of the level of provinces or of districts.
        City = "thành phố",
        /// Thị xã.
        Town = "thị xã",
        /// Quận.
        UrbanDistrict = "quận",
        /// Huyện.
        District = "huyện",
        /// Xã.
        Commune = "xã",
        /// Phường.
        Ward = "phường",
        /// Thị trấn.
        Township = "thị trấn",
    }
    /// The Vietnamese word.
    word
}

/// A half-open interval of dates: from a day on, until the first day it no longer holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Validity {
    /// First day.
    pub from: Date,
    /// First day after; `None` while it still holds.
    pub until: Option<Date>,
}

impl Validity {
    /// Whether the interval holds on `date`.
    #[must_use]
    pub fn holds(self, date: Date) -> bool {
        self.from <= date && self.until.is_none_or(|until| date < until)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn codes_keep_their_leading_zeros_and_nothing_else_is_a_code() {
        assert_eq!(UnitCode::parse("04846").unwrap().as_str(), "04846");
        assert_eq!(UnitCode::parse("01").unwrap().level(), UnitLevel::Province);
        for bad in ["", "1", "004", "4846", "048466", "0484a", "٢٥", "25 "] {
            assert_eq!(UnitCode::parse(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn zeros_that_a_program_dropped_can_be_put_back() {
        let codes = |text: &str| -> Vec<String> {
            let codes = codes_with_zeros(text).into_iter();
            codes.map(|code| code.to_string()).collect()
        };
        assert_eq!(codes("4846"), ["04846"]);
        assert_eq!(codes("1"), ["01", "00001"]);
        assert_eq!(codes("25"), ["00025"]);
        for none in ["", "04846", "x", "4.846", "-1", "123456"] {
            assert_eq!(codes(none), Vec::<String>::new(), "{none:?}");
        }
    }

    proptest! {
        #[test]
        fn what_a_number_made_of_a_code_leads_back_to_it(number in 1u32..100_000, province: bool) {
            let code = if province { format!("{:02}", number % 100) } else { format!("{number:05}") };
            let dropped = code.trim_start_matches('0');
            let back = codes_with_zeros(dropped);
            prop_assert!(dropped.is_empty() || dropped == code || back.iter().any(|c| c.as_str() == code));
        }
    }

    #[test]
    fn a_type_ends_on_the_day_the_next_begins() {
        let day = |d| Date::parse(d).unwrap();
        let province = Validity {
            from: day("2025-07-01"),
            until: Some(day("2026-04-30")),
        };
        assert!(province.holds(day("2026-04-29")));
        assert!(!province.holds(day("2026-04-30")));
        assert!(!province.holds(day("2025-06-30")));
    }

    #[test]
    fn districts_ended_on_the_last_of_june() {
        assert_eq!(Some(TWO_LEVELS_FROM), Date::parse("2025-07-01"));
    }

    #[test]
    fn the_words_of_the_unit_list_are_read_back() {
        for kind in UnitType::ALL {
            assert_eq!(UnitType::parse_word(kind.word()), Some(kind));
        }
    }
}
