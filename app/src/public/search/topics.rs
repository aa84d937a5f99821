//! What a search finds besides places: indicators, criteria and pages, by words of any language of theirs or by code.

use crate::{i18n::Lang, page::PageRequest, public::model::Search, routes::Route};
use domain::{criteria::Localized, indicator::Sector, text::fold};

/// Shorter texts are in too many words to say anything, unless they hold a digit: “5G”.
const SHORTEST: usize = 3;
/// Most of each kind.
const MOST: usize = 12;

/// Something to read about.
pub(super) struct Topic {
    /// What kind of thing, by its text.
    pub kind: &'static str,
    pub name: String,
    /// Of an indicator or a criterion.
    pub code: String,
    pub href: String,
}

/// Pages that have a topic of their own, by their titles.
const PAGES: [(Route, &str); 9] = [
    (Route::Ranking, "ranking-title"),
    (Route::Sector(Sector::Infrastructure), "menu-infrastructure"),
    (Route::Sectors, "ind-sectors-title"),
    (Route::OpenData, "data-title"),
    (Route::Method, "method-title"),
    (Route::Published, "published-title"),
    (Route::Releases, "releases-title"),
    (Route::RollUp, "rollup-title"),
    (Route::About, "about-title"),
];

/// The topics that hold every word of the text, each at the beginning of a word of theirs, or bear it as code.
pub(super) fn topics(request: &PageRequest, data: &Search) -> Vec<Topic> {
    let wanted = fold(&data.text);
    let digit = wanted.chars().any(|c| c.is_ascii_digit());
    if wanted.len() < SHORTEST && !(digit && wanted.len() == SHORTEST - 1) {
        return Vec::new();
    }
    let lang = request.lang;
    let fits = |code: &str, names: &[String]| {
        let named = names.iter().any(|name| has_words(&fold(name), &wanted));
        named || (!code.is_empty() && fold(code) == wanted)
    };
    let of_three = |name: &Localized| Lang::ALL.map(|lang| lang.pick(name).to_owned());
    let indicators = data
        .indicators
        .iter()
        .filter(|one| fits(&one.code, &of_three(&one.name)))
        .map(|one| Topic {
            kind: "search-topic-indicator",
            name: lang.pick(&one.name).to_owned(),
            code: one.code.clone(),
            href: request.link(&Route::Indicator(one.code.clone())),
        });
    let criteria = data
        .edition
        .set
        .criteria
        .iter()
        .filter(|one| fits(&one.code, &of_three(&one.title)))
        .map(|one| Topic {
            kind: "search-topic-criterion",
            name: lang.pick(&one.title).to_owned(),
            code: one.code.clone(),
            href: format!("{}#{}", request.link(&Route::Method), one.code),
        });
    let pages = PAGES
        .iter()
        .filter(|(_, key)| fits("", &Lang::ALL.map(|lang| lang.t(key))))
        .map(|(route, key)| Topic {
            kind: "search-topic-page",
            name: lang.t(key),
            code: String::new(),
            href: request.link(route),
        });
    let pages: Vec<_> = pages.take(MOST).collect();
    let found = pages.into_iter().chain(indicators.take(MOST));
    found.chain(criteria.take(MOST)).collect()
}

/// Whether every word begins a word of a text; both folded.
fn has_words(text: &str, wanted: &str) -> bool {
    let begins = |word: &str| text.split(' ').any(|own| own.starts_with(word));
    !wanted.is_empty() && wanted.split(' ').all(begins)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_at_the_beginning_of_words() {
        let text = fold("Tỷ lệ thôn, bản, tổ dân phố có sóng 4G");
        for wanted in ["4g", "ty le thon", "song 4g", "to dan", "thon ban"] {
            assert!(has_words(&text, wanted), "{wanted}");
        }
        for wanted in ["", "on", "5g", "song 5g", "anh"] {
            assert!(!has_words(&text, wanted), "{wanted}");
        }
    }
}
