//! The whole way of a value, over HTTP and without script: officer → leader → reviewer → secretary → the
//! public page. And what must not happen on it.

use crate::support::{Answer, Browser, Client, Engine, now, on_both, people, production};
use app::routes::encode;
use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use domain::time::Timestamp;
use server::store::Db;

const UNIT: &str = "04846";

/// An installation with one person in each role, all with the same password, and an open campaign.
async fn installation(engine: Engine) -> (Client, Db) {
    let db = production(engine).await;
    people::add(&db).await;
    (Client::of(db.clone()), db)
}

/// What an officer types into each criterion of the set v0 so that it passes.
fn passing(criterion: &str) -> Vec<(&'static str, &'static str)> {
    let mut fields = match criterion {
        "TC3" | "NT1" | "NT3" | "NT4" | "DL1" | "DL2" | "TH2" => {
            vec![("part", "100"), ("whole", "100")]
        }
        "HT1" => vec![("part", "30"), ("whole", "30")],
        "HT2" => vec![
            ("item-may-quet", "1"),
            ("item-may-in", "1"),
            ("item-may-photocopy", "1"),
            ("item-may-lay-so", "1"),
            ("item-man-hinh", "1"),
        ],
        "HT3" => vec![("yes", "yes"), ("number", "8")],
        "HT4" => vec![("yes", "yes"), ("date", "2026-11-01")],
        "TH1" | "TH3" => vec![("yes", "yes"), ("part", "10"), ("whole", "10")],
        _ => vec![("yes", "yes")],
    };
    fields.push(("fact_date", "2026-11-20"));
    fields.push(("note", "Theo quyết định của xã"));
    fields.push(("number_of_document", "12/QĐ-UBND"));
    fields.push(("issuer", "UBND xã"));
    fields
}

/// The codes of the set, and the item fields of HT2, read from the pages themselves.
pub async fn codes(officer: &Browser<'_>) -> Vec<String> {
    let checklist = officer.get(&format!("/can-bo/{UNIT}")).await;
    let head = format!("href=\"/can-bo/{UNIT}/");
    let mut codes: Vec<String> = checklist
        .body
        .split(&head)
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap().to_owned())
        // The checklist as a file and the copy sheet are no criteria.
        .filter(|code| !code.contains(['.', '-']))
        .collect();
    codes.sort();
    codes.dedup();
    codes
}

pub async fn fill(officer: &Browser<'_>, criterion: &str, intent: &str) -> Answer {
    let form = officer.get(&format!("/can-bo/{UNIT}/{criterion}")).await;
    assert_eq!(form.status, StatusCode::OK, "{criterion}");
    let mut fields: Vec<(String, String)> = passing(criterion)
        .into_iter()
        .filter(|(name, _)| !name.starts_with("item-"))
        .map(|(n, v)| (n.to_owned(), v.to_owned()))
        .collect();
    for name in form.names("item-") {
        fields.push((name, "1".to_owned()));
    }
    fields.push(("unit".into(), UNIT.into()));
    fields.push(("criterion".into(), criterion.into()));
    fields.push(("version".into(), form.value("version")));
    fields.push(("intent".into(), intent.into()));
    officer.post_owned("/api/save-answer", &fields).await
}

/// Everything that can be ticked on the first page of the queue, ticked by its link.
pub async fn ticks(reviewer: &Browser<'_>) -> Vec<(String, String)> {
    let plain = reviewer.get("/tham-dinh").await;
    let all = reviewer.get("/tham-dinh?chon=1").await;
    let names = all.names("answer-").into_iter();
    for name in plain.names("answer-") {
        let ticked = format!("name=\"{name}\" value=\"on\" checked");
        assert!(!plain.body.contains(&ticked), "{name}");
        assert!(all.body.contains(&ticked), "{name}");
    }
    assert!(plain.names("answer-").is_empty() || plain.body.contains("chon=1"));
    names.map(|name| (name, "on".to_owned())).collect()
}

/// The leader signs everything that their page shows.
pub async fn sign(leader: &Browser<'_>) -> Answer {
    let page = leader.get(&format!("/can-bo/{UNIT}")).await;
    let mut form = vec![("unit".to_owned(), UNIT.to_owned())];
    let seen = page.values("items").into_iter();
    form.extend(seen.map(|item| ("items".to_owned(), item)));
    leader.post_owned("/api/sign", &form).await
}

/// What was confirmed and returned stands in a list: newest first, by commune, by who decided; and leads to its page.
async fn what_was_decided_is_found_again(
    reviewer: &Browser<'_>,
    secretary: &Browser<'_>,
    returned: &str,
) {
    let all = reviewer.get("/da-tham-dinh").await;
    let ids = all.links("/tham-dinh/");
    // Two returned, sixteen confirmed; the newest is the one confirmed last.
    assert_eq!(ids.len(), 18, "{}", all.text());
    assert!(ids[16..].iter().any(|id| id == returned));
    assert_eq!(all.text().matches("xác nhận lúc").count(), 16);
    assert_eq!(all.text().matches("trả lại lúc").count(), 2);
    let own = reviewer.get("/da-tham-dinh?toi=1").await;
    assert_eq!(own.links("/tham-dinh/"), ids);
    let here = reviewer.get("/da-tham-dinh?ten=duc+nhan").await;
    assert_eq!(here.links("/tham-dinh/"), ids);
    for name in ["X%C3%A3+%C4%90%E1%BB%A9c+Nh%C3%A0n", "4846", "04846"] {
        let here = reviewer.get(&format!("/da-tham-dinh?ten={name}")).await;
        assert_eq!(here.links("/tham-dinh/"), ids, "{name}");
    }
    for name in ["khong+co+xa+nay", "%25"] {
        let elsewhere = reviewer.get(&format!("/da-tham-dinh?ten={name}")).await;
        let text = elsewhere.text();
        assert!(text.contains("Không có mục nào khớp với bộ lọc"), "{text}");
    }
    let after = reviewer.get("/da-tham-dinh?trang=2").await;
    assert!(after.links("/tham-dinh/").is_empty());
    // A confirmation is taken back from there, and reads as reopened.
    let page = reviewer.get(&format!("/tham-dinh/{}", ids[0])).await;
    assert!(
        page.body.contains("action=\"/api/reopen\""),
        "{}",
        page.text()
    );
    let seen = secretary.get("/da-tham-dinh?toi=1").await;
    assert!(seen.links("/tham-dinh/").is_empty());
    assert!(
        !secretary
            .get("/da-tham-dinh")
            .await
            .links("/tham-dinh/")
            .is_empty()
    );
}

on_both!(a_value_goes_all_the_way, |engine| async move {
    let (client, db) = installation(engine).await;
    let officer = client.sign_in("canbo").await;
    let codes = codes(&officer).await;
    assert_eq!(codes.len(), 16);
    for code in &codes {
        let answer = fill(&officer, code, "hand-in").await;
        assert_eq!(
            answer.status,
            StatusCode::SEE_OTHER,
            "{code}: {}",
            answer.text()
        );
        assert!(answer.header("location").contains("xong=da-nop"));
    }
    // Not yet signed: nothing waits for the reviewer.
    let reviewer = client.sign_in("thamdinh").await;
    assert!(
        reviewer
            .get("/tham-dinh")
            .await
            .text()
            .contains("0 mục đang chờ")
    );

    let leader = client.sign_in("lanhdao").await;
    let signed = sign(&leader).await;
    assert_eq!(
        signed.header("location"),
        format!("/can-bo/{UNIT}?xong=da-ky&so=16")
    );

    let queue = reviewer.get("/tham-dinh").await;
    assert!(queue.text().contains("16 mục đang chờ"), "{}", queue.text());
    let ids = queue.links("/tham-dinh/");
    assert_eq!(ids.len(), 16);

    // Two come back, with reasons.
    for id in &ids[..2] {
        let empty = [
            ("answer", id.as_str()),
            ("decision", "return"),
            ("code", "value"),
            ("text", "  "),
        ];
        let refused = reviewer.post("/api/review", &empty).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let form = [
            ("answer", id.as_str()),
            ("decision", "return"),
            ("code", "value"),
            ("text", "Xem lại số liệu"),
        ];
        let back = reviewer.post("/api/review", &form).await;
        assert_eq!(back.status, StatusCode::SEE_OTHER, "{}", back.text());
        // Once only.
        assert_eq!(
            reviewer.post("/api/review", &form).await.status,
            StatusCode::CONFLICT
        );
    }
    let checklist = officer.get(&format!("/can-bo/{UNIT}")).await;
    assert_eq!(
        checklist.text().matches("Trả lại lúc").count(),
        2,
        "{}",
        checklist.text()
    );
    assert!(checklist.text().contains("Xem lại số liệu"));
    let returned: Vec<String> = codes
        .iter()
        .filter(|code| {
            let row = checklist.body.split("<ol class=\"todo\">").nth(1).unwrap();
            row.split("</ol>")
                .next()
                .unwrap()
                .contains(&format!("/{UNIT}/{code}\""))
        })
        .cloned()
        .collect();
    assert_eq!(returned.len(), 2);
    for code in &returned {
        let answer = fill(&officer, code, "hand-in").await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    }
    sign(&leader).await;

    // All that is ticked at once, and nothing of it if one does not wait.
    let mut ticks = ticks(&reviewer).await;
    assert_eq!(ticks.len(), 16);
    ticks.push(("answer-999999".to_owned(), "on".to_owned()));
    let wrong = reviewer.post_owned("/api/review-many", &ticks).await;
    assert_eq!(wrong.status, StatusCode::CONFLICT);
    let nothing = reviewer.post("/api/review-many", &[]).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nothing.text().contains("chưa chọn mục nào"));
    ticks.pop();
    let many = reviewer.post_owned("/api/review-many", &ticks).await;
    assert_eq!(many.header("location"), "/tham-dinh?xong=da-xac-nhan&so=16");

    let secretary = client.sign_in("thuky").await;
    what_was_decided_is_found_again(&reviewer, &secretary, &ids[0]).await;
    let idle = secretary.get("/quan-tri/cong-bo/tien-do").await;
    assert!(idle.text().starts_with("Đang công bố…"), "{}", idle.text());
    let preview = secretary.get("/quan-tri/cong-bo").await;
    assert!(
        preview.text().contains("1 đơn vị mới đạt Xanh"),
        "{}",
        preview.text()
    );
    let (hash, as_of) = (preview.value("hash"), preview.value("as_of"));
    let publish = [
        ("hash", hash.as_str()),
        ("as_of", as_of.as_str()),
        ("kind", "new"),
    ];
    let forged = [("hash", "0"), ("as_of", as_of.as_str()), ("kind", "new")];
    assert_eq!(
        secretary.post("/api/publish", &forged).await.status,
        StatusCode::CONFLICT
    );
    let published = secretary.post("/api/publish", &publish).await;
    assert_eq!(
        published.status,
        StatusCode::SEE_OTHER,
        "{}",
        published.text()
    );
    // The same form again does not publish twice.
    assert_eq!(
        secretary.post("/api/publish", &publish).await.status,
        StatusCode::CONFLICT
    );

    let page = client.get("/tinh/25").await;
    assert!(
        page.text()
            .contains("1 trên 148 xã, phường đạt trạng thái Xanh (0,67%)"),
        "{}",
        page.text()
    );
    // A share of what hardly anybody has submitted ranks nobody.
    assert!(
        page.text().contains(
            "Phú Thọ chưa được xếp hạng: đã nộp 16/2.368 mục (0,67%), xếp hạng cần ít nhất 90%."
        ),
        "{}",
        page.text()
    );
    assert!(
        client
            .get(&format!("/xa/{UNIT}"))
            .await
            .text()
            .contains("16/16")
    );

    // A correction is a new revision, and needs a reason.
    let preview = secretary.get("/quan-tri/cong-bo").await;
    let (hash, as_of) = (preview.value("hash"), preview.value("as_of"));
    let wordless = [
        ("hash", hash.as_str()),
        ("as_of", as_of.as_str()),
        ("last", "1r1"),
        ("kind", "correction"),
    ];
    assert_eq!(
        secretary.post("/api/publish", &wordless).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    let mut words = wordless.to_vec();
    words.push(("reason", "Nhầm ngày"));
    assert_eq!(
        secretary.post("/api/publish", &words).await.status,
        StatusCode::SEE_OTHER
    );
    // Sent twice, it corrects once.
    assert_eq!(
        secretary.post("/api/publish", &words).await.status,
        StatusCode::CONFLICT
    );
    let told = client.get("/phat-hanh").await.text();
    assert!(told.contains("Nhầm ngày"), "{told}");
    assert!(told.contains("của 0 đơn vị đã thay đổi"), "{told}");
    let releases = db.releases().await.unwrap();
    assert_eq!(
        releases
            .iter()
            .map(|r| (r.release.number, r.release.revision))
            .collect::<Vec<_>>(),
        [(1, 1), (1, 2)]
    );

    // Everything left its trace, and the trace holds.
    let verified = server::service::workspace::audit::verify(&db)
        .await
        .unwrap();
    assert_eq!(verified.broken, None);
    assert!(verified.entries > 60, "{verified:?}");
    let trail = officer.get("/quan-tri/nhat-ky").await;
    assert!(trail.text().contains("thamdinh"), "{}", trail.text());
});

on_both!(what_was_typed_is_never_lost, |engine| async move {
    let (client, _) = installation(engine).await;
    let officer = client.sign_in("canbo").await;
    let save = |version: &'static str, note: &'static str| {
        [
            ("unit", UNIT),
            ("criterion", "DL2"),
            ("version", version),
            ("part", "abc"),
            ("whole", "100"),
            ("note", note),
            ("intent", "save"),
        ]
    };
    // A draft keeps even what is impossible, and says so only when it is handed in.
    let saved = officer
        .post("/api/save-answer", &save("0", "lần một"))
        .await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    let form = officer.get(&format!("/can-bo/{UNIT}/DL2")).await;
    assert_eq!(form.value("part"), "abc");
    assert_eq!(form.value("version"), "1");
    let mut hand_in = save("1", "lần hai").to_vec();
    hand_in.retain(|(name, _)| *name != "intent");
    hand_in.push(("intent", "hand-in"));
    let refused = officer.post("/api/save-answer", &hand_in).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.text().contains("cần số nguyên từ 0 đến"),
        "{}",
        refused.text()
    );
    assert_eq!(refused.value("part"), "abc");

    // The same words over an older version meet nobody: what a page saved by itself arrived before its form.
    let mut late = hand_in.clone();
    late.retain(|(name, _)| *name != "version");
    late.push(("version", "1"));
    let late = officer.post("/api/save-answer", &late).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);

    // A second tab with an older version gets both texts, and loses nothing.
    let conflict = officer
        .post("/api/save-answer", &save("1", "từ cửa sổ khác"))
        .await;
    assert_eq!(conflict.status, StatusCode::CONFLICT);
    let text = conflict.text();
    assert!(
        text.contains("từ cửa sổ khác") && text.contains("lần hai"),
        "{text}"
    );
    assert_eq!(conflict.value("version"), "2");
    let again = officer
        .post("/api/save-answer", &save("2", "từ cửa sổ khác"))
        .await;
    assert_eq!(again.status, StatusCode::SEE_OTHER);

    // The session ends while somebody types: the text waits on the sign-in page and is saved after it.
    let ended = client
        .anonymous()
        .post("/api/save-answer", &save("3", "sau khi hết phiên"))
        .await;
    assert_eq!(ended.status, StatusCode::UNAUTHORIZED);
    let carried = ended.value("carried");
    assert!(carried.contains("version=3"), "{carried}");
    let form = [
        ("user", "canbo"),
        ("password", people::PASSWORD),
        ("carried", carried.as_str()),
    ];
    let back = client.anonymous().post("/api/sign-in", &form).await;
    assert_eq!(
        back.header("location"),
        format!("/can-bo/{UNIT}/DL2?xong=da-luu&so=1")
    );
    let form = officer.get(&format!("/can-bo/{UNIT}/DL2")).await;
    assert!(form.text().contains("sau khi hết phiên"));

    // Script in a text is text.
    let script = "</textarea><script>alert(1)</script>";
    officer.post("/api/save-answer", &save("4", script)).await;
    let form = officer.get(&format!("/can-bo/{UNIT}/DL2")).await;
    assert!(!form.body.contains("<script>alert"), "{}", form.body);
    assert!(form.body.contains("&lt;script&gt;alert(1)"));
});

on_both!(
    what_was_typed_outlives_the_second_factor,
    |engine| async move {
        let (client, db) = installation(engine).await;
        // Two who answer for a commune as well, so that a code is asked of them; one has lost theirs.
        let mut tx = db.begin().await.unwrap();
        for user in ["thamdinh", "thuky"] {
            let account = db.account_by_name(user).await.unwrap().unwrap();
            tx.add_grant(account.id, "can-bo", UNIT).await.unwrap();
            if user == "thuky" {
                tx.set_totp(account.id, None).await.unwrap();
            }
        }
        tx.commit().await.unwrap();
        let ended = |version: &'static str, note: &'static str| {
            let client = &client;
            async move {
                let typed = [
                    ("unit", UNIT),
                    ("criterion", "DL2"),
                    ("version", version),
                    ("part", "chưa rõ"),
                    ("note", note),
                ];
                let ended = client.anonymous().post("/api/save-answer", &typed).await;
                assert_eq!(ended.status, StatusCode::UNAUTHORIZED);
                ended.value("carried")
            }
        };
        let kept = format!("/can-bo/{UNIT}/DL2?xong=da-luu&so=1");

        let carried = ended("0", "Dòng một & hai = “ba”").await;
        let form = [
            ("user", "thamdinh"),
            ("password", people::PASSWORD),
            ("carried", carried.as_str()),
        ];
        let asked = client.anonymous().post("/api/sign-in", &form).await;
        assert_eq!(asked.status, StatusCode::OK, "{}", asked.text());
        assert!(asked.text().contains("Nội dung vừa gửi được giữ lại"));
        assert_eq!(asked.value("carried"), carried);
        let half = client.browser_with(&asked.cookie());
        let wrong = [("code", "000000"), ("carried", carried.as_str())];
        let wrong = half.post("/api/second-factor", &wrong).await;
        assert_eq!(wrong.status, StatusCode::UNAUTHORIZED);
        assert_eq!(wrong.value("carried"), carried);
        let code = people::code("thamdinh");
        let right = [("code", code.as_str()), ("carried", carried.as_str())];
        let right = half.post("/api/second-factor", &right).await;
        assert_eq!(right.header("location"), kept, "{}", right.text());
        let officer = client.sign_in("canbo").await;
        let form = officer.get(&format!("/can-bo/{UNIT}/DL2")).await;
        assert!(
            form.text().contains("Dòng một &amp; hai = “ba”"),
            "{}",
            form.text()
        );

        let carried = ended("1", "Viết trước khi thiết lập").await;
        let form = [
            ("user", "thuky"),
            ("password", people::PASSWORD),
            ("carried", carried.as_str()),
        ];
        let asked = client.anonymous().post("/api/sign-in", &form).await;
        assert_eq!(asked.status, StatusCode::OK, "{}", asked.text());
        let half = client.browser_with(&asked.cookie());
        let secret = asked.value("secret");
        let form = |code: &str| {
            [
                ("secret", secret.clone()),
                ("carried", carried.clone()),
                ("code", code.to_owned()),
            ]
            .map(|(name, value)| (name.to_owned(), value))
        };
        let wrong = half.post_owned("/api/enrol", &form("000000")).await;
        assert_eq!(wrong.status, StatusCode::UNAUTHORIZED);
        assert_eq!(
            (wrong.value("secret"), wrong.value("carried")),
            (secret.clone(), carried.clone())
        );
        let code = people::code_of(secret.clone(), now());
        let codes = half.post_owned("/api/enrol", &form(&code)).await;
        assert_eq!(codes.status, StatusCode::OK, "{}", codes.text());
        // The codes are shown once; the button that follows them saves.
        let person = client.browser_with(&codes.cookie());
        let fields: Vec<_> = ["unit", "criterion", "version", "part", "note"]
            .map(|name| (name.to_owned(), codes.value(name)))
            .into();
        let saved = person.post_owned("/api/save-answer", &fields).await;
        assert_eq!(saved.header("location"), kept, "{}", saved.text());
        let form = officer.get(&format!("/can-bo/{UNIT}/DL2")).await;
        assert!(
            form.text().contains("Viết trước khi thiết lập"),
            "{}",
            form.text()
        );
    }
);

on_both!(steps_back_are_possible_and_explained, |engine| async move {
    let (client, _) = installation(engine).await;
    let officer = client.sign_in("canbo").await;
    let leader = client.sign_in("lanhdao").await;
    let reviewer = client.sign_in("thamdinh").await;
    fill(&officer, "TC1", "hand-in").await;
    let item = leader.get(&format!("/can-bo/{UNIT}/TC1")).await;
    let version = item.value("version");
    let send_back = [
        ("unit", UNIT),
        ("criterion", "TC1"),
        ("version", version.as_str()),
        ("reason", "Thiếu số quyết định"),
    ];
    assert_eq!(
        leader.post("/api/send-back", &send_back).await.status,
        StatusCode::SEE_OTHER
    );
    // What the leader saw is not there any more: it can't be signed unseen.
    let items = format!("TC1.{version}");
    let stale = [("unit", UNIT), ("items", items.as_str())];
    assert_eq!(
        leader.post("/api/sign", &stale).await.status,
        StatusCode::CONFLICT
    );
    assert!(
        officer
            .get(&format!("/can-bo/{UNIT}"))
            .await
            .text()
            .contains("Thiếu số quyết định")
    );
    fill(&officer, "TC1", "hand-in").await;
    sign(&leader).await;

    // Withdrawn before review: a draft again, with its text.
    let withdraw = [("unit", UNIT), ("criterion", "TC1"), ("reason", "Sửa ngày")];
    assert_eq!(
        officer.post("/api/withdraw", &withdraw).await.status,
        StatusCode::SEE_OTHER
    );
    assert!(
        reviewer
            .get("/tham-dinh")
            .await
            .text()
            .contains("0 mục đang chờ")
    );
    let form = officer.get(&format!("/can-bo/{UNIT}/TC1")).await;
    assert!(
        form.text().contains("Theo quyết định của xã"),
        "{}",
        form.text()
    );
    fill(&officer, "TC1", "hand-in").await;
    sign(&leader).await;

    // Confirmed, then reopened: it counts no more, and says why.
    let id = reviewer
        .get("/tham-dinh")
        .await
        .links("/tham-dinh/")
        .remove(0);
    let confirm = [("answer", id.as_str()), ("decision", "confirm")];
    assert_eq!(
        reviewer.post("/api/review", &confirm).await.status,
        StatusCode::SEE_OTHER
    );
    assert!(
        officer
            .get(&format!("/can-bo/{UNIT}"))
            .await
            .text()
            .contains("Đã đạt 1/16")
    );
    let reopen = [
        ("answer", id.as_str()),
        ("reason", "Quyết định đã bị thay thế"),
    ];
    assert_eq!(
        reviewer.post("/api/reopen", &reopen).await.status,
        StatusCode::SEE_OTHER
    );
    let checklist = officer.get(&format!("/can-bo/{UNIT}")).await.text();
    assert!(
        checklist.contains("Đã đạt 0/16") && checklist.contains("Quyết định đã bị thay thế"),
        "{checklist}"
    );
});

on_both!(a_draft_can_be_thrown_away, |engine| async move {
    let (client, _) = installation(engine).await;
    let officer = client.sign_in("canbo").await;
    let leader = client.sign_in("lanhdao").await;
    let reviewer = client.sign_in("thamdinh").await;
    let at = format!("/can-bo/{UNIT}/TC1");
    fill(&officer, "TC1", "hand-in").await;
    sign(&leader).await;
    let mut form = ticks(&reviewer).await;
    assert_eq!(form.len(), 1);
    form.push(("decision".into(), "confirm".into()));
    let done = reviewer.post_owned("/api/review-many", &form).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());

    // What says nothing new makes no draft: nothing at all, or what is confirmed already.
    let confirmed = officer.get(&format!("/can-bo/{UNIT}")).await.text();
    assert!(confirmed.contains("Đã đạt 1/16"), "{confirmed}");
    let version = officer.get(&at).await.value("version");
    let own = [
        ("unit", UNIT),
        ("criterion", "TC1"),
        ("version", version.as_str()),
    ];
    let empty = [&own[..], &[("note", "  "), ("intent", "save")]].concat();
    let saved = officer.post("/api/save-answer", &empty).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    assert!(saved.header("location").contains("khong-doi"));
    let again = fill(&officer, "TC1", "save").await;
    assert!(
        !again.header("location").contains("khong-doi"),
        "a document is new"
    );
    let thrown = officer.get(&at).await;
    assert!(
        thrown.text().contains("Bỏ bản nháp này"),
        "{}",
        thrown.text()
    );
    let discard = |version: &str| {
        vec![
            ("unit".to_owned(), UNIT.to_owned()),
            ("criterion".to_owned(), "TC1".to_owned()),
            ("version".to_owned(), version.to_owned()),
        ]
    };
    let seen = thrown.value("version");
    let done = officer.post_owned("/api/discard", &discard(&seen)).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());

    // A draft over what is confirmed goes, and the confirmed value stands again.
    let version = officer.get(&at).await.value("version");
    let text = [
        ("unit", UNIT),
        ("criterion", "TC1"),
        ("version", version.as_str()),
        ("note", "Gõ nhầm mục"),
        ("intent", "save"),
    ];
    officer.post("/api/save-answer", &text).await;
    let checklist = officer.get(&format!("/can-bo/{UNIT}")).await.text();
    assert!(checklist.contains("1 bản nháp chưa nộp"), "{checklist}");
    let seen = officer.get(&at).await.value("version");
    for stale in [version.as_str(), "99"] {
        let refused = officer.post_owned("/api/discard", &discard(stale)).await;
        assert_eq!(
            refused.status,
            StatusCode::CONFLICT,
            "what was not seen stays"
        );
    }
    let done = officer.post_owned("/api/discard", &discard(&seen)).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    let item = officer.get(&at).await.text();
    assert!(!item.contains("Gõ nhầm mục"), "{item}");
    let checklist = officer.get(&format!("/can-bo/{UNIT}")).await.text();
    assert!(
        checklist.contains("Đã đạt 1/16") && !checklist.contains("bản nháp chưa nộp"),
        "{checklist}"
    );
    // There is nothing to throw away twice, and nothing of what the leader has.
    let seen = officer.get(&at).await.value("version");
    let refused = officer.post_owned("/api/discard", &discard(&seen)).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    fill(&officer, "TC1", "hand-in").await;
    let seen = officer.get(&at).await.value("version");
    let refused = officer.post_owned("/api/discard", &discard(&seen)).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);

    // Signed, taken back and thrown away: what was confirmed before stands, not an item that nobody declared.
    sign(&leader).await;
    let withdraw = [("unit", UNIT), ("criterion", "TC1"), ("reason", "Nhầm")];
    leader.post("/api/withdraw", &withdraw).await;
    let seen = officer.get(&at).await.value("version");
    let done = officer.post_owned("/api/discard", &discard(&seen)).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    let item = officer.get(&at).await.text();
    assert!(item.contains("Đã xác nhận"), "{item}");
});

/// Saves a text as a page does by itself, and gives the status and what is said: version, and whether there is a draft.
async fn autosave(
    officer: &Browser<'_>,
    criterion: &str,
    version: u64,
    fields: &[(&str, &str)],
) -> (StatusCode, u64, bool) {
    let request = Request::post("/api/save-answer")
        .header("origin", "http://xanh.test")
        .header("accept", "application/json")
        .header("content-type", "application/x-www-form-urlencoded");
    let mut body = format!("unit={UNIT}&criterion={criterion}&version={version}");
    for (name, text) in fields {
        body.push_str(&format!("&{name}={}", encode(text)));
    }
    let answer = officer.send(request, Body::from(body)).await;
    let said: serde_json::Value = serde_json::from_str(&answer.body).unwrap_or_default();
    (
        answer.status,
        said["version"].as_u64().unwrap_or_default(),
        said["draft"].as_bool().unwrap_or_default(),
    )
}

on_both!(
    a_text_that_is_taken_away_again_leaves_no_draft,
    |engine| async move {
        let (client, db) = installation(engine).await;
        let officer = client.sign_in("canbo").await;
        let ok = |version, draft| (StatusCode::OK, version, draft);
        let drafts = async || {
            let checklist = officer.get(&format!("/can-bo/{UNIT}")).await.text();
            checklist.contains("bản nháp chưa nộp")
        };
        // Typed by mistake, and taken away: over an item that nobody declared, one with a whole that is known, and so on.
        for criterion in ["TC2", "DL2"] {
            let save = async |version, note: &str| {
                autosave(&officer, criterion, version, &[("note", note)]).await
            };
            assert_eq!(save(0, " ").await, ok(0, false), "nothing makes none");
            assert_eq!(save(0, "Gõ nhầm").await, ok(1, true));
            assert!(drafts().await);
            assert_eq!(save(1, "").await, ok(3, false));
            assert!(!drafts().await);
            // The answer was lost, and it is sent again; another window has the same words.
            assert_eq!(save(1, "").await, ok(3, false));
            // Another window has other words: they go over nothing that it has not seen.
            let (status, version, _) = save(1, "Từ cửa sổ khác").await;
            assert_eq!((status, version), (StatusCode::CONFLICT, 3));
            // And the page goes on.
            assert_eq!(save(3, "Gõ lại").await, ok(4, true));
            assert_eq!(save(4, "Gõ lại tiếp").await, ok(5, true));
            assert_eq!(save(5, "\u{200b}").await, ok(7, false));
        }
        let chain = db.chain(UNIT).await.unwrap();
        let of: Vec<_> = chain
            .iter()
            .filter(|(e, _)| e.object == "TC2")
            .map(|(e, _)| (e.action.word(), e.before.as_str(), e.after.as_str()))
            .collect();
        assert_eq!(of[0], ("save", "", "note=Gõ nhầm"));
        assert_eq!((of[1].0, of[1].1), ("save", "note=Gõ nhầm"));
        assert_eq!(of[2].0, "discard");
        // Of a form without script as well.
        let at = format!("/can-bo/{UNIT}/TC2");
        assert_eq!(
            autosave(&officer, "TC2", 7, &[("note", "a")]).await,
            ok(8, true)
        );
        let form = [
            ("unit", UNIT),
            ("criterion", "TC2"),
            ("version", "8"),
            ("note", ""),
            ("intent", "save"),
        ];
        let saved = officer.post("/api/save-answer", &form).await;
        assert!(
            saved.header("location").contains("khong-doi"),
            "{}",
            saved.header("location")
        );
        assert_eq!(officer.get(&at).await.value("version"), "10");
        // With a document it is more than a text: it stays.
        let with = [
            &form[..2],
            &[
                ("version", "10"),
                ("number_of_document", "12/QĐ"),
                ("intent", "save"),
            ],
        ]
        .concat();
        officer.post("/api/save-answer", &with).await;
        assert!(drafts().await);
        let version: u64 = officer.get(&at).await.value("version").parse().unwrap();
        assert_eq!(
            autosave(&officer, "TC2", version, &[("note", "a")]).await,
            ok(version + 1, true)
        );
        assert_eq!(
            autosave(&officer, "TC2", version + 1, &[("note", "")]).await,
            ok(version + 2, true)
        );
        assert!(drafts().await);
    }
);

on_both!(
    what_came_back_stands_again_without_its_draft,
    |engine| async move {
        let (client, _) = installation(engine).await;
        let officer = client.sign_in("canbo").await;
        let leader = client.sign_in("lanhdao").await;
        let reviewer = client.sign_in("thamdinh").await;
        let at = format!("/can-bo/{UNIT}/TC1");
        fill(&officer, "TC1", "hand-in").await;
        // What the leader has is not taken back by saying it again, nor dropped by saying nothing.
        let ready = officer.get(&at).await;
        let version: u64 = ready.value("version").parse().unwrap();
        let said: Vec<_> = passing("TC1")
            .into_iter()
            .filter(|(name, _)| ["yes", "fact_date", "note"].contains(name))
            .collect();
        let (status, same, draft) = autosave(&officer, "TC1", version, &said).await;
        assert_eq!((status, same, draft), (StatusCode::OK, version, false));
        sign(&leader).await;
        let id = reviewer
            .get("/tham-dinh")
            .await
            .links("/tham-dinh/")
            .remove(0);
        let back = [
            ("answer", id.as_str()),
            ("decision", "return"),
            ("code", "value"),
            ("text", "Xem lại ngày"),
        ];
        let done = reviewer.post("/api/review", &back).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
        let page = officer.get(&at).await;
        assert!(page.text().contains("Xem lại ngày"), "{}", page.text());
        let version: u64 = page.value("version").parse().unwrap();
        let typed = [&said[..], &[("note", "Gõ nhầm")]].concat();
        assert_eq!(
            autosave(&officer, "TC1", version, &typed).await,
            (StatusCode::OK, version + 1, true)
        );
        // Its evidence came with it, and is nothing of its own.
        assert_eq!(
            autosave(&officer, "TC1", version + 1, &said).await,
            (StatusCode::OK, version + 3, false)
        );
        let page = officer.get(&at).await;
        assert!(!page.text().contains("Đang viết dở"), "{}", page.text());
        // Saying nothing is not what stands: what came back is not emptied unasked.
        let (status, _, draft) = autosave(&officer, "TC1", version + 3, &[]).await;
        assert_eq!((status, draft), (StatusCode::OK, true));
    }
);

on_both!(
    what_nobody_sees_is_neither_a_document_nor_a_reason,
    |engine| async move {
        let (client, _) = installation(engine).await;
        let officer = client.sign_in("canbo").await;
        let reviewer = client.sign_in("thamdinh").await;
        let leader = client.sign_in("lanhdao").await;
        for (criterion, nothing) in [
            ("TH1", "\u{3164}"),
            ("TC2", "\u{200b} \u{2800}"),
            ("TC3", "\u{ad}"),
        ] {
            let at = format!("/can-bo/{UNIT}/{criterion}");
            let version = officer.get(&at).await.value("version");
            let fields = [
                ("unit", UNIT),
                ("criterion", criterion),
                ("version", version.as_str()),
                ("number_of_document", nothing),
                ("link", nothing),
                ("yes", "yes"),
                ("part", "10"),
                ("whole", "10"),
                ("fact_date", "2026-11-20"),
                ("note", "Đã gửi bản giấy"),
                ("intent", "save"),
            ];
            officer.post("/api/save-answer", &fields).await;
            let item = officer.get(&at).await.text();
            assert!(item.contains("Chưa có minh chứng"), "{nothing:?}: {item}");
        }
        let handed = officer.post("/api/hand-in", &[("unit", UNIT)]).await;
        assert_eq!(handed.status, StatusCode::SEE_OTHER);
        for blank in ["\u{3164}", "\u{200b}"] {
            let seen = leader
                .get(&format!("/can-bo/{UNIT}/TC2"))
                .await
                .value("version");
            let back = [
                ("unit", UNIT),
                ("criterion", "TC2"),
                ("version", seen.as_str()),
                ("reason", blank),
            ];
            let refused = leader.post("/api/send-back", &back).await;
            assert!(refused.status.is_client_error(), "{blank:?}");
        }
        sign(&leader).await;
        assert!(ticks(&reviewer).await.is_empty());
        for answer in reviewer.get("/tham-dinh").await.links("/tham-dinh/") {
            for nothing in ["\u{200b}\u{2060}\u{ad}", "\u{3164}", "\u{2800}", "\u{a0}"] {
                let confirm = [
                    ("answer", answer.as_str()),
                    ("decision", "confirm"),
                    ("backing", "system"),
                    ("reference", nothing),
                ];
                let refused = reviewer.post("/api/review", &confirm).await;
                assert_eq!(
                    refused.status,
                    StatusCode::UNPROCESSABLE_ENTITY,
                    "{nothing:?}"
                );
            }
        }
    }
);

on_both!(after_the_deadline_pages_say_so, |engine| async move {
    let (client, db) = installation(engine).await;
    let officer = client.sign_in("canbo").await;
    let before = officer.get(&format!("/can-bo/{UNIT}")).await.text();
    assert!(
        before.contains("hạn 17:00") && !before.contains("đã hết hạn"),
        "{before}"
    );
    let over = domain::period::Period {
        code: "2026-11-b".into(),
        opens_at: Timestamp(now().0 - 3_600_000),
        due_at: Timestamp(now().0 - 60_000),
    };
    let mut tx = db.begin().await.unwrap();
    tx.add_periods(&[over], false).await.unwrap();
    tx.commit().await.unwrap();
    let page = officer.get(&format!("/can-bo/{UNIT}")).await.text();
    assert!(page.contains("Đợt 2026-11-b đã hết hạn"), "{page}");
    let late = fill(&officer, "TC1", "hand-in").await;
    let page = officer.get(late.header("location")).await.text();
    assert!(page.contains("ghi là nộp muộn"), "{page}");
    let leader = client.sign_in("lanhdao").await;
    sign(&leader).await;
    let reviewer = client.sign_in("thamdinh").await;
    let queue = reviewer.get("/tham-dinh").await;
    assert!(queue.text().contains("nộp muộn"), "{}", queue.text());
    let answer = queue.links("/tham-dinh/").remove(0);
    let review = reviewer.get(&format!("/tham-dinh/{answer}")).await.text();
    assert!(review.contains("nộp muộn"), "{review}");
});

on_both!(evidence_is_private_and_checked, |engine| async move {
    let (client, db) = installation(engine).await;
    let officer = client.sign_in("canbo").await;
    let fields = [
        ("unit", UNIT),
        ("criterion", "TC1"),
        ("version", "0"),
        ("yes", "yes"),
        ("intent", "save"),
    ];
    let pdf = b"%PDF-1.7\nquyet dinh\n%%EOF".as_slice();
    let sent = officer
        .upload("/api/save-answer", &fields, "../../QĐ 12.pdf", pdf)
        .await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    let form = officer.get(&format!("/can-bo/{UNIT}/TC1")).await;
    let link = form.body.split("href=\"/minh-chung/").nth(1).unwrap();
    let link = format!("/minh-chung/{}", link.split('"').next().unwrap());
    assert!(
        form.text().contains("QĐ 12.pdf") && form.text().contains("SHA-256"),
        "{}",
        form.text()
    );

    let own = officer.get(&link).await;
    assert_eq!(own.body.as_bytes(), pdf);
    assert_eq!(
        own.header("content-disposition"),
        "attachment; filename=\"QD 12.pdf\"; filename*=UTF-8''Q%C4%90%2012.pdf"
    );
    assert_eq!(
        own.header("content-security-policy"),
        "default-src 'none'; sandbox"
    );
    assert_eq!(own.header("x-content-type-options"), "nosniff");
    // Not the reviewer's before it is submitted, never another commune's, never a stranger's.
    let reviewer = client.sign_in("thamdinh").await;
    assert_eq!(reviewer.get(&link).await.status, StatusCode::NOT_FOUND);
    let other = client.sign_in("canbo2").await;
    assert_eq!(other.get(&link).await.status, StatusCode::NOT_FOUND);
    assert_eq!(client.get(&link).await.status, StatusCode::UNAUTHORIZED);

    // What is no accepted kind is refused by its content, and the rest is saved.
    let fields = [
        ("unit", UNIT),
        ("criterion", "TC1"),
        ("version", "1"),
        ("yes", "no"),
        ("intent", "save"),
    ];
    let html = b"<!DOCTYPE html><script>alert(1)</script>".as_slice();
    let refused = officer
        .upload("/api/save-answer", &fields, "anh.pdf", html)
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.text().contains("chưa được nhận"),
        "{}",
        refused.text()
    );
    assert_eq!(refused.value("version"), "2");

    // One document serves a second item, and is taken from it again: the audit log says both.
    let id = link.rsplit('/').next().unwrap();
    let (attach, detach) = (format!("attach-{id}"), format!("detach-{id}"));
    for (version, box_, shown) in [
        ("0", &attach, true),
        ("1", &attach, true),
        ("2", &detach, false),
    ] {
        let fields = [
            ("unit", UNIT),
            ("criterion", "TC2"),
            ("version", version),
            (box_.as_str(), "on"),
            ("intent", "save"),
        ];
        let saved = officer.post("/api/save-answer", &fields).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
        let form = officer.get(&format!("/can-bo/{UNIT}/TC2")).await;
        assert_eq!(form.names("detach-").contains(&detach), shown);
    }
    let told: Vec<_> = db
        .chain(UNIT)
        .await
        .unwrap()
        .into_iter()
        .map(|(e, _)| e)
        .collect();
    let told: Vec<_> = told
        .iter()
        .filter(|e| e.object == "TC2" && e.action.word().ends_with("tach-evidence"))
        .map(|e| (e.action.word(), e.before.as_str(), e.after.as_str()))
        .collect();
    let title = "QĐ 12.pdf";
    assert_eq!(
        told,
        [
            ("attach-evidence", "", title),
            ("detach-evidence", title, "")
        ]
    );
});

on_both!(
    nothing_is_confirmed_without_a_document_or_what_was_seen,
    |engine| async move {
        let (client, db) = installation(engine).await;
        let officer = client.sign_in("canbo").await;
        let fields = [
            ("unit", UNIT),
            ("criterion", "TC1"),
            ("version", "0"),
            ("yes", "yes"),
            ("fact_date", "2026-11-20"),
            ("note", "Đã gửi bản giấy"),
            ("intent", "hand-in"),
        ];
        let sent = officer.post("/api/save-answer", &fields).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
        fill(&officer, "TC2", "hand-in").await;
        sign(&client.sign_in("lanhdao").await).await;

        let reviewer = client.sign_in("thamdinh").await;
        let queue = reviewer.get("/tham-dinh").await;
        assert_eq!(queue.links("/tham-dinh/").len(), 2);
        // Only what has a document can be ticked.
        let ticks = ticks(&reviewer).await;
        assert_eq!(ticks.len(), 1);
        let ticked = ticks[0].0.strip_prefix("answer-").unwrap().to_owned();
        let ids = queue.links("/tham-dinh/");
        let id = ids.iter().find(|id| **id != ticked).unwrap();
        let forged = [(format!("answer-{id}"), "on".to_owned())];
        let refused = reviewer.post_owned("/api/review-many", &forged).await;
        assert_eq!(refused.status, StatusCode::CONFLICT);

        let page = reviewer.get(&format!("/tham-dinh/{id}")).await;
        assert!(page.text().contains("Đã xem ở đâu?"), "{}", page.text());
        let long = "x".repeat(501);
        let cases: [&[(&str, &str)]; 5] = [
            &[],
            &[("backing", "paper")],
            &[("reference", "Sổ 12, trang 3")],
            &[("backing", "document"), ("reference", "Sổ 12, trang 3")],
            &[("backing", "paper"), ("reference", &long)],
        ];
        for more in cases {
            let form = [("answer", id.as_str()), ("decision", "confirm")];
            let form = [&form[..], more].concat();
            let refused = reviewer.post("/api/review", &form).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{more:?}");
            assert!(
                refused
                    .text()
                    .contains("Chưa xác nhận: mục không có minh chứng")
            );
            if let Some((_, reference)) = more.iter().find(|(name, _)| *name == "reference") {
                assert!(
                    refused.body.contains(reference),
                    "what was typed comes back"
                );
            }
        }
        let form = [
            ("answer", id.as_str()),
            ("decision", "confirm"),
            ("backing", "paper"),
            ("reference", "Sổ 12, trang 3"),
        ];
        let confirmed = reviewer.post("/api/review", &form).await;
        assert_eq!(confirmed.status, StatusCode::SEE_OTHER);
        let page = reviewer.get(&format!("/tham-dinh/{id}")).await;
        assert!(
            page.text().contains("Đã xem bản giấy: Sổ 12, trang 3"),
            "{}",
            page.text()
        );

        let many = reviewer.post_owned("/api/review-many", &ticks).await;
        assert_eq!(many.status, StatusCode::SEE_OTHER);
        let secretary = client.sign_in("thuky").await;
        let preview = secretary.get("/quan-tri/cong-bo").await;
        let (hash, as_of) = (preview.value("hash"), preview.value("as_of"));
        let publish = [
            ("hash", hash.as_str()),
            ("as_of", as_of.as_str()),
            ("kind", "new"),
        ];
        let published = secretary.post("/api/publish", &publish).await;
        assert_eq!(
            published.status,
            StatusCode::SEE_OTHER,
            "{}",
            published.text()
        );
        // The public is told what it rests on, and nothing of where.
        for path in [format!("/xa/{UNIT}"), format!("/bien-nhan/1r1-{UNIT}")] {
            let page = client.get(&path).await;
            assert!(
                page.text().contains("Đã xem bản giấy"),
                "{path}: {}",
                page.text()
            );
            assert!(page.text().contains("Có văn bản kèm theo"), "{path}");
            assert!(!page.body.contains("Sổ 12"), "{path}");
        }
        assert_eq!(db.releases().await.unwrap().len(), 1);
    }
);
