//! The stylesheet and the few files beside it, compiled in: one file to copy is the whole site.

use app::shell::Assets;
use axum::{
    Router,
    http::{HeaderValue, header},
    middleware::map_response,
    response::Response,
    routing::get,
};
use sha2::{Digest, Sha256};
use std::{path::Path, sync::LazyLock};
use tower_http::services::ServeDir;

/// Order matters: tokens before their use, print last.
const STYLES: [&str; 12] = [
    include_str!("../../../style/tokens.css"),
    include_str!("../../../style/base.css"),
    include_str!("../../../style/layout.css"),
    include_str!("../../../style/forms.css"),
    include_str!("../../../style/tables.css"),
    include_str!("../../../style/charts.css"),
    include_str!("../../../style/maps.css"),
    include_str!("../../../style/pages.css"),
    include_str!("../../../style/indicators.css"),
    include_str!("../../../style/rooms.css"),
    include_str!("../../../style/committee.css"),
    include_str!("../../../style/print.css"),
];

const FAVICON: &str = include_str!("../../../public/favicon.svg");
const ROBOTS: &str = include_str!("../../../public/robots.txt");

static STYLESHEET: LazyLock<String> = LazyLock::new(|| STYLES.concat());

/// A name that changes with the content, so that a browser may keep it for ever.
static STYLESHEET_NAME: LazyLock<String> = LazyLock::new(|| {
    let digest = Sha256::digest(STYLESHEET.as_bytes());
    let short: String = digest
        .iter()
        .take(6)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    format!("/style-{short}.css")
});

/// The addresses that public pages name, on a site that is known under `origin`.
#[must_use]
pub fn plain(origin: &str) -> Assets {
    Assets {
        stylesheet: STYLESHEET_NAME.clone(),
        islands: None,
        origin: origin.to_owned(),
    }
}

/// The addresses that pages behind the sign-in name; `built` is the folder of the built site. The build names what it
/// made, also while the site answers: so each page asks again. Until then, forms work as they do without script.
#[must_use]
pub fn scripted(origin: &str, built: &Path) -> Assets {
    let name = std::fs::read_to_string(built.join("pkg/NAME")).ok();
    Assets {
        islands: name.map(|name| format!("/pkg/{}-islands.js", name.trim())),
        ..plain(origin)
    }
}

const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// The islands' WASM and JavaScript, from the folder of the built site, compressed beforehand. Their
/// names change with their content.
pub fn islands<S: Clone + Send + Sync + 'static>(built: &Path) -> Router<S> {
    let files = ServeDir::new(built.join("pkg"))
        .precompressed_br()
        .precompressed_gzip();
    Router::new()
        .fallback_service(files)
        .layer(map_response(|mut response: Response| async {
            if response.status().is_success() {
                let keep = HeaderValue::from_static(FOR_EVER);
                response.headers_mut().insert(header::CACHE_CONTROL, keep);
            }
            response
        }))
}

/// Routes of the assets.
pub fn routes<S: Clone + Send + Sync + 'static>() -> Router<S> {
    const A_DAY: &str = "public, max-age=86400";
    let serve = |content: &'static str, kind: &'static str, keep: &'static str| {
        get(move || async move {
            (
                [(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, keep)],
                content,
            )
        })
    };
    Router::new()
        .route(
            &STYLESHEET_NAME,
            serve(&STYLESHEET, "text/css; charset=utf-8", FOR_EVER),
        )
        .route("/favicon.svg", serve(FAVICON, "image/svg+xml", A_DAY))
        .route(
            "/robots.txt",
            serve(ROBOTS, "text/plain; charset=utf-8", A_DAY),
        )
}
