//! What a commune and its province write to each other about one item: a difficulty that the commune
//! reports (khó khăn, vướng mắc), an explanation that it is asked for (giải trình), and notes. A question
//! has somebody who owes the reply and a deadline; a note has neither (`docs/rules.md`). What an
//! item is worth must not enter: correspondence never changes a status.

use crate::{
    access::{Action, Role},
    assessment::end_of_day,
    time::{Date, Timestamp},
};

/// Days for the reply to a difficulty, and to whatever is asked again. Inferred: as long as a review.
pub const REPLY_DAYS: u16 = 5;

/// Most days ahead that an explanation may be asked for.
pub const LONGEST_WAIT_DAYS: i32 = 366;

/// Longest message, characters.
pub const LONGEST_WORDS: usize = crate::text::LONGEST_WORDS;

words! {
    /// Kinds of questions.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Kind {
        /// The commune reports what keeps it from meeting the criterion; the province replies.
        Difficulty = "difficulty",
        /// The province asks why; the commune replies.
        Explanation = "explanation",
    }
    /// The word in forms and in the store.
    word
}

impl Kind {
    /// Who can owe the reply.
    #[must_use]
    pub fn owners(self) -> &'static [Role] {
        match self {
            Self::Difficulty => &[Role::Reviewer, Role::Sector],
            Self::Explanation => &[Role::Officer],
        }
    }
}

words! {
    /// Where a question stands.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum State {
        /// Waits for its reply.
        Open = "open",
        /// Replied to; whoever asked reads it.
        Answered = "answered",
        /// Done.
        Closed = "closed",
    }
    /// The word in the store.
    word
}

words! {
    /// What one message does.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Step {
        /// Asks.
        Ask = "ask",
        /// Replies.
        Answer = "answer",
        /// Asks again: the reply was not enough.
        AskAgain = "ask-again",
        /// Gives the question to somebody else who owes the reply.
        HandOver = "hand-over",
        /// Ends it.
        Close = "close",
        /// Belongs to no question.
        Note = "note",
    }
    /// The word in forms and in the store.
    word
}

impl Step {
    /// The right that it takes; `kind` is that of the question, none for a note.
    #[must_use]
    pub fn action(self, kind: Option<Kind>) -> Action {
        match (self, kind) {
            (Self::Note, _) | (_, None) => Action::WriteNote,
            (Self::Answer | Self::HandOver, Some(Kind::Difficulty)) => Action::ReplyDifficulty,
            (_, Some(Kind::Difficulty)) => Action::ReportDifficulty,
            (Self::Answer, Some(Kind::Explanation)) => Action::AnswerExplanation,
            (_, Some(Kind::Explanation)) => Action::RequestExplanation,
        }
    }
}

/// A question about an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Question {
    /// What it is.
    pub kind: Kind,
    /// Where it stands.
    pub state: State,
    /// Who owes the reply.
    pub owner: Role,
    /// Until when.
    pub due: Timestamp,
}

/// Why a step can't be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TransitionError {
    /// The question is not where this step begins.
    #[error("the question is {0:?}")]
    WrongState(State),
    /// This role can't owe the reply.
    #[error("this role can't owe the reply")]
    Owner,
    /// The deadline is past, today, or too far ahead.
    #[error("no deadline for a reply")]
    Due,
}

impl Question {
    /// A commune reports a difficulty to `owner` at `at`.
    ///
    /// # Errors
    /// [`TransitionError::Owner`].
    pub fn report(owner: Role, at: Timestamp) -> Result<Self, TransitionError> {
        let question = Self {
            kind: Kind::Difficulty,
            state: State::Open,
            owner,
            due: end_of_day(at, REPLY_DAYS),
        };
        question.owned_by(owner)
    }

    /// The province asks at `at` for an explanation by a day, which ends for this at 17:00.
    ///
    /// # Errors
    /// [`TransitionError::Due`] unless the day is later than today and at most [`LONGEST_WAIT_DAYS`] ahead.
    pub fn request(by: Date, at: Timestamp) -> Result<Self, TransitionError> {
        let today = at.date();
        if by <= today || by > today.plus(LONGEST_WAIT_DAYS) {
            return Err(TransitionError::Due);
        }
        Ok(Self {
            kind: Kind::Explanation,
            state: State::Open,
            owner: Role::Officer,
            due: by.at(17, 0),
        })
    }

    fn owned_by(self, owner: Role) -> Result<Self, TransitionError> {
        if self.kind.owners().contains(&owner) {
            Ok(Self { owner, ..self })
        } else {
            Err(TransitionError::Owner)
        }
    }

    fn from(self, states: &[State], to: State) -> Result<Self, TransitionError> {
        if states.contains(&self.state) {
            Ok(Self { state: to, ..self })
        } else {
            Err(TransitionError::WrongState(self.state))
        }
    }

    /// The reply.
    ///
    /// # Errors
    /// [`TransitionError::WrongState`]; the same for the steps below.
    pub fn answer(self) -> Result<Self, TransitionError> {
        self.from(&[State::Open], State::Answered)
    }

    /// The reply was not enough: asked again, with a new deadline.
    ///
    /// # Errors
    /// See [`Question::answer`].
    pub fn ask_again(self, at: Timestamp) -> Result<Self, TransitionError> {
        let again = self.from(&[State::Answered], State::Open)?;
        Ok(Self {
            due: end_of_day(at, REPLY_DAYS),
            ..again
        })
    }

    /// Somebody else owes the reply from now on, until the same day.
    ///
    /// # Errors
    /// See [`Question::answer`]; [`TransitionError::Owner`] if it is theirs already or can't be.
    pub fn hand_over(self, to: Role) -> Result<Self, TransitionError> {
        let open = self.from(&[State::Open], State::Open)?;
        if to == self.owner {
            return Err(TransitionError::Owner);
        }
        open.owned_by(to)
    }

    /// Whoever asked ends it, replied to or not.
    ///
    /// # Errors
    /// See [`Question::answer`].
    pub fn close(self) -> Result<Self, TransitionError> {
        self.from(&[State::Open, State::Answered], State::Closed)
    }

    /// Whether the reply is late.
    #[must_use]
    pub fn is_overdue(&self, now: Timestamp) -> bool {
        self.state == State::Open && self.due < now
    }

    /// The steps that can be taken now, whoever takes them.
    #[must_use]
    pub fn steps(&self) -> &'static [Step] {
        match (self.state, self.kind) {
            (State::Open, Kind::Difficulty) => &[Step::Answer, Step::HandOver, Step::Close],
            (State::Open, Kind::Explanation) => &[Step::Answer, Step::Close],
            (State::Answered, _) => &[Step::Close, Step::AskAgain],
            (State::Closed, _) => &[],
        }
    }
}

/// What was written, without blanks around it; none if nothing, or more than [`LONGEST_WORDS`].
#[must_use]
pub fn valid_words(text: &str) -> Option<&str> {
    let text = text.trim();
    (!text.is_empty() && crate::text::length(text) <= LONGEST_WORDS).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::Date;
    use proptest::prelude::*;

    const NOW: Timestamp = Timestamp(1_795_485_600_000);

    fn take(question: Question, step: Step, owner: Role) -> Result<Question, TransitionError> {
        match step {
            Step::Answer => question.answer(),
            Step::AskAgain => question.ask_again(NOW),
            Step::HandOver => question.hand_over(owner),
            Step::Close => question.close(),
            Step::Ask | Step::Note => Err(TransitionError::WrongState(question.state)),
        }
    }

    fn other(owner: Role) -> Role {
        if owner == Role::Sector {
            Role::Reviewer
        } else {
            Role::Sector
        }
    }

    proptest! {
        #[test]
        fn whatever_steps_are_tried(difficulty: bool, tried in proptest::collection::vec((0usize..6, 0usize..8), 0..40)) {
            let mut question = if difficulty {
                Question::report(Role::Reviewer, NOW).unwrap()
            } else {
                Question::request(NOW.date().plus(3), NOW).unwrap()
            };
            for (step, role) in tried {
                let before = question;
                let (step, role) = (Step::ALL[step], Role::ALL[role]);
                match take(question, step, role) {
                    Ok(next) => {
                        prop_assert!(before.steps().contains(&step));
                        prop_assert!(before.state != State::Closed, "what is closed stays so");
                        prop_assert_eq!(next.kind, before.kind);
                        prop_assert!(next.kind.owners().contains(&next.owner));
                        // Only a reply makes it answered, and only asking again moves its deadline.
                        prop_assert_eq!(next.state == State::Answered, step == Step::Answer);
                        prop_assert!(next.due == before.due || step == Step::AskAgain);
                        question = next;
                    }
                    Err(TransitionError::WrongState(state)) => prop_assert_eq!(state, before.state),
                    Err(TransitionError::Owner) => prop_assert_eq!(step, Step::HandOver),
                    Err(TransitionError::Due) => prop_assert!(false, "no deadline is named here"),
                }
                // No dead end: until it is closed there is a step for somebody, and it works.
                for step in question.steps() {
                    prop_assert!(take(question, *step, other(question.owner)).is_ok(), "{step:?}");
                }
                prop_assert_eq!(question.steps().is_empty(), question.state == State::Closed);
            }
        }

        #[test]
        fn deadlines_lie_ahead(days in -400i32..800) {
            let asked = Question::request(NOW.date().plus(days), NOW);
            prop_assert_eq!(asked.is_ok(), (1..=LONGEST_WAIT_DAYS).contains(&days));
            if let Ok(asked) = asked {
                prop_assert!(asked.due > NOW && !asked.is_overdue(NOW));
                prop_assert!(asked.is_overdue(Timestamp(asked.due.0 + 1)));
            }
        }
    }

    #[test]
    fn a_difficulty_is_owed_by_the_province_and_answered_in_days() {
        let at = Date(20_000).at(9, 0);
        let asked = Question::report(Role::Sector, at).unwrap();
        assert_eq!(asked.due, Date(20_005).at(17, 0));
        assert_eq!(
            Question::report(Role::Officer, at),
            Err(TransitionError::Owner)
        );
        let answered = asked.answer().unwrap();
        assert!(!answered.is_overdue(Timestamp(i64::MAX)));
        assert_eq!(
            answered.answer(),
            Err(TransitionError::WrongState(State::Answered))
        );
    }

    #[test]
    fn every_word_is_read_back() {
        for step in Step::ALL {
            assert_eq!(Step::parse(step.word()), Some(step));
        }
        for state in State::ALL {
            assert_eq!(State::parse(state.word()), Some(state));
        }
        for kind in Kind::ALL {
            assert_eq!(Kind::parse(kind.word()), Some(kind));
        }
        assert_eq!(valid_words(" \n "), None);
        assert_eq!(valid_words(" a "), Some("a"));
        assert_eq!(valid_words(&"ă".repeat(LONGEST_WORDS + 1)), None);
    }
}
