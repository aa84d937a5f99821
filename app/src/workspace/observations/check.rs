//! A file before it is taken: which column holds what, what every row would say, and every bad place.

use crate::forms::Suffixed;
use crate::workspace::observations::model::CheckObservations;
use crate::{
    components::{
        form::{Hidden, PostForm},
        html::inert,
        name,
        notice::{Notice, Tone},
        table::{ScrollTable, heads},
    },
    i18n::Lang,
    page::Page,
    routes::{FormAction, ObservationRoute},
    texts::{faults, observation, table as words, written},
    workspace::observations::{
        WorkspaceRequest, address, below, import,
        model::{Check, CheckedRow, FOR_ALL, RowFault},
        options,
    },
};
use domain::{
    delivery::{DeliveryFault, FIELDS},
    rate::saturating_u32,
};
use leptos::prelude::*;

/// What a file would say, before it is taken.
#[must_use]
pub fn page(request: &WorkspaceRequest, data: &Check) -> Page {
    let lang = request.lang;
    let title = lang.ta("observe-check", [("name", data.name.clone().into())]);
    let faults = saturating_u32(data.faults.len()).saturating_add(data.more_faults);
    let fresh = data.new + data.revised;
    let good = data.unmapped.is_empty() && faults == 0;
    let state = if !data.unmapped.is_empty() {
        let names: Vec<String> = data
            .unmapped
            .iter()
            .map(|f| observation::column(lang, f))
            .collect();
        let names = crate::texts::value::list(lang, &names);
        lang.ta("observe-unmapped", [("fields", names.into())])
    } else if faults > 0 {
        let shown = lang.number(faults);
        lang.ta(
            "observe-faults",
            [("number", faults.into()), ("shown", shown.into())],
        )
    } else {
        lang.ta(
            "observe-would-say",
            [
                ("new", lang.number(data.new).into()),
                ("revised", lang.number(data.revised).into()),
                ("same", lang.number(data.same).into()),
            ],
        )
    };
    let state = if good {
        view! { <p class="lead" role="status">{state}</p> }.into_any()
    } else {
        view! { <Notice tone=Tone::Problem>{state}</Notice> }.into_any()
    };
    let apply = (good && fresh > 0).then(|| {
        view! {
            <PostForm action=FormAction::AddObservations>
                {carried(data)}
                <p><button type="submit" class="strong">
                    {lang.ta("observe-apply", [("shown", lang.number(fresh).into())])}
                </button></p>
            </PostForm>
        }
    });
    let body = view! {
        <h1>{title.clone()}</h1>
        {state}
        {read_as(lang, data)}
        {apply}
        {zeros(lang, data)}
        {faults_table(lang, data)}
        {mapping(request, data, !good)}
        {place(lang, data)}
        {rows_table(request, data)}
        <h2>{lang.t("observe-again")}</h2>
        {import::upload(request)}
    }
    .into_any();
    below(
        request,
        title,
        body,
        &[(lang.t("observe-import"), ObservationRoute::Import)],
    )
}

/// What is to be known of how the file was read.
fn read_as(lang: Lang, data: &Check) -> AnyView {
    let counted = |key: &'static str, number: u32| {
        (number > 0).then(|| {
            lang.ta(
                key,
                [
                    ("number", number.into()),
                    ("shown", lang.number(number).into()),
                ],
            )
        })
    };
    let told = [
        words::how(lang, &data.how),
        counted("observe-zeros-added", data.restored),
        counted("observe-passed", data.passed),
    ];
    told.into_iter()
        .flatten()
        .map(|sentence| view! { <p>{sentence}</p> })
        .collect_view()
        .into_any()
}

/// Offers to put lost zeros back, in every row at once.
fn zeros(lang: Lang, data: &Check) -> Option<AnyView> {
    let number = data.lost_zeros;
    if number == 0 {
        return None;
    }
    let args = || {
        [
            ("number", number.into()),
            ("shown", lang.number(number).into()),
        ]
    };
    Some(
        view! {
            <PostForm action=FormAction::CheckObservations>
                {carried(data)}
                <Hidden name=CheckObservations::zeros() value="on" />
                <p>{lang.ta("observe-lost-zeros-all", args())}</p>
                <p><button type="submit" class="strong">{lang.ta("observe-add-zeros", args())}</button></p>
            </PostForm>
        }
        .into_any(),
    )
}

/// The file as it waits, and where in it the table stands.
fn waiting(data: &Check) -> AnyView {
    let sheet = (!data.how.sheets.is_empty()).then(|| {
        view! { <Hidden name=CheckObservations::sheet() value=data.how.sheet.to_string() /> }
    });
    let zeros = data.mapping.zeros.then(|| {
        view! { <Hidden name=CheckObservations::zeros() value="on" /> }
    });
    view! {
        <Hidden name=CheckObservations::hash() value=&data.hash />
        <Hidden name=CheckObservations::name() value=&data.name />
        {sheet}
        <Hidden name=CheckObservations::head() value=data.how.head.to_string() />
        {zeros}
    }
    .into_any()
}

/// Which sheet is read, and which of its lines names the columns; both can be chosen otherwise. A line that is not said is
/// looked for, since another sheet has another.
fn place(lang: Lang, data: &Check) -> AnyView {
    let numbers: Vec<String> = (0..data.how.sheets.len()).map(|n| n.to_string()).collect();
    let sheet = (data.how.sheets.len() > 1).then(|| {
        let chosen = data.how.sheet.to_string();
        let sheets = data.how.sheets.iter().zip(&numbers).map(|(sheet, number)| {
            let name = if sheet.hidden {
                lang.ta(
                    "observe-place-sheet-hidden",
                    [("sheet", sheet.name.clone().into())],
                )
            } else {
                sheet.name.clone()
            };
            (number.as_str(), name, *number == chosen)
        });
        let inside = options(sheets);
        view! {
            <p>
                <label for="sheet">{lang.t("observe-place-sheet")}</label> " "
                <select id="sheet" name=CheckObservations::sheet()>{inert(inside)}</select>
            </p>
        }
    });
    view! {
        <details class="fold" open=!data.unmapped.is_empty()>
            <summary>{lang.t("observe-place-title")}</summary>
            <PostForm action=FormAction::CheckObservations>
                <Hidden name=CheckObservations::hash() value=&data.hash />
                <Hidden name=CheckObservations::name() value=&data.name />
                {sheet}
                <p>
                    <label for="head">{lang.t("observe-place-head")}</label> " "
                    <input id="head" name=CheckObservations::head() type="number" min="1" inputmode="numeric"
                        placeholder=data.how.head.to_string() autocomplete="off" />
                </p>
                <p><button type="submit">{lang.t("observe-look-again")}</button></p>
            </PostForm>
        </details>
    }
    .into_any()
}

/// The file and its mapping, as the form that takes it carries them.
fn carried(data: &Check) -> AnyView {
    let columns = FIELDS
        .iter()
        .zip(data.mapping.columns)
        .filter_map(|(field, column)| {
            let name = Suffixed::input(CheckObservations::col(), field);
            column.map(|c| view! { <Hidden name=name value=c.to_string() /> })
        })
        .collect_view();
    let all = FIELDS
        .iter()
        .zip(data.mapping.all.clone())
        .filter(|(_, text)| !text.is_empty())
        .map(|(field, text)| {
            view! { <Hidden name=Suffixed::input(CheckObservations::all(), field) value=text /> }
        })
        .collect_view();
    view! {
        {waiting(data)}
        {columns}
        {all}
    }
    .into_any()
}

/// Which column holds what; it can be chosen otherwise.
fn mapping(request: &WorkspaceRequest, data: &Check, open: bool) -> AnyView {
    let lang = request.lang;
    let numbers: Vec<String> = (0..data.heads.len()).map(|n| n.to_string()).collect();
    let rows = FIELDS
        .iter()
        .enumerate()
        .map(|(at, field)| {
            let chosen = data.mapping.columns[at];
            let none = std::iter::once(("", lang.t("observe-no-column"), chosen.is_none()));
            let heads = data.heads.iter().enumerate().map(|(n, head)| {
                let text = if head.is_empty() {
                    format!("({})", n + 1)
                } else {
                    head.clone()
                };
                (numbers[n].as_str(), text, chosen == Some(n))
            });
            let inside = options(none.chain(heads));
            let id = Suffixed::input(CheckObservations::col(), field);
            let label = observation::column(lang, field);
            let wrong = data.unmapped.contains(field);
            let all = FOR_ALL.contains(field).then(|| {
                let id = Suffixed::input(CheckObservations::all(), field);
                view! {
                    <label for=id.clone() class="visually-hidden">
                        {lang.ta("observe-for-all", [("field", label.clone().into())])}
                    </label>
                    <input id=id.clone() name=id type="text" value=data.mapping.all[at].clone() autocomplete="off" />
                }
            });
            view! {
                <tr>
                    <th scope="row"><label for=id.clone()>{label.clone()}</label></th>
                    <td><select id=id.clone() name=id.clone()
                        aria-invalid=wrong.then_some("true")>{inert(inside)}</select></td>
                    <td>{all}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <details class="fold" open=open>
            <summary>{lang.t("observe-mapping")}</summary>
            <PostForm action=FormAction::CheckObservations>
                {waiting(data)}
                <ScrollTable caption=lang.t("observe-mapping") unseen=true class="observe"
                    head=heads(lang, ["observe-field", "observe-column", "observe-all-rows"])>
                    {rows}
                </ScrollTable>
                <p><button type="submit">{lang.t("observe-look-again")}</button></p>
            </PostForm>
        </details>
    }
    .into_any()
}

/// What is wrong, with what an earlier line has to do with it.
fn fault_words(lang: Lang, fault: &RowFault) -> String {
    match (fault.fault, fault.earlier) {
        (DeliveryFault::Twice, Some(earlier)) => observation::twice(lang, earlier),
        (DeliveryFault::SeveralUnits, _) => faults::several_units(lang, &fault.meant),
        (other, _) => observation::fault(lang, other),
    }
}

fn faults_table(lang: Lang, data: &Check) -> Option<AnyView> {
    if data.faults.is_empty() {
        return None;
    }
    let caption = lang.t("observe-faults-caption");
    let column = |fault: &RowFault| {
        let at = FIELDS.iter().position(|f| *f == fault.field);
        let head = at.and_then(|at| data.heads.get(data.mapping.columns[at]?));
        match head.filter(|_| fault.fault != DeliveryFault::BrokenLine) {
            Some(head) => head.clone(),
            None if fault.fault == DeliveryFault::BrokenLine => "–".to_owned(),
            None => observation::column(lang, fault.field),
        }
    };
    let rows = data
        .faults
        .iter()
        .map(|fault| {
            let place = fault.cell.clone().unwrap_or_else(|| fault.line.to_string());
            view! {
                <tr>
                    <td><code dir="ltr">{place}</code></td>
                    <th scope="row"><bdi>{column(fault)}</bdi></th>
                    <td>{fault_words(lang, fault)}</td>
                </tr>
            }
        })
        .collect_view();
    let more = (data.more_faults > 0).then(|| {
        let shown = lang.number(data.more_faults);
        view! {
            <p>{lang.ta("observe-more-faults", [("number", data.more_faults.into()), ("shown", shown.into())])}</p>
        }
    });
    Some(
        view! {
            <ScrollTable caption=caption class="observe faults"
                head=heads(lang, ["observe-place", "observe-column", "observe-fault"])>
                {rows}
            </ScrollTable>
            {more}
        }
        .into_any(),
    )
}

fn rows_table(request: &WorkspaceRequest, data: &Check) -> Option<AnyView> {
    let lang = request.lang;
    if data.rows.is_empty() {
        return None;
    }
    let caption = lang.ta(
        "observe-rows-caption",
        [
            ("shown", lang.number(saturating_u32(data.rows.len())).into()),
            ("all", lang.number(data.total).into()),
        ],
    );
    let rows = data
        .rows
        .iter()
        .map(|row| checked(request, data, row))
        .collect_view();
    Some(
        view! {
            <ScrollTable caption class="observe" head=heads(lang, [
                ("observe-line", "num"), ("observe-effect", ""), ("observe-unit", ""), ("observe-indicator", ""),
                ("observe-field-value", ""), ("observe-before", ""), ("observe-field-as-of", ""),
                ("observe-field-source", ""),
            ])>
                {rows}
            </ScrollTable>
        }
        .into_any(),
    )
}

fn checked(request: &WorkspaceRequest, data: &Check, row: &CheckedRow) -> AnyView {
    let lang = request.lang;
    let indicator = &data.catalogue[row.indicator];
    let effect = match &row.before {
        None => lang.t("observe-effect-new"),
        Some(before) if *before == row.observation => lang.t("observe-effect-same"),
        Some(_) => lang.t("observe-effect-revised"),
    };
    let before = row
        .before
        .as_ref()
        .map(|before| observation::value(lang, indicator, before));
    let to = address(
        request,
        ObservationRoute::Entry(indicator.code.clone(), row.unit.code.clone()),
    );
    view! {
        <tr>
            <td class="num">{row.line.to_string()}</td>
            <td>{effect}</td>
            <th scope="row"><a href=to>{inert(name::full(lang, &row.unit))}</a></th>
            <td>{observation::indicator(lang, indicator)}</td>
            <td><bdi>{observation::value(lang, indicator, &row.observation)}</bdi></td>
            <td><bdi>{before}</bdi></td>
            <td>{observation::period(lang, &row.observation)}</td>
            <td><bdi>{written::source(lang, &row.observation.source).into_owned()}</bdi></td>
        </tr>
    }
    .into_any()
}
