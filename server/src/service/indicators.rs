//! The catalogue of indicators and the one door by which observations come in, whoever brings them: a form,
//! a file, a machine, the demo. Who may bring them is decided before; what pages show of them is not made here.

use crate::{
    service::reference::{self, ShippedFileError},
    store::{
        StoreError, Tx,
        observation_batches::NewBatch,
        observations::{ObservationRow, StandingRow},
    },
};
use domain::{
    audit::{AuditAction, Entry, INSTALLATION},
    criteria::Localized,
    delivery::BatchKind,
    indicator::{
        Cadence, Cell, Derived, Direction, Indicator, Kind, Observation, RawValue, Sector, Value,
    },
    time::Timestamp,
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
    summary_vi: String,
    summary_en: String,
    summary_ar: String,
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
        let texts = |vi, en, ar| Localized { vi, en, ar };
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
            summary: texts(row.summary_vi, row.summary_en, row.summary_ar),
            from: texts(row.from_vi, row.from_en, row.from_ar),
        }
    }
}

/// Every indicator, in the order of the article's systems; the register of denominators last.
///
/// # Errors
/// If the shipped file is broken.
pub fn catalogue() -> Result<Vec<Indicator>, ShippedFileError> {
    let rows: Vec<Row> = reference::rows("indicators.csv", reference::INDICATORS)?;
    Ok(rows.into_iter().map(Indicator::from).collect())
}

/// What a stored row says.
///
/// # Errors
/// If the row is none of this indicator.
pub fn observation(indicator: &Indicator, row: &ObservationRow) -> Result<Observation, StoreError> {
    Ok(Observation {
        unit: row.unit_code.clone(),
        indicator: row.indicator.clone(),
        value: value(indicator, &row.unit_code, row.value)?,
        qualifier: row.qualifier,
        printed: row.printed.clone(),
        from: row.as_of_from,
        to: row.as_of,
        source: row.source.clone(),
        note: row.note.clone(),
    })
}

/// A unit's value as it is kept, read.
///
/// # Errors
/// If it is none of this indicator.
pub fn value(indicator: &Indicator, unit: &UnitCode, raw: RawValue) -> Result<Value, StoreError> {
    let wrong = || {
        let row = format!("{unit} {}", indicator.code);
        StoreError::inconsistent("observation", row, "no value of this indicator")
    };
    raw.read(indicator, unit.level()).ok_or_else(wrong)
}

/// What stands on the line of an observation.
///
/// # Errors
/// If the row is none of this indicator.
pub fn standing(
    indicator: &Indicator,
    row: &StandingRow,
    line: &Observation,
) -> Result<Observation, StoreError> {
    Ok(Observation {
        value: value(indicator, &line.unit, row.value)?,
        qualifier: row.qualifier,
        printed: row.printed.clone(),
        note: row.note.clone(),
        ..line.clone()
    })
}

/// An act that brings observations, open until it ends: rows may come in parts, so that a file of millions
/// never lies in memory whole. All of it belongs to one transaction.
#[derive(Debug)]
pub struct Delivery<'a> {
    batch: NewBatch<'a>,
    catalogue: &'a [Indicator],
    id: i64,
    rows: u64,
    taken: u64,
    hash: Sha256,
    /// The only row so far, as the audit log writes it, with its unit.
    only: Option<(String, String)>,
}

impl<'a> Delivery<'a> {
    /// Begins an act.
    ///
    /// # Errors
    /// If the store refuses; the same for the others.
    pub async fn begin(
        tx: &mut Tx,
        batch: NewBatch<'a>,
        catalogue: &'a [Indicator],
    ) -> Result<Self, StoreError> {
        Ok(Self {
            id: tx.begin_observations(batch).await?,
            batch,
            catalogue,
            rows: 0,
            taken: 0,
            hash: Sha256::new(),
            only: None,
        })
    }

    /// Adds observations that were checked, each with the province of its unit. No two of an act may be about
    /// the same line.
    ///
    /// # Errors
    /// See [`Delivery::begin`].
    pub async fn add(
        &mut self,
        tx: &mut Tx,
        rows: &[(UnitCode, Observation)],
    ) -> Result<(), StoreError> {
        for (_, row) in rows {
            let text = text(self.catalogue, row);
            self.hash.update(&text);
            self.hash.update("\n");
            self.rows += 1;
            self.only = (self.rows == 1).then(|| (row.unit.to_string(), text));
        }
        self.taken += tx.extend_observations(self.id, rows).await?;
        Ok(())
    }

    /// Ends the act with its entry in the audit log: in the unit's chain if a form told one row, else in the
    /// installation's, which holds their number and the hash of their texts. Gives the key of the act and how
    /// many said something new.
    ///
    /// # Errors
    /// See [`Delivery::begin`].
    pub async fn end(self, tx: &mut Tx, address: Option<&str>) -> Result<(i64, u64), StoreError> {
        let (id, taken) = (self.id, self.taken);
        tx.finish_observations(id, taken).await?;
        let (chain, after) = match self.only {
            Some(only) if self.batch.kind == BatchKind::Form => only,
            _ => {
                let mut after = format!("{taken}/{} ", self.rows);
                for byte in self.hash.finalize() {
                    // Writing to a string can't fail.
                    let _ = write!(after, "{byte:02x}");
                }
                (INSTALLATION.to_owned(), after)
            }
        };
        let entry = Entry {
            chain,
            seq: 0,
            at: self.batch.entered_at,
            actor: self.batch.entered_by.to_owned(),
            action: AuditAction::Observe.into(),
            object: format!("{} {id}", self.batch.title),
            before: String::new(),
            after,
            reason: String::new(),
        };
        tx.record(entry, address).await?;
        tx.raise_data_version().await?;
        Ok((id, taken))
    }
}

/// Writes observations that were checked as one act; see [`Delivery`].
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
    let mut delivery = Delivery::begin(tx, batch, catalogue).await?;
    delivery.add(tx, rows).await?;
    delivery.end(tx, address).await
}

/// An observation in one line, for the audit log: unit, indicator, period, value, qualifier, source and texts.
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

/// Undoes an act with its entry in the audit log. Gives whether it was not undone already.
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
    if !tx.undo_observations(batch, at, by, reason).await? {
        return Ok(false);
    }
    let entry = Entry {
        chain: INSTALLATION.to_owned(),
        seq: 0,
        at,
        actor: by.to_owned(),
        action: AuditAction::UndoObservations.into(),
        object: batch.to_string(),
        before: String::new(),
        after: String::new(),
        reason: reason.to_owned(),
    };
    tx.record(entry, address).await?;
    tx.raise_data_version().await?;
    Ok(true)
}
