//! What every use case behind the sign-in stands on: the store, the clock, what is published. What more than one of them
//! asks of it stands here too.

use super::{
    principal::Principal,
    service_error::{ServiceError, ServiceResult, service_error},
};
use crate::{
    clock::Clock,
    service::{public::PublicBackend, snapshot::Snapshot},
    store::{Db, Tx},
    typesetter::Typesetter,
};
use app::{failure::Failure, public::model::UnitRef};
use domain::{
    access::{AccountId, Action, Object, Scope},
    audit::{AuditAction, Entry, INSTALLATION},
    criteria::CriteriaSet,
    time::Timestamp,
    unit::{UnitCode, UnitLevel},
};
use std::sync::Arc;

/// What use cases share; a clone is the same.
#[derive(Clone, Debug)]
pub struct Context {
    pub(super) db: Db,
    pub(super) clock: Clock,
    pub(super) public: Arc<PublicBackend>,
    pub(super) typesetter: Typesetter,
}

impl Context {
    /// Now.
    pub(super) fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// What is published now. A request has its own: [`Principal::snapshot`].
    pub(super) async fn snapshot(&self) -> ServiceResult<Arc<Snapshot>> {
        self.public
            .snapshot()
            .await
            .map_err(|error| ServiceError(service_error(&error)))
    }

    /// A unit as pages name it today.
    pub(super) fn unit(&self, snapshot: &Snapshot, code: &UnitCode) -> ServiceResult<UnitRef> {
        snapshot
            .unit_ref(code, self.now().date())
            .ok_or_else(|| ServiceError(Failure::NoSuchUnit(code.to_string())))
    }

    /// Writes an entry of the audit log inside a transaction. What the request had loaded holds no more.
    pub(super) async fn note(
        &self,
        tx: &mut Tx,
        who: &Principal,
        note: Note<'_>,
    ) -> ServiceResult<()> {
        who.commune.forget();
        let entry = Entry {
            chain: note.chain.to_owned(),
            seq: 0,
            at: self.now(),
            actor: who.user_name.clone(),
            action: note.action.into(),
            object: note.object.to_owned(),
            before: note.before,
            after: note.after,
            reason: note.reason.to_owned(),
        };
        Ok(tx.record(entry, Some(&who.address)).await?)
    }

    /// How pages name whoever has an account.
    pub(super) async fn name_of(&self, account: AccountId) -> ServiceResult<String> {
        let account = self.db.account(account.0).await?;
        Ok(account.map_or_else(|| "–".to_owned(), |a| a.display_name))
    }

    /// How pages name a scope.
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

    /// The province that an address names, or else the person's own, or else the installation's.
    pub(super) fn province(
        &self,
        who: &Principal,
        action: Action,
        snapshot: &Snapshot,
        filter: Option<&UnitCode>,
    ) -> ServiceResult<UnitCode> {
        let own = who.actor.scopes_for(action).find_map(|scope| match scope {
            Scope::Province(code) => Some(code.clone()),
            _ => None,
        });
        let province = filter
            .cloned()
            .or(own)
            .unwrap_or_else(|| self.public.home().clone());
        who.may(action, &Object::at(Scope::Province(province.clone())))?;
        let known = province.level() == UnitLevel::Province
            && snapshot.units.contains_key(&province)
            && self.public.only().is_none_or(|only| *only == province);
        if !known {
            return Err(ServiceError(Failure::NoSuchUnit(province.to_string())));
        }
        Ok(province)
    }
}

/// What an entry of the audit log says; who and when are known.
#[derive(Clone, Debug)]
pub(super) struct Note<'a> {
    pub(super) chain: &'a str,
    pub(super) action: AuditAction,
    pub(super) object: &'a str,
    pub(super) before: String,
    pub(super) after: String,
    pub(super) reason: &'a str,
}

impl<'a> Note<'a> {
    pub(super) fn new(chain: &'a str, action: AuditAction, object: &'a str) -> Self {
        Self {
            chain,
            action,
            object,
            before: String::new(),
            after: String::new(),
            reason: "",
        }
    }

    /// About the installation itself.
    pub(super) fn installation(action: AuditAction, object: &'a str) -> Self {
        Self::new(INSTALLATION, action, object)
    }
}

/// The set by which communes are judged now.
pub(super) fn set_in_force(snapshot: &Snapshot) -> ServiceResult<Arc<CriteriaSet>> {
    snapshot.set().ok_or_else(|| {
        tracing::error!("there is no criteria set");
        ServiceError(Failure::Unavailable)
    })
}
