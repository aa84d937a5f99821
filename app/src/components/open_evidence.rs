//! Evidence that the reviewer opened to the public, with the way to have it. Files are downloaded, never
//! shown inside a page.

use crate::{components::web_link::web_link, i18n::Lang, public::model::PublicEvidence};
use domain::evidence::Kind;
use leptos::prelude::*;

/// The section; nothing if nothing is open.
#[must_use]
pub fn section(lang: Lang, pieces: &[PublicEvidence]) -> Option<AnyView> {
    if pieces.is_empty() {
        return None;
    }
    let items: Vec<AnyView> = pieces.iter().map(|piece| item(lang, piece)).collect();
    Some(
        view! {
            <section aria-labelledby="minh-chung">
                <h2 id="minh-chung">{lang.t("public-evidence")}</h2>
                <ul>{items}</ul>
                <p class="muted">{lang.t("public-evidence-note")}</p>
            </section>
        }
        .into_any(),
    )
}

fn item(lang: Lang, piece: &PublicEvidence) -> AnyView {
    let title = piece.title.clone();
    let (main, what) = match &piece.kind {
        Kind::File(media, bytes, _) => {
            let kib = u32::try_from(bytes.div_ceil(1024)).unwrap_or(u32::MAX);
            let to = format!("/minh-chung/{}", piece.id);
            let size = lang.ta("evidence-size", [("kib", kib.into())]);
            (
                view! { <a href=to download=""><bdi>{title}</bdi></a> }.into_any(),
                format!("{} · {size}", media.extension().to_uppercase()),
            )
        }
        Kind::Link => web_link(lang, &title),
        Kind::Document => (
            view! { <bdi>{title}</bdi> }.into_any(),
            lang.t("evidence-document"),
        ),
    };
    let issuer = (!piece.issuer.is_empty()).then(|| format!(" · {}", piece.issuer));
    let date = lang.ta(
        "evidence-date",
        [("date", lang.date(piece.fact_date).into())],
    );
    view! {
        <li>
            <span class="code">{piece.criterion.clone()}</span> " " {main}
            <span class="muted below">{what} {issuer} " · " {date}</span>
        </li>
    }
    .into_any()
}
