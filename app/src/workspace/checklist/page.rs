//! A commune's checklist: what is missing for green, due when, what came back and why; one click to
//! each item.

use crate::forms::Suffixed;
use crate::workspace::checklist::model::HandIn;
use crate::workspace::checklist::model::Sign;
use crate::{
    components::{
        correspondence,
        criterion::criterion_title,
        ended, exchange,
        form::{Field, Hidden, PostForm},
        item_parts, name,
        notice::{Notice, Tone, flash_notice},
        table::{ScrollTable, heads},
    },
    i18n::Lang,
    page::{Page, WorkspaceRequest, href, public_commune},
    routes::{FormAction, WorkspaceRoute},
    texts::{checklist, value, written},
    workspace::checklist::model::{
        CarryForward, ChecklistEntry, ChecklistRow, ChecklistView, NotCarried, ToSign,
    },
};
use domain::{
    assessment::Stage,
    criteria::{Criterion, Question},
    rate::{Rate, saturating_u32},
    status::{CriterionOutcome, Level, Reason},
};
use leptos::prelude::*;

/// The communes in somebody's care.
#[must_use]
pub fn list(request: &WorkspaceRequest, entries: &[ChecklistEntry]) -> Page {
    let lang = request.lang;
    let title = lang.t("desks-title");
    let rows = entries
        .iter()
        .map(|entry| {
            let to = href(request, &WorkspaceRoute::Checklist(entry.unit.code.clone()));
            view! { <li>{name::link_full(lang, &entry.unit, to)}</li> }
        })
        .collect_view();
    let empty = entries
        .is_empty()
        .then(|| view! { <p class="lead">{lang.t("desks-empty")}</p> });
    let body = view! {
        <h1>{title.clone()}</h1>
        {empty}
        <ul>{rows}</ul>
    }
    .into_any();
    crate::page::plain(title.clone(), body, vec![(title, None)])
}

/// The checklist.
#[must_use]
pub fn page(request: &WorkspaceRequest, data: &ChecklistView) -> Page {
    let lang = request.lang;
    let full = lang.full_name(&data.unit);
    let title = lang.ta(
        "desk-title",
        [("unit", lang.name_in_sentence(&data.unit).into())],
    );
    // What is on the leader's sheet is not told twice.
    let on_sheet = |i: &usize| data.signs && data.rows[*i].to_sign.is_some();
    let (own, others): (Vec<_>, Vec<_>) = (0..data.rows.len())
        .filter(|i| is_under_way(data, *i) && !on_sheet(i))
        .partition(|i| is_own(data, *i));
    let nothing_else = own.is_empty() && (0..data.rows.len()).any(|i| on_sheet(&i));
    let todo = (!nothing_else).then(|| {
        let title = if data.enters || data.signs {
            "desk-todo"
        } else {
            "desk-todo-unit"
        };
        view! { <h2>{lang.t(title)}</h2> {todo(request, data, &own)} }
    });
    let body = view! {
        {flash_notice(request)}
        <h1>{title.clone()}</h1>
        {ended::notice_in_workspace(request, data.ended.as_ref())}
        <p class="lead">{summary(lang, data)}</p>
        {under_way(lang, data)}
        {period(lang, data)}
        {to_sign(request, data)}
        {steps(request, data)}
        {crate::components::directive::on_checklist(request, &data.directives)}
        {todo}
        {elsewhere(request, data, &others)}
        {questions(request, data)}
        <h2>{lang.t("desk-all")}</h2>
        {groups(request, data)}
        {data.enters.then(|| exchange::exchange(request, data))}
        {data.enters.then(|| copy_link(request, data))}
        <p><a href=public_commune(request, &data.unit.code)>{lang.t("desk-public")}</a></p>
    }
    .into_any();
    let crumbs = vec![
        (
            lang.t("desks-title"),
            Some(href(request, &WorkspaceRoute::Checklists)),
        ),
        (full, None),
    ];
    crate::page::plain(title, body, crumbs)
}

fn copy_link(request: &WorkspaceRequest, data: &ChecklistView) -> AnyView {
    let to = href(request, &WorkspaceRoute::CopySheet(data.unit.code.clone()));
    view! { <p><a href=to>{request.lang.t("copy-link")}</a></p> }.into_any()
}

/// What commune and province are waiting to hear from each other.
fn questions(request: &WorkspaceRequest, data: &ChecklistView) -> Option<AnyView> {
    let table = correspondence::table(request, &data.set, &data.questions, data.now, false)?;
    let title = request.lang.t("questions-title");
    Some(view! { <h2>{title}</h2> {table} }.into_any())
}

fn criterion(data: &ChecklistView, index: usize) -> (&Criterion, &CriterionOutcome, &ChecklistRow) {
    (
        &data.set.criteria[index],
        &data.outcome.criteria[index],
        &data.rows[index],
    )
}

/// Whether somebody has something to do about a criterion before it counts.
fn is_under_way(data: &ChecklistView, index: usize) -> bool {
    let (criterion, outcome, row) = criterion(data, index);
    criterion.required
        && (!matches!(outcome.reason, Reason::Met | Reason::NotApplicable)
            || !matches!(row.stage, Stage::NotDeclared | Stage::Confirmed))
}

/// Whether that is this person's: officers write, leaders sign. Who only reads sees it all as the commune's.
fn is_own(data: &ChecklistView, index: usize) -> bool {
    match data.rows[index].stage {
        Stage::Submitted => false,
        Stage::Ready => data.signs || !data.enters,
        _ => data.enters || !data.signs,
    }
}

/// How many required criteria keep the commune from green, and how many are met.
fn summary(lang: Lang, data: &ChecklistView) -> String {
    if data.ended.is_some() {
        return lang.t("desk-not-counted");
    }
    let missing = saturating_u32(data.outcome.missing(&data.set).count());
    let first = if data.outcome.level == Level::Green {
        lang.t("desk-green")
    } else {
        lang.ta(
            "desk-missing",
            [
                ("shown", lang.number(missing).into()),
                ("count", missing.into()),
            ],
        )
    };
    let met = Rate::new(data.outcome.met.into(), data.outcome.required.into());
    let met = lang.ta("desk-met", [("fraction", lang.fraction(met).into())]);
    format!("{first} {met}")
}

/// How many items are with whom.
fn under_way(lang: Lang, data: &ChecklistView) -> Option<AnyView> {
    let count = |test: &dyn Fn(&ChecklistRow) -> bool| {
        saturating_u32(data.rows.iter().filter(|row| test(row)).count())
    };
    let sent_back = ChecklistRow::came_back;
    let parts = [
        ("desk-sent-back", count(&sent_back)),
        (
            "desk-drafts",
            count(&|row| row.stage == Stage::Draft && !sent_back(row)),
        ),
        ("desk-at-leader", count(&|row| row.stage == Stage::Ready)),
        (
            "desk-at-reviewer",
            count(&|row| row.stage == Stage::Submitted),
        ),
    ];
    let told: Vec<_> = parts
        .into_iter()
        .filter(|(_, number)| *number > 0)
        .map(|(key, number)| {
            lang.ta(
                key,
                [
                    ("shown", lang.number(number).into()),
                    ("count", number.into()),
                ],
            )
        })
        .collect();
    (!told.is_empty()).then(|| view! { <p class="meta">{told.join(" · ")}</p> }.into_any())
}

/// What waits for somebody else, with where it is.
fn elsewhere(
    request: &WorkspaceRequest,
    data: &ChecklistView,
    others: &[usize],
) -> Option<AnyView> {
    let lang = request.lang;
    if others.is_empty() {
        return None;
    }
    let items = others
        .iter()
        .map(|index| {
            let (criterion, _, row) = criterion(data, *index);
            let to = href(
                request,
                &WorkspaceRoute::Item(data.unit.code.clone(), criterion.code.clone()),
            );
            view! {
                <li>
                    <a href=to>{criterion_title(lang, criterion)}</a> " " {item_parts::stage(lang, row.stage)}
                </li>
            }
        })
        .collect_view();
    let view = view! {
        <h2>{lang.t("desk-elsewhere")}</h2>
        <ul class="elsewhere">{items}</ul>
    };
    Some(view.into_any())
}

fn period(lang: Lang, data: &ChecklistView) -> Option<AnyView> {
    let period = data.period.as_ref()?;
    let key = if data.now > period.due_at {
        "desk-period-over"
    } else {
        "desk-period"
    };
    let text = lang.ta(
        key,
        [
            ("code", period.code.clone().into()),
            ("due", lang.instant(period.due_at).into()),
        ],
    );
    Some(view! { <p>{text}</p> }.into_any())
}

/// What can be done for many items at once.
fn steps(request: &WorkspaceRequest, data: &ChecklistView) -> AnyView {
    let lang = request.lang;
    let count = |test: &dyn Fn(&ChecklistRow) -> bool| data.rows.iter().filter(|r| test(r)).count();
    let number = |n: usize| u32::try_from(n).unwrap_or(0).into();
    let unit = &data.unit.code;
    let button = |action: FormAction, text: String| {
        view! {
            <PostForm action=action>
                <Hidden name=HandIn::unit() value=unit />
                <button type="submit">{text}</button>
            </PostForm>
        }
        .into_any()
    };
    let complete = count(&ChecklistRow::can_be_handed_in);
    let hand_in = (data.enters && complete > 0).then(|| {
        let button = button(
            FormAction::HandIn,
            lang.ta("desk-hand-in", [("number", number(complete))]),
        );
        view! { <div class="steps">{button}</div> }
    });
    view! { {hand_in} {carry(request, data)} }.into_any()
}

/// Confirmed answers that end soon and may be as they were: which they are, and as of which day they still hold.
fn carry(request: &WorkspaceRequest, data: &ChecklistView) -> Option<AnyView> {
    let lang = request.lang;
    let rows = data.set.criteria.iter().zip(&data.rows);
    let rows: Vec<_> = rows
        .filter(|(_, row)| row.carries)
        .filter_map(|(criterion, row)| Some((criterion, row.confirmed.as_ref()?)))
        .collect();
    if !data.enters || rows.is_empty() {
        return None;
    }
    let (refused, typed) = match &data.not_carried {
        None => (None, String::new()),
        Some(NotCarried::NothingTicked) => {
            (Some(lang.t("desk-carry-nothing-ticked")), String::new())
        }
        Some(NotCarried::Date(problem, typed)) => {
            let label = lang.t("desk-carry-date");
            let problem = checklist::problem(lang, *problem);
            (Some(format!("{label}: {problem}")), typed.clone())
        }
    };
    let open = refused.is_some();
    let refused = refused.map(|text| view! { <Notice tone=Tone::Problem>{text}</Notice> });
    let number = saturating_u32(rows.len());
    let title = lang.ta(
        "desk-carry",
        [
            ("shown", lang.number(number).into()),
            ("count", number.into()),
        ],
    );
    let rows = rows
        .into_iter()
        .map(|(criterion, confirmed)| {
            let name = Suffixed::input(CarryForward::keep(), &criterion.code);
            let until = lang.date(confirmed.met_until(&criterion.question));
            let until = lang.ta("desk-until", [("date", until.into())]);
            let value = value::value_text(lang, &criterion.question, &confirmed.value);
            view! {
                <li>
                    <label class="choice">
                        <input type="checkbox" name=name value="on" /> " "
                        {criterion_title(lang, criterion)} ": " <b>{value}</b> " "
                        <span class="muted">{lang.date(confirmed.fact_date)} " · " {until}</span>
                    </label>
                </li>
            }
        })
        .collect_view();
    let view = view! {
        {refused}
        <details open=open>
            <summary>{title}</summary>
            <PostForm action=FormAction::CarryForward>
                <Hidden name=CarryForward::unit() value=&data.unit.code />
                <p class="help">{lang.t("desk-carry-how")}</p>
                <ul class="choices">{rows}</ul>
                <Field id="date" label=lang.t("desk-carry-date")>
                    <input id="date" name=CarryForward::date() type="text" inputmode="numeric" placeholder="23/11/2026" value=typed required=true />
                </Field>
                <p><button type="submit">{lang.t("desk-carry-go")}</button></p>
            </PostForm>
        </details>
    };
    Some(view.into_any())
}

/// What the leader signs: what was, what is declared now, as of which day, with how much evidence. Each row can be left out, or
/// opened and sent back.
fn to_sign(request: &WorkspaceRequest, data: &ChecklistView) -> Option<AnyView> {
    let lang = request.lang;
    let rows: Vec<_> = data
        .set
        .criteria
        .iter()
        .zip(&data.rows)
        .filter_map(|(criterion, row)| Some((criterion, row, row.to_sign.as_ref()?)))
        .collect();
    if !data.signs || rows.is_empty() {
        return None;
    }
    let nothing = data.nothing_ticked.then(|| {
        view! { <Notice tone=Tone::Problem>{lang.t("sign-nothing-ticked")}</Notice> }
    });
    let number = saturating_u32(rows.len());
    let title = lang.ta(
        "sign-title",
        [
            ("shown", lang.number(number).into()),
            ("count", number.into()),
        ],
    );
    let rows = rows
        .into_iter()
        .map(|(criterion, row, now)| sign_row(request, data, (criterion, row, now)))
        .collect_view();
    let view = view! {
        <section aria-labelledby="ky">
            <h2 id="ky">{title}</h2>
            {nothing}
            <PostForm action=FormAction::Sign class="ticked">
                <Hidden name=Sign::unit() value=&data.unit.code />
                <ScrollTable caption=lang.t("sign-caption") class="to-sign" head=heads(lang, [
                    "sign-tick", "desk-criterion", "sign-was", "sign-now", "sign-date", "item-evidence", "sign-note",
                ])>
                    {rows}
                </ScrollTable>
                <p class="help">{lang.t("sign-how")}</p>
                <p><button type="submit" class="strong">{lang.t("sign-go")}</button></p>
            </PostForm>
        </section>
    };
    Some(view.into_any())
}

fn sign_row(
    request: &WorkspaceRequest,
    data: &ChecklistView,
    (criterion, row, now): (&Criterion, &ChecklistRow, &ToSign),
) -> AnyView {
    let lang = request.lang;
    let route = WorkspaceRoute::Item(data.unit.code.clone(), criterion.code.clone());
    let to = href(request, &route);
    let seen = format!("{}.{}", criterion.code, row.version);
    let was = row.confirmed.as_ref().map_or_else(
        || "–".to_owned(),
        |c| {
            let value = value::value_text(lang, &criterion.question, &c.value);
            format!("{value} ({})", lang.date(c.fact_date))
        },
    );
    let jumps = now
        .jumps
        .then(|| view! { " " <span class="stage is-returned">{lang.t("queue-jump")}</span> });
    view! {
        <tr>
            <td class="tick">
                <input type="checkbox" name=Sign::items() value=seen checked=true aria-label=criterion_title(lang, criterion) />
            </td>
            <th scope="row"><a href=to>{criterion_title(lang, criterion)}</a></th>
            <td>{was}</td>
            <td>{checklist::content(lang, &criterion.question, &now.content)} {jumps}</td>
            <td>{lang.date(now.fact_date)}</td>
            <td class="num">{lang.number(now.evidence)}</td>
            <td class="text">{written::note(lang, &now.note).into_owned()}</td>
        </tr>
    }
    .into_any()
}

fn todo(request: &WorkspaceRequest, data: &ChecklistView, open: &[usize]) -> AnyView {
    let lang = request.lang;
    if open.is_empty() {
        return view! { <p>{lang.t("desk-todo-none")}</p> }.into_any();
    }
    // What came back first, then by deadline.
    let mut order: Vec<usize> = open.to_vec();
    order.sort_by_key(|i| {
        let row = &data.rows[*i];
        (!row.came_back(), row.due.is_none(), row.due, *i)
    });
    let items = order
        .into_iter()
        .map(|index| {
            let (criterion, outcome, row) = criterion(data, index);
            let to = href(
                request,
                &WorkspaceRoute::Item(data.unit.code.clone(), criterion.code.clone()),
            );
            let back = row
                .returned
                .as_ref()
                .filter(|_| row.stage != Stage::Confirmed)
                .map(|r| item_parts::returned(lang, r));
            let sent_back = row
                .sent_back
                .clone()
                .map(|text| view! { <p class="said">{lang.ta("item-sent-back", [("text", text.into())])}</p> });
            let due = row.due.map(|due| {
                let key = [("due", lang.instant(due).into())];
                if due < data.now {
                    lang.ta("desk-overdue", key)
                } else {
                    lang.ta("desk-due", key)
                }
            });
            view! {
                <li>
                    <a href=to>{criterion_title(lang, criterion)}</a>
                    " " {item_parts::stage(lang, row.stage)}
                    <p class="why">{why(lang, &criterion.question, outcome, row)} " " {due}</p>
                    {back} {sent_back}
                </li>
            }
        })
        .collect_view();
    view! { <ol class="todo">{items}</ol> }.into_any()
}

fn why(lang: Lang, question: &Question, outcome: &CriterionOutcome, row: &ChecklistRow) -> String {
    match row.stage {
        Stage::Draft if row.complete => lang.t("desk-draft-complete"),
        Stage::Draft => lang.t("desk-draft-incomplete"),
        Stage::Ready => lang.t("desk-ready"),
        _ if outcome.met => value::reason_text(lang, outcome.reason),
        _ => value::next_text(lang, question, outcome.reason),
    }
}

fn groups(request: &WorkspaceRequest, data: &ChecklistView) -> AnyView {
    let lang = request.lang;
    // What has ended is not published any more.
    let now = match data.ended {
        None => "desk-now",
        Some(_) => "desk-now-ended",
    };
    data.set
        .groups
        .iter()
        .map(|group| {
            let indices: Vec<usize> = data
                .set
                .criteria
                .iter()
                .enumerate()
                .filter(|(_, c)| c.group == group.code)
                .map(|(i, _)| i)
                .collect();
            let met = indices
                .iter()
                .filter(|i| data.outcome.criteria[**i].met)
                .count();
            let rows = indices
                .iter()
                .map(|index| group_row(request, data, *index))
                .collect_view();
            let caption = lang.ta(
                "desk-group",
                [
                    ("group", lang.pick(&group.name).to_owned().into()),
                    (
                        "fraction",
                        lang.fraction(Rate::new(
                            saturating_u32(met),
                            saturating_u32(indices.len()),
                        ))
                        .into(),
                    ),
                ],
            );
            view! {
                <ScrollTable caption=caption class="desk"
                    head=heads(lang, ["desk-criterion", now, "desk-confirmed", "desk-stage"])>
                    {rows}
                </ScrollTable>
            }
        })
        .collect_view()
        .into_any()
}

fn group_row(request: &WorkspaceRequest, data: &ChecklistView, index: usize) -> AnyView {
    let lang = request.lang;
    let (criterion, outcome, row) = criterion(data, index);
    let to = href(
        request,
        &WorkspaceRoute::Item(data.unit.code.clone(), criterion.code.clone()),
    );
    let confirmed = row.confirmed.as_ref().map_or_else(
        || "–".to_owned(),
        |c| {
            let text = value::value_text(lang, &criterion.question, &c.value);
            let until = lang.ta(
                "desk-until",
                [("date", lang.date(c.met_until(&criterion.question)).into())],
            );
            format!("{text} · {until}")
        },
    );
    let expiry = item_parts::expiry(lang, data.set.rules, criterion, row, data.now);
    view! {
        <tr>
            <th scope="row"><a href=to>{criterion_title(lang, criterion)}</a></th>
            <td>{crate::components::criterion::status(lang, outcome.reason.level())}</td>
            <td>{confirmed} " " {expiry}</td>
            <td>{item_parts::stage(lang, row.stage)}</td>
        </tr>
    }
    .into_any()
}
