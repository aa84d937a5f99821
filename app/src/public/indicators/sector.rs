//! `/ha-tang` and `/linh-vuc/{sector}`: the indicators of a sector in the country or a province, each with
//! what communes' values come to, what was observed of the place itself, and, apart, what others published
//! and on which basis. `/linh-vuc`: every sector and system.

use crate::{
    components::{abbr::abbr, citation, fact::sentence, html::inert, indicator, time},
    failure::Failure,
    i18n::Lang,
    page::{Page, PageRequest},
    public::{
        indicators::model::{Line, Origin, SectorView, Sectors, System},
        model::figures::Source,
    },
    routes::Route,
    texts::fact::{self, Fact},
};
use domain::{
    coverage,
    indicator::{Cell, Denominator, Sector, Value},
    unit::UnitCode,
};
use leptos::prelude::*;
use maud::html;
use std::sync::Arc;

/// Most facts in the opening sentence.
const MOST_IN_LEAD: usize = 5;

/// Makes the page of a sector.
///
/// # Errors
/// None of its own; the signature is that of every page.
pub fn page(request: &PageRequest, data: &SectorView) -> Result<Page, Failure> {
    let lang = request.lang;
    let sector = indicator::sector_name(lang, data.sector);
    let place = indicator::place_name(lang, data.place.as_ref());
    let title = lang.ta(
        "ind-title",
        [
            ("sector", sector.clone().into()),
            ("place", place.clone().into()),
        ],
    );
    let facts = lead_facts(request, data);
    let lead = lead(lang, data, &place, &facts);
    let facts: Vec<_> = facts.into_iter().map(|(_, fact)| fact).collect();
    let description = fact::plain(&lead, &facts);
    let sections = data
        .lines
        .iter()
        .enumerate()
        .map(|(at, line)| {
            let before = at.checked_sub(1).and_then(|at| data.lines.get(at));
            let first = before.is_none_or(|b| b.indicator.system != line.indicator.system);
            section(request, data, line, first)
        })
        .collect_view();
    let kept: Vec<_> = data
        .place
        .iter()
        .map(|p| ("tinh", p.code.as_str()))
        .collect();
    let body = view! {
        <div class="headline">
            <h1>{title.clone()}</h1>
            <p class="lead">{inert(sentence(&lead, &facts))}</p>
            {register_note(request, data)}
        </div>
        {indicator::choose(request, &data.provinces, data.place.as_ref(), &[])}
        {sections}
        <p class="meta"><a href=request.link_with(&Route::Sectors, &kept)>{lang.t("ind-all-sectors")}</a></p>
    }
    .into_any();
    Ok(Page::new(title, description, body)
        .edition(data.edition.clone())
        .province(data.place.as_ref().map(|p| p.code.clone()))
        .crumbs(indicator::crumbs(request, data.sector, data.place.as_ref())))
}

/// The facts of the opening sentence, each with its name.
fn lead_facts(request: &PageRequest, data: &SectorView) -> Vec<(String, Fact)> {
    let province = data.place.as_ref().map(|p| &p.code);
    let known = data.lines.iter().filter_map(|line| {
        let name = request.lang.pick(&line.indicator.name).to_owned();
        Some((name, fact::rolled(request, line, province)?))
    });
    known.take(MOST_IN_LEAD).collect()
}

/// The answer in words, with [`fact::place`] where a fact stands.
fn lead(lang: Lang, data: &SectorView, place: &str, facts: &[(String, Fact)]) -> String {
    if facts.is_empty() {
        let published = data.lines.iter().any(|line| !line.figures.is_empty());
        let key = if published {
            "ind-lead-published"
        } else {
            "ind-lead-none"
        };
        return lang.ta(key, [("place", place.into())]);
    }
    let named = |(at, (name, _)): (usize, &(String, Fact))| {
        let value = fact::place(at).into();
        lang.ta(
            "cite-named",
            [("name", name.clone().into()), ("value", value)],
        )
    };
    let list: Vec<_> = facts.iter().enumerate().map(named).collect();
    let list = list.join(if lang == Lang::Ar { "؛ " } else { "; " });
    lang.ta("ind-lead", [("place", place.into()), ("list", list.into())])
}

/// What is missing for figures per km² and per 1,000 people.
fn register_note(request: &PageRequest, data: &SectorView) -> Option<AnyView> {
    let lang = request.lang;
    if data.sector != Sector::Infrastructure {
        return None;
    }
    let text = match (&data.area, &data.people) {
        (Some(_), Some(_)) => return None,
        (None, None) => lang.t("ind-no-area-no-people"),
        (None, Some(_)) => lang.t("ind-no-area"),
        (Some(_), None) => lang.t("ind-no-people"),
    };
    let to = request.link(&Route::Sector(Sector::Register));
    Some(
        view! { <p class="meta">{text} " " <a href=to>{indicator::sector_name(lang, Sector::Register)}</a></p> }
            .into_any(),
    )
}

fn section(request: &PageRequest, data: &SectorView, line: &Line, first: bool) -> AnyView {
    let lang = request.lang;
    let indicator = &line.indicator;
    let code = indicator.code.clone();
    let to = request.link_with(
        &Route::Indicator(code.clone()),
        &data
            .place
            .iter()
            .map(|p| ("tinh", p.code.as_str()))
            .collect::<Vec<_>>(),
    );
    let article = (first && !lang.pick(&indicator.summary).is_empty())
        .then(|| indicator::article(request, indicator, data.article.as_ref()));
    view! {
        <section class="indicator" aria-labelledby=code.clone()>
            <h2 id=code.clone() tabindex="-1"><a href=to>{inert(abbr(lang, lang.pick(&indicator.name)))}</a> " " <span class="code">{code.clone()}</span></h2>
            {indicator::basis(lang, indicator)}
            <div class="beside">
                <div>{indicator::known(request, line, data.place.as_ref())} {densities(request, data, line)}</div>
                <div>{indicator::figures(request, line, data.place.as_ref())} {article}</div>
            </div>
        </section>
    }
    .into_any()
}

/// How dense things stand, where the register has the denominator.
fn densities(request: &PageRequest, data: &SectorView, line: &Line) -> Option<AnyView> {
    let lang = request.lang;
    let Some(Value::Number(number)) = line.rolled.as_ref().map(|r| &r.value) else {
        return None;
    };
    let province = data.place.as_ref().map(|p| &p.code);
    let one = |whole: &Option<Denominator>, per: i64, key: &str| {
        let whole = whole.as_ref()?;
        let value = coverage::density(*number, per, whole.number, whole.indicator.decimals)?;
        let shown = format!("{}.{:02}", value / 100, value % 100);
        let href = |code: &str| match province {
            Some(province) => request.link(&Route::ObservationHistory(
                code.to_owned(),
                province.clone(),
            )),
            None => request.link(&Route::Indicator(code.to_owned())),
        };
        let facts = [
            Fact {
                href: fact::rows(request, &line.indicator, province),
                value: shown.clone(),
                text: lang.decimal(&shown),
            },
            Fact {
                href: href(&whole.indicator.code),
                value: Cell(&whole.indicator, &Value::Number(whole.number)).to_string(),
                text: fact::words(lang, &whole.indicator, &Value::Number(whole.number)),
            },
        ];
        let text = lang.ta(
            key,
            [
                ("value", fact::place(0).into()),
                ("unit", lang.pick(&line.indicator.unit).into()),
                ("whole", fact::place(1).into()),
            ],
        );
        Some(html! {
            (sentence(&text, &facts)) " (" (time::day(lang, whole.on)) "; "
            (indicator::origin(lang, &Origin::Observed(vec![whole.source.clone()])))
            (indicator::simulated(lang, whole.simulated)) ")"
        })
    };
    let lines: Vec<_> = [
        one(&data.area, 1, "ind-per-area"),
        one(&data.people, 1_000, "ind-per-people"),
    ]
    .into_iter()
    .flatten()
    .map(|line| view! { <li class="meta">{inert(line)}</li> })
    .collect();
    (!lines.is_empty()).then(|| view! { <ul class="plain">{lines}</ul> }.into_any())
}

/// Makes the page of all sectors and systems.
///
/// # Errors
/// [`Failure::BadParameter`] if `tinh` is no code of a province.
pub fn index(request: &PageRequest, data: &Sectors) -> Result<Page, Failure> {
    let lang = request.lang;
    let province = request.query.province()?;
    let title = lang.t("ind-sectors-title");
    let lead = lang.t("ind-sectors-lead");
    let groups = Sector::ALL
        .into_iter()
        .map(|sector| {
            let own: Vec<_> = data.systems.iter().filter(|s| s.sector == sector).collect();
            sector_group(
                request,
                province.as_ref(),
                sector,
                &own,
                data.article.as_ref(),
            )
        })
        .collect_view();
    let source = data
        .article
        .as_ref()
        .map(|a| citation::sources(std::slice::from_ref(a), lang).into_any());
    let body = view! {
        <div class="headline">
            <h1>{title.clone()}</h1>
            <p class="lead">{lead.clone()}</p>
            <p class="meta">{lang.t("cite-source")} " " {source}</p>
        </div>
        <table class="as-cards rows systems">
            <caption>{lang.t("ind-sectors-caption")}</caption>
            <thead>
                <tr>
                    <th scope="col">{lang.t("ind-col-system")}</th>
                    <th scope="col">{lang.t("ind-article")}</th>
                    <th scope="col">{lang.t("ind-col-known")}</th>
                </tr>
            </thead>
            {groups}
        </table>
    }
    .into_any();
    Ok(Page::new(title, lead, body)
        .edition(data.edition.clone())
        .province(province)
        .crumbs(vec![(lang.t("ind-sectors"), None)]))
}

fn sector_group(
    request: &PageRequest,
    province: Option<&UnitCode>,
    sector: Sector,
    systems: &[&System],
    article: Option<&Arc<Source>>,
) -> AnyView {
    let lang = request.lang;
    let kept: Vec<_> = province.iter().map(|p| ("tinh", p.as_str())).collect();
    let to = request.link_with(&Route::Sector(sector), &kept);
    let rows = systems
        .iter()
        .map(|system| system_row(request, &to, system, article))
        .collect_view();
    view! {
        <tbody>
            <tr class="group-row">
                <th scope="rowgroup" colspan="3"><a href=to>{indicator::sector_name(lang, sector)}</a></th>
            </tr>
            {rows}
        </tbody>
    }
    .into_any()
}

/// `sector` is the address of its sector's page.
fn system_row(
    request: &PageRequest,
    sector: &str,
    system: &System,
    article: Option<&Arc<Source>>,
) -> AnyView {
    let lang = request.lang;
    let names = system
        .indicators
        .iter()
        .map(|indicator| {
            let to = format!("{sector}#{}", indicator.code);
            view! { <li><a href=to>{inert(abbr(lang, lang.pick(&indicator.name)))}</a> " " <span class="code">{indicator.code.clone()}</span></li> }
        })
        .collect_view();
    let summary = system.indicators.first().map(|i| lang.pick(&i.summary));
    let summary = match summary.filter(|summary| !summary.is_empty()) {
        Some(summary) => inert(indicator::summary_fact(request, summary, article)).into_any(),
        None => lang.t("ind-said-nothing").into_any(),
    };
    let known = match (system.observed, system.figures) {
        (true, 0) => lang.t("ind-known-observed"),
        (true, _) => lang.t("ind-known-both"),
        (false, 0) => lang.t("ind-none"),
        (false, _) => lang.t("ind-known-published"),
    };
    view! {
        <tr>
            <th scope="row"><ul class="plain">{names}</ul></th>
            <td data-label=lang.t("ind-article")>{summary}</td>
            <td data-label=lang.t("ind-col-known")>{known}</td>
        </tr>
    }
    .into_any()
}
