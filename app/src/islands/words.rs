//! What the islands say, and when.

use super::{item::AutosaveItem, store::Sent};
use domain::{
    answer::Worth,
    entry::{self, FieldError, Meaning},
    rate::{Rate, Shown},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What [`Autosave`](super::Autosave) says, in the language of the page.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct AutosaveWords {
    /// Before the time at which it was saved.
    pub saved: String,
    /// The draft is saved, and the button that was pressed while there was no line has done nothing.
    pub again: String,
    /// While saving.
    pub saving: String,
    /// Kept on the machine, tried again.
    pub unsaved: String,
    /// Not even kept on the machine, tried again.
    pub unkept: String,
    /// The server will not have it as it is.
    pub refused: String,
    /// Another version was saved in between.
    pub conflict: String,
    /// The session has ended; kept on the machine.
    pub ended: String,
    /// The session has ended, and nothing is kept on the machine.
    pub ended_unkept: String,
    /// What was kept on the machine is in the form again.
    pub restored: String,
    /// The value meets the criterion, is near it, does not meet it.
    pub worth: [String; 3],
    /// The same with a share in place of `{share}`, and how many more it takes in place of `{lacking}`.
    pub worth_of_share: [String; 3],
    /// A sentence for each problem that a field can have, by its word.
    pub problems: BTreeMap<String, String>,
    /// What the fields are called.
    pub labels: BTreeMap<String, String>,
    /// How numbers are written.
    pub numbers: NumberForm,
    /// There is no value yet.
    pub nothing: String,
    /// The criterion does not apply.
    pub not_applicable: String,
}

/// What [`Unsent`](super::Unsent) says.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct UnsentWords {
    /// Before the number of items that are kept on the machine and not yet sent.
    pub unsent: String,
    /// Asked before signing out with such items.
    pub leave: String,
}

/// How numbers are written in the language of the page.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct NumberForm {
    /// Between groups of three digits.
    pub group: String,
    /// Before the fraction.
    pub decimal: String,
    /// A percentage, with `{n}` in place of the number.
    pub percent: String,
}

impl NumberForm {
    fn number(&self, number: u32) -> String {
        let digits = number.to_string();
        let mut text = String::new();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                text.push_str(&self.group);
            }
            text.push(digit);
        }
        text
    }

    fn share(&self, rate: Rate) -> Option<String> {
        let Shown(hundredths) = rate.shown()?;
        let (whole, rest) = (hundredths / 100, hundredths % 100);
        let fraction = format!("{}{rest:02}", self.decimal);
        let fraction = if rest == 0 {
            ""
        } else {
            fraction.trim_end_matches('0')
        };
        let text = format!("{}{fraction}", self.number(whole));
        Some(self.percent.replace("{n}", &text))
    }
}

/// What the fields of a form mean, in words.
#[must_use]
pub fn meaning(item: &AutosaveItem, words: &AutosaveWords, fields: &entry::Fields) -> String {
    let index = |worth| match worth {
        Worth::Pass => 0,
        Worth::Near => 1,
        Worth::Below => 2,
    };
    match entry::meaning(&item.criterion, fields, item.earliest, item.today) {
        Meaning::NotApplicable => words.not_applicable.clone(),
        Meaning::Nothing => words.nothing.clone(),
        Meaning::Fault(FieldError { field, problem }) => {
            let text = |all: &BTreeMap<String, String>, key: &str| {
                all.get(key).cloned().unwrap_or_default()
            };
            let sentence = text(&words.problems, problem.word());
            format!("{}: {sentence}", text(&words.labels, &field))
        }
        Meaning::Value {
            worth,
            share,
            lacking,
        } => {
            let share = share.and_then(|rate| words.numbers.share(rate));
            match (share, lacking, worth) {
                (Some(share), Some(lacking), _) => words.worth_of_share[index(worth)]
                    .replace("{share}", &share)
                    .replace("{lacking}", &words.numbers.number(lacking)),
                (Some(share), None, Worth::Pass) => {
                    words.worth_of_share[0].replace("{share}", &share)
                }
                _ => words.worth[index(worth)].clone(),
            }
        }
    }
}

/// What a person is told about an attempt to send. Whether the text is kept on the machine is said as it is.
pub(super) fn status_text(words: &AutosaveWords, sent: &Sent, kept: bool) -> String {
    match sent {
        Sent::Saved(done) => format!("{} {}", words.saved, done.at),
        Sent::Conflict(_) => words.conflict.clone(),
        Sent::Ended if kept => words.ended.clone(),
        Sent::Ended => words.ended_unkept.clone(),
        Sent::Refused => words.refused.clone(),
        Sent::Unsent | Sent::Late if kept => words.unsaved.clone(),
        Sent::Unsent | Sent::Late => words.unkept.clone(),
    }
}
