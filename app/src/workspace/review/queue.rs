//! What waits for review: oldest first, filtered by a GET form, fifty on a page. What is ticked on a page can be confirmed at
//! once: what has a document and is much like last time.

use crate::{
    components::{
        correspondence,
        criterion::criterion_title,
        ended,
        form::PostForm,
        html::inert,
        name,
        notice::{Notice, Tone, flash_notice},
        pager::Pager,
        table::{Head, ScrollTable},
    },
    page::{Page, WorkspaceRequest, href},
    routes::{FormAction, WorkspaceRoute},
    texts::{checklist, value},
    workspace::review::model::{Queue, QueueRow},
};
use crate::{forms::Suffixed, workspace::review::model::ReviewMany};
use domain::rate::saturating_u32;
use leptos::prelude::*;

/// Rows on one page.
const ROWS: usize = 50;

/// The queue.
#[must_use]
pub fn page(request: &WorkspaceRequest, data: &Queue) -> Page {
    let lang = request.lang;
    let title = lang.t("queue-title");
    let number = |n: u32| n.into();
    let found = saturating_u32(data.rows.len());
    let lead = lang.ta(
        "queue-lead",
        [("total", number(data.total)), ("late", number(data.late))],
    );
    let shown = (found != data.total).then(|| {
        let text = lang.ta("queue-found", [("found", number(found))]);
        view! { <p class="result">{text}</p> }
    });
    let table = if data.rows.is_empty() {
        view! { <p>{lang.t("queue-empty")}</p> }.into_any()
    } else {
        table(request, data)
    };
    let nothing = data.nothing_ticked.then(|| {
        view! { <Notice tone=Tone::Problem>{lang.t("queue-nothing-ticked")}</Notice> }
    });
    let decided = href(request, &WorkspaceRoute::Decided);
    let copies = data.copies.then(|| {
        let to = href(request, &WorkspaceRoute::CopySheets);
        view! { <p><a href=to>{lang.t("copy-link")}</a></p> }
    });
    let body = view! {
        {flash_notice(request)}
        <h1>{title.clone()}</h1>
        <p class="lead">{lead} " " <a href=decided>{lang.t("decided-link")}</a></p>
        {filter(request, data)}
        {nothing}
        {shown}
        {table}
        {pages(request, data)}
        {questions(request, data)}
        {copies}
    }
    .into_any();
    crate::page::plain(title.clone(), body, vec![(title, None)])
}

/// What communes and province are waiting to hear from each other.
fn questions(request: &WorkspaceRequest, data: &Queue) -> Option<AnyView> {
    let table = correspondence::table(request, &data.set, &data.questions, data.now, true)?;
    let title = request.lang.t("questions-title");
    Some(view! { <h2>{title}</h2> {table} }.into_any())
}

fn filter(request: &WorkspaceRequest, data: &Queue) -> AnyView {
    let lang = request.lang;
    let groups = data
        .set
        .groups
        .iter()
        .map(|group| {
            let selected = data.group.as_deref() == Some(group.code.as_str());
            view! {
                <option value=group.code.clone() selected=selected>{lang.pick(&group.name).to_owned()}</option>
            }
        })
        .collect_view();
    view! {
        <form method="get" action=href(request, &WorkspaceRoute::ReviewQueue) class="filter">
            <p>
                <label for="nhom">{lang.t("queue-group")}</label>
                <select id="nhom" name="nhom">
                    <option value="">{lang.t("queue-any")}</option>
                    {groups}
                </select>
            </p>
            <p>
                <label for="ten">{lang.t("queue-name")}</label>
                <input id="ten" name="ten" type="search" value=data.name.clone().unwrap_or_default() />
            </p>
            <p>
                <label class="choice" for="khac">
                    <input type="checkbox" id="khac" name="khac" value="1" checked=data.jumps />
                    " " {lang.t("queue-jumps")}
                </label>
            </p>
            <p><button type="submit">{lang.t("queue-filter")}</button></p>
        </form>
    }
    .into_any()
}

/// The rows of the page that is shown.
fn rows(data: &Queue) -> &[QueueRow] {
    let page = usize::try_from(data.page.max(1) - 1).unwrap_or(usize::MAX);
    data.rows.chunks(ROWS).nth(page).unwrap_or_default()
}

/// The rows, and a box before each that may be confirmed together with others.
fn table(request: &WorkspaceRequest, data: &Queue) -> AnyView {
    let lang = request.lang;
    let shown = rows(data);
    let ticks = data.reviews && shown.iter().any(QueueRow::can_be_ticked);
    let rows = shown
        .iter()
        .map(|row| queue_row(request, data, row, ticks))
        .collect_view();
    let names = [
        "queue-tick",
        "queue-unit",
        "desk-criterion",
        "queue-answer",
        "queue-last",
        "item-evidence",
        "queue-due",
    ];
    let names = &names[usize::from(!ticks)..];
    let table = view! {
        <ScrollTable caption=lang.t("queue-caption") name=lang.t("queue-title") class="queue"
            head=names.iter().map(|name| Head::plain(lang.t(name), "")).collect()>
            {rows}
        </ScrollTable>
    };
    if !ticks {
        return table.into_any();
    }
    let all = request.query.get("chon").is_none();
    let choose = address(request, &[("chon", all.then_some("1"))]);
    let choose_text = lang.t(if all {
        "queue-tick-page"
    } else {
        "queue-tick-none"
    });
    view! {
        <p><a href=choose>{choose_text}</a></p>
        <PostForm action=FormAction::ReviewMany class="ticked">
            {table}
            <p class="help">{lang.t("queue-many-how")}</p>
            <p><button type="submit" class="strong">{lang.t("queue-many-go")}</button></p>
        </PostForm>
    }
    .into_any()
}

/// This page with some parameters changed.
fn address(request: &WorkspaceRequest, changes: &[(&str, Option<&str>)]) -> String {
    let without = [("xong", None), ("so", None)];
    let changes: Vec<_> = changes.iter().chain(&without).copied().collect();
    request.public_request().here(&changes)
}

/// Links to the pages before and after.
fn pages(request: &WorkspaceRequest, data: &Queue) -> impl IntoView + use<> {
    let lang = request.lang;
    let all = saturating_u32(data.rows.len().div_ceil(ROWS)).max(1);
    let page = data.page.clamp(1, all);
    let to = |page: u32| {
        address(
            request,
            &[("trang", Some(&page.to_string())), ("chon", None)],
        )
    };
    let text = lang.ta(
        "queue-page",
        [
            ("page", lang.number(page).into()),
            ("all", lang.number(all).into()),
        ],
    );
    view! {
        <Pager lang=lang text=text before=(page > 1).then(|| to(page - 1)) after=(page < all).then(|| to(page + 1)) />
    }
}

fn queue_row(request: &WorkspaceRequest, data: &Queue, row: &QueueRow, ticks: bool) -> AnyView {
    let lang = request.lang;
    let criterion = &data.set.criteria[row.index];
    let last = row.last.as_ref().map_or_else(
        || "–".to_owned(),
        |c| value::value_text(lang, &criterion.question, &c.value),
    );
    let jumps = row
        .jumps
        .then(|| view! { <span class="stage is-returned">{lang.t("queue-jump")}</span> });
    let came_late = row
        .came_late
        .then(|| view! { " " <span class="stage is-returned">{lang.t("queue-came-late")}</span> });
    let late = (row.due < data.now)
        .then(|| view! { <span class="stage is-returned">{lang.t("queue-late")}</span> });
    let tick = ticks.then(|| {
        let tick = row.can_be_ticked().then(|| {
            let label = format!("{} {}", criterion.code, lang.full_name(&row.unit));
            let checked = request.query.get("chon").is_some();
            let name = Suffixed::input(ReviewMany::answer(), &row.id.to_string());
            view! { <input type="checkbox" name=name value="on" checked=checked aria-label=label /> }
        });
        view! { <td class="tick">{tick}</td> }
    });
    view! {
        <tr>
            {tick}
            <th scope="row">
                <a href=href(request, &WorkspaceRoute::Review(row.id))>
                    <span>{inert(name::full(lang, &row.unit))}</span>
                    " " {ended::mark(lang, row.ended.as_ref())}
                </a>
            </th>
            <td>{criterion_title(lang, criterion)}</td>
            <td>
                {checklist::content(lang, &criterion.question, &row.content)} " "
                <span class="muted">{lang.date(row.fact_date)}</span> " " {jumps} {came_late}
            </td>
            <td>{last}</td>
            <td class="num">{lang.number(row.evidence)}</td>
            <td>{lang.instant(row.due)} " " {late}</td>
        </tr>
    }
    .into_any()
}
