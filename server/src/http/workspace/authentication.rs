//! Signing in and out, the second factor, a link that works once. Whatever was typed when a session ended goes through
//! all of them and is saved behind them.

use super::checklist;
use crate::{
    http::{
        forms::{FormOptions, FormRequest, Sent, Submission, read, unpacked},
        reply::{refuse, retry_after, see_other},
        request::{
            ENDED, ENTERED, MaybeSignedIn, and_then, home_of, local, missing_page, sign_in_with,
        },
        routes::Routes,
        session,
        site::Site,
    },
    service::workspace::{
        Missing, Principal, ServiceError, ServiceResult,
        authentication::{SignInRefusal, SignedIn},
    },
};
use app::forms::Typed;
use app::i18n::Lang;
use app::{
    query::Query,
    routes::{FormAction, WorkspaceRoute},
    workspace::{
        authentication::{
            model::{
                ConfirmSecondFactor, Enrolment, EnterCode, EnterPassword, RecoveryCodes,
                SetPassword, SignIn, SignInProblem,
            },
            page,
        },
        not_saved::model::NotSavedBecause,
    },
};
use axum::{http::header, response::Response};

pub fn routes() -> Routes {
    let once = FormOptions::default();
    // A second session harms nobody, and a wrong password counts each time.
    let again = once.repeatable();
    Routes::new()
        .entrance("/dang-nhap", &["tiep", ENDED, ENTERED], show_sign_in)
        .entrance("/dang-nhap/ma", &["tiep"], show_code)
        .entrance("/dang-nhap/thiet-lap", &["tiep"], show_enrolment)
        .entrance("/moi/{token}", &[], show_link)
        .entrance_form(FormAction::SignIn, again, sign_in)
        .entrance_form(FormAction::SignOut, again, sign_out)
        .entrance_form(FormAction::EnterCode, once, code)
        .entrance_form(FormAction::ConfirmSecondFactor, once, enrol)
        .entrance_form(FormAction::UseLink, once, use_link)
}

async fn show_sign_in(guest: MaybeSignedIn, (): ()) -> Response {
    let (then, entered) = (guest.return_path(), guest.query.get(ENTERED).is_some());
    if let Some(who) = &guest.who {
        return match (who.missing, then) {
            (Some(missing), then) if entered => {
                see_other(&missing_page(guest.lang, missing, then.as_deref()))
            }
            (None, Some(then)) if entered => see_other(&then),
            _ => guest.elsewhere(who),
        };
    }
    let problem = if entered {
        Some(SignInProblem::NoCookies)
    } else if guest.query.get(ENDED).is_some() {
        Some(SignInProblem::Ended)
    } else {
        None
    };
    let data = SignIn {
        then,
        problem,
        ..SignIn::default()
    };
    guest.page(200, data, page::page).await
}

async fn show_code(guest: MaybeSignedIn, (): ()) -> Response {
    match &guest.who {
        Some(who) if who.missing == Some(Missing::Code) => {}
        Some(who) => return guest.elsewhere(who),
        None => return guest.to_sign_in(),
    }
    let data = SignIn {
        then: guest.return_path(),
        ..SignIn::default()
    };
    guest.page(200, data, page::code).await
}

async fn show_enrolment(guest: MaybeSignedIn, (): ()) -> Response {
    let who = match &guest.who {
        Some(who) if who.missing == Some(Missing::Enrolment) => who,
        Some(who) => return guest.elsewhere(who),
        None => return guest.to_sign_in(),
    };
    match guest
        .site
        .workspace
        .authentication
        .enrolment(who, None, None)
        .await
    {
        Ok(data) => {
            let then = guest.return_path();
            guest
                .page(200, Enrolment { then, ..data }, page::enrol)
                .await
        }
        Err(ServiceError(failure)) => guest.refuse(failure).await,
    }
}

async fn show_link(guest: MaybeSignedIn, (token,): (String,)) -> Response {
    match guest.site.workspace.authentication.link(&token).await {
        Ok(user_name) => {
            let data = SignIn {
                user_name,
                then: Some(token),
                ..SignIn::default()
            };
            guest.page(200, data, page::link).await
        }
        Err(ServiceError(failure)) => guest.refuse(failure).await,
    }
}

fn with_cookie(site: &Site, mut response: Response, token: Option<&str>) -> Response {
    if let Some(value) = session::cookie(token, site.secure) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
    response
}

/// What waits until somebody is signed in.
struct Waits {
    /// The page that they wanted.
    then: Option<String>,
    /// The form that came with an ended session.
    carried: Option<String>,
}

impl Waits {
    /// Of a page, only one of this site.
    fn of(then: Option<String>, carried: Option<Typed>) -> Self {
        Self {
            then: then.filter(|then| local(then).is_some()),
            carried: carried.map(|form| form.0),
        }
    }
}

async fn sign_in(form: Submission) -> ServiceResult<Response> {
    let (request, fields) = (form.request, &form.sent.fields);
    let typed: EnterPassword = read(fields)?;
    let user_name = typed.user.unwrap_or_default();
    let password = typed.password.0;
    let waits = Waits::of(typed.then, typed.carried);
    let caller = session::caller(&request.address, &request.parts);
    let workspace = &request.site.workspace;
    match workspace
        .authentication
        .sign_in(&user_name, password, caller)
        .await
    {
        Ok(SignedIn::Session(token, who)) => {
            let response = match waits.carried {
                Some(_) => go_on(&request, &who, waits).await,
                None => entered(request.lang, waits.then.as_deref()),
            };
            Ok(with_cookie(&request.site, response, Some(&token)))
        }
        Ok(SignedIn::Refused(refused)) => Ok(show_again(&request, user_name, waits, refused).await),
        Err(ServiceError(failure)) => Ok(request.not_saved(None, fields, failure).await),
    }
}

/// Whether somebody was wrong, or was not listened to.
fn status_of(problem: SignInProblem) -> u16 {
    match problem {
        SignInProblem::TooMany(_)
        | SignInProblem::TooManyHere(_)
        | SignInProblem::CodesShut(_)
        | SignInProblem::CodesSpent => 429,
        _ => 401,
    }
}

/// The sign-in page for somebody who did not prove who they are, or whose session ended before they did; what they
/// typed before goes on waiting.
async fn show_again(
    request: &FormRequest,
    user_name: String,
    waits: Waits,
    refused: SignInRefusal,
) -> Response {
    let data = SignIn {
        user_name,
        then: waits.then,
        carried: waits.carried,
        problem: Some(refused.problem),
    };
    let status = status_of(refused.problem);
    let route = WorkspaceRoute::SignIn;
    let response = request.page(status, &route, None, data, page::page).await;
    // Where only a session has ended, another may begin at once.
    let wait = refused.wait.or((status == 429).then_some(1));
    retry_after(response, wait)
}

/// Where somebody goes who has just got their first cookie: to where it is seen whether it came back, and on from there.
fn entered(lang: Lang, then: Option<&str>) -> Response {
    see_other(&and_then(sign_in_with(lang, ENTERED), then))
}

/// Where somebody goes who has just proven who they are: to what their account still misses, with the form
/// that waits for it; or the form is sent again; or to the page that they wanted.
async fn go_on(request: &FormRequest, who: &Principal, waits: Waits) -> Response {
    let lang = request.lang;
    let Some(carried) = &waits.carried else {
        return match (who.missing, waits.then) {
            (Some(missing), then) => see_other(&missing_page(lang, missing, then.as_deref())),
            (None, Some(then)) => see_other(&then),
            (None, None) => see_other(&home_of(lang, who)),
        };
    };
    match who.missing {
        Some(Missing::Code) => {
            let data = SignIn {
                then: waits.then,
                carried: waits.carried,
                ..SignIn::default()
            };
            request
                .page(
                    200,
                    &WorkspaceRoute::SecondFactor,
                    Some(who),
                    data,
                    page::code,
                )
                .await
        }
        Some(Missing::Enrolment) => enrolment(request, who, None, waits, None).await,
        None => {
            let (action, fields) = unpacked(carried);
            let request = request.to(action);
            // Whoever signed in may be somebody else: what does more than keep a draft is looked at first.
            if action != FormAction::SaveAnswer {
                let why = NotSavedBecause::SignedInAnew;
                return request.give_back(Some(who), &fields, why).await;
            }
            let form = request.submitted(who.clone(), Sent::of(fields.clone()));
            match checklist::save(form).await {
                Ok(response) => response,
                Err(ServiceError(failure)) => request.not_saved(Some(who), &fields, failure).await,
            }
        }
    }
}

/// The page on which a second factor is set up, with a new secret or the one that was shown.
async fn enrolment(
    request: &FormRequest,
    who: &Principal,
    secret: Option<String>,
    waits: Waits,
    problem: Option<SignInProblem>,
) -> Response {
    let status = if problem.is_some() { 401 } else { 200 };
    let route = WorkspaceRoute::SecondFactorSetup;
    match request
        .site
        .workspace
        .authentication
        .enrolment(who, secret, problem)
        .await
    {
        Ok(data) => {
            let data = Enrolment {
                then: waits.then,
                carried: waits.carried,
                ..data
            };
            request
                .page(status, &route, Some(who), data, page::enrol)
                .await
        }
        Err(ServiceError(failure)) => {
            let (site, lang) = (&request.site, request.lang);
            refuse(site, lang, route.path(), Some(who), failure).await
        }
    }
}

/// Ends a session, also one that an earlier press of the same button has ended.
async fn sign_out(form: Submission) -> ServiceResult<Response> {
    let request = form.request;
    let ended = match &form.who {
        Some(who) => request.site.workspace.authentication.sign_out(who).await,
        None => Ok(()),
    };
    let response = match ended {
        Ok(()) => see_other(&WorkspaceRoute::SignIn.href(request.lang)),
        Err(ServiceError(failure)) => {
            let nothing = Query::default();
            request
                .not_saved(form.who.as_ref(), &nothing, failure)
                .await
        }
    };
    Ok(with_cookie(&request.site, response, None))
}

async fn code(submission: Submission) -> ServiceResult<Response> {
    let (request, fields) = (submission.request, &submission.sent.fields);
    let Some(who) = &submission.who else {
        return Ok(request.ended(fields).await);
    };
    let form: EnterCode = read(fields)?;
    let waits = Waits::of(form.then, form.carried);
    let caller = session::caller(&request.address, &request.parts);
    let typed = form.code.unwrap_or_default();
    let refused = match request
        .site
        .workspace
        .authentication
        .verify_second_factor(who, &typed, caller)
        .await
    {
        Ok(SignedIn::Session(token, who)) => {
            let response = go_on(&request, &who, waits).await;
            return Ok(with_cookie(&request.site, response, Some(&token)));
        }
        Ok(SignedIn::Refused(refused)) => refused,
        Err(ServiceError(failure)) => {
            return Ok(request.not_saved(Some(who), fields, failure).await);
        }
    };
    Ok(match refused.problem {
        SignInProblem::CodesSpent => {
            let response = show_again(&request, String::new(), waits, refused).await;
            with_cookie(&request.site, response, None)
        }
        // The same form was sent twice, and the other one has proven it: the browser has a new cookie by now.
        SignInProblem::Ended if waits.carried.is_none() => {
            see_other(&waits.then.unwrap_or_else(|| home_of(request.lang, who)))
        }
        SignInProblem::Ended => show_again(&request, String::new(), waits, refused).await,
        problem => {
            let data = SignIn {
                then: waits.then,
                carried: waits.carried,
                problem: Some(problem),
                ..SignIn::default()
            };
            let (status, route) = (status_of(problem), WorkspaceRoute::SecondFactor);
            let response = request
                .page(status, &route, Some(who), data, page::code)
                .await;
            retry_after(response, refused.wait)
        }
    })
}

async fn enrol(submission: Submission) -> ServiceResult<Response> {
    let (request, fields) = (submission.request, &submission.sent.fields);
    let Some(who) = &submission.who else {
        return Ok(request.ended(fields).await);
    };
    let form: ConfirmSecondFactor = read(fields)?;
    let waits = Waits::of(form.then, form.carried);
    let secret = form.secret.unwrap_or_default();
    let caller = session::caller(&request.address, &request.parts);
    let typed = form.code.unwrap_or_default();
    let workspace = &request.site.workspace;
    Ok(
        match workspace
            .authentication
            .enrol(who, &secret, &typed, caller)
            .await
        {
            Ok(Ok((token, codes))) => {
                let home = || WorkspaceRoute::SignIn.href(request.lang);
                let data = RecoveryCodes {
                    codes,
                    then: waits.then.unwrap_or_else(home),
                    carried: waits.carried.map(|text| unpacked(&text)),
                };
                let response = request
                    .page(
                        200,
                        &WorkspaceRoute::SecondFactorSetup,
                        None,
                        data,
                        page::codes,
                    )
                    .await;
                with_cookie(&request.site, response, Some(&token))
            }
            Ok(Err(problem @ (SignInProblem::CodesSpent | SignInProblem::Ended))) => {
                let response = show_again(&request, String::new(), waits, problem.into()).await;
                if problem == SignInProblem::Ended {
                    // If it was proven by the same form, sent twice, the browser has a new cookie.
                    return Ok(response);
                }
                with_cookie(&request.site, response, None)
            }
            Ok(Err(problem)) => enrolment(&request, who, Some(secret), waits, Some(problem)).await,
            Err(ServiceError(failure)) => request.not_saved(Some(who), fields, failure).await,
        },
    )
}

async fn use_link(form: Submission) -> ServiceResult<Response> {
    let (request, fields) = (form.request, &form.sent.fields);
    let typed: SetPassword = read(fields)?;
    let (token, new) = (typed.token.unwrap_or_default(), typed.password.0);
    let caller = session::caller(&request.address, &request.parts);
    let workspace = &request.site.workspace;
    Ok(
        match workspace
            .authentication
            .use_link(&token, new, &typed.again.0, caller)
            .await
        {
            Ok(SignedIn::Session(session, _)) => {
                let response = entered(request.lang, None);
                with_cookie(&request.site, response, Some(&session))
            }
            Ok(SignedIn::Refused(refused)) => {
                let route = WorkspaceRoute::OneTimeLink(token.clone());
                let data = SignIn {
                    user_name: typed.user.unwrap_or_default(),
                    then: Some(token),
                    carried: None,
                    problem: Some(refused.problem),
                };
                request.page(422, &route, None, data, page::link).await
            }
            Err(ServiceError(failure)) => request.not_saved(None, fields, failure).await,
        },
    )
}
