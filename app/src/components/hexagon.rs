//! The diagram of a province: one equal cell per commune, none of them a border. Drawing and links
//! are two layers: hexagons overlap in their corners, so the links are the boxes between them, each
//! at least 24 by 24 pixels and beside its neighbours, never under them.

use crate::{
    components::{
        html::inert,
        marks::{self, Look, Placed},
    },
    page::PageRequest,
    public::model::Cell,
};
use domain::unit::UnitCode;
use leptos::prelude::*;
use maud::{Markup, html};
use std::collections::HashMap;

/// Width of a cell; also the step between columns.
const WIDTH: u32 = 28;
/// Step between rows: three quarters of a hexagon's height.
const STEP: u32 = 24;

/// The diagram of statuses with its caption and its skip link.
pub fn diagram(
    request: &PageRequest,
    cells: &[Cell],
    units: &[Placed<'_>],
    table: &str,
) -> AnyView {
    let lang = request.lang;
    let skip = format!("#{table}");
    view! {
        <figure class="hexagons">
            <figcaption>{lang.t("hexagon-caption")} " " <a href=skip>{lang.t("hexagon-skip")}</a></figcaption>
            <div class="scroll" role="group" aria-label=lang.t("hexagon-label")>{inert(draw(cells, &marks::levels(), units))}</div>
        </figure>
    }
    .into_any()
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

fn corner(cell: &Cell) -> (u32, u32) {
    (
        cell.column * WIDTH + if cell.row % 2 == 1 { WIDTH / 2 } else { 0 },
        cell.row * STEP,
    )
}
