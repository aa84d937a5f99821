//! Releases: frozen, numbered, hashed. Publishing takes, for each commune and criterion, the latest
//! confirmed answer still valid at the as-of time, computes every status from it, and never changes
//! again; a correction is a new revision.

use crate::{
    answer::{Answer, Content, Review},
    criteria::CriteriaSet,
    period::{self, Period},
    ranking::RankFloor,
    status::{self, Confirmed, Input, Level, Outcome, Pending, RuleVersion},
    time::{Date, Timestamp},
    unit::UnitCode,
    validity,
};
use sha2::{Digest, Sha256};
use std::fmt::{self, Write};

/// Which release: its number, and its revision (1 is the first).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ReleaseId {
    /// Running number of the release in this installation, from 1.
    pub number: u32,
    /// Revision of that number, from 1.
    pub revision: u32,
}

/// `12r1`, the form used in addresses and receipts.
impl fmt::Display for ReleaseId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}r{}", self.number, self.revision)
    }
}

impl ReleaseId {
    /// Reads `12r1`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (number, revision) = text.split_once('r')?;
        let id = Self {
            number: natural(number)?,
            revision: natural(revision)?,
        };
        (id.number > 0 && id.revision > 0).then_some(id)
    }
}

/// What an address may name in `?phat-hanh=`: a number (its newest revision) or an exact revision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ReleaseRef {
    /// The newest revision of the newest number.
    Latest,
    /// The newest revision of this number.
    Number(u32),
    /// Exactly this one.
    Exact(ReleaseId),
}

impl ReleaseRef {
    /// Reads `12` or `12r1`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match natural(text) {
            Some(number) if number > 0 => Some(Self::Number(number)),
            _ => ReleaseId::parse(text).map(Self::Exact),
        }
    }
}

/// The name of a receipt: one unit in one release.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ReceiptId {
    /// The release.
    pub release: ReleaseId,
    /// The commune-level unit.
    pub unit: UnitCode,
}

/// `12r1-04846`.
impl fmt::Display for ReceiptId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.release, self.unit)
    }
}

impl ReceiptId {
    /// Reads `12r1-04846`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (release, unit) = text.split_once('-')?;
        Some(Self {
            release: ReleaseId::parse(release)?,
            unit: UnitCode::parse(unit)?,
        })
    }
}

fn natural(text: &str) -> Option<u32> {
    let plain = text.bytes().all(|b| b.is_ascii_digit()) && !text.starts_with('0');
    plain.then(|| text.parse().ok()).flatten()
}

/// What was known of every criterion of one commune at `as_of`.
///
/// `answers` is the commune's whole record in any order; whatever happened after `as_of` is left
/// out, so that a past release can be made again.
#[must_use]
pub fn inputs_at(
    set: &CriteriaSet,
    periods: &[Period],
    answers: &[Answer],
    as_of: Timestamp,
) -> Vec<Input> {
    set.criteria
        .iter()
        .map(|criterion| {
            let own = answers
                .iter()
                .filter(|a| a.criterion == criterion.code && a.submitted_at <= as_of);
            input_at(
                &criterion.code,
                criterion.validity_days,
                periods,
                own,
                as_of,
            )
        })
        .collect()
}

fn input_at<'a>(
    criterion: &str,
    validity_days: u32,
    periods: &[Period],
    answers: impl Iterator<Item = &'a Answer>,
    as_of: Timestamp,
) -> Input {
    let today = as_of.date();
    // The newest fact stands, which is valid longest, and of one day what was confirmed last: a report of something older
    // that is confirmed later takes nothing back.
    let mut best: Option<((Date, Timestamp), &Answer)> = None;
    let mut waiting: Option<&Answer> = None;
    let mut new_due: Option<Timestamp> = None;
    for answer in answers {
        if let Some(closed) = answer.closed.filter(|c| c.at <= as_of) {
            new_due = new_due.max(closed.due);
            continue;
        }
        match answer.review {
            Review::Confirmed(at) if at <= as_of => {
                let key = (answer.fact_date, at);
                if best.is_none_or(|(standing, _)| key > standing) {
                    best = Some((key, answer));
                }
            }
            Review::Returned { at, due } if at <= as_of => new_due = new_due.max(Some(due)),
            _ => {
                if waiting.is_none_or(|w| answer.submitted_at > w.submitted_at) {
                    waiting = Some(answer);
                }
            }
        }
    }
    let mut input = Input {
        criterion: criterion.to_owned(),
        confirmed: None,
        pending: None,
        due: None,
        not_applicable: None,
    };
    // Outstanding since: the confirmation of what is valid (it may still be short of the threshold),
    // the end of what expired, or ever.
    let mut since = Timestamp(i64::MIN);
    if let Some(((fact_date, confirmed_at), answer)) = best {
        let valid_until = validity::valid_until(fact_date, validity_days);
        let valid = valid_until >= today;
        since = if valid {
            confirmed_at
        } else {
            valid_until.plus(1).at(0, 0)
        };
        match &answer.content {
            Content::NotApplicable => input.not_applicable = valid.then_some(confirmed_at),
            Content::Value(value) => {
                input.confirmed = Some(Confirmed {
                    value: value.clone(),
                    fact_date,
                    valid_until,
                    submitted_at: answer.submitted_at,
                    confirmed_at,
                    backing: answer.backing,
                });
            }
        }
    }
    input.due = period::deadline(periods, since, as_of);
    if input.due.is_some() {
        input.due = input.due.max(new_due);
    }
    input.pending = waiting
        .filter(|w| best.is_none_or(|(_, confirmed)| w.submitted_at > confirmed.submitted_at))
        .map(|w| Pending {
            submitted_at: w.submitted_at,
            in_time: input.due.is_none_or(|due| w.submitted_at <= due),
        });
    input
}

/// The frozen row of one commune-level unit in a release.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frozen {
    /// The unit.
    pub unit: UnitCode,
    /// Inputs of its status, one for each criterion.
    pub inputs: Vec<Input>,
    /// Its status.
    pub outcome: Outcome,
    /// SHA-256 of the receipt's text, lower-case hexadecimal.
    pub hash: String,
}

/// A frozen row as it is kept: of its outcome the sums and the levels, so that tables need not compute anything. The rest
/// follows from the inputs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrozenRow {
    /// The unit.
    pub unit: UnitCode,
    /// Its province.
    pub province: UnitCode,
    /// Its level.
    pub level: Level,
    /// Required criteria that apply there.
    pub required: u16,
    /// Of these, how many are met.
    pub met: u16,
    /// Of these, how many have been submitted.
    pub submitted: u16,
    /// Of these, how many have a valid confirmed answer.
    pub confirmed: u16,
    /// When the last of the met criteria was confirmed.
    pub completed_at: Option<Timestamp>,
    /// The level of each criterion, in the order of the set.
    pub levels: Vec<Level>,
    /// Inputs of the status, one for each criterion.
    pub inputs: Vec<Input>,
    /// SHA-256 of the receipt's text, lower-case hexadecimal.
    pub hash: String,
}

impl FrozenRow {
    /// What is kept of a frozen row.
    #[must_use]
    pub fn of(frozen: Frozen, province: UnitCode) -> Self {
        let outcome = frozen.outcome;
        Self {
            unit: frozen.unit,
            province,
            level: outcome.level,
            required: outcome.required,
            met: outcome.met,
            submitted: outcome.submitted,
            confirmed: outcome.confirmed,
            completed_at: outcome.completed_at,
            levels: outcome.levels().collect(),
            inputs: frozen.inputs,
            hash: frozen.hash,
        }
    }

    /// The whole row. The outcome's sums are those that were kept, so that a replay sees one that was touched.
    #[must_use]
    pub fn frozen(&self, set: &CriteriaSet, frame: &ReleaseHeader) -> Frozen {
        let computed = status::assess(
            frame.rules,
            set,
            &self.inputs,
            frame.as_of,
            frame.period_due,
        );
        Frozen {
            unit: self.unit.clone(),
            inputs: self.inputs.clone(),
            outcome: Outcome {
                level: self.level,
                required: self.required,
                met: self.met,
                submitted: self.submitted,
                confirmed: self.confirmed,
                completed_at: self.completed_at,
                criteria: computed.criteria,
            },
            hash: self.hash.clone(),
        }
    }

    /// Computes the row again from its own inputs and says whether it matches.
    #[must_use]
    pub fn replay(&self, frame: &ReleaseHeader, set: &CriteriaSet) -> Replay {
        let frozen = self.frozen(set, frame);
        match replay(frame, set, &frozen) {
            // The levels are no part of the receipt's text, but tables show them.
            Replay::Matches if !frozen.outcome.levels().eq(self.levels.iter().copied()) => {
                Replay::Differs
            }
            replay => replay,
        }
    }
}

/// What all rows of a release have in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReleaseHeader {
    /// Number and revision.
    pub id: ReleaseId,
    /// As-of time.
    pub as_of: Timestamp,
    /// Due date of the campaign it belongs to.
    pub period_due: Timestamp,
    /// Version of the criteria set.
    pub criteria_set: String,
    /// Version of the rules that froze it.
    pub rules: RuleVersion,
    /// What a province must have submitted to be ranked in it.
    pub rank_floor: RankFloor,
    /// Whether its answers are simulated.
    pub simulated: bool,
}

/// Freezes one commune's row.
#[must_use]
pub fn freeze(
    frame: &ReleaseHeader,
    set: &CriteriaSet,
    unit: UnitCode,
    inputs: Vec<Input>,
) -> Frozen {
    let outcome = status::assess(frame.rules, set, &inputs, frame.as_of, frame.period_due);
    let hash = hex(&Sha256::digest(receipt_text(
        frame, &unit, &inputs, &outcome,
    )));
    Frozen {
        unit,
        inputs,
        outcome,
        hash,
    }
}

/// The outcome of replaying a receipt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Replay {
    /// Computing again gives the frozen status and the frozen hash.
    Matches,
    /// A newer program froze it: this one does not have its rules, so nothing can be said.
    OtherRules,
    /// Something differs: the row or the rules were tampered with.
    Differs,
}

/// Computes a frozen row again from its own inputs, under the rules that froze it, and says whether it matches.
#[must_use]
pub fn replay(frame: &ReleaseHeader, set: &CriteriaSet, frozen: &Frozen) -> Replay {
    if !frame.rules.is_known() {
        return Replay::OtherRules;
    }
    let again = freeze(frame, set, frozen.unit.clone(), frozen.inputs.clone());
    if again == *frozen {
        Replay::Matches
    } else {
        Replay::Differs
    }
}

/// The content hash of a release: SHA-256 over its frame and the receipts' hashes in the order of
/// the unit codes. `rows` may come in any order.
#[must_use]
pub fn content_hash<'a>(
    frame: &ReleaseHeader,
    rows: impl Iterator<Item = (&'a UnitCode, &'a str)>,
) -> String {
    let mut rows: Vec<_> = rows.collect();
    rows.sort();
    let mut hasher = Sha256::new();
    hasher.update(frame_text(frame));
    for (unit, hash) in rows {
        hasher.update(format!("{unit} {hash}\n"));
    }
    hex(&hasher.finalize())
}

fn frame_text(frame: &ReleaseHeader) -> String {
    let floor = if frame.rules < RuleVersion::SECOND {
        String::new()
    } else {
        format!("rank_floor {}\n", frame.rank_floor.percent())
    };
    format!(
        "release {}\nas_of {}\nperiod_due {}\ncriteria_set {}\nrules {}\n{floor}simulated {}\n",
        frame.id,
        frame.as_of.0,
        frame.period_due.0,
        frame.criteria_set,
        frame.rules.0,
        frame.simulated
    )
}

/// The receipt as text, one line for each input and outcome. It is what the hash is taken of, so its
/// form is part of the rules: a change is another [`RuleVersion`].
#[must_use]
pub fn receipt_text(
    frame: &ReleaseHeader,
    unit: &UnitCode,
    inputs: &[Input],
    outcome: &Outcome,
) -> String {
    let mut text = frame_text(frame);
    // Writing into a String can't fail.
    let _ = writeln!(text, "unit {unit}");
    for input in inputs {
        let _ = write!(text, "{}", input.criterion);
        if let Some(c) = &input.confirmed {
            let _ = write!(
                text,
                " confirmed {} fact {} until {} submitted {} at {}",
                c.value, c.fact_date, c.valid_until, c.submitted_at.0, c.confirmed_at.0
            );
            if let Some(backing) = c.backing.filter(|_| frame.rules >= RuleVersion::SECOND) {
                let _ = write!(text, " backed {}", backing.word());
            }
        }
        if let Some(p) = input.pending {
            let _ = write!(text, " pending {} in_time {}", p.submitted_at.0, p.in_time);
        }
        if let Some(due) = input.due {
            let _ = write!(text, " due {}", due.0);
        }
        if let Some(at) = input.not_applicable {
            let _ = write!(text, " not_applicable {}", at.0);
        }
        text.push('\n');
    }
    for criterion in &outcome.criteria {
        let _ = writeln!(
            text,
            "{} {} {}",
            criterion.criterion,
            criterion.reason.word(),
            criterion.met
        );
    }
    let _ = writeln!(
        text,
        "level {} met {} required {} submitted {} confirmed {}",
        outcome.level.slug(),
        outcome.met,
        outcome.required,
        outcome.submitted,
        outcome.confirmed
    );
    text
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        answer::{Closed, Value},
        criteria::tests::sample,
        rate::Rate,
        time::Date,
    };
    use proptest::prelude::*;

    fn day(days: i32) -> Date {
        Date(20_000 + days)
    }

    fn answer(criterion: &str, part: u32, fact: i32, submitted: i32, review: Review) -> Answer {
        Answer {
            criterion: criterion.into(),
            content: Content::Value(Value::Counts(Rate::new(part, 100))),
            fact_date: day(fact),
            submitted_at: day(submitted).at(9, 0),
            review,
            backing: None,
            closed: None,
        }
    }

    fn confirmed(part: u32, fact: i32) -> Answer {
        answer(
            "C5",
            part,
            fact,
            fact + 1,
            Review::Confirmed(day(fact + 2).at(9, 0)),
        )
    }

    fn input_on(date: i32, periods: &[Period], answers: &[Answer]) -> Input {
        inputs_at(&sample(), periods, answers, day(date).at(16, 0)).swap_remove(4)
    }

    fn part(input: &Input) -> Option<u32> {
        match input.confirmed.as_ref()?.value {
            Value::Counts(rate) => Some(rate.part),
            _ => None,
        }
    }

    #[test]
    fn what_was_taken_back_counts_until_then_and_never_after() {
        let mut reopened = confirmed(90, -10);
        reopened.closed = Some(Closed {
            at: day(3).at(9, 0),
            due: Some(day(8).at(17, 0)),
        });
        let answers = [reopened];
        assert_eq!(part(&input_on(2, &campaigns(), &answers)), Some(90));
        let after = input_on(3, &campaigns(), &answers);
        assert_eq!(after.confirmed, None);
        assert!(after.due >= Some(day(8).at(17, 0)));
        let mut withdrawn = answer("C5", 90, 1, 2, Review::Waiting);
        withdrawn.closed = Some(Closed {
            at: day(3).at(9, 0),
            due: None,
        });
        let answers = [withdrawn];
        assert!(input_on(2, &campaigns(), &answers).pending.is_some());
        assert_eq!(input_on(3, &campaigns(), &answers).pending, None);
    }

    fn campaigns() -> Vec<Period> {
        vec![
            Period {
                code: "a".into(),
                opens_at: day(-30).at(0, 0),
                due_at: day(0).at(17, 0),
            },
            Period {
                code: "b".into(),
                opens_at: day(30).at(0, 0),
                due_at: day(120).at(17, 0),
            },
        ]
    }

    #[test]
    fn a_release_takes_the_latest_confirmed_answer_still_valid_whatever_its_period() {
        let answers = [confirmed(85, -20), confirmed(70, 20)];
        assert_eq!(part(&input_on(-19, &campaigns(), &answers)), None);
        assert_eq!(part(&input_on(0, &campaigns(), &answers)), Some(85));
        assert_eq!(
            part(&input_on(21, &campaigns(), &answers)),
            Some(85),
            "confirmed on day 22"
        );
        assert_eq!(part(&input_on(22, &campaigns(), &answers)), Some(70));
        assert_eq!(part(&input_on(110, &campaigns(), &answers)), Some(70));
        let expired = input_on(111, &campaigns(), &answers);
        assert_eq!(
            expired.confirmed.as_ref().map(|c| c.valid_until),
            Some(day(110))
        );
        assert_eq!(expired.due, Some(day(120).at(17, 0)));
    }

    #[test]
    fn an_older_fact_that_is_confirmed_later_takes_nothing_back() {
        let late = |fact, part| answer("C5", part, fact, 0, Review::Confirmed(day(5).at(9, 0)));
        // Of long ago, a little older, of the same day, newer.
        for (fact, stands) in [(-100, 85), (-21, 85), (-20, 10), (-19, 10)] {
            let answers = [confirmed(85, -20), late(fact, 10)];
            assert_eq!(
                part(&input_on(6, &campaigns(), &answers)),
                Some(stands),
                "{fact}"
            );
        }
    }

    #[test]
    fn a_return_sets_a_new_deadline_and_a_submission_before_it_is_in_time() {
        let returned = Review::Returned {
            at: day(-1).at(9, 0),
            due: day(5).at(17, 0),
        };
        let first = answer("C5", 50, -9, -8, returned);
        let input = input_on(3, &campaigns(), std::slice::from_ref(&first));
        assert_eq!((input.due, input.pending), (Some(day(5).at(17, 0)), None));
        let again = answer("C5", 90, 3, 4, Review::Waiting);
        let input = input_on(9, &campaigns(), &[first, again]);
        assert!(input.pending.is_some_and(|p| p.in_time));
    }

    #[test]
    fn what_is_decided_later_is_not_known_yet() {
        let answers = [confirmed(85, -20)];
        let before = input_on(-19, &campaigns(), &answers);
        assert!(before.pending.is_some_and(|p| p.in_time));
        assert_eq!(input_on(-21, &campaigns(), &answers).pending, None);
    }

    #[test]
    fn not_applicable_counts_only_once_approved() {
        let mut request = confirmed(0, -20);
        request.content = Content::NotApplicable;
        assert!(
            input_on(0, &campaigns(), &[request.clone()])
                .not_applicable
                .is_some()
        );
        request.review = Review::Waiting;
        let waiting = input_on(0, &campaigns(), &[request]);
        assert!(waiting.not_applicable.is_none() && waiting.pending.is_some());
    }

    #[test]
    fn names_of_releases_and_receipts_are_read_back() {
        let id = ReceiptId::parse("12r1-04846").unwrap();
        assert_eq!(id.to_string(), "12r1-04846");
        assert_eq!(ReleaseRef::parse("12"), Some(ReleaseRef::Number(12)));
        assert_eq!(
            ReleaseRef::parse("12r2"),
            Some(ReleaseRef::Exact(ReleaseId {
                number: 12,
                revision: 2
            }))
        );
        for bad in [
            "",
            "0",
            "r1",
            "12r",
            "12r0",
            "-1",
            "01",
            "12r1r1",
            "99999999999",
        ] {
            assert_eq!(ReleaseRef::parse(bad), None, "{bad}");
        }
        for bad in ["12r1", "12r1-", "12r1-4846", "12-04846", "12r1-04846-1"] {
            assert_eq!(ReceiptId::parse(bad), None, "{bad}");
        }
    }

    fn frame() -> ReleaseHeader {
        ReleaseHeader {
            id: ReleaseId {
                number: 3,
                revision: 1,
            },
            as_of: day(10).at(16, 0),
            period_due: day(0).at(17, 0),
            criteria_set: "t1".into(),
            rules: RuleVersion::CURRENT,
            rank_floor: RankFloor::USUAL,
            simulated: true,
        }
    }

    proptest! {
        #[test]
        fn a_frozen_row_replays_under_the_rules_that_froze_it_and_a_touched_one_does_not(
            rules in RuleVersion::FIRST.0..=RuleVersion::CURRENT.0,
            answers in proptest::collection::vec((1usize..9, 0u32..=100, -120i32..12, any::<bool>()), 0..24)
        ) {
            let set = sample();
            let frame = || ReleaseHeader { rules: RuleVersion(rules), ..frame() };
            let answers: Vec<_> = answers.into_iter().map(|(c, part, fact, waiting)| {
                let review = if waiting { Review::Waiting } else { Review::Confirmed(day(fact + 2).at(9, 0)) };
                answer(&format!("C{c}"), part, fact, fact + 1, review)
            }).collect();
            let inputs = inputs_at(&set, &campaigns(), &answers, frame().as_of);
            let frozen = freeze(&frame(), &set, UnitCode::parse("04846").unwrap(), inputs);
            prop_assert_eq!(replay(&frame(), &set, &frozen), Replay::Matches);
            let newer = ReleaseHeader { rules: RuleVersion(RuleVersion::CURRENT.0 + 1), ..frame() };
            prop_assert_eq!(replay(&newer, &set, &frozen), Replay::OtherRules);
            let mut touched = frozen.clone();
            touched.outcome.level = if frozen.outcome.level == Level::Green { Level::Red } else { Level::Green };
            prop_assert_eq!(replay(&frame(), &set, &touched), Replay::Differs);
            let kept = FrozenRow::of(frozen.clone(), UnitCode::parse("25").unwrap());
            prop_assert_eq!(&kept.frozen(&set, &frame()), &frozen);
            prop_assert_eq!(kept.replay(&frame(), &set), Replay::Matches);
            prop_assert_eq!(kept.replay(&newer, &set), Replay::OtherRules);
            let repainted = FrozenRow { levels: vec![Level::Red], ..kept };
            prop_assert_eq!(repainted.replay(&frame(), &set), Replay::Differs);
            let floored = ReleaseHeader { rank_floor: RankFloor::NONE, ..frame() };
            let stated = if rules < 2 { Replay::Matches } else { Replay::Differs };
            prop_assert_eq!(replay(&floored, &set, &frozen), stated);
            let other = ReleaseHeader { as_of: frame().as_of.plus_hours(1), ..frame() };
            prop_assert_eq!(replay(&other, &set, &frozen), Replay::Differs);
        }

        #[test]
        fn the_order_of_answers_and_rows_does_not_matter(parts in proptest::collection::vec((0u32..=100, -120i32..12), 1..12)) {
            // Distinct fact dates: two answers confirmed at one instant have no order.
            let mut parts = parts;
            parts.sort_by_key(|p| p.1);
            parts.dedup_by_key(|p| p.1);
            let answers: Vec<_> = parts.iter().map(|(p, f)| confirmed(*p, *f)).collect();
            let mut turned = answers.clone();
            turned.reverse();
            let inputs = |a: &[Answer]| inputs_at(&sample(), &campaigns(), a, frame().as_of);
            prop_assert_eq!(inputs(&answers), inputs(&turned));

            let rows: Vec<_> = (0..5).map(|i| (UnitCode::parse(&format!("0484{i}")).unwrap(), format!("h{i}"))).collect();
            let hash = |rows: &[(UnitCode, String)]| content_hash(&frame(), rows.iter().map(|(u, h)| (u, h.as_str())));
            let mut reversed = rows.clone();
            reversed.reverse();
            prop_assert_eq!(hash(&rows), hash(&reversed));
            reversed[0].1.push('x');
            prop_assert_ne!(hash(&rows), hash(&reversed));
        }
    }
}
