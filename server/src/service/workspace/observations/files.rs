//! A file of observations: looked at, row by row, then taken in, all of it or nothing.

use super::{Observations, observes};
use crate::service::{
    import::{
        observations::{self as tables, RowRead},
        reading::{Readers, Unread},
        table::Whole,
        workbook,
    },
    indicators,
    snapshot::Snapshot,
    workspace::{Principal, ServiceResult},
};
use app::workspace::{
    observations::model::{Check, CheckedRow, Mapping, ROWS_SHOWN, RowFault},
    table::model::{MOST_TABLE_ROWS, TablePlace, TableRefusal},
};
use domain::{
    delivery::{self, BatchKind, DeliveryFault, FIELDS, ParsedRow, Seen},
    indicator::Observation,
    rate::saturating_u32,
    unit::UnitCode,
};
use std::{collections::HashMap, time::Duration};

/// Files that are read at the same time, and for how long.
static READERS: Readers = Readers::new(2, Duration::from_secs(30));

/// A file that was sent and waits.
#[derive(Clone, Debug)]
pub struct Sent {
    /// Its name.
    pub name: String,
    /// SHA-256, lower-case hexadecimal.
    pub hash: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Where in it the table stands, as far as somebody said so.
    pub place: TablePlace,
}

/// What came of taking a file.
#[derive(Debug)]
pub enum Added {
    /// So many rows said something new.
    Rows(u32),
    /// Nothing was taken, for these reasons.
    Refused(Box<Check>),
}

impl Observations {
    /// Whether somebody may send a file.
    ///
    /// # Errors
    /// [`Denied`](app::failure::Failure::Denied).
    pub fn may_observe(&self, who: &Principal) -> ServiceResult<()> {
        observes(who)
    }

    /// What a file would say, with a mapping, or with one guessed from its heads; `zeros` puts lost zeros back under a
    /// guessed one. Nothing is written.
    ///
    /// # Errors
    /// [`Denied`](app::failure::Failure::Denied), or if the store refuses. What is wrong with the file is no error.
    pub async fn check_file(
        &self,
        who: &Principal,
        sent: Sent,
        mapping: Option<Mapping>,
        zeros: bool,
    ) -> ServiceResult<Result<Check, TableRefusal>> {
        observes(who)?;
        let (name, hash) = (sent.name.clone(), sent.hash.clone());
        let table = match read(sent).await {
            Ok(table) => table,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let mapping = mapping.unwrap_or_else(|| Mapping {
            zeros,
            ..tables::guess(&table.heads)
        });
        let snapshot = &who.snapshot;
        let examined = self.examine_table(who, snapshot, &table, &mapping).await?;
        let mut check = examined.check;
        (check.name, check.hash) = (name, hash);
        Ok(Ok(check))
    }

    /// Takes a file in, all of it or nothing. Everything is looked at anew.
    ///
    /// # Errors
    /// As [`Self::check_file`]; [`Changed`](app::failure::Failure::Changed) if somebody spoke of the same lines at the same
    /// moment; then nothing was written.
    pub async fn add_file(
        &self,
        who: &Principal,
        sent: Sent,
        mapping: &Mapping,
    ) -> ServiceResult<Result<Added, TableRefusal>> {
        observes(who)?;
        let (name, hash) = (sent.name.clone(), sent.hash.clone());
        let table = match read(sent).await {
            Ok(table) => table,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let snapshot = &who.snapshot;
        let examined = self.examine_table(who, snapshot, &table, mapping).await?;
        let mut check = examined.check;
        (check.name, check.hash) = (name, hash);
        let good = check.faults.is_empty() && check.unmapped.is_empty();
        if !good || check.new + check.revised == 0 {
            return Ok(Ok(Added::Refused(Box::new(check))));
        }
        let file = (
            BatchKind::File,
            check.name.as_str(),
            Some(check.hash.as_str()),
        );
        let taken = self.take(who, snapshot, file, &examined.taken).await?;
        let rows = u32::try_from(taken).unwrap_or(u32::MAX);
        Ok(Ok(Added::Rows(rows)))
    }

    /// Reads every row and compares it with what stands there.
    async fn examine_table(
        &self,
        who: &Principal,
        snapshot: &Snapshot,
        table: &Whole,
        mapping: &Mapping,
    ) -> ServiceResult<Examined> {
        let mut check = Check {
            name: String::new(),
            hash: String::new(),
            how: table.how.clone(),
            heads: table.heads.clone(),
            mapping: mapping.clone(),
            unmapped: tables::unmapped(mapping),
            total: saturating_u32(table.rows.len()),
            passed: 0,
            lost_zeros: 0,
            restored: 0,
            new: 0,
            revised: 0,
            same: 0,
            rows: Vec::new(),
            faults: Vec::new(),
            more_faults: 0,
            catalogue: snapshot.indicators.clone(),
        };
        if !check.unmapped.is_empty() {
            return Ok(Examined {
                check,
                taken: Vec::new(),
            });
        }
        let in_scope = |province: &UnitCode| self.says_about(who, province);
        let rules = self.rules(snapshot, &in_scope);
        let mut seen = Seen::default();
        let mut taken: Vec<ParsedRow> = Vec::with_capacity(table.rows.len());
        let mut lines = Vec::with_capacity(table.rows.len());
        let add = |check: &mut Check, line: u32, (field, fault), earlier, meant| {
            if fault == DeliveryFault::LostZeros {
                check.lost_zeros += 1;
                // Mended all at once, they are one fault.
                if check.lost_zeros > 1 {
                    return;
                }
            }
            if check.faults.len() >= tables::MOST_FAULTS {
                check.more_faults = check.more_faults.saturating_add(1);
                return;
            }
            let at = FIELDS.iter().position(|f| *f == field);
            let column = at.and_then(|at| mapping.columns[at]);
            let column = column.and_then(|c| u16::try_from(c).ok());
            let cell = column.filter(|_| table.is_book());
            check.faults.push(RowFault {
                line,
                cell: cell.map(|column| workbook::address(line, column)),
                field,
                fault,
                earlier,
                meant,
            });
        };
        for row in &table.rows {
            match rules.read(row, mapping) {
                RowRead::Nothing => check.passed += 1,
                RowRead::Taken {
                    row: read,
                    restored,
                } => match seen.note(&read.1, row.line) {
                    None => {
                        check.restored += u32::from(restored);
                        taken.push(read);
                        lines.push(row.line);
                    }
                    Some(earlier) => {
                        let fault = (delivery::UNIT, DeliveryFault::Twice);
                        add(&mut check, row.line, fault, Some(earlier), Vec::new());
                    }
                },
                RowRead::Faults(faults, meant) => {
                    for fault in faults {
                        add(&mut check, row.line, fault, None, meant.clone());
                    }
                }
            }
        }
        check.total -= check.passed;
        let observations: Vec<Observation> = taken.iter().map(|(_, o)| o.clone()).collect();
        let mut standing = HashMap::new();
        for row in self.context.db.observations_standing(&observations).await? {
            standing.insert(row.place, row);
        }
        for (at, (line, observed)) in lines.into_iter().zip(observations).enumerate() {
            let before = standing.get(&at);
            match before {
                None => check.new += 1,
                Some(row) if row.says(&observed) => check.same += 1,
                Some(_) => check.revised += 1,
            }
            if check.rows.len() >= ROWS_SHOWN {
                continue;
            }
            let place = check
                .catalogue
                .iter()
                .position(|i| i.code == observed.indicator);
            let Some(indicator) = place else { continue };
            let before = match before {
                None => None,
                Some(row) => Some(indicators::standing(
                    &check.catalogue[indicator],
                    row,
                    &observed,
                )?),
            };
            check.rows.push(CheckedRow {
                line,
                unit: self.context.unit(snapshot, &observed.unit)?,
                indicator,
                observation: observed,
                before,
            });
        }
        Ok(Examined { check, taken })
    }
}

/// What the rows of a file come to.
struct Examined {
    check: Check,
    taken: Vec<ParsedRow>,
}

/// Reads a file that a browser sent.
async fn read(sent: Sent) -> Result<Whole, TableRefusal> {
    let read = READERS
        .read(move |stop| tables::read(&sent.bytes, MOST_TABLE_ROWS, sent.place, stop))
        .await;
    read.unwrap_or_else(|unread| {
        Err(match unread {
            Unread::Broken => TableRefusal::NotATable,
            Unread::TooSlow => TableRefusal::TooSlow,
        })
    })
}
