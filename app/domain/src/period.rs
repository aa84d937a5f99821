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

/// A period as it is run: with the reviewers' deadline, and its end. Neither changes what is due from a
/// commune, so releases do without them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Campaign {
    /// The period.
    pub period: Period,
    /// Until when reviewers should have decided what was handed in; never harms a commune.
    pub review_due: Option<Timestamp>,
    /// When it was closed.
    pub closed_at: Option<Timestamp>,
}

/// Why a campaign can't be opened, moved or closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CampaignProblem {
    /// The name is empty or too long.
    #[error("mã đợt cần từ 1 đến 40 ký tự")]
    Code,
    /// The deadline does not lie after the opening, or after now.
    #[error("hạn phải ở sau lúc mở và sau lúc này")]
    Due,
    /// The reviewers' deadline lies before the communes'.
    #[error("hạn thẩm định không được trước hạn nộp")]
    ReviewDue,
    /// It can be closed only when its deadline is over.
    #[error("đợt chưa đến hạn nên chưa kết thúc được; hãy điều chỉnh thời hạn trước")]
    Early,
    /// It is closed already.
    #[error("đợt đã kết thúc")]
    Closed,
}

/// Most characters of a campaign's name.
pub const LONGEST_CODE: usize = 40;

impl Campaign {
    /// One that opens now.
    ///
    /// # Errors
    /// Why it can't.
    pub fn open(
        code: &str,
        due_at: Timestamp,
        review_due: Option<Timestamp>,
        now: Timestamp,
    ) -> Result<Self, CampaignProblem> {
        let code = code.trim();
        if code.is_empty() || code.chars().count() > LONGEST_CODE {
            return Err(CampaignProblem::Code);
        }
        let period = Period {
            code: code.to_owned(),
            opens_at: now,
            due_at,
        };
        Self {
            period,
            review_due: None,
            closed_at: None,
        }
        .due(due_at, review_due, now)
    }

    /// The same with other deadlines. One that was closed is open again.
    ///
    /// # Errors
    /// Why it can't.
    pub fn due(
        self,
        due_at: Timestamp,
        review_due: Option<Timestamp>,
        now: Timestamp,
    ) -> Result<Self, CampaignProblem> {
        if due_at <= now || due_at <= self.period.opens_at {
            return Err(CampaignProblem::Due);
        }
        if review_due.is_some_and(|review| review < due_at) {
            return Err(CampaignProblem::ReviewDue);
        }
        Ok(Self {
            period: Period {
                due_at,
                ..self.period
            },
            review_due,
            closed_at: None,
        })
    }

    /// The same, closed. What fell due stays due, and late is late: closing forgives nothing and harms
    /// nobody.
    ///
    /// # Errors
    /// Why it can't.
    pub fn close(self, now: Timestamp) -> Result<Self, CampaignProblem> {
        if self.closed_at.is_some() {
            return Err(CampaignProblem::Closed);
        }
        if now < self.period.due_at {
            return Err(CampaignProblem::Early);
        }
        Ok(Self {
            closed_at: Some(now),
            ..self
        })
    }
}

/// Until when a reviewer should decide what was submitted at `at`: as their province's policy says
/// (`own`), but not later than the campaign wants it. What came after the campaign's date has the days of
/// the policy.
#[must_use]
pub fn reviewer_due(campaigns: &[Campaign], at: Timestamp, own: Timestamp) -> Timestamp {
    campaigns
        .iter()
        .filter(|c| c.period.opens_at <= at)
        .max_by_key(|c| (c.period.opens_at, c.period.due_at))
        .and_then(|c| c.review_due)
        .filter(|due| *due >= at)
        .map_or(own, |due| own.min(due))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_campaign_is_never_due_before_it_opens_nor_reviewed_before_it_is_due(
            now in 0..1_000_i64,
            steps in prop::collection::vec((0..2_000_i64, prop::option::of(0..2_000_i64), 0..500_i64, any::<bool>()), 1..8),
        ) {
            let mut now = Timestamp(now);
            let mut campaign = Campaign::open("a", Timestamp(now.0 + 1), None, now).unwrap();
            for (due, review, later, close) in steps {
                now = Timestamp(now.0 + later);
                let next = if close {
                    campaign.clone().close(now)
                } else {
                    campaign.clone().due(Timestamp(due), review.map(Timestamp), now)
                };
                if let Ok(next) = next {
                    prop_assert_eq!(next.closed_at.is_some(), close);
                    prop_assert!(!close || next.period == campaign.period);
                    campaign = next;
                }
                prop_assert!(campaign.period.due_at > campaign.period.opens_at);
                prop_assert!(campaign.review_due.is_none_or(|r| r >= campaign.period.due_at));
                // No dead end: it can always be given another deadline.
                prop_assert!(campaign.clone().due(Timestamp(now.0 + 1), None, now).is_ok());
            }
        }

        #[test]
        fn the_campaigns_date_never_gives_a_reviewer_more_time_than_the_policy(
            opens in 0..100_i64, due in 101..200_i64, review in 200..300_i64, at in 0..400_i64, days in 1..100_i64,
        ) {
            let campaign = Campaign {
                period: Period { code: "a".into(), opens_at: Timestamp(opens), due_at: Timestamp(due) },
                review_due: Some(Timestamp(review)),
                closed_at: None,
            };
            let own = Timestamp(at + days);
            let found = reviewer_due(&[campaign], Timestamp(at), own);
            prop_assert!(found <= own && found >= Timestamp(at));
        }
    }

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
