//! What a file is that holds no table which can be read here, told by its first bytes and by names inside it. Reading any of
//! them must not enter.

use app::workspace::table::model::WrongFile;
use memchr::memmem;

/// What old programs of several kinds keep their files in: a file system of its own.
pub const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// Bytes of a text that say whether it is a page.
const BEGINNING: usize = 1024;

/// Files by their first bytes.
const BEGINNINGS: [(&[u8], &str); 9] = [
    (b"%PDF", "PDF"),
    (b"{\\rtf", ".rtf"),
    (b"\x1f\x8b", ".gz"),
    (b"Rar!", ".rar"),
    (b"7z\xbc\xaf", ".7z"),
    // Workbooks from before they were kept in compound files.
    (b"\x09\x08\x08\x00", ".xls"),
    (b"\x09\x08\x06\x00", ".xls"),
    (b"\x09\x04\x06\x00", ".xls"),
    (b"\x09\x02\x06\x00", ".xls"),
];

/// Archives that are no `.xlsx`, by the name of a part.
const PARTS: [(&[u8], &str); 5] = [
    (b"xl/workbook.bin", ".xlsb"),
    (b"opendocument.spreadsheet", ".ods"),
    (b"word/document.xml", ".docx"),
    (b"ppt/presentation.xml", ".pptx"),
    (b"Index/Document.iwa", ".numbers"),
];

/// What a file is, if it is known to be none that can be read.
#[must_use]
pub fn wrong(bytes: &[u8]) -> Option<WrongFile> {
    let holds = |name: &[u8]| memmem::find(bytes, name).is_some();
    if bytes.starts_with(COMPOUND) {
        let names = |name: &str| {
            let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
            holds(&wide)
        };
        return if names("EncryptedPackage") {
            Some(WrongFile::Locked)
        } else if names("Workbook") || names("Book") {
            Some(WrongFile::Format(".xls"))
        } else if names("WordDocument") {
            Some(WrongFile::Format(".doc"))
        } else {
            None
        };
    }
    if bytes.starts_with(b"PK") {
        if holds(b"xl/workbook.xml") {
            return None;
        }
        let part = PARTS.iter().find(|(name, _)| holds(name));
        return part.map(|(_, name)| WrongFile::Format(name));
    }
    let begins = BEGINNINGS
        .iter()
        .find(|(first, _)| bytes.starts_with(first));
    if let Some((_, name)) = begins {
        return Some(WrongFile::Format(name));
    }
    page(bytes).map(WrongFile::Format)
}

/// Pages that programs save under the name of a workbook.
fn page(bytes: &[u8]) -> Option<&'static str> {
    let beginning = bytes.get(..BEGINNING).unwrap_or(bytes);
    let beginning = String::from_utf8_lossy(beginning).to_ascii_lowercase();
    let beginning = beginning.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let tag = beginning.strip_prefix('<')?;
    if beginning.contains("urn:schemas-microsoft-com:office:spreadsheet") {
        return Some("XML Spreadsheet 2003");
    }
    ["!doctype html", "html", "head", "meta", "body", "table"]
        .into_iter()
        .any(|name| tag.starts_with(name))
        .then_some("HTML")
        .or_else(|| tag.starts_with("?xml").then_some("XML"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A compound file as far as it is looked at.
    fn compound(name: &str) -> Vec<u8> {
        let name = name.encode_utf16().flat_map(u16::to_le_bytes);
        COMPOUND.iter().copied().chain(name).collect()
    }

    #[test]
    fn files_are_called_what_they_are() {
        let format = |name| Some(WrongFile::Format(name));
        let cases: [(&[u8], Option<WrongFile>); 13] = [
            (&compound("EncryptedPackage"), Some(WrongFile::Locked)),
            (&compound("Workbook"), format(".xls")),
            (&compound("WordDocument"), format(".doc")),
            (&compound("?"), None),
            (b"PK\x03\x04..xl/workbook.xml", None),
            (b"PK\x03\x04..xl/workbook.bin", format(".xlsb")),
            (b"PK\x03\x04..word/document.xml", format(".docx")),
            (b"%PDF-1.7", format("PDF")),
            (b"\xef\xbb\xbf\r\n<HTML><table>", format("HTML")),
            (b"<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">", format("XML Spreadsheet 2003")),
            (b"unit,value\n<1,2\n", None),
            (b"<5,6\n", None),
            (b"", None),
        ];
        for (bytes, expected) in cases {
            assert_eq!(wrong(bytes), expected, "{}", String::from_utf8_lossy(bytes));
        }
    }
}
