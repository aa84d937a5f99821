//! What the pages show: the invented commune A of the province T, and invented people.

use crate::other_pages::{
    data::{as_of, commune_a, day, inputs, province},
    set::set,
};
use app::{
    failure::Failure,
    limits::TooLong,
    public::model::{Counts, Ended, EndedCommune},
    query::Query,
    routes::{FormAction, WorkspaceRoute},
    workspace::{
        accounts::model::{
            AccountList, AccountView, GrantRow, Import, ImportRow, LinkCard, PersonRow,
            SessionView, Sessions,
        },
        audit::model::{AuditEntry, AuditLog, AuditPlace},
        authentication::model::{Enrolment, QrCode, RecoveryCodes, SignIn, SignInProblem},
        campaigns::model::Periods,
        checklist::model::{
            ChecklistEntry, ChecklistRow, ChecklistView, Conflict, EvidenceKind, EvidenceView,
            FileProblem, FormOutcome, ItemView, NotCarried, ReturnView, ToSign,
        },
        committee::model::{Addressee, CommitteeContext, Directive, DirectiveView, Directives},
        copy_sheet::model::{CopyLine, CopyList, CopyRow, CopySheet, LastCopied},
        correspondence::model::{
            MessageTarget, MessageView, Notice, NoticeKind, Notices, QuestionLine, QuestionView,
            Questions, Thread, ThreadProblem, Typed,
        },
        criteria_sets::model::{Author, SetEffects, SetRow, SetStage, Sets, WordingRow},
        first_steps::model::{
            CampaignStep, CommuneProgress, FirstSteps, MailStep, MailTried, People, Policies,
        },
        not_saved::model::{NotSaved, NotSavedBecause},
        observations::model::{
            BatchLine, BatchObservation as Past, BatchView, Check, CheckedRow, Entry,
            Import as TableImport, Index, Line, Mapping, RowFault, State, TokenRow, Tokens,
        },
        publication::model::{CommuneChange, Doubt, Preview, ProvinceChange, Refused},
        rejected_form::{AdminProblem, FaultReason, FaultRow, RejectedForm},
        review::model::{PastAnswer, Queue, QueueRow, ReviewView},
        settings::model::Settings,
        spreadsheet::model::{SheetChange, SheetFault, SheetProblem, SheetRefusal, SheetView},
        table::model::{HowRead, Letters, Separator, SheetName, TableRefusal},
    },
};
use domain::{
    access::{Refusal, Role},
    answer::{Answer, Content, Review, Value},
    assessment::{Policy, ReturnReason, Stage},
    copying::{Change, CopiedValue, Missing},
    correspondence::{Kind, Question, State as Open, Step},
    criteria::CriteriaSet,
    delivery::{BatchKind, DeliveryFault},
    directive,
    entry::{self, Earliest, EntryProblem, FieldError, Fields},
    evidence::{Backing, Media, Openness, Unfit},
    figure::Qualifier,
    indicator::{self, Denominator, Observation, Sector},
    meaning::{Place, Rewording},
    period::{Campaign, Period},
    ranking::Rank,
    rate::Rate,
    status::Level,
    time::Timestamp,
};
use std::sync::Arc;

fn at(hour: i64) -> Timestamp {
    Timestamp(as_of().0 - hour * 3_600_000)
}

fn fields(pairs: &[(&str, &str)]) -> Fields {
    Fields(
        pairs
            .iter()
            .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
            .collect(),
    )
}

fn refused(
    pairs: &[(&str, &str)],
    problems: &[(&'static str, AdminProblem)],
) -> Option<RejectedForm> {
    Some(RejectedForm {
        typed: fields(pairs),
        problems: problems.to_vec(),
    })
}

fn fault() -> FaultRow {
    FaultRow {
        line: 3,
        column: "role".into(),
        reason: FaultReason::NoRole,
    }
}

pub fn sign_in() -> SignIn {
    SignIn {
        user_name: "a\"<b>".into(),
        then: Some("/can-bo".into()),
        carried: Some("unit=00001".into()),
        problem: Some(SignInProblem::TooMany(3)),
    }
}

pub fn enrolment() -> Enrolment {
    Enrolment {
        secret: "ABCDEFGH".into(),
        address: "otpauth://totp/x".into(),
        qr: Some(QrCode {
            side: 2,
            path: "M0 0.5h1M1 1.5h1".into(),
        }),
        then: Some("/can-bo".into()),
        carried: None,
        problem: Some(SignInProblem::WrongCode(
            domain::code_time::CodeFault::Late(240),
            domain::time::Timestamp(0),
        )),
    }
}

pub fn codes() -> RecoveryCodes {
    RecoveryCodes {
        codes: vec!["1111-2222".into(), "3333-4444".into()],
        then: "/can-bo".into(),
        carried: Some((
            FormAction::WriteMessage,
            Query::of(vec![("words".into(), "x".into())]),
        )),
    }
}

pub fn checklists() -> Vec<ChecklistEntry> {
    vec![ChecklistEntry {
        unit: commune_a(),
        province: province(),
    }]
}

fn shared_set() -> Arc<CriteriaSet> {
    Arc::new(set())
}

pub fn questions() -> usize {
    set().criteria.len()
}

fn row(index: usize, stage: Stage) -> ChecklistRow {
    ChecklistRow {
        stage,
        confirmed: inputs()[index].confirmed.clone(),
        current: Some(Content::Value(Value::YesNo(true))),
        due: Some(at(-48)),
        returned: Some(ReturnView {
            at: at(40),
            due: at(-100),
            reason: Some(ReturnReason::EvidenceMissing),
            text: "Thiếu <quyết định>".into(),
        }),
        sent_back: (index == 2).then(|| "Xem lại".into()),
        version: 4,
        carries: index == 1,
        complete: index == 2,
        to_sign: (stage == Stage::Ready).then(|| ToSign {
            content: Content::Value(Value::YesNo(true)),
            fact_date: day("2026-10-01"),
            note: "Theo <quyết định>".into(),
            evidence: 2,
            jumps: true,
        }),
    }
}

fn question(kind: Kind) -> Question {
    Question {
        kind,
        state: Open::Open,
        owner: Role::Reviewer,
        due: at(-72),
    }
}

fn question_views() -> Vec<QuestionView> {
    vec![QuestionView {
        id: 5,
        version: 2,
        question: question(Kind::Difficulty),
        steps: vec![Step::Answer, Step::HandOver, Step::Close],
    }]
}

fn messages() -> Vec<MessageView> {
    vec![MessageView {
        kind: Some(Kind::Difficulty),
        step: Step::Ask,
        author: "B".into(),
        role: Role::Reviewer,
        at: at(30),
        words: "Chưa có <mạng>".into(),
    }]
}

fn lines() -> Vec<QuestionLine> {
    vec![QuestionLine {
        unit: commune_a(),
        index: 1,
        question: question(Kind::Explanation),
    }]
}

pub fn checklist() -> ChecklistView {
    let set = set();
    let outcome = domain::status::assess(
        domain::status::RuleVersion::CURRENT,
        &set,
        &inputs(),
        as_of(),
        day("2026-10-23").at(17, 0),
    );
    let stages = [
        Stage::Confirmed,
        Stage::Returned,
        Stage::Draft,
        Stage::Ready,
        Stage::NotDeclared,
        Stage::Submitted,
    ];
    let rows = (0..set.criteria.len())
        .map(|i| row(i, stages[i % stages.len()]))
        .collect();
    ChecklistView {
        unit: commune_a(),
        province: province(),
        ended: None,
        set: Arc::new(set),
        period: Some(period()),
        outcome,
        rows,
        questions: lines(),
        enters: true,
        enters_elsewhere: true,
        signs: true,
        not_carried: Some(NotCarried::NothingTicked),
        nothing_ticked: true,
        directives: vec![directive()],
        now: as_of(),
    }
}

fn period() -> Period {
    Period {
        code: "2026-Q4".into(),
        opens_at: at(1_000),
        due_at: at(-100),
    }
}

fn evidence() -> Vec<EvidenceView> {
    let piece = |id, kind, title: &str, open| EvidenceView {
        id,
        kind,
        title: title.into(),
        issuer: "UBND".into(),
        fact_date: day("2026-10-01"),
        added_at: at(60),
        also: vec![(commune_a(), "TC2".into())],
        open,
    };
    vec![
        piece(
            1,
            EvidenceKind::File(Media::Pdf, 20_480, "ab".repeat(32)),
            "quyet-dinh.pdf",
            Openness::Public,
        ),
        piece(
            2,
            EvidenceKind::Link,
            "https://example.org/a?b=1&c=2",
            Openness::Private,
        ),
        piece(3, EvidenceKind::Document, "12/QĐ-UBND", Openness::Shut),
        // Taken before links were looked at.
        piece(
            4,
            EvidenceKind::Link,
            "https://example.org@example.com/",
            Openness::Later,
        ),
    ]
}

fn registered() -> Denominator {
    Denominator {
        indicator: indicators()[0].clone(),
        number: 400,
        on: day("2026-06-30"),
        source: "Thống kê".into(),
        simulated: true,
    }
}

pub fn item(index: usize) -> ItemView {
    ItemView {
        ended: None,
        unit: commune_a(),
        province: province(),
        set: shared_set(),
        index,
        row: row(index, Stage::Draft),
        fields: fields(&[
            (entry::PART, "360"),
            (entry::WHOLE, "500"),
            (entry::YES, "yes"),
            (entry::FACT_DATE, "2026-10-01"),
            (entry::NOTE, "</textarea>\n<b>"),
            ("detach-2", "on"),
        ]),
        saved: Some((at(2), "B".into())),
        errors: Vec::new(),
        conflict: None,
        evidence: evidence(),
        library: evidence(),
        messages: messages(),
        questions: question_views(),
        registered: Some(registered()),
        needs_evidence: true,
        enters: true,
        signs: false,
        earliest: Earliest {
            day: day("2026-08-02"),
            stands: false,
            inside: None,
        },
        now: as_of(),
        refused_file: None,
        outcome: FormOutcome::NotHandedIn,
    }
}

pub fn refused_item() -> ItemView {
    let error = |field: &str, problem| FieldError {
        field: field.into(),
        problem,
    };
    let mut item = item(6);
    item.fields.set(entry::FACT_DATE, "hôm qua".to_owned());
    item.errors = vec![
        error(entry::PART, EntryProblem::NeedsExplanation),
        error(entry::FACT_DATE, EntryProblem::NotADate),
        error(entry::NOTE, EntryProblem::NeedsReason),
        error(entry::EVIDENCE, EntryProblem::NeedsEvidence),
        error(entry::ISSUER, EntryProblem::Missing),
        error(entry::EVIDENCE_DATE, EntryProblem::Future),
    ];
    item.refused_file = Some(FileProblem::Unfit(Unfit::Heic));
    item.outcome = FormOutcome::NotSaved;
    item.conflict = Some(Conflict {
        theirs: fields(&[(entry::PART, "1")]),
        version: 5,
        saved_at: at(1),
        by: "C".into(),
        own: false,
    });
    item
}

pub fn waiting_item() -> ItemView {
    ItemView {
        row: row(1, Stage::Submitted),
        ..item(1)
    }
}

pub fn item_to_sign() -> ItemView {
    ItemView {
        row: row(1, Stage::Ready),
        enters: false,
        signs: true,
        evidence: Vec::new(),
        library: Vec::new(),
        ..item(1)
    }
}

pub fn sheet(good: bool) -> SheetView {
    let change = SheetChange {
        cell: "D4".into(),
        unit: commune_a(),
        index: 1,
        field: entry::YES.into(),
        before: String::new(),
        after: "yes".into(),
    };
    let fault = SheetFault {
        cell: "D5".into(),
        problem: SheetProblem::Value(EntryProblem::NotANumber),
    };
    SheetView {
        set: shared_set(),
        refusal: (!good).then_some(SheetRefusal::WrongSheet),
        changes: vec![change],
        faults: if good { Vec::new() } else { vec![fault] },
        more_faults: u32::from(!good),
        carried: "[\"x\"]".into(),
    }
}

fn queue_row(own: bool) -> QueueRow {
    QueueRow {
        ended: None,
        id: 9,
        unit: commune_a(),
        index: 6,
        content: Content::Value(Value::Counts(Rate::new(300, 500))),
        fact_date: day("2026-10-01"),
        last: inputs()[6].confirmed.clone(),
        submitted_at: at(20),
        came_late: own,
        due: at(5),
        jumps: true,
        evidence: 3,
        own,
    }
}

pub fn queue() -> Queue {
    Queue {
        set: shared_set(),
        rows: vec![
            queue_row(false),
            QueueRow {
                jumps: false,
                ..queue_row(false)
            },
            queue_row(true),
        ],
        total: 7,
        late: 1,
        page: 1,
        nothing_ticked: true,
        group: Some("DL".into()),
        name: Some("A".into()),
        jumps: true,
        questions: lines(),
        reviews: true,
        copies: true,
        now: as_of(),
    }
}

fn answer(review: Review) -> Answer {
    Answer {
        criterion: "DL2".into(),
        content: Content::Value(Value::Counts(Rate::new(300, 500))),
        fact_date: day("2026-10-01"),
        submitted_at: at(20),
        review,
        backing: None,
        closed: None,
    }
}

pub fn review() -> ReviewView {
    ReviewView {
        row: queue_row(false),
        province: province(),
        set: shared_set(),
        answer: answer(Review::Waiting),
        note: "Ghi chú".into(),
        author: Some("B".into()),
        signer: None,
        evidence: evidence(),
        opens_evidence: true,
        messages: messages(),
        questions: question_views(),
        registered: Some(registered()),
        history: vec![PastAnswer {
            answer: answer(Review::Returned {
                at: at(10),
                due: at(-10),
            }),
            text: Some("Thiếu".into()),
        }],
        refusal: None,
        return_due: at(-120),
        next: Some(10),
        typed: Some(("value".into(), "Sai\n</textarea>".into())),
        not_backed: None,
        reference: None,
        closing: None,
        now: as_of(),
    }
}

pub fn review_refused() -> ReviewView {
    ReviewView {
        refusal: Some(Refusal::OwnWork),
        typed: None,
        ..review()
    }
}

pub fn review_confirmed() -> ReviewView {
    ReviewView {
        answer: Answer {
            backing: Some(Backing::Paper),
            ..answer(Review::Confirmed(at(3)))
        },
        reference: Some("Sổ <12>".into()),
        ..review()
    }
}

pub fn open_questions() -> Questions {
    Questions {
        set: shared_set(),
        lines: lines(),
        now: as_of(),
    }
}

pub fn thread(refused: bool) -> Thread {
    Thread {
        unit: commune_a(),
        province: province(),
        set: shared_set(),
        index: 1,
        questions: question_views(),
        messages: messages(),
        begins: vec![
            MessageTarget::New(Kind::Difficulty),
            MessageTarget::New(Kind::Explanation),
            MessageTarget::Note,
        ],
        item: Some(WorkspaceRoute::Item(commune_a().code, "TC2".into())),
        typed: refused.then(|| Typed {
            target: MessageTarget::New(Kind::Explanation),
            words: "Vì sao?".into(),
            choice: "ngày mai".into(),
            problem: ThreadProblem::Due,
        }),
        now: as_of(),
    }
}

pub fn notices(refused: bool) -> Notices {
    let list = vec![Notice {
        kind: NoticeKind::Returned,
        unit: Some(commune_a()),
        criterion: Some("TC2".into()),
        file: None,
        number: 1,
        due: Some(at(1)),
        route: WorkspaceRoute::Checklist(commune_a().code),
    }];
    Notices {
        list,
        now: as_of(),
        email: "a@example.org".into(),
        refused,
        sends: true,
    }
}

pub fn people() -> AccountList {
    let person = |active, joined| PersonRow {
        id: 4,
        user_name: "b".into(),
        name: "B".into(),
        roles: vec![(Role::Reviewer, "T".into())],
        active,
        joined,
        second_factor: active,
        sessions: 2,
    };
    AccountList {
        people: vec![person(true, true), person(false, false)],
        name: Some("b".into()),
        refused: Some((
            fields(&[("user", "b"), ("role", "tham-dinh"), ("email", "b@x")]),
            vec![FieldError {
                field: "user".into(),
                problem: EntryProblem::Taken,
            }],
        )),
    }
}

pub fn links() -> Vec<LinkCard> {
    let card = |role, scope: &str, invites| LinkCard {
        user_name: "b".into(),
        name: "B \u{26} <b>".into(),
        roles: vec![(role, scope.into())],
        address: "http://x/moi/1".into(),
        qr: Some(QrCode {
            side: 2,
            path: "M0 0.5h1M1 1.5h1".into(),
        }),
        until: at(-168),
        invites,
    };
    vec![
        card(Role::Officer, "T (04846)", true),
        card(Role::Secretary, "VN", false),
    ]
}

pub fn first_steps() -> FirstSteps {
    let commune = |invited, entered, handed_in| CommuneProgress {
        unit: commune_a(),
        people: People { invited, entered },
        handed_in,
        items: 16,
    };
    FirstSteps {
        people: People {
            invited: 9,
            entered: 4,
        },
        lacking: vec![Role::Secretary],
        lapsed: 2,
        policies: Policies { set: 0, all: 1 },
        campaign: CampaignStep {
            current: None,
            may_open: false,
            openers: vec!["B & C".into()],
        },
        mail: MailStep::Untested(Some("b@example.org".into())),
        tried: Some(MailTried::Refused),
        communes: vec![
            commune(0, 0, 0),
            commune(2, 0, 0),
            commune(2, 1, 0),
            commune(2, 2, 3),
            commune(2, 2, 16),
        ],
        now: as_of(),
    }
}

fn session(own: bool) -> SessionView {
    SessionView {
        id: format!("session-{own}"),
        agent: "Mozilla/5.0 (X11; Linux x86_64; rv:115.0) Gecko/20100101 Firefox/115.0".into(),
        since: at(9),
        seen: at(1),
        second_factor: true,
        own,
    }
}

pub fn account(back: bool) -> AccountView {
    let grant = |role: Role| GrantRow {
        role,
        word: "98".into(),
        scope: "Tỉnh T".into(),
    };
    AccountView {
        id: 4,
        user_name: "b".into(),
        name: "B".into(),
        email: "b@example.org".into(),
        active: true,
        joined: true,
        second_factor: true,
        own: false,
        grants: vec![grant(Role::Reviewer), grant(Role::Officer)],
        sessions: vec![session(false)],
        refused: refused(
            &[
                ("successor", "x"),
                ("grant-0", "on"),
                ("role", "tham-dinh"),
                ("scope", "?"),
            ],
            &[
                ("successor", AdminProblem::NoSuchPerson),
                ("scope", AdminProblem::NotAScope),
            ],
        )
        .filter(|_| back),
    }
}

pub fn import() -> Import {
    Import {
        text: "user,name\nb,B".into(),
        how: HowRead {
            letters: Letters::Windows1258,
            separator: Separator::Semicolon,
            head: 1,
            ..HowRead::default()
        },
        lost_zeros: 1,
        zeros: true,
        problem: Some(AdminProblem::NotText),
        people: vec![ImportRow {
            line: 2,
            user: "b".into(),
            name: "B".into(),
            role: Role::Reviewer,
            scope: "98".into(),
        }],
        faults: vec![fault()],
    }
}

pub fn sessions() -> Sessions {
    Sessions {
        sessions: vec![session(true), session(false)],
    }
}

pub fn tokens() -> Tokens {
    let token = |revoked| TokenRow {
        id: 3,
        name: "máy".into(),
        scope: "Tỉnh T".into(),
        sectors: vec![Sector::Infrastructure],
        sources: vec!["Nguồn".into()],
        made: ("A".into(), at(100)),
        expires: at(-1_000),
        revoked,
        used: None,
    };
    Tokens {
        rows: vec![token(None), token(Some(("A".into(), at(1))))],
        fresh: Some(("máy".into(), "secret".into())),
        refused: refused(
            &[("name", "m"), ("expires", "x")],
            &[
                ("name", AdminProblem::NotAName),
                ("sectors", AdminProblem::NoSector),
                ("sources", AdminProblem::NoSource),
                ("expires", AdminProblem::Expiry),
            ],
        ),
        now: as_of(),
    }
}

pub fn audit_log() -> AuditLog {
    AuditLog {
        entries: vec![
            AuditEntry {
                unit: Some(commune_a()),
                withheld: false,
                entry: domain::audit::Entry {
                    chain: "00001".into(),
                    seq: 12,
                    at: at(4),
                    actor: "a".into(),
                    action: domain::audit::AuditAction::Save.into(),
                    object: "DL2".into(),
                    before: "1".into(),
                    after: "<2>".into(),
                    reason: "vì".into(),
                },
                hash: "0123456789abcdef".repeat(4),
            },
            AuditEntry {
                unit: Some(commune_a()),
                withheld: true,
                entry: domain::audit::Entry {
                    chain: "00001".into(),
                    seq: 11,
                    at: at(5),
                    actor: "a".into(),
                    action: domain::audit::AuditAction::Note.into(),
                    object: String::new(),
                    before: String::new(),
                    after: String::new(),
                    reason: String::new(),
                },
                hash: "fedcba9876543210".repeat(4),
            },
        ],
        set: Some(shared_set()),
        chain: Some("00001".into()),
        actor: Some("a b".into()),
        older: Some(AuditPlace {
            at: at(5),
            seq: 11,
            chain: "00001".into(),
        }),
    }
}

pub fn campaigns() -> Periods {
    let campaign = |code: &str, due_at, closed_at| Campaign {
        period: Period {
            code: code.into(),
            opens_at: at(2_000),
            due_at,
        },
        review_due: Some(at(-200)),
        closed_at,
    };
    Periods {
        campaigns: vec![
            campaign("2026-Q4", at(10), None),
            campaign("2026-Q3", at(1_000), Some(at(900))),
        ],
        now: as_of(),
        refused: refused(
            &[
                ("kind", "move"),
                ("code", "2026-Q4"),
                ("due", "x"),
                ("reason", ""),
            ],
            &[
                ("due", AdminProblem::NotADate),
                ("reason", AdminProblem::Missing),
            ],
        ),
    }
}

fn author() -> Author {
    Author {
        name: Some("Lê Thu Hà".into()),
        user: "thuky".into(),
    }
}

fn set_row() -> SetRow {
    SetRow {
        set: shared_set(),
        stage: SetStage::Coming(day("2026-12-01")),
        prepared: Some((author(), at(50))),
        releases: 3,
    }
}

pub fn sets() -> Sets {
    Sets {
        rows: vec![set_row()],
        prepares: true,
        faults: vec![fault()],
        problem: Some(AdminProblem::Missing),
    }
}

fn counts(green: u32) -> Counts {
    Counts {
        green,
        yellow: 100 - green,
        ..Counts::default()
    }
}

fn commune_change() -> CommuneChange {
    CommuneChange {
        unit: commune_a(),
        province: province(),
        before: Level::Yellow,
        after: Level::Green,
    }
}

pub fn set_effects() -> SetEffects {
    SetEffects {
        row: set_row(),
        release: None,
        total: (counts(40), counts(30)),
        provinces: vec![(province(), counts(40), counts(30))],
        communes: vec![commune_change()],
        added: vec!["TC9".into()],
        dropped: vec!["TC1".into()],
        wordings: vec![WordingRow {
            revision: 1,
            by: author(),
            at: day("2026-11-20").at(9, 0),
            places: vec![
                Rewording {
                    place: Place {
                        criterion: None,
                        field: "title.ar".into(),
                    },
                    language: Some("ar"),
                    before: "مجموعة".into(),
                    after: "مجموعة المعايير".into(),
                },
                Rewording {
                    place: Place {
                        criterion: Some("TC1".into()),
                        field: "help.vi".into(),
                    },
                    language: Some("vi"),
                    before: "Ngắn".into(),
                    after: "Dài ".repeat(50).trim_end().into(),
                },
                Rewording {
                    place: Place {
                        criterion: Some("HT2".into()),
                        field: "answer.control".into(),
                    },
                    language: None,
                    before: "number".into(),
                    after: "yes_no".into(),
                },
            ],
        }],
        revises: true,
        faults: vec![fault()],
        problem: None,
        activates: true,
        earliest: day("2026-12-01"),
        refused: refused(&[("from", "x")], &[("from", AdminProblem::TooEarly)]),
    }
}

pub fn settings() -> Settings {
    Settings {
        provinces: vec![(province(), Policy::default())],
        refused: refused(
            &[("province", "98"), ("review_days", "x")],
            &[("review_days", AdminProblem::Days)],
        ),
    }
}

pub fn preview() -> Preview {
    let rank = |rank| {
        Some(Rank {
            rank,
            shared_by: 1,
            of: 34,
            all: 34,
        })
    };
    Preview {
        ended: vec![EndedCommune {
            unit: commune_a(),
            level: Level::Green,
            ended: Ended {
                last_day: day("2026-10-31"),
                successors: vec![commune_a()],
            },
        }],
        number: 20,
        revision: 1,
        as_of: as_of(),
        period: Some(period()),
        total: counts(50),
        provinces: vec![ProvinceChange {
            unit: province(),
            before: counts(40),
            after: counts(50),
            rank_before: rank(5),
            rank_after: rank(3),
        }],
        communes: vec![commune_change()],
        waiting: 2,
        simulated: true,
        hash: "ab".repeat(32),
        last: Some(crate::other_pages::data::info(19, 2, as_of())),
        doubt: Some(Doubt::Unchanged),
        refused: Some(Refused::NoReason),
    }
}

fn indicators() -> Vec<indicator::Indicator> {
    crate::fake::indicators::catalogue()
}

fn observation(number: i64) -> Observation {
    Observation {
        unit: commune_a().code,
        indicator: "I02".into(),
        value: indicator::Value::Number(number),
        qualifier: Qualifier::Exact,
        printed: String::new(),
        from: day("2026-09-30"),
        to: day("2026-09-30"),
        source: "Sở <KHCN>".into(),
        note: String::new(),
    }
}

fn records() -> Past {
    Past {
        batch: 8,
        observation: observation(12),
        revision: 2,
        current: true,
        simulated: true,
        by: ("A".into(), at(7)),
        undone: false,
    }
}

fn act_line() -> BatchLine {
    BatchLine {
        id: 8,
        kind: BatchKind::File,
        title: "tram.csv".into(),
        by: ("A".into(), at(7)),
        rows: 1,
        simulated: true,
        undone: None,
    }
}

pub fn index() -> Index {
    let catalogue = Arc::new(indicators());
    let line = |indicator, last: Option<Past>, state| Line {
        unit: commune_a(),
        indicator,
        last,
        state,
    };
    Index {
        province: province(),
        provinces: vec![province()],
        unit: commune_a(),
        communes: vec![commune_a()],
        sector: Some(Sector::Infrastructure),
        chosen: None,
        lines: vec![
            line(0, Some(records()), State::Fresh),
            line(1, None, State::Elsewhere),
        ],
        catalogue,
    }
}

pub fn entry() -> Entry {
    Entry {
        unit: commune_a(),
        province: province(),
        indicator: indicators()[0].clone(),
        elsewhere: false,
        history: vec![records()],
        fields: fields(&[("value", "mười"), ("source", "Sở")]),
        faults: vec![(
            domain::delivery::VALUE,
            DeliveryFault::Problem(indicator::IndicatorProblem::Unreadable),
        )],
        today: as_of().date(),
    }
}

pub fn table_import() -> TableImport {
    TableImport {
        batches: vec![act_line()],
        older: Some(7),
        refusal: Some(TableRefusal::NotATable),
    }
}

pub fn check(faults: bool) -> Check {
    Check {
        name: "tram.csv".into(),
        hash: "cd".repeat(32),
        how: HowRead {
            sheets: [("Bìa", false), ("Số liệu", true)]
                .map(|(name, hidden)| SheetName {
                    name: name.into(),
                    hidden,
                })
                .into(),
            sheet: 1,
            head: 3,
            ..HowRead::default()
        },
        heads: vec!["Mã".into(), String::new(), "Giá trị".into()],
        mapping: Mapping {
            columns: [Some(0), None, Some(2), None, None, None, None, None, None],
            all: std::array::from_fn(|i| if i == 1 { "I02".into() } else { String::new() }),
            zeros: !faults,
        },
        unmapped: if faults {
            vec![domain::delivery::SOURCE]
        } else {
            Vec::new()
        },
        total: 2,
        passed: 5,
        lost_zeros: if faults { 3 } else { 0 },
        restored: if faults { 0 } else { 3 },
        new: 1,
        revised: 1,
        same: 0,
        rows: vec![CheckedRow {
            line: 2,
            unit: commune_a(),
            indicator: 0,
            observation: observation(13),
            before: Some(observation(12)),
        }],
        faults: if faults {
            vec![RowFault {
                line: 3,
                cell: Some("C3".into()),
                field: domain::delivery::VALUE,
                fault: DeliveryFault::NoSuchUnit,
                earlier: None,
                meant: Vec::new(),
            }]
        } else {
            Vec::new()
        },
        more_faults: 0,
        catalogue: Arc::new(indicators()),
    }
}

pub fn batch() -> BatchView {
    BatchView {
        batch: act_line(),
        rows: vec![(commune_a(), 0, records())],
        catalogue: Arc::new(indicators()),
        more: None,
        undoes: true,
        needs_reason: true,
    }
}

fn directive() -> Directive {
    Directive {
        id: 6,
        to: Addressee::Commune(commune_a()),
        subject: "TC2".into(),
        content: "Làm <ngay>".into(),
        owner: "C".into(),
        due: day("2026-10-20"),
        state: directive::State::Answered,
        overdue: true,
        version: 3,
        issued: ("A".into(), at(200)),
        answer: Some(("Đã làm".into(), "B".into(), at(10))),
        remark: "Chưa đủ".into(),
    }
}

fn context() -> CommitteeContext {
    CommitteeContext {
        province: province(),
        provinces: vec![province()],
        release: None,
        latest: true,
        all: Arc::new(Vec::new()),
        set: shared_set(),
        steers: true,
        today: as_of().date(),
        briefings: true,
    }
}

pub fn directives() -> Directives {
    Directives {
        context: context(),
        rows: vec![directive()],
        communes: vec![commune_a()],
        typed: fields(&[("subject", "TC2"), ("unit", "00001"), ("content", "x")]),
        refused: vec!["subject", "content", "due"],
    }
}

pub fn directive_view() -> DirectiveView {
    use directive::Step;
    DirectiveView {
        directive: directive(),
        province: province(),
        steps: vec![Step::Answer, Step::Accept, Step::AskAgain, Step::Withdraw],
        reads: true,
        refused: Some(Step::AskAgain),
    }
}

fn last() -> Option<LastCopied> {
    Some(LastCopied {
        at: at(90),
        by: "a".into(),
        other_set: None,
    })
}

pub fn copy_sheet() -> CopySheet {
    let line = |criterion: &str, value, change| CopyLine {
        criterion: criterion.into(),
        value,
        until: Some(day("2026-12-30")),
        waiting: true,
        change,
    };
    let said =
        |number| CopiedValue::Value(Value::Counts(Rate::new(number, 500)), day("2026-10-01"));
    CopySheet {
        unit: commune_a(),
        province: province(),
        set: shared_set(),
        lines: vec![
            line("DL2", Ok(said(300)), Change::From(said(200))),
            line("TC1", Err(Missing::Nothing), Change::Same),
        ],
        last: last(),
        seen: "seen".into(),
        simulated: true,
        now: as_of(),
        stale: true,
    }
}

pub fn copy_list() -> CopyList {
    CopyList {
        province: province(),
        provinces: vec![province()],
        criteria: 8,
        rows: vec![CopyRow {
            unit: commune_a(),
            ready: 5,
            changed: 2,
            last: last(),
        }],
    }
}

pub fn not_saved() -> Vec<(&'static str, NotSaved)> {
    let pairs = |pairs: &[(&str, &str)]| {
        Query::of(
            pairs
                .iter()
                .map(|(n, v)| ((*n).to_owned(), (*v).to_owned()))
                .collect(),
        )
    };
    let item = [
        ("unit", "00001"),
        ("criterion", "DL2"),
        ("part", "3"),
        ("note", "dài\nhai dòng"),
        ("fact_date", ""),
    ];
    let form = |action, fields: &[(&str, &str)], why| NotSaved {
        action,
        fields: pairs(fields),
        back: Some("/can-bo/00001/DL2".into()),
        why,
    };
    let long = TooLong {
        field: "note".into(),
        length: 3_000,
        most: 2_000,
    };
    vec![
        (
            "not-saved",
            form(
                FormAction::SaveAnswer,
                &item,
                NotSavedBecause::Failed(Failure::Unavailable),
            ),
        ),
        (
            "not-saved-denied",
            form(
                FormAction::SaveAnswer,
                &item,
                NotSavedBecause::Failed(Failure::BadForm),
            ),
        ),
        (
            "not-saved-long",
            form(
                FormAction::SaveAnswer,
                &item,
                NotSavedBecause::TooLong(vec![long]),
            ),
        ),
        (
            "not-saved-link",
            form(
                FormAction::UseLink,
                &[("user", "a"), ("new", "x")],
                NotSavedBecause::SignedInAnew,
            ),
        ),
    ]
}
