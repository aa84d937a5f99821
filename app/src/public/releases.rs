//! `/phat-hanh`: every release, newest first, and what freezing and correcting mean.

use crate::{
    components::{html::inert, name, status::StatusBadge},
    failure::Failure,
    i18n::Lang,
    page::{Page, PageRequest},
    public::model::{Correction, Edition, ReleaseInfo},
    routes::Route,
    texts::release,
};
use domain::{rate::saturating_u32, release::ReleaseId, status::Level};
use leptos::prelude::*;

/// How many characters of a hash are shown at first.
const SHORT_HASH: usize = 12;

/// Makes the page.
///
/// # Errors
/// None so far; the signature is that of every page.
pub fn page(
    request: &PageRequest,
    edition: Edition,
    corrections: &[Correction],
) -> Result<Page, Failure> {
    let lang = request.lang;
    let title = lang.t("releases-title");
    let description = match edition.all.first() {
        None => lang.t("releases-none"),
        Some(newest) => {
            let count = saturating_u32(edition.all.len());
            lang.ta(
                "releases-lead",
                [
                    ("n", count.into()),
                    ("count", lang.number(count).into()),
                    ("newest", release::name(lang, newest.id).into()),
                    ("at", lang.instant(newest.as_of).into()),
                ],
            )
        }
    };
    let table = if edition.all.is_empty() {
        view! {
            <p class="notice">
                {lang.t("releases-none-why")} " "
                <a href=request.link(&Route::Published)>{lang.t("releases-none-published")}</a>
            </p>
        }
        .into_any()
    } else {
        releases_table(request, &edition)
    };
    let body = view! {
        <div class="headline">
            <h1>{title.clone()}</h1>
            <p class="lead">{description.clone()}</p>
        </div>
        {table}
        {corrections_section(request, corrections)}
        <section aria-labelledby="nghia-la">
            <h2 id="nghia-la">{lang.t("releases-meaning")}</h2>
            <ul>
                <li>{lang.t("releases-frozen")}</li>
                <li>{lang.t("releases-revised")}</li>
                <li>{lang.t("releases-older")}</li>
                <li>{lang.t("releases-hash")}</li>
            </ul>
            <p><a href=request.link(&Route::Method)>{lang.t("releases-to-method")}</a></p>
        </section>
    }
    .into_any();
    let crumbs = vec![(title.clone(), None)];
    Ok(Page::new(title, description, body)
        .edition(edition)
        .crumbs(crumbs))
}

/// Most changed units that are listed of one correction; the number of all is said.
const MOST_LISTED: usize = 100;

/// What was corrected, and why.
fn corrections_section(request: &PageRequest, corrections: &[Correction]) -> Option<AnyView> {
    if corrections.is_empty() {
        return None;
    }
    let lang = request.lang;
    let items: Vec<AnyView> = corrections
        .iter()
        .map(|one| correction(request, one))
        .collect();
    Some(
        view! {
            <section aria-labelledby="dinh-chinh">
                <h2 id="dinh-chinh">{lang.t("corrections-title")}</h2>
                {items}
            </section>
        }
        .into_any(),
    )
}

fn correction(request: &PageRequest, one: &Correction) -> AnyView {
    let lang = request.lang;
    let number = saturating_u32(one.changes.len());
    let changed = lang.ta(
        "corrections-changed",
        [("n", number.into()), ("number", lang.number(number).into())],
    );
    let arrow = if lang == Lang::Ar { " ← " } else { " → " };
    let rows: Vec<AnyView> = one
        .changes
        .iter()
        .take(MOST_LISTED)
        .map(|(unit, province, before, after)| {
            let to = request.link(&Route::Commune(unit.code.clone()));
            view! {
                <li>
                    {name::link_full(lang, unit, to)} " ("
                    <span>{inert(name::short(lang, province))}</span> "): "
                    <StatusBadge level=*before /> {arrow} <StatusBadge level=*after />
                </li>
            }
            .into_any()
        })
        .collect();
    let cut = (one.changes.len() > MOST_LISTED).then(|| {
        let most = u32::try_from(MOST_LISTED).unwrap_or(0);
        view! { <p class="muted">{lang.ta("corrections-cut", [("most", lang.number(most).into())])}</p> }
    });
    view! {
        <h3>{release::title(lang, one.id)}</h3>
        <p>{lang.t("corrections-reason")} " " <q>{one.reason.clone()}</q></p>
        <p>{changed}</p>
        <ul>{rows}</ul>
        {cut}
    }
    .into_any()
}

fn releases_table(request: &PageRequest, edition: &Edition) -> AnyView {
    let lang = request.lang;
    let rows: Vec<AnyView> = edition
        .all
        .iter()
        .map(|info| release_row(request, edition, info))
        .collect();
    let levels: Vec<AnyView> = Level::ALL
        .into_iter()
        .map(|level| {
            view! { <th scope="col" class="num"><StatusBadge level=level /></th> }.into_any()
        })
        .collect();
    view! {
        <section aria-labelledby="danh-sach" class="full">
            <h2 id="danh-sach">{lang.t("releases-list")}</h2>
            <table class="as-cards rows releases-table">
                <caption>{lang.t("releases-caption")}</caption>
                <thead>
                    <tr>
                        <th scope="col">{lang.t("releases-col-number")}</th>
                        <th scope="col">{lang.t("releases-col-as-of")}</th>
                        <th scope="col">{lang.t("releases-col-period")}</th>
                        <th scope="col">{lang.t("releases-col-set")}</th>
                        {levels}
                        <th scope="col" class="num">{lang.t("releases-col-rate")}</th>
                        <th scope="col">{lang.t("releases-col-hash")}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
            <p><a href=request.link(&Route::RollUp)>{lang.t("rollup-to")}</a></p>
        </section>
    }
    .into_any()
}

fn release_row(request: &PageRequest, edition: &Edition, info: &ReleaseInfo) -> AnyView {
    let lang = request.lang;
    let home = Route::Home.href(lang);
    let at = |id: ReleaseId| format!("{home}?phat-hanh={}", release::in_address(edition, id));
    let shown = edition
        .release
        .as_ref()
        .is_some_and(|release| release.id == info.id);
    let earlier: Vec<AnyView> = (1..info.id.revision)
        .rev()
        .map(|revision| {
            let id = ReleaseId {
                number: info.id.number,
                revision,
            };
            view! { <li><a href=at(id)>{release::title(lang, id)}</a></li> }.into_any()
        })
        .collect();
    let earlier = (!earlier.is_empty()).then(|| {
        view! { <span class="muted below">{lang.t("releases-replaces")}</span> <ul class="counted">{earlier}</ul> }
    });
    let simulated = info
        .simulated
        .then(|| view! { " " <span class="muted below">{lang.t("releases-simulated")}</span> });
    let counts: Vec<AnyView> = Level::ALL
        .into_iter()
        .map(|level| {
            view! { <td class="num" data-label=lang.level(level)>{lang.number(info.counts.at(level))}</td> }.into_any()
        })
        .collect();
    let short: String = info.hash.chars().take(SHORT_HASH).collect();
    view! {
        <tr>
            <th scope="row">
                <a href=at(info.id) aria-current=shown.then_some("true")>{release::title(lang, info.id)}</a>
                {simulated}
                {earlier}
            </th>
            <td data-label=lang.t("releases-col-as-of")>{lang.instant(info.as_of)}</td>
            <td data-label=lang.t("releases-col-period")>
                <bdi>{info.period.clone()}</bdi> " "
                <span class="muted below">
                    {lang.ta("releases-due", [("at", lang.instant(info.period_due).into())])}
                </span>
            </td>
            <td data-label=lang.t("releases-col-set")><bdi>{info.criteria_set.clone()}</bdi></td>
            {counts}
            <td class="num" data-label=lang.t("releases-col-rate")>
                {lang.percent(info.counts.rate())}
                " "
                <span class="muted below">{lang.fraction(info.counts.rate())}</span>
            </td>
            <td data-label=lang.t("releases-col-hash")>
                <details class="hash">
                    <summary><code dir="ltr">{short}</code></summary>
                    <code dir="ltr">{info.hash.clone()}</code>
                </details>
            </td>
        </tr>
    }
    .into_any()
}
