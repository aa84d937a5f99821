//! What of communes' sheets was copied into the national system, and the answers that a province's sheets are made
//! of.

use super::{
    Db, StoreError, Tx,
    answers::{AnswerRow, answer_of},
    read, within,
};
use domain::{answer::Answer, copying::Copied, time::Timestamp, unit::UnitCode};

/// Statements of this module.
pub const STATEMENTS: &[&str] = &[LAST_COPIED, LAST_COPIED_OF, INSERT_COPIED, COPYABLE];

const LAST_COPIED: &str = "SELECT c.unit_code, c.criteria_set, c.content, c.copied_by, c.copied_at FROM copied c \
     JOIN unit u ON u.code = c.unit_code WHERE u.province_code = $1 AND c.id = (SELECT MAX(n.id) FROM copied n \
     WHERE n.unit_code = c.unit_code) ORDER BY c.unit_code";
const LAST_COPIED_OF: &str = "SELECT unit_code, criteria_set, content, copied_by, copied_at FROM copied \
     WHERE unit_code = $1 ORDER BY id DESC LIMIT 1";
const INSERT_COPIED: &str = "INSERT INTO copied (unit_code, criteria_set, content, copied_by, copied_at) \
     VALUES ($1, $2, $3, $4, $5)";
/// Answers of a province that wait or stand confirmed: what was returned or taken back is never copied. Of a confirmed
/// answer that another one confirmed later outlasts nothing can come any more ([`domain::release::inputs_at`]), and years
/// of those are not read. CROSS keeps SQLite from turning the joins round.
const COPYABLE: &str = "WITH newest AS (SELECT s.unit_code, s.criterion, MAX(s.reviewed_at) AS at FROM unit u \
     CROSS JOIN answer s WHERE u.province_code = $1 AND s.unit_code = u.code AND s.closed_at IS NULL \
     AND s.review = 'confirmed' GROUP BY s.unit_code, s.criterion), \
     latest AS (SELECT n.unit_code, n.criterion, n.at, MAX(s.fact_date) AS day FROM newest n CROSS JOIN answer s \
     WHERE s.unit_code = n.unit_code AND s.criterion = n.criterion AND s.reviewed_at = n.at AND s.closed_at IS NULL \
     AND s.review = 'confirmed' GROUP BY n.unit_code, n.criterion, n.at) \
     SELECT a.id, a.unit_code, a.criterion, a.content, a.fact_date, a.submitted_at, a.review, a.reviewed_at, \
     a.new_due, a.closed_at, a.closed_due FROM latest l CROSS JOIN answer a WHERE a.unit_code = l.unit_code AND a.criterion = l.criterion \
     AND a.closed_at IS NULL AND a.review = 'confirmed' AND (a.reviewed_at = l.at OR a.fact_date > l.day) \
     UNION ALL SELECT a.id, a.unit_code, a.criterion, a.content, a.fact_date, a.submitted_at, a.review, a.reviewed_at, \
     a.new_due, a.closed_at, a.closed_due FROM unit u CROSS JOIN answer a WHERE u.province_code = $1 AND a.unit_code = u.code \
     AND a.closed_at IS NULL AND a.review = 'waiting' ORDER BY 2, 6, 1";

/// A sheet as it was copied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CopiedRecord {
    /// The commune.
    pub unit: String,
    /// The criteria set of the sheet.
    pub criteria_set: String,
    /// What was copied.
    pub lines: Vec<Copied>,
    /// Who said so: name to sign in with.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

#[derive(sqlx::FromRow)]
struct CopiedRow {
    unit_code: String,
    criteria_set: String,
    content: String,
    copied_by: String,
    copied_at: i64,
}

impl TryFrom<CopiedRow> for CopiedRecord {
    type Error = StoreError;

    fn try_from(row: CopiedRow) -> Result<Self, StoreError> {
        let lines = serde_json::from_str(&row.content).map_err(|_| StoreError::Inconsistent {
            table: "copied",
            row: row.unit_code.clone(),
            problem: "content can't be read",
        })?;
        Ok(Self {
            unit: row.unit_code,
            criteria_set: row.criteria_set,
            lines,
            by: row.copied_by,
            at: Timestamp(row.copied_at),
        })
    }
}

impl Db {
    /// What was copied last of each commune of a province, by code.
    ///
    /// # Errors
    /// If the engine refuses or a row is inconsistent.
    pub async fn last_copied(&self, province: &UnitCode) -> Result<Vec<CopiedRecord>, StoreError> {
        let rows = read!(self, |c| sqlx::query_as::<_, CopiedRow>(LAST_COPIED)
            .bind(province.as_str())
            .fetch_all(c)
            .await)?;
        rows.into_iter().map(TryInto::try_into).collect()
    }

    /// What was copied last of a commune.
    ///
    /// # Errors
    /// See [`Db::last_copied`].
    pub async fn last_copied_of(
        &self,
        unit: &UnitCode,
    ) -> Result<Option<CopiedRecord>, StoreError> {
        let row = read!(self, |c| sqlx::query_as::<_, CopiedRow>(LAST_COPIED_OF)
            .bind(unit.as_str())
            .fetch_optional(c)
            .await)?;
        row.map(TryInto::try_into).transpose()
    }

    /// The answers of a province of which sheets are made, by unit and time.
    ///
    /// # Errors
    /// See [`Db::last_copied`].
    pub async fn copyable(
        &self,
        province: &UnitCode,
    ) -> Result<Vec<(UnitCode, Answer)>, StoreError> {
        let rows = read!(self, |c| sqlx::query_as::<_, AnswerRow>(COPYABLE)
            .bind(province.as_str())
            .fetch_all(c)
            .await)?;
        rows.into_iter().map(answer_of).collect()
    }
}

impl Tx {
    /// Remembers what was copied.
    ///
    /// # Errors
    /// If the engine refuses, or a value can't be written.
    pub async fn add_copied(&mut self, record: &CopiedRecord) -> Result<(), StoreError> {
        let content =
            serde_json::to_string(&record.lines).map_err(|_| StoreError::Inconsistent {
                table: "copied",
                row: record.unit.clone(),
                problem: "cannot be written as JSON",
            })?;
        within!(self, |c| sqlx::query(INSERT_COPIED)
            .bind(&record.unit)
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
