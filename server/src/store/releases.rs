//! Releases and what their communes come to. Rows are added in the transaction that publishes; nothing here changes one.

use super::{Bulk, Db, StoreError, Tx, bulk, read, within};
use domain::{
    counts::{Counts, CriterionCount, StillOpen},
    ranking::RankFloor,
    release::{ReleaseHeader, ReleaseId},
    status::RuleVersion,
    time::Timestamp,
    unit::UnitCode,
};

/// Statements of this module.
pub const STATEMENTS: &[&str] = &[
    RELEASES,
    PROVINCES,
    CRITERIA_OF_PROVINCE,
    CRITERIA_OVER_TIME,
    OPEN,
    INSERT_RELEASE,
];

const RELEASES: &str = "SELECT id, number, revision, period_code, period_due, as_of, criteria_set, wording, \
     rule_version, rank_floor, simulated, content_hash FROM release ORDER BY number, revision";
const PROVINCES: &str = "SELECT release_id, province_code, green, yellow, red, no_data, units_submitted, required, \
     submitted, confirmed, gained, lost FROM release_province ORDER BY release_id, province_code";
const CRITERIA_OF_PROVINCE: &str = "SELECT criterion, green, yellow, red, no_data FROM release_criterion \
     WHERE release_id = $1 AND province_code = $2 ORDER BY criterion";
const CRITERIA_OVER_TIME: &str = "SELECT c.release_id, c.criterion, c.green, c.yellow, c.red, c.no_data FROM release r \
     CROSS JOIN release_criterion c WHERE c.release_id = r.id AND c.province_code = $1 ORDER BY c.release_id, c.criterion";
const OPEN: &str = "SELECT release_id, province_code, waiting, may_rise, may_fall FROM release_open \
     ORDER BY release_id, province_code";
const INSERT_RELEASE: &str = "INSERT INTO release (number, revision, period_code, period_due, as_of, criteria_set, \
     wording, rule_version, rank_floor, simulated, content_hash) VALUES ($1, $2, $3, $4, $5, $6, \
     (SELECT COALESCE(MAX(revision), 0) FROM criteria_wording WHERE version = $6), $7, $8, $9, $10) RETURNING id";

static INSERT_PROVINCES: Bulk = Bulk::new(
    "INSERT INTO release_province (release_id, province_code, green, yellow, red, no_data, units_submitted, required, \
     submitted, confirmed, gained, lost)",
    12,
);

static INSERT_CRITERIA: Bulk = Bulk::new(
    "INSERT INTO release_criterion (release_id, province_code, criterion, green, yellow, red, no_data)",
    7,
);

static INSERT_OPEN: Bulk = Bulk::new(
    "INSERT INTO release_open (release_id, province_code, waiting, may_rise, may_fall)",
    5,
);

/// A release.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct ReleaseRow {
    /// Key.
    pub id: i64,
    /// Number and revision.
    #[sqlx(flatten, try_from = "ReleaseColumns")]
    pub release: ReleaseId,
    /// Period.
    pub period_code: String,
    /// Due date of the period.
    #[sqlx(try_from = "i64")]
    pub period_due: Timestamp,
    /// As-of time.
    #[sqlx(try_from = "i64")]
    pub as_of: Timestamp,
    /// Criteria set.
    pub criteria_set: String,
    /// How the set was worded when this was published; 0 as it was brought. No part of what is hashed.
    #[sqlx(try_from = "i64")]
    pub wording: u32,
    /// Version of the rules.
    #[sqlx(try_from = "i64")]
    pub rule_version: RuleVersion,
    /// What a province must have submitted to be ranked, in percent.
    #[sqlx(try_from = "i64")]
    pub rank_floor: RankFloor,
    /// Whether its answers are simulated.
    pub simulated: bool,
    /// Content hash.
    pub content_hash: String,
}

impl ReleaseRow {
    /// What all rows of the release have in common.
    #[must_use]
    pub fn frame(&self) -> ReleaseHeader {
        ReleaseHeader {
            id: self.release,
            as_of: self.as_of,
            period_due: self.period_due,
            criteria_set: self.criteria_set.clone(),
            rules: self.rule_version,
            rank_floor: self.rank_floor,
            simulated: self.simulated,
        }
    }
}

#[derive(sqlx::FromRow)]
struct ReleaseColumns {
    #[sqlx(try_from = "i64")]
    number: u32,
    #[sqlx(try_from = "i64")]
    revision: u32,
}

impl From<ReleaseColumns> for ReleaseId {
    fn from(row: ReleaseColumns) -> Self {
        Self {
            number: row.number,
            revision: row.revision,
        }
    }
}

/// What a province comes to in one of all releases.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct ProvinceRow {
    /// Release.
    pub release_id: i64,
    /// Province.
    #[sqlx(try_from = "String")]
    pub province_code: UnitCode,
    /// Its communes.
    #[sqlx(flatten, try_from = "CountsColumns")]
    pub counts: Counts,
}

#[derive(sqlx::FromRow)]
struct CountsColumns {
    #[sqlx(try_from = "i64")]
    green: u32,
    #[sqlx(try_from = "i64")]
    yellow: u32,
    #[sqlx(try_from = "i64")]
    red: u32,
    #[sqlx(try_from = "i64")]
    no_data: u32,
    #[sqlx(try_from = "i64")]
    units_submitted: u32,
    #[sqlx(try_from = "i64")]
    required: u32,
    #[sqlx(try_from = "i64")]
    submitted: u32,
    #[sqlx(try_from = "i64")]
    confirmed: u32,
    #[sqlx(try_from = "i64")]
    gained: u32,
    #[sqlx(try_from = "i64")]
    lost: u32,
}

impl From<CountsColumns> for Counts {
    fn from(row: CountsColumns) -> Self {
        Self {
            green: row.green,
            yellow: row.yellow,
            red: row.red,
            none: row.no_data,
            units_submitted: row.units_submitted,
            required: row.required,
            submitted: row.submitted,
            confirmed: row.confirmed,
            gained: row.gained,
            lost: row.lost,
        }
    }
}

#[derive(sqlx::FromRow)]
struct CriterionColumns {
    criterion: String,
    #[sqlx(try_from = "i64")]
    green: u32,
    #[sqlx(try_from = "i64")]
    yellow: u32,
    #[sqlx(try_from = "i64")]
    red: u32,
    #[sqlx(try_from = "i64")]
    no_data: u32,
}

impl From<CriterionColumns> for CriterionCount {
    fn from(row: CriterionColumns) -> Self {
        Self {
            criterion: row.criterion,
            green: row.green,
            yellow: row.yellow,
            red: row.red,
            none: row.no_data,
        }
    }
}

/// One criterion in one of all releases.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct PastCriterion {
    /// Release.
    pub release_id: i64,
    /// The province's communes.
    #[sqlx(flatten, try_from = "CriterionColumns")]
    pub count: CriterionCount,
}

/// What waiting items could still change in one province of one of all releases.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct OpenRow {
    /// Release.
    pub release_id: i64,
    /// Province.
    #[sqlx(try_from = "String")]
    pub province_code: UnitCode,
    /// What is open.
    #[sqlx(flatten, try_from = "OpenColumns")]
    pub open: StillOpen,
}

#[derive(sqlx::FromRow)]
struct OpenColumns {
    #[sqlx(try_from = "i64")]
    waiting: u32,
    #[sqlx(try_from = "i64")]
    may_rise: u32,
    #[sqlx(try_from = "i64")]
    may_fall: u32,
}

impl From<OpenColumns> for StillOpen {
    fn from(row: OpenColumns) -> Self {
        Self {
            waiting: row.waiting,
            rise: row.may_rise,
            fall: row.may_fall,
        }
    }
}

impl Db {
    /// Every release, oldest first.
    ///
    /// # Errors
    /// If the engine refuses; the same for all functions of this module.
    pub async fn releases(&self) -> Result<Vec<ReleaseRow>, StoreError> {
        Ok(read!(self, |c| sqlx::query_as::<_, ReleaseRow>(RELEASES)
            .fetch_all(c)
            .await)?)
    }

    /// Sums of every province in every release.
    ///
    /// # Errors
    /// See [`Db::releases`].
    pub async fn province_sums(&self) -> Result<Vec<ProvinceRow>, StoreError> {
        Ok(read!(self, |c| sqlx::query_as::<_, ProvinceRow>(
            PROVINCES
        )
        .fetch_all(c)
        .await)?)
    }

    /// Sums of every criterion of one province in every release.
    ///
    /// # Errors
    /// See [`Db::releases`].
    pub async fn past_criteria(
        &self,
        province: &UnitCode,
    ) -> Result<Vec<PastCriterion>, StoreError> {
        Ok(read!(self, |c| sqlx::query_as::<_, PastCriterion>(
            CRITERIA_OVER_TIME
        )
        .bind(province.as_str())
        .fetch_all(c)
        .await)?)
    }

    /// What is still open in every province of every release that froze it.
    ///
    /// # Errors
    /// See [`Db::releases`].
    pub async fn open_sums(&self) -> Result<Vec<OpenRow>, StoreError> {
        Ok(read!(self, |c| sqlx::query_as::<_, OpenRow>(OPEN)
            .fetch_all(c)
            .await)?)
    }

    /// Sums of every criterion in one province and release.
    ///
    /// # Errors
    /// See [`Db::releases`].
    pub async fn criterion_sums(
        &self,
        release: i64,
        province: &UnitCode,
    ) -> Result<Vec<CriterionCount>, StoreError> {
        let rows = read!(self, |c| {
            sqlx::query_as::<_, CriterionColumns>(CRITERIA_OF_PROVINCE)
                .bind(release)
                .bind(province.as_str())
                .fetch_all(c)
                .await
        })?;
        Ok(rows.into_iter().map(CriterionCount::from).collect())
    }
}

impl Tx {
    /// Adds to a release what is still open about it, by province.
    ///
    /// # Errors
    /// See [`Db::releases`].
    pub async fn add_release_open(
        &mut self,
        release: i64,
        rows: &[(UnitCode, StillOpen)],
    ) -> Result<(), StoreError> {
        bulk!(self, INSERT_OPEN, rows, |q, row| q
            .bind(release)
            .bind(row.0.as_str())
            .bind(i64::from(row.1.waiting))
            .bind(i64::from(row.1.rise))
            .bind(i64::from(row.1.fall)))
    }

    /// Adds a release and returns its key. The row's own `id` is ignored, and so is its `wording`: it is the set's newest.
    ///
    /// # Errors
    /// See [`Db::releases`].
    pub async fn add_release(&mut self, row: &ReleaseRow) -> Result<i64, StoreError> {
        Ok(within!(self, |c| {
            sqlx::query_scalar::<_, i64>(INSERT_RELEASE)
                .bind(i64::from(row.release.number))
                .bind(i64::from(row.release.revision))
                .bind(&row.period_code)
                .bind(row.period_due.0)
                .bind(row.as_of.0)
                .bind(&row.criteria_set)
                .bind(i64::from(row.rule_version.0))
                .bind(i64::from(row.rank_floor.percent()))
                .bind(row.simulated)
                .bind(&row.content_hash)
                .fetch_one(c)
                .await
        })?)
    }

    /// Adds a release's sums: by province, and by province and criterion.
    ///
    /// # Errors
    /// See [`Db::releases`].
    pub async fn add_release_sums(
        &mut self,
        release: i64,
        provinces: &[(UnitCode, Counts)],
        criteria: &[(UnitCode, CriterionCount)],
    ) -> Result<(), StoreError> {
        bulk!(self, INSERT_PROVINCES, provinces, |q, row| q
            .bind(release)
            .bind(row.0.as_str())
            .bind(i64::from(row.1.green))
            .bind(i64::from(row.1.yellow))
            .bind(i64::from(row.1.red))
            .bind(i64::from(row.1.none))
            .bind(i64::from(row.1.units_submitted))
            .bind(i64::from(row.1.required))
            .bind(i64::from(row.1.submitted))
            .bind(i64::from(row.1.confirmed))
            .bind(i64::from(row.1.gained))
            .bind(i64::from(row.1.lost)))?;
        bulk!(self, INSERT_CRITERIA, criteria, |q, row| q
            .bind(release)
            .bind(row.0.as_str())
            .bind(&row.1.criterion)
            .bind(i64::from(row.1.green))
            .bind(i64::from(row.1.yellow))
            .bind(i64::from(row.1.red))
            .bind(i64::from(row.1.none)))
    }
}
