//! Observations of indicators, and who said so. Whether a value is possible, and what it means, is the domain's to say.

use super::{
    Db, OverRows, StoreError,
    columns::{Column, rows_of},
    over_rows, read,
};
use domain::{
    coverage::Sums,
    delivery::BatchKind,
    figure::Qualifier,
    indicator::{Observation, RawValue},
    time::{Date, Timestamp},
    unit::UnitCode,
};

/// Statements of this module.
pub const STATEMENTS: &[&str] = &[
    HEADS_OF_PROVINCE,
    HEADS_OF_UNIT,
    HISTORY,
    OF_BATCH,
    OWN,
    COURSE,
    KNOWN,
    NEWEST,
    SUMS,
];

/// Statements over rows of this module.
pub const OVER_ROWS: &[OverRows] = &[OBSERVED, STANDING];

/// A statement over observations, each with its source and the act that brought it.
macro_rules! select_observations {
    ($from:literal, $which:literal) => {
        concat!(
            "SELECT o.id, o.batch_id, o.unit_code, o.province_code, o.indicator, o.as_of_from, o.as_of, s.title AS source, \
             o.revision, o.current, o.number, o.part, o.whole, o.qualifier, o.printed, o.note, b.simulated, b.kind, \
             b.entered_by, b.entered_at, b.undone_at FROM ",
            $from,
            " JOIN observation_source s ON s.id = o.source_id JOIN observation_batch b ON b.id = o.batch_id WHERE ",
            $which
        )
    };
}

const HEADS_OF_PROVINCE: &str = select_observations!(
    "observation_head h JOIN observation o ON o.id = h.observation_id",
    "h.province_code = $1 AND h.indicator = $2 ORDER BY h.unit_code"
);
const HEADS_OF_UNIT: &str = select_observations!(
    "observation_head h JOIN observation o ON o.id = h.observation_id",
    "h.unit_code = $1 AND (CAST($2 AS TEXT) IS NULL OR h.indicator = $2) ORDER BY h.indicator"
);
const HISTORY: &str = select_observations!(
    "observation o",
    "o.unit_code = $1 AND o.indicator = $2 ORDER BY o.as_of DESC, s.title, o.revision DESC"
);
const OF_BATCH: &str = select_observations!(
    "observation o",
    "o.batch_id = $1 AND o.id > $2 ORDER BY o.id LIMIT $3"
);
const OWN: &str = select_observations!(
    "observation o",
    "o.unit_code = $1 AND o.current ORDER BY o.indicator, o.as_of DESC, s.title, o.id"
);
const COURSE: &str = "SELECT o.unit_code, o.as_of, o.number, o.part, o.whole FROM observation o \
     WHERE o.indicator = $1 AND o.province_code = $2 AND o.current AND o.unit_code <> o.province_code \
     ORDER BY o.as_of, o.unit_code, o.id";
// Of each commune its newest value until a day: found by the key of lines, not by looking through all of them.
const KNOWN: &str = "SELECT o.unit_code, o.as_of, s.title AS source, o.number, o.part, o.whole, o.qualifier, b.simulated \
     FROM observation_head h JOIN observation o ON o.id = (SELECT p.id FROM observation p \
     WHERE p.unit_code = h.unit_code AND p.indicator = h.indicator AND p.current AND p.as_of <= $3 \
     ORDER BY p.as_of DESC, p.id DESC LIMIT 1) \
     JOIN observation_source s ON s.id = o.source_id JOIN observation_batch b ON b.id = o.batch_id \
     WHERE h.indicator = $1 AND h.province_code = $2 AND h.unit_code <> h.province_code ORDER BY o.unit_code";
const NEWEST: &str = "SELECT o.unit_code, o.as_of, s.title AS source, o.number, o.part, o.whole, o.qualifier, b.simulated \
     FROM observation_head h JOIN observation o ON o.id = h.observation_id JOIN observation_source s ON s.id = o.source_id \
     JOIN observation_batch b ON b.id = o.batch_id \
     WHERE h.indicator = $1 AND h.province_code = $2 AND h.unit_code <> h.province_code ORDER BY o.unit_code";
// What the newest values of communes add up to, by province and source.
const SUMS: &str = "SELECT x.province_code, s.title AS source, x.simulated, x.row_count, x.plain, x.number, x.part, x.whole, \
     x.first_day, x.last_day FROM (SELECT h.province_code, o.source_id, b.simulated, COUNT(*) AS row_count, \
     COUNT(o.number) AS plain, CAST(COALESCE(SUM(o.number), 0) AS BIGINT) AS number, \
     CAST(COALESCE(SUM(o.part), 0) AS BIGINT) AS part, CAST(COALESCE(SUM(o.whole), 0) AS BIGINT) AS whole, \
     MIN(o.as_of) AS first_day, MAX(o.as_of) AS last_day FROM observation_head h \
     JOIN observation o ON o.id = h.observation_id JOIN observation_batch b ON b.id = o.batch_id \
     WHERE h.indicator = $1 AND h.unit_code <> h.province_code GROUP BY h.province_code, o.source_id, b.simulated) x \
     JOIN observation_source s ON s.id = x.source_id ORDER BY x.province_code, s.title, x.simulated";
// Asked of each code: looking for every code that there is would read all of the newest.
const OBSERVED: OverRows = over_rows!(
    "SELECT (j.value ->> 0) AS indicator FROM ",
    "WHERE EXISTS (SELECT 1 FROM observation_head h WHERE h.indicator = (j.value ->> 0))"
);
const STANDING: OverRows = over_rows!(
    "SELECT CAST(j.value ->> 0 AS BIGINT) AS place, o.number, o.part, o.whole, o.qualifier, o.printed, o.note FROM ",
    "JOIN observation_source s ON s.title = (j.value ->> 5) JOIN observation o ON o.unit_code = (j.value ->> 1) \
     AND o.indicator = (j.value ->> 2) AND o.as_of_from = CAST(j.value ->> 3 AS BIGINT) \
     AND o.as_of = CAST(j.value ->> 4 AS BIGINT) AND o.source_id = s.id AND o.current"
);
/// Rows that one statement takes: enough that round trips do not count, few enough that its text stays small.
pub(super) const ROWS_AT_ONCE: usize = 2_000;

/// An observation with its source and the act that brought it.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct ObservationRow {
    /// Key.
    pub id: i64,
    /// The act that brought it.
    pub batch_id: i64,
    /// About which unit.
    #[sqlx(try_from = "String")]
    pub unit_code: UnitCode,
    /// Its province, or itself.
    #[sqlx(try_from = "String")]
    pub province_code: UnitCode,
    /// Code of the indicator.
    pub indicator: String,
    /// First day of the period, or the day.
    #[sqlx(try_from = "i64")]
    pub as_of_from: Date,
    /// The day as of which it holds.
    #[sqlx(try_from = "i64")]
    pub as_of: Date,
    /// Who says so.
    pub source: String,
    /// Which time this line was told.
    pub revision: i64,
    /// Whether it is the line's last word.
    pub current: bool,
    /// Its value.
    #[sqlx(flatten, try_from = "ValueColumns")]
    pub value: RawValue,
    /// How exact it claims to be.
    #[sqlx(try_from = "String")]
    pub qualifier: Qualifier,
    /// As printed.
    pub printed: String,
    /// Note.
    pub note: String,
    /// Whether it is made up.
    pub simulated: bool,
    /// How it came.
    #[sqlx(try_from = "String")]
    pub kind: BatchKind,
    /// Who brought it.
    pub entered_by: String,
    /// When.
    #[sqlx(try_from = "i64")]
    pub entered_at: Timestamp,
    /// When it was undone.
    #[sqlx(try_from = "Column<Option<i64>>")]
    pub undone_at: Option<Timestamp>,
}

/// A commune's newest value until some day.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct KnownRow {
    /// The commune.
    #[sqlx(try_from = "String")]
    pub unit_code: UnitCode,
    /// The day as of which it holds.
    #[sqlx(try_from = "i64")]
    pub as_of: Date,
    /// Who says so.
    pub source: String,
    /// Its value.
    #[sqlx(flatten, try_from = "ValueColumns")]
    pub value: RawValue,
    /// How exact it claims to be.
    #[sqlx(try_from = "String")]
    pub qualifier: Qualifier,
    /// Whether it is made up.
    pub simulated: bool,
}

/// A value of a commune in the course of time.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct CourseRow {
    /// The commune.
    #[sqlx(try_from = "String")]
    pub unit_code: UnitCode,
    /// The day as of which it holds.
    #[sqlx(try_from = "i64")]
    pub as_of: Date,
    /// Its value.
    #[sqlx(flatten, try_from = "ValueColumns")]
    pub value: RawValue,
}

/// What the newest values of a province's communes add up to, those of one source.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct SumRow {
    /// The province.
    #[sqlx(try_from = "String")]
    pub province_code: UnitCode,
    /// Who says so.
    pub source: String,
    /// Whether it is made up.
    pub simulated: bool,
    /// What they come to.
    #[sqlx(flatten, try_from = "SumColumns")]
    pub sums: Sums,
}

/// What stands on a line now.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct StandingRow {
    /// Place of the line among those that were asked for.
    #[sqlx(try_from = "i64")]
    pub place: usize,
    /// Its value.
    #[sqlx(flatten, try_from = "ValueColumns")]
    pub value: RawValue,
    /// How exact it claims to be.
    #[sqlx(try_from = "String")]
    pub qualifier: Qualifier,
    /// As printed.
    pub printed: String,
    /// Note.
    pub note: String,
}

impl StandingRow {
    /// Whether it says what an observation of the same line says.
    #[must_use]
    pub fn says(&self, observation: &Observation) -> bool {
        self.value == RawValue::from(&observation.value)
            && self.qualifier == observation.qualifier
            && self.printed == observation.printed
            && self.note == observation.note
    }
}

/// The columns of a [`RawValue`].
#[derive(sqlx::FromRow)]
struct ValueColumns {
    number: Option<i64>,
    part: Option<i64>,
    whole: Option<i64>,
}

impl From<ValueColumns> for RawValue {
    fn from(row: ValueColumns) -> Self {
        Self {
            number: row.number,
            part: row.part,
            whole: row.whole,
        }
    }
}

/// The columns of [`Sums`].
#[derive(sqlx::FromRow)]
struct SumColumns {
    #[sqlx(try_from = "i64")]
    row_count: u32,
    #[sqlx(try_from = "i64")]
    plain: u32,
    number: i64,
    part: i64,
    whole: i64,
    #[sqlx(try_from = "i64")]
    first_day: Date,
    #[sqlx(try_from = "i64")]
    last_day: Date,
}

impl From<SumColumns> for Sums {
    fn from(row: SumColumns) -> Self {
        Self {
            rows: row.row_count,
            plain: row.plain,
            number: row.number,
            part: row.part,
            whole: row.whole,
            days: Some((row.first_day, row.last_day)),
        }
    }
}

impl Db {
    /// The newest current observations of an indicator: of a province and of its communes.
    ///
    /// # Errors
    /// If the engine refuses; the same for all functions of this module.
    pub async fn observation_heads(
        &self,
        province: &UnitCode,
        indicator: &str,
    ) -> Result<Vec<ObservationRow>, StoreError> {
        Ok(read!(self, |c| sqlx::query_as::<_, ObservationRow>(
            HEADS_OF_PROVINCE
        )
        .bind(province.as_str())
        .bind(indicator)
        .fetch_all(c)
        .await)?)
    }

    /// The newest current observations of a unit: of every indicator, or of one.
    ///
    /// # Errors
    /// See [`Db::observation_heads`].
    pub async fn observation_heads_of(
        &self,
        unit: &UnitCode,
        indicator: Option<&str>,
    ) -> Result<Vec<ObservationRow>, StoreError> {
        Ok(read!(self, |c| sqlx::query_as::<_, ObservationRow>(
            HEADS_OF_UNIT
        )
        .bind(unit.as_str())
        .bind(indicator)
        .fetch_all(c)
        .await)?)
    }

    /// What the communes of a province are known to have, or were by the end of a day.
    ///
    /// # Errors
    /// See [`Db::observation_heads`].
    pub async fn known_of_communes(
        &self,
        indicator: &str,
        province: &UnitCode,
        day: Option<Date>,
    ) -> Result<Vec<KnownRow>, StoreError> {
        let statement = if day.is_some() { KNOWN } else { NEWEST };
        Ok(read!(self, |c| {
            let query = sqlx::query_as::<_, KnownRow>(statement)
                .bind(indicator)
                .bind(province.as_str());
            match day {
                Some(day) => query.bind(i64::from(day.0)).fetch_all(c).await,
                None => query.fetch_all(c).await,
            }
        })?)
    }

    /// What the newest values of communes add up to: by province and source.
    ///
    /// # Errors
    /// See [`Db::observation_heads`].
    pub async fn observation_sums(&self, indicator: &str) -> Result<Vec<SumRow>, StoreError> {
        Ok(read!(self, |c| sqlx::query_as::<_, SumRow>(SUMS)
            .bind(indicator)
            .fetch_all(c)
            .await)?)
    }

    /// Of some indicators those of which anything is observed.
    ///
    /// # Errors
    /// See [`Db::observation_heads`].
    pub async fn observed_indicators(&self, codes: &[&str]) -> Result<Vec<String>, StoreError> {
        let statement = match self {
            Self::Sqlite { .. } => OBSERVED.sqlite,
            Self::Postgres(_) => OBSERVED.postgres,
        };
        let codes = rows_of(codes.iter().map(|code| (code,)), "observation_head")?;
        Ok(read!(self, |c| sqlx::query_scalar::<_, String>(statement)
            .bind(codes)
            .fetch_all(c)
            .await)?)
    }

    /// Every current observation of one unit, by indicator, newest first.
    ///
    /// # Errors
    /// See [`Db::observation_heads`].
    pub async fn observations_of(
        &self,
        unit: &UnitCode,
    ) -> Result<Vec<ObservationRow>, StoreError> {
        Ok(read!(self, |c| sqlx::query_as::<_, ObservationRow>(OWN)
            .bind(unit.as_str())
            .fetch_all(c)
            .await)?)
    }

    /// Every current value of an indicator that a province's communes had, oldest first.
    ///
    /// # Errors
    /// See [`Db::observation_heads`].
    pub async fn observation_course(
        &self,
        indicator: &str,
        province: &UnitCode,
    ) -> Result<Vec<CourseRow>, StoreError> {
        Ok(read!(self, |c| sqlx::query_as::<_, CourseRow>(COURSE)
            .bind(indicator)
            .bind(province.as_str())
            .fetch_all(c)
            .await)?)
    }

    /// Everything that was ever said of a unit and an indicator, newest first, every revision.
    ///
    /// # Errors
    /// See [`Db::observation_heads`].
    pub async fn observation_history(
        &self,
        unit: &UnitCode,
        indicator: &str,
    ) -> Result<Vec<ObservationRow>, StoreError> {
        Ok(read!(self, |c| sqlx::query_as::<_, ObservationRow>(
            HISTORY
        )
        .bind(unit.as_str())
        .bind(indicator)
        .fetch_all(c)
        .await)?)
    }

    /// What stands now on the lines that these observations are about: the place of each among them.
    ///
    /// # Errors
    /// See [`Db::observation_heads`].
    pub async fn observations_standing(
        &self,
        rows: &[Observation],
    ) -> Result<Vec<StandingRow>, StoreError> {
        let statement = match self {
            Self::Sqlite { .. } => STANDING.sqlite,
            Self::Postgres(_) => STANDING.postgres,
        };
        let mut found = Vec::new();
        for (at, slice) in rows.chunks(ROWS_AT_ONCE).enumerate() {
            let lines = slice.iter().enumerate().map(|(n, o)| {
                (
                    at * ROWS_AT_ONCE + n,
                    o.unit.as_str(),
                    o.indicator.as_str(),
                    o.from.0,
                    o.to.0,
                    o.source.as_str(),
                )
            });
            let lines = rows_of(lines, "observation")?;
            found.extend(read!(self, |c| sqlx::query_as::<_, StandingRow>(
                statement
            )
            .bind(lines)
            .fetch_all(c)
            .await)?);
        }
        Ok(found)
    }

    /// At most `limit` rows of an act after a key, in their order.
    ///
    /// # Errors
    /// See [`Db::observation_heads`].
    pub async fn observations_of_batch(
        &self,
        batch: i64,
        after: i64,
        limit: i64,
    ) -> Result<Vec<ObservationRow>, StoreError> {
        Ok(read!(self, |c| sqlx::query_as::<_, ObservationRow>(
            OF_BATCH
        )
        .bind(batch)
        .bind(after)
        .bind(limit)
        .fetch_all(c)
        .await)?)
    }
}
