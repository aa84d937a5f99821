//! Every form sent twice at the same moment, to two servers of one database: its work is done once, and both answers say
//! so. The list is the routes' own; a form without its way here does not compile, or is missed by its name.

use crate::{
    administration::{other_set, reworded},
    observing, sheet, story,
    support::{Answer, Browser, Client, Engine, now, on_both, people, production},
};
use app::{components::form::MARK, routes::FormAction};
use axum::http::StatusCode;
use domain::{
    answer::{Answer as Given, Content, Review, Value},
    time::Timestamp,
    unit::UnitCode,
};
use server::store::Db;
use std::collections::{BTreeMap, BTreeSet};

const UNIT: &str = "04846";

/// In this order each form finds what it needs.
const ORDER: [FormAction; FormAction::ALL.len()] = [
    FormAction::SignIn,
    FormAction::CarryForward,
    FormAction::MarkCopied,
    FormAction::SaveAnswer,
    FormAction::HandIn,
    FormAction::SendBack,
    FormAction::Sign,
    FormAction::Discard,
    FormAction::Withdraw,
    FormAction::Review,
    FormAction::ReviewMany,
    FormAction::Publish,
    FormAction::OpenEvidence,
    FormAction::Reopen,
    FormAction::UploadSheet,
    FormAction::ApplySheet,
    FormAction::WriteMessage,
    FormAction::ChangeMail,
    FormAction::IssueDirective,
    FormAction::StepDirective,
    FormAction::SetTarget,
    FormAction::AimIndicator,
    FormAction::Observe,
    FormAction::CheckObservations,
    FormAction::AddObservations,
    FormAction::UndoObservations,
    FormAction::ChangeToken,
    FormAction::ChangeCampaign,
    FormAction::ChangeRights,
    FormAction::Invite,
    FormAction::ChangeAccount,
    FormAction::CheckPeople,
    FormAction::AddPeople,
    FormAction::UseLink,
    FormAction::SetPolicy,
    FormAction::TestMail,
    FormAction::PrepareSet,
    FormAction::ActivateSet,
    FormAction::ReviseWording,
    FormAction::HandOver,
    FormAction::EnterCode,
    FormAction::ConfirmSecondFactor,
    FormAction::EndSession,
    FormAction::SignOut,
];

/// Whether a form leaves its trace in the audit log.
fn is_told(act: FormAction) -> bool {
    // They read, or open and end one's own session, of which the audit log does not tell.
    !matches!(
        act,
        FormAction::SignIn
            | FormAction::SignOut
            | FormAction::EnterCode
            | FormAction::UploadSheet
            | FormAction::CheckPeople
            | FormAction::CheckObservations
            // No mail server is named here, so nothing is sent.
            | FormAction::TestMail
    )
}

/// An entry of the audit log: chain, place, what was done, to what.
type Told = (String, i64, String, String);

async fn trail(db: &Db) -> BTreeSet<Told> {
    let text = "SELECT chain, seq, action, object FROM audit";
    let rows: Vec<Told> = match db {
        Db::Sqlite { reader, .. } => sqlx::query_as(text).fetch_all(reader).await.unwrap(),
        Db::Postgres(pool) => sqlx::query_as(text).fetch_all(pool).await.unwrap(),
    };
    rows.into_iter().collect()
}

/// Two servers of one database.
struct World {
    db: Db,
    one: Client,
    other: Client,
    /// Cookies by user.
    cookies: BTreeMap<&'static str, String>,
    marked: bool,
    /// What forms have brought that later ones need.
    found: BTreeMap<&'static str, String>,
}

type Fields = Vec<(&'static str, String)>;

impl World {
    async fn new(engine: Engine, marked: bool) -> Self {
        let db = production(engine).await;
        people::add(&db).await;
        // No schema but the newest has a place for a floor: what is made here is also put into older ones.
        let one = Client::without_rank_floor(db.clone());
        let mut cookies = BTreeMap::from([("", String::new())]);
        let users = [
            "canbo", "canbo2", "lanhdao", "thamdinh", "songanh", "bcd", "thuky", "kiemtra",
            "quantri",
        ];
        for user in users {
            cookies.insert(user, one.sign_in(user).await.cookie().to_owned());
        }
        let other = Client::without_rank_floor(db.clone());
        Self {
            db,
            one,
            other,
            cookies,
            marked,
            found: BTreeMap::new(),
        }
    }

    fn browser(&self, user: &str) -> Browser<'_> {
        self.one.browser_with(&self.cookies[user])
    }

    fn found(&self, name: &str) -> String {
        self.found[name].clone()
    }

    /// Sends one form to both servers at once.
    async fn send(&self, user: &str, act: FormAction, mut fields: Fields) -> [Answer; 2] {
        if self.marked {
            fields.push((MARK, format!("dấu {act:?}")));
        }
        let fields: Vec<_> = fields.iter().map(|(n, v)| (*n, v.as_str())).collect();
        let (one, other) = (
            self.browser(user),
            self.other.browser_with(&self.cookies[user]),
        );
        let (a, b) = tokio::join!(
            one.post_as_it_is(act.path(), &fields),
            other.post_as_it_is(act.path(), &fields)
        );
        [a, b]
    }

    /// The same with a file.
    async fn upload(
        &self,
        user: &str,
        act: FormAction,
        field: &str,
        mut fields: Fields,
        file: (&str, &[u8]),
    ) -> [Answer; 2] {
        if self.marked {
            fields.push((MARK, format!("dấu {act:?}")));
        }
        let fields: Vec<_> = fields.iter().map(|(n, v)| (*n, v.as_str())).collect();
        let (one, other) = (
            self.browser(user),
            self.other.browser_with(&self.cookies[user]),
        );
        let (a, b) = tokio::join!(
            one.upload_as_it_is(field, act.path(), &fields, file),
            other.upload_as_it_is(field, act.path(), &fields, file)
        );
        [a, b]
    }

    /// A complete draft.
    async fn draft(&self, criterion: &str, intent: &str) {
        let officer = self.browser("canbo");
        let form = officer.get(&format!("/can-bo/{UNIT}/{criterion}")).await;
        let version = form.value("version");
        let fields = [
            ("unit", UNIT),
            ("criterion", criterion),
            ("version", &version),
            ("yes", "yes"),
            ("part", "10"),
            ("whole", "10"),
            ("fact_date", "2026-11-20"),
            ("note", "Quyết định"),
            ("number_of_document", "12/QĐ-UBND"),
            ("issuer", "UBND xã"),
            ("intent", intent),
        ];
        let saved = officer.post("/api/save-answer", &fields).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    }

    async fn sign(&self) {
        let signed = story::sign(&self.browser("lanhdao")).await;
        assert_eq!(signed.status, StatusCode::SEE_OTHER, "{}", signed.text());
    }

    async fn account(&self, user: &str) -> String {
        let found = self.db.account_by_name(user).await.unwrap();
        found.unwrap().id.to_string()
    }

    /// An answer that was confirmed long ago, so that it has to be given again.
    async fn confirmed_long_ago(&self) {
        let answer = Given {
            criterion: "HT3".to_owned(),
            content: Content::Value(Value::Measured {
                yes: true,
                number: Some(8),
            }),
            fact_date: now().date().plus(-360),
            submitted_at: Timestamp(now().0 - 86_400_000),
            review: Review::Confirmed(Timestamp(now().0 - 80_000_000)),
            backing: None,
            closed: None,
        };
        let mut tx = self.db.begin().await.unwrap();
        let unit = UnitCode::parse(UNIT).unwrap();
        tx.add_answers(&[(unit, answer)], "v0", false)
            .await
            .unwrap();
        tx.commit().await.unwrap();
    }

    /// Sends an act's form twice, when what it needs is there. Gives the audit log as it was just before.
    async fn act(&mut self, act: FormAction) -> (BTreeSet<Told>, [Answer; 2]) {
        let fixed = |pairs: &[(&'static str, &str)]| -> Fields {
            pairs.iter().map(|(n, v)| (*n, (*v).to_owned())).collect()
        };
        let item = |criterion: &'static str, more: &[(&'static str, &str)]| {
            let mut fields = fixed(&[("unit", UNIT), ("criterion", criterion)]);
            fields.extend(fixed(more));
            fields
        };
        let (user, fields) = match act {
            FormAction::SignIn => (
                "",
                fixed(&[("user", "canbo"), ("password", people::PASSWORD)]),
            ),
            FormAction::SignOut => ("canbo", Vec::new()),
            FormAction::EnterCode => {
                // A code works once: this one is the next, for a half session of its own.
                let half = self
                    .one
                    .sign_in_without_code("thamdinh")
                    .await
                    .cookie()
                    .to_owned();
                self.cookies.insert("half", half);
                let next = Timestamp(now().0 + 30_000);
                (
                    "half",
                    fixed(&[("code", &people::code_at("thamdinh", next))]),
                )
            }
            FormAction::ConfirmSecondFactor => {
                let key = self.account("thamdinh").await;
                let reset = [("account", key.as_str()), ("kind", "reset-factor")];
                self.browser("quantri").post("/api/account", &reset).await;
                let half = self
                    .one
                    .sign_in_without_code("thamdinh")
                    .await
                    .cookie()
                    .to_owned();
                self.cookies.insert("half", half);
                let secret = self
                    .browser("half")
                    .get("/dang-nhap/thiet-lap")
                    .await
                    .value("secret");
                let code = people::code_of(secret.clone(), now());
                ("half", fixed(&[("secret", &secret), ("code", &code)]))
            }
            FormAction::UseLink => {
                let token = self.found("token");
                let new = "một câu dài hơn";
                (
                    "",
                    fixed(&[("token", &token), ("new", new), ("again", new)]),
                )
            }
            FormAction::CarryForward => {
                self.confirmed_long_ago().await;
                (
                    "canbo",
                    fixed(&[("unit", UNIT), ("keep-HT3", "on"), ("date", "20/11/2026")]),
                )
            }
            FormAction::MarkCopied => {
                let seen = self
                    .browser("canbo")
                    .get("/can-bo/04846/sao-chep")
                    .await
                    .value("seen");
                ("canbo", fixed(&[("unit", UNIT), ("seen", &seen)]))
            }
            FormAction::SaveAnswer => {
                let more = [
                    ("version", "0"),
                    ("yes", "yes"),
                    ("fact_date", "2026-11-20"),
                    ("note", "Quyết định"),
                    ("intent", "hand-in"),
                ];
                let before = trail(&self.db).await;
                let file = ("QĐ.pdf", b"%PDF-1.7\nmot lan\n%%EOF".as_slice());
                let sent = self
                    .upload("canbo", act, "file", item("TC1", &more), file)
                    .await;
                let form = self.browser("canbo").get("/can-bo/04846/TC1").await;
                let files = form.links("/minh-chung/");
                assert_eq!(files.len(), 1, "one piece of evidence: {files:?}");
                self.found.insert("evidence", files[0].clone());
                return (before, sent);
            }
            FormAction::HandIn => {
                self.draft("TC2", "save").await;
                ("canbo", fixed(&[("unit", UNIT)]))
            }
            FormAction::SendBack => {
                let page = self.browser("lanhdao").get("/can-bo/04846/TC2").await;
                let version = page.value("version");
                let more = [("version", version.as_str()), ("reason", "Thiếu số")];
                ("lanhdao", item("TC2", &more))
            }
            FormAction::Sign => {
                let items = self
                    .browser("lanhdao")
                    .get("/can-bo/04846")
                    .await
                    .value("items");
                ("lanhdao", fixed(&[("unit", UNIT), ("items", &items)]))
            }
            FormAction::Discard => {
                self.draft("TH2", "save").await;
                let form = self.browser("canbo").get("/can-bo/04846/TH2").await;
                let version = form.value("version");
                ("canbo", item("TH2", &[("version", &version)]))
            }
            FormAction::Withdraw => {
                self.draft("TC2", "hand-in").await;
                self.sign().await;
                ("canbo", item("TC2", &[("reason", "Nhầm")]))
            }
            FormAction::Review => {
                let reviewer = self.browser("thamdinh");
                let file = format!("/minh-chung/{}", self.found("evidence"));
                let mut found = None;
                for answer in reviewer.get("/tham-dinh").await.links("/tham-dinh/") {
                    if reviewer
                        .get(&format!("/tham-dinh/{answer}"))
                        .await
                        .body
                        .contains(&file)
                    {
                        found = Some(answer);
                    }
                }
                let answer = found.unwrap();
                self.found.insert("answer", answer.clone());
                (
                    "thamdinh",
                    fixed(&[("answer", &answer), ("decision", "confirm")]),
                )
            }
            FormAction::ReviewMany => {
                self.draft("TH1", "hand-in").await;
                self.sign().await;
                let queue = self.browser("thamdinh").get("/tham-dinh").await;
                let ticks = queue.names("answer-").into_iter();
                let ticks: Fields = ticks.map(|name| (&*name.leak(), "on".to_owned())).collect();
                assert!(!ticks.is_empty());
                ("thamdinh", ticks)
            }
            FormAction::Publish => {
                let page = self.browser("thuky").get("/quan-tri/cong-bo").await;
                let (hash, as_of) = (page.value("hash"), page.value("as_of"));
                (
                    "thuky",
                    fixed(&[
                        ("hash", &hash),
                        ("as_of", &as_of),
                        ("kind", "new"),
                        // Nothing may be there to publish yet.
                        ("anyway", "on"),
                    ]),
                )
            }
            FormAction::OpenEvidence => {
                let (evidence, answer) = (self.found("evidence"), self.found("answer"));
                let fields = [
                    ("evidence", evidence.as_str()),
                    ("answer", &answer),
                    ("public", "yes"),
                ];
                ("thamdinh", fixed(&fields))
            }
            FormAction::Reopen => {
                let answer = self.found("answer");
                (
                    "thamdinh",
                    fixed(&[("answer", &answer), ("reason", "Xem lại")]),
                )
            }
            FormAction::UploadSheet | FormAction::ApplySheet => {
                let officer = self.browser("canbo");
                let mut rows = sheet::fetch(&officer).await;
                sheet::fill(&mut rows, &[("DL1", "part", "80"), ("DL1", "whole", "100")]);
                let file = sheet::saved(&rows);
                if act == FormAction::UploadSheet {
                    let before = trail(&self.db).await;
                    let sent = self
                        .upload("canbo", act, "sheet", vec![], ("p.xlsx", &file))
                        .await;
                    return (before, sent);
                }
                let changes = sheet::send(&officer, &file).await.value("changes");
                ("canbo", fixed(&[("changes", &changes)]))
            }
            FormAction::WriteMessage => {
                let more = [("slot", "note"), ("words-note", "Gửi một lần")];
                ("canbo", item("DL2", &more))
            }
            FormAction::ChangeMail => ("canbo", fixed(&[("email", "can.bo@example.vn")])),
            FormAction::IssueDirective => {
                let fields = [
                    ("province", "25"),
                    ("unit", UNIT),
                    ("department", ""),
                    ("subject", "DL2"),
                    ("content", "Nâng tỷ lệ"),
                    ("owner", "Chủ tịch xã"),
                    ("due", "2026-12-01"),
                ];
                ("bcd", fixed(&fields))
            }
            FormAction::StepDirective => {
                let officer = self.browser("canbo");
                let ids = officer
                    .get("/can-bo/04846")
                    .await
                    .links("/dieu-hanh/giao-viec/");
                assert_eq!(ids.len(), 1, "one directive");
                let page = officer
                    .get(&format!("/dieu-hanh/giao-viec/{}", ids[0]))
                    .await;
                let version = page.value("version");
                let fields = [
                    ("directive", ids[0].as_str()),
                    ("version", &version),
                    ("step", "answer"),
                    ("text-answer", "Đang làm"),
                ];
                ("canbo", fixed(&fields))
            }
            FormAction::SetTarget => (
                "bcd",
                fixed(&[("province", "25"), ("share", "100"), ("by", "2027-06-30")]),
            ),
            FormAction::AimIndicator => {
                let fields = [
                    ("province", "25"),
                    ("indicator", "I02"),
                    ("number", "11000"),
                    ("by", "2027-06-30"),
                ];
                ("bcd", fixed(&fields))
            }
            FormAction::Observe => {
                let fields = [
                    ("unit", UNIT),
                    ("indicator", "I02"),
                    ("value", "60"),
                    ("as_of", "2026-10-31"),
                    ("source", "Sở"),
                    ("qualifier", "exact"),
                ];
                ("songanh", fixed(&fields))
            }
            FormAction::CheckObservations | FormAction::AddObservations => {
                let text = "Mã đơn vị,Mã chỉ tiêu,Giá trị,Tính đến ngày,Nguồn\n\
                            04978,I02,70,31/10/2026,Sở\n";
                if act == FormAction::CheckObservations {
                    let before = trail(&self.db).await;
                    let file = ("t.csv", text.as_bytes());
                    return (
                        before,
                        self.upload("songanh", act, "table", vec![], file).await,
                    );
                }
                let seen =
                    observing::send(&self.browser("songanh"), "t.csv", text.as_bytes()).await;
                let carried = observing::carried(&seen);
                let carried = carried.into_iter().filter(|(name, _)| name != MARK);
                let fields = carried.map(|(name, value)| (name.leak() as &'static str, value));
                ("songanh", fields.collect())
            }
            FormAction::UndoObservations => {
                let list = self.browser("songanh").get("/so-lieu/nhap").await;
                let id = list.links("/so-lieu/nhap/").remove(0);
                ("thamdinh", fixed(&[("act", &id), ("reason", "nhầm tháng")]))
            }
            FormAction::ChangeToken => {
                let fields = [
                    ("kind", "make"),
                    ("name", "lgsp"),
                    ("scope", "25"),
                    ("expires", "2027-06-30"),
                    ("sector-ha-tang", "on"),
                    ("sources", "Sở"),
                ];
                ("quantri", fixed(&fields))
            }
            FormAction::ChangeCampaign => {
                let fields = [
                    ("kind", "open"),
                    ("code", "2027-Q1"),
                    ("due", "2027-03-31"),
                    ("review", "2027-04-05"),
                ];
                ("thuky", fixed(&fields))
            }
            FormAction::ChangeRights => {
                let key = self.account("canbo2").await;
                let fields = [
                    ("account", key.as_str()),
                    ("kind", "give"),
                    ("role", "can-bo"),
                    ("scope", "04978"),
                ];
                ("quantri", fixed(&fields))
            }
            FormAction::Invite => {
                let fields = [
                    ("user", "moi"),
                    ("name", "Người mới"),
                    ("role", "can-bo"),
                    ("scope", UNIT),
                ];
                ("quantri", fixed(&fields))
            }
            FormAction::ChangeAccount => {
                let key = self.account("moi").await;
                ("quantri", fixed(&[("account", &key), ("kind", "reset")]))
            }
            FormAction::CheckPeople | FormAction::AddPeople => {
                let list = "user,name,email,role,scope\n\
                            xa.mot,Cán bộ một,,can-bo,04846\nxa.hai,Cán bộ hai,,lanh-dao,05116\n";
                ("quantri", fixed(&[("list", list)]))
            }
            FormAction::SetPolicy => {
                let fields = [
                    ("province", "25"),
                    ("review_days", "3"),
                    ("return_days", "7"),
                ];
                ("quantri", fixed(&fields))
            }
            FormAction::TestMail => ("quantri", vec![]),
            FormAction::PrepareSet => {
                let before = trail(&self.db).await;
                let text = other_set("v1", "2026-12-01");
                let file = ("v1.toml", text.as_bytes());
                return (
                    before,
                    self.upload("thamdinh", act, "file", vec![], file).await,
                );
            }
            FormAction::ReviseWording => {
                let before = trail(&self.db).await;
                let text = reworded();
                let file = ("v0.toml", text.as_bytes());
                let version = fixed(&[("version", "v0")]);
                return (
                    before,
                    self.upload("thuky", act, "file", version, file).await,
                );
            }
            FormAction::ActivateSet => {
                ("thuky", fixed(&[("version", "v1"), ("from", "2026-12-01")]))
            }
            FormAction::HandOver => {
                let key = self.account("canbo2").await;
                let fields = [
                    ("account", key.as_str()),
                    ("successor", "canbo"),
                    ("grant-0", "can-bo 05116"),
                    ("reason", "Chuyển công tác"),
                ];
                ("quantri", fixed(&fields))
            }
            FormAction::EndSession => {
                self.one.sign_in("canbo").await;
                ("canbo", fixed(&[("which", "others")]))
            }
        };
        let before = trail(&self.db).await;
        (before, self.send(user, act, fields).await)
    }

    async fn every_form(&mut self) {
        assert_eq!(
            ORDER
                .map(FormAction::path)
                .into_iter()
                .collect::<BTreeSet<_>>(),
            FormAction::ALL
                .map(FormAction::path)
                .into_iter()
                .collect::<BTreeSet<_>>()
        );
        for act in ORDER {
            let (before, [a, b]) = self.act(act).await;
            for answer in [&a, &b] {
                let good = answer.status.is_success() || answer.status.is_redirection();
                assert!(good, "{act:?}: {} {}", answer.status, answer.text());
            }
            assert_eq!(a.status, b.status, "{act:?}");
            assert_eq!(a.header("location"), b.header("location"), "{act:?}");
            let now = trail(&self.db).await;
            let done: Vec<_> = now.difference(&before).collect();
            assert_eq!(is_told(act), !done.is_empty(), "{act:?}: {done:?}");
            let once: BTreeSet<_> = done.iter().map(|e| (&e.0, &e.2, &e.3)).collect();
            assert_eq!(once.len(), done.len(), "{act:?} was done twice: {done:?}");
            if act == FormAction::Publish {
                assert_eq!(self.db.releases().await.unwrap().len(), 1);
            }
            // What is shown once is shown by both answers: a link, a token, recovery codes, a cookie.
            if matches!(
                act,
                FormAction::Invite
                    | FormAction::ChangeAccount
                    | FormAction::AddPeople
                    | FormAction::ChangeToken
                    | FormAction::ConfirmSecondFactor
            ) {
                assert_eq!(a.status, StatusCode::OK, "{act:?}");
                assert_eq!(a.body, b.body, "{act:?}");
                self.assert_sealed(&a).await;
            }
            if matches!(act, FormAction::EnterCode | FormAction::ConfirmSecondFactor) {
                assert!(!a.cookie().is_empty());
                assert_eq!(a.cookie(), b.cookie(), "{act:?}");
            }
            if act == FormAction::AddPeople {
                let token = a.body.split("http://xanh.test/moi/").nth(1).unwrap();
                self.found.insert("token", token.chars().take(64).collect());
            }
        }
    }

    /// Nothing of an answer can be read in the store.
    async fn assert_sealed(&self, answer: &Answer) {
        let text = "SELECT answer FROM sent_form WHERE answer IS NOT NULL";
        let kept: Vec<String> = match &self.db {
            Db::Sqlite { reader, .. } => sqlx::query_scalar(text).fetch_all(reader).await.unwrap(),
            Db::Postgres(pool) => sqlx::query_scalar(text).fetch_all(pool).await.unwrap(),
        };
        assert!(!kept.is_empty());
        let shown: Vec<&str> = answer
            .body
            .split(|c: char| !c.is_ascii_alphanumeric())
            .filter(|word| word.len() == 64)
            .collect();
        for kept in kept {
            assert!(kept.bytes().all(|b| b.is_ascii_hexdigit()), "{kept}");
            assert!(shown.iter().all(|word| !kept.contains(word)));
        }
    }
}

/// A database to which every form has brought something.
pub async fn filled_by_every_form(engine: Engine) -> Db {
    let _alone = observing::WAITING.lock().await;
    let mut world = World::new(engine, true).await;
    world.every_form().await;
    world.db
}

on_both!(
    every_form_of_a_page_sent_twice_works_once,
    |engine| async move {
        let _alone = observing::WAITING.lock().await;
        World::new(engine, true).await.every_form().await;
    }
);

on_both!(
    every_form_without_a_mark_sent_twice_works_once,
    |engine| async move {
        let _alone = observing::WAITING.lock().await;
        World::new(engine, false).await.every_form().await;
    }
);

on_both!(
    the_same_words_later_or_in_between_are_said_again,
    |engine| async move {
        let db = production(engine).await;
        people::add(&db).await;
        let client = Client::of(db.clone());
        let officer = client.sign_in("canbo").await;
        let note = |words: &'static str| {
            [
                ("unit", UNIT),
                ("criterion", "DL2"),
                ("slot", "note"),
                ("words-note", words),
            ]
        };
        let written = async |officer: &Browser<'_>| {
            let page = officer.get("/trao-doi/04846/DL2").await.text();
            (
                page.matches("Đã gọi điện").count(),
                page.matches("Chưa gặp").count(),
            )
        };
        for _ in 0..3 {
            let sent = officer
                .post_as_it_is("/api/write", &note("Đã gọi điện"))
                .await;
            assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
        }
        assert_eq!(written(&officer).await, (1, 0));
        // Something else was said in between.
        officer.post_as_it_is("/api/write", &note("Chưa gặp")).await;
        officer
            .post_as_it_is("/api/write", &note("Đã gọi điện"))
            .await;
        assert_eq!(written(&officer).await, (2, 1));
        // From another page at the same time, or a little later.
        officer.post("/api/write", &note("Đã gọi điện")).await;
        assert_eq!(written(&officer).await, (3, 1));
        let later = Client::of_time(db, Timestamp(now().0 + 6_000));
        let officer = later.browser_with(officer.cookie());
        officer
            .post_as_it_is("/api/write", &note("Đã gọi điện"))
            .await;
        assert_eq!(written(&officer).await, (4, 1));
    }
);

on_both!(a_form_that_failed_is_tried_again, |engine| async move {
    let db = production(engine).await;
    people::add(&db).await;
    let client = Client::of(db);
    let officer = client.sign_in("canbo").await;
    let empty = [
        ("unit", UNIT),
        ("criterion", "DL2"),
        ("slot", "note"),
        ("words-note", " "),
        (MARK, "một trang"),
    ];
    for _ in 0..2 {
        let refused = officer.post_as_it_is("/api/write", &empty).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let mut good = empty;
    good[3].1 = "Có lời";
    let sent = officer.post_as_it_is("/api/write", &good).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
});
