//! The one thing that is kept of what a camera says about a picture: which way is up.

/// Orientation in a block of EXIF (TIFF 6.0: tag 274), if the picture lies on a side or is mirrored: 2 to 8.
pub(super) fn orientation(tiff: &[u8]) -> Option<u8> {
    let little = match tiff.get(..4)? {
        b"II*\0" => true,
        b"MM\0*" => false,
        _ => return None,
    };
    let short = |at: usize| -> Option<u16> {
        let bytes = *tiff.get(at..)?.first_chunk()?;
        Some(if little {
            u16::from_le_bytes(bytes)
        } else {
            u16::from_be_bytes(bytes)
        })
    };
    let long = |at: usize| -> Option<u32> {
        let bytes = *tiff.get(at..)?.first_chunk()?;
        Some(if little {
            u32::from_le_bytes(bytes)
        } else {
            u32::from_be_bytes(bytes)
        })
    };
    let first = usize::try_from(long(4)?).ok()?;
    let entries = usize::from(short(first)?);
    let begin = first.checked_add(2)?;
    (0..entries)
        .map_while(|i| begin.checked_add(i * 12))
        .take_while(|at| tiff.len() >= at.saturating_add(12))
        .find(|at| short(*at) == Some(274))
        .and_then(|at| match short(at + 2)? {
            3 => short(at + 8).map(u32::from),
            4 => long(at + 8),
            _ => None,
        })
        .and_then(|value| u8::try_from(value).ok())
        .filter(|value| (2..=8).contains(value))
}

/// A block of EXIF that says nothing but the orientation.
pub(super) fn only(orientation: u8) -> [u8; 26] {
    let mut block = *b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\0\0\0\0\0\0\0";
    block[19] = orientation;
    block
}
