//! Links that were just made, shown once: a card a person, to be cut out of a printed sheet and handed over.

use crate::{
    components::{
        admin_form::below,
        html::inert,
        notice::{Notice, Tone},
        qr,
    },
    i18n::Lang,
    page::{Page, WorkspaceRequest, href},
    routes::{AdminRoute, WorkspaceRoute, encode},
    texts::account,
    workspace::accounts::model::LinkCard,
};
use domain::rate::saturating_u32;
use leptos::prelude::*;
use maud::{Markup, html};

/// The page. The file is in it: nothing of it stays on the server.
#[must_use]
pub fn page(request: &WorkspaceRequest, cards: &[LinkCard]) -> Page {
    let lang = request.lang;
    let title = match cards {
        [card] if card.invites => lang.ta("links-one", [("user", card.user_name.clone().into())]),
        [card] => lang.ta("links-reset", [("user", card.user_name.clone().into())]),
        _ => lang.t("links-title"),
    };
    let done = cards.iter().all(|card| card.invites).then(|| {
        let number = saturating_u32(cards.len());
        let text = lang.ta("links-made", [("number", number.into())]);
        view! { <Notice tone=Tone::Done>{text}</Notice> }
    });
    let mut csv = String::from("user,link\n");
    for card in cards {
        csv.push_str(&format!("{},{}\n", card.user_name, card.address));
    }
    let file = format!("data:text/csv;charset=utf-8,{}", encode(&csv));
    let people = href(request, &WorkspaceRoute::Accounts);
    let sheet = html! {
        div .slips {
            @for card in cards { (slip(lang, card)) }
        }
    };
    let body = view! {
        {done}
        <h1>{title.clone()}</h1>
        <p>{lang.t("links-once")}</p>
        <p>{lang.t("links-print")} " " <a href=file download="lien-ket.csv">{lang.t("links-file")}</a></p>
        {inert(sheet)}
        <p><a href=people>{lang.t("links-people")}</a></p>
    }
    .into_any();
    let above = [
        (lang.t("people-title"), WorkspaceRoute::Accounts),
        (
            lang.t("import-title"),
            WorkspaceRoute::Admin(AdminRoute::Import),
        ),
    ];
    let import = WorkspaceRoute::Admin(AdminRoute::Import).path();
    let above = if request.path == import {
        &above[..]
    } else {
        &above[..1]
    };
    below(request, title, body, above)
}

/// One person's card.
fn slip(lang: Lang, card: &LinkCard) -> Markup {
    let how = if card.invites {
        lang.t("slip-how")
    } else {
        lang.t("slip-how-reset")
    };
    let second = card
        .roles
        .iter()
        .any(|(role, _)| role.needs_second_factor());
    html! {
        article .slip {
            div {
                h2 { bdi { (card.name) } }
                dl .facts {
                    @for (role, scope) in &card.roles {
                        dt { (lang.t("slip-unit")) }
                        dd { bdi { @if scope == "VN" { (lang.t("country-name")) } @else { (scope) } } }
                        dt { (lang.t("people-role")) }
                        dd { (account::role(lang, *role)) }
                    }
                    dt { (lang.t("sign-in-name")) }
                    dd { code dir="ltr" { (card.user_name) } }
                    dt { (lang.t("slip-until")) }
                    dd { (lang.instant(card.until)) }
                }
                p { (how) @if second && card.invites { " " (lang.t("slip-second")) } }
                p { code .address dir="ltr" { (card.address) } }
                p .help { (lang.t("slip-own")) }
            }
            @if let Some(code) = &card.qr { (qr::drawing(code, &lang.t("slip-qr"))) }
        }
    }
}
