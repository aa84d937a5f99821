//! The one reader of tables: bytes into cells with the numbers of their rows, whoever made the file. It finds letters and
//! separators of a text, the sheet of a workbook, and the row that names the columns, and says how it read. What a
//! column means must not enter: whoever reads says how well a row names the columns that are wanted.

use super::{
    delimited::{Record, Records},
    formats,
    letters::{Script, Text},
    workbook::{Book, BookRow, Cell},
};
use app::workspace::table::model::{
    HowRead, LARGEST_TABLE, MOST_COLUMNS, Separator, SheetName, TablePlace, TableRefusal,
};
use domain::text::{composed, is_blank, tidy};
use std::{
    io::{Cursor, Read, Seek},
    sync::atomic::AtomicBool,
    vec,
};

/// Rows among which the one that names the columns is looked for.
pub const HEAD_WITHIN: usize = 30;

/// Fewest columns that a row must name to be known for the head: a title may be called as one of them.
const FEWEST: usize = 2;

/// How many of the wanted columns a row names.
pub type Wanted<'a> = &'a (dyn Fn(&[String]) -> usize + Send + Sync);

/// Why the cells of a row don't fit below the head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Misfit {
    /// It can't be read.
    Broken,
    /// It has so many cells, more or fewer than the head.
    Number(usize),
}

/// One row below the head.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its line in the file, from 1.
    pub line: u32,
    /// Its cells. A row of a workbook may have fewer than the head.
    pub cells: Result<Vec<Cell>, Misfit>,
}

/// A table that goes through row by row.
pub struct Table<R> {
    /// Heads of its columns.
    pub heads: Vec<String>,
    /// How it was read.
    pub how: HowRead,
    rows: Rows<R>,
}

enum Rows<R> {
    Text(Records<R>),
    Book(vec::IntoIter<BookRow>),
}

impl<R: Read + Seek> Table<R> {
    /// Opens a file and finds its table: where `place` says, or the first sheet and the first row that name the most of
    /// the wanted columns. A workbook is read whole, and may have so many rows below the head.
    ///
    /// # Errors
    /// Why it is refused as a whole.
    pub fn open(
        mut from: R,
        most_rows: usize,
        place: TablePlace,
        wanted: Wanted<'_>,
        stop: &AtomicBool,
    ) -> Result<Self, TableRefusal> {
        let mut first = Vec::new();
        let beginning = from.by_ref().take(BEGINNING).read_to_end(&mut first);
        beginning.map_err(unread)?;
        if first.starts_with(b"PK") || first.starts_with(formats::COMPOUND) {
            let rest = from.take(LARGEST_BOOK).read_to_end(&mut first);
            rest.map_err(unread)?;
            return Self::of_book(&first, most_rows, place, wanted, stop);
        }
        if let Some(wrong) = formats::wrong(&first) {
            return Err(TableRefusal::Wrong(wrong));
        }
        from.rewind().map_err(unread)?;
        let script = Script::of(&mut from).map_err(unread)?;
        let script = script.ok_or(TableRefusal::NotATable)?;
        Self::of_text(from, script, place, wanted)
    }

    fn of_book(
        bytes: &[u8],
        most_rows: usize,
        place: TablePlace,
        wanted: Wanted<'_>,
        stop: &AtomicBool,
    ) -> Result<Self, TableRefusal> {
        let mut book = Book::open(bytes, stop)?;
        let sheets = book.sheets();
        let chosen = place.sheet.and_then(|sheet| usize::try_from(sheet).ok());
        let sheet = match chosen {
            Some(sheet) => sheet,
            None => find_sheet(&mut book, &sheets, wanted)?,
        };
        let name = &sheets.get(sheet).ok_or(TableRefusal::Empty)?.name;
        let titles = place.head.map_or(HEAD_WITHIN, |line| line as usize);
        let mut rows = book.rows(name, most_rows.saturating_add(titles))?;
        let head = match place.head {
            Some(line) => rows.iter().position(|(own, _)| *own >= line),
            None => {
                let texts: Vec<_> = rows.iter().take(HEAD_WITHIN).map(texts_of).collect();
                find_head(&texts, wanted).map(|(at, _)| at)
            }
        };
        let head = head.ok_or(TableRefusal::Empty)?;
        let below = rows.split_off(head + 1);
        if below.len() > most_rows {
            return Err(TableRefusal::TooManyRows);
        }
        let own = rows.pop().ok_or(TableRefusal::Empty)?;
        let how = HowRead {
            sheets,
            sheet: u32::try_from(sheet).unwrap_or(u32::MAX),
            head: own.0,
            ..HowRead::default()
        };
        Ok(Self {
            heads: texts_of(&own),
            how,
            rows: Rows::Book(below.into_iter()),
        })
    }

    fn of_text(
        mut from: R,
        script: Script,
        place: TablePlace,
        wanted: Wanted<'_>,
    ) -> Result<Self, TableRefusal> {
        let mut best: Option<(usize, usize, usize, Separator)> = None;
        for separator in Separator::ALL {
            from.rewind().map_err(unread)?;
            let mut records = Records::new(from.by_ref(), script, separator);
            let mut before: Vec<Vec<String>> = Vec::new();
            let mut head = None;
            while let Some(record) = records.next_record().map_err(unread)? {
                let chosen = place.head.is_some_and(|line| record.line >= line);
                if chosen || place.head.is_none() {
                    before.push(record.cells.iter().map(|cell| tidy(cell)).collect());
                }
                if chosen {
                    head = Some((0, wanted(&before[0])));
                    break;
                }
                if place.head.is_none() && before.len() >= HEAD_WITHIN {
                    break;
                }
            }
            let head = head.or_else(|| find_head(&before, wanted));
            let Some((at, named)) = head else { continue };
            let cells = before[at].iter().filter(|cell| !cell.is_empty()).count();
            // The first of those that are as good: commas are the most usual.
            if best.is_none_or(|(most, widest, ..)| (named, cells) > (most, widest)) {
                best = Some((named, cells, at, separator));
            }
        }
        let (.., at, separator) = best.ok_or(TableRefusal::Empty)?;
        from.rewind().map_err(unread)?;
        let mut records = Records::new(from, script, separator);
        let mut skipped = 0;
        let head = loop {
            let record = records.next_record().map_err(unread)?;
            let record = record.ok_or(TableRefusal::Empty)?;
            let found = match place.head {
                Some(line) => record.line >= line,
                None => skipped == at,
            };
            if found {
                break record;
            }
            skipped += 1;
        };
        if head.number > MOST_COLUMNS {
            return Err(TableRefusal::TooManyColumns);
        }
        if head.broken {
            return Err(TableRefusal::NotATable);
        }
        let mut heads: Vec<String> = head.cells.iter().map(|cell| tidy(cell)).collect();
        while heads.len() > 1 && heads.last().is_some_and(String::is_empty) {
            heads.pop();
        }
        let how = HowRead {
            letters: script.letters(),
            separator,
            head: head.line,
            ..HowRead::default()
        };
        Ok(Self {
            heads,
            how,
            rows: Rows::Text(records),
        })
    }
}

impl<R: Read> Table<R> {
    /// Whether its rows have addresses of cells rather than lines alone.
    #[must_use]
    pub fn is_book(&self) -> bool {
        matches!(self.rows, Rows::Book(_))
    }

    /// The next row in which anything stands; none at the end.
    ///
    /// # Errors
    /// If the file can't be read on.
    pub fn next_row(&mut self) -> Result<Option<Row>, TableRefusal> {
        match &mut self.rows {
            Rows::Book(rows) => Ok(rows.next().map(|(line, cells)| Row {
                line,
                cells: Ok(cells),
            })),
            Rows::Text(records) => loop {
                let record = records.next_record().map_err(unread)?;
                let Some(record) = record else {
                    return Ok(None);
                };
                if record.broken || !record.cells.iter().all(|cell| is_blank(cell)) {
                    return Ok(Some(row(record, self.heads.len())));
                }
            },
        }
    }
}

/// A record as a row below so many heads. Cells beyond them that hold nothing are none.
fn row(mut record: Record, heads: usize) -> Row {
    let beyond = record.cells.get(heads..).unwrap_or(&[]);
    if record.number == record.cells.len() && beyond.iter().all(|cell| is_blank(cell)) {
        record.cells.truncate(heads);
        record.number = record.cells.len();
    }
    let cells = if record.broken {
        Err(Misfit::Broken)
    } else if record.number != heads {
        Err(Misfit::Number(record.number))
    } else {
        Ok(record.cells.into_iter().map(Cell::Text).collect())
    };
    Row {
        line: record.line,
        cells,
    }
}

/// Bytes at the beginning that say what a file is.
const BEGINNING: u64 = 4096;

/// Most bytes of a workbook; browsers send less.
const LARGEST_BOOK: u64 = LARGEST_TABLE as u64 * 4;

/// What comes from the disk and not from the file.
fn unread(error: std::io::Error) -> TableRefusal {
    tracing::warn!(cause = %error, "a file can't be read");
    TableRefusal::NotATable
}

fn texts_of((_, cells): &BookRow) -> Vec<String> {
    let text = |cell: &Cell| match cell {
        Cell::Text(text) => tidy(text),
        _ => String::new(),
    };
    cells.iter().map(text).collect()
}

/// The row that names the most wanted columns, the first of those, and how many it names. Where none is known, the first
/// row with several cells: titles have one.
fn find_head(rows: &[Vec<String>], wanted: Wanted<'_>) -> Option<(usize, usize)> {
    let mut best: Option<(usize, usize)> = None;
    for (at, row) in rows.iter().enumerate() {
        let named = wanted(row);
        if best.is_none_or(|(_, most)| named > most) {
            best = Some((at, named));
        }
    }
    let (at, named) = best?;
    if named >= FEWEST {
        return Some((at, named));
    }
    let several = |row: &Vec<String>| row.iter().filter(|cell| !cell.is_empty()).count() > 1;
    let at = rows.iter().position(several).unwrap_or(0);
    Some((at, wanted(&rows[at])))
}

/// The first visible sheet that names the most wanted columns, else such a hidden one, else the first that shows anything.
fn find_sheet(
    book: &mut Book<'_>,
    sheets: &[SheetName],
    wanted: Wanted<'_>,
) -> Result<usize, TableRefusal> {
    if sheets.len() < 2 {
        return Ok(0);
    }
    let mut best = None;
    for (at, sheet) in sheets.iter().enumerate() {
        // A sheet beyond the limits is none to choose; one that is chosen says so itself.
        let rows = match book.rows_up_to(&sheet.name, HEAD_WITHIN) {
            Ok((rows, _)) => rows,
            Err(TableRefusal::TooSlow) => return Err(TableRefusal::TooSlow),
            Err(_) => Vec::new(),
        };
        let texts: Vec<_> = rows.iter().map(texts_of).collect();
        let named = find_head(&texts, wanted).map_or(0, |(_, named)| named);
        let named = if named < FEWEST { 0 } else { named };
        let (shown, any) = (!sheet.hidden, !texts.is_empty());
        let worth = (shown && named > 0, named, shown && any, any);
        if best.is_none_or(|(_, most)| worth > most) {
            best = Some((at, worth));
        }
    }
    Ok(best.map_or(0, |(at, _)| at))
}

/// A table read whole.
#[derive(Clone, Debug, PartialEq)]
pub struct Whole {
    /// Heads of its columns.
    pub heads: Vec<String>,
    /// Rows below the head.
    pub rows: Vec<Row>,
    /// How it was read.
    pub how: HowRead,
}

impl Whole {
    /// Whether its rows have addresses of cells rather than lines alone.
    #[must_use]
    pub fn is_book(&self) -> bool {
        !self.how.sheets.is_empty()
    }
}

/// Reads a table whole, whatever its file calls itself, until `stop` is set.
///
/// # Errors
/// Why it is refused as a whole.
pub fn read(
    bytes: &[u8],
    most_rows: usize,
    place: TablePlace,
    wanted: Wanted<'_>,
    stop: &AtomicBool,
) -> Result<Whole, TableRefusal> {
    let mut table = Table::open(Cursor::new(bytes), most_rows, place, wanted, stop)?;
    let mut rows = Vec::new();
    while let Some(row) = table.next_row()? {
        if rows.len() >= most_rows {
            return Err(TableRefusal::TooManyRows);
        }
        rows.push(row);
    }
    if table.heads.len() > MOST_COLUMNS {
        return Err(TableRefusal::TooManyColumns);
    }
    Ok(Whole {
        heads: table.heads,
        rows,
        how: table.how,
    })
}

/// A text whole, in its own lines, and how it was read.
///
/// # Errors
/// What the file is instead.
pub fn text(bytes: &[u8]) -> Result<(String, HowRead), TableRefusal> {
    if let Some(wrong) = formats::wrong(bytes) {
        return Err(TableRefusal::Wrong(wrong));
    }
    let script = Script::of(&mut &*bytes).map_err(unread)?;
    let script = script.ok_or(TableRefusal::NotATable)?;
    let mut text = Text::new(bytes, script);
    let mut whole = String::new();
    loop {
        let more = text.more().map_err(unread)?;
        if more.is_empty() {
            break;
        }
        whole.push_str(more);
    }
    let how = HowRead {
        letters: script.letters(),
        ..HowRead::default()
    };
    Ok((composed(&whole), how))
}

/// The same table as text that can be shown, changed and sent again: a text as it is; a sheet with a line for each of its
/// rows, so that places in it are called as in the workbook.
///
/// # Errors
/// Why it is refused as a whole.
pub fn as_text(
    bytes: &[u8],
    most_rows: usize,
    wanted: Wanted<'_>,
    stop: &AtomicBool,
) -> Result<(String, HowRead), TableRefusal> {
    if !bytes.starts_with(b"PK") {
        return text(bytes);
    }
    let mut book = Book::open(bytes, stop)?;
    let sheets = book.sheets();
    let sheet = find_sheet(&mut book, &sheets, wanted)?;
    let name = &sheets.get(sheet).ok_or(TableRefusal::Empty)?.name;
    let rows = book.rows(name, most_rows.saturating_add(HEAD_WITHIN))?;
    let width = rows.iter().map(|(_, cells)| cells.len()).max().unwrap_or(0);
    let (mut text, mut line) = (String::new(), 1);
    for (own, cells) in rows {
        if own as usize > most_rows.saturating_mul(2) {
            return Err(TableRefusal::TooManyRows);
        }
        while line < own {
            text.push('\n');
            line += 1;
        }
        let mut written: Vec<String> = cells.iter().map(|cell| quoted(&plain_text(cell))).collect();
        written.resize(width, String::new());
        text.push_str(&written.join(","));
    }
    let how = HowRead {
        sheets,
        sheet: u32::try_from(sheet).unwrap_or(u32::MAX),
        ..HowRead::default()
    };
    Ok((text, how))
}

/// A cell in quotes where it needs them, on one line.
fn quoted(cell: &str) -> String {
    let cell = tidy(cell);
    if cell.contains([',', ';', '"']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell
    }
}

/// What a cell says, as text. What it does not say itself can't be read.
#[must_use]
pub fn plain_text(cell: &Cell) -> String {
    match cell {
        Cell::Nothing => String::new(),
        Cell::Text(text) => text.clone(),
        Cell::Number(number) => number.to_string(),
        Cell::Date(day) => day.to_string(),
        Cell::Yes(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        Cell::Formula | Cell::Error => '\u{fffd}'.to_string(),
    }
}
