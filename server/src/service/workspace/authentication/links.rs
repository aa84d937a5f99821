//! Links that work once, by which people set their own passwords.

use super::{Authentication, Caller, SignedIn, attempts::seen_at, blocking, new_session};
use crate::{
    secrets,
    service::workspace::{
        Principal, ServiceError, ServiceResult, commune_record::CommuneCache, context::Note,
        service_error::service_error,
    },
};
use app::{failure::Failure, i18n::Lang, workspace::authentication::model::SignInProblem};
use domain::{
    access::{AccountId, Actor},
    audit::AuditAction,
};

/// Fewest characters of a password.
const SHORTEST_PASSWORD: usize = 12;

impl Authentication {
    /// For whom a link that works once is, if it still works.
    ///
    /// # Errors
    /// [`Failure::LinkEnded`], or if the store refuses.
    pub async fn link(&self, token: &str) -> ServiceResult<String> {
        let ended = ServiceError(Failure::LinkEnded);
        let link = self.context.db.link(&secrets::hash(token)).await?;
        let link = link
            .filter(|l| l.used_at.is_none() && l.expires_at >= self.context.now())
            .ok_or(ended.clone())?;
        let account = self
            .context
            .db
            .account(link.account_id)
            .await?
            .filter(|a| a.active)
            .ok_or(ended)?;
        Ok(account.user_name)
    }

    /// Sets a password through a link that works once. Every session of the account ends, and a new one begins: whoever
    /// has just chosen the password need not type it again. What else a session needs is asked for as ever.
    ///
    /// # Errors
    /// [`Failure::LinkEnded`], or if the store refuses.
    pub async fn use_link(
        &self,
        token: &str,
        new: String,
        again: &str,
        caller: Caller<'_>,
    ) -> ServiceResult<SignedIn> {
        self.link(token).await?;
        if new != again {
            return Ok(SignedIn::Refused(SignInProblem::Differ.into()));
        }
        if new.chars().count() < SHORTEST_PASSWORD {
            return Ok(SignedIn::Refused(SignInProblem::Short.into()));
        }
        let hashed = secrets::hash(token);
        let ended = ServiceError(Failure::LinkEnded);
        let link = self.context.db.link(&hashed).await?.ok_or(ended.clone())?;
        let account = self
            .context
            .db
            .account(link.account_id)
            .await?
            .ok_or(ended.clone())?;
        // Few at a time, as at signing in.
        let turn = self.hashing.acquire().await;
        let turn = turn.map_err(|error| ServiceError(service_error(&error)))?;
        let phc = blocking(move || secrets::hash_password(&new)).await??;
        drop(turn);
        let mut tx = self.context.db.begin().await?;
        let now = self.context.now().0;
        if !tx.use_link(&hashed, now).await? {
            return Err(ended);
        }
        tx.set_password(account.id, &phc).await?;
        tx.end_sessions(account.id).await?;
        // As it is from now on; it may have been closed meanwhile.
        let account = tx.lock_account(&account.user_name).await?;
        let account = account.filter(|a| a.active).ok_or(ended)?;
        let (token, row) = new_session(&mut tx, &account, false, caller.agent, now).await?;
        if self.is_whole(&mut tx, &account).await? {
            seen_at(&mut tx, account.id, caller, now).await?;
        }
        let who = Principal {
            actor: Actor {
                account: AccountId(account.id),
                grants: Vec::new(),
                second_factor: false,
            },
            user_name: account.user_name.clone(),
            name: account.display_name.clone(),
            lang: Lang::Vi,
            session: String::new(),
            address: caller.address.to_owned(),
            missing: None,
            drafts_key: String::new(),
            codes_shut_at: None,
            snapshot: self.context.snapshot().await?,
            commune: CommuneCache::default(),
        };
        let mut note = Note::installation(AuditAction::SetPassword, &account.user_name);
        note.after = link.purpose;
        self.context.note(&mut tx, &who, note).await?;
        tx.commit().await?;
        self.signed_in(account, token, &row, caller).await
    }
}
