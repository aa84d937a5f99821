//! The copy sheet: saying that it was copied, and the sheet as a file.

use super::{
    Site,
    open_data::{SIMULATED, guarded},
    rooms::{refuse, render, to, visit, with_done},
    session,
};
use crate::service::workspace::{Failed, Visitor};
use app::{
    exports::copy_sheet,
    failure::Failure,
    i18n::Lang,
    query::Query,
    routes::{Room, split_lang},
    workspace::{View, copy_sheet::model::CopySheet, flash::Done},
};
use axum::{
    extract::{Path, State},
    http::{HeaderValue, header, request::Parts},
    response::{IntoResponse, Response},
};
use domain::unit::UnitCode;

/// Remembers that a sheet was copied, or shows what has changed since it was read.
pub async fn copied(
    site: &Site,
    lang: Lang,
    who: &Visitor,
    fields: &Query,
) -> Result<Response, Failed> {
    let unit = fields.get("unit").and_then(UnitCode::parse);
    let unit = unit.ok_or(Failed(Failure::BadForm))?;
    let seen = fields.get("seen").unwrap_or("");
    let room = Room::CopySheet(unit.clone());
    match site.workspace.copied(who, &unit, seen).await {
        Ok(number) => Ok(to(&with_done(&room.href(lang), Done::Copied(number)))),
        Err(Failed(Failure::Changed)) => {
            let mut sheet = site.workspace.copy_sheet(who, &unit).await?;
            sheet.stale = true;
            let visit = visit(site, lang, room.path(), Query::default(), Some(who)).await;
            Ok(render(site, 409, visit, View::CopySheet(Box::new(sheet))).await)
        }
        Err(failed) => Err(failed),
    }
}

/// `GET /can-bo/{unit}/sao-chep.tsv`.
pub async fn file(State(site): State<Site>, Path(unit): Path<String>, parts: Parts) -> Response {
    let (lang, path) = split_lang(parts.uri.path());
    let path = path.to_owned();
    let who = match session::visitor(&site, &parts).await {
        Ok(who) => who.filter(|w| w.missing.is_none()),
        Err(Failed(failure)) => return refuse(&site, lang, path, None, failure).await,
    };
    let Some(who) = who else {
        return refuse(&site, lang, path, None, Failure::NotSignedIn).await;
    };
    let made = match UnitCode::parse(&unit) {
        Some(unit) => site.workspace.copy_sheet(&who, &unit).await,
        None => Err(Failed(Failure::NoSuchPage)),
    };
    let written = made.and_then(|sheet| {
        write(&sheet).map_err(|error| {
            tracing::error!(cause = %error, "a sheet can't be written");
            Failed(Failure::Unavailable)
        })
    });
    let content = match written {
        Ok(content) => content,
        Err(Failed(failure)) => return refuse(&site, lang, path, Some(&who), failure).await,
    };
    let mut response = content.into_response();
    let headers = response.headers_mut();
    let fixed = [
        (
            header::CONTENT_TYPE,
            "text/tab-separated-values; charset=utf-8",
        ),
        (header::CACHE_CONTROL, "private, no-store"),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    let name = format!("attachment; filename=\"sao-chep-{unit}.tsv\"");
    if let Ok(value) = HeaderValue::from_str(&name) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    response
}

/// The rows of a sheet, each with the mark if it is simulated.
fn write(sheet: &CopySheet) -> Result<Vec<u8>, csv::Error> {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(b'\t')
        .from_writer(Vec::new());
    let kind = if sheet.simulated { SIMULATED } else { "" };
    let head = ["data_kind"].into_iter().chain(copy_sheet::COLUMNS);
    writer.write_record(head)?;
    for row in copy_sheet::rows(sheet) {
        let cells = row.iter().map(|cell| guarded(cell));
        writer.write_record(std::iter::once(kind.to_owned()).chain(cells))?;
    }
    writer
        .into_inner()
        .map_err(|error| error.into_error().into())
}
