//! `/tinh/{code}/muc`: the items of a province, a row for each commune and criterion, in words. What numbers
//! about criteria lead to. Values must not enter: of some criteria the public sees the status alone.

use crate::{
    components::{choice::choice, html::inert, name, status::badge},
    failure::Failure,
    i18n::Lang,
    page::{Page, PageRequest, csv_address},
    public::model::{CommuneItems, Items, ReleaseInfo},
    query::ItemFilter,
    routes::Route,
    texts::{
        fact::{self, Sentence},
        value,
    },
};
use domain::{
    criteria::Criterion,
    status::{Level, Progress, Stage},
};
use leptos::prelude::*;
use maud::{Markup, html};

/// Rows that one page holds: all communes of the largest province for each criterion of a group. The file has
/// all.
const MOST_ROWS: usize = 700;

/// A row: commune, criterion, how far it has come.
type Row<'a> = (&'a CommuneItems, &'a Criterion, Progress);

/// Makes the page.
///
/// # Errors
/// [`Failure::BadParameter`] if the filter can't be read.
pub fn page(request: &PageRequest, data: &Items) -> Result<Page, Failure> {
    let lang = request.lang;
    let set = &data.edition.set;
    let filter = ItemFilter::parse(&request.query, set)?;
    let place = lang.full_name(&data.unit);
    let title = lang.ta("items-title", [("place", place.into())]);
    let address = Route::Items(data.unit.code.clone());
    let csv = csv_address(lang, &request.link(&address));
    let released = data.edition.release.as_ref();
    let released = released.filter(|_| !data.communes.is_empty());
    let (lead, body) = match released {
        None => {
            let lead = lang.t("items-none-yet");
            let body = view! {
                <div class="headline">
                    <h1>{title.clone()}</h1>
                    <p class="lead">{lead.clone()}</p>
                </div>
            };
            (lead, body.into_any())
        }
        Some(release) => {
            let all = data.communes.iter().flat_map(|commune| {
                let items = set.criteria.iter().zip(&commune.items);
                items.map(move |(criterion, item)| (commune, criterion, *item))
            });
            let all: Vec<Row<'_>> = all.collect();
            let kept = all.iter().filter(|row| filter.keeps(row.1, row.2));
            let kept: Vec<Row<'_>> = kept.copied().collect();
            let lead = lead(lang, data, &filter, release, (kept.len(), all.len()), &csv);
            let body = view! {
                <div class="headline">
                    <h1>{title.clone()}</h1>
                    <p class="lead">{inert(&lead)}</p>
                </div>
                {section(request, data, &filter, release, &kept, &csv)}
            };
            (lead.plain(), body.into_any())
        }
    };
    let province = request.link(&Route::Province(data.unit.code.clone()));
    let crumbs = vec![
        (data.unit.name.to_string(), Some(province)),
        (lang.t("items-crumb"), None),
    ];
    Ok(Page::new(title, lead, body)
        .edition(data.edition.clone())
        .crumbs(crumbs)
        .province(data.unit.code.clone())
        .csv(released.map(|_| csv)))
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// “54 trong 2.368 mục chưa Xanh, tính đến …”: rows of the table below, or of the file.
fn lead(
    lang: Lang,
    data: &Items,
    filter: &ItemFilter,
    release: &ReleaseInfo,
    (kept, all): (usize, usize),
    csv: &str,
) -> Sentence {
    let mut sentence = Sentence::new();
    let table = if kept > MOST_ROWS { csv } else { "#bang" };
    let mut number = |to: &str, n: usize| {
        let fact = fact::number(lang, to.to_owned(), count(n));
        sentence.fact(&fact).into()
    };
    let numbers = [("kept", number(table, kept)), ("all", number(csv, all))];
    let [kept, all] = numbers;
    let args = [
        kept,
        all,
        ("place", (&*data.unit.name).into()),
        ("at", sentence.instant(lang, release.as_of).into()),
    ];
    let text = if filter.asks() {
        lang.ta("items-lead", args)
    } else {
        lang.ta("items-lead-open", args)
    };
    sentence.say(&text);
    sentence
}

fn section(
    request: &PageRequest,
    data: &Items,
    filter: &ItemFilter,
    release: &ReleaseInfo,
    kept: &[Row<'_>],
    csv: &str,
) -> AnyView {
    let lang = request.lang;
    let more = (kept.len() > MOST_ROWS).then(|| {
        let args = [("shown", lang.number(count(MOST_ROWS)).into())];
        view! { <p class="notice">{lang.ta("items-more", args)}</p> }
    });
    let body = if kept.is_empty() {
        view! { <p class="notice">{lang.t("items-empty")}</p> }.into_any()
    } else {
        table(request, data, release, &kept[..kept.len().min(MOST_ROWS)])
    };
    let all = filter.asks().then(|| {
        let to = request.link(&Route::Items(data.unit.code.clone()));
        view! { " · " <a href=to>{lang.t("items-open")}</a> }
    });
    view! {
        <section aria-labelledby="bang" class="full">
            <h2 id="bang" tabindex="-1">{lang.t("items-table")}</h2>
            {form(request, data, filter)}
            <p class="result"><a href=csv.to_owned()>{lang.t("items-csv")}</a> {all}</p>
            {more}
            {body}
        </section>
    }
    .into_any()
}

fn form(request: &PageRequest, data: &Items, filter: &ItemFilter) -> AnyView {
    let lang = request.lang;
    let set = &data.edition.set;
    let criteria = set.criteria.iter().map(|c| {
        let chosen = filter.criterion.as_ref() == Some(&c.code);
        let text = format!("{} {}", c.code, lang.pick(&c.title));
        (c.code.clone(), text, chosen)
    });
    let groups = set.groups.iter().map(|g| {
        let chosen = filter.group.as_ref() == Some(&g.code);
        (g.code.clone(), lang.pick(&g.name).to_owned(), chosen)
    });
    let levels = Level::ALL.map(|level| {
        let chosen = filter.level == Some(level);
        (level.slug().to_owned(), lang.level(level), chosen)
    });
    let stages = Stage::ALL.map(|stage| {
        let chosen = filter.stage == Some(stage);
        (stage.slug().to_owned(), stage_text(lang, stage), chosen)
    });
    let release = request.query.get("phat-hanh").map(str::to_owned);
    let release = release.map(|v| view! { <input type="hidden" name="phat-hanh" value=v /> });
    let any = || lang.t("communes-any");
    view! {
        <form class="filter" method="get" action=request.action() + "#bang">
            {choice("tieu-chi", lang.t("commune-col-criterion"), any(), criteria)}
            {choice("nhom", lang.t("items-filter-group"), any(), groups)}
            {choice("trang-thai", lang.t("communes-filter-level"), any(), levels.into_iter())}
            {choice("khai", lang.t("items-filter-stage"), any(), stages.into_iter())}
            {release}
            <button type="submit">{lang.t("communes-filter")}</button>
        </form>
    }
    .into_any()
}

fn stage_text(lang: Lang, stage: Stage) -> String {
    match stage {
        Stage::Applies => lang.t("items-stage-applies"),
        Stage::Declared => lang.t("items-declared"),
        Stage::Confirmed => lang.t("items-confirmed"),
        Stage::Unconfirmed => lang.t("items-stage-unconfirmed"),
        Stage::Waiting => lang.t("items-waiting"),
        Stage::Met => lang.t("items-met"),
        Stage::Failing => lang.t("items-stage-failing"),
    }
}

fn table(request: &PageRequest, data: &Items, release: &ReleaseInfo, rows: &[Row<'_>]) -> AnyView {
    let lang = request.lang;
    let caption = lang.ta(
        "items-caption",
        [
            ("place", (&*data.unit.name).into()),
            ("at", lang.instant(release.as_of).into()),
        ],
    );
    let columns = [
        "communes-col-name",
        "commune-col-criterion",
        "communes-col-status",
        "items-declared",
        "items-confirmed",
        "items-waiting",
        "items-met",
        "items-receipt",
    ]
    .map(|key| lang.t(key));
    let table = html! {
        table class="as-cards rows items" {
            caption { (caption) }
            thead {
                tr {
                    @for column in &columns {
                        th scope="col" { (column) }
                    }
                }
            }
            tbody {
                @for row in rows {
                    (body_row(request, &columns, row))
                }
            }
        }
    };
    inert(table).into_any()
}

fn body_row(
    request: &PageRequest,
    columns: &[String; 8],
    (commune, criterion, item): &Row<'_>,
) -> Markup {
    let lang = request.lang;
    let [_, of, status, declared, confirmed, waiting, met, receipt] = columns;
    let page = request.link(&Route::Commune(commune.unit.code.clone()));
    let answers = [
        (declared, item.declared()),
        (confirmed, item.confirmed),
        (waiting, item.waiting),
        (met, item.met),
    ];
    html! {
        tr {
            th scope="row" {
                a href={ (page) "#" (criterion.code) } { (name::full(lang, &commune.unit)) }
            }
            td data-label=(of) {
                span class="code" { (criterion.code) } " " (lang.pick(&criterion.title))
            }
            td data-label=(status) {
                (badge(lang, item.reason.level()))
                " " span class="muted below" { (value::reason_text(lang, item.reason)) }
            }
            @for (label, yes) in answers {
                td data-label=(label) { (lang.t(if yes { "items-yes" } else { "items-no" })) }
            }
            td data-label=(receipt) {
                a href=(Route::Receipt(commune.receipt.clone()).href(lang)) { (commune.receipt) }
            }
        }
    }
}
