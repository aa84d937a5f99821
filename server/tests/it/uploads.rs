//! The way of a file, and of a form: how much of it is read, of whom, and that what was sent is what is kept and given
//! out.

use crate::{
    given_back::run,
    support::{Answer, Browser, Client, Engine, folder, now, on_both, parts, people, production},
};
use app::{i18n::Lang, routes::FormAction};
use axum::{
    body::{Body, Bytes},
    http::{Request, StatusCode},
};
use domain::audit::INSTALLATION;
use futures_util::{FutureExt, StreamExt, stream};
use server::{files::Files, secrets, store::Db, tasks};
use std::{
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

const UNIT: &str = "04846";
const ELSEWHERE: &str = "05116";
const KIB: usize = 1024;
const MIB: usize = 1024 * KIB;

async fn installation(engine: Engine) -> (Client, Db) {
    let db = production(engine).await;
    people::add(&db).await;
    (Client::of(db.clone()), db)
}

/// A body of some chunks, which counts how much of it was pulled.
struct Counted {
    pulled: Arc<AtomicUsize>,
    body: Body,
}

/// `head`, then chunks of 16 KiB of `filling` as long as they are less than `most`, then `tail`.
fn counted(head: Vec<u8>, filling: u8, most: usize, tail: &[u8]) -> Counted {
    let pulled = Arc::new(AtomicUsize::new(0));
    let count = pulled.clone();
    let chunk = Bytes::from(vec![filling; 16 * KIB]);
    let chunks = std::iter::repeat_n(chunk, most / (16 * KIB));
    let all = std::iter::once(Bytes::from(head))
        .chain(chunks)
        .chain(std::iter::once(Bytes::copy_from_slice(tail)));
    let all = stream::iter(all).map(move |chunk| {
        count.fetch_add(chunk.len(), Ordering::Relaxed);
        Ok::<_, std::io::Error>(chunk)
    });
    Counted {
        pulled,
        body: Body::from_stream(all),
    }
}

fn field(name: &str, value: &str) -> Vec<u8> {
    format!("--xxx\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").into()
}

fn file_head(name: &str) -> Vec<u8> {
    format!("--xxx\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n")
        .into()
}

fn file(name: &str, content: &[u8]) -> Vec<u8> {
    [file_head(name), content.to_vec(), b"\r\n".to_vec()].concat()
}

const END: &[u8] = b"--xxx--\r\n";

fn request(path: &str, kind: &str) -> axum::http::request::Builder {
    Request::post(path)
        .header("origin", "http://xanh.test")
        .header("content-type", kind)
}

const MULTIPART: &str = "multipart/form-data; boundary=xxx";
const PLAIN: &str = "application/x-www-form-urlencoded";

async fn send(browser: &Browser<'_>, path: &str, parts: &[Vec<u8>]) -> Answer {
    let body = [parts.concat(), END.to_vec()].concat();
    browser.send(request(path, MULTIPART), body.into()).await
}

/// The form of an item: its first fields.
fn item(unit: &str, criterion: &str, version: &str) -> Vec<Vec<u8>> {
    [
        ("unit", unit),
        ("criterion", criterion),
        ("version", version),
    ]
    .map(|(name, value)| field(name, value))
    .to_vec()
}

/// A whole document that says these words, unlike any other.
fn pdf(words: &str) -> Vec<u8> {
    let mut text = format!("%PDF-1.4\n%{words} {}\n", secrets::token().unwrap());
    let objects = [
        "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n",
        "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n",
        "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n",
    ];
    let mut table = "xref\n0 4\n0000000000 65535 f \n".to_owned();
    for object in objects {
        table += &format!("{:010} 00000 n \n", text.len());
        text += object;
    }
    let start = text.len();
    format!("{text}{table}trailer<</Size 4/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n").into()
}

/// Where a file of this content lies, if it does.
fn place(content: &[u8]) -> PathBuf {
    let hash = secrets::hash_bytes(content);
    folder().join("minh-chung").join(&hash[..2]).join(hash)
}

async fn version(browser: &Browser<'_>, unit: &str, criterion: &str) -> String {
    let form = browser.get(&format!("/can-bo/{unit}/{criterion}")).await;
    form.value("version")
}

/// How much the audit log says of the installation and of the commune.
async fn entries_of(db: &Db) -> usize {
    let installation = db.chain(INSTALLATION).await.unwrap().len();
    installation + db.chain(UNIT).await.unwrap().len()
}

/// Saves a file with an item; gives the address under which it is downloaded.
async fn bring(browser: &Browser<'_>, criterion: &str, name: &str, content: &[u8]) -> String {
    let form = format!("/can-bo/{UNIT}/{criterion}");
    let before = browser.get(&form).await.links("/minh-chung/");
    let version = version(browser, UNIT, criterion).await;
    let parts = [item(UNIT, criterion, &version), vec![file(name, content)]].concat();
    let sent = send(browser, "/api/save-answer", &parts).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    let links = browser.get(&form).await.links("/minh-chung/");
    // One link more than before is the new piece of evidence.
    let new = links.into_iter().find(|link| !before.contains(link));
    format!("/minh-chung/{}", new.unwrap())
}

on_both!(no_form_is_read_beyond_what_it_needs, |engine| async move {
    let (client, _) = installation(engine).await;
    let (stranger, officer) = (client.anonymous(), client.sign_in("canbo").await);
    let administrator = client.sign_in("quantri").await;
    let half = client.sign_in_without_code("quantri").await;
    let text = |name: &str| {
        format!("--xxx\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n").into_bytes()
    };
    let part_without_end = b"--xxx\r\ncontent-disposition: form-data; x-a=\"".to_vec();
    let many = field("a", "").repeat(200 * KIB / 60);
    // Whatever its kind, nobody's form is pulled beyond 256 KiB and what stands in the buffers on the way.
    let small = 256 * KIB + 64 * KIB;
    for act in FormAction::ALL {
        let path = act.path();
        let cases = [
            (MULTIPART, text("user"), "one text"),
            (
                MULTIPART,
                [field("user", "canbo"), text("password")].concat(),
                "the second text",
            ),
            (MULTIPART, part_without_end.clone(), "the head of a part"),
            (MULTIPART, Vec::new(), "what stands before the first part"),
            (MULTIPART, [many.clone(), text("z")].concat(), "many texts"),
            (PLAIN, b"user=".to_vec(), "no parts"),
            ("text/plain", Vec::new(), "another kind"),
        ];
        for (kind, head, what) in cases {
            for browser in [&stranger, &half, &officer, &administrator] {
                let sent = counted(head.clone(), b'a', 8 * MIB, b"");
                let answer = browser.send(request(path, kind), sent.body).await;
                let pulled = sent.pulled.load(Ordering::Relaxed);
                assert!(pulled <= small, "{act:?}, {what}: {} KiB", pulled / KIB);
                assert!(
                    answer.status.is_client_error(),
                    "{act:?}, {what}: {}",
                    answer.status
                );
            }
        }
        // Nor is a file that has no business there, or comes from somebody who may not send it.
        for browser in [&stranger, &half] {
            let head = [field("user", "canbo"), file_head("a.pdf")].concat();
            let sent = counted(head, b'a', 8 * MIB, b"\r\n--xxx--\r\n");
            let answer = browser.send(request(path, MULTIPART), sent.body).await;
            let pulled = sent.pulled.load(Ordering::Relaxed);
            assert!(pulled <= small, "{act:?}: {} KiB of a file", pulled / KIB);
            assert!(
                answer.status.is_client_error(),
                "{act:?}: {}",
                answer.status
            );
        }
    }
    // What a form needs is read: a whole file, by whoever may send it.
    let head = [item(UNIT, "TC1", "0").concat(), file_head("a.pdf")].concat();
    let sent = counted(head, b'a', 8 * MIB, b"\r\n--xxx--\r\n");
    let request = request("/api/save-answer", MULTIPART);
    let answer = officer.send(request, sent.body).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(sent.pulled.load(Ordering::Relaxed) > 8 * MIB);
});

on_both!(
    a_file_is_looked_at_only_where_it_may_come,
    |engine| async move {
        let (client, db) = installation(engine).await;
        let (officer, leader) = (
            client.sign_in("canbo").await,
            client.sign_in("lanhdao").await,
        );
        let reviewer = client.sign_in("thamdinh").await;
        // Nobody who may send it there: not even pulled, once the form has said where.
        let foreign = [
            (&officer, ELSEWHERE),
            (&leader, ELSEWHERE),
            (&leader, UNIT),
            (&reviewer, UNIT),
        ];
        for (browser, unit) in foreign {
            let head = [item(unit, "TC1", "0").concat(), file_head("a.pdf")].concat();
            let sent = counted(head, b'a', 8 * MIB, b"\r\n--xxx--\r\n");
            let answer = browser
                .send(request("/api/save-answer", MULTIPART), sent.body)
                .await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{}", answer.text());
            assert!(sent.pulled.load(Ordering::Relaxed) <= 320 * KIB);
            // Wherever the form says it, nothing is left on disk, and what it is is not looked at.
            for content in [pdf("xa khac"), b"<html>".to_vec()] {
                for parts in [
                    [item(unit, "TC1", "0"), vec![file("a.pdf", &content)]].concat(),
                    [vec![file("a.pdf", &content)], item(unit, "TC1", "0")].concat(),
                ] {
                    let answer = send(browser, "/api/save-answer", &parts).await;
                    assert_eq!(answer.status, StatusCode::FORBIDDEN, "{}", answer.text());
                    assert!(!place(&content).exists());
                }
            }
        }
        // Nor is anything left of what comes with no form of an item.
        let content = pdf("khong co muc");
        for parts in [
            vec![file("a.pdf", &content)],
            [item(UNIT, "KHONG", "0"), vec![file("a.pdf", &content)]].concat(),
            [item("0484", "TC1", "0"), vec![file("a.pdf", &content)]].concat(),
            [item("99999", "TC1", "0"), vec![file("a.pdf", &content)]].concat(),
        ] {
            let answer = send(&officer, "/api/save-answer", &parts).await;
            assert!(answer.status.is_client_error(), "{}", answer.text());
            assert!(!place(&content).exists());
        }
        assert!(db.evidence_files().await.unwrap().is_empty());
        // What waits for review can't be written, so nothing is kept of a file either.
        let complete = [
            field("yes", "yes"),
            field("fact_date", "2026-11-20"),
            field("note", "Theo quyết định"),
            field("intent", "hand-in"),
        ];
        let parts = [item(UNIT, "TC1", "0"), complete.to_vec()].concat();
        let handed_in = send(&officer, "/api/save-answer", &parts).await;
        assert_eq!(
            handed_in.status,
            StatusCode::SEE_OTHER,
            "{}",
            handed_in.text()
        );
        let items = leader.get(&format!("/can-bo/{UNIT}")).await.value("items");
        let signed = leader
            .post("/api/sign", &[("unit", UNIT), ("items", &items)])
            .await;
        assert_eq!(signed.status, StatusCode::SEE_OTHER, "{}", signed.text());
        let parts = [item(UNIT, "TC1", "2"), vec![file("a.pdf", &content)]].concat();
        let waits = send(&officer, "/api/save-answer", &parts).await;
        assert_eq!(waits.status, StatusCode::CONFLICT, "{}", waits.text());
        assert!(!place(&content).exists());
    }
);

on_both!(
    evidence_that_comes_again_is_there_once,
    |engine| async move {
        let (client, _) = installation(engine).await;
        let officer = client.sign_in("canbo").await;
        let form = format!("/can-bo/{UNIT}/TC1");
        let (one, other) = (pdf("mot"), pdf("hai"));
        let send_again = async |parts: Vec<Vec<u8>>| {
            let version = version(&officer, UNIT, "TC1").await;
            let parts = [item(UNIT, "TC1", &version), parts].concat();
            let sent = send(&officer, "/api/save-answer", &parts).await;
            assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
            let page = officer.get(&form).await;
            (
                page.links("/minh-chung/").len(),
                page.body.matches("12/QĐ-UBND").count(),
            )
        };
        let described = || {
            vec![
                file("a.pdf", &one),
                field("number_of_document", "12/QĐ-UBND"),
                field("issuer", "UBND xã"),
            ]
        };
        assert_eq!(send_again(described()).await, (1, 1));
        // The same form after going back; the same file alone, under another name.
        assert_eq!(send_again(described()).await, (1, 1));
        assert_eq!(send_again(vec![file("b.pdf", &one)]).await, (1, 1));
        // Another file, and the same one from somebody else, are something else.
        assert_eq!(send_again(vec![file("a.pdf", &other)]).await, (2, 1));
        let elsewhere = vec![file("a.pdf", &one), field("issuer", "Sở")];
        assert_eq!(send_again(elsewhere).await, (3, 1));
    }
);

on_both!(what_is_given_out_is_what_was_sent, |engine| async move {
    let (client, db) = installation(engine).await;
    let officer = client.sign_in("canbo").await;
    let administrator = client.sign_in("quantri").await;
    let content = pdf("quyet dinh");
    let link = bring(&officer, "TC1", "Quyết định 12.pdf", &content).await;
    let place = place(&content);
    assert_eq!(officer.get(&link).await.bytes, content);
    let notices = async || administrator.get("/thong-bao").await.text();
    assert!(!notices().await.contains("Quyết định 12.pdf"));

    let forged = content.iter().map(|b| if *b == b'q' { b'k' } else { *b });
    let forged: Vec<u8> = forged.collect();
    let wrong: [Option<Vec<u8>>; 4] = [
        Some(forged),
        Some(Vec::new()),
        Some(content[..content.len() - 1].to_vec()),
        None,
    ];
    for wrong in wrong {
        let (status, sentence) = match &wrong {
            Some(bytes) => {
                std::fs::write(&place, bytes).unwrap();
                (
                    StatusCode::INTERNAL_SERVER_ERROR,
                    "không còn đúng như lúc được gửi",
                )
            }
            None => {
                std::fs::remove_file(&place).unwrap();
                (StatusCode::NOT_FOUND, "không còn trên máy chủ")
            }
        };
        for _ in 0..2 {
            let refused = officer.get(&link).await;
            assert_eq!(refused.status, status);
            let text = refused.text();
            assert!(
                text.contains("Quyết định 12.pdf") && text.contains(sentence),
                "{text}"
            );
            assert!(!text.contains("Cơ sở dữ liệu"), "{text}");
            assert_eq!(refused.header("content-disposition"), "");
        }
        // Told once a file, with its hash, to those who look after the installation, and to nobody else.
        let told = notices().await;
        assert_eq!(told.matches("Quyết định 12.pdf").count(), 1, "{told}");
        assert!(told.contains(sentence) && told.contains(&secrets::hash_bytes(&content)));
        assert!(
            !officer
                .get("/thong-bao")
                .await
                .text()
                .contains("Quyết định 12.pdf")
        );
        let faults = db.evidence_faults().await.unwrap();
        assert!(
            faults
                .iter()
                .all(|row| row.sha256 == secrets::hash_bytes(&content))
        );

        // Sent again it is whole again, for whatever it belongs to.
        bring(&officer, "TC2", "ban sao.pdf", &content).await;
        assert_eq!(officer.get(&link).await.bytes, content);
        assert!(!notices().await.contains("Quyết định 12.pdf"));
        let tc2 = officer.get(&format!("/can-bo/{UNIT}/TC2")).await;
        let detach: Vec<_> = tc2
            .names("detach-")
            .into_iter()
            .map(|n| field(&n, "on"))
            .collect();
        let version = tc2.value("version");
        let parts = [item(UNIT, "TC2", &version), detach].concat();
        let saved = send(&officer, "/api/save-answer", &parts).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER);
    }

    // Put back by hand it is found whole when an administrator looks.
    std::fs::write(&place, b"").unwrap();
    assert_eq!(
        officer.get(&link).await.status,
        StatusCode::INTERNAL_SERVER_ERROR
    );
    assert!(notices().await.contains("Quyết định 12.pdf"));
    std::fs::write(&place, &content).unwrap();
    assert!(!notices().await.contains("Quyết định 12.pdf"));
});

on_both!(the_public_gets_no_altered_file, |engine| async move {
    let (client, _) = installation(engine).await;
    let (officer, leader) = (
        client.sign_in("canbo").await,
        client.sign_in("lanhdao").await,
    );
    let reviewer = client.sign_in("thamdinh").await;
    let content = pdf("cong khai");
    let parts = [
        item(UNIT, "TC1", "0"),
        vec![
            field("yes", "yes"),
            field("fact_date", "2026-11-20"),
            field("intent", "hand-in"),
            file("cong-khai.pdf", &content),
        ],
    ];
    let sent = send(&officer, "/api/save-answer", &parts.concat()).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    let items = leader.get(&format!("/can-bo/{UNIT}")).await.value("items");
    leader
        .post("/api/sign", &[("unit", UNIT), ("items", &items)])
        .await;
    let answer = reviewer
        .get("/tham-dinh")
        .await
        .links("/tham-dinh/")
        .remove(0);
    let confirm = [("answer", answer.as_str()), ("decision", "confirm")];
    let confirmed = reviewer.post("/api/review", &confirm).await;
    assert_eq!(
        confirmed.status,
        StatusCode::SEE_OTHER,
        "{}",
        confirmed.text()
    );
    let page = reviewer.get(&format!("/tham-dinh/{answer}")).await;
    let evidence = page.links("/minh-chung/").remove(0);
    let open = [
        ("evidence", evidence.as_str()),
        ("public", "yes"),
        ("answer", answer.as_str()),
    ];
    let opened = reviewer.post("/api/open-evidence", &open).await;
    assert_eq!(opened.status, StatusCode::SEE_OTHER, "{}", opened.text());
    crate::seen::publish(&client.sign_in("thuky").await).await;
    let link = format!("/minh-chung/{evidence}");
    assert_eq!(client.get(&link).await.bytes, content);
    std::fs::write(place(&content), b"%PDF-1.4 something else").unwrap();
    let refused = client.get(&link).await;
    assert_eq!(refused.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(
        refused.text().contains("cong-khai.pdf"),
        "{}",
        refused.text()
    );
});

on_both!(
    what_was_typed_outlives_a_refused_file,
    |engine| async move {
        let (client, _) = installation(engine).await;
        let officer = client.sign_in("canbo").await;
        let note = |words: &str| field("note", words);
        let form =
            |version: &str, words: &str| [item(UNIT, "DL2", version), vec![note(words)]].concat();
        let one = file("a.pdf", &pdf("mot"));

        // Two files: neither is taken, and the text is saved.
        let parts = [
            form("0", "Hai tệp một lúc"),
            vec![one.clone(), file("b.pdf", &pdf("hai"))],
        ];
        let two = send(&officer, "/api/save-answer", &parts.concat()).await;
        assert_eq!(two.status, StatusCode::UNPROCESSABLE_ENTITY);
        let text = two.text();
        assert!(
            text.contains("Hai tệp một lúc") && text.contains("Mỗi lần chỉ nhận một tệp"),
            "{text}"
        );
        // Nobody asked to hand it in.
        assert!(
            !text.contains("Chưa nộp được") && text.contains("Đã lưu nháp, trừ chỗ sau"),
            "{text}"
        );
        assert_eq!(two.value("version"), "1");
        assert!(two.links("/minh-chung/").is_empty());

        // Above the limit of a file: 21 MiB, and as much as nobody reads to its end.
        for (mib, saved) in [(21, true), (130, false)] {
            let words = format!("Tệp {mib} MB");
            let seen = version(&officer, UNIT, "DL2").await;
            let head = [form(&seen, &words).concat(), file_head("a.pdf")].concat();
            let sent = counted(head, b'a', mib * MIB, b"\r\n--xxx--\r\n");
            let answer = officer
                .send(request("/api/save-answer", MULTIPART), sent.body)
                .await;
            assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
            let text = answer.text();
            assert!(
                text.contains(&words) && text.contains("Tệp lớn hơn 20 MB"),
                "{text}"
            );
            assert!(sent.pulled.load(Ordering::Relaxed) < 102 * MIB);
            let stands = officer.get(&format!("/can-bo/{UNIT}/DL2")).await.text();
            assert_eq!(stands.contains(&words), saved, "{text}");
            assert_eq!(text.contains("Chưa có gì được lưu"), !saved, "{text}");
            // The form can be sent again as it came back.
            assert_eq!(
                answer.value("version"),
                version(&officer, UNIT, "DL2").await
            );
        }

        // A text above the limit of all texts: what was typed before it comes back, and the head of it.
        let seen = version(&officer, UNIT, "DL2").await;
        let long = "ế".repeat(200 * KIB);
        let parts = [
            item(UNIT, "DL2", &seen),
            vec![field("part", "77"), note(&long), one],
        ];
        let answer = send(&officer, "/api/save-answer", &parts.concat()).await;
        assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
        assert_eq!(answer.value("part"), "77");
        assert!(answer.body.contains(&"ế".repeat(80 * KIB)));
        assert!(answer.text().contains("Chưa có gì được lưu"));
        assert_eq!(version(&officer, UNIT, "DL2").await, seen);

        // What ended meanwhile is the session: the text waits, though the file can't.
        let head = [form(&seen, "Phiên đã hết").concat(), file_head("a.pdf")].concat();
        let sent = counted(head, b'a', 5 * MIB, b"\r\n--xxx--\r\n");
        let stranger = client.anonymous();
        let ended = stranger
            .send(request("/api/save-answer", MULTIPART), sent.body)
            .await;
        assert_eq!(ended.status, StatusCode::UNAUTHORIZED);
        let carried = ended.value("carried");
        assert!(
            carried.contains(&app::routes::encode("Phiên đã hết")),
            "{carried}"
        );
    }
);

on_both!(
    other_files_are_refused_where_their_forms_stand,
    |engine| async move {
        let (client, _) = installation(engine).await;
        let officer = client.sign_in("canbo").await;
        let (sector, administrator) = (
            client.sign_in("songanh").await,
            client.sign_in("quantri").await,
        );
        let forms = [
            (&officer, "/api/upload-sheet"),
            (&sector, "/api/check-observations"),
            (&administrator, "/api/check-people"),
        ];
        for (browser, path) in forms {
            assert!(FormAction::parse(path).is_some(), "{path}");
            let two = send(
                browser,
                path,
                &[file("a.csv", b"a,b"), file("b.csv", b"a,b")],
            )
            .await;
            assert_eq!(two.status, StatusCode::UNPROCESSABLE_ENTITY, "{path}");
            assert!(
                two.text().contains("Mỗi lần chỉ nhận một tệp"),
                "{}",
                two.text()
            );
            for mib in [9, 130] {
                let sent = counted(file_head("a.csv"), b'a', mib * MIB, b"\r\n--xxx--\r\n");
                let large = browser.send(request(path, MULTIPART), sent.body).await;
                assert_eq!(large.status, StatusCode::PAYLOAD_TOO_LARGE, "{path}");
                assert!(
                    large.body.contains("type=\"file\""),
                    "{path}: the form is there again"
                );
                assert!(sent.pulled.load(Ordering::Relaxed) < 102 * MIB);
            }
        }
    }
);

on_both!(
    a_bad_link_and_a_bad_date_are_told_apart,
    |engine| async move {
        let (client, _) = installation(engine).await;
        let officer = client.sign_in("canbo").await;
        let day = "Ngày của minh chứng cần là ngày có thật";
        let link = "Đường dẫn cần bắt đầu bằng";
        for (typed, own, told, not) in [
            (["ftp://x.vn/a", ""], "link", link, day),
            (["https://x.vn/ a", ""], "link", link, day),
            (["https:///x.vn", ""], "link", link, day),
            (
                ["https://x.vn@evil.example/", ""],
                "link",
                "bỏ phần đó cùng dấu @",
                link,
            ),
            (
                ["https://x.vn/\u{202e}fdp.a", ""],
                "link",
                "không nhìn thấy",
                link,
            ),
            (
                ["https://x\u{200b}.vn/", ""],
                "link",
                "không nhìn thấy",
                link,
            ),
            (["https://x.vn/a", "31/2/2026"], "evidence_date", day, link),
            (["https://x.vn/a", "1/1/2999"], "evidence_date", day, link),
        ] {
            let version = version(&officer, UNIT, "DL2").await;
            let parts = [
                item(UNIT, "DL2", &version),
                vec![
                    field("link", typed[0]),
                    field("evidence_date", typed[1]),
                    field("intent", "save"),
                ],
            ];
            let answer = send(&officer, "/api/save-answer", &parts.concat()).await;
            let text = answer.text();
            assert!(
                text.contains(told) && !text.contains(not),
                "{typed:?}: {text}"
            );
            // The sentence leads to its field, which holds what was typed.
            assert!(
                answer.body.contains(&format!("href=\"#{own}\"")),
                "{typed:?}"
            );
            assert_eq!(answer.value("link"), typed[0]);
        }
    }
);

on_both!(
    what_describes_evidence_is_never_dropped_without_a_word,
    |engine| async move {
        let (client, _) = installation(engine).await;
        let officer = client.sign_in("canbo").await;
        let nothing = "Mới có ngày hoặc nơi ban hành của minh chứng";
        // A date or an issuer of nothing; and of a file that can't be evidence.
        for (date, issuer, content, told) in [
            ("20/11/2026", "", "", nothing),
            ("", "UBND xã", "", nothing),
            ("20/11/2026", "UBND xã", "<html>", "tệp"),
        ] {
            let version = version(&officer, UNIT, "DL2").await;
            let mut parts = item(UNIT, "DL2", &version);
            parts.push(field("evidence_date", date));
            parts.push(field("issuer", issuer));
            parts.push(field("intent", "hand-in"));
            if !content.is_empty() {
                parts.push(file("a.pdf", content.as_bytes()));
            }
            let answer = send(&officer, "/api/save-answer", &parts).await;
            assert!(answer.status.is_client_error(), "{}", answer.status);
            assert!(answer.text().contains(told), "{}", answer.text());
            assert_eq!(answer.value("evidence_date"), date);
            assert_eq!(answer.value("issuer"), issuer);
        }
    }
);

on_both!(too_long_is_refused_with_its_length, |engine| async move {
    let (client, _) = installation(engine).await;
    let officer = client.sign_in("canbo").await;
    // Lines as a browser sends them, each break two characters on its way and one in the field.
    let lines = |length: usize| format!("{}HẾT", "ế\r\n".repeat((length - 3).div_ceil(2)));
    let cases = [
        ("note", lines(4_001), "4.001", "4.000"),
        ("note", "a".repeat(200_000), "200.000", "4.000"),
        ("part", "1".repeat(101), "101", "100"),
        (
            "link",
            format!("https://xanh.test/{}", "a".repeat(500)),
            "518",
            "500",
        ),
        ("number_of_document", "đ".repeat(501), "501", "500"),
        ("issuer", "ơ".repeat(201), "201", "200"),
    ];
    for (name, long, length, most) in cases {
        let parts = [
            item(UNIT, "DL2", "0"),
            vec![
                field("whole", "99"),
                field(name, &long),
                field("intent", "save"),
            ],
        ];
        let answer = send(&officer, "/api/save-answer", &parts.concat()).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        let text = answer.text();
        let told = format!("Dài {length} ký tự, nhiều nhất {most} ký tự");
        assert!(
            text.contains(&told) && text.contains("Chưa có gì được lưu"),
            "{text}"
        );
        assert!(!text.contains("Chưa nộp được"), "{text}");
        // It is all there, with what stood beside it.
        assert!(answer.body.contains(&long.replace("\r\n", "\n")), "{name}");
        assert_eq!(answer.value("whole"), "99");
        assert_eq!(version(&officer, UNIT, "DL2").await, "0", "{name}");
        // No browser cuts it off without a word.
        assert!(!answer.body.contains("maxlength"), "{name}");
    }
    // What fits is kept to its last letter.
    for (seen, length) in [("0", 4_001 - 2), ("1", 3_999)] {
        let parts = [item(UNIT, "DL2", seen), vec![field("note", &lines(length))]];
        let answer = send(&officer, "/api/save-answer", &parts.concat()).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
        assert!(
            officer
                .get(&format!("/can-bo/{UNIT}/DL2"))
                .await
                .body
                .contains("HẾT")
        );
    }
});

on_both!(every_form_counts_and_refuses_alike, |engine| async move {
    let (client, db) = installation(engine).await;
    // The act, who may, the field, how long it may be, and what else the form holds.
    type Case = (
        FormAction,
        &'static str,
        &'static str,
        usize,
        &'static [(&'static str, &'static str)],
    );
    let cases: [Case; 16] = [
        (
            FormAction::WriteMessage,
            "canbo",
            "words-note",
            2_000,
            &[("unit", UNIT), ("criterion", "DL2"), ("slot", "note")],
        ),
        (
            FormAction::Review,
            "thamdinh",
            "text",
            2_000,
            &[("answer", "1"), ("decision", "return"), ("code", "khac")],
        ),
        (
            FormAction::SendBack,
            "lanhdao",
            "reason",
            2_000,
            &[("unit", UNIT), ("criterion", "DL2"), ("version", "1")],
        ),
        (
            FormAction::Withdraw,
            "canbo",
            "reason",
            2_000,
            &[("unit", UNIT), ("criterion", "DL2")],
        ),
        (
            FormAction::Reopen,
            "thamdinh",
            "reason",
            2_000,
            &[("answer", "1")],
        ),
        (
            FormAction::OpenEvidence,
            "thamdinh",
            "reason",
            2_000,
            &[("evidence", "1"), ("public", "no"), ("answer", "1")],
        ),
        (
            FormAction::Publish,
            "thuky",
            "reason",
            2_000,
            &[("kind", "correction"), ("hash", "x"), ("as_of", "1")],
        ),
        (
            FormAction::ChangeCampaign,
            "thuky",
            "reason",
            2_000,
            &[("kind", "move"), ("code", "2026-11")],
        ),
        (
            FormAction::ChangeRights,
            "quantri",
            "reason",
            2_000,
            &[("account", "1"), ("kind", "give")],
        ),
        (
            FormAction::HandOver,
            "quantri",
            "reason",
            2_000,
            &[("account", "1")],
        ),
        (
            FormAction::IssueDirective,
            "bcd",
            "content",
            2_000,
            &[
                ("province", "25"),
                ("unit", UNIT),
                ("owner", "Ông A"),
                ("due", "2026-12-20"),
            ],
        ),
        (
            FormAction::IssueDirective,
            "bcd",
            "owner",
            200,
            &[
                ("province", "25"),
                ("unit", UNIT),
                ("content", "Làm"),
                ("due", "2026-12-20"),
            ],
        ),
        (
            FormAction::StepDirective,
            "bcd",
            "text-withdraw",
            2_000,
            &[("directive", "1"), ("version", "1"), ("step", "withdraw")],
        ),
        (
            FormAction::Invite,
            "quantri",
            "name",
            200,
            &[("user", "moi"), ("role", "can-bo"), ("scope", UNIT)],
        ),
        (FormAction::ChangeMail, "canbo", "email", 200, &[]),
        (
            FormAction::Observe,
            "songanh",
            "source",
            500,
            &[("unit", UNIT), ("indicator", "I02")],
        ),
    ];
    let mut told = std::collections::BTreeSet::new();
    // A code works once, so everybody signs in once.
    let mut browsers = std::collections::BTreeMap::new();
    for (_, user, ..) in cases {
        if !browsers.contains_key(user) {
            browsers.insert(user, client.sign_in(user).await);
        }
    }
    for (act, user, name, most, beside) in cases {
        told.insert(act.path());
        assert_eq!(
            app::limits::longest(act, name),
            Some(most),
            "{act:?} {name}"
        );
        let browser = &browsers[user];
        let entries = entries_of(&db).await;
        let words = format!("<b>đầu\n{}cuối", "ế\n".repeat(most / 2));
        let sent = words.replace('\n', "\r\n");
        let fields: Vec<_> = beside
            .iter()
            .copied()
            .chain([(name, sent.as_str())])
            .collect();
        let answer = browser.post(act.path(), &fields).await;
        assert_eq!(
            answer.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{act:?}: {}",
            answer.text()
        );
        let length = words.chars().count();
        let length = Lang::Vi.number(u32::try_from(length).unwrap());
        assert!(
            answer.text().contains(&format!("Dài {length} ký tự")),
            "{}",
            answer.text()
        );
        let escaped = words.replace('<', "&lt;").replace('>', "&gt;");
        assert!(answer.body.contains(&escaped), "{act:?}: the text is there");
        assert!(
            answer.body.contains(&format!("action=\"{}\"", act.path())),
            "{act:?}"
        );
        for (name, value) in beside {
            assert_eq!(answer.value(name), *value, "{act:?}");
        }
        assert_eq!(entries_of(&db).await, entries, "{act:?}: nothing was done");
        // In every language, and as an island asks.
        let english = browser.post(&act.href(Lang::En), &fields).await;
        assert!(
            english.text().contains("Nothing has been saved or sent"),
            "{}",
            english.text()
        );
    }
    // Exactly as long as it may be, it is accepted, counted as its field counts.
    let browser = &browsers["canbo"];
    let words = "ế\r\n".repeat(999) + "ắ.";
    let letter = [
        ("unit", UNIT),
        ("criterion", "DL2"),
        ("slot", "note"),
        ("words-note", words.as_str()),
    ];
    let written = browser.post("/api/write", &letter).await;
    assert_eq!(written.status, StatusCode::SEE_OTHER, "{}", written.text());
    let committee = &browsers["bcd"];
    let directive = [
        ("province", "25"),
        ("unit", UNIT),
        ("owner", "Ông A"),
        ("due", "2026-12-20"),
        ("content", words.as_str()),
    ];
    let issued = committee.post("/api/issue-directive", &directive).await;
    assert_eq!(issued.status, StatusCode::SEE_OTHER, "{}", issued.text());
    // No form that has a limit was forgotten above, but for those that bring files.
    let fields = [
        "words-note",
        "text",
        "text-answer",
        "content",
        "reason",
        "department",
        "name",
        "email",
        "source",
    ];
    for act in FormAction::ALL {
        let limited = fields
            .iter()
            .any(|field| app::limits::longest(act, field).is_some());
        let other = [
            FormAction::UndoObservations,
            FormAction::CheckObservations,
            FormAction::AddObservations,
        ];
        assert!(
            !limited || told.contains(act.path()) || other.contains(&act),
            "{act:?}"
        );
    }
});

on_both!(
    names_keep_their_beginning_and_their_ending,
    |engine| async move {
        let (client, _) = installation(engine).await;
        let officer = client.sign_in("canbo").await;
        let long = format!(
            "12. Quyết định {}về quy chế.pdf",
            "của Ủy ban nhân dân xã ".repeat(6)
        );
        assert!(long.chars().count() > 150);
        let link = bring(&officer, "TC1", &long, &pdf("dai")).await;
        let shown = officer.get(&format!("/can-bo/{UNIT}/TC1")).await.text();
        assert!(shown.contains("12. Quyết định của Ủy ban"), "{shown}");
        let disposition = officer
            .get(&link)
            .await
            .header("content-disposition")
            .to_owned();
        assert!(
            disposition.starts_with("attachment; filename=\"12. Quyet dinh cua Uy ban"),
            "{disposition}"
        );
        assert_eq!(disposition.matches(".pdf").count(), 2, "{disposition}");
        assert!(disposition.ends_with(".pdf"), "{disposition}");
        let link = bring(&officer, "TC2", "Quyết định 12", &pdf("ngan")).await;
        let disposition = officer
            .get(&link)
            .await
            .header("content-disposition")
            .to_owned();
        let encoded = app::routes::encode("Quyết định 12.pdf");
        let expected =
            format!("attachment; filename=\"Quyet dinh 12.pdf\"; filename*=UTF-8''{encoded}");
        assert_eq!(disposition, expected);
    }
);

on_both!(
    a_line_break_is_the_same_from_every_sender,
    |engine| async move {
        let (client, _) = installation(engine).await;
        let officer = client.sign_in("canbo").await;
        // A page saves by itself, with the breaks of its script; its button sends those of a form.
        let begun = [
            ("unit", UNIT),
            ("criterion", "DL2"),
            ("version", "0"),
            ("note", "a"),
        ];
        officer.post("/api/save-answer", &begun).await;
        let island = [
            ("unit", UNIT),
            ("criterion", "DL2"),
            ("version", "1"),
            ("note", "a\nb"),
        ];
        let saved = officer.post("/api/save-answer", &island).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
        let parts = [
            item(UNIT, "DL2", "1"),
            vec![field("note", "a\r\nb"), field("intent", "save")],
        ];
        let same = send(&officer, "/api/save-answer", &parts.concat()).await;
        assert_eq!(
            same.status,
            StatusCode::SEE_OTHER,
            "nobody's words stand against one's own: {}",
            same.text()
        );
    }
);

on_both!(
    only_what_nothing_was_made_of_is_swept_and_only_by_one_server,
    |engine| async move {
        let db = production(engine).await;
        people::add(&db).await;
        let own = folder().join(format!("quet-{engine:?}"));
        let files = Files::open(&own).unwrap();
        let mut parts = parts(db.clone());
        parts.files = files.clone();
        let client = Client::of_parts(parts, now());
        let officer = client.sign_in("canbo").await;
        // Where there may be several it ends at once, and otherwise goes on.
        let ends = tasks::keep_sweeping(db.clone(), files.clone()).now_or_never();
        assert_eq!(ends.is_some(), engine == Engine::Postgres);
        let sweep = async || {
            let used = db.evidence_files().await.unwrap().into_iter().collect();
            files.sweep(&used).await.unwrap()
        };
        let lies_there = |content: &[u8]| {
            let hash = secrets::hash_bytes(content);
            own.join(&hash[..2]).join(hash).exists()
        };
        let (kept, lost) = (pdf("giu lai"), pdf("bo di"));
        let save = async |criterion: &str, content: &[u8]| {
            let parts = [
                item(UNIT, criterion, &version(&officer, UNIT, criterion).await),
                vec![file("a.pdf", content)],
            ];
            send(&officer, "/api/save-answer", &parts.concat())
                .await
                .status
        };
        // From here on a form is on its way for as long as this: its file lies there, and nothing is made of it.
        run(
            &db,
            [
                &["CREATE TRIGGER stop BEFORE INSERT ON evidence BEGIN SELECT RAISE(ABORT, 'not yet'); END"],
                &[
                    "CREATE FUNCTION stop() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'not yet'; END $$",
                    "CREATE TRIGGER stop BEFORE INSERT ON evidence FOR EACH ROW EXECUTE FUNCTION stop()",
                ],
            ],
        )
        .await;
        for (criterion, content) in [("TC1", &kept), ("TC2", &lost)] {
            let refused = save(criterion, content).await;
            assert_eq!(refused, StatusCode::SERVICE_UNAVAILABLE);
            assert!(lies_there(content));
        }
        assert_eq!(sweep().await, 0);
        // Sent again since, it is on its way anew.
        assert_eq!(save("TC2", &lost).await, StatusCode::SERVICE_UNAVAILABLE);
        run(
            &db,
            [&["DROP TRIGGER stop"], &["DROP TRIGGER stop ON evidence"]],
        )
        .await;
        assert_eq!(save("TC1", &kept).await, StatusCode::SEE_OTHER);
        assert_eq!(sweep().await, 0);
        assert!(lies_there(&kept) && lies_there(&lost));
        // Nobody came back with the other one.
        assert_eq!(sweep().await, 1);
        assert!(lies_there(&kept) && !lies_there(&lost));
        assert_eq!(sweep().await, 0);
        let form = officer.get(&format!("/can-bo/{UNIT}/TC1")).await;
        let link = format!("/minh-chung/{}", form.links("/minh-chung/")[0]);
        assert_eq!(officer.get(&link).await.bytes, kept);
    }
);
