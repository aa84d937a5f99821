//! Every route behind the sign-in × every role: what is not allowed is refused, whoever asks and however. The tables
//! hold one line a route, and the routes' own list says whether a line is missing, or one is of a route that is gone.

use crate::{
    story,
    support::{Browser, Client, Engine, filled, on_both, people, production},
};
use app::{
    i18n::Lang,
    routes::{BRIEFING, FormAction, PUBLISHING_PROGRESS, WORKBOOK, encode, prefixed, split_lang},
};
use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use server::{
    http::{
        routes::{Kind, Listed},
        workspace,
    },
    service::workspace::audit,
};
use std::collections::BTreeSet;

const ROLES: [&str; 9] = [
    "canbo", "canbo2", "lanhdao", "thamdinh", "songanh", "bcd", "thuky", "kiemtra", "quantri",
];

/// What each role gets of each page: one letter a role in the order of [`ROLES`], see [`status`]. Of the officers and
/// the leader each has one commune, and is led on to it from the list of communes.
pub const PAGES: &[(&str, &str)] = &[
    ("/can-bo", ">>>oooooo"),
    ("/can-bo/{unit}", "o-o----o-"),
    ("/can-bo/{unit}/{criterion}", "o-o----o-"),
    ("/can-bo/{unit}/sao-chep", "o--o--o--"),
    ("/can-bo/sao-chep", "---o--o--"),
    ("/tham-dinh", "---o-ooo-"),
    ("/da-tham-dinh", "---o-ooo-"),
    // Of another commune, it looks as if it did not exist.
    ("/tham-dinh/{answer}", "onoo-ooo-"),
    ("/trao-doi", "oooooooo-"),
    ("/trao-doi/{unit}/{criterion}", "o-oooooo-"),
    ("/thong-bao", "ooooooooo"),
    ("/dieu-hanh", "-----ooo-"),
    ("/dieu-hanh/ma-tran", "-----ooo-"),
    ("/dieu-hanh/khoang-cach", "-----ooo-"),
    ("/dieu-hanh/dien-bien", "-----ooo-"),
    ("/dieu-hanh/ha-tang", "-----ooo-"),
    ("/dieu-hanh/giao-viec", "----oooo-"),
    ("/dieu-hanh/giao-viec/{id}", "o-o--ooo-"),
    ("/so-lieu", "---oo----"),
    ("/so-lieu/{indicator}/{unit}", "---oo----"),
    ("/so-lieu/nhap", "---oo----"),
    ("/so-lieu/nhap/{batch}", "---oo----"),
    ("/quan-tri", "---o--o-o"),
    ("/quan-tri/cong-bo", "------o--"),
    ("/quan-tri/nhat-ky", "oooo---oo"),
    ("/quan-tri/tai-khoan", "--------o"),
    ("/quan-tri/tai-khoan/{account}", "--------o"),
    ("/quan-tri/tai-khoan/nap", "--------o"),
    ("/quan-tri/buoc-dau", "--------o"),
    ("/quan-tri/dot", "------o--"),
    ("/quan-tri/bo-tieu-chi", "---o--o--"),
    ("/quan-tri/bo-tieu-chi/{version}", "---o--o--"),
    ("/quan-tri/quy-che", "--------o"),
    ("/quan-tri/may", "--------o"),
    ("/dang-nhap/phien", "ooooooooo"),
];

/// The same of each file, which may need a query to be one.
const FILES: &[(&str, &str, &str)] = &[
    ("/can-bo/{unit}/phieu.xlsx", "", "o--------"),
    ("/can-bo/phieu.xlsx", "", "oo-------"),
    ("/can-bo/{unit}/sao-chep.tsv", "", "o--o--o--"),
    ("/quan-tri/nhat-ky.csv", "", "oooo---oo"),
    (
        "/quan-tri/bo-tieu-chi/{version}/bo-tieu-chi.toml",
        "",
        "---o--o--",
    ),
    (PUBLISHING_PROGRESS, "", "------o--"),
    ("/so-lieu/mau.csv", "?linh-vuc=mau-so", "---oo----"),
    ("/so-lieu/mau.xlsx", "?chi-tieu=M03", "---oo----"),
    (WORKBOOK, "", "-----ooo-"),
    // Nothing is released here, so that whoever may have a briefing hears that there is none.
    (BRIEFING, "", "-----nnn-"),
];

/// Files that may be open to everybody: what each role gets of the files that [`OPEN_FILE_CASES`] names, a row each.
const OPEN_FILES: &[(&str, [&str; 4])] = &[(
    "/minh-chung/{id}",
    ["onoonooon", "ononnnnon", "nonnnnnon", "nnnnnnnnn"],
)];

/// A file of 04846 that waits for review, one of its drafts, one of a draft of 05116, and none.
const OPEN_FILE_CASES: [&str; 4] = ["own", "drafted", "foreign", "missing"];

pub type Fields = &'static [(&'static str, &'static str)];

/// The same of each form with these fields and the [`COMMON`] ones; a form with several rights has several lines. In
/// this order each line finds what it needs.
pub const FORMS: &[(FormAction, Fields, &str)] = &[
    (FormAction::SaveAnswer, &[("intent", "save")], "d--------"),
    (FormAction::HandIn, &[], "d--------"),
    (FormAction::CarryForward, &[], "u--------"),
    // Whoever enters answers anywhere; whose rows they may change is told cell by cell.
    (FormAction::UploadSheet, &[], "uu-------"),
    (FormAction::ApplySheet, &[("changes", "[]")], "oo-------"),
    (FormAction::Sign, &[("items", "DL2.0")], "--c------"),
    // Not as the leader saw it last.
    (FormAction::SendBack, &[("criterion", "TC2")], "--c------"),
    (FormAction::Withdraw, &[("criterion", "TH1")], "d-c------"),
    (
        FormAction::Discard,
        &[("criterion", "TH1"), ("version", "1")],
        "c--------",
    ),
    (FormAction::MarkCopied, &[], "c--c--c--"),
    (
        FormAction::WriteMessage,
        &[("slot", "difficulty")],
        "u-u------",
    ),
    (
        FormAction::WriteMessage,
        &[("slot", "explanation")],
        "---u-uu--",
    ),
    (FormAction::WriteMessage, &[("slot", "note")], "u-uu-----"),
    (
        FormAction::ChangeMail,
        &[("email", "a@example.vn")],
        "ddddddddd",
    ),
    // Without words it comes back, to those who may return it.
    (
        FormAction::Review,
        &[("decision", "return"), ("code", "value")],
        "---u-----",
    ),
    (FormAction::Review, &[("decision", "confirm")], "---d-----"),
    (FormAction::OpenEvidence, &[], "---d-----"),
    (FormAction::Reopen, &[], "---d-----"),
    (FormAction::ReviewMany, &[("answer-7", "on")], "---c-----"),
    (
        FormAction::IssueDirective,
        &[
            ("department", ""),
            ("subject", "DL2"),
            ("content", "Nâng tỷ lệ"),
            ("owner", "Chủ tịch xã"),
            ("due", "2026-12-01"),
        ],
        "-----dd--",
    ),
    // The officer answers, and the leader comes too late.
    (
        FormAction::StepDirective,
        &[
            ("step", "answer"),
            ("version", "1"),
            ("text-answer", "Đang làm"),
        ],
        "d-c------",
    ),
    (
        FormAction::StepDirective,
        &[
            ("step", "ask-again"),
            ("version", "2"),
            ("text-ask-again", "x"),
        ],
        "-----dc--",
    ),
    (
        FormAction::StepDirective,
        &[("step", "accept"), ("version", "3")],
        "-----cc--",
    ),
    (
        FormAction::StepDirective,
        &[
            ("step", "withdraw"),
            ("version", "3"),
            ("text-withdraw", "x"),
        ],
        "-----dc--",
    ),
    (
        FormAction::SetTarget,
        &[("share", "100"), ("by", "2027-06-30")],
        "-----dd--",
    ),
    (
        FormAction::AimIndicator,
        &[("number", "11000"), ("by", "2027-06-30")],
        "-----dd--",
    ),
    (
        FormAction::Observe,
        &[
            ("value", "60"),
            ("as_of", "2026-10-31"),
            ("source", "Sở"),
            ("qualifier", "exact"),
        ],
        "---dd----",
    ),
    (FormAction::CheckObservations, &[], "---cc----"),
    (FormAction::AddObservations, &[], "---cc----"),
    // The reviewer undoes it, and the department comes too late.
    (FormAction::UndoObservations, &[], "---dc----"),
    (
        FormAction::ChangeToken,
        &[
            ("kind", "make"),
            ("name", "lgsp"),
            ("scope", "25"),
            ("expires", "2027-06-30"),
            ("sector-ha-tang", "on"),
            ("sources", "Sở"),
        ],
        "--------o",
    ),
    (FormAction::Publish, &[], "------c--"),
    (
        FormAction::ChangeCampaign,
        &[("kind", "open"), ("due", "2027-03-31")],
        "------d--",
    ),
    (FormAction::PrepareSet, &[], "---u-----"),
    (FormAction::ActivateSet, &[("version", "v0")], "------u--"),
    (FormAction::ReviseWording, &[("version", "v0")], "------u--"),
    (
        FormAction::SetPolicy,
        &[("review_days", "3"), ("return_days", "7")],
        "--------d",
    ),
    // Of the account that is invited here, not of those who ask.
    (FormAction::Invite, &[], "--------o"),
    (FormAction::ChangeAccount, &[("kind", "reset")], "--------o"),
    (
        FormAction::ChangeRights,
        &[("kind", "give"), ("scope", "04978")],
        "--------d",
    ),
    (
        FormAction::HandOver,
        &[("successor", "canbo"), ("grant-0", "can-bo 04978")],
        "--------d",
    ),
    (FormAction::TestMail, &[], "--------o"),
    (FormAction::CheckPeople, &[], "--------o"),
    (FormAction::AddPeople, &[], "--------o"),
    (FormAction::EndSession, &[("which", "others")], "ddddddddd"),
];

/// What a line's form brings if the line says nothing else.
const COMMON: Fields = &[
    ("unit", "04846"),
    ("criterion", "DL2"),
    ("version", "0"),
    ("reason", "x"),
    ("number", "0"),
    ("as_of", "1795485600000"),
    ("hash", "x"),
    ("kind", "new"),
    ("user", "moi"),
    ("name", "Người mới"),
    ("role", "can-bo"),
    ("scope", "04846"),
    ("account", "10"),
    (
        "list",
        "user,name,email,role,scope\nxa.mot,Cán bộ một,,can-bo,04846",
    ),
    ("province", "25"),
    ("set", "x = 1"),
    ("code", "2026-12"),
    ("evidence", "1"),
    ("public", "yes"),
    ("answer", "1"),
    ("directive", "1"),
    ("indicator", "I02"),
    ("col-unit", "0"),
    ("act", "1"),
];

/// What a letter of a table stands for.
fn status(letter: u8) -> StatusCode {
    match letter {
        b'-' => StatusCode::FORBIDDEN,
        // A page or file that is open; a form that shows something.
        b'o' => StatusCode::OK,
        // Led on; done.
        b'>' | b'd' => StatusCode::SEE_OTHER,
        // Not found.
        b'n' => StatusCode::NOT_FOUND,
        // Changed in between.
        b'c' => StatusCode::CONFLICT,
        // To be mended.
        b'u' => StatusCode::UNPROCESSABLE_ENTITY,
        other => unreachable!("what stands {} for?", char::from(other)),
    }
}

pub fn fields(own: Fields) -> Vec<(&'static str, &'static str)> {
    let common = COMMON
        .iter()
        .filter(|(name, _)| own.iter().all(|(other, _)| name != other));
    own.iter().chain(common).copied().collect()
}

fn listed(kind: Kind) -> Vec<Listed> {
    let routes = workspace::routes();
    let own = routes.list().iter().filter(|one| one.kind == kind);
    own.copied().collect()
}

/// Whether any line of a form allows it to a role.
fn may(act: FormAction, role: usize) -> bool {
    let allows = |row: &str| row.as_bytes()[role] != b'-';
    FORMS.iter().any(|(own, _, row)| *own == act && allows(row))
}

/// Everything that is wrong, not only the first.
fn assert_none(wrong: &[String]) {
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_route_has_its_line() {
    let forms: BTreeSet<_> = FORMS.iter().map(|(act, ..)| act.path()).collect();
    let tables = [
        (Kind::Page, PAGES.iter().map(|(path, _)| *path).collect()),
        (Kind::File, FILES.iter().map(|(path, ..)| *path).collect()),
        (
            Kind::OpenFile,
            OPEN_FILES.iter().map(|(path, ..)| *path).collect(),
        ),
        (Kind::Form, forms.into_iter().collect::<Vec<_>>()),
    ];
    for (kind, lines) in tables {
        let (routes, own): (BTreeSet<_>, BTreeSet<_>) = (
            listed(kind).iter().map(|route| route.path).collect(),
            lines.iter().copied().collect(),
        );
        let without_line: Vec<_> = routes.difference(&own).collect();
        let without_route: Vec<_> = own.difference(&routes).collect();
        assert!(
            without_line.is_empty(),
            "{kind:?} without a line here: {without_line:?}"
        );
        assert!(
            without_route.is_empty(),
            "{kind:?} that is gone: {without_route:?}"
        );
        assert_eq!(own.len(), lines.len(), "{kind:?} with two lines");
    }
}

pub async fn client(engine: Engine) -> Client {
    let db = production(engine).await;
    people::add(&db).await;
    Client::of(db)
}

/// A browser of each role, in the order of [`ROLES`].
pub async fn browsers(client: &Client) -> Vec<Browser<'_>> {
    let mut browsers = Vec::new();
    for user in ROLES {
        browsers.push(client.sign_in(user).await);
    }
    browsers
}

/// What has to be there to be denied: an answer with evidence (TC1) and one without (TH1) that wait for review, one that
/// waits for its signature (TC2), a directive, and an observation. Each is the first of its kind.
pub async fn set_up(browsers: &[Browser<'_>]) {
    let of = |user: &str| &browsers[ROLES.iter().position(|own| *own == user).unwrap()];
    let (officer, leader) = (of("canbo"), of("lanhdao"));
    let answer = [
        ("unit", "04846"),
        ("criterion", "TC1"),
        ("version", "0"),
        ("yes", "yes"),
        ("fact_date", "2026-11-20"),
        ("intent", "hand-in"),
    ];
    let pdf = b"%PDF-1.7\nquyet dinh\n%%EOF".as_slice();
    let sent = officer
        .upload("/api/save-answer", &answer, "QĐ.pdf", pdf)
        .await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    story::sign(leader).await;
    for (criterion, signed) in [("TH1", true), ("TC2", false)] {
        let sent = story::fill(officer, criterion, "hand-in").await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
        if signed {
            story::sign(leader).await;
        }
    }
    let issue = FORMS
        .iter()
        .find(|(act, ..)| *act == FormAction::IssueDirective);
    let observe = FORMS.iter().find(|(act, ..)| *act == FormAction::Observe);
    for (user, line) in [("bcd", issue), ("songanh", observe)] {
        let (act, own, _) = line.unwrap();
        let sent = of(user).post(act.path(), &fields(own)).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    }
}

/// Paths of the forms of a page, and of its links, without their languages.
fn named<'a>(body: &'a str, attribute: &'a str) -> impl Iterator<Item = &'a str> {
    let values = body.split(attribute).skip(1);
    let paths = values.filter_map(|rest| rest.split(['"', '?', '#']).next());
    paths.map(|path| split_lang(path).1)
}

/// Whether a path is one of a pattern's.
fn is_of(path: &str, pattern: &str) -> bool {
    let (parts, own) = (path.split('/'), pattern.split('/'));
    parts.clone().count() == own.clone().count()
        && parts
            .zip(own)
            .all(|(part, own)| part == own || own.contains('{'))
}

on_both!(every_page_and_file_of_every_role, |engine| async move {
    let client = client(engine).await;
    let browsers = browsers(&client).await;
    set_up(&browsers).await;
    let guarded: BTreeSet<_> = listed(Kind::Form).iter().map(|form| form.path).collect();
    let mut wrong = Vec::new();
    for (role, (user, browser)) in ROLES.iter().zip(&browsers).enumerate() {
        let mut links = BTreeSet::new();
        for (pattern, row) in PAGES {
            let first = filled(pattern);
            let mut paths = vec![first.clone()];
            if pattern.contains("{criterion}") {
                paths.extend(["TC1", "TC2", "TH1"].map(|own| first.replace("DL2", own)));
            }
            for path in paths {
                let answer = browser.get(&path).await;
                let expected = status(row.as_bytes()[role]);
                if answer.status != expected {
                    wrong.push(format!("{user} {path}: {}, not {expected}", answer.status));
                }
                if answer.header("cache-control") != "no-store" {
                    wrong.push(format!("{user} {path} may be kept"));
                }
                // What may be opened and not changed shows no form for it.
                for action in named(&answer.body, "action=\"").filter_map(FormAction::parse) {
                    if guarded.contains(action.path()) && !may(action, role) {
                        wrong.push(format!("{user} {path} offers {action:?}"));
                    }
                }
                // A page that refuses names itself in other languages.
                if answer.status == StatusCode::OK {
                    links.extend(named(&answer.body, "href=\"").map(str::to_owned));
                }
            }
        }
        // Nor is anybody led to a door that is shut.
        let patterns = PAGES.iter().map(|(pattern, _)| *pattern);
        for pattern in patterns.chain(FILES.iter().map(|(pattern, ..)| *pattern)) {
            for path in links.iter().filter(|path| is_of(path, pattern)).take(3) {
                let answer = browser.get(path).await;
                if answer.status == StatusCode::FORBIDDEN || answer.status.is_server_error() {
                    wrong.push(format!("{user} is led to {path}: {}", answer.status));
                }
            }
        }
        for (pattern, query, row) in FILES {
            let path = format!("{}{query}", filled(pattern));
            let answer = browser.get(&path).await;
            let expected = status(row.as_bytes()[role]);
            if answer.status != expected {
                wrong.push(format!("{user} {path}: {}, not {expected}", answer.status));
            }
        }
    }
    assert_none(&wrong);
});

on_both!(every_open_file_of_every_role, |engine| async move {
    let client = client(engine).await;
    let browsers = browsers(&client).await;
    set_up(&browsers).await;
    // The key of a file that is brought now.
    let bring = async |user: &str, unit: &str| {
        let officer = &browsers[ROLES.iter().position(|own| *own == user).unwrap()];
        let fields = [
            ("unit", unit),
            ("criterion", "DL1"),
            ("version", "0"),
            ("intent", "save"),
        ];
        let pdf = format!("%PDF-1.7\n{unit}\n%%EOF");
        let saved = officer
            .upload("/api/save-answer", &fields, "QĐ.pdf", pdf.as_bytes())
            .await;
        assert!(saved.status.as_u16() < 400, "{}", saved.text());
        let form = officer.get(&format!("/can-bo/{unit}/DL1")).await;
        form.links("/minh-chung/").remove(0)
    };
    let drafted = bring("canbo", "04846").await;
    let foreign = bring("canbo2", "05116").await;
    let ids = ["1", &drafted, &foreign, "999999"];
    let mut wrong = Vec::new();
    for (pattern, rows) in OPEN_FILES {
        for (role, (user, browser)) in ROLES.iter().zip(&browsers).enumerate() {
            let mut refused = BTreeSet::new();
            for ((id, case), row) in ids.iter().zip(OPEN_FILE_CASES).zip(rows) {
                let answer = browser.get(&pattern.replace("{id}", id)).await;
                let expected = status(row.as_bytes()[role]);
                if answer.status != expected {
                    wrong.push(format!("{user} {case}: {}, not {expected}", answer.status));
                }
                if answer.status != StatusCode::OK {
                    refused.insert(answer.text().replace(&format!("chung/{id}"), "…"));
                }
            }
            // Nobody learns from a refusal what exists.
            assert!(refused.len() < 2, "{user}: {refused:?}");
        }
        let mut refused = BTreeSet::new();
        for id in ids {
            let answer = client.get(&pattern.replace("{id}", id)).await;
            assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{id}");
            refused.insert(answer.text().replace(&format!("chung/{id}"), "…"));
        }
        assert_eq!(refused.len(), 1, "{refused:?}");
    }
    assert_none(&wrong);
});

on_both!(every_form_of_every_role, |engine| async move {
    let client = client(engine).await;
    let browsers = browsers(&client).await;
    set_up(&browsers).await;
    let mut wrong = Vec::new();
    for (act, own, row) in FORMS {
        let (denied, allowed): (Vec<_>, Vec<_>) =
            (0..ROLES.len()).partition(|role| row.as_bytes()[*role] == b'-');
        // While everything is there yet that somebody else changes afterwards.
        for role in denied.into_iter().chain(allowed) {
            let answer = browsers[role].post(act.path(), &fields(own)).await;
            let expected = status(row.as_bytes()[role]);
            if answer.status != expected {
                let (user, is) = (ROLES[role], answer.status);
                wrong.push(format!("{user} {act:?} {own:?}: {is}, not {expected}"));
            }
        }
    }
    assert_none(&wrong);
});

/// What a stranger gets of the pages and forms of the sign-in.
fn entrance(route: &Listed) -> StatusCode {
    match route.path {
        "/dang-nhap" => StatusCode::OK,
        // Only on the way, which begins elsewhere.
        "/dang-nhap/ma" | "/dang-nhap/thiet-lap" => StatusCode::SEE_OTHER,
        "/moi/{token}" => StatusCode::GONE,
        path if path == FormAction::SignIn.path() => StatusCode::UNAUTHORIZED,
        path if path == FormAction::EnterCode.path() => StatusCode::UNAUTHORIZED,
        path if path == FormAction::ConfirmSecondFactor.path() => StatusCode::UNAUTHORIZED,
        path if path == FormAction::SignOut.path() => StatusCode::SEE_OTHER,
        path if path == FormAction::UseLink.path() => StatusCode::GONE,
        other => unreachable!("what does a stranger get of {other}?"),
    }
}

on_both!(a_stranger_and_every_route, |engine| async move {
    let db = production(engine).await;
    people::add(&db).await;
    let client = Client::of(db.clone());
    let stranger = client.anonymous();
    let mut wrong = Vec::new();
    for route in workspace::routes().list() {
        for lang in Lang::ALL {
            let path = prefixed(lang, &filled(route.path));
            let answer = match route.kind {
                Kind::Form | Kind::EntranceForm => {
                    let token = [("token", "x"), ("new", "x"), ("again", "x")];
                    stranger.post(&path, &[COMMON, &token].concat()).await
                }
                Kind::Page | Kind::File | Kind::OpenFile | Kind::Entrance => {
                    stranger.get(&path).await
                }
            };
            let expected = match route.kind {
                // Sent to the sign-in, and back afterwards.
                Kind::Page => StatusCode::SEE_OTHER,
                Kind::File | Kind::OpenFile | Kind::Form => StatusCode::UNAUTHORIZED,
                Kind::Entrance | Kind::EntranceForm => entrance(route),
            };
            if answer.status != expected {
                wrong.push(format!("{path}: {}, not {expected}", answer.status));
            }
            let sign_in = prefixed(lang, "/dang-nhap");
            let back = format!("{sign_in}?tiep={}", encode(&path));
            if route.kind == Kind::Page && answer.header("location") != back {
                wrong.push(format!("{path} leads to {}", answer.header("location")));
            }
            if answer.header("cache-control") != "no-store" {
                wrong.push(format!("{path} may be kept"));
            }
        }
    }
    assert_none(&wrong);
    assert_eq!(audit::verify(&db).await.unwrap().entries, 0);
});

on_both!(forms_from_elsewhere_are_refused, |engine| async move {
    let client = client(engine).await;
    let officer = client.sign_in("canbo").await;
    for act in FormAction::ALL {
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
        assert_eq!(read.header("allow"), "POST", "{act:?}");
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
        // From a place that is new they have one attempt.
        let elsewhere = client.at_address("203.0.113.8");
        let slip = elsewhere.post("/api/sign-in", &wrong).await;
        assert_eq!(slip.status, StatusCode::UNAUTHORIZED);
        let waits = elsewhere.post("/api/sign-in", &form).await;
        assert_eq!(waits.status, StatusCode::TOO_MANY_REQUESTS);
        // A right password is none, and whoever has come in is known there.
        let elsewhere = client.at_address("203.0.113.9");
        let in_time = elsewhere.post("/api/sign-in", &form).await;
        assert_eq!(in_time.status, StatusCode::SEE_OTHER, "{}", in_time.text());
        let slip = elsewhere.post("/api/sign-in", &wrong).await;
        assert_eq!(slip.status, StatusCode::UNAUTHORIZED);
        let again = elsewhere.post("/api/sign-in", &form).await;
        assert_eq!(again.status, StatusCode::SEE_OTHER, "{}", again.text());
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
    assert_eq!(signed.header("location"), "/dang-nhap?vao=1");
    let entered = client.browser_with(&signed.cookie());
    let entered = entered.get(signed.header("location")).await;
    assert_eq!(entered.header("location"), "/can-bo");
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
