//! Search by the names people use, and units that have ended: on their pages, in search, for their officers.

use crate::{
    digest::workspace,
    public::text,
    publication::publish,
    story::{fill, sign},
    support::{Answer, Client, Engine, demo, now, on_both, people, production},
};
use app::{routes::encode, workspace::correspondence::model::NoticeKind};
use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use domain::time::Timestamp;
use server::{
    clock::Clock,
    service::{
        import::{self, ImportError},
        reference,
    },
};

async fn search(client: &Client, typed: &str) -> Answer {
    at(client, &format!("/tim?q={}", encode(typed))).await
}

/// What is found at an address, or the page of the only unit that can be meant.
async fn at(client: &Client, address: &str) -> Answer {
    let mut found = client.get(address).await;
    if found.status == StatusCode::SEE_OTHER {
        let to = found.header("location").to_owned();
        found = client.get(&to).await;
    }
    assert_eq!(found.status, StatusCode::OK, "{address}");
    found
}

fn says(answer: &Answer, wanted: &str) {
    let text = text(&answer.body);
    assert!(text.contains(wanted), "“{wanted}” is not in: {text}");
}

/// The list of results alone, or the page of what alone was found.
fn results(answer: &Answer) -> &str {
    if !answer.body.contains("name=\"q\" type=\"search\" value=") {
        return &answer.body;
    }
    let from = answer.body.find("<ul class=\"results\">");
    from.map_or("", |from| &answer.body[from..])
}

on_both!(
    former_provinces_and_districts_lead_to_the_units_of_today,
    |engine| async move {
        let client = Client::of(demo(engine).await);
        for (typed, name, leads) in [
            ("Bình Dương", "Tỉnh Bình Dương 74", vec!["/tinh/79"]),
            ("tỉnh Kon Tum", "Tỉnh Kon Tum 62", vec!["/tinh/51"]),
            ("vinh phuc", "Tỉnh Vĩnh Phúc 26", vec!["/tinh/25"]),
            (
                "Bà Rịa - Vũng Tàu",
                "Tỉnh Bà Rịa - Vũng Tàu 77",
                vec!["/tinh/79"],
            ),
            (
                "TP Việt Trì",
                "Thành phố Việt Trì — Tỉnh Phú Thọ 227",
                vec![
                    "/xa/07894",
                    "/xa/07900",
                    "/xa/07909",
                    "/xa/07918",
                    "/xa/08515",
                ],
            ),
            (
                "thành phố Thủ Đức",
                "Thành phố Thủ Đức — Thành phố Hồ Chí Minh 769",
                vec!["/xa/26824"],
            ),
            (
                "quận 1",
                "Quận 1 — Thành phố Hồ Chí Minh 760",
                vec!["/xa/26740"],
            ),
            (
                "Q1, TP.HCM",
                "Quận 1 — Thành phố Hồ Chí Minh 760",
                vec!["/xa/26740"],
            ),
            (
                "huyện Lý Sơn",
                "Huyện Lý Sơn — Tỉnh Quảng Ngãi 536",
                vec!["/xa/21548"],
            ),
            (
                "xã Tứ Xã, huyện Lâm Thao",
                "Xã Tứ Xã — Huyện Lâm Thao, Tỉnh Phú Thọ 08536",
                vec!["/xa/08521"],
            ),
            (
                "08536",
                "Xã Tứ Xã — Huyện Lâm Thao, Tỉnh Phú Thọ 08536",
                vec!["/xa/08521"],
            ),
            (
                "thị trấn Lâm Thao",
                "Thị trấn Lâm Thao — Huyện Lâm Thao, Tỉnh Phú Thọ 08494",
                vec!["/xa/08494"],
            ),
        ] {
            let found = search(&client, typed).await;
            if found.body.contains("class=\"results\"") {
                says(&found, &format!("{name} · đến hết ngày 30/6/2025"));
            } else {
                // The page of the only successor names what it took.
                says(&found, name.split(" — ").next().unwrap());
            }
            for way in leads {
                let link = format!("href=\"{way}\"");
                assert!(results(&found).contains(&link), "{typed}: {way}");
            }
        }
        says(&search(&client, "TP Việt Trì").await, "nay thuộc 5 đơn vị:");
    }
);

on_both!(
    a_divided_commune_names_all_its_successors,
    |engine| async move {
        let client = Client::of(demo(engine).await);
        let found = search(&client, "phường Hàng Bông").await;
        says(
            &found,
            "đến hết ngày 30/6/2025, được chia → nay thuộc 2 đơn vị:",
        );
        for way in ["/xa/00070", "/xa/00082"] {
            assert!(
                results(&found).contains(&format!("href=\"{way}\"")),
                "{way}"
            );
        }
    }
);

on_both!(
    todays_units_are_found_as_people_write_them,
    |engine| async move {
        let client = Client::of(demo(engine).await);
        for typed in [
            "Đức Nhàn",
            "xã Đức Nhàn",
            "x. duc nhan",
            "Đức Nhàn Phú Thọ",
            "xã Đức Nhàn, tỉnh Phú Thọ",
            "duc nhan, hoa binh",
            "4846",
            "04846",
            "0004846",
            "٠٤٨٤٦",
        ] {
            let found = search(&client, typed).await;
            assert!(results(&found).contains("href=\"/xa/04846\""), "{typed}");
            assert!(!text(&found.body).contains("Tên gần giống"), "{typed}");
        }
        let elsewhere = search(&client, "Đức Nhàn, Hà Nội").await;
        assert!(!elsewhere.body.contains("/xa/04846"));
        // What still bears its name is not told twice.
        let found = search(&client, "tỉnh Phú Thọ").await;
        assert!(
            !results(&found).contains("30/6/2025"),
            "{}",
            text(&found.body)
        );
    }
);

on_both!(
    places_are_found_in_the_words_of_every_language,
    |engine| async move {
        let client = Client::of(demo(engine).await);
        for (typed, wanted) in [
            ("Bình Dương province", "/tinh/79"),
            ("Binh Duong Province, Vietnam", "/tinh/79"),
            ("Phu Tho province", "/tinh/25"),
            ("province of Phú Thọ", "/tinh/25"),
            ("Ho Chi Minh city", "/tinh/79"),
            ("City of Ho Chi Minh, Viet Nam", "/tinh/79"),
            ("Duc Nhan commune", "/xa/04846"),
            ("Đức Nhàn commune", "/xa/04846"),
            ("Duc Nhan commune, Phu Tho province, Vietnam", "/xa/04846"),
            ("District 1, Ho Chi Minh City", "/xa/26740"),
            ("Phu Quoc special zone", "/xa/31078"),
            ("Phu Quoc island", "/xa/31078"),
            ("Huyện đảo Phú Quốc", "/xa/31078"),
            ("huyện đảo Lý Sơn", "/xa/21548"),
            ("Đức Nhàn, Phú Thọ, Việt Nam", "/xa/04846"),
            ("Phú Thọ, Việt Nam", "/tinh/25"),
            ("Phú Thọ, Đức Nhàn", "/xa/04846"),
            ("Phú Thọ Đức Nhàn", "/xa/04846"),
            ("tỉnh Phú Thọ, xã Đức Nhàn", "/xa/04846"),
            ("Phu Tho province, Duc Nhan commune", "/xa/04846"),
            ("04846 Phú Thọ", "/xa/04846"),
            ("4846, tỉnh Phú Thọ", "/xa/04846"),
            ("Đức Nhàn (04846)", "/xa/04846"),
            ("04846 - Đức Nhàn", "/xa/04846"),
            ("xã 04846", "/xa/04846"),
            ("فو ثو", "/tinh/25"),
            ("مقاطعة فو ثو", "/tinh/25"),
            ("محافظة فو ثو، فيتنام", "/tinh/25"),
            ("بلدية دوك نهان", "/xa/04846"),
            ("دوك نهان، فو ثو", "/xa/04846"),
            ("فو ثو، دوك نهان", "/xa/04846"),
            ("مقاطعة Phú Thọ", "/tinh/25"),
            ("مدينة Hồ Chí Minh", "/tinh/79"),
            ("٠٤٨٤٦ فو ثو", "/xa/04846"),
        ] {
            for prefix in ["", "/en", "/ar"] {
                let address = format!("{prefix}/tim?q={}", encode(typed));
                let found = at(&client, &address).await;
                let link = format!("href=\"{prefix}{wanted}\"");
                assert!(results(&found).contains(&link), "{prefix} {typed}");
                if prefix.is_empty() {
                    let near = text(&found.body).contains("Có phải bạn tìm");
                    assert!(!near, "{typed}");
                }
            }
        }
        // What does not agree is perhaps meant.
        for typed in ["Duc Nhan ward", "04846 Hà Nội", "Đức Nhàn city"] {
            let found = search(&client, typed).await;
            assert!(results(&found).contains("href=\"/xa/04846\""), "{typed}");
            says(&found, "Tên gần giống:");
        }
        let elsewhere = search(&client, "Hà Nội, Đức Nhàn").await;
        assert!(!elsewhere.body.contains("/xa/04846"));
        // The number of a ward is no code.
        let ward = search(&client, "phường 1, Tây Ninh").await;
        assert!(!results(&ward).contains("href=\"/tinh/01\""));
        // Names stay in Latin script on an Arabic page: what was typed stands beside.
        let arabic = client.get(&format!("/ar/tim?q={}", encode("فو ثو"))).await;
        assert!(
            results(&arabic).contains("Phú Thọ") && results(&arabic).contains("فو ثو"),
            "{}",
            text(&arabic.body)
        );
    }
);

on_both!(
    one_error_is_forgiven_where_nothing_fits,
    |engine| async move {
        let client = Client::of(demo(engine).await);
        for typed in [
            "duc nhann",
            "dcu nhan",
            "ducnhan",
            "phường Đức Nhàn",
            "đức nhan phu tho x",
        ] {
            let found = search(&client, typed).await;
            let wanted = !typed.ends_with(" x");
            assert_eq!(
                results(&found).contains("href=\"/xa/04846\""),
                wanted,
                "{typed}"
            );
            assert_eq!(
                text(&found.body).contains("Tên gần giống:"),
                wanted,
                "{typed}"
            );
        }
        says(&search(&client, "Bình Dươngg").await, "Tỉnh Bình Dương 74");
        says(
            &search(&client, "duc nahn xyz").await,
            "Không thấy đơn vị nào",
        );
        for typed in ["<>", "…", "   ?"] {
            let found = search(&client, typed).await;
            says(&found, "Nội dung tìm cần có chữ cái hoặc chữ số.");
            assert_eq!(results(&found), "", "{typed}");
        }
        // A letter is a word of a name, not the beginning of every other.
        let letter = search(&client, "<b>").await;
        says(&letter, "Phường B'Lao");
        assert!(!results(&letter).contains("Ba Đình"));
    }
);

on_both!(
    indicators_criteria_and_pages_are_found_by_their_words,
    |engine| async move {
        let client = Client::of(demo(engine).await);
        for (path, lead) in [
            ("/tim?q=4g", "/chi-tieu/I03"),
            ("/tim?q=5G", "/chi-tieu/I04"),
            ("/tim?q=ha", ""),
            ("/tim?q=tram%20bts", "/chi-tieu/I02"),
            ("/tim?q=i02", "/chi-tieu/I02"),
            ("/en/tim?q=coverage", "/en/chi-tieu/"),
            ("/tim?q=dl2", "/phuong-phap#DL2"),
            ("/en/tim?q=open%20data", "/en/du-lieu"),
            ("/ar/tim?q=%D8%AA%D8%B1%D8%AA%D9%8A%D8%A8", "/ar/"),
            (
                "/tim?q=phuong%20phap&phat-hanh=18r1",
                "/phuong-phap?phat-hanh=18r1",
            ),
        ] {
            let found = client.get(path).await;
            assert_eq!(found.status, StatusCode::OK, "{path}");
            let (_, topics) = found.body.split_once("id=\"chu-de\"").unwrap_or_default();
            let topics = topics.split("</section>").next().unwrap();
            let links: Vec<_> = topics.split("href=\"").skip(1).collect();
            // Two letters stand in too many words.
            assert_eq!(links.is_empty(), lead.is_empty(), "{path}: {topics}");
            assert!(
                links.is_empty() || topics.contains(lead),
                "{path}: {topics}"
            );
            for link in links {
                let link = link.split('"').next().unwrap();
                let (address, place) = link.split_once('#').unwrap_or((link, ""));
                let page = client.get(address).await;
                assert_eq!(page.status, StatusCode::OK, "{link}");
                let anchor = format!("id=\"{place}\"");
                assert!(place.is_empty() || page.body.contains(&anchor), "{link}");
            }
        }
        // Names of places are not in them.
        let place = search(&client, "Đức Nhàn").await;
        assert!(!place.body.contains("chu-de"));
        assert!(!search(&client, "qqqq-zzzz").await.body.contains("chu-de"));
    }
);

on_both!(every_result_tells_its_status, |engine| async move {
    let client = Client::of(demo(engine).await);
    let found = search(&client, "04846").await;
    let page = client.get("/xa/04846").await;
    let badge = |html: &str| {
        let from = html.find("<span class=\"status is-").unwrap();
        let word = html[from..].split("</span> ").nth(1).unwrap();
        word.split('<').next().unwrap().to_owned()
    };
    let standing = page.body.find("class=\"standing\"").unwrap();
    assert_eq!(badge(results(&found)), badge(&page.body[standing..]));
    says(
        &search(&client, "tỉnh Phú Thọ").await,
        "130 trên 148 xã, phường",
    );
    let then = client.get("/tim?q=ph%C3%BA+th%E1%BB%8D&phat-hanh=3").await;
    says(&then, "148/148 đạt Xanh");
    for (prefix, until) in [("/en", "until 30 June 2025"), ("/ar", "حتى 30 يونيو 2025")] {
        let found = client.get(&format!("{prefix}/tim?q=TP+Viet+Tri")).await;
        says(&found, until);
        assert!(
            found.body.contains(&format!("href=\"{prefix}/xa/07894\"")),
            "{prefix}"
        );
    }
});

#[tokio::test]
async fn who_can_only_mean_one_unit_is_led_to_it() {
    let client = Client::of(demo(Engine::Sqlite).await);
    for (path, to) in [
        // By its name, with and without marks and type.
        ("/tim?q=%C4%90%E1%BB%A9c%20Nh%C3%A0n", "/xa/04846"),
        ("/tim?q=duc+nhan", "/xa/04846"),
        ("/en/tim?q=xa+duc+nhan", "/en/xa/04846"),
        (
            "/ar/tim?q=duc+nhan&phat-hanh=18r1",
            "/ar/xa/04846?phat-hanh=18r1",
        ),
        // Though an indicator speaks of “từ xa” as well.
        ("/tim?q=T%E1%BB%A9%20X%C3%A3", "/xa/08521"),
        // By tone marks that only one has: Vạn Phú and Văn Phú are others.
        ("/tim?q=V%C3%A2n%20Ph%C3%BA", "/xa/"),
        // By a code that a former commune had as well, whose place it took.
        ("/tim?q=04846", "/xa/04846"),
        // By the name of what it took in whole.
        ("/tim?q=tien+cat", "/xa/"),
    ] {
        let found = client.get(path).await;
        assert_eq!(found.status, StatusCode::SEE_OTHER, "{path}");
        let location = found.header("location").to_owned();
        assert!(location.starts_with(to), "{path}: {location}");
        let page = client.get(&location).await;
        assert_eq!(page.status, StatusCode::OK, "{location}");
    }
    for path in [
        // Several of a name, a part of a name, something like it, a topic as well, nothing.
        "/tim?q=hoa+binh",
        "/tim?q=duc+nh",
        "/tim?q=duc+nhanh",
        "/tim?q=ha+tang",
        "/tim?q=van+phu",
        "/tim?q=zzzz",
        "/tim",
    ] {
        let found = client.get(path).await;
        assert_eq!(found.status, StatusCode::OK, "{path}");
    }
    // Whoever comes by the old name finds it on the page.
    let led = client.get("/tim?q=tien+cat").await;
    let led = led.header("location").to_owned();
    assert!(client.get(&led).await.body.contains("Tiên Cát"), "{led}");
}

#[tokio::test]
async fn the_fullest_page_of_results_is_small() {
    let client = Client::of(demo(Engine::Sqlite).await);
    for typed in ["an", "xa", "thanh pho", "huyen", "1", "quan", "tan phu"] {
        let request = Request::get(format!("/ar/tim?q={}", encode(typed)))
            .header("accept-encoding", "gzip")
            .body(Body::empty())
            .unwrap();
        let packed = client.send(request).await;
        assert_eq!(packed.status, StatusCode::OK);
        assert!(
            packed.bytes.len() < 40_000,
            "{typed}: {}",
            packed.bytes.len()
        );
    }
}

/// The shipped units, one of which ended the day before the tests' day, and two that took its place.
fn with_an_end(successors: &str) -> String {
    let mut rows = reference::UNITS.lines();
    let head = rows.next().unwrap();
    let mut text = format!("{head},successors\n");
    for row in rows {
        let (row, named) = match row.strip_prefix("04846,") {
            Some(rest) => (format!("04846,{rest}2026-11-22"), successors),
            None => (row.to_owned(), ""),
        };
        text.push_str(&format!("{row},{named}\n"));
    }
    text
}

on_both!(a_unit_that_ended_says_so_everywhere, |engine| async move {
    // A database of its own: an import changes what others read.
    let db = production(engine).await;
    people::add(&db).await;
    let client = Client::of(db.clone());
    let officer = client.sign_in("canbo").await;
    let leader = client.sign_in("lanhdao").await;
    for criterion in ["DL1", "DL2"] {
        fill(&officer, criterion, "hand-in").await;
    }
    assert_eq!(sign(&leader).await.status, StatusCode::SEE_OTHER);
    let reviewer = client.sign_in("thamdinh").await;
    let queue = reviewer.get("/tham-dinh").await.links("/tham-dinh/");
    let form = [
        ("answer", queue[0].as_str()),
        ("decision", "return"),
        ("code", "value"),
        ("text", "Xem lại số liệu"),
    ];
    let back = reviewer.post("/api/review", &form).await;
    assert_eq!(back.status, StatusCode::SEE_OTHER, "{}", back.text());
    let secretary = client.sign_in("thuky").await;
    let release = publish(&secretary, &[("anyway", "on")]).await;
    assert_eq!(release.status, StatusCode::SEE_OTHER, "{}", release.text());

    import::units::import(&db, with_an_end("04891 04978"))
        .await
        .unwrap();
    let told = "Đơn vị này tồn tại đến hết ngày 21/11/2026. Nay thuộc 2 đơn vị:";
    let page = client.get("/xa/04846").await;
    says(&page, told);
    assert!(page.body.contains("href=\"/xa/04891\"") && page.body.contains("href=\"/xa/04978\""));
    says(
        &client.get("/en/xa/04846?phat-hanh=1").await,
        "existed until 21 November 2026",
    );
    let found = search(&client, "Đức Nhàn").await;
    says(
        &found,
        "04846 · đến hết ngày 21/11/2026, được chia → nay thuộc 2 đơn vị:",
    );
    // What was published stays.
    assert_eq!(
        client.get("/bien-nhan/1r1-04846").await.status,
        StatusCode::OK
    );

    let checklist = officer.get("/can-bo/04846").await;
    says(&checklist, told);
    says(&checklist, "Việc mới khai ở đơn vị thay thế.");
    // Nothing of it would be published now.
    says(&checklist, "bản công bố mới không tính đơn vị này nữa");
    assert!(!text(&checklist.body).contains("Nếu công bố bây giờ"));
    says(&officer.get("/can-bo/04846/DL2").await, told);
    for list in ["/tham-dinh", "/da-tham-dinh"] {
        let list = reviewer.get(list).await;
        says(&list, "Xã Đức Nhàn đến hết ngày 21/11/2026");
        let answer = format!("/tham-dinh/{}", list.links("/tham-dinh/")[0]);
        says(&reviewer.get(&answer).await, told);
    }
    let notices = officer.get("/thong-bao").await;
    says(&notices, "Đơn vị không còn tồn tại");
    assert!(
        !text(&notices.body).contains("sắp hết"),
        "{}",
        text(&notices.body)
    );

    // The end is mailed for a week, and told on pages ever after.
    for (days, mailed) in [(0, true), (6, false)] {
        let time = Timestamp(now().0 + days * 86_400_000);
        let account = db.account_by_name("canbo").await.unwrap().unwrap();
        let workspace = workspace(&db, time);
        let waiting = workspace.notices.waiting_for_account(account);
        let kinds: Vec<_> = waiting.await.unwrap().iter().map(|n| n.kind).collect();
        assert_eq!(kinds.contains(&NoticeKind::UnitEnded), mailed, "{days}");
        let officer = Client::of_time(db.clone(), time);
        let officer = officer.sign_in("canbo").await;
        says(&officer.get("/thong-bao").await, "Đơn vị không còn tồn tại");
    }

    // A file that names no successor takes them away; the end stays told.
    import::units::import(&db, with_an_end("")).await.unwrap();
    says(
        &client.get("/xa/04846").await,
        "Chưa ghi đơn vị nào thay thế.",
    );
});

/// A page that is kept is one of its day.
#[tokio::test]
async fn the_day_after_its_last_a_unit_has_ended_without_a_release() {
    let db = production(Engine::Sqlite).await;
    import::units::import(&db, with_an_end("04891"))
        .await
        .unwrap();
    let late = Timestamp::parse("2026-11-21T23:59+07:00").unwrap();
    let late = Timestamp(late.0 + 57_000);
    let midnight = std::time::Instant::now() + std::time::Duration::from_secs(4);
    let clock = Clock::starting_at(late);
    let client = Client::of_clock(db, clock);
    let gone = "Đơn vị này tồn tại đến hết ngày 21/11/2026.";
    let last = client.get("/xa/04846").await;
    // On a machine so busy that the day is over already, there is nothing to compare.
    if clock.now() < Timestamp(late.0 + 3_000) {
        assert!(!text(&last.body).contains(gone));
    }
    tokio::time::sleep_until(midnight.into()).await;
    says(&client.get("/xa/04846").await, gone);
}

on_both!(
    a_unit_that_ended_is_not_counted_any_more,
    |engine| async move {
        let db = production(engine).await;
        people::add(&db).await;
        let client = Client::of(db.clone());
        let secretary = client.sign_in("thuky").await;
        let first = publish(&secretary, &[("anyway", "on")]).await;
        assert_eq!(first.status, StatusCode::SEE_OTHER);
        import::units::import(&db, with_an_end("04891"))
            .await
            .unwrap();
        let ended = "Xã Đức Nhàn○ Chưa có số liệu21/11/2026Xã Tiền Phong";
        let preview = secretary.get("/quan-tri/cong-bo").await;
        says(
            &preview,
            "Đơn vị không còn tồn tại, nên không còn được tính",
        );
        says(&preview, ended);
        says(
            &preview,
            "1 đơn vị không còn tồn tại nên không còn được tính, trong đó 0 đơn vị đang Xanh.",
        );
        let second = publish(&secretary, &[("anyway", "on"), ("last", "1r1")]).await;
        assert_eq!(second.status, StatusCode::SEE_OTHER, "{}", second.text());
        says(&client.get("/tinh/25").await, "0 trên 147 xã, phường");
        says(&client.get("/tinh/25").await, ended);
        says(
            &client.get("/tinh/25?phat-hanh=1r1").await,
            "0 trên 148 xã, phường",
        );
        for path in [
            "/",
            "/xep-hang",
            "/xa/04846",
            "/xa/04891",
            "/xa/04846?phat-hanh=1r1",
            "/bien-nhan/1r1-04846",
            "/tinh/25.csv",
            "/tinh/25/muc",
            "/tim?q=04846",
        ] {
            assert_eq!(client.get(path).await.status, StatusCode::OK, "{path}");
        }
        assert_eq!(
            client.get("/bien-nhan/2r1-04846").await.status,
            StatusCode::NOT_FOUND
        );
        // What was known last of it stays known, and a name of before leads to the unit of today.
        says(
            &client.get("/xa/04846").await,
            "Trạng thái nêu lần cuối của xã Đức Nhàn: Chưa có số liệu, bản công bố số 1,",
        );
        let former = search(&client, "Mường Chiềng").await;
        assert!(
            former.body.contains("href=\"/xa/04891\"")
                && !former.body.contains("href=\"/xa/04846\"")
        );
        let member = client.sign_in_without_code("bcd").await;
        for path in ["/dieu-hanh", "/dieu-hanh/ma-tran", "/dieu-hanh/khoang-cach"] {
            assert_eq!(member.get(path).await.status, StatusCode::OK, "{path}");
        }
    }
);

/// The shipped units without Lai Châu, whose communes ended with it unless `keeps` is one of them.
fn without_lai_chau(keeps: &str) -> String {
    let mut rows = reference::UNITS.lines();
    let mut text = format!("{},successors\n", rows.next().unwrap());
    for row in rows {
        let ended = row.starts_with("12,") || row.contains(",12,");
        let successors = if row.starts_with("12,") { "11 15" } else { "" };
        let end = if ended && !row.starts_with(keeps) {
            "2026-11-22"
        } else {
            ""
        };
        text.push_str(&format!("{row}{end},{successors}\n"));
    }
    text
}

on_both!(
    a_province_that_ended_says_so_and_ends_with_its_communes,
    |engine| async move {
        let db = demo(engine).await;
        let Err(ImportError::Faults(faults)) =
            import::units::import(&db, without_lai_chau("03388,")).await
        else {
            panic!("a commune lives on")
        };
        let told: Vec<_> = faults.iter().map(ToString::to_string).collect();
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told[0].contains("1 xã, phường, đặc khu"), "{told:?}");
        assert!(told[0].contains("03388 "), "{told:?}");

        import::units::import(&db, without_lai_chau("none"))
            .await
            .unwrap();
        let client = Client::of(db.clone());
        for (prefix, told) in [
            (
                "",
                "Đơn vị này tồn tại đến hết ngày 21/11/2026. Nay thuộc 2 đơn vị:",
            ),
            ("/en", "existed until 21 November 2026"),
            ("/ar", "كانت هذه الوحدة قائمة حتى"),
        ] {
            let page = client.get(&format!("{prefix}/tinh/12")).await;
            assert_eq!(page.status, StatusCode::OK);
            says(&page, told);
            for way in ["/tinh/11", "/tinh/15"] {
                let link = format!("href=\"{prefix}{way}\"");
                assert!(page.body.contains(&link), "{prefix}{way}");
            }
        }
        let found = search(&client, "tỉnh Lai Châu").await;
        says(
            &found,
            "12 · đến hết ngày 21/11/2026, được chia → nay thuộc 2 đơn vị:",
        );
        for path in [
            "/",
            "/xep-hang",
            "/tinh/12.csv",
            "/tinh/12/muc",
            "/ha-tang?tinh=12",
            "/tinh/11",
        ] {
            assert_eq!(client.get(path).await.status, StatusCode::OK, "{path}");
        }
        // Its name alone is not written in tables any more.
        let head = "province,green,total,as_of,source,simulated\n";
        let row = format!("{head}tỉnh Lai Châu,1,2,2026-12-31,Bảng,yes\n");
        assert!(import::ranking::import(&db, row).await.is_err());
        // The province of an installation in production, without a release.
        let db = production(engine).await;
        import::units::import(&db, without_lai_chau("none"))
            .await
            .unwrap();
        people::add(&db).await;
        let client = Client::of(db);
        says(
            &client.get("/tinh/12").await,
            "Đơn vị này tồn tại đến hết ngày 21/11/2026.",
        );
        let secretary = client.sign_in("thuky").await;
        let published = publish(&secretary, &[("anyway", "on")]).await;
        assert_eq!(published.status, StatusCode::SEE_OTHER);
        for path in ["/", "/xep-hang", "/tinh/12", "/tinh/12.csv", "/tinh/12/muc"] {
            assert_eq!(client.get(path).await.status, StatusCode::OK, "{path}");
        }
    }
);

on_both!(a_bad_successor_changes_nothing, |engine| async move {
    let db = production(engine).await;
    for bad in ["4891", "04846", "25", "99999"] {
        let Err(ImportError::Faults(faults)) = import::units::import(&db, with_an_end(bad)).await
        else {
            panic!("{bad} must be refused")
        };
        assert_eq!(faults.len(), 1, "{bad}");
        assert_eq!(faults[0].column, "successors", "{bad}");
    }
    assert_eq!(db.unit_successors().await.unwrap(), []);
});
