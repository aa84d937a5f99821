//! `/ha-tang` and `/linh-vuc/{sector}`: the indicators of a sector in the country or a province, each with
//! what communes' values come to, what was observed of the place itself, and, apart, what others published
//! and on which basis. `/linh-vuc`: every sector and system.

use crate::{
    components::{self, citation, markup::Markup, name, time},
    failure::Failure,
    i18n::Lang,
    page::{Ask, Page},
    public::{
        indicators::model::{Denominator, Line, Origin, Rolled, SectorView, Sectors, System, Told},
        model::{
            UnitRef,
            figures::{Figure, Source},
        },
    },
    routes::Route,
    texts::{
        cite,
        fact::{self, Fact},
    },
};
use domain::{
    coverage,
    indicator::{Cell, Indicator, Kind, Sector, Value},
};
use leptos::prelude::*;
use std::sync::Arc;

/// Most facts in the opening sentence.
const MOST_IN_LEAD: usize = 5;

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
pub(super) fn place_name(lang: Lang, place: Option<&UnitRef>) -> String {
    place.map_or_else(|| lang.t("ind-country"), |unit| lang.name(unit).to_owned())
}

/// Makes the page of a sector.
///
/// # Errors
/// None of its own; the signature is that of every page.
pub fn page(ask: &Ask, data: &SectorView) -> Result<Page, Failure> {
    let lang = ask.lang;
    let sector = sector_name(lang, data.sector);
    let place = place_name(lang, data.place.as_ref());
    let title = lang.ta(
        "ind-title",
        [
            ("sector", sector.clone().into()),
            ("place", place.clone().into()),
        ],
    );
    let facts = lead_facts(ask, data);
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
            section(ask, data, line, first)
        })
        .collect_view();
    let body = view! {
        <div class="headline">
            <h1>{title.clone()}</h1>
            <p class="lead" inner_html=components::fact::sentence(&lead, &facts).html()></p>
            {register_note(ask, data)}
        </div>
        {choose(ask, &data.provinces, data.place.as_ref(), &[])}
        {sections}
        <p class="meta"><a href=ask.link(&Route::Sectors)>{lang.t("ind-all-sectors")}</a></p>
    }
    .into_any();
    Ok(Page {
        title,
        description,
        body,
        crumbs: crumbs(ask, data.sector, data.place.as_ref()),
        edition: Some(data.edition.clone()),
        csv: None,
        room: None,
    })
}

/// Lĩnh vực › Y tế › Phú Thọ
fn crumbs(ask: &Ask, sector: Sector, place: Option<&UnitRef>) -> Vec<(String, Option<String>)> {
    let lang = ask.lang;
    let mut crumbs = vec![
        (lang.t("ind-sectors"), Some(ask.link(&Route::Sectors))),
        (sector_name(lang, sector), None),
    ];
    if let Some(place) = place {
        crumbs[1].1 = Some(ask.link(&Route::Sector(sector)));
        crumbs.push((lang.name(place).to_owned(), None));
    }
    crumbs
}

/// The facts of the opening sentence, each with its name.
fn lead_facts(ask: &Ask, data: &SectorView) -> Vec<(String, Fact)> {
    let province = data.place.as_ref().map(|p| &p.code);
    let known = data.lines.iter().filter_map(|line| {
        let name = ask.lang.pick(&line.indicator.name).to_owned();
        Some((name, fact::rolled(ask, line, province)?))
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
fn register_note(ask: &Ask, data: &SectorView) -> Option<AnyView> {
    let lang = ask.lang;
    if data.sector != Sector::Infrastructure {
        return None;
    }
    let text = match (&data.area, &data.people) {
        (Some(_), Some(_)) => return None,
        (None, None) => lang.t("ind-no-area-no-people"),
        (None, Some(_)) => lang.t("ind-no-area"),
        (Some(_), None) => lang.t("ind-no-people"),
    };
    let to = ask.link(&Route::Sector(Sector::Register));
    Some(
        view! { <p class="meta">{text} " " <a href=to>{sector_name(lang, Sector::Register)}</a></p> }
            .into_any(),
    )
}

/// A province as a form that works without a script; `kept` stays in the address.
pub(super) fn choose(
    ask: &Ask,
    provinces: &[UnitRef],
    place: Option<&UnitRef>,
    kept: &[(&'static str, String)],
) -> AnyView {
    let lang = ask.lang;
    let mut options = Markup::new();
    options
        .raw("<option value=\"\">")
        .text(&lang.t("ind-country"))
        .raw("</option>");
    for unit in provinces {
        options.raw("<option value=\"").text(unit.code.as_str());
        let chosen = place.is_some_and(|p| p.code == unit.code);
        options.raw(if chosen { "\" selected>" } else { "\">" });
        options.text(lang.name(unit)).raw("</option>");
    }
    let release = ask.query.get("phat-hanh").map(|release| {
        view! { <input type="hidden" name="phat-hanh" value=release.to_owned() /> }
    });
    let kept = kept
        .iter()
        .map(|(name, value)| view! { <input type="hidden" name=*name value=value.clone() /> })
        .collect_view();
    view! {
        <form method="get" action=ask.action() class="filter">
            {release}
            {kept}
            <p>
                <label for="tinh">{lang.t("rollup-place")}</label>
                <select id="tinh" name="tinh" inner_html=options.html()></select>
            </p>
            <p><button type="submit">{lang.t("rollup-show")}</button></p>
        </form>
    }
    .into_any()
}

fn section(ask: &Ask, data: &SectorView, line: &Line, first: bool) -> AnyView {
    let lang = ask.lang;
    let indicator = &line.indicator;
    let code = indicator.code.clone();
    let to = ask.link_with(
        &Route::Indicator(code.clone()),
        &data
            .place
            .iter()
            .map(|p| ("tinh", p.code.as_str()))
            .collect::<Vec<_>>(),
    );
    let article = (first && !lang.pick(&indicator.said).is_empty())
        .then(|| article(ask, indicator, data.article.as_ref()));
    view! {
        <section class="indicator" aria-labelledby=code.clone()>
            <h2 id=code.clone() tabindex="-1"><a href=to>{lang.pick(&indicator.name).to_owned()}</a> " " <span class="code">{code.clone()}</span></h2>
            {basis(lang, indicator)}
            <div class="beside">
                <div>{known(ask, line, data.place.as_ref())} {densities(ask, data, line)}</div>
                <div>{figures(ask, line, data.place.as_ref())} {article}</div>
            </div>
        </section>
    }
    .into_any()
}

/// What a share is a share of.
pub(super) fn basis(lang: Lang, indicator: &Indicator) -> Option<AnyView> {
    let basis = lang.pick(&indicator.basis_text);
    (!basis.is_empty()).then(|| {
        let text = lang.ta("published-basis", [("basis", basis.into())]);
        view! { <p class="meta">{text}</p> }.into_any()
    })
}

/// What is known here: what communes' values come to, and what was observed of the place itself; or that
/// nothing is, and who can tell it.
pub(super) fn known(ask: &Ask, line: &Line, place: Option<&UnitRef>) -> AnyView {
    let lang = ask.lang;
    let province = place.map(|p| &p.code);
    let rolled = line
        .rolled
        .as_ref()
        .and_then(|rolled| Some((rolled, fact::rolled(ask, line, province)?)))
        .map(|(rolled, fact)| {
            view! {
                <p class="big" inner_html=fact.html()></p>
                <p class="meta" inner_html=completeness(ask, line, rolled, province).html()></p>
            }
        });
    let kept_back = line
        .kept_back
        .then(|| view! { <p class="notice">{lang.t("ind-kept-back")}</p> });
    let own = (!line.own.is_empty())
        .then(|| place.map(|place| own(ask, line, place)))
        .flatten();
    let growth = (line.indicator.kind == Kind::Growth)
        .then(|| view! { <p class="meta">{lang.t("ind-growth")}</p> });
    let nothing = (line.rolled.is_none() && line.own.is_empty() && !line.kept_back).then(|| {
        let from = lang.pick(&line.indicator.from);
        let from = (!from.is_empty()).then(|| lang.ta("ind-from", [("from", from.into())]));
        view! {
            <p class="none"><b>{lang.t("ind-none")}</b></p>
            <p class="meta">{from}</p>
        }
    });
    view! { {rolled} {kept_back} {own} {growth} {nothing} }.into_any()
}

/// “148/148 xã có số liệu · tính đến 30/9/2026 · Nguồn: …”
pub(super) fn completeness(
    ask: &Ask,
    line: &Line,
    rolled: &Rolled,
    province: Option<&domain::unit::UnitCode>,
) -> Markup {
    let lang = ask.lang;
    let href = fact::rows(ask, &line.indicator, province);
    let counted = fact::counted(lang, href, rolled.counted, rolled.of);
    let text = lang.ta("ind-counted", [("counted", fact::place(0).into())]);
    let mut out = components::fact::sentence(&text, &[counted]);
    out.raw(" · ").text(&lang.t("ind-as-of")).raw(" ");
    time::days(lang, &mut out, rolled.days);
    if rolled.days.0 != rolled.days.1 {
        out.raw(" <b>").text(&lang.t("ind-mixed")).raw("</b>");
    }
    out.raw(" · ");
    origin(lang, &mut out, &rolled.origin);
    simulated(lang, &mut out, rolled.simulated);
    out
}

/// Where values come from.
pub(super) fn origin(lang: Lang, out: &mut Markup, origin: &Origin) {
    match origin {
        Origin::Observed(sources) => {
            out.text(&lang.t("cite-source")).raw(" ");
            for (at, source) in sources.iter().enumerate() {
                out.raw(if at > 0 { "; <cite>" } else { "<cite>" });
                out.raw("<bdi>").text(source).raw("</bdi></cite>");
            }
        }
        Origin::Answers(..) | Origin::Statuses(_) => {
            out.raw("<cite>")
                .text(&fact::origin_text(lang, origin))
                .raw("</cite>");
        }
    }
}

/// The mark of made-up values.
pub(super) fn simulated(lang: Lang, out: &mut Markup, simulated: bool) {
    if simulated {
        out.raw(" · <b>").text(&lang.t("ind-simulated")).raw("</b>");
    }
}

/// What was observed of the place itself: each source with its day, none chosen.
fn own(ask: &Ask, line: &Line, place: &UnitRef) -> AnyView {
    let lang = ask.lang;
    let href = ask.link(&Route::Told(
        line.indicator.code.clone(),
        place.code.clone(),
    ));
    let several =
        (line.own.len() > 1).then(|| view! { <p class="meta">{lang.t("ind-several")}</p> });
    let mut out = Markup::new();
    for told in &line.own {
        out.raw("<li>");
        told_fact(lang, &line.indicator, told, href.clone()).write(&mut out);
        out.raw(" <span class=\"meta\">");
        time::days(lang, &mut out, (told.from, told.to));
        out.raw(" · ");
        origin(lang, &mut out, &Origin::Observed(vec![told.source.clone()]));
        simulated(lang, &mut out, told.simulated);
        out.raw("</span></li>");
    }
    view! {
        <h3>{lang.t("ind-own")}</h3>
        <ul class="plain" inner_html=out.html()></ul>
        {several}
    }
    .into_any()
}

/// An observation as a fact.
pub(super) fn told_fact(lang: Lang, indicator: &Indicator, told: &Told, href: String) -> Fact {
    let text = match told.value {
        Value::Text => told.printed.clone(),
        ref value => fact::qualified(lang, indicator, value, told.qualifier),
    };
    Fact {
        href,
        value: Cell(indicator, &told.value).to_string(),
        text,
    }
}

/// How dense things stand, where the register has the denominator.
fn densities(ask: &Ask, data: &SectorView, line: &Line) -> Option<AnyView> {
    let lang = ask.lang;
    let Some(Value::Number(number)) = line.rolled.as_ref().map(|r| &r.value) else {
        return None;
    };
    let province = data.place.as_ref().map(|p| &p.code);
    let one = |whole: &Option<Denominator>, per: i64, key: &str| {
        let whole = whole.as_ref()?;
        let value = coverage::density(*number, per, whole.number, whole.indicator.decimals)?;
        let shown = format!("{}.{:02}", value / 100, value % 100);
        let href = |code: &str| match province {
            Some(province) => ask.link(&Route::Told(code.to_owned(), province.clone())),
            None => ask.link(&Route::Indicator(code.to_owned())),
        };
        let facts = [
            Fact {
                href: fact::rows(ask, &line.indicator, province),
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
        let mut out = components::fact::sentence(&text, &facts);
        out.raw(" (");
        time::day(lang, &mut out, whole.on);
        out.raw("; ");
        origin(
            lang,
            &mut out,
            &Origin::Observed(vec![whole.source.clone()]),
        );
        simulated(lang, &mut out, whole.simulated);
        out.raw(")");
        Some(out.html())
    };
    let lines: Vec<_> = [
        one(&data.area, 1, "ind-per-area"),
        one(&data.people, 1_000, "ind-per-people"),
    ]
    .into_iter()
    .flatten()
    .map(|html| view! { <li class="meta" inner_html=html></li> })
    .collect();
    (!lines.is_empty()).then(|| view! { <ul class="plain">{lines}</ul> }.into_any())
}

/// What others published: each with its day, its source and its own basis; figures on another basis are
/// never compared.
pub(super) fn figures(ask: &Ask, line: &Line, place: Option<&UnitRef>) -> Option<AnyView> {
    if line.figures.is_empty() {
        return None;
    }
    let lang = ask.lang;
    let same = |figure: &Figure| {
        let others = line.figures.iter().filter(|f| {
            f.indicator == figure.indicator
                && f.unit.as_ref().map(|u| &u.code) == figure.unit.as_ref().map(|u| &u.code)
                && f.unit.is_some()
        });
        others.count() > 1
    };
    let several = line.figures.iter().any(|f| same(f)).then(|| {
        view! { <p class="meta">{lang.t("ind-several")}</p> }
    });
    let items = line
        .figures
        .iter()
        .map(|figure| cited(ask, line, figure, place))
        .collect_view();
    Some(
        view! {
            <h3>{lang.t("ind-published")}</h3>
            {several}
            <ul class="plain cited">{items}</ul>
        }
        .into_any(),
    )
}

fn cited(ask: &Ask, line: &Line, figure: &Arc<Figure>, place: Option<&UnitRef>) -> AnyView {
    let lang = ask.lang;
    let about = match &figure.unit {
        Some(unit) if place.is_some_and(|p| p.code == unit.code) => String::new(),
        Some(unit) => name::full(lang, unit).html() + ": ",
        None => {
            let mut out = Markup::new();
            out.raw("<bdi lang=\"vi\">")
                .text(&figure.scope)
                .raw("</bdi>: ");
            out.html()
        }
    };
    let basis = lang.pick(&figure.basis);
    let basis = (!basis.is_empty()).then(|| {
        let key = if line.comparable(figure) {
            "published-basis"
        } else {
            "ind-other-basis"
        };
        let text = lang.ta(key, [("basis", basis.into())]);
        view! { <p class="meta">{text}</p> }
    });
    let note = lang.pick(&figure.note).to_owned();
    let note = (!note.is_empty()).then(|| view! { " · " {note} });
    view! {
        <li>
            <span inner_html=about></span>
            <span>{lang.pick(&figure.name).to_owned()} " " </span>
            <b inner_html=fact::published(ask, figure).html()></b>
            <p class="meta">
                {cite::dated(lang, figure)} " · " {lang.t("cite-source")} " "
                {citation::sources(&figure.sources, lang)} {note}
            </p>
            {basis}
        </li>
    }
    .into_any()
}

/// What the source article says, in its words.
pub(super) fn article(ask: &Ask, indicator: &Indicator, article: Option<&Arc<Source>>) -> AnyView {
    let lang = ask.lang;
    let said = said_fact(ask, lang.pick(&indicator.said), article);
    let source = article.map(|a| citation::sources(std::slice::from_ref(a), lang).into_any());
    view! {
        <h3>{lang.t("ind-article")}</h3>
        <blockquote class="said" inner_html=said.html()></blockquote>
        <p class="meta">{lang.t("cite-source")} " " {source}</p>
    }
    .into_any()
}

/// Words of the article, which lead to its line in the list of sources.
fn said_fact(ask: &Ask, said: &str, article: Option<&Arc<Source>>) -> Fact {
    let key = article.map_or("", |a| a.key.as_str());
    Fact {
        href: format!("{}#{key}", ask.link(&Route::Published)),
        value: String::new(),
        text: said.to_owned(),
    }
}

/// Makes the page of all sectors and systems.
///
/// # Errors
/// None of its own; the signature is that of every page.
pub fn index(ask: &Ask, data: &Sectors) -> Result<Page, Failure> {
    let lang = ask.lang;
    let title = lang.t("ind-sectors-title");
    let lead = lang.t("ind-sectors-lead");
    let groups = Sector::ALL
        .into_iter()
        .map(|sector| {
            let own: Vec<_> = data.systems.iter().filter(|s| s.sector == sector).collect();
            sector_group(ask, sector, &own, data.article.as_ref())
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
                    <th scope="col">{lang.t("ind-col-said")}</th>
                    <th scope="col">{lang.t("ind-col-known")}</th>
                </tr>
            </thead>
            {groups}
        </table>
    }
    .into_any();
    Ok(Page {
        title,
        description: lead,
        body,
        crumbs: vec![(lang.t("ind-sectors"), None)],
        edition: Some(data.edition.clone()),
        csv: None,
        room: None,
    })
}

fn sector_group(
    ask: &Ask,
    sector: Sector,
    systems: &[&System],
    article: Option<&Arc<Source>>,
) -> AnyView {
    let lang = ask.lang;
    let rows = systems
        .iter()
        .map(|system| system_row(ask, system, article))
        .collect_view();
    view! {
        <tbody>
            <tr class="group-row">
                <th scope="rowgroup" colspan="3"><a href=ask.link(&Route::Sector(sector))>{sector_name(lang, sector)}</a></th>
            </tr>
            {rows}
        </tbody>
    }
    .into_any()
}

fn system_row(ask: &Ask, system: &System, article: Option<&Arc<Source>>) -> AnyView {
    let lang = ask.lang;
    let names = system
        .indicators
        .iter()
        .map(|indicator| {
            let to = format!(
                "{}#{}",
                ask.link(&Route::Sector(system.sector)),
                indicator.code
            );
            view! { <li><a href=to>{lang.pick(&indicator.name).to_owned()}</a> " " <span class="code">{indicator.code.clone()}</span></li> }
        })
        .collect_view();
    let said = system.indicators.first().map(|i| lang.pick(&i.said));
    let said = match said.filter(|said| !said.is_empty()) {
        Some(said) => said_fact(ask, said, article).html(),
        None => {
            let mut out = Markup::new();
            out.text(&lang.t("ind-said-nothing"));
            out.html()
        }
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
            <td data-label=lang.t("ind-col-said") inner_html=said></td>
            <td data-label=lang.t("ind-col-known")>{known}</td>
        </tr>
    }
    .into_any()
}
