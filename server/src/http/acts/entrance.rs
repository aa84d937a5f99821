//! Forms of the entrance: signing in and out, the second factor, a link that works once. Whatever was typed when a
//! session ended goes through all of them and is saved behind them.

use super::{Asked, Sent, give_back, not_saved, perform};
use crate::{
    http::{
        Site,
        rooms::{home_of, local, missing_room, refuse, render, to, visit},
        session,
    },
    service::workspace::{
        Failed, Missing, Visitor,
        people::{Refused, SignedIn},
    },
};
use app::{
    i18n::Lang,
    query::Query,
    routes::{Act, Room, encode},
    workspace::{
        View,
        authentication::model::{Enrolment, RecoveryCodes, SignIn, SignInProblem},
        not_saved::model::NotSavedBecause,
    },
};
use axum::{
    http::{HeaderValue, header},
    response::Response,
};

fn with_cookie(site: &Site, mut response: Response, token: Option<&str>) -> Response {
    if let Some(value) = session::cookie(token, site.secure) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
    response
}

pub(super) async fn sign_in(site: &Site, asked: &Asked, fields: &Query) -> Response {
    let lang = asked.lang;
    let user_name = fields.get("user").unwrap_or("").to_owned();
    let password = fields.raw("password").unwrap_or("").to_owned();
    let then = fields.get("then").and_then(local).map(str::to_owned);
    let carried = fields.raw("carried").map(str::to_owned);
    let caller = session::caller(&asked.address, &asked.parts);
    let path = Room::SignIn.path();
    let (token, who) = match site.workspace.sign_in(&user_name, password, caller).await {
        Ok(SignedIn::Session(token, who)) => (token, who),
        Ok(SignedIn::Refused(refused)) => {
            let data = SignIn {
                user_name,
                then,
                carried,
                problem: Some(refused.problem),
            };
            let visit = visit(site, lang, path, Query::default(), None).await;
            let status = status_of(refused.problem);
            let response = render(site, status, visit, View::SignIn(data)).await;
            return after(response, refused.wait);
        }
        Err(Failed(failure)) => return not_saved(site, asked, None, fields, failure).await,
    };
    let response = go_on(site, asked, &who, then, carried).await;
    with_cookie(site, response, Some(&token))
}

/// Whether somebody was wrong, or was not listened to.
fn status_of(problem: SignInProblem) -> u16 {
    match problem {
        SignInProblem::TooMany(_) | SignInProblem::CodesShut(_) | SignInProblem::CodesSpent => 429,
        _ => 401,
    }
}

/// Says after how many seconds it is worth trying again.
fn after(mut response: Response, wait: Option<u32>) -> Response {
    if let Some(seconds) = wait {
        let value = HeaderValue::from(seconds);
        response.headers_mut().insert(header::RETRY_AFTER, value);
    }
    response
}

/// The sign-in page for somebody whose session ended before they proved who they are; what they typed before goes on
/// waiting.
async fn begin_again(site: &Site, lang: Lang, waits: Waits, refused: Refused) -> Response {
    let data = SignIn {
        then: waits.then,
        carried: waits.carried,
        problem: Some(refused.problem),
        ..SignIn::default()
    };
    let path = Room::SignIn.path();
    let visit = visit(site, lang, path, Query::default(), None).await;
    let status = status_of(refused.problem);
    let response = render(site, status, visit, View::SignIn(data)).await;
    after(response, refused.wait)
}

/// Where somebody goes who has just proven who they are: to what their account still misses, with the form
/// that waits for it; or the form is sent again; or to the page that they wanted.
async fn go_on(
    site: &Site,
    asked: &Asked,
    who: &Visitor,
    then: Option<String>,
    carried: Option<String>,
) -> Response {
    let lang = asked.lang;
    let Some(carried) = carried else {
        return match who.missing {
            Some(missing) => to(&missing_room(lang, missing, then.as_deref())),
            None => to(&then.unwrap_or_else(|| home_of(lang, who))),
        };
    };
    match who.missing {
        Some(Missing::Code) => {
            let data = SignIn {
                then,
                carried: Some(carried),
                ..SignIn::default()
            };
            let visit = visit(site, lang, Room::Code.path(), Query::default(), Some(who)).await;
            render(site, 200, visit, View::Code(data)).await
        }
        Some(Missing::Enrolment) => {
            let waits = Waits {
                then,
                carried: Some(carried),
            };
            enrolment(site, lang, who, None, waits, None).await
        }
        None => {
            let (act, fields) = unpacked(&carried);
            let asked = &asked.to(act);
            // Whoever signed in may be somebody else: what does more than keep a draft is looked at first.
            if act != Act::SaveAnswer {
                return give_back(
                    site,
                    asked,
                    Some(who),
                    &fields,
                    NotSavedBecause::SignedInAnew,
                )
                .await;
            }
            let sent = Sent::of(fields.clone());
            match perform(site, asked, who, act, sent).await {
                Ok(response) => response,
                Err(Failed(failure)) => not_saved(site, asked, Some(who), &fields, failure).await,
            }
        }
    }
}

/// What waits until somebody is signed in.
struct Waits {
    /// The page that they wanted.
    then: Option<String>,
    /// The form that came with an ended session.
    carried: Option<String>,
}

/// The page on which a second factor is set up, with a new secret or the one that was shown.
async fn enrolment(
    site: &Site,
    lang: Lang,
    who: &Visitor,
    secret: Option<String>,
    waits: Waits,
    problem: Option<SignInProblem>,
) -> Response {
    let path = Room::Enrol.path();
    let status = if problem.is_some() { 401 } else { 200 };
    match site.workspace.enrolment(who, secret, problem) {
        Ok(data) => {
            let data = Enrolment {
                then: waits.then,
                carried: waits.carried,
                ..data
            };
            let visit = visit(site, lang, path, Query::default(), Some(who)).await;
            render(site, status, visit, View::Enrol(data)).await
        }
        Err(Failed(failure)) => refuse(site, lang, path, Some(who), failure).await,
    }
}

pub(super) async fn sign_out(site: &Site, asked: &Asked, who: &Visitor) -> Response {
    match site.workspace.sign_out(who).await {
        Ok(()) => signed_out(site, asked),
        Err(Failed(failure)) => {
            let response = not_saved(site, asked, Some(who), &Query::default(), failure).await;
            with_cookie(site, response, None)
        }
    }
}

/// Where somebody goes who has signed out, also by an earlier press of the same button.
pub(super) fn signed_out(site: &Site, asked: &Asked) -> Response {
    with_cookie(site, to(&Room::SignIn.href(asked.lang)), None)
}

pub(super) async fn code(site: &Site, asked: &Asked, who: &Visitor, fields: &Query) -> Response {
    let lang = asked.lang;
    let then = fields.get("then").and_then(local).map(str::to_owned);
    let carried = fields.raw("carried").map(str::to_owned);
    let caller = session::caller(&asked.address, &asked.parts);
    let typed = fields.get("code").unwrap_or("");
    match site.workspace.prove(who, typed, caller).await {
        Ok(SignedIn::Session(token, who)) => {
            let response = go_on(site, asked, &who, then, carried).await;
            with_cookie(site, response, Some(&token))
        }
        Ok(SignedIn::Refused(refused)) => match refused.problem {
            SignInProblem::CodesSpent => {
                let waits = Waits { then, carried };
                let response = begin_again(site, lang, waits, refused).await;
                with_cookie(site, response, None)
            }
            // The same form was sent twice, and the other one has proven it: the browser has a new cookie by now.
            SignInProblem::Ended if carried.is_none() => {
                to(&then.unwrap_or_else(|| home_of(lang, who)))
            }
            SignInProblem::Ended => begin_again(site, lang, Waits { then, carried }, refused).await,
            problem => {
                let data = SignIn {
                    then,
                    carried,
                    problem: Some(problem),
                    ..SignIn::default()
                };
                let path = Room::Code.path();
                let visit = visit(site, lang, path, Query::default(), Some(who)).await;
                let status = status_of(problem);
                let response = render(site, status, visit, View::Code(data)).await;
                after(response, refused.wait)
            }
        },
        Err(Failed(failure)) => not_saved(site, asked, Some(who), fields, failure).await,
    }
}

pub(super) async fn enrol(site: &Site, asked: &Asked, who: &Visitor, fields: &Query) -> Response {
    let lang = asked.lang;
    let then = fields.get("then").and_then(local).map(str::to_owned);
    let carried = fields.raw("carried").map(str::to_owned);
    let secret = fields.get("secret").unwrap_or("").to_owned();
    let caller = session::caller(&asked.address, &asked.parts);
    let typed = fields.get("code").unwrap_or("");
    let path = Room::Enrol.path();
    match site.workspace.enrol(who, &secret, typed, caller).await {
        Ok(Ok((token, codes))) => {
            let data = RecoveryCodes {
                codes,
                then: then.unwrap_or_else(|| Room::SignIn.href(lang)),
                carried: carried.map(|text| unpacked(&text)),
            };
            let visit = visit(site, lang, path, Query::default(), None).await;
            let response = render(site, 200, visit, View::Codes(data)).await;
            with_cookie(site, response, Some(&token))
        }
        Ok(Err(problem @ (SignInProblem::CodesSpent | SignInProblem::Ended))) => {
            let waits = Waits { then, carried };
            let response = begin_again(site, lang, waits, problem.into()).await;
            if problem == SignInProblem::Ended {
                // If it was proven by the same form, sent twice, the browser has a new cookie.
                return response;
            }
            with_cookie(site, response, None)
        }
        Ok(Err(problem)) => {
            let waits = Waits { then, carried };
            enrolment(site, lang, who, Some(secret), waits, Some(problem)).await
        }
        Err(Failed(failure)) => not_saved(site, asked, Some(who), fields, failure).await,
    }
}

pub(super) async fn use_link(site: &Site, asked: &Asked, fields: &Query) -> Response {
    let lang = asked.lang;
    let token = fields.get("token").unwrap_or("").to_owned();
    let new = fields.raw("new").unwrap_or("").to_owned();
    let again = fields.raw("again").unwrap_or("").to_owned();
    let caller = session::caller(&asked.address, &asked.parts);
    let path = Room::Link(token.clone()).path();
    match site.workspace.use_link(&token, new, &again, caller).await {
        Ok(Ok(())) => with_cookie(site, to(&Room::SignIn.href(lang)), None),
        Ok(Err(problem)) => {
            let data = SignIn {
                user_name: fields.get("user").unwrap_or("").to_owned(),
                then: Some(token),
                carried: None,
                problem: Some(problem),
            };
            let visit = visit(site, lang, path, Query::default(), None).await;
            render(site, 422, visit, View::Link(data)).await
        }
        Err(Failed(failure)) => not_saved(site, asked, None, fields, failure).await,
    }
}

/// The session has ended while somebody was typing: what was typed waits on the sign-in page.
pub(super) async fn ended(site: &Site, asked: &Asked, fields: &Query) -> Response {
    // A code is of the moment; what there is to carry is what was typed or chosen.
    let carries = !matches!(asked.act, Act::Code | Act::Enrol) && fields.pairs().next().is_some();
    let data = SignIn {
        carried: carries.then(|| packed(asked.act, fields)),
        problem: Some(SignInProblem::Ended),
        ..SignIn::default()
    };
    let path = Room::SignIn.path();
    let visit = visit(site, asked.lang, path, Query::default(), None).await;
    render(site, 401, visit, View::SignIn(data)).await
}

/// A form as one field of another: its address, then its fields.
fn packed(act: Act, fields: &Query) -> String {
    let pairs: Vec<_> = fields
        .all()
        .map(|(name, value)| format!("{}={}", encode(name), encode(value)))
        .collect();
    format!("{}?{}", act.path(), pairs.join("&"))
}

/// The form that [`packed`] made; what names no other is an answer.
fn unpacked(text: &str) -> (Act, Query) {
    let named = text.split_once('?');
    let named = named.and_then(|(path, rest)| Some((Act::parse(path)?, rest)));
    let (act, fields) = named.unwrap_or((Act::SaveAnswer, text));
    (act, Query::parse(fields))
}
