//! A province among provinces over time, beside what others published, and its target.

use crate::{
    form,
    public::model::{ReleaseInfo, SeriesPoint, UnitRef, figures::Figure},
    workspace::committee::model::CommitteeContext,
};
use domain::{
    ranking::Rank,
    rate::Rate,
    target::{NoProjection, Projection, Target},
    unit::UnitCode,
};
use std::{collections::BTreeMap, sync::Arc};

/// The ranks of one province by release.
#[derive(Clone, Debug)]
pub struct RankCourse {
    /// The province.
    pub unit: UnitRef,
    /// Its rank in each release, oldest first; none where it was not ranked.
    pub ranks: Vec<(Arc<ReleaseInfo>, Option<Rank>)>,
}

/// A province among provinces over time, and what moved.
#[derive(Clone, Debug)]
pub struct Course {
    /// Frame.
    pub context: CommitteeContext,
    /// Provinces of the bump chart, the own first.
    pub ranks: Vec<RankCourse>,
    /// Green of all over the releases.
    pub series: Vec<SeriesPoint>,
    /// Green items of all by group: own, best and median province.
    pub groups: Vec<GroupShare>,
    /// The best and the median province.
    pub beside: Option<(UnitRef, UnitRef)>,
    /// Communes that were green in the release before and are not.
    pub lost: Vec<UnitRef>,
    /// Items that were green in the release before and are not.
    pub fallen: Vec<(UnitRef, Vec<String>)>,
    /// The release before, if it has the same criteria set.
    pub before: Option<Arc<ReleaseInfo>>,
    /// Items that have not moved for [`STALLED`] releases and are not green.
    pub stalled: Vec<(UnitRef, Vec<String>)>,
    /// Declared, confirmed and met communes by criterion.
    pub declared: Vec<Declared>,
    /// Communes by missing items in each release, newest first: none, one, two, three, more.
    pub spread: Vec<(Arc<ReleaseInfo>, [u32; 5])>,
    /// Green communes by criterion in each release, newest first.
    pub strip: Vec<(Arc<ReleaseInfo>, BTreeMap<String, Rate>)>,
    /// What others published about the province, beside ours.
    pub compared: Vec<BesideOurs>,
    /// The target, and what it takes.
    pub target: Option<TargetView>,
    /// A target that was typed and can't be accepted.
    pub refused: bool,
}

/// So many releases without a change make an item stalled.
pub const STALLED: usize = 4;

/// A group of criteria in three provinces.
#[derive(Clone, Debug)]
pub struct GroupShare {
    /// Code of the group.
    pub group: String,
    /// Green items of all here.
    pub own: Rate,
    /// In the best province.
    pub best: Rate,
    /// In the median province.
    pub median: Rate,
}

/// What communes declared about a criterion and what was confirmed.
#[derive(Clone, Debug)]
pub struct Declared {
    /// The criterion.
    pub criterion: String,
    /// Communes it applies to.
    pub applies: u32,
    /// With a valid confirmed answer or a waiting one.
    pub declared: u32,
    /// With a valid confirmed answer.
    pub confirmed: u32,
    /// With a waiting answer only.
    pub unconfirmed: u32,
    /// That meet it.
    pub met: u32,
}

/// A published figure beside the release that is nearest to its day.
#[derive(Clone, Debug)]
pub struct BesideOurs {
    /// The figure as published.
    pub figure: Arc<Figure>,
    /// The last release not after its day, or else the first.
    pub release: Arc<ReleaseInfo>,
    /// Green of all in that release.
    pub ours: Rate,
    /// Communes that became green between that release and the one shown.
    pub gained: Vec<UnitRef>,
    /// Communes that ceased to be.
    pub lost: Vec<UnitRef>,
}

/// A target and what it takes.
#[derive(Clone, Debug)]
pub struct TargetView {
    /// The target.
    pub target: Target,
    /// Who set it.
    pub set_by: String,
    /// More green communes than in the release, and days left.
    pub left: (u32, u32),
    /// Communes in 30 days that it takes.
    pub pace: Option<u32>,
    /// What the pace of the last releases would come to.
    pub projection: Result<Projection, NoProjection>,
}

form! {
    /// Sets a province's target.
    pub struct SetTarget sent to SetTarget {
        /// The province.
        province: UnitCode,
        /// Share of green communes, percent.
        share: Option<String>,
        /// The day by which.
        by: Option<String>,
    }
}
