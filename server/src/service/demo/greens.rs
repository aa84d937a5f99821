//! Which communes are green in which release, given how many.

use super::{
    Commune,
    dice::Dice,
    facts::{NAMED, never_green},
};

/// Releases from one turning point of a commune's fortunes to the next.
const SWING: usize = 5;

/// For each commune of one province, whether it is green in each release. `counts` says how many
/// are. A commune that is green tends to stay so, one that is not comes back after some releases.
pub(super) fn choose(communes: &[&Commune], counts: &[usize]) -> Vec<Vec<bool>> {
    let mut green = vec![vec![false; counts.len()]; communes.len()];
    for (release, count) in counts.iter().enumerate() {
        let latest = release + 1 == counts.len();
        let mut order: Vec<(i32, usize)> = communes
            .iter()
            .enumerate()
            .map(|(i, commune)| {
                let before = release
                    .checked_sub(1)
                    .is_some_and(|before| green[i][before]);
                let wanted = latest && NAMED.contains(&commune.code.as_str());
                let stay = if before { 110 } else { 0 };
                let fixed = if never_green(commune, release) {
                    -10_000
                } else if wanted {
                    10_000
                } else {
                    0
                };
                (-(fortune(commune, release) + stay + fixed), i)
            })
            .collect();
        order.sort_unstable();
        for &(_, i) in order.iter().take(*count) {
            green[i][release] = true;
        }
    }
    green
}

/// How well a commune stands, 0 to 1,000: partly its nature, partly a slow swing.
fn fortune(commune: &Commune, release: usize) -> i32 {
    let own = Dice::of(commune.code.as_str()).and("fortune");
    let mut nature = own.and("nature");
    let (knot, step) = (release / SWING, i32::try_from(release % SWING).unwrap_or(0));
    let swing = i32::try_from(SWING).unwrap_or(1);
    let [mut from, mut to] = [own.at(knot), own.at(knot + 1)];
    let slow = (from.between(0, 450) * (swing - step) + to.between(0, 450) * step) / swing;
    nature.between(0, 400) + slow + own.and("noise").at(release).between(0, 180)
}
