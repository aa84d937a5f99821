//! Public pages: address → data → Leptos → bytes, kept packed per data version, day and what an address asks for.
//! Files beside pages are kept here too.

use super::{
    cache::{Rendered, respond},
    encoding::Encoding,
};
use crate::http::{assets, site::Site};
use app::{i18n::Lang, page::PageRequest, public, routes::Route};
use axum::{
    body::{Body, Bytes, to_bytes},
    extract::{Request, State},
    http::{HeaderMap, StatusCode, Uri, header},
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::{AnyView, IntoAny, Suspend};

use std::sync::{Arc, OnceLock};

const HTML: &str = "text/html; charset=utf-8";

/// No page comes near this; more would be a fault of ours.
const MOST_BYTES: usize = 8 * 1024 * 1024;

/// Reads an address.
fn page_request(uri: &Uri) -> PageRequest {
    PageRequest::read(uri.path(), uri.query().unwrap_or(""))
}

/// The version that everything published has now, and the day: pages say whether a unit still exists. The beginning of
/// every key of the cache.
pub(crate) async fn version(site: &Site) -> Option<String> {
    // Why there is none is logged where the page itself asks for it.
    let snapshot = site.public.recent().await.ok()?;
    Some(format!("{} {}", snapshot.version, snapshot.today))
}

/// Answers a public page.
pub async fn page(State(site): State<Site>, request: Request) -> Response {
    let version = version(&site).await;
    let page_request = page_request(request.uri());
    // An installation of one province knows no country: its pages lead to the province.
    if let (Some(only), Some(Route::Home | Route::Ranking)) =
        (site.public.only(), &page_request.route)
    {
        return Redirect::to(&page_request.link(&Route::Province(only.clone()))).into_response();
    }
    let key = version.map(|v| format!("{v} {}", page_request.key()));
    let headers = request.headers().clone();
    // What is no address of ours says nothing of a language, unless it begins with one.
    if page_request.route.is_none() && page_request.lang == Lang::Vi {
        return nowhere(&site, page_request, &headers).await;
    }
    let encoding = Encoding::accepted(&headers);
    let made = async {
        let page = render_public(&site, page_request).await;
        if page.status != StatusCode::OK {
            return Err(page);
        }
        let packed = Rendered::new(page.html, HTML, None, encoding);
        packed.ok_or_else(Document::none)
    };
    match site.cache.or_made(key, encoding, made).await {
        Ok(page) => respond(&page, &headers),
        Err(other) => match &other.location {
            Some(to) => Redirect::to(to).into_response(),
            None => {
                let kind = [(header::CONTENT_TYPE, HTML)];
                (other.status, kind, other.html.clone()).into_response()
            }
        },
    }
}

/// That there is no such page, in the language that the reader's browser asks for. Nobody on the way may keep it for
/// readers of another.
async fn nowhere(site: &Site, mut page_request: PageRequest, headers: &HeaderMap) -> Response {
    let asked = headers
        .get(header::ACCEPT_LANGUAGE)
        .and_then(|v| v.to_str().ok());
    page_request.lang = asked.and_then(Lang::accepted).unwrap_or(Lang::Vi);
    let Document { status, html, .. } = render_public(site, page_request).await;
    let told = [
        (header::CONTENT_TYPE, HTML),
        (header::VARY, "accept-language"),
        (header::CACHE_CONTROL, "no-store"),
    ];
    (status, told, html).into_response()
}

/// What a page came to.
struct Document {
    status: StatusCode,
    html: Bytes,
    /// The page that was meant instead.
    location: Option<String>,
}

impl Document {
    /// Not to be had, by a fault of ours.
    fn none() -> Self {
        Self {
            status: StatusCode::INTERNAL_SERVER_ERROR,
            html: Bytes::new(),
            location: None,
        }
    }
}

/// Renders a public page. The data are awaited inside the view, in place, once.
async fn render_public(site: &Site, page_request: PageRequest) -> Document {
    let said = Arc::new(OnceLock::new());
    let (backend, assets, set) = (site.backend(), assets::plain(&site.origin), said.clone());
    let view = move || {
        let (backend, assets, page_request, set) = (
            backend.clone(),
            assets.clone(),
            page_request.clone(),
            set.clone(),
        );
        Suspend::new(async move {
            let answer = public::respond(&*backend, &page_request, &assets).await;
            // A view is drawn once.
            let _ = set.set((answer.status, answer.location));
            answer.view.into_any()
        })
        .into_any()
    };
    let (made, html) = render(view).await;
    let (status, location) = said.get().cloned().unwrap_or((500, None));
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    Document {
        status: if made == StatusCode::OK { status } else { made },
        html,
        location,
    }
}

/// Renders a whole document through Leptos: 200, or 500 if there is none.
pub(crate) async fn render(
    view: impl Fn() -> AnyView + Clone + Send + Sync + 'static,
) -> (StatusCode, Bytes) {
    let request = Request::new(Body::empty());
    let response = leptos_axum::render_app_async_with_context(|| {}, view)(request).await;
    match to_bytes(response.into_body(), MOST_BYTES).await {
        Ok(html) => (StatusCode::OK, without_script(html)),
        Err(_) => {
            tracing::error!("a page exceeds {MOST_BYTES} bytes");
            (StatusCode::INTERNAL_SERVER_ERROR, Bytes::new())
        }
    }
}

/// Leptos ends every page with a small inline script for its resources. Public pages have none, and
/// `script-src 'none'` holds only without it: the document ends with its own end tag.
fn without_script(html: Bytes) -> Bytes {
    const END: &[u8] = b"</html>";
    match html.windows(END.len()).position(|w| w == END) {
        Some(at) => html.slice(..at + END.len()),
        None => html,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_ends_with_its_own_end_tag() {
        let page = Bytes::from_static(b"<html><p>x</p></html><script nonce>1</script>");
        assert_eq!(
            without_script(page),
            Bytes::from_static(b"<html><p>x</p></html>")
        );
    }
}
