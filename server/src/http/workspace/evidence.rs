//! Evidence files: given only to whoever may see them, each time anew, and never shown inside a page.

use crate::{
    http::{request::MaybeSignedIn, routes::Routes},
    service::workspace::ServiceResult,
};
use app::routes::encode;
use axum::{
    body::Body,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use domain::evidence::{ascii_name, download_name};

/// A file cannot run, load or be framed, whatever it holds.
const SANDBOX: &str = "default-src 'none'; sandbox";

pub fn routes() -> Routes {
    Routes::new().open_file("/minh-chung/{id}", download)
}

async fn download(guest: MaybeSignedIn, (id,): (i64,)) -> ServiceResult<Response> {
    let checklist = &guest.site.workspace.checklist;
    let who = guest.who.as_ref().filter(|who| who.missing.is_none());
    let file = checklist.evidence_file(who, id).await?;
    let opened = checklist.open_file(&guest.site.files, &file).await?;
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
    Ok(response)
}
