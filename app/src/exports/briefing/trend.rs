//! Rate and rank over the last releases.

use crate::{
    exports::briefing::document::{Block, Chart, Mark, Point, Section, cell, column, numbers},
    i18n::Lang,
    public::model::SeriesPoint,
    texts::{ranking, release},
    workspace::committee::model::Briefing,
};
use domain::rate::saturating_u32;

/// Releases that the trend goes back.
const TREND: usize = 12;

pub(super) fn trend(lang: Lang, data: &Briefing) -> Section {
    let series = &data.overview.series;
    let series = &series[series.len().saturating_sub(TREND)..];
    let place = &*data.overview.context.province.name;
    let joined = |at: usize| {
        let release = |i: usize| series.get(i).map(|p| &p.release);
        let pair = at.checked_sub(1).and_then(release).zip(release(at));
        pair.is_some_and(|(before, now)| before.is_comparable(now))
    };
    let span: Option<(String, String)> = series.first().zip(series.last()).map(|(a, z)| {
        let date = |p: &SeriesPoint| lang.date(p.release.as_of.date());
        (date(a), date(z))
    });
    let (from, to) = span.unwrap_or_default();
    let mut charts = Vec::new();
    let rates: Vec<_> = series
        .iter()
        .enumerate()
        .filter_map(|(at, p)| {
            Some(Point {
                day: p.release.as_of.date().0,
                value: i32::try_from(p.rate.shown()?.0).unwrap_or(0),
                text: lang.percent(p.rate),
                date: lang.date(p.release.as_of.date()),
                joined: joined(at),
            })
        })
        .collect();
    if let [first, .., last] = rates.as_slice() {
        let caption = lang.ta(
            "series-rate-caption",
            [
                ("place", place.into()),
                ("from", from.clone().into()),
                ("to", to.clone().into()),
            ],
        );
        let alt = format!("{caption}: {} – {}", first.text, last.text);
        charts.push(Chart {
            caption,
            alt,
            low: 0,
            high: 10_000,
            ticks: [0, 25, 50, 75, 100]
                .map(|tick| Mark {
                    value: tick * 100,
                    text: lang.with_percent(&lang.number(tick.unsigned_abs())),
                })
                .to_vec(),
            points: rates,
        });
    }
    let ranks: Vec<_> = series
        .iter()
        .enumerate()
        .filter_map(|(at, p)| {
            let rank = p.rank?.rank;
            Some(Point {
                day: p.release.as_of.date().0,
                value: i32::try_from(rank).unwrap_or(0),
                text: lang.number(rank),
                date: lang.date(p.release.as_of.date()),
                joined: joined(at),
            })
        })
        .collect();
    if let [first, .., last] = ranks.as_slice() {
        let caption = ranking::series_caption(lang, place, series, [from, to]);
        let alt = format!("{caption}: {} – {}", first.text, last.text);
        let worst = ranks.iter().map(|p| p.value).max().unwrap_or(1);
        let low = [5, 10, 20, 34]
            .into_iter()
            .find(|n| *n >= worst)
            .unwrap_or(worst);
        let marks = [1, 5, 10, 15, 20, 25, 30, 34];
        charts.push(Chart {
            caption,
            alt,
            low,
            high: 1,
            ticks: marks
                .into_iter()
                .filter(|n| *n <= low)
                .map(|n: i32| Mark {
                    value: n,
                    text: lang.number(n.unsigned_abs()),
                })
                .collect(),
            points: ranks,
        });
    }
    let mut blocks = Vec::new();
    if !charts.is_empty() {
        blocks.push(Block::Charts { charts });
    }
    let rows = series.iter().rev().map(|p| {
        vec![
            cell(release::number(lang, p.release.id)),
            cell(lang.instant(p.release.as_of)),
            cell(lang.fraction(p.rate)),
            cell(lang.percent(p.rate)),
            cell(
                p.rank
                    .map_or_else(|| "–".to_owned(), |r| ranking::place_of(lang, r)),
            ),
            cell(p.release.criteria_set.clone()),
        ]
    });
    blocks.push(Block::Table {
        caption: lang.ta(
            "briefing-trend-caption",
            [("shown", lang.number(saturating_u32(series.len())).into())],
        ),
        dense: true,
        columns: vec![
            column(lang.t("shell-release"), "narrow"),
            column(lang.t("series-col-date"), "wide"),
            numbers(lang.t("series-col-green")),
            numbers(lang.t("series-col-rate")),
            numbers(lang.t("series-col-rank")),
            column(lang.t("steer-book-set"), "narrow"),
        ],
        rows: rows.collect(),
    });
    Section {
        title: lang.t("briefing-trend"),
        blocks,
    }
}
