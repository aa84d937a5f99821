//! The steering committee's room: views that are read in a meeting, each with its whole state in its
//! address. They are drawn from [`crate::workspace::committee::model`] and ask for nothing themselves.

mod compared;

pub mod course;

pub mod coverage;

mod coverage_table;

pub mod directives;

pub mod distance;

pub mod infrastructure_model;

pub mod matrix;

pub mod model;

pub mod overview;

mod target;

use crate::{
    components::{html::inert, name, status},
    i18n::Lang,
    page::{Ask, Page, Visit},
    public::model::UnitRef,
    routes::{BRIEFING, Room, WORKBOOK, prefixed},
    texts::committee,
    workspace::committee::model::{Near, Scene},
};
use domain::{status::Reason, time::Date};
use leptos::prelude::*;
use maud::{Markup, html};

/// An address of the room with what every view keeps: province and release.
fn address(visit: &Visit, scene: &Scene, room: &Room, more: &[(&str, &str)]) -> String {
    committee::with_state(visit.lang, scene, &room.path(), more)
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
    let views: Vec<_> = views
        .into_iter()
        .filter(|(to, _)| visit.leads_to(to))
        .collect();
    let more_than_one = views.len() > 1;
    let links = views
        .into_iter()
        .map(|(to, text)| {
            let current = (to == *room).then_some("page");
            let to = address(visit, scene, &to, &[]);
            view! { <li><a href=to aria-current=current>{text}</a></li> }
        })
        .collect_view();
    let views = more_than_one.then(|| {
        view! {
            <nav aria-label=lang.t("steer-views") class="views">
                <ul class="links">{links}</ul>
            </nav>
        }
    });
    let body = view! {
        <div class="steer">
            {views}
            <h1>{title.clone()}</h1>
            {about(lang, scene)}
            {choose(visit, scene, room)}
            {body}
        </div>
    }
    .into_any();
    let mut crumbs = Vec::new();
    if visit.leads_to(&Room::Overview) {
        let overview = || address(visit, scene, &Room::Overview, &[]);
        let above = (*room != Room::Overview).then(overview);
        crumbs.push((lang.t("steer-title"), above));
    }
    crumbs.push((title.clone(), None));
    crate::page::plain(title, body, crumbs)
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
        let options = html! {
            @for unit in &scene.provinces {
                option value=(unit.code) selected[unit.code == scene.province.code] { (lang.name(unit)) }
            }
        };
        view! {
            <p>
                <label for="tinh">{lang.t("publish-province")}</label>
                <select id="tinh" name="tinh">{inert(options)}</select>
            </p>
        }
    });
    let option = |id: &str, date: Date| {
        let args = [("number", id.into()), ("date", lang.date(date).into())];
        lang.ta("shell-release-option", args)
    };
    let options = html! {
        @for release in scene.all.iter() {
            @let id = release.id.to_string();
            option value=(id) selected[release.id == shown.id] { (option(&id, release.as_of.date())) }
        }
    };
    let releases = of_release.then(|| {
        view! {
            <p>
                <label for="phat-hanh">{lang.t("shell-release")}</label>
                <select id="phat-hanh" name="phat-hanh">{inert(options)}</select>
            </p>
        }
    });
    let files = of_release.then(|| {
        let workbook = committee::with_state(lang, scene, WORKBOOK, &[]);
        let briefing = scene.briefings.then(|| {
            let to = committee::with_state(lang, scene, BRIEFING, &[]);
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

/// `▲ DL2 chờ thẩm định`
fn item(lang: Lang, code: &str, why: Reason) -> Markup {
    let level = why.level();
    html! {
        span class={ "status " (status::class(level)) } {
            span class="status-shape" aria-hidden="true" { (status::shape(level)) }
            " " b dir="ltr" { (code) } " " (committee::reason(lang, why))
        }
    }
}

/// Missing items, one after the other.
fn missing_items(lang: Lang, missing: &[(String, Reason)]) -> Markup {
    html! {
        @for (at, (code, why)) in missing.iter().enumerate() {
            @if at > 0 { " · " }
            (item(lang, code, *why))
        }
    }
}

/// A commune's name as a link to its public page.
fn commune_link(lang: Lang, unit: &UnitRef) -> Markup {
    html! {
        a href=(prefixed(lang, &format!("/xa/{}", unit.code))) { (name::full(lang, unit)) }
    }
}

/// A commune and its missing items as one line of a list.
fn near_line(ask: &Ask, near: &Near) -> Markup {
    let lang = ask.lang;
    let count = near.missing.len();
    html! {
        li {
            (commune_link(lang, &near.unit)) " "
            (committee::missing(ask, &near.unit.code, count, committee::items(lang, count)))
            br;
            (missing_items(lang, &near.missing))
        }
    }
}
