//! The daily mail: at most one a person and day, of what waits for them when it is made; nothing waits,
//! nothing is sent. A mail is taken in the store before it is sent and marked after, so that two servers or
//! a restart do not send it twice, and one that could not be sent is tried again ([ADR 0030]).
//!
//! [ADR 0030]: ../../../docs/adr/0030-daily-mail.md

use crate::{
    mail::{Email, Mailer},
    service::workspace::{ServiceError, Workspace},
    store::{Db, StoreError, accounts::AccountRow, digests::DigestKey},
};
use app::{i18n::Lang, texts::notice};
use domain::time::Timestamp;

/// From when on, Viet Nam's time: before people come to their desks.
const FROM_HOUR: u32 = 7;

/// After so long a mail that was taken and not marked counts as not sent: whoever took it has ended.
const STALE_MS: i64 = 15 * 60_000;

/// What one round did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Round {
    /// Mails sent.
    pub sent: u32,
    /// Mails that could not be sent now and will be tried again.
    pub failed: u32,
}

/// Whether mails of the day are sent at this time.
#[must_use]
pub fn is_time(now: Timestamp) -> bool {
    now.clock().0 >= FROM_HOUR
}

/// Sends every mail of this day that was not sent yet. `origin` is the site's address.
///
/// # Errors
/// If the store refuses; a mail server that refuses is counted instead.
pub async fn send(
    db: &Db,
    workspace: &Workspace,
    mailer: &Mailer,
    origin: &str,
) -> Result<Round, ServiceError> {
    let mut round = Round::default();
    for account in db.accounts().await? {
        if !account.active || account.email.is_empty() {
            continue;
        }
        let key = DigestKey {
            account: account.id,
            day: i64::from(workspace.now().date().0),
        };
        let Some(sent) = one(db, workspace, mailer, (origin, key), account).await? else {
            continue;
        };
        if sent {
            round.sent += 1;
        } else {
            round.failed += 1;
        }
    }
    if round != Round::default() {
        tracing::info!(
            sent = round.sent,
            failed = round.failed,
            "daily mails were sent"
        );
    }
    Ok(round)
}

/// Sends one person's mail: whether that worked, or none if there is nothing to send.
async fn one(
    db: &Db,
    workspace: &Workspace,
    mailer: &Mailer,
    (origin, key): (&str, DigestKey),
    account: AccountRow,
) -> Result<Option<bool>, ServiceError> {
    let (name, email, language) = (
        account.display_name.clone(),
        account.email.clone(),
        account.language.clone(),
    );
    let notices = workspace.notices.waiting_for_account(account).await?;
    if notices.is_empty() {
        return Ok(None);
    }
    let now = workspace.now();
    if !db.take_digest(key, now.0, now.0 - STALE_MS).await? {
        return Ok(None);
    }
    let lang = Lang::ALL.into_iter().find(|l| l.tag() == language);
    let (subject, body) = notice::mail(lang.unwrap_or(Lang::Vi), &name, &notices, (origin, now));
    let email = Email {
        name: &name,
        address: &email,
        subject: &subject,
        body: &body,
        id: &format!("xanh-{}-{}", key.day, key.account),
    };
    match mailer.send(email).await {
        Ok(()) => {
            marked(db.digest_sent(key, workspace.now().0).await)?;
            Ok(Some(true))
        }
        Err(cause) => {
            tracing::warn!(%cause, account = key.account, "a daily mail was not sent, and will be tried again");
            db.digest_failed(key).await?;
            Ok(Some(false))
        }
    }
}

/// A mail that went out and can't be marked may come twice, with the same identity.
fn marked(done: Result<(), StoreError>) -> Result<(), ServiceError> {
    if done.is_err() {
        tracing::error!("a daily mail was sent and could not be marked");
    }
    Ok(done?)
}
