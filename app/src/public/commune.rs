//! `/xa/{code}`: where a commune-level unit stands, what keeps it from green, and what that rests on.
//! What is missing comes before anything else.

mod around;
mod criteria;
mod local;

use crate::{
    components::{ended, html::inert, name, open_evidence, status::StatusBadge},
    failure::Failure,
    i18n::Lang,
    page::{Page, PageRequest},
    public::model::{Commune, CommuneStanding, UnitRef},
    routes::Route,
    texts::value,
};
use domain::{
    criteria::CriteriaSet,
    rate::{Rate, saturating_u32},
    status::{Level, Reason},
    time::Timestamp,
};
use leptos::prelude::*;

/// Makes the page.
///
/// # Errors
/// None so far; the signature is that of every page.
pub fn page(request: &PageRequest, data: Commune) -> Result<Page, Failure> {
    let lang = request.lang;
    let edition = &data.edition;
    let title = lang.full_name(&data.unit);
    let description = match &data.standing {
        Some(standing) => lead(lang, &title, &edition.set, standing),
        None => without_lead(lang, &data),
    };
    let province = request.link(&Route::Province(data.province.code.clone()));
    let crumbs = vec![
        (data.province.name.to_string(), Some(province)),
        (title.clone(), None),
    ];
    let body = match &data.standing {
        Some(standing) => with_standing(request, &data, standing, &description),
        None => without(request, &data, &description),
    };
    // Names repeat across provinces.
    let title = lang.ta(
        "commune-title",
        [
            ("unit", title.into()),
            ("place", (&*data.province.name).into()),
        ],
    );
    Ok(Page::new(title, description, body)
        .edition(data.edition.clone())
        .province(data.province.code.clone())
        .crumbs(crumbs))
}

/// What is known of a unit that the release shown has nothing of.
fn without_lead(lang: Lang, data: &Commune) -> String {
    let name = lang.name_in_sentence(&data.unit);
    match data.history.last() {
        None => lang.ta("commune-none-yet", [("name", name.into())]),
        Some(last) => lang.ta(
            "commune-last-known",
            [
                ("name", name.into()),
                ("level", lang.level(last.level).into()),
                ("release", lang.number(last.release.id.number).into()),
                ("at", lang.date(last.release.as_of.date()).into()),
            ],
        ),
    }
}

/// The answer in one sentence.
fn lead(lang: Lang, name: &str, set: &CriteriaSet, standing: &CommuneStanding) -> String {
    let outcome = &standing.outcome;
    let required = u32::from(outcome.required);
    let missing = missing_count(set, standing);
    match outcome.level {
        Level::Green => lang.ta(
            "commune-lead-green",
            [
                ("name", name.into()),
                ("n", required.into()),
                ("required", lang.number(required).into()),
            ],
        ),
        Level::None => lang.ta("commune-lead-none", [("name", name.into())]),
        // Everything is met, and what some of it rests on ends soon.
        level if met_all(standing) => lang.ta(
            "commune-lead-renew",
            [
                ("name", name.into()),
                ("level", lang.level(level).into()),
                ("required", lang.number(required).into()),
                ("missing", lang.number(missing).into()),
            ],
        ),
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
    saturating_u32(standing.outcome.missing(set).count())
}

/// Whether every required criterion is met. If the commune is not green all the same, evidence of some ends soon.
fn met_all(standing: &CommuneStanding) -> bool {
    standing.outcome.met == standing.outcome.required
}

/// The distance to green: “còn 2 tiêu chí nữa”, “cần gia hạn 1 tiêu chí”.
fn distance(lang: Lang, standing: &CommuneStanding, missing: u32) -> String {
    let key = match met_all(standing) {
        true => "commune-renew",
        false => "commune-distance",
    };
    lang.ta(
        key,
        [
            ("n", missing.into()),
            ("missing", lang.number(missing).into()),
        ],
    )
}

fn heading(request: &PageRequest, data: &Commune) -> AnyView {
    view! { <h1>{inert(name::full(request.lang, &data.unit))}</h1> }.into_any()
}

/// Names repeat across provinces, so the province stands right below the name.
fn province_link(request: &PageRequest, data: &Commune) -> AnyView {
    let province = request.link(&Route::Province(data.province.code.clone()));
    view! { <p class="meta">{name::link_full(request.lang, &data.province, province)}</p> }
        .into_any()
}

fn ended_notice(request: &PageRequest, data: &Commune) -> Option<AnyView> {
    let link = |unit: &UnitRef| request.link(&Route::Commune(unit.code.clone()));
    let ended = data.ended.as_ref()?;
    Some(ended::notice(request.lang, ended, link))
}

fn without(request: &PageRequest, data: &Commune, sentence: &str) -> AnyView {
    let lang = request.lang;
    let why = if data.edition.release.is_some() {
        lang.t("commune-not-in-release")
    } else {
        lang.t("commune-no-release")
    };
    view! {
        <div class="headline">
            {heading(request, data)}
            {province_link(request, data)}
            {around::former_line(lang, data)}
            {ended_notice(request, data)}
            <p class="lead">{sentence.to_owned()}</p>
        </div>
        <p class="notice">{why} " " <a href=request.link(&Route::Method)>{lang.t("commune-to-method")}</a></p>
        {local::section(request, data)}
        {around::history_section(request, data)}
        {around::nearest_section(request, data)}
        {around::figures_section(lang, data)}
    }
    .into_any()
}

fn with_standing(
    request: &PageRequest,
    data: &Commune,
    standing: &CommuneStanding,
    lead: &str,
) -> AnyView {
    let lang = request.lang;
    let set = &*data.edition.set;
    let missing = missing_count(set, standing);
    let distance = (missing > 0 && standing.outcome.level != Level::None)
        .then(|| view! { <span class="distance">{distance(lang, standing, missing)}</span> });
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
    // A standing has a release; without one no date would have passed.
    let release = data.edition.release.as_ref();
    let as_of = release.map_or(Timestamp(i64::MIN), |release| release.as_of);
    view! {
        <div class="headline">
            <div class="title-row">
                {heading(request, data)}
                <p class="standing"><StatusBadge level=standing.outcome.level /> " " {distance}</p>
            </div>
            {province_link(request, data)}
            {around::former_line(lang, data)}
            {ended_notice(request, data)}
            <p class="lead">{lead.to_owned()}</p>
            {red_because(lang, data, standing).map(|why| view! { <p>{why}</p> })}
            {completeness}
        </div>
        {criteria::missing_section(lang, set, standing, as_of)}
        {local::section(request, data)}
        {rank_sentence(request, data, standing)}
        {criteria::groups_section(lang, set, standing)}
        {criteria::criteria_section(lang, set, standing)}
        {open_evidence::section(lang, &data.evidence)}
        <p><a href=receipt>{lang.t("commune-receipt")}</a> " " {lang.t("commune-receipt-why")}</p>
        {around::history_section(request, data)}
        {around::nearest_section(request, data)}
        {around::figures_section(lang, data)}
    }
    .into_any()
}

/// Why a commune is red, which no single criterion need show: what is overdue, or too small a share.
fn red_because(lang: Lang, data: &Commune, standing: &CommuneStanding) -> Option<String> {
    let (set, outcome) = (&data.edition.set, &standing.outcome);
    let release = data
        .edition
        .release
        .as_ref()
        .filter(|_| outcome.level == Level::Red)?;
    let overdue = outcome
        .missing(set)
        .filter(|o| matches!(o.reason, Reason::Overdue | Reason::Expired))
        .count();
    let overdue = u32::try_from(overdue).unwrap_or(u32::MAX);
    Some(if overdue > 0 {
        lang.ta(
            "commune-red-overdue",
            [
                ("n", overdue.into()),
                ("count", lang.number(overdue).into()),
            ],
        )
    } else {
        let floor = value::basis_points(lang, set.rules.red_below_bp);
        let due = lang.instant(release.period_due);
        lang.ta(
            "commune-red-share",
            [("due", due.into()), ("floor", floor.into())],
        )
    })
}

fn rank_sentence(
    request: &PageRequest,
    data: &Commune,
    standing: &CommuneStanding,
) -> Option<AnyView> {
    let lang = request.lang;
    let rank = standing.row.rank?;
    let others = rank.shared_by.saturating_sub(1);
    let text = lang.ta(
        "commune-rank",
        [
            ("rank", lang.number(rank.rank).into()),
            ("ranked", lang.number(rank.of).into()),
            ("province", (&*data.province.name).into()),
        ],
    );
    let tie = (others > 0)
        .then(|| {
            lang.ta(
                "commune-rank-tie",
                [("n", others.into()), ("others", lang.number(others).into())],
            )
        })
        .map(|tie| format!(" {tie}"));
    let href = request.link(&Route::Province(data.province.code.clone())) + "#bang";
    Some(
        view! { <p>{text} {tie} " " <a href=href>{lang.t("commune-to-province")}</a></p> }
            .into_any(),
    )
}
