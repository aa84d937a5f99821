//! Paths and queries as they stand in an address: their language, and how a text is written into them.

use crate::{i18n::Lang, query::Query};
use domain::{
    release::ReleaseRef,
    text::{is_blank, plain},
    unit::UnitCode,
};
use std::fmt::Write;

/// Splits a path into its language and the rest, which begins with a slash.
#[must_use]
pub fn split_lang(path: &str) -> (Lang, &str) {
    for lang in [Lang::En, Lang::Ar] {
        if let Some(rest) = path.strip_prefix(lang.prefix()) {
            if rest.is_empty() {
                return (lang, "/");
            }
            if rest.starts_with('/') {
                return (lang, rest);
            }
        }
    }
    (Lang::Vi, path)
}

/// How a path should have been written, without its language prefix: people end addresses with a slash, or with the full
/// stop of the sentence in which they stood; they write capitals, and leave out the zeros of codes. Whether such an address
/// exists is not asked.
#[must_use]
pub fn straightened(path: &str) -> Option<(Lang, String)> {
    // What would part a path, or end it, is meant as a part of a name, and no name has it.
    let hidden = |sign: &str| path.to_ascii_lowercase().contains(sign);
    if hidden("%2f") || hidden("%5c") {
        return None;
    }
    let path = decode(path).filter(|path| !path.contains(char::is_control))?;
    let end = |c: char| is_blank(c.encode_utf8(&mut [0; 4])) || "/.,;:!?)]}>\"'”’»…".contains(c);
    let mut parts: Vec<String> = path
        .trim_end_matches(end)
        .split('/')
        .filter(|part| !is_blank(part))
        .map(str::to_owned)
        .collect();
    let lang = match parts
        .first()
        .map(|first| first.to_ascii_lowercase())
        .as_deref()
    {
        Some("en") => Lang::En,
        Some("ar") => Lang::Ar,
        _ => Lang::Vi,
    };
    if lang != Lang::Vi {
        parts.remove(0);
    }
    if let Some(head) = parts.first_mut() {
        head.make_ascii_lowercase();
    }
    let head = parts.first().cloned().unwrap_or_default();
    // A link that works once, and a criteria set's name, are as they are.
    if !matches!(head.as_str(), "moi" | "quan-tri") {
        for (at, part) in parts.iter_mut().enumerate().skip(1) {
            *part = straightened_part(&head, at, part);
        }
    } else if head == "quan-tri"
        && let Some(room) = parts.get_mut(1)
    {
        room.make_ascii_lowercase();
    }
    Some((lang, format!("/{}", parts.join("/"))))
}

/// A part of a path below its head.
fn straightened_part(head: &str, at: usize, part: &str) -> String {
    let lower = plain(part).to_ascii_lowercase();
    // Signs that are read as one that parts paths are none of a code.
    let lower = Some(lower).filter(|lower| !lower.contains('/'));
    let lower = lower.unwrap_or_else(|| part.trim().to_ascii_lowercase());
    let named = lower.split_once('.').filter(|(name, _)| !name.is_empty());
    let (name, ending) = named.unwrap_or((&lower, ""));
    let name = name.trim_end();
    let name = match (head, at) {
        ("tinh", 1) => unit(name, 2),
        ("xa" | "can-bo" | "trao-doi", 1) => unit(name, 5),
        ("chi-tieu", 2) => unit(name, if name.len() > 2 { 5 } else { 2 }),
        ("chi-tieu" | "so-lieu", 1) => code(name),
        ("can-bo" | "trao-doi", 2) => code(name),
        _ => name.to_owned(),
    };
    if ending.is_empty() {
        name
    } else {
        format!("{name}.{ending}")
    }
}

/// How a query should have been written, by the rule by which paths are: codes of units, of what is asked of them and of
/// releases. Whatever is no code stays as it is, also what a page would not know.
#[must_use]
pub fn straightened_query(query: &str) -> String {
    let straight = |pair: &str| {
        let read = Query::parse(pair);
        let (name, value) = read.pairs().next()?;
        let straight = straightened_value(name, &plain(value))?;
        (straight != value).then(|| format!("{}={}", encode(name), encode(&straight)))
    };
    let pairs = query.split('&');
    let pairs = pairs.map(|pair| straight(pair).unwrap_or_else(|| pair.to_owned()));
    pairs.collect::<Vec<_>>().join("&")
}

/// The code that the value of a parameter was meant to be, if the parameter takes one and the value may be one.
fn straightened_value(name: &str, value: &str) -> Option<String> {
    let known = |code: String| UnitCode::parse(&code).is_some().then_some(code);
    match name {
        "tinh" => known(unit(value, 2)),
        "don-vi" => known(unit(value, if value.len() > 2 { 5 } else { 2 })),
        "muc" => {
            let (place, criterion) = value.split_once('.')?;
            Some(format!("{}.{}", known(unit(place, 5))?, code(criterion)))
        }
        "tieu-chi" | "chi-tieu" => Some(code(value)),
        "phat-hanh" => {
            let release = value.to_ascii_lowercase();
            ReleaseRef::parse(&release).map(|_| release)
        }
        _ => None,
    }
}

/// A unit's code with as many zeros before it as it takes; anything else stays as it is.
fn unit(name: &str, width: usize) -> String {
    let number = name.trim_start_matches('0');
    let digits = name.bytes().all(|b| b.is_ascii_digit());
    if digits && !number.is_empty() && number.len() <= width {
        format!("{number:0>width$}")
    } else {
        name.to_owned()
    }
}

/// A code of a criterion or an indicator: capitals, digits, perhaps a small letter. Words have no digit.
fn code(name: &str) -> String {
    match name.find(|c: char| c.is_ascii_digit()) {
        Some(digit) if name.len() <= 6 => {
            format!("{}{}", name[..digit].to_ascii_uppercase(), &name[digit..])
        }
        _ => name.to_owned(),
    }
}

/// A path in a language. The English and Arabic home pages are `/en` and `/ar`.
#[must_use]
pub fn prefixed(lang: Lang, path: &str) -> String {
    match (lang, path) {
        (Lang::Vi, path) => path.to_owned(),
        (lang, "/") => lang.prefix().to_owned(),
        (lang, path) => format!("{}{path}", lang.prefix()),
    }
}

/// Percent-encodes a text for use in a query.
#[must_use]
pub fn encode(text: &str) -> String {
    text.bytes()
        .fold(String::with_capacity(text.len()), |mut out, b| {
            match b {
                b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
                    out.push(char::from(b))
                }
                _ => {
                    // Writing into a String can't fail.
                    let _ = write!(out, "%{b:02X}");
                }
            }
            out
        })
}

/// Reads what [`encode`] wrote, as a part of a path.
#[must_use]
pub fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        rest = tail;
        if *first != b'%' {
            bytes.push(*first);
            continue;
        }
        let digits = std::str::from_utf8(rest.get(..2)?).ok()?;
        bytes.push(u8::from_str_radix(digits, 16).ok()?);
        rest = &rest[2..];
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn addresses_are_straightened_as_people_meant_them() {
        for (written, meant) in [
            ("/tinh/25/", "/tinh/25"),
            ("/TINH/25", "/tinh/25"),
            ("/tinh/25.", "/tinh/25"),
            ("/tinh/25).", "/tinh/25"),
            ("/tinh/1", "/tinh/01"),
            ("/tinh//25", "/tinh/25"),
            ("/tinh/%32%35", "/tinh/25"),
            ("/tinh/25%20", "/tinh/25"),
            ("/Tinh/25.CSV", "/tinh/25.csv"),
            ("/xa/4846", "/xa/04846"),
            ("/xa/004846", "/xa/04846"),
            ("/xa/٠٤٨٤٦", "/xa/04846"),
            ("/tinh/025", "/tinh/25"),
            ("/tinh/2%E2%80%8B5", "/tinh/25"),
            ("/xa/0", "/xa/0"),
            ("/xa/104846", "/xa/104846"),
            ("/xa/1", "/xa/00001"),
            ("/bien-nhan/19R1-04846.", "/bien-nhan/19r1-04846"),
            ("/chi-tieu/i08A", "/chi-tieu/I08a"),
            ("/chi-tieu/i02/4846", "/chi-tieu/I02/04846"),
            ("/chi-tieu/i02/1/", "/chi-tieu/I02/01"),
            ("/can-bo/4846/dl2/", "/can-bo/04846/DL2"),
            ("/can-bo/04846/Sao-Chep", "/can-bo/04846/sao-chep"),
            ("/quan-tri/bo-tieu-chi/V0-b/", "/quan-tri/bo-tieu-chi/V0-b"),
            ("/Quan-Tri/Cong-Bo", "/quan-tri/cong-bo"),
            ("/moi/AbC.", "/moi/AbC"),
            ("//evil.example/", "/evil.example"),
            ("/", "/"),
            ("", "/"),
            ("/...", "/"),
            ("/tinh/.25", "/tinh/.25"),
            ("/xa/./04846", "/xa/./04846"),
            ("/\u{2044}/ .\u{2044} /A", "/\u{2044}/.\u{2044}/a"),
        ] {
            let straight = (Lang::Vi, meant.to_owned());
            assert_eq!(straightened(written), Some(straight.clone()), "{written}");
            assert_eq!(straightened(meant), Some(straight), "{meant}");
        }
        for (written, lang, meant) in [
            ("/EN/tinh/25/", Lang::En, "/tinh/25"),
            ("/ar/", Lang::Ar, "/"),
            ("/Ar/Xep-Hang,", Lang::Ar, "/xep-hang"),
        ] {
            assert_eq!(straightened(written), Some((lang, meant.to_owned())));
        }
        for none in [
            "/tinh/%2",
            "/minh-chung/1%00",
            "/tinh/25%0D%0Ax:",
            "/tinh%2F25",
            "/tinh%5c25/",
        ] {
            assert_eq!(straightened(none), None, "{none}");
        }
    }

    #[test]
    fn queries_are_straightened_by_the_same_rule() {
        for (written, meant) in [
            ("tinh=1", "tinh=01"),
            ("tinh=025", "tinh=25"),
            ("tinh=%D9%A2%D9%A5", "tinh=25"),
            ("tinh=2%E2%80%8B5", "tinh=25"),
            (
                "theo=quy&tinh=025&phat-hanh=19",
                "theo=quy&tinh=25&phat-hanh=19",
            ),
            ("phat-hanh=19R1&x=%zz&&=&y", "phat-hanh=19r1&x=%zz&&=&y"),
            ("don-vi=4846", "don-vi=04846"),
            ("don-vi=1", "don-vi=01"),
            ("muc=4846.dl2&muc=04847.TC1", "muc=04846.DL2&muc=04847.TC1"),
            ("tieu-chi=dl%D9%A2", "tieu-chi=DL2"),
        ] {
            assert_eq!(straightened_query(written), meant, "{written}");
        }
        for straight in [
            "",
            "tinh=25",
            "tinh=25+",
            "tinh=",
            "tinh=0",
            "tinh=125",
            "tinh=Ph%C3%BA",
            "tinh=25%0D%0Ax",
            "phat-hanh=x",
            "q=025",
            "ten=1&don-vi=x",
            "phat-hanh=0&don-vi=04846",
        ] {
            assert_eq!(straightened_query(straight), straight);
        }
    }

    proptest! {
        #[test]
        fn a_straight_query_stays_so(query in "((tinh|muc|q|phat-hanh|don-vi)=[0-9a-zR.+%٤\u{200b}]{0,6}&?){0,4}") {
            let straight = straightened_query(&query);
            prop_assert_eq!(straightened_query(&straight), straight);
        }

        #[test]
        fn what_is_straight_stays_so(path in "(/[A-Za-z0-9.,_ ٤\u{2044}\u{200b}-]{0,8}){0,4}") {
            if let Some((lang, straight)) = straightened(&path) {
                prop_assert!(straight.starts_with('/') && !straight.starts_with("//"));
                let again = straightened(&prefixed(lang, &straight));
                prop_assert_eq!(again, Some((lang, straight)));
            }
        }
    }
}
