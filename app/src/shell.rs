//! The document around a page: head, band, header, notices, footer. Everything that every page must
//! state (which release, of when, simulated or not, by which criteria set) is stated here, once.

mod menu;

use crate::{
    components::{form::Hidden, html::inert, notice::Notice},
    i18n::{Lang, use_lang},
    islands::{Unsent, UnsentWords},
    nav::NavUser,
    page::{Page, PageRequest, use_page_request},
    public::model::{Edition, ReleaseInfo},
    routes::{AdminRoute, FormAction, ObservationRoute, Route, WorkspaceRoute},
    texts::{ranking, release},
};
use domain::{criteria::SetStatus, indicator::Sector, unit::UnitCode};
use leptos::prelude::*;
use maud::html;
use std::sync::Arc;

/// Addresses of what a document needs besides itself.
#[derive(Clone, Debug)]
pub struct Assets {
    /// The style sheet.
    pub stylesheet: String,
    /// What brings islands to life; none if the islands were not built.
    pub islands: Option<String>,
    /// Scheme and host under which the site is known, without a slash at its end: search engines and messengers take
    /// whole addresses only.
    pub origin: String,
}

/// The whole document.
pub fn document(request: &PageRequest, page: Page, assets: &Assets) -> impl IntoView {
    request.provide();
    let lang = request.lang;
    let Page {
        title,
        description,
        body,
        crumbs,
        edition,
        csv,
        province,
        frame,
        instead: _,
    } = page;
    let simulated =
        edition.as_ref().is_some_and(is_simulated) || frame.as_ref().is_some_and(|f| f.demo);
    let person = frame.and_then(|f| f.person);
    let whole = |lang| format!("{}{}", assets.origin, request.in_lang(lang));
    let canonical = whole(lang);
    // What is made up is marked where a link is shown, too.
    let shared = match simulated {
        true => format!("{} · {description}", lang.t("ind-simulated")),
        false => description.clone(),
    };
    // What a messenger shows of a link.
    let card = html! {
        meta property="og:type" content="website";
        meta property="og:site_name" content=(lang.t("shell-product"));
        meta property="og:title" content=(title);
        meta property="og:description" content=(shared);
        meta property="og:url" content=(canonical);
        meta property="og:locale" content=(lang.tag());
    };
    // “Xanh” alone would read as the status of what the title names.
    let title = format!("{title} · {}", lang.t("shell-product"));
    let alternates = Lang::ALL
        .map(|l| view! { <link rel="alternate" hreflang=l.tag() href=whole(l) /> })
        .collect_view();
    let csv = csv.map(|href| view! { <link rel="alternate" type="text/csv" href=href /> });
    // Public pages carry no script at all.
    let islands = assets
        .islands
        .clone()
        .filter(|_| person.is_some())
        .map(|src| view! { <script type="module" src=src></script> });
    let page_class = if simulated { "is-simulated" } else { "" };
    view! {
        <!DOCTYPE html>
        <html lang=lang.tag() dir=lang.direction()>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <title>{title}</title>
                <meta name="description" content=description />
                <meta name="color-scheme" content="light dark" />
                <meta name="theme-color" content="#0b5d3b" media="(prefers-color-scheme: light)" />
                <meta name="theme-color" content="#101613" media="(prefers-color-scheme: dark)" />
                <link rel="stylesheet" href=assets.stylesheet.clone() />
                <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
                <link rel="canonical" href=canonical />
                {alternates}
                <link rel="alternate" hreflang="x-default" href=whole(Lang::Vi) />
                {inert(card)}
                {csv}
                {islands}
            </head>
            <body class=page_class>
                <a class="skip" href="#noi-dung">{lang.t("shell-skip")}</a>
                <header class="site">
                    {simulated.then(|| view! { <Band /> })}
                    <Masthead province open=person.is_none() />
                    {person.map(|person| view! { <Rooms person /> })}
                    <div class="wrap under">
                        <Breadcrumbs crumbs />
                        {edition.clone().map(|edition| view! { <EditionLine edition /> })}
                    </div>
                </header>
                <main id="noi-dung" class="wrap" tabindex="-1">
                    {edition.clone().map(|edition| view! { <OlderNotice edition /> })}
                    {body}
                </main>
                <Footer edition />
            </body>
        </html>
    }
}

fn is_simulated(edition: &Edition) -> bool {
    edition
        .release
        .as_ref()
        .map_or(edition.demo, |release| release.simulated || edition.demo)
}

/// The band on top of everything simulated, in all three languages at once: a picture of the page
/// must not lose it.
#[component]
fn Band() -> AnyView {
    let lang = use_lang();
    view! {
        <div class="band">
            <p>
                <strong lang="vi">"SỐ LIỆU MÔ PHỎNG"</strong>
                <span class="slash" aria-hidden="true">"/"</span>
                <strong lang="en">"Simulated data"</strong>
                <span class="slash" aria-hidden="true">"/"</span>
                <strong lang="ar" dir="rtl">"بيانات محاكاة (غير حقيقية)"</strong>
                <span class="band-why">{lang.t("shell-simulated")}</span>
            </p>
        </div>
    }
    .into_any()
}

/// Name, search, the menu and languages.
#[component]
fn Masthead(
    /// The province that the page is about.
    province: Option<UnitCode>,
    /// Whether the menu of public pages stands here: whoever is signed in has one of their own.
    open: bool,
) -> AnyView {
    let request = use_page_request();
    let lang = request.lang;
    let text = request.query.get("q").unwrap_or_default().to_owned();
    let release = request
        .query
        .get("phat-hanh")
        .map(|release| view! { <Hidden name="phat-hanh" value=release /> });
    let languages = Lang::ALL
        .map(|l| {
            let current = (l == lang).then_some("true");
            view! {
                <li>
                    <a href=request.in_lang(l) hreflang=l.tag() lang=l.tag() aria-current=current>
                        {l.own_name()}
                    </a>
                </li>
            }
        })
        .collect_view();
    let languages = view! {
        <nav class="languages" aria-label=lang.t("shell-languages")>
            <ul>{languages}</ul>
        </nav>
    };
    // Folded on phones, where it would push the page away; wide screens show it open.
    let ways = if open {
        view! {
            <details class="ways">
                <summary>{lang.t("menu-open")}</summary>
                <div class="ways-row">{menu::ways(&request, province.as_ref())} {languages}</div>
            </details>
        }
        .into_any()
    } else {
        languages.into_any()
    };
    view! {
        <div class="wrap masthead">
            <p class="brand">
                <a href=request.link(&Route::Home)>
                    <svg viewBox="0 0 24 24" width="28" height="28" aria-hidden="true">
                        <path d="M12 1 22 6.6v10.8L12 23 2 17.4V6.6z" />
                    </svg>
                    <b>"Xanh"</b>
                    <span class="tagline">{lang.t("shell-tagline")}</span>
                </a>
            </p>
            <form class="search" role="search" method="get" action=Route::Search.href(lang)>
                <label for="tim" class="visually-hidden">{lang.t("shell-search-label")}</label>
                <input id="tim" type="search" name="q" value=text placeholder=lang.t("shell-search-hint") autocomplete="off" />
                {release}
                <button type="submit">{lang.t("shell-search")}</button>
            </form>
            {ways}
        </div>
    }
    .into_any()
}

/// Who is signed in, the pages open to them, and the way out.
#[component]
fn Rooms(
    /// Who is signed in.
    person: NavUser,
) -> AnyView {
    let request = use_page_request();
    let lang = request.lang;
    let open = person.access;
    let nav_link = |open: bool, route: WorkspaceRoute, text: String| {
        let path = route.path();
        // Pages below the administration's have links of their own.
        let below = path != "/quan-tri" && request.path.starts_with(&format!("{path}/"));
        let here = request.path == path || below;
        let current = here.then_some("true");
        open.then(|| view! { <li><a href=route.href(lang) aria-current=current>{text}</a></li> })
    };
    let words = UnsentWords {
        unsent: lang.t("unsent-number"),
        leave: lang.t("unsent-leave"),
    };
    view! {
        <div class="wrap doors">
            <nav aria-label=lang.t("shell-doors")>
                <ul class="links">
                    {nav_link(open.checklist, WorkspaceRoute::Checklists, lang.t("desks-title"))}
                    {nav_link(open.review, WorkspaceRoute::ReviewQueue, lang.t("queue-title"))}
                    {nav_link(open.thread, WorkspaceRoute::Questions, lang.t("questions-title"))}
                    {nav_link(open.steering, WorkspaceRoute::Overview, lang.t("steer-title"))}
                    {nav_link(open.directives && !open.steering, WorkspaceRoute::Directives, lang.t("steer-directives"))}
                    {nav_link(open.observe, WorkspaceRoute::Observations(ObservationRoute::Index), lang.t("observe-title"))}
                    {nav_link(open.publish, WorkspaceRoute::Publish, lang.t("publish-title"))}
                    {nav_link(open.accounts, WorkspaceRoute::Accounts, lang.t("people-title"))}
                    {nav_link(open.audit_log, WorkspaceRoute::AuditLog, lang.t("trail-title"))}
                    {nav_link(open.admin.any(), WorkspaceRoute::Admin(AdminRoute::Index), lang.t("admin-title"))}
                    {nav_link(open.any(), WorkspaceRoute::Notices, lang.ta("notices-door", [("number", person.notices.into())]))}
                </ul>
            </nav>
            <form method="post" action=FormAction::SignOut.href(lang) class="person">
                {open.checklist.then(|| view! { <Unsent owner=person.owner.clone() words=words.clone() /> })}
                <span>{lang.t("shell-person")} " " <a href=WorkspaceRoute::Admin(AdminRoute::Sessions).href(lang)><b><bdi>{person.name.clone()}</bdi></b></a></span>
                <button type="submit">{lang.t("shell-sign-out")}</button>
            </form>
        </div>
    }
    .into_any()
}

/// Cả nước › Phú Thọ › Xã A
#[component]
fn Breadcrumbs(
    /// Text and address; the last has none.
    crumbs: Vec<(String, Option<String>)>,
) -> AnyView {
    let request = use_page_request();
    let lang = request.lang;
    let home = if crumbs.is_empty() {
        view! { <li><a href=request.link(&Route::Home) aria-current="page">{lang.t("shell-home")}</a></li> }.into_any()
    } else {
        view! { <li><a href=request.link(&Route::Home)>{lang.t("shell-home")}</a></li> }.into_any()
    };
    let rest = crumbs.into_iter().map(|(text, href)| match href {
        Some(href) => view! { <li><a href=href><bdi>{text}</bdi></a></li> }.into_any(),
        None => view! { <li><bdi aria-current="page">{text}</bdi></li> }.into_any(),
    });
    view! {
        <nav class="crumbs" aria-label=lang.t("shell-breadcrumb")>
            <ol>{home} {rest.collect_view()}</ol>
        </nav>
    }
    .into_any()
}

/// Which release is shown, a form to choose another, and what the criteria set is worth: one line on phones, which
/// unfolds.
#[component]
fn EditionLine(
    /// The release that is shown.
    edition: Edition,
) -> AnyView {
    let request = use_page_request();
    let lang = request.lang;
    let inferred = (edition.set.status == SetStatus::Inferred).then(|| {
        let text = lang.ta(
            "shell-inferred",
            [("version", edition.set.version.clone().into())],
        );
        view! { <p class="set-note"><a href=request.link(&Route::Method)>{text}</a></p> }
    });
    let shown = match &edition.release {
        Some(shown) => lang.ta(
            "shell-edition",
            [
                ("number", release::number(lang, shown.id).into()),
                ("date", lang.date(shown.as_of.date()).into()),
            ],
        ),
        None => lang.t("shell-edition-none"),
    };
    let worth = inferred
        .is_some()
        .then(|| view! { " · " <span class="worth">{lang.t("shell-edition-inferred")}</span> });
    view! {
        <details class="edition">
            <summary>{shown} {worth}</summary>
            <div class="edition-row">{inferred} {release_form(&request, &edition)}</div>
        </details>
    }
    .into_any()
}

fn release_form(request: &PageRequest, edition: &Edition) -> Option<AnyView> {
    let lang = request.lang;
    let shown = edition.release.as_ref()?;
    if edition.all.len() < 2
        || matches!(
            request.route,
            None | Some(Route::Receipt(_) | Route::Releases)
        )
    {
        return None;
    }
    let option = |(at, release): (usize, &Arc<ReleaseInfo>)| {
        // The newest has no number in the address: it stays the newest.
        let value = if at == 0 {
            String::new()
        } else {
            release.id.number.to_string()
        };
        let selected = release.id.number == shown.id.number;
        let text = lang.ta(
            "shell-release-option",
            [
                ("number", lang.number(release.id.number).into()),
                ("date", lang.date(release.as_of.date()).into()),
            ],
        );
        view! { <option value=value selected=selected>{text}</option> }
    };
    let options = edition.all.iter().enumerate().map(option).collect_view();
    let kept = request
        .query
        .pairs()
        .filter(|(name, _)| *name != "phat-hanh")
        .map(|(name, value)| view! { <Hidden name=name value=value /> })
        .collect_view();
    Some(
        view! {
            <form class="releases" method="get" action=request.action()>
                <label for="phat-hanh">{lang.t("shell-release")}</label>
                <select id="phat-hanh" name="phat-hanh">{options}</select>
                {kept}
                <button type="submit">{lang.t("shell-release-show")}</button>
            </form>
        }
        .into_any(),
    )
}

/// Says that there is a newer release, and leads to it.
#[component]
fn OlderNotice(
    /// The release that is shown.
    edition: Edition,
) -> Option<AnyView> {
    let request = use_page_request();
    let lang = request.lang;
    let shown = edition.release.as_ref()?;
    let newest = edition.all.first()?;
    if edition.latest || matches!(request.route, Some(Route::Receipt(_))) {
        return None;
    }
    let text = lang.ta(
        "shell-older",
        [
            ("number", lang.number(shown.id.number).into()),
            ("at", lang.instant(shown.as_of).into()),
        ],
    );
    let link = lang.ta(
        "shell-newest",
        [("date", lang.date(newest.as_of.date()).into())],
    );
    Some(
        view! {
            <Notice>{text} " " <a href=request.here(&[("phat-hanh", None)])>{link}</a></Notice>
        }
        .into_any(),
    )
}

/// What the release is, and where else to go.
#[component]
fn Footer(
    /// The release that is shown.
    edition: Option<Edition>,
) -> AnyView {
    let request = use_page_request();
    let lang = request.lang;
    let link =
        |route: Route, text: String| view! { <li><a href=request.link(&route)>{text}</a></li> };
    let stated = edition.as_ref().map(|edition| match &edition.release {
        Some(release) => release_facts(lang, release),
        None => view! { <p>{lang.t("shell-no-release")}</p> }.into_any(),
    });
    let about = Route::About.href(lang);
    view! {
        <footer class="site">
            <div class="wrap">
                {stated}
                <nav aria-label=lang.t("shell-footer")>
                    <ul class="links">
                        {link(Route::Ranking, lang.t("shell-ranking"))}
                        {link(Route::Sector(Sector::Infrastructure), lang.t("ind-sector-infrastructure"))}
                        {link(Route::Sectors, lang.t("ind-sectors-title"))}
                        {link(Route::Method, lang.t("shell-method"))}
                        {link(Route::Published, lang.t("shell-published"))}
                        {link(Route::Releases, lang.t("shell-releases"))}
                        {link(Route::About, lang.t("shell-about"))}
                        <li><a href=WorkspaceRoute::SignIn.href(lang)>{lang.t("sign-in-title")}</a></li>
                        <li><a href=format!("{about}#tiep-can")>{lang.t("shell-accessibility")}</a></li>
                        <li><a href=format!("{about}#rieng-tu")>{lang.t("shell-privacy")}</a></li>
                        <li><a href=format!("{about}#lien-he")>{lang.t("shell-contact")}</a></li>
                    </ul>
                </nav>
                <p class="licence">
                    {lang.t("shell-licence")} " "
                    <a href="https://creativecommons.org/licenses/by/4.0/" rel="license">
                        <bdi>"CC BY 4.0"</bdi>
                    </a>
                </p>
            </div>
        </footer>
    }
    .into_any()
}

fn release_facts(lang: Lang, release: &ReleaseInfo) -> AnyView {
    let name = lang.ta(
        "shell-release-name",
        [("id", release::number(lang, release.id).into())],
    );
    view! {
        <p>
            <b>{name}</b> " · " {ranking::completeness(lang, release, &release.counts)}
        </p>
        <p class="hash">
            {lang.t("shell-hash")} " " <code dir="ltr">{release.hash.clone()}</code>
        </p>
    }
    .into_any()
}
