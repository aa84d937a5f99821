//! `/xep-hang`: the ranking of provinces with the rule that made it.

use crate::{
    components::{
        html::inert,
        name,
        ranking_table::{self, TableOptions},
        stacked_bar,
    },
    failure::Failure,
    i18n::Lang,
    page::{Page, PageRequest},
    public::model::{Country, ProvinceRow},
    query::ProvinceSort,
    routes::Route,
    texts::ranking,
};
use domain::{ranking::RankFloor, rate::saturating_u32};
use leptos::prelude::*;
use maud::html;
use std::cmp::Reverse;

/// Makes the page.
///
/// # Errors
/// [`Failure::BadParameter`] if `sap-xep` can't be read.
pub fn page(request: &PageRequest, data: Country) -> Result<Page, Failure> {
    let lang = request.lang;
    let sort = ProvinceSort::parse(&request.query)?;
    let title = lang.t("ranking-title");
    let crumbs = vec![(title.clone(), None)];
    let edition = Some(data.edition.clone());
    let Some(release) = data.edition.release.clone() else {
        let description = lang.t("country-no-release");
        let body = view! {
            <h1>{title.clone()}</h1>
            <p class="lead">{description.clone()}</p>
            <p>
                {lang.t("province-no-release-why")} " "
                <a href=request.link(&Route::Published)>{lang.t("shell-published")}</a>
            </p>
            {rule(request, RankFloor::USUAL)}
        }
        .into_any();
        return Ok(Page::new(title, description, body)
            .edition(edition)
            .crumbs(crumbs));
    };
    let rate = data.total.rate();
    let description = ranking::green_country(lang, rate, lang.percent(rate));
    let csv = crate::page::csv_address(lang, &request.link(&Route::Ranking));
    let frame = TableOptions {
        home: &data.edition.home,
        sort: Some(sort),
        caption: lang.ta(
            "ranking-caption",
            [("at", lang.instant(release.as_of).into())],
        ),
        compared: data.before.is_some(),
        floor: release.rank_floor,
    };
    let body = view! {
        <div class="headline">
            <h1>{title.clone()}</h1>
            <p class="lead">{description.clone()}</p>
            <p class="meta">{ranking::completeness(lang, &release, &data.total)}</p>
        </div>
        {chart(lang, &data.rows)}
        <section aria-labelledby="bang" class="full">
            <h2 id="bang">{lang.t("ranking-heading")}</h2>
            <p class="result"><a href=csv.clone()>{lang.t("ranking-csv")}</a></p>
            {ranking_table::view(request, &frame, &sorted(&data.rows, sort))}
        </section>
        {rule(request, release.rank_floor)}
    }
    .into_any();
    Ok(Page::new(title, description, body)
        .edition(edition)
        .crumbs(crumbs)
        .csv(csv))
}

/// Rows in the order asked for; the given order is that of the ranks.
fn sorted(rows: &[ProvinceRow], order: ProvinceSort) -> Vec<&ProvinceRow> {
    let mut rows: Vec<_> = rows.iter().collect();
    match order {
        ProvinceSort::Rank => {}
        ProvinceSort::Name => rows.sort_by(|a, b| a.unit.sort_key.cmp(&b.unit.sort_key)),
        ProvinceSort::Change => rows.sort_by_key(|row| Reverse(row.change.and_then(|c| c.rate))),
        ProvinceSort::Confirmed => {
            let confirmed = |row: &ProvinceRow| row.counts.confirmed_rate();
            rows.sort_by(|a, b| confirmed(a).order(confirmed(b)));
        }
    }
    rows
}

/// The ranking as bars from zero to 100%, each with its number; the table repeats them. Provinces that are not ranked
/// have no bar: their share says nothing yet.
fn chart(lang: Lang, rows: &[ProvinceRow]) -> Option<AnyView> {
    let ranked = || rows.iter().filter(|row| row.rank.is_some());
    let shown = ranked().count();
    if shown == 0 {
        return None;
    }
    let caption = if shown < rows.len() {
        let number = saturating_u32(shown);
        lang.ta(
            "ranking-chart-among",
            [
                ("shown", lang.number(number).into()),
                ("count", number.into()),
            ],
        )
    } else {
        lang.t("ranking-chart")
    };
    let bars = html! {
        ol {
            @for row in ranked() {
                @let rate = row.counts.rate();
                li {
                    span class="bar-name" { (name::short(lang, &row.unit)) }
                    (stacked_bar::parts_of(&[("bar-rate", rate.part)], rate.whole))
                    b class="num" { (lang.percent(rate)) }
                }
            }
        }
    };
    let figure = view! {
        <figure class="rate-bars">
            <figcaption>{caption}</figcaption>
            {inert(bars)}
        </figure>
    };
    Some(figure.into_any())
}

fn rule(request: &PageRequest, floor: RankFloor) -> AnyView {
    let lang = request.lang;
    let floor = (floor != RankFloor::NONE).then(|| {
        let floor = ranking::floor_percent(lang, floor);
        view! { <li>{lang.ta("ranking-rule-floor", [("floor", floor.into())])}</li> }
    });
    view! {
        <section aria-labelledby="quy-tac">
            <h2 id="quy-tac">{lang.t("ranking-rule")}</h2>
            <ul>
                <li>{lang.t("ranking-rule-rate")}</li>
                <li>{lang.t("ranking-rule-ties")}</li>
                {floor}
                <li>{lang.t("ranking-rule-order")}</li>
                <li>{lang.t("ranking-rule-change")}</li>
                <li>{lang.t("ranking-rule-confirmed")}</li>
            </ul>
            <p><a href=request.link(&Route::Method)>{lang.t("shell-method")}</a></p>
        </section>
    }
    .into_any()
}
