//! What others published of a province, beside what is computed here.

use crate::{
    components::{html::inert, name, status},
    page::PageRequest,
    public::model::UnitRef,
    texts::{
        cite,
        committee::communes_then,
        fact::{self, Fact, Sentence},
    },
    workspace::committee::model::Course,
};
use domain::{rate::Rate, status::Level};
use leptos::prelude::*;
use maud::html;

/// Each published figure beside the release of its time.
pub(super) fn compared(public_request: &PageRequest, data: &Course) -> AnyView {
    let lang = public_request.lang;
    if data.compared.is_empty() {
        return view! { <p>{lang.t("steer-compared-none")}</p> }.into_any();
    }
    let own = &data.context.province.code;
    let blocks = data
        .compared
        .iter()
        .map(|c| {
            let mut sentence = Sentence::new();
            let sources = c.figure.sources.iter();
            let sources: Vec<_> = sources
                .map(|s| sentence.cite(cite::source_text(s, lang)))
                .collect();
            let theirs = c
                .figure
                .numerator
                .zip(c.figure.denominator)
                .map(|(n, d)| Rate::new(n, d));
            let published = fact::published(public_request, &c.figure);
            let shown = Fact {
                text: cite::value_and_counts(lang, &c.figure),
                ..published.clone()
            };
            let ours = fact::share(lang, communes_then(public_request, own, &c.release), c.ours);
            let words = lang.ta(
                "steer-compared-words",
                [
                    ("published", sentence.fact(&shown).into()),
                    ("sources", sources.join(cite::between(lang)).into()),
                    ("ours", sentence.fact(&ours).into()),
                    ("at", sentence.instant(lang, c.release.as_of).into()),
                ],
            );
            sentence.say(&words);
            if let Some(theirs) = theirs {
                let difference = i64::from(c.ours.part) - i64::from(theirs.part);
                let count = u32::try_from(difference.abs()).unwrap_or(0);
                // Computed from the two numbers of this sentence; the figure's row has theirs and its source.
                let count = fact::number(lang, published.href, count);
                let text = match difference.signum() {
                    0 => lang.t("steer-compared-same"),
                    1 => {
                        let shown = sentence.fact(&count);
                        lang.ta("steer-compared-more", [("shown", shown.into())])
                    }
                    _ => {
                        let shown = sentence.fact(&count);
                        lang.ta("steer-compared-fewer", [("shown", shown.into())])
                    }
                };
                sentence.say(&text);
            }
            let list = |label: String, units: &[UnitRef]| {
                let names = html! {
                    @for (at, unit) in units.iter().enumerate() {
                        @if at > 0 { ", " }
                        (name::short(lang, unit))
                    }
                };
                (!units.is_empty()).then(|| {
                    view! { <p><b>{label}</b> " " <span>{inert(names)}</span></p> }
                })
            };
            view! {
                <p>{inert(sentence)}</p>
                {list(lang.t("steer-compared-gained"), &c.gained)}
                {list(lang.t("steer-compared-lost"), &c.lost)}
            }
        })
        .collect_view();
    let shapes = format!(
        "{} {}",
        status::shape(Level::Green),
        lang.level(Level::Green)
    );
    view! {
        {blocks}
        <p class="help">{lang.ta("steer-compared-note", [("green", shapes.into())])}</p>
    }
    .into_any()
}
