//! The demo, as stored: every status in every release recomputed from the stored answers, and the
//! published totals it is bound to.

use crate::support::{Engine, demo, now, on_both, production};
use domain::{
    coverage,
    indicator::problems,
    period,
    rate::Rate,
    release::{self, FrozenRow, Replay},
    status::Level,
    time::{Date, Timestamp},
    unit::{UnitCode, UnitLevel},
};
use server::{
    service::{
        indicators::{catalogue, observation, value},
        simulate::{self, DemoOutcome, SimulateError},
        snapshot::{Release, Snapshot},
    },
    store::Db,
};
use std::collections::{BTreeMap, HashMap};

fn code(text: &str) -> UnitCode {
    UnitCode::parse(text).unwrap()
}

fn at(date: &str) -> Timestamp {
    Date::parse(date).unwrap().at(16, 0)
}

async fn snapshot(db: &Db) -> Snapshot {
    Snapshot::load(db, now().date()).await.unwrap()
}

fn release_of<'a>(snapshot: &'a Snapshot, date: &str) -> &'a Release {
    snapshot
        .releases
        .iter()
        .find(|r| r.info.as_of == at(date))
        .unwrap()
}

/// Provinces whose exact rate is above so many percent.
fn above(release: &Release, percent: u32) -> usize {
    release
        .provinces
        .values()
        .filter(|c| c.rate().above(percent * 100))
        .count()
}

fn complete(release: &Release) -> Vec<&str> {
    let full = release
        .provinces
        .iter()
        .filter(|(_, c)| c.green == c.units());
    full.map(|(code, _)| code.as_str()).collect()
}

on_both!(
    every_status_is_recomputed_from_the_stored_answers,
    |engine| async move {
        let db = demo(engine).await;
        let set = db.criteria_sets().await.unwrap().pop().unwrap();
        let periods = db.periods().await.unwrap();
        let mut answers: HashMap<UnitCode, Vec<_>> = HashMap::new();
        for (unit, answer) in db.answers().await.unwrap() {
            answers.entry(unit).or_default().push(answer);
        }
        assert_eq!(answers.len(), 3_321);
        let releases = db.releases().await.unwrap();
        assert_eq!(releases.len(), 19);
        for row in releases {
            let frame = row.frame();
            assert!(row.simulated);
            assert_eq!(
                period::current(&periods, frame.as_of).unwrap().code,
                row.period_code
            );
            let stored = db.frozen_rows(row.id).await.unwrap();
            assert_eq!(stored.len(), 3_321);
            let mut hashes = Vec::with_capacity(stored.len());
            for unit in stored {
                let own = unit.unit.clone();
                let inputs = release::inputs_at(&set, &periods, &answers[&own], frame.as_of);
                assert_eq!(unit.inputs, inputs, "{} {own}", frame.id);
                let frozen = release::freeze(&frame, &set, own.clone(), inputs);
                assert_eq!(
                    unit,
                    FrozenRow::of(frozen.clone(), unit.province.clone()),
                    "{} {own}",
                    frame.id
                );
                assert_eq!(release::replay(&frame, &set, &frozen), Replay::Matches);
                hashes.push((own, frozen.hash));
            }
            let again = release::content_hash(&frame, hashes.iter().map(|(u, h)| (u, h.as_str())));
            assert_eq!(row.content_hash, again);
        }
    }
);

on_both!(published_totals_come_out, |engine| async move {
    let db = demo(engine).await;
    let snapshot = snapshot(&db).await;
    assert_eq!(above(release_of(&snapshot, "2025-07-15"), 50), 9);
    assert_eq!(
        release_of(&snapshot, "2025-07-29").provinces[&code("91")].rate(),
        Rate::new(40, 102)
    );
    let july = release_of(&snapshot, "2025-07-31");
    assert_eq!(july.info.counts.rate(), Rate::new(1_981, 3_321));
    let mut eight = vec!["14", "20", "25", "15", "96", "01", "46", "33"];
    eight.sort_unstable();
    assert_eq!(complete(july), eight);
    let mut nine = eight.clone();
    nine.push("79");
    nine.sort_unstable();
    assert_eq!(complete(release_of(&snapshot, "2025-08-10")), nine);
    let august = release_of(&snapshot, "2025-08-24");
    assert_eq!((above(august, 50), above(august, 70)), (25, 21));

    let latest = snapshot.releases.last().unwrap();
    assert_eq!(latest.info.as_of, at("2026-10-31"));
    let phu_tho = code("25");
    assert_eq!(latest.provinces[&phu_tho].rate(), Rate::new(130, 148));
    assert_eq!(
        (
            latest.ranks[&phu_tho].rank,
            latest.ranks[&phu_tho].shared_by
        ),
        (5, 1)
    );
    let rows = db.standings(latest.key, &phu_tho).await.unwrap();
    for named in ["04846", "05116", "04978", "05089", "05212"] {
        assert_eq!(
            rows.iter()
                .find(|r| r.unit_code == code(named))
                .unwrap()
                .level,
            Level::Green,
            "{named}"
        );
    }
});

on_both!(sums_are_the_sums_of_the_rows, |engine| async move {
    let db = demo(engine).await;
    let snapshot = snapshot(&db).await;
    let mut before: HashMap<UnitCode, Level> = HashMap::new();
    for release in &snapshot.releases {
        let rows = db.frozen_rows(release.key).await.unwrap();
        let mut counts: BTreeMap<&UnitCode, [u32; 6]> = BTreeMap::new();
        for row in &rows {
            let own = counts.entry(&row.province).or_default();
            own[Level::ALL.iter().position(|l| *l == row.level).unwrap()] += 1;
            let (now, then) = (
                row.level == Level::Green,
                before.get(&row.unit).map(|l| *l == Level::Green),
            );
            own[4] += u32::from(now && then == Some(false));
            own[5] += u32::from(!now && then == Some(true));
        }
        for (province, [green, yellow, red, none, gained, lost]) in counts {
            let sums = &release.provinces[province];
            assert_eq!(
                [
                    sums.green,
                    sums.yellow,
                    sums.red,
                    sums.none,
                    sums.gained,
                    sums.lost
                ],
                [green, yellow, red, none, gained, lost],
                "{} {province}",
                release.info.id
            );
        }
        before = rows.into_iter().map(|r| (r.unit, r.level)).collect();
    }
});

#[tokio::test]
async fn the_demo_is_loaded_once_and_only_into_an_empty_database() {
    let db = demo(Engine::Sqlite).await;
    assert_eq!(
        simulate::load(&db, now(), |_, _| {}).await.unwrap(),
        DemoOutcome::Before
    );

    let db = production(Engine::Sqlite).await;
    let mut tx = db.begin().await.unwrap();
    let period = period::Period {
        code: "x".into(),
        opens_at: Timestamp(0),
        due_at: Timestamp(1),
    };
    tx.add_periods(&[period], false).await.unwrap();
    tx.commit().await.unwrap();
    let refused = simulate::load(&db, now(), |_, _| {}).await;
    assert!(matches!(refused, Err(SimulateError::NotEmpty)));

    let db = production(Engine::Sqlite).await;
    let early = simulate::load(&db, at("2025-09-01"), |_, _| {}).await;
    assert!(matches!(early, Err(SimulateError::TooEarly(_))));
    assert!(db.periods().await.unwrap().is_empty());
}

/// What communes have on a day: of each the newest value until then.
async fn observed(db: &Db, indicator: &str, province: &str, day: &str) -> (i64, i64, i64, u32) {
    let all = catalogue().unwrap();
    let indicator = all.iter().find(|i| i.code == indicator).unwrap();
    let rows = db
        .observation_course(&indicator.code, &code(province))
        .await
        .unwrap();
    let told = rows.iter().map(|row| {
        let value = value(indicator, &row.unit_code, row.value).unwrap();
        (row.unit_code.clone(), row.as_of, value)
    });
    let day = Date::parse(day).unwrap();
    let course = coverage::course(told);
    let (_, sums) = course.iter().rfind(|(on, _)| *on <= day).unwrap();
    (sums.number, sums.part, sums.whole, sums.rows)
}

on_both!(
    infrastructure_meets_what_was_published,
    |engine| async move {
        let db = demo(engine).await;
        let counts = [
            ("I02", "25", "2025-09-19", 10_200, 148),
            ("I04", "25", "2025-09-19", 170, 148),
            ("I04", "25", "2026-03-31", 868, 148),
            ("I02", "52", "2025-12-31", 8_828, 135),
            ("I04", "52", "2025-12-31", 734, 135),
            ("I04", "46", "2026-01-05", 352, 40),
            ("I02", "04", "2025-12-31", 1_217, 56),
            ("I04", "04", "2025-12-31", 33, 56),
        ];
        for (indicator, province, day, number, communes) in counts {
            let found = observed(&db, indicator, province, day).await;
            assert_eq!(
                (found.0, found.3),
                (number, communes),
                "{indicator} {province} {day}"
            );
        }
        // About 960,000 subscriptions, about 86% of households.
        let (_, part, whole, _) = observed(&db, "I06", "25", "2026-03-31").await;
        assert_eq!(part, 960_000);
        assert_eq!(part * 100 / whole, 86);
        // Nothing else is made up.
        let snapshot = snapshot(&db).await;
        let provinces = snapshot.units.keys();
        let provinces: Vec<_> = provinces
            .filter(|c| c.level() == UnitLevel::Province)
            .collect();
        for indicator in catalogue().unwrap() {
            let mut communes = 0;
            for province in &provinces {
                let rows = db.observation_heads(province, &indicator.code).await;
                for row in rows.unwrap() {
                    let told = observation(&indicator, &row).unwrap();
                    assert_eq!(problems(&indicator, &told, now().date()), []);
                    assert!(row.simulated && row.revision == 1);
                    communes += 1;
                }
            }
            let simulated = ["I02", "I03", "I04", "I06"].contains(&indicator.code.as_str());
            let wanted = if simulated { 3_321 } else { 0 };
            assert_eq!(communes, wanted, "{}", indicator.code);
        }
        // No station is taken away again.
        let rows = db.observation_course("I02", &code("25")).await.unwrap();
        let mut held: HashMap<UnitCode, i64> = HashMap::new();
        for row in rows {
            let number = row.value.number.unwrap();
            let before = held.insert(row.unit_code.clone(), number).unwrap_or(0);
            assert!(before <= number, "{}", row.unit_code);
        }
    }
);
