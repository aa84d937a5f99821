//! Over time and beside others: ranks, groups, what fell, what stands still, what was declared, what
//! others published, and the target.

use super::{Committee, CommitteeData, Commune, standing};
use crate::{
    service::{
        snapshot::Release,
        workspace::{Principal, ServiceError, ServiceResult, context::Note},
    },
    store::{committee::TargetRow, frozen::PastRow},
};
use app::{
    failure::Failure,
    public::model::{ReleaseInfo, UnitRef},
    texts::cite::GREEN_RATE,
    workspace::committee::model::{
        BesideOurs, CommitteeFilter, Course, Declared, GroupShare, Line, RankCourse, STALLED,
        TargetView,
    },
};
use domain::{
    access::{Action, Object, Scope},
    audit::AuditAction,
    counts::CriterionCount,
    criteria::CriteriaSet,
    distance::Unmet,
    rate::{Rate, saturating_u32},
    status::{self, Level, Stage},
    target::{Past, Target, project},
    time::Date,
    unit::UnitCode,
};
use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::Arc,
};

impl Committee {
    /// The province over time and beside others.
    ///
    /// # Errors
    /// See [`Self::overview`].
    pub async fn course(&self, who: &Principal, filter: &CommitteeFilter) -> ServiceResult<Course> {
        let opened = CommitteeData::new(&self.context, who, Action::ReadSteering, filter).await?;
        let communes = opened.communes(&self.context).await?;
        let lines = standing::lines(&opened);
        let beside = for_comparison(&opened, &lines);
        let groups = self.groups(&opened, beside.as_ref()).await?;
        let past = self.context.db.past_rows(&opened.province).await?;
        let history = History::new(&opened, &past);
        let (lost, fallen) = history.fallen();
        let mut strip = Vec::new();
        let mut of_release: HashMap<i64, BTreeMap<String, Rate>> = HashMap::new();
        for row in self.context.db.past_criteria(&opened.province).await? {
            let rate = Rate::new(row.count.green, row.count.units());
            let strip = of_release.entry(row.release_id).or_default();
            strip.insert(row.count.criterion, rate);
        }
        for release in history.releases.iter().rev() {
            let rates = of_release.remove(&release.key).unwrap_or_default();
            strip.push((release.info.clone(), rates));
        }
        let series = standing::series(&opened);
        let target = self.context.db.target(&opened.province).await?;
        let target = target.map(|row| target_view(&opened, &row, &series));
        Ok(Course {
            ranks: ranks(&opened, &lines, beside.as_ref()),
            series,
            groups,
            lost,
            fallen,
            before: history.before().map(|r| r.info.clone()),
            stalled: history.stalled(),
            declared: declared(&opened.context.set, &communes, opened.on),
            spread: history.spread(),
            strip,
            compared: history.compared(),
            beside,
            target,
            refused: false,
            context: opened.context,
        })
    }

    /// Shares of green items by group here, in the best province and in the median one.
    async fn groups(
        &self,
        opened: &CommitteeData,
        beside: Option<&(UnitRef, UnitRef)>,
    ) -> ServiceResult<Vec<GroupShare>> {
        let (Some(release), Some((best, median))) = (&opened.release, beside) else {
            return Ok(Vec::new());
        };
        let mut sums = Vec::new();
        for code in [&opened.province, &best.code, &median.code] {
            sums.push(self.context.db.criterion_sums(release.key, code).await?);
        }
        let set = &opened.context.set;
        let share = |at: usize, group: &str| share(set, &sums[at], group);
        let groups = set.groups.iter().map(|g| GroupShare {
            group: g.code.clone(),
            own: share(0, &g.code),
            best: share(1, &g.code),
            median: share(2, &g.code),
        });
        Ok(groups.collect())
    }

    /// Sets a province's target; `None` if share or day can't be accepted.
    ///
    /// # Errors
    /// [`Failure::Denied`], or if the store refuses.
    pub async fn aim(
        &self,
        who: &Principal,
        province: &UnitCode,
        share: Option<&str>,
        by: Option<&str>,
    ) -> ServiceResult<Option<Target>> {
        who.may(
            Action::Steer,
            &Object::at(Scope::Province(province.clone())),
        )?;
        let snapshot = &who.snapshot;
        if !snapshot.units.contains_key(province) {
            return Err(ServiceError(Failure::NoSuchUnit(province.to_string())));
        }
        let now = self.context.now();
        let share = share.and_then(|text| text.parse::<u32>().ok());
        let share = share.filter(|percent| (1..=100).contains(percent));
        let by = by.and_then(Date::parse).filter(|day| *day > now.date());
        let (Some(percent), Some(by)) = (share, by) else {
            return Ok(None);
        };
        let target = Target {
            share_bp: percent * 100,
            by,
        };
        let before = self.context.db.target(province).await?;
        let words = |share: u32, day: Date| format!("{} % · {day}", share / 100);
        let row = TargetRow {
            province_code: province.clone(),
            share_bp: target.share_bp,
            due: by,
            set_by: who.user_name.clone(),
            set_at: now,
        };
        let mut tx = self.context.db.begin().await?;
        tx.set_target(&row).await?;
        let mut note = Note::installation(AuditAction::SetTarget, province.as_str());
        note.before = before.map_or_else(String::new, |b| words(b.share_bp, b.due));
        note.after = words(row.share_bp, by);
        self.context.note(&mut tx, who, note).await?;
        tx.commit().await?;
        Ok(Some(target))
    }
}

fn share(set: &CriteriaSet, sums: &[CriterionCount], group: &str) -> Rate {
    let in_group = |code: &str| {
        let mut own = set.criteria.iter().filter(|c| c.group == group);
        own.any(|c| c.code == code)
    };
    let rows = || sums.iter().filter(|s| in_group(&s.criterion));
    let green = rows().map(|s| s.green).sum();
    Rate::new(green, rows().map(CriterionCount::units).sum())
}

/// The best province and the median one, among those computed here.
fn for_comparison(opened: &CommitteeData, lines: &[Line]) -> Option<(UnitRef, UnitRef)> {
    let computed: Vec<_> = lines
        .iter()
        .filter(|l| l.published.is_none() && l.rank.is_some())
        .collect();
    let others = computed.iter().any(|l| l.unit.code != opened.province);
    let (first, middle) = (computed.first()?, computed.get(computed.len() / 2)?);
    others.then(|| (first.unit.clone(), middle.unit.clone()))
}

/// Most lines of the bump chart.
const MOST_LINES: usize = 6;

/// The own province, its neighbours in the ranking, the best and the median one.
fn ranks(
    opened: &CommitteeData,
    lines: &[Line],
    beside: Option<&(UnitRef, UnitRef)>,
) -> Vec<RankCourse> {
    let Some(release) = &opened.release else {
        return Vec::new();
    };
    let own = lines.iter().position(|l| l.unit.code == opened.province);
    let mut chosen: Vec<UnitRef> = Vec::new();
    let near = own.into_iter().flat_map(|at| {
        let around = [Some(at), at.checked_sub(1), Some(at + 1), at.checked_sub(2)];
        around.into_iter().flatten()
    });
    let near = near.filter_map(|at| lines.get(at)).map(|l| l.unit.clone());
    let beside = beside.map(|(best, median)| [best.clone(), median.clone()]);
    for unit in near.chain(beside.into_iter().flatten()) {
        if chosen.len() < MOST_LINES && chosen.iter().all(|c| c.code != unit.code) {
            chosen.push(unit);
        }
    }
    let past: Vec<&Release> = opened.snapshot.until(release).collect();
    chosen
        .into_iter()
        .map(|unit| {
            let ranks = past.iter();
            let ranks = ranks.map(|r| (r.info.clone(), r.ranks.get(&unit.code).copied()));
            let ranks = ranks.collect();
            RankCourse { unit, ranks }
        })
        .collect()
}

fn declared(set: &CriteriaSet, communes: &[Commune], today: Date) -> Vec<Declared> {
    let items = communes
        .iter()
        .map(|c| status::progress(set, &c.inputs, &c.outcome, today));
    let items: Vec<_> = items.collect();
    let criteria = set.criteria.iter().enumerate();
    criteria
        .map(|(at, criterion)| {
            let own = || items.iter().filter_map(|commune| commune.get(at));
            let of =
                |stage: Stage| saturating_u32(own().filter(|item| stage.counts(**item)).count());
            Declared {
                criterion: criterion.code.clone(),
                applies: of(Stage::Applies),
                declared: of(Stage::Declared),
                confirmed: of(Stage::Confirmed),
                unconfirmed: of(Stage::Unconfirmed),
                met: of(Stage::Met),
            }
        })
        .collect()
}

fn target_view(
    opened: &CommitteeData,
    row: &TargetRow,
    series: &[app::public::model::SeriesPoint],
) -> TargetView {
    let target = Target {
        share_bp: row.share_bp,
        by: row.due,
    };
    let now = series.last().map_or_else(Rate::default, |p| p.rate);
    let past: Vec<_> = series
        .iter()
        .map(|p| Past {
            on: p.release.as_of.date(),
            green: p.rate,
            meaning: &p.release.meaning,
            simulated: p.release.simulated,
        })
        .collect();
    TargetView {
        target,
        set_by: row.set_by.clone(),
        left: target.left(now, opened.context.today),
        pace: target.pace(now, opened.context.today),
        projection: project(&past, target.by),
    }
}

/// The communes of the province in every release up to the one shown.
struct History<'a> {
    opened: &'a CommitteeData,
    /// Newest revisions, oldest first.
    releases: Vec<&'a Release>,
    /// By release and unit.
    rows: HashMap<(i64, &'a UnitCode), &'a PastRow>,
    /// By unit.
    units: BTreeSet<&'a UnitCode>,
}

impl<'a> History<'a> {
    fn new(opened: &'a CommitteeData, past: &'a [PastRow]) -> Self {
        let releases = opened.release.iter().flat_map(|r| opened.snapshot.until(r));
        Self {
            opened,
            releases: releases.collect(),
            rows: past
                .iter()
                .map(|row| ((row.release_id, &row.unit_code), row))
                .collect(),
            units: past.iter().map(|row| &row.unit_code).collect(),
        }
    }

    fn row(&self, release: &Release, unit: &'a UnitCode) -> Option<&'a PastRow> {
        self.rows.get(&(release.key, unit)).copied()
    }

    fn unit(&self, code: &UnitCode) -> Option<UnitRef> {
        self.opened.snapshot.unit_ref(code, self.opened.on)
    }

    fn by_name(&self, codes: impl Iterator<Item = &'a UnitCode>) -> Vec<UnitRef> {
        let mut units: Vec<_> = codes.filter_map(|code| self.unit(code)).collect();
        units.sort_by(|a, b| a.sort_key.cmp(&b.sort_key));
        units
    }

    /// The release before the one shown, if its criteria mean the same.
    fn before(&self) -> Option<&'a Release> {
        let [.., before, last] = self.releases.as_slice() else {
            return None;
        };
        before.info.is_comparable(&last.info).then_some(*before)
    }

    /// The codes of the criteria for which `filter` holds, by place.
    fn codes(&self, filter: impl Fn(usize) -> bool) -> Vec<String> {
        let criteria = self.opened.context.set.criteria.iter().enumerate();
        let found = criteria.filter(|(at, c)| c.required && filter(*at));
        found.map(|(_, c)| c.code.clone()).collect()
    }

    fn items(&self, find: impl Fn(&'a UnitCode) -> Vec<String>) -> Vec<(UnitRef, Vec<String>)> {
        let units = self.by_name(self.units.iter().copied());
        let mut found = Vec::new();
        for unit in units {
            let Some(code) = self.units.get(&unit.code).copied() else {
                continue;
            };
            let items = find(code);
            if !items.is_empty() {
                found.push((unit, items));
            }
        }
        found
    }

    /// Communes and items that were green in the release before and are not.
    fn fallen(&self) -> (Vec<UnitRef>, Vec<(UnitRef, Vec<String>)>) {
        let (Some(before), Some(last)) = (self.before(), self.releases.last()) else {
            return (Vec::new(), Vec::new());
        };
        let pair = |unit: &'a UnitCode| Some((self.row(before, unit)?, self.row(last, unit)?));
        let lost = self.units.iter().copied().filter(|unit| {
            pair(unit)
                .is_some_and(|(was, is)| was.level == Level::Green && is.level != Level::Green)
        });
        let items = self.items(|unit| {
            let Some((was, is)) = pair(unit) else {
                return Vec::new();
            };
            let green = |row: &PastRow, at| row.levels.get(at) == Some(&Level::Green);
            self.codes(|at| green(was, at) && !green(is, at))
        });
        (self.by_name(lost), items)
    }

    /// Items that are not green and have not moved for so many releases.
    fn stalled(&self) -> Vec<(UnitRef, Vec<String>)> {
        let Some(from) = self.releases.len().checked_sub(STALLED) else {
            return Vec::new();
        };
        let last = &self.releases[from..];
        let same = |r: &&Release| r.info.is_comparable(&last[0].info);
        if !last.iter().all(same) {
            return Vec::new();
        }
        self.items(|unit| {
            let rows: Option<Vec<_>> = last.iter().map(|r| self.row(r, unit)).collect();
            let Some(rows) = rows else {
                return Vec::new();
            };
            let level = |row: &PastRow, at: usize| row.levels.get(at).copied();
            self.codes(|at| {
                let first = level(rows[0], at);
                matches!(first, Some(Level::Yellow | Level::Red))
                    && rows.iter().all(|r| level(r, at) == first)
            })
        })
    }

    /// Communes by missing items in each release, newest first. Counted from the frozen sums: an item
    /// that is met while its evidence is about to expire counts as met here.
    fn spread(&self) -> Vec<(Arc<ReleaseInfo>, [u32; 5])> {
        let one = |release: &&'a Release| {
            let mut spread = [0; 5];
            for unit in &self.units {
                if let Some(row) = self.row(release, unit) {
                    let unmet = Unmet::of(Rate::new(row.met, row.required));
                    let at = Unmet::ALL.iter().position(|u| *u == unmet);
                    if let Some(count) = at.and_then(|at| spread.get_mut(at)) {
                        *count += 1;
                    }
                }
            }
            (release.info.clone(), spread)
        };
        self.releases.iter().rev().map(one).collect()
    }

    /// What others published about the province's green communes, beside the release nearest to it.
    fn compared(&self) -> Vec<BesideOurs> {
        let Some(last) = self.releases.last() else {
            return Vec::new();
        };
        let own = self.opened.province.as_str();
        let figures = self.opened.snapshot.figures.iter();
        let figures = figures.filter(|(unit, figure)| {
            unit.as_deref() == Some(own) && figure.indicator == GREEN_RATE
        });
        let compare = |(_, figure): &(Option<String>, Arc<app::public::model::figures::Figure>)| {
            let day = figure.to.or(figure.from)?.date();
            let held = self.releases.iter().rfind(|r| r.info.as_of.date() <= day);
            let nearest = held.or(self.releases.first())?;
            let moved = |was_green: bool, is_green: bool| {
                let changed = self.units.iter().copied().filter(|unit| {
                    let green = |r: &Release| Some(self.row(r, unit)?.level == Level::Green);
                    green(nearest) == Some(was_green) && green(last) == Some(is_green)
                });
                self.by_name(changed)
            };
            Some(BesideOurs {
                figure: figure.clone(),
                release: nearest.info.clone(),
                ours: nearest.provinces.get(&self.opened.province)?.rate(),
                gained: moved(false, true),
                lost: moved(true, false),
            })
        };
        let mut compared: Vec<_> = figures.filter_map(compare).collect();
        compared.sort_by_key(|beside: &BesideOurs| Reverse(beside.figure.day()));
        compared
    }
}
