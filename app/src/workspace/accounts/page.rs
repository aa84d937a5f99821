//! Accounts: who may enter, as what, where; invitations; closing an account and ending its sessions.

use crate::workspace::accounts::model::{ChangeAccount, Invite};
use crate::{
    components::{
        form::{Field, Hidden, PostForm},
        notice::flash_notice,
        table::{ScrollTable, heads},
    },
    page::{Page, WorkspaceRequest, href},
    routes::{AdminRoute, FormAction, WorkspaceRoute},
    texts::account,
    workspace::accounts::model::{AccountList, PersonRow},
};
use domain::access::Role;
use leptos::prelude::*;

/// The page.
#[must_use]
pub fn page(request: &WorkspaceRequest, data: &AccountList) -> Page {
    let lang = request.lang;
    let title = lang.t("people-title");
    let rows = data
        .people
        .iter()
        .map(|person| row(request, person))
        .collect_view();
    let body = view! {
        {flash_notice(request)}
        <h1>{title.clone()}</h1>
        <form method="get" action=href(request, &WorkspaceRoute::Accounts) class="filter">
            <p>
                <label for="ten">{lang.t("people-find")}</label>
                <input id="ten" name="ten" type="search" value=data.name.clone().unwrap_or_default() />
            </p>
            <p><button type="submit">{lang.t("queue-filter")}</button></p>
        </form>
        <ScrollTable caption=lang.t("people-caption") name=title.clone() class="people" head=heads(lang, [
            "sign-in-name", "people-name", "people-roles", "people-state", "people-sessions", "people-act",
        ])>
            {rows}
        </ScrollTable>
        {invite(request, data)}
    }
    .into_any();
    crate::page::plain(title.clone(), body, vec![(title, None)])
}

fn row(request: &WorkspaceRequest, person: &PersonRow) -> AnyView {
    let lang = request.lang;
    let roles = person
        .roles
        .iter()
        .map(|(r, scope)| {
            let name = account::role(lang, *r);
            view! { <li>{name} " · " <bdi>{scope.clone()}</bdi></li> }
        })
        .collect_view();
    let state = match (person.active, person.joined) {
        (false, _) => lang.t("people-closed"),
        (true, false) => lang.t("people-invited"),
        (true, true) => lang.t("people-open"),
    };
    let second = person
        .second_factor
        .then(|| format!(" · {}", lang.t("people-second-factor")));
    let account = href(
        request,
        &WorkspaceRoute::Admin(AdminRoute::Account(person.id)),
    );
    let button = |kind: &'static str, text: String| {
        view! { <button type="submit" name=ChangeAccount::kind() value=kind>{text}</button> }
    };
    let buttons = if person.active {
        view! {
            {button("reset", lang.t("people-reset"))}
            {button("end-sessions", lang.t("people-end-sessions"))}
            {button("close", lang.t("people-close"))}
        }
        .into_any()
    } else {
        button("open", lang.t("people-reopen")).into_any()
    };
    view! {
        <tr>
            <th scope="row"><a href=account><bdi>{person.user_name.clone()}</bdi></a></th>
            <td><bdi>{person.name.clone()}</bdi></td>
            <td><ul class="plain">{roles}</ul></td>
            <td>{state} {second}</td>
            <td class="num">{lang.number(person.sessions)}</td>
            <td><PostForm action=FormAction::ChangeAccount> <Hidden name=ChangeAccount::account() value=person.id /> {buttons} </PostForm></td>
        </tr>
    }
    .into_any()
}

fn invite(request: &WorkspaceRequest, data: &AccountList) -> AnyView {
    let lang = request.lang;
    let (typed, errors) = data.refused.clone().unwrap_or_default();
    let get = move |name: &str| typed.0.get(name).cloned().unwrap_or_default();
    let error = |name: &str| {
        let found = errors.iter().find(|e| e.field == name)?;
        let text = crate::texts::checklist::problem(lang, found.problem);
        Some(view! { <span class="error">{text}</span> })
    };
    let chosen = get("role");
    let roles = Role::ALL
        .map(|r| {
            let selected = r.slug() == chosen;
            view! { <option value=r.slug() selected=selected>{account::role(lang, r)}</option> }
        })
        .collect_view();
    let field = |name: &'static str, text: String, kind: &'static str| {
        let (value, error) = (get(name), error(name));
        view! {
            <Field id=name label=text>
                {error}
                <input id=name name=name type=kind value=value autocapitalize="none" />
            </Field>
        }
    };
    view! {
        <h2>{lang.t("people-invite")}</h2>
        <p><a href=href(request, &WorkspaceRoute::Admin(AdminRoute::Import))>{lang.t("import-title")}</a></p>
        <p>{lang.t("people-invite-how")}</p>
        <PostForm action=FormAction::Invite>
            {field("user", lang.t("sign-in-name"), "text")}
            {field("name", lang.t("people-name"), "text")}
            {field("email", lang.t("people-email"), "email")}
            <Field id="role" label=lang.t("people-role")>
                <select id="role" name=Invite::role()>{roles}</select>
            </Field>
            {field("scope", lang.t("people-scope"), "text")}
            <p><button type="submit">{lang.t("people-invite-go")}</button></p>
        </PostForm>
    }
    .into_any()
}
