//! A link that somebody gave as evidence, with the site that it leads to. What was taken before links were looked at, and
//! would not be today, is text.

use crate::{i18n::Lang, texts::link};
use leptos::prelude::*;

/// The link, and what stands beside it.
#[must_use]
pub fn web_link(lang: Lang, text: &str) -> (AnyView, String) {
    let shown = view! { <bdi dir="ltr">{text.to_owned()}</bdi> };
    match link::web_link(text) {
        Ok(to) => (
            view! { <a href=to.address rel="noreferrer nofollow external">{shown}</a> }.into_any(),
            lang.ta("evidence-link", [("host", to.host.into())]),
        ),
        Err(_) => (shown.into_any(), lang.t("evidence-link-closed")),
    }
}
