//! `/so-lieu-cong-bo`: what others published, beside what is computed here where the two can be
//! compared, then every published figure with its source. Figures that disagree stand side by side.

use crate::{
    components::{abbr::abbr, citation, html::inert, name},
    failure::Failure,
    i18n::Lang,
    page::{Page, PageRequest},
    public::model::{
        UnitRef,
        figures::{Compared, Figure, Published, Source, strips},
    },
    routes::Route,
    texts::{cite, release, value},
};
use domain::{figure::Comparison, rate::saturating_u32, unit::UnitLevel};
use leptos::prelude::*;
use std::sync::Arc;

/// Makes the page.
///
/// # Errors
/// None so far; the signature is that of every page.
pub fn page(request: &PageRequest, data: Published) -> Result<Page, Failure> {
    let lang = request.lang;
    let title = lang.t("published-title");
    let description = lang.t("published-lead");
    let body = view! {
        <div class="headline">
            <h1>{title.clone()}</h1>
            <p class="lead">{description.clone()}</p>
        </div>
        {compared_section(request, &data)}
        {figures_section(request, &data.figures)}
        {sources_section(lang, &data.figures)}
    }
    .into_any();
    let crumbs = vec![(title.clone(), None)];
    Ok(Page::new(title, description, body)
        .edition(data.edition.clone())
        .crumbs(crumbs))
}

/// A link to the page of the unit that a figure is about, or whom it is about in words.
fn about(request: &PageRequest, figure: &Figure) -> AnyView {
    match &figure.unit {
        Some(unit) => name::link_full(request.lang, unit, request.link(&page_of(unit))).into_any(),
        None => view! { <bdi>{request.lang.pick(&figure.scope).to_owned()}</bdi> }.into_any(),
    }
}

fn page_of(unit: &UnitRef) -> Route {
    match unit.code.level() {
        UnitLevel::Province => Route::Province(unit.code.clone()),
        UnitLevel::Commune => Route::Commune(unit.code.clone()),
    }
}

/// The value in this language and, below it, the words of its source where they say more.
fn value_view(lang: Lang, figure: &Figure) -> AnyView {
    let shown = cite::value_and_counts(lang, figure);
    view! {
        <b>{shown}</b>
        {inert(citation::words(lang, figure))}
    }
    .into_any()
}

/// Published green rates beside the release of the same moment.
fn compared_section(request: &PageRequest, data: &Published) -> Option<AnyView> {
    if data.compared.is_empty() {
        return None;
    }
    let lang = request.lang;
    let simulated = data
        .compared
        .iter()
        .filter_map(|c| c.computed.as_ref())
        .any(|(release, _)| release.simulated);
    let note = simulated.then(|| view! { <p class="notice">{lang.t("published-simulated")}</p> });
    let rows: Vec<AnyView> = data
        .compared
        .iter()
        .map(|compared| compared_row(request, data, compared))
        .collect();
    Some(
        view! {
            <section aria-labelledby="doi-chieu">
                <h2 id="doi-chieu">{lang.t("published-compared")}</h2>
                {note}
                <table class="as-cards rows">
                    <caption>{lang.t("published-compared-caption")}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{lang.t("published-col-unit")}</th>
                            <th scope="col">{lang.t("published-col-published")}</th>
                            <th scope="col">{lang.t("published-col-computed")}</th>
                            <th scope="col">{lang.t("published-col-result")}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </section>
        }
        .into_any(),
    )
}

fn compared_row(request: &PageRequest, data: &Published, compared: &Compared) -> AnyView {
    let lang = request.lang;
    let figure = &*compared.figure;
    let computed = compared.computed.as_ref().map(|(info, rate)| {
        let route = figure.unit.as_ref().map_or(Route::Home, page_of);
        let number = release::in_address(&data.edition, info.id);
        let href = format!("{}?phat-hanh={number}", route.href(lang));
        view! {
            <b>{value::share(lang, *rate)}</b>
            " "
            <span class="below">
                <a href=href>{release::title(lang, info.id)}</a> ", " {lang.instant(info.as_of)}
            </span>
        }
        .into_any()
    });
    let computed = computed.unwrap_or_else(|| "–".into_any());
    view! {
        <tr>
            <th scope="row">{about(request, figure)} " " <span class="muted below">{lang.pick(&figure.name).to_owned()}</span></th>
            <td data-label=lang.t("published-col-published")>
                {value_view(lang, figure)}
                <span class="below">{cite::dated(lang, figure)} " · " {citation::sources(&figure.sources, lang)}</span>
            </td>
            <td data-label=lang.t("published-col-computed")>{computed}</td>
            <td data-label=lang.t("published-col-result")>{result(lang, compared)}</td>
        </tr>
    }
    .into_any()
}

/// How the two stand to each other, and why.
fn result(lang: Lang, compared: &Compared) -> String {
    let undated = compared.figure.from.is_none() && compared.figure.to.is_none();
    match (&compared.computed, compared.comparison) {
        (Some((release, _)), Some(Comparison::Differs)) if release.simulated => {
            lang.t("published-differs-simulated")
        }
        (Some(_), Some(Comparison::Differs)) => lang.t("published-differs"),
        (Some(_), Some(Comparison::RoundedUp)) => lang.t("published-rounded"),
        (Some(_), Some(Comparison::Agrees)) => lang.t("published-agrees"),
        (Some(_), None) => lang.t("published-not-comparable"),
        (None, _) if undated => lang.t("published-undated"),
        (None, _) => lang.t("published-no-release"),
    }
}

/// Figures of one indicator, a strip for each unit, in the order of its first figure.
fn grouped(figures: &[Arc<Figure>]) -> Vec<Vec<Vec<Arc<Figure>>>> {
    let mut groups: Vec<Vec<Vec<Arc<Figure>>>> = Vec::new();
    for strip in strips(figures) {
        let of = |strip: &[Arc<Figure>]| strip.first().map(|f| f.indicator.clone());
        let same = |group: &&mut Vec<Vec<Arc<Figure>>>| {
            group.first().and_then(|other| of(other)) == of(&strip)
        };
        match groups.iter_mut().find(same) {
            Some(group) => group.push(strip),
            None => groups.push(vec![strip]),
        }
    }
    groups
}

fn figures_section(request: &PageRequest, figures: &[Arc<Figure>]) -> AnyView {
    let lang = request.lang;
    let count = saturating_u32(figures.len());
    let bodies: Vec<AnyView> = grouped(figures)
        .iter()
        .filter_map(|group| group_body(request, group))
        .collect();
    view! {
        <section aria-labelledby="tat-ca" class="full">
            <h2 id="tat-ca">{lang.t("published-all")}</h2>
            <table class="as-cards rows figures">
                <caption>
                    {lang.ta("published-all-caption", [("n", count.into()), ("count", lang.number(count).into())])}
                </caption>
                <thead>
                    <tr>
                        <th scope="col">{lang.t("published-col-unit")}</th>
                        <th scope="col">{lang.t("published-col-value")}</th>
                        <th scope="col">{lang.t("published-col-date")}</th>
                        <th scope="col">{lang.t("published-col-rank")}</th>
                        <th scope="col">{lang.t("published-col-source")}</th>
                    </tr>
                </thead>
                {bodies}
            </table>
        </section>
    }
    .into_any()
}

fn group_body(request: &PageRequest, group: &[Vec<Arc<Figure>>]) -> Option<AnyView> {
    let lang = request.lang;
    let first = group.first()?.first()?;
    let basis = lang.pick(&first.basis).to_owned();
    let basis = (!basis.is_empty())
        .then(|| view! { " " <span class="muted">{lang.ta("published-basis", [("basis", basis.into())])}</span> });
    let several = group.iter().any(|strip| strip.len() > 1);
    let several =
        several.then(|| view! { " " <span class="muted">{lang.t("published-several")}</span> });
    let rows: Vec<AnyView> = group
        .iter()
        .flatten()
        .map(|figure| figure_row(request, figure))
        .collect();
    Some(
        view! {
            <tbody>
                <tr class="group-row">
                    <th scope="rowgroup" colspan="5">{inert(abbr(lang, lang.pick(&first.name)))} {basis} {several}</th>
                </tr>
                {rows}
            </tbody>
        }
        .into_any(),
    )
}

fn figure_row(request: &PageRequest, figure: &Figure) -> AnyView {
    let lang = request.lang;
    let note = lang.pick(&figure.note).to_owned();
    let note = (!note.is_empty())
        .then(|| view! { <span class="muted below">{inert(abbr(lang, &note))}</span> });
    let rank = figure
        .printed_rank
        .clone()
        .unwrap_or_else(|| "–".to_owned());
    view! {
        <tr id=figure.id.clone()>
            <th scope="row">{about(request, figure)}</th>
            <td data-label=lang.t("published-col-value")>{value_view(lang, figure)}</td>
            <td data-label=lang.t("published-col-date")>{cite::dated(lang, figure)} " " {note}</td>
            <td data-label=lang.t("published-col-rank")><bdi>{rank}</bdi></td>
            <td data-label=lang.t("published-col-source")>{citation::sources(&figure.sources, lang)}</td>
        </tr>
    }
    .into_any()
}

/// Every source once, under its key.
fn sources_section(lang: Lang, figures: &[Arc<Figure>]) -> AnyView {
    let mut sources: Vec<&Arc<Source>> = Vec::new();
    for source in figures.iter().flat_map(|figure| &figure.sources) {
        if sources.iter().all(|other| other.key != source.key) {
            sources.push(source);
        }
    }
    // `S9` before `S10`.
    sources.sort_by_key(|source| {
        (
            source.key.trim_end_matches(char::is_alphabetic).len(),
            source.key.clone(),
        )
    });
    let items: Vec<AnyView> = sources
        .into_iter()
        .map(|source| {
            view! {
                <li id=source.key.clone()>
                    <span class="code">{source.key.clone()}</span>
                    " "
                    {citation::sources(std::slice::from_ref(source), lang)}
                </li>
            }
            .into_any()
        })
        .collect();
    view! {
        <section aria-labelledby="nguon">
            <h2 id="nguon">{lang.t("published-sources")}</h2>
            <p class="muted">{lang.t("published-sources-note")}</p>
            <p class="muted">{lang.t("published-article-note")}</p>
            <ul class="source-list">{items}</ul>
        </section>
    }
    .into_any()
}
