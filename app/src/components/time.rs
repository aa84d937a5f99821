//! Days as `<time>`.

use crate::{i18n::Lang, texts::fact::days_text};
use domain::time::Date;
use maud::{Markup, html};

/// A day: `<time datetime="2025-09-19">19/9/2025</time>`
#[must_use]
pub fn day(lang: Lang, day: Date) -> Markup {
    html! { time datetime=(day) { (lang.date(day)) } }
}

/// One day, or two with what lies between them.
#[must_use]
pub fn days(lang: Lang, (first, last): (Date, Date)) -> Markup {
    if first == last {
        return day(lang, first);
    }
    html! { time datetime={ (first) "/" (last) } { (days_text(lang, (first, last))) } }
}
