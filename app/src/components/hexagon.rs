//! The diagram of a province: one equal cell per commune, none of them a border. Drawing and links
//! are two layers: hexagons overlap in their corners, so the links are the boxes between them, each
//! at least 24 by 24 pixels and beside its neighbours, never under them.

use crate::{
    components::{html::inert, status},
    i18n::Lang,
    page::PageRequest,
    public::model::{Cell, CommuneRow},
    routes::Route,
};
use domain::{status::Level, unit::UnitCode};
use leptos::prelude::*;
use maud::{Markup, Render, html};
use std::collections::HashMap;

/// Width of a cell; also the step between columns.
const WIDTH: u32 = 28;
/// Step between rows: three quarters of a hexagon's height.
const STEP: u32 = 24;

/// What a cell shows: a commune that the filter leaves out is drawn, but faint.
pub struct Shown<'a> {
    /// The commune's row.
    pub row: &'a CommuneRow,
    /// Whether the filter keeps it.
    pub kept: bool,
}

/// The diagram with its caption and its skip link.
pub fn diagram(request: &PageRequest, cells: &[Cell], rows: &[Shown<'_>], table: &str) -> AnyView {
    let lang = request.lang;
    let skip = format!("#{table}");
    view! {
        <figure class="hexagons">
            <figcaption>{lang.t("hexagon-caption")} " " <a href=skip>{lang.t("hexagon-skip")}</a></figcaption>
            <div class="scroll" role="group" aria-label=lang.t("hexagon-label")>{inert(drawing(request, cells, rows))}</div>
        </figure>
    }
    .into_any()
}

/// How cells of one kind look.
pub struct Look {
    /// Its name within the drawing.
    pub id: char,
    /// Class that gives its colours.
    pub class: &'static str,
    /// The shape inside, around the middle of a cell.
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

/// A unit in its cell.
pub struct Placed<'a> {
    /// The unit.
    pub unit: &'a UnitCode,
    /// Which of the looks.
    pub look: char,
    /// What is written in its cell, if anything: its own value, as the table beside writes it. Nothing else, since
    /// every reader takes what stands in a cell for its value.
    pub value: String,
    /// Where its cell leads.
    pub href: String,
    /// Name of the link, as plain text.
    pub label: String,
    /// Whether the filter keeps it; others are drawn faint.
    pub kept: bool,
}

/// The drawing of statuses alone.
#[must_use]
pub fn drawing(request: &PageRequest, cells: &[Cell], rows: &[Shown<'_>]) -> Markup {
    let looks = Level::ALL.map(|level| Look {
        id: level.letter(),
        class: status::class(level),
        glyph: Some(glyph(level)),
    });
    let placed: Vec<_> = rows
        .iter()
        .map(|shown| Placed {
            unit: &shown.row.unit.code,
            look: shown.row.level.letter(),
            value: String::new(),
            href: request.link(&Route::Commune(shown.row.unit.code.clone())),
            label: label(request.lang, shown.row),
            kept: shown.kept,
        })
        .collect();
    draw(cells, &looks, &placed)
}

/// A drawing of any looks: the cells of the units that are placed.
#[must_use]
pub fn draw(cells: &[Cell], looks: &[Look], units: &[Placed<'_>]) -> Markup {
    let by_code: HashMap<&UnitCode, &Placed<'_>> = units.iter().map(|p| (p.unit, p)).collect();
    let mut placed: Vec<_> = cells
        .iter()
        .filter_map(|c| Some((c, *by_code.get(&c.unit)?)))
        .collect();
    placed.sort_by_key(|(cell, _)| (cell.row, cell.column));
    let odd = cells.iter().any(|c| c.row % 2 == 1);
    let columns = cells.iter().map(|c| c.column + 1).max().unwrap_or(1);
    let rows = cells.iter().map(|c| c.row + 1).max().unwrap_or(1);
    // Half a cell for odd rows, one pixel around for the outlines.
    let (width, height) = (
        columns * WIDTH + if odd { WIDTH / 2 } else { 0 } + 2,
        rows * STEP + 10,
    );
    let class = |unit: &Placed<'_>| {
        let look = looks.iter().find(|look| look.id == unit.look);
        look.map_or("", |look| look.class)
    };
    html! {
        svg class="hex" width=(width) height=(height) viewBox={ "-1 -5 " (width) " " (height) } {
            defs {
                @for look in looks {
                    g id={ "c" (look.id) } class=(look.class) {
                        path class="cell" d="m14-4 14 8v16l-14 8-14-8v-16z" {}
                        @if let Some(glyph) = look.glyph {
                            (glyph)
                        }
                    }
                }
            }
            g aria-hidden="true" {
                @for (cell, unit) in &placed {
                    @let (x, y) = corner(cell);
                    use href={ "#c" (unit.look) } x=(x) y=(y) class=[(!unit.kept).then_some("out")] {}
                    @if !unit.value.is_empty() {
                        text class={ "glyph step " (class(unit)) } x=(x + WIDTH / 2) y=(f64::from(y) + 16.5) {
                            (unit.value)
                        }
                    }
                }
            }
            @for (cell, unit) in &placed {
                @let (x, y) = corner(cell);
                a href=(unit.href) {
                    title { (unit.label) }
                    rect x=(x) y=(y) width="28" height="24" {}
                }
            }
        }
    }
}

/// “Xã A, Vàng, 14/16”: the name of a link in the diagram. It is plain text, so that names stand in
/// the isolates of the Arabic message instead of in tags.
fn label(lang: Lang, row: &CommuneRow) -> String {
    lang.ta(
        "hexagon-cell",
        [
            ("unit", lang.full_name(&row.unit).into()),
            ("level", lang.level(row.level).into()),
            ("met", lang.fraction(row.met).into()),
        ],
    )
}

fn corner(cell: &Cell) -> (u32, u32) {
    (
        cell.column * WIDTH + if cell.row % 2 == 1 { WIDTH / 2 } else { 0 },
        cell.row * STEP,
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
