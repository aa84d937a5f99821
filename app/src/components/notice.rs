//! Paragraphs that must not be missed.

use crate::{components::Inside, page::WorkspaceRequest, workspace::flash::Flash};
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
pub fn flash_notice(request: &WorkspaceRequest) -> Option<AnyView> {
    let (lang, done) = (request.lang, Flash::of(&request.query)?);
    let (_, number) = done.word();
    let args = || [("number", number.into())];
    let text = match done {
        Flash::HandedIn(_) => lang.ta("done-handed-in", args()),
        Flash::HandedInLate(_) => {
            let done = lang.ta("done-handed-in", args());
            format!("{done} {}", lang.t("done-late"))
        }
        Flash::Signed(_) => lang.ta("done-signed", args()),
        Flash::SentBack => lang.t("done-sent-back"),
        Flash::Withdrawn => lang.t("done-withdrawn"),
        Flash::Discarded => lang.t("done-discarded"),
        Flash::Unchanged => lang.t("done-unchanged"),
        Flash::Carried(_) => lang.ta("done-carried", args()),
        Flash::Saved => lang.t("done-saved"),
        Flash::Applied(_) => lang.ta("done-applied", args()),
        Flash::Confirmed(_) => lang.ta("done-confirmed", args()),
        Flash::Returned => lang.t("done-returned"),
        Flash::Reopened => lang.t("done-reopened"),
        Flash::Published => lang.t("done-published"),
        Flash::Changed => lang.t("done-changed"),
        Flash::Written => lang.t("done-written"),
        Flash::EvidenceOpened => lang.t("done-evidence-opened"),
        Flash::EvidenceOpenedLater => lang.t("done-evidence-opened-later"),
        Flash::EvidenceClosed => lang.t("done-evidence-closed"),
        Flash::MailSet => lang.t("done-mail-set"),
        Flash::Copied(_) => lang.ta("done-copied", args()),
        Flash::Issued => lang.t("done-issued"),
        Flash::Stepped => lang.t("done-stepped"),
        Flash::Aimed => lang.t("done-aimed"),
        Flash::Observed(number) => lang.ta(
            "done-observed",
            [
                ("number", number.into()),
                ("shown", lang.number(number).into()),
            ],
        ),
        Flash::SaidBefore => lang.t("done-said-before"),
        Flash::Undone => lang.t("done-undone"),
    };
    Some(view! { <Notice tone=Tone::Done>{text}</Notice> }.into_any())
}
