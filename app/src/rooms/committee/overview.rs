//! Where the province stands and why: its count, rate, rank and the ranks still open; what fails most;
//! who is nearest; what is overdue; the ranking with where each line comes from.

use super::{address, frame, near_line, of_all};
use crate::{
    committee::{Line, Overview},
    i18n::Lang,
    pages::Page,
    parts::{markup::Markup, name, series, stacked_bar, words},
    rooms::Visit,
    routes::Room,
};
use leptos::prelude::*;

/// The view.
#[must_use]
pub fn page(visit: &Visit, data: &Overview) -> Page {
    let lang = visit.lang;
    let scene = &data.scene;
    let place = lang.name(&scene.province).to_owned();
    let title = lang.ta("steer-overview-title", [("place", place.clone().into())]);
    let body = match data.own() {
        None => view! { <p>{lang.t("steer-no-line")}</p> }.into_any(),
        Some(own) => view! {
            {standing(lang, data, own, &place)}
            <div class="columns">
                <section>
                    <h2>{lang.t("province-failing")}</h2>
                    {criteria(visit, data)}
                </section>
                <section>
                    <h2>{lang.t("steer-near")}</h2>
                    {near(visit, data)}
                    <h2>{lang.t("steer-directives")}</h2>
                    {directives(visit, data)}
                </section>
            </div>
            <h2>{lang.t("steer-groups")}</h2>
            {groups(lang, data)}
            <div class="columns">
                {series::rate(lang, &place, &data.series).map(|f| crate::parts::figure::chart(lang, f))}
                {series::rank(lang, &place, &data.series, ranked(data)).map(|f| crate::parts::figure::chart(lang, f))}
            </div>
            <h2 id="bang">{lang.t("steer-ranking")}</h2>
            {ranking(lang, data)}
        }
        .into_any(),
    };
    frame(visit, scene, &Room::Overview, title, body)
}

/// How many provinces have a rank.
pub(super) fn ranked(data: &Overview) -> u32 {
    let ranked = data.lines.iter().filter(|l| l.rank.is_some()).count();
    u32::try_from(ranked).unwrap_or(0)
}

/// “130 trên 148 xã, phường đạt trạng thái Xanh. Phú Thọ đứng thứ 5 …”, then what is still open and what moves
/// it up.
pub(super) fn standing_sentences(
    lang: Lang,
    data: &Overview,
    own: &Line,
    place: &str,
) -> [String; 2] {
    let green = words::green(lang, own.green, lang.percent(own.green), false);
    let rank = own.rank.map(|rank| {
        let of = ranked(data);
        if rank.shared_by > 1 {
            words::ranks_tied(lang, place, rank.rank, of, rank.shared_by - 1)
        } else {
            words::ranks(lang, place, rank.rank, of)
        }
    });
    let climb = data.climbs.first().map(|climb| {
        lang.ta(
            "steer-climb",
            [
                ("more", lang.number(climb.more).into()),
                ("count", climb.more.into()),
                ("rank", words::ordinal(lang, climb.rank).into()),
            ],
        )
    });
    let joined = |first: String, second: Option<String>| match second {
        Some(second) => format!("{first} {second}"),
        None => first,
    };
    [joined(green, rank), joined(range_words(lang, own), climb)]
}

fn standing(lang: Lang, data: &Overview, own: &Line, place: &str) -> AnyView {
    let [first, second] = standing_sentences(lang, data, own, place);
    let mixed = data
        .mixed()
        .then(|| view! { <p class="notice is-warning">{lang.t("steer-mixed")}</p> });
    let unknown = (data.unknown > 0).then(|| {
        let text = lang.ta(
            "steer-unknown",
            [
                ("shown", lang.number(data.unknown).into()),
                ("count", data.unknown.into()),
            ],
        );
        view! { <p class="notice is-warning">{text}</p> }
    });
    view! {
        <p class="lead big">{first}</p>
        <p class="second">{second}</p>
        {stacked_bar::with_key(lang, &data.counts, None)}
        {mixed}
        {unknown}
    }
    .into_any()
}

/// “Còn 12 mục chờ thẩm định; tuỳ kết quả, thứ hạng có thể từ 4 đến 6.”
fn range_words(lang: Lang, line: &Line) -> String {
    match (line.range, line.open) {
        (Some((best, worst)), Some(open)) => {
            let args = [
                ("waiting", lang.number(open.waiting).into()),
                ("count", open.waiting.into()),
                ("best", words::ordinal(lang, best).into()),
                ("worst", words::ordinal(lang, worst).into()),
            ];
            if best == worst {
                lang.ta("steer-range-one", args)
            } else {
                lang.ta("steer-range", args)
            }
        }
        _ if line.published.is_some() => lang.t("steer-range-published"),
        _ => lang.t("steer-range-unknown"),
    }
}

fn criteria(visit: &Visit, data: &Overview) -> AnyView {
    let lang = visit.lang;
    let mut out = Markup::new();
    let most = data.criteria.iter().map(|c| c.failing()).max().unwrap_or(0);
    let failing = data.criteria.iter().filter(|c| c.failing() > 0);
    for count in failing {
        let set = &data.scene.set;
        let criterion = set.criteria.iter().find(|c| c.code == count.criterion);
        let title = criterion.map_or("", |c| lang.pick(&c.title));
        let to = address(
            visit,
            &data.scene,
            &Room::Matrix,
            &[("sap-xep", &count.criterion)],
        );
        out.raw("<tr><th scope=\"row\"><a href=\"")
            .text(&to)
            .raw("\"><b dir=\"ltr\">")
            .text(&count.criterion)
            .raw("</b> ")
            .text(title)
            .raw("</a></th><td class=\"num is-red\">");
        out.raw("<span class=\"status is-red\"><span aria-hidden=\"true\">■</span> ")
            .text(&lang.number(count.red))
            .raw("</span></td><td class=\"num\"><span class=\"status is-yellow\"><span aria-hidden=\"true\">▲</span> ")
            .text(&lang.number(count.yellow))
            .raw("</span></td><td class=\"wide\"><svg class=\"bar\" viewBox=\"0 0 ")
            .show(most)
            .raw(" 1\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect class=\"is-red\" x=\"0\" width=\"")
            .show(count.red)
            .raw("\" height=\"1\"/><rect class=\"is-yellow\" x=\"")
            .show(count.red)
            .raw("\" width=\"")
            .show(count.yellow)
            .raw("\" height=\"1\"/></svg></td></tr>");
    }
    if most == 0 {
        return view! { <p>{lang.t("province-failing-none")}</p> }.into_any();
    }
    let html = format!(
        "{}<tbody>{}</tbody>",
        head(
            &lang.t("steer-failing-caption"),
            &[
                (lang.t("desk-criterion"), ""),
                (lang.t("level-red"), "num"),
                (lang.t("level-yellow"), "num"),
                (lang.t("steer-communes"), "wide"),
            ],
        ),
        out.html()
    );
    view! { <table class="failing" inner_html=html></table> }.into_any()
}

/// Caption and heads of a table.
pub(in crate::rooms) fn head(caption: &str, heads: &[(String, &'static str)]) -> String {
    let mut out = Markup::new();
    out.raw("<caption>")
        .text(caption)
        .raw("</caption><thead><tr>");
    for (text, class) in heads {
        crate::parts::table::Head::plain(text.clone(), class).write(&mut out);
    }
    out.raw("</tr></thead>");
    out.html()
}

fn near(visit: &Visit, data: &Overview) -> AnyView {
    let lang = visit.lang;
    if data.near.is_empty() {
        return view! { <p>{lang.t("steer-near-none")}</p> }.into_any();
    }
    let mut out = Markup::new();
    for near in &data.near {
        near_line(lang, &mut out, near);
    }
    let to = address(visit, &data.scene, &Room::Distance, &[]);
    view! {
        <ol class="near" inner_html=out.html()></ol>
        <p><a href=to>{lang.t("steer-near-all")}</a></p>
    }
    .into_any()
}

fn directives(visit: &Visit, data: &Overview) -> AnyView {
    let lang = visit.lang;
    let (overdue, running) = data.directives;
    let text = lang.ta(
        "steer-directives-sum",
        [
            ("running", lang.number(running).into()),
            ("overdue", lang.number(overdue).into()),
        ],
    );
    let to = address(visit, &data.scene, &Room::Directives, &[]);
    view! { <p>{text} " " <a href=to>{lang.t("steer-directives-all")}</a></p> }.into_any()
}

fn groups(lang: Lang, data: &Overview) -> AnyView {
    let mut out = Markup::new();
    for group in &data.scene.set.groups {
        let codes = data.scene.set.criteria.iter();
        let codes: Vec<_> = codes.filter(|c| c.group == group.code).collect();
        let rows = data.criteria.iter();
        let rows = rows.filter(|row| codes.iter().any(|c| c.code == row.criterion));
        let mut sums = crate::backend::Counts::default();
        for row in rows {
            sums.green += row.green;
            sums.yellow += row.yellow;
            sums.red += row.red;
            sums.none += row.none;
        }
        out.raw("<tr><th scope=\"row\"><b>")
            .text(&group.code)
            .raw("</b> ")
            .text(lang.pick(&group.name))
            .raw("</th><td class=\"num\">")
            .text(&of_all(lang, sums.rate()))
            .raw("</td><td class=\"wide\">")
            .add(&stacked_bar::bar(&sums))
            .raw("<span class=\"muted\">")
            .text(&stacked_bar::words(lang, &sums))
            .raw("</span></td></tr>");
    }
    let heads = [
        (lang.t("queue-group"), ""),
        (lang.t("steer-items-green"), "num"),
        (lang.t("steer-items-levels"), "wide"),
    ];
    let caption = lang.t("steer-groups-caption");
    let html = format!("{}<tbody>{}</tbody>", head(&caption, &heads), out.html());
    view! { <table class="groups" inner_html=html></table> }.into_any()
}

fn ranking(lang: Lang, data: &Overview) -> AnyView {
    let mut out = Markup::new();
    for line in &data.lines {
        let own = line.unit.code == data.scene.province.code;
        out.raw(if own {
            "<tr class=\"is-home\"><td class=\"rank num\">"
        } else {
            "<tr><td class=\"rank num\">"
        });
        match line.rank {
            None => out.raw("–"),
            Some(rank) => out.text(&lang.number(rank.rank)),
        };
        if line.rank.is_some_and(|r| r.shared_by > 1) {
            out.raw(" <small>")
                .text(&lang.t("ranking-tied"))
                .raw("</small>");
        }
        out.raw("</td><th scope=\"row\">")
            .add(&name::short(lang, &line.unit))
            .raw("</th><td class=\"num\">")
            .text(&lang.fraction(line.green))
            .raw("</td><td class=\"num rate\">")
            .text(&lang.percent(line.green))
            .raw("</td><td class=\"num\">");
        match line.range {
            None => out.raw("–"),
            Some((best, worst)) if best == worst => out.text(&lang.number(best)),
            Some((best, worst)) => out
                .raw("<bdi>")
                .text(&format!("{}–{}", lang.number(best), lang.number(worst)))
                .raw("</bdi>"),
        };
        out.raw("</td><td class=\"num\">");
        match line.open {
            None => out.raw("–"),
            Some(open) => out.text(&lang.number(open.waiting)),
        };
        out.raw("</td><td>")
            .text(&origin(lang, line))
            .raw("</td></tr>");
    }
    let heads = [
        (lang.t("ranking-col-rank"), "num"),
        (lang.t("publish-province"), ""),
        (lang.t("ranking-col-green"), "num"),
        (lang.t("ranking-col-rate"), "num"),
        (lang.t("steer-col-range"), "num"),
        (lang.t("steer-col-waiting"), "num"),
        (lang.t("steer-col-origin"), ""),
    ];
    let caption = lang.t("steer-ranking-caption");
    let html = format!("{}<tbody>{}</tbody>", head(&caption, &heads), out.html());
    view! {
        <div class="scroll" tabindex="0" role="group" aria-label=lang.t("steer-ranking")>
            <table class="lines" inner_html=html></table>
        </div>
    }
    .into_any()
}

/// “Tính tại đây”, or “Công bố: bảng …, tính đến …”.
pub(super) fn origin(lang: Lang, line: &Line) -> String {
    let Some(published) = &line.published else {
        return lang.t("steer-computed");
    };
    let text = lang.ta(
        "steer-published",
        [
            ("source", published.source.clone().into()),
            ("at", lang.instant(published.as_of).into()),
        ],
    );
    if published.simulated {
        format!("{text} · {}", lang.t("steer-simulated"))
    } else {
        text
    }
}
