//! Maps: provinces by their outlines, communes as marks at their places. What lies too far off stands in a labelled
//! box of its own, Hoàng Sa and Trường Sa always.

use crate::{
    charts::text_width::text_width,
    components::{
        html::inert,
        marks::{self, Look, Placed},
        stacked_bar, tiles,
    },
    i18n::Lang,
    page::PageRequest,
    public::model::{
        Counts, ProvinceRow,
        map::{Inset, Map, MapPoint},
    },
    query::Drawing,
    routes::Route,
};
use domain::unit::UnitCode;
use leptos::prelude::*;
use maud::{Markup, html};
use std::collections::HashMap;

/// Size of the letters of names, in pixels of the map's natural size.
const LETTERS: f64 = 13.0;
/// From the middle of a mark to its edge.
const REACH: f64 = 7.0;

/// How a province looks on the map of the country.
pub struct Shaded<'a> {
    /// The province.
    pub unit: &'a UnitCode,
    /// Its name, for the archipelagos that belong to it.
    pub name: &'a str,
    /// Class that gives its colour.
    pub class: &'static str,
    /// What it is called and how it stands, as plain text.
    pub label: String,
    /// Where it leads.
    pub href: String,
}

/// Links between the drawings of one picture, and to its table.
pub fn switch(request: &PageRequest, drawing: Drawing, table: &str) -> AnyView {
    let lang = request.lang;
    let item = |own: Drawing| {
        let text = lang.t(match own {
            Drawing::Map => "map-as-map",
            Drawing::Cells => "map-as-cells",
        });
        let to = request.here(&[("hinh", own.slug())]) + "#so-do";
        let current = (own == drawing).then_some("true");
        view! { <li><a href=to aria-current=current>{text}</a></li> }
    };
    let table = format!("#{table}");
    view! {
        <ul class="switch">
            {Drawing::ALL.map(item).collect_view()}
            <li><a href=table>{lang.t("map-as-table")}</a></li>
        </ul>
    }
    .into_any()
}

/// The communes of a province by status or by one criterion, as its page colours them.
pub fn of_communes(
    request: &PageRequest,
    map: &Map,
    units: &[Placed<'_>],
    about: &str,
    counts: &Counts,
) -> AnyView {
    let lang = request.lang;
    let drawing = province(lang, map, &marks::levels(), units, about);
    view! {
        <figure class="map">
            <figcaption><strong>{about.to_owned()}</strong> ": " {stacked_bar::words(lang, counts)} ". " {lang.t("map-caption-province")} " " <a href="#bang">{lang.t("map-skip")}</a></figcaption>
            {inert(drawing)}
            <p class="meta">{notes(lang, map)}</p>
        </figure>
    }
    .into_any()
}

/// What a reader of a map must know: where its outlines come from, and that boxes are not at their place.
pub fn notes(lang: Lang, map: &Map) -> String {
    let source = lang.t("map-source");
    match map.insets.is_empty() {
        true => source,
        false => format!("{} {source}", lang.t("map-boxes")),
    }
}

/// Names of what lies too far off to be told from the rest in equal cells: the same as the boxes of the map.
pub fn far_off(request: &PageRequest, map: &Map) -> Option<AnyView> {
    let own = (request.lang != Lang::Vi).then_some("vi");
    let items = map.insets.iter().map(|inset| {
        let to = request.link(&Route::Commune(inset.point.unit.clone()));
        view! { <li><a href=to><bdi lang=own>{inset.name.clone()}</bdi></a></li> }
    });
    let items: Vec<_> = items.collect();
    (!items.is_empty()).then(|| {
        view! {
            <p class="meta">{request.lang.t("map-far-off")}</p>
            <ul class="switch">{items}</ul>
        }
        .into_any()
    })
}

/// The provinces by the share of their communes that are green.
pub fn of_ranking(
    request: &PageRequest,
    map: &Map,
    rows: &[ProvinceRow],
    caption: String,
) -> AnyView {
    let lang = request.lang;
    let shaded: Vec<_> = rows
        .iter()
        .map(|row| {
            let rate = row.counts.rate();
            Shaded {
                unit: &row.unit.code,
                name: &row.unit.name,
                class: tiles::shade(rate),
                label: lang.ta(
                    "map-province",
                    [
                        ("unit", (&*row.unit.name).into()),
                        ("rate", lang.percent(rate).into()),
                        ("green", lang.fraction(rate).into()),
                    ],
                ),
                href: request.link(&Route::Province(row.unit.code.clone())),
            }
        })
        .collect();
    view! {
        <figure class="map">
            <figcaption>{caption} " " <a href="#xep-hang">{lang.t("map-skip")}</a></figcaption>
            <div role="group" aria-label=lang.t("map-label-country")>{inert(country(lang, map, &shaded))}</div>
            {tiles::scale(lang)}
            <p class="meta">{notes(lang, map)}</p>
        </figure>
    }
    .into_any()
}

/// The drawing of the country: each province a link, each special zone in the shade of its province.
#[must_use]
pub fn country(lang: Lang, map: &Map, provinces: &[Shaded<'_>]) -> Markup {
    let by_code: HashMap<&UnitCode, &Shaded<'_>> = provinces.iter().map(|p| (p.unit, p)).collect();
    let class = |code: &UnitCode| by_code.get(code).map_or("", |p| p.class);
    let dot = |point: &MapPoint| {
        html! { circle class={ "zone " (class(&point.province)) } cx=(point.x) cy=(point.y) r="3.5" {} }
    };
    html! {
        svg class="country" width=(map.width) height=(map.height) viewBox={ "0 0 " (map.width) " " (map.height) } {
            @for area in &map.areas {
                @if let Some(province) = by_code.get(&area.province) {
                    a href=(province.href) {
                        title { (province.label) }
                        path class=(province.class) d=(area.path) {}
                    }
                } @else {
                    path d=(area.path) {}
                }
            }
            g aria-hidden="true" {
                @for point in &map.points { (dot(point)) }
            }
            @for inset in &map.insets {
                (boxed(inset, dot(&inset.point), by_code.get(&inset.point.province).map(|p| p.name), lang))
            }
        }
    }
}

/// A box with a unit's mark, its name, and the province that it belongs to where that is not said anyway.
fn boxed(inset: &Inset, mark: Markup, province: Option<&str>, lang: Lang) -> Markup {
    let own = (lang != Lang::Vi).then_some("vi");
    let (x, middle) = (inset.x + 27, inset.y + inset.height / 2);
    html! {
        g class="inset" {
            rect x=(f64::from(inset.x) + 0.5) y=(f64::from(inset.y) + 0.5) width=(inset.width - 1) height=(inset.height - 1) {}
            (mark)
            @match province {
                Some(province) => {
                    text x=(x) y=(middle - 3) lang=[own] { (inset.name) }
                    text class="of" x=(x) y=(middle + 12) lang=[own] { "(" (province) ")" }
                }
                None => text x=(x) y=(middle + 4) lang=[own] { (inset.name) },
            }
        }
    }
}

/// The drawing of a province: its land, and each unit as a mark at its place. Marks are no links, because they may lie
/// nearer to one another than fingers are wide; the cells and the table are.
#[must_use]
pub fn province(
    lang: Lang,
    map: &Map,
    looks: &[Look],
    units: &[Placed<'_>],
    label: &str,
) -> Markup {
    let by_code: HashMap<&UnitCode, &Placed<'_>> = units.iter().map(|p| (p.unit, p)).collect();
    let points: HashMap<&UnitCode, &MapPoint> = map.points.iter().map(|p| (&p.unit, p)).collect();
    // In the order given: names that come first find room first.
    let mut placed: Vec<(&MapPoint, &Placed<'_>)> = units
        .iter()
        .filter_map(|unit| Some((*points.get(unit.unit)?, unit)))
        .collect();
    // What is named lies above what is not.
    placed.sort_by_key(|(_, unit)| unit.name.is_some());
    let mark = |point: &MapPoint, unit: &Placed<'_>| {
        let (x, y) = (i64::from(point.x) - 14, i64::from(point.y) - 12);
        html! {
            use href={ "#m" (unit.look) } x=(x) y=(y) class=[(!unit.kept).then_some("out")] {
                title { (unit.label) }
            }
        }
    };
    let own = (lang != Lang::Vi).then_some("vi");
    html! {
        svg class="province" role="img" aria-label=(label)
            width=(map.width) height=(map.height) viewBox={ "0 0 " (map.width) " " (map.height) } {
            defs {
                @for look in looks {
                    g id={ "m" (look.id) } class={ "mark " (look.class) } {
                        @match look.glyph {
                            Some(glyph) => (glyph),
                            None => circle class="glyph" cx="14" cy="12" r="5.5" {},
                        }
                    }
                }
            }
            @for area in &map.areas { path class="land" d=(area.path) {} }
            @for (point, unit) in &placed { (mark(point, unit)) }
            @for name in names(map, &placed) {
                text class="name" x=(name.x) y=(name.y) text-anchor=(name.anchor) lang=[own] { (name.text) }
            }
            @for inset in &map.insets {
                @if let Some(unit) = by_code.get(&inset.point.unit) {
                    (boxed(inset, mark(&inset.point, unit), None, lang))
                }
            }
        }
    }
}

/// A name beside its mark.
struct Name<'a> {
    text: &'a str,
    x: f64,
    y: f64,
    anchor: &'static str,
}

/// Left, top, right and bottom.
type Area = (f64, f64, f64, f64);

fn overlap(a: Area, b: Area) -> bool {
    a.0 < b.2 && b.0 < a.2 && a.1 < b.3 && b.1 < a.3
}

/// The names that find room: to the right of their mark, else to the left, below or above, inside the frame, on no other
/// name and on no named mark; on one that has no name only where nothing else is left. A name without room is left out;
/// its mark has it when pointed at, and the table.
fn names<'a>(map: &Map, placed: &[(&MapPoint, &'a Placed<'a>)]) -> Vec<Name<'a>> {
    let named: Vec<_> = placed
        .iter()
        .filter_map(|(point, unit)| Some((*point, unit.name.as_deref()?)))
        .collect();
    let around = |point: &MapPoint| {
        let (x, y) = (f64::from(point.x), f64::from(point.y));
        (x - REACH, y - REACH, x + REACH, y + REACH)
    };
    let unnamed = placed.iter().filter(|(_, unit)| unit.name.is_none());
    let unnamed: Vec<Area> = unnamed.map(|(point, _)| around(point)).collect();
    let mut taken: Vec<Area> = named.iter().map(|(point, _)| around(point)).collect();
    let insets = map.insets.iter().map(|inset| {
        let (x, y) = (f64::from(inset.x), f64::from(inset.y));
        (
            x,
            y,
            x + f64::from(inset.width),
            y + f64::from(inset.height),
        )
    });
    taken.extend(insets);
    let mut names = Vec::new();
    for (point, text) in named {
        let width = text_width(text, LETTERS);
        let (x, y) = (f64::from(point.x), f64::from(point.y));
        let places = [
            (x + REACH + 1.0, y + 4.0, "start", x + REACH + 1.0),
            (x - REACH - 1.0, y + 4.0, "end", x - REACH - 1.0 - width),
            (x, y + REACH + 11.0, "middle", x - width / 2.0),
            (x, y - REACH - 3.0, "middle", x - width / 2.0),
        ];
        let free = places.into_iter().filter_map(|(x, y, anchor, left)| {
            let area = (left, y - LETTERS + 1.0, left + width, y + 3.0);
            let inside = area.0 >= 0.0
                && area.1 >= 0.0
                && area.2 <= f64::from(map.width)
                && area.3 <= f64::from(map.height);
            let free = inside && !taken.iter().any(|other| overlap(*other, area));
            free.then_some((Name { text, x, y, anchor }, area))
        });
        let found = free.min_by_key(|(_, area)| {
            let covered = unnamed.iter().filter(|mark| overlap(**mark, *area));
            covered.count()
        });
        if let Some((name, area)) = found {
            taken.push(area);
            names.push(name);
        }
    }
    names
}
