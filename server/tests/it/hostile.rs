//! What nobody sends by mistake: bodies without end, paths that climb, markup and NUL in every text.

use crate::support::{Client, Engine, on_both, people, production};
use app::{i18n::Lang, routes::FormAction};
use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use domain::unit::UnitCode;
use server::{service::workspace::audit, store::Db};

async fn installation(engine: Engine) -> (Client, Db) {
    let db = production(engine).await;
    people::add(&db).await;
    (Client::of(db.clone()), db)
}

/// The same, where the page knows which field is too long.
const LONG: [&str; 3] = [
    "Biểu mẫu lớn quá mức",
    "The form is too large",
    "النموذج أكبر من المسموح به",
];

const SENTENCES: [(Lang, &str); 3] = [
    (Lang::Vi, "Nội dung gửi lên lớn hơn mức cho phép"),
    (Lang::En, "larger than allowed"),
    (Lang::Ar, "أكبر من المسموح"),
];

on_both!(
    a_body_without_end_is_refused_in_words,
    |engine| async move {
        let (client, _) = installation(engine).await;
        let officer = client.sign_in("canbo").await;
        let stranger = client.anonymous();
        let form = format!("note={}", "x".repeat(300 * 1024));
        for act in FormAction::ALL {
            for (lang, sentence) in SENTENCES {
                for browser in [&officer, &stranger] {
                    let request = Request::post(act.href(lang))
                        .header("origin", "http://xanh.test")
                        .header("content-type", "application/x-www-form-urlencoded");
                    let answer = browser.send(request, Body::from(form.clone())).await;
                    // Whoever may send such a file to nobody hears that first.
                    let others = [
                        FormAction::CheckPeople,
                        FormAction::PrepareSet,
                        FormAction::ReviseWording,
                        FormAction::CheckObservations,
                    ];
                    if std::ptr::eq(browser, &officer) && others.contains(&act) {
                        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{act:?}");
                        continue;
                    }
                    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE, "{act:?}");
                    // Where the field that is too long is known, the page names it.
                    let named = LONG.into_iter().any(|words| answer.text().contains(words));
                    assert!(
                        answer.text().contains(sentence) || named,
                        "{}",
                        answer.text()
                    );
                }
            }
        }
    }
);

on_both!(no_path_leads_out, |engine| async move {
    let (client, _) = installation(engine).await;
    let officer = client.sign_in("canbo").await;
    for path in [
        "/../Cargo.toml",
        "/pkg/../Cargo.toml",
        "/pkg/..%2f..%2fCargo.toml",
        "/pkg/%2e%2e/%2e%2e/Cargo.toml",
        "/pkg/..%5c..%5cCargo.toml",
        "/fonts/..%2f..%2fetc%2fpasswd",
        "/can-bo/..%2f..%2fetc%2fpasswd",
        "/can-bo/04846/..%2f..%2fetc%2fpasswd",
        "/can-bo/04846%2f..%2f04850/phieu.xlsx",
        "/minh-chung/..%2f..%2fetc%2fpasswd",
        "/minh-chung/1%00",
        "/minh-chung/-1",
        "/minh-chung/99999999999999999999",
        "/tinh/..%2f25.csv",
        "/moi/..%2f..%2fetc%2fpasswd",
        "/%c0%ae%c0%ae/etc/passwd",
    ] {
        let answer = officer.get(path).await;
        let refused = [400, 404, 410].contains(&answer.status.as_u16());
        assert!(refused, "{path}: {}", answer.status);
        assert!(
            !answer.body.contains("[package]") && !answer.body.contains("root:"),
            "{path}"
        );
    }
});

on_both!(markup_and_nul_are_only_text, |engine| async move {
    let (client, db) = installation(engine).await;
    let officer = client.sign_in("canbo").await;
    let hostile =
        "</textarea></td>\"'><script>alert(1)</script><img src=x onerror=alert(1)>\0 {{7*7}} =1+1";
    let kept = hostile.replace('\0', "");
    for field in ["note", "explanation", "part", "whole", "fact_date"] {
        let form = officer.get("/can-bo/04846/DL2").await;
        let version = form.value("version");
        let fields = [
            ("unit", "04846"),
            ("criterion", "DL2"),
            ("version", version.as_str()),
            (field, hostile),
        ];
        let answer = officer.post("/api/save-answer", &fields).await;
        assert_eq!(
            answer.status,
            StatusCode::SEE_OTHER,
            "{field}: {}",
            answer.text()
        );
        for path in ["/can-bo/04846/DL2", "/can-bo/04846", "/quan-tri/nhat-ky"] {
            let page = officer.get(path).await;
            assert_eq!(page.status, StatusCode::OK, "{field} {path}");
            for never in ["<script>alert", "<img src=x"] {
                assert!(!page.body.contains(never), "{field} {path}");
            }
        }
    }
    let unit = UnitCode::parse("04846").unwrap();
    let draft = db.draft(&unit, "DL2").await.unwrap().unwrap();
    assert_eq!(
        draft.fields.0["fact_date"],
        kept[..draft.fields.0["fact_date"].len()]
    );
    let file = officer.get("/quan-tri/nhat-ky.csv").await;
    assert_eq!(file.status, StatusCode::OK);
    assert!(
        file.body.contains("<script>alert(1)</script>"),
        "the trail says what was typed"
    );

    let reviewer = client.sign_in("thamdinh").await;
    let queue = format!(
        "/tham-dinh?ten={}",
        "%3Cscript%3Ealert(1)%3C%2Fscript%3E%00"
    );
    let page = reviewer.get(&queue).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(!page.body.contains("<script>alert"));
    assert!(audit::verify(&db).await.unwrap().broken.is_none());
});

on_both!(
    saves_that_arrive_at_once_are_told_apart,
    |engine| async move {
        let (client, db) = installation(engine).await;
        let (officer, other) = (
            client.sign_in("canbo").await,
            client.sign_in("canbo2").await,
        );
        let save = |browser, unit, criterion: &'static str, version: &'static str, note: String| {
            let browser: &crate::support::Browser<'_> = browser;
            async move {
                let fields = [
                    ("unit", unit),
                    ("criterion", criterion),
                    ("version", version),
                    ("note", note.as_str()),
                ];
                browser.post("/api/save-answer", &fields).await.status
            }
        };
        for criterion in ["DL2", "TC1"] {
            let first = save(&officer, "04846", criterion, "0", "một".into()).await;
            assert_eq!(first, StatusCode::SEE_OTHER);
        }
        assert_eq!(
            save(&other, "05116", "DL2", "0", "một".into()).await,
            StatusCode::SEE_OTHER
        );
        // Ten tabs with the same form, another criterion, another commune, and one that nobody may write in.
        let mut all: Vec<_> = (0..10)
            .map(|n| save(&officer, "04846", "DL2", "1", format!("tab {n}")))
            .collect();
        all.push(save(&officer, "04846", "TC1", "1", "hai".into()));
        all.push(save(&other, "05116", "DL2", "1", "hai".into()));
        all.push(save(&other, "04846", "DL2", "1", "hai".into()));
        let statuses = futures_util::future::join_all(all).await;
        let tabs = &statuses[..10];
        assert_eq!(
            tabs.iter().filter(|s| **s == StatusCode::SEE_OTHER).count(),
            1,
            "{tabs:?}"
        );
        assert_eq!(
            tabs.iter().filter(|s| **s == StatusCode::CONFLICT).count(),
            9,
            "{tabs:?}"
        );
        assert_eq!(
            statuses[10..],
            [
                StatusCode::SEE_OTHER,
                StatusCode::SEE_OTHER,
                StatusCode::FORBIDDEN
            ]
        );
        for (unit, criterion) in [("04846", "DL2"), ("04846", "TC1"), ("05116", "DL2")] {
            let unit = UnitCode::parse(unit).unwrap();
            let draft = db.draft(&unit, criterion).await.unwrap().unwrap();
            assert_eq!(draft.version, 2, "{unit} {criterion}");
        }
        assert!(audit::verify(&db).await.unwrap().broken.is_none());
    }
);

on_both!(the_trail_is_read_to_its_end, |engine| async move {
    let (client, db) = installation(engine).await;
    let officer = client.sign_in("canbo").await;
    // All at the same instant, as the tests' clock stands: no page may skip one of them.
    for n in 0..130 {
        let (version, note) = (n.to_string(), format!("lần {n}"));
        let fields = [
            ("unit", "04846"),
            ("criterion", "DL2"),
            ("version", &version),
            ("note", &note),
        ];
        let answer = officer.post("/api/save-answer", &fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
    }
    let unit = UnitCode::parse("04846").unwrap();
    let whole = db.chain(unit.as_str()).await.unwrap();
    let page = officer.get("/quan-tri/nhat-ky").await;
    let links = page.links("/quan-tri/nhat-ky?");
    let older = links.iter().find(|l| l.contains("truoc="));
    let older = older.expect("older entries").replace("&amp;", "&");
    let rest = officer.get(&format!("/quan-tri/nhat-ky?{older}")).await;
    let file = officer.get("/quan-tri/nhat-ky.csv").await;
    for (entry, hash) in &whole {
        let shown = usize::from(page.body.contains(hash.as_str()))
            + usize::from(rest.body.contains(hash.as_str()));
        assert_eq!(shown, 1, "entry {}", entry.seq);
        assert!(file.body.contains(hash.as_str()), "entry {}", entry.seq);
    }
    let mut read = csv::Reader::from_reader(file.body.trim_start_matches('\u{feff}').as_bytes());
    assert_eq!(read.records().count(), whole.len());
});
