//! A ranking of provinces as somebody else published it: province, green, total, as-of time, source.
//! Lines are kept as printed; another number for the same province, time and source is a fault.

use super::{Done, ImportError, Sheet, as_of};
use crate::{
    service::{
        snapshot::units::units,
        unit_cell::{NotOneUnit, UnitCells},
    },
    store::Db,
};
use app::workspace::rejected_form::FaultRow;
use domain::{
    entry::parse_number,
    ranking::PublishedLine,
    rate::Rate,
    time::AsOf,
    unit::{UnitCode, UnitLevel},
};
use std::collections::{BTreeMap, BTreeSet};

/// The columns of a file of a published ranking.
pub const COLUMNS: [&str; 6] = ["province", "green", "total", "as_of", "source", "simulated"];

/// Longest name of a source, characters.
const LONGEST_SOURCE: usize = 300;

/// Reads and checks a whole file; `unit` knows the unit that a cell names.
///
/// # Errors
/// Every bad place.
pub fn read(
    file: impl AsRef<[u8]>,
    unit: impl Fn(&str) -> Result<UnitCode, NotOneUnit>,
) -> Result<Vec<(u64, PublishedLine)>, ImportError> {
    let mut sheet = Sheet::read(file.as_ref(), &COLUMNS);
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    for row in sheet.take_rows() {
        let line = row.line;
        let province = unit(row.get("province")).and_then(|code| {
            let province = is_province(&code).then_some(code);
            province.ok_or(NotOneUnit::Unknown)
        });
        let province = province.map_err(|unread| {
            let none = format!(
                "không có tỉnh nào mang mã hoặc tên “{}”",
                row.get("province")
            );
            sheet.fault(line, "province", unread.reason(|| none.into()));
        });
        let province = province.ok();
        let mut count = |column: &'static str| {
            let count = parse_number(row.get(column));
            if count.is_none() {
                sheet.fault(line, column, "cần số nguyên không âm");
            }
            count
        };
        let (green, total) = (count("green"), count("total"));
        if total == Some(0) || total.zip(green).is_some_and(|(total, green)| green > total) {
            let why = "cần lớn hơn 0 và không nhỏ hơn cột green";
            sheet.fault(line, "total", why);
        }
        let at = as_of(row.get("as_of")).map(|at| match at {
            AsOf::Day(day) => day.at(0, 0),
            AsOf::Instant(at) => at,
        });
        if at.is_none() {
            let why = "cần ngày, dạng 31/7/2025, hoặc thời điểm, dạng 2025-07-31T16:00+07:00";
            sheet.fault(line, "as_of", why);
        }
        let source = row.get("source").to_owned();
        if source.is_empty() || source.chars().count() > LONGEST_SOURCE {
            let why = format!("cần nêu nguồn, không quá {LONGEST_SOURCE} ký tự");
            sheet.fault(line, "source", why);
        }
        let simulated = match row.get("simulated") {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        };
        if simulated.is_none() {
            sheet.fault(line, "simulated", "cần một trong: yes, no");
        }
        let (Some(green), Some(total), Some(as_of), Some(simulated)) =
            (green, total, at, simulated)
        else {
            continue;
        };
        let Some(province) = province else { continue };
        if !seen.insert((province.clone(), as_of, source.clone())) {
            let why = "tỉnh, thành phố này đã có ở dòng trên với cùng thời điểm và nguồn";
            sheet.fault(line, "province", why);
        }
        let held = PublishedLine {
            province,
            as_of,
            source,
            rate: Rate::new(green, total),
            simulated,
        };
        found.push((line, held));
    }
    sheet.finish(found)
}

fn is_province(code: &UnitCode) -> bool {
    code.level() == UnitLevel::Province
}

/// Imports a file: every row or none.
///
/// # Errors
/// Every bad place, or if the store refuses.
pub async fn import(db: &Db, file: impl AsRef<[u8]>) -> Result<Done, ImportError> {
    let units = units(db).await?;
    let cells = UnitCells::of(&units);
    let rows = read(file, |cell| cells.read(cell, is_province))?;
    let key = |row: &PublishedLine| (row.province.clone(), row.as_of, row.source.clone());
    let held = db.published_rankings().await?;
    let held: BTreeMap<_, _> = held.into_iter().map(|row| (key(&row), row)).collect();
    let (mut fresh, mut faults) = (Vec::new(), Vec::new());
    for (line, row) in rows {
        match held.get(&key(&row)) {
            None => fresh.push(row),
            Some(same) if *same == row => {}
            Some(other) => faults.push(FaultRow {
                line,
                column: "green".to_owned(),
                reason: format!(
                    "đã ghi {}/{} cho cùng tỉnh, thời điểm và nguồn; số đã công bố được giữ nguyên",
                    other.rate.part, other.rate.whole
                )
                .into(),
            }),
        }
    }
    if !faults.is_empty() {
        return Err(ImportError::Faults(faults));
    }
    if fresh.is_empty() {
        return Ok(Done::Unchanged);
    }
    let mut tx = db.begin().await?;
    tx.add_published_ranking(&fresh).await?;
    tx.raise_data_version().await?;
    tx.commit().await?;
    Ok(Done::Rows(fresh.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_bad_place_is_listed() {
        let text = "province,green,total,as_of,source,simulated\n\
            25,10,9,2026-10-31,Bảng,yes\n\
            77,x,9,hôm qua,,có\n\
            01,1,2,2026-10-31,Bảng,yes\n\
            01,1,2,2026-10-31,Bảng,yes\n";
        let unit = |cell: &str| {
            let known = UnitCode::parse(cell).filter(|_| ["01", "25"].contains(&cell));
            known.ok_or(NotOneUnit::Unknown)
        };
        let Err(ImportError::Faults(faults)) = read(text, unit) else {
            panic!("the file has bad places");
        };
        let places: Vec<_> = faults.iter().map(|f| (f.line, f.column.as_str())).collect();
        let expected = [
            (2, "total"),
            (3, "province"),
            (3, "green"),
            (3, "as_of"),
            (3, "source"),
            (3, "simulated"),
            (5, "province"),
        ];
        assert_eq!(places, expected);
    }
}
