//! Where the province stands: the sentences of the committee's first page, its communes by status, what others published.

use crate::{
    components::stacked_bar,
    exports::briefing::document::{Block, Part, Section, level, shaped, strong, text},
    i18n::{Lang, capitalised},
    public::model::figures::{Figure, strips},
    texts::{cite, committee::standing_sentences, ranking},
    workspace::committee::model::{Briefing, Line},
};
use domain::{criteria::SetStatus, status::Level};

pub(super) fn standing(lang: Lang, data: &Briefing, own: &Line) -> Section {
    let overview = &data.overview;
    let place = &*overview.context.province.name;
    let sentences = standing_sentences(lang, overview, own, place);
    let [first, second] = sentences.map(|said| said.plain());
    let mut blocks = vec![Block::Text {
        spans: vec![strong(first)],
    }];
    if let Some(release) = &overview.context.release {
        let words = ranking::completeness(lang, release, &overview.counts);
        blocks.push(text(capitalised(&words) + "."));
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
    if overview.context.set.status == SetStatus::Inferred {
        let version = overview.context.set.version.clone();
        blocks.push(Block::Note {
            text: lang.ta("shell-inferred", [("version", version.into())]) + ".",
        });
    }
    for figure in strips(&data.headline).iter().flatten() {
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
