//! Criteria sets as they are worded now, and as they were worded before.

use crate::store::{Db, StoreError, criteria::ActivationRow};
use domain::{criteria::CriteriaSet, time::Timestamp};
use std::{collections::BTreeMap, sync::Arc};

/// A set as it was worded at one time.
#[derive(Clone, Debug)]
pub struct Wording {
    /// The set.
    pub set: Arc<CriteriaSet>,
    /// Who revised it, and when; none as it was brought.
    pub revised: Option<(String, Timestamp)>,
}

/// The wordings of every set, by version and number; 0 is the one that was brought.
#[derive(Clone, Debug, Default)]
pub struct Wordings(BTreeMap<String, BTreeMap<u32, Wording>>);

impl Wordings {
    /// One wording of one set.
    #[must_use]
    pub fn get(&self, version: &str, revision: u32) -> Option<&Wording> {
        self.0.get(version)?.get(&revision)
    }

    /// How a set is worded now.
    #[must_use]
    pub fn newest(&self, version: &str) -> Option<&Wording> {
        Some(self.0.get(version)?.last_key_value()?.1)
    }

    /// Every wording of a set, oldest first.
    pub fn of<'a>(&'a self, version: &str) -> impl Iterator<Item = &'a Wording> {
        self.0.get(version).into_iter().flat_map(BTreeMap::values)
    }
}

/// Reads every set and its wordings. A set begins on the day that was decided, which may be later than the one in its file.
/// Gives the sets as they are worded now, in the order of the days in their files.
pub(super) async fn wordings(
    db: &Db,
    activations: &[ActivationRow],
) -> Result<(Wordings, Vec<Arc<CriteriaSet>>), StoreError> {
    let mut wordings = Wordings::default();
    let mut newest = BTreeMap::new();
    for row in db.criteria_wordings().await? {
        let mut set = row.content;
        let order = (set.valid_from, row.version.clone());
        if let Some(activation) = activations.iter().find(|a| a.version == row.version) {
            set.valid_from = activation.valid_from;
        }
        let set = Arc::new(set);
        newest.insert(order, set.clone());
        let revised = row.revised_by.zip(row.revised_at);
        let of_set = wordings.0.entry(row.version).or_default();
        of_set.insert(row.revision, Wording { set, revised });
    }
    Ok((wordings, newest.into_values().collect()))
}
