//! Administration over HTTP: campaigns, sessions, rights, lists of people, handing over, criteria sets,
//! settings; and what must not be possible there.

use crate::support::{Answer, Browser, Client, Engine, now, on_both, people, production};
use app::routes::{AdminRoute, FormAction, WorkspaceRoute};
use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use domain::{time::Timestamp, unit::UnitCode};
use server::{
    clock::Clock,
    service::{public::PublicBackend, reference, workspace::Workspace},
    store::Db,
};

async fn installation(engine: Engine) -> (Client, Db) {
    let db = production(engine).await;
    people::add(&db).await;
    (Client::of(db.clone()), db)
}

async fn id(db: &Db, user: &str) -> i64 {
    db.account_by_name(user).await.unwrap().unwrap().id
}

fn account(id: i64) -> String {
    WorkspaceRoute::Admin(AdminRoute::Account(id)).path()
}

/// The actions of the installation's chain, in order.
async fn actions(db: &Db) -> Vec<String> {
    let chain = db.chain("VN").await.unwrap();
    chain
        .into_iter()
        .map(|(entry, _)| entry.action.word().to_owned())
        .collect()
}

fn is(answer: &Answer, status: u16) {
    assert_eq!(answer.status.as_u16(), status, "{}", answer.text());
}

on_both!(
    a_secretary_opens_moves_and_closes_a_campaign,
    |engine| async move {
        let (client, db) = installation(engine).await;
        let secretary = client.sign_in("thuky").await;
        let open = |due: &'static str, review: &'static str| {
            [
                ("kind", "open"),
                ("code", "2027-Q1"),
                ("due", due),
                ("review", review),
            ]
        };
        for (form, words) in [
            (open("2026-11-01", ""), "sau lúc này"),
            (open("2027-03-31", "2027-03-30"), "không được trước hạn nộp"),
            (open("31/03/2027", ""), "ngày"),
            (open("", ""), "Chưa ghi gì"),
        ] {
            let refused = secretary
                .post(FormAction::ChangeCampaign.path(), &form)
                .await;
            is(&refused, 422);
            assert!(refused.text().contains(words), "{}", refused.text());
            assert_eq!(refused.value("code"), "2026-11");
        }
        let opened = secretary
            .post(
                FormAction::ChangeCampaign.path(),
                &open("2027-03-31", "2027-04-05"),
            )
            .await;
        is(&opened, 303);
        let again = secretary
            .post(
                FormAction::ChangeCampaign.path(),
                &open("2027-03-31", "2027-04-05"),
            )
            .await;
        is(&again, 422);
        let page = secretary.get("/quan-tri/dot").await;
        assert!(page.text().contains("2027-Q1"), "{}", page.text());

        let wordless = [
            ("kind", "move"),
            ("code", "2027-Q1"),
            ("due", "2027-04-15"),
            ("reason", " "),
        ];
        is(
            &secretary
                .post(FormAction::ChangeCampaign.path(), &wordless)
                .await,
            422,
        );
        let moved = [
            ("kind", "move"),
            ("code", "2027-Q1"),
            ("due", "2027-04-15"),
            ("reason", "Mưa lũ"),
        ];
        is(
            &secretary
                .post(FormAction::ChangeCampaign.path(), &moved)
                .await,
            303,
        );
        let early = secretary
            .post(
                FormAction::ChangeCampaign.path(),
                &[("kind", "close"), ("code", "2027-Q1")],
            )
            .await;
        is(&early, 422);
        assert!(early.text().contains("chưa đến hạn"));
        let campaigns = db.campaigns().await.unwrap();
        let own = campaigns
            .iter()
            .find(|c| c.period.code == "2027-Q1")
            .unwrap();
        assert_eq!(own.period.due_at.to_string(), "2027-04-15T17:00+07:00");
        assert_eq!((own.review_due, own.closed_at), (None, None));
        let told = db.chain("VN").await.unwrap();
        let (last, _) = told.last().unwrap();
        assert_eq!(
            (last.action.word(), last.reason.as_str()),
            ("extend-campaign", "Mưa lũ")
        );
        assert_eq!(last.actor, "thuky");
    }
);

on_both!(
    a_campaign_that_is_over_is_closed_and_opened_again_with_a_reason,
    |engine| async move {
        let (_, db) = installation(engine).await;
        let due = now().date().plus(14).at(17, 0);
        let client = Client::of_time(db.clone(), Timestamp(due.0 + 60_000));
        let secretary = client.sign_in("thuky").await;
        let page = secretary.get("/quan-tri/dot").await;
        assert!(page.text().contains("đã hết hạn") && page.text().contains("Kết thúc đợt"));
        let close = [("kind", "close"), ("code", "2026-11")];
        let path = FormAction::ChangeCampaign.path();
        let other = client.sign_in("quantri").await;
        is(&other.post(path, &close).await, 403);
        is(&secretary.post(path, &close).await, 303);
        let page = secretary.get("/quan-tri/dot").await;
        let text = page.text();
        assert!(
            text.contains("đã kết thúc lúc 17:01 ngày 7/12/2026"),
            "{text}"
        );
        assert!(!page.body.contains("value=\"close\""));
        let again = secretary.post(path, &close).await;
        is(&again, 422);
        assert!(again.text().contains("đợt đã kết thúc"), "{}", again.text());

        // What a commune has not handed in by then is late, and can be handed in all the same.
        let officer = client.sign_in("canbo").await;
        draft(&officer, "DL2", "Nộp muộn").await;

        let wordless = [("kind", "move"), ("code", "2026-11"), ("due", "2026-12-20")];
        is(&secretary.post(path, &wordless).await, 422);
        let moved = [
            ("kind", "move"),
            ("code", "2026-11"),
            ("due", "2026-12-20"),
            ("reason", "Mưa lũ kéo dài"),
        ];
        is(&secretary.post(path, &moved).await, 303);
        let page = secretary.get("/quan-tri/dot").await;
        assert!(page.text().contains("đang mở"), "{}", page.text());
        assert_eq!(actions(&db).await, ["close-campaign", "extend-campaign"]);
    }
);

on_both!(
    people_end_their_own_sessions_and_nobody_elses,
    |engine| async move {
        let (client, db) = installation(engine).await;
        let (here, there) = (client.sign_in("canbo").await, client.sign_in("canbo").await);
        let other = client.sign_in("canbo2").await;
        let foreign = other.get("/dang-nhap/phien").await;
        assert!(foreign.names("session").is_empty());
        let theirs = db.sessions(id(&db, "canbo2").await).await.unwrap();
        let theirs: String = theirs[0].token_hash.chars().take(16).collect();
        let form = [("which", "one"), ("session", theirs.as_str())];
        is(&here.post(FormAction::EndSession.path(), &form).await, 400);
        is(&other.get("/can-bo/05116").await, 200);

        let page = here.get("/dang-nhap/phien").await;
        let session = page.value("session");
        let form = [("which", "one"), ("session", session.as_str())];
        is(&here.post(FormAction::EndSession.path(), &form).await, 303);
        is(&there.get("/can-bo/04846").await, 303);
        is(&here.get("/can-bo/04846").await, 200);
        let third = client.sign_in("canbo").await;
        is(
            &here
                .post(FormAction::EndSession.path(), &[("which", "others")])
                .await,
            303,
        );
        is(&third.get("/can-bo/04846").await, 303);
        is(&here.get("/can-bo/04846").await, 200);
    }
);

on_both!(
    roles_are_given_and_taken_within_ones_scope_and_never_to_oneself,
    |engine| async move {
        let (client, db) = installation(engine).await;
        let admin = client.sign_in("quantri").await;
        let officer = client.sign_in("canbo").await;
        let (canbo, own, secretary) = (
            id(&db, "canbo").await.to_string(),
            id(&db, "quantri").await.to_string(),
            id(&db, "thuky").await.to_string(),
        );
        fn rights<'a>(
            of: &'a str,
            kind: &'a str,
            role: &'a str,
            scope: &'a str,
        ) -> [(&'a str, &'a str); 4] {
            [
                ("account", of),
                ("kind", kind),
                ("role", role),
                ("scope", scope),
            ]
        }
        let path = FormAction::ChangeRights.path();
        is(&officer.get("/can-bo/05116").await, 403);
        is(
            &admin
                .post(path, &rights(&canbo, "give", "can-bo", "05116"))
                .await,
            303,
        );
        is(&officer.get("/can-bo/05116").await, 200);
        is(
            &admin
                .post(path, &rights(&canbo, "take", "can-bo", "05116"))
                .await,
            303,
        );
        is(&officer.get("/can-bo/05116").await, 403);
        // Gone is gone: a form that is sent again does nothing.
        is(
            &admin
                .post(path, &rights(&canbo, "take", "can-bo", "05116"))
                .await,
            422,
        );
        for (of, role, scope, status) in [
            (&canbo, "can-bo", "25", 422),
            (&canbo, "can-bo", "99999", 422),
            (&canbo, "can-bo", "00004", 403),
            (&canbo, "thu-ky", "VN", 403),
            (&own, "thu-ky", "25", 403),
            (&own, "quan-tri", "VN", 403),
            (&secretary, "can-bo", "04846", 403),
        ] {
            let answer = admin.post(path, &rights(of, "give", role, scope)).await;
            assert_eq!(answer.status.as_u16(), status, "{of} {role} {scope}");
        }
        let last = admin
            .post(path, &rights(&canbo, "take", "can-bo", "04846"))
            .await;
        is(&last, 422);
        assert!(last.text().contains("vai trò cuối cùng"));
        let told = actions(&db).await;
        assert_eq!(told, ["give-role", "take-role"]);
        // Forced browsing: an account beyond the scope looks like one that is not there.
        for beyond in [secretary.parse().unwrap(), 9_999] {
            is(&admin.get(&account(beyond)).await, 403);
        }
    }
);

on_both!(
    a_lost_second_factor_is_set_up_again_and_a_closed_account_stays_out,
    |engine| async move {
        let (client, db) = installation(engine).await;
        let admin = client.sign_in("quantri").await;
        let reviewer = client.sign_in("thamdinh").await;
        is(&reviewer.get("/tham-dinh").await, 200);
        let of = id(&db, "thamdinh").await;
        let key = of.to_string();
        let form = [
            ("account", key.as_str()),
            ("kind", "reset-factor"),
            ("back", "account"),
        ];
        let answer = admin.post(FormAction::ChangeAccount.path(), &form).await;
        assert_eq!(
            answer.header("location"),
            format!("{}?xong=da-sua&so=1", account(of))
        );
        is(&reviewer.get("/tham-dinh").await, 303);
        let again = client.sign_in_without_code("thamdinh").await;
        let to = again.get("/tham-dinh").await;
        assert!(
            to.header("location").starts_with("/dang-nhap/thiet-lap"),
            "{:?}",
            to.headers
        );

        let form = [("account", key.as_str()), ("kind", "close")];
        is(
            &admin.post(FormAction::ChangeAccount.path(), &form).await,
            303,
        );
        is(&again.get("/dang-nhap/thiet-lap").await, 303);
        let own = id(&db, "quantri").await.to_string();
        for kind in ["close", "reset-factor"] {
            let form = [("account", own.as_str()), ("kind", kind)];
            is(
                &admin.post(FormAction::ChangeAccount.path(), &form).await,
                403,
            );
        }
        assert_eq!(actions(&db).await, ["reset-second-factor", "close-account"]);
    }
);

const LIST: &str = "user,name,email,role,scope\n\
    xa.mot,Cán bộ một,mot@example.vn,can-bo,04846\n\
    xa.hai,\"Cán bộ hai, phường\",,lanh-dao,05116\n";

on_both!(
    a_list_of_people_is_shown_first_and_let_in_whole,
    |engine| async move {
        let (client, db) = installation(engine).await;
        let admin = client.sign_in("quantri").await;
        let before = db.accounts().await.unwrap().len();
        let long = "x".repeat(201);
        let bad = format!(
            "{LIST}xa.mot,Lặp,,can-bo,04846\ncanbo,Trùng,,can-bo,04846\nxa.ba,,,can-bo,04846\n\
        xa.bon,Bốn,,vua,04846\nxa.nam,Năm,,can-bo,25\nxa.sau,Sáu,,can-bo,00004\nxa bay,Bảy,,can-bo,04846\n\
        xa.tam,Tám,khong-co-a-cong,can-bo,04846\nxa.chin,\u{200e},,can-bo,04846\nxa.muoi,{long},,can-bo,04846\n"
        );
        let preview = admin
            .upload(
                FormAction::CheckPeople.path(),
                &[],
                "ds.csv",
                bad.as_bytes(),
            )
            .await;
        is(&preview, 422);
        let text = preview.text();
        for words in [
            "4usertên đăng nhập có hai lần",
            "5usertên đăng nhập đã có người dùng",
            "6namechưa có họ tên",
            "7rolekhông có vai trò này",
            "8scopephạm vi không có",
            "9scopephạm vi nằm ngoài",
            "10usertên đăng nhập trống hoặc sai dạng",
            "11emailĐịa chỉ này chưa đúng",
            "12namechưa có họ tên",
            "13namehọ tên dài quá 200 ký tự",
        ] {
            assert!(text.contains(words), "{words} in {text}");
        }
        assert!(!preview.body.contains(FormAction::AddPeople.path()));
        for (lang, words) in [
            ("/en", "10userthe user name is empty or not well formed"),
            ("/ar", "9scopeالنطاق خارج نطاق إدارتك"),
        ] {
            let path = format!("{lang}{}", FormAction::CheckPeople.path());
            let preview = admin.post(&path, &[("list", &bad)]).await;
            is(&preview, 422);
            assert!(preview.text().contains(words), "{}", preview.text());
            let preview = admin.post(&path, &[("list", "user,name\n")]).await;
            is(&preview, 422);
            assert!(!preview.text().contains("thiếu cột"), "{}", preview.text());
        }
        // The form that would apply it is no way around the preview.
        is(
            &admin
                .post(FormAction::AddPeople.path(), &[("list", &bad)])
                .await,
            422,
        );
        assert_eq!(db.accounts().await.unwrap().len(), before);

        // Heads in any case, and roles as pages call them or called them.
        let named = "Tên đăng nhập,NAME,Thư điện tử,Role,Phạm vi\nxa.chin,Chín,,Cán bộ nhập liệu cấp xã,04846\n\
            xa.bon,Bốn,,người nhập số liệu cấp xã,04846\nxa.muoi,Mười,,LANH DAO XA,04846\n\
            xa.sau,Sáu,,Commune leader,04846\n";
        let preview = admin
            .post(FormAction::CheckPeople.path(), &[("list", named)])
            .await;
        is(&preview, 200);
        assert!(preview.text().contains("4 tài khoản sẽ được tạo"));

        let preview = admin
            .post(FormAction::CheckPeople.path(), &[("list", LIST)])
            .await;
        is(&preview, 200);
        assert!(preview.text().contains("2 tài khoản sẽ được tạo"));
        assert_eq!(db.accounts().await.unwrap().len(), before);
        let list = preview.value("list");
        assert_eq!(list, LIST);
        let added = admin
            .post(FormAction::AddPeople.path(), &[("list", &list)])
            .await;
        is(&added, 200);
        assert!(added.body.contains("download=\"lien-ket.csv\""));
        assert_eq!(added.header("cache-control"), "no-store");
        assert_eq!(db.accounts().await.unwrap().len(), before + 2);
        // A form sent again lets nobody in twice.
        is(
            &admin
                .post(FormAction::AddPeople.path(), &[("list", &list)])
                .await,
            422,
        );
        let token: String = added
            .body
            .split("http://xanh.test/moi/")
            .nth(1)
            .unwrap()
            .chars()
            .take(64)
            .collect();
        let form = [
            ("token", token.as_str()),
            ("new", "một câu dài hơn"),
            ("again", "một câu dài hơn"),
        ];
        is(&client.anonymous().post("/api/use-link", &form).await, 303);
        let form = [("user", "xa.mot"), ("password", "một câu dài hơn")];
        let signed = client.anonymous().post("/api/sign-in", &form).await;
        assert_eq!(signed.status.as_u16(), 303);
        let own = client.browser_with(&signed.cookie());
        assert_eq!(own.get("/can-bo/04846").await.status.as_u16(), 200);
        assert_eq!(actions(&db).await, ["invite", "invite", "set-password"]);
    }
);

on_both!(a_scope_is_read_as_people_write_it, |engine| async move {
    let (client, db) = installation(engine).await;
    let admin = client.sign_in("quantri").await;
    let scopes = [
        "Đức Nhàn (04846)",
        "xã Đức Nhàn",
        "04846 - Đức Nhàn",
        "Đức Nhàn",
        "Duc Nhan commune",
        "Xã Đức Nhàn — Tỉnh Phú Thọ 04846",
        "\"xã Đức Nhàn, tỉnh Phú Thọ\"",
        "٠٤٨٤٦",
    ];
    for head in ["Họ và tên", "HỌ TÊN", "Full name", "الاسم الكامل"] {
        let mut list = format!("Tài khoản,{head},Email,Vai trò,Đơn vị\n");
        for (at, scope) in scopes.iter().enumerate() {
            list.push_str(&format!("xa.{at},Người {at},,can-bo,{scope}\n"));
        }
        let preview = admin
            .post(FormAction::CheckPeople.path(), &[("list", &list)])
            .await;
        is(&preview, 200);
        let shown = preview.text();
        assert_eq!(
            shown.matches("Đức Nhàn (04846)").count(),
            scopes.len() + 1,
            "{shown}"
        );
    }
    // What stands in scope is meant where others are called so.
    let list =
        "user,name,email,role,scope\nxa.mot,Một,,can-bo,Hòa Bình\ntinh.hai,Hai,,thu-ky,Phú Thọ\n";
    let preview = admin
        .post(FormAction::CheckPeople.path(), &[("list", list)])
        .await;
    is(&preview, 200);
    for wanted in ["Hòa Bình (04795)", "Phú Thọ (25)"] {
        assert!(preview.text().contains(wanted), "{}", preview.text());
    }
    let list = "user,name,email,role,scope\n\
            a,A,,can-bo,Mai Châu (04846)\nb,B,,can-bo,phường Đức Nhàn\nc,C,,can-bo,Tân An\n\
            d,D,,can-bo,\"Hòa Bình, Hà Nội\"\n";
    for (lang, several) in [
        ("", " đơn vị cùng tên này: "),
        ("/en", " units have this name: "),
        ("/ar", "عدد الوحدات التي تحمل هذا الاسم"),
    ] {
        let path = format!("{lang}{}", FormAction::CheckPeople.path());
        let preview = admin.post(&path, &[("list", list)]).await;
        is(&preview, 422);
        assert!(preview.text().contains(several), "{}", preview.text());
    }
    let preview = admin
        .post(FormAction::CheckPeople.path(), &[("list", list)])
        .await;
    for line in [
        "2scopephạm vi không có",
        "3scopephạm vi không có",
        "5scopephạm vi không có",
    ] {
        assert!(preview.text().contains(line), "{}", preview.text());
    }
    // The command line lets in people everywhere, and asks which is meant.
    let clock = Clock::Fixed(now());
    let home = UnitCode::parse("25").unwrap();
    let public = std::sync::Arc::new(PublicBackend::new(db.clone(), clock, home));
    let workspace = Workspace::new(db, clock, public, crate::support::typesetter());
    let person = server::service::import::people::NewPerson {
        user: "ai.do".into(),
        name: "Ai đó".into(),
        email: String::new(),
        role: "can-bo".into(),
        scope: "Hòa Bình".into(),
    };
    let verdicts = workspace.accounts.check(None, &[person]).await.unwrap();
    let Err(reason) = &verdicts[0] else {
        panic!("{verdicts:?}")
    };
    let told = app::texts::faults::fault_text(app::i18n::Lang::Vi, reason);
    assert!(
        told.contains("Phường Hòa Bình, Tỉnh Phú Thọ (04795)"),
        "{told}"
    );
    assert!(told.contains("(11533)"), "{told}");
});

async fn draft(officer: &Browser<'_>, criterion: &str, note: &str) {
    let form = officer.get(&format!("/can-bo/04846/{criterion}")).await;
    let version = form.value("version");
    let fields = [
        ("unit", "04846"),
        ("criterion", criterion),
        ("version", version.as_str()),
        ("note", note),
        ("intent", "save"),
    ];
    is(
        &officer.post(FormAction::SaveAnswer.path(), &fields).await,
        303,
    );
}

on_both!(
    an_officer_who_leaves_hands_everything_over_at_once,
    |engine| async move {
        let (client, db) = installation(engine).await;
        let admin = client.sign_in("quantri").await;
        let leaving = client.sign_in("canbo").await;
        draft(&leaving, "DL2", "Đang viết dở").await;
        let old = id(&db, "canbo").await;
        let key = old.to_string();
        let form = |successor: &'static str, reason: &'static str| {
            [
                ("account", key.as_str()),
                ("successor", successor),
                ("grant-0", "can-bo 04846"),
                ("grant-1", "quan-tri VN"),
                ("reason", reason),
            ]
        };
        // Nobody, oneself, somebody beyond the scope, or without a reason: nothing changes.
        for (successor, reason) in [
            ("khong.co", "x"),
            ("canbo", "x"),
            ("thuky", "x"),
            ("canbo2", ""),
        ] {
            let refused = admin
                .post(FormAction::HandOver.path(), &form(successor, reason))
                .await;
            is(&refused, 422);
            assert!(refused.body.contains("value=\"can-bo 04846\""));
        }
        is(&leaving.get("/can-bo/04846").await, 200);
        is(
            &admin
                .post(
                    FormAction::HandOver.path(),
                    &form("canbo2", "Chuyển công tác"),
                )
                .await,
            303,
        );

        is(&leaving.get("/can-bo/04846").await, 303);
        let sign_in = [("user", "canbo"), ("password", people::PASSWORD)];
        is(
            &client.anonymous().post("/api/sign-in", &sign_in).await,
            401,
        );
        let successor = client.sign_in("canbo2").await;
        let item = successor.get("/can-bo/04846/DL2").await;
        is(&item, 200);
        assert!(item.text().contains("Đang viết dở"));
        assert_eq!(item.value("version"), "1");
        is(&successor.get("/can-bo/05116").await, 200);
        let grants = db.grants(id(&db, "canbo2").await).await.unwrap();
        let officer = |scope: &str| ("can-bo".to_owned(), scope.to_owned());
        assert_eq!(grants, [officer("04846"), officer("05116")]);
        let chain = db.chain("VN").await.unwrap();
        let [(entry, _)] = chain.as_slice() else {
            panic!("one entry: {chain:?}");
        };
        assert_eq!(entry.action.word(), "hand-over");
        assert_eq!(entry.after, "canbo2, drafts 1");
        // Sent again, it finds nothing any more.
        is(
            &admin
                .post(FormAction::HandOver.path(), &form("canbo2", "Lần nữa"))
                .await,
            403,
        );
    }
);

/// The shipped set, of which a title, a help text and a translation of a question are worded in another way.
pub(crate) fn reworded() -> String {
    let text = reference::CRITERIA
        .replacen(
            "Tỷ lệ hồ sơ nộp trực tuyến",
            "Hồ sơ nộp trực tuyến, tỷ lệ",
            1,
        )
        .replacen(
            "en = \"Dossiers filed online\"",
            "en = \"Files sent online\"",
            1,
        )
        .replacen(
            "en = \"Share of dossiers filed online\"",
            "en = \"Share of files sent online\"",
            1,
        )
        .replacen("Kiểm tra ba việc", "Thử cả ba việc", 1);
    assert_ne!(text, reference::CRITERIA);
    text
}

/// The shipped set under another name, from another day.
pub(crate) fn other_set(version: &str, from: &str) -> String {
    let text = reference::CRITERIA.replace("version = \"v0\"", &format!("version = \"{version}\""));
    let line = text
        .lines()
        .find(|l| l.starts_with("valid_from"))
        .unwrap()
        .to_owned();
    text.replace(&line, &format!("valid_from = \"{from}\""))
}

on_both!(
    a_reviewer_prepares_a_set_and_the_secretary_lets_it_apply,
    |engine| async move {
        let (client, db) = installation(engine).await;
        let reviewer = client.sign_in("thamdinh").await;
        let secretary = client.sign_in("thuky").await;
        let path = FormAction::PrepareSet.path();
        let broken = other_set("v1", "2026-12-01").replace("red_below_bp", "red_under_bp");
        let refused = reviewer
            .upload(path, &[], "v1.toml", broken.as_bytes())
            .await;
        is(&refused, 422);
        assert!(
            refused.text().contains("rules.red_below_bp"),
            "{}",
            refused.text()
        );
        for (lang, words) in [("/en", "unknown key"), ("/ar", "مفتاح غير معروف")] {
            let path = format!("{lang}{path}");
            let refused = reviewer
                .upload(&path, &[], "v1.toml", broken.as_bytes())
                .await;
            is(&refused, 422);
            let text = refused.text();
            assert!(
                text.contains(words) && !text.contains("tên trường không hợp lệ"),
                "{text}"
            );
        }
        let changed = reference::CRITERIA.replace("validity_days = 365", "validity_days = 364");
        let refused = reviewer
            .upload(path, &[], "v0.toml", changed.as_bytes())
            .await;
        is(&refused, 422);
        assert!(
            refused.text().contains("không thể sửa"),
            "{}",
            refused.text()
        );

        let text = other_set("v1", "2026-12-01");
        is(
            &reviewer.upload(path, &[], "v1.toml", text.as_bytes()).await,
            303,
        );
        is(
            &reviewer.upload(path, &[], "v1.toml", text.as_bytes()).await,
            422,
        );
        let page = secretary.get("/quan-tri/bo-tieu-chi/v1").await;
        assert!(
            page.text().contains("đã chuẩn bị, chưa áp dụng"),
            "{}",
            page.text()
        );
        assert_eq!(page.value("from"), "2026-12-01");
        // Prepared is not in force.
        let public = client.get("/phuong-phap").await;
        assert!(public.text().contains("v0") && !public.text().contains("v1"));
        let form = |from: &'static str| [("version", "v1"), ("from", from)];
        let act = FormAction::ActivateSet.path();
        is(&reviewer.post(act, &form("2026-12-01")).await, 403);
        for early in ["2026-11-01", "2026-11-30", "x"] {
            is(&secretary.post(act, &form(early)).await, 422);
        }
        is(&secretary.post(act, &form("2026-12-01")).await, 303);
        is(&secretary.post(act, &form("2026-12-05")).await, 409);
        let list = secretary.get("/quan-tri/bo-tieu-chi").await;
        assert!(
            list.text().contains("áp dụng từ 1/12/2026"),
            "{}",
            list.text()
        );
        assert!(client.get("/phuong-phap").await.text().contains("v0"));

        let today = other_set("v2", "2026-11-23");
        is(
            &reviewer
                .upload(path, &[], "v2.toml", today.as_bytes())
                .await,
            303,
        );
        // Not before a set that has its day already.
        let soon = [("version", "v2"), ("from", "2026-11-23")];
        is(&secretary.post(act, &soon).await, 422);
        assert_eq!(
            actions(&db).await,
            ["prepare-set", "activate-set", "prepare-set"]
        );
    }
);

on_both!(a_set_applies_from_its_day_on, |engine| async move {
    let (client, db) = installation(engine).await;
    let reviewer = client.sign_in("thamdinh").await;
    let secretary = client.sign_in("thuky").await;
    let text = other_set("v1", "2026-11-23").replace("code = \"DL2\"", "code = \"DL9\"");
    let officer = client.sign_in("canbo").await;
    is(&officer.get("/can-bo/04846/DL2").await, 200);
    is(
        &reviewer
            .upload(
                FormAction::PrepareSet.path(),
                &[],
                "v1.toml",
                text.as_bytes(),
            )
            .await,
        303,
    );
    is(&officer.get("/can-bo/04846/DL9").await, 404);
    let form = [("version", "v1"), ("from", "2026-11-23")];
    is(
        &secretary.post(FormAction::ActivateSet.path(), &form).await,
        303,
    );
    is(&officer.get("/can-bo/04846/DL9").await, 200);
    is(&officer.get("/can-bo/04846/DL2").await, 404);
    let activated = db.activations().await.unwrap();
    assert_eq!(activated.len(), 2);
});

on_both!(
    a_province_does_without_signatures_if_its_policy_says_so,
    |engine| async move {
        let (client, db) = installation(engine).await;
        let admin = client.sign_in("quantri").await;
        let path = FormAction::SetPolicy.path();
        let form = |days: &'static str| {
            [
                ("province", "25"),
                ("review_days", days),
                ("return_days", "7"),
            ]
        };
        for bad in ["0", "61", "năm", ""] {
            is(&admin.post(path, &form(bad)).await, 422);
        }
        let foreign = [
            ("province", "01"),
            ("review_days", "3"),
            ("return_days", "3"),
        ];
        is(&admin.post(path, &foreign).await, 403);
        is(&admin.post(path, &form("3")).await, 303);
        let page = admin.get("/quan-tri/quy-che").await;
        assert!(
            page.text().contains("không cần lãnh đạo duyệt"),
            "{}",
            page.text()
        );
        let officer = client.sign_in("canbo").await;
        let fields = [
            ("unit", "04846"),
            ("criterion", "DL2"),
            ("version", "0"),
            ("part", "100"),
            ("whole", "100"),
            ("fact_date", "2026-11-20"),
            ("note", "Theo quyết định"),
            ("intent", "hand-in"),
        ];
        is(
            &officer.post(FormAction::SaveAnswer.path(), &fields).await,
            303,
        );
        assert_eq!(db.waiting(None).await.unwrap().len(), 1);
        assert_eq!(actions(&db).await, ["review-policy"]);
    }
);

const SCRIPT: &str = "<script>alert(1)</script>\"'><textarea>";

on_both!(a_script_in_any_field_stays_text, |engine| async move {
    let (client, db) = installation(engine).await;
    let canbo = id(&db, "canbo").await.to_string();
    let list = format!(
        "user,name,email,role,scope\nxa.mot,{0},,can-bo,04846\n",
        SCRIPT.replace('"', "")
    );
    type Call<'a> = (&'a str, FormAction, Vec<(&'a str, &'a str)>);
    let calls: [Call<'_>; 10] = [
        (
            "thuky",
            FormAction::ChangeCampaign,
            vec![
                ("kind", "open"),
                ("code", SCRIPT),
                ("due", SCRIPT),
                ("review", SCRIPT),
            ],
        ),
        (
            "thuky",
            FormAction::ChangeCampaign,
            vec![
                ("kind", "move"),
                ("code", "2026-11"),
                ("due", "2026-12-20"),
                ("reason", SCRIPT),
            ],
        ),
        (
            "quantri",
            FormAction::ChangeRights,
            vec![
                ("account", &canbo),
                ("kind", "give"),
                ("role", SCRIPT),
                ("scope", SCRIPT),
            ],
        ),
        (
            "quantri",
            FormAction::HandOver,
            vec![
                ("account", &canbo),
                ("successor", SCRIPT),
                ("reason", SCRIPT),
                ("grant-0", SCRIPT),
            ],
        ),
        ("quantri", FormAction::CheckPeople, vec![("list", SCRIPT)]),
        ("quantri", FormAction::CheckPeople, vec![("list", &list)]),
        ("quantri", FormAction::AddPeople, vec![("list", &list)]),
        ("thamdinh", FormAction::PrepareSet, vec![("set", SCRIPT)]),
        (
            "thuky",
            FormAction::ReviseWording,
            vec![("version", "v0"), ("set", SCRIPT)],
        ),
        (
            "quantri",
            FormAction::SetPolicy,
            vec![
                ("province", "25"),
                ("review_days", SCRIPT),
                ("return_days", SCRIPT),
            ],
        ),
    ];
    let mut browsers = std::collections::HashMap::new();
    for user in ["thuky", "quantri", "thamdinh"] {
        browsers.insert(user, client.sign_in(user).await);
    }
    for (user, act, fields) in calls {
        let answer = browsers[user].post(act.path(), &fields).await;
        assert!(!answer.status.is_server_error(), "{act:?}");
        assert!(!answer.body.contains("<script>alert"), "{act:?}");
    }
    for (user, page) in [
        ("thuky", "/quan-tri/dot".to_owned()),
        ("quantri", "/quan-tri/tai-khoan".to_owned()),
        ("quantri", account(id(&db, "xa.mot").await)),
    ] {
        let shown = browsers[user].get(&page).await;
        is(&shown, 200);
        assert!(!shown.body.contains("<script>alert"), "{page}");
    }
});

on_both!(
    what_is_too_large_is_refused_in_the_language_of_the_form,
    |engine| async move {
        let (client, _) = installation(engine).await;
        let admin = client.sign_in("quantri").await;
        let large = "x".repeat(300 * 1024);
        for (lang, words, of_file) in [
            ("", "lớn hơn mức cho phép", "Tệp quá lớn"),
            ("/en", "larger than allowed", "too large"),
            ("/ar", "أكبر من المسموح", "أكبر من أن يُقرأ"),
        ] {
            for act in [
                FormAction::AddPeople,
                FormAction::ChangeCampaign,
                FormAction::ChangeRights,
                FormAction::SetPolicy,
            ] {
                let path = format!("{lang}{}", act.path());
                let answer = admin.post(&path, &[("list", &large)]).await;
                is(&answer, 413);
                assert!(answer.text().contains(words), "{path}: {}", answer.text());
            }
            let path = format!("{lang}{}", FormAction::CheckPeople.path());
            let file = vec![b'x'; 20 * 1024 * 1024];
            let answer = admin.upload(&path, &[], "ds.csv", &file).await;
            is(&answer, 413);
            assert!(answer.text().contains(of_file), "{path}: {}", answer.text());
        }
    }
);

on_both!(
    a_form_that_says_nothing_of_its_origin_is_refused,
    |engine| async move {
        let (client, db) = installation(engine).await;
        let admin = client.sign_in("quantri").await;
        let before = actions(&db).await;
        for act in FormAction::ALL {
            let request = Request::post(act.path())
                .header("host", "xanh.test")
                .header("cookie", admin.cookie())
                .header("content-type", "application/x-www-form-urlencoded")
                .body(Body::from("account=1&kind=close&which=others"))
                .unwrap();
            let answer = client.send(request).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{act:?}");
        }
        assert_eq!(actions(&db).await, before);
    }
);
