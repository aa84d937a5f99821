//! Workbooks of browsers: looked at before anything is made of them, within limits of memory and time, and read cell
//! by cell. What a cell means must not enter.

use super::formats;
use app::workspace::table::model::{MOST_COLUMNS, SheetName, TableRefusal};
use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsx};
use domain::{
    entry,
    text::{is_blank, plain},
    time::Date,
};
use serde::{Deserialize, Serialize};
use std::{
    collections::BTreeMap,
    io::{Cursor, Read},
    sync::atomic::{AtomicBool, Ordering},
};
use zip::ZipArchive;

/// Most bytes of all parts together, unpacked.
pub const MOST_INSIDE: u64 = 40 * 1024 * 1024;

/// Most parts: a workbook of one sheet has a dozen.
pub const MOST_PARTS: usize = 200;

/// Most that a large part may shrink when packed. Sheets shrink by 10 to 100, bombs by 1,000.
const MOST_RATIO: u64 = 400;

/// Parts below this size may shrink as they like.
const SMALL_PART: u64 = 1024 * 1024;

/// Most tags: whatever a reader keeps for each of them, so many fit into memory. A sheet of
/// [`app::workspace::spreadsheet::model::MOST_SHEET_ROWS`] full rows has fewer.
const MOST_TAGS: usize = 3_000_000;

/// Most digits of a number of strings that a part may announce: a reader makes room for so many before
/// it has seen one.
const MOST_DIGITS: usize = 6;

/// Most characters of a cell that are kept: one more than the longest field, so that it is seen to be
/// too long.
pub const LONGEST_CELL: usize = entry::LONGEST_TEXT + 1;

/// Cells between two looks at whether to stop.
pub const STEP: u32 = 4_096;

/// What a cell holds.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cell {
    /// Nothing.
    #[default]
    Nothing,
    /// Text.
    Text(String),
    /// A number.
    Number(f64),
    /// A date.
    Date(Date),
    /// True or false.
    Yes(bool),
    /// An error, or something else that is no value.
    Error,
    /// A formula, whatever it came to.
    Formula,
}

impl Cell {
    /// Bytes of its text.
    #[must_use]
    pub fn size(&self) -> usize {
        match self {
            Self::Text(text) => text.len(),
            _ => 0,
        }
    }

    /// A code: text, or a number that a program made of it.
    #[must_use]
    pub fn code(self) -> String {
        match self {
            Self::Text(text) => plain(&text),
            Self::Number(number) => number.to_string(),
            _ => String::new(),
        }
    }
}

/// The address of a cell as programs show it: `G17`.
#[must_use]
pub fn address(line: u32, column: u16) -> String {
    let mut letters = Vec::new();
    let mut rest = u32::from(column) + 1;
    while rest > 0 {
        let digit = u8::try_from((rest - 1) % 26).unwrap_or(0);
        letters.push(char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    letters.reverse();
    let letters: String = letters.into_iter().collect();
    format!("{letters}{line}")
}

/// A row that holds anything: its number, as programs show it, and its cells up to the last that holds anything.
pub type BookRow = (u32, Vec<Cell>);

/// A workbook that was looked at and may be read.
pub struct Book<'a> {
    book: Xlsx<Cursor<&'a [u8]>>,
    stop: &'a AtomicBool,
}

impl<'a> Book<'a> {
    /// Opens a workbook.
    ///
    /// # Errors
    /// Why it is refused as a whole.
    pub fn open(bytes: &'a [u8], stop: &'a AtomicBool) -> Result<Self, TableRefusal> {
        inspect(bytes, stop)?;
        let book = Xlsx::new(Cursor::new(bytes)).map_err(|_| TableRefusal::NotATable)?;
        Ok(Self { book, stop })
    }

    /// Its sheets of cells, in their order.
    #[must_use]
    pub fn sheets(&self) -> Vec<SheetName> {
        let all = self.book.sheets_metadata().iter();
        all.filter(|sheet| sheet.typ == SheetType::WorkSheet)
            .map(|sheet| SheetName {
                name: sheet.name.clone(),
                hidden: sheet.visible != SheetVisible::Visible,
            })
            .collect()
    }

    /// The rows of a sheet that hold anything.
    ///
    /// # Errors
    /// Why the sheet can't be read.
    pub fn rows(&mut self, sheet: &str, most_rows: usize) -> Result<Vec<BookRow>, TableRefusal> {
        let (rows, whole) = self.rows_up_to(sheet, most_rows)?;
        if whole {
            Ok(rows)
        } else {
            Err(TableRefusal::TooManyRows)
        }
    }

    /// As [`Self::rows`], so many at most; and whether these are all.
    ///
    /// # Errors
    /// Why the sheet can't be read.
    pub fn rows_up_to(
        &mut self,
        sheet: &str,
        most_rows: usize,
    ) -> Result<(Vec<BookRow>, bool), TableRefusal> {
        let bad = |_| TableRefusal::NotATable;
        // Cell by cell: a range would make room for everything between the first and the last cell.
        let mut cells = self.book.worksheet_cells_reader(sheet).map_err(bad)?;
        let mut rows: BTreeMap<u32, Vec<Cell>> = BTreeMap::new();
        let (mut seen, mut kept, mut whole) = (0_u32, 0_usize, true);
        while let Some(cell) = cells.next_cell_with_formula_metadata().map_err(bad)? {
            seen = seen.saturating_add(1);
            if seen % STEP == 0 && self.stop.load(Ordering::Relaxed) {
                return Err(TableRefusal::TooSlow);
            }
            let given = if cell.formula.is_some() {
                Cell::Formula
            } else {
                cell_of(&cell.value)
            };
            if given == Cell::Nothing {
                continue;
            }
            let (row, column) = cell.pos;
            if rows.len() >= most_rows && !rows.contains_key(&row) {
                whole = false;
                break;
            }
            let column = column as usize;
            if column >= MOST_COLUMNS {
                return Err(TableRefusal::TooManyColumns);
            }
            // One long text may stand in many cells: what counts is what is kept.
            kept += given.size();
            if kept as u64 > MOST_INSIDE {
                return Err(TableRefusal::TooMuchInside);
            }
            let own = rows.entry(row).or_default();
            if own.len() <= column {
                own.resize(column + 1, Cell::Nothing);
            }
            own[column] = given;
        }
        let rows = rows.into_iter().map(|(row, cells)| (row + 1, cells));
        Ok((rows.collect(), whole))
    }
}

/// What a cell holds that a reader has found.
#[must_use]
pub fn cell_of(value: &DataRef<'_>) -> Cell {
    let text = |text: &str| {
        if is_blank(text) {
            return Cell::Nothing;
        }
        Cell::Text(text.chars().take(LONGEST_CELL).collect())
    };
    match value {
        DataRef::Empty => Cell::Nothing,
        DataRef::String(own) => text(own),
        DataRef::SharedString(shared) => text(shared),
        DataRef::Int(number) => Cell::Number(*number as f64),
        DataRef::Float(number) => Cell::Number(*number),
        DataRef::Bool(yes) => Cell::Yes(*yes),
        DataRef::DateTime(at) if at.is_datetime() => {
            let (year, month, day, ..) = at.to_ymd_hms_milli();
            Date::new(i32::from(year), month.into(), day.into()).map_or(Cell::Error, Cell::Date)
        }
        DataRef::DateTimeIso(at) => {
            let day: String = at.chars().take(10).collect();
            Date::parse(&day).map_or(Cell::Error, Cell::Date)
        }
        DataRef::DateTime(_) | DataRef::DurationIso(_) | DataRef::Error(_) => Cell::Error,
    }
}

/// Unpacks every part once, counted, before anybody reads meaning into it: what an archive declares of
/// itself is looked at first and not believed.
///
/// # Errors
/// Why it is refused.
pub fn inspect(bytes: &[u8], stop: &AtomicBool) -> Result<(), TableRefusal> {
    if let Some(wrong) = formats::wrong(bytes) {
        return Err(TableRefusal::Wrong(wrong));
    }
    // An archive may begin with anything; a reader would take some beginnings for another format.
    if !bytes.starts_with(b"PK\x03\x04") {
        return Err(TableRefusal::NotATable);
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| TableRefusal::NotATable)?;
    if archive.len() > MOST_PARTS {
        return Err(TableRefusal::TooMuchInside);
    }
    let (mut total, mut tags) = (0_u64, 0_usize);
    for index in 0..archive.len() {
        if stop.load(Ordering::Relaxed) {
            return Err(TableRefusal::TooSlow);
        }
        let part = archive
            .by_index(index)
            .map_err(|_| TableRefusal::NotATable)?;
        let room = MOST_INSIDE - total;
        let (declared, packed) = (part.size(), part.compressed_size());
        let bomb = declared > SMALL_PART && declared / packed.max(1) > MOST_RATIO;
        if declared > room || bomb {
            return Err(TableRefusal::TooMuchInside);
        }
        let name = part.name().map(|name| name.to_ascii_lowercase());
        let name = name.map_err(|_| TableRefusal::NotATable)?;
        let mut content = Vec::new();
        let read = part.take(room + 1).read_to_end(&mut content);
        read.map_err(|_| TableRefusal::NotATable)?;
        total += content.len() as u64;
        if total > MOST_INSIDE {
            return Err(TableRefusal::TooMuchInside);
        }
        tags += content.iter().filter(|byte| **byte == b'<').count();
        if tags > MOST_TAGS {
            return Err(TableRefusal::TooManyRows);
        }
        let marked_up = name.ends_with(".xml") || name.ends_with(".rels");
        if marked_up && (has_controls(&content) || boasts(&content)) {
            return Err(TableRefusal::NotATable);
        }
    }
    Ok(())
}

/// Whether a text holds bytes that stand in no XML of one byte a letter. Without them, names in it are
/// spelt as they look, in every encoding that a reader may take it for.
fn has_controls(content: &[u8]) -> bool {
    content
        .iter()
        .any(|byte| *byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r'))
}

/// Whether a part announces more strings than there can be: the reader would make room for them at
/// once, and no memory is large enough.
fn boasts(content: &[u8]) -> bool {
    const NAME: &[u8] = b"uniqueCount";
    content
        .windows(NAME.len())
        .enumerate()
        .filter(|(_, window)| *window == NAME)
        .any(|(at, _)| {
            let digits = content[at + NAME.len()..]
                .iter()
                .skip_while(|b| b.is_ascii_whitespace() || matches!(b, b'=' | b'"' | b'\''))
                .take_while(|b| b.is_ascii_digit() || **b == b'+');
            digits.count() > MOST_DIGITS
        })
}
