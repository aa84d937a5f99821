//! Imports: a file is read and checked completely; either every row is good and all of it goes in,
//! or nothing does and every bad place is listed.

pub mod criteria;
pub mod figures;
pub mod observations;
pub mod people;
pub mod ranking;
pub mod reading;
pub mod units;
pub mod workbook;

use crate::store::StoreError;
use app::workspace::rejected_form::{FaultReason, FaultRow};
use std::collections::HashMap;

/// Why nothing was imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file has bad places; none of it was taken.
    #[error("{} chỗ sai trong tệp, chưa ghi gì vào cơ sở dữ liệu", .0.len())]
    Faults(Vec<FaultRow>),
    /// A criteria set of this version exists with other content.
    #[error("bộ tiêu chí {0} đã được ghi và không thể sửa; hãy đặt phiên bản mới")]
    Published(String),
    /// The store refused.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What an import did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    /// So many rows were taken.
    Rows(usize),
    /// The content was there already.
    Unchanged,
}

/// A table read from a CSV file with named columns.
pub(crate) struct Sheet {
    rows: Vec<SheetRow>,
    faults: Vec<FaultRow>,
}

/// One line of a [`Sheet`].
pub(crate) struct SheetRow {
    /// Line in the file, from 1.
    pub line: u64,
    cells: HashMap<&'static str, String>,
}

impl SheetRow {
    /// The cell, tidied; empty if the cell is.
    pub(crate) fn get(&self, column: &'static str) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }

    /// The cell, or `None` if it is empty.
    pub(crate) fn some(&self, column: &'static str) -> Option<String> {
        Some(self.get(column))
            .filter(|c| !c.is_empty())
            .map(ToOwned::to_owned)
    }
}

/// Most commas of a line. A reader of CSV makes a field of each, of many times its size, before anybody can count them.
const MOST_COMMAS: usize = 2_000;

/// Whether a line of a CSV file has more fields than any file that is meant.
pub(crate) fn is_too_wide(text: &str) -> bool {
    text.split(['\n', '\r'])
        .any(|line| line.bytes().filter(|byte| *byte == b',').count() > MOST_COMMAS)
}

impl Sheet {
    /// Reads a file whose first line names exactly these columns, in any order.
    pub(crate) fn read(text: &str, columns: &[&'static str]) -> Self {
        let mut sheet = Self {
            rows: Vec::new(),
            faults: Vec::new(),
        };
        if is_too_wide(text) {
            sheet.fault(1, "–", FaultReason::LineUnreadable);
            return sheet;
        }
        let mut reader = csv::ReaderBuilder::new()
            .flexible(true)
            .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        let header: Vec<String> = match reader.headers() {
            Ok(header) => header.iter().map(domain::text::tidy).collect(),
            Err(_) => Vec::new(),
        };
        for column in columns {
            match header.iter().filter(|h| h == column).count() {
                1 => {}
                0 => sheet.fault(1, *column, FaultReason::ColumnMissing),
                _ => sheet.fault(1, *column, FaultReason::ColumnTwice),
            }
        }
        for unknown in header.iter().filter(|h| !columns.contains(&h.as_str())) {
            sheet.fault(1, unknown, FaultReason::ColumnUnknown(columns.join(", ")));
        }
        if !sheet.faults.is_empty() {
            return sheet;
        }
        for record in reader.records() {
            let record = match record {
                Ok(record) => record,
                Err(error) => {
                    let line = error.position().map_or(0, csv::Position::line);
                    sheet.fault(line, "–", FaultReason::LineUnreadable);
                    continue;
                }
            };
            let line = record.position().map_or(0, csv::Position::line);
            if record.len() != header.len() {
                sheet.fault(
                    line,
                    "–",
                    FaultReason::CellCount(counted(record.len()), counted(header.len())),
                );
                continue;
            }
            let cells = columns
                .iter()
                .filter_map(|column| {
                    let index = header.iter().position(|h| h == column)?;
                    Some((*column, domain::text::tidy(record.get(index)?)))
                })
                .collect();
            sheet.rows.push(SheetRow { line, cells });
        }
        if sheet.rows.is_empty() && sheet.faults.is_empty() {
            sheet.fault(0, "–", FaultReason::NoLines);
        }
        sheet
    }

    /// Notes a bad place.
    pub(crate) fn fault(
        &mut self,
        line: u64,
        column: impl Into<String>,
        reason: impl Into<FaultReason>,
    ) {
        self.faults.push(FaultRow {
            line,
            column: column.into(),
            reason: reason.into(),
        });
    }

    /// Takes the rows out.
    pub(crate) fn take_rows(&mut self) -> Vec<SheetRow> {
        std::mem::take(&mut self.rows)
    }

    /// Every bad place, or `value` if there is none.
    pub(crate) fn finish<T>(mut self, value: T) -> Result<T, ImportError> {
        if self.faults.is_empty() {
            return Ok(value);
        }
        self.faults.sort_by_key(|f| f.line);
        Err(ImportError::Faults(self.faults))
    }
}

fn counted(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(text: &str) -> Vec<String> {
        match Sheet::read(text, &["a", "b"]).finish(()) {
            Err(ImportError::Faults(faults)) => faults.iter().map(ToString::to_string).collect(),
            _ => Vec::new(),
        }
    }

    #[test]
    fn a_sheet_says_where_it_is_bad() {
        assert_eq!(faults("b,a\n1,2\n"), Vec::<String>::new());
        assert_eq!(
            faults("a,c\n1,2\n")[0],
            "dòng 1, cột b: thiếu cột này ở dòng đầu"
        );
        assert_eq!(faults("a,b\n1,2\n1\n"), ["dòng 3, cột –: có 1 ô, cần 2"]);
        assert_eq!(faults("a,b\n"), ["cột –: tệp không có dòng dữ liệu nào"]);
    }
}
