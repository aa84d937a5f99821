//! The steering committee's pages: views that are read in a meeting, each with its whole state in its
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
    page::{Page, PageRequest, WorkspaceRequest},
    public::model::UnitRef,
    routes::{BRIEFING, WORKBOOK, WorkspaceRoute, prefixed},
    texts::{committee, release},
    workspace::committee::model::{CommitteeContext, Near},
};
use domain::{release::ReleaseId, status::Reason, time::Date};
use leptos::prelude::*;
use maud::{Markup, html};

/// The address of a view with what every view keeps: province and release.
fn address(
    request: &WorkspaceRequest,
    context: &CommitteeContext,
    route: &WorkspaceRoute,
    more: &[(&str, &str)],
) -> String {
    committee::with_state(request.lang, context, &route.path(), more)
}

/// A view: the line of views, what it is about, then its content.
fn frame(
    request: &WorkspaceRequest,
    context: &CommitteeContext,
    route: &WorkspaceRoute,
    title: String,
    body: AnyView,
) -> Page {
    let lang = request.lang;
    let views = [
        (WorkspaceRoute::Overview, lang.t("steer-overview")),
        (WorkspaceRoute::Matrix, lang.t("steer-matrix")),
        (WorkspaceRoute::Distance, lang.t("steer-distance")),
        (WorkspaceRoute::Course, lang.t("steer-course")),
        (
            WorkspaceRoute::Coverage,
            lang.t("ind-sector-infrastructure"),
        ),
        (WorkspaceRoute::Directives, lang.t("steer-directives")),
    ];
    let views: Vec<_> = views
        .into_iter()
        .filter(|(to, _)| request.may_open(to))
        .collect();
    let more_than_one = views.len() > 1;
    let links = views
        .into_iter()
        .map(|(to, text)| {
            let current = (to == *route).then_some("page");
            let to = address(request, context, &to, &[]);
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
            {about(lang, context)}
            {choose(request, context, route)}
            {body}
        </div>
    }
    .into_any();
    let mut crumbs = Vec::new();
    if request.may_open(&WorkspaceRoute::Overview) {
        let overview = || address(request, context, &WorkspaceRoute::Overview, &[]);
        let above = (*route != WorkspaceRoute::Overview).then(overview);
        crumbs.push((lang.t("steer-title"), above));
    }
    crumbs.push((title.clone(), None));
    crate::page::plain(title, body, crumbs)
}

/// Release, as-of time, criteria set; whether simulated.
fn about(lang: Lang, context: &CommitteeContext) -> AnyView {
    let Some(release) = &context.release else {
        return view! { <p class="lead">{lang.t("shell-no-release")}</p> }.into_any();
    };
    let text = lang.ta(
        "steer-about",
        [
            ("id", release::number(lang, release.id).into()),
            ("at", lang.instant(release.as_of).into()),
            ("set", release.criteria_set.clone().into()),
        ],
    );
    let simulated = release
        .simulated
        .then(|| view! { " · " <b>{lang.t("steer-simulated")}</b> });
    let older = (!context.latest).then(|| view! { " · " <b>{lang.t("steer-older")}</b> });
    view! { <p class="meta">{text} {simulated} {older}</p> }.into_any()
}

/// Province and release as a form that works without a script; directives are of no release.
fn choose(
    request: &WorkspaceRequest,
    context: &CommitteeContext,
    route: &WorkspaceRoute,
) -> Option<AnyView> {
    let lang = request.lang;
    let of_release = *route != WorkspaceRoute::Directives;
    if !of_release && context.provinces.is_empty() {
        return None;
    }
    let shown = context.release.as_ref()?;
    let provinces = (!context.provinces.is_empty()).then(|| {
        let options = html! {
            @for unit in &context.provinces {
                option value=(unit.code) selected[unit.code == context.province.code] { (unit.name) }
            }
        };
        view! {
            <p>
                <label for="tinh">{lang.t("publish-province")}</label>
                <select id="tinh" name="tinh">{inert(options)}</select>
            </p>
        }
    });
    let option = |id: ReleaseId, date: Date| {
        let number = release::number(lang, id);
        let args = [("number", number.into()), ("date", lang.date(date).into())];
        lang.ta("shell-release-option", args)
    };
    let options = html! {
        @for release in context.all.iter() {
            option value=(release.id.to_string()) selected[release.id == shown.id] { (option(release.id, release.as_of.date())) }
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
        let workbook = committee::with_state(lang, context, WORKBOOK, &[]);
        let briefing = if context.briefings {
            let to = committee::with_state(lang, context, BRIEFING, &[]);
            view! { <a href=to download="">{lang.t("briefing-link")}</a> " · " }.into_any()
        } else {
            view! { <span class="muted">{lang.t("briefing-preparing")}</span> " " }.into_any()
        };
        view! {
            <p class="download">
                {briefing} <a href=workbook download="">{lang.t("steer-workbook")}</a>
            </p>
        }
    });
    let form = view! {
        <form method="get" action=route.href(lang) class="filter">
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
fn near_line(public_request: &PageRequest, near: &Near) -> Markup {
    let lang = public_request.lang;
    let count = near.missing.len();
    html! {
        li {
            (commune_link(lang, &near.unit)) " "
            (committee::missing(public_request, &near.unit.code, count, committee::items(lang, count)))
            br;
            (missing_items(lang, &near.missing))
        }
    }
}
