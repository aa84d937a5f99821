//! The catalogue of indicators and the one door by which observations come in, whoever brings them: a form,
//! a file, a machine, the demo. Who may bring them is decided before; what pages show of them is not made here.

use crate::{
    service::reference::{self, Broken},
    store::{
        StoreError, Tx,
        observations::{NewBatch, ObservationRow},
    },
};
use domain::{
    audit::{Entry, INSTALLATION},
    criteria::Texts,
    figure::Qualifier,
    indicator::{Cadence, Cell, Derived, Direction, Indicator, Kind, Observation, Sector, Value},
    time::{Date, Timestamp},
    unit::UnitCode,
};
use sha2::{Digest, Sha256};
use std::fmt::Write;

#[derive(serde::Deserialize)]
struct Row {
    code: String,
    system: String,
    sector: Sector,
    kind: Kind,
    decimals: u32,
    direction: Direction,
    province: YesNo,
    commune: YesNo,
    sums: YesNo,
    derived: String,
    basis: String,
    basis_vi: String,
    basis_en: String,
    basis_ar: String,
    cadence: Cadence,
    published: String,
    same_basis: String,
    name_vi: String,
    name_en: String,
    name_ar: String,
    unit_vi: String,
    unit_en: String,
    unit_ar: String,
    said_vi: String,
    said_en: String,
    said_ar: String,
    from_vi: String,
    from_en: String,
    from_ar: String,
}

#[derive(Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
enum YesNo {
    Yes,
    No,
}

impl From<Row> for Indicator {
    fn from(row: Row) -> Self {
        let texts = |vi, en, ar| Texts { vi, en, ar };
        let list = |cell: &str| {
            let codes = cell.split(';').filter(|code| !code.is_empty());
            codes.map(str::to_owned).collect()
        };
        Self {
            code: row.code,
            system: row.system,
            sector: row.sector,
            kind: row.kind,
            decimals: row.decimals,
            direction: row.direction,
            of_province: row.province == YesNo::Yes,
            of_commune: row.commune == YesNo::Yes,
            sums: row.sums == YesNo::Yes,
            derived: match row.derived.as_str() {
                "" => None,
                "green" => Some(Derived::Green),
                criterion => Some(Derived::Criterion(criterion.to_owned())),
            },
            basis: row.basis,
            basis_text: texts(row.basis_vi, row.basis_en, row.basis_ar),
            cadence: row.cadence,
            published: list(&row.published),
            same_basis: list(&row.same_basis),
            name: texts(row.name_vi, row.name_en, row.name_ar),
            unit: texts(row.unit_vi, row.unit_en, row.unit_ar),
            said: texts(row.said_vi, row.said_en, row.said_ar),
            from: texts(row.from_vi, row.from_en, row.from_ar),
        }
    }
}

/// Every indicator, in the order of the article's systems; the register of denominators last.
///
/// # Errors
/// If the shipped file is broken.
pub fn catalogue() -> Result<Vec<Indicator>, Broken> {
    let rows: Vec<Row> = reference::rows("indicators.csv", reference::INDICATORS)?;
    Ok(rows.into_iter().map(Indicator::from).collect())
}

/// What a stored row says.
///
/// # Errors
/// If the row is none of this indicator.
pub fn observation(indicator: &Indicator, row: &ObservationRow) -> Result<Observation, StoreError> {
    let wrong = |problem| StoreError::Inconsistent {
        table: "observation",
        row: row.id.to_string(),
        problem,
    };
    let day = |days: i64| i32::try_from(days).map(Date).map_err(|_| wrong("no day"));
    let value = match (row.number, row.part, row.whole, indicator.kind) {
        (None, None, None, Kind::Growth) => Value::Text,
        (None, Some(part), Some(whole), Kind::Share | Kind::YesNo) => {
            Value::Fraction { part, whole }
        }
        (Some(number), None, None, Kind::Count) => Value::Number(number),
        (Some(number), None, None, Kind::Share) => Value::Percent(number),
        (Some(days), None, None, Kind::Date) => Value::Day(day(days)?),
        // A province's share of communes, or a commune's yes or no.
        (Some(number), None, None, Kind::YesNo) if row.unit_code.len() == 2 => {
            Value::Percent(number)
        }
        (Some(yes @ (0 | 1)), None, None, Kind::YesNo) => Value::YesNo(yes == 1),
        _ => return Err(wrong("no value of this indicator")),
    };
    Ok(Observation {
        unit: UnitCode::parse(&row.unit_code).ok_or_else(|| wrong("no unit code"))?,
        indicator: row.indicator.clone(),
        value,
        qualifier: Qualifier::parse(&row.qualifier).ok_or_else(|| wrong("no qualifier"))?,
        printed: row.printed.clone(),
        from: day(row.as_of_from)?,
        to: day(row.as_of)?,
        source: row.source.clone(),
        note: row.note.clone(),
    })
}

/// Writes observations that were checked, with their entry in the trail: in the unit's chain if a form told
/// one, else in the installation's, which holds their number and the hash of their texts. Gives the key of the
/// act and how many said something new.
///
/// # Errors
/// If the store refuses.
pub async fn write(
    tx: &mut Tx,
    batch: NewBatch<'_>,
    catalogue: &[Indicator],
    rows: &[(UnitCode, Observation)],
    address: Option<&str>,
) -> Result<(i64, u64), StoreError> {
    let (id, taken) = tx.add_observations(batch, rows).await?;
    let (chain, after) = match rows {
        [(_, only)] if batch.kind == "form" => (only.unit.to_string(), text(catalogue, only)),
        _ => {
            let mut hash = Sha256::new();
            for (_, row) in rows {
                hash.update(text(catalogue, row));
                hash.update("\n");
            }
            let mut after = format!("{taken}/{} ", rows.len());
            for byte in hash.finalize() {
                // Writing to a string can't fail.
                let _ = write!(after, "{byte:02x}");
            }
            (INSTALLATION.to_owned(), after)
        }
    };
    let entry = Entry {
        chain,
        seq: 0,
        at: Timestamp(batch.entered_at),
        actor: batch.entered_by.to_owned(),
        action: "observe".to_owned(),
        object: format!("{} {id}", batch.title),
        before: String::new(),
        after,
        reason: String::new(),
    };
    tx.record(entry, address).await?;
    tx.raise_data_version().await?;
    Ok((id, taken))
}

/// An observation in one line, for the trail: unit, indicator, period, value, qualifier, source and texts.
fn text(catalogue: &[Indicator], row: &Observation) -> String {
    let indicator = catalogue.iter().find(|i| i.code == row.indicator);
    let value = indicator.map_or_else(String::new, |i| Cell(i, &row.value).to_string());
    [
        row.unit.as_str(),
        &row.indicator,
        &row.from.to_string(),
        &row.to.to_string(),
        &value,
        row.qualifier.word(),
        &row.printed,
        &row.source,
        &row.note,
    ]
    .join("\t")
}

/// Undoes an act with its entry in the trail. Gives whether it was not undone already.
///
/// # Errors
/// If the store refuses.
pub async fn undo(
    tx: &mut Tx,
    batch: i64,
    by: &str,
    at: Timestamp,
    reason: &str,
    address: Option<&str>,
) -> Result<bool, StoreError> {
    if !tx.undo_observations(batch, at.0, by, reason).await? {
        return Ok(false);
    }
    let entry = Entry {
        chain: INSTALLATION.to_owned(),
        seq: 0,
        at,
        actor: by.to_owned(),
        action: "undo-observations".to_owned(),
        object: batch.to_string(),
        before: String::new(),
        after: String::new(),
        reason: reason.to_owned(),
    };
    tx.record(entry, address).await?;
    tx.raise_data_version().await?;
    Ok(true)
}
