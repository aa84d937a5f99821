//! Open questions and messages, as they stand beside an item and above a list.

use crate::{
    components::{
        criterion::criterion_title,
        html::inert,
        name,
        table::{ScrollTable, heads},
    },
    i18n::Lang,
    page::{WorkspaceRequest, href},
    routes::WorkspaceRoute,
    texts::{account, checklist},
    workspace::correspondence::model::{MessageView, QuestionLine, QuestionView},
};
use domain::{
    correspondence::{Kind, Question, State, Step},
    criteria::CriteriaSet,
    time::Timestamp,
};
use leptos::prelude::*;

/// Open questions as a table, if there are any; with their commune where they are of several.
#[must_use]
pub fn table(
    request: &WorkspaceRequest,
    set: &CriteriaSet,
    lines: &[QuestionLine],
    now: Timestamp,
    with_unit: bool,
) -> Option<AnyView> {
    if lines.is_empty() {
        return None;
    }
    let lang = request.lang;
    let rows = lines
        .iter()
        .map(|line| {
            let criterion = &set.criteria[line.index];
            let to = href(
                request,
                &WorkspaceRoute::Thread(line.unit.code.clone(), criterion.code.clone()),
            );
            let unit = with_unit
                .then(|| view! { <td><span>{inert(name::full(lang, &line.unit))}</span></td> });
            view! {
                <tr>
                    <th scope="row"><a href=to>{criterion_title(lang, criterion)}</a></th>
                    {unit}
                    <td>{checklist::question_kind(lang, line.question.kind)}</td>
                    <td>{state(lang, &line.question, now)}</td>
                    <td>{lang.instant(line.question.due)}</td>
                </tr>
            }
        })
        .collect_view();
    let columns = [
        Some("desk-criterion"),
        with_unit.then_some("queue-unit"),
        Some("questions-kind"),
        Some("questions-state"),
        Some("questions-due"),
    ];
    Some(
        view! {
            <ScrollTable caption=lang.t("questions-caption") class="questions"
                head=heads(lang, columns.into_iter().flatten())>
                {rows}
            </ScrollTable>
        }
        .into_any(),
    )
}

/// Where a question stands, in words; late ones say so.
pub fn state(lang: Lang, question: &Question, now: Timestamp) -> AnyView {
    let (class, text) = match question.state {
        State::Open if question.is_overdue(now) => {
            ("stage is-returned", lang.t("talk-state-overdue"))
        }
        State::Open => ("stage is-submitted", lang.t("talk-state-open")),
        State::Answered => ("stage is-confirmed", lang.t("talk-state-answered")),
        State::Closed => ("stage", lang.t("talk-state-closed")),
    };
    view! { <span class=class>{text}</span> }.into_any()
}

/// What is shown of an item's correspondence beside the item itself: what was said, what is open, and the way
/// to answer.
#[must_use]
pub fn summary(
    request: &WorkspaceRequest,
    route: &WorkspaceRoute,
    (said, open): (&[MessageView], &[QuestionView]),
    now: Timestamp,
) -> AnyView {
    let lang = request.lang;
    let open = open
        .iter()
        .map(|q| {
            let due = lang.ta(
                "talk-due",
                [("due", lang.instant(q.question.due).into())],
            );
            view! { <p>{checklist::question_kind(lang, q.question.kind)} " " {state(lang, &q.question, now)} " " {due}</p> }
        })
        .collect_view();
    view! {
        <section aria-labelledby="trao-doi">
            <h2 id="trao-doi">{lang.t("talk-beside")}</h2>
            {open}
            {messages(lang, said)}
            <p><a href=href(request, route)>{lang.t("talk-go")}</a></p>
        </section>
    }
    .into_any()
}

/// What was said, oldest first.
pub fn messages(lang: Lang, all: &[MessageView]) -> AnyView {
    if all.is_empty() {
        return view! { <p>{lang.t("talk-none")}</p> }.into_any();
    }
    let items = all
        .iter()
        .map(|message| {
            let who = lang.ta(
                "talk-who",
                [
                    ("name", message.author.clone().into()),
                    ("role", account::role(lang, message.role).into()),
                    ("at", lang.instant(message.at).into()),
                ],
            );
            let words = (!message.words.is_empty())
                .then(|| view! { <p class="text" dir="auto">{message.words.clone()}</p> });
            view! {
                <li>
                    <b>{step(lang, message.step, message.kind)}</b>
                    <span class="help">{who}</span>
                    {words}
                </li>
            }
        })
        .collect_view();
    view! { <ol class="talk">{items}</ol> }.into_any()
}

/// What a message does, in words.
pub fn step(lang: Lang, step: Step, kind: Option<Kind>) -> String {
    match (step, kind) {
        (Step::Note, _) | (_, None) => lang.t("talk-said-note"),
        (Step::Ask, Some(Kind::Difficulty)) => lang.t("talk-said-report"),
        (Step::Ask, Some(Kind::Explanation)) => lang.t("talk-said-request"),
        (Step::Answer, Some(Kind::Difficulty)) => lang.t("talk-said-reply"),
        (Step::Answer, Some(Kind::Explanation)) => lang.t("talk-said-explained"),
        (Step::AskAgain, Some(_)) => lang.t("talk-said-again"),
        (Step::HandOver, Some(_)) => lang.t("talk-said-handed-over"),
        (Step::Close, Some(_)) => lang.t("talk-said-closed"),
    }
}
