//! What a briefing is made of: a document of sections, blocks, spans and charts, as plain values that
//! `server/briefing` sets. What is said in them must not enter.

use domain::status::Level;
use serde::Serialize;

/// A whole document.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Document {
    /// BCP 47 tag of its language.
    pub lang: &'static str,
    /// Whether it runs from right to left.
    pub rtl: bool,
    /// Its title.
    pub title: String,
    /// Who is named as author in the file.
    pub author: String,
    /// The day on which the release was frozen: year, month, day. It is the date of the file.
    pub date: [i32; 3],
    /// What kind of document it is: “BÁO CÁO”.
    pub kind: String,
    /// What kind of part the annex is.
    pub annex_kind: String,
    /// The mark of simulated data, on every page.
    pub mark: Option<String>,
    /// What the mark means, in a sentence.
    pub mark_note: String,
    /// Release, as-of time, criteria set.
    pub about: String,
    /// Below every page: what the numbers rest on.
    pub footer: String,
    /// The parts that only an authority may fill in.
    pub letterhead: Option<Head>,
    /// The report.
    pub sections: Vec<Section>,
    /// The annex.
    pub annex: Vec<Section>,
}

/// The head of an administrative report, and its foot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Head {
    /// The name of the country or the Party, on Vietnamese copies that have the form of either.
    pub nation: Option<&'static str>,
    /// The country's motto, below its name.
    pub motto: Option<&'static str>,
    /// The authority above.
    pub superior: Option<String>,
    /// The authority.
    pub agency: String,
    /// The number, to be written, and its symbol.
    pub symbol: Option<String>,
    /// Place and day, the day to be written.
    pub place: Option<String>,
    /// Office of whoever signs.
    pub signer_title: Option<String>,
    /// Name of whoever signs.
    pub signer: Option<String>,
    /// “Nơi nhận”.
    pub recipients_word: String,
    /// Who receives it.
    pub recipients: Vec<String>,
}

/// A section.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Section {
    /// Its heading.
    pub title: String,
    /// What stands in it, in order.
    pub blocks: Vec<Block>,
}

/// A piece of a section.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "is", rename_all = "kebab-case")]
pub enum Block {
    /// A paragraph.
    Text {
        /// Its words.
        spans: Vec<Span>,
    },
    /// A remark that stands apart.
    Note {
        /// Its words.
        text: String,
    },
    /// A table; its first row is the heads.
    Table {
        /// What it holds.
        caption: String,
        /// Whether many rows make smaller type right.
        dense: bool,
        /// Columns.
        columns: Vec<Column>,
        /// Rows, each with a cell for each column.
        rows: Vec<Vec<Vec<Span>>>,
    },
    /// Parts of a whole beside each other.
    Bar {
        /// The same in words.
        alt: String,
        /// Parts in order.
        parts: Vec<Part>,
    },
    /// Words beside shapes.
    Legend {
        /// Each a shape and its word.
        items: Vec<Span>,
    },
    /// Lines over time, side by side.
    Charts {
        /// Each with an axis of its own.
        charts: Vec<Chart>,
    },
    /// A diagram of equal cells.
    Hexagons {
        /// What it is, and what it is not.
        caption: String,
        /// The same in words.
        alt: String,
        /// Cells in no order.
        cells: Vec<Hexagon>,
    },
}

/// Words with a status before them, or without.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Span {
    /// The words.
    pub text: String,
    /// The status whose shape stands before them: `green`, `yellow`, `red`, `none`.
    pub level: Option<&'static str>,
    /// Whether they are bold.
    pub strong: bool,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Column {
    /// Its head.
    pub head: String,
    /// `narrow`: as wide as its cells; `wide`, `wider`: shares of what is left.
    pub width: &'static str,
    /// Whether it holds numbers.
    pub number: bool,
}

/// A part of a bar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Part {
    /// Its status.
    pub level: &'static str,
    /// How much it is.
    pub count: u32,
}

/// A line over time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Chart {
    /// What it shows.
    pub caption: String,
    /// The same in a sentence.
    pub alt: String,
    /// Bottom of the axis.
    pub low: i32,
    /// Top of the axis; below `low` where less is better.
    pub high: i32,
    /// Marks of the axis.
    pub ticks: Vec<Mark>,
    /// Points, oldest first.
    pub points: Vec<Point>,
}

/// A mark of an axis.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Mark {
    /// Where.
    pub value: i32,
    /// What it says.
    pub text: String,
}

/// A point of a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Point {
    /// When, in days.
    pub day: i32,
    /// Where on the axis.
    pub value: i32,
    /// Its value in words.
    pub text: String,
    /// Its day in words.
    pub date: String,
    /// Whether it can be compared with the point before: it has the same criteria set.
    pub joined: bool,
}

/// A cell of a diagram.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Hexagon {
    /// Column.
    pub column: u32,
    /// Row; odd rows stand half a cell to the right.
    pub row: u32,
    /// Status.
    pub level: &'static str,
    /// What stands in it: its number in the annex.
    pub name: String,
}

pub(super) fn level(level: Level) -> &'static str {
    match level {
        Level::Green => "green",
        Level::Yellow => "yellow",
        Level::Red => "red",
        Level::None => "none",
    }
}

pub(super) fn plain(text: impl Into<String>) -> Span {
    Span {
        text: text.into(),
        level: None,
        strong: false,
    }
}

pub(super) fn strong(text: impl Into<String>) -> Span {
    Span {
        strong: true,
        ..plain(text)
    }
}

pub(super) fn shaped(of: Level, text: impl Into<String>) -> Span {
    Span {
        level: Some(level(of)),
        ..plain(text)
    }
}

pub(super) fn text(words: impl Into<String>) -> Block {
    Block::Text {
        spans: vec![plain(words)],
    }
}

pub(super) fn cell(words: impl Into<String>) -> Vec<Span> {
    vec![plain(words)]
}

pub(super) fn column(head: String, width: &'static str) -> Column {
    Column {
        head,
        width,
        number: false,
    }
}

pub(super) fn numbers(head: String) -> Column {
    Column {
        head,
        width: "narrow",
        number: true,
    }
}
