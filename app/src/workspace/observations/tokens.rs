//! Tokens of machines that deliver observations: made with a scope, sectors and an end, shown once, revoked.

use crate::forms::Suffixed;
use crate::workspace::observations::model::ChangeToken;
use crate::{
    components::{
        admin_form::{AdminField, below, problem_of, refusal},
        form::{Field, Hidden, PostForm},
        notice::flash_notice,
        table::{ScrollTable, heads},
        text_area::TextArea,
    },
    i18n::Lang,
    page::{Page, WorkspaceRequest},
    routes::FormAction,
    texts::observation,
    workspace::{
        observations::model::{TokenRow, Tokens},
        rejected_form::RejectedForm,
    },
};
use domain::indicator::Sector;
use leptos::prelude::*;

/// The page.
#[must_use]
pub fn page(request: &WorkspaceRequest, data: &Tokens) -> Page {
    let lang = request.lang;
    let title = lang.t("tokens-title");
    let fresh = data.fresh.as_ref().map(|(name, secret)| {
        view! {
            <div class="notice is-done" role="status">
                <p>{lang.ta("tokens-fresh", [("name", name.clone().into())])}</p>
                <p><code class="secret" dir="ltr">{secret.clone()}</code></p>
            </div>
        }
    });
    let body = view! {
        {flash_notice(request)}
        {fresh}
        {refusal(lang, data.refused.as_ref())}
        <h1>{title.clone()}</h1>
        <p>{lang.t("tokens-how")} " " <a href="/api/v1/openapi.json"><code dir="ltr">"/api/v1/openapi.json"</code></a></p>
        {rows(request, data)}
        <h2>{lang.t("tokens-new")}</h2>
        {make(request, data)}
    }
    .into_any();
    below(request, title, body, &[])
}

fn state(lang: Lang, row: &TokenRow, data: &Tokens) -> String {
    match &row.revoked {
        Some((by, at)) => lang.ta(
            "tokens-revoked",
            [("by", by.clone().into()), ("at", lang.instant(*at).into())],
        ),
        None if row.expires <= data.now => lang.t("tokens-expired"),
        None => lang.t("tokens-holds"),
    }
}

fn rows(request: &WorkspaceRequest, data: &Tokens) -> AnyView {
    let lang = request.lang;
    if data.rows.is_empty() {
        return view! { <p>{lang.t("tokens-none")}</p> }.into_any();
    }
    let rows = data
        .rows
        .iter()
        .map(|row| {
            let sectors: Vec<String> = row.sectors.iter().map(|s| observation::sector(lang, *s)).collect();
            let sources = match row.sources.as_slice() {
                [] => view! { {lang.t("tokens-no-sources")} }.into_any(),
                names => {
                    let names = names.iter().map(|name| view! { <li><bdi>{name.clone()}</bdi></li> });
                    view! { <ul>{names.collect_view()}</ul> }.into_any()
                }
            };
            let used = row
                .used
                .map_or_else(|| lang.t("tokens-never"), |at| lang.instant(at));
            let revoke = (row.revoked.is_none() && row.expires > data.now).then(|| {
                view! {
                    <PostForm action=FormAction::ChangeToken>
                        <Hidden name=ChangeToken::kind() value="revoke" />
                        <Hidden name=ChangeToken::token() value=row.id />
                        <button type="submit" aria-label=lang.ta("tokens-revoke-this", [("name", row.name.clone().into())])>
                            {lang.t("tokens-revoke")}
                        </button>
                    </PostForm>
                }
                .into_any()
            });
            let made = format!("{} · {}", row.made.0, lang.instant(row.made.1));
            view! {
                <tr>
                    <th scope="row"><bdi>{row.name.clone()}</bdi></th>
                    <td><bdi>{row.scope.clone()}</bdi></td>
                    <td>{crate::texts::value::list(lang, &sectors)}</td>
                    <td>{sources}</td>
                    <td><bdi>{made}</bdi></td>
                    <td>{lang.instant(row.expires)}</td>
                    <td>{used}</td>
                    <td>{state(lang, row, data)} {revoke}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <ScrollTable caption=lang.t("tokens-title") unseen=true class="people" head=heads(lang, [
            "tokens-name", "account-scope", "tokens-sectors", "tokens-sources", "tokens-made", "tokens-expires", "tokens-used",
            "observe-stands",
        ])>
            {rows}
        </ScrollTable>
    }
    .into_any()
}

/// The field of the sources for which a token delivers.
fn sources(lang: Lang, refused: Option<&RejectedForm>) -> AnyView {
    let problem = problem_of(lang, refused, "sources");
    let described = problem
        .as_ref()
        .map_or("sources-help", |_| "sources-help sources-problem");
    let invalid = problem.is_some();
    let wrong =
        problem.map(|text| view! { <span class="error" id="sources-problem">{text}</span> });
    let typed = refused.and_then(|r| r.typed.get(ChangeToken::sources()));
    view! {
        <Field id=ChangeToken::sources() label=lang.t("tokens-sources")>
            {wrong}
            <TextArea name=ChangeToken::sources() rows=2 required=true described=described.to_owned()
                invalid=invalid text=typed.unwrap_or("").to_owned() />
            <span class="help" id="sources-help">{lang.t("tokens-sources-how")}</span>
        </Field>
    }
    .into_any()
}

fn make(request: &WorkspaceRequest, data: &Tokens) -> AnyView {
    let lang = request.lang;
    let refused = data.refused.as_ref();
    let ticked = |sector: Sector| {
        let name = Suffixed::input(ChangeToken::sector(), sector.slug());
        refused.is_some_and(|r| r.typed.get(&name).is_some())
    };
    let boxes = Sector::ALL
        .into_iter()
        .map(|sector| {
            view! {
                <label class="choice">
                    <input type="checkbox" name=Suffixed::input(ChangeToken::sector(), sector.slug()) value="on"
                        checked=ticked(sector) />
                    <span>{observation::sector(lang, sector)}</span>
                </label>
            }
        })
        .collect_view();
    let problem = problem_of(lang, refused, "sectors");
    let described = problem.is_some().then_some("sectors-problem");
    let wrong =
        problem.map(|text| view! { <span class="error" id="sectors-problem">{text}</span> });
    view! {
        <PostForm action=FormAction::ChangeToken>
            <Hidden name=ChangeToken::kind() value="make" />
            <AdminField name=ChangeToken::name() label=lang.t("tokens-name") refused=refused />
            <AdminField name=ChangeToken::scope() label=lang.t("tokens-scope") refused=refused />
            <AdminField name=ChangeToken::expires() kind="date" label=lang.t("tokens-expires") refused=refused />
            <fieldset class="field" aria-describedby=described>
                <legend>{lang.t("tokens-sectors")}</legend>
                {wrong}
                {boxes}
            </fieldset>
            {sources(lang, refused)}
            <p><button type="submit" class="strong">{lang.t("tokens-make")}</button></p>
        </PostForm>
    }
    .into_any()
}
