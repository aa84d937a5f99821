//! A commune's copy sheet: its lines as text to copy, and as rows of a file.

use crate::{
    i18n::Lang,
    texts::value,
    workspace::copy_sheet::model::{CopyLine, CopySheet},
};
use domain::{
    answer::Value,
    copying::{Change, CopiedValue, Missing},
    criteria::{CriteriaSet, Criterion},
    rate::Rate,
};

/// The language of what is copied: the national system's.
pub const COPIED: Lang = Lang::Vi;

/// The criterion of a line.
pub fn criterion_of<'a>(set: &'a CriteriaSet, line: &CopyLine) -> Option<&'a Criterion> {
    set.criterion(&line.criterion)
}

/// What is typed for one criterion: “72% (360/500)”.
pub fn value_text(lang: Lang, criterion: &Criterion, value: &CopiedValue) -> String {
    match value {
        CopiedValue::Value(value, _) => value::value_text(lang, &criterion.question, value),
        CopiedValue::NotApplicable => lang.t("copy-not-applicable"),
    }
}

/// The same with its day.
pub fn dated_text(lang: Lang, criterion: &Criterion, value: &CopiedValue) -> String {
    let text = value_text(lang, criterion, value);
    match value {
        CopiedValue::NotApplicable => text,
        CopiedValue::Value(_, fact) => lang.ta(
            "copy-dated",
            [("value", text.into()), ("date", lang.date(*fact).into())],
        ),
    }
}

/// “DL2. Tỷ lệ …: 72% (360/500), số liệu ngày 31/10/2026”, or nothing if there is nothing to copy.
#[must_use]
pub fn line_text(set: &CriteriaSet, line: &CopyLine) -> Option<String> {
    let (criterion, value) = (criterion_of(set, line)?, line.value.as_ref().ok()?);
    Some(format!(
        "{}. {}: {}",
        criterion.code,
        COPIED.pick(&criterion.title),
        dated_text(COPIED, criterion, value)
    ))
}

/// The whole sheet as plain text, a line for each criterion that can be copied.
#[must_use]
pub fn whole_text(data: &CopySheet) -> String {
    let lines: Vec<_> = data
        .lines
        .iter()
        .filter_map(|line| line_text(&data.set, line))
        .collect();
    lines.join("\n")
}

/// Columns of the sheet as a file.
pub const COLUMNS: [&str; 14] = [
    "unit_code",
    "unit",
    "criteria_set",
    "order",
    "criterion",
    "title",
    "state",
    "value",
    "part",
    "whole",
    "fact_date",
    "change",
    "waiting",
    "counts_until",
];

/// The sheet as rows of a file, in the order of [`COLUMNS`].
#[must_use]
pub fn rows(data: &CopySheet) -> Vec<Vec<String>> {
    let row = |(line, order): (&CopyLine, usize)| {
        let criterion = criterion_of(&data.set, line)?;
        let counts = match &line.value {
            Ok(CopiedValue::Value(
                Value::Counts(rate) | Value::YesCounts { counts: rate, .. },
                _,
            )) => Some(*rate),
            _ => None,
        };
        let count = |part: &dyn Fn(Rate) -> u32| {
            counts.map_or_else(String::new, |rate| part(rate).to_string())
        };
        let value = line.value.as_ref();
        Some(vec![
            data.unit.code.to_string(),
            COPIED.full_name(&data.unit),
            data.set.version.clone(),
            order.to_string(),
            line.criterion.clone(),
            COPIED.pick(&criterion.title).to_owned(),
            match &line.value {
                Ok(CopiedValue::Value(..)) => "confirmed",
                Ok(CopiedValue::NotApplicable) => "not_applicable",
                Err(Missing::Nothing) => "not_confirmed",
                Err(Missing::Ended(_)) => "ended",
            }
            .to_owned(),
            value.map_or_else(|_| String::new(), |s| value_text(COPIED, criterion, s)),
            count(&|r| r.part),
            count(&|r| r.whole),
            match &line.value {
                Ok(CopiedValue::Value(_, fact)) => fact.to_string(),
                _ => String::new(),
            },
            match &line.change {
                Change::New => "new",
                Change::From(_) => "changed",
                Change::Same => "",
                Change::Gone(_) => "gone",
            }
            .to_owned(),
            if line.waiting { "yes" } else { "" }.to_owned(),
            line.until
                .map_or_else(String::new, |until| until.to_string()),
        ])
    };
    let numbered = data.lines.iter().zip(1..);
    numbered.filter_map(row).collect()
}
