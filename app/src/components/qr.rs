//! QR codes as drawings inside a page: dark on light in either theme, or no camera reads them.

use crate::workspace::authentication::model::QrCode;
use maud::{Markup, html};

/// Squares of the light margin that a camera needs around them.
const MARGIN: usize = 4;

/// A QR code; `label` says to whoever can't see it what stands in it, and where else that is to be had.
#[must_use]
pub fn drawing(code: &QrCode, label: &str) -> Markup {
    let whole = code.side + 2 * MARGIN;
    html! {
        svg .qr role="img" aria-label=(label) viewBox={ "-" (MARGIN) " -" (MARGIN) " " (whole) " " (whole) }
            shape-rendering="crispEdges" {
            rect x={ "-" (MARGIN) } y={ "-" (MARGIN) } width=(whole) height=(whole) fill="#fff" {}
            path d=(code.path) stroke="#000" {}
        }
    }
}
