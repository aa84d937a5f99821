//! Documents that are archives of parts: Office Open XML (ECMA-376) and OpenDocument (ISO/IEC 26300), known by the
//! names of their parts and not by their order, which differs from program to program. Parts are looked up and not
//! unpacked, but for two small ones of OpenDocument.

use domain::evidence::{Media, Unfit};
use rawzip::{CompressionMethod, ZipArchive, ZipSliceEntry};
use std::io::Read;

/// Most parts of a document. One with a thousand pictures has some three thousand.
const MOST_PARTS: usize = 20_000;

/// Bytes of a part that is unpacked.
const MOST_UNPACKED: u64 = 1024 * 1024;

/// Which document an archive is.
///
/// # Errors
/// [`Unfit`]: an archive of something else, one with macros, one that opens with a password only, or one whose parts are
/// not all there.
pub(super) fn kind(content: &[u8]) -> Result<Media, Unfit> {
    let archive = ZipArchive::from_slice(content).map_err(|_| Unfit::Broken)?;
    let mut entries = archive.entries();
    let (mut types, mut word, mut excel, mut locked) = (false, false, false, false);
    let (mut macros, mut scripts) = (false, false);
    let (mut mime, mut manifest) = (None, None);
    let mut parts = 0;
    while let Some(record) = entries.next_entry().map_err(|_| Unfit::Broken)? {
        parts += 1;
        if parts > MOST_PARTS {
            return Err(Unfit::Unknown);
        }
        locked |= record.flags().is_encrypted();
        // Names of parts are the same in capitals; some writers take the other slash, or begin with one.
        let name = record.file_path().as_ref().to_ascii_lowercase();
        let name: Vec<u8> = name
            .into_iter()
            .map(|c| if c == b'\\' { b'/' } else { c })
            .collect();
        let name = name.strip_prefix(b"/").unwrap_or(&name);
        let entry = archive
            .get_entry(record.wayfinder())
            .map_err(|_| Unfit::Broken)?;
        let method = record.compression_method();
        match name {
            b"[content_types].xml" => {
                types = true;
                // Whatever their part is called, macros are said to be some here.
                macros |= unpacked(&entry, method).is_some_and(|text| says_macros(&text));
            }
            b"mimetype" if mime.is_none() => mime = unpacked(&entry, method),
            b"meta-inf/manifest.xml" if manifest.is_none() => manifest = unpacked(&entry, method),
            _ => {
                word |= is_main(name, b"word/document");
                excel |= is_main(name, b"xl/workbook");
                macros |= name.ends_with(b"/vbaproject.bin");
                scripts |= name.starts_with(b"basic/") || name.starts_with(b"scripts/");
            }
        }
    }
    if locked {
        return Err(Unfit::Locked);
    }
    if let Some(mime) = mime {
        let media = std::str::from_utf8(mime.trim_ascii())
            .ok()
            .and_then(Media::parse);
        let media = media
            .filter(|m| matches!(m, Media::Odt | Media::Ods))
            .ok_or(Unfit::Unknown)?;
        let locked =
            manifest.is_some_and(|text| memchr::memmem::find(&text, b"encryption-data").is_some());
        return if locked {
            Err(Unfit::Locked)
        } else if scripts {
            Err(Unfit::Macros)
        } else {
            Ok(media)
        };
    }
    match (types, word, excel) {
        (true, true, _) | (true, _, true) if macros => Err(Unfit::Macros),
        (true, true, _) => Ok(Media::Docx),
        (true, _, true) => Ok(Media::Xlsx),
        (true, ..) => Err(Unfit::Unknown),
        _ => Err(Unfit::Archive),
    }
}

/// Whether a list of content types names macros, or a document with some.
fn says_macros(text: &[u8]) -> bool {
    let text = text.to_ascii_lowercase();
    [&b"vbaproject"[..], b"macroenabled"]
        .iter()
        .any(|word| memchr::memmem::find(&text, word).is_some())
}

/// Whether a part is the one that a document begins with: `word/document.xml`, or `word/document2.xml` of some servers.
fn is_main(name: &[u8], head: &[u8]) -> bool {
    let between = name
        .strip_prefix(head)
        .and_then(|rest| rest.strip_suffix(b".xml"));
    between.is_some_and(|digits| digits.iter().all(u8::is_ascii_digit))
}

/// The content of a small part; nothing if it is large, damaged or packed in a way that nobody uses here.
fn unpacked(entry: &ZipSliceEntry<'_>, method: CompressionMethod) -> Option<Vec<u8>> {
    let mut content = Vec::new();
    let read = match method {
        CompressionMethod::STORE => entry.data().take(MOST_UNPACKED).read_to_end(&mut content),
        CompressionMethod::DEFLATE => {
            let reader = flate2::read::DeflateDecoder::new(entry.data());
            reader.take(MOST_UNPACKED).read_to_end(&mut content)
        }
        _ => return None,
    };
    read.ok().map(|_| content)
}
