//! What stands beside an answer wherever it is shown: its stage, when it ends, why it came back, its evidence.

use crate::{
    components::web_link::web_link,
    i18n::Lang,
    texts::checklist::{self},
    workspace::checklist::model::{ChecklistRow, EvidenceKind, EvidenceView, ReturnView},
};
use domain::{
    answer::Worth,
    assessment::Stage,
    criteria::{Criterion, Rules},
    status::Level,
    time::Timestamp,
    validity::{self, Expiry},
};
use leptos::prelude::*;

/// A warning that a confirmed answer ends soon, unless a newer one is on its way.
#[must_use]
pub fn expiry(
    lang: Lang,
    rules: Rules,
    criterion: &Criterion,
    row: &ChecklistRow,
    now: Timestamp,
) -> Option<AnyView> {
    let until = row.confirmed.as_ref()?.met_until(&criterion.question);
    if row.stage != Stage::Confirmed {
        return None;
    }
    let days = u32::try_from(until.0 - now.date().0).unwrap_or(0);
    let text = lang.ta("expiry-days", [("days", days.into())]);
    let class = match validity::expiry(rules, until, now.date())? {
        Expiry::Soon => "stage is-returned",
        Expiry::Later => "stage is-submitted",
    };
    Some(view! { <span class=class>{text}</span> }.into_any())
}

/// The word for where an item stands.
#[must_use]
pub fn stage(lang: Lang, stage: Stage) -> AnyView {
    let text = match stage {
        Stage::NotDeclared => lang.t("stage-not-declared"),
        Stage::Draft => lang.t("stage-draft"),
        Stage::Ready => lang.t("stage-ready"),
        Stage::Submitted => lang.t("stage-submitted"),
        Stage::Confirmed => lang.t("stage-confirmed"),
        Stage::Returned => lang.t("stage-returned"),
    };
    view! { <span class=format!("stage is-{}", stage.word())>{text}</span> }.into_any()
}

/// A return: when, why, until when.
#[must_use]
pub fn returned(lang: Lang, back: &ReturnView) -> AnyView {
    let head = lang.ta(
        "item-returned",
        [
            ("at", lang.instant(back.at).into()),
            ("due", lang.instant(back.due).into()),
        ],
    );
    let kind = back
        .reason
        .map(|r| format!("{}. ", checklist::reason(lang, r)));
    view! {
        <p class="said is-returned">
            {head} " " <b>{kind}</b> <q>{back.text.clone()}</q>
        </p>
    }
    .into_any()
}

/// One piece of evidence in words, with its link.
#[must_use]
pub fn evidence(lang: Lang, piece: &EvidenceView) -> AnyView {
    let (main, what) = match &piece.kind {
        EvidenceKind::File(media, bytes, _) => {
            let kib = u32::try_from(bytes.div_ceil(1024)).unwrap_or(u32::MAX);
            let size = lang.ta("evidence-size", [("kib", kib.into())]);
            let to = format!("/minh-chung/{}", piece.id);
            (
                view! { <a href=to><bdi>{piece.title.clone()}</bdi></a> }.into_any(),
                format!("{} · {size}", media.extension().to_uppercase()),
            )
        }
        EvidenceKind::Link => web_link(lang, &piece.title),
        EvidenceKind::Document => (
            view! { <bdi>{piece.title.clone()}</bdi> }.into_any(),
            lang.t("evidence-document"),
        ),
    };
    let receipt = match &piece.kind {
        EvidenceKind::File(_, _, sha256) => {
            let short: String = sha256.chars().take(16).collect();
            Some(view! { " · SHA-256 " <code dir="ltr" title=sha256.clone()>{short} "…"</code> })
        }
        _ => None,
    };
    let issuer = (!piece.issuer.is_empty()).then(|| format!(" · {}", piece.issuer));
    let date = lang.ta(
        "evidence-date",
        [("date", lang.date(piece.fact_date).into())],
    );
    view! { {main} <span class="help">{what} {issuer} " · " {date} {receipt}</span> }.into_any()
}

/// The level that an answer's worth would have, for the reviewer's page.
#[must_use]
pub fn worth_level(worth: Worth) -> Level {
    match worth {
        Worth::Pass => Level::Green,
        Worth::Near => Level::Yellow,
        Worth::Below => Level::Red,
    }
}
