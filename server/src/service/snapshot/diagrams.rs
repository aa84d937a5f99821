//! Where units stand in diagrams: cells of provinces, tiles of the country.

use super::units::Unit;
use crate::service::reference::{self, ShippedFileError};
use app::public::model::{Cell, Tile, TilePlace};
use domain::unit::{UnitCode, UnitLevel};
use std::{
    collections::{BTreeMap, HashMap, HashSet},
    sync::Arc,
};

#[derive(serde::Deserialize)]
struct CellRow {
    province_code: String,
    code: String,
    col: u32,
    row: u32,
}

/// Every commune's cell. A unit that the shipped layout does not know gets one below the others.
pub(super) fn cells(
    units: &BTreeMap<UnitCode, Unit>,
) -> Result<HashMap<UnitCode, Arc<Vec<Cell>>>, ShippedFileError> {
    let mut placed: HashMap<UnitCode, Vec<Cell>> = HashMap::new();
    let mut known = HashSet::new();
    for row in reference::rows::<CellRow>("diagram.csv", reference::DIAGRAM)? {
        let codes = (
            UnitCode::parse(&row.province_code),
            UnitCode::parse(&row.code),
        );
        if let (Some(province), Some(unit)) = codes
            && units.contains_key(&unit)
        {
            known.insert(unit.clone());
            placed.entry(province).or_default().push(Cell {
                unit,
                column: row.col,
                row: row.row,
            });
        }
    }
    for unit in units
        .values()
        .filter(|u| u.code.level() == UnitLevel::Commune && !known.contains(&u.code))
    {
        if let Some(province) = &unit.province {
            let cells = placed.entry(province.clone()).or_default();
            let row = cells.iter().map(|c| c.row + 1).max().unwrap_or(0);
            cells.push(Cell {
                unit: unit.code.clone(),
                column: 0,
                row,
            });
        }
    }
    Ok(placed
        .into_iter()
        .map(|(province, cells)| (province, Arc::new(cells)))
        .collect())
}

#[derive(serde::Deserialize)]
struct TileRow {
    code: String,
    col: u32,
    row: u32,
    kind: String,
    name: String,
    belongs_to: String,
}

pub(super) fn tiles() -> Result<Vec<Tile>, ShippedFileError> {
    Ok(reference::rows::<TileRow>("tiles.csv", reference::TILES)?
        .into_iter()
        .filter_map(|tile| {
            let place = if tile.kind == "archipelago" {
                TilePlace::Archipelago(tile.name, UnitCode::parse(&tile.belongs_to)?)
            } else {
                TilePlace::Province(UnitCode::parse(&tile.code)?)
            };
            Some(Tile {
                column: tile.col,
                row: tile.row,
                place,
            })
        })
        .collect())
}
