//! Databases that released versions made, kept for good: the program of today opens them, brings them up to date and
//! finds the same trail, the same releases and the same receipts. `fixtures/VERSION` holds one installation of one
//! province for each engine, its evidence files, and what shall be found as JSON.
//!
//! `scripts/fixture.sh` makes the folder of the version that is in `Cargo.toml`. A folder of a released version is never
//! made again.

use crate::{
    story,
    support::{self, Browser, Client, Engine, new_address, now, on_both, people, postgres},
};
use axum::http::StatusCode;
use domain::{status::Level, time::Timestamp};
use flate2::{Compression, read::GzDecoder, write::GzEncoder};
use serde_json::{Value, json};
use server::{
    service::verify::{self, Report},
    store::{Db, Schema},
};
use std::{
    collections::BTreeMap,
    fs,
    io::{Read, Write},
    path::{Path, PathBuf},
    process::Command,
};

/// Versions whose installations are kept.
pub const VERSIONS: [&str; 1] = ["0.2.0"];

const PROVINCE: &str = "25";
const DAY: i64 = 86_400_000;

fn folder(version: &str) -> PathBuf {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    fixtures.join(version)
}

/// A whole document of one page; `words` make it another file.
fn pdf(words: &str) -> Vec<u8> {
    let text = format!("BT /F1 12 Tf 72 720 Td ({words}) Tj ET");
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R \
         /Resources << /Font << /F1 5 0 R >> >> >>"
            .to_owned(),
        format!("<< /Length {} >>\nstream\n{text}\nendstream", text.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
    ];
    let mut out = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    for (number, object) in (1..).zip(&objects) {
        places.push(out.len());
        out.extend(format!("{number} 0 obj\n{object}\nendobj\n").into_bytes());
    }
    let table = out.len();
    out.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).into_bytes());
    for place in places {
        out.extend(format!("{place:010} 00000 n \n").into_bytes());
    }
    let trailer = format!(
        "trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n",
        objects.len() + 1
    );
    out.extend(trailer.into_bytes());
    out
}

async fn publish(secretary: &Browser<'_>, kind: &[(&str, &str)]) {
    let preview = secretary.get("/quan-tri/cong-bo").await;
    let (hash, as_of) = (preview.value("hash"), preview.value("as_of"));
    let mut form = vec![("hash", hash.as_str()), ("as_of", as_of.as_str())];
    form.extend_from_slice(kind);
    let answer = secretary.post("/api/publish", &form).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
}

async fn bring_evidence(officer: &Browser<'_>, unit: &str, criterion: &str, content: &[u8]) {
    let form = officer.get(&format!("/can-bo/{unit}/{criterion}")).await;
    let version = form.value("version");
    let fields = [
        ("unit", unit),
        ("criterion", criterion),
        ("version", version.as_str()),
        ("yes", "yes"),
        ("fact_date", "2026-11-20"),
        ("note", "Theo quyết định của xã"),
        ("file_title", "Quyết định"),
        ("file_issuer", "UBND xã"),
        ("file_date", "2026-11-20"),
        ("intent", "save"),
    ];
    let sent = officer
        .upload("/api/save-answer", &fields, "quyet-dinh.pdf", content)
        .await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
}

/// An installation of one province with a life of its own: people, answers with evidence, what was returned, two
/// releases and a correction.
pub async fn live(db: &Db) {
    people::add(db).await;
    let client = Client::of_one_province(db.clone(), PROVINCE);
    let officer = client.sign_in("canbo").await;
    let codes = story::codes(&officer).await;
    bring_evidence(&officer, "04846", "TC1", &pdf("mot")).await;
    bring_evidence(&officer, "04846", "TC2", &pdf("hai")).await;
    for code in &codes {
        let answer = story::fill(&officer, code, "hand-in").await;
        assert_eq!(
            answer.status,
            StatusCode::SEE_OTHER,
            "{code}: {}",
            answer.text()
        );
    }
    let other = client.sign_in("canbo2").await;
    bring_evidence(&other, "05116", "TC1", &pdf("ba")).await;
    let leader = client.sign_in("lanhdao").await;
    story::sign(&leader).await;
    let reviewer = client.sign_in("thamdinh").await;
    let ids = reviewer.get("/tham-dinh").await.links("/tham-dinh/");
    let back = [
        ("answer", ids[0].as_str()),
        ("decision", "return"),
        ("code", "value"),
        ("text", "Xem lại số liệu"),
    ];
    assert_eq!(
        reviewer.post("/api/review", &back).await.status,
        StatusCode::SEE_OTHER
    );
    let many = reviewer
        .post_owned("/api/review-many", &story::ticks(&reviewer).await)
        .await;
    assert_eq!(many.status, StatusCode::SEE_OTHER, "{}", many.text());
    let secretary = client.sign_in("thuky").await;
    publish(&secretary, &[("kind", "new")]).await;

    // The day after, what came back is handed in again, and the commune becomes green.
    let client = Client::of_one_province_at(db.clone(), PROVINCE, Timestamp(now().0 + DAY));
    let officer = client.sign_in("canbo").await;
    for code in &codes {
        let page = officer.get(&format!("/can-bo/04846/{code}")).await;
        if page.body.contains("value=\"hand-in\"") {
            story::fill(&officer, code, "hand-in").await;
        }
    }
    let leader = client.sign_in("lanhdao").await;
    story::sign(&leader).await;
    let reviewer = client.sign_in("thamdinh").await;
    let many = reviewer
        .post_owned("/api/review-many", &story::ticks(&reviewer).await)
        .await;
    assert_eq!(many.status, StatusCode::SEE_OTHER, "{}", many.text());
    let secretary = client.sign_in("thuky").await;
    publish(&secretary, &[("kind", "new"), ("last", "1r1")]).await;
    let correction = [
        ("kind", "correction"),
        ("last", "2r1"),
        ("reason", "Nhầm ngày"),
    ];
    publish(&secretary, &correction).await;
}

/// What is kept beside an installation and found again: nothing of it may depend on the program that looks.
pub async fn told(db: &Db, report: &Report) -> Value {
    let mut releases = Vec::new();
    for release in db.releases().await.unwrap() {
        let rows = db.frozen_rows(release.id).await.unwrap();
        let green = rows.iter().filter(|row| row.level == Level::Green);
        let hashes: BTreeMap<_, _> = rows.iter().map(|r| (&r.unit, &r.hash)).collect();
        releases.push(json!({
            "release": release.release.to_string(),
            "content_hash": release.content_hash,
            "green": green.map(|row| row.unit.as_str()).collect::<Vec<_>>(),
            "receipts": hashes.len(),
            // One hash for all: the receipts' own are in the database.
            "receipts_hash": server::secrets::hash_bytes(json!(hashes).to_string().as_bytes()),
        }));
    }
    let files = db.evidence_sizes().await.unwrap();
    json!({
        "chains": report.audit_log.chains,
        "entries": report.audit_log.entries,
        "releases": releases,
        "files": files.iter().map(|(sha256, _)| sha256.as_str()).collect::<Vec<_>>(),
    })
}

/// Where the evidence files of an installation are kept.
pub fn evidence_of(version: &str) -> PathBuf {
    folder(version).join("minh-chung")
}

/// That an installation tells the same but for entries that the audit log has since.
pub fn unchanged(before: &Value, after: &Value) {
    for what in ["releases", "files"] {
        assert_eq!(before[what], after[what]);
    }
    assert!(after["entries"].as_u64() >= before["entries"].as_u64());
}

fn assert_whole(report: &Report) {
    assert!(report.is_of_something() && report.holds(), "{report:?}");
    assert_eq!(report.other_rules, 0, "{report:?}");
}

fn write_packed(path: &Path, content: &[u8]) {
    let mut packed = GzEncoder::new(Vec::new(), Compression::best());
    packed.write_all(content).unwrap();
    fs::write(path, packed.finish().unwrap()).unwrap();
}

fn unpack(path: &Path) -> Vec<u8> {
    let mut content = Vec::new();
    let packed = fs::File::open(path).unwrap();
    GzDecoder::new(packed).read_to_end(&mut content).unwrap();
    content
}

/// Where the router under test keeps evidence files.
pub fn evidence_of_tests() -> PathBuf {
    support::folder().join("minh-chung")
}

/// Makes the installation of this version. Not a test: `scripts/fixture.sh` calls it.
#[tokio::test]
#[ignore = "makes a fixture; called by scripts/fixture.sh"]
async fn make() {
    let target = folder(env!("CARGO_PKG_VERSION"));
    assert!(!target.exists(), "{} is there already", target.display());
    fs::create_dir_all(&target).unwrap();
    let mut all = Vec::new();
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let address = support::production_address(engine).await;
        let db = Db::open(&address).await.unwrap();
        live(&db).await;
        let report = verify::everything(&db, &evidence_of_tests()).await.unwrap();
        assert_whole(&report);
        let found = told(&db, &report).await;
        for file in found["files"].as_array().unwrap() {
            let name = file.as_str().unwrap();
            let place = Path::new(&name[..2]).join(name);
            let copy = target.join("minh-chung").join(&place);
            fs::create_dir_all(copy.parent().unwrap()).unwrap();
            fs::copy(evidence_of_tests().join(&place), copy).unwrap();
        }
        match &db {
            Db::Sqlite { writer, .. } => {
                let copy = support::folder().join("fixture.db");
                let copying = format!("VACUUM INTO '{}'", copy.display());
                let copying: &'static str = Box::leak(copying.into_boxed_str());
                sqlx::query(copying).execute(writer).await.unwrap();
                write_packed(&target.join("xanh.db.gz"), &fs::read(copy).unwrap());
            }
            Db::Postgres(_) => {
                let dump = Command::new("pg_dump")
                    .args([
                        "--inserts",
                        "--rows-per-insert=100",
                        "--no-owner",
                        "--no-privileges",
                    ])
                    .arg(format!("--dbname={address}"))
                    .output()
                    .unwrap();
                assert!(
                    dump.status.success(),
                    "{}",
                    String::from_utf8_lossy(&dump.stderr)
                );
                write_packed(&target.join("xanh.sql.gz"), &dump.stdout);
            }
        }
        db.close().await;
        all.push(found);
    }
    assert_eq!(all[0], all[1], "both engines tell the same");
    let text = serde_json::to_string_pretty(&all[0]).unwrap() + "\n";
    fs::write(target.join("expected.json"), text).unwrap();
}

/// An installation of a version as it was left.
pub async fn restored(engine: Engine, version: &str) -> String {
    let address = new_address(engine).await;
    match engine {
        Engine::Sqlite => {
            let path = address.strip_prefix("sqlite://").unwrap();
            fs::write(path, unpack(&folder(version).join("xanh.db.gz"))).unwrap();
        }
        Engine::Postgres => {
            let dump = unpack(&folder(version).join("xanh.sql.gz"));
            let dump = String::from_utf8(dump).unwrap();
            // Lines for the program psql, not for the engine.
            let lines = dump.lines().filter(|line| !line.starts_with('\\'));
            let text = lines.collect::<Vec<_>>().join("\n");
            let text: &'static str = Box::leak(text.into_boxed_str());
            let Db::Postgres(pool) = Db::open(&address).await.unwrap() else {
                unreachable!()
            };
            sqlx::raw_sql(text).execute(&pool).await.unwrap();
            pool.close().await;
        }
    }
    address
}

on_both!(
    installations_of_released_versions_come_up_to_date_whole,
    |engine| async move {
        for version in VERSIONS {
            let expected = fs::read(folder(version).join("expected.json")).unwrap();
            let expected: Value = serde_json::from_slice(&expected).unwrap();
            let address = restored(engine, version).await;
            let db = Db::open(&address).await.unwrap();
            let schema = db.schema().await.unwrap();
            assert!(
                matches!(schema, Schema::Older | Schema::Current),
                "{schema:?}"
            );
            db.migrate().await.unwrap();
            assert_eq!(db.schema().await.unwrap(), Schema::Current);
            let evidence = evidence_of(version);
            let report = verify::everything(&db, &evidence).await.unwrap();
            assert_whole(&report);
            assert_eq!(told(&db, &report).await, expected, "{version}");
            assert!(report.receipts > 148 && report.files > 1, "{report:?}");

            // And as people see it.
            let client = Client::of_one_province(db.clone(), PROVINCE);
            for release in expected["releases"].as_array().unwrap() {
                let id = release["release"].as_str().unwrap();
                for unit in release["green"].as_array().unwrap() {
                    let unit = unit.as_str().unwrap();
                    let receipt = client.get(&format!("/en/bien-nhan/{id}-{unit}")).await;
                    assert_eq!(receipt.status, StatusCode::OK);
                    let hash = db.releases().await.unwrap();
                    assert!(hash.iter().any(|r| receipt.body.contains(&r.content_hash)));
                }
            }
            let signed_in = client.sign_in("quantri").await;
            assert_eq!(
                signed_in.get("/quan-tri/tai-khoan").await.status,
                StatusCode::OK
            );
            db.close().await;
        }
    }
);

/// The version in Cargo.toml has its installation kept, from the day it is released.
#[test]
fn this_version_is_kept() {
    let changes = Path::new(env!("CARGO_MANIFEST_DIR")).join("../CHANGELOG.md");
    let changes = fs::read_to_string(changes).unwrap();
    let version = env!("CARGO_PKG_VERSION");
    assert!(
        changes.contains(&format!("## {version}")),
        "CHANGELOG.md names no {version}"
    );
    assert!(
        VERSIONS.contains(&version),
        "scripts/fixture.sh keeps {version}"
    );
    // Both halves are there whichever engine is tested here.
    for file in ["xanh.db.gz", "xanh.sql.gz", "expected.json"] {
        assert!(folder(version).join(file).is_file(), "{file}");
    }
    let _ = postgres();
}
