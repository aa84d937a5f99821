//! A cell of a table that names a unit, as people write it and paste it from pages and lists: its code, its name with or
//! without its type and what it lies in, or both. The one rule for every table that is read.

use crate::service::snapshot::units::Unit;
use app::{
    public::model::UnitRef,
    workspace::rejected_form::{FaultReason, UnitCandidate},
};
use domain::{
    place_name::{Label, Wanted, kind_key},
    text::plain,
    unit::UnitCode,
};
use std::collections::{BTreeMap, HashMap};

/// Why a cell names no unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotOneUnit {
    /// There is none of this code or name, or the name is not that of the code.
    Unknown,
    /// These are called so.
    Several(Vec<UnitCandidate>),
}

impl NotOneUnit {
    /// The reason that a table is given, where none else is known for a unit that there is not.
    pub fn reason(self, unknown: impl FnOnce() -> FaultReason) -> FaultReason {
        match self {
            Self::Unknown => unknown(),
            Self::Several(candidates) => FaultReason::SeveralUnits(candidates),
        }
    }
}

/// The units that cells may name, by the first words of their names.
#[derive(Clone, Debug)]
pub struct UnitCells<'a> {
    units: &'a BTreeMap<UnitCode, Unit>,
    by_word: HashMap<&'a str, Vec<&'a Unit>>,
}

impl<'a> UnitCells<'a> {
    /// Those of all units.
    #[must_use]
    pub fn of(units: &'a BTreeMap<UnitCode, Unit>) -> Self {
        let mut by_word: HashMap<&str, Vec<&Unit>> = HashMap::new();
        for unit in units.values() {
            for name in names(unit) {
                let word = name.split(' ').next().unwrap_or_default();
                by_word.entry(word).or_default().push(unit);
            }
        }
        Self { units, by_word }
    }

    /// The unit that a cell names. Under a name alone nothing is meant that has ended. Of several of one name those are
    /// meant that `may` stand in this table. A number alone is a code as it stands: whether zeros are to be put back
    /// ([`restored`](domain::delivery::restored)) is asked.
    ///
    /// # Errors
    /// If it names none, or more than one.
    pub fn read(
        &self,
        cell: &str,
        may: impl Fn(&UnitCode) -> bool,
    ) -> Result<UnitCode, NotOneUnit> {
        let typed = plain(cell);
        if typed.bytes().all(|b| b.is_ascii_digit()) {
            let code = UnitCode::parse(&typed).filter(|code| self.units.contains_key(code));
            return code.ok_or(NotOneUnit::Unknown);
        }
        let wanted = Wanted::read(cell).ok_or(NotOneUnit::Unknown)?;
        let perhaps = self.perhaps(&wanted);
        let named = |fits: &dyn Fn(&Unit, Label<'_>) -> bool| -> Vec<&Unit> {
            let fits = |unit: &&Unit| labels(unit).any(|label| fits(unit, label));
            perhaps.values().copied().filter(fits).collect()
        };
        let mut found = named(&|unit, label| {
            wanted.is_coded(unit.code.as_str(), label, || self.around(unit))
                || lives_on(unit) && wanted.is_whole(label, || self.around(unit))
        });
        if found.is_empty() {
            found = named(&|unit, label| {
                lives_on(unit) && wanted.fits_turned(label, || self.around(unit))
            });
        }
        if found.len() > 1 && found.iter().any(|unit| may(&unit.code)) {
            found.retain(|unit| may(&unit.code));
        }
        match found.as_slice() {
            [] => Err(NotOneUnit::Unknown),
            [only] => Ok(only.code.clone()),
            several => {
                let candidates = several.iter().filter_map(|unit| {
                    Some(UnitCandidate {
                        unit: unit_ref(unit)?,
                        province: self.province(unit).and_then(unit_ref),
                    })
                });
                Err(NotOneUnit::Several(candidates.collect()))
            }
        }
    }

    /// Units that may be meant: those of a code, and those whose name begins with a word that was typed.
    fn perhaps(&self, wanted: &Wanted) -> BTreeMap<&'a UnitCode, &'a Unit> {
        let words = wanted.words().iter();
        let by_word = words.filter_map(|word| self.by_word.get(word.as_str()));
        let coded = wanted.codes().filter_map(UnitCode::parse);
        let coded = coded.filter_map(|code| self.units.get(&code));
        let all = by_word.flatten().copied().chain(coded);
        all.map(|unit| (&unit.code, unit)).collect()
    }

    fn province(&self, unit: &Unit) -> Option<&'a Unit> {
        self.units.get(unit.province.as_ref()?)
    }

    fn around(&self, unit: &Unit) -> Vec<Label<'a>> {
        self.province(unit).into_iter().flat_map(labels).collect()
    }
}

/// Whether no end of a unit is known.
fn lives_on(unit: &Unit) -> bool {
    let last = unit.types.last();
    last.is_some_and(|(validity, _)| validity.until.is_none())
}

/// A unit as it is called last.
fn unit_ref(unit: &Unit) -> Option<UnitRef> {
    let (_, kind) = unit.types.last()?;
    Some(UnitRef {
        code: unit.code.clone(),
        name: unit.name.clone(),
        name_ar: unit.name_ar.clone(),
        kind: *kind,
        sort_key: unit.sort_key.clone(),
    })
}

/// Every name of a unit, folded.
fn names(unit: &Unit) -> impl Iterator<Item = &str> {
    let aliases = unit.aliases.iter().map(|(_, key)| key.as_str());
    std::iter::once(unit.search_key.as_str()).chain(aliases)
}

/// Every name of a unit under every type that it had.
fn labels(unit: &Unit) -> impl Iterator<Item = Label<'_>> {
    names(unit).flat_map(|name| {
        unit.types.iter().map(move |(_, kind)| Label {
            kind: kind_key(kind.word()),
            name,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::service::reference;
    use domain::{text::fold, unit::UnitLevel, unit::Validity};

    fn shipped() -> BTreeMap<UnitCode, Unit> {
        let read = crate::service::import::units::read(reference::UNITS).unwrap();
        let mut units = BTreeMap::new();
        for new in read.units {
            let row = new.unit;
            let types = read.types.iter().filter(|t| t.unit_code == row.code);
            let validity = |from, until| Validity { from, until };
            let unit = Unit {
                code: row.code.clone(),
                province: row.province_code,
                name: row.name.into(),
                name_ar: None,
                search_key: row.search_key,
                sort_key: row.sort_key.into(),
                point: None,
                types: types
                    .map(|t| (validity(t.valid_from, t.valid_until), t.kind))
                    .collect(),
                aliases: Vec::new(),
                successors: Vec::new(),
            };
            units.insert(row.code, unit);
        }
        let arabic = units.get_mut(&UnitCode::parse("04846").unwrap()).unwrap();
        arabic.aliases.push(("دوك نهان".into(), fold("دوك نهان")));
        units
    }

    #[test]
    fn a_cell_names_a_unit_as_people_write_it() {
        let units = shipped();
        let cells = UnitCells::of(&units);
        let read = |cell: &str| cells.read(cell, |_| true);
        for cell in [
            "04846",
            "٠٤٨٤٦",
            "Đức Nhàn (04846)",
            "04846 - Đức Nhàn",
            "04846 – xã Đức Nhàn",
            "04846: Đức Nhàn",
            "xã Đức Nhàn",
            "Xã Đức Nhàn — Tỉnh Phú Thọ 04846",
            "Đức Nhàn",
            "duc nhan, phu tho",
            "Phú Thọ, Đức Nhàn",
            "Duc Nhan commune",
            "بلدية دوك نهان",
            "Đức Nhàn (4846)",
        ] {
            assert_eq!(read(cell).unwrap().as_str(), "04846", "{cell}");
        }
        for cell in ["tỉnh Phú Thọ", "Phú Thọ (25)", "25", "Phu Tho province"] {
            assert_eq!(read(cell).unwrap().as_str(), "25", "{cell}");
        }
        for cell in [
            "",
            "…",
            "4846",
            "99999",
            "Đức Nhàn (04847)",
            "Mai Châu (04846)",
            "04846 Hà Nội",
            "phường Đức Nhàn",
            "Đức Nhàn, Hà Nội",
            "Đức",
            "Duc Nhann",
            "VN",
        ] {
            assert_eq!(read(cell), Err(NotOneUnit::Unknown), "{cell}");
        }
    }

    #[test]
    fn a_name_of_several_units_tells_them_unless_one_alone_may_stand_there() {
        let units = shipped();
        let cells = UnitCells::of(&units);
        let Err(NotOneUnit::Several(candidates)) = cells.read("Hòa Bình", |_| true) else {
            panic!("several are called so")
        };
        let own = candidates.iter().filter(|c| {
            let province = c.province.as_ref();
            province.is_some_and(|p| p.code.as_str() == "25")
        });
        assert!(candidates.len() > 1 && own.count() == 1, "{candidates:?}");
        let of_phu_tho = |code: &UnitCode| {
            let province = units[code].province.as_ref();
            province.is_some_and(|p| p.as_str() == "25")
        };
        assert_eq!(
            cells.read("Hòa Bình", of_phu_tho).unwrap().as_str(),
            "04795"
        );
        assert_eq!(
            cells.read("Hòa Bình, Phú Thọ", |_| true).unwrap().as_str(),
            "04795"
        );
        // A province is called as one of its wards.
        assert!(matches!(
            cells.read("Phú Thọ", |_| true),
            Err(NotOneUnit::Several(_))
        ));
        let province = |code: &UnitCode| code.level() == UnitLevel::Province;
        assert_eq!(cells.read("Phú Thọ", province).unwrap().as_str(), "25");
    }

    /// What every page calls a unit is read back, and never as another.
    #[test]
    fn every_unit_is_read_from_what_pages_call_it() {
        let units = shipped();
        let cells = UnitCells::of(&units);
        for unit in units.values().step_by(7) {
            let kind = unit.types.last().unwrap().1.word();
            for cell in [
                unit.code.to_string(),
                format!("{} ({})", unit.name, unit.code),
                format!("{} - {kind} {}", unit.code, unit.name),
            ] {
                assert_eq!(
                    cells.read(&cell, |_| true).as_ref(),
                    Ok(&unit.code),
                    "{cell}"
                );
            }
        }
    }
}
