//! A line as small as a word. It repeats a number that is written beside it, so it is hidden from
//! assistive technology and has no labels.

use super::{axis::Axis, markup::units};

const WIDTH: i32 = 1000;
const HEIGHT: i32 = 240;
/// Room for the dot at the end.
const EDGE: i32 = 35;

/// A sparkline of `(time, value)` points between a `low` and a `high` value, at 100 × 24 units;
/// classes `c-spark` and `c-spark-end`. Values outside stay at the edge. Give rates 0 and 10,000,
/// so that the lines of a column can be compared; give ranks with `low` above `high`.
#[must_use]
pub fn sparkline(points: &[(i64, i64)], low: i64, high: i64) -> String {
    let mut points = points.to_vec();
    points.sort_by_key(|(at, _)| *at);
    let ends = points.first().zip(points.last());
    let (first, last) = ends.map_or((0, 0), |((first, _), (last, _))| (*first, *last));
    let (time, values) = (Axis::new(first, last, &[]), Axis::new(low, high, &[]));
    let place = |(at, value): &(i64, i64)| {
        let x = time.place(*at, (EDGE, WIDTH - EDGE));
        let y = values.place(*value, (HEIGHT - EDGE, EDGE));
        (units(x), units(y))
    };
    let places: Vec<_> = points.iter().map(place).collect();

    let line = if places.len() > 1 {
        let points: Vec<_> = places.iter().map(|(x, y)| format!("{x},{y}")).collect();
        format!(
            "<polyline class=\"c-spark\" fill=\"none\" points=\"{}\"/>",
            points.join(" ")
        )
    } else {
        String::new()
    };
    let end = places.last().map_or_else(String::new, |(x, y)| {
        format!("<circle class=\"c-spark-end\" cx=\"{x}\" cy=\"{y}\" r=\"2.6\"/>")
    });
    format!(
        "<svg class=\"chart-spark\" viewBox=\"0 0 100 24\" aria-hidden=\"true\" \
         focusable=\"false\">{line}{end}</svg>"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_rises_with_the_value() {
        let svg = sparkline(&[(10, 0), (20, 5_000), (30, 10_000)], 0, 10_000);
        assert!(svg.contains("points=\"3.5,20.5 50,12 96.5,3.5\""), "{svg}");
        assert!(
            svg.contains("aria-hidden=\"true\"") && !svg.contains("width="),
            "{svg}"
        );
        let rank = sparkline(&[(0, 34), (1, 1)], 34, 1);
        assert!(rank.contains("points=\"3.5,20.5 96.5,3.5\""), "{rank}");
    }

    #[test]
    fn nothing_and_one_point_are_drawn_too() {
        assert!(!sparkline(&[], 0, 10_000).contains("c-spark\""));
        let one = sparkline(&[(7, 10_000)], 0, 10_000);
        assert!(
            one.contains("cx=\"50\" cy=\"3.5\"") && !one.contains("polyline"),
            "{one}"
        );
        assert!(sparkline(&[(7, 3)], 3, 3).contains("cy=\"12\""));
    }
}
