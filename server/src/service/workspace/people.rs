//! People: signing in and out, the second factor, links that work once, accounts.

use super::{Failed, Missing, Note, Outcome, Visitor, Workspace, checklist::LoadedOnce, scope};
use crate::{
    secrets,
    service::{import::people::NewPerson, snapshot::Snapshot},
    store::{
        Tx,
        people::{AccountRow, FailureKind, NewAccount, SessionRow},
    },
};
use app::{
    failure::Failure,
    i18n::Lang,
    workspace::{
        accounts::model::{People, PersonRow},
        authentication::model::{Enrolment, SignInProblem},
        correspondence::model::Notice,
        refused::FaultReason,
    },
};
use domain::{
    access::{AccountId, Action, Actor, Grant, Object, Refusal, Role, Scope, may_manage},
    attempt::{codes_shut, is_code, must_wait, session_ends},
    audit::{Entry, INSTALLATION},
    entry::{FieldError, Fields, Problem},
    text::{fold, tidy},
    time::Timestamp,
};
use std::{
    collections::HashSet,
    net::{IpAddr, Ipv6Addr},
    sync::Arc,
};

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;

/// A session ends after so long without use …
pub(super) const IDLE: i64 = 2 * HOUR;
/// … and after so long in any case: a working day.
const LONGEST: i64 = 12 * HOUR;
/// Use is noted no finer than this, so that reading does not write.
const NOTED: i64 = 5 * MINUTE;

/// An invitation holds for a week, a reset for a day.
const INVITATION: i64 = 7 * 24 * HOUR;
const RESET: i64 = 24 * HOUR;

/// Fewest characters of a password.
const SHORTEST_PASSWORD: usize = 12;

/// Who asks to sign in, from where.
#[derive(Clone, Copy, Debug)]
pub struct Caller<'a> {
    /// Address of the connection.
    pub address: &'a str,
    /// What the browser calls itself.
    pub agent: &'a str,
}

/// What came of an attempt to sign in.
#[derive(Clone, Debug)]
pub enum SignedIn {
    /// A session; its token goes into the cookie. Its visitor may still miss something.
    Session(String, Box<Visitor>),
    /// Nobody, and why.
    Refused(Refused),
}

/// Why nobody was signed in, and how long to wait before trying again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refused {
    /// What the page says.
    pub problem: SignInProblem,
    /// Seconds, if an attempt before then is not looked at.
    pub wait: Option<u32>,
}

impl From<SignInProblem> for Refused {
    fn from(problem: SignInProblem) -> Self {
        Self {
            problem,
            wait: None,
        }
    }
}

impl Refused {
    /// Nothing is looked at before `until`.
    fn until(until: i64, now: i64, problem: impl FnOnce(u32) -> SignInProblem) -> Self {
        // Rounded up: whoever waits so long has waited long enough.
        let up = |ms: i64| u32::try_from(((until - now).max(1) + ms - 1) / ms).unwrap_or(u32::MAX);
        Self {
            problem: problem(up(MINUTE)),
            wait: Some(up(1_000)),
        }
    }
}

/// For whom attempts are counted, and from where.
#[derive(Clone, Debug)]
struct Counted {
    /// Name to sign in with.
    user_name: String,
    /// See [`network_of`].
    network: String,
    /// Address of the connection.
    address: String,
}

impl Counted {
    /// What no account can be called is counted under one word: a name is kept as it was typed, and nobody shall
    /// fill the disk with names, or find in it a password that was typed into the wrong field.
    fn new(user_name: &str, caller: Caller<'_>) -> Self {
        let user_name = if is_user_name(user_name) {
            user_name
        } else {
            NO_NAME
        };
        Self {
            user_name: user_name.to_owned(),
            network: network(caller.address),
            address: caller.address.to_owned(),
        }
    }

    /// The rows of the gate that whoever counts holds: one for the name, one for the network.
    fn gate(&self) -> [i64; 2] {
        let slot = |text: &str| {
            let hash = secrets::hash(text);
            let head = hash.get(..4).and_then(|h| i64::from_str_radix(h, 16).ok());
            head.unwrap_or(0).rem_euclid(GATE)
        };
        [slot(&self.user_name), GATE + slot(&self.network)]
    }
}

/// What is counted when a name is typed that no account can have.
const NO_NAME: &str = "?";

/// Rows of the gate for names, and as many for networks.
const GATE: i64 = 512;

impl Workspace {
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
    ) -> Outcome<SignedIn> {
        let user_name = normal_name(user_name);
        let counted = Counted::new(&user_name, caller);
        // This and the next look only spare the work: the one that counts is in the transaction.
        if let Some(refused) = self.must_wait(&counted).await? {
            return Ok(SignedIn::Refused(refused));
        }
        let account = self
            .db
            .account_by_name(&counted.user_name)
            .await?
            .filter(|a| a.active);
        let stored = account.as_ref().and_then(|a| a.password.clone());
        // Few at a time: hashing takes memory. What failed meanwhile counts.
        let turn = self.hashing.acquire().await;
        let turn = turn.map_err(|error| Failed(super::failed(&error)))?;
        if let Some(refused) = self.must_wait(&counted).await? {
            return Ok(SignedIn::Refused(refused));
        }
        let right =
            blocking(move || secrets::verify_password(&password, stored.as_deref())).await?;
        let now = self.now().0;
        let mut tx = self.db.begin().await?;
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
            fail(&mut tx, &counted, FailureKind::Password, now).await?;
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
        tx.commit().await?;
        drop(turn);
        self.signed_in(account, token, &row, caller).await
    }

    /// Whether an attempt has to wait, as far as is known outside of a transaction.
    async fn must_wait(&self, counted: &Counted) -> Outcome<Option<Refused>> {
        let now = self.now().0;
        let failures = self
            .db
            .failures(&counted.user_name, &counted.network, now)
            .await?;
        // Rarely of interest, so rarely looked up.
        let known = must_wait(failures, false).is_some()
            && self
                .db
                .worked_from(&counted.user_name, &counted.address)
                .await?;
        Ok(must_wait(failures, known).map(|until| too_many(until, now)))
    }

    /// The visitor of a session that was just made.
    async fn signed_in(
        &self,
        account: AccountRow,
        token: String,
        row: &SessionRow,
        caller: Caller<'_>,
    ) -> Outcome<SignedIn> {
        let snapshot = self.snapshot().await?;
        let grants = grants(&snapshot, self.db.grants(account.id).await?);
        let visitor = visitor_of(account, row, grants, caller.address, snapshot);
        Ok(SignedIn::Session(token, Box::new(visitor)))
    }

    /// What waits for the person of an account, as they would find it when signed in.
    ///
    /// # Errors
    /// If the store refuses.
    pub async fn waiting_for_account(&self, account: AccountRow) -> Outcome<Vec<Notice>> {
        let now = self.now().0;
        let session = SessionRow {
            token_hash: String::new(),
            account_id: account.id,
            created_at: now,
            seen_at: now,
            expires_at: now,
            second_factor: true,
            agent: String::new(),
        };
        let snapshot = self.snapshot().await?;
        let grants = grants(&snapshot, self.db.grants(account.id).await?);
        let mut who = visitor_of(account, &session, grants, "", snapshot);
        // Whoever has not set up a second factor yet is told what waits all the same; they see it after.
        who.missing = None;
        self.waiting_for(&who).await
    }

    /// Who bears this token, if its session still holds.
    ///
    /// # Errors
    /// If the store refuses.
    pub async fn visitor(&self, token: &str, address: &str) -> Outcome<Option<Visitor>> {
        let now = self.now().0;
        let Some(bearer) = self.db.bearer(&secrets::hash(token)).await? else {
            return Ok(None);
        };
        let (session, account) = (bearer.session, bearer.account);
        if now >= session.expires_at || now - session.seen_at >= IDLE {
            let mut tx = self.db.begin().await?;
            tx.end_session(&session.token_hash).await?;
            tx.commit().await?;
            return Ok(None);
        }
        if !account.active {
            return Ok(None);
        }
        if now - session.seen_at >= NOTED {
            let mut tx = self.db.begin().await?;
            tx.touch_session(&session.token_hash, now).await?;
            tx.commit().await?;
        }
        let snapshot = self.public.snapshot_of(bearer.data_version).await;
        let snapshot = snapshot.map_err(|error| Failed(super::failed(&error)))?;
        let grants = grants(&snapshot, bearer.grants);
        let visitor = visitor_of(account, &session, grants, address, snapshot);
        Ok(Some(visitor))
    }

    /// Ends a session.
    ///
    /// # Errors
    /// If the store refuses.
    pub async fn sign_out(&self, who: &Visitor) -> Outcome<()> {
        let mut tx = self.db.begin().await?;
        tx.end_session(&who.session).await?;
        Ok(tx.commit().await?)
    }

    /// Proves the second factor with a code, or with a recovery code. Everything that decides is read, and what it
    /// comes to is written, in one transaction that other attempts of this account wait for.
    ///
    /// # Errors
    /// If the store refuses.
    pub async fn prove(&self, who: &Visitor, code: &str, caller: Caller<'_>) -> Outcome<SignedIn> {
        let counted = Counted::new(&who.user_name, caller);
        if let Some(refused) = self.must_wait(&counted).await? {
            return Ok(SignedIn::Refused(refused));
        }
        // Few at a time, or those that wait for each other would hold every connection to the database.
        let turn = self.hashing.acquire().await;
        let _turn = turn.map_err(|error| Failed(super::failed(&error)))?;
        let now = self.now();
        let mut tx = self.db.begin().await?;
        tx.pass_gate(counted.gate()).await?;
        if let Some(refused) = wait_within(&mut tx, &counted, now.0).await? {
            return Ok(SignedIn::Refused(refused));
        }
        let ended = Ok(SignedIn::Refused(SignInProblem::Ended.into()));
        let account = tx.lock_account(&who.user_name).await?;
        let Some(account) = account.filter(|a| a.active) else {
            return ended;
        };
        // Five wrong codes, or another answer to the same form, may have ended it meanwhile.
        if tx
            .wrong_codes(&who.session, account.id, now.0)
            .await?
            .is_none()
        {
            return ended;
        }
        let Some(secret) = account.totp_secret.clone() else {
            return Err(Failed(Failure::BadForm));
        };
        let failures = tx
            .failures(&counted.user_name, &counted.network, now.0)
            .await?;
        let kind = if is_code(code) {
            FailureKind::Code
        } else {
            FailureKind::Recovery
        };
        let proven = match kind {
            FailureKind::Code => {
                if let Some(until) = codes_shut(failures) {
                    let shut = Refused::until(until, now.0, SignInProblem::CodesShut);
                    return Ok(SignedIn::Refused(shut));
                }
                let seconds = now.0.div_euclid(1_000);
                match secrets::totp_step(&secret, code, seconds, account.totp_step)? {
                    Some(step) => tx.use_totp_step(account.id, step).await?,
                    None => false,
                }
            }
            _ => {
                let code = code.trim().to_lowercase();
                tx.use_recovery_code(account.id, &secrets::hash(&code), now.0)
                    .await?
            }
        };
        if proven {
            // In place of the old one: the token never survives a change of what a session may do.
            tx.end_session(&who.session).await?;
            let (token, row) = new_session(&mut tx, &account, true, caller.agent, now.0).await?;
            tx.forgive_failures(&counted.user_name, &counted.network, now.0)
                .await?;
            tx.commit().await?;
            return self.signed_in(account, token, &row, caller).await;
        }
        fail(&mut tx, &counted, kind, now.0).await?;
        let failures = tx
            .failures(&counted.user_name, &counted.network, now.0)
            .await?;
        if kind == FailureKind::Code && codes_shut(failures).is_some() {
            tx.shut_codes(account.id, now.0).await?;
            tracing::warn!(
                account = account.id,
                "codes of an account are not looked at any more: too many were wrong"
            );
        }
        let wrong = tx.count_wrong_code(&who.session).await?;
        let refused = if wrong.is_none_or(session_ends) {
            tx.end_session(&who.session).await?;
            let wait = wait_within(&mut tx, &counted, now.0).await?;
            Refused {
                problem: SignInProblem::CodesSpent,
                wait: wait.and_then(|refused| refused.wait),
            }
        } else {
            SignInProblem::WrongCode.into()
        };
        tx.commit().await?;
        Ok(SignedIn::Refused(refused))
    }

    /// What the page that sets up a second factor shows: `secret` again after a wrong code, or a new
    /// one.
    ///
    /// # Errors
    /// If no secret can be made.
    pub fn enrolment(
        &self,
        who: &Visitor,
        secret: Option<String>,
        problem: Option<SignInProblem>,
    ) -> Outcome<Enrolment> {
        let secret = match secret {
            Some(secret) => secret,
            None => secrets::totp_secret()?,
        };
        let address = format!(
            "otpauth://totp/Xanh:{}?secret={secret}&issuer=Xanh",
            app::routes::encode(&who.user_name)
        );
        Ok(Enrolment {
            secret,
            address,
            then: None,
            carried: None,
            problem,
        })
    }

    /// Sets up a second factor: the secret that the page showed, proven by its first code. Gives the new
    /// session and the recovery codes, which are shown once.
    ///
    /// # Errors
    /// If the store refuses, or the account has a second factor already.
    pub async fn enrol(
        &self,
        who: &Visitor,
        secret: &str,
        code: &str,
        caller: Caller<'_>,
    ) -> Outcome<Result<(String, Vec<String>), SignInProblem>> {
        let now = self.now();
        let step = secrets::totp_step(secret, code, now.0.div_euclid(1_000), 0)
            .map_err(|_| Failed(Failure::BadForm))?;
        let codes = secrets::recovery_codes()?;
        let hashes: Vec<String> = codes.iter().map(|c| secrets::hash(c)).collect();
        let mut tx = self.db.begin().await?;
        let account = tx.lock_account(&who.user_name).await?;
        let account = account
            .filter(|a| a.active)
            .ok_or(Failed(Failure::NotSignedIn))?;
        if tx
            .wrong_codes(&who.session, account.id, now.0)
            .await?
            .is_none()
        {
            return Ok(Err(SignInProblem::Ended));
        }
        // Of two that are set up at once the first holds.
        if account.totp_secret.is_some() {
            return Err(Failed(Failure::BadForm));
        }
        let Some(step) = step else {
            let wrong = tx.count_wrong_code(&who.session).await?;
            let ends = wrong.is_none_or(session_ends);
            if ends {
                tx.end_session(&who.session).await?;
            }
            tx.commit().await?;
            return Ok(Err(if ends {
                SignInProblem::CodesSpent
            } else {
                SignInProblem::WrongCode
            }));
        };
        tx.set_totp(account.id, Some(secret)).await?;
        tx.use_totp_step(account.id, step).await?;
        tx.set_recovery_codes(account.id, &hashes).await?;
        tx.end_session(&who.session).await?;
        let (token, _) = new_session(&mut tx, &account, true, caller.agent, now.0).await?;
        tx.forgive_failures(&who.user_name, &network(caller.address), now.0)
            .await?;
        let note = Note::installation("second-factor", &who.user_name);
        self.note(&mut tx, who, note).await?;
        tx.commit().await?;
        Ok(Ok((token, codes)))
    }

    /// For whom a link that works once is, if it still works.
    ///
    /// # Errors
    /// [`Failure::LinkEnded`], or if the store refuses.
    pub async fn link(&self, token: &str) -> Outcome<String> {
        let ended = Failed(Failure::LinkEnded);
        let link = self.db.link(&secrets::hash(token)).await?;
        let link = link
            .filter(|l| l.used_at.is_none() && l.expires_at >= self.now().0)
            .ok_or(ended.clone())?;
        let account = self.db.account(link.account_id).await?.ok_or(ended)?;
        Ok(account.user_name)
    }

    /// Sets a password through a link that works once. Every session of the account ends.
    ///
    /// # Errors
    /// [`Failure::LinkEnded`], or if the store refuses.
    pub async fn use_link(
        &self,
        token: &str,
        new: String,
        again: &str,
        caller: Caller<'_>,
    ) -> Outcome<Result<(), SignInProblem>> {
        self.link(token).await?;
        if new != again {
            return Ok(Err(SignInProblem::Differ));
        }
        if new.chars().count() < SHORTEST_PASSWORD {
            return Ok(Err(SignInProblem::Short));
        }
        let hashed = secrets::hash(token);
        let ended = Failed(Failure::LinkEnded);
        let link = self.db.link(&hashed).await?.ok_or(ended.clone())?;
        let account = self
            .db
            .account(link.account_id)
            .await?
            .ok_or(ended.clone())?;
        // Few at a time, as at signing in.
        let turn = self.hashing.acquire().await;
        let turn = turn.map_err(|error| Failed(super::failed(&error)))?;
        let phc = blocking(move || secrets::hash_password(&new)).await??;
        drop(turn);
        let mut tx = self.db.begin().await?;
        if !tx.use_link(&hashed, self.now().0).await? {
            return Err(ended);
        }
        tx.set_password(account.id, &phc).await?;
        tx.end_sessions(account.id).await?;
        let who = Visitor {
            actor: Actor {
                account: AccountId(account.id),
                grants: Vec::new(),
                second_factor: false,
            },
            user_name: account.user_name.clone(),
            name: account.display_name,
            lang: Lang::Vi,
            session: String::new(),
            address: caller.address.to_owned(),
            missing: None,
            drafts_key: String::new(),
            codes_shut_at: None,
            snapshot: self.snapshot().await?,
            loaded: LoadedOnce::default(),
        };
        let mut note = Note::installation("set-password", &account.user_name);
        note.after = link.purpose;
        self.note(&mut tx, &who, note).await?;
        tx.commit().await?;
        Ok(Ok(()))
    }

    /// Accounts that this administrator may see.
    ///
    /// # Errors
    /// [`Failure::Denied`], or if the store refuses.
    pub async fn people(&self, who: &Visitor, name: Option<&str>) -> Outcome<People> {
        manages_somewhere(who)?;
        let snapshot = &who.snapshot;
        let all = self.db.all_grants().await?;
        let wanted = name.map(fold);
        let mut people = Vec::new();
        for account in self.db.accounts().await? {
            let own = all
                .iter()
                .filter(|(id, ..)| *id == account.id)
                .map(|(_, role, scope)| (role.clone(), scope.clone()))
                .collect();
            let own = grants(snapshot, own);
            if may_manage(&who.actor, &own).is_err() {
                continue;
            }
            let fits = |text: &str| wanted.as_ref().is_none_or(|w| fold(text).contains(w));
            if !fits(&account.user_name) && !fits(&account.display_name) {
                continue;
            }
            let now = self.now().0;
            let held = |s: &&SessionRow| now < s.expires_at && now - s.seen_at < IDLE;
            let sessions = self.db.sessions(account.id).await?;
            let sessions = sessions.iter().filter(held).count();
            people.push(PersonRow {
                id: account.id,
                user_name: account.user_name,
                name: account.display_name,
                roles: own
                    .iter()
                    .map(|g| (g.role, self.scope_name(snapshot, &g.scope)))
                    .collect(),
                active: account.active,
                joined: account.password.is_some(),
                second_factor: account.totp_secret.is_some(),
                sessions: u32::try_from(sessions).unwrap_or(u32::MAX),
            });
        }
        Ok(People {
            people,
            name: name.map(str::to_owned),
            link: None,
            refused: None,
        })
    }

    pub(super) fn scope_name(&self, snapshot: &Snapshot, scope: &Scope) -> String {
        let code = match scope {
            Scope::Country => return "VN".to_owned(),
            Scope::Province(code) => code,
            Scope::Commune { unit, .. } => unit,
        };
        snapshot
            .unit_ref(code, self.now().date())
            .map_or_else(|| code.to_string(), |u| format!("{} ({code})", u.name))
    }

    /// Invites somebody; gives the token of the link. Fields: `user`, `name`, `email`, `role`, `scope`.
    ///
    /// # Errors
    /// [`Failure::Denied`], or if the store refuses.
    pub async fn invite(
        &self,
        who: &Visitor,
        fields: &Fields,
    ) -> Outcome<Result<(String, String), Vec<FieldError>>> {
        let snapshot = &who.snapshot;
        let mut errors = Vec::new();
        let mut wrong = |field: &str, problem| {
            errors.push(FieldError {
                field: field.to_owned(),
                problem,
            });
        };
        let user_name = normal_name(fields.get("user").unwrap_or(""));
        if user_name.is_empty() {
            wrong("user", Problem::Missing);
        } else if !is_user_name(&user_name) {
            wrong("user", Problem::NotAName);
        } else if self.db.account_by_name(&user_name).await?.is_some() {
            wrong("user", Problem::Taken);
        }
        let name = tidy(fields.get("name").unwrap_or(""));
        if name.is_empty() {
            wrong("name", Problem::Missing);
        }
        let role = fields.get("role").and_then(Role::parse);
        let place = fields.get("scope").and_then(|word| scope(snapshot, word));
        let grant = match (role, place) {
            (Some(role), Some(scope)) if role.fits(&scope) => Some(Grant { role, scope }),
            _ => {
                wrong("scope", Problem::NotAScope);
                None
            }
        };
        let Some(grant) = grant.filter(|_| errors.is_empty()) else {
            return Ok(Err(errors));
        };
        who.may(Action::ManageAccounts, &Object::at(grant.scope.clone()))?;
        let token = secrets::token()?;
        let now = self.now().0;
        let mut tx = self.db.begin().await?;
        let id = tx
            .add_account(
                NewAccount {
                    user_name: &user_name,
                    display_name: &name,
                    email: fields.get("email").unwrap_or(""),
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
        let mut note = Note::installation("invite", &user_name);
        note.after = format!("{} {}", grant.role.slug(), grant.scope.word());
        self.note(&mut tx, who, note).await?;
        tx.commit().await?;
        Ok(Ok((user_name, token)))
    }

    /// Changes an account: `close`, `open`, `end-sessions`, `reset-factor` (a new one is set up at the next
    /// sign-in), or `reset`, which gives a link's token.
    ///
    /// # Errors
    /// [`Failure::Denied`], [`Failure::BadForm`] for an unknown kind, or if the store refuses.
    pub async fn change_account(
        &self,
        who: &Visitor,
        account: i64,
        kind: &str,
    ) -> Outcome<Option<(String, String)>> {
        let snapshot = &who.snapshot;
        let row = self
            .db
            .account(account)
            .await?
            .ok_or(Failed(Failure::BadForm))?;
        let own = grants(snapshot, self.db.grants(account).await?);
        may_manage(&who.actor, &own).map_err(Failure::from)?;
        // Whoever locked themselves out, or took their own second factor away, could not undo it.
        if account == who.actor.account.0 && !matches!(kind, "end-sessions" | "reset") {
            return Err(Failed(Failure::Denied(Refusal::OwnRights)));
        }
        let action = match kind {
            "close" => "close-account",
            "open" => "open-account",
            "end-sessions" => "end-sessions",
            "reset" => "reset-link",
            "reset-factor" => "reset-second-factor",
            _ => return Err(Failed(Failure::BadForm)),
        };
        let now = self.now().0;
        let mut link = None;
        let mut tx = self.db.begin().await?;
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
                link = Some((row.user_name.clone(), token));
            }
        }
        self.note(&mut tx, who, Note::installation(action, &row.user_name))
            .await?;
        tx.commit().await?;
        Ok(link)
    }
}

fn visitor_of(
    account: AccountRow,
    session: &SessionRow,
    grants: Vec<Grant>,
    address: &str,
    snapshot: Arc<Snapshot>,
) -> Visitor {
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
    Visitor {
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
        codes_shut_at: account.codes_shut_at.map(Timestamp),
        snapshot,
        loaded: LoadedOnce::default(),
    }
}

/// A new session within a transaction; gives its token too.
async fn new_session(
    tx: &mut Tx,
    account: &AccountRow,
    second_factor: bool,
    agent: &str,
    now: i64,
) -> Outcome<(String, SessionRow)> {
    let token = secrets::token()?;
    let row = SessionRow {
        token_hash: secrets::hash(&token),
        account_id: account.id,
        created_at: now,
        seen_at: now,
        expires_at: now + LONGEST,
        second_factor,
        agent: agent.chars().take(200).collect(),
    };
    tx.add_session(&row).await?;
    Ok((token, row))
}

/// Notes a failed attempt.
async fn fail(tx: &mut Tx, counted: &Counted, kind: FailureKind, now: i64) -> Outcome<()> {
    let whose = (counted.user_name.as_str(), counted.network.as_str());
    Ok(tx.add_failure(whose, kind, now, now - 24 * HOUR).await?)
}

/// Whether an attempt has to wait, as whoever holds the gate sees it.
async fn wait_within(tx: &mut Tx, counted: &Counted, now: i64) -> Outcome<Option<Refused>> {
    let failures = tx
        .failures(&counted.user_name, &counted.network, now)
        .await?;
    let known = must_wait(failures, false).is_some()
        && tx.worked_from(&counted.user_name, &counted.address).await?;
    Ok(must_wait(failures, known).map(|until| too_many(until, now)))
}

fn too_many(until: i64, now: i64) -> Refused {
    Refused::until(until, now, SignInProblem::TooMany)
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

/// Whether a text can be a name to sign in with: short, and typed the same on every keyboard.
fn is_user_name(name: &str) -> bool {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "._-@".contains(c);
    !name.is_empty() && name.len() <= 64 && name.chars().all(plain)
}

/// The column of a list of people that a reason is about.
#[must_use]
pub fn column_of(reason: &FaultReason) -> &'static str {
    match reason {
        FaultReason::NoName => "name",
        FaultReason::NoRole => "role",
        FaultReason::NoScope | FaultReason::BeyondScope => "scope",
        _ => "user",
    }
}

/// Somebody who can be let in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fit {
    /// Name to sign in with, in the form in which names are compared.
    pub user: String,
    /// What they will be.
    pub grant: Grant,
}

impl Workspace {
    /// Who of a list can be let in, one verdict a person, in their order. `by` is the administrator who
    /// asks; none stands for the command line, which may let in anybody.
    ///
    /// # Errors
    /// [`Failure::Denied`] for whoever manages no accounts at all, or if the store refuses.
    pub async fn check_people(
        &self,
        by: Option<&Visitor>,
        people: &[NewPerson],
    ) -> Outcome<Vec<Result<Fit, FaultReason>>> {
        if let Some(who) = by {
            manages_somewhere(who)?;
        }
        let snapshot = self.snapshot().await?;
        let taken: HashSet<String> = self
            .db
            .accounts()
            .await?
            .into_iter()
            .map(|a| a.user_name)
            .collect();
        let mut seen = HashSet::new();
        let mut verdicts = Vec::with_capacity(people.len());
        for person in people {
            let user = normal_name(&person.user);
            let again = !seen.insert(user.clone());
            let role = Role::parse(person.role.trim());
            let place = scope(&snapshot, person.scope.trim());
            let grant = match (role, place) {
                (None, _) => Err(FaultReason::NoRole),
                (Some(role), Some(scope)) if role.fits(&scope) => Ok(Grant { role, scope }),
                _ => Err(FaultReason::NoScope),
            };
            let beyond = |grant: &Grant| {
                by.is_some_and(|who| !who.may_at(Action::ManageAccounts, &grant.scope))
            };
            verdicts.push(match grant {
                _ if !is_user_name(&user) => Err(FaultReason::UserName),
                _ if taken.contains(&user) => Err(FaultReason::UserTaken),
                _ if again => Err(FaultReason::UserTwice),
                _ if tidy(&person.name).is_empty() => Err(FaultReason::NoName),
                Err(unfit) => Err(unfit),
                Ok(grant) if beyond(&grant) => Err(FaultReason::BeyondScope),
                Ok(grant) => Ok(Fit { user, grant }),
            });
        }
        Ok(verdicts)
    }

    /// Lets people in, all or none; gives the user name of each and the token of their invitation, in
    /// their order.
    ///
    /// # Errors
    /// As [`Workspace::check_people`]. Everybody who can't be let in is named by their place in the list.
    pub async fn let_in(
        &self,
        by: Option<&Visitor>,
        people: &[NewPerson],
    ) -> Outcome<Result<Vec<(String, String)>, Vec<(usize, FaultReason)>>> {
        let (mut unfit, mut fits) = (Vec::new(), Vec::new());
        for (at, verdict) in self.check_people(by, people).await?.into_iter().enumerate() {
            match verdict {
                Ok(fit) => fits.push(fit),
                Err(why) => unfit.push((at, why)),
            }
        }
        if !unfit.is_empty() {
            return Ok(Err(unfit));
        }
        let now = self.now();
        let mut links = Vec::with_capacity(people.len());
        let mut tx = self.db.begin().await?;
        for (person, Fit { user, grant }) in people.iter().zip(fits) {
            let token = secrets::token()?;
            let account = NewAccount {
                user_name: &user,
                display_name: &tidy(&person.name),
                email: person.email.trim(),
                language: "vi",
                password: None,
                totp_secret: None,
            };
            let id = tx.add_account(account, now.0).await?;
            let (role, scope) = (grant.role.slug(), grant.scope.word());
            tx.add_grant(id, role, scope).await?;
            let hash = secrets::hash(&token);
            tx.add_link(&hash, id, "invitation", (now.0, now.0 + INVITATION))
                .await?;
            let entry = Entry {
                chain: INSTALLATION.to_owned(),
                seq: 0,
                at: now,
                actor: by.map_or("xanh", |who| &who.user_name).to_owned(),
                action: "invite".to_owned(),
                object: user.clone(),
                before: String::new(),
                after: format!("{role} {scope}"),
                reason: String::new(),
            };
            tx.record(entry, by.map(|who| who.address.as_str())).await?;
            links.push((user, token));
        }
        tx.commit().await?;
        Ok(Ok(links))
    }
}

/// Whether somebody manages accounts anywhere.
///
/// # Errors
/// [`Failure::Denied`].
pub(super) fn manages_somewhere(who: &Visitor) -> Outcome<()> {
    if who.has(Action::ManageAccounts) {
        return Ok(());
    }
    Ok(who.may(Action::ManageAccounts, &Object::at(Scope::Country))?)
}

/// Names are compared in one form: tidy, lower case.
pub(super) fn normal_name(typed: &str) -> String {
    tidy(typed).to_lowercase()
}

/// Who counts as one: an address, or, of the newer kind, the 64 bits that one connection is given, since
/// whoever has one of its addresses has them all.
#[must_use]
pub fn network_of(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V6(ip) => match ip.to_ipv4_mapped() {
            Some(old) => IpAddr::V4(old),
            None => {
                let s = ip.segments();
                IpAddr::V6(Ipv6Addr::new(s[0], s[1], s[2], s[3], 0, 0, 0, 0))
            }
        },
        old => old,
    }
}

/// The same of an address as text; what is none counts as it is.
fn network(address: &str) -> String {
    address.parse().map_or_else(
        |_| address.to_owned(),
        |ip: IpAddr| network_of(ip).to_string(),
    )
}

/// Runs slow work where blocking is allowed.
async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Outcome<T> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|error| Failed(super::failed(&error)))
}
