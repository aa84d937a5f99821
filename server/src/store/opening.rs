//! Opening a database by its address, to write or only to read, and whether there is one.

use super::{
    Db,
    error::{StoreError, is_not_a_database},
};
use sqlx::{
    Connection,
    postgres::{PgConnectOptions, PgPoolOptions},
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use std::{
    path::{Path, PathBuf},
    str::FromStr,
    time::Duration,
};

/// After so long without use, a connection to PostgreSQL is asked whether it is still there.
const MAYBE_LOST: Duration = Duration::from_secs(5);

/// Why the file at an address was not opened: it is of another kind, or the engine says.
fn refused(address: &str, error: sqlx::Error) -> StoreError {
    if is_not_a_database(&error) {
        StoreError::Foreign(shown(address))
    } else {
        error.into()
    }
}

impl Db {
    /// Opens the database at `address`; creates an SQLite file and its folder if missing.
    ///
    /// # Errors
    /// [`StoreError::Foreign`]; if the address is not one, or the engine can't be reached.
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
                .await
                .map_err(|error| refused(address, error))?;
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
            let reader = pool.connect_with(options).await;
            let reader = reader.map_err(|error| refused(address, error))?;
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
}

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

pub(super) fn is_postgres(address: &str) -> bool {
    address.starts_with("postgres:") || address.starts_with("postgresql:")
}

/// The options of an SQLite address. One in memory is refused: each connection would have its own, and all would be
/// gone with the process.
pub(super) fn sqlite_options(address: &str) -> Result<SqliteConnectOptions, StoreError> {
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
fn wal(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push("-wal");
    name.into()
}

#[cfg(test)]
mod tests {
    use super::*;

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
