//! A rate over time: one line per series, dated points, labels at the lines' ends.

use super::{
    ChartError, MOST_LINES, Names, Size,
    axis::Axis,
    paint::draw,
    plot::{Dot, Line, Plot, Values},
    role::Role,
    shape::Shape,
};

/// A chart of rates over time. Time runs from left to right in every language: most Arabic
/// newspapers print such charts so too, and a line that falls from right to left would be read as
/// its opposite by whoever compares two languages of one page. Only the texts turn.
#[derive(Clone, Debug)]
pub struct Trend<'a> {
    /// How the chart is called.
    pub names: Names<'a>,
    /// At most [`MOST_LINES`], the most important first.
    pub series: Vec<Series>,
    /// Ticks from zero and the target.
    pub y: YAxis,
    /// Dates below the axis (ms UTC, text); thinned where they would touch.
    pub x_ticks: Vec<(i64, String)>,
    /// Where the criteria set changes (ms UTC, text): the lines are cut there.
    pub breaks: Vec<(i64, String)>,
}

/// The axis of rates. It starts at zero and ends at the highest of ticks, target and points.
#[derive(Clone, Debug, Default)]
pub struct YAxis {
    /// Hundredths of a percent and their text.
    pub ticks: Vec<(u32, String)>,
    /// A value to be reached, in hundredths of a percent, and its text.
    pub target: Option<(u32, String)>,
}

/// One line.
#[derive(Clone, Debug)]
pub struct Series {
    /// Its name, written at its end; not written if it is the only one.
    pub label: String,
    /// Its points; their order does not matter.
    pub points: Vec<Point>,
}

/// One rate at one time.
#[derive(Clone, Debug)]
pub struct Point {
    /// When, in ms UTC.
    pub at: i64,
    /// 8783 is 87.83%.
    pub hundredths: u32,
    /// The value as written on the chart: “87,83%”.
    pub value: String,
    /// The tooltip: “31/10/2026: 87,83% (130/148)”.
    pub title: String,
}

/// Draws a trend. A series without points is left out; without any, the axes remain.
///
/// # Errors
/// If there are more than [`MOST_LINES`] series, or the drawing library refuses.
pub fn trend(chart: &Trend<'_>, size: Size) -> Result<String, ChartError> {
    if chart.series.len() > MOST_LINES {
        return Err(ChartError::TooManyLines(chart.series.len()));
    }
    let alone = chart.series.len() == 1;
    let lines = (0u8..).zip(&chart.series).map(|(n, series)| Line {
        label: if alone { "" } else { &series.label },
        role: Role::Series(n),
        text: Role::Text,
        shape: Shape::of(usize::from(n)),
        values: if alone { Values::First } else { Values::Last },
        dots: series.points.iter().map(dot).collect(),
    });
    let YAxis { ticks, target } = &chart.y;
    let ticks: Vec<_> = ticks
        .iter()
        .map(|(at, text)| (i64::from(*at), text.clone()))
        .collect();
    let target = target
        .as_ref()
        .map(|(value, text)| (i64::from(*value), text.as_str()));
    let points = chart
        .series
        .iter()
        .flat_map(|s| &s.points)
        .map(|p| i64::from(p.hundredths));
    let highest = points
        .chain(ticks.iter().map(|t| t.0))
        .chain(target.map(|t| t.0))
        .max();
    let plot = Plot {
        lines: lines.collect(),
        x_ticks: &chart.x_ticks,
        y: Axis::new(0, highest.unwrap_or(0).max(1), &ticks),
        target,
        breaks: &chart.breaks,
    };
    draw(plot, chart.names, size)
}

fn dot(point: &Point) -> Dot<'_> {
    Dot {
        x: point.at,
        y: point.hundredths.into(),
        value: &point.value,
        title: &point.title,
    }
}
