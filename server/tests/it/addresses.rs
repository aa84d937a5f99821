//! What an address may bring besides its path. A page takes the parameters that its route declares; whatever else stands
//! there is in no link of it and makes no second page.

use crate::support::{Answer, Browser, Client, Engine, demo, filled, on_both, people, production};
use app::{
    i18n::Lang,
    page::with_query,
    routes::{Route, WorkspaceRoute, encode, prefixed},
};
use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use domain::{indicator::Sector, release::ReceiptId, unit::UnitCode};
use server::http::{routes::Kind, workspace};

fn unit(code: &str) -> UnitCode {
    UnitCode::parse(code).unwrap()
}

/// Every public page there is. A new variant of [`Route`] does not compile before it has a line here.
fn every_route() -> Vec<Route> {
    let next = |route: &Route| {
        Some(match route {
            Route::Home => Route::Ranking,
            Route::Ranking => Route::Province(unit("25")),
            Route::Province(_) => Route::Items(unit("25")),
            Route::Items(_) => Route::Commune(unit("04846")),
            Route::Commune(_) => Route::Receipt(ReceiptId::parse("19r1-04846").unwrap()),
            Route::Receipt(_) => Route::Method,
            Route::Method => Route::Published,
            Route::Published => Route::Releases,
            Route::Releases => Route::RollUp,
            Route::RollUp => Route::Sectors,
            Route::Sectors => Route::Sector(Sector::Infrastructure),
            Route::Sector(Sector::Infrastructure) => Route::Sector(Sector::Health),
            Route::Sector(_) => Route::Indicator("I04".into()),
            Route::Indicator(_) => Route::ObservationHistory("I02".into(), unit("04846")),
            Route::ObservationHistory(..) => Route::OpenData,
            Route::OpenData => Route::Search,
            Route::Search => Route::About,
            Route::About => return None,
        })
    };
    std::iter::successors(Some(Route::Home), next).collect()
}

/// A value that a public page takes for a parameter.
fn value(name: &str, route: &Route) -> &'static str {
    match (name, route) {
        ("phat-hanh", _) => "19",
        ("trang-thai", _) => "vang",
        ("loai", _) => "xa",
        ("nhom", _) => "DL",
        ("thieu", _) => "1",
        ("ten", _) => "hoa",
        ("tieu-chi", _) => "DL2",
        ("khai", _) => "da-xac-nhan",
        ("theo", _) => "quy",
        ("tinh", _) => "25",
        ("ngay", _) => "2026-10-31",
        ("q", _) => "hoa binh",
        ("sap-xep", Route::Indicator(_)) => "gia-tri",
        ("sap-xep", _) => "ten",
        ("hinh", _) => "o",
        ("to", _) => "ht4",
        (other, _) => unreachable!("no value for {other}: add one here"),
    }
}

/// What campaigns, trackers and people add to addresses: names of theirs, and ours where they mean nothing.
fn strange() -> Vec<String> {
    let long = "Z".repeat(890);
    vec![
        format!("fbclid={long}"),
        format!("utm_source=ZZZZ&utm_medium=ZZZZ&gclid={}", "Z".repeat(600)),
        format!("{long}=1"),
        long,
        format!("phat-hanh%00x={}", "Z".repeat(700)),
        format!("%5A%5A%5A%5A=+{}", "+".repeat(600)),
        "tiep=/ZZZZ&then=/ZZZZ&xong=ZZZZ&muc=ZZZZ&a=ZZZZ&a=ZZZZ".to_owned(),
    ]
}

fn is_same(address: &str, answer: &Answer, plain: &Answer) {
    assert_eq!(answer.status, plain.status, "{address}");
    assert!(
        !answer.body.contains("ZZZZ"),
        "{address} repeats what it does not know"
    );
    assert_eq!(answer.header("etag"), plain.header("etag"), "{address}");
    assert!(answer.bytes == plain.bytes, "{address} is another page");
}

#[tokio::test]
async fn what_a_page_does_not_know_is_in_no_link_and_makes_no_other_page() {
    let client = Client::of(demo(Engine::Sqlite).await);
    for route in every_route() {
        for lang in Lang::ALL {
            let path = route.href(lang);
            let plain = client.get(&path).await;
            assert_eq!(plain.status, StatusCode::OK, "{path}");
            for query in strange() {
                let address = format!("{path}?{query}");
                is_same(&address, &client.get(&address).await, &plain);
            }
        }
        if route.file_parameters().is_some() {
            let path = format!("{}.csv", route.path());
            let plain = client.get(&path).await;
            assert_eq!(plain.status, StatusCode::OK, "{path}");
            assert!(plain.header("etag").starts_with('"'), "{path}");
            for query in strange() {
                let address = format!("{path}?{query}");
                is_same(&address, &client.get(&address).await, &plain);
            }
        }
    }
    // A page that does not exist repeats nothing of the query either.
    let plain = client.get("/khong-co").await;
    for query in strange() {
        let answer = client.get(&format!("/khong-co?{query}")).await;
        assert!(answer.body == plain.body, "{query}");
    }
}

/// Addresses of the page in other languages, as its head names them.
fn in_other_languages(answer: &Answer) -> Vec<String> {
    let links = answer.body.split("hreflang=\"").skip(1);
    let href = |rest: &str| {
        let tag = rest.split('>').next().unwrap();
        tag.split("href=\"")
            .nth(1)
            .map(|h| h.split('"').next().unwrap().replace("&amp;", "&"))
    };
    let whole = links.filter_map(href);
    whole
        .map(|h| h.trim_start_matches("http://xanh.test").to_owned())
        .collect()
}

#[tokio::test]
async fn what_a_page_knows_goes_on_in_its_links_in_one_order() {
    let client = Client::of(demo(Engine::Sqlite).await);
    for route in every_route() {
        let known: Vec<_> = route
            .parameters()
            .iter()
            .map(|name| (*name, value(name, &route)))
            .collect();
        let canonical = with_query(route.path(), known.iter().copied());
        let page = client.get(&canonical).await;
        assert_eq!(page.status, StatusCode::OK, "{canonical}");
        let english = with_query(route.href(Lang::En), known.iter().copied());
        assert!(
            in_other_languages(&page).contains(&english),
            "{english} is not in {:?}",
            in_other_languages(&page)
        );
        // Another order, other ways to write the same, repeated and unknown parameters: the same page.
        let mut back = known.clone();
        back.reverse();
        back.push(("fbclid", "ZZZZ"));
        back.extend(known.iter().map(|(name, _)| (*name, "ZZZZ")));
        let other = with_query(route.path(), back.into_iter());
        is_same(&other, &client.get(&other).await, &page);
        // Each alone is taken, or refused if it can't be read: never passed over.
        for (name, value) in &known {
            let one = with_query(route.path(), [(*name, *value)].into_iter());
            assert_eq!(client.get(&one).await.status, StatusCode::OK, "{one}");
            if !matches!(*name, "q" | "ten") {
                let bad = with_query(route.path(), [(*name, "khong@doc")].into_iter());
                let status = client.get(&bad).await.status;
                assert!(status.is_client_error(), "{bad}: {status}");
            }
        }
    }
}

#[tokio::test]
async fn files_are_kept_as_pages_are() {
    let client = Client::of(demo(Engine::Sqlite).await);
    for route in every_route() {
        let Some(known) = route.file_parameters() else {
            continue;
        };
        let pairs: Vec<_> = known.iter().map(|n| (*n, value(n, &route))).collect();
        let address = with_query(format!("{}.csv", route.path()), pairs.iter().copied());
        let file = client.get(&address).await;
        assert_eq!(file.status, StatusCode::OK, "{address}");
        assert!(file.header("content-disposition").starts_with("attachment"));
        let again = axum::http::Request::get(&address)
            .header("if-none-match", file.header("etag"))
            .body(axum::body::Body::empty())
            .unwrap();
        let again = client.send(again).await;
        assert_eq!(again.status, StatusCode::NOT_MODIFIED, "{address}");
        // The language of a page has no part in it, and filters that only the page knows have none.
        let filtered = client
            .get(&format!("{}.csv?fbclid=1&loai=xa", route.path()))
            .await;
        let plain = client.get(&format!("{}.csv", route.path())).await;
        assert!(filtered.bytes == plain.bytes, "{address}");
    }
}

#[tokio::test]
async fn codes_in_queries_are_straightened_as_in_paths() {
    let client = Client::of(demo(Engine::Sqlite).await);
    let mut seen = 0;
    for route in every_route() {
        let page = Lang::ALL.map(|lang| (route.href(lang), route.parameters()));
        let file = route.file_parameters();
        let file = file.map(|known| (format!("{}.csv", route.path()), known));
        for (path, known) in page.into_iter().chain(file) {
            for (name, written, meant) in [
                ("tinh", "025", "25"),
                ("tinh", "٢٥", "25"),
                ("tinh", "2\u{200b}5", "25"),
                ("tinh", "1", "01"),
                ("phat-hanh", "١٩", "19"),
                ("tieu-chi", "dl2", "DL2"),
            ] {
                if !known.contains(&name) {
                    continue;
                }
                let with = |value: &str| format!("{path}?x=%zz&{name}={}", encode(value));
                let answer = client.get(&with(written)).await;
                let address = with(written);
                assert_eq!(answer.status, StatusCode::PERMANENT_REDIRECT, "{address}");
                assert_eq!(answer.header("location"), with(meant), "{address}");
                let there = client.get(answer.header("location")).await;
                assert_eq!(there.status, StatusCode::OK, "{address}");
                seen += 1;
            }
        }
    }
    assert!(seen > 100, "{seen}");
    // The path and the query are mended at once.
    let both = client
        .get("/Tinh/025/Muc/?tieu-chi=dl2&khai=da-xac-nhan")
        .await;
    assert_eq!(
        both.header("location"),
        "/tinh/25/muc?tieu-chi=DL2&khai=da-xac-nhan"
    );
    // What no code can be is refused where it stands.
    for bad in ["/ha-tang?tinh=125", "/ha-tang?tinh=0", "/ha-tang?tinh=x"] {
        assert_eq!(
            client.get(bad).await.status,
            StatusCode::BAD_REQUEST,
            "{bad}"
        );
    }
}

/// Every page of these kinds, with the parameters that it knows.
fn pages(kinds: &[Kind]) -> Vec<(String, &'static [&'static str])> {
    let routes = workspace::routes();
    let listed = routes.list().iter().filter(|one| kinds.contains(&one.kind));
    listed.map(|one| (filled(one.path), one.known)).collect()
}

async fn repeats_nothing(browser: &Browser<'_>, path: &str, known: &[&str]) {
    for query in strange() {
        // Where a page knows one of these names its value is none, and may be told.
        let told = |pair: &str| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            known.contains(&name) && value.contains("ZZZZ")
        };
        if query.split('&').any(told) {
            continue;
        }
        let answer = browser.get(&format!("{path}?{query}")).await;
        assert!(!answer.status.is_server_error(), "{path}?{query}");
        assert!(!answer.body.contains("ZZZZ"), "{path}?{query}");
        assert!(
            !answer.header("location").contains("ZZZZ"),
            "{path}?{query}"
        );
    }
}

on_both!(
    what_a_page_does_not_know_is_in_no_link,
    |engine| async move {
        let db = production(engine).await;
        people::add(&db).await;
        let client = Client::of(db);
        let mut opened = 0;
        for user in ["canbo", "thamdinh", "songanh", "bcd", "thuky", "quantri"] {
            let browser = client.sign_in(user).await;
            for (path, known) in pages(&[Kind::Page]) {
                for lang in [Lang::Vi, Lang::Ar] {
                    let path = prefixed(lang, &path);
                    opened += i32::from(browser.get(&path).await.status == StatusCode::OK);
                    repeats_nothing(&browser, &path, known).await;
                }
            }
        }
        assert!(opened > 60, "{opened} rooms were open");
        // Whoever is not signed in is led to the sign-in with what the page knows, and no more.
        let nobody = client.anonymous();
        for (path, known) in pages(&[Kind::Page, Kind::Entrance]) {
            repeats_nothing(&nobody, &path, known).await;
        }
    }
);

#[tokio::test]
async fn what_was_wanted_fits_into_the_address_of_the_sign_in() {
    let db = production(Engine::Sqlite).await;
    people::add(&db).await;
    let client = Client::of(db);
    let ticks = "muc=04846.DL2&muc=04846.TC1&";
    let short = client
        .get(&format!("/dieu-hanh/khoang-cach?tinh=25&{ticks}x=1"))
        .await;
    let wanted = "/dang-nhap?tiep=%2Fdieu-hanh%2Fkhoang-cach%3Ftinh%3D25%26muc%3D04846.DL2%26muc%3D04846.TC1";
    assert_eq!(short.header("location"), wanted);
    // A what-if of many ticks is asked for again without them.
    let many: Vec<_> = (0..400)
        .map(|n| format!("muc={:05}.DL2", 4_000 + n))
        .collect();
    let long = client
        .get(&format!("/dieu-hanh/khoang-cach?{}", many.join("&")))
        .await;
    assert_eq!(
        long.header("location"),
        "/dang-nhap?tiep=%2Fdieu-hanh%2Fkhoang-cach"
    );
    let sign_in = client.get(long.header("location")).await;
    assert_eq!(sign_in.status, StatusCode::OK);
    // Nobody is sent to an address that is refused.
    let then = format!("/tim?q={}", "a".repeat(1_500));
    let form = [
        ("user", "canbo"),
        ("password", people::PASSWORD),
        ("then", &then),
    ];
    let answer = client.anonymous().post("/api/sign-in", &form).await;
    assert_eq!(answer.header("location"), "/dang-nhap?vao=1");
    // Somebody who is signed in gets the what-if.
    let member = client.sign_in("bcd").await;
    let page = member
        .get(&format!(
            "/dieu-hanh/khoang-cach?tinh=25&{}",
            many.join("&")
        ))
        .await;
    assert_eq!(page.status, StatusCode::OK);
}

on_both!(
    an_address_that_is_too_long_is_refused_in_words,
    |engine| async move {
        let db = production(engine).await;
        people::add(&db).await;
        let client = Client::of(db);
        let officer = client.sign_in("canbo").await;
        let long = "Z".repeat(1_025);
        let told = [
            (Lang::Vi, "Địa chỉ quá dài"),
            (Lang::En, "The address is too long"),
            (Lang::Ar, "العنوان طويل جداً"),
        ];
        for (lang, words) in told {
            let mut paths: Vec<_> = every_route().iter().map(|route| route.href(lang)).collect();
            let workspace = pages(&[Kind::Page])
                .into_iter()
                .filter(|(path, _)| *path != WorkspaceRoute::Distance.path());
            paths.extend(workspace.map(|(path, _)| prefixed(lang, &path)));
            paths.push(prefixed(lang, "/khong-co"));
            for path in paths {
                for browser in [&client.anonymous(), &officer] {
                    let answer = browser.get(&format!("{path}?{long}")).await;
                    assert_eq!(answer.status, StatusCode::URI_TOO_LONG, "{path}");
                    assert!(answer.text().contains(words), "{path}");
                    assert!(!answer.body.contains("ZZZZ"), "{path}");
                }
            }
            let path = prefixed(lang, &format!("/{long}"));
            let answer = client.get(&path).await;
            assert_eq!(answer.status, StatusCode::URI_TOO_LONG);
            assert!(answer.text().contains(words));
        }
        for path in [
            "/healthz",
            "/xep-hang.csv",
            "/api/sign-in",
            "/favicon.svg",
            "/pkg/x",
            "/minh-chung/1",
        ] {
            let answer = client.get(&format!("{path}?{long}")).await;
            assert_eq!(answer.status, StatusCode::URI_TOO_LONG, "{path}");
        }
        let form = [("user", "canbo"), ("password", people::PASSWORD)];
        let answer = client
            .anonymous()
            .post(&format!("/api/sign-in?{long}"), &form)
            .await;
        assert_eq!(answer.status, StatusCode::URI_TOO_LONG);
    }
);

/// Whoever asks for the head only gets the head of what there is, and nobody changes anything there.
async fn assert_only_read(browser: &Browser<'_>, path: &str) {
    let whole = browser.get(path).await;
    let head = browser.send(Request::head(path), Body::empty()).await;
    assert_eq!(head.status, whole.status, "{path}");
    assert!(head.bytes.is_empty(), "{path}");
    for name in [
        "content-type",
        "content-disposition",
        "content-security-policy",
        "cache-control",
        "etag",
        "location",
    ] {
        assert_eq!(head.header(name), whole.header(name), "{path} {name}");
    }
    for method in [Request::post(path), Request::delete(path)] {
        let refused = browser.send(method, Body::empty()).await;
        assert_eq!(refused.status, StatusCode::METHOD_NOT_ALLOWED, "{path}");
        let allowed = refused.header("allow").replace(' ', "");
        assert_eq!(allowed, "GET,HEAD", "{path}");
    }
}

#[tokio::test]
async fn what_is_only_read_has_a_head() {
    let client = Client::of(demo(Engine::Sqlite).await);
    let nobody = client.anonymous();
    for route in every_route() {
        assert_only_read(&nobody, &route.href(Lang::En)).await;
        if route.file_parameters().is_some() {
            assert_only_read(&nobody, &format!("{}.csv", route.path())).await;
        }
    }
    for path in ["/khong-co", "/healthz", "/favicon.svg", "/robots.txt"] {
        assert_only_read(&nobody, path).await;
    }
    let db = production(Engine::Sqlite).await;
    people::add(&db).await;
    let client = Client::of(db);
    for user in ["canbo", "thamdinh", "bcd", "quantri"] {
        let browser = client.sign_in(user).await;
        for (path, _) in pages(&[Kind::Page, Kind::File, Kind::Entrance]) {
            assert_only_read(&browser, &path).await;
        }
    }
}

#[tokio::test]
async fn an_address_as_people_write_it_leads_to_the_page_they_mean() {
    let client = Client::of(demo(Engine::Sqlite).await);
    for (written, meant) in [
        ("/tinh/25/", "/tinh/25"),
        ("/tinh/25/?sap-xep=ten", "/tinh/25?sap-xep=ten"),
        (
            "/TINH/25?ten=H%C3%B2a+x&loai=xa",
            "/tinh/25?ten=H%C3%B2a+x&loai=xa",
        ),
        ("/tinh/25.", "/tinh/25"),
        ("/tinh/1", "/tinh/01"),
        ("/xa/4846", "/xa/04846"),
        ("/xa/004846", "/xa/04846"),
        ("/xa/%D9%A4%D9%A8%D9%A4%D9%A6", "/xa/04846"),
        ("/tinh/025", "/tinh/25"),
        ("/EN/xep-hang/", "/en/xep-hang"),
        ("/ar/", "/ar"),
        ("/xep-hang.CSV", "/xep-hang.csv"),
        ("/Tinh/25.csv?phat-hanh=19", "/tinh/25.csv?phat-hanh=19"),
        ("/tinh/25/MUC/", "/tinh/25/muc"),
        ("/chi-tieu/i02.csv", "/chi-tieu/I02.csv"),
        ("/can-bo/", "/can-bo"),
        ("/can-bo/4846/dl2.", "/can-bo/04846/DL2"),
        ("/Dang-Nhap/?tiep=%2Fcan-bo", "/dang-nhap?tiep=%2Fcan-bo"),
        ("/dieu-hanh/ma-tran/?tinh=25", "/dieu-hanh/ma-tran?tinh=25"),
    ] {
        let led = client.get(written).await;
        assert_eq!(led.status, StatusCode::PERMANENT_REDIRECT, "{written}");
        assert_eq!(led.header("location"), meant, "{written}");
        let there = client.get(meant).await.status;
        assert!(
            there == StatusCode::OK
                || there == StatusCode::SEE_OTHER
                || there == StatusCode::UNAUTHORIZED,
            "{meant}: {there}"
        );
    }
    // What is no page stays none, nobody is led elsewhere, and what is right is left alone.
    for path in [
        "/khong-co/",
        "//evil.example/",
        "/%2F%2Fevil.example/",
        "/tinh/255/",
        "/tinh/%zz/",
        "/pkg/x/",
    ] {
        assert_eq!(
            client.get(path).await.status,
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
    for route in every_route() {
        for lang in Lang::ALL {
            let path = route.href(lang);
            assert_eq!(client.get(&path).await.status, StatusCode::OK, "{path}");
            let led = client.get(&format!("{path}/?x=%20y")).await;
            assert_eq!(led.status, StatusCode::PERMANENT_REDIRECT, "{path}/");
        }
    }
    // Forms are sent where they are sent.
    let sent = client.anonymous().post("/api/sign-in/", &[]).await;
    assert_eq!(sent.status, StatusCode::METHOD_NOT_ALLOWED);
}
