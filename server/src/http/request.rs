//! A request for what lies behind the sign-in: who asks, in which language, for what.

use super::{limits::is_too_long, reply, session, site::Site};
use crate::service::workspace::{Missing, Principal, ServiceError, ServiceResult};
use app::workspace::flash::Flash;
use app::{
    failure::Failure,
    i18n::Lang,
    page::with_query,
    query::{LONGEST_QUERY, Query},
    routes::{AdminRoute, ObservationRoute, WorkspaceRoute, decode, encode, prefixed, split_lang},
};
use axum::{http::request::Parts, response::Response};
use domain::unit::{UnitCode, UnitLevel};

/// Somebody who may be signed in, and what they ask for.
#[derive(Clone)]
pub struct MaybeSignedIn {
    /// The site.
    pub site: Site,
    /// Language of the address.
    pub lang: Lang,
    /// Path without its language prefix.
    pub path: String,
    /// What of the query the page knows.
    pub query: Query,
    /// Who is signed in, perhaps not wholly.
    pub who: Option<Principal>,
    /// The address that was asked for.
    here: String,
    /// Whether they had a session, which has ended.
    ended: bool,
}

impl MaybeSignedIn {
    /// Reads a request. Of its query, what is known; everything if nothing is said of that.
    ///
    /// # Errors
    /// With the page that says why it can't be known who asks.
    pub async fn read(
        site: Site,
        parts: &Parts,
        known: Option<&[&str]>,
    ) -> Result<Self, Box<Response>> {
        let (lang, path) = split_lang(parts.uri.path());
        let query = Query::parse(parts.uri.query().unwrap_or(""));
        let query = match known {
            Some(known) => query.only(known),
            None => query,
        };
        let who = match session::principal(&site, parts).await {
            Ok(who) => who,
            Err(ServiceError(failure)) => {
                let refused = reply::refuse(&site, lang, path.to_owned(), None, failure).await;
                return Err(Box::new(refused));
            }
        };
        Ok(Self {
            lang,
            path: path.to_owned(),
            ended: who.is_none() && session::token(&parts.headers).is_some(),
            here: with_query(parts.uri.path().to_owned(), query.pairs()),
            query,
            who,
            site,
        })
    }

    /// Who is signed in and misses nothing.
    ///
    /// # Errors
    /// With the way to the sign-in, or to what is still missing, and back afterwards.
    pub fn signed_in(self) -> Result<SignedIn, Box<Response>> {
        match (self.complete(), &self.who) {
            (Some(request), _) => Ok(request),
            (None, Some(who)) => Err(Box::new(self.elsewhere(who))),
            (None, None) => Err(Box::new(self.to_sign_in())),
        }
    }

    /// The way to the sign-in, and back afterwards; whose session has ended is told so there.
    #[must_use]
    pub fn to_sign_in(&self) -> Response {
        let route = if self.ended {
            sign_in_with(self.lang, ENDED)
        } else {
            WorkspaceRoute::SignIn.href(self.lang)
        };
        reply::see_other(&and_then(route, Some(&self.here)))
    }

    /// Who is signed in and misses nothing, if anybody.
    #[must_use]
    pub fn complete(&self) -> Option<SignedIn> {
        let who = self.who.clone().filter(|who| who.missing.is_none())?;
        Some(SignedIn {
            site: self.site.clone(),
            who,
            lang: self.lang,
            path: self.path.clone(),
            query: self.query.clone(),
        })
    }

    /// The page on this site to which somebody goes on afterwards.
    #[must_use]
    pub fn return_path(&self) -> Option<String> {
        self.query.get("tiep").and_then(local).map(str::to_owned)
    }

    /// Where somebody goes who has no business here: to what they still miss, or to the first page that is open.
    #[must_use]
    pub fn elsewhere(&self, who: &Principal) -> Response {
        reply::see_other(&match who.missing {
            Some(missing) => missing_page(self.lang, missing, Some(&self.here)),
            None => home_of(self.lang, who),
        })
    }
}

/// Somebody who is signed in and misses nothing, and what they ask for.
#[derive(Clone)]
pub struct SignedIn {
    /// The site.
    pub site: Site,
    /// Who they are, and what they may.
    pub who: Principal,
    /// Language of the address.
    pub lang: Lang,
    /// Path without its language prefix: under which the page can be asked for again.
    pub path: String,
    /// What of the query the page knows; a form has none.
    pub query: Query,
}

impl SignedIn {
    /// The page that was asked for.
    pub async fn page<T>(self, data: T, page: reply::PageOf<T>) -> ServiceResult<Response>
    where
        T: Send + Sync + 'static,
    {
        let workspace_request = reply::workspace_request(
            &self.site,
            self.lang,
            self.path,
            self.query,
            Some(&self.who),
        )
        .await;
        Ok(reply::render(&self.site, 200, workspace_request, data, page).await)
    }

    /// A page of this room that follows a form without a new request, as one that comes back with what was typed.
    pub async fn page_at<T>(
        &self,
        status: u16,
        route: &WorkspaceRoute,
        data: T,
        page: reply::PageOf<T>,
    ) -> ServiceResult<Response>
    where
        T: Send + Sync + 'static,
    {
        self.page_with(status, route, Query::default(), data, page)
            .await
    }

    /// The same at an address with a query.
    pub async fn page_with<T>(
        &self,
        status: u16,
        route: &WorkspaceRoute,
        query: Query,
        data: T,
        page: reply::PageOf<T>,
    ) -> ServiceResult<Response>
    where
        T: Send + Sync + 'static,
    {
        let workspace_request =
            reply::workspace_request(&self.site, self.lang, route.path(), query, Some(&self.who))
                .await;
        Ok(reply::render(&self.site, status, workspace_request, data, page).await)
    }

    /// The page that explains why there is none.
    pub async fn refuse(&self, failure: Failure) -> Response {
        reply::refuse(
            &self.site,
            self.lang,
            self.path.clone(),
            Some(&self.who),
            failure,
        )
        .await
    }

    /// The way to another page.
    pub fn see(&self, route: &WorkspaceRoute) -> ServiceResult<Response> {
        Ok(reply::see_other(&route.href(self.lang)))
    }

    /// The way to another page, which says what has just happened.
    pub fn see_done(&self, route: &WorkspaceRoute, flash: Flash) -> ServiceResult<Response> {
        Ok(reply::see_other(&flash.at(&route.href(self.lang))))
    }
}

impl MaybeSignedIn {
    /// A page on the way to being signed in.
    pub async fn page<T>(self, status: u16, data: T, page: reply::PageOf<T>) -> Response
    where
        T: Send + Sync + 'static,
    {
        let who = self.who.as_ref();
        let workspace_request =
            reply::workspace_request(&self.site, self.lang, self.path, self.query, who).await;
        reply::render(&self.site, status, workspace_request, data, page).await
    }

    /// The page that explains to whoever is here why there is none.
    pub async fn refuse(&self, failure: Failure) -> Response {
        let (who, path) = (self.who.as_ref(), self.path.clone());
        reply::refuse(&self.site, self.lang, path, who, failure).await
    }

    /// The same for somebody of whom nothing is known.
    pub async fn refuse_stranger(&self, failure: Failure) -> Response {
        reply::refuse(&self.site, self.lang, self.path.clone(), None, failure).await
    }
}

/// The variable parts of a path.
pub trait PathParams: Sized + Send {
    /// Reads them from a path, whose language prefix is passed over; `None` if one can't be read.
    fn read(pattern: &str, path: &str) -> Option<Self>;
}

/// One variable part of a path.
pub trait PathParam: Sized + Send {
    /// Reads it as it stands in the address.
    fn read(raw: &str) -> Option<Self>;
}

/// Any unit.
impl PathParam for UnitCode {
    fn read(raw: &str) -> Option<Self> {
        Self::parse(raw)
    }
}

/// A unit at commune level.
#[derive(Clone, Debug)]
pub struct Commune(pub UnitCode);

impl PathParam for Commune {
    fn read(raw: &str) -> Option<Self> {
        UnitCode::parse(raw)
            .filter(|code| code.level() == UnitLevel::Commune)
            .map(Self)
    }
}

impl PathParam for i64 {
    fn read(raw: &str) -> Option<Self> {
        raw.parse().ok()
    }
}

/// A text as it stands in the address, such as a code.
impl PathParam for String {
    fn read(raw: &str) -> Option<Self> {
        Some(raw.to_owned())
    }
}

/// A text that may hold whatever people write.
#[derive(Clone, Debug)]
pub struct Encoded(pub String);

impl PathParam for Encoded {
    fn read(raw: &str) -> Option<Self> {
        decode(raw).map(Self)
    }
}

/// What stands in the places of a pattern that are in braces.
fn raw<'a>(pattern: &str, path: &'a str) -> impl Iterator<Item = &'a str> {
    let (_, path) = split_lang(path);
    let pairs = pattern.split('/').zip(path.split('/'));
    let named = pairs.filter_map(|(pattern, part)| {
        let (head, rest) = pattern.split_once('{')?;
        let (_, tail) = rest.split_once('}')?;
        part.strip_prefix(head)?.strip_suffix(tail)
    });
    named.collect::<Vec<_>>().into_iter()
}

impl PathParams for () {
    fn read(_: &str, _: &str) -> Option<Self> {
        Some(())
    }
}

impl<A: PathParam> PathParams for (A,) {
    fn read(pattern: &str, path: &str) -> Option<Self> {
        Some((A::read(raw(pattern, path).next()?)?,))
    }
}

impl<A: PathParam, B: PathParam> PathParams for (A, B) {
    fn read(pattern: &str, path: &str) -> Option<Self> {
        let mut raw = raw(pattern, path);
        Some((A::read(raw.next()?)?, B::read(raw.next()?)?))
    }
}

/// An address on this site, as a form may name it: nothing that leads elsewhere.
#[must_use]
pub fn local(text: &str) -> Option<&str> {
    let inside = text.starts_with('/') && !text.starts_with("//");
    // A browser drops tabs and line breaks from an address before it reads it.
    let plain = !text.contains(|c: char| c == '\\' || c.is_control());
    (inside && plain && !is_too_long(text)).then_some(text)
}

/// Of the sign-in's address: a session has ended.
pub const ENDED: &str = "het";

/// Of the sign-in's address: somebody has just signed in, and comes back if their browser keeps the cookie.
pub const ENTERED: &str = "vao";

/// The address of the sign-in with one of these.
#[must_use]
pub fn sign_in_with(lang: Lang, word: &str) -> String {
    with_query(WorkspaceRoute::SignIn.href(lang), [(word, "1")].into_iter())
}

/// An address from which somebody goes on to another, as far as that fits into an address: without its query, or
/// not at all, rather than leading to an address that is refused.
#[must_use]
pub fn and_then(route: String, then: Option<&str>) -> String {
    let Some(then) = then else {
        return route;
    };
    let path = then.split('?').next().unwrap_or(then);
    let (before, own) = route.split_once('?').map_or((route.as_str(), ""), |s| s);
    let fits = |then: &&str| own.len() + "&tiep=".len() + encode(then).len() <= LONGEST_QUERY;
    let Some(then) = [then, path].into_iter().find(fits) else {
        return route;
    };
    let own = own.split_once('=').into_iter();
    with_query(before.to_owned(), own.chain([("tiep", then)]))
}

/// Where a session goes that still misses something.
#[must_use]
pub fn missing_page(lang: Lang, missing: Missing, then: Option<&str>) -> String {
    let route = match missing {
        Missing::Code => WorkspaceRoute::SecondFactor,
        Missing::Enrolment => WorkspaceRoute::SecondFactorSetup,
    };
    and_then(route.href(lang), then)
}

/// The first page that is open to somebody.
#[must_use]
pub fn home_of(lang: Lang, who: &Principal) -> String {
    let access = who.access();
    let route = [
        (access.checklist, WorkspaceRoute::Checklists),
        (access.publish, WorkspaceRoute::Publish),
        (access.steering, WorkspaceRoute::Overview),
        (access.review, WorkspaceRoute::ReviewQueue),
        (
            access.accounts,
            WorkspaceRoute::Admin(AdminRoute::FirstSteps),
        ),
        (access.audit_log, WorkspaceRoute::AuditLog),
        (access.thread && !access.observe, WorkspaceRoute::Questions),
        (
            access.observe,
            WorkspaceRoute::Observations(ObservationRoute::Index),
        ),
        (access.directives, WorkspaceRoute::Directives),
    ]
    .into_iter()
    .find(|(open, _)| *open);
    route.map_or_else(|| prefixed(lang, "/"), |(_, route)| route.href(lang))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variable_parts_are_read_in_every_language() {
        for path in ["/can-bo/04846/DL2", "/en/can-bo/04846/DL2"] {
            let read = <(Commune, String)>::read("/can-bo/{unit}/{criterion}", path);
            let (Commune(unit), criterion) = read.unwrap();
            assert_eq!((unit.as_str(), criterion.as_str()), ("04846", "DL2"));
        }
        assert!(<(Commune,)>::read("/can-bo/{unit}", "/can-bo/25").is_none());
        assert!(<(i64,)>::read("/tham-dinh/{answer}", "/tham-dinh/x").is_none());
        let encoded = <(Encoded,)>::read(
            "/quan-tri/bo-tieu-chi/{version}",
            "/quan-tri/bo-tieu-chi/v%201",
        );
        assert_eq!(encoded.unwrap().0.0, "v 1");
        assert!(
            <(Encoded,)>::read(
                "/quan-tri/bo-tieu-chi/{version}",
                "/quan-tri/bo-tieu-chi/%ff"
            )
            .is_none()
        );
    }
}
