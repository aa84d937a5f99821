//! The value of an observation, and how it is kept.

use super::{Indicator, Kind};
use crate::{time::Date, unit::UnitLevel};
use serde::{Deserialize, Serialize};

/// The value of an observation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// A number, times ten to the indicator's decimals.
    Number(i64),
    /// A part of a whole.
    Fraction {
        /// Part.
        part: i64,
        /// Whole.
        whole: i64,
    },
    /// Hundredths of a percent, where the fraction is not known.
    Percent(i64),
    /// Yes or no.
    YesNo(bool),
    /// A day.
    Day(Date),
    /// Nothing but the text as printed.
    Text,
}

impl Value {
    /// Hundredths of a percent of a share, cut; `None` for other values and for a whole of zero.
    #[must_use]
    pub fn share(&self) -> Option<i64> {
        match self {
            Self::Percent(hundredths) => Some(*hundredths),
            Self::Fraction { part, whole } if *whole > 0 => {
                let exact = i128::from(*part) * 10_000 / i128::from(*whole);
                i64::try_from(exact).ok()
            }
            _ => None,
        }
    }
}

/// A value as three numbers, of which those are missing that its kind does not need: how it is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RawValue {
    /// Number, hundredths of a percent, yes (1) or no (0), or day.
    pub number: Option<i64>,
    /// Part.
    pub part: Option<i64>,
    /// Whole.
    pub whole: Option<i64>,
}

impl From<&Value> for RawValue {
    fn from(value: &Value) -> Self {
        let (number, part, whole) = match value {
            Value::Number(number) | Value::Percent(number) => (Some(*number), None, None),
            Value::Fraction { part, whole } => (None, Some(*part), Some(*whole)),
            Value::YesNo(yes) => (Some(i64::from(*yes)), None, None),
            Value::Day(day) => (Some(i64::from(day.0)), None, None),
            Value::Text => (None, None, None),
        };
        Self {
            number,
            part,
            whole,
        }
    }
}

impl RawValue {
    /// The value, if it is one of this indicator at this level.
    #[must_use]
    pub fn read(self, indicator: &Indicator, level: UnitLevel) -> Option<Value> {
        Some(match (self.number, self.part, self.whole, indicator.kind) {
            (None, None, None, Kind::Growth) => Value::Text,
            (None, Some(part), Some(whole), Kind::Share | Kind::YesNo) => {
                Value::Fraction { part, whole }
            }
            (Some(number), None, None, Kind::Count) => Value::Number(number),
            (Some(number), None, None, Kind::Share) => Value::Percent(number),
            (Some(days), None, None, Kind::Date) => Value::Day(Date::try_from(days).ok()?),
            // A province's share of communes, or a commune's yes or no.
            (Some(number), None, None, Kind::YesNo) if level == UnitLevel::Province => {
                Value::Percent(number)
            }
            (Some(yes @ (0 | 1)), None, None, Kind::YesNo) => Value::YesNo(yes == 1),
            _ => return None,
        })
    }
}
