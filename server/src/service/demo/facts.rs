//! Published facts about units that the record must not contradict. Everything else in it is
//! simulated.

use super::{
    Commune,
    calendar::{AUGUST_10, AUGUST_24},
    dice::Dice,
};
use domain::{rate::Rate, time::Date};

/// Phú Thọ.
pub(super) const PHU_THO: &str = "25";
/// Nghệ An: on 11/8/2025 every commune met 75% of the tasks.
pub(super) const NGHE_AN: &str = "40";
/// Quảng Trị: in October 2025 the communes' dossiers filed online were 74.57%.
pub(super) const QUANG_TRI: &str = "44";
/// The published share of Quảng Trị, basis points.
pub(super) const QUANG_TRI_ONLINE: u32 = 7_457;

/// Communes that the source article names as examples; they are green in the latest release.
pub(super) const NAMED: [&str; 5] = ["04846", "05116", "04978", "05089", "05212"];

/// Thần Lĩnh (Nghệ An): in August 2025 its one-stop desk had no queue machine and no display.
pub(super) const THAN_LINH: &str = "17842";
/// Pà Cò (Phú Thọ): the slowest line of the province, 6 Mbps.
const PA_CO: &str = "05212";
const XUAN_HOA: &str = "08746";
const VINH_PHUC: &str = "08716";
const PHUC_YEN: &str = "08740";
const KIM_BOI: &str = "04978";

/// 2025-09-15: from here on an answer speaks of the whole third quarter of 2025.
const QUARTER_COUNTED: Date = Date(20_346);
/// 2025-10-01.
const QUARTER_OVER: Date = Date(20_362);

/// Whether a source says that the commune meets the criterion, so that it must never fail.
pub(super) fn always_met(commune: &Commune, criterion: &str) -> bool {
    match (commune.code.as_str(), criterion) {
        (XUAN_HOA | VINH_PHUC | KIM_BOI, "DL2") | (PHUC_YEN, "NT4" | "DL1") => true,
        // Every commune of the province: a steering committee, a computer for each official, a full
        // one-stop desk, a line of at least 6 Mbps.
        _ => {
            commune.province.as_str() == PHU_THO
                && matches!(criterion, "TC1" | "HT1" | "HT2" | "HT3")
        }
    }
}

/// The two counts that a source gives for a commune's criterion.
pub(super) fn counts(commune: &Commune, criterion: &str, fact: Date) -> Option<Rate> {
    match (commune.code.as_str(), criterion) {
        (XUAN_HOA, "DL2") if fact < QUARTER_COUNTED => Some(Rate::new(477, 500)),
        (XUAN_HOA, "DL2") if fact < QUARTER_OVER => Some(Rate::new(2_672, 2_800)),
        _ => None,
    }
}

/// The range of a passing share that the sources allow, basis points.
pub(super) fn passing_share(commune: &Commune, criterion: &str) -> Option<(i32, i32)> {
    match (commune.code.as_str(), criterion) {
        (XUAN_HOA, "DL2") => Some((9_300, 9_700)),
        (VINH_PHUC, "DL2") => Some((9_830, 9_960)),
        (PHUC_YEN, "DL1") => Some((9_920, 9_990)),
        (PHUC_YEN, "NT4") | (KIM_BOI, "DL2") => Some((10_000, 10_000)),
        _ => None,
    }
}

/// A line speed above the floor, Mbps, the same in every answer: in Phú Thọ Pà Cò alone has the
/// lowest.
pub(super) fn line_speed(commune: &Commune, floor: u32) -> u32 {
    if commune.code.as_str() == PA_CO {
        return floor;
    }
    floor
        + Dice::of(commune.code.as_str())
            .and("line")
            .between(4, 94)
            .unsigned_abs()
}

/// Whether the commune can't be green in a release.
pub(super) fn never_green(commune: &Commune, release: usize) -> bool {
    commune.code.as_str() == THAN_LINH && matches!(release, AUGUST_10 | AUGUST_24)
}

/// How many of so many communes lacked one-stop staff on 24/8/2025: 95.75% did not.
pub(super) fn short_of_staff(communes: usize) -> usize {
    communes - (communes * 9_575).div_ceil(10_000)
}

/// Moves parts up or down, each within its own bounds, until the sum of all is `share` basis points
/// of the sum of the wholes when cut. Each entry is a rate with the smallest and largest part.
pub(super) fn sum_to(share: u32, entries: &mut [(Rate, u32, u32)]) {
    let whole: u64 = entries.iter().map(|(rate, ..)| u64::from(rate.whole)).sum();
    let wanted = (whole * u64::from(share)).div_ceil(10_000);
    let mut part: u64 = entries.iter().map(|(rate, ..)| u64::from(rate.part)).sum();
    let mut moved = true;
    while part != wanted && moved {
        moved = false;
        for (rate, smallest, largest) in entries.iter_mut() {
            if part < wanted && rate.part < *largest {
                (rate.part, part, moved) = (rate.part + 1, part + 1, true);
            } else if part > wanted && rate.part > *smallest {
                (rate.part, part, moved) = (rate.part - 1, part - 1, true);
            }
        }
    }
}
