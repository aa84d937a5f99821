//! Directives, targets, and rankings that others published.

use super::{Bulk, Db, StoreError, Tx, bulk, read, within};
use domain::{ranking::PublishedLine, rate::Rate, time::Timestamp, unit::UnitCode};

/// Statements of this module.
pub const STATEMENTS: &[&str] = &[
    RANKINGS,
    DIRECTIVES,
    DIRECTIVES_RUNNING,
    DIRECTIVE,
    INSERT_DIRECTIVE,
    STEP_DIRECTIVE,
    TARGET,
    SET_TARGET,
    INDICATOR_TARGETS,
    SET_INDICATOR_TARGET,
];

const RANKINGS: &str = "SELECT province_code, as_of, source, green, total, simulated FROM published_ranking \
     ORDER BY as_of, source, province_code";
const DIRECTIVES: &str = "SELECT id, province_code, unit_code, department, subject, content, owner, due, state, version, \
     issued_by, issued_at, answer, answered_by, answered_at, remark, changed_at FROM directive \
     WHERE province_code = $1 ORDER BY due, id";
const DIRECTIVES_RUNNING: &str = "SELECT id, province_code, unit_code, department, subject, content, owner, due, state, \
     version, issued_by, issued_at, answer, answered_by, answered_at, remark, changed_at FROM directive \
     WHERE (CAST($1 AS TEXT) IS NULL OR province_code = $1) AND (CAST($2 AS TEXT) IS NULL OR unit_code = $2) \
     AND state IN ('dang-cho', 'da-tra-loi') ORDER BY due, id";
const DIRECTIVE: &str = "SELECT id, province_code, unit_code, department, subject, content, owner, due, state, version, \
     issued_by, issued_at, answer, answered_by, answered_at, remark, changed_at FROM directive WHERE id = $1";
const INSERT_DIRECTIVE: &str = "INSERT INTO directive (province_code, unit_code, department, subject, content, owner, due, \
     state, version, issued_by, issued_at, answer, answered_by, answered_at, remark, changed_at) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 1, $9, $10, '', '', NULL, '', $10) RETURNING id";
const STEP_DIRECTIVE: &str = "UPDATE directive SET state = $3, version = version + 1, answer = $4, answered_by = $5, \
     answered_at = $6, remark = $7, changed_at = $8 WHERE id = $1 AND version = $2";
const TARGET: &str =
    "SELECT province_code, share_bp, due, set_by, set_at FROM target WHERE province_code = $1";
const SET_TARGET: &str = "INSERT INTO target (province_code, share_bp, due, set_by, set_at) VALUES ($1, $2, $3, $4, $5) \
     ON CONFLICT (province_code) DO UPDATE SET share_bp = $2, due = $3, set_by = $4, set_at = $5";

const INDICATOR_TARGETS: &str = "SELECT province_code, indicator, number, due, set_by, set_at FROM indicator_target \
     WHERE province_code = $1 ORDER BY indicator";
const SET_INDICATOR_TARGET: &str = "INSERT INTO indicator_target (province_code, indicator, number, due, set_by, set_at) \
     VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (province_code, indicator) DO UPDATE SET number = excluded.number, \
     due = excluded.due, set_by = excluded.set_by, set_at = excluded.set_at";

static INSERT_RANKINGS: Bulk = Bulk::new(
    "INSERT INTO published_ranking (province_code, as_of, source, green, total, simulated)",
    6,
);

/// The columns of a [`PublishedLine`].
#[derive(sqlx::FromRow)]
struct RankingColumns {
    #[sqlx(try_from = "String")]
    province_code: UnitCode,
    #[sqlx(try_from = "i64")]
    as_of: Timestamp,
    source: String,
    #[sqlx(try_from = "i64")]
    green: u32,
    #[sqlx(try_from = "i64")]
    total: u32,
    simulated: bool,
}

impl From<RankingColumns> for PublishedLine {
    fn from(row: RankingColumns) -> Self {
        Self {
            province: row.province_code,
            as_of: row.as_of,
            source: row.source,
            rate: Rate::new(row.green, row.total),
            simulated: row.simulated,
        }
    }
}

/// A directive.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct DirectiveRow {
    /// Key.
    pub id: i64,
    /// Province.
    pub province_code: String,
    /// The commune it is addressed to.
    pub unit_code: Option<String>,
    /// Or the department.
    pub department: Option<String>,
    /// Code of a criterion or indicator; empty if about neither.
    pub subject: String,
    /// What is asked.
    pub content: String,
    /// Who is to see to it.
    pub owner: String,
    /// Day by which.
    pub due: i64,
    /// State's word.
    pub state: String,
    /// Raised by every step.
    pub version: i64,
    /// User name.
    pub issued_by: String,
    /// When.
    pub issued_at: i64,
    /// The last answer.
    pub answer: String,
    /// User name.
    pub answered_by: String,
    /// When.
    pub answered_at: Option<i64>,
    /// Why it was asked again or withdrawn.
    pub remark: String,
    /// When the last step was taken.
    pub changed_at: i64,
}

/// A province's target.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct TargetRow {
    /// Province.
    pub province_code: String,
    /// Share, basis points.
    pub share_bp: i64,
    /// Day by which.
    pub due: i64,
    /// User name.
    pub set_by: String,
    /// When.
    pub set_at: i64,
}

/// How many of something a province shall have.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct IndicatorTargetRow {
    /// Province.
    pub province_code: String,
    /// Code of the indicator.
    pub indicator: String,
    /// Number, times ten to the indicator's decimals.
    pub number: i64,
    /// Day by which.
    pub due: i64,
    /// User name.
    pub set_by: String,
    /// When.
    pub set_at: i64,
}

impl Db {
    /// Every line of every published ranking, oldest first.
    ///
    /// # Errors
    /// If the engine refuses; the same for all functions of this module.
    pub async fn published_rankings(&self) -> Result<Vec<PublishedLine>, StoreError> {
        let rows = read!(self, |c| sqlx::query_as::<_, RankingColumns>(RANKINGS)
            .fetch_all(c)
            .await)?;
        Ok(rows.into_iter().map(PublishedLine::from).collect())
    }

    /// The directives of a province, by due date.
    ///
    /// # Errors
    /// See [`Db::published_rankings`].
    pub async fn directives(&self, province: &str) -> Result<Vec<DirectiveRow>, StoreError> {
        Ok(read!(self, |c| sqlx::query_as::<_, DirectiveRow>(
            DIRECTIVES
        )
        .bind(province)
        .fetch_all(c)
        .await)?)
    }

    /// The directives that are not ended, of a province or a commune if one is named, by due date.
    ///
    /// # Errors
    /// See [`Db::published_rankings`].
    pub async fn running_directives(
        &self,
        province: Option<&UnitCode>,
        unit: Option<&UnitCode>,
    ) -> Result<Vec<DirectiveRow>, StoreError> {
        Ok(read!(self, |c| sqlx::query_as::<_, DirectiveRow>(
            DIRECTIVES_RUNNING
        )
        .bind(province.map(UnitCode::as_str))
        .bind(unit.map(UnitCode::as_str))
        .fetch_all(c)
        .await)?)
    }

    /// One directive.
    ///
    /// # Errors
    /// See [`Db::published_rankings`].
    pub async fn directive(&self, id: i64) -> Result<Option<DirectiveRow>, StoreError> {
        Ok(read!(self, |c| sqlx::query_as::<_, DirectiveRow>(
            DIRECTIVE
        )
        .bind(id)
        .fetch_optional(c)
        .await)?)
    }

    /// A province's target.
    ///
    /// # Errors
    /// See [`Db::published_rankings`].
    pub async fn target(&self, province: &str) -> Result<Option<TargetRow>, StoreError> {
        Ok(read!(self, |c| sqlx::query_as::<_, TargetRow>(TARGET)
            .bind(province)
            .fetch_optional(c)
            .await)?)
    }
}

impl Db {
    /// A province's targets of numbers, by indicator.
    ///
    /// # Errors
    /// See [`Db::published_rankings`].
    pub async fn indicator_targets(
        &self,
        province: &str,
    ) -> Result<Vec<IndicatorTargetRow>, StoreError> {
        Ok(read!(self, |c| sqlx::query_as::<_, IndicatorTargetRow>(
            INDICATOR_TARGETS
        )
        .bind(province)
        .fetch_all(c)
        .await)?)
    }
}

impl Tx {
    /// Sets how many of something a province shall have.
    ///
    /// # Errors
    /// See [`Db::published_rankings`].
    pub async fn set_indicator_target(
        &mut self,
        row: &IndicatorTargetRow,
    ) -> Result<(), StoreError> {
        within!(self, |c| sqlx::query(SET_INDICATOR_TARGET)
            .bind(&row.province_code)
            .bind(&row.indicator)
            .bind(row.number)
            .bind(row.due)
            .bind(&row.set_by)
            .bind(row.set_at)
            .execute(c)
            .await
            .map(drop))?;
        Ok(())
    }

    /// Adds lines of a published ranking.
    ///
    /// # Errors
    /// See [`Db::published_rankings`].
    pub async fn add_published_ranking(
        &mut self,
        rows: &[PublishedLine],
    ) -> Result<(), StoreError> {
        bulk!(self, INSERT_RANKINGS, rows, |q, row| q
            .bind(row.province.as_str())
            .bind(row.as_of.0)
            .bind(&row.source)
            .bind(i64::from(row.rate.part))
            .bind(i64::from(row.rate.whole))
            .bind(row.simulated))
    }

    /// Adds a directive and returns its key; key, version and everything about its answer are ignored.
    ///
    /// # Errors
    /// See [`Db::published_rankings`].
    pub async fn add_directive(&mut self, row: &DirectiveRow) -> Result<i64, StoreError> {
        Ok(within!(self, |c| {
            sqlx::query_scalar::<_, i64>(INSERT_DIRECTIVE)
                .bind(&row.province_code)
                .bind(&row.unit_code)
                .bind(&row.department)
                .bind(&row.subject)
                .bind(&row.content)
                .bind(&row.owner)
                .bind(row.due)
                .bind(&row.state)
                .bind(&row.issued_by)
                .bind(row.issued_at)
                .fetch_one(c)
                .await
        })?)
    }

    /// Stores a directive after a step, if it still has the version before; says whether it had.
    ///
    /// # Errors
    /// See [`Db::published_rankings`].
    pub async fn step_directive(&mut self, row: &DirectiveRow) -> Result<bool, StoreError> {
        let changed = within!(self, |c| {
            sqlx::query(STEP_DIRECTIVE)
                .bind(row.id)
                .bind(row.version)
                .bind(&row.state)
                .bind(&row.answer)
                .bind(&row.answered_by)
                .bind(row.answered_at)
                .bind(&row.remark)
                .bind(row.changed_at)
                .execute(c)
                .await
                .map(|done| done.rows_affected())
        })?;
        Ok(changed == 1)
    }

    /// Sets a province's target.
    ///
    /// # Errors
    /// See [`Db::published_rankings`].
    pub async fn set_target(&mut self, row: &TargetRow) -> Result<(), StoreError> {
        within!(self, |c| sqlx::query(SET_TARGET)
            .bind(&row.province_code)
            .bind(row.share_bp)
            .bind(row.due)
            .bind(&row.set_by)
            .bind(row.set_at)
            .execute(c)
            .await
            .map(drop))?;
        Ok(())
    }
}
