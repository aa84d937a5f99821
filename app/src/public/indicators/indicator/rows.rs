//! The table of one indicator: each unit with its value, its day and its source, sorted by links.

use crate::{
    components::{html::inert, indicator, name, table::Head, time},
    page::PageRequest,
    public::indicators::model::{IndicatorView, Row, RowSort},
    routes::Route,
    texts::fact,
};
use domain::indicator::Indicator;
use leptos::prelude::*;
use maud::{Markup, html};

/// Every row, sorted by links.
pub(super) fn section(request: &PageRequest, data: &IndicatorView, csv: &str) -> AnyView {
    let lang = request.lang;
    let indicator = &data.line.indicator;
    let by_province = data.place.is_none();
    let mut sources: Vec<&str> = data
        .rows
        .iter()
        .filter(|row| row.value.is_some())
        .map(|row| row.source.as_str())
        .collect();
    sources.sort_unstable();
    sources.dedup();
    // A source that all rows share is said once.
    let shared = sources.len() == 1;
    let caption = if by_province {
        lang.t("ind-rows-provinces")
    } else {
        lang.t("ind-rows-communes")
    };
    let sort = data.asked.sort;
    let head = |key: &str, class, own: RowSort, order| Head {
        text: lang.t(key),
        class,
        sort: Some(
            request.here(&[("sap-xep", (own != RowSort::Name).then_some(own.slug()))]) + "#bang",
        ),
        sorted: (sort == own).then_some(order),
        title: None,
    };
    let plain = |key: &str, class| Head::plain(lang.t(key), class);
    let labels = [
        "ind-col-value",
        "ind-col-counted",
        "ind-col-day",
        "ind-col-source",
    ]
    .map(|key| lang.t(key));
    let table = html! {
        table class="as-cards rows values" {
            caption {
                (caption)
                @if let (true, Some(source)) = (shared, sources.first()) {
                    " " (lang.t("cite-source")) " " (indicator::cited(lang, source))
                }
            }
            thead {
                tr {
                    (head("communes-col-name", "", RowSort::Name, "ascending"))
                    (head("ind-col-value", "num", RowSort::Value, "descending"))
                    @if by_province {
                        (plain("ind-col-counted", "num"))
                    }
                    (head("ind-col-day", "", RowSort::Day, "ascending"))
                    @if !shared {
                        (plain("ind-col-source", ""))
                    }
                }
            }
            tbody {
                @for unit in &data.rows {
                    (row(request, indicator, unit, (by_province, shared), &labels))
                }
            }
        }
    };
    view! {
        <section aria-labelledby="bang" class="full">
            <h2 id="bang" tabindex="-1">{lang.t("ind-rows")}</h2>
            <p class="result"><a href=csv.to_owned()>{lang.t("ind-csv")}</a></p>
            {inert(table)}
        </section>
    }
    .into_any()
}

fn row(
    request: &PageRequest,
    indicator: &Indicator,
    row: &Row,
    (by_province, shared): (bool, bool),
    labels: &[String; 4],
) -> Markup {
    let lang = request.lang;
    let unit = if by_province {
        Route::Province(row.unit.code.clone())
    } else {
        Route::Commune(row.unit.code.clone())
    };
    let counted = row.counted.filter(|_| row.value.is_some());
    let [value, of, day, source] = labels;
    html! {
        tr {
            th scope="row" {
                a href=(request.link(&unit)) { (name::full(lang, &row.unit)) }
            }
            td class="num" data-label=(value) {
                @match fact::row(request, indicator, row) {
                    Some(fact) => (fact),
                    None => span class="muted" { (lang.t("ind-none")) },
                }
            }
            @if by_province {
                td class="num" data-label=(of) {
                    @if let Some((counted, of)) = counted {
                        @let href = fact::rows(request, indicator, Some(&row.unit.code));
                        (fact::counted(lang, href, counted, of))
                    } @else {
                        "–"
                    }
                }
            }
            td data-label=(day) {
                @match row.days {
                    Some(days) => (time::days(lang, days)),
                    None => "–",
                }
            }
            @if !shared {
                td data-label=(source) {
                    (indicator::cited(lang, &row.source))
                }
            }
        }
    }
}
