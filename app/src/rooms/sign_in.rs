//! Signing in: name and password, the second factor, setting it up, and links that work once.

use super::{Visit, form, hidden};
use crate::{
    i18n::Lang,
    pages::Page,
    routes::Act,
    workspace::{Enrolment, SignIn, SignInProblem},
};
use leptos::prelude::*;

fn problem(lang: Lang, problem: Option<SignInProblem>) -> Option<AnyView> {
    let text = match problem? {
        SignInProblem::Wrong => lang.t("sign-in-wrong"),
        SignInProblem::WrongCode => lang.t("sign-in-wrong-code"),
        SignInProblem::TooMany(minutes) => {
            lang.ta("sign-in-too-many", [("minutes", minutes.into())])
        }
        SignInProblem::Ended => lang.t("sign-in-ended"),
        SignInProblem::Differ => lang.t("sign-in-differ"),
        SignInProblem::Short => lang.t("sign-in-short"),
    };
    Some(view! { <p class="notice is-problem" role="alert">{text}</p> }.into_any())
}

fn kept(data: &SignIn) -> AnyView {
    let then = data.then.clone().map(|then| hidden("then", then));
    let carried = data
        .carried
        .clone()
        .map(|carried| hidden("carried", carried));
    view! { {then} {carried} }.into_any()
}

/// Name and password.
#[must_use]
pub fn page(visit: &Visit, data: &SignIn) -> Page {
    let lang = visit.lang;
    let carried = data
        .carried
        .is_some()
        .then(|| view! { <p>{lang.t("sign-in-carried")}</p> });
    let demo = visit.demo.then(|| {
        view! {
            <section class="notice">
                <h2>{lang.t("sign-in-demo")}</h2>
                <p>{lang.t("sign-in-demo-how")}</p>
            </section>
        }
    });
    let body = view! {
        <div class="narrow">
            <h1>{lang.t("sign-in-title")}</h1>
            {problem(lang, data.problem)}
            {carried}
            {form(visit, Act::SignIn, view! {
                {kept(data)}
                <p class="field">
                    <label for="user">{lang.t("sign-in-name")}</label>
                    <input id="user" name="user" value=data.user_name.clone() autocomplete="username"
                        autocapitalize="none" spellcheck="false" required=true />
                </p>
                <p class="field">
                    <label for="password">{lang.t("sign-in-password")}</label>
                    <input id="password" name="password" type="password" autocomplete="current-password" required=true />
                </p>
                <p><button type="submit">{lang.t("sign-in-go")}</button></p>
            })}
            <p>{lang.t("sign-in-forgot")}</p>
            {demo}
        </div>
    }
    .into_any();
    page_of(lang.t("sign-in-title"), body)
}

/// The code of the second factor.
#[must_use]
pub fn code(visit: &Visit, data: &SignIn) -> Page {
    let lang = visit.lang;
    let title = lang.t("code-title");
    let body = view! {
        <div class="narrow">
            <h1>{title.clone()}</h1>
            {problem(lang, data.problem)}
            <p>{lang.t("code-how")}</p>
            {form(visit, Act::Code, view! {
                {kept(data)}
                <p class="field">
                    <label for="code">{lang.t("code-label")}</label>
                    <input id="code" name="code" inputmode="numeric" autocomplete="one-time-code" required=true dir="ltr" />
                </p>
                <p><button type="submit">{lang.t("code-go")}</button></p>
            })}
            <p>{lang.t("code-recovery")}</p>
        </div>
    }
    .into_any();
    page_of(title, body)
}

fn page_of(title: String, body: AnyView) -> Page {
    super::page(title.clone(), body, vec![(title, None)])
}

/// Setting up the second factor.
#[must_use]
pub fn enrol(visit: &Visit, data: &Enrolment) -> Page {
    let lang = visit.lang;
    let title = lang.t("enrol-title");
    let body = view! {
        <div class="narrow">
            <h1>{title.clone()}</h1>
            {problem(lang, data.problem)}
            <p>{lang.t("enrol-why")}</p>
            <ol>
                <li>{lang.t("enrol-app")}</li>
                <li>
                    {lang.t("enrol-secret")} " "
                    <code class="secret" dir="ltr">{data.secret.clone()}</code>
                    " " <a href=data.address.clone()>{lang.t("enrol-open")}</a>
                </li>
                <li>{lang.t("enrol-type")}</li>
            </ol>
            {form(visit, Act::Enrol, view! {
                {data.then.clone().map(|then| hidden("then", then))}
                {hidden("secret", &data.secret)}
                <p class="field">
                    <label for="code">{lang.t("code-label")}</label>
                    <input id="code" name="code" inputmode="numeric" autocomplete="one-time-code" required=true dir="ltr" />
                </p>
                <p><button type="submit">{lang.t("enrol-go")}</button></p>
            })}
        </div>
    }
    .into_any();
    page_of(title, body)
}

/// The recovery codes, shown once.
#[must_use]
pub fn codes(visit: &Visit, codes: &[String], then: Option<&str>) -> Page {
    let lang = visit.lang;
    let title = lang.t("recovery-title");
    let list = codes
        .iter()
        .map(|code| view! { <li><code dir="ltr">{code.clone()}</code></li> })
        .collect_view();
    let then = then.unwrap_or("/").to_owned();
    let body = view! {
        <div class="narrow">
            <h1>{title.clone()}</h1>
            <p>{lang.t("recovery-why")}</p>
            <ul class="codes">{list}</ul>
            <p><a href=then>{lang.t("recovery-go")}</a></p>
        </div>
    }
    .into_any();
    page_of(title, body)
}

/// A new password through a link that works once.
#[must_use]
pub fn link(visit: &Visit, data: &SignIn) -> Page {
    let lang = visit.lang;
    let title = lang.t("link-title");
    let body = view! {
        <div class="narrow">
            <h1>{title.clone()}</h1>
            {problem(lang, data.problem)}
            <p>{lang.ta("link-for", [("name", data.user_name.clone().into())])}</p>
            {form(visit, Act::UseLink, view! {
                {data.then.clone().map(|token| hidden("token", token))}
                <input type="hidden" name="user" value=data.user_name.clone() autocomplete="username" />
                <p class="field">
                    <label for="new">{lang.t("link-new")}</label>
                    <input id="new" name="new" type="password" autocomplete="new-password" minlength="12" required=true aria-describedby="new-help" />
                    <span id="new-help" class="help">{lang.t("link-new-help")}</span>
                </p>
                <p class="field">
                    <label for="again">{lang.t("link-again")}</label>
                    <input id="again" name="again" type="password" autocomplete="new-password" minlength="12" required=true />
                </p>
                <p><button type="submit">{lang.t("link-go")}</button></p>
            })}
        </div>
    }
    .into_any();
    page_of(title, body)
}
