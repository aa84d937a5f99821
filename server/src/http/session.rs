//! Who asks: the session's cookie, the address of the connection, and whether a form came from our own
//! pages.

use super::site::Site;
use crate::service::workspace::{Principal, ServiceResult, authentication::Caller};
use axum::{
    extract::ConnectInfo,
    http::{HeaderMap, HeaderValue, header, request::Parts},
};
use std::net::SocketAddr;

const COOKIE: &str = "xanh-phien";

/// The session's token, if the browser sent one.
#[must_use]
pub fn token(headers: &HeaderMap) -> Option<&str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(name, _)| *name == COOKIE)
        .map(|(_, value)| value)
}

/// The header that sets the session's cookie, or takes it away. A page's script can't read it, another
/// site's form does not send it.
#[must_use]
pub fn cookie(token: Option<&str>, secure: bool) -> Option<HeaderValue> {
    let secure = if secure { "; Secure" } else { "" };
    let text = match token {
        Some(token) => format!("{COOKIE}={token}; Path=/; HttpOnly; SameSite=Lax{secure}"),
        None => format!("{COOKIE}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0{secure}"),
    };
    HeaderValue::from_str(&text).ok()
}

/// From which address a request comes. Behind a proxy that is told to be trusted, it is the last one
/// that the proxy added.
#[must_use]
pub fn address(site: &Site, parts: &Parts) -> String {
    let forwarded = || {
        let all = parts.headers.get_all("x-forwarded-for");
        let value = all.iter().next_back()?.to_str().ok()?;
        let last = value.rsplit(',').next()?.trim();
        (!last.is_empty()).then(|| last.chars().take(64).collect())
    };
    let own = || {
        parts
            .extensions
            .get::<ConnectInfo<SocketAddr>>()
            .map(|ConnectInfo(address)| address.ip().to_string())
    };
    let known = if site.behind_proxy { forwarded() } else { None };
    known.or_else(own).unwrap_or_else(|| "-".to_owned())
}

/// What the browser calls itself.
#[must_use]
pub fn agent(parts: &Parts) -> &str {
    parts
        .headers
        .get(header::USER_AGENT)
        .and_then(|v| v.to_str().ok())
        .unwrap_or("")
}

/// The page from which a form was sent, as an address on this site. Only for a way back: anybody can write anything.
#[must_use]
pub fn referrer(headers: &HeaderMap) -> Option<&str> {
    let whole = headers.get(header::REFERER)?.to_str().ok()?;
    let (_, rest) = whole.split_once("://")?;
    rest.find('/').and_then(|slash| rest.get(slash..))
}

/// Who asks to sign in.
#[must_use]
pub fn caller<'a>(address: &'a str, parts: &'a Parts) -> Caller<'a> {
    Caller {
        address,
        agent: agent(parts),
    }
}

/// Who is signed in, if anybody.
///
/// # Errors
/// If the store refuses.
pub async fn principal(site: &Site, parts: &Parts) -> ServiceResult<Option<Principal>> {
    match token(&parts.headers) {
        Some(token) => {
            site.workspace
                .authentication
                .principal(token, &address(site, parts))
                .await
        }
        None => Ok(None),
    }
}

/// Whether a form was sent from our own pages. Browsers say so in `Sec-Fetch-Site`, older ones in
/// `Origin`; what says neither is refused.
#[must_use]
pub fn is_own(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|v| v.to_str().ok());
    if let Some(site) = text("sec-fetch-site") {
        return matches!(site, "same-origin" | "none");
    }
    let own = text("origin")
        .and_then(|origin| origin.split_once("://"))
        .map(|(_, host)| host);
    own.is_some() && own == text("host")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for (name, value) in pairs {
            headers.append(*name, HeaderValue::from_static(value));
        }
        headers
    }

    #[test]
    fn only_our_own_forms_are_ours() {
        let cases: [(&[(&str, &str)], bool); 7] = [
            (&[("sec-fetch-site", "same-origin")], true),
            (&[("sec-fetch-site", "none")], true),
            (
                &[
                    ("sec-fetch-site", "cross-site"),
                    ("origin", "http://a"),
                    ("host", "a"),
                ],
                false,
            ),
            (&[("sec-fetch-site", "same-site")], false),
            (&[("origin", "http://a:3000"), ("host", "a:3000")], true),
            (&[("origin", "null"), ("host", "a:3000")], false),
            (&[("host", "a:3000")], false),
        ];
        for (pairs, own) in cases {
            let mut map = HeaderMap::new();
            for (name, value) in pairs {
                let name = axum::http::HeaderName::from_bytes(name.as_bytes()).unwrap();
                map.append(name, HeaderValue::from_str(value).unwrap());
            }
            assert_eq!(is_own(&map), own, "{pairs:?}");
        }
    }

    #[test]
    fn the_token_is_found_among_other_cookies() {
        let sent = headers(&[("cookie", "a=b; xanh-phien=abc; c=d")]);
        assert_eq!(token(&sent), Some("abc"));
        assert_eq!(token(&headers(&[("cookie", "xanh-phienx=abc")])), None);
        let set = cookie(Some("abc"), true).unwrap();
        assert_eq!(
            set,
            "xanh-phien=abc; Path=/; HttpOnly; SameSite=Lax; Secure"
        );
    }
}
