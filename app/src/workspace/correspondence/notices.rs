//! What waits for whoever is signed in, each with the way to it, and where their daily mail goes.

use crate::workspace::correspondence::model::Mail;
use crate::{
    components::{
        form::{Field, PostForm},
        html::inert,
        name,
        notice::flash_notice,
    },
    page::{Page, WorkspaceRequest, href},
    routes::FormAction,
    texts::notice,
    workspace::correspondence::model::{Notice, Notices},
};
use leptos::prelude::*;

/// The page.
#[must_use]
pub fn page(request: &WorkspaceRequest, data: &Notices) -> Page {
    let lang = request.lang;
    let title = lang.t("notices-title");
    let list = if data.list.is_empty() {
        view! { <p class="lead">{lang.t("notices-none")}</p> }.into_any()
    } else {
        let items = data
            .list
            .iter()
            .map(|one| row(request, one, data))
            .collect_view();
        view! { <ol class="todo">{items}</ol> }.into_any()
    };
    let body = view! {
        {flash_notice(request)}
        <h1>{title.clone()}</h1>
        {list}
        {mail(request, data)}
    }
    .into_any();
    crate::page::plain(title.clone(), body, vec![(title, None)])
}

fn row(request: &WorkspaceRequest, one: &Notice, data: &Notices) -> AnyView {
    let lang = request.lang;
    let unit = one
        .unit
        .as_ref()
        .map(|unit| view! { <span class="help">{inert(name::full(lang, unit))}</span> });
    let late = one.due.is_some_and(|due| due < data.now);
    let due = notice::due(lang, one, data.now).map(|text| {
        let class = if late { "said is-returned" } else { "why" };
        view! { <p class=class>{text}</p> }
    });
    view! {
        <li>
            <a href=href(request, &one.route)>{notice::what(lang, one)}</a>
            {unit}
            {due}
        </li>
    }
    .into_any()
}

fn mail(request: &WorkspaceRequest, data: &Notices) -> AnyView {
    let lang = request.lang;
    let state = if data.sends {
        lang.t("mail-how")
    } else {
        lang.t("mail-off")
    };
    let error = data.refused.then(|| lang.t("mail-refused"));
    let described = if data.refused {
        "email-error email-help"
    } else {
        "email-help"
    };
    view! {
        <h2>{lang.t("mail-title")}</h2>
        <PostForm action=FormAction::ChangeMail>
            <Field id="email" label=lang.t("mail-address") error=error help=state>
                <input id="email" name=Mail::email() type="email" dir="ltr" autocomplete="email" value=data.email.clone()
                    aria-describedby=described aria-invalid=data.refused.then_some("true") />
            </Field>
            <p><button type="submit">{lang.t("mail-save")}</button></p>
        </PostForm>
    }
    .into_any()
}
