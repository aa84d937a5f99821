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
    },
    page::{Page, Visit, href},
    routes::{Act, Room},
    texts::{checklist, value},
    workspace::review::model::{Queue, QueueRow},
};
use domain::rate::Rate;
use leptos::prelude::*;

/// Most rows on one page; the filter reaches the others.
const MOST_ROWS: usize = 200;

/// The queue.
#[must_use]
pub fn page(visit: &Visit, data: &Queue) -> Page {
    let lang = visit.lang;
    let title = lang.t("queue-title");
    let number = |n: u32| n.into();
    let found = u32::try_from(data.rows.len()).unwrap_or(u32::MAX);
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
        table(visit, data)
    };
    let copies = data.copies.then(|| {
        let to = href(visit, &Room::CopySheets);
        view! { <p><a href=to>{lang.t("copy-link")}</a></p> }
    });
    let body = view! {
        {flash_notice(visit)}
        <h1>{title.clone()}</h1>
        <p class="lead">{lead}</p>
        {filter(visit, data)}
        {shown} {cut}
        {table}
        {many(visit, data)}
        {questions(visit, data)}
        {copies}
    }
    .into_any();
    crate::page::plain(title.clone(), body, vec![(title, None)])
}

/// What communes and province are waiting to hear from each other.
fn questions(visit: &Visit, data: &Queue) -> Option<AnyView> {
    let table = correspondence::table(visit, &data.set, &data.questions, data.now, true)?;
    let title = visit.lang.t("questions-title");
    Some(view! { <h2>{title}</h2> {table} }.into_any())
}

fn filter(visit: &Visit, data: &Queue) -> AnyView {
    let lang = visit.lang;
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
        <form method="get" action=href(visit, &Room::Queue) class="filter">
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

fn table(visit: &Visit, data: &Queue) -> AnyView {
    let lang = visit.lang;
    let rows = data
        .rows
        .iter()
        .take(MOST_ROWS)
        .map(|row| queue_row(visit, data, row))
        .collect_view();
    view! {
        <div class="scroll" tabindex="0" role="group" aria-label=lang.t("queue-title")>
            <table class="queue">
                <caption>{lang.t("queue-caption")}</caption>
                <thead>
                    <tr>
                        <th scope="col">{lang.t("queue-unit")}</th>
                        <th scope="col">{lang.t("desk-criterion")}</th>
                        <th scope="col">{lang.t("queue-answer")}</th>
                        <th scope="col">{lang.t("queue-last")}</th>
                        <th scope="col">{lang.t("item-evidence")}</th>
                        <th scope="col">{lang.t("queue-due")}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn queue_row(visit: &Visit, data: &Queue, row: &QueueRow) -> AnyView {
    let lang = visit.lang;
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
                <a href=href(visit, &Room::Review(row.id))>
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
fn many(visit: &Visit, data: &Queue) -> Option<AnyView> {
    let lang = visit.lang;
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
                <PostForm act=Act::ReviewMany>
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
