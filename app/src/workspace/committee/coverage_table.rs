//! Infrastructure commune by commune: every value leads to what was told of it; heads are links that sort.

use crate::{
    components::{markup::Markup, table::Head},
    page::{Ask, Visit},
    routes::{Room, Route},
    texts::fact::{self, Fact},
    workspace::committee::{
        address, commune_link,
        infrastructure_model::{Coverage, CoveredUnit},
    },
};
use domain::{
    coverage::{step_of, steps},
    indicator::{Cell, Value},
};
use leptos::prelude::*;

const SHADES: [&str; 5] = [
    "<td class=\"num is-step step-1\">",
    "<td class=\"num is-step step-2\">",
    "<td class=\"num is-step step-3\">",
    "<td class=\"num is-step step-4\">",
    "<td class=\"num is-step step-5\">",
];

/// Communes by indicator: every value leads to what was told of it.
pub(super) fn table(visit: &Visit, ask: &Ask, data: &Coverage) -> AnyView {
    let lang = visit.lang;
    let shown: Vec<usize> = (0..data.lines.len())
        .filter(|at| {
            data.rows
                .iter()
                .any(|row| row.values.get(*at).is_some_and(Option::is_some))
        })
        .collect();
    if shown.is_empty() {
        return view! { <p>{lang.t("ind-none")}</p> }.into_any();
    }
    let columns: Vec<_> = shown
        .iter()
        .filter_map(|at| {
            let indicator = &data.lines.get(*at)?.line.indicator;
            let values = data
                .rows
                .iter()
                .filter_map(|row| row.values.get(*at)?.as_ref());
            let sizes: Vec<_> = values
                .filter_map(|v| fact::size(indicator.kind, v))
                .collect();
            Some((*at, indicator, steps(&sizes)))
        })
        .collect();
    let mut out = Markup::new();
    out.raw("<caption>").text(&lang.t("cover-communes-caption"));
    out.raw("</caption><thead><tr>");
    let head = |text: String, class, word: Option<&str>, title: Option<String>| Head {
        text,
        class,
        sort: Some(
            address(
                visit,
                &data.scene,
                &Room::Coverage,
                &word.map(|w| ("sap-xep", w)).into_iter().collect::<Vec<_>>(),
            ) + "#bang",
        ),
        sorted: (data.sort.as_deref() == word).then_some(if word.is_none() {
            "ascending"
        } else {
            "descending"
        }),
        title,
    };
    head(lang.t("communes-col-name"), "", None, None).write(&mut out);
    head(lang.t("communes-col-status"), "", Some("trang-thai"), None).write(&mut out);
    for (_, indicator, _) in &columns {
        let name = lang.pick(&indicator.name).to_owned();
        head(
            indicator.code.clone(),
            "num",
            Some(&indicator.code),
            Some(name),
        )
        .write(&mut out);
    }
    out.raw("</tr></thead><tbody>");
    for row in &data.rows {
        commune_row(ask, row, &columns, &mut out);
    }
    out.raw("</tbody>");
    let mut key = Markup::new();
    for (_, indicator, _) in &columns {
        key.raw("<dt>")
            .text(&indicator.code)
            .raw("</dt><dd>")
            .text(lang.pick(&indicator.name))
            .raw("</dd>");
    }
    let label = lang.t("cover-communes");
    view! {
        <div class="scroll matrix-scroll" tabindex="0" role="group" aria-label=label>
            <table class="matrix" inner_html=out.html()></table>
        </div>
        <div class="codes-key"><dl inner_html=key.html()></dl></div>
    }
    .into_any()
}

type Column<'a> = (usize, &'a domain::indicator::Indicator, Vec<(i64, i64)>);

fn commune_row(ask: &Ask, row: &CoveredUnit, columns: &[Column<'_>], out: &mut Markup) {
    let lang = ask.lang;
    out.raw("<tr><th scope=\"row\">");
    commune_link(lang, out, &row.unit);
    out.raw("</th><td>").status(lang, row.level).raw("</td>");
    for (at, indicator, steps) in columns {
        let Some(value) = row.values.get(*at).and_then(Option::as_ref) else {
            out.raw("<td class=\"num\">–</td>");
            continue;
        };
        let size = fact::size(indicator.kind, value);
        let step = size.and_then(|size| step_of(steps, size));
        out.raw(
            step.and_then(|step| SHADES.get(step))
                .copied()
                .unwrap_or("<td class=\"num\">"),
        );
        let text = match (value, value.share()) {
            (_, Some(share)) => {
                let share = format!("{}.{:02}", share / 100, share % 100);
                lang.with_percent(&lang.decimal(share.trim_end_matches(".00")))
            }
            (Value::Number(_), None) => lang.decimal(&Cell(indicator, value).to_string()),
            _ => fact::words(lang, indicator, value),
        };
        Fact {
            href: ask.link(&Route::Told(indicator.code.clone(), row.unit.code.clone())),
            value: Cell(indicator, value).to_string(),
            text,
        }
        .write(out);
        out.raw("</td>");
    }
    out.raw("</tr>");
}
