//! Where a province stands: its line among the others, its communes by criterion, its distance to green.

use super::{Committee, CommitteeData, Commune};
use crate::service::{
    snapshot::Release,
    workspace::{Principal, ServiceResult},
};
use app::{
    public::model::{Counts, SeriesPoint},
    workspace::committee::model::{
        CommitteeFilter, Distance, Line, Matrix, MatrixRow, MatrixSort, Near, Overview,
    },
};
use domain::{
    access::Action,
    criteria::CriteriaSet,
    distance::{self, Gap, RankStep, Span},
    ranking,
    rate::{Rate, saturating_u32},
    status::Level,
    unit::{UnitCode, UnitLevel},
};

/// Communes nearest to green on the first page.
const NEAREST: usize = 8;

impl Committee {
    /// Where the province stands and why.
    ///
    /// # Errors
    /// [`Failure::Denied`](app::failure::Failure::Denied), or if the store refuses; the same for every
    /// view of the committee.
    pub async fn overview(
        &self,
        who: &Principal,
        filter: &CommitteeFilter,
    ) -> ServiceResult<Overview> {
        let opened = CommitteeData::new(&self.context, who, Action::ReadSteering, filter).await?;
        let communes = opened.communes(&self.context).await?;
        let lines = lines(&opened);
        let mut criteria = Vec::new();
        if let Some(release) = &opened.release {
            let sums = self
                .context
                .db
                .criterion_sums(release.key, &opened.province);
            criteria = sums.await?;
        }
        criteria.sort_by(|a, b| {
            let failing = b.failing().cmp(&a.failing());
            failing.then_with(|| a.criterion.cmp(&b.criterion))
        });
        let near = near(&opened.context.set, &communes);
        let (own, others) = rates(&opened);
        let provinces = opened.snapshot.units.keys();
        let provinces = provinces
            .filter(|c| c.level() == UnitLevel::Province)
            .count();
        let rows = self.context.db.directives(&opened.province).await?;
        let (mut overdue, mut running) = (0, 0);
        for row in rows {
            overdue += u32::from(row.state.overdue(row.due, opened.context.today));
            running += u32::from(!row.state.is_final());
        }
        Ok(Overview {
            unknown: saturating_u32(provinces.saturating_sub(lines.len())),
            counts: counts(&opened),
            criteria,
            climbs: climbs(&opened, own, near.len(), &others),
            near: near.into_iter().take(NEAREST).collect(),
            directives: (overdue, running),
            series: series(&opened),
            lines,
            context: opened.context,
        })
    }

    /// Commune × criterion.
    ///
    /// # Errors
    /// See [`Self::overview`].
    pub async fn matrix(&self, who: &Principal, filter: &CommitteeFilter) -> ServiceResult<Matrix> {
        let opened = CommitteeData::new(&self.context, who, Action::ReadSteering, filter).await?;
        let set = opened.context.set.clone();
        let communes = opened.communes(&self.context).await?;
        let mut rows: Vec<_> = communes
            .iter()
            .map(|c| MatrixRow {
                unit: c.unit.clone(),
                level: c.level,
                missing: saturating_u32(c.outcome.missing(&set).count()),
                levels: c
                    .outcome
                    .criteria
                    .iter()
                    .map(|o| o.reason.level())
                    .collect(),
            })
            .collect();
        // What names no criterion sorts as usual: an old address of another set still opens.
        let sort = match &filter.sort {
            MatrixSort::Criterion(code) if !set.criteria.iter().any(|c| c.code == *code) => {
                MatrixSort::Missing
            }
            sort => sort.clone(),
        };
        let worst = |level: Level| match level {
            Level::Red => 0,
            Level::Yellow => 1,
            Level::None => 2,
            Level::Green => 3,
        };
        let column = match &sort {
            MatrixSort::Criterion(code) => set.criteria.iter().position(|c| c.code == *code),
            _ => None,
        };
        rows.sort_by_key(|row| {
            let first = match &sort {
                MatrixSort::Name => 0,
                MatrixSort::Level => worst(row.level),
                MatrixSort::Missing => u32::MAX - row.missing,
                MatrixSort::Criterion(_) => column
                    .and_then(|at| row.levels.get(at))
                    .map_or(4, |level| worst(*level)),
            };
            (first, row.unit.sort_key.clone())
        });
        Ok(Matrix {
            sort,
            rows,
            context: opened.context,
        })
    }

    /// Communes by missing items, and what ticking some of them would come to.
    ///
    /// # Errors
    /// See [`Self::overview`].
    pub async fn distance(
        &self,
        who: &Principal,
        filter: &CommitteeFilter,
    ) -> ServiceResult<Distance> {
        let opened = CommitteeData::new(&self.context, who, Action::ReadSteering, filter).await?;
        let communes = opened.communes(&self.context).await?;
        let near = near(&opened.context.set, &communes);
        let gaps = gaps(&opened.context.set, &communes, &near);
        let (own, others) = rates(&opened);
        let ranks = opened.release.as_ref().map(|r| &r.ranks);
        let rank = ranks.and_then(|r| r.get(&opened.province)).copied();
        let mut imagined = distance::imagine(own, &gaps, &filter.ticks, &others);
        // What is not ranked now would not be for a tick.
        imagined.rank = imagined.rank.filter(|_| rank.is_some());
        Ok(Distance {
            green: own,
            rank,
            climbs: climbs(&opened, own, gaps.len(), &others),
            imagined,
            ticks: filter.ticks.clone(),
            near,
            gaps,
            context: opened.context,
        })
    }
}

/// The province's communes by status.
pub(super) fn counts(opened: &CommitteeData) -> Counts {
    let release = opened.release.as_ref();
    release
        .and_then(|r| r.provinces.get(&opened.province))
        .copied()
        .unwrap_or_default()
}

/// The province's rate and rank over the releases up to the one shown, oldest first.
pub(super) fn series(opened: &CommitteeData) -> Vec<SeriesPoint> {
    let until = opened.release.iter().flat_map(|r| opened.snapshot.until(r));
    until
        .filter_map(|r| {
            Some(SeriesPoint {
                release: r.info.clone(),
                rate: r.provinces.get(&opened.province)?.rate(),
                rank: r.ranks.get(&opened.province).copied(),
            })
        })
        .collect()
}

/// The province's rate, and those of all others that are ranked.
fn rates(opened: &CommitteeData) -> (Rate, Vec<Rate>) {
    let mut own = Rate::default();
    let mut others = Vec::new();
    if let Some(release) = &opened.release {
        for (code, rate, _) in release.rates() {
            if *code == opened.province {
                own = rate;
            } else if release.ranks.contains_key(code) {
                others.push(rate);
            }
        }
    }
    (own, others)
}

/// Better ranks within reach, for a province that is ranked.
fn climbs(opened: &CommitteeData, own: Rate, reachable: usize, others: &[Rate]) -> Vec<RankStep> {
    let ranked = |r: &Release| r.ranks.contains_key(&opened.province);
    if opened.release.as_ref().is_some_and(ranked) {
        distance::climbs(own, saturating_u32(reachable), others)
    } else {
        Vec::new()
    }
}

/// Every line of the ranking, by rank; last those that are not ranked. A range stands beside computed lines of a
/// release that froze what was open; published lines stand as they are.
pub(super) fn lines(opened: &CommitteeData) -> Vec<Line> {
    let Some(release) = &opened.release else {
        return Vec::new();
    };
    let (rows, unranked): (Vec<_>, Vec<_>) = release
        .rates()
        .partition(|(code, ..)| release.ranks.contains_key(*code));
    let spans: Vec<_> = rows
        .iter()
        .map(|(code, green, published)| {
            let open = release.open.get(*code).filter(|_| published.is_none());
            let open = open.copied().unwrap_or_default();
            Span {
                green: *green,
                rise: open.rise,
                fall: open.fall,
            }
        })
        .collect();
    let mut lines: Vec<_> = rows
        .iter()
        .chain(&unranked)
        .enumerate()
        .filter_map(|(at, (code, green, published))| {
            let open = release.open.get(*code).filter(|_| published.is_none());
            let counts = release.provinces.get(*code);
            Some(Line {
                submitted: counts.map(Counts::submitted_rate),
                unit: opened.snapshot.unit_ref(code, opened.on)?,
                green: *green,
                rank: release.ranks.get(*code).copied(),
                range: open.and_then(|_| distance::rank_range(&spans, at)),
                open: open.copied(),
                published: published.cloned(),
            })
        })
        .collect();
    lines.sort_by(|a, b| {
        let rank = |line: &Line| line.rank.map_or(u32::MAX, |r| r.rank);
        let key = |line: &Line| (line.green.whole, line.unit.sort_key.clone());
        let (x, y) = (key(a), key(b));
        rank(a)
            .cmp(&rank(b))
            .then_with(|| ranking::province_tie_break((x.0, &x.1), (y.0, &y.1)))
    });
    lines
}

/// Communes that are not green, by missing items, then by name.
pub(super) fn near(set: &CriteriaSet, communes: &[Commune]) -> Vec<Near> {
    let mut near: Vec<_> = communes
        .iter()
        .filter(|c| c.gap(set).is_some())
        .map(|c| Near {
            unit: c.unit.clone(),
            level: c.level,
            missing: c.missing(set),
        })
        .collect();
    near.sort_by_key(|n| (n.missing.len(), n.unit.sort_key.clone()));
    near
}

/// The gaps of the same communes in the same order.
fn gaps(set: &CriteriaSet, communes: &[Commune], near: &[Near]) -> Vec<Gap> {
    let gap = |code: &UnitCode| communes.iter().find(|c| c.unit.code == *code)?.gap(set);
    near.iter().filter_map(|n| gap(&n.unit.code)).collect()
}
