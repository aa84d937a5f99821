//! What an installation still needs.

use crate::{
    http::{
        forms::{FormOptions, Submitted},
        request::SignedIn,
        routes::{FLASH, Routes},
    },
    service::workspace::ServiceResult,
};
use app::{
    routes::{AdminRoute, FormAction, WorkspaceRoute},
    workspace::first_steps::page,
};
use axum::response::Response;

const ROOM: WorkspaceRoute = WorkspaceRoute::Admin(AdminRoute::FirstSteps);

pub fn routes() -> Routes {
    Routes::new()
        .page("/quan-tri/buoc-dau", FLASH, show)
        .upload(
            FormAction::TestMail,
            // A mail server may take its time.
            FormOptions::slow(),
            try_mail,
        )
}

async fn show(request: SignedIn, (): ()) -> ServiceResult<Response> {
    let data = request
        .site
        .workspace
        .first_steps
        .show(&request.who)
        .await?;
    request.page(data, page::page).await
}

/// Sends a mail to whoever asks; the page says what came of it.
async fn try_mail(form: Submitted) -> ServiceResult<Response> {
    let from = form.from;
    let first_steps = &from.site.workspace.first_steps;
    let tried = first_steps.try_mail(&from.who).await?;
    let mut data = first_steps.show(&from.who).await?;
    data.tried = Some(tried);
    from.page_at(200, &ROOM, data, page::page).await
}
