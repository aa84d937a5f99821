//! Criteria by the number of communes that fail them.

use crate::{
    exports::briefing::document::{Block, Section, cell, column, numbers, shaped, strong, text},
    i18n::Lang,
    workspace::committee::model::Briefing,
};
use domain::status::Level;

pub(super) fn failing(lang: Lang, data: &Briefing) -> Section {
    let set = &data.overview.context.set;
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
