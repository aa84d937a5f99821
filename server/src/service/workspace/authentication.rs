//! Signing in and out: sessions, and who bears one. `attempts` counts, `second_factor` and `links` prove more.

mod attempts;
mod links;
mod second_factor;

pub use attempts::{Caller, SignInRefusal, network_of};
pub(super) use attempts::{HOUR, is_user_name};

use super::{
    Missing, Principal, ServiceError, ServiceResult, commune_record::CommuneCache,
    context::Context, principal::scope, service_error::service_error,
};
use crate::{
    secrets,
    service::snapshot::Snapshot,
    store::{Tx, accounts::AccountRow, attempts::FailureKind, sessions::SessionRow},
};
use app::{i18n::Lang, workspace::authentication::model::SignInProblem};
use attempts::{Counted, MINUTE, fail, seen_at, too_many, wait_within};
use domain::{
    access::{AccountId, Actor, Grant, Role},
    attempt,
    text::tidy,
    time::Timestamp,
};
use std::sync::Arc;
use tokio::sync::Semaphore;

/// Signing in and out: sessions, second factors, links that work once.
#[derive(Clone, Debug)]
pub struct Authentication {
    pub(super) context: Context,
    /// Turns at hashing a password, which takes memory and time.
    pub(super) hashing: Arc<Semaphore>,
}

/// A session ends after so long without use …
const IDLE: i64 = 2 * HOUR;
/// … and after so long in any case: a working day.
const LONGEST: i64 = 12 * HOUR;

/// Use is noted no finer than this, so that reading does not write.
const NOTED: i64 = 5 * MINUTE;

/// What came of an attempt to sign in.
#[derive(Clone, Debug)]
pub enum SignedIn {
    /// A session; its token goes into the cookie. Its visitor may still miss something.
    Session(String, Box<Principal>),
    /// Nobody, and why.
    Refused(SignInRefusal),
}

impl Authentication {
    /// Signs in with name and password.
    ///
    /// What a password proves counts only if, in the transaction that makes the session, the limit is not reached:
    /// of attempts that come at once no more are answered than of those that come one after the other.
    ///
    /// # Errors
    /// If the store refuses.
    pub async fn sign_in(
        &self,
        user_name: &str,
        password: String,
        caller: Caller<'_>,
    ) -> ServiceResult<SignedIn> {
        let user_name = normal_name(user_name);
        let counted = Counted::new(&user_name, caller);
        // This and the next look only spare the work: the one that counts is in the transaction.
        if let Some(refused) = self.must_wait(&counted).await? {
            return Ok(SignedIn::Refused(refused));
        }
        let account = self
            .context
            .db
            .account_by_name(&counted.user_name)
            .await?
            .filter(|a| a.active);
        let stored = account.as_ref().and_then(|a| a.password.clone());
        // Few at a time: hashing takes memory. What failed meanwhile counts.
        let turn = self.hashing.acquire().await;
        let turn = turn.map_err(|error| ServiceError(service_error(&error)))?;
        if let Some(refused) = self.must_wait(&counted).await? {
            return Ok(SignedIn::Refused(refused));
        }
        let right =
            blocking(move || secrets::verify_password(&password, stored.as_deref())).await?;
        let now = self.context.now().0;
        let mut tx = self.context.db.begin().await?;
        tx.pass_gate(counted.gate()).await?;
        if let Some(refused) = wait_within(&mut tx, &counted, now).await? {
            return Ok(SignedIn::Refused(refused));
        }
        let account = match account.filter(|_| right) {
            // It may have been closed, or have another password by now.
            Some(seen) => tx
                .lock_account(&seen.user_name)
                .await?
                .filter(|a| a.active && a.password == seen.password),
            None => None,
        };
        let Some(account) = account else {
            fail(&mut tx, &counted, (FailureKind::Password, None), now).await?;
            tx.commit().await?;
            return Ok(SignedIn::Refused(SignInProblem::Wrong.into()));
        };
        let (token, row) = new_session(&mut tx, &account, false, caller.agent, now).await?;
        // A right password alone proves nothing where a code is asked for: or codes could be guessed
        // for ever, with a new sign-in after every few.
        if account.totp_secret.is_none() {
            tx.forgive_failures(&counted.user_name, &counted.network, now)
                .await?;
        }
        if self.is_whole(&mut tx, &account).await? {
            seen_at(&mut tx, account.id, caller, now).await?;
        }
        tx.commit().await?;
        drop(turn);
        self.signed_in(account, token, &row, caller).await
    }

    /// Whether a password alone signs somebody in wholly.
    async fn is_whole(&self, tx: &mut Tx, account: &AccountRow) -> ServiceResult<bool> {
        if account.totp_secret.is_some() {
            return Ok(false);
        }
        let roles = tx.roles(account.id).await?;
        let roles = roles.iter().filter_map(|role| Role::parse(role));
        Ok(!roles.into_iter().any(Role::needs_second_factor))
    }

    /// The visitor of a session that was just made.
    async fn signed_in(
        &self,
        account: AccountRow,
        token: String,
        row: &SessionRow,
        caller: Caller<'_>,
    ) -> ServiceResult<SignedIn> {
        let snapshot = self.context.snapshot().await?;
        let grants = grants(&snapshot, self.context.db.grants(account.id).await?);
        let principal = principal_of(account, row, grants, caller.address, snapshot);
        Ok(SignedIn::Session(token, Box::new(principal)))
    }

    /// Who bears this token, if its session still holds.
    ///
    /// # Errors
    /// If the store refuses.
    pub async fn principal(&self, token: &str, address: &str) -> ServiceResult<Option<Principal>> {
        let now = self.context.now().0;
        let Some(bearer) = self.context.db.bearer(&secrets::hash(token)).await? else {
            return Ok(None);
        };
        let (session, account) = (bearer.session, bearer.account);
        if !is_open(&session, now) {
            let mut tx = self.context.db.begin().await?;
            tx.end_session(&session.token_hash).await?;
            tx.commit().await?;
            return Ok(None);
        }
        if !account.active {
            return Ok(None);
        }
        if now - session.seen_at.0 >= NOTED {
            let mut tx = self.context.db.begin().await?;
            tx.touch_session(&session.token_hash, now).await?;
            tx.commit().await?;
        }
        let snapshot = self.context.public.snapshot_of(bearer.data_version).await;
        let snapshot = snapshot.map_err(|error| ServiceError(service_error(&error)))?;
        let grants = grants(&snapshot, bearer.grants);
        let principal = principal_of(account, &session, grants, address, snapshot);
        Ok(Some(principal))
    }

    /// Whether an attempt has to wait, as far as is known outside of a transaction.
    async fn must_wait(&self, counted: &Counted) -> ServiceResult<Option<SignInRefusal>> {
        let now = self.context.now().0;
        let failures = self
            .context
            .db
            .failures(&counted.user_name, &counted.network, now)
            .await?;
        // Rarely of interest, so rarely looked up.
        let known = attempt::must_wait(failures, false).is_some()
            && self
                .context
                .db
                .is_known_at(&counted.user_name, &counted.network)
                .await?;
        let known = known
            || attempt::must_wait(failures, false).is_some()
                && self
                    .context
                    .db
                    .worked_from(&counted.user_name, &counted.address)
                    .await?;
        Ok(attempt::must_wait(failures, known).map(|wait| too_many(wait, now)))
    }

    /// Ends a session.
    ///
    /// # Errors
    /// If the store refuses.
    pub async fn sign_out(&self, who: &Principal) -> ServiceResult<()> {
        let mut tx = self.context.db.begin().await?;
        tx.end_session(&who.session).await?;
        Ok(tx.commit().await?)
    }
}

pub(super) fn principal_of(
    account: AccountRow,
    session: &SessionRow,
    grants: Vec<Grant>,
    address: &str,
    snapshot: Arc<Snapshot>,
) -> Principal {
    let actor = Actor {
        account: AccountId(account.id),
        grants,
        second_factor: session.second_factor,
    };
    let missing = match (&account.totp_secret, session.second_factor) {
        (Some(_), false) => Some(Missing::Code),
        (None, _) if actor.needs_second_factor() => Some(Missing::Enrolment),
        _ => None,
    };
    // Follows from the stored password, which only the server knows: a new password locks old drafts.
    let stored = account.password.as_deref().unwrap_or("");
    let drafts_key = secrets::hash(&format!("drafts {} {stored}", account.id));
    Principal {
        actor,
        drafts_key,
        user_name: account.user_name,
        name: account.display_name,
        lang: Lang::ALL
            .into_iter()
            .find(|l| l.tag() == account.language)
            .unwrap_or(Lang::Vi),
        session: session.token_hash.clone(),
        address: address.to_owned(),
        missing,
        codes_shut_at: account.codes_shut_at,
        snapshot,
        commune: CommuneCache::default(),
    }
}

/// A new session within a transaction; gives its token too.
async fn new_session(
    tx: &mut Tx,
    account: &AccountRow,
    second_factor: bool,
    agent: &str,
    now: i64,
) -> ServiceResult<(String, SessionRow)> {
    let token = secrets::token()?;
    let row = SessionRow {
        token_hash: secrets::hash(&token),
        account_id: account.id,
        created_at: Timestamp(now),
        seen_at: Timestamp(now),
        expires_at: Timestamp(now + LONGEST),
        second_factor,
        agent: agent.chars().take(200).collect(),
    };
    tx.add_session(&row).await?;
    Ok((token, row))
}

/// Grants as the store keeps them, read. A word that is none any more grants nothing.
pub(super) fn grants(snapshot: &Snapshot, words: Vec<(String, String)>) -> Vec<Grant> {
    words
        .into_iter()
        .filter_map(|(role, word)| {
            Some(Grant {
                role: Role::parse(&role)?,
                scope: scope(snapshot, &word)?,
            })
        })
        .collect()
}

/// Names are compared in one form: tidy, lower case.
pub(super) fn normal_name(typed: &str) -> String {
    tidy(typed).to_lowercase()
}

/// Runs slow work where blocking is allowed.
async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> ServiceResult<T> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|error| ServiceError(service_error(&error)))
}

/// Whether a session still goes on at a time, in milliseconds.
pub(super) fn is_open(session: &SessionRow, now: i64) -> bool {
    now < session.expires_at.0 && now - session.seen_at.0 < IDLE
}
