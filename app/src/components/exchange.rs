//! Fetching and sending a checklist as a spreadsheet.

use crate::{
    components::form::{Field, PostForm},
    page::WorkspaceRequest,
    routes::{FormAction, prefixed, sheet_path},
    workspace::{checklist::model::ChecklistView, spreadsheet::model::LARGEST_SHEET},
};
use leptos::prelude::*;

/// Where the spreadsheet is fetched and sent.
#[must_use]
pub fn exchange(request: &WorkspaceRequest, data: &ChecklistView) -> AnyView {
    let lang = request.lang;
    let one = prefixed(lang, &sheet_path(Some(&data.unit.code)));
    let all = data.enters_elsewhere.then(|| {
        let to = prefixed(lang, &sheet_path(None));
        view! { <li><a href=to download="">{lang.t("sheet-fetch-all")}</a></li> }
    });
    view! {
        <details class="sheet">
            <summary>{lang.t("sheet-open")}</summary>
            <p>{lang.t("sheet-how")}</p>
            <ul>
                <li><a href=one download="">{lang.t("sheet-fetch")}</a></li>
                {all}
            </ul>
            {upload(request)}
        </details>
    }
    .into_any()
}

/// The form that sends one back.
pub fn upload(request: &WorkspaceRequest) -> AnyView {
    let lang = request.lang;
    view! {
        <PostForm action=FormAction::UploadSheet file=true class="entry">
            <Field id="sheet" label=lang.t("sheet-file") help=lang.ta("sheet-file-help", [("mib", mib().into())])>
                <input id="sheet" name="sheet" type="file" accept=".xlsx,.csv,.txt" required=true aria-describedby="sheet-help" />
            </Field>
            <p class="buttons"><button type="submit">{lang.t("sheet-send")}</button></p>
        </PostForm>
    }
    .into_any()
}

/// Largest spreadsheet, MiB.
fn mib() -> u32 {
    u32::try_from(LARGEST_SHEET / 1024 / 1024).unwrap_or(0)
}
