//! What stands around a commune's status: its history, the units nearest to it, what others published.

use crate::{
    components::{citation, name, status::StatusBadge},
    i18n::Lang,
    page::PageRequest,
    public::model::{Commune, HistoryPoint, NearUnit},
    routes::Route,
    texts::release,
};
use domain::place::hundreds;
use leptos::prelude::*;

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
                <p class="muted">{note}</p>
                <ul class="nearest">{rows}</ul>
            </section>
        }
        .into_any(),
    )
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
