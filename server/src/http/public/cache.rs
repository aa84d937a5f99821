//! Rendered pages and files in memory, packed as browsers take them, with their tags; and how one is sent.

use super::encoding::Encoding;
use axum::{
    body::Bytes,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::rate::saturating_u32;
use sha2::{Digest, Sha256};
use std::sync::Arc;

/// A rendered page or file in one encoding.
#[derive(Clone, Debug)]
pub struct Rendered {
    body: Bytes,
    encoding: Encoding,
    etag: HeaderValue,
    kind: HeaderValue,
    /// For a file: what it is called.
    disposition: Option<HeaderValue>,
}

impl Rendered {
    /// A page or file with its tag, packed; none if that could not be a header or not be packed.
    pub(crate) fn new(
        bytes: Bytes,
        kind: &'static str,
        file: Option<&str>,
        encoding: Encoding,
    ) -> Option<Self> {
        let digest = Sha256::digest(&bytes);
        let etag: String = digest
            .iter()
            .take(12)
            .map(|byte| format!("{byte:02x}"))
            .collect();
        let named = |name| HeaderValue::from_str(&format!("attachment; filename=\"{name}\""));
        let disposition = file.map(named).transpose().ok()?;
        Some(Self {
            body: encoding.pack(bytes).ok()?,
            encoding,
            etag: HeaderValue::from_str(&format!("\"{etag}\"")).ok()?,
            kind: HeaderValue::from_static(kind),
            disposition,
        })
    }
}

/// Rendered pages and files by data version, day, what was asked for and encoding.
#[derive(Clone, Debug)]
pub struct Cache(moka::future::Cache<String, Rendered>);

impl Cache {
    /// A cache of so many MiB; one of zero keeps nothing.
    #[must_use]
    pub fn new(mib: u64) -> Self {
        let weight = |key: &String, page: &Rendered| {
            // What surrounds a body counts too: of small pages it is the larger part.
            saturating_u32(key.len() + size_of::<Rendered>() + page.body.len())
        };
        let kept = moka::future::Cache::builder().max_capacity(mib * 1024 * 1024);
        Self(kept.weigher(weight).build())
    }

    /// What is kept under a key, or else what is made now, once for all who ask meanwhile. Without a key nothing is
    /// kept.
    ///
    /// # Errors
    /// What making it says; that is not kept.
    pub(crate) async fn or_made<E: Send + Sync + 'static>(
        &self,
        key: Option<String>,
        encoding: Encoding,
        made: impl Future<Output = Result<Rendered, E>> + Send,
    ) -> Result<Rendered, Arc<E>> {
        match key {
            Some(key) => {
                let key = format!("{key} {}", encoding.token());
                self.0.try_get_with(key, made).await
            }
            None => made.await.map_err(Arc::new),
        }
    }
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
        .any(|tag| ["*", own].contains(&tag.trim().trim_start_matches("W/")));
    let keep = [
        (header::ETAG, page.etag.clone()),
        (
            header::CACHE_CONTROL,
            HeaderValue::from_static("public, no-cache"),
        ),
        (header::CONTENT_TYPE, page.kind.clone()),
        (
            header::VARY,
            HeaderValue::from_name(header::ACCEPT_ENCODING),
        ),
    ];
    let mut response = if fresh {
        (StatusCode::NOT_MODIFIED, keep).into_response()
    } else {
        (keep, page.body.clone()).into_response()
    };
    let headers = response.headers_mut();
    if !fresh && page.encoding != Encoding::Identity {
        let token = HeaderValue::from_static(page.encoding.token());
        headers.insert(header::CONTENT_ENCODING, token);
    }
    if let Some(name) = &page.disposition {
        headers.insert(header::CONTENT_DISPOSITION, name.clone());
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    fn page() -> Rendered {
        let bytes = Bytes::from_static(b"<p>x</p>");
        Rendered::new(bytes, "text/html", None, Encoding::Gzip).unwrap()
    }

    #[tokio::test]
    async fn of_many_who_ask_at_once_one_makes_it() {
        let (cache, times) = (Cache::new(1), AtomicUsize::new(0));
        let asked = |encoding: Encoding| {
            cache.or_made(Some("1 /".to_owned()), encoding, async {
                tokio::task::yield_now().await;
                times.fetch_add(1, Ordering::Relaxed);
                Ok::<_, ()>(page())
            })
        };
        let (one, two, three) = tokio::join!(
            asked(Encoding::Gzip),
            asked(Encoding::Gzip),
            asked(Encoding::Gzip)
        );
        assert!(one.is_ok() && two.is_ok() && three.is_ok());
        assert_eq!(times.load(Ordering::Relaxed), 1);
        // Each packing is kept for itself.
        assert!(asked(Encoding::Brotli).await.is_ok());
        assert_eq!(times.load(Ordering::Relaxed), 2);
    }

    #[tokio::test]
    async fn what_failed_is_made_again() {
        let cache = Cache::new(1);
        let key = || Some("1 /".to_owned());
        let failed = cache.or_made(key(), Encoding::Gzip, async { Err("no") });
        assert_eq!(*failed.await.unwrap_err(), "no");
        let made = cache.or_made(key(), Encoding::Gzip, async { Ok::<_, ()>(page()) });
        assert!(made.await.is_ok());
        // Without a version of the data nothing is kept.
        for _ in 0..2 {
            let failed = cache.or_made(None, Encoding::Gzip, async { Err("no") });
            assert!(failed.await.is_err());
        }
    }
}
