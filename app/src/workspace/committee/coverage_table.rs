//! Infrastructure commune by commune: every value leads to what was told of it; heads are links that sort.

use crate::{
    components::{
        html::inert,
        status::badge,
        table::{Head, ScrollTable},
    },
    page::{PageRequest, WorkspaceRequest},
    routes::{Route, WorkspaceRoute},
    texts::fact::{self, Fact},
    workspace::committee::{
        address, commune_link,
        infrastructure_model::{Coverage, CoveredUnit},
    },
};
use domain::{
    coverage::{step_of, steps},
    indicator::{Cell, Indicator, Value},
};
use leptos::prelude::*;
use maud::{Markup, html};

const SHADES: [&str; 5] = ["step-1", "step-2", "step-3", "step-4", "step-5"];

/// Communes by indicator: every value leads to what was told of it.
pub(super) fn table(
    request: &WorkspaceRequest,
    public_request: &PageRequest,
    data: &Coverage,
) -> AnyView {
    let lang = request.lang;
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
    let head = |text: String, class, word: Option<&str>, title: Option<String>| Head {
        text,
        class,
        sort: Some(
            address(
                request,
                &data.context,
                &WorkspaceRoute::Coverage,
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
    let column = |indicator: &Indicator| {
        let name = lang.pick(&indicator.name).to_owned();
        let code = &indicator.code;
        head(code.clone(), "num", Some(code), Some(name))
    };
    let mut heads = vec![
        head(lang.t("communes-col-name"), "", None, None),
        head(lang.t("communes-col-status"), "", Some("trang-thai"), None),
    ];
    heads.extend(columns.iter().map(|(_, indicator, _)| column(indicator)));
    let rows = html! {
        @for row in &data.rows {
            (commune_row(public_request, row, &columns))
        }
    };
    let key = html! {
        dl {
            @for (_, indicator, _) in &columns {
                dt { (indicator.code) }
                dd { (lang.pick(&indicator.name)) }
            }
        }
    };
    view! {
        <ScrollTable caption=lang.t("cover-communes-caption") name=lang.t("cover-communes") frame="scroll matrix-scroll"
            class="matrix" head=heads>
            {inert(rows)}
        </ScrollTable>
        <div class="codes-key">{inert(key)}</div>
    }
    .into_any()
}

type Column<'a> = (usize, &'a Indicator, Vec<(i64, i64)>);

fn commune_row(public_request: &PageRequest, row: &CoveredUnit, columns: &[Column<'_>]) -> Markup {
    let lang = public_request.lang;
    html! {
        tr {
            th scope="row" { (commune_link(lang, &row.unit)) }
            td { (badge(lang, row.level)) }
            @for (at, indicator, steps) in columns {
                (cell(public_request, row, indicator, steps, row.values.get(*at).and_then(Option::as_ref)))
            }
        }
    }
}

fn cell(
    public_request: &PageRequest,
    row: &CoveredUnit,
    indicator: &Indicator,
    steps: &[(i64, i64)],
    value: Option<&Value>,
) -> Markup {
    let lang = public_request.lang;
    let Some(value) = value else {
        return html! { td class="num" { "–" } };
    };
    let size = fact::size(indicator.kind, value);
    let step = size.and_then(|size| step_of(steps, size));
    let class = match step.and_then(|step| SHADES.get(step)) {
        Some(shade) => format!("num is-step {shade}"),
        None => "num".to_owned(),
    };
    let text = match (value, value.share()) {
        (_, Some(share)) => {
            let share = format!("{}.{:02}", share / 100, share % 100);
            lang.with_percent(&lang.decimal(share.trim_end_matches(".00")))
        }
        (Value::Number(_), None) => lang.decimal(&Cell(indicator, value).to_string()),
        _ => fact::words(lang, indicator, value),
    };
    let fact = Fact {
        href: public_request.link(&Route::ObservationHistory(
            indicator.code.clone(),
            row.unit.code.clone(),
        )),
        value: Cell(indicator, value).to_string(),
        text,
    };
    html! { td class=(class) { (fact) } }
}
