//! Reference data that ship with the program: units, criteria v0, published figures. A database
//! without units is given them at start; what an administrator imports later replaces them. Newer ones come into a
//! database that has older ones by `refresh`.

use crate::{
    service::{
        import::{self, ImportError},
        unit_cell::NotOneUnit,
    },
    store::{
        Db, StoreError,
        figures::{FigureRow, IndicatorRow, SourceRow},
        units::{AliasRow, NameRow},
    },
};
use domain::criteria::CriteriaSet;
use domain::text::{fold, tidy};
use domain::unit::UnitCode;
use serde::de::DeserializeOwned;
use std::collections::{BTreeMap, BTreeSet};

/// `server/data/units.csv`.
pub const UNITS: &str = include_str!("../../data/units.csv");
/// `server/data/criteria/v0.toml`.
pub const CRITERIA: &str = include_str!("../../data/criteria/v0.toml");
/// `server/data/published_figures.csv`.
pub const FIGURES: &str = include_str!("../../data/published_figures.csv");
const ALIASES: &str = include_str!("../../data/unit_aliases.csv");
const NAMES: &str = include_str!("../../data/unit_names.csv");
const SOURCES: &str = include_str!("../../data/sources.csv");
/// `server/data/published_indicators.csv`: what published figures measure.
pub const PUBLISHED_INDICATORS: &str = include_str!("../../data/published_indicators.csv");
/// `server/data/indicators.csv`: the catalogue of indicators.
pub const INDICATORS: &str = include_str!("../../data/indicators.csv");
/// `server/data/earlier.csv`: rows as earlier versions of the program shipped them, by their digests.
const EARLIER: &str = include_str!("../../data/earlier.csv");
/// `server/data/diagram.csv`: the cell of every commune in its province's diagram.
pub const DIAGRAM: &str = include_str!("../../data/diagram.csv");
/// `server/data/tiles.csv`: the tile of every province in the national diagram.
pub const TILES: &str = include_str!("../../data/tiles.csv");
/// `server/data/outlines.csv`: the land of every province.
pub const OUTLINES: &str = include_str!("../../data/outlines.csv");

/// `server/data/former_units.csv`: units of before July 2025, and what took their place.
pub const FORMER_UNITS: &str = include_str!("../../data/former_units.csv");

/// A shipped file that can't be read: a fault of the program, shown at start.
#[derive(Debug, thiserror::Error)]
#[error("tệp dữ liệu kèm theo {file} hỏng: {cause}")]
pub struct ShippedFileError {
    file: &'static str,
    cause: csv::Error,
}

/// Why reference data could not be put in.
#[derive(Debug, thiserror::Error)]
pub enum ReferenceError {
    /// A shipped file is broken.
    #[error(transparent)]
    Broken(#[from] ShippedFileError),
    /// A shipped file has bad places.
    #[error(transparent)]
    Import(#[from] ImportError),
    /// The store refused.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Rows of a shipped file.
///
/// # Errors
/// If it is broken.
pub fn rows<T: DeserializeOwned>(
    file: &'static str,
    text: &'static str,
) -> Result<Vec<T>, ShippedFileError> {
    csv::Reader::from_reader(text.as_bytes())
        .deserialize()
        .collect::<Result<_, _>>()
        .map_err(|cause| ShippedFileError { file, cause })
}

#[derive(serde::Deserialize)]
struct Alias {
    code: UnitCode,
    alias: String,
}

#[derive(serde::Deserialize)]
struct Name {
    code: UnitCode,
    lang: String,
    name: String,
    source: String,
}

#[derive(serde::Deserialize)]
struct UnitName {
    code: UnitCode,
    name: String,
}

#[derive(serde::Deserialize)]
struct EarlierRow {
    file: String,
    key: String,
    was: String,
}

/// Reference data that people read, as the program ships them or as a database holds them. Which units there are, where,
/// and of which type since when is no part of it.
#[derive(Clone, Debug)]
pub struct Reference {
    /// Sources of figures.
    pub sources: Vec<SourceRow>,
    /// What published figures measure.
    pub indicators: Vec<IndicatorRow>,
    /// Published figures.
    pub figures: Vec<FigureRow>,
    /// Pairs of figure and source, in their order.
    pub figure_sources: Vec<(String, String)>,
    /// Names of units.
    pub units: BTreeMap<UnitCode, String>,
    /// Other spellings.
    pub aliases: Vec<AliasRow>,
    /// Names in other languages, each with the key of its source.
    pub names: Vec<(NameRow, String)>,
    /// The criteria set `v0`; none in a database that does not have it.
    pub set: Option<CriteriaSet>,
}

impl Reference {
    /// What this program ships.
    ///
    /// # Errors
    /// If a file is broken.
    pub fn shipped() -> Result<Self, ReferenceError> {
        let sources: Vec<SourceRow> = rows("sources.csv", SOURCES)?;
        let indicators: Vec<IndicatorRow> = rows("published_indicators.csv", PUBLISHED_INDICATORS)?;
        let units: Vec<UnitName> = rows("units.csv", UNITS)?;
        let aliases: Vec<Alias> = rows("unit_aliases.csv", ALIASES)?;
        let names: Vec<Name> = rows("unit_names.csv", NAMES)?;
        let units: BTreeMap<_, _> = units.into_iter().map(|u| (u.code, tidy(&u.name))).collect();
        let known = import::figures::Known {
            indicators: indicators.iter().map(|i| i.code.clone()).collect(),
            sources: sources.iter().map(|s| s.key.clone()).collect(),
        };
        let (figures, figure_sources) = import::figures::read(FIGURES, &known, |cell| {
            let code = UnitCode::parse(cell).filter(|code| units.contains_key(code));
            code.ok_or(NotOneUnit::Unknown)
        })?;
        let alias = |a: Alias| AliasRow {
            unit_code: a.code,
            search_key: fold(&a.alias),
            alias: tidy(&a.alias),
        };
        let name = |n: Name| {
            let row = NameRow {
                unit_code: n.code,
                language: n.lang,
                name: n.name,
            };
            (row, n.source)
        };
        Ok(Self {
            sources,
            indicators,
            figures,
            figure_sources,
            units,
            aliases: aliases.into_iter().map(alias).collect(),
            names: names.into_iter().map(name).collect(),
            set: Some(import::criteria::read(CRITERIA)?),
        })
    }
}

/// What earlier versions of the program shipped in place of a row: file, key and digest, which is empty where they shipped
/// no such row.
///
/// # Errors
/// If the file is broken.
pub fn earlier() -> Result<BTreeSet<(String, String, String)>, ShippedFileError> {
    let rows: Vec<EarlierRow> = rows("earlier.csv", EARLIER)?;
    Ok(rows.into_iter().map(|r| (r.file, r.key, r.was)).collect())
}

/// Puts the shipped data into a database that has no units, in one transaction. Returns whether it
/// had none.
///
/// # Errors
/// If a file is broken or the store refuses; then the database is as it was.
pub async fn ensure(db: &Db) -> Result<bool, ReferenceError> {
    if db.unit_count().await? > 0 {
        return Ok(false);
    }
    let shipped = Reference::shipped()?;
    let units = import::units::read(UNITS)?;

    let mut tx = db.begin().await?;
    // Locks the installation's row: of two servers that start at once, the second waits here and
    // then finds that there is nothing left to do.
    tx.raise_data_version().await?;
    if tx.unit_count().await? > 0 {
        return Ok(false);
    }
    if let Some(set) = &shipped.set {
        tx.add_criteria_set(set, None).await?;
        tx.activate_set(&set.version, set.valid_from, None).await?;
    }
    tx.put_references(&shipped.sources, &shipped.indicators)
        .await?;
    tx.put_figures(&shipped.figures, &shipped.figure_sources)
        .await?;
    tx.put_units(&units.units, &units.types, &units.successors)
        .await?;
    tx.put_unit_names(&shipped.aliases, &shipped.names).await?;
    tx.commit().await?;
    Ok(true)
}
