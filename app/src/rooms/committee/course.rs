//! Over time and beside others: the target, ranks, groups, what fell, what stands still, what was
//! declared and what others published.

use super::{commune_link, frame, of_all, overview::head};
use crate::{
    backend::UnitRef,
    charts::{self, Names, RankLine, RankPoint, RankTrend, Size},
    committee::{Course, TargetView},
    i18n::Lang,
    pages::Page,
    parts::{
        figure::{self, ChartFigure},
        markup::Markup,
        name, series, status,
        table::DataTable,
        words,
    },
    rooms::{Visit, done_notice, hidden},
    routes::{Act, Room},
};
use domain::{
    rate::Rate,
    status::Level,
    target::{FEWEST, NoProjection},
};
use leptos::prelude::*;

/// The view.
#[must_use]
pub fn page(visit: &Visit, data: &Course) -> Page {
    let lang = visit.lang;
    let place = lang.name(&data.scene.province).to_owned();
    let title = lang.ta("steer-course-title", [("place", place.clone().into())]);
    let body = view! {
        {done_notice(lang, data.done)}
        <h2 id="muc-tieu">{lang.t("steer-target")}</h2>
        {target(visit, data)}
        {series::rate(lang, &place, &data.series).map(|f| figure::chart(lang, f))}
        <h2>{lang.t("steer-bump")}</h2>
        {bump(lang, data, &place).map(|f| figure::chart(lang, f))}
        {groups(lang, data)}
        <h2>{lang.t("steer-fallen")}</h2>
        {fallen(lang, data)}
        <h2>{lang.t("steer-stalled")}</h2>
        <p>{lang.t("steer-stalled-how")}</p>
        {items(lang, &data.stalled)}
        <h2>{lang.t("steer-declared")}</h2>
        {declared(lang, data)}
        <h2>{lang.t("steer-spread")}</h2>
        {spread(lang, data)}
        <h2>{lang.t("steer-strip")}</h2>
        {strip(lang, data)}
        <h2>{lang.t("steer-compared")}</h2>
        {compared(lang, data)}
    }
    .into_any();
    frame(visit, &data.scene, &Room::Course, title, body)
}

fn target(visit: &Visit, data: &Course) -> AnyView {
    let lang = visit.lang;
    let text = data.target.as_ref().map(|t| target_words(lang, t));
    let simulated = data
        .target
        .as_ref()
        .and_then(|t| t.projection.ok())
        .is_some_and(|p| p.simulated)
        .then(|| view! { <p class="notice is-warning">{lang.t("steer-target-simulated")}</p> });
    let none = data
        .target
        .is_none()
        .then(|| view! { <p>{lang.t("steer-target-none")}</p> });
    let set = data.scene.steers.then(|| {
        let refused = data.refused.then(
            || view! { <p class="notice is-problem" role="alert">{lang.t("steer-target-refused")}</p> },
        );
        view! {
            {refused}
            <form method="post" action=Act::SetTarget.href(lang) class="filter">
                {hidden("province", &data.scene.province.code)}
                <p>
                    <label for="share">{lang.t("steer-target-share")}</label>
                    <input id="share" name="share" type="number" min="1" max="100" value="100" required />
                </p>
                <p>
                    <label for="by">{lang.t("steer-target-by")}</label>
                    <input id="by" name="by" type="date" required />
                </p>
                <p><button type="submit">{lang.t("steer-target-set")}</button></p>
            </form>
        }
    });
    view! {
        {text.map(|t| view! { <p class="lead">{t}</p> })}
        {simulated}
        {none}
        {set}
    }
    .into_any()
}

/// The target, the pace that it takes, and what the pace of the last releases would come to.
fn target_words(lang: Lang, view: &TargetView) -> String {
    let share = Rate::new(view.target.share_bp, 10_000);
    let (more, days) = view.left;
    let goal = lang.ta(
        "steer-target-words",
        [
            ("share", lang.percent(share).into()),
            ("day", lang.date(view.target.by).into()),
            ("more", lang.number(more).into()),
            ("days", lang.number(days).into()),
            ("who", view.set_by.clone().into()),
        ],
    );
    let pace = match view.pace {
        Some(0) => lang.t("steer-target-reached"),
        Some(pace) => lang.ta("steer-target-pace", [("pace", lang.number(pace).into())]),
        None => lang.t("steer-target-past"),
    };
    let few = u32::try_from(FEWEST).unwrap_or(0);
    let projection = match view.projection {
        Ok(p) => lang.ta(
            "steer-target-projection",
            [
                ("releases", lang.number(p.releases).into()),
                ("low", lang.number(p.low).into()),
                ("middle", lang.number(p.middle).into()),
                ("high", lang.number(p.high).into()),
            ],
        ),
        Err(NoProjection::TooFew) => {
            lang.ta("steer-target-few", [("few", lang.number(few).into())])
        }
        Err(NoProjection::CriteriaChanged) => lang.t("steer-target-changed"),
        Err(NoProjection::Past) => String::new(),
    };
    format!("{goal} {pace} {projection}").trim_end().to_owned()
}

/// Ranks of a few provinces over the releases, with their table.
fn bump(lang: Lang, data: &Course, place: &str) -> Option<ChartFigure> {
    let own = &data.ranks.first()?.ranks;
    let (first, last) = (own.first()?, own.last()?);
    let date = |r: &crate::backend::ReleaseInfo| lang.date(r.as_of.date());
    let caption = lang.ta(
        "steer-bump-caption",
        [
            ("from", date(&first.0).into()),
            ("to", date(&last.0).into()),
        ],
    );
    let rank = |r: Option<domain::ranking::Rank>| r.map(|r| words::ordinal(lang, r.rank));
    let reading = lang.ta(
        "steer-bump-reading",
        [
            ("place", place.into()),
            ("first", rank(first.1).unwrap_or_else(|| "–".into()).into()),
            ("last", rank(last.1).unwrap_or_else(|| "–".into()).into()),
        ],
    );
    let point = |(release, rank): &(_, Option<domain::ranking::Rank>)| {
        let release: &std::sync::Arc<crate::backend::ReleaseInfo> = release;
        let rank = (*rank)?.rank;
        Some(RankPoint {
            at: release.as_of.0,
            rank,
            value: lang.number(rank),
            title: format!("{}: {}", date(release), lang.number(rank)),
        })
    };
    let lines = data.ranks.iter().map(|course| RankLine {
        label: lang.name(&course.unit).to_owned(),
        points: course.ranks.iter().filter_map(point).collect(),
    });
    let chart = RankTrend {
        names: Names {
            id: "bac",
            title: &caption,
            desc: &reading,
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
    let mut heads = vec![lang.t("series-col-date")];
    heads.extend(
        data.ranks
            .iter()
            .map(|course| lang.name(&course.unit).to_owned()),
    );
    let rows = own.iter().enumerate().rev().map(|(at, (release, _))| {
        let mut row = vec![lang.instant(release.as_of)];
        row.extend(data.ranks.iter().map(|course| {
            let rank = course.ranks.get(at).and_then(|(_, rank)| *rank);
            rank.map_or_else(|| "–".to_owned(), |r| lang.number(r.rank))
        }));
        row
    });
    Some(ChartFigure {
        table: DataTable {
            caption: caption.clone(),
            head: heads,
            rows: rows.collect(),
        },
        caption,
        drawing,
        reading,
    })
}

fn groups(lang: Lang, data: &Course) -> Option<AnyView> {
    let (best, median) = data.beside.as_ref()?;
    let mut out = Markup::new();
    for share in &data.groups {
        let group = data.scene.set.groups.iter().find(|g| g.code == share.group);
        out.raw("<tr><th scope=\"row\"><b>")
            .text(&share.group)
            .raw("</b> ")
            .text(group.map_or("", |g| lang.pick(&g.name)))
            .raw("</th>");
        for rate in [share.own, share.best, share.median] {
            out.raw("<td class=\"num\">")
                .text(&of_all(lang, rate))
                .raw("</td>");
        }
        out.raw("</tr>");
    }
    let heads = [
        (lang.t("queue-group"), ""),
        (lang.name(&data.scene.province).to_owned(), "num"),
        (
            lang.ta("steer-best", [("place", lang.name(best).into())]),
            "num",
        ),
        (
            lang.ta("steer-median", [("place", lang.name(median).into())]),
            "num",
        ),
    ];
    let caption = lang.t("steer-beside-caption");
    let section = view! {
        <h2>{lang.t("steer-beside")}</h2>
        {table(caption, &heads, out)}
    };
    Some(section.into_any())
}

fn fallen(lang: Lang, data: &Course) -> AnyView {
    let Some(before) = &data.before else {
        return view! { <p>{lang.t("province-changes-not-comparable")}</p> }.into_any();
    };
    let since = lang.ta(
        "steer-fallen-since",
        [
            ("date", lang.date(before.as_of.date()).into()),
            (
                "shown",
                lang.number(u32::try_from(data.lost.len()).unwrap_or(0))
                    .into(),
            ),
        ],
    );
    view! {
        <p>{since}</p>
        {(!data.lost.is_empty()).then(|| units(lang, &data.lost))}
        {items(lang, &data.fallen)}
    }
    .into_any()
}

fn units(lang: Lang, all: &[UnitRef]) -> AnyView {
    let mut out = Markup::new();
    for unit in all {
        out.raw("<li>");
        commune_link(lang, &mut out, unit);
        out.raw("</li>");
    }
    view! { <ul class="in-columns" inner_html=out.html()></ul> }.into_any()
}

fn items(lang: Lang, all: &[(UnitRef, Vec<String>)]) -> AnyView {
    if all.is_empty() {
        return view! { <p>{lang.t("province-none")}</p> }.into_any();
    }
    let mut out = Markup::new();
    for (unit, codes) in all {
        out.raw("<li>");
        commune_link(lang, &mut out, unit);
        out.raw(" <bdi dir=\"ltr\">")
            .text(&codes.join(", "))
            .raw("</bdi></li>");
    }
    view! { <ul class="in-columns" inner_html=out.html()></ul> }.into_any()
}

fn declared(lang: Lang, data: &Course) -> AnyView {
    let mut out = Markup::new();
    for row in &data.declared {
        let criterion = data.scene.set.criteria.iter();
        let criterion = criterion.clone().find(|c| c.code == row.criterion);
        out.raw("<tr><th scope=\"row\"><b dir=\"ltr\">")
            .text(&row.criterion)
            .raw("</b> ")
            .text(criterion.map_or("", |c| lang.pick(&c.title)))
            .raw("</th>");
        let waiting = row.declared.saturating_sub(row.confirmed);
        for number in [row.required, row.declared, row.confirmed, waiting, row.met] {
            out.raw("<td class=\"num\">")
                .text(&lang.number(number))
                .raw("</td>");
        }
        out.raw("</tr>");
    }
    let heads = [
        (lang.t("desk-criterion"), ""),
        (lang.t("steer-communes"), "num"),
        (lang.t("steer-col-declared"), "num"),
        (lang.t("steer-col-confirmed"), "num"),
        (lang.t("steer-col-gap"), "num"),
        (lang.t("steer-col-met"), "num"),
    ];
    table(lang.t("steer-declared-caption"), &heads, out)
}

fn table(caption: String, heads: &[(String, &'static str)], rows: Markup) -> AnyView {
    let html = format!("{}<tbody>{}</tbody>", head(&caption, heads), rows.html());
    view! {
        <div class="scroll" tabindex="0" role="group" aria-label=caption>
            <table inner_html=html></table>
        </div>
    }
    .into_any()
}

fn spread(lang: Lang, data: &Course) -> AnyView {
    let mut out = Markup::new();
    for (release, counts) in &data.spread {
        out.raw("<tr><th scope=\"row\">")
            .text(&lang.date(release.as_of.date()))
            .raw("</th>");
        for count in counts {
            out.raw("<td class=\"num\">")
                .text(&lang.number(*count))
                .raw("</td>");
        }
        out.raw("</tr>");
    }
    let plain = |n: u32| (lang.number(n), "num");
    let heads = [
        (lang.t("series-col-date"), ""),
        plain(0),
        plain(1),
        plain(2),
        plain(3),
        (lang.t("steer-four-or-more"), "num"),
    ];
    table(lang.t("steer-spread-caption"), &heads, out)
}

/// Green communes by criterion over the releases: the share as a number, shaded by what it is far from.
fn strip(lang: Lang, data: &Course) -> AnyView {
    let mut out = Markup::new();
    for (release, rates) in &data.strip {
        out.raw("<tr><th scope=\"row\">")
            .text(&lang.date(release.as_of.date()))
            .raw("</th>");
        for criterion in &data.scene.set.criteria {
            match rates
                .get(&criterion.code)
                .and_then(|r| Some((r, r.shown()?)))
            {
                None => out.raw("<td class=\"num\">–</td>"),
                Some((_, shown)) => out
                    .raw("<td class=\"num shade-")
                    .show((shown.0 / 2_000).min(4))
                    .raw("\">")
                    .text(&lang.number(shown.0 / 100))
                    .raw("</td>"),
            };
        }
        out.raw("</tr>");
    }
    let mut heads = vec![(lang.t("series-col-date"), "")];
    let codes = data.scene.set.criteria.iter();
    heads.extend(codes.map(|c| (c.code.clone(), "num")));
    table(lang.t("steer-strip-caption"), &heads, out)
}

fn compared(lang: Lang, data: &Course) -> AnyView {
    if data.compared.is_empty() {
        return view! { <p>{lang.t("steer-compared-none")}</p> }.into_any();
    }
    let blocks = data
        .compared
        .iter()
        .map(|c| {
            let sources: Vec<_> = c
                .figure
                .sources
                .iter()
                .map(|s| format!("{} ({})", s.publisher, lang.pick(&s.date)))
                .collect();
            let theirs = c
                .figure
                .numerator
                .zip(c.figure.denominator)
                .map(|(n, d)| Rate::new(n, d));
            let words = lang.ta(
                "steer-compared-words",
                [
                    ("printed", c.figure.printed.clone().into()),
                    ("sources", sources.join("; ").into()),
                    ("ours", of_all(lang, c.ours).into()),
                    ("at", lang.instant(c.release.as_of).into()),
                ],
            );
            let difference = theirs.map(|t| {
                let difference = i64::from(c.ours.part) - i64::from(t.part);
                let shown = lang.number(u32::try_from(difference.abs()).unwrap_or(0));
                match difference.signum() {
                    0 => lang.t("steer-compared-same"),
                    1 => lang.ta("steer-compared-more", [("shown", shown.into())]),
                    _ => lang.ta("steer-compared-fewer", [("shown", shown.into())]),
                }
            });
            let list = |label: String, units: &[UnitRef]| {
                let mut out = Markup::new();
                for (at, unit) in units.iter().enumerate() {
                    if at > 0 {
                        out.raw(", ");
                    }
                    out.add(&name::short(lang, unit));
                }
                (!units.is_empty()).then(|| {
                    view! { <p><b>{label}</b> " " <span inner_html=out.html()></span></p> }
                })
            };
            view! {
                <p>{words} " " {difference}</p>
                {list(lang.t("steer-compared-gained"), &c.gained)}
                {list(lang.t("steer-compared-lost"), &c.lost)}
            }
        })
        .collect_view();
    let shapes = format!(
        "{} {}",
        status::shape(Level::Green),
        lang.level(Level::Green)
    );
    view! {
        {blocks}
        <p class="help">{lang.ta("steer-compared-note", [("green", shapes.into())])}</p>
    }
    .into_any()
}
