//! What is known of the infrastructure of a province, for its committee.

use super::derived::{criterion, derived};
use crate::service::public::PublicBackend;
use app::{
    failure::Failure,
    public::indicators::model::{Line, Past},
};
use domain::{
    indicator::{Sector, Value},
    release::ReleaseRef,
    unit::UnitCode,
};
use std::collections::HashMap;

/// An indicator of a province, with its communes' values and what was known before its newest day.
#[derive(Clone, Debug)]
pub struct KnownOf {
    /// What is known of it.
    pub line: Line,
    /// What was known before its newest day.
    pub before: Option<Past>,
    /// Value of each commune.
    pub values: HashMap<UnitCode, Value>,
}

impl PublicBackend {
    /// Everything of infrastructure that communes of a province can have.
    ///
    /// # Errors
    /// [`Failure::Unavailable`], or what can't be opened.
    pub async fn covered(
        &self,
        province: &UnitCode,
        release: ReleaseRef,
    ) -> Result<Vec<KnownOf>, Failure> {
        let opened = self.open(release).await?;
        let own = self.own(Some(province)).await?;
        let mut answers = Vec::new();
        if let Some(release) = &opened.release {
            for row in self.frozen(release, province).await? {
                answers.push((row.unit, row.inputs));
            }
        }
        let all = opened.snapshot.indicators.clone();
        let of = all.iter().filter(|i| i.sector == Sector::Infrastructure);
        let mut found = Vec::new();
        for indicator in of {
            let line = self.line(&opened, indicator, Some(province), &own).await?;
            let (mut values, mut before) = (HashMap::new(), None);
            if let Some(rolled) = line.rolled.as_ref().filter(|_| indicator.of_commune) {
                if let (Some(criterion), Some(release)) =
                    (criterion(&opened.edition.set, indicator), &opened.release)
                {
                    let own = answers.iter().filter_map(|(unit, inputs)| {
                        let value = derived(indicator, criterion, inputs, opened.on)?;
                        Some((unit.clone(), value))
                    });
                    values.extend(own);
                    let course = self.past_answers(&opened, release, indicator, province);
                    before = course.await?.into_iter().rev().nth(1);
                } else {
                    values = self.newest(indicator, province).await?;
                    let version = opened.snapshot.version;
                    let course = self.values_over_time(version, indicator, province);
                    let newest = rolled.days.1;
                    before = course.await?.iter().rfind(|p| p.on < newest).cloned();
                }
            }
            found.push(KnownOf {
                line,
                before,
                values,
            });
        }
        Ok(found)
    }
}
