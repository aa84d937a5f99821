//! Observations of indicators: revisions are kept, sources stand side by side, an act can be undone whole.

use crate::support::{now, on_both, production};
use domain::{
    delivery::BatchKind,
    figure::Qualifier,
    indicator::{Observation, Value},
    time::Date,
    unit::UnitCode,
};
use server::{
    service::indicators::{catalogue, observation, undo, write},
    store::{Db, observation_batches::NewBatch},
};

fn code(text: &str) -> UnitCode {
    UnitCode::parse(text).unwrap()
}

fn told(unit: &str, number: i64, day: &str, source: &str) -> (UnitCode, Observation) {
    let day = Date::parse(day).unwrap();
    let observation = Observation {
        unit: code(unit),
        indicator: "I02".to_owned(),
        value: Value::Number(number),
        qualifier: Qualifier::Exact,
        printed: String::new(),
        from: day,
        to: day,
        source: source.to_owned(),
        note: String::new(),
    };
    (code("25"), observation)
}

async fn bring(db: &Db, rows: &[(UnitCode, Observation)]) -> (i64, u64) {
    let mut tx = db.begin().await.unwrap();
    let batch = NewBatch {
        kind: BatchKind::File,
        title: "tram.csv",
        file_hash: None,
        entered_by: "songanh",
        entered_at: now(),
        simulated: true,
    };
    let done = write(&mut tx, batch, &catalogue().unwrap(), rows, None).await;
    tx.commit().await.unwrap();
    done.unwrap()
}

/// Unit, number, revision of the newest current rows.
async fn heads(db: &Db) -> Vec<(String, i64, i64)> {
    let rows = db.observation_heads(&code("25"), "I02").await.unwrap();
    let rows = rows.into_iter();
    rows.map(|r| (r.unit_code.to_string(), r.value.number.unwrap(), r.revision))
        .collect()
}

on_both!(
    what_was_told_is_kept_and_can_be_undone,
    |engine| async move {
        let db = production(engine).await;
        let head = |unit: &str, number, revision| (unit.to_owned(), number, revision);
        let before = db.installation().await.unwrap().data_version;
        let first = [
            told("04846", 60, "2026-09-30", "Nhà mạng A"),
            told("04978", 70, "2026-09-30", "Nhà mạng A"),
        ];
        let (_, taken) = bring(&db, &first).await;
        assert_eq!(taken, 2);
        assert_eq!(db.installation().await.unwrap().data_version, before + 1);
        assert_eq!(
            heads(&db).await,
            [head("04846", 60, 1), head("04978", 70, 1)]
        );
        // The same again says nothing new.
        assert_eq!(bring(&db, &first).await.1, 0);
        // Another number for the same line is a revision; an older day does not become the newest.
        let (second, taken) = bring(
            &db,
            &[
                told("04846", 61, "2026-09-30", "Nhà mạng A"),
                told("04978", 99, "2026-08-31", "Nhà mạng A"),
            ],
        )
        .await;
        assert_eq!(taken, 2);
        assert_eq!(
            heads(&db).await,
            [head("04846", 61, 2), head("04978", 70, 1)]
        );
        // Another source of the same day stands beside the first.
        let (third, _) = bring(&db, &[told("04846", 58, "2026-09-30", "Sở")]).await;
        let history = db.observation_history(&code("04846"), "I02").await.unwrap();
        let said: Vec<_> = history
            .iter()
            .map(|r| {
                (
                    r.source.as_str(),
                    r.value.number.unwrap(),
                    r.revision,
                    r.current,
                )
            })
            .collect();
        assert_eq!(
            said,
            [
                ("Nhà mạng A", 61, 2, true),
                ("Nhà mạng A", 60, 1, false),
                ("Sở", 58, 1, true)
            ]
        );
        let i02 = catalogue()
            .unwrap()
            .into_iter()
            .find(|i| i.code == "I02")
            .unwrap();
        let read = observation(&i02, &history[0]).unwrap();
        assert_eq!(read, told("04846", 61, "2026-09-30", "Nhà mạng A").1);

        // Undoing brings back what stood before, once, and the audit log says so.
        for (batch, undone) in [(third, true), (second, true), (second, false)] {
            let mut tx = db.begin().await.unwrap();
            let done = undo(&mut tx, batch, "songanh", now(), "tệp sai", None)
                .await
                .unwrap();
            tx.commit().await.unwrap();
            assert_eq!(done, undone);
        }
        assert_eq!(
            heads(&db).await,
            [head("04846", 60, 1), head("04978", 70, 1)]
        );
        let course = db.observation_course("I02", &code("25")).await.unwrap();
        assert_eq!(course.len(), 2);
        // After undoing, the next word on the line is its third.
        bring(&db, &[told("04846", 62, "2026-09-30", "Nhà mạng A")]).await;
        assert_eq!(heads(&db).await[0], head("04846", 62, 3));
        let chain = db.chain(domain::audit::INSTALLATION).await.unwrap();
        let actions: Vec<_> = chain.iter().map(|(e, _)| e.action.word()).collect();
        let undo = "undo-observations";
        assert_eq!(
            actions,
            [
                "observe", "observe", "observe", "observe", undo, undo, "observe"
            ]
        );
        assert_eq!(
            db.observation_batches(i64::MAX, Some(&code("25")), 10)
                .await
                .unwrap()
                .len(),
            4
        );
        assert_eq!(
            db.observation_batches(i64::MAX, None, 10)
                .await
                .unwrap()
                .len(),
            5
        );
    }
);
