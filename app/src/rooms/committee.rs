//! The steering committee's room: views that are read in a meeting, each with its whole state in its
//! address. They are drawn from [`crate::committee`] and ask for nothing themselves.

pub mod book;
pub mod briefing;
pub mod course;
pub mod coverage;
pub mod directives;
pub mod distance;
pub mod matrix;
pub mod overview;

use super::Visit;
use crate::{
    backend::{ReleaseInfo, UnitRef},
    committee::{Near, Scene},
    i18n::Lang,
    pages::{Ask, Page},
    parts::{fact::Fact, markup::Markup, name, status},
    query::Query,
    routes::{BRIEFING, Room, Route, WORKBOOK, encode, prefixed},
};
use domain::{status::Reason, unit::UnitCode};
use leptos::prelude::*;

/// An address of the room with what every view keeps: province and release.
fn address(visit: &Visit, scene: &Scene, room: &Room, more: &[(&str, &str)]) -> String {
    with_state(visit.lang, scene, &room.path(), more)
}

fn with_state(lang: Lang, scene: &Scene, path: &str, more: &[(&str, &str)]) -> String {
    let mut pairs = vec![("tinh", scene.province.code.as_str().to_owned())];
    if let Some(release) = scene.release.as_ref().filter(|_| !scene.latest) {
        pairs.push(("phat-hanh", release.id.to_string()));
    }
    pairs.extend(more.iter().map(|(n, v)| (*n, (*v).to_owned())));
    let query: Vec<_> = pairs
        .iter()
        .map(|(n, v)| format!("{n}={}", encode(v)))
        .collect();
    format!("{}?{}", prefixed(lang, path), query.join("&"))
}

/// Public addresses as a view leads to them: in its language, in its release.
fn ask(lang: Lang, scene: &Scene) -> Ask {
    let shown = scene.release.as_ref().filter(|_| !scene.latest);
    let pairs = shown.map(|r| ("phat-hanh".to_owned(), r.id.to_string()));
    Ask {
        lang,
        route: None,
        path: String::new(),
        query: Query::of(pairs.into_iter().collect()),
    }
}

/// Where a province's communes stand in the release shown.
fn communes(ask: &Ask, province: &UnitCode, params: &[(&str, &str)]) -> String {
    ask.link_with(&Route::Province(province.clone()), params) + "#bang"
}

/// The same in another release.
fn communes_then(ask: &Ask, province: &UnitCode, release: &ReleaseInfo) -> String {
    ask.in_release(&Route::Province(province.clone()), release) + "#bang"
}

/// Where a province's items stand in the release shown.
fn province_items(ask: &Ask, province: &UnitCode, params: &[(&str, &str)]) -> String {
    ask.link_with(&Route::Items(province.clone()), params) + "#bang"
}

/// A province's row in the ranking of a release, from which its rank follows.
fn ranking_then(lang: Lang, scene: &Scene, province: &UnitCode, release: &ReleaseInfo) -> String {
    let path = prefixed(lang, &Room::Overview.path());
    let (own, id) = (&scene.province.code, release.id);
    format!("{path}?tinh={own}&phat-hanh={id}#hang-{province}")
}

/// The first row of a rank in the ranking of the release shown.
fn rank_row(lang: Lang, scene: &Scene, rank: u32) -> String {
    with_state(lang, scene, &Room::Overview.path(), &[]) + &format!("#thu-{rank}")
}

/// A province's row in the ranking of the release shown.
fn ranking_row(lang: Lang, scene: &Scene, province: &UnitCode) -> String {
    with_state(lang, scene, &Room::Overview.path(), &[]) + &format!("#hang-{province}")
}

/// How many items a commune misses; its page lists them.
fn missing(ask: &Ask, unit: &UnitCode, count: usize, text: String) -> Fact {
    let page = ask.link(&Route::Commune(unit.clone()));
    Fact {
        // The page of a commune that misses nothing has no such list.
        href: if count == 0 {
            page
        } else {
            page + "#con-thieu"
        },
        value: count.to_string(),
        text,
    }
}

/// A view of the room: the line of views, what it is about, then its content.
fn frame(visit: &Visit, scene: &Scene, room: &Room, title: String, body: AnyView) -> Page {
    let lang = visit.lang;
    let views = [
        (Room::Overview, lang.t("steer-overview")),
        (Room::Matrix, lang.t("steer-matrix")),
        (Room::Distance, lang.t("steer-distance")),
        (Room::Course, lang.t("steer-course")),
        (Room::Coverage, lang.t("ind-sector-infrastructure")),
        (Room::Directives, lang.t("steer-directives")),
    ];
    let links = views
        .into_iter()
        .map(|(to, text)| {
            let current = (to == *room).then_some("page");
            let to = address(visit, scene, &to, &[]);
            view! { <li><a href=to aria-current=current>{text}</a></li> }
        })
        .collect_view();
    let body = view! {
        <div class="steer">
            <nav aria-label=lang.t("steer-views") class="views">
                <ul class="links">{links}</ul>
            </nav>
            <h1>{title.clone()}</h1>
            {about(lang, scene)}
            {choose(visit, scene, room)}
            {body}
        </div>
    }
    .into_any();
    let crumbs = vec![
        (
            lang.t("steer-title"),
            (*room != Room::Overview).then(|| address(visit, scene, &Room::Overview, &[])),
        ),
        (title.clone(), None),
    ];
    super::page(title, body, crumbs)
}

/// Release, as-of time, criteria set; whether simulated.
fn about(lang: Lang, scene: &Scene) -> AnyView {
    let Some(release) = &scene.release else {
        return view! { <p class="lead">{lang.t("shell-no-release")}</p> }.into_any();
    };
    let text = lang.ta(
        "steer-about",
        [
            ("id", release.id.to_string().into()),
            ("at", lang.instant(release.as_of).into()),
            ("set", release.criteria_set.clone().into()),
        ],
    );
    let simulated = release
        .simulated
        .then(|| view! { " · " <b>{lang.t("steer-simulated")}</b> });
    let older = (!scene.latest).then(|| view! { " · " <b>{lang.t("steer-older")}</b> });
    view! { <p class="meta">{text} {simulated} {older}</p> }.into_any()
}

/// Province and release as a form that works without a script; directives are of no release.
fn choose(visit: &Visit, scene: &Scene, room: &Room) -> Option<AnyView> {
    let lang = visit.lang;
    let of_release = *room != Room::Directives;
    if !of_release && scene.provinces.is_empty() {
        return None;
    }
    let shown = scene.release.as_ref()?;
    let provinces = (!scene.provinces.is_empty()).then(|| {
        let mut options = Markup::new();
        for unit in &scene.provinces {
            options.raw("<option value=\"").text(unit.code.as_str());
            options.raw(if unit.code == scene.province.code {
                "\" selected>"
            } else {
                "\">"
            });
            options.text(lang.name(unit)).raw("</option>");
        }
        view! {
            <p>
                <label for="tinh">{lang.t("publish-province")}</label>
                <select id="tinh" name="tinh" inner_html=options.html()></select>
            </p>
        }
    });
    let mut options = Markup::new();
    for release in scene.all.iter() {
        let id = release.id.to_string();
        options.raw("<option value=\"").text(&id);
        options.raw(if release.id == shown.id {
            "\" selected>"
        } else {
            "\">"
        });
        let text = lang.ta(
            "shell-release-option",
            [
                ("number", id.clone().into()),
                ("date", lang.date(release.as_of.date()).into()),
            ],
        );
        options.text(&text).raw("</option>");
    }
    let releases = of_release.then(|| {
        view! {
            <p>
                <label for="phat-hanh">{lang.t("shell-release")}</label>
                <select id="phat-hanh" name="phat-hanh" inner_html=options.html()></select>
            </p>
        }
    });
    let files = of_release.then(|| {
        let workbook = with_state(lang, scene, WORKBOOK, &[]);
        let briefing = scene.briefings.then(|| {
            let to = with_state(lang, scene, BRIEFING, &[]);
            view! { <a href=to download="">{lang.t("briefing-link")}</a> " · " }
        });
        view! {
            <p class="download">
                {briefing} <a href=workbook download="">{lang.t("steer-workbook")}</a>
            </p>
        }
    });
    let form = view! {
        <form method="get" action=room.href(lang) class="filter">
            {provinces}
            {releases}
            <p><button type="submit">{lang.t("shell-release-show")}</button></p>
            {files}
        </form>
    };
    Some(form.into_any())
}

/// Why an item is not met, in a few words.
fn reason(lang: Lang, reason: Reason) -> String {
    match reason {
        Reason::Met => lang.t("steer-why-met"),
        Reason::Expiring => lang.t("steer-why-expiring"),
        Reason::Awaiting => lang.t("steer-why-awaiting"),
        Reason::Near => lang.t("steer-why-near"),
        Reason::Lapsed => lang.t("steer-why-lapsed"),
        Reason::Below => lang.t("steer-why-below"),
        Reason::Overdue => lang.t("steer-why-overdue"),
        Reason::Expired => lang.t("steer-why-expired"),
        Reason::NotYetDue => lang.t("steer-why-not-yet-due"),
        Reason::NotApplicable => lang.t("steer-why-not-applicable"),
    }
}

/// `▲ DL2 chờ thẩm định`
fn item(lang: Lang, out: &mut Markup, code: &str, why: Reason) {
    let level = why.level();
    out.raw("<span class=\"status ").raw(status::class(level));
    out.raw("\"><span class=\"status-shape\" aria-hidden=\"true\">")
        .raw(status::shape(level));
    out.raw("</span> <b dir=\"ltr\">").text(code).raw("</b> ");
    out.text(&reason(lang, why)).raw("</span>");
}

/// “1 mục”, “3 mục”.
fn items(lang: Lang, count: usize) -> String {
    let count = u32::try_from(count).unwrap_or(u32::MAX);
    lang.ta(
        "steer-items",
        [
            ("shown", lang.number(count).into()),
            ("count", count.into()),
        ],
    )
}

/// A commune's name as a link to its public page.
fn commune_link(lang: Lang, out: &mut Markup, unit: &UnitRef) {
    out.raw("<a href=\"")
        .text(&prefixed(lang, &format!("/xa/{}", unit.code)))
        .raw("\">")
        .add(&name::full(lang, unit))
        .raw("</a>");
}

/// A commune and its missing items as one line of a list.
fn near_line(ask: &Ask, out: &mut Markup, near: &Near) {
    let lang = ask.lang;
    out.raw("<li>");
    commune_link(lang, out, &near.unit);
    out.raw(" ");
    let count = near.missing.len();
    missing(ask, &near.unit.code, count, items(lang, count)).write(out);
    out.raw("<br>");
    for (at, (code, why)) in near.missing.iter().enumerate() {
        if at > 0 {
            out.raw(" · ");
        }
        item(lang, out, code, *why);
    }
    out.raw("</li>");
}
