//! Lists of people to be let in: read with the line of each. Whether they may be let in is
//! decided in [`crate::service::workspace::accounts`].

use super::{ImportError, Sheet, table};
use app::{
    i18n::Lang,
    workspace::{
        rejected_form::FaultReason,
        table::model::{HowRead, TableRefusal},
    },
};
use std::sync::atomic::AtomicBool;

const COLUMNS: [&str; 5] = ["user", "name", "email", "role", "scope"];

/// Most people of one list.
pub const MOST_PEOPLE: u32 = 2_000;

/// A person to be let in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPerson {
    /// Name to sign in with.
    pub user: String,
    /// Name to show.
    pub name: String,
    /// Address for mail; may be empty.
    pub email: String,
    /// Word of the role.
    pub role: String,
    /// `VN`, or what names a province or commune ([`unit_cell`](crate::service::unit_cell)).
    pub scope: String,
}

/// A line of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonLine {
    /// Line in the file, from 1.
    pub line: u64,
    /// Who.
    pub person: NewPerson,
}

/// A list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct People {
    /// Its lines.
    pub lines: Vec<PersonLine>,
    /// How it was read.
    pub how: HowRead,
}

/// Whether a head names a column, as files do, as pages do in any language, or as other lists of people do.
fn names(head: &str, column: &str) -> bool {
    let (key, others): (_, &[&str]) = match column {
        "user" => (
            "sign-in-name",
            &[
                "tài khoản",
                "tên tài khoản",
                "tên người dùng",
                "account",
                "login",
            ],
        ),
        "name" => (
            "people-name",
            &["họ và tên", "họ tên cán bộ", "họ và tên cán bộ", "الاسم"],
        ),
        "email" => (
            "account-email",
            &[
                "email",
                "e-mail",
                "địa chỉ email",
                "địa chỉ thư điện tử",
                "hộp thư",
                "البريد",
            ],
        ),
        "role" => ("people-role", &["quyền", "vai trò hệ thống"]),
        _ => (
            "account-scope",
            &[
                "đơn vị",
                "mã đơn vị",
                "đơn vị công tác",
                "địa bàn",
                "unit",
                "unit code",
                "الوحدة",
                "رمز الوحدة",
            ],
        ),
    };
    let shown = |lang: Lang| super::names(head, &lang.t(key));
    super::names(head, column)
        || Lang::ALL.into_iter().any(shown)
        || others.iter().any(|other| super::names(head, other))
}

/// How many columns of a list a row names.
fn wanted(heads: &[String]) -> usize {
    super::named(heads, &COLUMNS, names)
}

/// A list as text that can be changed and sent again, and how it was read.
///
/// # Errors
/// What the file is instead.
pub fn as_text(file: &[u8]) -> Result<(String, HowRead), TableRefusal> {
    let stop = AtomicBool::new(false);
    table::as_text(file, MOST_PEOPLE as usize, &wanted, &stop)
}

/// Reads a list with the columns `user,name,email,role,scope`, in any order.
///
/// # Errors
/// Every place of the file that can't be read.
pub fn read(file: impl AsRef<[u8]>) -> Result<People, ImportError> {
    let mut sheet = Sheet::read_as(file.as_ref(), &COLUMNS, &[], names);
    let rows = sheet.take_rows();
    if super::counted(rows.len()) > MOST_PEOPLE {
        sheet.fault(0, "–", FaultReason::TooManyLines(MOST_PEOPLE));
    }
    let lines = rows
        .into_iter()
        .map(|row| PersonLine {
            line: row.line,
            person: NewPerson {
                user: row.plain("user"),
                name: row.get("name").to_owned(),
                email: row.plain("email"),
                role: row.plain("role"),
                scope: row.get("scope").to_owned(),
            },
        })
        .collect();
    let how = std::mem::take(&mut sheet.how);
    sheet.finish(People { lines, how })
}
