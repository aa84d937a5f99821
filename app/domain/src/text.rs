//! Vietnamese text: one normal form, and a folding under which a person finds a name however it was
//! typed. Sort keys are not made here (they need ICU tables and come from the server).

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// NFC, with runs of white space made one space and none at the ends, and without characters that nobody sees. Every
/// text that enters the product passes through here, so that equal names are equal bytes.
#[must_use]
pub fn tidy(text: &str) -> String {
    let seen = text.chars().filter(|c| !is_empty_space(*c));
    let composed: String = seen.nfc().collect();
    composed.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// NFC, and nothing else changed: for texts that are shown as they came. Old letters come with their marks apart.
#[must_use]
pub fn composed(text: &str) -> String {
    text.nfc().collect()
}

/// Characters without width and without a meaning of their own: zero-width and no-break spaces without width, joiners of
/// words, soft hyphens, and what turns the direction of what follows, so that a name reads as another. They come with what
/// is copied from pages and documents.
fn is_empty_space(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{180e}' | '\u{200b}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}'
    )
}

/// Every character that shows nothing: besides those without a meaning, joiners of letters and marks of direction, which
/// a sentence may need and a code, a number or a date never does.
fn is_invisible(c: char) -> bool {
    is_empty_space(c)
        || matches!(
            c,
            '\u{61c}' | '\u{200c}'..='\u{200f}' | '\u{2061}'..='\u{2065}' | '\u{206a}'..='\u{206f}'
        )
}

/// Whether a text holds what steers a screen instead of saying something: control characters, marks that turn the
/// direction of what follows, and signs without a shape. White space is none of them: [`tidy`] makes one space of it, and
/// it leaves out what is only empty. A mark of direction is needed in a sentence that runs from right to left.
#[must_use]
pub fn has_controls(text: &str, right_to_left: bool) -> bool {
    let mark = |c: char| matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}');
    text.chars().any(|c| {
        (c.is_control() && !c.is_whitespace())
            || (mark(c) && !right_to_left)
            || matches!(
                c,
                '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{206f}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}'
            )
    })
}

/// Whether nothing of a text can be seen.
#[must_use]
pub fn is_blank(text: &str) -> bool {
    text.chars()
        .all(|c| c.is_whitespace() || is_invisible(c) || is_filler(c))
}

/// Letters that only fill a place, and signs without a dot or a stroke.
fn is_filler(c: char) -> bool {
    matches!(
        c,
        '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{2800}' | '\u{3164}' | '\u{ffa0}'
    )
}

/// The mark of decimals that Arabic has for itself: it never parts groups of thousands, as points and commas may.
pub const ARABIC_DECIMAL: char = '\u{66b}';

/// The zeros of scripts that count with ten digits of their own, each followed by its nine others.
const ZEROS: [u32; 36] = [
    0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6,
    0xe50, 0xed0, 0xf20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50,
    0x1bb0, 0x1c40, 0x1c50, 0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0, 0xff10,
];

/// A code, a number or a date as typed, in the characters in which it is read: digits of every script and the wide
/// forms of East Asian keyboards as ASCII, what is invisible left out, nothing around it. Marks are not composed: none of
/// these has any, and pages that read numbers while they are typed need no tables of them. Texts for people keep their own
/// characters: see [`tidy`].
#[must_use]
pub fn plain(text: &str) -> String {
    let read: String = text
        .chars()
        .filter(|c| !is_invisible(*c))
        .map(|c| match c {
            '\u{66a}' => '%',
            // Parts groups of three, and nothing else.
            '\u{66c}' => '\u{a0}',
            '\u{60c}' => ',',
            '\u{2044}' | '\u{2215}' => '/',
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
            other => digit(other).unwrap_or(other),
        })
        .collect();
    read.trim().to_owned()
}

/// The ASCII digit of a digit of another script.
fn digit(c: char) -> Option<char> {
    let code = u32::from(c);
    let zero = ZEROS
        .iter()
        .find(|zero| (**zero..**zero + 10).contains(&code))?;
    char::from_digit(code - zero, 10)
}

/// A number with decimals as people write it, as machines do: `87,83` and `٨٧٫٨٣` as `87.83`. Marks between groups of
/// thousands are not read here: one mark parts decimals, and more than one is no number.
#[must_use]
pub fn decimal(text: &str) -> Option<String> {
    let text = plain(text).replace([',', ARABIC_DECIMAL], ".");
    let digits = text.strip_prefix(['-', '\u{2212}']).unwrap_or(&text);
    let (whole, behind) = digits.split_once('.').unwrap_or((digits, "0"));
    let number = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    (number(whole) && number(behind)).then(|| text.replace('\u{2212}', "-"))
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
        .filter(|c| !is_combining_mark(*c) && !is_invisible(*c))
        .flat_map(char::to_lowercase)
    {
        match c {
            // Old letters and other alphabets have signs that look like it.
            'đ' | 'ð' | 'ɖ' => folded.push('d'),
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
        for spelling in ["Đức Nhàn", "\u{d0}ức Nhàn", "\u{189}ức nhàn"] {
            assert_eq!(fold(spelling), "duc nhan");
        }
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

    #[test]
    fn what_nobody_sees_is_not_there() {
        assert_eq!(tidy("\u{feff}Phú\u{200b} \u{a0}Thọ\u{ad}"), "Phú Thọ");
        assert_eq!(tidy("Phú \u{202e}ọhT\u{202c}"), "Phú ọhT");
        assert_eq!(fold("Mã đ\u{200b}ơn\u{200e} vị"), "ma don vi");
        for code in [
            "04846\u{200b}",
            "\u{feff}04846",
            "048\u{2060}46",
            "\u{a0}04846\u{202f}",
            "\u{2067}٠٤٨٤٦\u{2069}",
            "０４８４６",
            "०४८४६",
        ] {
            assert_eq!(plain(code), "04846", "{code:?}");
        }
        assert!(is_blank(" \u{200b}\u{a0}\n") && !is_blank("\u{200b}0"));
        assert!(is_blank("\u{3164}\u{2800} \u{34f}\u{115f}") && !is_blank("\u{2801}"));
        assert_eq!(plain(" Ｉ０６ "), "I06");
        assert_eq!(plain("١٣٠⁄١٤٨"), "130/148");
        assert_eq!(plain("٨٧٪"), "87%");
    }

    #[test]
    fn what_steers_a_screen_is_told_from_what_is_said() {
        for text in [
            "chuông\u{7}",
            "\u{1b}[31mđỏ",
            "\u{0}",
            "\u{9f}",
            "a\u{202e}b",
            "a\u{2067}b\u{2069}",
            "\u{e0041}",
        ] {
            assert!(has_controls(text, false), "{text:?}");
            assert!(has_controls(text, true), "{text:?}");
        }
        // A sentence in Arabic may need a mark; one of ours does.
        let marked = "(\u{200e}SHA-256)";
        assert!(has_controls(marked, false) && !has_controls(marked, true));
        for text in [
            "một\r\nhai\tba\u{a0}bốn\u{85}",
            "\u{feff}a\u{200b}b\u{ad}",
            "می\u{200c}خواهم",
        ] {
            assert!(!has_controls(text, false), "{text:?}");
        }
    }

    #[test]
    fn decimals_are_read_with_every_mark() {
        for text in ["87.83", "87,83", "٨٧٫٨٣", " ８７，８３ ", "87,\u{200b}83"] {
            assert_eq!(decimal(text).as_deref(), Some("87.83"), "{text}");
        }
        assert_eq!(decimal("−3").as_deref(), Some("-3"));
        for text in ["", "1.234,5", "1,2,3", ".5", "5.", "x", "1e3", "NaN"] {
            assert_eq!(decimal(text), None, "{text}");
        }
    }

    /// `text` with the digits of another script, and something invisible after each character.
    fn disguised(text: &str, zero: u32, between: char) -> String {
        let digit = |c: char| {
            let value = c.to_digit(10)?;
            char::from_u32(zero + value)
        };
        text.chars()
            .flat_map(|c| [digit(c).unwrap_or(c), between])
            .collect()
    }

    proptest! {
        #[test]
        fn a_code_is_read_in_every_script(
            text in "[0-9A-Z/.%-]{1,12}",
            zero in 0..ZEROS.len(),
            between in "[\u{200b}\u{200e}\u{2066}\u{2069}\u{feff}\u{ad}]",
        ) {
            let between = between.chars().next().unwrap();
            prop_assert_eq!(plain(&disguised(&text, ZEROS[zero], between)), text);
        }

        #[test]
        fn plain_text_stays_as_it_is(text in "\\PC{0,40}") {
            let once = plain(&text);
            prop_assert_eq!(plain(&once), once);
        }

        #[test]
        fn a_decimal_is_what_a_machine_reads(text in "\\PC{0,12}") {
            if let Some(number) = decimal(&text) {
                prop_assert!(number.parse::<f64>().is_ok_and(f64::is_finite), "{}", number);
            }
        }

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
