//! The daily mail, sent to a mail server of the test itself: one a person and day, of what waits; nothing
//! of what is done; nothing twice; nothing lost when the mail server refuses.

use crate::support::{self, Engine, now, on_both, people, production};
use domain::{evidence::Backing, time::Timestamp, unit::UnitCode};
use server::{
    clock::Clock,
    mail::{Encryption, Mailer, Smtp},
    service::{
        digest::{self, Round},
        public::PublicBackend,
        workspace::Workspace,
    },
    store::{Db, digests::DigestKey},
};
use std::sync::{Arc, Mutex};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::TcpListener,
};

/// Mails that arrived: who they were to, and what stood in them.
pub type Arrived = Arc<Mutex<Vec<(Vec<String>, String)>>>;

/// A mail server that takes everything in, or refuses everything.
pub async fn mail_server(refuses: Arc<Mutex<bool>>) -> (u16, Arrived) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let arrived = Arrived::default();
    let kept = arrived.clone();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let (kept, refuses) = (kept.clone(), refuses.clone());
            tokio::spawn(async move {
                let (read, mut out) = stream.into_split();
                let mut lines = BufReader::new(read).lines();
                let mut to = Vec::new();
                out.write_all(b"220 test\r\n").await.unwrap();
                while let Ok(Some(line)) = lines.next_line().await {
                    let word = line.to_uppercase();
                    let reply: &[u8] = if word.starts_with("MAIL") && *refuses.lock().unwrap() {
                        b"451 later\r\n"
                    } else if word.starts_with("RCPT") {
                        to.push(line.clone());
                        b"250 ok\r\n"
                    } else if word.starts_with("DATA") {
                        out.write_all(b"354 go on\r\n").await.unwrap();
                        let mut text = String::new();
                        while let Ok(Some(line)) = lines.next_line().await {
                            if line == "." {
                                break;
                            }
                            text.push_str(&line);
                            text.push('\n');
                        }
                        kept.lock().unwrap().push((std::mem::take(&mut to), text));
                        b"250 taken\r\n"
                    } else {
                        b"250 ok\r\n"
                    };
                    out.write_all(reply).await.unwrap();
                }
            });
        }
    });
    (port, arrived)
}

pub fn mailer(port: u16) -> Mailer {
    Mailer::new(&Smtp {
        host: "127.0.0.1".to_owned(),
        port,
        encryption: Encryption::None,
        credentials: None,
        from: "Xanh <xanh@example.gov.vn>".to_owned(),
    })
    .unwrap()
}

pub fn workspace(db: &Db, at: Timestamp) -> Workspace {
    let clock = Clock::Fixed(at);
    let home = UnitCode::parse("25").unwrap();
    let public = Arc::new(PublicBackend::new(db.clone(), clock, home));
    Workspace::new(db.clone(), clock, public, support::typesetter())
}

/// The reviewer, the officer and the committee's member have addresses; an answer waits for review.
async fn installation(engine: Engine) -> Db {
    let db = production(engine).await;
    people::add(&db).await;
    let mut tx = db.begin().await.unwrap();
    for (user, email, language) in [
        ("thamdinh", "thamdinh@example.gov.vn", "vi"),
        ("canbo", "canbo@example.gov.vn", "en"),
        ("bcd", "bcd@example.gov.vn", "vi"),
    ] {
        let account = db.account_by_name(user).await.unwrap().unwrap();
        tx.set_mail(account.id, email, language).await.unwrap();
    }
    let unit = UnitCode::parse("04846").unwrap();
    let author = db.account_by_name("canbo").await.unwrap().unwrap().id;
    tx.add_record(server::store::checklists::NewRecord {
        unit: &unit,
        criteria_set: "v0",
        criterion: "TC1",
        content: &domain::answer::Content::NotApplicable,
        fact_date: now().date(),
        at: Timestamp(now().0 - 86_400_000),
        simulated: false,
        author: domain::access::AccountId(author),
        signer: None,
        note: "x",
    })
    .await
    .unwrap();
    tx.commit().await.unwrap();
    db
}

/// The text of a mail, its transfer encoding undone as far as these tests need it.
fn plain(mail: &str) -> String {
    let mut bytes = Vec::new();
    let text = mail.replace("=\n", "");
    let mut rest = text.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        let code = (*first == b'=').then(|| tail.get(..2)).flatten();
        let code = code.and_then(|code| std::str::from_utf8(code).ok());
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &tail[2..];
            }
            None => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

on_both!(
    one_mail_a_person_and_day_of_what_waits,
    |engine| async move {
        let db = installation(engine).await;
        let refuses = Arc::new(Mutex::new(false));
        let (port, arrived) = mail_server(refuses.clone()).await;
        let mailer = mailer(port);
        let (first, second) = (workspace(&db, now()), workspace(&db, now()));
        // Two servers at once: the committee's member has nothing to do and gets nothing, the others one each.
        let origin = "https://xanh.example";
        let (one, two) = tokio::join!(
            digest::send(&db, &first, &mailer, origin),
            digest::send(&db, &second, &mailer, origin)
        );
        let sent = one.unwrap().sent + two.unwrap().sent;
        let mails = std::mem::take(&mut *arrived.lock().unwrap());
        assert_eq!((sent, mails.len()), (1, 1), "{mails:?}");
        let (to, text) = &mails[0];
        assert_eq!(to.len(), 1);
        assert!(to[0].contains("<thamdinh@example.gov.vn>"), "{to:?}");
        let text = plain(text);
        assert!(text.contains("1 mục chờ thẩm định"), "{text}");
        assert!(text.contains("https://xanh.example/tham-dinh"), "{text}");
        assert!(text.contains("Message-ID: <xanh-"), "{text}");
        // A restart sends nothing more this day.
        let again = digest::send(&db, &workspace(&db, now()), &mailer, origin).await;
        assert_eq!(again.unwrap(), Round::default());

        // The next day again; the officer is told in English that the campaign ends, once it is near.
        let later = Timestamp(now().0 + 8 * 86_400_000);
        let round = digest::send(&db, &workspace(&db, later), &mailer, origin).await;
        assert_eq!(round.unwrap().sent, 2);
        let mails = std::mem::take(&mut *arrived.lock().unwrap());
        let english = mails.iter().find(|(to, _)| to[0].contains("canbo@"));
        let english = plain(&english.unwrap().1);
        assert!(
            english.contains("required items not submitted"),
            "{english}"
        );
        assert!(
            english.contains("https://xanh.example/en/can-bo/04846"),
            "{english}"
        );

        // Done: nothing is told of it.
        let mut tx = db.begin().await.unwrap();
        let reviewer = db.account_by_name("thamdinh").await.unwrap().unwrap().id;
        let unit = UnitCode::parse("04846").unwrap();
        let id = db.records(&unit).await.unwrap()[0].id;
        let by = domain::access::AccountId(reviewer);
        assert!(
            tx.confirm(id, (later, by), (Backing::Document, None))
                .await
                .unwrap()
        );
        tx.commit().await.unwrap();
        let day = Timestamp(later.0 + 86_400_000);
        let round = digest::send(&db, &workspace(&db, day), &mailer, origin).await;
        assert_eq!(round.unwrap().sent, 1);
        let mails = std::mem::take(&mut *arrived.lock().unwrap());
        assert!(mails[0].0[0].contains("canbo@"), "{mails:?}");
    }
);

on_both!(
    a_mail_server_that_refuses_loses_nothing,
    |engine| async move {
        let db = installation(engine).await;
        let refuses = Arc::new(Mutex::new(true));
        let (port, arrived) = mail_server(refuses.clone()).await;
        let (mailer, workspace) = (mailer(port), workspace(&db, now()));
        let failed = digest::send(&db, &workspace, &mailer, "http://x").await;
        assert_eq!(failed.unwrap(), Round { sent: 0, failed: 1 });
        *refuses.lock().unwrap() = false;
        let sent = digest::send(&db, &workspace, &mailer, "http://x").await;
        assert_eq!(sent.unwrap(), Round { sent: 1, failed: 0 });
        assert_eq!(arrived.lock().unwrap().len(), 1);

        // Whoever took a mail and ended is waited for, then passed by; what was sent is never taken again.
        let reviewer = db.account_by_name("thamdinh").await.unwrap().unwrap().id;
        let key = DigestKey {
            account: reviewer,
            day: 1,
        };
        assert!(db.take_digest(key, 1_000, 0).await.unwrap());
        assert!(!db.take_digest(key, 1_001, 500).await.unwrap());
        assert!(db.take_digest(key, 9_000, 8_000).await.unwrap());
        db.digest_sent(key, 9_001).await.unwrap();
        assert!(!db.take_digest(key, 99_000, 98_000).await.unwrap());
    }
);

on_both!(no_name_or_address_adds_a_header, |engine| async move {
    let db = installation(engine).await;
    let (port, arrived) = mail_server(Arc::default()).await;
    let mailer = mailer(port);
    let hostile = "Bà A\r\nBcc: kẻ-lạ@example.com\r\n\r\nđoạn khác";
    let letter = server::mail::Email {
        name: hostile,
        address: "a@example.gov.vn",
        subject: "Xanh\r\nBcc: b@example.com",
        body: "thân thư\r\n.\r\nMAIL FROM:<c@example.com>",
        id: "x-1",
    };
    mailer.send(letter).await.unwrap();
    let mails = arrived.lock().unwrap().clone();
    assert_eq!(mails.len(), 1);
    let (to, text) = &mails[0];
    assert_eq!(to.len(), 1, "{to:?}");
    let head = text.split("\n\n").next().unwrap();
    let names: Vec<&str> = head
        .lines()
        .filter(|line| !line.starts_with(' '))
        .filter_map(|line| line.split(':').next())
        .collect();
    assert!(!names.contains(&"Bcc"), "{head}");
    for address in [
        "a@example.com\r\nBcc: b@example.com",
        "a@example.com>\r\nRCPT TO:<b@example.com",
        "a@example.com, b@example.com",
        "ai đó",
    ] {
        let refused = mailer.send(server::mail::Email { address, ..letter }).await;
        assert!(refused.is_err(), "{address}");
        assert!(!server::mail::is_address(address), "{address}");
    }
    // And nobody can store one.
    let client = crate::support::Client::of(db);
    let officer = client.sign_in("canbo").await;
    let form = [("email", "a@example.com\r\nBcc: b@example.com")];
    let refused = officer.post("/api/mail", &form).await;
    assert_eq!(refused.status.as_u16(), 422);
    assert!(refused.text().contains("Địa chỉ này chưa đúng"));
    let form = [("email", " moi@example.gov.vn ")];
    assert_eq!(officer.post("/api/mail", &form).await.status.as_u16(), 303);
    assert_eq!(
        officer.get("/thong-bao").await.value("email"),
        "moi@example.gov.vn"
    );
});
