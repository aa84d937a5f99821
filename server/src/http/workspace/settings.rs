//! How provinces run their reviews.

use super::FLASH;
use crate::{
    http::{
        forms::{FormOptions, Submitted, by_name},
        request::SignedIn,
        routes::Routes,
    },
    service::workspace::Outcome,
};
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
    let (from, typed) = (form.from, by_name(&form.sent.fields));
    let (workspace, who) = (&from.site.workspace, &from.who);
    let Err(refused) = workspace.settings.set_policy(who, &typed).await? else {
        return from.see_done(&ROOM, Flash::Changed);
    };
    let mut data = workspace.settings.show(who).await?;
    data.refused = Some(refused);
    from.page_at(422, &ROOM, data, page::page).await
}
