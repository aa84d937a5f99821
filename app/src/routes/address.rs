//! Paths and queries as they stand in an address: their language, and how a text is written into them.

use crate::i18n::Lang;
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
