//! One line of a delivery – a form, a row of a file, an entry of a machine's request – read into an
//! observation, or into a fault for each field. The three ways share this, so that what one of them refuses
//! no other takes. Where lines come from, and how a person is told, must not enter.

use crate::{
    entry,
    figure::Qualifier,
    indicator::{self, Indicator, IndicatorProblem, Kind, Observation, Value},
    text::{self, fold, plain, tidy},
    time::Date,
    unit::{UnitCode, UnitLevel, codes_with_zeros},
};
use std::collections::{BTreeSet, HashMap};

/// Field: code of the unit.
pub const UNIT: &str = "unit";
/// Field: code of the indicator.
pub const INDICATOR: &str = "indicator";
/// Field: the value.
pub const VALUE: &str = "value";
/// Field: the day as of which it holds.
pub const AS_OF: &str = "as_of";
/// Field: first day of the period, where it speaks of one.
pub const FROM: &str = "from";
/// Field: how exact it claims to be.
pub const QUALIFIER: &str = "qualifier";
/// Field: the text as printed.
pub const PRINTED: &str = "printed";
/// Field: who says so.
pub const SOURCE: &str = "source";
/// Field: what else is to be known.
pub const NOTE: &str = "note";

/// Every field, in the order of files.
pub const FIELDS: [&str; 9] = [
    UNIT, INDICATOR, VALUE, AS_OF, FROM, QUALIFIER, PRINTED, SOURCE, NOTE,
];

/// A value as it was given.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum RawField<'a> {
    /// Text, as people write it.
    Text(&'a str),
    /// A number of a machine: its point parts decimals, never thousands.
    Number(f64),
    /// A number of a spreadsheet's cell. One between 0 and 1 may be a percentage that the cell's format
    /// multiplies, so that nobody can say what its author saw.
    Cell(f64),
}

/// A line as it was given.
#[derive(Clone, Copy, Debug)]
pub struct Line<'a> {
    /// Code of the unit.
    pub unit: &'a str,
    /// Code of the indicator.
    pub indicator: &'a str,
    /// The value.
    pub value: RawField<'a>,
    /// The day as of which it holds.
    pub as_of: &'a str,
    /// First day of the period; empty for a day.
    pub from: &'a str,
    /// How exact it claims to be; empty for exact.
    pub qualifier: &'a str,
    /// The text as printed.
    pub printed: &'a str,
    /// Who says so.
    pub source: &'a str,
    /// What else is to be known.
    pub note: &'a str,
}

/// What is known of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place<'a> {
    /// There is no such unit.
    Unknown,
    /// It lies where whoever delivers has no say.
    Outside,
    /// It lies in this province, or is it.
    Within(&'a UnitCode),
}

words! {
    /// How a batch of observations came.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum BatchKind {
        /// Typed into a form.
        Form = "form",
        /// In a file.
        File = "file",
        /// From a machine.
        Ingest = "ingest",
        /// Made up, with the demo.
        Demo = "demo",
    }
    /// The word in the store and in messages' keys.
    word
}

/// Why a field of a line can't be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DeliveryFault {
    /// The indicator's own rules.
    Problem(IndicatorProblem),
    /// No unit has this code.
    NoSuchUnit,
    /// Several units have this name.
    SeveralUnits,
    /// No unit has this code, but one has it with zeros at its front, which a program that took it for a number dropped.
    LostZeros,
    /// The unit lies beyond the scope of whoever delivers.
    Outside,
    /// No indicator has this code.
    NoSuchIndicator,
    /// The indicator belongs to a sector that whoever delivers has no say in.
    OtherSector,
    /// Not a date.
    NotADate,
    /// None of the words of exactness.
    NoSuchQualifier,
    /// The same unit, indicator, period and source stand in an earlier line.
    Twice,
    /// A cell holds a formula.
    Formula,
    /// A cell holds an error, or something else that is no value.
    NotAValue,
    /// A number between 0 and 1 in a spreadsheet's cell, for a share.
    PercentCell,
    /// The line has more or fewer cells than the head, or can't be read.
    BrokenLine,
}

impl From<IndicatorProblem> for DeliveryFault {
    fn from(problem: IndicatorProblem) -> Self {
        Self::Problem(problem)
    }
}

impl DeliveryFault {
    /// Every fault, for documents that list them.
    pub const ALL: [Self; 25] = [
        Self::Problem(IndicatorProblem::Missing),
        Self::Problem(IndicatorProblem::Unreadable),
        Self::Problem(IndicatorProblem::TooPrecise),
        Self::Problem(IndicatorProblem::Negative),
        Self::Problem(IndicatorProblem::PartAboveWhole),
        Self::Problem(IndicatorProblem::NothingToMeasure),
        Self::Problem(IndicatorProblem::AboveHundred),
        Self::Problem(IndicatorProblem::Future),
        Self::Problem(IndicatorProblem::Backwards),
        Self::Problem(IndicatorProblem::WrongLevel),
        Self::Problem(IndicatorProblem::AskedElsewhere),
        Self::Problem(IndicatorProblem::TooLong),
        Self::NoSuchUnit,
        Self::SeveralUnits,
        Self::LostZeros,
        Self::Outside,
        Self::NoSuchIndicator,
        Self::OtherSector,
        Self::NotADate,
        Self::NoSuchQualifier,
        Self::Twice,
        Self::Formula,
        Self::NotAValue,
        Self::PercentCell,
        Self::BrokenLine,
    ];

    /// The word in answers for machines.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Problem(problem) => problem.word(),
            Self::NoSuchUnit => "no_such_unit",
            Self::SeveralUnits => "several_units",
            Self::LostZeros => "lost_zeros",
            Self::Outside => "outside_scope",
            Self::NoSuchIndicator => "no_such_indicator",
            Self::OtherSector => "other_sector",
            Self::NotADate => "not_a_date",
            Self::NoSuchQualifier => "no_such_qualifier",
            Self::Twice => "twice",
            Self::Formula => "formula",
            Self::NotAValue => "not_a_value",
            Self::PercentCell => "percent_cell",
            Self::BrokenLine => "broken_line",
        }
    }
}

/// A field that can't be taken, and why.
pub type FieldFault = (&'static str, DeliveryFault);

/// A line that was read: the unit's province, and what is observed.
pub type ParsedRow = (UnitCode, Observation);

/// The unit that was meant by a code whose zeros at the front are lost: the only one that it can be, first of all among
/// those in scope. None if the code stands for a unit as it is.
#[must_use]
pub fn restored<'p>(code: &str, place: impl Fn(&UnitCode) -> Place<'p>) -> Option<UnitCode> {
    let code = plain(code);
    if UnitCode::parse(&code).is_some_and(|code| place(&code) != Place::Unknown) {
        return None;
    }
    let mut known = codes_with_zeros(&code);
    known.retain(|code| place(code) != Place::Unknown);
    if known.len() > 1 {
        known.retain(|code| matches!(place(code), Place::Within(_)));
    }
    known.pop().filter(|_| known.is_empty())
}

/// Reads a line. `place` knows units and whether they are in scope; `in_scope` whether an indicator is.
///
/// # Errors
/// Every field that can't be taken.
pub fn read<'p>(
    line: &Line<'_>,
    catalogue: &[Indicator],
    place: impl Fn(&UnitCode) -> Place<'p>,
    in_scope: impl FnOnce(&Indicator) -> bool,
    today: Date,
) -> Result<ParsedRow, Vec<FieldFault>> {
    let mut faults: Vec<FieldFault> = Vec::new();
    let unit = plain(line.unit);
    let code = UnitCode::parse(&unit);
    let province = match code.as_ref().map(&place) {
        _ if unit.is_empty() => Err(DeliveryFault::Problem(IndicatorProblem::Missing)),
        None | Some(Place::Unknown) if restored(&unit, &place).is_some() => {
            Err(DeliveryFault::LostZeros)
        }
        None | Some(Place::Unknown) => Err(DeliveryFault::NoSuchUnit),
        Some(Place::Outside) => Err(DeliveryFault::Outside),
        Some(Place::Within(province)) => Ok(province.clone()),
    };
    let named = plain(line.indicator);
    let own = match catalogue
        .iter()
        .find(|i| i.code.eq_ignore_ascii_case(&named))
    {
        _ if named.is_empty() => Err(DeliveryFault::Problem(IndicatorProblem::Missing)),
        None => Err(DeliveryFault::NoSuchIndicator),
        Some(indicator) if !in_scope(indicator) => Err(DeliveryFault::OtherSector),
        Some(indicator) => Ok(indicator),
    };
    faults.extend(province.as_ref().err().map(|f| (UNIT, *f)));
    faults.extend(own.as_ref().err().map(|f| (INDICATOR, *f)));
    let day = |text: &str| match plain(text).as_str() {
        "" => Err(DeliveryFault::Problem(IndicatorProblem::Missing)),
        text => entry::parse_date(text).ok_or(DeliveryFault::NotADate),
    };
    let to = day(line.as_of);
    let is_range = !plain(line.from).is_empty();
    let from = if is_range { day(line.from) } else { to };
    faults.extend(to.err().map(|f| (AS_OF, f)));
    if is_range {
        faults.extend(from.err().map(|f| (FROM, f)));
    }
    let qualifier = qualifier(line.qualifier).ok_or(DeliveryFault::NoSuchQualifier);
    faults.extend(qualifier.err().map(|f| (QUALIFIER, f)));
    let mut printed = tidy(line.printed);
    let value = match (&own, &code) {
        (Ok(indicator), Some(code)) => {
            if let (Kind::Growth, "", RawField::Text(text)) =
                (indicator.kind, printed.as_str(), line.value)
            {
                printed = tidy(text);
            }
            match value(indicator, code.level(), line.value) {
                // Growth has no value but its text, which is asked for under its own name.
                Err(DeliveryFault::Problem(IndicatorProblem::Missing))
                    if indicator.kind == Kind::Growth =>
                {
                    Some(Value::Text)
                }
                Err(fault) => {
                    faults.push((VALUE, fault));
                    None
                }
                Ok(value) => Some(value),
            }
        }
        _ => None,
    };
    let source = tidy(line.source);
    let (Ok(indicator), Some(code), Ok(province)) = (own, code, province) else {
        if source.is_empty() {
            faults.push((SOURCE, DeliveryFault::Problem(IndicatorProblem::Missing)));
        }
        return Err(faults);
    };
    // What can't be read stands in as something harmless, so that everything else is told at once.
    let observation = Observation {
        unit: code,
        indicator: indicator.code.clone(),
        value: value.unwrap_or(Value::Number(0)),
        qualifier: qualifier.unwrap_or(Qualifier::Exact),
        printed,
        from: from.or(to).unwrap_or(today),
        to: to.unwrap_or(today),
        source,
        note: tidy(line.note),
    };
    let told: Vec<&str> = faults.iter().map(|(field, _)| *field).collect();
    let found = indicator::problems(indicator, &observation, today)
        .into_iter()
        .map(|(field, problem)| (if field == "to" { AS_OF } else { field }, problem.into()))
        .filter(|(field, _)| !told.contains(field));
    let found: Vec<FieldFault> = found.collect();
    faults.extend(found);
    if faults.is_empty() {
        return Ok((province, observation));
    }
    Err(faults)
}

/// A word of exactness, as people of three languages write it; nothing means exact.
fn qualifier(text: &str) -> Option<Qualifier> {
    match fold(text).as_str() {
        "" | "exact" | "chinh xac" | "dung" => Some(Qualifier::Exact),
        "more than" | "hon" | "tren" => Some(Qualifier::MoreThan),
        "about" | "khoang" => Some(Qualifier::About),
        _ => None,
    }
}

fn value(
    indicator: &Indicator,
    level: UnitLevel,
    given: RawField<'_>,
) -> Result<Value, DeliveryFault> {
    let number = match given {
        RawField::Text(text) => return Ok(indicator::parse(indicator, level, text)?),
        RawField::Number(number) | RawField::Cell(number) => number,
    };
    let share = indicator.kind == Kind::Share
        || indicator.kind == Kind::YesNo && level == UnitLevel::Province;
    if matches!(given, RawField::Cell(_)) && share && number > 0.0 && number <= 1.0 {
        return Err(DeliveryFault::PercentCell);
    }
    // Shortest digits that give this number again, never in powers of ten.
    let text = number.to_string();
    let decimals = text.split_once('.').map_or(0, |(_, behind)| behind.len());
    let most = if share {
        2
    } else {
        indicator.decimals as usize
    };
    if decimals > most {
        return Err(IndicatorProblem::TooPrecise.into());
    }
    Ok(indicator::parse(indicator, level, &text)?)
}

/// Finds lines that say what an earlier line of the same delivery says: the same unit, indicator, period and
/// source. It keeps 16 bytes and a number for each line, however long its texts are.
#[derive(Debug, Default)]
pub struct Seen {
    units: HashMap<UnitCode, u16>,
    indicators: HashMap<String, u16>,
    sources: HashMap<String, u32>,
    lines: HashMap<u128, u32>,
}

/// A key of a text: the number of those before it.
fn key<K: Clone + Eq + std::hash::Hash, N: TryFrom<usize> + Copy>(
    known: &mut HashMap<K, N>,
    text: &K,
) -> Option<N> {
    if let Some(key) = known.get(text) {
        return Some(*key);
    }
    let next = N::try_from(known.len()).ok()?;
    known.insert(text.clone(), next);
    Some(next)
}

impl Seen {
    /// Notes a line; gives the earlier one that says the same.
    pub fn note(&mut self, observation: &Observation, line: u32) -> Option<u32> {
        // There are fewer units, indicators and sources than these keys can count; a delivery that had more
        // would be told so by the store, which takes a line once.
        let unit = key(&mut self.units, &observation.unit)?;
        let indicator = key(&mut self.indicators, &observation.indicator)?;
        let source = key(&mut self.sources, &observation.source)?;
        let day = |date: Date| u128::from(date.0.cast_unsigned());
        let key = u128::from(unit)
            | u128::from(indicator) << 16
            | u128::from(source) << 32
            | day(observation.from) << 64
            | day(observation.to) << 96;
        match self.lines.entry(key) {
            std::collections::hash_map::Entry::Occupied(earlier) => Some(*earlier.get()),
            std::collections::hash_map::Entry::Vacant(free) => {
                free.insert(line);
                None
            }
        }
    }
}

/// Most sources for which one token delivers.
pub const MOST_SOURCES: usize = 20;

/// The names of sources in a text, one a line, as [`read`] tidies the source of a line; none if there are too many, one is
/// longer than a source may be, or there is no name at all.
#[must_use]
pub fn sources(text: &str) -> Option<Vec<String>> {
    let names = text.lines().map(tidy).filter(|name| !name.is_empty());
    let names: BTreeSet<String> = names.collect();
    let fits = |name: &String| text::length(name) <= indicator::LONGEST_TEXT;
    let number = names.len();
    let good = (1..=MOST_SOURCES).contains(&number) && names.iter().all(fits);
    good.then(|| names.into_iter().collect())
}

/// Whether a token that delivers for some sources delivers for this one, as it was sent.
#[must_use]
pub fn is_source_of(sources: &[String], sent: &str) -> bool {
    sources.contains(&tidy(sent))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_delivers_for_the_sources_it_names_and_no_other() {
        let own = sources(" Nhà  mạng A\r\n\nSở\u{200b} Y tế\nNhà mạng A").unwrap();
        assert_eq!(own, ["Nhà mạng A", "Sở Y tế"]);
        assert!(is_source_of(&own, "Nhà mạng\u{a0}A ") && is_source_of(&own, "Sở Y tế"));
        for other in [
            "",
            "Nhà mạng",
            "nhà mạng a",
            "Cục Thống kê",
            "Nhà mạng A\nSở Y tế",
        ] {
            assert!(!is_source_of(&own, other), "{other}");
        }
        assert!(!is_source_of(&[], ""));
        let lines = |number: usize| {
            (0..number)
                .map(|n| format!("Nguồn {n}\n"))
                .collect::<String>()
        };
        for bad in [
            "",
            " \n\u{200b}\n",
            &"x".repeat(501),
            &lines(MOST_SOURCES + 1),
        ] {
            assert_eq!(sources(bad), None);
        }
        assert!(sources(&"ế".repeat(500)).is_some() && sources(&lines(MOST_SOURCES)).is_some());
    }
    use crate::{
        criteria::Localized,
        indicator::{Cadence, Direction, Sector},
    };

    fn catalogue() -> Vec<Indicator> {
        let none = || Localized {
            vi: String::new(),
            en: String::new(),
            ar: String::new(),
        };
        [
            ("I02", Kind::Count, 0),
            ("I06", Kind::Share, 2),
            ("I17", Kind::Growth, 0),
            ("M05", Kind::Count, 2),
        ]
        .map(|(code, kind, decimals)| Indicator {
            code: code.to_owned(),
            system: code.to_owned(),
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
            summary: none(),
            from: none(),
        })
        .to_vec()
    }

    const GOOD: Line<'static> = Line {
        unit: "04846",
        indicator: "i02",
        value: RawField::Text("1.200"),
        as_of: "31/10/2026",
        from: "",
        qualifier: "khoảng",
        printed: "",
        source: "  Nhà mạng  A ",
        note: "",
    };

    fn taken(line: &Line<'_>) -> Result<ParsedRow, Vec<FieldFault>> {
        let province = UnitCode::parse("25").unwrap();
        let known = UnitCode::parse("04846").unwrap();
        let place = |code: &UnitCode| match code.as_str() {
            "00004" => Place::Outside,
            _ if *code == known => Place::Within(&province),
            _ => Place::Unknown,
        };
        let today = Date::new(2026, 11, 23).unwrap();
        read(line, &catalogue(), place, |i| i.code != "M05", today)
    }

    fn faults(line: &Line<'_>) -> Vec<(&'static str, &'static str)> {
        let faults = taken(line).unwrap_err();
        faults.into_iter().map(|(f, p)| (f, p.word())).collect()
    }

    #[test]
    fn a_line_is_read_as_people_write_it() {
        let (province, read) = taken(&GOOD).unwrap();
        assert_eq!(province.as_str(), "25");
        assert_eq!(read.indicator, "I02");
        assert_eq!(read.value, Value::Number(1_200));
        assert_eq!(read.qualifier, Qualifier::About);
        assert_eq!(read.source, "Nhà mạng A");
        assert_eq!(
            (read.from, read.to),
            (read.to, Date::new(2026, 10, 31).unwrap())
        );
        let growth = Line {
            indicator: "I17",
            value: RawField::Text("tăng hơn 50 %"),
            ..GOOD
        };
        let (_, read) = taken(&growth).unwrap();
        assert_eq!(
            (read.value, read.printed.as_str()),
            (Value::Text, "tăng hơn 50 %")
        );
    }

    #[test]
    fn every_field_says_what_is_wrong_with_it() {
        let bad = Line {
            unit: "4847",
            indicator: "I99",
            value: RawField::Text("x"),
            as_of: "hôm qua",
            from: "32/1/2026",
            qualifier: "chắc",
            source: " ",
            ..GOOD
        };
        let expected = [
            (UNIT, "no_such_unit"),
            (INDICATOR, "no_such_indicator"),
            (AS_OF, "not_a_date"),
            (FROM, "not_a_date"),
            (QUALIFIER, "no_such_qualifier"),
            (SOURCE, "missing"),
        ];
        assert_eq!(faults(&bad), expected);
        let foreign = Line {
            unit: "00004",
            indicator: "M05",
            ..GOOD
        };
        let expected = [(UNIT, "outside_scope"), (INDICATOR, "other_sector")];
        assert_eq!(faults(&foreign), expected);
        let late = Line {
            as_of: "2026-11-24",
            value: RawField::Text("10,5"),
            source: "",
            ..GOOD
        };
        let expected = [
            (VALUE, "too_precise"),
            (AS_OF, "future"),
            (SOURCE, "missing"),
        ];
        assert_eq!(faults(&late), expected);
        let nothing = Line {
            indicator: "I17",
            value: RawField::Text(""),
            ..GOOD
        };
        assert_eq!(faults(&nothing), [(PRINTED, "missing")]);
    }

    #[test]
    fn a_code_is_read_without_what_nobody_sees() {
        let odd = Line {
            unit: "\u{feff}04846\u{200b}",
            indicator: "Ｉ０２\u{a0}",
            value: RawField::Text("١٬٢٠٠"),
            as_of: "2026-10-31T00:00:00",
            from: "\u{200b}",
            source: "Nhà\u{200b} mạng A",
            ..GOOD
        };
        assert_eq!(taken(&odd), taken(&GOOD));
    }

    #[test]
    fn zeros_at_the_front_are_missed_where_one_unit_has_them() {
        let line = |unit| Line { unit, ..GOOD };
        assert_eq!(faults(&line("4846")), [(UNIT, "lost_zeros")]);
        assert_eq!(faults(&line("٤٨٤٦")), [(UNIT, "lost_zeros")]);
        assert_eq!(faults(&line("4847")), [(UNIT, "no_such_unit")]);
        let known = ["01", "00001", "00002", "25", "04846"].map(|c| UnitCode::parse(c).unwrap());
        let place = |code: &UnitCode| match known.iter().find(|k| *k == code) {
            None => Place::Unknown,
            Some(known) if known.as_str() == "00001" => Place::Outside,
            Some(known) => Place::Within(known),
        };
        let put_back = |code| restored(code, place).map(|code| code.to_string());
        // Of two that it may have been, the one in scope was meant; with both in scope nobody knows.
        assert_eq!(put_back("1").as_deref(), Some("01"));
        assert_eq!(put_back("2").as_deref(), Some("00002"));
        assert_eq!(put_back("4846").as_deref(), Some("04846"));
        for whole in ["25", "04846", "", "x", "3"] {
            assert_eq!(put_back(whole), None, "{whole}");
        }
        let everywhere = |code: &UnitCode| match known.iter().find(|k| *k == code) {
            None => Place::Unknown,
            Some(known) => Place::Within(known),
        };
        assert_eq!(restored("1", everywhere), None);
    }

    #[test]
    fn a_number_of_a_machine_is_never_taken_for_thousands() {
        let given = |indicator, value| Line {
            indicator,
            value,
            ..GOOD
        };
        let value = |line: &Line<'_>| taken(line).unwrap().1.value;
        assert_eq!(
            value(&given("I02", RawField::Number(1_234.0))),
            Value::Number(1_234)
        );
        assert_eq!(
            faults(&given("I02", RawField::Number(1.234))),
            [(VALUE, "too_precise")]
        );
        assert_eq!(
            value(&given("I06", RawField::Number(87.83))),
            Value::Percent(8_783)
        );
        assert_eq!(
            value(&given("I06", RawField::Number(0.5))),
            Value::Percent(50)
        );
        assert_eq!(
            faults(&given("I06", RawField::Cell(0.5))),
            [(VALUE, "percent_cell")]
        );
        assert_eq!(
            value(&given("I06", RawField::Cell(87.5))),
            Value::Percent(8_750)
        );
        for odd in [f64::NAN, f64::INFINITY, 1e300] {
            assert_eq!(
                faults(&given("I02", RawField::Number(odd))),
                [(VALUE, "unreadable")]
            );
        }
        assert_eq!(
            faults(&given("I02", RawField::Number(-1.0))),
            [(VALUE, "negative")]
        );
    }

    #[test]
    fn a_line_that_says_the_same_again_is_found() {
        let (_, one) = taken(&GOOD).unwrap();
        let mut other = one.clone();
        other.source = "Sở".to_owned();
        let mut seen = Seen::default();
        assert_eq!(seen.note(&one, 2), None);
        assert_eq!(seen.note(&other, 3), None);
        let mut again = one.clone();
        again.value = Value::Number(7);
        assert_eq!(seen.note(&again, 4), Some(2));
    }
}
