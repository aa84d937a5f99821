//! Forms that change something: who asks, from where, what was typed → use case → the page that
//! follows. A form that can't be accepted comes back with everything that was typed.

mod entrance;
mod form;
mod letters;
mod once;

pub(super) use form::Sent;

use super::{
    Site, admin, committee, copying, observations,
    rooms::{local, missing_room, queue_filter, refuse, render, to, visit, with_done},
    session,
};
use crate::{
    secrets,
    service::workspace::{
        Failed, Visitor,
        checklist::{Save, Saved},
        forms::watched,
        publication::Kind,
        review::Decision,
        sheet::Applied,
    },
};
use app::{
    components::form::MARK,
    failure::Failure,
    i18n::Lang,
    limits::too_long,
    page::Visit,
    query::Query,
    routes::{Act, AdminRoom, Room, split_lang},
    workspace::{
        View,
        checklist::model::{FileProblem, FormOutcome},
        flash::Done,
        not_saved::model::{NotSaved, NotSavedBecause},
        spreadsheet::model::{SheetRefusal, SheetView},
    },
};
use axum::{
    extract::{Request, State},
    http::{HeaderValue, Method, StatusCode, header, request::Parts},
    response::{IntoResponse, Json, Response},
};
use domain::{
    assessment::ReturnReason,
    entry::{self, Fields},
    release::ReleaseId,
    time::Timestamp,
    unit::UnitCode,
};
use once::{Came, patience};
use std::time::Duration;
use tokio::time::timeout;

/// A request on its way to its use case.
#[derive(Clone)]
pub(super) struct Asked {
    pub(super) lang: Lang,
    pub(super) act: Act,
    /// Whether an island asks, which wants no page.
    json: bool,
    parts: Parts,
    address: String,
}

impl Asked {
    /// The same request, for a form that it carries.
    fn to(&self, act: Act) -> Self {
        Self {
            act,
            ..self.clone()
        }
    }
}

/// How long it is waited for who asks. Nothing is begun before that is known.
const LOOKED_UP: Duration = Duration::from_secs(5);

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
        act,
        json: accept.is_some_and(|v| v.as_bytes() == b"application/json"),
        address: session::address(&site, &parts),
        parts: parts.clone(),
    };
    let who = timeout(LOOKED_UP, session::visitor(&site, &parts)).await;
    let who = who.unwrap_or(Err(Failed(Failure::Unavailable)));
    let request = Request::from_parts(parts, body);
    // A file is taken in only with what asks for one, and only from somebody who may send it somewhere.
    let known = who.as_ref().ok().and_then(Option::as_ref);
    let files = match form::files(act, known) {
        Ok(files) => files,
        Err(failure) => {
            return not_saved(&site, &asked, known, &Query::default(), failure).await;
        }
    };
    let mut sent = form::read(&site, request, files, known).await;
    // What can't be looked up now was typed all the same.
    let who = match who {
        Ok(who) => who,
        Err(Failed(failure)) => {
            return not_saved(&site, &asked, None, &sent.fields, failure).await;
        }
    };
    if let Some(failure) = sent.stopped.take() {
        let typed = sent.fields.clone();
        sent.fields = typed.without(MARK);
        return match stopped(&site, &asked, who.as_ref(), sent, failure).await {
            Ok(response) => response,
            Err(Failed(failure)) => not_saved(&site, &asked, who.as_ref(), &typed, failure).await,
        };
    }
    let entering = matches!(act, Act::SignIn | Act::UseLink | Act::Code | Act::Enrol);
    let key = if who.is_some() || entering {
        let secret = session::token(&asked.parts.headers);
        once::key(secret, lang, act, asked.json, &sent)
    } else {
        None
    };
    let typed = sent.fields.clone();
    sent.fields = sent.fields.without(MARK);
    let work = {
        let (site, asked, who) = (site.clone(), asked.clone(), who.clone());
        let typed = typed.clone();
        async move { answer(&site, &asked, who, sent, &typed).await }
    };
    let failure = match once::once(&site, key, patience(act), work).await {
        Came::Answer(response) => return response,
        Came::NotBegun(Failed(failure)) => failure,
        Came::Late => Failure::Uncertain,
    };
    not_saved(&site, &asked, who.as_ref(), &typed, failure).await
}

/// Does what a form asks, or says that it was not done and gives back what was typed.
async fn answer(
    site: &Site,
    asked: &Asked,
    who: Option<Visitor>,
    sent: Sent,
    typed: &Query,
) -> Response {
    let work = async {
        match (asked.act, &who) {
            (Act::SignIn, _) => return Ok(entrance::sign_in(site, asked, &sent.fields).await),
            (Act::UseLink, _) => return Ok(entrance::use_link(site, asked, &sent.fields).await),
            (Act::SignOut, None) => return Ok(entrance::signed_out(site, asked)),
            (_, None) if asked.json => return Ok(empty(401)),
            (_, None) => return Ok(entrance::ended(site, asked, &sent.fields).await),
            _ => {}
        }
        let Some(who) = &who else {
            return Err(Failed(Failure::NotSignedIn));
        };
        match asked.act {
            Act::SignOut => return Ok(entrance::sign_out(site, asked, who).await),
            Act::Code => return Ok(entrance::code(site, asked, who, &sent.fields).await),
            Act::Enrol => return Ok(entrance::enrol(site, asked, who, &sent.fields).await),
            _ => {}
        }
        if let Some(missing) = who.missing {
            return Ok(to(&missing_room(asked.lang, missing, None)));
        }
        let long = too_long(asked.act, sent.fields.all());
        if !long.is_empty() {
            let why = NotSavedBecause::TooLong(long);
            return Ok(give_back(site, asked, Some(who), typed, why).await);
        }
        perform(site, asked, who, asked.act, sent).await
    };
    match watched(work).await {
        (Ok(response), _) => response,
        // It is saved, and what should have been shown of it can't be.
        (Err(Failed(Failure::Unavailable)), true) => {
            not_saved(site, asked, who.as_ref(), typed, Failure::Uncertain).await
        }
        (Err(Failed(failure)), _) => not_saved(site, asked, who.as_ref(), typed, failure).await,
    }
}

/// How long a page that says that something failed waits for what its frame would like to know.
const FRAME: Duration = Duration::from_secs(1);

/// Says why a form was not done, with everything that was typed, ready to be sent again.
async fn not_saved(
    site: &Site,
    asked: &Asked,
    who: Option<&Visitor>,
    typed: &Query,
    failure: Failure,
) -> Response {
    give_back(site, asked, who, typed, NotSavedBecause::Failed(failure)).await
}

/// The page that gives a form back.
async fn give_back(
    site: &Site,
    asked: &Asked,
    who: Option<&Visitor>,
    typed: &Query,
    why: NotSavedBecause,
) -> Response {
    if asked.json {
        return bare(&why);
    }
    let (lang, path) = (asked.lang, asked.act.path().to_owned());
    let frame = visit(site, lang, path.clone(), Query::default(), who);
    // What the form waited for may be what the frame waits for as well.
    let mut visit = timeout(FRAME, frame).await.unwrap_or_else(|_| Visit {
        lang,
        path,
        query: Query::default(),
        person: who.map(|who| who.person(false, 0)),
        demo: false,
        mark: secrets::token().unwrap_or_default(),
    });
    // Of a form that may have been done, the same one is sent again, so that it is not done twice.
    if let (NotSavedBecause::Failed(Failure::Uncertain), Some(mark)) = (&why, typed.get(MARK)) {
        visit.mark = mark.to_owned();
    }
    let status = why.status();
    let back = session::referrer(&asked.parts.headers).and_then(local);
    let data = NotSaved {
        act: asked.act,
        fields: typed.without(MARK),
        back: back.map(str::to_owned),
        why,
    };
    render(site, status, visit, View::NotSaved(Box::new(data))).await
}

/// What follows a form that was not read to its end: what was typed before comes back where there is a place for it.
async fn stopped(
    site: &Site,
    asked: &Asked,
    who: Option<&Visitor>,
    sent: Sent,
    failure: Failure,
) -> Result<Response, Failed> {
    let readable = matches!(failure, Failure::TooLarge | Failure::BadForm);
    match (asked.act, who) {
        // A file does not go through the sign-in, but what was typed beside it does.
        (Act::SaveAnswer, None) if sent.passed_over && !asked.json => {
            Ok(entrance::ended(site, asked, &sent.fields).await)
        }
        (Act::SaveAnswer, Some(who)) if readable && !asked.json && who.missing.is_none() => {
            let fields = &sent.fields;
            let (unit, criterion) = (unit(fields), fields.get("criterion"));
            let (Ok(unit), Some(criterion)) = (unit, criterion) else {
                return Err(Failed(failure));
            };
            who.may_enter(&unit)?;
            let mut item = site.workspace.form(who, &unit, criterion).await?;
            item.fields = typed(fields);
            if let Some(Ok(seen)) = fields.get("version").map(str::parse) {
                // Somebody who saved in between is told of when this is sent again.
                item.row.version = seen;
            }
            item.refused_file = sent.file.and_then(Result::err);
            item.outcome = if failure == Failure::TooLarge {
                FormOutcome::TooLarge
            } else {
                FormOutcome::NotSaved
            };
            let path = Room::Item(unit, criterion.to_owned()).path();
            let visit = visit(site, asked.lang, path, Query::default(), Some(who)).await;
            let view = View::Item(Box::new(item));
            Ok(render(site, failure.status(), visit, view).await)
        }
        // A spreadsheet that is far too large is refused where its form stands.
        (_, Some(who)) if sent.sheet == Some(Err(SheetRefusal::TooLarge)) => {
            perform(site, asked, who, asked.act, sent).await
        }
        (_, Some(who)) if failure == Failure::TooLarge && who.missing.is_none() => {
            let long = too_long(asked.act, sent.fields.all());
            if long.is_empty() {
                return Err(Failed(failure));
            }
            let why = NotSavedBecause::TooLarge(long);
            Ok(give_back(site, asked, Some(who), &sent.fields, why).await)
        }
        _ => Err(Failed(failure)),
    }
}

fn typed(fields: &Query) -> Fields {
    let mut typed = Fields::default();
    for (name, value) in fields.all() {
        typed.set(name, value);
    }
    typed
}

/// A status without a page, for islands: they have their words already.
fn bare(why: &NotSavedBecause) -> Response {
    let mut response = empty(why.status());
    if let Some(seconds) = why.retry_after() {
        let headers = response.headers_mut();
        headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

fn empty(status: u16) -> Response {
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
    let text = |name: &str| fields.get(name).map(str::to_owned);
    let save = Save {
        seen: number(fields, "version")?,
        fields: typed(fields),
        detach: ticked(fields, "detach-"),
        attach: ticked(fields, "attach-"),
        file: sent.file,
        link: text(entry::LINK),
        document: text(entry::DOCUMENT),
        issuer: text(entry::ISSUER),
        evidence_date: text(entry::EVIDENCE_DATE),
        hand_in: fields.get("intent") == Some("hand-in"),
    };
    let room = Room::Item(unit.clone(), criterion.clone());
    let seen = save.seen;
    let (typed, hand_in) = (save.fields.clone(), save.hand_in);
    let saved = site.workspace.save(who, &unit, &criterion, save).await?;
    let outcome = match saved {
        Saved::TooLong(_) | Saved::Conflict(_) => FormOutcome::NotSaved,
        _ if hand_in => FormOutcome::NotHandedIn,
        _ => FormOutcome::Saved,
    };
    let (status, errors, file, conflict) = match saved {
        Saved::Draft { version, at } if asked.json => {
            let (hour, minute) = at.clock();
            let at = format!("{hour}:{minute:02}");
            return Ok(Json(serde_json::json!({ "version": version, "at": at })).into_response());
        }
        Saved::Conflict(theirs) if asked.json => {
            // The page knows its own words again, if their answer was lost on the way.
            let theirs = serde_json::json!({
                "version": theirs.version,
                "own": theirs.own,
                "fields": theirs.theirs,
            });
            return Ok((StatusCode::CONFLICT, Json(theirs)).into_response());
        }
        Saved::TooLong(_) if asked.json => return Ok(empty(422)),
        Saved::Draft { .. } => return Ok(to(&with_done(&room.href(lang), Done::Saved))),
        Saved::HandedIn(_) => {
            let desk = Room::Desk(unit).href(lang);
            return Ok(to(&with_done(&desk, Done::HandedIn(1))));
        }
        Saved::Incomplete { errors, file } => {
            let status = match file {
                Some(FileProblem::TooLarge) => 413,
                Some(FileProblem::Busy) => 503,
                _ => 422,
            };
            (status, errors, file, None)
        }
        Saved::TooLong(errors) => (422, errors, None, None),
        Saved::Conflict(conflict) => (409, Vec::new(), None, Some(conflict)),
    };
    let mut item = site.workspace.form(who, &unit, &criterion).await?;
    if let Some(conflict) = conflict {
        // What was typed stays in the form; saving it again goes over the version now shown.
        item.fields = typed;
        item.row.version = conflict.version;
        item.conflict = Some(conflict);
    } else if outcome == FormOutcome::NotSaved {
        item.row.version = seen;
        item.fields = typed;
    } else if file == Some(FileProblem::Fields) {
        // A link or date that can't be read stays where it was typed.
        item.fields = typed;
    }
    item.outcome = outcome;
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
    let typed = typed(fields);
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
