//! Observations of indicators, the acts that brought them, and who said so. Rows are never changed but for
//! whether they are current; whether a value is possible, and what it means, is the domain's to say.

use super::{Db, OverRows, StoreError, Tx, over_rows, read, rows_of, within};
use domain::{
    figure::Qualifier,
    indicator::{Observation, Value},
    unit::UnitCode,
};

/// Statements of this module.
pub const STATEMENTS: &[&str] = &[
    INSERT_BATCH,
    SET_ROW_COUNT,
    BATCHES,
    BATCH,
    UNDO_BATCH,
    RETIRE_REVISED,
    RETIRE_BATCH,
    REVIVE,
    RAISE_HEADS,
    DELETE_HEADS,
    INSERT_HEADS,
    HEADS_OF_PROVINCE,
    HEADS_OF_UNIT,
    COURSE,
    KNOWN,
    NEWEST,
    HISTORY,
    OF_BATCH,
    SUMS,
    OWN,
    NOTE_PROVINCES,
    PROVINCES_OF_BATCH,
];

/// Statements over rows of this module.
pub const OVER_ROWS: &[OverRows] = &[INSERT_SOURCES, INSERT_OBSERVATIONS, STANDING, OBSERVED];

const INSERT_BATCH: &str = "INSERT INTO observation_batch (kind, title, file_hash, entered_by, entered_at, row_count, \
     simulated) VALUES ($1, $2, $3, $4, $5, 0, $6) RETURNING id";
const SET_ROW_COUNT: &str = "UPDATE observation_batch SET row_count = $2 WHERE id = $1";
const BATCHES: &str = "SELECT id, kind, title, file_hash, entered_by, entered_at, row_count, simulated, undone_at, undone_by, \
     undo_reason FROM observation_batch WHERE id < $1 AND (CAST($2 AS TEXT) IS NULL OR EXISTS (SELECT 1 \
     FROM observation_batch_province p WHERE p.batch_id = observation_batch.id AND p.province_code = $2)) ORDER BY id DESC LIMIT $3";
const BATCH: &str = "SELECT id, kind, title, file_hash, entered_by, entered_at, row_count, simulated, undone_at, undone_by, \
     undo_reason FROM observation_batch WHERE id = $1";
const UNDO_BATCH: &str = "UPDATE observation_batch SET undone_at = $2, undone_by = $3, undo_reason = $4 \
     WHERE id = $1 AND undone_at IS NULL";

const INSERT_SOURCES: OverRows = over_rows!(
    "INSERT INTO observation_source (title) SELECT (j.value ->> 0) FROM ",
    "WHERE TRUE ON CONFLICT (title) DO NOTHING"
);
// What is current and says the same is left alone. Numbers are cast because both engines give JSON as text. Each line is
// looked up by its key: NOT EXISTS would let PostgreSQL read the whole table for each statement, until it has counted it.
const INSERT_OBSERVATIONS: OverRows = over_rows!(
    "INSERT INTO observation (batch_id, unit_code, province_code, indicator, as_of_from, as_of, source_id, revision, \
     current, number, part, whole, qualifier, printed, note) \
     SELECT CAST(j.value ->> 0 AS BIGINT), (j.value ->> 1), (j.value ->> 2), (j.value ->> 3), \
     CAST(j.value ->> 4 AS BIGINT), CAST(j.value ->> 5 AS BIGINT), s.id, \
     1 + COALESCE((SELECT MAX(o.revision) FROM observation o WHERE o.unit_code = (j.value ->> 1) \
       AND o.indicator = (j.value ->> 3) AND o.as_of = CAST(j.value ->> 5 AS BIGINT) \
       AND o.as_of_from = CAST(j.value ->> 4 AS BIGINT) AND o.source_id = s.id), 0), TRUE, \
     CAST(j.value ->> 7 AS BIGINT), CAST(j.value ->> 8 AS BIGINT), CAST(j.value ->> 9 AS BIGINT), (j.value ->> 10), \
     (j.value ->> 11), (j.value ->> 12) FROM ",
    "JOIN observation_source s ON s.title = (j.value ->> 6) \
     WHERE NOT COALESCE((SELECT o.number IS NOT DISTINCT FROM CAST(j.value ->> 7 AS BIGINT) \
       AND o.part IS NOT DISTINCT FROM CAST(j.value ->> 8 AS BIGINT) \
       AND o.whole IS NOT DISTINCT FROM CAST(j.value ->> 9 AS BIGINT) \
       AND o.qualifier = (j.value ->> 10) AND o.printed = (j.value ->> 11) AND o.note = (j.value ->> 12) \
       FROM observation o WHERE o.unit_code = (j.value ->> 1) AND o.indicator = (j.value ->> 3) \
       AND o.as_of = CAST(j.value ->> 5 AS BIGINT) AND o.as_of_from = CAST(j.value ->> 4 AS BIGINT) \
       AND o.source_id = s.id AND o.current ORDER BY o.revision DESC LIMIT 1), FALSE)"
);
const RETIRE_REVISED: &str = "UPDATE observation SET current = FALSE WHERE id IN (SELECT o.id FROM observation n \
     JOIN observation o ON o.unit_code = n.unit_code AND o.indicator = n.indicator AND o.as_of = n.as_of \
     AND o.as_of_from = n.as_of_from AND o.source_id = n.source_id \
     WHERE n.batch_id = $1 AND n.revision > 1 AND o.revision < n.revision AND o.current)";
const RETIRE_BATCH: &str = "UPDATE observation SET current = FALSE WHERE batch_id = $1 AND current";
const REVIVE: &str = "UPDATE observation SET current = TRUE WHERE id IN (SELECT x.id FROM (SELECT o.id, ROW_NUMBER() OVER \
     (PARTITION BY o.unit_code, o.indicator, o.as_of, o.as_of_from, o.source_id ORDER BY o.revision DESC) AS place \
     FROM observation b JOIN observation o ON o.unit_code = b.unit_code AND o.indicator = b.indicator AND o.as_of = b.as_of \
     AND o.as_of_from = b.as_of_from AND o.source_id = b.source_id JOIN observation_batch t ON t.id = o.batch_id \
     WHERE b.batch_id = $1 AND t.undone_at IS NULL) x WHERE x.place = 1)";
const RAISE_HEADS: &str = "INSERT INTO observation_head (indicator, unit_code, province_code, as_of, observation_id) \
     SELECT x.indicator, x.unit_code, x.province_code, x.as_of, x.id FROM (SELECT o.id, o.indicator, o.unit_code, \
     o.province_code, o.as_of, ROW_NUMBER() OVER (PARTITION BY o.indicator, o.unit_code ORDER BY o.as_of DESC, o.id DESC) \
     AS place FROM observation o WHERE o.batch_id = $1 AND o.current) x WHERE x.place = 1 \
     ON CONFLICT (indicator, unit_code) DO UPDATE SET as_of = excluded.as_of, observation_id = excluded.observation_id \
     WHERE excluded.as_of >= observation_head.as_of";
const DELETE_HEADS: &str = "DELETE FROM observation_head WHERE (indicator, unit_code) IN \
     (SELECT o.indicator, o.unit_code FROM observation o WHERE o.batch_id = $1)";
const INSERT_HEADS: &str = "INSERT INTO observation_head (indicator, unit_code, province_code, as_of, observation_id) \
     SELECT x.indicator, x.unit_code, x.province_code, x.as_of, x.id FROM (SELECT o.id, o.indicator, o.unit_code, \
     o.province_code, o.as_of, ROW_NUMBER() OVER (PARTITION BY o.indicator, o.unit_code ORDER BY o.as_of DESC, o.id DESC) \
     AS place FROM (SELECT DISTINCT b.indicator, b.unit_code FROM observation b WHERE b.batch_id = $1) p \
     JOIN observation o ON o.indicator = p.indicator AND o.unit_code = p.unit_code AND o.current) x WHERE x.place = 1";

const HEADS_OF_PROVINCE: &str = "SELECT o.id, o.batch_id, o.unit_code, o.province_code, o.indicator, o.as_of_from, o.as_of, \
     s.title AS source, o.revision, o.current, o.number, o.part, o.whole, o.qualifier, o.printed, o.note, b.simulated, \
     b.kind, b.entered_by, b.entered_at, b.undone_at FROM observation_head h JOIN observation o ON o.id = h.observation_id \
     JOIN observation_source s ON s.id = o.source_id JOIN observation_batch b ON b.id = o.batch_id \
     WHERE h.province_code = $1 AND h.indicator = $2 ORDER BY h.unit_code";
const HEADS_OF_UNIT: &str = "SELECT o.id, o.batch_id, o.unit_code, o.province_code, o.indicator, o.as_of_from, o.as_of, \
     s.title AS source, o.revision, o.current, o.number, o.part, o.whole, o.qualifier, o.printed, o.note, b.simulated, \
     b.kind, b.entered_by, b.entered_at, b.undone_at FROM observation_head h JOIN observation o ON o.id = h.observation_id \
     JOIN observation_source s ON s.id = o.source_id JOIN observation_batch b ON b.id = o.batch_id \
     WHERE h.unit_code = $1 AND (CAST($2 AS TEXT) IS NULL OR h.indicator = $2) ORDER BY h.indicator";
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
const HISTORY: &str = "SELECT o.id, o.batch_id, o.unit_code, o.province_code, o.indicator, o.as_of_from, o.as_of, \
     s.title AS source, o.revision, o.current, o.number, o.part, o.whole, o.qualifier, o.printed, o.note, b.simulated, \
     b.kind, b.entered_by, b.entered_at, b.undone_at FROM observation o JOIN observation_source s ON s.id = o.source_id \
     JOIN observation_batch b ON b.id = o.batch_id WHERE o.unit_code = $1 AND o.indicator = $2 \
     ORDER BY o.as_of DESC, s.title, o.revision DESC";
const OF_BATCH: &str = "SELECT o.id, o.batch_id, o.unit_code, o.province_code, o.indicator, o.as_of_from, o.as_of, \
     s.title AS source, o.revision, o.current, o.number, o.part, o.whole, o.qualifier, o.printed, o.note, b.simulated, \
     b.kind, b.entered_by, b.entered_at, b.undone_at FROM observation o JOIN observation_source s ON s.id = o.source_id \
     JOIN observation_batch b ON b.id = o.batch_id WHERE o.batch_id = $1 AND o.id > $2 ORDER BY o.id LIMIT $3";

// What the newest values of communes add up to, by province and source.
const SUMS: &str = "SELECT x.province_code, s.title AS source, x.simulated, x.row_count, x.plain, x.number, x.part, x.whole, \
     x.first_day, x.last_day FROM (SELECT h.province_code, o.source_id, b.simulated, COUNT(*) AS row_count, \
     COUNT(o.number) AS plain, CAST(COALESCE(SUM(o.number), 0) AS BIGINT) AS number, \
     CAST(COALESCE(SUM(o.part), 0) AS BIGINT) AS part, CAST(COALESCE(SUM(o.whole), 0) AS BIGINT) AS whole, \
     MIN(o.as_of) AS first_day, MAX(o.as_of) AS last_day FROM observation_head h \
     JOIN observation o ON o.id = h.observation_id JOIN observation_batch b ON b.id = o.batch_id \
     WHERE h.indicator = $1 AND h.unit_code <> h.province_code GROUP BY h.province_code, o.source_id, b.simulated) x \
     JOIN observation_source s ON s.id = x.source_id ORDER BY x.province_code, s.title, x.simulated";
const OWN: &str = "SELECT o.id, o.batch_id, o.unit_code, o.province_code, o.indicator, o.as_of_from, o.as_of, \
     s.title AS source, o.revision, o.current, o.number, o.part, o.whole, o.qualifier, o.printed, o.note, b.simulated, \
     b.kind, b.entered_by, b.entered_at, b.undone_at FROM observation o JOIN observation_source s ON s.id = o.source_id \
     JOIN observation_batch b ON b.id = o.batch_id WHERE o.unit_code = $1 AND o.current \
     ORDER BY o.indicator, o.as_of DESC, s.title, o.id";

const NOTE_PROVINCES: &str = "INSERT INTO observation_batch_province (batch_id, province_code) \
     SELECT DISTINCT batch_id, province_code FROM observation WHERE batch_id = $1";
const PROVINCES_OF_BATCH: &str = "SELECT province_code FROM observation_batch_province WHERE batch_id = $1 ORDER BY province_code";
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
const ROWS_AT_ONCE: usize = 2_000;

/// An act that brought observations.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct BatchRow {
    /// Key.
    pub id: i64,
    /// `form`, `file`, `ingest`, `demo`.
    pub kind: String,
    /// What it was: the name of a file, the name of a token, an indicator.
    pub title: String,
    /// SHA-256 of a file.
    pub file_hash: Option<String>,
    /// Who brought it.
    pub entered_by: String,
    /// When.
    pub entered_at: i64,
    /// Rows that said something new.
    pub row_count: i64,
    /// Whether what it says is made up.
    pub simulated: bool,
    /// When it was undone.
    pub undone_at: Option<i64>,
    /// By whom.
    pub undone_by: Option<String>,
    /// Why.
    pub undo_reason: Option<String>,
}

/// An act about to bring observations.
#[derive(Clone, Copy, Debug)]
pub struct NewBatch<'a> {
    /// `form`, `file`, `ingest`, `demo`.
    pub kind: &'static str,
    /// What it is, in words.
    pub title: &'a str,
    /// SHA-256 of a file.
    pub file_hash: Option<&'a str>,
    /// Who brings it.
    pub entered_by: &'a str,
    /// When, milliseconds.
    pub entered_at: i64,
    /// Whether what it says is made up.
    pub simulated: bool,
}

/// An observation with its source and the act that brought it.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct ObservationRow {
    /// Key.
    pub id: i64,
    /// The act that brought it.
    pub batch_id: i64,
    /// About which unit.
    pub unit_code: String,
    /// Its province, or itself.
    pub province_code: String,
    /// Code of the indicator.
    pub indicator: String,
    /// First day of the period, or the day.
    pub as_of_from: i64,
    /// The day as of which it holds.
    pub as_of: i64,
    /// Who says so.
    pub source: String,
    /// Which time this line was told.
    pub revision: i64,
    /// Whether it is the line's last word.
    pub current: bool,
    /// Number, hundredths of a percent, yes (1) or no (0), or day.
    pub number: Option<i64>,
    /// Part.
    pub part: Option<i64>,
    /// Whole.
    pub whole: Option<i64>,
    /// `exact`, `more_than`, `about`.
    pub qualifier: String,
    /// As printed.
    pub printed: String,
    /// Note.
    pub note: String,
    /// Whether it is made up.
    pub simulated: bool,
    /// How it came in: `form`, `file`, `ingest`, `demo`.
    pub kind: String,
    /// Who brought it.
    pub entered_by: String,
    /// When.
    pub entered_at: i64,
    /// When it was undone.
    pub undone_at: Option<i64>,
}

/// A commune's newest value until some day.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct KnownRow {
    /// The commune.
    pub unit_code: String,
    /// The day as of which it holds.
    pub as_of: i64,
    /// Who says so.
    pub source: String,
    /// Number, hundredths of a percent, yes (1) or no (0), or day.
    pub number: Option<i64>,
    /// Part.
    pub part: Option<i64>,
    /// Whole.
    pub whole: Option<i64>,
    /// `exact`, `more_than`, `about`.
    pub qualifier: String,
    /// Whether it is made up.
    pub simulated: bool,
}

/// A value of a commune in the course of time.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct CourseRow {
    /// The commune.
    pub unit_code: String,
    /// The day as of which it holds.
    pub as_of: i64,
    /// Number, hundredths of a percent, yes (1) or no (0), or day.
    pub number: Option<i64>,
    /// Part.
    pub part: Option<i64>,
    /// Whole.
    pub whole: Option<i64>,
}

/// What the newest values of a province's communes add up to, those of one source.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct SumRow {
    /// The province.
    pub province_code: String,
    /// Who says so.
    pub source: String,
    /// Whether it is made up.
    pub simulated: bool,
    /// Communes.
    pub row_count: i64,
    /// Of these, those whose value is a plain number.
    pub plain: i64,
    /// Sum of the plain numbers.
    pub number: i64,
    /// Sum of parts.
    pub part: i64,
    /// Sum of wholes.
    pub whole: i64,
    /// Oldest day as of which one holds.
    pub first_day: i64,
    /// Newest.
    pub last_day: i64,
}

/// What stands on a line now.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct StandingRow {
    /// Place of the line among those that were asked for.
    pub place: i64,
    /// Number, hundredths of a percent, yes (1) or no (0), or day.
    pub number: Option<i64>,
    /// Part.
    pub part: Option<i64>,
    /// Whole.
    pub whole: Option<i64>,
    /// `exact`, `more_than`, `about`.
    pub qualifier: String,
    /// As printed.
    pub printed: String,
    /// Note.
    pub note: String,
}

impl StandingRow {
    /// Whether it says what an observation of the same line says.
    #[must_use]
    pub fn says(&self, observation: &Observation) -> bool {
        (self.number, self.part, self.whole) == columns(&observation.value)
            && self.qualifier == observation.qualifier.word()
            && self.printed == observation.printed
            && self.note == observation.note
    }
}

/// What stands in the columns of a value: number, part, whole.
fn columns(value: &Value) -> (Option<i64>, Option<i64>, Option<i64>) {
    match value {
        Value::Number(number) | Value::Percent(number) => (Some(*number), None, None),
        Value::Fraction { part, whole } => (None, Some(*part), Some(*whole)),
        Value::YesNo(yes) => (Some(i64::from(*yes)), None, None),
        Value::Day(day) => (Some(i64::from(day.0)), None, None),
        Value::Text => (None, None, None),
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
        day: Option<i64>,
    ) -> Result<Vec<KnownRow>, StoreError> {
        let statement = if day.is_some() { KNOWN } else { NEWEST };
        Ok(read!(self, |c| {
            let query = sqlx::query_as::<_, KnownRow>(statement)
                .bind(indicator)
                .bind(province.as_str());
            match day {
                Some(day) => query.bind(day).fetch_all(c).await,
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

    /// At most `limit` acts before a key, newest first: all, or those that touch a province.
    ///
    /// # Errors
    /// See [`Db::observation_heads`].
    pub async fn observation_batches(
        &self,
        before: i64,
        province: Option<&UnitCode>,
        limit: i64,
    ) -> Result<Vec<BatchRow>, StoreError> {
        Ok(read!(self, |c| sqlx::query_as::<_, BatchRow>(BATCHES)
            .bind(before)
            .bind(province.map(UnitCode::as_str))
            .bind(limit)
            .fetch_all(c)
            .await)?)
    }

    /// One act.
    ///
    /// # Errors
    /// See [`Db::observation_heads`].
    pub async fn observation_batch(&self, id: i64) -> Result<Option<BatchRow>, StoreError> {
        Ok(read!(self, |c| sqlx::query_as::<_, BatchRow>(BATCH)
            .bind(id)
            .fetch_optional(c)
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

    /// The provinces that an act speaks of.
    ///
    /// # Errors
    /// See [`Db::observation_heads`].
    pub async fn provinces_of_batch(&self, batch: i64) -> Result<Vec<String>, StoreError> {
        Ok(read!(self, |c| sqlx::query_scalar::<_, String>(
            PROVINCES_OF_BATCH
        )
        .bind(batch)
        .fetch_all(c)
        .await)?)
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

impl Tx {
    async fn over_batch(&mut self, statement: &'static str, batch: i64) -> Result<(), StoreError> {
        within!(self, |c| sqlx::query(statement)
            .bind(batch)
            .execute(c)
            .await
            .map(drop))?;
        Ok(())
    }

    /// Begins an act; gives its key. Its rows follow with [`Tx::extend_observations`], and nothing of it counts
    /// before [`Tx::finish_observations`].
    ///
    /// # Errors
    /// See [`Db::observation_heads`].
    pub async fn begin_observations(&mut self, batch: NewBatch<'_>) -> Result<i64, StoreError> {
        Ok(within!(&mut *self, |c| sqlx::query_scalar::<_, i64>(
            INSERT_BATCH
        )
        .bind(batch.kind)
        .bind(batch.title)
        .bind(batch.file_hash)
        .bind(batch.entered_by)
        .bind(batch.entered_at)
        .bind(batch.simulated)
        .fetch_one(c)
        .await)?)
    }

    /// Adds observations to an act, each with the province of its unit (or the unit itself); gives how many
    /// said something new. What is current and says the same is left alone. No two rows of an act may be about
    /// the same line.
    ///
    /// # Errors
    /// See [`Db::observation_heads`].
    pub async fn extend_observations(
        &mut self,
        id: i64,
        rows: &[(UnitCode, Observation)],
    ) -> Result<u64, StoreError> {
        let titles: std::collections::BTreeSet<&str> =
            rows.iter().map(|(_, o)| o.source.as_str()).collect();
        let statement = self.over(INSERT_SOURCES);
        let titles = rows_of(
            titles.into_iter().map(|title| (title,)),
            "observation_source",
        )?;
        within!(&mut *self, |c| sqlx::query(statement)
            .bind(titles)
            .execute(c)
            .await
            .map(drop))?;
        let statement = self.over(INSERT_OBSERVATIONS);
        let mut taken = 0;
        for slice in rows.chunks(ROWS_AT_ONCE) {
            let slice = slice.iter().map(|(province, o)| {
                let (number, part, whole) = columns(&o.value);
                (
                    id,
                    o.unit.as_str(),
                    province.as_str(),
                    o.indicator.as_str(),
                    o.from.0,
                    o.to.0,
                    o.source.as_str(),
                    number,
                    part,
                    whole,
                    Qualifier::word(o.qualifier),
                    o.printed.as_str(),
                    o.note.as_str(),
                )
            });
            let slice = rows_of(slice, "observation")?;
            taken += within!(&mut *self, |c| sqlx::query(statement)
                .bind(slice)
                .execute(c)
                .await
                .map(|done| done.rows_affected()))?;
        }
        Ok(taken)
    }

    /// Ends an act of which `taken` rows said something new: what they revise is no longer current, and what is
    /// newest of each unit and indicator is noted.
    ///
    /// # Errors
    /// See [`Db::observation_heads`].
    pub async fn finish_observations(&mut self, id: i64, taken: u64) -> Result<(), StoreError> {
        for statement in [RETIRE_REVISED, RAISE_HEADS, NOTE_PROVINCES] {
            self.over_batch(statement, id).await?;
        }
        let count = i64::try_from(taken).unwrap_or(i64::MAX);
        within!(&mut *self, |c| sqlx::query(SET_ROW_COUNT)
            .bind(id)
            .bind(count)
            .execute(c)
            .await
            .map(drop))?;
        Ok(())
    }

    /// Undoes an act: what it said is no longer current, what stood before is again. Gives whether it was not
    /// undone already.
    ///
    /// # Errors
    /// See [`Db::observation_heads`].
    pub async fn undo_observations(
        &mut self,
        batch: i64,
        at: i64,
        by: &str,
        reason: &str,
    ) -> Result<bool, StoreError> {
        let undone = within!(&mut *self, |c| sqlx::query(UNDO_BATCH)
            .bind(batch)
            .bind(at)
            .bind(by)
            .bind(reason)
            .execute(c)
            .await
            .map(|done| done.rows_affected()))?;
        if undone == 0 {
            return Ok(false);
        }
        for statement in [RETIRE_BATCH, REVIVE, DELETE_HEADS, INSERT_HEADS] {
            self.over_batch(statement, batch).await?;
        }
        Ok(true)
    }
}
