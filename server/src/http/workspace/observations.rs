//! Pages, forms and templates of observations: address or form → use case → the page that follows. A file waits
//! under its sender and its hash between the steps.

use crate::{
    files::{FileError, StoredFileError},
    http::{
        forms::{FormOptions, Submitted},
        reply::Download,
        request::{Encoded, SignedIn},
        routes::{FLASH, Routes},
    },
    service::workspace::{
        ServiceError, ServiceResult,
        observations::{self as cases, Added, Observed, TemplateKind},
    },
};
use app::{
    failure::Failure,
    query::Query,
    routes::{AdminRoute, FormAction, ObservationRoute, WorkspaceRoute},
    workspace::{
        flash::Flash,
        observations::{
            self, check as check_page, entry, import,
            model::{
                AddObservations, ChangeToken, CheckObservations, FOR_ALL, Mapping, Observe,
                UndoObservations,
            },
            tokens,
        },
        spreadsheet::model::SheetRefusal,
        table::model::{LARGEST_TABLE, TablePlace, TableRefusal},
    },
};
use app::{forms::Suffixed, workspace::rejected_form::RejectedForm};
use axum::response::{IntoResponse, Response};
use domain::{delivery::FIELDS, evidence::Media, indicator::Sector, time::Date, unit::UnitCode};

const IMPORT: WorkspaceRoute = WorkspaceRoute::Observations(ObservationRoute::Import);

pub fn routes() -> Routes {
    let file = FormOptions::reading(LARGEST_TABLE, |access| access.observe).repeatable();
    Routes::new()
        .page(
            "/so-lieu",
            &["tinh", "linh-vuc", "don-vi", "chi-tieu", "xong", "so"],
            index,
        )
        .page(
            "/so-lieu/{indicator}/{unit}",
            &["ngay", "tu", "nguon", "xong", "so"],
            show_entry,
        )
        .page("/so-lieu/nhap", &["truoc", "xong", "so"], show_import)
        .page("/so-lieu/nhap/{batch}", &["sau", "xong", "so"], show_batch)
        .page("/quan-tri/may", FLASH, show_tokens)
        .file("/so-lieu/mau.csv", template_csv)
        .file("/so-lieu/mau.xlsx", template_xlsx)
        .upload(FormAction::Observe, FormOptions::default(), observe)
        .upload(FormAction::CheckObservations, file, check)
        .slow_form(add)
        .slow_form(undo)
        .upload(
            FormAction::ChangeToken,
            FormOptions::default(),
            change_token,
        )
}

fn asked(query: &Query) -> Result<cases::ObservationFilter, ServiceError> {
    let bad = || ServiceError(Failure::NoSuchPage);
    let unit = |name: &str| match query.get(name) {
        None => Ok(None),
        Some(code) => UnitCode::parse(code).map(Some).ok_or_else(bad),
    };
    let sector = match query.get("linh-vuc") {
        None => None,
        Some(word) => Some(Sector::parse(word).ok_or_else(bad)?),
    };
    Ok(cases::ObservationFilter {
        province: unit("tinh")?,
        sector,
        unit: unit("don-vi")?,
        indicator: query.get("chi-tieu").map(str::to_owned),
    })
}

/// A number in the query, from which a list goes on.
fn key(query: &Query, name: &str) -> Option<i64> {
    query.get(name)?.parse().ok()
}

/// What there is to observe.
async fn index(request: SignedIn, (): ()) -> ServiceResult<Response> {
    let asked = asked(&request.query)?;
    let workspace = &request.site.workspace;
    let data = workspace.observations.index(&request.who, &asked).await?;
    request.page(data, observations::index).await
}

/// One indicator of one unit.
async fn show_entry(
    request: SignedIn,
    (Encoded(indicator), unit): (Encoded, UnitCode),
) -> ServiceResult<Response> {
    let query = &request.query;
    let day = |name: &str| query.get(name).and_then(Date::parse);
    let line = match (day("tu"), day("ngay"), query.get("nguon")) {
        (Some(from), Some(to), Some(source)) => Some((from, to, source)),
        _ => None,
    };
    let workspace = &request.site.workspace;
    let data = workspace
        .observations
        .entry(&request.who, &indicator, &unit, line)
        .await?;
    request.page(data, entry::page).await
}

/// Where files are sent, and what was sent.
async fn show_import(request: SignedIn, (): ()) -> ServiceResult<Response> {
    let from = key(&request.query, "truoc");
    let data = request
        .site
        .workspace
        .observations
        .batches(&request.who, from)
        .await?;
    request.page(data, import::page).await
}

/// What came together, with its rows.
async fn show_batch(request: SignedIn, (id,): (i64,)) -> ServiceResult<Response> {
    let from = key(&request.query, "sau");
    let data = request
        .site
        .workspace
        .observations
        .batch(&request.who, id, from)
        .await?;
    request.page(data, import::batch).await
}

async fn show_tokens(request: SignedIn, (): ()) -> ServiceResult<Response> {
    let data = request
        .site
        .workspace
        .observations
        .tokens(&request.who)
        .await?;
    request.page(data, tokens::page).await
}

async fn observe(form: Submitted) -> ServiceResult<Response> {
    let typed: Observe = form.read()?;
    let from = form.from;
    let observations = &from.site.workspace.observations;
    observations.may_observe(&from.who)?;
    let route =
        |indicator, unit| WorkspaceRoute::Observations(ObservationRoute::Entry(indicator, unit));
    let flash = match observations.observe(&from.who, &typed).await? {
        Observed::Taken => Flash::Observed(1),
        Observed::Before => Flash::SaidBefore,
        Observed::Refused(mut data) => {
            data.fields = form.sent.fields.by_name();
            let route = route(data.indicator.code.clone(), data.unit.code.clone());
            return from.page_at(422, &route, *data, entry::page).await;
        }
    };
    let unit = UnitCode::parse(typed.unit.0.trim()).ok_or(ServiceError(Failure::BadForm))?;
    from.see_done(&route(typed.indicator.0.trim().to_owned(), unit), flash)
}

/// Which column holds what, as the form says; none if the form says nothing of it.
fn mapping(columns: &Suffixed, all: &Suffixed, zeros: bool) -> Option<Mapping> {
    if columns.0.is_empty() && all.0.is_empty() {
        return None;
    }
    let mut mapping = Mapping {
        zeros,
        ..Mapping::default()
    };
    for (at, field) in FIELDS.iter().enumerate() {
        mapping.columns[at] = columns.get(field).and_then(|column| column.parse().ok());
        if FOR_ALL.contains(field) {
            mapping.all[at] = all.get(field).unwrap_or("").to_owned();
        }
    }
    Some(mapping)
}

/// A page that says why a file was not taken.
async fn not_taken(from: &SignedIn, refusal: TableRefusal) -> ServiceResult<Response> {
    let mut data = from
        .site
        .workspace
        .observations
        .batches(&from.who, None)
        .await?;
    data.refusal = Some(refusal);
    let status = match refusal {
        TableRefusal::TooLarge => 413,
        TableRefusal::Gone | TableRefusal::Lost => 409,
        _ => 422,
    };
    from.page_at(status, &IMPORT, data, import::page).await
}

fn broken(error: &FileError) -> ServiceError {
    if error.is_full() {
        return ServiceError(Failure::Full);
    }
    tracing::error!(cause = %error, "a file can't wait");
    ServiceError(Failure::Unavailable)
}

/// The file that waits under this sender, if it is still the one that the form names, and what was sent.
async fn waiting(
    from: &SignedIn,
    (hash, name, place): (&str, Option<&str>, TablePlace),
) -> ServiceResult<Result<cases::Sent, TableRefusal>> {
    let bytes = match from
        .site
        .files
        .waiting(from.who.actor.account.0, hash)
        .await
    {
        Ok(Some(bytes)) => bytes,
        Ok(None) => return Ok(Err(TableRefusal::Gone)),
        Err(fault @ (StoredFileError::Missing | StoredFileError::Altered)) => {
            tracing::error!(%fault, sha256 = hash, "a file that waits is not what was sent");
            return Ok(Err(TableRefusal::Lost));
        }
        Err(fault) => {
            tracing::error!(cause = %fault, "a file that waits can't be read");
            return Err(ServiceError(Failure::Unavailable));
        }
    };
    Ok(Ok(cases::Sent {
        name: domain::evidence::shown_name(name.unwrap_or("")),
        hash: hash.to_owned(),
        bytes: bytes.into(),
        place,
    }))
}

async fn check(form: Submitted) -> ServiceResult<Response> {
    let check: CheckObservations = form.read()?;
    let (from, sent) = (form.from, form.sent);
    let (site, who) = (&from.site, &from.who);
    site.workspace.observations.may_observe(who)?;
    let place = TablePlace {
        sheet: check.sheet,
        head: check.head,
    };
    let file = match sent.sheet {
        Some(Ok(bytes)) => {
            let kept = site.files.keep_waiting(who.actor.account.0, &bytes).await;
            Ok(cases::Sent {
                name: sent.sheet_name,
                hash: kept.map_err(|e| broken(&e))?,
                bytes,
                place: TablePlace::default(),
            })
        }
        Some(Err(SheetRefusal::TooLarge)) => Err(TableRefusal::TooLarge),
        Some(Err(SheetRefusal::Several)) => Err(TableRefusal::Several),
        Some(Err(_)) => Err(TableRefusal::NotATable),
        None => match &check.hash {
            Some(hash) => waiting(&from, (hash, check.name.as_deref(), place)).await?,
            None => Err(TableRefusal::Missing),
        },
    };
    let zeros = check.zeros.is_some();
    let mapping = mapping(&check.col, &check.all, zeros);
    let checked = match file {
        Ok(file) => {
            site.workspace
                .observations
                .check_file(who, file, mapping, zeros)
                .await?
        }
        Err(refusal) => Err(refusal),
    };
    match checked {
        Ok(data) => {
            let good = data.faults.is_empty() && data.unmapped.is_empty();
            let status = if good { 200 } else { 422 };
            from.page_at(status, &IMPORT, data, check_page::page).await
        }
        Err(refusal) => not_taken(&from, refusal).await,
    }
}

async fn add(from: SignedIn, form: AddObservations) -> ServiceResult<Response> {
    let (observations, who) = (&from.site.workspace.observations, &from.who);
    observations.may_observe(who)?;
    let mapping = mapping(&form.col, &form.all, form.zeros.is_some());
    let mapping = mapping.ok_or(ServiceError(Failure::BadForm))?;
    let place = TablePlace {
        sheet: form.sheet,
        head: form.head,
    };
    let file = (form.hash.as_str(), form.name.as_deref(), place);
    let added = match waiting(&from, file).await? {
        Ok(file) => observations.add_file(who, file, &mapping).await?,
        Err(refusal) => Err(refusal),
    };
    match added {
        Ok(Added::Rows(rows)) => from.see_done(&IMPORT, Flash::Observed(rows)),
        Ok(Added::Refused(data)) => from.page_at(422, &IMPORT, *data, check_page::page).await,
        Err(refusal) => not_taken(&from, refusal).await,
    }
}

async fn undo(from: SignedIn, form: UndoObservations) -> ServiceResult<Response> {
    let (workspace, who) = (&from.site.workspace, &from.who);
    workspace.observations.may_observe(who)?;
    let reason = form.reason.unwrap_or_default();
    match workspace
        .observations
        .undo(who, form.batch, &reason)
        .await?
    {
        Ok(()) => from.see_done(&IMPORT, Flash::Undone),
        Err(data) => {
            let route = WorkspaceRoute::Observations(ObservationRoute::Batch(form.batch));
            from.page_at(422, &route, *data, import::batch).await
        }
    }
}

/// Makes or revokes a machine's token.
async fn change_token(form: Submitted) -> ServiceResult<Response> {
    let change: ChangeToken = form.read()?;
    let from = form.from;
    let (observations, who) = (&from.site.workspace.observations, &from.who);
    let route = WorkspaceRoute::Admin(AdminRoute::Tokens);
    let mut data = observations.tokens(who).await?;
    let status = match (change.kind.as_str(), change.token) {
        ("revoke", Some(id)) => {
            observations.revoke_token(who, id).await?;
            return from.see_done(&route, Flash::Changed);
        }
        ("make", _) => match observations.make_token(who, &change).await? {
            Ok(fresh) => {
                data = observations.tokens(who).await?;
                data.fresh = Some(fresh);
                200
            }
            Err(problems) => {
                data.refused = Some(RejectedForm::of(&form.sent.fields, problems));
                422
            }
        },
        _ => return Err(ServiceError(Failure::BadForm)),
    };
    from.page_at(status, &route, data, tokens::page).await
}

async fn template_csv(request: SignedIn, (): ()) -> ServiceResult<Response> {
    let media = "text/csv; charset=utf-8";
    template(&request, TemplateKind::Csv, media, "mau-so-lieu.csv").await
}

async fn template_xlsx(request: SignedIn, (): ()) -> ServiceResult<Response> {
    let media = Media::Xlsx.mime();
    template(&request, TemplateKind::Xlsx, media, "mau-so-lieu.xlsx").await
}

async fn template(
    request: &SignedIn,
    kind: TemplateKind,
    media: &'static str,
    name: &str,
) -> ServiceResult<Response> {
    let asked = asked(&request.query)?;
    let workspace = &request.site.workspace;
    let content = workspace
        .observations
        .template(&request.who, request.lang, &asked, kind)
        .await?;
    let download = Download {
        media,
        name: name.to_owned(),
        content: content.into(),
    };
    Ok(download.into_response())
}
