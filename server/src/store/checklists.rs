//! What communes submitted and who had a hand in it, and how a province runs its reviews.

use super::{
    Db, StoreError, Tx, answers::AnswerColumns, columns::Column, columns::json, read, within,
};
use domain::{
    access::AccountId,
    answer::{Answer, Closed, Content},
    assessment::Policy,
    evidence::Backing,
    time::{Date, Timestamp},
    unit::UnitCode,
};

/// Statements of this module.
pub const STATEMENTS: &[&str] = &[
    RECORDS,
    RECORD,
    LATEST,
    WAITING,
    RIVALS,
    DECIDED,
    INSERT_RECORD,
    CONFIRM,
    RETURN,
    CLOSE,
    POLICY,
    SET_POLICY,
    MOVE_EVIDENCE,
];

/// A statement over answers with the people who had a hand in them.
macro_rules! select_records {
    ($which:literal) => {
        concat!(
            "SELECT a.id, a.unit_code, a.criterion, a.content, a.fact_date, a.submitted_at, a.review, a.reviewed_at, \
             a.new_due, a.backing, a.backing_reference, a.closed_at, a.closed_due, a.author_id, a.signer_id, a.reviewer_id, a.note, a.return_code, \
             a.return_text, a.closed_text, a.criteria_set FROM answer a ",
            $which
        )
    };
}

const RECORDS: &str = select_records!("WHERE a.unit_code = $1 ORDER BY a.submitted_at, a.id");
const RECORD: &str = select_records!("WHERE a.id = $1");
/// The newest answer to an item that the commune has not taken back itself.
const LATEST: &str = select_records!(
    "WHERE a.unit_code = $1 AND a.criterion = $2 AND (a.closed_at IS NULL OR a.closed_due IS NOT NULL) \
     ORDER BY a.submitted_at DESC, a.id DESC LIMIT 1"
);
const WAITING: &str = select_records!(
    "JOIN unit u ON u.code = a.unit_code WHERE a.review = 'waiting' AND a.closed_at IS NULL \
     AND (CAST($1 AS TEXT) IS NULL OR u.province_code = $1) ORDER BY a.submitted_at, a.id"
);
/// Every answer to an item of which an answer waits.
const RIVALS: &str = select_records!(
    "JOIN unit u ON u.code = a.unit_code WHERE (CAST($1 AS TEXT) IS NULL OR u.province_code = $1) \
     AND EXISTS (SELECT 1 FROM answer w WHERE w.unit_code = a.unit_code AND w.criterion = a.criterion \
     AND w.review = 'waiting' AND w.closed_at IS NULL) ORDER BY a.unit_code, a.submitted_at, a.id"
);
/// Lists of codes are bound as `,25,33,`.
const DECIDED: &str = select_records!(
    "JOIN unit u ON u.code = a.unit_code WHERE a.reviewed_at IS NOT NULL \
     AND (CAST($1 AS TEXT) IS NULL OR $1 LIKE '%,' || u.province_code || ',%') \
     AND (CAST($2 AS TEXT) IS NULL OR $2 LIKE '%,' || a.unit_code || ',%') \
     AND (CAST($3 AS BIGINT) IS NULL OR a.reviewer_id = $3) \
     ORDER BY a.reviewed_at DESC, a.id DESC LIMIT $4 OFFSET $5"
);
const INSERT_RECORD: &str = "INSERT INTO answer (unit_code, criteria_set, criterion, content, fact_date, submitted_at, \
     review, simulated, author_id, signer_id, note) VALUES ($1, $2, $3, $4, $5, $6, 'waiting', $7, $8, $9, $10) \
     RETURNING id";
const CONFIRM: &str = "UPDATE answer SET review = 'confirmed', reviewed_at = $2, reviewer_id = $3, backing = $4, \
     backing_reference = $5 \
     WHERE id = $1 AND review = 'waiting' AND closed_at IS NULL";
const RETURN: &str = "UPDATE answer SET review = 'returned', reviewed_at = $2, reviewer_id = $3, new_due = $4, \
     return_code = $5, return_text = $6 WHERE id = $1 AND review = 'waiting' AND closed_at IS NULL";
const CLOSE: &str = "UPDATE answer SET closed_at = $2, closed_due = $3, return_code = $4, closed_text = $5 \
     WHERE id = $1 AND closed_at IS NULL AND review = $6";
const POLICY: &str =
    "SELECT signature, review_days, return_days FROM review_policy WHERE province_code = $1";
const SET_POLICY: &str = "INSERT INTO review_policy (province_code, signature, review_days, return_days) \
     VALUES ($1, $2, $3, $4) ON CONFLICT (province_code) DO UPDATE SET signature = $2, review_days = $3, return_days = $4";
const MOVE_EVIDENCE: &str = "INSERT INTO answer_evidence (answer_id, evidence_id) SELECT CAST($1 AS BIGINT), evidence_id \
     FROM draft_evidence WHERE unit_code = $2 AND criterion = $3";

/// An answer with its key and the people who had a hand in it.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Record {
    /// Key.
    pub id: i64,
    /// Unit.
    #[sqlx(rename = "unit_code", try_from = "String")]
    pub unit: UnitCode,
    /// The answer.
    #[sqlx(flatten, try_from = "AnswerColumns")]
    pub answer: Answer,
    /// Criteria set under which it was given.
    pub criteria_set: String,
    /// Who wrote it.
    #[sqlx(rename = "author_id", try_from = "Column<Option<i64>>")]
    pub author: Option<AccountId>,
    /// Who signed it.
    #[sqlx(rename = "signer_id", try_from = "Column<Option<i64>>")]
    pub signer: Option<AccountId>,
    /// Who decided.
    #[sqlx(rename = "reviewer_id", try_from = "Column<Option<i64>>")]
    pub reviewer: Option<AccountId>,
    /// Note to the reviewer.
    pub note: Option<String>,
    /// Where it is found again what the reviewer saw instead of a document: stays inside.
    pub backing_reference: Option<String>,
    /// Word of the reason for a return.
    pub return_code: Option<String>,
    /// The reason in the reviewer's words.
    pub return_text: Option<String>,
    /// Why it was taken back.
    pub closed_text: Option<String>,
}

/// A new answer that waits for review.
#[derive(Clone, Copy, Debug)]
pub struct NewRecord<'a> {
    /// Unit.
    pub unit: &'a UnitCode,
    /// Criteria set.
    pub criteria_set: &'a str,
    /// Criterion.
    pub criterion: &'a str,
    /// What it says.
    pub content: &'a Content,
    /// The date on which it is true.
    pub fact_date: Date,
    /// Now.
    pub at: Timestamp,
    /// Whether this is a demo.
    pub simulated: bool,
    /// Who wrote it.
    pub author: AccountId,
    /// Who signed it.
    pub signer: Option<AccountId>,
    /// Note to the reviewer.
    pub note: &'a str,
}

/// The columns of a [`Policy`].
#[derive(sqlx::FromRow)]
struct PolicyColumns {
    signature: bool,
    #[sqlx(try_from = "i64")]
    review_days: u16,
    #[sqlx(try_from = "i64")]
    return_days: u16,
}

impl From<PolicyColumns> for Policy {
    fn from(row: PolicyColumns) -> Self {
        Self {
            signature: row.signature,
            review_days: row.review_days,
            return_days: row.return_days,
        }
    }
}

impl Db {
    /// The whole record of a unit, oldest first.
    ///
    /// # Errors
    /// See [`Db::drafts`].
    pub async fn records(&self, unit: &UnitCode) -> Result<Vec<Record>, StoreError> {
        Ok(read!(self, |c| sqlx::query_as::<_, Record>(RECORDS)
            .bind(unit.as_str())
            .fetch_all(c)
            .await)?)
    }

    /// The newest answer to an item that the commune has not taken back itself.
    ///
    /// # Errors
    /// See [`Db::drafts`].
    pub async fn latest_record(
        &self,
        unit: &UnitCode,
        criterion: &str,
    ) -> Result<Option<Record>, StoreError> {
        Ok(read!(self, |c| sqlx::query_as::<_, Record>(LATEST)
            .bind(unit.as_str())
            .bind(criterion)
            .fetch_optional(c)
            .await)?)
    }

    /// One answer.
    ///
    /// # Errors
    /// See [`Db::drafts`].
    pub async fn record(&self, id: i64) -> Result<Option<Record>, StoreError> {
        Ok(read!(self, |c| sqlx::query_as::<_, Record>(RECORD)
            .bind(id)
            .fetch_optional(c)
            .await)?)
    }

    /// Answers that wait for review, oldest first: of one province, or of all.
    ///
    /// # Errors
    /// See [`Db::drafts`].
    pub async fn waiting(&self, province: Option<&UnitCode>) -> Result<Vec<Record>, StoreError> {
        let province = province.map(UnitCode::as_str);
        Ok(read!(self, |c| sqlx::query_as::<_, Record>(WAITING)
            .bind(province)
            .fetch_all(c)
            .await)?)
    }

    /// Every answer to an item of which an answer waits, by unit and time: of one province, or of all.
    ///
    /// # Errors
    /// See [`Db::drafts`].
    pub async fn rivals(&self, province: Option<&UnitCode>) -> Result<Vec<Record>, StoreError> {
        let province = province.map(UnitCode::as_str);
        Ok(read!(self, |c| sqlx::query_as::<_, Record>(RIVALS)
            .bind(province)
            .fetch_all(c)
            .await)?)
    }

    /// Answers that were confirmed or returned, newest first: of these provinces and units (all where nothing is said),
    /// by this account or anybody, so many after so many.
    ///
    /// # Errors
    /// See [`Db::drafts`].
    pub async fn decided(
        &self,
        (provinces, units): (Option<&[&UnitCode]>, Option<&[&UnitCode]>),
        by: Option<AccountId>,
        (most, skipped): (u32, u32),
    ) -> Result<Vec<Record>, StoreError> {
        let list = |codes: &[&UnitCode]| {
            let codes = codes.iter().map(|code| format!("{code},"));
            std::iter::once(",".to_owned())
                .chain(codes)
                .collect::<String>()
        };
        let (provinces, units) = (provinces.map(list), units.map(list));
        Ok(read!(self, |c| sqlx::query_as::<_, Record>(DECIDED)
            .bind(&provinces)
            .bind(&units)
            .bind(by.map(|account| account.0))
            .bind(i64::from(most))
            .bind(i64::from(skipped))
            .fetch_all(c)
            .await)?)
    }

    /// How a province runs its reviews.
    ///
    /// # Errors
    /// See [`Db::drafts`].
    pub async fn policy(&self, province: &UnitCode) -> Result<Policy, StoreError> {
        let row = read!(self, |c| sqlx::query_as::<_, PolicyColumns>(POLICY)
            .bind(province.as_str())
            .fetch_optional(c)
            .await)?;
        Ok(row.map_or_else(Policy::default, Policy::from))
    }
}

impl Tx {
    /// Adds an answer that waits for review, with the evidence of its draft; returns its key.
    ///
    /// # Errors
    /// See [`Db::drafts`].
    pub async fn add_record(&mut self, record: NewRecord<'_>) -> Result<i64, StoreError> {
        let content = json(record.content, "answer", record.unit.as_str())?;
        let id = within!(self, |c| sqlx::query_scalar::<_, i64>(INSERT_RECORD)
            .bind(record.unit.as_str())
            .bind(record.criteria_set)
            .bind(record.criterion)
            .bind(&content)
            .bind(i64::from(record.fact_date.0))
            .bind(record.at.0)
            .bind(record.simulated)
            .bind(record.author.0)
            .bind(record.signer.map(|a| a.0))
            .bind(record.note)
            .fetch_one(c)
            .await)?;
        within!(self, |c| sqlx::query(MOVE_EVIDENCE)
            .bind(id)
            .bind(record.unit.as_str())
            .bind(record.criterion)
            .execute(c)
            .await
            .map(drop))?;
        Ok(id)
    }

    /// Confirms an answer: when and by whom, what it rests on and where that is found again; `false` if it does not wait any more.
    ///
    /// # Errors
    /// See [`Db::drafts`].
    pub async fn confirm(
        &mut self,
        id: i64,
        (at, by): (Timestamp, AccountId),
        (backing, reference): (Backing, Option<&str>),
    ) -> Result<bool, StoreError> {
        let rows = within!(self, |c| sqlx::query(CONFIRM)
            .bind(id)
            .bind(at.0)
            .bind(by.0)
            .bind(backing.word())
            .bind(reference)
            .execute(c)
            .await
            .map(|done| done.rows_affected()))?;
        Ok(rows == 1)
    }

    /// Returns an answer; `false` if it does not wait any more.
    ///
    /// # Errors
    /// See [`Db::drafts`].
    pub async fn give_back(
        &mut self,
        id: i64,
        (at, due): (Timestamp, Timestamp),
        by: AccountId,
        (code, text): (&str, &str),
    ) -> Result<bool, StoreError> {
        let rows = within!(self, |c| sqlx::query(RETURN)
            .bind(id)
            .bind(at.0)
            .bind(by.0)
            .bind(due.0)
            .bind(code)
            .bind(text)
            .execute(c)
            .await
            .map(|done| done.rows_affected()))?;
        Ok(rows == 1)
    }

    /// Takes an answer back, which is `waiting` or `confirmed`; `false` if it is not any more.
    ///
    /// # Errors
    /// See [`Db::drafts`].
    pub async fn close_record(
        &mut self,
        id: i64,
        closed: Closed,
        (code, text): (Option<&str>, &str),
        review: &str,
    ) -> Result<bool, StoreError> {
        let rows = within!(self, |c| sqlx::query(CLOSE)
            .bind(id)
            .bind(closed.at.0)
            .bind(closed.due.map(|d| d.0))
            .bind(code)
            .bind(text)
            .bind(review)
            .execute(c)
            .await
            .map(|done| done.rows_affected()))?;
        Ok(rows == 1)
    }

    /// Sets how a province runs its reviews.
    ///
    /// # Errors
    /// See [`Db::drafts`].
    pub async fn set_policy(
        &mut self,
        province: &UnitCode,
        policy: Policy,
    ) -> Result<(), StoreError> {
        within!(self, |c| sqlx::query(SET_POLICY)
            .bind(province.as_str())
            .bind(policy.signature)
            .bind(i64::from(policy.review_days))
            .bind(i64::from(policy.return_days))
            .execute(c)
            .await
            .map(drop))?;
        Ok(())
    }
}
