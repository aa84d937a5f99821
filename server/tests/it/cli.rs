//! The commands as a clerk uses them: exit codes, and what they say.

use crate::support::{Engine, new_address};
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
