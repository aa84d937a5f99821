//! Where the province stands and why: its count, rate, rank and the ranks still open; what fails most;
//! who is nearest; what is overdue; the ranking with where each line comes from.

use crate::{
    components::{
        directive::sum,
        figure,
        html::inert,
        name,
        notice::{Notice, Tone},
        series, stacked_bar,
        table::{ScrollTable, head, heads},
    },
    i18n::Lang,
    page::{Page, PageRequest, WorkspaceRequest},
    public::model::CriterionCount,
    routes::WorkspaceRoute,
    texts::{
        committee::{self, communes, communes_then, province_items, public_request, ranking_then},
        fact::{self, Fact, Sentence},
    },
    workspace::committee::{
        address, frame,
        model::{Line, Overview},
        near_line,
    },
};
use domain::{
    rate::Rate,
    status::{Level, Stage},
};
use leptos::prelude::*;
use maud::{Markup, html};

/// The view.
#[must_use]
pub fn page(request: &WorkspaceRequest, data: &Overview) -> Page {
    let lang = request.lang;
    let context = &data.context;
    let place = context.province.name.to_string();
    let title = lang.ta("steer-overview-title", [("place", place.clone().into())]);
    let body = match data.own() {
        None => view! { <p>{lang.t("steer-no-line")}</p> }.into_any(),
        Some(own) => view! {
            {standing(lang, data, own, &place)}
            <div class="columns">
                <section>
                    <h2>{lang.t("province-failing")}</h2>
                    {criteria(request, data)}
                </section>
                <section>
                    <h2>{lang.t("steer-near")}</h2>
                    {near(request, data)}
                    <h2>{lang.t("steer-directives")}</h2>
                    {directives(request, data)}
                </section>
            </div>
            <h2>{lang.t("steer-groups")}</h2>
            {groups(lang, data)}
            <div class="columns">{trends(lang, data, &place)}</div>
            <section aria-labelledby="xep-hang">
                <h2 id="xep-hang" tabindex="-1">{lang.t("steer-ranking")}</h2>
                {ranking(lang, data)}
            </section>
        }
        .into_any(),
    };
    frame(request, context, &WorkspaceRoute::Overview, title, body)
}

/// Rate and rank over the releases.
fn trends(lang: Lang, data: &Overview, place: &str) -> AnyView {
    let public_request = public_request(lang, &data.context);
    let own = &data.context.province.code;
    let rate = series::rate(lang, place, &data.series, |release| {
        communes_then(&public_request, own, release)
    });
    let rank = series::rank(lang, place, &data.series, |release| {
        ranking_then(lang, &data.context, own, release)
    });
    let figures = rate.into_iter().chain(rank);
    figures
        .map(|f| figure::chart(lang, f))
        .collect_view()
        .into_any()
}

fn standing(lang: Lang, data: &Overview, own: &Line, place: &str) -> AnyView {
    let [first, second] = committee::standing_sentences(lang, data, own, place);
    let public_request = public_request(lang, &data.context);
    let level = |level: Level| {
        communes(
            &public_request,
            &own.unit.code,
            &[("trang-thai", level.slug())],
        )
    };
    let mixed = data
        .mixed()
        .then(|| view! { <Notice tone=Tone::Warning>{lang.t("steer-mixed")}</Notice> });
    let unknown = (data.unknown > 0).then(|| {
        let mut sentence = Sentence::new();
        let count = fact::number(lang, "#xep-hang".to_owned(), data.unknown);
        let args = [
            ("shown", sentence.fact(&count).into()),
            ("count", data.unknown.into()),
        ];
        sentence.say(&lang.ta("steer-unknown", args));
        view! { <p class="notice is-warning">{inert(sentence)}</p> }
    });
    view! {
        <p class="lead big">{inert(first)}</p>
        <p class="second">{inert(second)}</p>
        {stacked_bar::with_key(lang, &data.counts, Some(&level))}
        {mixed}
        {unknown}
    }
    .into_any()
}

fn criteria(request: &WorkspaceRequest, data: &Overview) -> AnyView {
    let lang = request.lang;
    let public_request = public_request(lang, &data.context);
    let items = |count: &CriterionCount, level: Level, units: u32| {
        let params = [
            ("tieu-chi", count.criterion.as_str()),
            ("trang-thai", level.slug()),
        ];
        let to = province_items(&public_request, &data.context.province.code, &params);
        fact::number(lang, to, units)
    };
    let failing: Vec<_> = data.criteria.iter().filter(|c| c.failing() > 0).collect();
    if failing.is_empty() {
        return view! { <p>{lang.t("province-failing-none")}</p> }.into_any();
    }
    let set = &data.context.set;
    let title = |count: &CriterionCount| {
        let criterion = set.criteria.iter().find(|c| c.code == count.criterion);
        criterion.map_or("", |c| lang.pick(&c.title))
    };
    let sorted = |count: &CriterionCount| {
        let by = [("sap-xep", count.criterion.as_str())];
        address(request, &data.context, &WorkspaceRoute::Matrix, &by)
    };
    let bar = |count: &CriterionCount| {
        let parts = [("is-red", count.red), ("is-yellow", count.yellow)];
        stacked_bar::parts_of(&parts, count.units())
    };
    let columns = [
        ("desk-criterion", ""),
        ("level-red", "num"),
        ("level-yellow", "num"),
        ("steer-communes", "wide"),
    ];
    inert(html! {
        table class="failing" {
            (head(lang, "steer-failing-caption", columns))
            tbody {
                @for count in failing {
                    tr {
                        th scope="row" {
                            a href=(sorted(count)) { b dir="ltr" { (count.criterion) } " " (title(count)) }
                        }
                        td class="num is-red" {
                            span class="status is-red" {
                                span aria-hidden="true" { "■" } " " (items(count, Level::Red, count.red))
                            }
                        }
                        td class="num" {
                            span class="status is-yellow" {
                                span aria-hidden="true" { "▲" } " " (items(count, Level::Yellow, count.yellow))
                            }
                        }
                        td class="wide" { (bar(count)) }
                    }
                }
            }
        }
    })
    .into_any()
}

fn near(request: &WorkspaceRequest, data: &Overview) -> AnyView {
    let lang = request.lang;
    if data.near.is_empty() {
        return view! { <p>{lang.t("steer-near-none")}</p> }.into_any();
    }
    let public_request = public_request(lang, &data.context);
    let list = html! {
        ol class="near" {
            @for near in &data.near {
                (near_line(&public_request, near))
            }
        }
    };
    let to = address(request, &data.context, &WorkspaceRoute::Distance, &[]);
    view! {
        {inert(list)}
        <p><a href=to>{lang.t("steer-near-all")}</a></p>
    }
    .into_any()
}

fn directives(request: &WorkspaceRequest, data: &Overview) -> AnyView {
    let lang = request.lang;
    let (overdue, running) = data.directives;
    let to = address(request, &data.context, &WorkspaceRoute::Directives, &[]);
    let sentence = sum(lang, &format!("{to}#viec"), running, overdue);
    view! {
        <p>{inert(sentence)}</p>
        <p><a href=to>{lang.t("steer-directives-all")}</a></p>
    }
    .into_any()
}

fn groups(lang: Lang, data: &Overview) -> AnyView {
    let public_request = public_request(lang, &data.context);
    let sums = |code: &str| {
        let own = |criterion: &str| {
            let mut all = data.context.set.criteria.iter();
            all.any(|c| c.group == code && c.code == criterion)
        };
        let mut sums = crate::public::model::Counts::default();
        for row in data.criteria.iter().filter(|row| own(&row.criterion)) {
            sums.green += row.green;
            sums.yellow += row.yellow;
            sums.red += row.red;
            sums.none += row.none;
        }
        sums
    };
    let items = |code: &str, level: Option<Level>| {
        let own = [("nhom", code)].into_iter();
        let params: Vec<_> = own.chain(level.map(|l| ("trang-thai", l.slug()))).collect();
        province_items(&public_request, &data.context.province.code, &params)
    };
    let columns = [
        ("queue-group", ""),
        ("steer-items-green", "num"),
        ("steer-items-levels", "wide"),
    ];
    inert(html! {
        table class="groups" {
            (head(lang, "steer-groups-caption", columns))
            tbody {
                @for group in &data.context.set.groups {
                    @let sums = sums(&group.code);
                    tr {
                        th scope="row" { b { (group.code) } " " (lang.pick(&group.name)) }
                        td class="num" { (fact::share(lang, items(&group.code, None), sums.rate())) }
                        td class="wide" {
                            (stacked_bar::bar(&sums))
                            span class="levels-text" {
                                (stacked_bar::facts(lang, &sums, |level| items(&group.code, Some(level))))
                            }
                        }
                    }
                }
            }
        }
    })
    .into_any()
}

/// The ranking. A rank follows from the rows of this table, which a test recomputes; a line that somebody
/// else published cites its source in its row.
fn ranking(lang: Lang, data: &Overview) -> AnyView {
    let public_request = public_request(lang, &data.context);
    // The first line of each rank can be linked to.
    let first = |at: usize, rank: u32| {
        let before = data.lines[..at].iter().rev().find_map(|line| line.rank);
        before.is_none_or(|before| before.rank != rank)
    };
    let columns = [
        ("ranking-col-rank", "num"),
        ("publish-province", ""),
        ("ranking-col-green", "num"),
        ("ranking-col-rate", "num"),
        ("steer-col-range", "num"),
        ("steer-col-waiting", "num"),
        ("steer-col-origin", ""),
    ];
    let rows = html! {
        @for (at, line) in data.lines.iter().enumerate() {
            @let own = line.unit.code == data.context.province.code;
            @let rank = line.rank.map(|rank| rank.rank);
            @let anchor = rank.filter(|rank| first(at, *rank)).map(|rank| format!("thu-{rank}"));
            tr class=[own.then_some("is-home")] id={ "hang-" (line.unit.code) } {
                td class="rank num" id=[anchor] {
                    (rank.map_or_else(|| "–".to_owned(), |rank| lang.number(rank)))
                    @if line.rank.is_some_and(|r| r.shared_by > 1) {
                        " " small { (lang.t("ranking-tied")) }
                    }
                }
                th scope="row" { (name::short(lang, &line.unit)) }
                (figures(&public_request, line))
                td { (origin(lang, line)) }
            }
        }
    };
    view! {
        <ScrollTable caption=lang.t("steer-ranking-caption") name=lang.t("steer-ranking") class="lines"
            head=heads(lang, columns)>
            {inert(rows)}
        </ScrollTable>
    }
    .into_any()
}

/// A line's numbers. What was published stands as it is: its row is the end of the way.
fn figures(public_request: &PageRequest, line: &Line) -> Markup {
    let lang = public_request.lang;
    let code = &line.unit.code;
    let to = communes(public_request, code, &[]);
    let Rate { part, whole } = line.green;
    let fraction = fact::counted(lang, to.clone(), part, whole);
    let percent = fact::percent(lang, to, line.green);
    // Only what waits for review can change a rank.
    let range = line.range.map(|(best, worst)| Fact {
        href: province_items(public_request, code, &[("khai", Stage::Waiting.slug())]),
        value: format!("{best}–{worst}"),
        text: if best == worst {
            lang.number(best)
        } else {
            format!("{}–{}", lang.number(best), lang.number(worst))
        },
    });
    html! {
        @for (class, fact) in [("num", &fraction), ("num rate", &percent)] {
            td class=(class) {
                @if line.published.is_some() {
                    (fact.text)
                } @else {
                    (fact)
                }
            }
        }
        td class="num" {
            @match range {
                Some(range) => bdi { (range) },
                None => "–",
            }
        }
        td class="num" {
            @match line.open {
                Some(open) => (committee::waiting(public_request, line, open)),
                None => "–",
            }
        }
    }
}

/// “Tính tại đây”, or “Đã công bố: bảng …, tính đến …” as a citation.
fn origin(lang: Lang, line: &Line) -> Markup {
    let text = committee::origin_text(lang, line);
    html! {
        @if line.published.is_some() {
            cite { (text) }
        } @else {
            (text)
        }
    }
}
