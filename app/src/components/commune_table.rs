//! The table of a province's communes: rank, name, status, criteria met, criteria by group, status
//! before. On a phone every row reads as a card; the labels of its values are attributes.

use crate::{
    components::{markup::Markup, name, status, table::Head},
    i18n::Lang,
    page::Ask,
    public::model::CommuneRow,
    query::CommuneSort,
    routes::Route,
};
use domain::{criteria::CriteriaSet, status::Level};
use leptos::prelude::*;

/// What the table needs besides its rows.
pub struct Frame<'a> {
    /// The criteria set of the release.
    pub set: &'a CriteriaSet,
    /// How the rows are sorted.
    pub sort: CommuneSort,
    /// Caption.
    pub caption: String,
    /// Date of the release before, if it can be compared with.
    pub before: Option<String>,
}

/// The table.
pub fn view(ask: &Ask, frame: &Frame<'_>, rows: &[&CommuneRow]) -> AnyView {
    let lang = ask.lang;
    let mut out = Markup::new();
    out.raw("<caption>").text(&frame.caption).raw("</caption>");
    head(ask, frame, &mut out);
    out.raw("<tbody>");
    let labels = Labels::new(lang, frame.set);
    for row in rows {
        write_row(ask, frame, &labels, row, &mut out);
    }
    out.raw("</tbody>");
    view! { <table class="as-cards communes" inner_html=out.html()></table> }.into_any()
}

struct Labels {
    met: String,
    before: String,
    same: String,
    /// Code of each group and the places of its criteria in the set.
    groups: Vec<(String, Vec<usize>)>,
}

impl Labels {
    fn new(lang: Lang, set: &CriteriaSet) -> Self {
        let places = |group: &str| {
            let own = set
                .criteria
                .iter()
                .enumerate()
                .filter(|(_, c)| c.group == group);
            own.map(|(at, _)| at).collect()
        };
        Self {
            met: lang.t("communes-col-met"),
            before: lang.t("communes-col-before"),
            same: lang.t("communes-same"),
            groups: set
                .groups
                .iter()
                .map(|g| (g.code.clone(), places(&g.code)))
                .collect(),
        }
    }
}

fn head(ask: &Ask, frame: &Frame<'_>, out: &mut Markup) {
    let lang = ask.lang;
    let sortable = |text: String, class, sort: CommuneSort, order| Head {
        text,
        class,
        sort: Some(
            ask.here(&[(
                "sap-xep",
                (sort != CommuneSort::Rank).then_some(sort.slug()),
            )]) + "#bang",
        ),
        sorted: (frame.sort == sort).then_some(order),
        title: None,
    };
    out.raw("<thead><tr>");
    sortable(
        lang.t("communes-col-rank"),
        "num",
        CommuneSort::Rank,
        "ascending",
    )
    .write(out);
    sortable(
        lang.t("communes-col-name"),
        "",
        CommuneSort::Name,
        "ascending",
    )
    .write(out);
    sortable(
        lang.t("communes-col-status"),
        "",
        CommuneSort::Level,
        "ascending",
    )
    .write(out);
    sortable(
        lang.t("communes-col-met"),
        "num",
        CommuneSort::Met,
        "ascending",
    )
    .write(out);
    for group in &frame.set.groups {
        Head {
            title: Some(lang.pick(&group.name).to_owned()),
            ..Head::plain(group.code.clone(), "num")
        }
        .write(out);
    }
    let before = match &frame.before {
        Some(date) => lang.ta("communes-col-before-date", [("date", date.clone().into())]),
        None => lang.t("communes-col-before"),
    };
    Head::plain(before, "").write(out);
    out.raw("</tr></thead>");
}

fn write_row(ask: &Ask, frame: &Frame<'_>, labels: &Labels, row: &CommuneRow, out: &mut Markup) {
    let lang = ask.lang;
    out.raw("<tr><td class=\"rank num\">");
    match row.rank {
        Some(rank) => out.text(&lang.number(rank.rank)),
        None => out.raw("–"),
    };
    out.raw("</td><th scope=\"row\"><a href=\"");
    out.text(&ask.link(&Route::Commune(row.unit.code.clone())))
        .raw("\">");
    out.add(&name::full(lang, &row.unit))
        .raw("</a></th><td>")
        .status(lang, row.level);
    out.raw("</td><td class=\"num\" data-label=\"")
        .text(&labels.met)
        .raw("\">");
    out.text(&lang.fraction(row.met)).raw("</td>");
    for (code, places) in &labels.groups {
        let levels = || places.iter().filter_map(|at| row.levels.get(*at)).copied();
        let green = levels().filter(|l| *l == Level::Green).count();
        out.raw("<td class=\"num g ")
            .raw(status::class(status::worst(levels())));
        out.raw("\" data-label=\"")
            .text(code)
            .raw("\">")
            .show(green)
            .raw("/")
            .show(places.len())
            .raw("</td>");
    }
    let before = row.before.filter(|_| frame.before.is_some());
    let same = before == Some(row.level);
    out.raw(if same {
        "<td class=\"was same\""
    } else {
        "<td class=\"was\""
    });
    out.raw(" data-label=\"").text(&labels.before).raw("\">");
    match before {
        None => out.raw("–"),
        Some(_) if same => out.text(&labels.same),
        Some(before) => out.status(lang, before),
    };
    out.raw("</td></tr>");
}
