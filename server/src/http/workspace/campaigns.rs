//! Collection campaigns.

use crate::{
    http::{
        forms::{FormOptions, Submitted},
        request::SignedIn,
        routes::{FLASH, Routes},
    },
    service::workspace::ServiceResult,
};
use app::workspace::{campaigns::model::ChangeCampaign, rejected_form::RejectedForm};
use app::{
    routes::{AdminRoute, FormAction, WorkspaceRoute},
    workspace::{campaigns::page, flash::Flash},
};
use axum::response::Response;

const ROOM: WorkspaceRoute = WorkspaceRoute::Admin(AdminRoute::Campaigns);

pub fn routes() -> Routes {
    Routes::new().page("/quan-tri/dot", FLASH, show).upload(
        FormAction::ChangeCampaign,
        FormOptions::default(),
        change,
    )
}

async fn show(request: SignedIn, (): ()) -> ServiceResult<Response> {
    let data = request.site.workspace.campaigns.list(&request.who).await?;
    request.page(data, page::page).await
}

/// Opens, moves or closes one.
async fn change(form: Submitted) -> ServiceResult<Response> {
    let change: ChangeCampaign = form.read()?;
    let from = form.from;
    let (workspace, who) = (&from.site.workspace, &from.who);
    let Err(problems) = workspace.campaigns.change(who, &change).await? else {
        return from.see_done(&ROOM, Flash::Changed);
    };
    let mut data = workspace.campaigns.list(who).await?;
    data.refused = Some(RejectedForm::of(&form.sent.fields, problems));
    from.page_at(422, &ROOM, data, page::page).await
}
