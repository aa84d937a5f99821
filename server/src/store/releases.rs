//! Releases and their frozen rows. Rows are added in the transaction that publishes; nothing here
//! changes one.

use super::{
    Bulk, Db, StoreError, Tx, bulk,
    columns::{Column, json},
    read, within,
};
use domain::{
    counts::{Counts, CriterionCount, StillOpen},
    release::{Frame, FrozenRow, ReleaseId},
    status::{Input, Level},
    time::Timestamp,
    unit::UnitCode,
};
use sqlx::Row;
use std::collections::HashMap;

/// Statements of this module.
pub const STATEMENTS: &[&str] = &[
    RELEASES,
    PROVINCES,
    UNITS_OF_PROVINCE,
    LEVELS,
    UNITS_OF_RELEASE,
    UNIT,
    HISTORY,
    CHANGED,
    CRITERIA_OF_PROVINCE,
    FROZEN_OF_PROVINCE,
    LETTERS_OF_PROVINCE,
    CRITERIA_OVER_TIME,
    OPEN,
    INSERT_RELEASE,
];

const RELEASES: &str = "SELECT id, number, revision, period_code, period_due, as_of, criteria_set, rule_version, \
     simulated, content_hash FROM release ORDER BY number, revision";
const PROVINCES: &str = "SELECT release_id, province_code, green, yellow, red, no_data, units_submitted, required, \
     submitted, confirmed, gained, lost FROM release_province ORDER BY release_id, province_code";
const UNITS_OF_PROVINCE: &str = "SELECT unit_code, level, required, met, completed_at, letters FROM release_unit \
     WHERE release_id = $1 AND province_code = $2 ORDER BY unit_code";
const LEVELS: &str =
    "SELECT unit_code, level FROM release_unit WHERE release_id = $1 ORDER BY unit_code";

/// A statement over whole frozen rows.
macro_rules! select_frozen {
    ($which:literal) => {
        concat!(
            "SELECT unit_code, province_code, level, required, met, submitted, confirmed, completed_at, letters, \
             inputs, hash FROM release_unit WHERE release_id = $1",
            $which
        )
    };
}

const UNITS_OF_RELEASE: &str = select_frozen!(" ORDER BY unit_code");
const UNIT: &str = select_frozen!(" AND unit_code = $2");
const FROZEN_OF_PROVINCE: &str = select_frozen!(" AND province_code = $2 ORDER BY unit_code");
const HISTORY: &str = "SELECT release_id, level, required, met FROM release_unit WHERE unit_code = $1 ORDER BY release_id";
/// Units whose status, or that of a criterion, differs between two releases.
const CHANGED: &str = "SELECT n.unit_code, n.province_code, o.level AS was, n.level AS now FROM release_unit n \
     JOIN release_unit o ON o.release_id = $2 AND o.province_code = n.province_code AND o.unit_code = n.unit_code \
     WHERE n.release_id = $1 AND (n.level <> o.level OR n.letters <> o.letters) \
     ORDER BY n.province_code, n.unit_code";
const CRITERIA_OF_PROVINCE: &str = "SELECT criterion, green, yellow, red, no_data FROM release_criterion \
     WHERE release_id = $1 AND province_code = $2 ORDER BY criterion";
// Release by release: the key of the frozen rows begins with it, and they are far too many to look through. CROSS keeps
// SQLite from turning the join round.
const LETTERS_OF_PROVINCE: &str = "SELECT u.release_id, u.unit_code, u.level, u.required, u.met, u.letters FROM release r \
     CROSS JOIN release_unit u WHERE u.release_id = r.id AND u.province_code = $1 ORDER BY u.release_id, u.unit_code";
const CRITERIA_OVER_TIME: &str = "SELECT c.release_id, c.criterion, c.green, c.yellow, c.red, c.no_data FROM release r \
     CROSS JOIN release_criterion c WHERE c.release_id = r.id AND c.province_code = $1 ORDER BY c.release_id, c.criterion";
const OPEN: &str = "SELECT release_id, province_code, waiting, may_rise, may_fall FROM release_open \
     ORDER BY release_id, province_code";
const INSERT_RELEASE: &str = "INSERT INTO release (number, revision, period_code, period_due, as_of, criteria_set, \
     rule_version, simulated, content_hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id";

static INSERT_UNITS: Bulk = Bulk::new(
    "INSERT INTO release_unit (release_id, unit_code, province_code, level, required, met, submitted, confirmed, \
     completed_at, letters, inputs, hash)",
    12,
);
static INSERT_PROVINCES: Bulk = Bulk::new(
    "INSERT INTO release_province (release_id, province_code, green, yellow, red, no_data, units_submitted, required, \
     submitted, confirmed, gained, lost)",
    12,
);
static INSERT_CRITERIA: Bulk = Bulk::new(
    "INSERT INTO release_criterion (release_id, province_code, criterion, green, yellow, red, no_data)",
    7,
);

static INSERT_OPEN: Bulk = Bulk::new(
    "INSERT INTO release_open (release_id, province_code, waiting, may_rise, may_fall)",
    5,
);

/// A release.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct ReleaseRow {
    /// Key.
    pub id: i64,
    /// Number and revision.
    #[sqlx(flatten, try_from = "ReleaseColumns")]
    pub release: ReleaseId,
    /// Period.
    pub period_code: String,
    /// Due date of the period.
    #[sqlx(try_from = "i64")]
    pub period_due: Timestamp,
    /// As-of time.
    #[sqlx(try_from = "i64")]
    pub as_of: Timestamp,
    /// Criteria set.
    pub criteria_set: String,
    /// Version of the rules.
    #[sqlx(try_from = "i64")]
    pub rule_version: u16,
    /// Whether its answers are simulated.
    pub simulated: bool,
    /// Content hash.
    pub content_hash: String,
}

impl ReleaseRow {
    /// What all rows of the release have in common.
    #[must_use]
    pub fn frame(&self) -> Frame {
        Frame {
            id: self.release,
            as_of: self.as_of,
            period_due: self.period_due,
            criteria_set: self.criteria_set.clone(),
            simulated: self.simulated,
        }
    }
}

#[derive(sqlx::FromRow)]
struct ReleaseColumns {
    #[sqlx(try_from = "i64")]
    number: u32,
    #[sqlx(try_from = "i64")]
    revision: u32,
}

impl From<ReleaseColumns> for ReleaseId {
    fn from(row: ReleaseColumns) -> Self {
        Self {
            number: row.number,
            revision: row.revision,
        }
    }
}

/// What a province comes to in one of all releases.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct ProvinceRow {
    /// Release.
    pub release_id: i64,
    /// Province.
    #[sqlx(try_from = "String")]
    pub province_code: UnitCode,
    /// Its communes.
    #[sqlx(flatten, try_from = "CountsColumns")]
    pub counts: Counts,
}

#[derive(sqlx::FromRow)]
struct CountsColumns {
    #[sqlx(try_from = "i64")]
    green: u32,
    #[sqlx(try_from = "i64")]
    yellow: u32,
    #[sqlx(try_from = "i64")]
    red: u32,
    #[sqlx(try_from = "i64")]
    no_data: u32,
    #[sqlx(try_from = "i64")]
    units_submitted: u32,
    #[sqlx(try_from = "i64")]
    required: u32,
    #[sqlx(try_from = "i64")]
    submitted: u32,
    #[sqlx(try_from = "i64")]
    confirmed: u32,
    #[sqlx(try_from = "i64")]
    gained: u32,
    #[sqlx(try_from = "i64")]
    lost: u32,
}

impl From<CountsColumns> for Counts {
    fn from(row: CountsColumns) -> Self {
        Self {
            green: row.green,
            yellow: row.yellow,
            red: row.red,
            none: row.no_data,
            units_submitted: row.units_submitted,
            required: row.required,
            submitted: row.submitted,
            confirmed: row.confirmed,
            gained: row.gained,
            lost: row.lost,
        }
    }
}

#[derive(sqlx::FromRow)]
struct CriterionColumns {
    criterion: String,
    #[sqlx(try_from = "i64")]
    green: u32,
    #[sqlx(try_from = "i64")]
    yellow: u32,
    #[sqlx(try_from = "i64")]
    red: u32,
    #[sqlx(try_from = "i64")]
    no_data: u32,
}

impl From<CriterionColumns> for CriterionCount {
    fn from(row: CriterionColumns) -> Self {
        Self {
            criterion: row.criterion,
            green: row.green,
            yellow: row.yellow,
            red: row.red,
            none: row.no_data,
        }
    }
}

/// One criterion in one of all releases.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct PastCriterion {
    /// Release.
    pub release_id: i64,
    /// The province's communes.
    #[sqlx(flatten, try_from = "CriterionColumns")]
    pub count: CriterionCount,
}

/// What waiting items could still change in one province of one of all releases.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct OpenRow {
    /// Release.
    pub release_id: i64,
    /// Province.
    #[sqlx(try_from = "String")]
    pub province_code: UnitCode,
    /// What is open.
    #[sqlx(flatten, try_from = "OpenColumns")]
    pub open: StillOpen,
}

#[derive(sqlx::FromRow)]
struct OpenColumns {
    #[sqlx(try_from = "i64")]
    waiting: u32,
    #[sqlx(try_from = "i64")]
    may_rise: u32,
    #[sqlx(try_from = "i64")]
    may_fall: u32,
}

impl From<OpenColumns> for StillOpen {
    fn from(row: OpenColumns) -> Self {
        Self {
            waiting: row.waiting,
            rise: row.may_rise,
            fall: row.may_fall,
        }
    }
}

/// A unit's row in one of all releases.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct PastRow {
    /// Release.
    pub release_id: i64,
    /// Unit.
    #[sqlx(try_from = "String")]
    pub unit_code: UnitCode,
    /// Its level.
    #[sqlx(try_from = "String")]
    pub level: Level,
    /// Required criteria.
    #[sqlx(try_from = "i64")]
    pub required: u32,
    /// Criteria met.
    #[sqlx(try_from = "i64")]
    pub met: u32,
    /// Levels of its criteria.
    #[sqlx(rename = "letters", try_from = "Column<String>")]
    pub levels: Vec<Level>,
}

/// A unit's row as the province's table needs it.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct UnitStanding {
    /// Unit.
    #[sqlx(try_from = "String")]
    pub unit_code: UnitCode,
    /// Its level.
    #[sqlx(try_from = "String")]
    pub level: Level,
    /// Required criteria.
    #[sqlx(try_from = "i64")]
    pub required: u32,
    /// Criteria met.
    #[sqlx(try_from = "i64")]
    pub met: u32,
    /// When the last was confirmed.
    #[sqlx(try_from = "Column<Option<i64>>")]
    pub completed_at: Option<Timestamp>,
    /// Levels of its criteria.
    #[sqlx(rename = "letters", try_from = "Column<String>")]
    pub levels: Vec<Level>,
}

#[derive(sqlx::FromRow)]
struct LevelRow {
    #[sqlx(try_from = "String")]
    unit_code: UnitCode,
    #[sqlx(try_from = "String")]
    level: Level,
}

/// The columns of a [`FrozenRow`]: with [`Tx::add_release_rows`] the one place that knows how it is kept.
#[derive(sqlx::FromRow)]
struct FrozenColumns {
    #[sqlx(try_from = "String")]
    unit_code: UnitCode,
    #[sqlx(try_from = "String")]
    province_code: UnitCode,
    #[sqlx(try_from = "String")]
    level: Level,
    #[sqlx(try_from = "i64")]
    required: u16,
    #[sqlx(try_from = "i64")]
    met: u16,
    #[sqlx(try_from = "i64")]
    submitted: u16,
    #[sqlx(try_from = "i64")]
    confirmed: u16,
    #[sqlx(try_from = "Column<Option<i64>>")]
    completed_at: Option<Timestamp>,
    #[sqlx(rename = "letters", try_from = "Column<String>")]
    levels: Vec<Level>,
    #[sqlx(try_from = "Column<String>")]
    inputs: Vec<Input>,
    hash: String,
}

impl From<FrozenColumns> for FrozenRow {
    fn from(row: FrozenColumns) -> Self {
        Self {
            unit: row.unit_code,
            province: row.province_code,
            level: row.level,
            required: row.required,
            met: row.met,
            submitted: row.submitted,
            confirmed: row.confirmed,
            completed_at: row.completed_at,
            levels: row.levels,
            inputs: row.inputs,
            hash: row.hash,
        }
    }
}

/// A frozen row that may have been tampered with.
#[derive(Debug)]
pub struct SuspectRow {
    /// Its unit.
    pub unit_code: String,
    /// The row, if it can be read.
    pub row: Result<FrozenRow, StoreError>,
}

impl<'r, R: Row> sqlx::FromRow<'r, R> for SuspectRow
where
    FrozenColumns: sqlx::FromRow<'r, R>,
    String: sqlx::Decode<'r, R::Database> + sqlx::Type<R::Database>,
    &'static str: sqlx::ColumnIndex<R>,
{
    fn from_row(row: &'r R) -> Result<Self, sqlx::Error> {
        Ok(Self {
            unit_code: row.try_get("unit_code")?,
            row: FrozenColumns::from_row(row)
                .map(FrozenRow::from)
                .map_err(StoreError::from),
        })
    }
}

/// A unit's status in one release.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct HistoryRow {
    /// Release.
    pub release_id: i64,
    /// Its level.
    #[sqlx(try_from = "String")]
    pub level: Level,
    /// Required criteria.
    #[sqlx(try_from = "i64")]
    pub required: u32,
    /// Criteria met.
    #[sqlx(try_from = "i64")]
    pub met: u32,
}

/// A unit that a correction changed: its status, or that of a criterion.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct ChangedRow {
    /// Unit.
    #[sqlx(try_from = "String")]
    pub unit_code: UnitCode,
    /// Its province.
    #[sqlx(try_from = "String")]
    pub province_code: UnitCode,
    /// Its level before.
    #[sqlx(try_from = "String")]
    pub was: Level,
    /// Its level in the correction.
    #[sqlx(try_from = "String")]
    pub now: Level,
}

impl Db {
    /// Every release, oldest first.
    ///
    /// # Errors
    /// If the engine refuses; the same for all functions of this module.
    pub async fn releases(&self) -> Result<Vec<ReleaseRow>, StoreError> {
        Ok(read!(self, |c| sqlx::query_as::<_, ReleaseRow>(RELEASES)
            .fetch_all(c)
            .await)?)
    }

    /// Sums of every province in every release.
    ///
    /// # Errors
    /// See [`Db::releases`].
    pub async fn province_sums(&self) -> Result<Vec<ProvinceRow>, StoreError> {
        Ok(read!(self, |c| sqlx::query_as::<_, ProvinceRow>(
            PROVINCES
        )
        .fetch_all(c)
        .await)?)
    }

    /// The units of one province in one release.
    ///
    /// # Errors
    /// See [`Db::releases`].
    pub async fn standings(
        &self,
        release: i64,
        province: &UnitCode,
    ) -> Result<Vec<UnitStanding>, StoreError> {
        Ok(read!(self, |c| {
            sqlx::query_as::<_, UnitStanding>(UNITS_OF_PROVINCE)
                .bind(release)
                .bind(province.as_str())
                .fetch_all(c)
                .await
        })?)
    }

    /// Every frozen row of one release.
    ///
    /// # Errors
    /// See [`Db::releases`].
    pub async fn frozen_rows(&self, release: i64) -> Result<Vec<FrozenRow>, StoreError> {
        let rows = self.suspect_rows(release).await?;
        rows.into_iter().map(|suspect| suspect.row).collect()
    }

    /// Every frozen row of one release, also those that can't be read.
    ///
    /// # Errors
    /// See [`Db::releases`].
    pub async fn suspect_rows(&self, release: i64) -> Result<Vec<SuspectRow>, StoreError> {
        Ok(read!(self, |c| sqlx::query_as::<_, SuspectRow>(
            UNITS_OF_RELEASE
        )
        .bind(release)
        .fetch_all(c)
        .await)?)
    }

    /// The level of every unit in one release.
    ///
    /// # Errors
    /// See [`Db::releases`].
    pub async fn levels(&self, release: i64) -> Result<HashMap<UnitCode, Level>, StoreError> {
        let rows = read!(self, |c| sqlx::query_as::<_, LevelRow>(LEVELS)
            .bind(release)
            .fetch_all(c)
            .await)?;
        let levels = rows.into_iter().map(|row| (row.unit_code, row.level));
        Ok(levels.collect())
    }

    /// The frozen rows of one province in one release.
    ///
    /// # Errors
    /// See [`Db::releases`].
    pub async fn frozen_of_province(
        &self,
        release: i64,
        province: &UnitCode,
    ) -> Result<Vec<FrozenRow>, StoreError> {
        let rows = read!(self, |c| {
            sqlx::query_as::<_, FrozenColumns>(FROZEN_OF_PROVINCE)
                .bind(release)
                .bind(province.as_str())
                .fetch_all(c)
                .await
        })?;
        Ok(rows.into_iter().map(FrozenRow::from).collect())
    }

    /// Every unit of one province in every release, by release and unit.
    ///
    /// # Errors
    /// See [`Db::releases`].
    pub async fn past_rows(&self, province: &UnitCode) -> Result<Vec<PastRow>, StoreError> {
        Ok(read!(self, |c| sqlx::query_as::<_, PastRow>(
            LETTERS_OF_PROVINCE
        )
        .bind(province.as_str())
        .fetch_all(c)
        .await)?)
    }

    /// Sums of every criterion of one province in every release.
    ///
    /// # Errors
    /// See [`Db::releases`].
    pub async fn past_criteria(
        &self,
        province: &UnitCode,
    ) -> Result<Vec<PastCriterion>, StoreError> {
        Ok(read!(self, |c| sqlx::query_as::<_, PastCriterion>(
            CRITERIA_OVER_TIME
        )
        .bind(province.as_str())
        .fetch_all(c)
        .await)?)
    }

    /// What is still open in every province of every release that froze it.
    ///
    /// # Errors
    /// See [`Db::releases`].
    pub async fn open_sums(&self) -> Result<Vec<OpenRow>, StoreError> {
        Ok(read!(self, |c| sqlx::query_as::<_, OpenRow>(OPEN)
            .fetch_all(c)
            .await)?)
    }

    /// One unit's frozen row.
    ///
    /// # Errors
    /// See [`Db::releases`].
    pub async fn frozen_row(
        &self,
        release: i64,
        unit: &UnitCode,
    ) -> Result<Option<FrozenRow>, StoreError> {
        let row = read!(self, |c| {
            sqlx::query_as::<_, FrozenColumns>(UNIT)
                .bind(release)
                .bind(unit.as_str())
                .fetch_optional(c)
                .await
        })?;
        Ok(row.map(FrozenRow::from))
    }

    /// One unit's status in every release.
    ///
    /// # Errors
    /// See [`Db::releases`].
    pub async fn unit_history(&self, unit: &UnitCode) -> Result<Vec<HistoryRow>, StoreError> {
        Ok(read!(self, |c| sqlx::query_as::<_, HistoryRow>(HISTORY)
            .bind(unit.as_str())
            .fetch_all(c)
            .await)?)
    }

    /// Every unit that a correction changed.
    ///
    /// # Errors
    /// See [`Db::releases`].
    pub async fn changed_units(
        &self,
        corrected: i64,
        before: i64,
    ) -> Result<Vec<ChangedRow>, StoreError> {
        Ok(read!(self, |c| {
            sqlx::query_as::<_, ChangedRow>(CHANGED)
                .bind(corrected)
                .bind(before)
                .fetch_all(c)
                .await
        })?)
    }

    /// Sums of every criterion in one province and release.
    ///
    /// # Errors
    /// See [`Db::releases`].
    pub async fn criterion_sums(
        &self,
        release: i64,
        province: &UnitCode,
    ) -> Result<Vec<CriterionCount>, StoreError> {
        let rows = read!(self, |c| {
            sqlx::query_as::<_, CriterionColumns>(CRITERIA_OF_PROVINCE)
                .bind(release)
                .bind(province.as_str())
                .fetch_all(c)
                .await
        })?;
        Ok(rows.into_iter().map(CriterionCount::from).collect())
    }
}

impl Tx {
    /// Adds to a release what is still open about it, by province.
    ///
    /// # Errors
    /// See [`Db::releases`].
    pub async fn add_release_open(
        &mut self,
        release: i64,
        rows: &[(UnitCode, StillOpen)],
    ) -> Result<(), StoreError> {
        bulk!(self, INSERT_OPEN, rows, |q, row| q
            .bind(release)
            .bind(row.0.as_str())
            .bind(i64::from(row.1.waiting))
            .bind(i64::from(row.1.rise))
            .bind(i64::from(row.1.fall)))
    }

    /// Adds a release and returns its key; the row's own `id` is ignored.
    ///
    /// # Errors
    /// See [`Db::releases`].
    pub async fn add_release(&mut self, row: &ReleaseRow) -> Result<i64, StoreError> {
        Ok(within!(self, |c| {
            sqlx::query_scalar::<_, i64>(INSERT_RELEASE)
                .bind(i64::from(row.release.number))
                .bind(i64::from(row.release.revision))
                .bind(&row.period_code)
                .bind(row.period_due.0)
                .bind(row.as_of.0)
                .bind(&row.criteria_set)
                .bind(i64::from(row.rule_version))
                .bind(row.simulated)
                .bind(&row.content_hash)
                .fetch_one(c)
                .await
        })?)
    }

    /// Adds a release's rows, and their sums by province, and by province and criterion.
    ///
    /// # Errors
    /// See [`Db::releases`]; or if inputs can't be written.
    pub async fn add_release_rows(
        &mut self,
        release: i64,
        units: &[FrozenRow],
        provinces: &[(UnitCode, Counts)],
        criteria: &[(UnitCode, CriterionCount)],
    ) -> Result<(), StoreError> {
        let mut inputs = Vec::with_capacity(units.len());
        for row in units {
            inputs.push((row, json(&row.inputs, "release_unit", row.unit.as_str())?));
        }
        bulk!(self, INSERT_UNITS, &inputs, |q, row| q
            .bind(release)
            .bind(row.0.unit.as_str())
            .bind(row.0.province.as_str())
            .bind(row.0.level.letter().to_string())
            .bind(i64::from(row.0.required))
            .bind(i64::from(row.0.met))
            .bind(i64::from(row.0.submitted))
            .bind(i64::from(row.0.confirmed))
            .bind(row.0.completed_at.map(|at| at.0))
            .bind(row.0.levels.iter().map(|l| l.letter()).collect::<String>())
            .bind(&row.1)
            .bind(&row.0.hash))?;
        bulk!(self, INSERT_PROVINCES, provinces, |q, row| q
            .bind(release)
            .bind(row.0.as_str())
            .bind(i64::from(row.1.green))
            .bind(i64::from(row.1.yellow))
            .bind(i64::from(row.1.red))
            .bind(i64::from(row.1.none))
            .bind(i64::from(row.1.units_submitted))
            .bind(i64::from(row.1.required))
            .bind(i64::from(row.1.submitted))
            .bind(i64::from(row.1.confirmed))
            .bind(i64::from(row.1.gained))
            .bind(i64::from(row.1.lost)))?;
        bulk!(self, INSERT_CRITERIA, criteria, |q, row| q
            .bind(release)
            .bind(row.0.as_str())
            .bind(&row.1.criterion)
            .bind(i64::from(row.1.green))
            .bind(i64::from(row.1.yellow))
            .bind(i64::from(row.1.red))
            .bind(i64::from(row.1.none)))
    }
}
