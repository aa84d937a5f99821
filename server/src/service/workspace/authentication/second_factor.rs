//! The second factor: set up, and proven with a code or a recovery code.

use super::{
    Authentication, Caller, SignedIn,
    attempts::{Counted, HOUR, SignInRefusal, fail, network, seen_at, wait_within},
    new_session,
};
use crate::{
    qr, secrets,
    service::workspace::{
        Principal, ServiceError, ServiceResult, context::Note, service_error::service_error,
    },
    store::attempts::FailureKind,
};
use app::{
    failure::Failure,
    workspace::authentication::model::{Enrolment, SignInProblem},
};
use domain::{
    attempt::{codes_shut, is_code, session_ends},
    audit::AuditAction,
    code_time::{self, CodeFault, Verdict},
    text::plain,
};

impl Authentication {
    /// Proves the second factor with a code, or with a recovery code. Everything that decides is read, and what it
    /// comes to is written, in one transaction that other attempts of this account wait for.
    ///
    /// # Errors
    /// If the store refuses.
    pub async fn verify_second_factor(
        &self,
        who: &Principal,
        code: &str,
        caller: Caller<'_>,
    ) -> ServiceResult<SignedIn> {
        let code = plain(code);
        let code = code.as_str();
        let counted = Counted::new(&who.user_name, caller);
        if let Some(refused) = self.must_wait(&counted).await? {
            return Ok(SignedIn::Refused(refused));
        }
        // Few at a time, or those that wait for each other would hold every connection to the database.
        let turn = self.hashing.acquire().await;
        let _turn = turn.map_err(|error| ServiceError(service_error(&error)))?;
        let now = self.context.now();
        let mut tx = self.context.db.begin().await?;
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
            return Err(ServiceError(Failure::BadForm));
        };
        let failures = tx
            .failures(&counted.user_name, &counted.network, now.0)
            .await?;
        let kind = if is_code(code) {
            FailureKind::Code
        } else {
            FailureKind::Recovery
        };
        let (mut step_to_spend, mut problem) = (None, SignInProblem::WrongRecoveryCode);
        let proven = match kind {
            FailureKind::Code => {
                if let Some(until) = codes_shut(failures) {
                    let shut = SignInRefusal::until(until, now.0, SignInProblem::CodesShut);
                    return Ok(SignedIn::Refused(shut));
                }
                let spent = tx.spent_steps(&counted.user_name, now.0 - HOUR).await?;
                let steps = secrets::totp_steps(&secret, code, code_time::looked_at(now))?;
                let fault = match code_time::verdict(&steps, now, account.totp_step, &spent) {
                    // Never twice, whatever was read.
                    Verdict::Right(step) if tx.use_totp_step(account.id, step).await? => None,
                    Verdict::Right(_) => Some(CodeFault::Used),
                    Verdict::Refused(fault) => Some(fault),
                };
                if let Some(CodeFault::Early { step, .. }) = fault {
                    step_to_spend = Some(step);
                }
                if let Some(fault) = fault {
                    problem = SignInProblem::WrongCode(fault, now);
                }
                fault.is_none()
            }
            _ => {
                let hash = secrets::hash(&code.trim().to_lowercase());
                let right = tx.use_recovery_code(account.id, &hash, now.0).await?;
                if !right && tx.is_recovery_code_used(account.id, &hash).await? {
                    problem = SignInProblem::UsedRecoveryCode;
                }
                right
            }
        };
        if proven {
            // In place of the old one: the token never survives a change of what a session may do.
            tx.end_session(&who.session).await?;
            let (token, row) = new_session(&mut tx, &account, true, caller.agent, now.0).await?;
            tx.forgive_failures(&counted.user_name, &counted.network, now.0)
                .await?;
            seen_at(&mut tx, account.id, caller, now.0).await?;
            tx.commit().await?;
            return self.signed_in(account, token, &row, caller).await;
        }
        fail(&mut tx, &counted, (kind, step_to_spend), now.0).await?;
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
            SignInRefusal {
                problem: SignInProblem::CodesSpent,
                wait: wait.and_then(|refused| refused.wait),
            }
        } else {
            problem.into()
        };
        tx.commit().await?;
        Ok(SignedIn::Refused(refused))
    }

    /// What the page that sets up a second factor shows: `secret` again after a wrong code, or the one of the session.
    ///
    /// # Errors
    /// If the store refuses.
    pub async fn enrolment(
        &self,
        who: &Principal,
        secret: Option<String>,
        problem: Option<SignInProblem>,
    ) -> ServiceResult<Enrolment> {
        let secret = match secret {
            Some(secret) => secret,
            None => {
                let account = self.context.db.account_by_name(&who.user_name).await?;
                let password = account.and_then(|account| account.password);
                secrets::offered_totp_secret(password.as_deref().unwrap_or(""), &who.session)
            }
        };
        let address = format!(
            "otpauth://totp/Xanh:{}?secret={secret}&issuer=Xanh",
            app::routes::encode(&who.user_name)
        );
        Ok(Enrolment {
            qr: qr::code(&address),
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
        who: &Principal,
        secret: &str,
        code: &str,
        caller: Caller<'_>,
    ) -> ServiceResult<Result<(String, Vec<String>), SignInProblem>> {
        let now = self.context.now();
        let steps = secrets::totp_steps(secret, &plain(code), code_time::looked_at(now))
            .map_err(|_| ServiceError(Failure::BadForm))?;
        let codes = secrets::recovery_codes()?;
        let hashes: Vec<String> = codes.iter().map(|c| secrets::hash(c)).collect();
        let mut tx = self.context.db.begin().await?;
        let account = tx.lock_account(&who.user_name).await?;
        let account = account
            .filter(|a| a.active)
            .ok_or(ServiceError(Failure::NotSignedIn))?;
        if tx
            .wrong_codes(&who.session, account.id, now.0)
            .await?
            .is_none()
        {
            return Ok(Err(SignInProblem::Ended));
        }
        // Of two that are set up at once the first holds.
        if account.totp_secret.is_some() {
            return Err(ServiceError(Failure::BadForm));
        }
        let verdict = code_time::verdict(&steps, now, 0, &[]);
        if let Verdict::Refused(fault) = verdict {
            let wrong = tx.count_wrong_code(&who.session).await?;
            let ends = wrong.is_none_or(session_ends);
            if ends {
                tx.end_session(&who.session).await?;
            }
            tx.commit().await?;
            return Ok(Err(if ends {
                SignInProblem::CodesSpent
            } else {
                SignInProblem::WrongCode(fault, now)
            }));
        }
        tx.set_totp(account.id, Some(secret)).await?;
        if let Verdict::Right(step) = verdict {
            tx.use_totp_step(account.id, step).await?;
        }
        tx.set_recovery_codes(account.id, &hashes).await?;
        tx.end_session(&who.session).await?;
        let (token, _) = new_session(&mut tx, &account, true, caller.agent, now.0).await?;
        tx.forgive_failures(&who.user_name, &network(caller.address), now.0)
            .await?;
        seen_at(&mut tx, account.id, caller, now.0).await?;
        let note = Note::installation(AuditAction::SecondFactor, &who.user_name);
        self.context.note(&mut tx, who, note).await?;
        tx.commit().await?;
        Ok(Ok((token, codes)))
    }
}
