//! One indicator of one unit: a form that fits its kind, beside everything that was ever said of it.

use crate::{
    components::{
        form::{Field, Hidden, PostForm},
        html::inert,
        name,
        notice::{ErrorSummary, Notice},
        table::{ScrollTable, heads},
        text_area::TextArea,
    },
    i18n::Lang,
    page::Page,
    routes::{FormAction, ObservationRoute, encode},
    texts::{observation, written},
    workspace::observations::{
        WorkspaceRequest, address, below, cadence, flash_notice,
        model::{BatchObservation, Entry},
        observation_value, options, public_place,
    },
};
use domain::{
    delivery::{self, DeliveryFault},
    figure::Qualifier,
    indicator::{Derived, Kind},
    unit::UnitLevel,
};
use leptos::prelude::*;

/// One indicator of one unit.
#[must_use]
pub fn page(request: &WorkspaceRequest, data: &Entry) -> Page {
    let lang = request.lang;
    let indicator = &data.indicator;
    let title = observation::indicator(lang, indicator);
    let basis = lang.pick(&indicator.basis_text).to_owned();
    let basis =
        (!basis.is_empty()).then(|| view! { <dt>{lang.t("observe-basis")}</dt><dd>{basis}</dd> });
    let form = if data.elsewhere {
        elsewhere(request, data)
    } else {
        form(request, data)
    };
    let body = view! {
        {flash_notice(request)}
        {problems(lang, data)}
        <h1>
            {title.clone()} " · "
            <span>{inert(name::full(lang, &data.unit))}</span>
        </h1>
        <dl class="facts">
            <dt>{lang.t("observe-sector")}</dt>
            <dd>{observation::sector(lang, indicator.sector)}</dd>
            {basis}
            <dt>{lang.t("observe-cadence")}</dt>
            <dd>{cadence(lang, indicator.cadence)}</dd>
            <dt>{lang.t("observe-told-by")}</dt>
            <dd>{lang.pick(&indicator.from).to_owned()}</dd>
        </dl>
        <div class="beside">
            <section>{form}</section>
            <section>{history(request, data)}</section>
        </div>
    }
    .into_any();
    let title = format!("{title} · {}", lang.full_name(&data.unit));
    below(request, title, body, &[])
}

/// The value is computed from what is confirmed already: where it is asked.
fn elsewhere(request: &WorkspaceRequest, data: &Entry) -> AnyView {
    let lang = request.lang;
    let text = match &data.indicator.derived {
        Some(Derived::Criterion(code)) => {
            lang.ta("observe-from-criterion", [("code", code.clone().into())])
        }
        _ => lang.t("observe-from-release"),
    };
    view! {
        <h2>{lang.t("observe-state-elsewhere")}</h2>
        <Notice>{text} " "
            <a href=public_place(request, &data.unit)>{lang.t("observe-see-unit")}</a></Notice>
    }
    .into_any()
}

fn error_id(field: &str) -> String {
    format!("{field}-error")
}

fn problem(data: &Entry, field: &str) -> Option<DeliveryFault> {
    let found = data.faults.iter().find(|(name, _)| *name == field);
    found.map(|(_, fault)| *fault)
}

fn problems(lang: Lang, data: &Entry) -> Option<AnyView> {
    if data.faults.is_empty() {
        return None;
    }
    let items = data
        .faults
        .iter()
        .map(|(field, fault)| {
            let text = format!(
                "{}: {}",
                observation::column(lang, field),
                observation::fault(lang, *fault)
            );
            view! { <li><a href=format!("#{field}")>{text}</a></li> }
        })
        .collect_view();
    Some(
        view! {
            <ErrorSummary title=lang.t("observe-problems")>
                <ul>{items}</ul>
            </ErrorSummary>
        }
        .into_any(),
    )
}

/// A labelled field around its input.
fn around(
    lang: Lang,
    data: &Entry,
    field: &'static str,
    help: Option<String>,
    input: impl FnOnce(Option<String>, Option<&'static str>) -> AnyView,
) -> AnyView {
    let fault = problem(data, field);
    let mut described = Vec::new();
    if fault.is_some() {
        described.push(error_id(field));
    }
    if help.is_some() {
        described.push(format!("{field}-help"));
    }
    let described = (!described.is_empty()).then(|| described.join(" "));
    let error = fault.map(|f| observation::fault(lang, f));
    view! {
        <Field id=field label=observation::column(lang, field) error=error help=help>
            {input(described, fault.map(|_| "true"))}
        </Field>
    }
    .into_any()
}

fn typed(data: &Entry, field: &str) -> String {
    data.fields.0.get(field).cloned().unwrap_or_default()
}

fn line(
    lang: Lang,
    data: &Entry,
    (field, kind, mode): (&'static str, &'static str, &'static str),
    help: Option<String>,
) -> AnyView {
    let text = typed(data, field);
    // A browser drops from a date field what is no date: then it is shown as text.
    let kind = if kind == "date" && !text.is_empty() && domain::time::Date::parse(&text).is_none() {
        "text"
    } else {
        kind
    };
    around(lang, data, field, help, |described, invalid| {
        view! {
            <input id=field name=field type=kind inputmode=mode value=text
                aria-describedby=described aria-invalid=invalid />
        }
        .into_any()
    })
}

fn value(lang: Lang, data: &Entry) -> AnyView {
    let (field, indicator) = (delivery::VALUE, &data.indicator);
    match (indicator.kind, data.unit.code.level()) {
        (Kind::Growth, _) => view! { <p class="help">{lang.t("observe-growth")}</p> }.into_any(),
        (Kind::Date, _) => line(lang, data, (field, "date", "none"), None),
        (Kind::YesNo, UnitLevel::Commune) => {
            let now = typed(data, field);
            let choice = |id: &'static str, word: &'static str, text: String| {
                view! {
                    <label class="choice" for=id>
                        <input type="radio" id=id name=field value=word checked=now == word />
                        " " {text}
                    </label>
                }
            };
            let fault = problem(data, field);
            let error = fault.map(
                |f| view! { <span class="error" id=error_id(field)>{observation::fault(lang, f)}</span> },
            );
            view! {
                <fieldset class="field" aria-describedby=fault.map(|_| error_id(field))>
                    <legend>{observation::column(lang, field)}</legend>
                    {error}
                    {choice("value", "yes", lang.t("value-yes"))}
                    {choice("value-no", "no", lang.t("value-no"))}
                </fieldset>
            }
            .into_any()
        }
        (Kind::Count, _) => {
            let unit = lang.pick(&indicator.unit).to_owned();
            let help = lang.ta("observe-count-help", [("unit", unit.into())]);
            line(lang, data, (field, "text", "decimal"), Some(help))
        }
        (Kind::Share | Kind::YesNo, _) => {
            let help = lang.t("observe-share-help");
            line(lang, data, (field, "text", "text"), Some(help))
        }
    }
}

fn form(request: &WorkspaceRequest, data: &Entry) -> AnyView {
    let lang = request.lang;
    let exactness = typed(data, delivery::QUALIFIER);
    let all = [Qualifier::Exact, Qualifier::MoreThan, Qualifier::About];
    let choices = options(all.into_iter().map(|q| {
        (
            q.word(),
            observation::qualifier(lang, q),
            q.word() == exactness,
        )
    }));
    let qualifier = around(
        lang,
        data,
        delivery::QUALIFIER,
        None,
        |described, invalid| {
            view! {
                <select id=delivery::QUALIFIER name=delivery::QUALIFIER
                    aria-describedby=described aria-invalid=invalid>{inert(choices)}</select>
            }
            .into_any()
        },
    );
    let note = around(lang, data, delivery::NOTE, None, |described, invalid| {
        view! { <TextArea name=delivery::NOTE.to_owned() rows=2 described=described invalid=invalid.is_some() text=typed(data, delivery::NOTE) /> }.into_any()
    });
    let printed = lang.t("observe-printed-help");
    view! {
        <h2>{lang.t("observe-say")}</h2>
        <p class="help">{lang.t("observe-revise")}</p>
        <PostForm action=FormAction::Observe class="entry">
            <Hidden name=delivery::INDICATOR value=&data.indicator.code />
            <Hidden name=delivery::UNIT value=&data.unit.code />
            {value(lang, data)}
            {qualifier}
            {line(lang, data, (delivery::AS_OF, "date", "none"), None)}
            {line(lang, data, (delivery::FROM, "date", "none"), Some(lang.t("observe-from-help")))}
            {line(lang, data, (delivery::SOURCE, "text", "text"), Some(lang.t("observe-source-help")))}
            {line(lang, data, (delivery::PRINTED, "text", "text"), Some(printed))}
            {note}
            <p class="buttons"><button type="submit" class="strong">{lang.t("observe-save")}</button></p>
        </PostForm>
    }
    .into_any()
}

fn history(request: &WorkspaceRequest, data: &Entry) -> AnyView {
    let lang = request.lang;
    let heading = lang.t("observe-history");
    if data.history.is_empty() {
        return view! { <h2>{heading}</h2> <p>{lang.t("observe-no-history")}</p> }.into_any();
    }
    let rows = data
        .history
        .iter()
        .map(|past| past_row(request, data, past))
        .collect_view();
    view! {
        <h2>{heading.clone()}</h2>
        <ScrollTable caption=heading unseen=true class="observe" head=heads(lang, [
            "observe-field-as-of", "observe-field-value", "observe-field-source", "observe-stands", "observe-by",
        ])>
            {rows}
        </ScrollTable>
    }
    .into_any()
}

fn past_row(request: &WorkspaceRequest, data: &Entry, past: &BatchObservation) -> AnyView {
    let lang = request.lang;
    let o = &past.observation;
    let stands = if past.undone {
        lang.t("observe-undone")
    } else if past.current {
        lang.t("observe-current")
    } else {
        lang.t("observe-revised")
    };
    let correct = (past.current && !data.elsewhere).then(|| {
        let to = format!(
            "{}?ngay={}&tu={}&nguon={}",
            address(
                request,
                ObservationRoute::Entry(data.indicator.code.clone(), data.unit.code.clone())
            ),
            o.to,
            o.from,
            encode(&o.source),
        );
        view! { " " <a href=to>{lang.t("observe-correct")}</a> }
    });
    let printed = (!o.printed.is_empty() && o.value != domain::indicator::Value::Text)
        .then(|| view! { <p class="said"><bdi>{format!("“{}”", o.printed)}</bdi></p> });
    let note =
        (!o.note.is_empty()).then(|| view! { <p class="said"><bdi>{o.note.clone()}</bdi></p> });
    let by = format!("{} · {}", past.by.0, lang.instant(past.by.1));
    let revision = lang.ta(
        "observe-revision",
        [("number", past.revision.to_string().into())],
    );
    view! {
        <tr>
            <th scope="row">{observation::period(lang, o)}</th>
            <td>{observation_value(lang, &data.indicator, past)} {printed} {note}</td>
            <td><bdi>{written::source(lang, &o.source).into_owned()}</bdi></td>
            <td>{stands} " · " {revision} {correct}</td>
            <td><a href=address(request, ObservationRoute::Batch(past.batch))><bdi>{by}</bdi></a></td>
        </tr>
    }
    .into_any()
}
