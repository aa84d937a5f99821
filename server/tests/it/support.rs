//! Databases of both engines, a demo loaded once for each, and a client that asks the real router.

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, Request, StatusCode},
};
use domain::{time::Timestamp, unit::UnitCode};
use server::{
    clock::Clock,
    http::{self, Site},
    service::{import::figures::parse_timestamp, public::PublicBackend, reference, simulate},
    store::Db,
};
use std::{
    path::PathBuf,
    sync::{
        Mutex, OnceLock,
        atomic::{AtomicU32, Ordering},
    },
};
use tower::ServiceExt;

/// The clock of every test.
pub fn now() -> Timestamp {
    parse_timestamp("2026-11-23T09:00+07:00").unwrap()
}

/// An engine to test on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

/// Runs one test on both engines: `on_both!(name, |engine| async move { … })`.
macro_rules! on_both {
    ($name:ident, |$engine:ident| $body:expr) => {
        mod $name {
            use super::*;

            #[tokio::test]
            async fn sqlite() {
                let $engine = $crate::support::Engine::Sqlite;
                $body.await;
            }

            #[tokio::test]
            async fn postgres() {
                let $engine = $crate::support::Engine::Postgres;
                if $crate::support::postgres().is_some() {
                    $body.await;
                }
            }
        }
    };
}
pub(crate) use on_both;

/// Address of the test cluster. Without one the PostgreSQL half is left out on a developer's machine;
/// in CI that is a failure.
pub fn postgres() -> Option<String> {
    let url = std::env::var("XANH_TEST_PG_URL").ok();
    assert!(
        url.is_some() || std::env::var_os("CI").is_none(),
        "CI needs XANH_TEST_PG_URL: see scripts/with-postgres.sh"
    );
    url
}

/// A folder of this process. The demo is large, so what ended processes left is removed here.
fn folder() -> &'static PathBuf {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    FOLDER.get_or_init(|| {
        for entry in std::fs::read_dir(std::env::temp_dir()).unwrap().flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            let ended = |pid: &str| !std::path::Path::new("/proc").join(pid).exists();
            if name.strip_prefix("xanh-it-").is_some_and(ended) {
                // Another process may be removing it too.
                let _ = std::fs::remove_dir_all(entry.path());
            }
        }
        let folder = std::env::temp_dir().join(format!("xanh-it-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        folder
    })
}

/// Address of a new, empty database.
pub async fn new_address(engine: Engine) -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let name = format!(
        "xanh_{}_{}",
        std::process::id(),
        NEXT.fetch_add(1, Ordering::Relaxed)
    );
    match engine {
        Engine::Sqlite => format!(
            "sqlite://{}",
            folder().join(name).with_extension("db").display()
        ),
        Engine::Postgres => {
            let admin = postgres().unwrap();
            let Db::Postgres(pool) = Db::open(&admin).await.unwrap() else {
                unreachable!()
            };
            let create: &'static str =
                Box::leak(format!("CREATE DATABASE {name}").into_boxed_str());
            sqlx::query(create).execute(&pool).await.unwrap();
            pool.close().await;
            let (server, _) = admin.rsplit_once('/').unwrap();
            format!("{server}/{name}")
        }
    }
}

/// A new database with its schema and nothing else.
pub async fn empty(engine: Engine) -> Db {
    let db = Db::open(&new_address(engine).await).await.unwrap();
    db.migrate().await.unwrap();
    db
}

/// A new database as a production start leaves it.
pub async fn production(engine: Engine) -> Db {
    let db = empty(engine).await;
    assert!(reference::ensure(&db).await.unwrap());
    db
}

/// The demo, loaded once for each engine and shared by every test that only reads.
pub async fn demo(engine: Engine) -> Db {
    static SQLITE: Mutex<Option<String>> = Mutex::new(None);
    static POSTGRES: Mutex<Option<String>> = Mutex::new(None);
    let address = tokio::task::spawn_blocking(move || {
        let slot = if engine == Engine::Sqlite {
            &SQLITE
        } else {
            &POSTGRES
        };
        let mut slot = slot.lock().unwrap();
        // On a runtime of its own: the pool must not outlive the test that happens to come first.
        slot.get_or_insert_with(|| {
            tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .unwrap()
                .block_on(async {
                    let address = new_address(engine).await;
                    let db = Db::open(&address).await.unwrap();
                    db.migrate().await.unwrap();
                    reference::ensure(&db).await.unwrap();
                    simulate::load(&db, now(), |_, _| {}).await.unwrap();
                    db.close().await;
                    address
                })
        })
        .clone()
    })
    .await
    .unwrap();
    Db::open(&address).await.unwrap()
}

/// A client of the real router.
pub struct Client {
    router: Router,
}

/// An answer.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Client {
    /// A client of an installation whose home is Phú Thọ.
    pub fn of(db: Db) -> Self {
        Self::with_cache(db, 16)
    }

    /// The same with a page cache of so many MiB.
    pub fn with_cache(db: Db, mib: u64) -> Self {
        let home = UnitCode::parse("25").unwrap();
        let public = PublicBackend::new(db, Clock::Fixed(now()), home);
        Self {
            router: http::router(Site::new(public, mib), folder()),
        }
    }

    /// Sends a request.
    pub async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, 16 * 1024 * 1024).await.unwrap();
        Answer {
            status: parts.status,
            headers: parts.headers,
            body: String::from_utf8_lossy(&bytes).into_owned(),
        }
    }

    /// Gets an address.
    pub async fn get(&self, path: &str) -> Answer {
        self.send(Request::get(path).body(Body::empty()).unwrap())
            .await
    }
}

impl Answer {
    /// A header as text; empty if absent.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |v| v.to_str().unwrap())
    }
}
