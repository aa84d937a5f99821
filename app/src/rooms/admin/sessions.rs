//! Sessions: one's own, and the table that the page of an account shows as well.

use super::below;
use crate::{
    i18n::Lang,
    pages::Page,
    rooms::{Visit, done_notice, form, hidden},
    routes::Act,
    workspace::admin::{SessionView, Sessions},
};
use leptos::prelude::*;

pub(super) fn page(visit: &Visit, data: &Sessions) -> Page {
    let lang = visit.lang;
    let title = lang.t("sessions-title");
    let others = data.sessions.iter().any(|s| !s.own).then(|| {
        form(visit, Act::EndSession, view! {
            <p><button type="submit" name="which" value="others" class="strong">{lang.t("sessions-end-others")}</button></p>
        })
    });
    let body = view! {
        {done_notice(lang, data.done)}
        <h1>{title.clone()}</h1>
        <p>{lang.t("sessions-how")}</p>
        {table(visit, &data.sessions, true)}
        {others}
    }
    .into_any();
    below(visit, title, body, &[])
}

/// The table; with a button for each if they are one's own.
pub(super) fn table(visit: &Visit, sessions: &[SessionView], own: bool) -> AnyView {
    let lang = visit.lang;
    if sessions.is_empty() {
        return view! { <p>{lang.t("sessions-none")}</p> }.into_any();
    }
    let rows = sessions.iter().map(|s| row(visit, s, own)).collect_view();
    let act = own.then(|| view! { <th scope="col">{lang.t("people-act")}</th> });
    view! {
        <div class="scroll" tabindex="0" role="group" aria-label=lang.t("sessions-caption")>
            <table class="people">
                <caption>{lang.t("sessions-caption")}</caption>
                <thead>
                    <tr>
                        <th scope="col">{lang.t("sessions-device")}</th>
                        <th scope="col">{lang.t("sessions-since")}</th>
                        <th scope="col">{lang.t("sessions-seen")}</th>
                        {act}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn row(visit: &Visit, session: &SessionView, own: bool) -> AnyView {
    let lang = visit.lang;
    let name = device(lang, &session.agent);
    let here = session
        .own
        .then(|| view! { " " <b>{lang.t("sessions-here")}</b> });
    let label = lang.ta("sessions-end-one", [("device", name.clone().into())]);
    let act = own.then(|| {
        let button = (!session.own).then(|| {
            form(visit, Act::EndSession, view! {
                {hidden("session", &session.id)}
                <button type="submit" name="which" value="one" aria-label=label>{lang.t("sessions-end")}</button>
            })
        });
        view! { <td>{button}</td> }
    });
    view! {
        <tr>
            <th scope="row"><bdi>{name}</bdi> {here}</th>
            <td>{lang.instant(session.since)}</td>
            <td>{lang.instant(session.seen)}</td>
            {act}
        </tr>
    }
    .into_any()
}

/// What a browser calls itself, short: “Firefox, Windows”. It may say anything; nothing is decided by it.
fn device(lang: Lang, agent: &str) -> String {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_is_known_by_its_own_name() {
        let edge = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) \
                    Chrome/120.0.0.0 Safari/537.36 Edg/120.0.0.0";
        assert_eq!(device(Lang::Vi, edge), "Edge, Windows");
        let firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:115.0) Gecko/20100101 Firefox/115.0";
        assert_eq!(device(Lang::Vi, firefox), "Firefox, Linux");
        assert_eq!(device(Lang::Vi, "<script>"), Lang::Vi.t("sessions-unknown"));
    }
}
