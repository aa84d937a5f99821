//! HTML as text, for pages behind the sign-in that repeat a row often; public pages and components write it with
//! `maud` (see `components/html.rs`), which checks it. What enters is either written in our sources or escaped here.

use crate::{
    components::table::Head,
    texts::fact::{Fact, Sentence},
};
use domain::status::Level;
use maud::Render;
use std::fmt::{Display, Write};

/// A piece of HTML whose texts are escaped.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Markup(String);

impl Markup {
    /// Nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Tags, as our sources write them.
    pub fn raw(&mut self, html: &'static str) -> &mut Self {
        self.0.push_str(html);
        self
    }

    /// Text between tags or between the quotes of an attribute.
    pub fn text(&mut self, text: &str) -> &mut Self {
        for c in text.chars() {
            match c {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                c => self.0.push(c),
            }
        }
        self
    }

    /// A number or a code, in its plain form.
    pub fn show(&mut self, value: impl Display) -> &mut Self {
        let mut plain = String::new();
        // Writing into a String can't fail.
        let _ = write!(plain, "{value}");
        self.text(&plain)
    }

    /// HTML made before.
    pub fn add(&mut self, other: &impl Render) -> &mut Self {
        other.render_to(&mut self.0);
        self
    }

    /// `● Xanh`, as [`crate::components::status::badge`] shows it.
    pub fn status(&mut self, lang: crate::i18n::Lang, level: Level) -> &mut Self {
        self.add(&crate::components::status::badge(lang, level))
    }

    /// The HTML, for `inner_html`.
    #[must_use]
    pub fn html(self) -> String {
        self.0
    }
}

impl Render for Markup {
    fn render_to(&self, buffer: &mut String) {
        buffer.push_str(&self.0);
    }
}

impl Fact {
    /// Adds the number as a link.
    pub fn write(&self, out: &mut Markup) {
        out.add(self);
    }

    /// The link as HTML.
    #[must_use]
    pub fn html(&self) -> String {
        self.render().into_string()
    }
}

impl Sentence {
    /// The sentence as HTML.
    #[must_use]
    pub fn html(&self) -> String {
        self.render().into_string()
    }
}

impl Head {
    /// Adds the `<th>`.
    pub fn write(&self, out: &mut Markup) {
        out.add(self);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_enters_as_text_can_become_a_tag() {
        let mut out = Markup::new();
        out.raw("<a href=\"")
            .text("/tim?q=\"><script>")
            .raw("\">")
            .text("A & B <i>")
            .raw("</a>")
            .show(3);
        assert_eq!(
            out.html(),
            "<a href=\"/tim?q=&quot;&gt;&lt;script&gt;\">A &amp; B &lt;i&gt;</a>3"
        );
    }
}
