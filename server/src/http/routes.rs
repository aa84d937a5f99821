//! The routes of a feature: its pages, files and forms, each in every language. What is the same for all of them stands
//! here: who asks, what an address names, what a failure looks like.

use super::{
    forms::{self, FormOptions, Submission, Submitted},
    public::pages,
    request::{MaybeSignedIn, PathParams, SignedIn},
    security::only_reading,
    site::Site,
};
use crate::service::workspace::{ServiceError, ServiceResult};
use app::{
    failure::Failure,
    forms::Form,
    i18n::Lang,
    routes::{FormAction, prefixed},
};
use axum::{
    Router,
    extract::{Request, State},
    response::Response,
    routing::{any, get},
};
use std::{pin::Pin, sync::Arc};

/// The parameters of a page that says what has just happened.
pub const FLASH: &[&str] = &["xong", "so"];

/// What an address is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A page for people who are not signed in yet.
    Entrance,
    /// A page behind the sign-in.
    Page,
    /// A file behind the sign-in.
    File,
    /// A file that may be open to everybody.
    OpenFile,
    /// A form of the sign-in.
    EntranceForm,
    /// A form of people who are signed in.
    Form,
}

/// An address, without its language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Listed {
    /// What it is.
    pub kind: Kind,
    /// Its path, with the names of its variable parts in braces.
    pub path: &'static str,
    /// The parameters of its query that it knows, in the order in which they stand in its links.
    pub known: &'static [&'static str],
}

/// Routes, and their list.
#[derive(Clone, Debug, Default)]
pub struct Routes {
    router: Router<Site>,
    list: Vec<Listed>,
}

/// What a handler gives.
type Answer = Pin<Box<dyn Future<Output = Response> + Send>>;

/// Who asks for a page, and what its path names; or the answer, if it is no page's or nobody can be asked.
async fn arrive<P: PathParams>(
    site: Site,
    request: Request,
    path: &str,
    known: &[&str],
) -> Result<(MaybeSignedIn, P), Box<Response>> {
    let Some(params) = P::read(path, request.uri().path()) else {
        return Err(Box::new(pages::page(State(site), request).await));
    };
    let (parts, _) = request.into_parts();
    let guest = MaybeSignedIn::read(site, &parts, Some(known)).await?;
    Ok((guest, params))
}

impl Routes {
    /// No routes yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A page behind the sign-in. Of the query it sees the parameters that it knows; variable parts of the path stand
    /// in braces, and an address in which one can't be read is no page's.
    #[must_use]
    pub fn page<P, H, F>(
        self,
        path: &'static str,
        known: &'static [&'static str],
        handler: H,
    ) -> Self
    where
        P: PathParams,
        H: Fn(SignedIn, P) -> F + Clone + Send + Sync + 'static,
        F: Future<Output = ServiceResult<Response>> + Send,
    {
        self.get(Kind::Page, path, known, move |site, request| {
            let handler = handler.clone();
            Box::pin(async move {
                let asked = arrive(site, request, path, known).await;
                let signed_in = asked.and_then(|(guest, params)| Ok((guest.signed_in()?, params)));
                match signed_in {
                    Ok((request, params)) => match handler(request.clone(), params).await {
                        Ok(response) => response,
                        Err(ServiceError(failure)) => request.refuse(failure).await,
                    },
                    Err(response) => *response,
                }
            })
        })
    }

    /// A page on the way to being signed in.
    #[must_use]
    pub fn entrance<P, H, F>(
        self,
        path: &'static str,
        known: &'static [&'static str],
        handler: H,
    ) -> Self
    where
        P: PathParams,
        H: Fn(MaybeSignedIn, P) -> F + Clone + Send + Sync + 'static,
        F: Future<Output = Response> + Send,
    {
        self.get(Kind::Entrance, path, known, move |site, request| {
            let handler = handler.clone();
            Box::pin(async move {
                match arrive(site, request, path, known).await {
                    Ok((guest, params)) => handler(guest, params).await,
                    Err(response) => *response,
                }
            })
        })
    }

    /// A file behind the sign-in: a program that asks for it is told that it must sign in, and not led to a page.
    #[must_use]
    pub fn file<P, H, F>(self, path: &'static str, handler: H) -> Self
    where
        P: PathParams,
        H: Fn(SignedIn, P) -> F + Clone + Send + Sync + 'static,
        F: Future<Output = ServiceResult<Response>> + Send,
    {
        self.get(Kind::File, path, &[], move |site, request| {
            let handler = handler.clone();
            Box::pin(async move {
                let (parts, _) = request.into_parts();
                let guest = match MaybeSignedIn::read(site, &parts, None).await {
                    Ok(guest) => guest,
                    Err(response) => return *response,
                };
                let Some(request) = guest.complete() else {
                    return guest.refuse_stranger(Failure::NotSignedIn).await;
                };
                let made = match P::read(path, parts.uri.path()) {
                    Some(params) => handler(request.clone(), params).await,
                    None => Err(ServiceError(Failure::NoSuchPage)),
                };
                match made {
                    Ok(response) => response,
                    Err(ServiceError(failure)) => request.refuse(failure).await,
                }
            })
        })
    }

    /// A file that may be open to everybody: its handler says for whom it is.
    #[must_use]
    pub fn open_file<P, H, F>(self, path: &'static str, handler: H) -> Self
    where
        P: PathParams,
        H: Fn(MaybeSignedIn, P) -> F + Clone + Send + Sync + 'static,
        F: Future<Output = ServiceResult<Response>> + Send,
    {
        self.get(Kind::OpenFile, path, &[], move |site, request| {
            let handler = handler.clone();
            Box::pin(async move {
                let (parts, _) = request.into_parts();
                let guest = match MaybeSignedIn::read(site, &parts, None).await {
                    Ok(guest) => guest,
                    Err(response) => return *response,
                };
                let made = match P::read(path, parts.uri.path()) {
                    Some(params) => handler(guest.clone(), params).await,
                    None => Err(ServiceError(Failure::NoSuchPage)),
                };
                match (made, guest.complete()) {
                    (Ok(response), _) => response,
                    (Err(ServiceError(failure)), Some(request)) => request.refuse(failure).await,
                    (Err(ServiceError(failure)), None) => guest.refuse_stranger(failure).await,
                }
            })
        })
    }

    /// A form without a file.
    #[must_use]
    pub fn form<T, H, F>(self, handler: H) -> Self
    where
        T: Form + Send + 'static,
        H: Fn(SignedIn, T) -> F + Clone + Send + Sync + 'static,
        F: Future<Output = ServiceResult<Response>> + Send + 'static,
    {
        self.form_with(FormOptions::default(), handler)
    }

    /// A form whose work may take minutes.
    #[must_use]
    pub fn slow_form<T, H, F>(self, handler: H) -> Self
    where
        T: Form + Send + 'static,
        H: Fn(SignedIn, T) -> F + Clone + Send + Sync + 'static,
        F: Future<Output = ServiceResult<Response>> + Send + 'static,
    {
        self.form_with(FormOptions::slow(), handler)
    }

    fn form_with<T, H, F>(self, options: FormOptions, handler: H) -> Self
    where
        T: Form + Send + 'static,
        H: Fn(SignedIn, T) -> F + Clone + Send + Sync + 'static,
        F: Future<Output = ServiceResult<Response>> + Send + 'static,
    {
        self.upload(T::ACTION, options, move |submitted: Submitted| {
            let handler = handler.clone();
            async move {
                let form = submitted.read()?;
                handler(submitted.from, form).await
            }
        })
    }

    /// A form that may bring a file, or that is read field by field.
    #[must_use]
    pub fn upload<H, F>(self, action: FormAction, options: FormOptions, handler: H) -> Self
    where
        H: Fn(Submitted) -> F + Clone + Send + Sync + 'static,
        F: Future<Output = ServiceResult<Response>> + Send + 'static,
    {
        let handler = move |submitted| -> forms::Answer { Box::pin(handler(submitted)) };
        self.submit(action, options, forms::Handler::SignedIn(Arc::new(handler)))
    }

    /// A form of the sign-in, sent by whomever.
    #[must_use]
    pub fn entrance_form<H, F>(self, action: FormAction, options: FormOptions, handler: H) -> Self
    where
        H: Fn(Submission) -> F + Clone + Send + Sync + 'static,
        F: Future<Output = ServiceResult<Response>> + Send + 'static,
    {
        let handler = move |submission| -> forms::Answer { Box::pin(handler(submission)) };
        self.submit(action, options, forms::Handler::Anyone(Arc::new(handler)))
    }

    fn submit(mut self, action: FormAction, options: FormOptions, handler: forms::Handler) -> Self {
        for lang in Lang::ALL {
            let (options, handler) = (options, handler.clone());
            let answer = move |State(site): State<Site>, request: Request| {
                forms::submit(site, lang, action, options, handler.clone(), request)
            };
            self.router = self.router.route(&action.href(lang), any(answer));
        }
        self.list.push(Listed {
            kind: match handler {
                forms::Handler::SignedIn(_) => Kind::Form,
                forms::Handler::Anyone(_) => Kind::EntranceForm,
            },
            path: action.path(),
            known: &[],
        });
        self
    }

    fn get(
        mut self,
        kind: Kind,
        path: &'static str,
        known: &'static [&'static str],
        answer: impl Fn(Site, Request) -> Answer + Clone + Send + Sync + 'static,
    ) -> Self {
        for lang in Lang::ALL {
            let answer = answer.clone();
            let answer = move |State(site): State<Site>, request: Request| answer(site, request);
            let only = get(answer).fallback(|| async { only_reading() });
            self.router = self.router.route(&prefixed(lang, path), only);
        }
        self.list.push(Listed { kind, path, known });
        self
    }

    /// The routes of several features.
    #[must_use]
    pub fn merge(mut self, other: Self) -> Self {
        self.router = self.router.merge(other.router);
        self.list.extend(other.list);
        self
    }

    /// Every address.
    #[must_use]
    pub fn list(&self) -> &[Listed] {
        &self.list
    }

    /// As a part of the site's router.
    pub fn into_router(self) -> Router<Site> {
        self.router
    }
}
