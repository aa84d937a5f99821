//! What a stroke, a shape or a text is *for*. The drawing library knows only colours, so each role
//! travels through it as a colour that is never shown; the style sheet decides what it looks like.

use plotters::style::RGBColor;

/// The purpose of a mark on the chart; its class is the only thing that the style sheet sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The baseline and its ticks.
    Axis,
    /// The lines behind the data.
    Grid,
    /// Labels to be read first.
    Text,
    /// Labels of the axes, notes.
    Muted,
    /// The one line that the page is about.
    Highlight,
    /// A line that is there for comparison.
    Other,
    /// A value to be reached, dashed.
    Target,
    /// The place where the criteria set changes, dashed.
    Break,
    /// From a point to its label.
    Leader,
    /// The page itself, to take away what lies below.
    Paper,
    /// One of at most six series.
    Series(u8),
}

/// Red and green of every sentinel; blue carries the role.
const SENTINEL: (u8, u8) = (0xc4, 0xa7);
const FIXED: [(Role, &str); 10] = [
    (Role::Axis, "c-axis"),
    (Role::Grid, "c-grid"),
    (Role::Text, "c-text"),
    (Role::Muted, "c-muted"),
    (Role::Highlight, "c-highlight"),
    (Role::Other, "c-other"),
    (Role::Target, "c-target"),
    (Role::Break, "c-break"),
    (Role::Leader, "c-leader"),
    (Role::Paper, "c-paper"),
];
const SERIES: [&str; 6] = ["c-s1", "c-s2", "c-s3", "c-s4", "c-s5", "c-s6"];
const FIRST_SERIES: u8 = 100;

impl Role {
    /// The class that the style sheet gives a colour.
    #[must_use]
    pub fn class(self) -> &'static str {
        match self {
            Self::Series(n) => SERIES[usize::from(n) % SERIES.len()],
            fixed => FIXED
                .iter()
                .find(|(role, _)| *role == fixed)
                .map_or("c-text", |(_, c)| c),
        }
    }

    /// The colour that carries this role through the drawing library.
    #[must_use]
    pub fn colour(self) -> RGBColor {
        let code = match self {
            Self::Series(n) => FIRST_SERIES + n % 6,
            fixed => (0u8..)
                .zip(FIXED)
                .find(|(_, (r, _))| *r == fixed)
                .map_or(2, |(n, _)| n),
        };
        RGBColor(SENTINEL.0, SENTINEL.1, code)
    }

    /// The role behind a colour; a colour that is not ours is a mistake and becomes text.
    #[must_use]
    pub fn of((red, green, code): (u8, u8, u8)) -> Self {
        let role = match code.checked_sub(FIRST_SERIES) {
            _ if (red, green) != SENTINEL => None,
            Some(n) if n < 6 => Some(Self::Series(n)),
            _ => FIXED.get(usize::from(code)).map(|(role, _)| *role),
        };
        debug_assert!(
            role.is_some(),
            "#{red:x}{green:x}{code:x} is not a role of a chart"
        );
        role.unwrap_or(Self::Text)
    }

    /// Every role.
    #[cfg(test)]
    pub(super) fn all() -> impl Iterator<Item = Self> {
        FIXED
            .into_iter()
            .map(|(role, _)| role)
            .chain((0..6).map(Self::Series))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_survives_the_way_through_the_library() {
        for role in Role::all() {
            let RGBColor(r, g, b) = role.colour();
            assert_eq!(Role::of((r, g, b)), role);
        }
    }

    #[test]
    fn the_style_sheet_knows_every_role() {
        let css = include_str!("../../../style/charts.css");
        for role in Role::all() {
            assert!(
                css.contains(&format!(".{} ", role.class())),
                "{}",
                role.class()
            );
        }
    }

    #[test]
    #[should_panic(expected = "not a role")]
    fn a_foreign_colour_is_a_mistake() {
        let _ = Role::of((255, 0, 0));
    }
}
