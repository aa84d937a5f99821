//! How long an answer counts. It has two ends. Its evidence holds *until* a day, counted from the day of the fact: that decides which
//! answer a release takes, and when it has expired ([`valid_until`]). What it says may stop meeting the criterion before that,
//! where the question limits the age of a date inside the value ([`met_until`]): from then on the answer is near, not
//! expired. People are told of the earlier end, because it is the one that costs them their green.

use crate::{
    answer::Value,
    criteria::{Question, Rules},
    time::Date,
};

/// Days before its end from which a commune is told that an answer will end: time enough to bring new
/// evidence. The second warning comes when the criteria set turns the criterion yellow.
pub const NOTICE_DAYS: i32 = 30;

/// A number of days as the calendar counts them.
fn days(days: u32) -> i32 {
    i32::try_from(days).unwrap_or(i32::MAX)
}

/// Last day on which evidence of a fact holds.
#[must_use]
pub fn valid_until(fact: Date, validity_days: u32) -> Date {
    fact.plus(days(validity_days))
}

/// First day of a fact whose evidence still holds on `today`.
#[must_use]
pub fn earliest_fact(validity_days: u32, today: Date) -> Date {
    today.plus(-days(validity_days))
}

/// Last day on which a value that meets its criterion still does: `valid_until`, or the age limit of the date inside the
/// value if that is reached before.
#[must_use]
pub fn met_until(question: &Question, value: &Value, valid_until: Date) -> Date {
    match (question, value) {
        (
            Question::YesNoDate { max_age_days },
            Value::Dated {
                yes: true,
                date: Some(date),
            },
        ) => valid_until.min(date.plus(days(*max_age_days))),
        _ => valid_until,
    }
}

/// How near the end of an answer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Expiry {
    /// Within the days of the criteria set: its status has changed.
    Soon,
    /// Within [`NOTICE_DAYS`].
    Later,
}

/// How near the end is of what counts until that day, if it is near at all; what has ended needs no
/// warning any more.
#[must_use]
pub fn expiry(rules: Rules, until: Date, today: Date) -> Option<Expiry> {
    let left = i64::from(until.0) - i64::from(today.0);
    if left < 0 || left >= i64::from(NOTICE_DAYS).max(i64::from(rules.expiring_days)) {
        None
    } else if left < i64::from(rules.expiring_days) {
        Some(Expiry::Soon)
    } else {
        Some(Expiry::Later)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::{Worth, worth};
    use proptest::prelude::*;

    const TODAY: Date = Date(20_000);

    #[test]
    fn an_end_is_told_twice_in_time() {
        let rules = Rules {
            red_below_bp: 5_000,
            expiring_days: 7,
        };
        let told = |left| expiry(rules, TODAY.plus(left), TODAY);
        assert_eq!(told(-1), None);
        assert_eq!(told(0), Some(Expiry::Soon));
        assert_eq!(told(6), Some(Expiry::Soon));
        assert_eq!(told(7), Some(Expiry::Later));
        assert_eq!(told(29), Some(Expiry::Later));
        assert_eq!(told(30), None);
    }

    #[test]
    fn only_a_date_inside_the_value_ends_it_early() {
        let question = Question::YesNoDate { max_age_days: 90 };
        let until = TODAY.plus(365);
        let dated = |yes, date| met_until(&question, &Value::Dated { yes, date }, until);
        assert_eq!(dated(true, Some(TODAY)), TODAY.plus(90));
        assert_eq!(dated(true, Some(TODAY.plus(300))), until);
        assert_eq!(dated(true, None), until);
        assert_eq!(dated(false, Some(TODAY)), until);
        assert_eq!(
            met_until(&Question::YesNo, &Value::YesNo(true), until),
            until
        );
    }

    proptest! {
        #[test]
        fn a_value_that_passes_does_so_until_its_end_and_not_a_day_longer(
            max_age_days in 1u32..400, ago in 0i32..400, valid in 0i32..400
        ) {
            let question = Question::YesNoDate { max_age_days };
            let value = Value::Dated { yes: true, date: Some(TODAY.plus(-ago)) };
            let until = met_until(&question, &value, TODAY.plus(valid));
            prop_assert!(until <= TODAY.plus(valid));
            if worth(&question, &value, TODAY) == Worth::Pass {
                prop_assert_eq!(worth(&question, &value, until), Worth::Pass);
                if until < TODAY.plus(valid) {
                    prop_assert_eq!(worth(&question, &value, until.plus(1)), Worth::Near);
                }
            }
        }

        #[test]
        fn the_earliest_fact_is_the_first_whose_evidence_holds(validity in 0u32..4_000, today in 10_000i32..40_000) {
            let first = earliest_fact(validity, Date(today));
            prop_assert!(valid_until(first, validity) >= Date(today));
            prop_assert!(valid_until(first.plus(-1), validity) < Date(today));
        }
    }
}
