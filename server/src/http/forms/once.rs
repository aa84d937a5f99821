//! The same form sent twice at the same moment, as by two clicks, does its work once, and both are answered alike:
//! whoever comes second waits for the first and gets its answer. The work goes on if whoever sent it goes away.

use super::Sent;
use crate::{
    http::Site,
    service::workspace::{
        ServiceError,
        forms::{Begun, FormKey},
    },
};
use app::{failure::Failure, i18n::Lang, routes::FormAction};
use axum::{
    body::{Body, to_bytes},
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::Response,
};
use serde::{Deserialize, Serialize};
use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

/// How often it is looked whether the first one is done.
const LOOK: Duration = Duration::from_millis(50);

/// Largest answer that is kept.
const MOST_BYTES: usize = 4 * 1024 * 1024;

/// Headers of an answer that belong to it; the others are put on again on the way out.
const HEADERS: [HeaderName; 5] = [
    header::CONTENT_TYPE,
    header::CACHE_CONTROL,
    header::CONTENT_SECURITY_POLICY,
    header::LOCATION,
    header::SET_COOKIE,
];

/// What tells a form from others.
pub(super) fn key(
    secret: Option<&str>,
    lang: Lang,
    action: FormAction,
    sent: &Sent,
    mark: Option<&str>,
) -> Option<FormKey> {
    // A link that works once is its own secret.
    let own = match action {
        FormAction::UseLink => sent.fields.raw("token"),
        _ => secret,
    };
    let mut content: Vec<&[u8]> = vec![action.path().as_bytes(), lang.tag().as_bytes()];
    for (name, value) in sent.fields.all() {
        content.extend([name.as_bytes(), value.as_bytes()]);
    }
    if let Some(Ok(file)) = &sent.file {
        content.extend([file.name.as_bytes(), file.content.digest()]);
    }
    if let Some(Ok(bytes)) = &sent.sheet {
        content.push(bytes);
    }
    // A code is good once, and so is its answer but for a double click.
    let mark = mark.filter(|_| action != FormAction::EnterCode);
    Some(FormKey::new(own?, mark, &content))
}

/// What came of a form.
pub(super) enum Came {
    /// An answer.
    Answer(Response),
    /// Nothing yet, and nobody waits any longer.
    Late,
    /// It was not begun.
    NotBegun(ServiceError),
}

/// Does the work of a form, or takes the answer that the same form has got.
pub(super) async fn once(
    site: &Site,
    form: Option<FormKey>,
    patience: Duration,
    work: impl Future<Output = Response> + Send + 'static,
) -> Came {
    let begun = Arc::new(AtomicBool::new(form.is_none()));
    // A task of its own from the start: a claim is not left behind by a browser that goes away, as at the first of two
    // clicks.
    let doing = tokio::spawn(answered(site.clone(), form, patience, begun.clone(), work));
    match tokio::time::timeout(patience, doing).await {
        Ok(Ok(came)) => came,
        Ok(Err(error)) => {
            tracing::error!(%error, "a form's work ended in the middle");
            Came::Late
        }
        Err(_) if begun.load(Ordering::Acquire) => Came::Late,
        Err(_) => Came::NotBegun(ServiceError(Failure::Unavailable)),
    }
}

async fn answered(
    site: Site,
    form: Option<FormKey>,
    patience: Duration,
    begun: Arc<AtomicBool>,
    work: impl Future<Output = Response> + Send + 'static,
) -> Came {
    let Some(form) = form else {
        return Came::Answer(work.await);
    };
    // A claim outlives the waiting, so that nobody begins again what is nearly done.
    let lease = i64::try_from(patience.as_millis() * 2).unwrap_or(i64::MAX);
    let looks = patience.as_millis() / LOOK.as_millis();
    for _ in 0..looks {
        match site.workspace.forms.begin(&form, lease).await {
            Ok(Begun::First) => {
                begun.store(true, Ordering::Release);
                let response = work.await;
                return Came::Answer(kept(&site, &form, response).await);
            }
            Ok(Begun::Running) => {
                begun.store(true, Ordering::Release);
                tokio::time::sleep(LOOK).await;
            }
            Ok(Begun::Done(answer)) => {
                return restored(&answer).map_or(Came::Late, Came::Answer);
            }
            Err(failed) => return Came::NotBegun(failed),
        }
    }
    Came::Late
}

/// An answer as it is kept.
#[derive(Serialize, Deserialize)]
struct StoredReply {
    status: u16,
    headers: Vec<(String, String)>,
    body: String,
}

/// Keeps the answer for whoever sends the same again. One that says that nothing was done is not kept: sent again, the
/// form is tried again.
async fn kept(site: &Site, form: &FormKey, response: Response) -> Response {
    let done = response.status().is_success() || response.status().is_redirection();
    let (parts, body) = response.into_parts();
    let bytes = match to_bytes(body, usize::MAX).await {
        Ok(bytes) => bytes,
        Err(error) => {
            tracing::error!(%error, "an answer ended in the middle");
            return Response::from_parts(parts, Body::empty());
        }
    };
    let headers = HEADERS.iter().flat_map(|name| {
        let values = parts.headers.get_all(name).iter();
        values.filter_map(|value| Some((name.to_string(), value.to_str().ok()?.to_owned())))
    });
    let answer = StoredReply {
        status: parts.status.as_u16(),
        headers: headers.collect(),
        body: String::from_utf8_lossy(&bytes).into_owned(),
    };
    let answer = (done && bytes.len() <= MOST_BYTES).then(|| serde_json::to_vec(&answer));
    let settled = match answer {
        Some(Ok(answer)) => site.workspace.forms.settle(form, answer).await,
        _ => site.workspace.forms.release(form).await,
    };
    if settled.is_err() {
        // Logged where it happened. The claim ends by itself, and what was done stays done.
        tracing::warn!("the answer to a form can't be kept");
    }
    Response::from_parts(parts, Body::from(bytes))
}

fn restored(answer: &[u8]) -> Option<Response> {
    let kept: StoredReply = serde_json::from_slice(answer).ok()?;
    let mut response = Response::new(Body::from(kept.body));
    *response.status_mut() = StatusCode::from_u16(kept.status).ok()?;
    for (name, value) in kept.headers {
        let name = HeaderName::try_from(name).ok()?;
        let value = HeaderValue::try_from(value).ok()?;
        response.headers_mut().append(name, value);
    }
    Some(response)
}
