//! Tables of observations: CSV or the first sheet of a workbook, each row read into an observation or into the
//! faults of its cells. A browser's file is read whole, within limits; the command line's goes through in
//! parts, so that millions of rows take little memory, and still all of it goes in or nothing does.

use super::{
    Done, ImportError, is_too_wide,
    workbook::{self, Cell},
};
use crate::{
    service::{
        indicators::Delivery,
        snapshot::{Snapshot, SnapshotError, Unit},
    },
    store::{Db, StoreError, observation_batches::NewBatch},
};
use app::{
    i18n::Lang,
    texts::observation,
    workspace::{
        observations::model::{MOST_COLUMNS, Mapping, TableRefusal},
        rejected_form::FaultRow,
    },
};
use domain::{
    delivery::{self, BatchKind, FIELDS, FieldFault, Line, ParsedRow, Place, RawField, Seen},
    indicator::Indicator,
    time::{Date, Timestamp},
    unit::UnitCode,
};
use std::{collections::BTreeMap, io::Read, sync::atomic::AtomicBool};

/// Rows that are held at once while a file goes through.
const AT_ONCE: usize = 10_000;

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

/// One row as read: its line, from 1, and its cells; none if the line can't be read.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Line in the file.
    pub line: u32,
    /// Its cells.
    pub cells: Option<Vec<Cell>>,
}

/// A file read whole.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// Heads of the columns.
    pub heads: Vec<String>,
    /// Rows below the head.
    pub rows: Vec<Row>,
    /// Whether rows have addresses of cells rather than lines alone.
    pub workbook: bool,
}

/// Reads a file of a browser, whatever it calls itself, until `stop` is set.
///
/// # Errors
/// Why it is refused as a whole.
pub fn read(bytes: &[u8], most_rows: u32, stop: &AtomicBool) -> Result<Table, TableRefusal> {
    let table = if bytes.starts_with(b"PK") {
        let mut rows = workbook::table(bytes, most_rows, stop)?.into_iter();
        let (_, head) = rows.next().ok_or(TableRefusal::Empty)?;
        Table {
            heads: head.into_iter().map(text_of).collect(),
            rows: rows
                .map(|(line, cells)| Row {
                    line,
                    cells: Some(cells),
                })
                .collect(),
            workbook: true,
        }
    } else {
        let text = std::str::from_utf8(bytes).map_err(|_| TableRefusal::NotATable)?;
        if text.contains('\0') {
            return Err(TableRefusal::NotATable);
        }
        if is_too_wide(text) {
            return Err(TableRefusal::TooManyColumns);
        }
        let mut csv = Csv::open(text.as_bytes()).ok_or(TableRefusal::Empty)?;
        let mut rows = Vec::new();
        while let Some(row) = csv.next() {
            if rows.len() >= most_rows as usize {
                return Err(TableRefusal::TooManyRows);
            }
            rows.push(row);
        }
        Table {
            heads: csv.heads,
            rows,
            workbook: false,
        }
    };
    if table.heads.len() > MOST_COLUMNS {
        return Err(TableRefusal::TooManyColumns);
    }
    if table.rows.is_empty() {
        return Err(TableRefusal::Empty);
    }
    Ok(table)
}

fn text_of(cell: Cell) -> String {
    match cell {
        Cell::Text(text) => domain::text::tidy(&text),
        _ => String::new(),
    }
}

/// A CSV file as it goes through: rows are read one by one.
struct Csv<R> {
    heads: Vec<String>,
    reader: csv::Reader<R>,
    record: csv::StringRecord,
}

impl<R: Read> Csv<R> {
    /// Reads the head; none if there is nothing.
    fn open(from: R) -> Option<Self> {
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(from);
        let heads: Vec<String> = reader
            .headers()
            .ok()?
            .iter()
            .map(|h| domain::text::tidy(h.trim_start_matches('\u{feff}')))
            .collect();
        (!heads.is_empty()).then(|| Self {
            heads,
            reader,
            record: csv::StringRecord::new(),
        })
    }

    fn next(&mut self) -> Option<Row> {
        let line = |position: Option<&csv::Position>| {
            position.map_or(0, |p| u32::try_from(p.line()).unwrap_or(u32::MAX))
        };
        match self.reader.read_record(&mut self.record) {
            Ok(false) => None,
            Ok(true) => {
                let fits = self.record.len() == self.heads.len();
                let cells = self.record.iter().map(|c| Cell::Text(c.to_owned()));
                Some(Row {
                    line: line(self.record.position()),
                    cells: fits.then(|| cells.collect()),
                })
            }
            Err(error) => {
                let broken = Row {
                    line: line(error.position()),
                    cells: None,
                };
                // What does not come from the text, but from the disk, would come again for ever.
                match error.kind() {
                    csv::ErrorKind::Io(_) => None,
                    _ => Some(broken),
                }
            }
        }
    }
}

/// Which column holds which field, guessed from the heads.
#[must_use]
pub fn guess(heads: &[String]) -> Mapping {
    let mut mapping = Mapping::default();
    for (at, head) in heads.iter().enumerate() {
        let field = observation::field_of(head);
        let place = field.and_then(|field| FIELDS.iter().position(|f| *f == field));
        if let Some(place) = place.filter(|place| mapping.columns[*place].is_none()) {
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
    ///
    /// # Errors
    /// Every cell that can't be taken.
    pub fn read(&self, row: &Row, mapping: &Mapping) -> Result<ParsedRow, Vec<FieldFault>> {
        let Some(cells) = &row.cells else {
            return Err(vec![(delivery::UNIT, delivery::DeliveryFault::BrokenLine)]);
        };
        let mut faults = Vec::new();
        let mut texts: [String; FIELDS.len()] = Default::default();
        let mut number = None;
        for (at, field) in FIELDS.into_iter().enumerate() {
            let cell = mapping.columns[at].and_then(|column| cells.get(column));
            texts[at] = match cell {
                None | Some(Cell::Nothing) => mapping.all[at].clone(),
                Some(Cell::Text(text)) if text.trim().is_empty() => mapping.all[at].clone(),
                Some(Cell::Text(text)) => text.clone(),
                Some(Cell::Number(value)) => {
                    if field == delivery::VALUE {
                        number = Some(*value);
                    }
                    value.to_string()
                }
                Some(Cell::Date(day)) => day.to_string(),
                Some(Cell::Yes(yes)) => if *yes { "yes" } else { "no" }.to_owned(),
                Some(Cell::Formula) => {
                    faults.push((field, delivery::DeliveryFault::Formula));
                    String::new()
                }
                Some(Cell::Error) => {
                    faults.push((field, delivery::DeliveryFault::NotAValue));
                    String::new()
                }
            };
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
            return read;
        }
        // A cell without a value is told once, by what it holds.
        let known: Vec<_> = faults.iter().map(|(field, _)| *field).collect();
        let others = read.err().unwrap_or_default();
        faults.extend(others.into_iter().filter(|(f, _)| !known.contains(f)));
        Err(faults)
    }
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

/// Imports a CSV file as it goes through: every row or none, in one transaction. Heads say which column holds
/// what, in any order and in any of the three languages. After the first bad place nothing more is written, the
/// rest is only checked, and the transaction is given up.
///
/// # Errors
/// The bad places, as far as they are listed, or if the store refuses.
pub async fn import<R: Read>(
    db: &Db,
    from: R,
    options: ImportOptions<'_>,
) -> Result<Done, ImportError> {
    let snapshot = Snapshot::load(db, options.at.date())
        .await
        .map_err(broken)?;
    let whole = |column: &str, reason: &str| {
        ImportError::Faults(vec![FaultRow {
            line: 1,
            column: column.to_owned(),
            reason: reason.into(),
        }])
    };
    let mut csv = Csv::open(from).ok_or_else(|| whole("–", "tệp trống"))?;
    let mapping = guess(&csv.heads);
    let unmapped = unmapped(&mapping);
    if !unmapped.is_empty() {
        return Err(whole(&unmapped.join(", "), "thiếu cột này ở dòng đầu"));
    }
    let rules = Rules {
        catalogue: &snapshot.indicators,
        units: &snapshot.units,
        in_scope: &|_| true,
        today: options.at.date(),
    };
    let (mut faults, mut unlisted): (Vec<FaultRow>, usize) = (Vec::new(), 0);
    let mut seen = Seen::default();
    let mut held = Vec::with_capacity(AT_ONCE);
    let mut any = false;
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
    while let Some(row) = csv.next() {
        any = true;
        let found = match rules.read(&row, &mapping) {
            Ok(taken) => match seen.note(&taken.1, row.line) {
                None => {
                    held.push(taken);
                    Vec::new()
                }
                Some(earlier) => vec![FaultRow {
                    line: row.line.into(),
                    column: delivery::UNIT.to_owned(),
                    reason: observation::twice(Lang::Vi, earlier).into(),
                }],
            },
            Err(found) => found
                .into_iter()
                .map(|(field, fault)| FaultRow {
                    line: row.line.into(),
                    column: field.to_owned(),
                    reason: observation::fault(Lang::Vi, fault).into(),
                })
                .collect(),
        };
        let room = MOST_FAULTS.saturating_sub(faults.len());
        unlisted += found.len().saturating_sub(room);
        faults.extend(found.into_iter().take(room));
        if !faults.is_empty() {
            held.clear();
        } else if held.len() >= AT_ONCE {
            delivery.add(&mut tx, &held).await?;
            held.clear();
        }
    }
    if !any {
        return Err(whole("–", "tệp không có dòng dữ liệu nào"));
    }
    if unlisted > 0 {
        let reason = format!("còn {unlisted} chỗ sai nữa chưa liệt kê");
        faults.push(FaultRow {
            line: 0,
            column: "–".to_owned(),
            reason: reason.as_str().into(),
        });
    }
    if !faults.is_empty() {
        // The transaction ends with its last owner, and nothing of it is kept.
        return Err(ImportError::Faults(faults));
    }
    delivery.add(&mut tx, &held).await?;
    let (_, taken) = delivery.end(&mut tx, None).await?;
    if taken == 0 {
        return Ok(Done::Unchanged);
    }
    tx.commit().await?;
    Ok(Done::Rows(usize::try_from(taken).unwrap_or(usize::MAX)))
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

    fn table(text: &str) -> Result<Table, TableRefusal> {
        read(text.as_bytes(), 3, &AtomicBool::new(false))
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
        let wide = "a,".repeat(MOST_COLUMNS) + "b\n1\n";
        assert_eq!(table(&wide), Err(TableRefusal::TooManyColumns));
        let wide = format!("a\n{}\n", ",".repeat(5_000));
        assert_eq!(table(&wide), Err(TableRefusal::TooManyColumns));
        let latin = read(b"a\n\xff\n", 3, &AtomicBool::new(false));
        assert_eq!(latin, Err(TableRefusal::NotATable));
        let good = table("\u{feff}a,b\n1,2\n3\n").unwrap();
        assert_eq!(good.heads, ["a", "b"]);
        let lines: Vec<_> = good
            .rows
            .iter()
            .map(|r| (r.line, r.cells.is_some()))
            .collect();
        assert_eq!(lines, [(2, true), (3, false)]);
    }
}
