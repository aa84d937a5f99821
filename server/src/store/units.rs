//! Units, their types, aliases and names.

use super::{Bulk, Db, StoreError, Tx, bulk, columns::Column, read, within};
use domain::{
    time::Date,
    unit::{UnitCode, UnitLevel, UnitType},
};

/// Statements of this module.
pub const STATEMENTS: &[&str] = &[
    UNITS,
    TYPES,
    ALIASES,
    NAMES,
    SUCCESSORS,
    DELETE_TYPES,
    DELETE_ALIASES,
    DELETE_NAMES,
    DELETE_SUCCESSORS,
    UPSERT,
    RENAME,
    ADD_ALIAS,
    PUT_NAME,
    COUNT,
];

const UNITS: &str = "SELECT code, level, province_code, name, search_key, sort_key, latitude, longitude FROM unit ORDER BY code";
const TYPES: &str =
    "SELECT unit_code, kind, valid_from, valid_until FROM unit_type ORDER BY unit_code, valid_from";
const ALIASES: &str =
    "SELECT unit_code, alias, search_key FROM unit_alias ORDER BY unit_code, alias";
const NAMES: &str = "SELECT unit_code, language, name FROM unit_name ORDER BY unit_code, language";
const SUCCESSORS: &str =
    "SELECT unit_code, successor_code FROM unit_successor ORDER BY unit_code, successor_code";
const DELETE_TYPES: &str = "DELETE FROM unit_type";
const DELETE_ALIASES: &str = "DELETE FROM unit_alias";
const DELETE_NAMES: &str = "DELETE FROM unit_name";
const DELETE_SUCCESSORS: &str = "DELETE FROM unit_successor";
const UPSERT: &str = "INSERT INTO unit (code, level, province_code, name, search_key, sort_key, latitude, longitude, area_km2) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) \
     ON CONFLICT (code) DO UPDATE SET name = excluded.name, search_key = excluded.search_key, \
     sort_key = excluded.sort_key, latitude = excluded.latitude, longitude = excluded.longitude, \
     area_km2 = excluded.area_km2";
const RENAME: &str = "UPDATE unit SET name = $2, search_key = $3, sort_key = $4 WHERE code = $1";
const ADD_ALIAS: &str = "INSERT INTO unit_alias (unit_code, alias, search_key) VALUES ($1, $2, $3) \
     ON CONFLICT (unit_code, alias) DO NOTHING";
const PUT_NAME: &str = "INSERT INTO unit_name (unit_code, language, name, source) VALUES ($1, $2, $3, $4) \
     ON CONFLICT (unit_code, language) DO UPDATE SET name = excluded.name, source = excluded.source";
const COUNT: &str = "SELECT COUNT(*) FROM unit";

static INSERT_TYPES: Bulk = Bulk::new(
    "INSERT INTO unit_type (unit_code, kind, valid_from, valid_until)",
    4,
);
static INSERT_ALIASES: Bulk = Bulk::new("INSERT INTO unit_alias (unit_code, alias, search_key)", 3);
static INSERT_NAMES: Bulk = Bulk::new(
    "INSERT INTO unit_name (unit_code, language, name, source)",
    4,
);
static INSERT_SUCCESSORS: Bulk =
    Bulk::new("INSERT INTO unit_successor (unit_code, successor_code)", 2);

/// A unit.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct UnitRow {
    /// Official code.
    #[sqlx(try_from = "String")]
    pub code: UnitCode,
    /// Its level.
    #[sqlx(try_from = "String")]
    pub level: UnitLevel,
    /// Code of its province, none for a province.
    #[sqlx(try_from = "Column<Option<String>>")]
    pub province_code: Option<UnitCode>,
    /// Name without type word.
    pub name: String,
    /// Folded name.
    pub search_key: String,
    /// Collation key, hexadecimal.
    pub sort_key: String,
    /// Degrees north of its point, as text.
    pub latitude: Option<String>,
    /// Degrees east, as text.
    pub longitude: Option<String>,
}

/// A unit as it is imported: with what pages do not read.
#[derive(Clone, Debug)]
pub struct NewUnit {
    /// The row.
    pub unit: UnitRow,
    /// Square kilometres, as text.
    pub area_km2: Option<String>,
}

/// A type of a unit over an interval of days.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct TypeRow {
    /// Unit.
    #[sqlx(try_from = "String")]
    pub unit_code: UnitCode,
    /// The type.
    #[sqlx(try_from = "String")]
    pub kind: UnitType,
    /// First day.
    #[sqlx(try_from = "i64")]
    pub valid_from: Date,
    /// First day after.
    #[sqlx(try_from = "Column<Option<i64>>")]
    pub valid_until: Option<Date>,
}

/// A unit that ended, and one that took its place.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct SuccessorRow {
    /// The unit that ended.
    #[sqlx(try_from = "String")]
    pub unit_code: UnitCode,
    /// One that took its place.
    #[sqlx(try_from = "String")]
    pub successor_code: UnitCode,
}

/// Another spelling.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct AliasRow {
    /// Unit.
    #[sqlx(try_from = "String")]
    pub unit_code: UnitCode,
    /// As written.
    pub alias: String,
    /// Folded.
    pub search_key: String,
}

/// A name in another language.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct NameRow {
    /// Unit.
    #[sqlx(try_from = "String")]
    pub unit_code: UnitCode,
    /// `en` or `ar`.
    pub language: String,
    /// The name.
    pub name: String,
}

impl Db {
    /// Every unit, by code.
    ///
    /// # Errors
    /// If the engine refuses; the same for all functions of this module.
    pub async fn units(&self) -> Result<Vec<UnitRow>, StoreError> {
        Ok(read!(self, |c| sqlx::query_as::<_, UnitRow>(UNITS)
            .fetch_all(c)
            .await)?)
    }

    /// Every type interval, by unit and day.
    ///
    /// # Errors
    /// See [`Db::units`].
    pub async fn unit_types(&self) -> Result<Vec<TypeRow>, StoreError> {
        Ok(read!(self, |c| sqlx::query_as::<_, TypeRow>(TYPES)
            .fetch_all(c)
            .await)?)
    }

    /// Every alias.
    ///
    /// # Errors
    /// See [`Db::units`].
    pub async fn unit_aliases(&self) -> Result<Vec<AliasRow>, StoreError> {
        Ok(read!(self, |c| sqlx::query_as::<_, AliasRow>(ALIASES)
            .fetch_all(c)
            .await)?)
    }

    /// Every name in another language.
    ///
    /// # Errors
    /// See [`Db::units`].
    pub async fn unit_names(&self) -> Result<Vec<NameRow>, StoreError> {
        Ok(read!(self, |c| sqlx::query_as::<_, NameRow>(NAMES)
            .fetch_all(c)
            .await)?)
    }

    /// What took the place of units that ended, by unit.
    ///
    /// # Errors
    /// See [`Db::units`].
    pub async fn unit_successors(&self) -> Result<Vec<SuccessorRow>, StoreError> {
        Ok(read!(self, |c| sqlx::query_as::<_, SuccessorRow>(
            SUCCESSORS
        )
        .fetch_all(c)
        .await)?)
    }

    /// How many units there are.
    ///
    /// # Errors
    /// See [`Db::units`].
    pub async fn unit_count(&self) -> Result<i64, StoreError> {
        Ok(read!(self, |c| sqlx::query_scalar::<_, i64>(COUNT)
            .fetch_one(c)
            .await)?)
    }
}

impl Tx {
    /// How many units there are, as this transaction sees it.
    ///
    /// # Errors
    /// See [`Db::units`].
    pub async fn unit_count(&mut self) -> Result<i64, StoreError> {
        Ok(within!(self, |c| sqlx::query_scalar::<_, i64>(COUNT)
            .fetch_one(c)
            .await)?)
    }

    /// Puts units in, provinces first; those that exist get their names and points anew. Replaces
    /// every type interval, and what took the place of units that ended.
    ///
    /// # Errors
    /// See [`Db::units`].
    pub async fn put_units(
        &mut self,
        units: &[NewUnit],
        types: &[TypeRow],
        successors: &[SuccessorRow],
    ) -> Result<(), StoreError> {
        for new in units {
            let unit = &new.unit;
            within!(&mut *self, |c| {
                sqlx::query(UPSERT)
                    .bind(unit.code.as_str())
                    .bind(unit.level.word())
                    .bind(unit.province_code.as_ref().map(UnitCode::as_str))
                    .bind(&unit.name)
                    .bind(&unit.search_key)
                    .bind(&unit.sort_key)
                    .bind(&unit.latitude)
                    .bind(&unit.longitude)
                    .bind(&new.area_km2)
                    .execute(c)
                    .await
                    .map(drop)
            })?;
        }
        within!(&mut *self, |c| sqlx::query(DELETE_TYPES)
            .execute(c)
            .await
            .map(drop))?;
        bulk!(self, INSERT_TYPES, types, |q, row| q
            .bind(row.unit_code.as_str())
            .bind(row.kind.slug())
            .bind(i64::from(row.valid_from.0))
            .bind(row.valid_until.map(|day| i64::from(day.0))))?;
        within!(&mut *self, |c| sqlx::query(DELETE_SUCCESSORS)
            .execute(c)
            .await
            .map(drop))?;
        bulk!(self, INSERT_SUCCESSORS, successors, |q, row| q
            .bind(row.unit_code.as_str())
            .bind(row.successor_code.as_str()))
    }

    /// Calls a unit by another name from now on. `search_key` and `sort_key` are that name's.
    ///
    /// # Errors
    /// See [`Db::units`].
    pub async fn rename_unit(
        &mut self,
        code: &UnitCode,
        name: &str,
        search_key: &str,
        sort_key: &str,
    ) -> Result<(), StoreError> {
        Ok(within!(self, |c| sqlx::query(RENAME)
            .bind(code.as_str())
            .bind(name)
            .bind(search_key)
            .bind(sort_key)
            .execute(c)
            .await
            .map(drop))?)
    }

    /// Adds another spelling, if it is not there.
    ///
    /// # Errors
    /// See [`Db::units`].
    pub async fn add_alias(&mut self, row: &AliasRow) -> Result<(), StoreError> {
        Ok(within!(self, |c| sqlx::query(ADD_ALIAS)
            .bind(row.unit_code.as_str())
            .bind(&row.alias)
            .bind(&row.search_key)
            .execute(c)
            .await
            .map(drop))?)
    }

    /// Puts a name in another language in, in place of the one that is there. `source` is the key of its source.
    ///
    /// # Errors
    /// See [`Db::units`].
    pub async fn put_unit_name(&mut self, row: &NameRow, source: &str) -> Result<(), StoreError> {
        Ok(within!(self, |c| sqlx::query(PUT_NAME)
            .bind(row.unit_code.as_str())
            .bind(&row.language)
            .bind(&row.name)
            .bind(source)
            .execute(c)
            .await
            .map(drop))?)
    }

    /// Replaces aliases and names. `names` carry the key of their source.
    ///
    /// # Errors
    /// See [`Db::units`].
    pub async fn put_unit_names(
        &mut self,
        aliases: &[AliasRow],
        names: &[(NameRow, String)],
    ) -> Result<(), StoreError> {
        within!(&mut *self, |c| sqlx::query(DELETE_ALIASES)
            .execute(c)
            .await
            .map(drop))?;
        within!(&mut *self, |c| sqlx::query(DELETE_NAMES)
            .execute(c)
            .await
            .map(drop))?;
        bulk!(self, INSERT_ALIASES, aliases, |q, row| q
            .bind(row.unit_code.as_str())
            .bind(&row.alias)
            .bind(&row.search_key))?;
        bulk!(self, INSERT_NAMES, names, |q, row| q
            .bind(row.0.unit_code.as_str())
            .bind(&row.0.language)
            .bind(&row.0.name)
            .bind(&row.1))
    }
}
