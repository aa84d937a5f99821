//! Observations on their way in, through the real router: by form, from files, from machines; undone; and the
//! numbers of the register where a commune is asked for them.

use crate::support::{Answer, Browser, Client, Engine, on_both, people, production};
use app::routes::encode;
use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use domain::{
    delivery::DeliveryFault,
    indicator::{Kind, Sector},
    unit::{UnitCode, UnitLevel},
};
use rust_xlsxwriter::Workbook;
use serde_json::{Value, json};
use server::{
    http::ingest::{DESCRIPTION, OPENAPI, PATH},
    service::{
        import::{
            ImportError,
            observations::{ImportOptions, import},
        },
        indicators::catalogue,
    },
    store::Db,
};
use std::io::Cursor;
use tokio::sync::Mutex;

const HEAD: &str = "Mã đơn vị,Mã chỉ tiêu,Giá trị,Tính đến ngày,Nguồn\n";

/// The tests share a folder of files, and their accounts have the same keys: one at a time lets a file wait there.
pub(crate) static WAITING: Mutex<()> = Mutex::const_new(());

async fn client(engine: Engine) -> (Client, Db) {
    let db = production(engine).await;
    people::add(&db).await;
    (Client::of(db.clone()), db)
}

fn code(text: &str) -> UnitCode {
    UnitCode::parse(text).unwrap()
}

/// What stands: source, number, revision, whether it is current.
async fn standing(db: &Db, unit: &str, indicator: &str) -> Vec<(String, Option<i64>, i64, bool)> {
    let rows = db
        .observation_history(&code(unit), indicator)
        .await
        .unwrap();
    let rows = rows.into_iter();
    rows.map(|r| (r.source, r.value.number, r.revision, r.current))
        .collect()
}

fn form<'a>(value: &'a str, day: &'a str, source: &'a str) -> [(&'a str, &'a str); 6] {
    [
        ("unit", "04846"),
        ("indicator", "I02"),
        ("value", value),
        ("as_of", day),
        ("source", source),
        ("qualifier", "exact"),
    ]
}

on_both!(a_figure_is_told_corrected_and_kept, |engine| async move {
    let (client, db) = client(engine).await;
    let officer = client.sign_in("songanh").await;
    let list = officer.get("/so-lieu?don-vi=04846").await;
    assert!(list.body.contains("/so-lieu/I02/04846"));
    assert!(list.text().contains("chưa có"));

    // What can't be taken comes back with what was typed, and each problem at its field.
    let mut bad = form("10,5", "2026-11-24", " ").to_vec();
    bad.push(("note", "<script>"));
    let refused = officer.post("/api/observe", &bad).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(refused.value("value"), "10,5");
    assert!(refused.body.contains("id=\"value-error\""));
    assert!(refused.body.contains("id=\"as_of-error\""));
    assert!(!refused.body.contains("<script>"));
    assert!(standing(&db, "04846", "I02").await.is_empty());

    let told = officer
        .post("/api/observe", &form("60", "31/10/2026", "Nhà mạng A"))
        .await;
    assert_eq!(told.status, StatusCode::SEE_OTHER, "{}", told.text());
    let page = officer.get(told.header("location")).await;
    assert!(page.text().contains("Đã ghi 1 dòng"), "{}", page.text());
    // The same again is said to be there already; another number is a revision.
    let again = officer
        .post("/api/observe", &form("60", "2026-10-31", "Nhà mạng A"))
        .await;
    assert!(again.header("location").contains("da-co"));
    officer
        .post("/api/observe", &form("61", "2026-10-31", "Nhà mạng A"))
        .await;
    officer
        .post("/api/observe", &form("58", "2026-10-31", "Sở"))
        .await;
    let line = |source: &str, number, revision, current| {
        (source.to_owned(), Some(number), revision, current)
    };
    assert_eq!(
        standing(&db, "04846", "I02").await,
        [
            line("Nhà mạng A", 61, 2, true),
            line("Nhà mạng A", 60, 1, false),
            line("Sở", 58, 1, true)
        ]
    );
    let page = officer.get("/so-lieu/I02/04846").await.text();
    for word in ["61", "60", "58", "đã có bản sửa", "hiện hành", "songanh"] {
        assert!(page.contains(word), "{word}: {page}");
    }
    // Correcting begins with what stands.
    let corrected = format!(
        "/so-lieu/I02/04846?ngay=2026-10-31&tu=2026-10-31&nguon={}",
        encode("Nhà mạng A")
    );
    assert_eq!(officer.get(&corrected).await.value("value"), "61");

    // What is answered by communes is not typed here; what has no such level has no page.
    let elsewhere = officer.get("/so-lieu/I11b/04846").await;
    assert!(elsewhere.text().contains("tiêu chí DL2"));
    assert!(!elsewhere.body.contains("action=\"/api/observe\""));
    let mut asked = form("50", "2026-10-31", "Sở");
    asked[1].1 = "I11b";
    let refused = officer.post("/api/observe", &asked).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        officer.get("/so-lieu/I08a/04846").await.status,
        StatusCode::NOT_FOUND
    );
    // Nobody speaks of another province, nor of what does not exist.
    assert_eq!(
        officer.get("/so-lieu/I02/00004").await.status,
        StatusCode::FORBIDDEN
    );
    let mut foreign = form("1", "2026-10-31", "Sở");
    foreign[0].1 = "00004";
    assert_eq!(
        officer.post("/api/observe", &foreign).await.status,
        StatusCode::FORBIDDEN
    );
    foreign[0].1 = "99999";
    assert_eq!(
        officer.post("/api/observe", &foreign).await.status,
        StatusCode::NOT_FOUND
    );

    // Each is an entry in the commune's own chain.
    let chain = db.chain("04846").await.unwrap();
    let entries: Vec<_> = chain
        .iter()
        .filter(|(e, _)| e.action.word() == "observe")
        .collect();
    assert_eq!(entries.len(), 3);
    assert!(
        entries[1].0.after.contains("\t61\t"),
        "{}",
        entries[1].0.after
    );
});

pub(crate) async fn send(browser: &Browser<'_>, name: &str, content: &[u8]) -> Answer {
    let path = "/api/check-observations";
    browser.upload_as("table", path, &[], name, content).await
}

/// The hidden fields of the form that takes a file.
pub(crate) fn carried(answer: &Answer) -> Vec<(String, String)> {
    let form = answer.body.split("action=\"/api/add-observations\"").nth(1);
    let form = form.unwrap().split("</form>").next().unwrap();
    let attribute = |tag: &str, name: &str| {
        let rest = tag.split(&format!(" {name}=\"")).nth(1)?;
        Some(rest.split('"').next()?.to_owned())
    };
    form.split("<input ")
        .skip(1)
        .filter_map(|tag| {
            Some((
                attribute(&format!(" {tag}"), "name")?,
                attribute(tag, "value")?,
            ))
        })
        .collect()
}

on_both!(a_file_is_looked_at_taken_and_undone, |engine| async move {
    let _alone = WAITING.lock().await;
    let (client, db) = client(engine).await;
    let officer = client.sign_in("songanh").await;
    officer
        .post("/api/observe", &form("60", "2026-10-31", "Sở"))
        .await;

    // One bad row keeps all out: each bad place with its line and column, in the reader's language.
    let bad = format!(
        "{HEAD}04846,I02,61,31/10/2026,Sở\n4847,I02,1,31/10/2026,Sở\n04978,I99,x,hôm qua,\n\
         04846,I02,62,2026-10-31,Sở\n04978,I06,\"120,5\",2026-10-31,Sở\n00004,I02,1,2026-10-31,Sở\nx\n"
    );
    let refused = send(&officer, "tram.csv", bad.as_bytes()).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = refused.text();
    for word in [
        "không có đơn vị nào mang mã hoặc tên này",
        "không có chỉ tiêu nào mang mã này",
        "cần ngày có thật",
        "chưa nhập",
        "trùng với dòng 2",
        "lớn hơn 100%",
        "đơn vị nằm ngoài phạm vi của tài khoản này",
        "dòng này không đọc được",
    ] {
        assert!(text.contains(word), "{word}: {text}");
    }
    assert!(!refused.body.contains("action=\"/api/add-observations\""));
    let english = officer
        .upload_as(
            "table",
            "/en/api/check-observations",
            &[],
            "tram.csv",
            bad.as_bytes(),
        )
        .await;
    assert!(english.text().contains("repeats line 2"));

    // A good one says of each row what it would be, and nothing is written before it is taken.
    let good = format!(
        "{HEAD}04846,I02,61,31/10/2026,Sở\n04978,I02,70,31/10/2026,Sở\n04846,I02,60,31/10/2026,Nhà mạng A\n"
    );
    let seen = send(&officer, "tram.csv", good.as_bytes()).await;
    assert_eq!(seen.status, StatusCode::OK, "{}", seen.text());
    assert!(
        seen.text()
            .contains("2 dòng mới, 1 bản sửa, 0 dòng không đổi")
    );
    assert_eq!(standing(&db, "04978", "I02").await, []);
    let taken = officer
        .post_owned("/api/add-observations", &carried(&seen))
        .await;
    assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.text());
    assert_eq!(standing(&db, "04846", "I02").await.len(), 3);
    // Sent again, it says nothing new, and there is nothing to take.
    let again = send(&officer, "tram.csv", good.as_bytes()).await;
    assert!(
        again
            .text()
            .contains("0 dòng mới, 0 bản sửa, 3 dòng không đổi")
    );
    assert!(!again.body.contains("action=\"/api/add-observations\""));
    // What is no longer the file that was looked at is not taken.
    let stale = officer
        .post_owned("/api/add-observations", &carried(&seen))
        .await;
    assert_eq!(stale.status, StatusCode::UNPROCESSABLE_ENTITY);
    send(&officer, "khac.csv", bad.as_bytes()).await;
    let gone = officer
        .post_owned("/api/add-observations", &carried(&seen))
        .await;
    assert_eq!(gone.status, StatusCode::CONFLICT);

    // The whole file can be undone, with a reason, once.
    let list = officer.get("/so-lieu/nhap").await;
    let id = list.links("/so-lieu/nhap/").into_iter().next().unwrap();
    let page = officer.get(&format!("/so-lieu/nhap/{id}")).await;
    assert!(page.text().contains("tram.csv"));
    let bare = officer
        .post("/api/undo-observations", &[("act", &id)])
        .await;
    assert_eq!(bare.status, StatusCode::UNPROCESSABLE_ENTITY);
    let reviewer = client.sign_in("thamdinh").await;
    let undo = [("act", id.as_str()), ("reason", "nhầm tháng")];
    let undone = reviewer.post("/api/undo-observations", &undo).await;
    assert_eq!(undone.status, StatusCode::SEE_OTHER, "{}", undone.text());
    let twice = reviewer.post("/api/undo-observations", &undo).await;
    assert_eq!(twice.status, StatusCode::CONFLICT);
    let now = standing(&db, "04846", "I02").await;
    let current: Vec<_> = now
        .iter()
        .filter(|line| line.3)
        .map(|l| (l.1, l.2))
        .collect();
    assert_eq!(current, [(Some(60), 1)]);
    let page = officer.get(&format!("/so-lieu/nhap/{id}")).await.text();
    assert!(page.contains("thamdinh đã hoàn tác") && page.contains("nhầm tháng"));
    let committee = client.sign_in("bcd").await;
    let refused = committee.post("/api/undo-observations", &undo).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
});

on_both!(a_unit_is_read_as_people_write_it, |engine| async move {
    let _alone = WAITING.lock().await;
    let (client, db) = client(engine).await;
    let officer = client.sign_in("songanh").await;
    let text = |unit: &str, number: u32| {
        format!(
            "unit,indicator,value,as_of,source\n{unit},I02,{number},2026-09-30,Bảng kê {number}\n"
        )
    };
    let named = [
        "Đức Nhàn (04846)",
        "xã Đức Nhàn",
        "04846 - Đức Nhàn",
        "Duc Nhan commune",
        "\"Đức Nhàn, Phú Thọ\"",
    ];
    for (number, unit) in (1..).zip(named) {
        let file = text(unit, number);
        let seen = send(&officer, "so.csv", file.as_bytes()).await;
        assert_eq!(seen.status, StatusCode::OK, "{unit}: {}", seen.text());
        let taken = officer
            .post_owned("/api/add-observations", &carried(&seen))
            .await;
        assert_eq!(taken.status, StatusCode::SEE_OTHER, "{unit}");
        let known = standing(&db, "04846", "I02").await;
        assert!(
            known.iter().any(|row| row.1 == Some(number.into())),
            "{unit}"
        );
    }
    let seen = send(&officer, "so.csv", text("tỉnh Phú Thọ", 9).as_bytes()).await;
    assert_eq!(seen.status, StatusCode::OK, "{}", seen.text());
    // A name of several is told with all of them; one in scope is meant before others.
    let several = send(&officer, "so.csv", text("Phú Thọ", 9).as_bytes()).await;
    for wanted in ["có 2 đơn vị cùng tên này", "Tỉnh Phú Thọ (25)", "(07942)"] {
        assert!(several.text().contains(wanted), "{}", several.text());
    }
    let own = send(&officer, "so.csv", text("Hòa Bình", 9).as_bytes()).await;
    assert_eq!(own.status, StatusCode::OK, "{}", own.text());
    let Err(ImportError::Faults(faults)) = imported(&db, &text("Hòa Bình", 9)).await else {
        panic!("several are called so")
    };
    assert!(
        faults[0]
            .to_string()
            .contains("Phường Hòa Bình, Tỉnh Phú Thọ (04795)")
    );
    let wrong = send(&officer, "so.csv", text("Mai Châu (04846)", 9).as_bytes()).await;
    assert!(
        wrong
            .text()
            .contains("không có đơn vị nào mang mã hoặc tên này")
    );
});

on_both!(columns_can_be_chosen, |engine| async move {
    let _alone = WAITING.lock().await;
    let (client, db) = client(engine).await;
    let officer = client.sign_in("songanh").await;
    let file = "Nơi,Con số,Tên\n04846,60,Xã\n04978,70,Xã\n";
    let unknown = send(&officer, "la.csv", file.as_bytes()).await;
    assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(unknown.text().contains("Chưa biết cột nào chứa"));
    let hash = unknown.value("hash");
    let chosen = [
        ("hash", hash.as_str()),
        ("name", "la.csv"),
        ("col-unit", "0"),
        ("col-value", "1"),
        ("all-indicator", "I02"),
        ("all-as_of", "31/10/2026"),
        ("all-source", "Bảng kê"),
    ];
    let seen = officer.post("/api/check-observations", &chosen).await;
    assert_eq!(seen.status, StatusCode::OK, "{}", seen.text());
    assert!(seen.text().contains("2 dòng mới"));
    let taken = officer
        .post_owned("/api/add-observations", &carried(&seen))
        .await;
    assert_eq!(taken.status, StatusCode::SEE_OTHER);
    assert_eq!(
        standing(&db, "04978", "I02").await,
        [("Bảng kê".to_owned(), Some(70), 1, true)]
    );
    let without = [("hash", "0"), ("name", "x")];
    let refused = officer.post("/api/add-observations", &without).await;
    assert_eq!(refused.status, StatusCode::BAD_REQUEST);
});

/// A workbook of these cells; numbers are written as such.
fn workbook(rows: &[&[&str]]) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, cells) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(*cells) {
            if let Some(formula) = cell.strip_prefix('=') {
                sheet.write_formula(row, column, formula).unwrap();
            } else if let Some(number) = cell.strip_prefix('#') {
                let number: f64 = number.parse().unwrap();
                sheet.write_number(row, column, number).unwrap();
            } else if !cell.is_empty() {
                sheet.write_string(row, column, *cell).unwrap();
            }
        }
    }
    book.save_to_buffer().unwrap()
}

on_both!(workbooks_are_read_cell_by_cell, |engine| async move {
    let _alone = WAITING.lock().await;
    let (client, db) = client(engine).await;
    let officer = client.sign_in("songanh").await;
    let head: &[&str] = &["Unit code", "Indicator code", "Value", "As of", "Source"];
    let bad = workbook(&[
        head,
        &["04846", "I02", "=1+1", "2026-10-31", "Sở"],
        &["04846", "I06", "#0.5", "2026-10-31", "Sở"],
        &["04846", "I02", "#1.234", "2026-10-31", "Sở"],
        &["#4846", "I02", "#7", "2026-10-31", "Sở"],
    ]);
    let refused = send(&officer, "tram.xlsx", &bad).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = refused.text();
    for word in [
        "C2",
        "C3",
        "C4",
        "A5",
        "không nhận công thức",
        "có thể là phần trăm",
    ] {
        assert!(text.contains(word), "{word}: {text}");
    }
    let good = workbook(&[
        head,
        &["04846", "I02", "#61", "2026-10-31", "Sở"],
        &[],
        &["25", "I06", "#87.83", "2026-10-31", "Sở"],
        &["04846", "I06", "130/148", "31/10/2026", "Sở"],
    ]);
    let seen = send(&officer, "tram.xlsx", &good).await;
    assert_eq!(seen.status, StatusCode::OK, "{}", seen.text());
    let taken = officer
        .post_owned("/api/add-observations", &carried(&seen))
        .await;
    assert_eq!(taken.status, StatusCode::SEE_OTHER);
    assert_eq!(standing(&db, "25", "I06").await[0].1, Some(8_783));
    let share = &db.observation_history(&code("04846"), "I06").await.unwrap()[0];
    assert_eq!(
        (share.value.part, share.value.whole),
        (Some(130), Some(148))
    );

    // A template comes back as it went out: nothing is filled in, and nothing is wrong with that.
    let template = officer
        .get("/so-lieu/mau.xlsx?chi-tieu=I02&don-vi=04846")
        .await;
    let empty = send(&officer, "mau.xlsx", &template.bytes).await;
    let text = empty.text();
    assert_eq!(empty.status, StatusCode::OK, "{text}");
    assert!(text.contains("Bỏ qua 1 dòng chưa nhập giá trị"), "{text}");
    assert!(!empty.body.contains("action=\"/api/add-observations\""));
    let template = officer
        .get("/en/so-lieu/mau.csv?chi-tieu=I02&don-vi=04846")
        .await;
    let filled = template
        .body
        .replace(",,,,,,,\n", ",61,31/10/2026,,,,Sở,\n");
    assert_ne!(filled, template.body);
    let seen = send(&officer, "mau.csv", filled.as_bytes()).await;
    assert!(
        seen.text()
            .contains("0 dòng mới, 0 bản sửa, 1 dòng không đổi"),
        "{}",
        seen.text()
    );
});

on_both!(hostile_files_are_refused, |engine| async move {
    let _alone = WAITING.lock().await;
    let (client, db) = client(engine).await;
    let officer = client.sign_in("songanh").await;
    let mut many = HEAD.to_owned();
    for _ in 0..100_001 {
        many.push_str("04846,I02,1,2026-10-31,S\n");
    }
    let wide = ",x".repeat(60) + "\n1\n";
    let formulas = format!("{HEAD}=cmd|'/C calc'!A0,I02,1,2026-10-31,Sở\n");
    let cases: [(&[u8], &str); 6] = [
        (b"", "không có dòng số liệu nào"),
        (b"\x89PNG\r\n\x1a\n\0\0", "Không đọc được tệp này"),
        (
            b"PK\x03\x04 nothing of a workbook",
            "Không đọc được tệp này",
        ),
        (many.as_bytes(), "quá nhiều dòng"),
        (wide.as_bytes(), "quá nhiều cột"),
        (
            formulas.as_bytes(),
            "không có đơn vị nào mang mã hoặc tên này",
        ),
    ];
    for (content, word) in cases {
        let refused = send(&officer, "x.csv", content).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{word}");
        assert!(refused.text().contains(word), "{word}: {}", refused.text());
    }
    let large = vec![b'a'; 9 * 1024 * 1024];
    let refused = send(&officer, "x.csv", &large).await;
    assert_eq!(refused.status, StatusCode::PAYLOAD_TOO_LARGE);
    let none = officer.post("/api/check-observations", &[]).await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    // A file of somebody who may not send one is not read at all.
    let other = client.sign_in("canbo").await;
    assert_eq!(
        send(&other, "x.csv", HEAD.as_bytes()).await.status,
        StatusCode::FORBIDDEN
    );
    assert!(
        db.observation_batches(i64::MAX, None, 10)
            .await
            .unwrap()
            .is_empty()
    );
});

async fn imported(db: &Db, text: &str) -> Result<server::service::import::Done, ImportError> {
    let act = ImportOptions {
        name: "tram.csv",
        by: "terminal",
        at: crate::support::now(),
        simulated: true,
    };
    let imported = import(db, Cursor::new(text), act).await?;
    Ok(imported.done)
}

on_both!(
    the_command_line_takes_a_file_whole_or_not_at_all,
    |engine| async move {
        let db = production(engine).await;
        let mut text = HEAD.to_owned();
        for day in 1..=28 {
            for month in 1..=10 {
                text.push_str(&format!("04846,I02,{day},2025-{month:02}-{day:02},Sở\n"));
            }
        }
        // More rows than are held at once, and the last is bad: nothing is kept of those that were written.
        let mut long = text.clone();
        for n in 0..10_000 {
            long.push_str(&format!("04978,I02,{n},2026-01-01,Nguồn {n}\n"));
        }
        long.push_str("04978,I02,x,2026-01-01,Sở\n");
        match imported(&db, &long).await {
            Err(ImportError::Faults(faults)) => {
                assert_eq!(faults.len(), 1);
                assert_eq!(faults[0].line, 10_282);
            }
            other => panic!("{other:?}"),
        }
        assert!(
            db.observation_history(&code("04978"), "I02")
                .await
                .unwrap()
                .is_empty()
        );
        assert!(
            db.observation_batches(i64::MAX, None, 10)
                .await
                .unwrap()
                .is_empty()
        );
        let done = imported(&db, &text).await.unwrap();
        assert_eq!(done, server::service::import::Done::Rows(280));
        let again = imported(&db, &text).await.unwrap();
        assert_eq!(again, server::service::import::Done::Unchanged);
        let acts = db
            .observation_batches(i64::MAX, Some(&code("25")), 10)
            .await
            .unwrap();
        assert_eq!(acts.len(), 1);
        assert!(acts[0].simulated && acts[0].row_count == 280);
        let twice = format!("{HEAD}04846,I02,1,2026-01-01,Sở\n04846,I02,1,2026-01-01,Sở\n");
        match imported(&db, &twice).await {
            Err(ImportError::Faults(faults)) => {
                assert!(faults[0].to_string().contains("trùng với dòng 2"))
            }
            other => panic!("{other:?}"),
        }
        let bare = imported(&db, "a,b\n1,2\n").await;
        assert!(matches!(bare, Err(ImportError::Faults(f)) if f[0].line == 1));
    }
);

/// The sources of a token, where a test says nothing else.
const SOURCES: &str = "Nhà mạng A\nExample operator, monthly export\nExample department\nA\n…";

/// Makes a token; gives its secret.
pub async fn token(admin: &Browser<'_>, fields: &[(&str, &str)]) -> String {
    let mut all = vec![
        ("kind", "make"),
        ("scope", "25"),
        ("expires", "2027-06-30"),
        ("sector-ha-tang", "on"),
    ];
    for (name, usual) in [("name", "lgsp"), ("sources", SOURCES)] {
        if fields.iter().all(|(own, _)| *own != name) {
            all.push((name, usual));
        }
    }
    all.extend_from_slice(fields);
    let made = admin.post("/api/token", &all).await;
    assert_eq!(made.status, StatusCode::OK, "{}", made.text());
    let secret = made.body.split("class=\"secret\"").nth(1).unwrap();
    let secret = secret.split('>').nth(1).unwrap().split('<').next().unwrap();
    assert_eq!(secret.len(), 64);
    // It is shown once.
    let page = admin.get("/quan-tri/may").await;
    assert!(page.text().contains("lgsp") && !page.body.contains(secret));
    secret.to_owned()
}

/// A token with which a machine may deliver something.
pub async fn any_token(admin: &Browser<'_>) -> String {
    token(admin, &[]).await
}

async fn deliver(client: &Client, token: &str, key: &str, body: &Value) -> Answer {
    let request = Request::post(PATH)
        .header("host", "xanh.test")
        .header("authorization", format!("Bearer {token}"))
        .header("idempotency-key", key)
        .header("content-type", "application/json")
        .body(Body::from(body.to_string()))
        .unwrap();
    client.send(request).await
}

/// Headers and body of a request, and the status and kind of problem that answer it.
type Refusal<'a> = (&'a [(&'a str, &'a str)], &'a str, u16, &'a str);

/// A problem document, which is as the description says and gives each reason in English and in Vietnamese.
fn problem(answer: &Answer) -> Value {
    assert_eq!(answer.header("content-type"), "application/problem+json");
    let document: Value = serde_json::from_slice(&answer.bytes).unwrap();
    assert_eq!(document["status"], answer.status.as_u16());
    let described: Value = serde_json::from_str(OPENAPI).unwrap();
    let schemas = &described["components"]["schemas"];
    let types = schemas["Problem"]["properties"]["type"]["enum"].as_array();
    assert!(types.unwrap().contains(&document["type"]), "{document}");
    let rows = document["errors"].as_array().into_iter().flatten();
    let named = [("Problem", &document)].into_iter();
    for (schema, part) in named.chain(rows.map(|row| ("RowError", row))) {
        for member in schemas[schema]["required"].as_array().unwrap() {
            assert!(!part[member.as_str().unwrap()].is_null(), "{part}");
        }
        let [en, vi] = match schema {
            "Problem" => ["detail", "detail_vi"],
            _ => ["message", "message_vi"],
        };
        let (en, vi) = (part[en].as_str().unwrap(), part[vi].as_str().unwrap());
        let accents = vi.chars().any(|c| c.is_alphabetic() && !c.is_ascii());
        assert!(!en.is_empty() && accents && en != vi, "{part}");
    }
    document
}

on_both!(machines_deliver_with_a_token, |engine| async move {
    let (client, db) = client(engine).await;
    let admin = client.sign_in("quantri").await;
    let secret = token(&admin, &[]).await;
    let body = json!({ "source": "Nhà mạng A", "observations": [
        { "unit": "04846", "indicator": "I02", "value": 61, "as_of": "2026-10-31" },
        { "unit": "04978", "indicator": "I06", "value": "1203/1480", "as_of": "2026-10-31" },
        { "unit": "25", "indicator": "I06", "value": 87.83, "as_of": "2026-10-31", "qualifier": "about" },
    ]});
    let taken = deliver(&client, &secret, "a-1", &body).await;
    assert_eq!(taken.status, StatusCode::CREATED, "{}", taken.body);
    let answer: Value = serde_json::from_slice(&taken.bytes).unwrap();
    assert_eq!(answer["new"], 3);
    assert_eq!(standing(&db, "25", "I06").await[0].1, Some(8_783));
    // The same again: the same answer, and nothing is written.
    let version = db.installation().await.unwrap().data_version;
    let again = deliver(&client, &secret, "a-1", &body).await;
    assert_eq!((again.status, &again.bytes), (taken.status, &taken.bytes));
    assert_eq!(db.installation().await.unwrap().data_version, version);
    let mut other = body.clone();
    other["source"] = json!("Nhà mạng B");
    let refused = deliver(&client, &secret, "a-1", &other).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        problem(&refused)["type"],
        "urn:xanh:problem:idempotency-key-taken"
    );
    // Under another key it is another delivery, which says nothing new.
    let third: Value =
        serde_json::from_slice(&deliver(&client, &secret, "a-2", &body).await.bytes).unwrap();
    assert_eq!((&third["new"], &third["unchanged"]), (&json!(0), &json!(3)));

    // One bad row keeps all out, and each bad field is named.
    let bad = json!({ "source": "Nhà mạng A", "observations": [
        { "unit": "04846", "indicator": "I02", "value": 62, "as_of": "2026-10-31" },
        { "unit": "04846", "indicator": "I02", "value": 1.234, "as_of": "2026-10-30" },
        { "unit": "04846", "indicator": "I02", "value": [1], "as_of": "2026-13-01" },
        { "unit": "04846", "indicator": "I02", "value": 5, "as_of": "2026-10-31" },
        { "unit": "04846", "indicator": "I02", "valeu": 5, "as_of": "2026-09-30" },
        7,
    ]});
    let refused = deliver(&client, &secret, "b", &bad).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let document = problem(&refused);
    let errors: Vec<_> = document["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|e| {
            format!(
                "{} {} {}",
                e["row"],
                e["field"].as_str().unwrap(),
                e["problem"].as_str().unwrap()
            )
        })
        .collect();
    assert_eq!(
        errors,
        [
            "1 value too_precise",
            "2 value not_a_value",
            "2 as_of not_a_date",
            "3 unit twice",
            "4 valeu broken_line",
            "4 value missing",
            "5  broken_line",
        ]
    );
    assert_eq!(standing(&db, "04846", "I02").await.len(), 1);
    // The key of a delivery that was refused is free: mended, it is taken.
    let mended = json!({ "source": "Nhà mạng A", "observations": [bad["observations"][0]] });
    assert_eq!(
        deliver(&client, &secret, "b", &mended).await.status,
        StatusCode::CREATED
    );

    // Beyond the token's province and sectors.
    let foreign = json!({ "source": "A", "observations": [
        { "unit": "00004", "indicator": "I02", "value": 1, "as_of": "2026-10-31" },
        { "unit": "04846", "indicator": "M01", "value": 1, "as_of": "2026-10-31" },
    ]});
    let refused = deliver(&client, &secret, "c", &foreign).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let errors = problem(&refused)["errors"].clone();
    assert_eq!(errors[0]["problem"], "outside_scope");
    assert_eq!(errors[1]["problem"], "other_sector");

    // A delivery can be undone by people, and stands in the audit log under the token's name.
    let officer = client.sign_in("songanh").await;
    let undo = [
        ("act", answer["batch"].to_string()),
        ("reason", "sai".into()),
    ];
    let undo = undo.map(|(name, value)| (name.to_owned(), value));
    let undone = officer.post_owned("/api/undo-observations", &undo).await;
    assert_eq!(undone.status, StatusCode::SEE_OTHER, "{}", undone.text());
    let chain = db.chain("VN").await.unwrap();
    let by: Vec<_> = chain
        .iter()
        .map(|(e, _)| (e.action.word(), e.actor.as_str()))
        .collect();
    assert_eq!(
        by,
        [
            ("make-token", "quantri"),
            ("observe", "token:lgsp"),
            ("observe", "token:lgsp"),
            ("observe", "token:lgsp"),
            ("undo-observations", "songanh")
        ]
    );
});

on_both!(
    what_is_no_delivery_is_refused_in_the_same_form,
    |engine| async move {
        let (client, _) = client(engine).await;
        let admin = client.sign_in("quantri").await;
        let secret = token(&admin, &[]).await;
        let good = json!({ "source": "A", "observations": [
            { "unit": "04846", "indicator": "I02", "value": 1, "as_of": "2026-10-31" },
        ]});
        let good = good.to_string();
        let bearer = format!("Bearer {secret}");
        let json_type = ("content-type", "application/json");
        let key = ("idempotency-key", "k");
        let own = ("authorization", bearer.as_str());
        let long = "k".repeat(256);
        let officer = client.sign_in("songanh").await;
        let cookie = officer.cookie().to_owned();
        let cases: [Refusal<'_>; 10] = [
            (&[json_type, key], &good, 401, "token"),
            (
                &[json_type, key, ("authorization", "Bearer x")],
                &good,
                401,
                "token",
            ),
            (
                &[json_type, key, ("authorization", "Basic eDp5")],
                &good,
                401,
                "token",
            ),
            // A session opens nothing here.
            (
                &[
                    json_type,
                    key,
                    ("cookie", &cookie),
                    ("origin", "http://xanh.test"),
                ],
                &good,
                401,
                "token",
            ),
            (&[key, own], &good, 415, "media-type"),
            (
                &[key, own, ("content-type", "text/plain")],
                &good,
                415,
                "media-type",
            ),
            (&[json_type, own], &good, 400, "idempotency-key"),
            (
                &[json_type, own, ("idempotency-key", &long)],
                &good,
                400,
                "idempotency-key",
            ),
            (&[json_type, own, key], "{", 400, "unreadable"),
            (
                &[json_type, own, key],
                "{\"source\":\"A\",\"observations\":[],\"x\":1}",
                400,
                "unreadable",
            ),
        ];
        for (headers, body, status, kind) in cases {
            let mut request = Request::post(PATH).header("host", "xanh.test");
            for (name, value) in headers {
                request = request.header(*name, *value);
            }
            let answer = client
                .send(request.body(Body::from(body.to_owned())).unwrap())
                .await;
            assert_eq!(answer.status.as_u16(), status, "{headers:?}");
            assert_eq!(problem(&answer)["type"], format!("urn:xanh:problem:{kind}"));
            assert_eq!(answer.header("cache-control"), "no-store");
        }
        let read = client.get(PATH).await;
        assert_eq!(read.status, StatusCode::METHOD_NOT_ALLOWED);
        assert_eq!(problem(&read)["type"], "urn:xanh:problem:method");
        // The token opens nothing else, and is never taken from an address.
        let room = Request::get("/so-lieu")
            .header("authorization", &bearer)
            .body(Body::empty())
            .unwrap();
        assert_eq!(client.send(room).await.status, StatusCode::SEE_OTHER);

        let huge = json!({ "source": "x".repeat(9 * 1024 * 1024), "observations": [] });
        let refused = deliver(&client, &secret, "k", &huge).await;
        assert_eq!(refused.status, StatusCode::PAYLOAD_TOO_LARGE);
        let row = json!({ "unit": "04846", "indicator": "I02", "value": 1, "as_of": "2026-10-31" });
        let many = json!({ "source": "A", "observations": vec![row; 10_001] });
        let refused = deliver(&client, &secret, "k", &many).await;
        assert_eq!(problem(&refused)["type"], "urn:xanh:problem:too-many-rows");

        // Revoked, it is a token no more; too many deliveries have to wait.
        let mut last = StatusCode::OK;
        for n in 0..60 {
            last = deliver(&client, &secret, &format!("n{n}"), &json!(n))
                .await
                .status;
        }
        assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
        let waits = deliver(&client, &secret, "n", &json!(0)).await;
        assert!(!waits.header("retry-after").is_empty());
        let page = admin.get("/quan-tri/may").await;
        let id = page.value("token");
        let revoke = [("kind", "revoke"), ("token", id.as_str())];
        assert_eq!(
            admin.post("/api/token", &revoke).await.status,
            StatusCode::SEE_OTHER
        );
        assert_eq!(
            admin.post("/api/token", &revoke).await.status,
            StatusCode::CONFLICT
        );
        let refused = deliver(&client, &secret, "z", &json!({})).await;
        assert_eq!(refused.status, StatusCode::UNAUTHORIZED);
    }
);

on_both!(
    a_token_speaks_for_its_own_sources_only,
    |engine| async move {
        let (client, db) = client(engine).await;
        let admin = client.sign_in("quantri").await;
        let fields = [(
            "sources",
            " Nhà  mạng A \r\n\r\nSở\u{200b} Y tế\r\nNhà mạng A",
        )];
        let secret = token(&admin, &fields).await;
        let delivery = |source: &str, value: u32| {
            json!({ "source": source, "observations": [
                { "unit": "04846", "indicator": "I02", "value": value, "as_of": "2026-10-31" },
            ]})
        };
        // Named as it is bound, whatever space a system puts around it.
        for (key, source) in [
            ("a", "Nhà mạng A"),
            ("b", " Nhà mạng\u{a0}A"),
            ("c", "Sở Y tế"),
        ] {
            let taken = deliver(&client, &secret, key, &delivery(source, 61)).await;
            assert_eq!(
                taken.status,
                StatusCode::CREATED,
                "{source}: {}",
                taken.body
            );
        }
        let version = db.installation().await.unwrap().data_version;
        for source in [
            "Cục Thống kê",
            "nhà mạng a",
            "Nhà mạng",
            "Nhà mạng A, Sở Y tế",
            "",
        ] {
            let refused = deliver(&client, &secret, "x", &delivery(source, 99)).await;
            assert_eq!(refused.status, StatusCode::FORBIDDEN, "{source}");
            let document = problem(&refused);
            assert_eq!(document["type"], "urn:xanh:problem:source");
            let detail = document["detail"].as_str().unwrap();
            assert!(detail.contains("Nhà mạng A; Sở Y tế"), "{detail}");
        }
        assert_eq!(db.installation().await.unwrap().data_version, version);
        // The key of a delivery that was refused is free.
        let taken = deliver(&client, &secret, "x", &delivery("Sở Y tế", 62)).await;
        assert_eq!(taken.status, StatusCode::CREATED);
        let page = admin.get("/quan-tri/may").await;
        assert!(page.text().contains("Nhà mạng ASở Y tế"), "{}", page.text());
        let (entry, _) = db
            .chain("VN")
            .await
            .unwrap()
            .into_iter()
            .find(|(e, _)| e.action.word() == "make-token")
            .unwrap();
        assert!(
            entry.after.ends_with("Nhà mạng A; Sở Y tế"),
            "{}",
            entry.after
        );
    }
);

/// A database with a token that has delivered for one of its sources, and one that never has.
pub async fn delivered(engine: Engine) -> Db {
    let (client, db) = client(engine).await;
    let admin = client.sign_in("quantri").await;
    let used = token(&admin, &[]).await;
    let body = json!({ "source": "Nhà mạng A", "observations": [
        { "unit": "04846", "indicator": "I02", "value": 61, "as_of": "2026-10-31" },
        { "unit": "04978", "indicator": "I02", "value": 58, "as_of": "2026-10-31" },
    ]});
    let taken = deliver(&client, &used, "a", &body).await;
    assert_eq!(taken.status, StatusCode::CREATED, "{}", taken.body);
    token(&admin, &[("name", "khac")]).await;
    db
}

on_both!(tokens_are_made_within_limits, |engine| async move {
    let (client, _) = client(engine).await;
    let admin = client.sign_in("quantri").await;
    let make =
        |name: &'static str, scope: &'static str, expires: &'static str, sector: &'static str| {
            [
                ("kind", "make"),
                ("name", name),
                ("scope", scope),
                ("expires", expires),
                (sector, "on"),
                ("sources", "Nhà mạng A"),
            ]
        };
    let good = "sector-ha-tang";
    let cases = [
        (make("Máy chủ", "25", "2027-01-01", good), 422),
        (make("a", "04846", "2027-01-01", good), 422),
        (make("a", "25", "2026-11-23", good), 422),
        (make("a", "25", "2030-01-01", good), 422),
        (make("a", "25", "2027-01-01", "sector-x"), 422),
        // Nobody gives what reaches beyond their own scope.
        (make("a", "VN", "2027-01-01", good), 403),
        (make("a", "01", "2027-01-01", good), 403),
        (make("a", "25", "2027-01-01", good), 200),
        (make("a", "25", "2027-01-01", good), 422),
    ];
    for (fields, status) in cases {
        let answer = admin.post("/api/token", &fields).await;
        assert_eq!(
            answer.status.as_u16(),
            status,
            "{fields:?}: {}",
            answer.text()
        );
        if status == 422 {
            assert_eq!(answer.value("name"), fields[1].1);
        }
    }
});

on_both!(ten_thousand_rows_are_one_delivery, |engine| async move {
    let (client, db) = client(engine).await;
    let admin = client.sign_in("quantri").await;
    let secret = token(&admin, &[]).await;
    let communes: Vec<String> = db
        .units()
        .await
        .unwrap()
        .into_iter()
        .filter(|u| u.province_code.as_ref().is_some_and(|p| p.as_str() == "25"))
        .map(|u| u.code.to_string())
        .collect();
    assert_eq!(communes.len(), 148);
    let rows: Vec<Value> = (0..10_000)
        .map(|n: usize| {
            let (unit, n) = (&communes[n % 148], n / 148);
            let day = format!("{}-{:02}-{:02}", 2020 + n / 28, 1 + n % 7, 1 + n % 28);
            json!({ "unit": unit, "indicator": "I02", "value": n, "as_of": day })
        })
        .collect();
    let body = json!({ "source": "Nhà mạng A", "observations": rows });
    let taken = deliver(&client, &secret, "k", &body).await;
    assert_eq!(taken.status, StatusCode::CREATED, "{}", taken.body);
    let answer: Value = serde_json::from_slice(&taken.bytes).unwrap();
    assert_eq!(
        (&answer["rows"], &answer["new"]),
        (&json!(10_000), &json!(10_000))
    );
});

on_both!(
    the_description_describes_what_is_there,
    |engine| async move {
        let (client, _) = client(engine).await;
        let answer = client.get(DESCRIPTION).await;
        assert_eq!(answer.status, StatusCode::OK);
        assert_eq!(answer.header("content-type"), "application/json");
        assert_eq!(answer.body, OPENAPI);
        let document: Value = serde_json::from_slice(&answer.bytes).unwrap();
        assert_eq!(document["openapi"], "3.1.0");
        let post = &document["paths"][PATH]["post"];
        let words: Vec<&str> = DeliveryFault::ALL
            .into_iter()
            .map(DeliveryFault::word)
            .collect();
        let schemas = &document["components"]["schemas"];
        assert_eq!(
            schemas["RowError"]["properties"]["problem"]["enum"],
            json!(words)
        );
        assert_eq!(
            schemas["Delivery"]["properties"]["observations"]["maxItems"],
            10_000
        );
        // Every reference leads somewhere.
        for reference in OPENAPI.split("\"$ref\": \"#").skip(1) {
            let pointer = reference.split('"').next().unwrap();
            assert!(document.pointer(pointer).is_some(), "{pointer}");
        }
        // Its examples are taken as they stand.
        let admin = client.sign_in("quantri").await;
        let secret = token(&admin, &[("sector-ngan-hang", "on")]).await;
        let examples = post["requestBody"]["content"]["application/json"]["examples"]
            .as_object()
            .unwrap();
        assert_eq!(examples.len(), 2);
        for (name, example) in examples {
            let key = post["parameters"][0]["example"].as_str().unwrap();
            let taken = deliver(
                &client,
                &secret,
                &format!("{key}-{name}"),
                &example["value"],
            )
            .await;
            assert_eq!(taken.status, StatusCode::CREATED, "{name}: {}", taken.body);
            let answer: Value = serde_json::from_slice(&taken.bytes).unwrap();
            let fields = schemas["Answer"]["required"].as_array().unwrap();
            assert_eq!(answer.as_object().unwrap().len(), fields.len());
            for field in fields {
                assert!(answer.get(field.as_str().unwrap()).is_some(), "{field}");
            }
        }
    }
);

on_both!(
    every_indicator_comes_in_by_form_and_by_file,
    |engine| async move {
        let _alone = WAITING.lock().await;
        let (client, db) = client(engine).await;
        let officer = client.sign_in("songanh").await;
        let mut file = HEAD.to_owned();
        let mut walked = 0;
        for indicator in catalogue().unwrap() {
            for (level, unit) in [(UnitLevel::Province, "25"), (UnitLevel::Commune, "04846")] {
                if !indicator.at(level) {
                    continue;
                }
                let address = format!("/so-lieu/{}/{unit}", indicator.code);
                let page = officer.get(&address).await;
                assert_eq!(page.status, StatusCode::OK, "{address}");
                let value = match (indicator.kind, level) {
                    (Kind::Count, _) => "12",
                    (Kind::YesNo, UnitLevel::Commune) => "yes",
                    (Kind::Share | Kind::YesNo, _) => "3/4",
                    (Kind::Date, _) => "2026-10-01",
                    (Kind::Growth, _) => "tăng 50 %",
                };
                let fields = [
                    ("unit", unit),
                    ("indicator", indicator.code.as_str()),
                    ("value", value),
                    ("as_of", "2026-10-31"),
                    ("source", "Theo mẫu"),
                ];
                let told = officer.post("/api/observe", &fields).await;
                if !page.body.contains("action=\"/api/observe\"") {
                    // It is computed from what is confirmed, and says so instead.
                    assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY, "{address}");
                    assert!(indicator.derived.is_some(), "{address}");
                    continue;
                }
                assert_eq!(
                    told.status,
                    StatusCode::SEE_OTHER,
                    "{address}: {}",
                    told.text()
                );
                file.push_str(&format!(
                    "{unit},{},{value},2026-10-31,Từ tệp\n",
                    indicator.code
                ));
                walked += 1;
            }
        }
        let seen = send(&officer, "tat-ca.csv", file.as_bytes()).await;
        assert_eq!(seen.status, StatusCode::OK, "{}", seen.text());
        let taken = officer
            .post_owned("/api/add-observations", &carried(&seen))
            .await;
        assert_eq!(taken.status, StatusCode::SEE_OTHER);
        // Both stand in the history of each, side by side, as they were told.
        for line in file.lines().skip(1) {
            let mut cells = line.split(',');
            let (unit, indicator) = (cells.next().unwrap(), cells.next().unwrap());
            let rows = db
                .observation_history(&code(unit), indicator)
                .await
                .unwrap();
            let said = |r: &server::store::observations::ObservationRow| {
                (r.value, r.printed.clone(), r.current)
            };
            assert_eq!(rows.len(), 2, "{line}");
            assert_eq!(said(&rows[0]), said(&rows[1]), "{line}");
            let page = officer
                .get(&format!("/so-lieu/{indicator}/{unit}"))
                .await
                .text();
            assert!(
                page.contains("Theo mẫu") && page.contains("Từ tệp"),
                "{line}"
            );
            // So they do before everybody.
            let public = client.get(&format!("/chi-tieu/{indicator}/{unit}")).await;
            assert_eq!(public.status, StatusCode::OK, "{line}");
            let public = public.text();
            assert!(
                public.contains("Theo mẫu") && public.contains("Từ tệp"),
                "{line}: {public}"
            );
        }
        assert!(walked > 70, "{walked}");
        // Every indicator stands on the page of its sector, and none of those told is without figures there.
        for sector in Sector::ALL {
            let room = match sector {
                Sector::Infrastructure => "/ha-tang".to_owned(),
                sector => format!("/linh-vuc/{}", sector.slug()),
            };
            let page = client.get(&format!("{room}?tinh=25")).await;
            assert_eq!(page.status, StatusCode::OK, "{room}");
            let catalogue = catalogue().unwrap();
            let own: Vec<_> = catalogue.iter().filter(|i| i.sector == sector).collect();
            for indicator in &own {
                let heading = format!("<h2 id=\"{}\"", indicator.code);
                assert!(page.body.contains(&heading), "{room}: {}", indicator.code);
            }
            let told = own
                .iter()
                .filter(|i| file.contains(&format!("25,{},", i.code)));
            let nothing = page.body.matches("Chưa có số liệu").count();
            assert_eq!(nothing, own.len() - told.count(), "{room}");
        }
    }
);

on_both!(
    a_number_of_the_register_is_asked_once,
    |engine| async move {
        let (client, _) = client(engine).await;
        let (officer, sector) = (
            client.sign_in("canbo").await,
            client.sign_in("songanh").await,
        );
        assert_eq!(officer.get("/can-bo/04846/HT1").await.value("whole"), "");
        let told = [
            ("unit", "04846"),
            ("indicator", "M03"),
            ("value", "57"),
            ("as_of", "2026-06-30"),
            ("source", "Sở Nội vụ"),
        ];
        assert_eq!(
            sector.post("/api/observe", &told).await.status,
            StatusCode::SEE_OTHER
        );
        // It stands in the field, and beside it with its day and source; where no such number is asked for, it does not.
        for criterion in ["HT1", "TH3"] {
            let page = officer.get(&format!("/can-bo/04846/{criterion}")).await;
            assert_eq!(page.value("whole"), "57", "{criterion}");
            let text = page.text();
            assert!(
                text.contains("57, tính đến 30/6/2026, nguồn Sở Nội vụ"),
                "{text}"
            );
        }
        for criterion in ["TH2", "NT3", "DL2"] {
            let page = officer.get(&format!("/can-bo/04846/{criterion}")).await;
            assert!(!page.text().contains("Sở Nội vụ"), "{criterion}");
        }
        // The officer may say otherwise, and what was typed stays; the reviewer sees both.
        let save = [
            ("unit", "04846"),
            ("criterion", "HT1"),
            ("version", "0"),
            ("part", "60"),
            ("whole", "60"),
            ("fact_date", "2026-11-20"),
            ("intent", "hand-in"),
        ];
        let pdf = b"%PDF-1.7\n%%EOF".as_slice();
        let sent = officer
            .upload("/api/save-answer", &save, "kiem-ke.pdf", pdf)
            .await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
        let page = officer.get("/can-bo/04846/HT1").await;
        assert!(page.text().contains("Sở Nội vụ"));
        let leader = client.sign_in("lanhdao").await;
        let version = leader.get("/can-bo/04846").await.value("items");
        let signed = leader
            .post("/api/sign", &[("unit", "04846"), ("items", &version)])
            .await;
        assert_eq!(signed.status, StatusCode::SEE_OTHER, "{}", signed.text());
        let reviewer = client.sign_in("thamdinh").await;
        let queue = reviewer.get("/tham-dinh").await;
        let answer = queue.links("/tham-dinh/").into_iter().next().unwrap();
        let page = reviewer.get(&format!("/tham-dinh/{answer}")).await.text();
        assert!(
            page.contains("Tổng số đã khai là 60, khác số liệu nền dùng chung"),
            "{page}"
        );
    }
);
