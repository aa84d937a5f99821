//! The port: what pages ask for, and the structs they get. Implemented by `server`; pages never see
//! SQL. One struct feeds a page's sentence, chart, table and file, so that they can't disagree.

pub mod edition;
pub mod figures;
pub mod local;
pub mod map;

pub use domain::counts::{Counts, CriterionCount};
pub use edition::{Edition, Ended, EndedCommune, ReleaseInfo, UnitRef};

use domain::{
    evidence,
    indicator::Indicator,
    ranking::Rank,
    rate::Rate,
    release::{ReceiptId, ReleaseId, Replay},
    status::{Input, Level, Outcome, Progress},
    time::{Date, Timestamp},
    unit::{FormerType, UnitCode},
};
use figures::Figure;
use local::LocalIndicator;
use map::Map;
use std::{collections::HashMap, sync::Arc};

/// A correction of a release.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// The revision that corrects.
    pub id: ReleaseId,
    /// Why, in the publisher's words.
    pub reason: String,
    /// Units whose status, or that of a criterion, it changed: unit, province, before, after.
    pub changes: Vec<(UnitRef, UnitRef, Level, Level)>,
}

/// Change since the release before; `None` where the criteria set differs, because then a
/// comparison would mislead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// Hundredths of a percentage point, between shown rates.
    pub rate: Option<i32>,
    /// Places gained (positive) or lost.
    pub places: Option<i32>,
}

/// A province in the ranking.
#[derive(Clone, Debug)]
pub struct ProvinceRow {
    /// The province.
    pub unit: UnitRef,
    /// Its communes by status.
    pub counts: Counts,
    /// Its rank; `None` if it has no units.
    pub rank: Option<Rank>,
    /// Change since the release before.
    pub change: Option<Change>,
}

/// A tile of the national diagram.
#[derive(Clone, Debug)]
pub struct Tile {
    /// Column, from the start of the row.
    pub column: u32,
    /// Row, from the north.
    pub row: u32,
    /// What stands there.
    pub place: TilePlace,
}

/// What a tile stands for.
#[derive(Clone, Debug)]
pub enum TilePlace {
    /// A province, by code.
    Province(UnitCode),
    /// An archipelago, by name, and the province that it belongs to.
    Archipelago(String, UnitCode),
}

/// One release in a series.
#[derive(Clone, Debug)]
pub struct SeriesPoint {
    /// The release.
    pub release: Arc<ReleaseInfo>,
    /// Green of all.
    pub rate: Rate,
    /// Rank among provinces, where there is one.
    pub rank: Option<Rank>,
}

/// The country.
#[derive(Clone, Debug)]
pub struct Country {
    /// Frame.
    pub edition: Edition,
    /// Provinces in display order; empty while there is no release.
    pub rows: Vec<ProvinceRow>,
    /// Sums over the country.
    pub total: Counts,
    /// Change of the country's rate since the release before.
    pub change: Option<i32>,
    /// The release before, if any with the same criteria set.
    pub before: Option<Arc<ReleaseInfo>>,
    /// The country's rate over the releases up to this one, oldest first.
    pub series: Vec<SeriesPoint>,
    /// The map of the country.
    pub map: Arc<Map>,
    /// Tiles of the national diagram.
    pub tiles: Arc<Vec<Tile>>,
    /// Published figures about the country's green communes.
    pub figures: Vec<Arc<Figure>>,
    /// The home province's published headline.
    pub home_figures: Vec<Arc<Figure>>,
}

/// A commune-level unit in its province's table.
#[derive(Clone, Debug)]
pub struct CommuneRow {
    /// The unit.
    pub unit: UnitRef,
    /// Its status.
    pub level: Level,
    /// Confirmed criteria met of required.
    pub met: Rate,
    /// Rank within the province.
    pub rank: Option<Rank>,
    /// Level of each criterion, in the order of the set.
    pub levels: Vec<Level>,
    /// When the last of its met criteria was confirmed.
    pub completed_at: Option<Timestamp>,
    /// Its status in the release before, if there is one with the same criteria set.
    pub before: Option<Level>,
}

/// A cell of a province's hexagon diagram: odd rows stand half a cell to the right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The commune.
    pub unit: UnitCode,
    /// Column.
    pub column: u32,
    /// Row.
    pub row: u32,
}

/// A province.
#[derive(Clone, Debug)]
pub struct Province {
    /// Frame.
    pub edition: Edition,
    /// The province.
    pub unit: UnitRef,
    /// That it has ended, if it has by now.
    pub ended: Option<Ended>,
    /// Its row in the ranking; `None` while there is no release.
    pub row: Option<ProvinceRow>,
    /// Its rate and rank over the releases up to this one, oldest first.
    pub series: Vec<SeriesPoint>,
    /// Communes in the order of their rank; empty while there is no release.
    pub communes: Vec<CommuneRow>,
    /// Communes that the release before counted and that have ended since.
    pub ended_communes: Vec<EndedCommune>,
    /// Its map.
    pub map: Arc<Map>,
    /// The communes' cells.
    pub cells: Arc<Vec<Cell>>,
    /// Criteria by the number of units that fail them, most first.
    pub failing: Vec<CriterionCount>,
    /// Published figures about this province's green communes.
    pub headline: Vec<Arc<Figure>>,
    /// Published figures about its infrastructure, in the order of the catalogue.
    pub infrastructure: Vec<Arc<Figure>>,
    /// The newest of its first indicators.
    pub infrastructure_first: Vec<Arc<Figure>>,
    /// How many units it has (known without a release).
    pub units: u32,
}

/// The items of a province's communes in a release.
#[derive(Clone, Debug)]
pub struct Items {
    /// Frame.
    pub edition: Edition,
    /// The province.
    pub unit: UnitRef,
    /// Communes by name; empty while there is no release.
    pub communes: Vec<CommuneItems>,
}

/// A commune's items.
#[derive(Clone, Debug)]
pub struct CommuneItems {
    /// The commune.
    pub unit: UnitRef,
    /// The receipt that states what the items rest on.
    pub receipt: ReceiptId,
    /// One for each criterion, in the order of the set.
    pub items: Vec<Progress>,
}

/// A unit near another.
#[derive(Clone, Debug)]
pub struct NearUnit {
    /// The unit with its status.
    pub row: CommuneRow,
    /// How far its point lies from the other's, in a straight line, in metres.
    pub metres: u32,
}

/// One release in a commune's history.
#[derive(Clone, Debug)]
pub struct HistoryPoint {
    /// The release.
    pub release: Arc<ReleaseInfo>,
    /// Status then.
    pub level: Level,
    /// Confirmed criteria met of required.
    pub met: Rate,
}

/// A commune-level unit.
#[derive(Clone, Debug)]
pub struct Commune {
    /// Frame.
    pub edition: Edition,
    /// The unit.
    pub unit: UnitRef,
    /// Its province.
    pub province: UnitRef,
    /// That it has ended, if it has by now.
    pub ended: Option<Ended>,
    /// Status and what it rests on; `None` while there is no release.
    pub standing: Option<CommuneStanding>,
    /// Its status over the releases up to this one, oldest first.
    pub history: Vec<HistoryPoint>,
    /// The units of its province that are nearest to it, nearest first; empty where no point of it is known.
    pub nearest: Vec<NearUnit>,
    /// The map of its province.
    pub map: Arc<Map>,
    /// The units of before July 2025 that it was made of, in whole or in part, by name.
    pub former: Vec<Place>,
    /// The indicators that communes have values of, in the order of the catalogue, but those of which the public may see
    /// the status alone.
    pub local: Vec<LocalIndicator>,
    /// Published figures about this unit.
    pub figures: Vec<Arc<Figure>>,
    /// Evidence of its confirmed answers that the reviewer opened to the public.
    pub evidence: Vec<PublicEvidence>,
}

/// A piece of evidence that is open to the public.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicEvidence {
    /// Code of the criterion whose answer it shows.
    pub criterion: String,
    /// Key, for the address of a file.
    pub id: i64,
    /// What it is.
    pub kind: evidence::Kind,
    /// A file's name, a link's address, a document's number.
    pub title: String,
    /// Who issued it; empty if not said.
    pub issuer: String,
    /// Date of the fact that it shows.
    pub fact_date: Date,
}

/// Where a commune stands in a release.
#[derive(Clone, Debug)]
pub struct CommuneStanding {
    /// Its row in the province's table.
    pub row: CommuneRow,
    /// Inputs of its status, in the order of the set.
    pub inputs: Vec<Input>,
    /// Its status.
    pub outcome: Outcome,
    /// Name of its receipt.
    pub receipt: ReceiptId,
}

/// A receipt, computed again.
#[derive(Clone, Debug)]
pub struct Receipt {
    /// Frame; its release is the receipt's.
    pub edition: Edition,
    /// Name.
    pub id: ReceiptId,
    /// The release it belongs to.
    pub release: Arc<ReleaseInfo>,
    /// The unit.
    pub unit: UnitRef,
    /// Its province.
    pub province: UnitRef,
    /// Frozen inputs.
    pub inputs: Vec<Input>,
    /// Frozen outcome, computed from the inputs when the release was made.
    pub outcome: Outcome,
    /// Frozen hash.
    pub hash: String,
    /// Whether computing again gives the same.
    pub replay: Replay,
    /// Evidence of these inputs that the reviewer opened to the public.
    pub evidence: Vec<PublicEvidence>,
}

/// The method: the criteria set of a release.
#[derive(Clone, Debug)]
pub struct Method {
    /// Frame; carries the set.
    pub edition: Edition,
    /// When the wording shown was revised, if it was.
    pub reworded: Option<Timestamp>,
}

/// Units found by name or code.
#[derive(Clone, Debug)]
pub struct Search {
    /// Frame.
    pub edition: Edition,
    /// What was searched for.
    pub text: String,
    /// Whether that holds a letter or a digit.
    pub readable: bool,
    /// What was found, best first.
    pub found: Vec<SearchHit>,
    /// The catalogue of indicators, which may be meant as well.
    pub indicators: Arc<Vec<Indicator>>,
    /// Whether nothing fits, and what was found was perhaps meant.
    pub near: bool,
    /// Whether there is more than is shown.
    pub more: bool,
    /// Where the units that are named stand in the release shown; those that it does not hold are missing.
    pub standings: HashMap<UnitCode, BriefStanding>,
}

/// A place that was found.
#[derive(Clone, Debug)]
pub struct SearchHit {
    /// The place.
    pub place: Place,
    /// What it lies in, or lay in, the smallest first.
    pub within: Vec<Place>,
    /// Its code.
    pub code: String,
    /// The alias under which it was found, if not by its name.
    pub alias: Option<String>,
    /// That it has ended, if it has.
    pub ended: Option<Ended>,
    /// Whether its whole name was typed, or its code.
    pub whole: bool,
}

/// A place that can be searched for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A unit that has a page.
    Unit(UnitRef),
    /// A unit of before July 2025: its type then, and its name.
    Former(FormerType, Arc<str>),
}

impl Place {
    /// Its name, without its type.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Unit(unit) => &unit.name,
            Self::Former(_, name) => name,
        }
    }
}

/// Where a unit stands, as told beside its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BriefStanding {
    /// A commune: its status, and how many required criteria it lacks.
    Commune(Level, u32),
    /// A province: its green communes of all.
    Province(Rate),
}
