//! What the public may have of evidence: private unless a reviewer opens it, which can be taken back.

use super::Reviews;
use crate::{
    service::{
        snapshot::Snapshot,
        workspace::{
            Principal, ServiceError, ServiceResult,
            context::{Note, set_in_force},
            principal::place,
        },
    },
    store::evidence::StandingFilter,
};
use app::failure::Failure;
use domain::{
    access::{Action, Refusal},
    audit::AuditAction,
    evidence::Openness,
    unit::UnitCode,
};
use std::collections::HashMap;

impl Reviews {
    /// The evidence of a commune that can be opened, or one piece: whether an answer that shows it stands in a release.
    pub(super) async fn standing(
        &self,
        unit: &UnitCode,
        piece: Option<i64>,
        snapshot: &Snapshot,
    ) -> ServiceResult<HashMap<i64, bool>> {
        let set = set_in_force(snapshot)?;
        let filter = StandingFilter {
            piece,
            ..StandingFilter::default()
        };
        let public = &self.context.public;
        let rows = public.standing_evidence(&set, unit, filter).await?;
        let mut found = HashMap::new();
        for row in rows {
            // Of several answers that show it, one in a release suffices.
            *found.entry(row.id).or_insert(false) |= row.released;
        }
        Ok(found)
    }

    /// Opens a piece of evidence of a confirmed answer to the public, or closes a piece again with a reason. Pages of
    /// releases in which the answer stands show it at once: it is no part of a release. Gives how far it is open now.
    ///
    /// # Errors
    /// [`Failure::Denied`], [`Failure::NoSuchPage`] where this person may open none, [`Failure::BadForm`] without a reason
    /// for closing or to open what can't be, or if the store refuses.
    pub async fn open_evidence(
        &self,
        who: &Principal,
        id: i64,
        public: bool,
        reason: &str,
    ) -> ServiceResult<Openness> {
        if !who.has(Action::OpenEvidence) {
            return Err(ServiceError(Failure::Denied(Refusal::NoRole)));
        }
        let snapshot = &who.snapshot;
        // What lies elsewhere and what does not exist look the same.
        let row = self.context.db.evidence(id).await?.filter(|row| {
            place(snapshot, &row.unit_code)
                .is_ok_and(|place| who.may_at(Action::OpenEvidence, &place))
        });
        let row = row.ok_or(ServiceError(Failure::NoSuchPage))?;
        let unit = row.unit_code.clone();
        let reason = reason.trim();
        if domain::text::length(reason) > domain::text::LONGEST_WORDS
            || !public && reason.is_empty()
        {
            return Err(ServiceError(Failure::BadForm));
        }
        let served = self.context.db.criteria_of_evidence(&unit).await?;
        let served = served.into_iter().filter(|(evidence, _)| *evidence == id);
        let served: Vec<String> = served.map(|(_, criterion)| criterion).collect();
        let standing = self.standing(&unit, Some(id), snapshot).await?;
        if served.is_empty() || public && standing.is_empty() {
            return Err(ServiceError(Failure::BadForm));
        }
        let released = standing.get(&id).is_some_and(|released| *released);
        let open = Openness::of(public, !standing.is_empty(), released);
        if row.is_public == public {
            return Ok(open);
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
        tx.commit().await?;
        Ok(open)
    }
}
