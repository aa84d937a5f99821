//! One answer before its reviewer: the answer beside its evidence, what was confirmed last, what it is
//! worth, its history; confirm, or return with a reason.

use crate::workspace::review::model::{OpenEvidence, Reopen, ReviewAnswer};
use crate::{
    components::{
        correspondence,
        criterion::criterion_title,
        ended,
        form::{Field, Hidden, PostForm},
        html::inert,
        item_parts, name,
        notice::{Notice, Tone, flash_notice},
        table::{ScrollTable, heads},
        text_area::TextArea,
    },
    i18n::Lang,
    page::{Page, WorkspaceRequest, href},
    routes::{FormAction, WorkspaceRoute},
    texts::{checklist, value, written},
    workspace::{
        checklist::model::EvidenceView,
        review::model::{PastAnswer, ReviewView},
    },
};
use domain::{
    access::Refusal,
    answer::{self, Content, Review, Value},
    assessment::ReturnReason,
    criteria::{Criterion, Public},
    evidence::{Backing, Openness},
};
use leptos::prelude::*;

/// The page.
#[must_use]
pub fn page(request: &WorkspaceRequest, data: &ReviewView) -> Page {
    let lang = request.lang;
    let criterion = &data.set.criteria[data.row.index];
    let unit = lang.full_name(&data.row.unit);
    let title = format!("{} · {unit}", criterion_title(lang, criterion));
    let next = data.next.map(|id| {
        view! { <p><a href=href(request, &WorkspaceRoute::Review(id)) rel="next">{lang.t("review-next")}</a></p> }
    });
    let body = view! {
        {flash_notice(request)}
        <h1>
            {criterion_title(lang, criterion)} " · "
            <span>{inert(name::full(lang, &data.row.unit))}</span>
        </h1>
        {ended::notice_in_workspace(request, data.row.ended.as_ref())}
        <div class="beside">
            <section>{answer_summary(request, data, criterion)}</section>
            <section>{evidence(request, data)}</section>
        </div>
        {decide(request, data)}
        {next}
        {correspondence::summary(
            request,
            &WorkspaceRoute::Thread(data.row.unit.code.clone(), criterion.code.clone()),
            (&data.messages, &data.questions),
            data.now,
        )}
        {history(request, data, criterion)}
    }
    .into_any();
    let mut crumbs = Vec::new();
    if request.may_open(&WorkspaceRoute::ReviewQueue) {
        crumbs.push((
            lang.t("queue-title"),
            Some(href(request, &WorkspaceRoute::ReviewQueue)),
        ));
    }
    crumbs.push((format!("{} {unit}", criterion.code), None));
    crate::page::plain(title, body, crumbs)
}

fn answer_summary(request: &WorkspaceRequest, data: &ReviewView, criterion: &Criterion) -> AnyView {
    let lang = request.lang;
    let worth = match &data.answer.content {
        Content::Value(v) => {
            let worth = answer::worth(&criterion.question, v, data.answer.fact_date);
            Some(
                view! { " " {crate::components::criterion::status(lang, item_parts::worth_level(worth))} },
            )
        }
        Content::NotApplicable => None,
    };
    let counted = match &data.answer.content {
        Content::Value(v) => value::counted(lang, &criterion.question, v),
        Content::NotApplicable => Vec::new(),
    }
    .into_iter()
    .map(|(what, number)| view! { <dt>{what}</dt><dd>{number}</dd> })
    .collect_view();
    let last = data.row.last.as_ref().map_or_else(
        || lang.t("item-last-none"),
        |c| {
            lang.ta(
                "item-last",
                [
                    (
                        "value",
                        value::value_text(lang, &criterion.question, &c.value).into(),
                    ),
                    ("date", lang.date(c.fact_date).into()),
                    ("until", lang.date(c.met_until(&criterion.question)).into()),
                ],
            )
        },
    );
    let registered = data.registered.as_ref().map(|known| {
        let whole = match &data.answer.content {
            Content::Value(Value::Counts(counts) | Value::YesCounts { counts, .. }) => {
                Some(counts.whole)
            }
            _ => None,
        };
        let differs = whole.filter(|whole| i64::from(*whole) != known.number).map(|whole| {
            let text = lang.ta("register-differs", [("said", lang.number(whole).into())]);
            view! { " " <strong>{text}</strong> }
        });
        view! { <dt>{lang.t("register-label")}</dt><dd>{checklist::registered(lang, known)} {differs}</dd> }
    });
    let jumps = data
        .row
        .jumps
        .then(|| view! { <Notice tone=Tone::Warning>{lang.t("review-jumps")}</Notice> });
    let came_late = data
        .row
        .came_late
        .then(|| view! { " " <span class="stage is-returned">{lang.t("queue-came-late")}</span> });
    let person = |name: &Option<String>| name.clone().unwrap_or_else(|| "–".to_owned());
    let note = (!data.note.is_empty()).then(|| {
        view! { <dt>{lang.t("field-note")}</dt><dd class="text">{written::note(lang, &data.note).into_owned()}</dd> }
    });
    view! {
        <h2>{lang.t("item-answer")}</h2>
        {jumps}
        <dl class="facts">
            <dt>{lang.t("item-said")}</dt>
            <dd>{checklist::content(lang, &criterion.question, &data.answer.content)} {worth}</dd>
            {counted}
            <dt>{lang.t("item-pass")}</dt>
            <dd>{value::pass_text(lang, &criterion.question)}</dd>
            {registered}
            <dt>{lang.t("item-last-label")}</dt>
            <dd>{last}</dd>
            <dt>{lang.t("field-fact-date")}</dt>
            <dd>{lang.date(data.answer.fact_date)}</dd>
            {note}
            <dt>{lang.t("review-submitted")}</dt>
            <dd>{lang.instant(data.row.submitted_at)} {came_late}</dd>
            <dt>{lang.t("review-author")}</dt>
            <dd>{person(&data.author)}</dd>
            <dt>{lang.t("review-signer")}</dt>
            <dd>{person(&data.signer)}</dd>
            <dt>{lang.t("review-due")}</dt>
            <dd>{lang.instant(data.row.due)}</dd>
        </dl>
    }
    .into_any()
}

fn evidence(request: &WorkspaceRequest, data: &ReviewView) -> AnyView {
    let lang = request.lang;
    let pieces = data
        .evidence
        .iter()
        .map(|piece| {
            let also = (!piece.also.is_empty()).then(|| {
                let places = piece
                    .also
                    .iter()
                    .map(|(unit, criterion)| format!("{} ({criterion})", lang.full_name(unit)))
                    .collect::<Vec<_>>();
                let text = lang.ta(
                    "evidence-also",
                    [("places", value::list(lang, &places).into())],
                );
                view! { <p class="said">{text}</p> }
            });
            let opening = data.opens_evidence.then(|| opening(request, data, piece));
            view! { <li>{item_parts::evidence(lang, piece)} {also} {opening}</li> }
        })
        .collect_view();
    let none = data
        .evidence
        .is_empty()
        .then(|| view! { <p>{lang.t("evidence-none")}</p> });
    view! {
        <h2>{lang.t("item-evidence")}</h2>
        <ul class="evidence">{pieces}</ul>
        {none}
    }
    .into_any()
}

/// Opens one piece to the public, or closes it again with a reason.
fn opening(request: &WorkspaceRequest, data: &ReviewView, piece: &EvidenceView) -> AnyView {
    let lang = request.lang;
    let shared = || {
        view! {
            <Hidden name=OpenEvidence::evidence() value=piece.id />
            <Hidden name=OpenEvidence::answer() value=data.row.id />
        }
    };
    let criterion = &data.set.criteria[data.row.index];
    if piece.open == Openness::Shut {
        let why = match criterion.public {
            Public::Status => lang.t("evidence-status-only"),
            _ => lang.t("evidence-not-confirmed"),
        };
        return view! { <p class="help">{why}</p> }.into_any();
    }
    if piece.open == Openness::Private {
        return view! {
            <PostForm action=FormAction::OpenEvidence>
                {shared()}
                <Hidden name=OpenEvidence::public() value="yes" />
                <p class="help">{lang.t("evidence-private")}</p>
                <p><button type="submit">{lang.t("evidence-open")}</button></p>
            </PostForm>
        }
        .into_any();
    }
    let name = format!("reason-{}", piece.id);
    let open = match piece.open {
        Openness::Public => lang.t("evidence-public"),
        _ => lang.t("evidence-public-later"),
    };
    view! {
        <p><span class="stage is-submitted">{open}</span></p>
        <details>
            <summary>{lang.t("evidence-close-open")}</summary>
            <PostForm action=FormAction::OpenEvidence>
                {shared()}
                <Hidden name=OpenEvidence::public() value="no" />
                <Field id=name.clone() label=lang.t("evidence-close-why")>
                    <input id=name name=OpenEvidence::reason() required=true />
                </Field>
                <p><button type="submit">{lang.t("evidence-close")}</button></p>
            </PostForm>
        </details>
    }
    .into_any()
}

/// Why this person can't decide.
fn refusal(request: &WorkspaceRequest, refusal: Refusal) -> String {
    match refusal {
        Refusal::OwnWork => request.lang.t("refusal-own-work"),
        Refusal::SecondFactor => request.lang.t("refusal-second-factor"),
        Refusal::NoRole | Refusal::OwnRights => request.lang.t("refusal-no-role"),
    }
}

fn decide(request: &WorkspaceRequest, data: &ReviewView) -> AnyView {
    let lang = request.lang;
    if let Some(why) = data.refusal {
        return view! { <Notice>{refusal(request, why)}</Notice> }.into_any();
    }
    if data.answer.review != Review::Waiting || data.answer.closed.is_some() {
        return decided(request, data);
    }
    let (code, text) = data.typed.clone().unwrap_or_default();
    let options = ReturnReason::ALL
        .map(|reason| {
            let selected = reason.word() == code;
            view! {
                <option value=reason.word() selected=selected>{checklist::reason(lang, reason)}</option>
            }
        })
        .collect_view();
    let refused = data
        .typed
        .is_some()
        .then(|| view! { <Notice tone=Tone::Problem>{lang.t("review-needs-reason")}</Notice> });
    let due = lang.ta(
        "review-return-due",
        [("due", lang.instant(data.return_due).into())],
    );
    let next = || {
        data.next
            .map(|id| view! { <Hidden name=ReviewAnswer::next() value=id /> })
    };
    let unbacked = data
        .not_backed
        .is_some()
        .then(|| view! { <Notice tone=Tone::Problem>{lang.t("review-needs-backing")}</Notice> });
    view! {
        {refused}
        {unbacked}
        <div class="decide">
            <PostForm action=FormAction::Review>
                <Hidden name=ReviewAnswer::answer() value=data.row.id />
                {next()}
                <h2>{lang.t("review-confirm-title")}</h2>
                {seen(lang, data)}
                <p>
                    <button type="submit" name=ReviewAnswer::decision() value="confirm" class="strong" accesskey="x" aria-keyshortcuts="Alt+X">
                        {lang.t("review-confirm")}
                    </button>
                </p>
            </PostForm>
            <PostForm action=FormAction::Review>
                <Hidden name=ReviewAnswer::answer() value=data.row.id />
                {next()}
                <h2>{lang.t("review-return-title")}</h2>
                <Field id="code" label=lang.t("review-return-code")>
                    <select id="code" name=ReviewAnswer::code()>{options}</select>
                </Field>
                <Field id="text" label=lang.t("review-return-text") help=due>
                    <TextArea name=ReviewAnswer::text() rows=3 required=true described="text-help".to_owned() text=text />
                </Field>
                <p>
                    <button type="submit" name=ReviewAnswer::decision() value="return" accesskey="t" aria-keyshortcuts="Alt+T">
                        {lang.t("review-return")}
                    </button>
                </p>
            </PostForm>
        </div>
    }
    .into_any()
}

/// Where no document is attached: what the reviewer has seen instead, and where it is found again.
fn seen(lang: Lang, data: &ReviewView) -> Option<AnyView> {
    if data.row.evidence > 0 {
        return None;
    }
    let (backing, reference) = data.not_backed.clone().unwrap_or_default();
    let choices = Backing::SEEN
        .map(|seen| {
            let id = format!("backing-{}", seen.word());
            view! {
                <label class="choice" for=id.clone()>
                    <input type="radio" id=id.clone() name=ReviewAnswer::backing() value=seen.word() required=true
                        checked=seen.word() == backing />
                    " " {value::backing(lang, Some(seen))}
                </label>
            }
        })
        .collect_view();
    let view = view! {
        <fieldset class="field">
            <legend>{lang.t("review-seen")}</legend>
            {choices}
        </fieldset>
        <Field id="reference" label=lang.t("review-reference") help=lang.t("review-reference-help")>
            <input id="reference" name=ReviewAnswer::reference() value=reference required=true aria-describedby="reference-help" />
        </Field>
    };
    Some(view.into_any())
}

/// What a confirmation rests on, with where it is found again.
fn rests_on(lang: Lang, data: &ReviewView) -> String {
    let backing = value::backing(lang, data.answer.backing);
    match &data.reference {
        Some(reference) => format!("{backing}: {reference}"),
        None => backing,
    }
}

fn decided(request: &WorkspaceRequest, data: &ReviewView) -> AnyView {
    let lang = request.lang;
    if data.answer.closed.is_some() {
        let reason = data.closing.clone().map(|text| view! { " " <q>{text}</q> });
        let confirmed = match data.answer.review {
            Review::Confirmed(at) => {
                let text = lang.ta("review-was-confirmed", [("at", lang.instant(at).into())]);
                Some(format!(" {text} {}", rests_on(lang, data)))
            }
            _ => None,
        };
        return view! {
            <Notice>
                {lang.t("review-closed")} {confirmed} " "
                {checklist::outcome(lang, &data.answer)} {reason}
            </Notice>
        }
        .into_any();
    }
    match data.answer.review {
        Review::Confirmed(at) => {
            let text = lang.ta("review-was-confirmed", [("at", lang.instant(at).into())]);
            view! {
                <Notice>{text} " " {rests_on(lang, data)}</Notice>
                <details>
                    <summary>{lang.t("review-reopen-open")}</summary>
                    <PostForm action=FormAction::Reopen>
                        <Hidden name=Reopen::answer() value=data.row.id />
                        <Field id="reason" label=lang.t("review-reopen-why")>
                            <input id="reason" name=Reopen::reason() required=true />
                        </Field>
                        <p><button type="submit">{lang.t("review-reopen")}</button></p>
                    </PostForm>
                </details>
            }
            .into_any()
        }
        Review::Returned { at, .. } => {
            let text = lang.ta("review-was-returned", [("at", lang.instant(at).into())]);
            view! { <Notice>{text}</Notice> }.into_any()
        }
        Review::Waiting => ().into_any(),
    }
}

fn history(
    request: &WorkspaceRequest,
    data: &ReviewView,
    criterion: &Criterion,
) -> Option<AnyView> {
    let lang = request.lang;
    if data.history.is_empty() {
        return None;
    }
    let rows = data
        .history
        .iter()
        .map(|past: &PastAnswer| {
            let outcome = checklist::outcome(lang, &past.answer);
            let text = past.text.clone().map(|t| view! { " " <q>{t}</q> });
            view! {
                <tr>
                    <td>{lang.instant(past.answer.submitted_at)}</td>
                    <td>{checklist::content(lang, &criterion.question, &past.answer.content)}</td>
                    <td>{outcome} {text}</td>
                </tr>
            }
        })
        .collect_view();
    Some(
        view! {
            <h2>{lang.t("review-history")}</h2>
            <ScrollTable caption=lang.t("review-history-caption") name=lang.t("review-history")
                head=heads(lang, ["review-submitted", "queue-answer", "review-outcome"])>
                {rows}
            </ScrollTable>
        }
        .into_any(),
    )
}
