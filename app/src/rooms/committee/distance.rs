//! Distance to green: communes by missing items, what a few more would do to the rank, and a what-if
//! whose ticks stand in the address.

use super::{address, commune_link, frame, items, of_all, reason};
use crate::{
    committee::{Distance, Near},
    i18n::Lang,
    islands::WhatIf,
    pages::Page,
    parts::{markup::Markup, name, status, words},
    rooms::Visit,
    routes::{Room, encode},
};
use domain::ranking::Rank;
use leptos::prelude::*;

/// The view.
#[must_use]
pub fn page(visit: &Visit, data: &Distance) -> Page {
    let lang = visit.lang;
    let place = lang.name(&data.scene.province).to_owned();
    let title = lang.ta("steer-distance-title", [("place", place.into())]);
    let body = if data.near.is_empty() {
        view! { <p class="lead">{lang.t("steer-near-none")}</p> }.into_any()
    } else {
        view! {
            <p class="lead">{lead(lang, data)}</p>
            {climbs(visit, data)}
            <h2 id="neu">{lang.t("steer-what-if")}</h2>
            <p>{lang.t("steer-what-if-how")}</p>
            {imagined(visit, data)}
            {form(visit, data)}
        }
        .into_any()
    };
    frame(visit, &data.scene, &Room::Distance, title, body)
}

fn lead(lang: Lang, data: &Distance) -> String {
    let one = data.near.iter().filter(|n| n.missing.len() == 1).count();
    let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let (all, one) = (number(data.near.len()), number(one));
    lang.ta(
        "steer-distance-lead",
        [
            ("all", lang.number(all).into()),
            ("one", lang.number(one).into()),
        ],
    )
}

/// “k xã gần nhất này đưa tỉnh từ thứ 5 lên thứ 4”, for each rank within reach.
fn climbs(visit: &Visit, data: &Distance) -> Option<AnyView> {
    let lang = visit.lang;
    let from = data.rank?.rank;
    let mut out = Markup::new();
    for climb in data.climbs.iter().take(4) {
        let more = usize::try_from(climb.more).unwrap_or(usize::MAX);
        let nearest = &data.near[..more.min(data.near.len())];
        let sentence = lang.ta(
            "steer-climb-these",
            [
                ("more", lang.number(climb.more).into()),
                ("count", climb.more.into()),
                ("from", words::ordinal(lang, from).into()),
                ("to", words::ordinal(lang, climb.rank).into()),
            ],
        );
        let ticks: Vec<_> = nearest
            .iter()
            .flat_map(|n| {
                n.missing
                    .iter()
                    .map(|(code, _)| format!("{}.{code}", n.unit.code))
            })
            .collect();
        let pairs: Vec<_> = ticks.iter().map(|t| ("muc", t.as_str())).collect();
        let to = address(visit, &data.scene, &Room::Distance, &pairs) + "#neu";
        out.raw("<li>").text(&sentence).raw(" ");
        if climb.more <= 12 {
            for (at, near) in nearest.iter().enumerate() {
                if at > 0 {
                    out.raw(", ");
                }
                out.add(&name::short(lang, &near.unit));
            }
            out.raw(". ");
        }
        out.raw("<a href=\"")
            .text(&to)
            .raw("\">")
            .text(&lang.t("steer-climb-try"))
            .raw("</a></li>");
    }
    if data.climbs.is_empty() {
        return Some(view! { <p>{lang.t("steer-climb-none")}</p> }.into_any());
    }
    Some(view! { <ul class="climbs" inner_html=out.html()></ul> }.into_any())
}

fn rank(lang: Lang, rank: Option<Rank>, of: u32) -> String {
    rank.map_or_else(
        || "–".to_owned(),
        |r| format!("{}/{}", lang.number(r.rank), lang.number(of)),
    )
}

/// Before and after, side by side: count, rate and rank.
fn imagined(visit: &Visit, data: &Distance) -> AnyView {
    let lang = visit.lang;
    let imagined = &data.imagined;
    let row = |label: String, now: String, then: String| {
        let changed = (now != then).then_some("changed");
        view! {
            <tr>
                <th scope="row">{label}</th>
                <td class="num"><bdi>{now}</bdi></td>
                <td class="num"><b class=changed><bdi>{then}</bdi></b></td>
            </tr>
        }
    };
    let ticked = lang.ta(
        "steer-ticked",
        [
            ("items", lang.number(imagined.ticked).into()),
            (
                "communes",
                lang.number(u32::try_from(imagined.completed.len()).unwrap_or(0))
                    .into(),
            ),
        ],
    );
    let clear = (imagined.ticked > 0).then(|| {
        let to = address(visit, &data.scene, &Room::Distance, &[]) + "#neu";
        view! { " " <a href=to>{lang.t("steer-clear")}</a> }
    });
    view! {
        <div class="what-came">
        <p role="status" class="ticked" id="da-chon">{ticked} {clear}</p>
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
                {row(lang.t("ranking-col-green"), lang.fraction(data.green), lang.fraction(imagined.green))}
                {row(lang.t("ranking-col-rate"), lang.percent(data.green), lang.percent(imagined.green))}
                {row(lang.t("ranking-col-rank"), rank(lang, data.rank, data.ranked), rank(lang, imagined.rank, data.ranked))}
            </tbody>
        </table>
        <p class="help">{lang.t("steer-imagined-note")}</p>
        </div>
    }
    .into_any()
}

/// The communes with a box for each missing item.
fn form(visit: &Visit, data: &Distance) -> AnyView {
    let lang = visit.lang;
    let mut out = Markup::new();
    for near in &data.near {
        row(lang, data, near, &mut out);
    }
    let heads = [
        (lang.t("communes-col-name"), ""),
        (lang.t("steer-col-missing"), "num"),
        (lang.t("steer-col-items"), ""),
    ];
    let caption = lang.t("steer-distance-caption");
    let html = format!(
        "{}<tbody>{}</tbody>",
        super::overview::head(&caption, &heads),
        out.html()
    );
    let release = data.scene.release.as_ref().filter(|_| !data.scene.latest);
    let release =
        release.map(|r| view! { <input type="hidden" name="phat-hanh" value=r.id.to_string() /> });
    let action = Room::Distance.href(lang) + "#neu";
    let of_all = of_all(lang, data.green);
    view! {
        <form method="get" action=action class="what-if">
            <input type="hidden" name="tinh" value=data.scene.province.code.to_string() />
            {release}
            <p class="buttons"><button type="submit">{lang.t("steer-try")}</button> <span class="muted">{of_all}</span></p>
            <table class="as-cards distance" inner_html=html></table>
            <p class="buttons"><button type="submit">{lang.t("steer-try")}</button></p>
            <WhatIf />
        </form>
    }
    .into_any()
}

fn row(lang: Lang, data: &Distance, near: &Near, out: &mut Markup) {
    let done = data.imagined.completed.contains(&near.unit.code);
    out.raw(if done {
        "<tr class=\"is-home\"><th scope=\"row\">"
    } else {
        "<tr><th scope=\"row\">"
    });
    commune_link(lang, out, &near.unit);
    out.raw(" ").status(lang, near.level);
    if done {
        out.raw(" <b class=\"changed\">→ ")
            .text(&lang.t("level-green"))
            .raw("</b>");
    }
    out.raw("</th><td class=\"num\" data-label=\"")
        .text(&lang.t("steer-col-missing"))
        .raw("\">")
        .text(&items(lang, near.missing.len()))
        .raw("</td><td class=\"boxes\">");
    for (code, why) in &near.missing {
        let ticked = data.ticks.contains(&(near.unit.code.clone(), code.clone()));
        let value = format!("{}.{}", near.unit.code, encode(code));
        out.raw("<label class=\"choice\"><input type=\"checkbox\" name=\"muc\" value=\"")
            .text(&value)
            .raw(if ticked { "\" checked>" } else { "\">" });
        out.raw(" <span class=\"status ")
            .raw(status::class(why.level()))
            .raw("\"><span class=\"status-shape\" aria-hidden=\"true\">")
            .raw(status::shape(why.level()))
            .raw("</span> <b dir=\"ltr\">")
            .text(code)
            .raw("</b> ")
            .text(&reason(lang, *why))
            .raw("</span></label>");
    }
    out.raw("</td></tr>");
}
