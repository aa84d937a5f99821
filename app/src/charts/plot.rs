//! What a trend or a rank draws: lines of points over time, as plain data.

use super::{axis::Axis, role::Role, shape::Shape};

/// Which points carry their value besides the last one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Values {
    Last,
    First,
    All,
}

/// One point.
#[derive(Clone, Copy, Debug)]
pub(super) struct Dot<'a> {
    pub x: i64,
    pub y: i64,
    pub value: &'a str,
    pub title: &'a str,
}

/// One line with its look.
#[derive(Clone, Debug)]
pub(super) struct Line<'a> {
    pub label: &'a str,
    pub role: Role,
    pub text: Role,
    pub shape: Shape,
    pub values: Values,
    pub dots: Vec<Dot<'a>>,
}

/// A chart of lines over time.
#[derive(Clone, Debug)]
pub(super) struct Plot<'a> {
    pub lines: Vec<Line<'a>>,
    pub x_ticks: &'a [(i64, String)],
    pub y: Axis,
    pub target: Option<(i64, &'a str)>,
    pub breaks: &'a [(i64, String)],
}

impl<'a> Line<'a> {
    /// The newest point.
    pub(super) fn last(&self) -> Option<&Dot<'a>> {
        self.dots.last()
    }

    /// The points between one break and the next.
    pub(super) fn runs(&self, breaks: &[(i64, String)]) -> Vec<&[Dot<'a>]> {
        let era = |dot: &Dot<'_>| breaks.iter().filter(|(at, _)| *at <= dot.x).count();
        self.dots.chunk_by(|a, b| era(a) == era(b)).collect()
    }
}

impl<'a> Plot<'a> {
    /// The lines that have points, with their numbers.
    pub(super) fn lines(&self) -> impl Iterator<Item = (usize, &Line<'a>)> {
        self.lines
            .iter()
            .enumerate()
            .filter(|(_, line)| !line.dots.is_empty())
    }

    /// Whether lines have to be told apart.
    pub(super) fn many(&self) -> bool {
        self.lines.len() > 1
    }

    /// The axis of time: it covers points, ticks and breaks.
    pub(super) fn time(&self) -> Axis {
        let dots = self
            .lines
            .iter()
            .flat_map(|line| &line.dots)
            .map(|dot| dot.x);
        let marks = self.x_ticks.iter().chain(self.breaks).map(|(at, _)| *at);
        let all: Vec<i64> = dots.chain(marks).collect();
        let ends = (all.iter().min().copied(), all.iter().max().copied());
        Axis::new(ends.0.unwrap_or(0), ends.1.unwrap_or(0), self.x_ticks)
    }
}
