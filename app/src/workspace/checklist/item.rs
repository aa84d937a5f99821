//! One criterion: the question, plain help, what was confirmed last, its form or what was written, and the next
//! step of the leader.

use crate::workspace::checklist::model::{Discard, SendBack, Sign, Withdraw};
use crate::{
    components::{
        correspondence,
        criterion::criterion_title,
        ended,
        form::{Field, Hidden, PostForm},
        item_parts,
        notice::{ErrorSummary, flash_notice},
    },
    i18n::Lang,
    page::{Page, WorkspaceRequest, href},
    routes::{FormAction, WorkspaceRoute},
    texts::{checklist, problem, spreadsheet, value},
    workspace::checklist::{
        item_form::entry_form,
        model::{Conflict, FormOutcome, ItemView},
    },
};
use domain::{answer::Content, assessment::Stage, criteria::Criterion, entry};
use leptos::prelude::*;

/// The page.
#[must_use]
pub fn page(request: &WorkspaceRequest, data: &ItemView) -> Page {
    let lang = request.lang;
    let criterion = &data.set.criteria[data.index];
    let title = criterion_title(lang, criterion);
    let unit = lang.full_name(&data.unit);
    let writes = data.enters && data.row.stage != Stage::Submitted;
    let middle = if writes {
        entry_form(request, data, criterion)
    } else {
        written(request, data, criterion)
    };
    let body = view! {
        {flash_notice(request)}
        {problems(lang, data, criterion)}
        <h1>{title.clone()}</h1>
        {ended::notice_in_workspace(request, data.ended.as_ref())}
        <p>
            {item_parts::stage(lang, data.row.stage)} " " {item_parts::expiry(lang, data.set.rules, criterion, &data.row, data.now)} " "
            {saved(lang, data)}
        </p>
        {returns(lang, data)}
        <p class="help">{lang.pick(&criterion.help).to_owned()}</p>
        {facts(lang, data, criterion)}
        {data.conflict.as_ref().map(|c| conflict(lang, data, criterion, c))}
        {middle}
        {writes.then(|| discard(request, data, criterion))}
        {sign_off(request, data, criterion)}
        {correspondence::summary(
            request,
            &WorkspaceRoute::Thread(data.unit.code.clone(), criterion.code.clone()),
            (&data.messages, &data.questions),
            data.now,
        )}
        {beside(request, data)}
    }
    .into_any();
    let crumbs = vec![
        (
            lang.t("desks-title"),
            Some(href(request, &WorkspaceRoute::Checklists)),
        ),
        (
            unit,
            Some(href(
                request,
                &WorkspaceRoute::Checklist(data.unit.code.clone()),
            )),
        ),
        (criterion.code.clone(), None),
    ];
    crate::page::plain(title, body, crumbs)
}

/// What keeps the form from being handed in, with links to the fields.
fn problems(lang: Lang, data: &ItemView, criterion: &Criterion) -> Option<AnyView> {
    let mut items: Vec<AnyView> = data
        .errors
        .iter()
        .map(|e| {
            let text = format!(
                "{}: {}",
                checklist::label(lang, &criterion.question, &e.field),
                checklist::problem(lang, e.problem)
            );
            view! { <li><a href=format!("#{}", e.field)>{text}</a></li> }.into_any()
        })
        .collect();
    if let Some(file) = data.refused_file {
        items.push(view! { <li><a href=format!("#{}", file.field())>{problem::evidence(lang, file)}</a></li> }.into_any());
    }
    if data.outcome == FormOutcome::TooLarge {
        let text = lang.ta(
            "item-form-large",
            [("mib", problem::largest_file_mib().into())],
        );
        items.push(view! { <li>{text}</li> }.into_any());
    }
    if items.is_empty() {
        return None;
    }
    let (title, what) = match data.outcome {
        FormOutcome::NotHandedIn => (lang.t("item-problems"), lang.t("item-problems-kept")),
        FormOutcome::Saved => (
            lang.t("item-problems-saved"),
            lang.t("item-problems-besides"),
        ),
        FormOutcome::NotSaved => (
            lang.t("item-problems-unsaved"),
            lang.t("item-problems-here"),
        ),
        FormOutcome::TooLarge => (
            lang.t("item-problems-unsaved"),
            lang.t("item-problems-partly"),
        ),
    };
    Some(
        view! {
            <ErrorSummary title=title>
                <p>{what}</p>
                <ul>{items}</ul>
            </ErrorSummary>
        }
        .into_any(),
    )
}

fn saved(lang: Lang, data: &ItemView) -> Option<String> {
    let written = matches!(
        data.row.stage,
        Stage::Draft | Stage::Ready | Stage::Submitted
    );
    let (at, by) = data.saved.as_ref().filter(|_| written)?;
    Some(lang.ta(
        "item-saved",
        [("at", lang.instant(*at).into()), ("by", by.clone().into())],
    ))
}

fn returns(lang: Lang, data: &ItemView) -> AnyView {
    let back = data
        .row
        .returned
        .as_ref()
        .filter(|_| data.row.stage != Stage::Confirmed)
        .map(|r| item_parts::returned(lang, r));
    let sent = data.row.sent_back.clone().map(|text| {
        view! { <p class="said">{lang.ta("item-sent-back", [("text", text.into())])}</p> }
    });
    view! { {back} {sent} }.into_any()
}

/// What is asked, what it takes to pass, what was confirmed last.
fn facts(lang: Lang, data: &ItemView, criterion: &Criterion) -> AnyView {
    let last = data.row.confirmed.as_ref().map_or_else(
        || lang.t("item-last-none"),
        |c| {
            lang.ta(
                "item-last",
                [
                    (
                        "value",
                        value::value_text(lang, &criterion.question, &c.value).into(),
                    ),
                    ("date", lang.date(c.fact_date).into()),
                    ("until", lang.date(c.met_until(&criterion.question)).into()),
                ],
            )
        },
    );
    let due = data.row.due.map(|due| {
        view! { <dt>{lang.t("item-due")}</dt><dd>{lang.instant(due)}</dd> }
    });
    view! {
        <dl class="facts">
            <dt>{lang.t("item-pass")}</dt>
            <dd>{value::pass_text(lang, &criterion.question)}</dd>
            <dt>{lang.t("item-last-label")}</dt>
            <dd>{last}</dd>
            <dt>{lang.t("item-evidence-wanted")}</dt>
            <dd>{lang.pick(&criterion.evidence).to_owned()}</dd>
            {due}
        </dl>
    }
    .into_any()
}

/// The same, for whoever may only read, or while it waits for review.
fn written(request: &WorkspaceRequest, data: &ItemView, criterion: &Criterion) -> AnyView {
    let lang = request.lang;
    let said = data.row.current.as_ref().map_or_else(
        || lang.t("item-nothing-written"),
        |c: &Content| checklist::content(lang, &criterion.question, c),
    );
    let note = data.fields.get(entry::NOTE).map(
        |text| view! { <dt>{lang.t("field-note")}</dt><dd class="text">{text.to_owned()}</dd> },
    );
    let pieces = data
        .evidence
        .iter()
        .map(|piece| view! { <li>{item_parts::evidence(lang, piece)}</li> })
        .collect_view();
    let none = data
        .evidence
        .is_empty()
        .then(|| view! { <p>{lang.t("evidence-none")}</p> });
    let takes_back = data.enters || data.signs;
    let withdraw = (takes_back && data.row.stage == Stage::Submitted).then(|| {
        let action = view! {
            <PostForm action=FormAction::Withdraw>
                <Hidden name=Withdraw::unit() value=&data.unit.code />
                <Hidden name=Withdraw::criterion() value=&criterion.code />
                <Field id="reason" label=lang.t("item-withdraw-why")>
                    <input id="reason" name=Withdraw::reason() required=true />
                </Field>
                <p><button type="submit">{lang.t("item-withdraw")}</button></p>
            </PostForm>
        }
        .into_any();
        view! {
            <details>
                <summary>{lang.t("item-withdraw-open")}</summary>
                {action}
            </details>
        }
    });
    view! {
        <h2>{lang.t("item-answer")}</h2>
        <dl class="facts">
            <dt>{lang.t("item-said")}</dt>
            <dd>{said}</dd>
            {note}
        </dl>
        <h2>{lang.t("item-evidence")}</h2>
        <ul class="evidence">{pieces}</ul>
        {none}
        {withdraw}
    }
    .into_any()
}

/// A draft can be thrown away. The form's program shows this as soon as it has saved one.
fn discard(request: &WorkspaceRequest, data: &ItemView, criterion: &Criterion) -> AnyView {
    let lang = request.lang;
    let before = data.row.confirmed.as_ref().map_or_else(
        || lang.t("discard-to-nothing"),
        |c| {
            let value = value::value_text(lang, &criterion.question, &c.value);
            let date = lang.date(c.fact_date);
            lang.ta(
                "discard-to-confirmed",
                [("value", value.into()), ("date", date.into())],
            )
        },
    );
    view! {
        <details class="discard" hidden=data.row.stage != Stage::Draft>
            <summary>{lang.t("discard-open")}</summary>
            <PostForm action=FormAction::Discard>
                <Hidden name=Discard::unit() value=&data.unit.code />
                <Hidden name=Discard::criterion() value=&criterion.code />
                <Hidden name=Discard::version() value=data.row.version />
                <p>{before} " " {lang.t("discard-evidence")}</p>
                <p><button type="submit">{lang.t("discard-go")}</button></p>
            </PostForm>
        </details>
    }
    .into_any()
}

/// The leader signs one item, or sends it back.
fn sign_off(request: &WorkspaceRequest, data: &ItemView, criterion: &Criterion) -> Option<AnyView> {
    if !data.signs || data.row.stage != Stage::Ready {
        return None;
    }
    let lang = request.lang;
    let shared = || {
        view! {
            <Hidden name=SendBack::unit() value=&data.unit.code />
            <Hidden name=SendBack::criterion() value=&criterion.code />
            <Hidden name=SendBack::version() value=data.row.version />
            <Hidden name=Sign::items() value=format!("{}.{}", criterion.code, data.row.version) />
        }
    };
    Some(
        view! {
            <h2>{lang.t("item-sign-title")}</h2>
            <PostForm action=FormAction::Sign>
                {shared()}
                <p><button type="submit" class="strong">{lang.t("item-sign")}</button></p>
            </PostForm>
            <PostForm action=FormAction::SendBack>
                {shared()}
                <Field id="reason" label=lang.t("item-send-back-why")>
                    <input id="reason" name=SendBack::reason() required=true />
                </Field>
                <p><button type="submit">{lang.t("item-send-back")}</button></p>
            </PostForm>
        }
        .into_any(),
    )
}

/// Two versions beside each other: the person chooses.
fn conflict(lang: Lang, data: &ItemView, criterion: &Criterion, other: &Conflict) -> AnyView {
    let rows = entry::names(&criterion.question)
        .into_iter()
        .filter_map(|name| {
            let shown = |fields: &entry::Fields| match fields.get(&name) {
                Some(text) => spreadsheet::shown(lang, &criterion.question, &name, text),
                None => "–".to_owned(),
            };
            let (mine, theirs) = (shown(&data.fields), shown(&other.theirs));
            if mine == theirs {
                return None;
            }
            Some(view! {
                <tr>
                    <th scope="row">{checklist::label(lang, &criterion.question, &name)}</th>
                    <td class="text">{mine}</td>
                    <td class="text">{theirs}</td>
                </tr>
            })
        })
        .collect_view();
    let at = || lang.instant(other.saved_at).into();
    let (title, who) = if other.own {
        let who = lang.ta("conflict-own-when", [("at", at())]);
        (lang.t("conflict-own"), who)
    } else {
        let who = [("by", other.by.clone().into()), ("at", at())];
        (lang.t("conflict-title"), lang.ta("conflict-who", who))
    };
    let theirs = WorkspaceRoute::Item(data.unit.code.clone(), criterion.code.clone()).href(lang);
    view! {
        <div class="notice is-problem" role="alert">
            <h2>{title}</h2>
            <p>{who} " " {lang.t("conflict-how")}</p>
            <table>
                <caption>{lang.t("conflict-caption")}</caption>
                <thead>
                    <tr>
                        <th scope="col">{lang.t("conflict-field")}</th>
                        <th scope="col">{lang.t("conflict-mine")}</th>
                        <th scope="col">{lang.t("conflict-theirs")}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
            <p><a href=theirs class="take-theirs">{lang.t("conflict-take-theirs")}</a></p>
        </div>
    }
    .into_any()
}

fn beside(request: &WorkspaceRequest, data: &ItemView) -> AnyView {
    let lang = request.lang;
    let link = |index: Option<usize>, text: String| {
        let criterion = data.set.criteria.get(index?)?;
        let to = href(
            request,
            &WorkspaceRoute::Item(data.unit.code.clone(), criterion.code.clone()),
        );
        Some(view! { <li><a href=to>{text} " " {criterion.code.clone()}</a></li> })
    };
    view! {
        <nav aria-label=lang.t("item-beside")>
            <ul class="links">
                {link(data.index.checked_sub(1), lang.t("item-previous"))}
                {link(data.index.checked_add(1), lang.t("item-next"))}
            </ul>
        </nav>
    }
    .into_any()
}
