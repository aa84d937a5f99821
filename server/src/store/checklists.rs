//! What communes are writing, what they submitted and who had a hand in it, evidence, and how a
//! province runs its reviews.

use super::{
    Db, StoreError, Tx,
    answers::{AnswerRow, answer_of},
    read, within,
};
use domain::{
    access::AccountId,
    answer::{Answer, Closed, Content},
    assessment::Policy,
    entry::Fields,
    time::{Date, Timestamp},
    unit::UnitCode,
};

/// Statements of this module.
pub const STATEMENTS: &[&str] = &[
    DRAFTS,
    DRAFT,
    READY,
    INSERT_DRAFT,
    UPDATE_DRAFT,
    SET_STAGE,
    RECORDS,
    RECORD,
    WAITING,
    RIVALS,
    WAITING_EVIDENCE,
    INSERT_RECORD,
    CONFIRM,
    RETURN,
    CLOSE,
    POLICY,
    SET_POLICY,
    INSERT_EVIDENCE,
    EVIDENCE,
    EVIDENCE_FILES,
    EVIDENCE_SIZES,
    EVIDENCE_OF_UNIT,
    ATTACH,
    DETACH,
    OF_DRAFTS,
    OF_ANSWERS,
    MOVE_EVIDENCE,
    SAME_FILE,
    SET_PUBLIC,
    SERVED,
    PUBLIC_OF,
];

const DRAFTS: &str = "SELECT unit_code, criterion, fields, version, stage, author_id, saved_at, sent_back FROM draft \
     WHERE unit_code = $1 ORDER BY criterion";
const DRAFT: &str = "SELECT unit_code, criterion, fields, version, stage, author_id, saved_at, sent_back FROM draft \
     WHERE unit_code = $1 AND criterion = $2";
const READY: &str =
    "SELECT unit_code, COUNT(*) FROM draft WHERE stage = 'ready' GROUP BY unit_code";
const INSERT_DRAFT: &str = "INSERT INTO draft (unit_code, criterion, criteria_set, fields, version, stage, author_id, \
     saved_at) VALUES ($1, $2, $3, $4, 1, 'open', $5, $6) ON CONFLICT (unit_code, criterion) DO NOTHING";
const UPDATE_DRAFT: &str = "UPDATE draft SET criteria_set = $3, fields = $4, version = version + 1, stage = 'open', \
     author_id = $5, saved_at = $6, sent_back = NULL WHERE unit_code = $1 AND criterion = $2 AND version = $7";
const SET_STAGE: &str = "UPDATE draft SET stage = $3, sent_back = $4, version = version + 1 \
     WHERE unit_code = $1 AND criterion = $2 AND version = $5 AND stage = $6";
const RECORDS: &str = "SELECT id, unit_code, criterion, content, fact_date, submitted_at, review, reviewed_at, new_due, \
     closed_at, closed_due, author_id, signer_id, reviewer_id, note, return_code, return_text, closed_text, criteria_set \
     FROM answer WHERE unit_code = $1 ORDER BY submitted_at, id";
const RECORD: &str = "SELECT id, unit_code, criterion, content, fact_date, submitted_at, review, reviewed_at, new_due, \
     closed_at, closed_due, author_id, signer_id, reviewer_id, note, return_code, return_text, closed_text, criteria_set \
     FROM answer WHERE id = $1";
const WAITING: &str = "SELECT a.id, a.unit_code, a.criterion, a.content, a.fact_date, a.submitted_at, a.review, \
     a.reviewed_at, a.new_due, a.closed_at, a.closed_due, a.author_id, a.signer_id, a.reviewer_id, a.note, \
     a.return_code, a.return_text, a.closed_text, a.criteria_set FROM answer a JOIN unit u ON u.code = a.unit_code \
     WHERE a.review = 'waiting' AND a.closed_at IS NULL AND (CAST($1 AS TEXT) IS NULL OR u.province_code = $1) \
     ORDER BY a.submitted_at, a.id";
/// Every answer to an item of which an answer waits.
const RIVALS: &str = "SELECT a.id, a.unit_code, a.criterion, a.content, a.fact_date, a.submitted_at, a.review, \
     a.reviewed_at, a.new_due, a.closed_at, a.closed_due, a.author_id, a.signer_id, a.reviewer_id, a.note, \
     a.return_code, a.return_text, a.closed_text, a.criteria_set FROM answer a JOIN unit u ON u.code = a.unit_code \
     WHERE (CAST($1 AS TEXT) IS NULL OR u.province_code = $1) AND EXISTS (SELECT 1 FROM answer w \
     WHERE w.unit_code = a.unit_code AND w.criterion = a.criterion AND w.review = 'waiting' AND w.closed_at IS NULL) \
     ORDER BY a.unit_code, a.submitted_at, a.id";
const WAITING_EVIDENCE: &str = "SELECT e.answer_id, COUNT(*) FROM answer_evidence e JOIN answer a ON a.id = e.answer_id \
     WHERE a.review = 'waiting' AND a.closed_at IS NULL GROUP BY e.answer_id";
const INSERT_RECORD: &str = "INSERT INTO answer (unit_code, criteria_set, criterion, content, fact_date, submitted_at, \
     review, simulated, author_id, signer_id, note) VALUES ($1, $2, $3, $4, $5, $6, 'waiting', $7, $8, $9, $10) \
     RETURNING id";
const CONFIRM: &str = "UPDATE answer SET review = 'confirmed', reviewed_at = $2, reviewer_id = $3 \
     WHERE id = $1 AND review = 'waiting' AND closed_at IS NULL";
const RETURN: &str = "UPDATE answer SET review = 'returned', reviewed_at = $2, reviewer_id = $3, new_due = $4, \
     return_code = $5, return_text = $6 WHERE id = $1 AND review = 'waiting' AND closed_at IS NULL";
const CLOSE: &str = "UPDATE answer SET closed_at = $2, closed_due = $3, return_code = $4, closed_text = $5 \
     WHERE id = $1 AND closed_at IS NULL AND review = $6";
const POLICY: &str =
    "SELECT signature, review_days, return_days FROM review_policy WHERE province_code = $1";
const SET_POLICY: &str = "INSERT INTO review_policy (province_code, signature, review_days, return_days) \
     VALUES ($1, $2, $3, $4) ON CONFLICT (province_code) DO UPDATE SET signature = $2, review_days = $3, return_days = $4";
const INSERT_EVIDENCE: &str = "INSERT INTO evidence (unit_code, kind, title, issuer, fact_date, sha256, media, bytes, \
     added_by, added_at, is_public) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, FALSE) RETURNING id";
const EVIDENCE: &str = "SELECT id, unit_code, kind, title, issuer, fact_date, sha256, media, bytes, added_by, added_at, \
     is_public FROM evidence WHERE id = $1";
const EVIDENCE_FILES: &str =
    "SELECT DISTINCT sha256 FROM evidence WHERE sha256 IS NOT NULL ORDER BY sha256";
const EVIDENCE_SIZES: &str =
    "SELECT DISTINCT sha256, bytes FROM evidence WHERE sha256 IS NOT NULL ORDER BY sha256";
const EVIDENCE_OF_UNIT: &str = "SELECT id, unit_code, kind, title, issuer, fact_date, sha256, media, bytes, added_by, \
     added_at, is_public FROM evidence WHERE unit_code = $1 ORDER BY added_at DESC, id DESC";
const ATTACH: &str = "INSERT INTO draft_evidence (unit_code, criterion, evidence_id) VALUES ($1, $2, $3) \
     ON CONFLICT (unit_code, criterion, evidence_id) DO NOTHING";
const DETACH: &str =
    "DELETE FROM draft_evidence WHERE unit_code = $1 AND criterion = $2 AND evidence_id = $3";
const OF_DRAFTS: &str = "SELECT criterion, evidence_id FROM draft_evidence WHERE unit_code = $1 \
     ORDER BY criterion, evidence_id";
const OF_ANSWERS: &str = "SELECT e.answer_id, e.evidence_id FROM answer_evidence e JOIN answer a ON a.id = e.answer_id \
     WHERE a.unit_code = $1 ORDER BY e.answer_id, e.evidence_id";
const MOVE_EVIDENCE: &str = "INSERT INTO answer_evidence (answer_id, evidence_id) SELECT CAST($1 AS BIGINT), evidence_id \
     FROM draft_evidence WHERE unit_code = $2 AND criterion = $3";
const SAME_FILE: &str = "SELECT DISTINCT e.unit_code, a.criterion FROM evidence e JOIN answer_evidence l ON \
     l.evidence_id = e.id JOIN answer a ON a.id = l.answer_id WHERE e.sha256 = $1 ORDER BY e.unit_code, a.criterion";
const SERVED: &str = "SELECT DISTINCT a.criterion FROM answer_evidence l JOIN answer a ON a.id = l.answer_id \
     WHERE l.evidence_id = $1 ORDER BY a.criterion";
/// What of a unit's confirmed answers is open to the public.
const PUBLIC_OF: &str = "SELECT a.criterion, a.reviewed_at, a.closed_at, e.id, e.kind, e.title, e.issuer, e.fact_date, e.media, e.bytes \
     FROM evidence e JOIN answer_evidence l ON l.evidence_id = e.id JOIN answer a ON a.id = l.answer_id \
     WHERE e.unit_code = $1 AND e.is_public AND a.review = 'confirmed' AND a.reviewed_at IS NOT NULL \
     ORDER BY a.criterion, a.reviewed_at, e.id";
const SET_PUBLIC: &str = "UPDATE evidence SET is_public = $2 WHERE id = $1";

/// What an officer is writing, or has written last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftRecord {
    /// Unit.
    pub unit: UnitCode,
    /// Criterion.
    pub criterion: String,
    /// Fields as typed.
    pub fields: Fields,
    /// Counts the changes; never begins again.
    pub version: u32,
    /// Where it stands.
    pub stage: DraftStage,
    /// Who saved it last.
    pub author: AccountId,
    /// When.
    pub saved_at: Timestamp,
    /// Why it came back from the leader, or was taken back from review.
    pub sent_back: Option<String>,
}

/// Where a draft stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DraftStage {
    /// Being written.
    Open,
    /// Handed to the leader.
    Ready,
    /// Submitted; the answer is in the record.
    Done,
}

impl DraftStage {
    fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Ready => "ready",
            Self::Done => "done",
        }
    }
}

/// An answer with its key and the people who had a hand in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Key.
    pub id: i64,
    /// Unit.
    pub unit: UnitCode,
    /// The answer.
    pub answer: Answer,
    /// Criteria set under which it was given.
    pub criteria_set: String,
    /// Who wrote it.
    pub author: Option<AccountId>,
    /// Who signed it.
    pub signer: Option<AccountId>,
    /// Who decided.
    pub reviewer: Option<AccountId>,
    /// Note to the reviewer.
    pub note: Option<String>,
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

/// Evidence.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct EvidenceRow {
    /// Key.
    pub id: i64,
    /// The commune that brought it.
    pub unit_code: String,
    /// `file`, `link` or `document`.
    pub kind: String,
    /// A file's name, a link's address, a document's number.
    pub title: String,
    /// Who issued it.
    pub issuer: String,
    /// Date of the fact it shows.
    pub fact_date: i64,
    /// Content hash of a file.
    pub sha256: Option<String>,
    /// Media type of a file.
    pub media: Option<String>,
    /// Size of a file.
    pub bytes: Option<i64>,
    /// Who brought it.
    pub added_by: i64,
    /// When.
    pub added_at: i64,
    /// Whether the reviewer opened it to the public.
    pub is_public: bool,
}

/// Evidence of a confirmed answer that is open to the public.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct PublicEvidenceRow {
    /// Criterion of the answer.
    pub criterion: String,
    /// When the answer was confirmed.
    pub reviewed_at: i64,
    /// When that was taken back.
    pub closed_at: Option<i64>,
    /// Key of the evidence.
    pub id: i64,
    /// `file`, `link` or `document`.
    pub kind: String,
    /// A file's name, a link's address, a document's number.
    pub title: String,
    /// Who issued it.
    pub issuer: String,
    /// Date of the fact it shows.
    pub fact_date: i64,
    /// Media type of a file.
    pub media: Option<String>,
    /// Size of a file.
    pub bytes: Option<i64>,
}

#[derive(sqlx::FromRow)]
pub(super) struct DraftRow {
    unit_code: String,
    criterion: String,
    fields: String,
    version: i64,
    stage: String,
    author_id: i64,
    saved_at: i64,
    sent_back: Option<String>,
}

/// What was saved when a line break was still kept as the two characters that forms send reads like what is typed now.
fn with_one_break(mut fields: Fields) -> Fields {
    for text in fields.0.values_mut().filter(|text| text.contains('\r')) {
        *text = text.replace("\r\n", "\n");
    }
    fields
}

impl TryFrom<DraftRow> for DraftRecord {
    type Error = StoreError;

    fn try_from(row: DraftRow) -> Result<Self, StoreError> {
        let wrong = |problem| StoreError::Inconsistent {
            table: "draft",
            row: format!("{} {}", row.unit_code, row.criterion),
            problem,
        };
        Ok(Self {
            unit: UnitCode::parse(&row.unit_code).ok_or_else(|| wrong("unit is none"))?,
            fields: with_one_break(
                serde_json::from_str(&row.fields).map_err(|_| wrong("fields can't be read"))?,
            ),
            version: u32::try_from(row.version).map_err(|_| wrong("version is none"))?,
            stage: match row.stage.as_str() {
                "open" => DraftStage::Open,
                "ready" => DraftStage::Ready,
                _ => DraftStage::Done,
            },
            author: AccountId(row.author_id),
            saved_at: Timestamp(row.saved_at),
            sent_back: row.sent_back,
            criterion: row.criterion,
        })
    }
}

#[derive(sqlx::FromRow)]
struct RecordRow {
    id: i64,
    #[sqlx(flatten)]
    answer: AnswerRow,
    author_id: Option<i64>,
    signer_id: Option<i64>,
    reviewer_id: Option<i64>,
    note: Option<String>,
    return_code: Option<String>,
    return_text: Option<String>,
    closed_text: Option<String>,
    criteria_set: String,
}

impl TryFrom<RecordRow> for Record {
    type Error = StoreError;

    fn try_from(row: RecordRow) -> Result<Self, StoreError> {
        let (unit, answer) = answer_of(row.answer)?;
        Ok(Self {
            id: row.id,
            unit,
            answer,
            criteria_set: row.criteria_set,
            author: row.author_id.map(AccountId),
            signer: row.signer_id.map(AccountId),
            reviewer: row.reviewer_id.map(AccountId),
            note: row.note,
            return_code: row.return_code,
            return_text: row.return_text,
            closed_text: row.closed_text,
        })
    }
}

pub(super) fn json<T: serde::Serialize>(
    value: &T,
    table: &'static str,
    row: &str,
) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|_| StoreError::Inconsistent {
        table,
        row: row.to_owned(),
        problem: "cannot be written as JSON",
    })
}

impl Db {
    /// Every draft of a unit, by criterion.
    ///
    /// # Errors
    /// If the engine refuses; the same for all functions of this module.
    pub async fn drafts(&self, unit: &UnitCode) -> Result<Vec<DraftRecord>, StoreError> {
        let rows = read!(self, |c| sqlx::query_as::<_, DraftRow>(DRAFTS)
            .bind(unit.as_str())
            .fetch_all(c)
            .await)?;
        rows.into_iter().map(TryInto::try_into).collect()
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
        let row = read!(self, |c| sqlx::query_as::<_, DraftRow>(DRAFT)
            .bind(unit.as_str())
            .bind(criterion)
            .fetch_optional(c)
            .await)?;
        row.map(TryInto::try_into).transpose()
    }

    /// How many items of each unit wait for a signature.
    ///
    /// # Errors
    /// See [`Db::drafts`].
    pub async fn ready_counts(&self) -> Result<Vec<(String, i64)>, StoreError> {
        Ok(read!(self, |c| sqlx::query_as::<_, (String, i64)>(READY)
            .fetch_all(c)
            .await)?)
    }

    /// The whole record of a unit, oldest first.
    ///
    /// # Errors
    /// See [`Db::drafts`].
    pub async fn records(&self, unit: &UnitCode) -> Result<Vec<Record>, StoreError> {
        let rows = read!(self, |c| sqlx::query_as::<_, RecordRow>(RECORDS)
            .bind(unit.as_str())
            .fetch_all(c)
            .await)?;
        rows.into_iter().map(TryInto::try_into).collect()
    }

    /// One answer.
    ///
    /// # Errors
    /// See [`Db::drafts`].
    pub async fn record(&self, id: i64) -> Result<Option<Record>, StoreError> {
        let row = read!(self, |c| sqlx::query_as::<_, RecordRow>(RECORD)
            .bind(id)
            .fetch_optional(c)
            .await)?;
        row.map(TryInto::try_into).transpose()
    }

    /// Answers that wait for review, oldest first: of one province, or of all.
    ///
    /// # Errors
    /// See [`Db::drafts`].
    pub async fn waiting(&self, province: Option<&UnitCode>) -> Result<Vec<Record>, StoreError> {
        let province = province.map(UnitCode::as_str);
        let rows = read!(self, |c| sqlx::query_as::<_, RecordRow>(WAITING)
            .bind(province)
            .fetch_all(c)
            .await)?;
        rows.into_iter().map(TryInto::try_into).collect()
    }

    /// Every answer to an item of which an answer waits, by unit and time: of one province, or of all.
    ///
    /// # Errors
    /// See [`Db::drafts`].
    pub async fn rivals(&self, province: Option<&UnitCode>) -> Result<Vec<Record>, StoreError> {
        let province = province.map(UnitCode::as_str);
        let rows = read!(self, |c| sqlx::query_as::<_, RecordRow>(RIVALS)
            .bind(province)
            .fetch_all(c)
            .await)?;
        rows.into_iter().map(TryInto::try_into).collect()
    }

    /// How many pieces of evidence each waiting answer has, if any.
    ///
    /// # Errors
    /// See [`Db::drafts`].
    pub async fn waiting_evidence(&self) -> Result<Vec<(i64, i64)>, StoreError> {
        Ok(read!(self, |c| sqlx::query_as::<_, (i64, i64)>(
            WAITING_EVIDENCE
        )
        .fetch_all(c)
        .await)?)
    }

    /// How a province runs its reviews.
    ///
    /// # Errors
    /// See [`Db::drafts`].
    pub async fn policy(&self, province: &UnitCode) -> Result<Policy, StoreError> {
        let row = read!(self, |c| sqlx::query_as::<_, (bool, i64, i64)>(POLICY)
            .bind(province.as_str())
            .fetch_optional(c)
            .await)?;
        let days = |n| u16::try_from(n).unwrap_or(u16::MAX);
        Ok(
            row.map_or_else(Policy::default, |(signature, review, back)| Policy {
                signature,
                review_days: days(review),
                return_days: days(back),
            }),
        )
    }

    /// One piece of evidence.
    ///
    /// # Errors
    /// See [`Db::drafts`].
    pub async fn evidence(&self, id: i64) -> Result<Option<EvidenceRow>, StoreError> {
        Ok(read!(self, |c| sqlx::query_as::<_, EvidenceRow>(EVIDENCE)
            .bind(id)
            .fetch_optional(c)
            .await)?)
    }

    /// All evidence of a unit, newest first.
    ///
    /// # Errors
    /// See [`Db::drafts`].
    pub async fn evidence_of(&self, unit: &UnitCode) -> Result<Vec<EvidenceRow>, StoreError> {
        Ok(read!(self, |c| sqlx::query_as::<_, EvidenceRow>(
            EVIDENCE_OF_UNIT
        )
        .bind(unit.as_str())
        .fetch_all(c)
        .await)?)
    }

    /// Criterion and key of the evidence of a unit's drafts.
    ///
    /// # Errors
    /// See [`Db::drafts`].
    pub async fn evidence_of_drafts(
        &self,
        unit: &UnitCode,
    ) -> Result<Vec<(String, i64)>, StoreError> {
        Ok(read!(self, |c| sqlx::query_as::<_, (String, i64)>(
            OF_DRAFTS
        )
        .bind(unit.as_str())
        .fetch_all(c)
        .await)?)
    }

    /// Answer and key of the evidence of a unit's answers.
    ///
    /// # Errors
    /// See [`Db::drafts`].
    pub async fn evidence_of_answers(
        &self,
        unit: &UnitCode,
    ) -> Result<Vec<(i64, i64)>, StoreError> {
        Ok(read!(self, |c| sqlx::query_as::<_, (i64, i64)>(
            OF_ANSWERS
        )
        .bind(unit.as_str())
        .fetch_all(c)
        .await)?)
    }

    /// The criteria of every answer that a piece of evidence was submitted with.
    ///
    /// # Errors
    /// See [`Db::drafts`].
    pub async fn criteria_of_evidence(&self, id: i64) -> Result<Vec<String>, StoreError> {
        Ok(read!(self, |c| sqlx::query_scalar::<_, String>(SERVED)
            .bind(id)
            .fetch_all(c)
            .await)?)
    }

    /// Evidence of a unit's confirmed answers that is open to the public, by criterion.
    ///
    /// # Errors
    /// See [`Db::drafts`].
    pub async fn public_evidence(
        &self,
        unit: &UnitCode,
    ) -> Result<Vec<PublicEvidenceRow>, StoreError> {
        Ok(read!(self, |c| {
            sqlx::query_as::<_, PublicEvidenceRow>(PUBLIC_OF)
                .bind(unit.as_str())
                .fetch_all(c)
                .await
        })?)
    }

    /// The hash of every file that is evidence of something.
    ///
    /// # Errors
    /// See [`Db::drafts`].
    pub async fn evidence_files(&self) -> Result<Vec<String>, StoreError> {
        Ok(read!(self, |c| sqlx::query_scalar::<_, String>(
            EVIDENCE_FILES
        )
        .fetch_all(c)
        .await)?)
    }

    /// The hash and the size of every file that is evidence of something.
    ///
    /// # Errors
    /// See [`Db::drafts`].
    pub async fn evidence_sizes(&self) -> Result<Vec<(String, i64)>, StoreError> {
        Ok(read!(self, |c| sqlx::query_as::<_, (String, i64)>(
            EVIDENCE_SIZES
        )
        .fetch_all(c)
        .await)?)
    }

    /// Unit and criterion of every answer that the same file was brought for.
    ///
    /// # Errors
    /// See [`Db::drafts`].
    pub async fn same_file(&self, sha256: &str) -> Result<Vec<(String, String)>, StoreError> {
        Ok(read!(self, |c| sqlx::query_as::<_, (String, String)>(
            SAME_FILE
        )
        .bind(sha256)
        .fetch_all(c)
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

    /// Confirms an answer; `false` if it does not wait any more.
    ///
    /// # Errors
    /// See [`Db::drafts`].
    pub async fn confirm(
        &mut self,
        id: i64,
        at: Timestamp,
        by: AccountId,
    ) -> Result<bool, StoreError> {
        let rows = within!(self, |c| sqlx::query(CONFIRM)
            .bind(id)
            .bind(at.0)
            .bind(by.0)
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

    /// Adds evidence and returns its key; the row's own `id` and `is_public` are ignored.
    ///
    /// # Errors
    /// See [`Db::drafts`].
    pub async fn add_evidence(&mut self, row: &EvidenceRow) -> Result<i64, StoreError> {
        Ok(within!(self, |c| sqlx::query_scalar::<_, i64>(
            INSERT_EVIDENCE
        )
        .bind(&row.unit_code)
        .bind(&row.kind)
        .bind(&row.title)
        .bind(&row.issuer)
        .bind(row.fact_date)
        .bind(&row.sha256)
        .bind(&row.media)
        .bind(row.bytes)
        .bind(row.added_by)
        .bind(row.added_at)
        .fetch_one(c)
        .await)?)
    }

    /// Attaches evidence to an item's draft.
    ///
    /// # Errors
    /// See [`Db::drafts`].
    pub async fn attach(
        &mut self,
        unit: &UnitCode,
        criterion: &str,
        evidence: i64,
    ) -> Result<(), StoreError> {
        within!(self, |c| sqlx::query(ATTACH)
            .bind(unit.as_str())
            .bind(criterion)
            .bind(evidence)
            .execute(c)
            .await
            .map(drop))?;
        Ok(())
    }

    /// Takes evidence off an item's draft; answers keep theirs.
    ///
    /// # Errors
    /// See [`Db::drafts`].
    pub async fn detach(
        &mut self,
        unit: &UnitCode,
        criterion: &str,
        evidence: i64,
    ) -> Result<(), StoreError> {
        within!(self, |c| sqlx::query(DETACH)
            .bind(unit.as_str())
            .bind(criterion)
            .bind(evidence)
            .execute(c)
            .await
            .map(drop))?;
        Ok(())
    }

    /// Opens evidence to the public, or closes it.
    ///
    /// # Errors
    /// See [`Db::drafts`].
    pub async fn set_public(&mut self, evidence: i64, public: bool) -> Result<(), StoreError> {
        within!(self, |c| sqlx::query(SET_PUBLIC)
            .bind(evidence)
            .bind(public)
            .execute(c)
            .await
            .map(drop))?;
        Ok(())
    }
}
