//! A value as a text: read as people type it, and as files write it.

use super::{Indicator, Kind, problem::IndicatorProblem, value::Value};
use crate::{
    entry,
    text::{ARABIC_DECIMAL, plain},
    unit::UnitLevel,
};
use std::fmt;

/// The greatest number that is taken: beyond it, something was typed twice.
pub(super) const GREATEST: i64 = 1_000_000_000_000_000;

/// Reads a value as typed or as in a file: `10200`, `10.200`, `130/148`, `87,83`, `87.83%`, `có`,
/// `31/10/2026`, in digits of every script. A number with a single separator and three digits behind it is read as thousands where
/// the indicator has no decimals, and is refused where it has.
///
/// # Errors
/// Why it can't be read.
pub fn parse(
    indicator: &Indicator,
    level: UnitLevel,
    text: &str,
) -> Result<Value, IndicatorProblem> {
    let text = plain(text);
    let text = text.as_str();
    if text.is_empty() {
        return Err(IndicatorProblem::Missing);
    }
    match (indicator.kind, level) {
        (Kind::Growth, _) => Ok(Value::Text),
        (Kind::Date, _) => entry::parse_date(text)
            .map(Value::Day)
            .ok_or(IndicatorProblem::Unreadable),
        (Kind::YesNo, UnitLevel::Commune) => match text.to_lowercase().as_str() {
            "yes" | "có" | "co" | "1" | "نعم" => Ok(Value::YesNo(true)),
            "no" | "không" | "khong" | "chưa" | "chua" | "0" | "لا" => Ok(Value::YesNo(false)),
            _ => Err(IndicatorProblem::Unreadable),
        },
        (Kind::Count, _) => number(text, indicator.decimals).map(Value::Number),
        (Kind::Share | Kind::YesNo, _) => {
            let Some((part, whole)) = text.split_once('/') else {
                let text = text.strip_suffix('%').unwrap_or(text).trim_end();
                return number(text, 2).map(Value::Percent);
            };
            Ok(Value::Fraction {
                part: number(part.trim(), 0)?,
                whole: number(whole.trim(), 0)?,
            })
        }
    }
}

/// A number with at most `decimals` decimals, times ten to their power.
fn number(text: &str, decimals: u32) -> Result<i64, IndicatorProblem> {
    if text.is_empty() {
        return Err(IndicatorProblem::Missing);
    }
    // Thousands are never parted by this mark, so that nothing is left to be decided below.
    if decimals == 0 && text.contains(ARABIC_DECIMAL) {
        return Err(IndicatorProblem::TooPrecise);
    }
    let text = &text.replace(ARABIC_DECIMAL, ".");
    let (negative, text) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest),
        None => (false, text.as_str()),
    };
    let text: String = text
        .chars()
        .filter(|c| !matches!(c, ' ' | '\u{a0}' | '\u{202f}'))
        .collect();
    let separators: Vec<usize> = text.match_indices(['.', ',']).map(|(at, _)| at).collect();
    let grouped = |part: &str| {
        let mut groups = part.split(['.', ',']);
        let first = groups.next().unwrap_or("");
        (1..=3).contains(&first.len()) && groups.all(|g| g.len() == 3)
    };
    let (whole, fraction) = match separators.as_slice() {
        [] => (text.as_str(), ""),
        [.., last] if decimals == 0 => {
            if !grouped(&text) {
                let behind = text.len() - last - 1;
                return Err(if behind == 3 {
                    IndicatorProblem::Unreadable
                } else {
                    IndicatorProblem::TooPrecise
                });
            }
            (text.as_str(), "")
        }
        [only] => (&text[..*only], &text[only + 1..]),
        [.., last] => {
            let (whole, fraction) = (&text[..*last], &text[last + 1..]);
            // `1,234.50` and `1.234,50`: thousands have another mark than decimals.
            let mark = &text[*last..=*last];
            if whole.contains(mark) {
                if !grouped(&text) {
                    return Err(IndicatorProblem::Unreadable);
                }
                (text.as_str(), "")
            } else if grouped(whole) {
                (whole, fraction)
            } else {
                return Err(IndicatorProblem::Unreadable);
            }
        }
    };
    let digits: String = whole.chars().filter(|c| !matches!(c, '.' | ',')).collect();
    let is_number = |t: &str| t.bytes().all(|b| b.is_ascii_digit());
    if digits.is_empty() || !is_number(&digits) || !is_number(fraction) {
        return Err(IndicatorProblem::Unreadable);
    }
    if separators.len() == 1 && decimals > 0 && fraction.is_empty() && !whole.contains(['.', ',']) {
        return Err(IndicatorProblem::Unreadable);
    }
    if fraction.len() > decimals as usize {
        return Err(IndicatorProblem::TooPrecise);
    }
    let padded = format!("{digits}{fraction:0<width$}", width = decimals as usize);
    let number: i64 = padded.parse().map_err(|_| IndicatorProblem::Unreadable)?;
    if negative && number != 0 {
        return Err(IndicatorProblem::Negative);
    }
    if number > GREATEST {
        return Err(IndicatorProblem::Unreadable);
    }
    Ok(number)
}

/// The value as files write it; [`parse`] reads it back.
#[derive(Clone, Copy, Debug)]
pub struct Cell<'a>(pub &'a Indicator, pub &'a Value);

impl fmt::Display for Cell<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scaled = |f: &mut fmt::Formatter<'_>, number: i64, decimals: u32| {
            let one = 10_i64.pow(decimals);
            if decimals == 0 {
                return write!(f, "{number}");
            }
            let (whole, rest) = (number / one, number % one);
            write!(f, "{whole}.{rest:0width$}", width = decimals as usize)
        };
        match self.1 {
            Value::Number(number) => scaled(f, *number, self.0.decimals),
            Value::Percent(hundredths) => scaled(f, *hundredths, 2),
            Value::Fraction { part, whole } => write!(f, "{part}/{whole}"),
            Value::YesNo(true) => f.write_str("yes"),
            Value::YesNo(false) => f.write_str("no"),
            Value::Day(day) => write!(f, "{day}"),
            Value::Text => Ok(()),
        }
    }
}
