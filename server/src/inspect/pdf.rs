//! PDF (ISO 32000): whether a file is whole, and whether it opens without a password. Nothing in it is changed.

mod password;
mod tokens;

use domain::evidence::Unfit;
use memchr::memmem;
use tokens::{Dictionary, Token};

/// Readers look this far for the beginning: byte order marks and lines of mail stand before it in real files.
const HEAD: usize = 1024;

/// Whether a file is a PDF, perhaps behind a few other bytes.
pub(super) fn begins(content: &[u8]) -> bool {
    start(content).is_some()
}

fn start(content: &[u8]) -> Option<usize> {
    memmem::find(&content[..content.len().min(HEAD)], b"%PDF-")
}

/// Looks for the end of a file, and for its lock.
///
/// # Errors
/// [`Unfit::Broken`] if the end is missing, [`Unfit::Locked`] if it opens with a password only.
pub(super) fn check(content: &[u8]) -> Result<(), Unfit> {
    let start = start(content).ok_or(Unfit::Unknown)?;
    let file = &content[start..];
    let end = memmem::rfind(file, b"%%EOF").ok_or(Unfit::Broken)?;
    // Behind the last end nothing begins that has no end of its own.
    if memmem::find(&file[end..], b" obj").is_some() || is_cut_short(file) {
        return Err(Unfit::Broken);
    }
    match trailer(content, file) {
        Some(trailer) if is_locked(file, &trailer) => Err(Unfit::Locked),
        // Readers rebuild a table of contents that is missing or wrong.
        _ => Ok(()),
    }
}

/// Whether the rest of a file is missing that is made for the web, so that it can be shown before all of it has
/// arrived. It has a first end near its beginning, which leads nowhere, and says there how long it is.
fn is_cut_short(file: &[u8]) -> bool {
    let head = &file[..file.len().min(HEAD)];
    let Some(at) = memmem::find(head, b"/Linearized") else {
        return false;
    };
    let begin = memmem::rfind(&head[..at], b"<<").unwrap_or(at);
    let stated = Dictionary::read(&file[begin..]).and_then(|dictionary| dictionary.number("L"));
    let longer = |stated| usize::try_from(stated).is_ok_and(|stated| stated > file.len());
    contents(file) == Some(0) || stated.is_some_and(longer)
}

/// Where the table of contents is said to be, by the last `startxref`.
fn contents(file: &[u8]) -> Option<usize> {
    let word = memmem::rfind(file, b"startxref")?;
    let digits = file.get(word + 9..)?.trim_ascii_start();
    let digits = &digits[..digits.iter().take_while(|b| b.is_ascii_digit()).count()];
    std::str::from_utf8(digits).ok()?.parse().ok()
}

/// The dictionary of the last table of contents, or of the stream that holds one.
fn trailer(content: &[u8], file: &[u8]) -> Option<Dictionary> {
    let offset = contents(file);
    // Places are counted from the beginning of the PDF, or by some writers from that of the file.
    let at = |whole: &[u8]| -> Option<Dictionary> {
        let place = whole.get(offset?..)?.trim_ascii_start();
        if place.starts_with(b"xref") {
            let word = memmem::find(place, b"trailer")?;
            return Dictionary::read(&place[word + 7..]);
        }
        let (object, _) = object_head(place)?;
        Dictionary::read(object)
    };
    at(file).or_else(|| at(content)).or_else(|| {
        let word = memmem::rfind(file, b"trailer")?;
        Dictionary::read(&file[word + 7..])
    })
}

/// What stands behind `12 0 obj`, and its number.
fn object_head(place: &[u8]) -> Option<(&[u8], u64)> {
    // Asked of many places that only look like one: it must not read on from each of them.
    let head = &place[..place.len().min(40)];
    let mut tokens = tokens::Tokens::new(head);
    let (Token::Number(number), Token::Number(_)) = (tokens.next()?, tokens.next()?) else {
        return None;
    };
    match tokens.next()? {
        Token::Word(word) if word == b"obj" => {
            let read = head.len() - tokens.rest().len();
            Some((&place[read..], u64::try_from(number).ok()?))
        }
        _ => None,
    }
}

/// Whether the empty password, with which readers try first, does not open it.
fn is_locked(file: &[u8], trailer: &Dictionary) -> bool {
    let Some(value) = trailer.get("Encrypt") else {
        return false;
    };
    let direct = trailer.dictionary("Encrypt");
    let rules = match value {
        [Token::Number(number), Token::Number(_), Token::Word(word)] if word == b"R" => {
            u64::try_from(*number)
                .ok()
                .and_then(|number| object(file, number))
        }
        _ => direct,
    };
    match rules {
        Some(rules) => {
            !password::empty_opens(&rules, trailer.first_string("ID").unwrap_or_default())
        }
        // It says that it is locked, and not how: `null` is the only way to take that back.
        None => !matches!(value, [Token::Word(word)] if word == b"null"),
    }
}

/// The dictionary of an object: the last one of its number counts. Rules of encryption never lie in a stream.
fn object(file: &[u8], number: u64) -> Option<Dictionary> {
    let head = format!("{number} ");
    memmem::rfind_iter(file, head.as_bytes())
        .filter(|at| {
            at.checked_sub(1)
                .and_then(|before| file.get(before))
                .is_none_or(u8::is_ascii_whitespace)
        })
        .filter_map(|at| object_head(&file[at..]))
        .find(|(_, found)| *found == number)
        .and_then(|(content, _)| Dictionary::read(content))
}
