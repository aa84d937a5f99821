//! Evidence files that are not what was sent, as they were found.

use super::{Db, StoreError, Tx, columns::Column, read, within};
use domain::{evidence::FileFault, time::Timestamp, unit::UnitCode};

/// Statements of this module.
pub const STATEMENTS: &[&str] = &[FAULTS, FAULT, SET_FAULT, CLEAR_FAULT];

const FAULTS: &str = "SELECT f.sha256, f.fault, f.found_at, e.unit_code, e.title, e.bytes FROM evidence_fault f \
     JOIN evidence e ON e.sha256 = f.sha256 ORDER BY f.found_at, f.sha256, e.id";
const FAULT: &str = "SELECT fault FROM evidence_fault WHERE sha256 = $1";
const SET_FAULT: &str = "INSERT INTO evidence_fault (sha256, fault, found_at) VALUES ($1, $2, $3) \
     ON CONFLICT (sha256) DO UPDATE SET fault = excluded.fault";
const CLEAR_FAULT: &str = "DELETE FROM evidence_fault WHERE sha256 = $1";

/// A piece of evidence whose file is not what was sent.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct FaultRow {
    /// Hash of what was sent.
    pub sha256: String,
    /// What is wrong with it.
    #[sqlx(try_from = "String")]
    pub fault: FileFault,
    /// When that was found first.
    #[sqlx(try_from = "i64")]
    pub found_at: Timestamp,
    /// The commune that brought it.
    #[sqlx(try_from = "String")]
    pub unit_code: UnitCode,
    /// The file's name.
    pub title: String,
    /// Size of what was sent.
    #[sqlx(try_from = "Column<Option<i64>>")]
    pub bytes: Option<u64>,
}

#[derive(sqlx::FromRow)]
struct FaultColumn {
    #[sqlx(try_from = "String")]
    fault: FileFault,
}

impl Db {
    /// Every piece of evidence whose file was found wrong, by when that was; those of one file follow one another.
    ///
    /// # Errors
    /// If the engine refuses; the same for all functions of this module.
    pub async fn evidence_faults(&self) -> Result<Vec<FaultRow>, StoreError> {
        Ok(read!(self, |c| sqlx::query_as::<_, FaultRow>(FAULTS)
            .fetch_all(c)
            .await)?)
    }

    /// What is known to be wrong with a file.
    ///
    /// # Errors
    /// See [`Db::evidence_faults`].
    pub async fn evidence_fault(&self, sha256: &str) -> Result<Option<FileFault>, StoreError> {
        let row = read!(self, |c| sqlx::query_as::<_, FaultColumn>(FAULT)
            .bind(sha256)
            .fetch_optional(c)
            .await)?;
        Ok(row.map(|row| row.fault))
    }
}

impl Tx {
    /// Remembers what is wrong with a file.
    ///
    /// # Errors
    /// See [`Db::evidence_faults`].
    pub async fn set_evidence_fault(
        &mut self,
        sha256: &str,
        fault: FileFault,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        within!(self, |c| sqlx::query(SET_FAULT)
            .bind(sha256)
            .bind(fault.word())
            .bind(at.0)
            .execute(c)
            .await
            .map(drop))?;
        Ok(())
    }

    /// A file is what was sent.
    ///
    /// # Errors
    /// See [`Db::evidence_faults`].
    pub async fn clear_evidence_fault(&mut self, sha256: &str) -> Result<(), StoreError> {
        within!(self, |c| sqlx::query(CLEAR_FAULT)
            .bind(sha256)
            .execute(c)
            .await
            .map(drop))?;
        Ok(())
    }
}
