//! What holds for every chart: names, classes, room for every label, nothing that was not given.

use super::{text_width::text_width, *};

const DAY: i64 = 86_400_000;
const START: i64 = 1_735_689_600_000;
const PROVINCES: [&str; 6] = [
    "Phú Thọ",
    "Hà Nội",
    "Quảng Ninh",
    "Lào Cai",
    "Thành phố Hồ Chí Minh",
    "Thái Nguyên",
];
const ARABIC: [&str; 6] = [
    "فو ثو",
    "هانوي",
    "كوانغ نينه",
    "لاو كاي",
    "مدينة هو تشي منه",
    "تاي نغوين",
];

fn series(label: &str, points: &[u32]) -> Series {
    let point = |(n, &hundredths): (i64, &u32)| Point {
        at: START + 30 * DAY * n,
        hundredths,
        value: format!("{},{:02}%", hundredths / 100, hundredths % 100),
        title: format!("{n}/2025: {hundredths}"),
    };
    Series {
        label: label.into(),
        points: (0..).zip(points).map(point).collect(),
    }
}

fn chart(series: Vec<Series>) -> Trend<'static> {
    let most = series.iter().map(|s| s.points.len()).max().unwrap_or(0);
    Trend {
        names: Names {
            id: "thu",
            title: "Tỷ lệ",
            desc: "Tăng.",
        },
        series,
        y: YAxis {
            ticks: (0..=5)
                .map(|n| (n * 2_000, format!("{}%", n * 20)))
                .collect(),
            target: Some((8_000, "Mục tiêu 80%".into())),
        },
        x_ticks: (0..most as i64)
            .map(|n| (START + 30 * DAY * n, format!("30/{}/2025", n + 1)))
            .collect(),
        breaks: vec![(START + 70 * DAY, "Bộ tiêu chí 2026".into())],
    }
}

/// Every chart that the tests look at, in both sizes.
fn all() -> Vec<String> {
    // A small generator: the same values on every run.
    let mut seed = 7u32;
    let mut next = move || {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 16) % 10_001
    };
    let mut charts = vec![];
    for names in [PROVINCES, ARABIC] {
        for lines in 0..=6 {
            for points in [0, 1, 2, 9, 60] {
                let values = names[..lines]
                    .iter()
                    .map(|name| series(name, &(0..points).map(|_| next()).collect::<Vec<_>>()));
                let chart = chart(values.collect());
                charts.extend([Size::Wide, Size::Narrow].map(|size| trend(&chart, size).unwrap()));
                let ranks = rank(&chart);
                charts.extend(
                    [Size::Wide, Size::Narrow].map(|size| rank_trend(&ranks, size).unwrap()),
                );
            }
        }
    }
    charts
}

fn rank(chart: &Trend<'static>) -> RankTrend<'static> {
    let point = |p: &Point| {
        let rank = p.hundredths / 300 + 1;
        RankPoint {
            at: p.at,
            rank,
            value: rank.to_string(),
            title: p.title.clone(),
        }
    };
    let line = |s: &Series| RankLine {
        label: s.label.clone(),
        points: s.points.iter().map(point).collect(),
    };
    RankTrend {
        names: chart.names,
        lines: chart.series.iter().map(line).collect(),
        y_ticks: [1, 10, 20, 34].map(|n| (n, n.to_string())).to_vec(),
        x_ticks: chart.x_ticks.clone(),
        breaks: chart.breaks.clone(),
    }
}

fn attribute<'a>(tag: &'a str, name: &str) -> &'a str {
    let start = format!(" {name}=\"");
    tag.split_once(&start)
        .and_then(|(_, rest)| rest.split('"').next())
        .unwrap_or_default()
}

/// Left, top, right and bottom of every text, as estimated.
fn texts(svg: &str) -> Vec<(String, [f64; 4])> {
    let font = if svg.contains("chart-wide") {
        15.5
    } else {
        14.0
    };
    let tags = svg
        .split("<text")
        .skip(1)
        .map(|rest| rest.split("</text>").next().unwrap());
    tags.map(|tag| {
        let (head, text) = tag.split_once('>').unwrap();
        let (x, y): (f64, f64) = (
            attribute(head, "x").parse().unwrap(),
            attribute(head, "y").parse().unwrap(),
        );
        let width = text_width(text, font);
        let left = match (
            attribute(head, "text-anchor"),
            attribute(head, "direction") == "rtl",
        ) {
            ("middle", _) => x - width / 2.0,
            ("end", false) | ("", true) => x - width,
            _ => x,
        };
        (
            text.to_owned(),
            [left, y - font, left + width, y + 0.3 * font],
        )
    })
    .collect()
}

#[test]
fn every_label_is_inside_the_drawing() {
    for svg in all() {
        let size: Vec<f64> = attribute(&svg, "viewBox")
            .split(' ')
            .map(|n| n.parse().unwrap())
            .collect();
        for (text, [left, top, right, bottom]) in texts(&svg) {
            let inside = left >= 0.0 && top >= -0.5 && right <= size[2] && bottom <= size[3] + 0.5;
            assert!(inside, "{text}: {left} {top} {right} {bottom} of {size:?}");
        }
    }
}

#[test]
fn no_label_covers_another() {
    for svg in all() {
        let texts = texts(&svg);
        for (n, (one, a)) in texts.iter().enumerate() {
            for (other, b) in &texts[n + 1..] {
                // The estimate of a line's height has air in it.
                let apart =
                    a[2] <= b[0] || b[2] <= a[0] || a[3] <= b[1] + 4.0 || b[3] <= a[1] + 4.0;
                assert!(apart, "{one} {a:?} and {other} {b:?} in {svg}");
            }
        }
    }
}

#[test]
fn a_drawing_has_roles_only() {
    for svg in all() {
        for word in [
            "style=", "stroke=", "NaN", "inf", "#", "rgb(", "width=", "height=", "<script",
        ] {
            assert!(!svg.contains(word), "{word} in {svg}");
        }
        assert_eq!(
            svg.matches("fill=").count(),
            svg.matches("fill=\"none\"").count()
        );
        assert_eq!(svg.matches("<svg").count(), 1);
    }
}

#[test]
fn the_same_data_give_the_same_drawing() {
    assert_eq!(all(), all());
}

#[test]
fn the_two_sizes_have_ids_of_their_own() {
    let chart = chart(vec![series("A", &[1, 2])]);
    let wide = trend(&chart, Size::Wide).unwrap();
    let narrow = trend(&chart, Size::Narrow).unwrap();
    assert!(wide.contains("aria-labelledby=\"thu-w-t thu-w-d\"") && wide.contains("chart-wide"));
    assert!(
        narrow.contains("aria-labelledby=\"thu-n-t thu-n-d\"") && narrow.contains("chart-narrow")
    );
    let css = include_str!("../../../style/charts.css");
    for (size, font) in [("wide", "15.5px"), ("narrow", "14px")] {
        let rule = css.split_once(&format!(".chart-{size} text {{")).unwrap().1;
        assert!(rule.split('}').next().unwrap().contains(font), "{size}");
    }
}

#[test]
fn every_point_has_a_tooltip_and_the_last_one_its_value() {
    let svg = trend(
        &chart(vec![series("A", &[3_921, 5_000, 8_783])]),
        Size::Wide,
    )
    .unwrap();
    assert_eq!(svg.matches(" c-point c-reach-").count(), 3);
    // Lines of the grid and of the axes are one element each.
    for kind in ["c-grid", "c-axis"] {
        assert_eq!(svg.matches(kind).count(), 1, "{kind}");
    }
    assert!(svg.contains("<title>2/2025: 8783</title>"), "{svg}");
    assert!(
        svg.contains(">87,83%</text>") && svg.contains(">39,21%</text>"),
        "{svg}"
    );
}

#[test]
fn a_line_is_cut_where_the_criteria_change() {
    let mut chart = chart(vec![series("A", &[1_000, 2_000, 3_000, 4_000, 5_000])]);
    let lines = |chart: &Trend<'_>| {
        trend(chart, Size::Wide)
            .unwrap()
            .matches("<polyline class=\"c-line c-s1\"")
            .count()
    };
    assert_eq!(lines(&chart), 2);
    chart.breaks.clear();
    assert_eq!(lines(&chart), 1);
}

#[test]
fn nothing_is_drawn_that_was_not_given() {
    let mut chart = chart(vec![series("A", &[4_000, 9_000])]);
    (chart.y, chart.x_ticks, chart.breaks) = (YAxis::default(), vec![], vec![]);
    let drawn: Vec<_> = texts(&trend(&chart, Size::Wide).unwrap())
        .into_iter()
        .map(|t| t.0)
        .collect();
    assert_eq!(drawn, ["90,00%", "40,00%"]);
}

#[test]
fn the_first_place_is_on_top() {
    let chart = chart(vec![series("A", &[0, 9_000])]);
    let svg = rank_trend(&rank(&chart), Size::Wide).unwrap();
    let line = svg.split("c-line c-highlight").nth(1).unwrap();
    let ys: Vec<f64> = attribute(line, "points")
        .split(' ')
        .map(|point| point.split_once(',').unwrap().1.parse().unwrap())
        .collect();
    assert!(ys[0] < ys[1], "{ys:?}");
}

#[test]
fn seven_lines_are_too_many() {
    let chart = chart(vec![series("A", &[1]); 7]);
    assert_eq!(trend(&chart, Size::Wide), Err(ChartError::TooManyLines(7)));
    assert_eq!(
        rank_trend(&rank(&chart), Size::Wide),
        Err(ChartError::TooManyLines(7))
    );
}
