//! Signing in: name and password, the second factor, setting it up, and links that work once.

use crate::workspace::authentication::model::{
    ConfirmSecondFactor, EnterCode, EnterPassword, SetPassword,
};
use crate::{
    components::form::{Field, Hidden, PostForm},
    components::{
        html::inert,
        notice::{Notice, Tone},
        qr,
    },
    i18n::Lang,
    page::{Page, WorkspaceRequest},
    routes::FormAction,
    texts::problem,
    workspace::authentication::model::{Enrolment, RecoveryCodes, SignIn, SignInProblem},
};
use leptos::prelude::*;

fn refusal(lang: Lang, problem: Option<SignInProblem>) -> Option<AnyView> {
    let text = problem::sign_in(lang, problem?);
    Some(view! { <Notice tone=Tone::Problem>{text}</Notice> }.into_any())
}

/// What waits behind the form: the page that was wanted, and a form that came with an ended session.
fn kept(then: Option<&str>, carried: Option<&str>) -> AnyView {
    let then = then.map(|then| view! { <Hidden name=EnterPassword::then() value=then /> });
    let carried =
        carried.map(|carried| view! { <Hidden name=EnterPassword::carried() value=carried /> });
    view! { {then} {carried} }.into_any()
}

/// Says that what was typed before the session ended is still there.
fn is_kept(lang: Lang, carried: Option<&str>) -> Option<AnyView> {
    carried.map(|_| view! { <p>{lang.t("sign-in-carried")}</p> }.into_any())
}

/// Name and password.
#[must_use]
pub fn page(request: &WorkspaceRequest, data: &SignIn) -> Page {
    let lang = request.lang;
    let demo = request.demo.then(|| {
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
            {refusal(lang, data.problem)}
            {is_kept(lang, data.carried.as_deref())}
            <PostForm action=FormAction::SignIn>
                {kept(data.then.as_deref(), data.carried.as_deref())}
                <Field id="user" label=lang.t("sign-in-name")>
                    <input id="user" name=EnterPassword::user() value=data.user_name.clone() autocomplete="username"
                        autocapitalize="none" spellcheck="false" required=true />
                </Field>
                <Field id="password" label=lang.t("sign-in-password")>
                    <input id="password" name=EnterPassword::password() type="password" autocomplete="current-password" required=true />
                </Field>
                <p><button type="submit">{lang.t("sign-in-go")}</button></p>
            </PostForm>
            <p>{lang.t("sign-in-forgot")}</p>
            {demo}
        </div>
    }
    .into_any();
    page_of(lang.t("sign-in-title"), body)
}

/// The code of the second factor.
#[must_use]
pub fn code(request: &WorkspaceRequest, data: &SignIn) -> Page {
    let lang = request.lang;
    let title = lang.t("code-title");
    let body = view! {
        <div class="narrow">
            <h1>{title.clone()}</h1>
            {refusal(lang, data.problem)}
            {is_kept(lang, data.carried.as_deref())}
            <p>{lang.t("code-how")}</p>
            <PostForm action=FormAction::EnterCode>
                {kept(data.then.as_deref(), data.carried.as_deref())}
                <Field id="code" label=lang.t("code-label")>
                    <input id="code" name=EnterCode::code() inputmode="numeric" autocomplete="one-time-code" required=true dir="ltr" />
                </Field>
                <p><button type="submit">{lang.t("code-go")}</button></p>
            </PostForm>
            <p>{lang.t("code-recovery")}</p>
        </div>
    }
    .into_any();
    page_of(title, body)
}

fn page_of(title: String, body: AnyView) -> Page {
    crate::page::plain(title.clone(), body, vec![(title, None)])
}

/// A key as it is read out and typed: in groups of four.
fn in_groups(secret: &str) -> String {
    let letters: Vec<char> = secret.chars().filter(|c| !c.is_whitespace()).collect();
    let groups = letters.chunks(4).map(|group| group.iter().collect());
    groups.collect::<Vec<String>>().join(" ")
}

/// Setting up the second factor.
#[must_use]
pub fn enrol(request: &WorkspaceRequest, data: &Enrolment) -> Page {
    let lang = request.lang;
    let title = lang.t("enrol-title");
    let scan = data.qr.as_ref().map(|code| {
        let drawing = inert(qr::drawing(code, &lang.t("enrol-qr-is")));
        view! { <p>{lang.t("enrol-qr")}</p> {drawing} }
    });
    let body = view! {
        <div class="narrow">
            <h1>{title.clone()}</h1>
            {refusal(lang, data.problem)}
            {is_kept(lang, data.carried.as_deref())}
            <p>{lang.t("enrol-why")}</p>
            <ol>
                <li>{lang.t("enrol-app")}</li>
                <li>
                    {scan}
                    <p>{lang.t("enrol-secret")} " "
                        <code class="secret" dir="ltr">{in_groups(&data.secret)}</code></p>
                    <p>{lang.t("enrol-here")} " " <a href=data.address.clone()>{lang.t("enrol-open")}</a></p>
                </li>
                <li>{lang.t("enrol-type")}</li>
            </ol>
            <PostForm action=FormAction::ConfirmSecondFactor>
                {kept(data.then.as_deref(), data.carried.as_deref())}
                <Hidden name=ConfirmSecondFactor::secret() value=&data.secret />
                <Field id="code" label=lang.t("code-label")>
                    <input id="code" name=ConfirmSecondFactor::code() inputmode="numeric" autocomplete="one-time-code" required=true dir="ltr" />
                </Field>
                <p><button type="submit">{lang.t("enrol-go")}</button></p>
            </PostForm>
        </div>
    }
    .into_any();
    page_of(title, body)
}

/// The recovery codes, shown once.
#[must_use]
pub fn codes(request: &WorkspaceRequest, data: &RecoveryCodes) -> Page {
    let lang = request.lang;
    let title = lang.t("recovery-title");
    let list = data
        .codes
        .iter()
        .map(|code| view! { <li><code dir="ltr">{code.clone()}</code></li> })
        .collect_view();
    let on = match &data.carried {
        None => view! { <p><a href=data.then.clone()>{lang.t("recovery-go")}</a></p> }.into_any(),
        // The form that the ended session had kept from being saved.
        Some((action, fields)) => {
            let fields = fields
                .all()
                .map(|(name, value)| {
                    view! { <Hidden name=name.to_owned() value=value.to_owned() /> }
                })
                .collect_view();
            view! {
                <PostForm action=*action>
                    {fields}
                    <p><button type="submit">{lang.t("recovery-go")}</button></p>
                </PostForm>
            }
            .into_any()
        }
    };
    let body = view! {
        <div class="narrow">
            <h1>{title.clone()}</h1>
            <p>{lang.t("recovery-why")}</p>
            <ul class="codes">{list}</ul>
            {on}
        </div>
    }
    .into_any();
    page_of(title, body)
}

/// A new password through a link that works once.
#[must_use]
pub fn link(request: &WorkspaceRequest, data: &SignIn) -> Page {
    let lang = request.lang;
    let title = lang.t("link-title");
    let body = view! {
        <div class="narrow">
            <h1>{title.clone()}</h1>
            {refusal(lang, data.problem)}
            <p>{lang.ta("link-for", [("name", data.user_name.clone().into())])}</p>
            <PostForm action=FormAction::UseLink>
                {data.then.clone().map(|token| view! { <Hidden name=SetPassword::token() value=token /> })}
                <input type="hidden" name=SetPassword::user() value=data.user_name.clone() autocomplete="username" />
                <Field id="new" label=lang.t("link-new") help=lang.t("link-new-help")>
                    <input id="new" name=SetPassword::password() type="password" autocomplete="new-password" minlength="12" required=true aria-describedby="new-help" />
                </Field>
                <Field id="again" label=lang.t("link-again")>
                    <input id="again" name=SetPassword::again() type="password" autocomplete="new-password" minlength="12" required=true />
                </Field>
                <p><button type="submit">{lang.t("link-go")}</button></p>
            </PostForm>
        </div>
    }
    .into_any();
    page_of(title, body)
}
