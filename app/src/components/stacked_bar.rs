//! Parts of a whole in one bar, and units by status as text. A bar is as long as its column, and that is the whole: a
//! part is as long as its share of it, whatever the longest of its neighbours is. It repeats the text beside it and is
//! hidden from assistive technology; its lengths are attributes, because the content policy forbids styles. No other
//! module draws one.

use crate::{
    components::{html::inert, status},
    i18n::Lang,
    public::model::Counts,
    texts::fact,
};
use domain::status::Level;
use leptos::prelude::*;
use maud::{Markup, html};

/// The bar of units by status.
#[must_use]
pub fn bar(counts: &Counts) -> Markup {
    let parts = Level::ALL.map(|level| (status::class(level), counts.at(level)));
    parts_of(&parts, counts.units())
}

/// Parts, each with its class, one after the other, and what is left of the whole.
#[must_use]
pub fn parts_of(parts: &[(&'static str, u32)], whole: u32) -> Markup {
    let sum = parts.iter().map(|(_, count)| count).sum::<u32>();
    let whole = whole.max(sum).max(1);
    let all = parts.iter().copied().chain([("bar-rest", whole - sum)]);
    let placed = all.scan(0, |from, (class, count)| {
        let start = *from;
        *from += count;
        Some((class, start, count))
    });
    html! {
        svg class="bar" viewBox={ "0 0 " (whole) " 1" } preserveAspectRatio="none" aria-hidden="true" {
            @for (class, start, count) in placed.filter(|(.., count)| *count > 0) {
                rect class=(class) x=(start) width=(count) height="1" {}
            }
        }
    }
}

/// The counts in words: “130 Xanh, 14 Vàng, 3 Đỏ, 1 Chưa có số liệu”.
#[must_use]
pub fn words(lang: Lang, counts: &Counts) -> String {
    let part = |level: Level| format!("{} {}", lang.number(counts.at(level)), lang.level(level));
    Level::ALL
        .map(part)
        .join(if lang == Lang::Ar { "، " } else { ", " })
}

/// The counts in words, each a fact that leads where `link` says.
#[must_use]
pub fn facts(lang: Lang, counts: &Counts, link: impl Fn(Level) -> String) -> Markup {
    html! {
        @for (at, level) in Level::ALL.into_iter().enumerate() {
            @if at > 0 {
                (if lang == Lang::Ar { "، " } else { ", " })
            }
            (fact::number(lang, link(level), counts.at(level))) " " (lang.level(level))
        }
    }
}

/// The bar with its key: each status as shape, count and word, linked if `link` says where to.
pub fn with_key(
    lang: Lang,
    counts: &Counts,
    link: Option<&dyn Fn(Level) -> String>,
) -> impl IntoView {
    let part = |level: Level| {
        html! {
            span class={ "status " (status::class(level)) } {
                span class="status-shape" aria-hidden="true" { (status::shape(level)) }
                " " b {
                    data value=(counts.at(level)) { (lang.number(counts.at(level))) }
                }
                " " (lang.level(level))
            }
        }
    };
    inert(html! {
        div class="levels" {
            div class="levels-bar" { (bar(counts)) }
            ul class="levels-key" {
                @for level in Level::ALL {
                    li {
                        @if let Some(link) = link {
                            a class="fact" href=(link(level)) { (part(level)) }
                        } @else {
                            (part(level))
                        }
                    }
                }
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_as_long_as_its_share_of_the_whole() {
        let six = parts_of(&[("is-red", 4), ("is-yellow", 2)], 148).into_string();
        assert!(six.contains("viewBox=\"0 0 148 1\""), "{six}");
        for rect in [
            "class=\"is-red\" x=\"0\" width=\"4\"",
            "class=\"is-yellow\" x=\"4\" width=\"2\"",
            "class=\"bar-rest\" x=\"6\" width=\"142\"",
        ] {
            assert!(six.contains(rect), "{rect}: {six}");
        }
        assert!(
            !parts_of(&[("is-red", 148)], 148)
                .into_string()
                .contains("bar-rest")
        );
        assert!(
            parts_of(&[], 0)
                .into_string()
                .contains("viewBox=\"0 0 1 1\"")
        );
    }
}
