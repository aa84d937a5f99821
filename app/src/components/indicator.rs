//! What pages of sectors and of indicators show alike: a place's values, their origin, published figures beside them.

use crate::{
    components::{abbr::abbr, citation, fact::sentence, html::inert, time},
    i18n::Lang,
    page::PageRequest,
    public::{
        indicators::model::{Line, ObservationRecord, Origin, Rolled},
        model::{
            UnitRef,
            figures::{Figure, Source, strips},
        },
    },
    routes::Route,
    texts::{
        fact::{self, Fact},
        written,
    },
};
use domain::indicator::{Cell, Indicator, Kind, Sector, Value};
use leptos::prelude::*;
use maud::{Markup, html};
use std::sync::Arc;

/// The name of a sector.
#[must_use]
pub fn sector_name(lang: Lang, sector: Sector) -> String {
    lang.t(match sector {
        Sector::Infrastructure => "ind-sector-infrastructure",
        Sector::Steering => "ind-sector-steering",
        Sector::Banking => "ind-sector-banking",
        Sector::Identity => "ind-sector-identity",
        Sector::PublicServices => "ind-sector-services",
        Sector::Health => "ind-sector-health",
        Sector::Education => "ind-sector-education",
        Sector::Agriculture => "ind-sector-agriculture",
        Sector::Construction => "ind-sector-construction",
        Sector::Energy => "ind-sector-energy",
        Sector::Security => "ind-sector-security",
        Sector::Commerce => "ind-sector-commerce",
        Sector::Skills => "ind-sector-skills",
        Sector::Register => "ind-sector-register",
    })
}

/// The place that a page is about: a province, or the country.
pub fn place_name(lang: Lang, place: Option<&UnitRef>) -> String {
    place.map_or_else(|| lang.t("ind-country"), |unit| unit.name.to_string())
}

/// Lĩnh vực › Y tế › Phú Thọ
pub fn crumbs(
    request: &PageRequest,
    sector: Sector,
    place: Option<&UnitRef>,
) -> Vec<(String, Option<String>)> {
    let lang = request.lang;
    let mut crumbs = vec![
        (lang.t("ind-sectors"), Some(request.link(&Route::Sectors))),
        (sector_name(lang, sector), None),
    ];
    if let Some(place) = place {
        crumbs[1].1 = Some(request.link(&Route::Sector(sector)));
        crumbs.push((place.name.to_string(), None));
    }
    crumbs
}

/// A province as a form that works without a script; `kept` stays in the address.
pub fn choose(
    request: &PageRequest,
    provinces: &[UnitRef],
    place: Option<&UnitRef>,
    kept: &[(&'static str, String)],
) -> AnyView {
    let lang = request.lang;
    let options = html! {
        select id="tinh" name="tinh" {
            option value="" { (lang.t("ind-country")) }
            @for unit in provinces {
                option value=(unit.code) selected[place.is_some_and(|p| p.code == unit.code)] { (unit.name) }
            }
        }
    };
    let release = request.query.get("phat-hanh").map(|release| {
        view! { <input type="hidden" name="phat-hanh" value=release.to_owned() /> }
    });
    let kept = kept
        .iter()
        .map(|(name, value)| view! { <input type="hidden" name=*name value=value.clone() /> })
        .collect_view();
    view! {
        <form method="get" action=request.action() class="filter">
            {release}
            {kept}
            <p>
                <label for="tinh">{lang.t("rollup-place")}</label>
                {inert(options)}
            </p>
            <p><button type="submit">{lang.t("rollup-show")}</button></p>
        </form>
    }
    .into_any()
}

/// What a share is a share of.
pub fn basis(lang: Lang, indicator: &Indicator) -> Option<AnyView> {
    let basis = lang.pick(&indicator.basis_text);
    (!basis.is_empty()).then(|| {
        let text = lang.ta("published-basis", [("basis", basis.into())]);
        view! { <p class="meta">{text}</p> }.into_any()
    })
}

/// What is known here: what communes' values come to, and what was observed of the place itself; or that
/// nothing is, and who can tell it.
pub fn known(request: &PageRequest, line: &Line, place: Option<&UnitRef>) -> AnyView {
    let lang = request.lang;
    let province = place.map(|p| &p.code);
    let rolled = line
        .rolled
        .as_ref()
        .and_then(|rolled| Some((rolled, fact::rolled(request, line, province)?)))
        .map(|(rolled, fact)| {
            view! {
                <p class="big">{inert(fact)}</p>
                <p class="meta">{inert(completeness(request, line, rolled, province))}</p>
            }
        });
    let kept_back = line
        .kept_back
        .then(|| view! { <p class="notice">{lang.t("ind-kept-back")}</p> });
    let own = (!line.own.is_empty())
        .then(|| place.map(|place| own_observations(request, line, place)))
        .flatten();
    let growth = (line.indicator.kind == Kind::Growth)
        .then(|| view! { <p class="meta">{lang.t("ind-growth")}</p> });
    let nothing = (line.rolled.is_none() && line.own.is_empty() && !line.kept_back).then(|| {
        let from = lang.pick(&line.indicator.from);
        let from = (!from.is_empty()).then(|| lang.ta("ind-from", [("from", from.into())]));
        let from = from.map(|from| inert(abbr(lang, &from)));
        view! {
            <p class="none"><b>{lang.t("ind-none")}</b></p>
            <p class="meta">{from}</p>
        }
    });
    view! { {rolled} {kept_back} {own} {growth} {nothing} }.into_any()
}

/// “148/148 xã có số liệu · tính đến 30/9/2026 · Nguồn: …”
pub fn completeness(
    request: &PageRequest,
    line: &Line,
    rolled: &Rolled,
    province: Option<&domain::unit::UnitCode>,
) -> Markup {
    let lang = request.lang;
    let href = fact::rows(request, &line.indicator, province);
    let counted = fact::counted(lang, href, rolled.counted, rolled.of);
    let text = lang.ta("ind-counted", [("counted", fact::place(0).into())]);
    html! {
        (sentence(&text, &[counted])) " · " (lang.t("ind-as-of")) " " (time::days(lang, rolled.days))
        @if rolled.days.0 != rolled.days.1 {
            " " b { (lang.t("ind-mixed")) }
        }
        " · " (origin(lang, &rolled.origin)) (simulated(lang, rolled.simulated))
    }
}

/// Where values come from.
pub fn origin(lang: Lang, origin: &Origin) -> Markup {
    html! {
        @match origin {
            Origin::Observed(sources) => {
                (lang.t("cite-source")) " "
                @for (at, source) in sources.iter().enumerate() {
                    @if at > 0 { "; " }
                    (cited(lang, source))
                }
            },
            Origin::Answers(..) | Origin::Statuses(_) => cite { (fact::origin_text(lang, origin)) },
        }
    }
}

/// The source of an observation: words of whoever entered it, in Vietnamese, or the program's own.
pub fn cited(lang: Lang, source: &str) -> Markup {
    let said = written::source(lang, source);
    let quoted = (said == source).then_some("vi");
    html! { cite { bdi lang=[quoted] { (said) } } }
}

/// The mark of made-up values.
pub fn simulated(lang: Lang, simulated: bool) -> Markup {
    html! {
        @if simulated {
            " · " b { (lang.t("ind-simulated")) }
        }
    }
}

/// An observation as a fact.
pub fn observation_fact(
    lang: Lang,
    indicator: &Indicator,
    record: &ObservationRecord,
    href: String,
) -> Fact {
    let text = match record.value {
        Value::Text => record.printed.clone(),
        ref value => fact::qualified(lang, indicator, value, record.qualifier),
    };
    Fact {
        href,
        value: Cell(indicator, &record.value).to_string(),
        text,
    }
}

/// What others published, a strip for each thing: each with its day, its source and its own basis; figures on another
/// basis are never compared.
pub fn figures(request: &PageRequest, line: &Line, place: Option<&UnitRef>) -> Option<AnyView> {
    if line.figures.is_empty() {
        return None;
    }
    let lang = request.lang;
    let strips = strips(&line.figures);
    let several = strips.iter().any(|strip| strip.len() > 1);
    let several = several.then(|| view! { <p class="meta">{lang.t("ind-several")}</p> });
    let basis = |figure: &Figure| {
        let key = if line.comparable(figure) {
            "published-basis"
        } else {
            "ind-other-basis"
        };
        match lang.pick(&figure.basis) {
            "" => String::new(),
            basis => lang.ta(key, [("basis", basis.into())]),
        }
    };
    let items = strips.iter().filter_map(|strip| {
        let basis = basis(strip.first()?);
        citation::strip(request, strip, place, &basis)
    });
    Some(
        view! {
            <h3>{lang.t("ind-published")}</h3>
            {several}
            {items.collect_view()}
        }
        .into_any(),
    )
}

/// What the source article reports, summarised.
pub fn article(
    request: &PageRequest,
    indicator: &Indicator,
    article: Option<&Arc<Source>>,
) -> AnyView {
    let lang = request.lang;
    let summary = summary_fact(request, lang.pick(&indicator.summary), article);
    let source = article.map(|a| citation::sources(std::slice::from_ref(a), lang).into_any());
    view! {
        <h3>{lang.t("ind-article")}</h3>
        <p class="summary">{inert(summary)}</p>
        <p class="meta">{lang.t("cite-source")} " " {source}</p>
    }
    .into_any()
}

/// What the article reports, which leads to its line in the list of sources.
pub fn summary_fact(request: &PageRequest, summary: &str, article: Option<&Arc<Source>>) -> Fact {
    let key = article.map_or("", |a| a.key.as_str());
    Fact {
        href: format!("{}#{key}", request.link(&Route::Published)),
        value: String::new(),
        text: summary.to_owned(),
    }
}

/// What was observed of the place itself: each source with its day, none chosen.
pub fn own_observations(request: &PageRequest, line: &Line, place: &UnitRef) -> AnyView {
    let lang = request.lang;
    let href = request.link(&Route::ObservationHistory(
        line.indicator.code.clone(),
        place.code.clone(),
    ));
    let several =
        (line.own.len() > 1).then(|| view! { <p class="meta">{lang.t("ind-several")}</p> });
    let observed = html! {
        ul class="plain" {
            @for record in &line.own {
                li {
                    (observation_fact(lang, &line.indicator, record, href.clone()))
                    " " span class="meta" {
                        (time::days(lang, (record.from, record.to)))
                        " · " (origin(lang, &Origin::Observed(vec![record.source.clone()])))
                        (simulated(lang, record.simulated))
                    }
                }
            }
        }
    };
    view! {
        <h3>{lang.t("ind-own")}</h3>
        {inert(observed)}
        {several}
    }
    .into_any()
}
