//! `/tim?q=`: units by name, with or without tone marks. Names repeat across provinces, so every
//! result carries its type and its province.

use crate::{
    components::{html::inert, name},
    failure::Failure,
    i18n::Lang,
    page::{Page, PageRequest},
    public::model::{Search, SearchHit},
    routes::Route,
};
use domain::{rate::saturating_u32, unit::UnitLevel};
use leptos::prelude::*;

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
    let description = lead(lang, &data);
    let results: Vec<AnyView> = data
        .found
        .iter()
        .map(|found| result(request, found))
        .collect();
    let results = (!results.is_empty()).then(|| view! { <ul class="results">{results}</ul> });
    let more = data
        .more
        .then(|| view! { <p class="notice">{lang.t("search-more")}</p> });
    let help = data
        .found
        .is_empty()
        .then(|| help(request, !text.is_empty()));
    let body = view! {
        <div class="headline">
            <h1>{lang.t("search-title")}</h1>
            {form(request, text)}
            <p class="lead">{description.clone()}</p>
            {results}
            {more}
        </div>
        {help}
    }
    .into_any();
    let crumbs = vec![(lang.t("search-title"), None)];
    Ok(Page::new(title, description, body)
        .edition(data.edition.clone())
        .crumbs(crumbs))
}

fn lead(lang: Lang, data: &Search) -> String {
    let text = data.text.trim();
    let count = saturating_u32(data.found.len());
    let args = [
        ("text", text.into()),
        ("n", count.into()),
        ("count", lang.number(count).into()),
    ];
    match (text.is_empty(), count, data.more) {
        (true, _, _) => lang.t("search-empty"),
        (false, 0, _) => lang.ta("search-nothing", args),
        (false, _, true) => lang.ta("search-first", args),
        (false, _, false) => lang.ta("search-found", args),
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

fn result(request: &PageRequest, found: &SearchHit) -> AnyView {
    let lang = request.lang;
    let route = match found.unit.code.level() {
        UnitLevel::Province => Route::Province(found.unit.code.clone()),
        UnitLevel::Commune => Route::Commune(found.unit.code.clone()),
    };
    let province = found.province.as_ref().map(|province| {
        view! { " — " <span>{inert(name::short(lang, province))}</span> }
    });
    let alias = found.alias.clone().map(|alias| {
        let text = lang.ta("search-alias", [("alias", alias.into())]);
        view! { " " <span class="muted">{text}</span> }
    });
    view! {
        <li>
            {name::link_full(lang, &found.unit, request.link(&route))}
            {province}
            " "
            <span class="code">{found.unit.code.to_string()}</span>
            {alias}
        </li>
    }
    .into_any()
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
                <li>{lang.t("search-help-repeat")}</li>
                {old}
                <li><a href=request.link(&Route::Ranking)>{lang.t("search-help-provinces")}</a></li>
            </ul>
        </section>
    }
    .into_any()
}
