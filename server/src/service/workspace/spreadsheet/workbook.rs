//! The checklist's workbook: written with locked codes and drop-down lists, and read back, whoever made it.
//! What a cell means must not enter.

use crate::service::import::{
    table::{self, Misfit},
    workbook::{Book, BookRow, Cell, address},
};
use app::{
    i18n::Lang,
    texts::spreadsheet::{self, Kind, SHEET},
    workspace::{
        spreadsheet::model::{MOST_SHEET_ROWS, SheetRefusal},
        table::model::{TablePlace, TableRefusal},
    },
};
use domain::{
    entry,
    text::{is_blank, tidy},
    time::{Civil, Date},
};
use rust_xlsxwriter::{
    DataValidation, ExcelDateTime, Format, FormatAlign, ProtectionOptions, Workbook, XlsxError,
};
use serde::{Deserialize, Serialize};
use std::sync::atomic::AtomicBool;

/// Most cells with formulas that are told.
const MOST_FORMULAS: usize = 200;

/// Column of the unit's code.
pub const UNIT: u16 = 0;

/// Column of the criterion's code.
pub const CRITERION: u16 = 2;

/// Column of the field's name.
pub const FIELD: u16 = 4;

/// Column of the value: the only one that is not locked.
pub const VALUE: u16 = 6;

/// Column of the version, hidden.
pub const VERSION: u16 = 8;

/// One row to write: one field of one criterion of one unit.
#[derive(Clone, Debug)]
pub struct Line {
    /// Code of the unit.
    pub unit: String,
    /// Name of the unit.
    pub unit_name: String,
    /// Code of the criterion.
    pub criterion: String,
    /// Title of the criterion.
    pub title: String,
    /// Name of the field.
    pub field: String,
    /// What the field is called.
    pub label: String,
    /// What its cell holds.
    pub kind: Kind,
    /// The field's text, as a person reads it.
    pub value: String,
    /// The text that was confirmed last.
    pub last: String,
    /// Version that the row is made from.
    pub version: String,
}

/// What a workbook says around its rows.
#[derive(Clone, Debug)]
pub struct Words {
    /// Names of the columns.
    pub columns: [String; 9],
    /// Title and text of the message when what is typed is not in a list.
    pub pick: (String, String),
    /// Whether its language runs from right to left.
    pub from_right: bool,
}

/// Makes a workbook.
///
/// # Errors
/// If the rows don't fit into one.
pub fn write(words: &Words, lines: &[Line]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name(SHEET)?;
    sheet.set_right_to_left(words.from_right);
    sheet.set_freeze_panes(1, 0)?;
    sheet.protect_with_options(&ProtectionOptions {
        format_columns: true,
        format_rows: true,
        ..ProtectionOptions::default()
    });
    let head = Format::new().set_bold().set_text_wrap();
    let locked = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let open = Format::new()
        .set_unlocked()
        .set_text_wrap()
        .set_align(FormatAlign::Top)
        .set_background_color("#FFF8E1");
    let date = open.clone().set_num_format("dd/mm/yyyy");
    // As text, so that nothing typed into a note is taken for a date or a formula.
    let text = open.clone().set_num_format("@");
    let widths = [8, 24, 8, 40, 16, 40, 28, 20, 12];
    for ((column, name), width) in (0..).zip(&words.columns).zip(widths) {
        sheet.set_column_width(column, width)?;
        sheet.write_string_with_format(0, column, name, &head)?;
    }
    sheet.set_column_hidden(VERSION)?;
    for (row, line) in (1..).zip(lines) {
        let fixed = [
            (UNIT, &line.unit),
            (1, &line.unit_name),
            (CRITERION, &line.criterion),
            (3, &line.title),
            (FIELD, &line.field),
            (5, &line.label),
            (7, &line.last),
            (VERSION, &line.version),
        ];
        for (column, value) in fixed {
            // A string stays one, whatever it begins with: no program computes it.
            sheet.write_string_with_format(row, column, value, &locked)?;
        }
        let value = line.value.as_str();
        let format = match line.kind {
            Kind::Date => &date,
            Kind::Text => &text,
            Kind::Choice(_) | Kind::Number => &open,
        };
        let number = entry::parse_number(value).filter(|_| line.kind == Kind::Number);
        let day = entry::parse_date(value).filter(|_| line.kind == Kind::Date);
        if value.is_empty() {
            sheet.write_blank(row, VALUE, format)?;
        } else if let Some(number) = number {
            sheet.write_number_with_format(row, VALUE, number, format)?;
        } else if let Some(day) = day.and_then(excel_date) {
            sheet.write_datetime_with_format(row, VALUE, &day, format)?;
        } else {
            sheet.write_string_with_format(row, VALUE, value, format)?;
        }
        if let Kind::Choice(choices) = &line.kind {
            let list: Vec<&str> = choices.iter().map(|(_, word)| word.as_str()).collect();
            let rule = DataValidation::new()
                .allow_list_strings(&list)?
                .set_error_title(&words.pick.0)?
                .set_error_message(&words.pick.1)?;
            sheet.add_data_validation(row, VALUE, row, VALUE, &rule)?;
        }
    }
    book.save_to_buffer()
}

fn excel_date(date: Date) -> Option<ExcelDateTime> {
    let Civil { year, month, day } = date.civil();
    ExcelDateTime::from_ymd(
        u16::try_from(year).ok()?,
        u8::try_from(month).ok()?,
        u8::try_from(day).ok()?,
    )
    .ok()
}

/// One row as read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// Its number, as programs show it.
    pub line: u32,
    /// Code of the unit.
    pub unit: String,
    /// Code of the criterion.
    pub criterion: String,
    /// Name of the field.
    pub field: String,
    /// Version that it was made from.
    pub version: String,
    /// What stands in the open cell.
    pub value: Cell,
}

/// What was found in a workbook.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SheetContent {
    /// Its rows, in their order.
    pub rows: Vec<Row>,
    /// Addresses of formulas outside the open cells.
    pub formulas: Vec<String>,
}

/// Columns by whose names the head is known where something stands above it.
const NAMED: usize = 4;

/// How many of the columns a row names where they stand, in one of the languages.
fn names(heads: &[String]) -> usize {
    let named = |lang: Lang| {
        let pairs = heads.iter().zip(spreadsheet::columns(lang));
        pairs.filter(|(head, name)| **head == tidy(name)).count()
    };
    Lang::ALL.into_iter().map(named).max().unwrap_or(0)
}

/// Reads a checklist until `stop` is set: the sheet of its name, or a text that was made of it.
///
/// # Errors
/// Why it is refused as a whole.
pub fn read(bytes: &[u8], stop: &AtomicBool) -> Result<SheetContent, SheetRefusal> {
    let most = MOST_SHEET_ROWS as usize;
    if !bytes.starts_with(b"PK") {
        let place = TablePlace::default();
        let table = table::read(bytes, most, place, &names, stop).map_err(refusal)?;
        if names(&table.heads) < NAMED {
            return Err(SheetRefusal::NotASheet);
        }
        let rows = table.rows.into_iter();
        let rows: Result<Vec<_>, _> = rows.map(|row| Ok((row.line, row.cells?))).collect();
        let rows = rows.map_err(|_: Misfit| SheetRefusal::NotASheet)?;
        return Ok(content(rows, table.how.head));
    }
    let mut book = Book::open(bytes, stop).map_err(refusal)?;
    if !book.sheets().iter().any(|sheet| sheet.name == SHEET) {
        return Err(SheetRefusal::WrongSheet);
    }
    let rows = book.rows(SHEET, most + 1).map_err(refusal)?;
    let head = |(_, cells): &&BookRow| {
        let texts: Vec<String> = cells
            .iter()
            .map(|cell| tidy(&table::plain_text(cell)))
            .collect();
        names(&texts) >= NAMED
    };
    let head = rows.iter().take(table::HEAD_WITHIN).find(head);
    let head = head.map_or(1, |(line, _)| *line);
    Ok(content(rows, head))
}

/// What stands in the rows below the head.
fn content(rows: Vec<BookRow>, head: u32) -> SheetContent {
    let mut found = SheetContent::default();
    for (line, mut cells) in rows {
        for (column, cell) in (0_u16..).zip(&cells) {
            let beside = column != VALUE || line <= head;
            if *cell == Cell::Formula && beside && found.formulas.len() < MOST_FORMULAS {
                found.formulas.push(address(line, column));
            }
        }
        if line <= head {
            continue;
        }
        let mut take = |column: u16| {
            let cell = cells.get_mut(usize::from(column)).map(std::mem::take);
            match cell {
                Some(Cell::Text(text)) if is_blank(&text) => Cell::Nothing,
                Some(Cell::Formula) if column != VALUE => Cell::Nothing,
                cell => cell.unwrap_or_default(),
            }
        };
        let own = [UNIT, CRITERION, FIELD, VERSION, VALUE].map(&mut take);
        if own.iter().all(|cell| *cell == Cell::Nothing) {
            continue;
        }
        let [unit, criterion, field, version, value] = own;
        found.rows.push(Row {
            line,
            unit: unit.code(),
            criterion: criterion.code(),
            field: field.code(),
            version: version.code(),
            value,
        });
    }
    found
}

fn refusal(refusal: TableRefusal) -> SheetRefusal {
    match refusal {
        TableRefusal::Wrong(wrong) => SheetRefusal::Wrong(wrong),
        TableRefusal::TooMuchInside => SheetRefusal::TooMuchInside,
        // A checklist has as many columns as it has; more of them are cells that nobody reads.
        TableRefusal::TooManyRows | TableRefusal::TooManyColumns => SheetRefusal::TooManyRows,
        TableRefusal::TooSlow => SheetRefusal::TooSlow,
        _ => SheetRefusal::NotASheet,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::service::import::workbook::{LONGEST_CELL, MOST_PARTS};
    use app::workspace::table::model::WrongFile;
    use std::io::{Cursor, Read, Write};
    use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

    fn words() -> Words {
        Words {
            columns: std::array::from_fn(|i| format!("C{i}")),
            pick: ("t".into(), "m".into()),
            from_right: true,
        }
    }

    fn line(field: &str, kind: Kind, value: &str) -> Line {
        Line {
            unit: "04846".into(),
            unit_name: "=cmd|' /C calc'!A0".into(),
            criterion: "DL2".into(),
            title: "+1".into(),
            field: field.into(),
            label: "-1".into(),
            kind,
            value: value.into(),
            last: "@x".into(),
            version: "v0#3".into(),
        }
    }

    fn good() -> Vec<u8> {
        let yes = Kind::Choice(vec![("yes", "Có".into()), ("no", "Chưa".into())]);
        let lines = [
            line("yes", yes, "Có"),
            line("part", Kind::Number, "1.200"),
            line("whole", Kind::Number, "abc"),
            line("fact_date", Kind::Date, "20/11/2026"),
            line("note", Kind::Text, "=1+1\nhai"),
            line("explanation", Kind::Text, ""),
        ];
        write(&words(), &lines).unwrap()
    }

    fn go(bytes: &[u8]) -> Result<SheetContent, SheetRefusal> {
        read(bytes, &AtomicBool::new(false))
    }

    /// The same archive with some parts changed.
    fn changed(bytes: &[u8], change: impl Fn(&str, Vec<u8>) -> Vec<u8>) -> Vec<u8> {
        let mut from = ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut to = ZipWriter::new(Cursor::new(Vec::new()));
        for index in 0..from.len() {
            let mut part = from.by_index(index).unwrap();
            let name = part.name().unwrap().into_owned();
            let mut content = Vec::new();
            part.read_to_end(&mut content).unwrap();
            to.start_file(&name, SimpleFileOptions::default()).unwrap();
            to.write_all(&change(&name, content)).unwrap();
        }
        to.finish().unwrap().into_inner()
    }

    #[test]
    fn what_is_written_is_read() {
        let found = go(&good()).unwrap();
        assert_eq!(found.formulas, Vec::<String>::new());
        let values: Vec<_> = found.rows.iter().map(|row| row.value.clone()).collect();
        let date = Date::new(2026, 11, 20).unwrap();
        assert_eq!(
            values,
            [
                Cell::Text("Có".into()),
                Cell::Number(1_200.0),
                Cell::Text("abc".into()),
                Cell::Date(date),
                Cell::Text("=1+1\nhai".into()),
                Cell::Nothing,
            ]
        );
        let row = &found.rows[3];
        let codes = (
            row.unit.as_str(),
            row.criterion.as_str(),
            row.field.as_str(),
        );
        assert_eq!(codes, ("04846", "DL2", "fact_date"));
        assert_eq!((row.version.as_str(), row.line), ("v0#3", 5));
    }

    #[test]
    fn codes_are_locked_and_texts_are_never_formulas() {
        let sheets = std::cell::RefCell::new(String::new());
        changed(&good(), |name, content| {
            if name.ends_with("sheet1.xml") {
                *sheets.borrow_mut() = String::from_utf8(content.clone()).unwrap();
            }
            content
        });
        let sheet = sheets.into_inner();
        assert!(sheet.contains("<sheetProtection sheet=\"1\""), "{sheet}");
        assert!(sheet.contains("<dataValidation type=\"list\""), "{sheet}");
        assert!(sheet.contains("rightToLeft=\"1\""), "{sheet}");
        assert!(sheet.contains("hidden=\"1\""), "{sheet}");
        assert!(!sheet.contains("<f>"), "{sheet}");
    }

    #[test]
    fn addresses_are_those_of_programs() {
        let known = [
            (1, 0, "A1"),
            (17, VALUE, "G17"),
            (2, 26, "AA2"),
            (3, 701, "ZZ3"),
        ];
        for (line, column, text) in known {
            assert_eq!(address(line, column), text);
        }
    }

    #[test]
    fn formulas_are_named() {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        sheet.set_name(SHEET).unwrap();
        sheet.write_string(1, UNIT, "04846").unwrap();
        sheet.write_formula(1, VALUE, "=HYPERLINK(\"x\")").unwrap();
        sheet.write_formula(2, 1, "=1+1").unwrap();
        let found = go(&book.save_to_buffer().unwrap()).unwrap();
        assert_eq!(found.rows[0].value, Cell::Formula);
        assert_eq!(found.formulas, ["B3"]);

        // An index of a shared formula can't make the reader grow.
        let shared = changed(&book.save_to_buffer().unwrap(), |name, content| {
            if !name.ends_with("sheet1.xml") {
                return content;
            }
            let text = String::from_utf8(content).unwrap();
            let huge = "<f t=\"shared\" si=\"99999999999999\" ref=\"A1:XFD1048576\">";
            text.replace("<f>", huge).into_bytes()
        });
        assert_eq!(go(&shared).unwrap().formulas, ["B3"]);
    }

    #[test]
    fn another_sheet_is_refused() {
        let mut book = Workbook::new();
        book.add_worksheet().set_name("Sheet1").unwrap();
        let bytes = book.save_to_buffer().unwrap();
        assert_eq!(go(&bytes), Err(SheetRefusal::WrongSheet));
    }

    #[test]
    fn what_is_no_workbook_is_refused() {
        let mut cut = good();
        cut.truncate(cut.len() / 2);
        let empty = ZipWriter::new(Cursor::new(Vec::new())).finish().unwrap();
        let compound = [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".as_slice(), &good()].concat();
        for bytes in [
            b"".as_slice(),
            b"PK\x03\x04",
            b"nothing",
            &cut,
            &compound,
            empty.get_ref(),
        ] {
            assert_eq!(go(bytes), Err(SheetRefusal::NotASheet));
        }
    }

    #[test]
    fn bombs_are_refused_whatever_they_declare() {
        let zeros = vec![b' '; 8 * 1024 * 1024];
        let packed = |parts: usize, content: &[u8]| {
            let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
            for number in 0..parts {
                let options = SimpleFileOptions::default();
                archive
                    .start_file(format!("{number}.xml"), options)
                    .unwrap();
                archive.write_all(content).unwrap();
            }
            archive.finish().unwrap().into_inner()
        };
        let bomb = packed(2, &zeros);
        assert!(bomb.len() < 64 * 1024, "{}", bomb.len());
        assert_eq!(go(&bomb), Err(SheetRefusal::TooMuchInside));
        let many = packed(MOST_PARTS + 1, b"x");
        assert_eq!(go(&many), Err(SheetRefusal::TooMuchInside));

        // Declared as small as can be, in the directory and before the part.
        let real = (zeros.len() as u32).to_le_bytes();
        let mut lying = packed(6, &zeros);
        for at in 0..lying.len() - 4 {
            if lying[at..at + 4] == real {
                lying[at..at + 4].copy_from_slice(&100_u32.to_le_bytes());
            }
        }
        let refused = go(&lying).unwrap_err();
        assert!(
            matches!(
                refused,
                SheetRefusal::TooMuchInside | SheetRefusal::NotASheet
            ),
            "{refused:?}"
        );
    }

    #[test]
    fn a_million_rows_are_refused() {
        let with = |rows: u32, row: &dyn Fn(u32) -> String| {
            changed(&good(), |name, content| {
                if !name.ends_with("sheet1.xml") {
                    return content;
                }
                let text = String::from_utf8(content).unwrap();
                let (head, rest) = text.split_once("<sheetData>").unwrap();
                let (_, tail) = rest.split_once("</sheetData>").unwrap();
                let rows: String = (1..=rows).map(row).collect();
                format!("{head}<sheetData>{rows}</sheetData>{tail}").into_bytes()
            })
        };
        let million = with(1_000_000, &|r| format!("<row><c><v>{r}</v></c></row>"));
        assert_eq!(go(&million), Err(SheetRefusal::TooManyRows));
        let some = with(MOST_SHEET_ROWS + 2, &|r| {
            format!("<row r=\"{r}\"><c r=\"A{r}\"><v>{r}</v></c></row>")
        });
        assert_eq!(go(&some), Err(SheetRefusal::TooManyRows));
        // One cell at the very end makes room for nothing in between.
        let far = with(1, &|_| "<row><c r=\"XFD1048576\"><v>1</v></c></row>".into());
        assert_eq!(go(&far), Err(SheetRefusal::TooManyRows));
    }

    #[test]
    fn small_files_that_grow_in_memory_are_refused() {
        // One long text in many cells.
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        sheet.set_name(SHEET).unwrap();
        let long = "ế".repeat(LONGEST_CELL);
        for row in 1..=5_000 {
            sheet.write_string(row, VALUE, &long).unwrap();
        }
        let bytes = book.save_to_buffer().unwrap();
        assert!(bytes.len() < 128 * 1024, "{}", bytes.len());
        assert_eq!(go(&bytes), Err(SheetRefusal::TooMuchInside));

        // Strings that are announced and not there, also in letters of two bytes.
        let strings = |with: &dyn Fn(String) -> Vec<u8>| {
            changed(&good(), |name, content| {
                if !name.ends_with("sharedStrings.xml") {
                    return content;
                }
                let text = String::from_utf8(content).unwrap();
                let at = text.find("uniqueCount=\"").unwrap() + 13;
                let end = at + text[at..].find('"').unwrap();
                with(format!(
                    "{}18446744073709551615{}",
                    &text[..at],
                    &text[end..]
                ))
            })
        };
        let plain = strings(&|text| text.into_bytes());
        assert_eq!(go(&plain), Err(SheetRefusal::NotASheet));
        let wide = strings(&|text| text.encode_utf16().flat_map(u16::to_le_bytes).collect());
        assert_eq!(go(&wide), Err(SheetRefusal::NotASheet));
        let escaped = strings(&|text| text.replace("unique", "unique\u{1b}(B").into_bytes());
        assert_eq!(go(&escaped), Err(SheetRefusal::NotASheet));
    }

    #[test]
    fn reading_stops_when_told() {
        let stopped = read(&good(), &AtomicBool::new(true));
        assert_eq!(stopped, Err(SheetRefusal::TooSlow));
    }

    #[test]
    fn rows_of_a_sheet_are_read_within_limits() {
        let bytes = good();
        let go = |bytes: &[u8], rows| {
            let stop = AtomicBool::new(false);
            Book::open(bytes, &stop)?.rows(SHEET, rows)
        };
        let rows = go(&bytes, 7).unwrap();
        let lines: Vec<u32> = rows.iter().map(|(line, _)| *line).collect();
        assert_eq!(lines, [1, 2, 3, 4, 5, 6, 7]);
        assert_eq!(rows[1].1[0], Cell::Text("04846".into()));
        assert_eq!(go(&bytes, 6), Err(TableRefusal::TooManyRows));
        let bomb = changed(&bytes, |name, mut content| {
            if name.ends_with("sheet1.xml") {
                content.extend(vec![b' '; 50 * 1024 * 1024]);
            }
            content
        });
        assert_eq!(go(&bomb, 7), Err(TableRefusal::TooMuchInside));
        let stop = AtomicBool::new(true);
        let stopped = Book::open(&bytes, &stop).err();
        assert_eq!(stopped, Some(TableRefusal::TooSlow));
        assert_eq!(go(b"PK\x03\x04", 7), Err(TableRefusal::NotATable));
    }

    #[test]
    fn titles_above_and_texts_made_of_a_checklist_are_read() {
        let words = Words {
            columns: spreadsheet::columns(Lang::En),
            ..words()
        };
        let line = line("part", Kind::Number, "80");
        let whole = go(&write(&words, std::slice::from_ref(&line)).unwrap()).unwrap();
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        sheet.set_name(SHEET).unwrap();
        sheet.write_string(0, 0, "UBND").unwrap();
        let fields = [
            &line.unit,
            &line.unit_name,
            &line.criterion,
            &line.title,
            &line.field,
            &line.label,
            &line.value,
            &line.last,
            &line.version,
        ];
        let mut text = String::from("UBND;;\r\n\r\n");
        for (column, name) in (0..).zip(&words.columns) {
            sheet.write_string(2, column, name).unwrap();
            text.push_str(&format!("\"{name}\";"));
        }
        text.push_str("\r\n");
        for (column, field) in (0..).zip(fields) {
            sheet.write_string(3, column, field).unwrap();
            text.push_str(&format!("\"{field}\";"));
        }
        let mut expected = whole.rows[0].clone();
        (expected.line, expected.value) = (4, Cell::Text("80".into()));
        assert_eq!(
            go(&book.save_to_buffer().unwrap()).unwrap().rows,
            [expected.clone()]
        );
        assert_eq!(go(text.as_bytes()).unwrap().rows, [expected]);
        assert_eq!(go(b"a;b\n1;2\n"), Err(SheetRefusal::NotASheet));
        let locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1W\0o\0r\0k\0b\0o\0o\0k\0";
        let old = SheetRefusal::Wrong(WrongFile::Format(".xls"));
        assert_eq!(go(locked), Err(old));
    }
}
