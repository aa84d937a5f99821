//! Imports: a file is read and checked completely; either every row is good and all of it goes in,
//! or nothing does and every bad place is listed.

pub mod criteria;
pub mod delimited;
pub mod figures;
pub mod formats;
pub mod letters;
pub mod observations;
pub mod people;
pub mod ranking;
pub mod reading;
pub mod table;
pub mod units;
pub mod workbook;

use crate::store::StoreError;
use app::workspace::{
    rejected_form::{FaultReason, FaultRow},
    table::model::{HowRead, TablePlace, TableRefusal},
};
use app::{i18n::Lang, texts::faults::fault_text};
use domain::{
    meaning::{Place, Rewording},
    text::fold,
    time::AsOf,
};
use std::{collections::HashMap, sync::atomic::AtomicBool};
use table::Misfit;
use workbook::Cell;

/// Why nothing was imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file has bad places; none of it was taken.
    #[error("tệp có {} lỗi, chưa ghi gì vào cơ sở dữ liệu", .0.len())]
    Faults(Vec<FaultRow>),
    /// A criteria set of this version exists and means something else, first at this place.
    #[error("{}", fault_text(Lang::Vi, &FaultReason::SetOther(.0.clone(), .1.clone())))]
    OtherMeaning(String, Place),
    /// The store refused.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What an import did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Done {
    /// So many rows were taken.
    Rows(usize),
    /// A criteria set that is there is worded anew at these places.
    Reworded(Vec<Rewording>),
    /// The content was there already.
    Unchanged,
}

/// A table with named columns.
pub(crate) struct Sheet {
    /// How it was read.
    pub how: HowRead,
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

    /// The cell as a code, a number or a date is read.
    pub(crate) fn plain(&self, column: &'static str) -> String {
        domain::text::plain(self.get(column))
    }

    /// The cell, or `None` if it is empty.
    pub(crate) fn some(&self, column: &'static str) -> Option<String> {
        Some(self.get(column))
            .filter(|c| !c.is_empty())
            .map(ToOwned::to_owned)
    }
}

impl Sheet {
    /// Reads a file in which a line names exactly these columns, in any order.
    pub(crate) fn read(file: &[u8], columns: &[&'static str]) -> Self {
        Self::read_as(file, columns, &[], names)
    }

    /// The same, in which other columns may stand or not.
    pub(crate) fn read_with(
        file: &[u8],
        needed: &[&'static str],
        optional: &[&'static str],
    ) -> Self {
        Self::read_as(file, needed, optional, names)
    }

    /// The same, where `names` says whether a head names a column.
    pub(crate) fn read_as(
        file: &[u8],
        needed: &[&'static str],
        optional: &[&'static str],
        names: Names,
    ) -> Self {
        let columns = [needed, optional].concat();
        let mut sheet = Self {
            how: HowRead::default(),
            rows: Vec::new(),
            faults: Vec::new(),
        };
        let wanted = |heads: &[String]| named(heads, &columns, names);
        let stop = AtomicBool::new(false);
        let read = table::read(file, usize::MAX, TablePlace::default(), &wanted, &stop);
        let table = match read {
            Ok(table) => table,
            Err(TableRefusal::Empty) => {
                sheet.fault(0, "–", FaultReason::NoLines);
                return sheet;
            }
            Err(refusal) => {
                sheet.fault(0, "–", FaultReason::Unreadable(refusal));
                return sheet;
            }
        };
        let (heads, line) = (&table.heads, u64::from(table.how.head));
        if wanted(heads) == 0 {
            // One cause, one fault: there is no head, or it is another table's.
            sheet.fault(line, "–", FaultReason::NoHead(columns.join(", ")));
            return sheet;
        }
        for column in &columns {
            match heads.iter().filter(|h| names(h, column)).count() {
                1 => {}
                0 if optional.contains(column) => {}
                0 => sheet.fault(line, *column, FaultReason::ColumnMissing),
                _ => sheet.fault(line, *column, FaultReason::ColumnTwice),
            }
        }
        let known = |head: &&String| columns.iter().any(|column| names(head, column));
        for unknown in heads.iter().filter(|head| !known(head)) {
            let reason = FaultReason::ColumnUnknown(columns.join(", "));
            sheet.fault(line, unknown, reason);
        }
        if !sheet.faults.is_empty() {
            return sheet;
        }
        let places: Vec<(&'static str, usize)> = columns
            .iter()
            .filter_map(|column| Some((*column, heads.iter().position(|h| names(h, column))?)))
            .collect();
        for row in table.rows {
            let line = u64::from(row.line);
            let cells = match row.cells {
                Ok(cells) => cells,
                Err(Misfit::Broken) => {
                    sheet.fault(line, "–", FaultReason::LineUnreadable);
                    continue;
                }
                Err(Misfit::Number(number)) => {
                    let reason = FaultReason::CellCount(counted(number), counted(heads.len()));
                    sheet.fault(line, "–", reason);
                    continue;
                }
            };
            let mut texts = HashMap::new();
            for (column, at) in &places {
                let cell = cells.get(*at).unwrap_or(&Cell::Nothing);
                match cell {
                    Cell::Formula => sheet.fault(line, *column, FaultReason::Formula),
                    Cell::Error => sheet.fault(line, *column, FaultReason::NotAValue),
                    _ => {}
                }
                texts.insert(*column, domain::text::tidy(&table::plain_text(cell)));
            }
            sheet.rows.push(SheetRow { line, cells: texts });
        }
        sheet.how = table.how;
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

/// A day as people write it, or an instant as files do.
fn as_of(text: &str) -> Option<AsOf> {
    let text = domain::text::plain(text);
    let day = || domain::entry::parse_date(&text).map(AsOf::Day);
    AsOf::parse(&text).or_else(day)
}

/// Whether a head, first, names a column.
type Names = fn(&str, &str) -> bool;

/// Whether a head names a column: capitals, and what parts its words, don't matter.
fn names(head: &str, column: &str) -> bool {
    fold(head) == fold(column)
}

/// How many of these columns a row names.
fn named(heads: &[String], columns: &[&'static str], names: Names) -> usize {
    let known = |column: &&&'static str| heads.iter().any(|head| names(head, column));
    columns.iter().filter(known).count()
}

/// How a file with these columns, and perhaps others, is read; what can't be read says so when it is imported.
#[must_use]
pub fn how(file: &[u8], needed: &[&'static str], optional: &[&'static str]) -> HowRead {
    Sheet::read_with(file, needed, optional).how
}

fn counted(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(text: &str) -> Vec<String> {
        match Sheet::read(text.as_bytes(), &["a", "b"]).finish(()) {
            Err(ImportError::Faults(faults)) => faults.iter().map(ToString::to_string).collect(),
            _ => Vec::new(),
        }
    }

    #[test]
    fn a_sheet_says_where_it_is_bad() {
        assert_eq!(faults("b,a\n1,2\n"), Vec::<String>::new());
        assert_eq!(faults("B , A\n1,2\n"), Vec::<String>::new());
        assert_eq!(faults("a,A,b\n1,2,3\n").len(), 1);
        assert_eq!(
            faults("a,c\n1,2\n")[0],
            "dòng 1, cột b: thiếu cột này ở dòng đầu; hãy thêm cột"
        );
        assert_eq!(
            faults("1,2\n3,4\n"),
            ["dòng 1, cột –: dòng đầu phải là tên các cột: a, b"]
        );
        assert_eq!(faults("a,b\n1,2\n1\n"), ["dòng 3, cột –: có 1 ô, cần 2"]);
        // Lines are those of the file, whatever ends them and whatever stands above the head.
        for end in ["\n", "\r\n", "\r"] {
            let text = ["UBND tỉnh, năm 2026", "", "a;b", "\"1", "2\";2", "1"].join(end);
            assert_eq!(faults(&text), ["dòng 6, cột –: có 1 ô, cần 2"], "{end:?}");
        }
        for empty in ["", "a,b\n"] {
            let found = faults(empty);
            assert_eq!(found.len(), 1, "{found:?}");
            assert!(
                found[0].starts_with("cột –: tệp không có dòng dữ liệu nào; hãy"),
                "{found:?}"
            );
        }
    }
}
