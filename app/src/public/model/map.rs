//! What maps are made of: outlines of land, places of units, and insets for what lies too far off to stand in its
//! place. All in whole numbers of one frame, whose upper left corner is 0, 0; north is up.

use domain::unit::UnitCode;

/// A map. At its natural size a unit of its frame is a pixel. One without anything is of a province that has no units.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Map {
    /// Width of the frame.
    pub width: u32,
    /// Height of the frame, insets included.
    pub height: u32,
    /// The land: every province of the country, or the one province that is shown.
    pub areas: Vec<Area>,
    /// The units that stand on it as a mark: on the map of the country the special zones that its outlines leave out.
    pub points: Vec<MapPoint>,
    /// The units that lie off the frame, each in a box of its own. Hoàng Sa and Trường Sa are always among them.
    pub insets: Vec<Inset>,
}

/// The land of a province.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Area {
    /// The province.
    pub province: UnitCode,
    /// Its outline as SVG path data: relative lines, one closed ring for the mainland and one for each island.
    pub path: String,
}

/// Where a unit stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MapPoint {
    /// The unit.
    pub unit: UnitCode,
    /// The province that it belongs to.
    pub province: UnitCode,
    /// To the right.
    pub x: u32,
    /// Down.
    pub y: u32,
}

/// A box with a unit that lies off the frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inset {
    /// The unit, at the middle of its mark.
    pub point: MapPoint,
    /// The unit's name, without its type.
    pub name: String,
    /// Left edge of the box.
    pub x: u32,
    /// Upper edge of the box.
    pub y: u32,
    /// Width of the box.
    pub width: u32,
    /// Height of the box.
    pub height: u32,
}
