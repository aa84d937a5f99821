//! How far an installation is: who has come in, what was handed in, what was set.

use super::{Db, StoreError, columns::Column, read};
use domain::{audit::AuditAction, time::Timestamp, unit::UnitCode};

/// Statements of this module.
pub const STATEMENTS: &[&str] = &[ARRIVALS, HANDED_IN, POLICIES_SET, LAST_DONE];

const ARRIVALS: &str = "SELECT a.id, a.user_name, a.display_name, a.password IS NOT NULL AS has_password, a.joined_at, \
     (SELECT MAX(l.expires_at) FROM one_time_link l WHERE l.account_id = a.id AND l.used_at IS NULL) AS link_until, \
     g.role, g.scope FROM account a JOIN role_grant g ON g.account_id = a.id WHERE a.active ORDER BY a.user_name, g.role, g.scope";
const HANDED_IN: &str = "SELECT unit_code, COUNT(DISTINCT criterion) FROM answer \
     WHERE review <> 'returned' AND closed_at IS NULL GROUP BY unit_code";
const POLICIES_SET: &str = "SELECT province_code FROM review_policy ORDER BY province_code";
const LAST_DONE: &str = "SELECT MAX(at) FROM audit WHERE chain = $1 AND action = $2";

/// A role of somebody who may enter, and how far they have come. Rows of one person follow each other.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Arrival {
    /// Key of the account.
    pub id: i64,
    /// Name to sign in with.
    pub user_name: String,
    /// Name to show.
    pub display_name: String,
    /// Whether a password was chosen.
    pub has_password: bool,
    /// When they were signed in wholly for the first time.
    #[sqlx(try_from = "Column<Option<i64>>")]
    pub joined_at: Option<Timestamp>,
    /// Until when a link that was not used works, or worked.
    #[sqlx(try_from = "Column<Option<i64>>")]
    pub link_until: Option<Timestamp>,
    /// Role.
    pub role: String,
    /// Word of the place.
    pub scope: String,
}

impl Db {
    /// The roles of everybody who may enter.
    ///
    /// # Errors
    /// If the engine refuses; the same for all functions of this module.
    pub async fn arrivals(&self) -> Result<Vec<Arrival>, StoreError> {
        Ok(read!(self, |c| sqlx::query_as::<_, Arrival>(ARRIVALS)
            .fetch_all(c)
            .await)?)
    }

    /// How many items each unit has handed in that were not given back.
    ///
    /// # Errors
    /// See [`Db::arrivals`].
    pub async fn handed_in(&self) -> Result<Vec<(String, i64)>, StoreError> {
        Ok(read!(self, |c| sqlx::query_as::<_, (String, i64)>(
            HANDED_IN
        )
        .fetch_all(c)
        .await)?)
    }

    /// The provinces that have said how they run their reviews.
    ///
    /// # Errors
    /// See [`Db::arrivals`].
    pub async fn policies_set(&self) -> Result<Vec<UnitCode>, StoreError> {
        let codes = read!(self, |c| sqlx::query_scalar::<_, String>(POLICIES_SET)
            .fetch_all(c)
            .await)?;
        Ok(codes
            .iter()
            .filter_map(|code| UnitCode::parse(code))
            .collect())
    }

    /// When something was done last, as the audit log tells.
    ///
    /// # Errors
    /// See [`Db::arrivals`].
    pub async fn last_done(
        &self,
        chain: &str,
        action: AuditAction,
    ) -> Result<Option<Timestamp>, StoreError> {
        let at = read!(self, |c| sqlx::query_scalar::<_, Option<i64>>(LAST_DONE)
            .bind(chain)
            .bind(action.word())
            .fetch_one(c)
            .await)?;
        Ok(at.map(Timestamp))
    }
}
