//! Criteria sets: each kept whole, as JSON of the domain struct, never changed.

use super::{Db, StoreError, Tx, read, within};
use domain::criteria::CriteriaSet;

/// Statements of this module.
pub const STATEMENTS: &[&str] = &[ALL, INSERT];

const ALL: &str = "SELECT version, content FROM criteria_set ORDER BY valid_from, version";
const INSERT: &str = "INSERT INTO criteria_set (version, valid_from, content) VALUES ($1, $2, $3)";

impl Db {
    /// Every set, oldest first.
    ///
    /// # Errors
    /// If the engine refuses, or a stored set can't be read.
    pub async fn criteria_sets(&self) -> Result<Vec<CriteriaSet>, StoreError> {
        let rows: Vec<(String, String)> = read!(self, |c| sqlx::query_as(ALL).fetch_all(c).await)?;
        rows.into_iter()
            .map(|(version, content)| {
                serde_json::from_str(&content).map_err(|_| StoreError::Inconsistent {
                    table: "criteria_set",
                    row: version,
                    problem: "content is not a criteria set",
                })
            })
            .collect()
    }
}

impl Tx {
    /// Adds a set.
    ///
    /// # Errors
    /// If the engine refuses, above all because the version exists.
    pub async fn add_criteria_set(&mut self, set: &CriteriaSet) -> Result<(), StoreError> {
        let content = serde_json::to_string(set).map_err(|_| StoreError::Inconsistent {
            table: "criteria_set",
            row: set.version.clone(),
            problem: "cannot be written as JSON",
        })?;
        within!(self, |c| {
            sqlx::query(INSERT)
                .bind(&set.version)
                .bind(i64::from(set.valid_from.0))
                .bind(&content)
                .execute(c)
                .await
                .map(drop)
        })?;
        Ok(())
    }
}
