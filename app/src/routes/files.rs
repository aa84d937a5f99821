//! Files beside pages: their paths, without the language prefix.

use crate::routes::address::encode;
use domain::unit::UnitCode;

/// The path of the template for files of observations, without its language prefix: `csv` or `xlsx`.
#[must_use]
pub fn template_path(kind: &str) -> String {
    format!("/so-lieu/mau.{kind}")
}

/// The path of the audit log as a file, without its language prefix.
pub const AUDIT_LOG_FILE: &str = "/quan-tri/nhat-ky.csv";

/// The path of a checklist as a spreadsheet, without its language prefix: one commune's, or those of
/// all communes in somebody's care.
#[must_use]
pub fn sheet_path(unit: Option<&UnitCode>) -> String {
    match unit {
        Some(unit) => format!("/can-bo/{unit}/phieu.xlsx"),
        None => "/can-bo/phieu.xlsx".to_owned(),
    }
}

/// The path of a commune's sheet for the national system as a file, without its language prefix.
#[must_use]
pub fn copy_file(unit: &UnitCode) -> String {
    format!("/can-bo/{unit}/sao-chep.tsv")
}

/// The path of a criteria set's file, without its language prefix.
#[must_use]
pub fn set_file(version: &str) -> String {
    format!("/quan-tri/bo-tieu-chi/{}/bo-tieu-chi.toml", encode(version))
}

/// The path of what is said while a release is published, without its language prefix.
pub const PUBLISHING_PROGRESS: &str = "/quan-tri/cong-bo/tien-do";

/// The path of the committee's workbook, without its language prefix.
pub const WORKBOOK: &str = "/dieu-hanh/xep-hang.xlsx";

/// The path of the committee's briefing, without its language prefix.
pub const BRIEFING: &str = "/dieu-hanh/bao-cao.pdf";

/// The path of what the columns of open files mean. It is in English only, and so has no language prefix.
pub const DATA_DICTIONARY: &str = "/du-lieu/cot.txt";
