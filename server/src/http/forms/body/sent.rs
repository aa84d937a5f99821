//! What came with a form, and how much may.

use crate::service::{import::table, workspace::checklist::SentFile};
use app::{
    failure::Failure,
    nav::NavAccess,
    query::Query,
    workspace::{
        checklist::model::FileProblem, rejected_form::AdminProblem,
        spreadsheet::model::SheetRefusal, table::model::TableRefusal,
    },
};

/// What all fields of a form may take together, bytes; and a whole form that brings no file.
pub(super) const LARGEST_FORM: u64 = 256 * 1024;

/// Most fields of a form.
pub(super) const MOST_FIELDS: usize = 300;

/// Longest name of a field.
pub(super) const LONGEST_NAME: usize = 100;

/// What was typed, and the file if one came with it.
pub struct Sent {
    /// What was typed.
    pub fields: Query,
    /// Evidence.
    pub file: Option<Result<SentFile, FileProblem>>,
    /// A spreadsheet or another file that is read, never stored.
    pub sheet: Option<Result<Vec<u8>, SheetRefusal>>,
    /// What that file is called.
    pub sheet_name: String,
    /// Whether a file came that has no business here.
    pub passed_over: bool,
    /// Why the form was not read to its end, if it was not: what was read before is here.
    pub stopped: Option<Failure>,
}

impl Sent {
    /// Fields without any file.
    #[must_use]
    pub fn of(fields: Query) -> Self {
        Self {
            fields,
            file: None,
            sheet: None,
            sheet_name: String::new(),
            passed_over: false,
            stopped: None,
        }
    }

    /// The text that came with a form: as a file, or typed into the field of this name.
    ///
    /// # Errors
    /// With what is wrong with it.
    pub fn text(&self, name: &str) -> Result<String, AdminProblem> {
        match table::text(&self.content(name)?) {
            Ok((text, _)) => Ok(text),
            Err(TableRefusal::Wrong(wrong)) => Err(AdminProblem::Wrong(wrong)),
            Err(_) => Err(AdminProblem::NotText),
        }
    }

    /// The bytes of the file that came with a form, or of what was typed into the field of this name.
    ///
    /// # Errors
    /// With what is wrong with it.
    pub fn content(&self, name: &str) -> Result<Vec<u8>, AdminProblem> {
        match &self.sheet {
            Some(Ok(bytes)) => Ok(bytes.clone()),
            Some(Err(SheetRefusal::TooLarge)) => Err(AdminProblem::TooLarge),
            Some(Err(SheetRefusal::Several)) => Err(AdminProblem::Several),
            Some(Err(_)) => Err(AdminProblem::NotText),
            None => match self.fields.raw(name) {
                Some(text) if !text.trim().is_empty() => Ok(text.into()),
                _ => Err(AdminProblem::Missing),
            },
        }
    }

    /// Nothing, because nothing was read.
    pub(super) fn nothing(failure: Failure) -> Self {
        Self {
            stopped: Some(failure),
            ..Self::of(Query::default())
        }
    }
}

/// What becomes of a file that comes with a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Files {
    /// It is evidence.
    Evidence,
    /// It is a spreadsheet, of so many bytes at most.
    Read(usize),
    /// It has no business here; what was typed beside it has, if all is small.
    PassedOver,
}

/// A file that a form may bring, and to whom its pages are open.
pub type Accepted = (Files, fn(&NavAccess) -> bool);
