//! The commands as a clerk uses them: exit codes, and what they say.

use crate::support::{self, Engine, new_address, on_both};
use domain::{
    audit::{AuditAction, Entry},
    time::Timestamp,
};
use server::{config, store::Db};
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    process::{Command, Output},
};

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
        &["user", "--help"],
        &["user", "add", "--help"],
        &["period", "extend", "--help"],
    ] {
        let output = xanh(&address, arguments);
        assert!(output.status.success(), "{arguments:?}");
        assert!(
            said(&output).contains("XANH_DATABASE"),
            "{arguments:?}: {}",
            said(&output)
        );
        // Wholly in Vietnamese.
        for word in [
            "Usage",
            "Options",
            "Commands",
            "Arguments",
            "Print",
            "[env",
            "[default",
            "[possible",
            "<DATABASE>",
            "<CODE>",
            "<FILE>",
        ] {
            assert!(!said(&output).contains(word), "{word}: {}", said(&output));
        }
        assert!(said(&output).contains("Cách dùng: xanh"), "{arguments:?}");
        assert!(said(&output).contains("In hướng dẫn này"), "{arguments:?}");
    }
    assert_eq!(xanh(&address, &["nothing"]).status.code(), Some(2));
}

#[tokio::test]
async fn a_mistyped_command_line_is_answered_in_vietnamese() {
    let address = new_address(Engine::Sqlite).await;
    for (arguments, words) in [
        (&["nothing"][..], "không có lệnh nothing"),
        (&["verify", "--bogus"], "không có tham số --bogus"),
        (&["import", "units"], "còn thiếu"),
        (
            &["import", "nothing", "x.csv"],
            "không nhận “nothing”; cần một trong: units",
        ),
        (
            &["period", "open", "Q4", "--due", "31/2/2026"],
            "cần ngày, dạng 31/12/2026",
        ),
        (&["serve", "--connections", "3"], "cần số từ 8 đến 100000"),
        (
            &["serve", "--page-cache-mib=-1"],
            "cần số nguyên từ 0 trở lên",
        ),
        (
            &["serve", "--smtp-port", "smtp"],
            "cần số cổng từ 1 đến 65535",
        ),
        (&["migrate", "--now", "mai"], "dạng \"09:00 23/11/2026\""),
        (&["period", "open", "Q4", "--due"], "chưa có giá trị"),
    ] {
        let output = xanh(&address, arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let told = said(&output);
        assert!(told.contains(words), "{arguments:?}: {told}");
        assert!(told.contains("xanh --help"), "{told}");
        for english in ["error:", "Usage", "tip:", "For more", "invalid", "is not"] {
            assert!(!told.contains(english), "{arguments:?}: {told}");
        }
    }
}

/// What is wrong with a file, a folder or an address is said in Vietnamese, with what to look at.
#[tokio::test]
async fn causes_are_told_in_vietnamese() {
    let good = new_address(Engine::Sqlite).await;
    let good = good.as_str();
    assert!(xanh(good, &["migrate"]).status.success());
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let taken = taken.local_addr().unwrap().to_string();
    let other = file("other.txt", &"of somebody ".repeat(100));
    let foreign = format!("sqlite://{other}");
    let folder = std::env::temp_dir().display().to_string();
    for (database, arguments, words) in [
        (
            good,
            &["import", "units", "/nowhere/units.csv"][..],
            "không có tệp, thư mục",
        ),
        (
            good,
            &["user", "import", "/nowhere/people.csv"],
            "không có tệp, thư mục",
        ),
        (
            good,
            &["import", "units", &folder],
            "đó là thư mục, không phải tệp",
        ),
        (
            good,
            &["serve", "--address", &taken],
            "đang được chương trình khác dùng",
        ),
        (
            good,
            &[
                "serve",
                "--address",
                "127.0.0.1:0",
                "--files",
                "/proc/nowhere",
            ],
            "không dùng được thư mục /proc/nowhere",
        ),
        (foreign.as_str(), &["migrate"], "không phải cơ sở dữ liệu"),
        (foreign.as_str(), &["digest"], "không phải cơ sở dữ liệu"),
        ("mysql://a/b", &["migrate"], "cần dạng sqlite://TỆP"),
        (good, &["digest"], "chưa khai báo máy chủ thư"),
    ] {
        let output = xanh(database, arguments);
        let told = said(&output);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}: {told}");
        assert!(told.contains(words), "{arguments:?}: {told}");
        for english in ["os error", "No such", "is not", "can't", "cannot", "in use"] {
            assert!(!told.contains(english), "{arguments:?}: {told}");
        }
    }
}

#[test]
fn a_deadline_is_read_as_people_write_it() {
    let read = |text| config::parse_deadline(text).ok().map(|at| at.to_string());
    let end = Some("2026-12-31T17:00+07:00".to_owned());
    for text in [
        "31/12/2026",
        " 31/12/2026",
        "17:00 31/12/2026",
        "2026-12-31T17:00+07:00",
    ] {
        assert_eq!(read(text), end, "{text}");
    }
    assert_eq!(
        read("10:30 31/12/2026"),
        Some("2026-12-31T10:30+07:00".to_owned())
    );
    for text in [
        "",
        "31/2/2026",
        "24:00 31/12/2026",
        "10:60 31/12/2026",
        "mai",
    ] {
        assert_eq!(read(text), None, "{text}");
        assert!(config::parse_time(text).is_err(), "{text}");
    }
    // Where the clock begins is read in the same ways; a day begins at midnight.
    let begins = |text| config::parse_time(text).ok().map(|at| at.to_string());
    for text in ["09:00 23/11/2026", "2026-11-23T09:00+07:00"] {
        assert_eq!(begins(text), Some("2026-11-23T09:00+07:00".to_owned()));
    }
    assert_eq!(
        begins("23/11/2026"),
        Some("2026-11-23T00:00+07:00".to_owned())
    );
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
async fn the_file_of_a_set_goes_out_and_comes_back() {
    let address = new_address(Engine::Sqlite).await;
    // There is nothing to show where nothing is, and nothing is made of it.
    let nowhere = xanh(&address, &["criteria", "file", "v0"]);
    assert!(!nowhere.status.success(), "{}", said(&nowhere));
    assert!(xanh(&address, &["migrate"]).status.success());
    let none = xanh(&address, &["criteria", "wordings", "v0"]);
    assert_eq!(none.status.code(), Some(0));
    assert!(said(&none).contains("chưa sửa lần nào"), "{}", said(&none));
    let out = xanh(&address, &["criteria", "file", "v0"]);
    assert_eq!(out.status.code(), Some(0), "{}", said(&out));
    let text = String::from_utf8(out.stdout).unwrap();
    let same = file("same.toml", &text);
    let again = xanh(&address, &["import", "criteria", &same]);
    assert!(
        said(&again).contains("không thay đổi gì"),
        "{}",
        said(&again)
    );
    let new = file(
        "new.toml",
        &text.replacen("Kiểm tra ba việc", "Thử cả ba việc", 1),
    );
    let done = xanh(&address, &["import", "criteria", &new]);
    let listed = xanh(&address, &["criteria", "wordings", "v0"]);
    // What was revised is told at once, and again whenever somebody asks.
    for output in [&done, &listed] {
        assert_eq!(output.status.code(), Some(0), "{}", said(output));
        let said = said(output);
        for words in [
            "  NT2.help.vi\n",
            "    - Kiểm tra ba việc",
            "    + Thử cả ba việc",
        ] {
            assert!(said.contains(words), "{words}: {said}");
        }
    }
    assert!(
        said(&listed).contains("ngày 1/10/2025, xanh"),
        "{}",
        said(&listed)
    );
    for command in ["file", "wordings"] {
        let unknown = xanh(&address, &["criteria", command, "v9"]);
        assert_eq!(unknown.status.code(), Some(2), "{}", said(&unknown));
        assert!(said(&unknown).contains("v9"), "{}", said(&unknown));
    }
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
                    action: AuditAction::Save.into(),
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

/// Every file below a folder with its content.
fn below(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
            if entry.path().is_dir() {
                open.push(entry.path());
            } else {
                found.insert(entry.path(), std::fs::read(entry.path()).unwrap());
            }
        }
    }
    found
}

/// A folder of this test's own.
fn own_folder(name: &str) -> PathBuf {
    let folder = support::folder().join(name);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// `xanh` in a folder, without any setting but these.
fn xanh_in(folder: &Path, arguments: &[&str], set: &[(&str, &str)]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xanh"));
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("XANH_")) {
        command.env_remove(name);
    }
    command
        .args(arguments)
        .current_dir(folder)
        .env("XANH_NOW", "2026-11-23T09:00+07:00")
        .envs(set.iter().copied())
        .output()
        .unwrap()
}

#[tokio::test]
async fn a_command_that_needs_an_installation_makes_none() {
    let folder = own_folder("no-installation");
    std::fs::write(folder.join("empty.db"), "").unwrap();
    std::fs::write(
        folder.join("letter.db"),
        "Kính gửi Ủy ban nhân dân xã".repeat(300),
    )
    .unwrap();
    std::fs::create_dir_all(folder.join("folder.db")).unwrap();
    let other = format!("sqlite://{}", folder.join("other.db").display());
    let Db::Sqlite { writer, reader } = Db::open(&other).await.unwrap() else {
        unreachable!()
    };
    sqlx::query("CREATE TABLE letter (id INTEGER)")
        .execute(&writer)
        .await
        .unwrap();
    writer.close().await;
    reader.close().await;
    let before = below(&folder);
    let extend = [
        "period",
        "extend",
        "2026-Q4",
        "--due",
        "2027-01-15T17:00+07:00",
        "--reason",
        "Nghỉ lễ",
    ];
    for file in [
        "xnah.db",
        "no/folder/xanh.db",
        "empty.db",
        "letter.db",
        "folder.db",
        "other.db",
    ] {
        let absolute = format!("sqlite://{}", folder.join(file).display());
        for address in [format!("sqlite://{file}"), absolute] {
            for arguments in [
                &["verify"][..],
                &["digest"],
                &["period", "close", "2026-Q4"],
                &extend,
            ] {
                let output = xanh_in(&folder, arguments, &[("XANH_DATABASE", &address)]);
                let said = said(&output);
                let code = output.status.code();
                assert!(
                    matches!(code, Some(1 | 2)),
                    "{arguments:?} {address}: {said}"
                );
                assert!(
                    !said.contains("nguyên vẹn") && !said.contains("panicked"),
                    "{said}"
                );
                assert!(said.contains(file), "{arguments:?} {address}: {said}");
                if arguments == ["verify"] && !file.starts_with("folder") {
                    assert_eq!(code, Some(2), "{address}: {said}");
                    assert!(said.contains("Không có gì để xác nhận"), "{said}");
                }
                assert_eq!(below(&folder), before, "{arguments:?} {address}");
            }
        }
    }
    // The default, where nothing was ever begun; and a file that is not there begins nothing.
    for arguments in [
        &["verify"][..],
        &["import", "units", "missing.csv"],
        &["user", "import", "missing.csv"],
    ] {
        let output = xanh_in(&folder, arguments, &[]);
        assert!(!output.status.success(), "{}", said(&output));
    }
    assert!(!folder.join("data").exists());
    // What begins an installation says that it did, and where.
    let begun = xanh_in(&folder, &["migrate"], &[]);
    assert!(begun.status.success(), "{}", said(&begun));
    assert!(
        said(&begun).contains("Cơ sở dữ liệu mới: sqlite://data/xanh.db"),
        "{}",
        said(&begun)
    );
    assert!(!said(&xanh_in(&folder, &["migrate"], &[])).contains("Cơ sở dữ liệu mới"));
}

on_both!(
    an_installation_without_a_trail_is_not_called_whole,
    |engine| async move {
        let address = support::production_address(engine).await;
        let output = xanh(&address, &["verify"]);
        assert_eq!(output.status.code(), Some(2), "{}", said(&output));
        let said = said(&output);
        assert!(
            said.contains("chưa có mục nào") && !said.contains("nguyên vẹn"),
            "{said}"
        );
        // Nor is an empty database, which stays empty.
        let address = new_address(engine).await;
        for _ in 0..2 {
            let output = xanh(&address, &["verify"]);
            assert_eq!(output.status.code(), Some(2));
            assert!(!self::said(&output).contains("nguyên vẹn"));
        }
    }
);

on_both!(
    a_schema_of_another_time_is_not_called_whole,
    |engine| async move {
        let changes = [
            (
                "DELETE FROM _sqlx_migrations WHERE version = (SELECT MAX(version) FROM _sqlx_migrations)",
                "cũ hơn",
            ),
            (
                "INSERT INTO _sqlx_migrations (version, description, installed_on, success, checksum, execution_time) \
          SELECT 9999, 'later', installed_on, TRUE, checksum, 0 FROM _sqlx_migrations WHERE version = 1",
                "mới hơn",
            ),
            (
                "UPDATE _sqlx_migrations SET success = FALSE WHERE version = 1",
                "dở dang",
            ),
            (
                "UPDATE _sqlx_migrations SET checksum = (SELECT checksum FROM _sqlx_migrations WHERE version = 2) \
          WHERE version = 1",
                "khác với phiên bản này",
            ),
        ];
        for (change, word) in changes {
            let address = support::production_address(engine).await;
            xanh(
                &address,
                &[
                    "user", "add", "a", "--name", "A", "--role", "thu-ky", "--scope", "VN",
                ],
            );
            let db = Db::open(&address).await.unwrap();
            execute(&db, change).await;
            db.close().await;
            let output = xanh(&address, &["verify"]);
            let said = said(&output);
            assert_eq!(output.status.code(), Some(2), "{said}");
            assert!(
                said.contains(word) && !said.contains("nguyên vẹn"),
                "{said}"
            );
            // What may write says it as well, and does nothing.
            if word != "cũ hơn" {
                let output = xanh(&address, &["migrate"]);
                assert_eq!(output.status.code(), Some(1));
                assert!(
                    self::said(&output).contains("phục hồi"),
                    "{}",
                    self::said(&output)
                );
            }
        }
    }
);

on_both!(
    what_was_changed_behind_the_program_is_found,
    |engine| async move {
        let folder = own_folder(&format!("changed-{engine:?}"));
        let files = folder.join("minh-chung");
        let address = support::production_address(engine).await;
        let db = Db::open(&address).await.unwrap();
        crate::fixture::live(&db).await;
        let evidence: Vec<String> = db.evidence_files().await.unwrap();
        assert_eq!(evidence.len(), 3);
        let place = |name: &str| files.join(&name[..2]).join(name);
        let bring = || {
            for name in &evidence {
                std::fs::create_dir_all(place(name).parent().unwrap()).unwrap();
                let whole = crate::fixture::evidence_of_tests()
                    .join(&name[..2])
                    .join(name);
                std::fs::copy(whole, place(name)).unwrap();
            }
        };
        bring();
        let set = [
            ("XANH_DATABASE", address.as_str()),
            ("XANH_FILES", files.to_str().unwrap()),
        ];
        let verify = || xanh_in(&folder, &["verify"], &set);
        let whole = said(&verify());
        for word in [
            address.rsplit('/').next().unwrap(),
            "Nhật ký còn nguyên vẹn: ",
            "Mục mới nhất: chuỗi ",
            "24/11/2026",
            "Bản công bố: 3; phiếu tính trạng thái tính lại khớp: 444.",
            "Tệp minh chứng đúng như khi nhận: 3 ",
            "Không kiểm tra ở đây",
        ] {
            assert!(whole.contains(word), "{word}: {whole}");
        }
        assert_eq!(verify().status.code(), Some(0), "{whole}");
        let bad = |word: &str| {
            let output = verify();
            let said = said(&output);
            assert_eq!(output.status.code(), Some(2), "{word}: {said}");
            assert!(
                said.contains(word) && !said.contains("còn nguyên vẹn: "),
                "{word}: {said}"
            );
        };
        // Evidence: altered, emptied, gone, and its whole folder gone; nothing is made in its place.
        std::fs::write(place(&evidence[0]), "khác").unwrap();
        bad(&format!("{}: nội dung khác khi nhận", evidence[0]));
        std::fs::write(place(&evidence[0]), "").unwrap();
        bad(&format!("{}: nội dung khác khi nhận", evidence[0]));
        std::fs::remove_file(place(&evidence[0])).unwrap();
        bad(&format!("{}: thiếu", evidence[0]));
        std::fs::remove_dir_all(&files).unwrap();
        bad(&format!("{}: thiếu", evidence[2]));
        assert!(!files.exists());
        bring();
        assert_eq!(verify().status.code(), Some(0));
        // Releases: somebody with the database in their hands takes the guards away.
        for table in ["release", "release_unit", "release_province"] {
            execute(&db, guard_of(engine, table)).await;
        }
        for (change, back, word) in [
            (
                "UPDATE release_unit SET level = 'G' WHERE unit_code = '05116' AND release_id = 1",
                "UPDATE release_unit SET level = 'N' WHERE unit_code = '05116' AND release_id = 1",
                "phiếu tính trạng thái 1r1-05116 KHÔNG khớp",
            ),
            (
                "UPDATE release_province SET green = green + 1 WHERE release_id = 2",
                "UPDATE release_province SET green = green - 1 WHERE release_id = 2",
                "tổng của tỉnh 25 KHÔNG khớp",
            ),
            (
                "UPDATE release SET as_of = as_of + 1 WHERE id = 3",
                "UPDATE release SET as_of = as_of - 1 WHERE id = 3",
                "bản công bố 2r2: mã băm KHÔNG khớp",
            ),
        ] {
            execute(&db, change).await;
            bad(word);
            execute(&db, back).await;
            assert_eq!(verify().status.code(), Some(0), "{}", said(&verify()));
        }
        // The audit log: a chain whose end somebody forgot is still followed.
        execute(&db, "DELETE FROM audit_head WHERE chain = '04846'").await;
        bad("chuỗi 04846");
        db.close().await;
    }
);

fn guard_of(engine: Engine, table: &str) -> &'static str {
    let drop = match engine {
        Engine::Sqlite => format!("DROP TRIGGER {table}_update"),
        Engine::Postgres => format!("DROP TRIGGER {table}_update ON {table}"),
    };
    Box::leak(drop.into_boxed_str())
}
