//! `/phat-hanh/tong-hop`: releases by month or quarter, of the country or of a province. The last release
//! of each stands for it.

use crate::{
    components::ranking_table,
    failure::Failure,
    i18n::Lang,
    page::{Page, PageRequest, csv_address},
    public::model::{Change, Country, Province, SeriesPoint},
    query::span_slug,
    routes::Route,
    texts::release,
};
use domain::rollup::{Span, Stretch, roll_up};
use leptos::prelude::*;

/// A month or quarter.
#[derive(Clone, Debug)]
pub struct Line {
    /// Which.
    pub stretch: Stretch,
    /// Its releases, oldest first.
    pub releases: Vec<SeriesPoint>,
    /// Change since the last stretch that has a release, if its criteria set is the same.
    pub change: Option<Change>,
}

impl Line {
    /// The release that stands for it.
    #[must_use]
    pub fn last(&self) -> Option<&SeriesPoint> {
        self.releases.last()
    }
}

/// Months or quarters of a series, newest first.
#[must_use]
pub fn lines(span: Span, series: &[SeriesPoint]) -> Vec<Line> {
    let rolled = roll_up(span, series.iter().cloned(), |p| p.release.as_of.date());
    let mut before: Option<SeriesPoint> = None;
    let mut lines: Vec<Line> = Vec::with_capacity(rolled.len());
    for (stretch, releases) in rolled {
        let change = before
            .as_ref()
            .zip(releases.last())
            .and_then(|(before, now)| change(before, now));
        before = releases.last().cloned().or(before);
        lines.push(Line {
            stretch,
            releases,
            change,
        });
    }
    lines.reverse();
    lines
}

fn change(before: &SeriesPoint, now: &SeriesPoint) -> Option<Change> {
    if !before.release.is_comparable(&now.release) {
        return None;
    }
    let places = before.rank.zip(now.rank).map(|(before, now)| {
        i32::try_from(i64::from(before.rank) - i64::from(now.rank)).unwrap_or(0)
    });
    Some(Change {
        rate: now.rate.change_since(before.rate),
        places,
    })
}

/// Makes the page.
///
/// # Errors
/// None of its own; the signature is that of every page.
pub fn page(
    request: &PageRequest,
    span: Span,
    country: &Country,
    province: Option<&Province>,
) -> Result<Page, Failure> {
    let lang = request.lang;
    let title = lang.t("rollup-title");
    let place = province.map_or_else(
        || lang.t("rollup-country"),
        |province| lang.full_name(&province.unit),
    );
    let caption = match span {
        Span::Month => lang.ta("rollup-months", [("place", place.into())]),
        Span::Quarter => lang.ta("rollup-quarters", [("place", place.into())]),
    };
    let series = province.map_or(&country.series, |province| &province.series);
    let lines = lines(span, series);
    let own = request.query.get("tinh").map(|code| ("tinh", code));
    let asked: Vec<_> = [("theo", span_slug(span))].into_iter().chain(own).collect();
    let csv = csv_address(lang, &request.link_with(&Route::RollUp, &asked));
    let table = if lines.is_empty() {
        view! { <p class="notice">{lang.t("releases-none")}</p> }.into_any()
    } else {
        view! {
            <p class="result"><a href=csv.clone()>{lang.t("rollup-csv")}</a></p>
            {table(request, span, &caption, &lines, province.is_some())}
        }
        .into_any()
    };
    let body = view! {
        <div class="headline">
            <h1>{title.clone()}</h1>
            <p class="lead">{lang.t("rollup-lead")}</p>
        </div>
        {form(request, span, country, province)}
        <section aria-labelledby="bang" class="full">
            <h2 id="bang">{caption.clone()}</h2>
            {table}
        </section>
    }
    .into_any();
    let releases = request.link(&Route::Releases);
    Ok(Page::new(title.clone(), lang.t("rollup-lead"), body)
        .edition(country.edition.clone())
        .province(province.map(|p| p.unit.code.clone()))
        .crumbs(vec![
            (lang.t("releases-title"), Some(releases)),
            (title, None),
        ])
        .csv((!lines.is_empty()).then_some(csv)))
}

fn form(
    request: &PageRequest,
    span: Span,
    country: &Country,
    province: Option<&Province>,
) -> AnyView {
    let lang = request.lang;
    let spans = Span::ALL
        .into_iter()
        .map(|own| {
            let text = match own {
                Span::Month => lang.t("rollup-by-month"),
                Span::Quarter => lang.t("rollup-by-quarter"),
            };
            view! { <option value=span_slug(own) selected=own == span>{text}</option> }
        })
        .collect_view();
    let chosen = province.map(|p| p.unit.code.clone());
    let mut provinces: Vec<_> = country.rows.iter().map(|row| &row.unit).collect();
    provinces.sort_by(|a, b| a.sort_key.cmp(&b.sort_key));
    let provinces = provinces
        .into_iter()
        .map(|unit| {
            let selected = chosen.as_ref() == Some(&unit.code);
            view! { <option value=unit.code.to_string() selected=selected>{lang.full_name(unit)}</option> }
        })
        .collect_view();
    let release = request.query.get("phat-hanh").map(|release| {
        view! { <input type="hidden" name="phat-hanh" value=release.to_owned() /> }
    });
    view! {
        <form method="get" action=request.action() class="filter">
            {release}
            <p>
                <label for="theo">{lang.t("rollup-span")}</label>
                <select id="theo" name="theo">{spans}</select>
            </p>
            <p>
                <label for="tinh">{lang.t("rollup-place")}</label>
                <select id="tinh" name="tinh">
                    <option value="">{lang.t("rollup-country")}</option>
                    {provinces}
                </select>
            </p>
            <p><button type="submit">{lang.t("rollup-show")}</button></p>
        </form>
    }
    .into_any()
}

fn table(
    request: &PageRequest,
    span: Span,
    caption: &str,
    lines: &[Line],
    ranked: bool,
) -> AnyView {
    let lang = request.lang;
    let rank = ranked.then(|| {
        view! { <th scope="col" class="num">{lang.t("rollup-col-rank")}</th> }
    });
    let rows = lines
        .iter()
        .map(|line| row(request, span, line, ranked))
        .collect_view();
    view! {
        <table class="as-cards rows">
            <caption>{lang.ta("rollup-caption", [("what", caption.to_owned().into())])}</caption>
            <thead>
                <tr>
                    <th scope="col">{lang.t("rollup-col-stretch")}</th>
                    <th scope="col">{lang.t("rollup-col-releases")}</th>
                    <th scope="col">{lang.t("releases-col-as-of")}</th>
                    <th scope="col">{lang.t("releases-col-set")}</th>
                    <th scope="col" class="num">{lang.t("rollup-col-green")}</th>
                    <th scope="col" class="num">{lang.t("releases-col-rate")}</th>
                    {rank}
                    <th scope="col" class="num">{lang.t("rollup-col-change")}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

/// A month or quarter in words.
#[must_use]
pub fn stretch_name(lang: Lang, span: Span, stretch: Stretch) -> String {
    let args = [
        ("number", stretch.number.into()),
        ("year", stretch.year.to_string().into()),
    ];
    match span {
        Span::Month => lang.ta("rollup-month", args),
        Span::Quarter => lang.ta("rollup-quarter", args),
    }
}

fn row(request: &PageRequest, span: Span, line: &Line, ranked: bool) -> AnyView {
    let lang = request.lang;
    let heading = stretch_name(lang, span, line.stretch);
    let Some(last) = line.last() else {
        let columns = if ranked { 7 } else { 6 };
        return view! {
            <tr>
                <th scope="row">{heading}</th>
                <td colspan=columns>{lang.t("rollup-empty")}</td>
            </tr>
        }
        .into_any();
    };
    let home = Route::Home.href(lang);
    let releases = line
        .releases
        .iter()
        .map(|point| {
            let id = point.release.id;
            let to = format!("{home}?phat-hanh={id}");
            view! { <li><a href=to>{release::title(lang, id)}</a></li> }
        })
        .collect_view();
    let rank = ranked.then(|| {
        let rank = last
            .rank
            .map_or_else(|| "–".to_owned(), |r| lang.number(r.rank));
        view! { <td class="num" data-label=lang.t("rollup-col-rank")>{rank}</td> }
    });
    let simulated = last
        .release
        .simulated
        .then(|| view! { " " <span class="muted below">{lang.t("releases-simulated")}</span> });
    view! {
        <tr>
            <th scope="row">{heading} {simulated}</th>
            <td data-label=lang.t("rollup-col-releases")><ul class="counted">{releases}</ul></td>
            <td data-label=lang.t("releases-col-as-of")>{lang.instant(last.release.as_of)}</td>
            <td data-label=lang.t("releases-col-set")><bdi>{last.release.criteria_set.clone()}</bdi></td>
            <td class="num" data-label=lang.t("rollup-col-green")><bdi>{lang.fraction(last.rate)}</bdi></td>
            <td class="num" data-label=lang.t("releases-col-rate")>{lang.percent(last.rate)}</td>
            {rank}
            <td class="num" data-label=lang.t("rollup-col-change")>
                <bdi>{ranking_table::change(lang, line.change)}</bdi>
            </td>
        </tr>
    }
    .into_any()
}
