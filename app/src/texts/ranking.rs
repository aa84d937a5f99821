//! Sentences that more than one page says, each made from the same numbers as its table.

use crate::{
    i18n::Lang,
    public::model::{Counts, ReleaseInfo},
};
use domain::{distance::Unmet, rate::Rate};

/// “130 trên 148 xã, phường đạt trạng thái Xanh (87,83 %).” `zones`: whether special zones are among
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

/// “1.981 trên 3.321 xã, phường, đặc khu của cả nước đạt trạng thái Xanh (59,65 %).”
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

/// “Phú Thọ đứng thứ 5 trong 34 tỉnh, thành.”
#[must_use]
pub fn ranks(lang: Lang, place: &str, rank: u32, of: u32) -> String {
    ranks_of(lang, place, [ordinal(lang, rank), lang.number(of)])
}

/// The same with its numbers as they are to stand there: rank, how many are ranked.
#[must_use]
pub fn ranks_of(lang: Lang, place: &str, [rank, of]: [String; 2]) -> String {
    lang.ta(
        "words-ranks",
        [
            ("place", place.into()),
            ("rank", rank.into()),
            ("of", of.into()),
        ],
    )
}

/// The same for a rank that others share: “… đồng hạng với 7 tỉnh, thành khác.”
#[must_use]
pub fn ranks_tied(lang: Lang, place: &str, rank: u32, of: u32, others: u32) -> String {
    let shown = [ordinal(lang, rank), lang.number(of), lang.number(others)];
    ranks_tied_of(lang, place, shown, others)
}

/// The same with its numbers as they are to stand there; `count` chooses the plural.
#[must_use]
pub fn ranks_tied_of(
    lang: Lang,
    place: &str,
    [rank, of, others]: [String; 3],
    count: u32,
) -> String {
    lang.ta(
        "words-ranks-tied",
        [
            ("place", place.into()),
            ("rank", rank.into()),
            ("of", of.into()),
            ("others", others.into()),
            ("count", count.into()),
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
