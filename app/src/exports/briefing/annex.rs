//! The annex: every commune, the ranking of provinces, how it was computed, and the sources.

use crate::{
    exports::briefing::document::{
        Block, Section, Span, cell, column, numbers, plain, shaped, strong, text,
    },
    i18n::Lang,
    public::model::{UnitRef, figures::Source},
    texts::{cite, committee::origin_text, release},
    workspace::committee::model::Briefing,
};
use domain::status::Level;
use std::{collections::BTreeMap, sync::Arc};

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

pub(super) fn communes(lang: Lang, data: &Briefing) -> Section {
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

pub(super) fn ranking(lang: Lang, data: &Briefing) -> Section {
    let own = &data.overview.context.province.code;
    let rows = data.overview.lines.iter().map(|line| {
        let range = match line.range {
            None => "–".to_owned(),
            Some((best, worst)) if best == worst => lang.number(best),
            Some((best, worst)) => format!("{}–{}", lang.number(best), lang.number(worst)),
        };
        let name = line.unit.name.to_string();
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

pub(super) fn method(lang: Lang, data: &Briefing) -> Section {
    let context = &data.overview.context;
    let set = &context.set;
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
    if let Some(release) = &context.release {
        blocks.push(text(lang.ta(
            "briefing-release",
            [
                ("id", release::number(lang, release.id).into()),
                ("hash", release.hash.clone().into()),
                ("rules", release.rule_version.0.to_string().into()),
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
pub(super) fn sources(lang: Lang, data: &Briefing) -> Section {
    let mut found: Vec<_> = Vec::new();
    for source in data
        .headline
        .iter()
        .chain(&data.infrastructure)
        .flat_map(|f| &f.sources)
    {
        if !found.iter().any(|s: &Arc<Source>| s.key == source.key) {
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
