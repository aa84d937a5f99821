//! Sending a file, what was sent before, and one act with its rows, which can be undone whole.

use crate::workspace::observations::model::UndoObservations;
use crate::{
    components::{
        form::{Field, Hidden, PostForm},
        html::inert,
        name,
        notice::{Notice, Tone},
        text_area::TextArea,
    },
    i18n::Lang,
    page::Page,
    routes::{Act, ObserveRoom, prefixed, template_path},
    texts::observation,
    workspace::observations::{
        Visit, address, below, flash_notice,
        model::{ActLine, ActView, Import, LARGEST_TABLE, MOST_TABLE_ROWS},
        said, sectors, small,
    },
};
use domain::delivery::BatchKind;
use leptos::prelude::*;

/// Where files are sent, and what was sent.
#[must_use]
pub fn page(visit: &Visit, data: &Import) -> Page {
    let lang = visit.lang;
    let title = lang.t("observe-import");
    let refused = data.refusal.map(|r| {
        view! { <Notice tone=Tone::Problem>{observation::refusal(lang, r)}</Notice> }
    });
    let body = view! {
        {flash_notice(visit)}
        {refused}
        <h1>{title.clone()}</h1>
        <ol>
            <li>{lang.t("observe-step-template")} {template(lang)}</li>
            <li>{lang.t("observe-step-send")} {upload(visit)}</li>
            <li>{lang.t("observe-step-look")}</li>
        </ol>
        {acts(visit, data)}
    }
    .into_any();
    below(visit, title, body, &[])
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
pub(super) fn upload(visit: &Visit) -> AnyView {
    let lang = visit.lang;
    let mib = lang.number(small(LARGEST_TABLE / 1024 / 1024));
    let help = lang.ta(
        "observe-file-help",
        [
            ("mib", mib.into()),
            ("rows", lang.number(MOST_TABLE_ROWS).into()),
        ],
    );
    view! {
        <PostForm act=Act::CheckObservations file=true>
            <Field id="table" label=lang.t("observe-file") help=help>
                <input id="table" name="table" type="file" accept=".csv,.xlsx,text/csv" required=true
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

fn stands(lang: Lang, act: &ActLine) -> String {
    match &act.undone {
        None => lang.t("observe-counts"),
        Some((by, at, _)) => lang.ta(
            "observe-undone-by",
            [("by", by.clone().into()), ("at", lang.instant(*at).into())],
        ),
    }
}

fn acts(visit: &Visit, data: &Import) -> AnyView {
    let lang = visit.lang;
    let heading = lang.t("observe-acts");
    if data.acts.is_empty() {
        return view! { <h2>{heading}</h2> <p>{lang.t("observe-no-acts")}</p> }.into_any();
    }
    let rows = data
        .acts
        .iter()
        .map(|act| {
            view! {
                <tr>
                    <td>{lang.instant(act.by.1)}</td>
                    <td>{kind(lang, act.kind)}</td>
                    <th scope="row">
                        <a href=address(visit, ObserveRoom::Act(act.id))><bdi>{act.title.clone()}</bdi></a>
                    </th>
                    <td class="num">{lang.number(act.rows)}</td>
                    <td><bdi>{act.by.0.clone()}</bdi></td>
                    <td>{stands(lang, act)}</td>
                </tr>
            }
        })
        .collect_view();
    let older = data.older.map(|before| {
        let to = format!("{}?truoc={before}", address(visit, ObserveRoom::Import));
        view! { <p><a href=to>{lang.t("observe-older")}</a></p> }
    });
    view! {
        <h2>{heading.clone()}</h2>
        <div class="scroll" tabindex="0" role="group" aria-label=heading.clone()>
            <table class="observe">
                <caption class="visually-hidden">{heading.clone()}</caption>
                <thead>
                    <tr>
                        <th scope="col">{lang.t("observe-when")}</th>
                        <th scope="col">{lang.t("observe-kind")}</th>
                        <th scope="col">{lang.t("observe-what")}</th>
                        <th scope="col" class="num">{lang.t("observe-new-rows")}</th>
                        <th scope="col">{lang.t("observe-by")}</th>
                        <th scope="col">{lang.t("observe-stands")}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        {older}
    }
    .into_any()
}

/// One act.
#[must_use]
pub fn act(visit: &Visit, data: &ActView) -> Page {
    let lang = visit.lang;
    let act = &data.act;
    let title = lang.ta("observe-act", [("number", act.id.to_string().into())]);
    let simulated = act
        .simulated
        .then(|| view! { <Notice tone=Tone::Warning>{lang.t("observe-simulated")}</Notice> });
    let reason = act.undone.as_ref().map(|(.., reason)| {
        view! { <dt>{lang.t("observe-undo-reason")}</dt><dd class="text"><bdi>{reason.clone()}</bdi></dd> }
    });
    let more = data.more.map(|after| {
        let to = format!("{}?sau={after}", address(visit, ObserveRoom::Act(act.id)));
        view! { <p><a href=to rel="next">{lang.t("observe-more-rows")}</a></p> }
    });
    let body = view! {
        <h1>{title.clone()}</h1>
        {simulated}
        <dl class="facts">
            <dt>{lang.t("observe-kind")}</dt>
            <dd>{kind(lang, act.kind)}</dd>
            <dt>{lang.t("observe-what")}</dt>
            <dd><bdi>{act.title.clone()}</bdi></dd>
            <dt>{lang.t("observe-by")}</dt>
            <dd><bdi>{act.by.0.clone()}</bdi> " · " {lang.instant(act.by.1)}</dd>
            <dt>{lang.t("observe-new-rows")}</dt>
            <dd>{lang.number(act.rows)}</dd>
            <dt>{lang.t("observe-stands")}</dt>
            <dd>{stands(lang, act)}</dd>
            {reason}
        </dl>
        {data.undoes.then(|| undo(visit, data))}
        {rows(visit, data)}
        {more}
    }
    .into_any();
    below(
        visit,
        title,
        body,
        &[(lang.t("observe-import"), ObserveRoom::Import)],
    )
}

fn undo(visit: &Visit, data: &ActView) -> AnyView {
    let lang = visit.lang;
    let wrong = data.needs_reason;
    view! {
        <details class="fold" open=wrong>
            <summary>{lang.t("observe-undo")}</summary>
            <PostForm act=Act::UndoObservations>
                <Hidden name=UndoObservations::act() value=data.act.id />
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

fn rows(visit: &Visit, data: &ActView) -> AnyView {
    let lang = visit.lang;
    let caption = lang.t("observe-act-rows");
    let rows = data
        .rows
        .iter()
        .map(|(unit, at, past)| {
            let indicator = &data.catalogue[*at];
            let to = address(
                visit,
                ObserveRoom::Entry(indicator.code.clone(), unit.code.clone()),
            );
            view! {
                <tr>
                    <th scope="row"><a href=to>{inert(name::full(lang, unit))}</a></th>
                    <td>{observation::indicator(lang, indicator)}</td>
                    <td>{said(lang, indicator, past)}</td>
                    <td>{observation::period(lang, &past.observation)}</td>
                    <td><bdi>{past.observation.source.clone()}</bdi></td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <div class="scroll" tabindex="0" role="group" aria-label=caption.clone()>
            <table class="observe">
                <caption>{caption.clone()}</caption>
                <thead>
                    <tr>
                        <th scope="col">{lang.t("observe-unit")}</th>
                        <th scope="col">{lang.t("observe-indicator")}</th>
                        <th scope="col">{lang.t("observe-field-value")}</th>
                        <th scope="col">{lang.t("observe-field-as-of")}</th>
                        <th scope="col">{lang.t("observe-field-source")}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}
