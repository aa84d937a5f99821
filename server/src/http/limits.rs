//! What a request may be before anybody looks at what it asks for: its address, its head, and how fast its body comes.
//! Refusals are told in the language of the address.

use super::{ingest, listen::Slow, reply, site::Site};
use app::{
    failure::Failure,
    i18n::Lang,
    query::{LONGEST_PATH, LONGEST_QUERY},
    routes::{WorkspaceRoute, split_lang},
};
use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Json, Response},
};

/// Largest sum of names and values of headers, bytes. Browsers keep cookies of one site below a few thousand.
const LARGEST_HEAD: usize = 32 * 1024;

/// Whether an address of this site, without its host, is longer than any of ours.
#[must_use]
pub fn is_too_long(address: &str) -> bool {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let query = query.split('#').next().unwrap_or("");
    path.len() > LONGEST_PATH || query.len() > longest_query(path)
}

/// Longest query of an address, bytes. A what-if brings each of its ticks, a dozen bytes, in the address.
fn longest_query(path: &str) -> usize {
    let (_, path) = split_lang(path);
    if path == WorkspaceRoute::Distance.path() {
        9 * LONGEST_QUERY
    } else {
        LONGEST_QUERY
    }
}

fn size(headers: &HeaderMap) -> usize {
    let each = headers.iter();
    each.map(|(name, value)| name.as_str().len() + value.len())
        .sum()
}

/// Whom a refusal is for.
enum Reader {
    Person(Lang),
    /// An island, which has its words already.
    Island,
    Machine,
}

impl Reader {
    fn of(request: &Request) -> Self {
        let (lang, path) = split_lang(request.uri().path());
        let accept = request.headers().get(header::ACCEPT);
        if path.starts_with(ingest::PATH) {
            Self::Machine
        } else if accept.is_some_and(|v| v.as_bytes() == b"application/json") {
            Self::Island
        } else {
            Self::Person(lang)
        }
    }
}

/// Refuses what is too long, too large or too slow.
pub async fn limits(State(site): State<Site>, request: Request, next: Next) -> Response {
    let reader = Reader::of(&request);
    let uri = request.uri();
    let query = uri.query().unwrap_or("");
    if uri.path().len() > LONGEST_PATH || query.len() > longest_query(uri.path()) {
        return refuse(&site, reader, Failure::AddressTooLong).await;
    }
    if size(request.headers()) > LARGEST_HEAD {
        return refuse(&site, reader, Failure::HeadTooLarge).await;
    }
    let slow = request.extensions().get::<Slow>().cloned();
    let response = next.run(request).await;
    let failed = response.status().is_client_error() || response.status().is_server_error();
    if failed && slow.is_some_and(|slow| slow.is_so()) {
        let mut response = refuse(&site, reader, Failure::TooSlow).await;
        let close = HeaderValue::from_static("close");
        response.headers_mut().insert(header::CONNECTION, close);
        return response;
    }
    response
}

async fn refuse(site: &Site, reader: Reader, failure: Failure) -> Response {
    match reader {
        // Its address is not repeated: links of the page would lead back to it.
        Reader::Person(lang) => reply::refuse(site, lang, "/".to_owned(), None, failure).await,
        Reader::Island => {
            let status = StatusCode::from_u16(failure.status());
            let status = status.unwrap_or(StatusCode::BAD_REQUEST);
            (status, Json(serde_json::json!({}))).into_response()
        }
        Reader::Machine => ingest::beyond_limits(&failure),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_a_path_and_a_query_of_a_kibibyte_each() {
        let of =
            |path: usize, query: usize| format!("/{}?{}", "a".repeat(path - 1), "b".repeat(query));
        assert!(!is_too_long(&of(1024, 1024)));
        assert!(is_too_long(&of(1025, 0)) && is_too_long(&of(1, 1025)));
        let ticks = "muc=04846.DL2&".repeat(600);
        assert!(!is_too_long(&format!("/en/dieu-hanh/khoang-cach?{ticks}")));
        assert!(is_too_long(&format!("/dieu-hanh/ma-tran?{ticks}")));
    }
}
