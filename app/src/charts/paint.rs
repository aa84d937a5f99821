//! The drawing that trends and ranks share: plotters draws the axes, the grid and the lines, our
//! elements the markers; where labels go is decided beforehand in the scene.

use super::{
    ChartError, Names, Size,
    chart_layout::{ChartLayout, Label, Sample, Side, TICK},
    markup::document,
    plot::Plot,
    role::Role,
    shape::Shape,
    svg::{ChartSvg, TENTHS},
};
use plotters::{
    chart::{ChartBuilder, LabelAreaPosition},
    coord::Shift,
    drawing::{DrawingArea, DrawingAreaErrorKind, IntoDrawingArea},
    element::{Drawable, PathElement, PointCollection},
    series::LineSeries,
    style::{
        Color, IntoFont, ShapeStyle, TextStyle,
        text_anchor::{HPos, Pos, VPos},
    },
};
use plotters_backend::{BackendCoord, DrawingErrorKind};
use std::convert::Infallible;

type Root<'a> = DrawingArea<ChartSvg<'a>, Shift>;
type Failure = DrawingAreaErrorKind<Infallible>;

/// Draws a plot in one size.
pub(super) fn draw(mut plot: Plot<'_>, names: Names<'_>, size: Size) -> Result<String, ChartError> {
    for line in &mut plot.lines {
        line.dots.sort_by_key(|dot| dot.x);
    }
    let layout = ChartLayout::arrange(&plot, size);
    let tenths = TENTHS.unsigned_abs();
    let units = (
        layout.width.unsigned_abs() / tenths,
        layout.height.unsigned_abs() / tenths,
    );
    let mut body = String::new();
    let root = ChartSvg::new(&mut body, units).into_drawing_area();
    paint(&plot, &root, &layout).map_err(|why| ChartError::Drawing(why.to_string()))?;
    drop(root);
    let id = format!("{}-{}", names.id, size.suffix());
    Ok(document(
        &id,
        size.class(),
        units,
        (names.title, names.desc),
        &body,
    ))
}

fn paint(data: &Plot<'_>, root: &Root<'_>, layout: &ChartLayout) -> Result<(), Failure> {
    let plot = layout.plot;
    let axis_height = layout.row + 3 * TICK;
    let mut chart = ChartBuilder::on(root)
        .margin_top(plot.y0)
        .margin_right(layout.width - plot.x1)
        .margin_bottom(layout.height - plot.y1 - axis_height)
        .set_label_area_size(LabelAreaPosition::Left, plot.x0)
        .set_label_area_size(LabelAreaPosition::Bottom, axis_height)
        .build_cartesian_2d(layout.x.clone(), layout.y.clone())?;
    // Twice, because only the vertical axis has a grid and only the horizontal one a line.
    chart
        .configure_mesh()
        .disable_x_mesh()
        .disable_x_axis()
        .set_tick_mark_size(LabelAreaPosition::Left, TICK)
        .bold_line_style(stroke(Role::Grid))
        .axis_style(Role::Axis.colour().mix(0.0))
        .label_style(text(layout, Role::Muted))
        .draw()?;
    chart
        .configure_mesh()
        .disable_mesh()
        .disable_y_axis()
        .set_tick_mark_size(LabelAreaPosition::Bottom, TICK)
        .axis_style(stroke(Role::Axis))
        .label_style(text(layout, Role::Muted))
        .draw()?;
    notes(data, root, layout)?;

    // The first line is the most important one and lies on top.
    let lines: Vec<_> = data.lines().map(|(_, line)| line).collect();
    for line in lines.iter().rev() {
        for run in line.runs(data.breaks) {
            let points = run.iter().map(|dot| (dot.x, dot.y));
            chart.draw_series(LineSeries::new(points, stroke(line.role)))?;
        }
    }
    for line in lines.iter().rev() {
        let spacing = layout.spacing(line.dots.len());
        for (n, dot) in line.dots.iter().enumerate() {
            // Where points are dense the line stays a line, with a marker at its end.
            let dense = spacing < 120 && n + 1 < line.dots.len();
            chart.plotting_area().draw(&Mark {
                at: (dot.x, dot.y),
                shape: line.shape,
                role: line.role,
                radius: if dense {
                    0
                } else {
                    (spacing * 3 / 10).clamp(35, 45)
                },
                tip: Some((dot.title, (spacing / 2).clamp(30, 110))),
            })?;
        }
    }
    for (sample, at) in &layout.samples {
        draw_sample(data, root, *sample, *at)?;
    }
    layout
        .labels
        .iter()
        .try_for_each(|label| write(root, layout, label))
}

/// Breaks, target and the lines that lead to labels.
fn notes(data: &Plot<'_>, root: &Root<'_>, layout: &ChartLayout) -> Result<(), Failure> {
    let plot = layout.plot;
    for (at, _) in data.breaks {
        let x = layout.at(*at, 0).0;
        let ends = [(x, plot.y0 - layout.row / 2), (x, plot.y1)];
        root.draw(&PathElement::new(ends, stroke(Role::Break)))?;
    }
    if let Some((value, _)) = data.target {
        let y = layout.at(0, value).1;
        // A line of the grid at the same value would fill the gaps between the dashes.
        for role in [Role::Paper, Role::Target] {
            let ends = [(plot.x0, y), (plot.x1, y)];
            root.draw(&PathElement::new(ends, stroke(role)))?;
        }
    }
    for ends in &layout.leaders {
        root.draw(&PathElement::new(*ends, stroke(Role::Leader)))?;
    }
    Ok(())
}

fn draw_sample(
    data: &Plot<'_>,
    root: &Root<'_>,
    sample: Sample,
    (x, y): (i32, i32),
) -> Result<(), Failure> {
    match sample {
        Sample::Line(n) => data.lines.get(n).map_or(Ok(()), |line| {
            let (shape, role) = (line.shape, line.role);
            root.draw(&Mark {
                at: (x, y),
                shape,
                role,
                radius: 45,
                tip: None,
            })
        }),
        Sample::Target => {
            // Two dashes and the gap between them.
            root.draw(&PathElement::new(
                [(x - 65, y), (x + 65, y)],
                stroke(Role::Target),
            ))
        }
    }
}

fn stroke(role: Role) -> ShapeStyle {
    ShapeStyle::from(&role.colour())
}

fn text(layout: &ChartLayout, role: Role) -> TextStyle<'static> {
    ("sans-serif", layout.em).into_font().color(&role.colour())
}

fn write(root: &Root<'_>, layout: &ChartLayout, label: &Label) -> Result<(), Failure> {
    let side = match label.side {
        Side::Left => HPos::Left,
        Side::Middle => HPos::Center,
        Side::Right => HPos::Right,
    };
    let style = text(layout, label.role).pos(Pos::new(side, VPos::Center));
    root.draw_text(&label.text, &style, label.at)
}

/// A marker with a tooltip (its text and reach); the library's own elements cannot carry one.
struct Mark<'a, C> {
    at: C,
    shape: Shape,
    role: Role,
    radius: i32,
    tip: Option<(&'a str, i32)>,
}

impl<'p, C: 'p> PointCollection<'p, C> for &'p Mark<'_, C> {
    type Point = &'p C;
    type IntoIter = std::iter::Once<&'p C>;

    fn point_iter(self) -> Self::IntoIter {
        std::iter::once(&self.at)
    }
}

impl<C> Drawable<ChartSvg<'_>> for Mark<'_, C> {
    fn draw<I: Iterator<Item = BackendCoord>>(
        &self,
        mut points: I,
        backend: &mut ChartSvg<'_>,
        _: (u32, u32),
    ) -> Result<(), DrawingErrorKind<Infallible>> {
        if let Some(at) = points.next() {
            backend.marker(at, self.shape, self.radius, self.role, self.tip);
        }
        Ok(())
    }
}
