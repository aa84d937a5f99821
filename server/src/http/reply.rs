//! Answers behind the sign-in: a page, the way to another, a file, a refusal. Nobody keeps any of them.

use super::{assets, public::pages, security, site::Site};
use crate::{secrets, service::workspace::Principal};
use app::{
    failure::Failure,
    i18n::Lang,
    page::{Page, WorkspaceRequest},
    query::Query,
    workspace::{self},
};
use axum::{
    body::Body,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use std::sync::Arc;

/// What makes a page of what a use case found.
pub type PageOf<T> = fn(&WorkspaceRequest, &T) -> Page;

/// Renders a page.
pub async fn render<T>(
    site: &Site,
    status: u16,
    workspace_request: WorkspaceRequest,
    data: T,
    page: PageOf<T>,
) -> Response
where
    T: Send + Sync + 'static,
{
    let assets = assets::scripted(&site.origin, &site.built);
    let scripted = assets.islands.is_some() && workspace_request.person.is_some();
    let data = Arc::new(data);
    let make = move || {
        workspace::document(
            &workspace_request,
            |workspace_request| page(workspace_request, &data),
            &assets,
        )
    };
    let (_, html) = pages::render(make).await;
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = [
        (header::CONTENT_TYPE, "text/html; charset=utf-8"),
        (header::CACHE_CONTROL, "no-store"),
    ];
    let mut response = (status, headers, html).into_response();
    if scripted {
        let policy = HeaderValue::from_static(security::ROOM_POLICY);
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    response
}

/// What the frame of a page at this path needs.
pub async fn workspace_request(
    site: &Site,
    lang: Lang,
    path: String,
    query: Query,
    who: Option<&Principal>,
) -> WorkspaceRequest {
    let (demo, person) = match who {
        Some(who) => {
            let waiting = site.workspace.notices.number_waiting(who).await;
            (
                who.is_in_demo(),
                Some(who.person(who.is_in_demo(), waiting)),
            )
        }
        // A demo that can't say so is a store that can't answer: the use case will tell.
        None => (site.workspace.is_demo().await.unwrap_or(false), None),
    };
    WorkspaceRequest {
        lang,
        path,
        query,
        person,
        demo,
        // Without randomness forms are told apart by what they say.
        mark: secrets::token().unwrap_or_default(),
    }
}

/// The page that explains why there is none.
pub async fn refuse(
    site: &Site,
    lang: Lang,
    path: String,
    who: Option<&Principal>,
    failure: Failure,
) -> Response {
    let (status, retry) = (failure.status(), failure.retry_after());
    let workspace_request = workspace_request(site, lang, path, Query::default(), who).await;
    let response = render(site, status, workspace_request, failure, workspace::failure).await;
    retry_after(response, retry)
}

/// Says after how many seconds it is worth trying again.
pub fn retry_after(mut response: Response, seconds: Option<u32>) -> Response {
    if let Some(seconds) = seconds {
        let value = HeaderValue::from(seconds);
        response.headers_mut().insert(header::RETRY_AFTER, value);
    }
    response
}

/// After a form: see other.
#[must_use]
pub fn see_other(address: &str) -> Response {
    Redirect::to(address).into_response()
}

/// A file made for somebody, to be kept by nobody.
pub struct Download {
    /// Its media type.
    pub media: &'static str,
    /// What it is called; plain letters.
    pub name: String,
    /// Its content.
    pub content: Body,
}

impl IntoResponse for Download {
    fn into_response(self) -> Response {
        let mut response = self.content.into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(self.media));
        let disposition = format!("attachment; filename=\"{}\"", self.name);
        if let Ok(value) = HeaderValue::from_str(&disposition) {
            headers.insert(header::CONTENT_DISPOSITION, value);
        }
        let private = HeaderValue::from_static("private, no-store");
        headers.insert(header::CACHE_CONTROL, private);
        response
    }
}
