//! `/du-lieu`: which files the release shown has, what may be done with them and how they are cited. Says what there is
//! not, too.

use crate::{
    components::{
        html::inert,
        name,
        table::{ScrollTable, heads},
    },
    failure::Failure,
    i18n::Lang,
    page::{Page, PageRequest, csv_address},
    public::model::{Country, ProvinceRow, ReleaseInfo},
    routes::{DATA_DICTIONARY, Route},
    texts::release,
};
use leptos::prelude::*;
use maud::{Markup, html};

/// Makes the page.
///
/// # Errors
/// None so far; the signature is that of every page.
pub fn page(request: &PageRequest, data: Country) -> Result<Page, Failure> {
    let lang = request.lang;
    let title = lang.t("data-title");
    let description = match &data.edition.release {
        Some(shown) => lang.ta(
            "data-lead",
            [("id", release::number(lang, shown.id).into())],
        ),
        None => lang.t("releases-none"),
    };
    let files = data
        .edition
        .release
        .as_deref()
        .map(|shown| files(request, shown, &data.rows));
    let body = view! {
        <div class="headline">
            <h1>{title.clone()}</h1>
            <p class="lead">{description.clone()}</p>
        </div>
        {files}
        <section aria-labelledby="dang-tep">
            <h2 id="dang-tep">{lang.t("data-form")}</h2>
            <ul>
                <li>{lang.t("data-form-csv")}</li>
                <li>{lang.t("data-form-codes")}</li>
                <li><a href=DATA_DICTIONARY hreflang="en">{lang.t("data-dictionary")}</a></li>
            </ul>
        </section>
        <section aria-labelledby="giay-phep">
            <h2 id="giay-phep">{lang.t("about-licence")}</h2>
            <p>
                {lang.t("about-licence-computed")} " "
                <a href="https://creativecommons.org/licenses/by/4.0/" rel="license"><bdi>"CC BY 4.0"</bdi></a>
            </p>
            <p>
                {lang.t("about-licence-cited")} " "
                <a href=request.link(&Route::Published)>{lang.t("about-to-published")}</a>
            </p>
        </section>
        <section aria-labelledby="chua-co">
            <h2 id="chua-co">{lang.t("data-not")}</h2>
            <p>{lang.t("data-not-yet")}</p>
        </section>
    }
    .into_any();
    let crumbs = vec![(title.clone(), None)];
    Ok(Page::new(title, description, body)
        .edition(data.edition.clone())
        .crumbs(crumbs))
}

/// The files of a release and how it is cited. Their addresses name the exact release, so that they never change.
fn files(request: &PageRequest, shown: &ReleaseInfo, provinces: &[ProvinceRow]) -> AnyView {
    let lang = request.lang;
    let file = |route: &Route| csv_address(lang, &request.in_release(route, shown));
    let row = |route: Route, text: &str, rows: &str| {
        html! {
            tr {
                th scope="row" { a href=(file(&route)) { (lang.t(text)) } }
                td { (lang.t(rows)) }
            }
        }
    };
    let mut by_name: Vec<_> = provinces.iter().map(|row| &row.unit).collect();
    by_name.sort_by(|a, b| a.sort_key.cmp(&b.sort_key));
    let of_provinces = html! {
        @for unit in by_name {
            tr {
                th scope="row" { (name::short(lang, unit)) }
                td { (csv_link(lang, &file(&Route::Province(unit.code.clone())), "data-communes", &unit.name)) }
                td { (csv_link(lang, &file(&Route::Items(unit.code.clone())), "data-items", &unit.name)) }
            }
        }
    };
    let of_country = html! {
        (row(Route::Ranking, "data-ranking", "data-ranking-row"))
        (row(Route::RollUp, "data-rollup", "data-rollup-row"))
    };
    let citation = lang.ta(
        if shown.simulated {
            "data-citation-simulated"
        } else {
            "data-citation"
        },
        [
            ("id", release::number(lang, shown.id).into()),
            ("at", lang.instant(shown.as_of).into()),
        ],
    );
    let exact = request.in_release(&Route::OpenData, shown);
    view! {
        <section aria-labelledby="tep">
            <h2 id="tep">{lang.t("data-files")}</h2>
            <ScrollTable caption=lang.t("data-country-caption") frame="scroll open-files" head=heads(lang, ["data-col-file", "data-col-row"])>
                {inert(of_country)}
            </ScrollTable>
            <ScrollTable
                caption=lang.t("data-provinces-caption") frame="scroll open-files"
                head=heads(lang, ["data-col-province", "data-communes", "data-items"])
            >
                {inert(of_provinces)}
            </ScrollTable>
            <p>{lang.t("data-indicators")} " " <a href=request.link(&Route::Sectors)>{lang.t("ind-sectors-title")}</a></p>
        </section>
        <section aria-labelledby="trich-dan">
            <h2 id="trich-dan">{lang.t("data-cite")}</h2>
            <p>{lang.t("data-cite-how")}</p>
            <blockquote>{citation} " " <a href=exact.clone()><bdi dir="ltr">{exact.clone()}</bdi></a></blockquote>
        </section>
    }
    .into_any()
}

/// “CSV”, named in full for whoever hears links without their table.
fn csv_link(lang: Lang, href: &str, what: &str, province: &str) -> Markup {
    html! {
        a href=(href) {
            "CSV" span class="visually-hidden" { ": " (lang.t(what)) ", " bdi { (province) } }
        }
    }
}
