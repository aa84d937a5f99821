//! What the audit log kept of an act, in words of the reader: no key, no code of the store, no date as files write it.

use crate::other_pages::set::set;
use app::{i18n::Lang, texts::audit};
use domain::{
    audit::Entry,
    criteria::{CriteriaSet, Question},
    time::Timestamp,
};

fn told(lang: Lang, set: &CriteriaSet, action: &str, object: &str, text: &str) -> String {
    let entry = Entry {
        chain: "00001".into(),
        seq: 1,
        at: Timestamp(0),
        actor: "a".into(),
        action: action.to_owned().into(),
        object: object.into(),
        before: String::new(),
        after: text.into(),
        reason: String::new(),
    };
    audit::state(lang, &entry, Some(set), text)
}

/// Everything that the program writes before and after an act, by act.
fn kept() -> Vec<(&'static str, &'static str, &'static str)> {
    vec![
        (
            "save",
            "share",
            "fact_date=2026-11-20\nnote=Đã gọi xã.\nDòng hai\npart=61\nwhole=100",
        ),
        (
            "discard",
            "dated",
            "date=2026-11-20\nnot_applicable=on\nyes=yes",
        ),
        (
            "carry-forward",
            "three",
            "fact_date=2026-11-20\nyes=in_preparation",
        ),
        ("hand-in", "share", "61/100"),
        ("sign", "dated", "yes 2026-11-20"),
        ("withdraw", "three", "in_preparation"),
        ("reopen", "share", "not_applicable"),
        ("confirm", "share", "61/100 [document]"),
        ("confirm", "share", "61/100 [on-site]"),
        ("return", "share", "evidence-missing"),
        (
            "copy-sheet",
            "v0",
            "share 61/100 2026-11-20\nthree not_applicable",
        ),
        ("invite", "a", "can-bo 00001"),
        ("give-role", "a", "tham-dinh T1"),
        ("take-role", "a", "quan-tri VN"),
        ("hand-over", "a", "can-bo 00001, lanh-dao 00001"),
        ("hand-over", "a", "b.nguyen, drafts 3"),
        ("open-campaign", "2026-Q4", "2026-12-20T17:00+07:00"),
        (
            "extend-campaign",
            "2026-Q4",
            "2026-12-20T17:00+07:00, review 2026-12-27T17:00+07:00",
        ),
        ("activate-set", "v1", "2026-12-01"),
        ("set-target", "25", "95 % · 2026-12-31"),
        ("set-indicator-target", "25 I02", "12000 · 2026-12-31"),
        ("make-token", "m", "25 infrastructure 2027-11-23"),
        (
            "review-policy",
            "25",
            "signature true, review 5 d, return 10 d",
        ),
        ("set-mail", "a", "none"),
        ("set-mail", "a", "set"),
        ("open-evidence", "share x.pdf", "public"),
        ("open-evidence", "share x.pdf", "private"),
        ("set-password", "a", "invitation"),
        ("set-password", "a", "reset"),
        ("prepare-set", "v1", "20 criteria"),
        ("answer-directive", "7", "da-tra-loi Đã làm xong"),
        ("accept-directive", "7", "da-xong"),
        (
            "issue-directive",
            "7",
            "so-y-te Hồ sơ · Báo cáo · Chủ trì · 2026-12-31",
        ),
        (
            "report-difficulty",
            "share",
            "difficulty open tham-dinh 2026-12-20T17:00+07:00",
        ),
        (
            "close-question",
            "share",
            "explanation closed can-bo 2026-12-20T17:00+07:00",
        ),
    ]
}

#[test]
fn what_the_log_kept_is_told_in_words() {
    let mut set = set();
    let code = |set: &mut CriteriaSet, fits: fn(&Question) -> bool, name: &str| {
        let found = set.criteria.iter_mut().find(|c| fits(&c.question)).unwrap();
        found.code = name.to_owned();
    };
    code(&mut set, |q| matches!(q, Question::Ratio(_)), "share");
    code(
        &mut set,
        |q| matches!(q, Question::YesNoDate { .. }),
        "dated",
    );
    code(&mut set, |q| matches!(q, Question::ThreeValued), "three");
    let codes = [
        "not_applicable",
        "in_preparation",
        "fact_date",
        "yes=",
        "part=",
        "whole=",
        "date=",
        "[document]",
        "on-site",
        "evidence-missing",
        "can-bo",
        "tham-dinh",
        "quan-tri",
        "lanh-dao",
        "drafts 3",
        "review 2",
        "signature",
        "true",
        "da-tra-loi",
        "da-xong",
        "difficulty open",
        "explanation closed",
    ];
    for lang in Lang::ALL {
        for (action, object, text) in kept() {
            let said = told(lang, &set, action, object, text);
            for code in codes {
                assert!(
                    !said.contains(code),
                    "{lang:?} {action}: “{code}” in {said}"
                );
            }
            assert!(
                !said.contains("2026-1") && !said.contains("2027-1"),
                "{lang:?} {action}: {said}"
            );
            let word = [
                "none",
                "set",
                "public",
                "private",
                "invitation",
                "reset",
                "no",
                "yes",
            ];
            assert!(!word.contains(&said.as_str()), "{lang:?} {action}: {said}");
        }
    }
    let vi = |action, object, text| told(Lang::Vi, &set, action, object, text);
    assert!(vi("save", "share", "fact_date=2026-11-20\nnote=a\nb").contains("20/11/2026"));
    assert!(vi("save", "share", "note=a\nb=c").ends_with("a\nb=c"));
    assert_eq!(
        vi("sign", "dated", "yes 2026-11-20")
            .matches("20/11/2026")
            .count(),
        1
    );
    assert_eq!(vi("activate-set", "v1", "2026-12-01"), "1/12/2026");
}

#[test]
fn what_nobody_can_read_stays_as_it_was_kept() {
    let set = set();
    for (action, object, text) in [
        ("later-act", "x", "mode=7"),
        ("hand-in", "unknown", "61/100"),
        ("review-policy", "25", "signature perhaps"),
        ("set-mail", "a", "changed"),
        ("note", "share", "Xem 2026-13-45 và a=b"),
    ] {
        for lang in Lang::ALL {
            assert_eq!(told(lang, &set, action, object, text), text);
        }
    }
    // A hash is cut to what tells it apart; the file of the log has it whole.
    let hash = "0123456789abcdef".repeat(4);
    assert_eq!(
        told(Lang::En, &set, "publish", "12r1", &hash),
        "0123456789ab…"
    );
}
