//! The histories that the tests look at, as the domain's rules see them.

use crate::service::{
    demo::{Commune, Demo, generate},
    import, reference,
};
use domain::{
    answer::Answer,
    criteria::CriteriaSet,
    release,
    status::{self, Level, Outcome, RuleVersion},
    time::{Date, Timestamp},
    unit::UnitCode,
};
use std::{collections::BTreeMap, sync::OnceLock};

/// One release as the domain's rules see it.
pub(super) struct Seen {
    pub(super) as_of: Timestamp,
    pub(super) outcomes: BTreeMap<UnitCode, Outcome>,
    /// Green and all communes of each province.
    pub(super) provinces: BTreeMap<String, (u32, u32)>,
}

pub(super) struct World {
    pub(super) demo: Demo,
    pub(super) releases: Vec<Seen>,
}

/// The shipped criteria set.
pub(super) fn test_set() -> CriteriaSet {
    import::criteria::read(reference::CRITERIA).unwrap()
}

/// The shipped units.
pub(super) fn test_communes() -> Vec<Commune> {
    let units = import::units::read(reference::UNITS).unwrap().units;
    units
        .into_iter()
        .filter_map(|new| {
            let province = new.unit.province_code?;
            Some(Commune {
                code: new.unit.code,
                province,
            })
        })
        .collect()
}

pub(super) fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

pub(super) fn clocks() -> [Timestamp; 3] {
    ["2026-11-23", "2025-10-01", "2027-03-15"].map(|date| day(date).at(9, 0))
}

/// The histories of all clocks; the domain's rules are run once for all tests.
pub(super) fn worlds() -> &'static [World] {
    static WORLDS: OnceLock<Vec<World>> = OnceLock::new();
    WORLDS.get_or_init(|| clocks().map(world).into())
}

pub(super) fn world(now: Timestamp) -> World {
    let (set, communes) = (test_set(), test_communes());
    let demo = generate(&set, &communes, now).unwrap();
    let mut records: BTreeMap<&UnitCode, Vec<Answer>> = BTreeMap::new();
    for (unit, answer) in &demo.answers {
        records.entry(unit).or_default().push(answer.clone());
    }
    let releases = demo.releases.iter().map(|planned| {
        let mut seen = Seen {
            as_of: planned.as_of,
            outcomes: BTreeMap::new(),
            provinces: BTreeMap::new(),
        };
        for commune in &communes {
            let record = records.get(&commune.code).map_or(&[][..], Vec::as_slice);
            let inputs = release::inputs_at(&set, &demo.periods, record, planned.as_of);
            let outcome = status::assess(
                RuleVersion::CURRENT,
                &set,
                &inputs,
                planned.as_of,
                planned.period_due,
            );
            let province = seen
                .provinces
                .entry(commune.province.to_string())
                .or_default();
            province.0 += u32::from(outcome.level == Level::Green);
            province.1 += 1;
            seen.outcomes.insert(commune.code.clone(), outcome);
        }
        seen
    });
    let releases = releases.collect();
    World { demo, releases }
}

impl Seen {
    pub(super) fn above(&self, percent: u32) -> usize {
        self.provinces
            .values()
            .filter(|(green, all)| green * 100 > percent * all)
            .count()
    }

    pub(super) fn complete(&self) -> Vec<&str> {
        self.provinces
            .iter()
            .filter(|(_, (green, all))| green == all)
            .map(|(code, _)| code.as_str())
            .collect()
    }

    pub(super) fn met(&self, criterion: &str) -> usize {
        let of = |o: &&Outcome| o.criteria.iter().any(|c| c.criterion == criterion && c.met);
        self.outcomes.values().filter(of).count()
    }

    pub(super) fn level(&self, code: &str) -> Level {
        self.outcomes[&UnitCode::parse(code).unwrap()].level
    }

    pub(super) fn count(&self, level: Level) -> usize {
        self.outcomes.values().filter(|o| o.level == level).count()
    }
}

/// The province of a commune.
pub(super) fn test_province(unit: &UnitCode) -> &'static str {
    static PROVINCES: OnceLock<BTreeMap<UnitCode, String>> = OnceLock::new();
    let provinces = PROVINCES.get_or_init(|| {
        test_communes()
            .into_iter()
            .map(|c| (c.code, c.province.as_str().to_owned()))
            .collect()
    });
    &provinces[unit]
}
