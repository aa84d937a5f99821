//! Accounts: who there is, invited, changed and closed, within an administrator's own scope. `admission` lets in people of a
//! list, `rights` gives and takes roles, `sessions` ends sessions.

mod admission;
mod rights;
mod sessions;

use super::{
    Principal, ServiceError, ServiceResult,
    authentication::{HOUR, grants, is_open, is_user_name, normal_name},
    context::{Context, Note},
    principal::scope,
};
use crate::{
    mail::is_address,
    secrets,
    service::snapshot::Snapshot,
    store::{
        accounts::{AccountRow, NewAccount},
        sessions::SessionRow,
    },
};
use app::workspace::accounts::model::Invite;
use app::{
    failure::Failure,
    workspace::accounts::model::{AccountList, AccountView, GrantRow, PersonRow},
};
use domain::{
    access::{Action, Grant, Object, Refusal, Role, Scope, may_manage},
    audit::AuditAction,
    entry::{EntryProblem, FieldError},
    rate::saturating_u32,
    text::{LONGEST_NAME, fold, is_blank, length, tidy},
    time::Timestamp,
};

/// Accounts: who there is, what they may, who follows whom.
#[derive(Clone, Debug)]
pub struct Accounts {
    pub(super) context: Context,
}

/// An invitation holds for a week, a reset for a day.
const INVITATION: i64 = 7 * 24 * HOUR;
const RESET: i64 = 24 * HOUR;

/// Whether somebody manages accounts anywhere.
///
/// # Errors
/// [`Failure::Denied`].
pub(super) fn manages_somewhere(who: &Principal) -> ServiceResult<()> {
    if who.has(Action::ManageAccounts) {
        return Ok(());
    }
    Ok(who.may(Action::ManageAccounts, &Object::at(Scope::Country))?)
}

/// A link that works once, just made for somebody. Its token is shown once and known nowhere afterwards, so it has no
/// `Debug`.
#[derive(Clone)]
pub struct NewLink {
    /// Name to sign in with.
    pub user_name: String,
    /// Name to show.
    pub name: String,
    /// Roles with the names of their scopes.
    pub roles: Vec<(Role, String)>,
    /// The token.
    pub token: String,
    /// Until when it works.
    pub until: Timestamp,
    /// Whether somebody is invited by it; others set their password anew.
    pub invites: bool,
}

/// An account that its visitor may manage.
struct Managed {
    row: AccountRow,
    held: Vec<Grant>,
}

impl Accounts {
    /// Accounts that this administrator may see.
    ///
    /// # Errors
    /// [`Failure::Denied`], or if the store refuses.
    pub async fn list(&self, who: &Principal, name: Option<&str>) -> ServiceResult<AccountList> {
        manages_somewhere(who)?;
        let snapshot = &who.snapshot;
        let all = self.context.db.all_grants().await?;
        let filter = name.map(fold);
        let mut people = Vec::new();
        for account in self.context.db.accounts().await? {
            let own = all
                .iter()
                .filter(|(id, ..)| *id == account.id)
                .map(|(_, role, scope)| (role.clone(), scope.clone()))
                .collect();
            let own = grants(snapshot, own);
            if may_manage(&who.actor, &own).is_err() {
                continue;
            }
            let fits = |text: &str| filter.as_ref().is_none_or(|w| fold(text).contains(w));
            if !fits(&account.user_name) && !fits(&account.display_name) {
                continue;
            }
            let now = self.context.now().0;
            let open = |s: &&SessionRow| is_open(s, now);
            let sessions = self.context.db.sessions(account.id).await?;
            let sessions = sessions.iter().filter(open).count();
            people.push(PersonRow {
                id: account.id,
                user_name: account.user_name,
                name: account.display_name,
                roles: own
                    .iter()
                    .map(|g| (g.role, self.context.scope_name(snapshot, &g.scope)))
                    .collect(),
                active: account.active,
                joined: account.password.is_some(),
                second_factor: account.totp_secret.is_some(),
                sessions: u32::try_from(sessions).unwrap_or(u32::MAX),
            });
        }
        Ok(AccountList {
            people,
            name: name.map(str::to_owned),
            refused: None,
        })
    }

    /// Invites somebody.
    ///
    /// # Errors
    /// [`Failure::Denied`], or if the store refuses.
    pub async fn invite(
        &self,
        who: &Principal,
        form: &Invite,
    ) -> ServiceResult<Result<NewLink, Vec<FieldError>>> {
        let snapshot = &who.snapshot;
        let mut errors = Vec::new();
        let mut wrong = |field: &str, problem| {
            errors.push(FieldError {
                field: field.to_owned(),
                problem,
            });
        };
        let user_name = normal_name(form.user.as_deref().unwrap_or(""));
        if user_name.is_empty() {
            wrong("user", EntryProblem::Missing);
        } else if !is_user_name(&user_name) {
            wrong("user", EntryProblem::NotAName);
        } else if self.context.db.account_by_name(&user_name).await?.is_some() {
            wrong("user", EntryProblem::Taken);
        }
        let name = tidy(form.name.as_deref().unwrap_or(""));
        if is_blank(&name) {
            wrong("name", EntryProblem::Missing);
        } else if length(&name) > LONGEST_NAME {
            let (length, most) = (saturating_u32(length(&name)), saturating_u32(LONGEST_NAME));
            wrong("name", EntryProblem::TooLong { length, most });
        }
        let email = form.email.as_deref().unwrap_or("").trim();
        if !email.is_empty() && !is_address(email) {
            wrong("email", EntryProblem::NotMail);
        }
        let role = form.role.as_deref().and_then(Role::parse);
        let place = form.scope.as_deref().and_then(|word| scope(snapshot, word));
        let grant = match (role, place) {
            (Some(role), Some(scope)) if role.fits(&scope) => Some(Grant { role, scope }),
            _ => {
                wrong("scope", EntryProblem::NotAScope);
                None
            }
        };
        let Some(grant) = grant.filter(|_| errors.is_empty()) else {
            return Ok(Err(errors));
        };
        who.may(Action::ManageAccounts, &Object::at(grant.scope.clone()))?;
        let token = secrets::token()?;
        let now = self.context.now().0;
        let mut tx = self.context.db.begin().await?;
        let id = tx
            .add_account(
                NewAccount {
                    user_name: &user_name,
                    display_name: &name,
                    email,
                    language: "vi",
                    password: None,
                    totp_secret: None,
                },
                now,
            )
            .await?;
        tx.add_grant(id, grant.role.slug(), grant.scope.word())
            .await?;
        tx.add_link(
            &secrets::hash(&token),
            id,
            "invitation",
            (now, now + INVITATION),
        )
        .await?;
        let mut note = Note::installation(AuditAction::Invite, &user_name);
        note.after = format!("{} {}", grant.role.slug(), grant.scope.word());
        self.context.note(&mut tx, who, note).await?;
        tx.commit().await?;
        Ok(Ok(NewLink {
            roles: vec![(grant.role, self.context.scope_name(snapshot, &grant.scope))],
            user_name,
            name,
            token,
            until: Timestamp(now + INVITATION),
            invites: true,
        }))
    }

    /// Changes an account: `close`, `open`, `end-sessions`, `reset-factor` (a new one is set up at the next
    /// sign-in), or `reset`, which gives a link.
    ///
    /// # Errors
    /// [`Failure::Denied`], [`Failure::BadForm`] for an unknown kind, or if the store refuses.
    pub async fn change(
        &self,
        who: &Principal,
        account: i64,
        kind: &str,
    ) -> ServiceResult<Option<NewLink>> {
        let snapshot = &who.snapshot;
        let row = self
            .context
            .db
            .account(account)
            .await?
            .ok_or(ServiceError(Failure::BadForm))?;
        let own = grants(snapshot, self.context.db.grants(account).await?);
        may_manage(&who.actor, &own).map_err(Failure::from)?;
        // Whoever locked themselves out, or took their own second factor away, could not undo it.
        if account == who.actor.account.0 && !matches!(kind, "end-sessions" | "reset") {
            return Err(ServiceError(Failure::Denied(Refusal::OwnRights)));
        }
        let action = match kind {
            "close" => AuditAction::CloseAccount,
            "open" => AuditAction::OpenAccount,
            "end-sessions" => AuditAction::EndSessions,
            "reset" => AuditAction::ResetLink,
            "reset-factor" => AuditAction::ResetSecondFactor,
            _ => return Err(ServiceError(Failure::BadForm)),
        };
        let now = self.context.now().0;
        let mut link = None;
        let mut tx = self.context.db.begin().await?;
        match kind {
            "close" => {
                tx.set_active(account, false).await?;
                tx.end_sessions(account).await?;
            }
            "open" => tx.set_active(account, true).await?,
            "end-sessions" => tx.end_sessions(account).await?,
            "reset-factor" => {
                tx.set_totp(account, None).await?;
                tx.set_recovery_codes(account, &[]).await?;
                // A session that proved the lost factor may be somebody else's by now.
                tx.end_sessions(account).await?;
            }
            _ => {
                let token = secrets::token()?;
                tx.add_link(&secrets::hash(&token), account, "reset", (now, now + RESET))
                    .await?;
                link = Some(NewLink {
                    user_name: row.user_name.clone(),
                    name: row.display_name.clone(),
                    roles: own
                        .iter()
                        .map(|g| (g.role, self.context.scope_name(snapshot, &g.scope)))
                        .collect(),
                    token,
                    until: Timestamp(now + RESET),
                    invites: false,
                });
            }
        }
        self.context
            .note(&mut tx, who, Note::installation(action, &row.user_name))
            .await?;
        tx.commit().await?;
        Ok(link)
    }

    async fn managed(
        &self,
        who: &Principal,
        snapshot: &Snapshot,
        id: i64,
    ) -> ServiceResult<Managed> {
        manages_somewhere(who)?;
        // Whether there is such an account is nobody's business whose scope it does not lie in.
        let denied = ServiceError(Failure::Denied(domain::access::Refusal::NoRole));
        let row = self.context.db.account(id).await?.ok_or(denied)?;
        let held = grants(snapshot, self.context.db.grants(id).await?);
        may_manage(&who.actor, &held).map_err(Failure::from)?;
        Ok(Managed { row, held })
    }

    /// An account.
    ///
    /// # Errors
    /// [`Failure::Denied`], also if there is no such account; or if the store refuses.
    pub async fn account(&self, who: &Principal, id: i64) -> ServiceResult<AccountView> {
        let snapshot = &who.snapshot;
        let Managed { row, held } = self.managed(who, snapshot, id).await?;
        Ok(AccountView {
            id,
            user_name: row.user_name,
            name: row.display_name,
            email: row.email,
            active: row.active,
            joined: row.password.is_some(),
            second_factor: row.totp_secret.is_some(),
            own: who.actor.account.0 == id,
            grants: held
                .iter()
                .map(|g| GrantRow {
                    role: g.role,
                    word: g.scope.word().to_owned(),
                    scope: self.context.scope_name(snapshot, &g.scope),
                })
                .collect(),
            sessions: self.open_sessions(who, id).await?,
            refused: None,
        })
    }
}
