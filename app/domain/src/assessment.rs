//! An item (one criterion of one commune) on its way: not declared → draft → ready → submitted →
//! confirmed | returned → draft … (`docs/rules.md`, inferred). Transitions consume the item:
//! what is not written here can't happen. Who may take a step is [`crate::access`]'s matter, except
//! that nobody decides about their own work, which holds here again.

use crate::{
    access::AccountId,
    answer::{Answer, Review},
    period,
    period::Period,
    time::Timestamp,
};
use serde::{Deserialize, Serialize};

/// How a province runs its reviews.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Policy {
    /// Whether the commune's leader signs before review.
    pub signature: bool,
    /// Days in which a reviewer should decide. A late review never harms the commune.
    pub review_days: u16,
    /// Days that a commune has after a return.
    pub return_days: u16,
}

/// Inferred: a signature, five days for the reviewer, five for the commune.
impl Default for Policy {
    fn default() -> Self {
        Self {
            signature: true,
            review_days: 5,
            return_days: 5,
        }
    }
}

impl Policy {
    /// Until when a reviewer should decide what was submitted at `at`.
    #[must_use]
    pub fn review_due(&self, at: Timestamp) -> Timestamp {
        end_of_day(at, self.review_days)
    }

    /// The commune's new deadline for what is returned at `at`: never earlier than the campaign's.
    #[must_use]
    pub fn return_due(&self, periods: &[Period], at: Timestamp) -> Timestamp {
        let own = end_of_day(at, self.return_days);
        period::current(periods, at).map_or(own, |p| own.max(p.due_at))
    }
}

/// 17:00 on the day that many days later.
pub(crate) fn end_of_day(at: Timestamp, days: u16) -> Timestamp {
    at.date().plus(i32::from(days)).at(17, 0)
}

/// From when on whoever put something into an item has a hand in the answer that was submitted at `submitted`: since the
/// last confirmation before it that stands. What is confirmed was read by somebody else; what came back, or whose
/// confirmation was taken back, is written on, and stays the work of whoever began it. None: from the beginning.
#[must_use]
pub fn written_since<'a>(
    of_item: impl IntoIterator<Item = &'a Answer>,
    submitted: Timestamp,
) -> Option<Timestamp> {
    let confirmed = of_item.into_iter().filter_map(|a| match a.review {
        Review::Confirmed(at) if a.submitted_at < submitted && a.closed.is_none() => Some(at),
        _ => None,
    });
    confirmed.max()
}

/// Whether somebody who put something into an item at these times has a hand in the answer submitted at `submitted`.
/// What happened in the instant of the confirmation counts.
#[must_use]
pub fn has_hand_in(times: &[Timestamp], since: Option<Timestamp>, submitted: Timestamp) -> bool {
    let mut times = times.iter();
    times.any(|at| *at <= submitted && since.is_none_or(|since| since <= *at))
}

/// Where an item stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// Nothing was ever written.
    NotDeclared,
    /// The officer is writing.
    Draft(Draft),
    /// The officer is done; the leader has to sign.
    Ready(Draft),
    /// Waits for the reviewer.
    Submitted(Submission),
    /// Accepted.
    Confirmed(Submission),
    /// Given back, with a reason and a new deadline.
    Returned(Submission),
}

/// What is being written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Who saved it last.
    pub author: AccountId,
    /// Counts the changes; who saves names the version they saw.
    pub version: u32,
}

/// What becomes of a text that somebody saves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Writing {
    /// It replaces what stands there.
    Over(Item),
    /// The same words stand there: nothing is written, and they count as saved.
    Already,
}

/// What was submitted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Submission {
    /// Who wrote it; unknown for answers from before the workspace.
    pub author: Option<AccountId>,
    /// Who signed it.
    pub signer: Option<AccountId>,
    /// When.
    pub at: Timestamp,
}

words! {
    /// The state alone, for lists and filters.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum Stage {
        /// See [`Item::NotDeclared`].
        NotDeclared = "not-declared",
        /// See [`Item::Draft`].
        Draft = "draft",
        /// See [`Item::Ready`].
        Ready = "ready",
        /// See [`Item::Submitted`].
        Submitted = "submitted",
        /// See [`Item::Confirmed`].
        Confirmed = "confirmed",
        /// See [`Item::Returned`].
        Returned = "returned",
    }
    /// The word in addresses, files and messages' keys.
    word
}

/// Why a step can't be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TransitionError {
    /// The item is not where this step begins.
    #[error("the item is {0:?}")]
    WrongStage(Stage),
    /// Somebody saved in between; this is the version now.
    #[error("version {0} is newer")]
    Stale(u32),
    /// Whoever wrote or signed can't decide.
    #[error("nobody reviews their own work")]
    OwnWork,
}

words! {
    /// Why an item is returned. The text beside it says more.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
    #[serde(rename_all = "kebab-case")]
    pub enum ReturnReason {
        /// Evidence is missing.
        EvidenceMissing = "evidence-missing",
        /// Evidence can't be read.
        EvidenceUnreadable = "evidence-unreadable",
        /// Evidence does not show what the answer says.
        EvidenceDiffers = "evidence-differs",
        /// The value looks wrong.
        Value = "value",
        /// The value is of another period.
        Period = "period",
        /// It does apply here.
        Applies = "applies",
        /// Something else; the text says what.
        Other = "other",
    }
    /// The word in forms and in the store.
    word
}

impl Item {
    /// The state alone.
    #[must_use]
    pub fn stage(&self) -> Stage {
        match self {
            Self::NotDeclared => Stage::NotDeclared,
            Self::Draft(_) => Stage::Draft,
            Self::Ready(_) => Stage::Ready,
            Self::Submitted(_) => Stage::Submitted,
            Self::Confirmed(_) => Stage::Confirmed,
            Self::Returned(_) => Stage::Returned,
        }
    }

    fn wrong<T>(&self) -> Result<T, TransitionError> {
        Err(TransitionError::WrongStage(self.stage()))
    }

    /// The officer writes. `stored` is the version now (0 if nothing was ever saved), `seen` the one
    /// that the officer's form began with. What waits for review must be withdrawn first; writing into
    /// what is ready takes it back from the leader.
    ///
    /// # Errors
    /// [`TransitionError`].
    pub fn write(self, by: AccountId, seen: u32, stored: u32) -> Result<Self, TransitionError> {
        if let Self::Submitted(_) = self {
            return self.wrong();
        }
        if seen != stored {
            return Err(TransitionError::Stale(stored));
        }
        Ok(Self::Draft(Draft {
            author: by,
            version: stored + 1,
        }))
    }

    /// The officer saves a text: as [`Item::write`], but words that stand there already (`same`) count as saved whichever
    /// version the form began with, as when what a page saved by itself arrived after its form was filled in. Nobody's
    /// words are written over.
    ///
    /// # Errors
    /// [`TransitionError`].
    pub fn write_text(
        self,
        by: AccountId,
        seen: u32,
        stored: u32,
        same: bool,
    ) -> Result<Writing, TransitionError> {
        let writing = matches!(self, Self::Draft(_));
        match self.write(by, seen, stored) {
            Ok(_) if same && writing => Ok(Writing::Already),
            Err(TransitionError::Stale(_)) if same => Ok(Writing::Already),
            written => written.map(Writing::Over),
        }
    }

    /// The officer is done.
    ///
    /// # Errors
    /// [`TransitionError`].
    pub fn hand_in(self, policy: Policy, at: Timestamp) -> Result<Self, TransitionError> {
        match self {
            Self::Draft(draft) if policy.signature => Ok(Self::Ready(draft)),
            Self::Draft(draft) => Ok(Self::Submitted(Submission {
                author: Some(draft.author),
                signer: None,
                at,
            })),
            other => other.wrong(),
        }
    }

    /// The leader signs.
    ///
    /// # Errors
    /// [`TransitionError`].
    pub fn sign(self, by: AccountId, at: Timestamp) -> Result<Self, TransitionError> {
        match self {
            Self::Ready(draft) => Ok(Self::Submitted(Submission {
                author: Some(draft.author),
                signer: Some(by),
                at,
            })),
            other => other.wrong(),
        }
    }

    /// The leader sends it back to the officer.
    ///
    /// # Errors
    /// [`TransitionError`].
    pub fn send_back(self) -> Result<Self, TransitionError> {
        match self {
            Self::Ready(draft) => Ok(Self::Draft(draft)),
            other => other.wrong(),
        }
    }

    /// The officer throws away what is being written: what stood before it stands again.
    ///
    /// # Errors
    /// [`TransitionError`].
    pub fn discard(&self, seen: u32) -> Result<(), TransitionError> {
        match self {
            Self::Draft(draft) if draft.version == seen => Ok(()),
            Self::Draft(draft) => Err(TransitionError::Stale(draft.version)),
            other => other.wrong(),
        }
    }

    /// The commune takes back what waits for review.
    ///
    /// # Errors
    /// [`TransitionError`].
    pub fn withdraw(self, by: AccountId, stored: u32) -> Result<Self, TransitionError> {
        match self {
            Self::Submitted(_) => Ok(Self::Draft(Draft {
                author: by,
                version: stored + 1,
            })),
            other => other.wrong(),
        }
    }

    /// The reviewer accepts.
    ///
    /// # Errors
    /// [`TransitionError`].
    pub fn confirm(self, by: AccountId) -> Result<Self, TransitionError> {
        self.decide(by).map(Self::Confirmed)
    }

    /// The reviewer gives it back.
    ///
    /// # Errors
    /// [`TransitionError`].
    pub fn give_back(self, by: AccountId) -> Result<Self, TransitionError> {
        self.decide(by).map(Self::Returned)
    }

    fn decide(self, by: AccountId) -> Result<Submission, TransitionError> {
        match self {
            Self::Submitted(s) if s.author == Some(by) || s.signer == Some(by) => {
                Err(TransitionError::OwnWork)
            }
            Self::Submitted(s) => Ok(s),
            other => other.wrong(),
        }
    }

    /// The reviewer takes a confirmation back.
    ///
    /// # Errors
    /// [`TransitionError`].
    pub fn reopen(self, by: AccountId) -> Result<Self, TransitionError> {
        match self {
            Self::Confirmed(s) if s.author == Some(by) || s.signer == Some(by) => {
                Err(TransitionError::OwnWork)
            }
            Self::Confirmed(s) => Ok(Self::Returned(s)),
            other => other.wrong(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::Date;
    use proptest::prelude::*;
    use std::collections::{BTreeMap, BTreeSet};

    const OFFICER: AccountId = AccountId(1);
    const LEADER: AccountId = AccountId(2);
    const REVIEWER: AccountId = AccountId(3);

    #[test]
    fn the_same_words_count_as_saved_whichever_version_was_seen() {
        let draft = Draft {
            author: OFFICER,
            version: 3,
        };
        let text = |item: Item, seen, same| item.write_text(LEADER, seen, 3, same);
        for seen in [2, 3] {
            assert_eq!(text(Item::Draft(draft), seen, true), Ok(Writing::Already));
        }
        assert_eq!(
            text(Item::Draft(draft), 2, false),
            Err(TransitionError::Stale(3)),
            "other words"
        );
        // What is no draft any more is written anew, unless nothing new is said by somebody who saw less.
        let anew = |item: Item| item.write(LEADER, 3, 3).map(Writing::Over);
        let ready = Item::Ready(draft);
        assert_eq!(text(ready.clone(), 3, true), anew(ready.clone()));
        assert_eq!(text(ready, 2, true), Ok(Writing::Already));
        let at = Date::new(2026, 11, 1).map(|day| day.at(9, 0));
        let submitted = Item::Submitted(Submission {
            author: Some(OFFICER),
            signer: None,
            at: at.unwrap_or(Timestamp(0)),
        });
        assert!(text(submitted, 3, true).is_err());
    }

    #[derive(Clone, Copy, Debug)]
    enum Step {
        Write,
        HandIn,
        Sign,
        SendBack,
        Withdraw,
        Confirm,
        GiveBack,
        Reopen,
    }

    const STEPS: [Step; 8] = [
        Step::Write,
        Step::HandIn,
        Step::Sign,
        Step::SendBack,
        Step::Withdraw,
        Step::Confirm,
        Step::GiveBack,
        Step::Reopen,
    ];

    fn take(
        item: Item,
        step: Step,
        policy: Policy,
        by: AccountId,
    ) -> Result<Item, TransitionError> {
        let at = Timestamp(0);
        match step {
            Step::Write => item.write(by, 4, 4),
            Step::HandIn => item.hand_in(policy, at),
            Step::Sign => item.sign(LEADER, at),
            Step::SendBack => item.send_back(),
            Step::Withdraw => item.withdraw(by, 4),
            Step::Confirm => item.confirm(REVIEWER),
            Step::GiveBack => item.give_back(REVIEWER),
            Step::Reopen => item.reopen(REVIEWER),
        }
    }

    fn policies() -> [Policy; 2] {
        [true, false].map(|signature| Policy {
            signature,
            ..Policy::default()
        })
    }

    /// Every state that can be reached, by walking all steps from the beginning.
    fn reachable(policy: Policy) -> BTreeMap<Stage, Item> {
        let mut seen = BTreeMap::from([(Stage::NotDeclared, Item::NotDeclared)]);
        let mut open = vec![Item::NotDeclared];
        while let Some(item) = open.pop() {
            for step in STEPS {
                if let Ok(next) = take(item.clone(), step, policy, OFFICER)
                    && seen.insert(next.stage(), next.clone()).is_none()
                {
                    open.push(next);
                }
            }
        }
        seen
    }

    #[test]
    fn there_are_no_dead_ends() {
        for policy in policies() {
            let stages = reachable(policy);
            assert_eq!(stages.contains_key(&Stage::Ready), policy.signature);
            for (stage, item) in stages {
                // From everywhere a confirmation can be reached, and from there a change.
                let mut seen = BTreeSet::from([stage]);
                let mut open = vec![item];
                while let Some(item) = open.pop() {
                    for step in STEPS {
                        if let Ok(next) = take(item.clone(), step, policy, OFFICER)
                            && seen.insert(next.stage())
                        {
                            open.push(next);
                        }
                    }
                }
                assert!(seen.contains(&Stage::Confirmed), "{stage:?}");
                assert!(seen.contains(&Stage::Draft), "{stage:?}");
            }
        }
    }

    #[derive(Clone, Copy, Debug)]
    enum Event {
        Write(usize),
        Submit,
        Confirm,
        Return,
        Withdraw,
        Reopen,
    }

    fn event() -> impl Strategy<Value = Event> {
        prop_oneof![
            3 => (0usize..4).prop_map(Event::Write),
            2 => Just(Event::Submit),
            1 => Just(Event::Confirm),
            1 => Just(Event::Return),
            1 => Just(Event::Withdraw),
            1 => Just(Event::Reopen),
        ]
    }

    fn answer(submitted_at: Timestamp) -> Answer {
        Answer {
            criterion: "TC1".to_owned(),
            content: crate::answer::Content::NotApplicable,
            fact_date: Date(20_000),
            submitted_at,
            review: Review::Waiting,
            backing: None,
            closed: None,
        }
    }

    proptest! {
        /// Kept as a set that everybody who writes enters, that a confirmation empties, and that comes back with what
        /// was reopened: the times say the same of every answer.
        #[test]
        fn whoever_wrote_since_the_last_confirmation_has_a_hand_in_it(events in proptest::collection::vec(event(), 0..40)) {
            let (mut answers, mut times) = (Vec::<Answer>::new(), vec![Vec::new(); 4]);
            let (mut hands, mut confirmed) = (BTreeSet::new(), BTreeSet::new());
            for (event, second) in events.into_iter().zip(1..) {
                let now = Timestamp(second);
                let closed = |due| Some(crate::answer::Closed { at: now, due });
                let waits = answers.last().is_some_and(|a| a.review == Review::Waiting && a.closed.is_none());
                match event {
                    Event::Write(person) if !waits => {
                        times[person].push(now);
                        hands.insert(person);
                    }
                    Event::Submit if !waits => {
                        answers.push(answer(now));
                        let since = written_since(&answers, now);
                        for (person, times) in times.iter().enumerate() {
                            prop_assert_eq!(has_hand_in(times, since, now), hands.contains(&person));
                        }
                    }
                    Event::Write(_) | Event::Submit => {}
                    Event::Confirm | Event::Return | Event::Withdraw if waits => {
                        let last = answers.last_mut().unwrap();
                        match event {
                            Event::Confirm => {
                                last.review = Review::Confirmed(now);
                                confirmed = std::mem::take(&mut hands);
                            }
                            Event::Return => last.review = Review::Returned { at: now, due: now },
                            _ => last.closed = closed(None),
                        }
                    }
                    Event::Reopen => {
                        let stands = |a: &&mut Answer| matches!(a.review, Review::Confirmed(_)) && a.closed.is_none();
                        if let Some(last) = answers.last_mut().filter(stands) {
                            last.closed = closed(Some(now));
                            hands.append(&mut confirmed);
                        }
                    }
                    Event::Confirm | Event::Return | Event::Withdraw => {}
                }
            }
        }
    }

    #[test]
    fn a_leader_is_never_passed_by_where_one_signs() {
        let policy = Policy::default();
        let draft = Item::NotDeclared.write(OFFICER, 0, 0).unwrap();
        let ready = draft.hand_in(policy, Timestamp(0)).unwrap();
        assert_eq!(ready.stage(), Stage::Ready);
        // Writing takes the item back: what was not read can't be signed.
        let again = ready.clone().write(OFFICER, 1, 1).unwrap();
        assert_eq!(again.stage(), Stage::Draft);
        assert!(again.sign(LEADER, Timestamp(0)).is_err());
        assert_eq!(
            ready.sign(LEADER, Timestamp(0)).unwrap().stage(),
            Stage::Submitted
        );
    }

    #[test]
    fn deadlines_end_at_five_in_the_afternoon_and_never_before_the_campaigns() {
        let at = Date(20_000).at(9, 0);
        let policy = Policy::default();
        assert_eq!(policy.review_due(at), Date(20_005).at(17, 0));
        assert_eq!(policy.return_due(&[], at), Date(20_005).at(17, 0));
        let open = Period {
            code: "x".into(),
            opens_at: Timestamp(0),
            due_at: Date(20_014).at(17, 0),
        };
        assert_eq!(policy.return_due(&[open], at), Date(20_014).at(17, 0));
    }

    proptest! {
        #[test]
        fn whatever_steps_are_tried(tried in proptest::collection::vec((0usize..8, 1i64..4), 0..40), signature: bool) {
            let policy = Policy { signature, ..Policy::default() };
            let mut item = Item::NotDeclared;
            for (step, by) in tried {
                let before = item.clone();
                let by = AccountId(by);
                let step = STEPS[step];
                match take(item.clone(), step, policy, by) {
                    Ok(next) => {
                        // A decision is never about one's own work, and only about what was submitted.
                        if matches!(step, Step::Confirm | Step::GiveBack) {
                            let Item::Submitted(s) = &before else { panic!("decided {before:?}") };
                            prop_assert!(s.author != Some(REVIEWER) && s.signer != Some(REVIEWER));
                        }
                        item = next;
                    }
                    Err(TransitionError::WrongStage(stage)) => prop_assert_eq!(stage, before.stage()),
                    Err(TransitionError::OwnWork) => prop_assert!(
                        matches!(before, Item::Submitted(_) | Item::Confirmed(_))
                    ),
                    Err(TransitionError::Stale(_)) => prop_assert!(false, "versions agree here"),
                }
            }
        }

        #[test]
        fn an_old_version_never_overwrites(seen in 0u32..9, stored in 0u32..9) {
            let draft = Item::Draft(Draft { author: OFFICER, version: stored });
            let written = draft.write(OFFICER, seen, stored);
            if seen == stored {
                prop_assert_eq!(written, Ok(Item::Draft(Draft { author: OFFICER, version: stored + 1 })));
            } else {
                prop_assert_eq!(written, Err(TransitionError::Stale(stored)));
            }
        }
    }
}
