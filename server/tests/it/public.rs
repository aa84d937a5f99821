//! Every public address through the real router: status, headers, the headline, files beside pages.

use crate::support::{Answer, Client, Engine, demo, on_both, production};
use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use domain::{status::Level, unit::UnitCode};
use flate2::read::GzDecoder;
use server::store::Db;
use std::{collections::BTreeSet, io::Read};

/// The page's text without tags, entities resolved where the tests need it.
pub fn text(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut inside = false;
    for c in html.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            // Fluent isolates Arabic arguments with invisible characters.
            '\u{2066}'..='\u{2069}' => {}
            '\u{a0}' if !inside => text.push(' '),
            c if !inside => text.push(c),
            _ => {}
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn holds(answer: &Answer, wanted: &str) {
    let text = text(&answer.body);
    assert!(
        text.contains(wanted),
        "“{wanted}” is not in: {}",
        text.chars().take(3_000).collect::<String>()
    );
}

const MARKS: [&str; 3] = [
    "SỐ LIỆU MÔ PHỎNG",
    "Simulated data",
    "بيانات محاكاة (غير حقيقية)",
];

on_both!(
    a_count_of_provinces_is_not_told_as_communes,
    |engine| async move {
        let client = Client::of(demo(engine).await);
        for (path, never, told) in [
            ("/", "8 trên 34 xã", "8 tỉnh, thành"),
            ("/en", "8 of 34 communes", "8 provinces and cities"),
        ] {
            let page = client.get(path).await;
            assert!(!text(&page.body).contains(never), "{path}");
            holds(&page, told);
        }
    }
);

on_both!(the_headline_is_reproduced, |engine| async move {
    let client = Client::of(demo(engine).await);
    let vi = client.get("/tinh/25").await;
    assert_eq!(vi.status, StatusCode::OK);
    holds(
        &vi,
        "130 trên 148 xã, phường đạt trạng thái Xanh (87,83%). Phú Thọ đứng thứ 5 trong 34 tỉnh, thành.",
    );
    let en = client.get("/en/tinh/25").await;
    let ar = client.get("/ar/tinh/25").await;
    for (answer, rate) in [(&vi, "87,83%"), (&en, "87.83%"), (&ar, "87.83%")] {
        for wanted in ["130/148", rate, "5/34"] {
            holds(answer, wanted);
        }
        for mark in MARKS {
            holds(answer, mark);
        }
    }
    assert!(vi.body.contains("<html lang=\"vi\" dir=\"ltr\""));
    assert!(ar.body.contains("<html lang=\"ar\" dir=\"rtl\""));
});

/// Named samples of every route.
pub const ROUTES: [&str; 23] = [
    "/",
    "/xep-hang",
    "/tinh/25",
    "/tinh/25?trang-thai=vang&sap-xep=ten",
    "/tinh/25?phat-hanh=3",
    "/tinh/79",
    "/tinh/25/muc",
    "/tinh/25/muc?tieu-chi=DL2&phat-hanh=3",
    "/xa/04846",
    "/xa/05212?phat-hanh=1",
    "/bien-nhan/19r1-04846",
    "/phuong-phap",
    "/so-lieu-cong-bo",
    "/phat-hanh",
    "/tim",
    "/tim?q=hoa%20binh",
    "/gioi-thieu",
    "/du-lieu",
    "/ha-tang?tinh=25",
    "/linh-vuc",
    "/linh-vuc/y-te",
    "/chi-tieu/I04?tinh=25",
    "/chi-tieu/I02/04846",
];

pub fn in_language(prefix: &str, path: &str) -> String {
    if prefix.is_empty() {
        path.to_owned()
    } else if path == "/" {
        prefix.to_owned()
    } else {
        format!("{prefix}{path}")
    }
}

on_both!(
    every_page_answers_without_script_and_says_that_it_is_simulated,
    |engine| async move {
        let client = Client::of(demo(engine).await);
        for path in ROUTES {
            for prefix in ["", "/en", "/ar"] {
                let address = in_language(prefix, path);
                let answer = client.get(&address).await;
                assert_eq!(answer.status, StatusCode::OK, "{address}");
                assert!(answer.body.starts_with("<!DOCTYPE html>"), "{address}");
                assert!(answer.body.ends_with("</html>"), "{address}");
                for never in [
                    "<script",
                    " style=",
                    "<style",
                    "javascript:",
                    " onclick=",
                    "�",
                ] {
                    assert!(!answer.body.contains(never), "{address} holds {never}");
                }
                for mark in MARKS {
                    assert!(answer.body.contains(mark), "{address} lacks {mark}");
                }
                assert!(
                    answer
                        .header("content-security-policy")
                        .contains("script-src 'none'")
                );
                assert_eq!(answer.header("x-content-type-options"), "nosniff");
                assert!(answer.header("etag").starts_with('"'));
                let unset = answer.body.find("Unknown localization");
                assert!(
                    unset.is_none(),
                    "{address}: {:?}",
                    unset.map(|at| &answer.body[at..at + 80])
                );
            }
        }
    }
);

on_both!(what_does_not_exist_is_said_helpfully, |engine| async move {
    let client = Client::of(demo(engine).await);
    let cases = [
        ("/tinh/99", 404, "99"),
        ("/xa/99999", 404, "99999"),
        ("/tinh/255", 404, "/tinh/255"),
        ("/khong-co", 404, "/khong-co"),
        ("/fr", 404, "/fr"),
        ("/bien-nhan/19r1-99999", 404, "19r1-99999"),
        ("/bien-nhan/99r1-04846", 404, "99r1-04846"),
        ("/tinh/25?phat-hanh=999", 404, "999"),
        ("/tinh/25?phat-hanh=abc", 400, "abc"),
        ("/tinh/25?trang-thai=tim", 400, "tim"),
        ("/tinh/25?loai=tinh", 400, "tinh"),
        ("/tinh/25?nhom=ZZ", 400, "ZZ"),
        ("/tinh/25?sap-xep=1", 400, "sap-xep"),
        ("/tinh/25?thieu=9", 400, "thieu"),
        ("/tinh/99/muc", 404, "99"),
        ("/tinh/25/x", 404, "/tinh/25/x"),
        ("/tinh/25/muc?phat-hanh=999", 404, "999"),
        ("/tinh/25/muc?tieu-chi=ZZ", 400, "ZZ"),
        ("/tinh/25/muc?nhom=ZZ", 400, "ZZ"),
        ("/tinh/25/muc?trang-thai=tim", 400, "tim"),
        ("/tinh/25/muc?khai=x", 400, "da-xac-nhan"),
    ];
    for (path, status, wanted) in cases {
        for prefix in ["", "/en", "/ar"] {
            let answer = client.get(&in_language(prefix, path)).await;
            assert_eq!(answer.status.as_u16(), status, "{prefix}{path}");
            assert!(
                text(&answer.body).contains(wanted),
                "{prefix}{path} does not repeat {wanted}"
            );
            assert!(
                answer.body.contains("action=\""),
                "{prefix}{path} offers no search"
            );
        }
    }
    let script = client
        .get("/tim?q=%3Cscript%3Ealert(1)%3C%2Fscript%3E")
        .await;
    assert_eq!(script.status, StatusCode::OK);
    assert!(!script.body.contains("<script"));
    let filter = client.get("/tinh/25?ten=%22%3E%3Cscript%3E").await;
    assert!(!filter.body.contains("<script"));
});

#[tokio::test]
async fn only_reading_is_allowed() {
    let client = Client::of(production(Engine::Sqlite).await);
    for path in ["/tinh/25", "/phuong-phap", "/can-bo/04846"] {
        for method in ["POST", "PUT", "DELETE", "PATCH"] {
            let request = Request::builder()
                .method(method)
                .uri(path)
                .body(Body::empty())
                .unwrap();
            let answer = client.send(request).await;
            assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{method}");
            assert_eq!(answer.header("allow").replace(' ', ""), "GET,HEAD");
        }
    }
}

on_both!(
    a_production_start_cites_the_article_and_says_that_there_is_no_release,
    |engine| async move {
        let client = Client::of(production(engine).await);
        let page = client.get("/tinh/25").await;
        assert_eq!(page.status, StatusCode::OK);
        let sentence = "130 trên 148 xã, phường đạt trạng thái Xanh (87,83%). \
         Phú Thọ đứng thứ 5 trong 34 tỉnh, thành.";
        for wanted in [
            sentence,
            "nguồn không ghi ngày",
            "Báo Phú Thọ",
            "31/7/2025",
            "10/8/2025",
            "100%",
        ] {
            holds(&page, wanted);
        }
        holds(&page, "Chưa có bản công bố nào");
        for mark in MARKS {
            assert!(!page.body.contains(mark), "a production page says {mark}");
        }
        for path in [
            "/",
            "/xep-hang",
            "/xa/04846",
            "/tinh/25/muc",
            "/phuong-phap",
            "/so-lieu-cong-bo",
            "/phat-hanh",
            "/tim?q=a",
            "/gioi-thieu",
        ] {
            for prefix in ["", "/en", "/ar"] {
                let answer = client.get(&in_language(prefix, path)).await;
                assert_eq!(answer.status, StatusCode::OK, "{prefix}{path}");
            }
        }
        assert_eq!(
            client.get("/?phat-hanh=1").await.status,
            StatusCode::NOT_FOUND
        );
    }
);

on_both!(the_file_is_the_page, |engine| async move {
    let client = Client::of(demo(engine).await);
    let file = client.get("/tinh/25.csv").await;
    assert_eq!(file.status, StatusCode::OK);
    assert!(file.header("content-type").starts_with("text/csv"));
    let mut reader = csv::Reader::from_reader(file.body.trim_start_matches('\u{feff}').as_bytes());
    let header = reader.headers().unwrap().clone();
    let column = |name: &str| header.iter().position(|h| h == name).unwrap();
    let (code, status, met, kind) = (
        column("unit_code"),
        column("status"),
        column("met"),
        column("data_kind"),
    );
    let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 148);
    assert_eq!(
        rows.iter()
            .filter(|r| &r[status] == Level::Green.slug())
            .count(),
        130
    );
    assert!(
        rows.iter()
            .all(|r| MARKS.iter().all(|m| r[kind].contains(m)))
    );
    assert!(
        rows.iter()
            .all(|r| &r[column("as_of")] == "2026-10-31T16:00+07:00"
                && &r[column("licence")] == "CC BY 4.0")
    );
    let page = client.get("/tinh/25").await.body;
    let mut codes = BTreeSet::new();
    for row in &rows {
        assert!(
            page.contains(&format!("/xa/{}", &row[code])),
            "{} is not on the page",
            &row[code]
        );
        assert!(row[met].parse::<u32>().unwrap() <= 16);
        codes.insert(row[code].to_owned());
    }
    assert_eq!(codes.len(), 148);

    let file = client.get("/xep-hang.csv?phat-hanh=3").await;
    let mut reader = csv::Reader::from_reader(file.body.trim_start_matches('\u{feff}').as_bytes());
    let header = reader.headers().unwrap().clone();
    let column = |name: &str| header.iter().position(|h| h == name).unwrap();
    let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 34);
    assert_eq!(
        rows.iter()
            .map(|r| r[column("green")].parse::<u32>().unwrap())
            .sum::<u32>(),
        1_981
    );
    assert_eq!(
        rows.iter()
            .filter(|r| &r[column("rank")] == "1" && &r[column("shared_by")] == "8")
            .count(),
        8
    );
    // Tied provinces stand by size: Phú Thọ has most units of the eight.
    assert_eq!(&rows[0][column("province_code")], "25");
    // What can't be had is explained as on the page beside it.
    let missing = client.get("/tinh/99.csv").await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
    assert!(missing.header("content-type").starts_with("text/html") && missing.body.contains("99"));
    assert_eq!(
        client.get("/xep-hang.csv?phat-hanh=x").await.status,
        StatusCode::BAD_REQUEST
    );
});

on_both!(
    an_older_release_shows_its_own_figures,
    |engine| async move {
        let client = Client::of(demo(engine).await);
        holds(
            &client.get("/tinh/25?phat-hanh=3").await,
            "148 trên 148 xã, phường đạt trạng thái Xanh (100%).",
        );
        holds(&client.get("/?phat-hanh=3").await, "59,65%");
        holds(&client.get("/tinh/75?phat-hanh=3").await, "Tỉnh Đồng Nai");
        holds(&client.get("/tinh/75").await, "Thành phố Đồng Nai");
    }
);

on_both!(search_finds_every_spelling, |engine| async move {
    let client = Client::of(demo(engine).await);
    for spelling in [
        "hoa%20binh",
        "Ho%C3%A0+B%C3%ACnh",
        "H%C3%B2a+B%C3%ACnh",
        "HOA+BINH",
    ] {
        let found = client.get(&format!("/tim?q={spelling}")).await;
        assert!(
            found.body.contains("/tinh/25"),
            "{spelling}: the former province is an alias of Phú Thọ"
        );
        holds(&found, "Phường Hòa Bình");
    }
    let only = client.get("/tim?q=duc+nhan").await;
    assert_eq!(only.header("location"), "/xa/04846");
    let coded = client.get("/tim?q=04846").await;
    assert_eq!(coded.header("location"), "/xa/04846");
});

on_both!(a_page_of_a_commune_says_what_counts, |engine| async move {
    let client = Client::of(demo(engine).await);
    let page = client.get("/xa/04846").await;
    // A test of 4/10/2026 counts for 90 days, however long its evidence holds.
    holds(&page, "4/10/2026 hiệu lực đến 2/1/2027");
    holds(&page, "Đăng nhập bằng VNeID: Có");
    let english = client.get("/en/xa/04846").await;
    assert!(
        !text(&english.body).contains("October 2027"),
        "{}",
        text(&english.body)
    );
});

on_both!(a_receipt_is_computed_again, |engine| async move {
    let db = demo(engine).await;
    let client = Client::of(db.clone());
    let snapshot = server::service::snapshot::Snapshot::load(&db, crate::support::now().date())
        .await
        .unwrap();
    let latest = snapshot.releases.last().unwrap();
    let hash = db
        .frozen_row(latest.key, &UnitCode::parse("04846").unwrap())
        .await
        .unwrap()
        .unwrap()
        .hash;
    let page = client.get("/bien-nhan/19r1-04846").await;
    assert!(page.body.contains(&hash));
    holds(&page, "Khớp: tính lại từ các dữ liệu đầu vào");
});

/// The dictionary of open files names every column but those that a criteria set brings.
#[tokio::test]
async fn every_column_of_a_file_is_in_the_dictionary() {
    let client = Client::of(demo(Engine::Sqlite).await);
    let dictionary = client.get("/du-lieu/cot.txt").await.body;
    for path in [
        "/xep-hang.csv",
        "/phat-hanh/tong-hop.csv",
        "/tinh/25.csv",
        "/tinh/25/muc.csv",
        "/chi-tieu/I02.csv",
    ] {
        let file = client.get(path).await;
        let heads = file.body.trim_start_matches('\u{feff}').lines().next();
        let heads: Vec<_> = heads.unwrap().split(',').collect();
        assert!(heads.len() > 10, "{path}: {heads:?}");
        for head in heads {
            let criterion = head.starts_with(|c: char| c.is_ascii_uppercase());
            let told = dictionary.contains(&format!("`{head}`"));
            assert!(criterion || told, "{path}: {head}");
        }
    }
}

#[tokio::test]
async fn a_page_the_browser_has_is_not_sent_again() {
    let client = Client::of(demo(Engine::Sqlite).await);
    let first = client.get("/tinh/25").await;
    let etag = first.header("etag").to_owned();
    let again = |tag: String| {
        Request::get("/tinh/25")
            .header("if-none-match", tag)
            .body(Body::empty())
            .unwrap()
    };
    let answer = client.send(again(etag.clone())).await;
    assert_eq!(
        (answer.status, answer.body.as_str()),
        (StatusCode::NOT_MODIFIED, "")
    );
    assert_eq!(
        client.send(again(format!("W/{etag}"))).await.status,
        StatusCode::NOT_MODIFIED
    );
    assert_eq!(
        client.send(again("\"other\"".into())).await.status,
        StatusCode::OK
    );
    for any in ["*".to_owned(), format!("\"other\", {etag}")] {
        let answer = client.send(again(any)).await;
        assert_eq!(answer.status, StatusCode::NOT_MODIFIED);
    }
    // The tag is of the content: without the page cache it is the same.
    let uncached = Client::with_cache(demo(Engine::Sqlite).await, 0)
        .get("/tinh/25")
        .await;
    assert_eq!(uncached.header("etag"), etag);
}

#[tokio::test]
async fn what_is_packed_is_the_same_and_has_the_same_tag() {
    let client = Client::of(demo(Engine::Sqlite).await);
    let unpacked = |answer: &Answer| {
        let mut content = Vec::new();
        let mut packed = GzDecoder::new(answer.bytes.as_slice());
        packed.read_to_end(&mut content).unwrap();
        content
    };
    let page_request = async |path: &str, encoding: &str, tag: &str| {
        let request = Request::get(path)
            .header("accept-encoding", encoding)
            .header("if-none-match", tag);
        client.send(request.body(Body::empty()).unwrap()).await
    };
    for path in ["/tinh/25", "/en/phuong-phap", "/xep-hang.csv"] {
        let plain = client.get(path).await;
        assert_eq!(plain.header("content-encoding"), "", "{path}");
        let tag = plain.header("etag");
        // The first browser without a page, then with one of before.
        for before in ["\"\"", "\"khac\""] {
            for encoding in ["gzip", "br"] {
                let packed = page_request(path, encoding, before).await;
                assert_eq!(packed.status, StatusCode::OK, "{path}");
                assert_eq!(packed.header("content-encoding"), encoding, "{path}");
                assert_eq!(packed.header("vary"), "accept-encoding", "{path}");
                assert_eq!(packed.header("etag"), tag, "{path}");
                assert!(packed.bytes.len() < plain.bytes.len() / 2, "{path}");
                if encoding == "gzip" {
                    assert!(unpacked(&packed) == plain.bytes, "{path}");
                }
                let again = page_request(path, encoding, tag).await;
                assert_eq!(again.status, StatusCode::NOT_MODIFIED, "{path}");
                assert_eq!(
                    (again.header("content-encoding"), again.header("etag")),
                    ("", tag)
                );
                assert!(again.bytes.is_empty(), "{path}");
            }
        }
    }
    // Pages that say why there is none are packed too: of the public, of a page, of a limit.
    let long = format!("/tim?q={}", "a".repeat(1_500));
    for (path, status) in [
        ("/khong-co", StatusCode::NOT_FOUND),
        ("/tinh/99", StatusCode::NOT_FOUND),
        ("/dieu-hanh/xep-hang.xlsx", StatusCode::UNAUTHORIZED),
        (long.as_str(), StatusCode::URI_TOO_LONG),
    ] {
        let plain = client.get(path).await;
        let packed = page_request(path, "gzip", "\"\"").await;
        assert_eq!((plain.status, packed.status), (status, status), "{path}");
        assert_eq!(packed.header("content-encoding"), "gzip", "{path}");
        assert_eq!(packed.header("cache-control"), "no-store", "{path}");
        let content = unpacked(&packed);
        assert!(content.ends_with(b"</html>"), "{path}");
        assert_eq!(content.len(), plain.bytes.len(), "{path}");
    }
}

#[tokio::test]
async fn an_import_shows_at_once() {
    let db = production(Engine::Sqlite).await;
    let client = Client::of(db.clone());
    assert!(!client.get("/xa/04846").await.body.contains("Đức Nhàn Mới"));
    let units = server::service::reference::UNITS.replacen("Đức Nhàn", "Đức Nhàn Mới", 1);
    server::service::import::units::import(&db, &units)
        .await
        .unwrap();
    assert!(client.get("/xa/04846").await.body.contains("Đức Nhàn Mới"));
}

on_both!(
    what_another_program_writes_shows_within_a_tenth_of_a_second,
    |engine| async move {
        let db = production(engine).await;
        let client = Client::of(db.clone());
        holds(&client.get("/xa/04846").await, "Đức Nhàn");
        for statement in [
            "UPDATE unit SET name = 'Đức Nhàn Mới' WHERE code = '04846'",
            "UPDATE installation SET data_version = data_version + 1",
        ] {
            // Not by a transaction of this program, which it would know of.
            let written = match &db {
                Db::Sqlite { writer, .. } => sqlx::query(statement).execute(writer).await.map(drop),
                Db::Postgres(pool) => sqlx::query(statement).execute(pool).await.map(drop),
            };
            written.unwrap();
        }
        tokio::time::sleep(std::time::Duration::from_millis(110)).await;
        holds(&client.get("/xa/04846").await, "Đức Nhàn Mới");
    }
);

#[tokio::test]
async fn a_store_that_does_not_answer_is_said_without_its_cause() {
    let db = production(Engine::Sqlite).await;
    let client = Client::of(db.clone());
    db.close().await;
    let page = client.get("/tinh/25").await;
    assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
    let text = text(&page.body);
    assert!(
        !text.contains("sqlx") && !text.contains("SELECT") && !text.to_lowercase().contains("pool")
    );
    assert!(text.len() > 40, "the page explains");
    assert_eq!(
        client.get("/healthz").await.status,
        StatusCode::SERVICE_UNAVAILABLE
    );
}

#[tokio::test]
async fn assets_are_kept_for_ever_under_their_own_name() {
    let client = Client::of(production(Engine::Sqlite).await);
    let home = client.get("/").await.body;
    let at = home.find("/style-").unwrap();
    let name: String = home[at..].chars().take_while(|c| *c != '"').collect();
    let style = client.get(&name).await;
    assert_eq!(style.status, StatusCode::OK);
    assert!(style.header("cache-control").contains("immutable"));
    assert!(style.body.contains(":root"));
    assert_eq!(client.get("/favicon.svg").await.status, StatusCode::OK);
    assert_eq!(client.get("/robots.txt").await.status, StatusCode::OK);
    assert_eq!(client.get("/healthz").await.body, "ok\n");
}

on_both!(releases_roll_up_by_month_and_quarter, |engine| async move {
    let client = Client::of(demo(engine).await);
    let months = client.get("/phat-hanh/tong-hop").await;
    assert_eq!(months.status, StatusCode::OK);
    holds(&months, "Cả nước theo tháng");
    assert!(MARKS.iter().any(|mark| months.body.contains(mark)));
    let quarters = client.get("/phat-hanh/tong-hop?theo=quy&tinh=25").await;
    holds(&quarters, "Tỉnh Phú Thọ theo quý");
    // The newest quarter is represented by the newest release, whose figures the province's page has.
    holds(&quarters, "130/148");
    holds(&quarters, "87,83%");
    for (path, lines) in [
        ("/phat-hanh/tong-hop.csv?theo=quy&tinh=25", "quy"),
        ("/phat-hanh/tong-hop.csv", "thang"),
    ] {
        let file = client.get(path).await;
        assert_eq!(file.status, StatusCode::OK);
        let mut read =
            csv::Reader::from_reader(file.body.trim_start_matches('\u{feff}').as_bytes());
        let column =
            |name: &str, head: &csv::StringRecord| head.iter().position(|c| c == name).unwrap();
        let head = read.headers().unwrap().clone();
        let rows: Vec<_> = read.records().map(Result::unwrap).collect();
        assert!(rows.len() > 1, "{path}");
        let releases: u32 = rows
            .iter()
            .map(|r| r[column("releases", &head)].parse::<u32>().unwrap())
            .sum();
        let all = client
            .get("/phat-hanh")
            .await
            .body
            .matches("<th scope=\"row\"><a")
            .count();
        assert_eq!(releases as usize, all, "every release is in one stretch");
        assert!(rows.iter().all(|r| &r[column("span", &head)] == lines));
    }
    let bad = client.get("/phat-hanh/tong-hop?theo=tuan").await;
    assert_eq!(bad.status, StatusCode::BAD_REQUEST);
    let bad = client.get("/phat-hanh/tong-hop?tinh=99").await;
    assert_eq!(bad.status, StatusCode::NOT_FOUND);
});

#[tokio::test]
async fn what_the_columns_mean_is_there_to_read() {
    let client = Client::of(demo(Engine::Sqlite).await);
    let answer = client.get("/du-lieu/cot.txt").await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("content-type"), "text/plain; charset=utf-8");
    // Every column that a file begins with is in it.
    let file = client.get("/xep-hang.csv").await;
    let head = file.body.lines().next().unwrap_or_default();
    let columns = head.trim_start_matches('\u{feff}').split(',');
    for column in columns {
        assert!(answer.body.contains(&format!("`{column}`")), "{column}");
    }
}

#[tokio::test]
async fn the_archipelagos_are_named_in_every_picture_of_their_provinces() {
    let client = Client::of(demo(Engine::Sqlite).await);
    for (province, islands) in [("48", "Hoàng Sa"), ("56", "Trường Sa")] {
        for lang in ["", "/en", "/ar"] {
            for picture in ["", "?hinh=o", "?to=ht4", "?phat-hanh=3&hinh=o"] {
                let address = format!("{lang}/tinh/{province}{picture}");
                let page = client.get(&address).await.body;
                let start = page.find("aria-labelledby=\"so-do\"").unwrap();
                let section = &page[start..start + page[start..].find("</section>").unwrap()];
                // A name that shows only when pointed at is none.
                let seen: Vec<_> = section
                    .split("<title>")
                    .map(|part| part.split_once("</title>").map_or(part, |(_, rest)| rest))
                    .collect();
                assert!(seen.concat().contains(islands), "{address}");
            }
        }
    }
}
