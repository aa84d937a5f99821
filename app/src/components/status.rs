//! A status as word, shape and colour, in that order of trust.

use crate::{
    components::html::inert,
    i18n::{Lang, use_lang},
};
use domain::status::Level;
use leptos::prelude::*;
use maud::{Markup, html};

/// The shape of a status; never shown without its word nearby or as an accessible name.
#[must_use]
pub fn shape(level: Level) -> &'static str {
    match level {
        Level::Green => "●",
        Level::Yellow => "▲",
        Level::Red => "■",
        Level::None => "○",
    }
}

/// CSS class that colours an element as a status: `is-green`, `is-yellow`, `is-red`, `is-none`.
#[must_use]
pub fn class(level: Level) -> &'static str {
    match level {
        Level::Green => "is-green",
        Level::Yellow => "is-yellow",
        Level::Red => "is-red",
        Level::None => "is-none",
    }
}

/// The level that decides how a group of criteria is shown: red before yellow before none; green
/// only if all are.
#[must_use]
pub fn worst(levels: impl Iterator<Item = Level>) -> Level {
    let all: Vec<_> = levels.collect();
    [Level::Red, Level::Yellow, Level::None]
        .into_iter()
        .find(|level| all.contains(level))
        .unwrap_or(if all.is_empty() {
            Level::None
        } else {
            Level::Green
        })
}

/// `● Xanh`
#[must_use]
pub fn badge(lang: Lang, level: Level) -> Markup {
    html! {
        span class={ "status " (class(level)) } {
            span class="status-shape" aria-hidden="true" { (shape(level)) }
            " " (lang.level(level))
        }
    }
}

/// The same in a view, in the language of its page.
#[component]
pub fn StatusBadge(
    /// The status.
    level: Level,
) -> impl IntoView {
    inert(badge(use_lang(), level))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_badge_speaks_the_language_of_its_page() {
        for (lang, word) in [(Lang::Vi, "Xanh"), (Lang::En, "Green"), (Lang::Ar, "خضراء")] {
            let html = Owner::new().with(|| {
                provide_context(lang);
                view! { <StatusBadge level=Level::Green /> }.to_html()
            });
            let badge = format!(
                "<span class=\"status is-green\"><span class=\"status-shape\" aria-hidden=\"true\">●</span> {word}</span>"
            );
            assert_eq!(html, badge);
        }
    }
}
