//! What was confirmed or returned, to be found again.

use super::{DecidedFilter, Reviews, review_scopes};
use crate::service::{
    snapshot::Unit,
    workspace::{Principal, ServiceResult, context::set_in_force},
};
use app::workspace::review::model::{DecidedRow, Decisions};
use domain::{
    access::{AccountId, Scope},
    text::{fold, plain},
    unit::UnitCode,
};
use std::collections::BTreeMap;

/// Rows on a page, and the last page that is looked for.
const ROWS: usize = 50;
const LAST_PAGE: u32 = 10_000;

impl Reviews {
    /// What was confirmed or returned in this person's scope, newest first.
    ///
    /// # Errors
    /// [`Failure::Denied`](app::failure::Failure::Denied), or if the store refuses.
    pub async fn decisions(
        &self,
        who: &Principal,
        filter: &DecidedFilter,
    ) -> ServiceResult<Decisions> {
        let scopes = review_scopes(who)?;
        let snapshot = &who.snapshot;
        let set = set_in_force(snapshot)?;
        let provinces: Option<Vec<&UnitCode>> = scopes
            .iter()
            .map(|scope| match scope {
                Scope::Province(code) => Some(code),
                _ => None,
            })
            .collect();
        let units: Option<Vec<&UnitCode>> = filter.name.as_deref().map(|name| {
            let (code, name) = (plain(name), fold(name));
            let number = code.trim_start_matches('0');
            let today = self.context.now().date();
            let named = |unit: &&Unit| {
                let kind = unit.kind(today).map_or("", |kind| kind.word());
                let whole = fold(&format!("{kind} {}", unit.name));
                let coded = unit.code.as_str().trim_start_matches('0') == number;
                coded || (!name.is_empty() && whole.contains(&name))
            };
            let found = snapshot.units.values().filter(named);
            found.map(|unit| &unit.code).collect()
        });
        let page = filter.page.clamp(1, LAST_PAGE);
        let most = u32::try_from(ROWS).unwrap_or(u32::MAX);
        let mut records = self
            .context
            .db
            .decided(
                (provinces.as_deref(), units.as_deref()),
                filter.own.then_some(who.actor.account),
                (most + 1, (page - 1) * most),
            )
            .await?;
        let more = records.len() > ROWS;
        records.truncate(ROWS);
        let mut names: BTreeMap<AccountId, String> = BTreeMap::new();
        let mut rows = Vec::new();
        for record in records {
            let criterion = &record.answer.criterion;
            // A question of an earlier set has no page among those of today.
            let Some(index) = set.criteria.iter().position(|c| c.code == *criterion) else {
                continue;
            };
            if let Some(account) = record.reviewer
                && !names.contains_key(&account)
            {
                names.insert(account, self.context.name_of(account).await?);
            }
            rows.push(DecidedRow {
                id: record.id,
                ended: snapshot.ended(&record.unit),
                unit: self.context.unit(snapshot, &record.unit)?,
                index,
                reviewer: record
                    .reviewer
                    .and_then(|account| names.get(&account).cloned()),
                answer: record.answer,
            });
        }
        Ok(Decisions {
            set,
            rows,
            more,
            page,
            name: filter.name.clone(),
            own: filter.own,
        })
    }
}
