//! Indicators of infrastructure and sectors, and what may be observed of them (`docs/rules.md`). They
//! never decide a status: that is [`crate::status`] alone. What somebody else printed is
//! [`crate::figure`]; where observations are kept, and how a page words them, must not enter.

mod observation;
mod problem;
mod reading;
mod value;

pub use observation::{Denominator, LONGEST_TEXT, Observation, problems};
pub use problem::IndicatorProblem;
pub use reading::{Cell, parse};
pub use value::{RawValue, Value};

use crate::{criteria::Localized, unit::UnitLevel};
use serde::{Deserialize, Serialize};

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
    pub basis_text: Localized,
    /// How often it is to be told.
    pub cadence: Cadence,
    /// Codes of published indicators that speak of the same system, perhaps on another basis.
    pub published: Vec<String>,
    /// Those of them that count the same thing on the same basis; no other is compared.
    pub same_basis: Vec<String>,
    /// Name.
    pub name: Localized,
    /// Unit of the value.
    pub unit: Localized,
    /// What the source article reports of the system, summarised: not its words. Empty if it says nothing.
    pub summary: Localized,
    /// Who can tell it.
    pub from: Localized,
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

/// Criteria whose whole is a number of the register of denominators, so that nobody is asked for it twice:
/// criterion, indicator. It stands outside the criteria sets, which never change once they are in.
pub const WHOLES: [(&str, &str); 3] = [("HT1", "M03"), ("TH2", "M04"), ("TH3", "M03")];

/// The indicator of the register that holds the whole of a criterion, if one does.
#[must_use]
pub fn whole_of(criterion: &str) -> Option<&'static str> {
    let found = WHOLES.iter().find(|(code, _)| *code == criterion);
    found.map(|(_, indicator)| *indicator)
}

#[cfg(test)]
mod tests {
    use super::{reading::GREATEST, *};
    use crate::{figure::Qualifier, time::Date, unit::UnitCode};
    use proptest::prelude::*;

    fn indicator(kind: Kind, decimals: u32) -> Indicator {
        let none = || Localized {
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
            summary: none(),
            from: none(),
        }
    }

    fn read(kind: Kind, decimals: u32, text: &str) -> Result<Value, IndicatorProblem> {
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
        assert_eq!(read(Kind::Count, 0, "١٠٬٢٠٠"), Ok(Value::Number(10_200)));
        for text in [
            "87.83",
            "87,83",
            "87,83 %",
            "87.83%",
            "٨٧٫٨٣",
            "٨٧٫٨٣٪",
            "८७.८३",
            "８７．８３％",
            "87.\u{200b}83",
        ] {
            assert_eq!(read(Kind::Share, 2, text), Ok(Value::Percent(8_783)));
        }
        assert_eq!(read(Kind::Count, 2, "1.234,5"), Ok(Value::Number(123_450)));
        assert_eq!(read(Kind::Count, 2, "1,234.50"), Ok(Value::Number(123_450)));
        assert_eq!(read(Kind::Count, 2, "12"), Ok(Value::Number(1_200)));
        let fraction = Value::Fraction {
            part: 130,
            whole: 148,
        };
        assert_eq!(read(Kind::Share, 2, " 130 / 148 "), Ok(fraction.clone()));
        assert_eq!(read(Kind::Share, 2, "١٣٠/١٤٨"), Ok(fraction));
        assert_eq!(read(Kind::YesNo, 0, "Có"), Ok(Value::YesNo(true)));
        let day = Date::new(2026, 10, 31).map(Value::Day);
        assert_eq!(read(Kind::Date, 0, "31/10/2026").ok(), day);
    }

    #[test]
    fn what_is_ambiguous_or_no_number_is_refused() {
        let cases = [
            (Kind::Count, 0, "", IndicatorProblem::Missing),
            (Kind::Count, 0, "10.2", IndicatorProblem::TooPrecise),
            (Kind::Count, 0, "-3", IndicatorProblem::Negative),
            (Kind::Count, 0, "hơn 10", IndicatorProblem::Unreadable),
            (
                Kind::Count,
                0,
                "99999999999999999999",
                IndicatorProblem::Unreadable,
            ),
            (Kind::Count, 0, "١٫٢٣٤", IndicatorProblem::TooPrecise),
            (Kind::Count, 2, "1.234", IndicatorProblem::TooPrecise),
            (Kind::Share, 2, "87.", IndicatorProblem::Unreadable),
            (Kind::Share, 2, "1/", IndicatorProblem::Missing),
            (Kind::YesNo, 0, "có lẽ", IndicatorProblem::Unreadable),
            (Kind::Date, 0, "32/10/2026", IndicatorProblem::Unreadable),
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
        assert_eq!(found(&above), [("value", IndicatorProblem::PartAboveWhole)]);
        let nothing = observed(Value::Fraction { part: 0, whole: 0 });
        assert_eq!(
            found(&nothing),
            [("value", IndicatorProblem::NothingToMeasure)]
        );
        let mut late = observed(Value::Percent(10_001));
        late.to = Date(20_001);
        late.from = Date(20_002);
        late.source = " ".to_owned();
        assert_eq!(
            found(&late),
            [
                ("value", IndicatorProblem::AboveHundred),
                ("to", IndicatorProblem::Future),
                ("from", IndicatorProblem::Backwards),
                ("source", IndicatorProblem::Missing)
            ]
        );
        let mut asked = share.clone();
        asked.derived = Some(Derived::Criterion("DL2".to_owned()));
        let value = observed(Value::Percent(5_000));
        let found = problems(&asked, &value, today);
        assert_eq!(found, [("unit", IndicatorProblem::AskedElsewhere)]);
        // A province's figure is somebody else's and may be told.
        let mut province = value;
        province.unit = UnitCode::parse("25").unwrap();
        assert_eq!(problems(&asked, &province, today), []);
        asked.of_commune = false;
        let commune = observed(Value::Percent(1));
        assert_eq!(
            problems(&asked, &commune, today),
            [("unit", IndicatorProblem::WrongLevel)]
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

    #[test]
    fn a_value_is_read_back_from_what_is_kept_of_it() {
        let (province, commune) = (UnitLevel::Province, UnitLevel::Commune);
        let fraction = Value::Fraction { part: 1, whole: 3 };
        let kept = [
            (Kind::Count, commune, Value::Number(-7)),
            (Kind::Share, commune, fraction.clone()),
            (Kind::Share, province, Value::Percent(8_783)),
            (Kind::YesNo, province, fraction),
            (Kind::YesNo, province, Value::Percent(1)),
            (Kind::YesNo, commune, Value::YesNo(true)),
            (Kind::YesNo, commune, Value::YesNo(false)),
            (Kind::Date, commune, Value::Day(Date(20_000))),
            (Kind::Growth, commune, Value::Text),
        ];
        for (kind, level, value) in kept {
            let own = indicator(kind, 0);
            assert_eq!(RawValue::from(&value).read(&own, level), Some(value));
        }
        let two = RawValue {
            number: Some(2),
            part: None,
            whole: None,
        };
        let own = indicator(Kind::YesNo, 0);
        assert_eq!(two.read(&own, commune), None);
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
