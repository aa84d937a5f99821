//! The audit log as a chain of hashes: every entry names the hash of the one before, so that a
//! change in the past shows at the first link after it. One chain a unit, and one (`VN`) for the
//! installation's own settings. Where entries are kept must not enter.

use crate::time::Timestamp;
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// Name of the installation's own chain; every other chain bears a unit's code.
pub const INSTALLATION: &str = "VN";

/// Hash before the first entry.
pub const GENESIS: &str = "";

words! {
    /// What the program does that is recorded. A word never changes: hashes are made of it.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum AuditAction {
        /// Wrote into a draft.
        Save = "save",
        /// Handed a draft in.
        HandIn = "hand-in",
        /// Signed what was handed in.
        Sign = "sign",
        /// Sent it back to the officer.
        SendBack = "send-back",
        /// Took back what waited for review.
        Withdraw = "withdraw",
        /// Threw a draft away.
        Discard = "discard",
        /// Carried a confirmed answer into a draft.
        CarryForward = "carry-forward",
        /// Brought evidence.
        AddEvidence = "add-evidence",
        /// Put evidence to a draft.
        AttachEvidence = "attach-evidence",
        /// Took evidence off a draft.
        DetachEvidence = "detach-evidence",
        /// Opened evidence to the public, or closed it.
        OpenEvidence = "open-evidence",
        /// Said what was copied into the national system.
        CopySheet = "copy-sheet",
        /// Confirmed an answer.
        Confirm = "confirm",
        /// Returned an answer.
        Return = "return",
        /// Took a confirmation back.
        Reopen = "reopen",
        /// Wrote a note on an item.
        Note = "note",
        /// Reported a difficulty.
        ReportDifficulty = "report-difficulty",
        /// Asked for an explanation.
        RequestExplanation = "request-explanation",
        /// Answered either.
        AnswerQuestion = "answer-question",
        /// Asked again.
        AskAgain = "ask-again",
        /// Handed a question on.
        HandOverQuestion = "hand-over-question",
        /// Closed a question.
        CloseQuestion = "close-question",
        /// Issued a directive.
        IssueDirective = "issue-directive",
        /// Answered one.
        AnswerDirective = "answer-directive",
        /// Accepted the answer.
        AcceptDirective = "accept-directive",
        /// Refused the answer.
        AskAgainDirective = "ask-again-directive",
        /// Took a directive back.
        WithdrawDirective = "withdraw-directive",
        /// Set a target of a province.
        SetTarget = "set-target",
        /// Set a target of an indicator.
        SetIndicatorTarget = "set-indicator-target",
        /// Published a release.
        Publish = "publish",
        /// Opened a campaign.
        OpenCampaign = "open-campaign",
        /// Moved its deadlines.
        ExtendCampaign = "extend-campaign",
        /// Closed it.
        CloseCampaign = "close-campaign",
        /// Prepared a criteria set.
        PrepareSet = "prepare-set",
        /// Put one into force.
        ActivateSet = "activate-set",
        /// Worded one anew.
        ReviseWording = "revise-wording",
        /// Set how a province runs its reviews.
        ReviewPolicy = "review-policy",
        /// Invited somebody.
        Invite = "invite",
        /// Gave a role.
        GiveRole = "give-role",
        /// Took one.
        TakeRole = "take-role",
        /// Handed an account over.
        HandOver = "hand-over",
        /// Closed an account.
        CloseAccount = "close-account",
        /// Opened it again.
        OpenAccount = "open-account",
        /// Ended sessions of somebody.
        EndSessions = "end-sessions",
        /// Ended own sessions.
        EndOwnSessions = "end-own-sessions",
        /// Made a link for a new password.
        ResetLink = "reset-link",
        /// Took a second factor away.
        ResetSecondFactor = "reset-second-factor",
        /// Set up a second factor.
        SecondFactor = "second-factor",
        /// Set a password.
        SetPassword = "set-password",
        /// Gave a mail address, or none.
        SetMail = "set-mail",
        /// Sent a mail to see whether it arrives.
        TestMail = "test-mail",
        /// Made a token for a machine.
        MakeToken = "make-token",
        /// Revoked one.
        RevokeToken = "revoke-token",
        /// Took observations.
        Observe = "observe",
        /// Undid them.
        UndoObservations = "undo-observations",
        /// Took newer shipped data.
        RefreshReference = "refresh-reference",
        /// Filled a demo.
        Demo = "demo",
    }
    /// The word in the audit log.
    word
}

impl AuditAction {
    /// Whether it puts something into the answer of an item: whoever did it is among those who wrote the answer, whoever
    /// came later.
    #[must_use]
    pub fn writes(self) -> bool {
        matches!(
            self,
            Self::Save
                | Self::CarryForward
                | Self::AddEvidence
                | Self::AttachEvidence
                | Self::DetachEvidence
                | Self::HandIn
                | Self::Sign
        )
    }
}

/// What an entry says was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Done {
    /// Something that this program knows.
    Known(AuditAction),
    /// Something that another version of the program did: its word.
    Other(String),
}

impl Done {
    /// The word in the audit log.
    #[must_use]
    pub fn word(&self) -> &str {
        match self {
            Self::Known(action) => action.word(),
            Self::Other(word) => word,
        }
    }

    /// The action, if this program knows it.
    #[must_use]
    pub fn known(&self) -> Option<AuditAction> {
        match self {
            Self::Known(action) => Some(*action),
            Self::Other(_) => None,
        }
    }
}

impl From<AuditAction> for Done {
    fn from(action: AuditAction) -> Self {
        Self::Known(action)
    }
}

impl From<String> for Done {
    fn from(word: String) -> Self {
        AuditAction::parse(&word).map_or(Self::Other(word), Self::Known)
    }
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The chain it belongs to.
    pub chain: String,
    /// Place in the chain, from 1.
    pub seq: u64,
    /// When.
    pub at: Timestamp,
    /// User name of who did it; `xanh` for the program itself.
    pub actor: String,
    /// What was done.
    pub action: Done,
    /// To what, for example a criterion's code.
    pub object: String,
    /// What stood there before; empty if nothing.
    pub before: String,
    /// What stands there now; empty if nothing.
    pub after: String,
    /// Why, where a reason was given.
    pub reason: String,
}

impl Entry {
    /// The entry without what it says: that something was done, by whom, when and where.
    #[must_use]
    pub fn withheld(self) -> Self {
        Self {
            object: String::new(),
            before: String::new(),
            after: String::new(),
            reason: String::new(),
            ..self
        }
    }

    /// The entry's hash: SHA-256 over the hash before and every field, each with its length in front,
    /// so that no two entries have one text.
    #[must_use]
    pub fn hash(&self, previous: &str) -> String {
        let mut hasher = Sha256::new();
        let mut add = |text: &str| {
            // Eight bytes on every machine.
            hasher.update((text.len() as u64).to_be_bytes());
            hasher.update(text);
        };
        add(previous);
        add(&self.chain);
        add(&self.seq.to_string());
        add(&self.at.0.to_string());
        add(&self.actor);
        add(self.action.word());
        add(&self.object);
        add(&self.before);
        add(&self.after);
        add(&self.reason);
        hasher
            .finalize()
            .iter()
            .fold(String::with_capacity(64), |mut text, byte| {
                // Writing into a String can't fail.
                let _ = write!(text, "{byte:02x}");
                text
            })
    }
}

/// Where a chain ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// Number of its last entry; 0 for an empty chain.
    pub seq: u64,
    /// Hash of its last entry.
    pub hash: String,
}

/// A link that does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BrokenLink {
    /// An entry is missing, or there is one too many.
    #[error("entry {0} is missing")]
    Missing(u64),
    /// An entry is not what was written.
    #[error("entry {0} was changed")]
    Changed(u64),
}

/// Follows one chain from its beginning: `entries` in order, each with the hash stored for it.
///
/// # Errors
/// The first link that does not hold.
pub fn follow<'a>(
    entries: impl IntoIterator<Item = (&'a Entry, &'a str)>,
) -> Result<Head, BrokenLink> {
    let mut head = Head {
        seq: 0,
        hash: GENESIS.to_owned(),
    };
    for (entry, stored) in entries {
        let expected = head.seq + 1;
        if entry.seq != expected {
            return Err(BrokenLink::Missing(expected));
        }
        let hash = entry.hash(&head.hash);
        if hash != stored {
            return Err(BrokenLink::Changed(entry.seq));
        }
        head = Head {
            seq: expected,
            hash,
        };
    }
    Ok(head)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn chain(texts: &[String]) -> Vec<(Entry, String)> {
        let mut previous = GENESIS.to_owned();
        texts
            .iter()
            .zip(1..)
            .map(|(text, seq)| {
                let entry = Entry {
                    chain: "04846".into(),
                    seq,
                    at: Timestamp(i64::try_from(seq).unwrap()),
                    actor: "a".into(),
                    action: AuditAction::Save.into(),
                    object: "DL2".into(),
                    before: String::new(),
                    after: text.clone(),
                    reason: String::new(),
                };
                previous = entry.hash(&previous);
                (entry, previous.clone())
            })
            .collect()
    }

    fn followed(chain: &[(Entry, String)]) -> Result<Head, BrokenLink> {
        follow(chain.iter().map(|(e, h)| (e, h.as_str())))
    }

    #[test]
    fn fields_do_not_run_into_each_other() {
        let mut one = chain(&["x".into()])[0].0.clone();
        let mut two = one.clone();
        (one.before, one.after) = ("ab".into(), "c".into());
        (two.before, two.after) = ("a".into(), "bc".into());
        assert_ne!(one.hash(GENESIS), two.hash(GENESIS));
    }

    #[test]
    fn every_word_is_read_back_and_unknown_ones_stay() {
        for action in AuditAction::ALL {
            assert_eq!(Done::from(action.word().to_owned()), Done::Known(action));
        }
        let later = Done::from("of-a-later-program".to_owned());
        assert_eq!((later.word(), later.known()), ("of-a-later-program", None));
    }

    proptest! {
        #[test]
        fn the_first_broken_link_is_named(texts in proptest::collection::vec(".{0,8}", 1..12), at in 0usize..12, kind in 0u8..4) {
            let good = chain(&texts);
            let head = followed(&good).unwrap();
            prop_assert_eq!(head.seq, u64::try_from(texts.len()).unwrap());
            let at = at % texts.len();
            let seq = u64::try_from(at).unwrap() + 1;
            let mut bad = good.clone();
            match kind {
                // A change of the text, of the hash, of both; a removal that is not at the end.
                0 => bad[at].0.after.push('!'),
                1 => bad[at].1 = "0".repeat(64),
                2 => {
                    bad[at].0.after.push('!');
                    let previous = if at == 0 { GENESIS.to_owned() } else { bad[at - 1].1.clone() };
                    bad[at].1 = bad[at].0.hash(&previous);
                    if at + 1 < bad.len() {
                        prop_assert_eq!(followed(&bad), Err(BrokenLink::Changed(seq + 1)));
                    } else {
                        // Only the head recorded elsewhere gives this away.
                        prop_assert_ne!(followed(&bad).unwrap().hash, head.hash);
                    }
                    return Ok(());
                }
                _ => {
                    bad.remove(at);
                    if at == bad.len() {
                        prop_assert_eq!(followed(&bad).unwrap().seq, seq - 1);
                    } else {
                        prop_assert_eq!(followed(&bad), Err(BrokenLink::Missing(seq)));
                    }
                    return Ok(());
                }
            }
            prop_assert_eq!(followed(&bad), Err(BrokenLink::Changed(seq)));
        }
    }
}
