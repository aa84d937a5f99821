//! One account: its state, roles, sessions, and handing it over.

use crate::forms::Suffixed;
use crate::workspace::accounts::model::{ChangeAccount, ChangeRights, HandOver};
use crate::{
    components::{
        admin_form::{AdminField, below, refusal},
        form::{Field, Hidden, PostForm},
        notice::{Notice, flash_notice},
        sessions,
        table::{ScrollTable, heads},
    },
    page::{Page, WorkspaceRequest},
    routes::{FormAction, WorkspaceRoute},
    texts::account,
    workspace::accounts::model::{AccountView, GrantRow},
};
use domain::access::Role;
use leptos::prelude::*;

/// The page.
#[must_use]
pub fn page(request: &WorkspaceRequest, data: &AccountView) -> Page {
    let lang = request.lang;
    let title = data.user_name.clone();
    let state = match (data.active, data.joined) {
        (false, _) => lang.t("people-closed"),
        (true, false) => lang.t("people-invited"),
        (true, true) => lang.t("people-open"),
    };
    let second = if data.second_factor {
        lang.t("account-factor-yes")
    } else {
        lang.t("account-factor-no")
    };
    let own = data
        .own
        .then(|| view! { <Notice>{lang.t("account-own")}</Notice> });
    let rights = (!data.own).then(|| view! { {give(request, data)} {hand_over(request, data)} });
    let email = (!data.email.is_empty()).then(|| {
        view! { <dt>{lang.t("account-email")}</dt><dd><bdi>{data.email.clone()}</bdi></dd> }
    });
    let body = view! {
        {flash_notice(request)}
        {refusal(lang, data.refused.as_ref())}
        <h1><bdi>{title.clone()}</bdi></h1>
        {own}
        <dl class="facts">
            <dt>{lang.t("people-name")}</dt><dd><bdi>{data.name.clone()}</bdi></dd>
            {email}
            <dt>{lang.t("people-state")}</dt><dd>{state}</dd>
            <dt>{lang.t("account-factor")}</dt><dd>{second}</dd>
        </dl>
        {buttons(request, data)}
        <h2>{lang.t("people-roles")}</h2>
        {roles(request, data)}
        {rights}
        <h2>{lang.t("account-sessions")}</h2>
        {sessions::table(request, &data.sessions, false)}
    }
    .into_any();
    below(
        request,
        title,
        body,
        &[(lang.t("people-title"), WorkspaceRoute::Accounts)],
    )
}

fn buttons(request: &WorkspaceRequest, data: &AccountView) -> AnyView {
    let lang = request.lang;
    let button = |kind: &'static str, text: String| {
        view! { <button type="submit" name=ChangeAccount::kind() value=kind>{text}</button> }
            .into_any()
    };
    let mut all = Vec::new();
    if data.active {
        all.push(button("reset", lang.t("people-reset")));
        if data.second_factor && !data.own {
            all.push(button("reset-factor", lang.t("account-reset-factor")));
        }
        if !data.sessions.is_empty() {
            all.push(button("end-sessions", lang.t("people-end-sessions")));
        }
        if !data.own {
            all.push(button("close", lang.t("people-close")));
        }
    } else {
        all.push(button("open", lang.t("people-reopen")));
    }
    view! {
        <PostForm action=FormAction::ChangeAccount>
            <Hidden name=ChangeAccount::account() value=data.id />
            <Hidden name=ChangeAccount::back() value="account" />
            <p class="buttons">{all}</p>
        </PostForm>
    }
    .into_any()
}

fn roles(request: &WorkspaceRequest, data: &AccountView) -> AnyView {
    let lang = request.lang;
    if data.grants.is_empty() {
        return view! { <p>{lang.t("account-no-roles")}</p> }.into_any();
    }
    let rows = data
        .grants
        .iter()
        .map(|grant| {
            let name = account::role(lang, grant.role);
            let label = lang.ta(
                "account-take-one",
                [("role", name.clone().into()), ("scope", grant.scope.clone().into())],
            );
            // The last role goes by closing the account.
            let take = (!data.own && data.grants.len() > 1).then(|| {
                view! {
                    <PostForm action=FormAction::ChangeRights>
                        <Hidden name=ChangeRights::account() value=data.id />
                        <Hidden name=ChangeRights::role() value=grant.role.slug() />
                        <Hidden name=ChangeRights::scope() value=&grant.word />
                        <button type="submit" name=ChangeRights::kind() value="take" aria-label=label>{lang.t("account-take")}</button>
                    </PostForm>
                }
                .into_any()
            });
            view! {
                <tr>
                    <th scope="row">{name}</th>
                    <td><bdi>{grant.scope.clone()}</bdi></td>
                    <td>{take}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <ScrollTable caption=lang.t("people-roles") unseen=true class="people"
            head=heads(lang, ["people-role", "account-scope", "people-act"])>
            {rows}
        </ScrollTable>
    }
    .into_any()
}

fn give(request: &WorkspaceRequest, data: &AccountView) -> AnyView {
    let lang = request.lang;
    let refused = data.refused.as_ref();
    let chosen = refused
        .and_then(|r| r.typed.get("role"))
        .unwrap_or_default();
    let options = Role::ALL
        .map(|r| {
            let selected = r.slug() == chosen;
            view! { <option value=r.slug() selected=selected>{account::role(lang, r)}</option> }
        })
        .collect_view();
    view! {
        <h3>{lang.t("account-give")}</h3>
        <PostForm action=FormAction::ChangeRights>
            <Hidden name=ChangeRights::account() value=data.id />
            <Field id="role" label=lang.t("people-role")>
                <select id="role" name=ChangeRights::role()>{options}</select>
            </Field>
            <AdminField name=ChangeRights::scope() label=lang.t("people-scope") refused=refused />
            <p><button type="submit" name=ChangeRights::kind() value="give">{lang.t("account-give-go")}</button></p>
        </PostForm>
    }
    .into_any()
}

fn hand_over(request: &WorkspaceRequest, data: &AccountView) -> AnyView {
    let lang = request.lang;
    let refused = data.refused.as_ref();
    // A box that was left empty when the form came back stays empty.
    let ticked = |name: &str| {
        refused.is_none_or(|r| r.typed.get("successor").is_none() || r.typed.get(name).is_some())
    };
    let boxes = data
        .grants
        .iter()
        .enumerate()
        .map(|(at, GrantRow { role, word, scope })| {
            let name = Suffixed::input(HandOver::grant(), &at.to_string());
            let value = format!("{} {word}", role.slug());
            let checked = ticked(&name);
            view! {
                <label class="choice">
                    <input type="checkbox" name=name value=value checked=checked />
                    <span>{account::role(lang, *role)} " · " <bdi>{scope.clone()}</bdi></span>
                </label>
            }
        })
        .collect_view();
    view! {
        <details class="fold" open=refused.is_some_and(|r| r.typed.0.contains_key("successor"))>
            <summary>{lang.t("account-hand-over")}</summary>
            <p>{lang.t("account-hand-over-how")}</p>
            <PostForm action=FormAction::HandOver>
                <Hidden name=HandOver::account() value=data.id />
                <AdminField name=HandOver::successor() label=lang.t("account-successor") refused=refused />
                <fieldset class="field">
                    <legend>{lang.t("account-hand-over-roles")}</legend>
                    {boxes}
                </fieldset>
                <AdminField name=HandOver::reason() id="handover-reason" label=lang.t("periods-reason") refused=refused />
                <p><button type="submit">{lang.t("account-hand-over-go")}</button></p>
            </PostForm>
        </details>
    }
    .into_any()
}
