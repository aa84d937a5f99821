//! HTML inside a view. What repeats a thousand times (rows, cells of a diagram) is written with `maud`, which checks
//! that every tag is closed and escapes every text; a view of it would be much heavier.

use leptos::tachys::html::InertElement;
use maud::Render;

/// Elements as a part of a view.
pub fn inert(html: impl Render) -> InertElement {
    InertElement::new(html.render().into_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use leptos::prelude::*;
    use maud::html;

    #[test]
    fn nothing_that_enters_as_text_can_become_a_tag() {
        let (address, text) = ("/tim?q=\"><script>", "A & B <i>");
        let link = html! { a href=(address) { (text) } };
        assert_eq!(
            view! { <p>{inert(link)}</p> }.to_html(),
            "<p><a href=\"/tim?q=&quot;&gt;&lt;script&gt;\">A &amp; B &lt;i&gt;</a></p>"
        );
    }
}
