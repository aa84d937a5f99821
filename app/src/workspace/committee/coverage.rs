//! Infrastructure before the committee: whom it keeps from green, apart from those whom processes keep; what
//! the province has, what changed, what is aimed at; commune by commune.

use crate::workspace::committee::model::AimIndicator;
use crate::{
    components::{
        fact::sentence,
        form::{Hidden, PostForm},
        html::inert,
        notice::{Notice, Tone, flash_notice},
        status::badge,
        table::head,
        time,
    },
    i18n::Lang,
    page::{Page, PageRequest, WorkspaceRequest},
    routes::{FormAction, Route, WorkspaceRoute},
    texts::{
        committee::public_request,
        fact::{self, Fact},
    },
    workspace::committee::{
        commune_link,
        coverage_table::table,
        frame,
        infrastructure_model::{Blocked, Coverage, Covered},
        missing_items,
    },
};
use domain::{
    coverage::Blocker,
    indicator::{Cell, Kind, Value},
    rate::saturating_u32,
};
use leptos::prelude::*;
use maud::{Markup, html};

/// The view.
#[must_use]
pub fn page(request: &WorkspaceRequest, data: &Coverage) -> Page {
    let lang = request.lang;
    let place = data.context.province.name.to_string();
    let title = lang.ta("cover-title", [("place", place.into())]);
    let public_request = public_request(lang, &data.context);
    let blockers = Blocker::ALL
        .into_iter()
        .map(|blocker| blocked(&public_request, data, blocker))
        .collect_view();
    let facts = Blocker::ALL.map(|blocker| {
        let count = saturating_u32(data.of(blocker).count());
        Fact {
            href: format!("#{}", anchor(blocker)),
            value: count.to_string(),
            text: lang.number(count),
        }
    });
    let lead = lang.ta(
        "cover-lead",
        [
            ("infrastructure", fact::place(0).into()),
            ("mixed", fact::place(1).into()),
            ("process", fact::place(2).into()),
        ],
    );
    let lead = (data.context.release.is_some())
        .then(|| view! { <p class="lead">{inert(sentence(&lead, &facts))}</p> });
    let no_people = (!data.blocked.iter().any(|b| b.people.is_some()) && !data.blocked.is_empty())
        .then(|| {
            let register = public_request.link(&Route::Indicator("M01".to_owned()));
            view! { <p class="meta">{lang.t("cover-no-people")} " " <a href=register><span class="code">"M01"</span></a></p> }
        });
    let body = view! {
        {flash_notice(request)}
        {lead}
        {no_people}
        {blockers}
        <h2 id="chi-tieu" tabindex="-1">{lang.t("cover-indicators")}</h2>
        {indicators(&public_request, data)}
        {form(request, data)}
        <h2 id="bang" tabindex="-1">{lang.t("cover-communes")}</h2>
        {table(request, &public_request, data)}
    }
    .into_any();
    frame(
        request,
        &data.context,
        &WorkspaceRoute::Coverage,
        title,
        body,
    )
}

fn anchor(blocker: Blocker) -> &'static str {
    match blocker {
        Blocker::Infrastructure => "vuong-ha-tang",
        Blocker::Mixed => "vuong-ca-hai",
        Blocker::Process => "vuong-quy-trinh",
    }
}

/// The communes that something of one kind keeps from green.
fn blocked(public_request: &PageRequest, data: &Coverage, blocker: Blocker) -> AnyView {
    let lang = public_request.lang;
    let (title, caption) = match blocker {
        Blocker::Infrastructure => ("cover-by-infrastructure", "cover-by-infrastructure-caption"),
        Blocker::Mixed => ("cover-by-both", "cover-by-both-caption"),
        Blocker::Process => ("cover-by-process", "cover-by-process-caption"),
    };
    let own: Vec<_> = data.of(blocker).collect();
    let table = if own.is_empty() {
        view! { <p>{lang.t("cover-nobody")}</p> }.into_any()
    } else {
        let columns = [
            ("communes-col-name", ""),
            ("steer-col-items", ""),
            ("cover-col-people", "num"),
        ];
        let table = html! {
            table class="as-cards rows blocked" {
                (head(lang, caption, columns))
                tbody {
                    @for blocked in &own {
                        (blocked_row(public_request, blocked))
                    }
                }
            }
        };
        view! {
            {people(lang, &own, blocker)}
            {inert(table)}
        }
        .into_any()
    };
    view! {
        <section aria-labelledby=anchor(blocker)>
            <h2 id=anchor(blocker) tabindex="-1">{lang.t(title)}</h2>
            {table}
        </section>
    }
    .into_any()
}

/// How many people live in these communes, as far as it is known; each stands in the table.
fn people(lang: Lang, own: &[&Blocked], blocker: Blocker) -> Option<AnyView> {
    let known: Vec<i64> = own.iter().filter_map(|b| Some(b.people?.0)).collect();
    if known.is_empty() {
        return None;
    }
    let sum: i64 = known.iter().sum();
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let href = format!("#{}", anchor(blocker));
    let facts = [
        Fact {
            href: href.clone(),
            value: sum.to_string(),
            text: lang.decimal(&sum.to_string()),
        },
        fact::counted(lang, href, count(known.len()), count(own.len())),
    ];
    let text = lang.ta(
        "cover-people-sum",
        [
            ("people", fact::place(0).into()),
            ("counted", fact::place(1).into()),
        ],
    );
    Some(view! { <p class="meta">{inert(sentence(&text, &facts))}</p> }.into_any())
}

fn blocked_row(public_request: &PageRequest, blocked: &Blocked) -> Markup {
    let lang = public_request.lang;
    let people = blocked.people.map(|(people, on)| {
        let fact = Fact {
            href: public_request.link(&Route::ObservationHistory(
                "M01".to_owned(),
                blocked.unit.code.clone(),
            )),
            value: people.to_string(),
            text: lang.decimal(&people.to_string()),
        };
        (fact, on)
    });
    html! {
        tr {
            th scope="row" {
                (commune_link(lang, &blocked.unit)) " " (badge(lang, blocked.level))
            }
            td data-label=(lang.t("steer-col-items")) {
                a class="plain-link" href=(public_request.link(&Route::Receipt(blocked.receipt.clone()))) {
                    (missing_items(lang, &blocked.missing))
                }
            }
            td class="num" data-label=(lang.t("cover-col-people")) {
                @match people {
                    Some((people, on)) => { (people) " " span class="muted below" { (time::day(lang, on)) } },
                    None => "–",
                }
            }
        }
    }
}

/// What the province has: value, completeness, change, target.
fn indicators(public_request: &PageRequest, data: &Coverage) -> AnyView {
    let lang = public_request.lang;
    let columns = [
        ("ind-col-system", ""),
        ("ind-col-value", "num"),
        ("ind-col-counted", "num"),
        ("ind-col-day", ""),
        ("cover-col-change", "num"),
        ("steer-target", ""),
    ];
    let table = html! {
        table class="as-cards rows covered" {
            (head(lang, "cover-indicators-caption", columns))
            tbody {
                @for covered in &data.lines {
                    (indicator_row(public_request, data, covered))
                }
            }
        }
    };
    inert(table).into_any()
}

fn indicator_row(public_request: &PageRequest, data: &Coverage, covered: &Covered) -> Markup {
    let lang = public_request.lang;
    let line = &covered.line;
    let indicator = &line.indicator;
    let province = Some(&data.context.province.code);
    let rows = fact::rows(public_request, indicator, province);
    html! {
        tr id=(indicator.code) {
            th scope="row" {
                a href=(rows) { (lang.pick(&indicator.name)) }
                " " span class="code" { (indicator.code) }
            }
            td class="num" data-label=(lang.t("ind-col-value")) {
                @match fact::rolled(public_request, line, province) {
                    Some(fact) => (fact),
                    None if line.kept_back => (lang.t("cover-kept-back")),
                    None => span class="muted" { (lang.t("ind-none")) },
                }
            }
            td class="num" data-label=(lang.t("ind-col-counted")) {
                @match &line.rolled {
                    Some(rolled) => (fact::counted(lang, rows.clone(), rolled.counted, rolled.of)),
                    None => "–",
                }
            }
            td data-label=(lang.t("ind-col-day")) {
                @match &line.rolled {
                    Some(rolled) => {
                        (time::days(lang, rolled.days))
                        @if rolled.simulated {
                            " " span class="muted below" { (lang.t("ind-simulated")) }
                        }
                    },
                    None => "–",
                }
            }
            td class="num" data-label=(lang.t("cover-col-change")) { (change(public_request, data, covered)) }
            td data-label=(lang.t("steer-target")) { (target(lang, covered)) }
        }
    }
}

/// What changed since what was known before, beside the value of then, whose rows have their own address.
fn change(public_request: &PageRequest, data: &Coverage, covered: &Covered) -> Markup {
    let lang = public_request.lang;
    let indicator = &covered.line.indicator;
    let size = |value: &Value| fact::size(indicator.kind, value);
    let now = covered.line.rolled.as_ref().and_then(|r| size(&r.value));
    let before = covered.before.as_ref();
    let before = before.and_then(|past| Some((past, past.sums.value(indicator.kind)?)));
    let then = before.as_ref().and_then(|(_, value)| size(value));
    let (Some(now), Some(then), Some((past, value))) = (now, then, before) else {
        return html! { "–" };
    };
    let difference = now - then;
    let plain = match indicator.kind {
        Kind::Count => difference.abs().to_string(),
        _ => format!("{}.{:02}", difference.abs() / 100, difference.abs() % 100),
    };
    let sign = match difference.signum() {
        1 => "+",
        -1 => "\u{2212}",
        _ => "",
    };
    let shown = format!("{sign}{}", lang.decimal(&plain));
    let change = match indicator.kind {
        _ if difference == 0 => lang.t("cover-same"),
        Kind::Count => shown,
        _ => lang.ta("cover-points", [("points", shown.into())]),
    };
    let text = lang.ta(
        "cover-change",
        [
            ("change", change.into()),
            ("before", fact::words(lang, indicator, &value).into()),
        ],
    );
    let route = Route::Indicator(indicator.code.clone()).href(lang);
    let province = &data.context.province.code;
    let at = match past.release {
        Some(release) => format!("phat-hanh={release}"),
        None => format!("ngay={}", past.on),
    };
    let change = Fact {
        href: format!("{route}?tinh={province}&{at}#bang"),
        value: Cell(indicator, &value).to_string(),
        text,
    };
    html! {
        (change) " " span class="muted below" { (time::day(lang, past.on)) }
    }
}

/// The target, what is left, who set it and when.
fn target(lang: Lang, covered: &Covered) -> Markup {
    let Some(target) = &covered.target else {
        return html! { "–" };
    };
    let indicator = &covered.line.indicator;
    let goal = Value::Number(target.number);
    let own = |number: i64| Fact {
        href: format!("#{}", indicator.code),
        value: Cell(indicator, &Value::Number(number)).to_string(),
        text: fact::words(lang, indicator, &Value::Number(number)),
    };
    let now = match covered.line.rolled.as_ref().map(|r| &r.value) {
        Some(Value::Number(number)) => Some(*number),
        _ => None,
    };
    let args = |left: String| {
        [
            ("goal", fact::place(0).into()),
            ("left", left.into()),
            ("day", lang.date(target.by).into()),
            ("who", target.set_by.clone().into()),
            ("at", lang.date(target.set_at.date()).into()),
        ]
    };
    let goal = Fact {
        value: Cell(indicator, &goal).to_string(),
        ..own(target.number)
    };
    let (text, facts) = match now {
        None => (
            lang.ta("cover-target-unknown", args(String::new())),
            vec![goal],
        ),
        Some(now) if now >= target.number => (
            lang.ta("cover-target-reached", args(String::new())),
            vec![goal],
        ),
        Some(now) => (
            lang.ta("cover-target", args(fact::place(1))),
            vec![goal, own(target.number - now)],
        ),
    };
    sentence(&text, &facts)
}

/// Setting a target, for whoever steers here.
fn form(request: &WorkspaceRequest, data: &Coverage) -> Option<AnyView> {
    if !data.context.steers {
        return None;
    }
    let lang = request.lang;
    let typed = |name: &str| data.typed.get(name).unwrap_or_default().to_owned();
    let chosen = typed("indicator");
    let indicators = data.lines.iter().map(|c| &c.line.indicator);
    let options = html! {
        @for indicator in indicators.filter(|i| i.kind == Kind::Count) {
            option value=(indicator.code) selected[indicator.code == chosen] { (lang.pick(&indicator.name)) }
        }
    };
    let refused = (!data.refused.is_empty())
        .then(|| view! { <Notice tone=Tone::Problem>{lang.t("cover-target-refused")}</Notice> });
    let invalid = |name: &'static str| data.refused.contains(&name).then_some("true");
    Some(
        view! {
            <h3 id="muc-tieu">{lang.t("cover-target-set")}</h3>
            {refused}
            <PostForm action=FormAction::AimIndicator class="filter issue">
                <Hidden name=AimIndicator::province() value=&data.context.province.code />
                <p>
                    <label for="indicator">{lang.t("ind-col-system")}</label>
                    <select id="indicator" name=AimIndicator::indicator() aria-invalid=invalid("indicator")>{inert(options)}</select>
                </p>
                <p>
                    <label for="number">{lang.t("cover-target-number")}</label>
                    <input id="number" name=AimIndicator::number() inputmode="numeric" required aria-invalid=invalid("number") value=typed("number") />
                </p>
                <p>
                    <label for="by">{lang.t("steer-target-by")}</label>
                    <input id="by" name=AimIndicator::by() type="date" required aria-invalid=invalid("by") value=typed("by") />
                </p>
                <p><button type="submit">{lang.t("steer-target-set")}</button></p>
            </PostForm>
        }
        .into_any(),
    )
}
