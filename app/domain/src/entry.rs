//! What a person types into a criterion's form, read into an answer, with a reason for every field
//! that can't be. The page, the saved draft, the spreadsheet and the live statement in the browser all
//! read through here, so that they can't disagree. Words for people must not enter: reasons are
//! values, and `app` says them.

mod earliest;
mod fields;
mod jump;
mod meaning;
mod problem;
mod reader;
mod typed;

pub use earliest::Earliest;
pub use fields::{
    DATE, DOCUMENT, EVIDENCE, EVIDENCE_DATE, EXPLANATION, FACT_DATE, Fields, ISSUER, LINK,
    LONGEST_FIELD, LONGEST_TEXT, NOT_APPLICABLE, NOTE, NUMBER, PART, WHOLE, YES, item_field,
    longest, names,
};
pub use jump::{differs_much, jumps};
pub use meaning::{Meaning, meaning};
pub use problem::{EntryProblem, FieldError, too_long};
use reader::Reader;
pub use typed::{parse_date, parse_number};

use crate::{
    answer::{Content, Three, Value},
    criteria::{Criterion, Question},
    rate::Rate,
    status::Confirmed,
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

/// Reads what was typed for a criterion. `last` is the last confirmed answer, against which a jump and an older fact are
/// seen.
///
/// # Errors
/// Every field that can't be accepted, in the order of the form.
pub fn read(
    criterion: &Criterion,
    fields: &Fields,
    last: Option<&Confirmed>,
    today: Date,
) -> Result<Entry, Vec<FieldError>> {
    let mut reader = Reader::new(fields, today);
    let content = reader.content(&criterion.question);
    let earliest = Earliest::of(criterion, last, today);
    let fact_date = reader.fact_date(earliest);
    reader.date_inside(content.as_ref(), fact_date, earliest);
    if content == Some(Content::NotApplicable) && fields.get(NOTE).is_none() {
        reader.error(NOTE, EntryProblem::NeedsReason);
    }
    if let (Some(Content::Value(value)), Some(last)) = (&content, last)
        && jumps(&last.value, value)
        && fields.get(EXPLANATION).is_none()
    {
        reader.error(EXPLANATION, EntryProblem::NeedsExplanation);
    }
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
    last: Option<&Confirmed>,
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

/// The value alone, if the fields already make one.
#[must_use]
pub fn value(criterion: &Criterion, fields: &Fields, today: Date) -> Option<Value> {
    let mut reader = Reader::new(fields, today);
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
    use crate::{answer, criteria::tests::sample};
    use proptest::prelude::*;

    const TODAY: Date = Date(20_000);

    fn typed(pairs: &[(&str, &str)]) -> Fields {
        let mut fields = Fields::default();
        for (name, text) in pairs {
            fields.set(name, *text);
        }
        fields
    }

    fn day(days: i32) -> String {
        TODAY.plus(days).to_string()
    }

    fn confirmed(value: Value, days: i32) -> Confirmed {
        Confirmed {
            value,
            fact_date: TODAY.plus(days),
            valid_until: TODAY.plus(days + 90),
            submitted_at: TODAY.at(9, 0),
            confirmed_at: TODAY.at(10, 0),
            backing: None,
        }
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
        let last = confirmed(Value::Counts(Rate::new(80, 100)), -10);
        let mut fields = typed(&[(PART, "50"), (WHOLE, "100"), (FACT_DATE, &day(-9))]);
        let refused = read(criterion, &fields, Some(&last), TODAY).unwrap_err();
        assert_eq!(refused[0].problem, EntryProblem::NeedsExplanation);
        fields.set(EXPLANATION, "Đợt rà soát mới");
        let entry = read(criterion, &fields, Some(&last), TODAY).unwrap();
        assert_eq!(entry.note, "Đợt rà soát mới");
    }

    #[test]
    fn a_fact_that_is_too_old_is_refused_with_the_first_day_that_counts() {
        let criterion = &sample().criteria[4];
        assert_eq!(criterion.validity_days, 90);
        let fields = |date: &str| typed(&[(PART, "90"), (WHOLE, "100"), (FACT_DATE, date)]);
        let problem = |date: &str, last: Option<&Confirmed>| {
            let refused = read(criterion, &fields(date), last, TODAY).err()?;
            Some((refused[0].field.clone(), refused[0].problem))
        };
        let too_old = |days, stands| {
            let day = TODAY.plus(days);
            let earliest = Earliest {
                day,
                stands,
                inside: None,
            };
            Some((FACT_DATE.to_owned(), EntryProblem::TooOld(earliest)))
        };
        assert_eq!(problem(&day(-90), None), None);
        assert_eq!(problem(&day(-91), None), too_old(-90, false));
        assert_eq!(problem("1999-01-01", None), too_old(-90, false));
        // Behind what stands it would count for nothing either; beside it, it is the newer answer.
        let stands = confirmed(Value::Counts(Rate::new(95, 100)), -30);
        assert_eq!(problem(&day(-31), Some(&stands)), too_old(-30, true));
        assert_eq!(problem(&day(-30), Some(&stands)), None);
        // What has expired stands in nobody's way.
        let expired = confirmed(Value::Counts(Rate::new(95, 100)), -200);
        assert_eq!(problem(&day(-90), Some(&expired)), None);
        assert_eq!(problem(&day(-91), Some(&expired)), too_old(-90, false));
    }

    #[test]
    fn a_date_inside_a_value_goes_neither_behind_what_stands_nor_beyond_the_fact() {
        let criterion = &sample().criteria[2];
        let typed = |inside: i32, fact: i32| {
            typed(&[
                (YES, "yes"),
                (DATE, &TODAY.plus(inside).to_string()),
                (FACT_DATE, &TODAY.plus(fact).to_string()),
                (NOTE, "n"),
            ])
        };
        let value = |yes, days: i32| Value::Dated {
            yes,
            date: Some(TODAY.plus(days)),
        };
        let problem = |inside, fact, last: Option<&Confirmed>| {
            let errors = read(criterion, &typed(inside, fact), last, TODAY).err();
            let told = meaning(
                criterion,
                &typed(inside, fact),
                Earliest::of(criterion, last, TODAY),
                TODAY,
            );
            let first = errors.map(|errors| errors[0].clone());
            // The same is told while somebody types.
            match &first {
                Some(error) => assert_eq!(told, Meaning::Fault(error.clone())),
                None => assert!(matches!(told, Meaning::Value { .. }), "{told:?}"),
            }
            first.map(|error| (error.field, error.problem))
        };
        let older = |days| Some((DATE.to_owned(), EntryProblem::OlderDate(TODAY.plus(days))));
        let stands = confirmed(value(true, -50), -20);
        assert_eq!(problem(-88, -3, Some(&stands)), older(-50));
        assert_eq!(problem(-51, -20, Some(&stands)), older(-50));
        assert_eq!(problem(-50, -3, Some(&stands)), None);
        assert_eq!(problem(-3, -3, Some(&stands)), None);
        let after = Some((DATE.to_owned(), EntryProblem::AfterFact));
        assert_eq!(problem(-1, -3, Some(&stands)), after);
        assert_eq!(problem(-1, -3, None), after);
        assert_eq!(problem(-88, -3, None), None);
        // What did not meet the criterion can't be taken back.
        let not = confirmed(value(false, -10), -10);
        assert_eq!(problem(-40, -3, Some(&not)), None);
    }

    #[test]
    fn the_first_fault_is_told_while_somebody_types() {
        let criterion = &sample().criteria[4];
        let earliest = Earliest::of(criterion, None, TODAY);
        let told = |pairs: &[(&str, &str)]| meaning(criterion, &typed(pairs), earliest, TODAY);
        let fault = |field: &str, problem| {
            Meaning::Fault(FieldError {
                field: field.to_owned(),
                problem,
            })
        };
        use EntryProblem::{
            Future, NotADate, NotANumber, NothingToMeasure, PartAboveWhole, TooOld,
        };
        let cases: [(&[(&str, &str)], Meaning); 11] = [
            (&[], Meaning::Nothing),
            (&[(PART, "3")], Meaning::Nothing),
            (
                &[(PART, "300"), (WHOLE, "200")],
                fault(PART, PartAboveWhole),
            ),
            (&[(PART, "abc")], fault(PART, NotANumber)),
            (&[(PART, "-1"), (WHOLE, "5")], fault(PART, NotANumber)),
            (&[(PART, "0"), (WHOLE, "0")], fault(WHOLE, NothingToMeasure)),
            (&[(PART, "95 %")], fault(PART, NotANumber)),
            (&[(FACT_DATE, &day(1))], fault(FACT_DATE, Future)),
            (&[(FACT_DATE, "31/2/2026")], fault(FACT_DATE, NotADate)),
            (&[(NOT_APPLICABLE, "on")], Meaning::NotApplicable),
            (
                &[(NOT_APPLICABLE, "on"), (FACT_DATE, "1999-01-01")],
                fault(FACT_DATE, TooOld(earliest)),
            ),
        ];
        for (pairs, expected) in cases {
            assert_eq!(told(pairs), expected, "{pairs:?}");
        }
        let value = |part: &str, worth, lacking| {
            let share = Some(Rate::new(part.parse().unwrap(), 100));
            let expected = Meaning::Value {
                worth,
                share,
                lacking,
            };
            assert_eq!(told(&[(PART, part), (WHOLE, "100")]), expected);
        };
        value("80", answer::Worth::Pass, None);
        value("79", answer::Worth::Near, Some(1));
        value("10", answer::Worth::Below, Some(70));
    }

    #[test]
    fn handing_in_takes_evidence_or_a_note() {
        let criterion = &sample().criteria[0];
        let mut fields = typed(&[(YES, "yes"), (FACT_DATE, &day(0))]);
        let refused = complete(criterion, &fields, None, 0, TODAY).unwrap_err();
        assert_eq!(refused[0].problem, EntryProblem::NeedsEvidence);
        assert!(complete(criterion, &fields, None, 1, TODAY).is_ok());
        fields.set(NOTE, "Quyết định đang in");
        assert!(complete(criterion, &fields, None, 0, TODAY).is_ok());
    }

    #[test]
    fn numbers_and_dates_are_read_as_people_write_them() {
        for text in [
            "1200",
            "1.200",
            "1,200",
            "1 200",
            "١٢٠٠",
            "١٬٢٠٠",
            "１２００",
            " 1200\u{200b} ",
        ] {
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
            "١٫٢٠٠",
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
            "2026-11-23\u{200b}",
            "2026-11-23 00:00:00",
            "2026-11-23T00:00",
            "2026-11-23T00:00:00.000Z",
            "2026-11-23T00:00:00+07:00",
            "23/11/2026 0:00",
            "23/11/2026\u{a0}00:00:00",
            "23/11/2026, 00:00:00",
            "00:00:00 23/11/2026",
            "23/11/2026 12:00:00 SA",
            "٢٣/١١/٢٠٢٦ ٠:٠٠",
        ] {
            assert_eq!(parse_date(text), day, "{text}");
        }
        for text in [
            "23/11/26",
            "32/1/2026",
            "1/13/2026",
            "23/11/2026/1",
            "x",
            "2026-11-23 00:01",
            "2026-11-23T07:00:00",
            "2026-11-23T00:00:00-05:00",
            "23/11/2026 12:00",
            "23/11/2026 12:00:00 PM",
            "23/11/2026 0:00 CH",
            "23/11/2026 0",
            "23/11/2026 00:00:00 x y",
            "00:00",
        ] {
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
        /// A day is the same with the midnight that a program adds, whichever way round.
        #[test]
        fn a_day_with_its_midnight_is_the_day(days in 0i32..40_000, clock in "0{1,2}:00(:00)?(\\.0{1,3})?Z?") {
            let day = Date(days);
            for text in [format!("{day} {clock}"), format!("{day}T{clock}"), format!("{clock} {day}")] {
                prop_assert_eq!(parse_date(&text), Some(day), "{}", text);
            }
        }

        /// So many more, and no fewer, make the value pass.
        #[test]
        fn what_is_lacking_makes_it_pass(part in 0u32..500, whole in 1u32..500) {
            let criterion = &sample().criteria[4];
            let part = part.min(whole);
            let fields = typed(&[(PART, &part.to_string()), (WHOLE, &whole.to_string())]);
            let told = meaning(criterion, &fields, Earliest::of(criterion, None, TODAY), TODAY);
            let worth = |part| answer::worth(&criterion.question, &Value::Counts(Rate::new(part, whole)), TODAY);
            let Meaning::Value { lacking, .. } = told else {
                return Err(TestCaseError::fail("no value"));
            };
            prop_assert_eq!(lacking.is_none(), worth(part) == answer::Worth::Pass);
            if let Some(more) = lacking {
                prop_assert_eq!(worth(part + more), answer::Worth::Pass);
                prop_assert_ne!(worth(part + more - 1), answer::Worth::Pass);
            }
        }

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
                let entry = read(criterion, &fields, Some(&confirmed(said.clone(), 0)), TODAY);
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
