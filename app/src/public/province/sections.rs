//! Sections of a province page besides the table: published figures, criteria that fail most, what
//! changed, infrastructure.

use crate::{
    components::{citation, ended, html::inert, name, stacked_bar, status},
    i18n::{Lang, capitalised},
    page::PageRequest,
    public::model::{Change, CommuneRow, CriterionCount, Province, ProvinceRow, figures::strips},
    routes::Route,
    texts::{
        cite,
        fact::{self, Sentence},
        ranking,
    },
};
use domain::{
    indicator::Sector,
    rate::saturating_u32,
    status::{Level, Stage},
};
use leptos::prelude::*;
use maud::html;

/// How many criteria the list of those that fail most shows.
const MOST_FAILING: usize = 6;
/// How many units a list of changes names before it only counts.
const MOST_NAMES: usize = 24;

/// What others published about this province, apart from what is computed here.
pub(super) fn published(lang: Lang, data: &Province) -> Option<AnyView> {
    if data.headline.is_empty() {
        return None;
    }
    let number = lang.number(saturating_u32(data.headline.len()));
    let title = lang.ta(
        "province-published-count",
        [
            ("place", (&*data.unit.name).into()),
            ("number", number.into()),
        ],
    );
    Some(
        view! {
            <details class="published">
                <summary>{title}</summary>
                <p class="meta">{lang.t("province-published-apart")}</p>
                {citation::cited(lang, &data.headline, &data.unit.name)}
            </details>
        }
        .into_any(),
    )
}

/// The criteria that keep most communes from green; each links to the units that miss its group.
pub(super) fn failing(request: &PageRequest, data: &Province) -> AnyView {
    let lang = request.lang;
    let failing: Vec<_> = data
        .failing
        .iter()
        .filter(|c| c.failing() > 0)
        .take(MOST_FAILING)
        .collect();
    let items = failing
        .iter()
        .map(|count| failing_item(request, data, count))
        .collect_view();
    let body = if failing.is_empty() {
        view! { <p>{lang.t("province-failing-none")}</p> }.into_any()
    } else {
        let all = request.link(&Route::Items(data.unit.code.clone()));
        view! {
            <ol class="bars">{items}</ol>
            <p class="meta">{lang.t("province-failing-note")} " " <a href=all>{lang.t("items-all-of")}</a></p>
        }
        .into_any()
    };
    view! {
        <div class="columns">
            <section aria-labelledby="chua-dat">
                <h2 id="chua-dat">{lang.t("province-failing")}</h2>
                {body}
            </section>
            {infrastructure_first(request, data)}
        </div>
    }
    .into_any()
}

/// The newest figures of its first indicators of infrastructure, where a reader of the diagram sees them; all of them
/// stand below with their sources.
fn infrastructure_first(request: &PageRequest, data: &Province) -> Option<AnyView> {
    let lang = request.lang;
    let facts = data.infrastructure_first.iter().map(|figure| {
        view! {
            <dt>{lang.pick(&figure.name).to_owned()}</dt>
            <dd><b>{cite::value(lang, figure)}</b> " " <span class="note">{cite::dated(lang, figure)}</span></dd>
        }
    });
    (!data.infrastructure_first.is_empty()).then(|| {
        view! {
            <section aria-labelledby="ha-tang-chinh">
                <h2 id="ha-tang-chinh">{lang.t("province-infra")}</h2>
                <dl class="facts">{facts.collect_view()}</dl>
                <p><a href="#ha-tang">{lang.t("province-infra-more")}</a></p>
                <p>{coverage_link(request, data)}</p>
            </section>
        }
        .into_any()
    })
}

/// To the page of this province's infrastructure.
fn coverage_link(request: &PageRequest, data: &Province) -> AnyView {
    let lang = request.lang;
    let to = request.link_with(
        &Route::Sector(Sector::Infrastructure),
        &[("tinh", data.unit.code.as_str())],
    );
    let text = lang.ta("province-coverage", [("place", (&*data.unit.name).into())]);
    view! { <a href=to>{text}</a> }.into_any()
}

fn failing_item(request: &PageRequest, data: &Province, count: &CriterionCount) -> AnyView {
    let lang = request.lang;
    let criterion = data
        .edition
        .set
        .criteria
        .iter()
        .find(|c| c.code == count.criterion);
    let title = criterion
        .map(|c| lang.pick(&c.title).to_owned())
        .unwrap_or_default();
    let href = criterion.map(|c| {
        request.here(&[
            ("nhom", Some(&c.group.to_lowercase())),
            ("trang-thai", None),
        ]) + "#bang"
    });
    let bar = stacked_bar::parts_of(
        &[
            (status::class(Level::Red), count.red),
            (status::class(Level::Yellow), count.yellow),
        ],
        count.units(),
    );
    let items = |params: &[(&str, &str)]| {
        let own = [("tieu-chi", count.criterion.as_str())];
        let all: Vec<_> = own.iter().chain(params).copied().collect();
        request.link_with(&Route::Items(data.unit.code.clone()), &all) + "#bang"
    };
    let mut split = Sentence::new();
    let mut part =
        |n: u32, params: &[(&str, &str)]| split.fact(&fact::number(lang, items(params), n));
    let text = lang.ta(
        "province-failing-count",
        [
            (
                "units",
                part(count.failing(), &[("khai", Stage::Failing.slug())]).into(),
            ),
            ("whole", lang.number(count.units()).into()),
            (
                "red",
                part(count.red, &[("trang-thai", Level::Red.slug())]).into(),
            ),
            (
                "yellow",
                part(count.yellow, &[("trang-thai", Level::Yellow.slug())]).into(),
            ),
        ],
    );
    split.say(&text);
    view! {
        <li>
            <a href=href><span class="code">{count.criterion.clone()}</span> " " {title}</a>
            <div>{inert(bar)}</div>
            <p class="meta">{inert(split)}</p>
        </li>
    }
    .into_any()
}

/// Which communes became green and which ceased to be, since the release before.
pub(super) fn changes(
    request: &PageRequest,
    data: &Province,
    row: &ProvinceRow,
    before: Option<&str>,
) -> AnyView {
    let lang = request.lang;
    let body = match before {
        None => view! { <p>{lang.t("province-changes-not-comparable")}</p> }.into_any(),
        Some(_) => {
            let green = |level: Option<Level>| level.map(|l| l == Level::Green);
            let moved = |from: bool| {
                let own = data.communes.iter().filter(move |c| {
                    green(c.before) == Some(from) && (c.level == Level::Green) != from
                });
                own.collect::<Vec<_>>()
            };
            let (gained, lost) = (moved(false), moved(true));
            view! {
                <p>{moves(lang, row)}</p>
                {moved_list(request, lang.t("province-gained"), &gained)}
                {moved_list(request, lang.t("province-lost"), &lost)}
                {ended::table(lang, &data.ended_communes, |unit| {
                    request.link(&Route::Commune(unit.code.clone()))
                })}
            }
            .into_any()
        }
    };
    let title = match before {
        Some(date) => lang.ta("province-changes-since", [("date", date.into())]),
        None => lang.t("province-changes"),
    };
    view! {
        <section aria-labelledby="thay-doi">
            <h2 id="thay-doi">{title}</h2>
            {body}
        </section>
    }
    .into_any()
}

/// How its rate and its rank moved: “tăng 0,68 điểm phần trăm, lên 1 bậc”.
fn moves(lang: Lang, row: &ProvinceRow) -> String {
    let change = row.change.unwrap_or(Change {
        rate: None,
        places: None,
    });
    let rate = change.rate.map(|change| ranking::rate_change(lang, change));
    let places = change
        .places
        .map(|places| ranking::places_change(lang, places));
    let moves: Vec<_> = rate
        .into_iter()
        .chain(places)
        .map(|text| capitalised(&text))
        .collect();
    moves.join(" · ")
}

fn moved_list(request: &PageRequest, title: String, rows: &[&CommuneRow]) -> AnyView {
    let lang = request.lang;
    let count = saturating_u32(rows.len());
    let names = html! {
        ul class="names" {
            @for row in rows.iter().take(MOST_NAMES) {
                li {
                    a href=(request.link(&Route::Commune(row.unit.code.clone()))) { (name::full(lang, &row.unit)) }
                    @if row.level != Level::Green {
                        " " (status::badge(lang, row.level))
                    }
                }
            }
        }
    };
    let more = rows.len().saturating_sub(MOST_NAMES);
    let more = (more > 0).then(|| {
        let more = u32::try_from(more).unwrap_or(u32::MAX);
        view! { <p class="meta">{lang.ta("province-more", [("count", lang.number(more).into())])}</p> }
    });
    let list = if rows.is_empty() {
        view! { <p class="meta">{lang.t("province-none")}</p> }.into_any()
    } else {
        view! { {inert(names)} {more} }.into_any()
    };
    view! { <div><h3>{title} ": " <b>{lang.number(count)}</b></h3> {list}</div> }.into_any()
}

/// Published figures about infrastructure, a strip for each thing: those that disagree stand under each other, none is
/// chosen.
pub(super) fn infrastructure(request: &PageRequest, data: &Province) -> Option<AnyView> {
    let lang = request.lang;
    if data.infrastructure.is_empty() {
        return Some(view! { <p id="ha-tang">{coverage_link(request, data)}</p> }.into_any());
    }
    let items = strips(&data.infrastructure)
        .iter()
        .filter_map(|strip| {
            let basis = strip.first().map_or("", |figure| lang.pick(&figure.basis));
            let basis = lang.ta("published-basis", [("basis", basis.into())]);
            citation::strip(request, strip, Some(&data.unit), &basis)
        })
        .collect_view();
    Some(
        view! {
            <section aria-labelledby="ha-tang">
                <h2 id="ha-tang" tabindex="-1">{lang.t("province-infra-more")}</h2>
                <p class="meta">{lang.t("province-infra-caption")}</p>
                <div class="strips">{items}</div>
                <p>{coverage_link(request, data)}</p>
            </section>
        }
        .into_any(),
    )
}
