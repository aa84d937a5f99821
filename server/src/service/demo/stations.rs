//! What the demo simulates of infrastructure: base stations, 5G stations, villages with 4G, households with
//! fibre. Totals that were published are met on their days; everything else is made up.

use super::{Commune, dice::Dice, facts, values};
use app::texts::written::SIMULATED_SOURCE;
use domain::{
    figure::Qualifier,
    indicator::{Observation, Value},
    time::{Date, Timestamp},
    unit::UnitCode,
};
use std::collections::BTreeMap;

/// The days of every province.
const DAYS: [(i32, u32, u32); 3] = [(2025, 9, 19), (2025, 12, 31), (2026, 9, 30)];
/// The days of Phú Thọ.
const HOME_DAYS: [(i32, u32, u32); 5] = [
    (2025, 9, 19),
    (2025, 12, 31),
    (2026, 3, 31),
    (2026, 6, 30),
    (2026, 9, 30),
];
/// The day of which Huế's number of 5G stations was published, instead of the year's end.
const HUE_DAYS: [(i32, u32, u32); 3] = [(2025, 9, 19), (2026, 1, 5), (2026, 9, 30)];

/// What was published of a province on a day: base stations, 5G stations. A year's figure without a day
/// (Cao Bằng, and what Phú Thọ told early in 2026) holds on every day that it may mean.
fn published(province: &str, day: (i32, u32, u32)) -> (Option<u32>, Option<u32>) {
    match (province, day) {
        (facts::PHU_THO, (2025, 9, 19)) => (Some(10_200), Some(170)),
        (facts::PHU_THO, (2025, 12, 31) | (2026, 3, 31)) => (None, Some(868)),
        ("52", (2025, 12, 31)) => (Some(8_828), Some(734)),
        ("46", (2026, 1, 5)) => (None, Some(352)),
        ("04", (2025, _, _)) => (Some(1_217), Some(33)),
        _ => (None, None),
    }
}

/// Households with fibre and all households of Phú Thọ early in 2026: about 960,000, about 86%.
const HOME_FIBRE: (u32, u32) = (960_000, 1_116_279);

/// What is simulated of every commune, each with its province, up to `now`.
pub(super) fn observations(
    communes: &BTreeMap<&UnitCode, &Commune>,
    now: Timestamp,
) -> Vec<(UnitCode, Observation)> {
    let mut provinces: BTreeMap<&UnitCode, Vec<&Commune>> = BTreeMap::new();
    for commune in communes.values() {
        provinces
            .entry(&commune.province)
            .or_default()
            .push(commune);
    }
    let mut out = Vec::new();
    for (province, communes) in provinces {
        let days: &[(i32, u32, u32)] = match province.as_str() {
            facts::PHU_THO => &HOME_DAYS,
            "46" => &HUE_DAYS,
            _ => &DAYS,
        };
        let today = now.date();
        let days: Vec<_> = days
            .iter()
            .filter_map(|day| Some((*day, Date::new(day.0, day.1, day.2)?)))
            .filter(|(_, date)| *date <= today)
            .collect();
        let mut add = |commune: &Commune, indicator: &str, value: Value, on: Date| {
            let observation = Observation {
                unit: commune.code.clone(),
                indicator: indicator.to_owned(),
                value,
                qualifier: Qualifier::Exact,
                printed: String::new(),
                from: on,
                to: on,
                source: SIMULATED_SOURCE.to_owned(),
                note: String::new(),
            };
            out.push((province.clone(), observation));
        };
        for (indicator, totals, weights) in counts(province, &communes, &days) {
            let (mut held, mut total) = (vec![0; communes.len()], 0);
            for ((_, date), now) in days.iter().zip(totals) {
                // Only what is new is shared out, so that no station is taken away again.
                let more = shared(now - total, &weights);
                total = now;
                for ((commune, held), more) in communes.iter().zip(&mut held).zip(more) {
                    *held += more;
                    add(commune, indicator, Value::Number((*held).into()), *date);
                }
            }
        }
        let home = province.as_str() == facts::PHU_THO;
        let (first, last) = (days.first(), days.last());
        for (at, (_, date)) in days.iter().enumerate() {
            // Elsewhere these two are told at the beginning and at the end.
            if !home && first.is_some_and(|d| d.1 != *date) && last.is_some_and(|d| d.1 != *date) {
                continue;
            }
            for commune in &communes {
                let mut dice = Dice::of(commune.code.as_str()).and("4G");
                let villages = values::whole(commune, "TH2", *date, &mut dice);
                let dark = dice.between(-3, 3).max(0).unsigned_abs();
                let dark = dark.saturating_sub(u32::try_from(at).unwrap_or(0) / 2);
                let part = villages.saturating_sub(dark).into();
                let whole = villages.into();
                add(commune, "I03", Value::Fraction { part, whole }, *date);
            }
            for (commune, (part, whole)) in communes.iter().zip(fibre(&communes, home, at)) {
                let (part, whole) = (part.into(), whole.into());
                add(commune, "I06", Value::Fraction { part, whole }, *date);
            }
        }
    }
    out
}

type Day = ((i32, u32, u32), Date);
type Counted = (&'static str, Vec<u32>, Vec<u32>);

/// Base stations and 5G stations of a province: its total on each day, and what each commune weighs.
fn counts(province: &UnitCode, communes: &[&Commune], days: &[Day]) -> [Counted; 2] {
    let size = u32::try_from(communes.len()).unwrap_or(0);
    let mut dice = Dice::of(province.as_str()).and("stations");
    let (mut all, mut fifth) = (
        size * dice.between(48, 72).unsigned_abs(),
        size * dice.between(2, 4).unsigned_abs() / 2,
    );
    let (mut totals, mut fifths) = (Vec::new(), Vec::new());
    for (at, (day, _)) in days.iter().enumerate() {
        if at > 0 {
            all += all * dice.between(10, 30).unsigned_abs() / 1_000;
            fifth += fifth * dice.between(15, 35).unsigned_abs() / 100;
        }
        let (known, known_fifth) = published(province.as_str(), *day);
        // What is published later must not lie below what was made up before.
        let ahead = days
            .iter()
            .skip(at)
            .map(|(day, _)| published(province.as_str(), *day));
        let (mut most, mut most_fifth) = (u32::MAX, u32::MAX);
        for (later, later_fifth) in ahead {
            most = later.map_or(most, |n| most.min(n));
            most_fifth = later_fifth.map_or(most_fifth, |n| most_fifth.min(n));
        }
        all = known.unwrap_or(all.min(most));
        fifth = known_fifth.unwrap_or(fifth.min(most_fifth));
        totals.push(all);
        fifths.push(fifth);
    }
    let weigh = |what: &str, low: i32| {
        let weight = |commune: &&Commune| {
            let mut dice = Dice::of(commune.code.as_str()).and(what);
            dice.between(low, 100).max(0).unsigned_abs()
        };
        communes.iter().map(weight).collect::<Vec<_>>()
    };
    [
        ("I02", totals, weigh("BTS", 35)),
        // Many communes have none of their own yet.
        ("I04", fifths, weigh("5G", -60)),
    ]
}

/// Households with fibre and all households of each commune on the day at an index.
fn fibre(communes: &[&Commune], home: bool, at: usize) -> Vec<(u32, u32)> {
    let own = |commune: &&Commune| {
        let mut dice = Dice::of(commune.code.as_str()).and("fibre");
        let households = dice.between(3_800, 11_200).unsigned_abs();
        (households, dice.between(700, 930).unsigned_abs())
    };
    let own: Vec<_> = communes.iter().map(own).collect();
    let grown = u32::try_from(at).unwrap_or(0) * 12;
    if !home {
        let part = |(all, share): &(u32, u32)| all * (share + grown).min(990) / 1_000;
        return own.iter().map(|own| (part(own), own.0)).collect();
    }
    // As published for the year's end and the months after it; a little less before, a little more later.
    let (part, whole) = HOME_FIBRE;
    let part = match at {
        0 => part - whole / 100,
        1 | 2 => part,
        later => part + whole / 100 * u32::try_from(later - 2).unwrap_or(0),
    };
    let wholes = shared(whole, &own.iter().map(|o| o.0).collect::<Vec<_>>());
    // Without fibre: shared out by what is missing to the drawn share, never more than there are.
    let without: Vec<_> = wholes
        .iter()
        .zip(&own)
        .map(|(all, (_, share))| all * (1_000 - share) / 1_000)
        .collect();
    let without = shared(whole - part, &without);
    wholes
        .into_iter()
        .zip(without)
        .map(|(all, without)| (all.saturating_sub(without), all))
        .collect()
}

/// A total shared out by weights, exactly.
fn shared(total: u32, weights: &[u32]) -> Vec<u32> {
    let all: u64 = weights.iter().copied().map(u64::from).sum();
    if all == 0 {
        let mut rest = vec![0; weights.len()];
        if let Some(first) = rest.first_mut() {
            *first = total;
        }
        return rest;
    }
    let (mut passed, mut given) = (0_u64, 0_u64);
    weights
        .iter()
        .map(|weight| {
            passed += u64::from(*weight);
            let until = u64::from(total) * passed / all;
            let own = until - given;
            given = until;
            u32::try_from(own).unwrap_or(u32::MAX)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_add_up() {
        for (total, weights) in [(10, &[1, 1, 1][..]), (7, &[0, 5, 0, 2]), (3, &[0, 0])] {
            assert_eq!(shared(total, weights).iter().sum::<u32>(), total);
        }
    }
}
