//! What the forms of the administration share.

use crate::{
    components::form::Field,
    components::notice::{Notice, Tone},
    components::table::{ScrollTable, heads},
    i18n::{Lang, use_lang},
    page::{Page, WorkspaceRequest, href},
    routes::{AdminRoute, WorkspaceRoute},
    texts::{
        faults::{fault_text, parser_words},
        problem,
    },
    workspace::rejected_form::{FaultRow, RejectedForm},
};
use domain::rate::saturating_u32;
use leptos::prelude::*;

/// A page below the index.
pub fn below(
    request: &WorkspaceRequest,
    title: String,
    body: AnyView,
    above: &[(String, WorkspaceRoute)],
) -> Page {
    let index = WorkspaceRoute::Admin(AdminRoute::Index);
    let mut crumbs = Vec::new();
    if request.may_open(&index) {
        crumbs.push((request.lang.t("admin-title"), Some(href(request, &index))));
    }
    for (text, route) in above {
        crumbs.push((text.clone(), Some(href(request, route))));
    }
    crumbs.push((title.clone(), None));
    crate::page::plain(title, body, crumbs)
}

/// The address of a page of the administration.
pub fn address(request: &WorkspaceRequest, route: AdminRoute) -> String {
    href(request, &WorkspaceRoute::Admin(route))
}

/// What is wrong with a field of a form that may have come back.
pub fn problem_of(lang: Lang, refused: Option<&RejectedForm>, name: &str) -> Option<String> {
    let own = refused?.problems.iter().find(|(field, _)| *field == name);
    own.map(|(_, p)| problem::admin(lang, *p))
}

/// A field of one line of a form that may have come back: then it holds what was typed.
#[component]
pub fn AdminField<'a>(
    /// Its name.
    name: &'static str,
    /// Its id, if its name stands on the page more than once.
    #[prop(optional, into)]
    id: Option<String>,
    /// The kind of input.
    #[prop(default = "text")]
    kind: &'static str,
    /// What it is called.
    label: String,
    /// What stands in it at first.
    #[prop(optional, into)]
    text: String,
    /// The form as it came back.
    refused: Option<&'a RejectedForm>,
) -> AnyView {
    let id = id.unwrap_or_else(|| name.to_owned());
    let problem = problem_of(use_lang(), refused, name);
    let wrong = problem.as_ref().map(|_| format!("{id}-problem"));
    let invalid = problem.is_some().then_some("true");
    let error = problem.map(|text| view! { <span class="error" id=wrong.clone()>{text}</span> });
    let value = refused.and_then(|r| r.typed.0.get(name).cloned());
    view! {
        <Field id=id.clone() label=label>
            {error}
            <input id=id name=name type=kind value=value.unwrap_or(text) autocapitalize="none"
                aria-describedby=wrong aria-invalid=invalid />
        </Field>
    }
    .into_any()
}

/// Says above everything else that a form was refused, and why.
pub fn refusal(lang: Lang, refused: Option<&RejectedForm>) -> Option<AnyView> {
    let refused = refused?;
    let problems = refused
        .problems
        .iter()
        .map(|(_, p)| view! { <li>{problem::admin(lang, *p)}</li> })
        .collect_view();
    Some(
        view! {
            <div class="notice is-problem" role="alert">
                <p>{lang.t("admin-refused")}</p>
                <ul>{problems}</ul>
            </div>
        }
        .into_any(),
    )
}

/// The bad places of a file.
pub fn faults(lang: Lang, faults: &[FaultRow]) -> Option<AnyView> {
    if faults.is_empty() {
        return None;
    }
    let number = saturating_u32(faults.len());
    let rows = faults
        .iter()
        .map(|fault| {
            let line = if fault.line == 0 {
                "–".to_owned()
            } else {
                fault.line.to_string()
            };
            let said = parser_words(&fault.reason)
                .map(|said| view! { " " <bdi lang="en" dir="ltr">{said.to_owned()}</bdi> });
            view! {
                <tr>
                    <td class="num">{line}</td>
                    <th scope="row"><code dir="ltr">{fault.column.clone()}</code></th>
                    <td>{fault_text(lang, &fault.reason)} {said}</td>
                </tr>
            }
        })
        .collect_view();
    Some(
        view! {
            <Notice tone=Tone::Problem>
                {lang.ta("import-faults", [("number", number.into())])}
            </Notice>
            <ScrollTable caption=lang.t("import-faults-caption") class="faults"
                head=heads(lang, [("import-line", "num"), ("import-column", ""), ("import-reason", "")])>
                {rows}
            </ScrollTable>
        }
        .into_any(),
    )
}
