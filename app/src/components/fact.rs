//! Numbers that can be followed, and days, as markup. A test follows every number.

use crate::{
    components::markup::Markup,
    texts::fact::{Fact, PLACE, Piece, Sentence},
};

impl Fact {
    /// `<a class="fact" href="…"><data value="10200">10.200 trạm</data></a>`
    pub fn write(&self, out: &mut Markup) {
        out.raw("<a class=\"fact\" href=\"")
            .text(&self.href)
            .raw("\"><data value=\"")
            .text(&self.value)
            .raw("\">")
            .text(&self.text)
            .raw("</data></a>");
    }

    /// The link alone.
    #[must_use]
    pub fn html(&self) -> String {
        let mut out = Markup::new();
        self.write(&mut out);
        out.html()
    }
}

impl Piece {
    fn write(&self, out: &mut Markup) {
        let text = self.text();
        match self {
            Self::Fact(fact) => fact.write(out),
            Self::Day(day, _) => {
                out.raw("<time datetime=\"").show(day).raw("\">");
                out.text(text).raw("</time>");
            }
            Self::Instant(at, _) => {
                out.raw("<time datetime=\"").show(at).raw("\">");
                out.text(text).raw("</time>");
            }
            Self::Days(days, _) => {
                out.raw("<time datetime=\"P").show(days).raw("D\">");
                out.text(text).raw("</time>");
            }
            Self::Set(value, _) => {
                out.raw("<data class=\"set\" value=\"")
                    .text(value)
                    .raw("\">");
                out.text(text).raw("</data>");
            }
            Self::Cite(_) => {
                out.raw("<cite>").text(text).raw("</cite>");
            }
        }
    }
}

impl Sentence {
    /// As markup.
    #[must_use]
    pub fn markup(&self) -> Markup {
        let mut out = Markup::new();
        put(&mut out, &self.text, &self.pieces, |out, piece| {
            piece.write(out)
        });
        out
    }

    /// As HTML.
    #[must_use]
    pub fn html(&self) -> String {
        self.markup().html()
    }
}

/// A sentence with its facts where [`crate::texts::fact::place`] stood.
#[must_use]
pub fn sentence(text: &str, facts: &[Fact]) -> Markup {
    let mut out = Markup::new();
    put(&mut out, text, facts, |out, fact| fact.write(out));
    out
}

/// A text with something in the place of each part.
fn put<T>(out: &mut Markup, text: &str, parts: &[T], write: impl Fn(&mut Markup, &T)) {
    let mut plain = String::new();
    for c in text.chars() {
        let at = u32::from(c)
            .checked_sub(PLACE)
            .and_then(|at| usize::try_from(at).ok());
        match at.and_then(|at| parts.get(at)) {
            Some(part) => {
                out.text(&plain);
                plain.clear();
                write(out, part);
            }
            None => plain.push(c),
        }
    }
    out.text(&plain);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Lang;
    use crate::texts::fact::{number, place};

    #[test]
    fn sentences_read_the_same_as_markup_and_as_text() {
        let mut said = Sentence::new();
        let fact = number(Lang::Vi, "#bang".into(), 1_234);
        let first = format!("Có {} xã.", said.fact(&fact));
        said.say(&first);
        let second = format!(
            "Còn {} ngày & {}.",
            said.days(Lang::Vi, 7),
            said.set("95", "95 %".into())
        );
        said.say(&second);
        assert_eq!(said.plain(), "Có 1.234 xã. Còn 7 ngày & 95 %.");
        assert_eq!(
            said.html(),
            "Có <a class=\"fact\" href=\"#bang\"><data value=\"1234\">1.234</data></a> xã. Còn <time \
             datetime=\"P7D\">7</time> ngày &amp; <data class=\"set\" value=\"95\">95 %</data>."
        );
    }

    #[test]
    fn facts_stand_where_the_sentence_has_them() {
        let fact = |n: &str| Fact {
            href: format!("/x?a=1&b={n}"),
            value: n.to_owned(),
            text: format!("<{n}>"),
        };
        let text = format!("Có {} & {}.", place(1), place(0));
        assert_eq!(
            sentence(&text, &[fact("1"), fact("2")]).html(),
            "Có <a class=\"fact\" href=\"/x?a=1&amp;b=2\"><data value=\"2\">&lt;2&gt;</data></a> &amp; \
             <a class=\"fact\" href=\"/x?a=1&amp;b=1\"><data value=\"1\">&lt;1&gt;</data></a>."
        );
    }
}
