//! A rank over releases: the first place on top, one line that matters and a few to compare.

use super::{
    ChartError, MOST_LINES, Names, Size,
    axis::Axis,
    paint::draw,
    plot::{Dot, Line, Plot, Values},
    role::Role,
    shape::Shape,
};

/// A chart of ranks over time, from left to right in every language.
#[derive(Clone, Debug)]
pub struct RankTrend<'a> {
    /// How the chart is called.
    pub names: Names<'a>,
    /// At most [`MOST_LINES`]; the first is the one that the page is about, the others are muted.
    pub lines: Vec<RankLine>,
    /// Ranks and their text. The axis covers them and every point, and always the first place.
    pub y_ticks: Vec<(u32, String)>,
    /// Dates below the axis (ms UTC, text); thinned where they would touch.
    pub x_ticks: Vec<(i64, String)>,
    /// Where the criteria set changes (ms UTC, text): the lines are cut there.
    pub breaks: Vec<(i64, String)>,
}

/// The ranks of one unit.
#[derive(Clone, Debug)]
pub struct RankLine {
    /// Its name, written at its end; not written if it is the only one.
    pub label: String,
    /// Its ranks; their order does not matter.
    pub points: Vec<RankPoint>,
}

/// One rank in one release.
#[derive(Clone, Debug)]
pub struct RankPoint {
    /// When, in ms UTC.
    pub at: i64,
    /// 1 is the first place.
    pub rank: u32,
    /// The rank as written on the chart: “5”.
    pub value: String,
    /// The tooltip: “31/10/2026: thứ 5 trong 34”.
    pub title: String,
}

/// Draws a rank chart. A line without points is left out; without any, the axes remain.
///
/// # Errors
/// If there are more than [`MOST_LINES`] lines, or the drawing library refuses.
pub fn rank_trend(chart: &RankTrend<'_>, size: Size) -> Result<String, ChartError> {
    if chart.lines.len() > MOST_LINES {
        return Err(ChartError::TooManyLines(chart.lines.len()));
    }
    let alone = chart.lines.len() == 1;
    let lines = chart.lines.iter().enumerate().map(|(n, line)| Line {
        label: if alone { "" } else { &line.label },
        role: if n == 0 { Role::Highlight } else { Role::Other },
        text: if n == 0 { Role::Text } else { Role::Muted },
        shape: Shape::of(n),
        values: if n == 0 { Values::All } else { Values::Last },
        dots: line.points.iter().map(dot).collect(),
    });
    // In halves of a place: there is half a place of air above the first and below the last.
    let ticks = chart
        .y_ticks
        .iter()
        .map(|(rank, text)| (2 * i64::from(*rank), text.clone()));
    let ticks: Vec<_> = ticks.collect();
    let ranks = chart
        .lines
        .iter()
        .flat_map(|line| &line.points)
        .map(|point| point.rank);
    let lowest = ranks
        .chain(chart.y_ticks.iter().map(|tick| tick.0))
        .max()
        .unwrap_or(1)
        .max(1);
    let plot = Plot {
        lines: lines.collect(),
        x_ticks: &chart.x_ticks,
        y: Axis::new(2 * i64::from(lowest) + 1, 1, &ticks),
        target: None,
        breaks: &chart.breaks,
    };
    draw(plot, chart.names, size)
}

fn dot(point: &RankPoint) -> Dot<'_> {
    Dot {
        x: point.at,
        y: 2 * i64::from(point.rank),
        value: &point.value,
        title: &point.title,
    }
}
