//! The words that PDF dictionaries are written with, one after another: nesting is counted, never followed.

/// Most words of a dictionary that is looked at.
const MOST_TOKENS: usize = 4_096;

/// Longest text in a dictionary that is looked at, bytes.
const LONGEST: usize = 64 * 1024;

/// One word.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    /// `/Name`, without its slash.
    Name(Vec<u8>),
    /// `(text)` or `<hex>`.
    Text(Vec<u8>),
    /// A whole number.
    Number(i64),
    /// `<<`
    Open,
    /// `>>`
    Close,
    /// `[`
    Begin,
    /// `]`
    End,
    /// `true`, `obj`, `R`, a fraction …
    Word(Vec<u8>),
}

pub(super) struct Tokens<'a>(&'a [u8]);

impl<'a> Tokens<'a> {
    pub(super) fn new(text: &'a [u8]) -> Self {
        Self(text)
    }

    /// What was not read yet.
    pub(super) fn rest(&self) -> &'a [u8] {
        self.0
    }

    fn skip(&mut self, bytes: usize) {
        self.0 = self.0.get(bytes..).unwrap_or_default();
    }

    fn blanks(&mut self) {
        loop {
            self.skip(self.0.iter().take_while(|b| is_blank(**b)).count());
            if self.0.first() != Some(&b'%') {
                return;
            }
            self.skip(
                self.0
                    .iter()
                    .take_while(|b| !matches!(b, b'\n' | b'\r'))
                    .count(),
            );
        }
    }

    /// `(a\)b(c))`: brackets are counted, and a backslash takes the next sign with it.
    fn text(&mut self) -> Option<Vec<u8>> {
        let (mut text, mut depth, mut at) = (Vec::new(), 0_usize, 0);
        while let Some(byte) = self.0.get(at).copied() {
            at += 1;
            match byte {
                b'\\' => {
                    let digits = self
                        .0
                        .get(at..)?
                        .iter()
                        .take(3)
                        .take_while(|b| matches!(b, b'0'..=b'7'));
                    let digits: Vec<u8> = digits.copied().collect();
                    if digits.is_empty() {
                        let next = *self.0.get(at)?;
                        at += 1;
                        match next {
                            b'n' => text.push(b'\n'),
                            b'r' => text.push(b'\r'),
                            b't' => text.push(b'\t'),
                            b'b' => text.push(8),
                            b'f' => text.push(12),
                            b'\r' => at += usize::from(self.0.get(at) == Some(&b'\n')),
                            b'\n' => {}
                            other => text.push(other),
                        }
                    } else {
                        at += digits.len();
                        let value = digits
                            .iter()
                            .fold(0_u16, |sum, d| sum * 8 + u16::from(d - b'0'));
                        text.push((value & 0xff) as u8);
                    }
                }
                b'(' => {
                    depth += 1;
                    text.push(byte);
                }
                b')' if depth == 0 => {
                    self.skip(at);
                    return Some(text);
                }
                b')' => {
                    depth -= 1;
                    text.push(byte);
                }
                // The end of a line is one sign, however it is written.
                b'\r' => {
                    at += usize::from(self.0.get(at) == Some(&b'\n'));
                    text.push(b'\n');
                }
                _ => text.push(byte),
            }
            if text.len() > LONGEST {
                return None;
            }
        }
        None
    }

    fn hex(&mut self) -> Option<Vec<u8>> {
        let end = memchr::memchr(b'>', &self.0[..self.0.len().min(2 * LONGEST)])?;
        let digits: Option<Vec<u8>> = self.0[..end]
            .iter()
            .filter(|b| !is_blank(**b))
            .map(|b| {
                char::from(*b)
                    .to_digit(16)
                    .and_then(|d| u8::try_from(d).ok())
            })
            .collect();
        self.skip(end + 1);
        let pair = |pair: &[u8]| pair[0] * 16 + pair.get(1).copied().unwrap_or(0);
        Some(digits?.chunks(2).map(pair).collect())
    }
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        self.blanks();
        let plain = |text: &[u8]| text.iter().take_while(|b| is_regular(**b)).count();
        match self.0 {
            [] => None,
            [b'<', b'<', ..] => {
                self.skip(2);
                Some(Token::Open)
            }
            [b'>', b'>', ..] => {
                self.skip(2);
                Some(Token::Close)
            }
            [b'<', ..] => {
                self.skip(1);
                self.hex().map(Token::Text)
            }
            [b'(', ..] => {
                self.skip(1);
                self.text().map(Token::Text)
            }
            [b'[', ..] => {
                self.skip(1);
                Some(Token::Begin)
            }
            [b']', ..] => {
                self.skip(1);
                Some(Token::End)
            }
            [b'/', rest @ ..] => {
                let length = plain(rest);
                let name = rest[..length].to_vec();
                self.skip(1 + length);
                Some(Token::Name(name))
            }
            text => {
                let length = plain(text);
                if length == 0 {
                    return None;
                }
                let word = &text[..length];
                self.skip(length);
                let number = std::str::from_utf8(word).ok().and_then(|w| w.parse().ok());
                Some(number.map_or_else(|| Token::Word(word.to_vec()), Token::Number))
            }
        }
    }
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 12 | b'\r' | b' ')
}

fn is_regular(byte: u8) -> bool {
    !is_blank(byte) && !b"()<>[]{}/%".contains(&byte)
}

/// The entries of a dictionary; what is nested in them lies flat in their words.
#[derive(Debug, Default)]
pub(super) struct Dictionary(Vec<(Vec<u8>, Vec<Token>)>);

impl Dictionary {
    /// The dictionary that begins here.
    pub(super) fn read(text: &[u8]) -> Option<Self> {
        let mut tokens = Tokens::new(text).take(MOST_TOKENS);
        if tokens.next()? != Token::Open {
            return None;
        }
        Self::of(tokens)
    }

    /// Entries up to the end of the dictionary whose beginning was read.
    fn of(tokens: impl Iterator<Item = Token>) -> Option<Self> {
        let mut entries: Vec<(Vec<u8>, Vec<Token>)> = Vec::new();
        let mut depth = 0_usize;
        for token in tokens {
            match token {
                Token::Close if depth == 0 => return Some(Self(entries)),
                // A name is the next key, unless the last key still waits for its value.
                Token::Name(name)
                    if depth == 0 && entries.last().is_none_or(|(_, value)| !value.is_empty()) =>
                {
                    entries.push((name, Vec::new()));
                }
                token => {
                    match token {
                        Token::Open | Token::Begin => depth += 1,
                        Token::Close | Token::End => depth = depth.saturating_sub(1),
                        _ => {}
                    }
                    entries.last_mut()?.1.push(token);
                }
            }
        }
        None
    }

    /// The words of an entry.
    pub(super) fn get(&self, key: &str) -> Option<&[Token]> {
        let found = self.0.iter().find(|(name, _)| name == key.as_bytes());
        found.map(|(_, value)| value.as_slice())
    }

    pub(super) fn number(&self, key: &str) -> Option<i64> {
        match self.get(key)? {
            [Token::Number(number)] => Some(*number),
            _ => None,
        }
    }

    /// A text, or the first one of a list.
    pub(super) fn first_string(&self, key: &str) -> Option<&[u8]> {
        self.get(key)?.iter().find_map(|token| match token {
            Token::Text(text) => Some(text.as_slice()),
            _ => None,
        })
    }

    /// Whether an entry is this name or word.
    pub(super) fn is(&self, key: &str, word: &str) -> bool {
        matches!(self.get(key), Some([Token::Name(own) | Token::Word(own)]) if own == word.as_bytes())
    }

    /// An entry that is itself a dictionary.
    pub(super) fn dictionary(&self, key: &str) -> Option<Self> {
        match self.get(key)? {
            [Token::Open, inner @ ..] => Self::of(inner.iter().cloned()),
            _ => None,
        }
    }
}
