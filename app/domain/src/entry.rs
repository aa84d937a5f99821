//! What a person types into a criterion's form, read into an answer, with a reason for every field
//! that can't be. The page, the saved draft, the spreadsheet and the live statement in the browser all
//! read through here, so that they can't disagree. Words for people must not enter: reasons are
//! values, and `app` says them.

use crate::{
    answer::{self, Content, Impossible, Three, Value},
    criteria::{Criterion, Question},
    rate::Rate,
    text,
    time::Date,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Most characters that a note or an explanation may have.
pub const LONGEST_TEXT: usize = 4_000;

/// Longest value of any other field.
pub const LONGEST_FIELD: usize = 100;

/// Most characters that a field may have, a line break being one.
#[must_use]
pub fn longest(field: &str) -> usize {
    if matches!(field, NOTE | EXPLANATION) {
        LONGEST_TEXT
    } else {
        LONGEST_FIELD
    }
}

/// Fields as typed, by name. What is impossible is kept as well: nothing typed is lost.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Fields(pub BTreeMap<String, String>);

impl Fields {
    /// The field's text without surrounding space; `None` if it is empty.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        let text = self.0.get(name)?.trim();
        (!text.is_empty()).then_some(text)
    }

    /// Sets a field.
    pub fn set(&mut self, name: &str, text: impl Into<String>) {
        self.0.insert(name.to_owned(), text.into());
    }

    /// Keeps what a criterion's form has, whole: what is too long is refused ([`Fields::too_long`]), never cut.
    #[must_use]
    pub fn kept_for(&self, question: &Question) -> Self {
        let names = names(question);
        let kept = self.0.iter().filter(|(name, _)| names.contains(name));
        Self(kept.map(|(n, t)| (n.clone(), t.clone())).collect())
    }

    /// The fields that are longer than they may be.
    #[must_use]
    pub fn too_long(&self) -> Vec<FieldError> {
        let fields = self.0.iter();
        fields
            .filter_map(|(name, text)| too_long(name, text, longest(name)))
            .collect()
    }
}

/// Yes, no, or in preparation: `yes`, `no`, `in_preparation`.
pub const YES: &str = "yes";
/// Numerator.
pub const PART: &str = "part";
/// Denominator.
pub const WHOLE: &str = "whole";
/// A measured number.
pub const NUMBER: &str = "number";
/// Date of the last time.
pub const DATE: &str = "date";
/// Date on which the answer was true.
pub const FACT_DATE: &str = "fact_date";
/// `on` if the criterion does not apply here.
pub const NOT_APPLICABLE: &str = "not_applicable";
/// Note to the reviewer; the reason, where the criterion does not apply.
pub const NOTE: &str = "note";
/// Why a value differs so much from the last confirmed one.
pub const EXPLANATION: &str = "explanation";

/// The file of the form: never part of [`Fields`], but errors may point to it.
pub const EVIDENCE: &str = "file";

/// The address of evidence; like what follows, never part of [`Fields`].
pub const LINK: &str = "link";
/// The number of a document.
pub const DOCUMENT: &str = "number_of_document";
/// Who issued it.
pub const ISSUER: &str = "issuer";
/// Date of the evidence.
pub const EVIDENCE_DATE: &str = "evidence_date";

/// Name of the field of one item of a list.
#[must_use]
pub fn item_field(code: &str) -> String {
    format!("item-{code}")
}

/// The fields of a question's form, in their order.
#[must_use]
pub fn names(question: &Question) -> Vec<String> {
    let own: &[&str] = match question {
        Question::YesNo | Question::ThreeValued => &[YES],
        Question::YesNoDate { .. } => &[YES, DATE],
        Question::YesNoNumber { .. } => &[YES, NUMBER],
        Question::PartOfWhole(_) | Question::Ratio(_) => &[PART, WHOLE],
        Question::YesNoRatio(_) => &[YES, PART, WHOLE],
        Question::ItemList { .. } => &[],
    };
    let items: &[_] = match question {
        Question::ItemList { items, .. } => items,
        _ => &[],
    };
    own.iter()
        .map(|name| (*name).to_owned())
        .chain(items.iter().map(|item| item_field(&item.code)))
        .chain([FACT_DATE, NOT_APPLICABLE, NOTE, EXPLANATION].map(str::to_owned))
        .collect()
}

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

/// A field that can't be read, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldError {
    /// Name of the field.
    pub field: String,
    /// What is wrong with it.
    pub problem: Problem,
}

/// What is wrong with a field that has more characters than it may, a line break being one; nothing if it has not.
#[must_use]
pub fn too_long(field: &str, text: &str, most: usize) -> Option<FieldError> {
    let length = text::length(text);
    (length > most).then(|| FieldError {
        field: field.to_owned(),
        problem: Problem::TooLong {
            length: u32::try_from(length).unwrap_or(u32::MAX),
            most: u32::try_from(most).unwrap_or(u32::MAX),
        },
    })
}

/// What can be wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Problem {
    /// Nothing was entered.
    Missing,
    /// Not a whole number of nought or more.
    NotANumber,
    /// Not a date.
    NotADate,
    /// The date lies in the future.
    Future,
    /// The part is greater than its whole.
    PartAboveWhole,
    /// The whole is nought: then the criterion may not apply.
    NothingToMeasure,
    /// A criterion that does not apply needs its reason in the note.
    NeedsReason,
    /// The value differs much from the last confirmed one: say why.
    NeedsExplanation,
    /// There is neither evidence nor a note that says why there is none.
    NeedsEvidence,
    /// The name to sign in with is somebody else's.
    Taken,
    /// It can't be a name to sign in with.
    NotAName,
    /// It is no place, or the role can't be held there.
    NotAScope,
    /// It has more characters than it may, a line break being one.
    TooLong {
        /// How many it has.
        length: u32,
        /// How many it may have.
        most: u32,
    },
}

impl Problem {
    /// The word of the problem in messages' keys and in files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::NotANumber => "not-a-number",
            Self::NotADate => "not-a-date",
            Self::Future => "future",
            Self::PartAboveWhole => "part-above-whole",
            Self::NothingToMeasure => "nothing-to-measure",
            Self::NeedsReason => "needs-reason",
            Self::NeedsExplanation => "needs-explanation",
            Self::NeedsEvidence => "needs-evidence",
            Self::Taken => "taken",
            Self::NotAName => "not-a-name",
            Self::NotAScope => "not-a-scope",
            Self::TooLong { .. } => "too-long",
        }
    }
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
        reader.error(NOTE, Problem::NeedsReason);
    }
    if let (Some(value), Some(last)) = (&value, last)
        && jumps(last, value)
        && fields.get(EXPLANATION).is_none()
    {
        reader.error(EXPLANATION, Problem::NeedsExplanation);
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
/// (`domain.md` R14).
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
        problem: Problem::NeedsEvidence,
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
    fn error(&mut self, field: &str, problem: Problem) {
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
            Err(Impossible::PartAboveWhole) => self.error(PART, Problem::PartAboveWhole),
            Err(Impossible::NothingToMeasure) => self.error(WHOLE, Problem::NothingToMeasure),
            Err(Impossible::Future) => self.error(DATE, Problem::Future),
            // What is incomplete or of another shape was refused above, field by field.
            Err(Impossible::Incomplete | Impossible::Shape) => self.error(YES, Problem::Missing),
        }
        None
    }

    fn yes(&mut self) -> Option<bool> {
        match self.fields.get(YES) {
            Some("yes") => Some(true),
            Some("no") => Some(false),
            _ => {
                self.error(YES, Problem::Missing);
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
                self.error(YES, Problem::Missing);
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
                self.error(field, Problem::Missing);
            }
            return None;
        };
        let number = parse_number(text);
        if number.is_none() {
            self.error(field, Problem::NotANumber);
        }
        number
    }

    fn date(&mut self, field: &str, required: bool) -> Option<Date> {
        let Some(text) = self.fields.get(field) else {
            if required {
                self.error(field, Problem::Missing);
            }
            return None;
        };
        match parse_date(text) {
            Some(date) if date > self.today => {
                self.error(field, Problem::Future);
                None
            }
            Some(date) => Some(date),
            None => {
                self.error(field, Problem::NotADate);
                None
            }
        }
    }
}

/// Reads a whole number as people here write it: `1200`, `1.200`, `1,200`, `1 200`, `١٢٠٠`. Points and
/// commas only part groups of three digits: `1.5` is no whole number.
#[must_use]
pub fn parse_number(text: &str) -> Option<u32> {
    let text = western(text.trim());
    let groups: Vec<&str> = text.split(['.', ',', ' ', '\u{a0}', '\u{202f}']).collect();
    let grouped = groups.len() == 1
        || (groups[1..].iter().all(|g| g.len() == 3) && (1..=3).contains(&groups[0].len()));
    let digits: String = groups.concat();
    let plain = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    (grouped && plain).then(|| digits.parse().ok()).flatten()
}

/// Reads a date as browsers send it (`2026-11-23`) or as people here write it (`23/11/2026`,
/// `23-11-2026`, `23.11.2026`).
#[must_use]
pub fn parse_date(text: &str) -> Option<Date> {
    let text = western(text.trim());
    if let Some(date) = Date::parse(&text) {
        return Some(date);
    }
    let mut parts = text.split(['/', '-', '.']);
    let day = parts.next()?.parse().ok()?;
    let month = parts.next()?.parse().ok()?;
    let year = parts.next().filter(|y| y.len() == 4)?.parse().ok()?;
    parts.next().is_none().then_some(())?;
    Date::new(year, month, day)
}

/// Arabic-Indic digits as ASCII ones.
fn western(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\u{660}'..='\u{669}' => digit(c, 0x660),
            '\u{6f0}'..='\u{6f9}' => digit(c, 0x6f0),
            other => other,
        })
        .collect()
}

fn digit(c: char, nought: u32) -> char {
    char::from_digit(u32::from(c) - nought, 10).unwrap_or(c)
}

/// Whether a value differs from the last one so much that the officer should say why: an answer that
/// turned, a rate that moved by 20 percentage points, a whole that changed by half. Inferred limits; a
/// jump is never refused, only explained.
#[must_use]
pub fn jumps(last: &Value, now: &Value) -> bool {
    match (last, now) {
        (Value::YesNo(a), Value::YesNo(b)) => *a && !*b,
        (Value::Three(a), Value::Three(b)) => *a == Three::Yes && *b != Three::Yes,
        (Value::Dated { yes: a, .. }, Value::Dated { yes: b, .. })
        | (Value::Measured { yes: a, .. }, Value::Measured { yes: b, .. })
            if a != b =>
        {
            *a
        }
        (
            Value::Measured {
                number: Some(a), ..
            },
            Value::Measured {
                number: Some(b), ..
            },
        ) => far(*a, *b),
        (Value::Counts(a), Value::Counts(b)) => counts_jump(*a, *b),
        (Value::YesCounts { yes: a, counts: x }, Value::YesCounts { yes: b, counts: y }) => {
            (*a && !*b) || counts_jump(*x, *y)
        }
        (Value::Items(a), Value::Items(b)) => a.iter().zip(b).any(|(a, b)| *a > 0 && *b == 0),
        _ => false,
    }
}

fn counts_jump(last: Rate, now: Rate) -> bool {
    const POINTS: u32 = 2_000;
    let moved = match (last.shown(), now.shown()) {
        (Some(a), Some(b)) => a.0.abs_diff(b.0) >= POINTS,
        _ => false,
    };
    moved || far(last.whole, now.whole)
}

/// Whether a number changed by half or more; small numbers may.
fn far(last: u32, now: u32) -> bool {
    const SMALL: u32 = 10;
    last.max(now) > SMALL && u64::from(last.abs_diff(now)) * 2 >= u64::from(last)
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

    fn problems(index: usize, pairs: &[(&str, &str)]) -> Vec<(String, Problem)> {
        let criterion = &sample().criteria[index];
        match read(criterion, &typed(pairs), None, TODAY) {
            Ok(_) => Vec::new(),
            Err(errors) => errors.into_iter().map(|e| (e.field, e.problem)).collect(),
        }
    }

    fn named(list: &[(&str, Problem)]) -> Vec<(String, Problem)> {
        list.iter().map(|(f, p)| ((*f).to_owned(), *p)).collect()
    }

    #[test]
    fn every_bad_field_is_named_at_once() {
        use Problem::{
            Future, Missing, NeedsReason, NotADate, NotANumber, NothingToMeasure, PartAboveWhole,
        };
        let day = TODAY.to_string();
        let tomorrow = TODAY.plus(1).to_string();
        let good = (FACT_DATE, day.as_str());
        type Case<'a> = (usize, &'a [(&'a str, &'a str)], &'a [(&'a str, Problem)]);
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
        assert_eq!(refused[0].problem, Problem::NeedsExplanation);
        fields.set(EXPLANATION, "Đợt rà soát mới");
        let entry = read(criterion, &fields, Some(&last), TODAY).unwrap();
        assert_eq!(entry.note, "Đợt rà soát mới");
    }

    #[test]
    fn handing_in_takes_evidence_or_a_note() {
        let criterion = &sample().criteria[0];
        let mut fields = typed(&[(YES, "yes"), (FACT_DATE, "2024-01-01")]);
        let refused = complete(criterion, &fields, None, 0, TODAY).unwrap_err();
        assert_eq!(refused[0].problem, Problem::NeedsEvidence);
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
        let long = |length, most| Problem::TooLong { length, most };
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
