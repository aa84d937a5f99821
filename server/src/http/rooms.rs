//! Pages behind the sign-in: address → visitor → use case → page. Nothing of them is kept by anybody.

use super::{Site, admin, limits::is_too_long, observations, pages, security, session};
use crate::{
    secrets,
    service::workspace::{Failed, Missing, Visitor, review::QueueFilter},
};
use app::{
    failure::Failure,
    i18n::Lang,
    page::{Visit, with_query},
    query::{LONGEST_QUERY, Query},
    routes::{ObserveRoom, Room, encode, prefixed, split_lang},
    workspace::{
        self, View,
        audit::model::TrailPlace,
        authentication::model::{Enrolment, SignIn, SignInProblem},
        committee::model::Wanted,
        flash::Done,
    },
};
use axum::{
    http::{HeaderValue, StatusCode, header, request::Parts},
    response::{IntoResponse, Redirect, Response},
};
use domain::unit::UnitCode;

/// Renders a room.
pub async fn render(site: &Site, status: u16, visit: Visit, view: View) -> Response {
    let assets = site.assets.clone();
    let scripted = assets.islands.is_some() && visit.person.is_some();
    let retry = match &view {
        View::Failure(failure) => failure.retry_after(),
        View::NotSaved(data) => data.why.retry_after(),
        _ => None,
    };
    let make = move || workspace::document(&visit, &view, &assets);
    let (_, html) = pages::render(make).await;
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = [
        (header::CONTENT_TYPE, "text/html; charset=utf-8"),
        (header::CACHE_CONTROL, "no-store"),
    ];
    let mut response = (status, headers, html).into_response();
    if let Some(seconds) = retry {
        let headers = response.headers_mut();
        headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    if scripted {
        let policy = HeaderValue::from_static(security::ROOM_POLICY);
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    response
}

/// The visit of a page at this path.
pub async fn visit(
    site: &Site,
    lang: Lang,
    path: String,
    query: Query,
    who: Option<&Visitor>,
) -> Visit {
    let (demo, person) = match who {
        Some(who) => {
            let waiting = site.workspace.number_waiting(who).await;
            (
                who.is_in_demo(),
                Some(who.person(who.is_in_demo(), waiting)),
            )
        }
        // A demo that can't say so is a store that can't answer: the use case will tell.
        None => (site.workspace.is_demo().await.unwrap_or(false), None),
    };
    Visit {
        lang,
        path,
        query,
        person,
        demo,
        // Without randomness forms are told apart by what they say.
        mark: secrets::token().unwrap_or_default(),
    }
}

/// The page that explains why there is none.
pub async fn refuse(
    site: &Site,
    lang: Lang,
    path: String,
    who: Option<&Visitor>,
    failure: Failure,
) -> Response {
    let status = failure.status();
    let visit = visit(site, lang, path, Query::default(), who).await;
    render(site, status, visit, View::Failure(failure)).await
}

/// Answers a room's address.
pub async fn show(site: &Site, room: Room, parts: &Parts) -> Response {
    let (lang, path) = split_lang(parts.uri.path());
    let query = Query::parse(parts.uri.query().unwrap_or("")).only(room.parameters());
    let who = match session::visitor(site, parts).await {
        Ok(who) => who,
        Err(Failed(failure)) => return refuse(site, lang, path.to_owned(), None, failure).await,
    };
    let mut visit = visit(site, lang, path.to_owned(), query, who.as_ref()).await;
    let then = visit.query.get("tiep").and_then(local).map(str::to_owned);
    let open = matches!(room, Room::SignIn | Room::Link(_));
    let here = with_query(parts.uri.path().to_owned(), visit.query.pairs());
    let Some(who) = who else {
        return match room {
            Room::SignIn => {
                let problem = visit.query.get("het").map(|_| SignInProblem::Ended);
                let data = SignIn {
                    then,
                    problem,
                    ..SignIn::default()
                };
                render(site, 200, visit, View::SignIn(data)).await
            }
            Room::Link(token) => link(site, visit, token).await,
            _ => to(&and_then(Room::SignIn.href(lang), &here)),
        };
    };
    match (who.missing, &room) {
        (Some(Missing::Code), Room::Code) => {
            let data = SignIn {
                then,
                ..SignIn::default()
            };
            return render(site, 200, visit, View::Code(data)).await;
        }
        (Some(Missing::Enrolment), Room::Enrol) => {
            return match site.workspace.enrolment(&who, None, None) {
                Ok(data) => {
                    let data = Enrolment { then, ..data };
                    render(site, 200, visit, View::Enrol(data)).await
                }
                Err(Failed(failure)) => refuse(site, lang, visit.path, Some(&who), failure).await,
            };
        }
        (Some(missing), _) if !open => return to(&missing_room(lang, missing, Some(&here))),
        (None, Room::SignIn | Room::Code | Room::Enrol) => return to(&home_of(lang, &who)),
        _ => {}
    }
    if let Room::Link(token) = room {
        return link(site, visit, token).await;
    }
    match view(site, &who, &room, &visit.query).await {
        Ok(Found::View(view)) => render(site, 200, visit, *view).await,
        Ok(Found::Elsewhere(room)) => to(&room.href(lang)),
        Err(Failed(failure)) => {
            visit.query = Query::default();
            render(site, failure.status(), visit, View::Failure(failure)).await
        }
    }
}

enum Found {
    View(Box<View>),
    Elsewhere(Room),
}

async fn view(site: &Site, who: &Visitor, room: &Room, query: &Query) -> Result<Found, Failed> {
    let workspace = &site.workspace;
    let wanted = || Wanted::parse(query).map_err(Failed);
    let view = match room {
        Room::Desks => {
            let entries = workspace.desks(who).await?;
            if let [only] = entries.as_slice() {
                return Ok(Found::Elsewhere(Room::Desk(only.unit.code.clone())));
            }
            View::Desks(entries)
        }
        Room::Desk(unit) => {
            let mut desk = workspace.desk(who, unit).await?;
            desk.done = done(query);
            View::Desk(Box::new(desk))
        }
        Room::Item(unit, criterion) => {
            let mut item = workspace.form(who, unit, criterion).await?;
            item.done = done(query);
            View::Item(Box::new(item))
        }
        Room::Queue => {
            let mut queue = workspace.queue(who, &queue_filter(query)).await?;
            queue.done = done(query);
            View::Queue(Box::new(queue))
        }
        Room::Review(answer) => {
            let mut review = workspace.answer(who, *answer).await?;
            review.done = done(query);
            View::Review(Box::new(review))
        }
        Room::Questions => View::Questions(workspace.questions(who).await?),
        Room::Talk(unit, criterion) => {
            let mut talk = workspace.talk(who, unit, criterion).await?;
            talk.done = done(query);
            View::Talk(Box::new(talk))
        }
        Room::Notices => {
            workspace.look_again(who, &site.files).await?;
            let mut notices = workspace.notices(who).await?;
            notices.done = done(query);
            View::Notices(notices)
        }
        Room::Publish => {
            let mut preview = workspace.preview(who).await?;
            preview.done = done(query);
            View::Publish(Box::new(preview))
        }
        Room::Trail => {
            let from = query.get("truoc").and_then(TrailPlace::parse);
            let (unit, actor) = (query.get("don-vi"), query.get("nguoi"));
            View::Trail(workspace.trail(who, unit, actor, from).await?)
        }
        Room::People => {
            let mut people = workspace.people(who, query.get("ten")).await?;
            people.done = done(query);
            View::People(Box::new(people))
        }
        Room::Admin(room) => admin::view(site, who, room, query).await?,
        Room::Observe(room) => observations::view(site, who, room, query).await?,
        Room::CopySheets => {
            let province = match query.get("tinh") {
                None => None,
                Some(code) => Some(
                    UnitCode::parse(code)
                        .ok_or_else(|| Failed(Failure::NoSuchUnit(code.to_owned())))?,
                ),
            };
            let list = workspace.copy_list(who, province.as_ref()).await?;
            View::CopyList(Box::new(list))
        }
        Room::CopySheet(unit) => {
            let mut sheet = workspace.copy_sheet(who, unit).await?;
            sheet.done = done(query);
            View::CopySheet(Box::new(sheet))
        }
        Room::Overview => View::Overview(Box::new(workspace.overview(who, &wanted()?).await?)),
        Room::Matrix => View::Matrix(Box::new(workspace.matrix(who, &wanted()?).await?)),
        Room::Distance => View::Distance(Box::new(workspace.distance(who, &wanted()?).await?)),
        Room::Course => {
            let mut course = workspace.course(who, &wanted()?).await?;
            course.done = done(query);
            View::Course(Box::new(course))
        }
        Room::Coverage => {
            let mut coverage = workspace.coverage(who, &wanted()?).await?;
            coverage.done = done(query);
            View::Coverage(Box::new(coverage))
        }
        Room::Directives => {
            let mut directives = workspace.directives(who, &wanted()?).await?;
            directives.done = done(query);
            View::Directives(Box::new(directives))
        }
        Room::Directive(id) => {
            let mut directive = workspace.directive(who, *id).await?;
            directive.done = done(query);
            View::Directive(Box::new(directive))
        }
        Room::SignIn | Room::Code | Room::Enrol | Room::Link(_) => {
            return Err(Failed(Failure::NoSuchPage));
        }
    };
    Ok(Found::View(Box::new(view)))
}

async fn link(site: &Site, visit: Visit, token: String) -> Response {
    match site.workspace.link(&token).await {
        Ok(user_name) => {
            let data = SignIn {
                user_name,
                then: Some(token),
                ..SignIn::default()
            };
            render(site, 200, visit, View::Link(data)).await
        }
        Err(Failed(failure)) => render(site, failure.status(), visit, View::Failure(failure)).await,
    }
}

/// The filter of the queue in a query or a form.
#[must_use]
pub fn queue_filter(query: &Query) -> QueueFilter {
    QueueFilter {
        group: query.get("nhom").map(str::to_owned),
        name: query.get("ten").map(str::to_owned),
        jumps: query.get("khac").is_some(),
    }
}

/// What a page says has just happened.
pub(super) fn done(query: &Query) -> Option<Done> {
    let number = query.get("so").and_then(|n| n.parse().ok()).unwrap_or(1);
    Done::parse(query.get("xong")?, number)
}

/// An address of a room that says what has just happened.
#[must_use]
pub fn with_done(href: &str, done: Done) -> String {
    let (word, number) = done.word();
    let sign = if href.contains('?') { '&' } else { '?' };
    format!("{href}{sign}xong={word}&so={number}")
}

/// An address on this site, as a form may name it: nothing that leads elsewhere.
#[must_use]
pub fn local(text: &str) -> Option<&str> {
    let inside = text.starts_with('/') && !text.starts_with("//");
    // A browser drops tabs and line breaks from an address before it reads it.
    let plain = !text.contains(|c: char| c == '\\' || c.is_control());
    (inside && plain && !is_too_long(text)).then_some(text)
}

/// An address from which somebody goes on to another, as far as that fits into an address: without its query, or
/// not at all, rather than leading to an address that is refused.
fn and_then(room: String, then: &str) -> String {
    let path = then.split('?').next().unwrap_or(then);
    let fits = |then: &&str| "tiep=".len() + encode(then).len() <= LONGEST_QUERY;
    match [then, path].into_iter().find(fits) {
        Some(then) => with_query(room, [("tiep", then)].into_iter()),
        None => room,
    }
}

/// Where a session goes that still misses something.
#[must_use]
pub fn missing_room(lang: Lang, missing: Missing, then: Option<&str>) -> String {
    let room = match missing {
        Missing::Code => Room::Code,
        Missing::Enrolment => Room::Enrol,
    };
    match then {
        Some(then) => and_then(room.href(lang), then),
        None => room.href(lang),
    }
}

/// The first room that is open to somebody.
#[must_use]
pub fn home_of(lang: Lang, who: &Visitor) -> String {
    let doors = who.doors();
    let room = [
        (doors.desk, Room::Desks),
        (doors.publish, Room::Publish),
        (doors.steering, Room::Overview),
        (doors.review, Room::Queue),
        (doors.accounts, Room::People),
        (doors.trail, Room::Trail),
        (doors.talk && !doors.observe, Room::Questions),
        (doors.observe, Room::Observe(ObserveRoom::Index)),
        (doors.directives, Room::Directives),
    ]
    .into_iter()
    .find(|(open, _)| *open);
    room.map_or_else(|| prefixed(lang, "/"), |(_, room)| room.href(lang))
}

/// After a form: see other.
#[must_use]
pub fn to(address: &str) -> Response {
    Redirect::to(address).into_response()
}
