//! The committee's briefing over HTTP, read back from its bytes: what it says is what the page and the files say.

use crate::support::{
    self, Answer, Browser, Client, Engine, demo, folder, new_address, now, on_both,
};
use axum::http::StatusCode;
use domain::unit::UnitCode;
use lopdf::{Document, Object};
use server::{
    clock::Clock,
    http::Parts,
    service::{public::PublicBackend, snapshot::Snapshot, workspace::Workspace},
    store::Db,
    typesetter::Typesetter,
};
use std::{os::unix::fs::PermissionsExt, path::Path, sync::Arc};

const VI: &str = "/dieu-hanh/bao-cao.pdf?tinh=25";

/// The words of every page, lines joined.
fn pages(answer: &Answer) -> Vec<String> {
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    assert_eq!(answer.header("content-type"), "application/pdf");
    let document = Document::load_mem(&answer.bytes).unwrap();
    let pages = document.get_pages();
    let words = |page: &u32| document.extract_text(&[*page]).unwrap();
    let joined = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
    pages.keys().map(words).map(joined).collect()
}

async fn member(client: &Client) -> Browser<'_> {
    client.sign_in_without_code("bcd").await
}

on_both!(
    the_briefing_says_what_page_and_files_say,
    |engine| async move {
        let db = demo(engine).await;
        let client = Client::of(db.clone());
        let member = member(&client).await;
        let snapshot = Snapshot::load(&db, now().date()).await.unwrap();
        let last = snapshot.releases.last().unwrap();
        let own = UnitCode::parse("25").unwrap();
        let (counts, rank, open) = (last.provinces[&own], last.ranks[&own], last.open[&own]);

        let all = pages(&member.get(VI).await).join(" ");
        let page = member.get("/dieu-hanh?tinh=25").await.text();
        // The same sentences in both, made from what was frozen.
        for sentence in [
            format!(
                "{} trên {} xã, phường đạt trạng thái Xanh",
                counts.green,
                counts.units()
            ),
            format!("Phú Thọ đứng thứ {} trong 34 tỉnh, thành", rank.rank),
            format!("Còn {} mục chờ thẩm định", open.waiting),
        ] {
            assert!(page.contains(&sentence), "{sentence}: {page}");
            assert!(all.contains(&sentence), "{sentence}: {all}");
        }
        for level in [
            format!("{} Xanh", counts.green),
            format!("{} Vàng", counts.yellow),
            format!("{} Đỏ", counts.red),
        ] {
            assert!(all.contains(&level), "{level}: {all}");
        }
        // Every line of the public ranking file stands in the annex.
        let file = client.get("/xep-hang.csv").await;
        let mut lines =
            csv::Reader::from_reader(file.body.trim_start_matches('\u{feff}').as_bytes());
        let head = lines.headers().unwrap().clone();
        let column = |name: &str| head.iter().position(|h| h == name).unwrap();
        let mut compared = 0;
        for line in lines.records() {
            let line = line.unwrap();
            let cell = |name: &str| line[column(name)].to_owned();
            let row = format!(
                "{} {} {}/{}",
                cell("rank"),
                cell("province"),
                cell("green"),
                cell("units")
            );
            assert!(all.contains(&row), "{row}: {all}");
            compared += 1;
        }
        assert_eq!(compared, 34);
        // Every commune with its status, as in the province's file.
        let file = client.get("/tinh/25.csv").await;
        let mut lines =
            csv::Reader::from_reader(file.body.trim_start_matches('\u{feff}').as_bytes());
        let head = lines.headers().unwrap().clone();
        let column = |name: &str| head.iter().position(|h| h == name).unwrap();
        let mut green = 0;
        for line in lines.records() {
            let line = line.unwrap();
            let is_green = &line[column("status")] == "xanh";
            green += u32::from(is_green);
            assert!(all.contains(&line[column("unit")]), "{line:?}");
        }
        assert_eq!(green, counts.green);
        // Published figures with their source, apart from what is computed.
        assert!(all.contains("hơn 10.200") && all.contains("170"), "{all}");
        // Figures of one thing stand newest first, and publishers have names.
        let at = |wanted: &str| {
            all.find(wanted)
                .unwrap_or_else(|| panic!("{wanted}: {all}"))
        };
        assert!(at("868 trạm") < at("170 trạm"), "{all}");
        assert!(
            all.contains("Báo Phú Thọ") && !all.contains("vietnam.vn,"),
            "{all}"
        );
        // The diagram says what it is not; the annex says by what it was computed.
        assert!(all.contains("không thể hiện địa giới hành chính"), "{all}");
        assert!(all.contains(&last.info.hash), "{all}");
    }
);

on_both!(
    every_page_is_marked_in_every_language,
    |engine| async move {
        let db = demo(engine).await;
        let client = Client::of(db);
        let member = member(&client).await;
        for (prefix, lang, mark, word) in [
            ("", "vi", "SỐ LIỆU MÔ PHỎNG", "BÁO CÁO"),
            ("/en", "en", "SIMULATED", "REPORT"),
            ("/ar", "ar", "", ""),
        ] {
            let answer = member.get(&format!("{prefix}{VI}")).await;
            let pages = pages(&answer);
            assert!(pages.len() >= 4, "{lang}: {}", pages.len());
            for page in &pages {
                assert!(page.to_uppercase().contains(mark), "{lang}: {page}");
            }
            assert!(pages[0].contains(word));
            // No authority, number, place or signature that nobody configured.
            let all = pages.join(" ");
            assert!(!all.contains("CỘNG HÒA") && !all.contains("Nơi nhận"));
            let document = Document::load_mem(&answer.bytes).unwrap();
            let catalog = document.catalog().unwrap();
            assert_eq!(
                catalog.get(b"Lang").unwrap().as_str().unwrap(),
                lang.as_bytes()
            );
            let marked = catalog.get(b"MarkInfo").unwrap().as_dict().unwrap();
            assert_eq!(marked.get(b"Marked").unwrap(), &Object::Boolean(true));
            assert!(catalog.has(b"StructTreeRoot"));
            if lang == "ar" {
                assert!(
                    all.contains("Phú") || all.chars().any(|c| ('\u{600}'..'\u{700}').contains(&c))
                );
            }
        }
    }
);

/// A demo of its own.
async fn own_demo(engine: Engine) -> Db {
    let db = Db::open(&new_address(engine).await).await.unwrap();
    db.migrate().await.unwrap();
    server::service::reference::ensure(&db).await.unwrap();
    server::service::simulate::load(&db, now(), |_, _| {})
        .await
        .unwrap();
    db
}

on_both!(a_directive_is_shown_and_is_no_markup, |engine| async move {
    let db = own_demo(engine).await;
    let client = Client::of(db);
    let member = member(&client).await;
    let content = "#import \"/data.json\": x [y] $z$ *w* <v> @u \\ // t";
    let form = [
        ("province", "25"),
        ("unit", "04846"),
        ("department", ""),
        ("subject", "DL2"),
        ("content", content),
        ("owner", "#panic(1)"),
        ("due", "2026-12-01"),
    ];
    let issued = member.post("/api/issue-directive", &form).await;
    assert_eq!(issued.status, StatusCode::SEE_OTHER, "{}", issued.text());
    let all = pages(&member.get(VI).await).join(" ");
    // Cells break lines between words; the words are those that were typed.
    for word in content.split(' ').chain(["#panic(1)", "1/12/2026"]) {
        assert!(all.contains(word), "{word}: {all}");
    }
});

#[tokio::test]
async fn the_same_release_gives_the_same_bytes_on_both_engines() {
    let bytes = async |engine| {
        let client = Client::of(demo(engine).await);
        let member = member(&client).await;
        let of = |release: &str| format!("/ar{VI}&phat-hanh={release}");
        let (older, newest) = (
            member.get(&of("5")).await.bytes,
            member.get(&of("6")).await.bytes,
        );
        assert_ne!(older, newest);
        assert_eq!(member.get(&of("5")).await.bytes, older, "{engine:?}");
        older
    };
    let sqlite = bytes(Engine::Sqlite).await;
    assert!(sqlite.starts_with(b"%PDF-"));
    if crate::support::postgres().is_some() {
        assert!(sqlite == bytes(Engine::Postgres).await);
    }
}

on_both!(a_briefing_that_is_not_there_says_why, |engine| async move {
    let client = Client::of(demo(engine).await);
    let member = member(&client).await;
    for (path, status) in [
        (format!("{VI}&phat-hanh=999"), StatusCode::NOT_FOUND),
        (format!("{VI}&phat-hanh=x"), StatusCode::BAD_REQUEST),
        (
            "/dieu-hanh/bao-cao.pdf?tinh=01".to_owned(),
            StatusCode::FORBIDDEN,
        ),
        (
            "/dieu-hanh/bao-cao.pdf?tinh=xx".to_owned(),
            StatusCode::BAD_REQUEST,
        ),
    ] {
        let answer = member.get(&path).await;
        assert_eq!(answer.status, status, "{path}: {}", answer.text());
        assert!(answer.header("content-type").starts_with("text/html"));
    }
    // The frame of every view of a release links to it, with its state.
    let page = member.get("/dieu-hanh/ma-tran?phat-hanh=5").await;
    assert!(
        page.body
            .contains("/dieu-hanh/bao-cao.pdf?tinh=25&amp;phat-hanh=5r1"),
        "{}",
        page.body
    );
});

/// A site whose briefings are set by the program at a path.
fn with_typesetter(db: Db, program: &Path) -> Client {
    let public = Arc::new(PublicBackend::new(
        db.clone(),
        Clock::Fixed(now()),
        UnitCode::parse("25").unwrap(),
    ));
    let typesetter = Typesetter::at(program);
    let parts = Parts {
        workspace: Workspace::new(db.clone(), Clock::Fixed(now()), public.clone(), typesetter),
        public,
        ..support::parts(db)
    };
    Client::of_parts(parts, now())
}

/// `make run` builds the program that sets briefings while the site answers.
#[tokio::test]
async fn briefings_are_there_as_soon_as_their_program_is() {
    let program = folder().join("comes-later");
    let client = with_typesetter(demo(Engine::Sqlite).await, &program);
    let member = member(&client).await;
    let page = member.get("/dieu-hanh?tinh=25").await;
    assert!(page.body.contains("xep-hang.xlsx") && !page.body.contains("bao-cao.pdf"));
    assert!(page.body.contains("Báo cáo PDF đang được chuẩn bị."));
    for (prefix, words) in [
        ("", "đang được chuẩn bị, hoặc chưa được cài"),
        ("/en", "being prepared, or are not installed"),
        ("/ar", "يجري تجهيزه"),
    ] {
        let refused = member.get(&format!("{prefix}{VI}")).await;
        assert_eq!(refused.status, StatusCode::SERVICE_UNAVAILABLE);
        assert!(refused.text().contains(words), "{}", refused.text());
    }

    let built = Path::new(env!("CARGO_BIN_EXE_xanh")).with_file_name("xanh-briefing");
    std::os::unix::fs::symlink(built, &program).unwrap();
    let page = member.get("/dieu-hanh?tinh=25").await;
    assert!(page.body.contains("bao-cao.pdf") && !page.body.contains("đang được chuẩn bị"));
    assert!(pages(&member.get(VI).await).len() >= 4);
}

/// What ends, or says nothing, or floods, is a sentence on a page; the next request is answered.
#[tokio::test]
async fn a_program_that_fails_ends_no_server() {
    let program = folder().join("fails");
    let client = with_typesetter(demo(Engine::Sqlite).await, &program);
    let member = member(&client).await;
    for script in [
        "exit 1",
        "kill -9 $$",
        "cat",
        "cat /dev/zero",
        "exec 0<&-; exit 3",
    ] {
        std::fs::write(&program, format!("#!/bin/sh\n{script}\n")).unwrap();
        std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
        let refused = member.get(VI).await;
        assert_eq!(refused.status, StatusCode::SERVICE_UNAVAILABLE, "{script}");
        assert!(
            refused.header("content-type").starts_with("text/html"),
            "{script}"
        );
        assert_eq!(
            member.get("/dieu-hanh?tinh=25").await.status,
            StatusCode::OK
        );
    }
}
