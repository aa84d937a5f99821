//! Checklists as spreadsheets: made anew for whoever may enter answers, read and applied when they come back.

use crate::{
    http::{
        forms::{FormOptions, Submitted},
        reply::Download,
        request::SignedIn,
        routes::Routes,
    },
    service::workspace::{ServiceResult, spreadsheet::Applied},
};
use app::{
    routes::{FormAction, WorkspaceRoute},
    workspace::{
        flash::Flash,
        spreadsheet::{
            model::{ApplySheet, LARGEST_SHEET, SheetRefusal, SheetView},
            page,
        },
    },
};
use axum::response::{IntoResponse, Response};
use domain::{evidence::Media, unit::UnitCode};

pub fn routes() -> Routes {
    let file = FormOptions::reading(LARGEST_SHEET, |access| access.checklist).repeatable();
    Routes::new()
        .file("/can-bo/phieu.xlsx", all)
        .file("/can-bo/{unit}/phieu.xlsx", one)
        .upload(FormAction::UploadSheet, file, upload)
        .slow_form(apply)
}

fn workbook(name: String, content: Vec<u8>) -> ServiceResult<Response> {
    let media = Media::Xlsx.mime();
    let content = content.into();
    Ok(Download {
        media,
        name,
        content,
    }
    .into_response())
}

async fn one(request: SignedIn, (unit,): (UnitCode,)) -> ServiceResult<Response> {
    let workspace = &request.site.workspace;
    let content = workspace
        .spreadsheet
        .workbook(&request.who, request.lang, Some(&unit))
        .await?;
    workbook(format!("phieu-{unit}.xlsx"), content)
}

/// Every commune in somebody's care.
async fn all(request: SignedIn, (): ()) -> ServiceResult<Response> {
    let workspace = &request.site.workspace;
    let content = workspace
        .spreadsheet
        .workbook(&request.who, request.lang, None)
        .await?;
    workbook("phieu.xlsx".to_owned(), content)
}

async fn upload(form: Submitted) -> ServiceResult<Response> {
    let file = form.sent.sheet.unwrap_or(Err(SheetRefusal::Missing));
    let workspace = &form.from.site.workspace;
    let view = workspace.spreadsheet.read(&form.from.who, file).await?;
    show(&form.from, view).await
}

async fn apply(from: SignedIn, form: ApplySheet) -> ServiceResult<Response> {
    let changes = form.changes.unwrap_or_default();
    match from
        .site
        .workspace
        .spreadsheet
        .apply(&from.who, &changes)
        .await?
    {
        Applied::Saved(number, unit) => {
            from.see_done(&WorkspaceRoute::Checklist(unit), Flash::Applied(number))
        }
        Applied::Refused(view) => show(&from, *view).await,
    }
}

/// What a spreadsheet would change, or why it can't.
async fn show(from: &SignedIn, view: SheetView) -> ServiceResult<Response> {
    let status = match view.refusal {
        Some(SheetRefusal::TooLarge) => 413,
        Some(_) => 422,
        None if view.faults.is_empty() => 200,
        None => 422,
    };
    from.page_at(status, &WorkspaceRoute::Checklists, view, page::page)
        .await
}
