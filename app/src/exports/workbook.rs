//! The committee's workbook as plain sheets: what a cell holds and says. How a file is made of it must
//! not enter.

use crate::{
    i18n::Lang,
    public::{
        indicators::model::Line as ObservedLine,
        model::figures::{AsOf, Figure, strips},
    },
    texts::{
        cite,
        committee::{origin_text, reason},
        fact, written,
    },
    workspace::committee::model::{Course, Distance, Matrix, Overview},
};
use domain::{
    figure::Qualifier,
    indicator::Value,
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
pub struct WorkbookData {
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
    observed: &[ObservedLine],
    figures: &[Arc<Figure>],
) -> WorkbookData {
    let simulated = overview
        .context
        .release
        .as_ref()
        .is_some_and(|r| r.simulated)
        || overview
            .lines
            .iter()
            .any(|l| l.published.as_ref().is_some_and(|p| p.simulated));
    WorkbookData {
        from_right: lang == Lang::Ar,
        mark: simulated.then(|| lang.t("steer-book-simulated")),
        sheets: vec![
            ranking(lang, overview),
            communes(lang, matrix),
            missing(lang, distance),
            indicators(lang, observed, figures),
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
    let own = data.context.release.as_ref().map(|r| r.as_of);
    let rows = data.lines.iter().map(|line| {
        let at = line.published.as_ref().map(|p| p.as_of).or(own);
        vec![
            number(line.rank.map(|r| r.rank)),
            text(line.unit.code.as_str()),
            text(&*line.unit.name),
            Cell::Number(line.green.part),
            Cell::Number(line.green.whole),
            Cell::Percent(line.green),
            number(line.range.map(|r| r.0)),
            number(line.range.map(|r| r.1)),
            number(line.open.map(|o| o.waiting)),
            at.map_or(Cell::Empty, Cell::Instant),
            text(origin_text(lang, line)),
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
    head.extend(data.context.set.criteria.iter().map(|c| c.code.clone()));
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

/// What is observed of the province and what others published about it, a row a value: as a number where it is one,
/// with the words of its source. Observed values stand first, under the indicator's own code; figures under that of the figure.
fn indicators(lang: Lang, lines: &[ObservedLine], figures: &[Arc<Figure>]) -> Sheet {
    let day = |at: Option<AsOf>| match at {
        None => Cell::Empty,
        Some(AsOf::Day(day)) => Cell::Day(day),
        Some(AsOf::Instant(at)) => Cell::Instant(at),
    };
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    for line in lines {
        rows.extend(line.rolled.iter().map(|r| {
            let counted = fact::counted(lang, String::new(), r.counted, r.of);
            let observed = Observed {
                line,
                value: &r.value,
                qualifier: Qualifier::Exact,
                printed: "",
                days: r.days,
                source: fact::origin_text(lang, &r.origin),
                simulated: r.simulated,
                note: lang.ta("ind-counted", [("counted", counted.text.into())]),
            };
            observed.cells(lang)
        }));
        rows.extend(line.own.iter().map(|t| {
            let observed = Observed {
                line,
                value: &t.value,
                qualifier: t.qualifier,
                printed: &t.printed,
                days: (t.from, t.to),
                source: written::source(lang, &t.source).into_owned(),
                simulated: t.simulated,
                note: t.note.clone(),
            };
            observed.cells(lang)
        }));
    }
    rows.extend(strips(figures).iter().flatten().map(|f| {
        let value = f.value.as_ref().and_then(|v| v.parse::<f64>().ok());
        vec![
            text(&f.id),
            text(lang.pick(&f.name)),
            value.map_or(Cell::Empty, Cell::Decimal),
            text(lang.pick(&f.unit_of_value)),
            text(lang.pick(&f.basis)),
            number(f.numerator),
            number(f.denominator),
            text(cite::exactness(lang, f)),
            text(cite::words_text(lang, f)),
            day(f.from),
            day(f.to),
            text(cite::sources_text(&f.sources, lang)),
            text(lang.pick(&f.note)),
        ]
    }));
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
            lang.t("steer-book-words"),
            lang.t("steer-book-from"),
            lang.t("steer-book-to"),
            lang.t("briefing-col-source"),
            lang.t("steer-book-note"),
        ],
        rows,
    }
}

/// A value that is known here.
struct Observed<'a> {
    line: &'a ObservedLine,
    value: &'a Value,
    qualifier: Qualifier,
    printed: &'a str,
    days: (Date, Date),
    source: String,
    simulated: bool,
    note: String,
}

impl Observed<'_> {
    fn cells(self, lang: Lang) -> Vec<Cell> {
        let indicator = &self.line.indicator;
        // Beyond 2^53 a spreadsheet has no exact numbers; no value comes near it.
        let plain = |n: i64| Cell::Decimal(n as f64);
        let scaled = |n: i64, decimals: u32| {
            let one = 10_u32.pow(decimals);
            Cell::Decimal(n as f64 / f64::from(one))
        };
        let (part, whole) = match self.value {
            Value::Fraction { part, whole } => (plain(*part), plain(*whole)),
            _ => (Cell::Empty, Cell::Empty),
        };
        let value = match self.value {
            Value::Number(n) => scaled(*n, indicator.decimals),
            Value::Percent(_) | Value::Fraction { .. } => {
                let share = self.value.share();
                share.map_or(Cell::Empty, |share| scaled(share, 2))
            }
            Value::Day(day) => Cell::Day(*day),
            Value::YesNo(_) | Value::Text => text(fact::words(lang, indicator, self.value)),
        };
        let mark = self.simulated.then(|| lang.t("ind-simulated"));
        let notes = [mark.unwrap_or_default(), self.note];
        let notes: Vec<_> = notes.into_iter().filter(|n| !n.is_empty()).collect();
        vec![
            text(&indicator.code),
            text(lang.pick(&indicator.name)),
            value,
            text(lang.pick(&indicator.unit)),
            text(lang.pick(&indicator.basis_text)),
            part,
            whole,
            text(cite::qualifier(lang, self.qualifier)),
            text(self.printed),
            Cell::Day(self.days.0),
            Cell::Day(self.days.1),
            text(self.source),
            text(notes.join(" · ")),
        ]
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
    let set = &data.context.set;
    let mut rows = vec![
        vec![text(&set.version), text(lang.pick(&set.title))],
        vec![Cell::Empty, text(lang.pick(&set.note))],
        vec![Cell::Empty, text(lang.t("steer-book-rank-rule"))],
        vec![Cell::Empty, text(lang.t("steer-book-range-rule"))],
    ];
    if let Some(release) = &data.context.release {
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
