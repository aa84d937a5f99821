//! The table of communes with its filter: a GET form, so that every view of it has an address.

use crate::{
    components::{
        choice::choice,
        commune_table::{self, TableOptions},
        html::inert,
        name,
    },
    i18n::{Lang, capitalised},
    page::PageRequest,
    public::model::{CommuneRow, Province},
    query::{CommuneFilter, CommuneSort},
    routes::Route,
    texts::ranking,
};
use domain::{
    criteria::CriteriaSet, distance::Unmet, rate::saturating_u32, status::Level, text::fold,
    unit::UnitType,
};
use leptos::prelude::*;
use maud::html;
use std::cmp::Reverse;

/// Whether the filter keeps a row.
pub(super) fn keeps(filter: &CommuneFilter, row: &CommuneRow, set: &CriteriaSet) -> bool {
    let misses = |group: &String| {
        let own = set
            .criteria
            .iter()
            .zip(&row.levels)
            .filter(|(c, _)| c.group == *group && c.required);
        row.level != Level::Green && own.into_iter().any(|(_, level)| *level != Level::Green)
    };
    let named = |text: &String| {
        let (text, name) = (fold(text), fold(&row.unit.name));
        name.contains(&text) || format!("{} {name}", fold(row.unit.kind.word())).starts_with(&text)
    };
    filter.level.is_none_or(|level| row.level == level)
        && filter.kind.is_none_or(|kind| row.unit.kind == kind)
        && filter.group.as_ref().is_none_or(misses)
        && filter.unmet.is_none_or(|unmet| Unmet::of(row.met) == unmet)
        && filter.name.as_ref().is_none_or(named)
}

/// Sorts rows that stand in the order of their rank.
fn sort(rows: &mut [&CommuneRow], order: CommuneSort) {
    match order {
        CommuneSort::Rank => {}
        CommuneSort::Name => rows.sort_by(|a, b| a.unit.sort_key.cmp(&b.unit.sort_key)),
        CommuneSort::Level => {
            let order = [Level::Red, Level::Yellow, Level::None, Level::Green];
            rows.sort_by_key(|row| order.iter().position(|level| *level == row.level));
        }
        CommuneSort::Met => rows.sort_by(|a, b| {
            a.met
                .order(b.met)
                .then(Reverse(a.level == Level::None).cmp(&Reverse(b.level == Level::None)))
        }),
    }
}

/// The section: filter, how many rows it keeps, table.
pub(super) fn section(
    request: &PageRequest,
    data: &Province,
    filter: &CommuneFilter,
    before: Option<String>,
    csv: &str,
) -> AnyView {
    let lang = request.lang;
    let set = &data.edition.set;
    let mut rows: Vec<_> = data
        .communes
        .iter()
        .filter(|row| keeps(filter, row, set))
        .collect();
    sort(&mut rows, filter.sort);
    let at = data
        .edition
        .release
        .as_ref()
        .map(|r| lang.instant(r.as_of))
        .unwrap_or_default();
    let caption = lang.ta(
        "communes-caption",
        [("place", (&*data.unit.name).into()), ("at", at.into())],
    );
    let groups = set
        .groups
        .iter()
        .map(|g| format!("{} {}", g.code, lang.pick(&g.name)));
    let groups = groups.collect::<Vec<_>>().join(" · ");
    let options = TableOptions {
        set,
        sort: filter.sort,
        caption,
        before,
    };
    let body = if rows.is_empty() {
        empty(request, filter)
    } else if filter.narrows() || filter.sort != CommuneSort::Rank {
        commune_table::view(request, &options, &rows)
    } else {
        greens_folded(request, &options, &rows)
    };
    view! {
        <section aria-labelledby="bang" class="full">
            <h2 id="bang" tabindex="-1">{lang.t("communes-title")}</h2>
            {form(request, data, filter)}
            <p class="result">
                {result(lang, rows.len(), data.communes.len())}
                {filter.narrows().then(|| view! { " " <a href=all(request)>{lang.t("communes-all")}</a> })}
                " · " <a href=csv.to_owned()>{lang.t("communes-csv")}</a>
            </p>
            <p class="meta">{lang.ta("communes-groups", [("groups", groups.into())])}</p>
            {body}
        </section>
    }
    .into_any()
}

/// First the communes that are not green, in the order of their rank; the names of the green ones, folded: of each the
/// table would say the same.
fn greens_folded(
    request: &PageRequest,
    options: &TableOptions<'_>,
    rows: &[&CommuneRow],
) -> AnyView {
    let lang = request.lang;
    let (mut green, others): (Vec<&CommuneRow>, Vec<&CommuneRow>) = rows
        .iter()
        .copied()
        .partition(|row| row.level == Level::Green);
    if green.is_empty() || others.is_empty() {
        return commune_table::view(request, options, rows);
    }
    sort(&mut green, CommuneSort::Name);
    let number = saturating_u32(green.len());
    let summary = lang.ta(
        "communes-greens",
        [
            ("shown", lang.number(number).into()),
            ("count", number.into()),
        ],
    );
    let names = html! {
        ul class="names" {
            @for row in &green {
                li { a href=(request.link(&Route::Commune(row.unit.code.clone()))) { (name::full(lang, &row.unit)) } }
            }
        }
    };
    let table = request.here(&[("trang-thai", Some(Level::Green.slug()))]) + "#bang";
    view! {
        {commune_table::view(request, options, &others)}
        <details class="greens">
            <summary>{summary}</summary>
            {inert(names)}
            <p><a href=table>{lang.t("communes-greens-table")}</a></p>
        </details>
    }
    .into_any()
}

fn all(request: &PageRequest) -> String {
    request.here(&[
        ("trang-thai", None),
        ("loai", None),
        ("nhom", None),
        ("thieu", None),
        ("ten", None),
    ]) + "#bang"
}

fn result(lang: Lang, kept: usize, of: usize) -> String {
    let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    lang.ta(
        "communes-result",
        [
            ("kept", lang.number(number(kept)).into()),
            ("all", lang.number(number(of)).into()),
            ("count", number(kept).into()),
        ],
    )
}

fn form(request: &PageRequest, data: &Province, filter: &CommuneFilter) -> AnyView {
    let lang = request.lang;
    let levels = Level::ALL.map(|level| {
        (
            level.slug().to_owned(),
            lang.level(level),
            filter.level == Some(level),
        )
    });
    let has = |kind: &UnitType| data.communes.iter().any(|c| c.unit.kind == *kind);
    let kinds = UnitType::ALL.into_iter().filter(has).map(|kind| {
        (
            kind.slug().to_owned(),
            capitalised(&lang.kind(kind)),
            filter.kind == Some(kind),
        )
    });
    let groups = data.edition.set.groups.iter().map(|group| {
        let chosen = filter.group.as_ref() == Some(&group.code);
        (
            group.code.to_lowercase(),
            lang.pick(&group.name).to_owned(),
            chosen,
        )
    });
    let unmet = Unmet::ALL.map(|unmet| {
        let text = ranking::unmet(lang, unmet);
        (unmet.slug().to_owned(), text, filter.unmet == Some(unmet))
    });
    let hidden = ["phat-hanh", "sap-xep", "hinh", "to"]
        .into_iter()
        .filter_map(|name| {
            let value = request.query.get(name)?.to_owned();
            Some(view! { <input type="hidden" name=name value=value /> })
        });
    let name = filter.name.clone().unwrap_or_default();
    let action = request.action() + "#bang";
    view! {
        <form class="filter" method="get" action=action>
            {choice("trang-thai", lang.t("communes-filter-level"), lang.t("communes-any"), levels.into_iter())}
            {choice("loai", lang.t("communes-filter-kind"), lang.t("communes-any"), kinds)}
            {choice("nhom", lang.t("communes-filter-group"), lang.t("communes-any"), groups)}
            {choice("thieu", lang.t("communes-filter-unmet"), lang.t("communes-any"), unmet.into_iter())}
            <p>
                <label for="ten">{lang.t("communes-filter-name")}</label>
                <input id="ten" name="ten" type="search" value=name autocomplete="off" />
            </p>
            {hidden.collect_view()}
            <button type="submit">{lang.t("communes-filter")}</button>
        </form>
    }
    .into_any()
}

/// Nothing found: which condition may be taken away.
fn empty(request: &PageRequest, filter: &CommuneFilter) -> AnyView {
    let lang = request.lang;
    let drop = |set: bool, parameter: &'static str, label: String| {
        set.then(|| {
            let text = lang.ta("communes-drop", [("filter", label.into())]);
            view! { <li><a href=request.here(&[(parameter, None)]) + "#bang">{text}</a></li> }
        })
    };
    view! {
        <div class="notice">
            <p>{lang.t("communes-empty")}</p>
            <ul>
                {drop(filter.level.is_some(), "trang-thai", lang.t("communes-filter-level"))}
                {drop(filter.kind.is_some(), "loai", lang.t("communes-filter-kind"))}
                {drop(filter.group.is_some(), "nhom", lang.t("communes-filter-group"))}
                {drop(filter.unmet.is_some(), "thieu", lang.t("communes-filter-unmet"))}
                {drop(filter.name.is_some(), "ten", lang.t("communes-filter-name"))}
                <li><a href=all(request)>{lang.t("communes-all")}</a></li>
            </ul>
        </div>
    }
    .into_any()
}
