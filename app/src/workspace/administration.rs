//! What there is to administer.

use crate::{
    page::{Page, WorkspaceRequest, href},
    routes::{AdminRoute, WorkspaceRoute},
};
use leptos::prelude::*;

/// What there is to administer.
#[must_use]
pub fn page(request: &WorkspaceRequest) -> Page {
    let lang = request.lang;
    let title = lang.t("admin-title");
    let access = request
        .person
        .as_ref()
        .map(|p| p.access)
        .unwrap_or_default();
    let admin = |route| WorkspaceRoute::Admin(route);
    let routes = [
        (
            access.accounts,
            admin(AdminRoute::FirstSteps),
            lang.t("first-title"),
            lang.t("first-what"),
        ),
        (
            access.accounts,
            WorkspaceRoute::Accounts,
            lang.t("people-title"),
            lang.t("admin-people-what"),
        ),
        (
            access.accounts,
            admin(AdminRoute::Import),
            lang.t("import-title"),
            lang.t("admin-import-what"),
        ),
        (
            access.admin.periods,
            admin(AdminRoute::Campaigns),
            lang.t("periods-title"),
            lang.t("admin-periods-what"),
        ),
        (
            access.admin.sets,
            admin(AdminRoute::Sets),
            lang.t("sets-title"),
            lang.t("admin-sets-what"),
        ),
        (
            access.admin.settings,
            admin(AdminRoute::Settings),
            lang.t("settings-title"),
            lang.t("admin-settings-what"),
        ),
        (
            access.accounts,
            admin(AdminRoute::Tokens),
            lang.t("tokens-title"),
            lang.t("tokens-what"),
        ),
        (
            access.publish,
            WorkspaceRoute::Publish,
            lang.t("publish-title"),
            lang.t("admin-publish-what"),
        ),
        (
            access.audit_log,
            WorkspaceRoute::AuditLog,
            lang.t("trail-title"),
            lang.t("admin-trail-what"),
        ),
        (
            true,
            admin(AdminRoute::Sessions),
            lang.t("sessions-title"),
            lang.t("admin-sessions-what"),
        ),
    ];
    let rows = rows_of(request, routes.into_iter().collect());
    let body = view! {
        <h1>{title.clone()}</h1>
        <dl class="facts">{rows}</dl>
    }
    .into_any();
    crate::page::plain(title.clone(), body, vec![(title, None)])
}

pub(crate) fn rows_of(
    request: &WorkspaceRequest,
    routes: Vec<(bool, WorkspaceRoute, String, String)>,
) -> AnyView {
    routes
        .into_iter()
        .filter(|(open, ..)| *open)
        .map(|(_, route, name, what)| {
            view! { <dt><a href=href(request, &route)>{name}</a></dt><dd>{what}</dd> }
        })
        .collect_view()
        .into_any()
}
