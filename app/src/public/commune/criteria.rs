//! The criteria of a commune: what is missing, each group at a glance, every criterion in a table.

use crate::{
    components::status::{self, StatusBadge},
    i18n::Lang,
    public::model::CommuneStanding,
    texts::value,
};
use domain::{
    criteria::{CriteriaSet, Criterion, Public},
    rate::Rate,
    status::{CriterionOutcome, Input, Level, Reason},
    time::Timestamp,
};
use leptos::prelude::*;

fn input_of<'a>(standing: &'a CommuneStanding, code: &str) -> Option<&'a Input> {
    standing.inputs.iter().find(|input| input.criterion == code)
}

fn outcome_of<'a>(standing: &'a CommuneStanding, code: &str) -> Option<&'a CriterionOutcome> {
    standing
        .outcome
        .criteria
        .iter()
        .find(|outcome| outcome.criterion == code)
}

/// What keeps the commune from green: red first, then yellow, then what has no data.
pub(super) fn missing_section(
    lang: Lang,
    set: &CriteriaSet,
    standing: &CommuneStanding,
    as_of: Timestamp,
) -> Option<AnyView> {
    let mut missing: Vec<&CriterionOutcome> = standing.outcome.missing(set).collect();
    if missing.is_empty() {
        return None;
    }
    missing.sort_by_key(|outcome| match outcome.reason.level() {
        Level::Red => 0,
        Level::Yellow => 1,
        Level::None | Level::Green => 2,
    });
    let items: Vec<AnyView> = missing
        .into_iter()
        .filter_map(|outcome| {
            let criterion = set.criterion(&outcome.criterion)?;
            let input = input_of(standing, &criterion.code);
            let why =
                value::reason_sentences(lang, criterion, outcome.reason, input, as_of).join(" ");
            Some(missing_item(lang, criterion, outcome.reason, input, why))
        })
        .collect();
    Some(
        view! {
            <section class="missing" aria-labelledby="con-thieu">
                <h2 id="con-thieu">{lang.t("commune-missing")}</h2>
                <ol>{items}</ol>
            </section>
        }
        .into_any(),
    )
}

fn missing_item(
    lang: Lang,
    criterion: &Criterion,
    reason: Reason,
    input: Option<&Input>,
    why: String,
) -> AnyView {
    let anchor = format!("#{}", criterion.code);
    let arrow = if lang == Lang::Ar { " ← " } else { " → " };
    view! {
        <li>
            <p class="missing-title">
                <StatusBadge level=reason.level() /> " "
                <a href=anchor>
                    <span class="code">{criterion.code.clone()}</span> " " {lang.pick(&criterion.title).to_owned()}
                </a>
            </p>
            <p class="missing-step">
                <span>{value::public_text(lang, criterion, input)}</span>
                <span aria-hidden="true">{arrow}</span>
                <strong>{value::next_text(lang, &criterion.question, reason)}</strong>
            </p>
            <p class="muted">{why}</p>
        </li>
    }
    .into_any()
}

/// Each group with the shapes of its criteria, which lead to their rows.
pub(super) fn groups_section(lang: Lang, set: &CriteriaSet, standing: &CommuneStanding) -> AnyView {
    let groups: Vec<AnyView> = set
        .groups
        .iter()
        .map(|group| {
            let mut met = Rate::default();
            let mut marks: Vec<AnyView> = Vec::new();
            for criterion in set.in_group(&group.code) {
                let Some(outcome) = outcome_of(standing, &criterion.code) else {
                    continue;
                };
                if criterion.required && outcome.reason != Reason::NotApplicable {
                    met.whole += 1;
                    met.part += u32::from(outcome.met);
                }
                marks.push(mark(lang, &criterion.code, outcome.reason.level()));
            }
            view! {
                <li>
                    <span class="group-name">{lang.pick(&group.name).to_owned()}</span>
                    " "
                    <span class="num">{lang.fraction(met)}</span>
                    " "
                    <span class="marks">{marks}</span>
                </li>
            }
            .into_any()
        })
        .collect();
    view! {
        <section aria-labelledby="nhom">
            <h2 id="nhom">{lang.t("commune-groups")}</h2>
            <ul class="group-list">{groups}</ul>
        </section>
    }
    .into_any()
}

/// `▲ DL2`, with the word for who can't see the shape.
fn mark(lang: Lang, code: &str, level: Level) -> AnyView {
    view! {
        <a class=format!("mark {}", status::class(level)) href=format!("#{code}")>
            <span aria-hidden="true">{status::shape(level)}</span>
            " "
            {code.to_owned()}
            <span class="visually-hidden">": " {lang.level(level)}</span>
        </a>
        " "
    }
    .into_any()
}

/// Every criterion with its value, threshold, status and dates.
pub(super) fn criteria_section(
    lang: Lang,
    set: &CriteriaSet,
    standing: &CommuneStanding,
) -> AnyView {
    let bodies: Vec<AnyView> = set
        .groups
        .iter()
        .map(|group| {
            let rows: Vec<AnyView> = set
                .in_group(&group.code)
                .filter_map(|criterion| {
                    let outcome = outcome_of(standing, &criterion.code)?;
                    Some(criterion_row(
                        lang,
                        criterion,
                        outcome.reason,
                        input_of(standing, &criterion.code),
                    ))
                })
                .collect();
            view! {
                <tbody>
                    <tr class="group-row">
                        <th scope="rowgroup" colspan="6">{lang.pick(&group.name).to_owned()}</th>
                    </tr>
                    {rows}
                </tbody>
            }
            .into_any()
        })
        .collect();
    view! {
        <section aria-labelledby="tieu-chi">
            <h2 id="tieu-chi">{lang.t("commune-criteria")}</h2>
            <table class="as-cards rows criterion-table">
                <caption>{lang.t("commune-criteria-caption")}</caption>
                <thead>
                    <tr>
                        <th scope="col">{lang.t("commune-col-criterion")}</th>
                        <th scope="col">{lang.t("commune-col-value")}</th>
                        <th scope="col">{lang.t("commune-col-threshold")}</th>
                        <th scope="col">{lang.t("commune-col-status")}</th>
                        <th scope="col">{lang.t("commune-col-fact")}</th>
                        <th scope="col">{lang.t("commune-col-confirmed")}</th>
                    </tr>
                </thead>
                {bodies}
            </table>
        </section>
    }
    .into_any()
}

fn criterion_row(
    lang: Lang,
    criterion: &Criterion,
    reason: Reason,
    input: Option<&Input>,
) -> AnyView {
    let confirmed = input.and_then(|input| input.confirmed.as_ref());
    let counted: Vec<AnyView> = confirmed
        .filter(|_| criterion.public == Public::Value)
        .map(|c| value::counted(lang, &criterion.question, &c.value))
        .unwrap_or_default()
        .into_iter()
        .map(|(what, n)| view! { <li>{what} ": " <span class="num">{n}</span></li> }.into_any())
        .collect();
    let counted = (!counted.is_empty()).then(|| view! { <ul class="counted">{counted}</ul> });
    let until = confirmed.map(|c| {
        let text = lang.ta(
            "commune-valid-until",
            [("date", lang.date(c.met_until(&criterion.question)).into())],
        );
        view! {
            <span class="muted below">{text}</span>
            <span class="muted below">{value::backing(lang, c.backing)}</span>
        }
    });
    let dash = || "–".to_owned();
    let optional = (!criterion.required)
        .then(|| view! { " " <span class="muted">{lang.t("commune-optional")}</span> });
    view! {
        <tr id=criterion.code.clone()>
            <th scope="row">
                <span class="code">{criterion.code.clone()}</span> " " {lang.pick(&criterion.title).to_owned()}
                {optional}
            </th>
            <td data-label=lang.t("commune-col-value")>
                {value::public_text(lang, criterion, input)} {counted}
            </td>
            <td data-label=lang.t("commune-col-threshold")>{value::pass_text(lang, &criterion.question)}</td>
            <td data-label=lang.t("commune-col-status")>
                <StatusBadge level=reason.level() /> " "
                <span class="muted below">{value::reason_text(lang, reason)}</span>
            </td>
            <td data-label=lang.t("commune-col-fact")>
                {confirmed.map_or_else(dash, |c| lang.date(c.fact_date))} " " {until}
            </td>
            <td data-label=lang.t("commune-col-confirmed")>
                {confirmed.map_or_else(dash, |c| lang.date(c.confirmed_at.date()))}
            </td>
        </tr>
    }
    .into_any()
}
