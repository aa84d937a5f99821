//! Pages: one function a page, from its data to its view. [`respond`] is the only door: it reads the
//! address, asks the [`Backend`], and gives a whole document with its status.

pub mod about;
pub mod commune;
pub mod home;
pub mod items;
pub mod method;
pub mod model;
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
    page::{Ask, Page},
    port::Backend,
    public::indicators::model::Asked,
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
}

/// Answers a request: the page, or the page that explains why there is none.
pub async fn respond(backend: &dyn Backend, ask: &Ask, assets: &Assets) -> Answer {
    ask.provide();
    match page(backend, ask).await {
        Ok(page) => Answer {
            status: 200,
            view: shell::document(ask, page, assets).into_any(),
        },
        Err(failure) => {
            // A store that can't answer is not asked again.
            let edition = match failure {
                Failure::Unavailable => None,
                _ => backend.edition(ReleaseRef::Latest).await.ok(),
            };
            let mut ask = ask.clone();
            if failure.is_about_release() {
                // Or every link of the page would lead back to the mistake.
                ask.query = ask.query.without("phat-hanh");
            }
            let page = error_page::page(&ask, &failure, edition);
            Answer {
                status: failure.status(),
                view: shell::document(&ask, page, assets).into_any(),
            }
        }
    }
}

/// Makes the page.
///
/// # Errors
/// The [`Failure`] that the error page explains.
pub async fn page(backend: &dyn Backend, ask: &Ask) -> Result<Page, Failure> {
    let release = ask.query.release()?;
    match ask.route.clone().ok_or(Failure::NoSuchPage)? {
        Route::Home => home::page(ask, backend.country(release).await?),
        Route::Ranking => ranking::page(ask, backend.country(release).await?),
        Route::Province(code) => province::page(ask, backend.province(code, release).await?),
        Route::Items(code) => items::page(ask, &backend.items(code, release).await?),
        Route::Commune(code) => commune::page(ask, backend.commune(code, release).await?),
        Route::Receipt(id) => receipt::page(ask, backend.receipt(id).await?),
        Route::Method => method::page(ask, backend.method(release).await?),
        Route::Published => published::page(ask, backend.published(release).await?),
        Route::Releases => releases::page(
            ask,
            backend.edition(release).await?,
            &backend.corrections().await?,
        ),
        Route::RollUp => {
            let asked = RollUp::parse(&ask.query)?;
            let country = backend.country(release).await?;
            let province = match asked.province.clone() {
                Some(code) => Some(backend.province(code, release).await?),
                None => None,
            };
            rollup::page(ask, asked.span, &country, province.as_ref())
        }
        Route::Sectors => indicators::sector::index(ask, &backend.sectors(release).await?),
        Route::Sector(sector) => {
            let province = ask.query.province()?;
            indicators::sector::page(ask, &backend.sector(sector, province, release).await?)
        }
        Route::Indicator(code) => {
            let asked = Asked::parse(&ask.query)?;
            indicators::indicator::page(ask, &backend.indicator(code, asked, release).await?)
        }
        Route::Told(code, unit) => {
            indicators::history::page(ask, &backend.told(code, unit, release).await?)
        }
        Route::Search => {
            let text = ask.query.get("q").unwrap_or_default().to_owned();
            search::page(ask, backend.search(text, release).await?)
        }
        Route::About => about::page(ask, backend.edition(release).await?),
    }
}
