//! What is known of one commune, indicator by indicator.

use domain::{
    figure::Qualifier,
    indicator::{Indicator, Value},
    release::ReleaseId,
    time::Date,
};

/// An indicator that communes have values of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocalIndicator {
    /// The indicator.
    pub indicator: Indicator,
    /// What is known of this commune.
    pub known: Option<LocalValue>,
}

/// A commune's value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocalValue {
    /// The value.
    pub value: Value,
    /// How exact it claims to be.
    pub qualifier: Qualifier,
    /// The day as of which it holds.
    pub as_of: Date,
    /// Where it comes from.
    pub source: LocalSource,
    /// Whether it is made up.
    pub simulated: bool,
}

/// Where a commune's value comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LocalSource {
    /// An observation of this source.
    Observed(String),
    /// A confirmed answer to this criterion, frozen in a release.
    Answer(ReleaseId, String),
}
