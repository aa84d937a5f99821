//! Commune × criterion as a heat table: every cell is a shape and a word for whoever can't see its
//! colour; heads are links that sort.

use crate::{
    components::{html::inert, markup::Markup, status, table::Head},
    i18n::Lang,
    page::{Page, Visit},
    routes::Room,
    texts::committee::{ask, missing},
    workspace::committee::{
        address, commune_link, frame,
        model::{Matrix, MatrixSort},
    },
};
use domain::status::Level;
use leptos::prelude::*;

/// The view.
#[must_use]
pub fn page(visit: &Visit, data: &Matrix) -> Page {
    let lang = visit.lang;
    let place = lang.name(&data.scene.province).to_owned();
    let title = lang.ta("steer-matrix-title", [("place", place.into())]);
    let ask = ask(lang, &data.scene);
    let mut out = Markup::new();
    out.raw("<caption>")
        .text(&lang.t("steer-matrix-caption"))
        .raw("</caption>");
    head(visit, data, &mut out);
    out.raw("<tbody>");
    let words = Level::ALL.map(|level| (level, lang.level(level)));
    for row in &data.rows {
        out.raw("<tr><th scope=\"row\">");
        commune_link(lang, &mut out, &row.unit);
        out.raw("</th><td>").status(lang, row.level).raw("</td>");
        out.raw("<td class=\"num\">");
        let count = usize::try_from(row.missing).unwrap_or(usize::MAX);
        missing(&ask, &row.unit.code, count, lang.number(row.missing)).write(&mut out);
        out.raw("</td>");
        for (level, criterion) in row.levels.iter().zip(&data.scene.set.criteria) {
            let word = words.iter().find(|(l, _)| l == level);
            let word = word.map_or("", |(_, word)| word.as_str());
            out.raw("<td class=\"heat ")
                .raw(status::class(*level))
                .raw("\" title=\"")
                .text(&criterion.code)
                .raw(": ")
                .text(word)
                .raw("\"><span aria-hidden=\"true\">")
                .raw(status::shape(*level))
                .raw("</span><span class=\"visually-hidden\">")
                .text(word)
                .raw("</span></td>");
        }
        out.raw("</tr>");
    }
    out.raw("</tbody>");
    let body = if data.rows.is_empty() {
        view! { <p>{lang.t("steer-no-line")}</p> }.into_any()
    } else {
        view! {
            {key(lang)}
            <div class="scroll matrix-scroll" tabindex="0" role="group" aria-label=title.clone()>
                <table class="matrix" inner_html=out.html()></table>
            </div>
            {criteria(lang, data)}
        }
        .into_any()
    };
    frame(visit, &data.scene, &Room::Matrix, title, body)
}

fn head(visit: &Visit, data: &Matrix, out: &mut Markup) {
    let lang = visit.lang;
    let head = |text: String, class, title: Option<String>, sort: MatrixSort| {
        let more: Vec<_> = sort.slug().map(|s| ("sap-xep", s)).into_iter().collect();
        Head {
            text,
            class,
            title,
            sort: Some(address(visit, &data.scene, &Room::Matrix, &more)),
            sorted: (data.sort == sort).then_some(if sort == MatrixSort::Missing {
                "descending"
            } else {
                "ascending"
            }),
        }
    };
    out.raw("<thead><tr>");
    head(lang.t("communes-col-name"), "", None, MatrixSort::Name).write(out);
    head(lang.t("communes-col-status"), "", None, MatrixSort::Level).write(out);
    head(
        lang.t("steer-col-missing"),
        "num",
        None,
        MatrixSort::Missing,
    )
    .write(out);
    for criterion in &data.scene.set.criteria {
        let title = lang.pick(&criterion.title).to_owned();
        let sort = MatrixSort::Criterion(criterion.code.clone());
        head(criterion.code.clone(), "heat-head", Some(title), sort).write(out);
    }
    out.raw("</tr></thead>");
}

fn key(lang: Lang) -> AnyView {
    let levels = Level::ALL
        .map(|level| view! { <li>{inert(status::badge(lang, level))}</li> })
        .into_iter()
        .collect_view();
    view! { <ul class="links key">{levels}</ul> }.into_any()
}

/// What the codes stand for, below: a head has no room for it.
fn criteria(lang: Lang, data: &Matrix) -> AnyView {
    let mut out = Markup::new();
    for criterion in &data.scene.set.criteria {
        out.raw("<dt dir=\"ltr\">")
            .text(&criterion.code)
            .raw("</dt><dd>")
            .text(lang.pick(&criterion.title))
            .raw("</dd>");
    }
    view! {
        <details class="codes-key">
            <summary>{lang.t("steer-codes")}</summary>
            <dl inner_html=out.html()></dl>
        </details>
    }
    .into_any()
}
