//! What there is to administer.

use crate::{
    page::{Page, Visit, href},
    routes::{AdminRoom, Room},
};
use leptos::prelude::*;

/// What there is to administer.
#[must_use]
pub fn page(visit: &Visit) -> Page {
    let lang = visit.lang;
    let title = lang.t("admin-title");
    let doors = visit.person.as_ref().map(|p| p.doors).unwrap_or_default();
    let admin = |room| Room::Admin(room);
    let rooms = [
        (
            doors.accounts,
            Room::People,
            lang.t("people-title"),
            lang.t("admin-people-what"),
        ),
        (
            doors.accounts,
            admin(AdminRoom::Import),
            lang.t("import-title"),
            lang.t("admin-import-what"),
        ),
        (
            doors.admin.periods,
            admin(AdminRoom::Periods),
            lang.t("periods-title"),
            lang.t("admin-periods-what"),
        ),
        (
            doors.admin.sets,
            admin(AdminRoom::Sets),
            lang.t("sets-title"),
            lang.t("admin-sets-what"),
        ),
        (
            doors.admin.settings,
            admin(AdminRoom::Settings),
            lang.t("settings-title"),
            lang.t("admin-settings-what"),
        ),
        (
            doors.accounts,
            admin(AdminRoom::Tokens),
            lang.t("tokens-title"),
            lang.t("tokens-what"),
        ),
        (
            doors.publish,
            Room::Publish,
            lang.t("publish-title"),
            lang.t("admin-publish-what"),
        ),
        (
            doors.trail,
            Room::Trail,
            lang.t("trail-title"),
            lang.t("admin-trail-what"),
        ),
        (
            true,
            admin(AdminRoom::Sessions),
            lang.t("sessions-title"),
            lang.t("admin-sessions-what"),
        ),
    ];
    let rows = rows_of(visit, rooms.into_iter().collect());
    let body = view! {
        <h1>{title.clone()}</h1>
        <dl class="facts">{rows}</dl>
    }
    .into_any();
    crate::page::plain(title.clone(), body, vec![(title, None)])
}

pub(crate) fn rows_of(visit: &Visit, rooms: Vec<(bool, Room, String, String)>) -> AnyView {
    rooms
        .into_iter()
        .filter(|(open, ..)| *open)
        .map(|(_, room, name, what)| {
            view! { <dt><a href=href(visit, &room)>{name}</a></dt><dd>{what}</dd> }
        })
        .collect_view()
        .into_any()
}
