//! What waits for review: oldest first, filtered by a GET form; everything that matches can be confirmed
//! at once, with its number said first.

use crate::workspace::review::model::ReviewMany;
use crate::{
    components::{
        correspondence,
        criterion::criterion_title,
        form::{Hidden, PostForm},
        html::inert,
        name,
        notice::flash_notice,
        table::{ScrollTable, heads},
    },
    page::{Page, WorkspaceRequest, href},
    routes::{FormAction, WorkspaceRoute},
    texts::{checklist, value},
    workspace::review::model::{Queue, QueueRow},
};
use domain::rate::{Rate, saturating_u32};
use leptos::prelude::*;

/// Most rows on one page; the filter reaches the others.
const MOST_ROWS: usize = 200;

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
    let cut = (data.rows.len() > MOST_ROWS).then(|| {
        let most = u32::try_from(MOST_ROWS).unwrap_or(0);
        view! { <p class="result">{lang.ta("queue-cut", [("most", most.into())])}</p> }
    });
    let table = if data.rows.is_empty() {
        view! { <p>{lang.t("queue-empty")}</p> }.into_any()
    } else {
        table(request, data)
    };
    let copies = data.copies.then(|| {
        let to = href(request, &WorkspaceRoute::CopySheets);
        view! { <p><a href=to>{lang.t("copy-link")}</a></p> }
    });
    let body = view! {
        {flash_notice(request)}
        <h1>{title.clone()}</h1>
        <p class="lead">{lead}</p>
        {filter(request, data)}
        {shown} {cut}
        {table}
        {many(request, data)}
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

fn table(request: &WorkspaceRequest, data: &Queue) -> AnyView {
    let lang = request.lang;
    let rows = data
        .rows
        .iter()
        .take(MOST_ROWS)
        .map(|row| queue_row(request, data, row))
        .collect_view();
    view! {
        <ScrollTable caption=lang.t("queue-caption") name=lang.t("queue-title") class="queue" head=heads(lang, [
            "queue-unit", "desk-criterion", "queue-answer", "queue-last", "item-evidence", "queue-due",
        ])>
            {rows}
        </ScrollTable>
    }
    .into_any()
}

fn queue_row(request: &WorkspaceRequest, data: &Queue, row: &QueueRow) -> AnyView {
    let lang = request.lang;
    let criterion = &data.set.criteria[row.index];
    let last = row.last.as_ref().map_or_else(
        || "–".to_owned(),
        |c| value::value_text(lang, &criterion.question, &c.value),
    );
    let jumps = row
        .jumps
        .then(|| view! { <span class="stage is-returned">{lang.t("queue-jump")}</span> });
    let late = (row.due < data.now)
        .then(|| view! { <span class="stage is-returned">{lang.t("queue-late")}</span> });
    view! {
        <tr>
            <th scope="row">
                <a href=href(request, &WorkspaceRoute::Review(row.id))>
                    <span>{inert(name::full(lang, &row.unit))}</span>
                </a>
            </th>
            <td>{criterion_title(lang, criterion)}</td>
            <td>{checklist::content(lang, &criterion.question, &row.content)} " " {jumps}</td>
            <td>{last}</td>
            <td class="num">{lang.number(row.evidence)}</td>
            <td>{lang.instant(row.due)} " " {late}</td>
        </tr>
    }
    .into_any()
}

/// Confirm everything that matches: the number stands on the button and is checked again.
fn many(request: &WorkspaceRequest, data: &Queue) -> Option<AnyView> {
    let lang = request.lang;
    let decidable = data.rows.iter().filter(|row| !row.own).count();
    if decidable < 2 || !data.reviews {
        return None;
    }
    let number = u32::try_from(decidable).unwrap_or(0);
    let of = lang.fraction(Rate::new(number, data.total));
    Some(
        view! {
            <details>
                <summary>{lang.t("queue-many")}</summary>
                <p>{lang.ta("queue-many-how", [("number", number.into()), ("fraction", of.into())])}</p>
                <PostForm action=FormAction::ReviewMany>
                    <Hidden name=ReviewMany::number() value=number />
                    {data.group.clone().map(|g| view! { <Hidden name=ReviewMany::nhom() value=g /> })}
                    {data.name.clone().map(|n| view! { <Hidden name=ReviewMany::ten() value=n /> })}
                    {data.jumps.then(|| view! { <Hidden name=ReviewMany::khac() value=1 /> })}
                    <p><button type="submit">{lang.ta("queue-many-go", [("number", number.into())])}</button></p>
                </PostForm>
            </details>
        }
        .into_any(),
    )
}
