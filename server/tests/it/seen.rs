//! What may be seen, and by whom, over HTTP: what a reviewer is told of files and of their own hand in an answer, evidence
//! that is public, and the audit log.

use crate::support::{Answer, Browser, Client, Engine, now, on_both, people, production};
use axum::http::StatusCode;
use domain::{access::Role, time::Timestamp};
use server::store::Db;

const UNIT: &str = "04846";

async fn installation(engine: Engine) -> Db {
    let db = production(engine).await;
    people::add(&db).await;
    db
}

/// Gives somebody one more role.
async fn also(db: &Db, user: &str, role: Role, place: &str) {
    let account = db.account_by_name(user).await.unwrap().unwrap();
    let mut tx = db.begin().await.unwrap();
    tx.add_grant(account.id, role.slug(), place).await.unwrap();
    tx.commit().await.unwrap();
}

/// Fills in TC1, or hands it in.
async fn write(officer: &Browser<'_>, note: &str, intent: &str) {
    let form = officer.get(&format!("/can-bo/{UNIT}/TC1")).await;
    let fields = [
        ("unit", UNIT),
        ("criterion", "TC1"),
        ("version", &form.value("version")),
        ("yes", "yes"),
        ("fact_date", "2026-11-20"),
        ("note", note),
        ("number_of_document", "12/QĐ-UBND"),
        ("issuer", "UBND xã"),
        ("intent", intent),
    ];
    let saved = officer.post("/api/save-answer", &fields).await;
    assert!(
        [StatusCode::SEE_OTHER, StatusCode::OK].contains(&saved.status),
        "{}: {}",
        saved.status,
        saved.text()
    );
}

/// The leader signs all; gives the key of the newest answer that waits.
async fn signed(leader: &Browser<'_>, reviewer: &Browser<'_>) -> String {
    let answer = crate::story::sign(leader).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    let queue = reviewer.get("/tham-dinh").await;
    queue.links("/tham-dinh/").pop().unwrap()
}

fn later(hours: i64) -> Timestamp {
    Timestamp(now().0 + hours * 3_600_000)
}

on_both!(
    nobody_confirms_what_they_wrote_whoever_saved_last,
    |engine| async move {
        let db = installation(engine).await;
        // The reviewer of the province enters answers of a commune as well.
        also(&db, "thamdinh", Role::Officer, UNIT).await;
        let client = Client::of(db.clone());
        let both = client.sign_in("thamdinh").await;
        write(&both, "Quyết định số 12", "save").await;
        let client = Client::of_time(db.clone(), later(1));
        write(
            &client.sign_in("canbo").await,
            "Quyết định số 12.",
            "hand-in",
        )
        .await;
        let both = client.sign_in("thamdinh").await;
        let leader = client.sign_in("lanhdao").await;
        let answer = signed(&leader, &both).await;
        // Neither offered among the ticks, nor taken when ticked nevertheless, nor decided alone.
        let tick = format!("answer-{answer}");
        let queue = both.get("/tham-dinh?chon=1").await;
        assert!(queue.names("answer-").is_empty(), "{}", queue.text());
        let many = both.post("/api/review-many", &[(&tick, "on")]).await;
        assert_eq!(many.status, StatusCode::CONFLICT);
        let page = both.get(&format!("/tham-dinh/{answer}")).await;
        assert!(page.text().contains("Tài khoản này đã nhập"));
        let confirm = [("answer", answer.as_str()), ("decision", "confirm")];
        let back = [
            ("answer", answer.as_str()),
            ("decision", "return"),
            ("code", "other"),
            ("text", "Xem lại"),
        ];
        for form in [&confirm[..], &back[..]] {
            let refused = both.post("/api/review", form).await;
            assert_eq!(refused.status, StatusCode::FORBIDDEN, "{}", refused.text());
        }

        // What comes back stays the work of whoever began it.
        also(&db, "bcd", Role::Reviewer, "25").await;
        let other = db.account_by_name("bcd").await.unwrap().unwrap();
        let mut tx = db.begin().await.unwrap();
        let secret = server::secrets::demo_totp_secret("bcd");
        tx.set_totp(other.id, Some(&secret)).await.unwrap();
        tx.commit().await.unwrap();
        let other = client.sign_in_without_code("bcd").await;
        let code = [("code", people::code_at("bcd", later(1)))];
        let code = code.map(|(n, v)| (n.to_owned(), v));
        let proven = other.post_owned("/api/second-factor", &code).await;
        let other = client.browser_with(&proven.cookie());
        let returned = other.post("/api/review", &back).await;
        assert_eq!(
            returned.status,
            StatusCode::SEE_OTHER,
            "{}",
            returned.text()
        );
        let client = Client::of_time(db.clone(), later(2));
        let other = client.browser_with(other.cookie());
        write(&client.sign_in("canbo").await, "Số 12, bản ký", "hand-in").await;
        let both = client.sign_in("thamdinh").await;
        let leader = client.sign_in("lanhdao").await;
        let answer = signed(&leader, &both).await;
        let confirm = [("answer", answer.as_str()), ("decision", "confirm")];
        let refused = both.post("/api/review", &confirm).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        // Somebody who wrote nothing confirms it, ticked with others.
        let tick = format!("answer-{answer}");
        let many = other.post("/api/review-many", &[(&tick, "on")]).await;
        assert_eq!(many.status, StatusCode::SEE_OTHER, "{}", many.text());
        // Nor is it reopened by whoever wrote it.
        let reopen = [("answer", answer.as_str()), ("reason", "Nhầm")];
        let refused = both.post("/api/reopen", &reopen).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);

        // A new answer after the confirmation is somebody else's work.
        let client = Client::of_time(db.clone(), later(3));
        write(&client.sign_in("canbo").await, "Số 15", "hand-in").await;
        let both = client.sign_in("thamdinh").await;
        let leader = client.sign_in("lanhdao").await;
        let answer = signed(&leader, &both).await;
        let tick = format!("answer-{answer}");
        let offered = both.get("/tham-dinh?chon=1").await;
        assert_eq!(offered.names("answer-"), [tick.as_str()]);
        let many = both.post("/api/review-many", &[(&tick, "on")]).await;
        assert_eq!(many.status, StatusCode::SEE_OTHER, "{}", many.text());
    }
);

on_both!(
    where_else_a_file_was_brought_is_told_to_reviewers_of_there,
    |engine| async move {
        let db = installation(engine).await;
        let client = Client::of(db.clone());
        let pdf = b"%PDF-1.7\nquyet dinh 12\n%%EOF".as_slice();
        // The same file for two communes of the province, and for one of another.
        also(&db, "canbo2", Role::Officer, "00004").await;
        also(&db, "lanhdao", Role::Leader, "05116").await;
        also(&db, "lanhdao", Role::Leader, "00004").await;
        let mut answers = Vec::new();
        for (user, unit) in [("canbo", UNIT), ("canbo2", "05116"), ("canbo2", "00004")] {
            let officer = client.sign_in(user).await;
            let fields = [
                ("unit", unit),
                ("criterion", "TC1"),
                ("version", "0"),
                ("yes", "yes"),
                ("fact_date", "2026-11-20"),
                ("intent", "hand-in"),
            ];
            let sent = officer
                .upload("/api/save-answer", &fields, "QĐ 12.pdf", pdf)
                .await;
            assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
            let leader = client.sign_in("lanhdao").await;
            let items = leader.get(&format!("/can-bo/{unit}")).await.value("items");
            let signed = leader
                .post("/api/sign", &[("unit", unit), ("items", &items)])
                .await;
            assert_eq!(signed.status, StatusCode::SEE_OTHER, "{}", signed.text());
            let unit = domain::unit::UnitCode::parse(unit).unwrap();
            answers.push(db.records(&unit).await.unwrap().pop().unwrap().id);
        }
        let own = format!("/tham-dinh/{}", answers[0]);
        let also_sent = "Tệp này cũng được gửi ở";
        let reviewer = client.sign_in("thamdinh").await;
        let page = reviewer.get(&own).await.text();
        let told = page.split(also_sent).nth(1).unwrap();
        let told = told.split('.').next().unwrap();
        // One place: that of the other province is not among them.
        assert_eq!(told.matches("(TC1)").count(), 1, "{told}");
        for user in ["canbo", "lanhdao", "bcd", "thuky", "kiemtra"] {
            let page = client.sign_in(user).await.get(&own).await;
            assert_eq!(page.status, StatusCode::OK, "{user}");
            assert!(!page.text().contains(also_sent), "{user}");
        }
    }
);

/// Publishes what there is.
pub async fn publish(secretary: &Browser<'_>) {
    let preview = secretary.get("/quan-tri/cong-bo").await;
    let fields = [
        ("hash", preview.value("hash")),
        ("as_of", preview.value("as_of")),
        ("kind", "new".to_owned()),
        ("anyway", "on".to_owned()),
    ];
    let mut fields: Vec<_> = fields.map(|(name, value)| (name.to_owned(), value)).into();
    if preview.body.contains("name=\"last\"") {
        fields.push(("last".to_owned(), preview.value("last")));
    }
    let published = secretary.post_owned("/api/publish", &fields).await;
    assert_eq!(
        published.status,
        StatusCode::SEE_OTHER,
        "{}",
        published.text()
    );
}

/// An officer hands TC1 in with a file, and the leader signs it; gives the keys of answer and file, and the reviewer.
async fn submitted<'a>(client: &'a Client, name: &str, day: &str) -> (String, String, Browser<'a>) {
    let officer = client.sign_in("canbo").await;
    let form = officer.get(&format!("/can-bo/{UNIT}/TC1")).await;
    let fields = [
        ("unit", UNIT),
        ("criterion", "TC1"),
        ("version", &form.value("version")),
        ("yes", "yes"),
        ("fact_date", day),
        ("intent", "hand-in"),
    ];
    let pdf = format!("%PDF-1.7\n{name}\n%%EOF");
    let sent = officer
        .upload("/api/save-answer", &fields, name, pdf.as_bytes())
        .await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    let form = officer.get(&format!("/can-bo/{UNIT}/TC1")).await;
    let file = form.links("/minh-chung/").remove(0);
    let leader = client.sign_in("lanhdao").await;
    let reviewer = client.sign_in("thamdinh").await;
    (signed(&leader, &reviewer).await, file, reviewer)
}

on_both!(
    evidence_is_public_while_its_answer_is_confirmed_and_released,
    |engine| async move {
        let db = installation(engine).await;
        let client = Client::of(db.clone());
        let page = format!("/xa/{UNIT}");
        let (answer, file, reviewer) = submitted(&client, "QĐ 12.pdf", "2026-11-20").await;
        let open = [
            ("evidence", file.as_str()),
            ("answer", answer.as_str()),
            ("public", "yes"),
        ];
        let path = format!("/minh-chung/{file}");
        let is_open = async |client: &Client, open: bool, when: &str| {
            let expected = match open {
                true => StatusCode::OK,
                false => StatusCode::UNAUTHORIZED,
            };
            assert_eq!(client.get(&path).await.status, expected, "{when}");
            let named = client.get(&page).await.text().contains("QĐ 12.pdf");
            assert_eq!(named, open, "{when}");
        };
        // Of an answer that waits nothing is opened, and the page offers it not.
        let offered = reviewer.get(&format!("/tham-dinh/{answer}")).await;
        assert!(
            offered.text().contains("của câu trả lời đã xác nhận"),
            "{}",
            offered.text()
        );
        assert!(!offered.body.contains("/api/open-evidence"));
        let refused = reviewer.post("/api/open-evidence", &open).await;
        assert_eq!(refused.status, StatusCode::BAD_REQUEST);
        is_open(&client, false, "waiting").await;
        let confirm = [("answer", answer.as_str()), ("decision", "confirm")];
        reviewer.post("/api/review", &confirm).await;
        let opened = reviewer.post("/api/open-evidence", &open).await;
        assert_eq!(opened.status, StatusCode::SEE_OTHER, "{}", opened.text());
        let told = reviewer.get(opened.header("location")).await;
        assert!(told.text().contains("công chúng xem được từ bản công bố"));
        let later = reviewer.get(&format!("/tham-dinh/{answer}")).await;
        assert!(later.text().contains("Đã mở, công chúng xem được khi"));
        is_open(&client, false, "not yet released").await;
        let secretary = client.sign_in("thuky").await;
        publish(&secretary).await;
        is_open(&client, true, "released").await;
        let receipt = format!("/bien-nhan/1r1-{UNIT}");
        assert!(client.get(&receipt).await.text().contains("QĐ 12.pdf"));

        // A newer answer takes its place; where the older one stands, its link goes on working.
        let client = Client::of_time(db.clone(), self::later(1));
        let (answer_two, file_two, reviewer) = submitted(&client, "QĐ 15.pdf", "2026-11-21").await;
        let secretary = client.sign_in("thuky").await;
        let confirm = [("answer", answer_two.as_str()), ("decision", "confirm")];
        reviewer.post("/api/review", &confirm).await;
        publish(&secretary).await;
        let now = client.get(&page).await.text();
        assert!(!now.contains("QĐ 12.pdf") && !now.contains("QĐ 15.pdf"));
        assert!(client.get(&receipt).await.text().contains("QĐ 12.pdf"));
        assert_eq!(client.get(&path).await.status, StatusCode::OK);
        let open_two = [
            ("evidence", file_two.as_str()),
            ("answer", answer_two.as_str()),
            ("public", "yes"),
        ];
        reviewer.post("/api/open-evidence", &open_two).await;
        assert!(client.get(&page).await.text().contains("QĐ 15.pdf"));

        // Taken back, it is neither named nor given out, at once.
        let path_two = format!("/minh-chung/{file_two}");
        assert_eq!(client.get(&path_two).await.status, StatusCode::OK);
        let reopen = [("answer", answer_two.as_str()), ("reason", "Nhầm tệp")];
        let reopened = reviewer.post("/api/reopen", &reopen).await;
        assert_eq!(reopened.status, StatusCode::SEE_OTHER);
        assert_eq!(client.get(&path_two).await.status, StatusCode::UNAUTHORIZED);
        assert!(!client.get(&page).await.text().contains("QĐ 15.pdf"));
        let second = client.get(&format!("/bien-nhan/2r1-{UNIT}")).await;
        assert_eq!(second.status, StatusCode::OK);
        assert!(!second.text().contains("QĐ 15.pdf"));
        // Those who work there still have it.
        assert_eq!(reviewer.get(&path_two).await.status, StatusCode::OK);
    }
);

on_both!(
    what_lies_elsewhere_looks_as_if_it_did_not_exist,
    |engine| async move {
        let db = installation(engine).await;
        let client = Client::of(db.clone());
        let (answer, file, other) = submitted(&client, "QĐ 12.pdf", "2026-11-20").await;
        // The reviewer goes to another province.
        let account = db.account_by_name("thamdinh").await.unwrap().unwrap();
        let mut tx = db.begin().await.unwrap();
        tx.remove_grant(account.id, "tham-dinh", "25")
            .await
            .unwrap();
        tx.add_grant(account.id, "tham-dinh", "01").await.unwrap();
        tx.commit().await.unwrap();
        for (there, nowhere) in [
            (format!("/tham-dinh/{answer}"), "/tham-dinh/999999"),
            (format!("/minh-chung/{file}"), "/minh-chung/999999"),
        ] {
            let own = there.rsplit('/').next().unwrap();
            let (found, none) = (other.get(&there).await, other.get(nowhere).await);
            assert_eq!(found.status, StatusCode::NOT_FOUND);
            assert_eq!(none.status, StatusCode::NOT_FOUND);
            // The pages name the address that was asked for, and say nothing else of it.
            let said = |answer: &Answer, id: &str| answer.text().replace(&format!("/{id}”"), "/…”");
            assert_eq!(said(&found, own), said(&none, "999999"));
        }
        let forms = |answer: &str, file: &str| {
            let fields = |fields: &[(&str, &str)]| -> Vec<(String, String)> {
                let owned = fields
                    .iter()
                    .map(|(n, v)| ((*n).to_owned(), (*v).to_owned()));
                owned.collect()
            };
            [
                (
                    "/api/review",
                    fields(&[("answer", answer), ("decision", "confirm")]),
                ),
                (
                    "/api/reopen",
                    fields(&[("answer", answer), ("reason", "x")]),
                ),
                (
                    "/api/open-evidence",
                    fields(&[("evidence", file), ("answer", answer), ("public", "yes")]),
                ),
            ]
        };
        for (there, nowhere) in forms(&answer, &file)
            .into_iter()
            .zip(forms("999999", "999999"))
        {
            let (path, there) = (there.0, other.post_owned(there.0, &there.1).await);
            let nowhere = other.post_owned(path, &nowhere.1).await;
            assert_eq!(there.status, StatusCode::NOT_FOUND, "{path}");
            assert_eq!(nowhere.status, StatusCode::NOT_FOUND, "{path}");
        }
    }
);

/// What the log says to somebody, as its page and its file: of the whole log or of a unit.
async fn log_of(client: &Client, user: &str) -> String {
    let browser = client.sign_in(user).await;
    let page = browser.get("/quan-tri/nhat-ky").await;
    assert_eq!(page.status, StatusCode::OK, "{user}");
    let file = browser.get("/quan-tri/nhat-ky.csv").await;
    assert_eq!(file.status, StatusCode::OK, "{user}");
    // The same is withheld in both, row by row.
    let rows: Vec<_> = csv::Reader::from_reader(file.bytes.as_slice())
        .into_records()
        .collect::<Result<_, _>>()
        .unwrap();
    let withheld = rows.iter().filter(|row| row.get(12) == Some("yes"));
    for row in withheld.clone() {
        assert!((6..10).all(|cell| row.get(cell) == Some("")), "{row:?}");
        assert!((10..12).all(|cell| row.get(cell) != Some("")), "{row:?}");
    }
    let said = "Nội dung không thuộc phạm vi được xem";
    assert_eq!(
        page.text().matches(said).count(),
        withheld.count(),
        "{user}"
    );
    format!("{}\n{}", page.text(), file.body)
}

on_both!(
    the_log_says_to_each_what_a_form_would_show_them,
    |engine| async move {
        let db = installation(engine).await;
        let client = Client::of(db.clone());
        let officer = client.sign_in("canbo").await;
        write(&officer, "nháp-thứ-nhất", "save").await;
        write(&officer, "đã-trình-lên", "hand-in").await;
        let talk = [
            ("unit", UNIT),
            ("criterion", "DL2"),
            ("slot", "note"),
            ("words-note", "ghi-chú-nội-bộ"),
        ];
        assert_eq!(
            officer.post("/api/write", &talk).await.status,
            StatusCode::SEE_OTHER
        );
        let directive = [
            ("province", "25"),
            ("unit", UNIT),
            ("department", ""),
            ("subject", "DL2"),
            ("content", "nhiệm-vụ-được-giao"),
            ("owner", "Chủ tịch xã"),
            ("due", "2026-12-01"),
        ];
        let issued = client
            .sign_in("bcd")
            .await
            .post("/api/issue-directive", &directive)
            .await;
        assert_eq!(issued.status, StatusCode::SEE_OTHER, "{}", issued.text());
        // An act of another version of the program.
        let mut tx = db.begin().await.unwrap();
        let unknown = domain::audit::Entry {
            chain: UNIT.to_owned(),
            seq: 0,
            at: now(),
            actor: "canbo".to_owned(),
            action: "of-a-later-program".to_owned().into(),
            object: String::new(),
            before: String::new(),
            after: "lời-chưa-biết".to_owned(),
            reason: String::new(),
        };
        tx.record(unknown, None).await.unwrap();
        tx.commit().await.unwrap();
        // Saved, handed in; a note; a directive; what nobody here knows.
        let words = [
            "nháp-thứ-nhất",
            "ghi-chú-nội-bộ",
            "nhiệm-vụ-được-giao",
            "lời-chưa-biết",
        ];
        for (user, row) in [
            ("canbo", "rrrr"),
            ("lanhdao", "rrrr"),
            ("thamdinh", "-r--"),
            ("kiemtra", "rrrr"),
            ("quantri", "----"),
        ] {
            let log = log_of(&client, user).await;
            for (word, letter) in words.iter().zip(row.chars()) {
                // Once on the page and once in the file, or not at all.
                assert_eq!(log.contains(word), letter == 'r', "{user} {word}");
            }
            assert!(log.contains("of-a-later-program"), "{user}");
        }
        // Another commune's officer has nothing of it.
        let other = client.sign_in("canbo2").await;
        let page = other.get("/quan-tri/nhat-ky").await;
        assert!(!page.text().contains("of-a-later-program"));
        let elsewhere = other.get(&format!("/quan-tri/nhat-ky?don-vi={UNIT}")).await;
        assert_eq!(elsewhere.status, StatusCode::FORBIDDEN);
        // Nothing of the chains has changed.
        let verified = server::service::workspace::audit::verify(&db)
            .await
            .unwrap();
        assert_eq!(verified.broken, None);
    }
);

on_both!(
    the_log_is_read_in_pages_of_every_place,
    |engine| async move {
        let db = installation(engine).await;
        // Entries of two provinces and of the installation, by two people.
        let chains = ["04846", "05116", "25", "00004", "01", "VN"];
        for number in 0..600_i64 {
            let chain = chains[usize::try_from(number).unwrap() % chains.len()];
            let entry = domain::audit::Entry {
                chain: chain.to_owned(),
                seq: 0,
                at: Timestamp(now().0 - 1_000_000 + number),
                actor: ["mot", "hai"][usize::try_from(number).unwrap() / 7 % 2].to_owned(),
                action: domain::audit::AuditAction::Observe.into(),
                object: format!("mục-{number:03}"),
                before: String::new(),
                after: String::new(),
                reason: String::new(),
            };
            let mut tx = db.begin().await.unwrap();
            tx.record(entry, None).await.unwrap();
            tx.commit().await.unwrap();
        }
        also(&db, "kiemtra", Role::Inspector, "VN").await;
        also(&db, "canbo", Role::Officer, "00004").await;
        let client = Client::of(db.clone());
        let all: Vec<i64> = (0..600).rev().collect();
        let of = |own: &[&str], person: Option<usize>| -> Vec<i64> {
            let fits = |n: &&i64| {
                let place = usize::try_from(**n).unwrap();
                own.contains(&chains[place % chains.len()])
                    && person.is_none_or(|person| place / 7 % 2 == person)
            };
            all.iter().filter(fits).copied().collect()
        };
        let province = ["04846", "05116", "25"];
        let mut browsers = std::collections::BTreeMap::new();
        for user in ["kiemtra", "thamdinh", "canbo", "canbo2"] {
            browsers.insert(user, client.sign_in(user).await);
        }
        for (user, query, expected) in [
            ("kiemtra", "", all.clone()),
            ("kiemtra", "don-vi=VN", of(&["VN"], None)),
            ("kiemtra", "nguoi=hai", of(&chains, Some(1))),
            ("thamdinh", "", of(&province, None)),
            ("thamdinh", "nguoi=mot", of(&province, Some(0))),
            (
                "thamdinh",
                "don-vi=05116&nguoi=mot",
                of(&["05116"], Some(0)),
            ),
            // Of two communes in two provinces.
            ("canbo", "", of(&["04846", "00004"], None)),
            ("canbo2", "nguoi=hai", of(&["05116"], Some(1))),
        ] {
            let browser = &browsers[user];
            let mut found = Vec::new();
            let mut path = format!("/quan-tri/nhat-ky?{query}");
            loop {
                let page = browser.get(&path).await;
                assert_eq!(page.status, StatusCode::OK, "{user} {path}");
                let rows = page.text();
                let numbers = rows.split("mục-").skip(1);
                let numbers: Vec<i64> = numbers.map(|rest| rest[..3].parse().unwrap()).collect();
                assert!(numbers.len() <= 100);
                found.extend(numbers);
                let (before, _) = page.body.rsplit_once("rel=\"next\"").unwrap_or_default();
                let older = before
                    .rsplit("href=\"")
                    .next()
                    .and_then(|l| l.split('"').next());
                match older {
                    Some(link) if !link.is_empty() => path = link.replace("&amp;", "&"),
                    _ => break,
                }
            }
            assert_eq!(found, expected, "{user} {query}");
            let file = browser.get(&format!("/quan-tri/nhat-ky.csv?{query}")).await;
            assert_eq!(
                file.body.matches("mục-").count(),
                expected.len(),
                "{user} {query}"
            );
        }
    }
);
