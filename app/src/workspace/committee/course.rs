//! Over time and beside others: the target, ranks, groups, what fell, what stands still, what was
//! declared and what others published.

use crate::{
    charts::{self, Names, RankLine, RankPoint, RankTrend, Size},
    components::{
        figure::{self, ChartFigure},
        html::inert,
        notice::flash_notice,
        series,
        table::{Cell, DataTable, Head, ScrollTable, heads},
    },
    i18n::Lang,
    page::{Page, PageRequest, WorkspaceRequest},
    public::model::{ReleaseInfo, UnitRef},
    routes::{Route, WorkspaceRoute, encode},
    texts::{
        committee::{communes_then, province_items, public_request, ranking_then},
        fact::{self, Fact, Sentence},
        ranking,
    },
    workspace::committee::{
        commune_link,
        compared::compared,
        frame,
        model::{Course, Declared},
        target::target,
    },
};
use domain::{
    distance::Unmet,
    ranking::Rank,
    rate::{Rate, Shown},
    status::Stage,
};
use leptos::prelude::*;
use maud::html;
use std::sync::Arc;

/// The view.
#[must_use]
pub fn page(request: &WorkspaceRequest, data: &Course) -> Page {
    let lang = request.lang;
    let place = data.context.province.name.to_string();
    let title = lang.ta("steer-course-title", [("place", place.clone().into())]);
    let public_request = public_request(lang, &data.context);
    let body = view! {
        {flash_notice(request)}
        <h2 id="muc-tieu">{lang.t("steer-target")}</h2>
        {target(request, data)}
        {trend(&public_request, data, &place)}
        <h2>{lang.t("steer-bump")}</h2>
        {bump(lang, data, &place).map(|f| figure::chart(lang, f))}
        {groups(&public_request, data)}
        <h2>{lang.t("steer-fallen")}</h2>
        {fallen(lang, data)}
        <h2>{lang.t("steer-stalled")}</h2>
        <p>{lang.t("steer-stalled-how")}</p>
        {items(lang, &data.stalled)}
        <h2>{lang.t("steer-declared")}</h2>
        {declared(&public_request, data)}
        <h2>{lang.t("steer-spread")}</h2>
        {spread(&public_request, data)}
        <h2>{lang.t("steer-strip")}</h2>
        {strip(&public_request, data)}
        <h2>{lang.t("steer-compared")}</h2>
        {compared(&public_request, data)}
    }
    .into_any();
    frame(request, &data.context, &WorkspaceRoute::Course, title, body)
}

/// The rate over the releases; each release's rows stand on the province's page.
fn trend(public_request: &PageRequest, data: &Course, place: &str) -> Option<AnyView> {
    let own = &data.context.province.code;
    let link = |release: &ReleaseInfo| communes_then(public_request, own, release);
    let figure = series::rate(public_request.lang, place, &data.series, link)?;
    Some(figure::chart(public_request.lang, figure))
}

/// Ranks of a few provinces over the releases, with their table.
fn bump(lang: Lang, data: &Course, place: &str) -> Option<ChartFigure> {
    let own = &data.ranks.first()?.ranks;
    let (first, last) = (own.first()?, own.last()?);
    let date = |r: &ReleaseInfo| lang.date(r.as_of.date());
    let caption = lang.ta(
        "steer-bump-caption",
        [
            ("from", date(&first.0).into()),
            ("to", date(&last.0).into()),
        ],
    );
    let context = &data.context;
    let mut reading = Sentence::new();
    let mut rank = |(release, rank): &(Arc<ReleaseInfo>, Option<Rank>)| {
        let to = ranking_then(lang, context, &context.province.code, release);
        match rank {
            Some(rank) => reading.fact(&fact::ordinal(lang, to, rank.rank)),
            None => "–".to_owned(),
        }
    };
    let args = [
        ("place", place.into()),
        ("first", rank(first).into()),
        ("last", rank(last).into()),
    ];
    let text = lang.ta("steer-bump-reading", args);
    reading.say(&text);
    let told = reading.plain();
    let point = |(release, rank): &(Arc<ReleaseInfo>, Option<Rank>)| {
        let rank = (*rank)?.rank;
        Some(RankPoint {
            at: release.as_of.0,
            rank,
            value: lang.number(rank),
            title: format!("{}: {}", date(release), lang.number(rank)),
        })
    };
    let lines = data.ranks.iter().map(|course| RankLine {
        label: course.unit.name.to_string(),
        points: course.ranks.iter().filter_map(point).collect(),
    });
    let chart = RankTrend {
        names: Names {
            id: "bac",
            title: &caption,
            desc: &told,
        },
        lines: lines.collect(),
        y_ticks: [1, 5, 10, 15, 20, 25, 30, 34]
            .map(|tick| (tick, lang.number(tick)))
            .to_vec(),
        x_ticks: series::dates(lang, &data.series),
        breaks: series::breaks(lang, &data.series),
    };
    let drawing = [Size::Wide, Size::Narrow]
        .into_iter()
        .filter_map(|size| charts::rank_trend(&chart, size).ok())
        .collect();
    let mut head = heads(lang, ["series-col-date"]);
    head.extend(
        data.ranks
            .iter()
            .map(|course| Head::plain(course.unit.name.to_string(), "")),
    );
    let rows = own.iter().enumerate().rev().map(|(at, (release, _))| {
        let mut row: Vec<Cell> = vec![lang.instant(release.as_of).into()];
        row.extend(data.ranks.iter().map(|course| {
            let rank = course.ranks.get(at).and_then(|(_, rank)| *rank);
            let to = || ranking_then(lang, context, &course.unit.code, release);
            match rank {
                Some(rank) => fact::number(lang, to(), rank.rank).into(),
                None => "–".to_owned().into(),
            }
        }));
        row
    });
    Some(ChartFigure {
        table: DataTable {
            id: "bac-bang",
            caption: caption.clone(),
            head,
            rows: rows.collect(),
        },
        caption,
        drawing,
        reading,
    })
}

fn groups(public_request: &PageRequest, data: &Course) -> Option<AnyView> {
    let lang = public_request.lang;
    let (best, median) = data.beside.as_ref()?;
    let name = |code: &str| {
        let group = data.context.set.groups.iter().find(|g| g.code == code);
        group.map_or("", |g| lang.pick(&g.name))
    };
    let rows = html! {
        @for share in &data.groups {
            @let provinces = [(&data.context.province, share.own), (best, share.best), (median, share.median)];
            tr {
                th scope="row" { b { (share.group) } " " (name(&share.group)) }
                @for (province, rate) in provinces {
                    @let to = province_items(public_request, &province.code, &[("nhom", &share.group)]);
                    td class="num" { (fact::share(lang, to, rate)) }
                }
            }
        }
    };
    let places = [
        data.context.province.name.to_string(),
        lang.ta("steer-best", [("place", (&*best.name).into())]),
        lang.ta("steer-median", [("place", (&*median.name).into())]),
    ];
    let mut head = heads(lang, ["queue-group"]);
    head.extend(places.map(|place| Head::plain(place, "num")));
    let section = view! {
        <h2>{lang.t("steer-beside")}</h2>
        <ScrollTable caption=lang.t("steer-beside-caption") head>{inert(rows)}</ScrollTable>
    };
    Some(section.into_any())
}

fn fallen(lang: Lang, data: &Course) -> AnyView {
    let Some(before) = &data.before else {
        return view! { <p>{lang.t("province-changes-not-comparable")}</p> }.into_any();
    };
    let mut since = Sentence::new();
    let lost = u32::try_from(data.lost.len()).unwrap_or(0);
    let lost = fact::number(lang, "#khong-con-xanh".to_owned(), lost);
    let args = [
        ("date", since.day(lang, before.as_of.date()).into()),
        ("shown", since.fact(&lost).into()),
    ];
    let text = lang.ta("steer-fallen-since", args);
    since.say(&text);
    view! {
        <section id="khong-con-xanh">
            <p>{inert(since)}</p>
            {(!data.lost.is_empty()).then(|| units(lang, &data.lost))}
        </section>
        {items(lang, &data.fallen)}
    }
    .into_any()
}

fn units(lang: Lang, all: &[UnitRef]) -> AnyView {
    let list = html! {
        ul class="in-columns" {
            @for unit in all {
                li { (commune_link(lang, unit)) }
            }
        }
    };
    inert(list).into_any()
}

fn items(lang: Lang, all: &[(UnitRef, Vec<String>)]) -> AnyView {
    if all.is_empty() {
        return view! { <p>{lang.t("province-none")}</p> }.into_any();
    }
    let list = html! {
        ul class="in-columns" {
            @for (unit, codes) in all {
                li { (commune_link(lang, unit)) " " bdi dir="ltr" { (codes.join(", ")) } }
            }
        }
    };
    inert(list).into_any()
}

fn declared(public_request: &PageRequest, data: &Course) -> AnyView {
    let lang = public_request.lang;
    let title = |code: &str| {
        let criterion = data.context.set.criteria.iter().find(|c| c.code == code);
        criterion.map_or("", |c| lang.pick(&c.title))
    };
    let numbers = |row: &Declared| {
        [
            (row.applies, Stage::Applies),
            (row.declared, Stage::Declared),
            (row.confirmed, Stage::Confirmed),
            (row.unconfirmed, Stage::Unconfirmed),
            (row.met, Stage::Met),
        ]
    };
    let rows = html! {
        @for row in &data.declared {
            tr {
                th scope="row" { b dir="ltr" { (row.criterion) } " " (title(&row.criterion)) }
                @for (number, stage) in numbers(row) {
                    @let params = [("tieu-chi", row.criterion.as_str()), ("khai", stage.slug())];
                    @let to = province_items(public_request, &data.context.province.code, &params);
                    td class="num" { (fact::number(lang, to, number)) }
                }
            }
        }
    };
    let columns = [
        ("desk-criterion", ""),
        ("steer-communes", "num"),
        ("steer-col-declared", "num"),
        ("steer-col-confirmed", "num"),
        ("steer-col-gap", "num"),
        ("steer-col-met", "num"),
    ];
    let head = heads(lang, columns);
    view! { <ScrollTable caption=lang.t("steer-declared-caption") head>{inert(rows)}</ScrollTable> }
        .into_any()
}

/// Communes by criteria not met; each number leads to its communes on the page of its release.
fn spread(public_request: &PageRequest, data: &Course) -> AnyView {
    let lang = public_request.lang;
    let province = Route::Province(data.context.province.code.clone());
    let rows = html! {
        @for (release, counts) in &data.spread {
            @let page = public_request.in_release(&province, release);
            tr {
                th scope="row" { (lang.date(release.as_of.date())) }
                @for (count, unmet) in counts.iter().zip(Unmet::ALL) {
                    @let to = format!("{page}&thieu={}#bang", unmet.slug());
                    td class="num" { (fact::number(lang, to, *count)) }
                }
            }
        }
    };
    let mut head = heads(lang, ["series-col-date"]);
    head.extend(Unmet::ALL.map(|unmet| Head::plain(ranking::unmet(lang, unmet), "num")));
    view! { <ScrollTable caption=lang.t("steer-spread-caption") head>{inert(rows)}</ScrollTable> }
        .into_any()
}

/// Green communes by criterion over the releases: the share as a number, shaded by what it is far from.
fn strip(public_request: &PageRequest, data: &Course) -> AnyView {
    let lang = public_request.lang;
    let province = Route::Items(data.context.province.code.clone());
    let share = |page: &str, code: &str, rate: Rate, shown: Shown| {
        let to = format!("{page}&tieu-chi={}#bang", encode(code));
        Fact {
            text: lang.number(shown.0 / 100),
            ..fact::counted(lang, to, rate.part, rate.whole)
        }
    };
    let rows = html! {
        @for (release, rates) in &data.strip {
            @let page = public_request.in_release(&province, release);
            tr {
                th scope="row" { (lang.date(release.as_of.date())) }
                @for criterion in &data.context.set.criteria {
                    @match rates.get(&criterion.code).and_then(|rate| Some((*rate, rate.shown()?))) {
                        None => td class="num" { "–" },
                        Some((rate, shown)) => td class={ "num shade-" ((shown.0 / 2_000).min(4)) } {
                            (share(&page, &criterion.code, rate, shown))
                        },
                    }
                }
            }
        }
    };
    let mut head = heads(lang, ["series-col-date"]);
    let codes = data.context.set.criteria.iter();
    head.extend(codes.map(|c| Head::plain(c.code.clone(), "num")));
    view! { <ScrollTable caption=lang.t("steer-strip-caption") head>{inert(rows)}</ScrollTable> }
        .into_any()
}
