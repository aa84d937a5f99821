//! Languages: texts from `app/locales/*.ftl`, numbers and dates in each language's form
//! (`design.md` §4). Names of units, groups and criteria are data and are not here.

use crate::backend::{AsOf, Texts, UnitRef};
use domain::{
    rate::{Rate, Shown},
    status::Level,
    time::{Civil, Date, Timestamp},
    unit::UnitType,
};
use fluent_templates::{
    LanguageIdentifier, Loader, fluent_bundle::FluentValue, langid, static_loader,
};
use icu_decimal::{DecimalFormatter, input::Decimal, options::DecimalFormatterOptions};
use icu_locale_core::Locale;
use std::{borrow::Cow, collections::HashMap};

static_loader! {
    static LOCALES = {
        locales: "./locales",
        fallback_language: "vi",
        // Isolates would put invisible characters into every Vietnamese and English sentence; in
        // Arabic they keep names and numbers in order.
        customise: |bundle| bundle.set_use_isolating(bundle.locales.first() == Some(&langid!("ar"))),
    };
}

static VI: LanguageIdentifier = langid!("vi");
static EN: LanguageIdentifier = langid!("en");
static AR: LanguageIdentifier = langid!("ar");

/// A language of the product.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Lang {
    /// Vietnamese, the default.
    Vi,
    /// English.
    En,
    /// Arabic, written from right to left.
    Ar,
}

/// A value put into a text: shown as it is, or a number that a text may choose its plural by.
#[derive(Clone, Debug)]
pub enum Arg {
    /// Text.
    Text(String),
    /// Number, for plural rules; texts that show it take a formatted one beside it.
    Number(u32),
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<u32> for Arg {
    fn from(number: u32) -> Self {
        Self::Number(number)
    }
}

impl Lang {
    /// Every language, the default first.
    pub const ALL: [Self; 3] = [Self::Vi, Self::En, Self::Ar];

    /// BCP 47 tag, for `lang=`.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::Vi => "vi",
            Self::En => "en",
            Self::Ar => "ar",
        }
    }

    /// Prefix of its addresses.
    #[must_use]
    pub fn prefix(self) -> &'static str {
        match self {
            Self::Vi => "",
            Self::En => "/en",
            Self::Ar => "/ar",
        }
    }

    /// `ltr` or `rtl`, for `dir=`.
    #[must_use]
    pub fn direction(self) -> &'static str {
        if self == Self::Ar { "rtl" } else { "ltr" }
    }

    /// Its own name for itself.
    #[must_use]
    pub fn own_name(self) -> &'static str {
        match self {
            Self::Vi => "Tiếng Việt",
            Self::En => "English",
            Self::Ar => "العربية",
        }
    }

    fn id(self) -> &'static LanguageIdentifier {
        match self {
            Self::Vi => &VI,
            Self::En => &EN,
            Self::Ar => &AR,
        }
    }

    /// The text under `key`.
    #[must_use]
    pub fn t(self, key: &str) -> String {
        LOCALES.lookup(self.id(), key)
    }

    /// The text under `key` with its values.
    #[must_use]
    pub fn ta<const N: usize>(self, key: &str, args: [(&'static str, Arg); N]) -> String {
        let args: HashMap<Cow<'static, str>, FluentValue<'_>> = args
            .into_iter()
            .map(|(name, arg)| {
                let value = match arg {
                    Arg::Text(text) => FluentValue::from(text),
                    Arg::Number(number) => FluentValue::from(number),
                };
                (Cow::Borrowed(name), value)
            })
            .collect();
        LOCALES.lookup_with_args(self.id(), key, &args)
    }

    /// The text in this language.
    #[must_use]
    pub fn pick(self, texts: &Texts) -> &str {
        match self {
            Self::Vi => &texts.vi,
            Self::En => &texts.en,
            Self::Ar => &texts.ar,
        }
    }

    /// A count: vi `10.200`, en and ar `10,200`.
    #[must_use]
    pub fn number(self, number: u32) -> String {
        self.format(&Decimal::from(number))
    }

    fn format(self, number: &Decimal) -> String {
        FORMATTERS.with(|[vi, en, ar]| {
            let formatter = match self {
                Self::Vi => vi,
                Self::En => en,
                Self::Ar => ar,
            };
            formatter
                .as_ref()
                .map_or_else(|| number.to_string(), |f| f.format(number).to_string())
        })
    }

    /// A decimal text with a point (`825.61`, `87.8`) in this language's form; text that is no
    /// number is returned as it is.
    #[must_use]
    pub fn decimal(self, text: &str) -> String {
        text.parse::<Decimal>()
            .map_or_else(|_| text.to_owned(), |d| self.format(&d))
    }

    /// A shown rate without its sign: vi `87,83`, en and ar `87.83`.
    #[must_use]
    pub fn shown(self, shown: Shown) -> String {
        let text = format!("{}.{:02}", shown.0 / 100, shown.0 % 100);
        let text = text.strip_suffix(".00").unwrap_or(&text);
        self.decimal(text)
    }

    /// A number already formatted, with the sign of percent: vi `87,83 %`, en and ar `87.83%`.
    #[must_use]
    pub fn with_percent(self, number: &str) -> String {
        match self {
            Self::Vi => format!("{number}\u{a0}%"),
            Self::En | Self::Ar => format!("{number}%"),
        }
    }

    /// A rate as percent, or “–” for 0/0.
    #[must_use]
    pub fn percent(self, rate: Rate) -> String {
        rate.shown().map_or_else(
            || "–".to_owned(),
            |shown| self.with_percent(&self.shown(shown)),
        )
    }

    /// A fraction: `130/148`.
    #[must_use]
    pub fn fraction(self, rate: Rate) -> String {
        format!("{}/{}", self.number(rate.part), self.number(rate.whole))
    }

    /// A change in hundredths of a percentage point, with its sign: `+1,35`, `−0,67`, `0`.
    #[must_use]
    pub fn points(self, hundredths: i32) -> String {
        let size = self.shown(Shown(hundredths.unsigned_abs()));
        match hundredths.signum() {
            1 => format!("+{size}"),
            -1 => format!("\u{2212}{size}"),
            _ => size,
        }
    }

    /// A date: vi `31/7/2025`, en `31 July 2025`, ar `31 يوليو 2025`.
    #[must_use]
    pub fn date(self, date: Date) -> String {
        let Civil { year, month, day } = date.civil();
        match self {
            Self::Vi => format!("{day}/{month}/{year}"),
            Self::En | Self::Ar => format!("{day} {} {year}", self.t(&format!("month-{month}"))),
        }
    }

    /// Month and year, short enough for an axis: `7/2025`.
    #[must_use]
    pub fn short_date(self, date: Date) -> String {
        let Civil { year, month, .. } = date.civil();
        format!("{month}/{year}")
    }

    /// An instant: vi `16:00 ngày 31/7/2025`, en `31 July 2025, 16:00`, ar `31 يوليو 2025، 16:00`.
    #[must_use]
    pub fn instant(self, at: Timestamp) -> String {
        let (hour, minute) = at.clock();
        let (date, clock) = (self.date(at.date()), format!("{hour}:{minute:02}"));
        match self {
            Self::Vi => format!("{clock} ngày {date}"),
            Self::En => format!("{date}, {clock}"),
            Self::Ar => format!("{date}، {clock}"),
        }
    }

    /// A day or an instant.
    #[must_use]
    pub fn as_of(self, at: AsOf) -> String {
        match at {
            AsOf::Day(date) => self.date(date),
            AsOf::Instant(at) => self.instant(at),
        }
    }

    /// The word for a status, without its shape: “Xanh”.
    #[must_use]
    pub fn level(self, level: Level) -> String {
        self.t(match level {
            Level::Green => "level-green",
            Level::Yellow => "level-yellow",
            Level::Red => "level-red",
            Level::None => "level-none",
        })
    }

    /// The word for a type of unit: “xã”.
    #[must_use]
    pub fn kind(self, kind: UnitType) -> String {
        self.t(match kind {
            UnitType::Province => "kind-province",
            UnitType::City => "kind-city",
            UnitType::Commune => "kind-commune",
            UnitType::Ward => "kind-ward",
            UnitType::SpecialZone => "kind-special-zone",
        })
    }

    /// A unit's bare name in this language: Vietnamese, or Arabic where a source gives one.
    #[must_use]
    pub fn name(self, unit: &UnitRef) -> &str {
        match (self, &unit.name_ar) {
            (Self::Ar, Some(name)) => name,
            _ => &unit.name,
        }
    }

    /// A unit's name with its type: “Xã Đức Nhàn”, “Đức Nhàn commune”, “بلدية دوك نهان”.
    #[must_use]
    pub fn full_name(self, unit: &UnitRef) -> String {
        let (kind, name) = (self.kind(unit.kind), self.name(unit));
        match self {
            Self::Vi => format!("{} {name}", capitalised(&kind)),
            Self::En => format!("{name} {kind}"),
            Self::Ar => format!("{kind} {name}"),
        }
    }
}

/// The text with its first letter in upper case.
#[must_use]
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

thread_local! {
    /// One number formatter a language. Their data are compiled in, so that making one fails only if
    /// a tag is misspelt; `numbers_are_formatted` would see that.
    static FORMATTERS: [Option<DecimalFormatter>; 3] = ["vi", "en", "ar-u-nu-latn"].map(|tag| {
        let locale = Locale::try_from_str(tag).ok()?;
        DecimalFormatter::try_new(locale.into(), DecimalFormatterOptions::default()).ok()
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn numbers_are_formatted() {
        let shown = |lang: Lang| {
            (
                lang.percent(Rate::new(130, 148)),
                lang.number(10_200),
                lang.decimal("825.61"),
                lang.number(148),
            )
        };
        let own = |a: &str, b: &str, c: &str, d: &str| {
            (a.to_owned(), b.to_owned(), c.to_owned(), d.to_owned())
        };
        assert_eq!(
            shown(Lang::Vi),
            own("87,83\u{a0}%", "10.200", "825,61", "148")
        );
        assert_eq!(shown(Lang::En), own("87.83%", "10,200", "825.61", "148"));
        assert_eq!(shown(Lang::Ar), own("87.83%", "10,200", "825.61", "148"));
        assert_eq!(Lang::Vi.percent(Rate::new(148, 148)), "100\u{a0}%");
        assert_eq!(Lang::Vi.percent(Rate::new(0, 0)), "–");
        assert_eq!(Lang::En.points(-67), "\u{2212}0.67");
        assert_eq!(Lang::Vi.points(135), "+1,35");
        assert_eq!(Lang::Vi.points(0), "0");
    }

    #[test]
    fn dates_are_formatted() {
        let at = Date::new(2025, 7, 31).unwrap().at(16, 0);
        assert_eq!(Lang::Vi.instant(at), "16:00 ngày 31/7/2025");
        assert_eq!(Lang::En.instant(at), "31 July 2025, 16:00");
        assert_eq!(Lang::Ar.instant(at), "31 يوليو 2025، 16:00");
    }

    /// Keys of one language's files, in any order.
    fn keys(lang: Lang) -> BTreeSet<String> {
        let folder = format!("{}/locales/{}", env!("CARGO_MANIFEST_DIR"), lang.tag());
        let mut keys = BTreeSet::new();
        for file in std::fs::read_dir(folder).unwrap() {
            let path = file.unwrap().path();
            for line in std::fs::read_to_string(&path).unwrap().lines() {
                let key: String = line
                    .chars()
                    .take_while(|c| c.is_ascii_alphanumeric() || *c == '-')
                    .collect();
                if !key.is_empty() && line[key.len()..].trim_start().starts_with('=') {
                    assert!(
                        keys.insert(key.clone()),
                        "{key} stands twice ({})",
                        path.display()
                    );
                }
            }
        }
        keys
    }

    #[test]
    fn every_language_has_the_same_texts() {
        let vi = keys(Lang::Vi);
        assert!(vi.len() > 50);
        for lang in [Lang::En, Lang::Ar] {
            let own = keys(lang);
            let missing: Vec<_> = vi.difference(&own).collect();
            let extra: Vec<_> = own.difference(&vi).collect();
            assert!(
                missing.is_empty() && extra.is_empty(),
                "{lang:?}: missing {missing:?}, extra {extra:?}"
            );
        }
    }

    /// Every text that the sources ask for exists, and every text that exists is asked for. Keys are
    /// written out in full in the sources, so that this test and a search can find them.
    #[test]
    fn texts_and_their_uses_agree() {
        let mut sources = String::new();
        let mut folders = vec![std::path::PathBuf::from(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/src"
        ))];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    sources.push_str(&std::fs::read_to_string(path).unwrap());
                }
            }
        }
        let keys = keys(Lang::Vi);
        let unused: Vec<_> = keys
            .iter()
            .filter(|key| !key.starts_with("month-") && !sources.contains(&format!("\"{key}\"")))
            .collect();
        assert!(unused.is_empty(), "no source asks for {unused:?}");
        let mut unknown = BTreeSet::new();
        for call in [".t(\"", ".ta(\""] {
            for (at, _) in sources.match_indices(call) {
                let key: String = sources[at + call.len()..]
                    .chars()
                    .take_while(|c| *c != '"')
                    .collect();
                if !keys.contains(&key) && key != "key" {
                    unknown.insert(key);
                }
            }
        }
        assert!(unknown.is_empty(), "no text for {unknown:?}");
    }
}
