//! Publishing a release.

use crate::{
    http::{
        request::SignedIn,
        routes::{FLASH, Routes},
    },
    service::workspace::{ServiceError, ServiceResult, publication::Kind},
};
use app::{
    failure::Failure,
    routes::WorkspaceRoute,
    workspace::{
        flash::Flash,
        publication::{model::Publish, page},
    },
};
use axum::response::Response;

pub fn routes() -> Routes {
    Routes::new()
        .page("/quan-tri/cong-bo", FLASH, preview)
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

async fn publish(from: SignedIn, form: Publish) -> ServiceResult<Response> {
    let workspace = &from.site.workspace;
    let kind = match (form.kind.as_str(), form.reason) {
        ("new", _) => Kind::New,
        ("correction", Some(reason)) => Kind::Correction(reason),
        ("correction", None) => {
            let mut data = workspace.publication.preview(&from.who).await?;
            data.needs_reason = true;
            return from
                .page_at(422, &WorkspaceRoute::Publish, data, page::page)
                .await;
        }
        _ => return Err(ServiceError(Failure::BadForm)),
    };
    workspace
        .publication
        .publish(&from.who, &kind, (form.as_of, &form.hash), form.last)
        .await?;
    from.see_done(&WorkspaceRoute::Publish, Flash::Published)
}
