//! How wide a text will be, without a font. Plotters' own guess counts bytes, so that
//! “Đặng Thị Hồng Gấm” came out half as wide again as it is drawn.
//!
//! The advances are the widest of Noto Sans, DejaVu Sans and Liberation Sans (the metrics of
//! Arial): an estimate may leave a little air but must not be too narrow, or labels are cut off.

/// Advances of U+0020 to U+007E in 1/1000 em.
const ASCII: [u16; 95] = [
    318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 551, 838, 318, 361, 318,
    372, // space to /
    636, 636, 636, 636, 636, 636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 556, // 0 to ?
    1015, 684, 686, 722, 770, 667, 611, 778, 752, 339, 500, 667, 557, 907, 760, 787, // @ to O
    667, 787, 722, 667, 611, 732, 684, 989, 685, 667, 685, 390, 372, 390, 838, 556, // P to _
    500, 613, 635, 550, 635, 615, 352, 635, 634, 278, 278, 579, 278, 974, 634, 612, // ` to o
    635, 635, 413, 521, 392, 634, 592, 818, 592, 592, 525, 636, 551, 636, 838, // p to ~
];

/// The width of `text` at a font size of `font_px`, in the same unit.
///
/// At or above what a browser measures, and for Vietnamese at most a quarter above it.
#[must_use]
pub fn text_width(text: &str, font_px: f64) -> f64 {
    f64::from(milli_em(text)) * font_px / 1000.0
}

/// The width of `text` in 1/1000 em.
fn milli_em(text: &str) -> u32 {
    let mut next = text.chars().skip(1);
    text.chars()
        .map(|c| u32::from(advance(c, next.next())))
        .sum()
}

/// The advance of one character in 1/1000 em; `next` decides the shape of an Arabic letter.
fn advance(c: char, next: Option<char>) -> u16 {
    match c {
        ' '..='~' => ascii(c),
        'Đ' => 775,
        'đ' => 635,
        'Ơ' | 'Ớ' | 'Ờ' | 'Ở' | 'Ỡ' | 'Ợ' => 913,
        'ơ' | 'ớ' | 'ờ' | 'ở' | 'ỡ' | 'ợ' => 616,
        'Ư' | 'Ứ' | 'Ừ' | 'Ử' | 'Ữ' | 'Ự' => 858,
        'ư' | 'ứ' | 'ừ' | 'ử' | 'ữ' | 'ự' => 674,
        // Combining marks, Arabic vowel signs, joiners and the marks of direction take no room.
        '\u{300}'..='\u{36f}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}' => 0,
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => 0,
        '\u{a0}' => 318,
        '\u{202f}' | '\u{2009}' => 200,
        '–' => 556,
        '·' => 318,
        '“' | '”' | '«' | '»' => 518,
        '‘' | '’' => 318,
        '\u{600}'..='\u{6ff}' => arabic(c, next.is_some_and(is_arabic_letter)),
        _ => base_letter(c).map_or(1000, ascii),
    }
}

/// The advance of a printable ASCII character.
fn ascii(c: char) -> u16 {
    (c as usize)
        .checked_sub(0x20)
        .and_then(|at| ASCII.get(at))
        .copied()
        .unwrap_or(1000)
}

/// The letter under the marks, for Latin-1, the Vietnamese block and its few neighbours.
fn base_letter(c: char) -> Option<char> {
    let lower = c.to_lowercase().next().unwrap_or(c);
    let base = match lower {
        'à'..='å' | 'ă' | 'ā' | 'ạ'..='ặ' => 'a',
        'ç' => 'c',
        'è'..='ë' | 'ē' | 'ẹ'..='ệ' => 'e',
        'ì'..='ï' | 'ĩ' | 'ī' | 'ỉ' | 'ị' => 'i',
        'ñ' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ọ'..='ộ' => 'o',
        'ù'..='ü' | 'ũ' | 'ū' | 'ụ' | 'ủ' => 'u',
        'ý' | 'ÿ' | 'ỳ'..='ỹ' => 'y',
        _ => return None,
    };
    Some(if lower == c {
        base
    } else {
        base.to_ascii_uppercase()
    })
}

/// Whether a letter before `c` takes its joined shape.
fn is_arabic_letter(c: char) -> bool {
    matches!(c, '\u{620}'..='\u{65f}' | '\u{671}'..='\u{6d3}')
}

/// The advance of an Arabic letter: joined to the next one, or in its wide shape at the end.
fn arabic(c: char, joined: bool) -> u16 {
    let (inside, last) = match c {
        'ا' | 'أ' | 'إ' | 'آ' => (305, 305),
        'ب' | 'ت' | 'ث' | 'پ' => (340, 1000),
        'ج' | 'ح' | 'خ' | 'چ' => (650, 650),
        'د' | 'ذ' => (525, 525),
        'ر' | 'ز' | 'و' | 'ؤ' => (520, 520),
        'س' | 'ش' => (880, 1275),
        'ص' | 'ض' => (900, 1300),
        'ط' | 'ظ' => (810, 950),
        'ف' | 'ڤ' => (500, 1060),
        'ق' | 'ك' | 'گ' => (530, 850),
        'ل' => (320, 760),
        'ن' | 'ي' | 'ى' | 'ئ' => (340, 820),
        'م' => (580, 660),
        '،' | '٫' | '٬' => (330, 330),
        _ => (550, 560),
    };
    if joined { inside } else { last }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Widths at 100 px that a browser measured: Noto Sans, DejaVu Sans, Liberation Sans.
    const MEASURED: [(&str, [f64; 3]); 8] = [
        ("Đặng Thị Hồng Gấm", [953.9, 1012.6, 926.5]),
        ("Phường Tân Đông Hiệp", [1092.7, 1138.0, 1063.7]),
        ("Thành phố Hồ Chí Minh", [1110.4, 1165.9, 1071.5]),
        ("Bà Rịa – Vũng Tàu", [829.8, 898.3, 848.6]),
        ("Quý III/2026", [584.6, 609.7, 544.8]),
        ("87,83% (130/148)", [805.1, 906.5, 795.0]),
        ("31/10/2026: 87,83% (130/148)", [1389.9, 1548.4, 1351.1]),
        ("31 October 2026", [777.1, 845.5, 745.0]),
    ];

    #[test]
    fn vietnamese_is_never_too_narrow_nor_a_quarter_too_wide() {
        for (text, fonts) in MEASURED {
            for measured in fonts {
                let ratio = text_width(text, 100.0) / measured;
                assert!((1.0..=1.25).contains(&ratio), "{text}: {ratio:.3}");
            }
        }
    }

    #[test]
    fn arabic_has_room() {
        for (text, measured) in [
            ("بلدية كيم بوي", 560.5),
            ("تاي نغوين", 400.0),
            ("هانوي", 241.0),
            ("31 أكتوبر 2026", 685.5),
            ("الهدف: 80%", 548.2),
        ] {
            let ratio = text_width(text, 100.0) / measured;
            assert!((1.0..=1.3).contains(&ratio), "{text}: {ratio:.3}");
        }
    }

    #[test]
    fn a_mark_adds_no_width_however_it_is_written() {
        assert!((text_width("Nguyễn", 10.0) - text_width("Nguyen", 10.0)).abs() < 1e-9);
        assert!((text_width("e\u{302}\u{301}", 10.0) - text_width("ế", 10.0)).abs() < 1e-9);
        assert!((text_width("Ế", 10.0) - text_width("E", 10.0)).abs() < 1e-9);
        assert!(text_width("", 10.0).abs() < 1e-9);
    }

    #[test]
    fn every_vietnamese_letter_is_known() {
        let letters = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵđ";
        for c in letters
            .chars()
            .chain(letters.chars().flat_map(char::to_uppercase))
        {
            assert!(advance(c, None) < 1000, "{c}");
        }
    }
}
