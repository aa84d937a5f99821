//! `make bench`: twelve months of every commune's figures through `xanh import observations` into the demo, on both
//! engines: rows a second, memory, size of the database, and what pages of indicators and of the committee cost
//! afterwards. The figures are made up and marked so.
//! Nothing here decides a test; the measured figures with their command stand in `docs/performance.md`.

#![expect(clippy::print_stdout, reason = "a bench reports to the terminal")]

mod engines;
mod timing;

use domain::{
    indicator::{Indicator, Kind},
    unit::UnitLevel,
};
use server::{service::indicators::catalogue, store::Db};
use std::{
    fs::File,
    io::{BufWriter, Write},
    path::Path,
    process::{Command, Stdio},
    time::{Duration, Instant},
};
use timing::{NOW, Outcome};

const MONTHS: u32 = 12;
/// Lines of a commune each month: its indicators, and as many again from a second source as make up this number.
const LINES: usize = 40;
/// Pages that are timed at that size, without page cache, and who asks: a name of the demo, or the public.
const PAGES: [(&str, &str); 29] = [
    ("/ha-tang", ""),
    ("/ha-tang?tinh=25", ""),
    ("/linh-vuc", ""),
    ("/linh-vuc/ngan-hang", ""),
    ("/linh-vuc/y-te?tinh=25", ""),
    ("/linh-vuc/mau-so?tinh=25", ""),
    ("/chi-tieu/I02", ""),
    ("/chi-tieu/I04", ""),
    ("/chi-tieu/I02?tinh=25", ""),
    ("/chi-tieu/I04?tinh=25", ""),
    ("/chi-tieu/I04?tinh=25&ngay=2025-06-30", ""),
    ("/chi-tieu/I07c?tinh=25", ""),
    ("/chi-tieu/I02/04846", ""),
    ("/tinh/25", ""),
    ("/tinh/25/muc", ""),
    ("/tinh/25/muc?tieu-chi=DL2", ""),
    ("/xa/04846", ""),
    ("/dieu-hanh", "bcd"),
    ("/dieu-hanh/ma-tran", "bcd"),
    ("/dieu-hanh/khoang-cach", "bcd"),
    ("/dieu-hanh/dien-bien", "bcd"),
    ("/dieu-hanh/ha-tang", "bcd"),
    ("/dieu-hanh/giao-viec", "bcd"),
    ("/so-lieu", "songanh"),
    ("/so-lieu/I02/04846", "songanh"),
    ("/so-lieu/nhap", "songanh"),
    ("/so-lieu?chi-tieu=I02", "songanh"),
    ("/can-bo/sao-chep", "thuky"),
    ("/can-bo/04846/sao-chep", "thuky"),
];
const ROUNDS: usize = 200;

fn main() -> Outcome<()> {
    engines::run("rows", bench)
}

async fn bench(folder: &Path) -> Outcome<()> {
    let file = folder.join("rows.csv");
    let address = format!("sqlite://{}/bench.db", folder.display());
    timing::load_demo(&address)?;
    let communes = communes(&address).await?;
    let rows = write_file(&file, &communes)?;
    println!(
        "{rows} observations: {MONTHS} months, {} communes, {LINES} lines each; a file of {} MB",
        communes.len(),
        std::fs::metadata(&file)?.len() / 1_000_000
    );
    println!("SQLite:");
    engine(&address, folder, &file, rows).await?;
    let mut bytes = 0;
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_name().to_string_lossy().starts_with("bench.db") {
            bytes += entry.metadata()?.len();
        }
    }
    println!("  database {} MB", bytes / 1_000_000);
    println!("PostgreSQL:");
    engines::on_postgres("rows", async |address| {
        postgres(address, folder, &file, rows).await
    })
    .await
}

async fn postgres(address: &str, folder: &Path, file: &Path, rows: usize) -> Outcome<()> {
    timing::load_demo(address)?;
    engine(address, folder, file, rows).await?;
    let Db::Postgres(pool) = Db::open(address).await? else {
        return Err("XANH_TEST_PG_URL is no PostgreSQL".into());
    };
    let bytes: i64 = sqlx::query_scalar("SELECT pg_database_size(current_database())")
        .fetch_one(&pool)
        .await?;
    println!("  database {} MB", bytes / 1_000_000);
    pool.close().await;
    Ok(())
}

async fn communes(address: &str) -> Outcome<Vec<String>> {
    let db = Db::open(address).await?;
    let units = db.units().await?.into_iter();
    let communes = units.filter(|u| u.level == UnitLevel::Commune);
    let communes = communes.map(|u| u.code.to_string()).collect();
    db.close().await;
    Ok(communes)
}

/// Writes the file; gives its rows.
fn write_file(file: &Path, communes: &[String]) -> Outcome<usize> {
    let told = |i: &Indicator| i.of_commune && i.derived.is_none();
    let indicators: Vec<Indicator> = catalogue()?.into_iter().filter(told).collect();
    let lines: Vec<(&Indicator, &str)> = ["Nguồn thứ nhất", "Nguồn thứ hai"]
        .into_iter()
        .flat_map(|source| indicators.iter().map(move |i| (i, source)))
        .take(LINES)
        .collect();
    if lines.len() < LINES {
        return Err("the catalogue has too few indicators of communes".into());
    }
    let mut out = BufWriter::new(File::create(file)?);
    writeln!(out, "unit,indicator,value,as_of,source")?;
    let mut rows = 0;
    for month in 1..=MONTHS {
        for (place, unit) in communes.iter().enumerate() {
            for (at, (indicator, source)) in lines.iter().enumerate() {
                let number = (place * 7 + at * 13 + month as usize * 3) % 900 + 1;
                let code = &indicator.code;
                // Months of the year before the clock's.
                write!(out, "{unit},{code},")?;
                match indicator.kind {
                    Kind::YesNo => write!(out, "{}", ["yes", "no"][number % 2])?,
                    Kind::Share => write!(out, "{number}/1000")?,
                    _ => write!(out, "{number}")?,
                }
                writeln!(out, ",2025-{month:02}-28,{source}")?;
                rows += 1;
            }
        }
    }
    out.flush()?;
    Ok(rows)
}

async fn engine(address: &str, folder: &Path, file: &Path, rows: usize) -> Outcome<()> {
    let begin = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_xanh"))
        .args(["import", "observations", "--simulated"])
        .arg(file)
        .env("XANH_DATABASE", address)
        .env("XANH_NOW", NOW)
        .stdout(Stdio::null())
        .spawn()?;
    let mut memory = 0;
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        memory = memory.max(peak(child.id()).unwrap_or(0));
        tokio::time::sleep(Duration::from_millis(200)).await;
    };
    if !status.success() {
        return Err("the import was refused".into());
    }
    let seconds = begin.elapsed().as_secs_f64();
    #[expect(clippy::cast_precision_loss, reason = "a count of rows")]
    let rate = rows as f64 / seconds;
    println!("  {rows} rows in {seconds:.1} s: {rate:.0} rows/s; peak memory {memory} MB");
    pages(address, folder).await
}

/// Most resident memory of a process so far, MB.
fn peak(id: u32) -> Outcome<u64> {
    let status = std::fs::read_to_string(format!("/proc/{id}/status"))?;
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"));
    let line = line.ok_or("no VmHWM")?;
    Ok(line.trim().trim_end_matches(" kB").trim().parse::<u64>()? / 1_000)
}

async fn pages(address: &str, folder: &Path) -> Outcome<()> {
    let db = Db::open(address).await?;
    let router = timing::site(&db, folder)?;
    println!(
        "  pages without cache, one request at a time, {ROUNDS} rounds; the first request of a process apart:"
    );
    println!(
        "  {:<40} {:>9} {:>9} {:>9} {:>9}",
        "page", "first ms", "p50 ms", "p99 ms", "bytes"
    );
    for (page, user) in PAGES {
        let cookie = match user {
            "" => String::new(),
            user => timing::cookie(&db, user).await?,
        };
        let times = timing::page(&router, page, &cookie, ROUNDS).await?;
        println!(
            "  {page:<40} {:>9.2} {:>9.2} {:>9.2} {:>9}",
            times.first.as_secs_f64() * 1_000.0,
            times.at(50),
            times.at(99),
            times.bytes
        );
    }
    db.close().await;
    Ok(())
}
