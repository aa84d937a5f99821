//! The table of a province's communes: rank, name, status, criteria met, criteria by group, status
//! before. On a phone every row reads as a card; the labels of its values are attributes.

use crate::{
    components::{html::inert, name, status, table::Head},
    i18n::Lang,
    page::PageRequest,
    public::model::CommuneRow,
    query::CommuneSort,
    routes::Route,
};
use domain::{criteria::CriteriaSet, status::Level};
use leptos::prelude::*;
use maud::{Markup, html};

/// What the table needs besides its rows.
pub struct TableOptions<'a> {
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
pub fn view(request: &PageRequest, frame: &TableOptions<'_>, rows: &[&CommuneRow]) -> AnyView {
    let labels = Labels::new(request.lang, frame.set);
    inert(html! {
        table class="as-cards communes" {
            caption { (frame.caption) }
            thead { (head(request, frame)) }
            tbody {
                @for row in rows {
                    (body_row(request, frame, &labels, row))
                }
            }
        }
    })
    .into_any()
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

fn head(request: &PageRequest, frame: &TableOptions<'_>) -> Markup {
    let lang = request.lang;
    let sortable = |key: &str, class, sort: CommuneSort| Head {
        text: lang.t(key),
        class,
        sort: Some(
            request.here(&[(
                "sap-xep",
                (sort != CommuneSort::Rank).then_some(sort.slug()),
            )]) + "#bang",
        ),
        sorted: (frame.sort == sort).then_some("ascending"),
        title: None,
    };
    let before = match &frame.before {
        Some(date) => lang.ta("communes-col-before-date", [("date", date.clone().into())]),
        None => lang.t("communes-col-before"),
    };
    html! {
        tr {
            (sortable("communes-col-rank", "num", CommuneSort::Rank))
            (sortable("communes-col-name", "", CommuneSort::Name))
            (sortable("communes-col-status", "", CommuneSort::Level))
            (sortable("communes-col-met", "num", CommuneSort::Met))
            @for group in &frame.set.groups {
                (Head {
                    title: Some(lang.pick(&group.name).to_owned()),
                    ..Head::plain(group.code.clone(), "num")
                })
            }
            (Head::plain(before, ""))
        }
    }
}

fn body_row(
    request: &PageRequest,
    frame: &TableOptions<'_>,
    labels: &Labels,
    row: &CommuneRow,
) -> Markup {
    let lang = request.lang;
    let before = row.before.filter(|_| frame.before.is_some());
    let same = before == Some(row.level);
    html! {
        tr {
            td class="rank num" { (row.rank.map_or_else(|| "–".to_owned(), |rank| lang.number(rank.rank))) }
            th scope="row" {
                a href=(request.link(&Route::Commune(row.unit.code.clone()))) { (name::full(lang, &row.unit)) }
            }
            td { (status::badge(lang, row.level)) }
            td class="num" data-label=(labels.met) { (lang.fraction(row.met)) }
            @for (code, places) in &labels.groups {
                @let levels = || places.iter().filter_map(|at| row.levels.get(*at)).copied();
                td class={ "num g " (status::class(status::worst(levels()))) } data-label=(code) {
                    (levels().filter(|level| *level == Level::Green).count()) "/" (places.len())
                }
            }
            td class=(if same { "was same" } else { "was" }) data-label=(labels.before) {
                @match before {
                    None => "–",
                    Some(_) if same => (labels.same),
                    Some(before) => (status::badge(lang, before)),
                }
            }
        }
    }
}
