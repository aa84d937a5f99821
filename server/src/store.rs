//! SQL and row structs, and nothing else: no rule, no HTTP, no clock. One text serves both engines
//! (`docs/sql.md`); `store_contract.rs` prepares every statement on both.

pub mod answers;
pub mod attempts;
pub mod campaigns;
pub mod checklists;
mod columns;
pub mod committee;
pub mod copying;
pub mod correspondence;
pub mod criteria;
pub mod digests;
pub mod drafts;
pub mod evidence;
pub mod evidence_faults;
pub mod figures;
pub mod forms;
pub mod frozen;
pub mod ingest;
pub mod observation_batches;
pub mod observations;
pub mod people;
pub mod releases;
pub mod sessions;
pub mod texts;
pub mod trail;
pub mod units;

use sqlx::{
    Connection, PgPool, Postgres, Sqlite, SqlitePool, Transaction,
    migrate::MigrateError,
    postgres::{PgConnectOptions, PgPoolOptions},
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use std::{cell::Cell, path::Path, str::FromStr, time::Duration};

/// A database of either engine.
#[derive(Clone, Debug)]
pub enum Db {
    /// The embedded default: one writer, many readers.
    Sqlite {
        /// Many connections that only read.
        reader: SqlitePool,
        /// The one connection that writes.
        writer: SqlitePool,
    },
    /// For more than one machine.
    Postgres(PgPool),
}

/// A transaction on either engine.
#[derive(Debug)]
pub enum Tx {
    /// On SQLite, begun as writer at once, so that it can't fail half-way for a lock.
    Sqlite(Transaction<'static, Sqlite>),
    /// On PostgreSQL.
    Postgres(Transaction<'static, Postgres>),
}

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
}

impl StoreError {
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

/// Runs one expression on a reading connection of whichever engine is configured.
macro_rules! read {
    ($db:expr, |$c:ident| $body:expr) => {
        match $db {
            $crate::store::Db::Sqlite { reader: $c, .. } => $body,
            $crate::store::Db::Postgres($c) => $body,
        }
    };
}

/// Runs one expression inside a transaction.
macro_rules! within {
    ($tx:expr, |$c:ident| $body:expr) => {
        match $tx {
            $crate::store::Tx::Sqlite(tx) => {
                let $c = &mut **tx;
                $body
            }
            $crate::store::Tx::Postgres(tx) => {
                let $c = &mut **tx;
                $body
            }
        }
    };
}

pub(crate) use {read, within};

/// A statement over rows that come as one parameter, a JSON array of arrays: however many there are, the
/// engine is asked once. The engines call the function that unfolds it by different names.
#[derive(Clone, Copy, Debug)]
pub struct OverRows {
    /// For SQLite.
    pub sqlite: &'static str,
    /// For PostgreSQL.
    pub postgres: &'static str,
}

/// A statement made of what stands before and after its rows, in which a row is `j.value`.
macro_rules! over_rows {
    ($head:literal, $tail:literal) => {
        $crate::store::OverRows {
            sqlite: concat!($head, "json_each($1) AS j ", $tail),
            postgres: concat!(
                $head,
                "json_array_elements(CAST($1 AS JSON)) AS j (value) ",
                $tail
            ),
        }
    };
}

pub(crate) use over_rows;

/// Statements of this module.
pub const STATEMENTS: &[&str] = &[STATE, RAISE_VERSION, SET_DEMO, MIGRATIONS];

const STATE: &str = "SELECT data_version, demo FROM installation WHERE id = 1";
const RAISE_VERSION: &str = "UPDATE installation SET data_version = data_version + 1 WHERE id = 1";
const MIGRATIONS: &str = "SELECT version, checksum, success FROM _sqlx_migrations ORDER BY version";
const SET_DEMO: &str = "UPDATE installation SET demo = TRUE WHERE id = 1";

/// How the schema of a database stands to the one that this program knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Schema {
    /// It has no schema of Xanh: empty, or somebody else's.
    None,
    /// The same.
    Current,
    /// This program would bring it up to date.
    Older,
    /// A newer program made it.
    Newer,
    /// A migration was applied with another text, or not to its end.
    Altered,
}

/// The installation's own row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Installation {
    /// Raised by every import and publication.
    pub data_version: i64,
    /// Whether `xanh demo` filled it.
    pub demo: bool,
}

impl Db {
    /// Opens the database at `address`; creates an SQLite file and its folder if missing.
    ///
    /// # Errors
    /// If the address is not one, or the engine can't be reached.
    pub async fn open(address: &str) -> Result<Self, StoreError> {
        if address.starts_with("sqlite:") {
            let options = sqlite_options(address)?
                .create_if_missing(true)
                .journal_mode(SqliteJournalMode::Wal)
                .synchronous(SqliteSynchronous::Full)
                .foreign_keys(true)
                .busy_timeout(Duration::from_secs(5));
            let folder = options
                .get_filename()
                .parent()
                .unwrap_or(Path::new(""))
                .to_owned();
            if !folder.as_os_str().is_empty() {
                std::fs::create_dir_all(&folder)
                    .map_err(|e| StoreError::Folder(folder.display().to_string(), e))?;
            }
            // A connection to a file is not lost while it is idle: asking it first would cost as much as
            // the statement itself.
            let pool = || SqlitePoolOptions::new().test_before_acquire(false);
            let writer = pool()
                .max_connections(1)
                // SQLite ends a transaction by itself when there is no room, or writing fails, and sqlx
                // goes on counting it as begun: such a connection would refuse every save from then on.
                .before_acquire(|connection, _| {
                    Box::pin(async move { Ok(!connection.is_in_transaction()) })
                })
                .connect_with(options.clone())
                .await?;
            let reader = pool()
                .max_connections(8)
                .min_connections(2)
                .connect_with(options.pragma("query_only", "ON"))
                .await?;
            Ok(Self::Sqlite { reader, writer })
        } else if is_postgres(address) {
            // Compiling a plan costs more than any statement here takes.
            let options = PgConnectOptions::from_str(address)?.options([("jit", "off")]);
            let pool = PgPoolOptions::new()
                .max_connections(16)
                // Asking first costs as much as a statement: only a connection that was idle may be lost.
                .test_before_acquire(false)
                .before_acquire(|connection, about| {
                    Box::pin(async move {
                        if about.idle_for >= MAYBE_LOST {
                            connection.ping().await?;
                        }
                        Ok(true)
                    })
                })
                .connect_with(options)
                .await?;
            Ok(Self::Postgres(pool))
        } else {
            Err(StoreError::Address(shown(address)))
        }
    }

    /// Opens the database at `address` for reading only: nothing is created or changed, not even files beside an
    /// SQLite database that nobody has open.
    ///
    /// # Errors
    /// [`StoreError::Absent`] and [`StoreError::Foreign`]; if the address is none, or the engine can't be reached.
    pub async fn open_to_read(address: &str) -> Result<Self, StoreError> {
        if address.starts_with("sqlite:") {
            if !Self::is_there(address)? {
                return Err(StoreError::Absent(shown(address)));
            }
            let options = sqlite_options(address)?;
            // SQLite makes files beside one that it reads in WAL mode, unless it is told that nobody writes.
            let unused = !wal(options.get_filename()).exists();
            let options = options
                .create_if_missing(false)
                .read_only(true)
                .immutable(unused)
                .busy_timeout(Duration::from_secs(5));
            let pool = SqlitePoolOptions::new().test_before_acquire(false);
            let reader = pool.connect_with(options).await.map_err(|error| {
                if is_not_a_database(&error) {
                    StoreError::Foreign(shown(address))
                } else {
                    error.into()
                }
            })?;
            let writer = reader.clone();
            Ok(Self::Sqlite { reader, writer })
        } else if is_postgres(address) {
            let options = PgConnectOptions::from_str(address)?
                .options([("default_transaction_read_only", "on"), ("jit", "off")]);
            let pool = PgPoolOptions::new().max_connections(2);
            Ok(Self::Postgres(pool.connect_with(options).await?))
        } else {
            Err(StoreError::Address(shown(address)))
        }
    }

    /// Whether there is anything at `address`. A file without content is nothing; a PostgreSQL database answers
    /// for itself when it is opened.
    ///
    /// # Errors
    /// [`StoreError::Address`].
    pub fn is_there(address: &str) -> Result<bool, StoreError> {
        if !address.starts_with("sqlite:") {
            return Ok(true);
        }
        let file = sqlite_options(address)?;
        let about = std::fs::metadata(file.get_filename());
        Ok(about.is_ok_and(|about| !about.is_file() || about.len() > 0))
    }

    /// Whether an SQLite database seems to be open, or was when its program ended by force: its log is there.
    ///
    /// # Errors
    /// [`StoreError::Address`].
    pub fn is_in_use(address: &str) -> Result<bool, StoreError> {
        Ok(address.starts_with("sqlite:") && wal(sqlite_options(address)?.get_filename()).exists())
    }

    /// How the schema stands to the one that this program knows. Changes nothing.
    ///
    /// # Errors
    /// [`StoreError::Foreign`] if this is no database; if the engine refuses.
    pub async fn schema(&self) -> Result<Schema, StoreError> {
        let known = match self {
            Self::Sqlite { .. } => sqlx::migrate!("migrations/sqlite"),
            Self::Postgres(_) => sqlx::migrate!("migrations/postgres"),
        };
        let applied = read!(self, |c| sqlx::query_as::<_, (i64, Vec<u8>, bool)>(
            MIGRATIONS
        )
        .fetch_all(c)
        .await);
        let applied = match applied {
            Ok(applied) => applied,
            Err(error) if is_missing_table(&error) => return Ok(Schema::None),
            Err(error) if is_not_a_database(&error) => {
                return Err(StoreError::Foreign("the file".to_owned()));
            }
            Err(error) => return Err(error.into()),
        };
        let text_of = |version: i64| known.iter().find(|m| m.version == version);
        if applied
            .iter()
            .any(|(version, ..)| text_of(*version).is_none())
        {
            return Ok(Schema::Newer);
        }
        let altered = applied.iter().any(|(version, checksum, success)| {
            !success || text_of(*version).is_some_and(|m| *m.checksum != checksum[..])
        });
        Ok(match applied.len() {
            _ if altered => Schema::Altered,
            0 => Schema::None,
            n if n < known.iter().count() => Schema::Older,
            _ => Schema::Current,
        })
    }

    /// Brings the schema up to date; does nothing if it is.
    ///
    /// # Errors
    /// If a migration fails, or one that was applied has changed since.
    pub async fn migrate(&self) -> Result<(), StoreError> {
        match self {
            Self::Sqlite { writer, .. } => sqlx::migrate!("migrations/sqlite").run(writer).await?,
            Self::Postgres(pool) => sqlx::migrate!("migrations/postgres").run(pool).await?,
        }
        Ok(())
    }

    /// Begins a transaction that may write.
    ///
    /// # Errors
    /// If the engine refuses.
    pub async fn begin(&self) -> Result<Tx, StoreError> {
        Ok(match self {
            Self::Sqlite { writer, .. } => Tx::Sqlite(writer.begin_with("BEGIN IMMEDIATE").await?),
            Self::Postgres(pool) => Tx::Postgres(pool.begin().await?),
        })
    }

    /// The installation's state.
    ///
    /// # Errors
    /// If the engine refuses.
    pub async fn installation(&self) -> Result<Installation, StoreError> {
        Ok(read!(self, |c| sqlx::query_as::<_, Installation>(STATE)
            .fetch_one(c)
            .await)?)
    }

    /// Closes every connection.
    pub async fn close(&self) {
        match self {
            Self::Sqlite { reader, writer } => {
                reader.close().await;
                writer.close().await;
            }
            Self::Postgres(pool) => pool.close().await,
        }
    }
}

tokio::task_local! {
    static DURABLE: Cell<bool>;
}

/// Runs something, and says whether it made any transaction durable: what fails afterwards was not done in vain.
pub async fn watched<T>(work: impl Future<Output = T>) -> (T, bool) {
    DURABLE
        .scope(Cell::new(false), async {
            let done = work.await;
            (done, DURABLE.with(Cell::get))
        })
        .await
}

impl Tx {
    fn over(&self, statement: OverRows) -> &'static str {
        match self {
            Self::Sqlite(_) => statement.sqlite,
            Self::Postgres(_) => statement.postgres,
        }
    }

    /// Makes the transaction's work durable.
    ///
    /// # Errors
    /// If the engine refuses; then nothing of it is kept.
    pub async fn commit(self) -> Result<(), StoreError> {
        let done = match self {
            Self::Sqlite(tx) => tx.commit().await,
            Self::Postgres(tx) => tx.commit().await,
        };
        done.map_err(StoreError::Commit)?;
        // Outside of a watch nobody asks.
        let _ = DURABLE.try_with(|durable| durable.set(true));
        Ok(())
    }

    /// Raises the version that cached pages depend on.
    ///
    /// # Errors
    /// If the engine refuses.
    pub async fn raise_data_version(&mut self) -> Result<(), StoreError> {
        within!(self, |c| sqlx::query(RAISE_VERSION)
            .execute(c)
            .await
            .map(drop))?;
        Ok(())
    }

    /// Marks the installation as filled by `xanh demo`.
    ///
    /// # Errors
    /// If the engine refuses.
    pub async fn mark_demo(&mut self) -> Result<(), StoreError> {
        within!(self, |c| sqlx::query(SET_DEMO).execute(c).await.map(drop))?;
        Ok(())
    }
}

/// After so long without use, a connection to PostgreSQL is asked whether it is still there.
const MAYBE_LOST: Duration = Duration::from_secs(5);

/// An address as messages show it: without name and password, and of PostgreSQL without parameters, which may hold
/// them as well.
#[must_use]
pub fn shown(address: &str) -> String {
    if address.starts_with("sqlite:") {
        return address.to_owned();
    }
    let plain = |text: &str| text.split('?').next().unwrap_or_default().to_owned();
    match (address.split_once("://"), address.rsplit_once('@')) {
        (Some((scheme, _)), Some((_, host))) => format!("{scheme}://…@{}", plain(host)),
        _ => plain(address),
    }
}

fn is_postgres(address: &str) -> bool {
    address.starts_with("postgres:") || address.starts_with("postgresql:")
}

/// The options of an SQLite address. One in memory is refused: each connection would have its own, and all would be
/// gone with the process.
fn sqlite_options(address: &str) -> Result<SqliteConnectOptions, StoreError> {
    let refused = || StoreError::Address(shown(address));
    if address.contains(":memory:") || address.contains("mode=memory") {
        return Err(refused());
    }
    let options = SqliteConnectOptions::from_str(address).map_err(|_| refused())?;
    if options.get_filename().as_os_str().is_empty() {
        return Err(refused());
    }
    Ok(options)
}

/// The log that SQLite keeps beside a database while somebody has it open, or after a crash.
fn wal(file: &Path) -> std::path::PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push("-wal");
    name.into()
}

fn code_of(error: &sqlx::Error) -> Option<String> {
    let sqlx::Error::Database(error) = error else {
        return None;
    };
    error.code().map(|code| code.into_owned())
}

/// `SQLITE_NOTADB`: a file of another kind.
fn is_not_a_database(error: &sqlx::Error) -> bool {
    code_of(error).as_deref() == Some("26")
}

/// SQLite says it with its general code and a text, PostgreSQL with a code of its own.
fn is_missing_table(error: &sqlx::Error) -> bool {
    code_of(error).as_deref() == Some("42P01")
        || matches!(error, sqlx::Error::Database(e) if e.message().starts_with("no such table"))
}

/// Rows that one statement inserts: enough that round trips do not count, few enough that the
/// statement stays below every engine's limit of parameters.
pub(crate) const BULK_ROWS: usize = 64;

/// An `INSERT` of one row and of [`BULK_ROWS`] rows, made once from one head.
pub(crate) struct Bulk {
    head: &'static str,
    columns: usize,
    many: std::sync::OnceLock<&'static str>,
    one: std::sync::OnceLock<&'static str>,
}

impl Bulk {
    /// `head` is the statement up to and without `VALUES`.
    pub(crate) const fn new(head: &'static str, columns: usize) -> Self {
        Self {
            head,
            columns,
            many: std::sync::OnceLock::new(),
            one: std::sync::OnceLock::new(),
        }
    }

    /// The statement for `rows` rows, which must be 1 or [`BULK_ROWS`].
    pub(crate) fn text(&self, rows: usize) -> &'static str {
        let slot = if rows == 1 { &self.one } else { &self.many };
        slot.get_or_init(|| {
            let mut text = format!("{} VALUES ", self.head);
            for row in 0..rows {
                text.push_str(if row == 0 { "(" } else { ", (" });
                for column in 0..self.columns {
                    let comma = if column == 0 { "" } else { ", " };
                    text.push_str(&format!("{comma}${}", row * self.columns + column + 1));
                }
                text.push(')');
            }
            // One text a table for the life of the process: sqlx takes only what is static.
            Box::leak(text.into_boxed_str())
        })
    }
}

/// Splits rows into slices that one statement of [`Bulk`] inserts.
pub(crate) fn slices<T>(rows: &[T]) -> impl Iterator<Item = &[T]> {
    let whole = rows.len() - rows.len() % BULK_ROWS;
    rows[..whole]
        .chunks(BULK_ROWS)
        .chain(rows[whole..].chunks(1))
}

/// Inserts every row of a slice: `bulk!(tx, BULK, rows, |q, row| q.bind(row.a).bind(row.b))`.
macro_rules! bulk {
    ($tx:expr, $bulk:expr, $rows:expr, |$q:ident, $row:ident| $bind:expr) => {{
        for slice in $crate::store::slices($rows) {
            let text = $bulk.text(slice.len());
            $crate::store::within!(&mut *$tx, |c| {
                let mut $q = sqlx::query(text);
                for $row in slice {
                    $q = $bind;
                }
                $q.execute(c).await.map(drop)
            })?;
        }
        Ok::<(), $crate::store::StoreError>(())
    }};
}

pub(crate) use bulk;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_goes_into_exactly_one_slice() {
        for count in [0, 1, 63, 64, 65, 200] {
            let rows: Vec<usize> = (0..count).collect();
            let again: Vec<usize> = slices(&rows).flatten().copied().collect();
            assert_eq!(again, rows);
            assert!(slices(&rows).all(|s| s.len() == 1 || s.len() == BULK_ROWS));
        }
    }

    #[test]
    fn a_bulk_statement_numbers_its_parameters() {
        let bulk = Bulk::new("INSERT INTO t (a, b)", 2);
        assert_eq!(bulk.text(1), "INSERT INTO t (a, b) VALUES ($1, $2)");
        assert!(bulk.text(BULK_ROWS).ends_with(", ($127, $128)"));
    }

    #[test]
    fn a_password_never_shows() {
        assert_eq!(shown("mysql://me:secret@host/db"), "mysql://…@host/db");
        let parameters = "postgres://me:se?cret@host/db?password=secret";
        assert_eq!(shown(parameters), "postgres://…@host/db");
        assert_eq!(
            shown("postgres://host/db?password=secret"),
            "postgres://host/db"
        );
    }
}
