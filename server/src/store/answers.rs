//! Periods and answers.

use super::{Bulk, Db, StoreError, Tx, bulk, read};
use domain::{
    answer::{Answer, Closed, Review},
    period::Period,
    time::{Date, Timestamp},
    unit::UnitCode,
};

/// Statements of this module.
pub const STATEMENTS: &[&str] = &[PERIODS, ANSWERS];

const PERIODS: &str = "SELECT code, opens_at, due_at FROM period ORDER BY opens_at, code";
const ANSWERS: &str = "SELECT unit_code, criterion, content, fact_date, submitted_at, review, reviewed_at, new_due, \
     closed_at, closed_due FROM answer ORDER BY unit_code, submitted_at, id";

static INSERT_PERIODS: Bulk =
    Bulk::new("INSERT INTO period (code, opens_at, due_at, simulated)", 4);
static INSERT_ANSWERS: Bulk = Bulk::new(
    "INSERT INTO answer (unit_code, criteria_set, criterion, content, fact_date, submitted_at, review, reviewed_at, \
     new_due, simulated)",
    10,
);

#[derive(sqlx::FromRow)]
struct PeriodRow {
    code: String,
    opens_at: i64,
    due_at: i64,
}

#[derive(sqlx::FromRow)]
pub(super) struct AnswerRow {
    unit_code: String,
    criterion: String,
    content: String,
    fact_date: i64,
    submitted_at: i64,
    review: String,
    reviewed_at: Option<i64>,
    new_due: Option<i64>,
    closed_at: Option<i64>,
    closed_due: Option<i64>,
}

/// A row as the domain knows it, with its unit.
pub(super) fn answer_of(row: AnswerRow) -> Result<(UnitCode, Answer), StoreError> {
    let wrong = |problem| StoreError::Inconsistent {
        table: "answer",
        row: format!("{} {} {}", row.unit_code, row.criterion, row.submitted_at),
        problem,
    };
    let review = match (row.review.as_str(), row.reviewed_at, row.new_due) {
        ("waiting", None, None) => Review::Waiting,
        ("confirmed", Some(at), None) => Review::Confirmed(Timestamp(at)),
        ("returned", Some(at), Some(due)) => Review::Returned {
            at: Timestamp(at),
            due: Timestamp(due),
        },
        _ => return Err(wrong("review and its times do not fit")),
    };
    let unit = UnitCode::parse(&row.unit_code).ok_or_else(|| wrong("no unit code"))?;
    let answer = Answer {
        content: serde_json::from_str(&row.content).map_err(|_| wrong("content is no answer"))?,
        fact_date: Date(i32::try_from(row.fact_date).map_err(|_| wrong("fact_date is no day"))?),
        submitted_at: Timestamp(row.submitted_at),
        review,
        closed: row.closed_at.map(|at| Closed {
            at: Timestamp(at),
            due: row.closed_due.map(Timestamp),
        }),
        criterion: row.criterion,
    };
    Ok((unit, answer))
}

impl Db {
    /// Every period, oldest first.
    ///
    /// # Errors
    /// If the engine refuses.
    pub async fn periods(&self) -> Result<Vec<Period>, StoreError> {
        let rows = read!(self, |c| sqlx::query_as::<_, PeriodRow>(PERIODS)
            .fetch_all(c)
            .await)?;
        Ok(rows
            .into_iter()
            .map(|p| Period {
                code: p.code,
                opens_at: Timestamp(p.opens_at),
                due_at: Timestamp(p.due_at),
            })
            .collect())
    }

    /// Every answer of every unit, by unit and time.
    ///
    /// # Errors
    /// If the engine refuses or a row is inconsistent.
    pub async fn answers(&self) -> Result<Vec<(UnitCode, Answer)>, StoreError> {
        let rows = read!(self, |c| sqlx::query_as::<_, AnswerRow>(ANSWERS)
            .fetch_all(c)
            .await)?;
        rows.into_iter().map(answer_of).collect()
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
            let content =
                serde_json::to_string(&answer.content).map_err(|_| StoreError::Inconsistent {
                    table: "answer",
                    row: format!("{unit} {}", answer.criterion),
                    problem: "cannot be written as JSON",
                })?;
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
            .bind(simulated))
    }
}
