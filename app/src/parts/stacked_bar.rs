//! Units by status in one bar, and as text. The bar repeats the text beside it and is hidden from
//! assistive technology; its lengths are attributes, because the content policy forbids styles.

use super::{fact, markup::Markup, status};
use crate::{backend::Counts, i18n::Lang};
use domain::status::Level;
use leptos::prelude::*;

/// The bar, as long as its column.
#[must_use]
pub fn bar(counts: &Counts) -> Markup {
    let mut out = Markup::new();
    let units = counts.units().max(1);
    out.raw("<svg class=\"bar\" viewBox=\"0 0 ")
        .show(units)
        .raw(" 1\" preserveAspectRatio=\"none\" aria-hidden=\"true\">");
    let mut from = 0;
    for level in Level::ALL {
        let count = counts.at(level);
        if count > 0 {
            out.raw("<rect class=\"")
                .raw(status::class(level))
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
