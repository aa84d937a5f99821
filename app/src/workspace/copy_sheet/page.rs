//! The copy sheet for the national system: what of a commune's confirmed answers is typed there, line by line, as
//! plain text that can be selected; what changed since; and a form that says it was copied. What is copied is
//! Vietnamese, whatever language the page is in: the national system is.

use crate::{
    components::{
        form::{Hidden, PostForm},
        markup::Markup,
        name,
        notice::{Notice, Tone, flash_notice},
        text_area::TextArea,
    },
    exports::copy_sheet::{self, COPIED},
    i18n::Lang,
    page::{Page, Visit, href},
    routes::{Act, Room, copy_file, encode, prefixed},
    workspace::copy_sheet::model::{CopyLine, CopyList, CopySheet, LastCopied},
};
use domain::{
    copying::{Change, Missing, Said},
    criteria::Criterion,
    rate::Rate,
};
use leptos::prelude::*;

fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// The sheet of a commune.
#[must_use]
pub fn sheet(visit: &Visit, data: &CopySheet) -> Page {
    let lang = visit.lang;
    let full = lang.full_name(&data.unit);
    let title = lang.ta("copy-title", [("unit", full.clone().into())]);
    let ready = small(data.lines.iter().filter(|l| l.said.is_ok()).count());
    let all = small(data.lines.len());
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
        {flash_notice(visit)}
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
            visit
                .person
                .as_ref()
                .is_some_and(|p| p.doors.review || p.doors.publish)
                .then(|| list_href(visit, &data.province.code)),
        ),
        (full, None),
    ];
    crate::page::plain(title, body, crumbs)
}

fn list_href(visit: &Visit, province: &domain::unit::UnitCode) -> String {
    format!(
        "{}?tinh={}",
        href(visit, &Room::CopySheets),
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
    let mut out = Markup::new();
    for line in data.lines.iter().filter(|l| l.said.is_err()) {
        let Some(criterion) = copy_sheet::of(&data.set, line) else {
            continue;
        };
        out.raw("<li><b dir=\"ltr\">")
            .text(&line.criterion)
            .raw("</b> ")
            .text(lang.pick(&criterion.title))
            .raw(": ")
            .text(&why(lang, line))
            .raw("</li>");
    }
    let html = out.html();
    (!html.is_empty()).then(|| {
        view! {
            <h2>{lang.t("copy-missing")}</h2>
            <ul class="not-copied" inner_html=html></ul>
        }
        .into_any()
    })
}

fn why(lang: Lang, line: &CopyLine) -> String {
    match line.said {
        Err(Missing::Ended(until)) => lang.ta("copy-ended", [("date", lang.date(until).into())]),
        Err(Missing::Nothing) if line.waiting => lang.t("copy-awaiting"),
        _ => lang.t("copy-nothing"),
    }
}

fn change(lang: Lang, criterion: &Criterion, line: &CopyLine) -> String {
    let was = |said: &Said| copy_sheet::dated_text(lang, criterion, said);
    match &line.change {
        Change::Same => lang.t("copy-same"),
        Change::New => lang.t("copy-new"),
        Change::From(before) => lang.ta("copy-from", [("was", was(before).into())]),
        Change::Gone(before) => lang.ta("copy-gone", [("was", was(before).into())]),
    }
}

fn table(lang: Lang, data: &CopySheet) -> AnyView {
    let mut out = Markup::new();
    for (line, order) in data.lines.iter().zip(1..) {
        let Some(criterion) = copy_sheet::of(&data.set, line) else {
            continue;
        };
        let label = lang.ta(
            "copy-value-of",
            [("criterion", line.criterion.clone().into())],
        );
        out.raw(if line.changed() {
            "<tr class=\"is-changed\"><td class=\"num\">"
        } else {
            "<tr><td class=\"num\">"
        });
        out.text(&lang.number(order))
            .raw("</td><th scope=\"row\"><b dir=\"ltr\">")
            .text(&line.criterion)
            .raw("</b> ")
            .text(lang.pick(&criterion.title))
            .raw("</th><td data-label=\"")
            .text(&lang.t("copy-col-value"))
            .raw("\">");
        match &line.said {
            Ok(said) => {
                out.raw("<input class=\"copy\" readonly lang=\"vi\" dir=\"ltr\" aria-label=\"")
                    .text(&label)
                    .raw("\" value=\"")
                    .text(&copy_sheet::said_text(COPIED, criterion, said))
                    .raw("\">");
            }
            Err(_) => {
                out.text(&why(lang, line));
            }
        }
        out.raw("</td><td data-label=\"")
            .text(&lang.t("copy-col-date"))
            .raw("\">");
        match &line.said {
            Ok(Said::Value(_, fact)) => out.text(&lang.date(*fact)),
            _ => out.raw("–"),
        };
        out.raw("</td><td data-label=\"")
            .text(&lang.t("copy-col-change"))
            .raw("\">")
            .text(&change(lang, criterion, line));
        if line.waiting && line.said.is_ok() {
            out.raw(" <span class=\"muted\">")
                .text(&lang.t("copy-newer-waits"))
                .raw("</span>");
        }
        out.raw("</td></tr>");
    }
    let heads = [
        (lang.t("copy-col-order"), "num"),
        (lang.t("desk-criterion"), ""),
        (lang.t("copy-col-value"), "wide"),
        (lang.t("copy-col-date"), ""),
        (lang.t("copy-col-change"), ""),
    ];
    let head = crate::components::table::head(&lang.t("copy-caption"), &heads);
    let html = format!("{head}<tbody>{}</tbody>", out.html());
    view! { <table class="as-cards copy-lines" inner_html=html></table> }.into_any()
}

/// The form that says it was copied, if there is something to say.
fn confirm(lang: Lang, data: &CopySheet) -> AnyView {
    let changed = small(data.lines.iter().filter(|l| l.changed()).count());
    if changed == 0 {
        return view! { <p class="result">{lang.t("copy-nothing-changed")}</p> }.into_any();
    }
    let text = lang.ta(
        "copy-confirm-how",
        [("changed", lang.number(changed).into())],
    );
    view! {
        <h2>{lang.t("copy-done")}</h2>
        <PostForm act=Act::Copied>
            <Hidden name="unit" value=&data.unit.code />
            <Hidden name="seen" value=&data.seen />
            <p>{text}</p>
            <p><button type="submit">{lang.t("copy-confirm")}</button></p>
        </PostForm>
    }
    .into_any()
}

/// The sheets of a province.
#[must_use]
pub fn list(visit: &Visit, data: &CopyList) -> Page {
    let lang = visit.lang;
    let place = lang.name(&data.province).to_owned();
    let title = lang.ta("copy-list-title", [("place", place.into())]);
    let changed = small(data.rows.iter().filter(|r| r.changed > 0).count());
    let lead = lang.ta(
        "copy-list-lead",
        [
            ("changed", lang.number(changed).into()),
            ("all", lang.number(small(data.rows.len())).into()),
        ],
    );
    let mut out = Markup::new();
    for row in &data.rows {
        let to = href(visit, &Room::CopySheet(row.unit.code.clone()));
        out.raw("<tr><th scope=\"row\"><a href=\"")
            .text(&to)
            .raw("\">")
            .add(&name::full(lang, &row.unit))
            .raw("</a></th><td class=\"num\" data-label=\"")
            .text(&lang.t("copy-col-ready"))
            .raw("\">")
            .text(&lang.fraction(Rate::new(row.ready, data.criteria)))
            .raw("</td><td class=\"num\" data-label=\"")
            .text(&lang.t("copy-col-changed"))
            .raw("\">")
            .text(&lang.number(row.changed))
            .raw("</td><td data-label=\"")
            .text(&lang.t("copy-col-last"))
            .raw("\">")
            .text(&last(lang, row.last.as_ref()))
            .raw("</td></tr>");
    }
    let heads = [
        (lang.t("communes-col-name"), ""),
        (lang.t("copy-col-ready"), "num"),
        (lang.t("copy-col-changed"), "num"),
        (lang.t("copy-col-last"), ""),
    ];
    let head = crate::components::table::head(&lang.t("copy-list-caption"), &heads);
    let html = format!("{head}<tbody>{}</tbody>", out.html());
    let body = view! {
        <h1>{title.clone()}</h1>
        <p class="lead">{lead}</p>
        {choose(visit, data)}
        <table class="as-cards copy-list" inner_html=html></table>
    }
    .into_any();
    crate::page::plain(title, body, vec![(lang.t("copy-list"), None)])
}

fn choose(visit: &Visit, data: &CopyList) -> Option<AnyView> {
    if data.provinces.is_empty() {
        return None;
    }
    let lang = visit.lang;
    let mut options = Markup::new();
    for unit in &data.provinces {
        options.raw("<option value=\"").text(unit.code.as_str());
        options.raw(if unit.code == data.province.code {
            "\" selected>"
        } else {
            "\">"
        });
        options.text(lang.name(unit)).raw("</option>");
    }
    let form = view! {
        <form method="get" action=href(visit, &Room::CopySheets) class="filter">
            <p>
                <label for="tinh">{lang.t("publish-province")}</label>
                <select id="tinh" name="tinh" inner_html=options.html()></select>
            </p>
            <p><button type="submit">{lang.t("shell-release-show")}</button></p>
        </form>
    };
    Some(form.into_any())
}
