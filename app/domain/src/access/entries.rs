//! Who may read what an entry of the audit log says, beside that it stands there: whoever a form would show the same to.

use super::{Action, Actor, Object, Scope, permit};
use crate::audit::{AuditAction, Done};

/// The rights of which one is needed to read what an act said; none where reading the log suffices.
fn needed(action: AuditAction) -> &'static [Action] {
    use AuditAction::{
        AcceptDirective, ActivateSet, AddEvidence, AnswerDirective, AnswerQuestion, AskAgain,
        AskAgainDirective, AttachEvidence, CarryForward, CloseAccount, CloseCampaign,
        CloseQuestion, Confirm, CopySheet, Demo, DetachEvidence, Discard, EndOwnSessions,
        EndSessions, ExtendCampaign, GiveRole, HandIn, HandOver, HandOverQuestion, Invite,
        IssueDirective, MakeToken, Note, Observe, OpenAccount, OpenCampaign, OpenEvidence,
        PrepareSet, Publish, RefreshReference, Reopen, ReportDifficulty, RequestExplanation,
        ResetLink, ResetSecondFactor, Return, ReviewPolicy, ReviseWording, RevokeToken, Save,
        SecondFactor, SendBack, SetIndicatorTarget, SetMail, SetPassword, SetTarget, Sign,
        TakeRole, TestMail, UndoObservations, Withdraw, WithdrawDirective,
    };
    match action {
        // What is handed in waits for the leader, who may send it back: it is the commune's own until it is signed.
        Save | Discard | CarryForward | AddEvidence | AttachEvidence | DetachEvidence | HandIn
        | SendBack => &[Action::ReadDrafts],
        Sign | Withdraw | Confirm | Return | Reopen | OpenEvidence | CopySheet => {
            &[Action::ReadChecklist]
        }
        Note | ReportDifficulty | RequestExplanation | AnswerQuestion | AskAgain
        | HandOverQuestion | CloseQuestion => &[Action::ReadCorrespondence],
        IssueDirective | AnswerDirective | AcceptDirective | AskAgainDirective
        | WithdrawDirective => &[
            Action::ReadSteering,
            Action::AnswerDirective,
            Action::AnswerForDepartment,
        ],
        SetTarget | SetIndicatorTarget | Publish | OpenCampaign | ExtendCampaign
        | CloseCampaign | PrepareSet | ActivateSet | ReviseWording | ReviewPolicy | Invite
        | GiveRole | TakeRole | HandOver | CloseAccount | OpenAccount | EndSessions
        | EndOwnSessions | ResetLink | ResetSecondFactor | SecondFactor | SetPassword | SetMail
        | TestMail | MakeToken | RevokeToken | Observe | UndoObservations | RefreshReference
        | Demo => &[],
    }
}

/// Whether `actor` may read what an entry about `place` says. Of what another version of the program did, nobody knows what
/// it says: it takes the right to whatever a commune writes.
#[must_use]
pub fn may_read_entry(actor: &Actor, done: &Done, place: &Scope) -> bool {
    let place = Object::at(place.clone());
    let may = |action: Action| permit(actor, action, &place).is_ok();
    may(Action::ReadTrail)
        && match done.known().map(needed) {
            Some([]) => true,
            Some(needed) => needed.iter().any(|action| may(*action)),
            None => may(Action::ReadDrafts) && may(Action::ReadCorrespondence),
        }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        access::{AccountId, Grant, Role},
        unit::UnitCode,
    };
    use AuditAction as Act;

    /// The whole table, written out: what is alike stands in one row, a letter a role in the order of [`Role::ALL`].
    const MATRIX: [(&[Act], &str); 5] = [
        (
            &[
                Act::Save,
                Act::HandIn,
                Act::SendBack,
                Act::Discard,
                Act::CarryForward,
                Act::AddEvidence,
                Act::AttachEvidence,
                Act::DetachEvidence,
            ],
            "rr----r-",
        ),
        (
            &[
                Act::Sign,
                Act::Withdraw,
                Act::OpenEvidence,
                Act::CopySheet,
                Act::Confirm,
                Act::Return,
                Act::Reopen,
            ],
            "rrr---r-",
        ),
        (
            &[
                Act::Note,
                Act::ReportDifficulty,
                Act::RequestExplanation,
                Act::AnswerQuestion,
                Act::AskAgain,
                Act::HandOverQuestion,
                Act::CloseQuestion,
            ],
            "rrr---r-",
        ),
        (
            &[
                Act::IssueDirective,
                Act::AnswerDirective,
                Act::AcceptDirective,
                Act::AskAgainDirective,
                Act::WithdrawDirective,
            ],
            "rr----r-",
        ),
        (
            &[
                Act::SetTarget,
                Act::SetIndicatorTarget,
                Act::Publish,
                Act::OpenCampaign,
                Act::ExtendCampaign,
                Act::CloseCampaign,
                Act::PrepareSet,
                Act::ActivateSet,
                Act::ReviseWording,
                Act::ReviewPolicy,
                Act::Invite,
                Act::GiveRole,
                Act::TakeRole,
                Act::HandOver,
                Act::CloseAccount,
                Act::OpenAccount,
                Act::EndSessions,
                Act::EndOwnSessions,
                Act::ResetLink,
                Act::ResetSecondFactor,
                Act::SecondFactor,
                Act::SetPassword,
                Act::SetMail,
                Act::TestMail,
                Act::MakeToken,
                Act::RevokeToken,
                Act::Observe,
                Act::UndoObservations,
                Act::RefreshReference,
                Act::Demo,
            ],
            "rrr---rr",
        ),
    ];
    /// Of what this program does not know.
    const UNKNOWN: &str = "rr----r-";

    fn code(text: &str) -> UnitCode {
        UnitCode::parse(text).unwrap()
    }

    #[test]
    fn every_act_and_role() {
        let commune = Scope::commune(code("04846"), code("25"));
        let province = Scope::Province(code("25"));
        let unknown = Done::from("of-a-later-program".to_owned());
        let mut acts: Vec<Act> = Vec::new();
        let rows = MATRIX.iter().flat_map(|(own, row)| {
            acts.extend(*own);
            own.iter().map(|action| (Done::from(*action), *row))
        });
        for (done, row) in rows.chain([(unknown, UNKNOWN)]) {
            for (role, letter) in Role::ALL.into_iter().zip(row.chars()) {
                for own in [&commune, &province, &Scope::Country] {
                    if !role.fits(own) {
                        continue;
                    }
                    let grants = vec![Grant {
                        role,
                        scope: own.clone(),
                    }];
                    let actor = |second_factor| Actor {
                        account: AccountId(1),
                        grants: grants.clone(),
                        second_factor,
                    };
                    let may = may_read_entry(&actor(true), &done, &commune);
                    assert_eq!(may, letter == 'r', "{role:?} {done:?}");
                    let elsewhere = Scope::commune(code("00004"), code("01"));
                    let inside = own.covers(&elsewhere);
                    assert_eq!(
                        may_read_entry(&actor(true), &done, &elsewhere),
                        may && inside
                    );
                    let proven = !role.needs_second_factor();
                    assert_eq!(
                        may_read_entry(&actor(false), &done, &commune),
                        may && proven
                    );
                }
            }
        }
        acts.sort_unstable();
        let mut all = Act::ALL;
        all.sort_unstable();
        assert_eq!(acts, all);
    }
}
