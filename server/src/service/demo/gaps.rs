//! Why a commune is not green: for each spell without green, the criteria that fail and how.

use super::{
    Commune,
    calendar::{AUGUST_24, JULY_31, OCTOBER_31},
    dice::Dice,
    facts::{self, NGHE_AN, PHU_THO, QUANG_TRI, THAN_LINH},
};
use domain::criteria::CriteriaSet;

/// What a criterion's record shall say over some releases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Want {
    /// A confirmed value that passes.
    Pass,
    /// A confirmed value short of the threshold.
    Near,
    /// A confirmed value far below it.
    Below,
    /// No answer in force: nothing submitted yet, or what was confirmed has lapsed.
    Absent,
}

/// A criterion that fails from one release until before another.
#[derive(Clone, Copy, Debug)]
pub(super) struct Gap {
    /// Index of the criterion in the set.
    pub(super) criterion: usize,
    /// First release in which it fails.
    pub(super) from: usize,
    /// Release in which it is met again. One past the number of releases if that never happens; the
    /// number itself if it happened after the latest release.
    pub(super) to: usize,
    /// How it fails.
    pub(super) want: Want,
}

/// Everything that keeps one commune from green.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// The failing criteria; those of one criterion don't touch each other.
    pub(super) gaps: Vec<Gap>,
    /// Nothing at all is submitted before this release.
    pub(super) silent_until: usize,
}

impl Plan {
    /// The failing criterion that covers a release.
    pub(super) fn gap_at(&self, criterion: usize, release: usize) -> Option<&Gap> {
        self.gaps
            .iter()
            .find(|gap| gap.criterion == criterion && (gap.from..gap.to).contains(&release))
    }
}

/// How often a criterion fails, compared with the others.
fn weight(code: &str, from: usize, to: usize) -> i32 {
    // Published: on 31/7/2025 more than 90% of the communes had the video link and the signatures.
    if (from..to).contains(&JULY_31) && matches!(code, "HT4" | "NT3") {
        return 3;
    }
    match code {
        "DL2" => 20,
        "NT4" => 17,
        "TH2" | "NT3" => 15,
        "DL1" => 8,
        "TH3" => 7,
        "NT1" => 6,
        // Published: exactly so many communes lacked staff on 24/8/2025; they are chosen elsewhere.
        "TH1" if (from..to).contains(&AUGUST_24) => 0,
        "TC3" | "TH1" => 5,
        "HT4" | "HT2" => 4,
        "HT3" | "NT2" => 2,
        "TC1" => 1,
        _ => 3,
    }
}

/// Plans one commune's failures. `green` says for each release whether it is green;
/// `short_of_staff` that it is one of those that lacked one-stop staff on 24/8/2025.
pub(super) fn plan(
    set: &CriteriaSet,
    commune: &Commune,
    green: &[bool],
    short_of_staff: bool,
) -> Plan {
    let mut plan = Plan::default();
    let mut from = 0;
    while from < green.len() {
        let length = green
            .iter()
            .skip(from)
            .take_while(|g| **g == green[from])
            .count();
        if !green[from] {
            let spell = Spell {
                set,
                commune,
                from,
                to: from + length,
                releases: green.len(),
                short_of_staff,
            };
            spell.fill(&mut plan);
        }
        from += length;
    }
    plan
}

/// A run of releases in which a commune is not green.
struct Spell<'a> {
    set: &'a CriteriaSet,
    commune: &'a Commune,
    from: usize,
    to: usize,
    releases: usize,
    short_of_staff: bool,
}

/// A failure that a published fact asks for.
struct Bound {
    code: &'static str,
    /// The release that the fact speaks of.
    release: usize,
    want: Want,
    /// Whether it began with the spell and lasts at least until autumn.
    whole: bool,
}

impl Spell<'_> {
    fn fill(&self, plan: &mut Plan) {
        let mut dice = Dice::of(self.commune.code.as_str())
            .and("spell")
            .at(self.from);
        let mut gaps = match self.wires() {
            Some(gap) => vec![gap],
            None => self.failures(&mut dice),
        };
        gaps.extend(self.bound().filter(|b| b.whole).filter_map(|b| {
            self.index(b.code).map(|criterion| Gap {
                criterion,
                from: self.from,
                to: self.to.min(OCTOBER_31),
                want: b.want,
            })
        }));
        if self.from == 0 {
            self.begin(plan, &mut gaps, &mut dice);
        }
        if self.to == self.releases {
            for gap in gaps.iter_mut().filter(|gap| gap.to == self.releases) {
                // Some are put right between the latest release and today.
                gap.to += usize::from(!dice.chance(35));
            }
        }
        plan.gaps.extend(gaps);
    }

    /// Failures one after the other, and some that overlap them.
    fn failures(&self, dice: &mut Dice) -> Vec<Gap> {
        let mut gaps: Vec<Gap> = Vec::new();
        // One failure after the other, so that every release of the spell has at least one.
        let mut at = self.from;
        while at < self.to {
            let length = usize::try_from(dice.between(2, 5)).unwrap_or(2);
            let to = self.to.min(at + length);
            let before = gaps.len();
            gaps.extend(
                self.bound()
                    .filter(|b| !b.whole && (at..to).contains(&b.release))
                    .filter_map(|b| {
                        self.index(b.code).map(|criterion| Gap {
                            criterion,
                            from: at,
                            to,
                            want: b.want,
                        })
                    }),
            );
            if gaps.len() == before {
                gaps.extend(self.gap(&gaps, at, to, dice));
            }
            at = to;
        }
        // Four of sixteen is the most that Nghệ An's communes may lack.
        let most = if self.commune.province.as_str() == NGHE_AN {
            2
        } else {
            3
        };
        let extra = dice
            .weighted(&[(0, 30), (1, 30), (2, 22), (3, 18)])
            .unwrap_or(0)
            .min(most);
        for _ in 0..extra {
            let (from, to) = self.part(dice);
            gaps.extend(self.gap(&gaps, from, to, dice));
        }
        gaps
    }

    /// Some of Phú Thọ's communes lack nothing but the video link, the only infrastructure that published facts let
    /// fail there: the committee is shown whom infrastructure alone keeps from green.
    fn wires(&self) -> Option<Gap> {
        let last = self.commune.province.as_str() == PHU_THO && self.to == self.releases;
        let mut dice = Dice::of(self.commune.code.as_str()).and("wires");
        if !last || self.bound().next().is_some() || !dice.chance(8) {
            return None;
        }
        Some(Gap {
            criterion: self.index("HT4")?,
            from: self.from,
            to: self.to,
            want: Want::Below,
        })
    }

    fn index(&self, code: &str) -> Option<usize> {
        self.set
            .criteria
            .iter()
            .position(|criterion| criterion.code == code)
    }

    fn part(&self, dice: &mut Dice) -> (usize, usize) {
        let length = i32::try_from(self.to - self.from).unwrap_or(1);
        let from = dice.between(0, length - 1);
        let to = dice.between(from + 1, length.min(from + 6));
        let at = |offset: i32| self.from + usize::try_from(offset).unwrap_or(0);
        (at(from), at(to))
    }

    /// The failures that published facts ask for in this spell.
    fn bound(&self) -> impl Iterator<Item = Bound> + '_ {
        let staff = Bound {
            code: "TH1",
            release: AUGUST_24,
            want: Want::Near,
            whole: false,
        };
        let online = Bound {
            code: "DL2",
            release: OCTOBER_31,
            want: Want::Near,
            whole: false,
        };
        let checklist = Bound {
            code: "HT2",
            release: AUGUST_24,
            want: Want::Below,
            whole: true,
        };
        [
            (self.short_of_staff, staff),
            (self.commune.province.as_str() == QUANG_TRI, online),
            (self.commune.code.as_str() == THAN_LINH, checklist),
        ]
        .into_iter()
        .filter(|(applies, bound)| *applies && (self.from..self.to).contains(&bound.release))
        .map(|(_, bound)| bound)
    }

    /// A failure of a criterion that has none in this spell.
    fn gap(&self, used: &[Gap], from: usize, to: usize, dice: &mut Dice) -> Option<Gap> {
        let open: Vec<(usize, i32)> = self
            .set
            .criteria
            .iter()
            .enumerate()
            .filter(|(_, c)| c.required && !facts::always_met(self.commune, &c.code))
            .filter(|(i, c)| {
                used.iter().all(|gap| gap.criterion != *i) && self.bound().all(|b| b.code != c.code)
            })
            .map(|(i, c)| (i, weight(&c.code, from, to)))
            .collect();
        let criterion = dice.weighted(&open)?;
        let wants = if from == 0 {
            [(Want::Absent, 60), (Want::Near, 34), (Want::Below, 6)]
        } else {
            [(Want::Absent, 52), (Want::Near, 39), (Want::Below, 9)]
        };
        Some(Gap {
            criterion,
            from,
            to,
            want: dice.weighted(&wants)?,
        })
    }

    /// The beginning of July 2025: much is not submitted yet, and a few communes have sent nothing.
    fn begin(&self, plan: &mut Plan, gaps: &mut Vec<Gap>, dice: &mut Dice) {
        let unsubmitted = dice
            .weighted(&[(0, 25), (1, 20), (2, 18), (3, 15), (5, 12), (7, 10)])
            .unwrap_or(0);
        for _ in 0..unsubmitted {
            let to = self
                .to
                .min(dice.weighted(&[(1, 60), (2, 28), (3, 12)]).unwrap_or(1));
            let gap = self.gap(gaps, 0, to, dice);
            gaps.extend(gap.map(|gap| Gap {
                want: Want::Absent,
                ..gap
            }));
        }
        let complete = self
            .set
            .criteria
            .iter()
            .any(|c| facts::always_met(self.commune, &c.code));
        if !complete && dice.chance(3) {
            let silent = dice.weighted(&[(1, 60), (2, 25), (3, 15)]).unwrap_or(1);
            plan.silent_until = silent.min(self.to);
        }
    }
}
