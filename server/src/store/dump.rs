//! A whole database in one file, and back, by the engine's own means: SQLite copies itself, PostgreSQL has two programs
//! that come with it.

use super::{
    Db,
    error::StoreError,
    opening::{is_postgres, sqlite_options},
};
use sqlx::{Pool, Sqlite};
use std::{
    io,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};
use url::Url;

/// Why a database was not written to a file, or not read from one.
#[derive(Debug, thiserror::Error)]
pub enum DumpError {
    /// The engine refused.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The disk refused, or a program is not there.
    #[error("{0}: {1}")]
    Disk(PathBuf, io::Error),
    /// A program of PostgreSQL said no.
    #[error("{0}: {1}")]
    Program(&'static str, String),
}

/// What a dump of the database at an address is called.
///
/// # Errors
/// [`StoreError::Address`].
pub fn name(address: &str) -> Result<&'static str, StoreError> {
    if is_postgres(address) {
        Ok("xanh.dump")
    } else if address.starts_with("sqlite:") {
        Ok("xanh.db")
    } else {
        Err(StoreError::Address(super::shown(address)))
    }
}

impl Db {
    /// Writes all of the database, as of one moment, to a file that is not there yet. Others may write meanwhile.
    ///
    /// # Errors
    /// [`DumpError`]; then what lies at `to` is of no use.
    pub async fn dump(&self, address: &str, to: &Path) -> Result<(), DumpError> {
        match self {
            Self::Sqlite { reader, .. } => copy(reader, to).await?,
            Self::Postgres(_) => {
                let mut command = program("pg_dump", address)?;
                command
                    .args(["--format=custom", "--no-owner", "--no-privileges"])
                    // What is brought back in part must let nobody in.
                    .arg("--exclude-table-data=session")
                    .arg("--file")
                    .arg(to);
                run("pg_dump", command).await?;
            }
        }
        Ok(())
    }
}

/// Only SQLite knows this statement, so it stands here and is not prepared on both engines.
async fn copy(reader: &Pool<Sqlite>, to: &Path) -> Result<(), StoreError> {
    let to = to.to_string_lossy().into_owned();
    sqlx::query("VACUUM INTO $1")
        .bind(to)
        .execute(reader)
        .await?;
    Ok(())
}

/// Makes a database of a file that [`Db::dump`] wrote, for an address where none is: all of it or nothing. Gives its
/// address until [`settle`] is called: one of SQLite lies beside its place.
///
/// # Errors
/// [`DumpError`].
pub async fn load(address: &str, from: &Path) -> Result<String, DumpError> {
    if is_postgres(address) {
        let mut command = program("pg_restore", address)?;
        command
            .args(["--no-owner", "--no-privileges", "--exit-on-error"])
            .arg("--single-transaction")
            .arg(format!("--dbname={}", database(&url(address)?)))
            .arg(from);
        run("pg_restore", command).await?;
        return Ok(address.to_owned());
    }
    let (place, aside) = places(address)?;
    let (from, failed) = (from.to_owned(), aside.clone());
    let made = format!("sqlite://{}", aside.display());
    let work = move || {
        std::fs::create_dir_all(folder_of(&place))?;
        // What an earlier one left that did not come to its end.
        for rest in ["", "-wal", "-shm"] {
            let mut left = aside.as_os_str().to_owned();
            left.push(rest);
            match std::fs::remove_file(left) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        }
        std::fs::copy(&from, &aside).map(drop)
    };
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(io::Error::other)
        .and_then(|done| done)
        .map_err(|error| DumpError::Disk(failed, error))?;
    Ok(made)
}

/// Puts a database that [`load`] made, and that nobody has open, in its place.
///
/// # Errors
/// [`DumpError`].
pub fn settle(address: &str) -> Result<(), DumpError> {
    if is_postgres(address) {
        return Ok(());
    }
    let (place, aside) = places(address)?;
    let settled = || {
        std::fs::File::open(&aside)?.sync_all()?;
        std::fs::rename(&aside, &place)?;
        std::fs::File::open(folder_of(&place))?.sync_all()
    };
    settled().map_err(|error| DumpError::Disk(place.clone(), error))
}

/// The file of an SQLite database, and where it is made.
fn places(address: &str) -> Result<(PathBuf, PathBuf), StoreError> {
    let place = sqlite_options(address)?.get_filename().to_owned();
    let mut aside = place.as_os_str().to_owned();
    aside.push("-phuc-hoi");
    Ok((place, aside.into()))
}

fn folder_of(place: &Path) -> &Path {
    let folder = place.parent().filter(|f| !f.as_os_str().is_empty());
    folder.unwrap_or(Path::new("."))
}

fn url(address: &str) -> Result<Url, StoreError> {
    let refused = |_| StoreError::Address(super::shown(address));
    Url::parse(address).map_err(refused)
}

fn database(url: &Url) -> String {
    plain(url.path().trim_start_matches('/'))
}

fn plain(part: &str) -> String {
    percent_encoding::percent_decode_str(part)
        .decode_utf8_lossy()
        .into_owned()
}

/// A program of PostgreSQL that is told in its environment where the database is: what stands in arguments everybody on
/// the machine can read.
fn program(name: &'static str, address: &str) -> Result<Command, StoreError> {
    let url = url(address)?;
    let mut command = Command::new(name);
    command
        .stdin(Stdio::null())
        .env("PGDATABASE", database(&url));
    if let Some(host) = url.host_str() {
        command.env("PGHOST", plain(host));
    }
    if let Some(port) = url.port() {
        command.env("PGPORT", port.to_string());
    }
    if !url.username().is_empty() {
        command.env("PGUSER", plain(url.username()));
    }
    if let Some(password) = url.password() {
        command.env("PGPASSWORD", plain(password));
    }
    for (name, value) in url.query_pairs() {
        let variable = match name.as_ref() {
            "host" | "hostaddr" => "PGHOST",
            "port" => "PGPORT",
            "user" => "PGUSER",
            "password" => "PGPASSWORD",
            "dbname" => "PGDATABASE",
            "sslmode" | "ssl-mode" => "PGSSLMODE",
            "sslrootcert" | "ssl-root-cert" | "ssl-ca" => "PGSSLROOTCERT",
            "sslcert" | "ssl-cert" => "PGSSLCERT",
            "sslkey" | "ssl-key" => "PGSSLKEY",
            _ => continue,
        };
        command.env(variable, value.as_ref());
    }
    Ok(command)
}

async fn run(name: &'static str, mut command: Command) -> Result<(), DumpError> {
    let output = tokio::task::spawn_blocking(move || command.output()).await;
    let output = output
        .map_err(io::Error::other)
        .and_then(|output| output)
        .map_err(|error| DumpError::Disk(name.into(), error))?;
    if output.status.success() {
        Ok(())
    } else {
        let said = String::from_utf8_lossy(&output.stderr);
        Err(DumpError::Program(name, said.trim().to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashMap;

    #[test]
    fn a_program_is_told_where_the_database_is_without_arguments() {
        let address = "postgres://xanh:m%40t%20kh%E1%BA%A9u@db.xanh.example:6432/xanh?sslmode=require&jit=off";
        let command = program("pg_dump", address).unwrap();
        let set: HashMap<_, _> = command
            .get_envs()
            .map(|(name, value)| (name.to_str().unwrap(), value.unwrap().to_str().unwrap()))
            .collect();
        assert_eq!(command.get_args().count(), 0);
        let wanted = HashMap::from([
            ("PGDATABASE", "xanh"),
            ("PGHOST", "db.xanh.example"),
            ("PGPORT", "6432"),
            ("PGUSER", "xanh"),
            ("PGPASSWORD", "m@t khẩu"),
            ("PGSSLMODE", "require"),
        ]);
        assert_eq!(set, wanted);
        let socket = program("pg_dump", "postgres:///xanh?host=/run/postgresql").unwrap();
        let host = socket.get_envs().find(|(name, _)| *name == "PGHOST");
        assert_eq!(host.unwrap().1.unwrap(), "/run/postgresql");
    }

    #[test]
    fn a_dump_is_named_by_its_engine() {
        assert_eq!(name("sqlite://a/b.db").unwrap(), "xanh.db");
        assert_eq!(name("postgresql://h/x").unwrap(), "xanh.dump");
        assert!(name("mysql://h/x").is_err());
    }
}
