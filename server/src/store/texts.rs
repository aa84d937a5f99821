//! Texts of drafts, many saved in one transaction. What a draft is stands in `drafts`.

use super::{
    OverRows, StoreError, Tx,
    columns::{json, rows_of},
    drafts::DraftRecord,
    over_rows, within,
};
use domain::{access::AccountId, entry::Fields, time::Timestamp, unit::UnitCode};
use std::collections::HashSet;

/// Statements of this module.
pub const OVER_ROWS: &[OverRows] = &[DRAFTS, SAVE];

const DRAFTS: OverRows = over_rows!(
    "SELECT d.unit_code, d.criterion, d.fields, d.version, d.stage, d.author_id, d.saved_at, d.sent_back FROM ",
    "CROSS JOIN draft d WHERE d.unit_code = (j.value ->> 0) AND d.criterion = (j.value ->> 1)"
);
const SAVE: OverRows = over_rows!(
    "UPDATE draft SET criteria_set = (j.value ->> 2), fields = (j.value ->> 3), version = draft.version + 1, \
     author_id = CAST(j.value ->> 4 AS BIGINT), saved_at = CAST(j.value ->> 5 AS BIGINT), sent_back = NULL FROM ",
    "WHERE draft.unit_code = (j.value ->> 0) AND draft.criterion = (j.value ->> 1) AND draft.stage = 'open' \
     AND draft.version = CAST(j.value ->> 6 AS BIGINT) RETURNING unit_code"
);

/// A text over the version of an open draft that its author saw.
#[derive(Clone, Debug)]
pub struct DraftText {
    /// Unit.
    pub unit: UnitCode,
    /// Criterion.
    pub criterion: String,
    /// Criteria set.
    pub criteria_set: String,
    /// What was typed.
    pub fields: Fields,
    /// By whom.
    pub author: AccountId,
    /// When.
    pub at: Timestamp,
    /// The version that it replaces.
    pub seen: u32,
}

impl Tx {
    /// The drafts of these items, in any order.
    ///
    /// # Errors
    /// If the engine refuses.
    pub async fn drafts_of(
        &mut self,
        items: &[(&UnitCode, &str)],
    ) -> Result<Vec<DraftRecord>, StoreError> {
        let statement = self.over(DRAFTS);
        let items = rows_of(items.iter().map(|(u, c)| (u.as_str(), c)), "draft")?;
        Ok(within!(self, |c| sqlx::query_as::<_, DraftRecord>(
            statement
        )
        .bind(items)
        .fetch_all(c)
        .await)?)
    }

    /// Saves texts of different units. Gives the units whose draft was open and in the version seen; of
    /// the others nothing is changed.
    ///
    /// # Errors
    /// If the engine refuses.
    pub async fn save_texts(
        &mut self,
        texts: &[&DraftText],
    ) -> Result<HashSet<String>, StoreError> {
        let statement = self.over(SAVE);
        let fields: Result<Vec<String>, StoreError> = texts
            .iter()
            .map(|t| json(&t.fields, "draft", t.unit.as_str()))
            .collect();
        let rows = texts.iter().zip(fields?).map(|(text, fields)| {
            let (set, author) = (text.criteria_set.as_str(), text.author.0);
            let unit = text.unit.as_str();
            (
                unit,
                text.criterion.as_str(),
                set,
                fields,
                author,
                text.at.0,
                text.seen,
            )
        });
        let rows = rows_of(rows, "draft")?;
        let units = within!(self, |c| sqlx::query_scalar::<_, String>(statement)
            .bind(rows)
            .fetch_all(c)
            .await)?;
        Ok(units.into_iter().collect())
    }
}
