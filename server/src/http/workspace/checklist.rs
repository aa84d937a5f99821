//! A commune's checklist and the form of each of its items.

use crate::{
    http::{
        forms::{Answer, Files, FormOptions, Sent, Submitted, empty, required},
        request::{Commune, SignedIn},
        routes::{FLASH, Routes},
    },
    service::workspace::{
        ServiceError, ServiceResult,
        checklist::{Save, Saved},
    },
};
use app::forms::Suffixed;
use app::{
    failure::Failure,
    query::Query,
    routes::{FormAction, WorkspaceRoute},
    workspace::{
        checklist::{
            item,
            model::{
                CarryForward, Discard, FileProblem, FormOutcome, HandIn, SaveAnswer, SendBack,
                Sign, Withdraw,
            },
            page,
        },
        flash::Flash,
    },
};
use axum::{
    http::StatusCode,
    response::{IntoResponse, Json, Response},
};
use domain::{entry, unit::UnitCode};

pub fn routes() -> Routes {
    let evidence = FormOptions {
        file: Some((Files::Evidence, |access| access.checklist)),
        // The version of a text tells; the same text again is saved already.
        repeatable: |sent, island| island || is_text(sent),
        stopped: Some(|form, failure| -> Answer { Box::pin(cut_short(form, failure)) }),
        ..FormOptions::default()
    };
    Routes::new()
        .page("/can-bo", FLASH, list)
        .page("/can-bo/{unit}", FLASH, show)
        .page("/can-bo/{unit}/{criterion}", FLASH, show_item)
        .upload(FormAction::SaveAnswer, evidence, save)
        .form(hand_in)
        .form(carry_forward)
        .form(sign)
        .form(send_back)
        .form(withdraw)
        .form(discard)
}

/// The communes in somebody's care.
async fn list(request: SignedIn, (): ()) -> ServiceResult<Response> {
    let entries = request
        .site
        .workspace
        .checklist
        .communes(&request.who)
        .await?;
    if let [only] = entries.as_slice() {
        return request.see(&WorkspaceRoute::Checklist(only.unit.code.clone()));
    }
    request
        .page(entries, |workspace_request, entries| {
            page::list(workspace_request, entries)
        })
        .await
}

async fn show(request: SignedIn, (Commune(unit),): (Commune,)) -> ServiceResult<Response> {
    let data = request
        .site
        .workspace
        .checklist
        .show(&request.who, &unit)
        .await?;
    request.page(data, page::page).await
}

async fn show_item(
    request: SignedIn,
    (Commune(unit), criterion): (Commune, String),
) -> ServiceResult<Response> {
    let workspace = &request.site.workspace;
    let data = workspace
        .checklist
        .item(&request.who, &unit, &criterion)
        .await?;
    request.page(data, item::page).await
}

async fn hand_in(from: SignedIn, form: HandIn) -> ServiceResult<Response> {
    let workspace = &from.site.workspace;
    let (number, late) = workspace.checklist.hand_in(&from.who, &form.unit).await?;
    from.see_done(
        &WorkspaceRoute::Checklist(form.unit),
        handed_in(number, late),
    )
}

fn handed_in(number: u32, late: bool) -> Flash {
    if late {
        Flash::HandedInLate(number)
    } else {
        Flash::HandedIn(number)
    }
}

/// Carries confirmed answers forward.
async fn carry_forward(from: SignedIn, form: CarryForward) -> ServiceResult<Response> {
    let workspace = &from.site.workspace;
    let chosen: Vec<_> = form.keep.0.iter().map(|(code, _)| code.as_str()).collect();
    let typed = form.date.unwrap_or_default();
    let carried = workspace
        .checklist
        .carry_forward(&from.who, &form.unit, &chosen, &typed)
        .await?;
    let number = match carried {
        Ok(number) => number,
        Err(why) => {
            let mut data = workspace.checklist.show(&from.who, &form.unit).await?;
            data.not_carried = Some(why);
            let route = WorkspaceRoute::Checklist(form.unit);
            return from.page_at(422, &route, data, page::page).await;
        }
    };
    from.see_done(
        &WorkspaceRoute::Checklist(form.unit),
        Flash::Carried(number),
    )
}

async fn sign(from: SignedIn, form: Sign) -> ServiceResult<Response> {
    let workspace = &from.site.workspace;
    if form.items.0.is_empty() {
        let mut data = workspace.checklist.show(&from.who, &form.unit).await?;
        data.nothing_ticked = true;
        let route = WorkspaceRoute::Checklist(form.unit);
        return from.page_at(422, &route, data, page::page).await;
    }
    let number = workspace
        .checklist
        .sign(&from.who, &form.unit, &form.items.0)
        .await?;
    from.see_done(&WorkspaceRoute::Checklist(form.unit), Flash::Signed(number))
}

async fn send_back(from: SignedIn, form: SendBack) -> ServiceResult<Response> {
    let item = (form.criterion.as_str(), form.version);
    let workspace = &from.site.workspace;
    workspace
        .checklist
        .send_back(&from.who, &form.unit, item, &form.reason)
        .await?;
    from.see_done(&WorkspaceRoute::Checklist(form.unit), Flash::SentBack)
}

/// Takes an item back from review.
async fn withdraw(from: SignedIn, form: Withdraw) -> ServiceResult<Response> {
    let workspace = &from.site.workspace;
    workspace
        .checklist
        .withdraw(&from.who, &form.unit, &form.criterion, &form.reason)
        .await?;
    from.see_done(
        &WorkspaceRoute::Item(form.unit, form.criterion),
        Flash::Withdrawn,
    )
}

/// Throws a draft away.
async fn discard(from: SignedIn, form: Discard) -> ServiceResult<Response> {
    let item = (form.criterion.as_str(), form.version);
    let workspace = &from.site.workspace;
    workspace
        .checklist
        .discard(&from.who, &form.unit, item)
        .await?;
    from.see_done(
        &WorkspaceRoute::Item(form.unit, form.criterion),
        Flash::Discarded,
    )
}

/// What the button says that hands an item in at once.
const HAND_IN: &str = "hand-in";

/// Whether a form brings the text of one item and nothing else.
fn is_text(sent: &Sent) -> bool {
    let beside = |name: &str| {
        let evidence = [
            entry::LINK,
            entry::DOCUMENT,
            entry::ISSUER,
            entry::EVIDENCE_DATE,
        ];
        evidence.contains(&name)
            || Suffixed::names(SaveAnswer::attach(), name)
            || Suffixed::names(SaveAnswer::detach(), name)
    };
    sent.file.is_none()
        && sent.fields.get(SaveAnswer::intent()) != Some(HAND_IN)
        && sent.fields.pairs().all(|(name, _)| !beside(name))
}

/// Which item a form is about, though it may not have been read to its end.
fn item_of(fields: &Query) -> ServiceResult<(UnitCode, String)> {
    let unit = UnitCode::parse(required(fields, SaveAnswer::unit())?);
    let criterion = required(fields, SaveAnswer::criterion())?;
    Ok((
        unit.ok_or(ServiceError(Failure::BadForm))?,
        criterion.to_owned(),
    ))
}

/// The form of an item that was not read to its end comes back with what was typed before.
async fn cut_short(form: Submitted, failure: Failure) -> ServiceResult<Response> {
    let (from, fields) = (form.from, &form.sent.fields);
    let (unit, criterion) = item_of(fields).map_err(|_| ServiceError(failure.clone()))?;
    from.who.may_enter(&unit)?;
    let workspace = &from.site.workspace;
    let mut data = workspace
        .checklist
        .item(&from.who, &unit, &criterion)
        .await?;
    data.fields = fields.by_name();
    if let Some(Ok(seen)) = fields.get(SaveAnswer::version()).map(str::parse) {
        // Somebody who saved in between is told of when this is sent again.
        data.row.version = seen;
    }
    data.refused_file = form.sent.file.and_then(Result::err);
    data.outcome = if failure == Failure::TooLarge {
        FormOutcome::TooLarge
    } else {
        FormOutcome::NotSaved
    };
    let route = WorkspaceRoute::Item(unit, criterion);
    from.page_at(failure.status(), &route, data, item::page)
        .await
}

/// Saves the text of an item with its evidence, and hands it in if that is asked for.
pub async fn save(form: Submitted) -> ServiceResult<Response> {
    let answer: SaveAnswer = form.read()?;
    let (from, json, sent) = (form.from, form.json, form.sent);
    let fields = &sent.fields;
    let (unit, criterion) = (answer.unit, answer.criterion);
    let text = |name: &str| fields.get(name).map(str::to_owned);
    let save = Save {
        seen: answer.version,
        fields: fields.by_name(),
        detach: answer.detach.numbers().collect(),
        attach: answer.attach.numbers().collect(),
        file: sent.file,
        link: text(entry::LINK),
        document: text(entry::DOCUMENT),
        issuer: text(entry::ISSUER),
        evidence_date: text(entry::EVIDENCE_DATE),
        hand_in: answer.intent.as_deref() == Some(HAND_IN),
    };
    let route = WorkspaceRoute::Item(unit.clone(), criterion.clone());
    let seen = save.seen;
    let (typed, hand_in) = (save.fields.clone(), save.hand_in);
    let workspace = &from.site.workspace;
    let saved = workspace
        .checklist
        .save(&from.who, &unit, &criterion, save)
        .await?;
    let outcome = match saved {
        Saved::TooLong(_) | Saved::Conflict(_) => FormOutcome::NotSaved,
        _ if hand_in => FormOutcome::NotHandedIn,
        _ => FormOutcome::Saved,
    };
    let draft = matches!(saved, Saved::Draft { .. });
    let (status, errors, file, conflict) = match saved {
        Saved::Draft { version, at } | Saved::Unchanged { version, at } if json => {
            let (hour, minute) = at.clock();
            let at = format!("{hour}:{minute:02}");
            let done = serde_json::json!({ "version": version, "at": at, "draft": draft });
            return Ok(Json(done).into_response());
        }
        Saved::Conflict(theirs) if json => {
            // The page knows its own words again, if their answer was lost on the way.
            let theirs = serde_json::json!({
                "version": theirs.version,
                "own": theirs.own,
                "fields": theirs.theirs,
            });
            return Ok((StatusCode::CONFLICT, Json(theirs)).into_response());
        }
        Saved::TooLong(_) if json => return Ok(empty(422)),
        Saved::Draft { .. } => return from.see_done(&route, Flash::Saved),
        Saved::Unchanged { .. } => return from.see_done(&route, Flash::Unchanged),
        Saved::HandedIn { late } => {
            return from.see_done(&WorkspaceRoute::Checklist(unit), handed_in(1, late));
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
    let mut data = workspace
        .checklist
        .item(&from.who, &unit, &criterion)
        .await?;
    if let Some(conflict) = conflict {
        // What was typed stays in the form; saving it again goes over the version now shown.
        data.fields = typed;
        data.row.version = conflict.version;
        data.conflict = Some(conflict);
    } else if outcome == FormOutcome::NotSaved {
        data.row.version = seen;
        data.fields = typed;
    } else if file.is_some() {
        // What was typed about evidence that was not taken stays where it was typed.
        data.fields = typed;
    }
    data.outcome = outcome;
    data.errors = errors;
    data.refused_file = file;
    from.page_at(status, &route, data, item::page).await
}
