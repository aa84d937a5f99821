//! Where forms are sent.

use crate::{i18n::Lang, routes::address::prefixed};

/// Where forms are sent: every address that changes something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FormAction {
    /// Name and password.
    SignIn,
    /// The code of the second factor, or a recovery code.
    EnterCode,
    /// The first code of a new second factor.
    ConfirmSecondFactor,
    /// End this session.
    SignOut,
    /// A new password through a link that works once.
    UseLink,
    /// Save one criterion, with evidence.
    SaveAnswer,
    /// Hand in every complete draft of a commune.
    HandIn,
    /// Carry confirmed answers forward.
    CarryForward,
    /// Sign what was handed in.
    Sign,
    /// Send an item back to the officer.
    SendBack,
    /// Take an item back from review.
    Withdraw,
    /// Throw a draft away.
    Discard,
    /// Confirm or return one answer.
    Review,
    /// Confirm every answer that matches the filter.
    ReviewMany,
    /// Take a confirmation back.
    Reopen,
    /// Publish.
    Publish,
    /// Read a spreadsheet and show what it would change.
    UploadSheet,
    /// Apply what a spreadsheet changes.
    ApplySheet,
    /// Invite somebody.
    Invite,
    /// Open or close an account, end its sessions, make a reset link.
    ChangeAccount,
    /// Open, move or close a campaign.
    ChangeCampaign,
    /// End one's own sessions.
    EndSession,
    /// Give or take a role.
    ChangeRights,
    /// Hand an account over to a successor.
    HandOver,
    /// Read a list of people and show whom it would let in.
    CheckPeople,
    /// Let a list of people in.
    AddPeople,
    /// Take a criteria set in.
    PrepareSet,
    /// Let a criteria set hold from a day.
    ActivateSet,
    /// Word a criteria set anew.
    ReviseWording,
    /// Set how a province runs its reviews.
    SetPolicy,
    /// Write to the other side about an item.
    WriteMessage,
    /// Open a piece of evidence to the public, or close it.
    OpenEvidence,
    /// Where one's own daily mail goes.
    ChangeMail,
    /// Issue a directive.
    IssueDirective,
    /// Answer a directive, accept the answer, ask again, withdraw.
    StepDirective,
    /// Set a province's target.
    SetTarget,
    /// Set how many of something a province shall have.
    AimIndicator,
    /// Say what is observed of an indicator of a unit.
    Observe,
    /// Read a file of observations and show what it would say.
    CheckObservations,
    /// Take a file of observations in.
    AddObservations,
    /// Undo an act that brought observations.
    UndoObservations,
    /// Make or revoke a machine's token.
    ChangeToken,
    /// Say that a commune's sheet was copied into the national system.
    MarkCopied,
    /// Send a mail to oneself, to see whether mail goes out.
    TestMail,
}

impl FormAction {
    /// Every address.
    pub const ALL: [Self; 44] = [
        Self::SignIn,
        Self::EnterCode,
        Self::ConfirmSecondFactor,
        Self::SignOut,
        Self::UseLink,
        Self::SaveAnswer,
        Self::HandIn,
        Self::CarryForward,
        Self::Sign,
        Self::SendBack,
        Self::Withdraw,
        Self::Discard,
        Self::Review,
        Self::ReviewMany,
        Self::Reopen,
        Self::Publish,
        Self::UploadSheet,
        Self::ApplySheet,
        Self::Invite,
        Self::ChangeAccount,
        Self::ChangeCampaign,
        Self::EndSession,
        Self::ChangeRights,
        Self::HandOver,
        Self::CheckPeople,
        Self::AddPeople,
        Self::PrepareSet,
        Self::ActivateSet,
        Self::ReviseWording,
        Self::SetPolicy,
        Self::WriteMessage,
        Self::OpenEvidence,
        Self::ChangeMail,
        Self::IssueDirective,
        Self::StepDirective,
        Self::SetTarget,
        Self::AimIndicator,
        Self::Observe,
        Self::CheckObservations,
        Self::AddObservations,
        Self::UndoObservations,
        Self::ChangeToken,
        Self::MarkCopied,
        Self::TestMail,
    ];

    /// The path without its language prefix.
    #[must_use]
    pub fn path(self) -> &'static str {
        match self {
            Self::SignIn => "/api/sign-in",
            Self::EnterCode => "/api/second-factor",
            Self::ConfirmSecondFactor => "/api/enrol",
            Self::SignOut => "/api/sign-out",
            Self::UseLink => "/api/use-link",
            Self::SaveAnswer => "/api/save-answer",
            Self::HandIn => "/api/hand-in",
            Self::CarryForward => "/api/carry-forward",
            Self::Sign => "/api/sign",
            Self::SendBack => "/api/send-back",
            Self::Withdraw => "/api/withdraw",
            Self::Discard => "/api/discard",
            Self::Review => "/api/review",
            Self::ReviewMany => "/api/review-many",
            Self::Reopen => "/api/reopen",
            Self::Publish => "/api/publish",
            Self::UploadSheet => "/api/upload-sheet",
            Self::ApplySheet => "/api/apply-sheet",
            Self::Invite => "/api/invite",
            Self::ChangeAccount => "/api/account",
            Self::ChangeCampaign => "/api/period",
            Self::EndSession => "/api/end-session",
            Self::ChangeRights => "/api/rights",
            Self::HandOver => "/api/hand-over",
            Self::CheckPeople => "/api/check-people",
            Self::AddPeople => "/api/add-people",
            Self::PrepareSet => "/api/prepare-set",
            Self::ActivateSet => "/api/activate-set",
            Self::ReviseWording => "/api/revise-wording",
            Self::SetPolicy => "/api/policy",
            Self::WriteMessage => "/api/write",
            Self::OpenEvidence => "/api/open-evidence",
            Self::ChangeMail => "/api/mail",
            Self::IssueDirective => "/api/issue-directive",
            Self::StepDirective => "/api/step-directive",
            Self::SetTarget => "/api/set-target",
            Self::AimIndicator => "/api/aim-indicator",
            Self::Observe => "/api/observe",
            Self::CheckObservations => "/api/check-observations",
            Self::AddObservations => "/api/add-observations",
            Self::UndoObservations => "/api/undo-observations",
            Self::ChangeToken => "/api/token",
            Self::MarkCopied => "/api/copied",
            Self::TestMail => "/api/test-mail",
        }
    }

    /// The address in a language: errors are told in it.
    #[must_use]
    pub fn href(self, lang: Lang) -> String {
        prefixed(lang, self.path())
    }

    /// Reads a path without its language prefix.
    #[must_use]
    pub fn parse(path: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|action| action.path() == path)
    }
}
