//! How far it is: what a commune misses for green, what a few more green communes would do to a
//! province's rank, and which ranks are still open while items wait for review. Counts come from a
//! release and nothing here changes them: a what-if is never stored.

use crate::{
    criteria::CriteriaSet,
    ranking::{self, Rank},
    rate::{Rate, saturating_u32},
    status::{Input, Level, Outcome, Reason},
    unit::UnitCode,
};
use std::{cmp::Ordering, collections::BTreeSet};

/// What a commune that is not green misses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The commune.
    pub unit: UnitCode,
    /// Codes of the required criteria that keep it from green, in the order of the set; never empty.
    pub missing: Vec<String>,
}

impl Gap {
    /// The gap of a commune, or `None` if it is green or nothing that it could do makes it green.
    #[must_use]
    pub fn of(unit: UnitCode, set: &CriteriaSet, outcome: &Outcome) -> Option<Self> {
        let missing: Vec<_> = outcome.missing(set).map(|o| o.criterion.clone()).collect();
        (outcome.level != Level::Green && !missing.is_empty()).then_some(Self { unit, missing })
    }
}

/// An item that is imagined to be met: commune and criterion.
pub type SelectedItem = (UnitCode, String);

/// A province as it would stand if ticked items were met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WhatIf {
    /// Green of all.
    pub green: Rate,
    /// Rank among the others, who stay as they are.
    pub rank: Option<Rank>,
    /// Communes that would become green, in the order of the gaps.
    pub completed: Vec<UnitCode>,
    /// Ticks that name an item which some commune misses.
    pub ticked: u32,
}

/// What ticking does to a province. A tick that names no missing item does nothing.
#[must_use]
pub fn imagine(own: Rate, gaps: &[Gap], ticks: &BTreeSet<SelectedItem>, others: &[Rate]) -> WhatIf {
    let is_ticked = |gap: &Gap, code: &String| ticks.contains(&(gap.unit.clone(), code.clone()));
    let mut completed = Vec::new();
    let mut ticked = 0;
    for gap in gaps {
        let met = gap.missing.iter().filter(|c| is_ticked(gap, c)).count();
        ticked += u32::try_from(met).unwrap_or(u32::MAX);
        if met == gap.missing.len() {
            completed.push(gap.unit.clone());
        }
    }
    let more = saturating_u32(completed.len());
    let green = Rate::new(own.part.saturating_add(more).min(own.whole), own.whole);
    WhatIf {
        rank: rank_among(green, others),
        green,
        completed,
        ticked,
    }
}

/// The rank of a rate among others; `None` for a rate over nothing.
#[must_use]
pub fn rank_among(own: Rate, others: &[Rate]) -> Option<Rank> {
    let rows: Vec<Rate> = std::iter::once(own).chain(others.iter().copied()).collect();
    ranking::competition(&rows, |r| r.whole > 0, |a, b| ranking::provinces(*a, *b))
        .first()
        .copied()
        .flatten()
}

/// A better rank and how many more green communes it takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RankStep {
    /// More green communes than now, the fewest that do.
    pub more: u32,
    /// The rank reached.
    pub rank: u32,
}

/// Every better rank that `reachable` more green communes can bring, nearest first, while the others
/// stay as they are.
#[must_use]
pub fn climbs(own: Rate, reachable: u32, others: &[Rate]) -> Vec<RankStep> {
    let Some(mut last) = rank_among(own, others).map(|r| r.rank) else {
        return Vec::new();
    };
    let most = reachable.min(own.whole.saturating_sub(own.part));
    let mut found = Vec::new();
    for more in 1..=most {
        let Some(rank) = rank_among(Rate::new(own.part + more, own.whole), others) else {
            break;
        };
        if rank.rank < last {
            last = rank.rank;
            found.push(RankStep { more, rank: last });
        }
    }
    found
}

words! {
    /// How many required criteria a commune does not meet, as tables group them. What is met while its
    /// evidence is about to expire counts as met.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Unmet {
        /// None.
        Zero = "0",
        /// One.
        One = "1",
        /// Two.
        Two = "2",
        /// Three.
        Three = "3",
        /// Four or more.
        More = "4",
    }
    /// The word in an address (`?thieu=1`).
    slug
}

impl Unmet {
    /// The group of a commune: criteria met of those required.
    #[must_use]
    pub fn of(met: Rate) -> Self {
        match met.whole.saturating_sub(met.part) {
            0 => Self::Zero,
            1 => Self::One,
            2 => Self::Two,
            3 => Self::Three,
            _ => Self::More,
        }
    }
}

/// Whether what waits for review could still make a commune green, or take green from it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Open {
    /// It is not green and everything it misses has been submitted.
    pub rise: bool,
    /// It is green, and a later submission about something required waits.
    pub fall: bool,
}

/// What is still open about a commune; `inputs` and `outcome` are those of one release.
#[must_use]
pub fn open(set: &CriteriaSet, inputs: &[Input], outcome: &Outcome) -> Open {
    let waits = |code: &str| {
        inputs
            .iter()
            .any(|i| i.criterion == code && i.pending.is_some())
    };
    if outcome.level == Level::Green {
        let fall = set
            .criteria
            .iter()
            .zip(&outcome.criteria)
            .any(|(c, o)| c.required && o.reason != Reason::NotApplicable && waits(&c.code));
        return Open { rise: false, fall };
    }
    let mut missing = outcome.missing(set).peekable();
    let rise = missing.peek().is_some() && missing.all(|o| waits(&o.criterion));
    Open { rise, fall: false }
}

/// A province with what is still open about it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// Green of all, as released.
    pub green: Rate,
    /// Communes that may still become green.
    pub rise: u32,
    /// Green communes that may still cease to be.
    pub fall: u32,
}

impl Span {
    fn highest(self) -> Rate {
        let part = self.green.part.saturating_add(self.rise);
        Rate::new(part.min(self.green.whole), self.green.whole)
    }

    fn lowest(self) -> Rate {
        Rate::new(self.green.part.saturating_sub(self.fall), self.green.whole)
    }
}

/// The ranks that are still possible for the row `at`, best and worst, if what waits for review were
/// decided either way. `None` for a row without units.
#[must_use]
pub fn rank_range(rows: &[Span], at: usize) -> Option<(u32, u32)> {
    let own = rows.get(at).filter(|r| r.green.whole > 0)?;
    let others = || {
        let all = rows.iter().enumerate();
        all.filter(|(i, r)| *i != at && r.green.whole > 0)
            .map(|(_, r)| *r)
    };
    let ahead = |a: Rate, b: Rate| ranking::provinces(a, b) == Ordering::Less;
    let best = others()
        .filter(|o| ahead(o.lowest(), own.highest()))
        .count();
    let worst = others()
        .filter(|o| ahead(o.highest(), own.lowest()))
        .count();
    let rank = |n: usize| u32::try_from(n + 1).unwrap_or(u32::MAX);
    Some((rank(best), rank(worst)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn communes_are_grouped_by_what_they_do_not_meet() {
        let of = |part| Unmet::of(Rate::new(part, 16)).slug();
        assert_eq!(
            [16, 15, 14, 13, 12, 0].map(of),
            ["0", "1", "2", "3", "4", "4"]
        );
    }

    fn unit(n: u32) -> UnitCode {
        UnitCode::parse(&format!("{n:05}")).unwrap()
    }

    fn gaps(missing: &[u8]) -> Vec<Gap> {
        (0..)
            .zip(missing)
            .map(|(n, count)| Gap {
                unit: unit(n),
                missing: (0..*count).map(|c| format!("C{c}")).collect(),
            })
            .collect()
    }

    fn rates() -> impl Strategy<Value = Vec<Rate>> {
        proptest::collection::vec(
            (1u32..40).prop_flat_map(|n| (0..=n).prop_map(move |g| Rate::new(g, n))),
            0..8,
        )
    }

    /// The article's own case: 130 of 148, fifth; one more would not do, two would pass the fourth.
    #[test]
    fn a_climb_takes_the_fewest_communes_that_do() {
        let others = [
            Rate::new(10, 10),
            Rate::new(20, 20),
            Rate::new(95, 100),
            Rate::new(131, 148),
        ];
        let own = Rate::new(130, 148);
        assert_eq!(rank_among(own, &others).unwrap().rank, 5);
        let found = climbs(own, 18, &others);
        // 131 of 148 draws level and shares the fourth place.
        assert_eq!(found[0], RankStep { more: 1, rank: 4 });
        assert_eq!(found[1], RankStep { more: 11, rank: 3 });
        assert_eq!(found.last().unwrap(), &RankStep { more: 18, rank: 1 });
        assert_eq!(climbs(own, 0, &others), []);
    }

    /// Every outcome that is still open, tried one by one.
    fn brute(rows: &[Span], at: usize) -> (u32, u32) {
        let mut found = (u32::MAX, 0);
        let mut now = vec![0u32; rows.len()];
        loop {
            let rates: Vec<_> = rows
                .iter()
                .zip(&now)
                .map(|(r, n)| Rate::new(r.green.part - r.fall + n, r.green.whole))
                .collect();
            let others: Vec<_> = (0..rows.len())
                .filter(|i| *i != at)
                .map(|i| rates[i])
                .collect();
            let rank = rank_among(rates[at], &others).unwrap().rank;
            found = (found.0.min(rank), found.1.max(rank));
            let Some(next) = (0..rows.len()).find(|i| now[*i] < rows[*i].rise + rows[*i].fall)
            else {
                return found;
            };
            now[next] += 1;
            now[..next].fill(0);
        }
    }

    proptest! {
        #[test]
        fn ticking_nothing_changes_nothing(missing in proptest::collection::vec(1u8..5, 0..20), green in 0u32..50, others in rates()) {
            let gaps = gaps(&missing);
            let own = Rate::new(green, green + missing.len() as u32);
            let same = imagine(own, &gaps, &BTreeSet::new(), &others);
            prop_assert_eq!(same.green, own);
            prop_assert_eq!(same.rank, rank_among(own, &others));
            prop_assert_eq!((same.completed.len(), same.ticked), (0, 0));
        }

        #[test]
        fn more_ticks_never_lower_the_count_nor_the_rank(
            missing in proptest::collection::vec(1u8..4, 1..12),
            ticks in proptest::collection::btree_set((0u32..14, 0u8..5), 0..30),
            extra in (0u32..14, 0u8..5),
            others in rates(),
        ) {
            let gaps = gaps(&missing);
            let own = Rate::new(3, 3 + missing.len() as u32);
            let mut ticks: BTreeSet<SelectedItem> = ticks.into_iter().map(|(u, c)| (unit(u), format!("C{c}"))).collect();
            let before = imagine(own, &gaps, &ticks, &others);
            ticks.insert((unit(extra.0), format!("C{}", extra.1)));
            let after = imagine(own, &gaps, &ticks, &others);
            prop_assert!(after.green.part >= before.green.part);
            prop_assert!(after.ticked >= before.ticked);
            prop_assert!(after.rank.unwrap().rank <= before.rank.unwrap().rank);
            prop_assert!(after.green.part <= own.whole);
        }

        #[test]
        fn ticking_everything_makes_everybody_green(missing in proptest::collection::vec(1u8..5, 0..20), others in rates()) {
            let gaps = gaps(&missing);
            let own = Rate::new(1, 1 + missing.len() as u32);
            let all = gaps.iter().flat_map(|g| g.missing.iter().map(|c| (g.unit.clone(), c.clone()))).collect();
            prop_assert_eq!(imagine(own, &gaps, &all, &others).green, Rate::new(own.whole, own.whole));
        }

        #[test]
        fn climbs_agree_with_ranks(green in 0u32..30, left in 0u32..30, others in rates()) {
            let own = Rate::new(green, green + left);
            let found = climbs(own, left, &others);
            for climb in &found {
                let at = |more: u32| rank_among(Rate::new(green + more, own.whole), &others).unwrap().rank;
                prop_assert_eq!(at(climb.more), climb.rank);
                prop_assert!(at(climb.more - 1) > climb.rank);
            }
            prop_assert!(found.windows(2).all(|w| w[0].more < w[1].more && w[0].rank > w[1].rank));
        }

        #[test]
        fn the_range_is_what_trying_every_outcome_finds(
            rows in proptest::collection::vec((1u32..7, 0u32..7, 0u32..3, 0u32..3), 1..5),
            at in 0usize..5,
        ) {
            let rows: Vec<_> = rows.into_iter().map(|(whole, part, rise, fall)| {
                let part = part.min(whole);
                Span { green: Rate::new(part, whole), rise: rise.min(whole - part), fall: fall.min(part) }
            }).collect();
            let at = at % rows.len();
            prop_assert_eq!(rank_range(&rows, at), Some(brute(&rows, at)));
        }
    }
}
