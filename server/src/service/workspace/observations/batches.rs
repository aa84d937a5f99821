//! What was brought, each form, file or delivery as a whole: listed, shown with its rows, undone.

use super::{Observations, batch_observation, met, observes};
use crate::{
    service::{
        indicators::{self},
        workspace::{Principal, ServiceError, ServiceResult},
    },
    store::observation_batches::BatchRow,
};
use app::{
    failure::Failure,
    workspace::observations::model::{BatchLine, BatchView, Import, ROWS_SHOWN},
};
use domain::{
    access::{Action, Refusal, Scope},
    delivery::BatchKind,
    unit::UnitCode,
};

/// Acts on one page.
const ACTS: i64 = 50;

/// Longest reason for undoing, characters.
const LONGEST_REASON: usize = domain::indicator::LONGEST_TEXT;

impl Observations {
    /// What was brought in this person's scope, newest first, before a key.
    ///
    /// # Errors
    /// [`Failure::Denied`], or if the store refuses.
    pub async fn batches(&self, who: &Principal, before: Option<i64>) -> ServiceResult<Import> {
        observes(who)?;
        let before = before.unwrap_or(i64::MAX);
        let mut rows: Vec<BatchRow> = Vec::new();
        for scope in who.actor.scopes_for(Action::Observe) {
            let province = match scope {
                Scope::Province(code) => Some(code),
                _ => None,
            };
            rows.extend(
                self.context
                    .db
                    .observation_batches(before, province, ACTS + 1)
                    .await?,
            );
        }
        rows.sort_by_key(|row| std::cmp::Reverse(row.id));
        rows.dedup_by_key(|row| row.id);
        let more = rows.len() > usize::try_from(ACTS).unwrap_or(usize::MAX);
        rows.truncate(usize::try_from(ACTS).unwrap_or(usize::MAX));
        let older = rows.last().map(|row| row.id).filter(|_| more);
        Ok(Import {
            batches: rows.into_iter().map(batch).collect(),
            older,
            refusal: None,
        })
    }

    /// An act that touches nothing beyond this person's scope, and whether it does.
    async fn act_in_scope(&self, who: &Principal, id: i64) -> ServiceResult<BatchRow> {
        observes(who)?;
        // Whether there is such an act is nobody's business whose scope it does not lie in.
        let denied = || ServiceError(Failure::Denied(Refusal::NoRole));
        let row = self
            .context
            .db
            .observation_batch(id)
            .await?
            .ok_or_else(denied)?;
        let provinces = self.context.db.provinces_of_batch(id).await?;
        let inside = |province: &UnitCode| self.says_about(who, province);
        let own = row.entered_by == who.user_name;
        if provinces.iter().all(inside) && (own || !provinces.is_empty()) {
            return Ok(row);
        }
        Err(denied())
    }

    /// One act, with its rows after a key.
    ///
    /// # Errors
    /// [`Failure::Denied`], also if there is no such act; or if the store refuses.
    pub async fn batch(
        &self,
        who: &Principal,
        id: i64,
        after: Option<i64>,
    ) -> ServiceResult<BatchView> {
        let row = self.act_in_scope(who, id).await?;
        let snapshot = &who.snapshot;
        let limit = i64::try_from(ROWS_SHOWN).unwrap_or(i64::MAX);
        let found = self
            .context
            .db
            .observations_of_batch(id, after.unwrap_or(0), limit)
            .await?;
        let more = (found.len() == ROWS_SHOWN).then(|| found.last().map(|r| r.id));
        let mut rows = Vec::with_capacity(found.len());
        for row in &found {
            let at = snapshot
                .indicators
                .iter()
                .position(|i| i.code == row.indicator);
            let Some(at) = at else { continue };
            let observation = batch_observation(&snapshot.indicators[at], row)?;
            rows.push((
                self.context.unit(snapshot, &row.unit_code)?,
                at,
                observation,
            ));
        }
        Ok(BatchView {
            undoes: row.undone_at.is_none() && row.kind != BatchKind::Demo,
            batch: batch(row),
            rows,
            catalogue: snapshot.indicators.clone(),
            more: more.flatten(),
            needs_reason: false,
        })
    }

    /// Undoes an act. Without its reason the act comes back.
    ///
    /// # Errors
    /// As [`Self::batch`]; [`Failure::Changed`] if it is undone already.
    pub async fn undo(
        &self,
        who: &Principal,
        id: i64,
        reason: &str,
    ) -> ServiceResult<Result<(), Box<BatchView>>> {
        let row = self.act_in_scope(who, id).await?;
        if row.undone_at.is_some() || row.kind == BatchKind::Demo {
            return Err(ServiceError(Failure::Changed));
        }
        let reason = reason.trim();
        if reason.is_empty() || domain::text::length(reason) > LONGEST_REASON {
            let mut view = self.batch(who, id, None).await?;
            view.needs_reason = true;
            return Ok(Err(Box::new(view)));
        }
        let mut tx = self.context.db.begin().await?;
        let (by, at) = (who.user_name.as_str(), self.context.now());
        let undone = indicators::undo(&mut tx, id, by, at, reason, Some(&who.address)).await;
        if !undone.map_err(met)? {
            return Err(ServiceError(Failure::Changed));
        }
        tx.commit().await.map_err(met)?;
        Ok(Ok(()))
    }
}

fn batch(row: BatchRow) -> BatchLine {
    let undone = match (row.undone_by, row.undone_at, row.undo_reason) {
        (Some(by), Some(at), Some(reason)) => Some((by, at, reason)),
        _ => None,
    };
    BatchLine {
        id: row.id,
        kind: row.kind,
        title: row.title,
        by: (row.entered_by, row.entered_at),
        rows: row.row_count,
        simulated: row.simulated,
        undone,
    }
}
