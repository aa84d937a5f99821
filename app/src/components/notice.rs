//! Paragraphs that must not be missed.

use crate::{components::Inside, i18n::Lang, workspace::flash::Done};
use leptos::prelude::*;

/// What a [`Notice`] is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Something to know.
    #[default]
    Plain,
    /// Something to be careful about.
    Warning,
    /// Something that was refused; it is announced.
    Problem,
    /// Something that was done; it is announced.
    Done,
}

/// A paragraph that must not be missed.
#[component]
pub fn Notice(
    /// What it is about.
    #[prop(optional)]
    tone: Tone,
    /// What it says.
    children: Inside,
) -> AnyView {
    let (class, role) = match tone {
        Tone::Plain => ("notice", None),
        Tone::Warning => ("notice is-warning", None),
        Tone::Problem => ("notice is-problem", Some("alert")),
        Tone::Done => ("notice is-done", Some("status")),
    };
    view! { <p class=class role=role>{children.0}</p> }.into_any()
}

/// Why a form was not accepted, above everything else, with links to its fields.
#[component]
pub fn ErrorSummary(
    /// What became of the form.
    title: String,
    /// The problems.
    children: Inside,
) -> AnyView {
    view! {
        <div class="notice is-problem" role="alert" aria-labelledby="problems">
            <h2 id="problems">{title}</h2>
            {children.0}
        </div>
    }
    .into_any()
}

/// What just happened, announced to whoever can't see the page change.
pub fn done_notice(lang: Lang, done: Option<Done>) -> Option<AnyView> {
    let done = done?;
    let (_, number) = done.word();
    let args = || [("number", number.into())];
    let text = match done {
        Done::HandedIn(_) => lang.ta("done-handed-in", args()),
        Done::Signed(_) => lang.ta("done-signed", args()),
        Done::SentBack => lang.t("done-sent-back"),
        Done::Withdrawn => lang.t("done-withdrawn"),
        Done::Carried(_) => lang.ta("done-carried", args()),
        Done::Saved => lang.t("done-saved"),
        Done::Applied(_) => lang.ta("done-applied", args()),
        Done::Confirmed(_) => lang.ta("done-confirmed", args()),
        Done::Returned => lang.t("done-returned"),
        Done::Reopened => lang.t("done-reopened"),
        Done::Published => lang.t("done-published"),
        Done::Changed => lang.t("done-changed"),
        Done::Written => lang.t("done-written"),
        Done::EvidenceOpened => lang.t("done-evidence-opened"),
        Done::EvidenceClosed => lang.t("done-evidence-closed"),
        Done::MailSet => lang.t("done-mail-set"),
        Done::Copied(_) => lang.ta("done-copied", args()),
        Done::Issued => lang.t("done-issued"),
        Done::Stepped => lang.t("done-stepped"),
        Done::Aimed => lang.t("done-aimed"),
        Done::Observed(number) => lang.ta(
            "done-observed",
            [
                ("number", number.into()),
                ("shown", lang.number(number).into()),
            ],
        ),
        Done::SaidBefore => lang.t("done-said-before"),
        Done::Undone => lang.t("done-undone"),
    };
    Some(view! { <Notice tone=Tone::Done>{text}</Notice> }.into_any())
}
