//! Which facts are too old to count.

use crate::{answer::Value, criteria::Criterion, status::Confirmed, time::Date, validity};
use serde::{Deserialize, Serialize};

/// The first day of a fact that counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Earliest {
    /// The day.
    pub day: Date,
    /// Whether an answer of that day stands confirmed; otherwise evidence of an older fact has expired.
    pub stands: bool,
    /// The date inside the value of the confirmed answer, if that meets the criterion by it: an older one would take it back.
    pub inside: Option<Date>,
}

impl Earliest {
    /// The first day of a fact that counts for `criterion` on `today`, while `last` is the last confirmed answer: an older
    /// fact has expired on arrival, or would stand behind a newer one.
    #[must_use]
    pub fn of(criterion: &Criterion, last: Option<&Confirmed>, today: Date) -> Self {
        let valid = validity::earliest_fact(criterion.validity_days, today);
        let inside = last.and_then(|last| match last.value {
            Value::Dated { yes: true, date } => date,
            _ => None,
        });
        match last {
            Some(last) if last.fact_date > valid => Self {
                day: last.fact_date,
                stands: true,
                inside,
            },
            _ => Self {
                day: valid,
                stands: false,
                inside,
            },
        }
    }
}
