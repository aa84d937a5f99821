//! `/tim?q=`: units by name, with or without tone marks, or by code; units of before July 2025 lead to those of today;
//! indicators, criteria and pages by their words.
//! Names repeat across provinces, so every result carries its type and what it lies in.

mod topics;

use crate::{
    components::{html::inert, name, status},
    failure::Failure,
    i18n::Lang,
    page::{Page, PageRequest},
    public::model::{BriefStanding, Ended, Place, Search, SearchHit, UnitRef},
    routes::Route,
};
use domain::{
    rate::saturating_u32,
    status::Level,
    text::fold,
    unit::{FormerType, UnitLevel},
};
use leptos::prelude::*;
use maud::{Markup, html};
use topics::Topic;

/// Makes the page.
///
/// # Errors
/// None so far; the signature is that of every page.
pub fn page(request: &PageRequest, data: Search) -> Result<Page, Failure> {
    let lang = request.lang;
    let text = data.text.trim();
    let title = if text.is_empty() {
        lang.t("search-title")
    } else {
        lang.ta("search-title-for", [("text", text.into())])
    };
    let topics = topics::topics(request, &data);
    let description = lead(lang, &data, topics.len());
    let results = (!data.found.is_empty()).then(|| {
        inert(html! {
            ul class="results" {
                @for found in &data.found { (result(request, &data, found)) }
            }
        })
    });
    let old = |hit: &SearchHit| matches!(hit.place, Place::Former(..));
    let source = data
        .found
        .iter()
        .any(old)
        .then(|| view! { <p class="meta">{lang.t("search-source")}</p> });
    let more = data
        .more
        .then(|| view! { <p class="notice">{lang.t("search-more")}</p> });
    let same = |topic: &Topic| fold(&topic.name) == fold(text) || fold(&topic.code) == fold(text);
    let only_meant = only_meant(&data).filter(|_| !topics.iter().any(same));
    let help =
        (data.found.is_empty() && topics.is_empty()).then(|| help(request, !text.is_empty()));
    let topics = (!topics.is_empty()).then(|| section(lang, &topics));
    let body = view! {
        <div class="headline">
            <h1>{lang.t("search-title")}</h1>
            {form(request, text)}
            <p class="lead">{description.clone()}</p>
            {results}
            {more}
            {source}
        </div>
        {topics}
        {help}
    }
    .into_any();
    let crumbs = vec![(lang.t("search-title"), None)];
    let mut page = Page::new(title, description, body)
        .edition(data.edition.clone())
        .crumbs(crumbs);
    page.instead = only_meant.map(|unit| link(request, unit));
    Ok(page)
}

/// The unit that alone can have been meant: its whole name or code, or that of the former commune whose place it took
/// alone, which its page names. What became of a province or a district is told first. Who types tone marks means them:
/// “Thụy Vân” is not Thụy Văn.
fn only_meant(data: &Search) -> Option<&UnitRef> {
    if data.near || data.more {
        return None;
    }
    let typed = data.text.trim().to_lowercase();
    let as_typed = |hit: &&SearchHit| hit.place.name().to_lowercase() == typed;
    let marked: Vec<_> = data.found.iter().filter(as_typed).collect();
    let found = match typed.is_ascii() || marked.is_empty() {
        true => data.found.iter().collect(),
        false => marked,
    };
    let mut meant = found.into_iter().map(leads_to);
    let first = meant.next()??;
    meant
        .all(|other| other.is_some_and(|other| other.code == first.code))
        .then_some(first)
}

/// The unit that a hit leads to without anything to be told: by its whole name, and no other than that.
fn leads_to(hit: &SearchHit) -> Option<&UnitRef> {
    // Why another name leads there is told beside it.
    if !hit.whole || hit.alias.is_some() {
        return None;
    }
    match (&hit.place, &hit.ended) {
        (Place::Unit(unit), None) => Some(unit),
        (Place::Former(..), Some(ended)) if hit.code.len() == 5 => {
            match ended.successors.as_slice() {
                [successor] => Some(successor),
                _ => None,
            }
        }
        _ => None,
    }
}

fn lead(lang: Lang, data: &Search, topics: usize) -> String {
    let text = data.text.trim();
    let count = saturating_u32(data.found.len());
    let args = [
        ("text", text.into()),
        ("n", count.into()),
        ("count", lang.number(count).into()),
    ];
    match count {
        _ if text.is_empty() => lang.t("search-empty"),
        _ if !data.readable => lang.t("search-unreadable"),
        0 if topics > 0 => lang.ta("search-topics-only", [("text", text.into())]),
        0 => lang.ta("search-nothing", args),
        _ if data.near => lang.ta("search-near", args),
        _ if data.more => lang.ta("search-first", args),
        _ => lang.ta("search-found", args),
    }
}

fn form(request: &PageRequest, text: &str) -> AnyView {
    let lang = request.lang;
    let release = request.query.get("phat-hanh").map(|release| {
        view! { <input type="hidden" name="phat-hanh" value=release.to_owned() /> }
    });
    view! {
        <form class="filter" method="get" action=Route::Search.href(lang)>
            <p>
                <label for="q">{lang.t("search-label")}</label>
                <input id="q" name="q" type="search" value=text.to_owned() autocomplete="off" />
            </p>
            {release}
            <button type="submit">{lang.t("search-submit")}</button>
        </form>
    }
    .into_any()
}

/// The way to a unit's page.
fn link(request: &PageRequest, unit: &UnitRef) -> String {
    request.link(&match unit.code.level() {
        UnitLevel::Province => Route::Province(unit.code.clone()),
        UnitLevel::Commune => Route::Commune(unit.code.clone()),
    })
}

fn result(request: &PageRequest, data: &Search, found: &SearchHit) -> Markup {
    let lang = request.lang;
    let name = match &found.place {
        Place::Unit(unit) => {
            html! { a href=(link(request, unit)) { (name::full(lang, unit)) } }
        }
        place @ Place::Former(..) => name::of_place(lang, place),
    };
    let standing = match &found.place {
        Place::Unit(unit) if found.ended.is_none() => Some(standing(lang, data, unit)),
        _ => None,
    };
    html! {
        li {
            (name)
            @for (index, place) in found.within.iter().enumerate() {
                (if index == 0 { " — " } else { ", " })
                @match place {
                    Place::Unit(unit) => { span { (name::short(lang, unit)) } }
                    place => { span { (name::of_place(lang, place)) } }
                }
            }
            " " span class="code" { (found.code) }
            @if let Some(alias) = found.alias.as_ref().filter(|alias| !is_title(&found.place, alias)) {
                " " span class="muted" { (lang.ta("search-alias", [("alias", alias.clone().into())])) }
            }
            @if let Some(standing) = standing { " " (standing) }
            @if let Some(ended) = &found.ended { " · " (until(request, data, &found.place, ended)) }
        }
    }
}

/// Indicators, criteria and pages.
fn section(lang: Lang, topics: &[Topic]) -> AnyView {
    let list = inert(html! {
        ul class="results" {
            @for topic in topics {
                li {
                    a href=(topic.href) { (topic.name) }
                    @if !topic.code.is_empty() { " " span class="code" { (topic.code) } }
                    " " span class="muted" { (lang.t(topic.kind)) }
                }
            }
        }
    });
    view! {
        <section aria-labelledby="chu-de">
            <h2 id="chu-de">{lang.t("search-topics")}</h2>
            {list}
        </section>
    }
    .into_any()
}

/// Whether a name is the one under which a place is shown anyway.
fn is_title(place: &Place, name: &str) -> bool {
    matches!(place, Place::Unit(unit) if *unit.name == *name)
}

/// Until when a place was called so, and the units in its place, each with where it stands.
fn until(request: &PageRequest, data: &Search, place: &Place, ended: &Ended) -> Markup {
    let lang = request.lang;
    let count = saturating_u32(ended.successors.len());
    let args = [
        ("date", lang.date(ended.last_day).into()),
        ("count", lang.number(count).into()),
    ];
    // A district was not divided: its communes went where each of them went.
    let whole = matches!(
        place,
        Place::Former(
            FormerType::City | FormerType::Town | FormerType::UrbanDistrict | FormerType::District,
            _
        )
    );
    let text = match count {
        0 => lang.ta("ended-until", args),
        1 => lang.ta("search-until-one", args),
        _ if whole => lang.ta("search-until-several", args),
        _ => lang.ta("search-until-divided", args),
    };
    let successor = |unit: &UnitRef| {
        html! {
            a href=(link(request, unit)) { (name::full(lang, unit)) }
            " " (standing(lang, data, unit))
        }
    };
    html! {
        span class="muted" { (text) }
        @match ended.successors.as_slice() {
            [] => {}
            [only] => { " " (successor(only)) }
            several => { ul { @for unit in several { li { (successor(unit)) } } } }
        }
    }
}

/// Where a unit stands in the release shown, if it is in it.
fn standing(lang: Lang, data: &Search, unit: &UnitRef) -> Markup {
    html! {
        @match data.standings.get(&unit.code) {
            Some(BriefStanding::Commune(level, missing)) => {
                (status::badge(lang, *level))
                @if *missing > 0 && *level != Level::None {
                    " " span class="muted" {
                        (lang.ta("commune-distance", [
                            ("n", (*missing).into()),
                            ("missing", lang.number(*missing).into()),
                        ]))
                    }
                }
            }
            Some(BriefStanding::Province(rate)) => {
                span class="muted" {
                    (lang.ta("search-province-green", [("fraction", lang.fraction(*rate).into())]))
                }
            }
            None => {}
        }
    }
}

/// How to search, and where else to look.
fn help(request: &PageRequest, nothing: bool) -> AnyView {
    let lang = request.lang;
    let old = nothing.then(|| view! { <li>{lang.t("search-help-old")}</li> });
    view! {
        <section aria-labelledby="cach-tim">
            <h2 id="cach-tim">{lang.t("search-help")}</h2>
            <ul>
                <li>{lang.t("search-help-tones")}</li>
                <li>{lang.t("search-help-part")}</li>
                <li>{lang.t("search-help-around")}</li>
                <li>{lang.t("search-help-repeat")}</li>
                {old}
                <li><a href=request.link(&Route::Ranking)>{lang.t("search-help-provinces")}</a></li>
            </ul>
        </section>
    }
    .into_any()
}
