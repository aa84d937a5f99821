//! What the steering committee's room shows: one struct a view, filled by `server`, drawn by
//! [`crate::workspace::committee`]. How it is found must not enter.

use crate::form;
use crate::{
    failure::Failure,
    public::{
        indicators::model::Line as Observed,
        model::{Cell, Counts, CriterionCount, ReleaseInfo, SeriesPoint, UnitRef, figures::Figure},
    },
    query::{Query, bad},
};
pub use domain::{counts::StillOpen, ranking::PublishedLine};
use domain::{
    criteria::CriteriaSet,
    directive,
    entry::Fields,
    ranking::Rank,
    rate::Rate,
    reach::{Climb, Gap, Imagined, Tick},
    release::ReleaseRef,
    status::{Level, Reason},
    target::{NoProjection, Projection, Target},
    time::{Date, Timestamp},
    unit::UnitCode,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

/// Most ticks that a what-if takes: more than any address can hold.
const MOST_TICKS: usize = 600;

/// What the address of a view asks for.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// `tinh`: the province.
    pub province: Option<UnitCode>,
    /// `phat-hanh`: the release.
    pub release: ReleaseRef,
    /// `sap-xep`: order of the matrix.
    pub sort: MatrixSort,
    /// `muc`: items imagined to be met, `04846.DL2`.
    pub ticks: BTreeSet<Tick>,
}

impl Wanted {
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

/// What every view of the room states.
#[derive(Clone, Debug)]
pub struct Scene {
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
    /// Whether this program can make briefings.
    pub briefings: bool,
}

/// A province's line in the ranking.
#[derive(Clone, Debug)]
pub struct Line {
    /// The province.
    pub unit: UnitRef,
    /// Green of all.
    pub green: Rate,
    /// Its rank.
    pub rank: Option<Rank>,
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
    pub scene: Scene,
    /// Lines by rank; empty while there is no release.
    pub lines: Vec<Line>,
    /// Provinces of the country that have no line.
    pub unknown: u32,
    /// The province's communes by status.
    pub counts: Counts,
    /// Criteria by the number of communes that fail them, most first.
    pub criteria: Vec<CriterionCount>,
    /// Better ranks and what they take.
    pub climbs: Vec<Climb>,
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
        let own = &self.scene.province.code;
        self.lines.iter().find(|l| l.unit.code == *own)
    }

    /// Whether lines hold at different times.
    #[must_use]
    pub fn mixed(&self) -> bool {
        let own = self.scene.release.as_ref().map(|r| r.as_of);
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
    pub scene: Scene,
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
    pub scene: Scene,
    /// Green of all, as released.
    pub green: Rate,
    /// Rank, as released.
    pub rank: Option<Rank>,
    /// How many are ranked.
    pub ranked: u32,
    /// Communes by missing items, fewest first.
    pub near: Vec<Near>,
    /// The same as the domain knows them.
    pub gaps: Vec<Gap>,
    /// Better ranks and what they take.
    pub climbs: Vec<Climb>,
    /// What is ticked.
    pub ticks: BTreeSet<Tick>,
    /// What that would come to.
    pub imagined: Imagined,
}

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
    pub scene: Scene,
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

/// To whom a directive goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Addressee {
    /// A commune.
    Commune(UnitRef),
    /// A department, by name.
    Department(String),
}

/// A directive.
#[derive(Clone, Debug)]
pub struct Directive {
    /// Key.
    pub id: i64,
    /// To whom.
    pub to: Addressee,
    /// Code of a criterion or indicator; empty if about neither.
    pub subject: String,
    /// What is asked.
    pub content: String,
    /// Who is to see to it.
    pub owner: String,
    /// Day by which.
    pub due: Date,
    /// Where it stands.
    pub state: directive::State,
    /// Whether the addressee is late.
    pub overdue: bool,
    /// Version that a form acts on.
    pub version: i64,
    /// Who issued it, and when.
    pub issued: (String, Timestamp),
    /// The last answer, who gave it, and when.
    pub answer: Option<(String, String, Timestamp)>,
    /// Why it was asked again or withdrawn.
    pub remark: String,
}

/// Every directive of a province.
#[derive(Clone, Debug)]
pub struct Directives {
    /// Frame.
    pub scene: Scene,
    /// Overdue first, then by due date; ended ones last.
    pub rows: Vec<Directive>,
    /// Communes that a directive can go to; empty for whoever issues none.
    pub communes: Vec<UnitRef>,
    /// What was typed.
    pub typed: Fields,
    /// Fields that can't be accepted.
    pub refused: Vec<&'static str>,
}

/// One directive before whoever may act on it.
#[derive(Clone, Debug)]
pub struct DirectiveView {
    /// The directive.
    pub directive: Directive,
    /// Its province.
    pub province: UnitRef,
    /// Steps that this person may take now.
    pub steps: Vec<directive::Step>,
    /// Whether this person may enter the room.
    pub reads: bool,
    /// A step that lacks its words.
    pub refused: Option<directive::Step>,
}

/// Everything that a briefing says about a province.
#[derive(Clone, Debug)]
pub struct Briefing {
    /// Where the province stands.
    pub overview: Overview,
    /// Its communes, by name.
    pub matrix: Matrix,
    /// Communes that are not green, by missing items.
    pub near: Vec<Near>,
    /// The cells of its diagram.
    pub cells: Arc<Vec<Cell>>,
    /// Published figures about its green communes.
    pub headline: Vec<Arc<Figure>>,
    /// Published figures about its infrastructure.
    pub infrastructure: Vec<Arc<Figure>>,
    /// What is observed of its infrastructure, an indicator a line.
    pub observed: Vec<Observed>,
    /// Directives that are not ended, by due date; overdue if they were when the release was frozen.
    pub directives: Vec<Directive>,
    /// Whose report it is, if the installation says so.
    pub letterhead: Option<Letterhead>,
}

/// Whose report a briefing is: the parts of an administrative report that only an authority may fill in. Each is
/// shown as it was configured, in whatever language the briefing is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Letterhead {
    /// The authority above.
    pub superior: Option<String>,
    /// The authority.
    pub agency: String,
    /// What follows the number: `BC-SKHCN`. The number itself is left to be written.
    pub symbol: Option<String>,
    /// Where it is signed. The day is left to be written.
    pub place: Option<String>,
    /// Office of whoever signs.
    pub signer_title: Option<String>,
    /// Name of whoever signs.
    pub signer: Option<String>,
    /// Who receives it.
    pub recipients: Vec<String>,
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
