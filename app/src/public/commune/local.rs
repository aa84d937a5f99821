//! What a resident finds here: services and networks of this commune, as far as they are known, each with its day and its
//! source.

use crate::{
    components::{abbr::abbr, html::inert},
    i18n::Lang,
    page::PageRequest,
    public::{
        indicators::model::Origin,
        model::{
            Commune,
            local::{LocalIndicator, LocalSource, LocalValue},
        },
    },
    routes::Route,
    texts::fact,
};
use domain::indicator::Sector;
use leptos::prelude::*;

/// Values that are known, and in one line those that are not.
pub(super) fn section(request: &PageRequest, data: &Commune) -> AnyView {
    let lang = request.lang;
    let known = data
        .local
        .iter()
        .filter_map(|one| Some((one, one.known.as_ref()?)))
        .map(|(one, known)| fact_row(request, data, one, known));
    let known: Vec<AnyView> = known.collect();
    let unknown: Vec<_> = data
        .local
        .iter()
        .filter(|one| one.known.is_none())
        .collect();
    let unknown = (!unknown.is_empty()).then(|| unknown_line(request, data, &unknown));
    let facts = (!known.is_empty()).then(|| view! { <dl class="facts">{known}</dl> });
    let place = [("tinh", data.province.code.as_str())];
    let name = &*data.province.name;
    let infrastructure = request.link_with(&Route::Sector(Sector::Infrastructure), &place);
    let sectors = request.link_with(&Route::Sectors, &place);
    let to_infrastructure = lang.ta("province-coverage", [("place", name.into())]);
    let to_sectors = lang.ta("commune-to-sectors", [("place", name.into())]);
    let title = lang.ta(
        "commune-local",
        [("name", lang.name_in_sentence(&data.unit).into())],
    );
    view! {
        <section aria-labelledby="tai-day">
            <h2 id="tai-day">{title}</h2>
            {facts}
            {unknown}
            <p><a href=infrastructure>{to_infrastructure}</a> " · " <a href=sectors>{to_sectors}</a></p>
        </section>
    }
    .into_any()
}

fn history(request: &PageRequest, data: &Commune, one: &LocalIndicator) -> String {
    let code = one.indicator.code.clone();
    request.link(&Route::ObservationHistory(code, data.unit.code.clone()))
}

fn fact_row(
    request: &PageRequest,
    data: &Commune,
    one: &LocalIndicator,
    known: &LocalValue,
) -> AnyView {
    let lang = request.lang;
    let value = fact::qualified(lang, &one.indicator, &known.value, known.qualifier);
    let source = match &known.source {
        LocalSource::Observed(source) => Origin::Observed(vec![source.clone()]),
        LocalSource::Answer(release, criterion) => Origin::Answers(*release, criterion.clone()),
    };
    let said = lang.ta(
        "commune-local-source",
        [
            ("day", lang.date(known.as_of).into()),
            ("source", fact::origin_text(lang, &source).into()),
        ],
    );
    let simulated = known.simulated.then(|| simulated(lang));
    view! {
        <dt><a href=history(request, data, one)>{inert(abbr(lang, lang.pick(&one.indicator.name)))}</a></dt>
        <dd><b>{value}</b> " " <span class="note">{said} {simulated}</span></dd>
    }
    .into_any()
}

fn simulated(lang: Lang) -> String {
    format!(" · {}", lang.t("ind-simulated"))
}

/// “Chưa có số liệu: …”, each with the way to where it will stand.
fn unknown_line(request: &PageRequest, data: &Commune, unknown: &[&LocalIndicator]) -> AnyView {
    let lang = request.lang;
    let names = unknown.iter().enumerate().map(|(at, one)| {
        let name = inert(abbr(lang, lang.pick(&one.indicator.name)));
        view! { {(at > 0).then_some("; ")} <a href=history(request, data, one)>{name}</a> }
    });
    let number = lang.number(domain::rate::saturating_u32(unknown.len()));
    let summary = lang.ta("commune-local-unknown", [("number", number.into())]);
    view! {
        <details>
            <summary>{summary}</summary>
            <p class="meta">{names.collect_view()}</p>
        </details>
    }
    .into_any()
}
