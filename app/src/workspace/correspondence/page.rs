//! What commune and province write to each other: a list of open questions, and one item's messages with
//! the forms for the next step.

use crate::forms::Suffixed;
use crate::workspace::correspondence::model::WriteMessage;
use crate::{
    components::{
        correspondence,
        criterion::criterion_title,
        form::{Field, Hidden, PostForm},
        notice::{ErrorSummary, flash_notice},
        text_area::TextArea,
    },
    i18n::Lang,
    page::{Page, WorkspaceRequest, href},
    routes::{FormAction, WorkspaceRoute},
    texts::{account, checklist, problem},
    workspace::correspondence::model::{
        MessageTarget, QuestionView, Questions, Thread, ThreadProblem, Typed,
    },
};
use domain::{
    access::Role,
    correspondence::{Kind, Question, Step},
};
use leptos::prelude::*;

/// The questions that are not closed.
#[must_use]
pub fn list(request: &WorkspaceRequest, data: &Questions) -> Page {
    let lang = request.lang;
    let title = lang.t("questions-title");
    let empty = data
        .lines
        .is_empty()
        .then(|| view! { <p>{lang.t("questions-none")}</p> });
    let body = view! {
        <h1>{title.clone()}</h1>
        <p class="lead">{lang.t("questions-lead")}</p>
        {empty}
        {correspondence::table(request, &data.set, &data.lines, data.now, true)}
    }
    .into_any();
    crate::page::plain(title.clone(), body, vec![(title, None)])
}

/// One item's messages with what can be written next.
#[must_use]
pub fn page(request: &WorkspaceRequest, data: &Thread) -> Page {
    let lang = request.lang;
    let criterion = &data.set.criteria[data.index];
    let unit = lang.full_name(&data.unit);
    let title = lang.ta(
        "talk-title",
        [
            ("criterion", criterion_title(lang, criterion).into()),
            ("unit", lang.name_in_sentence(&data.unit).into()),
        ],
    );
    let item = data.item.as_ref().map(|route| {
        view! { <p><a href=href(request, route)>{lang.t("talk-to-item")}</a></p> }
    });
    let questions = data
        .questions
        .iter()
        .map(|question| next_step(request, data, question))
        .collect_view();
    let begins = data
        .begins
        .iter()
        .map(|target| begin(request, data, *target))
        .collect_view();
    let body = view! {
        {flash_notice(request)}
        {data.typed.as_ref().map(|typed| refused(lang, typed))}
        <h1>{title.clone()}</h1>
        {item}
        {correspondence::messages(lang, &data.messages)}
        {questions}
        {begins}
        <p class="help">{lang.t("talk-secret")}</p>
    }
    .into_any();
    let crumbs = vec![
        (
            lang.t("questions-title"),
            Some(href(request, &WorkspaceRoute::Questions)),
        ),
        (format!("{} {unit}", criterion.code), None),
    ];
    crate::page::plain(title, body, crumbs)
}

fn refused(lang: Lang, typed: &Typed) -> AnyView {
    let field = match typed.problem {
        ThreadProblem::Due => Suffixed::input(WriteMessage::choice(), &typed.target.word()),
        _ => Suffixed::input(WriteMessage::words(), &typed.target.word()),
    };
    view! {
        <ErrorSummary title=lang.t("talk-refused")>
            <p><a href=format!("#{field}")>{problem::message(lang, typed.problem)}</a></p>
        </ErrorSummary>
    }
    .into_any()
}

/// The field for words, with whatever was typed into it before.
fn area(lang: Lang, data: &Thread, target: MessageTarget, label: String) -> AnyView {
    let typed = data.typed.as_ref().filter(|typed| typed.target == target);
    let name = Suffixed::input(WriteMessage::words(), &target.word());
    let wrong = typed.filter(|t| t.problem == ThreadProblem::Words);
    let error = wrong.map(|t| problem::message(lang, t.problem));
    view! {
        <Field id=name.clone() label=label error=error>
            <TextArea name=name.clone() rows=4 described=wrong.map(|_| format!("{name}-error")) invalid=wrong.is_some()
                text=typed.map(|t| t.words.clone()).unwrap_or_default() />
        </Field>
    }
    .into_any()
}

fn shared(data: &Thread, target: MessageTarget) -> AnyView {
    let criterion = &data.set.criteria[data.index];
    view! {
        <Hidden name=WriteMessage::unit() value=&data.unit.code />
        <Hidden name=WriteMessage::criterion() value=&criterion.code />
        <Hidden name=WriteMessage::target() value=target.word() />
    }
    .into_any()
}

/// A question with the forms of whoever may take its next step.
fn next_step(request: &WorkspaceRequest, data: &Thread, view: &QuestionView) -> AnyView {
    let lang = request.lang;
    let question = &view.question;
    let target = MessageTarget::Question(view.id);
    let owed = lang.ta(
        "talk-owed",
        [
            ("role", account::role(lang, question.owner).into()),
            ("due", lang.instant(question.due).into()),
        ],
    );
    let writes = (!view.steps.is_empty()).then(|| {
        let buttons = view
            .steps
            .iter()
            .map(|step| {
                let class = matches!(step, Step::Answer).then_some("strong");
                view! {
                    <button type="submit" name=WriteMessage::step() value=step.word() class=class>{button(lang, *step, question)}</button>
                }
            })
            .collect_view();
        view! {
            <PostForm action=FormAction::WriteMessage>
                {shared(data, target)}
                <Hidden name=WriteMessage::version() value=view.version />
                {area(lang, data, target, lang.t("talk-words"))}
                <p class="buttons">{buttons}</p>
            </PostForm>
        }
        .into_any()
    });
    view! {
        <section class="open-question" aria-labelledby=format!("hoi-{}", view.id)>
            <h2 id=format!("hoi-{}", view.id)>{checklist::question_kind(lang, question.kind)} " " {correspondence::state(lang, question, data.now)}</h2>
            <p>{owed}</p>
            {writes}
        </section>
    }
    .into_any()
}

fn button(lang: Lang, step: Step, question: &Question) -> String {
    match (step, question.kind, question.owner) {
        (Step::Answer, Kind::Difficulty, _) => lang.t("talk-do-reply"),
        (Step::Answer, Kind::Explanation, _) => lang.t("talk-do-explain"),
        (Step::HandOver, _, Role::Reviewer) => lang.t("talk-do-hand-to-sector"),
        (Step::HandOver, ..) => lang.t("talk-do-hand-to-reviewer"),
        (Step::AskAgain, ..) => lang.t("talk-do-ask-again"),
        (Step::Close | Step::Ask | Step::Note, ..) => lang.t("talk-do-close"),
    }
}

/// A form that begins something; open if it was refused.
fn begin(request: &WorkspaceRequest, data: &Thread, target: MessageTarget) -> AnyView {
    let lang = request.lang;
    let (summary, label, go) = match target {
        MessageTarget::New(Kind::Difficulty) => (
            lang.t("talk-begin-report"),
            lang.t("talk-report-what"),
            lang.t("talk-do-report"),
        ),
        MessageTarget::New(Kind::Explanation) => (
            lang.t("talk-begin-request"),
            lang.t("talk-request-what"),
            lang.t("talk-do-request"),
        ),
        MessageTarget::Note | MessageTarget::Question(_) => (
            lang.t("talk-begin-note"),
            lang.t("talk-note-what"),
            lang.t("talk-do-note"),
        ),
    };
    let typed = data.typed.as_ref().filter(|typed| typed.target == target);
    let open = typed.is_some();
    let choice = typed.map(|t| t.choice.clone()).unwrap_or_default();
    let name = Suffixed::input(WriteMessage::choice(), &target.word());
    let more = match target {
        MessageTarget::New(Kind::Difficulty) => {
            let options = Kind::Difficulty
                .owners()
                .iter()
                .map(|role| {
                    view! {
                        <option value=role.slug() selected=choice == role.slug()>{account::role(lang, *role)}</option>
                    }
                })
                .collect_view();
            Some(
                view! {
                    <Field id=name.clone() label=lang.t("talk-report-to")>
                        <select id=name.clone() name=name.clone()>{options}</select>
                    </Field>
                }
                .into_any(),
            )
        }
        MessageTarget::New(Kind::Explanation) => {
            let wrong = typed.is_some_and(|t| t.problem == ThreadProblem::Due);
            let error = wrong.then(|| problem::message(lang, ThreadProblem::Due));
            // A browser drops from a date field what is no date: then it is shown as text.
            let plain = !choice.is_empty() && domain::time::Date::parse(&choice).is_none();
            let kind = if plain { "text" } else { "date" };
            Some(
                view! {
                    <Field id=name.clone() label=lang.t("talk-request-by") error=error>
                        <input id=name.clone() name=name.clone() type=kind value=choice
                            aria-invalid=wrong.then_some("true") aria-describedby=wrong.then(|| format!("{name}-error")) />
                    </Field>
                }
                .into_any(),
            )
        }
        MessageTarget::Note | MessageTarget::Question(_) => None,
    };
    view! {
        <details open=open>
            <summary>{summary}</summary>
            <PostForm action=FormAction::WriteMessage>
                {shared(data, target)}
                {area(lang, data, target, label)}
                {more}
                <p class="buttons"><button type="submit">{go}</button></p>
            </PostForm>
        </details>
    }
    .into_any()
}
