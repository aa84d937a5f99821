//! What can be done behind the sign-in. Every use case goes the same way: permit → load → transition →
//! save with its entry in the audit log, in one transaction. HTTP must not enter, nor words for pages.

pub mod accounts;
pub mod audit;
pub mod authentication;
pub mod campaigns;
pub mod checklist;
pub mod committee;
mod commune_record;
mod context;
pub mod copy_sheet;
pub mod correspondence;
pub mod criteria_sets;
pub mod directives;
pub mod first_steps;
pub mod forms;
pub mod notices;
pub mod observations;
mod principal;
pub mod publication;
pub mod review;
mod service_error;
pub mod settings;
pub mod spreadsheet;

pub use principal::{Missing, Principal};
pub use service_error::{ServiceError, ServiceResult};

use crate::{
    clock::Clock, mail::Mailer, service::public::PublicBackend, store::Db, typesetter::Typesetter,
};
use accounts::Accounts;
use app::workspace::committee::model::Letterhead;
use audit::Audit;
use authentication::Authentication;
use campaigns::Campaigns;
use checklist::{Checklists, draft_writer::DraftWriter};
use committee::Committee;
use context::Context;
use copy_sheet::CopySheets;
use correspondence::Correspondence;
use criteria_sets::CriteriaSets;
use directives::Directives;
use domain::time::Timestamp;
use first_steps::FirstSteps;
use forms::Forms;
use notices::Notices;
use observations::Observations;
use publication::{Progress, Publishing};
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
    /// What an installation still needs.
    pub first_steps: FirstSteps,
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
    /// The pages of the steering committee.
    pub committee: Committee,
    /// What is copied into the national system.
    pub copy_sheet: CopySheets,
    /// Checklists as spreadsheets.
    pub spreadsheet: Spreadsheets,
    /// The audit log, as those see it who may.
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

impl Workspace {
    /// The workspace of the installation that `public` shows. Must be made within a runtime.
    #[must_use]
    pub fn new(db: Db, clock: Clock, public: Arc<PublicBackend>, typesetter: Typesetter) -> Self {
        let context = Context {
            db,
            clock,
            public,
            typesetter,
        };
        let correspondence = Correspondence {
            context: context.clone(),
        };
        let directives = Directives {
            context: context.clone(),
        };
        let observations = Observations {
            context: context.clone(),
            turns: observations::Turns::default(),
        };
        let checklist = Checklists {
            context: context.clone(),
            correspondence: correspondence.clone(),
            directives: directives.clone(),
            observations: observations.clone(),
            texts: DraftWriter::new(context.db.clone()),
        };
        Self {
            authentication: Authentication {
                context: context.clone(),
                hashing: Arc::new(Semaphore::new(HASHING)),
            },
            accounts: Accounts {
                context: context.clone(),
            },
            first_steps: FirstSteps {
                context: context.clone(),
                mailer: None,
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
                progress: Progress::default(),
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
    pub fn sending_mail(mut self, mailer: Mailer) -> Self {
        self.notices.sends_mail = true;
        self.first_steps.mailer = Some(mailer);
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
    pub async fn is_demo(&self) -> ServiceResult<bool> {
        Ok(self.context.db.installation().await?.demo)
    }
}
