//! `/bien-nhan/{id}`: the inputs that gave one unit its status in one release, computed again. No
//! persons, no notes, no file hashes.

use crate::{
    components::{name, open_evidence, status::StatusBadge},
    failure::Failure,
    i18n::Lang,
    page::{Page, PageRequest},
    public::model::Receipt,
    routes::Route,
    texts::{release as release_words, value},
};
use domain::{
    criteria::{CriteriaSet, Public},
    release::{self, Replay},
    status::{CriterionOutcome, Input},
};
use leptos::prelude::*;

/// Makes the page.
///
/// # Errors
/// None so far; the signature is that of every page.
pub fn page(request: &PageRequest, data: Receipt) -> Result<Page, Failure> {
    let lang = request.lang;
    let edition = &data.edition;
    let title = lang.ta("receipt-title", [("id", data.id.to_string().into())]);
    let unit = lang.full_name(&data.unit);
    let description = lang.ta(
        "receipt-description",
        [
            ("unit", lang.name_in_sentence(&data.unit).into()),
            ("release", release_words::name(lang, data.release.id).into()),
            ("at", lang.instant(data.release.as_of).into()),
        ],
    );
    let address = data.release.id.to_string();
    let href = |route: Route| request.link_with(&route, &[("phat-hanh", &address)]);
    let crumbs = vec![
        (
            data.province.name.to_string(),
            Some(href(Route::Province(data.province.code.clone()))),
        ),
        (unit, Some(href(Route::Commune(data.unit.code.clone())))),
        (title.clone(), None),
    ];
    let (class, verdict) = match data.replay {
        Replay::Matches => ("verdict matches", lang.t("receipt-matches")),
        Replay::OtherRules => ("verdict", lang.t("receipt-other-rules")),
        Replay::Differs => ("verdict differs", lang.t("receipt-differs")),
    };
    let body = view! {
        <div class="headline">
            <h1>{title.clone()}</h1>
            <p class="lead">{description.clone()}</p>
            <p class=class><strong>{verdict}</strong></p>
        </div>
        {facts(lang, &data, &href)}
        {inputs_table(lang, &edition.set, &data)}
        {open_evidence::section(lang, &data.evidence)}
        {check_section(lang, &data, &href)}
    }
    .into_any();
    Ok(Page::new(title, description, body)
        .edition(data.edition.clone())
        .province(data.province.code.clone())
        .crumbs(crumbs))
}

/// What the receipt is about, as a list of terms.
fn facts(lang: Lang, data: &Receipt, href: &impl Fn(Route) -> String) -> AnyView {
    let release = &data.release;
    let outcome = &data.outcome;
    let unit = href(Route::Commune(data.unit.code.clone()));
    let simulated = if release.simulated {
        lang.t("receipt-simulated-yes")
    } else {
        lang.t("receipt-simulated-no")
    };
    view! {
        <section aria-labelledby="tom-tat">
            <h2 id="tom-tat">{lang.t("receipt-facts")}</h2>
            <dl class="facts">
                <dt>{lang.t("receipt-unit")}</dt>
                <dd>{name::link_full(lang, &data.unit, unit)} " (" <bdi>{data.unit.code.to_string()}</bdi> ")"</dd>
                <dt>{lang.t("receipt-status")}</dt>
                <dd><StatusBadge level=outcome.level /> " " <span class="num">{lang.fraction(outcome.rate())}</span></dd>
                <dt>{lang.t("receipt-release")}</dt>
                <dd><a href=href(Route::Home)>{release_words::title(lang, release.id)}</a></dd>
                <dt>{lang.t("receipt-as-of")}</dt>
                <dd>{lang.instant(release.as_of)}</dd>
                <dt>{lang.t("receipt-due")}</dt>
                <dd>{lang.instant(release.period_due)} " (" <bdi>{release.period.clone()}</bdi> ")"</dd>
                <dt>{lang.t("receipt-set")}</dt>
                <dd><a href=href(Route::Method)>{release.criteria_set.clone()}</a></dd>
                <dt>{lang.t("receipt-rules")}</dt>
                <dd>{lang.number(release.rule_version.0.into())}</dd>
                <dt>{lang.t("receipt-simulated")}</dt>
                <dd>{simulated}</dd>
                <dt>{lang.t("receipt-hash")}</dt>
                <dd><code class="hash" dir="ltr">{data.hash.clone()}</code></dd>
            </dl>
        </section>
    }
    .into_any()
}

fn inputs_table(lang: Lang, set: &CriteriaSet, data: &Receipt) -> AnyView {
    let rows: Vec<AnyView> = data
        .outcome
        .criteria
        .iter()
        .map(|outcome| {
            let input = data
                .inputs
                .iter()
                .find(|input| input.criterion == outcome.criterion);
            input_row(lang, set, outcome, input)
        })
        .collect();
    view! {
        <section aria-labelledby="dau-vao">
            <h2 id="dau-vao">{lang.t("receipt-inputs")}</h2>
            <table class="as-cards rows">
                <caption>{lang.t("receipt-inputs-caption")}</caption>
                <thead>
                    <tr>
                        <th scope="col">{lang.t("receipt-col-criterion")}</th>
                        <th scope="col">{lang.t("receipt-col-value")}</th>
                        <th scope="col">{lang.t("receipt-col-fact")}</th>
                        <th scope="col">{lang.t("receipt-col-until")}</th>
                        <th scope="col">{lang.t("receipt-col-submitted")}</th>
                        <th scope="col">{lang.t("receipt-col-confirmed")}</th>
                        <th scope="col">{lang.t("receipt-col-outcome")}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </section>
    }
    .into_any()
}

fn input_row(
    lang: Lang,
    set: &CriteriaSet,
    outcome: &CriterionOutcome,
    input: Option<&Input>,
) -> AnyView {
    let criterion = set.criterion(&outcome.criterion);
    let title = criterion
        .map(|c| lang.pick(&c.title).to_owned())
        .unwrap_or_default();
    let confirmed = input.and_then(|input| input.confirmed.as_ref());
    let worded = criterion.map_or_else(|| "–".to_owned(), |c| value::public_text(lang, c, input));
    let dash = || "–".to_owned();
    let also = also(lang, input);
    let met = if outcome.met {
        lang.t("receipt-met")
    } else {
        lang.t("receipt-not-met")
    };
    view! {
        <tr>
            <th scope="row"><span class="code">{outcome.criterion.clone()}</span> " " {title}</th>
            <td data-label=lang.t("receipt-col-value")>{worded}</td>
            <td data-label=lang.t("receipt-col-fact")>
                {confirmed.map_or_else(dash, |c| lang.date(c.fact_date))}
            </td>
            <td data-label=lang.t("receipt-col-until")>
                {confirmed.map_or_else(dash, |c| lang.date(c.valid_until))}
            </td>
            <td data-label=lang.t("receipt-col-submitted")>
                {confirmed.map_or_else(dash, |c| lang.instant(c.submitted_at))}
            </td>
            <td data-label=lang.t("receipt-col-confirmed")>
                {confirmed.map_or_else(dash, |c| lang.instant(c.confirmed_at))}
                {confirmed.map(|c| view! { <span class="muted below">{value::backing(lang, c.backing)}</span> })}
            </td>
            <td data-label=lang.t("receipt-col-outcome")>
                <StatusBadge level=outcome.reason.level() /> " "
                <span class="reason">{value::reason_text(lang, outcome.reason)} " · " {met}</span>
                {also}
            </td>
        </tr>
    }
    .into_any()
}

/// The other inputs of a criterion: what waits, what is due, what does not apply.
fn also(lang: Lang, input: Option<&Input>) -> Option<AnyView> {
    let input = input?;
    let mut lines = Vec::new();
    if let Some(pending) = input.pending {
        let at = lang.instant(pending.submitted_at);
        lines.push(if pending.in_time {
            lang.ta("receipt-pending", [("at", at.into())])
        } else {
            lang.ta("receipt-pending-late", [("at", at.into())])
        });
    }
    if let Some(due) = input.due {
        lines.push(lang.ta("receipt-item-due", [("at", lang.instant(due).into())]));
    }
    if let Some(at) = input.not_applicable {
        lines.push(lang.ta("receipt-not-applicable", [("at", lang.instant(at).into())]));
    }
    if lines.is_empty() {
        return None;
    }
    let lines: Vec<AnyView> = lines
        .into_iter()
        .map(|line| view! { <li>{line}</li> }.into_any())
        .collect();
    Some(view! { <ul class="counted">{lines}</ul> }.into_any())
}

/// How to check it without trusting this page.
fn check_section(lang: Lang, data: &Receipt, href: &impl Fn(Route) -> String) -> AnyView {
    let withheld = data
        .edition
        .set
        .criteria
        .iter()
        .any(|c| c.public == Public::Status);
    let note = withheld.then(|| view! { <p class="notice">{lang.t("public-hash-withheld")}</p> });
    let text = receipt_text(data).filter(|_| !withheld).map(|text| {
        view! {
            <details>
                <summary>{lang.t("receipt-text")}</summary>
                <p class="muted">{lang.t("receipt-text-note")}</p>
                <pre class="receipt-text" dir="ltr" tabindex="0" aria-label=lang.t("receipt-text")><code>{text}</code></pre>
            </details>
        }
    });
    view! {
        <section aria-labelledby="tu-kiem-tra">
            <h2 id="tu-kiem-tra">{lang.t("receipt-check")}</h2>
            <ol>
                <li>{lang.t("receipt-check-values")}</li>
                <li>{lang.t("receipt-check-rules")} " "
                    <a href=href(Route::Method)>{lang.t("receipt-to-method")}</a>
                </li>
                <li>{lang.t("receipt-check-hash")}</li>
                <li>{lang.t("receipt-check-program")}</li>
            </ol>
            {note}
            {text}
            <p class="muted">{lang.t("receipt-privacy")}</p>
        </section>
    }
    .into_any()
}

/// The text that the hash is taken of, if this program still makes the same.
fn receipt_text(data: &Receipt) -> Option<String> {
    let frame = data.release.header();
    let again = release::freeze(
        &frame,
        &data.edition.set,
        data.unit.code.clone(),
        data.inputs.clone(),
    );
    (data.replay == Replay::Matches && again.hash == data.hash)
        .then(|| release::receipt_text(&frame, &again.unit, &again.inputs, &again.outcome))
}
