//! One account before its administrator: roles, sessions, handing over when somebody leaves. And one's
//! own sessions. Signing in and the list of accounts are in [`super::people`].

use super::{
    Failed, Note, Outcome, Visitor, Workspace,
    people::{IDLE, column_of, grants, manages_somewhere, normal_name},
    scope,
};
use crate::{
    service::{
        import::{ImportError, people as lists},
        snapshot::Snapshot,
    },
    store::people::{AccountRow, SessionRow},
};
use app::{
    failure::Failure,
    workspace::{
        accounts::model::{AccountView, GrantRow, Import, ImportRow, SessionView, Sessions},
        refused::{AdminProblem, FaultRow, Refused},
    },
};
use domain::{
    access::{AccountId, Grant, Role, Scope, may_grant, may_manage},
    entry::Fields,
    time::Timestamp,
};

/// Characters of a session's hash that name it among those of one account.
const SESSION_ID: usize = 16;

fn id_of(session: &SessionRow) -> String {
    session.token_hash.chars().take(SESSION_ID).collect()
}

/// An account that its visitor may manage.
struct Managed {
    row: AccountRow,
    held: Vec<Grant>,
}

impl Workspace {
    async fn managed(&self, who: &Visitor, snapshot: &Snapshot, id: i64) -> Outcome<Managed> {
        manages_somewhere(who)?;
        // Whether there is such an account is nobody's business whose scope it does not lie in.
        let denied = Failed(Failure::Denied(domain::access::Refusal::NoRole));
        let row = self.db.account(id).await?.ok_or(denied)?;
        let held = grants(snapshot, self.db.grants(id).await?);
        may_manage(&who.actor, &held).map_err(Failure::from)?;
        Ok(Managed { row, held })
    }

    async fn open_sessions(&self, who: &Visitor, account: i64) -> Outcome<Vec<SessionView>> {
        let now = self.now().0;
        let held = |s: &SessionRow| now < s.expires_at && now - s.seen_at < IDLE;
        let rows = self.db.sessions(account).await?;
        Ok(rows
            .into_iter()
            .filter(held)
            .map(|row| SessionView {
                id: id_of(&row),
                since: Timestamp(row.created_at),
                seen: Timestamp(row.seen_at),
                second_factor: row.second_factor,
                own: row.token_hash == who.session,
                agent: row.agent,
            })
            .collect())
    }

    /// An account.
    ///
    /// # Errors
    /// [`Failure::Denied`], also if there is no such account; or if the store refuses.
    pub async fn account(&self, who: &Visitor, id: i64) -> Outcome<AccountView> {
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
                    scope: self.scope_name(snapshot, &g.scope),
                })
                .collect(),
            sessions: self.open_sessions(who, id).await?,
            refused: None,
        })
    }

    /// Gives a role (`kind` is `give`) or takes one away (`take`). Fields: `role`, `scope`.
    ///
    /// # Errors
    /// [`Failure::Denied`] for one's own rights and for what lies beyond one's scope,
    /// [`Failure::BadForm`], or if the store refuses. A form that can't be accepted comes back with its
    /// problems.
    pub async fn change_rights(
        &self,
        who: &Visitor,
        account: i64,
        kind: &str,
        fields: &Fields,
    ) -> Outcome<Result<(), Refused>> {
        let snapshot = &who.snapshot;
        let Managed { row, held } = self.managed(who, snapshot, account).await?;
        let refused = |field, problem| {
            Ok(Err(Refused {
                typed: fields.clone(),
                problems: vec![(field, problem)],
            }))
        };
        let role = fields.get("role").and_then(Role::parse);
        let place = fields.get("scope").and_then(|word| scope(snapshot, word));
        let grant = match (role, place) {
            (Some(role), Some(scope)) if role.fits(&scope) => Grant { role, scope },
            _ => return refused("scope", AdminProblem::NotAScope),
        };
        let changed = std::slice::from_ref(&grant);
        may_grant(&who.actor, AccountId(account), &held, changed).map_err(Failure::from)?;
        let word = format!("{} {}", grant.role.slug(), grant.scope.word());
        let (role, scope) = (grant.role.slug(), grant.scope.word());
        let mut tx = self.db.begin().await?;
        let note = match kind {
            "give" => {
                tx.add_grant(account, role, scope).await?;
                let mut note = Note::installation("give-role", &row.user_name);
                note.after = word;
                note
            }
            "take" if held.len() < 2 => return refused("take", AdminProblem::LastRole),
            "take" => {
                if !tx.remove_grant(account, role, scope).await? {
                    return Err(Failed(Failure::Changed));
                }
                let mut note = Note::installation("take-role", &row.user_name);
                note.before = word;
                note
            }
            _ => return Err(Failed(Failure::BadForm)),
        };
        self.note(&mut tx, who, note).await?;
        tx.commit().await?;
        Ok(Ok(()))
    }

    /// Hands an account over to a successor, in one transaction: the chosen roles (fields `grant-…`, each
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
        who: &Visitor,
        account: i64,
        fields: &Fields,
    ) -> Outcome<Result<(), Refused>> {
        let snapshot = &who.snapshot;
        let Managed { row, held } = self.managed(who, snapshot, account).await?;
        let chosen: Vec<Grant> = held
            .iter()
            .filter(|g| {
                let word = format!("{} {}", g.role.slug(), g.scope.word());
                let named = |(name, text): (&String, &String)| {
                    name.starts_with("grant-") && text.trim() == word
                };
                fields.0.iter().any(named)
            })
            .cloned()
            .collect();
        may_grant(&who.actor, AccountId(account), &held, &chosen).map_err(Failure::from)?;
        let mut problems = Vec::new();
        let reason = fields.get("reason").unwrap_or("");
        if domain::text::length(reason) > domain::text::LONGEST_WORDS {
            return Err(Failed(Failure::BadForm));
        }
        if reason.is_empty() {
            problems.push(("reason", AdminProblem::Missing));
        }
        let successor = match fields.get("successor") {
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
            return Ok(Err(Refused {
                typed: fields.clone(),
                problems,
            }));
        };
        let now = self.now().0;
        let mut tx = self.db.begin().await?;
        let mut drafts = 0;
        let mut words = Vec::new();
        for Grant { role, scope } in &chosen {
            if !tx.remove_grant(account, role.slug(), scope.word()).await? {
                return Err(Failed(Failure::Changed));
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
        let mut note = Note::installation("hand-over", &row.user_name);
        note.before = words.join(", ");
        note.after = format!("{}, drafts {drafts}", successor.user_name);
        note.reason = reason;
        self.note(&mut tx, who, note).await?;
        tx.commit().await?;
        Ok(Ok(()))
    }

    /// Somebody who can take over: an open account in this administrator's scope.
    async fn successor(
        &self,
        who: &Visitor,
        snapshot: &Snapshot,
        leaving: i64,
        name: &str,
    ) -> Outcome<Option<(AccountRow, Vec<Grant>)>> {
        let found = self.db.account_by_name(&normal_name(name)).await?;
        let Some(row) = found.filter(|a| a.active && a.id != leaving) else {
            return Ok(None);
        };
        let held = grants(snapshot, self.db.grants(row.id).await?);
        Ok(may_manage(&who.actor, &held).is_ok().then_some((row, held)))
    }

    /// One's own sessions.
    ///
    /// # Errors
    /// If the store refuses.
    pub async fn own_sessions(&self, who: &Visitor) -> Outcome<Sessions> {
        Ok(Sessions {
            sessions: self.open_sessions(who, who.actor.account.0).await?,
        })
    }

    /// Ends one of one's own sessions, or all but the one that asks.
    ///
    /// # Errors
    /// [`Failure::BadForm`] if none of one's own sessions is named so, or if the store refuses.
    pub async fn end_own_sessions(&self, who: &Visitor, which: Option<&str>) -> Outcome<()> {
        let own = self.db.sessions(who.actor.account.0).await?;
        let ends = |s: &&SessionRow| match which {
            Some(id) => id_of(s) == id,
            None => s.token_hash != who.session,
        };
        let ending: Vec<&SessionRow> = own.iter().filter(ends).collect();
        if which.is_some() && ending.is_empty() {
            return Err(Failed(Failure::BadForm));
        }
        let mut tx = self.db.begin().await?;
        for session in &ending {
            tx.end_session(&session.token_hash).await?;
        }
        let mut note = Note::installation("end-own-sessions", &who.user_name);
        note.after = ending.len().to_string();
        self.note(&mut tx, who, note).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Whether somebody may let people in anywhere.
    ///
    /// # Errors
    /// [`Failure::Denied`].
    pub fn may_let_in(&self, who: &Visitor) -> Outcome<()> {
        manages_somewhere(who)
    }

    /// Whom a list would let in, and every bad place of it. Nothing is written.
    ///
    /// # Errors
    /// [`Failure::Denied`], or if the store refuses.
    pub async fn read_list(&self, who: &Visitor, text: &str) -> Outcome<Import> {
        manages_somewhere(who)?;
        let mut view = Import {
            text: text.to_owned(),
            ..Import::default()
        };
        let lines = match lists::read(text) {
            Ok(lines) => lines,
            Err(ImportError::Faults(faults)) => {
                view.faults = faults.into_iter().map(fault).collect();
                return Ok(view);
            }
            Err(ImportError::Store(error)) => return Err(error.into()),
            Err(ImportError::Published(_)) => return Err(Failed(Failure::BadForm)),
        };
        let snapshot = &who.snapshot;
        let people: Vec<_> = lines.iter().map(|l| l.person.clone()).collect();
        let verdicts = self.check_people(Some(who), &people).await?;
        for (line, verdict) in lines.into_iter().zip(verdicts) {
            match verdict {
                Ok(fit) => view.people.push(ImportRow {
                    line: line.line,
                    user: fit.user,
                    name: line.person.name,
                    role: fit.grant.role,
                    scope: self.scope_name(snapshot, &fit.grant.scope),
                }),
                Err(reason) => view.faults.push(FaultRow {
                    line: line.line,
                    column: column_of(&reason).to_owned(),
                    reason,
                }),
            }
        }
        Ok(view)
    }

    /// Lets in whom a list names, all or none; gives the user name of each with the token of their
    /// invitation.
    ///
    /// # Errors
    /// As [`Workspace::read_list`]. A list with bad places comes back.
    pub async fn let_list_in(
        &self,
        who: &Visitor,
        text: &str,
    ) -> Outcome<Result<Vec<(String, String)>, Import>> {
        let view = self.read_list(who, text).await?;
        if !view.faults.is_empty() {
            return Ok(Err(view));
        }
        let lines = lists::read(text).map_err(|_| Failed(Failure::BadForm))?;
        let people: Vec<_> = lines.into_iter().map(|l| l.person).collect();
        match self.let_in(Some(who), &people).await? {
            Ok(links) => Ok(Ok(links)),
            // Somebody took a name since it was looked at.
            Err(_) => Ok(Err(self.read_list(who, text).await?)),
        }
    }
}

/// A bad place as the page shows it.
pub(super) fn fault(fault: crate::service::import::Fault) -> FaultRow {
    FaultRow {
        line: fault.line,
        column: fault.column,
        reason: fault.reason,
    }
}
