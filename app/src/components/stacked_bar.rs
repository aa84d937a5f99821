//! Parts of a whole in one bar, and units by status as text. A bar is as long as its column, and that is the whole: a
//! part is as long as its share of it, whatever the longest of its neighbours is. It repeats the text beside it and is
//! hidden from assistive technology; its lengths are attributes, because the content policy forbids styles. No other
//! module draws one.

use crate::{
    components::{markup::Markup, status},
    i18n::Lang,
    public::model::Counts,
    texts::fact,
};
use domain::status::Level;
use leptos::prelude::*;

/// The bar of units by status.
#[must_use]
pub fn bar(counts: &Counts) -> Markup {
    let parts = Level::ALL.map(|level| (status::class(level), counts.at(level)));
    parts_of(&parts, counts.units())
}

/// Parts, each with its class, one after the other, and what is left of the whole.
#[must_use]
pub fn parts_of(parts: &[(&'static str, u32)], whole: u32) -> Markup {
    let sum = parts.iter().map(|(_, count)| count).sum::<u32>();
    let whole = whole.max(sum).max(1);
    let mut out = Markup::new();
    out.raw("<svg class=\"bar\" viewBox=\"0 0 ")
        .show(whole)
        .raw(" 1\" preserveAspectRatio=\"none\" aria-hidden=\"true\">");
    let mut from = 0;
    let rest = ("bar-rest", whole - sum);
    for (class, count) in parts.iter().copied().chain([rest]) {
        if count > 0 {
            out.raw("<rect class=\"")
                .raw(class)
                .raw("\" x=\"")
                .show(from);
            out.raw("\" width=\"").show(count).raw("\" height=\"1\"/>");
        }
        from += count;
    }
    out.raw("</svg>");
    out
}

/// The counts in words: “130 Xanh, 14 Vàng, 3 Đỏ, 1 Chưa có số liệu”.
#[must_use]
pub fn words(lang: Lang, counts: &Counts) -> String {
    let part = |level: Level| format!("{} {}", lang.number(counts.at(level)), lang.level(level));
    Level::ALL
        .map(part)
        .join(if lang == Lang::Ar { "، " } else { ", " })
}

/// The counts in words, each a fact that leads where `link` says.
#[must_use]
pub fn facts(lang: Lang, counts: &Counts, link: impl Fn(Level) -> String) -> Markup {
    let mut out = Markup::new();
    for (at, level) in Level::ALL.into_iter().enumerate() {
        if at > 0 {
            out.raw(if lang == Lang::Ar { "، " } else { ", " });
        }
        fact::number(lang, link(level), counts.at(level)).write(&mut out);
        out.raw(" ").text(&lang.level(level));
    }
    out
}

/// The bar with its key: each status as shape, count and word, linked if `link` says where to.
pub fn with_key(
    lang: Lang,
    counts: &Counts,
    link: Option<&dyn Fn(Level) -> String>,
) -> impl IntoView {
    let mut key = Markup::new();
    for level in Level::ALL {
        key.raw("<li>");
        if let Some(link) = link {
            key.raw("<a class=\"fact\" href=\"")
                .text(&link(level))
                .raw("\">");
        }
        key.raw("<span class=\"status ").raw(status::class(level));
        key.raw("\"><span class=\"status-shape\" aria-hidden=\"true\">")
            .raw(status::shape(level));
        key.raw("</span> <b><data value=\"")
            .show(counts.at(level))
            .raw("\">")
            .text(&lang.number(counts.at(level)))
            .raw("</data></b> ");
        key.text(&lang.level(level)).raw("</span>");
        key.raw(if link.is_some() { "</a></li>" } else { "</li>" });
    }
    view! {
        <div class="levels">
            <div class="levels-bar" inner_html=bar(counts).html()></div>
            <ul class="levels-key" inner_html=key.html()></ul>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_as_long_as_its_share_of_the_whole() {
        let six = parts_of(&[("is-red", 4), ("is-yellow", 2)], 148).html();
        assert!(six.contains("viewBox=\"0 0 148 1\""), "{six}");
        for rect in [
            "class=\"is-red\" x=\"0\" width=\"4\"",
            "class=\"is-yellow\" x=\"4\" width=\"2\"",
            "class=\"bar-rest\" x=\"6\" width=\"142\"",
        ] {
            assert!(six.contains(rect), "{rect}: {six}");
        }
        assert!(
            !parts_of(&[("is-red", 148)], 148)
                .html()
                .contains("bar-rest")
        );
        assert!(parts_of(&[], 0).html().contains("viewBox=\"0 0 1 1\""));
    }
}
