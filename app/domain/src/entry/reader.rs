//! The fields of a form, read one by one.

use super::{
    earliest::Earliest,
    fields::{DATE, FACT_DATE, Fields, NOT_APPLICABLE, NUMBER, PART, WHOLE, YES, item_field},
    problem::{EntryProblem, FieldError},
    typed::{parse_date, parse_number},
};
use crate::{
    answer::{self, Content, Impossible, Three, Value},
    criteria::Question,
    rate::Rate,
    time::Date,
};

/// Reads fields, and takes down those that can't be accepted, in the order of the form.
pub(super) struct Reader<'a> {
    fields: &'a Fields,
    today: Date,
    pub(super) errors: Vec<FieldError>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(fields: &'a Fields, today: Date) -> Self {
        Self {
            fields,
            today,
            errors: Vec::new(),
        }
    }

    pub(super) fn error(&mut self, field: &str, problem: EntryProblem) {
        self.errors.push(FieldError {
            field: field.to_owned(),
            problem,
        });
    }

    /// What is said: that the criterion does not apply, or a value.
    pub(super) fn content(&mut self, question: &Question) -> Option<Content> {
        if self.fields.get(NOT_APPLICABLE).is_some() {
            Some(Content::NotApplicable)
        } else {
            self.value(question).map(Content::Value)
        }
    }

    pub(super) fn value(&mut self, question: &Question) -> Option<Value> {
        let value = match question {
            Question::YesNo => Value::YesNo(self.yes()?),
            Question::ThreeValued => Value::Three(self.three()?),
            Question::YesNoDate { .. } => {
                let yes = self.yes()?;
                let date = self.date(DATE, yes);
                if yes && date.is_none() {
                    return None;
                }
                Value::Dated { yes, date }
            }
            Question::YesNoNumber { .. } => {
                let yes = self.yes()?;
                let number = self.number(NUMBER, yes);
                if yes && number.is_none() {
                    return None;
                }
                Value::Measured { yes, number }
            }
            Question::PartOfWhole(_) | Question::Ratio(_) => Value::Counts(self.counts()?),
            Question::YesNoRatio(_) => {
                let (yes, counts) = (self.yes(), self.counts());
                Value::YesCounts {
                    yes: yes?,
                    counts: counts?,
                }
            }
            Question::ItemList { items, .. } => {
                let numbers: Vec<_> = items
                    .iter()
                    .map(|item| self.number(&item_field(&item.code), true))
                    .collect();
                Value::Items(numbers.into_iter().collect::<Option<_>>()?)
            }
        };
        match answer::check(question, &value, self.today) {
            Ok(()) => return Some(value),
            Err(Impossible::PartAboveWhole) => self.error(PART, EntryProblem::PartAboveWhole),
            Err(Impossible::NothingToMeasure) => self.error(WHOLE, EntryProblem::NothingToMeasure),
            Err(Impossible::Future) => self.error(DATE, EntryProblem::Future),
            // What is incomplete or of another shape was refused above, field by field.
            Err(Impossible::Incomplete | Impossible::Shape) => {
                self.error(YES, EntryProblem::Missing)
            }
        }
        None
    }

    fn yes(&mut self) -> Option<bool> {
        match self.fields.get(YES) {
            Some("yes") => Some(true),
            Some("no") => Some(false),
            _ => {
                self.error(YES, EntryProblem::Missing);
                None
            }
        }
    }

    fn three(&mut self) -> Option<Three> {
        match self.fields.get(YES) {
            Some("yes") => Some(Three::Yes),
            Some("in_preparation") => Some(Three::InPreparation),
            Some("no") => Some(Three::No),
            _ => {
                self.error(YES, EntryProblem::Missing);
                None
            }
        }
    }

    fn counts(&mut self) -> Option<Rate> {
        let (part, whole) = (self.number(PART, true), self.number(WHOLE, true));
        Some(Rate::new(part?, whole?))
    }

    fn number(&mut self, field: &str, required: bool) -> Option<u32> {
        let Some(text) = self.fields.get(field) else {
            if required {
                self.error(field, EntryProblem::Missing);
            }
            return None;
        };
        let number = parse_number(text);
        if number.is_none() {
            self.error(field, EntryProblem::NotANumber);
        }
        number
    }

    /// The day of the fact, which must not be older than what counts.
    pub(super) fn fact_date(&mut self, earliest: Earliest) -> Option<Date> {
        let date = self.date(FACT_DATE, true)?;
        if date < earliest.day {
            self.error(FACT_DATE, EntryProblem::TooOld(earliest));
            return None;
        }
        Some(date)
    }

    /// Looks at the date inside a value: it must not be older than the one that stands confirmed, nor later than the day of
    /// the fact.
    pub(super) fn date_inside(
        &mut self,
        content: Option<&Content>,
        fact: Option<Date>,
        earliest: Earliest,
    ) {
        let Some(Content::Value(Value::Dated {
            yes: true,
            date: Some(date),
        })) = content
        else {
            return;
        };
        if let Some(stands) = earliest.inside.filter(|stands| date < stands) {
            self.error(DATE, EntryProblem::OlderDate(stands));
        } else if fact.is_some_and(|fact| *date > fact) {
            self.error(DATE, EntryProblem::AfterFact);
        }
    }

    fn date(&mut self, field: &str, required: bool) -> Option<Date> {
        let Some(text) = self.fields.get(field) else {
            if required {
                self.error(field, EntryProblem::Missing);
            }
            return None;
        };
        match parse_date(text) {
            Some(date) if date > self.today => {
                self.error(field, EntryProblem::Future);
                None
            }
            Some(date) => Some(date),
            None => {
                self.error(field, EntryProblem::NotADate);
                None
            }
        }
    }
}
