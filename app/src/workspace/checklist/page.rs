//! A commune's checklist: what is missing for green, due when, what came back and why; one click to
//! each item.

use crate::workspace::checklist::model::HandIn;
use crate::workspace::checklist::model::Sign;
use crate::{
    components::{
        correspondence,
        criterion::criterion_title,
        exchange,
        form::{Hidden, PostForm},
        item_parts, name,
        notice::flash_notice,
        table::{ScrollTable, heads},
    },
    i18n::Lang,
    page::{Page, WorkspaceRequest, href, public_commune},
    routes::{FormAction, WorkspaceRoute},
    texts::value,
    workspace::checklist::model::{ChecklistEntry, ChecklistRow, ChecklistView},
};
use domain::{
    assessment::Stage,
    criteria::{Criterion, Question},
    rate::{Rate, saturating_u32},
    status::{CriterionOutcome, Level, Reason},
};
use leptos::prelude::*;

/// The communes in somebody's care.
#[must_use]
pub fn list(request: &WorkspaceRequest, entries: &[ChecklistEntry]) -> Page {
    let lang = request.lang;
    let title = lang.t("desks-title");
    let rows = entries
        .iter()
        .map(|entry| {
            let to = href(request, &WorkspaceRoute::Checklist(entry.unit.code.clone()));
            view! { <li>{name::link_full(lang, &entry.unit, to)}</li> }
        })
        .collect_view();
    let empty = entries
        .is_empty()
        .then(|| view! { <p class="lead">{lang.t("desks-empty")}</p> });
    let body = view! {
        <h1>{title.clone()}</h1>
        {empty}
        <ul>{rows}</ul>
    }
    .into_any();
    crate::page::plain(title.clone(), body, vec![(title, None)])
}

/// The checklist.
#[must_use]
pub fn page(request: &WorkspaceRequest, data: &ChecklistView) -> Page {
    let lang = request.lang;
    let full = lang.full_name(&data.unit);
    let title = lang.ta("desk-title", [("unit", full.clone().into())]);
    let open: Vec<usize> = (0..data.rows.len()).filter(|i| is_open(data, *i)).collect();
    let body = view! {
        {flash_notice(request)}
        <h1>{title.clone()}</h1>
        <p class="lead">{summary(lang, data, open.len())}</p>
        {period(lang, data)}
        {steps(request, data)}
        {crate::components::directive::on_checklist(request, &data.directives)}
        <h2>{lang.t("desk-todo")}</h2>
        {todo(request, data, &open)}
        {questions(request, data)}
        <h2>{lang.t("desk-all")}</h2>
        {groups(request, data)}
        {data.enters.then(|| exchange::exchange(request, data))}
        {data.enters.then(|| copy_link(request, data))}
        <p><a href=public_commune(request, &data.unit.code)>{lang.t("desk-public")}</a></p>
    }
    .into_any();
    let crumbs = vec![
        (
            lang.t("desks-title"),
            Some(href(request, &WorkspaceRoute::Checklists)),
        ),
        (full, None),
    ];
    crate::page::plain(title, body, crumbs)
}

fn copy_link(request: &WorkspaceRequest, data: &ChecklistView) -> AnyView {
    let to = href(request, &WorkspaceRoute::CopySheet(data.unit.code.clone()));
    view! { <p><a href=to>{request.lang.t("copy-link")}</a></p> }.into_any()
}

/// What commune and province are waiting to hear from each other.
fn questions(request: &WorkspaceRequest, data: &ChecklistView) -> Option<AnyView> {
    let table = correspondence::table(request, &data.set, &data.questions, data.now, false)?;
    let title = request.lang.t("questions-title");
    Some(view! { <h2>{title}</h2> {table} }.into_any())
}

fn criterion(data: &ChecklistView, index: usize) -> (&Criterion, &CriterionOutcome, &ChecklistRow) {
    (
        &data.set.criteria[index],
        &data.outcome.criteria[index],
        &data.rows[index],
    )
}

/// Whether the commune has something to do about a criterion.
fn is_open(data: &ChecklistView, index: usize) -> bool {
    let (criterion, outcome, row) = criterion(data, index);
    let waits = matches!(row.stage, Stage::Submitted);
    criterion.required
        && !waits
        && (!matches!(outcome.reason, Reason::Met | Reason::NotApplicable)
            || matches!(row.stage, Stage::Draft | Stage::Ready | Stage::Returned))
}

fn summary(lang: Lang, data: &ChecklistView, open: usize) -> String {
    let number = |n: usize| u32::try_from(n).unwrap_or(0).into();
    let waiting = data
        .rows
        .iter()
        .filter(|row| row.stage == Stage::Submitted)
        .count();
    let mut text = if data.outcome.level == Level::Green {
        lang.t("desk-green")
    } else if open == 0 {
        lang.ta("desk-nothing-open", [("waiting", number(waiting))])
    } else {
        lang.ta("desk-open", [("number", number(open))])
    };
    let met = lang.ta(
        "desk-met",
        [(
            "fraction",
            lang.fraction(Rate::new(
                data.outcome.met.into(),
                data.outcome.required.into(),
            ))
            .into(),
        )],
    );
    text.push(' ');
    text.push_str(&met);
    text
}

fn period(lang: Lang, data: &ChecklistView) -> Option<AnyView> {
    let period = data.period.as_ref()?;
    let text = lang.ta(
        "desk-period",
        [
            ("code", period.code.clone().into()),
            ("due", lang.instant(period.due_at).into()),
        ],
    );
    Some(view! { <p>{text}</p> }.into_any())
}

/// What can be done for many items at once.
fn steps(request: &WorkspaceRequest, data: &ChecklistView) -> AnyView {
    let lang = request.lang;
    let count = |test: &dyn Fn(&ChecklistRow) -> bool| data.rows.iter().filter(|r| test(r)).count();
    let number = |n: usize| u32::try_from(n).unwrap_or(0).into();
    let unit = &data.unit.code;
    let button = |action: FormAction, text: String| {
        view! {
            <PostForm action=action>
                <Hidden name=HandIn::unit() value=unit />
                <button type="submit">{text}</button>
            </PostForm>
        }
        .into_any()
    };
    let complete = count(&|r| r.stage == Stage::Draft && r.complete);
    let carries = count(&|r| r.carries);
    let ready = count(&|r| r.stage == Stage::Ready);
    let hand_in = (data.enters && complete > 0).then(|| {
        button(
            FormAction::HandIn,
            lang.ta("desk-hand-in", [("number", number(complete))]),
        )
    });
    let carry = (data.enters && carries > 0).then(|| {
        button(
            FormAction::CarryForward,
            lang.ta("desk-carry", [("number", number(carries))]),
        )
    });
    let sign = (data.signs && ready > 0).then(|| {
        let seen: Vec<String> = data
            .set
            .criteria
            .iter()
            .zip(&data.rows)
            .filter(|(_, row)| row.stage == Stage::Ready)
            .map(|(criterion, row)| format!("{}.{}", criterion.code, row.version))
            .collect();
        let text = lang.ta("desk-sign", [("number", number(ready))]);
        view! {
            <PostForm action=FormAction::Sign>
                <Hidden name=Sign::unit() value=unit />
                <Hidden name=Sign::items() value=seen.join(",") />
                <button type="submit">{text}</button>
            </PostForm>
        }
        .into_any()
    });
    view! { <div class="steps">{sign} {hand_in} {carry}</div> }.into_any()
}

fn todo(request: &WorkspaceRequest, data: &ChecklistView, open: &[usize]) -> AnyView {
    let lang = request.lang;
    if open.is_empty() {
        return view! { <p>{lang.t("desk-todo-none")}</p> }.into_any();
    }
    // What came back first, then by deadline.
    let mut order: Vec<usize> = open.to_vec();
    order.sort_by_key(|i| {
        let row = &data.rows[*i];
        (row.stage != Stage::Returned, row.due.is_none(), row.due, *i)
    });
    let items = order
        .into_iter()
        .map(|index| {
            let (criterion, outcome, row) = criterion(data, index);
            let to = href(
                request,
                &WorkspaceRoute::Item(data.unit.code.clone(), criterion.code.clone()),
            );
            let back = row
                .returned
                .as_ref()
                .filter(|_| row.stage != Stage::Confirmed)
                .map(|r| item_parts::returned(lang, r));
            let sent_back = row
                .sent_back
                .clone()
                .map(|text| view! { <p class="said">{lang.ta("item-sent-back", [("text", text.into())])}</p> });
            let due = row.due.map(|due| {
                let key = [("due", lang.instant(due).into())];
                if due < data.now {
                    lang.ta("desk-overdue", key)
                } else {
                    lang.ta("desk-due", key)
                }
            });
            view! {
                <li>
                    <a href=to>{criterion_title(lang, criterion)}</a>
                    " " {item_parts::stage(lang, row.stage)}
                    <p class="why">{why(lang, &criterion.question, outcome, row)} " " {due}</p>
                    {back} {sent_back}
                </li>
            }
        })
        .collect_view();
    view! { <ol class="todo">{items}</ol> }.into_any()
}

fn why(lang: Lang, question: &Question, outcome: &CriterionOutcome, row: &ChecklistRow) -> String {
    match row.stage {
        Stage::Draft if row.complete => lang.t("desk-draft-complete"),
        Stage::Draft => lang.t("desk-draft-incomplete"),
        Stage::Ready => lang.t("desk-ready"),
        _ if outcome.met => value::reason_text(lang, outcome.reason),
        _ => value::next_text(lang, question, outcome.reason),
    }
}

fn groups(request: &WorkspaceRequest, data: &ChecklistView) -> AnyView {
    let lang = request.lang;
    data.set
        .groups
        .iter()
        .map(|group| {
            let indices: Vec<usize> = data
                .set
                .criteria
                .iter()
                .enumerate()
                .filter(|(_, c)| c.group == group.code)
                .map(|(i, _)| i)
                .collect();
            let met = indices
                .iter()
                .filter(|i| data.outcome.criteria[**i].met)
                .count();
            let rows = indices
                .iter()
                .map(|index| group_row(request, data, *index))
                .collect_view();
            let caption = lang.ta(
                "desk-group",
                [
                    ("group", lang.pick(&group.name).to_owned().into()),
                    (
                        "fraction",
                        lang.fraction(Rate::new(
                            saturating_u32(met),
                            saturating_u32(indices.len()),
                        ))
                        .into(),
                    ),
                ],
            );
            view! {
                <ScrollTable caption=caption class="desk"
                    head=heads(lang, ["desk-criterion", "desk-now", "desk-confirmed", "desk-stage"])>
                    {rows}
                </ScrollTable>
            }
        })
        .collect_view()
        .into_any()
}

fn group_row(request: &WorkspaceRequest, data: &ChecklistView, index: usize) -> AnyView {
    let lang = request.lang;
    let (criterion, outcome, row) = criterion(data, index);
    let to = href(
        request,
        &WorkspaceRoute::Item(data.unit.code.clone(), criterion.code.clone()),
    );
    let confirmed = row.confirmed.as_ref().map_or_else(
        || "–".to_owned(),
        |c| {
            let text = value::value_text(lang, &criterion.question, &c.value);
            let until = lang.ta(
                "desk-until",
                [("date", lang.date(c.met_until(&criterion.question)).into())],
            );
            format!("{text} · {until}")
        },
    );
    let expiry = item_parts::expiry(lang, data.set.rules, criterion, row, data.now);
    view! {
        <tr>
            <th scope="row"><a href=to>{criterion_title(lang, criterion)}</a></th>
            <td>{crate::components::criterion::status(lang, outcome.reason.level())}</td>
            <td>{confirmed} " " {expiry}</td>
            <td>{item_parts::stage(lang, row.stage)}</td>
        </tr>
    }
    .into_any()
}
