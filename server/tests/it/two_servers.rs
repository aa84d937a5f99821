//! Two servers of one database: what one publishes the other shows, and of two that publish at once one does.

use crate::support::{Answer, Browser, Client, Engine, now, on_both, people, production_address};
use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use domain::access::Role;
use server::{
    secrets,
    service::workspace::audit,
    store::{Db, accounts::NewAccount},
};

/// Two servers with connections of their own, and the database.
async fn servers(engine: Engine) -> (Client, Client, Db) {
    let address = production_address(engine).await;
    let db = Db::open(&address).await.unwrap();
    people::add(&db).await;
    let other = Db::open(&address).await.unwrap();
    (Client::of(db.clone()), Client::of(other), db)
}

const PREVIEW: &str = "/quan-tri/cong-bo";

/// Publishes what a preview showed.
async fn publish(secretary: &Browser<'_>, preview: &Answer, more: &[(&str, &str)]) -> Answer {
    let (hash, as_of) = (preview.value("hash"), preview.value("as_of"));
    // Nothing was submitted: that is asked twice.
    let form = [
        ("hash", hash.as_str()),
        ("as_of", as_of.as_str()),
        ("anyway", "on"),
    ];
    secretary
        .post("/api/publish", &[&form[..], more].concat())
        .await
}

async fn with_tag(client: &Client, path: &str, tag: &str) -> Answer {
    let request = Request::get(path).header("if-none-match", tag);
    client.send(request.body(Body::empty()).unwrap()).await
}

on_both!(what_one_publishes_the_other_shows, |engine| async move {
    let (one, other, _) = servers(engine).await;
    let paths = ["/tinh/25", "/xa/04846", "/phat-hanh", "/xep-hang.csv"];
    let mut before = Vec::new();
    for path in paths {
        // Both have rendered it, and keep it.
        let own = one.get(path).await;
        let kept = other.get(path).await;
        assert_eq!(own.header("etag"), kept.header("etag"), "{path}");
        before.push(kept.header("etag").to_owned());
    }
    let secretary = one.sign_in("thuky").await;
    let preview = secretary.get(PREVIEW).await;
    let published = publish(&secretary, &preview, &[("kind", "new")]).await;
    assert_eq!(
        published.status,
        StatusCode::SEE_OTHER,
        "{}",
        published.text()
    );
    for (path, tag) in paths.iter().zip(before) {
        // The next request of the other has it, also of somebody whose browser has the page of before.
        let next = with_tag(&other, path, &tag).await;
        assert_eq!(next.status, StatusCode::OK, "{path}");
        let own = one.get(path).await;
        assert_eq!(own.header("etag"), next.header("etag"), "{path}");
        assert!(own.bytes == next.bytes, "{path}");
        let again = with_tag(&one, path, next.header("etag")).await;
        assert_eq!(again.status, StatusCode::NOT_MODIFIED, "{path}");
    }
    let receipt = other.get("/bien-nhan/1r1-04846").await;
    assert_eq!(receipt.status, StatusCode::OK);
});

on_both!(
    of_two_who_publish_at_once_one_publishes,
    |engine| async move {
        let (one, other, db) = servers(engine).await;
        let password = secrets::hash_password(people::PASSWORD).unwrap();
        let secret = secrets::demo_totp_secret("thuky2");
        let account = NewAccount {
            user_name: "thuky2",
            display_name: "thuky2",
            email: "",
            language: "vi",
            password: Some(&password),
            totp_secret: Some(&secret),
        };
        let mut tx = db.begin().await.unwrap();
        let id = tx.add_account(account, 0).await.unwrap();
        let role = Role::Secretary.slug();
        tx.add_grant(id, role, "VN").await.unwrap();
        tx.commit().await.unwrap();
        let first = one.sign_in("thuky").await;
        let half = other.sign_in_without_code("thuky2").await;
        let code = people::code_of(secret, now());
        let proven = half.post("/api/second-factor", &[("code", &code)]).await;
        let second = other.browser_with(&proven.cookie());

        let new = [("kind", "new")];
        let correction = [
            ("kind", "correction"),
            ("last", "1r1"),
            ("reason", "Nhầm ngày"),
        ];
        for (kind, releases) in [(&new[..], 1), (&correction[..], 2)] {
            let seen = (first.get(PREVIEW).await, second.get(PREVIEW).await);
            let (a, b) = tokio::join!(
                publish(&first, &seen.0, kind),
                publish(&second, &seen.1, kind)
            );
            let mut statuses = [a.status, b.status];
            statuses.sort_unstable();
            assert_eq!(
                statuses,
                [StatusCode::SEE_OTHER, StatusCode::CONFLICT],
                "{} {}",
                a.text(),
                b.text()
            );
            assert_eq!(db.releases().await.unwrap().len(), releases);
        }
        let published = db.chain("VN").await.unwrap();
        let told = published
            .iter()
            .filter(|(e, _)| e.action.word() == "publish");
        assert_eq!(told.count(), 2, "{published:?}");
        assert_eq!(audit::verify(&db).await.unwrap().broken, None);
    }
);
