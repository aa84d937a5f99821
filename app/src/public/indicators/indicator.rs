//! `/chi-tieu/{indicator}`: one indicator unit by unit. In the country by province; in a province by commune,
//! with its diagram and its change over time. `?ngay=` shows what was known on a day, so that every number of
//! the past has its rows too.

use crate::{
    charts::{self, Names, Point, Series, Size, Trend, YAxis},
    components::{
        self,
        hexagon::{self, Look, Placed},
        indicator,
        markup::Markup,
        name,
        table::Head,
        time,
    },
    failure::Failure,
    i18n::Lang,
    page::{Ask, Page, csv_address},
    public::indicators::model::{IndicatorView, Past, Row, RowSort},
    routes::Route,
    texts::fact::{self, Fact},
};
use domain::{
    coverage::{step_of, steps},
    figure::Qualifier,
    indicator::{Cell, Indicator, Kind, Value},
};
use leptos::prelude::*;

/// Makes the page.
///
/// # Errors
/// None of its own; the signature is that of every page.
pub fn page(ask: &Ask, data: &IndicatorView) -> Result<Page, Failure> {
    let lang = ask.lang;
    let indicator = &data.line.indicator;
    let what = lang.pick(&indicator.name).to_owned();
    let place = indicator::place_name(lang, data.place.as_ref());
    let title = lang.ta(
        "ind-title",
        [
            ("sector", what.clone().into()),
            ("place", place.clone().into()),
        ],
    );
    let province = data.place.as_ref().map(|p| &p.code);
    // The rows stand on this page: the sentence leads to them.
    let total = fact::rolled(ask, &data.line, province).map(|fact| Fact {
        href: here(ask) + "#bang",
        ..fact
    });
    let (lead, facts) = match (total, data.line.rolled.as_ref()) {
        (Some(total), Some(rolled)) => {
            let counted = fact::counted(lang, here(ask) + "#bang", rolled.counted, rolled.of);
            let key = if data.asked.day.is_some() {
                "ind-one-lead-then"
            } else {
                "ind-one-lead"
            };
            let day = data.asked.day.map(|d| lang.date(d)).unwrap_or_default();
            let text = lang.ta(
                key,
                [
                    ("place", place.clone().into()),
                    ("value", fact::place(0).into()),
                    ("counted", fact::place(1).into()),
                    ("day", day.into()),
                ],
            );
            (text, vec![total, counted])
        }
        _ => (
            lang.ta("ind-lead-none", [("place", place.clone().into())]),
            Vec::new(),
        ),
    };
    let description = fact::plain(&lead, &facts);
    let own_params: Vec<_> = ask
        .query
        .pairs()
        .filter(|(name, _)| ["tinh", "ngay"].contains(name))
        .collect();
    let csv = csv_address(
        lang,
        &ask.link_with(&Route::Indicator(indicator.code.clone()), &own_params),
    );
    let has_rows = data.rows.iter().any(|row| row.value.is_some());
    let then = data.asked.day.map(|day| {
        let text = lang.ta("ind-then", [("day", lang.date(day).into())]);
        view! { <p class="notice">{text} " " <a href=ask.here(&[("ngay", None)])>{lang.t("ind-newest")}</a></p> }
    });
    let article = (!lang.pick(&indicator.said).is_empty())
        .then(|| indicator::article(ask, indicator, data.article.as_ref()));
    let choose = indicator::choose(ask, &data.provinces, data.place.as_ref(), &[]);
    let diagram = (has_rows && !data.cells.is_empty()).then(|| diagram(ask, data));
    let table = has_rows.then(|| table(ask, data, &csv));
    let body = view! {
        <div class="headline">
            <h1>{title.clone()} " " <span class="code">{indicator.code.clone()}</span></h1>
            <p class="lead" inner_html=components::fact::sentence(&lead, &facts).html()></p>
            {indicator::basis(lang, indicator)}
        </div>
        {then}
        {choose}
        <h2 class="visually-hidden">{lang.t("ind-whole")}</h2>
        <div class="beside">
            <div>{indicator::known(ask, &data.line, data.place.as_ref())}</div>
            <div>{indicator::figures(ask, &data.line, data.place.as_ref())} {article}</div>
        </div>
        <div class="columns">
            {diagram}
            {course(ask, data)}
        </div>
        {table}
    }
    .into_any();
    let mut crumbs = vec![
        (lang.t("ind-sectors"), Some(ask.link(&Route::Sectors))),
        (
            indicator::sector_name(lang, indicator.sector),
            Some(ask.link(&Route::Sector(indicator.sector))),
        ),
        (what, None),
    ];
    if let Some(place) = &data.place {
        crumbs[2].1 = Some(ask.link(&Route::Indicator(indicator.code.clone())));
        crumbs.push((lang.name(place).to_owned(), None));
    }
    Ok(Page {
        title,
        description,
        body,
        crumbs,
        edition: Some(data.edition.clone()),
        csv: has_rows.then_some(csv),
        room: None,
    })
}

/// The address of this page as asked.
fn here(ask: &Ask) -> String {
    ask.here(&[])
}

/// Values as they are sorted and shaded.
fn sizes(data: &IndicatorView) -> Vec<i64> {
    let kind = data.line.indicator.kind;
    let values = data.rows.iter().filter_map(|row| row.value.as_ref());
    values.filter_map(|v| fact::size(kind, v)).collect()
}

const fn step(id: char, class: &'static str) -> Look {
    Look {
        id,
        class,
        glyph: "",
    }
}

const LOOKS: [Look; 6] = [
    step('1', "is-step step-1"),
    step('2', "is-step step-2"),
    step('3', "is-step step-3"),
    step('4', "is-step step-4"),
    step('5', "is-step step-5"),
    Look {
        id: 'N',
        class: "is-none",
        glyph: "<circle class=\"glyph ring\" cx=\"14\" cy=\"12\" r=\"4\"/>",
    },
];

const SWATCHES: [&str; 5] = ["step-1", "step-2", "step-3", "step-4", "step-5"];

/// Letters and digits for which a cell has room.
const ROOM: usize = 3;

/// What stands in the cells: each unit's value as the table writes it, without the unit of measure. Where one does not
/// fit, or claims less than the bare number would say, no cell has any, so that an empty one is not taken for
/// “nothing”; the shade, the cell's name and the table say it then.
fn written(lang: Lang, data: &IndicatorView) -> Vec<String> {
    let indicator = &data.line.indicator;
    let own = |row: &Row| match &row.value {
        None => Some(String::new()),
        Some(_) if row.qualifier != Qualifier::Exact => None,
        Some(Value::YesNo(yes)) => Some(if *yes { "✓" } else { "✕" }.to_owned()),
        Some(Value::Number(_) | Value::Percent(_)) => {
            let value = row.value.as_ref()?;
            let plain = Cell(indicator, value).to_string();
            Some(lang.decimal(plain.trim_end_matches(".00")))
        }
        Some(_) => None,
    };
    let all: Option<Vec<String>> = data.rows.iter().map(own).collect();
    all.filter(|all| all.iter().all(|text| text.chars().count() <= ROOM))
        .unwrap_or_else(|| vec![String::new(); data.rows.len()])
}

/// The communes in their cells: one hue in five steps, which the key explains, and the value itself where it fits; no
/// data is a ring.
fn diagram(ask: &Ask, data: &IndicatorView) -> AnyView {
    let lang = ask.lang;
    let indicator = &data.line.indicator;
    let steps = steps(&sizes(data));
    let placed: Vec<_> = data
        .rows
        .iter()
        .zip(written(lang, data))
        .map(|(row, written)| {
            let size = row
                .value
                .as_ref()
                .and_then(|v| fact::size(indicator.kind, v));
            let step = size.and_then(|size| step_of(&steps, size));
            let look = step.and_then(|step| LOOKS.get(step)).map_or('N', |l| l.id);
            let value = match &row.value {
                Some(value) => fact::qualified(lang, indicator, value, row.qualifier),
                None => lang.t("ind-none"),
            };
            let unit = lang.full_name(&row.unit);
            Placed {
                unit: &row.unit.code,
                look,
                value: written,
                href: ask.link(&Route::Told(indicator.code.clone(), row.unit.code.clone())),
                label: lang.ta("ind-cell", [("unit", unit.into()), ("value", value.into())]),
                kept: true,
            }
        })
        .collect();
    let mut key = Markup::new();
    for (at, (low, high)) in steps.iter().enumerate() {
        let swatch = SWATCHES.get(at).copied().unwrap_or("step-5");
        key.raw("<li><span class=\"swatch ")
            .raw(swatch)
            .raw("\"></span> ")
            .text(&range(lang, indicator, *low, *high))
            .raw("</li>");
    }
    if placed.iter().any(|p| p.look == 'N') {
        key.raw("<li>○ ").text(&lang.t("ind-none")).raw("</li>");
    }
    let drawing = hexagon::draw(&data.cells, &LOOKS, &placed);
    let values = placed
        .iter()
        .any(|p| !p.value.is_empty())
        .then(|| lang.t("ind-hexagons-values") + " ");
    view! {
        <figure class="hexagons">
            <figcaption>{lang.t("ind-hexagons")} " " {values} <a href="#bang">{lang.t("hexagon-skip")}</a></figcaption>
            <div class="scroll" role="group" aria-label=lang.t("ind-hexagons-label") inner_html=drawing.html()></div>
            <p class="meta">{lang.t("ind-hexagons-steps")}</p>
            <ul class="scale" inner_html=key.html()></ul>
        </figure>
    }
    .into_any()
}

/// What a step holds: “12–34 trạm”, “80–92,5 %”, “Có”.
fn range(lang: Lang, indicator: &Indicator, low: i64, high: i64) -> String {
    let value = |size: i64| match indicator.kind {
        Kind::Count => Value::Number(size),
        Kind::YesNo => Value::YesNo(size > 0),
        _ => Value::Percent(size),
    };
    let words = |size| fact::words(lang, indicator, &value(size));
    if low == high {
        return words(low);
    }
    let plain = Cell(indicator, &value(low)).to_string();
    let low = lang.decimal(plain.trim_end_matches(".00"));
    lang.ta(
        "ind-range",
        [("low", low.into()), ("high", words(high).into())],
    )
}

/// Round steps of an axis from nought: at most six of them.
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
fn course(ask: &Ask, data: &IndicatorView) -> Option<AnyView> {
    let lang = ask.lang;
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
    let mut reading = fact::Sentence::new();
    let args = [
        (
            "first",
            reading
                .fact(&then(ask, indicator, first, first_value))
                .into(),
        ),
        ("from", reading.day(lang, first.on).into()),
        (
            "last",
            reading.fact(&then(ask, indicator, last, last_value)).into(),
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
    let mut rows = Markup::new();
    for (past, value, _) in known.iter().rev() {
        course_row(ask, data, past, value, &mut rows);
    }
    let heads = ["ind-col-day", "ind-col-value", "ind-col-counted"].map(|key| {
        view! { <th scope="col">{lang.t(key)}</th> }
    });
    Some(
        view! {
            <figure class="chart">
                <figcaption>{caption.clone()}</figcaption>
                <div class="chart-drawing" inner_html=drawing></div>
                <p class="reading" inner_html=reading.html()></p>
                <details>
                    <summary>{lang.t("chart-table")}</summary>
                    <table class="data">
                        <caption>{caption}</caption>
                        <thead><tr>{heads.collect_view()}</tr></thead>
                        <tbody inner_html=rows.html()></tbody>
                    </table>
                </details>
            </figure>
        }
        .into_any(),
    )
}

/// Where what was known on a day stands: the page of that day, or of the release that froze it.
fn rows_then(ask: &Ask, past: &Past) -> String {
    let href = match past.release {
        Some(id) => ask.here(&[("phat-hanh", Some(&id.to_string())), ("ngay", None)]),
        None => ask.here(&[("ngay", Some(&past.on.to_string()))]),
    };
    href + "#bang"
}

/// A value as it was known on a day.
fn then(ask: &Ask, indicator: &Indicator, past: &Past, value: &Value) -> Fact {
    Fact {
        href: rows_then(ask, past),
        value: Cell(indicator, value).to_string(),
        text: fact::words(ask.lang, indicator, value),
    }
}

fn course_row(ask: &Ask, data: &IndicatorView, past: &Past, value: &Value, rows: &mut Markup) {
    let lang = ask.lang;
    let indicator = &data.line.indicator;
    rows.raw("<tr><th scope=\"row\">");
    time::day(lang, rows, past.on);
    rows.raw("</th><td class=\"num\">");
    then(ask, indicator, past, value).write(rows);
    rows.raw("</td><td class=\"num\">");
    let of = data.line.rolled.as_ref().map_or(0, |r| r.of);
    let counted = past.sums.counted(indicator.kind);
    fact::counted(lang, rows_then(ask, past), counted, of).write(rows);
    rows.raw("</td></tr>");
}

/// Every row, sorted by links.
fn table(ask: &Ask, data: &IndicatorView, csv: &str) -> AnyView {
    let lang = ask.lang;
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
    let mut out = Markup::new();
    out.raw("<caption>").text(&caption);
    if let (true, Some(source)) = (shared, sources.first()) {
        out.raw(" ").text(&lang.t("cite-source")).raw(" <cite>");
        out.text(source).raw("</cite>");
    }
    out.raw("</caption><thead><tr>");
    let sort = data.asked.sort;
    let head = |text: String, class, own: RowSort, order| Head {
        text,
        class,
        sort: Some(
            ask.here(&[("sap-xep", (own != RowSort::Name).then_some(own.slug()))]) + "#bang",
        ),
        sorted: (sort == own).then_some(order),
        title: None,
    };
    head(lang.t("communes-col-name"), "", RowSort::Name, "ascending").write(&mut out);
    head(lang.t("ind-col-value"), "num", RowSort::Value, "descending").write(&mut out);
    if by_province {
        Head::plain(lang.t("ind-col-counted"), "num").write(&mut out);
    }
    head(lang.t("ind-col-day"), "", RowSort::Day, "ascending").write(&mut out);
    if !shared {
        Head::plain(lang.t("ind-col-source"), "").write(&mut out);
    }
    out.raw("</tr></thead><tbody>");
    let labels = [
        "ind-col-value",
        "ind-col-counted",
        "ind-col-day",
        "ind-col-source",
    ]
    .map(|key| lang.t(key));
    for row in &data.rows {
        write_row(ask, indicator, row, by_province, shared, &labels, &mut out);
    }
    out.raw("</tbody>");
    view! {
        <section aria-labelledby="bang" class="full">
            <h2 id="bang" tabindex="-1">{lang.t("ind-rows")}</h2>
            <p class="result"><a href=csv.to_owned()>{lang.t("ind-csv")}</a></p>
            <table class="as-cards rows values" inner_html=out.html()></table>
        </section>
    }
    .into_any()
}

fn write_row(
    ask: &Ask,
    indicator: &Indicator,
    row: &Row,
    by_province: bool,
    shared: bool,
    labels: &[String; 4],
    out: &mut Markup,
) {
    let lang = ask.lang;
    let unit = if by_province {
        Route::Province(row.unit.code.clone())
    } else {
        Route::Commune(row.unit.code.clone())
    };
    out.raw("<tr><th scope=\"row\"><a href=\"")
        .text(&ask.link(&unit))
        .raw("\">")
        .add(&name::full(lang, &row.unit))
        .raw("</a></th><td class=\"num\" data-label=\"")
        .text(&labels[0])
        .raw("\">");
    match fact::row(ask, indicator, row) {
        Some(fact) => fact.write(out),
        None => {
            out.raw("<span class=\"muted\">")
                .text(&lang.t("ind-none"))
                .raw("</span>");
        }
    }
    out.raw("</td>");
    if by_province {
        out.raw("<td class=\"num\" data-label=\"")
            .text(&labels[1])
            .raw("\">");
        if let Some((counted, of)) = row.counted.filter(|_| row.value.is_some()) {
            let href = fact::rows(ask, indicator, Some(&row.unit.code));
            fact::counted(lang, href, counted, of).write(out);
        } else {
            out.raw("–");
        }
        out.raw("</td>");
    }
    out.raw("<td data-label=\"").text(&labels[2]).raw("\">");
    match row.days {
        Some(days) => time::days(lang, out, days),
        None => {
            out.raw("–");
        }
    }
    out.raw("</td>");
    if !shared {
        out.raw("<td data-label=\"")
            .text(&labels[3])
            .raw("\"><cite><bdi>");
        out.text(&row.source).raw("</bdi></cite></td>");
    }
    out.raw("</tr>");
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
