//! Published figures in words: values as their sources give them, dates, sources, and the sentences of the article.

use crate::{
    i18n::Lang,
    public::model::figures::{Figure, Source},
    texts::ranking,
};
use domain::{figure::Qualifier, ranking::Rank, rate::Rate};
use std::sync::Arc;

/// A value as its source gives it, in this language's form: “hơn 10.200 trạm”, “87,83 %”, “40/102”.
#[must_use]
pub fn value(lang: Lang, figure: &Figure) -> String {
    let unit = lang.pick(&figure.unit_of_value);
    let number = match (&figure.value, figure.numerator, figure.denominator) {
        (Some(value), _, _) => {
            let number = lang.decimal(value);
            match unit.strip_prefix('%') {
                Some(rest) => format!("{}{rest}", lang.with_percent(&number)),
                None if unit.is_empty() => number,
                None => format!("{number} {unit}"),
            }
        }
        (None, Some(part), Some(whole)) => lang.fraction(Rate::new(part, whole)),
        (None, _, _) => figure.printed.clone(),
    };
    match figure.qualifier {
        Qualifier::Exact => number,
        Qualifier::MoreThan => lang.ta("cite-more-than", [("value", number.into())]),
        Qualifier::About => lang.ta("cite-about", [("value", number.into())]),
    }
}

/// How exact a figure claims to be, in a word.
#[must_use]
pub fn qualifier(lang: Lang, qualifier: Qualifier) -> String {
    match qualifier {
        Qualifier::Exact => lang.t("cite-exact"),
        Qualifier::MoreThan => lang.t("cite-over"),
        Qualifier::About => lang.t("cite-approximate"),
    }
}

/// When it was true: “16:00 ngày 31/7/2025”, or that the source does not say.
#[must_use]
pub fn dated(lang: Lang, figure: &Figure) -> String {
    match (figure.from, figure.to) {
        (Some(from), Some(to)) if from != to => lang.ta(
            "cite-period",
            [
                ("from", lang.as_of(from).into()),
                ("to", lang.as_of(to).into()),
            ],
        ),
        (Some(at), _) => lang.as_of(at),
        (None, Some(to)) => lang.ta("cite-until", [("to", lang.as_of(to).into())]),
        (None, None) => lang.t("cite-no-date"),
    }
}

/// The sources as plain text: “Báo … (số 5/2025), (19/9/2025); …”.
#[must_use]
pub fn sources_text(sources: &[Arc<Source>], lang: Lang) -> String {
    let one = |source: &Arc<Source>| {
        let parts = [&source.publisher, &source.reference];
        let parts: Vec<_> = parts.into_iter().filter(|p| !p.is_empty()).collect();
        let name = parts
            .iter()
            .map(|p| p.as_str())
            .collect::<Vec<_>>()
            .join(", ");
        match lang.pick(&source.date) {
            "" => name,
            date => format!("{name} ({date})"),
        }
    };
    let all: Vec<_> = sources.iter().map(one).collect();
    all.join(if lang == Lang::Ar { "؛ " } else { "; " })
}

/// Code of the indicator “share of communes that are green”.
pub const GREEN_RATE: &str = "green_commune_rate";

/// The published sentence about a province's green communes, in the words of the article, if the
/// source gives the fraction: “130 trên 148 xã, phường đạt trạng thái Xanh (87,83 %) …”. Figures of any
/// other indicator have none: a count of provinces is no count of communes.
#[must_use]
pub fn sentence(lang: Lang, figure: &Figure, place: &str) -> Option<String> {
    if figure.indicator != GREEN_RATE {
        return None;
    }
    let rate = Rate::new(figure.numerator?, figure.denominator?);
    let percent = figure
        .value
        .as_ref()
        .map(|v| lang.with_percent(&lang.decimal(v)));
    let green = ranking::green(
        lang,
        rate,
        percent.unwrap_or_else(|| lang.percent(rate)),
        false,
    );
    let rank = figure
        .printed_rank
        .as_deref()
        .and_then(|rank| rank.split_once('/'));
    let rank = rank.and_then(|(rank, of)| Some((rank.parse().ok()?, of.parse().ok()?)));
    Some(match rank {
        Some((rank, of)) => {
            let printed = Rank {
                rank,
                shared_by: 1,
                of,
                all: of,
            };
            format!("{green} {}", ranking::ranks(lang, place, printed))
        }
        None => green,
    })
}
