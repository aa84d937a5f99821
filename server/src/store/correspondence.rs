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
const WAITING_SUMS: &str = "SELECT u.province_code, COUNT(*), MIN(a.submitted_at) FROM answer a \
     JOIN unit u ON u.code = a.unit_code WHERE a.review = 'waiting' AND a.closed_at IS NULL \
     AND u.province_code IS NOT NULL AND (CAST($1 AS TEXT) IS NULL OR u.province_code = $1) \
     GROUP BY u.province_code ORDER BY u.province_code";

/// A question with its key and the item that it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuestionRecord {
    /// Key.
    pub id: i64,
    /// Unit.
    pub unit: UnitCode,
    /// Criterion.
    pub criterion: String,
    /// The question.
    pub question: Question,
    /// When it was asked first.
    pub asked_at: Timestamp,
    /// Counts the steps.
    pub version: u32,
}

/// A message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MessageRecord {
    /// Key.
    pub id: i64,
    /// The question that it belongs to, none for a note.
    pub question: Option<i64>,
    /// What it does.
    pub step: Step,
    /// Name of who wrote it.
    pub author: String,
    /// In which role.
    pub role: Role,
    /// When.
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

#[derive(sqlx::FromRow)]
struct QuestionRow {
    id: i64,
    unit_code: String,
    criterion: String,
    kind: String,
    state: String,
    owner: String,
    asked_at: i64,
    due_at: i64,
    version: i64,
}

impl TryFrom<QuestionRow> for QuestionRecord {
    type Error = StoreError;

    fn try_from(row: QuestionRow) -> Result<Self, StoreError> {
        let wrong = |problem| StoreError::Inconsistent {
            table: "question",
            row: row.id.to_string(),
            problem,
        };
        Ok(Self {
            id: row.id,
            unit: UnitCode::parse(&row.unit_code).ok_or_else(|| wrong("unit is none"))?,
            question: Question {
                kind: Kind::parse(&row.kind).ok_or_else(|| wrong("kind is none"))?,
                state: State::parse(&row.state).ok_or_else(|| wrong("state is none"))?,
                owner: Role::parse(&row.owner).ok_or_else(|| wrong("owner is no role"))?,
                due: Timestamp(row.due_at),
            },
            asked_at: Timestamp(row.asked_at),
            version: u32::try_from(row.version).map_err(|_| wrong("version is none"))?,
            criterion: row.criterion,
        })
    }
}

#[derive(sqlx::FromRow)]
struct MessageRow {
    id: i64,
    question_id: Option<i64>,
    step: String,
    display_name: String,
    author_role: String,
    written_at: i64,
    words: String,
}

impl TryFrom<MessageRow> for MessageRecord {
    type Error = StoreError;

    fn try_from(row: MessageRow) -> Result<Self, StoreError> {
        let wrong = |problem| StoreError::Inconsistent {
            table: "message",
            row: row.id.to_string(),
            problem,
        };
        Ok(Self {
            id: row.id,
            question: row.question_id,
            step: Step::parse(&row.step).ok_or_else(|| wrong("step is none"))?,
            author: row.display_name,
            role: Role::parse(&row.author_role).ok_or_else(|| wrong("author has no role"))?,
            at: Timestamp(row.written_at),
            words: row.words,
        })
    }
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
        let rows = read!(self, |c| sqlx::query_as::<_, QuestionRow>(
            QUESTIONS_OF_ITEM
        )
        .bind(unit.as_str())
        .bind(criterion)
        .fetch_all(c)
        .await)?;
        rows.into_iter().map(TryInto::try_into).collect()
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
        let rows = read!(self, |c| sqlx::query_as::<_, MessageRow>(MESSAGES_OF_ITEM)
            .bind(unit.as_str())
            .bind(criterion)
            .fetch_all(c)
            .await)?;
        rows.into_iter().map(TryInto::try_into).collect()
    }

    /// One question.
    ///
    /// # Errors
    /// See [`Db::questions_of`].
    pub async fn question(&self, id: i64) -> Result<Option<QuestionRecord>, StoreError> {
        let row = read!(self, |c| sqlx::query_as::<_, QuestionRow>(QUESTION)
            .bind(id)
            .fetch_optional(c)
            .await)?;
        row.map(TryInto::try_into).transpose()
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
        let rows = read!(self, |c| sqlx::query_as::<_, QuestionRow>(UNCLOSED)
            .bind(province.map(UnitCode::as_str))
            .bind(unit.map(UnitCode::as_str))
            .fetch_all(c)
            .await)?;
        rows.into_iter().map(TryInto::try_into).collect()
    }

    /// How many answers wait for review in each province, and since when the oldest does.
    ///
    /// # Errors
    /// See [`Db::questions_of`].
    pub async fn waiting_sums(
        &self,
        province: Option<&UnitCode>,
    ) -> Result<Vec<(String, i64, i64)>, StoreError> {
        Ok(read!(self, |c| sqlx::query_as::<_, (String, i64, i64)>(
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
