//! Units with their names and types over time, as the store holds them.

use crate::store::{
    Db, StoreError,
    units::{AliasRow, SuccessorRow, TypeRow, UnitRow},
};
use domain::{
    place::Point,
    text::fold,
    time::Date,
    unit::{UnitCode, UnitType, Validity},
};
use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

/// A unit with its types over time.
#[derive(Clone, Debug)]
pub struct Unit {
    /// Code.
    pub code: UnitCode,
    /// Province of a commune-level unit.
    pub province: Option<UnitCode>,
    /// Name without type word.
    pub name: Arc<str>,
    /// Arabic name, where a source gives one.
    pub name_ar: Option<Arc<str>>,
    /// Folded name.
    pub search_key: String,
    /// Collation key.
    pub sort_key: Arc<str>,
    /// Where it lies, if that is known.
    pub point: Option<Point>,
    /// Types and when they hold, oldest first.
    pub types: Vec<(Validity, UnitType)>,
    /// Other spellings, and its Arabic name: as written, folded.
    pub aliases: Vec<(String, String)>,
    /// What took its place, if it has ended and somebody said.
    pub successors: Vec<UnitCode>,
}

impl Unit {
    /// Its type on a day; on days on which it did not exist, the one nearest to them.
    #[must_use]
    pub fn kind(&self, on: Date) -> Option<UnitType> {
        let begun = self.types.iter().rfind(|(validity, _)| validity.from <= on);
        begun.or(self.types.first()).map(|(_, kind)| *kind)
    }

    /// Whether there is such a unit on a day.
    #[must_use]
    pub fn exists(&self, on: Date) -> bool {
        self.types.iter().any(|(validity, _)| validity.holds(on))
    }

    /// The last day on which it existed, if that is over.
    #[must_use]
    pub fn last_day(&self, today: Date) -> Option<Date> {
        let (validity, _) = self.types.last()?;
        let until = validity.until.filter(|until| *until <= today)?;
        Some(until.plus(-1))
    }
}

/// Every unit by its code.
///
/// # Errors
/// If the store refuses.
pub async fn units(db: &Db) -> Result<BTreeMap<UnitCode, Unit>, StoreError> {
    let mut units = BTreeMap::new();
    let mut names: HashMap<UnitCode, Arc<str>> = db
        .unit_names()
        .await?
        .into_iter()
        .filter(|n| n.language == "ar")
        .map(|n| (n.unit_code, n.name.into()))
        .collect();
    for UnitRow {
        code,
        province_code,
        name,
        search_key,
        sort_key,
        latitude,
        longitude,
        ..
    } in db.units().await?
    {
        let name_ar = names.remove(&code);
        let unit = Unit {
            code: code.clone(),
            province: province_code,
            name: name.into(),
            aliases: name_ar
                .iter()
                .map(|name| (name.to_string(), fold(name)))
                .collect(),
            name_ar,
            search_key,
            sort_key: sort_key.into(),
            point: latitude
                .zip(longitude)
                .and_then(|(latitude, longitude)| Point::parse(&latitude, &longitude)),
            types: Vec::new(),
            successors: Vec::new(),
        };
        units.insert(code, unit);
    }
    for TypeRow {
        unit_code,
        kind,
        valid_from,
        valid_until,
    } in db.unit_types().await?
    {
        let validity = Validity {
            from: valid_from,
            until: valid_until,
        };
        if let Some(unit) = units.get_mut(&unit_code) {
            unit.types.push((validity, kind));
        }
    }
    for AliasRow {
        unit_code,
        alias,
        search_key,
    } in db.unit_aliases().await?
    {
        if let Some(unit) = units.get_mut(&unit_code) {
            unit.aliases.push((alias, search_key));
        }
    }
    for SuccessorRow {
        unit_code,
        successor_code,
    } in db.unit_successors().await?
    {
        if let Some(unit) = units.get_mut(&unit_code) {
            unit.successors.push(successor_code);
        }
    }
    Ok(units)
}
