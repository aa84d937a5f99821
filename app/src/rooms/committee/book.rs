//! The committee's workbook as plain sheets: what a cell holds and says. How a file is made of it must
//! not enter.

use super::{overview::origin, reason};
use crate::{
    backend::{AsOf, Figure},
    committee::{Course, Distance, Matrix, Overview},
    i18n::Lang,
    parts::cite,
};
use domain::{
    rate::Rate,
    status::Level,
    time::{Date, Timestamp},
};
use std::sync::Arc;

/// A cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Text.
    Text(String),
    /// A number.
    Number(u32),
    /// A number with a fraction, as its source gives it.
    Decimal(f64),
    /// A rate: a number in the format of percent.
    Percent(Rate),
    /// A day.
    Day(Date),
    /// An instant in Viet Nam's time.
    Instant(Timestamp),
    /// A status: its word, filled with its colour.
    Level(Level, String),
}

/// A sheet.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// Heads of its columns.
    pub head: Vec<String>,
    /// Rows, each as long as the head.
    pub rows: Vec<Vec<Cell>>,
}

/// A workbook.
#[derive(Clone, Debug)]
pub struct Book {
    /// Whether its sheets run from right to left.
    pub from_right: bool,
    /// The mark that stands above every sheet, if anything in it is simulated.
    pub mark: Option<String>,
    /// Its sheets.
    pub sheets: Vec<Sheet>,
}

/// The workbook of a province.
#[must_use]
pub fn book(
    lang: Lang,
    overview: &Overview,
    matrix: &Matrix,
    distance: &Distance,
    course: &Course,
    figures: &[Arc<Figure>],
) -> Book {
    let simulated = overview.scene.release.as_ref().is_some_and(|r| r.simulated)
        || overview
            .lines
            .iter()
            .any(|l| l.published.as_ref().is_some_and(|p| p.simulated));
    Book {
        from_right: lang == Lang::Ar,
        mark: simulated.then(|| lang.t("steer-book-simulated")),
        sheets: vec![
            ranking(lang, overview),
            communes(lang, matrix),
            missing(lang, distance),
            indicators(lang, figures),
            history(lang, course),
            method(lang, overview),
        ],
    }
}

fn text(text: impl Into<String>) -> Cell {
    Cell::Text(text.into())
}

fn number(number: Option<u32>) -> Cell {
    number.map_or(Cell::Empty, Cell::Number)
}

fn ranking(lang: Lang, data: &Overview) -> Sheet {
    let own = data.scene.release.as_ref().map(|r| r.as_of);
    let rows = data.lines.iter().map(|line| {
        let at = line.published.as_ref().map(|p| p.as_of).or(own);
        vec![
            number(line.rank.map(|r| r.rank)),
            text(line.unit.code.as_str()),
            text(lang.name(&line.unit)),
            Cell::Number(line.green.part),
            Cell::Number(line.green.whole),
            Cell::Percent(line.green),
            number(line.range.map(|r| r.0)),
            number(line.range.map(|r| r.1)),
            number(line.open.map(|o| o.waiting)),
            at.map_or(Cell::Empty, Cell::Instant),
            text(origin(lang, line)),
        ]
    });
    Sheet {
        name: lang.t("steer-ranking"),
        head: vec![
            lang.t("ranking-col-rank"),
            lang.t("steer-book-code"),
            lang.t("publish-province"),
            lang.t("level-green"),
            lang.t("steer-communes"),
            lang.t("ranking-col-rate"),
            lang.t("steer-book-best"),
            lang.t("steer-book-worst"),
            lang.t("steer-col-waiting"),
            lang.t("steer-book-at"),
            lang.t("steer-col-origin"),
        ],
        rows: rows.collect(),
    }
}

fn communes(lang: Lang, data: &Matrix) -> Sheet {
    let level = |level: Level| Cell::Level(level, lang.level(level));
    let rows = data.rows.iter().map(|row| {
        let mut cells = vec![
            text(row.unit.code.as_str()),
            text(lang.full_name(&row.unit)),
            level(row.level),
            Cell::Number(row.missing),
        ];
        cells.extend(row.levels.iter().map(|l| level(*l)));
        cells
    });
    let mut head = vec![
        lang.t("steer-book-code"),
        lang.t("communes-col-name"),
        lang.t("communes-col-status"),
        lang.t("steer-col-missing"),
    ];
    head.extend(data.scene.set.criteria.iter().map(|c| c.code.clone()));
    Sheet {
        name: lang.t("steer-matrix"),
        head,
        rows: rows.collect(),
    }
}

fn missing(lang: Lang, data: &Distance) -> Sheet {
    let rows = data.near.iter().flat_map(|near| {
        near.missing.iter().map(|(code, why)| {
            vec![
                text(near.unit.code.as_str()),
                text(lang.full_name(&near.unit)),
                text(code),
                Cell::Level(why.level(), lang.level(why.level())),
                text(reason(lang, *why)),
            ]
        })
    });
    Sheet {
        name: lang.t("steer-distance"),
        head: vec![
            lang.t("steer-book-code"),
            lang.t("communes-col-name"),
            lang.t("desk-criterion"),
            lang.t("communes-col-status"),
            lang.t("steer-book-why"),
        ],
        rows: rows.collect(),
    }
}

/// What others published about the province, a row a figure: the value as a number where it is one, and as printed.
/// Values that are observed here are further rows of this sheet.
fn indicators(lang: Lang, figures: &[Arc<Figure>]) -> Sheet {
    let day = |at: Option<AsOf>| match at {
        None => Cell::Empty,
        Some(AsOf::Day(day)) => Cell::Day(day),
        Some(AsOf::Instant(at)) => Cell::Instant(at),
    };
    let rows = figures.iter().map(|f| {
        let value = f.value.as_ref().and_then(|v| v.parse::<f64>().ok());
        vec![
            text(&f.id),
            text(lang.pick(&f.name)),
            value.map_or(Cell::Empty, Cell::Decimal),
            text(lang.pick(&f.unit_of_value)),
            text(lang.pick(&f.basis)),
            number(f.numerator),
            number(f.denominator),
            text(cite::qualifier(lang, f.qualifier)),
            text(&f.printed),
            day(f.from),
            day(f.to),
            text(cite::sources_text(&f.sources, lang)),
            text(lang.pick(&f.note)),
        ]
    });
    Sheet {
        name: lang.t("steer-book-indicators"),
        head: vec![
            lang.t("steer-book-code"),
            lang.t("briefing-col-indicator"),
            lang.t("briefing-col-value"),
            lang.t("steer-book-unit"),
            lang.t("steer-book-basis"),
            lang.t("steer-book-part"),
            lang.t("steer-book-whole"),
            lang.t("steer-book-exactness"),
            lang.t("steer-book-printed"),
            lang.t("steer-book-from"),
            lang.t("steer-book-to"),
            lang.t("briefing-col-source"),
            lang.t("steer-book-note"),
        ],
        rows: rows.collect(),
    }
}

fn history(lang: Lang, data: &Course) -> Sheet {
    let rows = data.series.iter().rev().map(|p| {
        vec![
            text(p.release.id.to_string()),
            Cell::Day(p.release.as_of.date()),
            Cell::Number(p.rate.part),
            Cell::Number(p.rate.whole),
            Cell::Percent(p.rate),
            number(p.rank.map(|r| r.rank)),
            text(&p.release.criteria_set),
        ]
    });
    Sheet {
        name: lang.t("steer-course"),
        head: vec![
            lang.t("shell-release"),
            lang.t("series-col-date"),
            lang.t("level-green"),
            lang.t("steer-communes"),
            lang.t("ranking-col-rate"),
            lang.t("ranking-col-rank"),
            lang.t("steer-book-set"),
        ],
        rows: rows.collect(),
    }
}

fn method(lang: Lang, data: &Overview) -> Sheet {
    let set = &data.scene.set;
    let mut rows = vec![
        vec![text(&set.version), text(lang.pick(&set.title))],
        vec![Cell::Empty, text(lang.pick(&set.note))],
        vec![Cell::Empty, text(lang.t("steer-book-rank-rule"))],
        vec![Cell::Empty, text(lang.t("steer-book-range-rule"))],
    ];
    if let Some(release) = &data.scene.release {
        rows.push(vec![
            text(release.id.to_string()),
            text(format!("SHA-256 {}", release.hash)),
        ]);
    }
    rows.extend(
        set.criteria
            .iter()
            .map(|c| vec![text(&c.code), text(lang.pick(&c.title))]),
    );
    Sheet {
        name: lang.t("shell-method"),
        head: vec![lang.t("steer-book-code"), lang.t("steer-book-content")],
        rows,
    }
}
