//! HTML inside a view. What repeats a thousand times (rows, cells of a diagram) is written with `maud`, which checks
//! that every tag is closed and escapes every text; a view of it would be much heavier.

use leptos::tachys::html::InertElement;
use maud::Render;

/// Elements as a part of a view.
pub fn inert(html: impl Render) -> InertElement {
    InertElement::new(html.render().into_string())
}
