//! How provinces run their reviews.

use crate::{
    http::{
        forms::{FormOptions, Submitted},
        request::SignedIn,
        routes::{FLASH, Routes},
    },
    service::workspace::Outcome,
};
use app::workspace::{refused::Refused, settings::model::SetPolicy};
use app::{
    routes::{Act, AdminRoom, Room},
    workspace::{flash::Flash, settings::page},
};
use axum::response::Response;

const ROOM: Room = Room::Admin(AdminRoom::Settings);

pub fn routes() -> Routes {
    Routes::new().page("/quan-tri/quy-che", FLASH, show).upload(
        Act::Policy,
        FormOptions::default(),
        change,
    )
}

async fn show(request: SignedIn, (): ()) -> Outcome<Response> {
    let data = request.site.workspace.settings.show(&request.who).await?;
    request.page(data, page::page).await
}

async fn change(form: Submitted) -> Outcome<Response> {
    let policy: SetPolicy = form.read()?;
    let from = form.from;
    let (workspace, who) = (&from.site.workspace, &from.who);
    let Err(problems) = workspace.settings.set_policy(who, &policy).await? else {
        return from.see_done(&ROOM, Flash::Changed);
    };
    let mut data = workspace.settings.show(who).await?;
    data.refused = Some(Refused::of(&form.sent.fields, problems));
    from.page_at(422, &ROOM, data, page::page).await
}
