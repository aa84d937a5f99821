//! The communes of a province in a release, ranked.

use super::{
    PublicBackend,
    release_context::{ReleaseContext, unavailable},
};
use crate::store::{StoreError, frozen::UnitStanding};
use app::{failure::Failure, public::model::CommuneRow};
use domain::{
    ranking::{self, Standing},
    rate::Rate,
    status::{Level, RuleVersion},
    unit::UnitCode,
};
use std::collections::HashMap;

impl PublicBackend {
    pub(super) async fn rows(
        &self,
        opened: &ReleaseContext,
        province: &UnitCode,
    ) -> Result<Vec<CommuneRow>, Failure> {
        let Some(release) = &opened.release else {
            return Ok(Vec::new());
        };
        let standings = self
            .db
            .standings(release.key, province)
            .await
            .map_err(|e| unavailable(&e))?;
        let before: HashMap<UnitCode, Level> = match opened.comparable() {
            None => HashMap::new(),
            Some(before) => {
                let rows = self
                    .db
                    .standings(before.key, province)
                    .await
                    .map_err(|e| unavailable(&e))?;
                rows.into_iter()
                    .map(|row| (row.unit_code, row.level))
                    .collect()
            }
        };
        commune_rows(opened, release.info.rule_version, standings, &before)
            .map_err(|e| unavailable(&e))
    }
}

fn commune_rows(
    opened: &ReleaseContext,
    rules: RuleVersion,
    standings: Vec<UnitStanding>,
    before: &HashMap<UnitCode, Level>,
) -> Result<Vec<CommuneRow>, StoreError> {
    let mut rows = Vec::with_capacity(standings.len());
    for row in standings {
        let unit = opened.snapshot.unit_ref(&row.unit_code, opened.on);
        rows.push(CommuneRow {
            unit: unit.ok_or_else(|| unknown_unit(&row.unit_code))?,
            level: row.level,
            met: Rate::new(row.met, row.required),
            rank: None,
            levels: row.levels,
            completed_at: row.completed_at,
            before: before.get(&row.unit_code).copied(),
        });
    }
    let standing = |row: &CommuneRow| Standing {
        level: row.level,
        met: row.met,
        completed_at: row.completed_at,
    };
    let ranks = ranking::competition(
        &rows,
        |_| true,
        |a, b| ranking::communes(rules, &standing(a), &standing(b)),
    );
    for (row, rank) in rows.iter_mut().zip(ranks) {
        row.rank = rank;
    }
    rows.sort_by(|a, b| {
        let rank = |row: &CommuneRow| row.rank.map_or(u32::MAX, |r| r.rank);
        rank(a)
            .cmp(&rank(b))
            .then_with(|| a.unit.sort_key.cmp(&b.unit.sort_key))
    });
    Ok(rows)
}

pub(super) fn unknown_unit(code: &UnitCode) -> StoreError {
    StoreError::inconsistent("release_unit", code, "no such unit")
}
