//! The communes of the province as a diagram, by their numbers in the annex.

use crate::{
    components::stacked_bar,
    exports::briefing::document::{Block, Hexagon, Section, level, shaped},
    i18n::Lang,
    workspace::committee::model::Briefing,
};
use domain::status::Level;
use std::collections::BTreeMap;

/// The number of each commune in the annex.
pub(super) fn numbered(data: &Briefing) -> BTreeMap<&str, (u32, Level)> {
    let rows = data.matrix.rows.iter().zip(1..);
    rows.map(|(row, n)| (row.unit.code.as_str(), (n, row.level)))
        .collect()
}

pub(super) fn diagram(
    lang: Lang,
    data: &Briefing,
    numbered: &BTreeMap<&str, (u32, Level)>,
) -> Section {
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
