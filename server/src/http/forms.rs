//! Forms that change something: who sends one, from where, what was typed → use case → the page that follows. A form
//! that can't be accepted comes back with everything that was typed.

mod body;
mod once;

pub use body::{Accepted, Files, Sent};

use super::{
    reply::{refuse, render, retry_after, see_other, workspace_request},
    request::{SignedIn, local, missing_page},
    session,
    site::Site,
};
use crate::{
    secrets,
    service::workspace::{Principal, ServiceError, ServiceResult, forms::watched},
};
use app::{
    components::form::MARK,
    failure::Failure,
    forms::Form,
    i18n::Lang,
    limits::too_long,
    nav::NavAccess,
    page::WorkspaceRequest,
    query::Query,
    routes::{FormAction, WorkspaceRoute, encode},
    workspace::{
        authentication::{
            self,
            model::{SignIn, SignInProblem},
        },
        not_saved::{
            self,
            model::{NotSaved, NotSavedBecause},
        },
        spreadsheet::model::SheetRefusal,
    },
};
use axum::{
    extract::Request,
    http::{HeaderValue, Method, StatusCode, header, request::Parts},
    response::{IntoResponse, Json, Response},
};
use once::Came;
use std::{pin::Pin, sync::Arc, time::Duration};
use tokio::time::timeout;

/// What a form's handler gives.
pub type Answer = Pin<Box<dyn Future<Output = ServiceResult<Response>> + Send>>;

/// What a form does.
#[derive(Clone)]
pub enum Handler {
    /// For people who are signed in and miss nothing.
    SignedIn(Arc<dyn Fn(Submitted) -> Answer + Send + Sync>),
    /// For whoever sends it.
    Anyone(Arc<dyn Fn(Submission) -> Answer + Send + Sync>),
}

/// A form, sent by somebody who is signed in and misses nothing.
pub struct Submitted {
    /// Who sent it.
    pub from: SignedIn,
    /// Whether an island asks, which wants no page.
    pub json: bool,
    /// What was sent.
    pub sent: Sent,
}

impl Submitted {
    /// The form's fields.
    ///
    /// # Errors
    /// [`Failure::BadForm`] if one that every view of the form has is missing, or can't be read.
    pub fn read<T: Form>(&self) -> ServiceResult<T> {
        read(&self.sent.fields)
    }
}

/// The fields of a form.
///
/// # Errors
/// [`Failure::BadForm`] if one that every view of the form has is missing, or can't be read.
pub fn read<T: Form>(fields: &Query) -> ServiceResult<T> {
    T::read(fields).ok_or(ServiceError(Failure::BadForm))
}

/// A form, sent by somebody who may not be signed in.
pub struct Submission {
    /// How it came.
    pub request: FormRequest,
    /// Who is signed in, perhaps not wholly.
    pub who: Option<Principal>,
    /// What was sent.
    pub sent: Sent,
}

/// How a form came.
#[derive(Clone)]
pub struct FormRequest {
    /// The site.
    pub site: Site,
    /// Language of the address.
    pub lang: Lang,
    /// What it is to do.
    pub action: FormAction,
    /// Whether an island asks, which wants no page.
    pub json: bool,
    /// Its head.
    pub parts: Parts,
    /// From which network address it came.
    pub address: String,
}

/// How a form is taken in.
#[derive(Clone, Copy)]
pub struct FormOptions {
    /// The file that it may bring; none if it brings none.
    pub file: Option<Accepted>,
    /// How long whoever sent it waits for what comes of it.
    pub patience: Duration,
    /// Whether doing it twice is the same as doing it once; also told whether an island asks.
    pub repeatable: fn(&Sent, bool) -> bool,
    /// What becomes of one that is wrong before its end but could be read up to there; nothing if it is refused.
    pub stopped: Option<fn(Submitted, Failure) -> Answer>,
}

impl Default for FormOptions {
    fn default() -> Self {
        Self {
            file: None,
            // Nothing short hangs so long.
            patience: Duration::from_secs(20),
            repeatable: |_, _| false,
            stopped: None,
        }
    }
}

impl FormOptions {
    /// What takes long is read or counted through to its end.
    #[must_use]
    pub fn slow() -> Self {
        Self {
            patience: Duration::from_secs(120),
            ..Self::default()
        }
    }

    /// A file that is read and shown, for those to whom its page is open.
    #[must_use]
    pub fn reading(most: usize, open: fn(&NavAccess) -> bool) -> Self {
        Self {
            file: Some((Files::Read(most), open)),
            ..Self::slow()
        }
    }

    /// Doing it twice is the same as doing it once.
    #[must_use]
    pub fn repeatable(self) -> Self {
        Self {
            repeatable: |_, _| true,
            ..self
        }
    }
}

/// How long it is waited for who asks. Nothing is begun before that is known.
const LOOKED_UP: Duration = Duration::from_secs(5);

/// Answers the address of a form.
pub async fn submit(
    site: Site,
    lang: Lang,
    action: FormAction,
    options: FormOptions,
    handler: Handler,
    request: Request,
) -> Response {
    let path = action.path().to_owned();
    if request.method() != Method::POST {
        let mut response = refuse(&site, lang, path, None, Failure::Method).await;
        let allow = HeaderValue::from_static("POST");
        response.headers_mut().insert(header::ALLOW, allow);
        return response;
    }
    if !session::is_own(request.headers()) {
        return refuse(&site, lang, path, None, Failure::ForeignOrigin).await;
    }
    let (parts, body) = request.into_parts();
    let accept = parts.headers.get(header::ACCEPT);
    let asked = FormRequest {
        lang,
        action,
        json: accept.is_some_and(|v| v.as_bytes() == b"application/json"),
        address: session::address(&site, &parts),
        parts: parts.clone(),
        site,
    };
    let who = timeout(LOOKED_UP, session::principal(&asked.site, &parts)).await;
    let who = who.unwrap_or(Err(ServiceError(Failure::Unavailable)));
    let request = Request::from_parts(parts, body);
    // A file is taken in only with what asks for one, and only from somebody who may send it somewhere.
    let known = who.as_ref().ok().and_then(Option::as_ref);
    let files = match body::files(options.file, known) {
        Ok(files) => files,
        Err(failure) => return asked.not_saved(known, &Query::default(), failure).await,
    };
    let mut sent = body::read(&asked.site, request, files, known).await;
    // What can't be looked up now was typed all the same.
    let who = match who {
        Ok(who) => who,
        Err(ServiceError(failure)) => return asked.not_saved(None, &sent.fields, failure).await,
    };
    let typed = sent.fields.clone();
    sent.fields = typed.without(MARK);
    if let Some(failure) = sent.stopped.take() {
        return match stopped(&asked, options, &handler, who.clone(), sent, failure).await {
            Ok(response) => response,
            Err(ServiceError(failure)) => asked.not_saved(who.as_ref(), &typed, failure).await,
        };
    }
    let known = who.is_some() || matches!(handler, Handler::Anyone(_));
    let key = if known && !(options.repeatable)(&sent, asked.json) {
        let secret = session::token(&asked.parts.headers);
        once::key(secret, lang, action, &sent, typed.get(MARK))
    } else {
        None
    };
    let work = {
        let (asked, who, typed) = (asked.clone(), who.clone(), typed.clone());
        async move { asked.answer(&handler, who, sent, &typed).await }
    };
    let failure = match once::once(&asked.site, key, options.patience, work).await {
        Came::Answer(response) => return response,
        Came::NotBegun(ServiceError(failure)) => failure,
        Came::Late => Failure::Uncertain,
    };
    asked.not_saved(who.as_ref(), &typed, failure).await
}

/// What follows a form that was not read to its end: what was typed before comes back where there is a place for it.
async fn stopped(
    asked: &FormRequest,
    options: FormOptions,
    handler: &Handler,
    who: Option<Principal>,
    sent: Sent,
    failure: Failure,
) -> ServiceResult<Response> {
    let readable = matches!(failure, Failure::TooLarge | Failure::BadForm) && !asked.json;
    let long = too_long(asked.action, sent.fields.all());
    match (options.stopped, handler, who) {
        // A file does not go through the sign-in, but what was typed beside it does.
        (Some(_), _, None) if sent.passed_over && !asked.json => {
            Ok(asked.ended(&sent.fields).await)
        }
        (Some(stopped), _, Some(who)) if readable && who.missing.is_none() => {
            stopped(asked.submitted(who, sent), failure).await
        }
        // A spreadsheet that is far too large is refused where its form stands.
        (_, Handler::SignedIn(handler), Some(who))
            if sent.sheet == Some(Err(SheetRefusal::TooLarge)) =>
        {
            handler(asked.submitted(who, sent)).await
        }
        (_, _, Some(who))
            if failure == Failure::TooLarge && who.missing.is_none() && !long.is_empty() =>
        {
            let why = NotSavedBecause::TooLarge(long);
            Ok(asked.give_back(Some(&who), &sent.fields, why).await)
        }
        _ => Err(ServiceError(failure)),
    }
}

/// How long a page that says that something failed waits for what its frame would like to know.
const FRAME: Duration = Duration::from_secs(1);

impl FormRequest {
    /// The same request, for a form that it carries.
    #[must_use]
    pub fn to(&self, action: FormAction) -> Self {
        Self {
            action,
            ..self.clone()
        }
    }

    /// A form of somebody who is signed in and misses nothing.
    #[must_use]
    pub fn submitted(&self, who: Principal, sent: Sent) -> Submitted {
        Submitted {
            json: self.json,
            from: SignedIn {
                site: self.site.clone(),
                who,
                lang: self.lang,
                path: self.action.path().to_owned(),
                query: Query::default(),
            },
            sent,
        }
    }

    /// Does what a form asks, or says that it was not done and gives back what was typed.
    async fn answer(
        &self,
        handler: &Handler,
        who: Option<Principal>,
        sent: Sent,
        typed: &Query,
    ) -> Response {
        let work = async {
            let handler = match handler {
                Handler::Anyone(handler) => {
                    let submission = Submission {
                        request: self.clone(),
                        who: who.clone(),
                        sent,
                    };
                    return handler(submission).await;
                }
                Handler::SignedIn(handler) => handler,
            };
            let Some(who) = &who else {
                return Ok(self.ended(&sent.fields).await);
            };
            if let Some(missing) = who.missing {
                return Ok(see_other(&missing_page(self.lang, missing, None)));
            }
            let long = too_long(self.action, sent.fields.all());
            if !long.is_empty() {
                let why = NotSavedBecause::TooLong(long);
                return Ok(self.give_back(Some(who), typed, why).await);
            }
            handler(self.submitted(who.clone(), sent)).await
        };
        match watched(work).await {
            (Ok(response), _) => response,
            // It is saved, and what should have been shown of it can't be.
            (Err(ServiceError(Failure::Unavailable)), true) => {
                let failure = Failure::Uncertain;
                self.not_saved(who.as_ref(), typed, failure).await
            }
            (Err(ServiceError(failure)), _) => self.not_saved(who.as_ref(), typed, failure).await,
        }
    }

    /// Says why a form was not done, with everything that was typed, ready to be sent again.
    pub async fn not_saved(
        &self,
        who: Option<&Principal>,
        typed: &Query,
        failure: Failure,
    ) -> Response {
        let why = NotSavedBecause::Failed(failure);
        self.give_back(who, typed, why).await
    }

    /// The page that gives a form back.
    pub async fn give_back(
        &self,
        who: Option<&Principal>,
        typed: &Query,
        why: NotSavedBecause,
    ) -> Response {
        let (status, retry) = (why.status(), why.retry_after());
        if self.json {
            return retry_after(empty(status), retry);
        }
        let path = self.action.path().to_owned();
        let frame = workspace_request(&self.site, self.lang, path.clone(), Query::default(), who);
        // What the form waited for may be what the frame waits for as well.
        let mut workspace_request =
            timeout(FRAME, frame)
                .await
                .unwrap_or_else(|_| WorkspaceRequest {
                    lang: self.lang,
                    path,
                    query: Query::default(),
                    person: who.map(|who| who.person(false, 0)),
                    demo: false,
                    mark: secrets::token().unwrap_or_default(),
                });
        // Of a form that may have been done, the same one is sent again, so that it is not done twice.
        if let (NotSavedBecause::Failed(Failure::Uncertain), Some(mark)) = (&why, typed.get(MARK)) {
            workspace_request.mark = mark.to_owned();
        }
        let back = session::referrer(&self.parts.headers).and_then(local);
        let data = NotSaved {
            action: self.action,
            fields: typed.without(MARK),
            back: back.map(str::to_owned),
            why,
        };
        let response = render(
            &self.site,
            status,
            workspace_request,
            data,
            not_saved::page::page,
        )
        .await;
        retry_after(response, retry)
    }

    /// The session has ended while somebody was typing: what was typed waits on the sign-in page.
    pub async fn ended(&self, fields: &Query) -> Response {
        if self.json {
            return empty(401);
        }
        // A code is of the moment; what there is to carry is what was typed or chosen.
        let moment = matches!(
            self.action,
            FormAction::EnterCode | FormAction::ConfirmSecondFactor
        );
        let carries = !moment && fields.pairs().next().is_some();
        let data = SignIn {
            carried: carries.then(|| packed(self.action, fields)),
            problem: Some(SignInProblem::Ended),
            ..SignIn::default()
        };
        self.page(
            401,
            &WorkspaceRoute::SignIn,
            None,
            data,
            authentication::page::page,
        )
        .await
    }

    /// A page of the sign-in.
    pub async fn page<T>(
        &self,
        status: u16,
        route: &WorkspaceRoute,
        who: Option<&Principal>,
        data: T,
        page: super::reply::PageOf<T>,
    ) -> Response
    where
        T: Send + Sync + 'static,
    {
        let workspace_request =
            workspace_request(&self.site, self.lang, route.path(), Query::default(), who).await;
        render(&self.site, status, workspace_request, data, page).await
    }
}

/// A field that every view of a form has.
///
/// # Errors
/// [`Failure::BadForm`] if it is missing.
pub fn required<'a>(fields: &'a Query, name: &str) -> ServiceResult<&'a str> {
    fields.get(name).ok_or(ServiceError(Failure::BadForm))
}

/// A status without a page, for islands: they have their words already.
#[must_use]
pub fn empty(status: u16) -> Response {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    (status, Json(serde_json::json!({}))).into_response()
}

/// A form as one field of another: its address, then its fields.
fn packed(action: FormAction, fields: &Query) -> String {
    let pairs: Vec<_> = fields
        .all()
        .map(|(name, value)| format!("{}={}", encode(name), encode(value)))
        .collect();
    format!("{}?{}", action.path(), pairs.join("&"))
}

/// The form that was packed into a field; what names no other is an answer.
#[must_use]
pub fn unpacked(text: &str) -> (FormAction, Query) {
    let named = text.split_once('?');
    let named = named.and_then(|(path, rest)| Some((FormAction::parse(path)?, rest)));
    let (action, fields) = named.unwrap_or((FormAction::SaveAnswer, text));
    (action, Query::parse(fields))
}
