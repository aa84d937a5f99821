//! Campaigns on the page of their secretary; [`crate::service::campaign`] does the work, for the command
//! line as well.

use super::{Context, Failed, Outcome, Visitor};
use crate::service::campaign::{self, By, CampaignError, Deadlines};
use app::{
    failure::Failure,
    workspace::{
        campaigns::model::Periods,
        refused::{AdminProblem, Refused},
    },
};
use domain::{
    access::{Action, Object, Scope},
    entry::Fields,
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
    pub async fn list(&self, who: &Visitor) -> Outcome<Periods> {
        who.may(Action::ManagePeriods, &Object::at(Scope::Country))?;
        let mut campaigns = self.context.db.campaigns().await?;
        campaigns.reverse();
        Ok(Periods {
            campaigns,
            now: self.context.now(),
            refused: None,
        })
    }

    /// Opens (`kind` is `open`), moves (`move`) or closes (`close`) a campaign. Fields: `code`, `due` and
    /// `review` as days that end at 17:00, `reason`.
    ///
    /// # Errors
    /// [`Failure::Denied`], [`Failure::BadForm`], [`Failure::Changed`], or if the store refuses. A form that
    /// can't be accepted comes back with its problems.
    pub async fn change(
        &self,
        who: &Visitor,
        kind: &str,
        fields: &Fields,
    ) -> Outcome<Result<(), Refused>> {
        who.may(Action::ManagePeriods, &Object::at(Scope::Country))?;
        let by = By {
            name: &who.user_name,
            address: Some(&who.address),
        };
        let code = fields.get("code").unwrap_or("");
        let reason = fields.get("reason").unwrap_or("");
        if domain::text::length(reason) > domain::text::LONGEST_WORDS {
            return Err(Failed(Failure::BadForm));
        }
        let mut problems = Vec::new();
        let deadlines = if kind == "close" {
            None
        } else {
            let due = end_of(fields, "due", &mut problems);
            let review = end_of(fields, "review", &mut problems);
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
            _ => return Err(Failed(Failure::BadForm)),
        };
        match done {
            Ok(()) => {}
            Err(CampaignError::Taken) => problems.push(("code", AdminProblem::Taken)),
            Err(CampaignError::Reason) => problems.push(("reason", AdminProblem::Missing)),
            Err(CampaignError::Rule(rule)) => {
                problems.push((field_of(rule), AdminProblem::Campaign(rule)));
            }
            Err(CampaignError::Changed) => return Err(Failed(Failure::Changed)),
            Err(CampaignError::Unknown) => return Err(Failed(Failure::BadForm)),
            Err(CampaignError::Store(error)) => return Err(error.into()),
        }
        if problems.is_empty() {
            return Ok(Ok(()));
        }
        Ok(Err(Refused {
            typed: fields.clone(),
            problems,
        }))
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
    fields: &Fields,
    name: &'static str,
    problems: &mut Vec<(&'static str, AdminProblem)>,
) -> Option<Timestamp> {
    let typed = fields.get(name)?;
    let day = Date::parse(typed);
    if day.is_none() {
        problems.push((name, AdminProblem::NotADate));
    }
    day.map(|day| day.at(17, 0))
}
