//! Periods and answers.

use super::{
    Bulk, Db, StoreError, Tx, bulk,
    columns::{Column, json},
    read,
};
use domain::{
    answer::{Answer, Closed, Content, Review},
    evidence::Backing,
    period::Period,
    time::{Date, Timestamp},
    unit::UnitCode,
    words::Unreadable,
};

/// Statements of this module.
pub const STATEMENTS: &[&str] = &[PERIODS, ANSWERS];

const PERIODS: &str = "SELECT code, opens_at, due_at FROM period ORDER BY opens_at, code";
const ANSWERS: &str = "SELECT unit_code, criterion, content, fact_date, submitted_at, review, reviewed_at, new_due, \
     backing, closed_at, closed_due FROM answer ORDER BY unit_code, submitted_at, id";

static INSERT_PERIODS: Bulk =
    Bulk::new("INSERT INTO period (code, opens_at, due_at, simulated)", 4);
static INSERT_ANSWERS: Bulk = Bulk::new(
    "INSERT INTO answer (unit_code, criteria_set, criterion, content, fact_date, submitted_at, review, reviewed_at, \
     new_due, backing, simulated)",
    11,
);

#[derive(sqlx::FromRow)]
struct PeriodColumns {
    code: String,
    #[sqlx(try_from = "i64")]
    opens_at: Timestamp,
    #[sqlx(try_from = "i64")]
    due_at: Timestamp,
}

/// An answer of a unit.
#[derive(sqlx::FromRow)]
pub(super) struct AnswerOf {
    #[sqlx(try_from = "String")]
    unit_code: UnitCode,
    #[sqlx(flatten, try_from = "AnswerColumns")]
    answer: Answer,
}

impl From<AnswerOf> for (UnitCode, Answer) {
    fn from(row: AnswerOf) -> Self {
        (row.unit_code, row.answer)
    }
}

/// The columns of an [`Answer`].
#[derive(sqlx::FromRow)]
pub(super) struct AnswerColumns {
    criterion: String,
    #[sqlx(try_from = "Column<String>")]
    content: Content,
    #[sqlx(try_from = "i64")]
    fact_date: Date,
    #[sqlx(try_from = "i64")]
    submitted_at: Timestamp,
    #[sqlx(flatten, try_from = "ReviewColumns")]
    review: Review,
    #[sqlx(try_from = "Column<Option<String>>")]
    backing: Option<Backing>,
    #[sqlx(try_from = "Column<Option<i64>>")]
    closed_at: Option<Timestamp>,
    #[sqlx(try_from = "Column<Option<i64>>")]
    closed_due: Option<Timestamp>,
}

impl From<AnswerColumns> for Answer {
    fn from(row: AnswerColumns) -> Self {
        let due = row.closed_due;
        Self {
            criterion: row.criterion,
            content: row.content,
            fact_date: row.fact_date,
            submitted_at: row.submitted_at,
            review: row.review,
            backing: row.backing,
            closed: row.closed_at.map(|at| Closed { at, due }),
        }
    }
}

#[derive(sqlx::FromRow)]
struct ReviewColumns {
    review: String,
    #[sqlx(try_from = "Column<Option<i64>>")]
    reviewed_at: Option<Timestamp>,
    #[sqlx(try_from = "Column<Option<i64>>")]
    new_due: Option<Timestamp>,
}

impl TryFrom<ReviewColumns> for Review {
    type Error = Unreadable;

    fn try_from(row: ReviewColumns) -> Result<Self, Unreadable> {
        match (row.review.as_str(), row.reviewed_at, row.new_due) {
            ("waiting", None, None) => Ok(Self::Waiting),
            ("confirmed", Some(at), None) => Ok(Self::Confirmed(at)),
            ("returned", Some(at), Some(due)) => Ok(Self::Returned { at, due }),
            _ => Err(Unreadable::new("review with its times", row.review)),
        }
    }
}

impl Db {
    /// Every period, oldest first.
    ///
    /// # Errors
    /// If the engine refuses.
    pub async fn periods(&self) -> Result<Vec<Period>, StoreError> {
        let rows = read!(self, |c| sqlx::query_as::<_, PeriodColumns>(PERIODS)
            .fetch_all(c)
            .await)?;
        Ok(rows
            .into_iter()
            .map(|p| Period {
                code: p.code,
                opens_at: p.opens_at,
                due_at: p.due_at,
            })
            .collect())
    }

    /// Every answer of every unit, by unit and time.
    ///
    /// # Errors
    /// If the engine refuses or a row is inconsistent.
    pub async fn answers(&self) -> Result<Vec<(UnitCode, Answer)>, StoreError> {
        let rows = read!(self, |c| sqlx::query_as::<_, AnswerOf>(ANSWERS)
            .fetch_all(c)
            .await)?;
        Ok(rows.into_iter().map(Into::into).collect())
    }
}

impl Tx {
    /// Adds periods.
    ///
    /// # Errors
    /// If the engine refuses.
    pub async fn add_periods(
        &mut self,
        periods: &[Period],
        simulated: bool,
    ) -> Result<(), StoreError> {
        bulk!(self, INSERT_PERIODS, periods, |q, row| q
            .bind(&row.code)
            .bind(row.opens_at.0)
            .bind(row.due_at.0)
            .bind(simulated))
    }

    /// Adds answers to one criteria set.
    ///
    /// # Errors
    /// If the engine refuses, or a value can't be written.
    pub async fn add_answers(
        &mut self,
        answers: &[(UnitCode, Answer)],
        criteria_set: &str,
        simulated: bool,
    ) -> Result<(), StoreError> {
        let mut rows = Vec::with_capacity(answers.len());
        for (unit, answer) in answers {
            let content = json(&answer.content, "answer", unit.as_str())?;
            let review = match answer.review {
                Review::Waiting => ("waiting", None, None),
                Review::Confirmed(at) => ("confirmed", Some(at.0), None),
                Review::Returned { at, due } => ("returned", Some(at.0), Some(due.0)),
            };
            rows.push((unit.as_str(), answer, content, review));
        }
        bulk!(self, INSERT_ANSWERS, &rows, |q, row| q
            .bind(row.0)
            .bind(criteria_set)
            .bind(&row.1.criterion)
            .bind(&row.2)
            .bind(i64::from(row.1.fact_date.0))
            .bind(row.1.submitted_at.0)
            .bind(row.3.0)
            .bind(row.3.1)
            .bind(row.3.2)
            .bind(row.1.backing.map(Backing::word))
            .bind(simulated))
    }
}
