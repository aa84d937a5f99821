//! `POST /api/v1/observations` and the document that describes it. Machines bring a token; cookies are not looked
//! at, and what a browser sends with one opens nothing here. Refusals are problem documents (RFC 9457), which say why in
//! English and in Vietnamese.

mod sentences;

use super::{session, site::Site};
use crate::service::workspace::observations::ingest::{IngestError, LARGEST, RowError};
use app::failure::Failure;
use axum::{
    body::to_bytes,
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    response::{IntoResponse, Response},
};
use bytes::Bytes;
use flate2::read::MultiGzDecoder;
use sentences::Sentence;
use serde_json::{Value, json};
use std::io::Read;
use tokio::task::spawn_blocking;

/// Where deliveries are sent.
pub const PATH: &str = "/api/v1/observations";

/// Where the description is.
pub const DESCRIPTION: &str = "/api/v1/openapi.json";

/// The description, OpenAPI 3.1. A test sends its examples through the router.
pub const OPENAPI: &str = include_str!("../../data/openapi.json");

/// `GET /api/v1/openapi.json`.
pub async fn description() -> Response {
    let headers = [
        (header::CONTENT_TYPE, "application/json"),
        (header::CACHE_CONTROL, "public, no-cache"),
    ];
    (headers, OPENAPI).into_response()
}

/// A problem document.
fn problem(status: StatusCode, kind: &str, detail: Sentence, more: Value) -> Response {
    let mut document = json!({
        "type": format!("urn:xanh:problem:{kind}"),
        "title": status.canonical_reason().unwrap_or("Error"),
        "status": status.as_u16(),
        "detail": detail.en,
        "detail_vi": detail.vi,
    });
    if let (Some(document), Value::Object(more)) = (document.as_object_mut(), more) {
        document.extend(more);
    }
    let headers = [(header::CONTENT_TYPE, "application/problem+json")];
    (status, headers, document.to_string()).into_response()
}

fn plain(status: StatusCode, kind: &str, detail: Sentence) -> Response {
    problem(status, kind, detail, Value::Null)
}

/// A row that can't be taken, as problem documents list it.
fn row(error: &RowError) -> Value {
    let message = sentences::row(error.fault);
    json!({
        "row": error.row,
        "field": error.field,
        "problem": error.fault.word(),
        "message": message.en,
        "message_vi": message.vi,
    })
}

fn refused(refused: IngestError) -> Response {
    match refused {
        IngestError::Token => {
            let mut response = plain(StatusCode::UNAUTHORIZED, "token", sentences::TOKEN);
            let value = HeaderValue::from_static("Bearer");
            response
                .headers_mut()
                .insert(header::WWW_AUTHENTICATE, value);
            response
        }
        IngestError::TooMany(seconds) => {
            let detail = sentences::too_many();
            let mut response = plain(StatusCode::TOO_MANY_REQUESTS, "too-many", detail);
            response
                .headers_mut()
                .insert(header::RETRY_AFTER, HeaderValue::from(seconds));
            response
        }
        IngestError::Key => plain(StatusCode::BAD_REQUEST, "idempotency-key", sentences::key()),
        IngestError::KeyTaken => plain(
            StatusCode::UNPROCESSABLE_ENTITY,
            "idempotency-key-taken",
            sentences::KEY_TAKEN,
        ),
        IngestError::Conflict => plain(StatusCode::CONFLICT, "conflict", sentences::CONFLICT),
        IngestError::Unreadable(why) => plain(
            StatusCode::BAD_REQUEST,
            "unreadable",
            sentences::unreadable(&why),
        ),
        IngestError::NoRows => plain(StatusCode::BAD_REQUEST, "unreadable", sentences::NO_ROWS),
        IngestError::TooManyRows => plain(
            StatusCode::PAYLOAD_TOO_LARGE,
            "too-many-rows",
            sentences::too_many_rows(),
        ),
        IngestError::Source(own) => plain(StatusCode::FORBIDDEN, "source", sentences::source(&own)),
        IngestError::Rows {
            errors,
            total,
            forbidden,
        } => {
            let (status, kind, detail) = if forbidden {
                (StatusCode::FORBIDDEN, "scope", sentences::SCOPE)
            } else {
                (StatusCode::UNPROCESSABLE_ENTITY, "rows", sentences::ROWS)
            };
            let errors: Vec<Value> = errors.iter().map(row).collect();
            let more = json!({ "errors": errors, "total_errors": total });
            problem(status, kind, detail, more)
        }
        IngestError::Failed(failure) => {
            let status = StatusCode::from_u16(failure.status());
            let status = status.unwrap_or(StatusCode::SERVICE_UNAVAILABLE);
            plain(status, "unavailable", sentences::UNAVAILABLE)
        }
    }
}

/// The answer to a delivery that is beyond what any request may be.
pub(super) fn beyond_limits(failure: &Failure) -> Response {
    let status = StatusCode::from_u16(failure.status()).unwrap_or(StatusCode::BAD_REQUEST);
    let (kind, detail) = match failure {
        Failure::TooSlow => ("too-slow", sentences::TOO_SLOW),
        _ => ("too-large", sentences::HEAD_TOO_LARGE),
    };
    plain(status, kind, detail)
}

/// The token that a request brings.
fn token(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

/// Why a body can't be unpacked.
enum Packed {
    /// With something else than gzip.
    Otherwise,
    /// With gzip, and no header says so.
    Silently,
    /// To more than a delivery may be.
    TooLarge,
    /// It is no gzip, or cut off.
    Torn,
}

fn unpackable(why: Packed) -> Response {
    let (status, kind, detail) = match why {
        Packed::Otherwise => (
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "encoding",
            sentences::OTHER_ENCODING,
        ),
        Packed::Silently => (
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "encoding",
            sentences::ENCODING_NOT_NAMED,
        ),
        Packed::TooLarge => return too_large(),
        Packed::Torn => (StatusCode::BAD_REQUEST, "unreadable", sentences::TORN),
    };
    let mut response = plain(status, kind, detail);
    if status == StatusCode::UNSUPPORTED_MEDIA_TYPE {
        let accept = HeaderValue::from_static("gzip");
        response
            .headers_mut()
            .insert(header::ACCEPT_ENCODING, accept);
    }
    response
}

fn too_large() -> Response {
    let detail = sentences::too_large();
    plain(StatusCode::PAYLOAD_TOO_LARGE, "too-large", detail)
}

/// Whether a body is said to be packed, which it may be with gzip.
fn packing(headers: &HeaderMap) -> Result<bool, Packed> {
    let named = headers.get_all(header::CONTENT_ENCODING).iter();
    let named = named.map(|value| value.to_str().unwrap_or("?").trim().to_ascii_lowercase());
    let named: Vec<String> = named.filter(|name| name != "identity").collect();
    match named.as_slice() {
        [] => Ok(false),
        [name] if matches!(name.as_str(), "gzip" | "x-gzip") => Ok(true),
        _ => Err(Packed::Otherwise),
    }
}

/// A body without its packing, and without the mark that some programs put before UTF-8.
async fn unpacked(body: Bytes, packed: bool) -> Result<Bytes, Packed> {
    if !packed && body.starts_with(b"\x1f\x8b") {
        return Err(Packed::Silently);
    }
    let body = if packed {
        let unpacking = spawn_blocking(move || {
            let mut whole = Vec::new();
            let mut reader = MultiGzDecoder::new(&*body).take(LARGEST as u64 + 1);
            reader.read_to_end(&mut whole).map(|_| whole)
        });
        match unpacking.await {
            Ok(Ok(whole)) if whole.len() > LARGEST => return Err(Packed::TooLarge),
            Ok(Ok(whole)) => Bytes::from(whole),
            Ok(Err(_)) | Err(_) => return Err(Packed::Torn),
        }
    } else {
        body
    };
    let mark = b"\xef\xbb\xbf".as_slice();
    let begins = if body.starts_with(mark) {
        mark.len()
    } else {
        0
    };
    Ok(body.slice(begins..))
}

/// `POST /api/v1/observations`.
pub async fn deliver(State(site): State<Site>, request: Request) -> Response {
    if request.method() != Method::POST {
        let mut response = plain(StatusCode::METHOD_NOT_ALLOWED, "method", sentences::METHOD);
        let allow = HeaderValue::from_static("POST");
        response.headers_mut().insert(header::ALLOW, allow);
        return response;
    }
    let (parts, body) = request.into_parts();
    let machine = match site
        .workspace
        .observations
        .machine(token(&parts.headers))
        .await
    {
        Ok(machine) => machine,
        Err(why) => return refused(why),
    };
    let kind = parts.headers.get(header::CONTENT_TYPE);
    let kind = kind.and_then(|v| v.to_str().ok()).unwrap_or("");
    let kind = kind.split(';').next().unwrap_or("").trim();
    if !kind.eq_ignore_ascii_case("application/json") {
        let status = StatusCode::UNSUPPORTED_MEDIA_TYPE;
        return plain(status, "media-type", sentences::MEDIA_TYPE);
    }
    let packed = match packing(&parts.headers) {
        Ok(packed) => packed,
        Err(why) => return unpackable(why),
    };
    let Ok(body) = to_bytes(body, LARGEST).await else {
        return too_large();
    };
    let body = match unpacked(body, packed).await {
        Ok(body) => body,
        Err(why) => return unpackable(why),
    };
    let key = parts.headers.get("idempotency-key");
    let key = key.and_then(|v| v.to_str().ok());
    let address = session::address(&site, &parts);
    match site
        .workspace
        .observations
        .ingest(&machine, key, &body, &address)
        .await
    {
        Ok(answer) => {
            let headers = [(header::CONTENT_TYPE, "application/json")];
            (StatusCode::CREATED, headers, answer).into_response()
        }
        Err(why) => refused(why),
    }
}
