//! Names of units as markup. In Arabic text a Vietnamese name stands in a `<bdi lang="vi">`, so that
//! it neither reorders its neighbours nor is read out as Arabic.

use crate::{components::markup::Markup, i18n::Lang, public::model::UnitRef};
use leptos::prelude::*;

/// The bare name: “Đức Nhàn”.
#[must_use]
pub fn short(lang: Lang, unit: &UnitRef) -> Markup {
    let mut out = Markup::new();
    if lang == Lang::Ar && unit.name_ar.is_none() {
        out.raw("<bdi lang=\"vi\">").text(&unit.name).raw("</bdi>");
    } else {
        out.text(lang.name(unit));
    }
    out
}

/// The name with its type: “Xã Đức Nhàn”, “بلدية <bdi>A</bdi>”.
#[must_use]
pub fn full(lang: Lang, unit: &UnitRef) -> Markup {
    let mut out = Markup::new();
    if lang == Lang::Ar && unit.name_ar.is_none() {
        out.text(&lang.kind(unit.kind))
            .raw(" ")
            .add(&short(lang, unit));
    } else {
        out.text(&lang.full_name(unit));
    }
    out
}

/// A link to a unit's page with its bare name.
pub fn link_short(lang: Lang, unit: &UnitRef, href: String) -> impl IntoView {
    view! { <a href=href inner_html=short(lang, unit).html()></a> }
}

/// A link to a unit's page with its full name.
pub fn link_full(lang: Lang, unit: &UnitRef, href: String) -> impl IntoView {
    view! { <a href=href inner_html=full(lang, unit).html()></a> }
}
