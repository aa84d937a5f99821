//! JPEG (ITU-T T.81, annex B): the segments that a picture is decoded from, up to its first end marker.

use super::{exif, walk::Walk};
use domain::evidence::Unfit;

const START: u8 = 0xd8;
const END: u8 = 0xd9;
const SCAN: u8 = 0xda;

/// The picture alone.
///
/// # Errors
/// [`Unfit::Broken`] if it does not come to an end, or has no frame or no scan.
pub(super) fn clean(content: &[u8]) -> Result<Vec<u8>, Unfit> {
    let mut walk = Walk(content);
    let mut kept = Vec::with_capacity(content.len());
    kept.extend(walk.array::<2>()?);
    let (mut frame, mut scan, mut oriented, mut jfif) = (false, false, false, false);
    loop {
        let marker = next_marker(&mut walk)?;
        match marker {
            END => break,
            // Marks without content that have no business between segments.
            0x01 | 0xd0..=0xd7 => continue,
            0x00 | START => return Err(Unfit::Broken),
            _ => {}
        }
        let length = usize::from(u16::from_be_bytes(walk.array()?));
        let segment = walk.take(length.checked_sub(2).ok_or(Unfit::Broken)?)?;
        match marker {
            // Frames, tables, restart intervals, number of lines.
            0xc0..=0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf => {
                frame = true;
                put(&mut kept, marker, segment);
            }
            0xc4 | 0xcc | 0xdb | 0xdc | 0xdd => put(&mut kept, marker, segment),
            SCAN => {
                scan = true;
                put(&mut kept, marker, segment);
                let coded = coded(walk.0).ok_or(Unfit::Broken)?;
                kept.extend(walk.take(coded)?);
            }
            // JFIF without its thumbnail.
            0xe0 if !jfif => {
                if let Some((head, _)) = segment.split_first_chunk::<12>()
                    && head.starts_with(b"JFIF\0")
                {
                    jfif = true;
                    put(&mut kept, marker, &[head.as_slice(), &[0, 0]].concat());
                }
            }
            0xe1 if !oriented => {
                let tiff = segment
                    .strip_prefix(b"Exif\0")
                    .and_then(|rest| rest.get(1..));
                if let Some(orientation) = tiff.and_then(exif::orientation) {
                    oriented = true;
                    put(
                        &mut kept,
                        marker,
                        &[b"Exif\0\0".as_slice(), &exif::only(orientation)].concat(),
                    );
                }
            }
            0xe2 if segment.starts_with(b"ICC_PROFILE\0") => put(&mut kept, marker, segment),
            // How colours are coded.
            0xee if segment.starts_with(b"Adobe") => {
                put(&mut kept, marker, segment.get(..12).ok_or(Unfit::Broken)?)
            }
            _ => {}
        }
    }
    if !frame || !scan {
        return Err(Unfit::Broken);
    }
    kept.extend([0xff, END]);
    Ok(kept)
}

/// Passes over whatever stands before the next marker, as readers do, and the marker itself.
fn next_marker(walk: &mut Walk<'_>) -> Result<u8, Unfit> {
    let at = memchr::memchr(0xff, walk.0).ok_or(Unfit::Broken)?;
    walk.take(at)?;
    let fill = walk.0.iter().take_while(|byte| **byte == 0xff).count();
    walk.take(fill)?;
    let [marker] = walk.array()?;
    Ok(marker)
}

/// How long the coded picture is that begins here: up to a marker that is neither a stuffed byte nor a restart.
fn coded(rest: &[u8]) -> Option<usize> {
    let mut marks = memchr::memchr_iter(0xff, rest);
    marks.find(|at| !matches!(rest.get(at + 1), Some(0x00 | 0xd0..=0xd7 | 0xff)))
}

fn put(kept: &mut Vec<u8>, marker: u8, segment: &[u8]) {
    // A segment is at most as long as the one it was read from.
    let length = u16::try_from(segment.len() + 2).unwrap_or(u16::MAX);
    kept.extend([0xff, marker]);
    kept.extend(length.to_be_bytes());
    kept.extend(segment);
}
