//! A briefing as plain values: what an administrative report says about a province in one release, every word and
//! number written in its language. [`Document`] is what `server/briefing` sets; how a page looks must not enter, and
//! nothing here knows the time: the same data make the same document.

mod document;

pub use crate::exports::briefing::document::{
    Block, Chart, Column, Document, Head, Hexagon, Mark, Part, Point, Section, Span,
};
use crate::{
    components::{directive, stacked_bar},
    exports::briefing::document::{cell, column, level, numbers, plain, shaped, strong, text},
    i18n::Lang,
    public::{
        indicators::model::{Line as Observed, Origin},
        model::{UnitRef, figures::Figure},
    },
    texts::{
        cite,
        committee::{origin_text, ranked, reason, standing_sentences},
        fact, ranking,
    },
    workspace::committee::model::{Addressee, Briefing, Directive, Letterhead, Line, Near},
};
use domain::{criteria::SetStatus, indicator::Value, status::Level, time::Civil};
use std::{collections::BTreeMap, sync::Arc};

/// Releases that the trend goes back.
const TREND: usize = 12;

/// Communes with so few missing items are near.
const NEAR: usize = 2;

/// Near communes that are listed one by one.
const NEAREST: usize = 24;

fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// The briefing of a province; `None` while there is no release that counts it.
#[must_use]
pub fn document(lang: Lang, data: &Briefing) -> Option<Document> {
    let scene = &data.overview.scene;
    let release = scene.release.as_ref()?;
    let own = data.overview.own()?;
    let place = lang.full_name(&scene.province);
    let Civil { year, month, day } = release.as_of.date().civil();
    let part = |number: u32| i32::try_from(number).unwrap_or(0);
    let simulated = release.simulated
        || data
            .overview
            .lines
            .iter()
            .any(|l| l.published.as_ref().is_some_and(|p| p.simulated));
    let about = lang.ta(
        "steer-about",
        [
            ("id", release.id.to_string().into()),
            ("at", lang.instant(release.as_of).into()),
            ("set", release.criteria_set.clone().into()),
        ],
    );
    let footer = lang.ta(
        "briefing-footer",
        [
            ("about", about.clone().into()),
            ("hash", release.hash.get(..16).unwrap_or("").into()),
        ],
    );
    let numbered = numbered(data);
    Some(Document {
        lang: lang.tag(),
        rtl: lang == Lang::Ar,
        title: lang.ta("briefing-title", [("place", place.into())]),
        author: data
            .letterhead
            .as_ref()
            .map_or_else(|| "Xanh".to_owned(), |l| l.agency.clone()),
        date: [year, part(month), part(day)],
        kind: lang.t("briefing-kind"),
        annex_kind: lang.t("briefing-annex"),
        mark: simulated.then(|| lang.t("steer-book-simulated")),
        mark_note: lang.t("shell-simulated"),
        about,
        footer,
        letterhead: data.letterhead.as_ref().map(|l| head(lang, l)),
        sections: vec![
            standing(lang, data, own),
            trend(lang, data),
            diagram(lang, data, &numbered),
            near(lang, data),
            failing(lang, data),
            infrastructure(lang, data),
            directed(lang, data),
        ],
        annex: vec![
            communes(lang, data),
            ranking(lang, data),
            method(lang, data),
            sources(lang, data),
        ],
    })
}

fn head(lang: Lang, l: &Letterhead) -> Head {
    let place = |place: &String| format!("{place}, ngày …… tháng …… năm ………");
    Head {
        nation: "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        motto: "Độc lập - Tự do - Hạnh phúc",
        superior: l.superior.clone(),
        agency: l.agency.clone(),
        symbol: l.symbol.as_ref().map(|s| format!("Số: ………/{s}")),
        place: l.place.as_ref().map(place),
        signer_title: l.signer_title.clone(),
        signer: l.signer.clone(),
        recipients_word: lang.t("briefing-recipients"),
        recipients: l.recipients.clone(),
    }
}

/// Where the province stands: the sentences of the room's first page, its communes by status, what others published.
fn standing(lang: Lang, data: &Briefing, own: &Line) -> Section {
    let overview = &data.overview;
    let place = lang.name(&overview.scene.province);
    let sentences = standing_sentences(lang, overview, own, place);
    let [first, second] = sentences.map(|said| said.plain());
    let mut blocks = vec![Block::Text {
        spans: vec![strong(first)],
    }];
    if let Some(release) = &overview.scene.release {
        let words = ranking::completeness(lang, release, &overview.counts);
        blocks.push(text(crate::i18n::capitalised(&words) + "."));
    }
    let counts = overview.counts;
    blocks.push(text(lang.ta(
        "briefing-moved",
        [
            ("gained", lang.number(counts.gained).into()),
            ("lost", lang.number(counts.lost).into()),
        ],
    )));
    if !second.is_empty() {
        blocks.push(text(second));
    }
    blocks.push(Block::Bar {
        alt: stacked_bar::words(lang, &counts),
        parts: Level::ALL
            .map(|l| Part {
                level: level(l),
                count: counts.at(l),
            })
            .to_vec(),
    });
    blocks.push(Block::Legend {
        items: Level::ALL
            .map(|l| {
                shaped(
                    l,
                    format!("{} {}", lang.number(counts.at(l)), lang.level(l)),
                )
            })
            .to_vec(),
    });
    if overview.mixed() {
        blocks.push(Block::Note {
            text: lang.t("steer-mixed"),
        });
    }
    if overview.scene.set.status == SetStatus::Inferred {
        let version = overview.scene.set.version.clone();
        blocks.push(Block::Note {
            text: lang.ta("shell-inferred", [("version", version.into())]) + ".",
        });
    }
    for figure in &data.headline {
        let said = cite::sentence(lang, figure, place).unwrap_or_else(|| named(lang, figure) + ".");
        blocks.push(Block::Note {
            text: lang.ta(
                "briefing-published",
                [
                    ("said", said.into()),
                    ("date", cite::dated(lang, figure).into()),
                    ("sources", cite::sources_text(&figure.sources, lang).into()),
                ],
            ),
        });
    }
    Section {
        title: lang.t("briefing-standing"),
        blocks,
    }
}

fn named(lang: Lang, figure: &Figure) -> String {
    lang.ta(
        "cite-named",
        [
            ("name", lang.pick(&figure.name).into()),
            ("value", cite::value(lang, figure).into()),
        ],
    )
}

/// Rate and rank over the last releases.
fn trend(lang: Lang, data: &Briefing) -> Section {
    let series = &data.overview.series;
    let series = &series[series.len().saturating_sub(TREND)..];
    let place = lang.name(&data.overview.scene.province);
    let of = ranked(&data.overview);
    let joined = |at: usize| {
        let set = |i: usize| series.get(i).map(|p| &p.release.criteria_set);
        at > 0 && set(at) == set(at - 1)
    };
    let span: Option<(String, String)> = series.first().zip(series.last()).map(|(a, z)| {
        let date = |p: &crate::public::model::SeriesPoint| lang.date(p.release.as_of.date());
        (date(a), date(z))
    });
    let (from, to) = span.unwrap_or_default();
    let mut charts = Vec::new();
    let rates: Vec<_> = series
        .iter()
        .enumerate()
        .filter_map(|(at, p)| {
            Some(Point {
                day: p.release.as_of.date().0,
                value: i32::try_from(p.rate.shown()?.0).unwrap_or(0),
                text: lang.percent(p.rate),
                date: lang.date(p.release.as_of.date()),
                joined: joined(at),
            })
        })
        .collect();
    if let [first, .., last] = rates.as_slice() {
        let caption = lang.ta(
            "series-rate-caption",
            [
                ("place", place.into()),
                ("from", from.clone().into()),
                ("to", to.clone().into()),
            ],
        );
        let alt = format!("{caption}: {} – {}", first.text, last.text);
        charts.push(Chart {
            caption,
            alt,
            low: 0,
            high: 10_000,
            ticks: [0, 25, 50, 75, 100]
                .map(|tick| Mark {
                    value: tick * 100,
                    text: lang.with_percent(&lang.number(tick.unsigned_abs())),
                })
                .to_vec(),
            points: rates,
        });
    }
    let ranks: Vec<_> = series
        .iter()
        .enumerate()
        .filter_map(|(at, p)| {
            let rank = p.rank?.rank;
            Some(Point {
                day: p.release.as_of.date().0,
                value: i32::try_from(rank).unwrap_or(0),
                text: lang.number(rank),
                date: lang.date(p.release.as_of.date()),
                joined: joined(at),
            })
        })
        .collect();
    if let [first, .., last] = ranks.as_slice() {
        let caption = lang.ta(
            "series-rank-caption",
            [
                ("place", place.into()),
                ("of", lang.number(of).into()),
                ("from", from.into()),
                ("to", to.into()),
            ],
        );
        let alt = format!("{caption}: {} – {}", first.text, last.text);
        let worst = ranks.iter().map(|p| p.value).max().unwrap_or(1);
        let low = [5, 10, 20, 34]
            .into_iter()
            .find(|n| *n >= worst)
            .unwrap_or(worst);
        let marks = [1, 5, 10, 15, 20, 25, 30, 34];
        charts.push(Chart {
            caption,
            alt,
            low,
            high: 1,
            ticks: marks
                .into_iter()
                .filter(|n| *n <= low)
                .map(|n: i32| Mark {
                    value: n,
                    text: lang.number(n.unsigned_abs()),
                })
                .collect(),
            points: ranks,
        });
    }
    let mut blocks = Vec::new();
    if !charts.is_empty() {
        blocks.push(Block::Charts { charts });
    }
    let rows = series.iter().rev().map(|p| {
        vec![
            cell(p.release.id.to_string()),
            cell(lang.instant(p.release.as_of)),
            cell(lang.fraction(p.rate)),
            cell(lang.percent(p.rate)),
            cell(
                p.rank
                    .map_or_else(|| "–".to_owned(), |r| lang.number(r.rank)),
            ),
            cell(p.release.criteria_set.clone()),
        ]
    });
    blocks.push(Block::Table {
        caption: lang.ta(
            "briefing-trend-caption",
            [("shown", lang.number(small(series.len())).into())],
        ),
        dense: true,
        columns: vec![
            column(lang.t("shell-release"), "narrow"),
            column(lang.t("series-col-date"), "wide"),
            numbers(lang.t("series-col-green")),
            numbers(lang.t("series-col-rate")),
            numbers(lang.t("series-col-rank")),
            column(lang.t("steer-book-set"), "narrow"),
        ],
        rows: rows.collect(),
    });
    Section {
        title: lang.t("briefing-trend"),
        blocks,
    }
}

/// The number of each commune in the annex.
fn numbered(data: &Briefing) -> BTreeMap<&str, (u32, Level)> {
    let rows = data.matrix.rows.iter().zip(1..);
    rows.map(|(row, n)| (row.unit.code.as_str(), (n, row.level)))
        .collect()
}

fn diagram(lang: Lang, data: &Briefing, numbered: &BTreeMap<&str, (u32, Level)>) -> Section {
    let counts = &data.overview.counts;
    let cells = data.cells.iter().filter_map(|c| {
        let (number, of) = numbered.get(c.unit.as_str())?;
        Some(Hexagon {
            column: c.column,
            row: c.row,
            level: level(*of),
            name: number.to_string(),
        })
    });
    let caption = format!(
        "{} {}",
        lang.t("hexagon-caption"),
        lang.t("briefing-hexagon-numbers")
    );
    Section {
        title: lang.t("hexagon-label"),
        blocks: vec![
            Block::Hexagons {
                alt: format!("{caption} {}", stacked_bar::words(lang, counts)),
                caption,
                cells: cells.collect(),
            },
            Block::Legend {
                items: Level::ALL.map(|l| shaped(l, lang.level(l))).to_vec(),
            },
        ],
    }
}

/// `▲ DL2 gần đạt`, one after the other.
fn items(lang: Lang, near: &Near) -> Vec<Span> {
    let mut spans = Vec::new();
    for (at, (code, why)) in near.missing.iter().enumerate() {
        if at > 0 {
            spans.push(plain(" · "));
        }
        spans.push(shaped(
            why.level(),
            format!("{code} {}", reason(lang, *why)),
        ));
    }
    spans
}

fn near(lang: Lang, data: &Briefing) -> Section {
    let near: Vec<_> = data
        .near
        .iter()
        .filter(|n| n.missing.len() <= NEAR)
        .collect();
    let one = near.iter().filter(|n| n.missing.len() == 1).count();
    let mut blocks = vec![text(lang.ta(
        "steer-distance-lead",
        [
            ("all", lang.number(small(data.near.len())).into()),
            ("one", lang.number(small(one)).into()),
        ],
    ))];
    if near.is_empty() {
        blocks.push(text(lang.t("briefing-near-none")));
    } else {
        let rows = near.iter().take(NEAREST).map(|n| {
            vec![
                vec![shaped(n.level, lang.full_name(&n.unit))],
                cell(lang.number(small(n.missing.len()))),
                items(lang, n),
            ]
        });
        blocks.push(Block::Table {
            caption: lang.ta(
                "briefing-near-caption",
                [
                    ("shown", lang.number(small(near.len().min(NEAREST))).into()),
                    ("all", lang.number(small(near.len())).into()),
                ],
            ),
            dense: false,
            columns: vec![
                column(lang.t("communes-col-name"), "wide"),
                numbers(lang.t("steer-col-missing")),
                column(lang.t("steer-col-items"), "wider"),
            ],
            rows: rows.collect(),
        });
    }
    Section {
        title: lang.t("steer-near"),
        blocks,
    }
}

fn failing(lang: Lang, data: &Briefing) -> Section {
    let set = &data.overview.scene.set;
    let rows: Vec<_> = data
        .overview
        .criteria
        .iter()
        .filter(|c| c.failing() > 0)
        .map(|c| {
            let title = set.criterion(&c.criterion);
            vec![
                vec![strong(c.criterion.clone())],
                cell(title.map_or("", |t| lang.pick(&t.title))),
                vec![shaped(Level::Red, lang.number(c.red))],
                vec![shaped(Level::Yellow, lang.number(c.yellow))],
                cell(lang.number(c.failing())),
            ]
        })
        .collect();
    let blocks = if rows.is_empty() {
        vec![text(lang.t("province-failing-none"))]
    } else {
        vec![Block::Table {
            caption: lang.t("steer-failing-caption"),
            dense: false,
            columns: vec![
                column(lang.t("steer-book-code"), "narrow"),
                column(lang.t("desk-criterion"), "wide"),
                numbers(lang.t("level-red")),
                numbers(lang.t("level-yellow")),
                numbers(lang.t("briefing-col-failing")),
            ],
            rows,
        }]
    };
    Section {
        title: lang.t("province-failing"),
        blocks,
    }
}

/// What is observed of the province's infrastructure, and what others published about it: two tables, never mixed.
fn infrastructure(lang: Lang, data: &Briefing) -> Section {
    let mut blocks = Vec::new();
    blocks.extend(observed(lang, &data.observed));
    let unknown = data.observed.iter().filter(|line| !told(line));
    let unknown: Vec<_> = unknown.map(|l| lang.pick(&l.indicator.name)).collect();
    if !unknown.is_empty() {
        let list = unknown.join(if lang == Lang::Ar { "؛ " } else { "; " });
        blocks.push(Block::Note {
            text: lang.ta("briefing-observed-none", [("list", list.into())]),
        });
    }
    if data.infrastructure.is_empty() {
        blocks.push(text(lang.t("briefing-infrastructure-none")));
    } else {
        blocks.push(published(lang, &data.infrastructure));
        blocks.push(Block::Note {
            text: lang.t("briefing-infrastructure-note"),
        });
    }
    Section {
        title: lang.t("briefing-infrastructure"),
        blocks,
    }
}

/// Whether an indicator has a value here, not only in print elsewhere.
fn told(line: &Observed) -> bool {
    line.rolled.is_some() || !line.own.is_empty()
}

/// Observed values as a table: what communes' values come to, and what each source says of the province itself.
fn observed(lang: Lang, lines: &[Observed]) -> Option<Block> {
    let mut rows = Vec::new();
    let mut row = |line: &Observed, value: String, of: String, origin: &Origin, simulated: bool| {
        let mut source = fact::origin_text(lang, origin);
        if simulated {
            source = format!("{source} · {}", lang.t("ind-simulated"));
        }
        rows.push(vec![
            cell(lang.pick(&line.indicator.name)),
            vec![strong(value)],
            cell(of),
            cell(source),
        ]);
    };
    for line in lines {
        let indicator = &line.indicator;
        if let Some(rolled) = &line.rolled {
            let counted = fact::counted(lang, String::new(), rolled.counted, rolled.of);
            let counted = lang.ta("ind-counted", [("counted", counted.text.into())]);
            let of = format!("{}; {counted}", fact::days_text(lang, rolled.days));
            let value = fact::words(lang, indicator, &rolled.value);
            row(line, value, of, &rolled.origin, rolled.simulated);
        }
        for told in &line.own {
            let value = match told.value {
                Value::Text => told.printed.clone(),
                ref value => fact::qualified(lang, indicator, value, told.qualifier),
            };
            let of = fact::days_text(lang, (told.from, told.to));
            let origin = Origin::Observed(vec![told.source.clone()]);
            row(line, value, of, &origin, told.simulated);
        }
    }
    (!rows.is_empty()).then(|| Block::Table {
        caption: lang.t("briefing-observed-caption"),
        dense: false,
        columns: vec![
            column(lang.t("briefing-col-indicator"), "wide"),
            column(lang.t("briefing-col-value"), "wide"),
            column(lang.t("series-col-date"), "wide"),
            column(lang.t("briefing-col-source"), "wider"),
        ],
        rows,
    })
}

/// Published figures as a table.
fn published(lang: Lang, figures: &[Arc<Figure>]) -> Block {
    let rows = figures.iter().map(|f| {
        vec![
            cell(lang.pick(&f.name)),
            vec![strong(cite::value(lang, f))],
            cell(cite::dated(lang, f)),
            cell(match lang.pick(&f.note) {
                "" => cite::sources_text(&f.sources, lang),
                note => format!("{}. {note}", cite::sources_text(&f.sources, lang)),
            }),
        ]
    });
    Block::Table {
        caption: lang.t("briefing-infrastructure-caption"),
        dense: false,
        columns: vec![
            column(lang.t("briefing-col-indicator"), "wide"),
            column(lang.t("briefing-col-value"), "wide"),
            column(lang.t("series-col-date"), "wide"),
            column(lang.t("briefing-col-source"), "wider"),
        ],
        rows: rows.collect(),
    }
}

fn addressee(lang: Lang, directive: &Directive) -> String {
    match &directive.to {
        Addressee::Commune(unit) => lang.full_name(unit),
        Addressee::Department(name) => name.clone(),
    }
}

fn directed(lang: Lang, data: &Briefing) -> Section {
    let rows: Vec<_> = data
        .directives
        .iter()
        .map(|d| {
            let due = lang.date(d.due);
            let state = directive::state(lang, d.state);
            vec![
                cell(addressee(lang, d)),
                cell(d.subject.clone()),
                cell(d.content.clone()),
                cell(d.owner.clone()),
                if d.overdue {
                    vec![Span {
                        strong: true,
                        ..shaped(Level::Red, lang.ta("steer-overdue", [("day", due.into())]))
                    }]
                } else {
                    cell(due)
                },
                cell(state),
            ]
        })
        .collect();
    let blocks = if rows.is_empty() {
        vec![text(lang.t("briefing-directives-none"))]
    } else {
        vec![
            Block::Table {
                caption: lang.t("briefing-directives-caption"),
                dense: true,
                columns: vec![
                    column(lang.t("steer-col-to"), "wide"),
                    column(lang.t("briefing-col-subject"), "narrow"),
                    column(lang.t("steer-col-content"), "wider"),
                    column(lang.t("steer-col-owner"), "wide"),
                    column(lang.t("steer-col-due"), "narrow"),
                    column(lang.t("steer-col-state"), "narrow"),
                ],
                rows,
            },
            Block::Note {
                text: lang.t("briefing-directives-note"),
            },
        ]
    };
    Section {
        title: lang.t("steer-directives"),
        blocks,
    }
}

fn commune_row(
    lang: Lang,
    number: u32,
    unit: &UnitRef,
    of: Level,
    missing: &[&str],
) -> Vec<Vec<Span>> {
    vec![
        cell(number.to_string()),
        cell(lang.full_name(unit)),
        vec![shaped(of, lang.level(of))],
        cell(if missing.is_empty() {
            "–".to_owned()
        } else {
            missing.join(" · ")
        }),
    ]
}

fn communes(lang: Lang, data: &Briefing) -> Section {
    let missing: BTreeMap<_, Vec<&str>> = data
        .near
        .iter()
        .map(|n| {
            let codes = n.missing.iter().map(|(code, _)| code.as_str());
            (&n.unit.code, codes.collect())
        })
        .collect();
    let rows = data.matrix.rows.iter().zip(1..).map(|(row, number)| {
        let missing = missing.get(&row.unit.code).map_or(&[][..], Vec::as_slice);
        commune_row(lang, number, &row.unit, row.level, missing)
    });
    Section {
        title: lang.t("briefing-communes"),
        blocks: vec![Block::Table {
            caption: lang.t("briefing-communes-caption"),
            dense: true,
            columns: vec![
                numbers(lang.t("briefing-col-number")),
                column(lang.t("communes-col-name"), "wide"),
                column(lang.t("communes-col-status"), "narrow"),
                column(lang.t("steer-col-items"), "wide"),
            ],
            rows: rows.collect(),
        }],
    }
}

fn ranking(lang: Lang, data: &Briefing) -> Section {
    let own = &data.overview.scene.province.code;
    let rows = data.overview.lines.iter().map(|line| {
        let range = match line.range {
            None => "–".to_owned(),
            Some((best, worst)) if best == worst => lang.number(best),
            Some((best, worst)) => format!("{}–{}", lang.number(best), lang.number(worst)),
        };
        let name = lang.name(&line.unit).to_owned();
        vec![
            cell(
                line.rank
                    .map_or_else(|| "–".to_owned(), |r| lang.number(r.rank)),
            ),
            vec![if line.unit.code == *own {
                strong(name)
            } else {
                plain(name)
            }],
            cell(lang.fraction(line.green)),
            cell(lang.percent(line.green)),
            cell(range),
            cell(origin_text(lang, line)),
        ]
    });
    Section {
        title: lang.t("steer-ranking"),
        blocks: vec![Block::Table {
            caption: lang.t("steer-ranking-caption"),
            dense: true,
            columns: vec![
                numbers(lang.t("ranking-col-rank")),
                column(lang.t("publish-province"), "wide"),
                numbers(lang.t("ranking-col-green")),
                numbers(lang.t("ranking-col-rate")),
                numbers(lang.t("steer-col-range")),
                column(lang.t("steer-col-origin"), "wide"),
            ],
            rows: rows.collect(),
        }],
    }
}

fn method(lang: Lang, data: &Briefing) -> Section {
    let scene = &data.overview.scene;
    let set = &scene.set;
    let mut blocks = vec![
        Block::Text {
            spans: vec![
                strong(format!("{}: ", set.version)),
                plain(lang.pick(&set.title)),
                plain(if set.legal_ref.is_empty() {
                    ".".to_owned()
                } else {
                    format!(" ({}).", set.legal_ref)
                }),
            ],
        },
        text(lang.pick(&set.note)),
        text(lang.t("steer-book-rank-rule")),
        text(lang.t("steer-book-range-rule")),
        text(lang.t("briefing-rule")),
    ];
    if let Some(release) = &scene.release {
        blocks.push(text(lang.ta(
            "briefing-release",
            [
                ("id", release.id.to_string().into()),
                ("hash", release.hash.clone().into()),
                ("rules", release.rule_version.to_string().into()),
            ],
        )));
    }
    let rows = set.criteria.iter().map(|c| {
        let group = set.groups.iter().find(|g| g.code == c.group);
        vec![
            vec![strong(c.code.clone())],
            cell(lang.pick(&c.title)),
            cell(group.map_or("", |g| lang.pick(&g.name))),
        ]
    });
    blocks.push(Block::Table {
        caption: lang.t("briefing-criteria-caption"),
        dense: true,
        columns: vec![
            column(lang.t("steer-book-code"), "narrow"),
            column(lang.t("desk-criterion"), "wider"),
            column(lang.t("queue-group"), "wide"),
        ],
        rows: rows.collect(),
    });
    Section {
        title: lang.t("shell-method"),
        blocks,
    }
}

/// Every source that the briefing cites, once.
fn sources(lang: Lang, data: &Briefing) -> Section {
    let mut found: Vec<_> = Vec::new();
    for source in data
        .headline
        .iter()
        .chain(&data.infrastructure)
        .flat_map(|f| &f.sources)
    {
        if !found
            .iter()
            .any(|s: &Arc<crate::public::model::figures::Source>| s.key == source.key)
        {
            found.push(source.clone());
        }
    }
    let mut blocks = vec![text(lang.t("briefing-sources-own"))];
    blocks.extend(found.iter().map(|source| {
        let words = cite::sources_text(std::slice::from_ref(source), lang);
        Block::Text {
            spans: vec![
                strong(format!("[{}] ", source.key)),
                plain(match &source.url {
                    Some(url) => format!("{words}. {url}"),
                    None => format!("{words}."),
                }),
            ],
        }
    }));
    Section {
        title: lang.t("briefing-sources"),
        blocks,
    }
}
