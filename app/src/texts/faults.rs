//! What is wrong with an imported file, in words.

use crate::{
    i18n::Lang,
    texts::table,
    workspace::rejected_form::{FaultReason, FaultRow, UnitCandidate},
};
use domain::{criteria::CriteriaProblem, rate::saturating_u32, text::LONGEST_NAME};
use std::fmt;

/// `dòng 12, cột type: …`, as the command line says it.
impl fmt::Display for FaultRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.line > 0 {
            write!(f, "dòng {}, ", self.line)?;
        }
        let reason = fault_text(Lang::Vi, &self.reason);
        write!(f, "cột {}: {reason}", self.column)?;
        match parser_words(&self.reason) {
            Some(said) => write!(f, " (nguyên văn tiếng Anh: {said})"),
            None => Ok(()),
        }
    }
}

/// How many units of one name are told; the most that bear one are fewer.
const MOST_CANDIDATES: usize = 12;

/// That a name is that of several units, and of which.
#[must_use]
pub fn several_units(lang: Lang, candidates: &[UnitCandidate]) -> String {
    let (comma, semicolon) = match lang {
        Lang::Ar => ("، ", "؛ "),
        Lang::Vi | Lang::En => (", ", "; "),
    };
    let told = candidates.iter().take(MOST_CANDIDATES).map(|candidate| {
        let mut name = lang.full_name(&candidate.unit);
        if let Some(province) = &candidate.province {
            name = format!("{name}{comma}{}", lang.full_name(province));
        }
        format!("{name} ({})", candidate.unit.code)
    });
    let told = told.collect::<Vec<_>>().join(semicolon);
    let count = lang.number(saturating_u32(candidates.len()));
    lang.ta(
        "fault-several-units",
        [("count", count.into()), ("units", told.into())],
    )
}

/// What the reader of a format said itself, in English; it stands behind the words of [`fault_text`].
#[must_use]
pub fn parser_words(reason: &FaultReason) -> Option<&str> {
    match reason {
        FaultReason::NotToml(said) => Some(said),
        _ => None,
    }
}

/// What is wrong at a place of a file, in words.
#[must_use]
pub fn fault_text(lang: Lang, reason: &FaultReason) -> String {
    match reason {
        FaultReason::ColumnMissing => lang.t("fault-column-missing"),
        FaultReason::NoHead(known) => lang.ta("fault-no-head", [("known", known.clone().into())]),
        FaultReason::ColumnTwice => lang.t("fault-column-twice"),
        FaultReason::ColumnUnknown(known) => {
            lang.ta("fault-column-unknown", [("known", known.clone().into())])
        }
        FaultReason::Unreadable(refusal) => table::refusal(lang, *refusal),
        FaultReason::LostZeros(number) => {
            lang.ta("fault-lost-zeros", [("number", (*number).into())])
        }
        FaultReason::Formula => lang.t("sheet-formula"),
        FaultReason::NotAValue => lang.t("sheet-not-a-value"),
        FaultReason::LineUnreadable => lang.t("fault-line-unreadable"),
        FaultReason::CellCount(found, filter) => lang.ta(
            "fault-cell-count",
            [("found", (*found).into()), ("wanted", (*filter).into())],
        ),
        FaultReason::NoLines => lang.t("fault-no-lines"),
        FaultReason::TooManyLines(most) => {
            lang.ta("fault-too-many-lines", [("most", (*most).into())])
        }
        FaultReason::UserName => lang.t("fault-user-name"),
        FaultReason::UserTaken => lang.t("fault-user-taken"),
        FaultReason::UserTwice => lang.t("fault-user-twice"),
        FaultReason::NoName => lang.t("fault-no-name"),
        FaultReason::NameTooLong => lang.ta(
            "fault-name-too-long",
            [("most", saturating_u32(LONGEST_NAME).into())],
        ),
        FaultReason::NotMail => lang.t("mail-refused"),
        FaultReason::NoRole => lang.t("fault-no-role"),
        FaultReason::NoScope => lang.t("fault-no-scope"),
        FaultReason::SeveralUnits(candidates) => several_units(lang, candidates),
        FaultReason::BeyondScope => lang.t("fault-beyond-scope"),
        FaultReason::NotToml(_) => lang.t("fault-not-toml"),
        FaultReason::FieldMissing => lang.t("fault-field-missing"),
        FaultReason::FieldUnknown(known) => {
            lang.ta("fault-field-unknown", [("known", known.clone().into())])
        }
        FaultReason::NeedsText => lang.t("fault-needs-text"),
        FaultReason::NeedsNumber => lang.t("fault-needs-number"),
        FaultReason::NeedsBoolean => lang.t("fault-needs-boolean"),
        FaultReason::NeedsTable => lang.t("fault-needs-table"),
        FaultReason::NeedsList => lang.t("fault-needs-list"),
        FaultReason::NeedsDate => lang.t("fault-needs-date"),
        FaultReason::NeedsOneOf(words) => {
            lang.ta("fault-needs-one-of", [("words", (*words).into())])
        }
        FaultReason::Mistake(CriteriaProblem::Empty) => lang.t("fault-empty"),
        FaultReason::Mistake(CriteriaProblem::Twice) => lang.t("fault-used-twice"),
        FaultReason::Mistake(CriteriaProblem::UnknownGroup) => lang.t("fault-unknown-group"),
        FaultReason::Mistake(CriteriaProblem::Range) => lang.t("fault-range"),
        FaultReason::Mistake(CriteriaProblem::NearAbovePass) => lang.t("fault-near-above-pass"),
        FaultReason::Mistake(CriteriaProblem::NoLegalText) => lang.t("fault-no-legal-text"),
        FaultReason::Mistake(CriteriaProblem::Incomplete) => lang.t("fault-order-incomplete"),
        FaultReason::Mistake(CriteriaProblem::NotOfficial) => lang.t("fault-order-not-official"),
        FaultReason::Mistake(CriteriaProblem::TooLong(most)) => lang.ta(
            "fault-too-long",
            [("most", lang.number(saturating_u32(*most)).into())],
        ),
        FaultReason::Mistake(CriteriaProblem::TooMany(most)) => lang.ta(
            "fault-too-many",
            [("most", lang.number(saturating_u32(*most)).into())],
        ),
        FaultReason::Mistake(CriteriaProblem::NotAName) => lang.t("fault-not-a-plain-name"),
        FaultReason::Mistake(CriteriaProblem::Controls) => lang.t("fault-controls"),
        FaultReason::SetThere => lang.t("fault-set-there"),
        FaultReason::SetOther(version, place) => {
            let version = ("version", version.clone().into());
            let field = ("field", place.field.clone().into());
            match place.criterion.clone() {
                None => lang.ta("fault-set-other", [version, field]),
                Some(criterion) => lang.ta(
                    "fault-set-other-criterion",
                    [version, field, ("criterion", criterion.into())],
                ),
            }
        }
        FaultReason::SetReworded(version) => {
            lang.ta("fault-set-reworded", [("version", version.clone().into())])
        }
        FaultReason::SetElsewhere(version) => {
            lang.ta("fault-set-elsewhere", [("version", version.clone().into())])
        }
        FaultReason::Words(words) => words.clone(),
    }
}
