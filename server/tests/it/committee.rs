//! The steering committee's pages over HTTP: where a province stands, what-ifs, directives, targets, the
//! workbook, and an installation of one province among published lines.

use crate::support::{Client, Engine, demo, new_address, now, on_both, people, production};
use axum::http::StatusCode;
use calamine::{Data, Reader, Xlsx};
use domain::unit::UnitCode;
use server::{
    service::{
        import::{self, Done, ImportError},
        snapshot::Snapshot,
    },
    store::Db,
};
use std::io::Cursor;

/// A ranking of provinces that is invented, and says so.
pub const INVENTED: &str = include_str!("invented-ranking.csv");

/// A demo of its own, with people of every role.
pub async fn populated(engine: Engine) -> Db {
    let db = Db::open(&new_address(engine).await).await.unwrap();
    db.migrate().await.unwrap();
    server::service::reference::ensure(&db).await.unwrap();
    server::service::simulate::load(&db, now(), |_, _| {})
        .await
        .unwrap();
    db
}

on_both!(the_room_shows_what_the_release_froze, |engine| async move {
    let db = demo(engine).await;
    let client = Client::of(db.clone());
    let member = client.sign_in_without_code("bcd").await;
    let snapshot = Snapshot::load(&db, now().date()).await.unwrap();
    let last = snapshot.releases.last().unwrap();
    let own = UnitCode::parse("25").unwrap();
    let counts = last.provinces[&own];
    let rank = last.ranks[&own].rank;
    let open = last.open[&own];
    assert_eq!(last.open.len(), 34);

    let page = member.get("/dieu-hanh").await;
    assert_eq!(page.status, StatusCode::OK);
    let text = page.text();
    let green = format!("{} trên {} xã, phường", counts.green, counts.units());
    assert!(text.contains(&green), "{text}");
    assert!(
        text.contains(&format!("đứng thứ {rank} trong 34")),
        "{text}"
    );
    assert!(
        text.contains(&format!("Còn {} mục chờ thẩm định", open.waiting)),
        "{text}"
    );

    // The matrix has a row for each commune and a cell for each criterion.
    let matrix = member.get("/dieu-hanh/ma-tran").await;
    assert_eq!(matrix.body.matches("<td class=\"heat ").count(), 148 * 16);
    let missing: Vec<u32> = matrix
        .body
        .split("<td class=\"num\"><a class=\"fact\"")
        .skip(1)
        .map(|rest| rest.split("<data value=\"").nth(1).unwrap())
        .map(|rest| rest.split('"').next().unwrap().parse().unwrap())
        .collect();
    assert_eq!(missing.len(), 148);
    assert!(
        missing[0] > 0 && missing.is_sorted_by(|a, b| a >= b),
        "{missing:?}"
    );
    let sorted = member.get("/dieu-hanh/ma-tran?sap-xep=DL2").await;
    assert!(sorted.body.contains("aria-sort=\"ascending\""));
    assert_eq!(sorted.body.matches("<td class=\"heat ").count(), 148 * 16);

    // Ticking everything of one commune makes it green; ticking nothing changes nothing.
    let distance = member.get("/dieu-hanh/khoang-cach").await;
    let boxes: Vec<_> = distance
        .body
        .split("name=\"muc\" value=\"")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap().to_owned())
        .collect();
    let first = &boxes[0][..5];
    let ticks: Vec<_> = boxes.iter().filter(|b| b.starts_with(first)).collect();
    assert!(distance.text().contains("0 xã, phường sẽ đạt Xanh"));
    let query: Vec<_> = ticks.iter().map(|t| format!("muc={t}")).collect();
    let address = format!("/dieu-hanh/khoang-cach?tinh=25&{}", query.join("&"));
    let imagined = member.get(&address).await.text();
    assert!(
        imagined.contains(&format!("{}/148", counts.green + 1)),
        "{imagined}"
    );
    assert!(imagined.contains("1 xã, phường sẽ đạt Xanh"));
    let bad = member.get("/dieu-hanh/khoang-cach?muc=x").await;
    assert_eq!(bad.status, StatusCode::BAD_REQUEST);

    // Other provinces are others' business; other releases open by address.
    let foreign = member.get("/dieu-hanh?tinh=01").await;
    assert_eq!(foreign.status, StatusCode::FORBIDDEN);
    for view in ["", "/ma-tran", "/khoang-cach", "/dien-bien", "/giao-viec"] {
        for lang in ["", "/en", "/ar"] {
            let older = member
                .get(&format!("{lang}/dieu-hanh{view}?phat-hanh=2"))
                .await;
            assert_eq!(
                older.status,
                StatusCode::OK,
                "{lang}{view}: {}",
                older.text()
            );
        }
    }
    let none = member.get("/dieu-hanh?phat-hanh=999").await;
    assert_eq!(none.status, StatusCode::NOT_FOUND);
});

on_both!(the_workbook_says_what_the_page_says, |engine| async move {
    let db = demo(engine).await;
    let client = Client::of(db.clone());
    let member = client.sign_in_without_code("bcd").await;
    let file = member.get("/dieu-hanh/xep-hang.xlsx?tinh=25").await;
    assert_eq!(file.status, StatusCode::OK);
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(file.bytes)).unwrap();
    let names = book.sheet_names().to_owned();
    assert_eq!(
        names,
        [
            "Xếp hạng",
            "Ma trận",
            "Còn thiếu để đạt Xanh",
            "Chỉ tiêu",
            "Diễn biến",
            "Phương pháp"
        ]
    );
    let snapshot = Snapshot::load(&db, now().date()).await.unwrap();
    let last = snapshot.releases.last().unwrap();
    let ranking = book.worksheet_range("Xếp hạng").unwrap();
    assert!(
        ranking
            .get((0, 0))
            .unwrap()
            .to_string()
            .contains("SỐ LIỆU MÔ PHỎNG")
    );
    // Mark, heads, 34 provinces.
    assert_eq!(ranking.height(), 36);
    for row in ranking.rows().skip(2) {
        let code = UnitCode::parse(&row[1].to_string()).unwrap();
        let counts = last.provinces[&code];
        assert_eq!(row[0], Data::Float(last.ranks[&code].rank.into()));
        assert_eq!(row[3], Data::Float(counts.green.into()));
        assert_eq!(row[4], Data::Float(counts.units().into()));
        assert!(matches!(row[9], Data::DateTime(_)));
    }
    let matrix = book.worksheet_range("Ma trận").unwrap();
    assert_eq!((matrix.height(), matrix.width()), (150, 20));
    let greens = matrix
        .rows()
        .skip(2)
        .filter(|r| r[2] == Data::String("Xanh".into()));
    let own = UnitCode::parse("25").unwrap();
    assert_eq!(
        u32::try_from(greens.count()).unwrap(),
        last.provinces[&own].green
    );
    // Published figures as numbers, with their day, publisher and the words of their source.
    let figures = book.worksheet_range("Chỉ tiêu").unwrap();
    let about = snapshot
        .figures
        .iter()
        .filter(|(of, _)| of.as_deref() == Some("25"));
    let published = |code: &str| code.starts_with('F');
    let printed = figures.rows().filter(|r| published(&r[0].to_string()));
    assert_eq!(printed.count(), about.count());
    // What is observed stands in rows of its own, marked.
    let stations = db.observation_heads(&own, "I02").await.unwrap();
    let sum: i64 = stations.iter().filter_map(|row| row.value.number).sum();
    let row = |code: &str| figures.rows().find(|r| r[0] == code).unwrap();
    assert_eq!(row("I02")[2], Data::Float(sum as f64));
    assert!(row("I02")[12].to_string().contains("SỐ LIỆU MÔ PHỎNG"));
    assert!(matches!(row("I02")[10], Data::DateTime(_)));
    let masts = figures
        .rows()
        .find(|r| published(&r[0].to_string()) && r[2] == Data::Float(10_200.0))
        .unwrap();
    assert_eq!(masts[7], Data::String("hơn".into()));
    let words = masts[8].to_string();
    assert!(
        words.contains("nguyên văn bản tiếng Ả Rập: “أكثر من 10,200 محطة BTS”"),
        "{words}"
    );
    assert!(
        masts[11].to_string().contains("Báo Phú Thọ, “"),
        "{masts:?}"
    );
    assert!(
        masts.iter().any(|c| matches!(c, Data::DateTime(_))),
        "{masts:?}"
    );
    assert!(!masts[11].to_string().is_empty());
    let history = book.worksheet_range("Diễn biến").unwrap();
    assert_eq!(history.height(), snapshot.editions.len() + 2);
    assert!(
        history
            .rows()
            .skip(2)
            .all(|r| matches!(r[1], Data::DateTime(_)))
    );
    let officer = client.sign_in_without_code("canbo.04846").await;
    let refused = officer.get("/dieu-hanh/xep-hang.xlsx").await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let stranger = client.get("/dieu-hanh/xep-hang.xlsx").await;
    assert_eq!(stranger.status, StatusCode::UNAUTHORIZED);
});

on_both!(a_directive_goes_its_whole_way, |engine| async move {
    let db = production(engine).await;
    people::add(&db).await;
    let client = Client::of(db.clone());
    let member = client.sign_in("bcd").await;
    let form = |unit: &'static str, department: &'static str, due: &'static str| {
        [
            ("province", "25"),
            ("unit", unit),
            ("department", department),
            ("subject", "DL2"),
            ("content", "Nâng tỷ lệ hồ sơ trực tuyến <b>"),
            ("owner", "Chủ tịch xã"),
            ("due", due),
        ]
    };
    // To both, to neither, to another province's, too late: the form comes back with every word.
    for (unit, department, due) in [
        ("04846", "Sở Y tế", "2026-12-01"),
        ("", "", "2026-12-01"),
        ("00004", "", "2026-12-01"),
        ("04846", "", "2026-11-22"),
    ] {
        let refused = member
            .post("/api/issue-directive", &form(unit, department, due))
            .await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            refused
                .body
                .contains("Nâng tỷ lệ hồ sơ trực tuyến &lt;b&gt;")
        );
        assert_eq!(refused.value("owner"), "Chủ tịch xã");
    }
    for (unit, department) in [("04846", ""), ("", "Sở Y tế")] {
        let issued = member
            .post(
                "/api/issue-directive",
                &form(unit, department, "2026-12-01"),
            )
            .await;
        assert_eq!(issued.status, StatusCode::SEE_OTHER, "{}", issued.text());
    }
    // The officer sees their own on the desk, and only theirs.
    let officer = client.sign_in("canbo").await;
    let checklist = officer.get("/can-bo/04846").await;
    assert!(checklist.text().contains("Ban Chỉ đạo giao"));
    // It waits for them, and the department's for the department; for the committee nothing does yet.
    let waits = officer.get("/thong-bao").await.text();
    assert!(
        waits.contains("1 nhiệm vụ Ban Chỉ đạo giao, chờ trả lời (DL2)"),
        "{waits}"
    );
    let waits = client.sign_in("songanh").await.get("/thong-bao").await;
    assert!(
        waits
            .text()
            .contains("1 nhiệm vụ Ban Chỉ đạo giao, chờ trả lời")
    );
    let waits = client.sign_in("canbo2").await.get("/thong-bao").await;
    assert!(!waits.text().contains("Ban Chỉ đạo giao"));
    assert!(
        !member
            .get("/thong-bao")
            .await
            .text()
            .contains("chờ chấp nhận")
    );
    let ids = checklist.links("/dieu-hanh/giao-viec/");
    assert_eq!(ids.len(), 1);
    let one = format!("/dieu-hanh/giao-viec/{}", ids[0]);
    let page = officer.get(&one).await;
    let (id, version) = (page.value("directive"), page.value("version"));
    let other = client.sign_in("canbo2").await;
    assert_eq!(other.get(&one).await.status, StatusCode::FORBIDDEN);
    let sector = client.sign_in("songanh").await;
    assert_eq!(sector.get(&one).await.status, StatusCode::FORBIDDEN);
    let listed = sector.get("/dieu-hanh/giao-viec").await.text();
    assert!(
        listed.contains("Sở Y tế") && !listed.contains("Xã Đức Nhàn"),
        "{listed}"
    );

    let step = |version: &str, step: &str, text: &str| {
        [
            ("directive", id.clone()),
            ("version", version.to_owned()),
            ("step", step.to_owned()),
            ("text-answer", text.to_owned()),
            ("text-ask-again", text.to_owned()),
        ]
        .map(|(n, v)| (n.to_owned(), v))
    };
    let to = "/api/step-directive";
    let empty = officer.post_owned(to, &step(&version, "answer", " ")).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    let foreign = other.post_owned(to, &step(&version, "answer", "x")).await;
    assert_eq!(foreign.status, StatusCode::FORBIDDEN);
    let early = member.post_owned(to, &step(&version, "accept", "")).await;
    assert_eq!(early.status, StatusCode::CONFLICT);
    let own = officer.post_owned(to, &step(&version, "accept", "")).await;
    assert_eq!(own.status, StatusCode::FORBIDDEN);
    let answered = officer
        .post_owned(to, &step("1", "answer", "Đang làm"))
        .await;
    assert_eq!(answered.status, StatusCode::SEE_OTHER);
    let waits = officer.get("/thong-bao").await.text();
    assert!(!waits.contains("Ban Chỉ đạo giao"), "{waits}");
    let waits = member.get("/thong-bao").await.text();
    assert!(
        waits.contains("1 nhiệm vụ đã giao được trả lời, chờ chấp nhận (DL2)"),
        "{waits}"
    );
    let twice = officer
        .post_owned(to, &step("1", "answer", "Đang làm"))
        .await;
    assert_eq!(twice.status, StatusCode::CONFLICT);
    let again = member
        .post_owned(to, &step("2", "ask-again", "Chưa rõ ngày xong"))
        .await;
    assert_eq!(again.status, StatusCode::SEE_OTHER);
    assert!(officer.get(&one).await.text().contains("Chưa rõ ngày xong"));
    officer
        .post_owned(to, &step("3", "answer", "Xong ngày 1/12"))
        .await;
    let accepted = member.post_owned(to, &step("4", "accept", "")).await;
    assert_eq!(accepted.status, StatusCode::SEE_OTHER);
    assert!(
        !officer
            .get("/can-bo/04846")
            .await
            .text()
            .contains("Ban Chỉ đạo giao")
    );
    // Every step stands in the commune's chain.
    let actions: Vec<_> = db
        .chain("04846")
        .await
        .unwrap()
        .into_iter()
        .map(|(entry, _)| entry.action.word().to_owned())
        .collect();
    assert_eq!(
        actions,
        [
            "issue-directive",
            "answer-directive",
            "ask-again-directive",
            "answer-directive",
            "accept-directive"
        ]
    );
});

on_both!(a_target_shows_its_pace_and_its_mark, |engine| async move {
    let db = populated(engine).await;
    let client = Client::of(db);
    let member = client.sign_in_without_code("bcd").await;
    let form =
        |share: &'static str, by: &'static str| [("province", "25"), ("share", share), ("by", by)];
    let none = member.get("/dieu-hanh/dien-bien").await.text();
    assert!(none.contains("Chưa đặt mục tiêu"));
    for (share, by) in [
        ("0", "2027-06-30"),
        ("101", "2027-06-30"),
        ("90", "2026-11-23"),
    ] {
        let refused = member.post("/api/set-target", &form(share, by)).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let set = member
        .post("/api/set-target", &form("100", "2027-06-30"))
        .await;
    assert_eq!(set.status, StatusCode::SEE_OTHER);
    let course = member.get("/dieu-hanh/dien-bien").await.text();
    assert!(course.contains("Mục tiêu 100"), "{course}");
    assert!(
        course.contains("Đây là phép ngoại suy, không phải dự báo"),
        "{course}"
    );
    assert!(
        course.contains("SỐ LIỆU MÔ PHỎNG, không nói gì"),
        "{course}"
    );
    // From three releases none is drawn.
    let early = member.get("/dieu-hanh/dien-bien?phat-hanh=3").await.text();
    assert!(early.contains("Chưa đủ 4 bản công bố"), "{early}");
});

on_both!(
    a_published_ranking_is_taken_whole_or_not,
    |engine| async move {
        let db = production(engine).await;
        let broken = INVENTED.replace("01,", "77,");
        let Err(ImportError::Faults(faults)) = import::ranking::import(&db, &broken).await else {
            panic!("77 is no province");
        };
        assert_eq!(faults.len(), 1);
        assert_eq!(db.published_rankings().await.unwrap(), []);
        let rows = INVENTED.lines().count() - 1;
        let done = import::ranking::import(&db, INVENTED).await.unwrap();
        assert_eq!(done, Done::Rows(rows));
        let again = import::ranking::import(&db, INVENTED).await.unwrap();
        assert_eq!(again, Done::Unchanged);
        // Another number for the same province, time and source is a fault, not a correction.
        let other = INVENTED.replacen(",60,", ",61,", 1);
        assert_ne!(other, INVENTED);
        assert!(import::ranking::import(&db, &other).await.is_err());
        assert_eq!(db.published_rankings().await.unwrap().len(), rows);
    }
);

on_both!(
    one_province_stands_among_published_lines,
    |engine| async move {
        let db = populated(engine).await;
        import::ranking::import(&db, INVENTED).await.unwrap();
        let client = Client::of_one_province(db.clone(), "25");
        let member = client.sign_in_without_code("bcd").await;
        let own = UnitCode::parse("25").unwrap();
        let snapshot = Snapshot::load_for(&db, now().date(), Some(&own))
            .await
            .unwrap();
        let last = snapshot.releases.last().unwrap();
        // The article's own case: 130 of 148 computed at home, fifth of 34 by the national table.
        assert_eq!(
            (last.provinces[&own].green, last.provinces[&own].units()),
            (130, 148)
        );
        assert_eq!(last.ranks[&own].rank, 5);
        let page = member.get("/dieu-hanh").await.text();
        assert!(page.contains("130 trên 148 xã, phường"), "{page}");
        assert!(page.contains("đứng thứ 5 trong 34"), "{page}");
        assert!(page.contains("thời điểm khác nhau"), "{page}");
        assert_eq!(
            page.matches("Đã công bố: Bảng bịa cho kiểm thử").count(),
            33
        );
        assert!(page.contains("Tính tại đây"));
        // Nothing of the country's simulated lines is shown as computed here.
        assert_eq!(last.provinces.len(), 1);
        let other = member.get("/dieu-hanh?tinh=01").await;
        assert_eq!(other.status, StatusCode::FORBIDDEN);
    }
);
