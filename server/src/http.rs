//! The web side: addresses to answers. The middleware list below reads from the outside in.

pub mod assets;
pub mod forms;
pub mod health;
pub mod ingest;
pub mod limits;
pub mod listen;
pub mod public;
pub mod reply;
pub mod request;
pub mod routes;
pub mod security;
pub mod session;
pub mod site;
pub mod straighten;
pub mod workspace;

use app::routes::DATA_DICTIONARY;
use axum::{
    Router,
    extract::{Request, State},
    http::{HeaderValue, Method, header},
    middleware,
    response::Response,
    routing::{any, get},
};
use public::{files, pages};
pub use site::{Parts, Site};
use tower_http::{compression::CompressionLayer, set_header::SetResponseHeaderLayer};

/// Every route. Islands are served from the `pkg` of the built site; public pages need nothing of it.
pub fn router(site: Site) -> Router {
    // Leptos spawns through this; it is set once a process, and a second call says so harmlessly.
    let _ = any_spawner::Executor::init_tokio();
    Router::new()
        .route("/healthz", get(health::healthz))
        .route("/xep-hang.csv", get(files::ranking))
        .route("/phat-hanh/tong-hop.csv", get(files::roll_up))
        .route("/tinh/{file}", get(files::province_or_page))
        .route("/tinh/{code}/muc.csv", get(files::items_or_page))
        .route("/chi-tieu/{file}", get(files::indicator_or_page))
        .route(DATA_DICTIONARY, get(files::dictionary))
        .route(ingest::PATH, any(ingest::deliver))
        .route(ingest::DESCRIPTION, get(ingest::description))
        // Each form bounds its own body, as it is read.
        .merge(workspace::routes().into_router())
        .merge(assets::routes())
        .nest("/pkg", assets::islands(&site.built))
        .fallback(public_page)
        .layer(middleware::from_fn(straighten::straighten))
        .layer(middleware::from_fn_with_state(site.clone(), limits::limits))
        // Headers that every answer carries, errors included.
        .layer(middleware::from_fn(security::headers))
        .layer(SetResponseHeaderLayer::if_not_present(
            header::CACHE_CONTROL,
            HeaderValue::from_static("no-store"),
        ))
        // Outermost, so that error pages are compressed too.
        .layer(CompressionLayer::new())
        .with_state(site)
}

/// Every other address is a public page's. Pages change nothing, so any method but reading is refused.
async fn public_page(State(site): State<Site>, request: Request) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return security::only_reading();
    }
    pages::page(State(site), request).await
}
