//! Numbers that can be followed: each leads to the page that states its rows and their source, and carries its plain
//! value; and the sentences in which they stand. How they are marked up is [`crate::components::fact`]'s.

use crate::{
    i18n::Lang,
    page::PageRequest,
    public::{
        indicators::model::{Line, Origin, Row},
        model::figures::Figure,
    },
    routes::Route,
    texts::{cite, release, written},
};
use domain::{
    figure::Qualifier,
    indicator::{Cell, Indicator, Kind, Value},
    rate::Rate,
    time::{Date, Timestamp},
    unit::UnitCode,
};

/// A number with its way to where it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// Where its rows and their source stand.
    pub href: String,
    /// The value as files write it.
    pub value: String,
    /// The value in words.
    pub text: String,
}

/// Stands for the first piece of a sentence while Fluent puts it together.
pub const PLACE: u32 = 0xE000;

/// What stands in a sentence for the fact at an index.
#[must_use]
pub fn place(at: usize) -> String {
    let at = u32::try_from(at).unwrap_or(0).min(0xFF);
    char::from_u32(PLACE + at).map_or_else(String::new, String::from)
}

/// The same as plain text.
#[must_use]
pub fn plain(text: &str, facts: &[Fact]) -> String {
    let mut out = text.to_owned();
    for (at, fact) in facts.iter().enumerate() {
        out = out.replace(&place(at), &fact.text);
    }
    out
}

/// A number, whose rows stand at an address.
#[must_use]
pub fn number(lang: Lang, href: String, number: u32) -> Fact {
    Fact {
        href,
        value: number.to_string(),
        text: lang.number(number),
    }
}

/// “thứ 5”: a place in a ranking, which the rows of the ranking make.
#[must_use]
pub fn ordinal(lang: Lang, href: String, rank: u32) -> Fact {
    Fact {
        text: crate::texts::ranking::ordinal(lang, rank),
        ..number(lang, href, rank)
    }
}

/// “87,83%”, with its fraction as plain value.
#[must_use]
pub fn percent(lang: Lang, href: String, rate: Rate) -> Fact {
    Fact {
        text: lang.percent(rate),
        ..counted(lang, href, rate.part, rate.whole)
    }
}

/// “130/148 (87,83%)”.
#[must_use]
pub fn share(lang: Lang, href: String, rate: Rate) -> Fact {
    Fact {
        text: format!("{} ({})", lang.fraction(rate), lang.percent(rate)),
        ..counted(lang, href, rate.part, rate.whole)
    }
}

/// Sentences whose numbers can be followed, put together piece by piece.
#[derive(Clone, Debug, Default)]
pub struct Sentence {
    /// The text, with [`place`] where a piece stands.
    pub text: String,
    /// The pieces, in the order in which they were kept.
    pub pieces: Vec<Piece>,
}

/// What stands in a sentence besides its words.
#[derive(Clone, Debug)]
pub enum Piece {
    /// A number that can be followed.
    Fact(Fact),
    /// A day, in words.
    Day(Date, String),
    /// An instant, in words.
    Instant(Timestamp, String),
    /// A number of days, which is a length of time and has no rows.
    Days(u32, String),
    /// A number that somebody set: the sentence itself says who, and no row has it. Its value as files write it, and
    /// in words.
    Set(String, String),
    /// A citation.
    Cite(String),
}

impl Piece {
    /// The piece in words.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Fact(fact) => &fact.text,
            Self::Day(_, text)
            | Self::Instant(_, text)
            | Self::Days(_, text)
            | Self::Set(_, text)
            | Self::Cite(text) => text,
        }
    }
}

impl Sentence {
    /// Nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    fn keep(&mut self, piece: Piece) -> String {
        self.pieces.push(piece);
        place(self.pieces.len() - 1)
    }

    /// Keeps a fact; what stands for it in the text.
    pub fn fact(&mut self, fact: &Fact) -> String {
        self.keep(Piece::Fact(fact.clone()))
    }

    /// Keeps a day.
    pub fn day(&mut self, lang: Lang, on: Date) -> String {
        self.keep(Piece::Day(on, lang.date(on)))
    }

    /// Keeps an instant.
    pub fn instant(&mut self, lang: Lang, at: Timestamp) -> String {
        self.keep(Piece::Instant(at, lang.instant(at)))
    }

    /// Keeps a number of days.
    pub fn days(&mut self, lang: Lang, days: u32) -> String {
        self.keep(Piece::Days(days, lang.number(days)))
    }

    /// Keeps a number that somebody set.
    pub fn set(&mut self, value: &str, text: String) -> String {
        self.keep(Piece::Set(value.to_owned(), text))
    }

    /// Keeps a citation.
    pub fn cite(&mut self, text: String) -> String {
        self.keep(Piece::Cite(text))
    }

    /// Says a sentence after those before.
    pub fn say(&mut self, text: &str) {
        if !self.text.is_empty() && !text.is_empty() {
            self.text.push(' ');
        }
        self.text.push_str(text);
    }

    /// Whether nothing was said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// As plain text.
    #[must_use]
    pub fn plain(&self) -> String {
        let pieces = self.pieces.iter().enumerate();
        pieces.fold(self.text.clone(), |text, (at, piece)| {
            text.replace(&place(at), piece.text())
        })
    }
}

/// A value in words: “10.200 trạm”, “99,12% (5.234/5.280)”, “Có”.
#[must_use]
pub fn words(lang: Lang, indicator: &Indicator, value: &Value) -> String {
    let plain = Cell(indicator, value).to_string();
    match value {
        Value::Number(_) => {
            let unit = lang.pick(&indicator.unit);
            let number = lang.decimal(plain.trim_end_matches(".00"));
            match unit {
                "" => number,
                "%" => lang.with_percent(&number),
                unit => lang.with_unit(&number, unit),
            }
        }
        Value::Percent(_) => lang.with_percent(&lang.decimal(plain.trim_end_matches(".00"))),
        Value::Fraction { part, whole } => {
            let fraction = format!(
                "{}/{}",
                lang.decimal(&part.to_string()),
                lang.decimal(&whole.to_string())
            );
            match value.share() {
                Some(share) => {
                    let share = format!("{}.{:02}", share / 100, share % 100);
                    let share = lang.decimal(share.trim_end_matches(".00"));
                    format!("{} ({fraction})", lang.with_percent(&share))
                }
                None => fraction,
            }
        }
        Value::YesNo(true) => lang.t("ind-yes"),
        Value::YesNo(false) => lang.t("ind-no"),
        Value::Day(date) => lang.date(*date),
        Value::Text => String::new(),
    }
}

/// The same with how exact it claims to be.
#[must_use]
pub fn qualified(lang: Lang, indicator: &Indicator, value: &Value, qualifier: Qualifier) -> String {
    let text = words(lang, indicator, value);
    match qualifier {
        Qualifier::Exact => text,
        Qualifier::MoreThan => lang.ta("cite-more-than", [("value", text.into())]),
        Qualifier::About => lang.ta("cite-about", [("value", text.into())]),
    }
}

/// Where the rows of an indicator stand: its communes in a province, its provinces in the country. Of the
/// green status these are the pages of the province and of the ranking.
#[must_use]
pub fn rows(request: &PageRequest, indicator: &Indicator, province: Option<&UnitCode>) -> String {
    match (&indicator.derived, province) {
        (Some(domain::indicator::Derived::Green), Some(code)) => {
            request.link(&Route::Province(code.clone())) + "#bang"
        }
        (_, Some(code)) => {
            request.link_with(
                &Route::Indicator(indicator.code.clone()),
                &[("tinh", code.as_str())],
            ) + "#bang"
        }
        (_, None) => request.link(&Route::Indicator(indicator.code.clone())) + "#bang",
    }
}

/// What the values of a place's communes come to.
#[must_use]
pub fn rolled(request: &PageRequest, line: &Line, province: Option<&UnitCode>) -> Option<Fact> {
    let rolled = line.rolled.as_ref()?;
    Some(Fact {
        href: rows(request, &line.indicator, province),
        value: Cell(&line.indicator, &rolled.value).to_string(),
        text: words(request.lang, &line.indicator, &rolled.value),
    })
}

/// One day, or two with what lies between them, where nothing can be marked up.
#[must_use]
pub fn days_text(lang: Lang, (first, last): (Date, Date)) -> String {
    if first == last {
        return lang.date(first);
    }
    let (from, to) = (lang.date(first).into(), lang.date(last).into());
    lang.ta("cite-period", [("from", from), ("to", to)])
}

/// Where values come from, where nothing can be marked up.
#[must_use]
pub fn origin_text(lang: Lang, origin: &Origin) -> String {
    match origin {
        Origin::Observed(sources) => written::source(lang, &sources.join("; ")).into_owned(),
        Origin::Answers(release, criterion) => lang.ta(
            "ind-from-answers",
            [
                ("criterion", criterion.clone().into()),
                ("release", release::number(lang, *release).into()),
            ],
        ),
        Origin::Statuses(release) => {
            let release = release::number(lang, *release).into();
            lang.ta("ind-from-statuses", [("release", release)])
        }
    }
}

/// “148/148”, which the same rows show.
#[must_use]
pub fn counted(lang: Lang, href: String, counted: u32, of: u32) -> Fact {
    Fact {
        href,
        value: format!("{counted}/{of}"),
        text: format!("{}/{}", lang.number(counted), lang.number(of)),
    }
}

/// A published figure, which stands with its source on the page of all of them.
#[must_use]
pub fn published(request: &PageRequest, figure: &Figure) -> Fact {
    let value = figure.value.clone();
    let fraction = || Some(format!("{}/{}", figure.numerator?, figure.denominator?));
    Fact {
        href: format!("{}#{}", request.link(&Route::Published), figure.id),
        value: value.or_else(fraction).unwrap_or_default(),
        text: cite::value(request.lang, figure),
    }
}

/// A row's value, whose every telling stands on a page of its own.
#[must_use]
pub fn row(request: &PageRequest, indicator: &Indicator, row: &Row) -> Option<Fact> {
    let value = row.value.as_ref()?;
    let href = match row.counted {
        // A province's value: its communes.
        Some(_) => rows(request, indicator, Some(&row.unit.code)),
        None => request.link(&Route::ObservationHistory(
            indicator.code.clone(),
            row.unit.code.clone(),
        )),
    };
    Some(Fact {
        href,
        value: Cell(indicator, value).to_string(),
        text: qualified(request.lang, indicator, value, row.qualifier),
    })
}

/// What is sorted and shaded by: a count, hundredths of a percent, yes (1) or no (0).
#[must_use]
pub fn size(kind: Kind, value: &Value) -> Option<i64> {
    match (kind, value) {
        (_, Value::Number(number)) => Some(*number),
        (_, Value::YesNo(yes)) => Some(i64::from(*yes)),
        (Kind::Share | Kind::YesNo, value) => value.share(),
        _ => None,
    }
}
