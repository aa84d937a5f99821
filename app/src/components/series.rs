//! A unit's rate and rank over the releases, as charts: one list of points feeds drawing, sentence
//! and table.

use crate::{
    charts::{self, Names, Point, RankLine, RankPoint, RankTrend, Series, Size, Trend, YAxis},
    components::{
        figure::ChartFigure,
        table::{DataTable, heads},
    },
    i18n::Lang,
    public::model::{ReleaseInfo, SeriesPoint},
    texts::{
        fact::{self, Fact, Sentence},
        ranking,
    },
};
use domain::{ranking::Rank, time::Civil};

/// The rate over the releases. `place`: the unit's name; `link`: where a release's rows stand.
#[must_use]
pub fn rate(
    lang: Lang,
    place: &str,
    points: &[SeriesPoint],
    link: impl Fn(&ReleaseInfo) -> String,
) -> Option<ChartFigure> {
    let last = points.last()?;
    let shown: Vec<_> = points
        .iter()
        .filter_map(|p| Some((p, p.rate.shown()?)))
        .collect();
    let (first, lowest) = (shown.first()?, shown.iter().min_by_key(|(_, rate)| *rate)?);
    let highest = shown.iter().rev().max_by_key(|(_, rate)| *rate)?;
    let date = |p: &SeriesPoint| lang.date(p.release.as_of.date());
    let caption = lang.ta(
        "series-rate-caption",
        [
            ("place", place.into()),
            ("from", date(first.0).into()),
            ("to", date(last).into()),
        ],
    );
    let mut reading = Sentence::new();
    let percent = |p: &SeriesPoint| fact::percent(lang, link(&p.release), p.rate);
    let text = lang.ta(
        "series-rate-reading",
        [
            ("first", reading.fact(&percent(first.0)).into()),
            ("from", date(first.0).into()),
            ("last", reading.fact(&percent(last)).into()),
            ("to", date(last).into()),
            ("low", reading.fact(&percent(lowest.0)).into()),
            ("lowdate", date(lowest.0).into()),
            ("high", reading.fact(&percent(highest.0)).into()),
            ("highdate", date(highest.0).into()),
        ],
    );
    reading.say(&text);
    let told = reading.plain();
    let point = |(p, rate): &(&SeriesPoint, domain::rate::Shown)| Point {
        at: p.release.as_of.0,
        hundredths: rate.0,
        value: lang.percent(p.rate),
        title: format!(
            "{}: {} ({})",
            date(p),
            lang.percent(p.rate),
            lang.fraction(p.rate)
        ),
    };
    let tick = |percent: u32| (percent * 100, lang.with_percent(&lang.number(percent)));
    let chart = Trend {
        names: Names {
            id: "ty-le",
            title: &caption,
            desc: &told,
        },
        series: vec![Series {
            label: place.to_owned(),
            points: shown.iter().map(point).collect(),
        }],
        y: YAxis {
            ticks: [0, 25, 50, 75, 100].map(tick).to_vec(),
            target: None,
        },
        x_ticks: dates(lang, points),
        breaks: breaks(lang, points),
    };
    let drawing = both(|size| charts::trend(&chart, size));
    let rows = points.iter().rev().map(|p| {
        vec![
            lang.instant(p.release.as_of).into(),
            fact::counted(lang, link(&p.release), p.rate.part, p.rate.whole).into(),
            percent(p).into(),
        ]
    });
    let table = DataTable {
        id: "ty-le-bang",
        caption: caption.clone(),
        head: heads(
            lang,
            ["series-col-date", "series-col-green", "series-col-rate"],
        ),
        rows: rows.collect(),
    };
    Some(ChartFigure {
        caption,
        drawing,
        reading,
        table,
    })
}

/// The rank over the releases; `link` says where a release's ranking stands.
#[must_use]
pub fn rank(
    lang: Lang,
    place: &str,
    points: &[SeriesPoint],
    link: impl Fn(&ReleaseInfo) -> String,
) -> Option<ChartFigure> {
    let ranked: Vec<_> = points.iter().filter_map(|p| Some((p, p.rank?))).collect();
    let (first, last) = (ranked.first()?, ranked.last()?);
    let best = ranked.iter().rev().min_by_key(|(_, rank)| rank.rank)?;
    let worst = ranked.iter().rev().max_by_key(|(_, rank)| rank.rank)?;
    let date = |p: &SeriesPoint| lang.date(p.release.as_of.date());
    let caption = ranking::series_caption(lang, place, points, [date(first.0), date(last.0)]);
    let mut reading = Sentence::new();
    let ordinal =
        |(p, rank): &(&SeriesPoint, Rank)| fact::ordinal(lang, link(&p.release), rank.rank);
    let text = lang.ta(
        "series-rank-reading",
        [
            ("first", reading.fact(&ordinal(first)).into()),
            ("from", date(first.0).into()),
            ("last", reading.fact(&ordinal(last)).into()),
            ("to", date(last.0).into()),
            ("best", reading.fact(&ordinal(best)).into()),
            ("bestdate", date(best.0).into()),
            ("worst", reading.fact(&ordinal(worst)).into()),
            ("worstdate", date(worst.0).into()),
        ],
    );
    reading.say(&text);
    let told = reading.plain();
    let point = |(p, rank): &(&SeriesPoint, Rank)| RankPoint {
        at: p.release.as_of.0,
        rank: rank.rank,
        value: lang.number(rank.rank),
        title: format!("{}: {}", date(p), ranking::place_of(lang, *rank)),
    };
    let lowest = [10, 20, 34]
        .into_iter()
        .find(|tick| *tick >= worst.1.rank)
        .unwrap_or(worst.1.rank);
    let ticks = [1, 5, 10, 15, 20, 25, 30, 34]
        .into_iter()
        .filter(|tick| *tick <= lowest);
    let chart = RankTrend {
        names: Names {
            id: "thu-hang",
            title: &caption,
            desc: &told,
        },
        lines: vec![RankLine {
            label: place.to_owned(),
            points: ranked.iter().map(point).collect(),
        }],
        y_ticks: ticks.map(|tick| (tick, lang.number(tick))).collect(),
        x_ticks: dates(lang, points),
        breaks: breaks(lang, points),
    };
    let drawing = both(|size| charts::rank_trend(&chart, size));
    let rows = ranked.iter().rev().map(|(p, rank)| {
        let rank = Fact {
            text: ranking::place_of(lang, *rank),
            ..fact::number(lang, link(&p.release), rank.rank)
        };
        vec![lang.instant(p.release.as_of).into(), rank.into()]
    });
    let table = DataTable {
        id: "thu-hang-bang",
        caption: caption.clone(),
        head: heads(lang, ["series-col-date", "series-col-rank"]),
        rows: rows.collect(),
    };
    Some(ChartFigure {
        caption,
        drawing,
        reading,
        table,
    })
}

/// The wide and the narrow drawing. A chart that can't be drawn leaves its sentence and its table.
fn both(draw: impl Fn(Size) -> Result<String, charts::ChartError>) -> String {
    [Size::Wide, Size::Narrow]
        .into_iter()
        .filter_map(|size| draw(size).ok())
        .collect()
}

/// One date per month: the month's first release.
pub(crate) fn dates(lang: Lang, points: &[SeriesPoint]) -> Vec<(i64, String)> {
    let mut months = Vec::new();
    for point in points {
        let Civil { year, month, .. } = point.release.as_of.date().civil();
        if months.last().is_none_or(|(last, _)| *last != (year, month)) {
            months.push(((year, month), point.release.as_of));
        }
    }
    months
        .into_iter()
        .map(|(_, at)| (at.0, lang.short_date(at.date())))
        .collect()
}

/// The releases with which a criteria set of another meaning begins.
pub(crate) fn breaks(lang: Lang, points: &[SeriesPoint]) -> Vec<(i64, String)> {
    points
        .windows(2)
        .filter(|pair| !pair[0].release.is_comparable(&pair[1].release))
        .map(|pair| {
            let set = pair[1].release.criteria_set.clone();
            (
                pair[1].release.as_of.0,
                lang.ta("series-break", [("set", set.into())]),
            )
        })
        .collect()
}
