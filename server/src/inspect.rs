//! What an evidence file is, by its content, and what of it may be kept. Strangers send these bytes: everything here
//! walks forward through them, in time and memory that grow with their number only, and nothing calls itself for what
//! is nested. No IO must enter.

mod exif;
mod jpeg;
mod office;
mod pdf;
mod png;
mod walk;
mod webp;

use bytes::Bytes;
use domain::evidence::{Media, Unfit};
use memchr::memmem;

/// What a file is and what of it is kept: of pictures only what is needed to show them, of other kinds everything.
///
/// Pictures lose position, names, descriptions, thumbnails, second pictures and whatever stands behind their end; which
/// way is up stays.
///
/// # Errors
/// [`Unfit`] if it can't be evidence.
pub fn inspect(content: Bytes) -> Result<(Media, Bytes), Unfit> {
    let cleaned = |media, kept: Vec<u8>| (media, Bytes::from(kept));
    match content.as_ref() {
        [] => Err(Unfit::Empty),
        [0xff, 0xd8, 0xff, ..] => Ok(cleaned(Media::Jpeg, jpeg::clean(&content)?)),
        [0x89, b'P', b'N', b'G', ..] => Ok(cleaned(Media::Png, png::clean(&content)?)),
        [
            b'R',
            b'I',
            b'F',
            b'F',
            _,
            _,
            _,
            _,
            b'W',
            b'E',
            b'B',
            b'P',
            ..,
        ] => Ok(cleaned(Media::Webp, webp::clean(&content)?)),
        [b'P', b'K', 3, 4, ..] => Ok((office::kind(&content)?, content)),
        other => match known(other) {
            Some(unfit) => Err(unfit),
            None if pdf::begins(other) => {
                pdf::check(&content)?;
                Ok((Media::Pdf, content))
            }
            None => Err(Unfit::Unknown),
        },
    }
}

/// Kinds that are known and not accepted.
fn known(content: &[u8]) -> Option<Unfit> {
    const OLE: [u8; 8] = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    if content.starts_with(&OLE) {
        // A document with a password lies in an old container, in a stream of this name.
        let name: Vec<u8> = b"EncryptedPackage".iter().flat_map(|c| [*c, 0]).collect();
        let locked = memmem::find(content, &name).is_some();
        return Some(if locked {
            Unfit::Locked
        } else {
            Unfit::OldOffice
        });
    }
    if let Some(brand) = content
        .get(4..12)
        .and_then(|head| head.strip_prefix(b"ftyp"))
    {
        return match brand {
            b"heic" | b"heix" | b"heim" | b"heis" | b"hevc" | b"hevx" | b"hevm" | b"hevs"
            | b"mif1" | b"msf1" => Some(Unfit::Heic),
            b"avif" | b"avis" => Some(Unfit::OtherPicture),
            _ => None,
        };
    }
    let pictures: [&[u8]; 5] = [b"GIF8", b"BM", b"II*\0", b"MM\0*", b"\xff\x0a"];
    let archives: [&[u8]; 5] = [
        b"Rar!\x1a\x07",
        b"7z\xbc\xaf\x27\x1c",
        b"\x1f\x8b",
        b"BZh",
        b"\xfd7zXZ\0",
    ];
    if pictures.iter().any(|magic| content.starts_with(magic)) || is_svg(content) {
        Some(Unfit::OtherPicture)
    } else if archives.iter().any(|magic| content.starts_with(magic)) {
        Some(Unfit::Archive)
    } else {
        None
    }
}

/// A vector drawing is a text that begins with a tag and names itself soon.
fn is_svg(content: &[u8]) -> bool {
    let head = &content[..content.len().min(1024)];
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    head.trim_ascii_start().starts_with(b"<") && memmem::find(head, b"<svg").is_some()
}
