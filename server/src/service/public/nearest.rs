//! Which units lie nearest to a unit.

use crate::service::snapshot::Unit;
use app::public::model::{CommuneRow, NearUnit};
use domain::unit::UnitCode;
use std::collections::BTreeMap;

/// How far away a unit may lie and still be named, in metres.
const FARTHEST: u32 = 100_000;

/// How many are shown.
const SHOWN: usize = 6;

/// The rows that lie nearest to a unit, nearest first, equals by name. A unit whose point is not known is left out.
pub(super) fn nearest(
    units: &BTreeMap<UnitCode, Unit>,
    code: &UnitCode,
    rows: &[CommuneRow],
) -> Vec<NearUnit> {
    let point = |code: &UnitCode| units.get(code).and_then(|unit| unit.point);
    let Some(own) = point(code) else {
        return Vec::new();
    };
    let others = rows.iter().filter(|row| row.unit.code != *code);
    let mut found: Vec<_> = others
        .filter_map(|row| Some((own.metres_to(point(&row.unit.code)?), row)))
        .collect();
    found.sort_by(|(a, first), (b, second)| {
        let names = || first.unit.sort_key.cmp(&second.unit.sort_key);
        a.cmp(b).then_with(names)
    });
    // What lies days of travel away is no neighbour: islands may have none.
    found.retain(|(metres, _)| *metres <= FARTHEST);
    found.truncate(SHOWN);
    let near = |(metres, row): (u32, &CommuneRow)| NearUnit {
        row: row.clone(),
        metres,
    };
    found.into_iter().map(near).collect()
}
