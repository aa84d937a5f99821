//! How fields, faults, values and sectors of observations read in words; and which head of a file's column names
//! which field, in whichever language it was written.

use crate::i18n::Lang;
use domain::{
    delivery::{self, DeliveryFault, FIELDS},
    figure::Qualifier,
    indicator::{Cell, Indicator, IndicatorProblem, LONGEST_TEXT, Observation, Sector, Value},
    text::fold,
};
use std::{collections::HashMap, sync::LazyLock};

/// The name of a field, which is also the head of its column in a template.
#[must_use]
pub fn column(lang: Lang, field: &str) -> String {
    match field {
        delivery::UNIT => lang.t("observe-field-unit"),
        delivery::INDICATOR => lang.t("observe-field-indicator"),
        delivery::VALUE => lang.t("observe-field-value"),
        delivery::AS_OF => lang.t("observe-field-as-of"),
        delivery::FROM => lang.t("observe-field-from"),
        delivery::QUALIFIER => lang.t("observe-field-qualifier"),
        delivery::PRINTED => lang.t("observe-field-printed"),
        delivery::SOURCE => lang.t("observe-field-source"),
        delivery::NOTE => lang.t("observe-field-note"),
        _ => String::new(),
    }
}

/// Heads that people give columns besides the names of fields, folded.
const ALSO: [(&str, &[&str]); 9] = [
    (
        delivery::UNIT,
        &[
            "unit code",
            "ma don vi",
            "ma xa",
            "ma tinh",
            "ma dvhc",
            "code",
        ],
    ),
    (
        delivery::INDICATOR,
        &[
            "indicator code",
            "ma chi tieu",
            "chi tieu",
            "ma chi so",
            "chi so",
        ],
    ),
    (
        delivery::VALUE,
        &["gia tri", "so lieu", "ket qua", "so luong"],
    ),
    (
        delivery::AS_OF,
        &[
            "date",
            "ngay",
            "tinh den",
            "tinh den ngay",
            "den ngay",
            "thoi diem",
        ],
    ),
    (delivery::FROM, &["tu ngay", "from date", "tu"]),
    (delivery::QUALIFIER, &["muc chinh xac", "do chinh xac"]),
    (delivery::PRINTED, &["nguyen van", "as printed", "text"]),
    (delivery::SOURCE, &["nguon", "nguon so lieu"]),
    (delivery::NOTE, &["ghi chu", "remark"]),
];

/// The field that each known head names, by the folded head. Every cell that may be one is looked up here.
static HEADS: LazyLock<HashMap<String, &'static str>> = LazyLock::new(|| {
    let mut heads = HashMap::new();
    for field in FIELDS {
        heads.entry(fold(field)).or_insert(field);
        for lang in Lang::ALL {
            heads.entry(fold(&column(lang, field))).or_insert(field);
        }
    }
    for (field, also) in ALSO {
        for head in also {
            heads.entry((*head).to_owned()).or_insert(field);
        }
    }
    heads
});

/// The field that the head of a column names.
#[must_use]
pub fn field_of(head: &str) -> Option<&'static str> {
    HEADS.get(&fold(head)).copied()
}

/// What is wrong with a field.
#[must_use]
pub fn fault(lang: Lang, fault: DeliveryFault) -> String {
    match fault {
        DeliveryFault::Problem(problem) => match problem {
            IndicatorProblem::Missing => lang.t("problem-missing"),
            IndicatorProblem::Unreadable => lang.t("observe-unreadable"),
            IndicatorProblem::TooPrecise => lang.t("observe-too-precise"),
            IndicatorProblem::Negative => lang.t("observe-negative"),
            IndicatorProblem::PartAboveWhole => lang.t("problem-part-above-whole"),
            IndicatorProblem::NothingToMeasure => lang.t("observe-nothing"),
            IndicatorProblem::AboveHundred => lang.t("observe-above-hundred"),
            IndicatorProblem::Future => lang.t("problem-future"),
            IndicatorProblem::Backwards => lang.t("observe-backwards"),
            IndicatorProblem::WrongLevel => lang.t("observe-wrong-level"),
            IndicatorProblem::AskedElsewhere => lang.t("observe-asked-elsewhere"),
            IndicatorProblem::TooLong => {
                let most = u32::try_from(LONGEST_TEXT).unwrap_or(0);
                lang.ta("observe-too-long", [("most", lang.number(most).into())])
            }
        },
        DeliveryFault::NoSuchUnit => lang.t("observe-no-unit"),
        DeliveryFault::SeveralUnits => lang.t("observe-several-units"),
        DeliveryFault::LostZeros => lang.t("observe-lost-zeros"),
        DeliveryFault::Outside => lang.t("observe-outside"),
        DeliveryFault::NoSuchIndicator => lang.t("observe-no-indicator"),
        DeliveryFault::OtherSector => lang.t("observe-other-sector"),
        DeliveryFault::NotADate => lang.t("problem-not-a-date"),
        DeliveryFault::NoSuchQualifier => lang.t("observe-no-qualifier"),
        DeliveryFault::Twice => lang.t("observe-twice-plain"),
        DeliveryFault::Formula => lang.t("sheet-formula"),
        DeliveryFault::NotAValue => lang.t("sheet-not-a-value"),
        DeliveryFault::PercentCell => lang.t("observe-percent-cell"),
        DeliveryFault::BrokenLine => lang.t("observe-broken-line"),
    }
}

/// That an earlier line says the same.
#[must_use]
pub fn twice(lang: Lang, earlier: u32) -> String {
    lang.ta("observe-twice", [("line", earlier.to_string().into())])
}

/// The name of a sector.
#[must_use]
pub fn sector(lang: Lang, sector: Sector) -> String {
    match sector {
        Sector::Infrastructure => lang.t("observe-sector-infrastructure"),
        Sector::Steering => lang.t("observe-sector-steering"),
        Sector::Banking => lang.t("observe-sector-banking"),
        Sector::Identity => lang.t("observe-sector-identity"),
        Sector::PublicServices => lang.t("observe-sector-services"),
        Sector::Health => lang.t("observe-sector-health"),
        Sector::Education => lang.t("observe-sector-education"),
        Sector::Agriculture => lang.t("observe-sector-agriculture"),
        Sector::Construction => lang.t("observe-sector-construction"),
        Sector::Energy => lang.t("observe-sector-energy"),
        Sector::Security => lang.t("observe-sector-security"),
        Sector::Commerce => lang.t("observe-sector-commerce"),
        Sector::Skills => lang.t("observe-sector-skills"),
        Sector::Register => lang.t("observe-sector-register"),
    }
}

/// A word of exactness.
#[must_use]
pub fn qualifier(lang: Lang, qualifier: Qualifier) -> String {
    match qualifier {
        Qualifier::Exact => lang.t("observe-exact"),
        Qualifier::MoreThan => lang.t("observe-more-than"),
        Qualifier::About => lang.t("observe-about"),
    }
}

/// What was observed: “hơn 10.200 trạm”, “87,83% (130/148)”.
#[must_use]
pub fn value(lang: Lang, indicator: &Indicator, observation: &Observation) -> String {
    let cell = || lang.decimal(&Cell(indicator, &observation.value).to_string());
    let text = match &observation.value {
        Value::Number(_) => {
            let unit = lang.pick(&indicator.unit);
            if unit.is_empty() {
                cell()
            } else {
                lang.with_unit(&cell(), unit)
            }
        }
        Value::Percent(_) => lang.with_percent(&cell()),
        Value::Fraction { part, whole } => {
            let counts = format!(
                "{}/{}",
                lang.decimal(&part.to_string()),
                lang.decimal(&whole.to_string())
            );
            match observation.value.share() {
                Some(share) => {
                    let text = format!("{}.{:02}", share / 100, share % 100);
                    let text = text.strip_suffix(".00").unwrap_or(&text);
                    format!("{} ({counts})", lang.with_percent(&lang.decimal(text)))
                }
                None => counts,
            }
        }
        Value::YesNo(true) => lang.t("value-yes"),
        Value::YesNo(false) => lang.t("value-no"),
        Value::Day(day) => lang.date(*day),
        Value::Text => format!("“{}”", observation.printed),
    };
    match observation.qualifier {
        Qualifier::Exact => text,
        Qualifier::MoreThan => lang.ta("observe-value-more", [("value", text.into())]),
        Qualifier::About => lang.ta("observe-value-about", [("value", text.into())]),
    }
}

/// The day or the period of an observation.
#[must_use]
pub fn period(lang: Lang, observation: &Observation) -> String {
    if observation.from == observation.to {
        return lang.date(observation.to);
    }
    format!(
        "{} – {}",
        lang.date(observation.from),
        lang.date(observation.to)
    )
}

/// Code and name: “I02 Số trạm BTS”.
#[must_use]
pub fn indicator(lang: Lang, indicator: &Indicator) -> String {
    format!("{} {}", indicator.code, lang.pick(&indicator.name))
}
