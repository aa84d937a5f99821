//! Whoever is signed in: what they may do, and where. Every use case asks it first.

use super::{
    commune_record::CommuneCache,
    service_error::{ServiceError, ServiceResult},
};
use crate::service::snapshot::Snapshot;
use app::{
    failure::Failure,
    i18n::Lang,
    islands::Owner,
    nav::{AdminNavAccess, NavAccess, NavUser},
};
use domain::{
    access::{Action, Actor, Object, Role, Scope, permit},
    time::Timestamp,
    unit::{UnitCode, UnitLevel},
};
use std::sync::Arc;

/// Somebody who is signed in, in one session.
#[derive(Clone, Debug)]
pub struct Principal {
    /// What they may do.
    pub actor: Actor,
    /// Name to sign in with; the audit log knows people by it.
    pub user_name: String,
    /// Name to show.
    pub name: String,
    /// The language they prefer.
    pub lang: Lang,
    /// Hash of the session's token.
    pub session: String,
    /// From which address this request comes.
    pub address: String,
    /// What is still missing before any page opens.
    pub missing: Option<Missing>,
    /// Key to this account's drafts on the machines it works at; hexadecimal.
    pub drafts_key: String,
    /// When so many codes of this account were wrong that no more were looked at.
    pub codes_shut_at: Option<Timestamp>,
    /// What was published when the request began.
    pub(super) snapshot: Arc<Snapshot>,
    /// The communes that the request has loaded.
    pub(super) commune: CommuneCache,
}

/// What a session lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// The code of the second factor.
    Code,
    /// A second factor at all.
    Enrolment,
}

impl Principal {
    /// Whether the visitor may do something.
    ///
    /// # Errors
    /// [`Failure::Denied`].
    pub fn may(&self, action: Action, object: &Object) -> Result<(), Failure> {
        Ok(permit(&self.actor, action, object)?)
    }

    /// Whether the visitor may enter answers in a commune.
    ///
    /// # Errors
    /// [`Failure::Denied`], [`Failure::NoSuchUnit`].
    pub fn may_enter(&self, unit: &UnitCode) -> Result<(), Failure> {
        let place = place(&self.snapshot, unit).map_err(|ServiceError(failure)| failure)?;
        self.may(Action::Enter, &Object::at(place))
    }

    /// Whether the installation is a demo.
    #[must_use]
    pub fn is_in_demo(&self) -> bool {
        self.snapshot.demo
    }

    /// Whether the visitor looks after the installation anywhere.
    pub(super) fn administers(&self) -> bool {
        let mut grants = self.actor.grants.iter();
        self.missing.is_none() && grants.any(|g| g.role == Role::Administrator)
    }

    pub(super) fn may_at(&self, action: Action, place: &Scope) -> bool {
        permit(&self.actor, action, &Object::at(place.clone())).is_ok()
    }

    pub(super) fn has(&self, action: Action) -> bool {
        self.actor.scopes_for(action).next().is_some()
    }

    /// The pages that are open.
    #[must_use]
    pub fn access(&self) -> NavAccess {
        if self.missing.is_some() {
            return NavAccess::default();
        }
        NavAccess {
            checklist: self.has(Action::Enter) || self.has(Action::Sign),
            review: self.has(Action::Review)
                || self.has(Action::ReadChecklist)
                    && !self.has(Action::Enter)
                    && !self.has(Action::Sign),
            thread: self.has(Action::ReadCorrespondence),
            publish: self.has(Action::Publish),
            accounts: self.has(Action::ManageAccounts),
            audit_log: self.has(Action::ReadTrail),
            admin: AdminNavAccess {
                periods: self.may_at(Action::ManagePeriods, &Scope::Country),
                sets: self.has(Action::PrepareSet) || self.has(Action::ActivateSet),
                settings: self.has(Action::ManageSettings),
            },
            steering: self.has(Action::ReadSteering),
            directives: self.has(Action::AnswerForDepartment),
            observe: self.has(Action::Observe),
        }
    }

    /// For the frame of the page.
    #[must_use]
    pub fn person(&self, demo: bool, notices: u32) -> NavUser {
        NavUser {
            notices,
            name: self.name.clone(),
            user_name: self.user_name.clone(),
            access: self.access(),
            demo,
            owner: Owner {
                account: self.actor.account.0,
                key: self.drafts_key.clone(),
            },
        }
    }
}

/// A commune-level unit as the place of an action.
pub(super) fn place(snapshot: &Snapshot, unit: &UnitCode) -> ServiceResult<Scope> {
    snapshot
        .units
        .get(unit)
        .and_then(|u| u.province.clone())
        .map(|province| Scope::commune(unit.clone(), province))
        .ok_or_else(|| ServiceError(Failure::NoSuchUnit(unit.to_string())))
}

/// Reads a scope's word with the units of a snapshot; nothing unknown is a scope.
pub(super) fn scope(snapshot: &Snapshot, word: &str) -> Option<Scope> {
    let scope = Scope::parse(word, |unit| snapshot.units.get(unit)?.province.clone())?;
    match &scope {
        Scope::Province(code) if !snapshot.units.contains_key(code) => None,
        Scope::Province(code) if code.level() != UnitLevel::Province => None,
        _ => Some(scope),
    }
}
