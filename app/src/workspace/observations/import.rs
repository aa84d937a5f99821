//! Sending a file, what was sent before, and one act with its rows, which can be undone whole.

use crate::workspace::observations::model::UndoObservations;
use crate::{
    components::{
        form::{Field, Hidden, PostForm},
        html::inert,
        name,
        notice::{Notice, Tone},
        table::{ScrollTable, heads},
        text_area::TextArea,
    },
    i18n::Lang,
    page::Page,
    routes::{FormAction, ObservationRoute, prefixed, template_path},
    texts::{self, observation, written},
    workspace::observations::{
        WorkspaceRequest, address, below, flash_notice,
        model::{BatchLine, BatchView, Import},
        observation_value, sectors,
    },
    workspace::table::model::{LARGEST_TABLE, MOST_TABLE_ROWS},
};
use domain::{delivery::BatchKind, rate::saturating_u32};
use leptos::prelude::*;

/// Where files are sent, and what was sent.
#[must_use]
pub fn page(request: &WorkspaceRequest, data: &Import) -> Page {
    let lang = request.lang;
    let title = lang.t("observe-import");
    let refused = data.refusal.map(|r| {
        view! { <Notice tone=Tone::Problem>{texts::table::refusal(lang, r)}</Notice> }
    });
    let body = view! {
        {flash_notice(request)}
        {refused}
        <h1>{title.clone()}</h1>
        <ol>
            <li>{lang.t("observe-step-template")} {template(lang)}</li>
            <li>{lang.t("observe-step-send")} {upload(request)}</li>
            <li>{lang.t("observe-step-look")}</li>
        </ol>
        {batches(request, data)}
    }
    .into_any();
    below(request, title, body, &[])
}

fn template(lang: Lang) -> AnyView {
    let to = |kind: &str| prefixed(lang, &template_path(kind));
    view! {
        <form method="get" action=to("xlsx") class="filter">
            <p>
                <label for="linh-vuc">{lang.t("observe-sector")}</label>
                <select id="linh-vuc" name="linh-vuc">{inert(sectors(lang, None))}</select>
            </p>
            <button type="submit">{lang.t("observe-template-xlsx")}</button>
            <button type="submit" formaction=to("csv")>{lang.t("observe-template-csv")}</button>
        </form>
    }
    .into_any()
}

/// The form that sends a file.
pub(super) fn upload(request: &WorkspaceRequest) -> AnyView {
    let lang = request.lang;
    let mib = lang.number(saturating_u32(LARGEST_TABLE / 1024 / 1024));
    let help = lang.ta(
        "observe-file-help",
        [
            ("mib", mib.into()),
            ("rows", lang.number(MOST_TABLE_ROWS).into()),
        ],
    );
    view! {
        <PostForm action=FormAction::CheckObservations file=true>
            <Field id="table" label=lang.t("observe-file") help=help>
                <input id="table" name="table" type="file" accept=".csv,.txt,.xlsx,text/csv,text/plain" required=true
                    aria-describedby="table-help" />
            </Field>
            <p><button type="submit">{lang.t("observe-look")}</button></p>
        </PostForm>
    }
    .into_any()
}

fn kind(lang: Lang, kind: BatchKind) -> String {
    lang.t(match kind {
        BatchKind::Form => "observe-kind-form",
        BatchKind::File => "observe-kind-file",
        BatchKind::Ingest => "observe-kind-ingest",
        BatchKind::Demo => "observe-kind-demo",
    })
}

fn stands(lang: Lang, batch: &BatchLine) -> String {
    match &batch.undone {
        None => lang.t("observe-counts"),
        Some((by, at, _)) => lang.ta(
            "observe-undone-by",
            [("by", by.clone().into()), ("at", lang.instant(*at).into())],
        ),
    }
}

fn batches(request: &WorkspaceRequest, data: &Import) -> AnyView {
    let lang = request.lang;
    let heading = lang.t("observe-acts");
    if data.batches.is_empty() {
        return view! { <h2>{heading}</h2> <p>{lang.t("observe-no-acts")}</p> }.into_any();
    }
    let rows = data
        .batches
        .iter()
        .map(|batch| {
            view! {
                <tr>
                    <td>{lang.instant(batch.by.1)}</td>
                    <td>{kind(lang, batch.kind)}</td>
                    <th scope="row">
                        <a href=address(request, ObservationRoute::Batch(batch.id))><bdi>{batch.title.clone()}</bdi></a>
                    </th>
                    <td class="num">{lang.number(batch.rows)}</td>
                    <td><bdi>{batch.by.0.clone()}</bdi></td>
                    <td>{stands(lang, batch)}</td>
                </tr>
            }
        })
        .collect_view();
    let older = data.older.map(|before| {
        let to = format!(
            "{}?truoc={before}",
            address(request, ObservationRoute::Import)
        );
        view! { <p><a href=to>{lang.t("observe-older")}</a></p> }
    });
    view! {
        <h2>{heading.clone()}</h2>
        <ScrollTable caption=heading unseen=true class="observe" head=heads(lang, [
            ("observe-when", ""), ("observe-kind", ""), ("observe-what", ""), ("observe-new-rows", "num"),
            ("observe-by", ""), ("observe-stands", ""),
        ])>
            {rows}
        </ScrollTable>
        {older}
    }
    .into_any()
}

/// One act.
#[must_use]
pub fn batch(request: &WorkspaceRequest, data: &BatchView) -> Page {
    let lang = request.lang;
    let batch = &data.batch;
    let title = lang.ta("observe-act", [("number", batch.id.to_string().into())]);
    let simulated = batch
        .simulated
        .then(|| view! { <Notice tone=Tone::Warning>{lang.t("observe-simulated")}</Notice> });
    let reason = batch.undone.as_ref().map(|(.., reason)| {
        view! { <dt>{lang.t("observe-undo-reason")}</dt><dd class="text"><bdi>{reason.clone()}</bdi></dd> }
    });
    let more = data.more.map(|after| {
        let to = format!(
            "{}?sau={after}",
            address(request, ObservationRoute::Batch(batch.id))
        );
        view! { <p><a href=to rel="next">{lang.t("observe-more-rows")}</a></p> }
    });
    let body = view! {
        <h1>{title.clone()}</h1>
        {simulated}
        <dl class="facts">
            <dt>{lang.t("observe-kind")}</dt>
            <dd>{kind(lang, batch.kind)}</dd>
            <dt>{lang.t("observe-what")}</dt>
            <dd><bdi>{batch.title.clone()}</bdi></dd>
            <dt>{lang.t("observe-by")}</dt>
            <dd><bdi>{batch.by.0.clone()}</bdi> " · " {lang.instant(batch.by.1)}</dd>
            <dt>{lang.t("observe-new-rows")}</dt>
            <dd>{lang.number(batch.rows)}</dd>
            <dt>{lang.t("observe-stands")}</dt>
            <dd>{stands(lang, batch)}</dd>
            {reason}
        </dl>
        {data.undoes.then(|| undo(request, data))}
        {rows(request, data)}
        {more}
    }
    .into_any();
    below(
        request,
        title,
        body,
        &[(lang.t("observe-import"), ObservationRoute::Import)],
    )
}

fn undo(request: &WorkspaceRequest, data: &BatchView) -> AnyView {
    let lang = request.lang;
    let wrong = data.needs_reason;
    view! {
        <details class="fold" open=wrong>
            <summary>{lang.t("observe-undo")}</summary>
            <PostForm action=FormAction::UndoObservations>
                <Hidden name=UndoObservations::batch() value=data.batch.id />
                <p>{lang.t("observe-undo-what")}</p>
                <Field id="reason" label=lang.t("observe-undo-reason") error=wrong.then(|| lang.t("observe-bad-reason"))>
                    <TextArea name=UndoObservations::reason() rows=2 required=true described=wrong.then(|| "reason-error".to_owned()) invalid=wrong />
                </Field>
                <p><button type="submit" class="strong">{lang.t("observe-undo-go")}</button></p>
            </PostForm>
        </details>
    }
    .into_any()
}

fn rows(request: &WorkspaceRequest, data: &BatchView) -> AnyView {
    let lang = request.lang;
    let caption = lang.t("observe-act-rows");
    let rows = data
        .rows
        .iter()
        .map(|(unit, at, past)| {
            let indicator = &data.catalogue[*at];
            let to = address(
                request,
                ObservationRoute::Entry(indicator.code.clone(), unit.code.clone()),
            );
            view! {
                <tr>
                    <th scope="row"><a href=to>{inert(name::full(lang, unit))}</a></th>
                    <td>{observation::indicator(lang, indicator)}</td>
                    <td>{observation_value(lang, indicator, past)}</td>
                    <td>{observation::period(lang, &past.observation)}</td>
                    <td><bdi>{written::source(lang, &past.observation.source).into_owned()}</bdi></td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <ScrollTable caption=caption class="observe" head=heads(lang, [
            "observe-unit", "observe-indicator", "observe-field-value", "observe-field-as-of", "observe-field-source",
        ])>
            {rows}
        </ScrollTable>
    }
    .into_any()
}
