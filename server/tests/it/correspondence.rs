//! What commune and province write to each other, over HTTP and without script; what waits for whom; and
//! evidence that a reviewer opens to the public.

use crate::support::{Answer, Browser, Client, Engine, now, on_both, people, production};
use axum::http::StatusCode;
use domain::unit::UnitCode;
use server::store::Db;

const UNIT: &str = "04846";
const TALK: &str = "/trao-doi/04846/DL2";

async fn installation(engine: Engine) -> (Client, Db) {
    let db = production(engine).await;
    people::add(&db).await;
    (Client::of(db.clone()), db)
}

async fn write(who: &Browser<'_>, slot: &str, fields: &[(&str, &str)]) -> Answer {
    let words = format!("words-{slot}");
    let choice = format!("choice-{slot}");
    let mut form = vec![("unit", UNIT), ("criterion", "DL2"), ("slot", slot)];
    for (name, value) in fields {
        let name = match *name {
            "words" => words.as_str(),
            "choice" => choice.as_str(),
            other => other,
        };
        form.push((name, value));
    }
    who.post("/api/write", &form).await
}

/// Key and version of the only question that is not closed, as the page's form names them.
async fn open_question(who: &Browser<'_>) -> (String, String) {
    let page = who.get(TALK).await;
    let id = page.names("words-");
    let id = id
        .iter()
        .filter_map(|name| name.strip_prefix("words-"))
        .find(|slot| slot.parse::<i64>().is_ok());
    let id = id.map(str::to_owned);
    assert!(id.is_some(), "{}", page.text());
    (id.unwrap(), page.value("version"))
}

fn written(answer: &Answer) {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    assert_eq!(
        answer.header("location"),
        format!("{TALK}?xong=da-gui&so=1")
    );
}

on_both!(a_difficulty_is_answered_and_closed, |engine| async move {
    let (client, db) = installation(engine).await;
    let officer = client.sign_in("canbo").await;
    let reviewer = client.sign_in("thamdinh").await;
    let sector = client.sign_in("songanh").await;
    // Without words nothing is sent, and what was chosen stays.
    let empty = write(
        &officer,
        "difficulty",
        &[("words", " "), ("choice", "so-nganh")],
    )
    .await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.text().contains("Hãy viết nội dung"));
    assert!(
        empty.body.contains("value=\"so-nganh\" selected"),
        "{}",
        empty.body
    );
    let script = "Máy quét hỏng <script>alert(1)</script>";
    let report = [("words", script), ("choice", "tham-dinh")];
    written(&write(&officer, "difficulty", &report).await);
    // Sent twice, it is reported once, and the words wait in the form.
    let again = write(&officer, "difficulty", &report).await;
    assert_eq!(again.status, StatusCode::CONFLICT);
    assert!(again.text().contains("Máy quét hỏng"));

    // Both sides see it where they work: beside the item, on the home pages, as a notice.
    for (who, page) in [
        (&officer, format!("/can-bo/{UNIT}")),
        (&officer, format!("/can-bo/{UNIT}/DL2")),
        (&reviewer, "/tham-dinh".to_owned()),
        (&sector, "/trao-doi".to_owned()),
    ] {
        let page = who.get(&page).await;
        assert!(page.text().contains("Chờ trả lời"), "{}", page.text());
        assert!(!page.body.contains("<script>alert"));
    }
    let told = reviewer.get("/thong-bao").await.text();
    assert!(told.contains("1 vướng mắc chờ trả lời"), "{told}");
    assert!(told.contains("Thông báo (1)"), "{told}");
    assert!(
        !sector
            .get("/thong-bao")
            .await
            .text()
            .contains("vướng mắc chờ")
    );

    // Handed over, it waits for the department.
    let (id, version) = open_question(&reviewer).await;
    let over = [("step", "hand-over"), ("version", version.as_str())];
    written(&write(&reviewer, &id, &over).await);
    assert!(
        sector
            .get("/thong-bao")
            .await
            .text()
            .contains("1 vướng mắc chờ trả lời")
    );
    // The reviewer's page is older now: the words are kept, nothing is written.
    let late = [
        ("step", "answer"),
        ("version", version.as_str()),
        ("words", "chậm một bước"),
    ];
    let late = write(&reviewer, &id, &late).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.text().contains("chậm một bước"));

    let (id, version) = open_question(&sector).await;
    let reply = [
        ("step", "answer"),
        ("version", version.as_str()),
        ("words", "Sẽ cấp máy mới"),
    ];
    // The commune can't answer itself.
    let own = write(&officer, &id, &reply).await;
    assert_eq!(own.status, StatusCode::FORBIDDEN);
    written(&write(&sector, &id, &reply).await);
    let told = officer.get("/thong-bao").await.text();
    assert!(told.contains("1 vướng mắc đã được trả lời"), "{told}");
    let (id, version) = open_question(&officer).await;
    let more = [
        ("step", "ask-again"),
        ("version", version.as_str()),
        ("words", "Bao giờ?"),
    ];
    written(&write(&officer, &id, &more).await);
    let (id, version) = open_question(&officer).await;
    let close = [("step", "close"), ("version", version.as_str())];
    written(&write(&officer, &id, &close).await);
    let talk = officer.get(TALK).await;
    let text = talk.text();
    let at = |words: &str| {
        let at = text.find(words);
        assert!(at.is_some(), "{words} in {text}");
        at
    };
    assert!(at("Máy quét hỏng") < at("Sẽ cấp máy mới"));
    assert!(at("Sẽ cấp máy mới") < at("Bao giờ?"));
    assert!(talk.body.contains("&lt;script&gt;alert(1)"));
    assert!(
        !officer
            .get("/thong-bao")
            .await
            .text()
            .contains("vướng mắc đã")
    );
    // Another commune's officer reads and writes nothing here.
    let other = client.sign_in("canbo2").await;
    assert_eq!(other.get(TALK).await.status, StatusCode::FORBIDDEN);
    let chain = db.chain(UNIT).await.unwrap();
    let actions: Vec<_> = chain.iter().map(|(e, _)| e.action.word()).collect();
    assert_eq!(
        actions,
        [
            "report-difficulty",
            "hand-over-question",
            "answer-question",
            "ask-again",
            "close-question"
        ]
    );
    let verified = server::service::workspace::audit::verify(&db).await;
    assert_eq!(verified.unwrap().broken, None);
});

on_both!(an_explanation_is_asked_for_and_given, |engine| async move {
    let (client, _) = installation(engine).await;
    let officer = client.sign_in("canbo").await;
    let member = client.sign_in("bcd").await;
    for date in ["2026-11-23", "2028-01-01", "mai"] {
        let form = [("words", "Vì sao giảm?"), ("choice", date)];
        let refused = write(&member, "explanation", &form).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{date}");
        let text = refused.text();
        assert!(text.contains("một ngày sau hôm nay"), "{text}");
        assert!(refused.body.contains("Vì sao giảm?"));
        assert_eq!(refused.value("choice-explanation"), date);
    }
    let form = [("words", "Vì sao giảm?"), ("choice", "2026-11-26")];
    written(&write(&member, "explanation", &form).await);
    let told = officer.get("/thong-bao").await;
    let text = told.text();
    assert!(
        text.contains("1 mục được yêu cầu giải trình (DL2)"),
        "{text}"
    );
    assert!(text.contains("17:00 ngày 26/11/2026"), "{text}");
    assert!(told.body.contains(&format!("href=\"{TALK}\"")));
    let (id, version) = open_question(&officer).await;
    let form = [
        ("step", "answer"),
        ("version", version.as_str()),
        ("words", "Do sáp nhập thôn"),
    ];
    assert_eq!(
        write(&member, &id, &form).await.status,
        StatusCode::FORBIDDEN
    );
    written(&write(&officer, &id, &form).await);
    assert!(
        !officer
            .get("/thong-bao")
            .await
            .text()
            .contains("yêu cầu giải trình (DL2)")
    );
    let told = member.get("/thong-bao").await.text();
    assert!(told.contains("1 giải trình đã gửi, chờ xem"), "{told}");
    // A department that only replies to difficulties reads no explanation; the inspection reads all.
    let sector = client.sign_in("songanh").await;
    assert!(!sector.get(TALK).await.text().contains("Do sáp nhập thôn"));
    let inspector = client.sign_in("kiemtra").await;
    let page = inspector.get(TALK).await;
    assert!(page.text().contains("Do sáp nhập thôn"));
    assert!(!page.body.contains("name=\"words-"));
});

on_both!(notes_stay_in_order_and_as_written, |engine| async move {
    let (client, db) = installation(engine).await;
    let officer = client.sign_in("canbo").await;
    let reviewer = client.sign_in("thamdinh").await;
    for (who, words) in [(&officer, "một"), (&reviewer, "hai"), (&officer, "ba")] {
        written(&write(who, "note", &[("words", words)]).await);
    }
    for who in [&officer, &reviewer] {
        let page = who.get(TALK).await;
        let list = page.body.split("<ol class=\"talk\">").nth(1).unwrap();
        let list = list.split("</ol>").next().unwrap();
        let at = |words: &str| list.find(&format!(">{words}<")).unwrap();
        assert!(at("một") < at("hai") && at("hai") < at("ba"));
    }
    let unit = UnitCode::parse(UNIT).unwrap();
    assert_eq!(db.messages_of(&unit, "DL2").await.unwrap().len(), 3);
    let refused = match &db {
        Db::Sqlite { writer, .. } => sqlx::query("DELETE FROM message")
            .execute(writer)
            .await
            .err(),
        Db::Postgres(pool) => sqlx::query("DELETE FROM message").execute(pool).await.err(),
    };
    assert!(
        refused
            .unwrap()
            .to_string()
            .contains("what was written stays")
    );
});

/// A confirmed answer with a file; gives the answer's key and the file's address.
async fn confirmed(client: &Client, officer: &Browser<'_>) -> (String, String) {
    let fields = [
        ("unit", UNIT),
        ("criterion", "TC1"),
        ("version", "0"),
        ("yes", "yes"),
        ("fact_date", "2026-11-20"),
        ("note", "Quyết định"),
        ("intent", "hand-in"),
    ];
    let html = b"%PDF-1.7\n<script>alert(1)</script>\n%%EOF".as_slice();
    let sent = officer
        .upload("/api/save-answer", &fields, "QĐ 12.pdf", html)
        .await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    let form = officer.get(&format!("/can-bo/{UNIT}/TC1")).await;
    let file = format!("/minh-chung/{}", form.links("/minh-chung/")[0]);
    let leader = client.sign_in("lanhdao").await;
    let items = leader.get(&format!("/can-bo/{UNIT}")).await.value("items");
    leader
        .post("/api/sign", &[("unit", UNIT), ("items", &items)])
        .await;
    (items, file)
}

on_both!(
    evidence_is_public_only_while_a_reviewer_says_so,
    |engine| async move {
        let (client, db) = installation(engine).await;
        let officer = client.sign_in("canbo").await;
        let (_, file) = confirmed(&client, &officer).await;
        let reviewer = client.sign_in("thamdinh").await;
        let answer = reviewer
            .get("/tham-dinh")
            .await
            .links("/tham-dinh/")
            .remove(0);
        let decide = [("answer", answer.as_str()), ("decision", "confirm")];
        reviewer.post("/api/review", &decide).await;
        let secretary = client.sign_in("thuky").await;
        let preview = secretary.get("/quan-tri/cong-bo").await;
        let publish = [
            ("hash", preview.value("hash")),
            ("as_of", preview.value("as_of")),
            ("kind", "new".to_owned()),
        ]
        .map(|(n, v)| (n.to_owned(), v));
        let published = secretary.post_owned("/api/publish", &publish).await;
        assert_eq!(published.status, StatusCode::SEE_OTHER);

        let page = format!("/xa/{UNIT}");
        assert_eq!(client.get(&file).await.status, StatusCode::UNAUTHORIZED);
        assert!(!client.get(&page).await.text().contains("QĐ 12.pdf"));
        let id = file.rsplit('/').next().unwrap();
        let open = |public: &'static str, reason: &'static str| {
            [
                ("evidence", id.to_owned()),
                ("answer", answer.clone()),
                ("public", public.to_owned()),
                ("reason", reason.to_owned()),
            ]
            .map(|(n, v)| (n.to_owned(), v))
        };
        let refused = officer
            .post_owned("/api/open-evidence", &open("yes", ""))
            .await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        let opened = reviewer
            .post_owned("/api/open-evidence", &open("yes", ""))
            .await;
        assert_eq!(opened.status, StatusCode::SEE_OTHER, "{}", opened.text());
        assert!(
            reviewer
                .get(opened.header("location"))
                .await
                .text()
                .contains("Đã công khai minh chứng.")
        );
        let receipt = format!("/bien-nhan/1r1-{UNIT}");
        for place in [&page, &receipt] {
            let shown = client.get(place).await;
            assert!(shown.text().contains("QĐ 12.pdf"), "{}", shown.text());
            assert!(shown.body.contains(&format!("href=\"{file}\"")));
            assert!(!shown.body.contains("<script"));
        }
        let download = client.get(&file).await;
        assert_eq!(download.status, StatusCode::OK);
        assert_eq!(download.header("content-type"), "application/pdf");
        let disposition = download.header("content-disposition");
        assert!(disposition.starts_with("attachment;"), "{disposition}");
        assert_eq!(download.header("x-content-type-options"), "nosniff");
        assert!(
            download
                .header("content-security-policy")
                .contains("sandbox")
        );
        assert_eq!(download.header("cache-control"), "private, no-store");

        // Closed again, with a reason only; at once, cached pages included.
        let wordless = reviewer
            .post_owned("/api/open-evidence", &open("no", " "))
            .await;
        assert_eq!(wordless.status, StatusCode::BAD_REQUEST);
        let closed = reviewer
            .post_owned("/api/open-evidence", &open("no", "Có tên người dân"))
            .await;
        assert_eq!(closed.status, StatusCode::SEE_OTHER);
        assert_eq!(client.get(&file).await.status, StatusCode::UNAUTHORIZED);
        assert!(!client.get(&page).await.text().contains("QĐ 12.pdf"));
        let chain = db.chain(UNIT).await.unwrap();
        let last = &chain.last().unwrap().0;
        assert_eq!(
            (
                last.action.word(),
                last.before.as_str(),
                last.after.as_str(),
                last.reason.as_str()
            ),
            ("open-evidence", "public", "private", "Có tên người dân")
        );
    }
);

on_both!(
    of_some_criteria_only_the_status_is_public,
    |engine| async move {
        let (_, db) = installation(engine).await;
        // The same set, of whose TC1 and HT1 the public sees the status alone.
        let text = include_str!("../../data/criteria/v0.toml")
            .replacen("version = \"v0\"", "version = \"v0-kin\"", 1)
            .replacen("2025-07-01", "2025-08-01", 1);
        let text = text.replacen("validity_days", "public = \"status\"\nvalidity_days", 1);
        let wrong = text.replacen("\"status\"\nvalidity", "\"gì đó\"\nvalidity", 1);
        assert!(
            server::service::import::criteria::import(&db, &wrong, now())
                .await
                .is_err()
        );
        server::service::import::criteria::import(&db, &text, now())
            .await
            .unwrap();
        let client = Client::of(db.clone());
        let officer = client.sign_in("canbo").await;
        let (_, file) = confirmed(&client, &officer).await;
        let reviewer = client.sign_in("thamdinh").await;
        let queue = reviewer.get("/tham-dinh").await;
        let answer = queue.links("/tham-dinh/").remove(0);
        let open = [
            ("evidence", file.rsplit('/').next().unwrap()),
            ("answer", answer.as_str()),
            ("public", "yes"),
        ];
        let refused = reviewer.post("/api/open-evidence", &open).await;
        assert_eq!(refused.status, StatusCode::BAD_REQUEST);
        let decide = [("answer", answer.as_str()), ("decision", "confirm")];
        reviewer.post("/api/review", &decide).await;
        let secretary = client.sign_in("thuky").await;
        let preview = secretary.get("/quan-tri/cong-bo").await;
        let publish = [
            ("hash", preview.value("hash")),
            ("as_of", preview.value("as_of")),
            ("kind", "new".to_owned()),
        ]
        .map(|(n, v)| (n.to_owned(), v));
        secretary.post_owned("/api/publish", &publish).await;
        for page in [format!("/xa/{UNIT}"), format!("/bien-nhan/1r1-{UNIT}")] {
            let shown = client.get(&page).await;
            assert_eq!(shown.status, StatusCode::OK, "{}", shown.text());
            assert!(
                shown.text().contains("Chỉ công khai trạng thái"),
                "{}",
                shown.text()
            );
            assert!(!shown.body.contains("receipt-text\""), "{page}");
        }
    }
);
