//! Numbers that can be followed: each is a link to the page that states its rows and their source, and
//! carries its plain value. A test follows every one of them.

use super::{cite, markup::Markup};
use crate::{
    backend::Figure,
    i18n::Lang,
    indicators::{Line, Origin, Row},
    pages::Ask,
    routes::Route,
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

impl Fact {
    /// `<a class="fact" href="…"><data value="10200">10.200 trạm</data></a>`
    pub fn write(&self, out: &mut Markup) {
        out.raw("<a class=\"fact\" href=\"")
            .text(&self.href)
            .raw("\"><data value=\"")
            .text(&self.value)
            .raw("\">")
            .text(&self.text)
            .raw("</data></a>");
    }

    /// The link alone.
    #[must_use]
    pub fn html(&self) -> String {
        let mut out = Markup::new();
        self.write(&mut out);
        out.html()
    }
}

/// Stands for a fact in a sentence while Fluent puts it together.
const PLACE: u32 = 0xE000;

/// What stands in a sentence for the fact at an index.
#[must_use]
pub fn place(at: usize) -> String {
    let at = u32::try_from(at).unwrap_or(0).min(0xFF);
    char::from_u32(PLACE + at).map_or_else(String::new, String::from)
}

/// A sentence with its facts where [`place`] stood.
#[must_use]
pub fn sentence(text: &str, facts: &[Fact]) -> Markup {
    let mut out = Markup::new();
    put(&mut out, text, facts, |out, fact| fact.write(out));
    out
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
        text: super::words::ordinal(lang, rank),
        ..number(lang, href, rank)
    }
}

/// “87,83 %”, with its fraction as plain value.
#[must_use]
pub fn percent(lang: Lang, href: String, rate: Rate) -> Fact {
    Fact {
        text: lang.percent(rate),
        ..counted(lang, href, rate.part, rate.whole)
    }
}

/// “130/148 (87,83 %)”.
#[must_use]
pub fn share(lang: Lang, href: String, rate: Rate) -> Fact {
    Fact {
        text: format!("{} ({})", lang.fraction(rate), lang.percent(rate)),
        ..counted(lang, href, rate.part, rate.whole)
    }
}

/// Sentences whose numbers can be followed, put together fact by fact.
#[derive(Clone, Debug, Default)]
pub struct Sentence {
    text: String,
    /// Markup and plain text of what stands at each place.
    parts: Vec<(Markup, String)>,
}

impl Sentence {
    /// Nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    fn keep(&mut self, markup: Markup, plain: String) -> String {
        self.parts.push((markup, plain));
        place(self.parts.len() - 1)
    }

    /// Keeps a fact; what stands for it in the text.
    pub fn fact(&mut self, fact: &Fact) -> String {
        let mut out = Markup::new();
        fact.write(&mut out);
        self.keep(out, fact.text.clone())
    }

    /// Keeps a day.
    pub fn day(&mut self, lang: Lang, on: Date) -> String {
        let mut out = Markup::new();
        day(lang, &mut out, on);
        self.keep(out, lang.date(on))
    }

    /// Keeps an instant.
    pub fn instant(&mut self, lang: Lang, at: Timestamp) -> String {
        let text = lang.instant(at);
        let mut out = Markup::new();
        out.raw("<time datetime=\"").show(at).raw("\">");
        out.text(&text).raw("</time>");
        self.keep(out, text)
    }

    /// Keeps a number of days, which is a length of time and has no rows.
    pub fn days(&mut self, lang: Lang, days: u32) -> String {
        let text = lang.number(days);
        let mut out = Markup::new();
        out.raw("<time datetime=\"P").show(days).raw("D\">");
        out.text(&text).raw("</time>");
        self.keep(out, text)
    }

    /// Keeps a number that somebody set: the sentence itself says who, and no row has it.
    pub fn set(&mut self, value: &str, text: String) -> String {
        let mut out = Markup::new();
        out.raw("<data class=\"set\" value=\"")
            .text(value)
            .raw("\">");
        out.text(&text).raw("</data>");
        self.keep(out, text)
    }

    /// Keeps a citation.
    pub fn cite(&mut self, text: String) -> String {
        let mut out = Markup::new();
        out.raw("<cite>").text(&text).raw("</cite>");
        self.keep(out, text)
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

    /// As markup.
    #[must_use]
    pub fn markup(&self) -> Markup {
        let mut out = Markup::new();
        put(&mut out, &self.text, &self.parts, |out, (markup, _)| {
            out.add(markup);
        });
        out
    }

    /// As HTML.
    #[must_use]
    pub fn html(&self) -> String {
        self.markup().html()
    }

    /// As plain text.
    #[must_use]
    pub fn plain(&self) -> String {
        let parts = self.parts.iter().enumerate();
        parts.fold(self.text.clone(), |text, (at, (_, plain))| {
            text.replace(&place(at), plain)
        })
    }
}

/// A text with something in the place of each part.
fn put<T>(out: &mut Markup, text: &str, parts: &[T], write: impl Fn(&mut Markup, &T)) {
    let mut plain = String::new();
    for c in text.chars() {
        let at = u32::from(c)
            .checked_sub(PLACE)
            .and_then(|at| usize::try_from(at).ok());
        match at.and_then(|at| parts.get(at)) {
            Some(part) => {
                out.text(&plain);
                plain.clear();
                write(out, part);
            }
            None => plain.push(c),
        }
    }
    out.text(&plain);
}

/// A day: `<time datetime="2025-09-19">19/9/2025</time>`
pub fn day(lang: Lang, out: &mut Markup, day: Date) {
    out.raw("<time datetime=\"")
        .show(day)
        .raw("\">")
        .text(&lang.date(day))
        .raw("</time>");
}

/// One day, or two with what lies between them.
pub fn days(lang: Lang, out: &mut Markup, (first, last): (Date, Date)) {
    if first == last {
        day(lang, out, first);
        return;
    }
    out.raw("<time datetime=\"").show(first).raw("/").show(last);
    let text = days_text(lang, (first, last));
    out.raw("\">").text(&text).raw("</time>");
}

/// A value in words: “10.200 trạm”, “99,12 % (5.234/5.280)”, “Có”.
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
                unit => format!("{number} {unit}"),
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
pub fn rows(ask: &Ask, indicator: &Indicator, province: Option<&UnitCode>) -> String {
    match (&indicator.derived, province) {
        (Some(domain::indicator::Derived::Green), Some(code)) => {
            ask.link(&Route::Province(code.clone())) + "#bang"
        }
        (_, Some(code)) => {
            ask.link_with(
                &Route::Indicator(indicator.code.clone()),
                &[("tinh", code.as_str())],
            ) + "#bang"
        }
        (_, None) => ask.link(&Route::Indicator(indicator.code.clone())) + "#bang",
    }
}

/// What the values of a place's communes come to.
#[must_use]
pub fn rolled(ask: &Ask, line: &Line, province: Option<&UnitCode>) -> Option<Fact> {
    let rolled = line.rolled.as_ref()?;
    Some(Fact {
        href: rows(ask, &line.indicator, province),
        value: Cell(&line.indicator, &rolled.value).to_string(),
        text: words(ask.lang, &line.indicator, &rolled.value),
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
        Origin::Observed(sources) => sources.join("; "),
        Origin::Answers(release, criterion) => lang.ta(
            "ind-from-answers",
            [
                ("criterion", criterion.clone().into()),
                ("release", release.to_string().into()),
            ],
        ),
        Origin::Statuses(release) => {
            let release = release.to_string().into();
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
pub fn published(ask: &Ask, figure: &Figure) -> Fact {
    let value = figure.value.clone();
    let fraction = || Some(format!("{}/{}", figure.numerator?, figure.denominator?));
    Fact {
        href: format!("{}#{}", ask.link(&Route::Published), figure.id),
        value: value.or_else(fraction).unwrap_or_default(),
        text: cite::value(ask.lang, figure),
    }
}

/// A row's value, whose every telling stands on a page of its own.
#[must_use]
pub fn row(ask: &Ask, indicator: &Indicator, row: &Row) -> Option<Fact> {
    let value = row.value.as_ref()?;
    let href = match row.counted {
        // A province's value: its communes.
        Some(_) => rows(ask, indicator, Some(&row.unit.code)),
        None => ask.link(&Route::Told(indicator.code.clone(), row.unit.code.clone())),
    };
    Some(Fact {
        href,
        value: Cell(indicator, value).to_string(),
        text: qualified(ask.lang, indicator, value, row.qualifier),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_read_the_same_as_markup_and_as_text() {
        let mut said = Sentence::new();
        let fact = number(Lang::Vi, "#bang".into(), 1_234);
        let first = format!("Có {} xã.", said.fact(&fact));
        said.say(&first);
        let second = format!(
            "Còn {} ngày & {}.",
            said.days(Lang::Vi, 7),
            said.set("95", "95 %".into())
        );
        said.say(&second);
        assert_eq!(said.plain(), "Có 1.234 xã. Còn 7 ngày & 95 %.");
        assert_eq!(
            said.html(),
            "Có <a class=\"fact\" href=\"#bang\"><data value=\"1234\">1.234</data></a> xã. Còn <time \
             datetime=\"P7D\">7</time> ngày &amp; <data class=\"set\" value=\"95\">95 %</data>."
        );
    }

    #[test]
    fn facts_stand_where_the_sentence_has_them() {
        let fact = |n: &str| Fact {
            href: format!("/x?a=1&b={n}"),
            value: n.to_owned(),
            text: format!("<{n}>"),
        };
        let text = format!("Có {} & {}.", place(1), place(0));
        assert_eq!(
            sentence(&text, &[fact("1"), fact("2")]).html(),
            "Có <a class=\"fact\" href=\"/x?a=1&amp;b=2\"><data value=\"2\">&lt;2&gt;</data></a> &amp; \
             <a class=\"fact\" href=\"/x?a=1&amp;b=1\"><data value=\"1\">&lt;1&gt;</data></a>."
        );
    }
}
