//! Campaigns: which there are, opening one, moving its deadlines with a reason, closing it.

use crate::workspace::campaigns::model::ChangeCampaign;
use crate::{
    components::{
        admin_form::{AdminField, below, refusal},
        form::{Hidden, PostForm},
        notice::flash_notice,
        table::{ScrollTable, heads},
    },
    page::{Page, WorkspaceRequest},
    routes::FormAction,
    workspace::{campaigns::model::Periods, rejected_form::RejectedForm},
};
use domain::{period::Campaign, time::Timestamp};
use leptos::prelude::*;

/// The page.
#[must_use]
pub fn page(request: &WorkspaceRequest, data: &Periods) -> Page {
    let lang = request.lang;
    let title = lang.t("periods-title");
    // Which form was refused: that of a campaign, or the one that opens another.
    let of = |code: &str| {
        data.refused
            .as_ref()
            .filter(|r| r.typed.get("kind") != Some("open") && r.typed.get("code") == Some(code))
    };
    let opening = data
        .refused
        .as_ref()
        .filter(|r| r.typed.get("kind") == Some("open"));
    let rows = data
        .campaigns
        .iter()
        .map(|c| row(request, c, data.now))
        .collect_view();
    let forms = data
        .campaigns
        .iter()
        .take(MOST_FORMS)
        .enumerate()
        .map(|(at, c)| change(request, at, c, data.now, of(&c.period.code)))
        .collect_view();
    let body = view! {
        {flash_notice(request)}
        {refusal(lang, data.refused.as_ref())}
        <h1>{title.clone()}</h1>
        <p>{lang.t("periods-how")}</p>
        <ScrollTable caption=lang.t("periods-caption") name=title.clone()
            head=heads(lang, ["periods-code", "periods-opened", "periods-due", "periods-review", "people-state"])>
            {rows}
        </ScrollTable>
        {forms}
        {open(request, opening)}
    }
    .into_any();
    below(request, title, body, &[])
}

/// Campaigns whose deadlines can be moved on the page: the newest. Older ones are the command line's.
const MOST_FORMS: usize = 3;

fn row(request: &WorkspaceRequest, campaign: &Campaign, now: Timestamp) -> AnyView {
    let lang = request.lang;
    let state = match campaign.closed_at {
        Some(at) => lang.ta("periods-closed", [("at", lang.instant(at).into())]),
        None if now > campaign.period.due_at => lang.t("periods-over"),
        None => lang.t("periods-open"),
    };
    let review = campaign
        .review_due
        .map_or_else(|| lang.t("periods-by-policy"), |at| lang.instant(at));
    view! {
        <tr>
            <th scope="row"><bdi>{campaign.period.code.clone()}</bdi></th>
            <td>{lang.instant(campaign.period.opens_at)}</td>
            <td>{lang.instant(campaign.period.due_at)}</td>
            <td>{review}</td>
            <td>{state}</td>
        </tr>
    }
    .into_any()
}

fn change(
    request: &WorkspaceRequest,
    at: usize,
    campaign: &Campaign,
    now: Timestamp,
    refused: Option<&RejectedForm>,
) -> AnyView {
    let lang = request.lang;
    let code = &campaign.period.code;
    let day = |t: Timestamp| t.date().to_string();
    let close = (campaign.closed_at.is_none() && now >= campaign.period.due_at).then(|| {
        view! {
            <PostForm action=FormAction::ChangeCampaign>
                <Hidden name=ChangeCampaign::code() value=code />
                <p><button type="submit" name=ChangeCampaign::kind() value="close">{lang.t("periods-close")}</button></p>
            </PostForm>
        }
        .into_any()
    });
    let review = campaign.review_due.map(day).unwrap_or_default();
    view! {
        <details class="fold" open=refused.is_some()>
            <summary>{lang.ta("periods-change", [("code", code.clone().into())])}</summary>
            <PostForm action=FormAction::ChangeCampaign>
                <Hidden name=ChangeCampaign::code() value=code />
                <AdminField name=ChangeCampaign::due() id=format!("due-{at}") kind="date" label=lang.t("periods-due-day") text=day(campaign.period.due_at) refused=refused />
                <AdminField name=ChangeCampaign::review() id=format!("review-{at}") kind="date" label=lang.t("periods-review-day") text=review refused=refused />
                <AdminField name=ChangeCampaign::reason() id=format!("reason-{at}") label=lang.t("periods-reason") refused=refused />
                <p><button type="submit" name=ChangeCampaign::kind() value="move">{lang.t("periods-move")}</button></p>
            </PostForm>
            {close}
        </details>
    }
    .into_any()
}

fn open(request: &WorkspaceRequest, refused: Option<&RejectedForm>) -> AnyView {
    let lang = request.lang;
    view! {
        <h2>{lang.t("periods-new")}</h2>
        <PostForm action=FormAction::ChangeCampaign>
            <AdminField name=ChangeCampaign::code() label=lang.t("periods-code-help") refused=refused />
            <AdminField name=ChangeCampaign::due() kind="date" label=lang.t("periods-due-day") refused=refused />
            <AdminField name=ChangeCampaign::review() kind="date" label=lang.t("periods-review-day") refused=refused />
            <p><button type="submit" name=ChangeCampaign::kind() value="open" class="strong">{lang.t("periods-new-go")}</button></p>
        </PostForm>
    }
    .into_any()
}
