//! Marks say what is so: the number in a diagram is the one of the table beside it, a bar is as long as its share of the
//! whole, and no answer carries the words of a text that is missing.

use crate::support::{Client, Engine, demo, people, production};
use axum::http::{HeaderMap, StatusCode};
use domain::unit::UnitCode;
use std::{
    collections::{BTreeMap, HashMap},
    io::Read,
};

/// What stands where a text is missing: the library's words, or a value that was not put in.
const MISSING: [&str; 3] = ["Unknown localization", "{ $", "{$"];

/// Stops at an answer that carries words of a missing text, also inside a workbook. Every answer of every test comes
/// by here.
pub fn assert_words(headers: &HeaderMap, body: &[u8]) {
    // A head has no body; what is packed is looked at where it comes unpacked.
    if body.is_empty() || headers.contains_key("content-encoding") {
        return;
    }
    let kind = headers
        .get("content-type")
        .map_or("", |v| v.to_str().unwrap());
    let check = |text: &str| {
        for word in MISSING {
            let at = text.find(word);
            let from = at.map_or(0, |at| {
                text[..at].char_indices().rev().nth(80).map_or(0, |c| c.0)
            });
            assert!(at.is_none(), "a text is missing: {:.300}", &text[from..]);
        }
    };
    if kind.contains("spreadsheetml") {
        let mut book = zip::ZipArchive::new(std::io::Cursor::new(body)).unwrap();
        for at in 0..book.len() {
            let mut text = String::new();
            let mut part = book.by_index(at).unwrap();
            if part.read_to_string(&mut text).is_ok() {
                check(&text);
            }
        }
    } else if kind.starts_with("text/") || kind.contains("json") {
        check(&String::from_utf8_lossy(body));
    }
}

/// The value of an attribute of a tag that begins here.
fn attribute<'a>(tag: &'a str, name: &str) -> &'a str {
    let tag = tag.split('>').next().unwrap();
    let rest = tag.split(&format!("{name}=\"")).nth(1);
    rest.and_then(|rest| rest.split('"').next()).unwrap_or("")
}

/// What stands between a tag that begins here and the next tag.
fn inner(tag: &str) -> &str {
    tag.split_once('>').unwrap().1.split('<').next().unwrap()
}

/// The drawing of cells on a page: of each unit what its cell says and how the cell is called.
fn cells(page: &str) -> BTreeMap<String, (Option<String>, String)> {
    let Some(drawing) = page.split("<svg class=\"hex\"").nth(1) else {
        return BTreeMap::new();
    };
    let drawing = drawing.split("</svg>").next().unwrap();
    let mut written: HashMap<(i64, i64), String> = HashMap::new();
    for text in drawing.split("<text ").skip(1) {
        let number = |name| attribute(text, name).parse::<f64>().unwrap();
        #[expect(clippy::cast_possible_truncation, reason = "pixels")]
        let corner = ((number("x") - 14.0) as i64, (number("y") - 16.5) as i64);
        written.insert(corner, inner(text).to_owned());
    }
    let mut found = BTreeMap::new();
    for link in drawing.split("<a ").skip(1) {
        let unit = attribute(link, "href").split('?').next().unwrap();
        let unit = unit.rsplit('/').next().unwrap().to_owned();
        let rect = link.split("<rect ").nth(1).unwrap();
        let number = |name| attribute(rect, name).parse::<i64>().unwrap();
        let title = inner(link.split("<title").nth(1).unwrap()).to_owned();
        let cell = (written.remove(&(number("x"), number("y"))), title);
        assert!(found.insert(unit, cell).is_none());
    }
    assert!(written.is_empty(), "numbers of no unit: {written:?}");
    found
}

/// The values of units in the tables of a page, plain and as written.
fn told(page: &str, indicator: &str) -> BTreeMap<String, (String, String)> {
    let head = format!("/chi-tieu/{indicator}/");
    let mut found = BTreeMap::new();
    for fact in page.split("<a class=\"fact\"").skip(1) {
        let href = attribute(fact, "href").split(['?', '#']).next().unwrap();
        let Some((_, unit)) = href.split_once(&head) else {
            continue;
        };
        let data = fact.split("<data ").nth(1).unwrap();
        let value = (attribute(data, "value").to_owned(), inner(data).to_owned());
        found.insert(unit.to_owned(), value);
    }
    found
}

#[tokio::test]
async fn what_a_cell_says_the_table_says() {
    let client = Client::of(demo(Engine::Sqlite).await);
    let catalogue = server::service::indicators::catalogue().unwrap();
    let (mut with_values, mut zeros) = (0, 0);
    for indicator in &catalogue {
        for lang in ["", "/en", "/ar"] {
            let address = format!("{lang}/chi-tieu/{}?tinh=25&hinh=o", indicator.code);
            let page = client.get(&address).await;
            assert_eq!(page.status, StatusCode::OK, "{address}");
            let (cells, told) = (cells(&page.body), told(&page.body, &indicator.code));
            let written = cells.values().filter(|c| c.0.is_some()).count();
            with_values += written;
            for (unit, (text, title)) in &cells {
                let value = told.get(unit);
                let Some(text) = text else {
                    // Of a diagram all cells that have a value say it, or none does.
                    assert!(written == 0 || value.is_none(), "{address}: {unit} {title}");
                    continue;
                };
                let (plain, words) =
                    value.unwrap_or_else(|| panic!("{address}: {unit} has {text}"));
                let same = match text.as_str() {
                    "✓" => plain == "yes" || plain == "true",
                    "✕" => plain == "no" || plain == "false",
                    text => {
                        let own: String = words.chars().take(text.chars().count()).collect();
                        let rest = words.chars().nth(text.chars().count());
                        // English has one form of a unit, which stands before a one: “stations: 1”.
                        let before = words.strip_suffix(text).is_some_and(|w| w.ends_with(": "));
                        let behind = own == text
                            && rest.is_none_or(|c| !c.is_ascii_digit() && c != ',' && c != '.');
                        before || behind
                    }
                };
                assert!(
                    same,
                    "{address}: {unit} says {text}, the table {plain} {words}"
                );
                assert!(title.contains(words.as_str()), "{title}: {words}");
                zeros += usize::from(text == "0");
            }
        }
    }
    assert!(with_values > 400 && zeros > 0, "{with_values} {zeros}");
    // Cells of a status say no number at all.
    for address in ["/tinh/25?hinh=o", "/tinh/01?hinh=o"] {
        let page = client.get(address).await;
        assert!(cells(&page.body).values().all(|cell| cell.0.is_none()));
    }
}

#[tokio::test]
async fn what_a_tile_says_the_ranking_says() {
    let client = Client::of(demo(Engine::Sqlite).await);
    for lang in ["", "/en", "/ar"] {
        let page = client
            .get(&if lang.is_empty() {
                "/?hinh=o".to_owned()
            } else {
                format!("{lang}?hinh=o")
            })
            .await;
        let ranking = client.get(&format!("{lang}/xep-hang")).await;
        let tiles = page.body.split("<ul class=\"tiles\"").nth(1).unwrap();
        let tiles = tiles.split("</ul>").next().unwrap();
        let mut seen = 0;
        for tile in tiles.split("<a ").skip(1) {
            let href = attribute(tile, "href");
            let shown = inner(tile.split("<b").nth(1).unwrap());
            let table = ranking.body.split("<table").nth(1).unwrap();
            let row = table
                .split("<tr")
                .find(|row| row.contains(&format!("href=\"{href}\"")));
            let row = row.unwrap_or_else(|| panic!("{href} is not ranked"));
            assert!(
                row.contains(&format!(">{shown}<")),
                "{href}: {shown} is not in {row}"
            );
            seen += 1;
        }
        assert_eq!(seen, 34);
    }
}

type Bar = (u32, Vec<(String, u32)>, String, String);

/// Of every bar on a page the whole, its parts with their classes, and what stands before and after it.
fn bars(page: &str) -> Vec<Bar> {
    let mut found = Vec::new();
    for (at, _) in page.match_indices("<svg class=\"bar\"") {
        let bar = page[at..].split("</svg>").next().unwrap();
        let whole = attribute(bar, "viewBox")
            .split(' ')
            .nth(2)
            .unwrap()
            .parse()
            .unwrap();
        let mut from = 0;
        let mut parts = Vec::new();
        for rect in bar.split("<rect ").skip(1) {
            let number = |name| attribute(rect, name).parse::<u32>().unwrap();
            assert_eq!(number("x"), from, "{bar}");
            from += number("width");
            parts.push((attribute(rect, "class").to_owned(), number("width")));
        }
        assert_eq!(from, whole, "what is left of the whole is drawn: {bar}");
        let near = |text: &str| text.chars().take(1_500).collect::<String>();
        let before: String = page[..at].chars().rev().take(1_500).collect();
        let before = before.chars().rev().collect();
        found.push((whole, parts, before, near(&page[at + bar.len()..])));
    }
    found
}

fn part(parts: &[(String, u32)], class: &str) -> u32 {
    parts
        .iter()
        .find(|(c, _)| c == class)
        .map_or(0, |(_, n)| *n)
}

#[tokio::test]
async fn a_bar_is_as_long_as_its_share() {
    let db = demo(Engine::Sqlite).await;
    let snapshot = server::service::snapshot::Snapshot::load(&db, crate::support::now().date())
        .await
        .unwrap();
    let release = snapshot.releases.last().unwrap();
    let client = Client::of(db.clone());
    // The list of what fails most: each line's numbers are those of its bar, and the whole is the province.
    for province in ["25", "01", "11"] {
        let code = UnitCode::parse(province).unwrap();
        let units = release.provinces[&code].units();
        let page = client.get(&format!("/en/tinh/{province}")).await;
        let list = page.body.split("<ol class=\"bars\">").nth(1).unwrap();
        let list = list.split("</ol>").next().unwrap();
        let found = bars(list);
        assert!(found.len() > 3, "{province}");
        for (whole, parts, _, after) in &found {
            let line = after.split("</p>").next().unwrap();
            let numbers: Vec<u32> = line
                .split("value=\"")
                .skip(1)
                .map(|v| v.split('"').next().unwrap().parse().unwrap())
                .collect();
            let (red, yellow) = (part(parts, "is-red"), part(parts, "is-yellow"));
            assert_eq!(numbers, [red + yellow, red, yellow], "{line}");
            assert_eq!(*whole, units, "{province}: {line}");
            assert!(
                crate::public::text(line).contains(&format!("of {units}")),
                "{line}"
            );
        }
    }
    // The ranking: green of all communes.
    let page = client.get("/en/xep-hang").await;
    let chart = page.body.split("class=\"rate-bars\"").nth(1).unwrap();
    let chart = chart.split("</figure>").next().unwrap();
    let mut shares: Vec<_> = bars(chart)
        .iter()
        .map(|b| (part(&b.1, "bar-rate"), b.0))
        .collect();
    let mut expected: Vec<_> = release
        .provinces
        .values()
        .map(|c| (c.green, c.units()))
        .collect();
    shares.sort_unstable();
    expected.sort_unstable();
    assert_eq!(shares, expected);
    // Everywhere else: all parts together are all units of a place, and no part is longer than its number.
    let sizes: Vec<u32> = release.provinces.values().map(|c| c.units()).collect();
    let total: u32 = sizes.iter().sum();
    for address in ["/", "/tinh/25", "/xep-hang", "/ar/tinh/25"] {
        for (whole, ..) in bars(&client.get(address).await.body) {
            assert!(
                sizes.contains(&whole) || whole == total,
                "{address}: {whole}"
            );
        }
    }
    let member = client.sign_in("bcd").await;
    let page = member.get("/en/dieu-hanh?tinh=25").await;
    let failing = page.body.split("<table class=\"failing\"").nth(1).unwrap();
    let failing = failing.split("</table>").next().unwrap();
    let found = bars(failing);
    assert!(!found.is_empty());
    for (whole, parts, before, _) in found {
        assert_eq!(whole, 148);
        let row = before.rsplit("<tr>").next().unwrap();
        let numbers: Vec<u32> = row
            .split("value=\"")
            .skip(1)
            .map(|v| v.split('"').next().unwrap().parse().unwrap())
            .collect();
        assert_eq!(
            numbers,
            [part(&parts, "is-red"), part(&parts, "is-yellow")],
            "{row}"
        );
    }
}

/// No module but one draws bars, so that no other scale comes in.
#[test]
fn bars_are_drawn_in_one_place() {
    let mut open = vec![std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../app/src")];
    while let Some(place) = open.pop() {
        if place.is_dir() {
            open.extend(std::fs::read_dir(place).unwrap().map(|e| e.unwrap().path()));
        } else if !place.ends_with("components/stacked_bar.rs") {
            let text = std::fs::read_to_string(&place).unwrap();
            for word in [
                "svg class=\\\"bar",
                "svg class=\"bar",
                "<meter",
                "<progress",
            ] {
                assert!(
                    !text.contains(word),
                    "{}: use components::stacked_bar",
                    place.display()
                );
            }
        }
    }
}

/// What is handed to departments has its heads in three languages, in both kinds of file.
#[tokio::test]
async fn templates_have_all_their_heads() {
    let db = production(Engine::Sqlite).await;
    people::add(&db).await;
    let client = Client::of(db);
    let department = client.sign_in("songanh").await;
    for (lang, unit, indicator) in [
        ("", "Tên đơn vị", "Tên chỉ tiêu"),
        ("/en", "Name of the unit", "Name of the indicator"),
        ("/ar", "اسم الوحدة", "اسم المؤشر"),
    ] {
        for kind in ["csv", "xlsx"] {
            let address = format!("{lang}/so-lieu/mau.{kind}?chi-tieu=I02");
            let file = department.get(&address).await;
            assert_eq!(file.status, StatusCode::OK, "{address}");
            if kind == "csv" {
                let head = file.body.lines().next().unwrap();
                assert!(head.contains(unit) && head.contains(indicator), "{head}");
            }
        }
    }
}
