//! `/tinh/{code}`: a province. The answer in one sentence, then what it rests on: diagram, criteria,
//! trend, changes, the table of every commune. What others published stands apart as a quotation.

mod communes;
mod sections;

use crate::{
    components::{
        choice::choice, citation, ended, figure, hexagon, html::inert, map, marks, name, series,
        stacked_bar,
    },
    failure::Failure,
    i18n::Lang,
    page::{Page, PageRequest},
    public::model::{Counts, Province, ProvinceRow, UnitRef},
    query::{CommuneFilter, Drawing, coloured_by},
    routes::Route,
    texts::ranking,
};
use domain::{indicator::Sector, status::Level, time::Date, unit::UnitType};
use leptos::prelude::*;

/// Makes the page.
///
/// # Errors
/// [`Failure::BadParameter`] if the filter can't be read, or there is no such picture.
pub fn page(request: &PageRequest, data: Province) -> Result<Page, Failure> {
    let lang = request.lang;
    let groups: Vec<_> = data
        .edition
        .set
        .groups
        .iter()
        .map(|g| g.code.as_str())
        .collect();
    let filter = CommuneFilter::parse(&request.query, &groups)?;
    let picture = Picture {
        drawing: Drawing::parse(&request.query)?,
        criterion: coloured_by(&request.query, &data.edition.set)?,
    };
    let title = lang.full_name(&data.unit);
    let crumbs = vec![(data.unit.name.to_string(), None)];
    let (body, description, csv) = match &data.row {
        Some(row) => {
            let lead = lead(lang, &data, row);
            let csv = request.link(&Route::Province(data.unit.code.clone()));
            let csv = crate::page::csv_address(lang, &csv);
            (
                with_release(request, &data, row, &filter, &picture, &lead, &csv),
                lead,
                Some(csv),
            )
        }
        None => without_release(request, &data),
    };
    Ok(Page::new(title, description, body)
        .edition(data.edition.clone())
        .crumbs(crumbs)
        .province(data.unit.code.clone())
        .csv(csv))
}

/// “130 trên 148 xã, phường đạt trạng thái Xanh (87,83%). Phú Thọ đứng thứ 5 trong 34 tỉnh, thành.”
fn lead(lang: Lang, data: &Province, row: &ProvinceRow) -> String {
    let rate = row.counts.rate();
    let zones = data
        .communes
        .iter()
        .any(|c| c.unit.kind == UnitType::SpecialZone);
    let green = ranking::green(lang, rate, lang.percent(rate), zones);
    let place = &*data.unit.name;
    let floor = data.edition.rank_floor();
    let rank = ranking::standing(lang, place, row.rank, &row.counts, floor);
    format!("{green} {rank}")
}

/// The date of the release before, if the rules allow to compare with it.
fn compared_with(data: &Province, row: &ProvinceRow) -> Option<Date> {
    row.change?.rate?;
    let before = data.series.len().checked_sub(2)?;
    Some(data.series.get(before)?.release.as_of.date())
}

fn with_release(
    request: &PageRequest,
    data: &Province,
    row: &ProvinceRow,
    filter: &CommuneFilter,
    picture: &Picture,
    lead: &str,
    csv: &str,
) -> AnyView {
    let lang = request.lang;
    let before = compared_with(data, row).map(|date| lang.date(date));
    let completeness = data
        .edition
        .release
        .as_ref()
        .map(|release| ranking::completeness(lang, release, &row.counts));
    let place = &*data.unit.name;
    let trends = [
        series::rate(lang, place, &data.series, |release| {
            request.in_release(&Route::Province(data.unit.code.clone()), release) + "#bang"
        }),
        series::rank(lang, place, &data.series, |release| {
            request.in_release(&Route::Ranking, release)
        }),
    ];
    let trends = trends
        .into_iter()
        .flatten()
        .map(|f| figure::chart(lang, f))
        .collect_view();
    let level_link = |level: Level| request.here(&[("trang-thai", Some(level.slug()))]) + "#bang";
    view! {
        <div class="columns">
            <div>
                <div class="headline">
                    <h1>{inert(name::heading(lang, &data.unit))}</h1>
                    {ended_notice(request, data)}
                    <p class="lead">{lead.to_owned()}</p>
                    {stacked_bar::with_key(lang, &row.counts, Some(&level_link))}
                    <p class="meta">{completeness}</p>
                </div>
                {sections::changes(request, data, row, before.as_deref())}
            </div>
            <section aria-labelledby="so-do">
                <h2 id="so-do">{lang.t("province-diagram")}</h2>
                {map::switch(request, picture.drawing, "bang")}
                {colours(request, data, picture)}
                {drawn(request, data, filter, picture)}
            </section>
        </div>
        {communes::section(request, data, filter, before, csv)}
        {sections::failing(request, data)}
        <section aria-labelledby="xu-huong">
            <h2 id="xu-huong">{lang.t("province-trend")}</h2>
            <div class="columns">{trends}</div>
        </section>
        {sections::infrastructure(request, data)}
        {sections::published(lang, data)}
    }
    .into_any()
}

/// How the communes are pictured.
struct Picture {
    drawing: Drawing,
    /// The place in the set of the criterion that colours them; none for their status.
    criterion: Option<usize>,
}

/// The communes on the map or in their cells; those that the filter leaves out are faint.
fn drawn(
    request: &PageRequest,
    data: &Province,
    filter: &CommuneFilter,
    picture: &Picture,
) -> AnyView {
    let lang = request.lang;
    let set = &data.edition.set;
    let criterion = picture.criterion.and_then(|at| set.criteria.get(at));
    let coloured = picture.criterion.zip(criterion.map(|c| &*c.code));
    let units: Vec<_> = data
        .communes
        .iter()
        .map(|row| {
            let kept = communes::keeps(filter, row, set);
            marks::commune(request, row, coloured, kept)
        })
        .collect();
    match picture.drawing {
        Drawing::Cells => view! {
            {hexagon::diagram(request, &data.cells, &units, "bang")}
            {map::far_off(request, &data.map)}
        }
        .into_any(),
        Drawing::Map => {
            let what = match criterion {
                Some(criterion) => format!("{} {}", criterion.code, lang.pick(&criterion.title)),
                None => lang.t("map-status"),
            };
            let about = lang.ta(
                "map-label-province",
                [("place", (&*data.unit.name).into()), ("what", what.into())],
            );
            map::of_communes(request, &data.map, &units, &about, &counted(data, picture))
        }
    }
}

/// How many communes have each status, or that of the criterion.
fn counted(data: &Province, picture: &Picture) -> Counts {
    let mut counts = Counts::default();
    for row in &data.communes {
        let level = match picture.criterion {
            Some(at) => row.levels.get(at).copied().unwrap_or(Level::None),
            None => row.level,
        };
        counts.add_level(level);
    }
    counts
}

/// What colours the picture: the status, one criterion, or an indicator, which has a page of its own.
fn colours(request: &PageRequest, data: &Province, picture: &Picture) -> AnyView {
    let lang = request.lang;
    let criteria = data.edition.set.criteria.iter().enumerate().map(|(at, c)| {
        let text = format!("{} {}", c.code, lang.pick(&c.title));
        (c.code.to_lowercase(), text, picture.criterion == Some(at))
    });
    let kept = request.query.pairs().filter(|(name, _)| *name != "to");
    let kept = kept.map(|(name, value)| {
        view! { <input type="hidden" name=name.to_owned() value=value.to_owned() /> }
    });
    let coverage = request.link_with(
        &Route::Sector(Sector::Infrastructure),
        &[("tinh", data.unit.code.as_str())],
    );
    view! {
        <form class="filter" method="get" action=request.action() + "#so-do">
            {choice("to", lang.t("map-colours"), lang.t("map-status"), criteria)}
            {kept.collect_view()}
            <button type="submit">{lang.t("map-colours-go")}</button>
            <a href=coverage>{lang.t("map-coverage")}</a>
        </form>
    }
    .into_any()
}

/// That the province has ended, and the provinces in its place.
fn ended_notice(request: &PageRequest, data: &Province) -> Option<AnyView> {
    let link = |unit: &UnitRef| request.link(&Route::Province(unit.code.clone()));
    let ended = data.ended.as_ref()?;
    Some(ended::notice(request.lang, ended, link))
}

/// No release yet: what others published, and how this page fills.
fn without_release(request: &PageRequest, data: &Province) -> (AnyView, String, Option<String>) {
    let lang = request.lang;
    let place = &*data.unit.name;
    let lead = lang.ta(
        "province-no-release",
        [
            ("place", place.into()),
            ("units", lang.number(data.units).into()),
        ],
    );
    let quotes = (!data.headline.is_empty()).then(|| {
        view! {
            <section aria-labelledby="da-cong-bo">
                <h2 id="da-cong-bo">{lang.t("province-published")}</h2>
                {citation::cited(lang, &data.headline, place)}
            </section>
        }
    });
    let body = view! {
        <div class="headline">
            <h1>{inert(name::heading(lang, &data.unit))}</h1>
            {ended_notice(request, data)}
            <p class="lead">{lead.clone()}</p>
            <p>
                {lang.t("province-no-release-why")} " "
                <a href=request.link(&Route::Method)>{lang.t("shell-method")}</a>
            </p>
        </div>
        {quotes}
        {sections::infrastructure(request, data)}
    };
    (body.into_any(), lead, None)
}
