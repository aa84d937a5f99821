//! What each act in the audit log is called, and what stood there before and after. The log keeps codes, which never
//! change; people read words. What another version of the program wrote, and nobody here can read, stays as it is.

use crate::{
    i18n::Lang,
    texts::{account, checklist, observation, spreadsheet, value},
};
use domain::{
    access::Role,
    answer::{Content, Value},
    assessment::ReturnReason,
    audit::{AuditAction as Act, Entry},
    correspondence,
    criteria::{CriteriaSet, Question},
    directive, entry,
    evidence::Backing,
    indicator::Sector,
    time::{Date, Timestamp},
};

/// The act in words.
#[must_use]
pub fn action(lang: Lang, action: Act) -> String {
    lang.t(match action {
        Act::Save => "audit-save",
        Act::HandIn => "audit-hand-in",
        Act::Sign => "audit-sign",
        Act::SendBack => "audit-send-back",
        Act::Withdraw => "audit-withdraw",
        Act::Discard => "audit-discard",
        Act::CarryForward => "audit-carry-forward",
        Act::AddEvidence => "audit-add-evidence",
        Act::AttachEvidence => "audit-attach-evidence",
        Act::DetachEvidence => "audit-detach-evidence",
        Act::OpenEvidence => "audit-open-evidence",
        Act::CopySheet => "audit-copy-sheet",
        Act::Confirm => "audit-confirm",
        Act::Return => "audit-return",
        Act::Reopen => "audit-reopen",
        Act::Note => "audit-note",
        Act::ReportDifficulty => "audit-report-difficulty",
        Act::RequestExplanation => "audit-request-explanation",
        Act::AnswerQuestion => "audit-answer-question",
        Act::AskAgain => "audit-ask-again",
        Act::HandOverQuestion => "audit-hand-over-question",
        Act::CloseQuestion => "audit-close-question",
        Act::IssueDirective => "audit-issue-directive",
        Act::AnswerDirective => "audit-answer-directive",
        Act::AcceptDirective => "audit-accept-directive",
        Act::AskAgainDirective => "audit-ask-again-directive",
        Act::WithdrawDirective => "audit-withdraw-directive",
        Act::SetTarget => "audit-set-target",
        Act::SetIndicatorTarget => "audit-set-indicator-target",
        Act::Publish => "audit-publish",
        Act::OpenCampaign => "audit-open-campaign",
        Act::ExtendCampaign => "audit-extend-campaign",
        Act::CloseCampaign => "audit-close-campaign",
        Act::PrepareSet => "audit-prepare-set",
        Act::ActivateSet => "audit-activate-set",
        Act::ReviseWording => "audit-revise-wording",
        Act::ReviewPolicy => "audit-review-policy",
        Act::Invite => "audit-invite",
        Act::GiveRole => "audit-give-role",
        Act::TakeRole => "audit-take-role",
        Act::HandOver => "audit-hand-over",
        Act::CloseAccount => "audit-close-account",
        Act::OpenAccount => "audit-open-account",
        Act::EndSessions => "audit-end-sessions",
        Act::EndOwnSessions => "audit-end-own-sessions",
        Act::ResetLink => "audit-reset-link",
        Act::ResetSecondFactor => "audit-reset-second-factor",
        Act::SecondFactor => "audit-second-factor",
        Act::SetPassword => "audit-set-password",
        Act::SetMail => "audit-set-mail",
        Act::TestMail => "audit-test-mail",
        Act::MakeToken => "audit-make-token",
        Act::RevokeToken => "audit-revoke-token",
        Act::Observe => "audit-observe",
        Act::UndoObservations => "audit-undo-observations",
        Act::RefreshReference => "audit-refresh-reference",
        Act::Demo => "audit-demo",
    })
}

/// What stood there before an act, or stands there since, in words. `set` is the one in force: it says what the fields of
/// an answer are called.
#[must_use]
pub fn state(lang: Lang, entry: &Entry, set: Option<&CriteriaSet>, text: &str) -> String {
    let question = set
        .and_then(|set| set.criterion(&entry.object))
        .map(|criterion| &criterion.question);
    let told = match (entry.action.known(), question) {
        (Some(Act::Save | Act::Discard | Act::CarryForward), Some(question)) => {
            Some(fields(lang, question, text))
        }
        (
            Some(
                Act::HandIn | Act::Sign | Act::Withdraw | Act::Confirm | Act::Reopen | Act::Return,
            ),
            Some(question),
        ) => reason(lang, text).or_else(|| answer(lang, question, text)),
        (Some(Act::CopySheet), _) => Some(copied(lang, set, text)),
        (Some(Act::Invite | Act::GiveRole | Act::TakeRole | Act::HandOver), _) => {
            Some(roles(lang, text))
        }
        (Some(Act::OpenCampaign | Act::ExtendCampaign), _) => deadlines(lang, text),
        (Some(Act::ReviewPolicy), _) => policy(lang, text),
        (Some(Act::SetMail), _) => mail(lang, text),
        (Some(Act::OpenEvidence), _) => visibility(lang, text),
        (Some(Act::Publish | Act::Observe), _) => Some(shortened(text)),
        (Some(Act::MakeToken), _) => Some(sectors(lang, text)),
        (Some(Act::PrepareSet), _) => prepared(lang, text),
        (Some(Act::SetPassword), _) => purpose(lang, text),
        (
            Some(
                Act::IssueDirective
                | Act::AnswerDirective
                | Act::AcceptDirective
                | Act::AskAgainDirective
                | Act::WithdrawDirective,
            ),
            _,
        ) => directive(lang, text),
        (
            Some(
                Act::ReportDifficulty
                | Act::RequestExplanation
                | Act::AnswerQuestion
                | Act::AskAgain
                | Act::HandOverQuestion
                | Act::CloseQuestion,
            ),
            _,
        ) => question_state(lang, text),
        _ => None,
    };
    told.unwrap_or_else(|| dates(lang, text))
}

/// A line for each field that held something. A note may have lines of its own.
fn fields(lang: Lang, question: &Question, text: &str) -> String {
    let names = entry::names(question);
    let line = |line: &str| {
        let known = line
            .split_once('=')
            .filter(|(name, _)| names.iter().any(|n| n == name));
        let Some((name, typed)) = known else {
            return line.to_owned();
        };
        let label = checklist::label(lang, question, name);
        let shown = spreadsheet::shown(lang, question, name, typed);
        format!("{label}: {shown}")
    };
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

/// An answer, and what its confirmation rests on if it was confirmed.
fn answer(lang: Lang, question: &Question, text: &str) -> Option<String> {
    let confirmed = text
        .strip_suffix(']')
        .and_then(|text| text.rsplit_once(" ["))
        .and_then(|(text, word)| Some((text, Backing::parse(word)?)));
    let (text, backing) = match confirmed {
        Some((text, backing)) => (text, Some(backing)),
        None => (text, None),
    };
    let content = match text {
        "not_applicable" => Content::NotApplicable,
        text => Content::Value(Value::read(question, text)?),
    };
    let said = checklist::content(lang, question, &content);
    Some(match backing {
        Some(_) => format!("{said} ({})", value::backing(lang, backing)),
        None => said,
    })
}

fn reason(lang: Lang, text: &str) -> Option<String> {
    ReturnReason::parse(text).map(|found| checklist::reason(lang, found))
}

/// Lines of code, value and day of the figures.
fn copied(lang: Lang, set: Option<&CriteriaSet>, text: &str) -> String {
    let line = |line: &str| {
        let (code, rest) = line.split_once(' ')?;
        let question = &set?.criterion(code)?.question;
        if rest == "not_applicable" {
            return Some(format!("{code} {}", lang.t("item-not-applicable")));
        }
        let (value, day) = rest.rsplit_once(' ')?;
        let said = answer(lang, question, value)?;
        Some(format!("{code} {said} ({})", lang.date(Date::parse(day)?)))
    };
    text.lines()
        .map(|l| line(l).unwrap_or_else(|| dates(lang, l)))
        .collect::<Vec<_>>()
        .join("\n")
}

/// Roles with their places; behind a handing over, who has them now and how many drafts came along.
fn roles(lang: Lang, text: &str) -> String {
    let part = |part: &str| {
        if let Some(number) = part.strip_prefix("drafts ") {
            return lang.ta("audit-drafts", [("number", number.to_owned().into())]);
        }
        let known = part
            .split_once(' ')
            .and_then(|(role, place)| Some((Role::parse(role)?, place)));
        match known {
            Some((role, place)) => format!("{} ({place})", account::role(lang, role)),
            None => part.to_owned(),
        }
    };
    text.split(", ").map(part).collect::<Vec<_>>().join(" · ")
}

fn deadlines(lang: Lang, text: &str) -> Option<String> {
    let instant = |text: &str| Timestamp::parse(text).map(|at| lang.instant(at));
    match text.split_once(", review ") {
        None => Some(lang.ta("audit-due", [("due", instant(text)?.into())])),
        Some((due, review)) => Some(lang.ta(
            "audit-due-review",
            [
                ("due", instant(due)?.into()),
                ("review", instant(review)?.into()),
            ],
        )),
    }
}

fn policy(lang: Lang, text: &str) -> Option<String> {
    let rest = text.strip_prefix("signature ")?;
    let (signature, rest) = rest.split_once(", review ")?;
    let (review, rest) = rest.split_once(" d, return ")?;
    let given_back = rest.strip_suffix(" d")?;
    let signature = match signature {
        "true" => lang.t("value-yes"),
        "false" => lang.t("value-no"),
        _ => return None,
    };
    Some(lang.ta(
        "audit-policy",
        [
            ("signature", signature.into()),
            ("review", review.to_owned().into()),
            ("return", given_back.to_owned().into()),
        ],
    ))
}

fn mail(lang: Lang, text: &str) -> Option<String> {
    match text {
        "none" => Some(lang.t("audit-mail-none")),
        "set" => Some(lang.t("audit-mail-set")),
        _ => None,
    }
}

fn visibility(lang: Lang, text: &str) -> Option<String> {
    match text {
        "public" => Some(lang.t("audit-public")),
        "private" => Some(lang.t("audit-private")),
        _ => None,
    }
}

fn purpose(lang: Lang, text: &str) -> Option<String> {
    match text {
        "invitation" => Some(lang.t("audit-invitation")),
        "reset" => Some(lang.t("audit-reset")),
        _ => None,
    }
}

/// What a token may deliver: a line for each part, in which sectors stand by name.
fn sectors(lang: Lang, text: &str) -> String {
    let word = |word: &str| match Sector::parse(word) {
        Some(sector) => format!("{};", observation::sector(lang, sector)),
        None => word.to_owned(),
    };
    let line = |line: &str| line.split(' ').map(word).collect::<Vec<_>>().join(" ");
    dates(lang, &text.lines().map(line).collect::<Vec<_>>().join("\n"))
}

fn prepared(lang: Lang, text: &str) -> Option<String> {
    let number: u32 = text.strip_suffix(" criteria")?.parse().ok()?;
    Some(lang.ta("audit-criteria", [("number", lang.number(number).into())]))
}

/// State and answer of a directive; of one that is issued, what it asks, of whom, until when.
fn directive(lang: Lang, text: &str) -> Option<String> {
    let (word, answer) = text.split_once(' ').unwrap_or((text, ""));
    let said = match directive::State::parse(word)? {
        directive::State::Open => lang.t("steer-state-open"),
        directive::State::Answered => lang.t("steer-state-answered"),
        directive::State::Closed => lang.t("steer-state-closed"),
        directive::State::Withdrawn => lang.t("steer-state-withdrawn"),
    };
    Some(match answer {
        "" => said,
        answer => format!("{said}: {answer}"),
    })
}

/// What a question is, where it stands, who owes the next step, until when.
fn question_state(lang: Lang, text: &str) -> Option<String> {
    let [kind, state, owner, due] = text.split(' ').collect::<Vec<_>>().try_into().ok()?;
    let kind = checklist::question_kind(lang, correspondence::Kind::parse(kind)?);
    let state = match correspondence::State::parse(state)? {
        correspondence::State::Open => lang.t("talk-state-open"),
        correspondence::State::Answered => lang.t("talk-state-answered"),
        correspondence::State::Closed => lang.t("talk-state-closed"),
    };
    let owner = account::role(lang, Role::parse(owner)?);
    let due = lang.instant(Timestamp::parse(due)?);
    Some(format!("{kind} · {state} · {owner} · {due}"))
}

/// A text whose hashes are cut to as much as tells them apart; the file of the log has them whole.
fn shortened(text: &str) -> String {
    let is_hash = |word: &str| word.len() == 64 && word.bytes().all(|b| b.is_ascii_hexdigit());
    let word = |word: &str| match is_hash(word) {
        true => format!("{}…", &word[..12]),
        false => word.to_owned(),
    };
    text.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// A text with its days and instants as the language writes them.
fn dates(lang: Lang, text: &str) -> String {
    let word = |word: &str| {
        let bare = word.trim_end_matches([',', ';', '.']);
        let said = match Timestamp::parse(bare) {
            Some(at) => Some(lang.instant(at)),
            None => Date::parse(bare).map(|day| lang.date(day)),
        };
        said.map_or_else(
            || word.to_owned(),
            |said| format!("{said}{}", &word[bare.len()..]),
        )
    };
    text.split_inclusive(char::is_whitespace)
        .map(|piece| {
            let end = piece.trim_end_matches(char::is_whitespace).len();
            format!("{}{}", word(&piece[..end]), &piece[end..])
        })
        .collect()
}
