//! Texts in cells of CSV and TSV files, which say nothing of types: what a spreadsheet would take for a formula is
//! led by an apostrophe. Files that carry types (workbooks) write texts as texts, and stay out of this.

use crate::text::is_blank;
use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;

/// The signs with which spreadsheets begin a formula.
const SIGNS: [char; 4] = ['=', '+', '-', '@'];

/// A text cell that no spreadsheet takes for a formula, whatever separator it was told to part cells by: an apostrophe
/// stands at its beginning, and behind every separator inside it, where nothing but what hides comes before a sign.
/// Numbers stay as they are. The signs, wide ones among
/// them, are those of OWASP's page “CSV Injection”.
#[must_use]
pub fn guarded(cell: &str) -> Cow<'_, str> {
    if is_number(cell) {
        return Cow::Borrowed(cell);
    }
    let mut out = String::new();
    let mut written = 0;
    let mut beginning = Some(0);
    for (at, c) in cell.char_indices() {
        if parts(c) {
            beginning = Some(at + c.len_utf8());
        } else if let Some(place) = beginning
            && !hides(c)
        {
            beginning = None;
            if is_sign(c) {
                out.push_str(&cell[written..place]);
                out.push('\'');
                written = place;
            }
        }
    }
    if out.is_empty() {
        return Cow::Borrowed(cell);
    }
    out.push_str(&cell[written..]);
    Cow::Owned(out)
}

/// Whether a whole cell is a number, which a file may hold as one: digits with a sign before and a fraction behind.
fn is_number(cell: &str) -> bool {
    let digits = cell.strip_prefix(['-', '+']).unwrap_or(cell);
    digits.starts_with(|c: char| c.is_ascii_digit()) && digits.parse::<f64>().is_ok()
}

/// What some program parts cells or lines by. A comma is quoted in our files; whoever opens one as if semicolons parted
/// cells, as is usual in Viet Nam, reads quotes inside a cell as any other character.
fn parts(c: char) -> bool {
    matches!(
        c,
        ',' | ';'
            | '|'
            | '\t'
            | '\n'
            | '\u{b}'
            | '\u{c}'
            | '\r'
            | '\u{85}'
            | '\u{2028}'
            | '\u{2029}'
    )
}

/// What may stand before a sign without keeping it from beginning a formula: what nobody sees, and quotes, which may
/// open a cell.
fn hides(c: char) -> bool {
    c == '"' || c.is_control() || is_blank(c.encode_utf8(&mut [0; 4]))
}

/// A sign in any of its forms: programs of East Asia read the wide ones, and some turn small and raised ones into these.
fn is_sign(c: char) -> bool {
    SIGNS.contains(&c)
        || (!c.is_ascii()
            && std::iter::once(c)
                .nfkc()
                .next()
                .is_some_and(|c| SIGNS.contains(&c)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn formulas_are_led_by_an_apostrophe_and_numbers_are_not() {
        for (cell, written) in [
            ("=1+1", "'=1+1"),
            ("@x", "'@x"),
            ("+84 912", "'+84 912"),
            ("-5%", "'-5%"),
            ("-inf", "'-inf"),
            ("+nan", "'+nan"),
            ("＝1+1", "'＝1+1"),
            ("＋1", "'＋1"),
            ("－1", "'－1"),
            ("＠SUM(A1)", "'＠SUM(A1)"),
            ("\u{ff1d}cmd", "'\u{ff1d}cmd"),
            ("﹦1", "'﹦1"),
            (" =1", "' =1"),
            ("\u{a0}=1", "'\u{a0}=1"),
            ("\u{3000}＝1", "'\u{3000}＝1"),
            ("\u{200b}=1", "'\u{200b}=1"),
            ("\u{feff}\u{2060}=1", "'\u{feff}\u{2060}=1"),
            ("\u{0}\u{1b}=1", "'\u{0}\u{1b}=1"),
            ("\u{202e}@x", "'\u{202e}@x"),
            ("\"=1", "'\"=1"),
            ("\t=1", "\t'=1"),
            ("\r\n=1", "\r\n'=1"),
            ("a;=1", "a;'=1"),
            ("a; \u{200b}=1", "a;' \u{200b}=1"),
            ("a\n=1\n@b", "a\n'=1\n'@b"),
            ("a|\"-1", "a|'\"-1"),
            ("-1,2+cmd|' /C calc'!A0", "'-1,2+cmd|' /C calc'!A0"),
        ] {
            assert_eq!(guarded(cell), written, "{cell:?}");
        }
        for plain in [
            "",
            "-0.67",
            "+5",
            "-1e5",
            "Phú Thọ",
            "Quyết định 12 - 2026",
            "a=b",
            "thư@xã",
            "a, b; c",
            "'=1",
            " ",
        ] {
            assert_eq!(guarded(plain), plain);
        }
    }

    proptest! {
        /// Read as programs do it that part cells by any of these, and drop what hides: no cell begins with a sign.
        #[test]
        fn no_cell_of_any_reader_begins_with_a_sign(
            text in "[-=+@＝＋－＠﹣⁼a1.'\" \u{a0}\u{200b}\u{feff}\u{0}\u{1f}\u{3164},;|\t\r\n\u{2028}]{0,16}",
            separators in proptest::sample::subsequence(vec![',', ';', '|', '\t', '\r', '\n', '\u{2028}'], 0..=7),
        ) {
            let written = guarded(&text);
            if written.parse::<f64>().is_err() {
                for cell in written.split(|c| separators.contains(&c)) {
                    let seen = cell.trim_start_matches(|c: char| {
                        c.is_whitespace() || c.is_control() || "\"\u{200b}\u{feff}\u{3164}".contains(c)
                    });
                    prop_assert!(!seen.starts_with(|c| "-=+@＝＋－＠﹣⁼".contains(c)), "{:?}", written);
                }
            }
        }

        #[test]
        fn nothing_but_apostrophes_is_added_and_once_is_enough(text in "\\PC{0,24}|[-=;a \n]{0,12}") {
            let written = guarded(&text);
            prop_assert_eq!(guarded(&written), written.clone());
            prop_assert_eq!(written.replace('\'', ""), text.replace('\'', ""));
        }
    }
}
