//! The demo, as stored: every status in every release recomputed from the stored answers, and the
//! published totals it is bound to.

use crate::support::{Engine, demo, now, on_both, production};
use domain::{
    period,
    rate::Rate,
    release::{self, Frame, ReleaseId, Replay},
    status::{Input, RULE_VERSION},
    time::{Date, Timestamp},
    unit::UnitCode,
};
use server::{
    service::{
        simulate::{self, Loaded, SimulateError},
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
            let frame = Frame {
                id: ReleaseId {
                    number: row.number as u32,
                    revision: row.revision as u32,
                },
                as_of: Timestamp(row.as_of),
                period_due: Timestamp(row.period_due),
                criteria_set: row.criteria_set.clone(),
                simulated: row.simulated,
            };
            assert!(row.simulated);
            assert_eq!(
                period::current(&periods, frame.as_of).unwrap().code,
                row.period_code
            );
            let stored = db.frozen_rows(row.id).await.unwrap();
            assert_eq!(stored.len(), 3_321);
            let mut hashes = Vec::with_capacity(stored.len());
            for unit in stored {
                let own = code(&unit.unit_code);
                let inputs = release::inputs_at(&set, &periods, &answers[&own], frame.as_of);
                assert_eq!(
                    serde_json::from_str::<Vec<Input>>(&unit.inputs).unwrap(),
                    inputs,
                    "{} {own}",
                    frame.id
                );
                let frozen = release::freeze(&frame, &set, own.clone(), inputs);
                assert_eq!(
                    (
                        unit.level,
                        unit.letters,
                        unit.met,
                        unit.required,
                        unit.submitted,
                        unit.confirmed
                    ),
                    (
                        frozen.outcome.level.letter().to_string(),
                        frozen.outcome.letters(),
                        frozen.outcome.met.into(),
                        frozen.outcome.required.into(),
                        frozen.outcome.submitted.into(),
                        frozen.outcome.confirmed.into()
                    ),
                    "{} {own}",
                    frame.id
                );
                assert_eq!(unit.hash, frozen.hash);
                assert_eq!(
                    release::replay(&frame, &set, RULE_VERSION, &frozen),
                    Replay::Matches
                );
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
    let rows = db.standings(latest.key, "25").await.unwrap();
    for named in ["04846", "05116", "04978", "05089", "05212"] {
        assert_eq!(
            rows.iter().find(|r| r.unit_code == named).unwrap().level,
            "G",
            "{named}"
        );
    }
});

on_both!(sums_are_the_sums_of_the_rows, |engine| async move {
    let db = demo(engine).await;
    let snapshot = snapshot(&db).await;
    let mut before: HashMap<String, String> = HashMap::new();
    for release in &snapshot.releases {
        let rows = db.frozen_rows(release.key).await.unwrap();
        let mut counts: BTreeMap<&str, [u32; 6]> = BTreeMap::new();
        for row in &rows {
            let own = counts.entry(&row.province_code).or_default();
            own["GYRN".find(&row.level).unwrap()] += 1;
            let (now, then) = (
                row.level == "G",
                before.get(&row.unit_code).map(|l| l == "G"),
            );
            own[4] += u32::from(now && then == Some(false));
            own[5] += u32::from(!now && then == Some(true));
        }
        for (province, [green, yellow, red, none, gained, lost]) in counts {
            let sums = &release.provinces[&code(province)];
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
        before = rows.into_iter().map(|r| (r.unit_code, r.level)).collect();
    }
});

#[tokio::test]
async fn the_demo_is_loaded_once_and_only_into_an_empty_database() {
    let db = demo(Engine::Sqlite).await;
    assert_eq!(
        simulate::load(&db, now(), |_, _| {}).await.unwrap(),
        Loaded::Before
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
