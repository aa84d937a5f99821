//! Preparing criteria sets and putting them into force.

use crate::{
    http::{
        forms::{FormOptions, Submitted},
        reply::Download,
        request::{Encoded, SignedIn},
        routes::{FLASH, Routes},
    },
    service::workspace::ServiceResult,
};
use app::workspace::{
    criteria_sets::model::{ActivateSet, PrepareSet, ReviseWording},
    rejected_form::RejectedForm,
};
use app::{
    routes::{AdminRoute, FormAction, WorkspaceRoute},
    workspace::{criteria_sets::page, flash::Flash, spreadsheet::model::LARGEST_SHEET},
};
use axum::response::{IntoResponse, Response};

const ROOM: WorkspaceRoute = WorkspaceRoute::Admin(AdminRoute::Sets);

pub fn routes() -> Routes {
    let file = FormOptions::reading(LARGEST_SHEET, |access| access.admin.sets);
    Routes::new()
        .page("/quan-tri/bo-tieu-chi", FLASH, list)
        .page("/quan-tri/bo-tieu-chi/{version}", FLASH, effects)
        .file("/quan-tri/bo-tieu-chi/{version}/bo-tieu-chi.toml", download)
        .upload(FormAction::PrepareSet, file, prepare)
        .upload(FormAction::ReviseWording, file, revise)
        .upload(FormAction::ActivateSet, FormOptions::slow(), activate)
}

async fn list(request: SignedIn, (): ()) -> ServiceResult<Response> {
    let data = request
        .site
        .workspace
        .criteria_sets
        .list(&request.who)
        .await?;
    request.page(data, page::page).await
}

/// What a set would change.
async fn effects(request: SignedIn, (Encoded(version),): (Encoded,)) -> ServiceResult<Response> {
    let workspace = &request.site.workspace;
    let data = workspace
        .criteria_sets
        .effects(&request.who, &version)
        .await?;
    request.page(data, page::effects).await
}

/// The set's file, to be revised and sent back.
async fn download(request: SignedIn, (Encoded(version),): (Encoded,)) -> ServiceResult<Response> {
    let sets = &request.site.workspace.criteria_sets;
    let content = sets.file(&request.who, &version).await?;
    let plain = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
    let name: String = version
        .chars()
        .map(|c| if plain(c) { c } else { '-' })
        .collect();
    let download = Download {
        media: "application/toml; charset=utf-8",
        name: format!("bo-tieu-chi-{name}.toml"),
        content: content.into(),
    };
    Ok(download.into_response())
}

async fn prepare(form: Submitted) -> ServiceResult<Response> {
    let (from, sent) = (form.from, form.sent);
    let (workspace, who) = (&from.site.workspace, &from.who);
    let mut data = workspace.criteria_sets.list(who).await?;
    workspace.criteria_sets.may_prepare(who)?;
    let status = match sent.text(PrepareSet::set()) {
        Ok(text) => match workspace.criteria_sets.prepare(who, &text).await? {
            Ok(version) => {
                let route = WorkspaceRoute::Admin(AdminRoute::Set(version));
                return from.see_done(&route, Flash::Changed);
            }
            Err(faults) => {
                data.faults = faults;
                422
            }
        },
        Err(problem) => {
            data.problem = Some(problem);
            problem.status()
        }
    };
    from.page_at(status, &ROOM, data, page::page).await
}

async fn revise(form: Submitted) -> ServiceResult<Response> {
    let revised: ReviseWording = form.read()?;
    let (from, sent) = (form.from, form.sent);
    let (sets, who) = (&from.site.workspace.criteria_sets, &from.who);
    sets.may_revise(who)?;
    let route = WorkspaceRoute::Admin(AdminRoute::Set(revised.version.clone()));
    let (status, faults, problem) = match sent.text(ReviseWording::set()) {
        Ok(text) => match sets.revise(who, &revised.version, &text).await? {
            Ok(()) => return from.see_done(&route, Flash::Changed),
            Err(faults) => (422, faults, None),
        },
        Err(problem) => (problem.status(), Vec::new(), Some(problem)),
    };
    let mut data = sets.effects(who, &revised.version).await?;
    (data.faults, data.problem) = (faults, problem);
    from.page_at(status, &route, data, page::effects).await
}

async fn activate(form: Submitted) -> ServiceResult<Response> {
    let set: ActivateSet = form.read()?;
    let from = form.from;
    let (sets, who) = (&from.site.workspace.criteria_sets, &from.who);
    let Err(problems) = sets.activate(who, &set).await? else {
        return from.see_done(&ROOM, Flash::Changed);
    };
    let mut data = sets.effects(who, &set.version).await?;
    data.refused = Some(RejectedForm::of(&form.sent.fields, problems));
    let route = WorkspaceRoute::Admin(AdminRoute::Set(set.version));
    from.page_at(422, &route, data, page::effects).await
}
