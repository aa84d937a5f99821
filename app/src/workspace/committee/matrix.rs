//! Commune × criterion as a heat table: every cell is a shape and a word for whoever can't see its
//! colour; heads are links that sort.

use crate::{
    components::{
        html::inert,
        status,
        status::StatusBadge,
        table::{Head, ScrollTable},
    },
    i18n::Lang,
    page::{Page, WorkspaceRequest},
    routes::WorkspaceRoute,
    texts::committee::{missing, public_request},
    workspace::committee::{
        address, commune_link, frame,
        model::{Matrix, MatrixRow, MatrixSort},
    },
};
use domain::status::Level;
use leptos::prelude::*;
use maud::html;

/// The view.
#[must_use]
pub fn page(request: &WorkspaceRequest, data: &Matrix) -> Page {
    let lang = request.lang;
    let place = data.context.province.name.to_string();
    let title = lang.ta("steer-matrix-title", [("place", place.into())]);
    let public_request = public_request(lang, &data.context);
    let words = Level::ALL.map(|level| (level, lang.level(level)));
    let word = |level: &Level| {
        let word = words.iter().find(|(l, _)| l == level);
        word.map_or("", |(_, word)| word.as_str())
    };
    let missing = |row: &MatrixRow| {
        let count = usize::try_from(row.missing).unwrap_or(usize::MAX);
        missing(
            &public_request,
            &row.unit.code,
            count,
            lang.number(row.missing),
        )
    };
    let rows = html! {
        @for row in &data.rows {
            tr {
                th scope="row" { (commune_link(lang, &row.unit)) }
                td { (status::badge(lang, row.level)) }
                td class="num" { (missing(row)) }
                @for (level, criterion) in row.levels.iter().zip(&data.context.set.criteria) {
                    td class={ "heat " (status::class(*level)) } title={ (criterion.code) ": " (word(level)) } {
                        span aria-hidden="true" { (status::shape(*level)) }
                        span class="visually-hidden" { (word(level)) }
                    }
                }
            }
        }
    };
    let body = if data.rows.is_empty() {
        view! { <p>{lang.t("steer-no-line")}</p> }.into_any()
    } else {
        view! {
            {key()}
            <ScrollTable caption=lang.t("steer-matrix-caption") name=title.clone() frame="scroll matrix-scroll"
                class="matrix" head=head(request, data)>
                {inert(rows)}
            </ScrollTable>
            {criteria(lang, data)}
        }
        .into_any()
    };
    frame(request, &data.context, &WorkspaceRoute::Matrix, title, body)
}

fn head(request: &WorkspaceRequest, data: &Matrix) -> Vec<Head> {
    let lang = request.lang;
    let head = |text: String, class, title: Option<String>, sort: MatrixSort| {
        let more: Vec<_> = sort.slug().map(|s| ("sap-xep", s)).into_iter().collect();
        Head {
            text,
            class,
            title,
            sort: Some(address(
                request,
                &data.context,
                &WorkspaceRoute::Matrix,
                &more,
            )),
            sorted: (data.sort == sort).then_some(if sort == MatrixSort::Missing {
                "descending"
            } else {
                "ascending"
            }),
        }
    };
    let mut heads = vec![
        head(lang.t("communes-col-name"), "", None, MatrixSort::Name),
        head(lang.t("communes-col-status"), "", None, MatrixSort::Level),
        head(
            lang.t("steer-col-missing"),
            "num",
            None,
            MatrixSort::Missing,
        ),
    ];
    heads.extend(data.context.set.criteria.iter().map(|criterion| {
        let title = lang.pick(&criterion.title).to_owned();
        let sort = MatrixSort::Criterion(criterion.code.clone());
        head(criterion.code.clone(), "heat-head", Some(title), sort)
    }));
    heads
}

fn key() -> AnyView {
    let levels = Level::ALL
        .map(|level| view! { <li><StatusBadge level /></li> })
        .into_iter()
        .collect_view();
    view! { <ul class="links key">{levels}</ul> }.into_any()
}

/// What the codes stand for, below: a head has no room for it.
fn criteria(lang: Lang, data: &Matrix) -> AnyView {
    let key = html! {
        dl {
            @for criterion in &data.context.set.criteria {
                dt dir="ltr" { (criterion.code) }
                dd { (lang.pick(&criterion.title)) }
            }
        }
    };
    view! {
        <details class="codes-key">
            <summary>{lang.t("steer-codes")}</summary>
            {inert(key)}
        </details>
    }
    .into_any()
}
