//! Campaigns on the page of their secretary; [`crate::service::campaign`] does the work, for the command
//! line as well.

use super::{Principal, ServiceError, ServiceResult, context::Context};
use crate::service::campaign::{self, By, CampaignError, Deadlines};
use app::workspace::{campaigns::model::ChangeCampaign, rejected_form::FormProblems};
use app::{
    failure::Failure,
    workspace::{campaigns::model::Periods, rejected_form::AdminProblem},
};
use domain::{
    access::{Action, Object, Scope},
    period::CampaignProblem,
    time::{Date, Timestamp},
};

/// Campaigns: opened, moved, closed.
#[derive(Clone, Debug)]
pub struct Campaigns {
    pub(super) context: Context,
}

impl Campaigns {
    /// Every campaign.
    ///
    /// # Errors
    /// [`Failure::Denied`], or if the store refuses.
    pub async fn list(&self, who: &Principal) -> ServiceResult<Periods> {
        who.may(Action::ManagePeriods, &Object::at(Scope::Country))?;
        let mut campaigns = self.context.db.campaigns().await?;
        campaigns.reverse();
        Ok(Periods {
            campaigns,
            now: self.context.now(),
            refused: None,
        })
    }

    /// Opens, moves or closes a campaign. Its days end at 17:00.
    ///
    /// # Errors
    /// [`Failure::Denied`], [`Failure::BadForm`], [`Failure::Changed`], or if the store refuses. A form that
    /// can't be accepted comes back with its problems.
    pub async fn change(
        &self,
        who: &Principal,
        form: &ChangeCampaign,
    ) -> ServiceResult<Result<(), FormProblems>> {
        who.may(Action::ManagePeriods, &Object::at(Scope::Country))?;
        let by = By {
            name: &who.user_name,
            address: Some(&who.address),
        };
        let kind = form.kind.as_str();
        let code = form.code.as_deref().unwrap_or("");
        let reason = form.reason.as_deref().unwrap_or("");
        if domain::text::length(reason) > domain::text::LONGEST_WORDS {
            return Err(ServiceError(Failure::BadForm));
        }
        let mut problems = Vec::new();
        let deadlines = if kind == "close" {
            None
        } else {
            let due = end_of(form.due.as_deref(), "due", &mut problems);
            let review = end_of(form.review.as_deref(), "review", &mut problems);
            if problems.is_empty() && due.is_none() {
                problems.push(("due", AdminProblem::Missing));
            }
            if kind == "move" && reason.is_empty() {
                problems.push(("reason", AdminProblem::Missing));
            }
            due.map(|due| Deadlines { due, review })
        };
        let now = self.context.now();
        let done = match (kind, deadlines) {
            _ if !problems.is_empty() => Ok(()),
            ("open", Some(deadlines)) => {
                campaign::open(&self.context.db, code, deadlines, by, now).await
            }
            ("move", Some(deadlines)) => {
                campaign::extend(&self.context.db, code, deadlines, reason, by, now).await
            }
            ("close", _) => campaign::close(&self.context.db, code, by, now).await,
            _ => return Err(ServiceError(Failure::BadForm)),
        };
        match done {
            Ok(()) => {}
            Err(CampaignError::Taken) => problems.push(("code", AdminProblem::Taken)),
            Err(CampaignError::Reason) => problems.push(("reason", AdminProblem::Missing)),
            Err(CampaignError::Rule(rule)) => {
                problems.push((field_of(rule), AdminProblem::Campaign(rule)));
            }
            Err(CampaignError::Changed) => return Err(ServiceError(Failure::Changed)),
            Err(CampaignError::Unknown) => return Err(ServiceError(Failure::BadForm)),
            Err(CampaignError::Store(error)) => return Err(error.into()),
        }
        Ok(if problems.is_empty() {
            Ok(())
        } else {
            Err(problems)
        })
    }
}

/// The field of the form that a rule is about.
fn field_of(rule: CampaignProblem) -> &'static str {
    match rule {
        CampaignProblem::Code => "code",
        CampaignProblem::ReviewDue => "review",
        CampaignProblem::Due => "due",
        CampaignProblem::Early | CampaignProblem::Closed => "close",
    }
}

/// 17:00 on the day that a field names; none if it is empty.
fn end_of(
    typed: Option<&str>,
    name: &'static str,
    problems: &mut FormProblems,
) -> Option<Timestamp> {
    let day = Date::parse(typed?);
    if day.is_none() {
        problems.push((name, AdminProblem::NotADate));
    }
    day.map(|day| day.at(17, 0))
}
