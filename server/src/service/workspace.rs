//! What can be done behind the sign-in. Every use case goes the same way: permit → load → transition →
//! save with its entry in the trail, in one transaction. HTTP must not enter, nor words for pages.

pub mod accounts;
pub mod audit;
pub mod authentication;
pub mod campaigns;
pub mod checklist;
pub mod committee;
mod context;
pub mod copy_sheet;
pub mod correspondence;
pub mod criteria_sets;
pub mod directives;
pub mod forms;
pub mod notices;
pub mod observations;
pub mod publication;
pub mod review;
pub mod settings;
pub mod spreadsheet;

use crate::{
    clock::Clock,
    secrets::Unusable,
    service::{public::PublicBackend, snapshot::Snapshot},
    store::{Db, StoreError},
};
use accounts::Accounts;
use app::{
    failure::Failure,
    i18n::Lang,
    islands::Owner,
    nav::{AdminDoors, Doors, Person},
    workspace::committee::model::Letterhead,
};
use audit::Audit;
use authentication::Authentication;
use campaigns::Campaigns;
use checklist::{Checklists, LoadedOnce, texts::Texts};
use committee::Committee;
use context::Context;
use copy_sheet::CopySheets;
use correspondence::Correspondence;
use criteria_sets::CriteriaSets;
use directives::Directives;
use domain::{
    access::{Action, Actor, Object, Role, Scope, permit},
    audit::INSTALLATION,
    criteria::CriteriaSet,
    time::Timestamp,
    unit::{UnitCode, UnitLevel},
};
use forms::Forms;
use notices::Notices;
use observations::Observations;
use publication::Publishing;
use review::Reviews;
use settings::Settings;
use spreadsheet::Spreadsheets;
use std::sync::Arc;
use tokio::sync::Semaphore;

/// Everything that can be done behind the sign-in of an installation, by feature.
#[derive(Clone, Debug)]
pub struct Workspace {
    context: Context,
    /// Signing in and out: sessions, second factors, links that work once.
    pub authentication: Authentication,
    /// Accounts: who there is, what they may, who follows whom.
    pub accounts: Accounts,
    /// Campaigns: opened, moved, closed.
    pub campaigns: Campaigns,
    /// What commune and province write to each other.
    pub correspondence: Correspondence,
    /// What the steering committee asks of communes and departments.
    pub directives: Directives,
    /// What is observed of indicators: told, corrected, undone.
    pub observations: Observations,
    /// Checklists of communes: written, handed in, signed, carried forward.
    pub checklist: Checklists,
    /// What waits for review, and what becomes of it.
    pub review: Reviews,
    /// Making releases.
    pub publication: Publishing,
    /// Criteria sets: prepared, tried, put into force.
    pub criteria_sets: CriteriaSets,
    /// The rooms of the steering committee.
    pub committee: Committee,
    /// What is copied into the national system.
    pub copy_sheet: CopySheets,
    /// Checklists as spreadsheets.
    pub spreadsheet: Spreadsheets,
    /// The trail of changes, as those see it who may.
    pub audit: Audit,
    /// How provinces run their reviews.
    pub settings: Settings,
    /// What waits for people, and where their daily mail goes.
    pub notices: Notices,
    /// Forms that were sent, so that each is done once.
    pub forms: Forms,
}

/// Passwords hashed at once.
const HASHING: usize = 4;

/// Somebody who is signed in, in one session.
#[derive(Clone, Debug)]
pub struct Visitor {
    /// What they may do.
    pub actor: Actor,
    /// Name to sign in with; the trail knows people by it.
    pub user_name: String,
    /// Name to show.
    pub name: String,
    /// The language they prefer.
    pub lang: Lang,
    /// Hash of the session's token.
    pub session: String,
    /// From which address this request comes.
    pub address: String,
    /// What is still missing before any room opens.
    pub missing: Option<Missing>,
    /// Key to this account's drafts on the machines it works at; hexadecimal.
    pub drafts_key: String,
    /// When so many codes of this account were wrong that no more were looked at.
    pub codes_shut_at: Option<Timestamp>,
    /// What was published when the request began.
    snapshot: Arc<Snapshot>,
    /// The communes that the request has loaded.
    loaded: LoadedOnce,
}

/// What a session lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// The code of the second factor.
    Code,
    /// A second factor at all.
    Enrolment,
}

impl Visitor {
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
        let place = place(&self.snapshot, unit).map_err(|Failed(failure)| failure)?;
        self.may(Action::Enter, &Object::at(place))
    }

    /// Whether the installation is a demo.
    #[must_use]
    pub fn is_in_demo(&self) -> bool {
        self.snapshot.demo
    }

    /// Whether the visitor looks after the installation anywhere.
    fn administers(&self) -> bool {
        let mut grants = self.actor.grants.iter();
        self.missing.is_none() && grants.any(|g| g.role == Role::Administrator)
    }

    fn may_at(&self, action: Action, place: &Scope) -> bool {
        permit(&self.actor, action, &Object::at(place.clone())).is_ok()
    }

    fn has(&self, action: Action) -> bool {
        self.actor.scopes_for(action).next().is_some()
    }

    /// The rooms that are open.
    #[must_use]
    pub fn doors(&self) -> Doors {
        if self.missing.is_some() {
            return Doors::default();
        }
        Doors {
            desk: self.has(Action::Enter) || self.has(Action::Sign),
            review: self.has(Action::Review)
                || self.has(Action::ReadChecklist)
                    && !self.has(Action::Enter)
                    && !self.has(Action::Sign),
            talk: self.has(Action::ReadCorrespondence),
            publish: self.has(Action::Publish),
            accounts: self.has(Action::ManageAccounts),
            trail: self.has(Action::ReadTrail),
            admin: AdminDoors {
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
    pub fn person(&self, demo: bool, notices: u32) -> Person {
        Person {
            notices,
            name: self.name.clone(),
            user_name: self.user_name.clone(),
            doors: self.doors(),
            demo,
            owner: Owner {
                account: self.actor.account.0,
                key: self.drafts_key.clone(),
            },
        }
    }
}

/// A fault below a use case: logged once here, told only as far as a person may know it.
fn failed(cause: &(dyn std::error::Error + 'static)) -> Failure {
    tracing::error!(%cause, "a use case failed");
    match cause.downcast_ref::<StoreError>() {
        Some(error) if error.is_full() => Failure::Full,
        // Nothing was written: another transaction has taken the place, or each waited for the other.
        Some(error) if error.is_conflict() => Failure::Changed,
        Some(StoreError::Commit(_)) => Failure::Uncertain,
        _ => Failure::Unavailable,
    }
}

impl From<StoreError> for Failed {
    fn from(error: StoreError) -> Self {
        Self(failed(&error))
    }
}

impl From<Unusable> for Failed {
    fn from(error: Unusable) -> Self {
        Self(failed(&error))
    }
}

impl From<Failure> for Failed {
    fn from(failure: Failure) -> Self {
        Self(failure)
    }
}

/// A [`Failure`], made from whatever went wrong below by `?`, which logs it on the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failed(pub Failure);

/// What a use case gives.
pub type Outcome<T> = Result<T, Failed>;

impl Workspace {
    /// The workspace of the installation that `public` shows. Must be made within a runtime.
    #[must_use]
    pub fn new(db: Db, clock: Clock, public: Arc<PublicBackend>) -> Self {
        let context = Context { db, clock, public };
        let correspondence = Correspondence {
            context: context.clone(),
        };
        let directives = Directives {
            context: context.clone(),
        };
        let observations = Observations {
            context: context.clone(),
            turns: observations::ingest::Turns::default(),
        };
        let checklist = Checklists {
            context: context.clone(),
            correspondence: correspondence.clone(),
            directives: directives.clone(),
            observations: observations.clone(),
            texts: Texts::new(context.db.clone()),
        };
        Self {
            authentication: Authentication {
                context: context.clone(),
                hashing: Arc::new(Semaphore::new(HASHING)),
            },
            accounts: Accounts {
                context: context.clone(),
            },
            campaigns: Campaigns {
                context: context.clone(),
            },
            review: Reviews {
                context: context.clone(),
                checklist: checklist.clone(),
                correspondence: correspondence.clone(),
                observations: observations.clone(),
            },
            publication: Publishing {
                context: context.clone(),
            },
            criteria_sets: CriteriaSets {
                context: context.clone(),
            },
            committee: Committee {
                context: context.clone(),
                letterhead: None,
            },
            copy_sheet: CopySheets {
                context: context.clone(),
                checklist: checklist.clone(),
            },
            spreadsheet: Spreadsheets {
                context: context.clone(),
                checklist: checklist.clone(),
            },
            audit: Audit {
                context: context.clone(),
            },
            settings: Settings {
                context: context.clone(),
            },
            notices: Notices {
                context: context.clone(),
                checklist: checklist.clone(),
                correspondence: correspondence.clone(),
                directives: directives.clone(),
                sends_mail: false,
            },
            forms: Forms {
                context: context.clone(),
            },
            checklist,
            correspondence,
            directives,
            observations,
            context,
        }
    }

    /// The same, of an installation that sends mail.
    #[must_use]
    pub fn sending_mail(mut self) -> Self {
        self.notices.sends_mail = true;
        self
    }

    /// The same, of an installation whose briefings are somebody's reports.
    #[must_use]
    pub fn with_letterhead(mut self, letterhead: Option<Letterhead>) -> Self {
        self.committee.letterhead = letterhead;
        self
    }

    /// Now.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.context.now()
    }

    /// Whether this is a demo.
    ///
    /// # Errors
    /// If the store refuses.
    pub async fn is_demo(&self) -> Outcome<bool> {
        Ok(self.context.db.installation().await?.demo)
    }
}

/// The set by which communes are judged now.
fn set_in_force(snapshot: &Snapshot) -> Outcome<Arc<CriteriaSet>> {
    snapshot.set(None).ok_or_else(|| {
        tracing::error!("there is no criteria set");
        Failed(Failure::Unavailable)
    })
}

/// What an entry of the trail says; who and when are known.
#[derive(Clone, Debug)]
struct Note<'a> {
    chain: &'a str,
    action: &'static str,
    object: &'a str,
    before: String,
    after: String,
    reason: &'a str,
}

impl<'a> Note<'a> {
    fn new(chain: &'a str, action: &'static str, object: &'a str) -> Self {
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
    fn installation(action: &'static str, object: &'a str) -> Self {
        Self::new(INSTALLATION, action, object)
    }
}

/// A commune-level unit as the place of an action.
fn place(snapshot: &Snapshot, unit: &UnitCode) -> Outcome<Scope> {
    snapshot
        .units
        .get(unit)
        .and_then(|u| u.province.clone())
        .map(|province| Scope::commune(unit.clone(), province))
        .ok_or_else(|| Failed(Failure::NoSuchUnit(unit.to_string())))
}

/// Reads a scope's word with the units of a snapshot; nothing unknown is a scope.
fn scope(snapshot: &Snapshot, word: &str) -> Option<Scope> {
    let scope = Scope::parse(word, |unit| snapshot.units.get(unit)?.province.clone())?;
    match &scope {
        Scope::Province(code) if !snapshot.units.contains_key(code) => None,
        Scope::Province(code) if code.level() != UnitLevel::Province => None,
        _ => Some(scope),
    }
}
