//! The record of one commune and criterion: answers that make the domain's rules find, in each
//! release, what the history wants there.

use super::{
    Commune,
    calendar::{self, FIRST_DAY, Handling, LONGEST_HANDLING},
    dice::Dice,
    gaps::{Plan, Want},
    stretches::{Pinned, Stretch, stretches},
    values,
};
use domain::{
    answer::{Answer, Content, Review, Value},
    criteria::{CriteriaSet, Criterion, Question},
    evidence::Backing,
    period::{self, Period},
    time::{Date, Timestamp},
};

/// What is the same for all records of an installation.
pub(super) struct Setting<'a> {
    pub(super) set: &'a CriteriaSet,
    pub(super) periods: &'a [Period],
    /// The as-of times of the releases and, last, the present.
    pub(super) stages: &'a [Timestamp],
}

/// What simulated reviewers have seen instead of documents, which a demo does not have.
fn seen(criterion: &Criterion) -> Backing {
    match criterion.group.as_str() {
        "HT" => Backing::OnSite,
        "NT" | "DL" => Backing::System,
        _ => Backing::Paper,
    }
}

/// Writes the record of the criterion with this index.
pub(super) fn write(
    setting: &Setting<'_>,
    commune: &Commune,
    index: usize,
    plan: &Plan,
    pinned: Option<Pinned>,
) -> Vec<Answer> {
    let Some(criterion) = setting.set.criteria.get(index) else {
        return Vec::new();
    };
    let stretches = stretches(setting.stages.len(), index, plan, pinned);
    let margin = i32::try_from(setting.set.rules.expiring_days).unwrap_or(0);
    let own = Dice::of(commune.code.as_str()).and(&criterion.code);
    let writer = Writer {
        setting,
        commune,
        criterion,
        validity: validity(criterion),
        margin,
        own,
        floor: silence_ends(setting, plan),
        pinned,
        answers: Vec::new(),
    };
    writer.write(stretches)
}

/// Days for which an answer is worth something: its evidence holds, and its date is young enough.
fn validity(criterion: &Criterion) -> i32 {
    let days = match criterion.question {
        Question::YesNoDate { max_age_days } => max_age_days.min(criterion.validity_days),
        _ => criterion.validity_days,
    };
    i32::try_from(days).unwrap_or(i32::MAX / 4)
}

fn silence_ends(setting: &Setting<'_>, plan: &Plan) -> Date {
    let last_silent = plan
        .silent_until
        .checked_sub(1)
        .and_then(|release| setting.stages.get(release));
    last_silent.map_or(FIRST_DAY, |as_of| as_of.date().plus(1))
}

struct Writer<'a> {
    setting: &'a Setting<'a>,
    commune: &'a Commune,
    criterion: &'a Criterion,
    validity: i32,
    margin: i32,
    own: Dice,
    /// Nothing is submitted before this day.
    floor: Date,
    pinned: Option<Pinned>,
    answers: Vec<Answer>,
}

impl Writer<'_> {
    fn write(mut self, mut stretches: Vec<Stretch>) -> Vec<Answer> {
        let mut next = 0;
        while let Some(&stretch) = stretches.get(next) {
            let mut dice = self.own.and("stretch").at(stretch.from);
            next += 1;
            if stretch.want == Want::Absent {
                if let Some(again) = self.reported_at_due(stretch, &mut dice) {
                    stretches[next - 1].to = again;
                    stretches.insert(
                        next,
                        Stretch {
                            from: again,
                            to: stretch.to,
                            want: Want::Near,
                        },
                    );
                }
                continue;
            }
            let lapses = stretches.get(next).is_some_and(|s| s.want == Want::Absent);
            if lapses && self.until_it_lapses(stretch, &mut dice) {
                continue;
            }
            if let Some(after) = stretches.get_mut(next).filter(|_| lapses) {
                // There is no time for the evidence to lapse: a lower value takes its place.
                after.want = Want::Near;
            }
            self.until_replaced(stretch, &mut dice);
        }
        if let Some(last) = stretches
            .last()
            .filter(|last| last.want != Want::Pass && last.to > self.now_index())
        {
            self.at_present(*last);
        }
        let now = self.stage(self.now_index());
        self.answers.retain(|answer| answer.submitted_at <= now);
        for answer in &mut self.answers {
            if decided_at(answer).is_some_and(|at| at > now) {
                answer.review = Review::Waiting;
            }
        }
        self.answers
    }

    fn now_index(&self) -> usize {
        self.setting.stages.len().saturating_sub(1)
    }

    fn stage(&self, index: usize) -> Timestamp {
        let last = self.setting.stages.last().copied();
        self.setting
            .stages
            .get(index)
            .copied()
            .or(last)
            .unwrap_or(FIRST_DAY.at(0, 0))
    }

    /// The time before a stage in which its first answer is confirmed.
    fn window(&self, index: usize) -> (Timestamp, Timestamp) {
        let after = index
            .checked_sub(1)
            .map_or(FIRST_DAY.at(0, 0), |before| self.stage(before));
        (after, self.stage(index))
    }

    /// The last day on which a stretch must still be met with time to spare.
    fn needed_until(&self, stretch: Stretch) -> Date {
        let last = stretch.to.saturating_sub(1);
        // The present is no end: what the coming days would bring waits for its review.
        let coming = if last >= self.now_index() {
            LONGEST_HANDLING + 1
        } else {
            0
        };
        self.stage(last).date().plus(self.margin + coming)
    }

    /// Days between renewals: so many that the answer before still has time to spare when the next is
    /// confirmed, however long that takes.
    fn longest_step(&self) -> i32 {
        (self.validity - LONGEST_HANDLING - self.margin).max(14)
    }

    fn until_replaced(&mut self, stretch: Stretch, dice: &mut Dice) {
        let Some(mut fact) = self.open(stretch, FIRST_DAY..=Date(i32::MAX), dice) else {
            return;
        };
        let longest = self.longest_step();
        while fact.plus(self.validity) < self.needed_until(stretch) {
            fact = fact.plus(dice.between(longest * 6 / 7, longest));
            self.renew(stretch.want, fact, dice);
        }
    }

    /// Writes the stretch so that its last answer still holds in its last release and no longer in
    /// the one after. False, and nothing written, if there is no such date.
    fn until_it_lapses(&mut self, stretch: Stretch, dice: &mut Dice) -> bool {
        let ends = self.stage(stretch.to).date();
        // What is about to expire is not green any more, but a test date counts to its last day.
        let spare = if matches!(self.criterion.question, Question::YesNoDate { .. }) {
            -1
        } else {
            self.margin - 1
        };
        let low = self
            .stage(stretch.to - 1)
            .date()
            .plus(self.margin - self.validity);
        let high = ends.plus(spare - self.validity);
        let (_, opened_by) = self.window(stretch.from);
        if high < low {
            return false;
        }
        if low < opened_by.date() {
            // One answer spans the whole stretch.
            return self.open(stretch, low..=high, dice).is_some();
        }
        let Some(first) = self.open(stretch, FIRST_DAY..=Date(i32::MAX), dice) else {
            return false;
        };
        let last = Date(dice.between(low.0, high.0));
        let days = last.0 - first.0;
        let steps = days.div_euclid(self.longest_step()) + 1;
        for step in 1..=steps {
            self.renew(stretch.want, first.plus(days * step / steps), dice);
        }
        true
    }

    /// The first answer of a stretch, confirmed before its first release, about a fact in `facts`.
    fn open(
        &mut self,
        stretch: Stretch,
        facts: std::ops::RangeInclusive<Date>,
        dice: &mut Dice,
    ) -> Option<Date> {
        let (after, until) = self.window(stretch.from);
        let before = self.answers.last();
        let fact_floor = before
            .map_or(FIRST_DAY, |a| a.fact_date.plus(1))
            .max(*facts.start());
        let free = before
            .and_then(decided_at)
            .map_or(self.floor, |at| at.date().plus(1).max(self.floor));
        let latest = Date(facts.end().0.saturating_add(3));
        if fact_floor > *facts.end() {
            return None;
        }
        let handling =
            calendar::reviewed_within((free.max(fact_floor), latest), after, until, dice)?;
        let day = handling.submitted.date();
        let fact = day
            .plus(-dice.between(0, 3))
            .clamp(fact_floor, (*facts.end()).min(day));
        let recovery = stretch.from > 0 && stretch.want == Want::Pass;
        if recovery && dice.chance(15) {
            self.returned_before(handling.submitted, free, dice);
        }
        let mut value = values::value(self.commune, self.criterion, stretch.want, fact, dice);
        if let Some(pin) = self.pinned.filter(|pin| pin.release == stretch.from) {
            value = Value::Counts(pin.counts);
        }
        self.push(value, fact, handling);
        Some(fact)
    }

    fn renew(&mut self, want: Want, fact: Date, dice: &mut Dice) {
        let handling = calendar::from_fact(fact, dice);
        let value = values::value(self.commune, self.criterion, want, fact, dice);
        self.push(value, fact, handling);
    }

    fn push(&mut self, value: Value, fact_date: Date, handling: Handling) {
        self.answers.push(Answer {
            criterion: self.criterion.code.clone(),
            content: Content::Value(value),
            fact_date,
            submitted_at: handling.submitted,
            review: Review::Confirmed(handling.reviewed),
            backing: Some(seen(self.criterion)),
            closed: None,
        });
    }

    /// A first attempt that came back, before the submission that was confirmed.
    fn returned_before(&mut self, submitted: Timestamp, free: Date, dice: &mut Dice) {
        let day = calendar::working_day(submitted.date().plus(-dice.between(9, 16)));
        if day < free {
            return;
        }
        let handling = calendar::from_fact(day, dice);
        if handling.reviewed >= submitted {
            return;
        }
        let value = values::value(self.commune, self.criterion, Want::Pass, day, dice);
        self.push(value, day, handling);
        self.return_last();
    }

    fn return_last(&mut self) {
        if let Some(answer) = self.answers.last_mut()
            && let Review::Confirmed(at) = answer.review
        {
            let due = calendar::working_day(at.date().plus(10)).at(17, 0);
            answer.review = Review::Returned { at, due };
            answer.backing = None;
        }
    }

    /// Most communes say around the due date what they can't meet yet; the others get late. The
    /// release from which on a low value takes the place of silence.
    fn reported_at_due(&self, stretch: Stretch, dice: &mut Dice) -> Option<usize> {
        let confirmed = self
            .answers
            .iter()
            .rev()
            .find(|a| matches!(a.review, Review::Confirmed(_)));
        let since = confirmed.map_or(FIRST_DAY.at(0, 0), |a| {
            a.fact_date.plus(self.validity + 1).at(0, 0)
        });
        let late = (stretch.from..stretch.to).find(|&release| {
            let as_of = self.stage(release);
            period::deadline(self.setting.periods, since, as_of).is_some_and(|due| as_of > due)
        })?;
        let reports = dice.chance(if confirmed.is_some() { 62 } else { 88 });
        reports.then_some(late)
    }

    /// A gap that is still open today: perhaps a new answer has just been sent, or was returned.
    fn at_present(&mut self, gap: Stretch) {
        let mut dice = self.own.and("present").at(gap.from);
        let now = self.stage(self.now_index());
        let free = self
            .answers
            .last()
            .and_then(decided_at)
            .map_or(self.floor, |at| at.date().plus(1));
        let waiting = dice.chance(25);
        let ago = if waiting {
            dice.between(1, 5)
        } else {
            dice.between(8, 20)
        };
        let day = now.date().plus(-ago);
        if !(waiting || dice.chance(15)) || day < free || !calendar::works(day) {
            return;
        }
        let submitted = calendar::office_hours(day, &mut dice);
        let value = values::value(self.commune, self.criterion, Want::Pass, day, &mut dice);
        let reviewed = calendar::review(day, &mut dice);
        self.push(
            value,
            day,
            Handling {
                submitted,
                reviewed,
            },
        );
        if !waiting {
            self.return_last();
        } else if let Some(answer) = self.answers.last_mut() {
            answer.review = Review::Waiting;
        }
    }
}

fn decided_at(answer: &Answer) -> Option<Timestamp> {
    match answer.review {
        Review::Waiting => None,
        Review::Confirmed(at) | Review::Returned { at, .. } => Some(at),
    }
}
