//! How a province runs its reviews. An administrator's matter: it changes no value.

use super::{
    Principal, ServiceError, ServiceResult,
    context::{Context, Note},
};
use app::workspace::{rejected_form::FormProblems, settings::model::SetPolicy};
use app::{
    failure::Failure,
    workspace::{rejected_form::AdminProblem, settings::model::Settings as SettingsPage},
};
use domain::{
    access::{Action, Object, Scope},
    assessment::Policy,
    audit::AuditAction,
    unit::UnitLevel,
};

/// How provinces run their reviews.
#[derive(Clone, Debug)]
pub struct Settings {
    pub(super) context: Context,
}

/// Most days of a deadline.
const MOST_DAYS: u16 = 60;

impl Settings {
    /// The provinces in this administrator's scope, each with its policy.
    ///
    /// # Errors
    /// [`Failure::Denied`], or if the store refuses.
    pub async fn show(&self, who: &Principal) -> ServiceResult<SettingsPage> {
        if !who.has(Action::ManageSettings) {
            who.may(Action::ManageSettings, &Object::at(Scope::Country))?;
        }
        let snapshot = &who.snapshot;
        let mut provinces = Vec::new();
        for code in snapshot.units.keys() {
            let own = code.level() == UnitLevel::Province
                && who.may_at(Action::ManageSettings, &Scope::Province(code.clone()));
            if own {
                provinces.push((
                    self.context.unit(snapshot, code)?,
                    self.context.db.policy(code).await?,
                ));
            }
        }
        provinces.sort_by(|(a, _), (b, _)| a.sort_key.cmp(&b.sort_key));
        Ok(SettingsPage {
            provinces,
            refused: None,
        })
    }

    /// Sets a province's policy. What the leader has to sign already still waits for the leader.
    ///
    /// # Errors
    /// [`Failure::Denied`], [`Failure::BadForm`], or if the store refuses. A form that can't be accepted comes
    /// back with its problems.
    pub async fn set_policy(
        &self,
        who: &Principal,
        form: &SetPolicy,
    ) -> ServiceResult<Result<(), FormProblems>> {
        let code = form.province.clone();
        let snapshot = &who.snapshot;
        if code.level() != UnitLevel::Province || !snapshot.units.contains_key(&code) {
            return Err(ServiceError(Failure::BadForm));
        }
        who.may(
            Action::ManageSettings,
            &Object::at(Scope::Province(code.clone())),
        )?;
        let mut problems = Vec::new();
        let mut days = |name: &'static str, typed: &Option<String>| {
            let typed = typed.as_deref().and_then(|text| text.parse().ok());
            let fits = typed.filter(|days| (1..=MOST_DAYS).contains(days));
            if fits.is_none() {
                problems.push((name, AdminProblem::Days));
            }
            fits.unwrap_or(1)
        };
        let policy = Policy {
            signature: form.signature.is_some(),
            review_days: days("review_days", &form.review_days),
            return_days: days("return_days", &form.return_days),
        };
        if !problems.is_empty() {
            return Ok(Err(problems));
        }
        let old = self.context.db.policy(&code).await?;
        let mut tx = self.context.db.begin().await?;
        tx.set_policy(&code, policy).await?;
        let mut note = Note::installation(AuditAction::ReviewPolicy, code.as_str());
        (note.before, note.after) = (words(old), words(policy));
        self.context.note(&mut tx, who, note).await?;
        tx.commit().await?;
        Ok(Ok(()))
    }
}

fn words(policy: Policy) -> String {
    let Policy {
        signature,
        review_days,
        return_days,
    } = policy;
    format!("signature {signature}, review {review_days} d, return {return_days} d")
}
