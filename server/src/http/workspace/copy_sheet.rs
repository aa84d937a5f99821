//! The sheet for the national system: shown, as a file, and saying that it was copied.

use crate::{
    http::{
        public::files::SIMULATED,
        reply::Download,
        request::{Commune, SignedIn},
        routes::{FLASH, Routes},
    },
    service::workspace::{ServiceError, ServiceResult},
};
use app::{
    exports::copy_sheet,
    failure::Failure,
    routes::WorkspaceRoute,
    workspace::{
        copy_sheet::{
            model::{Copied, CopySheet},
            page,
        },
        flash::Flash,
    },
};
use axum::response::{IntoResponse, Response};
use domain::{cell::guarded, unit::UnitCode};

pub fn routes() -> Routes {
    Routes::new()
        .page("/can-bo/sao-chep", &["tinh", "xong", "so"], list)
        .page("/can-bo/{unit}/sao-chep", FLASH, one)
        .file("/can-bo/{unit}/sao-chep.tsv", file)
        .form(copied)
}

/// The sheets of a province.
async fn list(request: SignedIn, (): ()) -> ServiceResult<Response> {
    let province = match request.query.get("tinh") {
        None => None,
        Some(code) => {
            let unknown = || ServiceError(Failure::NoSuchUnit(code.to_owned()));
            Some(UnitCode::parse(code).ok_or_else(unknown)?)
        }
    };
    let workspace = &request.site.workspace;
    let data = workspace
        .copy_sheet
        .list(&request.who, province.as_ref())
        .await?;
    request.page(data, page::list).await
}

async fn one(request: SignedIn, (Commune(unit),): (Commune,)) -> ServiceResult<Response> {
    let data = request
        .site
        .workspace
        .copy_sheet
        .show(&request.who, &unit)
        .await?;
    request.page(data, page::sheet).await
}

/// Remembers that a sheet was copied, or shows what has changed since it was read.
async fn copied(from: SignedIn, form: Copied) -> ServiceResult<Response> {
    let workspace = &from.site.workspace;
    let (unit, seen) = (form.unit, form.seen.unwrap_or_default());
    let route = WorkspaceRoute::CopySheet(unit.clone());
    match workspace
        .copy_sheet
        .mark_copied(&from.who, &unit, &seen)
        .await
    {
        Ok(number) => from.see_done(&route, Flash::Copied(number)),
        Err(ServiceError(Failure::Changed)) => {
            let mut sheet = workspace.copy_sheet.show(&from.who, &unit).await?;
            sheet.stale = true;
            from.page_at(409, &route, sheet, page::sheet).await
        }
        Err(failed) => Err(failed),
    }
}

async fn file(request: SignedIn, (unit,): (UnitCode,)) -> ServiceResult<Response> {
    let sheet = request
        .site
        .workspace
        .copy_sheet
        .show(&request.who, &unit)
        .await?;
    let content = write(&sheet).map_err(|error| {
        tracing::error!(cause = %error, "a sheet can't be written");
        ServiceError(Failure::Unavailable)
    })?;
    let download = Download {
        media: "text/tab-separated-values; charset=utf-8",
        name: format!("sao-chep-{unit}.tsv"),
        content: content.into(),
    };
    Ok(download.into_response())
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
        let cells = row.iter().map(|cell| guarded(cell).into_owned());
        writer.write_record(std::iter::once(kind.to_owned()).chain(cells))?;
    }
    writer
        .into_inner()
        .map_err(|error| error.into_error().into())
}
