//! Values of the size that a commune's record has, each worth what the history wants.

use super::{Commune, calendar::FIRST_DAY, dice::Dice, facts, gaps::Want};
use domain::{
    answer::{Three, Value},
    criteria::{Criterion, Question, Thresholds},
    rate::Rate,
    time::Date,
};

/// A value for `criterion` that was true on `fact` and is worth `want`; what is not to pass, falls
/// short.
pub(super) fn value(
    commune: &Commune,
    criterion: &Criterion,
    want: Want,
    fact: Date,
    dice: &mut Dice,
) -> Value {
    let pass = want == Want::Pass;
    match &criterion.question {
        Question::YesNo => Value::YesNo(pass),
        Question::ThreeValued => Value::Three(match want {
            Want::Pass => Three::Yes,
            Want::Near => Three::InPreparation,
            Want::Below | Want::Absent => Three::No,
        }),
        // An old date would be older than the communes themselves: what falls short has no link.
        Question::YesNoDate { .. } => Value::Dated {
            yes: pass,
            date: pass.then_some(fact),
        },
        Question::YesNoNumber { floor, .. } => match want {
            Want::Pass => Value::Measured {
                yes: true,
                number: Some(facts::line_speed(commune, *floor)),
            },
            Want::Near if *floor > 1 => {
                let low = i32::try_from(floor / 2).unwrap_or(1).max(1);
                let number = dice.between(low, i32::try_from(floor - 1).unwrap_or(low));
                Value::Measured {
                    yes: true,
                    number: Some(number.unsigned_abs()),
                }
            }
            _ => Value::Measured {
                yes: false,
                number: None,
            },
        },
        Question::PartOfWhole(t) => Value::Counts(counts(commune, criterion, t, want, fact, dice)),
        Question::Ratio(t) => {
            let mut rate = counts(commune, criterion, t, want, fact, dice);
            // A few more than needed: spare machines.
            rate.part += if pass {
                dice.between(0, 2).unsigned_abs()
            } else {
                0
            };
            Value::Counts(rate)
        }
        Question::YesNoRatio(t) => Value::YesCounts {
            yes: true,
            counts: counts(commune, criterion, t, want, fact, dice),
        },
        Question::ItemList {
            near_missing,
            items,
            ..
        } => {
            let missing = match want {
                Want::Pass => 0,
                Want::Near => *near_missing as usize,
                Want::Below | Want::Absent => *near_missing as usize + 1,
            };
            let numbers = items.iter().enumerate().map(|(i, item)| {
                // What is lacking are the items at the end: at the one-stop desk, queue machine and display.
                if i + missing >= items.len() {
                    0
                } else {
                    item_count(commune, criterion, i, item.min)
                }
            });
            Value::Items(numbers.collect())
        }
    }
}

/// How many of an item a commune has. It is the same in every answer.
fn item_count(commune: &Commune, criterion: &Criterion, item: usize, min: u32) -> u32 {
    let mut own = Dice::of(commune.code.as_str()).and("items").at(item);
    let more = match (criterion.code.as_str(), item) {
        // Published for Phú Thọ: two scanners and one copier on average.
        ("HT2", 0) if commune.province.as_str() == facts::PHU_THO => 1,
        ("HT2", 2) if commune.province.as_str() == facts::PHU_THO => 0,
        ("HT2", 0) => own.between(0, 2),
        ("HT2", 1) => own.between(1, 5),
        ("HT2", 2 | 4) => own.between(0, 1),
        _ => 0,
    };
    min + more.unsigned_abs()
}

/// The denominator of a share on `fact`, as large as it is in a commune.
pub(super) fn whole(commune: &Commune, criterion: &str, fact: Date, dice: &mut Dice) -> u32 {
    let own = |what: &str, low, high| Dice::of(commune.code.as_str()).and(what).between(low, high);
    let officials = own("officials", 34, 72);
    // In their first weeks the new communes had handled little.
    let weeks = ((fact.0 - FIRST_DAY.0) / 7 + 1).clamp(1, 9);
    let dossiers = own("dossiers", 450, 3_200) * weeks / 9;
    let whole = match criterion {
        "TC3" => own("procedures", 372, 398),
        "HT1" | "TH3" => officials,
        // Some posts need no signature.
        "NT3" => officials - own("unsigned", 4, 12),
        "NT1" => dossiers * dice.between(60, 110) / 100,
        "NT4" => dossiers * dice.between(30, 50) / 100,
        "DL1" | "DL2" => dossiers * dice.between(85, 115) / 100,
        "TH1" => own("desk", 6, 14),
        "TH2" => own("villages", 7, 30),
        _ => own(criterion, 40, 120),
    };
    whole.unsigned_abs()
}

fn counts(
    commune: &Commune,
    criterion: &Criterion,
    t: &Thresholds,
    want: Want,
    fact: Date,
    dice: &mut Dice,
) -> Rate {
    let published = facts::counts(commune, &criterion.code, fact);
    if let Some(rate) = published.filter(|_| want == Want::Pass) {
        return rate;
    }
    let whole = whole(commune, &criterion.code, fact, dice);
    let (pass, near) = (basis_points(t.pass_bp), basis_points(t.near_bp));
    let mut between = |low, high| dice.between(low, high);
    let share = match want {
        Want::Pass => match facts::passing_share(commune, &criterion.code) {
            Some((low, high)) => between(low, high),
            // Most of those who pass do so without much to spare.
            None => between(pass, pass.max(10_000)).min(between(pass, pass.max(10_000))),
        },
        Want::Near => between(near, pass - 1).max(between(near, pass - 1)),
        Want::Below | Want::Absent => between((near - 1_800).max(near / 2), near - 1),
    };
    let (smallest, largest) = bounds(t, want, whole);
    Rate::new(
        parts(share.unsigned_abs(), whole).clamp(smallest, largest),
        whole,
    )
}

/// The smallest and largest numerator over `whole` that is worth `want`.
pub(super) fn bounds(t: &Thresholds, want: Want, whole: u32) -> (u32, u32) {
    let (pass, near) = (parts(t.pass_bp, whole), parts(t.near_bp, whole));
    match want {
        Want::Pass => (pass, pass.max(whole)),
        Want::Near => (near.min(pass.saturating_sub(1)), pass.saturating_sub(1)),
        Want::Below | Want::Absent => (0, near.saturating_sub(1)),
    }
}

/// The smallest numerator over `whole` that is at least `share` basis points.
fn parts(share: u32, whole: u32) -> u32 {
    u32::try_from((u64::from(share) * u64::from(whole)).div_ceil(10_000)).unwrap_or(whole)
}

fn basis_points(value: u32) -> i32 {
    i32::try_from(value).unwrap_or(i32::MAX)
}
