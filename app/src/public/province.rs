//! `/tinh/{code}`: a province. The answer in one sentence, then what it rests on: diagram, criteria,
//! trend, changes, the table of every commune. What others published stands apart as a quotation.

mod communes;
mod sections;

use crate::{
    components::{citation, ended, figure, hexagon, html::inert, name, series, stacked_bar},
    failure::Failure,
    i18n::Lang,
    page::{Page, PageRequest},
    public::model::{Change, Province, ProvinceRow, UnitRef},
    query::CommuneFilter,
    routes::Route,
    texts::ranking,
};
use domain::{status::Level, time::Date, unit::UnitType};
use leptos::prelude::*;

/// Makes the page.
///
/// # Errors
/// [`Failure::BadParameter`] if the filter can't be read.
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
    let title = lang.full_name(&data.unit);
    let crumbs = vec![(data.unit.name.to_string(), None)];
    let (body, description, csv) = match &data.row {
        Some(row) => {
            let lead = lead(lang, &data, row);
            let csv = request.link(&Route::Province(data.unit.code.clone()));
            let csv = crate::page::csv_address(lang, &csv);
            (
                with_release(request, &data, row, &filter, &lead, &csv),
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
    let kept = |c| communes::keeps(filter, c, &data.edition.set);
    let cells: Vec<_> = data
        .communes
        .iter()
        .map(|row| hexagon::Shown {
            row,
            kept: kept(row),
        })
        .collect();
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
        <div class="headline">
            <h1>{inert(name::heading(lang, &data.unit))}</h1>
            {ended_notice(request, data)}
            <p class="lead">{lead.to_owned()}</p>
            {stats(lang, row, before.as_deref())}
            {stacked_bar::with_key(lang, &row.counts, Some(&level_link))}
            <p class="meta">{completeness}</p>
        </div>
        {sections::published(lang, data)}
        <div class="columns">
            <section aria-labelledby="so-do">
                <h2 id="so-do">{lang.t("province-diagram")}</h2>
                {hexagon::diagram(request, &data.cells, &cells, "bang")}
            </section>
            {sections::failing(request, data)}
        </div>
        <section aria-labelledby="xu-huong">
            <h2 id="xu-huong">{lang.t("province-trend")}</h2>
            <div class="columns">{trends}</div>
        </section>
        {sections::changes(request, data, before.as_deref())}
        {communes::section(request, data, filter, before, csv)}
        {sections::infrastructure(request, data)}
    }
    .into_any()
}

/// That the province has ended, and the provinces in its place.
fn ended_notice(request: &PageRequest, data: &Province) -> Option<AnyView> {
    let link = |unit: &UnitRef| request.link(&Route::Province(unit.code.clone()));
    let ended = data.ended.as_ref()?;
    Some(ended::notice(request.lang, ended, link))
}

/// The three numbers of the headline, large.
fn stats(lang: Lang, row: &ProvinceRow, before: Option<&str>) -> AnyView {
    let rate = row.counts.rate();
    let Change {
        rate: rate_change,
        places,
    } = row.change.filter(|_| before.is_some()).unwrap_or(Change {
        rate: None,
        places: None,
    });
    let since = |text: String| {
        let date = before.unwrap_or_default().to_owned();
        lang.ta(
            "words-since",
            [("change", text.into()), ("date", date.into())],
        )
    };
    let rate_note = rate_change.map(|change| since(ranking::rate_change(lang, change)));
    let rank_note = places.map(|places| since(ranking::places_change(lang, places)));
    let missing = row.counts.units() - row.counts.green;
    let missing = lang.ta(
        "province-not-green",
        [
            ("shown", lang.number(missing).into()),
            ("count", missing.into()),
        ],
    );
    let rank = row.rank.map(|rank| {
        let tied =
            (rank.shared_by > 1).then(|| view! { " " <small>{lang.t("ranking-tied")}</small> });
        let value = format!("{}/{}", lang.number(rank.rank), lang.number(rank.of));
        view! {
            <div>
                <dt>{lang.t("province-stat-rank")}</dt>
                <dd><b>{value}</b> {tied} <span class="note">{rank_note}</span></dd>
            </div>
        }
    });
    view! {
        <dl class="stats">
            <div>
                <dt>{lang.t("province-stat-green")}</dt>
                <dd><b>{lang.fraction(rate)}</b> <span class="note">{missing}</span></dd>
            </div>
            <div>
                <dt>{lang.t("province-stat-rate")}</dt>
                <dd><b>{lang.percent(rate)}</b> <span class="note">{rate_note}</span></dd>
            </div>
            {rank}
        </dl>
    }
    .into_any()
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
