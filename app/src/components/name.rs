//! Names of units as markup. In Arabic text a Vietnamese name stands in a `<bdi lang="vi">`, so that
//! it neither reorders its neighbours nor is read out as Arabic.

use crate::{components::html::inert, i18n::Lang, public::model::UnitRef};
use leptos::prelude::*;
use maud::{Markup, html};

/// The bare name: “Đức Nhàn”.
#[must_use]
pub fn short(lang: Lang, unit: &UnitRef) -> Markup {
    html! {
        @if lang == Lang::Ar && unit.name_ar.is_none() {
            bdi lang="vi" { (unit.name) }
        } @else {
            (lang.name(unit))
        }
    }
}

/// The name with its type: “Xã Đức Nhàn”, “بلدية <bdi>A</bdi>”.
#[must_use]
pub fn full(lang: Lang, unit: &UnitRef) -> Markup {
    html! {
        @if lang == Lang::Ar && unit.name_ar.is_none() {
            (lang.kind(unit.kind)) " " (short(lang, unit))
        } @else {
            (lang.full_name(unit))
        }
    }
}

/// A link to a unit's page with its bare name.
pub fn link_short(lang: Lang, unit: &UnitRef, href: String) -> impl IntoView {
    view! { <a href=href>{inert(short(lang, unit))}</a> }
}

/// A link to a unit's page with its full name.
pub fn link_full(lang: Lang, unit: &UnitRef, href: String) -> impl IntoView {
    view! { <a href=href>{inert(full(lang, unit))}</a> }
}
