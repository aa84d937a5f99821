//! Evidence: what shows that an answer is true. Files themselves must not enter, only what may be
//! one. Where they come from: `docs/rules.md`.

use crate::text;
use serde::{Deserialize, Serialize};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Largest file, bytes: a scanned decision of some pages, not an archive.
pub const LARGEST_FILE: u64 = 20 * 1024 * 1024;

words! {
    /// Kinds of files that are accepted, known by their content.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub enum Media {
        /// PDF.
        Pdf = "application/pdf",
        /// JPEG.
        Jpeg = "image/jpeg",
        /// PNG.
        Png = "image/png",
        /// WebP.
        Webp = "image/webp",
        /// Word, Office Open XML.
        Docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        /// Excel, Office Open XML.
        Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        /// OpenDocument text.
        Odt = "application/vnd.oasis.opendocument.text",
        /// OpenDocument spreadsheet.
        Ods = "application/vnd.oasis.opendocument.spreadsheet",
    }
    /// The media type in headers and in the store.
    mime
}

impl Media {
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
}

/// What a piece of evidence is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A file: kind of content, bytes, SHA-256 in lower-case hexadecimal.
    File(Media, u64, String),
    /// A link.
    Link,
    /// A document by its number.
    Document,
}

impl Kind {
    /// The word in the store.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::File(..) => "file",
            Self::Link => "link",
            Self::Document => "document",
        }
    }

    /// SHA-256 of a file.
    #[must_use]
    pub fn sha256(&self) -> Option<&str> {
        match self {
            Self::File(_, _, sha256) => Some(sha256),
            Self::Link | Self::Document => None,
        }
    }
}

/// How far a piece of evidence is open. Nobody but those who may read the commune's checklist has what is not public.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Openness {
    /// It can't be opened: no answer that shows it is confirmed, or the status alone of what it serves is public.
    Shut,
    /// It can be opened, and is not.
    Private,
    /// A reviewer opened it; no release that is published holds a confirmed answer that shows it.
    Later,
    /// Everybody may have it.
    Public,
}

impl Openness {
    /// Of what a reviewer opened or not; that is shown by a confirmed answer and may be, or not; that stands so in a
    /// published release, or not.
    #[must_use]
    pub fn of(opened: bool, confirmed: bool, released: bool) -> Self {
        match (opened, confirmed) {
            (true, true) if released => Self::Public,
            (true, _) => Self::Later,
            (false, true) => Self::Private,
            (false, false) => Self::Shut,
        }
    }

    /// Whether a reviewer opened it.
    #[must_use]
    pub fn is_opened(self) -> bool {
        matches!(self, Self::Later | Self::Public)
    }
}

words! {
    /// What is wrong with a file that should be there.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum FileFault {
        /// It is not there.
        Missing = "missing",
        /// It is not what was sent.
        Altered = "altered",
        /// It is there, and can't be read.
        Unreadable = "unreadable",
    }
    /// The word in the store.
    word
}

words! {
    /// What a confirmation rests on.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
    #[serde(rename_all = "kebab-case")]
    pub enum Backing {
        /// A document that is attached: a file, a link, or the number of one.
        Document = "document",
        /// The reviewer saw it in the system that holds the fact.
        System = "system",
        /// The reviewer saw it on site.
        OnSite = "on-site",
        /// The reviewer saw it on paper.
        Paper = "paper",
    }
    /// The word in forms, receipts and the store.
    word
}

impl Backing {
    /// What a reviewer can say of an answer without a document.
    pub const SEEN: [Self; 3] = [Self::System, Self::OnSite, Self::Paper];

    /// What the confirmation of an answer with so many documents rests on. Without one the reviewer says what was seen, and
    /// where it is found again: in words that stay inside.
    ///
    /// # Errors
    /// [`NotBacked`] if nothing of that was said.
    pub fn of(documents: u32, seen: Option<Self>, reference: &str) -> Result<Self, NotBacked> {
        if documents > 0 {
            return Ok(Self::Document);
        }
        let said = !text::is_blank(reference) && text::length(reference.trim()) <= LONGEST_TITLE;
        seen.filter(|seen| *seen != Self::Document && said)
            .ok_or(NotBacked)
    }
}

/// An answer can't be confirmed: no document is attached, and it was not said what was seen, or not where.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("neither a document nor what was seen instead")]
pub struct NotBacked;

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

/// Most characters of a file's name; what is longer loses its middle, not its ending.
pub const LONGEST_NAME: usize = 120;

/// Most characters of a link, and of a document's number.
pub const LONGEST_TITLE: usize = 500;

/// Most characters of who issued a document.
pub const LONGEST_ISSUER: usize = 200;

/// Endings that name a kind of file, whether or not it is accepted.
const ENDINGS: [&str; 27] = [
    "pdf", "jpg", "jpeg", "jfif", "png", "webp", "docx", "xlsx", "odt", "ods", "doc", "xls", "rtf",
    "txt", "csv", "heic", "heif", "gif", "bmp", "tif", "tiff", "ppt", "pptx", "odp", "zip", "rar",
    "7z",
];

/// A name and its ending, if it has one that names a kind of file.
fn parted(name: &str) -> (&str, Option<&str>) {
    match name.rsplit_once('.') {
        Some((stem, ending)) if ENDINGS.contains(&ending.to_ascii_lowercase().as_str()) => {
            (stem, Some(ending))
        }
        _ => (name, None),
    }
}

/// A file's name as it may be shown and sent: the last part of what the browser said, composed (NFC), without control
/// characters and without what means something in a path or a header. A long one keeps its beginning and its ending.
#[must_use]
pub fn shown_name(sent: &str) -> String {
    let last = sent.rsplit(['/', '\\']).next().unwrap_or("");
    let clean: String = last
        .nfc()
        .filter(|c| !c.is_control() && !is_invisible(*c))
        .map(|c| if "\"<>:|?*;%".contains(c) { '_' } else { c })
        .collect();
    let edge = |c: char| c == '.' || c.is_whitespace();
    let clean = clean.trim_matches(edge);
    if clean.is_empty() {
        return "tep".to_owned();
    }
    if clean.chars().count() <= LONGEST_NAME {
        return clean.to_owned();
    }
    let (stem, ending) = parted(clean);
    let room = LONGEST_NAME - ending.map_or(0, |ending| ending.len() + 1);
    let stem = beginning(stem, room).trim_end_matches(edge);
    match ending {
        Some(ending) => format!("{stem}.{ending}"),
        None => stem.to_owned(),
    }
}

/// At most so many characters of a text, without parting a letter from its marks.
fn beginning(text: &str, most: usize) -> &str {
    let Some((mut end, mut next)) = text.char_indices().nth(most) else {
        return text;
    };
    while is_combining_mark(next) {
        let Some((before, letter)) = text[..end].char_indices().next_back() else {
            break;
        };
        (end, next) = (before, letter);
    }
    &text[..end]
}

/// The name under which a file is saved by whoever downloads it: as it was sent, with the ending of its content, once.
#[must_use]
pub fn download_name(shown: &str, media: Media) -> String {
    let mut stem = shown;
    while let (shorter, Some(_)) = parted(stem) {
        if shorter.is_empty() {
            break;
        }
        stem = shorter;
    }
    format!("{stem}.{}", media.extension())
}

/// A name in ASCII, for programs that read no other: letters lose their marks, anything else becomes `_`.
#[must_use]
pub fn ascii_name(name: &str) -> String {
    name.nfd()
        .filter(|c| !is_combining_mark(*c))
        .map(|c| match c {
            'đ' => 'd',
            'Đ' => 'D',
            '"' | '\\' | '%' => '_',
            ' '..='~' => c,
            _ => '_',
        })
        .collect()
}

/// Marks that turn the direction of text, which could make `.exe` look like something else.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_confirmation_rests_on_a_document_or_on_what_was_seen_and_where() {
        for seen in Backing::SEEN {
            assert_eq!(Backing::of(0, Some(seen), "Sổ 12, trang 3"), Ok(seen));
            for nothing in ["", "  ", "\u{200b}\u{2060}\u{ad}", "\u{3164}", "\u{2800}"] {
                assert_eq!(Backing::of(0, Some(seen), nothing), Err(NotBacked));
            }
            let long = "x".repeat(LONGEST_TITLE + 1);
            assert_eq!(Backing::of(0, Some(seen), &long), Err(NotBacked));
            assert_eq!(Backing::of(1, Some(seen), ""), Ok(Backing::Document));
        }
        assert_eq!(Backing::of(0, None, "Sổ 12"), Err(NotBacked));
        assert_eq!(
            Backing::of(0, Some(Backing::Document), "Sổ 12"),
            Err(NotBacked)
        );
        assert_eq!(Backing::of(2, None, ""), Ok(Backing::Document));
    }

    #[test]
    fn evidence_is_public_only_where_everything_says_so() {
        for bits in 0..8_u8 {
            let [opened, confirmed, released] = [1, 2, 4].map(|bit| bits & bit != 0);
            let open = Openness::of(opened, confirmed, released);
            assert_eq!(open == Openness::Public, bits == 7);
            assert_eq!(open.is_opened(), opened);
            assert_eq!(open == Openness::Private, !opened && confirmed);
        }
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
    fn a_long_name_keeps_its_ending_and_its_letters() {
        let subject = "về việc ban hành Quy chế tiếp nhận, xử lý văn bản của Ủy ban nhân dân xã ";
        let long = format!("12. Quyết định {}.pdf", subject.repeat(2));
        assert!(long.chars().count() > 150);
        let shown = shown_name(&long);
        assert!(shown.starts_with("12. Quyết định về việc ban hành"));
        assert!(shown.ends_with(".pdf") && shown.chars().count() <= LONGEST_NAME);
        assert_eq!(download_name(&shown, Media::Pdf), shown);
        // Taken apart, as some systems send names, it is the same name.
        let apart: String = long.nfd().collect();
        assert_eq!(shown_name(&apart), shown);
        // Wherever it is cut, marks that nothing composes stay with their letter.
        for ahead in 0..8 {
            let name = format!("{}{}.docx", "x".repeat(ahead), "q\u{301}\u{323}".repeat(80));
            let shown = shown_name(&name);
            let stem = shown.strip_suffix(".docx").unwrap();
            let marks = stem.chars().filter(|c| is_combining_mark(*c)).count();
            assert_eq!(marks, 2 * stem.matches('q').count(), "{shown}");
            assert!(shown.chars().count() <= LONGEST_NAME);
        }
    }

    #[test]
    fn a_download_ends_once_with_what_it_is() {
        let cases = [
            ("QĐ 12.pdf", Media::Pdf, "QĐ 12.pdf", "QD 12.pdf"),
            ("QĐ 12.PDF.pdf", Media::Pdf, "QĐ 12.pdf", "QD 12.pdf"),
            (
                "12. Quyết định",
                Media::Pdf,
                "12. Quyết định.pdf",
                "12. Quyet dinh.pdf",
            ),
            ("số 5.2026", Media::Docx, "số 5.2026.docx", "so 5.2026.docx"),
            ("ảnh.png", Media::Jpeg, "ảnh.jpg", "anh.jpg"),
            ("صورة.jpeg", Media::Jpeg, "صورة.jpg", "____.jpg"),
            (".pdf", Media::Pdf, ".pdf.pdf", ".pdf.pdf"),
        ];
        for (shown, media, name, ascii) in cases {
            assert_eq!(download_name(shown, media), name);
            assert_eq!(ascii_name(name), ascii);
        }
    }
}
