//! The checklist as a spreadsheet: given out, read back, shown cell by cell, then saved as forms are
//! saved, all or nothing.

mod compare;

pub mod workbook;

use super::{
    Principal, ServiceError, ServiceResult,
    checklist::{Checklists, Save},
    commune_record::CommuneRecord,
    context::{Context, set_in_force},
    principal::place,
};
use crate::service::{
    import::{
        reading::{Readers, Unread},
        workbook::address,
    },
    unit_cell::UnitCells,
};
use app::{
    failure::Failure,
    i18n::Lang,
    texts::{
        checklist,
        spreadsheet::{self},
    },
    workspace::spreadsheet::model::{
        MOST_SHEET_ROWS, SheetChange, SheetFault, SheetProblem, SheetRefusal, SheetView,
    },
};
use compare::item_of;
use domain::{
    access::{Action, Object, Refusal, Scope},
    answer::Content,
    entry::{self, Fields},
    unit::UnitCode,
};
use std::{collections::BTreeMap, sync::Arc, time::Duration};
use tokio::task::spawn_blocking;
use workbook::{Line, Row, Words};

/// Checklists as spreadsheets.
#[derive(Clone, Debug)]
pub struct Spreadsheets {
    pub(super) context: Context,
    pub(super) checklist: Checklists,
}

/// Most bytes of the changes that one form carries.
pub const LARGEST_CHANGES: usize = 256 * 1024;

/// Most faults that a page lists.
const MOST_FAULTS: usize = 200;

/// Files that are read at the same time, and for how long.
static READERS: Readers = Readers::new(2, Duration::from_secs(20));

/// What came of applying.
#[derive(Debug)]
pub enum Applied {
    /// So many items were saved; the first of their units.
    Saved(u32, UnitCode),
    /// Nothing was saved, for these reasons.
    Refused(Box<SheetView>),
}

/// One item that would be saved.
struct Work {
    commune: usize,
    index: usize,
    fields: Fields,
}

/// What the rows of a spreadsheet come to.
struct Examined {
    view: SheetView,
    commune: Vec<Arc<CommuneRecord>>,
    work: Vec<Work>,
}

/// Version of an item as its rows carry it: a set that means something else makes the rows as old as a saved draft.
fn version(commune: &CommuneRecord, criterion: &str) -> String {
    format!("{}#{}", commune.set.version, commune.version(criterion))
}

fn may_enter_somewhere(who: &Principal) -> ServiceResult<()> {
    if who.has(Action::Enter) {
        return Ok(());
    }
    Err(ServiceError(Failure::Denied(Refusal::NoRole)))
}

impl Spreadsheets {
    /// The checklist of a commune, or of all communes for which this person enters answers, as a
    /// workbook.
    ///
    /// # Errors
    /// [`Failure::Denied`], [`Failure::NoSuchUnit`], [`Failure::TooLarge`], or if the store refuses.
    pub async fn workbook(
        &self,
        who: &Principal,
        lang: Lang,
        unit: Option<&UnitCode>,
    ) -> ServiceResult<Vec<u8>> {
        let snapshot = &who.snapshot;
        let units: Vec<UnitCode> = match unit {
            Some(unit) => {
                who.may(Action::Enter, &Object::at(place(snapshot, unit)?))?;
                vec![unit.clone()]
            }
            None => {
                may_enter_somewhere(who)?;
                who.enters()
            }
        };
        let mut lines = Vec::new();
        for unit in &units {
            let commune = self.checklist.load(who, unit).await?;
            let name = lang.full_name(&self.context.unit(snapshot, unit)?);
            lines.extend(lines_of(lang, &commune, &name));
            if lines.len() > MOST_SHEET_ROWS as usize {
                return Err(ServiceError(Failure::TooLarge));
            }
        }
        let words = Words {
            columns: spreadsheet::columns(lang),
            pick: spreadsheet::pick(lang),
            from_right: lang.direction() == "rtl",
        };
        let made = spawn_blocking(move || workbook::write(&words, &lines)).await;
        match made {
            Ok(Ok(bytes)) => Ok(bytes),
            Ok(Err(cause)) => Err(ServiceError(super::service_error::service_error(&cause))),
            Err(cause) => Err(ServiceError(super::service_error::service_error(&cause))),
        }
    }

    /// What a spreadsheet would change. Nothing is kept of the file.
    ///
    /// # Errors
    /// [`Failure::Denied`], or if the store refuses. What is wrong with the file is no error but a view.
    pub async fn read(
        &self,
        who: &Principal,
        file: Result<Vec<u8>, SheetRefusal>,
    ) -> ServiceResult<SheetView> {
        may_enter_somewhere(who)?;
        let read = match file {
            Ok(bytes) => read(bytes).await,
            Err(refusal) => Err(refusal),
        };
        let found = match read {
            Ok(found) => found,
            Err(refusal) => return Self::refused(who, refusal),
        };
        let mut examined = self.examine(who, found.rows).await?;
        let view = &mut examined.view;
        let formulas = found.formulas.into_iter().map(|cell| SheetFault {
            cell,
            problem: SheetProblem::Formula,
        });
        view.faults.extend(formulas);
        if view.carried.len() > LARGEST_CHANGES {
            return Self::refused(who, SheetRefusal::TooManyChanges);
        }
        Ok(examined.listed())
    }

    fn refused(who: &Principal, refusal: SheetRefusal) -> ServiceResult<SheetView> {
        Ok(SheetView {
            set: set_in_force(&who.snapshot)?,
            refusal: Some(refusal),
            changes: Vec::new(),
            faults: Vec::new(),
            more_faults: 0,
            carried: String::new(),
        })
    }

    /// Saves what a spreadsheet changes, all of it or nothing. Everything is looked at anew: between the
    /// preview and this, somebody else may have saved, and what a browser sends is whatever it likes.
    ///
    /// # Errors
    /// [`Failure::Denied`], [`Failure::BadForm`] for changes that can't be read, [`Failure::Changed`] if
    /// somebody saved at the same moment, or if the store refuses; then nothing was saved.
    pub async fn apply(&self, who: &Principal, carried: &str) -> ServiceResult<Applied> {
        may_enter_somewhere(who)?;
        if carried.len() > LARGEST_CHANGES {
            return Err(ServiceError(Failure::TooLarge));
        }
        let rows: Vec<Row> =
            serde_json::from_str(carried).map_err(|_| ServiceError(Failure::BadForm))?;
        let examined = self.examine(who, rows).await?;
        let Some(first) = examined.work.first().map(|w| w.commune) else {
            return Ok(Applied::Refused(Box::new(examined.listed())));
        };
        if !examined.view.faults.is_empty() {
            return Ok(Applied::Refused(Box::new(examined.listed())));
        }
        let mut number = 0;
        let mut tx = self.context.db.begin().await?;
        for Work {
            commune,
            index,
            fields,
        } in &examined.work
        {
            let commune = &examined.commune[*commune];
            let save = Save::default();
            if !self
                .checklist
                .write_draft(&mut tx, who, commune, *index, fields, (&save, &[]))
                .await?
            {
                return Err(ServiceError(Failure::Changed));
            }
            number += 1;
        }
        tx.commit().await?;
        Ok(Applied::Saved(number, examined.commune[first].unit.clone()))
    }

    /// Compares rows with what stands in the forms now.
    async fn examine(&self, who: &Principal, rows: Vec<Row>) -> ServiceResult<Examined> {
        let snapshot = &who.snapshot;
        let mut items: BTreeMap<(String, String), Vec<Row>> = BTreeMap::new();
        let own = who.enters();
        let cells = UnitCells::of(&snapshot.units);
        for row in rows {
            // A unit may stand there under its code in one row and under its name in another.
            let named = cells.read(&row.unit, |code| own.contains(code));
            let unit = named.map_or_else(|_| row.unit.clone(), |code| code.to_string());
            let key = (unit, row.criterion.clone());
            items.entry(key).or_default().push(row);
        }
        let mut examined = Examined {
            view: SheetView {
                set: set_in_force(snapshot)?,
                refusal: None,
                changes: Vec::new(),
                faults: Vec::new(),
                more_faults: 0,
                carried: String::new(),
            },
            commune: Vec::new(),
            work: Vec::new(),
        };
        let mut carried = Vec::new();
        for ((unit, criterion), rows) in items {
            let Some(unit) = UnitCode::parse(&unit).filter(|code| own.contains(code)) else {
                examined.fault(rows[0].line, workbook::UNIT, SheetProblem::Unit);
                continue;
            };
            if examined.commune.last().is_none_or(|l| l.unit != unit) {
                let commune = self.checklist.load(who, &unit).await?;
                who.may(Action::Enter, &Object::at(commune.place.clone()))?;
                examined.commune.push(commune);
            }
            let name = self.context.unit(snapshot, &unit)?;
            let number = examined.commune.len() - 1;
            let found = item_of(who, &examined.commune[number], &criterion, rows);
            for (line, column, problem) in found.faults {
                examined.fault(line, column, problem);
            }
            let Some((index, fields)) = found.result else {
                continue;
            };
            for (row, before, after) in found.changes {
                examined.view.changes.push(SheetChange {
                    cell: address(row.line, workbook::VALUE),
                    unit: name.clone(),
                    index,
                    field: row.field.clone(),
                    before,
                    after,
                });
                carried.push(row);
            }
            examined.work.push(Work {
                commune: number,
                index,
                fields,
            });
        }
        examined.view.carried = serde_json::to_string(&carried)
            .map_err(|e| ServiceError(super::service_error::service_error(&e)))?;
        Ok(examined)
    }
}

impl Principal {
    /// The communes for which this person enters answers.
    fn enters(&self) -> Vec<UnitCode> {
        let mut units: Vec<_> = self
            .actor
            .scopes_for(Action::Enter)
            .filter_map(|scope| match scope {
                Scope::Commune { unit, .. } => Some(unit.clone()),
                _ => None,
            })
            .collect();
        units.sort();
        units.dedup();
        units
    }

    /// Whether this person enters answers for another commune as well.
    pub(super) fn enters_beside(&self, unit: &UnitCode) -> bool {
        self.enters().iter().any(|other| other != unit)
    }
}

impl Examined {
    fn fault(&mut self, line: u32, column: u16, problem: SheetProblem) {
        self.view.faults.push(SheetFault {
            cell: address(line, column),
            problem,
        });
    }

    /// The view, in the order of the file and as long as a page may be.
    fn listed(self) -> SheetView {
        let mut view = self.view;
        let line = |cell: &str| -> u32 {
            let digits = cell.trim_start_matches(|c: char| c.is_ascii_uppercase());
            digits.parse().unwrap_or(0)
        };
        view.changes.sort_by_key(|change| line(&change.cell));
        view.faults
            .sort_by_key(|fault| (line(&fault.cell), fault.cell.clone()));
        let more = view.faults.len().saturating_sub(MOST_FAULTS);
        view.more_faults = u32::try_from(more).unwrap_or(u32::MAX);
        view.faults.truncate(MOST_FAULTS);
        view
    }
}

/// Reads a file that a browser sent.
async fn read(bytes: Vec<u8>) -> Result<workbook::SheetContent, SheetRefusal> {
    let read = READERS.read(move |stop| workbook::read(&bytes, stop)).await;
    read.unwrap_or_else(|unread| {
        Err(match unread {
            Unread::Broken => SheetRefusal::NotASheet,
            Unread::TooSlow => SheetRefusal::TooSlow,
        })
    })
}

/// The rows of one commune's checklist.
fn lines_of(lang: Lang, commune: &CommuneRecord, unit_name: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    for (index, criterion) in commune.set.criteria.iter().enumerate() {
        let question = &criterion.question;
        let fields = commune.fields(index);
        let last = commune.inputs[index]
            .confirmed
            .as_ref()
            .map(|c| entry::fields_of(question, &Content::Value(c.value.clone())))
            .unwrap_or_default();
        for field in entry::names(question) {
            let text = |fields: &Fields| {
                spreadsheet::shown(lang, question, &field, fields.get(&field).unwrap_or(""))
            };
            lines.push(Line {
                unit: commune.unit.to_string(),
                unit_name: unit_name.to_owned(),
                criterion: criterion.code.clone(),
                title: lang.pick(&criterion.title).to_owned(),
                label: checklist::label(lang, question, &field),
                kind: spreadsheet::kind(lang, question, &field),
                value: text(&fields),
                last: text(&last),
                version: version(commune, &criterion.code),
                field,
            });
        }
    }
    lines
}
