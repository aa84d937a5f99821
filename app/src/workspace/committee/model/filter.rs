//! What the address of a view of the committee's pages asks for.

use crate::{
    failure::Failure,
    query::{Query, bad},
};
use domain::{distance::SelectedItem, release::ReleaseRef, unit::UnitCode};
use std::collections::BTreeSet;

/// Most ticks that a what-if takes: more than any address can hold.
const MOST_TICKS: usize = 600;

/// What the address of a view asks for.
#[derive(Clone, Debug)]
pub struct CommitteeFilter {
    /// `tinh`: the province.
    pub province: Option<UnitCode>,
    /// `phat-hanh`: the release.
    pub release: ReleaseRef,
    /// `sap-xep`: order of the matrix.
    pub sort: MatrixSort,
    /// `muc`: items imagined to be met, `04846.DL2`.
    pub ticks: BTreeSet<SelectedItem>,
}

impl CommitteeFilter {
    /// Reads a query.
    ///
    /// # Errors
    /// [`Failure::BadParameter`] for the first parameter that can't be read.
    pub fn parse(query: &Query) -> Result<Self, Failure> {
        let province = query.get("tinh").map(|v| {
            UnitCode::parse(v)
                .filter(|c| c.as_str().len() == 2)
                .ok_or_else(|| bad("tinh", v, vec!["25"]))
        });
        let tick = |text: &str| {
            let (unit, criterion) = text.split_once('.')?;
            Some((UnitCode::parse(unit)?, criterion.to_owned()))
        };
        let ticks = query.pairs().filter(|(name, _)| *name == "muc");
        let ticks = ticks
            .take(MOST_TICKS)
            .map(|(_, v)| tick(v).ok_or_else(|| bad("muc", v, vec!["04846.DL2"])));
        Ok(Self {
            province: province.transpose()?,
            release: query.release()?,
            sort: MatrixSort::parse(query.get("sap-xep")),
            ticks: ticks.collect::<Result<_, _>>()?,
        })
    }
}

/// Orders of the matrix.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum MatrixSort {
    /// Most missing items first.
    #[default]
    Missing,
    /// By name.
    Name,
    /// By status, red first.
    Level,
    /// By one criterion, red first.
    Criterion(String),
}

impl MatrixSort {
    fn parse(text: Option<&str>) -> Self {
        match text {
            None | Some("thieu") => Self::Missing,
            Some("ten") => Self::Name,
            Some("trang-thai") => Self::Level,
            Some(code) => Self::Criterion(code.to_owned()),
        }
    }

    /// The word in the address; none for the usual order.
    #[must_use]
    pub fn slug(&self) -> Option<&str> {
        match self {
            Self::Missing => None,
            Self::Name => Some("ten"),
            Self::Level => Some("trang-thai"),
            Self::Criterion(code) => Some(code),
        }
    }
}
