//! What stands around a commune's status: its history, the units nearest to it, what others published.

use crate::{
    components::{citation, html::inert, map, marks, name, status::StatusBadge},
    i18n::Lang,
    page::PageRequest,
    public::model::{Commune, HistoryPoint, NearUnit},
    routes::Route,
    texts::release,
};
use domain::place::hundreds;
use leptos::prelude::*;
use maud::html;

/// The units of before July 2025 that it was made of.
pub(super) fn former_line(lang: Lang, data: &Commune) -> Option<AnyView> {
    if data.former.is_empty() {
        return None;
    }
    let names = html! {
        @for (index, place) in data.former.iter().enumerate() {
            @if index > 0 { ", " }
            (name::of_place(lang, place))
        }
    };
    Some(
        view! {
            <p class="meta">{lang.t("commune-former")} " " {inert(names)} ". " {lang.t("commune-former-source")}</p>
        }
        .into_any(),
    )
}

/// Its status in every release up to this one.
pub(super) fn history_section(request: &PageRequest, data: &Commune) -> Option<AnyView> {
    let lang = request.lang;
    if data.history.is_empty() {
        return None;
    }
    let shown = data.edition.release.as_ref().map(|release| release.id);
    let points: Vec<AnyView> = data
        .history
        .iter()
        .rev()
        .map(|point| history_point(lang, data, point, shown == Some(point.release.id)))
        .collect();
    Some(
        view! {
            <section aria-labelledby="lich-su">
                <h2 id="lich-su">{lang.t("commune-history")}</h2>
                <p class="muted">{lang.t("commune-history-note")}</p>
                <ol class="history">{points}</ol>
            </section>
        }
        .into_any(),
    )
}

fn history_point(lang: Lang, data: &Commune, point: &HistoryPoint, current: bool) -> AnyView {
    let page = Route::Commune(data.unit.code.clone()).href(lang);
    let href = format!(
        "{page}?phat-hanh={}",
        release::in_address(&data.edition, point.release.id)
    );
    view! {
        <li>
            <a href=href aria-current=current.then_some("true")>{lang.date(point.release.as_of.date())}</a>
            " "
            <StatusBadge level=point.level />
            " "
            <span class="num">{lang.fraction(point.met)}</span>
        </li>
    }
    .into_any()
}

/// The units nearest to it by distance. Which of them touch it is not known.
pub(super) fn nearest_section(request: &PageRequest, data: &Commune) -> Option<AnyView> {
    let lang = request.lang;
    if data.nearest.is_empty() {
        return None;
    }
    let rows: Vec<AnyView> = data
        .nearest
        .iter()
        .map(|NearUnit { row, metres }| {
            let href = request.link(&Route::Commune(row.unit.code.clone()));
            view! {
                <li>
                    {name::link_full(lang, &row.unit, href)}
                    " "
                    <StatusBadge level=row.level />
                    " "
                    <span class="num">{lang.fraction(row.met)}</span>
                    " "
                    <span class="muted">{away(lang, *metres)}</span>
                </li>
            }
            .into_any()
        })
        .collect();
    let place = &*data.province.name;
    let note = lang.ta("commune-nearest-note", [("place", place.into())]);
    Some(
        view! {
            <section aria-labelledby="gan-nhat">
                <h2 id="gan-nhat">{lang.t("commune-nearest")}</h2>
                <div class="columns">
                    <div>
                        <p class="muted">{note}</p>
                        <ul class="nearest">{rows}</ul>
                    </div>
                    {place_map(request, data)}
                </div>
            </section>
        }
        .into_any(),
    )
}

/// Where it lies in its province, with the units nearest to it.
fn place_map(request: &PageRequest, data: &Commune) -> AnyView {
    let lang = request.lang;
    let own = data.standing.iter().map(|standing| &standing.row);
    let rows = own.chain(data.nearest.iter().map(|near| &near.row));
    let units: Vec<_> = rows
        .map(|row| marks::Placed {
            name: Some(row.unit.name.to_string()),
            ..marks::commune(request, row, None, true)
        })
        .collect();
    let about = lang.ta(
        "map-label-place",
        [
            ("unit", lang.full_name(&data.unit).into()),
            ("place", (&*data.province.name).into()),
        ],
    );
    view! {
        <figure class="map">
            {inert(map::province(lang, &data.map, &marks::levels(), &units, &about))}
            <p class="meta">{map::notes(lang, &data.map)}</p>
        </figure>
    }
    .into_any()
}

/// “cách 4,2 km”.
fn away(lang: Lang, metres: u32) -> String {
    let tenths = hundreds(metres);
    let kilometres = lang.decimal(&format!("{}.{}", tenths / 10, tenths % 10));
    lang.ta("commune-away", [("kilometres", kilometres.into())])
}

/// What others published about this unit, apart from what is computed here.
pub(super) fn figures_section(lang: Lang, data: &Commune) -> Option<AnyView> {
    if data.figures.is_empty() {
        return None;
    }
    Some(
        view! {
            <aside class="published" aria-labelledby="da-cong-bo">
                <h2 id="da-cong-bo">{lang.t("commune-published")}</h2>
                <p class="meta">{lang.t("commune-published-apart")}</p>
                {citation::cited(lang, &data.figures, &data.unit.name)}
            </aside>
        }
        .into_any(),
    )
}
