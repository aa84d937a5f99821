//! What is published: who is ranked in a release, and what is asked twice before it is frozen.

use crate::{
    story::{codes, fill, sign},
    support::{Answer, Browser, Client, on_both, people, production},
};
use axum::http::StatusCode;
use domain::ranking::RankFloor;
use server::store::Db;

const PREVIEW: &str = "/quan-tri/cong-bo";

pub async fn publish(secretary: &Browser<'_>, more: &[(&str, &str)]) -> Answer {
    let preview = secretary.get(PREVIEW).await;
    let (hash, as_of) = (preview.value("hash"), preview.value("as_of"));
    let form = [
        ("hash", hash.as_str()),
        ("as_of", as_of.as_str()),
        ("kind", "new"),
    ];
    secretary
        .post("/api/publish", &[&form[..], more].concat())
        .await
}

async fn releases(db: &Db) -> usize {
    db.releases().await.unwrap().len()
}

on_both!(
    what_is_empty_or_the_same_is_asked_twice,
    |engine| async move {
        let db = production(engine).await;
        people::add(&db).await;
        let client = Client::of(db.clone());
        let secretary = client.sign_in("thuky").await;
        let preview = secretary.get(PREVIEW).await;
        assert!(preview.text().contains("bản công bố này sẽ trống"));
        let refused = publish(&secretary, &[]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            refused.text().contains("Chưa công bố: hãy đánh dấu"),
            "{}",
            refused.text()
        );
        assert_eq!(releases(&db).await, 0);
        let published = publish(&secretary, &[("anyway", "on")]).await;
        assert_eq!(published.status, StatusCode::SEE_OTHER);
        assert_eq!(releases(&db).await, 1);

        // Something came in: nothing is asked.
        let officer = client.sign_in("canbo").await;
        for code in &codes(&officer).await[..2] {
            fill(&officer, code, "hand-in").await;
        }
        sign(&client.sign_in("lanhdao").await).await;
        let preview = secretary.get(PREVIEW).await;
        assert!(!preview.body.contains("name=\"anyway\""));
        let published = publish(&secretary, &[("last", "1r1")]).await;
        assert_eq!(
            published.status,
            StatusCode::SEE_OTHER,
            "{}",
            published.text()
        );

        // Nothing came in since.
        let preview = secretary.get(PREVIEW).await;
        assert!(
            preview.text().contains(
                "không đơn vị nào đổi trạng thái; số mục đã nộp và đã xác nhận cũng như cũ"
            ),
            "{}",
            preview.text()
        );
        let refused = publish(&secretary, &[("last", "2r1")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(releases(&db).await, 2);
        let published = publish(&secretary, &[("last", "2r1"), ("anyway", "on")]).await;
        assert_eq!(published.status, StatusCode::SEE_OTHER);
        // A correction says why itself.
        let correction = [
            ("kind", "correction"),
            ("last", "3r1"),
            ("reason", "Nhầm ngày"),
        ];
        let preview = secretary.get(PREVIEW).await;
        let (hash, as_of) = (preview.value("hash"), preview.value("as_of"));
        let form = [("hash", hash.as_str()), ("as_of", as_of.as_str())];
        let form = [&form[..], &correction].concat();
        let corrected = secretary.post("/api/publish", &form).await;
        assert_eq!(corrected.status, StatusCode::SEE_OTHER);
    }
);

on_both!(
    only_who_has_submitted_enough_is_ranked,
    |engine| async move {
        let db = production(engine).await;
        people::add(&db).await;
        let client = Client::of(db.clone());
        let officer = client.sign_in("canbo").await;
        for code in codes(&officer).await {
            fill(&officer, &code, "hand-in").await;
        }
        sign(&client.sign_in("lanhdao").await).await;
        let secretary = client.sign_in("thuky").await;
        let published = publish(&secretary, &[]).await;
        assert_eq!(
            published.status,
            StatusCode::SEE_OTHER,
            "{}",
            published.text()
        );
        let floor = db.releases().await.unwrap()[0].rank_floor;
        assert_eq!(floor, RankFloor::USUAL);

        for (prefix, says) in [
            ("", "chưa được xếp hạng"),
            ("/en", "is not ranked yet"),
            ("/ar", "لم تُصنَّف"),
        ] {
            for path in ["", "/tinh/25"] {
                let path = format!("{prefix}{path}");
                let path = if path.is_empty() { "/" } else { &path };
                let page = client.get(path).await;
                assert!(page.text().contains(says), "{path}: {}", page.text());
                assert!(!page.text().contains("1/34"), "{path}");
            }
        }
        let ranking = client.get("/xep-hang").await;
        assert!(
            ranking
                .text()
                .contains("Chưa xếp hạng: 34 tỉnh, thành nộp dưới 90% số mục bắt buộc"),
            "{}",
            ranking.text()
        );
        let file = client.get("/xep-hang.csv").await;
        let head: Vec<_> = file.body.lines().next().unwrap().split(',').collect();
        let rank = head.iter().position(|name| *name == "rank").unwrap();
        for line in file.body.lines().skip(1) {
            assert_eq!(line.split(',').nth(rank), Some(""), "{line}");
        }
        for path in ["/dieu-hanh", "/dieu-hanh/khoang-cach"] {
            let page = secretary.get(path).await;
            assert_eq!(page.status, StatusCode::OK, "{path}");
            assert_eq!(
                page.text().contains("chưa được xếp hạng"),
                path == "/dieu-hanh",
                "{path}: {}",
                page.text()
            );
            assert!(
                !page.text().contains("thứ 1 trong"),
                "{path}: {}",
                page.text()
            );
        }
    }
);
