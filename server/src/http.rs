//! The web side: addresses to answers. The middleware list below reads from the outside in.

pub mod assets;
pub mod health;
pub mod open_data;
pub mod pages;
pub mod security;

use crate::service::public::PublicBackend;
use app::{backend::Backend, shell::Assets};
use axum::{
    Router,
    http::{HeaderValue, header},
    middleware,
    routing::get,
};
use std::{path::Path, sync::Arc};
use tower_http::{compression::CompressionLayer, set_header::SetResponseHeaderLayer};

/// What every handler may use.
#[derive(Clone)]
pub struct Site {
    /// The public side of the installation.
    pub public: Arc<PublicBackend>,
    /// Addresses of the assets that pages name.
    pub assets: Arc<Assets>,
    /// Pages already rendered.
    pub cache: pages::Cache,
}

impl Site {
    /// A site that keeps rendered pages in so many MiB.
    #[must_use]
    pub fn new(public: PublicBackend, page_cache_mib: u64) -> Self {
        Self {
            public: Arc::new(public),
            assets: Arc::new(assets::addresses()),
            cache: pages::cache(page_cache_mib),
        }
    }

    /// The port that pages ask through.
    #[must_use]
    pub fn backend(&self) -> Arc<dyn Backend> {
        self.public.clone()
    }
}

/// Every route. `built` is the folder of the built site; islands are served from its `pkg`, public
/// pages need nothing of it.
pub fn router(site: Site, built: &Path) -> Router {
    // Leptos spawns through this; it is set once a process, and a second call says so harmlessly.
    let _ = any_spawner::Executor::init_tokio();
    Router::new()
        .route("/healthz", get(health::healthz))
        .route("/xep-hang.csv", get(open_data::ranking))
        .route("/tinh/{file}", get(open_data::province_or_page))
        .merge(assets::routes())
        .nest("/pkg", assets::islands(built))
        .fallback(pages::page)
        // Anything but reading is refused: public pages change nothing.
        .layer(middleware::from_fn(security::only_reading))
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
