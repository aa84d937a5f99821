//! Communes that little keeps from green, and what.

use crate::{
    exports::briefing::document::{
        Block, Section, Span, cell, column, numbers, plain, shaped, text,
    },
    i18n::Lang,
    texts::committee::reason,
    workspace::committee::model::{Briefing, Near},
};
use domain::rate::saturating_u32;

/// Communes with so few missing items are near.
const NEAR: usize = 2;

/// Near communes that are listed one by one.
const NEAREST: usize = 24;

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

pub(super) fn near(lang: Lang, data: &Briefing) -> Section {
    let near: Vec<_> = data
        .near
        .iter()
        .filter(|n| n.missing.len() <= NEAR)
        .collect();
    let one = near.iter().filter(|n| n.missing.len() == 1).count();
    let mut blocks = vec![text(lang.ta(
        "steer-distance-lead",
        [
            ("all", lang.number(saturating_u32(data.near.len())).into()),
            ("one", lang.number(saturating_u32(one)).into()),
        ],
    ))];
    if near.is_empty() {
        blocks.push(text(lang.t("briefing-near-none")));
    } else {
        let rows = near.iter().take(NEAREST).map(|n| {
            vec![
                vec![shaped(n.level, lang.full_name(&n.unit))],
                cell(lang.number(saturating_u32(n.missing.len()))),
                items(lang, n),
            ]
        });
        blocks.push(Block::Table {
            caption: lang.ta(
                "briefing-near-caption",
                [
                    (
                        "shown",
                        lang.number(saturating_u32(near.len().min(NEAREST))).into(),
                    ),
                    ("all", lang.number(saturating_u32(near.len())).into()),
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
