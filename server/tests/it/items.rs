//! The page of a province's items: it is its file, its counts are those of the release, and it tells no values.

use crate::{
    following::main_of,
    infrastructure::published_under,
    public::text,
    support::{Answer, Client, demo, now, on_both, production},
};
use axum::http::StatusCode;
use csv::StringRecord;
use domain::{status::Level, unit::UnitCode};
use server::service::snapshot::Snapshot;
use std::collections::BTreeSet;

/// A file's head and rows.
fn read(file: &Answer) -> (StringRecord, Vec<StringRecord>) {
    let body = file.body.trim_start_matches('\u{feff}');
    let mut reader = csv::Reader::from_reader(body.as_bytes());
    let head = reader.headers().unwrap().clone();
    (head, reader.records().map(Result::unwrap).collect())
}

/// What a row of the page says: commune, criterion, words of its cells.
fn rows(page: &Answer) -> Vec<(String, String, Vec<String>)> {
    let main = main_of(&page.body);
    let Some(at) = main.find("as-cards rows items") else {
        return Vec::new();
    };
    let body = main[at..].split("<tbody>").nth(1).unwrap();
    let row = |row: &str| {
        let receipt = row.split("/bien-nhan/").nth(1).unwrap();
        let unit = receipt.split('-').nth(1).unwrap()[..5].to_owned();
        let code = row.split("<span class=\"code\">").nth(1).unwrap()[..3].to_owned();
        let cells = row.split("<td").skip(2);
        let cells =
            cells.map(|c| text(c.split_once('>').unwrap().1.split("</td>").next().unwrap()));
        (unit, code, cells.collect())
    };
    body.split("<tr>").skip(1).map(row).collect()
}

/// Which rows of the file a filter of the page names.
type Keeps<'a> = Box<dyn Fn(&StringRecord) -> bool + 'a>;

on_both!(the_items_are_those_of_the_file, |engine| async move {
    let db = demo(engine).await;
    let client = Client::of(db.clone());
    let file = client.get("/tinh/25/muc.csv").await;
    assert_eq!(file.status, StatusCode::OK);
    assert!(file.header("content-disposition").contains("muc-25.csv"));
    let (head, all) = read(&file);
    let at = |name: &str| head.iter().position(|h| h == name).unwrap();
    assert_eq!(all.len(), 148 * 16);
    assert!(
        all.iter()
            .all(|r| r[at("data_kind")].contains("Simulated data"))
    );
    // The file ignores what the page is filtered by.
    let filtered = client.get("/tinh/25/muc.csv?tieu-chi=DL2&khai=x").await;
    assert_eq!(filtered.body, file.body);

    // Statuses are those of the province's file, and the sums those that the release froze.
    let (names, communes) = read(&client.get("/tinh/25.csv").await);
    let column = |name: &str| names.iter().position(|h| h == name).unwrap();
    for commune in &communes {
        let own = all
            .iter()
            .filter(|r| r[at("unit_code")] == commune[column("unit_code")]);
        for item in own {
            let code = &item[at("criterion")];
            assert_eq!(item[at("status")], commune[column(code)], "{code}");
        }
    }
    let snapshot = Snapshot::load(&db, now().date()).await.unwrap();
    let release = snapshot.releases.last().unwrap();
    let own = UnitCode::parse("25").unwrap();
    let counts = release.provinces[&own];
    let marked = |name: &str| {
        let marked = all.iter().filter(|r| &r[at(name)] == "yes").count();
        u32::try_from(marked).unwrap()
    };
    assert_eq!(marked("declared"), counts.submitted);
    assert_eq!(marked("confirmed"), counts.confirmed);
    assert_eq!(marked("waiting"), release.open[&own].waiting);

    // Each filter keeps the rows of the file that it names, and no others.
    let yes = |row: &StringRecord, name: &str| &row[at(name)] == "yes";
    let is = |name: &'static str, value: &'static str| -> Keeps<'_> {
        let at = at(name);
        Box::new(move |row| &row[at] == value)
    };
    let cases: Vec<(&str, Keeps<'_>)> = vec![
        ("", Box::new(|r| &r[at("status")] != "xanh")),
        ("?tieu-chi=DL2", is("criterion", "DL2")),
        ("?tieu-chi=DL2", is("criterion", "DL2")),
        ("?nhom=DL", is("group", "DL")),
        ("?trang-thai=vang", is("status", "vang")),
        (
            "?tieu-chi=HT4&trang-thai=do",
            Box::new(|r| &r[at("criterion")] == "HT4" && &r[at("status")] == "do"),
        ),
        (
            "?khai=vang-do",
            Box::new(|r| ["vang", "do"].contains(&&r[at("status")])),
        ),
        ("?khai=cho", is("waiting", "yes")),
        (
            "?khai=chua-xac-nhan",
            Box::new(|r| yes(r, "declared") && !yes(r, "confirmed")),
        ),
        (
            "?nhom=TH&khai=dat",
            Box::new(|r| &r[at("group")] == "TH" && yes(r, "met")),
        ),
        (
            "?tieu-chi=NT3&khai=da-khai",
            Box::new(|r| &r[at("criterion")] == "NT3" && yes(r, "declared")),
        ),
    ];
    // What the newest release has no example of, the beginning has.
    let mut found = BTreeSet::new();
    let asked = cases
        .iter()
        .enumerate()
        .flat_map(|case| ["19r1", "2r1"].map(|release| (release, case)));
    for (release, (case, (query, keeps))) in asked {
        let and = if query.is_empty() { "?" } else { "&" };
        let query = format!("{query}{and}phat-hanh={release}");
        let csv = format!("/tinh/25/muc.csv?phat-hanh={release}");
        let (_, all) = read(&client.get(&csv).await);
        let page = client.get(&format!("/tinh/25/muc{query}")).await;
        assert_eq!(page.status, StatusCode::OK, "{query}");
        let mut shown = rows(&page);
        let mut wanted: Vec<_> = all
            .iter()
            .filter(|row| keeps(row))
            .map(|row| {
                let word = |name| if yes(row, name) { "có" } else { "không" }.to_owned();
                let words = ["declared", "confirmed", "waiting", "met"].map(word);
                (
                    row[at("unit_code")].to_owned(),
                    row[at("criterion")].to_owned(),
                    words,
                )
            })
            .collect();
        shown.sort();
        wanted.sort();
        if !wanted.is_empty() {
            found.insert(case);
        }
        assert_eq!(shown.len(), wanted.len(), "{query}");
        for ((unit, code, cells), (of, criterion, words)) in shown.iter().zip(&wanted) {
            assert_eq!((unit, code), (of, criterion), "{query}");
            assert_eq!(cells[1..5], words[..], "{query} {unit} {code}");
            // Status with shape and word.
            let known = Level::ALL.into_iter().any(|level| {
                let shape = app::components::status::shape(level);
                cells[0].starts_with(&format!("{shape} "))
            });
            assert!(known, "{}", cells[0]);
        }
    }
    assert_eq!(found.len(), cases.len(), "{found:?}");
    // Another release has its own items.
    let (_, third) = read(&client.get("/tinh/25/muc.csv?phat-hanh=3").await);
    assert!(
        third
            .iter()
            .all(|r| &r[at("release")] == "3r1" && &r[at("status")] == "xanh")
    );
    let none = text(&client.get("/tinh/25/muc?phat-hanh=3").await.body);
    assert!(none.contains("0 trong 2.368 mục"), "{none}");
    assert!(none.contains("Không có mục nào khớp"), "{none}");
});

on_both!(
    items_lead_from_the_province_and_to_receipts,
    |engine| async move {
        let client = Client::of(demo(engine).await);
        let province = client.get("/tinh/25").await;
        let link = "/tinh/25/muc?tieu-chi=HT4&amp;trang-thai=do#bang";
        assert!(province.body.contains(link));
        let page = client.get("/tinh/25/muc?khai=cho").await;
        let (unit, code, cells) = rows(&page).remove(0);
        assert_eq!(cells[3], "có");
        let receipt = client.get(&format!("/bien-nhan/19r1-{unit}")).await;
        let row = receipt.body.split(&format!(">{code}</span>")).nth(1);
        let row = text(row.unwrap().split("</tr>").next().unwrap());
        assert!(row.contains("thẩm định"), "{row}");
        // What can't be had is explained by the page beside the file.
        let missing = client.get("/tinh/99/muc.csv").await;
        assert_eq!(missing.status, StatusCode::NOT_FOUND);
        assert!(missing.header("content-type").starts_with("text/html"));
        let missing = client.get("/tinh/04846/muc.csv").await;
        assert_eq!(missing.status, StatusCode::NOT_FOUND);
        let bad = client.get("/tinh/25/muc.csv?phat-hanh=x").await;
        assert_eq!(bad.status, StatusCode::BAD_REQUEST);
        // The communes that do not meet so many criteria are rows of the province's table.
        let (head, communes) = read(&client.get("/tinh/25.csv").await);
        let at = |name: &str| head.iter().position(|h| h == name).unwrap();
        for unmet in 0..=4 {
            let of = |r: &&StringRecord| {
                let number = |name: &str| r[at(name)].parse::<i32>().unwrap();
                (number("required") - number("met")).min(4) == unmet
            };
            let kept = communes.iter().filter(of).count();
            let page = client.get(&format!("/tinh/25?thieu={unmet}")).await;
            let said = format!("Hiện {kept} trong 148 đơn vị");
            assert!(text(&page.body).contains(&said), "{unmet}: {said}");
        }
    }
);

on_both!(items_tell_no_values, |engine| async move {
    let db = production(engine).await;
    let client = Client::of(db.clone());
    let empty = client.get("/tinh/25/muc").await;
    assert!(text(&empty.body).contains("Chưa có bản công bố nào"));
    let file = client.get("/tinh/25/muc.csv").await;
    assert_eq!(file.body.lines().count(), 1);
    // Of HT3 the public sees the status alone.
    let set = server::service::reference::CRITERIA
        .replacen("version = \"v0\"", "version = \"v9\"", 1)
        .replacen(
            "code = \"HT3\"\n",
            "code = \"HT3\"\npublic = \"status\"\n",
            1,
        );
    published_under(&db, &set).await;
    let page = client.get("/tinh/25/muc?tieu-chi=HT3").await;
    let rows = rows(&page);
    assert_eq!(rows.len(), 148);
    for (_, _, cells) in rows {
        for cell in &cells[1..5] {
            assert!(["có", "không"].contains(&cell.as_str()), "{cell}");
        }
        // Shape, status and reason hold no figure.
        let figure = cells[0].contains(|c: char| c.is_ascii_digit());
        assert!(!figure, "{}", cells[0]);
    }
    let (head, _) = read(&client.get("/tinh/25/muc.csv").await);
    let own: Vec<_> = head.iter().skip(6).collect();
    assert_eq!(
        own,
        [
            "unit_code",
            "unit",
            "type",
            "criterion",
            "group",
            "required",
            "status",
            "reason",
            "declared",
            "confirmed",
            "waiting",
            "met",
            "receipt"
        ]
    );
});
