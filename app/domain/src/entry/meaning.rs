//! What typed fields mean while somebody types: the first fault that can be seen, or what the value is worth.

use super::{
    earliest::Earliest,
    fields::Fields,
    problem::{EntryProblem, FieldError},
    reader::Reader,
};
use crate::{
    answer::{self, Content, Value, Worth},
    criteria::{Criterion, Question},
    rate::Rate,
    time::Date,
};

/// What fields mean as they stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// Not enough is filled in to say.
    Nothing,
    /// The criterion is said not to apply.
    NotApplicable,
    /// What is filled in can't be accepted: the first field, in the order of the form.
    Fault(FieldError),
    /// It is a value.
    Value {
        /// What it is worth today.
        worth: Worth,
        /// Its share, where it counts something.
        share: Option<Rate>,
        /// How many more of the part it takes to pass, where only that is lacking.
        lacking: Option<u32>,
    },
}

/// What fields mean. What is merely missing is no fault: somebody is typing.
#[must_use]
pub fn meaning(criterion: &Criterion, fields: &Fields, earliest: Earliest, today: Date) -> Meaning {
    let mut reader = Reader::new(fields, today);
    let content = reader.content(&criterion.question);
    let fact = reader.fact_date(earliest);
    reader.date_inside(content.as_ref(), fact, earliest);
    let seen = |error: &FieldError| error.problem != EntryProblem::Missing;
    match (reader.errors.into_iter().find(seen), content) {
        (Some(error), _) => Meaning::Fault(error),
        (None, Some(Content::NotApplicable)) => Meaning::NotApplicable,
        (None, None) => Meaning::Nothing,
        (None, Some(Content::Value(value))) => Meaning::Value {
            worth: answer::worth(&criterion.question, &value, today),
            share: share(&value),
            lacking: lacking(&criterion.question, &value),
        },
    }
}

fn share(value: &Value) -> Option<Rate> {
    match value {
        Value::Counts(rate) | Value::YesCounts { counts: rate, .. } => Some(*rate),
        _ => None,
    }
}

fn lacking(question: &Question, value: &Value) -> Option<u32> {
    let (thresholds, rate) = match (question, value) {
        (Question::PartOfWhole(t) | Question::Ratio(t), Value::Counts(rate)) => (t, rate),
        (Question::YesNoRatio(t), Value::YesCounts { yes: true, counts }) => (t, counts),
        _ => return None,
    };
    let wanted = (u64::from(rate.whole) * u64::from(thresholds.pass_bp)).div_ceil(10_000);
    let more = wanted
        .checked_sub(u64::from(rate.part))
        .filter(|n| *n > 0)?;
    u32::try_from(more).ok()
}
