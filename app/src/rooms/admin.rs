//! Administration: campaigns, one account, letting people in, criteria sets, settings, one's own sessions;
//! and what its forms share.

mod account;
mod import;
mod periods;
mod sessions;
mod sets;
mod settings;
mod tokens;

use super::{Visit, href};
use crate::{
    i18n::Lang,
    pages::Page,
    routes::{AdminRoom, Room},
    workspace::admin::{AdminProblem, AdminView, FaultReason, FaultRow, Refused},
};
use domain::{
    criteria::Problem,
    period::{CampaignProblem, LONGEST_CODE},
};
use leptos::prelude::*;

/// The page.
#[must_use]
pub fn page(visit: &Visit, view: &AdminView) -> Page {
    match view {
        AdminView::Index => index(visit),
        AdminView::Periods(data) => periods::page(visit, data),
        AdminView::Account(data) => account::page(visit, data),
        AdminView::Import(data) => import::page(visit, data),
        AdminView::Links(links) => import::links(visit, links),
        AdminView::Sets(data) => sets::page(visit, data),
        AdminView::SetEffects(data) => sets::effects(visit, data),
        AdminView::Settings(data) => settings::page(visit, data),
        AdminView::Sessions(data) => sessions::page(visit, data),
        AdminView::Tokens(data) => tokens::page(visit, data),
    }
}

/// A page below the index.
fn below(visit: &Visit, title: String, body: AnyView, above: &[(String, Room)]) -> Page {
    let first = (
        visit.lang.t("admin-title"),
        Some(address(visit, AdminRoom::Index)),
    );
    let mut crumbs = vec![first];
    for (text, room) in above {
        crumbs.push((text.clone(), Some(href(visit, room))));
    }
    crumbs.push((title.clone(), None));
    super::page(title, body, crumbs)
}

fn address(visit: &Visit, room: AdminRoom) -> String {
    href(visit, &Room::Admin(room))
}

fn index(visit: &Visit) -> Page {
    let lang = visit.lang;
    let title = lang.t("admin-title");
    let doors = visit.person.as_ref().map(|p| p.doors).unwrap_or_default();
    let admin = |room| Room::Admin(room);
    let rooms = [
        (
            doors.accounts,
            Room::People,
            lang.t("people-title"),
            lang.t("admin-people-what"),
        ),
        (
            doors.accounts,
            admin(AdminRoom::Import),
            lang.t("import-title"),
            lang.t("admin-import-what"),
        ),
        (
            doors.admin.periods,
            admin(AdminRoom::Periods),
            lang.t("periods-title"),
            lang.t("admin-periods-what"),
        ),
        (
            doors.admin.sets,
            admin(AdminRoom::Sets),
            lang.t("sets-title"),
            lang.t("admin-sets-what"),
        ),
        (
            doors.admin.settings,
            admin(AdminRoom::Settings),
            lang.t("settings-title"),
            lang.t("admin-settings-what"),
        ),
        (
            doors.accounts,
            admin(AdminRoom::Tokens),
            lang.t("tokens-title"),
            lang.t("tokens-what"),
        ),
        (
            doors.publish,
            Room::Publish,
            lang.t("publish-title"),
            lang.t("admin-publish-what"),
        ),
        (
            doors.trail,
            Room::Trail,
            lang.t("trail-title"),
            lang.t("admin-trail-what"),
        ),
        (
            true,
            admin(AdminRoom::Sessions),
            lang.t("sessions-title"),
            lang.t("admin-sessions-what"),
        ),
    ];
    let rows = rows_of(visit, rooms.into_iter().collect());
    let body = view! {
        <h1>{title.clone()}</h1>
        <dl class="facts">{rows}</dl>
    }
    .into_any();
    super::page(title.clone(), body, vec![(title, None)])
}

fn rows_of(visit: &Visit, rooms: Vec<(bool, Room, String, String)>) -> AnyView {
    rooms
        .into_iter()
        .filter(|(open, ..)| *open)
        .map(|(_, room, name, what)| {
            view! { <dt><a href=href(visit, &room)>{name}</a></dt><dd>{what}</dd> }
        })
        .collect_view()
        .into_any()
}

/// A problem in words.
fn problem(lang: Lang, problem: AdminProblem) -> String {
    match problem {
        AdminProblem::Missing => lang.t("problem-missing"),
        AdminProblem::NotADate => lang.t("problem-not-a-date"),
        AdminProblem::Campaign(CampaignProblem::Code) => {
            let most = u32::try_from(LONGEST_CODE).unwrap_or(0);
            lang.ta("periods-problem-code", [("number", most.into())])
        }
        AdminProblem::Campaign(CampaignProblem::Due) => lang.t("periods-problem-due"),
        AdminProblem::Campaign(CampaignProblem::ReviewDue) => lang.t("periods-problem-review"),
        AdminProblem::Campaign(CampaignProblem::Early) => lang.t("periods-problem-early"),
        AdminProblem::Campaign(CampaignProblem::Closed) => lang.t("periods-problem-closed"),
        AdminProblem::Taken => lang.t("periods-problem-taken"),
        AdminProblem::NoSuchPerson => lang.t("account-problem-successor"),
        AdminProblem::NotAScope => lang.t("problem-not-a-scope"),
        AdminProblem::LastRole => lang.t("account-problem-last"),
        AdminProblem::TooEarly => lang.t("sets-problem-early"),
        AdminProblem::Days => lang.t("settings-problem-days"),
        AdminProblem::TooLarge => lang.t("import-problem-large"),
        AdminProblem::Several => lang.t("file-several"),
        AdminProblem::NotText => lang.t("import-problem-text"),
        AdminProblem::NotAName => lang.t("tokens-problem-name"),
        AdminProblem::NameTaken => lang.t("tokens-problem-taken"),
        AdminProblem::Expiry => lang.t("tokens-problem-expiry"),
        AdminProblem::NoSector => lang.t("tokens-problem-sectors"),
    }
}

/// What was typed into a field, and its problem, which the field names as its description.
#[derive(Clone, Default)]
struct Typed {
    text: Option<String>,
    problem: Option<String>,
}

/// A field of a form that may have come back.
fn typed(lang: Lang, refused: Option<&Refused>, name: &str) -> Typed {
    let Some(refused) = refused else {
        return Typed::default();
    };
    let own = refused.problems.iter().find(|(field, _)| *field == name);
    Typed {
        text: refused.typed.0.get(name).cloned(),
        problem: own.map(|(_, p)| problem(lang, *p)),
    }
}

/// A labelled field of one line. `id` is its own on the page; `text` stands in it at first.
fn field(
    (id, name, kind): (&str, &'static str, &'static str),
    label: String,
    text: String,
    typed: Typed,
) -> AnyView {
    let wrong = format!("{id}-problem");
    let described = typed.problem.is_some().then(|| wrong.clone());
    let invalid = typed.problem.is_some().then_some("true");
    let error = typed
        .problem
        .map(|text| view! { <span class="error" id=wrong>{text}</span> });
    let value = typed.text.unwrap_or(text);
    view! {
        <p class="field">
            <label for=id.to_owned()>{label}</label>
            {error}
            <input id=id.to_owned() name=name type=kind value=value autocapitalize="none"
                aria-describedby=described aria-invalid=invalid />
        </p>
    }
    .into_any()
}

/// Says above everything else that a form was refused, and why.
fn refusal(lang: Lang, refused: Option<&Refused>) -> Option<AnyView> {
    let refused = refused?;
    let problems = refused
        .problems
        .iter()
        .map(|(_, p)| view! { <li>{problem(lang, *p)}</li> })
        .collect_view();
    Some(
        view! {
            <div class="notice is-problem" role="alert">
                <p>{lang.t("admin-refused")}</p>
                <ul>{problems}</ul>
            </div>
        }
        .into_any(),
    )
}

/// What is wrong at a place of a file, in words.
#[must_use]
pub fn fault_text(lang: Lang, reason: &FaultReason) -> String {
    match reason {
        FaultReason::ColumnMissing => lang.t("fault-column-missing"),
        FaultReason::ColumnTwice => lang.t("fault-column-twice"),
        FaultReason::ColumnUnknown(known) => {
            lang.ta("fault-column-unknown", [("known", known.clone().into())])
        }
        FaultReason::LineUnreadable => lang.t("fault-line-unreadable"),
        FaultReason::CellCount(found, wanted) => lang.ta(
            "fault-cell-count",
            [("found", (*found).into()), ("wanted", (*wanted).into())],
        ),
        FaultReason::NoLines => lang.t("fault-no-lines"),
        FaultReason::TooManyLines(most) => {
            lang.ta("fault-too-many-lines", [("most", (*most).into())])
        }
        FaultReason::UserName => lang.t("fault-user-name"),
        FaultReason::UserTaken => lang.t("fault-user-taken"),
        FaultReason::UserTwice => lang.t("fault-user-twice"),
        FaultReason::NoName => lang.t("fault-no-name"),
        FaultReason::NoRole => lang.t("fault-no-role"),
        FaultReason::NoScope => lang.t("fault-no-scope"),
        FaultReason::BeyondScope => lang.t("fault-beyond-scope"),
        FaultReason::NotToml(said) => lang.ta("fault-not-toml", [("said", said.clone().into())]),
        FaultReason::FieldMissing => lang.t("fault-field-missing"),
        FaultReason::FieldUnknown(known) => {
            lang.ta("fault-field-unknown", [("known", known.clone().into())])
        }
        FaultReason::NeedsText => lang.t("fault-needs-text"),
        FaultReason::NeedsNumber => lang.t("fault-needs-number"),
        FaultReason::NeedsBoolean => lang.t("fault-needs-boolean"),
        FaultReason::NeedsTable => lang.t("fault-needs-table"),
        FaultReason::NeedsList => lang.t("fault-needs-list"),
        FaultReason::NeedsDate => lang.t("fault-needs-date"),
        FaultReason::NeedsOneOf(words) => {
            lang.ta("fault-needs-one-of", [("words", (*words).into())])
        }
        FaultReason::Mistake(Problem::Empty) => lang.t("fault-empty"),
        FaultReason::Mistake(Problem::Twice) => lang.t("fault-used-twice"),
        FaultReason::Mistake(Problem::UnknownGroup) => lang.t("fault-unknown-group"),
        FaultReason::Mistake(Problem::Range) => lang.t("fault-range"),
        FaultReason::Mistake(Problem::NearAbovePass) => lang.t("fault-near-above-pass"),
        FaultReason::Mistake(Problem::NoLegalText) => lang.t("fault-no-legal-text"),
        FaultReason::Mistake(Problem::Incomplete) => lang.t("fault-order-incomplete"),
        FaultReason::Mistake(Problem::NotOfficial) => lang.t("fault-order-not-official"),
        FaultReason::SetThere => lang.t("fault-set-there"),
        FaultReason::SetOther(version) => {
            lang.ta("fault-set-other", [("version", version.clone().into())])
        }
        FaultReason::Words(words) => words.clone(),
    }
}

/// The bad places of a file.
fn faults(lang: Lang, faults: &[FaultRow]) -> Option<AnyView> {
    if faults.is_empty() {
        return None;
    }
    let number = u32::try_from(faults.len()).unwrap_or(u32::MAX);
    let rows = faults
        .iter()
        .map(|fault| {
            let line = if fault.line == 0 {
                "–".to_owned()
            } else {
                fault.line.to_string()
            };
            view! {
                <tr>
                    <td class="num">{line}</td>
                    <th scope="row"><code dir="ltr">{fault.column.clone()}</code></th>
                    <td>{fault_text(lang, &fault.reason)}</td>
                </tr>
            }
        })
        .collect_view();
    Some(
        view! {
            <p class="notice is-problem" role="alert">
                {lang.ta("import-faults", [("number", number.into())])}
            </p>
            <div class="scroll" tabindex="0" role="group" aria-label=lang.t("import-faults-caption")>
                <table class="faults">
                    <caption>{lang.t("import-faults-caption")}</caption>
                    <thead>
                        <tr>
                            <th scope="col" class="num">{lang.t("import-line")}</th>
                            <th scope="col">{lang.t("import-column")}</th>
                            <th scope="col">{lang.t("import-reason")}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
        .into_any(),
    )
}
