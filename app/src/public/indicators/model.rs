//! What pages of infrastructure and sectors show, one struct a page, and the port through which they ask for
//! it. Observed, derived and published values stand in fields of their own: nothing here mixes them.

use crate::{
    failure::Failure,
    public::model::{
        Cell, Edition, ReleaseInfo, UnitRef,
        figures::{Figure, Source},
        map::Map,
    },
    query::{Query, bad},
};

use domain::{
    access::Role,
    coverage::Sums,
    delivery::BatchKind,
    figure::Qualifier,
    indicator::{Denominator, Indicator, Sector, Value},
    release::{ReceiptId, ReleaseId},
    time::{Date, Timestamp},
    unit::UnitCode,
};

use std::sync::Arc;

/// Which rows of an indicator an address asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IndicatorFilter {
    /// `tinh`: communes of this province, not provinces.
    pub province: Option<UnitCode>,
    /// `ngay`: what was known on this day.
    pub day: Option<Date>,
    /// `sap-xep`: order of the rows.
    pub sort: RowSort,
}

impl IndicatorFilter {
    /// Reads a query.
    ///
    /// # Errors
    /// [`Failure::BadParameter`] for the first parameter that can't be read.
    pub fn parse(query: &Query) -> Result<Self, Failure> {
        let day = match query.get("ngay") {
            None => None,
            Some(text) => {
                Some(Date::parse(text).ok_or_else(|| bad("ngay", text, vec!["2025-09-19"]))?)
            }
        };
        let sort = match query.get("sap-xep") {
            None => RowSort::default(),
            Some(word) => RowSort::ALL
                .into_iter()
                .find(|sort| sort.slug() == word)
                .ok_or_else(|| bad("sap-xep", word, RowSort::ALL.map(RowSort::slug).to_vec()))?,
        };
        Ok(Self {
            province: query.province()?,
            day,
            sort,
        })
    }
}

domain::words! {
    /// Orders of the rows of an indicator.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub enum RowSort {
        /// By name.
        #[default]
        Name = "ten",
        /// By value, greatest first; rows without one last.
        Value = "gia-tri",
        /// By the day as of which they hold, oldest first; rows without a value first.
        Day = "ngay",
    }
    /// The word in the address.
    slug
}

/// Where a value comes from that was not published elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Observations of these sources.
    Observed(Vec<String>),
    /// Confirmed answers to a criterion, frozen in a release.
    Answers(ReleaseId, String),
    /// The statuses of a release.
    Statuses(ReleaseId),
}

/// What values of communes come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rolled {
    /// The sum, or the share.
    pub value: Value,
    /// Communes with a value that is in it.
    pub counted: u32,
    /// All communes.
    pub of: u32,
    /// The oldest and the newest day as of which they hold.
    pub days: (Date, Date),
    /// Whether any of them is made up.
    pub simulated: bool,
    /// Where they come from.
    pub origin: Origin,
}

/// One observation with how it came in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ObservationRecord {
    /// The value.
    pub value: Value,
    /// How exact it claims to be.
    pub qualifier: Qualifier,
    /// The text as printed, where it was cited.
    pub printed: String,
    /// First day of its period; the same as `to` for a day.
    pub from: Date,
    /// The day as of which it holds.
    pub to: Date,
    /// Who says so.
    pub source: String,
    /// Note.
    pub note: String,
    /// Which time this line was told.
    pub revision: i64,
    /// Whether it is the line's last word.
    pub current: bool,
    /// Whether the act that brought it was undone.
    pub undone: bool,
    /// Whether it is made up.
    pub simulated: bool,
    /// How it came in.
    pub how: BatchKind,
    /// Roles of whoever brought it; empty for the program itself and for machines.
    pub roles: Vec<Role>,
    /// When.
    pub at: Timestamp,
}

/// One indicator of one place.
#[derive(Clone, Debug)]
pub struct Line {
    /// The indicator.
    pub indicator: Indicator,
    /// What its communes' values come to.
    pub rolled: Option<Rolled>,
    /// Whether values exist that the public may not see: of its criterion the status alone is public.
    pub kept_back: bool,
    /// What was observed of the place itself, of each source the newest, newest first.
    pub own: Vec<ObservationRecord>,
    /// What others published about the place.
    pub figures: Vec<Arc<Figure>>,
}

impl Line {
    /// Whether anything at all is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rolled.is_none() && self.own.is_empty() && self.figures.is_empty()
    }

    /// Whether a published figure counts the same on the same basis.
    #[must_use]
    pub fn comparable(&self, figure: &Figure) -> bool {
        self.indicator.same_basis.contains(&figure.indicator)
    }
}

/// The indicators of a sector.
#[derive(Clone, Debug)]
pub struct SectorView {
    /// Frame.
    pub edition: Edition,
    /// The sector.
    pub sector: Sector,
    /// The province; `None` for the country.
    pub place: Option<UnitRef>,
    /// Every province, by name.
    pub provinces: Vec<UnitRef>,
    /// The indicators in the order of the catalogue.
    pub lines: Vec<Line>,
    /// Area and population of the place, where the register has them.
    pub area: Option<Denominator>,
    /// Population.
    pub people: Option<Denominator>,
    /// The source article.
    pub article: Option<Arc<Source>>,
}

/// A system of the source article with what is followed of it.
#[derive(Clone, Debug)]
pub struct System {
    /// Its code: `I08`, `M01`.
    pub code: String,
    /// Its sector.
    pub sector: Sector,
    /// Its indicators.
    pub indicators: Vec<Indicator>,
    /// Whether anything is observed or derived of any of them.
    pub observed: bool,
    /// How many published figures speak of it.
    pub figures: u32,
}

/// Every sector and every system.
#[derive(Clone, Debug)]
pub struct Sectors {
    /// Frame.
    pub edition: Edition,
    /// Systems in the order of the catalogue.
    pub systems: Vec<System>,
    /// The source article.
    pub article: Option<Arc<Source>>,
}

/// One unit's value of an indicator.
#[derive(Clone, Debug)]
pub struct Row {
    /// The unit: a province, or a commune.
    pub unit: UnitRef,
    /// Its value; of a province, what its communes' values come to.
    pub value: Option<Value>,
    /// How exact it claims to be.
    pub qualifier: Qualifier,
    /// The oldest and the newest day as of which it holds.
    pub days: Option<(Date, Date)>,
    /// Who says so.
    pub source: String,
    /// Whether it is made up.
    pub simulated: bool,
    /// Of a province: communes with a value, and all.
    pub counted: Option<(u32, u32)>,
}

/// What was known on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Past {
    /// The day.
    pub on: Date,
    /// What values come to.
    pub sums: Sums,
    /// The release that froze them, of derived values.
    pub release: Option<ReleaseId>,
}

/// One indicator, unit by unit.
#[derive(Clone, Debug)]
pub struct IndicatorView {
    /// Frame.
    pub edition: Edition,
    /// The province whose communes are the rows; `None` for the country, whose provinces are.
    pub place: Option<UnitRef>,
    /// Every province, by name.
    pub provinces: Vec<UnitRef>,
    /// The indicator of the place as a whole.
    pub line: Line,
    /// Rows in the order asked for.
    pub rows: Vec<Row>,
    /// What was asked for.
    pub asked: IndicatorFilter,
    /// The map of the place.
    pub map: Arc<Map>,
    /// The communes' cells; empty for the country.
    pub cells: Arc<Vec<Cell>>,
    /// Change over time, oldest first; empty for the country.
    pub course: Vec<Past>,
    /// The source article.
    pub article: Option<Arc<Source>>,
}

/// A value that follows from a release.
#[derive(Clone, Debug)]
pub struct Frozen {
    /// The release.
    pub release: Arc<ReleaseInfo>,
    /// The value; `None` where no answer was valid.
    pub value: Option<Value>,
    /// The receipt that holds the answer.
    pub receipt: ReceiptId,
}

/// Everything that was ever said of one unit and indicator.
#[derive(Clone, Debug)]
pub struct ObservationHistory {
    /// Frame.
    pub edition: Edition,
    /// The indicator.
    pub indicator: Indicator,
    /// The unit.
    pub unit: UnitRef,
    /// Its province; `None` for a province.
    pub province: Option<UnitRef>,
    /// Observations, newest first, every revision.
    pub records: Vec<ObservationRecord>,
    /// Values that follow from releases, newest first.
    pub frozen: Vec<Frozen>,
    /// Whether the public may not see those.
    pub kept_back: bool,
    /// What others published about the unit.
    pub figures: Vec<Arc<Figure>>,
}
