//! Lists of people to be let in: read from CSV with the line of each. Whether they may be let in is
//! decided in [`crate::service::workspace::accounts`].

use super::{ImportError, Sheet};
use app::workspace::rejected_form::FaultReason;

const COLUMNS: &[&str] = &["user", "name", "email", "role", "scope"];

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
    /// `VN`, or the code of a province or commune.
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

/// Reads a list with the columns `user,name,email,role,scope`, in any order.
///
/// # Errors
/// Every place of the file that can't be read.
pub fn read(text: &str) -> Result<Vec<PersonLine>, ImportError> {
    let mut sheet = Sheet::read(text, COLUMNS);
    let rows = sheet.take_rows();
    if super::counted(rows.len()) > MOST_PEOPLE {
        sheet.fault(0, "–", FaultReason::TooManyLines(MOST_PEOPLE));
    }
    let people = rows
        .into_iter()
        .map(|row| PersonLine {
            line: row.line,
            person: NewPerson {
                user: row.get("user").to_owned(),
                name: row.get("name").to_owned(),
                email: row.get("email").to_owned(),
                role: row.get("role").to_owned(),
                scope: row.get("scope").to_owned(),
            },
        })
        .collect();
    sheet.finish(people)
}
