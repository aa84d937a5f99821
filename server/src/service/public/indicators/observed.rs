//! What was observed: the sums of it, its course over time, and single observations. Sums are held for one
//! `data_version`, as the snapshot is.

use crate::{
    service::{
        indicators::{observation, value},
        public::{PublicBackend, release_context::unavailable},
    },
    store::{
        StoreError,
        observations::{ObservationRow, SumRow},
    },
};
use app::{
    failure::Failure,
    public::indicators::model::{ObservationRecord, Past},
};
use domain::{
    access::Role,
    coverage,
    indicator::{Indicator, Value},
    time::Date,
    unit::UnitCode,
};
use std::{collections::HashMap, sync::Arc};

/// Population in the register of denominators.
pub(super) const PEOPLE: &str = "M01";

impl PublicBackend {
    /// What the newest observations of an indicator add up to, by province and source.
    pub(super) async fn sums(
        &self,
        version: i64,
        indicator: &str,
    ) -> Result<Arc<Vec<SumRow>>, Failure> {
        if let Ok(sums_cache) = self.sums_cache.added.read()
            && sums_cache.version == version
            && let Some(found) = sums_cache.sums.get(indicator)
        {
            return Ok(found.clone());
        }
        let rows = self.db.observation_sums(indicator).await;
        let rows = Arc::new(rows.map_err(|e| unavailable(&e))?);
        if let Ok(mut sums_cache) = self.sums_cache.added.write() {
            let sums_cache = sums_cache.of(version);
            sums_cache.sums.insert(indicator.to_owned(), rows.clone());
        }
        Ok(rows)
    }

    /// What the communes of a province were known to have on each day on which something became known.
    pub(super) async fn values_over_time(
        &self,
        version: i64,
        indicator: &Indicator,
        province: &UnitCode,
    ) -> Result<Arc<Vec<Past>>, Failure> {
        let key = (indicator.code.clone(), province.clone());
        if let Ok(sums_cache) = self.sums_cache.added.read()
            && sums_cache.version == version
            && let Some(found) = sums_cache.courses.get(&key)
        {
            return Ok(found.clone());
        }
        let rows = self.db.observation_course(&indicator.code, province).await;
        let mut values = Vec::new();
        for row in rows.map_err(|e| unavailable(&e))? {
            let observed = value(indicator, &row.unit_code, row.value);
            values.push((
                row.unit_code,
                row.as_of,
                observed.map_err(|e| unavailable(&e))?,
            ));
        }
        let course = coverage::course(values).into_iter().map(|(on, sums)| Past {
            on,
            sums,
            release: None,
        });
        let course = Arc::new(course.collect::<Vec<_>>());
        if let Ok(mut sums_cache) = self.sums_cache.added.write() {
            sums_cache.of(version).courses.insert(key, course.clone());
        }
        Ok(course)
    }

    pub(super) async fn own(
        &self,
        province: Option<&UnitCode>,
    ) -> Result<Vec<ObservationRow>, Failure> {
        let Some(code) = province else {
            return Ok(Vec::new());
        };
        let rows = self.db.observations_of(code).await;
        rows.map_err(|e| unavailable(&e))
    }

    /// The newest observation of each commune.
    pub(super) async fn newest(
        &self,
        indicator: &Indicator,
        province: &UnitCode,
    ) -> Result<HashMap<UnitCode, Value>, Failure> {
        let known = self
            .db
            .known_of_communes(&indicator.code, province, None)
            .await;
        let mut values = HashMap::new();
        for row in known.map_err(|e| unavailable(&e))? {
            let seen = value(indicator, &row.unit_code, row.value);
            values.insert(row.unit_code, seen.map_err(|e| unavailable(&e))?);
        }
        Ok(values)
    }

    /// The roles of a user, for whoever may not know their name.
    pub(super) async fn roles_of(&self, user: &str) -> Result<Vec<Role>, StoreError> {
        let Some(account) = self.db.account_by_name(user).await? else {
            return Ok(Vec::new());
        };
        let mut roles: Vec<Role> = Vec::new();
        for (word, _) in self.db.grants(account.id).await? {
            let role = Role::ALL.into_iter().find(|role| role.slug() == word);
            roles.extend(role.filter(|role| !roles.contains(role)));
        }
        Ok(roles)
    }

    /// People of each commune of a province and as of which day, where the register has them.
    ///
    /// # Errors
    /// [`Failure::Unavailable`].
    pub async fn people(
        &self,
        province: &UnitCode,
    ) -> Result<HashMap<UnitCode, (i64, Date)>, Failure> {
        let rows = self.db.known_of_communes(PEOPLE, province, None).await;
        let rows = rows.map_err(|e| unavailable(&e))?;
        let people = rows
            .into_iter()
            .filter_map(|row| Some((row.unit_code, (row.value.number?, row.as_of))));
        Ok(people.collect())
    }
}

pub(super) fn observation_record(
    indicator: &Indicator,
    row: &ObservationRow,
    roles: Vec<Role>,
) -> Result<ObservationRecord, Failure> {
    let seen = observation(indicator, row).map_err(|e| unavailable(&e))?;
    Ok(ObservationRecord {
        value: seen.value,
        qualifier: seen.qualifier,
        printed: seen.printed,
        from: seen.from,
        to: seen.to,
        source: seen.source,
        note: seen.note,
        revision: row.revision,
        current: row.current,
        undone: row.undone_at.is_some(),
        simulated: row.simulated,
        how: row.kind,
        roles,
        at: row.entered_at,
    })
}
