//! The page of a form that was not done: says whether it is saved, and gives back everything that was typed, to be sent
//! again or copied. One page for every form; it must work when the store does not answer, so it knows no names of
//! criteria or units.

use crate::{
    components::{
        form::{Field, Hidden, PostForm},
        text_area::TextArea,
    },
    error_page,
    failure::Failure,
    i18n::Lang,
    limits::TooLong,
    page::{Page, PageRequest, WorkspaceRequest},
    routes::FormAction,
    workspace::not_saved::model::{NotSaved, NotSavedBecause},
};
use domain::{entry, rate::saturating_u32};
use leptos::prelude::*;

/// The page.
#[must_use]
pub fn page(request: &WorkspaceRequest, data: &NotSaved) -> Page {
    let lang = request.lang;
    let (title, what, why) = explanation(&request.public_request(), data);
    let again = data.why.sends_again();
    let fields: Vec<_> = data
        .fields
        .all()
        .map(|(name, value)| field(lang, data, name, value))
        .collect();
    let typed = fields.iter().any(Option::is_some) && has_words(data);
    let file = file(lang, data.action, again);
    let button = if again {
        Some(
            view! { <p><button type="submit" class="strong">{lang.t("unsaved-again")}</button></p> },
        )
    } else {
        None
    };
    let kept = (typed && data.why.long().is_empty()).then(|| {
        let kept = if again {
            lang.t("unsaved-kept")
        } else {
            lang.t("unsaved-copy")
        };
        view! { <p>{kept}</p> }
    });
    let form = (again || typed).then(|| {
        view! {
            <PostForm action=data.action file=file.is_some()>
                {fields}
                {file}
                {button}
            </PostForm>
        }
    });
    let back = data
        .back
        .clone()
        .map(|back| view! { <p><a href=back>{lang.t("unsaved-back")}</a></p> });
    let status = match &data.why {
        NotSavedBecause::Failed(failure) => Some(failure.status()),
        _ => None,
    };
    let body = view! {
        <div class="failure">
            {status.map(|status| view! { <p class="failure-code">{status}</p> })}
            <h1>{title.clone()}</h1>
            <p class="lead" role="alert">{what.clone()}</p>
            <p>{why}</p>
            {kept}
            {form}
            {back}
        </div>
    }
    .into_any();
    crate::page::plain(title.clone(), body, vec![(title, None)])
}

/// What happened, as a title and two sentences.
fn explanation(public_request: &PageRequest, data: &NotSaved) -> (String, String, String) {
    let lang = public_request.lang;
    match &data.why {
        NotSavedBecause::SignedInAnew => (
            lang.t("unsaved-signed-in"),
            lang.t("unsaved-signed-in-what"),
            lang.t("unsaved-signed-in-why"),
        ),
        NotSavedBecause::Failed(Failure::Unavailable) => (
            lang.t("unsaved"),
            lang.t("unsaved-what"),
            lang.t("unsaved-why"),
        ),
        NotSavedBecause::Failed(failure) => error_page::words(public_request, failure),
        NotSavedBecause::TooLong(_) => (
            lang.t("unsaved-long"),
            lang.t("unsaved-nothing"),
            lang.t("unsaved-long-why"),
        ),
        NotSavedBecause::TooLarge(_) => (
            lang.t("unsaved-long"),
            lang.t("unsaved-nothing"),
            lang.t("unsaved-large-why"),
        ),
    }
}

/// Whether anything that a person typed is in it.
fn has_words(data: &NotSaved) -> bool {
    let mut pairs = data.fields.pairs();
    pairs.any(|(name, _)| !is_hidden(data.action, name) && !is_secret(data.action, name))
}

/// What is never repeated on a page.
fn is_secret(action: FormAction, name: &str) -> bool {
    match action {
        FormAction::SignIn | FormAction::UseLink => matches!(name, "password" | "new" | "again"),
        FormAction::EnterCode | FormAction::ConfirmSecondFactor => name == "code",
        _ => false,
    }
}

/// Whether a field holds what a page wrote, or a choice: it goes along unseen.
fn is_hidden(action: FormAction, name: &str) -> bool {
    const ANYWHERE: [&str; 36] = [
        "account",
        "act",
        "answer",
        "back",
        "carried",
        "changes",
        "criterion",
        "decision",
        "directive",
        "evidence",
        "hash",
        "indicator",
        "intent",
        "items",
        "khac",
        "kind",
        "last",
        "next",
        "nhom",
        "province",
        "public",
        "qualifier",
        "role",
        "secret",
        "seen",
        "session",
        "signature",
        "slot",
        "step",
        "ten",
        "then",
        "token",
        "unit",
        "version",
        "which",
        "yes",
    ];
    const HEADS: [&str; 6] = ["attach-", "choice-", "col-", "detach-", "grant-", "sector-"];
    // A day by which something is asked for is typed.
    let choice = name != "choice-request" && HEADS.iter().any(|head| name.starts_with(head));
    choice
        || ANYWHERE.contains(&name)
        || name == entry::NOT_APPLICABLE
        || match action {
            FormAction::Review => name == "code",
            FormAction::Publish => name == "as_of",
            FormAction::ReviewMany => name == "number",
            FormAction::CheckObservations | FormAction::AddObservations => name == "name",
            FormAction::UseLink => name == "user",
            _ => false,
        }
}

/// A field as it was sent; nothing if it is neither to be seen nor to be sent.
fn field(lang: Lang, data: &NotSaved, name: &str, value: &str) -> Option<AnyView> {
    let (action, again) = (data.action, data.why.sends_again());
    if is_secret(action, name) {
        let name = name.to_owned();
        let label = label(lang, &name);
        return again.then(|| {
            view! {
                <Field id=name.clone() label=label>
                    <input id=name.clone() name=name type="password" autocomplete="off" required=true />
                </Field>
            }
            .into_any()
        });
    }
    let long = data.why.long().iter().find(|long| long.field == name);
    let name = name.to_owned();
    if long.is_none() && (is_hidden(action, &name) || value.trim().is_empty()) {
        let value = value.to_owned();
        return again.then(|| view! { <Hidden name=name value=value /> }.into_any());
    }
    let label = label(lang, &name);
    let rows = saturating_u32(value.lines().count());
    let control = if long.is_some() || value.chars().count() > 60 || rows > 1 {
        view! {
            <TextArea name=name.clone() rows=rows.clamp(3, 12) described=long.map(|_| format!("{name}-error"))
                invalid=long.is_some() readonly=!again text=value.to_owned() />
        }
        .into_any()
    } else {
        let value = value.to_owned();
        view! {
            <input id=name.clone() name=name.clone() value=value readonly=!again />
        }
        .into_any()
    };
    let error = long.map(|long| too_long(lang, long));
    Some(
        view! {
            <Field id=name label=label error=error>
                {control}
            </Field>
        }
        .into_any(),
    )
}

/// How long a field is, and how long it may be.
fn too_long(lang: Lang, long: &TooLong) -> String {
    let number = |n: usize| lang.number(u32::try_from(n).unwrap_or(u32::MAX));
    lang.ta(
        "problem-too-long",
        [
            ("length", number(long.length).into()),
            ("most", number(long.most).into()),
        ],
    )
}

/// What a field is called where nothing is known of what its form was about.
fn label(lang: Lang, name: &str) -> String {
    match name {
        entry::PART => lang.t("unsaved-part"),
        entry::WHOLE => lang.t("unsaved-whole"),
        entry::NUMBER => lang.t("unsaved-number"),
        entry::DATE | "by" | "due" | "due_at" => lang.t("field-date"),
        entry::FACT_DATE => lang.t("field-fact-date"),
        entry::NOTE => lang.t("field-note"),
        entry::EXPLANATION => lang.t("field-explanation"),
        "link" => lang.t("field-link"),
        "number_of_document" => lang.t("field-document"),
        "issuer" => lang.t("field-issuer"),
        "evidence_date" => lang.t("field-evidence-date"),
        "user" => lang.t("sign-in-name"),
        "password" => lang.t("sign-in-password"),
        "new" => lang.t("link-new"),
        "again" => lang.t("link-again"),
        "email" => lang.t("mail-address"),
        "name" => lang.t("people-name"),
        "department" => lang.t("steer-to-department"),
        "owner" => lang.t("steer-col-owner"),
        "subject" => lang.t("steer-col-subject"),
        "content" => lang.t("steer-col-content"),
        "list" => lang.t("import-paste"),
        "reason" => lang.t("unsaved-reason"),
        "printed" => lang.t("observe-field-printed"),
        "source" => lang.t("observe-field-source"),
        _ => lang.t("unsaved-typed"),
    }
}

/// A field for the file that can't be given back, in forms that take one.
fn file(lang: Lang, action: FormAction, again: bool) -> Option<AnyView> {
    let name = match action {
        FormAction::SaveAnswer
        | FormAction::CheckPeople
        | FormAction::PrepareSet
        | FormAction::ReviseWording => "file",
        FormAction::UploadSheet => "sheet",
        FormAction::CheckObservations => "table",
        _ => return None,
    };
    again.then(|| {
        view! {
            <Field id=name label=lang.t("unsaved-file")>
                <input id=name name=name type="file" />
            </Field>
        }
        .into_any()
    })
}
