//! Forms of the steering committee's room, and its files.

use super::{
    Site,
    rooms::{refuse, render, to, visit, with_done},
    session,
};
use crate::service::workspace::{Failed, Visitor, committee::directives::Stepped};
use app::{
    failure::Failure,
    i18n::Lang,
    query::Query,
    routes::{Room, split_lang},
    workspace::{View, committee::model::Wanted, flash::Done},
};
use axum::{
    extract::State,
    http::{HeaderValue, header, request::Parts},
    response::{IntoResponse, Response},
};
use domain::{directive::Step, entry::Fields, evidence::Media, unit::UnitCode};

fn province(fields: &Query) -> Result<UnitCode, Failed> {
    let code = fields.get("province").and_then(UnitCode::parse);
    code.ok_or(Failed(Failure::BadForm))
}

/// The newest release of a province.
fn of(province: &UnitCode) -> Query {
    Query::of(vec![("tinh".to_owned(), province.to_string())])
}

fn address(lang: Lang, room: &Room, province: &UnitCode) -> String {
    format!("{}?tinh={province}", room.href(lang))
}

/// Issues a directive, or shows the form again with what was typed.
pub async fn issue(
    site: &Site,
    lang: Lang,
    who: &Visitor,
    fields: &Query,
) -> Result<Response, Failed> {
    let province = province(fields)?;
    let mut typed = Fields::default();
    for (name, value) in fields.all() {
        typed.set(name, value);
    }
    match site.workspace.issue(who, &province, &typed).await? {
        Ok(_) => {
            let list = address(lang, &Room::Directives, &province);
            Ok(to(&with_done(&list, Done::Issued)))
        }
        Err(refused) => {
            let query = of(&province);
            let wanted = Wanted::parse(&query).map_err(Failed)?;
            let mut data = site.workspace.directives(who, &wanted).await?;
            data.typed = typed;
            data.refused = refused;
            let path = Room::Directives.path();
            let visit = visit(site, lang, path, query, Some(who)).await;
            Ok(render(site, 422, visit, View::Directives(Box::new(data))).await)
        }
    }
}

/// Takes a step of a directive, or shows it again if its words are missing.
pub async fn step(
    site: &Site,
    lang: Lang,
    who: &Visitor,
    fields: &Query,
) -> Result<Response, Failed> {
    let bad = || Failed(Failure::BadForm);
    let number = |name: &str| fields.get(name).and_then(|n| n.parse::<i64>().ok());
    let id = number("directive").ok_or_else(bad)?;
    let version = number("version").ok_or_else(bad)?;
    let step = fields.get("step").and_then(Step::parse).ok_or_else(bad)?;
    let text = fields.get(&format!("text-{}", step.word())).unwrap_or("");
    let room = Room::Directive(id);
    match site.workspace.step(who, id, version, step, text).await? {
        Stepped::Done => Ok(to(&with_done(&room.href(lang), Done::Stepped))),
        Stepped::Refused(data) => {
            let visit = visit(site, lang, room.path(), Query::default(), Some(who)).await;
            Ok(render(site, 422, visit, View::Directive(data)).await)
        }
    }
}

/// Sets a target, or shows the view again if it can't be accepted.
pub async fn aim(
    site: &Site,
    lang: Lang,
    who: &Visitor,
    fields: &Query,
) -> Result<Response, Failed> {
    let province = province(fields)?;
    let (share, by) = (fields.get("share"), fields.get("by"));
    if site
        .workspace
        .aim(who, &province, share, by)
        .await?
        .is_some()
    {
        let course = address(lang, &Room::Course, &province);
        return Ok(to(&with_done(&course, Done::Aimed)));
    }
    let query = of(&province);
    let wanted = Wanted::parse(&query).map_err(Failed)?;
    let mut data = site.workspace.course(who, &wanted).await?;
    data.refused = true;
    let visit = visit(site, lang, Room::Course.path(), query, Some(who)).await;
    Ok(render(site, 422, visit, View::Course(Box::new(data))).await)
}

/// Sets how many of something a province shall have, or shows the view again with what was typed.
pub async fn aim_indicator(
    site: &Site,
    lang: Lang,
    who: &Visitor,
    fields: &Query,
) -> Result<Response, Failed> {
    let province = province(fields)?;
    let mut typed = Fields::default();
    for (name, value) in fields.all() {
        typed.set(name, value);
    }
    match site.workspace.aim_indicator(who, &province, &typed).await? {
        Ok(()) => {
            let view = address(lang, &Room::Coverage, &province);
            Ok(to(&with_done(&view, Done::Aimed)))
        }
        Err(refused) => {
            let query = of(&province);
            let wanted = Wanted::parse(&query).map_err(Failed)?;
            let mut data = site.workspace.coverage(who, &wanted).await?;
            data.typed = typed;
            data.refused = refused;
            let visit = visit(site, lang, Room::Coverage.path(), query, Some(who)).await;
            Ok(render(site, 422, visit, View::Coverage(Box::new(data))).await)
        }
    }
}

/// A file of the room.
#[derive(Clone, Copy)]
enum File {
    Workbook,
    Briefing,
}

/// `GET /dieu-hanh/xep-hang.xlsx`.
pub async fn workbook(State(site): State<Site>, parts: Parts) -> Response {
    file(&site, &parts, File::Workbook).await
}

/// `GET /dieu-hanh/bao-cao.pdf`.
pub async fn briefing(State(site): State<Site>, parts: Parts) -> Response {
    file(&site, &parts, File::Briefing).await
}

async fn file(site: &Site, parts: &Parts, file: File) -> Response {
    let (lang, path) = split_lang(parts.uri.path());
    let path = path.to_owned();
    let who = match session::visitor(site, parts).await {
        Ok(who) => who.filter(|w| w.missing.is_none()),
        Err(Failed(failure)) => return refuse(site, lang, path, None, failure).await,
    };
    let Some(who) = who else {
        return refuse(site, lang, path, None, Failure::NotSignedIn).await;
    };
    let query = Query::parse(parts.uri.query().unwrap_or(""));
    let made = match (Wanted::parse(&query), file) {
        (Ok(wanted), File::Workbook) => site.workspace.workbook(&who, lang, &wanted).await,
        (Ok(wanted), File::Briefing) => site.workspace.briefing(&who, lang, &wanted).await,
        (Err(failure), _) => Err(Failed(failure)),
    };
    let content = match made {
        Ok(content) => content,
        Err(Failed(failure)) => return refuse(site, lang, path, Some(&who), failure).await,
    };
    let mut response = content.into_response();
    let headers = response.headers_mut();
    let (media, disposition) = match file {
        File::Workbook => (Media::Xlsx, "attachment; filename=\"xep-hang.xlsx\""),
        File::Briefing => (Media::Pdf, "attachment; filename=\"bao-cao.pdf\""),
    };
    let fixed = [
        (header::CONTENT_TYPE, media.mime()),
        (header::CONTENT_DISPOSITION, disposition),
        (header::CACHE_CONTROL, "private, no-store"),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}
