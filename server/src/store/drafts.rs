//! What communes are writing. Many texts saved in one transaction are in `texts`.

use super::{Db, StoreError, Tx, columns::Column, columns::json, read, within};
use domain::{access::AccountId, entry::Fields, time::Timestamp, unit::UnitCode};

/// Statements of this module.
pub const STATEMENTS: &[&str] = &[DRAFTS, DRAFT, INSERT_DRAFT, UPDATE_DRAFT, SET_STAGE];

/// A statement over drafts.
macro_rules! select_drafts {
    ($which:literal) => {
        concat!(
            "SELECT unit_code, criterion, fields, version, stage, author_id, saved_at, sent_back FROM draft WHERE ",
            $which
        )
    };
}

const DRAFTS: &str = select_drafts!("unit_code = $1 ORDER BY criterion");
const DRAFT: &str = select_drafts!("unit_code = $1 AND criterion = $2");
const INSERT_DRAFT: &str = "INSERT INTO draft (unit_code, criterion, criteria_set, fields, version, stage, author_id, \
     saved_at) VALUES ($1, $2, $3, $4, 1, 'open', $5, $6) ON CONFLICT (unit_code, criterion) DO NOTHING";
const UPDATE_DRAFT: &str = "UPDATE draft SET criteria_set = $3, fields = $4, version = version + 1, stage = 'open', \
     author_id = $5, saved_at = $6, sent_back = NULL WHERE unit_code = $1 AND criterion = $2 AND version = $7";
const SET_STAGE: &str = "UPDATE draft SET stage = $3, sent_back = $4, version = version + 1 \
     WHERE unit_code = $1 AND criterion = $2 AND version = $5 AND stage = $6";

/// What an officer is writing, or has written last.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct DraftRecord {
    /// Unit.
    #[sqlx(rename = "unit_code", try_from = "String")]
    pub unit: UnitCode,
    /// Criterion.
    pub criterion: String,
    /// Fields as typed.
    #[sqlx(try_from = "Column<String>")]
    pub fields: Fields,
    /// Counts the changes; never begins again.
    #[sqlx(try_from = "i64")]
    pub version: u32,
    /// Where it stands.
    #[sqlx(try_from = "String")]
    pub stage: DraftStage,
    /// Who saved it last.
    #[sqlx(rename = "author_id", try_from = "i64")]
    pub author: AccountId,
    /// When.
    #[sqlx(try_from = "i64")]
    pub saved_at: Timestamp,
    /// Why it came back from the leader, or was taken back from review.
    pub sent_back: Option<String>,
}

domain::words! {
    /// Where a draft stands.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum DraftStage {
        /// Being written.
        Open = "open",
        /// Handed to the leader.
        Ready = "ready",
        /// Submitted; the answer is in the record.
        Done = "done",
    }
    /// The word in the store.
    word
}

impl Db {
    /// Every draft of a unit, by criterion.
    ///
    /// # Errors
    /// If the engine refuses; the same for all functions of this module.
    pub async fn drafts(&self, unit: &UnitCode) -> Result<Vec<DraftRecord>, StoreError> {
        Ok(read!(self, |c| sqlx::query_as::<_, DraftRecord>(DRAFTS)
            .bind(unit.as_str())
            .fetch_all(c)
            .await)?)
    }

    /// The draft of one item.
    ///
    /// # Errors
    /// See [`Db::drafts`].
    pub async fn draft(
        &self,
        unit: &UnitCode,
        criterion: &str,
    ) -> Result<Option<DraftRecord>, StoreError> {
        Ok(read!(self, |c| sqlx::query_as::<_, DraftRecord>(DRAFT)
            .bind(unit.as_str())
            .bind(criterion)
            .fetch_optional(c)
            .await)?)
    }
}

impl Tx {
    /// Saves a draft over version `seen` (0: there was none); `false` if there is another version now.
    ///
    /// # Errors
    /// See [`Db::drafts`].
    pub async fn save_draft(
        &mut self,
        (unit, criterion, set): (&UnitCode, &str, &str),
        fields: &Fields,
        (author, at): (AccountId, Timestamp),
        seen: u32,
    ) -> Result<bool, StoreError> {
        let fields = json(fields, "draft", unit.as_str())?;
        let rows = if seen == 0 {
            within!(self, |c| sqlx::query(INSERT_DRAFT)
                .bind(unit.as_str())
                .bind(criterion)
                .bind(set)
                .bind(&fields)
                .bind(author.0)
                .bind(at.0)
                .execute(c)
                .await
                .map(|done| done.rows_affected()))?
        } else {
            within!(self, |c| sqlx::query(UPDATE_DRAFT)
                .bind(unit.as_str())
                .bind(criterion)
                .bind(set)
                .bind(&fields)
                .bind(author.0)
                .bind(at.0)
                .bind(i64::from(seen))
                .execute(c)
                .await
                .map(|done| done.rows_affected()))?
        };
        Ok(rows == 1)
    }

    /// Moves a draft of this version from one stage to another; `false` if it is not there any more.
    ///
    /// # Errors
    /// See [`Db::drafts`].
    pub async fn move_draft(
        &mut self,
        unit: &UnitCode,
        criterion: &str,
        version: u32,
        (from, to): (DraftStage, DraftStage),
        sent_back: Option<&str>,
    ) -> Result<bool, StoreError> {
        let rows = within!(self, |c| sqlx::query(SET_STAGE)
            .bind(unit.as_str())
            .bind(criterion)
            .bind(to.word())
            .bind(sent_back)
            .bind(i64::from(version))
            .bind(from.word())
            .execute(c)
            .await
            .map(|done| done.rows_affected()))?;
        Ok(rows == 1)
    }
}
