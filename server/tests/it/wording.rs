//! What a criteria set means stays; how it is worded is revised, with date and author, and nothing that was published
//! changes by it.

use crate::{
    administration::{other_set, reworded},
    publication::publish,
    support::{Client, Engine, now, on_both, people, production},
};
use app::routes::FormAction;
use axum::http::StatusCode;
use domain::{release::ReleaseRef, time::Timestamp};
use server::{
    service::{
        import::{self, Done, ImportError},
        reference,
        snapshot::Snapshot,
        verify,
    },
    store::Db,
};

const DAY: i64 = 86_400_000;
const PAGE: &str = "/quan-tri/bo-tieu-chi/v0";

async fn installation(engine: Engine) -> (Client, Db) {
    let db = production(engine).await;
    people::add(&db).await;
    (Client::of(db.clone()), db)
}

async fn entries(db: &Db) -> Vec<(String, String, String, String)> {
    let chain = db.chain("VN").await.unwrap().into_iter();
    chain
        .map(|(e, _)| (e.actor, e.action, e.before, e.after))
        .collect()
}

on_both!(
    a_wording_is_revised_and_a_meaning_is_not,
    |engine| async move {
        let (client, db) = installation(engine).await;
        let secretary = client.sign_in("thuky").await;
        let act = FormAction::ReviseWording.path();
        let version = [("version", "v0")];
        let page = secretary.get(PAGE).await;
        assert!(page.body.contains(act), "{}", page.text());
        assert!(page.text().contains("Câu chữ chưa sửa lần nào"));
        // A reviewer sees the page, and no form.
        let reviewer = client.sign_in("thamdinh").await;
        let seen = reviewer.get(PAGE).await;
        assert_eq!(seen.status, StatusCode::OK);
        assert!(!seen.body.contains(act));

        // Another meaning is refused by criterion and field, in the language of whoever asks.
        let other = reference::CRITERIA.replacen("pass_bp = 9500", "pass_bp = 9000", 1);
        for (lang, words) in [
            ("", ["không thể sửa", "NT1", "answer.pass_bp"]),
            ("/en", ["cannot be changed", "NT1", "answer.pass_bp"]),
            ("/ar", ["ولا يمكن تعديلها", "NT1", "answer.pass_bp"]),
        ] {
            let path = format!("{lang}{act}");
            let refused = secretary
                .upload(&path, &version, "v0.toml", other.as_bytes())
                .await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
            let text = refused.text();
            assert!(words.iter().all(|word| text.contains(word)), "{text}");
        }
        for (sent, words) in [
            (other_set("v1", "2025-07-01"), "phiên bản v1"),
            (other_set("v0", "2025-08-01"), "valid_from"),
            (reference::CRITERIA.to_owned(), "giống hệt"),
            ("version = ".to_owned(), "sai cú pháp"),
        ] {
            let refused = secretary
                .upload(act, &version, "v0.toml", sent.as_bytes())
                .await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{words}");
            assert!(refused.text().contains(words), "{}", refused.text());
        }
        let nothing = [("version", "v77")];
        let refused = secretary
            .upload(act, &nothing, "v0.toml", reworded().as_bytes())
            .await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND);
        let refused = reviewer
            .upload(act, &version, "v0.toml", reworded().as_bytes())
            .await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        assert_eq!(entries(&db).await, []);
        assert!(db.criteria_wordings().await.unwrap().len() == 1);

        let officer = client.sign_in("canbo").await;
        let before = officer.get("/can-bo/04846/NT2").await.text();
        assert!(before.contains("Kiểm tra ba việc") && !before.contains("Thử cả ba việc"));
        let public = client.get("/phuong-phap").await.text();
        assert!(!public.contains("sửa lần cuối"));
        let done = secretary
            .upload(act, &version, "v0.toml", reworded().as_bytes())
            .await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());

        // Everybody reads the new words; the history and the audit log say who, when and where.
        let after = officer.get("/can-bo/04846/NT2").await.text();
        assert!(after.contains("Thử cả ba việc"));
        let places = "DL2.title.vi DL2.title.en NT2.help.vi";
        let page = secretary.get(PAGE).await.text();
        for word in ["thuky", "23/11/2026", "NT2.help.vi", "DL2.title.en"] {
            assert!(page.contains(word), "{word}: {page}");
        }
        let told = entries(&db).await;
        let [(actor, action, was, is)] = told.as_slice() else {
            panic!("{told:?}")
        };
        assert_eq!(
            [actor.as_str(), action, was],
            ["thuky", "revise-wording", "0"]
        );
        assert!(is.starts_with("1 "), "{is}");
        assert!(places.split(' ').all(|place| is.contains(place)), "{is}");
        let public = client.get("/phuong-phap").await.text();
        assert!(public.contains("sửa lần cuối ngày 23/11/2026"), "{public}");
        // As it was brought it is still there.
        let wordings = db.criteria_wordings().await.unwrap();
        assert_eq!(wordings.len(), 2);
        assert_eq!(
            wordings[0].content,
            import::criteria::read(reference::CRITERIA).unwrap()
        );
        assert_eq!(wordings[1].revised_by.as_deref(), Some("thuky"));
        // A reviewer who brings it as a set is told where wordings are revised.
        let refused = reviewer
            .upload(
                FormAction::PrepareSet.path(),
                &[],
                "v0.toml",
                reference::CRITERIA.as_bytes(),
            )
            .await;
        assert!(
            refused.text().contains("chỉ khác câu chữ"),
            "{}",
            refused.text()
        );
    }
);

on_both!(
    the_command_line_revises_a_wording_too,
    |engine| async move {
        let db = production(engine).await;
        let text = reworded();
        let first = import::criteria::import(&db, &text, now()).await.unwrap();
        assert!(
            matches!(first, Done::Reworded(places) if places >= 3),
            "{first:?}"
        );
        let version = db.installation().await.unwrap().data_version;
        let again = import::criteria::import(&db, &text, now()).await.unwrap();
        assert_eq!(again, Done::Unchanged);
        assert_eq!(db.installation().await.unwrap().data_version, version);
        // And back: each revision is a row of its own.
        let later = Timestamp(now().0 + DAY);
        let back = import::criteria::import(&db, reference::CRITERIA, later).await;
        assert_eq!(back.unwrap(), first);
        let wordings = db.criteria_wordings().await.unwrap();
        let told: Vec<_> = wordings
            .iter()
            .map(|w| (w.revision, w.revised_by.as_deref(), w.revised_at))
            .collect();
        assert_eq!(
            told,
            [
                (0, None, None),
                (1, Some("xanh"), Some(now())),
                (2, Some("xanh"), Some(later))
            ]
        );
        assert_eq!(wordings[0].content, wordings[2].content);
        let sets = db.criteria_sets().await.unwrap();
        assert_eq!(sets, [wordings[0].content.clone()]);
        // A day is no wording.
        let moved = other_set("v0", "2025-07-02");
        let refused = import::criteria::import(&db, &moved, now()).await;
        assert!(
            matches!(&refused, Err(ImportError::OtherMeaning(_, place)) if place.field == "valid_from"),
            "{refused:?}"
        );
    }
);

on_both!(
    what_was_published_keeps_its_words_and_is_compared,
    |engine| async move {
        let (client, db) = installation(engine).await;
        let secretary = client.sign_in("thuky").await;
        // A campaign is open.
        let done = publish(&secretary, &[("anyway", "on")]).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
        let receipt = "/bien-nhan/1r1-04846";
        let before = client.get(receipt).await.text();
        assert!(before.contains("Tỷ lệ hồ sơ nộp trực tuyến"), "{before}");

        let done = secretary
            .upload(
                FormAction::ReviseWording.path(),
                &[("version", "v0")],
                "v0.toml",
                reworded().as_bytes(),
            )
            .await;
        assert_eq!(done.status, StatusCode::SEE_OTHER);
        // The receipt shows the words that it was published with, and holds.
        assert_eq!(client.get(receipt).await.text(), before);
        let commune = client.get("/xa/04846").await.text();
        assert!(commune.contains("Tỷ lệ hồ sơ nộp trực tuyến"));
        let frozen = client.get("/phuong-phap?phat-hanh=1").await.text();
        assert!(frozen.contains("Tỷ lệ hồ sơ nộp trực tuyến") && !frozen.contains("sửa lần cuối"));
        let method = client.get("/phuong-phap").await.text();
        assert!(method.contains("Hồ sơ nộp trực tuyến, tỷ lệ") && method.contains("sửa lần cuối"));

        let next = Client::of_time(db.clone(), Timestamp(now().0 + DAY));
        let secretary = next.sign_in("thuky").await;
        publish(&secretary, &[("anyway", "on"), ("last", "1r1")]).await;
        let new = next.get("/bien-nhan/2r1-04846").await.text();
        assert!(new.contains("Hồ sơ nộp trực tuyến, tỷ lệ"), "{new}");

        // Under another name, with other words and the same meaning, they are still compared; with another meaning they
        // are not.
        for (version, text, same) in [
            ("v1", other_set("v1", "2026-11-25"), true),
            (
                "v2",
                other_set("v2", "2026-11-26").replacen("pass_bp = 9500", "pass_bp = 9000", 1),
                false,
            ),
        ] {
            let day = if same { 2 } else { 3 };
            let at = Timestamp(now().0 + day * DAY);
            import::criteria::import(&db, &text, at).await.unwrap();
            let later = Client::of_time(db.clone(), at);
            let secretary = later.sign_in("thuky").await;
            let last = format!("{day}r1");
            publish(&secretary, &[("anyway", "on"), ("last", &last)]).await;
            let snapshot = Snapshot::load(&db, at.date()).await.unwrap();
            let release = snapshot.release(ReleaseRef::Latest).unwrap();
            assert_eq!(release.info.criteria_set, version);
            let before = snapshot.before(release).unwrap();
            assert_eq!(release.info.is_comparable(&before.info), same, "{version}");
            assert_ne!(before.info.criteria_set, version);
        }
        let rows = db.releases().await.unwrap();
        let wordings: Vec<_> = rows
            .iter()
            .map(|r| (r.criteria_set.as_str(), r.wording))
            .collect();
        assert_eq!(wordings, [("v0", 0), ("v0", 1), ("v1", 0), ("v2", 0)]);
        let report = verify::everything(&db, &crate::fixture::evidence_of_tests())
            .await
            .unwrap();
        assert!(report.differing.is_empty(), "{report:?}");
        assert!(report.receipts > 4 * 3_000, "{report:?}");
    }
);
