//! What each act in the audit log is called, and what stood there before and after. The log keeps codes, which never
//! change; people read words. What another version of the program wrote, and nobody here can read, stays as it is.

use crate::{
    i18n::Lang,
    texts::{account, checklist, spreadsheet, value},
};
use domain::{
    access::Role,
    answer::{Content, Value},
    assessment::ReturnReason,
    audit::Entry,
    correspondence,
    criteria::{CriteriaSet, Question},
    directive, entry,
    evidence::Backing,
    time::{Date, Timestamp},
};

/// The act in words; none for a code that another version of the program wrote.
#[must_use]
pub fn action(lang: Lang, code: &str) -> Option<String> {
    Some(lang.t(match code {
        "save" => "audit-save",
        "hand-in" => "audit-hand-in",
        "sign" => "audit-sign",
        "send-back" => "audit-send-back",
        "withdraw" => "audit-withdraw",
        "discard" => "audit-discard",
        "carry-forward" => "audit-carry-forward",
        "add-evidence" => "audit-add-evidence",
        "attach-evidence" => "audit-attach-evidence",
        "detach-evidence" => "audit-detach-evidence",
        "open-evidence" => "audit-open-evidence",
        "copy-sheet" => "audit-copy-sheet",
        "confirm" => "audit-confirm",
        "return" => "audit-return",
        "reopen" => "audit-reopen",
        "note" => "audit-note",
        "report-difficulty" => "audit-report-difficulty",
        "request-explanation" => "audit-request-explanation",
        "answer-question" => "audit-answer-question",
        "ask-again" => "audit-ask-again",
        "hand-over-question" => "audit-hand-over-question",
        "close-question" => "audit-close-question",
        "issue-directive" => "audit-issue-directive",
        "answer-directive" => "audit-answer-directive",
        "accept-directive" => "audit-accept-directive",
        "ask-again-directive" => "audit-ask-again-directive",
        "withdraw-directive" => "audit-withdraw-directive",
        "set-target" => "audit-set-target",
        "set-indicator-target" => "audit-set-indicator-target",
        "publish" => "audit-publish",
        "open-campaign" => "audit-open-campaign",
        "extend-campaign" => "audit-extend-campaign",
        "close-campaign" => "audit-close-campaign",
        "prepare-set" => "audit-prepare-set",
        "activate-set" => "audit-activate-set",
        "revise-wording" => "audit-revise-wording",
        "review-policy" => "audit-review-policy",
        "invite" => "audit-invite",
        "give-role" => "audit-give-role",
        "take-role" => "audit-take-role",
        "hand-over" => "audit-hand-over",
        "close-account" => "audit-close-account",
        "open-account" => "audit-open-account",
        "end-sessions" => "audit-end-sessions",
        "end-own-sessions" => "audit-end-own-sessions",
        "reset-link" => "audit-reset-link",
        "reset-second-factor" => "audit-reset-second-factor",
        "second-factor" => "audit-second-factor",
        "set-password" => "audit-set-password",
        "set-mail" => "audit-set-mail",
        "test-mail" => "audit-test-mail",
        "make-token" => "audit-make-token",
        "revoke-token" => "audit-revoke-token",
        "observe" => "audit-observe",
        "undo-observations" => "audit-undo-observations",
        "refresh-reference" => "audit-refresh-reference",
        "demo" => "audit-demo",
        _ => return None,
    }))
}

/// What stood there before an act, or stands there since, in words. `set` is the one in force: it says what the fields of
/// an answer are called.
#[must_use]
pub fn state(lang: Lang, entry: &Entry, set: Option<&CriteriaSet>, text: &str) -> String {
    let question = set
        .and_then(|set| set.criterion(&entry.object))
        .map(|criterion| &criterion.question);
    let told = match (entry.action.as_str(), question) {
        ("save" | "discard" | "carry-forward", Some(question)) => {
            Some(fields(lang, question, text))
        }
        ("hand-in" | "sign" | "withdraw" | "confirm" | "reopen" | "return", Some(question)) => {
            reason(lang, text).or_else(|| answer(lang, question, text))
        }
        ("copy-sheet", _) => Some(copied(lang, set, text)),
        ("invite" | "give-role" | "take-role" | "hand-over", _) => Some(roles(lang, text)),
        ("open-campaign" | "extend-campaign", _) => deadlines(lang, text),
        ("review-policy", _) => policy(lang, text),
        ("set-mail", _) => mail(lang, text),
        ("open-evidence", _) => visibility(lang, text),
        ("publish" | "observe", _) => Some(shortened(text)),
        ("prepare-set", _) => prepared(lang, text),
        ("set-password", _) => purpose(lang, text),
        (action, _) if action.ends_with("-directive") => directive(lang, text),
        (action, _) if action.ends_with("-question") || asks(action) => question_state(lang, text),
        _ => None,
    };
    told.unwrap_or_else(|| dates(lang, text))
}

fn asks(action: &str) -> bool {
    ["report-difficulty", "request-explanation", "ask-again"].contains(&action)
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
