//! Rows of a spreadsheet beside what stands in the form: what they change, and what of it can't be.

use super::workbook::{self, Row};
use crate::service::{
    import::workbook::Cell,
    workspace::{Principal, commune_record::CommuneRecord},
};
use app::{
    i18n::Lang,
    texts::spreadsheet::{self, Kind},
    workspace::spreadsheet::model::SheetProblem,
};
use domain::{
    assessment::TransitionError,
    criteria::Question,
    entry::{self, EntryProblem, Fields},
};
use std::collections::BTreeMap;

/// What the rows of one item come to.
#[derive(Default)]
pub(super) struct ItemChanges {
    pub(super) faults: Vec<(u32, u16, SheetProblem)>,
    pub(super) changes: Vec<(Row, String, String)>,
    pub(super) result: Option<(usize, Fields)>,
}

/// Compares the rows of one item with its form.
pub(super) fn item_of(
    who: &Principal,
    commune: &CommuneRecord,
    criterion: &str,
    rows: Vec<Row>,
) -> ItemChanges {
    let mut found = ItemChanges::default();
    let first = rows[0].line;
    let Ok(index) = commune.index(criterion) else {
        let fault = (first, workbook::CRITERION, SheetProblem::Criterion);
        found.faults.push(fault);
        return found;
    };
    let own = &commune.set.criteria[index];
    let question = &own.question;
    let names = entry::names(question);
    let before = commune.fields(index);
    let mut after = before.clone();
    let mut lines: BTreeMap<String, u32> = BTreeMap::new();
    for row in rows {
        let line = row.line;
        if !names.contains(&row.field) {
            found
                .faults
                .push((line, workbook::FIELD, SheetProblem::Field));
            continue;
        }
        if lines.insert(row.field.clone(), line).is_some() {
            found
                .faults
                .push((line, workbook::FIELD, SheetProblem::Twice));
            continue;
        }
        let stands = before.get(&row.field).unwrap_or("").to_owned();
        let text = match text_of(question, &row.field, &row.value) {
            Ok(text) => text,
            // What can't be read but stands in the form like this already is nobody's change.
            Err(_) if row.value == Cell::Text(stands.clone()) => continue,
            Err(problem) => {
                found.faults.push((line, workbook::VALUE, problem));
                continue;
            }
        };
        if same(question, &row.field, &stands, &text) {
            continue;
        }
        if text.starts_with('=') {
            found
                .faults
                .push((line, workbook::VALUE, SheetProblem::Formula));
            continue;
        }
        after.set(&row.field, text.clone());
        found.changes.push((row, stands, text));
    }
    if found.changes.is_empty() {
        return found;
    }
    found.check(who, commune, index, &lines, &after);
    found.result = Some((index, after.kept_for(question)));
    found
}

impl ItemChanges {
    /// Whether the changes may be saved: as the form asks, and so that everything that is said can be
    /// meant. What is merely missing may be added later.
    fn check(
        &mut self,
        who: &Principal,
        commune: &CommuneRecord,
        index: usize,
        lines: &BTreeMap<String, u32>,
        after: &Fields,
    ) {
        let own = &commune.set.criteria[index];
        let stored = commune.version(&own.code);
        let changed: Vec<(u32, String, String)> = self
            .changes
            .iter()
            .map(|(row, ..)| (row.line, row.field.clone(), row.version.clone()))
            .collect();
        let first = changed.first().map_or(0, |(line, ..)| *line);
        let same = commune.snapshot.same_meaning(&commune.set);
        for (line, field, version) in &changed {
            let parts = version.rsplit_once('#');
            let Some((set, Ok(seen))) = parts.map(|(set, seen)| (set, seen.parse())) else {
                let fault = (*line, workbook::VERSION, SheetProblem::Version);
                self.faults.push(fault);
                return;
            };
            let refused = commune
                .item(&own.code)
                .write(who.actor.account, seen, stored)
                .err();
            let problem = match refused {
                None if same.contains(set) => None,
                None | Some(TransitionError::Stale(_)) => Some(SheetProblem::Stale),
                Some(_) => Some(SheetProblem::Waiting),
            };
            if let Some(problem) = problem {
                // Once for the item: its rows are all as old.
                self.faults.push((*line, workbook::VALUE, problem));
                return;
            }
            let text = after.get(field).unwrap_or("");
            if entry::too_long(field, text, entry::longest(field)).is_some() {
                self.faults
                    .push((*line, workbook::VALUE, SheetProblem::TooLong));
            }
        }
        let last = commune.inputs[index].confirmed.as_ref();
        let errors = entry::read(own, after, last, commune.now.date()).err();
        let dated = changed
            .iter()
            .any(|(_, field, _)| field == entry::FACT_DATE);
        for error in errors.unwrap_or_default() {
            // A date that was not changed may be mended in the form.
            let as_it_was = !dated && matches!(error.problem, EntryProblem::TooOld(_));
            let open = as_it_was
                || matches!(
                    error.problem,
                    EntryProblem::Missing
                        | EntryProblem::NeedsReason
                        | EntryProblem::NeedsExplanation
                        | EntryProblem::NeedsEvidence
                );
            if !open {
                let line = lines.get(&error.field).copied().unwrap_or(first);
                let problem = SheetProblem::Value(error.problem);
                self.faults.push((line, workbook::VALUE, problem));
            }
        }
    }
}

/// What a cell holds, as the field's text.
fn text_of(question: &Question, field: &str, given: &Cell) -> Result<String, SheetProblem> {
    let kind = spreadsheet::kind(Lang::Vi, question, field);
    let choice = matches!(kind, Kind::Choice(_));
    let counts = matches!(question, Question::ItemList { .. })
        && !matches!(field, entry::YES | entry::NOT_APPLICABLE);
    Ok(match given {
        Cell::Nothing => String::new(),
        Cell::Text(text) if choice => {
            let word = spreadsheet::word(question, field, text);
            word.ok_or(if text.trim_start().starts_with('=') {
                SheetProblem::Formula
            } else {
                SheetProblem::Choice
            })?
            .to_owned()
        }
        Cell::Text(text) => one_break(text).trim().to_owned(),
        Cell::Yes(yes) if choice => match (field, yes) {
            (entry::NOT_APPLICABLE, true) => "on",
            (entry::NOT_APPLICABLE, false) => "",
            (entry::YES, true) => "yes",
            (entry::YES, false) => "no",
            (_, true) => "1",
            (_, false) => "0",
        }
        .to_owned(),
        // Of an item that is chosen now, a number may stand there from before.
        Cell::Number(_) | Cell::Date(_) if choice && !counts => return Err(SheetProblem::Choice),
        // Four digits after the point, so that it is never taken for groups of three: 1.234 is no 1,234.
        Cell::Number(number) if kind == Kind::Number && number.fract() != 0.0 => {
            format!("{number:.4}")
        }
        Cell::Number(number) => number.to_string(),
        Cell::Date(date) => date.to_string(),
        Cell::Yes(yes) => yes.to_string(),
        Cell::Error => return Err(SheetProblem::NotAValue),
        Cell::Formula => return Err(SheetProblem::Formula),
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
        let text = |field: &str, given: Cell| text_of(&yes, field, &given);
        let word = |word: &str| Cell::Text(word.into());
        let said = |text: &str| Ok(text.to_owned());
        assert_eq!(text(entry::YES, word(" có ")), said("yes"));
        assert_eq!(text(entry::YES, word("Not yet")), said("no"));
        assert_eq!(text(entry::YES, Cell::Yes(false)), said("no"));
        assert_eq!(text(entry::YES, word("x")), Err(SheetProblem::Choice));
        assert_eq!(text(entry::YES, word("=A1")), Err(SheetProblem::Formula));
        assert_eq!(
            text(entry::YES, Cell::Number(1.0)),
            Err(SheetProblem::Choice)
        );
        assert_eq!(text(entry::NOT_APPLICABLE, Cell::Yes(true)), said("on"));
        assert_eq!(text(entry::PART, Cell::Number(1_200.0)), said("1200"));
        let point = text(entry::PART, Cell::Number(1.234)).unwrap();
        assert_eq!(entry::parse_number(&point), None);
        let day = domain::time::Date::new(2026, 11, 20).unwrap();
        assert_eq!(text(entry::FACT_DATE, Cell::Date(day)), said("2026-11-20"));
        assert_eq!(text(entry::NOTE, word("a\r\nb ")), said("a\nb"));
        assert_eq!(text(entry::NOTE, Cell::Nothing), said(""));
        assert_eq!(text(entry::NOTE, Cell::Error), Err(SheetProblem::NotAValue));
        assert_eq!(text(entry::NOTE, Cell::Formula), Err(SheetProblem::Formula));

        let list = Question::ItemList {
            near_missing: 0,
            control: domain::criteria::Control::YesNo,
            items: vec![domain::criteria::Item {
                code: "portal".into(),
                min: 1,
                name: domain::criteria::Localized::default(),
            }],
        };
        let item = |given: Cell| text_of(&list, "item-portal", &given);
        assert_eq!(item(word("Có")), said("1"));
        assert_eq!(item(word("Chưa")), said("0"));
        assert_eq!(item(Cell::Yes(true)), said("1"));
        assert_eq!(item(Cell::Number(1.0)), said("1"));
        assert_eq!(item(Cell::Number(3.0)), said("3"));
        assert_eq!(item(word("x")), Err(SheetProblem::Choice));
        let not = text_of(&list, entry::NOT_APPLICABLE, &Cell::Number(1.0));
        assert_eq!(not, Err(SheetProblem::Choice));
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
