//! Published figures with their sources, and how they compare with computed ones.

use crate::public::model::edition::{Edition, ReleaseInfo, UnitRef};
pub use domain::time::AsOf;
use domain::{
    criteria::Localized,
    figure::{Comparison, Qualifier},
    rate::Rate,
};
use std::sync::Arc;

/// A figure that somebody else published.
#[derive(Clone, Debug)]
pub struct Figure {
    /// Key, for example `F01`.
    pub id: String,
    /// Code of the indicator.
    pub indicator: String,
    /// Name of the indicator.
    pub name: Localized,
    /// Unit of the value.
    pub unit_of_value: Localized,
    /// What a rate is a share of.
    pub basis: Localized,
    /// The unit it is about, if it is one of ours.
    pub unit: Option<UnitRef>,
    /// About whom, as our compilation words it.
    pub scope: String,
    /// Value as decimal text with a point.
    pub value: Option<String>,
    /// Numerator, if printed.
    pub numerator: Option<u32>,
    /// Denominator, if printed.
    pub denominator: Option<u32>,
    /// The text as printed.
    pub printed: String,
    /// How exact it claims to be.
    pub qualifier: Qualifier,
    /// True from.
    pub from: Option<AsOf>,
    /// True until.
    pub to: Option<AsOf>,
    /// Rank as printed.
    pub printed_rank: Option<String>,
    /// Where it was printed.
    pub sources: Vec<Arc<Source>>,
    /// Our note.
    pub note: Localized,
}

/// A source.
#[derive(Clone, Debug)]
pub struct Source {
    /// Key, for example `S0`.
    pub key: String,
    /// Publisher.
    pub publisher: String,
    /// Number of the article or document.
    pub reference: String,
    /// Date, worded.
    pub date: Localized,
    /// Whole address, where known.
    pub url: Option<String>,
}

/// Published figures beside computed ones.
#[derive(Clone, Debug)]
pub struct Published {
    /// Frame.
    pub edition: Edition,
    /// Green rates that can be compared with a release of the same moment.
    pub compared: Vec<Compared>,
    /// All figures, in the order of the file.
    pub figures: Vec<Arc<Figure>>,
}

/// A published green rate and ours.
#[derive(Clone, Debug)]
pub struct Compared {
    /// What was published.
    pub figure: Arc<Figure>,
    /// Our release of the same day and its rate; `None` if there is none, or the source has no date.
    pub computed: Option<(Arc<ReleaseInfo>, Rate)>,
    /// How they stand to each other.
    pub comparison: Option<Comparison>,
}
