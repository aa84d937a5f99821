//! Links that people give as evidence: which are taken, and where one leads. They are read as browsers read them, by the
//! crate `url`, which the domain does without: its tables have no place in what browsers load of it.

use domain::text::{has_controls, is_blank};
use url::{Position, Url};

/// A link that leads where it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WebLink {
    /// What a browser opens.
    pub address: String,
    /// The site that it belongs to, as a browser asks for it: letters beyond ASCII as `xn--…`, with a port that is not
    /// the usual one.
    pub host: String,
}

/// Why a text is no link that is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkProblem {
    /// It is no `https://` or `http://` address of a site.
    Address,
    /// Something stands before the site and an `@`, where a name and a password would.
    User,
    /// It holds control characters, or characters that nobody sees.
    Hidden,
}

impl LinkProblem {
    /// Every reason.
    pub const ALL: [Self; 3] = [Self::Address, Self::User, Self::Hidden];
}

/// Where a text leads, if it is a link that is taken.
///
/// # Errors
/// The [`LinkProblem`].
pub fn web_link(text: &str) -> Result<WebLink, LinkProblem> {
    let hidden = |c: char| c != ' ' && is_blank(c.encode_utf8(&mut [0; 4]));
    if has_controls(text, false) || text.contains(hidden) {
        return Err(LinkProblem::Hidden);
    }
    // Browsers complete what is cut short, and take `https:x` and `https:///x` for `https://x`: nobody else does.
    let behind = |scheme: &str| {
        let (start, rest) = text.split_at_checked(scheme.len())?;
        start.eq_ignore_ascii_case(scheme).then_some(rest)
    };
    let rest = behind("https://")
        .or_else(|| behind("http://"))
        .ok_or(LinkProblem::Address)?;
    let site = rest.split(['/', '\\', '?', '#']).next().unwrap_or("");
    if site.contains('@') {
        return Err(LinkProblem::User);
    }
    if site.is_empty() || text.contains(' ') {
        return Err(LinkProblem::Address);
    }
    let url = Url::parse(text).map_err(|_| LinkProblem::Address)?;
    if !url.has_host() || !url.username().is_empty() || url.password().is_some() {
        return Err(LinkProblem::Address);
    }
    Ok(WebLink {
        host: url[Position::BeforeHost..Position::AfterPort].to_owned(),
        address: url.into(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn host(text: &str) -> Result<String, LinkProblem> {
        web_link(text).map(|link| link.host)
    }

    #[test]
    fn a_link_names_the_site_that_is_opened() {
        for (text, site) in [
            ("https://x.vn/a?b=1&c=2#d", "x.vn"),
            ("HTTPS://X.VN", "x.vn"),
            ("http://x.vn:8080/a", "x.vn:8080"),
            ("https://x.vn:443/a", "x.vn"),
            ("https://x.vn.evil.example/x.vn", "x.vn.evil.example"),
            ("https://x.vn\\@evil.example", "x.vn"),
            ("https://x.vn/@a", "x.vn"),
            ("https://evil.example/https://x.vn", "evil.example"),
            ("https://b\u{fc}cher.example/", "xn--bcher-kva.example"),
            ("https://\u{430}pple.com", "xn--pple-43d.com"),
            ("https://%78.vn/", "x.vn"),
            ("https://x\u{3002}vn/", "x.vn"),
            ("https://3232235777/", "192.168.1.1"),
            ("https://[::1]:8443/", "[::1]:8443"),
        ] {
            assert_eq!(host(text).as_deref(), Ok(site), "{text}");
        }
        let address = web_link("https://x.vn/Quyết định".replace(' ', "-").as_str()).unwrap();
        assert_eq!(
            address.address,
            "https://x.vn/Quy%E1%BA%BFt-%C4%91%E1%BB%8Bnh"
        );
    }

    #[test]
    fn what_leads_elsewhere_than_it_says_is_refused() {
        use LinkProblem::{Address, Hidden, User};
        for (text, problem) in [
            ("", Address),
            ("x.vn", Address),
            ("ftp://x.vn/a", Address),
            ("javascript:alert(1)", Address),
            ("data:text/html,x", Address),
            ("https:x.vn", Address),
            ("https:/x.vn", Address),
            ("https://", Address),
            ("https:///x.vn", Address),
            ("https://?a", Address),
            ("https://x.vn/ a", Address),
            ("https://x vn/", Address),
            ("https://x.vn:99999/", Address),
            ("https://\u{ff20}/", Address),
            ("https://x.vn\u{ff20}evil.example/", Address),
            ("https://x.vn@evil.example/", User),
            ("https://x.vn:80@evil.example/", User),
            ("https://@evil.example/", User),
            ("https://x.vn/\u{202e}fdp.a", Hidden),
            ("https://x\u{200b}.vn/", Hidden),
            ("https://x.vn/\ta", Hidden),
            ("https://x.vn/a\r\n", Hidden),
            ("\u{feff}https://x.vn/", Hidden),
            ("https://x.vn/\u{a0}a", Hidden),
            ("https://x.vn/\u{3164}", Hidden),
            ("https://x.vn/\u{0}", Hidden),
        ] {
            assert_eq!(host(text), Err(problem), "{text:?}");
        }
    }

    proptest! {
        /// Whatever is taken leads over HTTP to the site that is named, as the address says again by itself.
        #[test]
        fn what_is_taken_leads_to_the_site_that_is_named(
            text in "(https?|HTTP|ftp)(://|:|:/)[a-z.@:%/\\\\?#\u{430}ế\u{ff20}\u{200b} 0-9]{0,20}",
        ) {
            if let Ok(link) = web_link(&text) {
                let rest = link.address.strip_prefix("https://").or(link.address.strip_prefix("http://"));
                let rest = rest.and_then(|rest| rest.strip_prefix(&link.host)).unwrap();
                prop_assert!(rest.starts_with('/'), "{}", link.address);
                prop_assert!(link.address.is_ascii());
                prop_assert_eq!(web_link(&link.address), Ok(link));
            }
        }
    }
}
