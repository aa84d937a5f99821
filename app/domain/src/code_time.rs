//! When a code of the second factor holds: which steps of time are looked at, which of them open, and what becomes of a
//! code that was used, comes late or comes early. Codes, secrets and clocks must not enter: a caller says of which steps
//! a code is, and is told what that means.
//!
//! A telephone may be [`DRIFT`] ahead or behind, wherever in its step the server is. Of a code that is further off is
//! said by how much, within [`NEAR`]. One that comes early would be right later, so whoever guesses would have been told
//! a code to wait for: a step that was told is spent.

use crate::time::Timestamp;
use std::ops::RangeInclusive;

/// Milliseconds for which a telephone shows a code.
pub const STEP: i64 = 30_000;

/// So many milliseconds a telephone's clock may be off.
pub const DRIFT: i64 = 45_000;

/// Within so many milliseconds a code that does not open is known, and it is said by how much it is off.
pub const NEAR: i64 = 10 * 60_000;

/// What a code is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It opens; its step.
    Right(i64),
    /// It does not.
    Refused(CodeFault),
}

/// Why a code does not open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeFault {
    /// It is nobody's, as far as is looked.
    Wrong,
    /// It was used, or a later one was, or it was typed too early before.
    Used,
    /// It was right so many seconds ago, about.
    Late(u32),
    /// It will be right in so many seconds, about; it is [spent](self) by this.
    Early {
        /// Seconds.
        seconds: u32,
        /// Its step.
        step: i64,
    },
}

/// The steps whose codes are compared, those that do not open too.
#[must_use]
pub fn looked_at(now: Timestamp) -> RangeInclusive<i64> {
    (now.0 - NEAR).div_euclid(STEP)..=(now.0 + NEAR).div_euclid(STEP)
}

/// Whether some clock that is off by no more than [`DRIFT`] shows the code of this step now.
#[must_use]
pub fn opens(step: i64, now: Timestamp) -> bool {
    let (begin, end) = (step * STEP, (step + 1) * STEP);
    begin <= now.0 + DRIFT && now.0 - DRIFT < end
}

/// What a code is worth that is of these steps. `used` is the last step that opened, `spent` are steps whose codes were
/// told to come early.
#[must_use]
pub fn verdict(steps: &[i64], now: Timestamp, used: i64, spent: &[i64]) -> Verdict {
    let fresh = |step: &i64| *step > used && !spent.contains(step);
    let open = || steps.iter().copied().filter(|step| opens(*step, now));
    if let Some(step) = open().filter(fresh).max() {
        return Verdict::Right(step);
    }
    if open().next().is_some() || steps.iter().any(|s| *s == used || spent.contains(s)) {
        return Verdict::Refused(CodeFault::Used);
    }
    let middle = |step: i64| step * STEP + STEP / 2;
    let nearest = steps.iter().min_by_key(|s| (middle(**s) - now.0).abs());
    let Some(step) = nearest.copied() else {
        return Verdict::Refused(CodeFault::Wrong);
    };
    let off = middle(step) - now.0;
    let seconds = u32::try_from(off.abs() / 1_000).unwrap_or(u32::MAX);
    Verdict::Refused(if off < 0 {
        CodeFault::Late(seconds)
    } else {
        CodeFault::Early { seconds, step }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TODAY: i64 = 1_800_000_000_000;

    /// The step of a clock that is off by so many milliseconds.
    fn step_of(now: i64, off: i64) -> i64 {
        (now + off).div_euclid(STEP)
    }

    proptest! {
        #[test]
        fn a_clock_within_the_drift_opens_at_every_moment_of_a_step(
            phase in 0i64..86_400_000,
            off in -DRIFT..=DRIFT,
        ) {
            let now = TODAY + phase;
            let step = step_of(now, off);
            prop_assert_eq!(verdict(&[step], Timestamp(now), 0, &[]), Verdict::Right(step));
            // Once, and none before it.
            for used in [step, step + 1] {
                let again = verdict(&[step], Timestamp(now), used, &[]);
                prop_assert_eq!(again, Verdict::Refused(CodeFault::Used));
            }
        }

        #[test]
        fn at_every_moment_four_steps_open(phase in 0i64..86_400_000) {
            let now = Timestamp(TODAY + phase);
            prop_assert_eq!(looked_at(now).filter(|step| opens(*step, now)).count(), 4);
        }

        #[test]
        fn a_clock_that_is_further_off_is_told_by_about_how_much(
            phase in 0i64..86_400_000,
            off in (DRIFT + STEP)..(NEAR - STEP),
            behind: bool,
        ) {
            let now = TODAY + phase;
            let off = if behind { -off } else { off };
            let step = step_of(now, off);
            let told = match verdict(&[step], Timestamp(now), 0, &[]) {
                Verdict::Refused(CodeFault::Late(seconds)) => -i64::from(seconds),
                Verdict::Refused(CodeFault::Early { seconds, step: told }) => {
                    prop_assert_eq!(told, step);
                    i64::from(seconds)
                }
                other => return Err(TestCaseError::fail(format!("{other:?}"))),
            };
            prop_assert!((told * 1_000 - off).abs() <= STEP / 2 + 1_000);
        }

        #[test]
        fn whoever_was_told_that_a_code_comes_early_gains_nothing_by_waiting(
            phase in 0i64..86_400_000,
            ahead in 0i64..NEAR,
            later in 0i64..(2 * NEAR),
        ) {
            let now = TODAY + phase;
            let step = step_of(now, ahead);
            if let Verdict::Refused(CodeFault::Early { step: told, .. }) = verdict(&[step], Timestamp(now), 0, &[]) {
                let again = verdict(&[step], Timestamp(now + later), 0, &[told]);
                prop_assert_eq!(again, Verdict::Refused(CodeFault::Used));
            }
        }

        #[test]
        fn of_two_steps_the_one_that_opens_counts(phase in 0i64..86_400_000, other in -20i64..=20) {
            let now = Timestamp(TODAY + phase);
            let present = step_of(now.0, 0);
            let steps = [present + other, present];
            prop_assert!(matches!(verdict(&steps, now, 0, &[]), Verdict::Right(_)));
        }
    }

    #[test]
    fn what_is_of_no_step_is_wrong() {
        let verdict = verdict(&[], Timestamp(TODAY), 0, &[]);
        assert_eq!(verdict, Verdict::Refused(CodeFault::Wrong));
    }
}
