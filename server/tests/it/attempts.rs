//! Guesses that come at once: of passwords, of codes, of both from many networks. What is looked at is counted in the
//! transaction that uses the answer, so a burst finds out no more than the same guesses one after the other.

use crate::support::{self, Answer, Client, Engine, now, on_both, people, production_address};
use app::workspace::{authentication::model::SignInProblem, correspondence::model::NoticeKind};
use axum::http::StatusCode;
use domain::{time::Timestamp, unit::UnitCode};
use server::{
    clock::Clock,
    secrets,
    service::{
        public::PublicBackend,
        workspace::{
            Workspace,
            authentication::{Caller, SignedIn},
        },
    },
    store::Db,
};
use std::{collections::HashSet, sync::Arc};
use tokio::task::JoinSet;

const HOUR: i64 = 3_600_000;

async fn installation(engine: Engine) -> (String, Db) {
    let address = production_address(engine).await;
    let db = Db::open(&address).await.unwrap();
    people::add(&db).await;
    (address, db)
}

fn workspace(db: &Db) -> Workspace {
    let clock = Clock::Fixed(now());
    let home = UnitCode::parse("25").unwrap();
    let public = Arc::new(PublicBackend::new(db.clone(), clock, home));
    Workspace::new(db.clone(), clock, public, support::typesetter())
}

fn later(ms: i64) -> Timestamp {
    Timestamp(now().0 + ms)
}

/// So many codes that nobody's telephone shows now.
fn wrong_codes(user: &str, number: usize) -> Vec<String> {
    let near: HashSet<_> = (-2..=2)
        .map(|step| people::code_at(user, later(step * 30_000)))
        .collect();
    let all = (0..1_000_000).map(|n| format!("{n:06}"));
    all.filter(|code| !near.contains(code))
        .take(number)
        .collect()
}

/// How many wrong attempts were looked at.
async fn looked_at(db: &Db) -> i64 {
    const ALL: &str = "SELECT COUNT(*) FROM sign_in_failure";
    match db {
        Db::Sqlite { writer, .. } => sqlx::query_scalar(ALL).fetch_one(writer).await,
        Db::Postgres(pool) => sqlx::query_scalar(ALL).fetch_one(pool).await,
    }
    .unwrap()
}

/// The cookie of somebody who has typed their password at this address.
async fn half(client: &Client, user: &str, address: &str) -> String {
    let form = [("user", user), ("password", people::PASSWORD)];
    let answer = client.at_address(address).post("/api/sign-in", &form).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    answer.cookie()
}

/// Sends each of these codes at the same moment, over these servers in turn; answers in the order of the codes.
async fn send_at_once(
    clients: &[Arc<Client>],
    codes: Vec<(String, String, String)>,
) -> Vec<Answer> {
    let mut tasks = JoinSet::new();
    for (at, (cookie, address, code)) in codes.into_iter().enumerate() {
        let client = clients[at % clients.len()].clone();
        tasks.spawn(async move {
            let browser = client.at_address(&address).with(&cookie);
            let answer = browser.post("/api/second-factor", &[("code", &code)]).await;
            (at, answer)
        });
    }
    let mut answers = tasks.join_all().await;
    answers.sort_by_key(|(at, _)| *at);
    answers.into_iter().map(|(_, answer)| answer).collect()
}

/// Whether an answer opened a session: a code that is right leads on, and brings a new cookie.
fn opened(answer: &Answer) -> bool {
    answer.status == StatusCode::SEE_OTHER && answer.cookie().len() > "xanh-phien=".len()
}

on_both!(
    of_a_thousand_codes_at_once_five_are_looked_at,
    |engine| async move {
        let (_, db) = installation(engine).await;
        let workspace = workspace(&db);
        let caller = Caller {
            address: "192.0.2.1",
            agent: "",
        };
        let signed = workspace
            .authentication
            .sign_in("thamdinh", people::PASSWORD.to_owned(), caller)
            .await
            .unwrap();
        let SignedIn::Session(_, who) = signed else {
            panic!("{signed:?}")
        };
        let mut codes = wrong_codes("thamdinh", 999);
        codes.push(people::code("thamdinh"));
        let mut tasks = JoinSet::new();
        for code in codes {
            let (workspace, who) = (workspace.clone(), who.clone());
            tasks.spawn(async move {
                workspace
                    .authentication
                    .verify_second_factor(&who, &code, caller)
                    .await
                    .unwrap()
            });
        }
        let mut looked = 0;
        for outcome in tasks.join_all().await {
            let SignedIn::Refused(refused) = outcome else {
                panic!("a code of a burst was let in")
            };
            match refused.problem {
                SignInProblem::WrongCode(..) | SignInProblem::CodesSpent => looked += 1,
                SignInProblem::TooMany(minutes) => assert_eq!(minutes, 15),
                SignInProblem::Ended => {}
                other => panic!("{other:?}"),
            }
        }
        assert_eq!((looked, looked_at(&db).await), (5, 5));
    }
);

on_both!(
    the_right_code_behind_a_burst_is_not_let_in,
    |engine| async move {
        let (_, db) = installation(engine).await;
        let client = Arc::new(Client::of(db.clone()));
        let cookie = half(&client, "thuky", "192.0.2.1").await;
        let mut codes = wrong_codes("thuky", 300);
        codes.push(people::code("thuky"));
        let sent = codes
            .into_iter()
            .map(|code| (cookie.clone(), "192.0.2.1".to_owned(), code))
            .collect();
        let answers = send_at_once(std::slice::from_ref(&client), sent).await;
        assert!(!answers.iter().any(opened));
        // Also refused is whoever comes when the half session has ended.
        let known = [StatusCode::UNAUTHORIZED, StatusCode::TOO_MANY_REQUESTS];
        assert!(answers.iter().all(|a| known.contains(&a.status)));
        let waits = answers
            .iter()
            .filter(|a| a.status == StatusCode::TOO_MANY_REQUESTS);
        let mut number = 0;
        for answer in waits {
            number += 1;
            let seconds: u32 = answer.header("retry-after").parse().unwrap();
            assert!((1..=900).contains(&seconds), "{seconds}");
        }
        assert!(number > 0);
        assert_eq!(looked_at(&db).await, 5);
        // The half session has ended: whoever goes on begins with the password, and that has to wait.
        let browser = client.browser_with(&cookie);
        let room = browser.get("/quan-tri/cong-bo").await;
        assert!(
            room.header("location").starts_with("/dang-nhap?"),
            "{:?}",
            room.headers
        );
        let form = [("user", "thuky"), ("password", people::PASSWORD)];
        let again = client.anonymous().post("/api/sign-in", &form).await;
        assert_eq!(again.status, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(again.header("retry-after"), "900");
    }
);

on_both!(
    the_fifth_wrong_code_ends_the_session_and_says_so,
    |engine| async move {
        let (_, db) = installation(engine).await;
        let client = Client::of(db);
        let cookie = half(&client, "thamdinh", "192.0.2.1").await;
        let browser = client.browser_with(&cookie);
        for (at, code) in wrong_codes("thamdinh", 5).iter().enumerate() {
            let carried = [("code", code.as_str()), ("carried", "note=x")];
            let answer = browser.post("/api/second-factor", &carried).await;
            let (status, wait) = if at < 4 { (401, "") } else { (429, "900") };
            assert_eq!(answer.status.as_u16(), status, "{at}");
            assert_eq!(answer.header("retry-after"), wait, "{at}");
            // What waits behind the form goes on waiting.
            assert_eq!(answer.value("carried"), "note=x");
            if at == 4 {
                assert!(answer.text().contains("năm lần"), "{}", answer.text());
                assert!(answer.header("set-cookie").contains("Max-Age=0"));
            }
        }
        let right = people::code("thamdinh");
        let late = browser
            .post("/api/second-factor", &[("code", &right)])
            .await;
        assert!(!opened(&late), "{:?}", late.headers);
    }
);

on_both!(two_servers_count_together, |engine| async move {
    let (address, db) = installation(engine).await;
    let other = Db::open(&address).await.unwrap();
    let clients = [
        Arc::new(Client::of(db.clone())),
        Arc::new(Client::of(other)),
    ];
    let cookie = half(&clients[0], "quantri", "192.0.2.1").await;
    let mut codes = wrong_codes("quantri", 100);
    codes.push(people::code("quantri"));
    let sent = codes
        .into_iter()
        .map(|code| (cookie.clone(), "192.0.2.1".to_owned(), code))
        .collect();
    let answers = send_at_once(&clients, sent).await;
    assert!(!answers.iter().any(opened));
    assert_eq!(looked_at(&db).await, 5);

    // The same of passwords, of another account and from elsewhere.
    let mut tasks = JoinSet::new();
    for n in 0..40 {
        let client = clients[n % 2].clone();
        tasks.spawn(async move {
            let wrong = format!("sai mật khẩu {n}");
            let password = if n < 39 {
                wrong.as_str()
            } else {
                people::PASSWORD
            };
            let form = [("user", "canbo"), ("password", password)];
            client
                .at_address("198.51.100.7")
                .post("/api/sign-in", &form)
                .await
                .status
        });
    }
    let answers = tasks.join_all().await;
    let count = |status| answers.iter().filter(|own| **own == status).count();
    assert_eq!(count(StatusCode::UNAUTHORIZED), 5);
    assert_eq!(looked_at(&db).await, 10);
    // The right one may have been among the first; it is let in once at most.
    assert!(count(StatusCode::TOO_MANY_REQUESTS) >= 34);
});

on_both!(
    of_many_passwords_at_once_five_are_looked_at,
    |engine| async move {
        let (_, db) = installation(engine).await;
        let workspace = workspace(&db);
        let caller = Caller {
            address: "192.0.2.1",
            agent: "",
        };
        // The right one comes last, so it waits its turn behind the wrong ones.
        let mut passwords: Vec<_> = (0..99).map(|n| format!("sai mật khẩu {n}")).collect();
        passwords.push(people::PASSWORD.to_owned());
        let mut tasks = JoinSet::new();
        for password in passwords {
            let workspace = workspace.clone();
            tasks.spawn(async move {
                workspace
                    .authentication
                    .sign_in("canbo", password, caller)
                    .await
                    .unwrap()
            });
        }
        let mut wrong = 0;
        for outcome in tasks.join_all().await {
            match outcome {
                SignedIn::Refused(refused) if refused.problem == SignInProblem::Wrong => wrong += 1,
                SignedIn::Refused(refused) => assert_eq!(refused.wait, Some(900)),
                SignedIn::Session(..) => panic!("a password of a burst was let in"),
            }
        }
        assert_eq!((wrong, looked_at(&db).await), (5, 5));

        // Names that nobody has are counted too: forty of one network.
        let elsewhere = Caller {
            address: "2001:db8:1:2::3",
            agent: "",
        };
        let mut tasks = JoinSet::new();
        for n in 0..120 {
            let workspace = workspace.clone();
            tasks.spawn(async move {
                let name = if n % 2 == 0 {
                    format!("ai.do.{n}")
                } else {
                    format!("Ai Đó {n}")
                };
                workspace
                    .authentication
                    .sign_in(&name, "không phải".to_owned(), elsewhere)
                    .await
                    .unwrap()
            });
        }
        tasks.join_all().await;
        let failures = db
            .failures("khong.ai", "2001:db8:1:2::", now().0)
            .await
            .unwrap();
        // Sixty of them have no name that an account can have, and share the five of one.
        assert_eq!(failures.network.count, 40);
        let nobody = db.failures("?", "2001:db8:1:2::", now().0).await.unwrap();
        assert!(nobody.pair.count <= 5, "{nobody:?}");
    }
);

on_both!(
    an_account_has_twenty_wrong_codes_an_hour_from_however_many_networks,
    |engine| async move {
        let (_, db) = installation(engine).await;
        let client = Arc::new(Client::of(db.clone()));
        let codes = wrong_codes("thamdinh", 60);
        let mut sent = Vec::new();
        for network in 0..12 {
            let address = format!("198.51.100.{network}");
            let cookie = half(&client, "thamdinh", &address).await;
            for code in &codes[network * 5..network * 5 + 5] {
                sent.push((cookie.clone(), address.clone(), code.clone()));
            }
        }
        let answers = send_at_once(std::slice::from_ref(&client), sent).await;
        assert!(!answers.iter().any(opened));
        assert_eq!(looked_at(&db).await, 20);

        // From an address that nobody has guessed from, the right code is not looked at either.
        let cookie = half(&client, "thamdinh", "203.0.113.5").await;
        let holder = client.at_address("203.0.113.5").with(&cookie);
        let right = people::code("thamdinh");
        let shut = holder.post("/api/second-factor", &[("code", &right)]).await;
        assert_eq!(shut.status, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(shut.header("retry-after"), "3600");
        assert!(shut.text().contains("mã dự phòng"), "{}", shut.text());
        assert_eq!(looked_at(&db).await, 20);

        // A recovery code opens, and the holder is told on the page and by the daily mail.
        let id = db.account_by_name("thamdinh").await.unwrap().unwrap().id;
        let recovery = secrets::recovery_codes().unwrap();
        let hashes: Vec<_> = recovery.iter().map(|code| secrets::hash(code)).collect();
        let mut tx = db.begin().await.unwrap();
        tx.set_recovery_codes(id, &hashes).await.unwrap();
        tx.commit().await.unwrap();
        let open = holder
            .post("/api/second-factor", &[("code", &recovery[0])])
            .await;
        assert!(opened(&open), "{}", open.text());
        let holder = client.at_address("203.0.113.5").with(&open.cookie());
        let told = "Mã xác thực của tài khoản này đã bị nhập sai quá nhiều lần";
        assert!(holder.get("/thong-bao").await.text().contains(told));
        let mailed = || async {
            let account = db.account_by_name("thamdinh").await.unwrap().unwrap();
            let waiting = workspace(&db)
                .notices
                .waiting_for_account(account)
                .await
                .unwrap();
            waiting.iter().any(|n| n.kind == NoticeKind::CodesGuessed)
        };
        assert!(mailed().await);

        // That somebody got in by a recovery code does not give anybody further codes.
        let cookie = half(&client, "thamdinh", "203.0.113.6").await;
        let other = client.at_address("203.0.113.6").with(&cookie);
        let still = other.post("/api/second-factor", &[("code", &right)]).await;
        assert_eq!(still.status, StatusCode::TOO_MANY_REQUESTS);

        // After an hour codes are looked at again.
        let after = Client::of_time(db.clone(), later(HOUR));
        let cookie = half(&after, "thamdinh", "203.0.113.5").await;
        let code = people::code_at("thamdinh", later(HOUR));
        let holder = after.at_address("203.0.113.5").with(&cookie);
        let open = holder.post("/api/second-factor", &[("code", &code)]).await;
        assert!(opened(&open), "{}", open.text());

        // A new password ends it: whoever guessed does not know it.
        let mut tx = db.begin().await.unwrap();
        tx.set_password(
            id,
            &secrets::hash_password("một câu hoàn toàn mới").unwrap(),
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();
        assert!(!mailed().await);
    }
);

on_both!(a_second_factor_is_set_up_once, |engine| async move {
    let (_, db) = installation(engine).await;
    let client = Arc::new(Client::of(db.clone()));
    let id = db.account_by_name("thamdinh").await.unwrap().unwrap().id;
    let forget = || async {
        let mut tx = db.begin().await.unwrap();
        tx.set_totp(id, None).await.unwrap();
        tx.commit().await.unwrap();
    };
    forget().await;
    let mut tasks = JoinSet::new();
    for _ in 0..8 {
        let cookie = half(&client, "thamdinh", "192.0.2.1").await;
        let client = client.clone();
        tasks.spawn(async move {
            let secret = secrets::offered_totp_secret("", &cookie);
            let code = people::code_of(secret.clone(), now());
            let form = [("secret", secret.as_str()), ("code", code.as_str())];
            let answer = client.browser_with(&cookie).post("/api/enrol", &form).await;
            (secret, answer.status)
        });
    }
    let answers = tasks.join_all().await;
    let set: Vec<_> = answers
        .iter()
        .filter(|(_, s)| *s == StatusCode::OK)
        .collect();
    assert_eq!(set.len(), 1, "{answers:?}");
    let stored = db.account(id).await.unwrap().unwrap().totp_secret;
    assert_eq!(stored.as_deref(), Some(set[0].0.as_str()));

    // Five wrong first codes end the session; what was typed before goes on waiting.
    forget().await;
    let cookie = half(&client, "thamdinh", "192.0.2.1").await;
    let browser = client.browser_with(&cookie);
    let secret = secrets::offered_totp_secret("", &cookie);
    let right = people::code_of(secret.clone(), now());
    let wrong = if right == "000000" {
        "111111"
    } else {
        "000000"
    };
    let form = [
        ("secret", secret.as_str()),
        ("code", wrong),
        ("carried", "note=x"),
    ];
    for at in 0..5 {
        let answer = browser.post("/api/enrol", &form).await;
        assert_eq!(answer.status.as_u16(), if at < 4 { 401 } else { 429 });
        assert_eq!(answer.value("carried"), "note=x");
    }
    let late = [("secret", secret.as_str()), ("code", right.as_str())];
    let late = browser.post("/api/enrol", &late).await;
    assert_ne!(late.status, StatusCode::OK);
    assert_eq!(db.account(id).await.unwrap().unwrap().totp_secret, None);
});
