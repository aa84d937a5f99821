//! Sentences that more than one page says, each made from the same numbers as its table.

use crate::{
    i18n::Lang,
    public::model::{Counts, ReleaseInfo, SeriesPoint},
};
use domain::{
    distance::Unmet,
    ranking::{Rank, RankFloor},
    rate::Rate,
};

/// “130 trên 148 xã, phường đạt trạng thái Xanh (87,83%).” `zones`: whether special zones are among
/// the units.
#[must_use]
pub fn green(lang: Lang, rate: Rate, percent: String, zones: bool) -> String {
    let shown = [lang.number(rate.part), lang.number(rate.whole), percent];
    green_of(lang, shown, zones)
}

/// The same with its numbers as they are to stand there: green, units, percentage.
#[must_use]
pub fn green_of(lang: Lang, [green, units, percent]: [String; 3], zones: bool) -> String {
    let args = [
        ("green", green.into()),
        ("units", units.into()),
        ("percent", percent.into()),
    ];
    if zones {
        lang.ta("words-green-zones", args)
    } else {
        lang.ta("words-green", args)
    }
}

/// “1.981 trên 3.321 xã, phường, đặc khu của cả nước đạt trạng thái Xanh (59,65%).”
#[must_use]
pub fn green_country(lang: Lang, rate: Rate, percent: String) -> String {
    lang.ta(
        "words-green-country",
        [
            ("green", lang.number(rate.part).into()),
            ("units", lang.number(rate.whole).into()),
            ("percent", percent.into()),
        ],
    )
}

/// “Phú Thọ đứng thứ 5 trong 34 tỉnh, thành.” Says so if others share the rank, and if not all are ranked.
#[must_use]
pub fn ranks(lang: Lang, place: &str, rank: Rank) -> String {
    let others = rank.shared_by.saturating_sub(1);
    let shown = [
        ordinal(lang, rank.rank),
        lang.number(rank.of),
        lang.number(others),
    ];
    ranks_of(lang, place, rank, shown)
}

/// The same with its numbers as they are to stand there: rank, how many are ranked, how many others share the rank.
#[must_use]
pub fn ranks_of(lang: Lang, place: &str, rank: Rank, [shown, of, others]: [String; 3]) -> String {
    let key = match (rank.shared_by > 1, rank.of < rank.all) {
        (false, false) => "words-ranks",
        (true, false) => "words-ranks-tied",
        (false, true) => "words-ranks-among",
        (true, true) => "words-ranks-among-tied",
    };
    lang.ta(
        key,
        [
            ("place", place.into()),
            ("rank", shown.into()),
            ("of", of.into()),
            ("others", others.into()),
            ("count", rank.shared_by.saturating_sub(1).into()),
        ],
    )
}

/// Which rank a province has, or why it has none yet.
#[must_use]
pub fn standing(
    lang: Lang,
    place: &str,
    rank: Option<Rank>,
    counts: &Counts,
    floor: RankFloor,
) -> String {
    match rank {
        Some(rank) => ranks(lang, place, rank),
        None if floor == RankFloor::NONE => String::new(),
        None => unranked(lang, place, counts, floor),
    }
}

/// “Phú Thọ chưa được xếp hạng: đã nộp 16/2.368 mục (0,67%), xếp hạng cần ít nhất 90%.”
#[must_use]
pub fn unranked(lang: Lang, place: &str, counts: &Counts, floor: RankFloor) -> String {
    let rate = counts.submitted_rate();
    unranked_of(
        lang,
        place,
        [lang.fraction(rate), lang.percent(rate)],
        floor,
    )
}

/// The same with its numbers as they are to stand there: items submitted of all, their share.
#[must_use]
pub fn unranked_of(
    lang: Lang,
    place: &str,
    [items, percent]: [String; 2],
    floor: RankFloor,
) -> String {
    lang.ta(
        "words-unranked",
        [
            ("place", place.into()),
            ("items", items.into()),
            ("percent", percent.into()),
            ("floor", floor_percent(lang, floor).into()),
        ],
    )
}

/// “90%”
#[must_use]
pub fn floor_percent(lang: Lang, floor: RankFloor) -> String {
    lang.with_percent(&lang.number(floor.percent().into()))
}

/// “5/34”, and “đồng hạng” if others share it.
#[must_use]
pub fn place_of(lang: Lang, rank: Rank) -> String {
    let shown = format!("{}/{}", lang.number(rank.rank), lang.number(rank.of));
    if rank.shared_by > 1 {
        format!("{shown} ({})", lang.t("ranking-tied"))
    } else {
        shown
    }
}

/// “Phú Thọ: thứ hạng trong 34 tỉnh, thành, từ … đến …”; in those that were ranked, where that were not always all.
#[must_use]
pub fn series_caption(
    lang: Lang,
    place: &str,
    points: &[SeriesPoint],
    [from, to]: [String; 2],
) -> String {
    let ranks = || points.iter().filter_map(|p| p.rank);
    let of = ranks().map(|rank| rank.of).max().unwrap_or(0);
    let always_all = ranks().all(|rank| rank.of == of && rank.all == of);
    let key = if always_all {
        "series-rank-caption"
    } else {
        "series-rank-caption-among"
    };
    lang.ta(
        key,
        [
            ("place", place.into()),
            ("of", lang.number(of).into()),
            ("from", from.into()),
            ("to", to.into()),
        ],
    )
}

/// The number in an order: en `5th`; vi and ar put the plain number into their sentence.
#[must_use]
pub fn ordinal(lang: Lang, number: u32) -> String {
    if lang != Lang::En {
        return lang.number(number);
    }
    let suffix = match (number % 100, number % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    format!("{number}{suffix}")
}

/// “tính đến 16:00 ngày 31/10/2026 · 147/148 đơn vị đã nộp · 2.291/2.352 mục đã xác nhận”
#[must_use]
pub fn completeness(lang: Lang, release: &ReleaseInfo, counts: &Counts) -> String {
    lang.ta(
        "words-completeness",
        [
            ("at", lang.instant(release.as_of).into()),
            (
                "units",
                lang.fraction(Rate::new(counts.units_submitted, counts.units()))
                    .into(),
            ),
            (
                "items",
                lang.fraction(Rate::new(counts.confirmed, counts.required))
                    .into(),
            ),
        ],
    )
}

/// “tăng 1,35 điểm phần trăm”, “giảm …”, “không đổi”.
#[must_use]
pub fn rate_change(lang: Lang, hundredths: i32) -> String {
    let size = lang.points(hundredths.saturating_abs());
    let size = size.trim_start_matches('+').to_owned();
    match hundredths.signum() {
        1 => lang.ta("words-rate-up", [("points", size.into())]),
        -1 => lang.ta("words-rate-down", [("points", size.into())]),
        _ => lang.t("words-rate-same"),
    }
}

/// “lên 2 bậc”, “xuống 1 bậc”, “giữ nguyên thứ hạng”.
#[must_use]
pub fn places_change(lang: Lang, places: i32) -> String {
    let count = places.unsigned_abs();
    let args = [
        ("shown", lang.number(count).into()),
        ("count", count.into()),
    ];
    match places.signum() {
        1 => lang.ta("words-places-up", args),
        -1 => lang.ta("words-places-down", args),
        _ => lang.t("words-places-same"),
    }
}

/// “2”, “4 trở lên”.
#[must_use]
pub fn unmet(lang: Lang, unmet: Unmet) -> String {
    match unmet {
        Unmet::Zero => lang.number(0),
        Unmet::One => lang.number(1),
        Unmet::Two => lang.number(2),
        Unmet::Three => lang.number(3),
        Unmet::More => lang.t("communes-unmet-more"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinals_are_english() {
        let all = [1, 2, 3, 4, 11, 12, 13, 21, 22, 34, 111].map(|n| ordinal(Lang::En, n));
        assert_eq!(
            all,
            [
                "1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "22nd", "34th", "111th"
            ]
        );
        assert_eq!(ordinal(Lang::Vi, 5), "5");
    }
}
