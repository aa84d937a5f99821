//! The schema of a database: how it stands to the one that this program knows, and bringing it up to date.

use super::{
    Db,
    error::{StoreError, is_missing_table, is_not_a_database},
    read,
};

/// Statements of this module.
pub const STATEMENTS: &[&str] = &[MIGRATIONS];

const MIGRATIONS: &str = "SELECT version, checksum, success FROM _sqlx_migrations ORDER BY version";

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

impl Db {
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
}
