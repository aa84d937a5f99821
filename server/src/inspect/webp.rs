//! WebP (RFC 9649): a flat list of chunks, read as a flat list. What is nested by other rules of RIFF has no business
//! in a picture and is not looked into. Of a moving picture the first one stays.

use super::{
    exif,
    walk::{Walk, size},
};
use domain::{evidence::Unfit, rate::saturating_u32};

/// Flags of the extended header.
const HAS_EXIF: u8 = 0x08;
const HAS_XMP: u8 = 0x04;
const MOVES: u8 = 0x02;

/// The picture alone.
///
/// # Errors
/// [`Unfit::Broken`] if it has no picture, or a chunk goes beyond its end.
pub(super) fn clean(content: &[u8]) -> Result<Vec<u8>, Unfit> {
    let mut walk = Walk(content);
    walk.take(4)?;
    let stated = size(u32::from_le_bytes(walk.array()?))?;
    // What stands behind the stated end is no part of it.
    let mut chunks = Walk(walk.take(stated)?);
    chunks.take(4)?;
    let mut kept = Vec::with_capacity(content.len());
    kept.extend(b"RIFF\0\0\0\0WEBP");
    let (mut picture, mut flags, mut oriented) = (false, None, false);
    let mut canvas: &[u8] = &[];
    while let Some((id, data)) = next(&mut chunks)? {
        match &id {
            b"VP8X" if flags.is_none() && !picture && data.len() == 10 => {
                flags = Some(kept.len() + 8);
                canvas = data.get(4..).unwrap_or_default();
                put(&mut kept, id, data);
            }
            b"VP8 " | b"VP8L" if !picture && is_picture(id, data) => {
                picture = true;
                put(&mut kept, id, data);
            }
            b"ALPH" | b"ICCP" if flags.is_some() && !picture => put(&mut kept, id, data),
            b"ANMF" if flags.is_some() && !picture => {
                kept.extend(first(data, canvas)?);
                picture = true;
            }
            b"EXIF" if flags.is_some() && !oriented => {
                // Some writers put the words before it that JPEG has there.
                let tiff = data.strip_prefix(b"Exif\0\0").unwrap_or(data);
                if let Some(orientation) = exif::orientation(tiff) {
                    oriented = true;
                    put(&mut kept, id, &exif::only(orientation));
                }
            }
            _ => {}
        }
    }
    if !picture {
        return Err(Unfit::Broken);
    }
    if let Some(flags) = flags.and_then(|at| kept.get_mut(at)) {
        *flags &= !(HAS_EXIF | HAS_XMP | MOVES);
        *flags |= if oriented { HAS_EXIF } else { 0 };
    }
    let length = u32::try_from(kept.len() - 8).map_err(|_| Unfit::Broken)?;
    kept[4..8].copy_from_slice(&length.to_le_bytes());
    Ok(kept)
}

/// The chunks that the first picture of a moving one is decoded from, if it fills the canvas.
fn first(data: &[u8], canvas: &[u8]) -> Result<Vec<u8>, Unfit> {
    let mut walk = Walk(data);
    let place = walk.take(16)?;
    if place.get(..6) != Some(&[0; 6]) || place.get(6..12) != Some(canvas) {
        return Err(Unfit::Broken);
    }
    let (mut kept, mut picture) = (Vec::new(), false);
    while let Some((id, data)) = next(&mut walk)? {
        match &id {
            b"ALPH" if !picture => put(&mut kept, id, data),
            b"VP8 " | b"VP8L" if !picture && is_picture(id, data) => {
                picture = true;
                put(&mut kept, id, data);
            }
            _ => {}
        }
    }
    if picture {
        Ok(kept)
    } else {
        Err(Unfit::Broken)
    }
}

type Chunk<'a> = ([u8; 4], &'a [u8]);

/// The next chunk, and the byte that fills it up to an even number.
fn next<'a>(walk: &mut Walk<'a>) -> Result<Option<Chunk<'a>>, Unfit> {
    // A single byte may be left over where a writer has counted a filling byte.
    if walk.0.len() < 2 {
        return Ok(None);
    }
    let id: [u8; 4] = walk.array()?;
    if !id.iter().all(|c| c.is_ascii_graphic() || *c == b' ') {
        return Err(Unfit::Broken);
    }
    let length = size(u32::from_le_bytes(walk.array()?))?;
    let data = walk.take(length)?;
    walk.take((length % 2).min(walk.0.len()))?;
    Ok(Some((id, data)))
}

/// Whether coded pixels begin as they must.
fn is_picture(id: [u8; 4], data: &[u8]) -> bool {
    match &id {
        b"VP8 " => data.get(3..6) == Some(&[0x9d, 0x01, 0x2a]),
        _ => data.first() == Some(&0x2f) && data.len() >= 5,
    }
}

fn put(kept: &mut Vec<u8>, id: [u8; 4], data: &[u8]) {
    // A chunk is at most as long as the one it was read from.
    let length = saturating_u32(data.len());
    kept.extend(id);
    kept.extend(length.to_le_bytes());
    kept.extend(data);
    kept.extend(vec![0; data.len() % 2]);
}
