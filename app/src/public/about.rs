//! `/gioi-thieu`: what this is and what it is not, contact, privacy, accessibility, licences,
//! languages. States only what is so; known limits are named.

use crate::{
    components::name,
    failure::Failure,
    i18n::Lang,
    page::{Page, PageRequest},
    public::model::Edition,
    routes::Route,
};
use leptos::prelude::*;

/// Makes the page.
///
/// # Errors
/// None so far; the signature is that of every page.
pub fn page(request: &PageRequest, edition: Edition) -> Result<Page, Failure> {
    let lang = request.lang;
    let title = lang.t("about-title");
    let description = lang.t("about-lead");
    let demo = edition
        .demo
        .then(|| view! { <p class="notice">{lang.t("about-demo")}</p> });
    let home = request.link(&Route::Province(edition.home.code.clone()));
    let body = view! {
        <div class="headline">
            <h1>{title.clone()}</h1>
            <p class="lead">{description.clone()}</p>
        </div>
        {demo}
        <section aria-labelledby="la-gi">
            <h2 id="la-gi">{lang.t("about-is")}</h2>
            <ul>
                <li>{lang.t("about-is-purpose")}</li>
                <li>{lang.t("about-is-releases")} " " <a href=request.link(&Route::Method)>{lang.t("about-to-method")}</a></li>
                <li>{lang.t("about-is-home")} " " {name::link_full(lang, &edition.home, home)}</li>
            </ul>
            <h3>{lang.t("about-not")}</h3>
            <ul>
                <li>{lang.t("about-not-official")}</li>
                <li>{lang.t("about-not-criteria")}</li>
                <li>{lang.t("about-not-services")}</li>
            </ul>
        </section>
        {part(lang, "lien-he", "about-contact", [lang.t("about-contact-none"), lang.t("about-contact-how")])}
        {part(
            lang,
            "rieng-tu",
            "about-privacy",
            [lang.t("about-privacy-cookies"), lang.t("about-privacy-people"), lang.t("about-privacy-logs")],
        )}
        {part(
            lang,
            "tiep-can",
            "about-access",
            [
                lang.t("about-access-aim"),
                lang.t("about-access-tested"),
                lang.t("about-access-limits"),
                lang.t("about-access-report"),
            ],
        )}
        <section aria-labelledby="giay-phep">
            <h2 id="giay-phep">{lang.t("about-licence")}</h2>
            <ul>
                <li>
                    {lang.t("about-licence-computed")} " "
                    <a href="https://creativecommons.org/licenses/by/4.0/" rel="license"><bdi>"CC BY 4.0"</bdi></a>
                </li>
                <li>{lang.t("about-licence-cited")} " "
                    <a href=request.link(&Route::Published)>{lang.t("about-to-published")}</a>
                </li>
                <li>{lang.t("about-licence-units")}</li>
                <li>{lang.t("about-licence-program")}</li>
            </ul>
        </section>
        {part(lang, "ngon-ngu", "about-languages", [lang.t("about-languages-vi"), lang.t("about-languages-ar")])}
    }
    .into_any();
    let crumbs = vec![(title.clone(), None)];
    Ok(Page::new(title, description, body)
        .edition(edition)
        .crumbs(crumbs))
}

/// A section with a heading and its paragraphs as a list.
fn part<const N: usize>(
    lang: Lang,
    id: &'static str,
    title: &'static str,
    lines: [String; N],
) -> AnyView {
    let lines: Vec<AnyView> = lines
        .into_iter()
        .map(|line| view! { <li>{line}</li> }.into_any())
        .collect();
    view! {
        <section aria-labelledby=id>
            <h2 id=id>{lang.t(title)}</h2>
            <ul>{lines}</ul>
        </section>
    }
    .into_any()
}
