//! Evidence files: given only to whoever may see them, each time anew, and never shown inside a page.

use super::{reply, session, site::Site};
use crate::service::workspace::ServiceError;
use app::{failure::Failure, i18n::Lang, routes::encode};
use axum::{
    body::Body,
    extract::{Path, State},
    http::{HeaderValue, header, request::Parts},
    response::{IntoResponse, Response},
};
use domain::evidence::{ascii_name, download_name};

/// A file cannot run, load or be framed, whatever it holds.
const SANDBOX: &str = "default-src 'none'; sandbox";

/// `GET /minh-chung/{id}`.
pub async fn download(State(site): State<Site>, Path(id): Path<String>, parts: Parts) -> Response {
    let path = parts.uri.path().to_owned();
    let who = match session::principal(&site, &parts).await {
        Ok(who) => who.filter(|w| w.missing.is_none()),
        Err(ServiceError(failure)) => {
            return reply::refuse(&site, Lang::Vi, path, None, failure).await;
        }
    };
    let found = match id.parse() {
        Ok(id) => {
            site.workspace
                .checklist
                .evidence_file(who.as_ref(), id)
                .await
        }
        Err(_) => Err(ServiceError(Failure::NoSuchPage)),
    };
    let file = match found {
        Ok(file) => file,
        Err(ServiceError(failure)) => {
            let lang = who.as_ref().map_or(Lang::Vi, |w| w.lang);
            return reply::refuse(&site, lang, path, who.as_ref(), failure).await;
        }
    };
    let opened = match site.workspace.checklist.open_file(&site.files, &file).await {
        Ok(opened) => opened,
        Err(ServiceError(failure)) => {
            let lang = who.as_ref().map_or(Lang::Vi, |w| w.lang);
            return reply::refuse(&site, lang, path, who.as_ref(), failure).await;
        }
    };
    let name = download_name(&file.name, file.media);
    let disposition = format!(
        "attachment; filename=\"{}\"; filename*=UTF-8''{}",
        ascii_name(&name),
        encode(&name)
    );
    let length = HeaderValue::from(opened.bytes);
    let mut response = Body::from_stream(opened.parts()).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_LENGTH, length);
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static(file.media.mime()),
    );
    if let Ok(value) = HeaderValue::from_str(&disposition) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    headers.insert(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(SANDBOX),
    );
    headers.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("private, no-store"),
    );
    response
}
