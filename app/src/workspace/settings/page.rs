//! How each province in an administrator's scope runs its reviews.

use crate::workspace::settings::model::SetPolicy;
use crate::{
    components::{
        admin_form::{AdminField, below, refusal},
        form::{Hidden, PostForm},
        html::inert,
        name,
        notice::flash_notice,
    },
    page::{Page, WorkspaceRequest},
    public::model::UnitRef,
    routes::FormAction,
    workspace::{rejected_form::RejectedForm, settings::model::Settings},
};
use domain::assessment::Policy;
use leptos::prelude::*;

/// The page.
#[must_use]
pub fn page(request: &WorkspaceRequest, data: &Settings) -> Page {
    let lang = request.lang;
    let title = lang.t("settings-title");
    let provinces = data
        .provinces
        .iter()
        .map(|(unit, policy)| {
            let own = |r: &&RejectedForm| r.typed.get("province") == Some(unit.code.as_str());
            let refused = data.refused.as_ref().filter(own);
            let only = data.provinces.len() == 1;
            province(request, (unit, *policy), refused, only)
        })
        .collect_view();
    let body = view! {
        {flash_notice(request)}
        {refusal(lang, data.refused.as_ref())}
        <h1>{title.clone()}</h1>
        <p>{lang.t("settings-how")}</p>
        {provinces}
    }
    .into_any();
    below(request, title, body, &[])
}

fn province(
    request: &WorkspaceRequest,
    (unit, policy): (&UnitRef, Policy),
    refused: Option<&RejectedForm>,
    only: bool,
) -> AnyView {
    let lang = request.lang;
    let code = unit.code.as_str();
    let signed = refused.map_or(policy.signature, |r| r.typed.get("signature").is_some());
    let now = if policy.signature {
        lang.t("settings-signed")
    } else {
        lang.t("settings-unsigned")
    };
    view! {
        <details class="fold" open=only || refused.is_some()>
            <summary><span>{inert(name::full(lang, unit))}</span> " · " {now}</summary>
            <PostForm action=FormAction::SetPolicy>
                <Hidden name=SetPolicy::province() value=code />
                <p class="field">
                    <label class="choice">
                        <input type="checkbox" name=SetPolicy::signature() value="on" checked=signed />
                        <span>{lang.t("settings-signature")}</span>
                    </label>
                </p>
                <AdminField name=SetPolicy::review_days() id=format!("review-{code}") label=lang.t("settings-review") text=policy.review_days.to_string() refused=refused />
                <AdminField name=SetPolicy::return_days() id=format!("return-{code}") label=lang.t("settings-return") text=policy.return_days.to_string() refused=refused />
                <p><button type="submit">{lang.t("settings-go")}</button></p>
            </PostForm>
        </details>
    }
    .into_any()
}
