//! Sessions of an account, and ending one's own.

use super::Accounts;
use crate::{
    service::workspace::{
        Principal, ServiceError, ServiceResult, authentication::is_open, context::Note,
    },
    store::sessions::SessionRow,
};
use app::{
    failure::Failure,
    workspace::accounts::model::{SessionView, Sessions},
};
use domain::audit::AuditAction;

/// Characters of a session's hash that name it among those of one account.
const SESSION_ID: usize = 16;

fn id_of(session: &SessionRow) -> String {
    session.token_hash.chars().take(SESSION_ID).collect()
}

impl Accounts {
    pub(super) async fn open_sessions(
        &self,
        who: &Principal,
        account: i64,
    ) -> ServiceResult<Vec<SessionView>> {
        let now = self.context.now().0;
        let open = |s: &SessionRow| is_open(s, now);
        let rows = self.context.db.sessions(account).await?;
        Ok(rows
            .into_iter()
            .filter(open)
            .map(|row| SessionView {
                id: id_of(&row),
                since: row.created_at,
                seen: row.seen_at,
                second_factor: row.second_factor,
                own: row.token_hash == who.session,
                agent: row.agent,
            })
            .collect())
    }

    /// One's own sessions.
    ///
    /// # Errors
    /// If the store refuses.
    pub async fn own_sessions(&self, who: &Principal) -> ServiceResult<Sessions> {
        Ok(Sessions {
            sessions: self.open_sessions(who, who.actor.account.0).await?,
        })
    }

    /// Ends one of one's own sessions, or all but the one that asks.
    ///
    /// # Errors
    /// [`Failure::BadForm`] if none of one's own sessions is named so, or if the store refuses.
    pub async fn end_own_sessions(
        &self,
        who: &Principal,
        which: Option<&str>,
    ) -> ServiceResult<()> {
        let own = self.context.db.sessions(who.actor.account.0).await?;
        let ends = |s: &&SessionRow| match which {
            Some(id) => id_of(s) == id,
            None => s.token_hash != who.session,
        };
        let ending: Vec<&SessionRow> = own.iter().filter(ends).collect();
        if which.is_some() && ending.is_empty() {
            return Err(ServiceError(Failure::BadForm));
        }
        let mut tx = self.context.db.begin().await?;
        for session in &ending {
            tx.end_session(&session.token_hash).await?;
        }
        let mut note = Note::installation(AuditAction::EndOwnSessions, &who.user_name);
        note.after = ending.len().to_string();
        self.context.note(&mut tx, who, note).await?;
        tx.commit().await?;
        Ok(())
    }
}
