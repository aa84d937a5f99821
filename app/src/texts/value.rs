//! How an answer, a threshold and the reason of a status read in words. One wording for every page.

use crate::i18n::{Arg, Lang};
use domain::{
    answer::{Three, Value},
    criteria::{Control, Criterion, Item, Public, Question, Thresholds},
    evidence::Backing,
    rate::{Rate, Shown, saturating_u32},
    status::{Input, Reason},
    time::{Date, Timestamp},
};

/// Basis points as percent: “80%”.
#[must_use]
pub fn basis_points(lang: Lang, bp: u32) -> String {
    lang.with_percent(&lang.shown(Shown(bp)))
}

/// A rate with its two counts: “72% (360/500)”.
#[must_use]
pub fn share(lang: Lang, rate: Rate) -> String {
    format!("{} ({})", lang.percent(rate), lang.fraction(rate))
}

/// Items of a sentence, with the comma of the language.
#[must_use]
pub fn list(lang: Lang, items: &[String]) -> String {
    items.join(if lang == Lang::Ar { "، " } else { ", " })
}

fn yes_no(lang: Lang, yes: bool) -> String {
    if yes {
        lang.t("value-yes")
    } else {
        lang.t("value-no")
    }
}

fn quantity(lang: Lang, number: u32, unit: &str) -> String {
    format!("{}\u{a0}{unit}", lang.number(number))
}

fn with_amount(lang: Lang, yes: bool, amount: String) -> String {
    lang.ta(
        "value-with-amount",
        [
            ("answer", yes_no(lang, yes).into()),
            ("amount", amount.into()),
        ],
    )
}

/// What was answered: “72% (360/500)”, “Có, 8 Mbps”, “có 4/5 mục; chưa đủ: Máy lấy số”.
#[must_use]
pub fn value_text(lang: Lang, question: &Question, value: &Value) -> String {
    match (question, value) {
        (_, Value::YesNo(yes)) => yes_no(lang, *yes),
        (_, Value::Three(three)) => match three {
            Three::Yes => lang.t("value-yes"),
            Three::InPreparation => lang.t("value-preparing"),
            Three::No => lang.t("value-no"),
        },
        (
            _,
            Value::Dated {
                yes,
                date: Some(date),
            },
        ) => lang.ta(
            "value-dated",
            [
                ("answer", yes_no(lang, *yes).into()),
                ("date", lang.date(*date).into()),
            ],
        ),
        (
            Question::YesNoNumber { unit, .. },
            Value::Measured {
                yes,
                number: Some(number),
            },
        ) => with_amount(lang, *yes, quantity(lang, *number, unit)),
        (_, Value::Dated { yes, .. } | Value::Measured { yes, .. }) => yes_no(lang, *yes),
        (_, Value::Counts(rate)) => share(lang, *rate),
        (_, Value::YesCounts { yes, counts }) => with_amount(lang, *yes, share(lang, *counts)),
        (Question::ItemList { items, .. }, Value::Items(numbers)) => {
            items_text(lang, items, numbers)
        }
        (_, Value::Items(_)) => "–".to_owned(),
    }
}

fn items_text(lang: Lang, items: &[Item], numbers: &[u32]) -> String {
    let short = |(item, n): (&Item, &u32)| {
        let name = lang.pick(&item.name);
        match (*n, item.min) {
            (n, min) if n >= min => None,
            (_, 1) => Some(name.to_owned()),
            (n, min) => Some(format!("{name} ({}/{})", lang.number(n), lang.number(min))),
        }
    };
    let missing: Vec<String> = items.iter().zip(numbers).filter_map(short).collect();
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let have = items.len().saturating_sub(missing.len());
    let have = lang.fraction(Rate::new(count(have), count(items.len())));
    if missing.is_empty() {
        lang.ta("value-items-all", [("have", have.into())])
    } else {
        let missing = list(lang, &missing);
        lang.ta(
            "value-items-some",
            [("have", have.into()), ("missing", missing.into())],
        )
    }
}

/// What the numbers of an answer count, and each number.
#[must_use]
pub fn counted(lang: Lang, question: &Question, value: &Value) -> Vec<(String, String)> {
    match (question, value) {
        (Question::PartOfWhole(t) | Question::Ratio(t), Value::Counts(rate))
        | (Question::YesNoRatio(t), Value::YesCounts { counts: rate, .. }) => vec![
            (lang.pick(&t.part).to_owned(), lang.number(rate.part)),
            (lang.pick(&t.whole).to_owned(), lang.number(rate.whole)),
        ],
        (Question::ItemList { items, control, .. }, Value::Items(numbers)) => items
            .iter()
            .zip(numbers)
            .map(|(item, n)| {
                let said = match (control, n) {
                    (Control::YesNo, 0) => lang.t("value-no"),
                    (Control::YesNo, 1) => lang.t("value-yes"),
                    _ => lang.number(*n),
                };
                (lang.pick(&item.name).to_owned(), said)
            })
            .collect(),
        _ => Vec::new(),
    }
}

/// What is asked: “Hai số: Hồ sơ nộp trực tuyến; Tổng số hồ sơ tiếp nhận”.
#[must_use]
pub fn asked_text(lang: Lang, question: &Question) -> String {
    let counts = |t: &Thresholds| -> [(&'static str, Arg); 2] {
        [
            ("part", lang.pick(&t.part).into()),
            ("whole", lang.pick(&t.whole).into()),
        ]
    };
    match question {
        Question::YesNo => lang.t("value-asks-yes-no"),
        Question::ThreeValued => lang.t("value-asks-three"),
        Question::YesNoDate { .. } => lang.t("value-asks-date"),
        Question::YesNoNumber { unit, .. } => {
            lang.ta("value-asks-number", [("unit", unit.as_str().into())])
        }
        Question::PartOfWhole(t) => lang.ta("value-asks-counts", counts(t)),
        Question::Ratio(t) => lang.ta("value-asks-ratio", counts(t)),
        Question::YesNoRatio(t) => lang.ta("value-asks-yes-counts", counts(t)),
        Question::ItemList { items, .. } => {
            let names: Vec<String> = items
                .iter()
                .map(|item| match item.min {
                    1 => lang.pick(&item.name).to_owned(),
                    min => format!("{} (≥ {})", lang.pick(&item.name), lang.number(min)),
                })
                .collect();
            lang.ta("value-asks-items", [("items", list(lang, &names).into())])
        }
    }
}

/// What it takes to pass: “ít nhất 80%”.
#[must_use]
pub fn pass_text(lang: Lang, question: &Question) -> String {
    match question {
        Question::YesNo | Question::ThreeValued => lang.t("value-pass-yes"),
        Question::YesNoDate { max_age_days: n } => lang.ta(
            "value-pass-date",
            [("n", (*n).into()), ("days", lang.number(*n).into())],
        ),
        Question::YesNoNumber { unit, floor } => lang.ta(
            "value-pass-yes-least",
            [("least", quantity(lang, *floor, unit).into())],
        ),
        Question::PartOfWhole(t) if t.pass_bp == 10_000 => lang.ta(
            "value-pass-all",
            [("all", basis_points(lang, t.pass_bp).into())],
        ),
        Question::PartOfWhole(t) | Question::Ratio(t) => lang.ta(
            "value-pass-least",
            [("least", basis_points(lang, t.pass_bp).into())],
        ),
        Question::YesNoRatio(t) => lang.ta(
            "value-pass-yes-least",
            [("least", basis_points(lang, t.pass_bp).into())],
        ),
        Question::ItemList { items, .. } => {
            let n = saturating_u32(items.len());
            lang.ta(
                "value-pass-items",
                [("n", n.into()), ("count", lang.number(n).into())],
            )
        }
    }
}

/// What counts as near, if anything does: “từ 60% đến dưới 80%”.
#[must_use]
pub fn near_text(lang: Lang, question: &Question) -> Option<String> {
    let between = |t: &Thresholds| -> [(&'static str, Arg); 2] {
        [
            ("from", basis_points(lang, t.near_bp).into()),
            ("below", basis_points(lang, t.pass_bp).into()),
        ]
    };
    Some(match question {
        Question::YesNo
        | Question::ItemList {
            near_missing: 0, ..
        } => return None,
        Question::PartOfWhole(t) | Question::Ratio(t) | Question::YesNoRatio(t)
            if t.near_bp == t.pass_bp =>
        {
            return None;
        }
        Question::ThreeValued => lang.t("value-near-preparing"),
        Question::YesNoDate { max_age_days: n } => lang.ta(
            "value-near-date",
            [("n", (*n).into()), ("days", lang.number(*n).into())],
        ),
        Question::YesNoNumber { unit, floor } => lang.ta(
            "value-near-yes-below",
            [("below", quantity(lang, *floor, unit).into())],
        ),
        Question::PartOfWhole(t) | Question::Ratio(t) => lang.ta("value-near-between", between(t)),
        Question::YesNoRatio(t) => lang.ta("value-near-yes-between", between(t)),
        Question::ItemList {
            near_missing: n, ..
        } => lang.ta(
            "value-near-items",
            [("n", (*n).into()), ("count", lang.number(*n).into())],
        ),
    })
}

/// What is needed: “cần ít nhất 80%”.
#[must_use]
pub fn need_text(lang: Lang, question: &Question) -> String {
    lang.ta("value-need", [("pass", pass_text(lang, question).into())])
}

/// What is there now: the confirmed value, or that there is none.
#[must_use]
pub fn now_text(lang: Lang, question: &Question, input: Option<&Input>) -> String {
    input
        .and_then(|input| input.confirmed.as_ref())
        .map_or_else(
            || lang.t("value-nothing"),
            |c| value_text(lang, question, &c.value),
        )
}

/// The value as the public may see it: of some criteria it sees the status alone.
#[must_use]
pub fn public_text(lang: Lang, criterion: &Criterion, input: Option<&Input>) -> String {
    let confirmed = input.is_some_and(|input| input.confirmed.is_some());
    if criterion.public == Public::Status && confirmed {
        return lang.t("public-status-only");
    }
    now_text(lang, &criterion.question, input)
}

/// What remains to be done for a criterion that keeps a commune from green.
#[must_use]
pub fn next_text(lang: Lang, question: &Question, reason: Reason) -> String {
    match reason {
        Reason::Expiring | Reason::Lapsed | Reason::Expired => {
            lang.ta("value-renew", [("pass", pass_text(lang, question).into())])
        }
        Reason::Awaiting => lang.t("value-wait"),
        _ => need_text(lang, question),
    }
}

/// What a confirmation rests on, in a few words.
#[must_use]
pub fn backing(lang: Lang, backing: Option<Backing>) -> String {
    lang.t(match backing {
        Some(Backing::Document) => "backing-document",
        Some(Backing::System) => "backing-system",
        Some(Backing::OnSite) => "backing-on-site",
        Some(Backing::Paper) => "backing-paper",
        None => "backing-earlier",
    })
}

/// The reason of a criterion's status in a few words: “gần đạt”.
#[must_use]
pub fn reason_text(lang: Lang, reason: Reason) -> String {
    lang.t(match reason {
        Reason::Met => "value-reason-met",
        Reason::Expiring => "value-reason-expiring",
        Reason::Awaiting => "value-reason-awaiting",
        Reason::Near => "value-reason-near",
        Reason::Lapsed => "value-reason-lapsed",
        Reason::Below => "value-reason-below",
        Reason::Overdue => "value-reason-overdue",
        Reason::Expired => "value-reason-expired",
        Reason::NotYetDue => "value-reason-not-yet-due",
        Reason::NotApplicable => "value-reason-not-applicable",
    })
}

/// The reason as sentences with its dates, and what waits for review beside it. `as_of` tells a due
/// date that has passed from one that has not.
#[must_use]
pub fn reason_sentences(
    lang: Lang,
    criterion: &Criterion,
    reason: Reason,
    input: Option<&Input>,
    as_of: Timestamp,
) -> Vec<String> {
    let confirmed = input.and_then(|input| input.confirmed.as_ref());
    let until = confirmed
        .map(|c| lang.date(c.valid_until))
        .unwrap_or_default();
    // The last day on which the date inside the value counts, if that is before its evidence ends.
    let aged = confirmed
        .map(|c| (c.met_until(&criterion.question), c.valid_until))
        .filter(|(met, valid)| met < valid)
        .map(|(met, _)| met);
    let aged_sentence = |key, met: Date| lang.ta(key, [("until", lang.date(met).into())]);
    let due = input
        .and_then(|input| input.due)
        .map(|due| lang.instant(due));
    let pending = input.and_then(|input| input.pending);
    let first = match (reason, due.clone()) {
        (Reason::Met, _) => match aged {
            Some(met) => aged_sentence("value-why-met-aged", met),
            None => lang.ta("value-why-met", [("until", until.into())]),
        },
        (Reason::Expiring, _) => match aged {
            Some(met) => aged_sentence("value-why-expiring-aged", met),
            None => lang.ta("value-why-expiring", [("until", until.into())]),
        },
        (Reason::Awaiting, _) => {
            let at = pending
                .map(|p| lang.instant(p.submitted_at))
                .unwrap_or_default();
            lang.ta("value-why-awaiting", [("at", at.into())])
        }
        (Reason::Near, _) => match aged.filter(|met| *met < as_of.date()) {
            Some(met) => aged_sentence("value-why-near-aged", met),
            None => lang.t("value-why-near"),
        },
        (Reason::Below, _) => lang.t("value-why-below"),
        (Reason::Lapsed, Some(due)) => lang.ta(
            "value-why-lapsed-due",
            [("until", until.into()), ("due", due.into())],
        ),
        (Reason::Lapsed, None) => lang.ta("value-why-lapsed", [("until", until.into())]),
        (Reason::Expired, due) => lang.ta(
            "value-why-expired",
            [
                ("until", until.into()),
                ("due", due.unwrap_or_default().into()),
            ],
        ),
        (Reason::Overdue, due) => lang.ta(
            "value-why-overdue",
            [("due", due.unwrap_or_default().into())],
        ),
        (Reason::NotYetDue, Some(due)) => lang.ta("value-why-not-yet-due", [("due", due.into())]),
        (Reason::NotYetDue, None) => lang.t("value-why-nothing-asked"),
        (Reason::NotApplicable, _) => {
            let at = input
                .and_then(|input| input.not_applicable)
                .map(|at| lang.instant(at));
            lang.ta(
                "value-why-not-applicable",
                [("at", at.unwrap_or_default().into())],
            )
        }
    };
    let mut sentences = vec![first];
    if let (Reason::Near | Reason::Below, Some(due)) = (reason, due) {
        let passed = input
            .and_then(|input| input.due)
            .is_some_and(|due| as_of > due);
        sentences.push(if passed {
            lang.ta("value-why-due-passed", [("due", due.into())])
        } else {
            lang.ta("value-why-due", [("due", due.into())])
        });
    }
    if let Some(pending) = pending.filter(|_| reason != Reason::Awaiting) {
        let at = lang.instant(pending.submitted_at);
        sentences.push(if pending.in_time {
            lang.ta("value-why-pending", [("at", at.into())])
        } else {
            lang.ta("value-why-pending-late", [("at", at.into())])
        });
    }
    sentences
}
