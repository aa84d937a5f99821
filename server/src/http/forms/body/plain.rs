//! A form without a file.

use super::sent::{LARGEST_FORM, LONGEST_NAME, MOST_FIELDS, Sent};
use app::{failure::Failure, query::Query};
use axum::extract::Request;
use domain::text::one_break;
use futures_util::StreamExt;

/// Reads a form without a file.
pub(super) async fn read_plain(request: Request) -> Sent {
    let mut body = request.into_body().into_data_stream();
    let (mut text, mut stopped) = (Vec::new(), None);
    while let Some(chunk) = body.next().await {
        let Ok(chunk) = chunk else {
            return Sent::nothing(Failure::BadForm);
        };
        let room = usize::try_from(LARGEST_FORM).unwrap_or(usize::MAX) - text.len();
        text.extend_from_slice(&chunk[..chunk.len().min(room)]);
        if chunk.len() > room {
            stopped = Some(Failure::TooLarge);
            break;
        }
    }
    let text = match String::from_utf8(text) {
        Ok(text) => text,
        Err(_) if stopped.is_none() => return Sent::nothing(Failure::BadForm),
        Err(error) => String::from_utf8_lossy(&error.into_bytes()).into_owned(),
    };
    if text.matches('&').count() >= MOST_FIELDS {
        return Sent::nothing(Failure::BadForm);
    }
    let fields = Query::parse(&text);
    let pairs: Vec<_> = fields
        .all()
        .map(|(name, value)| (name.to_owned(), one_break(value)))
        .collect();
    if pairs.iter().any(|(name, _)| name.len() > LONGEST_NAME) {
        return Sent::nothing(Failure::BadForm);
    }
    Sent {
        stopped,
        ..Sent::of(Query::of(pairs))
    }
}
