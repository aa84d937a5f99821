//! The national diagram: one equal tile per province, shaded by its rate on a neutral scale, because
//! the status colours belong to communes. The archipelagos stand beside the provinces they belong to.

use crate::{
    components::{html::inert, name},
    i18n::Lang,
    page::PageRequest,
    public::model::{ProvinceRow, Tile, TilePlace},
    routes::Route,
};
use domain::{rate::Rate, unit::UnitCode};
use leptos::prelude::*;
use maud::{Markup, html};

/// Lower ends of the steps, basis points of the exact rate; the last step is “all of them”.
const STEPS: [u32; 4] = [5_000, 7_000, 9_000, 10_000];
const SHADES: [&str; 5] = ["shade-1", "shade-2", "shade-3", "shade-4", "shade-5"];
/// Columns and rows that the style sheet has a class for.
const COLUMNS: [&str; 8] = ["x0", "x1", "x2", "x3", "x4", "x5", "x6", "x7"];
const ROWS: [&str; 16] = [
    "y0", "y1", "y2", "y3", "y4", "y5", "y6", "y7", "y8", "y9", "y10", "y11", "y12", "y13", "y14",
    "y15",
];

/// Class of the step that a rate falls in.
#[must_use]
pub fn shade(rate: Rate) -> &'static str {
    SHADES[STEPS.iter().filter(|step| rate.at_least(**step)).count()]
}

/// The diagram with its caption and scale.
pub fn diagram(
    request: &PageRequest,
    tiles: &[Tile],
    rows: &[ProvinceRow],
    caption: String,
) -> AnyView {
    let lang = request.lang;
    let tiles = html! {
        ul class="tiles" {
            @for place in tiles {
                (tile(request, place, rows))
            }
        }
    };
    let scale = (!rows.is_empty()).then(|| scale(lang));
    view! {
        <figure class="national">
            <figcaption>{caption}</figcaption>
            {inert(tiles)}
            {scale}
        </figure>
    }
    .into_any()
}

fn tile(request: &PageRequest, tile: &Tile, rows: &[ProvinceRow]) -> Markup {
    let lang = request.lang;
    let find = |code: &UnitCode| rows.iter().find(|row| row.unit.code == *code);
    let class = |at: u32, names: &'static [&'static str]| {
        let at = usize::try_from(at).ok();
        at.and_then(|at| names.get(at)).copied().unwrap_or("")
    };
    let (column, line) = (class(tile.column, &COLUMNS), class(tile.row, &ROWS));
    match &tile.place {
        TilePlace::Province(code) => {
            let row = find(code);
            html! {
                li class={ (column) " " (line) } {
                    a href=(request.link(&Route::Province(code.clone())))
                        class=[row.map(|row| shade(row.counts.rate()))] {
                        @if let Some(row) = row {
                            span { (name::short(lang, &row.unit)) }
                            " " b { (lang.percent(row.counts.rate())) }
                        } @else {
                            span { (code) }
                        }
                    }
                }
            }
        }
        TilePlace::Archipelago(islands, code) => html! {
            li class={ (column) " " (line) " sea" } {
                span { bdi lang="vi" { (islands) } }
                @if let Some(row) = find(code) {
                    " " small { "(" (name::short(lang, &row.unit)) ")" }
                }
            }
        },
    }
}

/// The key: what each shade stands for.
pub fn scale(lang: Lang) -> AnyView {
    let end = |bp: u32| lang.percent(Rate::new(bp, 10_000));
    let text = |step: usize| match step {
        0 => lang.ta("tiles-below", [("to", end(STEPS[0]).into())]),
        4 => end(STEPS[3]),
        _ => lang.ta(
            "tiles-from-to",
            [
                ("from", end(STEPS[step - 1]).into()),
                ("to", end(STEPS[step]).into()),
            ],
        ),
    };
    let steps = (0..SHADES.len()).map(|step| {
        view! { <li><span class=format!("swatch {}", SHADES[step])></span> {text(step)}</li> }
    });
    view! { <ul class="scale">{steps.collect_view()}</ul> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_all_of_all_has_the_last_shade() {
        let shades = [
            (0, 9),
            (1, 2),
            (7, 10),
            (89, 100),
            (90, 100),
            (3_320, 3_321),
            (9, 9),
        ];
        let shades = shades.map(|(part, whole)| shade(Rate::new(part, whole)));
        assert_eq!(
            shades,
            [
                "shade-1", "shade-2", "shade-3", "shade-3", "shade-4", "shade-4", "shade-5"
            ]
        );
    }
}
