//! What of communes' sheets was copied into the national system, and the answers that a province's sheets are made
//! of.

use super::{
    Db, OverRows, StoreError, Tx,
    answers::AnswerOf,
    columns::{Column, json, rows_of},
    over_rows, read, within,
};
use domain::{answer::Answer, copying::Copied, time::Timestamp, unit::UnitCode};

/// Statements of this module.
pub const STATEMENTS: &[&str] = &[LAST_COPIED, LAST_COPIED_OF, INSERT_COPIED, WAITING];

const LAST_COPIED: &str = "SELECT c.unit_code, c.criteria_set, c.content, c.copied_by, c.copied_at FROM copied c \
     JOIN unit u ON u.code = c.unit_code WHERE u.province_code = $1 AND c.id = (SELECT MAX(n.id) FROM copied n \
     WHERE n.unit_code = c.unit_code) ORDER BY c.unit_code";
const LAST_COPIED_OF: &str = "SELECT unit_code, criteria_set, content, copied_by, copied_at FROM copied \
     WHERE unit_code = $1 ORDER BY id DESC LIMIT 1";
const INSERT_COPIED: &str = "INSERT INTO copied (unit_code, criteria_set, content, copied_by, copied_at) \
     VALUES ($1, $2, $3, $4, $5)";
/// Statements over rows of this module.
pub const OVER_ROWS: &[OverRows] = &[STANDING, ANSWERS];

/// Of the confirmed answers to each criterion the one that counts ([`domain::release::inputs_at`]): that of the newest fact,
/// and of one day the last. What was returned or taken back is never copied. The answers themselves are read
/// afterwards: asked for both at once, PostgreSQL would read those of the whole country.
const STANDING: OverRows = over_rows!(
    "SELECT (SELECT s.id FROM answer s WHERE s.unit_code = u.code AND s.criterion = (j.value ->> 0) \
     AND s.closed_at IS NULL AND s.review = 'confirmed' \
     ORDER BY s.fact_date DESC, s.reviewed_at DESC, s.submitted_at, s.id LIMIT 1) AS id FROM unit u CROSS JOIN ",
    "WHERE u.province_code = $2"
);
const WAITING: &str = "SELECT a.id FROM unit u JOIN answer a ON a.unit_code = u.code WHERE u.province_code = $1 \
     AND a.closed_at IS NULL AND a.review = 'waiting'";
const ANSWERS: OverRows = over_rows!(
    "SELECT a.unit_code, a.criterion, a.content, a.fact_date, a.submitted_at, a.review, a.reviewed_at, a.new_due, a.backing, a.closed_at, \
     a.closed_due FROM ",
    "JOIN answer a ON a.id = CAST(j.value ->> 0 AS BIGINT) ORDER BY a.unit_code, a.submitted_at, a.id"
);

/// A sheet as it was copied.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct CopiedRecord {
    /// The commune.
    #[sqlx(rename = "unit_code", try_from = "String")]
    pub unit: UnitCode,
    /// The criteria set of the sheet.
    pub criteria_set: String,
    /// What was copied.
    #[sqlx(rename = "content", try_from = "Column<String>")]
    pub lines: Vec<Copied>,
    /// Who said so: name to sign in with.
    #[sqlx(rename = "copied_by")]
    pub by: String,
    /// When.
    #[sqlx(rename = "copied_at", try_from = "i64")]
    pub at: Timestamp,
}

impl Db {
    /// What was copied last of each commune of a province, by code.
    ///
    /// # Errors
    /// If the engine refuses or a row is inconsistent.
    pub async fn last_copied(&self, province: &UnitCode) -> Result<Vec<CopiedRecord>, StoreError> {
        Ok(read!(self, |c| sqlx::query_as::<_, CopiedRecord>(
            LAST_COPIED
        )
        .bind(province.as_str())
        .fetch_all(c)
        .await)?)
    }

    /// What was copied last of a commune.
    ///
    /// # Errors
    /// See [`Db::last_copied`].
    pub async fn last_copied_of(
        &self,
        unit: &UnitCode,
    ) -> Result<Option<CopiedRecord>, StoreError> {
        Ok(read!(self, |c| sqlx::query_as::<_, CopiedRecord>(
            LAST_COPIED_OF
        )
        .bind(unit.as_str())
        .fetch_optional(c)
        .await)?)
    }

    /// The answers of a province to these criteria of which sheets are made, by unit and time.
    ///
    /// # Errors
    /// See [`Db::last_copied`].
    pub async fn copyable(
        &self,
        province: &UnitCode,
        criteria: &[&str],
    ) -> Result<Vec<(UnitCode, Answer)>, StoreError> {
        let (standing, answers) = match self {
            Self::Sqlite { .. } => (STANDING.sqlite, ANSWERS.sqlite),
            Self::Postgres(_) => (STANDING.postgres, ANSWERS.postgres),
        };
        let criteria = rows_of(criteria.iter().map(|code| (code,)), "answer")?;
        let found = read!(self, |c| sqlx::query_scalar::<_, Option<i64>>(standing)
            .bind(criteria)
            .bind(province.as_str())
            .fetch_all(c)
            .await)?;
        let waiting = read!(self, |c| sqlx::query_scalar::<_, i64>(WAITING)
            .bind(province.as_str())
            .fetch_all(c)
            .await)?;
        let ids = found.into_iter().flatten().chain(waiting);
        let ids = rows_of(ids.map(|id| (id,)), "answer")?;
        let rows = read!(self, |c| sqlx::query_as::<_, AnswerOf>(answers)
            .bind(ids)
            .fetch_all(c)
            .await)?;
        Ok(rows.into_iter().map(Into::into).collect())
    }
}

impl Tx {
    /// Remembers what was copied.
    ///
    /// # Errors
    /// If the engine refuses, or a value can't be written.
    pub async fn add_copied(&mut self, record: &CopiedRecord) -> Result<(), StoreError> {
        let content = json(&record.lines, "copied", record.unit.as_str())?;
        within!(self, |c| sqlx::query(INSERT_COPIED)
            .bind(record.unit.as_str())
            .bind(&record.criteria_set)
            .bind(content)
            .bind(&record.by)
            .bind(record.at.0)
            .execute(c)
            .await
            .map(drop))?;
        Ok(())
    }
}
