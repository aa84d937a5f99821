//! Charts as SVG strings: drawn on the server, complete without a script, coloured by the style
//! sheet alone.
//!
//! | module | what it holds |
//! |---|---|
//! | [`trend()`] | a rate over time |
//! | [`rank_trend`] | a rank over releases, the first on top |
//! | [`sparkline`] | a line as small as a word, beside a number that is written out |
//! | [`svg`] | the drawing backend |
//! | [`markup`] | root, names, escaping |
//! | [`role`], [`shape`] | what a mark is for, instead of a colour; how it differs without colour |
//! | [`text_width`] | how wide a text will be, without a font |
//!
//! A chart gets plain data whose texts are formatted already, and draws no number that it was not
//! given. The caption, the reading in one sentence, and the table stand beside it in HTML. The wide
//! and the narrow drawing go into one `<div class="chart">`; the style sheet shows the one that
//! fits.
//!
//! Nothing here may know the web framework, the store or the language of the page.

mod axis;
mod chart_layout;
mod layout;
pub mod markup;
mod paint;
mod plot;
mod rank;
pub mod role;
pub mod shape;
mod spark;
pub mod svg;
#[cfg(test)]
mod tests;
pub mod text_width;
mod trend;

pub use rank::{RankLine, RankPoint, RankTrend, rank_trend};
pub use spark::sparkline;
pub use trend::{Point, Series, Trend, YAxis, trend};

use std::fmt;

/// More lines than this cannot be told apart.
pub const MOST_LINES: usize = 6;

/// The two drawings of one chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// For a column of 560 CSS pixels and more; class `chart-wide`, ids `…-w-t` and `…-w-d`.
    Wide,
    /// For a phone; class `chart-narrow`, ids `…-n-t` and `…-n-d`.
    Narrow,
}

/// Names under which assistive technology finds a chart. Its sentence in `desc` should be the
/// reading that also stands below the chart.
#[derive(Clone, Copy, Debug)]
pub struct Names<'a> {
    /// Unique on the page; the size adds its own suffix.
    pub id: &'a str,
    /// What the chart shows.
    pub title: &'a str,
    /// What can be read from it.
    pub desc: &'a str,
}

/// Why a chart could not be drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChartError {
    /// So many lines, of [`MOST_LINES`].
    TooManyLines(usize),
    /// The drawing library refused.
    Drawing(String),
}

impl fmt::Display for ChartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooManyLines(count) => {
                write!(f, "a chart shows at most {MOST_LINES} lines, not {count}")
            }
            Self::Drawing(why) => write!(f, "the chart could not be drawn: {why}"),
        }
    }
}

impl std::error::Error for ChartError {}

impl Size {
    /// Width and height of the drawing in user units; names of breaks and a key add to the height.
    fn units(self) -> (u32, u32) {
        match self {
            Self::Wide => (720, 300),
            Self::Narrow => (340, 250),
        }
    }

    /// The font size in user units; the style sheet gives the same to the class.
    fn font(self) -> f64 {
        match self {
            Self::Wide => 15.5,
            Self::Narrow => 14.0,
        }
    }

    fn class(self) -> &'static str {
        match self {
            Self::Wide => "chart-wide",
            Self::Narrow => "chart-narrow",
        }
    }

    fn suffix(self) -> &'static str {
        match self {
            Self::Wide => "w",
            Self::Narrow => "n",
        }
    }
}
