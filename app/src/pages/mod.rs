//! Pages: one function a page, from its data to its view. [`respond`] is the only door: it reads the
//! address, asks the [`Backend`], and gives a whole document with its status.

pub mod about;
pub mod commune;
pub mod error;
pub mod home;
pub mod indicator;
pub mod items;
pub mod method;
pub mod province;
pub mod published;
pub mod ranking;
pub mod receipt;
pub mod releases;
pub mod rollup;
pub mod search;
pub mod sector;
pub mod told;

use crate::{
    backend::{Backend, Edition, ReleaseInfo},
    failure::Failure,
    i18n::Lang,
    indicators::Asked,
    query::{Query, RollUp},
    routes::{ANYWHERE, Route, encode, prefixed, split_lang},
    shell::{self, Assets},
    workspace::Person,
};
use domain::release::ReleaseRef;
use leptos::prelude::{AnyView, IntoAny};

/// A request for a public page, read from its address.
#[derive(Clone, Debug)]
pub struct Ask {
    /// Language of the page.
    pub lang: Lang,
    /// The page; `None` if the address is no page's.
    pub route: Option<Route>,
    /// Path without its language prefix, as asked, for the links to other languages.
    pub path: String,
    /// What of the query the page knows, decoded, in the page's own order.
    pub query: Query,
}

impl Ask {
    /// Reads an address: its path, and what follows the question mark.
    #[must_use]
    pub fn read(path: &str, query: &str) -> Self {
        let (lang, path) = split_lang(path);
        let route = Route::parse(path);
        let known = route.as_ref().map_or(ANYWHERE, Route::parameters);
        Self {
            lang,
            path: path.to_owned(),
            query: Query::parse(query).only(known),
            route,
        }
    }

    /// Address of another page in this language. It keeps `?phat-hanh=`, so that a reader who looks
    /// at an older release stays in it; a receipt has its release in its name.
    #[must_use]
    pub fn link(&self, route: &Route) -> String {
        self.link_with(route, &[])
    }

    /// The same with parameters.
    #[must_use]
    pub fn link_with(&self, route: &Route, params: &[(&str, &str)]) -> String {
        let release = self
            .query
            .get("phat-hanh")
            .filter(|_| !matches!(route, Route::Receipt(_)));
        let pairs = params
            .iter()
            .copied()
            .chain(release.map(|r| ("phat-hanh", r)));
        with_query(route.href(self.lang), pairs)
    }

    /// Address of another page in this language, in a release of its own.
    #[must_use]
    pub fn in_release(&self, route: &Route, release: &ReleaseInfo) -> String {
        let id = release.id.to_string();
        with_query(
            route.href(self.lang),
            [("phat-hanh", id.as_str())].into_iter(),
        )
    }

    /// Address of this page with some parameters changed: set to a value, or taken away.
    #[must_use]
    pub fn here(&self, changes: &[(&str, Option<&str>)]) -> String {
        let kept = self
            .query
            .pairs()
            .filter(|(name, _)| changes.iter().all(|(n, _)| n != name));
        let set = changes
            .iter()
            .filter_map(|(name, value)| value.map(|v| (*name, v)));
        with_query(prefixed(self.lang, &self.path), kept.chain(set))
    }

    /// Path of this page in this language without a query, for a form's `action`.
    #[must_use]
    pub fn action(&self) -> String {
        prefixed(self.lang, &self.path)
    }

    /// Address of this page in a language.
    #[must_use]
    pub fn in_lang(&self, lang: Lang) -> String {
        with_query(prefixed(lang, &self.path), self.query.pairs())
    }

    /// Under which a page is kept: two addresses that ask for the same have the same.
    #[must_use]
    pub fn key(&self) -> String {
        format!("{} {}", self.lang.tag(), self.in_lang(Lang::Vi))
    }
}

/// The CSV beside a page: the same path without language, `.csv`, the same release.
fn csv_address(lang: Lang, href: &str) -> String {
    let href = href.strip_prefix(lang.prefix()).unwrap_or(href);
    match href.split_once('?') {
        Some((path, query)) => format!("{path}.csv?{query}"),
        None => format!("{href}.csv"),
    }
}

/// A path with names and values as its query.
#[must_use]
pub fn with_query<'a>(path: String, pairs: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let query: Vec<_> = pairs
        .map(|(name, value)| format!("{}={}", encode(name), encode(value)))
        .collect();
    if query.is_empty() {
        path
    } else {
        format!("{path}?{}", query.join("&"))
    }
}

/// What a page gives to the shell.
pub struct Page {
    /// Text of `<title>`, without the product's name.
    pub title: String,
    /// One sentence for search engines and link previews.
    pub description: String,
    /// Content of `<main>`.
    pub body: AnyView,
    /// Breadcrumb below home: text and address; the last has none.
    pub crumbs: Vec<(String, Option<String>)>,
    /// Frame; `None` only on the error page of a store that can't answer.
    pub edition: Option<Edition>,
    /// Address of the same data as CSV, if there is one.
    pub csv: Option<String>,
    /// The room, on a page behind the sign-in.
    pub room: Option<Frame>,
}

/// What the frame of a page behind the sign-in states.
#[derive(Clone, Debug)]
pub struct Frame {
    /// Who is signed in; none on the sign-in page.
    pub person: Option<Person>,
    /// Whether the installation is a demo.
    pub demo: bool,
}

/// A whole document and its HTTP status.
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// The document.
    pub view: AnyView,
}

/// Answers a request: the page, or the page that explains why there is none.
pub async fn respond(backend: &dyn Backend, ask: &Ask, assets: &Assets) -> Answer {
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
            let page = error::page(&ask, &failure, edition);
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
        Route::Sectors => sector::index(ask, &backend.sectors(release).await?),
        Route::Sector(sector) => {
            let province = ask.query.province()?;
            sector::page(ask, &backend.sector(sector, province, release).await?)
        }
        Route::Indicator(code) => {
            let asked = Asked::parse(&ask.query)?;
            indicator::page(ask, &backend.indicator(code, asked, release).await?)
        }
        Route::Told(code, unit) => told::page(ask, &backend.told(code, unit, release).await?),
        Route::Search => {
            let text = ask.query.get("q").unwrap_or_default().to_owned();
            search::page(ask, backend.search(text, release).await?)
        }
        Route::About => about::page(ask, backend.edition(release).await?),
    }
}
