//! The units of a place on a map or in their cells, shaded by one indicator.

use crate::{
    components::{
        hexagon,
        html::inert,
        map,
        marks::{Glyph, Look, Placed},
    },
    i18n::Lang,
    page::PageRequest,
    public::indicators::model::{IndicatorView, Row},
    query::Drawing,
    routes::Route,
    texts::fact,
};
use domain::{
    coverage::{step_of, steps},
    figure::Qualifier,
    indicator::{Cell, Indicator, Kind, Value},
};
use leptos::prelude::*;
use maud::{Markup, html};

/// Values as they are sorted and shaded.
fn sizes(data: &IndicatorView) -> Vec<i64> {
    let kind = data.line.indicator.kind;
    let values = data.rows.iter().filter_map(|row| row.value.as_ref());
    values.filter_map(|v| fact::size(kind, v)).collect()
}

const fn step(id: char, class: &'static str) -> Look {
    Look {
        id,
        class,
        glyph: None,
    }
}

const LOOKS: [Look; 6] = [
    step('1', "is-step step-1"),
    step('2', "is-step step-2"),
    step('3', "is-step step-3"),
    step('4', "is-step step-4"),
    step('5', "is-step step-5"),
    Look {
        id: 'N',
        class: "is-none",
        glyph: Some(Glyph::Ring),
    },
];

const SWATCHES: [&str; 5] = ["step-1", "step-2", "step-3", "step-4", "step-5"];

/// Letters and digits for which a cell has room.
const ROOM: usize = 3;

/// What stands in the cells: each unit's value as the table writes it, without the unit of measure. Where one does not
/// fit, or claims less than the bare number would say, no cell has any, so that an empty one is not taken for
/// “nothing”; the shade, the cell's name and the table say it then.
fn written(lang: Lang, data: &IndicatorView) -> Vec<String> {
    let indicator = &data.line.indicator;
    let own = |row: &Row| match &row.value {
        None => Some(String::new()),
        Some(_) if row.qualifier != Qualifier::Exact => None,
        Some(Value::YesNo(yes)) => Some(if *yes { "✓" } else { "✕" }.to_owned()),
        Some(Value::Number(_) | Value::Percent(_)) => {
            let value = row.value.as_ref()?;
            let plain = Cell(indicator, value).to_string();
            Some(lang.decimal(plain.trim_end_matches(".00")))
        }
        Some(_) => None,
    };
    let all: Option<Vec<String>> = data.rows.iter().map(own).collect();
    all.filter(|all| all.iter().all(|text| text.chars().count() <= ROOM))
        .unwrap_or_else(|| vec![String::new(); data.rows.len()])
}

/// The units on a map, or the communes of a province in their cells: one hue in five steps, which the key explains; in a
/// cell the value itself where it fits; no data is a ring.
pub(super) fn view(request: &PageRequest, data: &IndicatorView, drawing: Drawing) -> AnyView {
    let lang = request.lang;
    let indicator = &data.line.indicator;
    let steps = steps(&sizes(data));
    if data.place.is_none() {
        return country(request, data, &steps);
    }
    let placed: Vec<_> = data
        .rows
        .iter()
        .zip(written(lang, data))
        .map(|(row, written)| {
            let size = row
                .value
                .as_ref()
                .and_then(|v| fact::size(indicator.kind, v));
            let step = size.and_then(|size| step_of(&steps, size));
            let look = step.and_then(|step| LOOKS.get(step)).map_or('N', |l| l.id);
            let value = match &row.value {
                Some(value) => fact::qualified(lang, indicator, value, row.qualifier),
                None => lang.t("ind-none"),
            };
            let unit = lang.full_name(&row.unit);
            Placed {
                unit: &row.unit.code,
                look,
                value: written,
                name: None,
                href: request.link(&Route::ObservationHistory(
                    indicator.code.clone(),
                    row.unit.code.clone(),
                )),
                label: lang.ta("ind-cell", [("unit", unit.into()), ("value", value.into())]),
                kept: true,
            }
        })
        .collect();
    let key = key(
        lang,
        indicator,
        &steps,
        placed.iter().any(|p| p.look == 'N'),
    );
    let picture = match drawing {
        Drawing::Map => {
            let drawing = map::province(lang, &data.map, &LOOKS, &placed, &about(lang, data));
            view! {
                <figcaption>{lang.t("ind-map")} " " <a href="#bang">{lang.t("map-skip")}</a></figcaption>
                {inert(drawing)}
                <p class="meta">{map::notes(lang, &data.map)}</p>
            }
            .into_any()
        }
        Drawing::Cells => {
            let drawing = hexagon::draw(&data.cells, &LOOKS, &placed);
            let values = placed
                .iter()
                .any(|p| !p.value.is_empty())
                .then(|| lang.t("ind-hexagons-values") + " ");
            view! {
                <figcaption>{lang.t("ind-hexagons")} " " {values} <a href="#bang">{lang.t("hexagon-skip")}</a></figcaption>
                <div class="scroll" role="group" aria-label=lang.t("ind-hexagons-label")>{inert(drawing)}</div>
            }
            .into_any()
        }
    };
    let class = match drawing {
        Drawing::Map => "map",
        Drawing::Cells => "hexagons",
    };
    view! {
        <div id="so-do">
            {map::switch(request, drawing, "bang")}
            <figure class=class>
                {picture}
                <p class="meta">{lang.t("ind-hexagons-steps")}</p>
                {inert(key)}
            </figure>
        </div>
    }
    .into_any()
}

fn about(lang: Lang, data: &IndicatorView) -> String {
    let place = data.place.as_ref();
    let place = place.map_or_else(|| lang.t("country-name"), |unit| unit.name.to_string());
    lang.ta(
        "map-label-province",
        [
            ("place", place.into()),
            ("what", lang.pick(&data.line.indicator.name).into()),
        ],
    )
}

/// The provinces on the map of the country, each by what its communes come to.
fn country(request: &PageRequest, data: &IndicatorView, steps: &[(i64, i64)]) -> AnyView {
    let lang = request.lang;
    let indicator = &data.line.indicator;
    let shaded: Vec<_> = data
        .rows
        .iter()
        .map(|row| {
            let size = row
                .value
                .as_ref()
                .and_then(|v| fact::size(indicator.kind, v));
            let step = size.and_then(|size| step_of(steps, size));
            let value = match &row.value {
                Some(value) => fact::qualified(lang, indicator, value, row.qualifier),
                None => lang.t("ind-none"),
            };
            map::Shaded {
                unit: &row.unit.code,
                name: &row.unit.name,
                class: step
                    .and_then(|step| LOOKS.get(step))
                    .map_or("", |l| l.class),
                label: lang.ta(
                    "ind-cell",
                    [("unit", (&*row.unit.name).into()), ("value", value.into())],
                ),
                href: request.link_with(
                    &Route::Indicator(indicator.code.clone()),
                    &[("tinh", row.unit.code.as_str())],
                ),
            }
        })
        .collect();
    let without = data.rows.iter().any(|row| row.value.is_none());
    let key = key(lang, indicator, steps, without);
    view! {
        <figure class="map">
            <figcaption>{lang.t("ind-map-country")} " " <a href="#bang">{lang.t("map-skip")}</a></figcaption>
            <div role="group" aria-label=about(lang, data)>{inert(map::country(lang, &data.map, &shaded))}</div>
            <p class="meta">{lang.t("ind-hexagons-steps")}</p>
            {inert(key)}
            <p class="meta">{map::notes(lang, &data.map)}</p>
        </figure>
    }
    .into_any()
}

/// What each shade stands for.
fn key(lang: Lang, indicator: &Indicator, steps: &[(i64, i64)], without: bool) -> Markup {
    html! {
        ul class="scale" {
            @for (at, (low, high)) in steps.iter().enumerate() {
                li {
                    span class={ "swatch " (SWATCHES.get(at).copied().unwrap_or("step-5")) } {}
                    " " (range(lang, indicator, *low, *high))
                }
            }
            @if without {
                li { "○ " (lang.t("ind-none")) }
            }
        }
    }
}

/// What a step holds: “12–34 trạm”, “80–92,5%”, “Có”.
fn range(lang: Lang, indicator: &Indicator, low: i64, high: i64) -> String {
    let value = |size: i64| match indicator.kind {
        Kind::Count => Value::Number(size),
        Kind::YesNo => Value::YesNo(size > 0),
        _ => Value::Percent(size),
    };
    let words = |size| fact::words(lang, indicator, &value(size));
    if low == high {
        return words(low);
    }
    let plain = Cell(indicator, &value(low)).to_string();
    let low = lang.decimal(plain.trim_end_matches(".00"));
    lang.ta(
        "ind-range",
        [("low", low.into()), ("high", words(high).into())],
    )
}
