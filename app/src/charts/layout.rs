//! Where labels go: pure geometry in tenths of a user unit, so that no label meets a line, another
//! label or the edge.

use super::text_width::text_width;

/// A rectangle, from its top left to its bottom right corner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Area {
    pub x0: i32,
    pub y0: i32,
    pub x1: i32,
    pub y1: i32,
}

impl Area {
    /// A rectangle of a size around a centre.
    pub(super) fn around((x, y): (i32, i32), width: i32, height: i32) -> Self {
        Self {
            x0: x - width / 2,
            y0: y - height / 2,
            x1: x + width / 2,
            y1: y + height / 2,
        }
    }

    /// Whether two rectangles overlap.
    pub(super) fn meets(&self, other: &Self) -> bool {
        self.x0 < other.x1 && other.x0 < self.x1 && self.y0 < other.y1 && other.y0 < self.y1
    }

    /// Whether this rectangle lies wholly within another.
    pub(super) fn within(&self, other: &Self) -> bool {
        self.x0 >= other.x0 && self.x1 <= other.x1 && self.y0 >= other.y0 && self.y1 <= other.y1
    }

    /// Whether a straight line from `a` to `b` crosses the rectangle (Liang–Barsky).
    pub(super) fn crossed_by(&self, a: (i32, i32), b: (i32, i32)) -> bool {
        let (ax, ay) = (f64::from(a.0), f64::from(a.1));
        let (dx, dy) = (f64::from(b.0) - ax, f64::from(b.1) - ay);
        let sides = [
            (-dx, ax - f64::from(self.x0)),
            (dx, f64::from(self.x1) - ax),
            (-dy, ay - f64::from(self.y0)),
            (dy, f64::from(self.y1) - ay),
        ];
        let (mut enter, mut leave) = (0.0f64, 1.0f64);
        for (towards, distance) in sides {
            if towards < 0.0 {
                enter = enter.max(distance / towards);
            } else if towards > 0.0 {
                leave = leave.min(distance / towards);
            } else if distance < 0.0 {
                return false;
            }
        }
        enter < leave
    }
}

/// What is drawn already and must not be written over.
#[derive(Clone, Debug, Default)]
pub(super) struct Occupied {
    pub areas: Vec<Area>,
    pub lines: Vec<[(i32, i32); 2]>,
}

impl Occupied {
    /// Whether nothing lies under `area`.
    pub(super) fn free(&self, area: &Area) -> bool {
        !self.areas.iter().any(|other| area.meets(other))
            && !self.lines.iter().any(|[a, b]| area.crossed_by(*a, *b))
    }
}

/// Positions as near as possible to those wanted, at least `gap` apart and between `low` and
/// `high`. If there is not room for all they share what there is evenly.
pub(super) fn spread(wanted: &[i32], gap: i32, (low, high): (i32, i32)) -> Vec<i32> {
    let count = i32::try_from(wanted.len()).unwrap_or(i32::MAX);
    let gap = if count > 1 {
        gap.min((high - low).max(0) / (count - 1))
    } else {
        gap
    };
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by_key(|&n| wanted[n]);

    // Neighbours that would touch join a block, whose top is the mean of what its members want.
    let mut blocks: Vec<(Vec<usize>, i32)> = Vec::new();
    for n in order {
        let (mut members, mut top) = (vec![n], wanted[n]);
        while let Some((mut before, _)) = blocks.pop_if(|(b, t)| *t + gap * length(b) > top) {
            before.append(&mut members);
            members = before;
            let sum: i32 = (0..)
                .zip(&members)
                .map(|(row, &n)| wanted[n] - row * gap)
                .sum();
            top = sum / length(&members);
        }
        blocks.push((members, top));
    }

    let mut places = vec![low; wanted.len()];
    let mut next = low;
    for (members, top) in &blocks {
        next = next.max(*top);
        for &n in members {
            places[n] = next;
            next += gap;
        }
    }
    let mut last = high;
    for &n in blocks
        .iter()
        .rev()
        .flat_map(|(members, _)| members.iter().rev())
    {
        places[n] = places[n].min(last);
        last = places[n] - gap;
    }
    places
}

fn length(members: &[usize]) -> i32 {
    i32::try_from(members.len()).unwrap_or(i32::MAX)
}

/// Which labels of one row can stay (centre, width) so that there is a `gap` between any two and
/// none reaches over an edge. The last one comes first: it is the one that the chart is about.
pub(super) fn thin(row: &[(i32, i32)], gap: i32, (low, high): (i32, i32)) -> Vec<bool> {
    let mut keep = vec![false; row.len()];
    let mut order: Vec<usize> = (0..row.len()).collect();
    order.sort_by_key(|&n| std::cmp::Reverse(row[n].0));
    let mut edge = high;
    for n in order {
        let (centre, width) = row[n];
        if centre + width / 2 <= edge && centre - width / 2 >= low {
            keep[n] = true;
            edge = centre - width / 2 - gap;
        }
    }
    keep
}

/// The text in lines of at most `max`, broken between words; a longer word stays whole.
pub(super) fn wrap(text: &str, font: f64, max: i32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        match lines.last_mut() {
            Some(line) if text_width(&format!("{line} {word}"), font) <= f64::from(max) => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_move_apart_and_stay_inside() {
        assert_eq!(spread(&[100, 300], 50, (0, 400)), [100, 300]);
        assert_eq!(spread(&[200, 200], 50, (0, 400)), [175, 225]);
        assert_eq!(spread(&[395, 10, 398], 50, (0, 400)), [350, 10, 400]);
        assert_eq!(spread(&[5, 5, 5], 50, (0, 400)), [0, 50, 100]);
        assert_eq!(spread(&[5, 5, 5], 50, (0, 40)), [0, 20, 40]);
        assert_eq!(spread(&[7], 50, (0, 40)), [7]);
        assert!(spread(&[], 50, (0, 40)).is_empty());
    }

    #[test]
    fn a_crowded_row_is_thinned_from_the_end() {
        let edges = (-20, 200);
        assert_eq!(
            thin(&[(0, 40), (50, 40), (100, 40)], 5, edges),
            [true, true, true]
        );
        assert_eq!(
            thin(&[(0, 40), (30, 40), (60, 40)], 5, edges),
            [true, false, true]
        );
        assert_eq!(
            thin(&[(-10, 40), (100, 40), (190, 40)], 5, edges),
            [false, true, false]
        );
        assert!(thin(&[], 5, edges).is_empty());
    }

    #[test]
    fn a_line_is_seen_to_cross_a_label() {
        let label = Area::around((50, 50), 20, 10);
        assert!(label.crossed_by((0, 0), (100, 100)));
        assert!(label.crossed_by((0, 50), (100, 50)));
        assert!(!label.crossed_by((0, 0), (100, 0)));
        assert!(!label.crossed_by((0, 0), (30, 30)));
        assert!(label.meets(&Area::around((60, 50), 20, 10)));
        assert!(!label.meets(&Area::around((70, 50), 20, 10)));
    }

    #[test]
    fn long_labels_break_between_words() {
        let lines = wrap("Bộ tiêu chí áp dụng từ tháng 7", 140.0, 1_300);
        assert!(lines.len() > 1);
        assert_eq!(lines.join(" "), "Bộ tiêu chí áp dụng từ tháng 7");
        assert_eq!(wrap("Nghiêng", 140.0, 10), ["Nghiêng"]);
    }
}
