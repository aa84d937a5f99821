//! Finding places by the names people type: with or without the word for the type, abbreviated or not, in the words of any
//! language of the pages, with the places around them, with their code, with one typing error. Everything is compared
//! folded ([`fold`]).

use crate::text::{fold, plain};

/// A word for a type of places, folded, and what else people write.
struct Kind {
    word: &'static str,
    /// Shortened, in Arabic, and what an island's unit was called.
    before: &'static [&'static str],
    /// In English, before a name or behind it.
    english: &'static [&'static str],
}

/// All island districts became special zones in July 2025.
const KINDS: [Kind; 9] = [
    Kind {
        word: "thanh pho",
        before: &["tp", "مدينة"],
        english: &["city"],
    },
    Kind {
        word: "thi xa",
        before: &["tx", "بلدة"],
        english: &["town"],
    },
    Kind {
        word: "thi tran",
        before: &["tt", "بلدة ريفية", "بلدة"],
        english: &["township", "town"],
    },
    Kind {
        word: "dac khu",
        before: &["dk", "huyen dao", "quan dao", "xa dao", "dao", "منطقة خاصة"],
        english: &["special zone", "island district", "island"],
    },
    Kind {
        word: "tinh",
        before: &["t", "مقاطعة", "محافظة"],
        english: &["province"],
    },
    Kind {
        word: "quan",
        before: &["q", "منطقة حضرية"],
        english: &["urban district", "district"],
    },
    Kind {
        word: "huyen",
        before: &["h", "huyen dao", "منطقة ريفية"],
        english: &["rural district", "district", "island district"],
    },
    Kind {
        word: "phuong",
        before: &["p", "حي"],
        english: &["ward"],
    },
    Kind {
        word: "xa",
        before: &["x", "xa dao", "بلدية"],
        english: &["commune"],
    },
];

/// The country, as people end an address with it. No place's name does.
const COUNTRY: [&[&str]; 4] = [&["viet", "nam"], &["vietnam"], &["vn"], &["فيتنام"]];

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
    let known = KINDS.iter().find(|kind| kind.word == folded);
    known.map_or("", |kind| kind.word)
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
    /// Codes that a number among the words may stand for, and the words beside it.
    codes: Vec<(Vec<String>, Vec<String>)>,
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
        for country in COUNTRY {
            let before = words.len().saturating_sub(country.len());
            if before > 0 && words[before..] == *country {
                words.truncate(before);
            }
        }
        let kinds = KINDS.iter().flat_map(|kind| {
            let behind = after_kind(&words, kind.word);
            let behind = behind.filter(|rest| !rest.is_empty());
            behind.map(|rest| (kind.word, words.len() - rest.len()))
        });
        let kinds: Vec<_> = kinds.collect();
        let starts = std::iter::once(0).chain(kinds.iter().map(|(_, words)| *words));
        let runs = starts.flat_map(|from| (from + 1..=words.len()).map(move |to| (from, to)));
        let runs = runs
            .map(|(from, to)| (words[from..to].concat(), to))
            .collect();
        let numbers = words.iter().enumerate();
        let numbers = numbers.filter_map(|(at, word)| {
            // One digit beside other words is a part of a name.
            let number = words.len() == 1 || word.len() > 1;
            let codes = if number { codes(word) } else { Vec::new() };
            let others = [&words[..at], &words[at + 1..]].concat();
            (!codes.is_empty()).then_some((codes, others))
        });
        let codes = numbers.collect();
        (!words.is_empty()).then_some(Self {
            words,
            kinds,
            runs,
            codes,
        })
    }

    /// Its words, folded: every word of a name that was typed whole is one of them.
    #[must_use]
    pub fn words(&self) -> &[String] {
        &self.words
    }

    /// The codes that its numbers may stand for.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        let codes = self.codes.iter().flat_map(|(codes, _)| codes);
        codes.map(String::as_str)
    }

    /// Whether a number that was typed stands for a place's code, zeros at whose front may be lost or typed too often, and
    /// whatever else was typed is its name, type or surroundings.
    pub fn is_coded<'a>(
        &self,
        code: &str,
        place: Label<'_>,
        around: impl Fn() -> Vec<Label<'a>>,
    ) -> bool {
        self.coded(code).any(|others| {
            let around = around();
            let kind = || after_kind(others, place.kind).any(<[String]>::is_empty);
            let alone = lies_in(others, &around) || kind();
            alone || behind(others, place).any(|rest| lies_in(rest, &around))
        })
    }

    /// Whether a number that was typed stands for this code of a commune, whatever else was typed. Shorter numbers are
    /// rather a part of a name.
    #[must_use]
    pub fn has_code(&self, code: &str) -> bool {
        let long = |codes: &[String]| codes.iter().all(|code| code.len() == 5);
        let mut meant = self.codes.iter().map(|(codes, _)| codes);
        meant.any(|codes| long(codes) && codes.iter().any(|meant| meant == code))
    }

    /// What stands beside each number that may be this code.
    fn coded(&self, code: &str) -> impl Iterator<Item = &[String]> {
        let meant = self.codes.iter();
        meant
            .filter(move |(codes, _)| codes.iter().any(|wanted| wanted == code))
            .map(|(_, others)| others.as_slice())
    }

    /// How well a place fits, if it does. `around` gives the places that it lies in; it is asked only where
    /// more was typed than the name.
    pub fn fit<'a>(&self, place: Label<'_>, around: impl Fn() -> Vec<Label<'a>>) -> Option<Fit> {
        let named = fit_name(place, &self.words, &around);
        let kinds = self.kinds.iter().filter(|(kind, _)| *kind == place.kind);
        let of_kind =
            kinds.filter_map(|(_, words)| fit_name(place, &self.words[*words..], &around));
        named.into_iter().chain(of_kind).min()
    }

    /// Whether what was typed is the whole name of a place, perhaps with what it lies in behind it.
    pub fn is_whole<'a>(&self, place: Label<'_>, around: impl Fn() -> Vec<Label<'a>>) -> bool {
        behind(&self.words, place).any(|rest| lies_in(rest, &around()))
    }

    /// Whether what was typed is the whole name of a place behind what it lies in: “Phú Thọ, Đức Nhàn”. For when nothing
    /// fits: so it is written in tables, and nowhere else.
    pub fn fits_turned<'a>(&self, place: Label<'_>, around: impl Fn() -> Vec<Label<'a>>) -> bool {
        (1..self.words.len()).any(|from| {
            behind(&self.words[from..], place).any(<[String]>::is_empty)
                && lies_in(&self.words[..from], &around())
        })
    }

    /// Whether a place was perhaps meant: another word for the type, or one letter wrong, too many, missing or exchanged
    /// with its neighbour, wherever the blanks stand. For when nothing fits.
    pub fn nearly<'a>(&self, place: Label<'_>, around: impl Fn() -> Vec<Label<'a>>) -> bool {
        let own = place.name.bytes().filter(|byte| *byte != b' ').count();
        self.runs.iter().any(|(run, to)| {
            run.len().abs_diff(own) <= 1 && one_error(run, place.name, own >= ERROR_FROM) && {
                let behind = &self.words[*to..];
                let english = KINDS
                    .iter()
                    .flat_map(|kind| after_any(behind, kind.english));
                let mut rests = std::iter::once(behind).chain(english);
                rests.any(|rest| rest.is_empty() || lies_in(rest, &around()))
            }
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

/// What stands behind the word for a type, however it is called, at the front; nothing if there is no such word.
fn after_kind<'w>(words: &'w [String], kind: &str) -> impl Iterator<Item = &'w [String]> {
    let known = KINDS.iter().filter(move |known| known.word == kind);
    known.flat_map(move |kind| {
        let spelt = after(words, kind.word).into_iter();
        let called = spelt.chain(after_any(words, kind.before));
        let english = after_any(words, kind.english).map(|rest| match rest {
            // “Province of Phú Thọ”.
            [of, rest @ ..] if of == "of" => rest,
            rest => rest,
        });
        called.chain(english)
    })
}

/// What stands behind one of these at the front.
fn after_any<'w>(
    words: &'w [String],
    fronts: &'static [&'static str],
) -> impl Iterator<Item = &'w [String]> {
    fronts.iter().filter_map(move |front| after(words, front))
}

/// These words, and what stands behind the English word for a type at their front.
fn past_english<'w>(words: &'w [String], kind: &str) -> impl Iterator<Item = &'w [String]> {
    let known = KINDS.iter().filter(move |known| known.word == kind);
    let behind = known.flat_map(move |kind| after_any(words, kind.english));
    std::iter::once(words).chain(behind)
}

/// What stands behind the name of a place at the front, and the words for its type on either side.
fn behind<'w>(words: &'w [String], place: Label<'_>) -> impl Iterator<Item = &'w [String]> {
    let named = std::iter::once(words).chain(after_kind(words, place.kind));
    named
        .filter_map(move |words| after(words, place.name))
        .flat_map(move |rest| past_english(rest, place.kind))
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

/// How well `words` fit a name and, behind it, the word for its type, as English has it, and the places around it. Words
/// count from their beginning, the last need not be whole.
fn fit_name<'a>(
    place: Label<'_>,
    words: &[String],
    around: &impl Fn() -> Vec<Label<'a>>,
) -> Option<Fit> {
    let (name, first) = (place.name, words.first()?);
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
            let left = &words[index + 1..];
            let ends = past_english(left, place.kind).any(<[String]>::is_empty);
            let lies = || {
                let around = around();
                past_english(left, place.kind).any(|rest| lies_in(rest, &around))
            };
            if ends || lies() {
                let fit = match (from, behind, ends) {
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
        || places
            .iter()
            .any(|place| behind(words, *place).any(|rest| lies_in(rest, places)))
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
            "Hùng Lô ward",
            "Hùng Lô city",
            "ward Hùng Lô",
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
    fn types_are_called_as_in_every_language() {
        for typed in [
            "Hung Lo commune",
            "Hung Lo Commune, Viet Tri City, Phu Tho Province",
            "Hung Lo commune Phu Tho province",
            "commune of Hung Lo, province of Phu Tho",
            "بلدية Hùng Lô",
            "بلدية Hùng Lô، مقاطعة Phú Thọ",
            "بلدية Hùng Lô، مدينة Việt Trì، محافظة Phú Thọ، فيتنام",
            "Hùng Lô, Việt Nam",
            "Hùng Lô, Phú Thọ, Viet Nam",
            "Hung Lo commune, Vietnam",
            "xã Hùng Lô, VN",
        ] {
            assert_eq!(fit(typed, COMMUNE), Some(Fit::Whole), "{typed}");
        }
        for typed in ["Viet Tri city", "City of Viet Tri", "مدينة Việt Trì"] {
            assert_eq!(fit(typed, CITY), Some(Fit::Whole), "{typed}");
        }
        let place = |kind, name| Label { kind, name };
        for (typed, place) in [
            ("Phu Tho province", PROVINCE),
            ("District 1", place("quan", "1")),
            ("District 1 Viet Tri City", place("quan", "1")),
            ("Lam Thao district", place("huyen", "lam thao")),
            ("Lam Thao township", place("thi tran", "lam thao")),
            ("Phu Tho town", place("thi xa", "phu tho")),
            ("Huyện đảo Phú Quốc", place("dac khu", "phu quoc")),
            ("Phu Quoc special zone", place("dac khu", "phu quoc")),
            ("đảo Phú Quốc", place("dac khu", "phu quoc")),
            ("Phu Quoc island", place("dac khu", "phu quoc")),
            ("huyện đảo Lý Sơn", place("huyen", "ly son")),
            ("Việt Nam", place("xa", "viet nam")),
        ] {
            assert_eq!(fit(typed, place), Some(Fit::Whole), "{typed}");
        }
        assert_eq!(fit("commune", COMMUNE), None);
    }

    #[test]
    fn what_a_place_lies_in_may_stand_before_it() {
        let turned = |typed: &str| Wanted::read(typed).unwrap().fits_turned(COMMUNE, around);
        for typed in [
            "Phú Thọ Hùng Lô",
            "Phú Thọ, Hùng Lô",
            "tỉnh Phú Thọ, TP Việt Trì, xã Hùng Lô",
            "Phú Thọ - Hùng Lô",
            "Phu Tho province, Hung Lo commune, Viet Nam",
            "مقاطعة Phú Thọ، بلدية Hùng Lô",
        ] {
            assert!(turned(typed), "{typed}");
        }
        for typed in [
            "Hà Nội, Hùng Lô",
            "Phú Thọ, Hùng",
            "Phú Thọ, phường Hùng Lô",
            "Hùng Lô",
            "Phú Thọ",
            "Hùng Lô, Phú Thọ",
        ] {
            assert!(!turned(typed), "{typed}");
        }
    }

    #[test]
    fn a_code_may_stand_beside_the_name_and_what_it_lies_in() {
        let coded = |typed: &str| {
            Wanted::read(typed)
                .unwrap()
                .is_coded("04846", COMMUNE, around)
        };
        for typed in [
            "04846",
            "4846 Phú Thọ",
            "04846 Phú Thọ",
            "Phú Thọ 04846",
            "Hùng Lô (04846)",
            "04846 - Hùng Lô",
            "04846-Hùng Lô",
            "xã 04846",
            "Xã Hùng Lô — Tỉnh Phú Thọ 04846",
            "Hung Lo commune (٠٤٨٤٦), Vietnam",
        ] {
            assert!(coded(typed), "{typed}");
        }
        for typed in [
            "04846 Hà Nội",
            "Mai Châu (04846)",
            "04847 Hùng Lô",
            "tỉnh 04846",
        ] {
            assert!(!coded(typed), "{typed}");
        }
        assert!(Wanted::read("04846 Hà Nội").unwrap().has_code("04846"));
        // The number of a ward is no code of two digits that lost its zero.
        assert!(!Wanted::read("phường 1 Phú Thọ").unwrap().has_code("01"));
    }

    #[test]
    fn zeros_of_codes_are_put_back() {
        let codes = |typed: &str| {
            let read = Wanted::read(typed).unwrap().codes;
            read.into_iter()
                .flat_map(|(codes, _)| codes)
                .collect::<Vec<_>>()
        };
        assert_eq!(codes("04846"), ["04846"]);
        for typed in ["4846", "0004846", "٤٨٤٦", " 4846 ", "xa 4846"] {
            assert_eq!(codes(typed), ["04846"], "{typed}");
        }
        assert_eq!(codes("25"), ["25", "025", "00025"]);
        assert_eq!(codes("025"), ["025", "00025"]);
        assert_eq!(codes("00004"), ["00004"]);
        for typed in ["123456", "4846a", "0000000"] {
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
            // No place's name ends with the country's.
            let words: Vec<&str> = name.split(' ').collect();
            prop_assume!(!COUNTRY.iter().any(|country| words.ends_with(country)));
            let place = Label { kind: KINDS[kind].word, name: &name };
            prop_assert_eq!(fit(&name, place), Some(Fit::Whole));
            prop_assert_eq!(fit(&format!("{} {name}", place.kind), place), Some(Fit::Whole));
            prop_assert_eq!(fit(&format!("{} {name}, phu tho", KINDS[kind].before[0]), place), Some(Fit::Whole));
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
