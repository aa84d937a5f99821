//! How columns become values of the domain where the value's own `TryFrom` can't say it: columns that may be empty,
//! letters in a row, JSON. A value that can't be read is an error of its column, made by `sqlx::FromRow`.

use super::StoreError;
use domain::{
    answer::Content,
    copying::Copied,
    criteria::CriteriaSet,
    entry::Fields,
    status::{Input, Level},
    words::Unreadable,
};
use sqlx::{Database, Decode, Type, error::BoxDynError};

/// What a column holds, before it is read: `#[sqlx(try_from = "Column<Option<i64>>")] due: Option<Date>`.
pub struct Column<T>(T);

impl<DB: Database, T: Type<DB>> Type<DB> for Column<T> {
    fn type_info() -> DB::TypeInfo {
        T::type_info()
    }

    fn compatible(ty: &DB::TypeInfo) -> bool {
        T::compatible(ty)
    }
}

impl<'r, DB: Database, T: Decode<'r, DB>> Decode<'r, DB> for Column<T> {
    fn decode(value: DB::ValueRef<'r>) -> Result<Self, BoxDynError> {
        T::decode(value).map(Self)
    }
}

impl<T: TryFrom<String>> TryFrom<Column<Option<String>>> for Option<T> {
    type Error = T::Error;

    fn try_from(column: Column<Option<String>>) -> Result<Self, T::Error> {
        column.0.map(T::try_from).transpose()
    }
}

impl<T: TryFrom<i64>> TryFrom<Column<Option<i64>>> for Option<T> {
    type Error = T::Error;

    fn try_from(column: Column<Option<i64>>) -> Result<Self, T::Error> {
        column.0.map(T::try_from).transpose()
    }
}

/// One letter a criterion.
impl TryFrom<Column<String>> for Vec<Level> {
    type Error = Unreadable;

    fn try_from(column: Column<String>) -> Result<Self, Unreadable> {
        let levels: Option<Self> = column.0.chars().map(Level::from_letter).collect();
        levels.ok_or_else(|| Unreadable::new("row of letters of levels", column.0))
    }
}

/// Types that are kept as JSON.
macro_rules! json {
    ($($name:ty),+) => {$(
        impl TryFrom<Column<String>> for $name {
            type Error = serde_json::Error;

            fn try_from(column: Column<String>) -> Result<Self, Self::Error> {
                serde_json::from_str(&column.0)
            }
        }
    )+};
}

json!(Content, CriteriaSet, Vec<Copied>, Vec<Input>);

/// What was saved when a line break was still kept as the two characters that forms send reads like what is typed now.
impl TryFrom<Column<String>> for Fields {
    type Error = serde_json::Error;

    fn try_from(column: Column<String>) -> Result<Self, Self::Error> {
        let mut fields: Self = serde_json::from_str(&column.0)?;
        for text in fields.0.values_mut().filter(|text| text.contains('\r')) {
            *text = text.replace("\r\n", "\n");
        }
        Ok(fields)
    }
}

/// A value as it is kept in a column of JSON.
pub(super) fn json<T: serde::Serialize + ?Sized>(
    value: &T,
    table: &'static str,
    row: &str,
) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|_| StoreError::Inconsistent {
        table,
        row: row.to_owned(),
        problem: "cannot be written as JSON",
    })
}

/// The rows of an [`OverRows`](super::OverRows), as its parameter.
pub(super) fn rows_of<T: serde::Serialize>(
    rows: impl Iterator<Item = T>,
    table: &'static str,
) -> Result<String, StoreError> {
    let rows: Vec<T> = rows.collect();
    json(&rows, table, "")
}
