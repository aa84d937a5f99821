//! Published figures with their sources, and how they compare with computed ones.

use crate::public::model::edition::{Edition, ReleaseInfo, UnitRef};
pub use domain::time::AsOf;
use domain::{
    criteria::Localized,
    figure::{Comparison, Qualifier},
    rate::Rate,
    time::Date,
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
    /// About whom, if it is none of our units.
    pub scope: Localized,
    /// Value as decimal text with a point.
    pub value: Option<String>,
    /// Numerator, if printed.
    pub numerator: Option<u32>,
    /// Denominator, if printed.
    pub denominator: Option<u32>,
    /// Words of its first source.
    pub words: Option<Words>,
    /// How exact it claims to be.
    pub qualifier: Qualifier,
    /// True from.
    pub from: Option<AsOf>,
    /// True until.
    pub to: Option<AsOf>,
    /// About when it was published, if it has no day: it orders, and is never shown as its day.
    pub estimated_day: Option<Date>,
    /// Rank as printed.
    pub printed_rank: Option<String>,
    /// Where it was printed.
    pub sources: Vec<Arc<Source>>,
    /// Our note.
    pub note: Localized,
}

/// Words of a source in their own language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// The words.
    pub text: String,
    /// BCP 47 tag; empty if they are not known to be verbatim.
    pub language: String,
}

impl Figure {
    /// The day that it stands at among figures of other days: its last, or about when it was published.
    #[must_use]
    pub fn day(&self) -> Option<Date> {
        let stated = self.to.or(self.from).map(AsOf::date);
        stated.or(self.estimated_day)
    }

    /// Whether it measures the same of the same place as another.
    fn same_thing(&self, other: &Self) -> bool {
        let about = match (&self.unit, &other.unit) {
            (Some(own), Some(other)) => own.code == other.code,
            (None, None) => self.scope == other.scope,
            _ => false,
        };
        about && self.indicator == other.indicator
    }
}

/// Figures of one thing, newest first; one without any day is the last. Every place that shows published figures takes
/// them from here, so that none shows another order.
#[must_use]
pub fn strips(figures: &[Arc<Figure>]) -> Vec<Vec<Arc<Figure>>> {
    let mut strips: Vec<Vec<Arc<Figure>>> = Vec::new();
    for figure in figures {
        let same = |strip: &&mut Vec<Arc<Figure>>| {
            strip.first().is_some_and(|first| first.same_thing(figure))
        };
        match strips.iter_mut().find(same) {
            Some(strip) => strip.push(figure.clone()),
            None => strips.push(vec![figure.clone()]),
        }
    }
    for strip in &mut strips {
        strip.sort_by_key(|figure| std::cmp::Reverse(figure.day()));
    }
    strips
}

/// A source.
#[derive(Clone, Debug)]
pub struct Source {
    /// Key, for example `S0`.
    pub key: String,
    /// Name of the publisher.
    pub publisher: Localized,
    /// Title of the article, where it is known.
    pub title: Option<Words>,
    /// Number of the official document, as `469/QĐ-UBND`.
    pub document: String,
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
