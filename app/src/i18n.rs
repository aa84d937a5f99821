//! Languages: texts from `app/locales/*.ftl`, numbers and dates in each language's form
//!. Names of units, groups and criteria are data and are not here.

use crate::public::model::{UnitRef, figures::AsOf};
use domain::{
    criteria::Localized,
    rate::{Rate, Shown},
    status::Level,
    time::{Civil, Date, Timestamp},
    unit::{FormerType, UnitType},
};
use fluent_templates::{
    FluentBundle, LanguageIdentifier,
    fluent_bundle::{FluentResource, FluentValue},
    langid, static_loader,
};
use icu_decimal::{DecimalFormatter, input::Decimal, options::DecimalFormatterOptions};
use icu_locale_core::Locale;
use leptos::prelude::use_context;
use std::{borrow::Cow, collections::HashMap};

static_loader! {
    static LOCALES = {
        locales: "./locales",
        fallback_language: "vi",
        // Isolates would put invisible characters into every Vietnamese and English sentence; in
        // Arabic they keep names and numbers in order.
        customise: |bundle| {
            bundle.set_use_isolating(bundle.locales.first() == Some(&langid!("ar")));
            write_numbers(bundle);
        },
    };
}

/// Numbers in texts are written as every other; `PERCENT(100)` writes a fixed share as computed ones are written.
fn write_numbers(bundle: &mut FluentBundle<&'static FluentResource>) {
    let own = bundle.locales.first().cloned();
    let lang = Lang::ALL.into_iter().find(|l| Some(l.id()) == own.as_ref());
    let lang = lang.unwrap_or(Lang::Vi);
    bundle.set_formatter(Some(match lang {
        Lang::Vi => |value, _| grouped(Lang::Vi, value),
        Lang::En => |value, _| grouped(Lang::En, value),
        Lang::Ar => |value, _| grouped(Lang::Ar, value),
    }));
    let added = bundle.add_function("PERCENT", move |numbers, _| match numbers {
        [FluentValue::Number(number)] => {
            let number = lang.decimal(&number.as_string());
            lang.with_percent(&number).into()
        }
        _ => FluentValue::Error,
    });
    debug_assert!(added.is_ok(), "PERCENT is there twice");
}

/// A number that a text shows and chooses its plural by: as every other count.
fn grouped(lang: Lang, value: &FluentValue<'_>) -> Option<String> {
    match value {
        FluentValue::Number(number) => Some(lang.decimal(&number.as_string())),
        _ => None,
    }
}

static VI: LanguageIdentifier = langid!("vi");
static EN: LanguageIdentifier = langid!("en");
static AR: LanguageIdentifier = langid!("ar");

domain::words! {
    /// A language of the product.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub enum Lang {
        /// Vietnamese, the default.
        Vi = "vi",
        /// English.
        En = "en",
        /// Arabic, written from right to left.
        Ar = "ar",
    }
    /// BCP 47 tag, for `lang=`.
    tag
}

/// A value put into a text: shown as it is, or a number that a text may choose its plural by.
#[derive(Clone, Debug)]
pub enum Arg {
    /// Text.
    Text(String),
    /// Number, for plural rules; where a text shows it, it is written as every count.
    Number(u32),
}

/// Values as the library takes them.
type Args = HashMap<Cow<'static, str>, FluentValue<'static>>;

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

/// The language of the page that is being made. A component that is drawn outside of one stops a test; in production
/// it speaks Vietnamese.
#[must_use]
pub fn use_lang() -> Lang {
    let lang = use_context();
    debug_assert!(
        lang.is_some(),
        "drawn outside of a page: see PageRequest::provide"
    );
    lang.unwrap_or(Lang::Vi)
}

impl Lang {
    /// The language of ours that a reader's browser asks for first, by its `Accept-Language`; none if it asks for others.
    #[must_use]
    pub fn accepted(header: &str) -> Option<Self> {
        let asked = header.split(',').filter_map(|one| {
            let mut parts = one.split(';').map(str::trim);
            let primary = parts.next()?.split('-').next()?.to_ascii_lowercase();
            let weight = parts.find_map(|part| part.strip_prefix("q="));
            let weight: f32 = weight.map_or(Some(1.0), |q| q.parse().ok())?;
            (weight > 0.0).then_some((Self::parse(&primary)?, weight))
        });
        // Of equals the first one.
        asked
            .reduce(|best, one| if one.1 > best.1 { one } else { best })
            .map(|(lang, _)| lang)
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
        self.find(key, None)
    }

    /// Every text is there in every language, with every value that it asks for: tests see to that, and a build
    /// for tests stops where one is not. A reader would get it in Vietnamese, or a dash: never the library's own
    /// words.
    fn find(self, key: &str, args: Option<&Args>) -> String {
        let own = LOCALES.lookup_single_language(self.id(), key, args);
        debug_assert!(own.is_ok(), "{key} in {}: {own:?}", self.tag());
        own.or_else(|_| LOCALES.lookup_single_language(&VI, key, args))
            .unwrap_or_else(|_| "–".to_owned())
    }

    /// The text under `key` with its values.
    #[must_use]
    pub fn ta<const N: usize>(self, key: &str, args: [(&'static str, Arg); N]) -> String {
        let args: Args = args
            .into_iter()
            .map(|(name, arg)| {
                let value = match arg {
                    Arg::Text(text) => FluentValue::from(text),
                    Arg::Number(number) => FluentValue::from(number),
                };
                (Cow::Borrowed(name), value)
            })
            .collect();
        self.find(key, Some(&args))
    }

    /// The text in this language.
    #[must_use]
    pub fn pick(self, texts: &Localized) -> &str {
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

    /// A number already formatted, with the sign of percent: vi `87,83%`, en and ar `87.83%`. The only place that writes
    /// that sign beside a number.
    #[must_use]
    pub fn with_percent(self, number: &str) -> String {
        self.isolated(&format!("{number}%"))
    }

    /// Digits with a sign, or Latin letters, that keep their order inside Arabic text: the algorithm of direction would
    /// put the sign on the other side after an Arabic letter.
    #[must_use]
    pub fn isolated(self, text: &str) -> String {
        match self {
            Self::Vi | Self::En => text.to_owned(),
            Self::Ar => format!("\u{2066}{text}\u{2069}"),
        }
    }

    /// A number already formatted, with its unit: “5 trạm”. English units are given in the plural and Arabic ones in the
    /// singular, so a number that takes another form stands after its unit: “stations: 1”, “محطة: 3”.
    #[must_use]
    pub fn with_unit(self, number: &str, unit: &str) -> String {
        let fits = match self {
            Self::Vi => true,
            Self::En => number != "1",
            // Signs such as km² have one form.
            Self::Ar => {
                takes_singular(number) || !unit.chars().all(|c| c.is_alphabetic() || c == ' ')
            }
        };
        if fits {
            format!("{number} {unit}")
        } else {
            format!("{unit}: {number}")
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
            1 => self.isolated(&format!("+{size}")),
            -1 => self.isolated(&format!("\u{2212}{size}")),
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

    /// An instant to the second, to set a clock by: vi `16:00:05 ngày 31/7/2025`.
    #[must_use]
    pub fn exact_instant(self, at: Timestamp) -> String {
        let (hour, minute) = at.clock();
        let second = at.0.div_euclid(1_000).rem_euclid(60);
        let clock = format!("{hour}:{minute:02}:{second:02}");
        let date = self.date(at.date());
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

    /// The word for the type of a unit of before July 2025.
    #[must_use]
    pub fn former_kind(self, kind: FormerType) -> String {
        self.t(match kind {
            FormerType::Province => "kind-province",
            FormerType::City => "kind-city",
            FormerType::Town => "kind-town",
            FormerType::UrbanDistrict => "kind-urban-district",
            FormerType::District => "kind-district",
            FormerType::Commune => "kind-commune",
            FormerType::Ward => "kind-ward",
            FormerType::Township => "kind-township",
        })
    }

    /// A unit's name with its type: “Xã Đức Nhàn”, “Đức Nhàn commune”, “بلدية Đức Nhàn”. Names stay in their own script
    /// in every language, so that no column mixes two.
    #[must_use]
    pub fn full_name(self, unit: &UnitRef) -> String {
        capitalised(&self.name_in_sentence(unit))
    }

    /// The same where it does not begin the sentence: “Phiếu khai của xã Đức Nhàn”.
    #[must_use]
    pub fn name_in_sentence(self, unit: &UnitRef) -> String {
        let (kind, name) = (self.kind(unit.kind), &unit.name);
        match self {
            Self::Vi | Self::Ar => format!("{kind} {name}"),
            Self::En => format!("{name} {kind}"),
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

/// Whether what is counted stands in the singular behind this number in Arabic: behind 11 to 99 and whole hundreds.
fn takes_singular(number: &str) -> bool {
    let digits: String = number
        .chars()
        .filter(|c| c.is_ascii_digit() || *c == '.')
        .collect();
    let Ok(number) = digits.parse::<u64>() else {
        return false;
    };
    matches!(number % 100, 11..=99) || number >= 100 && number.is_multiple_of(100)
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
        assert_eq!(shown(Lang::Vi), own("87,83%", "10.200", "825,61", "148"));
        assert_eq!(shown(Lang::En), own("87.83%", "10,200", "825.61", "148"));
        assert_eq!(
            shown(Lang::Ar),
            own("\u{2066}87.83%\u{2069}", "10,200", "825.61", "148")
        );
        assert_eq!(Lang::Vi.percent(Rate::new(148, 148)), "100%");
        assert_eq!(Lang::Vi.percent(Rate::new(0, 0)), "–");
        assert_eq!(Lang::En.points(-67), "\u{2212}0.67");
        assert_eq!(Lang::Ar.points(-67), "\u{2066}\u{2212}0.67\u{2069}");
        assert_eq!(Lang::Vi.points(135), "+1,35");
        assert_eq!(Lang::Vi.points(0), "0");
        assert_eq!(Lang::En.with_unit("5", "stations"), "5 stations");
        assert_eq!(Lang::En.with_unit("1", "stations"), "stations: 1");
        assert_eq!(Lang::Vi.with_unit("1", "trạm"), "1 trạm");
        for (number, told) in [
            ("0", "محطة: 0"),
            ("1", "محطة: 1"),
            ("3", "محطة: 3"),
            ("10", "محطة: 10"),
            ("11", "11 محطة"),
            ("99", "99 محطة"),
            ("100", "100 محطة"),
            ("10,200", "10,200 محطة"),
            ("10,203", "محطة: 10,203"),
            ("0.5", "محطة: 0.5"),
        ] {
            assert_eq!(Lang::Ar.with_unit(number, "محطة"), told);
        }
        assert_eq!(Lang::Ar.with_unit("3.5", "كم²"), "3.5 كم²");
        // A number that chooses a plural is written as every count.
        let found = |lang: Lang| lang.ta("queue-found", [("found", 2_368u32.into())]);
        assert!(found(Lang::Vi).contains("2.368"), "{}", found(Lang::Vi));
        assert!(found(Lang::En).contains("2,368"), "{}", found(Lang::En));
    }

    #[test]
    fn a_browser_asks_for_languages_by_weight() {
        for (header, lang) in [
            ("ar-EG,ar;q=0.9,en;q=0.8", Some(Lang::Ar)),
            ("fr,en-GB;q=0.7,vi;q=0.3", Some(Lang::En)),
            ("vi;q=0.5, EN", Some(Lang::En)),
            ("en;q=0, ar;q=0.1", Some(Lang::Ar)),
            ("en, ar", Some(Lang::En)),
            ("fr", None),
            ("*", None),
            ("en;q=x", None),
            ("", None),
        ] {
            assert_eq!(Lang::accepted(header), lang, "{header}");
        }
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

    /// The shipped part of every Rust file of every crate, with its place.
    fn sources() -> Vec<(String, String)> {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let mut folders: Vec<_> = [
            "app/src",
            "app/domain/src",
            "server/src",
            "server/briefing/src",
        ]
        .map(|place| root.join(place))
        .to_vec();
        let mut found = Vec::new();
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|e| e == "rs")
                    && path.file_name().is_some_and(|name| name != "tests.rs")
                {
                    let text = std::fs::read_to_string(&path).unwrap();
                    let shipped = text.split("#[cfg(test)]").next().unwrap().to_owned();
                    found.push((path.display().to_string(), shipped));
                }
            }
        }
        assert!(
            found
                .iter()
                .any(|(place, _)| place.contains("server/src/service"))
        );
        found
    }

    /// The literals of a text that look like a key: words joined by hyphens.
    fn like_keys(text: &str) -> BTreeSet<&str> {
        let letter = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        text.split('"')
            .filter(|part| part.contains('-') && part.chars().all(letter))
            .filter(|part| part.starts_with(|c: char| c.is_ascii_lowercase()))
            .collect()
    }

    /// Literals that begin like a key and are none.
    const NO_KEYS: [&str; 9] = [
        // Classes and ids of HTML.
        "chart-drawing",
        "file-help",
        "method-group",
        "sheet-help",
        // Words of the audit log and of answers.
        "copy-sheet",
        "evidence-differs",
        "evidence-missing",
        "evidence-unreadable",
        "review-policy",
    ];

    /// Every text that the sources of any crate ask for exists, and every text that exists is asked for. Keys are
    /// written out in full in the sources, so that this test and a search can find them; whether one stands in a
    /// call, in a list or in an arm of a match makes no difference.
    #[test]
    fn texts_and_their_uses_agree() {
        let keys = keys(Lang::Vi);
        let head = |key: &str| key.split('-').next().unwrap().to_owned();
        let heads: BTreeSet<String> = keys.iter().map(|key| head(key)).collect();
        let (mut asked, mut unknown) = (BTreeSet::new(), BTreeSet::new());
        for (place, text) in sources() {
            for literal in like_keys(&text) {
                asked.insert(literal.to_owned());
                let known = keys.contains(literal) || NO_KEYS.contains(&literal);
                if heads.contains(&head(literal)) && !known {
                    unknown.insert(format!("{literal} in {place}"));
                }
            }
            for (key, _) in calls(&text) {
                asked.insert(key.to_owned());
                if !keys.contains(key) {
                    unknown.insert(format!("{key} in {place}"));
                }
            }
        }
        assert!(unknown.is_empty(), "no text for {unknown:#?}");
        let unused: Vec<_> = keys
            .iter()
            .filter(|key| !key.starts_with("month-") && !asked.contains(*key))
            .collect();
        assert!(unused.is_empty(), "no source asks for {unused:?}");
        let stale: Vec<_> = NO_KEYS.iter().filter(|n| !asked.contains(**n)).collect();
        assert!(stale.is_empty(), "no source holds {stale:?}");
        for month in 1..=12 {
            assert!(keys.contains(&format!("month-{month}")));
        }
    }

    /// Every call that names its key, with what follows the key up to the call's end.
    fn calls(text: &str) -> Vec<(&str, &str)> {
        let mut found = Vec::new();
        for call in [".t(", ".ta("] {
            for (at, _) in text.match_indices(call) {
                let rest = text[at + call.len()..].trim_start();
                let Some((key, after)) = rest.strip_prefix('"').and_then(|r| r.split_once('"'))
                else {
                    continue;
                };
                let mut depth = 1;
                let end = after.find(|c| {
                    depth += i32::from(c == '(') - i32::from(c == ')');
                    depth == 0
                });
                found.push((key, &after[..end.unwrap()]));
            }
        }
        found
    }

    /// The values that a text asks for, in any of its forms.
    fn asked_for(text: &str) -> BTreeSet<String> {
        text.split('$')
            .skip(1)
            .map(|rest| {
                rest.chars()
                    .take_while(|c| c.is_ascii_alphanumeric() || *c == '-' || *c == '_')
                    .collect()
            })
            .collect()
    }

    /// The texts of one language with their keys.
    fn texts(lang: Lang) -> HashMap<String, String> {
        let folder = format!("{}/locales/{}", env!("CARGO_MANIFEST_DIR"), lang.tag());
        let mut texts: HashMap<String, String> = HashMap::new();
        for file in std::fs::read_dir(folder).unwrap() {
            let whole = std::fs::read_to_string(file.unwrap().path()).unwrap();
            let mut key = String::new();
            for line in whole.lines().filter(|l| !l.starts_with('#')) {
                if line.starts_with(|c: char| c.is_ascii_alphabetic()) {
                    key = line.split([' ', '=']).next().unwrap().to_owned();
                }
                let text = texts.entry(key.clone()).or_default();
                text.push_str(line);
                text.push('\n');
            }
        }
        texts
    }

    /// A text whose value is missing does not come out at all, so a call gives every value that the text asks for in
    /// any language. Lists of values that stand elsewhere than in the call are found when they are run: a build for
    /// tests stops there.
    #[test]
    fn every_text_is_given_its_values() {
        let texts = Lang::ALL.map(texts);
        let mut missing = BTreeSet::new();
        let mut seen = 0;
        for (place, source) in sources() {
            for (key, given) in calls(&source) {
                let given = given.trim_start().trim_start_matches(',').trim_start();
                let pairs = given.strip_prefix('[').map(str::trim_start);
                let literal = given.is_empty() || pairs.is_some_and(|p| p.starts_with('('));
                for texts in &texts {
                    let Some(text) = texts.get(key).filter(|_| literal) else {
                        continue;
                    };
                    seen += 1;
                    for name in asked_for(text) {
                        if !given.contains(&format!("\"{name}\"")) {
                            missing.insert(format!("{name} of {key} in {place}"));
                        }
                    }
                }
            }
        }
        assert!(seen > 3_000, "{seen}");
        assert!(missing.is_empty(), "{missing:#?}");
    }

    #[test]
    #[should_panic(expected = "no-such-text")]
    fn a_key_without_text_stops_a_build_for_tests() {
        let _ = Lang::Vi.t("no-such-text");
    }
}
