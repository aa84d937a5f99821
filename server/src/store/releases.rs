//! Releases and their frozen rows. Rows are added in the transaction that publishes; nothing here
//! changes one.

use super::{Bulk, Db, StoreError, Tx, bulk, read, within};

/// Statements of this module.
pub const STATEMENTS: &[&str] = &[
    RELEASES,
    PROVINCES,
    UNITS_OF_PROVINCE,
    UNITS_OF_RELEASE,
    UNIT,
    HISTORY,
    CHANGED,
    CRITERIA_OF_PROVINCE,
    FROZEN_OF_PROVINCE,
    LETTERS_OF_PROVINCE,
    CRITERIA_OVER_TIME,
    OPEN,
    INSERT_RELEASE,
];

const RELEASES: &str = "SELECT id, number, revision, period_code, period_due, as_of, criteria_set, rule_version, \
     simulated, content_hash FROM release ORDER BY number, revision";
const PROVINCES: &str = "SELECT release_id, province_code, green, yellow, red, no_data, units_submitted, required, \
     submitted, confirmed, gained, lost FROM release_province ORDER BY release_id, province_code";
const UNITS_OF_PROVINCE: &str = "SELECT unit_code, level, required, met, completed_at, letters FROM release_unit \
     WHERE release_id = $1 AND province_code = $2 ORDER BY unit_code";
const UNITS_OF_RELEASE: &str = "SELECT unit_code, province_code, level, required, met, submitted, confirmed, \
     completed_at, letters, inputs, hash FROM release_unit WHERE release_id = $1 ORDER BY unit_code";
const UNIT: &str = "SELECT unit_code, province_code, level, required, met, submitted, confirmed, completed_at, letters, \
     inputs, hash FROM release_unit WHERE release_id = $1 AND unit_code = $2";
const HISTORY: &str = "SELECT release_id, level, required, met FROM release_unit WHERE unit_code = $1 ORDER BY release_id";
/// Units whose status, or that of a criterion, differs between two releases.
const CHANGED: &str = "SELECT n.unit_code, n.province_code, o.level, n.level FROM release_unit n \
     JOIN release_unit o ON o.release_id = $2 AND o.province_code = n.province_code AND o.unit_code = n.unit_code \
     WHERE n.release_id = $1 AND (n.level <> o.level OR n.letters <> o.letters) \
     ORDER BY n.province_code, n.unit_code";
const CRITERIA_OF_PROVINCE: &str = "SELECT criterion, green, yellow, red, no_data FROM release_criterion \
     WHERE release_id = $1 AND province_code = $2 ORDER BY criterion";
const FROZEN_OF_PROVINCE: &str = "SELECT unit_code, province_code, level, required, met, submitted, confirmed, \
     completed_at, letters, inputs, hash FROM release_unit WHERE release_id = $1 AND province_code = $2 ORDER BY unit_code";
// Release by release: the key of the frozen rows begins with it, and they are far too many to look through. CROSS keeps
// SQLite from turning the join round.
const LETTERS_OF_PROVINCE: &str = "SELECT u.release_id, u.unit_code, u.level, u.required, u.met, u.letters FROM release r \
     CROSS JOIN release_unit u WHERE u.release_id = r.id AND u.province_code = $1 ORDER BY u.release_id, u.unit_code";
const CRITERIA_OVER_TIME: &str = "SELECT c.release_id, c.criterion, c.green, c.yellow, c.red, c.no_data FROM release r \
     CROSS JOIN release_criterion c WHERE c.release_id = r.id AND c.province_code = $1 ORDER BY c.release_id, c.criterion";
const OPEN: &str = "SELECT release_id, province_code, waiting, may_rise, may_fall FROM release_open \
     ORDER BY release_id, province_code";
const INSERT_RELEASE: &str = "INSERT INTO release (number, revision, period_code, period_due, as_of, criteria_set, \
     rule_version, simulated, content_hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id";

static INSERT_UNITS: Bulk = Bulk::new(
    "INSERT INTO release_unit (release_id, unit_code, province_code, level, required, met, submitted, confirmed, \
     completed_at, letters, inputs, hash)",
    12,
);
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

/// What waiting items could still change in one province.
#[derive(Clone, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct OpenSums {
    /// Release.
    pub release_id: i64,
    /// Province.
    pub province_code: String,
    /// Required items that wait for review.
    pub waiting: i64,
    /// Units that may become green.
    pub may_rise: i64,
    /// Green units that may cease to be.
    pub may_fall: i64,
}

/// A unit's row in one of all releases.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct PastRow {
    /// Release.
    pub release_id: i64,
    /// Unit.
    pub unit_code: String,
    /// Letter of its level.
    pub level: String,
    /// Required criteria.
    pub required: i64,
    /// Criteria met.
    pub met: i64,
    /// Letters of its criteria.
    pub letters: String,
}

/// Sums of one criterion in one of all releases.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct PastCriterion {
    /// Release.
    pub release_id: i64,
    /// Code of the criterion.
    pub criterion: String,
    /// Green units.
    pub green: i64,
    /// Yellow units.
    pub yellow: i64,
    /// Red units.
    pub red: i64,
    /// Units without status.
    pub no_data: i64,
}

/// A release.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct ReleaseRow {
    /// Key.
    pub id: i64,
    /// Running number.
    pub number: i64,
    /// Revision.
    pub revision: i64,
    /// Period.
    pub period_code: String,
    /// Due date of the period.
    pub period_due: i64,
    /// As-of time.
    pub as_of: i64,
    /// Criteria set.
    pub criteria_set: String,
    /// Version of the rules.
    pub rule_version: i64,
    /// Whether its answers are simulated.
    pub simulated: bool,
    /// Content hash.
    pub content_hash: String,
}

/// Sums of one province.
#[derive(Clone, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct ProvinceSums {
    /// Release.
    pub release_id: i64,
    /// Province.
    pub province_code: String,
    /// Green units.
    pub green: i64,
    /// Yellow units.
    pub yellow: i64,
    /// Red units.
    pub red: i64,
    /// Units without data.
    pub no_data: i64,
    /// Units that submitted anything.
    pub units_submitted: i64,
    /// Required items.
    pub required: i64,
    /// Submitted items.
    pub submitted: i64,
    /// Confirmed items.
    pub confirmed: i64,
    /// Units that became green.
    pub gained: i64,
    /// Units that ceased to be green.
    pub lost: i64,
}

/// A unit's row as the province's table needs it.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct UnitStanding {
    /// Unit.
    pub unit_code: String,
    /// Letter of its level.
    pub level: String,
    /// Required criteria.
    pub required: i64,
    /// Criteria met.
    pub met: i64,
    /// When the last was confirmed.
    pub completed_at: Option<i64>,
    /// Letters of its criteria.
    pub letters: String,
}

/// A unit's whole frozen row.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct FrozenRow {
    /// Unit.
    pub unit_code: String,
    /// Province.
    pub province_code: String,
    /// Letter of its level.
    pub level: String,
    /// Required criteria.
    pub required: i64,
    /// Criteria met.
    pub met: i64,
    /// Submitted criteria.
    pub submitted: i64,
    /// Confirmed criteria.
    pub confirmed: i64,
    /// When the last met one was confirmed.
    pub completed_at: Option<i64>,
    /// Letters of its criteria.
    pub letters: String,
    /// Inputs, as JSON of the domain struct.
    pub inputs: String,
    /// Receipt's hash.
    pub hash: String,
}

/// A unit's status in one release.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct HistoryRow {
    /// Release.
    pub release_id: i64,
    /// Letter of its level.
    pub level: String,
    /// Required criteria.
    pub required: i64,
    /// Criteria met.
    pub met: i64,
}

/// Sums of one criterion in one province.
#[derive(Clone, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct CriterionSums {
    /// Code of the criterion.
    pub criterion: String,
    /// Green units.
    pub green: i64,
    /// Yellow units.
    pub yellow: i64,
    /// Red units.
    pub red: i64,
    /// Units without status.
    pub no_data: i64,
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
    pub async fn province_sums(&self) -> Result<Vec<ProvinceSums>, StoreError> {
        Ok(read!(self, |c| sqlx::query_as::<_, ProvinceSums>(
            PROVINCES
        )
        .fetch_all(c)
        .await)?)
    }

    /// The units of one province in one release.
    ///
    /// # Errors
    /// See [`Db::releases`].
    pub async fn standings(
        &self,
        release: i64,
        province: &str,
    ) -> Result<Vec<UnitStanding>, StoreError> {
        Ok(read!(self, |c| {
            sqlx::query_as::<_, UnitStanding>(UNITS_OF_PROVINCE)
                .bind(release)
                .bind(province)
                .fetch_all(c)
                .await
        })?)
    }

    /// Every frozen row of one release.
    ///
    /// # Errors
    /// See [`Db::releases`].
    pub async fn frozen_rows(&self, release: i64) -> Result<Vec<FrozenRow>, StoreError> {
        Ok(read!(self, |c| sqlx::query_as::<_, FrozenRow>(
            UNITS_OF_RELEASE
        )
        .bind(release)
        .fetch_all(c)
        .await)?)
    }

    /// The frozen rows of one province in one release.
    ///
    /// # Errors
    /// See [`Db::releases`].
    pub async fn frozen_of_province(
        &self,
        release: i64,
        province: &str,
    ) -> Result<Vec<FrozenRow>, StoreError> {
        Ok(read!(self, |c| {
            sqlx::query_as::<_, FrozenRow>(FROZEN_OF_PROVINCE)
                .bind(release)
                .bind(province)
                .fetch_all(c)
                .await
        })?)
    }

    /// Every unit of one province in every release, by release and unit.
    ///
    /// # Errors
    /// See [`Db::releases`].
    pub async fn past_rows(&self, province: &str) -> Result<Vec<PastRow>, StoreError> {
        Ok(read!(self, |c| sqlx::query_as::<_, PastRow>(
            LETTERS_OF_PROVINCE
        )
        .bind(province)
        .fetch_all(c)
        .await)?)
    }

    /// Sums of every criterion of one province in every release.
    ///
    /// # Errors
    /// See [`Db::releases`].
    pub async fn past_criteria(&self, province: &str) -> Result<Vec<PastCriterion>, StoreError> {
        Ok(read!(self, |c| sqlx::query_as::<_, PastCriterion>(
            CRITERIA_OVER_TIME
        )
        .bind(province)
        .fetch_all(c)
        .await)?)
    }

    /// What is still open in every province of every release that froze it.
    ///
    /// # Errors
    /// See [`Db::releases`].
    pub async fn open_sums(&self) -> Result<Vec<OpenSums>, StoreError> {
        Ok(read!(self, |c| sqlx::query_as::<_, OpenSums>(OPEN)
            .fetch_all(c)
            .await)?)
    }

    /// One unit's frozen row.
    ///
    /// # Errors
    /// See [`Db::releases`].
    pub async fn frozen_row(
        &self,
        release: i64,
        unit: &str,
    ) -> Result<Option<FrozenRow>, StoreError> {
        Ok(read!(self, |c| {
            sqlx::query_as::<_, FrozenRow>(UNIT)
                .bind(release)
                .bind(unit)
                .fetch_optional(c)
                .await
        })?)
    }

    /// One unit's status in every release.
    ///
    /// # Errors
    /// See [`Db::releases`].
    pub async fn unit_history(&self, unit: &str) -> Result<Vec<HistoryRow>, StoreError> {
        Ok(read!(self, |c| sqlx::query_as::<_, HistoryRow>(HISTORY)
            .bind(unit)
            .fetch_all(c)
            .await)?)
    }

    /// Unit, province, level before and after of every unit that a correction changed.
    ///
    /// # Errors
    /// See [`Db::releases`].
    pub async fn changed_units(
        &self,
        corrected: i64,
        before: i64,
    ) -> Result<Vec<(String, String, String, String)>, StoreError> {
        Ok(read!(self, |c| {
            sqlx::query_as::<_, (String, String, String, String)>(CHANGED)
                .bind(corrected)
                .bind(before)
                .fetch_all(c)
                .await
        })?)
    }

    /// Sums of every criterion in one province and release.
    ///
    /// # Errors
    /// See [`Db::releases`].
    pub async fn criterion_sums(
        &self,
        release: i64,
        province: &str,
    ) -> Result<Vec<CriterionSums>, StoreError> {
        Ok(read!(self, |c| {
            sqlx::query_as::<_, CriterionSums>(CRITERIA_OF_PROVINCE)
                .bind(release)
                .bind(province)
                .fetch_all(c)
                .await
        })?)
    }
}

impl Tx {
    /// Adds to a release what is still open about it.
    ///
    /// # Errors
    /// See [`Db::releases`].
    pub async fn add_release_open(
        &mut self,
        release: i64,
        rows: &[OpenSums],
    ) -> Result<(), StoreError> {
        bulk!(self, INSERT_OPEN, rows, |q, row| q
            .bind(release)
            .bind(&row.province_code)
            .bind(row.waiting)
            .bind(row.may_rise)
            .bind(row.may_fall))
    }

    /// Adds a release and returns its key; the row's own `id` is ignored.
    ///
    /// # Errors
    /// See [`Db::releases`].
    pub async fn add_release(&mut self, row: &ReleaseRow) -> Result<i64, StoreError> {
        Ok(within!(self, |c| {
            sqlx::query_scalar::<_, i64>(INSERT_RELEASE)
                .bind(row.number)
                .bind(row.revision)
                .bind(&row.period_code)
                .bind(row.period_due)
                .bind(row.as_of)
                .bind(&row.criteria_set)
                .bind(row.rule_version)
                .bind(row.simulated)
                .bind(&row.content_hash)
                .fetch_one(c)
                .await
        })?)
    }

    /// Adds a release's rows and sums.
    ///
    /// # Errors
    /// See [`Db::releases`].
    pub async fn add_release_rows(
        &mut self,
        release: i64,
        units: &[FrozenRow],
        provinces: &[ProvinceSums],
        criteria: &[(String, CriterionSums)],
    ) -> Result<(), StoreError> {
        bulk!(self, INSERT_UNITS, units, |q, row| q
            .bind(release)
            .bind(&row.unit_code)
            .bind(&row.province_code)
            .bind(&row.level)
            .bind(row.required)
            .bind(row.met)
            .bind(row.submitted)
            .bind(row.confirmed)
            .bind(row.completed_at)
            .bind(&row.letters)
            .bind(&row.inputs)
            .bind(&row.hash))?;
        bulk!(self, INSERT_PROVINCES, provinces, |q, row| q
            .bind(release)
            .bind(&row.province_code)
            .bind(row.green)
            .bind(row.yellow)
            .bind(row.red)
            .bind(row.no_data)
            .bind(row.units_submitted)
            .bind(row.required)
            .bind(row.submitted)
            .bind(row.confirmed)
            .bind(row.gained)
            .bind(row.lost))?;
        bulk!(self, INSERT_CRITERIA, criteria, |q, row| q
            .bind(release)
            .bind(&row.0)
            .bind(&row.1.criterion)
            .bind(row.1.green)
            .bind(row.1.yellow)
            .bind(row.1.red)
            .bind(row.1.no_data))
    }
}
