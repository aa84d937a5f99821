//! Why a form was not accepted, in words: what is wrong and what to put instead.

use crate::{
    i18n::Lang,
    texts::{checklist, link::LinkProblem, spreadsheet::SHEET, table},
    workspace::{
        authentication::model::SignInProblem,
        checklist::model::FileProblem,
        correspondence::model::ThreadProblem,
        publication::model::Refused,
        rejected_form::AdminProblem,
        spreadsheet::model::{LARGEST_SHEET, MOST_SHEET_ROWS, SheetProblem, SheetRefusal},
    },
};
use domain::{
    code_time::CodeFault,
    delivery::MOST_SOURCES,
    evidence::{LARGEST_FILE, Unfit},
    indicator::LONGEST_TEXT,
    period::{CampaignProblem, LONGEST_CODE},
    rate::saturating_u32,
    time::Timestamp,
};

/// Of a form of the administration.
#[must_use]
pub fn admin(lang: Lang, problem: AdminProblem) -> String {
    match problem {
        AdminProblem::Missing => lang.t("problem-missing"),
        AdminProblem::NotADate => lang.t("problem-not-a-date"),
        AdminProblem::Campaign(problem) => campaign(lang, problem),
        AdminProblem::Taken => lang.t("periods-problem-taken"),
        AdminProblem::NoSuchPerson => lang.t("account-problem-successor"),
        AdminProblem::NotAScope => lang.t("problem-not-a-scope"),
        AdminProblem::LastRole => lang.t("account-problem-last"),
        AdminProblem::TooEarly => lang.t("sets-problem-early"),
        AdminProblem::Days => lang.t("settings-problem-days"),
        AdminProblem::TooLarge => lang.t("import-problem-large"),
        AdminProblem::Several => lang.t("file-several"),
        AdminProblem::Wrong(wrong) => table::wrong_file(lang, wrong),
        AdminProblem::NotText => lang.t("import-problem-text"),
        AdminProblem::NotAName => lang.t("tokens-problem-name"),
        AdminProblem::NameTaken => lang.t("tokens-problem-taken"),
        AdminProblem::Expiry => lang.t("tokens-problem-expiry"),
        AdminProblem::NoSector => lang.t("tokens-problem-sectors"),
        AdminProblem::NoSource => lang.ta(
            "tokens-problem-sources",
            [
                ("most", lang.number(saturating_u32(MOST_SOURCES)).into()),
                ("longest", lang.number(saturating_u32(LONGEST_TEXT)).into()),
            ],
        ),
    }
}

fn campaign(lang: Lang, problem: CampaignProblem) -> String {
    match problem {
        CampaignProblem::Code => lang.ta(
            "periods-problem-code",
            [("number", saturating_u32(LONGEST_CODE).into())],
        ),
        CampaignProblem::Due => lang.t("periods-problem-due"),
        CampaignProblem::ReviewDue => lang.t("periods-problem-review"),
        CampaignProblem::Early => lang.t("periods-problem-early"),
        CampaignProblem::Closed => lang.t("periods-problem-closed"),
    }
}

/// The largest evidence file, in MiB.
#[must_use]
pub fn largest_file_mib() -> u32 {
    u32::try_from(LARGEST_FILE / 1024 / 1024).unwrap_or(0)
}

/// Of new evidence.
#[must_use]
pub fn evidence(lang: Lang, problem: FileProblem) -> String {
    match problem {
        FileProblem::Missing => lang.t("file-missing"),
        FileProblem::TooLarge => lang.ta("file-too-large", [("mib", largest_file_mib().into())]),
        FileProblem::Unfit(unfit) => unfit_file(lang, unfit),
        FileProblem::Cut => lang.t("file-cut"),
        FileProblem::Several => lang.t("file-several"),
        FileProblem::Busy => lang.t("file-busy"),
        FileProblem::Link(LinkProblem::Address) => lang.t("evidence-problem-link"),
        FileProblem::Link(LinkProblem::User) => lang.t("evidence-problem-link-user"),
        FileProblem::Link(LinkProblem::Hidden) => lang.t("evidence-problem-link-hidden"),
        FileProblem::Date => lang.t("evidence-problem-date"),
        FileProblem::OfNothing => lang.t("evidence-problem-of-nothing"),
    }
}

/// Why a file can't be evidence.
fn unfit_file(lang: Lang, unfit: Unfit) -> String {
    match unfit {
        Unfit::Empty => lang.t("file-empty"),
        Unfit::Unknown => lang.t("file-unknown"),
        Unfit::Heic => lang.t("file-heic"),
        Unfit::OtherPicture => lang.t("file-other-picture"),
        Unfit::OldOffice => lang.t("file-old-office"),
        Unfit::Archive => lang.t("file-archive"),
        Unfit::Macros => lang.t("file-macros"),
        Unfit::Locked => lang.t("file-locked"),
        Unfit::Broken => lang.t("file-broken"),
    }
}

/// Of a cell of a checklist's spreadsheet.
#[must_use]
pub fn sheet_cell(lang: Lang, problem: SheetProblem) -> String {
    match problem {
        SheetProblem::Formula => lang.t("sheet-formula"),
        SheetProblem::NotAValue => lang.t("sheet-not-a-value"),
        SheetProblem::Unit => lang.t("sheet-wrong-unit"),
        SheetProblem::Criterion => lang.t("sheet-wrong-criterion"),
        SheetProblem::Field => lang.t("sheet-wrong-field"),
        SheetProblem::Twice => lang.t("sheet-twice"),
        SheetProblem::Version => lang.t("sheet-wrong-version"),
        SheetProblem::Stale => lang.t("sheet-stale"),
        SheetProblem::Waiting => lang.t("sheet-waiting"),
        SheetProblem::Choice => lang.t("sheet-choice"),
        SheetProblem::TooLong => lang.t("sheet-too-long"),
        SheetProblem::Value(problem) => checklist::problem(lang, problem),
    }
}

/// Of a checklist's spreadsheet as a whole.
#[must_use]
pub fn sheet(lang: Lang, refusal: SheetRefusal) -> String {
    match refusal {
        SheetRefusal::Missing => lang.t("file-missing"),
        SheetRefusal::TooLarge => lang.ta(
            "sheet-too-large",
            [("mib", saturating_u32(LARGEST_SHEET / 1024 / 1024).into())],
        ),
        SheetRefusal::NotASheet => lang.t("sheet-not-a-sheet"),
        SheetRefusal::Wrong(wrong) => table::wrong_file(lang, wrong),
        SheetRefusal::TooMuchInside => lang.t("sheet-too-much-inside"),
        SheetRefusal::TooManyRows => lang.ta(
            "sheet-too-many-rows",
            [("rows", lang.number(MOST_SHEET_ROWS).into())],
        ),
        SheetRefusal::WrongSheet => lang.ta("sheet-wrong-sheet", [("name", SHEET.into())]),
        SheetRefusal::TooSlow => lang.t("sheet-too-slow"),
        SheetRefusal::Several => lang.t("file-several"),
        SheetRefusal::TooManyChanges => lang.t("sheet-too-many-changes"),
    }
}

/// Of publishing a release.
#[must_use]
pub fn publication(lang: Lang, refused: Refused) -> String {
    match refused {
        Refused::NoReason => lang.t("publish-needs-reason"),
        Refused::NotConfirmed => lang.t("publish-needs-anyway"),
    }
}

/// Of a message about an item.
#[must_use]
pub fn message(lang: Lang, problem: ThreadProblem) -> String {
    match problem {
        ThreadProblem::Words => lang.t("talk-needs-words"),
        ThreadProblem::Due => lang.t("talk-needs-due"),
        ThreadProblem::Changed => lang.t("talk-changed"),
    }
}

/// Of signing in.
#[must_use]
pub fn sign_in(lang: Lang, problem: SignInProblem) -> String {
    match problem {
        SignInProblem::Wrong => lang.t("sign-in-wrong"),
        SignInProblem::WrongCode(fault, now) => wrong_code(lang, fault, now),
        SignInProblem::WrongRecoveryCode => lang.t("sign-in-wrong-recovery"),
        SignInProblem::UsedRecoveryCode => lang.t("sign-in-used-recovery"),
        SignInProblem::TooManyHere(minutes) => {
            lang.ta("sign-in-too-many-here", [("minutes", minutes.into())])
        }
        SignInProblem::NoCookies => lang.t("sign-in-no-cookies"),
        SignInProblem::TooMany(minutes) => {
            lang.ta("sign-in-too-many", [("minutes", minutes.into())])
        }
        SignInProblem::CodesShut(minutes) => {
            lang.ta("sign-in-codes-shut", [("minutes", minutes.into())])
        }
        SignInProblem::CodesSpent => lang.t("sign-in-codes-spent"),
        SignInProblem::Ended => lang.t("sign-in-ended"),
        SignInProblem::Differ => lang.t("sign-in-differ"),
        SignInProblem::Short => lang.t("sign-in-short"),
    }
}

/// Why a code does not open, and the time by which a telephone's clock can be set.
fn wrong_code(lang: Lang, fault: CodeFault, now: Timestamp) -> String {
    let why = match fault {
        CodeFault::Wrong => lang.t("sign-in-code-wrong"),
        CodeFault::Used => lang.t("sign-in-code-used"),
        CodeFault::Late(seconds) => {
            lang.ta("sign-in-code-late", [("off", about(lang, seconds).into())])
        }
        CodeFault::Early { seconds, .. } => {
            lang.ta("sign-in-code-early", [("off", about(lang, seconds).into())])
        }
    };
    let clock = lang.ta("sign-in-clock", [("now", lang.exact_instant(now).into())]);
    format!("{why} {clock}")
}

/// A short time, no more exact than it is known.
fn about(lang: Lang, seconds: u32) -> String {
    if seconds < 100 {
        let tens = (seconds + 5) / 10 * 10;
        lang.ta("about-seconds", [("number", tens.into())])
    } else {
        let minutes = (seconds + 30) / 60;
        lang.ta("about-minutes", [("number", minutes.into())])
    }
}
