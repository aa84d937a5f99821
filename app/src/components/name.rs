//! Names of places as markup. In Arabic text a Vietnamese name stands in a `<bdi lang="vi">`, so that
//! it neither reorders its neighbours nor is read out as Arabic.

use crate::{
    components::html::inert,
    i18n::{Lang, capitalised},
    public::model::{Place, UnitRef},
};
use domain::unit::FormerType;
use leptos::prelude::*;
use maud::{Markup, html};

/// The bare name: “Đức Nhàn”.
#[must_use]
pub fn short(lang: Lang, unit: &UnitRef) -> Markup {
    html! {
        @if lang == Lang::Ar {
            bdi lang="vi" { (unit.name) }
        } @else {
            (unit.name)
        }
    }
}

/// The name with its type: “Xã Đức Nhàn”, “بلدية <bdi>Đức Nhàn</bdi>”.
#[must_use]
pub fn full(lang: Lang, unit: &UnitRef) -> Markup {
    html! {
        @if lang == Lang::Ar {
            (lang.kind(unit.kind)) " " (short(lang, unit))
        } @else {
            (lang.full_name(unit))
        }
    }
}

/// The name with its type at the head of a province's page, where an Arabic reader is told its Arabic form if a source
/// has one: “مقاطعة <bdi>Phú Thọ</bdi> (فو ثو)”.
#[must_use]
pub fn heading(lang: Lang, unit: &UnitRef) -> Markup {
    let arabic = unit.name_ar.as_ref().filter(|_| lang == Lang::Ar);
    html! {
        (full(lang, unit))
        @if let Some(arabic) = arabic { " (" (arabic) ")" }
    }
}

/// The name of a unit of before July 2025 with its type: “Huyện Lâm Thao”, “Lâm Thao district”, “District 1”.
#[must_use]
pub fn former(lang: Lang, kind: FormerType, name: &str) -> Markup {
    let kind = lang.former_kind(kind);
    let numbered = name.starts_with(|c: char| c.is_ascii_digit());
    html! {
        @match lang {
            Lang::En if !numbered => { (name) " " (kind) }
            Lang::Ar => { (kind) " " bdi lang="vi" { (name) } }
            Lang::Vi | Lang::En => { (capitalised(&kind)) " " (name) }
        }
    }
}

/// The name of a place with its type.
#[must_use]
pub fn of_place(lang: Lang, place: &Place) -> Markup {
    match place {
        Place::Unit(unit) => full(lang, unit),
        Place::Former(kind, name) => former(lang, *kind, name),
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
