//! Publishing a release.

use crate::{
    http::{
        request::SignedIn,
        routes::{FLASH, Routes},
    },
    service::workspace::{
        ServiceError, ServiceResult,
        publication::{Kind, Published},
    },
};
use app::{
    failure::Failure,
    routes::{PUBLISHING_PROGRESS, WorkspaceRoute},
    workspace::{
        flash::Flash,
        publication::{
            model::{Publish, Refused},
            page,
        },
    },
};
use axum::{
    http::header,
    response::{IntoResponse, Response},
};

pub fn routes() -> Routes {
    Routes::new()
        .page("/quan-tri/cong-bo", FLASH, preview)
        .file(PUBLISHING_PROGRESS, progress)
        .slow_form(publish)
}

async fn preview(request: SignedIn, (): ()) -> ServiceResult<Response> {
    let data = request
        .site
        .workspace
        .publication
        .preview(&request.who)
        .await?;
    request.page(data, page::page).await
}

/// How far the release that is being published has come, in a sentence.
async fn progress(request: SignedIn, (): ()) -> ServiceResult<Response> {
    let publication = &request.site.workspace.publication;
    let step = publication.progress(&request.who)?;
    let headers = [
        (header::CONTENT_TYPE, "text/plain; charset=utf-8"),
        (header::CACHE_CONTROL, "no-store"),
    ];
    Ok((headers, page::step(request.lang, step)).into_response())
}

async fn publish(from: SignedIn, form: Publish) -> ServiceResult<Response> {
    let workspace = &from.site.workspace;
    let kind = match (form.kind.as_str(), form.reason) {
        ("new", _) => Kind::New,
        ("correction", Some(reason)) => Kind::Correction(reason),
        ("correction", None) => {
            return refuse(from, Refused::NoReason).await;
        }
        _ => return Err(ServiceError(Failure::BadForm)),
    };
    let anyway = form.anyway.is_some();
    let shown = (form.as_of, form.hash.as_str());
    let published = workspace
        .publication
        .publish(&from.who, &kind, shown, form.last, anyway);
    match published.await? {
        Published::As(_) => from.see_done(&WorkspaceRoute::Publish, Flash::Published),
        Published::Doubtful(_) => refuse(from, Refused::NotConfirmed).await,
    }
}

/// The page again, with why nothing was published.
async fn refuse(from: SignedIn, why: Refused) -> ServiceResult<Response> {
    let publication = &from.site.workspace.publication;
    let mut data = publication.preview(&from.who).await?;
    data.refused = Some(why);
    from.page_at(422, &WorkspaceRoute::Publish, data, page::page)
        .await
}
