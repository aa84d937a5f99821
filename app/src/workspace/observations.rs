//! Pages of those who say what is observed of indicators: what there is to say, one indicator of one unit, a file
//! before it is taken, and acts that can be undone. Public pages of indicators are not made here.

pub mod check;
pub mod entry;
pub mod import;
pub mod model;
pub mod tokens;

use crate::{
    components::{
        html::inert,
        name,
        notice::flash_notice,
        table::{ScrollTable, heads},
    },
    i18n::Lang,
    page::{Page, WorkspaceRequest, href},
    public::model::UnitRef,
    routes::{ObservationRoute, WorkspaceRoute},
    texts::{observation, written},
    workspace::observations::model::{BatchObservation, Index, Line, State},
};
use domain::{
    indicator::{Cadence, Indicator, Sector},
    rate::saturating_u32,
    unit::UnitCode,
};
use leptos::prelude::*;
use maud::{Markup, html};

fn address(request: &WorkspaceRequest, route: ObservationRoute) -> String {
    href(request, &WorkspaceRoute::Observations(route))
}

/// A page below the index.
fn below(
    request: &WorkspaceRequest,
    title: String,
    body: AnyView,
    above: &[(String, ObservationRoute)],
) -> Page {
    let first = (
        request.lang.t("observe-title"),
        Some(address(request, ObservationRoute::Index)),
    );
    let mut crumbs = vec![first];
    for (text, route) in above {
        crumbs.push((text.clone(), Some(address(request, route.clone()))));
    }
    crumbs.push((title.clone(), None));
    crate::page::plain(title, body, crumbs)
}

fn state(lang: Lang, state: State) -> AnyView {
    let (class, text) = match state {
        State::Missing => ("stage is-returned", lang.t("observe-state-missing")),
        State::Old => ("stage is-submitted", lang.t("observe-state-old")),
        State::Fresh => ("stage is-confirmed", lang.t("observe-state-fresh")),
        State::Elsewhere => ("stage", lang.t("observe-state-elsewhere")),
    };
    view! { <span class=class>{text}</span> }.into_any()
}

fn cadence(lang: Lang, cadence: Cadence) -> String {
    match cadence {
        Cadence::Monthly => lang.t("observe-monthly"),
        Cadence::Quarterly => lang.t("observe-quarterly"),
        Cadence::Yearly => lang.t("observe-yearly"),
        Cadence::PerTerm => lang.t("observe-per-term"),
        Cadence::OnChange => lang.t("observe-on-change"),
        Cadence::PerRelease => lang.t("observe-per-release"),
    }
}

/// A value that was said, with the mark of what is made up.
fn observation_value(
    lang: Lang,
    indicator: &Indicator,
    observation_value: &BatchObservation,
) -> AnyView {
    let mark = observation_value
        .simulated
        .then(|| view! { " " <em>{lang.t("observe-simulated")}</em> });
    view! { <bdi>{observation::value(lang, indicator, &observation_value.observation)}</bdi> {mark} }.into_any()
}

/// Options of a list: value, text, whether it is chosen.
fn options<'a>(all: impl Iterator<Item = (&'a str, String, bool)>) -> Markup {
    html! {
        @for (value, text, chosen) in all {
            option value=(value) selected[chosen] { (text) }
        }
    }
}

fn sectors(lang: Lang, chosen: Option<Sector>) -> Markup {
    let every = std::iter::once(("", lang.t("observe-every-sector"), chosen.is_none()));
    let own = Sector::ALL
        .into_iter()
        .map(|s| (s.slug(), observation::sector(lang, s), chosen == Some(s)));
    options(every.chain(own))
}

/// What there is to observe.
#[must_use]
pub fn index(request: &WorkspaceRequest, data: &Index) -> Page {
    let lang = request.lang;
    let title = lang.t("observe-title");
    let count = |state| data.lines.iter().filter(|l| l.state == state).count();
    let sum = lang.ta(
        "observe-sum",
        [
            (
                "missing",
                lang.number(saturating_u32(count(State::Missing))).into(),
            ),
            ("old", lang.number(saturating_u32(count(State::Old))).into()),
            ("all", lang.number(saturating_u32(data.lines.len())).into()),
        ],
    );
    let body = view! {
        {flash_notice(request)}
        <h1>{title.clone()}</h1>
        <p class="lead">{sum}</p>
        <p>{lang.t("observe-how")} " "
            <a href=address(request, ObservationRoute::Import)>{lang.t("observe-import")}</a></p>
        {filter(request, data)}
        {lines(request, data)}
    }
    .into_any();
    crate::page::plain(title.clone(), body, vec![(title, None)])
}

fn filter(request: &WorkspaceRequest, data: &Index) -> AnyView {
    let lang = request.lang;
    let province = (!data.provinces.is_empty()).then(|| {
        let all = data.provinces.iter().map(|u| {
            (
                u.code.as_str(),
                lang.full_name(u),
                u.code == data.province.code,
            )
        });
        let inside = options(all);
        view! {
            <p>
                <label for="tinh">{lang.t("observe-province")}</label>
                <select id="tinh" name="tinh">{inert(inside)}</select>
            </p>
        }
    });
    let whole = std::iter::once(&data.province);
    let units = whole
        .chain(&data.communes)
        .map(|u| (u.code.as_str(), lang.full_name(u), u.code == data.unit.code));
    let every = std::iter::once(("", lang.t("observe-by-unit"), data.chosen.is_none()));
    let own = data.catalogue.iter().enumerate().map(|(at, i)| {
        (
            i.code.as_str(),
            observation::indicator(lang, i),
            data.chosen == Some(at),
        )
    });
    view! {
        <form method="get" action=address(request, ObservationRoute::Index) class="filter">
            {province}
            <p>
                <label for="linh-vuc">{lang.t("observe-sector")}</label>
                <select id="linh-vuc" name="linh-vuc">{inert(sectors(lang, data.sector))}</select>
            </p>
            <p>
                <label for="don-vi">{lang.t("observe-unit")}</label>
                <select id="don-vi" name="don-vi">{inert(options(units))}</select>
            </p>
            <p>
                <label for="chi-tieu">{lang.t("observe-indicator")}</label>
                <select id="chi-tieu" name="chi-tieu">{inert(options(every.chain(own)))}</select>
            </p>
            <button type="submit">{lang.t("observe-show")}</button>
        </form>
    }
    .into_any()
}

fn lines(request: &WorkspaceRequest, data: &Index) -> AnyView {
    let lang = request.lang;
    if data.lines.is_empty() {
        return view! { <p>{lang.t("observe-no-lines")}</p> }.into_any();
    }
    let caption = match data.chosen {
        Some(at) => observation::indicator(lang, &data.catalogue[at]),
        None => lang.full_name(&data.unit),
    };
    let first = match data.chosen {
        Some(_) => "observe-unit",
        None => "observe-indicator",
    };
    let rows = data
        .lines
        .iter()
        .map(|line| row(request, data, line))
        .collect_view();
    view! {
        <ScrollTable caption class="observe" head=heads(lang, [
            "observe-state", first, "observe-last", "observe-field-as-of", "observe-field-source", "observe-cadence",
        ])>
            {rows}
        </ScrollTable>
    }
    .into_any()
}

fn row(request: &WorkspaceRequest, data: &Index, line: &Line) -> AnyView {
    let lang = request.lang;
    let indicator = &data.catalogue[line.indicator];
    let to = address(
        request,
        ObservationRoute::Entry(indicator.code.clone(), line.unit.code.clone()),
    );
    let named = match data.chosen {
        Some(_) => name::full(lang, &line.unit),
        None => html! { (observation::indicator(lang, indicator)) },
    };
    let last = line.last.as_ref();
    let value = match last {
        Some(last) => observation_value(lang, indicator, last),
        None if line.state == State::Elsewhere => "–".into_any(),
        None => lang.t("value-nothing").into_any(),
    };
    view! {
        <tr>
            <td>{state(lang, line.state)}</td>
            <th scope="row"><a href=to>{inert(named)}</a></th>
            <td>{value}</td>
            <td>{last.map(|l| observation::period(lang, &l.observation))}</td>
            <td><bdi>{last.map(|l| written::source(lang, &l.observation.source).into_owned())}</bdi></td>
            <td>{cadence(lang, indicator.cadence)}</td>
        </tr>
    }
    .into_any()
}

/// Where the value of an indicator that is computed is answered and shown.
fn public_place(request: &WorkspaceRequest, unit: &UnitRef) -> String {
    let code: &UnitCode = &unit.code;
    if code.as_str().len() == 2 {
        crate::routes::prefixed(request.lang, &format!("/tinh/{code}"))
    } else {
        crate::page::public_commune(request, code)
    }
}
