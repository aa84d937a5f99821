//! Abbreviations with what they stand for.

use crate::{i18n::Lang, texts::abbreviation};
use maud::{Markup, html};

/// A text whose abbreviations say what they stand for.
pub fn abbr(lang: Lang, text: &str) -> Markup {
    html! {
        @for (piece, meaning) in abbreviation::pieces(lang, text) {
            @if let Some(meaning) = meaning {
                abbr title=(meaning) { (piece) }
            } @else {
                (piece)
            }
        }
    }
}
