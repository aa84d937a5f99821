//! Evidence: what shows that an answer is true. Files themselves must not enter, only what may be
//! one. Rules inferred from `domain.md` R10, R13 and `peers.md` §2 (37–38).

use crate::{criteria::Rules, time::Date};

/// Largest file, bytes: a scanned decision of some pages, not an archive.
pub const LARGEST_FILE: u64 = 20 * 1024 * 1024;

/// Days before its end from which evidence is said to expire soon, when nothing else says so.
pub const WARN_DAYS: i32 = 14;

/// Days before its end from which a commune is told that an answer will expire: time enough to bring new
/// evidence. The second warning comes when the criteria set turns the criterion yellow.
pub const NOTICE_DAYS: i32 = 30;

/// How near the end of an answer's validity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Expiry {
    /// Within the days of the criteria set: its status has changed.
    Soon,
    /// Within [`NOTICE_DAYS`].
    Later,
}

/// How near the end is of what is valid until that day, if it is near at all; what has ended needs no
/// warning any more.
#[must_use]
pub fn expiry(rules: Rules, until: Date, today: Date) -> Option<Expiry> {
    let left = i64::from(until.0) - i64::from(today.0);
    if left < 0 || left >= i64::from(NOTICE_DAYS).max(i64::from(rules.expiring_days)) {
        None
    } else if left < i64::from(rules.expiring_days) {
        Some(Expiry::Soon)
    } else {
        Some(Expiry::Later)
    }
}

/// Kinds of files that are accepted, known by their content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Media {
    /// PDF.
    Pdf,
    /// JPEG.
    Jpeg,
    /// PNG.
    Png,
    /// WebP.
    Webp,
    /// Word, Office Open XML.
    Docx,
    /// Excel, Office Open XML.
    Xlsx,
    /// OpenDocument text.
    Odt,
    /// OpenDocument spreadsheet.
    Ods,
}

impl Media {
    /// Every kind.
    pub const ALL: [Self; 8] = [
        Self::Pdf,
        Self::Jpeg,
        Self::Png,
        Self::Webp,
        Self::Docx,
        Self::Xlsx,
        Self::Odt,
        Self::Ods,
    ];

    /// The media type in headers and in the store.
    #[must_use]
    pub fn mime(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Webp => "image/webp",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Odt => "application/vnd.oasis.opendocument.text",
            Self::Ods => "application/vnd.oasis.opendocument.spreadsheet",
        }
    }

    /// The ending that a downloaded file gets, whatever it was called.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Webp => "webp",
            Self::Docx => "docx",
            Self::Xlsx => "xlsx",
            Self::Odt => "odt",
            Self::Ods => "ods",
        }
    }

    /// Reads a media type.
    #[must_use]
    pub fn parse(mime: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|m| m.mime() == mime)
    }
}

/// Why a file can't be evidence, by its content. Whoever sent it is told, and what to do instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unfit {
    /// It has no content.
    Empty,
    /// It is nothing that is accepted, or nothing that is known.
    Unknown,
    /// A photo as some phones store it (HEIC).
    Heic,
    /// A picture of a kind that is not accepted: GIF, BMP, TIFF, AVIF, SVG.
    OtherPicture,
    /// Word, Excel or PowerPoint as they were written before 2007.
    OldOffice,
    /// An archive of files.
    Archive,
    /// A document that carries a program (macros).
    Macros,
    /// It opens with a password only.
    Locked,
    /// It is one of the accepted kinds, but a part is missing or damaged.
    Broken,
}

impl Unfit {
    /// Every reason.
    pub const ALL: [Self; 9] = [
        Self::Empty,
        Self::Unknown,
        Self::Heic,
        Self::OtherPicture,
        Self::OldOffice,
        Self::Archive,
        Self::Macros,
        Self::Locked,
        Self::Broken,
    ];
}

/// A file's name as it may be shown and sent: the last part of what the browser said, without control
/// characters and without what means something in a path or a header.
#[must_use]
pub fn shown_name(sent: &str) -> String {
    let last = sent.rsplit(['/', '\\']).next().unwrap_or("");
    let clean: String = last
        .chars()
        .filter(|c| !c.is_control() && !is_invisible(*c))
        .map(|c| if "\"<>:|?*;%".contains(c) { '_' } else { c })
        .take(120)
        .collect();
    let clean = clean.trim_matches(|c: char| c == '.' || c.is_whitespace());
    if clean.is_empty() {
        "tep".to_owned()
    } else {
        clean.to_owned()
    }
}

/// Marks that turn the direction of text, which could make `.exe` look like something else.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// Last day on which evidence of a fact holds.
#[must_use]
pub fn valid_until(fact: Date, validity_days: u32) -> Date {
    fact.plus(i32::try_from(validity_days).unwrap_or(i32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_end_is_told_twice_in_time() {
        let rules = Rules {
            red_below_bp: 5_000,
            expiring_days: 7,
        };
        let told = |left| expiry(rules, Date(20_000 + left), Date(20_000));
        assert_eq!(told(-1), None);
        assert_eq!(told(0), Some(Expiry::Soon));
        assert_eq!(told(6), Some(Expiry::Soon));
        assert_eq!(told(7), Some(Expiry::Later));
        assert_eq!(told(29), Some(Expiry::Later));
        assert_eq!(told(30), None);
    }

    #[test]
    fn names_lose_what_could_harm() {
        let cases = [
            ("../../etc/passwd", "passwd"),
            ("C:\\Users\\a\\Quyết định số 12.pdf", "Quyết định số 12.pdf"),
            ("a\r\nSet-Cookie: x", "aSet-Cookie_ x"),
            ("..", "tep"),
            ("", "tep"),
            ("ảnh\u{202e}gpj.exe", "ảnhgpj.exe"),
            ("a\"b;c.pdf", "a_b_c.pdf"),
        ];
        for (sent, shown) in cases {
            assert_eq!(shown_name(sent), shown);
        }
        assert!(shown_name(&"x".repeat(500)).len() <= 120);
    }

    #[test]
    fn kinds_are_read_as_written() {
        for media in Media::ALL {
            assert_eq!(Media::parse(media.mime()), Some(media));
        }
    }
}
