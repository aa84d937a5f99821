//! Pages, forms and templates of observations: address or form → use case → the page that follows. A file waits
//! under its sender and its hash between the steps.

use super::{
    Site,
    acts::{Asked, Sent, required},
    rooms::{done, refuse, render, to, visit, with_done},
    session,
};
use crate::{
    files::{Fault, FileError},
    service::workspace::{
        Failed, Visitor,
        observations::{self as cases, Added, Observed, TemplateKind},
    },
};
use app::{
    failure::Failure,
    query::Query,
    routes::{Act, AdminRoom, ObserveRoom, Room, split_lang},
    workspace::{
        AdminView, View,
        flash::Done,
        observations::model::{FOR_ALL, Mapping, ObserveView, TableRefusal},
        spreadsheet::model::SheetRefusal,
    },
};
use axum::{
    extract::State,
    http::{HeaderValue, header, request::Parts},
    response::{IntoResponse, Response},
};
use domain::{
    delivery::FIELDS, entry::Fields, evidence::Media, indicator::Sector, time::Date, unit::UnitCode,
};

fn asked(query: &Query) -> Result<cases::Asked, Failed> {
    let bad = || Failed(Failure::NoSuchPage);
    let unit = |name: &str| match query.get(name) {
        None => Ok(None),
        Some(code) => UnitCode::parse(code).map(Some).ok_or_else(bad),
    };
    let sector = match query.get("linh-vuc") {
        None => None,
        Some(word) => Some(Sector::parse(word).ok_or_else(bad)?),
    };
    Ok(cases::Asked {
        province: unit("tinh")?,
        sector,
        unit: unit("don-vi")?,
        indicator: query.get("chi-tieu").map(str::to_owned),
    })
}

/// What a room of observations shows.
pub(super) async fn view(
    site: &Site,
    who: &Visitor,
    room: &ObserveRoom,
    query: &Query,
) -> Result<View, Failed> {
    let workspace = &site.workspace;
    let key = |name: &str| query.get(name).and_then(|key| key.parse().ok());
    Ok(View::Observe(match room {
        ObserveRoom::Index => {
            let mut data = workspace.figures_to_tell(who, &asked(query)?).await?;
            data.done = done(query);
            ObserveView::Index(Box::new(data))
        }
        ObserveRoom::Entry(indicator, unit) => {
            let day = |name: &str| query.get(name).and_then(Date::parse);
            let line = match (day("tu"), day("ngay"), query.get("nguon")) {
                (Some(from), Some(to), Some(source)) => Some((from, to, source)),
                _ => None,
            };
            let mut data = workspace.figure(who, indicator, unit, line).await?;
            data.done = done(query);
            ObserveView::Entry(Box::new(data))
        }
        ObserveRoom::Import => {
            let mut data = workspace.acts(who, key("truoc")).await?;
            data.done = done(query);
            ObserveView::Import(Box::new(data))
        }
        ObserveRoom::Act(id) => {
            ObserveView::Act(Box::new(workspace.act(who, *id, key("sau")).await?))
        }
    }))
}

async fn page(
    site: &Site,
    asked: &Asked,
    who: &Visitor,
    (status, room, view): (u16, ObserveRoom, ObserveView),
) -> Response {
    let path = Room::Observe(room).path();
    let visit = visit(site, asked.lang, path, Query::default(), Some(who)).await;
    render(site, status, visit, View::Observe(view)).await
}

fn all(fields: &Query) -> Fields {
    let mut typed = Fields::default();
    for (name, value) in fields.all() {
        typed.set(name, value);
    }
    typed
}

/// Does what a form of observations asks.
pub(super) async fn perform(
    site: &Site,
    asked: &Asked,
    who: &Visitor,
    act: Act,
    sent: Sent,
) -> Result<Response, Failed> {
    let fields = &sent.fields;
    match act {
        Act::Observe => observe(site, asked, who, fields).await,
        Act::CheckObservations => check(site, asked, who, sent).await,
        Act::AddObservations => add(site, asked, who, fields).await,
        Act::UndoObservations => undo(site, asked, who, fields).await,
        Act::Token => token(site, asked, who, fields).await,
        _ => Err(Failed(Failure::BadForm)),
    }
}

async fn observe(
    site: &Site,
    asked: &Asked,
    who: &Visitor,
    fields: &Query,
) -> Result<Response, Failed> {
    site.workspace.may_observe(who)?;
    let typed = all(fields);
    let done = match site.workspace.observe(who, &typed).await? {
        Observed::Taken => Done::Observed(1),
        Observed::Before => Done::SaidBefore,
        Observed::Refused(entry) => {
            let room = ObserveRoom::Entry(entry.indicator.code.clone(), entry.unit.code.clone());
            let page_of = (422, room, ObserveView::Entry(entry));
            return Ok(page(site, asked, who, page_of).await);
        }
    };
    let unit = UnitCode::parse(required(fields, "unit")?).ok_or(Failed(Failure::BadForm))?;
    let indicator = required(fields, "indicator")?.to_owned();
    let room = Room::Observe(ObserveRoom::Entry(indicator, unit));
    Ok(to(&with_done(&room.href(asked.lang), done)))
}

/// Which column holds what, as the form says; none if the form says nothing of it.
fn mapping(fields: &Query) -> Option<Mapping> {
    let named = |(name, _): (&str, &str)| name.starts_with("col-") || name.starts_with("all-");
    if !fields.all().any(named) {
        return None;
    }
    let mut mapping = Mapping::default();
    for (at, field) in FIELDS.iter().enumerate() {
        let column = fields.get(&format!("col-{field}"));
        mapping.columns[at] = column.and_then(|column| column.parse().ok());
        if FOR_ALL.contains(field) {
            let text = fields.get(&format!("all-{field}"));
            mapping.all[at] = text.unwrap_or("").to_owned();
        }
    }
    Some(mapping)
}

/// A page that says why a file was not taken.
async fn not_taken(
    site: &Site,
    asked: &Asked,
    who: &Visitor,
    refusal: TableRefusal,
) -> Result<Response, Failed> {
    let mut data = site.workspace.acts(who, None).await?;
    data.refusal = Some(refusal);
    let status = match refusal {
        TableRefusal::TooLarge => 413,
        TableRefusal::Gone | TableRefusal::Lost => 409,
        _ => 422,
    };
    let view = ObserveView::Import(Box::new(data));
    Ok(page(site, asked, who, (status, ObserveRoom::Import, view)).await)
}

fn broken(error: &FileError) -> Failed {
    if error.is_full() {
        return Failed(Failure::Full);
    }
    tracing::error!(cause = %error, "a file can't wait");
    Failed(Failure::Unavailable)
}

/// The file that waits under this sender, if it is still the one that the form names, and what was sent.
async fn waiting(
    site: &Site,
    who: &Visitor,
    fields: &Query,
) -> Result<Result<cases::Sent, TableRefusal>, Failed> {
    let hash = required(fields, "hash")?;
    let bytes = match site.files.waiting(who.actor.account.0, hash).await {
        Ok(Some(bytes)) => bytes,
        Ok(None) => return Ok(Err(TableRefusal::Gone)),
        Err(fault @ (Fault::Missing | Fault::Altered)) => {
            tracing::error!(%fault, sha256 = hash, "a file that waits is not what was sent");
            return Ok(Err(TableRefusal::Lost));
        }
        Err(fault) => {
            tracing::error!(cause = %fault, "a file that waits can't be read");
            return Err(Failed(Failure::Unavailable));
        }
    };
    Ok(Ok(cases::Sent {
        name: domain::evidence::shown_name(fields.get("name").unwrap_or("")),
        hash: hash.to_owned(),
        bytes: bytes.into(),
    }))
}

async fn check(site: &Site, asked: &Asked, who: &Visitor, sent: Sent) -> Result<Response, Failed> {
    site.workspace.may_observe(who)?;
    let fields = &sent.fields;
    let file = match sent.sheet {
        Some(Ok(bytes)) => {
            let kept = site.files.keep_waiting(who.actor.account.0, &bytes).await;
            cases::Sent {
                name: sent.sheet_name,
                hash: kept.map_err(|e| broken(&e))?,
                bytes,
            }
        }
        Some(Err(SheetRefusal::TooLarge)) => {
            return not_taken(site, asked, who, TableRefusal::TooLarge).await;
        }
        Some(Err(SheetRefusal::Several)) => {
            return not_taken(site, asked, who, TableRefusal::Several).await;
        }
        Some(Err(_)) => return not_taken(site, asked, who, TableRefusal::NotATable).await,
        None if fields.get("hash").is_some() => match waiting(site, who, fields).await? {
            Ok(file) => file,
            Err(refusal) => return not_taken(site, asked, who, refusal).await,
        },
        None => return not_taken(site, asked, who, TableRefusal::Missing).await,
    };
    let checked = site
        .workspace
        .check_file(who, file, mapping(fields))
        .await?;
    let data = match checked {
        Ok(data) => data,
        Err(refusal) => return not_taken(site, asked, who, refusal).await,
    };
    let good = data.faults.is_empty() && data.unmapped.is_empty();
    let view = ObserveView::Check(Box::new(data));
    let status = if good { 200 } else { 422 };
    Ok(page(site, asked, who, (status, ObserveRoom::Import, view)).await)
}

async fn add(
    site: &Site,
    asked: &Asked,
    who: &Visitor,
    fields: &Query,
) -> Result<Response, Failed> {
    site.workspace.may_observe(who)?;
    let mapping = mapping(fields).ok_or(Failed(Failure::BadForm))?;
    let file = match waiting(site, who, fields).await? {
        Ok(file) => file,
        Err(refusal) => return not_taken(site, asked, who, refusal).await,
    };
    match site.workspace.add_file(who, file, &mapping).await? {
        Ok(Added::Rows(rows)) => {
            let room = Room::Observe(ObserveRoom::Import).href(asked.lang);
            Ok(to(&with_done(&room, Done::Observed(rows))))
        }
        Ok(Added::Refused(check)) => {
            let view = (422, ObserveRoom::Import, ObserveView::Check(check));
            Ok(page(site, asked, who, view).await)
        }
        Err(refusal) => not_taken(site, asked, who, refusal).await,
    }
}

async fn undo(
    site: &Site,
    asked: &Asked,
    who: &Visitor,
    fields: &Query,
) -> Result<Response, Failed> {
    site.workspace.may_observe(who)?;
    let id = super::acts::number(fields, "act")?;
    let reason = fields.get("reason").unwrap_or("");
    match site.workspace.undo_act(who, id, reason).await? {
        Ok(()) => {
            let room = Room::Observe(ObserveRoom::Import).href(asked.lang);
            Ok(to(&with_done(&room, Done::Undone)))
        }
        Err(view) => {
            let view = (422, ObserveRoom::Act(id), ObserveView::Act(view));
            Ok(page(site, asked, who, view).await)
        }
    }
}

async fn token(
    site: &Site,
    asked: &Asked,
    who: &Visitor,
    fields: &Query,
) -> Result<Response, Failed> {
    let room = Room::Admin(AdminRoom::Tokens);
    let mut data = site.workspace.tokens(who).await?;
    let status = match required(fields, "kind")? {
        "revoke" => {
            let id = super::acts::number(fields, "token")?;
            site.workspace.revoke_token(who, id).await?;
            return Ok(to(&with_done(&room.href(asked.lang), Done::Changed)));
        }
        "make" => match site.workspace.make_token(who, &all(fields)).await? {
            Ok(fresh) => {
                data = site.workspace.tokens(who).await?;
                data.fresh = Some(fresh);
                200
            }
            Err(refused) => {
                data.refused = Some(refused);
                422
            }
        },
        _ => return Err(Failed(Failure::BadForm)),
    };
    let visit = visit(site, asked.lang, room.path(), Query::default(), Some(who)).await;
    let view = View::Admin(AdminView::Tokens(Box::new(data)));
    Ok(render(site, status, visit, view).await)
}

/// `GET /so-lieu/mau.csv`.
pub async fn template_csv(State(site): State<Site>, parts: Parts) -> Response {
    template(&site, &parts, TemplateKind::Csv).await
}

/// `GET /so-lieu/mau.xlsx`.
pub async fn template_xlsx(State(site): State<Site>, parts: Parts) -> Response {
    template(&site, &parts, TemplateKind::Xlsx).await
}

async fn template(site: &Site, parts: &Parts, kind: TemplateKind) -> Response {
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
    let made = match asked(&query) {
        Ok(asked) => site.workspace.template(&who, lang, &asked, kind).await,
        Err(failed) => Err(failed),
    };
    let content = match made {
        Ok(content) => content,
        Err(Failed(failure)) => return refuse(site, lang, path, Some(&who), failure).await,
    };
    let (media, name) = match kind {
        TemplateKind::Csv => ("text/csv; charset=utf-8", "mau-so-lieu.csv"),
        TemplateKind::Xlsx => (Media::Xlsx.mime(), "mau-so-lieu.xlsx"),
    };
    let mut response = content.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media));
    if let Ok(value) = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    let private = HeaderValue::from_static("private, no-store");
    headers.insert(header::CACHE_CONTROL, private);
    response
}
