//! Pages: one function a page, from its data to its view. [`respond`] is the only door: it reads the
//! address, asks the [`Backend`], and gives a whole document with its status.

pub mod about;
pub mod commune;
pub mod home;
pub mod items;
pub mod method;
pub mod model;
pub mod open_data;
pub mod province;
pub mod published;
pub mod ranking;
pub mod receipt;
pub mod releases;
pub mod rollup;
pub mod search;

pub mod indicators {
    //! Infrastructure and sectors: indicators, their values and their history.
    pub mod history;
    pub mod indicator;
    pub mod model;
    pub mod sector;
}

use crate::{
    error_page,
    failure::Failure,
    page::{Page, PageRequest},
    port::Backend,
    public::indicators::model::IndicatorFilter,
    query::RollUp,
    routes::Route,
    shell::{self, Assets},
};
use domain::release::ReleaseRef;
use leptos::prelude::{AnyView, IntoAny};

/// A whole document and its HTTP status.
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// The document.
    pub view: AnyView,
    /// Where a 303 leads.
    pub location: Option<String>,
}

/// Answers a request: the page, or the page that explains why there is none.
pub async fn respond(backend: &dyn Backend, request: &PageRequest, assets: &Assets) -> Answer {
    request.provide();
    match page(backend, request).await {
        Ok(page) => {
            let location = page.instead.clone();
            Answer {
                status: if location.is_some() { 303 } else { 200 },
                view: shell::document(request, page, assets).into_any(),
                location,
            }
        }
        Err(failure) => {
            // A store that can't answer is not asked again.
            let edition = match failure {
                Failure::Unavailable => None,
                _ => backend.edition(ReleaseRef::Latest).await.ok(),
            };
            let mut request = request.clone();
            if failure.is_about_release() {
                // Or every link of the page would lead back to the mistake.
                request.query = request.query.without("phat-hanh");
            }
            let page = error_page::page(&request, &failure, edition);
            Answer {
                status: failure.status(),
                view: shell::document(&request, page, assets).into_any(),
                location: None,
            }
        }
    }
}

/// Makes the page.
///
/// # Errors
/// The [`Failure`] that the error page explains.
pub async fn page(backend: &dyn Backend, request: &PageRequest) -> Result<Page, Failure> {
    let release = request.query.release()?;
    match request.route.clone().ok_or(Failure::NoSuchPage)? {
        Route::Home => home::page(request, backend.country(release).await?),
        Route::Ranking => ranking::page(request, backend.country(release).await?),
        Route::Province(code) => province::page(request, backend.province(code, release).await?),
        Route::Items(code) => items::page(request, &backend.items(code, release).await?),
        Route::Commune(code) => commune::page(request, backend.commune(code, release).await?),
        Route::Receipt(id) => receipt::page(request, backend.receipt(id).await?),
        Route::Method => method::page(request, backend.method(release).await?),
        Route::Published => published::page(request, backend.published(release).await?),
        Route::Releases => releases::page(
            request,
            backend.edition(release).await?,
            &backend.corrections().await?,
        ),
        Route::RollUp => {
            let asked = RollUp::parse(&request.query)?;
            let country = backend.country(release).await?;
            let province = match asked.province.clone() {
                Some(code) => Some(backend.province(code, release).await?),
                None => None,
            };
            rollup::page(request, asked.span, &country, province.as_ref())
        }
        Route::Sectors => indicators::sector::index(request, &backend.sectors(release).await?),
        Route::Sector(sector) => {
            let province = request.query.province()?;
            indicators::sector::page(request, &backend.sector(sector, province, release).await?)
        }
        Route::Indicator(code) => {
            let asked = IndicatorFilter::parse(&request.query)?;
            indicators::indicator::page(request, &backend.indicator(code, asked, release).await?)
        }
        Route::ObservationHistory(code, unit) => indicators::history::page(
            request,
            &backend.observation_history(code, unit, release).await?,
        ),
        Route::OpenData => open_data::page(request, backend.country(release).await?),
        Route::Search => {
            let text = request.query.get("q").unwrap_or_default().to_owned();
            search::page(request, backend.search(text, release).await?)
        }
        Route::About => about::page(request, backend.edition(release).await?),
    }
}
