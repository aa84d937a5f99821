//! Reading a form of either kind, within limits: what was typed, and the file that came with it, as it came. Nothing
//! is read that the form does not need, or that its sender may not send. What the form means must not enter.

mod measured;
mod parts;
mod plain;
mod sent;

pub use sent::{Accepted, Files, Sent};

use crate::{http::site::Site, service::workspace::Principal};
use app::failure::Failure;
use axum::{body::Body, extract::Request, http::header};
use domain::access::Refusal;
use futures_util::{StreamExt, stream};
use parts::read_parts;
use plain::read_plain;
use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};
use tokio::{sync::Semaphore, time::timeout};

/// What a form may take without a turn before it is known who sends it. A sign-in takes less; what was typed before a
/// session ended, and goes through the sign-in, may take more.
const UNKNOWN_FORM: u64 = 16 * 1024;

/// Larger forms of people not yet known that are read at once: or half-sent ones would fill the memory.
static UNKNOWN: Semaphore = Semaphore::const_new(32);

/// How long such a form waits for its turn.
const TURN: Duration = Duration::from_secs(10);

/// What a form may bring from this person.
///
/// # Errors
/// [`Failure::Denied`] if it is made for a file that they may send to nobody.
pub(super) fn files(file: Option<Accepted>, who: Option<&Principal>) -> Result<Files, Failure> {
    let who = who.filter(|who| who.missing.is_none());
    match (file, who) {
        (Some((files, open)), Some(who)) if open(&who.access()) => Ok(files),
        (Some(_), Some(_)) => Err(Failure::Denied(Refusal::NoRole)),
        _ => Ok(Files::PassedOver),
    }
}

/// Reads a form of either kind.
pub(super) async fn read(
    site: &Site,
    request: Request,
    files: Files,
    who: Option<&Principal>,
) -> Sent {
    let kind = request.headers().get(header::CONTENT_TYPE);
    let kind = kind.and_then(|v| v.to_str().ok()).unwrap_or("");
    let (parts, plain) = (
        kind.starts_with("multipart/form-data"),
        kind.starts_with("application/x-www-form-urlencoded"),
    );
    let turned_away = Arc::new(AtomicBool::new(false));
    let request = match who {
        Some(_) => request,
        None => request.map(|body| in_turn(body, turned_away.clone())),
    };
    let sent = if parts {
        read_parts(site, request, files, who).await
    } else if plain {
        read_plain(request).await
    } else {
        Sent::nothing(Failure::BadForm)
    };
    if turned_away.load(Ordering::Relaxed) {
        return Sent::nothing(Failure::Unavailable);
    }
    sent
}

/// The body of somebody not yet known: beyond [`UNKNOWN_FORM`] it comes on when it has a turn.
fn in_turn(body: Body, turned_away: Arc<AtomicBool>) -> Body {
    let begin = (body.into_data_stream(), 0, None, turned_away);
    Body::from_stream(stream::try_unfold(
        begin,
        |(mut chunks, mut read, mut turn, turned_away)| async move {
            if read > UNKNOWN_FORM && turn.is_none() {
                match timeout(TURN, UNKNOWN.acquire()).await {
                    Ok(Ok(permit)) => turn = Some(permit),
                    _ => {
                        turned_away.store(true, Ordering::Relaxed);
                        return Err(axum::Error::new(std::io::Error::other("no turn")));
                    }
                }
            }
            let Some(chunk) = chunks.next().await.transpose()? else {
                return Ok(None);
            };
            read += chunk.len() as u64;
            Ok(Some((chunk, (chunks, read, turn, turned_away))))
        },
    ))
}
