//! A form that holds more than it may: it comes back whole, with what is too long in it to be shortened, and can be sent
//! again from here. Nothing of it is cut.

use super::Visit;
use crate::{i18n::Lang, limits::TooLong, pages::Page, parts::text_area::TextArea, routes::Act};
use leptos::prelude::*;

/// A form with fields that are too long.
#[derive(Clone, Debug)]
pub struct Shorten {
    /// The form.
    pub act: Act,
    /// All that was typed, in its order.
    pub fields: Vec<(String, String)>,
    /// What is too long.
    pub long: Vec<TooLong>,
    /// Whether all of the form was read. If not, it can't be sent again from here, only copied.
    pub whole: bool,
}

/// The page.
#[must_use]
pub fn page(visit: &Visit, data: &Shorten) -> Page {
    let lang = visit.lang;
    let title = lang.t("shorten-title");
    let areas = data
        .long
        .iter()
        .map(|long| area(lang, data, long))
        .collect_view();
    let rest = data
        .fields
        .iter()
        .filter(|(name, _)| !data.long.iter().any(|long| long.field == *name))
        .map(|(name, value)| {
            view! { <input type="hidden" name=name.clone() value=value.clone() /> }
        })
        .collect_view();
    let what = if data.whole {
        lang.t("shorten-what")
    } else {
        lang.t("shorten-copy")
    };
    let form = if data.whole {
        view! {
            <form method="post" action=data.act.href(lang) class="act">
                {rest}
                {areas}
                <p><button type="submit" class="strong">{lang.t("shorten-send")}</button></p>
            </form>
        }
        .into_any()
    } else {
        areas.into_any()
    };
    let body = view! {
        <div class="notice is-problem" role="alert">
            <h1>{title.clone()}</h1>
            <p>{what}</p>
        </div>
        {form}
    }
    .into_any();
    super::page(title.clone(), body, vec![(title, None)])
}

fn area(lang: Lang, data: &Shorten, long: &TooLong) -> AnyView {
    let name = long.field.clone();
    let text = data.fields.iter().find(|(field, _)| *field == name);
    let number = |n: usize| lang.number(u32::try_from(n).unwrap_or(u32::MAX));
    let why = lang.ta(
        "problem-too-long",
        [
            ("length", number(long.length).into()),
            ("most", number(long.most).into()),
        ],
    );
    let wrong = format!("{name}-error");
    let area = TextArea {
        name: name.clone(),
        rows: 12,
        longest: data.whole.then_some(long.most),
        described: Some(wrong.clone()),
        invalid: true,
        readonly: !data.whole,
        text: text.map(|(_, text)| text.clone()).unwrap_or_default(),
        ..TextArea::default()
    };
    view! {
        <p class="field">
            <label for=name>{label(lang, data.act, &long.field)}</label>
            <span class="error" id=wrong>{why}</span>
            {area.view()}
        </p>
    }
    .into_any()
}

/// What a field is called on its own form.
fn label(lang: Lang, act: Act, field: &str) -> String {
    let kind = field.split('-').next().unwrap_or(field);
    match (act, kind) {
        (Act::IssueDirective, "department") => lang.t("steer-to-department"),
        (Act::IssueDirective, "subject") => lang.t("steer-col-subject"),
        (Act::IssueDirective, "owner") => lang.t("steer-col-owner"),
        (Act::IssueDirective, _) => lang.t("steer-col-content"),
        (Act::StepDirective, _) if field == "text-answer" => lang.t("steer-answer"),
        (Act::StepDirective, _) => lang.t("steer-reason"),
        (Act::Review, _) => lang.t("review-return-text"),
        (Act::Invite, "name") => lang.t("people-name"),
        (_, "email") => lang.t("mail-address"),
        (_, "printed") => lang.t("observe-field-printed"),
        (_, "source") => lang.t("observe-field-source"),
        (_, "note") => lang.t("observe-field-note"),
        (_, "reason") => lang.t("periods-reason"),
        _ => lang.t("shorten-words"),
    }
}
