//! What an administrator begins with: invitations on paper, and the page that says what is still missing.

use crate::{
    digest::{mail_server, mailer},
    entering::{qr_codes, token},
    support::{Answer, Client, Engine, now, on_both, parts, people, production},
};
use domain::time::Timestamp;
use server::{
    secrets,
    store::{Db, accounts::NewAccount},
};
use std::sync::{Arc, Mutex};

const PAGE: &str = "/quan-tri/buoc-dau";
const HOUR: i64 = 3_600_000;
const LIST: &str = "user,name,email,role,scope\n\
    xa.mot,Cán bộ một,,can-bo,04846\n\
    xa.hai,\"Lãnh đạo <b> & hai\",,lanh-dao,05116\n\
    so.ba,Thẩm định ba,,tham-dinh,25\n";

async fn installation(engine: Engine) -> Db {
    let db = production(engine).await;
    people::add(&db).await;
    db
}

/// The cards of a sheet.
fn slips(page: &Answer) -> Vec<String> {
    let slips = page.body.split("<article class=\"slip\">").skip(1);
    slips
        .map(|slip| slip.split("</article>").next().unwrap().to_owned())
        .collect()
}

on_both!(invitations_are_printed_with_qr_codes, |engine| async move {
    let db = installation(engine).await;
    let client = Client::of(db.clone());
    let admin = client.sign_in("quantri").await;
    let many = admin.post("/api/add-people", &[("list", LIST)]).await;
    assert_eq!(many.status.as_u16(), 200, "{}", many.text());
    assert_eq!(many.header("cache-control"), "no-store");
    let form = [
        ("user", "canbo.moi"),
        ("name", "Cán bộ mới"),
        ("role", "can-bo"),
        ("scope", "04846"),
    ];
    let one = admin.post("/api/invite", &form).await;
    let id = db
        .account_by_name("thuky")
        .await
        .unwrap()
        .unwrap()
        .id
        .to_string();
    let refused = admin
        .post("/api/account", &[("account", &id), ("kind", "reset")])
        .await;
    assert_eq!(refused.status.as_u16(), 403);
    let id = db
        .account_by_name("canbo")
        .await
        .unwrap()
        .unwrap()
        .id
        .to_string();
    let reset = admin
        .post("/api/account", &[("account", &id), ("kind", "reset")])
        .await;
    let week = now().date().plus(7);
    let week = format!("9:00 ngày {}", app::i18n::Lang::Vi.date(week));
    let day = format!(
        "9:00 ngày {}",
        app::i18n::Lang::Vi.date(now().date().plus(1))
    );
    let expected = [
        (
            &many,
            vec![
                (["Cán bộ một", "04846", "xa.mot", &week], "nhập số liệu"),
                (
                    ["Lãnh đạo &lt;b&gt; &amp; hai", "05116", "xa.hai", &week],
                    "ãnh đạo",
                ),
                (["Thẩm định ba", "(25)", "so.ba", &week], "thẩm định"),
            ],
        ),
        (
            &one,
            vec![(["Cán bộ mới", "04846", "canbo.moi", &week], "nhập số liệu")],
        ),
        (
            &reset,
            vec![(["canbo", "04846", "canbo", &day], "nhập số liệu")],
        ),
    ];
    for (page, expected) in expected {
        let (slips, codes) = (slips(page), qr_codes(page));
        assert_eq!((slips.len(), codes.len()), (expected.len(), expected.len()));
        for ((slip, code), (words, role)) in slips.iter().zip(&codes).zip(expected) {
            for word in words {
                assert!(slip.contains(word), "{word}: {slip}");
            }
            assert!(slip.to_lowercase().contains(&role.to_lowercase()), "{slip}");
            // The address as text is what the camera reads, and it works.
            assert!(slip.contains(&format!("{code}<")), "{slip}");
            let path = code.strip_prefix("http://xanh.test").unwrap();
            assert_eq!(client.get(path).await.status.as_u16(), 200, "{path}");
        }
    }
    // Nothing shows a link again, and no log of what was done holds one.
    let link = token(&one);
    for path in [
        "/quan-tri/tai-khoan",
        "/quan-tri/tai-khoan/nap",
        "/quan-tri/nhat-ky",
        PAGE,
    ] {
        assert!(!admin.get(path).await.body.contains(&link), "{path}");
    }
});

#[test]
fn cards_do_not_break_across_pages() {
    let print = include_str!("../../../style/print.css");
    let rule = print
        .lines()
        .find(|line| line.contains("  .slip {"))
        .unwrap();
    assert!(rule.contains("break-inside: avoid"), "{rule}");
}

/// The row of a commune.
fn row(page: &Answer, name: &str) -> String {
    let rows = page.body.split("<tr>");
    let row = rows.map(|row| row.split("</tr>").next().unwrap());
    let row = row
        .filter(|row| row.contains("scope=\"row\""))
        .find(|row| row.contains(name));
    crate::public::text(row.unwrap())
}

async fn name_of(client: &Client, code: &str) -> String {
    let page = client.get(&format!("/xa/{code}")).await;
    let title = page.body.split("<h1>").nth(1).unwrap();
    crate::public::text(title.split("</h1>").next().unwrap())
}

on_both!(an_administrator_sees_what_is_missing, |engine| async move {
    let db = production(engine).await;
    let mut tx = db.begin().await.unwrap();
    let phc = secrets::hash_password(people::PASSWORD).unwrap();
    let secret = secrets::demo_totp_secret("quantri");
    let account = NewAccount {
        user_name: "quantri",
        display_name: "Quản trị",
        email: "",
        language: "vi",
        password: Some(&phc),
        totp_secret: Some(&secret),
    };
    let id = tx.add_account(account, 0).await.unwrap();
    tx.add_grant(id, "quan-tri", "VN").await.unwrap();
    tx.commit().await.unwrap();
    let client = Client::of(db.clone());
    let half = client.sign_in_without_code("quantri").await;
    let code = people::code_at("quantri", now());
    let entered = half.post("/api/second-factor", &[("code", &code)]).await;
    // It is where an administrator begins.
    assert_eq!(entered.header("location"), PAGE);
    let admin = client.browser_with(&entered.cookie());
    let index = admin.get("/quan-tri").await;
    assert!(
        index.links(PAGE).contains(&String::new()),
        "{}",
        index.text()
    );

    let page = admin.get(PAGE).await;
    let text = page.text();
    for words in [
        "Còn 5 bước chưa xong",
        "Đã mời 1 người: 1 người đã đăng nhập, 0 người chưa đăng nhập lần nào",
        "Chưa có ai giữ vai trò",
        "Chưa mở đợt nào",
        "Chưa có ai mở được đợt",
        "Chưa khai máy chủ thư",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    // Its own province, of which nobody was invited.
    let commune = name_of(&client, "04846").await;
    assert!(
        row(&page, &commune).contains("○ Chưa mời ai"),
        "{}",
        row(&page, &commune)
    );

    // People are invited; some of them come.
    let list = format!("{LIST}bi.thu,Thư ký bốn,,thu-ky,VN\n");
    let sheet = admin.post("/api/add-people", &[("list", &list)]).await;
    let links = qr_codes(&sheet);
    let token = links[0].rsplit('/').next().unwrap();
    let password = [
        ("token", token),
        ("new", "một câu dài hơn"),
        ("again", "một câu dài hơn"),
    ];
    let answer = client.anonymous().post("/api/use-link", &password).await;
    assert_eq!(answer.status.as_u16(), 303, "{}", answer.text());
    let page = admin.get(PAGE).await;
    let text = page.text();
    for words in [
        "Đã mời 5 người: 2 người đã đăng nhập, 3 người chưa đăng nhập lần nào",
        // Who may open a campaign, if not oneself.
        "Người mở được đợt: Thư ký bốn",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert!(!text.contains("Chưa có ai giữ vai trò"), "{text}");
    assert!(
        row(&page, &commune).contains("▲ Chưa nộp mục nào"),
        "{}",
        row(&page, &commune)
    );
    let other = name_of(&client, "05116").await;
    assert!(
        row(&page, &other).contains("▲ Chưa ai đăng nhập"),
        "{}",
        row(&page, &other)
    );

    // A role that asks for a second factor: the password alone is no arrival.
    let token = links[2].rsplit('/').next().unwrap();
    let password = [
        ("token", token),
        ("new", "một câu dài hơn"),
        ("again", "một câu dài hơn"),
    ];
    client.anonymous().post("/api/use-link", &password).await;
    let text = admin.get(PAGE).await.text();
    assert!(text.contains("2 người đã đăng nhập"), "{text}");

    // After a week the links that were not used have ended.
    let later = Timestamp(now().0 + 7 * 24 * HOUR + 1);
    let client = Client::of_time(db.clone(), later);
    let half = client.sign_in_without_code("quantri").await;
    let code = people::code_at("quantri", later);
    let entered = half.post("/api/second-factor", &[("code", &code)]).await;
    let admin = client.browser_with(&entered.cookie());
    let text = admin.get(PAGE).await.text();
    assert!(text.contains("2 lời mời đã hết hạn"), "{text}");
});

on_both!(the_campaign_is_opened_by_whoever_may, |engine| async move {
    let db = installation(engine).await;
    let client = Client::of(db.clone());
    // A province's administrator may not, and reads who may.
    let admin = client.sign_in("quantri").await;
    let page = admin.get(PAGE).await;
    let text = page.text();
    assert!(text.contains("Người mở được đợt: thuky"), "{text}");
    assert!(page.links("/quan-tri/dot").is_empty());
    assert!(text.contains("Đợt 2026-11 đang mở"), "{text}");
    // Somebody who is both gets the link.
    let id = db.account_by_name("quantri").await.unwrap().unwrap().id;
    let mut tx = db.begin().await.unwrap();
    tx.add_grant(id, "thu-ky", "VN").await.unwrap();
    tx.commit().await.unwrap();
    let page = admin.get(PAGE).await;
    assert!(
        page.text().contains("Tài khoản này mở được đợt"),
        "{}",
        page.text()
    );
    assert_eq!(page.links("/quan-tri/dot").len(), 1);
    let form = [
        ("kind", "open"),
        ("code", "2027-01"),
        ("due", "2027-01-31"),
        ("review", ""),
    ];
    let opened = admin.post("/api/period", &form).await;
    assert_eq!(opened.status.as_u16(), 303, "{}", opened.text());
    // When it is over, it says so.
    let later = Timestamp(now().0 + 100 * 24 * HOUR);
    let client = Client::of_time(db.clone(), later);
    let text = client.sign_in("quantri").await.get(PAGE).await.text();
    assert!(text.contains("đã hết hạn lúc"), "{text}");
});

on_both!(review_settings_and_items_are_counted, |engine| async move {
    let db = installation(engine).await;
    let client = Client::of(db.clone());
    let admin = client.sign_in("quantri").await;
    let text = admin.get(PAGE).await.text();
    assert!(text.contains("0 trên 1 tỉnh, thành"), "{text}");
    let form = [
        ("province", "25"),
        ("review_days", "3"),
        ("return_days", "7"),
    ];
    assert_eq!(admin.post("/api/policy", &form).await.status.as_u16(), 303);
    let text = admin.get(PAGE).await.text();
    assert!(text.contains("1 trên 1 tỉnh, thành"), "{text}");

    let author = db.account_by_name("canbo").await.unwrap().unwrap().id;
    let unit = domain::unit::UnitCode::parse("04846").unwrap();
    let mut tx = db.begin().await.unwrap();
    for criterion in ["TC1", "TC1", "TC2"] {
        tx.add_record(server::store::checklists::NewRecord {
            unit: &unit,
            criteria_set: "v0",
            criterion,
            content: &domain::answer::Content::NotApplicable,
            fact_date: now().date(),
            at: Timestamp(now().0 - 24 * HOUR),
            simulated: false,
            author: domain::access::AccountId(author),
            signer: None,
            note: "x",
        })
        .await
        .unwrap();
    }
    tx.commit().await.unwrap();
    client.sign_in("canbo").await;
    let page = admin.get(PAGE).await;
    let commune = name_of(&client, "04846").await;
    let row = row(&page, &commune);
    assert!(
        row.contains("▲ Đã nộp một phần") && row.contains("2/16"),
        "{row}"
    );
    assert!(
        page.text().contains("1 đơn vị đã nộp ít nhất một mục"),
        "{}",
        page.text()
    );
});

on_both!(mail_is_tried_from_the_page, |engine| async move {
    let db = installation(engine).await;
    let refuses = Arc::new(Mutex::new(true));
    let (port, arrived) = mail_server(refuses.clone()).await;
    let mut parts = parts(db.clone());
    parts.workspace = parts.workspace.sending_mail(mailer(port));
    let client = Client::of_parts(parts, now());
    let admin = client.sign_in("quantri").await;
    let shown = async || admin.get(PAGE).await.text();
    let tried = async || admin.post("/api/test-mail", &[]).await.text();
    assert!(shown().await.contains("Khai địa chỉ thư của mình"));
    assert!(tried().await.contains("chưa khai địa chỉ thư"));
    let mail = [("email", "quantri@example.gov.vn"), ("language", "vi")];
    admin.post("/api/mail", &mail).await;
    let text = shown().await;
    assert!(text.contains("chưa gửi thử lần nào"), "{text}");
    assert!(
        text.contains("Gửi thư thử đến quantri@example.gov.vn"),
        "{text}"
    );
    assert!(tried().await.contains("không nhận thư thử"));
    assert!(shown().await.contains("chưa gửi thử lần nào"));
    *refuses.lock().unwrap() = false;
    assert!(
        tried()
            .await
            .contains("đã nhận thư thử gửi đến quantri@example.gov.vn")
    );
    assert!(shown().await.contains("đã nhận thư thử lúc"));
    let arrived = arrived.lock().unwrap();
    assert_eq!(arrived.len(), 1);
    assert!(
        arrived[0].0[0].contains("quantri@example.gov.vn"),
        "{arrived:?}"
    );
});
