//! A target of the committee: so many green communes by a day, the pace that it takes, and what the
//! pace of the last releases would come to. Integers only; a projection is a range and never one
//! number, because the pace of a few months says little.

use crate::{
    meaning::Meaning,
    rate::{Rate, saturating_u32},
    time::Date,
};

/// Fewest releases of one meaning that a projection is made from.
pub const FEWEST: usize = 4;

/// Most releases that it looks back on.
pub const LOOK_BACK: usize = 7;

/// A target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Target {
    /// The share of communes that shall be green, basis points.
    pub share_bp: u32,
    /// By the end of this day.
    pub by: Date,
}

impl Target {
    /// How many of so many communes that is: never fewer than the share.
    #[must_use]
    pub fn greens(self, units: u32) -> u32 {
        let exact = u64::from(units) * u64::from(self.share_bp);
        u32::try_from(exact.div_ceil(10_000)).unwrap_or(u32::MAX)
    }

    /// More green communes than now, and days left from a day on.
    #[must_use]
    pub fn left(self, now: Rate, today: Date) -> (u32, u32) {
        let more = self.greens(now.whole).saturating_sub(now.part);
        let days = i64::from(self.by.0) - i64::from(today.0);
        (more, u32::try_from(days).unwrap_or(0))
    }

    /// Communes in 30 days that it takes from a day on, rounded up; `None` once the day has passed and
    /// something is missing.
    #[must_use]
    pub fn pace(self, now: Rate, today: Date) -> Option<u32> {
        let (more, days) = self.left(now, today);
        match (more, days) {
            (0, _) => Some(0),
            (_, 0) => None,
            _ => u32::try_from((u64::from(more) * 30).div_ceil(u64::from(days))).ok(),
        }
    }
}

/// One release of a province.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Past<'a> {
    /// Its day.
    pub on: Date,
    /// Green of all.
    pub green: Rate,
    /// What its criteria mean.
    pub meaning: &'a Meaning,
    /// Whether its answers are simulated.
    pub simulated: bool,
}

/// Why there is no projection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoProjection {
    /// Fewer than [`FEWEST`] releases.
    TooFew,
    /// There would be enough, but the criteria have changed among them.
    CriteriaChanged,
    /// The day has passed.
    Past,
}

/// What the pace of the last releases would come to on the target's day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Projection {
    /// Green communes at the slowest pace between two of these releases.
    pub low: u32,
    /// At their pace as a whole.
    pub middle: u32,
    /// At the fastest.
    pub high: u32,
    /// How many releases it rests on.
    pub releases: u32,
    /// Whether any of them is simulated: then it must be said.
    pub simulated: bool,
}

/// The projection to `by` from releases, oldest first.
///
/// # Errors
/// [`NoProjection`], which says why there is none.
pub fn project(releases: &[Past<'_>], by: Date) -> Result<Projection, NoProjection> {
    let last = releases.last().ok_or(NoProjection::TooFew)?;
    if by <= last.on {
        return Err(NoProjection::Past);
    }
    let same = releases
        .iter()
        .rev()
        .take_while(|r| r.meaning == last.meaning)
        .count();
    if same < FEWEST {
        return Err(if releases.len() >= FEWEST {
            NoProjection::CriteriaChanged
        } else {
            NoProjection::TooFew
        });
    }
    let used = &releases[releases.len() - same.min(LOOK_BACK)..];
    let days = i64::from(by.0) - i64::from(last.on.0);
    let at = |from: &Past<'_>, to: &Past<'_>| {
        let passed = i64::from(to.on.0) - i64::from(from.on.0);
        let gained = i64::from(to.green.part) - i64::from(from.green.part);
        let more = if passed > 0 {
            (gained * days).div_euclid(passed)
        } else {
            0
        };
        let green = i64::from(last.green.part).saturating_add(more);
        u32::try_from(green.clamp(0, i64::from(last.green.whole))).unwrap_or(0)
    };
    let pairs = || used.windows(2).map(|w| at(&w[0], &w[1]));
    let middle = at(&used[0], last);
    Ok(Projection {
        low: pairs().min().unwrap_or(middle).min(middle),
        middle,
        high: pairs().max().unwrap_or(middle).max(middle),
        releases: saturating_u32(used.len()),
        simulated: used.iter().any(|r| r.simulated),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::criteria::tests::sample;
    use proptest::prelude::*;
    use std::sync::LazyLock;

    static MEANINGS: LazyLock<[Meaning; 2]> = LazyLock::new(|| {
        let mut other = sample();
        other.rules.expiring_days += 1;
        [&sample(), &other].map(Meaning::of)
    });

    fn past(day: i32, green: u32, set: &str) -> Past<'static> {
        Past {
            on: Date(day),
            green: Rate::new(green, 148),
            meaning: &MEANINGS[usize::from(set == "b")],
            simulated: false,
        }
    }

    #[test]
    fn the_pace_is_never_too_slow() {
        let target = Target {
            share_bp: 10_000,
            by: Date(90),
        };
        assert_eq!(target.left(Rate::new(130, 148), Date(0)), (18, 90));
        assert_eq!(target.pace(Rate::new(130, 148), Date(0)), Some(6));
        assert_eq!(target.pace(Rate::new(129, 148), Date(0)), Some(7));
        assert_eq!(target.pace(Rate::new(148, 148), Date(200)), Some(0));
        assert_eq!(target.pace(Rate::new(130, 148), Date(90)), None);
        let most = Target {
            share_bp: 9_500,
            by: Date(90),
        };
        assert_eq!(most.greens(148), 141);
    }

    #[test]
    fn there_is_none_from_few_releases_or_across_a_change() {
        let few = [past(0, 1, "a"), past(30, 2, "a"), past(60, 3, "a")];
        assert_eq!(project(&few, Date(90)), Err(NoProjection::TooFew));
        let changed = [
            past(-30, 0, "a"),
            past(0, 1, "a"),
            past(30, 2, "b"),
            past(60, 3, "b"),
        ];
        assert_eq!(
            project(&changed, Date(90)),
            Err(NoProjection::CriteriaChanged)
        );
        assert_eq!(project(&[], Date(90)), Err(NoProjection::TooFew));
        let four = [
            past(-30, 0, "a"),
            past(0, 1, "a"),
            past(30, 5, "a"),
            past(60, 6, "a"),
        ];
        assert_eq!(project(&four, Date(60)), Err(NoProjection::Past));
        let found = project(&four, Date(90)).unwrap();
        assert_eq!((found.low, found.middle, found.high), (7, 8, 10));
        assert_eq!((found.releases, found.simulated), (4, false));
    }

    proptest! {
        #[test]
        fn a_projection_holds_its_middle_and_stays_possible(
            greens in proptest::collection::vec(0u32..=148, 4..10), days in 1i32..400, simulated in any::<bool>(),
        ) {
            let mut releases: Vec<_> = (0..).zip(&greens).map(|(n, g)| past(n * 14, *g, "a")).collect();
            releases.last_mut().unwrap().simulated = simulated;
            let by = releases.last().unwrap().on.plus(days);
            let found = project(&releases, by).unwrap();
            prop_assert!(found.low <= found.middle && found.middle <= found.high && found.high <= 148);
            prop_assert_eq!(found.simulated, simulated);
        }
    }
}
