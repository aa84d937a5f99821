//! What a criteria set means stays; how it is worded is revised, with date and author, and nothing that was published
//! changes by it.

use crate::{
    administration::{other_set, reworded},
    publication::publish,
    sheet,
    support::{Answer, Browser, Client, Engine, now, on_both, people, production},
};
use app::routes::FormAction;
use axum::http::StatusCode;
use domain::{release::ReleaseRef, time::Timestamp, unit::UnitCode};
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
        .map(|(e, _)| (e.actor, e.action.word().to_owned(), e.before, e.after))
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
        for word in ["thuky", "23/11/2026", "NT2.help.vi", "DL2.title.vi"] {
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

/// Sends words of `v0`, of which one text stands for another.
async fn revise(browser: &Browser<'_>, was: &str, is: &str) -> Answer {
    let text = reference::CRITERIA.replacen(was, is, 1);
    assert_ne!(text, reference::CRITERIA, "{was}");
    browser
        .upload(
            FormAction::ReviseWording.path(),
            &[("version", "v0")],
            "v0.toml",
            text.as_bytes(),
        )
        .await
}

on_both!(
    a_history_shows_both_texts_and_who_is_meant,
    |engine| async move {
        let (client, db) = installation(engine).await;
        let rename = "UPDATE account SET display_name = 'Lê Thu Hà' WHERE user_name = 'thuky'";
        match &db {
            Db::Sqlite { writer, .. } => sqlx::query(rename).execute(writer).await.map(drop),
            Db::Postgres(pool) => sqlx::query(rename).execute(pool).await.map(drop),
        }
        .unwrap();
        let secretary = client.sign_in("thuky").await;
        let long = "Kiểm tra lại từng việc một. ".repeat(9);
        let said = reference::CRITERIA
            .replacen("Kiểm tra ba việc", &long, 1)
            .replacen("en = \"Institutions\"", "en = \"Rules & <bodies>\"", 1)
            .replacen("ar = \"البنية التحتية\"", "ar = \"البنى التحتية\"", 1);
        let done = secretary
            .upload(
                FormAction::ReviseWording.path(),
                &[("version", "v0")],
                "v0.toml",
                said.as_bytes(),
            )
            .await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
        // The command line takes one as well; it is nobody's.
        let later = Timestamp(now().0 + DAY);
        import::criteria::import(&db, reference::CRITERIA, later)
            .await
            .unwrap();
        for (lang, was, is) in [
            ("", "Trước", "Nay"),
            ("/en", "Before", "Now"),
            ("/ar", "قبل", "الآن"),
        ] {
            let page = secretary.get(&format!("{lang}{PAGE}")).await;
            let text = page.text();
            for words in ["Lê Thu Hà (thuky)", "xanh", was, is] {
                assert!(text.contains(words), "{words}: {text}");
            }
            // Each text in its own language, whatever the page's, before and after, in both revisions.
            for words in [
                "<del><span lang=\"en\" dir=\"ltr\">Institutions</span></del>",
                "<ins><span lang=\"en\" dir=\"ltr\">Rules &amp; &lt;bodies&gt;</span></ins>",
                "<ins><span lang=\"en\" dir=\"ltr\">Institutions</span></ins>",
                "<del><span lang=\"ar\" dir=\"rtl\">البنية التحتية</span></del>",
                "<code dir=\"ltr\">group[TC].name.en</code>",
                "<code dir=\"ltr\">NT2.help.vi</code>",
            ] {
                assert!(page.body.contains(words), "{words}: {}", page.body);
            }
            // Long texts are folded: beside the two revisions, one in each of them.
            let folded =
                page.body.matches("<details").count() - page.body.matches("class=\"fold\"").count();
            assert!(folded >= 2, "{}", page.body);
            assert!(page.body.contains(long.trim_end()));
        }
    }
);

on_both!(a_set_is_downloaded_and_brought_again, |engine| async move {
    let (client, db) = installation(engine).await;
    let secretary = client.sign_in("thuky").await;
    let path = format!("{PAGE}/bo-tieu-chi.toml");
    let page = secretary.get(PAGE).await;
    assert!(page.body.contains(&path), "{}", page.body);
    let act = FormAction::ReviseWording.path();
    let unchanged = async |browser: &Browser<'_>, version: &str| {
        let path = format!("/quan-tri/bo-tieu-chi/{version}/bo-tieu-chi.toml");
        let file = browser.get(&path).await;
        assert_eq!(file.status, StatusCode::OK, "{}", file.text());
        assert_eq!(
            file.header("content-disposition"),
            format!("attachment; filename=\"bo-tieu-chi-{version}.toml\"")
        );
        let name = format!("bo-tieu-chi-{version}.toml");
        let again = browser
            .upload(act, &[("version", version)], &name, &file.bytes)
            .await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(again.text().contains("giống hệt"), "{}", again.text());
        file
    };
    unchanged(&secretary, "v0").await;
    // Worded anew, it is the new words that come, and revising them goes on from there.
    let done = revise(&secretary, "Kiểm tra ba việc", "Thử \\\"cả\\\" ba việc").await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    let file = unchanged(&secretary, "v0").await;
    assert!(file.body.contains("Thử \"cả\" ba việc"), "{}", file.body);
    let next = file.body.replacen("Thử \"cả\" ba việc", "Thử ba việc", 1);
    let done = secretary
        .upload(act, &[("version", "v0")], "v0.toml", next.as_bytes())
        .await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    assert_eq!(db.criteria_wordings().await.unwrap().len(), 3);
    // A set that begins later than its file says: the day that was decided is not the file's.
    let reviewer = client.sign_in("thamdinh").await;
    let other = other_set("v1.2", "2026-11-25").replacen("pass_bp = 9500", "pass_bp = 9000", 1);
    let path = FormAction::PrepareSet.path();
    let done = reviewer
        .upload(path, &[], "v1.toml", other.as_bytes())
        .await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    let form = [("version", "v1.2"), ("from", "2026-12-05")];
    let done = secretary.post(FormAction::ActivateSet.path(), &form).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    unchanged(&secretary, "v1.2").await;
    // Whoever may begin another set with it has it as well.
    let file = reviewer.get(&format!("{PAGE}/bo-tieu-chi.toml")).await;
    assert_eq!(file.status, StatusCode::OK);
    let nothing = secretary
        .get("/quan-tri/bo-tieu-chi/v9/bo-tieu-chi.toml")
        .await;
    assert_eq!(nothing.status, StatusCode::NOT_FOUND);
});

on_both!(
    words_that_steer_a_screen_or_have_no_end_are_refused,
    |engine| async move {
        let (client, db) = installation(engine).await;
        let secretary = client.sign_in("thuky").await;
        let name = "vi = \"Hạ tầng\"";
        let arabic = "ar = \"البنية التحتية\"";
        let item = "vi = \"Máy quét\"";
        let help = "Kiểm tra ba việc";
        let long = |start: &str, letters: usize| format!("{start} {}", "ế".repeat(letters));
        let vi = |text: &str| format!("vi = \"{text}\"");
        for (was, is, field, words) in [
            // Control characters, marks of direction, tags.
            (
                name,
                vi("Hạ\\u0007 tầng"),
                "group[HT].name.vi",
                "điều khiển",
            ),
            (
                name,
                vi("\u{202e}gnầt ạH\u{202c}"),
                "group[HT].name.vi",
                "đổi chiều",
            ),
            (
                name,
                vi("Hạ\u{200f} tầng"),
                "group[HT].name.vi",
                "đổi chiều",
            ),
            (
                name,
                vi("\u{2067}Hạ tầng\u{2069}"),
                "group[HT].name.vi",
                "đổi chiều",
            ),
            (
                name,
                vi("Hạ tầng\u{e0041}"),
                "group[HT].name.vi",
                "đổi chiều",
            ),
            (
                help,
                "Kiểm\\u001b[31m tra".to_owned(),
                "criterion[NT2].help.vi",
                "điều khiển",
            ),
            // In Arabic a mark may be needed, what turns whole words is not.
            (
                arabic,
                "ar = \"\u{202d}البنية\"".to_owned(),
                "group[HT].name.ar",
                "đổi chiều",
            ),
            // Nothing to be seen.
            (
                name,
                vi("\u{200d}\u{2800}\u{3164}"),
                "group[HT].name.vi",
                "để trống",
            ),
            (name, vi(" \u{200b}\u{a0}"), "group[HT].name.vi", "để trống"),
            // No end.
            (
                help,
                long(help, 2_000),
                "criterion[NT2].help.vi",
                "2.000 ký tự",
            ),
            (
                name,
                vi(&long("Hạ tầng", 500)),
                "group[HT].name.vi",
                "500 ký tự",
            ),
            (
                item,
                vi(&long("Máy quét", 500)),
                "criterion[HT2].answer.item[scanner].name.vi",
                "500 ký tự",
            ),
        ] {
            let is = is.as_str();
            let refused = revise(&secretary, was, is).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{is:?}");
            let text = refused.text();
            assert!(
                text.contains(field) && text.contains(words),
                "{field} {words}: {text}"
            );
            // The command line takes no more than the page.
            let text = reference::CRITERIA.replacen(was, is, 1);
            let refused = import::criteria::import(&db, &text, now()).await;
            assert!(
                matches!(&refused, Err(ImportError::Faults(faults)) if faults.len() == 1 && faults[0].column == field),
                "{refused:?}"
            );
        }
        for (lang, words) in [("/en", "control characters"), ("/ar", "محارف تحكم")] {
            let text = reference::CRITERIA.replacen(name, &vi("Hạ\u{202e} tầng"), 1);
            let path = format!("{lang}{}", FormAction::ReviseWording.path());
            let refused = secretary
                .upload(&path, &[("version", "v0")], "v0.toml", text.as_bytes())
                .await;
            assert!(refused.text().contains(words), "{}", refused.text());
        }
        assert_eq!(db.criteria_wordings().await.unwrap().len(), 1);
        // What comes with copied text and says nothing is left out, and a mark in Arabic stays.
        let done = revise(
            &secretary,
            arabic,
            "ar = \"\u{feff}البنية\u{ad} (\u{200e}IT)\"",
        )
        .await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
        let wordings = db.criteria_wordings().await.unwrap();
        let group = &wordings[1].content.groups[1];
        assert_eq!(group.name.ar, "البنية (\u{200e}IT)");
    }
);

on_both!(
    where_a_group_comes_from_is_no_wording,
    |engine| async move {
        let (client, db) = installation(engine).await;
        let secretary = client.sign_in("thuky").await;
        let inferred = "code = \"HT\"\ninferred = true\nsource = \"\"";
        let sourced = "code = \"TC\"\ninferred = false\nsource = \"S9\"";
        for (was, is, field) in [
            (
                inferred,
                "code = \"HT\"\ninferred = false\nsource = \"S9\"",
                "group[HT].inferred",
            ),
            (
                inferred,
                "code = \"HT\"\ninferred = true\nsource = \"S9\"",
                "group[HT].source",
            ),
            (
                sourced,
                "code = \"TC\"\ninferred = true\nsource = \"\"",
                "group[TC].inferred",
            ),
            (
                sourced,
                "code = \"TC\"\ninferred = false\nsource = \"S1\"",
                "group[TC].source",
            ),
        ] {
            // Better words beside it make it no wording either.
            let text = reworded().replacen(was, is, 1);
            assert_ne!(text, reworded(), "{field}");
            let refused = secretary
                .upload(
                    FormAction::ReviseWording.path(),
                    &[("version", "v0")],
                    "v0.toml",
                    text.as_bytes(),
                )
                .await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
            let told = refused.text();
            assert!(
                told.contains("không thể sửa") && told.contains(field),
                "{told}"
            );
            let refused = import::criteria::import(&db, &text, now()).await;
            assert!(
                matches!(&refused, Err(ImportError::OtherMeaning(_, place)) if place.field == field),
                "{refused:?}"
            );
        }
        assert_eq!(db.criteria_wordings().await.unwrap().len(), 1);
        assert_eq!(entries(&db).await, []);
    }
);

on_both!(
    what_was_seen_under_a_set_of_one_meaning_is_compared,
    |engine| async move {
        let (client, db) = installation(engine).await;
        let officer = client.sign_in("canbo").await;
        crate::copying::confirmed(&db, &[("DL2", 82), ("DL1", 91)]).await;
        let page = "/can-bo/04846/sao-chep";
        let copied = async |seen: &str| {
            let form = [("unit", "04846"), ("seen", seen)];
            officer.post("/api/copied", &form).await.status
        };
        let first = officer.get(page).await.value("seen");
        assert_eq!(copied(&first).await, StatusCode::SEE_OTHER);
        crate::copying::confirmed(&db, &[("DL1", 95)]).await;
        let changed = officer.get(page).await;
        assert!(changed.text().contains("1 mục khác với lần sao chép trước"));
        let mut rows = sheet::fetch(&officer).await;
        sheet::fill(&mut rows, &[("TC1", "yes", "Có")]);
        let file = sheet::saved(&rows);

        // The same meaning under another name: what was copied is compared, what was seen stands, and so do the rows of
        // a spreadsheet that was fetched before.
        let other = other_set("v1", "2026-11-23").replacen("Kiểm tra ba việc", "Thử cả ba việc", 1);
        import::criteria::import(&db, &other, now()).await.unwrap();
        let after = officer.get(page).await;
        let text = after.text();
        assert!(!text.contains("không so sánh được"), "{text}");
        assert!(text.contains("1 mục khác với lần sao chép trước"), "{text}");
        assert_eq!(after.value("seen"), changed.value("seen"));
        let reviewer = client.sign_in("thamdinh").await;
        let list = reviewer.get("/can-bo/sao-chep").await.text();
        assert!(!list.contains("không so sánh được"), "{list}");
        let sent = sheet::send(&officer, &file).await;
        assert_eq!(sent.status, StatusCode::OK, "{}", sent.text());
        assert!(sent.text().contains("1 ô sẽ thay đổi"), "{}", sent.text());
        assert_eq!(copied(&changed.value("seen")).await, StatusCode::SEE_OTHER);
        let text = officer.get(page).await.text();
        assert!(text.contains("Không có gì thay đổi"), "{text}");
        assert_eq!(
            db.last_copied_of(&UnitCode::parse("04846").unwrap())
                .await
                .unwrap()
                .unwrap()
                .criteria_set,
            "v1"
        );
        // Another meaning: nothing of it is compared, and nothing that was seen is believed.
        let other = other_set("v2", "2026-11-23").replacen("pass_bp = 9500", "pass_bp = 9000", 1);
        import::criteria::import(&db, &other, now()).await.unwrap();
        let text = officer.get(page).await.text();
        assert!(
            text.contains("theo bộ tiêu chí v1 nên không so sánh được"),
            "{text}"
        );
        assert_eq!(copied(&after.value("seen")).await, StatusCode::CONFLICT);
        let sent = sheet::send(&officer, &file).await;
        assert!(
            sent.text().contains("đã được lưu sau khi tải"),
            "{}",
            sent.text()
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
            matches!(&first, Done::Reworded(places) if places.len() >= 3),
            "{first:?}"
        );
        let version = db.installation().await.unwrap().data_version;
        let again = import::criteria::import(&db, &text, now()).await.unwrap();
        assert_eq!(again, Done::Unchanged);
        assert_eq!(db.installation().await.unwrap().data_version, version);
        // And back: each revision is a row of its own.
        let later = Timestamp(now().0 + DAY);
        let back = import::criteria::import(&db, reference::CRITERIA, later).await;
        let turned = |done: Done| match done {
            Done::Reworded(places) => places
                .into_iter()
                .map(|p| (p.place, p.after, p.before))
                .collect(),
            _ => Vec::new(),
        };
        let there = turned(first);
        let back: Vec<_> = turned(back.unwrap());
        assert_eq!(there.len(), back.len());
        for ((place, after, before), (its, was, is)) in there.into_iter().zip(back) {
            assert_eq!((place, before, after), (its, was, is));
        }
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
