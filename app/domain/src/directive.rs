//! Directives of the steering committee: what is asked of a commune or a department, until when, and
//! how it goes on. Who may do which step is `access`'s; wording and addresses must not enter.

use crate::time::Date;

words! {
    /// Where a directive stands.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum State {
        /// Waits for an answer.
        Open = "dang-cho",
        /// Answered; waits for the committee.
        Answered = "da-tra-loi",
        /// The committee accepts the answer.
        Closed = "da-xong",
        /// The committee asks no longer.
        Withdrawn = "da-rut",
    }
    /// The word in the store and in addresses.
    slug
}

impl State {
    /// Whether nothing more happens.
    #[must_use]
    pub fn is_final(self) -> bool {
        matches!(self, Self::Closed | Self::Withdrawn)
    }

    /// The state after a step, or `None` if the step can't be taken from here.
    #[must_use]
    pub fn after(self, step: Step) -> Option<Self> {
        match (self, step) {
            (Self::Open, Step::Answer) => Some(Self::Answered),
            (Self::Answered, Step::Accept) => Some(Self::Closed),
            (Self::Answered, Step::AskAgain) => Some(Self::Open),
            (Self::Open | Self::Answered, Step::Withdraw) => Some(Self::Withdrawn),
            _ => None,
        }
    }

    /// Whether the addressee is late on a day: only an open directive waits for them.
    #[must_use]
    pub fn overdue(self, due: Date, today: Date) -> bool {
        self == Self::Open && due < today
    }
}

words! {
    /// What can be done with a directive.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub enum Step {
        /// The addressee answers.
        Answer = "answer",
        /// The committee accepts the answer.
        Accept = "accept",
        /// The committee is not content: the same question, with a reason.
        AskAgain = "ask-again",
        /// The committee takes it back, with a reason.
        Withdraw = "withdraw",
    }
    /// The word in forms and in the audit log.
    word
}

impl Step {
    /// Whether it needs words: an answer, or a reason.
    #[must_use]
    pub fn needs_text(self) -> bool {
        self != Self::Accept
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_whole_machine() {
        let table: Vec<_> = State::ALL
            .into_iter()
            .flat_map(|s| Step::ALL.map(|step| s.after(step)))
            .collect();
        let (open, answered) = (Some(State::Open), Some(State::Answered));
        let (closed, withdrawn) = (Some(State::Closed), Some(State::Withdrawn));
        #[rustfmt::skip]
        let expected = [
            answered, None, None, withdrawn,
            None, closed, open, withdrawn,
            None, None, None, None,
            None, None, None, None,
        ];
        assert_eq!(table, expected);
    }

    proptest! {
        #[test]
        fn what_has_ended_stays_so_and_is_never_late(steps in proptest::collection::vec(0usize..4, 0..12), due in -50i32..50) {
            let mut state = State::Open;
            for step in steps {
                let next = state.after(Step::ALL[step]);
                prop_assert!(!(state.is_final() && next.is_some()));
                state = next.unwrap_or(state);
            }
            prop_assert_eq!(state.overdue(Date(due), Date(0)), state == State::Open && due < 0);
        }
    }
}
