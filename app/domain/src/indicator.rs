//! Indicators of infrastructure and sectors, and what may be observed of them (`domain.md` §5). They
//! never decide a status: that is [`crate::status`] alone. What somebody else printed is
//! [`crate::figure`]; where observations are kept, and how a page words them, must not enter.

use crate::{
    criteria::Texts,
    entry,
    figure::Qualifier,
    time::Date,
    unit::{UnitCode, UnitLevel},
};
use serde::{Deserialize, Serialize};
use std::fmt;

words! {
    /// Where an indicator belongs.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
    #[serde(try_from = "String", into = "&'static str")]
    pub enum Sector {
        /// BTS, 4G, 5G, fibre, lines, data centre, LGSP.
        Infrastructure = "ha-tang",
        /// Steering and the green status itself.
        Steering = "chi-dao",
        /// Payments and banking.
        Banking = "ngan-hang",
        /// Electronic identity.
        Identity = "dinh-danh",
        /// Public services online.
        PublicServices = "dich-vu-cong",
        /// Health.
        Health = "y-te",
        /// Schools.
        Education = "giao-duc",
        /// Agriculture.
        Agriculture = "nong-nghiep",
        /// Construction.
        Construction = "xay-dung",
        /// Energy.
        Energy = "nang-luong",
        /// Security.
        Security = "an-ninh",
        /// Commerce.
        Commerce = "thuong-mai",
        /// Digital skills.
        Skills = "ky-nang",
        /// The register of denominators: population, households, officials, villages, area.
        Register = "mau-so",
    }
    /// The word in addresses and files.
    slug
}

impl From<Sector> for &'static str {
    fn from(sector: Sector) -> Self {
        sector.slug()
    }
}

/// What kind of value an indicator has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A number of things, or of money, with [`Indicator::decimals`] decimals.
    Count,
    /// A part of a whole: a fraction, or its percentage where only that is known.
    Share,
    /// Yes or no for a commune; the share of communes for a province.
    YesNo,
    /// A day.
    Date,
    /// Growth without a base: cited as text, never charted.
    Growth,
}

/// Which way is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// More is better.
    Up,
    /// Less is better.
    Down,
    /// Neither.
    None,
}

/// How often an indicator is to be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cadence {
    /// Every month.
    Monthly,
    /// Every quarter.
    Quarterly,
    /// Every year.
    Yearly,
    /// Every school term.
    PerTerm,
    /// When it changes.
    OnChange,
    /// With each release.
    PerRelease,
}

/// Where values come from that nobody is asked for a second time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Derived {
    /// The share of green communes of a release.
    Green,
    /// A commune's confirmed answer to this criterion.
    Criterion(String),
}

/// One quantity that is followed. Several may belong to one system that the source article names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Indicator {
    /// `I02`, `I08a`; `M01` in the register of denominators.
    pub code: String,
    /// The system that it belongs to: `I02`, `I08`, `M01`.
    pub system: String,
    /// Where it belongs.
    pub sector: Sector,
    /// What kind of value it has.
    pub kind: Kind,
    /// Decimals of a number: 0, or 2 for hundredths.
    pub decimals: u32,
    /// Which way is better.
    pub direction: Direction,
    /// Whether provinces have a value of their own.
    pub of_province: bool,
    /// Whether communes have.
    pub of_commune: bool,
    /// Whether the communes' values add up to the province's.
    pub sums: bool,
    /// Where communes' values come from, if not from observations.
    pub derived: Option<Derived>,
    /// What a rate is a share of, in one word: figures on different bases are never compared.
    pub basis: String,
    /// The same for people.
    pub basis_text: Texts,
    /// How often it is to be told.
    pub cadence: Cadence,
    /// Codes of published indicators that speak of the same system, perhaps on another basis.
    pub published: Vec<String>,
    /// Those of them that count the same thing on the same basis; no other is compared.
    pub same_basis: Vec<String>,
    /// Name.
    pub name: Texts,
    /// Unit of the value.
    pub unit: Texts,
    /// What the source article says of the system; empty if it says nothing.
    pub said: Texts,
    /// Who can tell it.
    pub from: Texts,
}

impl Indicator {
    /// Whether it can have a value at a level.
    #[must_use]
    pub fn at(&self, level: UnitLevel) -> bool {
        match level {
            UnitLevel::Province => self.of_province,
            UnitLevel::Commune => self.of_commune,
        }
    }
}

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
    /// Hundredths of a percent of a share, cut; `None` for other values and for a whole of nought.
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

words! {
    /// Why a text is no value of an indicator, or an observation can't be.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
    pub enum Problem {
        /// Nothing was given.
        #[error("nothing was given")]
        Missing = "missing",
        /// The text can't be read as a value of this kind.
        #[error("not a value of this kind")]
        Unreadable = "unreadable",
        /// It has more decimals than the indicator.
        #[error("too many decimals")]
        TooPrecise = "too_precise",
        /// A number below nought.
        #[error("below nought")]
        Negative = "negative",
        /// The part exceeds the whole.
        #[error("the part is greater than its whole")]
        PartAboveWhole = "part_above_whole",
        /// The whole is nought.
        #[error("the whole is nought")]
        NothingToMeasure = "nothing_to_measure",
        /// More than 100 %.
        #[error("more than a hundred percent")]
        AboveHundred = "above_hundred",
        /// A day in the future.
        #[error("in the future")]
        Future = "future",
        /// A period that ends before it begins.
        #[error("ends before it begins")]
        Backwards = "backwards",
        /// The indicator has no value at this level.
        #[error("no value at this level")]
        WrongLevel = "wrong_level",
        /// The value is computed from releases or confirmed answers and is not asked again.
        #[error("computed from what is confirmed already")]
        AskedElsewhere = "asked_elsewhere",
        /// The text is too long.
        #[error("too long")]
        TooLong = "too_long",
    }
    /// The word in answers for machines.
    word
}

/// Longest text as printed, note, or source, characters.
pub const LONGEST_TEXT: usize = 500;

/// The greatest number that is taken: beyond it, something was typed twice.
const GREATEST: i64 = 1_000_000_000_000_000;

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

/// Reads a value as typed or as in a file: `10200`, `10.200`, `130/148`, `87,83`, `87.83 %`, `có`,
/// `31/10/2026`. A number with a single separator and three digits behind it is read as thousands where
/// the indicator has no decimals, and is refused where it has.
///
/// # Errors
/// Why it can't be read.
pub fn parse(indicator: &Indicator, level: UnitLevel, text: &str) -> Result<Value, Problem> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Problem::Missing);
    }
    match (indicator.kind, level) {
        (Kind::Growth, _) => Ok(Value::Text),
        (Kind::Date, _) => entry::parse_date(text)
            .map(Value::Day)
            .ok_or(Problem::Unreadable),
        (Kind::YesNo, UnitLevel::Commune) => match text.to_lowercase().as_str() {
            "yes" | "có" | "co" | "1" | "نعم" => Ok(Value::YesNo(true)),
            "no" | "không" | "khong" | "chưa" | "chua" | "0" | "لا" => Ok(Value::YesNo(false)),
            _ => Err(Problem::Unreadable),
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
fn number(text: &str, decimals: u32) -> Result<i64, Problem> {
    if text.is_empty() {
        return Err(Problem::Missing);
    }
    let (negative, text) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest),
        None => (false, text),
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
                    Problem::Unreadable
                } else {
                    Problem::TooPrecise
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
                    return Err(Problem::Unreadable);
                }
                (text.as_str(), "")
            } else if grouped(whole) {
                (whole, fraction)
            } else {
                return Err(Problem::Unreadable);
            }
        }
    };
    let digits: String = whole.chars().filter(|c| !matches!(c, '.' | ',')).collect();
    let is_number = |t: &str| t.bytes().all(|b| b.is_ascii_digit());
    if digits.is_empty() || !is_number(&digits) || !is_number(fraction) {
        return Err(Problem::Unreadable);
    }
    if separators.len() == 1 && decimals > 0 && fraction.is_empty() && !whole.contains(['.', ',']) {
        return Err(Problem::Unreadable);
    }
    if fraction.len() > decimals as usize {
        return Err(Problem::TooPrecise);
    }
    let padded = format!("{digits}{fraction:0<width$}", width = decimals as usize);
    let number: i64 = padded.parse().map_err(|_| Problem::Unreadable)?;
    if negative && number != 0 {
        return Err(Problem::Negative);
    }
    if number > GREATEST {
        return Err(Problem::Unreadable);
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

/// What keeps an observation from being taken on `today`; empty if nothing does. Each problem stands
/// with the field that it concerns: `value`, `from`, `to`, `printed`, `source`, `note`, `unit`.
#[must_use]
pub fn problems(
    indicator: &Indicator,
    observation: &Observation,
    today: Date,
) -> Vec<(&'static str, Problem)> {
    let mut found = Vec::new();
    let level = observation.unit.level();
    match &indicator.derived {
        _ if !indicator.at(level) => found.push(("unit", Problem::WrongLevel)),
        Some(Derived::Green) => found.push(("unit", Problem::AskedElsewhere)),
        Some(Derived::Criterion(_)) if level == UnitLevel::Commune => {
            found.push(("unit", Problem::AskedElsewhere));
        }
        _ => {}
    }
    match observation.value {
        Value::Fraction { whole: 0, .. } => found.push(("value", Problem::NothingToMeasure)),
        // Computers per official is a ratio of two different things.
        Value::Fraction { part, whole } if part > whole && !is_ratio(indicator) => {
            found.push(("value", Problem::PartAboveWhole));
        }
        Value::Percent(hundredths) if hundredths > 10_000 && !is_ratio(indicator) => {
            found.push(("value", Problem::AboveHundred));
        }
        Value::Day(day) if day > today => found.push(("value", Problem::Future)),
        Value::Text if observation.printed.trim().is_empty() => {
            found.push(("printed", Problem::Missing));
        }
        _ => {}
    }
    if observation.to > today {
        found.push(("to", Problem::Future));
    }
    if observation.from > observation.to {
        found.push(("from", Problem::Backwards));
    }
    if observation.source.trim().is_empty() {
        found.push(("source", Problem::Missing));
    }
    let texts = [
        ("printed", &observation.printed),
        ("source", &observation.source),
        ("note", &observation.note),
    ];
    for (field, text) in texts {
        if crate::text::length(text) > LONGEST_TEXT {
            found.push((field, Problem::TooLong));
        }
    }
    found
}

/// Criteria whose whole is a number of the register of denominators, so that nobody is asked for it twice:
/// criterion, indicator. It stands outside the criteria sets, which never change once they are in.
pub const WHOLES: [(&str, &str); 3] = [("HT1", "M03"), ("TH2", "M04"), ("TH3", "M03")];

/// The indicator of the register that holds the whole of a criterion, if one does.
#[must_use]
pub fn whole_of(criterion: &str) -> Option<&'static str> {
    let found = WHOLES.iter().find(|(code, _)| *code == criterion);
    found.map(|(_, indicator)| *indicator)
}

/// Whether a share may exceed its whole, as computers may exceed officials.
fn is_ratio(indicator: &Indicator) -> bool {
    matches!(&indicator.derived, Some(Derived::Criterion(code)) if code == "HT1")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn indicator(kind: Kind, decimals: u32) -> Indicator {
        let none = || Texts {
            vi: String::new(),
            en: String::new(),
            ar: String::new(),
        };
        Indicator {
            code: "I99".to_owned(),
            system: "I99".to_owned(),
            sector: Sector::Infrastructure,
            kind,
            decimals,
            direction: Direction::Up,
            of_province: true,
            of_commune: true,
            sums: true,
            derived: None,
            basis: "count".to_owned(),
            basis_text: none(),
            cadence: Cadence::Monthly,
            published: Vec::new(),
            same_basis: Vec::new(),
            name: none(),
            unit: none(),
            said: none(),
            from: none(),
        }
    }

    fn read(kind: Kind, decimals: u32, text: &str) -> Result<Value, Problem> {
        parse(&indicator(kind, decimals), UnitLevel::Commune, text)
    }

    #[test]
    fn numbers_are_read_as_people_of_three_languages_type_them() {
        for text in ["10200", "10.200", "10,200", "10 200", "10\u{a0}200"] {
            assert_eq!(read(Kind::Count, 0, text), Ok(Value::Number(10_200)));
        }
        assert_eq!(
            read(Kind::Count, 0, "1.234.567"),
            Ok(Value::Number(1_234_567))
        );
        for text in ["87.83", "87,83", "87,83 %", "87.83%"] {
            assert_eq!(read(Kind::Share, 2, text), Ok(Value::Percent(8_783)));
        }
        assert_eq!(read(Kind::Count, 2, "1.234,5"), Ok(Value::Number(123_450)));
        assert_eq!(read(Kind::Count, 2, "1,234.50"), Ok(Value::Number(123_450)));
        assert_eq!(read(Kind::Count, 2, "12"), Ok(Value::Number(1_200)));
        let fraction = Value::Fraction {
            part: 130,
            whole: 148,
        };
        assert_eq!(read(Kind::Share, 2, " 130 / 148 "), Ok(fraction));
        assert_eq!(read(Kind::YesNo, 0, "Có"), Ok(Value::YesNo(true)));
        let day = Date::new(2026, 10, 31).map(Value::Day);
        assert_eq!(read(Kind::Date, 0, "31/10/2026").ok(), day);
    }

    #[test]
    fn what_is_ambiguous_or_no_number_is_refused() {
        let cases = [
            (Kind::Count, 0, "", Problem::Missing),
            (Kind::Count, 0, "10.2", Problem::TooPrecise),
            (Kind::Count, 0, "-3", Problem::Negative),
            (Kind::Count, 0, "hơn 10", Problem::Unreadable),
            (Kind::Count, 0, "99999999999999999999", Problem::Unreadable),
            (Kind::Count, 2, "1.234", Problem::TooPrecise),
            (Kind::Share, 2, "87.", Problem::Unreadable),
            (Kind::Share, 2, "1/", Problem::Missing),
            (Kind::YesNo, 0, "có lẽ", Problem::Unreadable),
            (Kind::Date, 0, "32/10/2026", Problem::Unreadable),
        ];
        for (kind, decimals, text, problem) in cases {
            assert_eq!(read(kind, decimals, text), Err(problem), "{text}");
        }
    }

    fn observed(value: Value) -> Observation {
        Observation {
            unit: UnitCode::parse("04846").unwrap(),
            indicator: "I99".to_owned(),
            value,
            qualifier: Qualifier::Exact,
            printed: String::new(),
            from: Date(20_000),
            to: Date(20_000),
            source: "Sở".to_owned(),
            note: String::new(),
        }
    }

    #[test]
    fn impossible_observations_say_where_and_why() {
        let share = indicator(Kind::Share, 2);
        let today = Date(20_000);
        let found = |observation: &Observation| problems(&share, observation, today);
        let above = observed(Value::Fraction { part: 2, whole: 1 });
        assert_eq!(found(&above), [("value", Problem::PartAboveWhole)]);
        let nothing = observed(Value::Fraction { part: 0, whole: 0 });
        assert_eq!(found(&nothing), [("value", Problem::NothingToMeasure)]);
        let mut late = observed(Value::Percent(10_001));
        late.to = Date(20_001);
        late.from = Date(20_002);
        late.source = " ".to_owned();
        assert_eq!(
            found(&late),
            [
                ("value", Problem::AboveHundred),
                ("to", Problem::Future),
                ("from", Problem::Backwards),
                ("source", Problem::Missing)
            ]
        );
        let mut asked = share.clone();
        asked.derived = Some(Derived::Criterion("DL2".to_owned()));
        let value = observed(Value::Percent(5_000));
        let found = problems(&asked, &value, today);
        assert_eq!(found, [("unit", Problem::AskedElsewhere)]);
        // A province's figure is somebody else's and may be told.
        let mut province = value;
        province.unit = UnitCode::parse("25").unwrap();
        assert_eq!(problems(&asked, &province, today), []);
        asked.of_commune = false;
        let commune = observed(Value::Percent(1));
        assert_eq!(
            problems(&asked, &commune, today),
            [("unit", Problem::WrongLevel)]
        );
    }

    #[test]
    fn sectors_keep_their_words() {
        for sector in Sector::ALL {
            assert_eq!(Sector::parse(sector.slug()), Some(sector));
            let word = serde_json::to_string(&sector).unwrap();
            assert_eq!(word, format!("\"{}\"", sector.slug()));
        }
        assert_eq!(Sector::parse("x"), None);
    }

    proptest! {
        #[test]
        fn what_files_write_is_read_back(
            number in 0..GREATEST,
            whole in 1_i64..1_000_000,
            part in 0_i64..1_000_000,
            day in 0..40_000_i32,
            yes: bool,
        ) {
            let cases = [
                (Kind::Count, 0, Value::Number(number)),
                (Kind::Count, 2, Value::Number(number)),
                (Kind::Share, 2, Value::Fraction { part, whole }),
                (Kind::Share, 2, Value::Percent(part)),
                (Kind::YesNo, 0, Value::YesNo(yes)),
                (Kind::Date, 0, Value::Day(Date(day))),
            ];
            for (kind, decimals, value) in cases {
                let indicator = indicator(kind, decimals);
                let text = Cell(&indicator, &value).to_string();
                prop_assert_eq!(parse(&indicator, UnitLevel::Commune, &text), Ok(value));
            }
        }

        #[test]
        fn shares_are_cut_and_never_reach_a_hundred_percent_early(whole in 1_i64..100_000_000) {
            let share = |part| Value::Fraction { part, whole }.share();
            prop_assert_eq!(share(whole), Some(10_000));
            prop_assert!(share(whole - 1) < Some(10_000));
        }

        #[test]
        fn no_text_makes_reading_fail_otherwise_than_by_a_problem(text in "\\PC{0,20}", decimals in 0..3_u32) {
            for kind in [Kind::Count, Kind::Share, Kind::YesNo, Kind::Date, Kind::Growth] {
                let _ = read(kind, decimals, &text);
            }
        }
    }
}
