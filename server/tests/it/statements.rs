//! How often pages ask the database: an upper bound for each, on both engines.
//!
//! sqlx reports every statement to `tracing`, on SQLite from a thread of its own, but always within the span of
//! whoever asked. So each count has a span, and tests that run at the same time don't disturb it.

use crate::support::{Client, Engine, demo, on_both, people};
use axum::http::StatusCode;
use std::{
    collections::HashMap,
    fmt,
    sync::{Mutex, MutexGuard, Once, PoisonError},
};
use tracing::{
    Instrument, Level, Subscriber,
    field::{Field, Visit},
    span,
};
use tracing_subscriber::{
    Layer, Registry, filter::Targets, layer::Context, layer::SubscriberExt, registry::LookupSpan,
};

/// Statements within each span that counts.
static COUNTS: Mutex<Option<HashMap<u64, u32>>> = Mutex::new(None);

fn counts() -> MutexGuard<'static, Option<HashMap<u64, u32>>> {
    COUNTS.lock().unwrap_or_else(PoisonError::into_inner)
}

struct Count;

/// Whether a statement sets up a connection: the pool opens one more when the last is not back yet, whoever asks.
#[derive(Default)]
struct SetsUp(bool);

impl Visit for SetsUp {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        let text = format!("{value:?}");
        self.0 |= field.name() == "summary" && text.trim_matches('"').starts_with("PRAGMA");
    }
}

impl<S: Subscriber + for<'a> LookupSpan<'a>> Layer<S> for Count {
    fn on_event(&self, event: &tracing::Event<'_>, context: Context<'_, S>) {
        let Some(span) = context.event_span(event) else {
            return;
        };
        let mut sets_up = SetsUp::default();
        event.record(&mut sets_up);
        if sets_up.0 {
            return;
        }
        if let Some(count) = counts()
            .get_or_insert_default()
            .get_mut(&span.id().into_u64())
        {
            *count += 1;
        }
    }
}

/// What some work gives, and how many statements it took.
async fn counted<T>(work: impl Future<Output = T>) -> (T, u32) {
    static INSTALL: Once = Once::new();
    INSTALL.call_once(|| {
        let of_sqlx = Targets::new()
            .with_target("sqlx::query", Level::DEBUG)
            .with_target(module_path!(), Level::INFO);
        let subscriber = Registry::default().with(Count.with_filter(of_sqlx));
        tracing::subscriber::set_global_default(subscriber).unwrap();
    });
    let span = tracing::info_span!("counted");
    let id = span.id().as_ref().map(span::Id::into_u64).unwrap();
    counts().get_or_insert_default().insert(id, 0);
    let made = work.instrument(span).await;
    let count = counts().get_or_insert_default().remove(&id).unwrap();
    (made, count)
}

#[tokio::test]
async fn what_is_asked_is_counted() {
    let db = demo(Engine::Sqlite).await;
    let twice = async {
        db.installation().await.unwrap();
        db.installation().await.unwrap();
    };
    assert_eq!(counted(twice).await.1, 2);
    assert_eq!(counted(async {}).await.1, 0);
}

/// Who asks for which page, and how many statements it may take once the first request has loaded what is kept.
const MOST: [(&str, &str, u32); 5] = [
    ("canbo.04846", "/can-bo/04846", 13),
    ("canbo.04846", "/can-bo/04846/DL2", 13),
    ("thamdinh", "/tham-dinh", 11),
    ("bcd", "/dieu-hanh", 6),
    ("", "/tinh/25", 5),
];

on_both!(no_page_asks_too_often, |engine| async move {
    // No page is kept, so that each is made.
    let client = Client::with_cache(demo(engine).await, 0);
    let mut found = Vec::new();
    for (user, path, _) in MOST {
        let browser = match user {
            "" => client.anonymous(),
            "thamdinh" if people::needs_code(user) => client.sign_in(user).await,
            _ => client.sign_in_without_code(user).await,
        };
        assert_eq!(browser.get(path).await.status, StatusCode::OK, "{path}");
        let (answer, count) = counted(browser.get(path)).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        found.push((path, count));
    }
    let too_often = MOST
        .iter()
        .zip(&found)
        .filter(|((_, _, most), (_, count))| count > most);
    assert_eq!(too_often.count(), 0, "statements: {found:?}");
});
