//! Periods: campaigns with a due date. Opening one never resets a commune: what is due, and when,
//! follows from when a criterion became outstanding, not from which campaign is open.

use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// A campaign.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// Key, for example `2026-Q3`.
    pub code: String,
    /// From when on answers are asked for.
    pub opens_at: Timestamp,
    /// The communes' deadline.
    pub due_at: Timestamp,
}

/// The deadline for something outstanding since `since`: the first due date, among the campaigns
/// opened by `as_of`, that is not before it. `None` if no such campaign has been opened: then
/// nothing can be late.
#[must_use]
pub fn deadline(periods: &[Period], since: Timestamp, as_of: Timestamp) -> Option<Timestamp> {
    periods
        .iter()
        .filter(|p| p.opens_at <= as_of && p.due_at >= since)
        .map(|p| p.due_at)
        .min()
}

/// The campaign that is current at `as_of`: the one opened last.
#[must_use]
pub fn current(periods: &[Period], as_of: Timestamp) -> Option<&Period> {
    periods
        .iter()
        .filter(|p| p.opens_at <= as_of)
        .max_by_key(|p| (p.opens_at, p.due_at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fell_due_stays_due_when_the_next_campaign_opens() {
        let period = |code: &str, opens, due| Period {
            code: code.into(),
            opens_at: Timestamp(opens),
            due_at: Timestamp(due),
        };
        let periods = [period("a", 0, 10), period("b", 11, 20)];
        let since = Timestamp(5);
        assert_eq!(deadline(&periods, since, Timestamp(9)), Some(Timestamp(10)));
        assert_eq!(
            deadline(&periods, since, Timestamp(12)),
            Some(Timestamp(10))
        );
        assert_eq!(
            deadline(&periods, Timestamp(11), Timestamp(12)),
            Some(Timestamp(20))
        );
        assert_eq!(deadline(&periods, Timestamp(11), Timestamp(10)), None);
        assert_eq!(
            current(&periods, Timestamp(12)).map(|p| p.code.as_str()),
            Some("b")
        );
        assert_eq!(current(&periods, Timestamp(-1)), None);
    }
}
