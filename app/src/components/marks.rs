//! What diagrams and maps have in common: how units of a kind look, and which unit looks how.

use crate::{
    components::status, i18n::Lang, page::PageRequest, public::model::CommuneRow, routes::Route,
};
use domain::{status::Level, unit::UnitCode};
use maud::{Markup, Render, html};

/// How units of one kind look.
pub struct Look {
    /// Its name within the drawing.
    pub id: char,
    /// Class that gives its colours.
    pub class: &'static str,
    /// Its shape, around the middle of a cell of 28 by 24; a cell without one is only filled.
    pub glyph: Option<Glyph>,
}

/// A shape around the middle of a cell.
#[derive(Clone, Copy)]
pub enum Glyph {
    /// ●
    Disc,
    /// ▲
    Triangle,
    /// ■
    Square,
    /// ○
    Ring,
}

impl Render for Glyph {
    fn render(&self) -> Markup {
        html! {
            @match self {
                Self::Disc => circle class="glyph" cx="14" cy="12" r="4.5" {},
                Self::Triangle => path class="glyph" d="m14 6 6 11h-12z" {},
                Self::Square => path class="glyph" d="M9.5 7.5h9v9h-9z" {},
                Self::Ring => circle class="glyph ring" cx="14" cy="12" r="4" {},
            }
        }
    }
}

/// A unit in its cell or at its place.
pub struct Placed<'a> {
    /// The unit.
    pub unit: &'a UnitCode,
    /// Which of the looks.
    pub look: char,
    /// What is written in its cell, if anything: its own value, as the table beside writes it. Nothing else, since
    /// every reader takes what stands in a cell for its value.
    pub value: String,
    /// What is written beside its mark on a map, where there is room.
    pub name: Option<String>,
    /// Where its cell leads: on a map marks may lie too near to one another to be links.
    pub href: String,
    /// What it is called and how it stands, as plain text: the name of its link or mark.
    pub label: String,
    /// Whether the filter keeps it; others are drawn faint.
    pub kept: bool,
}

/// The looks of statuses.
#[must_use]
pub fn levels() -> [Look; 4] {
    Level::ALL.map(|level| Look {
        id: level.letter(),
        class: status::class(level),
        glyph: Some(glyph(level)),
    })
}

/// A commune by its status, or by that of one criterion, which is named by its place in the set and its code. Those that are not green have their names beside them.
#[must_use]
pub fn commune<'a>(
    request: &PageRequest,
    row: &'a CommuneRow,
    criterion: Option<(usize, &str)>,
    kept: bool,
) -> Placed<'a> {
    let lang = request.lang;
    let level = criterion
        .and_then(|(at, _)| row.levels.get(at).copied())
        .unwrap_or(row.level);
    Placed {
        unit: &row.unit.code,
        look: level.letter(),
        value: String::new(),
        name: (level != Level::Green && kept).then(|| row.unit.name.to_string()),
        href: request.link(&Route::Commune(row.unit.code.clone())),
        label: label(lang, row, level, criterion.map(|(_, code)| code)),
        kept,
    }
}

/// “Xã A, Vàng, 14/16”. It is plain text, so that names stand in the isolates of the Arabic message instead of in tags.
fn label(lang: Lang, row: &CommuneRow, level: Level, criterion: Option<&str>) -> String {
    let unit = lang.full_name(&row.unit);
    let level = lang.level(level);
    if let Some(code) = criterion {
        return lang.ta(
            "map-criterion",
            [
                ("unit", unit.into()),
                ("code", code.to_owned().into()),
                ("level", level.into()),
            ],
        );
    }
    lang.ta(
        "hexagon-cell",
        [
            ("unit", unit.into()),
            ("level", level.into()),
            ("met", lang.fraction(row.met).into()),
        ],
    )
}

/// The shape of a status.
fn glyph(level: Level) -> Glyph {
    match level {
        Level::Green => Glyph::Disc,
        Level::Yellow => Glyph::Triangle,
        Level::Red => Glyph::Square,
        Level::None => Glyph::Ring,
    }
}
