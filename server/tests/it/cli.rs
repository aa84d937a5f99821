//! The commands as a clerk uses them: exit codes, and what they say.

use crate::support::{Engine, new_address, on_both};
use domain::{audit::Entry, time::Timestamp};
use server::store::Db;
use std::process::{Command, Output};

fn xanh(database: &str, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_xanh"))
        .args(arguments)
        .env("XANH_DATABASE", database)
        .env("XANH_NOW", "2025-10-01T09:00+07:00")
        .output()
        .unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

/// A file of this test's own.
fn file(name: &str, content: &str) -> String {
    let path = std::env::temp_dir().join(format!("xanh-cli-{}-{name}", std::process::id()));
    std::fs::write(&path, content).unwrap();
    path.display().to_string()
}

#[tokio::test]
async fn every_command_explains_itself() {
    let address = new_address(Engine::Sqlite).await;
    for arguments in [
        &["--help"][..],
        &["migrate", "--help"],
        &["import", "--help"],
        &["demo", "--help"],
        &["serve", "--help"],
        &["verify", "--help"],
    ] {
        let output = xanh(&address, arguments);
        assert!(output.status.success(), "{arguments:?}");
        assert!(
            said(&output).contains("XANH_DATABASE"),
            "{arguments:?}: {}",
            said(&output)
        );
    }
    assert_eq!(xanh(&address, &["nothing"]).status.code(), Some(2));
}

#[tokio::test]
async fn a_bad_file_ends_with_2_and_lists_every_bad_place() {
    let address = new_address(Engine::Sqlite).await;
    let text = server::service::reference::UNITS.replacen(",phường,", ",khu phố,", 2);
    let bad = file("units.csv", &text);
    let output = xanh(&address, &["import", "units", &bad]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(
        said(&output).matches("cột type").count(),
        2,
        "{}",
        said(&output)
    );
    assert!(said(&output).contains("chưa ghi gì"));

    let good = file("good.csv", server::service::reference::UNITS);
    assert_eq!(
        xanh(&address, &["import", "units", &good]).status.code(),
        Some(0)
    );
    let set = file("v0.toml", server::service::reference::CRITERIA);
    assert_eq!(
        xanh(&address, &["import", "criteria", &set]).status.code(),
        Some(0)
    );
    let figures = file("figures.csv", server::service::reference::FIGURES);
    assert_eq!(
        xanh(&address, &["import", "figures", &figures])
            .status
            .code(),
        Some(0)
    );

    let missing = xanh(&address, &["import", "units", "/nowhere/units.csv"]);
    assert_eq!(missing.status.code(), Some(1));
    assert!(said(&missing).contains("không đọc được tệp"));
}

#[tokio::test]
async fn the_demo_is_loaded_once() {
    let address = new_address(Engine::Sqlite).await;
    let first = xanh(&address, &["demo"]);
    assert!(first.status.success(), "{}", said(&first));
    assert!(said(&first).contains("6 bản công bố"), "{}", said(&first));
    let second = xanh(&address, &["demo"]);
    assert!(second.status.success());
    assert!(said(&second).contains("giữ nguyên"));
}

#[tokio::test]
async fn a_wrong_setting_is_explained_without_its_secret() {
    let output = xanh("mysql://me:secret@host/db", &["migrate"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        said(&output).contains("sqlite://") && !said(&output).contains("secret"),
        "{}",
        said(&output)
    );
    let output = xanh("sqlite:///proc/nowhere/x.db", &["migrate"]);
    assert_eq!(output.status.code(), Some(1));
}

async fn execute(db: &Db, statement: &'static str) {
    match db {
        Db::Sqlite { writer, .. } => sqlx::query(statement).execute(writer).await.map(drop),
        Db::Postgres(pool) => sqlx::query(statement).execute(pool).await.map(drop),
    }
    .unwrap();
}

on_both!(
    the_first_broken_link_of_the_trail_is_named,
    |engine| async move {
        let address = new_address(engine).await;
        assert!(xanh(&address, &["migrate"]).status.success());
        let db = Db::open(&address).await.unwrap();
        for (chain, entries) in [("04846", 3), ("05116", 4), ("VN", 2)] {
            for number in 1..=entries {
                let entry = Entry {
                    chain: chain.to_owned(),
                    seq: 0,
                    at: Timestamp(number),
                    actor: "canbo".to_owned(),
                    action: "save".to_owned(),
                    object: "DL2".to_owned(),
                    before: String::new(),
                    after: format!("note=lần {number}"),
                    reason: String::new(),
                };
                let mut tx = db.begin().await.unwrap();
                tx.record(entry, Some("192.0.2.1")).await.unwrap();
                tx.commit().await.unwrap();
            }
        }
        let holds = xanh(&address, &["verify"]);
        assert_eq!(holds.status.code(), Some(0), "{}", said(&holds));
        assert!(said(&holds).contains("3 chuỗi, 9 mục"), "{}", said(&holds));

        // Somebody with the database in their hands takes the guard away and changes the past.
        execute(
            &db,
            match engine {
                Engine::Sqlite => "DROP TRIGGER audit_update",
                Engine::Postgres => "DROP TRIGGER audit_update ON audit",
            },
        )
        .await;
        let broken = async |statement, expected: &str| {
            execute(&db, statement).await;
            let output = xanh(&address, &["verify"]);
            assert_eq!(output.status.code(), Some(2), "{}", said(&output));
            assert!(said(&output).contains(expected), "{}", said(&output));
            assert!(said(&output).contains("1 chuỗi, 3 mục còn nguyên vẹn"));
        };
        // Later breaks first, so that each is the first when it is looked for.
        broken(
            "UPDATE audit_head SET seq = 3 WHERE chain = '05116'",
            "chuỗi 05116, mục 4: chuỗi không kết thúc",
        )
        .await;
        broken(
            "UPDATE audit SET seq = 5 WHERE chain = '05116' AND seq = 4",
            "chuỗi 05116, mục 4: thiếu",
        )
        .await;
        broken(
            "UPDATE audit SET new_value = 'note=khác' WHERE chain = '05116' AND seq = 2",
            "chuỗi 05116, mục 2: nội dung khác",
        )
        .await;
        db.close().await;
    }
);
