//! The copy sheet for the national system: what of a commune's confirmed answers is typed there, line by line, as
//! plain text that can be selected; what changed since; and a form that says it was copied. What is copied is
//! Vietnamese, whatever language the page is in: the national system is.

use crate::workspace::copy_sheet::model::Copied;
use crate::{
    components::{
        form::{Hidden, PostForm},
        html::inert,
        name,
        notice::{Notice, Tone, flash_notice},
        table::head,
        text_area::TextArea,
    },
    exports::copy_sheet::{self, COPIED},
    i18n::Lang,
    page::{Page, WorkspaceRequest, href},
    routes::{FormAction, WorkspaceRoute, copy_file, encode, prefixed},
    workspace::copy_sheet::model::{CopyLine, CopyList, CopySheet, LastCopied},
};
use domain::{
    copying::{Change, CopiedValue, Missing},
    criteria::Criterion,
    rate::{Rate, saturating_u32},
};
use leptos::prelude::*;
use maud::{Markup, html};

/// The sheet of a commune.
#[must_use]
pub fn sheet(request: &WorkspaceRequest, data: &CopySheet) -> Page {
    let lang = request.lang;
    let full = lang.full_name(&data.unit);
    let title = lang.ta("copy-title", [("unit", full.clone().into())]);
    let ready = saturating_u32(data.lines.iter().filter(|l| l.value.is_ok()).count());
    let all = saturating_u32(data.lines.len());
    let lead = lang.ta(
        "copy-lead",
        [
            ("ready", lang.number(ready).into()),
            ("all", lang.number(all).into()),
        ],
    );
    let order = if data.set.criteria.iter().all(|c| c.nq57_order.is_some()) {
        lang.t("copy-order-national")
    } else {
        lang.t("copy-order-own")
    };
    let file = prefixed(lang, &copy_file(&data.unit.code));
    let stale = data
        .stale
        .then(|| view! { <p class="notice is-warning" role="alert">{lang.t("copy-stale")}</p> });
    let simulated = data
        .simulated
        .then(|| view! { <Notice tone=Tone::Warning>{lang.t("copy-simulated")}</Notice> });
    let whole = (ready > 0).then(|| {
        view! {
            <h2><label for="ca-phieu">{lang.t("copy-whole")}</label></h2>
            <p class="why">{lang.t("copy-whole-how")}</p>
            <TextArea name="ca-phieu" rows=ready.clamp(2, 20) readonly=true language=COPIED.tag() text=copy_sheet::whole_text(data) />
        }
    });
    let body = view! {
        {flash_notice(request)}
        {stale}
        <h1>{title.clone()}</h1>
        <p class="lead">{lead}</p>
        {simulated}
        <p>{last(lang, data.last.as_ref())} " " {order}</p>
        {missing(lang, data)}
        <h2>{lang.t("copy-lines")}</h2>
        <p class="why">{lang.t("copy-lines-how")}</p>
        {table(lang, data)}
        {whole}
        <p class="download"><a href=file download="">{lang.t("copy-file")}</a></p>
        {confirm(lang, data)}
    }
    .into_any();
    let crumbs = vec![
        (
            lang.t("copy-list"),
            request
                .person
                .as_ref()
                .is_some_and(|p| p.access.review || p.access.publish)
                .then(|| list_href(request, &data.province.code)),
        ),
        (full, None),
    ];
    crate::page::plain(title, body, crumbs)
}

fn list_href(request: &WorkspaceRequest, province: &domain::unit::UnitCode) -> String {
    format!(
        "{}?tinh={}",
        href(request, &WorkspaceRoute::CopySheets),
        encode(province.as_str())
    )
}

fn last(lang: Lang, last: Option<&LastCopied>) -> String {
    let Some(last) = last else {
        return lang.t("copy-never");
    };
    let text = lang.ta(
        "copy-last",
        [
            ("at", lang.instant(last.at).into()),
            ("by", last.by.clone().into()),
        ],
    );
    match &last.other_set {
        None => text,
        Some(set) => {
            let other = lang.ta("copy-other-set", [("set", set.clone().into())]);
            format!("{text} {other}")
        }
    }
}

/// What can't be copied, and why.
fn missing(lang: Lang, data: &CopySheet) -> Option<AnyView> {
    let missing = data.lines.iter().filter(|l| l.value.is_err());
    let missing =
        missing.filter_map(|line| Some((line, copy_sheet::criterion_of(&data.set, line)?)));
    let missing: Vec<_> = missing.collect();
    if missing.is_empty() {
        return None;
    }
    let list = html! {
        ul class="not-copied" {
            @for (line, criterion) in missing {
                li { b dir="ltr" { (line.criterion) } " " (lang.pick(&criterion.title)) ": " (why(lang, line)) }
            }
        }
    };
    let view = view! {
        <h2>{lang.t("copy-missing")}</h2>
        {inert(list)}
    };
    Some(view.into_any())
}

fn why(lang: Lang, line: &CopyLine) -> String {
    match line.value {
        Err(Missing::Ended(until)) => lang.ta("copy-ended", [("date", lang.date(until).into())]),
        Err(Missing::Nothing) if line.waiting => lang.t("copy-awaiting"),
        _ => lang.t("copy-nothing"),
    }
}

fn change(lang: Lang, criterion: &Criterion, line: &CopyLine) -> String {
    let was = |value: &CopiedValue| copy_sheet::dated_text(lang, criterion, value);
    match &line.change {
        Change::Same => lang.t("copy-same"),
        Change::New => lang.t("copy-new"),
        Change::From(before) => lang.ta("copy-from", [("was", was(before).into())]),
        Change::Gone(before) => lang.ta("copy-gone", [("was", was(before).into())]),
    }
}

fn table(lang: Lang, data: &CopySheet) -> AnyView {
    let columns = [
        ("copy-col-order", "num"),
        ("desk-criterion", ""),
        ("copy-col-value", "wide"),
        ("copy-col-date", ""),
        ("copy-col-change", ""),
    ];
    let table = html! {
        table class="as-cards copy-lines" {
            (head(lang, "copy-caption", columns))
            tbody {
                @for (line, order) in data.lines.iter().zip(1..) {
                    @if let Some(criterion) = copy_sheet::criterion_of(&data.set, line) {
                        (row(lang, criterion, line, order))
                    }
                }
            }
        }
    };
    inert(table).into_any()
}

fn row(lang: Lang, criterion: &Criterion, line: &CopyLine, order: u32) -> Markup {
    let label = lang.ta(
        "copy-value-of",
        [("criterion", line.criterion.clone().into())],
    );
    html! {
        tr class=[line.changed().then_some("is-changed")] {
            td class="num" { (lang.number(order)) }
            th scope="row" { b dir="ltr" { (line.criterion) } " " (lang.pick(&criterion.title)) }
            td data-label=(lang.t("copy-col-value")) {
                @match &line.value {
                    Ok(value) => input class="copy" readonly lang="vi" dir="ltr" aria-label=(label)
                        value=(copy_sheet::value_text(COPIED, criterion, value));,
                    Err(_) => (why(lang, line)),
                }
            }
            td data-label=(lang.t("copy-col-date")) {
                @match &line.value {
                    Ok(CopiedValue::Value(_, fact)) => (lang.date(*fact)),
                    _ => "–",
                }
                @if let Some(until) = line.until {
                    " " span class="muted below" { (lang.ta("desk-until", [("date", lang.date(until).into())])) }
                }
            }
            td data-label=(lang.t("copy-col-change")) {
                (change(lang, criterion, line))
                @if line.waiting && line.value.is_ok() {
                    " " span class="muted" { (lang.t("copy-newer-waits")) }
                }
            }
        }
    }
}

/// The form that says it was copied, if there is something to say.
fn confirm(lang: Lang, data: &CopySheet) -> AnyView {
    let changed = saturating_u32(data.lines.iter().filter(|l| l.changed()).count());
    if changed == 0 {
        return view! { <p class="result">{lang.t("copy-nothing-changed")}</p> }.into_any();
    }
    let text = lang.ta(
        "copy-confirm-how",
        [("changed", lang.number(changed).into())],
    );
    view! {
        <h2>{lang.t("copy-done")}</h2>
        <PostForm action=FormAction::MarkCopied>
            <Hidden name=Copied::unit() value=&data.unit.code />
            <Hidden name=Copied::seen() value=&data.seen />
            <p>{text}</p>
            <p><button type="submit">{lang.t("copy-confirm")}</button></p>
        </PostForm>
    }
    .into_any()
}

/// The sheets of a province.
#[must_use]
pub fn list(request: &WorkspaceRequest, data: &CopyList) -> Page {
    let lang = request.lang;
    let place = data.province.name.to_string();
    let title = lang.ta("copy-list-title", [("place", place.into())]);
    let changed = saturating_u32(data.rows.iter().filter(|r| r.changed > 0).count());
    let lead = lang.ta(
        "copy-list-lead",
        [
            ("changed", lang.number(changed).into()),
            ("all", lang.number(saturating_u32(data.rows.len())).into()),
        ],
    );
    let columns = [
        ("communes-col-name", ""),
        ("copy-col-ready", "num"),
        ("copy-col-changed", "num"),
        ("copy-col-last", ""),
    ];
    let table = html! {
        table class="as-cards copy-list" {
            (head(lang, "copy-list-caption", columns))
            tbody {
                @for row in &data.rows {
                    @let to = href(request, &WorkspaceRoute::CopySheet(row.unit.code.clone()));
                    @let ready = Rate::new(row.ready, data.criteria);
                    tr {
                        th scope="row" { a href=(to) { (name::full(lang, &row.unit)) } }
                        td class="num" data-label=(lang.t("copy-col-ready")) { (lang.fraction(ready)) }
                        td class="num" data-label=(lang.t("copy-col-changed")) { (lang.number(row.changed)) }
                        td data-label=(lang.t("copy-col-last")) { (last(lang, row.last.as_ref())) }
                    }
                }
            }
        }
    };
    let body = view! {
        <h1>{title.clone()}</h1>
        <p class="lead">{lead}</p>
        {choose(request, data)}
        {inert(table)}
    }
    .into_any();
    crate::page::plain(title, body, vec![(lang.t("copy-list"), None)])
}

fn choose(request: &WorkspaceRequest, data: &CopyList) -> Option<AnyView> {
    if data.provinces.is_empty() {
        return None;
    }
    let lang = request.lang;
    let options = html! {
        @for unit in &data.provinces {
            option value=(unit.code) selected[unit.code == data.province.code] { (unit.name) }
        }
    };
    let form = view! {
        <form method="get" action=href(request, &WorkspaceRoute::CopySheets) class="filter">
            <p>
                <label for="tinh">{lang.t("publish-province")}</label>
                <select id="tinh" name="tinh">{inert(options)}</select>
            </p>
            <p><button type="submit">{lang.t("shell-release-show")}</button></p>
        </form>
    };
    Some(form.into_any())
}
