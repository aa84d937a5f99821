//! The one status function. Whatever shows a status, on a page, in a file, in a receipt, shows what
//! [`assess`] returned for frozen inputs; nothing else decides a colour.
//!
//! Source: `docs/rules.md` (inferred; their numbers are parameters of the criteria
//! set). Where two cells of that table both hold, ADR 0006 says which wins and why:
//!
//! * a criterion that passes is yellow while its evidence is about to expire;
//! * an answer submitted in time and not yet reviewed makes its criterion yellow, never red;
//! * what expired and is not yet due again is yellow, and red once the due date has passed;
//! * a commune has no status only while none of its criteria has one: after the due date, silence is
//!   the commune's own delay.

use crate::{
    answer::{self, Value, Worth},
    criteria::{CriteriaSet, Criterion, Question},
    evidence::Backing,
    rate::Rate,
    time::{Date, Timestamp},
    validity,
    words::Unreadable,
};
use serde::{Deserialize, Serialize};
use std::num::TryFromIntError;

/// A version of the rules: those in this module, and the text of receipts. A release keeps the one that froze it, and is
/// computed again under it, so no version is ever removed. A new one is added when a status could come out differently for
/// the same inputs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RuleVersion(pub u16);

impl RuleVersion {
    /// An answer is about to expire when its evidence is.
    pub const FIRST: Self = Self(1);
    /// An answer is about to expire also when the date inside its value reaches its age limit
    /// ([`validity::met_until`]); the text of receipts states the floor of the ranking
    /// ([`crate::ranking::RankFloor`]) and what confirmations rest on ([`Backing`]); equal communes share a place.
    pub const SECOND: Self = Self(2);
    /// The version under which new releases are frozen.
    pub const CURRENT: Self = Self::SECOND;

    /// Whether this program has the rules of that version; it does not have those of newer programs.
    #[must_use]
    pub fn is_known(self) -> bool {
        (Self::FIRST..=Self::CURRENT).contains(&self)
    }
}

impl TryFrom<i64> for RuleVersion {
    type Error = TryFromIntError;

    fn try_from(number: i64) -> Result<Self, TryFromIntError> {
        u16::try_from(number).map(Self)
    }
}

/// A status: of a criterion in a commune, or of a commune.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Met (criterion); all required criteria met (commune).
    Green,
    /// Neither green nor red.
    Yellow,
    /// Not met, or late.
    Red,
    /// No data.
    None,
}

impl Level {
    /// Every level, best first.
    pub const ALL: [Self; 4] = [Self::Green, Self::Yellow, Self::Red, Self::None];

    /// One letter, used where a row keeps many levels.
    #[must_use]
    pub fn letter(self) -> char {
        match self {
            Self::Green => 'G',
            Self::Yellow => 'Y',
            Self::Red => 'R',
            Self::None => 'N',
        }
    }

    /// Reads the letter.
    #[must_use]
    pub fn from_letter(letter: char) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.letter() == letter)
    }

    /// The word in an address (`?trang-thai=xanh`) and in files.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::Green => "xanh",
            Self::Yellow => "vang",
            Self::Red => "do",
            Self::None => "chua-co",
        }
    }

    /// Reads the word in an address.
    #[must_use]
    pub fn parse_slug(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.slug() == text)
    }
}

/// Reads the one letter of a level, as the store keeps it.
impl TryFrom<String> for Level {
    type Error = Unreadable;

    fn try_from(text: String) -> Result<Self, Unreadable> {
        let mut letters = text.chars();
        let level = letters.next().and_then(Self::from_letter);
        level
            .filter(|_| letters.next().is_none())
            .ok_or_else(|| Unreadable::new("letter of a level", text))
    }
}

words! {
    /// Why a criterion has its level.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum Reason {
        /// Confirmed, passes, evidence valid: green.
        Met = "met",
        /// Confirmed and passes, but the evidence is about to expire: yellow.
        Expiring = "expiring",
        /// Submitted in time, review not done: yellow.
        Awaiting = "awaiting",
        /// Confirmed and near: yellow.
        Near = "near",
        /// Expired, and the next due date has not passed: yellow.
        Lapsed = "lapsed",
        /// Confirmed below near: red.
        Below = "below",
        /// Due date passed by the commune's own delay: red.
        Overdue = "overdue",
        /// Evidence expired and not renewed after the due date: red.
        Expired = "expired",
        /// Nothing submitted and not yet due: no status.
        NotYetDue = "not_yet_due",
        /// Does not apply here, approved: no status, outside numerator and denominator.
        NotApplicable = "not_applicable",
    }
    /// The word in receipts.
    word
}

impl Reason {
    /// The level that goes with this reason.
    #[must_use]
    pub fn level(self) -> Level {
        match self {
            Self::Met => Level::Green,
            Self::Expiring | Self::Awaiting | Self::Near | Self::Lapsed => Level::Yellow,
            Self::Below | Self::Overdue | Self::Expired => Level::Red,
            Self::NotYetDue | Self::NotApplicable => Level::None,
        }
    }
}

/// What is known of one criterion in one commune at an instant: the input of its status.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Input {
    /// Code of the criterion.
    #[serde(rename = "c")]
    pub criterion: String,
    /// The latest confirmed answer: the valid one, or else the one that expired last.
    #[serde(rename = "k", default, skip_serializing_if = "Option::is_none")]
    pub confirmed: Option<Confirmed>,
    /// A later submission that waits for review.
    #[serde(rename = "p", default, skip_serializing_if = "Option::is_none")]
    pub pending: Option<Pending>,
    /// The commune's deadline, if the criterion is outstanding and a campaign asks for it.
    #[serde(rename = "d", default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Timestamp>,
    /// When the reviewer approved that the criterion does not apply.
    #[serde(rename = "x", default, skip_serializing_if = "Option::is_none")]
    pub not_applicable: Option<Timestamp>,
}

impl Input {
    /// Whether a confirmed answer still holds on a day.
    #[must_use]
    pub fn is_confirmed(&self, on: Date) -> bool {
        self.valid(on).is_some()
    }

    /// Whether a submission waits for review.
    #[must_use]
    pub fn is_waiting(&self) -> bool {
        self.pending.is_some()
    }

    fn valid(&self, on: Date) -> Option<&Confirmed> {
        self.confirmed.as_ref().filter(|c| c.valid_until >= on)
    }
}

/// A confirmed answer as an input.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confirmed {
    /// Its value.
    #[serde(rename = "v")]
    pub value: Value,
    /// The date on which it was true.
    #[serde(rename = "f")]
    pub fact_date: Date,
    /// Last day on which its evidence holds.
    #[serde(rename = "u")]
    pub valid_until: Date,
    /// When the commune submitted it.
    #[serde(rename = "s")]
    pub submitted_at: Timestamp,
    /// When it was confirmed.
    #[serde(rename = "a")]
    pub confirmed_at: Timestamp,
    /// What the confirmation rests on; `None` where it was confirmed before that was asked.
    #[serde(rename = "b", default, skip_serializing_if = "Option::is_none")]
    pub backing: Option<Backing>,
}

impl Input {
    /// Whether what is handed in then comes after its deadline. Where an answer is met and still counts, nothing was owed, and
    /// a newer one is never late.
    #[must_use]
    pub fn is_late(&self, question: &Question, at: Timestamp) -> bool {
        let day = at.date();
        let met = self.confirmed.as_ref().is_some_and(|c| {
            c.met_until(question) >= day && answer::worth(question, &c.value, day) == Worth::Pass
        });
        !met && self.due.is_some_and(|due| at > due)
    }
}

impl Confirmed {
    /// Last day on which the value meets its criterion, if it does ([`validity::met_until`]).
    #[must_use]
    pub fn met_until(&self, question: &Question) -> Date {
        validity::met_until(question, &self.value, self.valid_until)
    }
}

/// A submission that waits for review.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pending {
    /// When it was submitted.
    #[serde(rename = "s")]
    pub submitted_at: Timestamp,
    /// Whether that was before the commune's deadline.
    #[serde(rename = "t")]
    pub in_time: bool,
}

/// The status of one criterion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CriterionOutcome {
    /// Code of the criterion.
    pub criterion: String,
    /// Why, and so which level.
    pub reason: Reason,
    /// Confirmed, valid and passing; true also while about to expire.
    pub met: bool,
}

/// The status of a commune and what it rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// The commune's level.
    pub level: Level,
    /// Required criteria that apply here.
    pub required: u16,
    /// Of these, how many are met.
    pub met: u16,
    /// Of these, how many have been submitted: a valid confirmed answer or one waiting.
    pub submitted: u16,
    /// Of these, how many have a valid confirmed answer.
    pub confirmed: u16,
    /// When the last of the met criteria was confirmed; `None` if none is met.
    pub completed_at: Option<Timestamp>,
    /// One outcome for each criterion of the set, in its order.
    pub criteria: Vec<CriterionOutcome>,
}

impl Outcome {
    /// Met over required, as a rate.
    #[must_use]
    pub fn rate(&self) -> Rate {
        Rate::new(self.met.into(), self.required.into())
    }

    /// The levels of all criteria, in the order of the set.
    pub fn levels(&self) -> impl Iterator<Item = Level> {
        self.criteria.iter().map(|c| c.reason.level())
    }

    /// The required criteria that keep the commune from green, in the order of the set.
    pub fn missing<'a>(
        &'a self,
        set: &'a CriteriaSet,
    ) -> impl Iterator<Item = &'a CriterionOutcome> {
        self.criteria
            .iter()
            .zip(&set.criteria)
            .filter(|(outcome, criterion)| {
                criterion.required
                    && outcome.reason != Reason::Met
                    && outcome.reason != Reason::NotApplicable
            })
            .map(|(outcome, _)| outcome)
    }
}

/// How far one item has come, without its value: what may be told of every criterion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Why, and so which level.
    pub reason: Reason,
    /// Whether the criterion must be met.
    pub required: bool,
    /// Whether a confirmed answer holds.
    pub confirmed: bool,
    /// Whether a submission waits for review.
    pub waiting: bool,
    /// Confirmed, valid and passing.
    pub met: bool,
}

impl Progress {
    /// Whether anything has been declared that counts: confirmed and valid, or waiting.
    #[must_use]
    pub fn declared(self) -> bool {
        self.confirmed || self.waiting
    }
}

/// Every item of a commune, in the order of the set; `inputs` and `outcome` are those of one release.
#[must_use]
pub fn progress(set: &CriteriaSet, inputs: &[Input], outcome: &Outcome, on: Date) -> Vec<Progress> {
    let pairs = set.criteria.iter().zip(&outcome.criteria);
    pairs
        .map(|(criterion, own)| {
            let input = inputs.iter().find(|i| i.criterion == criterion.code);
            Progress {
                reason: own.reason,
                required: criterion.required,
                confirmed: input.is_some_and(|i| i.is_confirmed(on)),
                waiting: input.is_some_and(Input::is_waiting),
                met: own.met,
            }
        })
        .collect()
}

words! {
    /// What is counted of items.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Stage {
        /// The criterion applies here.
        Applies = "ap-dung",
        /// Declared, where it applies.
        Declared = "da-khai",
        /// With a valid confirmed answer, where it applies.
        Confirmed = "da-xac-nhan",
        /// Declared and not confirmed, where it applies.
        Unconfirmed = "chua-xac-nhan",
        /// Required, and a submission waits for review.
        Waiting = "cho",
        /// Met, where it applies.
        Met = "dat",
        /// Yellow or red.
        Failing = "vang-do",
    }
    /// The word in an address (`?khai=cho`).
    slug
}

impl Stage {
    /// Whether an item is counted.
    #[must_use]
    pub fn counts(self, item: Progress) -> bool {
        let applies = item.reason != Reason::NotApplicable;
        match self {
            Self::Applies => applies,
            Self::Declared => applies && item.declared(),
            Self::Confirmed => applies && item.confirmed,
            Self::Unconfirmed => applies && item.declared() && !item.confirmed,
            Self::Waiting => item.required && item.waiting,
            Self::Met => applies && item.met,
            Self::Failing => matches!(item.reason.level(), Level::Yellow | Level::Red),
        }
    }
}

/// The inputs as they would be under another set: how long evidence holds is the set's matter, and what
/// it does not ask counts for nothing. A criterion that was never asked has no input.
#[must_use]
pub fn inputs_under(set: &CriteriaSet, inputs: &[Input]) -> Vec<Input> {
    set.criteria
        .iter()
        .filter_map(|criterion| {
            let mut input = inputs
                .iter()
                .find(|i| i.criterion == criterion.code)?
                .clone();
            if let Some(confirmed) = &mut input.confirmed {
                confirmed.valid_until =
                    validity::valid_until(confirmed.fact_date, criterion.validity_days);
            }
            Some(input)
        })
        .collect()
}

/// The status of a commune at `as_of`, by a version of the rules; of one that is not known, by the current ones.
///
/// `inputs` are matched to criteria by code; a criterion without input has nothing submitted and no
/// deadline. `period_due` is the due date of the campaign that the release belongs to.
#[must_use]
pub fn assess(
    rules: RuleVersion,
    set: &CriteriaSet,
    inputs: &[Input],
    as_of: Timestamp,
    period_due: Timestamp,
) -> Outcome {
    let today = as_of.date();
    let mut outcome = Outcome {
        level: Level::None,
        required: 0,
        met: 0,
        submitted: 0,
        confirmed: 0,
        completed_at: None,
        criteria: Vec::with_capacity(set.criteria.len()),
    };
    let (mut all_green, mut overdue, mut any_status) = (true, false, false);
    for criterion in &set.criteria {
        let input = inputs.iter().find(|i| i.criterion == criterion.code);
        let (reason, met) = assess_criterion(rules, set, criterion, input, as_of);
        if criterion.required && reason != Reason::NotApplicable {
            let valid = input.and_then(|i| i.valid(today));
            outcome.required += 1;
            outcome.met += u16::from(met);
            outcome.confirmed += u16::from(valid.is_some());
            outcome.submitted += u16::from(valid.is_some() || input.is_some_and(Input::is_waiting));
            if met {
                outcome.completed_at = outcome.completed_at.max(valid.map(|c| c.confirmed_at));
            }
            all_green &= reason == Reason::Met;
            overdue |= matches!(reason, Reason::Overdue | Reason::Expired);
            any_status |= reason.level() != Level::None;
        }
        outcome.criteria.push(CriterionOutcome {
            criterion: criterion.code.clone(),
            reason,
            met,
        });
    }
    let after_due = as_of > period_due;
    outcome.level = if outcome.required == 0 || !any_status {
        Level::None
    } else if all_green {
        Level::Green
    } else if overdue || (after_due && !enough(set, &outcome, inputs)) {
        Level::Red
    } else {
        Level::Yellow
    };
    outcome
}

/// Whether the share of required criteria met reaches the set's floor. What was submitted in time
/// and awaits review counts neither for nor against, so it leaves the denominator here.
fn enough(set: &CriteriaSet, outcome: &Outcome, inputs: &[Input]) -> bool {
    let awaiting = set
        .criteria
        .iter()
        .zip(&outcome.criteria)
        .filter(|(criterion, o)| {
            criterion.required
                && !o.met
                && o.reason != Reason::NotApplicable
                && inputs
                    .iter()
                    .any(|i| i.criterion == o.criterion && i.pending.is_some_and(|p| p.in_time))
        })
        .count();
    let judged = u32::from(outcome.required).saturating_sub(u32::try_from(awaiting).unwrap_or(0));
    judged == 0 || Rate::new(outcome.met.into(), judged).at_least(set.rules.red_below_bp)
}

fn assess_criterion(
    rules: RuleVersion,
    set: &CriteriaSet,
    criterion: &Criterion,
    input: Option<&Input>,
    as_of: Timestamp,
) -> (Reason, bool) {
    let today = as_of.date();
    let Some(input) = input else {
        return (Reason::NotYetDue, false);
    };
    if input.not_applicable.is_some() {
        return (Reason::NotApplicable, false);
    }
    let waiting_in_time = input.pending.is_some_and(|p| p.in_time);
    let valid = input.confirmed.as_ref().filter(|c| c.valid_until >= today);
    if let Some(confirmed) = valid {
        let until = if rules < RuleVersion::SECOND {
            confirmed.valid_until
        } else {
            confirmed.met_until(&criterion.question)
        };
        let days_left = i64::from(until.0) - i64::from(today.0);
        return match answer::worth(&criterion.question, &confirmed.value, today) {
            Worth::Pass if days_left < i64::from(set.rules.expiring_days) => {
                (Reason::Expiring, true)
            }
            Worth::Pass => (Reason::Met, true),
            _ if waiting_in_time => (Reason::Awaiting, false),
            Worth::Near => (Reason::Near, false),
            Worth::Below => (Reason::Below, false),
        };
    }
    if waiting_in_time {
        return (Reason::Awaiting, false);
    }
    let late = input.due.is_some_and(|due| as_of > due);
    let reason = match (input.confirmed.is_some(), late) {
        (true, true) => Reason::Expired,
        (true, false) => Reason::Lapsed,
        (false, true) => Reason::Overdue,
        (false, false) => Reason::NotYetDue,
    };
    (reason, false)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{answer::Three, criteria::tests::sample};
    use proptest::prelude::*;

    #[test]
    fn frozen_answers_are_judged_by_the_validity_of_another_set() {
        let old = sample();
        let confirmed = |days: i32| Confirmed {
            value: passing(0),
            fact_date: TODAY.plus(-days),
            valid_until: TODAY.plus(100),
            submitted_at: now(),
            confirmed_at: now(),
            backing: None,
        };
        let input = |code: &str| Input {
            criterion: code.to_owned(),
            confirmed: Some(confirmed(40)),
            pending: None,
            due: None,
            not_applicable: None,
        };
        let first = old.criteria[0].code.clone();
        let mut new = old.clone();
        new.criteria.truncate(1);
        new.criteria[0].validity_days = 30;
        let judged = inputs_under(&new, &[input(&first), input("gone")]);
        assert_eq!(judged.len(), 1);
        let valid_until = judged[0].confirmed.as_ref().unwrap().valid_until;
        assert_eq!(valid_until, TODAY.plus(-10));
    }

    #[test]
    fn items_are_counted_by_how_far_they_have_come() {
        let item = |reason, confirmed, waiting, met| Progress {
            reason,
            required: true,
            confirmed,
            waiting,
            met,
        };
        let counted = |item: Progress| {
            let own = Stage::ALL.into_iter().filter(|stage| stage.counts(item));
            own.map(Stage::slug).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(
            counted(item(Reason::Met, true, true, true)),
            "ap-dung da-khai da-xac-nhan cho dat"
        );
        assert_eq!(
            counted(item(Reason::Awaiting, false, true, false)),
            "ap-dung da-khai chua-xac-nhan cho vang-do"
        );
        assert_eq!(
            counted(item(Reason::Overdue, false, false, false)),
            "ap-dung vang-do"
        );
        assert_eq!(
            counted(item(Reason::NotApplicable, false, false, false)),
            ""
        );
        // What need not be met waits for nobody's rank.
        let optional = Progress {
            required: false,
            ..item(Reason::Awaiting, false, true, false)
        };
        assert!(!Stage::Waiting.counts(optional));
    }

    #[test]
    fn what_is_counted_of_items_agrees_with_the_outcome() {
        let set = sample();
        let inputs: Vec<_> = set
            .criteria
            .iter()
            .enumerate()
            .map(|(at, criterion)| Input {
                criterion: criterion.code.clone(),
                confirmed: (at % 2 == 0).then(|| Confirmed {
                    value: passing(at.min(7)),
                    fact_date: TODAY.plus(-10),
                    // Every other one has expired.
                    valid_until: TODAY.plus(if at % 4 == 0 { 90 } else { -1 }),
                    submitted_at: now(),
                    confirmed_at: now(),
                    backing: None,
                }),
                pending: (at % 3 == 0).then_some(Pending {
                    submitted_at: now(),
                    in_time: true,
                }),
                due: None,
                not_applicable: None,
            })
            .collect();
        let outcome = assess(RuleVersion::CURRENT, &set, &inputs, now(), now());
        let items = progress(&set, &inputs, &outcome, TODAY);
        let of = |stage: Stage| {
            let own = items.iter().filter(|i| i.required && stage.counts(**i));
            u16::try_from(own.count()).unwrap()
        };
        assert_eq!(of(Stage::Applies), outcome.required);
        assert_eq!(of(Stage::Declared), outcome.submitted);
        assert_eq!(of(Stage::Confirmed), outcome.confirmed);
        assert_eq!(of(Stage::Met), outcome.met);
        assert_eq!(
            of(Stage::Unconfirmed),
            outcome.submitted - outcome.confirmed
        );
    }

    const TODAY: Date = Date(20_000);

    fn now() -> Timestamp {
        TODAY.at(16, 0)
    }

    fn passing(index: usize) -> Value {
        let counts = Rate::new(10, 10);
        [
            Value::YesNo(true),
            Value::Three(Three::Yes),
            Value::Dated {
                yes: true,
                date: Some(TODAY.plus(-10)),
            },
            Value::Measured {
                yes: true,
                number: Some(50),
            },
            Value::Counts(counts),
            Value::Counts(counts),
            Value::YesCounts { yes: true, counts },
            Value::Items(vec![1, 1, 1]),
        ][index]
            .clone()
    }

    fn confirmed(value: Value, fact_days_ago: i32, valid_days: i32) -> Confirmed {
        let fact_date = TODAY.plus(-fact_days_ago);
        Confirmed {
            value,
            fact_date,
            valid_until: fact_date.plus(valid_days),
            submitted_at: fact_date.at(9, 0),
            confirmed_at: fact_date.at(10, 0),
            backing: None,
        }
    }

    fn input(index: usize) -> Input {
        Input {
            criterion: format!("C{}", index + 1),
            confirmed: Some(confirmed(passing(index), 10, 90)),
            pending: None,
            due: None,
            not_applicable: None,
        }
    }

    fn all_met() -> Vec<Input> {
        (0..8).map(input).collect()
    }

    fn before() -> Timestamp {
        now().plus_hours(1)
    }

    fn after() -> Timestamp {
        now().plus_hours(-1)
    }

    fn reason_of(input: Input) -> Reason {
        let mut inputs = all_met();
        inputs[0] = input;
        assess(RuleVersion::CURRENT, &sample(), &inputs, now(), before()).criteria[0].reason
    }

    fn first(change: impl FnOnce(&mut Input)) -> Input {
        let mut first = input(0);
        change(&mut first);
        first
    }

    #[test]
    fn only_what_was_owed_comes_late() {
        let question = &sample().criteria[0].question;
        let due = now().plus_hours(-1);
        let owed = |confirmed| Input {
            confirmed,
            due: Some(due),
            ..input(0)
        };
        for (last, late) in [
            (None, true),
            (Some(confirmed(Value::YesNo(false), 10, 90)), true),
            (Some(confirmed(Value::YesNo(true), 91, 90)), true),
            (Some(confirmed(Value::YesNo(true), 10, 90)), false),
        ] {
            assert_eq!(
                owed(last.clone()).is_late(question, now()),
                late,
                "{last:?}"
            );
            assert!(!owed(last.clone()).is_late(question, due));
            let nothing_due = Input {
                due: None,
                ..owed(last)
            };
            assert!(!nothing_due.is_late(question, now()));
        }
    }

    #[test]
    fn a_criterion_takes_its_colour_from_the_table() {
        let waiting = |in_time| {
            Some(Pending {
                submitted_at: now().plus_hours(-30),
                in_time,
            })
        };
        let near = |i: &mut Input| i.confirmed = Some(confirmed(Value::YesNo(false), 10, 90));
        assert_eq!(reason_of(input(0)), Reason::Met);
        // Seven days are left on the last day that is not yet “about to expire”.
        assert_eq!(
            reason_of(first(
                |i| i.confirmed = Some(confirmed(Value::YesNo(true), 83, 90))
            )),
            Reason::Met
        );
        assert_eq!(
            reason_of(first(
                |i| i.confirmed = Some(confirmed(Value::YesNo(true), 84, 90))
            )),
            Reason::Expiring
        );
        assert_eq!(
            reason_of(first(
                |i| i.confirmed = Some(confirmed(Value::YesNo(true), 90, 90))
            )),
            Reason::Expiring
        );
        assert_eq!(
            reason_of(first(
                |i| i.confirmed = Some(confirmed(Value::YesNo(true), 91, 90))
            )),
            Reason::Lapsed
        );
        assert_eq!(reason_of(first(near)), Reason::Below);
        assert_eq!(
            reason_of(first(|i| {
                near(i);
                i.pending = waiting(true);
            })),
            Reason::Awaiting
        );
        assert_eq!(
            reason_of(first(|i| {
                near(i);
                i.pending = waiting(false);
            })),
            Reason::Below
        );
        // A better answer on its way does not take the green of the confirmed one.
        assert_eq!(reason_of(first(|i| i.pending = waiting(true))), Reason::Met);
        assert_eq!(
            reason_of(first(|i| {
                i.confirmed = Some(confirmed(Value::YesNo(true), 91, 90));
                i.due = Some(after());
            })),
            Reason::Expired
        );
        assert_eq!(
            reason_of(first(|i| {
                i.confirmed = Some(confirmed(Value::YesNo(true), 91, 90));
                i.due = Some(after());
                i.pending = waiting(true);
            })),
            Reason::Awaiting
        );
        assert_eq!(
            reason_of(first(|i| {
                i.confirmed = None;
                i.due = Some(after());
            })),
            Reason::Overdue
        );
        assert_eq!(
            reason_of(first(|i| {
                i.confirmed = None;
                i.due = Some(before());
            })),
            Reason::NotYetDue
        );
        assert_eq!(
            reason_of(first(|i| i.not_applicable = Some(now()))),
            Reason::NotApplicable
        );
    }

    #[test]
    fn a_commune_is_green_only_when_every_required_criterion_is() {
        let set = sample();
        let green = assess(RuleVersion::CURRENT, &set, &all_met(), now(), before());
        assert_eq!(
            (green.level, green.met, green.required),
            (Level::Green, 8, 8)
        );
        assert!(green.levels().eq([Level::Green; 8]));
        for index in 0..8 {
            let mut inputs = all_met();
            inputs[index].confirmed = None;
            let outcome = assess(RuleVersion::CURRENT, &set, &inputs, now(), before());
            assert_eq!(outcome.level, Level::Yellow);
            assert_eq!(outcome.missing(&set).count(), 1);
        }
    }

    #[test]
    fn after_the_due_date_too_few_met_criteria_make_a_commune_red() {
        let set = sample();
        let with_below = |n: usize| {
            let mut inputs = all_met();
            for input in &mut inputs[..n] {
                input.confirmed = Some(confirmed(Value::YesNo(false), 10, 90));
            }
            inputs
        };
        // 6 of 8 is exactly 75%.
        assert_eq!(
            assess(RuleVersion::CURRENT, &set, &with_below(2), now(), after()).level,
            Level::Yellow
        );
        assert_eq!(
            assess(RuleVersion::CURRENT, &set, &with_below(3), now(), after()).level,
            Level::Red
        );
        assert_eq!(
            assess(RuleVersion::CURRENT, &set, &with_below(3), now(), before()).level,
            Level::Yellow
        );
    }

    #[test]
    fn silence_is_no_data_until_it_is_late() {
        let set = sample();
        let silent = |due| -> Vec<Input> {
            (0..8)
                .map(|i| Input {
                    confirmed: None,
                    due,
                    ..input(i)
                })
                .collect()
        };
        assert_eq!(
            assess(RuleVersion::CURRENT, &set, &[], now(), before()).level,
            Level::None
        );
        assert_eq!(
            assess(
                RuleVersion::CURRENT,
                &set,
                &silent(Some(before())),
                now(),
                before()
            )
            .level,
            Level::None
        );
        assert_eq!(
            assess(
                RuleVersion::CURRENT,
                &set,
                &silent(Some(after())),
                now(),
                after()
            )
            .level,
            Level::Red
        );
    }

    #[test]
    fn not_applicable_everywhere_is_never_green() {
        let inputs: Vec<_> = (0..8)
            .map(|i| Input {
                not_applicable: Some(now()),
                ..input(i)
            })
            .collect();
        let outcome = assess(RuleVersion::CURRENT, &sample(), &inputs, now(), after());
        assert_eq!((outcome.level, outcome.required), (Level::None, 0));
        assert_eq!(outcome.rate().shown(), None);
    }

    fn any_input(index: usize) -> impl Strategy<Value = Input> {
        let value = prop_oneof![Just(passing(index)), Just(Value::YesNo(false))];
        let answer = proptest::option::of((value, 0i32..200));
        (
            answer,
            proptest::option::of(any::<bool>()),
            -48i64..48,
            proptest::bool::weighted(0.1),
        )
            .prop_map(move |(answer, pending, due, excluded)| Input {
                criterion: format!("C{}", index + 1),
                confirmed: answer.map(|(value, ago)| confirmed(value, ago, 90)),
                pending: pending.map(|in_time| Pending {
                    submitted_at: now().plus_hours(-5),
                    in_time,
                }),
                due: Some(now().plus_hours(due)),
                not_applicable: excluded.then(now),
            })
    }

    fn any_inputs() -> impl Strategy<Value = Vec<Input>> {
        (0..8).map(any_input).collect::<Vec<_>>()
    }

    #[test]
    fn each_version_of_the_rules_keeps_its_own_end() {
        let set = sample();
        let tested = |ago: i32| {
            let mut inputs = all_met();
            let confirmed = inputs[2].confirmed.as_mut().unwrap();
            confirmed.value = Value::Dated {
                yes: true,
                date: Some(TODAY.plus(-ago)),
            };
            confirmed.valid_until = TODAY.plus(200);
            inputs
        };
        let reason =
            |rules, ago| assess(rules, &set, &tested(ago), now(), now()).criteria[2].reason;
        // The age limit is 90 days, and the last 7 of them are yellow.
        for (ago, first, now) in [
            (83, Reason::Met, Reason::Met),
            (84, Reason::Met, Reason::Expiring),
            (90, Reason::Met, Reason::Expiring),
            (91, Reason::Near, Reason::Near),
        ] {
            assert_eq!(reason(RuleVersion::FIRST, ago), first, "{ago}");
            assert_eq!(reason(RuleVersion::CURRENT, ago), now, "{ago}");
        }
        assert!(!RuleVersion(0).is_known());
        assert!(RuleVersion::FIRST.is_known() && RuleVersion::CURRENT.is_known());
        assert!(!RuleVersion(RuleVersion::CURRENT.0 + 1).is_known());
    }

    proptest! {
        #[test]
        fn green_means_that_nothing_is_missing(inputs in any_inputs(), due in -48i64..48) {
            let set = sample();
            let outcome = assess(RuleVersion::CURRENT, &set, &inputs, now(), now().plus_hours(due));
            let missing = outcome.missing(&set).count();
            prop_assert_eq!(outcome.level == Level::Green, missing == 0 && outcome.required > 0);
            prop_assert!(outcome.met <= outcome.confirmed && outcome.confirmed <= outcome.submitted);
            prop_assert!(outcome.submitted <= outcome.required);
            prop_assert_eq!(outcome.completed_at.is_some(), outcome.met > 0);
        }

        #[test]
        fn the_order_of_inputs_does_not_matter(inputs in any_inputs(), due in -48i64..48) {
            let mut turned = inputs.clone();
            turned.reverse();
            let due = now().plus_hours(due);
            prop_assert_eq!(assess(RuleVersion::CURRENT, &sample(), &inputs, now(), due), assess(RuleVersion::CURRENT, &sample(), &turned, now(), due));
        }

        #[test]
        fn a_late_review_never_makes_a_commune_red(mut inputs in any_inputs()) {
            // Everything that is not met was submitted in time and waits for its reviewer.
            for input in &mut inputs {
                input.pending = Some(Pending { submitted_at: now().plus_hours(-72), in_time: true });
            }
            prop_assert_ne!(assess(RuleVersion::CURRENT, &sample(), &inputs, now(), after()).level, Level::Red);
        }

        #[test]
        fn confirming_a_passing_answer_never_lowers_a_status(inputs in any_inputs(), index in 0usize..8, due in -48i64..48) {
            let rank = |level| match level { Level::Red => 0, Level::None => 1, Level::Yellow => 2, Level::Green => 3 };
            let due = now().plus_hours(due);
            let before = assess(RuleVersion::CURRENT, &sample(), &inputs, now(), due).level;
            let mut better = inputs;
            better[index].not_applicable = None;
            better[index].confirmed = Some(confirmed(passing(index), 10, 90));
            let after = assess(RuleVersion::CURRENT, &sample(), &better, now(), due).level;
            // A criterion that did not apply and now does may add to the denominator, but it is met.
            prop_assert!(rank(after) >= rank(before), "{:?} -> {:?}", before, after);
        }

        #[test]
        fn inputs_survive_their_stored_form(inputs in any_inputs()) {
            let stored = serde_json::to_string(&inputs).unwrap();
            prop_assert_eq!(serde_json::from_str::<Vec<Input>>(&stored).unwrap(), inputs);
        }
    }
}
