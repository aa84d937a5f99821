//! Something observed about a unit, and what keeps it from being taken.

use super::{Derived, Indicator, problem::IndicatorProblem, value::Value};
use crate::{
    figure::Qualifier,
    text,
    time::Date,
    unit::{UnitCode, UnitLevel},
};

/// Longest text as printed, note, or source, characters.
pub const LONGEST_TEXT: usize = 500;

/// Something observed about a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Observation {
    /// About which unit.
    pub unit: UnitCode,
    /// Code of the indicator.
    pub indicator: String,
    /// The value.
    pub value: Value,
    /// How exact it claims to be.
    pub qualifier: Qualifier,
    /// The text as printed, where it was cited; empty otherwise.
    pub printed: String,
    /// First day of the period it speaks of; the same as `to` for a day.
    pub from: Date,
    /// The day as of which it holds.
    pub to: Date,
    /// Who says so, in words.
    pub source: String,
    /// What else is to be known.
    pub note: String,
}

/// A number of the register of denominators.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Denominator {
    /// Its indicator: `M01` population, `M05` area.
    pub indicator: Indicator,
    /// The number, times ten to the indicator's decimals.
    pub number: i64,
    /// As of which day.
    pub on: Date,
    /// Who says so.
    pub source: String,
    /// Whether it is made up.
    pub simulated: bool,
}

/// What keeps an observation from being taken on `today`; empty if nothing does. Each problem stands
/// with the field that it concerns: `value`, `from`, `to`, `printed`, `source`, `note`, `unit`.
#[must_use]
pub fn problems(
    indicator: &Indicator,
    observation: &Observation,
    today: Date,
) -> Vec<(&'static str, IndicatorProblem)> {
    let mut found = Vec::new();
    let level = observation.unit.level();
    match &indicator.derived {
        _ if !indicator.at(level) => found.push(("unit", IndicatorProblem::WrongLevel)),
        Some(Derived::Green) => found.push(("unit", IndicatorProblem::AskedElsewhere)),
        Some(Derived::Criterion(_)) if level == UnitLevel::Commune => {
            found.push(("unit", IndicatorProblem::AskedElsewhere));
        }
        _ => {}
    }
    match observation.value {
        Value::Fraction { whole: 0, .. } => {
            found.push(("value", IndicatorProblem::NothingToMeasure))
        }
        // Computers per official is a ratio of two different things.
        Value::Fraction { part, whole } if part > whole && !is_ratio(indicator) => {
            found.push(("value", IndicatorProblem::PartAboveWhole));
        }
        Value::Percent(hundredths) if hundredths > 10_000 && !is_ratio(indicator) => {
            found.push(("value", IndicatorProblem::AboveHundred));
        }
        Value::Day(day) if day > today => found.push(("value", IndicatorProblem::Future)),
        Value::Text if text::is_blank(&observation.printed) => {
            found.push(("printed", IndicatorProblem::Missing));
        }
        _ => {}
    }
    if observation.to > today {
        found.push(("to", IndicatorProblem::Future));
    }
    if observation.from > observation.to {
        found.push(("from", IndicatorProblem::Backwards));
    }
    if text::is_blank(&observation.source) {
        found.push(("source", IndicatorProblem::Missing));
    }
    let texts = [
        ("printed", &observation.printed),
        ("source", &observation.source),
        ("note", &observation.note),
    ];
    for (field, text) in texts {
        if text::length(text) > LONGEST_TEXT {
            found.push((field, IndicatorProblem::TooLong));
        }
    }
    found
}

/// Whether a share may exceed its whole, as computers may exceed officials.
fn is_ratio(indicator: &Indicator) -> bool {
    matches!(&indicator.derived, Some(Derived::Criterion(code)) if code == "HT1")
}
