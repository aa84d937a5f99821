//! `/phuong-phap`: how a status comes about, rendered from the criteria set in force, so that the
//! page can't say anything else than the rules do.

use crate::{
    components::status::StatusBadge,
    failure::Failure,
    i18n::Lang,
    page::{Page, PageRequest},
    public::model::{Edition, Method},
    routes::Route,
    texts::value,
};
use domain::{
    criteria::{CriteriaSet, Criterion, Group, Question, SetStatus},
    rate::Rate,
    status::Level,
    time::Timestamp,
};
use leptos::prelude::*;

/// Makes the page.
///
/// # Errors
/// None so far; the signature is that of every page.
pub fn page(request: &PageRequest, data: Method) -> Result<Page, Failure> {
    let lang = request.lang;
    let set = &*data.edition.set;
    let title = lang.t("method-title");
    let required = size(set.criteria.iter().filter(|c| c.required).count());
    let description = lang.ta(
        "method-lead",
        [
            ("version", set.version.clone().into()),
            ("n", required.into()),
            ("required", lang.number(required).into()),
            ("groups", lang.number(size(set.groups.len())).into()),
        ],
    );
    let groups: Vec<AnyView> = set
        .groups
        .iter()
        .map(|group| group_section(lang, set, group))
        .collect();
    let body = view! {
        <div class="headline">
            <h1>{title.clone()}</h1>
            <p class="lead">{description.clone()}</p>
        </div>
        {set_notice(lang, set, data.reworded)}
        {contents(lang, set)}
        {colours(lang, set)}
        <section aria-labelledby="tieu-chi">
            <h2 id="tieu-chi">{lang.t("method-criteria")}</h2>
            <p class="muted">{lang.t("method-criteria-note")}</p>
            {groups}
        </section>
        {ranking_and_rounding(lang)}
        {releases(request, &data.edition)}
        {sources(request, set)}
    }
    .into_any();
    let crumbs = vec![(title.clone(), None)];
    Ok(Page::new(title, description, body)
        .edition(data.edition.clone())
        .crumbs(crumbs))
}

fn size(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// Where the set comes from: inferred, or from which legal text.
fn set_notice(lang: Lang, set: &CriteriaSet, reworded: Option<Timestamp>) -> AnyView {
    let origin = match set.status {
        SetStatus::Inferred => lang.t("method-inferred"),
        SetStatus::Official => {
            lang.ta("method-official", [("legal", set.legal_ref.clone().into())])
        }
    };
    let valid = lang.ta(
        "method-valid-from",
        [("date", lang.date(set.valid_from).into())],
    );
    let reworded = reworded.map(|at| {
        let on = lang.date(at.date());
        let told = lang.ta("method-reworded", [("date", on.into())]);
        view! { <p>{told}</p> }
    });
    view! {
        <div class="notice">
            <p><strong>{lang.pick(&set.title).to_owned()}</strong> " " {origin}</p>
            <p>{lang.pick(&set.note).to_owned()} " " {valid}</p>
            {reworded}
        </div>
    }
    .into_any()
}

/// Links to the parts of the page.
fn contents(lang: Lang, set: &CriteriaSet) -> AnyView {
    let groups: Vec<AnyView> = set
        .groups
        .iter()
        .map(|group| {
            let href = format!("#{}", group.code);
            view! { <li><a href=href>{lang.pick(&group.name).to_owned()}</a></li> }.into_any()
        })
        .collect();
    view! {
        <nav class="contents" aria-label=lang.t("method-contents")>
            <ul>
                <li><a href="#quy-tac-mau">{lang.t("method-colours")}</a></li>
                {groups}
                <li><a href="#xep-hang">{lang.t("method-ranking")}</a></li>
                <li><a href="#lam-tron">{lang.t("method-rounding")}</a></li>
                <li><a href="#ban-cong-bo">{lang.t("method-releases")}</a></li>
                <li><a href="#nguon">{lang.t("method-sources")}</a></li>
            </ul>
        </nav>
    }
    .into_any()
}

/// The colour rules with the parameters of the set.
fn colours(lang: Lang, set: &CriteriaSet) -> AnyView {
    let days = set.rules.expiring_days;
    let floor = value::basis_points(lang, set.rules.red_below_bp);
    let criterion = |level: Level| match level {
        Level::Green => lang.t("method-criterion-green"),
        Level::Yellow => lang.ta(
            "method-criterion-yellow",
            [("n", days.into()), ("days", lang.number(days).into())],
        ),
        Level::Red => lang.t("method-criterion-red"),
        Level::None => lang.t("method-criterion-none"),
    };
    let commune = |level: Level| match level {
        Level::Green => lang.t("method-commune-green"),
        Level::Yellow => lang.t("method-commune-yellow"),
        Level::Red => lang.ta("method-commune-red", [("floor", floor.clone().into())]),
        Level::None => lang.t("method-commune-none"),
    };
    let rows: Vec<AnyView> = Level::ALL
        .into_iter()
        .map(|level| {
            view! {
                <tr>
                    <th scope="row"><StatusBadge level=level /></th>
                    <td data-label=lang.t("method-col-criterion")>{criterion(level)}</td>
                    <td data-label=lang.t("method-col-commune")>{commune(level)}</td>
                </tr>
            }
            .into_any()
        })
        .collect();
    view! {
        <section aria-labelledby="quy-tac-mau">
            <h2 id="quy-tac-mau">{lang.t("method-colours")}</h2>
            <table class="as-cards rows">
                <caption>{lang.ta("method-colours-caption", [("version", set.version.clone().into())])}</caption>
                <thead>
                    <tr>
                        <th scope="col">{lang.t("method-col-status")}</th>
                        <th scope="col">{lang.t("method-col-criterion")}</th>
                        <th scope="col">{lang.t("method-col-commune")}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
            <ul>
                <li>{lang.t("method-rule-review")}</li>
                <li>{lang.t("method-rule-not-applicable")}</li>
                <li>{lang.t("method-rule-confirmed")}</li>
                <li>{lang.t("method-rule-province")}</li>
            </ul>
        </section>
    }
    .into_any()
}

fn group_section(lang: Lang, set: &CriteriaSet, group: &Group) -> AnyView {
    let origin = if group.inferred {
        lang.t("method-group-inferred")
    } else {
        lang.ta(
            "method-group-sourced",
            [("source", group.source.clone().into())],
        )
    };
    let criteria: Vec<AnyView> = set
        .in_group(&group.code)
        .map(|c| criterion_article(lang, c))
        .collect();
    let named = group.code.clone();
    view! {
        <section class="method-group" aria-labelledby=named>
            <h3 id=group.code.clone()>{lang.pick(&group.name).to_owned()} " (" {group.code.clone()} ")"</h3>
            <p class="muted">{origin}</p>
            {criteria}
        </section>
    }
    .into_any()
}

fn criterion_article(lang: Lang, criterion: &Criterion) -> AnyView {
    let question = &criterion.question;
    let near = value::near_text(lang, question).unwrap_or_else(|| "–".to_owned());
    let validity = lang.ta(
        "method-validity-days",
        [
            ("n", criterion.validity_days.into()),
            ("days", lang.number(criterion.validity_days).into()),
        ],
    );
    let optional = (!criterion.required)
        .then(|| view! { " " <span class="muted">{lang.t("commune-optional")}</span> });
    view! {
        <article class="criterion" id=criterion.code.clone()>
            <h4>
                <span class="code">{criterion.code.clone()}</span> " " {lang.pick(&criterion.title).to_owned()}
                {optional}
            </h4>
            <p>{lang.pick(&criterion.help).to_owned()}</p>
            <dl class="facts">
                <dt>{lang.t("method-asked")}</dt>
                <dd>{value::asked_text(lang, question)}</dd>
                {details(lang, question)}
                <dt>{lang.t("method-pass")}</dt>
                <dd>{value::pass_text(lang, question)}</dd>
                <dt>{lang.t("method-near")}</dt>
                <dd>{near}</dd>
                <dt>{lang.t("method-evidence")}</dt>
                <dd>{lang.pick(&criterion.evidence).to_owned()}</dd>
                <dt>{lang.t("method-validity")}</dt>
                <dd>{validity}</dd>
                <dt>{lang.t("method-system")}</dt>
                <dd>{lang.pick(&criterion.system).to_owned()}</dd>
            </dl>
        </article>
    }
    .into_any()
}

/// How the rate of two counts is compared, where there is one.
fn details(lang: Lang, question: &Question) -> Option<AnyView> {
    match question {
        Question::PartOfWhole(_) | Question::Ratio(_) | Question::YesNoRatio(_) => Some(
            view! {
                <dt>{lang.t("method-compared")}</dt>
                <dd>{lang.t("method-compared-exact")}</dd>
            }
            .into_any(),
        ),
        _ => None,
    }
}

fn ranking_and_rounding(lang: Lang) -> AnyView {
    let example = Rate::new(130, 148);
    let rounding = lang.ta(
        "method-rounding-example",
        [
            ("fraction", lang.fraction(example).into()),
            ("exact", lang.with_percent(&lang.decimal("87.8378")).into()),
            ("shown", lang.percent(example).into()),
            ("rounded", lang.with_percent(&lang.decimal("87.84")).into()),
        ],
    );
    let almost = Rate::new(3_320, 3_321);
    let almost = lang.ta(
        "method-rounding-almost",
        [
            ("fraction", lang.fraction(almost).into()),
            ("shown", lang.percent(almost).into()),
            ("full", lang.with_percent(&lang.number(100)).into()),
        ],
    );
    view! {
        <section aria-labelledby="xep-hang">
            <h2 id="xep-hang">{lang.t("method-ranking")}</h2>
            <ul>
                <li>{lang.t("method-ranking-provinces")}</li>
                <li>{lang.t("method-ranking-ties")}</li>
                <li>{lang.t("method-ranking-floor")}</li>
                <li>{lang.t("method-ranking-communes")}</li>
                <li>{lang.t("method-ranking-versions")}</li>
            </ul>
        </section>
        <section aria-labelledby="lam-tron">
            <h2 id="lam-tron">{lang.t("method-rounding")}</h2>
            <p>{lang.t("method-rounding-rule")} " " {rounding}</p>
            <p>{almost}</p>
            <p>{lang.t("method-rounding-difference")}</p>
        </section>
    }
    .into_any()
}

fn releases(request: &PageRequest, edition: &Edition) -> AnyView {
    let lang = request.lang;
    let simulated = edition.demo
        || edition
            .release
            .as_ref()
            .is_some_and(|release| release.simulated);
    let simulated = simulated.then(|| {
        view! {
            <h3>{lang.t("method-simulated")}</h3>
            <p>{lang.t("method-simulated-text")}</p>
        }
    });
    view! {
        <section aria-labelledby="ban-cong-bo">
            <h2 id="ban-cong-bo">{lang.t("method-releases")}</h2>
            <p>{lang.t("method-releases-frozen")} " "
                <a href=request.link(&Route::Releases)>{lang.t("method-to-releases")}</a>
            </p>
            <p>{lang.t("method-releases-answers")}</p>
            <p>{lang.t("method-releases-receipts")}</p>
            {simulated}
        </section>
    }
    .into_any()
}

/// Where the set's sources are listed.
fn sources(request: &PageRequest, set: &CriteriaSet) -> AnyView {
    let lang = request.lang;
    let mut keys: Vec<String> = Vec::new();
    for group in &set.groups {
        if !group.source.is_empty() && !keys.contains(&group.source) {
            keys.push(group.source.clone());
        }
    }
    let named = (!keys.is_empty()).then(|| {
        lang.ta(
            "method-sources-groups",
            [("keys", value::list(lang, &keys).into())],
        ) + " "
    });
    view! {
        <section aria-labelledby="nguon">
            <h2 id="nguon">{lang.t("method-sources")}</h2>
            <p>{named} <a href=request.link(&Route::Published)>{lang.t("method-to-published")}</a></p>
        </section>
    }
    .into_any()
}
