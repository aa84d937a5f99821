//! The directives of the province that are not ended.

use crate::{
    components::directive,
    exports::briefing::document::{Block, Section, Span, cell, column, shaped, text},
    i18n::Lang,
    workspace::committee::model::{Addressee, Briefing, Directive},
};
use domain::status::Level;

fn addressee(lang: Lang, directive: &Directive) -> String {
    match &directive.to {
        Addressee::Commune(unit) => lang.full_name(unit),
        Addressee::Department(name) => name.clone(),
    }
}

pub(super) fn directed(lang: Lang, data: &Briefing) -> Section {
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
