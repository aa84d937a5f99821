//! The checklist as a spreadsheet: what its columns and drop-down lists say, where it is fetched and
//! sent, and what it would change, before anything is changed.

use crate::workspace::spreadsheet::model::ApplySheet;
use crate::{
    components::{
        criterion::criterion_title,
        exchange,
        form::{Hidden, PostForm},
        html::inert,
        name,
        notice::{Notice, Tone},
        table::{ScrollTable, heads},
    },
    i18n::Lang,
    page::{Page, WorkspaceRequest, href},
    routes::{FormAction, WorkspaceRoute},
    texts::{checklist, problem, spreadsheet},
    workspace::spreadsheet::model::{SheetChange, SheetFault, SheetView},
};
use leptos::prelude::*;

/// What the spreadsheet would change, or what must be mended first.
#[must_use]
pub fn page(request: &WorkspaceRequest, data: &SheetView) -> Page {
    let lang = request.lang;
    let title = lang.t("sheet-title");
    let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let faults = number(data.faults.len()).saturating_add(data.more_faults);
    let (state, alert) = match data.refusal {
        Some(refusal) => (problem::sheet(lang, refusal), true),
        None if faults > 0 => (
            lang.ta("sheet-has-faults", [("number", faults.into())]),
            true,
        ),
        None if data.changes.is_empty() => (lang.t("sheet-same"), false),
        None => (
            lang.ta(
                "sheet-would-change",
                [("number", number(data.changes.len()).into())],
            ),
            false,
        ),
    };
    let state = if alert {
        view! { <Notice tone=Tone::Problem>{state}</Notice> }.into_any()
    } else {
        view! { <p class="lead" role="status">{state}</p> }.into_any()
    };
    let good = data.refusal.is_none() && faults == 0;
    let apply = (good && !data.changes.is_empty()).then(|| {
        view! {
            <PostForm action=FormAction::ApplySheet file=true>
                <Hidden name=ApplySheet::changes() value=data.carried.clone() />
                <p><button type="submit" class="strong">{lang.t("sheet-apply")}</button></p>
            </PostForm>
        }
    });
    let again = (!good).then(|| {
        view! {
            <h2>{lang.t("sheet-again")}</h2>
            {exchange::upload(request)}
        }
    });
    let body = view! {
        <h1>{title.clone()}</h1>
        {state}
        {apply}
        {faults_table(lang, data)}
        {changes_table(lang, data)}
        {again}
        <p><a href=href(request, &WorkspaceRoute::Checklists)>{lang.t("sheet-back")}</a></p>
    }
    .into_any();
    let crumbs = vec![
        (
            lang.t("desks-title"),
            Some(href(request, &WorkspaceRoute::Checklists)),
        ),
        (title.clone(), None),
    ];
    crate::page::plain(title, body, crumbs)
}

fn faults_table(lang: Lang, data: &SheetView) -> Option<AnyView> {
    if data.faults.is_empty() {
        return None;
    }
    let rows = data
        .faults
        .iter()
        .map(|SheetFault { cell, problem }| {
            view! {
                <tr>
                    <th scope="row"><bdi dir="ltr">{cell.clone()}</bdi></th>
                    <td>{problem::sheet_cell(lang, *problem)}</td>
                </tr>
            }
        })
        .collect_view();
    let more = (data.more_faults > 0).then(
        || view! { <p>{lang.ta("sheet-more-faults", [("number", data.more_faults.into())])}</p> },
    );
    let caption = lang.t("sheet-faults");
    Some(
        view! {
            <ScrollTable caption=caption class="sheet" head=heads(lang, ["sheet-cell", "sheet-problem"])>
                {rows}
            </ScrollTable>
            {more}
        }
        .into_any(),
    )
}

fn changes_table(lang: Lang, data: &SheetView) -> Option<AnyView> {
    if data.changes.is_empty() {
        return None;
    }
    let rows = data
        .changes
        .iter()
        .map(|change| change_row(lang, data, change))
        .collect_view();
    let caption = lang.t("sheet-changes");
    Some(
        view! {
            <ScrollTable caption=caption class="sheet" head=heads(lang, [
                "sheet-cell", "sheet-unit", "sheet-criterion", "sheet-field", "sheet-before", "sheet-after",
            ])>
                {rows}
            </ScrollTable>
        }
        .into_any(),
    )
}

fn change_row(lang: Lang, data: &SheetView, change: &SheetChange) -> AnyView {
    let criterion = &data.set.criteria[change.index];
    let text = |text: &str| {
        if text.is_empty() {
            "–".to_owned()
        } else {
            spreadsheet::shown(lang, &criterion.question, &change.field, text)
        }
    };
    view! {
        <tr>
            <th scope="row"><bdi dir="ltr">{change.cell.clone()}</bdi></th>
            <td>{inert(name::full(lang, &change.unit))}</td>
            <td>{criterion_title(lang, criterion)}</td>
            <td>{checklist::label(lang, &criterion.question, &change.field)}</td>
            <td class="value"><bdi>{text(&change.before)}</bdi></td>
            <td class="value"><bdi>{text(&change.after)}</bdi></td>
        </tr>
    }
    .into_any()
}
