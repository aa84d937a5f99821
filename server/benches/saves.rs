//! `make bench`: acknowledged durable saves per second and how long each takes, through the real server
//! and HTTP, on both engines. It refuses to run where the database is less durable than in production, or
//! where making a write durable costs nothing. Nothing here decides a test; the figures with their
//! command stand in `docs/performance.md`.

#![expect(clippy::print_stdout, reason = "a bench reports to the terminal")]

mod engines;
#[path = "../tests/it/officers.rs"]
mod officers;

use officers::{Connection, Officer, Outcome, Server};
use server::{service::reference, service::workspace::audit, store::Db};
use std::{
    fs::File,
    io::Write,
    path::{Path, PathBuf},
    process::Command,
    time::{Duration, Instant},
};

const CONNECTIONS: usize = 64;
const WARM_UP: Duration = Duration::from_secs(3);
const LOAD: Duration = Duration::from_secs(15);
const CRITERION: &str = "DL2";
const SYNCS: usize = 1_000;

fn main() -> Outcome<()> {
    engines::run("bench", bench)
}

async fn bench(folder: &Path) -> Outcome<()> {
    println!(
        "acknowledged durable saves, {CONNECTIONS} connections, {} s after {} s to warm up, client on the same \
         machine:",
        LOAD.as_secs(),
        WARM_UP.as_secs()
    );
    engine(&format!("sqlite://{}/bench.db", folder.display()), folder).await?;
    engines::on_postgres("bench", async |address| engine(address, folder).await).await
}

async fn engine(address: &str, folder: &Path) -> Outcome<()> {
    let db = Db::open(address).await?;
    let place = settings(&db, folder).await?;
    sync_latency(&place)?;
    db.migrate().await?;
    reference::ensure(&db).await?;
    let officers = officers::add(&db, CONNECTIONS).await?;
    let mut server = Server::start(address, folder)?;
    let begin = Instant::now();
    let workers: Vec<_> = officers
        .into_iter()
        .map(|officer| tokio::spawn(save(server.host.clone(), officer, begin)))
        .collect();
    let (mut times, mut last) = (Vec::new(), Vec::new());
    for worker in workers {
        let (own, unit, version) = worker.await??;
        times.extend(own);
        last.push((unit, version));
    }
    times.sort_unstable();
    let at = |share: usize| times[(times.len() - 1) * share / 100].as_secs_f64() * 1_000.0;
    #[expect(clippy::cast_precision_loss, reason = "a count of saves in seconds")]
    let rate = times.len() as f64 / LOAD.as_secs_f64();
    println!(
        "  {rate:.0} saves/s; p50 {:.1} ms, p99 {:.1} ms, slowest {:.1} ms; {} saves",
        at(50),
        at(99),
        at(100),
        times.len()
    );
    server.kill()?;
    // A fast answer that is not there afterwards would be no save.
    let mut acknowledged = 0;
    for (unit, version) in last {
        let stored = db.draft(&unit, CRITERION).await?.map(|draft| draft.version);
        if stored != Some(version) {
            return Err(format!("{unit}: {version} was acknowledged, {stored:?} is there").into());
        }
        acknowledged += u64::from(version);
    }
    let verified = audit::verify(&db).await?;
    if verified.broken.is_some() || verified.entries != acknowledged {
        return Err(format!("the trail does not hold: {verified:?}").into());
    }
    println!("  all {acknowledged} saves since the start are there, and the trail holds");
    db.close().await;
    Ok(())
}

/// Saves until the time is up: how long each save after the warm-up took, and the last version.
async fn save(
    host: String,
    officer: Officer,
    begin: Instant,
) -> Outcome<(Vec<Duration>, domain::unit::UnitCode, u32)> {
    let mut connection = Connection::open(&host).await?;
    let mut times = Vec::new();
    let mut version = 0;
    while begin.elapsed() < WARM_UP + LOAD {
        let sent = Instant::now();
        let note = format!(
            "Theo quyết định số {version} của Ủy ban nhân dân xã, đã kiểm tra tại bộ phận một cửa"
        );
        let reply = connection.save(&officer, CRITERION, version, &note).await?;
        if !reply.saved() {
            return Err(format!("{}: {} {}", officer.unit, reply.status, reply.body).into());
        }
        version += 1;
        let done = begin.elapsed();
        if done >= WARM_UP && done < WARM_UP + LOAD {
            times.push(sent.elapsed());
        }
    }
    Ok((times, officer.unit, version))
}

/// Says how durable the database is, and refuses one that is less durable than in production. Gives the
/// folder in which it writes.
async fn settings(db: &Db, folder: &Path) -> Outcome<PathBuf> {
    match db {
        Db::Sqlite { writer, .. } => {
            let journal: String = sqlx::query_scalar("PRAGMA journal_mode")
                .fetch_one(writer)
                .await?;
            let synchronous: i64 = sqlx::query_scalar("PRAGMA synchronous")
                .fetch_one(writer)
                .await?;
            let version: String = sqlx::query_scalar("SELECT sqlite_version()")
                .fetch_one(writer)
                .await?;
            println!(
                "\nSQLite {version}: journal_mode = {journal}, synchronous = {synchronous} (2 is FULL)"
            );
            if journal != "wal" || synchronous < 2 {
                return Err("less durable than in production".into());
            }
            Ok(folder.to_owned())
        }
        Db::Postgres(pool) => {
            let mut durable = true;
            let mut said = Vec::new();
            for (name, show) in [
                ("fsync", "SHOW fsync"),
                ("synchronous_commit", "SHOW synchronous_commit"),
                ("full_page_writes", "SHOW full_page_writes"),
            ] {
                let value: String = sqlx::query_scalar(show).fetch_one(pool).await?;
                durable &= value == "on";
                said.push(format!("{name} = {value}"));
            }
            let version: String = sqlx::query_scalar("SHOW server_version")
                .fetch_one(pool)
                .await?;
            let method: String = sqlx::query_scalar("SHOW wal_sync_method")
                .fetch_one(pool)
                .await?;
            println!(
                "\nPostgreSQL {version}: {}, wal_sync_method = {method}",
                said.join(", ")
            );
            if !durable {
                return Err(
                    "less durable than in production: start the cluster with XANH_TEST_PG_DURABLE=1"
                        .into(),
                );
            }
            let data: String = sqlx::query_scalar("SHOW data_directory")
                .fetch_one(pool)
                .await?;
            Ok(data.into())
        }
    }
}

/// How long the disk takes to make 4 KiB more of a file durable: the least that a save can cost alone.
fn sync_latency(place: &Path) -> Outcome<()> {
    let kind = Command::new("stat")
        .args(["--file-system", "--format=%T"])
        .arg(place)
        .output()?;
    let kind = String::from_utf8_lossy(&kind.stdout).trim().to_owned();
    if kind.is_empty() || kind == "tmpfs" || kind == "ramfs" {
        return Err(format!("{} is no disk: {kind}", place.display()).into());
    }
    let path = place.join("xanh-bench-sync");
    let mut file = File::create(&path)?;
    let mut times = Vec::with_capacity(SYNCS);
    for _ in 0..SYNCS {
        let begin = Instant::now();
        file.write_all(&[0; 4096])?;
        file.sync_data()?;
        times.push(begin.elapsed());
    }
    std::fs::remove_file(&path)?;
    times.sort_unstable();
    let at = |share: usize| times[(SYNCS - 1) * share / 100].as_secs_f64() * 1_000.0;
    println!(
        "  {kind}: fdatasync of 4 KiB: p50 {:.2} ms, p99 {:.2} ms, slowest {:.2} ms",
        at(50),
        at(99),
        at(100)
    );
    Ok(())
}
