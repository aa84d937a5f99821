//! The checklist as a spreadsheet: given out, read back, shown cell by cell, then saved as forms are
//! saved, all or nothing.

pub mod book;

use super::{
    Failed, Outcome, Visitor, Workspace,
    checklist::{Loaded, Save},
    place,
};
use app::{
    failure::Failure,
    i18n::Lang,
    texts::{
        checklist,
        spreadsheet::{self, Kind},
    },
    workspace::spreadsheet::model::{
        MOST_SHEET_ROWS, SheetChange, SheetFault, SheetProblem, SheetRefusal, SheetView,
    },
};
use book::{Given, Line, Row, Words, address};
use domain::{
    access::{Action, Object, Refusal, Scope},
    answer::Content,
    assessment::Refused,
    criteria::Question,
    entry::{self, Fields, Problem},
    unit::UnitCode,
};
use std::{
    collections::BTreeMap,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};
use tokio::{sync::Semaphore, task::spawn_blocking, time::timeout};

/// Most bytes of the changes that one form carries.
pub const LARGEST_CHANGES: usize = 256 * 1024;

/// Most faults that a page lists.
const MOST_FAULTS: usize = 200;

/// How long one file may be waited for and read.
const LONGEST: Duration = Duration::from_secs(20);

/// Files that are read at the same time: each may take some memory.
static READERS: Semaphore = Semaphore::const_new(2);

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
    loaded: usize,
    index: usize,
    fields: Fields,
}

/// What the rows of a spreadsheet come to.
struct Examined {
    view: SheetView,
    loaded: Vec<Arc<Loaded>>,
    work: Vec<Work>,
}

/// Version of an item as its rows carry it: a set that changed makes the rows as old as a saved draft.
fn version(loaded: &Loaded, criterion: &str) -> String {
    format!("{}#{}", loaded.set.version, loaded.version(criterion))
}

fn may_enter_somewhere(who: &Visitor) -> Outcome<()> {
    if who.has(Action::Enter) {
        return Ok(());
    }
    Err(Failed(Failure::Denied(Refusal::NoRole)))
}

impl Workspace {
    /// The checklist of a commune, or of all communes for which this person enters answers, as a
    /// workbook.
    ///
    /// # Errors
    /// [`Failure::Denied`], [`Failure::NoSuchUnit`], [`Failure::TooLarge`], or if the store refuses.
    pub async fn sheet(
        &self,
        who: &Visitor,
        lang: Lang,
        unit: Option<&UnitCode>,
    ) -> Outcome<Vec<u8>> {
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
            let loaded = self.load(who, unit).await?;
            let name = lang.full_name(&self.unit(snapshot, unit)?);
            lines.extend(lines_of(lang, &loaded, &name));
            if lines.len() > MOST_SHEET_ROWS as usize {
                return Err(Failed(Failure::TooLarge));
            }
        }
        let words = Words {
            columns: spreadsheet::columns(lang),
            pick: spreadsheet::pick(lang),
            from_right: lang.direction() == "rtl",
        };
        let made = spawn_blocking(move || book::write(&words, &lines)).await;
        match made {
            Ok(Ok(bytes)) => Ok(bytes),
            Ok(Err(cause)) => Err(Failed(super::failed(&cause))),
            Err(cause) => Err(Failed(super::failed(&cause))),
        }
    }

    /// What a spreadsheet would change. Nothing is kept of the file.
    ///
    /// # Errors
    /// [`Failure::Denied`], or if the store refuses. What is wrong with the file is no error but a view.
    pub async fn read_sheet(
        &self,
        who: &Visitor,
        file: Result<Vec<u8>, SheetRefusal>,
    ) -> Outcome<SheetView> {
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

    fn refused(who: &Visitor, refusal: SheetRefusal) -> Outcome<SheetView> {
        Ok(SheetView {
            set: Self::set_in_force(&who.snapshot)?,
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
    pub async fn apply_sheet(&self, who: &Visitor, carried: &str) -> Outcome<Applied> {
        may_enter_somewhere(who)?;
        if carried.len() > LARGEST_CHANGES {
            return Err(Failed(Failure::TooLarge));
        }
        let rows: Vec<Row> = serde_json::from_str(carried).map_err(|_| Failed(Failure::BadForm))?;
        let examined = self.examine(who, rows).await?;
        let Some(first) = examined.work.first().map(|w| w.loaded) else {
            return Ok(Applied::Refused(Box::new(examined.listed())));
        };
        if !examined.view.faults.is_empty() {
            return Ok(Applied::Refused(Box::new(examined.listed())));
        }
        let mut number = 0;
        let mut tx = self.db.begin().await?;
        for Work {
            loaded,
            index,
            fields,
        } in &examined.work
        {
            let loaded = &examined.loaded[*loaded];
            let save = Save::default();
            if !self
                .write_draft(&mut tx, who, loaded, *index, fields, (&save, &[]))
                .await?
            {
                return Err(Failed(Failure::Changed));
            }
            number += 1;
        }
        tx.commit().await?;
        Ok(Applied::Saved(number, examined.loaded[first].unit.clone()))
    }

    /// Compares rows with what stands in the forms now.
    async fn examine(&self, who: &Visitor, rows: Vec<Row>) -> Outcome<Examined> {
        let snapshot = &who.snapshot;
        let mut items: BTreeMap<(String, String), Vec<Row>> = BTreeMap::new();
        for row in rows {
            let key = (row.unit.clone(), row.criterion.clone());
            items.entry(key).or_default().push(row);
        }
        let mut examined = Examined {
            view: SheetView {
                set: Self::set_in_force(snapshot)?,
                refusal: None,
                changes: Vec::new(),
                faults: Vec::new(),
                more_faults: 0,
                carried: String::new(),
            },
            loaded: Vec::new(),
            work: Vec::new(),
        };
        let own = who.enters();
        let mut carried = Vec::new();
        for ((unit, criterion), rows) in items {
            let Some(unit) = UnitCode::parse(&unit).filter(|code| own.contains(code)) else {
                examined.fault(rows[0].line, book::UNIT, SheetProblem::Unit);
                continue;
            };
            if examined.loaded.last().is_none_or(|l| l.unit != unit) {
                let loaded = self.load(who, &unit).await?;
                who.may(Action::Enter, &Object::at(loaded.place.clone()))?;
                examined.loaded.push(loaded);
            }
            let name = self.unit(snapshot, &unit)?;
            let number = examined.loaded.len() - 1;
            let found = item_of(who, &examined.loaded[number], &criterion, rows);
            for (line, column, problem) in found.faults {
                examined.fault(line, column, problem);
            }
            let Some((index, fields)) = found.result else {
                continue;
            };
            for (row, before, after) in found.changes {
                examined.view.changes.push(SheetChange {
                    cell: address(row.line, book::VALUE),
                    unit: name.clone(),
                    index,
                    field: row.field.clone(),
                    before,
                    after,
                });
                carried.push(row);
            }
            examined.work.push(Work {
                loaded: number,
                index,
                fields,
            });
        }
        examined.view.carried =
            serde_json::to_string(&carried).map_err(|e| Failed(super::failed(&e)))?;
        Ok(examined)
    }
}

impl Visitor {
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

/// Reads a file on a thread of its own, one of few, and not for ever.
async fn read(bytes: Vec<u8>) -> Result<book::Found, SheetRefusal> {
    let stop = Arc::new(AtomicBool::new(false));
    let seen = stop.clone();
    let reading = async {
        let place = READERS.acquire().await;
        // The place is given back when the thread ends, not when nobody waits for it any more.
        spawn_blocking(move || {
            let _place = place;
            book::read(&bytes, &seen)
        })
        .await
    };
    match timeout(LONGEST, reading).await {
        Ok(Ok(found)) => found,
        Ok(Err(cause)) => {
            tracing::warn!(%cause, "a spreadsheet broke its reader");
            Err(SheetRefusal::NotASheet)
        }
        Err(_) => {
            stop.store(true, Ordering::Relaxed);
            Err(SheetRefusal::TooSlow)
        }
    }
}

/// The rows of one commune's checklist.
fn lines_of(lang: Lang, loaded: &Loaded, unit_name: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    for (index, criterion) in loaded.set.criteria.iter().enumerate() {
        let question = &criterion.question;
        let fields = loaded.fields(index);
        let last = loaded.inputs[index]
            .confirmed
            .as_ref()
            .map(|c| entry::fields_of(question, &Content::Value(c.value.clone())))
            .unwrap_or_default();
        for field in entry::names(question) {
            let text = |fields: &Fields| {
                spreadsheet::shown(lang, question, &field, fields.get(&field).unwrap_or(""))
            };
            lines.push(Line {
                unit: loaded.unit.to_string(),
                unit_name: unit_name.to_owned(),
                criterion: criterion.code.clone(),
                title: lang.pick(&criterion.title).to_owned(),
                label: checklist::label(lang, question, &field),
                kind: spreadsheet::kind(lang, question, &field),
                value: text(&fields),
                last: text(&last),
                version: version(loaded, &criterion.code),
                field,
            });
        }
    }
    lines
}

/// What the rows of one item come to.
#[derive(Default)]
struct Found {
    faults: Vec<(u32, u16, SheetProblem)>,
    changes: Vec<(Row, String, String)>,
    result: Option<(usize, Fields)>,
}

/// Compares the rows of one item with its form.
fn item_of(who: &Visitor, loaded: &Loaded, criterion: &str, rows: Vec<Row>) -> Found {
    let mut found = Found::default();
    let first = rows[0].line;
    let Ok(index) = loaded.index(criterion) else {
        let fault = (first, book::CRITERION, SheetProblem::Criterion);
        found.faults.push(fault);
        return found;
    };
    let own = &loaded.set.criteria[index];
    let question = &own.question;
    let names = entry::names(question);
    let before = loaded.fields(index);
    let mut after = before.clone();
    let mut lines: BTreeMap<String, u32> = BTreeMap::new();
    for row in rows {
        let line = row.line;
        if !names.contains(&row.field) {
            found.faults.push((line, book::FIELD, SheetProblem::Field));
            continue;
        }
        if lines.insert(row.field.clone(), line).is_some() {
            found.faults.push((line, book::FIELD, SheetProblem::Twice));
            continue;
        }
        let stands = before.get(&row.field).unwrap_or("").to_owned();
        let text = match text_of(question, &row.field, &row.value) {
            Ok(text) => text,
            // What can't be read but stands in the form like this already is nobody's change.
            Err(_) if row.value == Given::Text(stands.clone()) => continue,
            Err(problem) => {
                found.faults.push((line, book::VALUE, problem));
                continue;
            }
        };
        if same(question, &row.field, &stands, &text) {
            continue;
        }
        if text.starts_with('=') {
            found
                .faults
                .push((line, book::VALUE, SheetProblem::Formula));
            continue;
        }
        after.set(&row.field, text.clone());
        found.changes.push((row, stands, text));
    }
    if found.changes.is_empty() {
        return found;
    }
    found.check(who, loaded, index, &lines, &after);
    found.result = Some((index, after.kept_for(question)));
    found
}

impl Found {
    /// Whether the changes may be saved: as the form asks, and so that everything that is said can be
    /// meant. What is merely missing may be added later.
    fn check(
        &mut self,
        who: &Visitor,
        loaded: &Loaded,
        index: usize,
        lines: &BTreeMap<String, u32>,
        after: &Fields,
    ) {
        let own = &loaded.set.criteria[index];
        let stored = loaded.version(&own.code);
        let changed: Vec<(u32, String, String)> = self
            .changes
            .iter()
            .map(|(row, ..)| (row.line, row.field.clone(), row.version.clone()))
            .collect();
        let first = changed.first().map_or(0, |(line, ..)| *line);
        for (line, field, version) in &changed {
            let parts = version.rsplit_once('#');
            let Some((set, Ok(seen))) = parts.map(|(set, seen)| (set, seen.parse())) else {
                let fault = (*line, book::VERSION, SheetProblem::Version);
                self.faults.push(fault);
                return;
            };
            let refused = loaded
                .item(&own.code)
                .write(who.actor.account, seen, stored)
                .err();
            let problem = match refused {
                None if set == loaded.set.version => None,
                None | Some(Refused::Stale(_)) => Some(SheetProblem::Stale),
                Some(_) => Some(SheetProblem::Waiting),
            };
            if let Some(problem) = problem {
                // Once for the item: its rows are all as old.
                self.faults.push((*line, book::VALUE, problem));
                return;
            }
            let text = after.get(field).unwrap_or("");
            if entry::too_long(field, text, entry::longest(field)).is_some() {
                self.faults
                    .push((*line, book::VALUE, SheetProblem::TooLong));
            }
        }
        let last = loaded.inputs[index].confirmed.as_ref().map(|c| &c.value);
        let errors = entry::read(own, after, last, loaded.now.date()).err();
        for error in errors.unwrap_or_default() {
            let open = matches!(
                error.problem,
                Problem::Missing
                    | Problem::NeedsReason
                    | Problem::NeedsExplanation
                    | Problem::NeedsEvidence
            );
            if !open {
                let line = lines.get(&error.field).copied().unwrap_or(first);
                let problem = SheetProblem::Value(error.problem);
                self.faults.push((line, book::VALUE, problem));
            }
        }
    }
}

/// What a cell holds, as the field's text.
fn text_of(question: &Question, field: &str, given: &Given) -> Result<String, SheetProblem> {
    let kind = spreadsheet::kind(Lang::Vi, question, field);
    let choice = matches!(kind, Kind::Choice(_));
    Ok(match given {
        Given::Nothing => String::new(),
        Given::Text(text) if choice => {
            let word = spreadsheet::word(question, field, text);
            word.ok_or(if text.trim_start().starts_with('=') {
                SheetProblem::Formula
            } else {
                SheetProblem::Choice
            })?
            .to_owned()
        }
        Given::Text(text) => one_break(text).trim().to_owned(),
        Given::Yes(yes) if choice => match (field, yes) {
            (entry::NOT_APPLICABLE, true) => "on",
            (entry::NOT_APPLICABLE, false) => "",
            (_, true) => "yes",
            (_, false) => "no",
        }
        .to_owned(),
        Given::Number(_) | Given::Date(_) if choice => return Err(SheetProblem::Choice),
        // Four digits after the point, so that it is never taken for groups of three: 1.234 is no 1,234.
        Given::Number(number) if kind == Kind::Number && number.fract() != 0.0 => {
            format!("{number:.4}")
        }
        Given::Number(number) => number.to_string(),
        Given::Date(date) => date.to_string(),
        Given::Yes(yes) => yes.to_string(),
        Given::Error => return Err(SheetProblem::NotAValue),
        Given::Formula => return Err(SheetProblem::Formula),
    })
}

/// Whether two texts of a field say the same: programs write numbers, dates and line breaks their way.
fn same(question: &Question, field: &str, a: &str, b: &str) -> bool {
    let alike = match spreadsheet::kind(Lang::Vi, question, field) {
        Kind::Number => entry::parse_number(a)
            .zip(entry::parse_number(b))
            .map(|(a, b)| a == b),
        Kind::Date => entry::parse_date(a)
            .zip(entry::parse_date(b))
            .map(|(a, b)| a == b),
        _ => None,
    };
    alike.unwrap_or_else(|| one_break(a).trim() == one_break(b).trim())
}

fn one_break(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_become_what_a_form_would_send() {
        let yes = Question::YesNo;
        let text = |field: &str, given: Given| text_of(&yes, field, &given);
        let word = |word: &str| Given::Text(word.into());
        let said = |text: &str| Ok(text.to_owned());
        assert_eq!(text(entry::YES, word(" có ")), said("yes"));
        assert_eq!(text(entry::YES, word("Not yet")), said("no"));
        assert_eq!(text(entry::YES, Given::Yes(false)), said("no"));
        assert_eq!(text(entry::YES, word("x")), Err(SheetProblem::Choice));
        assert_eq!(text(entry::YES, word("=A1")), Err(SheetProblem::Formula));
        assert_eq!(
            text(entry::YES, Given::Number(1.0)),
            Err(SheetProblem::Choice)
        );
        assert_eq!(text(entry::NOT_APPLICABLE, Given::Yes(true)), said("on"));
        assert_eq!(text(entry::PART, Given::Number(1_200.0)), said("1200"));
        let point = text(entry::PART, Given::Number(1.234)).unwrap();
        assert_eq!(entry::parse_number(&point), None);
        let day = domain::time::Date::new(2026, 11, 20).unwrap();
        assert_eq!(text(entry::FACT_DATE, Given::Date(day)), said("2026-11-20"));
        assert_eq!(text(entry::NOTE, word("a\r\nb ")), said("a\nb"));
        assert_eq!(text(entry::NOTE, Given::Nothing), said(""));
        assert_eq!(
            text(entry::NOTE, Given::Error),
            Err(SheetProblem::NotAValue)
        );
        assert_eq!(
            text(entry::NOTE, Given::Formula),
            Err(SheetProblem::Formula)
        );
    }

    #[test]
    fn what_a_program_writes_its_own_way_is_no_change() {
        let yes = Question::YesNo;
        assert!(same(&yes, entry::PART, "1.200", "1200"));
        assert!(!same(&yes, entry::PART, "1200", ""));
        assert!(same(&yes, entry::FACT_DATE, "20/11/2026", "2026-11-20"));
        assert!(same(&yes, entry::NOTE, "a\r\nb", "a\nb"));
        assert!(!same(&yes, entry::NOTE, "1.200", "1200"));
    }
}
