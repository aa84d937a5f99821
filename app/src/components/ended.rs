//! That a unit has ended, and what took its place.

use crate::{
    components::{html::inert, name},
    i18n::Lang,
    public::model::{Ended, UnitRef},
};
use domain::rate::saturating_u32;
use leptos::prelude::*;
use maud::html;

/// Says until when a unit existed and which units took its place; `link` gives the way to each.
pub fn notice(lang: Lang, ended: &Ended, link: impl Fn(&UnitRef) -> String) -> AnyView {
    let count = saturating_u32(ended.successors.len());
    let leads = match count {
        0 => lang.t("ended-unknown"),
        1 => lang.t("ended-one"),
        _ => lang.ta("ended-several", [("count", lang.number(count).into())]),
    };
    inert(html! {
        div class="notice is-warning" {
            p {
                (lang.ta("ended-on", [("date", lang.date(ended.last_day).into())]))
                " " (leads)
            }
            @if count > 0 {
                ul {
                    @for unit in &ended.successors {
                        li { a href=(link(unit)) { (name::full(lang, unit)) } }
                    }
                }
            }
        }
    })
    .into_any()
}
