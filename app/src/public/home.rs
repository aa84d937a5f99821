//! `/`: the country. How many communes are green, where each province stands, what changed.

use crate::{
    components::{
        citation, figure,
        html::inert,
        map, name,
        ranking_table::{self, TableOptions},
        series, stacked_bar, tiles,
    },
    failure::Failure,
    i18n::Lang,
    page::{Page, PageRequest},
    public::model::{Country, ProvinceRow, ReleaseInfo},
    query::Drawing,
    routes::Route,
    texts::ranking,
};
use domain::{
    indicator::Sector,
    rate::{Rate, saturating_u32},
};
use leptos::prelude::*;
use maud::html;
use std::cmp::Reverse;

/// How many provinces each list of those that moved most names: up, and down.
const MOVED: usize = 3;

/// How many rows of the ranking stand here. All of them are a page of their own.
const FIRST: usize = 10;

/// Makes the page.
///
/// # Errors
/// [`Failure::BadParameter`] if there is no such drawing.
pub fn page(request: &PageRequest, data: Country) -> Result<Page, Failure> {
    let lang = request.lang;
    let drawing = Drawing::parse(&request.query)?;
    let (body, description, csv) = match data.edition.release.clone() {
        Some(release) => {
            let rate = data.total.rate();
            let lead = ranking::green_country(lang, rate, lang.percent(rate));
            let csv = request.link(&Route::Ranking);
            let csv = crate::page::csv_address(lang, &csv);
            (
                with_release(request, &data, &release, drawing, &lead, &csv),
                lead,
                Some(csv),
            )
        }
        None => without_release(request, &data),
    };
    let title = lang.t("country-title");
    Ok(Page::new(title, description, body)
        .edition(data.edition.clone())
        .csv(csv))
}

fn with_release(
    request: &PageRequest,
    data: &Country,
    release: &ReleaseInfo,
    drawing: Drawing,
    lead: &str,
    csv: &str,
) -> AnyView {
    let lang = request.lang;
    let before = data.before.as_ref().map(|r| lang.date(r.as_of.date()));
    let ranking = |release: &ReleaseInfo| request.in_release(&Route::Ranking, release);
    let trend = series::rate(lang, &lang.t("country-name"), &data.series, ranking);
    let at = lang.instant(release.as_of);
    let frame = TableOptions {
        home: &data.edition.home,
        sort: None,
        caption: lang.ta("ranking-caption", [("at", at.clone().into())]),
        compared: before.is_some(),
        floor: release.rank_floor,
    };
    let rows: Vec<_> = data
        .rows
        .iter()
        .filter(|row| row.rank.is_some())
        .take(FIRST)
        .collect();
    // While none is ranked, all of them stand in the table's last block.
    let rows = match rows.is_empty() {
        true => data.rows.iter().collect(),
        false => rows,
    };
    let picture = match drawing {
        Drawing::Map => {
            let caption = lang.ta("map-caption-country", [("at", at.into())]);
            map::of_ranking(request, &data.map, &data.rows, caption)
        }
        Drawing::Cells => {
            let caption = lang.ta("tiles-caption", [("at", at.into())]);
            tiles::diagram(request, &data.tiles, &data.rows, caption)
        }
    };
    view! {
        <div class="columns">
            <div>
                <div class="headline">
                    <h1>{lang.t("country-title")}</h1>
                    <p class="lead">{lead.to_owned()}</p>
                    {stacked_bar::with_key(lang, &data.total, None)}
                    <p class="meta">{ranking::completeness(lang, release, &data.total)}</p>
                </div>
                {find(request)}
                {changes(request, data, before)}
            </div>
            <section aria-labelledby="so-do">
                <h2 id="so-do">{lang.t("country-diagram")}</h2>
                {map::switch(request, drawing, "xep-hang")}
                {picture}
            </section>
        </div>
        {home_province(request, data)}
        <section aria-labelledby="xep-hang" class="full">
            <h2 id="xep-hang">{lang.t("ranking-heading")}</h2>
            {ranking_table::view(request, &frame, &rows)}
            <p>
                <a href=request.link(&Route::Ranking)>{lang.t("country-to-ranking")}</a> " · "
                <a href=csv.to_owned()>{lang.t("ranking-csv")}</a>
            </p>
        </section>
        <div class="columns">
            <section aria-labelledby="xu-huong">
                <h2 id="xu-huong">{lang.t("country-trend")}</h2>
                {trend.map(|f| figure::chart(lang, f))}
            </section>
            {transparency(request)}
        </div>
        {cited(lang, data)}
    }
    .into_any()
}

/// The way to a commune by its name, of today or of before.
fn find(request: &PageRequest) -> AnyView {
    let lang = request.lang;
    let release = request.query.get("phat-hanh").map(|release| {
        view! { <input type="hidden" name="phat-hanh" value=release.to_owned() /> }
    });
    view! {
        <form class="filter" method="get" action=Route::Search.href(lang)>
            <p>
                <label for="xa-cua-toi">{lang.t("country-find")}</label>
                <input id="xa-cua-toi" name="q" type="search" autocomplete="off" />
            </p>
            {release}
            <button type="submit">{lang.t("search-submit")}</button>
        </form>
    }
    .into_any()
}

/// The province of this installation, pinned above the ranking.
fn home_province(request: &PageRequest, data: &Country) -> Option<AnyView> {
    let lang = request.lang;
    let row = data
        .rows
        .iter()
        .find(|row| row.unit.code == data.edition.home.code)?;
    let rate = row.counts.rate();
    let place = &*row.unit.name;
    let floor = data.edition.rank_floor();
    let rank = ranking::standing(lang, place, row.rank, &row.counts, floor);
    let green = ranking::green(lang, rate, lang.percent(rate), false);
    let href = request.link(&Route::Province(row.unit.code.clone()));
    Some(
        view! {
            <section class="pinned" aria-labelledby="tinh-nha">
                <h2 id="tinh-nha">{name::link_full(lang, &row.unit, href)}</h2>
                <p>{green} " " {rank}</p>
                <div class="levels-bar">{inert(stacked_bar::bar(&row.counts))}</div>
                <p class="meta">{stacked_bar::words(lang, &row.counts)}</p>
            </section>
        }
        .into_any(),
    )
}

/// What others published about the country, apart from what is computed here.
fn cited(lang: Lang, data: &Country) -> Option<AnyView> {
    if data.figures.is_empty() {
        return None;
    }
    Some(
        view! {
            <details class="published">
                <summary>{lang.t("country-published")}</summary>
                <p class="meta">{lang.t("province-published-apart")}</p>
                {citation::cited(lang, &data.figures, &lang.t("country-name"))}
            </details>
        }
        .into_any(),
    )
}

/// What changed since the release before: the rate, communes gained and lost, provinces that moved most.
fn changes(request: &PageRequest, data: &Country, before: Option<String>) -> AnyView {
    let lang = request.lang;
    let Some(before) = before else {
        return view! {
            <section aria-labelledby="thay-doi">
                <h2 id="thay-doi">{lang.t("province-changes")}</h2>
                <p>{lang.t("province-changes-not-comparable")}</p>
            </section>
        }
        .into_any();
    };
    let complete = data
        .rows
        .iter()
        .filter(|row| row.counts.rate().at_least(10_000));
    let complete = Rate::new(
        saturating_u32(complete.count()),
        saturating_u32(data.rows.len()),
    );
    let rate = data
        .change
        .map(|change| fact(lang.t("country-stat-rate"), lang.points(change)));
    view! {
        <section aria-labelledby="thay-doi">
            <h2 id="thay-doi">{lang.ta("province-changes-since", [("date", before.into())])}</h2>
            <dl class="stats">
                {fact(lang.t("province-gained"), lang.number(data.total.gained))}
                {fact(lang.t("province-lost"), lang.number(data.total.lost))}
                {rate}
                {fact(lang.t("country-stat-complete"), lang.fraction(complete))}
            </dl>
            <div class="columns">
                {moved(request, lang.t("country-risen"), data, |change| change > 0)}
                {moved(request, lang.t("country-fallen"), data, |change| change < 0)}
            </div>
        </section>
    }
    .into_any()
}

fn fact(name: String, value: String) -> AnyView {
    view! { <div><dt>{name}</dt><dd><b>{value}</b></dd></div> }.into_any()
}

/// The provinces whose share moved most in one direction.
fn moved(
    request: &PageRequest,
    title: String,
    data: &Country,
    direction: fn(i32) -> bool,
) -> Option<AnyView> {
    let lang = request.lang;
    let change = |row: &ProvinceRow| row.change.and_then(|c| c.rate).unwrap_or(0);
    let mut rows: Vec<_> = data
        .rows
        .iter()
        .filter(|row| direction(change(row)))
        .collect();
    rows.sort_by_key(|row| Reverse(change(row).abs()));
    let list = html! {
        ul class="moved" {
            @for row in rows.iter().take(MOVED) {
                li {
                    a href=(request.link(&Route::Province(row.unit.code.clone()))) { (name::short(lang, &row.unit)) }
                    " " span class="num" { bdi { (ranking_table::change(lang, row.change)) } }
                }
            }
        }
    };
    (!rows.is_empty()).then(|| view! { <div><h3>{title}</h3> {inert(list)}</div> }.into_any())
}

/// Where everything behind the figures is disclosed.
fn transparency(request: &PageRequest) -> AnyView {
    let lang = request.lang;
    let link =
        |route: Route, text: String| view! { <li><a href=request.link(&route)>{text}</a></li> };
    view! {
        <section aria-labelledby="cong-khai">
            <h2 id="cong-khai">{lang.t("country-open")}</h2>
            <p>{lang.t("country-open-text")}</p>
            <ul>
                {link(Route::Sector(Sector::Infrastructure), lang.t("ind-sector-infrastructure"))}
                {link(Route::Sectors, lang.t("ind-sectors-title"))}
                {link(Route::Method, lang.t("shell-method"))}
                {link(Route::Published, lang.t("shell-published"))}
                {link(Route::Releases, lang.t("shell-releases"))}
                {link(Route::About, lang.t("country-open-about"))}
            </ul>
        </section>
    }
    .into_any()
}

/// No release yet: what others published, and how this page fills.
fn without_release(request: &PageRequest, data: &Country) -> (AnyView, String, Option<String>) {
    let lang = request.lang;
    let lead = lang.t("country-no-release");
    let section = |id: &'static str, title: String, figures: &[_], place: &str| {
        (!figures.is_empty()).then(|| {
            view! {
                <section aria-labelledby=id>
                    <h2 id=id>{title}</h2>
                    {citation::cited(lang, figures, place)}
                </section>
            }
        })
    };
    let home = &data.edition.home;
    let home_title = lang.ta("country-published-home", [("place", (&*home.name).into())]);
    let href = request.link(&Route::Province(home.code.clone()));
    let caption = lang.t("tiles-caption-empty");
    let body = view! {
        <div class="headline">
            <h1>{lang.t("country-title")}</h1>
            <p class="lead">{lead.clone()}</p>
            <p>
                {lang.t("province-no-release-why")} " "
                <a href=request.link(&Route::Method)>{lang.t("shell-method")}</a>
            </p>
            <p>{name::link_full(lang, home, href)}</p>
        </div>
        <div class="columns">
            <div>
                {section("tinh-nha", home_title, &data.home_figures, &home.name)}
                {section("ca-nuoc", lang.t("country-published"), &data.figures, &lang.t("country-name"))}
            </div>
            <div>
                <section aria-labelledby="so-do">
                    <h2 id="so-do">{lang.t("country-diagram")}</h2>
                    {tiles::diagram(request, &data.tiles, &data.rows, caption)}
                </section>
                {transparency(request)}
            </div>
        </div>
    };
    (body.into_any(), lead, None)
}
