//! Which cells of a hexagon diagram touch each other.

use app::public::model::Cell;

/// Cells that touch a cell of a hexagon diagram whose odd rows stand half a cell to the right.
pub(super) fn touching(cell: &Cell, other: &Cell) -> bool {
    let (column, row) = (i64::from(cell.column), i64::from(cell.row));
    let (other_column, other_row) = (i64::from(other.column), i64::from(other.row));
    let shift = row.rem_euclid(2);
    match (other_row - row).abs() {
        0 => (other_column - column).abs() == 1,
        1 => other_column == column + shift || other_column == column + shift - 1,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::unit::UnitCode;

    #[test]
    fn a_cell_touches_six_others() {
        let code = UnitCode::parse("04846").unwrap();
        let cell = |column, row| Cell {
            unit: code.clone(),
            column,
            row,
        };
        for (column, row) in [(3, 2), (3, 3)] {
            let around: Vec<_> = (0..8)
                .flat_map(|r| (0..8).map(move |c| (c, r)))
                .filter(|&(c, r)| touching(&cell(column, row), &cell(c, r)))
                .collect();
            assert_eq!(around.len(), 6, "{around:?}");
            // Touching is mutual.
            assert!(
                around
                    .iter()
                    .all(|&(c, r)| touching(&cell(c, r), &cell(column, row)))
            );
        }
    }
}
