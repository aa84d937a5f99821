//! Directives wherever they are listed.

use crate::{
    i18n::Lang,
    page::WorkspaceRequest,
    routes::WorkspaceRoute,
    texts::fact::{self, Sentence},
    workspace::committee::model::Directive,
};
use domain::directive::State;
use leptos::prelude::*;

/// “5 việc đang giao, 2 việc quá hạn.”, both rows of one table.
pub fn sum(lang: Lang, table: &str, running: u32, overdue: u32) -> Sentence {
    let mut sentence = Sentence::new();
    let args = [("running", running), ("overdue", overdue)].map(|(name, n)| {
        let fact = fact::number(lang, table.to_owned(), n);
        (name, sentence.fact(&fact).into())
    });
    let text = lang.ta("steer-directives-sum", args);
    sentence.say(&text);
    sentence
}

/// The word of a state.
#[must_use]
pub fn state(lang: Lang, state: State) -> String {
    match state {
        State::Open => lang.t("steer-state-open"),
        State::Answered => lang.t("steer-state-answered"),
        State::Closed => lang.t("steer-state-closed"),
        State::Withdrawn => lang.t("steer-state-withdrawn"),
    }
}

/// When a directive is due, and whether that is over.
pub fn due(lang: Lang, directive: &Directive) -> String {
    let day = lang.date(directive.due);
    if directive.overdue {
        lang.ta("steer-overdue", [("day", day.into())])
    } else {
        day
    }
}

/// The class of a directive's state.
pub fn stage(directive: &Directive) -> &'static str {
    match directive.state {
        State::Open if directive.overdue => "stage is-returned",
        State::Answered => "stage is-submitted",
        State::Closed => "stage is-confirmed",
        State::Open | State::Withdrawn => "stage",
    }
}

/// What the committee asks of a commune, on the commune's own page.
#[must_use]
pub fn on_checklist(request: &WorkspaceRequest, rows: &[Directive]) -> Option<AnyView> {
    if rows.is_empty() {
        return None;
    }
    let lang = request.lang;
    let items = rows
        .iter()
        .map(|d| {
            let href = WorkspaceRoute::Directive(d.id).href(lang);
            view! {
                <li>
                    <span class=stage(d)>{state(lang, d.state)}</span> " "
                    <a href=href><bdi>{d.content.clone()}</bdi></a>
                    <p class="why">{lang.t("steer-col-due")} ": " {due(lang, d)}</p>
                </li>
            }
        })
        .collect_view();
    let section = view! {
        <section class="asked">
            <h2>{lang.t("steer-asked")}</h2>
            <ul class="todo">{items}</ul>
        </section>
    };
    Some(section.into_any())
}
