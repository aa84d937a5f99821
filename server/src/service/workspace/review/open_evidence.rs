//! What the public may have of evidence: private unless a reviewer opens it, which can be taken back.

use super::Reviews;
use crate::service::workspace::{
    Principal, ServiceError, ServiceResult,
    context::{Note, set_in_force},
    principal::place,
};
use app::failure::Failure;
use domain::{
    access::{Action, Object},
    audit::AuditAction,
};

impl Reviews {
    /// Opens a piece of evidence to the public, or closes it again with a reason. Open pages show it at
    /// once: it is no part of a release.
    ///
    /// # Errors
    /// [`Failure::Denied`], [`Failure::BadForm`] without a reason for closing,
    /// or to open what only belongs to criteria whose status alone is public, or if the store refuses.
    pub async fn open_evidence(
        &self,
        who: &Principal,
        id: i64,
        public: bool,
        reason: &str,
    ) -> ServiceResult<()> {
        let gone = ServiceError(Failure::NoSuchPage);
        let row = self.context.db.evidence(id).await?;
        let Some(row) = row else {
            // Who may open nothing learns nothing about what exists.
            return Err(if who.has(Action::OpenEvidence) {
                gone
            } else {
                ServiceError(Failure::Denied(domain::access::Refusal::NoRole))
            });
        };
        let unit = row.unit_code.clone();
        let snapshot = &who.snapshot;
        who.may(Action::OpenEvidence, &Object::at(place(snapshot, &unit)?))?;
        let reason = reason.trim();
        if domain::text::length(reason) > domain::text::LONGEST_WORDS
            || !public && reason.is_empty()
        {
            return Err(ServiceError(Failure::BadForm));
        }
        let served = self.context.db.criteria_of_evidence(id).await?;
        let set = set_in_force(snapshot)?;
        if served.is_empty() || public && !set.shows_evidence(&served) {
            return Err(ServiceError(Failure::BadForm));
        }
        if row.is_public == public {
            return Ok(());
        }
        let word = |public: bool| if public { "public" } else { "private" };
        let mut tx = self.context.db.begin().await?;
        tx.set_public(id, public).await?;
        tx.raise_data_version().await?;
        let object = format!("{} {}", served.join(","), row.title);
        let mut note = Note::new(unit.as_str(), AuditAction::OpenEvidence, &object);
        note.before = word(!public).to_owned();
        note.after = word(public).to_owned();
        note.reason = reason;
        self.context.note(&mut tx, who, note).await?;
        Ok(tx.commit().await?)
    }
}
