//! Maps: the shipped outlines and the units' own places in one frame. Borders are those of provinces; of communes no
//! borders are known that may be shipped, so that a commune is a mark at its place.

use super::units::Unit;
use crate::service::reference::{self, ShippedFileError};
use app::public::model::map::{Area, Inset, Map, MapPoint};
use domain::{
    place::Point,
    time::Date,
    unit::{UnitCode, UnitLevel, UnitType},
};
use std::{
    collections::{BTreeMap, HashMap},
    fmt::Write as _,
    sync::Arc,
};

/// Pixels to a degree of latitude on the map of the country.
const COUNTRY_SCALE: f64 = 36.0;
/// What the map of the country leaves free beside its land for insets, in pixels.
const BESIDE: f64 = 76.0;
/// A province's map is as large as fits into these, in pixels.
const PROVINCE_SIZE: (f64, f64) = (360.0, 420.0);
/// Most pixels to a degree: a city of few units is not blown up to more than its outline can bear.
const LARGEST_SCALE: f64 = 700.0;
/// How far from the mainland, in degrees, a place may lie and still stand in its place.
const NEAR: f64 = 0.5;
/// What stays free around the land, in pixels: marks stand on its edge.
const MARGIN: f64 = 10.0;
/// Width and height of an inset, in pixels.
const INSET: (u32, u32) = (110, 44);
/// Between two insets.
const GAP: u32 = 8;

/// Degrees east and north.
type Degrees = (f64, f64);

/// The land of a province: closed rings, the largest first.
#[derive(Default)]
pub(super) struct Outline {
    /// For the map of the country.
    coarse: Vec<Vec<Degrees>>,
    /// For its own.
    fine: Vec<Vec<Degrees>>,
}

#[derive(serde::Deserialize)]
struct RingRow {
    province_code: String,
    scale: String,
    ring: String,
}

/// The shipped outlines by province.
pub(super) fn outlines() -> Result<BTreeMap<UnitCode, Outline>, ShippedFileError> {
    let mut outlines: BTreeMap<UnitCode, Outline> = BTreeMap::new();
    for row in reference::rows::<RingRow>("outlines.csv", reference::OUTLINES)? {
        let Some(province) = UnitCode::parse(&row.province_code) else {
            continue;
        };
        let degree = |text: &str| {
            text.parse::<f64>()
                .ok()
                .map(|thousandths| thousandths / 1000.0)
        };
        let point = |text: &str| {
            let (east, north) = text.split_once(' ')?;
            Some((degree(east)?, degree(north)?))
        };
        let ring = row.ring.split(',').filter_map(point).collect();
        let outline = outlines.entry(province).or_default();
        match row.scale.as_str() {
            "country" => outline.coarse.push(ring),
            _ => outline.fine.push(ring),
        }
    }
    Ok(outlines)
}

/// The map of the country. Special zones stand on it, because most of them are islands that its outlines leave out.
pub(super) fn country(
    units: &BTreeMap<UnitCode, Unit>,
    outlines: &BTreeMap<UnitCode, Outline>,
    today: Date,
) -> Map {
    let rings = outlines.values().flat_map(|outline| &outline.coarse);
    let land = Extent::of(rings.flatten().copied());
    let frame = Frame::new(&land, COUNTRY_SCALE);
    let zones = units
        .values()
        .filter(|unit| unit.kind(today) == Some(UnitType::SpecialZone) && unit.exists(today));
    let areas = outlines.iter().map(|(province, outline)| Area {
        province: province.clone(),
        path: frame.path(&outline.coarse),
    });
    let mut map = Map {
        width: pixels(frame.width + BESIDE),
        height: pixels(frame.height),
        areas: areas.collect(),
        points: Vec::new(),
        insets: Vec::new(),
    };
    let mut free_from = 0;
    let mut away: Vec<_> = Vec::new();
    for unit in zones {
        let Some(province) = unit.province.clone() else {
            continue;
        };
        match unit.point {
            Some(point) if land.holds(degrees(point)) => {
                map.points.push(frame.mark(unit, &province, point));
            }
            point => away.push((unit, province, point)),
        }
    }
    away.sort_by(|a, b| north(b.2).total_cmp(&north(a.2)));
    for (unit, province, point) in away {
        // Beside the land, as far north as it lies.
        let level = point.map_or(frame.height, |point| frame.place(degrees(point)).1);
        let lowest = map.height.saturating_sub(INSET.1);
        let y = pixels(level)
            .saturating_sub(INSET.1 / 2)
            .min(lowest)
            .max(free_from);
        let x = map.width - INSET.0;
        free_from = y + INSET.1 + GAP;
        map.height = map.height.max(y + INSET.1 + 1);
        map.insets.push(inset(unit, province, x, y));
    }
    map
}

fn north(point: Option<Point>) -> f64 {
    point.map_or(-90.0, Point::latitude)
}

/// The map of each province: its communes at their places, those that lie far off or whose place is not known below.
pub(super) fn provinces(
    units: &BTreeMap<UnitCode, Unit>,
    outlines: &BTreeMap<UnitCode, Outline>,
) -> HashMap<UnitCode, Arc<Map>> {
    let mut communes: BTreeMap<&UnitCode, Vec<&Unit>> = BTreeMap::new();
    for unit in units
        .values()
        .filter(|u| u.code.level() == UnitLevel::Commune)
    {
        if let Some(province) = &unit.province {
            communes.entry(province).or_default().push(unit);
        }
    }
    let none = Outline::default();
    communes
        .into_iter()
        .map(|(province, communes)| {
            let outline = outlines.get(province).unwrap_or(&none);
            let map = province_map(province, &communes, outline);
            (province.clone(), Arc::new(map))
        })
        .collect()
}

fn province_map(province: &UnitCode, communes: &[&Unit], outline: &Outline) -> Map {
    let points = || communes.iter().filter_map(|unit| unit.point).map(degrees);
    let mainland = match outline.fine.first() {
        Some(ring) => Extent::of(ring.iter().copied()),
        None => Extent::of(points()),
    };
    let mut land = mainland;
    let (mut rings, mut left): (Vec<&Vec<Degrees>>, Vec<_>) =
        (Vec::new(), outline.fine.iter().collect());
    // Ring by ring: an island may be near one that is near the mainland.
    while let Some(at) = left.iter().position(|ring| land.is_near(ring)) {
        let ring = left.remove(at);
        ring.iter().for_each(|point| land.include(*point));
        rings.push(ring);
    }
    let around = land.grown(NEAR);
    for point in points().filter(|point| around.holds(*point)) {
        land.include(point);
    }
    let (width, height) = PROVINCE_SIZE;
    let (east, north) = land.size();
    let across = (width - 2.0 * MARGIN) / (east * land.narrowing()).max(f64::EPSILON);
    let down = (height - 2.0 * MARGIN) / north.max(f64::EPSILON);
    let frame = Frame::new(&land, across.min(down).min(LARGEST_SCALE));
    let mut map = Map {
        width: pixels(frame.width).max(INSET.0),
        height: pixels(frame.height),
        areas: Vec::new(),
        points: Vec::new(),
        insets: Vec::new(),
    };
    if !rings.is_empty() {
        map.areas.push(Area {
            province: province.clone(),
            path: frame.path(rings),
        });
    }
    let (mut x, mut y) = (0, map.height + GAP);
    for unit in communes {
        match unit.point.filter(|point| land.holds(degrees(*point))) {
            Some(point) => map.points.push(frame.mark(unit, province, point)),
            None => {
                if x > 0 && x + INSET.0 > map.width {
                    (x, y) = (0, y + INSET.1 + GAP);
                }
                map.insets.push(inset(unit, province.clone(), x, y));
                x += INSET.0 + GAP;
                map.height = y + INSET.1 + 1;
            }
        }
    }
    map
}

fn inset(unit: &Unit, province: UnitCode, x: u32, y: u32) -> Inset {
    Inset {
        point: MapPoint {
            unit: unit.code.clone(),
            province,
            x: x + 14,
            y: y + INSET.1 / 2,
        },
        name: unit.name.to_string(),
        x,
        y,
        width: INSET.0,
        height: INSET.1,
    }
}

fn degrees(point: Point) -> Degrees {
    (point.longitude(), point.latitude())
}

/// A length that is no less than nothing, to the whole pixel.
fn pixels(length: f64) -> u32 {
    // Frames are some hundred pixels: the cast loses the fraction only.
    length.max(0.0).round() as u32
}

/// From where to where a land reaches, in degrees.
#[derive(Clone, Copy)]
struct Extent {
    west: f64,
    east: f64,
    south: f64,
    north: f64,
}

impl Extent {
    fn of(points: impl Iterator<Item = Degrees>) -> Self {
        let mut extent = Self {
            west: f64::INFINITY,
            east: f64::NEG_INFINITY,
            south: f64::INFINITY,
            north: f64::NEG_INFINITY,
        };
        points.for_each(|point| extent.include(point));
        extent
    }

    fn include(&mut self, (east, north): Degrees) {
        self.west = self.west.min(east);
        self.east = self.east.max(east);
        self.south = self.south.min(north);
        self.north = self.north.max(north);
    }

    fn holds(&self, (east, north): Degrees) -> bool {
        (self.west..=self.east).contains(&east) && (self.south..=self.north).contains(&north)
    }

    /// Whether some of a ring lies near.
    fn is_near(&self, ring: &[Degrees]) -> bool {
        let around = self.grown(NEAR);
        ring.iter().any(|point| around.holds(*point))
    }

    fn grown(self, by: f64) -> Self {
        Self {
            west: self.west - by,
            east: self.east + by,
            south: self.south - by,
            north: self.north + by,
        }
    }

    /// Degrees from west to east, and from south to north; none where there is nothing.
    fn size(&self) -> Degrees {
        (
            (self.east - self.west).max(0.0),
            (self.north - self.south).max(0.0),
        )
    }

    /// How much shorter a degree of longitude is than one of latitude, in its middle.
    fn narrowing(&self) -> f64 {
        ((self.south + self.north) / 2.0).to_radians().cos()
    }
}

/// A land in pixels: equirectangular, true to scale along its middle.
struct Frame {
    west: f64,
    north: f64,
    /// Pixels to a degree east and to one north.
    scale: Degrees,
    width: f64,
    height: f64,
}

impl Frame {
    fn new(land: &Extent, scale: f64) -> Self {
        let scale = (scale * land.narrowing(), scale);
        let (east, north) = land.size();
        Self {
            west: land.west,
            north: land.north,
            scale,
            width: east * scale.0 + 2.0 * MARGIN,
            height: north * scale.1 + 2.0 * MARGIN,
        }
    }

    fn place(&self, (east, north): Degrees) -> (f64, f64) {
        (
            (east - self.west) * self.scale.0 + MARGIN,
            (self.north - north) * self.scale.1 + MARGIN,
        )
    }

    fn mark(&self, unit: &Unit, province: &UnitCode, point: Point) -> MapPoint {
        let (x, y) = self.place(degrees(point));
        MapPoint {
            unit: unit.code.clone(),
            province: province.clone(),
            x: pixels(x),
            y: pixels(y),
        }
    }

    /// The rings as path data. Steps that fall on the same pixel are left out; every ring stays.
    fn path<'a>(&self, rings: impl IntoIterator<Item = &'a Vec<Degrees>>) -> String {
        let mut path = String::new();
        for ring in rings {
            let mut last = None;
            for point in ring {
                let (x, y) = self.place(*point);
                let (x, y) = (x.round() as i32, y.round() as i32);
                // Writing to a string can't fail.
                let _ = match last {
                    None => write!(path, "M{x} {y}"),
                    Some(at) if at == (x, y) => Ok(()),
                    Some((before_x, before_y)) => {
                        let (x, y) = (x - before_x, y - before_y);
                        write!(path, "l{x}{}{y}", if y < 0 { "" } else { " " })
                    }
                };
                last = Some((x, y));
            }
            path.push('z');
        }
        path
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::unit::Validity;

    fn units() -> BTreeMap<UnitCode, Unit> {
        let mut units = BTreeMap::new();
        for line in reference::UNITS.lines().skip(1) {
            let fields: Vec<_> = line.split(',').collect();
            let code = UnitCode::parse(fields[0]).unwrap();
            let validity = Validity {
                from: Date::parse(fields[8]).unwrap(),
                until: Date::parse(fields[9]),
            };
            let unit = Unit {
                code: code.clone(),
                province: UnitCode::parse(fields[4]),
                name: fields[2].into(),
                name_ar: None,
                search_key: String::new(),
                sort_key: fields[2].into(),
                point: Point::parse(fields[5], fields[6]),
                types: vec![(validity, UnitType::parse_word(fields[3]).unwrap())],
                aliases: Vec::new(),
                successors: Vec::new(),
            };
            units.insert(code, unit);
        }
        units
    }

    fn today() -> Date {
        Date::parse("2026-10-31").unwrap()
    }

    /// Whether everything of a map lies inside its frame.
    fn fits(map: &Map) {
        for point in map.points.iter().chain(map.insets.iter().map(|i| &i.point)) {
            assert!(point.x <= map.width && point.y <= map.height, "{point:?}");
        }
        for inset in &map.insets {
            assert!(inset.x + inset.width <= map.width, "{inset:?}");
            assert!(inset.y + inset.height <= map.height, "{inset:?}");
            for other in map.insets.iter().filter(|other| *other != inset) {
                let beside = inset.x + inset.width <= other.x || other.x + other.width <= inset.x;
                let above = inset.y + inset.height <= other.y || other.y + other.height <= inset.y;
                assert!(beside || above, "{inset:?} {other:?}");
            }
        }
    }

    #[test]
    fn the_country_has_its_provinces_and_every_special_zone_with_the_archipelagos_in_boxes() {
        let map = country(&units(), &outlines().unwrap(), today());
        fits(&map);
        assert_eq!(map.areas.len(), 34);
        assert!(map.areas.iter().all(|area| area.path.starts_with('M')));
        let boxes: Vec<_> = map.insets.iter().map(|inset| &*inset.name).collect();
        assert_eq!(boxes, ["Hoàng Sa", "Trường Sa"]);
        assert_eq!(map.points.len() + map.insets.len(), 13);
        // The north is up and the east right: Cô Tô (22) is north-east of Phú Quốc (91).
        let at = |code: &str| map.points.iter().find(|p| p.unit.as_str() == code).unwrap();
        let (north, south) = (at("07192"), at("31078"));
        assert!(north.y < south.y && north.x > south.x);
        let own = |code: &str| map.insets.iter().find(|i| i.point.unit.as_str() == code);
        assert_eq!(own("20333").unwrap().point.province.as_str(), "48");
        assert_eq!(own("22736").unwrap().point.province.as_str(), "56");
    }

    #[test]
    fn a_province_has_every_commune_once_and_far_islands_in_boxes() {
        let units = units();
        let maps = provinces(&units, &outlines().unwrap());
        assert_eq!(maps.len(), 34);
        let mut boxes = Vec::new();
        for (province, map) in &maps {
            fits(map);
            assert_eq!(map.areas.len(), 1, "{province}");
            let insets = map.insets.iter().map(|inset| &inset.point);
            let mut marked: Vec<_> = map.points.iter().chain(insets).map(|p| &p.unit).collect();
            marked.sort();
            let own = units
                .values()
                .filter(|u| u.province.as_ref() == Some(province));
            assert_eq!(
                marked,
                own.map(|u| &u.code).collect::<Vec<_>>(),
                "{province}"
            );
            boxes.extend(map.insets.iter().map(|inset| &*inset.name));
        }
        boxes.sort_unstable();
        assert_eq!(boxes, ["Bạch Long Vĩ", "Côn Đảo", "Hoàng Sa", "Trường Sa"]);
    }

    #[test]
    fn a_unit_without_a_place_stands_in_a_box_and_a_province_without_an_outline_has_marks() {
        let mut units = units();
        let code = UnitCode::parse("04846").unwrap();
        units.get_mut(&code).unwrap().point = None;
        let maps = provinces(&units, &BTreeMap::new());
        let map = &maps[&UnitCode::parse("25").unwrap()];
        fits(map);
        assert!(map.areas.is_empty());
        assert_eq!(map.points.len(), 147);
        assert_eq!(map.insets[0].point.unit, code);
    }
}
