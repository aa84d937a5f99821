//! Whether a value differs so much from the last one that it takes an explanation.

use crate::{
    answer::{Content, Three, Value},
    rate::Rate,
    status::Confirmed,
};

/// Whether what is said differs much from what was confirmed last.
#[must_use]
pub fn differs_much(last: Option<&Confirmed>, content: &Content) -> bool {
    match (last, content) {
        (Some(last), Content::Value(value)) => jumps(&last.value, value),
        (Some(_), Content::NotApplicable) => true,
        (None, _) => false,
    }
}

/// Whether a value differs from the last one so much that the officer should say why: an answer that
/// turned, a rate that moved by 20 percentage points, a whole that changed by half. Inferred limits; a
/// jump is never refused, only explained.
#[must_use]
pub fn jumps(last: &Value, now: &Value) -> bool {
    match (last, now) {
        (Value::YesNo(a), Value::YesNo(b)) => *a && !*b,
        (Value::Three(a), Value::Three(b)) => *a == Three::Yes && *b != Three::Yes,
        (Value::Dated { yes: a, .. }, Value::Dated { yes: b, .. })
        | (Value::Measured { yes: a, .. }, Value::Measured { yes: b, .. })
            if a != b =>
        {
            *a
        }
        (
            Value::Measured {
                number: Some(a), ..
            },
            Value::Measured {
                number: Some(b), ..
            },
        ) => far(*a, *b),
        (Value::Counts(a), Value::Counts(b)) => counts_jump(*a, *b),
        (Value::YesCounts { yes: a, counts: x }, Value::YesCounts { yes: b, counts: y }) => {
            (*a && !*b) || counts_jump(*x, *y)
        }
        (Value::Items(a), Value::Items(b)) => a.iter().zip(b).any(|(a, b)| *a > 0 && *b == 0),
        _ => false,
    }
}

fn counts_jump(last: Rate, now: Rate) -> bool {
    const POINTS: u32 = 2_000;
    let moved = match (last.shown(), now.shown()) {
        (Some(a), Some(b)) => a.0.abs_diff(b.0) >= POINTS,
        _ => false,
    };
    moved || far(last.whole, now.whole)
}

/// Whether a number changed by half or more; small numbers may.
fn far(last: u32, now: u32) -> bool {
    const SMALL: u32 = 10;
    last.max(now) > SMALL && u64::from(last.abs_diff(now)) * 2 >= u64::from(last)
}
