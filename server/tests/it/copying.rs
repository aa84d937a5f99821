//! The copy sheet for the national system over HTTP: what can be copied, what changed since, who may.

use crate::support::{Answer, Browser, Client, demo, now, on_both, people, production};
use axum::http::StatusCode;
use domain::{
    answer::{Answer as Given, Content, Review, Value},
    copying,
    rate::Rate,
    release::inputs_at,
    time::Timestamp,
    unit::UnitCode,
};
use server::store::Db;
use std::collections::BTreeMap;

const SHEET: &str = "/can-bo/04846/sao-chep";

/// An hour of the day before the test's now, so many minutes later.
fn at(minutes: i64) -> Timestamp {
    Timestamp(now().0 - 86_400_000 + minutes * 60_000)
}

/// Answers of the officer's commune as they stand after review.
async fn given(db: &Db, answers: &[(&str, Content, Review, i64)]) {
    let unit = UnitCode::parse("04846").unwrap();
    let answers: Vec<_> = answers
        .iter()
        .map(|(criterion, content, review, minutes)| {
            let answer = Given {
                criterion: (*criterion).to_owned(),
                content: content.clone(),
                fact_date: now().date().plus(-10),
                submitted_at: at(*minutes),
                review: *review,
                backing: None,
                closed: None,
            };
            (unit.clone(), answer)
        })
        .collect();
    let mut tx = db.begin().await.unwrap();
    tx.add_answers(&answers, "v0", false).await.unwrap();
    tx.commit().await.unwrap();
}

fn share(part: u32) -> Content {
    Content::Value(Value::Counts(Rate::new(part, 100)))
}

/// Shares of 100 that were confirmed later than all before.
pub(crate) async fn confirmed(db: &Db, shares: &[(&str, u32)]) {
    let unit = UnitCode::parse("04846").unwrap();
    let before = i64::try_from(db.records(&unit).await.unwrap().len()).unwrap();
    let answers: Vec<_> = shares
        .iter()
        .map(|(code, part)| {
            let minutes = 10 * (before + 1);
            (*code, share(*part), Review::Confirmed(at(minutes)), minutes)
        })
        .collect();
    given(db, &answers).await;
}

async fn say_copied(browser: &Browser<'_>, seen: &str) -> Answer {
    let form = [("unit", "04846"), ("seen", seen)];
    browser.post("/api/copied", &form).await
}

/// The rows of the file, each with its cells.
fn rows(file: &Answer) -> Vec<Vec<String>> {
    assert_eq!(file.status, StatusCode::OK, "{}", file.text());
    let lines = file.body.lines();
    lines
        .map(|line| line.split('\t').map(str::to_owned).collect())
        .collect()
}

on_both!(
    a_sheet_holds_what_is_confirmed_and_says_what_changed,
    |engine| async move {
        let db = production(engine).await;
        people::add(&db).await;
        let client = Client::of(db.clone());
        let officer = client.sign_in("canbo").await;
        // Nothing is confirmed: nothing to copy, nothing to say.
        let empty = officer.get(SHEET).await;
        assert_eq!(empty.status, StatusCode::OK);
        assert!(empty.text().contains("0 trong 16 mục"), "{}", empty.text());
        assert!(!empty.body.contains("action=\"/api/copied\""));
        let refused = say_copied(&officer, "x").await;
        assert_eq!(refused.status, StatusCode::CONFLICT);

        given(
            &db,
            &[
                ("DL2", share(82), Review::Confirmed(at(20)), 10),
                ("TC1", Content::NotApplicable, Review::Confirmed(at(20)), 10),
                ("DL1", share(91), Review::Waiting, 10),
            ],
        )
        .await;
        let sheet = officer.get(SHEET).await;
        let text = sheet.text();
        assert!(text.contains("2 trong 16 mục"), "{text}");
        assert!(text.contains("Chưa ai ghi là đã sao chép."), "{text}");
        // Each value stands in a field that can be selected, and all of them in one block.
        assert!(
            sheet.body.contains("value=\"82% (82/100)\""),
            "{}",
            sheet.body
        );
        assert!(sheet.body.contains("DL2. Tỷ lệ hồ sơ"), "{}", sheet.body);
        assert!(!sheet.body.contains("91/100"), "what waits is not copied");
        assert!(text.contains("đang chờ thẩm định"));
        // In Arabic the page is Arabic, what is copied is not.
        let arabic = officer.get(&format!("/ar{SHEET}")).await;
        assert!(arabic.body.contains("value=\"82% (82/100)\""));
        assert!(arabic.body.contains("lang=\"vi\""));

        let file = officer.get(&format!("{SHEET}.tsv")).await;
        assert!(
            file.header("content-type")
                .starts_with("text/tab-separated-values")
        );
        let lines = rows(&file);
        assert_eq!(lines.len(), 17);
        let column = |name: &str| lines[0].iter().position(|c| c == name).unwrap();
        let cell = |code: &str, name: &str| {
            let row = lines.iter().find(|r| r[column("criterion")] == code);
            row.unwrap()[column(name)].clone()
        };
        assert_eq!(cell("DL2", "state"), "confirmed");
        assert_eq!(
            (cell("DL2", "part"), cell("DL2", "whole")),
            ("82".into(), "100".into())
        );
        assert_eq!(cell("DL2", "change"), "new");
        assert_eq!(cell("TC1", "state"), "not_applicable");
        assert_eq!(
            (cell("DL1", "state"), cell("DL1", "waiting")),
            ("not_confirmed".into(), "yes".into())
        );

        // Saying that it was copied is remembered once, with an entry in the commune's chain.
        let seen = sheet.value("seen");
        for _ in 0..2 {
            let said = say_copied(&officer, &seen).await;
            assert_eq!(said.status, StatusCode::SEE_OTHER, "{}", said.text());
        }
        let after = officer.get(SHEET).await;
        assert!(
            after.text().contains("Không có gì thay đổi"),
            "{}",
            after.text()
        );
        assert!(after.text().contains("do canbo ghi"));
        let entries = db.chain("04846").await.unwrap();
        let copies: Vec<_> = entries
            .iter()
            .filter(|(e, _)| e.action.word() == "copy-sheet")
            .collect();
        assert_eq!(copies.len(), 1);
        assert!(copies[0].0.after.contains("DL2 82/100"), "{:?}", copies[0]);

        // Another value is confirmed: the sheet says what it was, and an old page is not believed.
        given(
            &db,
            &[
                ("DL2", share(95), Review::Confirmed(at(40)), 30),
                ("DL1", share(91), Review::Confirmed(at(40)), 30),
            ],
        )
        .await;
        let changed = officer.get(SHEET).await;
        assert!(
            changed.text().contains("đã đổi; lần trước: 82% (82/100)"),
            "{}",
            changed.text()
        );
        assert!(
            changed.text().contains("2 mục khác với lần sao chép trước"),
            "{}",
            changed.text()
        );
        let stale = say_copied(&officer, &seen).await;
        assert_eq!(stale.status, StatusCode::CONFLICT);
        assert!(stale.text().contains("Chưa ghi"), "{}", stale.text());
        assert_eq!(stale.value("seen"), changed.value("seen"));
        assert_eq!(db.chain("04846").await.unwrap().len(), entries.len());

        // The reviewer finds the commune on top of the province's list, and may say so as well.
        let reviewer = client.sign_in("thamdinh").await;
        let list = reviewer.get("/can-bo/sao-chep").await;
        assert!(
            list.text().contains("1 trong 148 xã, phường"),
            "{}",
            list.text()
        );
        let mut sheets = list.links("/can-bo/").into_iter();
        let first = sheets.find(|link| link.ends_with("/sao-chep"));
        assert_eq!(first.as_deref(), Some("04846/sao-chep"));
        let said = say_copied(&reviewer, &changed.value("seen")).await;
        assert_eq!(said.status, StatusCode::SEE_OTHER, "{}", said.text());
        let list = reviewer.get("/can-bo/sao-chep?tinh=25").await;
        assert!(
            list.text().contains("0 trong 148 xã, phường"),
            "{}",
            list.text()
        );
        assert!(officer.get(SHEET).await.text().contains("do thamdinh ghi"));
        let kept = ["UPDATE copied SET content = '[]'", "DELETE FROM copied"];
        for statement in kept {
            let refused = match &db {
                Db::Sqlite { writer, .. } => sqlx::query(statement).execute(writer).await.map(drop),
                Db::Postgres(pool) => sqlx::query(statement).execute(pool).await.map(drop),
            };
            assert!(refused.is_err(), "{engine:?} allowed: {statement}");
        }
    }
);

on_both!(sheets_of_a_demo_are_marked, |engine| async move {
    let client = Client::of(demo(engine).await);
    let officer = client.sign_in_without_code("canbo.04846").await;
    let sheet = officer.get(SHEET).await;
    assert!(
        sheet.text().contains("SỐ LIỆU MÔ PHỎNG: không nhập"),
        "{}",
        sheet.text()
    );
    let file = officer.get(&format!("{SHEET}.tsv")).await;
    for row in rows(&file).iter().skip(1) {
        assert!(row[0].contains("SỐ LIỆU MÔ PHỎNG"), "{row:?}");
    }
    // Another commune's is not theirs, nor the province's list.
    for path in [
        "/can-bo/05116/sao-chep",
        "/can-bo/05116/sao-chep.tsv",
        "/can-bo/sao-chep",
    ] {
        assert_eq!(
            officer.get(path).await.status,
            StatusCode::FORBIDDEN,
            "{path}"
        );
    }
    let nowhere = officer.get("/can-bo/99999/sao-chep").await;
    assert_eq!(nowhere.status, StatusCode::NOT_FOUND);
});

// The list reads far fewer answers than there are; what it makes of them is what a commune's whole record says.
on_both!(the_list_says_what_the_sheets_say, |engine| async move {
    let db = demo(engine).await;
    let set = &db.criteria_sets().await.unwrap()[0];
    let province = UnitCode::parse("25").unwrap();
    let criteria: Vec<_> = set.criteria.iter().map(|c| c.code.as_str()).collect();
    // Later on more of it has ended.
    for days in [0, 100, 300] {
        let then = Timestamp(now().0 + days * 86_400_000);
        let mut read: BTreeMap<UnitCode, Vec<Given>> = BTreeMap::new();
        let copyable = db.copyable(&province, &criteria).await.unwrap();
        for (unit, answer) in copyable {
            read.entry(unit).or_default().push(answer);
        }
        assert_eq!(read.len(), 148);
        let (mut few, mut all) = (0, 0);
        for (unit, own) in &read {
            let whole = db.records(unit).await.unwrap();
            let whole: Vec<_> = whole.into_iter().map(|r| r.answer).collect();
            let inputs = |answers: &[Given]| inputs_at(set, &[], answers, then);
            let (ours, theirs) = (inputs(own), inputs(&whole));
            assert_eq!(
                copying::sheet(set, &ours, then),
                copying::sheet(set, &theirs, then),
                "{unit} in {days} days"
            );
            few += own.len();
            all += whole.len();
        }
        assert!(few * 3 < all, "{few} of {all} answers were read");
    }
});
