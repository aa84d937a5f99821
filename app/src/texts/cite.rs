//! Published figures in words: values as their sources give them, dates, sources, and what they say of a province.

use crate::{
    i18n::Lang,
    public::model::figures::{Figure, Source, Words},
    texts::ranking,
};
use domain::{figure::Qualifier, ranking::Rank, rate::Rate};
use std::sync::Arc;

/// A value as its source gives it, in this language's form: “hơn 10.200 trạm”, “87,83%”, “40/102”.
#[must_use]
pub fn value(lang: Lang, figure: &Figure) -> String {
    let unit = lang.pick(&figure.unit_of_value);
    let number = match (&figure.value, figure.numerator, figure.denominator) {
        (Some(value), _, _) => {
            let number = lang.decimal(value);
            match unit.strip_prefix('%') {
                Some(rest) => format!("{}{rest}", lang.with_percent(&number)),
                None if unit.is_empty() => number,
                None => lang.with_unit(&number, unit),
            }
        }
        (None, Some(part), Some(whole)) => lang.fraction(Rate::new(part, whole)),
        (None, _, _) => figure
            .words
            .as_ref()
            .map_or_else(String::new, |words| words.text.clone()),
    };
    match figure.qualifier {
        Qualifier::Exact => number,
        Qualifier::MoreThan => lang.ta("cite-more-than", [("value", number.into())]),
        Qualifier::About if is_nearly(figure) => lang.ta("cite-nearly", [("value", number.into())]),
        Qualifier::About => lang.ta("cite-about", [("value", number.into())]),
    }
}

/// The value with its two counts where both were published: “87,83% (130/148)”.
#[must_use]
pub fn value_and_counts(lang: Lang, figure: &Figure) -> String {
    let text = value(lang, figure);
    match (&figure.value, figure.numerator, figure.denominator) {
        (Some(value), Some(part), Some(whole))
            if *value != part.to_string() && *value != whole.to_string() =>
        {
            format!("{text} ({})", lang.fraction(Rate::new(part, whole)))
        }
        _ => text,
    }
}

/// The words of a figure's source, if they say more than its value, and what to call them. Only words whose language is
/// known are verbatim; what an older file recorded without one is called that.
#[must_use]
pub fn words(lang: Lang, figure: &Figure) -> Option<(String, &Words)> {
    let words = figure.words.as_ref()?;
    // Where a source gives no number at all, its words stand in the value's place.
    let number = figure.value.is_some() || figure.numerator.zip(figure.denominator).is_some();
    if !number || !domain::figure::say_more(&words.text) {
        return None;
    }
    let called = match Lang::parse(&words.language) {
        Some(Lang::Vi) => lang.t("cite-words-vi"),
        Some(Lang::En) => lang.t("cite-words-en"),
        Some(Lang::Ar) => lang.t("cite-words-ar"),
        None => lang.t("cite-recorded"),
    };
    Some((called, words))
}

/// The same where nothing can be marked up: “nguyên văn: “gần 1.000 trạm””; empty if there are none.
#[must_use]
pub fn words_text(lang: Lang, figure: &Figure) -> String {
    words(lang, figure).map_or_else(String::new, |(called, words)| {
        format!("{called} {}", quoted(lang, &words.text))
    })
}

/// A text in the quotation marks of a language.
fn quoted(lang: Lang, text: &str) -> String {
    match lang {
        Lang::Ar => format!("«{text}»"),
        Lang::Vi | Lang::En => format!("“{text}”"),
    }
}

/// Whether a figure’s source says that its value is almost reached.
fn is_nearly(figure: &Figure) -> bool {
    let (words, value) = (figure.words.as_ref(), figure.value.as_deref());
    let both = words.zip(value);
    both.is_some_and(|(words, value)| domain::figure::is_nearly(&words.text, value))
}

/// How exact a published figure claims to be, in a word: the one that stands before its [`value`].
#[must_use]
pub fn exactness(lang: Lang, figure: &Figure) -> String {
    match figure.qualifier {
        Qualifier::About if is_nearly(figure) => lang.t("cite-almost"),
        other => qualifier(lang, other),
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

/// A source as plain text: “Báo Phú Thọ, “Động lực cho phát triển bền vững” – 20/10/2025”.
#[must_use]
pub fn source_text(source: &Source, lang: Lang) -> String {
    let comma = if lang == Lang::Ar { "، " } else { ", " };
    let mut text = lang.pick(&source.publisher).to_owned();
    if let Some(title) = &source.title {
        text = format!("{text}{comma}{}", quoted(lang, &title.text));
    }
    if !source.document.is_empty() {
        text = format!("{text}{comma}{}", source.document);
    }
    match lang.pick(&source.date) {
        "" => text,
        date => format!("{text} – {date}"),
    }
}

/// What stands between two sources.
#[must_use]
pub fn between(lang: Lang) -> &'static str {
    if lang == Lang::Ar { "؛ " } else { "; " }
}

/// The sources as plain text.
#[must_use]
pub fn sources_text(sources: &[Arc<Source>], lang: Lang) -> String {
    let all: Vec<_> = sources.iter().map(|s| source_text(s, lang)).collect();
    all.join(between(lang))
}

/// Code of the indicator “share of communes that are green”.
pub const GREEN_RATE: &str = "green_commune_rate";

/// The published sentence about a province's green communes, if the source gives the
/// fraction: “130 trên 148 xã, phường đạt trạng thái Xanh (87,83%) …”. Figures of any
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
