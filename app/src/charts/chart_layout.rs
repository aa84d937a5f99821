//! The arrangement of a chart before anything is drawn: margins, labels, key. All in tenths of a
//! user unit.

use super::{
    Size,
    axis::Axis,
    layout::{Area, Occupied, spread, thin, wrap},
    markup::is_rtl,
    plot::{Line, Plot, Values},
    role::Role,
    svg::{TENTHS, whole},
    text_width::text_width,
};

/// Between the plot and the labels at the lines' ends.
const GAP: i32 = 120;
/// From the left of a marker in a label to its text.
const MARK: i32 = 150;
/// Tick marks; plotters puts labels at twice this distance.
pub(super) const TICK: i32 = 40;
/// Air at the edges of the drawing.
const PAD: i32 = 30;

/// Which side of a text is at its place, whatever direction the text runs in.
#[derive(Clone, Copy, Debug)]
pub(super) enum Side {
    Left,
    Middle,
    Right,
}

/// A text whose middle line is at `at`.
#[derive(Clone, Debug)]
pub(super) struct Label {
    pub text: String,
    pub role: Role,
    pub at: (i32, i32),
    pub side: Side,
}

/// The mark of a line or of the target before its name.
#[derive(Clone, Copy, Debug)]
pub(super) enum Sample {
    Line(usize),
    Target,
}

/// Where everything goes.
#[derive(Clone, Debug)]
pub(super) struct ChartLayout {
    pub width: i32,
    pub height: i32,
    /// Where the data lie.
    pub plot: Area,
    /// Height of one line of text.
    pub row: i32,
    /// The font size.
    pub em: f64,
    pub x: Axis,
    pub y: Axis,
    pub labels: Vec<Label>,
    pub samples: Vec<(Sample, (i32, i32))>,
    pub leaders: Vec<[(i32, i32); 2]>,
    taken: Occupied,
}

impl ChartLayout {
    /// Arranges a plot for one size.
    pub(super) fn arrange(plot: &Plot<'_>, size: Size) -> Self {
        let (width, height) = size.units();
        let (width, height) = (width.cast_signed() * TENTHS, height.cast_signed() * TENTHS);
        let em = size.font() * f64::from(TENTHS);
        let row = whole(em * 1.3);
        let mut layout = Self {
            width,
            height,
            plot: Area {
                x0: 0,
                y0: 0,
                x1: width,
                y1: height - row - 3 * TICK,
            },
            row,
            em,
            x: plot.time(),
            y: plot.y.clone(),
            labels: Vec::new(),
            samples: Vec::new(),
            leaders: Vec::new(),
            taken: Occupied::default(),
        };
        // Names stand at the lines' ends if that leaves more than half of the width to the data.
        let room = width * 45 / 100 - GAP - MARK;
        let direct = plot
            .lines()
            .all(|(_, line)| layout.wide(&line.end(true)) <= room);
        layout.sides(plot, direct);
        layout.breaks(plot);
        layout.thin_ticks();
        layout.block(plot);
        layout.ends(plot, direct);
        let target_in_key = !layout.target(plot);
        layout.values(plot);
        layout.key(plot, !direct, target_in_key);
        // A whole number of user units.
        layout.height = (layout.height + TENTHS - 1) / TENTHS * TENTHS;
        layout
    }

    /// The place of a value in the drawing.
    pub(super) fn at(&self, x: i64, y: i64) -> (i32, i32) {
        (self.across(x), self.down(y))
    }

    /// How far apart so many points are on average.
    pub(super) fn spacing(&self, points: usize) -> i32 {
        (self.plot.x1 - self.plot.x0) / i32::try_from(points).unwrap_or(i32::MAX).max(1)
    }

    fn across(&self, x: i64) -> i32 {
        self.x.place(x, (self.plot.x0, self.plot.x1))
    }

    fn down(&self, y: i64) -> i32 {
        self.y.place(y, (self.plot.y1, self.plot.y0))
    }

    fn wide(&self, text: &str) -> i32 {
        whole(text_width(text, self.em))
    }

    fn area(&self, text: &str, centre: (i32, i32)) -> Area {
        Area::around(centre, self.wide(text), self.row)
    }

    /// The margins: labels of the axis on the left, labels of the lines on the right.
    fn sides(&mut self, plot: &Plot<'_>, direct: bool) {
        let ticks = self
            .y
            .ticks()
            .iter()
            .map(|(_, text)| self.wide(text) + 2 * TICK + PAD);
        let mark = if plot.many() { MARK } else { 0 };
        let ends = plot
            .lines()
            .map(|(_, line)| self.wide(&line.end(direct)) + GAP + mark + PAD);
        // A date under the end of the axis reaches over it by half its width.
        let over = |end: i32| {
            let near = |at: i64| (self.x.place(at, (0, 1_000)) - end).abs() < 100;
            let dates = self.x.ticks().iter().filter(|(at, _)| near(*at));
            dates
                .map(|(_, text)| self.wide(text) / 2 + PAD)
                .max()
                .unwrap_or(PAD)
        };
        let left = ticks.max().unwrap_or(0).max(over(0));
        let right = ends.max().unwrap_or(0).max(over(1_000));
        (self.plot.x0, self.plot.x1) = (left, self.width - right);
    }

    /// The names of the breaks, in as many rows above the plot as they need.
    fn breaks(&mut self, plot: &Plot<'_>) {
        // How far each row is filled.
        let mut rows: Vec<i32> = Vec::new();
        for (at, text) in plot.breaks {
            let lines = wrap(text, self.em, self.width - 2 * PAD);
            let half = lines.iter().map(|line| self.wide(line)).max().unwrap_or(0) / 2;
            let x = self
                .across(*at)
                .min(self.width - PAD - half)
                .max(PAD + half);
            let first = rows
                .iter()
                .rposition(|edge| *edge > x - half)
                .map_or(0, |n| n + 1);
            for (n, text) in (first..).zip(lines) {
                rows.resize(rows.len().max(n + 1), 0);
                rows[n] = x + half + GAP;
                let at = (
                    x,
                    PAD + self.row * i32::try_from(n).unwrap_or(0) + self.row / 2,
                );
                self.taken.areas.push(self.area(&text, at));
                self.labels.push(Label {
                    text,
                    role: Role::Muted,
                    at,
                    side: Side::Middle,
                });
            }
        }
        let above = self.row * i32::try_from(rows.len()).unwrap_or(0);
        self.plot.y0 = PAD + above + self.row / 2;
        self.plot.y1 += above;
        self.height += above;
    }

    /// Leaves out the dates and ticks for which there is no room.
    fn thin_ticks(&mut self) {
        let dates = self
            .x
            .ticks()
            .iter()
            .map(|(at, text)| (self.across(*at), self.wide(text)));
        let dates: Vec<_> = dates.collect();
        self.x.thin(&thin(&dates, GAP, (0, self.width)));
        let steps = self
            .y
            .ticks()
            .iter()
            .map(|(at, _)| (self.down(*at), self.row));
        let steps: Vec<_> = steps.collect();
        self.y.thin(&thin(&steps, 0, (0, self.height)));
    }

    /// Keeps labels off the data.
    fn block(&mut self, plot: &Plot<'_>) {
        for (_, line) in plot.lines() {
            for run in line.runs(plot.breaks) {
                let places: Vec<_> = run.iter().map(|dot| self.at(dot.x, dot.y)).collect();
                self.taken
                    .areas
                    .extend(places.iter().map(|at| Area::around(*at, 110, 110)));
                self.taken
                    .lines
                    .extend(places.windows(2).map(|ends| [ends[0], ends[1]]));
            }
        }
        for (at, _) in plot.breaks {
            let x = self.across(*at);
            self.taken
                .lines
                .push([(x, self.plot.y0), (x, self.plot.y1)]);
        }
    }

    /// The labels at the lines' ends, moved apart; a thin line leads to a label that had to move.
    fn ends(&mut self, plot: &Plot<'_>, direct: bool) {
        let ends = plot
            .lines()
            .filter_map(|(n, line)| line.last().map(|dot| (n, line, self.at(dot.x, dot.y))));
        let ends: Vec<_> = ends.collect();
        let wanted: Vec<i32> = ends.iter().map(|(_, _, (_, y))| *y).collect();
        let places = spread(&wanted, self.row, (self.plot.y0, self.plot.y1));
        for ((n, line, from), y) in ends.into_iter().zip(places) {
            let text = line.end(direct);
            // A single line is followed by its value at once, even if it ends early.
            let mut x = if plot.many() { self.plot.x1 } else { from.0 } + GAP;
            if plot.many() {
                if (y - from.1).abs() > self.row / 4 || self.plot.x1 - from.0 > GAP {
                    self.leaders.push([from, (x - PAD, y)]);
                }
                self.samples.push((Sample::Line(n), (x + MARK / 3, y)));
                x += MARK;
            }
            let half = self.wide(&text) / 2;
            self.taken.areas.push(self.area(&text, (x + half, y)));
            self.labels.push(Label {
                text,
                role: line.text,
                at: (x, y),
                side: Side::Left,
            });
        }
    }

    /// The name of the target beside its line where it covers nothing; false if there is no place.
    fn target(&mut self, plot: &Plot<'_>) -> bool {
        let Some((value, text)) = plot.target else {
            return true;
        };
        let y = self.down(value);
        let half = self.wide(text) / 2;
        let (first, last) = (self.plot.x0 + PAD + half, self.plot.x1 - PAD - half);
        let offset = self.row * 6 / 10;
        let across = (0..=8).map(|step| first + (last - first) * step / 8);
        let place = across
            .flat_map(|x| [(x, y - offset), (x, y + offset)])
            .find(|at| {
                let area = self.area(text, *at);
                area.within(&self.bounds()) && self.taken.free(&area)
            });
        self.taken
            .lines
            .push([(self.plot.x0, y), (self.plot.x1, y)]);
        place.is_some_and(|at| {
            self.taken.areas.push(self.area(text, at));
            let text = text.to_owned();
            self.labels.push(Label {
                text,
                role: Role::Muted,
                at,
                side: Side::Middle,
            });
            true
        })
    }

    /// Values beside points, above or below, where they cover nothing.
    fn values(&mut self, plot: &Plot<'_>) {
        for (_, line) in plot.lines() {
            let inner = line.dots.split_last().map_or(&[][..], |(_, before)| before);
            let inner = match line.values {
                Values::Last => &[],
                Values::First => inner.get(..1).unwrap_or_default(),
                Values::All => inner,
            };
            for dot in inner {
                let (x, y) = self.at(dot.x, dot.y);
                // The value of the first point may not reach over the labels of the axis.
                let x = x.max(self.plot.x0 + self.wide(dot.value) / 2 - TICK);
                let offset = self.row / 2 + 70;
                let place = [(x, y - offset), (x, y + offset)].into_iter().find(|at| {
                    let area = self.area(dot.value, *at);
                    area.within(&self.bounds()) && self.taken.free(&area)
                });
                if let Some(at) = place {
                    self.taken.areas.push(self.area(dot.value, at));
                    let text = dot.value.to_owned();
                    self.labels.push(Label {
                        text,
                        role: line.text,
                        at,
                        side: Side::Middle,
                    });
                }
            }
        }
    }

    /// Where labels among the data may be.
    fn bounds(&self) -> Area {
        Area {
            x0: self.plot.x0 - TICK,
            y0: PAD,
            x1: self.plot.x1 + GAP - PAD,
            y1: self.plot.y1 - TICK / 2,
        }
    }

    /// Names that found no place in the drawing, below it and in the order of the lines' ends.
    fn key(&mut self, plot: &Plot<'_>, names: bool, target: bool) {
        let last = |line: &Line<'_>| line.last().map_or(0, |dot| self.down(dot.y));
        let lines = plot
            .lines()
            .filter(|(_, line)| names && !line.label.is_empty());
        let lines = lines.map(|(n, line)| (last(line), Sample::Line(n), line.label));
        let mut rows: Vec<_> = lines.collect();
        rows.sort_by_key(|(y, _, _)| *y);
        rows.extend(
            plot.target
                .filter(|_| target)
                .map(|(_, text)| (0, Sample::Target, text)),
        );
        if !rows.is_empty() {
            self.height += 2 * PAD;
        }
        for (_, sample, text) in rows {
            let rtl = is_rtl(text);
            let side = if rtl { Side::Right } else { Side::Left };
            let from = |start: i32| if rtl { self.width - start } else { start };
            let (mark, start) = (from(2 * PAD + MARK / 3), from(2 * PAD + MARK));
            self.samples
                .push((sample, (mark, self.height + self.row / 2)));
            for text in wrap(text, self.em, self.width - MARK - 3 * PAD) {
                let at = (start, self.height + self.row / 2);
                self.labels.push(Label {
                    text,
                    role: Role::Text,
                    at,
                    side,
                });
                self.height += self.row;
            }
            self.height += PAD;
        }
    }
}

impl Line<'_> {
    /// What is written at the end of the line. After an Arabic name the value is isolated, or its
    /// percent sign would change sides.
    fn end(&self, with_name: bool) -> String {
        let value = self.last().map_or("", |dot| dot.value);
        match (with_name && !self.label.is_empty(), is_rtl(self.label)) {
            (false, _) => value.to_owned(),
            (true, false) => format!("{} {value}", self.label),
            (true, true) => format!("{} \u{2068}{value}\u{2069}", self.label),
        }
    }
}
