//! The simulated history of a whole country, for `xanh demo`. It is a pure function: the same units,
//! criteria and clock give the same answers, byte for byte.
//!
//! Nothing here is a status. The history is made backwards: `provinces` says how many communes are
//! green in each release, `greens` which, `gaps` what keeps the others from it, `stretches`
//! what each criterion's record shall say, and `record` writes answers from which the domain's
//! rules find exactly that; `stations` adds what is observed of infrastructure. Published totals and facts about single units (`facts`) are met;
//! everything else is made up, and every page that shows it says so.

mod calendar;
mod dice;
mod facts;
mod gaps;
mod greens;
mod provinces;
mod record;
mod stations;
mod stretches;
#[cfg(test)]
mod tests;
mod values;

pub use crate::service::publish::Commune;
use calendar::{AUGUST_24, OCTOBER_31, SEPTEMBER_30};
use dice::Dice;
use domain::{
    answer::Answer,
    criteria::{CriteriaSet, Question},
    indicator::Observation,
    period::{self, Period},
    rate::Rate,
    time::Timestamp,
    unit::UnitCode,
};
use gaps::{Plan, Want};
use record::Setting;
use std::collections::{BTreeMap, BTreeSet};
use stretches::Pinned;

/// Everything `xanh demo` puts into an empty database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Demo {
    /// The campaigns, up to the one that is open now.
    pub periods: Vec<Period>,
    /// The releases to be made, oldest first.
    pub releases: Vec<PlannedRelease>,
    /// The answers of all communes: by unit, and within a unit by time of submission.
    pub answers: Vec<(UnitCode, Answer)>,
    /// What is observed of infrastructure, each with the province of its unit.
    pub observations: Vec<(UnitCode, Observation)>,
}

/// A release to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedRelease {
    /// Its as-of time.
    pub as_of: Timestamp,
    /// The campaign that was open then.
    pub period_code: String,
    /// When that campaign is due.
    pub period_due: Timestamp,
}

/// The clock stands before the first release that isn't a published one (30/9/2025, 16:00).
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("lịch sử mô phỏng chỉ có từ 16:00 ngày 30/9/2025; đồng hồ đang ở trước thời điểm đó")]
pub struct TooEarly;

/// Makes the history of `communes` under `set` up to `now`.
///
/// # Errors
/// [`TooEarly`] if no release at a month's end lies before `now`.
pub fn generate(set: &CriteriaSet, communes: &[Commune], now: Timestamp) -> Result<Demo, TooEarly> {
    let as_of = calendar::releases(now);
    if as_of.len() <= SEPTEMBER_30 {
        return Err(TooEarly);
    }
    let periods = calendar::periods(now);
    let communes: BTreeMap<&UnitCode, &Commune> = communes.iter().map(|c| (&c.code, c)).collect();
    let green = green(communes.values().copied(), &as_of);
    let short = short_of_staff(&green);
    let plans: BTreeMap<&UnitCode, Plan> = communes
        .iter()
        .map(|(code, commune)| {
            let green = green.get(*code).map_or(&[][..], Vec::as_slice);
            (
                *code,
                gaps::plan(set, commune, green, short.contains(*code)),
            )
        })
        .collect();
    let pinned = pinned(set, &communes, &plans, &as_of);

    let stages: Vec<Timestamp> = as_of.iter().copied().chain([now]).collect();
    let setting = Setting {
        set,
        periods: &periods,
        stages: &stages,
    };
    let mut answers = Vec::new();
    for (code, plan) in &plans {
        let Some(commune) = communes.get(code) else {
            continue;
        };
        let mut own: Vec<Answer> = (0..set.criteria.len())
            .flat_map(|index| {
                record::write(
                    &setting,
                    commune,
                    index,
                    plan,
                    pinned.get(&(*code, index)).copied(),
                )
            })
            .collect();
        own.sort_by_key(|answer| answer.submitted_at);
        answers.extend(own.into_iter().map(|answer| ((*code).clone(), answer)));
    }
    let releases = as_of
        .into_iter()
        .filter_map(|as_of| {
            let period = period::current(&periods, as_of)?;
            Some(PlannedRelease {
                as_of,
                period_code: period.code.clone(),
                period_due: period.due_at,
            })
        })
        .collect();
    Ok(Demo {
        periods,
        releases,
        answers,
        observations: stations::observations(&communes, now),
    })
}

/// For each commune, whether it is green in each release.
fn green<'a>(
    communes: impl Iterator<Item = &'a Commune>,
    as_of: &[Timestamp],
) -> BTreeMap<UnitCode, Vec<bool>> {
    let mut provinces: BTreeMap<UnitCode, Vec<&Commune>> = BTreeMap::new();
    for commune in communes {
        provinces
            .entry(commune.province.clone())
            .or_default()
            .push(commune);
    }
    let sizes = provinces
        .iter()
        .map(|(code, communes)| (code.clone(), communes.len()))
        .collect();
    let mut counts = provinces::green_counts(&sizes, as_of);
    let mut green = BTreeMap::new();
    for (code, communes) in &provinces {
        let chosen = greens::choose(communes, &counts.remove(code).unwrap_or_default());
        green.extend(
            communes
                .iter()
                .map(|commune| commune.code.clone())
                .zip(chosen),
        );
    }
    green
}

/// The communes that lacked one-stop staff on 24/8/2025, among those that were not green.
fn short_of_staff(green: &BTreeMap<UnitCode, Vec<bool>>) -> BTreeSet<UnitCode> {
    let not_green = green
        .iter()
        .filter(|(_, green)| green.get(AUGUST_24) == Some(&false));
    let mut drawn: Vec<(i32, &UnitCode)> = not_green
        .map(|(code, _)| {
            (
                Dice::of(code.as_str())
                    .and("staff")
                    .between(0, i32::MAX - 1),
                code,
            )
        })
        .collect();
    drawn.sort_unstable();
    drawn
        .into_iter()
        .take(facts::short_of_staff(green.len()))
        .map(|(_, code)| code.clone())
        .collect()
}

/// The counts of dossiers filed online that the communes of Quảng Trị confirm in October 2025, so
/// that they sum to the published share.
fn pinned<'a>(
    set: &CriteriaSet,
    communes: &BTreeMap<&'a UnitCode, &Commune>,
    plans: &BTreeMap<&'a UnitCode, Plan>,
    as_of: &[Timestamp],
) -> BTreeMap<(&'a UnitCode, usize), Pinned> {
    let online = set
        .criteria
        .iter()
        .enumerate()
        .find(|(_, criterion)| criterion.code == "DL2");
    let (Some((index, criterion)), Some(october)) = (online, as_of.get(OCTOBER_31)) else {
        return BTreeMap::new();
    };
    let Question::PartOfWhole(thresholds) = &criterion.question else {
        return BTreeMap::new();
    };
    let (mut codes, mut entries) = (Vec::new(), Vec::new());
    for (code, plan) in plans {
        let Some(commune) = communes
            .get(code)
            .filter(|c| c.province.as_str() == facts::QUANG_TRI)
        else {
            continue;
        };
        let mut dice = Dice::of(code.as_str()).and("October 2025");
        let whole = values::whole(commune, &criterion.code, october.date(), &mut dice);
        let want = if plan.gap_at(index, OCTOBER_31).is_some() {
            Want::Near
        } else {
            Want::Pass
        };
        let (smallest, largest) = values::bounds(thresholds, want, whole);
        // Not beyond 92%, so that no commune ends at the edge of what is possible.
        let largest = largest.min((whole * 92 / 100).max(smallest));
        let part = dice.between(
            i32::try_from(smallest).unwrap_or(0),
            i32::try_from(largest).unwrap_or(0),
        );
        codes.push(*code);
        entries.push((Rate::new(part.unsigned_abs(), whole), smallest, largest));
    }
    facts::sum_to(facts::QUANG_TRI_ONLINE, &mut entries);
    let pins = entries.into_iter().map(|(counts, ..)| Pinned {
        release: OCTOBER_31,
        counts,
    });
    codes
        .into_iter()
        .map(|code| (code, index))
        .zip(pins)
        .collect()
}
