//! The acts that brought observations: begun, filled and ended in one transaction, undone as a whole.
//! Observations are never changed but for whether they are current.

use super::{
    Db, OverRows, StoreError, Tx,
    columns::{Column, rows_of},
    observations::ROWS_AT_ONCE,
    over_rows, read, within,
};
use domain::{
    delivery::BatchKind,
    indicator::{Observation, RawValue},
    time::Timestamp,
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
    NOTE_PROVINCES,
    PROVINCES_OF_BATCH,
];

/// Statements over rows of this module.
pub const OVER_ROWS: &[OverRows] = &[INSERT_SOURCES, INSERT_OBSERVATIONS];

const INSERT_BATCH: &str = "INSERT INTO observation_batch (kind, title, file_hash, entered_by, entered_at, row_count, \
     simulated) VALUES ($1, $2, $3, $4, $5, 0, $6) RETURNING id";
const SET_ROW_COUNT: &str = "UPDATE observation_batch SET row_count = $2 WHERE id = $1";

/// A statement over acts.
macro_rules! select_batches {
    ($which:literal) => {
        concat!(
            "SELECT id, kind, title, file_hash, entered_by, entered_at, row_count, simulated, undone_at, undone_by, \
             undo_reason FROM observation_batch WHERE ",
            $which
        )
    };
}

const BATCHES: &str = select_batches!(
    "id < $1 AND (CAST($2 AS TEXT) IS NULL OR EXISTS (SELECT 1 FROM observation_batch_province p \
     WHERE p.batch_id = observation_batch.id AND p.province_code = $2)) ORDER BY id DESC LIMIT $3"
);
const BATCH: &str = select_batches!("id = $1");
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
const NOTE_PROVINCES: &str = "INSERT INTO observation_batch_province (batch_id, province_code) \
     SELECT DISTINCT batch_id, province_code FROM observation WHERE batch_id = $1";
const PROVINCES_OF_BATCH: &str = "SELECT province_code FROM observation_batch_province WHERE batch_id = $1 ORDER BY province_code";

/// An act that brought observations.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct BatchRow {
    /// Key.
    pub id: i64,
    /// How it came.
    #[sqlx(try_from = "String")]
    pub kind: BatchKind,
    /// What it was: the name of a file, the name of a token, an indicator.
    pub title: String,
    /// SHA-256 of a file.
    pub file_hash: Option<String>,
    /// Who brought it.
    pub entered_by: String,
    /// When.
    #[sqlx(try_from = "i64")]
    pub entered_at: Timestamp,
    /// Rows that said something new.
    #[sqlx(try_from = "i64")]
    pub row_count: u32,
    /// Whether what it says is made up.
    pub simulated: bool,
    /// When it was undone.
    #[sqlx(try_from = "Column<Option<i64>>")]
    pub undone_at: Option<Timestamp>,
    /// By whom.
    pub undone_by: Option<String>,
    /// Why.
    pub undo_reason: Option<String>,
}

/// An act about to bring observations.
#[derive(Clone, Copy, Debug)]
pub struct NewBatch<'a> {
    /// How it comes.
    pub kind: BatchKind,
    /// What it is, in words.
    pub title: &'a str,
    /// SHA-256 of a file.
    pub file_hash: Option<&'a str>,
    /// Who brings it.
    pub entered_by: &'a str,
    /// When.
    pub entered_at: Timestamp,
    /// Whether what it says is made up.
    pub simulated: bool,
}

#[derive(sqlx::FromRow)]
struct ProvinceColumn {
    #[sqlx(try_from = "String")]
    province_code: UnitCode,
}

impl Db {
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

    /// The provinces that an act speaks of.
    ///
    /// # Errors
    /// See [`Db::observation_heads`].
    pub async fn provinces_of_batch(&self, batch: i64) -> Result<Vec<UnitCode>, StoreError> {
        let rows = read!(self, |c| sqlx::query_as::<_, ProvinceColumn>(
            PROVINCES_OF_BATCH
        )
        .bind(batch)
        .fetch_all(c)
        .await)?;
        Ok(rows.into_iter().map(|row| row.province_code).collect())
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
        .bind(batch.kind.word())
        .bind(batch.title)
        .bind(batch.file_hash)
        .bind(batch.entered_by)
        .bind(batch.entered_at.0)
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
                let raw = RawValue::from(&o.value);
                (
                    id,
                    o.unit.as_str(),
                    province.as_str(),
                    o.indicator.as_str(),
                    o.from.0,
                    o.to.0,
                    o.source.as_str(),
                    raw.number,
                    raw.part,
                    raw.whole,
                    o.qualifier.word(),
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
        at: Timestamp,
        by: &str,
        reason: &str,
    ) -> Result<bool, StoreError> {
        let undone = within!(&mut *self, |c| sqlx::query(UNDO_BATCH)
            .bind(batch)
            .bind(at.0)
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
