//! The ranking of provinces, shared by the home page and `/xep-hang`. Its bars show communes by
//! status; a province itself has a rate and no status. Provinces that have submitted too little stand in a last block.

use crate::{
    components::{html::inert, name, stacked_bar, table::Head},
    i18n::Lang,
    page::PageRequest,
    public::model::{Change, ProvinceRow, UnitRef},
    query::ProvinceSort,
    routes::Route,
    texts::ranking,
};
use domain::{ranking::RankFloor, rate::saturating_u32};
use leptos::prelude::*;
use maud::{Markup, html};

/// What the table needs besides its rows.
pub struct TableOptions<'a> {
    /// The province of this installation: its row is marked.
    pub home: &'a UnitRef,
    /// How the rows are sorted, and whether heads sort.
    pub sort: Option<ProvinceSort>,
    /// Caption.
    pub caption: String,
    /// Whether there is a release before to compare with.
    pub compared: bool,
    /// What a province must have submitted to be ranked.
    pub floor: RankFloor,
}

/// The table.
pub fn view(request: &PageRequest, frame: &TableOptions<'_>, rows: &[&ProvinceRow]) -> AnyView {
    let labels = Labels::new(request.lang);
    let (ranked, unranked): (Vec<&ProvinceRow>, Vec<&ProvinceRow>) =
        rows.iter().copied().partition(|row| row.rank.is_some());
    inert(html! {
        table class="as-cards ranking" {
            caption { (frame.caption) }
            thead { (head(request, frame)) }
            tbody {
                @for row in &ranked {
                    (body_row(request, frame, &labels, row))
                }
            }
            @if !unranked.is_empty() {
                tbody class="unranked" {
                    tr {
                        th colspan="8" scope="rowgroup" { (unranked_head(request.lang, frame.floor, unranked.len())) }
                    }
                    @for row in &unranked {
                        (body_row(request, frame, &labels, row))
                    }
                }
            }
        }
    })
    .into_any()
}

/// “Chưa xếp hạng: 31 tỉnh, thành mới nộp dưới 90% số mục”.
fn unranked_head(lang: Lang, floor: RankFloor, number: usize) -> String {
    let number = saturating_u32(number);
    lang.ta(
        "ranking-unranked",
        [
            ("shown", lang.number(number).into()),
            ("count", number.into()),
            ("floor", ranking::floor_percent(lang, floor).into()),
        ],
    )
}

struct Labels {
    green: String,
    rate: String,
    change: String,
    levels: String,
    submitted: String,
    confirmed: String,
    tied: String,
}

impl Labels {
    fn new(lang: Lang) -> Self {
        Self {
            green: lang.t("ranking-col-green"),
            rate: lang.t("ranking-col-rate"),
            change: lang.t("ranking-col-change"),
            levels: lang.t("ranking-col-levels"),
            submitted: lang.t("ranking-col-submitted"),
            confirmed: lang.t("ranking-col-confirmed"),
            tied: lang.t("ranking-tied"),
        }
    }
}

fn head(request: &PageRequest, frame: &TableOptions<'_>) -> Markup {
    let lang = request.lang;
    let plain = |key: &str, class| Head::plain(lang.t(key), class);
    let sortable = |key: &str, class, sort: ProvinceSort, order| match frame.sort {
        None => plain(key, class),
        Some(now) => Head {
            sort: Some(request.here(&[(
                "sap-xep",
                (sort != ProvinceSort::Rank).then_some(sort.slug()),
            )])),
            sorted: (now == sort).then_some(order),
            ..plain(key, class)
        },
    };
    html! {
        tr {
            (sortable("ranking-col-rank", "num", ProvinceSort::Rank, "ascending"))
            (sortable("ranking-col-name", "", ProvinceSort::Name, "ascending"))
            (plain("ranking-col-green", "num"))
            (plain("ranking-col-rate", "num"))
            (sortable("ranking-col-change", "num", ProvinceSort::Change, "descending"))
            (plain("ranking-col-levels", "wide"))
            (plain("ranking-col-submitted", "num"))
            (sortable("ranking-col-confirmed", "num", ProvinceSort::Confirmed, "ascending"))
        }
    }
}

fn body_row(
    request: &PageRequest,
    frame: &TableOptions<'_>,
    labels: &Labels,
    row: &ProvinceRow,
) -> Markup {
    let lang = request.lang;
    let counts = &row.counts;
    let home = row.unit.code == frame.home.code;
    let compared = row.change.filter(|_| frame.compared);
    html! {
        tr class=[home.then_some("is-home")] {
            td class="rank num" {
                @match row.rank {
                    Some(rank) => {
                        (lang.number(rank.rank))
                        @if rank.shared_by > 1 {
                            " " small { (labels.tied) }
                        }
                    },
                    None => "–",
                }
            }
            th scope="row" {
                a href=(request.link(&Route::Province(row.unit.code.clone()))) { (name::short(lang, &row.unit)) }
            }
            td class="num" data-label=(labels.green) { bdi { (lang.fraction(counts.rate())) } }
            td class="num rate" data-label=(labels.rate) { bdi { (lang.percent(counts.rate())) } }
            td class="num" data-label=(labels.change) { bdi { (change(lang, compared)) } }
            td class="wide" data-label=(labels.levels) {
                (stacked_bar::bar(counts))
                span class="visually-hidden" { (stacked_bar::words(lang, counts)) }
            }
            td class="num" data-label=(labels.submitted) {
                (lang.percent(counts.submitted_rate()))
                @if row.rank.is_none() {
                    " " small { bdi { (lang.fraction(counts.submitted_rate())) } }
                }
            }
            td class="num" data-label=(labels.confirmed) { (lang.percent(counts.confirmed_rate())) }
        }
    }
}

/// “+1,35 · lên 2 bậc”; “–” where nothing may be compared.
#[must_use]
pub fn change(lang: Lang, change: Option<Change>) -> String {
    let Some(Change {
        rate: Some(rate),
        places,
    }) = change
    else {
        return "–".to_owned();
    };
    let points = lang.points(rate);
    match places {
        Some(places) if places != 0 => {
            format!("{points} · {}", ranking::places_change(lang, places))
        }
        _ => points,
    }
}
