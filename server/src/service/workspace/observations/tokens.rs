//! Tokens of machines before their administrator: made, shown once, listed, revoked. Nobody makes a token that
//! reaches further than they may manage.

use super::Observations;
use crate::{
    secrets,
    service::workspace::{
        Principal, ServiceError, ServiceResult, accounts::manages_somewhere, context::Note,
        principal::scope,
    },
    store::ingest::{NewToken, TokenRow as Stored},
};
use app::workspace::{observations::model::ChangeToken, rejected_form::FormProblems};
use app::{
    failure::Failure,
    workspace::{
        observations::model::{TokenRow, Tokens},
        rejected_form::AdminProblem,
    },
};
use domain::{
    access::{Action, Object, Scope},
    audit::AuditAction,
    delivery,
    indicator::Sector,
    time::{Date, Timestamp},
};

/// Longest name, characters.
const LONGEST_NAME: usize = 64;

/// How long a token may hold, days.
const LONGEST_DAYS: i32 = 731;

/// The sectors in a stored list.
pub(super) fn sectors(words: &str) -> Vec<Sector> {
    words.split(' ').filter_map(Sector::parse).collect()
}

impl Observations {
    /// Tokens in this administrator's scope.
    ///
    /// # Errors
    /// [`Failure::Denied`], or if the store refuses.
    pub async fn tokens(&self, who: &Principal) -> ServiceResult<Tokens> {
        manages_somewhere(who)?;
        let snapshot = &who.snapshot;
        let mut rows = Vec::new();
        let sources = self.context.db.ingest_sources(None).await?;
        for row in self.context.db.ingest_tokens().await? {
            let Some(place) = scope(snapshot, &row.scope) else {
                continue;
            };
            if who.may_at(Action::ManageAccounts, &place) {
                let name = self.context.scope_name(snapshot, &place);
                let own = sources.iter().filter(|(token, _)| *token == row.id);
                let own = own.map(|(_, source)| source.clone()).collect();
                rows.push(token(row, name, own));
            }
        }
        Ok(Tokens {
            rows,
            fresh: None,
            refused: None,
            now: self.context.now(),
        })
    }

    /// Makes a token; gives its name and its secret, which is kept nowhere. Fields: `name`, `scope`, `expires`,
    /// `sources`, and `sector-…` for each sector.
    ///
    /// # Errors
    /// [`Failure::Denied`], also for a scope beyond one's own; or if the store refuses. A form that can't be
    /// accepted comes back with its problems.
    pub async fn make_token(
        &self,
        who: &Principal,
        form: &ChangeToken,
    ) -> ServiceResult<Result<(String, String), FormProblems>> {
        manages_somewhere(who)?;
        let snapshot = &who.snapshot;
        let mut problems = Vec::new();
        let name = form.name.as_deref().unwrap_or("").to_lowercase();
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "._-".contains(c);
        if name.is_empty() || name.len() > LONGEST_NAME || !name.chars().all(plain) {
            problems.push(("name", AdminProblem::NotAName));
        }
        let place = form.scope.as_deref().and_then(|word| scope(snapshot, word));
        let place = place.filter(|p| !matches!(p, Scope::Commune { .. }));
        match &place {
            None => problems.push(("scope", AdminProblem::NotAScope)),
            Some(place) => who.may(Action::ManageAccounts, &Object::at(place.clone()))?,
        }
        let today = self.context.now().date();
        let expires = form.expires.as_deref().and_then(domain::entry::parse_date);
        let expires = expires.filter(|day| *day > today && *day <= today.plus(LONGEST_DAYS));
        if expires.is_none() {
            problems.push(("expires", AdminProblem::Expiry));
        }
        let ticked = |s: &Sector| form.sector.get(s.slug()).is_some();
        let chosen: Vec<&str> = Sector::ALL
            .into_iter()
            .filter(ticked)
            .map(Sector::slug)
            .collect();
        if chosen.is_empty() {
            problems.push(("sectors", AdminProblem::NoSector));
        }
        let sources = delivery::sources(form.sources.as_deref().unwrap_or(""));
        if sources.is_none() {
            problems.push(("sources", AdminProblem::NoSource));
        }
        let (Some(place), Some(expires), Some(sources), true) =
            (place, expires, sources, problems.is_empty())
        else {
            return Ok(Err(problems));
        };
        let secret = secrets::token()?;
        let sectors = chosen.join(" ");
        let mut tx = self.context.db.begin().await?;
        let token = NewToken {
            name: &name,
            token_hash: &secrets::hash(&secret),
            scope: place.word(),
            sectors: &sectors,
            sources: &sources,
            created_by: &who.user_name,
            created_at: self.context.now(),
            expires_at: end_of(expires),
        };
        if !tx.add_ingest_token(token).await? {
            return Ok(Err(vec![("name", AdminProblem::NameTaken)]));
        }
        let mut note = Note::installation(AuditAction::MakeToken, &name);
        note.after = format!(
            "{} {sectors} {expires} {}",
            place.word(),
            sources.join("; ")
        );
        self.context.note(&mut tx, who, note).await?;
        tx.commit().await?;
        Ok(Ok((name, secret)))
    }

    /// Revokes a token.
    ///
    /// # Errors
    /// [`Failure::Denied`], also if there is no such token; [`Failure::Changed`] if it is revoked already; or
    /// if the store refuses.
    pub async fn revoke_token(&self, who: &Principal, id: i64) -> ServiceResult<()> {
        let own = self.tokens(who).await?;
        let found = own.rows.into_iter().find(|row| row.id == id);
        let denied = ServiceError(Failure::Denied(domain::access::Refusal::NoRole));
        let row = found.ok_or(denied)?;
        let mut tx = self.context.db.begin().await?;
        let (at, by) = (self.context.now().0, who.user_name.as_str());
        if !tx.revoke_ingest_token(id, at, by).await? {
            return Err(ServiceError(Failure::Changed));
        }
        let note = Note::installation(AuditAction::RevokeToken, &row.name);
        self.context.note(&mut tx, who, note).await?;
        tx.commit().await?;
        Ok(())
    }
}

/// The end of a day in Viet Nam.
fn end_of(day: Date) -> Timestamp {
    day.plus(1).at(0, 0)
}

fn token(row: Stored, scope: String, sources: Vec<String>) -> TokenRow {
    TokenRow {
        id: row.id,
        name: row.name,
        scope,
        sectors: sectors(&row.sectors),
        sources,
        made: (row.created_by, row.created_at),
        expires: row.expires_at,
        revoked: row.revoked_by.zip(row.revoked_at),
        used: row.used_at,
    }
}
