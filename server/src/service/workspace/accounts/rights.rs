//! Roles given and taken, and an account handed over to a successor.

use super::{Accounts, Managed};
use crate::{
    service::{
        snapshot::Snapshot,
        workspace::{
            Principal, ServiceError, ServiceResult,
            authentication::{grants, normal_name},
            context::Note,
            principal::scope,
        },
    },
    store::accounts::AccountRow,
};
use app::workspace::{
    accounts::model::{ChangeRights, HandOver},
    rejected_form::FormProblems,
};
use app::{failure::Failure, workspace::rejected_form::AdminProblem};
use domain::{
    access::{AccountId, Grant, Role, Scope, may_grant, may_manage},
    audit::AuditAction,
};

impl Accounts {
    /// Gives a role (`kind` is `give`) or takes one away (`take`). Fields: `role`, `scope`.
    ///
    /// # Errors
    /// [`Failure::Denied`] for one's own rights and for what lies beyond one's scope,
    /// [`Failure::BadForm`], or if the store refuses. A form that can't be accepted comes back with its
    /// problems.
    pub async fn change_rights(
        &self,
        who: &Principal,
        form: &ChangeRights,
    ) -> ServiceResult<Result<(), FormProblems>> {
        let account = form.account;
        let snapshot = &who.snapshot;
        let Managed { row, held } = self.managed(who, snapshot, account).await?;
        let refused = |field, problem| Ok(Err(vec![(field, problem)]));
        let role = form.role.as_deref().and_then(Role::parse);
        let place = form.scope.as_deref().and_then(|word| scope(snapshot, word));
        let grant = match (role, place) {
            (Some(role), Some(scope)) if role.fits(&scope) => Grant { role, scope },
            _ => return refused("scope", AdminProblem::NotAScope),
        };
        let changed = std::slice::from_ref(&grant);
        may_grant(&who.actor, AccountId(account), &held, changed).map_err(Failure::from)?;
        let word = format!("{} {}", grant.role.slug(), grant.scope.word());
        let (role, scope) = (grant.role.slug(), grant.scope.word());
        let mut tx = self.context.db.begin().await?;
        let note = match form.kind.as_str() {
            "give" => {
                tx.add_grant(account, role, scope).await?;
                let mut note = Note::installation(AuditAction::GiveRole, &row.user_name);
                note.after = word;
                note
            }
            "take" if held.len() < 2 => return refused("take", AdminProblem::LastRole),
            "take" => {
                if !tx.remove_grant(account, role, scope).await? {
                    return Err(ServiceError(Failure::Changed));
                }
                let mut note = Note::installation(AuditAction::TakeRole, &row.user_name);
                note.before = word;
                note
            }
            _ => return Err(ServiceError(Failure::BadForm)),
        };
        self.context.note(&mut tx, who, note).await?;
        tx.commit().await?;
        Ok(Ok(()))
    }

    /// Hands an account over to a successor, in one transaction: the chosen roles (each
    /// `role scope`), what is being written in their communes, and then the account is closed and its
    /// sessions and links end. Fields: `successor`, a user name; `reason`. Nothing of a commune changes:
    /// its checklist belongs to the commune.
    ///
    /// # Errors
    /// [`Failure::Denied`] for one's own account, or for what lies beyond one's scope;
    /// [`Failure::BadForm`]; or if the store refuses. A form that can't be accepted comes back with its
    /// problems.
    pub async fn hand_over(
        &self,
        who: &Principal,
        form: &HandOver,
    ) -> ServiceResult<Result<(), FormProblems>> {
        let account = form.account;
        let snapshot = &who.snapshot;
        let Managed { row, held } = self.managed(who, snapshot, account).await?;
        let chosen: Vec<Grant> = held
            .iter()
            .filter(|g| {
                let word = format!("{} {}", g.role.slug(), g.scope.word());
                form.grant.0.iter().any(|(_, text)| text.trim() == word)
            })
            .cloned()
            .collect();
        may_grant(&who.actor, AccountId(account), &held, &chosen).map_err(Failure::from)?;
        let mut problems = Vec::new();
        let reason = form.reason.as_deref().unwrap_or("");
        if domain::text::length(reason) > domain::text::LONGEST_WORDS {
            return Err(ServiceError(Failure::BadForm));
        }
        if reason.is_empty() {
            problems.push(("reason", AdminProblem::Missing));
        }
        let successor = match form.successor.as_deref() {
            Some(name) => self.successor(who, snapshot, account, name).await?,
            None => None,
        };
        let successor = match successor {
            Some((successor, theirs)) => {
                let subject = AccountId(successor.id);
                may_grant(&who.actor, subject, &theirs, &chosen).map_err(Failure::from)?;
                Some(successor)
            }
            None => {
                problems.push(("successor", AdminProblem::NoSuchPerson));
                None
            }
        };
        let Some(successor) = successor.filter(|_| problems.is_empty()) else {
            return Ok(Err(problems));
        };
        let now = self.context.now().0;
        let mut tx = self.context.db.begin().await?;
        let mut drafts = 0;
        let mut words = Vec::new();
        for Grant { role, scope } in &chosen {
            if !tx.remove_grant(account, role.slug(), scope.word()).await? {
                return Err(ServiceError(Failure::Changed));
            }
            tx.add_grant(successor.id, role.slug(), scope.word())
                .await?;
            if let (Role::Officer, Scope::Commune { unit, .. }) = (role, scope) {
                drafts += tx.pass_drafts(account, successor.id, unit.as_str()).await?;
            }
            words.push(format!("{} {}", role.slug(), scope.word()));
        }
        tx.set_active(account, false).await?;
        tx.end_sessions(account).await?;
        tx.end_links(account, now).await?;
        let mut note = Note::installation(AuditAction::HandOver, &row.user_name);
        note.before = words.join(", ");
        note.after = format!("{}, drafts {drafts}", successor.user_name);
        note.reason = reason;
        self.context.note(&mut tx, who, note).await?;
        tx.commit().await?;
        Ok(Ok(()))
    }

    /// Somebody who can take over: an open account in this administrator's scope.
    async fn successor(
        &self,
        who: &Principal,
        snapshot: &Snapshot,
        leaving: i64,
        name: &str,
    ) -> ServiceResult<Option<(AccountRow, Vec<Grant>)>> {
        let found = self.context.db.account_by_name(&normal_name(name)).await?;
        let Some(row) = found.filter(|a| a.active && a.id != leaving) else {
            return Ok(None);
        };
        let held = grants(snapshot, self.context.db.grants(row.id).await?);
        Ok(may_manage(&who.actor, &held).is_ok().then_some((row, held)))
    }
}
