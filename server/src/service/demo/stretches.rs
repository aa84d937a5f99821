//! One criterion of one commune over time: the runs of releases in which its record says one thing.

use super::gaps::{Plan, Want};
use domain::rate::Rate;

/// Counts that an answer first given for one release must have.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pinned {
    pub(super) release: usize,
    pub(super) counts: Rate,
}

/// A run of releases over which the record says one thing.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stretch {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) want: Want,
}

/// The gaps of one criterion and what lies between them, in order.
pub(super) fn stretches(
    stages: usize,
    criterion: usize,
    plan: &Plan,
    pinned: Option<Pinned>,
) -> Vec<Stretch> {
    let mut gaps: Vec<_> = plan
        .gaps
        .iter()
        .filter(|gap| gap.criterion == criterion)
        .collect();
    gaps.sort_by_key(|gap| gap.from);
    let mut found = Vec::new();
    let mut add = |from: usize, to: usize, want: Want| {
        let silent = plan.silent_until.clamp(from, to);
        // A commune that has sent nothing has no low value either.
        found.push(Stretch {
            from,
            to: silent,
            want: Want::Absent,
        });
        match pinned {
            Some(pin) if (silent..to).contains(&pin.release) => {
                let counted = if want == Want::Absent {
                    Want::Near
                } else {
                    want
                };
                found.push(Stretch {
                    from: silent,
                    to: pin.release,
                    want,
                });
                found.push(Stretch {
                    from: pin.release,
                    to,
                    want: counted,
                });
            }
            _ => found.push(Stretch {
                from: silent,
                to,
                want,
            }),
        }
    };
    let mut at = 0;
    for gap in gaps {
        add(at, gap.from, Want::Pass);
        add(gap.from, gap.to, gap.want);
        at = gap.to;
    }
    add(at, stages, Want::Pass);
    found.retain(|stretch| stretch.from < stretch.to);
    found
}
