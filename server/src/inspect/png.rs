//! PNG (ISO/IEC 15948): the critical chunks, and those that say how their colours and pixels are meant.

use super::{
    exif,
    walk::{Walk, size},
};
use domain::{evidence::Unfit, rate::saturating_u32};

const SIGNATURE: [u8; 8] = *b"\x89PNG\r\n\x1a\n";

/// The picture alone; of a moving one, the still picture that it begins with.
///
/// # Errors
/// [`Unfit::Broken`] if a chunk is missing or damaged.
pub(super) fn clean(content: &[u8]) -> Result<Vec<u8>, Unfit> {
    let mut walk = Walk(content);
    if walk.array()? != SIGNATURE {
        return Err(Unfit::Broken);
    }
    let mut kept = Vec::with_capacity(content.len());
    kept.extend(SIGNATURE);
    let (mut head, mut pixels, mut oriented) = (false, false, false);
    loop {
        let length = size(u32::from_be_bytes(walk.array()?))?;
        let kind: [u8; 4] = walk.array()?;
        let data = walk.take(length)?;
        let sum = u32::from_be_bytes(walk.array()?);
        let whole = sum == checksum(kind, data);
        match &kind {
            b"IHDR" if whole && !head && length == 13 => {
                head = true;
                put(&mut kept, kind, data);
            }
            b"IDAT" if whole && head => {
                pixels = true;
                put(&mut kept, kind, data);
            }
            b"IEND" if whole && pixels => {
                put(&mut kept, kind, &[]);
                return Ok(kept);
            }
            b"PLTE" | b"tRNS" | b"gAMA" | b"cHRM" | b"sRGB" | b"iCCP" | b"cICP" | b"sBIT"
            | b"pHYs"
                if whole && head =>
            {
                put(&mut kept, kind, data);
            }
            b"eXIf" if head && !oriented => {
                if let Some(orientation) = exif::orientation(data) {
                    oriented = true;
                    put(&mut kept, kind, &exif::only(orientation));
                }
            }
            // What must be understood, and is not as it should be.
            [first, ..] if first.is_ascii_uppercase() || !first.is_ascii_alphabetic() || !head => {
                return Err(Unfit::Broken);
            }
            _ => {}
        }
    }
}

fn checksum(kind: [u8; 4], data: &[u8]) -> u32 {
    let mut sum = crc32fast::Hasher::new();
    sum.update(&kind);
    sum.update(data);
    sum.finalize()
}

fn put(kept: &mut Vec<u8>, kind: [u8; 4], data: &[u8]) {
    // A chunk is at most as long as the one it was read from.
    let length = saturating_u32(data.len());
    kept.extend(length.to_be_bytes());
    kept.extend(kind);
    kept.extend(data);
    kept.extend(checksum(kind, data).to_be_bytes());
}
