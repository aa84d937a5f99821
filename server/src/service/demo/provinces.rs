//! How many communes of each province are green in each release. The published totals are met
//! exactly; everything between them is a made-up course.

use super::{
    calendar::{JULY_31, OCTOBER_31, SEPTEMBER_30},
    dice::Dice,
    facts::PHU_THO,
};
use domain::{time::Timestamp, unit::UnitCode};
use std::collections::BTreeMap;

/// The course of one province.
struct Course {
    code: &'static str,
    /// Percent green in the five releases of July and August 2025.
    summer: [usize; 5],
    /// Percent green in autumn 2025.
    level: i32,
    /// Change of the level within a year, percentage points.
    trend: i32,
}

const fn course(code: &'static str, summer: [usize; 5], level: i32, trend: i32) -> Course {
    Course {
        code,
        summer,
        level,
        trend,
    }
}

/// Published for the five releases of the summer: nine provinces above 50% in the first; An Giang
/// 40 of 102 in the second; eight at 100% in the third and nine in the fourth; 25 above 50% and
/// 21 of them above 70% in the fifth.
const COURSES: [Course; 34] = [
    course("01", [58, 91, 100, 100, 100], 93, 0),
    course("04", [9, 20, 27, 36, 45], 45, 8),
    course("08", [12, 23, 30, 38, 47], 44, 7),
    course("11", [5, 12, 18, 24, 30], 37, 6),
    course("12", [6, 14, 20, 27, 35], 39, -3),
    course("14", [62, 93, 100, 100, 96], 74, -6),
    course("15", [54, 88, 100, 100, 94], 71, 3),
    course("19", [27, 45, 55, 66, 78], 66, 9),
    course("20", [66, 95, 100, 100, 98], 80, -4),
    course("22", [46, 68, 78, 85, 90], 82, 2),
    course("24", [41, 62, 72, 80, 88], 80, 3),
    course("25", [65, 91, 100, 100, 95], 86, 0),
    course("31", [40, 60, 70, 78, 86], 77, 4),
    course("33", [60, 92, 100, 100, 100], 96, -1),
    course("37", [29, 48, 58, 69, 80], 70, 5),
    course("38", [17, 31, 40, 51, 62], 52, 11),
    course("40", [11, 22, 30, 35, 42], 47, 12),
    course("42", [25, 43, 52, 64, 76], 64, -5),
    course("44", [10, 21, 28, 33, 38], 43, 14),
    course("46", [70, 96, 100, 100, 100], 98, 0),
    course("48", [47, 70, 80, 86, 92], 84, 1),
    course("51", [10, 21, 28, 36, 44], 43, 5),
    course("52", [8, 17, 24, 32, 40], 41, 9),
    course("56", [22, 39, 48, 61, 74], 63, 4),
    course("66", [10, 21, 28, 37, 46], 42, 6),
    course("68", [14, 28, 36, 45, 55], 50, 7),
    course("75", [31, 50, 60, 70, 79], 68, 6),
    course("79", [52, 80, 92, 100, 97], 92, 1),
    course("80", [18, 33, 42, 54, 66], 55, 8),
    course("82", [24, 43, 52, 65, 77], 62, 5),
    course("86", [20, 37, 46, 60, 73], 60, -4),
    course("91", [21, 40, 50, 54, 58], 56, 12),
    course("92", [23, 41, 50, 63, 75], 66, 2),
    course("96", [55, 89, 100, 100, 95], 76, -5),
];

/// A province that the list above does not know.
const ELSEWHERE: Course = course("", [15, 30, 40, 45, 50], 55, 4);

/// Published for 31/7/2025: 1,981 of 3,321 communes green.
const NATION_JULY_31: (usize, usize) = (1_981, 3_321);

/// Phú Thọ in the latest release, 130 of 148, and the provinces strictly ahead of it: it is fifth.
const PHU_THO_LATEST: (usize, usize) = (130, 148);
const AHEAD: [&str; 4] = ["01", "33", "46", "79"];
/// Phú Thọ's own range after the summer.
const PHU_THO_RANGE: (usize, usize) = (115, 140);

/// The number of green communes for each province and release.
pub(super) fn green_counts(
    sizes: &BTreeMap<UnitCode, usize>,
    releases: &[Timestamp],
) -> BTreeMap<UnitCode, Vec<usize>> {
    let mut counts: BTreeMap<UnitCode, Vec<usize>> = sizes
        .iter()
        .map(|(code, &size)| {
            let course = course_of(code);
            let counts = (0..releases.len())
                .map(|release| count(course, size, release, releases))
                .collect();
            (code.clone(), counts)
        })
        .collect();
    meet_the_nation(&mut counts, sizes);
    if let Some(latest) = releases.len().checked_sub(1) {
        for (code, counts) in &mut counts {
            let size = sizes.get(code).copied().unwrap_or(0);
            if let Some(count) = counts.get_mut(latest) {
                *count = latest_count(code.as_str(), size, *count);
            }
        }
    }
    counts
}

fn course_of(code: &UnitCode) -> &'static Course {
    COURSES
        .iter()
        .find(|course| course.code == code.as_str())
        .unwrap_or(&ELSEWHERE)
}

fn count(course: &Course, size: usize, release: usize, releases: &[Timestamp]) -> usize {
    match course.summer.get(release) {
        Some(percent) => size * percent / 100,
        None => {
            let share = usize::try_from(after_summer(course, release, releases)).unwrap_or(0);
            let count = size * share / 1_000;
            if course.code == PHU_THO {
                count.clamp(PHU_THO_RANGE.0, PHU_THO_RANGE.1).min(size)
            } else {
                count
            }
        }
    }
}

/// Permille green at a month's end: the level and its trend, the rhythm of the campaigns (up
/// towards a due date, down when evidence lapses after it), a slow wave and some noise.
fn after_summer(course: &Course, release: usize, releases: &[Timestamp]) -> i32 {
    let months = i32::try_from(release - SEPTEMBER_30).unwrap_or(0);
    let month = releases
        .get(release)
        .map_or(1, |as_of| as_of.date().civil().month);
    let campaign = match (month, month % 3) {
        // The phase of Plan 02 that ended on 31/12/2025.
        (12, _) if months == 3 => 45,
        (_, 0) => 22,
        (_, 1) if release == OCTOBER_31 => -50,
        (_, 1) => -16,
        _ => 0,
    };
    let own = Dice::of("province").and(course.code);
    let wave = {
        let (knot, step) = (release / 4, i32::try_from(release % 4).unwrap_or(0));
        let [mut from, mut to] = [own.and("wave").at(knot), own.and("wave").at(knot + 1)];
        (from.between(-40, 40) * (4 - step) + to.between(-40, 40) * step) / 4
    };
    let noise = own.and("noise").at(release).between(-22, 22);
    // A trend that never ended would leave the scale.
    let level = course.level * 10 + course.trend * 10 * months.min(18) / 12;
    // Who is nearly complete has less room to fall.
    let calm = if level >= 900 { 2 } else { 1 };
    let share = level + campaign.max(0) + (campaign.min(0) + wave + noise) / calm;
    let share = share.clamp(250, 1_000);
    if release == SEPTEMBER_30 {
        let august = course.summer.last().map_or(share, |percent| {
            i32::try_from(percent * 10).unwrap_or(share)
        });
        return (share + august) / 2;
    }
    share
}

/// Gives to, or takes from, provinces that are not complete until the country has its published
/// number on 31/7/2025.
fn meet_the_nation(counts: &mut BTreeMap<UnitCode, Vec<usize>>, sizes: &BTreeMap<UnitCode, usize>) {
    let total: usize = sizes.values().sum();
    let wanted = total * NATION_JULY_31.0 / NATION_JULY_31.1;
    let mut have: usize = counts.values().filter_map(|c| c.get(JULY_31)).sum();
    let mut moved = true;
    while have != wanted && moved {
        moved = false;
        for (code, counts) in counts.iter_mut() {
            let size = sizes.get(code).copied().unwrap_or(0);
            let Some(count) = counts.get_mut(JULY_31).filter(|count| **count < size) else {
                continue;
            };
            if have < wanted && *count + 1 < size {
                (*count, have, moved) = (*count + 1, have + 1, true);
            } else if have > wanted && *count > 0 {
                (*count, have, moved) = (*count - 1, have - 1, true);
            }
        }
    }
}

fn latest_count(code: &str, size: usize, count: usize) -> usize {
    let (part, whole) = PHU_THO_LATEST;
    match code {
        PHU_THO => size * part / whole,
        _ if AHEAD.contains(&code) => count.max(size * part / whole + 1).min(size),
        _ => count.min((size * part).div_ceil(whole).saturating_sub(1)),
    }
}
