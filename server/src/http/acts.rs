//! Forms that change something: who asks, from where, what was typed → use case → the page that
//! follows. A form that can't be accepted comes back with everything that was typed.

mod entrance;
mod form;
mod letters;

pub(super) use form::Sent;
pub use form::largest_upload;

use super::{
    Site, admin, committee, copying, observations,
    rooms::{missing_room, queue_filter, refuse, render, to, visit, with_done},
    session,
};
use crate::service::workspace::{
    Failed, Visitor,
    checklist::{Save, Saved},
    publication::Kind,
    review::Decision,
    sheet::Applied,
};
use app::{
    failure::Failure,
    i18n::Lang,
    observations::LARGEST_TABLE,
    query::Query,
    rooms::View,
    routes::{Act, AdminRoom, Room, split_lang},
    workspace::{Done, FileProblem, LARGEST_SHEET, SheetRefusal, SheetView},
};
use axum::{
    extract::{Request, State},
    http::{Method, StatusCode, header, request::Parts},
    response::{IntoResponse, Json, Response},
};
use domain::{
    assessment::ReturnReason, entry::Fields, release::ReleaseId, time::Timestamp, unit::UnitCode,
};

/// A request on its way to its use case.
pub(super) struct Asked {
    pub(super) lang: Lang,
    /// Whether an island asks, which wants no page.
    json: bool,
    parts: Parts,
    address: String,
}

/// Answers every address of [`Act`].
pub async fn act(State(site): State<Site>, request: Request) -> Response {
    let (lang, path) = split_lang(request.uri().path());
    let path = path.to_owned();
    let Some(act) = Act::parse(&path) else {
        return refuse(&site, lang, path, None, Failure::NoSuchPage).await;
    };
    if request.method() != Method::POST {
        return refuse(&site, lang, path, None, Failure::Method).await;
    }
    if !session::is_own(request.headers()) {
        return refuse(&site, lang, path, None, Failure::ForeignOrigin).await;
    }
    let (parts, body) = request.into_parts();
    let accept = parts.headers.get(header::ACCEPT);
    let asked = Asked {
        lang,
        json: accept.is_some_and(|v| v.as_bytes() == b"application/json"),
        address: session::address(&site, &parts),
        parts: parts.clone(),
    };
    let who = match session::visitor(&site, &parts).await {
        Ok(who) => who,
        Err(Failed(failure)) => return refuse(&site, lang, path, None, failure).await,
    };
    let request = Request::from_parts(parts, body);
    // A file is taken in only with what asks for one, and only from somebody who may answer somewhere.
    let answers = who.as_ref().is_some_and(|w| w.doors().desk);
    let files = match act {
        Act::SaveAnswer if answers => form::Files::Stored,
        Act::UploadSheet | Act::CheckPeople | Act::PrepareSet if who.is_some() => {
            form::Files::Read(LARGEST_SHEET)
        }
        Act::CheckObservations if who.as_ref().is_some_and(|w| w.doors().observe) => {
            form::Files::Read(LARGEST_TABLE)
        }
        _ => form::Files::PassedOver,
    };
    let sent = form::read(&site, request, files).await;
    let sent = match sent {
        Ok(sent) => sent,
        Err(Failed(failure)) => return refuse(&site, lang, path, who.as_ref(), failure).await,
    };
    if matches!(act, Act::SignIn) {
        return entrance::sign_in(&site, &asked, &sent.fields).await;
    }
    if matches!(act, Act::UseLink) {
        return entrance::use_link(&site, &asked, &sent.fields).await;
    }
    let Some(who) = who else {
        if asked.json {
            return bare(401);
        }
        return entrance::ended(&site, &asked, act, &sent.fields).await;
    };
    match act {
        Act::SignOut => return entrance::sign_out(&site, &asked, &who).await,
        Act::Code => return entrance::code(&site, &asked, &who, &sent.fields).await,
        Act::Enrol => return entrance::enrol(&site, &asked, &who, &sent.fields).await,
        _ => {}
    }
    if let Some(missing) = who.missing {
        return to(&missing_room(lang, missing, None));
    }
    let done = perform(&site, &asked, &who, act, sent).await;
    match done {
        Ok(response) => response,
        Err(Failed(failure)) if asked.json => bare(failure.status()),
        Err(Failed(failure)) => refuse(&site, lang, path, Some(&who), failure).await,
    }
}

/// A status without a page, for islands: they have their words already.
fn bare(status: u16) -> Response {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    (status, Json(serde_json::json!({}))).into_response()
}

fn unit(fields: &Query) -> Result<UnitCode, Failed> {
    fields
        .get("unit")
        .and_then(UnitCode::parse)
        .ok_or(Failed(Failure::BadForm))
}

pub(super) fn required<'a>(fields: &'a Query, name: &str) -> Result<&'a str, Failed> {
    fields.get(name).ok_or(Failed(Failure::BadForm))
}

pub(super) fn number<T: std::str::FromStr>(fields: &Query, name: &str) -> Result<T, Failed> {
    required(fields, name)?
        .parse()
        .map_err(|_| Failed(Failure::BadForm))
}

async fn perform(
    site: &Site,
    asked: &Asked,
    who: &Visitor,
    act: Act,
    sent: Sent,
) -> Result<Response, Failed> {
    let lang = asked.lang;
    let workspace = &site.workspace;
    let fields = &sent.fields;
    let desk = |unit: &UnitCode, done| to(&with_done(&Room::Desk(unit.clone()).href(lang), done));
    Ok(match act {
        Act::SaveAnswer => return save(site, asked, who, sent).await,
        Act::HandIn => {
            let unit = unit(fields)?;
            let number = workspace.hand_in(who, &unit).await?;
            desk(&unit, Done::HandedIn(number))
        }
        Act::CarryForward => {
            let unit = unit(fields)?;
            let number = workspace.carry_forward(who, &unit).await?;
            desk(&unit, Done::Carried(number))
        }
        Act::Sign => {
            let unit = unit(fields)?;
            let seen = seen(fields)?;
            let number = workspace.sign(who, &unit, &seen).await?;
            desk(&unit, Done::Signed(number))
        }
        Act::SendBack => {
            let unit = unit(fields)?;
            let (criterion, reason) = (required(fields, "criterion")?, required(fields, "reason")?);
            let item = (criterion, number(fields, "version")?);
            workspace.send_back(who, &unit, item, reason).await?;
            desk(&unit, Done::SentBack)
        }
        Act::Withdraw => {
            let unit = unit(fields)?;
            let (criterion, reason) = (required(fields, "criterion")?, required(fields, "reason")?);
            workspace.withdraw(who, &unit, criterion, reason).await?;
            let item = Room::Item(unit, criterion.to_owned()).href(lang);
            to(&with_done(&item, Done::Withdrawn))
        }
        Act::Review => return review(site, asked, who, fields).await,
        Act::ReviewMany => {
            let told = number(fields, "number")?;
            let confirmed = workspace
                .confirm_many(who, &queue_filter(fields), told)
                .await?;
            let queue = Room::Queue.href(lang);
            to(&with_done(&queue, Done::Confirmed(confirmed)))
        }
        Act::Reopen => {
            let answer = number(fields, "answer")?;
            workspace
                .reopen(who, answer, required(fields, "reason")?)
                .await?;
            to(&with_done(&Room::Queue.href(lang), Done::Reopened))
        }
        Act::Publish => return publish(site, asked, who, fields).await,
        Act::UploadSheet => {
            let file = sent.sheet.unwrap_or(Err(SheetRefusal::Missing));
            let view = workspace.read_sheet(who, file).await?;
            sheet(site, lang, who, view).await
        }
        Act::ApplySheet => {
            let carried = fields.get("changes").unwrap_or("");
            match workspace.apply_sheet(who, carried).await? {
                Applied::Saved(number, unit) => desk(&unit, Done::Applied(number)),
                Applied::Refused(view) => sheet(site, lang, who, *view).await,
            }
        }
        Act::Invite => return invite(site, asked, who, fields).await,
        Act::Account => {
            let account = number(fields, "account")?;
            let kind = required(fields, "kind")?;
            let link = workspace.change_account(who, account, kind).await?;
            match link {
                Some(link) => return people(site, asked, who, link).await,
                None if fields.get("back") == Some("account") => {
                    let room = Room::Admin(AdminRoom::Account(account));
                    to(&with_done(&room.href(lang), Done::Changed))
                }
                None => to(&with_done(&Room::People.href(lang), Done::Changed)),
            }
        }
        Act::Write => return letters::write(site, asked, who, fields).await,
        Act::Mail => return letters::mail(site, asked, who, fields).await,
        Act::OpenEvidence => {
            let evidence = number(fields, "evidence")?;
            let (public, done) = match required(fields, "public")? {
                "yes" => (true, Done::EvidenceOpened),
                "no" => (false, Done::EvidenceClosed),
                _ => return Err(Failed(Failure::BadForm)),
            };
            let reason = fields.get("reason").unwrap_or("");
            workspace
                .open_evidence(who, evidence, public, reason)
                .await?;
            let room = Room::Review(number(fields, "answer")?);
            to(&with_done(&room.href(lang), done))
        }
        Act::IssueDirective => return committee::issue(site, lang, who, fields).await,
        Act::StepDirective => return committee::step(site, lang, who, fields).await,
        Act::SetTarget => return committee::aim(site, lang, who, fields).await,
        Act::AimIndicator => return committee::aim_indicator(site, lang, who, fields).await,
        Act::Copied => return copying::copied(site, lang, who, fields).await,
        Act::SignIn | Act::SignOut | Act::Code | Act::Enrol | Act::UseLink => {
            return Err(Failed(Failure::BadForm));
        }
        Act::Period
        | Act::EndSession
        | Act::Rights
        | Act::HandOver
        | Act::CheckPeople
        | Act::AddPeople
        | Act::PrepareSet
        | Act::ActivateSet
        | Act::Policy => return admin::perform(site, asked, who, act, &sent).await,
        Act::Observe
        | Act::CheckObservations
        | Act::AddObservations
        | Act::UndoObservations
        | Act::Token => return observations::perform(site, asked, who, act, sent).await,
    })
}

/// The items that a leader saw, with their versions: `TC1.3,TC2.1`.
fn seen(fields: &Query) -> Result<Vec<(String, u32)>, Failed> {
    let one = |text: &str| {
        let (criterion, version) = text.rsplit_once('.')?;
        Some((criterion.to_owned(), version.parse().ok()?))
    };
    let all: Option<Vec<_>> = required(fields, "items")?.split(',').map(one).collect();
    all.ok_or(Failed(Failure::BadForm))
}

/// What a spreadsheet would change, or why it can't.
async fn sheet(site: &Site, lang: Lang, who: &Visitor, view: SheetView) -> Response {
    let status = match view.refusal {
        Some(SheetRefusal::TooLarge) => 413,
        Some(_) => 422,
        None if view.faults.is_empty() => 200,
        None => 422,
    };
    let visit = visit(site, lang, Room::Desks.path(), Query::default(), Some(who)).await;
    render(site, status, visit, View::Sheet(Box::new(view))).await
}

/// The numbers in the names of ticked boxes: `attach-12`.
fn ticked(fields: &Query, head: &str) -> Vec<i64> {
    fields
        .all()
        .filter_map(|(name, _)| name.strip_prefix(head)?.parse().ok())
        .collect()
}

async fn save(site: &Site, asked: &Asked, who: &Visitor, sent: Sent) -> Result<Response, Failed> {
    let (lang, fields) = (asked.lang, &sent.fields);
    let unit = unit(fields)?;
    let criterion = required(fields, "criterion")?.to_owned();
    let mut typed = Fields::default();
    for (name, value) in fields.all() {
        typed.set(name, value);
    }
    let text = |name: &str| fields.get(name).map(str::to_owned);
    let save = Save {
        seen: number(fields, "version")?,
        fields: typed,
        detach: ticked(fields, "detach-"),
        attach: ticked(fields, "attach-"),
        file: sent.file,
        link: text("link"),
        document: text("number_of_document"),
        issuer: text("issuer"),
        evidence_date: text("evidence_date"),
        hand_in: fields.get("intent") == Some("hand-in"),
    };
    let room = Room::Item(unit.clone(), criterion.clone());
    let typed = save.fields.clone();
    let saved = site.workspace.save(who, &unit, &criterion, save).await?;
    let (status, errors, file, conflict) = match saved {
        Saved::Draft { version, at } if asked.json => {
            let (hour, minute) = at.clock();
            let at = format!("{hour}:{minute:02}");
            return Ok(Json(serde_json::json!({ "version": version, "at": at })).into_response());
        }
        Saved::Conflict(_) if asked.json => return Ok(bare(409)),
        Saved::Draft { .. } => return Ok(to(&with_done(&room.href(lang), Done::Saved))),
        Saved::HandedIn(_) => {
            let desk = Room::Desk(unit).href(lang);
            return Ok(to(&with_done(&desk, Done::HandedIn(1))));
        }
        Saved::Incomplete { errors, file } => (422, errors, file, None),
        Saved::Conflict(conflict) => (409, Vec::new(), None, Some(conflict)),
    };
    let mut item = site.workspace.form(who, &unit, &criterion).await?;
    if let Some(conflict) = conflict {
        // What was typed stays in the form; saving it again goes over the version now shown.
        item.fields = typed;
        item.row.version = conflict.version;
        item.conflict = Some(conflict);
    } else if file == Some(FileProblem::Fields) {
        // A link or date that can't be read stays where it was typed.
        item.fields = typed;
    }
    item.errors = errors;
    item.refused_file = file;
    let visit = visit(site, lang, room.path(), Query::default(), Some(who)).await;
    Ok(render(site, status, visit, View::Item(Box::new(item))).await)
}

async fn review(
    site: &Site,
    asked: &Asked,
    who: &Visitor,
    fields: &Query,
) -> Result<Response, Failed> {
    let lang = asked.lang;
    let answer = number(fields, "answer")?;
    let text = fields.get("text").unwrap_or("");
    let (decision, done) = match required(fields, "decision")? {
        "confirm" => (Decision::Confirm, Done::Confirmed(1)),
        "return" => {
            let code = fields.get("code").unwrap_or("");
            let reason = ReturnReason::parse(code).ok_or(Failed(Failure::BadForm))?;
            if text.is_empty() {
                let mut data = site.workspace.answer(who, answer).await?;
                data.typed = Some((code.to_owned(), text.to_owned()));
                let path = Room::Review(answer).path();
                let visit = visit(site, lang, path, Query::default(), Some(who)).await;
                return Ok(render(site, 422, visit, View::Review(Box::new(data))).await);
            }
            (Decision::Return(reason, text.to_owned()), Done::Returned)
        }
        _ => return Err(Failed(Failure::BadForm)),
    };
    site.workspace.decide(who, answer, &decision).await?;
    let next = fields.get("next").and_then(|id| id.parse().ok());
    let room = next.map_or(Room::Queue, Room::Review);
    Ok(to(&with_done(&room.href(lang), done)))
}

async fn publish(
    site: &Site,
    asked: &Asked,
    who: &Visitor,
    fields: &Query,
) -> Result<Response, Failed> {
    let lang = asked.lang;
    let as_of = Timestamp(number(fields, "as_of")?);
    let hash = required(fields, "hash")?;
    let kind = match required(fields, "kind")? {
        "new" => Kind::New,
        "correction" => match fields.get("reason") {
            Some(reason) => Kind::Correction(reason.to_owned()),
            None => {
                let mut data = site.workspace.preview(who).await?;
                data.needs_reason = true;
                let path = Room::Publish.path();
                let visit = visit(site, lang, path, Query::default(), Some(who)).await;
                return Ok(render(site, 422, visit, View::Publish(Box::new(data))).await);
            }
        },
        _ => return Err(Failed(Failure::BadForm)),
    };
    let last = match fields.get("last") {
        Some(id) => Some(ReleaseId::parse(id).ok_or(Failed(Failure::BadForm))?),
        None => None,
    };
    site.workspace
        .publish(who, &kind, (as_of, hash), last)
        .await?;
    let room = Room::Publish.href(lang);
    Ok(to(&with_done(&room, Done::Published)))
}

async fn people(
    site: &Site,
    asked: &Asked,
    who: &Visitor,
    (user, token): (String, String),
) -> Result<Response, Failed> {
    let lang = asked.lang;
    let mut data = site.workspace.people(who, None).await?;
    let address = format!("{}{}", site.origin, Room::Link(token).href(lang));
    data.link = Some((user, address));
    let path = Room::People.path();
    let visit = visit(site, lang, path, Query::default(), Some(who)).await;
    Ok(render(site, 200, visit, View::People(Box::new(data))).await)
}

async fn invite(
    site: &Site,
    asked: &Asked,
    who: &Visitor,
    fields: &Query,
) -> Result<Response, Failed> {
    let mut typed = Fields::default();
    for (name, value) in fields.all() {
        typed.set(name, value);
    }
    match site.workspace.invite(who, &typed).await? {
        Ok(link) => people(site, asked, who, link).await,
        Err(errors) => {
            let mut data = site.workspace.people(who, None).await?;
            data.refused = Some((typed, errors));
            let path = Room::People.path();
            let visit = visit(site, asked.lang, path, Query::default(), Some(who)).await;
            Ok(render(site, 422, visit, View::People(Box::new(data))).await)
        }
    }
}
