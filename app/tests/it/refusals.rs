//! What is said of every form and file that is not accepted: in each language a sentence that says what to put instead, in
//! words of whoever filled it in.

#![expect(
    clippy::unwrap_used,
    reason = "a test that can't go on says so by panicking"
)]

use app::{
    i18n::Lang,
    texts::{checklist, faults, link::LinkProblem, observation, problem, table},
    workspace::{
        authentication::model::SignInProblem,
        checklist::model::FileProblem,
        correspondence::model::ThreadProblem,
        publication::model::Refused,
        rejected_form::{AdminProblem, FaultReason},
        spreadsheet::model::{SheetProblem, SheetRefusal},
        table::model::{TableRefusal, WrongFile},
    },
};
use domain::{
    code_time::CodeFault,
    criteria::CriteriaProblem,
    delivery::DeliveryFault,
    entry::{Earliest, EntryProblem},
    evidence::Unfit,
    meaning::Place,
    period::CampaignProblem,
    time::{Date, Timestamp},
};

/// The values of an enum, each of its variants with one or more. A variant that is not among them does not compile.
macro_rules! every {
    ($of:ident: $($variant:pat => $($value:expr),+;)+) => {{
        use $of::*;
        let _ = |value: &$of| match value { $($variant => {})+ };
        vec![$($($value),+),+]
    }};
}

fn day() -> Date {
    Date::new(2026, 11, 23).unwrap()
}

fn entry() -> Vec<EntryProblem> {
    let earliest = |stands| Earliest {
        day: day(),
        stands,
        inside: None,
    };
    every!(EntryProblem:
        Missing => Missing;
        NotANumber => NotANumber;
        NotADate => NotADate;
        Future => Future;
        TooOld(_) => TooOld(earliest(true)), TooOld(earliest(false));
        OlderDate(_) => OlderDate(day());
        AfterFact => AfterFact;
        PartAboveWhole => PartAboveWhole;
        NothingToMeasure => NothingToMeasure;
        NeedsReason => NeedsReason;
        NeedsExplanation => NeedsExplanation;
        NeedsEvidence => NeedsEvidence;
        Taken => Taken;
        NotAName => NotAName;
        NotAScope => NotAScope;
        NotMail => NotMail;
        TooLong { .. } => TooLong { length: 5_000, most: 4_000 };
    )
}

fn campaigns() -> Vec<CampaignProblem> {
    every!(CampaignProblem:
        Code => Code;
        Due => Due;
        ReviewDue => ReviewDue;
        Early => Early;
        Closed => Closed;
    )
}

fn wrong_files() -> Vec<WrongFile> {
    every!(WrongFile: Locked => Locked; Format(_) => Format(".xls");)
}

fn administration() -> Vec<AdminProblem> {
    let own = every!(AdminProblem:
        Missing => Missing;
        NotADate => NotADate;
        Campaign(_) => Campaign(CampaignProblem::Due);
        Taken => Taken;
        NoSuchPerson => NoSuchPerson;
        NotAScope => NotAScope;
        LastRole => LastRole;
        TooEarly => TooEarly;
        Days => Days;
        TooLarge => TooLarge;
        NotText => NotText;
        Wrong(_) => Wrong(WrongFile::Locked);
        Several => Several;
        NotAName => NotAName;
        NameTaken => NameTaken;
        Expiry => Expiry;
        NoSector => NoSector;
        NoSource => NoSource;
    );
    let campaigns = campaigns().into_iter().map(AdminProblem::Campaign);
    own.into_iter().chain(campaigns).collect()
}

fn evidence() -> Vec<FileProblem> {
    let own = every!(FileProblem:
        Missing => Missing;
        TooLarge => TooLarge;
        Unfit(_) => Unfit(domain::evidence::Unfit::Empty);
        Cut => Cut;
        Several => Several;
        Busy => Busy;
        Link(_) => Link(LinkProblem::Address);
        Date => Date;
        OfNothing => OfNothing;
    );
    let unfit = Unfit::ALL.into_iter().map(FileProblem::Unfit);
    let links = LinkProblem::ALL.into_iter().map(FileProblem::Link);
    own.into_iter().chain(unfit).chain(links).collect()
}

fn sheet_cells() -> Vec<SheetProblem> {
    let own = every!(SheetProblem:
        Formula => Formula;
        NotAValue => NotAValue;
        Unit => Unit;
        Criterion => Criterion;
        Field => Field;
        Twice => Twice;
        Version => Version;
        Stale => Stale;
        Waiting => Waiting;
        Choice => Choice;
        TooLong => TooLong;
        Value(_) => Value(EntryProblem::Missing);
    );
    let values = entry().into_iter().map(SheetProblem::Value);
    own.into_iter().chain(values).collect()
}

fn sheets() -> Vec<SheetRefusal> {
    every!(SheetRefusal:
        Missing => Missing;
        TooLarge => TooLarge;
        NotASheet => NotASheet;
        Wrong(_) => Wrong(WrongFile::Locked), Wrong(WrongFile::Format(".xls"));
        TooMuchInside => TooMuchInside;
        TooManyRows => TooManyRows;
        WrongSheet => WrongSheet;
        TooSlow => TooSlow;
        TooManyChanges => TooManyChanges;
        Several => Several;
    )
}

fn tables() -> Vec<TableRefusal> {
    every!(TableRefusal:
        Missing => Missing;
        TooLarge => TooLarge;
        NotATable => NotATable;
        Wrong(_) => Wrong(WrongFile::Locked), Wrong(WrongFile::Format(".xls"));
        TooMuchInside => TooMuchInside;
        TooManyRows => TooManyRows;
        TooManyColumns => TooManyColumns;
        Empty => Empty;
        TooSlow => TooSlow;
        Gone => Gone;
        Lost => Lost;
        Several => Several;
    )
}

fn criteria() -> Vec<CriteriaProblem> {
    every!(CriteriaProblem:
        Empty => Empty;
        Twice => Twice;
        UnknownGroup => UnknownGroup;
        Range => Range;
        NearAbovePass => NearAbovePass;
        NoLegalText => NoLegalText;
        Incomplete => Incomplete;
        NotOfficial => NotOfficial;
        TooLong(_) => TooLong(500);
        TooMany(_) => TooMany(50);
        NotAName => NotAName;
        Controls => Controls;
    )
}

fn imports() -> Vec<FaultReason> {
    let own = every!(FaultReason:
        ColumnMissing => ColumnMissing;
        NoHead(_) => NoHead("user, name".to_owned());
        ColumnTwice => ColumnTwice;
        ColumnUnknown(_) => ColumnUnknown("user, name".to_owned());
        Unreadable(_) => Unreadable(TableRefusal::Missing);
        LostZeros(_) => LostZeros(3);
        Formula => Formula;
        NotAValue => NotAValue;
        LineUnreadable => LineUnreadable;
        CellCount(..) => CellCount(3, 5);
        NoLines => NoLines;
        TooManyLines(_) => TooManyLines(1_000);
        UserName => UserName;
        UserTaken => UserTaken;
        UserTwice => UserTwice;
        NoName => NoName;
        NameTooLong => NameTooLong;
        NotMail => NotMail;
        NoRole => NoRole;
        NoScope => NoScope;
        SeveralUnits(_) => SeveralUnits(Vec::new());
        BeyondScope => BeyondScope;
        NotToml(_) => NotToml("expected `=`".to_owned());
        FieldMissing => FieldMissing;
        FieldUnknown(_) => FieldUnknown("code, name".to_owned());
        NeedsText => NeedsText;
        NeedsNumber => NeedsNumber;
        NeedsBoolean => NeedsBoolean;
        NeedsTable => NeedsTable;
        NeedsList => NeedsList;
        NeedsDate => NeedsDate;
        NeedsOneOf(_) => NeedsOneOf("full, status");
        Mistake(_) => Mistake(CriteriaProblem::Empty);
        SetThere => SetThere;
        SetOther(..) => SetOther("v9".to_owned(), Place { criterion: None, field: "version".to_owned() }),
            SetOther("v9".to_owned(), Place { criterion: Some("TC2".to_owned()), field: "answer".to_owned() });
        SetReworded(_) => SetReworded("v9".to_owned());
        SetElsewhere(_) => SetElsewhere("v9".to_owned());
        // Words of files that only the command line reads stand where they are written.
        Words(_) => FieldMissing;
    );
    let tables = tables().into_iter().map(FaultReason::Unreadable);
    let criteria = criteria().into_iter().map(FaultReason::Mistake);
    own.into_iter().chain(tables).chain(criteria).collect()
}

fn signing_in() -> Vec<SignInProblem> {
    let now = Timestamp(1_795_399_200);
    let codes = every!(CodeFault:
        Wrong => Wrong;
        Used => Used;
        Late(_) => Late(60), Late(300);
        Early { .. } => Early { seconds: 60, step: 1 };
    );
    let own = every!(SignInProblem:
        Wrong => Wrong;
        WrongCode(..) => WrongCode(CodeFault::Wrong, now);
        WrongRecoveryCode => WrongRecoveryCode;
        UsedRecoveryCode => UsedRecoveryCode;
        TooMany(_) => TooMany(5);
        TooManyHere(_) => TooManyHere(5);
        CodesShut(_) => CodesShut(5);
        CodesSpent => CodesSpent;
        Ended => Ended;
        NoCookies => NoCookies;
        Differ => Differ;
        Short => Short;
    );
    let codes = codes
        .into_iter()
        .map(|fault| SignInProblem::WrongCode(fault, now));
    own.into_iter().chain(codes).collect()
}

/// Everything that is said, with what it is said of.
fn said(lang: Lang) -> Vec<(String, String)> {
    let mut all = Vec::new();
    macro_rules! say {
        ($values:expr, $words:expr) => {
            all.extend($values.into_iter().map(|value| {
                let name = format!("{value:?}");
                (name, $words(lang, value))
            }));
        };
    }
    say!(entry(), checklist::problem);
    say!(administration(), problem::admin);
    say!(evidence(), problem::evidence);
    say!(sheet_cells(), problem::sheet_cell);
    say!(sheets(), problem::sheet);
    say!(tables(), table::refusal);
    say!(wrong_files(), table::wrong_file);
    say!(DeliveryFault::ALL, observation::fault);
    say!(imports(), |lang, reason: FaultReason| faults::fault_text(
        lang, &reason
    ));
    say!(signing_in(), problem::sign_in);
    let refused = every!(Refused: NoReason => NoReason; NotConfirmed => NotConfirmed;);
    say!(refused, problem::publication);
    let messages = every!(ThreadProblem: Words => Words; Due => Due; Changed => Changed;);
    say!(messages, problem::message);
    // Refusals that are a single sentence of one page.
    for key in [
        "sign-nothing-ticked",
        "desk-carry-nothing-ticked",
        "queue-nothing-ticked",
        "review-needs-reason",
        "review-needs-backing",
    ] {
        all.push((key.to_owned(), lang.t(key)));
    }
    all
}

/// Words by which a sentence says what to put, or what to do.
fn steps(lang: Lang) -> &'static [&'static str] {
    match lang {
        Lang::Vi => &["hãy ", "cần ", "chỉ dùng ", "phải ", "chỉ được gồm"],
        Lang::En => &[
            "need", "must", "has to", "have to", "use ", "write", "choose", "enter", "send",
            "download", "remove", "delete", "correct ", "check", "split", "save", "try ", "ask ",
            "add ", "type ", "fill ", "make ", "tick ", "sign in", "withdraw", "read it", "open ",
            "change ", "look ", "copy ", "wait", "allow", "shorten", "unpack", "lock ", "give it",
        ],
        Lang::Ar => &[
            "يلزم",
            "يجب",
            "املأ",
            "أدخل",
            "اختر",
            "استخدم",
            "اكتب",
            "تحقق",
            "صحّح",
            "احذف",
            "أرسل",
            "أعد",
            "نزِّل",
            "قسّم",
            "قسِّم",
            "احفظ",
            "افتح",
            "أضف",
            "اختصر",
            "حاول",
            "اطلب",
            "المطلوب",
            "ضع",
            "اسحب",
            "سجّل",
            "اقرأ",
            "غيّر",
            "أوقف",
            "انسخ",
            "ابحث",
            "اضبط",
            "انظر",
            "انتظر",
            "اسمح",
            "أزل",
            "فُكّ",
            "صغّر",
            "يعدّل",
            "من 1 إلى",
            "اجعل",
            "يرجى",
            "افتحه",
        ],
    }
}

/// Words of whoever builds the program.
const BUILDERS: [&str; 12] = [
    "hash",
    "mã băm",
    "toml",
    "json",
    "pass_bp",
    "near_bp",
    "exact,",
    "xanh import",
    "enum",
    "null",
    "utf-8)",
    "regex",
];

#[test]
fn every_refusal_says_what_to_put_instead() {
    let mut bad = Vec::new();
    for lang in Lang::ALL {
        let all = said(lang);
        assert!(all.len() > 150);
        for (of, words) in all {
            let text = words.to_lowercase();
            if !steps(lang).iter().any(|step| text.contains(step)) {
                bad.push(format!("{lang:?} {of} says no way on: {words}"));
            }
            for word in BUILDERS.iter().filter(|word| text.contains(*word)) {
                bad.push(format!("{lang:?} {of} says “{word}”: {words}"));
            }
            // A message that is missing shows its key.
            let key = !text.contains(' ') || text.contains("problem-") || text.contains("fault-");
            if key {
                bad.push(format!("{lang:?} {of} shows a key: {words}"));
            }
            // A file of criteria has dates year first; pages have them as the language does.
            let iso = words.contains("2026-") && of != "NeedsDate";
            if iso {
                bad.push(format!("{lang:?} {of} writes a date as files do: {words}"));
            }
        }
    }
    assert!(bad.is_empty(), "{}", bad.join("\n"));
}

/// What Vietnamese, English and Arabic say is said in each: nothing fell back to another language.
#[test]
fn every_refusal_is_said_in_each_language() {
    let [vi, en, ar] = Lang::ALL.map(said);
    let arabic = |text: &str| text.chars().any(|c| ('\u{600}'..'\u{700}').contains(&c));
    for ((of, vi), ((_, en), (_, ar))) in vi.iter().zip(en.iter().zip(&ar)) {
        assert!(vi != en, "{of}: {vi}");
        assert!(arabic(ar), "{of}: {ar}");
        assert!(!arabic(vi) && !arabic(en), "{of}");
    }
}
