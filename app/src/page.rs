//! A request for a page, and what a page gives to the document around it.

use crate::{
    i18n::Lang,
    nav::NavUser,
    public::model::{Edition, ReleaseInfo},
    query::Query,
    routes::{ANYWHERE, Route, WorkspaceRoute, encode, prefixed, split_lang},
};
use domain::unit::UnitCode;
use leptos::prelude::{AnyView, provide_context, use_context, with_context};

/// A request for a public page, read from its address.
#[derive(Clone, Debug)]
pub struct PageRequest {
    /// Language of the page.
    pub lang: Lang,
    /// The page; `None` if the address is no page's.
    pub route: Option<Route>,
    /// Path without its language prefix, as asked, for the links to other languages.
    pub path: String,
    /// What of the query the page knows, decoded, in the page's own order.
    pub query: Query,
}

impl PageRequest {
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
pub fn csv_address(lang: Lang, href: &str) -> String {
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
    /// The province that it is about, or in which what it is about lies: the menu keeps it.
    pub province: Option<UnitCode>,
    /// What surrounds it, on a page behind the sign-in.
    pub frame: Option<PageFrame>,
    /// The address of the page that was meant instead, if only one can have been.
    pub instead: Option<String>,
}

impl Page {
    /// A page without breadcrumb, frame and file.
    #[must_use]
    pub fn new(title: String, description: String, body: AnyView) -> Self {
        Self {
            title,
            description,
            body,
            crumbs: Vec::new(),
            edition: None,
            csv: None,
            province: None,
            frame: None,
            instead: None,
        }
    }

    /// With the release that its frame states.
    #[must_use]
    pub fn edition(self, edition: impl Into<Option<Edition>>) -> Self {
        Self {
            edition: edition.into(),
            ..self
        }
    }

    /// With its breadcrumb below home: text and address; the last has none.
    #[must_use]
    pub fn crumbs(self, crumbs: Vec<(String, Option<String>)>) -> Self {
        Self { crumbs, ..self }
    }

    /// With the province that the menu keeps.
    #[must_use]
    pub fn province(self, province: impl Into<Option<UnitCode>>) -> Self {
        Self {
            province: province.into(),
            ..self
        }
    }

    /// With the address of the same data as CSV.
    #[must_use]
    pub fn csv(self, csv: impl Into<Option<String>>) -> Self {
        Self {
            csv: csv.into(),
            ..self
        }
    }
}

/// What the frame of a page behind the sign-in states.
#[derive(Clone, Debug)]
pub struct PageFrame {
    /// Who is signed in; none on the sign-in page.
    pub person: Option<NavUser>,
    /// Whether the installation is a demo.
    pub demo: bool,
}

/// A request for a page behind the sign-in, read from its address.
#[derive(Clone, Debug)]
pub struct WorkspaceRequest {
    /// Language of the page.
    pub lang: Lang,
    /// Path without its language prefix: the address under which the page can be asked for again.
    pub path: String,
    /// The query, decoded.
    pub query: Query,
    /// Who is signed in.
    pub person: Option<NavUser>,
    /// Whether the installation is a demo.
    pub demo: bool,
    /// The mark that this page's forms carry: the same form with the same mark is one form, however often it is sent.
    pub mark: String,
}

impl WorkspaceRequest {
    /// Whether a page is open to whoever asks; somebody who is not signed in has none to be led to.
    #[must_use]
    pub fn may_open(&self, route: &WorkspaceRoute) -> bool {
        let person = self.person.as_ref();
        person.is_some_and(|person| person.access.opens(route))
    }

    /// The same as a request for a public page.
    #[must_use]
    pub fn public_request(&self) -> PageRequest {
        PageRequest {
            lang: self.lang,
            route: None,
            path: self.path.clone(),
            query: self.query.clone(),
        }
    }
}

/// A page with breadcrumbs and nothing else around it.
pub fn plain(title: String, body: AnyView, crumbs: Vec<(String, Option<String>)>) -> Page {
    Page::new(title.clone(), title, body).crumbs(crumbs)
}

/// Address of a page behind the sign-in, in the language of the request.
pub fn href(request: &WorkspaceRequest, route: &WorkspaceRoute) -> String {
    route.href(request.lang)
}

/// Address of the public page of a unit.
pub fn public_commune(request: &WorkspaceRequest, code: &domain::unit::UnitCode) -> String {
    prefixed(request.lang, &format!("/xa/{code}"))
}

impl PageRequest {
    /// Gives this request and its language to every component that is drawn from now on.
    pub fn provide(&self) {
        provide_context(self.lang);
        provide_context(self.clone());
    }
}

impl WorkspaceRequest {
    /// Gives this request and its language to every component that is drawn from now on.
    pub fn provide(&self) {
        provide_context(self.lang);
        provide_context(self.clone());
    }
}

/// The request that the document is made for. A component that is drawn outside of one stops a test; in production it
/// links to the front page.
#[must_use]
pub fn use_page_request() -> PageRequest {
    let request = use_context();
    debug_assert!(
        request.is_some(),
        "drawn outside of a document: see PageRequest::provide"
    );
    request.unwrap_or_else(|| PageRequest::read("/", ""))
}

/// The mark of the page behind the sign-in that is being made, see [`WorkspaceRequest::mark`]. A form that is drawn outside of one
/// stops a test; in production it has none, and is done each time that it is sent.
#[must_use]
pub fn use_mark() -> String {
    let mark = with_context(|request: &WorkspaceRequest| request.mark.clone());
    debug_assert!(
        mark.is_some(),
        "drawn outside of a page: see WorkspaceRequest::provide"
    );
    mark.unwrap_or_default()
}
