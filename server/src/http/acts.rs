//! Forms that change something: who asks, from where, what was typed → use case → the page that
//! follows. A form that can't be accepted comes back with everything that was typed.

mod letters;

use super::{
    Site, admin, committee, copying, observations,
    rooms::{home_of, local, missing_room, queue_filter, refuse, render, to, visit, with_done},
    session,
};
use crate::service::workspace::{
    Failed, Missing, Visitor,
    checklist::{Save, Saved, StoredFile},
    people::SignedIn,
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
    routes::{Act, AdminRoom, Room, encode, split_lang},
    workspace::{
        Done, Enrolment, FileProblem, LARGEST_SHEET, RecoveryCodes, SheetRefusal, SheetView,
        SignIn, SignInProblem,
    },
};
use axum::{
    body::to_bytes,
    extract::{FromRequest, Multipart, Request, State, multipart::Field},
    http::{Method, StatusCode, header, request::Parts},
    response::{IntoResponse, Json, Response},
};
use domain::{
    assessment::ReturnReason,
    entry::Fields,
    evidence::{LARGEST_FILE, shown_name},
    release::ReleaseId,
    time::Timestamp,
    unit::UnitCode,
};

/// Largest form without a file, bytes.
const LARGEST_FORM: usize = 256 * 1024;

/// Largest form with a file. Far above the largest file, so that a file that is too large is refused
/// with a page that still holds what was typed.
#[must_use]
pub fn largest_upload() -> usize {
    usize::try_from(LARGEST_FILE).unwrap_or(usize::MAX) * 5
}

/// Most fields of a form with a file.
const MOST_FIELDS: usize = 300;

/// What was typed, and the file if one came with it.
pub(super) struct Sent {
    pub(super) fields: Query,
    file: Option<Result<StoredFile, FileProblem>>,
    /// A spreadsheet or another file that is read, never stored.
    pub(super) sheet: Option<Result<Vec<u8>, SheetRefusal>>,
    /// What that file is called.
    pub(super) sheet_name: String,
}

/// What becomes of a file that comes with a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Files {
    /// It is evidence.
    Stored,
    /// It is a spreadsheet, of so many bytes at most.
    Read(usize),
    /// It has no business here; what was typed beside it has.
    PassedOver,
}

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
        Act::SaveAnswer if answers => Files::Stored,
        Act::UploadSheet | Act::CheckPeople | Act::PrepareSet if who.is_some() => {
            Files::Read(LARGEST_SHEET)
        }
        Act::CheckObservations if who.as_ref().is_some_and(|w| w.doors().observe) => {
            Files::Read(LARGEST_TABLE)
        }
        _ => Files::PassedOver,
    };
    let sent = read(&site, request, files).await;
    let sent = match sent {
        Ok(sent) => sent,
        Err(Failed(failure)) => return refuse(&site, lang, path, who.as_ref(), failure).await,
    };
    if matches!(act, Act::SignIn) {
        return sign_in(&site, &asked, &sent.fields).await;
    }
    if matches!(act, Act::UseLink) {
        return use_link(&site, &asked, &sent.fields).await;
    }
    let Some(who) = who else {
        if asked.json {
            return bare(401);
        }
        return ended(&site, &asked, act, &sent.fields).await;
    };
    match act {
        Act::SignOut => return sign_out(&site, &asked, &who).await,
        Act::Code => return code(&site, &asked, &who, &sent.fields).await,
        Act::Enrol => return enrol(&site, &asked, &who, &sent.fields).await,
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

/// Reads a form of either kind.
async fn read(site: &Site, request: Request, files: Files) -> Result<Sent, Failed> {
    let kind = request
        .headers()
        .get(header::CONTENT_TYPE)
        .and_then(|v| v.to_str().ok())
        .unwrap_or("")
        .to_owned();
    if kind.starts_with("multipart/form-data") {
        return read_parts(site, request, files).await;
    }
    if !kind.starts_with("application/x-www-form-urlencoded") {
        return Err(Failed(Failure::BadForm));
    }
    let bytes = to_bytes(request.into_body(), LARGEST_FORM).await;
    let bytes = bytes.map_err(|_| Failed(Failure::TooLarge))?;
    let text = std::str::from_utf8(&bytes).map_err(|_| Failed(Failure::BadForm))?;
    Ok(Sent {
        fields: Query::parse(text),
        file: None,
        sheet: None,
        sheet_name: String::new(),
    })
}

async fn read_parts(site: &Site, request: Request, files: Files) -> Result<Sent, Failed> {
    let bad = || Failed(Failure::BadForm);
    let mut form = Multipart::from_request(request, &())
        .await
        .map_err(|_| bad())?;
    let mut pairs = Vec::new();
    let (mut file, mut sheet, mut sheet_name) = (None, None, String::new());
    loop {
        let field = match form.next_field().await {
            Ok(Some(field)) => field,
            Ok(None) => break,
            Err(error) if error.status() == axum::http::StatusCode::PAYLOAD_TOO_LARGE => {
                return Err(Failed(Failure::TooLarge));
            }
            Err(_) => return Err(bad()),
        };
        let name = field.name().unwrap_or("").to_owned();
        if pairs.len() >= MOST_FIELDS || name.len() > 100 {
            return Err(bad());
        }
        match field.file_name() {
            // An untouched file field is sent with an empty name.
            Some("") => {}
            Some(_) if file.is_some() || sheet.is_some() => return Err(bad()),
            Some(sent) => match files {
                // What was typed beside it is not lost.
                Files::PassedOver => {}
                Files::Read(most) => {
                    sheet_name = shown_name(sent);
                    sheet = Some(read_sheet(field, most).await?);
                }
                Files::Stored => {
                    let shown = shown_name(sent);
                    file = Some(match site.files.receive(field).await {
                        Ok(received) => Ok(StoredFile {
                            name: shown,
                            media: received.media,
                            bytes: received.bytes,
                            sha256: received.sha256,
                        }),
                        Err(error) => Err(problem(&error)?),
                    });
                }
            },
            None => {
                let text = field.text().await.map_err(|_| bad())?;
                if text.len() > LARGEST_FORM {
                    return Err(Failed(Failure::TooLarge));
                }
                pairs.push((name, text));
            }
        }
    }
    Ok(Sent {
        fields: Query::of(pairs),
        file,
        sheet,
        sheet_name,
    })
}

/// Takes a spreadsheet into memory as far as it may go. The rest is passed over, so that the browser
/// gets to hear why.
async fn read_sheet(
    mut field: Field<'_>,
    most: usize,
) -> Result<Result<Vec<u8>, SheetRefusal>, Failed> {
    let mut bytes = Vec::new();
    let mut fits = true;
    loop {
        match field.chunk().await {
            Ok(Some(chunk)) => {
                fits &= bytes.len() + chunk.len() <= most;
                if fits {
                    bytes.extend_from_slice(&chunk);
                }
            }
            Ok(None) if fits => return Ok(Ok(bytes)),
            Ok(None) => return Ok(Err(SheetRefusal::TooLarge)),
            Err(error) if error.status() == axum::http::StatusCode::PAYLOAD_TOO_LARGE => {
                return Err(Failed(Failure::TooLarge));
            }
            Err(_) => return Err(Failed(Failure::BadForm)),
        }
    }
}

/// What a person is told about a refused file; a fault of ours is a failure.
fn problem(error: &crate::files::FileError) -> Result<FileProblem, Failed> {
    use crate::files::FileError;
    match error {
        FileError::TooLarge => Ok(FileProblem::TooLarge),
        FileError::Kind => Ok(FileProblem::Kind),
        FileError::Cut => Ok(FileProblem::Cut),
        _ if error.is_full() => Err(Failed(Failure::Full)),
        _ => {
            tracing::error!(cause = %error, "a file can't be stored");
            Err(Failed(Failure::Unavailable))
        }
    }
}

fn with_cookie(site: &Site, mut response: Response, token: Option<&str>) -> Response {
    if let Some(value) = session::cookie(token, site.secure) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
    response
}

async fn sign_in(site: &Site, asked: &Asked, fields: &Query) -> Response {
    let lang = asked.lang;
    let user_name = fields.get("user").unwrap_or("").to_owned();
    let password = fields.raw("password").unwrap_or("").to_owned();
    let then = fields.get("then").and_then(local).map(str::to_owned);
    let carried = fields.raw("carried").map(str::to_owned);
    let caller = session::caller(&asked.address, &asked.parts);
    let path = Room::SignIn.path();
    let (token, who) = match site.workspace.sign_in(&user_name, password, caller).await {
        Ok(SignedIn::Session(token, who)) => (token, who),
        Ok(SignedIn::Refused(problem)) => {
            let status = match problem {
                SignInProblem::TooMany(_) => 429,
                _ => 401,
            };
            let data = SignIn {
                user_name,
                then,
                carried,
                problem: Some(problem),
            };
            let visit = visit(site, lang, path, Query::default(), None).await;
            return render(site, status, visit, View::SignIn(data)).await;
        }
        Err(Failed(failure)) => return refuse(site, lang, path, None, failure).await,
    };
    let response = go_on(site, asked, &who, then, carried).await;
    with_cookie(site, response, Some(&token))
}

/// Where somebody goes who has just proven who they are: to what their account still misses, with the form
/// that waits for it; or the form is sent again; or to the page that they wanted.
async fn go_on(
    site: &Site,
    asked: &Asked,
    who: &Visitor,
    then: Option<String>,
    carried: Option<String>,
) -> Response {
    let lang = asked.lang;
    let Some(carried) = carried else {
        return match who.missing {
            Some(missing) => to(&missing_room(lang, missing, then.as_deref())),
            None => to(&then.unwrap_or_else(|| home_of(lang, who))),
        };
    };
    match who.missing {
        Some(Missing::Code) => {
            let data = SignIn {
                then,
                carried: Some(carried),
                ..SignIn::default()
            };
            let visit = visit(site, lang, Room::Code.path(), Query::default(), Some(who)).await;
            render(site, 200, visit, View::Code(data)).await
        }
        Some(Missing::Enrolment) => {
            let waits = Waits {
                then,
                carried: Some(carried),
            };
            enrolment(site, lang, who, None, waits, None).await
        }
        None => {
            let sent = Sent {
                fields: Query::parse(&carried),
                file: None,
                sheet: None,
                sheet_name: String::new(),
            };
            match perform(site, asked, who, Act::SaveAnswer, sent).await {
                Ok(response) => response,
                Err(Failed(failure)) => {
                    refuse(site, lang, Room::SignIn.path(), Some(who), failure).await
                }
            }
        }
    }
}

/// What waits until somebody is signed in.
struct Waits {
    /// The page that they wanted.
    then: Option<String>,
    /// The form that came with an ended session.
    carried: Option<String>,
}

/// The page on which a second factor is set up, with a new secret or the one that was shown.
async fn enrolment(
    site: &Site,
    lang: Lang,
    who: &Visitor,
    secret: Option<String>,
    waits: Waits,
    problem: Option<SignInProblem>,
) -> Response {
    let path = Room::Enrol.path();
    let status = if problem.is_some() { 401 } else { 200 };
    match site.workspace.enrolment(who, secret, problem) {
        Ok(data) => {
            let data = Enrolment {
                then: waits.then,
                carried: waits.carried,
                ..data
            };
            let visit = visit(site, lang, path, Query::default(), Some(who)).await;
            render(site, status, visit, View::Enrol(data)).await
        }
        Err(Failed(failure)) => refuse(site, lang, path, Some(who), failure).await,
    }
}

async fn sign_out(site: &Site, asked: &Asked, who: &Visitor) -> Response {
    let response = match site.workspace.sign_out(who).await {
        Ok(()) => to(&Room::SignIn.href(asked.lang)),
        Err(Failed(failure)) => {
            refuse(site, asked.lang, Room::SignIn.path(), Some(who), failure).await
        }
    };
    with_cookie(site, response, None)
}

async fn code(site: &Site, asked: &Asked, who: &Visitor, fields: &Query) -> Response {
    let lang = asked.lang;
    let then = fields.get("then").and_then(local).map(str::to_owned);
    let carried = fields.raw("carried").map(str::to_owned);
    let caller = session::caller(&asked.address, &asked.parts);
    let typed = fields.get("code").unwrap_or("");
    match site.workspace.prove(who, typed, caller).await {
        Ok(SignedIn::Session(token, who)) => {
            let response = go_on(site, asked, &who, then, carried).await;
            with_cookie(site, response, Some(&token))
        }
        Ok(SignedIn::Refused(problem)) => {
            let data = SignIn {
                then,
                carried,
                problem: Some(problem),
                ..SignIn::default()
            };
            let visit = visit(site, lang, Room::Code.path(), Query::default(), Some(who)).await;
            render(site, 401, visit, View::Code(data)).await
        }
        Err(Failed(failure)) => refuse(site, lang, Room::Code.path(), Some(who), failure).await,
    }
}

async fn enrol(site: &Site, asked: &Asked, who: &Visitor, fields: &Query) -> Response {
    let lang = asked.lang;
    let then = fields.get("then").and_then(local).map(str::to_owned);
    let carried = fields.raw("carried").map(str::to_owned);
    let secret = fields.get("secret").unwrap_or("").to_owned();
    let caller = session::caller(&asked.address, &asked.parts);
    let typed = fields.get("code").unwrap_or("");
    let path = Room::Enrol.path();
    match site.workspace.enrol(who, &secret, typed, caller).await {
        Ok(Ok((token, codes))) => {
            let data = RecoveryCodes {
                codes,
                then: then.unwrap_or_else(|| Room::SignIn.href(lang)),
                carried: carried.map(|text| Query::parse(&text)),
            };
            let visit = visit(site, lang, path, Query::default(), None).await;
            let response = render(site, 200, visit, View::Codes(data)).await;
            with_cookie(site, response, Some(&token))
        }
        Ok(Err(problem)) => {
            let waits = Waits { then, carried };
            enrolment(site, lang, who, Some(secret), waits, Some(problem)).await
        }
        Err(Failed(failure)) => refuse(site, lang, path, Some(who), failure).await,
    }
}

async fn use_link(site: &Site, asked: &Asked, fields: &Query) -> Response {
    let lang = asked.lang;
    let token = fields.get("token").unwrap_or("").to_owned();
    let new = fields.raw("new").unwrap_or("").to_owned();
    let again = fields.raw("again").unwrap_or("").to_owned();
    let caller = session::caller(&asked.address, &asked.parts);
    let path = Room::Link(token.clone()).path();
    match site.workspace.use_link(&token, new, &again, caller).await {
        Ok(Ok(())) => with_cookie(site, to(&Room::SignIn.href(lang)), None),
        Ok(Err(problem)) => {
            let data = SignIn {
                user_name: fields.get("user").unwrap_or("").to_owned(),
                then: Some(token),
                carried: None,
                problem: Some(problem),
            };
            let visit = visit(site, lang, path, Query::default(), None).await;
            render(site, 422, visit, View::Link(data)).await
        }
        Err(Failed(failure)) => refuse(site, lang, path, None, failure).await,
    }
}

/// The session has ended while somebody was typing: what was typed waits on the sign-in page.
async fn ended(site: &Site, asked: &Asked, act: Act, fields: &Query) -> Response {
    let carried = (act == Act::SaveAnswer).then(|| {
        let pairs: Vec<_> = fields
            .all()
            .map(|(name, value)| format!("{}={}", encode(name), encode(value)))
            .collect();
        pairs.join("&")
    });
    let data = SignIn {
        carried,
        problem: Some(SignInProblem::Ended),
        ..SignIn::default()
    };
    let path = Room::SignIn.path();
    let visit = visit(site, asked.lang, path, Query::default(), None).await;
    render(site, 401, visit, View::SignIn(data)).await
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
