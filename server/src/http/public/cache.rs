//! Rendered pages and files in memory, with their tags, and how one is sent.

use axum::{
    body::Bytes,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::rate::saturating_u32;
use sha2::{Digest, Sha256};

/// A rendered page.
#[derive(Clone, Debug)]
pub struct Rendered {
    bytes: Bytes,
    etag: HeaderValue,
    kind: HeaderValue,
    /// For a file: what it is called.
    disposition: Option<HeaderValue>,
}

impl Rendered {
    /// A page or file with its tag; none if that could not be a header.
    pub(crate) fn new(bytes: Bytes, kind: &'static str, file: Option<&str>) -> Option<Self> {
        let digest = Sha256::digest(&bytes);
        let etag: String = digest
            .iter()
            .take(12)
            .map(|byte| format!("{byte:02x}"))
            .collect();
        let named = |name| HeaderValue::from_str(&format!("attachment; filename=\"{name}\""));
        Some(Self {
            bytes,
            etag: HeaderValue::from_str(&format!("\"{etag}\"")).ok()?,
            kind: HeaderValue::from_static(kind),
            disposition: file.map(named).transpose().ok()?,
        })
    }
}

/// Rendered pages and files by data version and what was asked for.
pub type Cache = moka::future::Cache<String, Rendered>;

/// A cache of so many MiB; one of zero keeps nothing.
#[must_use]
pub fn cache(mib: u64) -> Cache {
    moka::future::Cache::builder()
        .max_capacity(mib * 1024 * 1024)
        .weigher(|key: &String, page: &Rendered| saturating_u32(key.len() + page.bytes.len()))
        .build()
}

/// A good page or file, or 304 if the browser has it. Browsers ask each time: a new release shows at once.
pub(crate) fn respond(page: &Rendered, headers: &HeaderMap) -> Response {
    let held = headers
        .get(header::IF_NONE_MATCH)
        .and_then(|v| v.to_str().ok())
        .unwrap_or("");
    // A compressing proxy may have made the tag weak.
    let own = page.etag.to_str().unwrap_or("");
    let fresh = held
        .split(',')
        .any(|tag| tag.trim().trim_start_matches("W/") == own);
    let keep = [
        (header::ETAG, page.etag.clone()),
        (
            header::CACHE_CONTROL,
            HeaderValue::from_static("public, no-cache"),
        ),
        (header::CONTENT_TYPE, page.kind.clone()),
    ];
    let mut response = if fresh {
        (StatusCode::NOT_MODIFIED, keep).into_response()
    } else {
        (keep, page.bytes.clone()).into_response()
    };
    if let Some(name) = &page.disposition {
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_DISPOSITION, name.clone());
    }
    response
}
