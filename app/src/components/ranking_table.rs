//! The ranking of provinces, shared by the home page and `/xep-hang`. Its bars show communes by
//! status; a province itself has a rate and no status.

use crate::{
    components::{markup::Markup, name, stacked_bar, table::Head},
    i18n::Lang,
    page::Ask,
    public::model::{Change, ProvinceRow, UnitRef},
    query::ProvinceSort,
    routes::Route,
    texts::ranking,
};
use domain::rate::Rate;
use leptos::prelude::*;

/// What the table needs besides its rows.
pub struct Frame<'a> {
    /// The province of this installation: its row is marked.
    pub home: &'a UnitRef,
    /// How the rows are sorted, and whether heads sort.
    pub sort: Option<ProvinceSort>,
    /// Caption.
    pub caption: String,
    /// Whether there is a release before to compare with.
    pub compared: bool,
}

/// The table.
pub fn view(ask: &Ask, frame: &Frame<'_>, rows: &[&ProvinceRow]) -> AnyView {
    let mut out = Markup::new();
    out.raw("<caption>").text(&frame.caption).raw("</caption>");
    head(ask, frame, &mut out);
    out.raw("<tbody>");
    let labels = Labels::new(ask.lang);
    for row in rows {
        write_row(ask, frame, &labels, row, &mut out);
    }
    out.raw("</tbody>");
    view! { <table class="as-cards ranking" inner_html=out.html()></table> }.into_any()
}

struct Labels {
    green: String,
    rate: String,
    change: String,
    levels: String,
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
            confirmed: lang.t("ranking-col-confirmed"),
            tied: lang.t("ranking-tied"),
        }
    }
}

fn head(ask: &Ask, frame: &Frame<'_>, out: &mut Markup) {
    let lang = ask.lang;
    let sortable = |text: String, class, sort: ProvinceSort, order| match frame.sort {
        None => Head::plain(text, class),
        Some(now) => Head {
            sort: Some(ask.here(&[(
                "sap-xep",
                (sort != ProvinceSort::Rank).then_some(sort.slug()),
            )])),
            sorted: (now == sort).then_some(order),
            ..Head::plain(text, class)
        },
    };
    out.raw("<thead><tr>");
    sortable(
        lang.t("ranking-col-rank"),
        "num",
        ProvinceSort::Rank,
        "ascending",
    )
    .write(out);
    sortable(
        lang.t("ranking-col-name"),
        "",
        ProvinceSort::Name,
        "ascending",
    )
    .write(out);
    Head::plain(lang.t("ranking-col-green"), "num").write(out);
    Head::plain(lang.t("ranking-col-rate"), "num").write(out);
    sortable(
        lang.t("ranking-col-change"),
        "num",
        ProvinceSort::Change,
        "descending",
    )
    .write(out);
    Head::plain(lang.t("ranking-col-levels"), "wide").write(out);
    sortable(
        lang.t("ranking-col-confirmed"),
        "num",
        ProvinceSort::Confirmed,
        "ascending",
    )
    .write(out);
    out.raw("</tr></thead>");
}

fn write_row(ask: &Ask, frame: &Frame<'_>, labels: &Labels, row: &ProvinceRow, out: &mut Markup) {
    let lang = ask.lang;
    let counts = &row.counts;
    let home = row.unit.code == frame.home.code;
    out.raw(if home {
        "<tr class=\"is-home\"><td class=\"rank num\">"
    } else {
        "<tr><td class=\"rank num\">"
    });
    match row.rank {
        Some(rank) => {
            out.text(&lang.number(rank.rank));
            if rank.shared_by > 1 {
                out.raw(" <small>").text(&labels.tied).raw("</small>");
            }
        }
        None => {
            out.raw("–");
        }
    }
    out.raw("</td><th scope=\"row\"><a href=\"");
    out.text(&ask.link(&Route::Province(row.unit.code.clone())))
        .raw("\">");
    out.add(&name::short(lang, &row.unit)).raw("</a></th>");
    let mut cell = |class: &'static str, label: &str, text: &str| {
        out.raw("<td class=\"")
            .raw(class)
            .raw("\" data-label=\"")
            .text(label)
            .raw("\"><bdi>");
        out.text(text).raw("</bdi></td>");
    };
    cell("num", &labels.green, &lang.fraction(counts.rate()));
    cell("num rate", &labels.rate, &lang.percent(counts.rate()));
    cell(
        "num",
        &labels.change,
        &change(lang, row.change.filter(|_| frame.compared)),
    );
    out.raw("<td class=\"wide\" data-label=\"")
        .text(&labels.levels)
        .raw("\">");
    out.add(&stacked_bar::bar(counts))
        .raw("<span class=\"visually-hidden\">");
    out.text(&stacked_bar::words(lang, counts))
        .raw("</span></td>");
    out.raw("<td class=\"num\" data-label=\"")
        .text(&labels.confirmed)
        .raw("\">");
    out.text(&lang.percent(Rate::new(counts.confirmed, counts.required)))
        .raw("</td></tr>");
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
