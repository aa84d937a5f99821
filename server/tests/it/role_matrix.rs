//! Every room and every form × every role: what is not allowed is refused, whoever asks and however.

use crate::support::{Client, Engine, on_both, people, production};
use app::routes::{Act, AdminRoom, BRIEFING, ObserveRoom, Room, WORKBOOK};
use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use domain::unit::UnitCode;
use server::service::workspace::committee::briefing::BUILT;

const ROLES: [&str; 9] = [
    "canbo", "canbo2", "lanhdao", "thamdinh", "songanh", "bcd", "thuky", "kiemtra", "quantri",
];

async fn client(engine: Engine) -> Client {
    let db = production(engine).await;
    people::add(&db).await;
    Client::of(db)
}

on_both!(every_room_and_every_role, |engine| async move {
    let client = client(engine).await;
    let unit = UnitCode::parse("04846").unwrap();
    // One letter a role in the order of ROLES: `o` open, `-` forbidden.
    let rooms = [
        (Room::Desk(unit.clone()), "o-o----o-"),
        (Room::Item(unit.clone(), "DL2".into()), "o-o----o-"),
        (Room::Queue, "---o-ooo-"),
        (Room::Questions, "oooooooo-"),
        (Room::Talk(unit.clone(), "DL2".into()), "o-oooooo-"),
        (Room::Notices, "ooooooooo"),
        (Room::Publish, "------o--"),
        (Room::Trail, "oooo---oo"),
        (Room::People, "--------o"),
        (Room::Admin(AdminRoom::Index), "---o--o-o"),
        (Room::Admin(AdminRoom::Periods), "------o--"),
        // The first account is the officer's.
        (Room::Admin(AdminRoom::Account(1)), "--------o"),
        (Room::Admin(AdminRoom::Import), "--------o"),
        (Room::Admin(AdminRoom::Sets), "---o--o--"),
        (Room::Admin(AdminRoom::Set("v0".into())), "---o--o--"),
        (Room::Admin(AdminRoom::Settings), "--------o"),
        (Room::Admin(AdminRoom::Sessions), "ooooooooo"),
        (Room::Overview, "-----ooo-"),
        (Room::Matrix, "-----ooo-"),
        (Room::Distance, "-----ooo-"),
        (Room::Course, "-----ooo-"),
        (Room::Coverage, "-----ooo-"),
        (Room::Directives, "----oooo-"),
        (Room::Admin(AdminRoom::Tokens), "--------o"),
        (Room::Observe(ObserveRoom::Index), "---oo----"),
        (
            Room::Observe(ObserveRoom::Entry("I02".into(), unit.clone())),
            "---oo----",
        ),
        (Room::Observe(ObserveRoom::Import), "---oo----"),
        (Room::CopySheet(unit.clone()), "o--o--o--"),
        (Room::CopySheets, "---o--o--"),
    ];
    let files = [
        ("/can-bo/04846/phieu.xlsx", "o--------"),
        ("/can-bo/phieu.xlsx", "oo-------"),
        ("/quan-tri/nhat-ky.csv", "oooo---oo"),
        (WORKBOOK, "-----ooo-"),
        ("/so-lieu/mau.csv?linh-vuc=mau-so", "---oo----"),
        ("/so-lieu/mau.xlsx?chi-tieu=M03", "---oo----"),
        ("/can-bo/04846/sao-chep.tsv", "o--o--o--"),
    ];
    for (index, user) in ROLES.into_iter().enumerate() {
        let browser = client.sign_in(user).await;
        for (path, row) in files {
            let open = row.as_bytes()[index] == b'o';
            let status = browser.get(path).await.status;
            let expected = if open {
                StatusCode::OK
            } else {
                StatusCode::FORBIDDEN
            };
            assert_eq!(status, expected, "{user} {path}");
        }
        // Nothing is released here, so that whoever may have a briefing hears that there is none.
        let status = browser.get(BRIEFING).await.status;
        let expected = if b"-----ooo-"[index] == b'o' {
            if BUILT {
                StatusCode::NOT_FOUND
            } else {
                StatusCode::NOT_IMPLEMENTED
            }
        } else {
            StatusCode::FORBIDDEN
        };
        assert_eq!(status, expected, "{user} {BRIEFING}");
        for (room, row) in &rooms {
            let answer = browser.get(&room.path()).await;
            let expected = if row.as_bytes()[index] == b'o' {
                StatusCode::OK
            } else {
                StatusCode::FORBIDDEN
            };
            assert_eq!(answer.status, expected, "{user} {room:?}");
            assert_eq!(answer.header("cache-control"), "no-store", "{room:?}");
        }
    }
    for path in files.map(|(path, _)| path).into_iter().chain([BRIEFING]) {
        let answer = client.get(path).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    }
    // A stranger is sent to the sign-in, and back afterwards.
    for (room, _) in &rooms {
        let answer = client.get(&room.path()).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        assert!(answer.header("location").starts_with("/dang-nhap?tiep=%2F"));
    }
});

on_both!(every_form_and_every_role, |engine| async move {
    let client = client(engine).await;
    let fields = [
        ("unit", "04846"),
        ("criterion", "DL2"),
        ("version", "0"),
        ("reason", "x"),
        ("number", "0"),
        ("as_of", "1795485600000"),
        ("hash", "x"),
        ("kind", "new"),
        ("intent", "save"),
        ("user", "moi"),
        ("name", "Người mới"),
        ("role", "can-bo"),
        ("scope", "04846"),
        ("account", "1"),
        ("items", "DL2.0"),
        ("which", "others"),
        ("list", "user,name,email,role,scope"),
        ("province", "25"),
        ("set", "x = 1"),
        ("code", "2026-12"),
        ("evidence", "1"),
        ("public", "yes"),
        ("answer", "1"),
        ("indicator", "I02"),
        ("hash", "x"),
        ("col-unit", "0"),
        ("act", "1"),
    ];
    // `o`: the role may (whatever else may then be wrong); `-`: 403.
    let acts = [
        (Act::SaveAnswer, "o--------"),
        (Act::HandIn, "o--------"),
        (Act::CarryForward, "o--------"),
        (Act::Withdraw, "o--------"),
        // Whoever enters answers anywhere; whose rows they may change is told cell by cell.
        (Act::UploadSheet, "oo-------"),
        (Act::ApplySheet, "oo-------"),
        (Act::Sign, "--o------"),
        (Act::SendBack, "--o------"),
        (Act::Publish, "------o--"),
        (Act::Invite, "--------o"),
        (Act::Account, "--------o"),
        (Act::ReviewMany, "---o-----"),
        (Act::Period, "------o--"),
        (Act::EndSession, "ooooooooo"),
        (Act::Rights, "--------o"),
        (Act::HandOver, "--------o"),
        (Act::CheckPeople, "--------o"),
        (Act::AddPeople, "--------o"),
        (Act::PrepareSet, "---o-----"),
        (Act::ActivateSet, "------o--"),
        (Act::Policy, "--------o"),
        (Act::OpenEvidence, "---o-----"),
        (Act::Mail, "ooooooooo"),
        (Act::IssueDirective, "-----oo--"),
        (Act::SetTarget, "-----oo--"),
        (Act::AimIndicator, "-----oo--"),
        (Act::Observe, "---oo----"),
        (Act::CheckObservations, "---oo----"),
        (Act::AddObservations, "---oo----"),
        (Act::Token, "--------o"),
        (Act::Copied, "o--o--o--"),
    ];
    for (index, user) in ROLES.into_iter().enumerate() {
        let browser = client.sign_in(user).await;
        for (act, row) in acts {
            let answer = browser.post(act.path(), &fields).await;
            let allowed = row.as_bytes()[index] == b'o';
            let refused = answer.status == StatusCode::FORBIDDEN;
            assert_eq!(refused, !allowed, "{user} {act:?}: {}", answer.status);
            assert!(!answer.status.is_server_error(), "{user} {act:?}");
        }
    }
});

on_both!(every_way_to_write_and_every_role, |engine| async move {
    let client = client(engine).await;
    // One letter a role in the order of ROLES, as above; of each what it may begin.
    let slots = [
        ("difficulty", "o-o------"),
        ("explanation", "---o-oo--"),
        ("note", "o-oo-----"),
    ];
    for (index, user) in ROLES.into_iter().enumerate() {
        let browser = client.sign_in(user).await;
        for (slot, row) in slots {
            let fields = [("unit", "04846"), ("criterion", "DL2"), ("slot", slot)];
            let answer = browser.post(Act::Write.path(), &fields).await;
            // Who may write hears that the words are missing.
            let expected = if row.as_bytes()[index] == b'o' {
                StatusCode::UNPROCESSABLE_ENTITY
            } else {
                StatusCode::FORBIDDEN
            };
            assert_eq!(answer.status, expected, "{user} {slot}");
        }
    }
});

on_both!(forms_from_elsewhere_are_refused, |engine| async move {
    let client = client(engine).await;
    let officer = client.sign_in("canbo").await;
    for act in Act::ALL {
        for (name, value) in [
            ("sec-fetch-site", "cross-site"),
            ("origin", "https://evil.example"),
        ] {
            let request = Request::post(act.path())
                .header("host", "xanh.test")
                .header("cookie", officer.cookie())
                .header("content-type", "application/x-www-form-urlencoded")
                .header(name, value)
                .body(Body::from("unit=04846&criterion=DL2&version=0&user=canbo"))
                .unwrap();
            let answer = client.send(request).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{act:?} {name}");
        }
        let read = officer.get(act.path()).await;
        assert_eq!(read.status, StatusCode::METHOD_NOT_ALLOWED, "{act:?}");
    }
    let unchanged = officer.get("/can-bo/04846/DL2").await;
    assert_eq!(unchanged.value("version"), "0");
});

on_both!(signing_in_is_guarded, |engine| async move {
    let client = client(engine).await;
    // The token changes at sign-in: one that was set before is worth nothing.
    let fixed = client.browser_with("xanh-phien=0123456789abcdef");
    assert_eq!(fixed.get("/can-bo").await.status, StatusCode::SEE_OTHER);
    let form = [("user", "canbo"), ("password", people::PASSWORD)];
    let answer = fixed.post("/api/sign-in", &form).await;
    let cookie = answer.header("set-cookie").to_owned();
    assert!(cookie.contains("HttpOnly; SameSite=Lax") && !cookie.contains("0123456789abcdef"));
    assert_eq!(fixed.get("/can-bo").await.status, StatusCode::SEE_OTHER);

    // Signing out ends the session itself, not only the cookie.
    let officer = client.sign_in("canbo").await;
    assert_eq!(officer.get("/can-bo/04846").await.status, StatusCode::OK);
    officer.post("/api/sign-out", &[]).await;
    assert_eq!(
        officer.get("/can-bo/04846").await.status,
        StatusCode::SEE_OTHER
    );

    // A second factor is asked for before anything opens, and a code works once.
    let half = client.sign_in_without_code("thamdinh").await;
    let to = half.get("/tham-dinh").await;
    assert!(
        to.header("location").starts_with("/dang-nhap/ma"),
        "{:?}",
        to.headers
    );
    let code = people::code("thamdinh");
    let wrong = half.post("/api/second-factor", &[("code", "000000")]).await;
    assert_eq!(wrong.status, StatusCode::UNAUTHORIZED);
    let right = half.post("/api/second-factor", &[("code", &code)]).await;
    assert_eq!(right.status, StatusCode::SEE_OTHER, "{}", right.text());
    let replay = client.sign_in_without_code("thamdinh").await;
    let again = replay.post("/api/second-factor", &[("code", &code)]).await;
    assert_eq!(again.status, StatusCode::UNAUTHORIZED);

    // Five wrong passwords from one address; from another the officer still gets in.
    let wrong = [("user", "canbo"), ("password", "sai mật khẩu rồi")];
    for _ in 0..5 {
        let answer = client.anonymous().post("/api/sign-in", &wrong).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    }
    let form = [("user", "canbo"), ("password", people::PASSWORD)];
    let locked = client.anonymous().post("/api/sign-in", &form).await;
    assert_eq!(locked.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(locked.text().contains("15 phút"));
    let elsewhere = client
        .at_address("203.0.113.9")
        .post("/api/sign-in", &form)
        .await;
    assert_eq!(
        elsewhere.status,
        StatusCode::SEE_OTHER,
        "{}",
        elsewhere.text()
    );
});

on_both!(
    strangers_do_not_shut_an_account_for_its_person,
    |engine| async move {
        let client = client(engine).await;
        let form = [("user", "canbo"), ("password", people::PASSWORD)];
        let (office, officer) = (client.anonymous(), client.sign_in("canbo").await);
        let save = [
            ("unit", "04846"),
            ("criterion", "DL2"),
            ("version", "0"),
            ("note", "x"),
        ];
        let saved = officer.post("/api/save-answer", &save).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER);
        let wrong = [("user", "canbo"), ("password", "sai mật khẩu rồi")];
        for n in 0..13 {
            let stranger = client.at_address(&format!("198.51.100.{n}"));
            for _ in 0..5 {
                stranger.post("/api/sign-in", &wrong).await;
            }
        }
        // From a place that is new they have one attempt, and a right password is none.
        let elsewhere = client.at_address("203.0.113.9");
        for _ in 0..2 {
            let in_time = elsewhere.post("/api/sign-in", &form).await;
            assert_eq!(in_time.status, StatusCode::SEE_OTHER, "{}", in_time.text());
        }
        let slip = elsewhere.post("/api/sign-in", &wrong).await;
        assert_eq!(slip.status, StatusCode::UNAUTHORIZED);
        let waits = elsewhere.post("/api/sign-in", &form).await;
        assert_eq!(waits.status, StatusCode::TOO_MANY_REQUESTS);
        // All the addresses of one connection are one place.
        for (address, status) in [("2001:db8:1:2::3", 401), ("2001:db8:1:2:ffff::4", 429)] {
            let stranger = client.at_address(address);
            let answer = stranger.post("/api/sign-in", &wrong).await;
            assert_eq!(answer.status.as_u16(), status, "{address}");
        }
        let slip = office.post("/api/sign-in", &wrong).await;
        assert_eq!(slip.status, StatusCode::UNAUTHORIZED);
        let again = office.post("/api/sign-in", &form).await;
        assert_eq!(again.status, StatusCode::SEE_OTHER, "{}", again.text());
    }
);

on_both!(links_work_once, |engine| async move {
    let client = client(engine).await;
    let admin = client.sign_in("quantri").await;
    let form = [
        ("user", "canbo.moi"),
        ("name", "Cán bộ mới"),
        ("role", "can-bo"),
        ("scope", "04846"),
    ];
    let invited = admin.post("/api/invite", &form).await;
    assert_eq!(invited.status, StatusCode::OK, "{}", invited.text());
    let token = invited.body.split("http://xanh.test/moi/").nth(1).unwrap();
    let token: String = token.chars().take(64).collect();
    let link = format!("/moi/{token}");
    assert!(client.get(&link).await.text().contains("canbo.moi"));
    let set = |new: &'static str, again: &'static str| {
        [
            ("token", token.clone()),
            ("new", new.to_owned()),
            ("again", again.to_owned()),
        ]
        .map(|(n, v)| (n.to_owned(), v))
    };
    let stranger = client.anonymous();
    for bad in [
        set("ngắn", "ngắn"),
        set("một câu dài hơn", "một câu khác hẳn"),
    ] {
        let refused = stranger.post_owned("/api/use-link", &bad).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let good = set("một câu dài hơn", "một câu dài hơn");
    assert_eq!(
        stranger.post_owned("/api/use-link", &good).await.status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(
        stranger.post_owned("/api/use-link", &good).await.status,
        StatusCode::GONE
    );
    assert_eq!(client.get(&link).await.status, StatusCode::GONE);
    let form = [("user", "canbo.moi"), ("password", "một câu dài hơn")];
    let signed = client.anonymous().post("/api/sign-in", &form).await;
    assert_eq!(signed.header("location"), "/can-bo");
    // An administrator of one province has no say over others' accounts.
    let foreign = [
        ("user", "x"),
        ("name", "X"),
        ("role", "kiem-tra"),
        ("scope", "01"),
    ];
    assert_eq!(
        admin.post("/api/invite", &foreign).await.status,
        StatusCode::FORBIDDEN
    );
});
