//! The frozen rows of a release's units. Rows are added in the transaction that publishes; nothing here changes one.

use super::{Bulk, Db, StoreError, Tx, bulk, columns::Column, columns::json, read};
use domain::{
    release::FrozenRow,
    status::{Input, Level},
    time::Timestamp,
    unit::UnitCode,
};
use sqlx::Row;
use std::collections::HashMap;

/// Statements of this module.
pub const STATEMENTS: &[&str] = &[
    UNITS_OF_PROVINCE,
    LEVELS,
    STANDINGS,
    UNITS_OF_RELEASE,
    UNIT,
    FROZEN_OF_PROVINCE,
    HISTORY,
    CHANGED,
    LETTERS_OF_PROVINCE,
];

const UNITS_OF_PROVINCE: &str = "SELECT unit_code, level, required, met, completed_at, letters FROM release_unit \
     WHERE release_id = $1 AND province_code = $2 ORDER BY unit_code";
const LEVELS: &str =
    "SELECT unit_code, level FROM release_unit WHERE release_id = $1 ORDER BY unit_code";
const STANDINGS: &str = "SELECT unit_code, level, required, met FROM release_unit WHERE release_id = $1 ORDER BY unit_code";

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
// Release by release: the key of the frozen rows begins with it, and they are far too many to look through. CROSS keeps
// SQLite from turning the join round.
const LETTERS_OF_PROVINCE: &str = "SELECT u.release_id, u.unit_code, u.level, u.required, u.met, u.letters FROM release r \
     CROSS JOIN release_unit u WHERE u.release_id = r.id AND u.province_code = $1 ORDER BY u.release_id, u.unit_code";

static INSERT_UNITS: Bulk = Bulk::new(
    "INSERT INTO release_unit (release_id, unit_code, province_code, level, required, met, submitted, confirmed, \
     completed_at, letters, inputs, hash)",
    12,
);

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

/// A unit's status and what it lacks.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct StandingRow {
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
}

#[derive(sqlx::FromRow)]
struct LevelRow {
    #[sqlx(try_from = "String")]
    unit_code: UnitCode,
    #[sqlx(try_from = "String")]
    level: Level,
}

/// The columns of a [`FrozenRow`]: with [`Tx::add_frozen_rows`] the one place that knows how it is kept.
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

    /// Status of every unit in one release, and what it lacks.
    ///
    /// # Errors
    /// See [`Db::releases`].
    pub async fn standings_of_all(&self, release: i64) -> Result<Vec<StandingRow>, StoreError> {
        Ok(read!(self, |c| sqlx::query_as::<_, StandingRow>(
            STANDINGS
        )
        .bind(release)
        .fetch_all(c)
        .await)?)
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
}

impl Tx {
    /// Adds the rows of a release's units.
    ///
    /// # Errors
    /// See [`Db::releases`]; or if inputs can't be written.
    pub async fn add_frozen_rows(
        &mut self,
        release: i64,
        units: &[FrozenRow],
    ) -> Result<(), StoreError> {
        let mut rows = Vec::with_capacity(units.len());
        for row in units {
            rows.push((row, json(&row.inputs, "release_unit", row.unit.as_str())?));
        }
        bulk!(self, INSERT_UNITS, &rows, |q, row| q
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
            .bind(&row.0.hash))
    }
}
