//! What can go wrong below the services, and what an engine means by its errors.

use sqlx::migrate::MigrateError;

/// What can go wrong below the services. Its text is for the log, never for a page.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The engine refused.
    #[error("database: {0}")]
    Sql(sqlx::Error),
    /// The engine did not answer, or refused, when a transaction was to be made durable: nobody knows whether it is.
    #[error("database, while making a transaction durable: {0}")]
    Commit(sqlx::Error),
    /// The server is ending and saves nothing any more.
    #[error("the server is ending")]
    Closed,
    /// The schema can't be brought up to date.
    #[error("migration: {0}")]
    Migrate(#[from] MigrateError),
    /// A column holds what it may not hold.
    #[error("column {column}: {problem}")]
    Unreadable {
        /// Column.
        column: String,
        /// Why it can't be read.
        problem: sqlx::error::BoxDynError,
    },
    /// A row holds what no row may hold.
    #[error("table {table}, row {row}: {problem}")]
    Inconsistent {
        /// Table.
        table: &'static str,
        /// Key of the row.
        row: String,
        /// What is wrong.
        problem: &'static str,
    },
    /// The address of the database is not one.
    #[error(
        "{0} is not a database address; write sqlite://FILE or postgres://USER:PASSWORD@HOST/NAME"
    )]
    Address(String),
    /// There is no database at this address.
    #[error("there is no database at {0}")]
    Absent(String),
    /// What stands at this address is not a database.
    #[error("{0} is not a database")]
    Foreign(String),
    /// The folder of the database file can't be made.
    #[error("cannot make the folder {0}: {1}")]
    Folder(String, std::io::Error),
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        match error {
            sqlx::Error::ColumnDecode { index, source } => Self::Unreadable {
                column: index,
                problem: source,
            },
            other => Self::Sql(other),
        }
    }
}

impl StoreError {
    /// A row that does not fit what is known from elsewhere.
    pub fn inconsistent(table: &'static str, row: impl ToString, problem: &'static str) -> Self {
        Self::Inconsistent {
            table,
            row: row.to_string(),
            problem,
        }
    }

    /// Whether the disk, or the room given to the database, is full: `SQLITE_FULL`, an IO error while
    /// writing, or PostgreSQL's class 53 “insufficient resources”.
    #[must_use]
    pub fn is_full(&self) -> bool {
        let (Self::Sql(sqlx::Error::Database(error)) | Self::Commit(sqlx::Error::Database(error))) =
            self
        else {
            return false;
        };
        error
            .code()
            .is_some_and(|code| matches!(code.as_ref(), "13" | "778" | "53100"))
    }

    /// Whether another transaction came in between: it has taken a place that was free, or each waits for the
    /// other. Nothing was written, and trying again may do.
    #[must_use]
    pub fn is_conflict(&self) -> bool {
        let (Self::Sql(sqlx::Error::Database(error)) | Self::Commit(sqlx::Error::Database(error))) =
            self
        else {
            return false;
        };
        error.is_unique_violation()
            || error
                .code()
                .is_some_and(|code| matches!(code.as_ref(), "40P01" | "40001"))
    }
}

fn code_of(error: &sqlx::Error) -> Option<String> {
    let sqlx::Error::Database(error) = error else {
        return None;
    };
    error.code().map(|code| code.into_owned())
}

/// `SQLITE_NOTADB`: a file of another kind.
pub(super) fn is_not_a_database(error: &sqlx::Error) -> bool {
    code_of(error).as_deref() == Some("26")
}

/// SQLite says it with its general code and a text, PostgreSQL with a code of its own.
pub(super) fn is_missing_table(error: &sqlx::Error) -> bool {
    code_of(error).as_deref() == Some("42P01")
        || matches!(error, sqlx::Error::Database(e) if e.message().starts_with("no such table"))
}
