//! Where the province stands and why: its count, rate, rank and the ranks still open; what fails most;
//! who is nearest; what is overdue; the ranking with where each line comes from.

use crate::{
    components::{
        directive::sum,
        figure,
        markup::Markup,
        name,
        notice::{Notice, Tone},
        series, stacked_bar, table,
    },
    i18n::Lang,
    page::{Ask, Page, Visit},
    public::model::CriterionCount,
    routes::Room,
    texts::{
        committee::{self, ask, communes, communes_then, province_items, ranking_then},
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
            <div class="columns">{trends(lang, data, &place)}</div>
            <section aria-labelledby="xep-hang">
                <h2 id="xep-hang" tabindex="-1">{lang.t("steer-ranking")}</h2>
                {ranking(lang, data)}
            </section>
        }
        .into_any(),
    };
    frame(visit, scene, &Room::Overview, title, body)
}

/// Rate and rank over the releases.
fn trends(lang: Lang, data: &Overview, place: &str) -> AnyView {
    let ask = ask(lang, &data.scene);
    let own = &data.scene.province.code;
    let rate = series::rate(lang, place, &data.series, |release| {
        communes_then(&ask, own, release)
    });
    let rank = series::rank(
        lang,
        place,
        &data.series,
        committee::ranked(data),
        |release| ranking_then(lang, &data.scene, own, release),
    );
    let figures = rate.into_iter().chain(rank);
    figures
        .map(|f| figure::chart(lang, f))
        .collect_view()
        .into_any()
}

fn standing(lang: Lang, data: &Overview, own: &Line, place: &str) -> AnyView {
    let [first, second] = committee::standing_sentences(lang, data, own, place);
    let ask = ask(lang, &data.scene);
    let level = |level: Level| communes(&ask, &own.unit.code, &[("trang-thai", level.slug())]);
    let mixed = data
        .mixed()
        .then(|| view! { <Notice tone=Tone::Warning>{lang.t("steer-mixed")}</Notice> });
    let unknown = (data.unknown > 0).then(|| {
        let mut said = Sentence::new();
        let count = fact::number(lang, "#xep-hang".to_owned(), data.unknown);
        let args = [
            ("shown", said.fact(&count).into()),
            ("count", data.unknown.into()),
        ];
        said.say(&lang.ta("steer-unknown", args));
        view! { <p class="notice is-warning" inner_html=said.html()></p> }
    });
    view! {
        <p class="lead big" inner_html=first.html()></p>
        <p class="second" inner_html=second.html()></p>
        {stacked_bar::with_key(lang, &data.counts, Some(&level))}
        {mixed}
        {unknown}
    }
    .into_any()
}

fn criteria(visit: &Visit, data: &Overview) -> AnyView {
    let lang = visit.lang;
    let ask = ask(lang, &data.scene);
    let items = |count: &CriterionCount, level: Level, units: u32| {
        let params = [
            ("tieu-chi", count.criterion.as_str()),
            ("trang-thai", level.slug()),
        ];
        let to = province_items(&ask, &data.scene.province.code, &params);
        fact::number(lang, to, units)
    };
    let mut out = Markup::new();
    let failing = data.criteria.iter().filter(|c| c.failing() > 0);
    for count in failing.clone() {
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
        out.raw("<span class=\"status is-red\"><span aria-hidden=\"true\">■</span> ");
        items(count, Level::Red, count.red).write(&mut out);
        out.raw("</span></td><td class=\"num\"><span class=\"status is-yellow\"><span aria-hidden=\"true\">▲</span> ");
        items(count, Level::Yellow, count.yellow).write(&mut out);
        let parts = [("is-red", count.red), ("is-yellow", count.yellow)];
        out.raw("</span></td><td class=\"wide\">")
            .add(&stacked_bar::parts_of(&parts, count.units()))
            .raw("</td></tr>");
    }
    if failing.count() == 0 {
        return view! { <p>{lang.t("province-failing-none")}</p> }.into_any();
    }
    let html = format!(
        "{}<tbody>{}</tbody>",
        table::head(
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

fn near(visit: &Visit, data: &Overview) -> AnyView {
    let lang = visit.lang;
    if data.near.is_empty() {
        return view! { <p>{lang.t("steer-near-none")}</p> }.into_any();
    }
    let ask = ask(lang, &data.scene);
    let mut out = Markup::new();
    for near in &data.near {
        near_line(&ask, &mut out, near);
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
    let to = address(visit, &data.scene, &Room::Directives, &[]);
    let said = sum(lang, &format!("{to}#viec"), running, overdue);
    view! {
        <p inner_html=said.html()></p>
        <p><a href=to>{lang.t("steer-directives-all")}</a></p>
    }
    .into_any()
}

fn groups(lang: Lang, data: &Overview) -> AnyView {
    let ask = ask(lang, &data.scene);
    let mut out = Markup::new();
    for group in &data.scene.set.groups {
        let codes = data.scene.set.criteria.iter();
        let codes: Vec<_> = codes.filter(|c| c.group == group.code).collect();
        let rows = data.criteria.iter();
        let rows = rows.filter(|row| codes.iter().any(|c| c.code == row.criterion));
        let mut sums = crate::public::model::Counts::default();
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
            .raw("</th><td class=\"num\">");
        let items = |level: Option<Level>| {
            let own = [("nhom", group.code.as_str())].into_iter();
            let params: Vec<_> = own.chain(level.map(|l| ("trang-thai", l.slug()))).collect();
            province_items(&ask, &data.scene.province.code, &params)
        };
        fact::share(lang, items(None), sums.rate()).write(&mut out);
        out.raw("</td><td class=\"wide\">")
            .add(&stacked_bar::bar(&sums))
            .raw("<span class=\"levels-text\">")
            .add(&stacked_bar::facts(lang, &sums, |level| items(Some(level))))
            .raw("</span></td></tr>");
    }
    let heads = [
        (lang.t("queue-group"), ""),
        (lang.t("steer-items-green"), "num"),
        (lang.t("steer-items-levels"), "wide"),
    ];
    let caption = lang.t("steer-groups-caption");
    let html = format!(
        "{}<tbody>{}</tbody>",
        table::head(&caption, &heads),
        out.html()
    );
    view! { <table class="groups" inner_html=html></table> }.into_any()
}

/// The ranking. A rank follows from the rows of this table, which a test recomputes; a line that somebody
/// else published cites its source in its row.
fn ranking(lang: Lang, data: &Overview) -> AnyView {
    let ask = ask(lang, &data.scene);
    let mut out = Markup::new();
    let mut last = None;
    for line in &data.lines {
        let own = line.unit.code == data.scene.province.code;
        out.raw(if own {
            "<tr class=\"is-home\" id=\"hang-"
        } else {
            "<tr id=\"hang-"
        });
        out.show(&line.unit.code).raw("\"><td class=\"rank num\"");
        match line.rank {
            None => out.raw(">–"),
            Some(rank) => {
                if last != Some(rank.rank) {
                    out.raw(" id=\"thu-").show(rank.rank).raw("\"");
                }
                last = Some(rank.rank);
                out.raw(">").text(&lang.number(rank.rank))
            }
        };
        if line.rank.is_some_and(|r| r.shared_by > 1) {
            out.raw(" <small>")
                .text(&lang.t("ranking-tied"))
                .raw("</small>");
        }
        out.raw("</td><th scope=\"row\">")
            .add(&name::short(lang, &line.unit))
            .raw("</th>");
        figures(&ask, line, &mut out);
        out.raw("<td>").add(&origin(lang, line)).raw("</td></tr>");
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
    let html = format!(
        "{}<tbody>{}</tbody>",
        table::head(&caption, &heads),
        out.html()
    );
    view! {
        <div class="scroll" tabindex="0" role="group" aria-label=lang.t("steer-ranking")>
            <table class="lines" inner_html=html></table>
        </div>
    }
    .into_any()
}

/// A line's numbers. What was published stands as it is: its row is the end of the way.
fn figures(ask: &Ask, line: &Line, out: &mut Markup) {
    let lang = ask.lang;
    let code = &line.unit.code;
    let to = communes(ask, code, &[]);
    let Rate { part, whole } = line.green;
    let fraction = fact::counted(lang, to.clone(), part, whole);
    let percent = fact::percent(lang, to, line.green);
    let mut cell = |class: &'static str, write: &dyn Fn(&mut Markup)| {
        out.raw("<td class=\"").raw(class).raw("\">");
        write(out);
        out.raw("</td>");
    };
    for (class, fact) in [("num", &fraction), ("num rate", &percent)] {
        cell(class, &|out| {
            if line.published.is_some() {
                out.text(&fact.text);
            } else {
                fact.write(out);
            }
        });
    }
    let params = [("khai", Stage::Waiting.slug())];
    let waits = || province_items(ask, code, &params);
    cell("num", &|out| match line.range {
        None => {
            out.raw("–");
        }
        Some((best, worst)) => {
            let text = if best == worst {
                lang.number(best)
            } else {
                format!("{}–{}", lang.number(best), lang.number(worst))
            };
            out.raw("<bdi>");
            // Only what waits for review can change a rank.
            Fact {
                href: waits(),
                value: format!("{best}–{worst}"),
                text,
            }
            .write(out);
            out.raw("</bdi>");
        }
    });
    cell("num", &|out| match line.open {
        None => {
            out.raw("–");
        }
        Some(open) => committee::waiting(ask, line, open).write(out),
    });
}

/// “Tính tại đây”, or “Đã công bố: bảng …, tính đến …” as a citation.
fn origin(lang: Lang, line: &Line) -> Markup {
    let text = committee::origin_text(lang, line);
    let mut out = Markup::new();
    if line.published.is_some() {
        out.raw("<cite>").text(&text).raw("</cite>");
    } else {
        out.text(&text);
    }
    out
}
