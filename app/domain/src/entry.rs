//! What a person types into a criterion's form, read into an answer, with a reason for every field
//! that can't be. The page, the saved draft, the spreadsheet and the live statement in the browser all
//! read through here, so that they can't disagree. Words for people must not enter: reasons are
//! values, and `app` says them.

mod fields;
mod jump;
mod problem;
mod typed;

pub use fields::{
    DATE, DOCUMENT, EVIDENCE, EVIDENCE_DATE, EXPLANATION, FACT_DATE, Fields, ISSUER, LINK,
    LONGEST_FIELD, LONGEST_TEXT, NOT_APPLICABLE, NOTE, NUMBER, PART, WHOLE, YES, item_field,
    longest, names,
};
pub use jump::jumps;
pub use problem::{EntryProblem, FieldError, too_long};
pub use typed::{parse_date, parse_number};

use crate::{
    answer::{self, Content, Impossible, Three, Value},
    criteria::{Criterion, Question},
    rate::Rate,
    time::Date,
};

/// What was typed, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The answer.
    pub content: Content,
    /// The date on which it is true.
    pub fact_date: Date,
    /// Note to the reviewer.
    pub note: String,
}

/// Reads what was typed for a criterion. `last` is the last confirmed value, against which a jump is
/// seen.
///
/// # Errors
/// Every field that can't be accepted, in the order of the form.
pub fn read(
    criterion: &Criterion,
    fields: &Fields,
    last: Option<&Value>,
    today: Date,
) -> Result<Entry, Vec<FieldError>> {
    let mut reader = Reader {
        fields,
        today,
        errors: Vec::new(),
    };
    let applies = fields.get(NOT_APPLICABLE).is_none();
    let value = if applies {
        reader.value(&criterion.question)
    } else {
        None
    };
    let fact_date = reader.date(FACT_DATE, true);
    if !applies && fields.get(NOTE).is_none() {
        reader.error(NOTE, EntryProblem::NeedsReason);
    }
    if let (Some(value), Some(last)) = (&value, last)
        && jumps(last, value)
        && fields.get(EXPLANATION).is_none()
    {
        reader.error(EXPLANATION, EntryProblem::NeedsExplanation);
    }
    let content = match (applies, value) {
        (false, _) => Some(Content::NotApplicable),
        (true, value) => value.map(Content::Value),
    };
    match (content, fact_date) {
        (Some(content), Some(fact_date)) if reader.errors.is_empty() => Ok(Entry {
            content,
            fact_date,
            note: note(fields),
        }),
        _ => Err(reader.errors),
    }
}

/// Reads what shall be handed in: as [`read`], and with evidence, or a note that says why there is none
/// (`docs/rules.md`).
///
/// # Errors
/// Every field that can't be accepted, in the order of the form.
pub fn complete(
    criterion: &Criterion,
    fields: &Fields,
    last: Option<&Value>,
    evidence: usize,
    today: Date,
) -> Result<Entry, Vec<FieldError>> {
    let entry = read(criterion, fields, last, today);
    if evidence > 0 || fields.get(NOTE).is_some() {
        return entry;
    }
    let mut errors = entry.err().unwrap_or_default();
    errors.push(FieldError {
        field: EVIDENCE.to_owned(),
        problem: EntryProblem::NeedsEvidence,
    });
    Err(errors)
}

/// The value alone, if the fields already make one: for the live statement of what it means.
#[must_use]
pub fn value(criterion: &Criterion, fields: &Fields, today: Date) -> Option<Value> {
    let mut reader = Reader {
        fields,
        today,
        errors: Vec::new(),
    };
    reader
        .value(&criterion.question)
        .filter(|_| reader.errors.is_empty())
}

/// The note, followed by the explanation of a jump.
fn note(fields: &Fields) -> String {
    [fields.get(NOTE), fields.get(EXPLANATION)]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join("\n\n")
}

struct Reader<'a> {
    fields: &'a Fields,
    today: Date,
    errors: Vec<FieldError>,
}

impl Reader<'_> {
    fn error(&mut self, field: &str, problem: EntryProblem) {
        self.errors.push(FieldError {
            field: field.to_owned(),
            problem,
        });
    }

    fn value(&mut self, question: &Question) -> Option<Value> {
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

/// The fields that would be typed to say this again: for “nothing changed” and for spreadsheets.
#[must_use]
pub fn fields_of(question: &Question, content: &Content) -> Fields {
    let mut fields = Fields::default();
    let word = |yes: bool| if yes { "yes" } else { "no" };
    let value = match content {
        Content::NotApplicable => {
            fields.set(NOT_APPLICABLE, "on");
            return fields;
        }
        Content::Value(value) => value,
    };
    let counts = |fields: &mut Fields, rate: &Rate| {
        fields.set(PART, rate.part.to_string());
        fields.set(WHOLE, rate.whole.to_string());
    };
    match value {
        Value::YesNo(yes) => fields.set(YES, word(*yes)),
        Value::Three(three) => fields.set(
            YES,
            match three {
                Three::Yes => "yes",
                Three::InPreparation => "in_preparation",
                Three::No => "no",
            },
        ),
        Value::Dated { yes, date } => {
            fields.set(YES, word(*yes));
            if let Some(date) = date {
                fields.set(DATE, date.to_string());
            }
        }
        Value::Measured { yes, number } => {
            fields.set(YES, word(*yes));
            if let Some(number) = number {
                fields.set(NUMBER, number.to_string());
            }
        }
        Value::Counts(rate) => counts(&mut fields, rate),
        Value::YesCounts { yes, counts: rate } => {
            fields.set(YES, word(*yes));
            counts(&mut fields, rate);
        }
        Value::Items(numbers) => {
            if let Question::ItemList { items, .. } = question {
                for (item, number) in items.iter().zip(numbers) {
                    fields.set(&item_field(&item.code), number.to_string());
                }
            }
        }
    }
    fields
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::criteria::tests::sample;
    use proptest::prelude::*;

    const TODAY: Date = Date(20_000);

    fn typed(pairs: &[(&str, &str)]) -> Fields {
        let mut fields = Fields::default();
        for (name, text) in pairs {
            fields.set(name, *text);
        }
        fields
    }

    fn problems(index: usize, pairs: &[(&str, &str)]) -> Vec<(String, EntryProblem)> {
        let criterion = &sample().criteria[index];
        match read(criterion, &typed(pairs), None, TODAY) {
            Ok(_) => Vec::new(),
            Err(errors) => errors.into_iter().map(|e| (e.field, e.problem)).collect(),
        }
    }

    fn named(list: &[(&str, EntryProblem)]) -> Vec<(String, EntryProblem)> {
        list.iter().map(|(f, p)| ((*f).to_owned(), *p)).collect()
    }

    #[test]
    fn every_bad_field_is_named_at_once() {
        use EntryProblem::{
            Future, Missing, NeedsReason, NotADate, NotANumber, NothingToMeasure, PartAboveWhole,
        };
        let day = TODAY.to_string();
        let tomorrow = TODAY.plus(1).to_string();
        let good = (FACT_DATE, day.as_str());
        type Case<'a> = (
            usize,
            &'a [(&'a str, &'a str)],
            &'a [(&'a str, EntryProblem)],
        );
        let cases: [Case<'_>; 10] = [
            (0, &[], &[(YES, Missing), (FACT_DATE, Missing)]),
            (1, &[(YES, "perhaps"), good], &[(YES, Missing)]),
            (2, &[(YES, "yes"), good], &[(DATE, Missing)]),
            (
                2,
                &[(YES, "yes"), (DATE, &tomorrow), good],
                &[(DATE, Future)],
            ),
            (
                3,
                &[(YES, "yes"), (NUMBER, "1.5"), good],
                &[(NUMBER, NotANumber)],
            ),
            (
                4,
                &[(PART, "x"), good],
                &[(PART, NotANumber), (WHOLE, Missing)],
            ),
            (
                4,
                &[(PART, "5"), (WHOLE, "4"), good],
                &[(PART, PartAboveWhole)],
            ),
            (
                5,
                &[(PART, "0"), (WHOLE, "0"), good],
                &[(WHOLE, NothingToMeasure)],
            ),
            (
                7,
                &[("item-a", "1"), ("item-c", "-1"), (FACT_DATE, "31/2/2024")],
                &[
                    ("item-b", Missing),
                    ("item-c", NotANumber),
                    (FACT_DATE, NotADate),
                ],
            ),
            (0, &[(NOT_APPLICABLE, "on"), good], &[(NOTE, NeedsReason)]),
        ];
        for (index, pairs, expected) in cases {
            assert_eq!(problems(index, pairs), named(expected), "{pairs:?}");
        }
    }

    #[test]
    fn a_jump_asks_for_an_explanation_and_is_accepted_with_one() {
        let criterion = &sample().criteria[4];
        let last = Value::Counts(Rate::new(80, 100));
        let mut fields = typed(&[(PART, "50"), (WHOLE, "100"), (FACT_DATE, "2024-01-01")]);
        let refused = read(criterion, &fields, Some(&last), TODAY).unwrap_err();
        assert_eq!(refused[0].problem, EntryProblem::NeedsExplanation);
        fields.set(EXPLANATION, "Đợt rà soát mới");
        let entry = read(criterion, &fields, Some(&last), TODAY).unwrap();
        assert_eq!(entry.note, "Đợt rà soát mới");
    }

    #[test]
    fn handing_in_takes_evidence_or_a_note() {
        let criterion = &sample().criteria[0];
        let mut fields = typed(&[(YES, "yes"), (FACT_DATE, "2024-01-01")]);
        let refused = complete(criterion, &fields, None, 0, TODAY).unwrap_err();
        assert_eq!(refused[0].problem, EntryProblem::NeedsEvidence);
        assert!(complete(criterion, &fields, None, 1, TODAY).is_ok());
        fields.set(NOTE, "Quyết định đang in");
        assert!(complete(criterion, &fields, None, 0, TODAY).is_ok());
    }

    #[test]
    fn numbers_and_dates_are_read_as_people_write_them() {
        for text in ["1200", "1.200", "1,200", "1 200", "١٢٠٠", " 1200 "] {
            assert_eq!(parse_number(text), Some(1_200), "{text}");
        }
        for text in [
            "",
            "1.5",
            "12.00",
            "-1",
            "1e3",
            "99999999999",
            ".200",
            "1..200",
        ] {
            assert_eq!(parse_number(text), None, "{text}");
        }
        let day = Date::new(2026, 11, 23);
        for text in [
            "2026-11-23",
            "23/11/2026",
            "23-11-2026",
            "23.11.2026",
            "٢٣/١١/٢٠٢٦",
        ] {
            assert_eq!(parse_date(text), day, "{text}");
        }
        for text in ["23/11/26", "32/1/2026", "1/13/2026", "23/11/2026/1", "x"] {
            assert_eq!(parse_date(text), None, "{text}");
        }
    }

    #[test]
    fn fields_keep_only_what_the_form_has() {
        let long = "ế".repeat(LONGEST_TEXT + 5);
        let fields = typed(&[(PART, "1"), ("evil", "2"), (NOTE, &long)]);
        let kept = fields.kept_for(&sample().criteria[4].question);
        assert_eq!(kept.0.len(), 2);
        assert_eq!(kept.0[NOTE], long);
    }

    #[test]
    fn what_is_too_long_is_named_with_its_length() {
        // As a browser sends it: each line break is two characters on its way, and one in the field.
        let lines = "ế\r\n".repeat(LONGEST_TEXT / 2);
        let fields = typed(&[(NOTE, &lines), (PART, &"1".repeat(LONGEST_FIELD))]);
        assert_eq!(fields.too_long(), []);
        let (note, part) = (format!("{lines}HẾT"), "1".repeat(LONGEST_FIELD + 1));
        let fields = typed(&[(NOTE, &note), (PART, &part)]);
        let told: Vec<_> = fields
            .too_long()
            .into_iter()
            .map(|e| (e.field, e.problem))
            .collect();
        let long = |length, most| EntryProblem::TooLong { length, most };
        assert_eq!(
            told,
            named(&[(NOTE, long(4_003, 4_000)), (PART, long(101, 100))])
        );
    }

    proptest! {
        /// What was said can be said again: writing a value into fields and reading them gives it back.
        #[test]
        fn said_again_is_the_same(part in 0u32..500, whole in 1u32..500, yes: bool, number in 0u32..100, ago in 0i32..400) {
            let values = [
                Value::YesNo(yes),
                Value::Three(if yes { Three::InPreparation } else { Three::No }),
                Value::Dated { yes, date: Some(TODAY.plus(-ago)) },
                Value::Measured { yes, number: Some(number) },
                Value::Counts(Rate::new(part.min(whole), whole)),
                Value::Counts(Rate::new(part, whole)),
                Value::YesCounts { yes, counts: Rate::new(part, whole) },
                Value::Items(vec![part, whole, number]),
            ];
            for (criterion, said) in sample().criteria.iter().zip(values) {
                let mut fields = fields_of(&criterion.question, &Content::Value(said.clone()));
                fields.set(FACT_DATE, TODAY.to_string());
                let entry = read(criterion, &fields, Some(&said), TODAY);
                prop_assert_eq!(entry.map(|e| e.content), Ok(Content::Value(said)));
            }
        }

        /// Whatever is typed, reading it ends in an answer that is possible or in named fields.
        #[test]
        fn nothing_typed_breaks_it(index in 0usize..8, texts in proptest::collection::vec(".{0,12}", 6)) {
            let criterion = &sample().criteria[index];
            let mut fields = Fields::default();
            for (name, text) in names(&criterion.question).iter().zip(texts) {
                fields.set(name, text);
            }
            match read(criterion, &fields, None, TODAY) {
                Ok(Entry { content: Content::Value(value), .. }) =>
                    prop_assert!(answer::check(&criterion.question, &value, TODAY).is_ok()),
                Ok(_) => {}
                Err(errors) => prop_assert!(!errors.is_empty()),
            }
        }
    }
}
