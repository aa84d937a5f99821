//! Abbreviations that public pages use, and what they stand for.

use crate::i18n::Lang;

/// Every abbreviation that is not a word of its own, as `API` and `CSV` are.
pub const ABBREVIATIONS: [&str; 15] = [
    "LGSP", "IOC", "HIS", "TTHC", "DVCQG", "TSLCD", "BTS", "UBND", "HĐND", "MTTQ", "GRDP", "DTI",
    "NAPAS", "OCOP", "CNTT",
];

/// What an abbreviation stands for; none for another word.
#[must_use]
pub fn meaning(lang: Lang, word: &str) -> Option<String> {
    Some(lang.t(match word {
        "LGSP" => "abbr-lgsp",
        "IOC" => "abbr-ioc",
        "HIS" => "abbr-his",
        "TTHC" => "abbr-tthc",
        "DVCQG" => "abbr-dvcqg",
        "TSLCD" => "abbr-tslcd",
        "BTS" => "abbr-bts",
        "UBND" => "abbr-ubnd",
        "HĐND" => "abbr-hdnd",
        "MTTQ" => "abbr-mttq",
        "GRDP" => "abbr-grdp",
        "DTI" => "abbr-dti",
        "NAPAS" => "abbr-napas",
        "OCOP" => "abbr-ocop",
        "CNTT" => "abbr-cntt",
        _ => return None,
    }))
}

/// A text in pieces: abbreviations with what they stand for, and what is between them.
#[must_use]
pub fn pieces(lang: Lang, text: &str) -> Vec<(&str, Option<String>)> {
    let mut found = Vec::new();
    let mut rest = text;
    let is_end = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    'text: while !rest.is_empty() {
        for (at, _) in rest.char_indices() {
            let begins = is_end(rest[..at].chars().next_back());
            let word = ABBREVIATIONS.into_iter().find(|word| {
                begins
                    && rest[at..].starts_with(word)
                    && is_end(rest[at + word.len()..].chars().next())
            });
            if let Some(word) = word {
                if at > 0 {
                    found.push((&rest[..at], None));
                }
                let end = at + word.len();
                found.push((&rest[at..end], meaning(lang, word)));
                rest = &rest[end..];
                continue 'text;
            }
        }
        found.push((rest, None));
        break;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_abbreviation_stands_for_something_in_every_language() {
        for lang in Lang::ALL {
            for word in ABBREVIATIONS {
                let meaning = meaning(lang, word).unwrap_or_default();
                assert!(
                    meaning.contains(' ') && !meaning.starts_with("abbr-"),
                    "{lang:?} {word}"
                );
            }
            assert_eq!(meaning(lang, "CSV"), None);
        }
    }

    #[test]
    fn abbreviations_are_found_as_words() {
        let words = |text| {
            let pieces = pieces(Lang::En, text).into_iter();
            pieces
                .map(|(piece, meaning)| (piece, meaning.is_some()))
                .collect::<Vec<_>>()
        };
        assert_eq!(
            words("hệ thống (LGSP), HĐND và BTS"),
            [
                ("hệ thống (", false),
                ("LGSP", true),
                ("), ", false),
                ("HĐND", true),
                (" và ", false),
                ("BTS", true),
            ]
        );
        assert_eq!(words("THIS IOCs BTS2"), [("THIS IOCs BTS2", false)]);
        assert!(words("").is_empty());
    }
}
