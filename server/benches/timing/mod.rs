//! What the benches of pages share: a site over a database, somebody who is signed in, and how long its pages
//! take. What a bench measures, and at which size, stands in the bench.

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Request, header},
};
use domain::{time::Timestamp, unit::UnitCode};
use server::{
    clock::Clock,
    files::Files,
    http::{self, Site},
    secrets,
    service::{public::PublicBackend, workspace::Workspace},
    store::{Db, sessions::SessionRow},
    typesetter::Typesetter,
};
use std::{
    error::Error,
    path::Path,
    process::{Command, Stdio},
    sync::Arc,
    time::{Duration, Instant},
};
use tower::ServiceExt;

/// What a step gives, on its way to the terminal.
pub type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

/// The instant that every process of a bench lives at.
pub const NOW: &str = "2026-11-23T09:00+07:00";
const HALF_A_DAY: i64 = 43_200_000;

/// Loads the demo by the program itself; gives how long it took.
pub fn load_demo(address: &str) -> Outcome<Duration> {
    let begin = Instant::now();
    let status = Command::new(env!("CARGO_BIN_EXE_xanh"))
        .arg("demo")
        .env("XANH_DATABASE", address)
        .env("XANH_NOW", NOW)
        .stdout(Stdio::null())
        .status()?;
    if !status.success() {
        return Err("the demo could not be loaded".into());
    }
    Ok(begin.elapsed())
}

/// The whole site as it is served, but for its page cache.
pub fn site(db: &Db, folder: &Path) -> Outcome<Router> {
    let now = Timestamp::parse(NOW).ok_or("no time")?;
    let home = UnitCode::parse("25").ok_or("no code")?;
    let clock = Clock::Fixed(now);
    let public = Arc::new(PublicBackend::new(db.clone(), clock, home));
    let parts = http::Parts {
        workspace: Workspace::new(
            db.clone(),
            clock,
            public.clone(),
            Typesetter::beside_this_program(),
        ),
        public,
        files: Files::open(&folder.join("minh-chung"))?,
        page_cache_mib: 0,
        origin: "http://127.0.0.1".to_owned(),
        behind_proxy: false,
        built: folder.to_owned(),
    };
    Ok(http::router(Site::new(parts)))
}

/// The cookie of somebody of the demo, whose session is put straight into the store: nobody here types a password.
pub async fn cookie(db: &Db, user: &str) -> Outcome<String> {
    let now = Timestamp::parse(NOW).ok_or("no time")?;
    let account = db.account_by_name(user).await?.ok_or("no such account")?;
    let token = secrets::token()?;
    let mut tx = db.begin().await?;
    tx.add_session(&SessionRow {
        token_hash: secrets::hash(&token),
        account_id: account.id,
        created_at: now,
        seen_at: now,
        expires_at: Timestamp(now.0 + HALF_A_DAY),
        second_factor: true,
        agent: String::new(),
    })
    .await?;
    tx.commit().await?;
    Ok(format!("xanh-phien={token}"))
}

/// How long a page took.
pub struct Times {
    /// The first time it was asked for: nothing about it was held in memory.
    pub first: Duration,
    sorted: Vec<Duration>,
    /// Its size, uncompressed.
    pub bytes: usize,
}

impl Times {
    /// Milliseconds that so many percent of the rounds stayed under.
    pub fn at(&self, share: usize) -> f64 {
        self.sorted[(self.sorted.len() - 1) * share / 100].as_secs_f64() * 1_000.0
    }
}

/// Asks for a page again and again, one request at a time, after some rounds to warm up.
pub async fn page(router: &Router, path: &str, cookie: &str, rounds: usize) -> Outcome<Times> {
    let mut times = Times {
        first: Duration::ZERO,
        sorted: Vec::with_capacity(rounds),
        bytes: 0,
    };
    let warm_up = 1 + rounds / 20;
    for round in 0..rounds + warm_up {
        let begin = Instant::now();
        let request = Request::get(path).header(header::COOKIE, cookie);
        let response = router.clone().oneshot(request.body(Body::empty())?).await?;
        if !response.status().is_success() {
            return Err(format!("{path}: {}", response.status()).into());
        }
        times.bytes = to_bytes(response.into_body(), usize::MAX).await?.len();
        if round == 0 {
            times.first = begin.elapsed();
        }
        if round >= warm_up {
            times.sorted.push(begin.elapsed());
        }
    }
    times.sorted.sort_unstable();
    Ok(times)
}
