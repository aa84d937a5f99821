//! That a unit has ended, and what took its place.

use crate::{
    components::{
        criterion::status,
        html::inert,
        name,
        table::{ScrollTable, heads},
    },
    i18n::Lang,
    page::WorkspaceRequest,
    public::model::{Ended, EndedCommune, UnitRef},
    routes::Route,
};
use domain::rate::saturating_u32;
use leptos::prelude::*;
use maud::{Markup, html};

/// Says until when a unit existed and which units took its place; `link` gives the way to each.
pub fn notice(lang: Lang, ended: &Ended, link: impl Fn(&UnitRef) -> String) -> AnyView {
    let count = saturating_u32(ended.successors.len());
    let leads = match count {
        0 => lang.t("ended-unknown"),
        1 => lang.t("ended-one"),
        _ => lang.ta("ended-several", [("count", lang.number(count).into())]),
    };
    inert(html! {
        div class="notice is-warning" {
            p {
                (lang.ta("ended-on", [("date", lang.date(ended.last_day).into())]))
                " " (leads)
            }
            @if count > 0 {
                ul {
                    @for unit in &ended.successors {
                        li { a href=(link(unit)) { (name::full(lang, unit)) } }
                    }
                }
            }
        }
    })
    .into_any()
}

/// The notice of a page behind the sign-in, which leads to the public pages of what took the unit's place.
pub fn notice_in_workspace(request: &WorkspaceRequest, ended: Option<&Ended>) -> Option<AnyView> {
    let public = request.public_request();
    let told = notice(request.lang, ended?, |unit| {
        public.link(&Route::Commune(unit.code.clone()))
    });
    Some(view! { {told} <p>{request.lang.t("desk-ended")}</p> }.into_any())
}

/// Behind a unit's name: until when it existed, if it has ended.
pub fn mark(lang: Lang, ended: Option<&Ended>) -> Option<AnyView> {
    let date = lang.date(ended?.last_day);
    let text = lang.ta("ended-until", [("date", date.into())]);
    Some(view! { <span class="meta">{text}</span> }.into_any())
}

/// What took a unit's place, one after the other, each led to by `link`; a dash if that is not known.
fn successors(lang: Lang, ended: &Ended, link: impl Fn(&UnitRef) -> String) -> Markup {
    html! {
        @if ended.successors.is_empty() { "–" }
        @for (index, unit) in ended.successors.iter().enumerate() {
            @if index > 0 { ", " }
            a href=(link(unit)) { (name::full(lang, unit)) }
        }
    }
}

/// The communes of the release before that have ended since and are counted no longer; nothing if there are none.
pub fn table(
    lang: Lang,
    communes: &[EndedCommune],
    link: impl Fn(&UnitRef) -> String,
) -> Option<AnyView> {
    if communes.is_empty() {
        return None;
    }
    let rows = communes
        .iter()
        .map(|c| {
            view! {
                <tr>
                    <th scope="row"><span>{inert(html! { a href=(link(&c.unit)) { (name::full(lang, &c.unit)) } })}</span></th>
                    <td>{status(lang, c.level)}</td>
                    <td>{lang.date(c.ended.last_day)}</td>
                    <td><span>{inert(successors(lang, &c.ended, &link))}</span></td>
                </tr>
            }
        })
        .collect_view();
    Some(
        view! {
            <ScrollTable caption=lang.t("ended-communes")
                head=heads(lang, ["ended-unit", "ended-status", "ended-last-day", "ended-successors"])>
                {rows}
            </ScrollTable>
        }
        .into_any(),
    )
}
