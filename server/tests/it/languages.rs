//! The languages kept apart. Arabic: by the Unicode algorithm of direction, what is written in Latin letters and digits is
//! shown as it is read, in every message and on every page; counts have their grammar. English and Arabic: no Vietnamese
//! word stands where a page does not say that it is Vietnamese, but names.

use crate::{
    public::{ROUTES, in_language},
    role_matrix::{self, FORMS, PAGES},
    support::{Client, Engine, demo, filled},
};
use app::{
    i18n::Lang,
    texts::{abbreviation, audit, written::SIMULATED_SOURCE},
};
use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use domain::{audit::AuditAction, indicator::Sector};
use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
    sync::LazyLock,
};
use unicode_bidi::{BidiInfo, Level};

/// A file of the repository.
fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path)
}

// ---- Direction

/// Runs of Latin letters and digits that a reader does not see as they are written: the parts of a document's number
/// changed round, a sign on the wrong side.
fn torn(text: &str, base: Option<Level>) -> Vec<String> {
    let info = BidiInfo::new(text, base);
    let mut torn = Vec::new();
    for paragraph in &info.paragraphs {
        let seen = info.reorder_line(paragraph, paragraph.range.clone());
        let seen: String = seen.chars().filter(|c| !is_isolate(*c)).collect();
        for run in runs(&text[paragraph.range.clone()]) {
            if !seen.contains(&run) {
                torn.push(run);
            }
        }
    }
    torn
}

fn is_isolate(c: char) -> bool {
    matches!(c, '\u{2066}'..='\u{2069}')
}

/// Whether a letter is Latin, Vietnamese ones among them.
fn is_latin(c: char) -> bool {
    c.is_alphabetic() && (c as u32) < 0x1f00 && !('\u{370}'..'\u{1e00}').contains(&c)
}

/// What is read from left to right in one piece: `57-NQ/TW`, `2026-Q4`, `130/148`, `−0.67`, `87.83%`.
fn runs(text: &str) -> Vec<String> {
    let mut runs = vec![String::new()];
    for c in text.chars() {
        let inside = is_latin(c) || c.is_ascii_digit() || "+-−%.,/:_@#&=".contains(c);
        if inside {
            runs.last_mut().unwrap().push(c);
        } else {
            runs.push(String::new());
        }
    }
    let trimmed = runs.iter().map(|run| {
        let run = run.trim_end_matches(|c| "+-−.,/:_@#&=".contains(c));
        let start = run.trim_start_matches(|c| "%.,/:_@#&=".contains(c));
        let signed = start.trim_start_matches(|c| "+-−".contains(c));
        // A sign belongs to the number after it; a dash between words to nothing.
        if signed.starts_with(|c: char| c.is_ascii_digit()) {
            start.to_owned()
        } else {
            signed.to_owned()
        }
    });
    trimmed
        .filter(|run| run.contains(|c: char| c.is_ascii_digit() || "-/".contains(c)))
        .collect()
}

/// A text of a page that stands for itself: a paragraph, a cell, an attribute that is shown.
struct Paragraph {
    text: String,
    base: Option<Level>,
}

/// An element that is open.
struct Element {
    name: String,
    /// What ends its isolate, if it has one.
    end: &'static str,
    base: Option<Level>,
    vietnamese: bool,
}

/// Elements that stand within a line.
const INLINE: [&str; 21] = [
    "a", "abbr", "b", "bdi", "cite", "code", "data", "em", "i", "kbd", "mark", "q", "s", "samp",
    "small", "span", "strong", "sub", "sup", "time", "tspan",
];
const VOID: [&str; 7] = ["br", "hr", "img", "input", "link", "meta", "wbr"];

/// What a page shows, in paragraphs with their direction; and, of it, the texts that are not said to be Vietnamese.
fn shown(html: &str) -> (Vec<Paragraph>, Vec<String>) {
    let (mut paragraphs, mut foreign) = (Vec::new(), Vec::new());
    let mut open: Vec<Element> = Vec::new();
    let mut text = String::new();
    let base = |open: &[Element]| open.last().map_or(Some(Level::ltr()), |e| e.base);
    let is_vietnamese = |open: &[Element]| open.last().is_some_and(|e| e.vietnamese);
    let mut flush = |text: &mut String, base: Option<Level>| {
        let whole = std::mem::take(text);
        let line = whole.split_whitespace().collect::<Vec<_>>().join(" ");
        if line.contains(|c: char| c.is_alphanumeric()) {
            paragraphs.push(Paragraph { text: line, base });
        }
    };
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let piece = plain(&rest[..at]);
        if !is_vietnamese(&open) && !piece.trim().is_empty() {
            foreign.push(piece.clone());
        }
        text.push_str(&piece);
        rest = &rest[at..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        let Some(end) = rest.find('>') else { break };
        let (tag, after) = (&rest[1..end], &rest[end + 1..]);
        rest = after;
        if tag.starts_with('!') {
            continue;
        }
        if let Some(name) = tag.strip_prefix('/') {
            if !INLINE.contains(&name) {
                flush(&mut text, base(&open));
            }
            if let Some(at) = open.iter().rposition(|e| e.name == name) {
                for element in open.drain(at..).rev() {
                    text.push_str(element.end);
                }
            }
            continue;
        }
        let name: String = tag
            .chars()
            .take_while(|c| c.is_ascii_alphanumeric())
            .collect();
        if name == "script" || name == "style" {
            let close = format!("</{name}>");
            rest = rest.split_once(&close).map_or("", |(_, after)| after);
            continue;
        }
        let attribute = |wanted: &str| {
            let (_, value) = tag.split_once(&format!(" {wanted}=\""))?;
            value.split('"').next().map(plain)
        };
        let inline = INLINE.contains(&name.as_str());
        if !inline {
            flush(&mut text, base(&open));
        }
        let direction = attribute("dir");
        let language = attribute("lang");
        let vietnamese = language.map_or_else(|| is_vietnamese(&open), |lang| lang == "vi");
        let around = base(&open);
        let (own, start, end) = match (direction.as_deref(), inline) {
            (Some("ltr"), true) => (around, "\u{2066}", "\u{2069}"),
            (Some("rtl"), true) => (around, "\u{2067}", "\u{2069}"),
            (Some(_), true) => (around, "\u{2068}", "\u{2069}"),
            (None, true) if name == "bdi" => (around, "\u{2068}", "\u{2069}"),
            (Some("ltr"), false) => (Some(Level::ltr()), "", ""),
            (Some("rtl"), false) => (Some(Level::rtl()), "", ""),
            (Some(_), false) => (None, "", ""),
            (None, _) => (around, "", ""),
        };
        for shown in ["title", "alt", "placeholder", "aria-label"] {
            if let Some(value) = attribute(shown) {
                if !vietnamese {
                    foreign.push(value.clone());
                }
                let mut value = value;
                flush(&mut value, own);
            }
        }
        text.push_str(start);
        if tag.ends_with('/') || VOID.contains(&name.as_str()) {
            text.push_str(end);
        } else {
            open.push(Element {
                name,
                end,
                base: own,
                vietnamese,
            });
        }
    }
    (paragraphs, foreign)
}

/// A text of a page with its entities read.
fn plain(text: &str) -> String {
    let mut text = text.to_owned();
    for (entity, own) in [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#x27;", "'"),
        ("&#39;", "'"),
        ("&nbsp;", "\u{a0}"),
        ("&amp;", "&"),
    ] {
        text = text.replace(entity, own);
    }
    text
}

/// What of an Arabic page is torn.
fn torn_on(html: &str) -> Vec<String> {
    let right_to_left = |p: &&Paragraph| p.base != Some(Level::ltr());
    let (paragraphs, _) = shown(html);
    paragraphs
        .iter()
        .filter(right_to_left)
        .flat_map(|p| {
            let of = |run| format!("{run} in “{}”", p.text);
            torn(&p.text, p.base).into_iter().map(of)
        })
        .collect()
}

#[test]
fn what_arabic_readers_would_see_torn_is_found() {
    let rtl = Some(Level::rtl());
    for (written, run) in [
        ("القرار 57-NQ/TW", "57-NQ/TW"),
        ("تاريخ مثل 2025-07-01", "2025-07-01"),
        ("النسبة 87.83%", "87.83%"),
        ("التغير −0.67", "−0.67"),
        ("−0.67", "−0.67"),
        ("+1.35", "+1.35"),
        ("البندان 4-5", "4-5"),
    ] {
        assert_eq!(torn(written, rtl), [run], "{written}");
        let isolated = written.replace(run, &format!("\u{2066}{run}\u{2069}"));
        assert_eq!(torn(&isolated, rtl), [""; 0], "{written}");
        let cell = format!("<html dir=\"rtl\"><td>{written}</td><td dir=\"ltr\">{run}</td>");
        assert_eq!(torn_on(&cell).len(), 1, "{written}");
        let cell = written.replace(run, &format!("<bdi dir=\"ltr\">{run}</bdi>"));
        assert_eq!(torn_on(&format!("<p dir=\"rtl\">{cell}</p>")), [""; 0]);
    }
    // Fractions, decimals and times keep their order by themselves.
    for written in [
        "استوفت 130/148",
        "الساعة 16:00",
        "العدد 10,200 و87.83",
        "130/148",
    ] {
        assert_eq!(torn(written, rtl), [""; 0], "{written}");
    }
}

// ---- Messages

/// One form of a message: what stands in a line of its file.
struct Form {
    key: String,
    /// Its category, if the message chooses.
    category: Option<String>,
    text: String,
}

/// The messages of a language by lines, as they stand in its files.
fn forms(lang: &str) -> Vec<Form> {
    let folder = repository("app/locales").join(lang);
    let mut forms = Vec::new();
    for file in std::fs::read_dir(folder).unwrap() {
        let whole = std::fs::read_to_string(file.unwrap().path()).unwrap();
        forms.extend(forms_of(&whole));
    }
    assert!(forms.len() > 1_000, "{lang}: {}", forms.len());
    forms
}

fn forms_of(file: &str) -> Vec<Form> {
    let mut forms = Vec::new();
    let mut key = String::new();
    for line in file.lines().filter(|l| !l.starts_with('#')) {
        let mut text = line;
        if line.starts_with(|c: char| c.is_ascii_alphabetic()) {
            let (name, value) = line.split_once('=').unwrap();
            key = name.trim().to_owned();
            text = value;
        }
        let mut category = None;
        let choice = text.trim_start().trim_start_matches('*');
        if let Some((name, form)) = choice.strip_prefix('[').and_then(|t| t.split_once(']')) {
            category = Some(name.to_owned());
            text = form;
        }
        if !text.trim().is_empty() {
            forms.push(Form {
                key: key.clone(),
                category,
                text: text.trim().to_owned(),
            });
        }
    }
    forms
}

/// A form as a page shows it: each value in its isolate.
fn with_values(text: &str) -> String {
    let mut out = String::new();
    for (at, piece) in text.split('{').enumerate() {
        let rest = if at == 0 {
            piece
        } else {
            out.push_str("\u{2068}12\u{2069}");
            piece.split_once('}').map_or("", |(_, rest)| rest)
        };
        out.push_str(rest.trim_matches('}'));
    }
    out
}

/// Latin letters of a message that no isolate holds.
fn bare_latin(text: &str) -> bool {
    let mut depth = 0_u32;
    text.chars().any(|c| {
        match c {
            '\u{2066}' | '\u{2068}' => depth += 1,
            '\u{2069}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && is_latin(c)
    })
}

/// Nouns that take another form after each number.
const COUNTED: [&str; 48] = [
    "بلدية",
    "بلديات",
    "حي",
    "حياً",
    "أحياء",
    "وحدة",
    "وحدات",
    "بند",
    "بنداً",
    "بنود",
    "سطر",
    "سطراً",
    "أسطر",
    "حرف",
    "حرفاً",
    "أحرف",
    "محرفاً",
    "يوم",
    "يوماً",
    "أيام",
    "مقاطعة",
    "مقاطعات",
    "مدينة",
    "صف",
    "صفاً",
    "صفوف",
    "خلية",
    "خلايا",
    "معيار",
    "معياراً",
    "معايير",
    "عمود",
    "عموداً",
    "مرتبة",
    "مراتب",
    "نقطة",
    "نقاط",
    "رقماً",
    "أرقام",
    "تكليفاً",
    "تكليفات",
    "صعوبة",
    "ثانية",
    "دقيقة",
    "إصداراً",
    "إصدارات",
    "خطوة",
    "دعوة",
];

/// What is wrong with how messages count: a form is missing, or a noun stands in one form after any number.
fn miscounted(forms: &[Form]) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut choices: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for form in forms {
        if let Some(category) = &form.category {
            choices.entry(&form.key).or_default().insert(category);
        }
        if form.category.is_none() {
            for (_, after) in form
                .text
                .match_indices("} ")
                .map(|(at, _)| form.text.split_at(at + 2))
            {
                let noun = after
                    .split([' ', '،', '؛', '.', ':', ')', '؟'])
                    .next()
                    .unwrap();
                if COUNTED.contains(&noun) {
                    wrong.push(format!("{}: one form of {noun} for every number", form.key));
                }
            }
        }
    }
    for (key, own) in choices {
        let zero = if own.contains("0") { "0" } else { "zero" };
        let all = [zero, "one", "two", "few", "many", "other"];
        let plural = all[1..5].iter().any(|c| own.contains(c)) || own.contains("zero");
        if plural && !all.iter().all(|c| own.contains(c)) {
            wrong.push(format!("{key}: only {own:?}"));
        }
    }
    wrong
}

#[test]
fn arabic_messages_are_read_as_they_are_written() {
    let mut wrong = Vec::new();
    for form in forms("ar") {
        let text = with_values(&form.text);
        for run in torn(&text, Some(Level::rtl())) {
            wrong.push(format!("{}: {run} is torn", form.key));
        }
        if bare_latin(&text) {
            wrong.push(format!("{}: Latin letters without an isolate", form.key));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(bare_latin("ملف CSV") && !bare_latin("ملف \u{2066}CSV\u{2069}"));
    assert_eq!(
        with_values("من { $a } إلى { PERCENT(100) }؛"),
        "من \u{2068}12\u{2069} إلى \u{2068}12\u{2069}؛"
    );
}

#[test]
fn arabic_messages_count_in_all_six_forms() {
    let wrong = miscounted(&forms("ar"));
    assert!(wrong.is_empty(), "{wrong:#?}");
    for bad in [
        "a = حفظ { $n } سطر",
        "a = { $n } يوماً.",
        "a = { $n ->\n    [one] بند واحد\n    [two] بندان\n   *[other] { $n } بند\n}",
    ] {
        assert_eq!(miscounted(&forms_of(bad)).len(), 1, "{bad}");
    }
    let good = "a = حفظ الأسطر (العدد: { $n })\nb = { $n } من البنود";
    assert_eq!(miscounted(&forms_of(good)), [""; 0]);
}

/// A share is written by one function, so that each language has its own way of it.
#[test]
fn no_message_writes_the_sign_of_percent() {
    for lang in ["vi", "en", "ar"] {
        for form in forms(lang) {
            assert!(!form.text.contains(['%', '٪']), "{lang}: {}", form.key);
        }
    }
}

/// Texts of shipped data are written as pages write numbers, in each language's own way.
#[test]
fn shipped_texts_write_percent_as_pages_do() {
    let mut seen = 0;
    for file in ["indicators.csv", "published_indicators.csv"] {
        let mut reader = csv::Reader::from_path(repository("server/data").join(file)).unwrap();
        let heads = reader.headers().unwrap().clone();
        for row in reader.records() {
            let row = row.unwrap();
            for (head, text) in heads.iter().zip(&row) {
                let numbered = text.contains(|c: char| c.is_ascii_digit()) && text.contains('%');
                if !numbered {
                    continue;
                }
                seen += 1;
                let apart = [" %", "\u{a0}%"].iter().any(|apart| text.contains(apart));
                assert!(!apart, "{file} {}: {text}", &row[0]);
                if head.ends_with("_ar") {
                    let torn = torn(text, Some(Level::rtl()));
                    assert!(torn.is_empty(), "{file} {}: {torn:?} in {text}", &row[0]);
                }
            }
        }
    }
    assert!(seen > 10, "{seen}");
}

// ---- Vietnamese words

const VIETNAMESE: &str = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ";

fn words(text: &str) -> impl Iterator<Item = String> {
    let words = text.split(|c: char| !c.is_alphabetic());
    words.map(str::to_lowercase).filter(|word| !word.is_empty())
}

/// Words that names consist of: of units today and before, of newspapers and offices that the other languages call by
/// their own names, and what the tests type.
static NAMES: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let mut names = BTreeSet::new();
    for (file, columns) in [
        ("units.csv", &["name_vi", "name"][..]),
        ("former_units.csv", &["name", "within"]),
        ("unit_aliases.csv", &["alias"]),
        (
            "sources.csv",
            &["publisher_en", "publisher_ar", "date_en", "document"],
        ),
        ("published_figures.csv", &["scope_en", "scope_ar"]),
    ] {
        let mut reader = csv::Reader::from_path(repository("server/data").join(file)).unwrap();
        let heads = reader.headers().unwrap().clone();
        for row in reader.records() {
            let row = row.unwrap();
            for (head, text) in heads.iter().zip(&row) {
                if columns.contains(&head) {
                    names.extend(words(text));
                }
            }
        }
    }
    names
});

/// Vietnamese words that a page in another language shows without saying that they are Vietnamese.
fn vietnamese_on(html: &str, typed: &BTreeSet<String>) -> BTreeSet<String> {
    let (_, texts) = shown(html);
    // The languages call themselves by their own names, and so do an office and a system that have no other.
    let own = ["tiếng", "việt", "ban", "cơ", "yếu", "chính", "phủ", "đh"];
    texts
        .iter()
        .flat_map(|text| words(text))
        .filter(|word| word.contains(|c| VIETNAMESE.contains(c)))
        .filter(|word| !own.contains(&word.as_str()))
        .filter(|word| !NAMES.contains(word) && !typed.contains(word))
        .collect()
}

#[test]
fn a_vietnamese_word_on_another_page_is_found() {
    let none = BTreeSet::new();
    let page =
        "<html lang=\"en\"><p title=\"Nguồn\">Phú Thọ: không đổi</p><p lang=\"vi\">Không</p>";
    let found: Vec<_> = vietnamese_on(page, &none).into_iter().collect();
    assert_eq!(found, ["không", "nguồn", "đổi"]);
    let inside = "<p lang=\"vi\">Bộ tiêu chí <span lang=\"en\">số liệu</span></p>";
    assert_eq!(vietnamese_on(inside, &none).len(), 2);
    let marked = "<html lang=\"ar\"><p><bdi lang=\"vi\">Số liệu</bdi> <b>Đức Nhàn</b></p>";
    assert!(vietnamese_on(marked, &none).is_empty());
}

/// What is wrong with a page, told with its address.
fn check(address: &str, html: &str, typed: &BTreeSet<String>, wrong: &mut BTreeSet<String>) {
    let foreign = vietnamese_on(html, typed);
    if !foreign.is_empty() {
        wrong.insert(format!("{address}: Vietnamese {foreign:?}"));
    }
    if address.starts_with("/ar") {
        let torn = torn_on(html);
        wrong.extend(torn.iter().take(5).map(|torn| format!("{address}: {torn}")));
    }
}

#[tokio::test]
async fn public_pages_speak_one_language() {
    let client = Client::of(demo(Engine::Sqlite).await);
    let none = BTreeSet::new();
    let mut wrong = BTreeSet::new();
    let more = [
        "/khong-co",
        "/xa/99999",
        "/tinh/25?trang-thai=tim",
        "/phat-hanh/thoi-gian",
    ];
    for path in ROUTES.iter().chain(&more) {
        for lang in ["/en", "/ar"] {
            let address = in_language(lang, path);
            let page = client.get(&address).await;
            check(&address, &page.body, &none, &mut wrong);
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// The source that the demo gives its figures is stored in Vietnamese, and read in the language of the page.
#[tokio::test]
async fn the_source_of_simulated_figures_is_said_in_each_language() {
    let client = Client::of(demo(Engine::Sqlite).await);
    for path in [
        "/chi-tieu/I02/04846",
        "/chi-tieu/I02?tinh=25",
        "/ha-tang?tinh=25",
    ] {
        for (lang, prefix) in [(Lang::Vi, ""), (Lang::En, "/en"), (Lang::Ar, "/ar")] {
            let address = in_language(prefix, path);
            let text = client.get(&address).await.text();
            assert!(
                text.contains(&lang.t("written-simulated-source")),
                "{address}"
            );
            let stored = text.contains(SIMULATED_SOURCE);
            assert_eq!(stored, lang == Lang::Vi, "{address}");
        }
    }
    // The file for machines keeps what is stored.
    let file = client.get("/chi-tieu/I02.csv?tinh=25").await;
    assert!(file.body.contains(SIMULATED_SOURCE), "{}", file.body);
}

/// Abbreviations that a page uses and writes out nowhere. What stands as a title of `<abbr>` is written out.
fn not_written_out(lang: Lang, html: &str) -> Vec<&'static str> {
    let mut told = String::new();
    // In Vietnamese every text is of the page's language.
    let html = match lang {
        Lang::Vi => html.replace("lang=\"vi\"", "lang=\"\""),
        _ => html.to_owned(),
    };
    for (at, piece) in html.split("<abbr").enumerate() {
        let after = piece.split_once("</abbr>").filter(|_| at > 0);
        match after {
            Some((own, after)) => {
                let title = own.split('"').nth(1).unwrap_or_default();
                told.push_str(&format!(" {title} {after}"));
            }
            None => told.push_str(piece),
        }
    }
    let (_, texts) = shown(&told);
    let told = texts.join(" ").to_lowercase();
    let pieces = texts
        .iter()
        .flat_map(|text| abbreviation::pieces(lang, text));
    let used: BTreeSet<_> = pieces
        .filter(|(_, meaning)| meaning.is_some())
        .map(|(word, _)| word)
        .collect();
    abbreviation::ABBREVIATIONS
        .into_iter()
        .filter(|word| used.contains(word))
        .filter(|word| {
            let meaning = abbreviation::meaning(lang, word).unwrap_or_default();
            !told.contains(&meaning.to_lowercase())
        })
        .collect()
}

#[test]
fn an_abbreviation_that_is_not_written_out_is_found() {
    let page = "<html lang=\"en\"><p>The LGSP and the IOC</p><p lang=\"vi\">qua HIS</p>";
    assert_eq!(not_written_out(Lang::En, page), ["LGSP", "IOC"]);
    let titled = "<p>The <abbr title=\"provincial data integration and sharing platform\">LGSP</abbr>, the LGSP</p>";
    assert!(not_written_out(Lang::En, titled).is_empty());
    let written = "<p>Intelligent Operations Centre (IOC)</p>";
    assert!(not_written_out(Lang::En, written).is_empty());
    let vi = "<html lang=\"vi\"><p lang=\"vi\">qua LGSP</p>";
    assert_eq!(not_written_out(Lang::Vi, vi), ["LGSP"]);
}

#[tokio::test]
async fn public_pages_write_abbreviations_out() {
    let client = Client::of(demo(Engine::Sqlite).await);
    let mut wrong = BTreeSet::new();
    // Infrastructure has a page of its own, which is among the routes.
    let sectors = Sector::ALL
        .into_iter()
        .filter(|s| *s != Sector::Infrastructure);
    let sectors = sectors.map(|sector| format!("/linh-vuc/{}", sector.slug()));
    let named =
        ["I02", "I09a", "I17", "I23", "I24", "I37a"].map(|code| format!("/chi-tieu/{code}"));
    let routes = ROUTES.into_iter().map(str::to_owned);
    for path in routes.chain(sectors).chain(named) {
        for (lang, prefix) in [(Lang::Vi, ""), (Lang::En, "/en"), (Lang::Ar, "/ar")] {
            let address = in_language(prefix, &path);
            let page = client.get(&address).await;
            assert_eq!(page.status, StatusCode::OK, "{address}");
            let bare = not_written_out(lang, &page.body);
            if !bare.is_empty() {
                wrong.insert(format!("{address}: {bare:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[tokio::test]
async fn pages_behind_the_sign_in_speak_one_language() {
    let client = role_matrix::client(Engine::Sqlite).await;
    let browsers = role_matrix::browsers(&client).await;
    role_matrix::set_up(&browsers).await;
    // What people type stays in their language.
    let fields = FORMS
        .iter()
        .flat_map(|(_, own, _)| role_matrix::fields(own));
    let mut typed: BTreeSet<_> = fields.flat_map(|(_, value)| words(value)).collect();
    typed.extend(words("QĐ Sở Theo quyết định của xã"));
    let mut wrong = BTreeSet::new();
    let mut seen = 0;
    for browser in &browsers {
        for (pattern, _) in PAGES {
            for lang in ["/en", "/ar"] {
                let address = format!("{lang}{}", filled(pattern));
                let page = browser.get(&address).await;
                seen += usize::from(page.status == StatusCode::OK);
                check(&address, &page.body, &typed, &mut wrong);
            }
        }
    }
    assert!(seen > 100, "{seen}");
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[tokio::test]
async fn the_committee_reads_one_language() {
    let client = Client::of(demo(Engine::Sqlite).await);
    let member = client.sign_in_without_code("bcd").await;
    let typed = words("Ban Chỉ đạo Thư ký").collect();
    let mut wrong = BTreeSet::new();
    for (pattern, _) in PAGES
        .iter()
        .filter(|(page, _)| page.starts_with("/dieu-hanh"))
    {
        for lang in ["/en", "/ar"] {
            let address = format!("{lang}{}", filled(pattern));
            let page = member.get(&address).await;
            check(&address, &page.body, &typed, &mut wrong);
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// An address that is no page of ours says nothing of a language, so the browser is asked, and nobody keeps the answer
/// for readers of another. Where an address says its language, it is kept.
#[tokio::test]
async fn no_page_is_told_in_the_language_of_the_browser() {
    let client = Client::of(demo(Engine::Sqlite).await);
    for (address, asked, lang) in [
        ("/khong-co", "ar-EG,ar;q=0.9,en;q=0.8", "ar"),
        ("/khong-co", "en-GB", "en"),
        ("/khong-co", "fr", "vi"),
        ("/en/khong-co", "ar", "en"),
    ] {
        let request = Request::get(address).header("accept-language", asked);
        let answer = client.send(request.body(Body::empty()).unwrap()).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{address}");
        let html = format!("<html lang=\"{lang}\"");
        assert!(answer.body.contains(&html), "{address} {asked}");
        if address == "/khong-co" {
            assert!(answer.header("vary").contains("accept-language"));
            assert_eq!(answer.header("cache-control"), "no-store");
        }
    }
    // A page of ours keeps its language, whoever asks.
    let request = Request::get("/xep-hang").header("accept-language", "en");
    let answer = client.send(request.body(Body::empty()).unwrap()).await;
    assert!(answer.body.contains("<html lang=\"vi\""));
}

/// The audit log keeps codes; people read words.
#[test]
fn every_act_of_the_audit_log_has_its_words() {
    for lang in Lang::ALL {
        let words = AuditAction::ALL.map(|action| audit::action(lang, action));
        assert!(words.iter().all(|words| !words.starts_with("audit-")));
        assert_eq!(BTreeSet::from(words.clone()).len(), words.len());
    }
}
