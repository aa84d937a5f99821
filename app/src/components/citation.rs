//! Published figures as citations: they stand apart from what is computed here, with their source,
//! its date in words and our note. Figures of one thing stand in one strip, newest first.

use crate::{
    components::{abbr::abbr, html::inert, name},
    i18n::Lang,
    page::PageRequest,
    public::model::{
        UnitRef,
        figures::{Figure, Source, Words, strips},
    },
    texts::{cite, fact},
};
use leptos::prelude::*;
use maud::{Markup, html};
use std::sync::Arc;

/// The sources: publisher, title, number of the document, date in words; a link where the whole address is known.
pub fn sources(sources: &[Arc<Source>], lang: Lang) -> impl IntoView + use<> {
    inert(listed(sources, lang))
}

fn listed(sources: &[Arc<Source>], lang: Lang) -> Markup {
    html! {
        @for (at, one) in sources.iter().enumerate() {
            @if at > 0 { (cite::between(lang)) }
            (source(one, lang))
        }
    }
}

fn source(source: &Source, lang: Lang) -> Markup {
    let comma = if lang == Lang::Ar { "، " } else { ", " };
    let linked = |text: Markup, here: bool| {
        html! {
            @match &source.url {
                Some(url) if here => { a href=(url) { (text) } },
                _ => { (text) },
            }
        }
    };
    let publisher = html! { bdi { (lang.pick(&source.publisher)) } };
    let date = lang.pick(&source.date);
    html! {
        cite {
            (linked(publisher, source.title.is_none()))
            @if let Some(title) = &source.title {
                (comma) (linked(quoted(title), true))
            }
            @if !source.document.is_empty() {
                (comma) bdi dir="ltr" { (source.document) }
            }
            @if !date.is_empty() { " – " (date) }
        }
    }
}

/// Words in their own language, in its quotation marks.
fn quoted(words: &Words) -> Markup {
    match Lang::parse(&words.language) {
        Some(lang) => html! { q lang=(lang.tag()) dir=(lang.direction()) { (words.text) } },
        None => html! { bdi { (words.text) } },
    }
}

/// The words of a figure's source below its value, if they say more.
pub fn words(lang: Lang, figure: &Figure) -> Markup {
    html! {
        @if let Some((called, words)) = cite::words(lang, figure) {
            " " span class="muted below" { (called) " " (quoted(words)) }
        }
    }
}

/// Published figures of one kind, cited: those with a sentence large, the others as a list.
pub fn cited(lang: Lang, figures: &[Arc<Figure>], place: &str) -> AnyView {
    let strips = strips(figures);
    let items = strips.iter().flatten().map(|figure| {
        let text = cite::sentence(lang, figure, place);
        let big = text.is_some();
        let text = text.unwrap_or_else(|| {
            let name = lang.pick(&figure.name);
            lang.ta("cite-named", [("name", name.into()), ("value", cite::value(lang, figure).into())])
        });
        let note = lang.pick(&figure.note).to_owned();
        let note = (!note.is_empty()).then(|| view! { <p class="meta">{inert(abbr(lang, &note))}</p> });
        let class = if big { "citation" } else { "citation is-short" };
        view! {
            <li class=class>
                <p class="claim">{inert(abbr(lang, &text))}</p>
                <p class="meta">
                    {lang.ta("cite-as-of", [("date", cite::dated(lang, figure).into())])} " " {lang.t("cite-source")} " "
                    {sources(&figure.sources, lang)}
                </p>
                {note}
            </li>
        }
    });
    view! { <ul class="citations">{items.collect_view()}</ul> }.into_any()
}

/// Figures of one thing in one strip, newest first: value, day, source and note of each. `basis` is said of all of them.
pub fn strip(
    request: &PageRequest,
    figures: &[Arc<Figure>],
    place: Option<&UnitRef>,
    basis: &str,
) -> Option<AnyView> {
    let lang = request.lang;
    let first = figures.first()?;
    let about = html! {
        @match &first.unit {
            Some(unit) if place.is_some_and(|p| p.code == unit.code) => {},
            Some(unit) => { (name::full(lang, unit)) ": " },
            None => { bdi { (lang.pick(&first.scope)) } ": " },
        }
    };
    let newest = (figures.len() > 1).then(|| lang.t("cite-newest-first"));
    let told = html! {
        p { (about) b { (abbr(lang, lang.pick(&first.name))) } @if let Some(newest) = newest { " " span class="meta" { (newest) } } }
        @if !basis.is_empty() { p class="meta" { (basis) } }
        ol class="strip" {
            @for figure in figures {
                li {
                    b { (fact::published(request, figure)) } (words(lang, figure))
                    p class="meta" {
                        (cite::dated(lang, figure)) " · " (lang.t("cite-source")) " "
                        (listed(&figure.sources, lang))
                        @if !lang.pick(&figure.note).is_empty() { " · " (abbr(lang, lang.pick(&figure.note))) }
                    }
                }
            }
        }
    };
    Some(view! { <div class="cited">{inert(told)}</div> }.into_any())
}
