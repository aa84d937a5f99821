//! `make bench`: what public pages cost. Server time of each page with no cache, requests per second
//! beside a static file of the same bytes served by the same process, start-up, memory. Nothing here
//! decides a test; the figures with their command stand in `docs/performance.md`.

#![expect(clippy::print_stdout, reason = "a bench reports to the terminal")]

#[expect(dead_code, reason = "nobody signs in here")]
mod timing;

use axum::{
    body::{Body, to_bytes},
    http::Request,
};
use server::store::Db;
use std::{
    path::Path,
    process::{Child, Command, Stdio},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};
use timing::{NOW, Outcome};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};
use tower::ServiceExt;

const PAGES: [&str; 17] = [
    "/",
    "/xep-hang",
    "/tinh/25",
    "/ar/tinh/25",
    "/tinh/25/muc?tieu-chi=DL2",
    "/xa/04846",
    "/bien-nhan/19r1-04846",
    "/phuong-phap",
    "/so-lieu-cong-bo",
    "/phat-hanh",
    "/tim?q=hoa%20binh",
    "/ha-tang",
    "/ha-tang?tinh=25",
    "/linh-vuc",
    "/chi-tieu/I04",
    "/chi-tieu/I04?tinh=25",
    "/chi-tieu/I04/04846",
];
const ROUNDS: usize = 400;
const CONNECTIONS: usize = 32;
const LOAD: Duration = Duration::from_secs(5);

fn main() -> Outcome<()> {
    // `cargo test --benches` only asks whether it builds.
    if std::env::args().any(|a| a == "--test") {
        return Ok(());
    }
    let folder = std::env::temp_dir().join(format!("xanh-bench-{}", std::process::id()));
    std::fs::create_dir_all(folder.join("pkg"))?;
    let result = tokio::runtime::Runtime::new()?.block_on(bench(&folder));
    std::fs::remove_dir_all(&folder)?;
    result
}

async fn bench(folder: &Path) -> Outcome<()> {
    let address = format!("sqlite://{}/bench.db", folder.display());
    let taken = timing::load_demo(&address)?;
    println!(
        "demo loaded in {:.1} s; database {} MB",
        taken.as_secs_f64(),
        megabytes(folder)?
    );

    let db = Db::open(&address).await?;
    let router = timing::site(&db, folder)?;
    println!(
        "\nserver time without page cache, one request at a time, {ROUNDS} rounds, uncompressed:"
    );
    println!(
        "{:<26} {:>9} {:>9} {:>9} {:>10}",
        "page", "p50 ms", "p99 ms", "max ms", "bytes"
    );
    for page in PAGES {
        let times = timing::page(&router, page, "", ROUNDS).await?;
        println!(
            "{page:<26} {:>9.2} {:>9.2} {:>9.2} {:>10}",
            times.at(50),
            times.at(99),
            times.at(100),
            times.bytes
        );
    }
    for (page, file) in [("/", "home.html"), ("/tinh/25", "province.html")] {
        let response = router
            .clone()
            .oneshot(Request::get(page).body(Body::empty())?)
            .await?;
        std::fs::write(
            folder.join("pkg").join(file),
            to_bytes(response.into_body(), usize::MAX).await?,
        )?;
    }
    db.close().await;
    load(folder, &address).await
}

async fn load(folder: &Path, address: &str) -> Outcome<()> {
    let port = std::net::TcpListener::bind("127.0.0.1:0")?
        .local_addr()?
        .port();
    let host = format!("127.0.0.1:{port}");
    let begin = Instant::now();
    let child = Command::new(env!("CARGO_BIN_EXE_xanh"))
        .arg("serve")
        .env("XANH_DATABASE", address)
        .env("XANH_NOW", NOW)
        .env("XANH_ADDR", &host)
        .env("XANH_SITE", folder)
        .stdout(Stdio::null())
        .spawn()?;
    let mut server = Running(child);
    while get(&Asked::new(&host, "/healthz", "", "")).await.is_err() {
        if begin.elapsed() > Duration::from_secs(30) {
            return Err("the server did not start".into());
        }
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
    println!(
        "\nstart-up to the first healthy answer: {} ms",
        begin.elapsed().as_millis()
    );
    println!("memory after start: {} MB", resident(&server.0)?);
    println!(
        "\nrequests per second, {CONNECTIONS} connections, {} s each, client on the same machine:",
        LOAD.as_secs()
    );
    for (address, encoding) in [
        ("/", ""),
        ("/pkg/home.html", ""),
        ("/tinh/25", ""),
        ("/pkg/province.html", ""),
        ("/tinh/25", "gzip"),
        ("/tinh/25", "br"),
        ("/tinh/25.csv", "gzip"),
    ] {
        let asked = Asked::new(&host, address, encoding, "");
        let tag = get(&asked).await?.unwrap_or_default();
        let label = format!("{address} {encoding}");
        println!("{label:<26} {:>9.0}", rate(&asked).await?);
        if encoding == "gzip" {
            let held = Asked::new(&host, address, encoding, &tag);
            let label = format!("{address} 304");
            println!("{label:<26} {:>9.0}", rate(&held).await?);
        }
    }
    println!("memory after load: {} MB", resident(&server.0)?);
    server.0.kill()?;
    server.0.wait()?;
    Ok(())
}

/// A server that does not outlive the bench.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// One request, over and over.
#[derive(Clone)]
struct Asked {
    host: String,
    head: String,
    wanted: &'static str,
}

impl Asked {
    /// Without an encoding what is sent is not packed. With a tag the answer must be that the page has not changed.
    fn new(host: &str, path: &str, encoding: &str, tag: &str) -> Self {
        let mut head = format!("GET {path} HTTP/1.1\r\nhost: {host}\r\n");
        for (name, value) in [("accept-encoding", encoding), ("if-none-match", tag)] {
            if !value.is_empty() {
                head.push_str(&format!("{name}: {value}\r\n"));
            }
        }
        head.push_str("\r\n");
        Self {
            host: host.to_owned(),
            head,
            wanted: if tag.is_empty() { "200" } else { "304" },
        }
    }
}

async fn rate(asked: &Asked) -> Outcome<f64> {
    let done = Arc::new(AtomicU64::new(0));
    let begin = Instant::now();
    let workers: Vec<_> = (0..CONNECTIONS)
        .map(|_| {
            let (asked, done) = (asked.clone(), done.clone());
            tokio::spawn(async move {
                let mut stream = TcpStream::connect(&asked.host).await?;
                while begin.elapsed() < LOAD {
                    exchange(&mut stream, &asked).await?;
                    done.fetch_add(1, Ordering::Relaxed);
                }
                Outcome::Ok(())
            })
        })
        .collect();
    for worker in workers {
        worker.await??;
    }
    #[expect(clippy::cast_precision_loss, reason = "a count of requests in seconds")]
    let count = done.load(Ordering::Relaxed) as f64;
    Ok(count / begin.elapsed().as_secs_f64())
}

/// The tag of the answer, if it has one.
async fn get(asked: &Asked) -> Outcome<Option<String>> {
    let mut stream = TcpStream::connect(&asked.host).await?;
    exchange(&mut stream, asked).await
}

/// One request on a kept connection, read to the end of its answer; gives the answer's tag.
async fn exchange(stream: &mut TcpStream, asked: &Asked) -> Outcome<Option<String>> {
    stream.write_all(asked.head.as_bytes()).await?;
    let mut buffer = Vec::with_capacity(16 * 1024);
    loop {
        if stream.read_buf(&mut buffer).await? == 0 {
            return Err("the server hung up".into());
        }
        let Some(end) = buffer.windows(4).position(|w| w == b"\r\n\r\n") else {
            continue;
        };
        let head = String::from_utf8_lossy(&buffer[..end]).to_lowercase();
        if !head.starts_with(&format!("http/1.1 {}", asked.wanted)) {
            return Err(format!("{} {head}", asked.head).into());
        }
        let value = |name: &str| head.lines().find_map(|l| l.strip_prefix(name));
        let length: usize = match (value("content-length:"), asked.wanted) {
            (Some(length), "200") => length.trim().parse()?,
            (None, "200") => return Err("no length".into()),
            _ => 0,
        };
        let mut missing = (end + 4 + length).saturating_sub(buffer.len());
        let mut rest = [0; 16 * 1024];
        while missing > 0 {
            let part = missing.min(rest.len());
            missing -= match stream.read(&mut rest[..part]).await? {
                0 => return Err("the server hung up".into()),
                read => read,
            };
        }
        return Ok(value("etag:").map(|tag| tag.trim().to_owned()));
    }
}

/// Resident memory of a process, MB.
fn resident(child: &Child) -> Outcome<u64> {
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id()))?;
    let line = status
        .lines()
        .find_map(|l| l.strip_prefix("VmRSS:"))
        .ok_or("no VmRSS")?;
    Ok(line.trim().trim_end_matches(" kB").trim().parse::<u64>()? / 1_000)
}

/// Bytes of the database files of a folder, MB.
fn megabytes(folder: &Path) -> Outcome<u64> {
    let mut bytes = 0;
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_name().to_string_lossy().starts_with("bench.db") {
            bytes += entry.metadata()?.len();
        }
    }
    Ok(bytes / 1_000_000)
}
