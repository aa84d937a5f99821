//! `units.csv`: one row for each unit and interval of its type. The row of a unit that ended may name its successors.

use super::{Done, ImportError, Sheet, SheetRow};
use crate::{
    service::collation::sort_key,
    store::{
        Db,
        units::{NewUnit, SuccessorRow, TypeRow, UnitRow},
    },
};
use app::workspace::rejected_form::FaultRow;
use domain::{
    entry::parse_date,
    text::{decimal, fold},
    time::Date,
    unit::{UnitCode, UnitLevel, UnitType},
};
use std::collections::BTreeMap;

/// The columns of a file of units.
pub const COLUMNS: [&str; 10] = [
    "code",
    "level",
    "name",
    "type",
    "province_code",
    "lat",
    "lon",
    "area_km2",
    "valid_from",
    "valid_to",
];

/// Codes of the units that took the place of one that ended, with blanks between.
const SUCCESSORS: &str = "successors";

/// The columns that a file of units may have or not.
pub const OPTIONAL: [&str; 1] = [SUCCESSORS];

/// Units and type intervals read from a file.
#[derive(Clone, Debug)]
pub struct Units {
    /// Units, provinces first.
    pub units: Vec<NewUnit>,
    /// Intervals of their types.
    pub types: Vec<TypeRow>,
    /// What took the place of units that ended.
    pub successors: Vec<SuccessorRow>,
}

/// Units and their lines, provinces first.
type ByLevel = BTreeMap<(bool, UnitCode), (NewUnit, u64)>;

/// Reads and checks a whole file.
///
/// # Errors
/// Every bad place.
pub fn read(file: impl AsRef<[u8]>) -> Result<Units, ImportError> {
    let mut sheet = Sheet::read_with(file.as_ref(), &COLUMNS, &OPTIONAL);
    let rows = sheet.take_rows();
    let mut units = ByLevel::new();
    let mut types: Vec<(TypeRow, u64)> = Vec::new();
    let mut successors: BTreeMap<(UnitCode, UnitCode), u64> = BTreeMap::new();
    for row in &rows {
        let Some((code, kind)) = check(&mut sheet, row) else {
            continue;
        };
        let (from, until) = (
            parse_date(row.get("valid_from")),
            row.some("valid_to").map(|d| parse_date(&d)),
        );
        let (Some(from), None | Some(Some(_))) = (from, until) else {
            sheet.fault(
                row.line,
                "valid_from, valid_to",
                "cần ngày, dạng 1/7/2025 (valid_to có thể để trống)",
            );
            continue;
        };
        let named = row.plain(SUCCESSORS);
        for text in named.split([' ', ',', ';']).filter(|text| !text.is_empty()) {
            match UnitCode::parse(text) {
                Some(successor) => {
                    successors.insert((code.clone(), successor), row.line);
                }
                None => sheet.fault(row.line, SUCCESSORS, not_a_code(text)),
            }
        }
        types.push((
            TypeRow {
                unit_code: code.clone(),
                kind,
                valid_from: from,
                valid_until: until.flatten(),
            },
            row.line,
        ));
        let province = kind.level() == UnitLevel::Province;
        let unit = NewUnit {
            unit: UnitRow {
                code: code.clone(),
                level: kind.level(),
                province_code: UnitCode::parse(&row.plain("province_code")),
                name: row.get("name").to_owned(),
                search_key: fold(row.get("name")),
                sort_key: sort_key(row.get("name")),
                latitude: decimal(row.get("lat")),
                longitude: decimal(row.get("lon")),
            },
            area_km2: decimal(row.get("area_km2")),
        };
        match units.get(&(!province, code.clone())) {
            Some((known, _)) if known.unit != unit.unit => {
                sheet.fault(
                    row.line,
                    "name, province_code",
                    "khác với dòng trước của cùng mã",
                );
            }
            _ => {
                units.insert((!province, code), (unit, row.line));
            }
        }
    }
    for (new, line) in units.values() {
        if let Some(province) = &new.unit.province_code
            && !units.contains_key(&(false, province.clone()))
        {
            sheet.fault(
                *line,
                "province_code",
                format!("không có tỉnh nào mang mã {province}"),
            );
        }
    }
    check_intervals(&mut sheet, &mut types);
    check_ended_provinces(&mut sheet, &types, &units);
    let exists =
        |code: &UnitCode| units.contains_key(&(code.level() == UnitLevel::Commune, code.clone()));
    for ((unit, successor), line) in &successors {
        let last = types.iter().rfind(|(row, _)| row.unit_code == *unit);
        let reason = if last.is_none_or(|(row, _)| row.valid_until.is_none()) {
            "chỉ ghi cho đơn vị đã giải thể (có valid_to ở dòng cuối)".to_owned()
        } else if unit == successor || unit.level() != successor.level() {
            format!("{successor} phải là đơn vị khác cùng cấp")
        } else if !exists(successor) {
            format!("không có đơn vị nào mang mã {successor}")
        } else if !outlives(&types, successor, unit) {
            format!("{successor} cũng không còn tồn tại khi {unit} giải thể")
        } else {
            continue;
        };
        sheet.fault(*line, SUCCESSORS, reason);
    }
    let units = units.into_values().map(|(unit, _)| unit).collect();
    sheet.finish(Units {
        units,
        types: types.into_iter().map(|(t, _)| t).collect(),
        successors: successors
            .into_keys()
            .map(|(unit_code, successor_code)| SuccessorRow {
                unit_code,
                successor_code,
            })
            .collect(),
    })
}

/// Whether a unit exists on the day on which another does not exist any more.
fn outlives(types: &[(TypeRow, u64)], unit: &UnitCode, other: &UnitCode) -> bool {
    match (end(types, unit), end(types, other)) {
        (Some(own), Some(other)) => own > other,
        _ => true,
    }
}

/// The first day on which a unit does not exist any more.
fn end(types: &[(TypeRow, u64)], unit: &UnitCode) -> Option<Date> {
    let last = types.iter().rfind(|(row, _)| row.unit_code == *unit);
    last.and_then(|(row, _)| row.valid_until)
}

/// How many communes are named that live on in a province that ended.
const MOST_NAMED: usize = 5;

/// A commune lies in a province for as long as there is one: no province ends before its communes.
fn check_ended_provinces(sheet: &mut Sheet, types: &[(TypeRow, u64)], units: &ByLevel) {
    let mut ends: BTreeMap<&UnitCode, (Option<Date>, u64)> = BTreeMap::new();
    for (row, line) in types {
        ends.insert(&row.unit_code, (row.valid_until, *line));
    }
    for (province, (ended, line)) in &ends {
        let Some(ended) = ended else { continue };
        let lives_on = |unit: &&UnitRow| {
            let end = ends.get(&unit.code).and_then(|(end, _)| *end);
            unit.province_code.as_ref() == Some(*province) && end.is_none_or(|end| end > *ended)
        };
        let left: Vec<_> = units
            .values()
            .map(|(new, _)| &new.unit)
            .filter(lives_on)
            .collect();
        if left.is_empty() {
            continue;
        }
        let named = left.iter().take(MOST_NAMED);
        let named: Vec<_> = named
            .map(|unit| format!("{} {}", unit.code, unit.name))
            .collect();
        let more = match left.len().saturating_sub(MOST_NAMED) {
            0 => String::new(),
            more => format!(" và {more} đơn vị khác"),
        };
        sheet.fault(
            *line,
            "valid_to",
            format!(
                "tỉnh {province} không còn từ {ended}, nhưng {} xã, phường, đặc khu của tỉnh vẫn còn \
                 từ ngày đó: {}{more}; các đơn vị này cũng cần valid_to, không muộn hơn {ended}",
                left.len(),
                named.join(", "),
            ),
        );
    }
}

fn check(sheet: &mut Sheet, row: &SheetRow) -> Option<(UnitCode, UnitType)> {
    let mut good = true;
    let mut fault = |column: &str, reason: String| {
        sheet.fault(row.line, column, reason);
        good = false;
    };
    let code = UnitCode::parse(&row.plain("code"));
    if code.is_none() {
        fault("code", not_a_code(row.get("code")));
    }
    let kind = UnitType::parse_word(row.get("type"));
    if kind.is_none() {
        let words = UnitType::ALL.map(UnitType::word).join(", ");
        fault(
            "type",
            format!("“{}” không phải loại đơn vị ({words})", row.get("type")),
        );
    }
    if let (Some(code), Some(kind)) = (&code, kind) {
        if code.level() != kind.level() || row.get("level") != kind.level().word() {
            fault(
                "level",
                "cấp, loại và độ dài của mã không khớp nhau".to_owned(),
            );
        }
        let wants_province = kind.level() == UnitLevel::Commune;
        let province = UnitCode::parse(&row.plain("province_code"))
            .filter(|p| p.level() == UnitLevel::Province);
        if wants_province != province.is_some()
            || (!wants_province && !row.get("province_code").is_empty())
        {
            fault(
                "province_code",
                "xã, phường, đặc khu cần mã tỉnh 2 chữ số; tỉnh để trống".to_owned(),
            );
        }
    }
    if row.get("name").is_empty() {
        fault("name", "không được để trống".to_owned());
    }
    for (column, low, high) in [
        ("lat", 4.0, 24.0),
        ("lon", 102.0, 118.0),
        ("area_km2", 0.0, 20_000.0),
    ] {
        if let Some(text) = row.some(column)
            && !decimal(&text)
                .and_then(|text| text.parse::<f64>().ok())
                .is_some_and(|n| (low..=high).contains(&n))
        {
            fault(
                column,
                format!("“{text}” không nằm trong khoảng {low}–{high}"),
            );
        }
    }
    code.zip(kind).filter(|_| good)
}

fn not_a_code(text: &str) -> String {
    format!("“{text}” không phải mã đơn vị (2 hoặc 5 chữ số)")
}

/// The intervals of one unit follow each other without gap or overlap.
fn check_intervals(sheet: &mut Sheet, types: &mut [(TypeRow, u64)]) {
    types.sort_by(|(a, _), (b, _)| (&a.unit_code, a.valid_from).cmp(&(&b.unit_code, b.valid_from)));
    for ((row, line), next) in types
        .iter()
        .zip(types.iter().skip(1).map(Some).chain([None]))
    {
        let next = next.filter(|(n, _)| n.unit_code == row.unit_code);
        let fits = match (row.valid_until, next) {
            (Some(until), Some((next, _))) => until == next.valid_from && row.valid_from < until,
            (Some(until), None) => row.valid_from < until,
            (None, next) => next.is_none(),
        };
        if !fits {
            sheet.fault(
                *line,
                "valid_from, valid_to",
                "các khoảng thời gian của đơn vị này hở hoặc chồng nhau",
            );
        }
    }
}

/// Imports a file, all or nothing. It must hold every unit that the database has, in the same
/// province: releases refer to them, and a unit that ended is kept with its last day.
///
/// # Errors
/// Every bad place, or a refusal of the store.
pub async fn import(db: &Db, file: impl AsRef<[u8]>) -> Result<Done, ImportError> {
    let units = read(file)?;
    let given: BTreeMap<&UnitCode, &UnitRow> = units
        .units
        .iter()
        .map(|u| (&u.unit.code, &u.unit))
        .collect();
    let mut faults = Vec::new();
    for known in db.units().await? {
        let reason = match given.get(&known.code) {
            None => format!(
                "thiếu đơn vị {} đang có; đơn vị đã giải thể vẫn giữ dòng, ghi valid_to",
                known.code
            ),
            Some(unit) if unit.province_code != known.province_code => {
                format!("không thể chuyển đơn vị {} sang tỉnh khác", known.code)
            }
            Some(_) => continue,
        };
        faults.push(FaultRow {
            line: 0,
            column: "code".to_owned(),
            reason: reason.into(),
        });
    }
    if !faults.is_empty() {
        return Err(ImportError::Faults(faults));
    }
    let mut tx = db.begin().await?;
    tx.put_units(&units.units, &units.types, &units.successors)
        .await?;
    tx.raise_data_version().await?;
    tx.commit().await?;
    Ok(Done::Rows(units.types.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &str =
        "code,level,name,type,province_code,lat,lon,area_km2,valid_from,valid_to\n";

    #[test]
    fn every_bad_row_is_listed_at_once() {
        let text = format!(
            "{HEADER}25,province,Phú Thọ,tỉnh,,21.3,105.2,,2025-07-01,\n\
             4846,commune,Xã A,xã,25,21,105,10,2025-07-01,\n\
             04847,commune,Xã B,xóm,25,21,105,10,2025-07-01,\n\
             04848,commune,Xã C,xã,99,21,105,10,2025-07-01,\n\
             04849,commune,Xã D,xã,25,91,105,10,2025-07-01,\n\
             04850,commune,Xã E,xã,25,21,105,10,2025-07-01,2026-01-01\n\
             04850,commune,Xã E,phường,25,21,105,10,2026-02-01,\n\
             04851,commune,Xã F,xã,25,21,105,10,hôm qua,\n"
        );
        let Err(ImportError::Faults(faults)) = read(&text) else {
            panic!("must fail")
        };
        let places: Vec<_> = faults.iter().map(|f| (f.line, f.column.as_str())).collect();
        assert_eq!(
            places,
            [
                (3, "code"),
                (4, "type"),
                (5, "province_code"),
                (6, "lat"),
                (7, "valid_from, valid_to"),
                (9, "valid_from, valid_to")
            ]
        );
    }

    #[test]
    fn a_good_file_gives_units_provinces_first() {
        let text = format!(
            "{HEADER}04850,commune,Hoà Bình ,xã,25,21,105,10,2025-07-01,2026-01-01\n\
             04850,commune,Hoà Bình,phường,25,21,105,10,2026-01-01,\n\
             25,province,Phú Thọ,tỉnh,,21.3,105.2,,2025-07-01,\n"
        );
        let units = read(&text).unwrap();
        assert_eq!(units.units[0].unit.code.as_str(), "25");
        assert_eq!(units.units[1].unit.search_key, "hoa binh");
        assert_eq!((units.units.len(), units.types.len()), (2, 3));
    }

    #[test]
    fn a_province_ends_with_its_communes_and_not_before() {
        let text = |first: &str, second: &str| {
            format!(
                "{HEADER}25,province,Phú Thọ,tỉnh,,21.3,105.2,,2025-07-01,2026-01-01\n\
                 04850,commune,A,xã,25,21,105,10,2025-07-01,{first}\n\
                 04851,commune,B,xã,25,21,105,10,2025-07-01,2025-10-01\n\
                 04851,commune,B,phường,25,21,105,10,2025-10-01,{second}\n"
            )
        };
        assert!(read(text("2026-01-01", "2025-12-01")).is_ok());
        let fault = |first: &str, second: &str| {
            let Err(ImportError::Faults(faults)) = read(text(first, second)) else {
                panic!("must fail")
            };
            assert_eq!(faults.len(), 1, "{faults:?}");
            assert_eq!((faults[0].line, faults[0].column.as_str()), (2, "valid_to"));
            faults[0].to_string()
        };
        let one = fault("2026-01-01", "");
        assert!(one.contains("1 xã") && one.contains("04851 B"), "{one}");
        assert!(!one.contains("04850"), "{one}");
        let both = fault("2026-02-01", "2026-01-02");
        assert!(both.contains("04850 A, 04851 B"), "{both}");
    }

    #[test]
    fn a_unit_that_ended_may_name_its_successors() {
        let head = HEADER.replace('\n', ",successors\n");
        let text = |rows: &str| {
            format!(
                "{head}25,province,Phú Thọ,tỉnh,,21.3,105.2,,2025-07-01,,\n\
                 04850,commune,A,xã,25,21,105,10,2025-07-01,,\n\
                 04851,commune,B,xã,25,21,105,10,2025-07-01,,\n{rows}"
            )
        };
        let ended = "04852,commune,C,xã,25,21,105,10,2025-07-01,2026-01-01";
        let units = read(text(&format!("{ended},04851 04850\n"))).unwrap();
        let named = units.successors.iter().map(|s| s.successor_code.as_str());
        assert_eq!(named.collect::<Vec<_>>(), ["04850", "04851"]);
        assert_eq!(read(text(&format!("{ended},\n"))).unwrap().successors, []);

        let bad = text(&format!(
            "{ended},4850\n\
             04853,commune,D,xã,25,21,105,10,2025-07-01,2026-01-01,04853\n\
             04854,commune,E,xã,25,21,105,10,2025-07-01,2026-01-01,25\n\
             04855,commune,F,xã,25,21,105,10,2025-07-01,2026-01-01,09999\n\
             04856,commune,G,xã,25,21,105,10,2025-07-01,,04850\n"
        ));
        let Err(ImportError::Faults(faults)) = read(bad) else {
            panic!("must fail")
        };
        let places: Vec<_> = faults.iter().map(|f| (f.line, f.column.as_str())).collect();
        assert_eq!(places, [5, 6, 7, 8, 9].map(|line| (line, SUCCESSORS)));
    }
}
