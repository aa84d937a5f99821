//! Finding places by the names people type: with or without the word for the type, abbreviated or not, with the places
//! around them, with one typing error. Everything is compared folded ([`fold`]).

use crate::text::{fold, plain};

/// Words for types of places, folded, and how people shorten them.
const KINDS: [(&str, &[&str]); 9] = [
    ("thanh pho", &["tp"]),
    ("thi xa", &["tx"]),
    ("thi tran", &["tt"]),
    ("dac khu", &["dk"]),
    ("tinh", &["t"]),
    ("quan", &["q"]),
    ("huyen", &["h"]),
    ("phuong", &["p"]),
    ("xa", &["x"]),
];

/// Most words that are looked at: longer than any name with the district and province behind it.
const MOST_WORDS: usize = 16;

/// Fewest letters of a name in which one error is forgiven: in shorter ones everything looks like something.
const ERROR_FROM: usize = 5;

/// A place as it is compared: both folded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Label<'a> {
    /// The word for its type: `thi xa`.
    pub kind: &'a str,
    /// Its name: `phu tho`.
    pub name: &'a str,
}

/// The folded word for a type, as [`Label::kind`] takes it; empty if it is no type of a place.
#[must_use]
pub fn kind_key(word: &str) -> &'static str {
    let folded = fold(word);
    let known = KINDS.iter().find(|(kind, _)| *kind == folded);
    known.map_or("", |(kind, _)| kind)
}

/// How well a name fits, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// The whole name was typed.
    Whole,
    /// Words of it, or the beginning of one.
    Part,
    /// Words of it, and what it lies in: only where nothing else fits, since “tỉnh Phú Thọ” means no commune Tinh Nhuệ.
    PartAround,
}

/// What somebody looks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    words: Vec<String>,
    /// Types whose word stands at the front, and how many words it takes.
    kinds: Vec<(&'static str, usize)>,
    /// What may be a name with an error: the letters of words behind a type, and how many words stand before their end.
    runs: Vec<(String, usize)>,
    codes: Vec<String>,
}

impl Wanted {
    /// Reads what was typed; `None` if it holds neither letters nor digits.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let folded = fold(&plain(text));
        let mut words: Vec<String> = Vec::new();
        for word in folded.split(' ').filter(|word| !word.is_empty()) {
            match numbered(word) {
                Some((kind, number)) => words.extend([kind.to_owned(), number.to_owned()]),
                None => words.push(word.to_owned()),
            }
        }
        words.truncate(MOST_WORDS);
        let kinds = KINDS.iter().flat_map(|(kind, _)| {
            let behind = after_kind(&words, kind);
            behind.map(|rest| (*kind, words.len() - rest.len()))
        });
        let kinds: Vec<_> = kinds.collect();
        let starts = std::iter::once(0).chain(kinds.iter().map(|(_, words)| *words));
        let runs = starts.flat_map(|from| (from + 1..=words.len()).map(move |to| (from, to)));
        let runs = runs
            .map(|(from, to)| (words[from..to].concat(), to))
            .collect();
        let codes = codes(&folded);
        (!words.is_empty()).then_some(Self {
            words,
            kinds,
            runs,
            codes,
        })
    }

    /// The codes that were perhaps meant, if digits were typed: zeros at the front are lost, or typed too often.
    #[must_use]
    pub fn codes(&self) -> &[String] {
        &self.codes
    }

    /// How well a place fits, if it does. `around` gives the places that it lies in; it is asked only where
    /// more was typed than the name.
    pub fn fit<'a>(&self, place: Label<'_>, around: impl Fn() -> Vec<Label<'a>>) -> Option<Fit> {
        let named = fit_name(place.name, &self.words, &around);
        let kinds = self.kinds.iter().filter(|(kind, _)| *kind == place.kind);
        let of_kind =
            kinds.filter_map(|(_, words)| fit_name(place.name, &self.words[*words..], &around));
        named.into_iter().chain(of_kind).min()
    }

    /// Whether a place was perhaps meant: another word for the type, or one letter wrong, too many, missing or exchanged
    /// with its neighbour, wherever the blanks stand. For when nothing fits.
    pub fn nearly<'a>(&self, place: Label<'_>, around: impl Fn() -> Vec<Label<'a>>) -> bool {
        let own = place.name.bytes().filter(|byte| *byte != b' ').count();
        self.runs.iter().any(|(run, to)| {
            run.len().abs_diff(own) <= 1
                && one_error(run, place.name, own >= ERROR_FROM)
                && (*to == self.words.len() || lies_in(&self.words[*to..], &around()))
        })
    }
}

/// `q1` and `p12`: a type and a number.
fn numbered(word: &str) -> Option<(&str, &str)> {
    let (kind, number) = word.split_at_checked(1)?;
    let digits = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
    (digits && matches!(kind, "q" | "p")).then_some((kind, number))
}

/// The codes of two, three (districts of before July 2025) and five digits that a number may stand for.
fn codes(text: &str) -> Vec<String> {
    if text.is_empty() || !text.bytes().all(|b| b.is_ascii_digit()) {
        return Vec::new();
    }
    let digits = text.trim_start_matches('0');
    // What has as many digits as a code is one; what has more has zeros too many.
    let least = if text.len() > 5 {
        digits.len()
    } else {
        text.len()
    };
    let lengths = [2, 3, 5].into_iter().filter(|length| least <= *length);
    let padded = lengths.map(|length| format!("{digits:0>length$}"));
    padded
        .filter(|code| !digits.is_empty() || code == text)
        .collect()
}

/// What stands behind the word for a type, spelt out or shortened, at the front; nothing if nothing stands behind it.
fn after_kind<'w>(words: &'w [String], kind: &str) -> impl Iterator<Item = &'w [String]> {
    let short = KINDS.iter().find(|(long, _)| *long == kind);
    let spelt = after(words, kind);
    let shortened = short
        .into_iter()
        .flat_map(|(_, short)| *short)
        .find_map(|short| after(words, short));
    [spelt, shortened]
        .into_iter()
        .flatten()
        .filter(|rest| !rest.is_empty())
}

/// What stands behind these words at the front.
fn after<'w>(words: &'w [String], front: &str) -> Option<&'w [String]> {
    let mut rest = words;
    for word in front.split(' ') {
        let (first, behind) = rest.split_first()?;
        if first != word {
            return None;
        }
        rest = behind;
    }
    Some(rest)
}

/// How well `words` fit a name and, behind it, the places around it. Words count from their beginning, the last need not
/// be whole.
fn fit_name<'a>(name: &str, words: &[String], around: &impl Fn() -> Vec<Label<'a>>) -> Option<Fit> {
    let first = words.first()?;
    let mut best: Option<Fit> = None;
    for from in word_starts(name) {
        if !name[from..].starts_with(first.as_str()) {
            continue;
        }
        let mut rest = Some(&name[from..]);
        for (index, word) in words.iter().enumerate() {
            let Some(here) = rest else { break };
            let (own, behind) = match here.split_once(' ') {
                Some((own, behind)) => (own, Some(behind)),
                None => (here, None),
            };
            let last = index + 1 == words.len();
            if own != word {
                if last && may_go_on(word) && own.starts_with(word.as_str()) {
                    best = best.or(Some(Fit::Part));
                }
                break;
            }
            if last || lies_in(&words[index + 1..], &around()) {
                let fit = match (from, behind, last) {
                    (0, None, _) => Fit::Whole,
                    (_, _, true) => Fit::Part,
                    _ => Fit::PartAround,
                };
                best = Some(best.map_or(fit, |best| best.min(fit)));
            }
            rest = behind;
        }
    }
    best
}

/// Where the words of a folded text begin.
fn word_starts(text: &str) -> impl Iterator<Item = usize> {
    let behind = text.bytes().enumerate();
    let behind = behind.filter_map(|(at, byte)| (byte == b' ').then_some(at + 1));
    std::iter::once(0).chain(behind)
}

/// Whether a word may be the beginning of a longer one: a single letter or a number is meant as it stands.
fn may_go_on(word: &str) -> bool {
    word.chars().nth(1).is_some() && !word.bytes().all(|b| b.is_ascii_digit())
}

/// Whether words name these places, or some of them, one behind the other and nothing else.
fn lies_in(words: &[String], places: &[Label<'_>]) -> bool {
    words.is_empty()
        || places.iter().any(|place| {
            let named = std::iter::once(words).chain(after_kind(words, place.kind));
            named
                .filter_map(|words| after(words, place.name))
                .any(|rest| lies_in(rest, places))
        })
}

/// Whether letters and a name are the same, or with one error if that is forgiven, wherever the blanks stand.
fn one_error(letters: &str, name: &str, forgiven: bool) -> bool {
    let name = || name.bytes().filter(|byte| *byte != b' ');
    let same = letters.bytes().zip(name()).take_while(|(a, b)| a == b);
    let front = same.count();
    let typed = &letters.as_bytes()[front..];
    let rest = || name().skip(front);
    let left = rest().count();
    if !forgiven {
        return typed.is_empty() && left == 0;
    }
    let goes_on = |typed: &[u8], skip: usize| typed.iter().copied().eq(rest().skip(skip));
    let exchanged = || match (typed, rest().next(), rest().nth(1)) {
        ([a, b, behind @ ..], Some(c), Some(d)) => *a == d && *b == c && goes_on(behind, 2),
        _ => false,
    };
    match typed {
        [] => left <= 1,
        [_, behind @ ..] => {
            goes_on(behind, 0) || goes_on(typed, 1) || goes_on(behind, 1) || exchanged()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const PROVINCE: Label<'static> = Label {
        kind: "tinh",
        name: "phu tho",
    };
    const CITY: Label<'static> = Label {
        kind: "thanh pho",
        name: "viet tri",
    };
    const COMMUNE: Label<'static> = Label {
        kind: "xa",
        name: "hung lo",
    };

    fn around() -> Vec<Label<'static>> {
        vec![CITY, PROVINCE]
    }

    fn fit(typed: &str, place: Label<'_>) -> Option<Fit> {
        Wanted::read(typed).unwrap().fit(place, around)
    }

    #[test]
    fn a_place_is_found_however_its_type_and_surroundings_are_written() {
        for typed in [
            "Hùng Lô",
            "xã Hùng Lô",
            "x. Hùng Lô",
            "HUNG LO, VIET TRI",
            "Hùng Lô TP Việt Trì",
            "xã Hùng Lô, thành phố Việt Trì, tỉnh Phú Thọ",
            "Hùng Lô - Phú Thọ",
            "Hùng Lô tp. Việt Trì Phú Thọ",
        ] {
            assert_eq!(fit(typed, COMMUNE), Some(Fit::Whole), "{typed}");
        }
        for typed in ["Hùng", "lô", "xã hùn"] {
            assert_eq!(fit(typed, COMMUNE), Some(Fit::Part), "{typed}");
        }
        assert_eq!(fit("Hùng Phú Thọ", COMMUNE), Some(Fit::PartAround));
        for typed in [
            "phường Hùng Lô",
            "Hùng Lô, Hà Nội",
            "hung l",
            "Việt Trì",
            "ùng Lô",
            "Phú Thọ Hùng Lô",
        ] {
            assert_eq!(fit(typed, COMMUNE), None, "{typed}");
        }
        assert_eq!(fit("TP Việt Trì", CITY), Some(Fit::Whole));
        let ward = |name| Label {
            kind: "phuong",
            name,
        };
        assert_eq!(fit("P.1", ward("1")), Some(Fit::Whole));
        assert_eq!(fit("p1", ward("1")), Some(Fit::Whole));
        assert_eq!(fit("phường 1", ward("12")), None);
        // A name may begin like the word for a type.
        let tinh_bien = Label {
            kind: "phuong",
            name: "tinh bien",
        };
        assert_eq!(fit("Tịnh Biên", tinh_bien), Some(Fit::Whole));
    }

    #[test]
    fn every_type_of_a_unit_has_a_word() {
        use crate::unit::{FormerType, UnitType};
        let words = UnitType::ALL.map(UnitType::word).into_iter();
        for word in words.chain(FormerType::ALL.map(FormerType::word)) {
            assert_eq!(kind_key(word), fold(word));
        }
    }

    #[test]
    fn nothing_is_looked_for_without_letters_or_digits() {
        for typed in ["", "  ", "…", "<>", "\u{200b}", "-–,"] {
            assert_eq!(Wanted::read(typed), None, "{typed:?}");
        }
        assert!(Wanted::read("<b>").is_some());
    }

    #[test]
    fn zeros_of_codes_are_put_back() {
        let codes = |typed: &str| Wanted::read(typed).unwrap().codes().to_vec();
        assert_eq!(codes("04846"), ["04846"]);
        for typed in ["4846", "0004846", "٤٨٤٦", " 4846 "] {
            assert_eq!(codes(typed), ["04846"], "{typed}");
        }
        assert_eq!(codes("25"), ["25", "025", "00025"]);
        assert_eq!(codes("025"), ["025", "00025"]);
        assert_eq!(codes("00004"), ["00004"]);
        for typed in ["123456", "4846a", "xa 4846", "0000000"] {
            assert_eq!(codes(typed), Vec::<String>::new(), "{typed}");
        }
    }

    #[test]
    fn one_error_is_forgiven_in_a_long_name() {
        let nearly = |typed: &str| Wanted::read(typed).unwrap().nearly(COMMUNE, around);
        for typed in [
            "hung loo",
            "hunglo",
            "hug lo",
            "hung la",
            "hugn lo",
            "xã Hùmg Lô, Phú Thọ",
            "phường Hùng Lô",
        ] {
            assert!(nearly(typed), "{typed}");
        }
        for typed in ["hun la", "hugg la", "hung", "xã Hùmg Lô, Hà Nội"] {
            assert!(!nearly(typed), "{typed}");
        }
        let short = Label {
            kind: "xa",
            name: "y ty",
        };
        assert!(!Wanted::read("y tu").unwrap().nearly(short, Vec::new));
    }

    proptest! {
        #[test]
        fn every_name_is_found_by_itself_and_by_its_beginning(name in "[a-z]{2,6}( [a-z]{2,6}){0,3}", kind in 0..KINDS.len()) {
            let place = Label { kind: KINDS[kind].0, name: &name };
            prop_assert_eq!(fit(&name, place), Some(Fit::Whole));
            prop_assert_eq!(fit(&format!("{} {name}", place.kind), place), Some(Fit::Whole));
            prop_assert_eq!(fit(&format!("{} {name}, phu tho", KINDS[kind].1[0]), place), Some(Fit::Whole));
            let beginning = &name[..name.find(' ').unwrap_or(name.len())];
            prop_assert!(fit(beginning, place).is_some());
        }

        #[test]
        fn one_step_away_is_near_and_two_are_not(
            name in "[a-m]{6,12}", at in 0usize..6, letter in "[n-z]", other in "[n-z]",
        ) {
            let near = |typed: &str| {
                let place = Label { kind: "xa", name: &name };
                Wanted::read(typed).unwrap().nearly(place, Vec::new)
            };
            let (front, back) = name.split_at(at);
            let longer = format!("{front}{letter}{back}");
            prop_assert!(near(&longer));
            let replaced = format!("{front}{letter}{}", &back[1..]);
            prop_assert!(near(&replaced));
            let dropped = format!("{front}{}", &back[1..]);
            prop_assert!(near(&dropped));
            let twice = format!("{letter}{front}{back}{other}");
            prop_assert!(!near(&twice));
        }

        #[test]
        fn nothing_typed_is_too_much(typed in "\\PC{0,300}") {
            if let Some(wanted) = Wanted::read(&typed) {
                let _ = wanted.nearly(COMMUNE, around);
                prop_assert!(wanted.fit(COMMUNE, around).is_none_or(|fit| fit <= Fit::PartAround));
                prop_assert!(wanted.words.len() <= MOST_WORDS);
            }
        }
    }
}
