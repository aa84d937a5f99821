//! How each province in an administrator's scope runs its reviews.

use crate::{
    components::{
        admin_form::{below, field, refusal, typed},
        form::{form, hidden},
        name,
        notice::flash_notice,
    },
    page::{Page, Visit},
    public::model::UnitRef,
    routes::Act,
    workspace::{refused::Refused, settings::model::Settings},
};
use domain::assessment::Policy;
use leptos::prelude::*;

/// The page.
#[must_use]
pub fn page(visit: &Visit, data: &Settings) -> Page {
    let lang = visit.lang;
    let title = lang.t("settings-title");
    let provinces = data
        .provinces
        .iter()
        .map(|(unit, policy)| {
            let own = |r: &&Refused| r.typed.get("province") == Some(unit.code.as_str());
            let refused = data.refused.as_ref().filter(own);
            let only = data.provinces.len() == 1;
            province(visit, (unit, *policy), refused, only)
        })
        .collect_view();
    let body = view! {
        {flash_notice(visit)}
        {refusal(lang, data.refused.as_ref())}
        <h1>{title.clone()}</h1>
        <p>{lang.t("settings-how")}</p>
        {provinces}
    }
    .into_any();
    below(visit, title, body, &[])
}

fn province(
    visit: &Visit,
    (unit, policy): (&UnitRef, Policy),
    refused: Option<&Refused>,
    only: bool,
) -> AnyView {
    let lang = visit.lang;
    let code = unit.code.as_str();
    let signed = refused.map_or(policy.signature, |r| r.typed.get("signature").is_some());
    let now = if policy.signature {
        lang.t("settings-signed")
    } else {
        lang.t("settings-unsigned")
    };
    view! {
        <details class="fold" open=only || refused.is_some()>
            <summary><span inner_html=name::full(lang, unit).into_string()></span> " · " {now}</summary>
            {form(visit, Act::Policy, view! {
                {hidden("province", code)}
                <p class="field">
                    <label class="choice">
                        <input type="checkbox" name="signature" value="on" checked=signed />
                        <span>{lang.t("settings-signature")}</span>
                    </label>
                </p>
                {field((&format!("review-{code}"), "review_days", "text"), lang.t("settings-review"),
                    policy.review_days.to_string(), typed(lang, refused, "review_days"))}
                {field((&format!("return-{code}"), "return_days", "text"), lang.t("settings-return"),
                    policy.return_days.to_string(), typed(lang, refused, "return_days"))}
                <p><button type="submit">{lang.t("settings-go")}</button></p>
            })}
        </details>
    }
    .into_any()
}
