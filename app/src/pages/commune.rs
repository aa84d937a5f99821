//! `/xa/{code}`: where a commune-level unit stands, what keeps it from green, and what that rests on.
//! What is missing comes before anything else.

use super::{Ask, Page};
use crate::{
    backend::{Commune, CommuneRow, CommuneStanding, HistoryPoint},
    failure::Failure,
    i18n::Lang,
    parts::{cite, name, release, status, value},
    routes::Route,
};
use domain::{
    criteria::{CriteriaSet, Criterion},
    rate::Rate,
    status::{CriterionOutcome, Input, Level, Reason},
};
use leptos::prelude::*;

/// Makes the page.
///
/// # Errors
/// None so far; the signature is that of every page.
pub fn page(ask: &Ask, data: Commune) -> Result<Page, Failure> {
    let lang = ask.lang;
    let edition = &data.edition;
    let title = lang.full_name(&data.unit);
    let description = match &data.standing {
        Some(standing) => lead(lang, &title, &edition.set, standing),
        None => lang.ta("commune-none-yet", [("name", title.clone().into())]),
    };
    let province = ask.link(&Route::Province(data.province.code.clone()));
    let crumbs = vec![(lang.name(&data.province).to_owned(), Some(province)), (title.clone(), None)];
    let body = match &data.standing {
        Some(standing) => with_standing(ask, &data, standing, &description),
        None => without(ask, &data, &description),
    };
    Ok(Page { title, description, body, crumbs, edition: Some(data.edition.clone()), csv: None })
}

/// The answer in one sentence.
fn lead(lang: Lang, name: &str, set: &CriteriaSet, standing: &CommuneStanding) -> String {
    let outcome = &standing.outcome;
    let required = u32::from(outcome.required);
    let missing = missing_count(set, standing);
    match outcome.level {
        Level::Green => lang.ta(
            "commune-lead-green",
            [("name", name.into()), ("n", required.into()), ("required", lang.number(required).into())],
        ),
        Level::None => lang.ta("commune-lead-none", [("name", name.into())]),
        level => lang.ta(
            "commune-lead",
            [
                ("name", name.into()),
                ("level", lang.level(level).into()),
                ("met", lang.number(outcome.met.into()).into()),
                ("required", lang.number(required).into()),
                ("n", missing.into()),
                ("missing", lang.number(missing).into()),
            ],
        ),
    }
}

fn missing_count(set: &CriteriaSet, standing: &CommuneStanding) -> u32 {
    u32::try_from(standing.outcome.missing(set).count()).unwrap_or(u32::MAX)
}

/// The distance to green: “còn 2 tiêu chí nữa”.
fn distance(lang: Lang, missing: u32) -> String {
    lang.ta("commune-distance", [("n", missing.into()), ("missing", lang.number(missing).into())])
}

fn heading(ask: &Ask, data: &Commune) -> AnyView {
    view! { <h1 inner_html=name::full(ask.lang, &data.unit).html()></h1> }.into_any()
}

/// Names repeat across provinces, so the province stands right below the name.
fn province_link(ask: &Ask, data: &Commune) -> AnyView {
    let province = ask.link(&Route::Province(data.province.code.clone()));
    view! { <p class="meta">{name::link_full(ask.lang, &data.province, province)}</p> }.into_any()
}

fn without(ask: &Ask, data: &Commune, sentence: &str) -> AnyView {
    let lang = ask.lang;
    let why = if data.edition.release.is_some() {
        lang.t("commune-not-in-release")
    } else {
        lang.t("commune-no-release")
    };
    view! {
        <div class="headline">
            {heading(ask, data)}
            {province_link(ask, data)}
            <p class="lead">{sentence.to_owned()}</p>
        </div>
        <p class="notice">{why} " " <a href=ask.link(&Route::Method)>{lang.t("commune-to-method")}</a></p>
        {figures_section(lang, data)}
    }
    .into_any()
}

fn with_standing(ask: &Ask, data: &Commune, standing: &CommuneStanding, lead: &str) -> AnyView {
    let lang = ask.lang;
    let set = &*data.edition.set;
    let missing = missing_count(set, standing);
    let distance = (missing > 0 && standing.outcome.level != Level::None)
        .then(|| view! { <span class="distance">{distance(lang, missing)}</span> });
    let completeness = data.edition.release.as_ref().map(|release| {
        let required = standing.outcome.required;
        let of = |part: u16| lang.fraction(Rate::new(part.into(), required.into()));
        let text = lang.ta(
            "commune-completeness",
            [
                ("at", lang.instant(release.as_of).into()),
                ("release", lang.number(release.id.number).into()),
                ("submitted", of(standing.outcome.submitted).into()),
                ("confirmed", of(standing.outcome.confirmed).into()),
            ],
        );
        view! { <p class="meta">{text}</p> }
    });
    let receipt = Route::Receipt(standing.receipt.clone()).href(lang);
    view! {
        <div class="headline">
            <div class="title-row">
                {heading(ask, data)}
                <p class="standing">{status::badge(lang, standing.outcome.level)} " " {distance}</p>
            </div>
            {province_link(ask, data)}
            <p class="lead">{lead.to_owned()}</p>
            {red_because(lang, data, standing).map(|why| view! { <p>{why}</p> })}
            {completeness}
        </div>
        {missing_section(lang, set, standing)}
        {rank_sentence(ask, data, standing)}
        {groups_section(lang, set, standing)}
        {criteria_section(lang, set, standing)}
        <p><a href=receipt>{lang.t("commune-receipt")}</a> " " {lang.t("commune-receipt-why")}</p>
        {history_section(ask, data)}
        {neighbours_section(ask, &data.neighbours)}
        {figures_section(lang, data)}
    }
    .into_any()
}

/// Why a commune is red, which no single criterion need show: what is overdue, or too small a share.
fn red_because(lang: Lang, data: &Commune, standing: &CommuneStanding) -> Option<String> {
    let (set, outcome) = (&data.edition.set, &standing.outcome);
    let release = data.edition.release.as_ref().filter(|_| outcome.level == Level::Red)?;
    let overdue =
        outcome.missing(set).filter(|o| matches!(o.reason, Reason::Overdue | Reason::Expired)).count();
    let overdue = u32::try_from(overdue).unwrap_or(u32::MAX);
    Some(if overdue > 0 {
        lang.ta("commune-red-overdue", [("n", overdue.into()), ("count", lang.number(overdue).into())])
    } else {
        let floor = value::basis_points(lang, set.rules.red_below_bp);
        let due = lang.instant(release.period_due);
        lang.ta("commune-red-share", [("due", due.into()), ("floor", floor.into())])
    })
}

fn input_of<'a>(standing: &'a CommuneStanding, code: &str) -> Option<&'a Input> {
    standing.inputs.iter().find(|input| input.criterion == code)
}

fn outcome_of<'a>(standing: &'a CommuneStanding, code: &str) -> Option<&'a CriterionOutcome> {
    standing.outcome.criteria.iter().find(|outcome| outcome.criterion == code)
}

/// What keeps the commune from green: red first, then yellow, then what has no data.
fn missing_section(lang: Lang, set: &CriteriaSet, standing: &CommuneStanding) -> Option<AnyView> {
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
            Some(missing_item(lang, criterion, outcome.reason, input_of(standing, &criterion.code)))
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

fn missing_item(lang: Lang, criterion: &Criterion, reason: Reason, input: Option<&Input>) -> AnyView {
    let why = value::reason_sentences(lang, reason, input).join(" ");
    let anchor = format!("#{}", criterion.code);
    let arrow = if lang == Lang::Ar { " ← " } else { " → " };
    view! {
        <li>
            <p class="missing-title">
                {status::badge(lang, reason.level())} " "
                <a href=anchor>
                    <span class="code">{criterion.code.clone()}</span> " " {lang.pick(&criterion.title).to_owned()}
                </a>
            </p>
            <p class="missing-step">
                <span>{value::now_text(lang, &criterion.question, input)}</span>
                <span aria-hidden="true">{arrow}</span>
                <strong>{value::next_text(lang, &criterion.question, reason)}</strong>
            </p>
            <p class="muted">{why}</p>
        </li>
    }
    .into_any()
}

fn rank_sentence(ask: &Ask, data: &Commune, standing: &CommuneStanding) -> Option<AnyView> {
    let lang = ask.lang;
    let rank = standing.row.rank?;
    let others = rank.shared_by.saturating_sub(1);
    let text = lang.ta(
        "commune-rank",
        [
            ("rank", lang.number(rank.rank).into()),
            ("ranked", lang.number(standing.ranked).into()),
            ("province", lang.name(&data.province).into()),
        ],
    );
    let tie = (others > 0)
        .then(|| lang.ta("commune-rank-tie", [("n", others.into()), ("others", lang.number(others).into())]))
        .map(|tie| format!(" {tie}"));
    let href = ask.link(&Route::Province(data.province.code.clone())) + "#bang";
    Some(view! { <p>{text} {tie} " " <a href=href>{lang.t("commune-to-province")}</a></p> }.into_any())
}

/// Each group with the shapes of its criteria, which lead to their rows.
fn groups_section(lang: Lang, set: &CriteriaSet, standing: &CommuneStanding) -> AnyView {
    let groups: Vec<AnyView> = set
        .groups
        .iter()
        .map(|group| {
            let mut met = Rate::default();
            let mut marks: Vec<AnyView> = Vec::new();
            for criterion in set.in_group(&group.code) {
                let Some(outcome) = outcome_of(standing, &criterion.code) else { continue };
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
fn criteria_section(lang: Lang, set: &CriteriaSet, standing: &CommuneStanding) -> AnyView {
    let bodies: Vec<AnyView> = set
        .groups
        .iter()
        .map(|group| {
            let rows: Vec<AnyView> = set
                .in_group(&group.code)
                .filter_map(|criterion| {
                    let outcome = outcome_of(standing, &criterion.code)?;
                    Some(criterion_row(lang, criterion, outcome.reason, input_of(standing, &criterion.code)))
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

fn criterion_row(lang: Lang, criterion: &Criterion, reason: Reason, input: Option<&Input>) -> AnyView {
    let confirmed = input.and_then(|input| input.confirmed.as_ref());
    let counted: Vec<AnyView> = confirmed
        .map(|c| value::counted(lang, &criterion.question, &c.value))
        .unwrap_or_default()
        .into_iter()
        .map(|(what, n)| view! { <li>{what} ": " <span class="num">{n}</span></li> }.into_any())
        .collect();
    let counted = (!counted.is_empty()).then(|| view! { <ul class="counted">{counted}</ul> });
    let until = confirmed.map(|c| {
        let text = lang.ta("commune-valid-until", [("date", lang.date(c.valid_until).into())]);
        view! { <span class="muted below">{text}</span> }
    });
    let dash = || "–".to_owned();
    let optional = (!criterion.required).then(|| view! { " " <span class="muted">{lang.t("commune-optional")}</span> });
    view! {
        <tr id=criterion.code.clone()>
            <th scope="row">
                <span class="code">{criterion.code.clone()}</span> " " {lang.pick(&criterion.title).to_owned()}
                {optional}
            </th>
            <td data-label=lang.t("commune-col-value")>
                {value::now_text(lang, &criterion.question, input)} {counted}
            </td>
            <td data-label=lang.t("commune-col-threshold")>{value::pass_text(lang, &criterion.question)}</td>
            <td data-label=lang.t("commune-col-status")>
                {status::badge(lang, reason.level())} " "
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

/// Its status in every release up to this one.
fn history_section(ask: &Ask, data: &Commune) -> Option<AnyView> {
    let lang = ask.lang;
    if data.history.is_empty() {
        return None;
    }
    let shown = data.edition.release.as_ref().map(|release| release.id);
    let points: Vec<AnyView> = data
        .history
        .iter()
        .rev()
        .map(|point| history_point(lang, data, point, shown == Some(point.release.id)))
        .collect();
    Some(
        view! {
            <section aria-labelledby="lich-su">
                <h2 id="lich-su">{lang.t("commune-history")}</h2>
                <p class="muted">{lang.t("commune-history-note")}</p>
                <ol class="history">{points}</ol>
            </section>
        }
        .into_any(),
    )
}

fn history_point(lang: Lang, data: &Commune, point: &HistoryPoint, current: bool) -> AnyView {
    let page = Route::Commune(data.unit.code.clone()).href(lang);
    let href = format!("{page}?phat-hanh={}", release::in_address(&data.edition, point.release.id));
    view! {
        <li>
            <a href=href aria-current=current.then_some("true")>{lang.date(point.release.as_of.date())}</a>
            " "
            {status::badge(lang, point.level)}
            " "
            <span class="num">{lang.fraction(point.met)}</span>
        </li>
    }
    .into_any()
}

/// Units whose cells touch its cell.
fn neighbours_section(ask: &Ask, neighbours: &[CommuneRow]) -> Option<AnyView> {
    let lang = ask.lang;
    if neighbours.is_empty() {
        return None;
    }
    let rows: Vec<AnyView> = neighbours
        .iter()
        .map(|row| {
            let href = ask.link(&Route::Commune(row.unit.code.clone()));
            view! {
                <li>
                    {name::link_full(lang, &row.unit, href)}
                    " "
                    {status::badge(lang, row.level)}
                    " "
                    <span class="num">{lang.fraction(row.met)}</span>
                </li>
            }
            .into_any()
        })
        .collect();
    Some(
        view! {
            <section aria-labelledby="lan-can">
                <h2 id="lan-can">{lang.t("commune-neighbours")}</h2>
                <p class="muted">{lang.t("commune-neighbours-note")}</p>
                <ul class="neighbours">{rows}</ul>
            </section>
        }
        .into_any(),
    )
}

/// What others published about this unit, apart from what is computed here.
fn figures_section(lang: Lang, data: &Commune) -> Option<AnyView> {
    if data.figures.is_empty() {
        return None;
    }
    Some(
        view! {
            <aside class="published" aria-labelledby="da-cong-bo">
                <h2 id="da-cong-bo">{lang.t("commune-published")}</h2>
                <p class="meta">{lang.t("commune-published-apart")}</p>
                {cite::quotation(lang, &data.figures, lang.name(&data.unit))}
            </aside>
        }
        .into_any(),
    )
}
