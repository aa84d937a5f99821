//! The page that explains why there is no page: what happened, what is allowed, where to go. It must
//! work when nothing else does, so it takes no data but the frame, and even that may be missing.

use crate::{
    failure::{Failure, FileFault},
    i18n::{Lang, capitalised},
    page::{Page, PageRequest},
    public::model::Edition,
    routes::Route,
    texts::release,
};
use domain::{
    access::Refusal,
    release::{ReleaseId, ReleaseRef},
    status::Level,
    unit::UnitType,
};
use leptos::prelude::*;

/// Longest piece of an address that is repeated.
const MOST_CHARS: usize = 100;

/// Makes the page.
#[must_use]
pub fn page(request: &PageRequest, failure: &Failure, edition: Option<Edition>) -> Page {
    let lang = request.lang;
    let ErrorText { title, what, why } = tell(request, failure);
    let body = view! {
        <div class="failure">
            <p class="failure-code">{failure.status()}</p>
            <h1>{title.clone()}</h1>
            <p class="lead">{what.clone()}</p>
            {why.map(|why| view! { <p>{why}</p> })}
            {allowed(request, failure)}
            {ways(lang, failure)}
        </div>
    }
    .into_any();
    let crumbs = vec![(title.clone(), None)];
    Page {
        title,
        description: what,
        body,
        crumbs,
        edition,
        csv: None,
        province: None,
        frame: None,
        instead: None,
    }
}

/// What happened, as a title and two sentences.
#[must_use]
pub fn words(request: &PageRequest, failure: &Failure) -> (String, String, String) {
    let ErrorText { title, what, why } = tell(request, failure);
    (title, what, why.unwrap_or_default())
}

/// What happened, in words.
struct ErrorText {
    title: String,
    what: String,
    why: Option<String>,
}

fn tell(request: &PageRequest, failure: &Failure) -> ErrorText {
    let lang = request.lang;
    let named = |text: &str| -> crate::i18n::Arg {
        text.chars().take(MOST_CHARS).collect::<String>().into()
    };
    let because = Some;
    match failure {
        Failure::NoSuchUnit(code) => ErrorText {
            title: lang.t("error-unit"),
            what: lang.ta("error-unit-what", [("code", named(code))]),
            why: because(lang.t("error-unit-why")),
        },
        Failure::NoSuchRelease(id) => ErrorText {
            title: lang.t("error-release"),
            what: match named_release(id) {
                Some(id) => lang.ta(
                    "error-release-what",
                    [("release", release::name(lang, id).into())],
                ),
                None => lang.ta("error-release-named", [("id", named(id))]),
            },
            why: because(lang.t("error-release-why")),
        },
        Failure::NoSuchReceipt(id) => ErrorText {
            title: lang.t("error-receipt"),
            what: lang.ta("error-receipt-what", [("id", named(id))]),
            why: because(lang.t("error-receipt-why")),
        },
        Failure::NoSuchPage => ErrorText {
            title: lang.t("error-page"),
            what: lang.ta("error-page-what", [("path", named(&request.action()))]),
            why: because(lang.t("error-page-why")),
        },
        Failure::BadParameter { name, value, .. } => ErrorText {
            title: lang.t("error-parameter"),
            what: lang.ta(
                "error-parameter-what",
                [("name", (*name).into()), ("value", named(value))],
            ),
            why: None,
        },
        Failure::Full => ErrorText {
            title: lang.t("error-full"),
            what: lang.t("error-full-what"),
            why: because(lang.t("error-full-why")),
        },
        Failure::File(fault, name) => ErrorText {
            title: lang.t("error-file"),
            what: match fault {
                FileFault::Missing => {
                    lang.ta("error-file-missing", [("name", name.clone().into())])
                }
                FileFault::Altered => {
                    lang.ta("error-file-altered", [("name", name.clone().into())])
                }
                FileFault::Unreadable => {
                    lang.ta("error-file-unreadable", [("name", name.clone().into())])
                }
            },
            why: because(lang.t("error-file-why")),
        },
        Failure::NotSignedIn => ErrorText {
            title: lang.t("error-sign-in"),
            what: lang.t("error-sign-in-what"),
            why: None,
        },
        Failure::Denied(refusal) => ErrorText {
            title: lang.t("error-denied"),
            what: match refusal {
                Refusal::NoRole => lang.t("error-denied-what"),
                Refusal::OwnWork => lang.t("error-denied-own"),
                Refusal::SecondFactor => lang.t("error-denied-second"),
                Refusal::OwnRights => lang.t("error-denied-rights"),
            },
            why: because(lang.t("error-denied-why")),
        },
        Failure::ForeignOrigin => ErrorText {
            title: lang.t("error-origin"),
            what: lang.t("error-origin-what"),
            why: because(lang.t("error-origin-why")),
        },
        Failure::BadForm => ErrorText {
            title: lang.t("error-form"),
            what: lang.t("error-form-what"),
            why: because(lang.t("error-form-why")),
        },
        Failure::TooLarge => ErrorText {
            title: lang.t("error-large"),
            what: lang.t("error-large-what"),
            why: because(lang.t("error-large-why")),
        },
        Failure::AddressTooLong => ErrorText {
            title: lang.t("error-address"),
            what: lang.t("error-address-what"),
            why: because(lang.t("error-address-why")),
        },
        Failure::HeadTooLarge => ErrorText {
            title: lang.t("error-head"),
            what: lang.t("error-head-what"),
            why: because(lang.t("error-head-why")),
        },
        Failure::TooSlow => ErrorText {
            title: lang.t("error-slow"),
            what: lang.t("error-slow-what"),
            why: because(lang.t("error-slow-why")),
        },
        Failure::Changed => ErrorText {
            title: lang.t("error-changed"),
            what: lang.t("error-changed-what"),
            why: because(lang.t("error-changed-why")),
        },
        Failure::LinkEnded => ErrorText {
            title: lang.t("error-link"),
            what: lang.t("error-link-what"),
            why: because(lang.t("error-link-why")),
        },
        Failure::Method => ErrorText {
            title: lang.t("error-method"),
            what: lang.t("error-method-what"),
            why: None,
        },
        Failure::NoTypesetter => ErrorText {
            title: lang.t("briefing-not-there-title"),
            what: lang.t("briefing-not-there"),
            why: because(lang.t("briefing-not-there-why")),
        },
        Failure::Uncertain => ErrorText {
            title: lang.t("error-uncertain"),
            what: lang.t("error-uncertain-what"),
            why: because(lang.t("error-uncertain-why")),
        },
        Failure::Unavailable => ErrorText {
            title: lang.t("error-unavailable"),
            what: lang.t("error-unavailable-what"),
            why: because(lang.t("error-unavailable-why")),
        },
    }
}

/// The release that an address asked for.
fn named_release(text: &str) -> Option<ReleaseId> {
    match ReleaseRef::parse(text)? {
        ReleaseRef::Exact(id) => Some(id),
        ReleaseRef::Number(number) => Some(ReleaseId {
            number,
            revision: 1,
        }),
        ReleaseRef::Latest => None,
    }
}

/// The word for a value of a parameter, where there is one.
fn word(lang: Lang, name: &str, value: &str) -> Option<String> {
    match name {
        "trang-thai" => Level::parse_slug(value).map(|level| lang.level(level)),
        "loai" => UnitType::parse(value).map(|kind| capitalised(&lang.kind(kind))),
        _ => None,
    }
}

/// What can be written instead, as links to this page.
fn allowed(request: &PageRequest, failure: &Failure) -> Option<AnyView> {
    let lang = request.lang;
    let Failure::BadParameter { name, allowed, .. } = failure else {
        return None;
    };
    let without = request.here(&[(name, None)]);
    if *name == "phat-hanh" {
        // The values given are examples of the form, not releases.
        let forms = crate::texts::value::list(
            lang,
            &allowed.iter().map(ToString::to_string).collect::<Vec<_>>(),
        );
        return Some(
            view! {
                <p>{lang.ta("error-release-form", [("forms", forms.into())])}</p>
                <p><a href=without>{lang.t("error-newest")}</a></p>
            }
            .into_any(),
        );
    }
    let links: Vec<AnyView> = allowed
        .iter()
        .map(|value| {
            let word = word(lang, name, value).map(|word| format!(" ({word})"));
            let href = request.here(&[(name, Some(value))]);
            view! { <li><a href=href><code dir="ltr">{*value}</code></a> {word}</li> }.into_any()
        })
        .collect();
    let links =
        (!links.is_empty()).then(|| view! { <p>{lang.t("error-allowed")}</p> <ul>{links}</ul> });
    Some(
        view! {
            {links}
            <p><a href=without>{lang.t("error-without")}</a></p>
        }
        .into_any(),
    )
}

/// Where to go from here. The links leave a release that may be the mistake.
fn ways(lang: Lang, failure: &Failure) -> AnyView {
    let link = |route: Route, text: String| view! { <li><a href=route.href(lang)>{text}</a></li> };
    let home = link(Route::Home, lang.t("error-home"));
    if *failure == Failure::Unavailable {
        return view! { <ul>{home}</ul> }.into_any();
    }
    let releases = failure.is_about_release() || matches!(failure, Failure::NoSuchReceipt(_));
    let releases = releases.then(|| link(Route::Releases, lang.t("error-releases")));
    view! {
        <form class="filter" method="get" action=Route::Search.href(lang)>
            <p>
                <label for="q">{lang.t("search-label")}</label>
                <input id="q" name="q" type="search" autocomplete="off" />
            </p>
            <button type="submit">{lang.t("search-submit")}</button>
        </form>
        <ul>
            {releases}
            {home}
            {link(Route::Ranking, lang.t("error-ranking"))}
        </ul>
    }
    .into_any()
}
