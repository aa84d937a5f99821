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
    components::{markup::Markup, name, status},
    i18n::Lang,
    page::{Ask, Page, Visit},
    public::model::UnitRef,
    routes::{BRIEFING, Room, WORKBOOK, prefixed},
    texts::committee,
    workspace::committee::model::{Near, Scene},
};
use domain::status::Reason;
use leptos::prelude::*;

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
fn item(lang: Lang, out: &mut Markup, code: &str, why: Reason) {
    let level = why.level();
    out.raw("<span class=\"status ").raw(status::class(level));
    out.raw("\"><span class=\"status-shape\" aria-hidden=\"true\">")
        .raw(status::shape(level));
    out.raw("</span> <b dir=\"ltr\">").text(code).raw("</b> ");
    out.text(&committee::reason(lang, why)).raw("</span>");
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
    committee::missing(ask, &near.unit.code, count, committee::items(lang, count)).write(out);
    out.raw("<br>");
    for (at, (code, why)) in near.missing.iter().enumerate() {
        if at > 0 {
            out.raw(" · ");
        }
        item(lang, out, code, *why);
    }
    out.raw("</li>");
}
