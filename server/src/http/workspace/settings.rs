//! How provinces run their reviews.

use crate::{
    http::{
        forms::{FormOptions, Submitted},
        request::SignedIn,
        routes::{FLASH, Routes},
    },
    service::workspace::ServiceResult,
};
use app::workspace::{rejected_form::RejectedForm, settings::model::SetPolicy};
use app::{
    routes::{AdminRoute, FormAction, WorkspaceRoute},
    workspace::{flash::Flash, settings::page},
};
use axum::response::Response;

const ROOM: WorkspaceRoute = WorkspaceRoute::Admin(AdminRoute::Settings);

pub fn routes() -> Routes {
    Routes::new().page("/quan-tri/quy-che", FLASH, show).upload(
        FormAction::SetPolicy,
        FormOptions::default(),
        change,
    )
}

async fn show(request: SignedIn, (): ()) -> ServiceResult<Response> {
    let data = request.site.workspace.settings.show(&request.who).await?;
    request.page(data, page::page).await
}

async fn change(form: Submitted) -> ServiceResult<Response> {
    let policy: SetPolicy = form.read()?;
    let from = form.from;
    let (workspace, who) = (&from.site.workspace, &from.who);
    let Err(problems) = workspace.settings.set_policy(who, &policy).await? else {
        return from.see_done(&ROOM, Flash::Changed);
    };
    let mut data = workspace.settings.show(who).await?;
    data.refused = Some(RejectedForm::of(&form.sent.fields, problems));
    from.page_at(422, &ROOM, data, page::page).await
}
