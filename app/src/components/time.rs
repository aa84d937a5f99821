//! Days as `<time>`.

use crate::{components::markup::Markup, i18n::Lang, texts::fact::days_text};
use domain::time::Date;

/// A day: `<time datetime="2025-09-19">19/9/2025</time>`
pub fn day(lang: Lang, out: &mut Markup, day: Date) {
    out.raw("<time datetime=\"")
        .show(day)
        .raw("\">")
        .text(&lang.date(day))
        .raw("</time>");
}

/// One day, or two with what lies between them.
pub fn days(lang: Lang, out: &mut Markup, (first, last): (Date, Date)) {
    if first == last {
        day(lang, out, first);
        return;
    }
    out.raw("<time datetime=\"").show(first).raw("/").show(last);
    let text = days_text(lang, (first, last));
    out.raw("\">").text(&text).raw("</time>");
}
