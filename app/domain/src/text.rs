//! Vietnamese text: one normal form, and a folding under which a person finds a name however it was
//! typed. Sort keys are not made here (they need ICU tables and come from the server).

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// NFC, with runs of white space made one space and none at the ends. Every text that enters the
/// product passes through here, so that equal names are equal bytes.
#[must_use]
pub fn tidy(text: &str) -> String {
    let composed: String = text.nfc().collect();
    composed.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Most characters of what people write to each other: a message, a reason, a directive, a reply to one.
pub const LONGEST_WORDS: usize = 2_000;

/// Most characters of a name: of a person, a department, a subject; and of an e-mail address.
pub const LONGEST_NAME: usize = 200;

/// A text as somebody typed it, with every line break as one character: browsers count one where a limit is written
/// beside a field, and send two.
#[must_use]
pub fn one_break(text: &str) -> String {
    if text.contains('\r') {
        text.replace("\r\n", "\n").replace('\r', "\n")
    } else {
        text.to_owned()
    }
}

/// How many characters a text has; a line break is one, however it is written.
#[must_use]
pub fn length(text: &str) -> usize {
    text.chars().count() - text.matches("\r\n").count()
}

/// The search key: lower case, without tone and vowel marks, `đ` as `d`, punctuation as space.
///
/// “Hoà Bình”, “Hòa Bình” and “hoa binh” share one key, because the tone's place vanishes with the
/// tone (`docs/rules.md`).
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text
        .nfd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
    {
        match c {
            'đ' => folded.push('d'),
            c if c.is_alphanumeric() => folded.push(c),
            _ if folded.ends_with(' ') || folded.is_empty() => {}
            _ => folded.push(' '),
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_spelling_finds_the_same_place() {
        for spelling in [
            "Hoà Bình",
            "Hòa Bình",
            "hoa binh",
            "HOÀ BÌNH",
            "Ho\u{300}a  Bi\u{300}nh ",
        ] {
            assert_eq!(fold(spelling), "hoa binh", "{spelling}");
        }
        assert_eq!(fold("Đức Nhàn"), "duc nhan");
        assert_eq!(fold("TP. Hồ Chí Minh"), "tp ho chi minh");
        assert_eq!(fold("Thủy"), fold("Thuỷ"));
    }

    #[test]
    fn a_line_break_is_one_character() {
        for text in [
            "một\nhai\n\nba\n",
            "một\r\nhai\r\n\r\nba\r\n",
            "một\rhai\r\rba\r",
        ] {
            assert_eq!(length(text), 12, "{text:?}");
            assert_eq!(one_break(text), "một\nhai\n\nba\n", "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn length_does_not_depend_on_the_sender(text in "[ a-zế\r\n]{0,40}") {
            prop_assert_eq!(length(&text), one_break(&text).chars().count());
        }

        #[test]
        fn folding_twice_changes_nothing(text in "\\PC{0,40}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn tidying_twice_changes_nothing(text in "\\PC{0,40}") {
            let once = tidy(&text);
            prop_assert_eq!(tidy(&once), once.clone());
            prop_assert_eq!(fold(&once), fold(&text));
        }
    }
}
