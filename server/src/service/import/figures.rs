//! `published_figures.csv`: figures as somebody else printed them, each with its sources.

use super::{Done, ImportError, Sheet, SheetRow, as_of};
use crate::store::{Db, figures::FigureRow};
use domain::{entry::parse_number, figure::Qualifier, text::decimal, unit::UnitCode};
use std::collections::BTreeSet;

/// The columns of a file of published figures.
pub const COLUMNS: [&str; 17] = [
    "id",
    "indicator",
    "unit_code",
    "scope",
    "value",
    "unit",
    "numerator",
    "denominator",
    "published_text",
    "qualifier",
    "as_of_from",
    "as_of_to",
    "rank",
    "sources",
    "note_vi",
    "note_en",
    "note_ar",
];

/// What a figure may refer to.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// Codes of units.
    pub units: BTreeSet<UnitCode>,
    /// Codes of published indicators.
    pub indicators: BTreeSet<String>,
    /// Keys of sources.
    pub sources: BTreeSet<String>,
}

/// Figures read from a file, and their sources.
pub type Figures = (Vec<FigureRow>, Vec<(String, String)>);

/// Reads and checks a whole file.
///
/// # Errors
/// Every bad place.
pub fn read(file: impl AsRef<[u8]>, known: &Known) -> Result<Figures, ImportError> {
    let mut sheet = Sheet::read(file.as_ref(), &COLUMNS);
    let rows = sheet.take_rows();
    let mut figures = Vec::with_capacity(rows.len());
    let mut sources = Vec::new();
    let mut ids = BTreeSet::new();
    for row in &rows {
        let mut fault = |column: &str, reason: String| sheet.fault(row.line, column, reason);
        let id = row.get("id").to_owned();
        if id.is_empty() || !ids.insert(id.clone()) {
            fault("id", "để trống hoặc trùng với dòng khác".to_owned());
        }
        if !known.indicators.contains(row.get("indicator")) {
            fault(
                "indicator",
                format!("không có chỉ tiêu “{}”", row.get("indicator")),
            );
        }
        let unit = Some(row.plain("unit_code")).filter(|code| !code.is_empty());
        if let Some(code) = &unit
            && code != "VN"
            && !UnitCode::parse(code).is_some_and(|code| known.units.contains(&code))
        {
            fault("unit_code", format!("không có đơn vị nào mang mã “{code}”"));
        }
        let qualifier = Qualifier::parse(row.get("qualifier"));
        if qualifier.is_none() {
            fault(
                "qualifier",
                "cần một trong: exact, more_than, about".to_owned(),
            );
        }
        if row.some("value").is_some_and(|v| decimal(&v).is_none()) {
            fault(
                "value",
                "cần một số, phần thập phân sau dấu phẩy hoặc dấu chấm, hoặc để trống".to_owned(),
            );
        }
        for column in ["as_of_from", "as_of_to"] {
            if row.some(column).is_some_and(|text| as_of(&text).is_none()) {
                fault(
                    column,
                    "cần ngày 2025-07-31 hoặc thời điểm 2025-07-31T16:00+07:00".to_owned(),
                );
            }
        }
        if row.get("published_text").is_empty() {
            fault(
                "published_text",
                "không được để trống: cần câu chữ như đã in".to_owned(),
            );
        }
        let mut count = |column| match row.some(column).map(|text| parse_number(&text)) {
            None => None,
            Some(Some(count)) => Some(count),
            Some(None) => {
                fault(column, "cần số nguyên không âm, hoặc để trống".to_owned());
                None
            }
        };
        let (numerator, denominator) = (count("numerator"), count("denominator"));
        let keys: Vec<_> = row
            .get("sources")
            .split(';')
            .map(str::trim)
            .filter(|k| !k.is_empty())
            .collect();
        if keys.is_empty() {
            fault("sources", "cần ít nhất một nguồn".to_owned());
        }
        for key in keys {
            if !known.sources.contains(key) {
                fault("sources", format!("không có nguồn “{key}”"));
            }
            sources.push((id.clone(), key.to_owned()));
        }
        let counts = (numerator, denominator);
        figures.extend(qualifier.map(|qualifier| figure(row, id, unit, qualifier, counts)));
    }
    sheet.finish((figures, sources))
}

fn figure(
    row: &SheetRow,
    id: String,
    unit_code: Option<String>,
    qualifier: Qualifier,
    (numerator, denominator): (Option<u32>, Option<u32>),
) -> FigureRow {
    FigureRow {
        id,
        indicator: row.get("indicator").to_owned(),
        unit_code,
        scope: row.get("scope").to_owned(),
        value: decimal(row.get("value")),
        numerator,
        denominator,
        published_text: row.get("published_text").to_owned(),
        qualifier,
        as_of_from: as_of(row.get("as_of_from")),
        as_of_to: as_of(row.get("as_of_to")),
        printed_rank: row.some("rank"),
        note_vi: row.get("note_vi").to_owned(),
        note_en: row.get("note_en").to_owned(),
        note_ar: row.get("note_ar").to_owned(),
    }
}

/// What the figures of this database may refer to.
///
/// # Errors
/// If the store refuses.
pub async fn known(db: &Db) -> Result<Known, ImportError> {
    Ok(Known {
        units: db.units().await?.into_iter().map(|u| u.code).collect(),
        indicators: db
            .published_indicators()
            .await?
            .into_iter()
            .map(|i| i.code)
            .collect(),
        sources: db.sources().await?.into_iter().map(|s| s.key).collect(),
    })
}

/// Imports a file, all or nothing; it replaces every figure.
///
/// # Errors
/// Every bad place, or a refusal of the store.
pub async fn import(db: &Db, file: impl AsRef<[u8]>) -> Result<Done, ImportError> {
    let (figures, sources) = read(file, &known(db).await?)?;
    let mut tx = db.begin().await?;
    tx.put_figures(&figures, &sources).await?;
    tx.raise_data_version().await?;
    tx.commit().await?;
    Ok(Done::Rows(figures.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_bad_cell_is_listed() {
        let known = Known {
            units: UnitCode::parse("25").into_iter().collect(),
            indicators: ["rate".to_owned()].into(),
            sources: ["S0".to_owned()].into(),
        };
        let header = COLUMNS.join(",");
        let text = format!(
            "{header}\nF1,rate,25,x,87.83,%,130,148,as printed,exact,,2025-07-31T16:00+07:00,5/34,S0,,,\n\
             F1,rate,99,x,many,%,-1,148,,nearly,31/7,,,S9,,,\n"
        );
        let Err(ImportError::Faults(faults)) = read(&text, &known) else {
            panic!("must fail")
        };
        let columns: Vec<_> = faults.iter().map(|f| (f.line, f.column.as_str())).collect();
        assert_eq!(
            columns,
            [
                "id",
                "unit_code",
                "qualifier",
                "value",
                "as_of_from",
                "published_text",
                "numerator",
                "sources"
            ]
            .map(|c| (3, c))
        );
    }
}
