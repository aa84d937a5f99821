//! `published_figures.csv`: figures as somebody else printed them, each with its sources.

use super::{Done, ImportError, Sheet, SheetRow, as_of};
use crate::{
    service::{
        snapshot::units::units,
        unit_cell::{NotOneUnit, UnitCells},
    },
    store::{Db, figures::FigureRow},
};
use app::{i18n::Lang, texts::faults::fault_text};
use domain::{entry::parse_number, figure::Qualifier, text::decimal, time::Date, unit::UnitCode};
use std::collections::BTreeSet;

/// The columns of a file of published figures.
pub const COLUMNS: [&str; 21] = [
    "id",
    "indicator",
    "unit_code",
    "scope_vi",
    "scope_en",
    "scope_ar",
    "value",
    "unit",
    "numerator",
    "denominator",
    "words",
    "words_lang",
    "qualifier",
    "as_of_from",
    "as_of_to",
    "estimated_day",
    "rank",
    "sources",
    "note_vi",
    "note_en",
    "note_ar",
];

/// What a figure may refer to, beside units.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// Codes of published indicators.
    pub indicators: BTreeSet<String>,
    /// Keys of sources.
    pub sources: BTreeSet<String>,
}

/// Figures read from a file, and their sources.
pub type Figures = (Vec<FigureRow>, Vec<(String, String)>);

/// Reads and checks a whole file; `unit` knows the unit that a cell names.
///
/// # Errors
/// Every bad place.
pub fn read(
    file: impl AsRef<[u8]>,
    known: &Known,
    unit: impl Fn(&str) -> Result<UnitCode, NotOneUnit>,
) -> Result<Figures, ImportError> {
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
        let about = match row.plain("unit_code").as_str() {
            "" => None,
            "VN" => Some("VN".to_owned()),
            _ => match unit(row.get("unit_code")) {
                Ok(code) => Some(code.to_string()),
                Err(unread) => {
                    let cell = row.get("unit_code");
                    let none = format!("không có đơn vị nào mang mã hoặc tên “{cell}”");
                    let reason = unread.reason(|| none.into());
                    fault("unit_code", fault_text(Lang::Vi, &reason));
                    Some(cell.to_owned())
                }
            },
        };
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
                    "cần ngày, dạng 31/7/2025, hoặc thời điểm, dạng 2025-07-31T16:00+07:00"
                        .to_owned(),
                );
            }
        }
        if row
            .some("estimated_day")
            .is_some_and(|text| Date::parse(&text).is_none())
        {
            fault(
                "estimated_day",
                "cần ngày, dạng 2025-07-31, hoặc để trống".to_owned(),
            );
        }
        // A unit has its name; whoever else a figure is about is named here, in every language.
        if about.as_deref().is_none_or(|code| code == "VN") {
            for column in ["scope_vi", "scope_en", "scope_ar"] {
                if row.get(column).is_empty() {
                    fault(
                        column,
                        "không được để trống khi không có mã đơn vị: cần nêu số liệu này về địa bàn hoặc cơ quan nào"
                            .to_owned(),
                    );
                }
            }
        }
        let language = row.get("words_lang");
        if !language.is_empty() && Lang::parse(language).is_none() {
            fault(
                "words_lang",
                "cần một trong: vi, en, ar, hoặc để trống".to_owned(),
            );
        }
        if !language.is_empty() && row.get("words").is_empty() {
            fault(
                "words",
                "đã ghi ngôn ngữ nhưng để trống câu chữ: cần câu chữ của nguồn, hoặc bỏ ngôn ngữ"
                    .to_owned(),
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
        if row.get("value").is_empty()
            && row.get("words").is_empty()
            && numerator.zip(denominator).is_none()
        {
            fault(
                "value",
                "không có số: cần giá trị, hoặc tử số và mẫu số, hoặc câu chữ của nguồn".to_owned(),
            );
        }
        let counts = (numerator, denominator);
        figures.extend(qualifier.map(|qualifier| figure(row, id, about, qualifier, counts)));
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
        scope_vi: row.get("scope_vi").to_owned(),
        scope_en: row.get("scope_en").to_owned(),
        scope_ar: row.get("scope_ar").to_owned(),
        value: decimal(row.get("value")),
        numerator,
        denominator,
        words: row.get("words").to_owned(),
        words_lang: row.get("words_lang").to_owned(),
        qualifier,
        as_of_from: as_of(row.get("as_of_from")),
        as_of_to: as_of(row.get("as_of_to")),
        estimated_day: row
            .some("estimated_day")
            .and_then(|text| Date::parse(&text)),
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
    let units = units(db).await?;
    let cells = UnitCells::of(&units);
    let unit = |cell: &str| cells.read(cell, |_| true);
    let (figures, sources) = read(file, &known(db).await?, unit)?;
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
            indicators: ["rate".to_owned()].into(),
            sources: ["S0".to_owned()].into(),
        };
        let header = COLUMNS.join(",");
        let text = format!(
            "{header}\nF1,rate,25,,,,87.83,%,130,148,hơn 87 %,vi,exact,,2025-07-31T16:00+07:00,,5/34,S0,,,\n\
             F1,rate,99,,,,many,%,-1,148,,de,nearly,31/7,,31/7,,S9,,,\n\
             F2,rate,,Phú Thọ cũ,,x,,,130,,,,exact,,,,,S0,,,\n"
        );
        let unit = |cell: &str| {
            let known = UnitCode::parse(cell).filter(|code| code.as_str() == "25");
            known.ok_or(NotOneUnit::Unknown)
        };
        let Err(ImportError::Faults(faults)) = read(&text, &known, unit) else {
            panic!("must fail")
        };
        let columns: Vec<_> = faults.iter().map(|f| (f.line, f.column.as_str())).collect();
        let third = [
            "id",
            "unit_code",
            "qualifier",
            "value",
            "as_of_from",
            "estimated_day",
            "words_lang",
            "words",
            "numerator",
            "sources",
        ];
        // Without a code it says whom it is about in every language; without a number it says something.
        let fourth = ["scope_en", "value"];
        let expected = third.map(|c| (3, c)).into_iter();
        let expected: Vec<_> = expected.chain(fourth.map(|c| (4, c))).collect();
        assert_eq!(columns, expected);
    }
}
