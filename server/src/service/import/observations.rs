//! Tables of observations: each row read into an observation or into the faults of its cells. A browser's file is read
//! whole, within limits; the command line's goes through in parts, so that millions of rows take little memory, and still
//! all of it goes in or nothing does.

use super::{
    Done, ImportError,
    table::{self, Row, Table, Whole},
    workbook::Cell,
};
use crate::{
    service::{
        indicators::Delivery,
        snapshot::{Snapshot, SnapshotError, Unit},
        unit_cell::{NotOneUnit, UnitCells},
    },
    store::{Db, StoreError, observation_batches::NewBatch},
};
use app::{
    i18n::Lang,
    texts::observation,
    workspace::{
        observations::model::Mapping,
        rejected_form::{FaultReason, FaultRow, UnitCandidate},
        table::model::{HowRead, TablePlace, TableRefusal},
    },
};
use domain::{
    delivery::{
        self, BatchKind, DeliveryFault, FIELDS, FieldFault, Line, ParsedRow, Place, RawField, Seen,
    },
    indicator::Indicator,
    text::is_blank,
    time::{Date, Timestamp},
    unit::UnitCode,
};
use std::{
    collections::BTreeMap,
    io::{Read, Seek},
    sync::atomic::AtomicBool,
};

/// Rows that are held at once while a file goes through.
const AT_ONCE: usize = 10_000;

/// Most rows of a workbook of the command line, which is read whole: as many as a sheet may have.
const MOST_BOOK_ROWS: usize = 1 << 20;

/// Most faults that are listed; the file is read to its end all the same, so that their number is right.
pub const MOST_FAULTS: usize = 200;

/// Fields that a file must bring, by a column or for all its rows.
pub const NEEDED: [&str; 5] = [
    delivery::UNIT,
    delivery::INDICATOR,
    delivery::VALUE,
    delivery::AS_OF,
    delivery::SOURCE,
];

/// How many fields of an observation a row names.
fn wanted(heads: &[String]) -> usize {
    let mapping = guess(heads);
    mapping.columns.iter().flatten().count()
}

/// Reads a file of a browser, whatever it calls itself, until `stop` is set.
///
/// # Errors
/// Why it is refused as a whole.
pub fn read(
    bytes: &[u8],
    most_rows: u32,
    place: TablePlace,
    stop: &AtomicBool,
) -> Result<Whole, TableRefusal> {
    let table = table::read(bytes, most_rows as usize, place, &wanted, stop)?;
    if table.rows.is_empty() {
        return Err(TableRefusal::Empty);
    }
    Ok(table)
}

/// Which column holds which field, guessed from the heads. Of two columns that may be the same field nobody knows which is
/// meant: it is left to whoever sends the file.
#[must_use]
pub fn guess(heads: &[String]) -> Mapping {
    let mut mapping = Mapping::default();
    for (place, field) in FIELDS.iter().enumerate() {
        let named = |(_, head): &(usize, &String)| observation::field_of(head) == Some(*field);
        let mut columns = heads.iter().enumerate().filter(named);
        if let (Some((at, _)), None) = (columns.next(), columns.next()) {
            mapping.columns[place] = Some(at);
        }
    }
    mapping
}

/// Needed fields that a mapping leaves out.
#[must_use]
pub fn unmapped(mapping: &Mapping) -> Vec<&'static str> {
    let missing = |field: &&&'static str| {
        let at = FIELDS.iter().position(|f| f == *field);
        at.is_none_or(|at| mapping.columns[at].is_none() && mapping.all[at].trim().is_empty())
    };
    NEEDED.iter().filter(missing).copied().collect()
}

/// What rows are read with.
pub struct Rules<'a> {
    /// Every indicator.
    pub catalogue: &'a [Indicator],
    /// Every unit.
    pub units: &'a BTreeMap<UnitCode, Unit>,
    /// Whether whoever delivers has a say in a province.
    pub in_scope: &'a (dyn Fn(&UnitCode) -> bool + Send + Sync),
    /// Today.
    pub today: Date,
    /// What cells may call them.
    pub cells: UnitCells<'a>,
}

impl Rules<'_> {
    /// What is known of a unit.
    #[must_use]
    pub fn place(&self, code: &UnitCode) -> Place<'_> {
        match self.units.get_key_value(code) {
            None => Place::Unknown,
            Some((own, unit)) => {
                let province = unit.province.as_ref().unwrap_or(own);
                if (self.in_scope)(province) {
                    Place::Within(province)
                } else {
                    Place::Outside
                }
            }
        }
    }

    /// Reads a row.
    #[must_use]
    pub fn read(&self, row: &Row, mapping: &Mapping) -> RowRead {
        let Ok(cells) = &row.cells else {
            let fault = (delivery::UNIT, DeliveryFault::BrokenLine);
            return RowRead::Faults(vec![fault], Vec::new());
        };
        if says_nothing(cells, mapping) {
            return RowRead::Nothing;
        }
        let mut faults = Vec::new();
        let mut texts: [String; FIELDS.len()] = Default::default();
        let mut number = None;
        for (at, field) in FIELDS.into_iter().enumerate() {
            let cell = mapping.columns[at].and_then(|column| cells.get(column));
            texts[at] = match cell {
                None | Some(Cell::Nothing) => mapping.all[at].clone(),
                Some(Cell::Text(text)) if is_blank(text) => mapping.all[at].clone(),
                Some(Cell::Formula) => {
                    faults.push((field, DeliveryFault::Formula));
                    String::new()
                }
                Some(Cell::Error) => {
                    faults.push((field, DeliveryFault::NotAValue));
                    String::new()
                }
                Some(cell) => {
                    if let (delivery::VALUE, Cell::Number(value)) = (field, cell) {
                        number = Some(*value);
                    }
                    table::plain_text(cell)
                }
            };
        }
        let [code, ..] = &mut texts;
        let restored = match delivery::restored(code, |code| self.place(code)) {
            Some(whole) if mapping.zeros => {
                *code = whole.to_string();
                true
            }
            _ => false,
        };
        let mut meant = Vec::new();
        let within = |code: &UnitCode| matches!(self.place(code), Place::Within(_));
        match self.cells.read(code, within) {
            Ok(named) => *code = named.to_string(),
            // The code as it stands is looked at with the rest of the line.
            Err(NotOneUnit::Unknown) => {}
            Err(NotOneUnit::Several(candidates)) => {
                faults.push((delivery::UNIT, DeliveryFault::SeveralUnits));
                meant = candidates;
            }
        }
        let [
            unit,
            indicator,
            value,
            as_of,
            from,
            qualifier,
            printed,
            source,
            note,
        ] = &texts;
        let line = Line {
            unit,
            indicator,
            value: number.map_or(RawField::Text(value), RawField::Cell),
            as_of,
            from,
            qualifier,
            printed,
            source,
            note,
        };
        let read = delivery::read(
            &line,
            self.catalogue,
            |code| self.place(code),
            |_| true,
            self.today,
        );
        if faults.is_empty() {
            return match read {
                Ok(row) => RowRead::Taken { row, restored },
                Err(faults) => RowRead::Faults(faults, meant),
            };
        }
        // A cell without a value is told once, by what it holds.
        let known: Vec<_> = faults.iter().map(|(field, _)| *field).collect();
        let others = read.err().unwrap_or_default();
        faults.extend(others.into_iter().filter(|(f, _)| !known.contains(f)));
        RowRead::Faults(faults, meant)
    }
}

/// Whether a row of a template was left as it was made: its cells hold no value and no text of one.
fn says_nothing(cells: &[Cell], mapping: &Mapping) -> bool {
    let place = |field| FIELDS.iter().position(|f| *f == field);
    let column = |field| place(field).and_then(|at| mapping.columns[at]);
    let blank = |column: usize| match cells.get(column) {
        None | Some(Cell::Nothing) => true,
        Some(Cell::Text(text)) => is_blank(text),
        Some(_) => false,
    };
    column(delivery::VALUE).is_some_and(blank) && column(delivery::PRINTED).is_none_or(blank)
}

/// What a row comes to.
#[derive(Clone, Debug, PartialEq)]
pub enum RowRead {
    /// An observation; whether lost zeros of its unit's code were put back.
    Taken {
        /// The row.
        row: ParsedRow,
        /// Whether the code was mended.
        restored: bool,
    },
    /// Nothing: it has no value.
    Nothing,
    /// Every cell that can't be taken, and the units that may be meant where several are called so.
    Faults(Vec<FieldFault>, Vec<UnitCandidate>),
}

/// What a file that goes through is imported with.
#[derive(Clone, Copy, Debug)]
pub struct ImportOptions<'a> {
    /// Name of the file.
    pub name: &'a str,
    /// Who imports it.
    pub by: &'a str,
    /// When.
    pub at: Timestamp,
    /// Whether what it says is made up; so is everything in a demo.
    pub simulated: bool,
}

/// What an import did, and how its file was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// What it did.
    pub done: Done,
    /// How the file was read.
    pub how: HowRead,
    /// Rows without a value, which were passed over.
    pub passed: usize,
}

/// What is wrong with a file that goes through: so many places are listed, and all are counted.
#[derive(Default)]
struct Faults {
    listed: Vec<FaultRow>,
    unlisted: usize,
    /// Codes without their zeros, and the place of the first in the list: they are one fault, however many.
    lost_zeros: (u32, Option<usize>),
}

impl Faults {
    fn add(&mut self, row: FaultRow) {
        if self.listed.len() < MOST_FAULTS {
            self.listed.push(row);
        } else {
            self.unlisted += 1;
        }
    }

    fn add_field(&mut self, line: u32, (field, fault): FieldFault, meant: &[UnitCandidate]) {
        let reason = match fault {
            DeliveryFault::SeveralUnits => FaultReason::SeveralUnits(meant.to_vec()),
            fault => observation::fault(Lang::Vi, fault).into(),
        };
        let row = FaultRow {
            line: line.into(),
            column: field.to_owned(),
            reason,
        };
        if fault == DeliveryFault::LostZeros {
            let (number, first) = &mut self.lost_zeros;
            *number += 1;
            if first.is_some() {
                return;
            }
            *first = Some(self.listed.len());
        }
        self.add(row);
    }

    fn end(mut self) -> Result<(), ImportError> {
        if let (number, Some(first)) = self.lost_zeros
            && let Some(row) = self.listed.get_mut(first)
        {
            row.reason = FaultReason::LostZeros(number);
        }
        if self.unlisted > 0 {
            let reason = format!("còn {} lỗi nữa chưa liệt kê", self.unlisted);
            self.listed.push(FaultRow {
                line: 0,
                column: "–".to_owned(),
                reason: reason.into(),
            });
        }
        if self.listed.is_empty() {
            return Ok(());
        }
        Err(ImportError::Faults(self.listed))
    }
}

/// Imports a file as it goes through: every row or none, in one transaction. Heads say which column holds
/// what, in any order and in any of the three languages. After the first bad place nothing more is written, the
/// rest is only checked, and the transaction is given up.
///
/// # Errors
/// The bad places, as far as they are listed, or if the store refuses.
pub async fn import<R: Read + Seek>(
    db: &Db,
    from: R,
    options: ImportOptions<'_>,
) -> Result<Imported, ImportError> {
    let snapshot = Snapshot::load(db, options.at.date())
        .await
        .map_err(broken)?;
    let whole = |line, column: &str, reason: FaultReason| {
        ImportError::Faults(vec![FaultRow {
            line,
            column: column.to_owned(),
            reason,
        }])
    };
    let refused = |refusal| match refusal {
        TableRefusal::Empty => whole(0, "–", FaultReason::NoLines),
        refusal => whole(0, "–", FaultReason::Unreadable(refusal)),
    };
    let stop = AtomicBool::new(false);
    let place = TablePlace::default();
    let table = Table::open(from, MOST_BOOK_ROWS, place, &wanted, &stop);
    let mut table = table.map_err(refused)?;
    let mapping = guess(&table.heads);
    let unmapped = unmapped(&mapping);
    if !unmapped.is_empty() {
        let line = table.how.head.into();
        let reason = FaultReason::ColumnMissing;
        return Err(whole(line, &unmapped.join(", "), reason));
    }
    let rules = Rules {
        catalogue: &snapshot.indicators,
        units: &snapshot.units,
        in_scope: &|_| true,
        today: options.at.date(),
        cells: UnitCells::of(&snapshot.units),
    };
    let mut faults = Faults::default();
    let mut seen = Seen::default();
    let mut held = Vec::with_capacity(AT_ONCE);
    let (mut any, mut passed) = (false, 0);
    let mut tx = db.begin().await?;
    let batch = NewBatch {
        kind: BatchKind::File,
        title: options.name,
        file_hash: None,
        entered_by: options.by,
        entered_at: options.at,
        simulated: options.simulated || snapshot.demo,
    };
    let mut delivery = Delivery::begin(&mut tx, batch, rules.catalogue).await?;
    while let Some(row) = table.next_row().map_err(refused)? {
        any = true;
        match rules.read(&row, &mapping) {
            RowRead::Nothing => passed += 1,
            RowRead::Taken { row: taken, .. } => match seen.note(&taken.1, row.line) {
                None => held.push(taken),
                Some(earlier) => faults.add(FaultRow {
                    line: row.line.into(),
                    column: delivery::UNIT.to_owned(),
                    reason: observation::twice(Lang::Vi, earlier).into(),
                }),
            },
            RowRead::Faults(found, meant) => {
                for fault in found {
                    faults.add_field(row.line, fault, &meant);
                }
            }
        }
        if !faults.listed.is_empty() {
            held.clear();
        } else if held.len() >= AT_ONCE {
            delivery.add(&mut tx, &held).await?;
            held.clear();
        }
    }
    if !any {
        return Err(refused(TableRefusal::Empty));
    }
    // With a bad place, the transaction ends with its last owner, and nothing of it is kept.
    faults.end()?;
    delivery.add(&mut tx, &held).await?;
    let (_, taken) = delivery.end(&mut tx, None).await?;
    let done = if taken == 0 {
        Done::Unchanged
    } else {
        tx.commit().await?;
        Done::Rows(usize::try_from(taken).unwrap_or(usize::MAX))
    };
    Ok(Imported {
        done,
        how: table.how,
        passed,
    })
}

fn broken(error: SnapshotError) -> StoreError {
    match error {
        SnapshotError::Store(error) => error,
        SnapshotError::Broken(_) => {
            StoreError::inconsistent("indicator", "", "the shipped catalogue is broken")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(bytes: impl AsRef<[u8]>) -> Result<Whole, TableRefusal> {
        let stop = AtomicBool::new(false);
        read(bytes.as_ref(), 3, TablePlace::default(), &stop)
    }

    #[test]
    fn heads_are_known_in_three_languages() {
        let heads = |line: &str| -> Vec<String> { line.split(',').map(str::to_owned).collect() };
        let all: Vec<_> = (0..9).map(Some).collect();
        for lang in Lang::ALL {
            let own: Vec<String> = FIELDS.map(|f| observation::column(lang, f)).into();
            assert_eq!(guess(&own).columns.to_vec(), all, "{lang:?}");
        }
        assert_eq!(guess(&heads(&FIELDS.join(","))).columns.to_vec(), all);
        let found = guess(&heads(
            "Tên xã,Mã xã,Giá trị,Ngày,Nguồn số liệu,Mã chỉ tiêu",
        ));
        assert_eq!(found.columns[..4], [Some(1), Some(5), Some(2), Some(3)]);
        assert_eq!(found.columns[7], Some(4));
        assert_eq!(unmapped(&found), Vec::<&str>::new());
        let bare = guess(&heads("a,b"));
        assert_eq!(unmapped(&bare), NEEDED);
    }

    #[test]
    fn what_is_no_table_is_refused() {
        assert_eq!(table(""), Err(TableRefusal::Empty));
        assert_eq!(table("a,b\n"), Err(TableRefusal::Empty));
        assert_eq!(table("a\n1\n2\n3\n4\n"), Err(TableRefusal::TooManyRows));
        assert_eq!(table("a\n\0\n"), Err(TableRefusal::NotATable));
        assert_eq!(table("PK\u{3}\u{4}nothing"), Err(TableRefusal::NotATable));
        let wide = "a,".repeat(app::workspace::table::model::MOST_COLUMNS) + "b\n1\n";
        assert_eq!(table(&wide), Err(TableRefusal::TooManyColumns));
        let wide = format!("a,b\nx{}\n", ",x".repeat(5_000));
        assert!(table(&wide).unwrap().rows[0].cells.is_err());
        assert_eq!(
            table(b"\x89PNG\r\n\x1a\n\0\xff"),
            Err(TableRefusal::NotATable)
        );
        let good = table("\u{feff}a,b\n1,2\n,\n3\n").unwrap();
        assert_eq!(good.heads, ["a", "b"]);
        let lines = good.rows.iter().map(|r| (r.line, r.cells.is_ok()));
        assert_eq!(lines.collect::<Vec<_>>(), [(2, true), (4, false)]);
    }
}
