//! Coming in: the first password and the second factor with its QR code, a telephone whose clock is off, an office that
//! mistypes, a browser without cookies, a session that has ended.

use crate::support::{Answer, Browser, Client, Engine, now, on_both, people, production};
use domain::time::Timestamp;
use server::{secrets, store::Db};

const SECOND: i64 = 1_000;
const MINUTE: i64 = 60 * SECOND;
const PASSWORD: &str = "một câu dài hơn";

async fn installation(engine: Engine) -> Db {
    let db = production(engine).await;
    people::add(&db).await;
    db
}

fn at(ms: i64) -> Timestamp {
    Timestamp(now().0 + ms)
}

/// What a camera reads of each QR code of a page.
pub fn qr_codes(page: &Answer) -> Vec<String> {
    let drawings = page.body.split("<svg class=\"qr\"").skip(1);
    let read = drawings.map(|drawing| {
        let drawing = drawing.split("</svg>").next().unwrap();
        assert!(drawing.contains("role=\"img\" aria-label=\""), "{drawing}");
        let (_, path) = drawing.split_once(" d=\"").unwrap();
        let path = path.split('"').next().unwrap();
        let side = drawing.split("viewBox=\"-4 -4 ").nth(1).unwrap();
        let side: usize = side.split(' ').next().unwrap().parse().unwrap();
        let mut dark = vec![vec![false; side - 8]; side - 8];
        for row in path.split('M').skip(1) {
            let y = row.split(' ').nth(1).unwrap().split('.').next().unwrap();
            let (y, mut x): (usize, usize) = (y.parse().unwrap(), 0);
            for stroke in row.split('m') {
                let (place, long) = stroke.split_once('h').unwrap();
                x += place.split(' ').next().unwrap().parse::<usize>().unwrap();
                for _ in 0..long.parse().unwrap() {
                    dark[y][x] = true;
                    x += 1;
                }
            }
        }
        let grid = rqrr::SimpleGrid::from_func(side - 8, |x, y| dark[y][x]);
        let mut bytes = Vec::new();
        rqrr::Grid::new(grid).decode_to(&mut bytes).unwrap();
        String::from_utf8(bytes).unwrap()
    });
    read.collect()
}

/// The token of the first link of a page.
pub fn token(page: &Answer) -> String {
    let rest = page.body.split("http://xanh.test/moi/").nth(1).unwrap();
    rest.chars().take(64).collect()
}

/// Invites somebody; the token of their link.
async fn invite(admin: &Browser<'_>, user: &str, role: &str, scope: &str) -> String {
    let form = [
        ("user", user),
        ("name", user),
        ("role", role),
        ("scope", scope),
    ];
    let page = admin.post("/api/invite", &form).await;
    assert_eq!(page.status.as_u16(), 200, "{}", page.text());
    token(&page)
}

/// Chooses a password through a link; where that leads, as a browser that keeps its cookie sees it.
async fn choose<'a>(client: &'a Client, token: &str) -> (Browser<'a>, String) {
    let form = [("token", token), ("new", PASSWORD), ("again", PASSWORD)];
    let answer = client.anonymous().post("/api/use-link", &form).await;
    assert_eq!(answer.status.as_u16(), 303, "{}", answer.text());
    let browser = client.browser_with(&answer.cookie());
    let mut to = answer.header("location").to_owned();
    while to.starts_with("/dang-nhap?") {
        let next = browser.get(&to).await;
        assert_eq!(next.status.as_u16(), 303, "{}", next.text());
        next.header("location").clone_into(&mut to);
    }
    (browser, to)
}

on_both!(
    after_the_first_password_somebody_is_signed_in,
    |engine| async move {
        let client = Client::of(installation(engine).await);
        let admin = client.sign_in("quantri").await;
        let token = invite(&admin, "canbo.moi", "can-bo", "04846").await;
        let (officer, to) = choose(&client, &token).await;
        assert_eq!(to, "/can-bo");
        assert_eq!(officer.get("/can-bo/04846").await.status.as_u16(), 200);

        // Whose role asks for more goes on to that, and nothing opens before.
        let token = invite(&admin, "thamdinh.moi", "tham-dinh", "25").await;
        let (reviewer, to) = choose(&client, &token).await;
        assert_eq!(to, "/dang-nhap/thiet-lap");
        let closed = reviewer.get("/tham-dinh").await;
        assert!(
            closed
                .header("location")
                .starts_with("/dang-nhap/thiet-lap")
        );
    }
);

on_both!(
    a_new_password_is_no_second_factor_and_opens_no_closed_account,
    |engine| async move {
        let db = installation(engine).await;
        let client = Client::of(db.clone());
        let admin = client.sign_in("quantri").await;
        let id = async |user: &str| {
            let account = db.account_by_name(user).await.unwrap().unwrap();
            account.id.to_string()
        };
        let change = async |user: &str, kind: &str| {
            let account = id(user).await;
            let form = [("account", account.as_str()), ("kind", kind)];
            admin.post("/api/account", &form).await
        };
        // A session from before ends.
        let before = client.sign_in("thamdinh").await;
        let reset = token(&change("thamdinh", "reset").await);
        let (reviewer, to) = choose(&client, &reset).await;
        assert_eq!(to, "/dang-nhap/ma");
        let closed = reviewer.get("/tham-dinh").await;
        assert!(closed.header("location").starts_with("/dang-nhap/ma"));
        assert_eq!(before.get("/tham-dinh").await.status.as_u16(), 303);

        let reset = token(&change("canbo", "reset").await);
        change("canbo", "close").await;
        let form = [
            ("token", reset.as_str()),
            ("new", PASSWORD),
            ("again", PASSWORD),
        ];
        let refused = client.anonymous().post("/api/use-link", &form).await;
        assert_eq!(refused.status.as_u16(), 410, "{}", refused.text());
        assert_eq!(refused.cookie(), "");
    }
);

on_both!(
    a_second_factor_is_set_up_with_a_camera_or_by_hand,
    |engine| async move {
        let client = Client::of(installation(engine).await);
        let admin = client.sign_in("quantri").await;
        for (lang, user) in [("", "thuky.moi"), ("/en", "a"), ("/ar", &"x".repeat(64))] {
            let token = invite(&admin, user, "tham-dinh", "25").await;
            let (half, _) = choose(&client, &token).await;
            let page = half.get(&format!("{lang}/dang-nhap/thiet-lap")).await;
            let secret = page.value("secret");
            let address = format!("otpauth://totp/Xanh:{user}?secret={secret}&issuer=Xanh");
            assert_eq!(qr_codes(&page), [address.as_str()]);
            // The telephone may have taken it already, and the page is opened again.
            let again = half.get("/dang-nhap/thiet-lap").await;
            assert_eq!(again.value("secret"), secret);
            assert!(
                page.body
                    .contains(&format!("href=\"{}\"", address.replace('&', "&amp;")))
            );
            let letters: Vec<char> = secret.chars().collect();
            let groups: Vec<String> = letters
                .chunks(4)
                .map(|four| four.iter().collect())
                .collect();
            assert_eq!(groups.len(), 8);
            assert!(page.text().contains(&groups.join(" ")), "{}", page.text());

            // A wrong code shows the same key again, in all three ways.
            let form = [("secret", secret.as_str()), ("code", "12345")];
            let again = half.post(&format!("{lang}/api/enrol"), &form).await;
            assert_eq!(again.status.as_u16(), 401);
            assert_eq!(qr_codes(&again), [address.as_str()]);
            let code = people::code_of(secret.clone(), now());
            let typed = format!("{} {}", &code[..3], &code[3..]);
            let form = [("secret", secret.as_str()), ("code", typed.as_str())];
            let done = half.post("/api/enrol", &form).await;
            assert_eq!(done.status.as_u16(), 200, "{}", done.text());
            let whole = client.browser_with(&done.cookie());
            assert_eq!(whole.get("/tham-dinh").await.status.as_u16(), 200);
        }
    }
);

/// Types a code at a server's time, after the password; the answer.
async fn type_code(db: &Db, server: Timestamp, user: &str, code: &str) -> Answer {
    let client = Client::of_time(db.clone(), server);
    let half = client.sign_in_without_code(user).await;
    half.post("/api/second-factor", &[("code", code)]).await
}

on_both!(
    a_telephone_that_is_45_seconds_off_gets_in,
    |engine| async move {
        let db = installation(engine).await;
        // Wherever in its step the server is. Each sign-in is hours later, so that no code was used before.
        for (hour, phase) in [0, 1, 4, 14, 15, 16, 29].into_iter().enumerate() {
            for (minute, off) in [-45, -30, 0, 30, 45].into_iter().enumerate() {
                let step = i64::try_from(hour * 60 + minute * 5 + 60).unwrap() * MINUTE;
                let begin = now().0 - now().0.rem_euclid(30 * SECOND);
                let server = Timestamp(begin + step + phase * SECOND);
                let phone = Timestamp(server.0 + off * SECOND);
                let code = people::code_at("thamdinh", phone);
                let answer = type_code(&db, server, "thamdinh", &code).await;
                assert_eq!(
                    answer.status.as_u16(),
                    303,
                    "{phase} {off}: {}",
                    answer.text()
                );
                // Each code once.
                let again = type_code(&db, server, "thamdinh", &code).await;
                assert_eq!(again.status.as_u16(), 401, "{phase} {off}");
                assert!(
                    again.text().contains("đã được nhập rồi"),
                    "{}",
                    again.text()
                );
            }
        }
    }
);

on_both!(
    codes_that_do_not_open_are_told_apart_with_the_time,
    |engine| async move {
        let db = installation(engine).await;
        let server = at(0);
        let (hour, minute) = server.clock();
        let clock = format!("{hour}:{minute:02}:");
        let told = async |code: &str, words: &[&str]| {
            let answer = type_code(&db, server, "thuky", code).await;
            assert_eq!(answer.status.as_u16(), 401);
            let text = answer.text();
            for word in words.iter().chain([&clock.as_str(), &"Giờ của hệ thống"]) {
                assert!(text.contains(word), "{word}: {text}");
            }
        };
        let code = |ms: i64| people::code_at("thuky", at(ms));
        told(&code(-4 * MINUTE), &["cách đây khoảng 4 phút", "chậm"]).await;
        told(&code(-80 * SECOND), &["cách đây khoảng", "giây"]).await;
        told(&code(8 * MINUTE), &["khoảng 8 phút nữa", "nhanh"]).await;
        let right = code(0);
        let wrong = if right == "000000" {
            "111111"
        } else {
            "000000"
        };
        told(wrong, &["Mã chưa đúng"]).await;

        // Each of them was an attempt: the fifth is the last.
        let client = Client::of_time(db.clone(), server);
        let half = client.at_address("198.51.100.7");
        let form = [("user", "thuky"), ("password", people::PASSWORD)];
        let half = half.post("/api/sign-in", &form).await.cookie();
        let half = client.at_address("198.51.100.7").with(&half);
        for (at, ms) in [-3, 3, 4, -5, 5].into_iter().enumerate() {
            let code = people::code_at("thuky", Timestamp(server.0 + ms * MINUTE));
            let answer = half.post("/api/second-factor", &[("code", &code)]).await;
            let expected = if at < 4 { 401 } else { 429 };
            assert_eq!(answer.status.as_u16(), expected, "{at}");
            assert_eq!(answer.header("retry-after").is_empty(), at < 4);
        }
        let late = half.post("/api/second-factor", &[("code", &right)]).await;
        assert_ne!(late.status.as_u16(), 303);
    }
);

on_both!(
    whoever_is_told_that_a_code_comes_early_gains_nothing,
    |engine| async move {
        let db = installation(engine).await;
        let early = people::code_at("thuky", at(5 * MINUTE));
        let answer = type_code(&db, now(), "thuky", &early).await;
        assert_eq!(answer.status.as_u16(), 401);
        // When its time has come it is not taken, and the next one is.
        let then = at(5 * MINUTE);
        let refused = type_code(&db, then, "thuky", &early).await;
        assert_eq!(refused.status.as_u16(), 401);
        assert!(
            refused.text().contains("đã được nhập rồi"),
            "{}",
            refused.text()
        );
        let next = people::code_at("thuky", at(5 * MINUTE + 30 * SECOND));
        assert_eq!(
            type_code(&db, then, "thuky", &next).await.status.as_u16(),
            303
        );
    }
);

on_both!(
    before_the_password_nothing_is_told_of_a_code,
    |engine| async move {
        let client = Client::of(installation(engine).await);
        let code = people::code_at("thuky", at(-4 * MINUTE));
        for cookie in ["", "xanh-phien=0123456789abcdef"] {
            let stranger = client.browser_with(cookie);
            let answer = stranger
                .post("/api/second-factor", &[("code", &code)])
                .await;
            assert_eq!(answer.status.as_u16(), 401);
            assert!(!answer.text().contains("phút"), "{}", answer.text());
        }
    }
);

on_both!(
    a_recovery_code_that_was_used_is_told_from_a_wrong_one,
    |engine| async move {
        let db = installation(engine).await;
        let id = db.account_by_name("thuky").await.unwrap().unwrap().id;
        let codes = secrets::recovery_codes().unwrap();
        let hashes: Vec<_> = codes.iter().map(|code| secrets::hash(code)).collect();
        let mut tx = db.begin().await.unwrap();
        tx.set_recovery_codes(id, &hashes).await.unwrap();
        tx.commit().await.unwrap();
        let first = type_code(&db, now(), "thuky", &codes[0]).await;
        assert_eq!(first.status.as_u16(), 303);
        let again = type_code(&db, now(), "thuky", &codes[0]).await;
        assert!(again.text().contains("đã dùng rồi"), "{}", again.text());
        let wrong = type_code(&db, now(), "thuky", "abcdefgh-abcdefgh").await;
        assert!(
            wrong.text().contains("Mã dự phòng chưa đúng"),
            "{}",
            wrong.text()
        );
    }
);

on_both!(
    setting_up_with_a_clock_that_is_off_says_so,
    |engine| async move {
        let client = Client::of(installation(engine).await);
        let admin = client.sign_in("quantri").await;
        let token = invite(&admin, "thamdinh.moi", "tham-dinh", "25").await;
        let (half, _) = choose(&client, &token).await;
        let secret = half.get("/dang-nhap/thiet-lap").await.value("secret");
        let code = |ms| people::code_of(secret.clone(), at(ms));
        for (code, word) in [
            (code(-3 * MINUTE), "khoảng 3 phút"),
            (code(3 * MINUTE), "nhanh"),
        ] {
            let form = [("secret", secret.as_str()), ("code", code.as_str())];
            let answer = half.post("/api/enrol", &form).await;
            assert_eq!(answer.status.as_u16(), 401);
            assert!(answer.text().contains(word), "{}", answer.text());
            assert!(
                answer.text().contains("Giờ của hệ thống"),
                "{}",
                answer.text()
            );
        }
        let late = code(-45 * SECOND);
        let form = [("secret", secret.as_str()), ("code", late.as_str())];
        let done = half.post("/api/enrol", &form).await;
        assert_eq!(done.status.as_u16(), 200, "{}", done.text());
    }
);

/// The page to which a sign-in leads that sends no cookie.
async fn without_cookies(client: &Client, answer: Answer) -> Answer {
    let mut page = answer;
    for _ in 0..5 {
        if page.status.as_u16() != 303 {
            break;
        }
        page = client.anonymous().get(page.header("location")).await;
    }
    page
}

on_both!(
    a_browser_that_keeps_no_cookies_is_told_so,
    |engine| async move {
        let client = Client::of(installation(engine).await);
        let admin = client.sign_in("quantri").await;
        let word = "cần cookie";
        for (lang, user, then) in [
            ("", "canbo", "/can-bo/04846"),
            ("", "thuky", ""),
            ("/en", "canbo", ""),
        ] {
            let form = [
                ("user", user),
                ("password", people::PASSWORD),
                ("then", then),
            ];
            let answer = client
                .anonymous()
                .post(&format!("{lang}/api/sign-in"), &form)
                .await;
            let page = without_cookies(&client, answer).await;
            assert_eq!(page.status.as_u16(), 200);
            let word = if lang.is_empty() {
                word
            } else {
                "needs a cookie"
            };
            assert!(page.text().contains(word), "{user}: {}", page.text());
            // Whoever allows them and signs in again comes to where they wanted.
            if !then.is_empty() {
                assert_eq!(page.value("then"), then);
            }
        }
        let token = invite(&admin, "canbo.moi", "can-bo", "04846").await;
        let form = [
            ("token", token.as_str()),
            ("new", PASSWORD),
            ("again", PASSWORD),
        ];
        let answer = client.anonymous().post("/api/use-link", &form).await;
        let page = without_cookies(&client, answer).await;
        assert!(page.text().contains(word), "{}", page.text());

        // Whoever keeps them is led on, nowhere else, and is told nothing.
        let form = [
            ("user", "canbo"),
            ("password", people::PASSWORD),
            ("then", "/can-bo/04846/DL2?a=b"),
        ];
        let answer = client.anonymous().post("/api/sign-in", &form).await;
        let officer = client.browser_with(&answer.cookie());
        let on = officer.get(answer.header("location")).await;
        assert_eq!(on.header("location"), "/can-bo/04846/DL2?a=b");
        for foreign in ["//evil.example", "https://evil.example", "/\\evil.example"] {
            let form = [
                ("user", "canbo"),
                ("password", people::PASSWORD),
                ("then", foreign),
            ];
            let answer = client.anonymous().post("/api/sign-in", &form).await;
            let on = officer.get(answer.header("location")).await;
            assert_eq!(on.header("location"), "/can-bo", "{foreign}");
            let to = format!("/dang-nhap?vao=1&tiep={}", app::routes::encode(foreign));
            let on = officer.get(&to).await;
            assert_eq!(on.header("location"), "/can-bo", "{foreign}");
        }
        let plain = client.get("/dang-nhap").await;
        assert!(!plain.text().contains(word));
    }
);

on_both!(
    whose_session_has_ended_is_told_so_and_nobody_else,
    |engine| async move {
        let db = installation(engine).await;
        let client = Client::of(db.clone());
        let told = "Phiên làm việc đã kết thúc";
        let sign_in = async |browser: &Browser<'_>, path: &str| {
            let away = browser.get(path).await;
            assert_eq!(away.status.as_u16(), 303, "{path}");
            browser.get(away.header("location")).await
        };
        let stranger = client.anonymous();
        let paths = [
            "/can-bo/04846",
            "/can-bo/04846/DL2?tab=1",
            "/quan-tri",
            "/dang-nhap/ma",
            "/dang-nhap/thiet-lap",
        ];
        for path in paths {
            let page = sign_in(&stranger, path).await;
            assert!(!page.text().contains(told), "{path}");
        }
        // Not used for two hours, and gone for good.
        let cookie = client.sign_in("canbo").await.cookie().to_owned();
        let later = Client::of_time(db.clone(), at(121 * MINUTE));
        for path in paths {
            let page = sign_in(&later.browser_with(&cookie), path).await;
            assert!(page.text().contains(told), "{path}: {}", page.text());
        }
        let page = sign_in(&later.browser_with(&cookie), "/can-bo/04846").await;
        assert_eq!(page.value("then"), "/can-bo/04846");
        // An address that fills a query by itself still leads to one that is taken.
        let long = format!("/can-bo/04846?tab={}", "a".repeat(1_000));
        let page = sign_in(&later.browser_with(&cookie), &long).await;
        assert_eq!(page.status.as_u16(), 200);
        assert!(page.text().contains(told));
        // Ended by somebody else.
        let cookie = client.sign_in("canbo").await.cookie().to_owned();
        let id = db.account_by_name("canbo").await.unwrap().unwrap().id;
        let mut tx = db.begin().await.unwrap();
        tx.end_sessions(id).await.unwrap();
        tx.commit().await.unwrap();
        let page = sign_in(&client.browser_with(&cookie), "/can-bo/04846").await;
        assert!(page.text().contains(told));
        // Who has signed out is told nothing: the cookie is gone.
        let officer = client.sign_in("canbo").await;
        let out = officer.post("/api/sign-out", &[]).await;
        assert!(out.header("set-cookie").contains("Max-Age=0"));
        let page = stranger.get(out.header("location")).await;
        assert!(!page.text().contains(told));
    }
);

/// Types a wrong password for so many names at an address.
async fn mistype(office: &Browser<'_>, names: impl Iterator<Item = usize>) {
    for n in names {
        let name = format!("canbo.{n:05}");
        let form = [("user", name.as_str()), ("password", "sai mật khẩu rồi")];
        office.post("/api/sign-in", &form).await;
    }
}

on_both!(
    an_office_that_mistypes_shuts_out_nobody_who_is_known_there,
    |engine| async move {
        let db = installation(engine).await;
        let client = Client::of(db.clone());
        for (address, second) in [("192.0.2.1", "thamdinh"), ("2001:db8:1:2::3", "thuky")] {
            let form = |user, password| [("user", user), ("password", password)];
            let office = client.at_address(address);
            // With a password alone, and with a second factor.
            let known = office
                .post("/api/sign-in", &form("canbo", people::PASSWORD))
                .await;
            assert_eq!(known.status.as_u16(), 303);
            let half = office
                .post("/api/sign-in", &form(second, people::PASSWORD))
                .await;
            let half = client.at_address(address).with(&half.cookie());
            let code = people::code_at(second, at(0));
            let whole = half.post("/api/second-factor", &[("code", &code)]).await;
            assert_eq!(whole.status.as_u16(), 303, "{}", whole.text());

            mistype(&office, 5_000..5_060).await;
            // Whoever is not known there waits, whether their password is right or wrong, and reads why.
            for password in [people::PASSWORD, "sai mật khẩu rồi"] {
                let waits = office
                    .post("/api/sign-in", &form("lanhdao", password))
                    .await;
                assert_eq!(waits.status.as_u16(), 429);
                assert_eq!(waits.header("retry-after"), "900");
                assert!(!waits.text().contains("từ máy này"));
                assert!(
                    waits.text().contains("mạng chung của cơ quan"),
                    "{}",
                    waits.text()
                );
            }
            // At another address of the same connection too.
            let elsewhere = if address.contains(':') {
                "2001:db8:1:2:9::9"
            } else {
                address
            };
            let office = client.at_address(elsewhere);
            let in_time = office
                .post("/api/sign-in", &form("canbo", people::PASSWORD))
                .await;
            assert_eq!(in_time.status.as_u16(), 303, "{}", in_time.text());
            let half = office
                .post("/api/sign-in", &form(second, people::PASSWORD))
                .await;
            assert_eq!(half.status.as_u16(), 303);
            let later = Client::of_time(db.clone(), at(30 * SECOND));
            let half = later.at_address(elsewhere).with(&half.cookie());
            let code = people::code_at(second, at(30 * SECOND));
            let whole = half.post("/api/second-factor", &[("code", &code)]).await;
            assert_eq!(whole.status.as_u16(), 303, "{}", whole.text());

            // Their own errors count, as ever: five.
            for n in 0..6 {
                let wrong = office
                    .post("/api/sign-in", &form("canbo", "sai mật khẩu rồi"))
                    .await;
                assert_eq!(wrong.status.as_u16(), if n < 5 { 401 } else { 429 }, "{n}");
                if n == 5 {
                    assert_eq!(wrong.header("retry-after"), "900");
                    assert!(!wrong.text().contains("từ máy này"));
                    assert!(
                        wrong.text().contains("Tên đăng nhập này"),
                        "{}",
                        wrong.text()
                    );
                }
            }
        }
    }
);

on_both!(
    somebody_invited_comes_in_while_their_office_waits,
    |engine| async move {
        let client = Client::of(installation(engine).await);
        let admin = client.sign_in("quantri").await;
        let token = invite(&admin, "canbo.moi", "can-bo", "04846").await;
        mistype(&client.anonymous(), 5_000..5_041).await;
        let (officer, to) = choose(&client, &token).await;
        assert_eq!(to, "/can-bo");
        officer.post("/api/sign-out", &[]).await;
        // From now on they are known.
        let form = [("user", "canbo.moi"), ("password", PASSWORD)];
        let again = client.anonymous().post("/api/sign-in", &form).await;
        assert_eq!(again.status.as_u16(), 303, "{}", again.text());
    }
);
