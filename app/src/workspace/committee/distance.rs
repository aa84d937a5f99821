//! Distance to green: communes by missing items, what a few more would do to the rank, and a what-if
//! whose ticks stand in the address.

use crate::{
    components::{form::Hidden, html::inert, name, status, table::head},
    i18n::Lang,
    islands::WhatIf,
    page::{Page, PageRequest, WorkspaceRequest},
    routes::{WorkspaceRoute, encode},
    texts::{
        committee::{communes, items, missing, public_request, rank_row, ranking_row},
        fact::{self, Fact, Sentence},
    },
    workspace::committee::{
        address, commune_link, frame, item,
        model::{Distance, Near},
    },
};
use domain::{distance::RankStep, ranking::Rank, rate::saturating_u32};
use leptos::prelude::*;
use maud::{Markup, html};

/// The view.
#[must_use]
pub fn page(request: &WorkspaceRequest, data: &Distance) -> Page {
    let lang = request.lang;
    let place = data.context.province.name.to_string();
    let title = lang.ta("steer-distance-title", [("place", place.into())]);
    let body = if data.near.is_empty() {
        view! { <p class="lead">{lang.t("steer-near-none")}</p> }.into_any()
    } else {
        view! {
            <p class="lead">{inert(lead(lang, data))}</p>
            {climbs(request, data)}
            <h2 id="neu">{lang.t("steer-what-if")}</h2>
            <p>{lang.t("steer-what-if-how")}</p>
            {imagined(request, data)}
            {form(request, data)}
        }
        .into_any()
    };
    frame(
        request,
        &data.context,
        &WorkspaceRoute::Distance,
        title,
        body,
    )
}

/// How many are not green and how many of them miss one item: rows of the table below.
fn lead(lang: Lang, data: &Distance) -> Sentence {
    let one = data.near.iter().filter(|n| n.missing.len() == 1).count();
    let mut sentence = Sentence::new();
    let args =
        [("all", data.near.len(), "#bang"), ("one", one, "#thieu-1")].map(|(name, count, to)| {
            let fact = fact::number(lang, to.to_owned(), saturating_u32(count));
            (name, sentence.fact(&fact).into())
        });
    let text = lang.ta("steer-distance-lead", args);
    sentence.say(&text);
    sentence
}

/// “k xã gần nhất này đưa tỉnh từ thứ 5 lên thứ 4”, for each rank within reach.
fn climbs(request: &WorkspaceRequest, data: &Distance) -> Option<AnyView> {
    let lang = request.lang;
    let from = data.rank?.rank;
    let context = &data.context;
    let own = || ranking_row(lang, context, &context.province.code);
    let line = |climb: &RankStep| {
        let more = usize::try_from(climb.more).unwrap_or(usize::MAX);
        let nearest = &data.near[..more.min(data.near.len())];
        let mut sentence = Sentence::new();
        let reached = rank_row(lang, context, climb.rank);
        let args = [
            ("more", fact::number(lang, own(), climb.more)),
            ("from", fact::ordinal(lang, own(), from)),
            ("to", fact::ordinal(lang, reached, climb.rank)),
        ];
        let [more, from, to] = args.map(|(name, fact)| (name, sentence.fact(&fact).into()));
        let count = ("count", climb.more.into());
        let text = lang.ta("steer-climb-these", [more, count, from, to]);
        sentence.say(&text);
        let ticks: Vec<_> = nearest
            .iter()
            .flat_map(|n| {
                n.missing
                    .iter()
                    .map(|(code, _)| format!("{}.{code}", n.unit.code))
            })
            .collect();
        let pairs: Vec<_> = ticks.iter().map(|t| ("muc", t.as_str())).collect();
        let to = address(request, &data.context, &WorkspaceRoute::Distance, &pairs) + "#neu";
        html! {
            li {
                (sentence) " "
                @if climb.more <= 12 {
                    @for (at, near) in nearest.iter().enumerate() {
                        @if at > 0 { ", " }
                        (name::short(lang, &near.unit))
                    }
                    ". "
                }
                a href=(to) { (lang.t("steer-climb-try")) }
            }
        }
    };
    if data.climbs.is_empty() {
        return Some(view! { <p>{lang.t("steer-climb-none")}</p> }.into_any());
    }
    let list = html! {
        ul class="climbs" {
            @for climb in data.climbs.iter().take(4) {
                (line(climb))
            }
        }
    };
    Some(inert(list).into_any())
}

/// “5/34”, whose rows are those of the ranking.
fn rank(lang: Lang, to: String, rank: Option<Rank>) -> Option<Fact> {
    let rank = rank?;
    Some(fact::counted(lang, to, rank.rank, rank.of))
}

/// Before and after, side by side: count, rate and rank. What is imagined follows from the ticked rows and from
/// what stands beside it.
fn imagined(request: &WorkspaceRequest, data: &Distance) -> AnyView {
    let lang = request.lang;
    let imagined = &data.imagined;
    let (context, own) = (&data.context, &data.context.province.code);
    let row = |label: String, now: Option<Fact>, then: Option<Fact>| {
        let text = |fact: &Option<Fact>| fact.as_ref().map(|f| f.text.clone());
        let changed = (text(&now) != text(&then)).then_some("changed");
        let cell = |fact: Option<Fact>| {
            inert(html! {
                @match fact {
                    Some(fact) => (fact),
                    None => "–",
                }
            })
        };
        view! {
            <tr>
                <th scope="row">{label}</th>
                <td class="num"><bdi>{cell(now)}</bdi></td>
                <td class="num"><b class=changed><bdi>{cell(then)}</bdi></b></td>
            </tr>
        }
    };
    let now = || communes(&public_request(lang, context), own, &[]);
    let then = || "#bang".to_owned();
    let ranking = || ranking_row(lang, context, own);
    let (was, is) = (data.green, imagined.green);
    let counts = row(
        lang.t("ranking-col-green"),
        Some(fact::counted(lang, now(), was.part, was.whole)),
        Some(fact::counted(lang, then(), is.part, is.whole)),
    );
    let rates = row(
        lang.t("ranking-col-rate"),
        Some(fact::percent(lang, now(), was)),
        Some(fact::percent(lang, then(), is)),
    );
    let ranks = row(
        lang.t("ranking-col-rank"),
        rank(lang, ranking(), data.rank),
        rank(lang, ranking(), imagined.rank),
    );
    let mut ticked = Sentence::new();
    let args = [
        ("items", imagined.ticked),
        ("communes", saturating_u32(imagined.completed.len())),
    ]
    .map(|(name, n)| {
        let fact = fact::number(lang, then(), n);
        (name, ticked.fact(&fact).into())
    });
    let text = lang.ta("steer-ticked", args);
    ticked.say(&text);
    let clear = (imagined.ticked > 0).then(|| {
        let to = address(request, &data.context, &WorkspaceRoute::Distance, &[]) + "#neu";
        view! { " " <a href=to>{lang.t("steer-clear")}</a> }
    });
    view! {
        <div class="what-came">
        <p role="status" class="ticked" id="da-chon"><span>{inert(ticked)}</span> {clear}</p>
        <table class="imagined data">
            <caption>{lang.t("steer-imagined-caption")}</caption>
            <thead>
                <tr>
                    <td></td>
                    <th scope="col">{lang.t("steer-now")}</th>
                    <th scope="col">{lang.t("steer-then")}</th>
                </tr>
            </thead>
            <tbody id="ket-qua">
                {counts}
                {rates}
                {ranks}
            </tbody>
        </table>
        <p class="help">{lang.t("steer-imagined-note")}</p>
        </div>
    }
    .into_any()
}

/// The communes with a box for each missing item.
fn form(request: &WorkspaceRequest, data: &Distance) -> AnyView {
    let lang = request.lang;
    let public_request = public_request(lang, &data.context);
    let columns = [
        ("communes-col-name", ""),
        ("steer-col-missing", "num"),
        ("steer-col-items", ""),
    ];
    // The first row of each number of missing items can be linked to.
    let first = |at: usize, near: &Near| {
        let before = at.checked_sub(1).and_then(|at| data.near.get(at));
        before.is_none_or(|before| before.missing.len() != near.missing.len())
    };
    let table = html! {
        table class="as-cards distance" id="bang" {
            (head(lang, "steer-distance-caption", columns))
            tbody {
                @for (at, near) in data.near.iter().enumerate() {
                    (row(&public_request, data, near, first(at, near)))
                }
            }
        }
    };
    let release = data
        .context
        .release
        .as_ref()
        .filter(|_| !data.context.latest);
    let release = release.map(|r| view! { <Hidden name="phat-hanh" value=r.id.to_string() /> });
    let action = WorkspaceRoute::Distance.href(lang) + "#neu";
    let of_all = communes(&public_request, &data.context.province.code, &[]);
    let of_all = fact::share(lang, of_all, data.green);
    view! {
        <form method="get" action=action class="what-if">
            <Hidden name="tinh" value=data.context.province.code.to_string() />
            {release}
            <p class="buttons"><button type="submit">{lang.t("steer-try")}</button> <span>{inert(of_all)}</span></p>
            {inert(table)}
            <p class="buttons"><button type="submit">{lang.t("steer-try")}</button></p>
            <WhatIf />
        </form>
    }
    .into_any()
}

fn row(public_request: &PageRequest, data: &Distance, near: &Near, first: bool) -> Markup {
    let lang = public_request.lang;
    let done = data.imagined.completed.contains(&near.unit.code);
    let count = near.missing.len();
    html! {
        tr class=[done.then_some("is-home")] id=[first.then(|| format!("thieu-{count}"))] {
            th scope="row" {
                (commune_link(lang, &near.unit)) " " (status::badge(lang, near.level))
                @if done {
                    " " b class="changed" { "→ " (lang.t("level-green")) }
                }
            }
            td class="num" data-label=(lang.t("steer-col-missing")) {
                (missing(public_request, &near.unit.code, count, items(lang, count)))
            }
            td class="boxes" {
                @for (code, why) in &near.missing {
                    @let ticked = data.ticks.contains(&(near.unit.code.clone(), code.clone()));
                    label class="choice" {
                        input type="checkbox" name="muc" value={ (near.unit.code) "." (encode(code)) } checked[ticked];
                        " " (item(lang, code, *why))
                    }
                }
            }
        }
    }
}
