//! What the steering committee's pages show: one struct a view, filled by `server`, drawn by
//! [`crate::workspace::committee`]. How it is found must not enter.

mod briefing;
mod course;
mod directives;
mod filter;

pub use briefing::{Briefing, Letterhead, LetterheadForm};
pub use course::{
    BesideOurs, Course, Declared, GroupShare, RankCourse, STALLED, SetTarget, TargetView,
};
pub use directives::{
    Addressee, Directive, DirectiveView, Directives, IssueDirective, StepDirective,
};
pub use domain::{counts::StillOpen, ranking::PublishedLine};
pub use filter::{CommitteeFilter, MatrixSort};

use crate::{
    form,
    public::model::{Counts, CriterionCount, ReleaseInfo, SeriesPoint, UnitRef},
};
use domain::{
    criteria::CriteriaSet,
    distance::{Gap, RankStep, SelectedItem, WhatIf},
    ranking::{Rank, RankFloor},
    rate::Rate,
    status::{Level, Reason},
    time::Date,
    unit::UnitCode,
};
use std::{collections::BTreeSet, sync::Arc};

/// What every view states.
#[derive(Clone, Debug)]
pub struct CommitteeContext {
    /// The province that the view is about.
    pub province: UnitRef,
    /// The provinces that this person may choose; empty if there is no choice.
    pub provinces: Vec<UnitRef>,
    /// The release; `None` while nothing has been published.
    pub release: Option<Arc<ReleaseInfo>>,
    /// Whether it is the newest.
    pub latest: bool,
    /// Every release, newest first.
    pub all: Arc<Vec<Arc<ReleaseInfo>>>,
    /// The release's criteria set.
    pub set: Arc<CriteriaSet>,
    /// Whether this person issues directives here.
    pub steers: bool,
    /// The first day that is still to come: deadlines are compared with it.
    pub today: Date,
    /// Whether the program that sets briefings is there.
    pub briefings: bool,
}

impl CommitteeContext {
    /// What a province must have submitted to be ranked in the release shown.
    #[must_use]
    pub fn rank_floor(&self) -> RankFloor {
        self.release
            .as_ref()
            .map_or(RankFloor::NONE, |release| release.rank_floor)
    }
}

/// A province's line in the ranking.
#[derive(Clone, Debug)]
pub struct Line {
    /// The province.
    pub unit: UnitRef,
    /// Green of all.
    pub green: Rate,
    /// Its rank; `None` while too little is submitted.
    pub rank: Option<Rank>,
    /// Submitted of required items, where it was computed here.
    pub submitted: Option<Rate>,
    /// Best and worst rank still possible; `None` for published lines and where nothing was frozen.
    pub range: Option<(u32, u32)>,
    /// What is still open about it.
    pub open: Option<StillOpen>,
    /// Who published it, if it was not computed here.
    pub published: Option<Arc<PublishedLine>>,
}

/// Where the province stands and why.
#[derive(Clone, Debug)]
pub struct Overview {
    /// Frame.
    pub context: CommitteeContext,
    /// Lines by rank; empty while there is no release.
    pub lines: Vec<Line>,
    /// Provinces of the country that have no line.
    pub unknown: u32,
    /// The province's communes by status.
    pub counts: Counts,
    /// Criteria by the number of communes that fail them, most first.
    pub criteria: Vec<CriterionCount>,
    /// Better ranks and what they take.
    pub climbs: Vec<RankStep>,
    /// Communes nearest to green.
    pub near: Vec<Near>,
    /// Directives that are overdue, and all that are not ended.
    pub directives: (u32, u32),
    /// Rates and ranks over the releases.
    pub series: Vec<SeriesPoint>,
}

impl Overview {
    /// The province's own line.
    #[must_use]
    pub fn own(&self) -> Option<&Line> {
        let own = &self.context.province.code;
        self.lines.iter().find(|l| l.unit.code == *own)
    }

    /// Whether lines hold at different times.
    #[must_use]
    pub fn mixed(&self) -> bool {
        let own = self.context.release.as_ref().map(|r| r.as_of);
        let times: BTreeSet<_> = self
            .lines
            .iter()
            .map(|l| l.published.as_ref().map(|p| p.as_of).or(own))
            .collect();
        times.len() > 1
    }
}

/// A commune and what it misses.
#[derive(Clone, Debug)]
pub struct Near {
    /// The commune.
    pub unit: UnitRef,
    /// Its status.
    pub level: Level,
    /// The criteria, with why each is not met.
    pub missing: Vec<(String, Reason)>,
}

/// Commune × criterion.
#[derive(Clone, Debug)]
pub struct Matrix {
    /// Frame.
    pub context: CommitteeContext,
    /// Order of the rows.
    pub sort: MatrixSort,
    /// Rows in that order.
    pub rows: Vec<MatrixRow>,
}

/// A commune in the matrix.
#[derive(Clone, Debug)]
pub struct MatrixRow {
    /// The commune.
    pub unit: UnitRef,
    /// Its status.
    pub level: Level,
    /// Criteria that keep it from green.
    pub missing: u32,
    /// Level of each criterion, in the order of the set.
    pub levels: Vec<Level>,
}

/// Communes by missing items, and a what-if.
#[derive(Clone, Debug)]
pub struct Distance {
    /// Frame.
    pub context: CommitteeContext,
    /// Green of all, as released.
    pub green: Rate,
    /// Rank, as released.
    pub rank: Option<Rank>,
    /// Communes by missing items, fewest first.
    pub near: Vec<Near>,
    /// The same as the domain knows them.
    pub gaps: Vec<Gap>,
    /// Better ranks and what they take.
    pub climbs: Vec<RankStep>,
    /// What is ticked.
    pub ticks: BTreeSet<SelectedItem>,
    /// What that would come to.
    pub imagined: WhatIf,
}

form! {
    /// Sets how many of something a province shall have.
    pub struct AimIndicator sent to AimIndicator {
        /// The province.
        province: UnitCode,
        /// Code of the indicator.
        indicator: Option<String>,
        /// How many.
        number: Option<String>,
        /// The day by which.
        by: Option<String>,
    }
}
