//! The checklist as a spreadsheet, over HTTP: fetched, filled in, sent, looked at, applied as a whole or
//! not at all.

use crate::support::{Answer, Browser, Client, Engine, on_both, people, production};
use axum::http::StatusCode;
use rust_xlsxwriter::Workbook;
use server::{
    service::{
        import::workbook::{Cell, address},
        workspace::{
            audit,
            spreadsheet::workbook::{self, Row},
        },
    },
    store::Db,
};
use std::sync::atomic::AtomicBool;

const UNIT: &str = "04846";

async fn installation(engine: Engine) -> (Client, Db) {
    let db = production(engine).await;
    people::add(&db).await;
    (Client::of(db.clone()), db)
}

fn rows(file: &Answer) -> Vec<Row> {
    assert_eq!(file.status, StatusCode::OK, "{}", file.text());
    let found = workbook::read(&file.bytes, &AtomicBool::new(false)).unwrap();
    assert_eq!(found.formulas, Vec::<String>::new());
    found.rows
}

pub(crate) async fn fetch(officer: &Browser<'_>) -> Vec<Row> {
    rows(&officer.get(&format!("/can-bo/{UNIT}/phieu.xlsx")).await)
}

/// Types values into the rows of a file, as a person would.
pub(crate) fn fill(rows: &mut [Row], values: &[(&str, &str, &str)]) {
    for (criterion, field, value) in values {
        let row = rows
            .iter_mut()
            .find(|row| row.criterion == *criterion && row.field == *field);
        row.unwrap().value = match value.parse() {
            Ok(number) => Cell::Number(number),
            Err(_) => Cell::Text((*value).to_owned()),
        };
    }
}

/// A workbook as another program would save these rows.
pub(crate) fn saved(rows: &[Row]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name("Phieu").unwrap();
    for row in rows {
        let at = row.line - 1;
        sheet.write_string(at, workbook::UNIT, &row.unit).unwrap();
        let codes = [
            (workbook::CRITERION, &row.criterion),
            (workbook::FIELD, &row.field),
            (workbook::VERSION, &row.version),
        ];
        for (column, code) in codes {
            sheet.write_string(at, column, code).unwrap();
        }
        match &row.value {
            Cell::Number(number) => sheet.write_number(at, workbook::VALUE, *number).unwrap(),
            Cell::Text(text) => sheet.write_string(at, workbook::VALUE, text).unwrap(),
            Cell::Date(date) => sheet
                .write_string(at, workbook::VALUE, date.to_string())
                .unwrap(),
            Cell::Formula => sheet.write_formula(at, workbook::VALUE, "=1+1").unwrap(),
            _ => continue,
        };
    }
    workbook.save_to_buffer().unwrap()
}

pub(crate) async fn send(officer: &Browser<'_>, file: &[u8]) -> Answer {
    officer
        .upload_as("sheet", "/api/upload-sheet", &[], "phieu.xlsx", file)
        .await
}

fn cell(rows: &[Row], criterion: &str, field: &str) -> String {
    let row = rows
        .iter()
        .find(|row| row.criterion == criterion && row.field == field);
    address(row.unwrap().line, workbook::VALUE)
}

async fn version(officer: &Browser<'_>, criterion: &str) -> String {
    let form = officer.get(&format!("/can-bo/{UNIT}/{criterion}")).await;
    form.value("version")
}

const GOOD: [(&str, &str, &str); 5] = [
    ("TC1", "yes", "Có"),
    ("TC1", "fact_date", "20/11/2026"),
    ("DL2", "part", "80"),
    ("DL2", "whole", "100"),
    ("DL2", "note", "Báo cáo\nsố 12 \"&\" phụ lục <1>"),
];

on_both!(a_sheet_goes_there_and_back, |engine| async move {
    let (client, db) = installation(engine).await;
    let officer = client.sign_in("canbo").await;
    let checklist = officer.get(&format!("/can-bo/{UNIT}")).await;
    assert!(checklist.body.contains("/can-bo/04846/phieu.xlsx"));

    let file = officer.get("/en/can-bo/04846/phieu.xlsx").await;
    assert_eq!(
        file.header("content-disposition"),
        "attachment; filename=\"phieu-04846.xlsx\""
    );
    assert_eq!(file.header("cache-control"), "private, no-store");
    let same = send(&officer, &file.bytes).await;
    assert_eq!(same.status, StatusCode::OK, "{}", same.text());
    assert!(same.text().contains("không có gì để ghi"));

    let mut typed = fetch(&officer).await;
    fill(&mut typed, &GOOD);
    let preview = send(&officer, &saved(&typed)).await;
    assert_eq!(preview.status, StatusCode::OK, "{}", preview.text());
    let text = preview.text();
    assert!(text.contains("5 ô sẽ thay đổi"), "{text}");
    assert!(text.contains(&cell(&typed, "DL2", "part")), "{text}");
    assert_eq!(version(&officer, "DL2").await, "0", "nothing is saved yet");

    let carried = preview.value("changes");
    let apply = [("changes", carried.as_str())];
    let applied = officer.post("/api/apply-sheet", &apply).await;
    assert_eq!(
        applied.header("location"),
        format!("/can-bo/{UNIT}?xong=da-ghi&so=2"),
        "{}",
        applied.text()
    );
    let form = officer.get(&format!("/can-bo/{UNIT}/DL2")).await;
    let shown = ["part", "whole", "version"].map(|name| form.value(name));
    assert_eq!(shown, ["80", "100", "1"]);
    assert!(form.body.contains("số 12"), "{}", form.body);

    // What is saved comes out again, and is no change.
    let again = officer.get(&format!("/can-bo/{UNIT}/phieu.xlsx")).await;
    let now = rows(&again);
    let note = now
        .iter()
        .find(|r| r.criterion == "DL2" && r.field == "note");
    assert_eq!(note.unwrap().value, Cell::Text(GOOD[4].2.to_owned()));
    let same = send(&officer, &again.bytes).await;
    assert!(
        same.text().contains("không có gì để ghi"),
        "{}",
        same.text()
    );

    // The same form twice saves once.
    let twice = officer.post("/api/apply-sheet", &apply).await;
    assert!(twice.text().contains("không có gì để ghi"));
    assert_eq!(version(&officer, "DL2").await, "1");

    // The audit log says it as it says a form, and holds.
    let log = officer.get("/quan-tri/nhat-ky").await;
    assert!(
        log.text().contains("Hồ sơ nộp trực tuyến: 80"),
        "{}",
        log.text()
    );
    assert_eq!(audit::verify(&db).await.unwrap().broken, None);
});

on_both!(a_sheet_may_name_its_commune, |engine| async move {
    let (client, _) = installation(engine).await;
    let officer = client.sign_in("canbo").await;
    let mut typed = fetch(&officer).await;
    fill(&mut typed, &GOOD);
    let names = ["Đức Nhàn (04846)", "xã Đức Nhàn", "04846 - Đức Nhàn", UNIT];
    for (row, name) in typed.iter_mut().zip(names.into_iter().cycle()) {
        row.unit = name.to_owned();
    }
    let preview = send(&officer, &saved(&typed)).await;
    assert_eq!(preview.status, StatusCode::OK, "{}", preview.text());
    let text = preview.text();
    assert!(text.contains("5 ô sẽ thay đổi"), "{text}");
    let carried = preview.value("changes");
    let applied = officer
        .post("/api/apply-sheet", &[("changes", carried.as_str())])
        .await;
    assert_eq!(applied.status, StatusCode::SEE_OTHER, "{}", applied.text());
    assert_eq!(version(&officer, "DL2").await, "1");
    // A commune that is not one's own is none here, under its name as under its code.
    for name in ["xã Hùng Lô", "Mai Châu (04846)"] {
        typed[0].unit = name.to_owned();
        let refused = send(&officer, &saved(&typed)).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
    }
});

on_both!(one_bad_cell_stops_the_whole_sheet, |engine| async move {
    let (client, _) = installation(engine).await;
    let officer = client.sign_in("canbo").await;
    let clean = fetch(&officer).await;
    type Spoil = fn(&mut Vec<Row>);
    let cases: [(Spoil, &str, &str); 8] = [
        (
            |r| fill(r, &[("DL2", "part", "101")]),
            "DL2 part",
            "số đạt không được lớn hơn tổng số",
        ),
        (
            |r| fill(r, &[("DL2", "part", "1.5")]),
            "DL2 part",
            "cần số nguyên",
        ),
        (
            |r| fill(r, &[("TC1", "yes", "có lẽ")]),
            "TC1 yes",
            "trong danh sách",
        ),
        (
            |r| fill(r, &[("TC1", "fact_date", "31/2/2026")]),
            "TC1 fact_date",
            "cần ngày có thật",
        ),
        (
            |r| fill(r, &[("TC1", "note", "=1+1")]),
            "TC1 note",
            "không nhận công thức",
        ),
        (
            |r| r.iter_mut().find(|r| r.field == "note").unwrap().value = Cell::Formula,
            "TC1 note",
            "không nhận công thức",
        ),
        (
            |r| r[0].unit = "05116".into(),
            "A2",
            "không phải đơn vị được giao",
        ),
        (|r| r[0].field = "evil".into(), "E2", "không có ô nhập"),
    ];
    for (spoil, at, why) in cases {
        let mut typed = clean.clone();
        fill(&mut typed, &GOOD);
        spoil(&mut typed);
        let at = match at.split_once(' ') {
            Some((criterion, field)) => cell(&clean, criterion, field),
            None => at.to_owned(),
        };
        let refused = send(&officer, &saved(&typed)).await;
        let text = refused.text();
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{text}");
        assert!(
            text.contains(&at) && text.contains(why),
            "{at} {why}: {text}"
        );
        assert!(!refused.body.contains("name=\"changes\""), "{why}");
        // Whoever sends the changes nevertheless is refused as well.
        let forged = serde_json::to_string(&typed).unwrap();
        let applied = officer
            .post("/api/apply-sheet", &[("changes", &forged)])
            .await;
        assert_eq!(applied.status, StatusCode::UNPROCESSABLE_ENTITY, "{why}");
    }
    for criterion in ["TC1", "DL2"] {
        assert_eq!(version(&officer, criterion).await, "0", "{criterion}");
    }
});

on_both!(
    a_sheet_never_goes_over_what_others_saved,
    |engine| async move {
        let (client, _) = installation(engine).await;
        let officer = client.sign_in("canbo").await;
        let mut typed = fetch(&officer).await;
        fill(&mut typed, &GOOD);
        let preview = send(&officer, &saved(&typed)).await;
        let carried = preview.value("changes");
        let form = [
            ("unit", UNIT),
            ("criterion", "DL2"),
            ("version", "0"),
            ("part", "7"),
            ("whole", "9"),
            ("intent", "save"),
        ];
        officer.post("/api/save-answer", &form).await;
        let stale = send(&officer, &saved(&typed)).await;
        assert_eq!(stale.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            stale.text().contains("đã được lưu sau khi tải bảng tính"),
            "{}",
            stale.text()
        );
        let applied = officer
            .post("/api/apply-sheet", &[("changes", &carried)])
            .await;
        assert_eq!(applied.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(version(&officer, "TC1").await, "0", "all or nothing");
        let kept = officer.get(&format!("/can-bo/{UNIT}/DL2")).await;
        assert_eq!(kept.value("part"), "7");

        // Another commune's officer gets nowhere with this file.
        let other = client.sign_in("canbo2").await;
        let foreign = send(&other, &saved(&typed)).await;
        assert!(foreign.text().contains("không phải đơn vị được giao"));
        let forged = other
            .post("/api/apply-sheet", &[("changes", &carried)])
            .await;
        assert_eq!(forged.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
);

on_both!(hostile_files_get_a_clear_refusal, |engine| async move {
    let (client, _) = installation(engine).await;
    let officer = client.sign_in("canbo").await;
    let mut workbook = Workbook::new();
    workbook.add_worksheet();
    let elsewhere = workbook.save_to_buffer().unwrap();
    let large = vec![b'x'; 3 * 1024 * 1024];
    let cases = [
        (b"<html>".to_vec(), 422, "Đây là tệp HTML"),
        (b"a,b\n1,2\n".to_vec(), 422, "Không đọc được tệp này"),
        (elsewhere, 422, "không có trang tính “Phieu”"),
        (large, 413, "lớn hơn 2 MB"),
    ];
    for (file, status, why) in cases {
        let refused = send(&officer, &file).await;
        assert_eq!(refused.status.as_u16(), status, "{why}");
        assert!(refused.text().contains(why), "{}", refused.text());
    }
    let none = officer.post("/api/upload-sheet", &[]).await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    let nonsense = officer.post("/api/apply-sheet", &[("changes", "{]")]).await;
    assert_eq!(nonsense.status, StatusCode::BAD_REQUEST);
    let stranger = send(&client.anonymous(), b"x").await;
    assert!(stranger.status.is_client_error());
});

on_both!(one_file_holds_every_commune_in_care, |engine| async move {
    let (client, db) = installation(engine).await;
    let mut tx = db.begin().await.unwrap();
    tx.add_grant(1, "can-bo", "05116").await.unwrap();
    tx.commit().await.unwrap();
    let officer = client.sign_in("canbo").await;
    let mut typed = rows(&officer.get("/can-bo/phieu.xlsx").await);
    for unit in [UNIT, "05116"] {
        let row = typed
            .iter_mut()
            .find(|r| r.unit == unit && r.criterion == "TC1" && r.field == "yes");
        row.unwrap().value = Cell::Text("Đang chuẩn bị".into());
    }
    let preview = send(&officer, &saved(&typed)).await;
    assert!(
        preview.text().contains("2 ô sẽ thay đổi"),
        "{}",
        preview.text()
    );
    let carried = preview.value("changes");
    let applied = officer
        .post("/api/apply-sheet", &[("changes", &carried)])
        .await;
    assert_eq!(
        applied.header("location"),
        format!("/can-bo/{UNIT}?xong=da-ghi&so=2")
    );
});
