//! The drawing backend: plotters' calls become SVG that a screen reader can name and a style sheet
//! can colour. No colour and no `style` attribute is written, so a strict content policy holds and
//! dark, high-contrast and print are the style sheet's business.

use super::{
    markup::{escape, is_rtl, units},
    role::Role,
    shape::Shape,
    text_width::text_width,
};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
    text_anchor::{HPos, VPos},
};
use std::{convert::Infallible, fmt::Write};

/// Plotters speaks whole pixels; one user unit is ten of them, so that lines do not wobble.
pub const TENTHS: i32 = 10;

/// How far a Vietnamese capital with two marks rises above the baseline, in em.
const ASCENT: f64 = 1.0;
/// How far a letter falls below the baseline, in em.
const DESCENT: f64 = 0.3;

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

/// Writes SVG elements into a string; [`document`](super::markup::document) puts the root around
/// them.
#[derive(Debug)]
pub struct ChartSvg<'a> {
    out: &'a mut String,
    size: (u32, u32),
    /// Where the lines of the grid end in `out`, and those of the axes: each kind is one element, in the place of its
    /// first line.
    ends: [Option<usize>; 2],
}

/// How wide the outline is that answers the pointer, in user units, and its class in the style sheet.
const REACHES: [(i32, &str); 5] = [
    (4, "c-reach-1"),
    (6, "c-reach-2"),
    (8, "c-reach-3"),
    (10, "c-reach-4"),
    (13, "c-reach-5"),
];

/// The kinds of lines that are one element.
const JOINED: [Role; 2] = [Role::Grid, Role::Axis];

impl<'a> ChartSvg<'a> {
    /// A backend of `size` user units that writes into `out`.
    pub fn new(out: &'a mut String, (width, height): (u32, u32)) -> Self {
        let tenths = TENTHS.unsigned_abs();
        Self {
            out,
            size: (width * tenths, height * tenths),
            ends: [None; 2],
        }
    }

    /// A marker. With a `tip` (its text, and how far around it the pointer is answered) it shows
    /// a native tooltip; without a radius there is only that.
    pub fn marker(
        &mut self,
        at: BackendCoord,
        shape: Shape,
        radius: i32,
        role: Role,
        tip: Option<(&str, i32)>,
    ) {
        let (x, y) = (units(at.0), units(at.1));
        let class = role.class();
        // An outline that is not seen answers the pointer around the marker.
        let (kind, tip) = match tip {
            None => (String::new(), String::new()),
            Some((title, distance)) => {
                let around = 2 * (distance - radius) / TENTHS;
                let widest = REACHES.iter().rfind(|(width, _)| *width <= around);
                let reach = widest.map_or(REACHES[0].1, |(_, class)| class);
                (
                    format!(" c-point {reach}"),
                    format!("<title>{}</title>", escape(title)),
                )
            }
        };
        if radius == 0 {
            if !tip.is_empty() {
                self.put(format_args!(
                    "<circle class=\"c-none{kind}\" cx=\"{x}\" cy=\"{y}\" r=\"0.1\">{tip}</circle>"
                ));
            }
        } else if shape == Shape::Circle {
            let r = units(radius);
            self.put(format_args!(
                "<circle class=\"c-mark {class}{kind}\" cx=\"{x}\" cy=\"{y}\" r=\"{r}\">{tip}</circle>"
            ));
        } else {
            let corner = |(dx, dy): &(i32, i32)| (at.0 + dx * radius / 10, at.1 + dy * radius / 10);
            let points = coordinates(shape.corners().iter().map(corner));
            self.put(format_args!(
                "<polygon class=\"c-mark {class}{kind}\" points=\"{points}\">{tip}</polygon>"
            ));
        }
    }

    /// Adds a line to the element of its kind.
    fn join(&mut self, kind: usize, points: &str) {
        let line = format!("M{}", points.replace(' ', "L"));
        if let Some(end) = self.ends[kind] {
            self.out.insert_str(end, &line);
            for other in self.ends.iter_mut().flatten() {
                if *other >= end {
                    *other += line.len();
                }
            }
        } else {
            let class = JOINED[kind].class();
            self.put(format_args!(
                "<path class=\"c-line {class}\" fill=\"none\" d=\"{line}"
            ));
            self.ends[kind] = Some(self.out.len());
            self.put(format_args!("\"/>"));
        }
    }

    fn put(&mut self, text: std::fmt::Arguments<'_>) {
        // Writing into a string cannot fail.
        let _ = self.out.write_fmt(text);
    }
}

impl DrawingBackend for ChartSvg<'_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, point: BackendCoord, color: BackendColor) -> Drawn {
        self.draw_rect(point, (point.0 + TENTHS, point.1 + TENTHS), &color, true)
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Drawn {
        self.draw_path([from, to], style)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        (x0, y0): BackendCoord,
        (x1, y1): BackendCoord,
        style: &S,
        fill: bool,
    ) -> Drawn {
        let corners = [(x0, y0), (x1, y0), (x1, y1), (x0, y1)];
        if fill {
            self.fill_polygon(corners, style)
        } else {
            self.draw_path(corners.into_iter().chain([(x0, y0)]), style)
        }
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        if let Some(class) = class(&style.color()) {
            let points = coordinates(path);
            if let Some(kind) = JOINED.iter().position(|joined| joined.class() == class) {
                self.join(kind, &points);
                return Ok(());
            }
            self.put(format_args!(
                "<polyline class=\"c-line {class}\" fill=\"none\" points=\"{points}\"/>"
            ));
        }
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        (x, y): BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Drawn {
        if let Some(class) = class(&style.color()) {
            let kind = if fill { "c-mark" } else { "c-line" };
            let (x, y, r) = (units(x), units(y), units(radius.cast_signed()));
            self.put(format_args!(
                "<circle class=\"{kind} {class}\" cx=\"{x}\" cy=\"{y}\" r=\"{r}\"/>"
            ));
        }
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        vert: I,
        style: &S,
    ) -> Drawn {
        if let Some(class) = class(&style.color()) {
            let points = coordinates(vert);
            self.put(format_args!(
                "<polygon class=\"c-mark {class}\" points=\"{points}\"/>"
            ));
        }
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &S,
        (x, y): BackendCoord,
    ) -> Drawn {
        let Some(class) = class(&style.color()).filter(|_| !text.is_empty()) else {
            return Ok(());
        };
        let drop = match style.anchor().v_pos {
            VPos::Top => ASCENT,
            VPos::Center => 0.35,
            VPos::Bottom => -DESCENT,
        };
        let (x, y) = (units(x), units(y + whole(drop * style.size())));
        // In a text from right to left the start is on the right.
        let rtl = is_rtl(text);
        let anchor = match (style.anchor().h_pos, rtl) {
            (HPos::Center, _) => " text-anchor=\"middle\"",
            (HPos::Left, false) | (HPos::Right, true) => "",
            (HPos::Right, false) | (HPos::Left, true) => " text-anchor=\"end\"",
        };
        let direction = if rtl {
            " direction=\"rtl\" unicode-bidi=\"plaintext\""
        } else {
            ""
        };
        let text = escape(text);
        self.put(format_args!(
            "<text class=\"{class}\" x=\"{x}\" y=\"{y}\"{anchor}{direction}>{text}</text>"
        ));
        Ok(())
    }

    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        text: &str,
        style: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        let width = whole(text_width(text, style.size())).unsigned_abs();
        let height = whole((ASCENT + DESCENT) * style.size()).unsigned_abs();
        Ok((width, height))
    }
}

/// The class of a colour, `None` where plotters asks for something that is not seen.
fn class(color: &BackendColor) -> Option<&'static str> {
    (color.alpha > 0.0).then(|| Role::of(color.rgb).class())
}

/// The nearest whole number; `as` saturates, and what is not a number becomes 0.
pub(super) fn whole(value: f64) -> i32 {
    value.round() as i32
}

fn coordinates(points: impl IntoIterator<Item = BackendCoord>) -> String {
    let points = points
        .into_iter()
        .map(|(x, y)| format!("{},{}", units(x), units(y)));
    points.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use plotters::style::text_anchor::Pos;
    use plotters::style::{Color, IntoFont, RGBColor, TextStyle};

    fn drawn(draw: impl FnOnce(&mut ChartSvg<'_>)) -> String {
        let mut out = String::new();
        draw(&mut ChartSvg::new(&mut out, (100, 50)));
        out
    }

    fn style() -> TextStyle<'static> {
        ("sans-serif", 140.0)
            .into_font()
            .color(&Role::Muted.colour())
    }

    #[test]
    fn a_line_has_a_class_and_no_colour() {
        let grid = Role::Grid.colour().to_backend_color();
        let line = drawn(|b| b.draw_line((5, -5), (100, 20), &grid).unwrap());
        let want = "<path class=\"c-line c-grid\" fill=\"none\" d=\"M0.5,-0.5L10,2\"/>";
        assert_eq!(line, want);
        let unseen = RGBColor(1, 2, 3).mix(0.0).to_backend_color();
        assert_eq!(drawn(|b| b.draw_line((0, 0), (1, 1), &unseen).unwrap()), "");
    }

    #[test]
    fn arabic_keeps_its_direction_and_its_side() {
        let left = style().pos(Pos::new(HPos::Left, VPos::Center));
        let svg = drawn(|b| b.draw_text("فو ثو", &left, (100, 100)).unwrap());
        let turned = "text-anchor=\"end\" direction=\"rtl\" unicode-bidi=\"plaintext\"";
        assert!(svg.contains(turned), "{svg}");
        let svg = drawn(|b| b.draw_text("Phú Thọ", &left, (100, 100)).unwrap());
        assert!(
            !svg.contains("direction") && !svg.contains("text-anchor"),
            "{svg}"
        );
    }

    #[test]
    fn text_is_measured_in_letters() {
        let _ = drawn(|b| {
            let (width, height) = b.estimate_text_size("Đặng Thị Hồng Gấm", &style()).unwrap();
            assert!((1_340..=1_560).contains(&width), "{width}");
            assert_eq!(height, 182);
        });
    }

    #[test]
    fn a_tooltip_is_escaped() {
        let tip = Some(("</title><script>", 90));
        let mark = drawn(|b| b.marker((0, 0), Shape::Circle, 40, Role::Other, tip));
        assert!(
            !mark.contains("<script>") && mark.contains("&lt;script"),
            "{mark}"
        );
    }

    #[test]
    fn every_shape_is_drawn() {
        let draw = |n| drawn(|b| b.marker((500, 250), Shape::of(n), 45, Role::Series(0), None));
        let shapes: Vec<_> = (0..6).map(draw).collect();
        for (n, shape) in shapes.iter().enumerate() {
            assert!(shape.contains("c-mark c-s1"), "{shape}");
            assert_eq!(shapes.iter().position(|other| other == shape), Some(n));
        }
    }
}
