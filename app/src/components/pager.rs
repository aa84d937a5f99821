//! The ways to the pages before and after of a list that is cut into pages.

use crate::i18n::Lang;
use leptos::prelude::*;

/// Says which page this is, and leads to its neighbours; nothing where the list is one page.
#[component]
pub fn Pager(
    /// Language of the page.
    lang: Lang,
    /// Which page this is, in words.
    text: String,
    /// Address of the page before, if there is one.
    before: Option<String>,
    /// Address of the page after, if there is one.
    after: Option<String>,
) -> Option<AnyView> {
    let link = |to: String, rel, key: &str| view! { " " <a href=to rel=rel>{lang.t(key)}</a> };
    if before.is_none() && after.is_none() {
        return None;
    }
    let nav = view! {
        <nav class="result" aria-label=lang.t("queue-pages")>
            {text}
            {before.map(|to| link(to, "prev", "queue-page-before"))}
            {after.map(|to| link(to, "next", "queue-page-after"))}
        </nav>
    };
    Some(nav.into_any())
}
