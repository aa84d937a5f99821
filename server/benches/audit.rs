//! `make bench`: what a page of the audit log costs at a million entries, on both engines: of the country, of a province,
//! of a commune, of one person, and far back. The entries are made up. Nothing here decides a test; the measured figures
//! with their command stand in `docs/performance.md`.

#![expect(clippy::print_stdout, reason = "a bench reports to the terminal")]

mod engines;
mod timing;

use domain::{
    audit::{AuditAction, Entry},
    time::Timestamp,
    unit::{UnitCode, UnitLevel},
};
use server::store::Db;
use std::{path::Path, time::Instant};
use timing::{NOW, Outcome};

const ENTRIES: usize = 1_000_000;
const ROUNDS: usize = 50;
/// The aim, milliseconds.
const AIM: f64 = 50.0;
/// A province of which nothing was written for long: the province of the demo's people, so that a page of it lies behind
/// most of the log.
const QUIET: &str = "25";
/// Entries of each of its communes.
const OF_QUIET: usize = 20;

/// Who reads what: all of the country, of one person, of a commune; a province; one person there; a commune; and from
/// the middle of the log on.
const PAGES: [(&str, &str); 7] = [
    ("kiemtra", ""),
    ("kiemtra", "?nguoi=bench-7"),
    ("kiemtra", "?don-vi=00004"),
    ("thamdinh", ""),
    ("thamdinh", "?nguoi=bench-7"),
    ("canbo.04846", ""),
    ("kiemtra", MIDDLE),
];
/// Stands for the place in the middle.
const MIDDLE: &str = "?truoc=";

fn main() -> Outcome<()> {
    engines::run("log", async |folder| {
        println!("SQLite:");
        engine(&format!("sqlite://{}/bench.db", folder.display()), folder).await?;
        println!("PostgreSQL:");
        engines::on_postgres("log", async |address| engine(address, folder).await).await
    })
}

async fn engine(address: &str, folder: &Path) -> Outcome<()> {
    timing::load_demo(address)?;
    let db = Db::open(address).await?;
    let begin = Instant::now();
    fill(&db).await?;
    println!(
        "  {ENTRIES} entries in {:.0} s",
        begin.elapsed().as_secs_f64()
    );
    let router = timing::site(&db, folder)?;
    println!("  | page | who | first ms | p50 ms | p99 ms | bytes |");
    let mut slow = Vec::new();
    for (user, query) in PAGES {
        let cookie = timing::cookie(&db, user).await?;
        let mut path = format!("/quan-tri/nhat-ky{query}");
        if query == MIDDLE {
            path += &format!("{}-1-04846", at(ENTRIES / 2)?.0);
        }
        let times = timing::page(&router, &path, &cookie, ROUNDS).await?;
        let first = times.first.as_secs_f64() * 1_000.0;
        println!(
            "  | `{path}` | {user} | {first:.1} | {:.1} | {:.1} | {} |",
            times.at(50),
            times.at(99),
            times.bytes
        );
        if times.at(50) > AIM {
            slow.push(path);
        }
    }
    db.close().await;
    if slow.is_empty() {
        Ok(())
    } else {
        Err(format!("slower than {AIM} ms: {slow:?}").into())
    }
}

/// When an entry was made, of so many.
fn at(number: usize) -> Outcome<Timestamp> {
    let now = Timestamp::parse(NOW).ok_or("no time")?;
    let before = i64::try_from(ENTRIES - number.min(ENTRIES))?;
    Ok(Timestamp(now.0 - before * 1_000))
}

/// Saves of every commune in turn, those of the quiet province at first only.
async fn fill(db: &Db) -> Outcome<()> {
    let communes: Vec<_> = db
        .units()
        .await?
        .into_iter()
        .filter(|unit| unit.code.level() == UnitLevel::Commune)
        .collect();
    let (mut number, mut round) = (0, 0);
    while number < ENTRIES {
        let mut entries = Vec::with_capacity(communes.len());
        for unit in &communes {
            let province = unit.province_code.as_ref().map(UnitCode::as_str);
            if number == ENTRIES || (round >= OF_QUIET && province == Some(QUIET)) {
                continue;
            }
            number += 1;
            let entry = Entry {
                chain: unit.code.to_string(),
                seq: 0,
                at: at(number)?,
                actor: format!("bench-{}", number % 1_000),
                action: AuditAction::Save.into(),
                object: "DL2".to_owned(),
                before: format!("fact_date=2026-10-31\npart={round}\nwhole=1480"),
                after: format!("fact_date=2026-11-20\npart={}\nwhole=1480", round + 1),
                reason: String::new(),
            };
            entries.push((entry, None));
        }
        let mut tx = db.begin().await?;
        tx.record_all(entries).await?;
        tx.commit().await?;
        round += 1;
    }
    Ok(())
}
