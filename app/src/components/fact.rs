//! Numbers that can be followed, and days, as markup. A test follows every number.

use crate::texts::fact::{Fact, PLACE, Piece, Sentence};
use maud::{Markup, PreEscaped, Render, html};

/// `<a class="fact" href="…"><data value="10200">10.200 trạm</data></a>`
impl Render for Fact {
    fn render(&self) -> Markup {
        html! {
            a class="fact" href=(self.href) {
                data value=(self.value) { (self.text) }
            }
        }
    }
}

impl Render for Piece {
    fn render(&self) -> Markup {
        let text = self.text();
        html! {
            @match self {
                Self::Fact(fact) => (fact),
                Self::Day(day, _) => time datetime=(day) { (text) },
                Self::Instant(at, _) => time datetime=(at) { (text) },
                Self::Days(days, _) => time datetime={ "P" (days) "D" } { (text) },
                Self::Set(value, _) => data class="set" value=(value) { (text) },
                Self::Cite(_) => cite { (text) },
            }
        }
    }
}

impl Render for Sentence {
    fn render(&self) -> Markup {
        put(&self.text, &self.pieces)
    }
}

/// A sentence with its facts where [`crate::texts::fact::place`] stood.
#[must_use]
pub fn sentence(text: &str, facts: &[Fact]) -> Markup {
    put(text, facts)
}

/// A text with something in the place of each part.
fn put(text: &str, parts: &[impl Render]) -> Markup {
    let part = |c: char| {
        let at = u32::from(c).checked_sub(PLACE)?;
        parts.get(usize::try_from(at).ok()?)
    };
    let (mut out, mut from) = (String::new(), 0);
    for (at, c) in text.char_indices() {
        if let Some(part) = part(c) {
            text[from..at].render_to(&mut out);
            part.render_to(&mut out);
            from = at + c.len_utf8();
        }
    }
    text[from..].render_to(&mut out);
    PreEscaped(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Lang;
    use crate::texts::fact::{number, place};

    #[test]
    fn sentences_read_the_same_as_markup_and_as_text() {
        let mut sentence = Sentence::new();
        let fact = number(Lang::Vi, "#bang".into(), 1_234);
        let first = format!("Có {} xã.", sentence.fact(&fact));
        sentence.say(&first);
        let second = format!(
            "Còn {} ngày & {}.",
            sentence.days(Lang::Vi, 7),
            sentence.set("95", "95%".into())
        );
        sentence.say(&second);
        assert_eq!(sentence.plain(), "Có 1.234 xã. Còn 7 ngày & 95%.");
        assert_eq!(
            sentence.render().into_string(),
            "Có <a class=\"fact\" href=\"#bang\"><data value=\"1234\">1.234</data></a> xã. Còn <time \
             datetime=\"P7D\">7</time> ngày &amp; <data class=\"set\" value=\"95\">95%</data>."
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
            sentence(&text, &[fact("1"), fact("2")]).into_string(),
            "Có <a class=\"fact\" href=\"/x?a=1&amp;b=2\"><data value=\"2\">&lt;2&gt;</data></a> &amp; \
             <a class=\"fact\" href=\"/x?a=1&amp;b=1\"><data value=\"1\">&lt;1&gt;</data></a>."
        );
    }
}
