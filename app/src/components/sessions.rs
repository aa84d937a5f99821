//! Open sessions of an account.

use crate::workspace::accounts::model::EndSession;
use crate::{
    components::form::{Hidden, PostForm},
    components::table::{ScrollTable, heads},
    i18n::Lang,
    page::WorkspaceRequest,
    routes::FormAction,
    workspace::accounts::model::SessionView,
};
use leptos::prelude::*;

/// The table; with a button for each if they are one's own.
pub fn table(request: &WorkspaceRequest, sessions: &[SessionView], own: bool) -> AnyView {
    let lang = request.lang;
    if sessions.is_empty() {
        return view! { <p>{lang.t("sessions-none")}</p> }.into_any();
    }
    let rows = sessions.iter().map(|s| row(request, s, own)).collect_view();
    let columns = ["sessions-device", "sessions-since", "sessions-seen"];
    let columns = columns.into_iter().chain(own.then_some("people-act"));
    view! {
        <ScrollTable caption=lang.t("sessions-caption") class="people" head=heads(lang, columns)>{rows}</ScrollTable>
    }
    .into_any()
}

/// One session.
pub fn row(request: &WorkspaceRequest, session: &SessionView, own: bool) -> AnyView {
    let lang = request.lang;
    let name = device(lang, &session.agent);
    let here = session
        .own
        .then(|| view! { " " <b>{lang.t("sessions-here")}</b> });
    let label = lang.ta("sessions-end-one", [("device", name.clone().into())]);
    let action = own.then(|| {
        let button = (!session.own).then(|| {
            view! {
                <PostForm action=FormAction::EndSession>
                    <Hidden name=EndSession::session() value=&session.id />
                    <button type="submit" name=EndSession::which() value="one" aria-label=label>{lang.t("sessions-end")}</button>
                </PostForm>
            }
            .into_any()
        });
        view! { <td>{button}</td> }
    });
    view! {
        <tr>
            <th scope="row"><bdi>{name}</bdi> {here}</th>
            <td>{lang.instant(session.since)}</td>
            <td>{lang.instant(session.seen)}</td>
            {action}
        </tr>
    }
    .into_any()
}

/// What a browser calls itself, short: “Firefox, Windows”. It may say anything; nothing is decided by it.
pub fn device(lang: Lang, agent: &str) -> String {
    // In this order: Edge and Opera also say Chrome, and Chrome also says Safari.
    let browsers = [
        ("Edg", "Edge"),
        ("OPR", "Opera"),
        ("coc_coc", "Cốc Cốc"),
        ("Firefox", "Firefox"),
        ("Chrome", "Chrome"),
        ("Safari", "Safari"),
    ];
    let systems = [
        ("Windows", "Windows"),
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Mac OS", "macOS"),
        ("Linux", "Linux"),
    ];
    let find = |all: &[(&str, &'static str)]| {
        let found = all.iter().find(|(mark, _)| agent.contains(mark));
        found.map(|(_, name)| *name)
    };
    match (find(&browsers), find(&systems)) {
        (Some(browser), Some(system)) => format!("{browser}, {system}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => lang.t("sessions-unknown"),
    }
}
