//! The checklist as a spreadsheet: what its columns and drop-down lists say, where it is fetched and
//! sent, and what it would change, before anything is changed.

use super::{Visit, criterion_title, href, item};
use crate::{
    i18n::Lang,
    pages::Page,
    parts::name,
    routes::{Act, Room, prefixed, sheet_path},
    workspace::{
        Desk, LARGEST_SHEET, MOST_SHEET_ROWS, SheetChange, SheetFault, SheetProblem, SheetRefusal,
        SheetView,
    },
};
use domain::{criteria::Question, entry};
use leptos::prelude::*;

/// Name of the sheet, the same in every language: a file made in one can be sent in another.
pub const SHEET: &str = "Phieu";

/// What the cells of a field hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One of a few words: how the field says it, and how a person reads it.
    Choice(Vec<(&'static str, String)>),
    /// A whole number.
    Number,
    /// A date.
    Date,
    /// Text.
    Text,
}

/// What the cells of a question's field hold.
#[must_use]
pub fn kind(lang: Lang, question: &Question, field: &str) -> Kind {
    let yes = ("yes", lang.t("value-yes"));
    let no = ("no", lang.t("value-no"));
    match (field, question) {
        (entry::YES, Question::ThreeValued) => {
            Kind::Choice(vec![yes, ("in_preparation", lang.t("value-preparing")), no])
        }
        (entry::YES, _) => Kind::Choice(vec![yes, no]),
        (entry::NOT_APPLICABLE, _) => Kind::Choice(vec![("on", lang.t("value-yes"))]),
        (entry::DATE | entry::FACT_DATE, _) => Kind::Date,
        (entry::NOTE | entry::EXPLANATION, _) => Kind::Text,
        _ => Kind::Number,
    }
}

/// How the field says a word of its drop-down list, in whichever language the list was.
#[must_use]
pub fn word(question: &Question, field: &str, text: &str) -> Option<&'static str> {
    let text = text.trim().to_lowercase();
    Lang::ALL.into_iter().find_map(|lang| {
        let Kind::Choice(choices) = kind(lang, question, field) else {
            return None;
        };
        let own = |(code, word): &(&str, String)| *code == text || word.to_lowercase() == text;
        choices
            .into_iter()
            .find(|choice| own(choice))
            .map(|(code, _)| code)
    })
}

/// A field's text as a person reads it: the word of the list, or the text itself.
#[must_use]
pub fn shown(lang: Lang, question: &Question, field: &str, text: &str) -> String {
    match kind(lang, question, field) {
        Kind::Choice(choices) => choices
            .into_iter()
            .find(|(code, _)| *code == text)
            .map_or_else(|| text.to_owned(), |(_, word)| word),
        _ => text.to_owned(),
    }
}

/// The names of the columns.
#[must_use]
pub fn columns(lang: Lang) -> [String; 9] {
    [
        lang.t("sheet-unit-code"),
        lang.t("sheet-unit"),
        lang.t("sheet-criterion-code"),
        lang.t("sheet-criterion"),
        lang.t("sheet-field-key"),
        lang.t("sheet-field"),
        lang.t("sheet-value"),
        lang.t("sheet-last"),
        lang.t("sheet-version"),
    ]
}

/// What a drop-down list says when something else is typed: title and text.
#[must_use]
pub fn pick(lang: Lang) -> (String, String) {
    (lang.t("sheet-pick-title"), lang.t("sheet-pick"))
}

fn mib() -> u32 {
    u32::try_from(LARGEST_SHEET / 1024 / 1024).unwrap_or(0)
}

/// Where the spreadsheet is fetched and sent.
#[must_use]
pub fn exchange(visit: &Visit, data: &Desk) -> AnyView {
    let lang = visit.lang;
    let one = prefixed(lang, &sheet_path(Some(&data.unit.code)));
    let all = data.enters_elsewhere.then(|| {
        let to = prefixed(lang, &sheet_path(None));
        view! { <li><a href=to download="">{lang.t("sheet-fetch-all")}</a></li> }
    });
    view! {
        <details class="sheet">
            <summary>{lang.t("sheet-open")}</summary>
            <p>{lang.t("sheet-how")}</p>
            <ul>
                <li><a href=one download="">{lang.t("sheet-fetch")}</a></li>
                {all}
            </ul>
            {upload(visit)}
        </details>
    }
    .into_any()
}

fn upload(visit: &Visit) -> AnyView {
    let lang = visit.lang;
    view! {
        <form method="post" action=Act::UploadSheet.href(lang) enctype="multipart/form-data" class="entry">
            {crate::rooms::mark(visit)}
            <p class="field">
                <label for="sheet">{lang.t("sheet-file")}</label>
                <input id="sheet" name="sheet" type="file" accept=".xlsx" required=true aria-describedby="sheet-help" />
                <span class="help" id="sheet-help">{lang.ta("sheet-file-help", [("mib", mib().into())])}</span>
            </p>
            <p class="buttons"><button type="submit">{lang.t("sheet-send")}</button></p>
        </form>
    }
    .into_any()
}

/// What the spreadsheet would change, or what must be mended first.
#[must_use]
pub fn page(visit: &Visit, data: &SheetView) -> Page {
    let lang = visit.lang;
    let title = lang.t("sheet-title");
    let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let faults = number(data.faults.len()).saturating_add(data.more_faults);
    let (state, alert) = match data.refusal {
        Some(refusal) => (said(lang, refusal), true),
        None if faults > 0 => (
            lang.ta("sheet-has-faults", [("number", faults.into())]),
            true,
        ),
        None if data.changes.is_empty() => (lang.t("sheet-same"), false),
        None => (
            lang.ta(
                "sheet-would-change",
                [("number", number(data.changes.len()).into())],
            ),
            false,
        ),
    };
    let state = if alert {
        view! { <p class="notice is-problem" role="alert">{state}</p> }.into_any()
    } else {
        view! { <p class="lead" role="status">{state}</p> }.into_any()
    };
    let good = data.refusal.is_none() && faults == 0;
    let apply = (good && !data.changes.is_empty()).then(|| {
        view! {
            <form method="post" action=Act::ApplySheet.href(lang) enctype="multipart/form-data" class="act">
                {crate::rooms::mark(visit)}
                <input type="hidden" name="changes" value=data.carried.clone() />
                <p><button type="submit" class="strong">{lang.t("sheet-apply")}</button></p>
            </form>
        }
    });
    let again = (!good).then(|| {
        view! {
            <h2>{lang.t("sheet-again")}</h2>
            {upload(visit)}
        }
    });
    let body = view! {
        <h1>{title.clone()}</h1>
        {state}
        {apply}
        {faults_table(lang, data)}
        {changes_table(lang, data)}
        {again}
        <p><a href=href(visit, &Room::Desks)>{lang.t("sheet-back")}</a></p>
    }
    .into_any();
    let crumbs = vec![
        (lang.t("desks-title"), Some(href(visit, &Room::Desks))),
        (title.clone(), None),
    ];
    super::page(title, body, crumbs)
}

fn faults_table(lang: Lang, data: &SheetView) -> Option<AnyView> {
    if data.faults.is_empty() {
        return None;
    }
    let rows = data
        .faults
        .iter()
        .map(|SheetFault { cell, problem }| {
            view! {
                <tr>
                    <th scope="row"><bdi dir="ltr">{cell.clone()}</bdi></th>
                    <td>{wrong(lang, *problem)}</td>
                </tr>
            }
        })
        .collect_view();
    let more = (data.more_faults > 0).then(
        || view! { <p>{lang.ta("sheet-more-faults", [("number", data.more_faults.into())])}</p> },
    );
    let caption = lang.t("sheet-faults");
    Some(
        view! {
            <div class="scroll" tabindex="0" role="group" aria-label=caption.clone()>
                <table class="sheet">
                    <caption>{caption.clone()}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{lang.t("sheet-cell")}</th>
                            <th scope="col">{lang.t("sheet-problem")}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            {more}
        }
        .into_any(),
    )
}

fn changes_table(lang: Lang, data: &SheetView) -> Option<AnyView> {
    if data.changes.is_empty() {
        return None;
    }
    let rows = data
        .changes
        .iter()
        .map(|change| change_row(lang, data, change))
        .collect_view();
    let caption = lang.t("sheet-changes");
    Some(
        view! {
            <div class="scroll" tabindex="0" role="group" aria-label=caption.clone()>
                <table class="sheet">
                    <caption>{caption.clone()}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{lang.t("sheet-cell")}</th>
                            <th scope="col">{lang.t("sheet-unit")}</th>
                            <th scope="col">{lang.t("sheet-criterion")}</th>
                            <th scope="col">{lang.t("sheet-field")}</th>
                            <th scope="col">{lang.t("sheet-before")}</th>
                            <th scope="col">{lang.t("sheet-after")}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
        .into_any(),
    )
}

fn change_row(lang: Lang, data: &SheetView, change: &SheetChange) -> AnyView {
    let criterion = &data.set.criteria[change.index];
    let text = |text: &str| {
        if text.is_empty() {
            "–".to_owned()
        } else {
            shown(lang, &criterion.question, &change.field, text)
        }
    };
    view! {
        <tr>
            <th scope="row"><bdi dir="ltr">{change.cell.clone()}</bdi></th>
            <td inner_html=name::full(lang, &change.unit).html()></td>
            <td>{criterion_title(lang, criterion)}</td>
            <td>{item::label(lang, &criterion.question, &change.field)}</td>
            <td class="value"><bdi>{text(&change.before)}</bdi></td>
            <td class="value"><bdi>{text(&change.after)}</bdi></td>
        </tr>
    }
    .into_any()
}

/// What is wrong with a cell.
fn wrong(lang: Lang, problem: SheetProblem) -> String {
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
        SheetProblem::Value(problem) => item::problem(lang, problem),
    }
}

/// Why the file as a whole was refused.
fn said(lang: Lang, refusal: SheetRefusal) -> String {
    match refusal {
        SheetRefusal::Missing => lang.t("file-missing"),
        SheetRefusal::TooLarge => lang.ta("sheet-too-large", [("mib", mib().into())]),
        SheetRefusal::NotASheet => lang.t("sheet-not-a-sheet"),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_in_every_language() {
        let three = Question::ThreeValued;
        for lang in Lang::ALL {
            let Kind::Choice(choices) = kind(lang, &three, entry::YES) else {
                unreachable!()
            };
            assert_eq!(choices.len(), 3);
            for (code, text) in choices {
                assert_eq!(word(&three, entry::YES, &format!(" {text} ")), Some(code));
                assert_eq!(shown(lang, &three, entry::YES, code), text);
            }
        }
        assert_eq!(word(&three, entry::YES, "maybe"), None);
        assert_eq!(
            word(&Question::YesNo, entry::YES, "Đang chuẩn bị"),
            None,
            "a list without this word"
        );
        assert_eq!(
            word(&Question::YesNo, entry::NOT_APPLICABLE, "có"),
            Some("on")
        );
    }
}
