//! Texts whose cells stand between separators: read record by record, with the line on which each begins. Cells in
//! quotes may hold separators and line ends; every kind of line end counts as one. What a cell means must not enter.

use super::letters::{Script, Text};
use app::workspace::table::model::{MOST_COLUMNS, Separator};
use std::io::{self, Read};

/// Most bytes of a record that are kept: whatever a quote without its other half swallows, no more is held.
const LONGEST_RECORD: usize = 1024 * 1024;

/// One record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// The line on which it begins, from 1.
    pub line: u32,
    /// Its cells, as many as a table may have and one more.
    pub cells: Vec<String>,
    /// How many cells it has.
    pub number: usize,
    /// Whether it can't be read: a quote has no other half, letters are broken, or it is too long.
    pub broken: bool,
}

/// The records of a text, one by one. Empty lines are none.
pub struct Records<R> {
    text: Text<R>,
    separator: u8,
    block: Vec<u8>,
    at: usize,
    line: u32,
    after_return: bool,
}

/// Where in a cell a reader stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Within {
    /// Before anything of it.
    Start,
    /// In a cell without quotes, or behind those that ended.
    Bare,
    /// Between quotes.
    Quotes,
    /// Behind a quote that ends them, or is the first of two that stand for one.
    Quote,
}

impl<R: Read> Records<R> {
    /// The records of a text from its beginning.
    pub fn new(from: R, script: Script, separator: Separator) -> Self {
        Self {
            text: Text::new(from, script),
            separator: separator.byte(),
            block: Vec::new(),
            at: 0,
            line: 1,
            after_return: false,
        }
    }

    /// The next byte, with one `\n` for every line end.
    fn byte(&mut self) -> io::Result<Option<u8>> {
        loop {
            let Some(byte) = self.block.get(self.at).copied() else {
                self.block.clear();
                self.block.extend_from_slice(self.text.more()?.as_bytes());
                self.at = 0;
                if self.block.is_empty() {
                    return Ok(None);
                }
                continue;
            };
            self.at += 1;
            let second = std::mem::replace(&mut self.after_return, byte == b'\r');
            match byte {
                b'\n' if second => {}
                b'\n' | b'\r' => {
                    self.line = self.line.saturating_add(1);
                    return Ok(Some(b'\n'));
                }
                other => return Ok(Some(other)),
            }
        }
    }

    /// The next record; none at the end.
    ///
    /// # Errors
    /// If the text can't be read.
    pub fn next_record(&mut self) -> io::Result<Option<Record>> {
        let mut record = Record::default();
        let (mut cell, mut within, mut size) = (Vec::new(), Within::Start, 0_usize);
        loop {
            let line = self.line;
            let byte = self.byte()?;
            if record.line == 0 {
                match byte {
                    None => return Ok(None),
                    Some(b'\n') => continue,
                    Some(_) => record.line = line,
                }
            }
            let torn = match (byte, within) {
                (None, Within::Quotes) => true,
                (None, _) | (Some(b'\n'), Within::Start | Within::Bare | Within::Quote) => false,
                (Some(b'"'), Within::Start) => {
                    within = Within::Quotes;
                    continue;
                }
                (Some(b'"'), Within::Quotes) => {
                    within = Within::Quote;
                    continue;
                }
                (Some(byte), Within::Start | Within::Bare | Within::Quote)
                    if byte == self.separator =>
                {
                    record.add(&mut cell);
                    within = Within::Start;
                    continue;
                }
                (Some(byte), _) => {
                    within = match within {
                        Within::Quotes => Within::Quotes,
                        Within::Quote if byte == b'"' => Within::Quotes,
                        _ => Within::Bare,
                    };
                    size += 1;
                    if size <= LONGEST_RECORD {
                        cell.push(byte);
                    }
                    continue;
                }
            };
            record.add(&mut cell);
            record.broken |= torn || size > LONGEST_RECORD;
            return Ok(Some(record));
        }
    }
}

impl Record {
    fn add(&mut self, cell: &mut Vec<u8>) {
        self.number += 1;
        if self.number <= MOST_COLUMNS + 1 {
            let text = String::from_utf8_lossy(cell);
            self.broken |= text.contains(['\u{fffd}', '\0']);
            self.cells.push(text.into_owned());
        }
        cell.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn records(text: &str, separator: Separator) -> Vec<Record> {
        let script = Script::of(&mut text.as_bytes()).unwrap().unwrap();
        let mut records = Records::new(text.as_bytes(), script, separator);
        std::iter::from_fn(|| records.next_record().unwrap()).collect()
    }

    fn read(text: &str) -> Vec<(u32, Vec<String>)> {
        let records = records(text, Separator::Comma).into_iter();
        records
            .map(|record| {
                assert!(!record.broken, "{record:?}");
                (record.line, record.cells)
            })
            .collect()
    }

    fn cells(cells: &[&str]) -> Vec<String> {
        cells.iter().map(|cell| (*cell).to_owned()).collect()
    }

    #[test]
    fn lines_are_counted_with_every_kind_of_end() {
        for end in ["\n", "\r\n", "\r"] {
            let text = ["a,b", "", "\"1", "2\",\"x \"\"y\"\"\"", ",", "3,4"].join(end);
            let expected = [
                (1, cells(&["a", "b"])),
                (3, cells(&["1\n2", "x \"y\""])),
                (5, cells(&["", ""])),
                (6, cells(&["3", "4"])),
            ];
            assert_eq!(read(&text), expected, "{end:?}");
            assert_eq!(read(&(text + end)), expected, "{end:?}");
        }
        assert_eq!(read(""), []);
        assert_eq!(read("\r\n\r\n"), []);
    }

    #[test]
    fn what_is_broken_is_known() {
        let broken = |text: &str| -> Vec<(u32, bool)> {
            let records = records(text, Separator::Comma).into_iter();
            records.map(|r| (r.line, r.broken)).collect()
        };
        assert_eq!(broken("a\n\"b\nc\n"), [(1, false), (2, true)]);
        let long = format!("a\n\"{}\"\nb\n", "x".repeat(LONGEST_RECORD + 1));
        assert_eq!(broken(&long), [(1, false), (2, true), (3, false)]);
        let wide = records(&",".repeat(5_000), Separator::Comma);
        assert_eq!(
            (wide[0].number, wide[0].cells.len()),
            (5_001, MOST_COLUMNS + 1)
        );
    }

    proptest! {
        /// Whatever is written comes back, at the line where it stands, with every separator and line end.
        #[test]
        fn what_is_written_is_read(
            rows in proptest::collection::vec(proptest::collection::vec("[a,;|\t\"\n ế]{1,6}", 1..4), 1..6),
            separator in proptest::sample::select(Separator::ALL.to_vec()),
            end in proptest::sample::select(vec!["\n", "\r\n", "\r"]),
        ) {
            let quoted = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\"").replace('\n', end));
            let mark = char::from(separator.byte()).to_string();
            let mut text = String::new();
            let mut expected = Vec::new();
            let mut line = 1;
            for row in &rows {
                text.push_str(&row.iter().map(quoted).collect::<Vec<_>>().join(&mark));
                text.push_str(end);
                expected.push((line, row.clone()));
                line += 1 + u32::try_from(row.concat().matches('\n').count()).unwrap();
            }
            let found: Vec<_> = records(&text, separator)
                .into_iter()
                .map(|record| (record.line, record.cells))
                .collect();
            prop_assert_eq!(found, expected);
        }
    }
}
