//! How one indicator changed: a chart, and the same numbers as a table.

use crate::{
    charts::{self, Names, Point, Series, Size, Trend, YAxis},
    components::{html::inert, indicator, time},
    page::PageRequest,
    public::indicators::model::{IndicatorView, Past},
    texts::fact::{self, Fact},
};
use domain::indicator::{Cell, Indicator, Kind, Value};
use leptos::prelude::*;
use maud::{Markup, PreEscaped, html};

/// Round steps of an axis from zero: at most six of them.
fn ticks(highest: u32) -> Vec<u32> {
    let mut step = 1_u32;
    while highest / step > 5 {
        let first = step.to_string().starts_with('2');
        step = if first { step / 2 * 5 } else { step * 2 };
    }
    (0..=highest / step + 1)
        .map(|n| n.saturating_mul(step))
        .collect()
}

/// Change over time, and the same numbers as a table whose every number leads to its rows.
pub(super) fn view(request: &PageRequest, data: &IndicatorView) -> Option<AnyView> {
    let lang = request.lang;
    let indicator = &data.line.indicator;
    let place = indicator::place_name(lang, data.place.as_ref());
    let known: Vec<(&Past, Value, u32)> = data
        .course
        .iter()
        .filter_map(|past| {
            let value = past.sums.value(indicator.kind)?;
            let size = u32::try_from(fact::size(indicator.kind, &value)?).ok()?;
            Some((past, value, size))
        })
        .collect();
    let ((first, first_value, _), (last, last_value, _)) = (known.first()?, known.last()?);
    if known.len() < 2 {
        return None;
    }
    let words = |value: &Value| fact::words(lang, indicator, value);
    let caption = lang.ta(
        "ind-course-caption",
        [
            ("name", lang.pick(&indicator.name).into()),
            ("place", place.clone().into()),
            ("from", lang.date(first.on).into()),
            ("to", lang.date(last.on).into()),
        ],
    );
    // A chart is taken out of its page: what is made up says so beside it.
    let simulated = data.line.rolled.as_ref().is_some_and(|r| r.simulated);
    let caption = match simulated {
        true => format!("{caption} · {}", lang.t("ind-simulated")),
        false => caption,
    };
    let mut reading = fact::Sentence::new();
    let args = [
        (
            "first",
            reading
                .fact(&past_value(request, indicator, first, first_value))
                .into(),
        ),
        ("from", reading.day(lang, first.on).into()),
        (
            "last",
            reading
                .fact(&past_value(request, indicator, last, last_value))
                .into(),
        ),
        ("to", reading.day(lang, last.on).into()),
    ];
    reading.say(&lang.ta("ind-course-reading", args));
    let plain = reading.plain();
    let share = indicator.kind != Kind::Count;
    let axis = |size: u32| {
        if share {
            lang.with_percent(&lang.number(size / 100))
        } else {
            lang.number(size)
        }
    };
    let short = |value: &Value, size: u32| match value {
        Value::Number(_) => lang.number(size),
        _ => {
            let text = format!("{}.{:02}", size / 100, size % 100);
            lang.with_percent(&lang.decimal(text.trim_end_matches(".00")))
        }
    };
    let highest = known.iter().map(|k| k.2).max().unwrap_or(0);
    let ticks = if share && highest <= 10_000 {
        vec![0, 2_500, 5_000, 7_500, 10_000]
    } else {
        ticks(highest)
    };
    let chart = Trend {
        names: Names {
            id: "dien-bien",
            title: &caption,
            desc: &plain,
        },
        series: vec![Series {
            label: place,
            points: known
                .iter()
                .map(|(past, value, size)| Point {
                    at: past.on.at(0, 0).0,
                    hundredths: *size,
                    value: short(value, *size),
                    title: format!("{}: {}", lang.date(past.on), words(value)),
                })
                .collect(),
        }],
        y: YAxis {
            ticks: ticks.into_iter().map(|at| (at, axis(at))).collect(),
            target: None,
        },
        x_ticks: known
            .iter()
            .map(|(past, ..)| (past.on.at(0, 0).0, lang.short_date(past.on)))
            .collect(),
        breaks: Vec::new(),
    };
    let drawing: String = [Size::Wide, Size::Narrow]
        .into_iter()
        .filter_map(|size| charts::trend(&chart, size).ok())
        .collect();
    let heads = ["ind-col-day", "ind-col-value", "ind-col-counted"].map(|key| lang.t(key));
    let table = html! {
        table class="data" {
            caption { (caption) }
            thead {
                tr {
                    @for head in &heads {
                        th scope="col" { (head) }
                    }
                }
            }
            tbody {
                @for (past, value, _) in known.iter().rev() {
                    (row(request, data, past, value))
                }
            }
        }
    };
    Some(
        view! {
            <figure class="chart">
                <figcaption>{caption}</figcaption>
                <div class="chart-drawing">{inert(PreEscaped(drawing))}</div>
                <p class="reading">{inert(reading)}</p>
                <details>
                    <summary>{lang.t("chart-table")}</summary>
                    {inert(table)}
                </details>
            </figure>
        }
        .into_any(),
    )
}

/// Where what was known on a day stands: the page of that day, or of the release that froze it.
fn rows_then(request: &PageRequest, past: &Past) -> String {
    let href = match past.release {
        Some(id) => request.here(&[("phat-hanh", Some(&id.to_string())), ("ngay", None)]),
        None => request.here(&[("ngay", Some(&past.on.to_string()))]),
    };
    href + "#bang"
}

/// A value as it was known on a day.
fn past_value(request: &PageRequest, indicator: &Indicator, past: &Past, value: &Value) -> Fact {
    Fact {
        href: rows_then(request, past),
        value: Cell(indicator, value).to_string(),
        text: fact::words(request.lang, indicator, value),
    }
}

fn row(request: &PageRequest, data: &IndicatorView, past: &Past, value: &Value) -> Markup {
    let lang = request.lang;
    let indicator = &data.line.indicator;
    let of = data.line.rolled.as_ref().map_or(0, |r| r.of);
    let counted = past.sums.counted(indicator.kind);
    html! {
        tr {
            th scope="row" { (time::day(lang, past.on)) }
            td class="num" { (past_value(request, indicator, past, value)) }
            td class="num" { (fact::counted(lang, rows_then(request, past), counted, of)) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_reach_the_top() {
        assert_eq!(ticks(0), [0, 1]);
        assert_eq!(ticks(170), [0, 50, 100, 150, 200]);
        assert_eq!(
            ticks(10_452),
            [0, 2_000, 4_000, 6_000, 8_000, 10_000, 12_000]
        );
    }
}
