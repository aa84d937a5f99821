//! Answers, fields and what is wrong with them, in words.

use crate::{i18n::Lang, texts::value};
use domain::{
    answer::{Answer, Content, Review},
    assessment::ReturnReason,
    correspondence,
    criteria::Question,
    entry::{self, Earliest, EntryProblem},
    indicator::Denominator,
};

/// The word for a kind of question between commune and province.
#[must_use]
pub fn question_kind(lang: Lang, kind: correspondence::Kind) -> String {
    match kind {
        correspondence::Kind::Difficulty => lang.t("talk-difficulty"),
        correspondence::Kind::Explanation => lang.t("talk-explanation"),
    }
}

/// Why something came back, in words.
#[must_use]
pub fn reason(lang: Lang, reason: ReturnReason) -> String {
    match reason {
        ReturnReason::EvidenceMissing => lang.t("return-evidence-missing"),
        ReturnReason::EvidenceUnreadable => lang.t("return-evidence-unreadable"),
        ReturnReason::EvidenceDiffers => lang.t("return-evidence-differs"),
        ReturnReason::Value => lang.t("return-value"),
        ReturnReason::Period => lang.t("return-period"),
        ReturnReason::Applies => lang.t("return-applies"),
        ReturnReason::Other => lang.t("return-other"),
    }
}

/// An answer in words.
#[must_use]
pub fn content(lang: Lang, question: &Question, content: &Content) -> String {
    match content {
        Content::Value(v) => value::value_text(lang, question, v),
        Content::NotApplicable => lang.t("item-not-applicable"),
    }
}

/// What became of an answer.
#[must_use]
pub fn outcome(lang: Lang, answer: &Answer) -> String {
    let (key, at) = match (answer.closed, answer.review) {
        (None, Review::Waiting) => return lang.t("past-waiting"),
        (None, Review::Confirmed(at)) => ("past-confirmed", at),
        (None, Review::Returned { at, .. }) => ("past-returned", at),
        (Some(closed), Review::Waiting) => ("past-withdrawn", closed.at),
        (Some(closed), _) => ("past-reopened", closed.at),
    };
    lang.ta(key, [("at", lang.instant(at).into())])
}

/// What is wrong with a field.
#[must_use]
pub fn problem(lang: Lang, problem: EntryProblem) -> String {
    match problem {
        EntryProblem::Missing => lang.t("problem-missing"),
        EntryProblem::NotANumber => lang.t("problem-not-a-number"),
        EntryProblem::NotADate => lang.t("problem-not-a-date"),
        EntryProblem::Future => lang.t("problem-future"),
        EntryProblem::TooOld(Earliest { day, stands, .. }) => {
            let key = if stands {
                "problem-older"
            } else {
                "problem-expired"
            };
            lang.ta(key, [("date", lang.date(day).into())])
        }
        EntryProblem::OlderDate(day) => {
            lang.ta("problem-older-date", [("date", lang.date(day).into())])
        }
        EntryProblem::AfterFact => lang.t("problem-after-fact"),
        EntryProblem::PartAboveWhole => lang.t("problem-part-above-whole"),
        EntryProblem::NothingToMeasure => lang.t("problem-nothing-to-measure"),
        EntryProblem::NeedsReason => lang.t("problem-needs-reason"),
        EntryProblem::NeedsExplanation => lang.t("problem-needs-explanation"),
        EntryProblem::NeedsEvidence => lang.t("problem-needs-evidence"),
        EntryProblem::Taken => lang.t("problem-taken"),
        EntryProblem::NotAName => lang.t("problem-not-a-name"),
        EntryProblem::NotAScope => lang.t("problem-not-a-scope"),
        EntryProblem::NotMail => lang.t("mail-refused"),
        EntryProblem::TooLong { length, most } => lang.ta(
            "problem-too-long",
            [
                ("length", lang.number(length).into()),
                ("most", lang.number(most).into()),
            ],
        ),
    }
}

/// What the register of denominators says of the whole.
#[must_use]
pub fn registered(lang: Lang, known: &Denominator) -> String {
    let said = lang.ta(
        "register-says",
        [
            ("name", lang.pick(&known.indicator.name).into()),
            ("number", lang.decimal(&known.number.to_string()).into()),
            ("date", lang.date(known.on).into()),
            ("source", known.source.clone().into()),
        ],
    );
    if known.simulated {
        return format!("{said} {}", lang.t("register-simulated"));
    }
    said
}

/// The name of a field.
#[must_use]
pub fn label(lang: Lang, question: &Question, field: &str) -> String {
    let counts = match question {
        Question::PartOfWhole(t) | Question::Ratio(t) | Question::YesNoRatio(t) => Some(t),
        _ => None,
    };
    match (field, counts, question) {
        (entry::PART, Some(t), _) => lang.pick(&t.part).to_owned(),
        (entry::WHOLE, Some(t), _) => lang.pick(&t.whole).to_owned(),
        (entry::YES, ..) => lang.t("field-yes"),
        (entry::DATE, ..) => lang.t("field-date"),
        (entry::NUMBER, _, Question::YesNoNumber { unit, .. }) => {
            lang.ta("field-number", [("unit", unit.clone().into())])
        }
        (entry::FACT_DATE, ..) => lang.t("field-fact-date"),
        (entry::NOTE, ..) => lang.t("field-note"),
        (entry::EXPLANATION, ..) => lang.t("field-explanation"),
        (entry::EVIDENCE, ..) => lang.t("field-file"),
        (entry::NOT_APPLICABLE, ..) => lang.t("field-not-applicable"),
        (entry::LINK, ..) => lang.t("field-link"),
        (entry::DOCUMENT, ..) => lang.t("field-document"),
        (entry::ISSUER, ..) => lang.t("field-issuer"),
        (entry::EVIDENCE_DATE, ..) => lang.t("field-evidence-date"),
        (field, _, Question::ItemList { items, .. }) => items
            .iter()
            .find(|item| entry::item_field(&item.code) == field)
            .map_or_else(String::new, |item| lang.pick(&item.name).to_owned()),
        _ => String::new(),
    }
}
