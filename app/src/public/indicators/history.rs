//! `/chi-tieu/{indicator}/{unit}`: everything that was ever said of one unit and indicator: every revision,
//! with source, day, who brought it (a role, never a name), and what was undone. The end of every number's way.

use crate::{
    components::{indicator, markup::Markup, name, time},
    failure::Failure,
    i18n::Lang,
    page::{Ask, Page},
    public::indicators::model::{Frozen, Line, Told, ToldView},
    routes::Route,
    texts::{
        account::role,
        fact::{self, Fact},
        release,
    },
};
use domain::{delivery::BatchKind, indicator::Cell, unit::UnitLevel};
use leptos::prelude::*;

/// Makes the page.
///
/// # Errors
/// None of its own; the signature is that of every page.
pub fn page(ask: &Ask, data: &ToldView) -> Result<Page, Failure> {
    let lang = ask.lang;
    let indicator = &data.indicator;
    let unit = lang.full_name(&data.unit);
    let what = lang.pick(&indicator.name).to_owned();
    let title = lang.ta(
        "ind-told-title",
        [("unit", unit.clone().into()), ("name", what.clone().into())],
    );
    let lead = lang.t("ind-told-lead");
    let line = Line {
        indicator: indicator.clone(),
        rolled: None,
        kept_back: false,
        own: Vec::new(),
        figures: data.figures.clone(),
    };
    let kept_back = data
        .kept_back
        .then(|| view! { <p class="notice">{lang.t("ind-kept-back")}</p> });
    let nothing = (data.told.is_empty() && data.frozen.is_empty() && !data.kept_back).then(|| {
        let from = lang.pick(&indicator.from);
        view! {
            <p class="none"><b>{lang.t("ind-none")}</b></p>
            <p class="meta">{lang.ta("ind-from", [("from", from.into())])}</p>
        }
    });
    let province = data.province.as_ref().unwrap_or(&data.unit);
    let rows = ask.link_with(
        &Route::Indicator(indicator.code.clone()),
        &[("tinh", province.code.as_str())],
    );
    let unit_page = match data.unit.code.level() {
        UnitLevel::Province => Route::Province(data.unit.code.clone()),
        UnitLevel::Commune => Route::Commune(data.unit.code.clone()),
    };
    let body = view! {
        <div class="headline">
            <h1><span inner_html=name::full(lang, &data.unit).html()></span> ": " {what.clone()}</h1>
            <p class="lead">{lead.clone()}</p>
            {indicator::basis(lang, indicator)}
        </div>
        {kept_back}
        {nothing}
        {told_table(ask, data)}
        {frozen_table(ask, data)}
        {(!data.figures.is_empty()).then(|| view! { <h2 class="visually-hidden">{lang.t("ind-published")}</h2> })}
        {indicator::figures(ask, &line, Some(&data.unit))}
        <p><a href=rows>{lang.t("ind-rows")}</a> " · " {name::link_full(lang, &data.unit, ask.link(&unit_page))}</p>
    }
    .into_any();
    let crumbs = vec![
        (lang.t("ind-sectors"), Some(ask.link(&Route::Sectors))),
        (
            indicator::sector_name(lang, indicator.sector),
            Some(ask.link(&Route::Sector(indicator.sector))),
        ),
        (
            what,
            Some(ask.link(&Route::Indicator(indicator.code.clone()))),
        ),
        (unit, None),
    ];
    Ok(Page {
        title,
        description: lead,
        body,
        crumbs,
        edition: Some(data.edition.clone()),
        csv: None,
        room: None,
    })
}

/// How an observation came in, and in which role.
fn brought(lang: Lang, told: &Told) -> String {
    let how = lang.t(match told.how {
        BatchKind::Form => "ind-how-form",
        BatchKind::File => "ind-how-file",
        BatchKind::Ingest => "ind-how-ingest",
        BatchKind::Demo => "ind-how-demo",
    });
    let roles: Vec<_> = told.roles.iter().map(|r| role(lang, *r)).collect();
    if roles.is_empty() {
        how
    } else {
        format!("{} ({how})", roles.join(", "))
    }
}

fn told_table(ask: &Ask, data: &ToldView) -> Option<AnyView> {
    if data.told.is_empty() {
        return None;
    }
    let lang = ask.lang;
    let labels = [
        "ind-col-day",
        "ind-col-value",
        "ind-col-source",
        "ind-col-revision",
        "ind-col-brought",
    ]
    .map(|key| lang.t(key));
    let mut out = Markup::new();
    out.raw("<caption>")
        .text(&lang.t("ind-told-caption"))
        .raw("</caption><thead><tr>");
    for (at, label) in labels.iter().enumerate() {
        out.raw(if at == 1 {
            "<th scope=\"col\" class=\"num\">"
        } else {
            "<th scope=\"col\">"
        });
        out.text(label).raw("</th>");
    }
    out.raw("</tr></thead><tbody>");
    for told in &data.told {
        told_row(lang, data, told, &labels, &mut out);
    }
    out.raw("</tbody>");
    Some(view! { <table class="as-cards rows told" inner_html=out.html()></table> }.into_any())
}

fn told_row(lang: Lang, data: &ToldView, told: &Told, labels: &[String; 5], out: &mut Markup) {
    let fact = indicator::told_fact(lang, &data.indicator, told, String::new());
    out.raw(if told.current {
        "<tr><th scope=\"row\">"
    } else {
        "<tr class=\"is-past\"><th scope=\"row\">"
    });
    time::days(lang, out, (told.from, told.to));
    out.raw("</th><td class=\"num\" data-label=\"")
        .text(&labels[1])
        .raw("\"><data value=\"")
        .text(&fact.value)
        .raw("\">")
        .text(&fact.text)
        .raw("</data>");
    if !told.printed.is_empty() && told.printed != fact.text {
        let printed = lang.ta(
            "published-as-printed",
            [("text", told.printed.clone().into())],
        );
        out.raw(" <span class=\"muted below\">")
            .text(&printed)
            .raw("</span>");
    }
    out.raw("</td><td data-label=\"")
        .text(&labels[2])
        .raw("\"><cite><bdi>")
        .text(&told.source)
        .raw("</bdi></cite>");
    indicator::simulated(lang, out, told.simulated);
    if !told.note.is_empty() {
        out.raw(" <span class=\"muted below\">")
            .text(&told.note)
            .raw("</span>");
    }
    let revision = u32::try_from(told.revision).unwrap_or(0);
    let state = match (told.undone, told.current) {
        (true, _) => lang.t("ind-undone"),
        (false, true) => lang.t("ind-current"),
        (false, false) => lang.t("ind-replaced"),
    };
    out.raw("</td><td data-label=\"")
        .text(&labels[3])
        .raw("\">")
        .text(&lang.ta(
            "ind-revision",
            [
                ("number", lang.number(revision).into()),
                ("state", state.into()),
            ],
        ))
        .raw("</td><td data-label=\"")
        .text(&labels[4])
        .raw("\">")
        .text(&brought(lang, told))
        .raw(" <span class=\"muted below\">")
        .text(&lang.instant(told.at))
        .raw("</span></td></tr>");
}

fn frozen_table(ask: &Ask, data: &ToldView) -> Option<AnyView> {
    if data.frozen.is_empty() {
        return None;
    }
    let lang = ask.lang;
    let mut out = Markup::new();
    out.raw("<caption>")
        .text(&lang.t("ind-frozen-caption"))
        .raw("</caption><thead><tr><th scope=\"col\">")
        .text(&lang.t("ind-col-release"))
        .raw("</th><th scope=\"col\">")
        .text(&lang.t("ind-col-day"))
        .raw("</th><th scope=\"col\" class=\"num\">")
        .text(&lang.t("ind-col-value"))
        .raw("</th></tr></thead><tbody>");
    for frozen in &data.frozen {
        frozen_row(ask, data, frozen, &mut out);
    }
    out.raw("</tbody>");
    Some(view! { <table class="as-cards rows told" inner_html=out.html()></table> }.into_any())
}

fn frozen_row(ask: &Ask, data: &ToldView, frozen: &Frozen, out: &mut Markup) {
    let lang = ask.lang;
    let receipt = ask.link(&Route::Receipt(frozen.receipt.clone()));
    out.raw("<tr><th scope=\"row\"><cite><a href=\"")
        .text(&receipt)
        .raw("\">")
        .text(&release::title(lang, frozen.release.id))
        .raw("</a></cite>");
    indicator::simulated(lang, out, frozen.release.simulated);
    out.raw("</th><td data-label=\"")
        .text(&lang.t("ind-col-day"))
        .raw("\">");
    time::day(lang, out, frozen.release.as_of.date());
    out.raw("</td><td class=\"num\" data-label=\"")
        .text(&lang.t("ind-col-value"))
        .raw("\">");
    match &frozen.value {
        Some(value) => Fact {
            href: receipt,
            value: Cell(&data.indicator, value).to_string(),
            text: fact::words(lang, &data.indicator, value),
        }
        .write(out),
        None => {
            out.text(&lang.t("ind-none"));
        }
    }
    out.raw("</td></tr>");
}
