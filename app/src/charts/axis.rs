//! An axis whose ticks and labels are given, not computed: every number on a chart comes from the
//! caller, who has formatted it for the reader's language.

use plotters::coord::ranged1d::{
    KeyPointHint, KeyPointWeight, NoDefaultFormatting, Ranged, ValueFormatter,
};
use std::ops::Range;

/// A linear axis over whole numbers (milliseconds, hundredths of a percent, ranks).
#[derive(Clone, Debug)]
pub(super) struct Axis {
    from: i64,
    to: i64,
    ticks: Vec<(i64, String)>,
}

impl Axis {
    /// An axis from `from` to `to`; a `to` below `from` turns it upside down. Ticks outside are
    /// dropped. Where there is no span, one is made so that a single value lies in the middle.
    pub(super) fn new(from: i64, to: i64, ticks: &[(i64, String)]) -> Self {
        let pad = i64::from(from == to);
        let (from, to) = (from.saturating_sub(pad), to.saturating_add(pad));
        let inside = from.min(to)..=from.max(to);
        let ticks = ticks
            .iter()
            .filter(|(at, _)| inside.contains(at))
            .cloned()
            .collect();
        Self { from, to, ticks }
    }

    /// The ticks in the order given.
    pub(super) fn ticks(&self) -> &[(i64, String)] {
        &self.ticks
    }

    /// Takes the labels (not the marks) from the ticks that `keep` turns down.
    pub(super) fn thin(&mut self, keep: &[bool]) {
        for ((_, label), keep) in self.ticks.iter_mut().zip(keep) {
            if !keep {
                label.clear();
            }
        }
    }

    /// Where `value` falls between two pixels; values outside stay at the edge.
    pub(super) fn place(&self, value: i64, (low, high): (i32, i32)) -> i32 {
        let value = value.clamp(self.from.min(self.to), self.from.max(self.to));
        let span = i128::from(self.to) - i128::from(self.from);
        let done = i128::from(value) - i128::from(self.from);
        let pixels = i128::from(high) - i128::from(low);
        let (done, span) = if span < 0 {
            (-done, -span)
        } else {
            (done, span)
        };
        let shift = if span == 0 {
            0
        } else {
            (2 * done * pixels + span).div_euclid(2 * span)
        };
        i32::try_from(i128::from(low) + shift).unwrap_or(low)
    }
}

impl Ranged for Axis {
    type FormatOption = NoDefaultFormatting;
    type ValueType = i64;

    fn map(&self, value: &i64, limit: (i32, i32)) -> i32 {
        self.place(*value, limit)
    }

    fn key_points<Hint: KeyPointHint>(&self, hint: Hint) -> Vec<i64> {
        match hint.weight() {
            KeyPointWeight::Bold => self.ticks.iter().map(|(at, _)| *at).collect(),
            KeyPointWeight::Any => Vec::new(),
        }
    }

    fn range(&self) -> Range<i64> {
        self.from..self.to
    }
}

impl ValueFormatter<i64> for Axis {
    fn format_ext(&self, value: &i64) -> String {
        self.ticks
            .iter()
            .find(|(at, _)| at == value)
            .map_or_else(String::new, |(_, l)| l.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_fall_between_the_ends_in_either_direction() {
        let up = Axis::new(0, 10_000, &[]);
        assert_eq!(up.place(0, (500, 100)), 500);
        assert_eq!(up.place(10_000, (500, 100)), 100);
        assert_eq!(up.place(2_500, (500, 100)), 400);
        let ranks = Axis::new(34, 1, &[]);
        assert_eq!(ranks.place(1, (500, 100)), 100);
        assert_eq!(ranks.place(34, (500, 100)), 500);
    }

    #[test]
    fn the_extremes_of_time_do_not_overflow() {
        let axis = Axis::new(i64::MIN, i64::MAX, &[(0, "giữa".into())]);
        assert_eq!(axis.place(i64::MAX, (0, 7_200)), 7_200);
        assert_eq!(axis.place(0, (0, 7_200)), 3_600);
        assert_eq!(Axis::new(5, 5, &[]).place(5, (0, 100)), 50);
    }
}
