//! `/chi-tieu/{indicator}/{unit}`: everything that was ever said of one unit and indicator: every revision,
//! with source, day, who brought it (a role, never a name), and what was undone. The end of every number's way.

use crate::{
    components::{abbr::abbr, html::inert, indicator, name, time},
    failure::Failure,
    i18n::Lang,
    page::{Page, PageRequest},
    public::indicators::model::{Frozen, Line, ObservationHistory, ObservationRecord},
    routes::Route,
    texts::{
        account::role,
        fact::{self, Fact},
        release,
    },
};
use domain::{delivery::BatchKind, indicator::Cell, unit::UnitLevel};
use leptos::prelude::*;
use maud::{Markup, html};

/// Makes the page.
///
/// # Errors
/// None of its own; the signature is that of every page.
pub fn page(request: &PageRequest, data: &ObservationHistory) -> Result<Page, Failure> {
    let lang = request.lang;
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
    let nothing =
        (data.records.is_empty() && data.frozen.is_empty() && !data.kept_back).then(|| {
            let from = lang.pick(&indicator.from);
            view! {
                <p class="none"><b>{lang.t("ind-none")}</b></p>
                <p class="meta">{inert(abbr(lang, &lang.ta("ind-from", [("from", from.into())])))}</p>
            }
        });
    let province = data.province.as_ref().unwrap_or(&data.unit);
    let rows = request.link_with(
        &Route::Indicator(indicator.code.clone()),
        &[("tinh", province.code.as_str())],
    );
    let unit_page = match data.unit.code.level() {
        UnitLevel::Province => Route::Province(data.unit.code.clone()),
        UnitLevel::Commune => Route::Commune(data.unit.code.clone()),
    };
    let body = view! {
        <div class="headline">
            <h1><span>{inert(name::full(lang, &data.unit))}</span> ": " {inert(abbr(lang, &what))}</h1>
            <p class="lead">{lead.clone()}</p>
            {indicator::basis(lang, indicator)}
        </div>
        {kept_back}
        {nothing}
        {records_table(request, data)}
        {frozen_table(request, data)}
        {(!data.figures.is_empty()).then(|| view! { <h2 class="visually-hidden">{lang.t("ind-published")}</h2> })}
        {indicator::figures(request, &line, Some(&data.unit))}
        <p><a href=rows>{lang.t("ind-rows")}</a> " · " {name::link_full(lang, &data.unit, request.link(&unit_page))}</p>
    }
    .into_any();
    let crumbs = vec![
        (lang.t("ind-sectors"), Some(request.link(&Route::Sectors))),
        (
            indicator::sector_name(lang, indicator.sector),
            Some(request.link(&Route::Sector(indicator.sector))),
        ),
        (
            what,
            Some(request.link(&Route::Indicator(indicator.code.clone()))),
        ),
        (unit, None),
    ];
    Ok(Page::new(title, lead, body)
        .edition(data.edition.clone())
        .province(province.code.clone())
        .crumbs(crumbs))
}

/// How an observation came in, and in which role.
fn brought(lang: Lang, record: &ObservationRecord) -> String {
    let how = lang.t(match record.how {
        BatchKind::Form => "ind-how-form",
        BatchKind::File => "ind-how-file",
        BatchKind::Ingest => "ind-how-ingest",
        BatchKind::Demo => "ind-how-demo",
    });
    let roles: Vec<_> = record.roles.iter().map(|r| role(lang, *r)).collect();
    if roles.is_empty() {
        how
    } else {
        format!("{} ({how})", roles.join(", "))
    }
}

fn records_table(request: &PageRequest, data: &ObservationHistory) -> Option<AnyView> {
    if data.records.is_empty() {
        return None;
    }
    let lang = request.lang;
    let labels = [
        "ind-col-day",
        "ind-col-value",
        "ind-col-source",
        "ind-col-revision",
        "ind-col-brought",
    ]
    .map(|key| lang.t(key));
    let table = html! {
        table class="as-cards rows told" {
            caption { (lang.t("ind-told-caption")) }
            thead {
                tr {
                    @for (at, label) in labels.iter().enumerate() {
                        th scope="col" class=[(at == 1).then_some("num")] { (label) }
                    }
                }
            }
            tbody {
                @for record in &data.records {
                    (observation_row(lang, data, record, &labels))
                }
            }
        }
    };
    Some(inert(table).into_any())
}

fn observation_row(
    lang: Lang,
    data: &ObservationHistory,
    record: &ObservationRecord,
    labels: &[String; 5],
) -> Markup {
    let [_, value, source, revision, by] = labels;
    let fact = indicator::observation_fact(lang, &data.indicator, record, String::new());
    let printed = (!record.printed.is_empty() && record.printed != fact.text)
        .then(|| format!("{} {}", lang.t("cite-recorded"), record.printed));
    let number = u32::try_from(record.revision).unwrap_or(0);
    let state = match (record.undone, record.current) {
        (true, _) => lang.t("ind-undone"),
        (false, true) => lang.t("ind-current"),
        (false, false) => lang.t("ind-replaced"),
    };
    let numbered = [
        ("number", lang.number(number).into()),
        ("state", state.into()),
    ];
    html! {
        tr class=[(!record.current).then_some("is-past")] {
            th scope="row" { (time::days(lang, (record.from, record.to))) }
            td class="num" data-label=(value) {
                data value=(fact.value) { (fact.text) }
                @if let Some(printed) = printed {
                    " " span class="muted below" { (printed) }
                }
            }
            td data-label=(source) {
                (indicator::cited(lang, &record.source))
                (indicator::simulated(lang, record.simulated))
                @if !record.note.is_empty() {
                    " " span class="muted below" { (record.note) }
                }
            }
            td data-label=(revision) { (lang.ta("ind-revision", numbered)) }
            td data-label=(by) {
                (brought(lang, record)) " " span class="muted below" { (lang.instant(record.at)) }
            }
        }
    }
}

fn frozen_table(request: &PageRequest, data: &ObservationHistory) -> Option<AnyView> {
    if data.frozen.is_empty() {
        return None;
    }
    let lang = request.lang;
    let table = html! {
        table class="as-cards rows told" {
            caption { (lang.t("ind-frozen-caption")) }
            thead {
                tr {
                    th scope="col" { (lang.t("ind-col-release")) }
                    th scope="col" { (lang.t("ind-col-day")) }
                    th scope="col" class="num" { (lang.t("ind-col-value")) }
                }
            }
            tbody {
                @for frozen in &data.frozen {
                    (frozen_row(request, data, frozen))
                }
            }
        }
    };
    Some(inert(table).into_any())
}

fn frozen_row(request: &PageRequest, data: &ObservationHistory, frozen: &Frozen) -> Markup {
    let lang = request.lang;
    let receipt = request.link(&Route::Receipt(frozen.receipt.clone()));
    let fact = frozen.value.as_ref().map(|value| Fact {
        href: receipt.clone(),
        value: Cell(&data.indicator, value).to_string(),
        text: fact::words(lang, &data.indicator, value),
    });
    html! {
        tr {
            th scope="row" {
                cite { a href=(receipt) { (release::title(lang, frozen.release.id)) } }
                (indicator::simulated(lang, frozen.release.simulated))
            }
            td data-label=(lang.t("ind-col-day")) { (time::day(lang, frozen.release.as_of.date())) }
            td class="num" data-label=(lang.t("ind-col-value")) {
                @match fact {
                    Some(fact) => (fact),
                    None => (lang.t("ind-none")),
                }
            }
        }
    }
}
