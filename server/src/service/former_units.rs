//! Provinces, districts and communes of before July 2025, and what took their place: shipped, the same in every
//! installation, read once.

use super::reference::{self, ShippedFileError};
use domain::{
    place_name::{Label, kind_key},
    text::fold,
    unit::{FormerType, UnitCode},
};
use std::{
    collections::{HashMap, HashSet},
    sync::{Arc, OnceLock},
};

/// A unit of before July 2025.
#[derive(Debug)]
pub struct FormerUnit {
    /// Its code then: two digits for a province, three for a district, five for a commune.
    pub code: String,
    /// What it was called.
    pub kind: FormerType,
    /// Its name without the type word.
    pub name: Arc<str>,
    /// Folded name.
    pub search_key: String,
    /// Folded type.
    kind_key: &'static str,
    /// The district of a commune, the province of a district.
    within: Option<usize>,
    /// The units of today that took its communes, or that took it in; several where it was divided.
    pub successors: Vec<UnitCode>,
}

impl FormerUnit {
    /// As it is searched for.
    #[must_use]
    pub fn label(&self) -> Label<'_> {
        Label {
            kind: self.kind_key,
            name: &self.search_key,
        }
    }
}

/// All of them.
#[derive(Debug)]
pub struct FormerUnits {
    /// Provinces, districts and communes, in the order of their codes.
    pub units: Vec<FormerUnit>,
    /// Districts whose communes a unit of today took.
    districts_of: HashMap<UnitCode, Vec<usize>>,
}

#[derive(serde::Deserialize)]
struct Row {
    code: String,
    r#type: FormerType,
    name: String,
    within: String,
    successors: String,
}

impl FormerUnits {
    /// The shipped ones.
    ///
    /// # Errors
    /// If the file is broken.
    pub fn shipped() -> Result<&'static Self, ShippedFileError> {
        static SHIPPED: OnceLock<FormerUnits> = OnceLock::new();
        if let Some(read) = SHIPPED.get() {
            return Ok(read);
        }
        let read = Self::read()?;
        Ok(SHIPPED.get_or_init(|| read))
    }

    fn read() -> Result<Self, ShippedFileError> {
        let rows: Vec<Row> = reference::rows("former_units.csv", reference::FORMER_UNITS)?;
        let mut places: HashMap<String, usize> = HashMap::new();
        let mut districts_of: HashMap<UnitCode, Vec<usize>> = HashMap::new();
        let mut units = Vec::with_capacity(rows.len());
        for (index, row) in rows.into_iter().enumerate() {
            let unit = FormerUnit {
                within: places.get(&row.within).copied(),
                search_key: fold(&row.name),
                kind_key: kind_key(row.r#type.word()),
                successors: row
                    .successors
                    .split(' ')
                    .filter_map(UnitCode::parse)
                    .collect(),
                name: row.name.into(),
                code: row.code,
                kind: row.r#type,
            };
            // Communes stand behind what they lie in, and nothing lies in them.
            if unit.code.len() < 5 {
                places.insert(unit.code.clone(), index);
            }
            if unit.code.len() == 3 {
                for successor in &unit.successors {
                    districts_of
                        .entry(successor.clone())
                        .or_default()
                        .push(index);
                }
            }
            units.push(unit);
        }
        Ok(Self {
            units,
            districts_of,
        })
    }

    /// What a former unit lay in: the district of a commune, then its province.
    pub fn around(&self, unit: &FormerUnit) -> impl Iterator<Item = &FormerUnit> {
        let outer = |unit: &FormerUnit| unit.within.and_then(|index| self.units.get(index));
        std::iter::successors(outer(unit), move |unit| outer(unit))
    }

    /// The former communes that a unit of today took, in whole or in part, by name.
    #[must_use]
    pub fn made_of(&self, unit: &UnitCode) -> Vec<&FormerUnit> {
        let mut found: Vec<_> = self
            .units
            .iter()
            .filter(|former| former.code.len() == 5 && former.successors.contains(unit))
            .collect();
        found.sort_by(|a, b| a.search_key.cmp(&b.search_key));
        found
    }

    /// The former districts, with their provinces, whose communes a unit of today took.
    #[must_use]
    pub fn before(&self, unit: &UnitCode) -> Vec<&FormerUnit> {
        let mut seen = HashSet::new();
        let districts = self.districts_of.get(unit).into_iter().flatten();
        districts
            .filter_map(|index| self.units.get(*index))
            .flat_map(|district| std::iter::once(district).chain(self.around(district)))
            .filter(|unit| seen.insert(&unit.code))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_former_unit_leads_to_units_of_today() {
        let former = FormerUnits::shipped().unwrap();
        let of_length = |n: usize| former.units.iter().filter(|u| u.code.len() == n).count();
        assert_eq!(
            (of_length(2), of_length(3), of_length(5)),
            (63, 696, 10_035)
        );
        let units = crate::service::import::units::read(reference::UNITS).unwrap();
        let today: HashSet<_> = units.units.iter().map(|u| &u.unit.code).collect();
        for unit in &former.units {
            assert!(!unit.successors.is_empty(), "{}", unit.code);
            for code in &unit.successors {
                assert!(today.contains(code), "{}: {code}", unit.code);
                let level = code.level() == domain::unit::UnitLevel::Province;
                assert_eq!(level, unit.code.len() == 2, "{}", unit.code);
            }
            assert_eq!(
                former.around(unit).count(),
                match unit.code.len() {
                    2 => 0,
                    3 => 1,
                    _ => 2,
                },
                "{}",
                unit.code
            );
        }
        let divided = former.units.iter().filter(|u| u.code.len() == 5);
        let divided = divided.filter(|u| u.successors.len() > 1);
        assert_eq!(divided.count(), 442);
    }

    #[test]
    fn a_district_leads_to_what_took_its_communes_and_back() {
        let former = FormerUnits::shipped().unwrap();
        let found = former.units.iter().find(|u| u.code == "227").unwrap();
        assert_eq!((found.kind, &*found.name), (FormerType::City, "Việt Trì"));
        for code in &found.successors {
            let before = former.before(code);
            assert!(before.iter().any(|u| u.code == "227"), "{code}");
            assert!(before.iter().any(|u| u.code == "25"), "{code}");
        }
    }

    /// Two that were merged into one province have communes of one name: neither is sent to the other's successor.
    #[test]
    fn namesakes_are_kept_apart() {
        let former = FormerUnits::shipped().unwrap();
        let of = |code: &str| {
            let unit = former.units.iter().find(|u| u.code == code).unwrap();
            let codes = unit.successors.iter().map(UnitCode::as_str);
            codes.collect::<Vec<_>>()
        };
        // Ward 4 of Tây Ninh and ward 4 of Tân An, 90 km apart.
        assert_eq!((of("25462"), of("27691")), (vec!["25459"], vec!["27694"]));
    }
}
