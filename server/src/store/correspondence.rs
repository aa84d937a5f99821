//! What commune and province write to each other about items: questions with their state, and messages,
//! which are added and never altered. And how much waits for review, for those who are told so.

use super::{Db, StoreError, Tx, read, within};
use domain::{
    access::{AccountId, Role},
    correspondence::{Kind, Question, State, Step},
    time::Timestamp,
    unit::UnitCode,
};

/// Statements of this module.
pub const STATEMENTS: &[&str] = &[
    QUESTIONS_OF_ITEM,
    MESSAGES_OF_ITEM,
    QUESTION,
    UNCLOSED,
    INSERT_QUESTION,
    UPDATE_QUESTION,
    INSERT_MESSAGE,
    WAITING_SUMS,
];

const QUESTIONS_OF_ITEM: &str = "SELECT id, unit_code, criterion, kind, state, owner, asked_at, due_at, version \
     FROM question WHERE unit_code = $1 AND criterion = $2 ORDER BY id";
const MESSAGES_OF_ITEM: &str = "SELECT m.id, m.question_id, m.step, a.display_name, m.author_role, m.written_at, m.words \
     FROM message m JOIN account a ON a.id = m.author_id WHERE m.unit_code = $1 AND m.criterion = $2 \
     ORDER BY m.written_at, m.id";
const QUESTION: &str = "SELECT id, unit_code, criterion, kind, state, owner, asked_at, due_at, version \
     FROM question WHERE id = $1";
const UNCLOSED: &str = "SELECT q.id, q.unit_code, q.criterion, q.kind, q.state, q.owner, q.asked_at, q.due_at, q.version \
     FROM question q JOIN unit u ON u.code = q.unit_code WHERE q.state <> 'closed' \
     AND (CAST($1 AS TEXT) IS NULL OR u.province_code = $1) AND (CAST($2 AS TEXT) IS NULL OR q.unit_code = $2) \
     ORDER BY q.due_at, q.id";
const INSERT_QUESTION: &str = "INSERT INTO question (unit_code, criterion, kind, state, owner, asked_at, due_at, version) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, 1) ON CONFLICT DO NOTHING RETURNING id";
const UPDATE_QUESTION: &str = "UPDATE question SET state = $3, owner = $4, due_at = $5, version = version + 1 \
     WHERE id = $1 AND version = $2";
const INSERT_MESSAGE: &str = "INSERT INTO message (unit_code, criterion, question_id, step, author_id, author_role, \
     written_at, words) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
const WAITING_SUMS: &str = "SELECT u.province_code, COUNT(*) AS answers, MIN(a.submitted_at) AS oldest FROM answer a \
     JOIN unit u ON u.code = a.unit_code WHERE a.review = 'waiting' AND a.closed_at IS NULL \
     AND u.province_code IS NOT NULL AND (CAST($1 AS TEXT) IS NULL OR u.province_code = $1) \
     GROUP BY u.province_code ORDER BY u.province_code";

/// A question with its key and the item that it is about.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct QuestionRecord {
    /// Key.
    pub id: i64,
    /// Unit.
    #[sqlx(rename = "unit_code", try_from = "String")]
    pub unit: UnitCode,
    /// Criterion.
    pub criterion: String,
    /// The question.
    #[sqlx(flatten, try_from = "QuestionColumns")]
    pub question: Question,
    /// When it was asked first.
    #[sqlx(try_from = "i64")]
    pub asked_at: Timestamp,
    /// Counts the steps.
    #[sqlx(try_from = "i64")]
    pub version: u32,
}

/// A message.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct MessageRecord {
    /// Key.
    pub id: i64,
    /// The question that it belongs to, none for a note.
    #[sqlx(rename = "question_id")]
    pub question: Option<i64>,
    /// What it does.
    #[sqlx(try_from = "String")]
    pub step: Step,
    /// Name of who wrote it.
    #[sqlx(rename = "display_name")]
    pub author: String,
    /// In which role.
    #[sqlx(rename = "author_role", try_from = "String")]
    pub role: Role,
    /// When.
    #[sqlx(rename = "written_at", try_from = "i64")]
    pub at: Timestamp,
    /// What was written.
    pub words: String,
}

/// A new message.
#[derive(Clone, Copy, Debug)]
pub struct NewMessage<'a> {
    /// The question that it belongs to, none for a note.
    pub question: Option<i64>,
    /// What it does.
    pub step: Step,
    /// Who writes it.
    pub author: AccountId,
    /// In which role.
    pub role: Role,
    /// Now.
    pub at: Timestamp,
    /// What is written.
    pub words: &'a str,
}

/// The columns of a [`Question`].
#[derive(sqlx::FromRow)]
struct QuestionColumns {
    #[sqlx(try_from = "String")]
    kind: Kind,
    #[sqlx(try_from = "String")]
    state: State,
    #[sqlx(try_from = "String")]
    owner: Role,
    #[sqlx(try_from = "i64")]
    due_at: Timestamp,
}

impl From<QuestionColumns> for Question {
    fn from(row: QuestionColumns) -> Self {
        Self {
            kind: row.kind,
            state: row.state,
            owner: row.owner,
            due: row.due_at,
        }
    }
}

/// What waits for review in a province.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct WaitingRow {
    /// Province.
    #[sqlx(try_from = "String")]
    pub province_code: UnitCode,
    /// Answers that wait.
    #[sqlx(try_from = "i64")]
    pub answers: u32,
    /// When the oldest of them was submitted.
    #[sqlx(try_from = "i64")]
    pub oldest: Timestamp,
}

impl Db {
    /// Every question about an item, oldest first.
    ///
    /// # Errors
    /// If the engine refuses; the same for all functions of this module.
    pub async fn questions_of(
        &self,
        unit: &UnitCode,
        criterion: &str,
    ) -> Result<Vec<QuestionRecord>, StoreError> {
        Ok(read!(self, |c| sqlx::query_as::<_, QuestionRecord>(
            QUESTIONS_OF_ITEM
        )
        .bind(unit.as_str())
        .bind(criterion)
        .fetch_all(c)
        .await)?)
    }

    /// Everything that was written about an item, oldest first.
    ///
    /// # Errors
    /// See [`Db::questions_of`].
    pub async fn messages_of(
        &self,
        unit: &UnitCode,
        criterion: &str,
    ) -> Result<Vec<MessageRecord>, StoreError> {
        Ok(read!(self, |c| sqlx::query_as::<_, MessageRecord>(
            MESSAGES_OF_ITEM
        )
        .bind(unit.as_str())
        .bind(criterion)
        .fetch_all(c)
        .await)?)
    }

    /// One question.
    ///
    /// # Errors
    /// See [`Db::questions_of`].
    pub async fn question(&self, id: i64) -> Result<Option<QuestionRecord>, StoreError> {
        Ok(read!(self, |c| sqlx::query_as::<_, QuestionRecord>(
            QUESTION
        )
        .bind(id)
        .fetch_optional(c)
        .await)?)
    }

    /// Questions that are not closed, by deadline: of one province, of one unit, or of all.
    ///
    /// # Errors
    /// See [`Db::questions_of`].
    pub async fn unclosed_questions(
        &self,
        province: Option<&UnitCode>,
        unit: Option<&UnitCode>,
    ) -> Result<Vec<QuestionRecord>, StoreError> {
        Ok(read!(self, |c| sqlx::query_as::<_, QuestionRecord>(
            UNCLOSED
        )
        .bind(province.map(UnitCode::as_str))
        .bind(unit.map(UnitCode::as_str))
        .fetch_all(c)
        .await)?)
    }

    /// How many answers wait for review in each province, and since when the oldest does.
    ///
    /// # Errors
    /// See [`Db::questions_of`].
    pub async fn waiting_sums(
        &self,
        province: Option<&UnitCode>,
    ) -> Result<Vec<WaitingRow>, StoreError> {
        Ok(read!(self, |c| sqlx::query_as::<_, WaitingRow>(
            WAITING_SUMS
        )
        .bind(province.map(UnitCode::as_str))
        .fetch_all(c)
        .await)?)
    }
}

impl Tx {
    /// Adds a question and returns its key; none if one of its kind is not closed yet.
    ///
    /// # Errors
    /// See [`Db::questions_of`].
    pub async fn add_question(
        &mut self,
        (unit, criterion): (&UnitCode, &str),
        question: &Question,
        at: Timestamp,
    ) -> Result<Option<i64>, StoreError> {
        Ok(within!(self, |c| {
            sqlx::query_scalar::<_, i64>(INSERT_QUESTION)
                .bind(unit.as_str())
                .bind(criterion)
                .bind(question.kind.word())
                .bind(question.state.word())
                .bind(question.owner.slug())
                .bind(at.0)
                .bind(question.due.0)
                .fetch_optional(c)
                .await
        })?)
    }

    /// Writes a question over version `seen`; `false` if there is another version now.
    ///
    /// # Errors
    /// See [`Db::questions_of`].
    pub async fn change_question(
        &mut self,
        id: i64,
        seen: u32,
        question: &Question,
    ) -> Result<bool, StoreError> {
        Ok(within!(self, |c| sqlx::query(UPDATE_QUESTION)
            .bind(id)
            .bind(i64::from(seen))
            .bind(question.state.word())
            .bind(question.owner.slug())
            .bind(question.due.0)
            .execute(c)
            .await
            .map(|done| done.rows_affected() == 1))?)
    }

    /// Adds a message.
    ///
    /// # Errors
    /// See [`Db::questions_of`].
    pub async fn add_message(
        &mut self,
        (unit, criterion): (&UnitCode, &str),
        message: NewMessage<'_>,
    ) -> Result<(), StoreError> {
        within!(self, |c| sqlx::query(INSERT_MESSAGE)
            .bind(unit.as_str())
            .bind(criterion)
            .bind(message.question)
            .bind(message.step.word())
            .bind(message.author.0)
            .bind(message.role.slug())
            .bind(message.at.0)
            .bind(message.words)
            .execute(c)
            .await
            .map(drop))?;
        Ok(())
    }
}
