//! Published figures as citations: they stand apart from what is computed here, with their source,
//! its date in words and our note.

use crate::{
    i18n::Lang,
    public::model::figures::{Figure, Source},
    texts::cite::{self},
};
use leptos::prelude::*;
use std::sync::Arc;

/// The sources: publisher, number, date in words; a link where the whole address is known.
pub fn sources(sources: &[Arc<Source>], lang: Lang) -> impl IntoView {
    let one = |(at, source): (usize, &Arc<Source>)| {
        let between = (at > 0).then_some(if lang == Lang::Ar { "؛ " } else { "; " });
        let number = if source.reference.is_empty() || source.url.is_some() {
            String::new()
        } else {
            format!(", {}", source.reference)
        };
        let name = format!("{}{number}", source.publisher);
        let name = match &source.url {
            Some(url) => view! { <a href=url.clone()><bdi>{name}</bdi></a> }.into_any(),
            None => view! { <bdi>{name}</bdi> }.into_any(),
        };
        let date = lang.pick(&source.date);
        let date = if date.is_empty() {
            String::new()
        } else {
            format!(" ({date})")
        };
        view! { {between} <cite>{name}{date}</cite> }
    };
    sources.iter().enumerate().map(one).collect_view()
}

/// Published figures of one kind, as a quotation: the first as a sentence where it has one, the
/// others as a list.
pub fn quotation(lang: Lang, figures: &[Arc<Figure>], place: &str) -> AnyView {
    let items = figures.iter().map(|figure| {
        let text = cite::sentence(lang, figure, place);
        let big = text.is_some();
        let text = text.unwrap_or_else(|| {
            let name = lang.pick(&figure.name);
            lang.ta("cite-named", [("name", name.into()), ("value", cite::value(lang, figure).into())])
        });
        let note = lang.pick(&figure.note).to_owned();
        let note = (!note.is_empty()).then(|| view! { <p class="meta">{note}</p> });
        let quote = if big { "quote" } else { "quote is-short" };
        view! {
            <li class=quote>
                <blockquote>{text}</blockquote>
                <p class="meta">
                    {lang.ta("cite-as-of", [("date", cite::dated(lang, figure).into())])} " " {lang.t("cite-source")} " "
                    {sources(&figure.sources, lang)}
                </p>
                {note}
            </li>
        }
    });
    view! { <ul class="quotes">{items.collect_view()}</ul> }.into_any()
}
