//! `/chi-tieu/{indicator}`: one indicator unit by unit. In the country by province; in a province by commune,
//! with its diagram and its change over time. `?ngay=` shows what was known on a day, so that every number of
//! the past has its rows too.

mod course;
mod diagram;
mod rows;

use crate::{
    components::{abbr::abbr, fact::sentence, html::inert, indicator},
    failure::Failure,
    page::{Page, PageRequest, csv_address},
    public::indicators::model::IndicatorView,
    query::Drawing,
    routes::Route,
    texts::fact::{self, Fact},
};
use leptos::prelude::*;

/// Makes the page.
///
/// # Errors
/// None of its own; the signature is that of every page.
pub fn page(request: &PageRequest, data: &IndicatorView) -> Result<Page, Failure> {
    let lang = request.lang;
    let indicator = &data.line.indicator;
    let what = lang.pick(&indicator.name).to_owned();
    let place = indicator::place_name(lang, data.place.as_ref());
    let title = lang.ta(
        "ind-title",
        [
            ("sector", what.clone().into()),
            ("place", place.clone().into()),
        ],
    );
    let province = data.place.as_ref().map(|p| &p.code);
    // The rows stand on this page: the sentence leads to them.
    let total = fact::rolled(request, &data.line, province).map(|fact| Fact {
        href: here(request) + "#bang",
        ..fact
    });
    let (lead, facts) = match (total, data.line.rolled.as_ref()) {
        (Some(total), Some(rolled)) => {
            let counted = fact::counted(lang, here(request) + "#bang", rolled.counted, rolled.of);
            let key = if data.asked.day.is_some() {
                "ind-one-lead-then"
            } else {
                "ind-one-lead"
            };
            let day = data.asked.day.map(|d| lang.date(d)).unwrap_or_default();
            let text = lang.ta(
                key,
                [
                    ("place", place.clone().into()),
                    ("value", fact::place(0).into()),
                    ("counted", fact::place(1).into()),
                    ("day", day.into()),
                ],
            );
            (text, vec![total, counted])
        }
        _ => (
            lang.ta("ind-lead-none", [("place", place.clone().into())]),
            Vec::new(),
        ),
    };
    let description = fact::plain(&lead, &facts);
    let own_params: Vec<_> = request
        .query
        .pairs()
        .filter(|(name, _)| ["tinh", "ngay"].contains(name))
        .collect();
    let csv = csv_address(
        lang,
        &request.link_with(&Route::Indicator(indicator.code.clone()), &own_params),
    );
    let has_rows = data.rows.iter().any(|row| row.value.is_some());
    let then = data.asked.day.map(|day| {
        let text = lang.ta("ind-then", [("day", lang.date(day).into())]);
        view! { <p class="notice">{text} " " <a href=request.here(&[("ngay", None)])>{lang.t("ind-newest")}</a></p> }
    });
    let article = (!lang.pick(&indicator.summary).is_empty())
        .then(|| indicator::article(request, indicator, data.article.as_ref()));
    let choose = indicator::choose(request, &data.provinces, data.place.as_ref(), &[]);
    let drawing = Drawing::parse(&request.query)?;
    let drawn = data.place.is_none() || !data.cells.is_empty();
    let diagram = (has_rows && drawn).then(|| diagram::view(request, data, drawing));
    let table = has_rows.then(|| rows::section(request, data, &csv));
    let body = view! {
        <div class="headline">
            <h1>{inert(abbr(lang, &title))} " " <span class="code">{indicator.code.clone()}</span></h1>
            <p class="lead">{inert(sentence(&lead, &facts))}</p>
            {indicator::basis(lang, indicator)}
        </div>
        {then}
        {choose}
        <h2 class="visually-hidden">{lang.t("ind-whole")}</h2>
        <div class="beside">
            <div>{indicator::known(request, &data.line, data.place.as_ref())}</div>
            <div>{indicator::figures(request, &data.line, data.place.as_ref())} {article}</div>
        </div>
        <div class="columns">
            {diagram}
            {course::view(request, data)}
        </div>
        {table}
    }
    .into_any();
    let mut crumbs = vec![
        (lang.t("ind-sectors"), Some(request.link(&Route::Sectors))),
        (
            indicator::sector_name(lang, indicator.sector),
            Some(request.link(&Route::Sector(indicator.sector))),
        ),
        (what, None),
    ];
    if let Some(place) = &data.place {
        crumbs[2].1 = Some(request.link(&Route::Indicator(indicator.code.clone())));
        crumbs.push((place.name.to_string(), None));
    }
    Ok(Page::new(title, description, body)
        .edition(data.edition.clone())
        .province(province.cloned())
        .crumbs(crumbs)
        .csv(has_rows.then_some(csv)))
}

/// The address of this page as asked.
fn here(request: &PageRequest) -> String {
    request.here(&[])
}
