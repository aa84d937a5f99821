//! What is observed of the province's infrastructure, and what others published about it: two tables, never mixed.

use crate::{
    exports::briefing::document::{Block, Section, cell, column, strong, text},
    i18n::Lang,
    public::{
        indicators::model::{Line as Observed, Origin},
        model::figures::{Figure, strips},
    },
    texts::{cite, fact},
    workspace::committee::model::Briefing,
};
use domain::indicator::Value;
use std::sync::Arc;

pub(super) fn infrastructure(lang: Lang, data: &Briefing) -> Section {
    let mut blocks = Vec::new();
    blocks.extend(observed(lang, &data.observed));
    let unknown = data.observed.iter().filter(|line| !record(line));
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
fn record(line: &Observed) -> bool {
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
        for record in &line.own {
            let value = match record.value {
                Value::Text => record.printed.clone(),
                ref value => fact::qualified(lang, indicator, value, record.qualifier),
            };
            let of = fact::days_text(lang, (record.from, record.to));
            let origin = Origin::Observed(vec![record.source.clone()]);
            row(line, value, of, &origin, record.simulated);
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
    let strips = strips(figures);
    let rows = strips.iter().flatten().map(|f| {
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
