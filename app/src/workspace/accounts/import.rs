//! Letting many people in: a list, what it would do, and the links, shown once.

use crate::{
    components::{
        admin_form::{below, faults, problem},
        form::{form, hidden},
        text_area::TextArea,
    },
    page::{Page, Visit},
    routes::{Act, Room, encode},
    texts::account,
    workspace::accounts::model::Import,
};
use leptos::prelude::*;

/// What a list looks like.
const EXAMPLE: &str = "user,name,email,role,scope";

/// The page.
#[must_use]
pub fn page(visit: &Visit, data: &Import) -> Page {
    let lang = visit.lang;
    let title = lang.t("import-title");
    let wrong = data.problem.map(|p| {
        view! { <p class="notice is-problem" role="alert">{problem(lang, p)}</p> }
    });
    let go = (data.faults.is_empty() && !data.people.is_empty()).then(|| {
        form(
            visit,
            Act::AddPeople,
            view! {
                {hidden("list", &data.text)}
                <p><button type="submit" class="strong">{lang.t("import-go")}</button></p>
            },
        )
    });
    let area = TextArea {
        name: "list".into(),
        rows: 6,
        described: Some("list-help".into()),
        text: data.text.clone(),
        ..TextArea::default()
    };
    let body = view! {
        <h1>{title.clone()}</h1>
        {wrong}
        {faults(lang, &data.faults)}
        {preview(visit, data)}
        {go}
        <h2>{lang.t("import-list")}</h2>
        <p id="list-help">{lang.t("import-how")} " " <code dir="ltr">{EXAMPLE}</code></p>
        <p>{lang.t("import-roles")} " "
            <code dir="ltr">"can-bo, lanh-dao, tham-dinh, so-nganh, ban-chi-dao, thu-ky, kiem-tra, quan-tri"</code></p>
        <form method="post" action=Act::CheckPeople.href(lang) enctype="multipart/form-data" class="act">
            {crate::components::form::mark(visit)}
            <p class="field">
                <label for="file">{lang.t("import-file")}</label>
                <input id="file" name="file" type="file" accept=".csv,text/csv,text/plain" />
            </p>
            <p class="field">
                <label for="list">{lang.t("import-paste")}</label>
                {area.view()}
            </p>
            <p><button type="submit">{lang.t("import-check")}</button></p>
        </form>
    }
    .into_any();
    below(
        visit,
        title,
        body,
        &[(lang.t("people-title"), Room::People)],
    )
}

fn preview(visit: &Visit, data: &Import) -> Option<AnyView> {
    let lang = visit.lang;
    if data.people.is_empty() {
        return None;
    }
    let number = u32::try_from(data.people.len()).unwrap_or(u32::MAX);
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
            <div class="scroll" tabindex="0" role="group" aria-label=lang.t("import-caption")>
                <table>
                    <caption>{lang.t("import-caption")}</caption>
                    <thead>
                        <tr>
                            <th scope="col" class="num">{lang.t("import-line")}</th>
                            <th scope="col">{lang.t("sign-in-name")}</th>
                            <th scope="col">{lang.t("people-name")}</th>
                            <th scope="col">{lang.t("people-role")}</th>
                            <th scope="col">{lang.t("account-scope")}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
        .into_any(),
    )
}

/// The links, to be copied or kept as a file. The file is in the page itself: nothing of it stays here.
pub fn links(visit: &Visit, links: &[(String, String)]) -> Page {
    let lang = visit.lang;
    let title = lang.t("import-links");
    let mut csv = String::from("user,link\n");
    for (user, link) in links {
        csv.push_str(&format!("{user},{link}\n"));
    }
    let rows = links
        .iter()
        .map(|(user, link)| {
            view! {
                <tr>
                    <th scope="row"><bdi>{user.clone()}</bdi></th>
                    <td><code dir="ltr">{link.clone()}</code></td>
                </tr>
            }
        })
        .collect_view();
    let number = u32::try_from(links.len()).unwrap_or(u32::MAX);
    let file = format!("data:text/csv;charset=utf-8,{}", encode(&csv));
    let body = view! {
        <p class="notice is-done" role="status">{lang.ta("import-done", [("number", number.into())])}</p>
        <h1>{title.clone()}</h1>
        <p>{lang.t("import-links-once")}</p>
        <p><a href=file download="lien-ket.csv">{lang.t("import-links-file")}</a></p>
        <div class="scroll" tabindex="0" role="group" aria-label=title.clone()>
            <table class="links-table">
                <caption class="visually-hidden">{title.clone()}</caption>
                <thead>
                    <tr>
                        <th scope="col">{lang.t("sign-in-name")}</th>
                        <th scope="col">{lang.t("import-link")}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any();
    below(
        visit,
        title,
        body,
        &[(lang.t("people-title"), Room::People)],
    )
}
