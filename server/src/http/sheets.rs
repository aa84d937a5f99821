//! Checklists as spreadsheets: made anew for whoever may enter answers, kept by nobody.

use super::{Site, rooms, session};
use crate::service::workspace::Failed;
use app::{failure::Failure, routes::split_lang};
use axum::{
    extract::{Path, State},
    http::{HeaderValue, header, request::Parts},
    response::{IntoResponse, Response},
};
use domain::{evidence::Media, unit::UnitCode};

/// `GET /can-bo/{unit}/phieu.xlsx`.
pub async fn one(State(site): State<Site>, Path(unit): Path<String>, parts: Parts) -> Response {
    download(&site, Some(&unit), &parts).await
}

/// `GET /can-bo/phieu.xlsx`: every commune in the visitor's care.
pub async fn all(State(site): State<Site>, parts: Parts) -> Response {
    download(&site, None, &parts).await
}

async fn download(site: &Site, unit: Option<&str>, parts: &Parts) -> Response {
    let (lang, path) = split_lang(parts.uri.path());
    let path = path.to_owned();
    let who = match session::visitor(site, parts).await {
        Ok(who) => who.filter(|w| w.missing.is_none()),
        Err(Failed(failure)) => return rooms::refuse(site, lang, path, None, failure).await,
    };
    let Some(who) = who else {
        return rooms::refuse(site, lang, path, None, Failure::NotSignedIn).await;
    };
    let made = match unit.map(UnitCode::parse) {
        Some(None) => Err(Failed(Failure::NoSuchPage)),
        Some(Some(unit)) => site.workspace.sheet(&who, lang, Some(&unit)).await,
        None => site.workspace.sheet(&who, lang, None).await,
    };
    let content = match made {
        Ok(content) => content,
        Err(Failed(failure)) => return rooms::refuse(site, lang, path, Some(&who), failure).await,
    };
    let name = match unit {
        Some(unit) => format!("attachment; filename=\"phieu-{unit}.xlsx\""),
        None => "attachment; filename=\"phieu.xlsx\"".to_owned(),
    };
    let mut response = content.into_response();
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static(Media::Xlsx.mime()),
    );
    if let Ok(value) = HeaderValue::from_str(&name) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    headers.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("private, no-store"),
    );
    response
}
