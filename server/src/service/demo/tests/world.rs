//! The histories that the tests look at, as the domain's rules see them.

use crate::service::demo::{Commune, Demo, generate};
use domain::{
    answer::Answer,
    criteria::{
        CriteriaSet, Criterion, Group, Item, Question, Rules, SetStatus, Texts, Thresholds,
    },
    release,
    status::{self, Level, Outcome},
    time::{Date, Timestamp},
    unit::UnitCode,
};
use std::{collections::BTreeMap, fs, path::Path, sync::OnceLock};

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

pub(super) fn texts() -> Texts {
    Texts {
        vi: "–".into(),
        en: "–".into(),
        ar: "–".into(),
    }
}

/// The criteria set of the tests: the codes, questions and thresholds of v0.
pub(super) fn test_set() -> CriteriaSet {
    let t = |pass_bp, near_bp| Thresholds {
        pass_bp,
        near_bp,
        part: texts(),
        whole: texts(),
    };
    let items = |n: usize| Question::ItemList {
        near_missing: 1,
        items: (0..n)
            .map(|i| Item {
                code: format!("i{i}"),
                min: 1,
                name: texts(),
            })
            .collect(),
    };
    let criteria = [
        ("TC1", 365, Question::ThreeValued),
        ("TC2", 365, Question::ThreeValued),
        ("TC3", 90, Question::PartOfWhole(t(10_000, 9_000))),
        ("HT1", 365, Question::Ratio(t(10_000, 8_000))),
        ("HT2", 365, items(5)),
        (
            "HT3",
            365,
            Question::YesNoNumber {
                unit: "Mbps".into(),
                floor: 6,
            },
        ),
        ("HT4", 365, Question::YesNoDate { max_age_days: 90 }),
        ("NT1", 90, Question::PartOfWhole(t(9_500, 8_000))),
        ("NT2", 365, items(3)),
        ("NT3", 90, Question::PartOfWhole(t(10_000, 8_000))),
        ("NT4", 90, Question::PartOfWhole(t(8_000, 5_000))),
        ("DL1", 90, Question::PartOfWhole(t(9_000, 7_000))),
        ("DL2", 90, Question::PartOfWhole(t(8_000, 6_000))),
        ("TH1", 90, Question::YesNoRatio(t(10_000, 8_000))),
        ("TH2", 365, Question::PartOfWhole(t(10_000, 8_000))),
        ("TH3", 90, Question::YesNoRatio(t(9_000, 6_000))),
    ];
    CriteriaSet {
        version: "v0".into(),
        status: SetStatus::Inferred,
        legal_ref: String::new(),
        valid_from: day("2025-07-01"),
        title: texts(),
        note: texts(),
        rules: Rules {
            red_below_bp: 7_500,
            expiring_days: 7,
        },
        groups: vec![Group {
            code: "G".into(),
            name: texts(),
            inferred: true,
            source: String::new(),
        }],
        criteria: criteria
            .into_iter()
            .map(|(code, validity_days, question)| Criterion {
                code: code.into(),
                group: "G".into(),
                required: true,
                validity_days,
                title: texts(),
                help: texts(),
                evidence: texts(),
                system: texts(),
                question,
            })
            .collect(),
    }
}

pub(super) fn test_communes() -> Vec<Commune> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/units.csv");
    let text = fs::read(path).unwrap();
    let mut rows = csv::Reader::from_reader(text.as_slice());
    let units: BTreeMap<String, String> = rows
        .records()
        .map(Result::unwrap)
        .filter(|row| &row[1] == "commune")
        .map(|row| (row[0].to_owned(), row[4].to_owned()))
        .collect();
    let code = |text: &str| UnitCode::parse(text).unwrap();
    units
        .iter()
        .map(|(unit, province)| Commune {
            code: code(unit),
            province: code(province),
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
        let due = demo
            .periods
            .iter()
            .find(|p| p.code == planned.period_code)
            .map(|p| p.due_at);
        let mut seen = Seen {
            as_of: planned.as_of,
            outcomes: BTreeMap::new(),
            provinces: BTreeMap::new(),
        };
        for commune in &communes {
            let record = records.get(&commune.code).map_or(&[][..], Vec::as_slice);
            let inputs = release::inputs_at(&set, &demo.periods, record, planned.as_of);
            let outcome = status::assess(&set, &inputs, planned.as_of, due);
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
