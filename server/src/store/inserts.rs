//! Inserting many rows with few statements.

use std::sync::OnceLock;

/// Rows that one statement inserts: enough that round trips do not count, few enough that the
/// statement stays below every engine's limit of parameters.
pub(crate) const BULK_ROWS: usize = 64;

/// An `INSERT` of one row and of [`BULK_ROWS`] rows, made once from one head.
pub(crate) struct Bulk {
    head: &'static str,
    columns: usize,
    many: OnceLock<&'static str>,
    one: OnceLock<&'static str>,
}

impl Bulk {
    /// `head` is the statement up to and without `VALUES`.
    pub(crate) const fn new(head: &'static str, columns: usize) -> Self {
        Self {
            head,
            columns,
            many: OnceLock::new(),
            one: OnceLock::new(),
        }
    }

    /// The statement for `rows` rows, which must be 1 or [`BULK_ROWS`].
    pub(crate) fn text(&self, rows: usize) -> &'static str {
        let slot = if rows == 1 { &self.one } else { &self.many };
        slot.get_or_init(|| {
            let mut text = format!("{} VALUES ", self.head);
            for row in 0..rows {
                text.push_str(if row == 0 { "(" } else { ", (" });
                for column in 0..self.columns {
                    let comma = if column == 0 { "" } else { ", " };
                    text.push_str(&format!("{comma}${}", row * self.columns + column + 1));
                }
                text.push(')');
            }
            // One text a table for the life of the process: sqlx takes only what is static.
            Box::leak(text.into_boxed_str())
        })
    }
}

/// Splits rows into slices that one statement of [`Bulk`] inserts.
pub(crate) fn slices<T>(rows: &[T]) -> impl Iterator<Item = &[T]> {
    let whole = rows.len() - rows.len() % BULK_ROWS;
    rows[..whole]
        .chunks(BULK_ROWS)
        .chain(rows[whole..].chunks(1))
}

/// Inserts every row of a slice: `bulk!(tx, BULK, rows, |q, row| q.bind(row.a).bind(row.b))`.
macro_rules! bulk {
    ($tx:expr, $bulk:expr, $rows:expr, |$q:ident, $row:ident| $bind:expr) => {{
        for slice in $crate::store::slices($rows) {
            let text = $bulk.text(slice.len());
            $crate::store::within!(&mut *$tx, |c| {
                let mut $q = sqlx::query(text);
                for $row in slice {
                    $q = $bind;
                }
                $q.execute(c).await.map(drop)
            })?;
        }
        Ok::<(), $crate::store::StoreError>(())
    }};
}

pub(crate) use bulk;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_goes_into_exactly_one_slice() {
        for count in [0, 1, 63, 64, 65, 200] {
            let rows: Vec<usize> = (0..count).collect();
            let again: Vec<usize> = slices(&rows).flatten().copied().collect();
            assert_eq!(again, rows);
            assert!(slices(&rows).all(|s| s.len() == 1 || s.len() == BULK_ROWS));
        }
    }

    #[test]
    fn a_bulk_statement_numbers_its_parameters() {
        let bulk = Bulk::new("INSERT INTO t (a, b)", 2);
        assert_eq!(bulk.text(1), "INSERT INTO t (a, b) VALUES ($1, $2)");
        assert!(bulk.text(BULK_ROWS).ends_with(", ($127, $128)"));
    }
}
