//! How a file was read, and why it can't be, in words.

use crate::{
    i18n::Lang,
    workspace::table::model::{
        HowRead, LARGEST_TABLE, Letters, MOST_COLUMNS, MOST_TABLE_ROWS, Separator, TableRefusal,
        WrongFile,
    },
};
use domain::rate::saturating_u32;

/// How a table was read, as far as a person would not expect it; none if it was read as files usually are.
#[must_use]
pub fn how(lang: Lang, how: &HowRead) -> Option<String> {
    let mut told = Vec::new();
    if how.letters != Letters::Utf8 {
        told.push(lang.ta("tables-letters", [("name", how.letters.name().into())]));
    }
    match how.separator {
        Separator::Comma => {}
        Separator::Semicolon => told.push(lang.t("tables-semicolon")),
        Separator::Tab => told.push(lang.t("tables-tab")),
        Separator::Bar => told.push(lang.t("tables-bar")),
    }
    let sheet = usize::try_from(how.sheet).ok();
    let sheet = sheet.and_then(|sheet| how.sheets.get(sheet));
    if let Some(sheet) = sheet.filter(|sheet| how.sheets.len() > 1 || sheet.hidden) {
        let key = if sheet.hidden {
            "tables-sheet-hidden"
        } else {
            "tables-sheet"
        };
        told.push(lang.ta(key, [("sheet", sheet.name.clone().into())]));
    }
    if how.head > 1 {
        told.push(lang.ta("tables-head", [("line", how.head.to_string().into())]));
    }
    (!told.is_empty()).then(|| told.join(" "))
}

/// What a file is that can't be read, and what to do about it.
#[must_use]
pub fn wrong_file(lang: Lang, wrong: WrongFile) -> String {
    match wrong {
        WrongFile::Locked => lang.t("tables-locked"),
        WrongFile::Format(name) => lang.ta("tables-format", [("format", name.into())]),
    }
}

/// Why a file was refused as a whole.
#[must_use]
pub fn refusal(lang: Lang, refusal: TableRefusal) -> String {
    match refusal {
        TableRefusal::Missing => lang.t("file-missing"),
        TableRefusal::TooLarge => {
            let mib = lang.number(saturating_u32(LARGEST_TABLE / 1024 / 1024));
            lang.ta("observe-file-large", [("mib", mib.into())])
        }
        TableRefusal::Wrong(wrong) => wrong_file(lang, wrong),
        TableRefusal::NotATable => lang.t("observe-file-kind"),
        TableRefusal::TooMuchInside => lang.t("observe-file-inside"),
        TableRefusal::TooManyRows => {
            let rows = lang.number(MOST_TABLE_ROWS);
            lang.ta("observe-file-rows", [("rows", rows.into())])
        }
        TableRefusal::TooManyColumns => {
            let columns = lang.number(saturating_u32(MOST_COLUMNS));
            lang.ta("observe-file-columns", [("columns", columns.into())])
        }
        TableRefusal::Empty => lang.t("observe-file-empty"),
        TableRefusal::TooSlow => lang.t("observe-file-slow"),
        TableRefusal::Gone => lang.t("observe-file-gone"),
        TableRefusal::Lost => lang.t("observe-file-lost"),
        TableRefusal::Several => lang.t("file-several"),
    }
}
