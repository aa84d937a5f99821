//! Campaigns: periods with how they are run. What releases need of them is in [`super::answers`].

use super::{Db, StoreError, Tx, columns::Column, read, within};
use domain::{
    period::{Campaign, Period},
    time::Timestamp,
};

/// Statements of this module.
pub const STATEMENTS: &[&str] = &[CAMPAIGNS, INSERT, UPDATE];

const CAMPAIGNS: &str =
    "SELECT code, opens_at, due_at, review_due_at, closed_at FROM period ORDER BY opens_at, code";
const INSERT: &str = "INSERT INTO period (code, opens_at, due_at, simulated, review_due_at) VALUES ($1, $2, $3, $4, $5)";
/// On condition of what was read, so that of two who change it the second is told.
const UPDATE: &str = "UPDATE period SET due_at = $2, review_due_at = $3, closed_at = $4 \
     WHERE code = $1 AND due_at = $5 AND COALESCE(closed_at, 0) = $6";

#[derive(sqlx::FromRow)]
struct CampaignRow {
    code: String,
    #[sqlx(try_from = "i64")]
    opens_at: Timestamp,
    #[sqlx(try_from = "i64")]
    due_at: Timestamp,
    #[sqlx(try_from = "Column<Option<i64>>")]
    review_due_at: Option<Timestamp>,
    #[sqlx(try_from = "Column<Option<i64>>")]
    closed_at: Option<Timestamp>,
}

impl Db {
    /// Every campaign, oldest first.
    ///
    /// # Errors
    /// If the engine refuses.
    pub async fn campaigns(&self) -> Result<Vec<Campaign>, StoreError> {
        let rows = read!(self, |c| sqlx::query_as::<_, CampaignRow>(CAMPAIGNS)
            .fetch_all(c)
            .await)?;
        Ok(rows
            .into_iter()
            .map(|row| Campaign {
                period: Period {
                    code: row.code,
                    opens_at: row.opens_at,
                    due_at: row.due_at,
                },
                review_due: row.review_due_at,
                closed_at: row.closed_at,
            })
            .collect())
    }
}

impl Tx {
    /// Adds a campaign.
    ///
    /// # Errors
    /// If the engine refuses, for example because there is one of this name.
    pub async fn add_campaign(
        &mut self,
        campaign: &Campaign,
        simulated: bool,
    ) -> Result<(), StoreError> {
        within!(self, |c| sqlx::query(INSERT)
            .bind(&campaign.period.code)
            .bind(campaign.period.opens_at.0)
            .bind(campaign.period.due_at.0)
            .bind(simulated)
            .bind(campaign.review_due.map(|t| t.0))
            .execute(c)
            .await
            .map(drop))?;
        Ok(())
    }

    /// Writes a campaign over the one that was read; `false` if that has changed since.
    ///
    /// # Errors
    /// If the engine refuses.
    pub async fn change_campaign(
        &mut self,
        read: &Campaign,
        new: &Campaign,
    ) -> Result<bool, StoreError> {
        Ok(within!(self, |c| sqlx::query(UPDATE)
            .bind(&new.period.code)
            .bind(new.period.due_at.0)
            .bind(new.review_due.map(|t| t.0))
            .bind(new.closed_at.map(|t| t.0))
            .bind(read.period.due_at.0)
            .bind(read.closed_at.map_or(0, |t| t.0))
            .execute(c)
            .await
            .map(|done| done.rows_affected() == 1))?)
    }
}
