//! `/healthz`: for machines. Says whether the store answers, and nothing else.

use super::site::Site;
use axum::{extract::State, http::StatusCode};

/// 200 `ok`, or 503 if the store does not answer.
pub async fn healthz(State(site): State<Site>) -> (StatusCode, &'static str) {
    match site.public.snapshot().await {
        Ok(_) => (StatusCode::OK, "ok\n"),
        Err(cause) => {
            tracing::error!(%cause, "not healthy");
            (StatusCode::SERVICE_UNAVAILABLE, "unavailable\n")
        }
    }
}
