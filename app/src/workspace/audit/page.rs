//! The audit log: who did what, when, what stood there before and after, and why.

use crate::{
    components::{
        html::inert,
        name,
        table::{ScrollTable, heads},
    },
    page::{Page, WorkspaceRequest, href},
    routes::{AUDIT_LOG_FILE, WorkspaceRoute, encode, prefixed},
    texts::audit,
    workspace::audit::model::{AuditEntry, AuditLog},
};
use leptos::prelude::*;

/// The page.
#[must_use]
pub fn page(request: &WorkspaceRequest, data: &AuditLog) -> Page {
    let lang = request.lang;
    let title = lang.t("trail-title");
    let rows = data
        .entries
        .iter()
        .map(|entry| row(request, data, entry))
        .collect_view();
    let table = if data.entries.is_empty() {
        view! { <p>{lang.t("trail-empty")}</p> }.into_any()
    } else {
        view! {
            <ScrollTable caption=lang.t("trail-caption") name=title.clone() class="trail" head=heads(lang, [
                "trail-at", "trail-who", "queue-unit", "trail-what", "trail-before", "trail-after", "trail-why",
                "trail-link",
            ])>
                {rows}
            </ScrollTable>
        }
        .into_any()
    };
    let filter: Vec<String> = [("don-vi", &data.chain), ("nguoi", &data.actor)]
        .into_iter()
        .filter_map(|(name, value)| Some(format!("{name}={}", encode(value.as_ref()?))))
        .collect();
    let address = |path: String, more: Option<String>| {
        let all: Vec<String> = filter.iter().cloned().chain(more).collect();
        if all.is_empty() {
            path
        } else {
            format!("{path}?{}", all.join("&"))
        }
    };
    let file = address(prefixed(lang, AUDIT_LOG_FILE), None);
    let file = (!data.entries.is_empty()).then(|| {
        view! { <p class="result"><a href=file>{lang.t("trail-file")}</a></p> }
    });
    let older = data.older.as_ref().map(|place| {
        let from = format!("truoc={}", encode(&place.word()));
        let to = address(href(request, &WorkspaceRoute::AuditLog), Some(from));
        view! { <p><a href=to rel="next">{lang.t("trail-older")}</a></p> }
    });
    let body = view! {
        <h1>{title.clone()}</h1>
        <p>{lang.t("trail-how")}</p>
        <form method="get" action=href(request, &WorkspaceRoute::AuditLog) class="filter">
            <p>
                <label for="don-vi">{lang.t("trail-unit")}</label>
                <input id="don-vi" name="don-vi" value=data.chain.clone().unwrap_or_default() dir="ltr" />
            </p>
            <p>
                <label for="nguoi">{lang.t("trail-person")}</label>
                <input id="nguoi" name="nguoi" value=data.actor.clone().unwrap_or_default() dir="ltr" autocapitalize="none" />
            </p>
            <p><button type="submit">{lang.t("queue-filter")}</button></p>
        </form>
        {file}
        {table}
        {older}
    }
    .into_any();
    crate::page::plain(title.clone(), body, vec![(title, None)])
}

fn row(request: &WorkspaceRequest, data: &AuditLog, line: &AuditEntry) -> AnyView {
    let lang = request.lang;
    let state = |text: &str| audit::state(lang, &line.entry, data.set.as_deref(), text);
    let unit = line.unit.as_ref().map_or_else(
        || view! { {lang.t("trail-installation")} }.into_any(),
        |unit| view! { <span>{inert(name::full(lang, unit))}</span> }.into_any(),
    );
    let entry = &line.entry;
    let code = entry.action.word().to_owned();
    let action = match entry.action.known() {
        Some(known) => view! { <span title=code>{audit::action(lang, known)}</span> }.into_any(),
        None => view! { <code dir="ltr">{code}</code> }.into_any(),
    };
    let before = if line.withheld {
        view! { <span class="muted">{lang.t("trail-withheld")}</span> }.into_any()
    } else {
        view! { <bdi>{state(&entry.before)}</bdi> }.into_any()
    };
    let short: String = line.hash.chars().take(12).collect();
    view! {
        <tr>
            <td>{lang.instant(entry.at)}</td>
            <td><bdi>{entry.actor.clone()}</bdi></td>
            <td>{unit}</td>
            <td>{action} " " <bdi>{entry.object.clone()}</bdi></td>
            <td class="value">{before}</td>
            <td class="value"><bdi>{state(&entry.after)}</bdi></td>
            <td>{entry.reason.clone()}</td>
            <td><code dir="ltr" title=line.hash.clone()>{entry.seq} " " {short}</code></td>
        </tr>
    }
    .into_any()
}
