//! Letting many people in: a list, and what it would do.

use crate::workspace::accounts::model::{AddPeople, CheckPeople};
use crate::{
    components::{
        admin_form::{below, faults},
        form::{Field, Hidden, PostForm},
        notice::{Notice, Tone},
        table::{ScrollTable, heads},
        text_area::TextArea,
    },
    page::{Page, WorkspaceRequest},
    routes::{FormAction, WorkspaceRoute},
    texts::{account, problem, table as words},
    workspace::accounts::model::Import,
};
use domain::rate::saturating_u32;
use leptos::prelude::*;

/// What a list looks like.
const EXAMPLE: &str = "user,name,email,role,scope";

/// The page.
#[must_use]
pub fn page(request: &WorkspaceRequest, data: &Import) -> Page {
    let lang = request.lang;
    let title = lang.t("import-title");
    let wrong = data.problem.map(|p| {
        view! { <Notice tone=Tone::Problem>{problem::admin(lang, p)}</Notice> }
    });
    let go = (data.faults.is_empty() && !data.people.is_empty()).then(|| {
        view! {
            <PostForm action=FormAction::AddPeople>
                <Hidden name=AddPeople::list() value=&data.text />
                {data.zeros.then(|| view! { <Hidden name=AddPeople::zeros() value="on" /> })}
                <p><button type="submit" class="strong">{lang.t("import-go")}</button></p>
            </PostForm>
        }
        .into_any()
    });
    let zeros = (data.lost_zeros > 0).then(|| {
        view! {
            <PostForm action=FormAction::CheckPeople>
                <Hidden name=CheckPeople::list() value=&data.text />
                <Hidden name=CheckPeople::zeros() value="on" />
                <p><button type="submit" class="strong">
                    {lang.ta("import-add-zeros", [("number", data.lost_zeros.into())])}
                </button></p>
            </PostForm>
        }
    });
    let body = view! {
        <h1>{title.clone()}</h1>
        {wrong}
        {words::how(lang, &data.how).map(|told| view! { <p>{told}</p> })}
        {zeros}
        {faults(lang, &data.faults)}
        {preview(request, data)}
        {go}
        <h2>{lang.t("import-list")}</h2>
        <p id="list-help">{lang.t("import-how")} " " <code dir="ltr">{EXAMPLE}</code></p>
        <p>{lang.t("import-roles")} " "
            <code dir="ltr">"can-bo, lanh-dao, tham-dinh, so-nganh, ban-chi-dao, thu-ky, kiem-tra, quan-tri"</code></p>
        <PostForm action=FormAction::CheckPeople file=true>
            <Field id="file" label=lang.t("import-file")>
                <input id="file" name="file" type="file" accept=".csv,.txt,.xlsx,text/csv,text/plain" />
            </Field>
            <Field id="list" label=lang.t("import-paste")>
                <TextArea name=CheckPeople::list() rows=6 described="list-help".to_owned() text=data.text.clone() />
            </Field>
            <p><button type="submit">{lang.t("import-check")}</button></p>
        </PostForm>
    }
    .into_any();
    below(
        request,
        title,
        body,
        &[(lang.t("people-title"), WorkspaceRoute::Accounts)],
    )
}

fn preview(request: &WorkspaceRequest, data: &Import) -> Option<AnyView> {
    let lang = request.lang;
    if data.people.is_empty() {
        return None;
    }
    let number = saturating_u32(data.people.len());
    let told = if data.faults.is_empty() {
        lang.ta("import-would", [("number", number.into())])
    } else {
        lang.ta("import-right", [("number", number.into())])
    };
    let rows = data
        .people
        .iter()
        .map(|row| {
            view! {
                <tr>
                    <td class="num">{row.line.to_string()}</td>
                    <th scope="row"><bdi>{row.user.clone()}</bdi></th>
                    <td><bdi>{row.name.clone()}</bdi></td>
                    <td>{account::role(lang, row.role)}</td>
                    <td><bdi>{row.scope.clone()}</bdi></td>
                </tr>
            }
        })
        .collect_view();
    Some(
        view! {
            <p class="lead">{told}</p>
            <ScrollTable caption=lang.t("import-caption") head=heads(lang, [
                ("import-line", "num"), ("sign-in-name", ""), ("people-name", ""), ("people-role", ""),
                ("account-scope", ""),
            ])>
                {rows}
            </ScrollTable>
        }
        .into_any(),
    )
}
