//! How long a session lasts, what opens one, and from where it is opened.

use crate::support::{Browser, Client, Engine, now, on_both, parts, people, production};
use axum::{body::Body, http::Request};
use domain::time::Timestamp;
use server::store::Db;

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;

async fn installation(engine: Engine) -> Db {
    let db = production(engine).await;
    people::add(&db).await;
    db
}

on_both!(a_session_ends_when_it_is_not_used, |engine| async move {
    let db = installation(engine).await;
    let cookie = Client::of(db.clone())
        .sign_in("canbo")
        .await
        .cookie()
        .to_owned();
    let at = |ms: i64| Client::of_time(db.clone(), Timestamp(now().0 + ms));
    let open = async |ms: i64| {
        let client = at(ms);
        let page = client.browser_with(&cookie).get("/can-bo/04846").await;
        page.status.as_u16()
    };
    // Two hours after it was used last.
    assert_eq!(open(2 * HOUR - 1).await, 200);
    assert_eq!(open(4 * HOUR - 2).await, 200);
    assert_eq!(open(6 * HOUR - 2).await, 303);
    // It has ended for good, and a form finds that as a page does.
    assert_eq!(open(4 * HOUR).await, 303);
    let client = at(4 * HOUR);
    let save = [("unit", "04846"), ("criterion", "DL2"), ("version", "0")];
    let browser = client.browser_with(&cookie);
    let refused = browser.post("/api/save-answer", &save).await;
    assert_eq!(refused.status.as_u16(), 401);
});

on_both!(a_session_ends_after_a_working_day, |engine| async move {
    let db = installation(engine).await;
    let cookie = Client::of(db.clone())
        .sign_in("canbo")
        .await
        .cookie()
        .to_owned();
    let mut statuses = Vec::new();
    for ms in (0..12)
        .map(|hour| hour * HOUR)
        .chain([12 * HOUR - 1, 12 * HOUR])
    {
        let client = Client::of_time(db.clone(), Timestamp(now().0 + ms));
        let page = client.browser_with(&cookie).get("/can-bo/04846").await;
        statuses.push(page.status.as_u16());
    }
    assert_eq!(statuses[..13], [200; 13]);
    assert_eq!(statuses[13], 303);
});

/// The recovery codes of somebody who sets up a second factor now.
async fn recovery_codes(db: &Db, client: &Client, user: &str) -> Vec<String> {
    let id = db.account_by_name(user).await.unwrap().unwrap().id;
    let mut tx = db.begin().await.unwrap();
    tx.set_totp(id, None).await.unwrap();
    tx.commit().await.unwrap();
    let half = client.sign_in_without_code(user).await;
    let secret = half.get("/dang-nhap/thiet-lap").await.value("secret");
    let code = people::code_of(secret.clone(), now());
    let form = [("secret", secret.as_str()), ("code", code.as_str())];
    let shown = half.post("/api/enrol", &form).await;
    assert_eq!(shown.status.as_u16(), 200, "{}", shown.text());
    let list = shown.body.split("class=\"codes\"").nth(1).unwrap();
    let list = list.split("</ul>").next().unwrap();
    let codes = list.split("<code dir=\"ltr\">").skip(1);
    codes
        .map(|rest| rest.split('<').next().unwrap().to_owned())
        .collect()
}

on_both!(a_recovery_code_opens_once, |engine| async move {
    let db = installation(engine).await;
    let client = Client::of(db.clone());
    let codes = recovery_codes(&db, &client, "thuky").await;
    assert_eq!(codes.len(), 8);
    let verify_second_factor = async |code: &str| {
        let half = client.sign_in_without_code("thuky").await;
        let closed = half.get("/quan-tri/cong-bo").await;
        assert_eq!(closed.status.as_u16(), 303);
        let answer = half.post("/api/second-factor", &[("code", code)]).await;
        let whole = client.browser_with(&answer.cookie());
        let open = whole.get("/quan-tri/cong-bo").await.status.as_u16();
        (answer.status.as_u16(), open)
    };
    assert_eq!(verify_second_factor(&codes[0]).await, (303, 200));
    assert_eq!(verify_second_factor(&codes[0]).await, (401, 303));
    // As somebody types it; one that nobody was given opens nothing.
    let typed = format!(" {} ", codes[1].to_uppercase());
    assert_eq!(verify_second_factor(&typed).await, (303, 200));
    assert_eq!(verify_second_factor("abcdefgh-abcdefgh").await, (401, 303));

    // Nor does one open twice when it comes twice at once.
    let (one, other) = (
        client.sign_in_without_code("thuky").await,
        client.sign_in_without_code("thuky").await,
    );
    let form = [("code", codes[2].as_str())];
    let (a, b) = tokio::join!(
        one.post("/api/second-factor", &form),
        other.post("/api/second-factor", &form)
    );
    let mut statuses = [a.status.as_u16(), b.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 401]);
});

/// Types a password at a connection, in front of which other addresses are named; gives the status.
async fn sign_in(browser: &Browser<'_>, forwarded: &[&str], password: &str) -> u16 {
    let mut request = Request::post("/api/sign-in")
        .header("origin", "http://xanh.test")
        .header("content-type", "application/x-www-form-urlencoded");
    for addresses in forwarded {
        request = request.header("x-forwarded-for", *addresses);
    }
    let form = format!("user=canbo&password={}", app::routes::encode(password));
    browser
        .send(request, Body::from(form))
        .await
        .status
        .as_u16()
}

const WRONG: &str = "sai mật khẩu rồi";

on_both!(
    behind_a_proxy_the_address_that_it_added_counts,
    |engine| async move {
        let db = installation(engine).await;
        let mut parts = parts(db.clone());
        parts.behind_proxy = true;
        let client = Client::of_parts(parts, now());
        let proxy = client.at_address("192.0.2.1");
        // Whatever a stranger writes before it: in one line, or in a line of their own.
        for at in 0..5 {
            let lie = format!("203.0.113.{at}");
            let one_line = format!("{lie}, 198.51.100.1");
            let sent = match at % 2 {
                0 => vec![one_line.as_str()],
                _ => vec![lie.as_str(), "198.51.100.1"],
            };
            assert_eq!(sign_in(&proxy, &sent, WRONG).await, 401, "{at}");
        }
        let right = people::PASSWORD;
        assert_eq!(sign_in(&proxy, &["198.51.100.1"], right).await, 429);
        let lie = "203.0.113.9,198.51.100.1";
        assert_eq!(sign_in(&proxy, &[lie], right).await, 429);
        // Others behind the same proxy are not shut out, nor is whoever names that address first.
        assert_eq!(sign_in(&proxy, &["203.0.113.9"], right).await, 303);
        let other = "198.51.100.1, 203.0.113.10";
        assert_eq!(sign_in(&proxy, &[other], right).await, 303);
        // Without the header it is the connection's own.
        assert_eq!(sign_in(&proxy, &[], right).await, 303);
        for sent in [&[][..], &[""]] {
            assert_eq!(sign_in(&proxy, sent, WRONG).await, 401);
        }
        let failures = db.failures("canbo", "192.0.2.1", now().0).await.unwrap();
        assert_eq!(failures.pair.count, 2, "{failures:?}");
    }
);

on_both!(
    without_a_proxy_nobody_chooses_their_address,
    |engine| async move {
        let client = Client::of(installation(engine).await);
        let stranger = client.at_address("198.51.100.1");
        for at in 0..5 {
            let lie = format!("203.0.113.{at}");
            assert_eq!(sign_in(&stranger, &[&lie], WRONG).await, 401, "{at}");
        }
        let right = people::PASSWORD;
        assert_eq!(sign_in(&stranger, &["203.0.113.9"], right).await, 429);
        let elsewhere = client.at_address("203.0.113.9");
        assert_eq!(sign_in(&elsewhere, &["198.51.100.1"], right).await, 303);
    }
);
