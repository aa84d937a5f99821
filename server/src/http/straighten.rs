//! Addresses as people write them lead to the page that they mean, for good, with their query.

use super::{routes::Kind, workspace};
use app::routes::{Route, prefixed, straightened, straightened_query};
use axum::{
    extract::Request,
    http::{HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use std::sync::LazyLock;

/// Files that everybody may have, beside pages.
const FILES: [&str; 5] = [
    "/xep-hang.csv",
    "/phat-hanh/tong-hop.csv",
    "/tinh/{code}.csv",
    "/tinh/{code}/muc.csv",
    "/chi-tieu/{code}.csv",
];

/// What is read behind the sign-in, and on the way there.
static READ: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let routes = workspace::routes();
    let read = |kind| !matches!(kind, Kind::Form | Kind::EntranceForm);
    let listed = routes.list().iter().filter(|one| read(one.kind));
    listed.map(|one| one.path).chain(FILES).collect()
});

/// Whether a path is one of a pattern's, whose variable parts stand in braces.
fn fits(pattern: &str, path: &str) -> bool {
    let (mut parts, mut given) = (pattern.split('/'), path.split('/'));
    loop {
        match (parts.next(), given.next()) {
            (None, None) => return true,
            (Some(part), Some(given)) => {
                let same = match part.strip_prefix('{').and_then(|rest| rest.split_once('}')) {
                    Some((_, ending)) => given.len() > ending.len() && given.ends_with(ending),
                    None => part == given,
                };
                if !same {
                    return false;
                }
            }
            _ => return false,
        }
    }
}

/// Whether there may be something to read at a path without its language prefix.
fn is_read(path: &str) -> bool {
    Route::parse(path).is_some() || READ.iter().any(|pattern| fits(pattern, path))
}

/// Leads from an address that is not quite right to the one that was meant, if there is one.
pub async fn straighten(request: Request, next: Next) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return next.run(request).await;
    }
    let (path, query) = (request.uri().path(), request.uri().query());
    let meant = straightened(path)
        .filter(|(_, straight)| is_read(straight))
        .map(|(lang, straight)| (prefixed(lang, &straight), query.map(straightened_query)))
        .filter(|(whole, straight)| whole != path || straight.as_deref() != query)
        .and_then(|(whole, query)| {
            let to = match query {
                Some(query) => format!("{whole}?{query}"),
                None => whole,
            };
            HeaderValue::from_str(&to).ok()
        });
    match meant {
        Some(to) => (StatusCode::PERMANENT_REDIRECT, [(header::LOCATION, to)]).into_response(),
        None => next.run(request).await,
    }
}
