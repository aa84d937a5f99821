//! A form that can't be done says so and gives back every word, whatever it asks for and whatever went wrong; it says
//! "not saved" only where that is known. And nobody is told that somebody else did what they did themselves.

use crate::support::{Answer, Browser, Client, Engine, on_both, people, production};
use app::{
    components::form::MARK,
    routes::{FormAction, encode},
};
use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use domain::access::Role;
use server::store::{Db, watched};

const UNIT: &str = "04846";

async fn installation(engine: Engine) -> (Client, Db) {
    let db = production(engine).await;
    people::add(&db).await;
    (Client::of(db.clone()), db)
}

/// What somebody types into a form: words that need escaping, in more than one line where that can be.
const TYPED: &str = "Dòng <một> & “hai”";

/// The fields that people type into, by form; a form that is not here has none.
fn typed(act: FormAction) -> &'static [&'static str] {
    match act {
        FormAction::SignIn => &["user"],
        FormAction::SaveAnswer => &[
            "part",
            "whole",
            "note",
            "explanation",
            "link",
            "number_of_document",
            "issuer",
            "item-x",
        ],
        FormAction::SendBack
        | FormAction::Withdraw
        | FormAction::Reopen
        | FormAction::Publish
        | FormAction::OpenEvidence => &["reason"],
        FormAction::UndoObservations => &["reason"],
        FormAction::CarryForward => &["date"],
        FormAction::Review => &["text"],
        FormAction::Invite => &["user", "name", "email", "scope"],
        FormAction::ChangeCampaign => &["code", "due", "review", "reason"],
        FormAction::ChangeRights => &["scope"],
        FormAction::HandOver => &["successor", "reason"],
        FormAction::CheckPeople | FormAction::AddPeople => &["list"],
        FormAction::ActivateSet => &["from"],
        FormAction::SetPolicy => &["review_days", "return_days"],
        FormAction::WriteMessage => &["words-note", "words-12", "choice-request"],
        FormAction::ChangeMail => &["email"],
        FormAction::IssueDirective => &["department", "subject", "content", "owner", "due"],
        FormAction::StepDirective => &["text-answer", "text-ask-again"],
        FormAction::SetTarget => &["share", "by"],
        FormAction::AimIndicator => &["number", "by"],
        FormAction::Observe => &["value", "as_of", "source", "note"],
        FormAction::CheckObservations | FormAction::AddObservations => &["all-source"],
        FormAction::ChangeToken => &["name", "scope", "expires", "sources"],
        FormAction::EnterCode
        | FormAction::ConfirmSecondFactor
        | FormAction::SignOut
        | FormAction::UseLink
        | FormAction::HandIn
        | FormAction::Discard
        | FormAction::Sign
        | FormAction::ReviewMany
        | FormAction::UploadSheet
        | FormAction::ApplySheet
        | FormAction::ChangeAccount
        | FormAction::EndSession
        | FormAction::PrepareSet
        | FormAction::ReviseWording
        | FormAction::MarkCopied
        | FormAction::TestMail => &[],
    }
}

/// What a form carries beside what is typed.
const CARRIED: [(&str, &str); 5] = [
    ("unit", UNIT),
    ("criterion", "DL2"),
    ("version", "3"),
    ("kind", "give"),
    ("role", "can-bo"),
];

/// The page's text with what escaping has made of the words.
fn holds(answer: &Answer, words: &str) -> bool {
    let escape = |text: &str| {
        text.replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('>', "&gt;")
    };
    answer.body.contains(&escape(words))
        || answer.body.contains(&escape(words).replace('\n', "&#10;"))
}

fn words_of(act: FormAction) -> Vec<(&'static str, String)> {
    let mut fields: Vec<_> = CARRIED.map(|(n, v)| (n, v.to_owned())).into();
    fields.extend(
        typed(act)
            .iter()
            .map(|name| (*name, format!("{TYPED} {name}"))),
    );
    if act == FormAction::SignIn {
        fields.push(("password", "một bí mật".to_owned()));
    }
    fields
}

async fn post(browser: &Browser<'_>, path: &str, fields: &[(&str, String)]) -> Answer {
    let fields: Vec<_> = fields.iter().map(|(n, v)| (*n, v.as_str())).collect();
    browser.post(path, &fields).await
}

/// Everything that was typed stands in a form that goes to the same address, and can be sent again.
fn assert_given_back(act: FormAction, answer: &Answer) {
    assert!(
        answer.body.contains(&format!("action=\"{}\"", act.path())),
        "{act:?}"
    );
    for (name, value) in words_of(act) {
        if name == "password" {
            assert!(!answer.body.contains(&value), "{act:?} repeats a password");
            assert!(answer.body.contains("type=\"password\""));
            continue;
        }
        assert!(holds(answer, &value), "{act:?} {name}: {}", answer.body);
        assert!(
            answer.body.contains(&format!("name=\"{name}\"")),
            "{act:?} {name}"
        );
    }
    // What was typed is in sight, with a label.
    for name in typed(act) {
        assert!(
            answer.body.contains(&format!("for=\"{name}\"")),
            "{act:?} {name} is seen"
        );
    }
}

on_both!(
    every_form_comes_back_when_the_store_is_away,
    |engine| async move {
        let (client, db) = installation(engine).await;
        let officer = client.sign_in("canbo").await;
        db.close().await;
        for act in FormAction::ALL {
            for lang in ["", "/en", "/ar"] {
                let path = format!("{lang}{}", act.path());
                let answer = post(&officer, &path, &words_of(act)).await;
                assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE, "{path}");
                assert_eq!(answer.header("retry-after"), "30", "{path}");
                assert_eq!(answer.header("cache-control"), "no-store", "{path}");
                let said = match lang {
                    "" => "CHƯA được lưu",
                    "/en" => "NOT been saved",
                    _ => "لم يُحفظ",
                };
                assert!(answer.text().contains(said), "{path}: {}", answer.text());
                if lang.is_empty() {
                    assert_given_back(act, &answer);
                }
            }
            // An island has its own words.
            let request = Request::post(act.path())
                .header("origin", "http://xanh.test")
                .header("accept", "application/json")
                .header("content-type", "application/x-www-form-urlencoded");
            let told = officer.send(request, Body::from("unit=04846")).await;
            assert_eq!(told.status, StatusCode::SERVICE_UNAVAILABLE, "{act:?}");
            assert_eq!(told.header("retry-after"), "30", "{act:?}");
            assert_eq!(told.header("content-type"), "application/json", "{act:?}");
        }
    }
);

on_both!(
    a_form_with_a_file_comes_back_without_it_and_says_so,
    |engine| async move {
        let (client, db) = installation(engine).await;
        let officer = client.sign_in("canbo").await;
        db.close().await;
        let fields: Vec<_> = words_of(FormAction::SaveAnswer);
        let fields: Vec<_> = fields.iter().map(|(n, v)| (*n, v.as_str())).collect();
        let answer = officer
            .upload(
                FormAction::SaveAnswer.path(),
                &fields,
                "a.pdf",
                b"%PDF-1.7\n%%EOF",
            )
            .await;
        assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
        assert_given_back(FormAction::SaveAnswer, &answer);
        assert!(answer.text().contains("hãy chọn lại"), "{}", answer.text());
        assert!(answer.body.contains("enctype=\"multipart/form-data\""));
        assert!(answer.body.contains("type=\"file\""));
    }
);

/// Runs statements, those of SQLite or those of PostgreSQL.
pub async fn run(db: &Db, statements: [&'static [&'static str]; 2]) {
    match db {
        Db::Sqlite { writer, .. } => {
            for text in statements[0] {
                sqlx::query(*text).execute(writer).await.unwrap();
            }
        }
        Db::Postgres(pool) => {
            for text in statements[1] {
                sqlx::query(*text).execute(pool).await.unwrap();
            }
        }
    }
}

on_both!(
    what_may_be_saved_is_not_called_unsaved_and_is_not_done_twice,
    |engine| async move {
        let (client, db) = installation(engine).await;
        let officer = client.sign_in("canbo").await;
        // What is written fails only in the moment in which it is to become durable.
        run(&db, [
        &[
            "CREATE TABLE nowhere (id INTEGER PRIMARY KEY)",
            "CREATE TABLE lost (id INTEGER REFERENCES nowhere (id) DEFERRABLE INITIALLY DEFERRED)",
            "CREATE TRIGGER lose AFTER INSERT ON message BEGIN INSERT INTO lost VALUES (1); END",
        ],
        &[
            "CREATE FUNCTION lose() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'lost'; END $$",
            "CREATE CONSTRAINT TRIGGER lose AFTER INSERT ON message DEFERRABLE INITIALLY DEFERRED \
             FOR EACH ROW EXECUTE FUNCTION lose()",
        ],
    ])
    .await;
        let note = [
            ("unit", UNIT),
            ("criterion", "DL2"),
            ("slot", "note"),
            ("words-note", TYPED),
            (MARK, "dấu của trang"),
        ];
        let answer = officer.post_as_it_is("/api/write", &note).await;
        assert_eq!(
            answer.status,
            StatusCode::SERVICE_UNAVAILABLE,
            "{}",
            answer.text()
        );
        let text = answer.text();
        assert!(
            text.contains("Chưa chắc đã lưu") && !text.contains("CHƯA được lưu"),
            "{text}"
        );
        assert!(holds(&answer, TYPED));
        // Sent again it is the same form, so that it is not done twice if it was done.
        assert_eq!(answer.value(MARK), "dấu của trang");
        run(
            &db,
            [&["DROP TRIGGER lose"], &["DROP TRIGGER lose ON message"]],
        )
        .await;
        for _ in 0..2 {
            let again = officer.post_as_it_is("/api/write", &note).await;
            assert_eq!(again.status, StatusCode::SEE_OTHER, "{}", again.text());
        }
        let talk = officer.get("/trao-doi/04846/DL2").await;
        assert_eq!(talk.text().matches("Dòng").count(), 1, "{}", talk.text());
    }
);

on_both!(
    whether_anything_became_durable_is_known,
    |engine| async move {
        let (_, db) = installation(engine).await;
        let (_, durable) = watched(async {
            let tx = db.begin().await.unwrap();
            drop(tx);
        })
        .await;
        assert!(!durable);
        let (_, durable) = watched(async {
            let tx = db.begin().await.unwrap();
            tx.commit().await.unwrap();
            Err::<(), ()>(())
        })
        .await;
        assert!(durable, "also if something fails afterwards");
    }
);

on_both!(
    a_name_taken_at_the_same_moment_is_no_store_that_is_away,
    |engine| async move {
        let (client, _) = installation(engine).await;
        let invite = [
            ("user", "moi"),
            ("name", "Người mới"),
            ("role", "can-bo"),
            ("scope", UNIT),
        ];
        // Two administrators, so to speak: two forms of different pages.
        let one = client.sign_in("quantri").await;
        let (a, b) = tokio::join!(
            one.post("/api/invite", &invite),
            one.post("/api/invite", &invite)
        );
        let mut statuses = [a.status.as_u16(), b.status.as_u16()];
        statuses.sort_unstable();
        assert_eq!(statuses[0], 200);
        assert!(matches!(statuses[1], 409 | 422), "{statuses:?}");
    }
);

on_both!(
    a_form_that_is_refused_keeps_its_words,
    |engine| async move {
        let (client, _) = installation(engine).await;
        let other = client.sign_in("canbo2").await;
        // 403: the right was taken away while somebody typed.
        let answer = post(
            &other,
            "/api/save-answer",
            &words_of(FormAction::SaveAnswer),
        )
        .await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
        for name in typed(FormAction::SaveAnswer) {
            assert!(
                holds(&answer, &format!("{TYPED} {name}")),
                "{name}: {}",
                answer.text()
            );
        }
        assert!(answer.text().contains("để sao chép"), "{}", answer.text());
        assert!(
            !answer.text().contains("Gửi lại"),
            "it would be refused again"
        );
        // 409: the item was handed in meanwhile.
        let officer = client.sign_in("canbo").await;
        let leader = client.sign_in("lanhdao").await;
        let fields = [
            ("unit", UNIT),
            ("criterion", "TC1"),
            ("version", "0"),
            ("yes", "yes"),
            ("fact_date", "2026-11-20"),
            ("note", "x"),
            ("intent", "hand-in"),
        ];
        officer.post("/api/save-answer", &fields).await;
        let items = leader.get("/can-bo/04846").await.value("items");
        leader
            .post("/api/sign", &[("unit", UNIT), ("items", &items)])
            .await;
        let mut late = fields;
        late[5].1 = TYPED;
        let answer = officer.post("/api/save-answer", &late).await;
        assert_eq!(answer.status, StatusCode::CONFLICT, "{}", answer.text());
        assert!(holds(&answer, TYPED), "{}", answer.text());
        assert!(!answer.text().contains("người khác"));
        // 400: a form of which a part is missing.
        let answer = officer.post("/api/write", &[("words-note", TYPED)]).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST);
        assert!(holds(&answer, TYPED));
    }
);

on_both!(
    every_form_waits_for_whoever_signs_in_again,
    |engine| async move {
        let (client, db) = installation(engine).await;
        let note = [
            ("unit", UNIT),
            ("criterion", "DL2"),
            ("slot", "note"),
            ("words-note", TYPED),
        ];
        let ended = client.anonymous().post("/api/write", &note).await;
        assert_eq!(ended.status, StatusCode::UNAUTHORIZED);
        let carried = ended.value("carried");
        let form = [
            ("user", "canbo"),
            ("password", people::PASSWORD),
            ("carried", &carried),
        ];
        let back = client.anonymous().post("/api/sign-in", &form).await;
        assert_eq!(back.status, StatusCode::OK, "{}", back.text());
        assert!(holds(&back, TYPED), "{}", back.text());
        assert!(
            db.chain(UNIT).await.unwrap().is_empty(),
            "nothing is done before it is sent again"
        );
        let officer = client.browser_with(&back.cookie());
        let sent = officer.post("/api/write", &note).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER);
        // Whatever the form.
        for act in FormAction::ALL {
            if typed(act).is_empty() || act == FormAction::SignIn {
                continue;
            }
            let ended = post(&client.anonymous(), act.path(), &words_of(act)).await;
            assert_eq!(ended.status, StatusCode::UNAUTHORIZED, "{act:?}");
            let carried = ended.value("carried");
            for (name, value) in words_of(act) {
                assert!(
                    carried.contains(&format!("{name}={}", encode(&value))),
                    "{act:?} {name}"
                );
            }
        }
    }
);

async fn autosave(browser: &Browser<'_>, version: &str, note: &str) -> Answer {
    let request = Request::post("/api/save-answer")
        .header("origin", "http://xanh.test")
        .header("accept", "application/json")
        .header("content-type", "application/x-www-form-urlencoded");
    let body = format!(
        "unit={UNIT}&criterion=DL2&version={version}&intent=save&note={}",
        encode(note)
    );
    browser.send(request, Body::from(body)).await
}

on_both!(
    ones_own_words_are_never_somebody_elses,
    |engine| async move {
        let (client, db) = installation(engine).await;
        let officer = client.sign_in("canbo").await;
        let save = |version: &'static str, note: &'static str| {
            [
                ("unit", UNIT),
                ("criterion", "DL2"),
                ("version", version),
                ("note", note),
                ("intent", "save"),
            ]
        };
        // A page saved by itself, and its answer was lost: the form then sends its line breaks in another way.
        let kept = autosave(&officer, "0", "a\nb\n\nc").await;
        assert_eq!(kept.status, StatusCode::OK, "{}", kept.body);
        let sent = officer
            .post("/api/save-answer", &save("0", "a\r\nb\r\n\r\nc"))
            .await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
        // What was stored while both characters were kept is the same as well.
        run(
            &db,
            [
                &[r#"UPDATE draft SET fields = '{"note":"a\r\nb"}'"#],
                &[r#"UPDATE draft SET fields = '{"note":"a\r\nb"}'"#],
            ],
        )
        .await;
        let sent = officer.post("/api/save-answer", &save("0", "a\r\nb")).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());

        // Other words of one's own, from another window.
        let own = officer
            .post("/api/save-answer", &save("0", "khác hẳn"))
            .await;
        assert_eq!(own.status, StatusCode::CONFLICT);
        let text = own.text();
        assert!(text.contains("Mục này đã được lưu ở cửa sổ khác"), "{text}");
        assert!(!text.contains("người khác"), "{text}");
        assert!(
            holds(&own, "khác hẳn") && holds(&own, "a\nb"),
            "{}",
            own.body
        );
        // An island hears whose words they are, to know its own again.
        let told = autosave(&officer, "0", "khác hẳn").await;
        assert_eq!(told.status, StatusCode::CONFLICT);
        assert!(told.body.contains("\"own\":true"), "{}", told.body);
        assert!(told.body.contains(r#""note":"a\nb""#), "{}", told.body);

        // Somebody else's are.
        let mut tx = db.begin().await.unwrap();
        let other = db.account_by_name("canbo2").await.unwrap().unwrap();
        tx.add_grant(other.id, Role::Officer.slug(), UNIT)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let colleague = client.sign_in("canbo2").await;
        let theirs = colleague
            .post("/api/save-answer", &save("0", "của tôi"))
            .await;
        assert_eq!(theirs.status, StatusCode::CONFLICT);
        let text = theirs.text();
        assert!(
            text.contains("vừa được người khác lưu") && text.contains("canbo"),
            "{text}"
        );
        let told = autosave(&colleague, "0", "của tôi").await;
        assert!(told.body.contains("\"own\":false"), "{}", told.body);
    }
);
