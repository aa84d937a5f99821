//! Ranking: provinces by the share of green communes, communes within a province. Standard
//! competition ranking (1, 1, 1, 4): equals share a rank, and the next rank counts those ahead.
//! (`docs/rules.md`, inferred.)

use crate::{
    rate::{Rate, saturating_u32},
    status::{Level, RuleVersion},
    time::Timestamp,
    unit::UnitCode,
    words::Unreadable,
};
use std::{cmp::Ordering, collections::BTreeMap};

/// The rank of one row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rank {
    /// One more than the number of rows strictly ahead.
    pub rank: u32,
    /// How many rows share it, this one included.
    pub shared_by: u32,
    /// How many rows are ranked, this one included.
    pub of: u32,
    /// How many rows there are, ranked or not.
    pub all: u32,
}

/// The least part of its required items, in percent, that a province must have submitted to be ranked: a share of green says
/// nothing while the communes of a province have not been heard. A release keeps the floor it was made with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RankFloor(u16);

impl RankFloor {
    /// Every province is ranked, as in releases made before there was a floor.
    pub const NONE: Self = Self(0);
    /// The usual floor.
    pub const USUAL: Self = Self(90);

    /// A floor of so many percent; `None` above 100.
    #[must_use]
    pub fn of_percent(percent: u16) -> Option<Self> {
        (percent <= 100).then_some(Self(percent))
    }

    /// The floor in percent.
    #[must_use]
    pub fn percent(self) -> u16 {
        self.0
    }

    /// Whether a province that has submitted that much of its required items is ranked.
    #[must_use]
    pub fn is_reached(self, submitted: Rate) -> bool {
        self == Self::NONE || submitted.at_least(u32::from(self.0) * 100)
    }
}

/// Reads the percent as the store keeps it.
impl TryFrom<i64> for RankFloor {
    type Error = Unreadable;

    fn try_from(percent: i64) -> Result<Self, Unreadable> {
        let floor = u16::try_from(percent).ok().and_then(Self::of_percent);
        floor.ok_or_else(|| Unreadable::new("floor of a ranking", percent.to_string()))
    }
}

/// Ranks for `rows` in their given order; `ahead` says how two rows compare, `Less` meaning that the
/// first is ahead. Rows for which `ranked` is false have no rank and count for nobody.
#[must_use]
pub fn competition<T>(
    rows: &[T],
    ranked: impl Fn(&T) -> bool,
    ahead: impl Fn(&T, &T) -> Ordering,
) -> Vec<Option<Rank>> {
    let mut order: Vec<usize> = (0..rows.len()).filter(|&i| ranked(&rows[i])).collect();
    order.sort_by(|&a, &b| ahead(&rows[a], &rows[b]));
    let mut ranks = vec![None; rows.len()];
    let (of, all) = (saturating_u32(order.len()), saturating_u32(rows.len()));
    let mut start = 0;
    while start < order.len() {
        let tied = order[start..]
            .iter()
            .take_while(|&&i| ahead(&rows[order[start]], &rows[i]) == Ordering::Equal)
            .count();
        let rank = Rank {
            rank: saturating_u32(start + 1),
            shared_by: saturating_u32(tied),
            of,
            all,
        };
        for &i in &order[start..start + tied] {
            ranks[i] = Some(rank);
        }
        start += tied;
    }
    ranks
}

/// Provinces: the greater exact rate is ahead.
#[must_use]
pub fn provinces(a: Rate, b: Rate) -> Ordering {
    b.order(a)
}

/// The rank of each province that has units and may be ranked; `rows` are its code, green of all, and whether it may.
#[must_use]
pub fn of_provinces<'a>(
    rows: impl IntoIterator<Item = (&'a UnitCode, Rate, bool)>,
) -> BTreeMap<UnitCode, Rank> {
    let rows: Vec<_> = rows.into_iter().collect();
    let ranks = competition(
        &rows,
        |(_, rate, may)| *may && rate.whole > 0,
        |(_, a, _), (_, b, _)| provinces(*a, *b),
    );
    let ranked = rows.into_iter().zip(ranks);
    ranked
        .filter_map(|((code, ..), rank)| Some((code.clone(), rank?)))
        .collect()
}

/// A province's line in a ranking that somebody else published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedLine {
    /// The province.
    pub province: UnitCode,
    /// When it held.
    pub as_of: Timestamp,
    /// Who published it, in words.
    pub source: String,
    /// Green communes of all.
    pub rate: Rate,
    /// Whether it is made up.
    pub simulated: bool,
}

/// Of each province the last line that held before an instant, or the last of all; `lines` are in the order of time.
#[must_use]
pub fn published_before(
    lines: &[PublishedLine],
    until: Option<Timestamp>,
) -> BTreeMap<UnitCode, &PublishedLine> {
    let held = |line: &&PublishedLine| until.is_none_or(|until| line.as_of < until);
    lines
        .iter()
        .filter(held)
        .map(|line| (line.province.clone(), line))
        .collect()
}

/// The order in which tied provinces are shown; it makes no difference to their rank: more units
/// first, then the Vietnamese order of their names.
#[must_use]
pub fn province_tie_break(a: (u32, &str), b: (u32, &str)) -> Ordering {
    b.0.cmp(&a.0).then_with(|| a.1.cmp(b.1))
}

/// What decides a commune's rank within its province.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Its status.
    pub level: Level,
    /// Confirmed criteria met, of those required.
    pub met: Rate,
    /// When the last of them was confirmed: by the first rules.
    pub completed_at: Option<Timestamp>,
}

/// Communes: green first, then the share of confirmed criteria met. By the first rules earlier completion decided between
/// equals; since then they share a place, because who was confirmed first says more of reviewers than of communes.
#[must_use]
pub fn communes(rules: RuleVersion, a: &Standing, b: &Standing) -> Ordering {
    let green = |s: &Standing| s.level == Level::Green;
    let completion = |s: &Standing| s.completed_at.map_or(i64::MAX, |t| t.0);
    green(b)
        .cmp(&green(a))
        .then_with(|| b.met.order(a.met))
        .then_with(|| {
            if rules < RuleVersion::SECOND {
                completion(a).cmp(&completion(b))
            } else {
                Ordering::Equal
            }
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ranks(rates: &[(u32, u32)]) -> Vec<Option<u32>> {
        let rates: Vec<_> = rates.iter().map(|(n, d)| Rate::new(*n, *d)).collect();
        competition(&rates, |r| r.whole > 0, |a, b| provinces(*a, *b))
            .into_iter()
            .map(|r| r.map(|r| r.rank))
            .collect()
    }

    #[test]
    fn ties_share_a_rank_and_the_next_counts_those_ahead() {
        let rates = [
            (148, 148),
            (40, 102),
            (75, 75),
            (65, 65),
            (20, 51),
            (0, 0),
            (99, 100),
        ];
        assert_eq!(
            ranks(&rates),
            [Some(1), Some(5), Some(1), Some(1), Some(5), None, Some(4)]
        );
    }

    #[test]
    fn equal_communes_share_a_place_and_were_told_apart_by_completion() {
        let standing = |level, met, at| Standing {
            level,
            met: Rate::new(met, 16),
            completed_at: Some(Timestamp(at)),
        };
        let early = standing(Level::Green, 16, 1);
        let late = standing(Level::Green, 16, 2);
        // One criterion expires soon: all 16 met, yet not green.
        let expiring = standing(Level::Yellow, 16, 0);
        let short = standing(Level::Yellow, 15, 0);
        let mut rows = [short, late, expiring, early];
        rows.sort_by(|a, b| communes(RuleVersion::FIRST, a, b));
        assert_eq!(rows, [early, late, expiring, short]);
        let now = |a, b| communes(RuleVersion::CURRENT, a, b);
        assert_eq!(now(&early, &late), Ordering::Equal);
        assert_eq!(now(&late, &expiring), Ordering::Less);
        assert_eq!(now(&expiring, &short), Ordering::Less);
    }

    #[test]
    fn a_published_line_stands_until_the_next_of_its_province() {
        let code = |text: &str| UnitCode::parse(text).unwrap();
        let line = |province: &str, at, part| PublishedLine {
            province: code(province),
            as_of: Timestamp(at),
            source: "x".into(),
            rate: Rate::new(part, 10),
            simulated: false,
        };
        let lines = [line("01", 1, 4), line("25", 1, 5), line("01", 3, 6)];
        let rates = |until| {
            let held = published_before(&lines, until).into_iter();
            held.map(|(code, line)| (code.to_string(), line.rate.part))
                .collect::<Vec<_>>()
        };
        let both = |first| vec![("01".to_owned(), first), ("25".to_owned(), 5)];
        assert_eq!(rates(Some(Timestamp(1))), []);
        assert_eq!(rates(Some(Timestamp(3))), both(4));
        assert_eq!(rates(None), both(6));
        let held = published_before(&lines, None);
        let ranks = of_provinces(held.iter().map(|(code, line)| (code, line.rate, true)));
        assert_eq!(ranks[&code("01")].rank, 1);
        assert_eq!(ranks[&code("25")].rank, 2);
    }

    #[test]
    fn a_province_is_ranked_once_enough_is_submitted() {
        let floor = RankFloor::USUAL;
        assert!(floor.is_reached(Rate::new(90, 100)));
        assert!(!floor.is_reached(Rate::new(89, 100)));
        assert!(!floor.is_reached(Rate::new(16, 2_368)));
        assert!(!floor.is_reached(Rate::new(0, 0)));
        assert!(RankFloor::NONE.is_reached(Rate::new(0, 0)));
        assert_eq!(RankFloor::of_percent(101), None);
        assert_eq!(RankFloor::try_from(90), Ok(floor));
        assert!(RankFloor::try_from(-1).is_err() && RankFloor::try_from(101).is_err());
    }

    #[test]
    fn who_is_not_ranked_counts_for_nobody_and_is_told() {
        let code = |text: &str| UnitCode::parse(text).unwrap();
        let (a, b, c) = (code("01"), code("25"), code("68"));
        let rows = [
            (&a, Rate::new(1, 1), false),
            (&b, Rate::new(1, 2), true),
            (&c, Rate::new(1, 3), true),
        ];
        let ranks = of_provinces(rows);
        assert_eq!(ranks.get(&a), None);
        let second = Rank {
            rank: 2,
            shared_by: 1,
            of: 2,
            all: 3,
        };
        assert_eq!(ranks[&b], Rank { rank: 1, ..second });
        assert_eq!(ranks[&c], second);
    }

    proptest! {
        #[test]
        fn a_rank_is_one_more_than_those_ahead(rates in proptest::collection::vec((0u32..20, 0u32..20), 0..40)) {
            let ranked = ranks(&rates);
            for (i, &(n, d)) in rates.iter().enumerate() {
                let own = Rate::new(n, d);
                let ahead = rates.iter().filter(|(n, d)| *d > 0 && provinces(Rate::new(*n, *d), own) == Ordering::Less).count();
                prop_assert_eq!(ranked[i], (d > 0).then_some(ahead as u32 + 1));
            }
        }
    }
}
