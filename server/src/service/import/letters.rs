//! The letters of a text: found from its bytes, and turned into UTF-8 as it is read. What the text says must not enter.

use app::workspace::table::model::Letters;
use encoding_rs::{Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1258};
use std::io::{self, Read};

/// Bytes that are read at once.
const BLOCK: usize = 64 * 1024;

/// Bytes at the beginning that say whether letters have two bytes.
const FIRST: usize = 1024;

/// Pairs of bytes below which nothing is said by their zeros.
const FEWEST: usize = 8;

/// The letters of a text, and how they are turned into ours.
#[derive(Clone, Copy, Debug)]
pub struct Script {
    encoding: &'static Encoding,
}

impl Script {
    /// Looks through a whole text; none if it is no text.
    ///
    /// A text that is no UTF-8 was written by a program that knows none, unless more of its letters are right in UTF-8
    /// than are wrong: then it is UTF-8 with broken places, which are told one by one.
    ///
    /// # Errors
    /// If it can't be read.
    pub fn of(from: &mut impl Read) -> io::Result<Option<Self>> {
        let mut block = vec![0; BLOCK];
        let mut held = 0;
        let (mut right, mut wrong, mut controls) = (0_u64, 0_u64, false);
        let mut begun = false;
        loop {
            let read = fill(from, &mut block[held..])?;
            let bytes = &block[..held + read];
            if !begun {
                begun = true;
                if let Some(encoding) = wide(bytes) {
                    return Ok(encoding.map(|encoding| Self { encoding }));
                }
            }
            if bytes.contains(&0) {
                return Ok(None);
            }
            controls |= bytes.iter().any(|byte| is_control(*byte));
            let mut rest = bytes;
            held = loop {
                let (good, behind) = match std::str::from_utf8(rest) {
                    Ok(_) => (rest.len(), None),
                    Err(error) => (error.valid_up_to(), Some(error.error_len())),
                };
                right += beyond_ascii(&rest[..good]);
                match behind {
                    None => break 0,
                    Some(Some(length)) => {
                        wrong += 1;
                        rest = &rest[good + length..];
                    }
                    // A letter that the block cuts in two.
                    Some(None) => {
                        rest = &rest[good..];
                        break rest.len();
                    }
                }
            };
            if read == 0 {
                wrong += u64::from(held > 0);
                break;
            }
            let kept = bytes.len() - held;
            block.copy_within(kept..kept + held, 0);
        }
        let encoding = if wrong == 0 || right > wrong {
            UTF_8
        } else if controls {
            return Ok(None);
        } else {
            WINDOWS_1258
        };
        Ok(Some(Self { encoding }))
    }

    /// What they are called.
    #[must_use]
    pub fn letters(self) -> Letters {
        if self.encoding == UTF_8 {
            Letters::Utf8
        } else if self.encoding == WINDOWS_1258 {
            Letters::Windows1258
        } else {
            Letters::Utf16
        }
    }
}

/// Fills a block as far as there is something.
fn fill(from: &mut impl Read, block: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while filled < block.len() {
        match from.read(&mut block[filled..]) {
            Ok(0) => break,
            Ok(read) => filled += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}

/// Letters in well-formed text that are no ASCII.
fn beyond_ascii(text: &[u8]) -> u64 {
    let first = |byte: &&u8| **byte >= 0xc0;
    text.iter().filter(first).count() as u64
}

/// Bytes that stand in no text of people, beside line ends, tabs, page ends and the mark that ends old files.
fn is_control(byte: u8) -> bool {
    byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c | 0x1a)
}

/// Whether letters have two bytes each, with a mark of their order or without: then every letter of ASCII has a zero on
/// the same side. `Some(None)` for what has four.
fn wide(bytes: &[u8]) -> Option<Option<&'static Encoding>> {
    if bytes.starts_with(b"\xff\xfe\0\0") || bytes.starts_with(b"\0\0\xfe\xff") {
        return Some(None);
    }
    if bytes.starts_with(b"\xff\xfe") {
        return Some(Some(UTF_16LE));
    }
    if bytes.starts_with(b"\xfe\xff") {
        return Some(Some(UTF_16BE));
    }
    let pairs = bytes.get(..FIRST).unwrap_or(bytes).chunks_exact(2);
    let (mut zeros_first, mut zeros_last, mut number) = (0, 0, 0);
    for pair in pairs {
        zeros_first += usize::from(pair[0] == 0 && pair[1] != 0);
        zeros_last += usize::from(pair[1] == 0 && pair[0] != 0);
        number += 1;
    }
    let (more, fewer, encoding) = if zeros_last > zeros_first {
        (zeros_last, zeros_first, UTF_16LE)
    } else {
        (zeros_first, zeros_last, UTF_16BE)
    };
    // A head in ASCII makes most of the first letters so; a file of another kind has zeros on both sides.
    (number >= FEWEST && more * 3 > number && fewer * 8 <= more).then_some(Some(encoding))
}

/// A text as it is read, in UTF-8. Broken letters become U+FFFD.
pub struct Text<R> {
    from: R,
    decoder: Decoder,
    block: Vec<u8>,
    text: String,
    ended: bool,
}

impl<R: Read> Text<R> {
    /// A text from its beginning.
    pub fn new(from: R, script: Script) -> Self {
        Self {
            from,
            decoder: script.encoding.new_decoder_with_bom_removal(),
            block: vec![0; BLOCK],
            text: String::new(),
            ended: false,
        }
    }

    /// More of the text; empty at its end.
    ///
    /// # Errors
    /// If it can't be read.
    pub fn more(&mut self) -> io::Result<&str> {
        self.text.clear();
        while self.text.is_empty() && !self.ended {
            let read = fill(&mut self.from, &mut self.block)?;
            self.ended = read == 0;
            let room = self.decoder.max_utf8_buffer_length(read);
            self.text.reserve(room.unwrap_or(BLOCK * 4));
            let bytes = &self.block[..read];
            let _room_is_enough = self
                .decoder
                .decode_to_string(bytes, &mut self.text, self.ended);
        }
        Ok(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Option<(Letters, String)> {
        let script = Script::of(&mut &*bytes).unwrap()?;
        let mut text = Text::new(bytes, script);
        let mut whole = String::new();
        loop {
            let more = text.more().unwrap();
            if more.is_empty() {
                return Some((script.letters(), whole));
            }
            whole.push_str(more);
        }
    }

    fn wide(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(unit).collect()
    }

    #[test]
    fn letters_are_told_apart() {
        let text = "mã đơn vị,nguồn\n04846,Sở\n";
        let told = |letters| Some((letters, text.to_owned()));
        assert_eq!(read(text.as_bytes()), told(Letters::Utf8));
        let marked = format!("\u{feff}{text}");
        assert_eq!(read(marked.as_bytes()), told(Letters::Utf8));
        for unit in [u16::to_le_bytes, u16::to_be_bytes] {
            assert_eq!(read(&wide(text, unit)), told(Letters::Utf16));
            assert_eq!(read(&wide(&marked, unit)), told(Letters::Utf16));
        }
        let (letters, decoded) = read(b"unit,source\n04846,S\xf5\xd2 TTTT\n").unwrap();
        assert_eq!(letters, Letters::Windows1258);
        assert_eq!(domain::text::tidy(&decoded), "unit,source 04846,Sở TTTT");
        assert_eq!(read(b""), Some((Letters::Utf8, String::new())));
    }

    #[test]
    fn a_broken_letter_among_good_ones_is_broken() {
        let (letters, decoded) = read(b"ngu\xe1\xbb\x93n,\xc4\x91\n\xff,1\n").unwrap();
        assert_eq!(letters, Letters::Utf8);
        assert_eq!(decoded, "nguồn,đ\n\u{fffd},1\n");
    }

    #[test]
    fn a_letter_is_whole_wherever_a_block_ends() {
        for before in BLOCK - 4..BLOCK + 4 {
            let text = "a".repeat(before) + "ở,ế";
            assert_eq!(read(text.as_bytes()), Some((Letters::Utf8, text.clone())));
            let mut old = vec![b'a'; before];
            old.extend(b"\xf5\xd2,");
            let (letters, decoded) = read(&old).unwrap();
            assert_eq!(letters, Letters::Windows1258);
            assert_eq!(decoded.len(), before + "ơ\u{309},".len());
        }
    }

    #[test]
    fn what_is_no_text_is_none() {
        for bytes in [
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".as_slice(),
            b"\0\0\0\0\0\0",
            b"a\0",
            b"\xff\xfe\0\0u\0\0\0",
            b"\x01\x02\xff\x03",
        ] {
            assert_eq!(read(bytes), None, "{bytes:?}");
        }
    }
}
