//! What was confirmed or returned: newest first, filtered by a GET form, fifty on a page. From here a decision is found
//! again, and a confirmation taken back.

use crate::{
    components::{
        criterion::criterion_title,
        ended,
        html::inert,
        name,
        pager::Pager,
        table::{ScrollTable, heads},
    },
    page::{Page, WorkspaceRequest, href},
    routes::WorkspaceRoute,
    texts::checklist,
    workspace::review::model::{DecidedRow, Decisions},
};
use leptos::prelude::*;

/// The page.
#[must_use]
pub fn page(request: &WorkspaceRequest, data: &Decisions) -> Page {
    let lang = request.lang;
    let title = lang.t("decided-title");
    let queue = href(request, &WorkspaceRoute::ReviewQueue);
    let rows = data
        .rows
        .iter()
        .map(|row| decided_row(request, data, row))
        .collect_view();
    let table = if data.rows.is_empty() {
        let filtered = data.name.is_some() || data.own;
        let none = if filtered {
            "decided-no-match"
        } else {
            "decided-empty"
        };
        view! { <p>{lang.t(none)}</p> }.into_any()
    } else {
        view! {
            <ScrollTable caption=lang.t("decided-caption") name=title.clone() class="queue"
                head=heads(lang, ["queue-unit", "desk-criterion", "queue-answer", "decided-outcome", "decided-by"])>
                {rows}
            </ScrollTable>
        }
        .into_any()
    };
    let body = view! {
        <h1>{title.clone()}</h1>
        <p class="lead">{lang.t("decided-lead")}</p>
        {filter(request, data)}
        {table}
        {pages(request, data)}
    }
    .into_any();
    let crumbs = vec![(lang.t("queue-title"), Some(queue)), (title.clone(), None)];
    crate::page::plain(title, body, crumbs)
}

fn filter(request: &WorkspaceRequest, data: &Decisions) -> AnyView {
    let lang = request.lang;
    view! {
        <form method="get" action=href(request, &WorkspaceRoute::Decided) class="filter">
            <p>
                <label for="ten">{lang.t("queue-name")}</label>
                <input id="ten" name="ten" type="search" value=data.name.clone().unwrap_or_default() />
            </p>
            <p>
                <label class="choice" for="toi">
                    <input type="checkbox" id="toi" name="toi" value="1" checked=data.own />
                    " " {lang.t("decided-own")}
                </label>
            </p>
            <p><button type="submit">{lang.t("queue-filter")}</button></p>
        </form>
    }
    .into_any()
}

fn decided_row(request: &WorkspaceRequest, data: &Decisions, row: &DecidedRow) -> AnyView {
    let lang = request.lang;
    let criterion = &data.set.criteria[row.index];
    view! {
        <tr>
            <th scope="row">
                <a href=href(request, &WorkspaceRoute::Review(row.id))>
                    <span>{inert(name::full(lang, &row.unit))}</span>
                    " " {ended::mark(lang, row.ended.as_ref())}
                </a>
            </th>
            <td>{criterion_title(lang, criterion)}</td>
            <td>
                {checklist::content(lang, &criterion.question, &row.answer.content)} " "
                <span class="muted">{lang.date(row.answer.fact_date)}</span>
            </td>
            <td>{checklist::outcome(lang, &row.answer)}</td>
            <td>{row.reviewer.clone().unwrap_or_else(|| "–".to_owned())}</td>
        </tr>
    }
    .into_any()
}

/// Links to the pages before and after.
fn pages(request: &WorkspaceRequest, data: &Decisions) -> impl IntoView + use<> {
    let lang = request.lang;
    let to = |page: u32| {
        let public = request.public_request();
        public.here(&[("trang", Some(&page.to_string()))])
    };
    view! {
        <Pager
            lang=lang
            text=lang.ta("decided-page", [("page", lang.number(data.page).into())])
            before=(data.page > 1).then(|| to(data.page - 1))
            after=data.more.then(|| to(data.page + 1))
        />
    }
}
