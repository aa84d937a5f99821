//! Markers: series differ by shape as well as by colour.

/// The shape of a marker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// ●
    Circle,
    /// ■
    Square,
    /// ▲
    Triangle,
    /// ◆
    Diamond,
    /// ▼
    Down,
    /// ✚
    Plus,
}

const ALL: [Shape; 6] = [
    Shape::Circle,
    Shape::Square,
    Shape::Triangle,
    Shape::Diamond,
    Shape::Down,
    Shape::Plus,
];
const PLUS: [(i32, i32); 12] = [
    (-4, -12),
    (4, -12),
    (4, -4),
    (12, -4),
    (12, 4),
    (4, 4),
    (4, 12),
    (-4, 12),
    (-4, 4),
    (-12, 4),
    (-12, -4),
    (-4, -4),
];

impl Shape {
    /// The shape of the series with this number.
    #[must_use]
    pub fn of(series: usize) -> Self {
        ALL[series % ALL.len()]
    }

    /// The outline around a centre in tenths of the radius; empty for the circle. The sizes are
    /// such that all shapes look equally large.
    pub(super) fn corners(self) -> &'static [(i32, i32)] {
        match self {
            Self::Circle => &[],
            Self::Square => &[(-9, -9), (9, -9), (9, 9), (-9, 9)],
            Self::Triangle => &[(0, -12), (12, 9), (-12, 9)],
            Self::Down => &[(0, 12), (12, -9), (-12, -9)],
            Self::Diamond => &[(0, -13), (13, 0), (0, 13), (-13, 0)],
            Self::Plus => &PLUS,
        }
    }
}
