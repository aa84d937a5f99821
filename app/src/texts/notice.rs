//! What waits for somebody, in words: the same on the page and in the daily mail.

use crate::{
    failure::FileFault,
    i18n::Lang,
    workspace::correspondence::model::{Notice, NoticeKind},
};
use domain::{rate::saturating_u32, time::Timestamp};

/// A mail that somebody sends to themselves, to see whether mail goes out: subject and text.
#[must_use]
pub fn trial(lang: Lang, name: &str) -> (String, String) {
    let body = lang.ta("first-mail-body", [("name", name.into())]);
    (lang.t("first-mail-subject"), body + "\n")
}

/// What waits, without its deadline.
#[must_use]
pub fn what(lang: Lang, notice: &Notice) -> String {
    let args = || [("number", notice.number.into())];
    let file = || {
        let (name, sha256) = notice.file.clone().unwrap_or_default();
        [("name", name.into()), ("sha256", sha256.into())]
    };
    let text = match notice.kind {
        NoticeKind::UnitEnded => lang.t("notice-unit-ended"),
        NoticeKind::Returned => lang.ta("notice-returned", args()),
        NoticeKind::PeriodDue => lang.ta("notice-period-due", args()),
        NoticeKind::ToSign => lang.ta("notice-to-sign", args()),
        NoticeKind::ExplanationWanted => lang.ta("notice-explanation-wanted", args()),
        NoticeKind::DifficultyAnswered => lang.ta("notice-difficulty-answered", args()),
        NoticeKind::ExpiringSoon => lang.ta("notice-expiring-soon", args()),
        NoticeKind::Expiring => lang.ta("notice-expiring", args()),
        NoticeKind::Reviews => lang.ta("notice-reviews", args()),
        NoticeKind::DifficultyOpen => lang.ta("notice-difficulty-open", args()),
        NoticeKind::ExplanationAnswered => lang.ta("notice-explanation-answered", args()),
        NoticeKind::DirectiveOpen => lang.ta("notice-directive-open", args()),
        NoticeKind::DirectiveAnswered => lang.ta("notice-directive-answered", args()),
        NoticeKind::CodesGuessed => lang.t("notice-codes-guessed"),
        NoticeKind::WrongFile(FileFault::Missing) => lang.ta("notice-file-missing", file()),
        NoticeKind::WrongFile(FileFault::Altered) => lang.ta("notice-file-altered", file()),
        NoticeKind::WrongFile(FileFault::Unreadable) => lang.ta("notice-file-unreadable", file()),
    };
    match &notice.criterion {
        Some(criterion) => format!("{text} ({criterion})"),
        None => text,
    }
}

/// The deadline; past ones say so.
#[must_use]
pub fn due(lang: Lang, notice: &Notice, now: Timestamp) -> Option<String> {
    let due = notice.due?;
    let date = lang.instant(due);
    Some(match notice.kind {
        NoticeKind::ExpiringSoon | NoticeKind::Expiring => {
            lang.ta("notice-ends", [("date", lang.date(due.date()).into())])
        }
        _ if due < now => lang.ta("desk-overdue", [("due", date.into())]),
        _ => lang.ta("desk-due", [("due", date.into())]),
    })
}

/// Subject and body of the daily mail, as plain text. `origin` is the site's address.
#[must_use]
pub fn mail(
    lang: Lang,
    name: &str,
    notices: &[Notice],
    (origin, now): (&str, Timestamp),
) -> (String, String) {
    let number = saturating_u32(notices.len());
    let subject = lang.ta(
        "mail-subject",
        [
            ("number", number.into()),
            ("date", lang.date(now.date()).into()),
        ],
    );
    let mut body = lang.ta("mail-greeting", [("name", name.into())]);
    body.push_str("\n\n");
    for notice in notices {
        let unit = notice.unit.as_ref().map(|unit| lang.full_name(unit));
        let parts = [unit, Some(what(lang, notice)), due(lang, notice, now)];
        let line: Vec<String> = parts.into_iter().flatten().collect();
        body.push_str(&format!(
            "- {}\n  {origin}{}\n",
            line.join(" · "),
            notice.route.href(lang)
        ));
    }
    body.push('\n');
    body.push_str(
        &lang.ta(
            "mail-footer",
            [(
                "address",
                format!(
                    "{origin}{}",
                    crate::routes::WorkspaceRoute::Notices.href(lang)
                )
                .into(),
            )],
        ),
    );
    body.push('\n');
    (subject, body)
}
